"""The review page lets in one browser of this computer, and nobody else: not another user, not another site."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import launched
from tests.houses import run
from tests.review_sittings import Served, Visitor, house, room, served

EVERY_ANSWER = {
    "cache-control": "no-store",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-resource-policy": "same-origin",
}
REVIEW = ("letters", "review", "--web", "--no-browser", "--from", "2026-12-01", "--to", "2026-12-31",
          "--as-at", "2026-10-31")  # fmt: skip


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A page that is served, and claimed by :func:`inside`."""
    with served(tmp_path_factory.mktemp("house")) as one:
        yield one


@pytest.fixture(scope="module")
def inside(at: Served) -> Visitor:
    """The one visitor who was let in."""
    visitor = Visitor(at.port)
    assert visitor.ask(f"{at.path}/").status == 200
    return visitor


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium."""
    yield from launched()


def answer(at: Served, client: str = "C1") -> tuple[str, dict[str, str]]:
    """Where an approval is sent, and what it says."""
    one = at.letter(client)
    return f"{at.path}/letter/{one.mark}", {"verdict": "yes", "words": one.words, "who": "Camille", "note": ""}


def test_the_first_browser_is_given_a_key(tmp_path: Path) -> None:
    """In a cookie no script can read, no other site has sent, and no other server of this computer is shown."""
    with served(tmp_path) as one:
        visitor = Visitor(one.port)
        first = visitor.ask(f"{one.path}/")
        assert first.status == 200
        assert "Ada Vane" in first.text
        cookie = first.headers["set-cookie"]
        assert [part.strip() for part in cookie.split(";")][1:] == [f"Path={one.path}/", "HttpOnly", "SameSite=Lax"]
        assert "set-cookie" not in visitor.ask(f"{one.path}/").headers
        stranger = Visitor(one.port).ask(f"{one.path}/")
        assert stranger.status == 403
        assert "open in another browser" in stranger.text
        assert "Vane" not in stranger.text
        assert Visitor(one.port, cookie="review=wrong").ask(f"{one.path}/").status == 403


def test_nothing_is_kept_by_the_browser(at: Served, inside: Visitor) -> None:
    """Every answer says so, refusals too, and that no other site may frame it or read it."""
    for found in (inside.ask(f"{at.path}/"), inside.ask("/elsewhere"), inside.ask(f"{at.path}/", Host="evil.example")):
        assert {name: found.headers.get(name) for name in EVERY_ANSWER} == EVERY_ANSWER
        assert "frame-ancestors 'none'" in found.headers["content-security-policy"]
        assert "server" not in found.headers


def test_the_page_names_its_one_script(at: Served, inside: Visitor) -> None:
    """By digest: no script, picture or style from anywhere, and forms only to where they came from."""
    text = inside.ask(f"{at.path}/").text
    policy = text.partition('Content-Security-Policy" content="')[2].partition('"')[0]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "form-action 'self'" in policy


@pytest.mark.parametrize("path", ["/", "/favicon.ico", "/{half}/", "/{other}/", "/%00/", "//evil.example/", "/{token}x/"])
def test_the_address_cannot_be_guessed(at: Served, inside: Visitor, path: str) -> None:
    """Nothing but the whole of it opens anything, key or no key; the answer tells nothing."""
    token = at.path[1:]
    asked = path.format(half=token[:20], other="A" * len(token), token=token)
    for visitor in (inside, Visitor(at.port)):
        found = visitor.ask(asked)
        assert (found.status, found.text) == (404, "There is nothing here.")
    assert len(token) >= 43


@pytest.mark.parametrize("host", ["localhost:{port}", "127.0.0.1", "127.0.0.1:1", "evil.example", "[::1]:{port}"])
def test_another_name_for_this_computer_is_refused(at: Served, inside: Visitor, host: str) -> None:
    """A site that lets its own name point here reaches nothing, though it knew the address and the key."""
    found = inside.ask(f"{at.path}/", Host=host.format(port=at.port))
    assert (found.status, "Vane" in found.text) == (403, False)


def test_two_names_at_once_are_refused(at: Served, inside: Visitor) -> None:
    """Whichever of them the server would have believed."""
    lines = f"GET {at.path}/ HTTP/1.1\r\nHost: 127.0.0.1:{at.port}\r\nHost: evil.example\r\nCookie: {inside.cookie}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", at.port), timeout=10) as line:
        line.sendall(lines.encode())
        status = line.recv(4096).split(b"\r\n")[0]
    assert status.split()[1] in {b"400", b"403"}


@pytest.mark.parametrize(
    ("origin", "site"),
    [
        ("", ""), ("null", ""), ("http://evil.example", "cross-site"), ("https://127.0.0.1:{port}", ""),
        ("http://127.0.0.1:1", "same-site"), ("http://localhost:{port}", ""), ("http://127.0.0.1:{port}", "cross-site"),
        ("http://127.0.0.1:{port}", "same-site"), ("http://127.0.0.1:{port}", "none"),
    ],
)  # fmt: skip
def test_only_our_own_page_decides(at: Served, inside: Visitor, origin: str, site: str) -> None:
    """A form that comes from anywhere else does nothing, though it had address, key and words."""
    path, form = answer(at)
    found = inside.ask(path, form, Origin=origin.format(port=at.port), Sec_Fetch_Site=site)
    assert (found.status, at.said()) == (403, [])
    assert inside.ask(f"{at.path}/end", {}, Origin=origin.format(port=at.port), Sec_Fetch_Site=site).status == 403


def test_another_site_reads_nothing(at: Served, inside: Visitor) -> None:
    """Nor does a request with its Origin get the page."""
    assert inside.ask(f"{at.path}/", Origin="http://evil.example").status == 403


def test_what_is_no_form_of_ours_is_refused(at: Served, inside: Visitor) -> None:
    """Another kind of content, too much of it, too many fields, bytes that are no text, no verdict, no letter."""
    path, form = answer(at)
    assert inside.ask(path, form, Content_Type="text/plain").status == 400
    assert inside.ask(path, form, Content_Type="").status == 400
    assert inside.ask(path, form | {"note": "x" * 70_000}).status == 413
    assert inside.ask(path, {f"f{number}": "" for number in range(30)}).status == 400
    assert inside.ask(path, form | {"verdict": "perhaps"}).status == 400
    assert inside.ask(f"{at.path}/letter/none", form).status == 404
    assert inside.ask(path, form | {"words": "0" * 64}).status == 409
    assert inside.ask(f"{at.path}/letter/../../boutique.toml").status == 404
    assert at.said() == []


def test_it_listens_on_this_computer_alone(at: Served) -> None:
    """Not on its other addresses."""
    with pytest.raises(OSError, match=r"refused|unreachable|timed out|assign"):
        socket.create_connection(("127.0.0.2", at.port), timeout=2).close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights elsewhere")
def test_the_way_in_is_a_private_file(tmp_path: Path) -> None:
    """In a folder only its owner opens; it is gone when the page is."""
    with served(tmp_path) as one:
        assert one.address in one.entry.read_text("utf-8")
        assert stat.S_IMODE(one.entry.parent.stat().st_mode) == 0o700
        visitor = Visitor(one.port)
        visitor.ask(f"{one.path}/")
        assert "Finished" in visitor.ask(f"{one.path}/end", {}).text
        one.thread.join(timeout=20)
        assert not one.thread.is_alive()
        assert not one.entry.exists()


def test_left_alone_it_ends_itself(tmp_path: Path) -> None:
    """And a request gives it its time again."""
    with served(tmp_path, idle=1.5) as one:
        Visitor(one.port).ask(f"{one.path}/")
        one.thread.join(timeout=20)
        assert not one.thread.is_alive()
        with pytest.raises(OSError, match="refused"):
            socket.create_connection(("127.0.0.1", one.port), timeout=2)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_ctrl_c_ends_it(tmp_path: Path) -> None:
    """At once and in good order; the address stands on the terminal alone, and no request is written down."""
    house(tmp_path)
    process = subprocess.Popen(
        [sys.executable, "-m", "toolkit", *REVIEW, "--house", str(tmp_path)], cwd=Path(__file__).parents[1],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    assert process.stderr
    address = process.stderr.readline().split()[-1]
    assert process.stderr.readline() == "End with Finish on the page, or with Ctrl-C here.\n"
    port, path = int(address.split(":")[2].split("/")[0]), "/" + address.split("/")[3]
    visitor = Visitor(port)
    assert visitor.ask(f"{path}/").status == 200
    Visitor(port).ask("/guess")
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 4  # letters wait, as "boutique letters review" says as well
    assert "C1" in out
    assert (address in out, err) == (False, "")
    assert not (tmp_path / ".boutique" / "review.html").exists()


def test_a_page_that_keeps_what_is_said_is_no_dry_run(tmp_path: Path) -> None:
    """It is refused before anything is served."""
    done = run(*REVIEW, "--dry-run", "--house", house(tmp_path))
    assert done.code == 2
    assert "dry run" in done.err


class _Evil(BaseHTTPRequestHandler):
    """Another site on this computer, which knows the address: it frames it, reads it, and posts to it."""

    page = ""

    def do_GET(self) -> None:
        """The page that tries."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.page.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it has there
        """Say nothing."""


TRIES = """<!DOCTYPE html><title>waiting</title><iframe src="{address}"></iframe>
<iframe name="out"></iframe><form method="post" target="out" action="{target}"><input name="verdict" value="yes">
<input name="words" value="{words}"><input name="who" value="Nobody"></form>
<script>
document.forms[0].submit();
fetch("{address}", {{credentials: "include"}}).then(a => a.text()).catch(() => "refused").then(text => {{
  fetch("{target}", {{method: "POST", credentials: "include", mode: "no-cors",
    body: new URLSearchParams({{verdict: "yes", words: "{words}", who: "Nobody"}})}})
  .catch(() => "").then(() => setTimeout(() => document.title = text.includes("Vane") ? "read" : "refused", 300)) }});
</script>"""


def test_another_site_in_the_same_browser_does_nothing(tmp_path: Path, browser: Browser) -> None:
    """It runs on this computer too, and knows address and words; she is let in, in another tab."""
    with served(tmp_path) as one, room(browser, one) as opened:
        target, form = answer(one)
        host = f"http://127.0.0.1:{one.port}"
        _Evil.page = TRIES.format(address=one.address, target=host + target, words=form["words"])
        evil = HTTPServer(("127.0.0.1", 0), _Evil)
        thread = threading.Thread(target=evil.serve_forever, daemon=True)
        thread.start()
        try:
            tab = opened.page.context.new_page()
            tab.goto(f"http://127.0.0.1:{evil.server_port}/")
            tab.wait_for_function("document.title !== 'waiting'")
            assert tab.title() == "refused"
            assert all("Vane" not in frame.content() for frame in tab.frames if frame != tab.main_frame)
        finally:
            evil.shutdown()
            evil.server_close()
            thread.join()
        assert one.said() == []
        opened.page.reload()
        assert "Ada Vane" in opened.page.content()
