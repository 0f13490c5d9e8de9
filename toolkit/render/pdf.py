"""HTML to PDF: the same page, the same bytes, in the house's own faces.

A page may hold ``PART`` marks before, between and after blocks that each begin on a new page. A long document is
set part by part, in as many processes as there are processors, and joined: setting time stays linear and memory that
of one part. Each part is set without its foot; the feet are set last in one run that knows how many pages there are,
and laid over.
"""

from __future__ import annotations

import base64
import gc
import hashlib
import html as markup
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

from toolkit.findings import ToolkitError
from toolkit.render.engine import engine, extra_css, no_complaints
from toolkit.render.fonts import beyond_house, require_glyphs

PART = "<!-- part -->"
# A page style for the long tables: landscape. The feet must know it to print on the same paper.
WIDE = "wide"
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_ROW = "<tr"
# Below this one process is quicker than two: a second one takes half a second to start.
_ROWS_OF_A_LONG_DOCUMENT = 600
_NO_FOOT = "@page { @bottom-left { content: none } @bottom-center { content: none } @bottom-right { content: none } }"
_ACCENT = re.compile(r"#[0-9a-fA-F]{6}")


def pdf(html: str, *, identifier: str, title: str, language: str, accent: str | None = None) -> bytes:
    """A page as a PDF. ``identifier`` (number, revision) goes into its properties; ``accent`` overrides the page's.

    Raises ToolkitError, and makes nothing, where Pango is missing, a glyph is, or the template says what cannot be.
    """
    words = _words(html)
    require_glyphs(f"{words}\n{identifier}\n{title}")
    page, sheets = _taken_apart(html)
    if accent is not None:
        if not _ACCENT.fullmatch(accent):
            raise ToolkitError(f"The accent {accent!r} is no colour.", "Write it like #5a2327.", code="accent")
        sheets = (*sheets, f":root {{ --accent: {accent} }}")
    if beyond_house(words):
        sheets = (extra_css(), *sheets)
    about = {"title": title, "language": language, "identifier": identifier}
    parts = _parts(page)
    if len(parts) > 1 and html.count(_ROW) > _ROWS_OF_A_LONG_DOCUMENT:
        return _joined(parts, sheets, about)
    return _set(page.replace(PART, ""), sheets, about)


def _words(html: str) -> str:
    """What a reader sees of a page, as plain text."""
    return markup.unescape(_TAG.sub("\n", _STYLE.sub("", html)))


def _taken_apart(html: str) -> tuple[str, tuple[str, ...]]:
    """The page without its style sheets, and these: a sheet is parsed once for all documents that share it."""
    return _STYLE.sub("", html), tuple(_STYLE.findall(html))


def _parts(page: str) -> list[str]:
    """The parts of a page, each a page of its own with the same head and body."""
    head, *middle, tail = page.split(PART) if PART in page else (page, "")
    return [f"{head}{part}{tail}" for part in middle]


@contextmanager
def _no_collector() -> Iterator[None]:
    """Within, the cycle collector rests: the layout tree is all live, and walking it costs a third of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _set(page: str, sheets: Sequence[str], about: dict[str, str]) -> bytes:
    """Set one page, in this process."""
    digest = hashlib.sha256("\0".join((page, *sheets, *about.values())).encode()).hexdigest()[:32]
    with _no_collector(), no_complaints():
        printer = engine()
        styles = [printer.sheet(css) for css in sheets]
        document = printer.document(page).render(font_config=printer.fonts, stylesheets=styles)
        document.metadata.title = about["title"]
        document.metadata.lang = about["language"]
        document.metadata.keywords = [about["identifier"]]
        made: bytes = document.write_pdf(pdf_identifier=digest.encode())
    return made


def _joined(parts: Sequence[str], sheets: Sequence[str], about: dict[str, str]) -> bytes:
    """Set the parts, join them, and lay the feet over."""
    import pikepdf

    with pikepdf.new() as whole:
        for made in _set_all(parts, [*sheets, _NO_FOOT], about):
            with pikepdf.open(io.BytesIO(made)) as part:
                _append(whole, part)
        wide = [page.mediabox[2] > page.mediabox[3] for page in whole.pages]
        with pikepdf.open(io.BytesIO(_set(_feet(parts[0], wide), sheets, about))) as feet:
            for number, (page, foot) in enumerate(zip(whole.pages, feet.pages, strict=True)):
                # By hand: add_overlay would call the foot by a random name, and no two runs would agree. The pages of
                # a part share their resources, so each foot has a name of its own.
                name = pikepdf.Name(f"/Foot{number}")
                page.add_resource(whole.copy_foreign(foot.as_form_xobject()), pikepdf.Name.XObject, name)
                page.contents_add(b"q", prepend=True)
                page.contents_add(f"Q q {name} Do Q".encode())
        whole.docinfo["/Title"] = about["title"]
        whole.docinfo["/Keywords"] = about["identifier"]
        whole.Root.Lang = pikepdf.String(about["language"])
        out = io.BytesIO()
        whole.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _append(whole: Any, part: Any) -> None:
    """Add a part's pages and its outline to the whole."""
    import pikepdf

    first = len(whole.pages)
    whole.pages.extend(part.pages)
    index = {page.objgen: number for number, page in enumerate(part.pages)}
    with part.open_outline() as source, whole.open_outline() as outline:
        for item in source.root:
            at = index.get(item.destination[0].objgen) if item.destination is not None else None
            if at is not None:
                outline.root.append(pikepdf.OutlineItem(item.title, first + at))


def _feet(page: str, wide: Sequence[bool]) -> str:
    """A page of blank leaves, upright or wide, whose only print is the foot."""
    body = re.search(r"<body[^>]*>", page)
    head = page[: body.end()] if body else "<body>"
    leaves = (f'<div style="page: {WIDE if is_wide else "auto"}; break-before: page"></div>' for is_wide in wide)
    return f"{head}{''.join(leaves)}</body></html>"


def _set_all(parts: Sequence[str], sheets: Sequence[str], about: dict[str, str]) -> Iterator[bytes]:
    """The parts set, in order, by this process and one more for each further processor."""
    hands = min(len(parts), processors())
    shares = [list(parts[hand::hands]) for hand in range(hands)]
    with ExitStack() as stack:
        others = [_start(share, sheets, about, stack) for share in shares[1:]]
        made = [_set_share(shares[0], sheets, about)]
        made += [_finish(other, share, sheets, about) for other, share in zip(others, shares[1:], strict=True)]
    for number in range(len(parts)):
        yield made[number % hands][number // hands]


def _set_share(parts: Sequence[str], sheets: Sequence[str], about: dict[str, str]) -> list[bytes]:
    """One share, part after part, the memory of each freed before the next: its layout tree is full of cycles."""
    made = []
    for part in parts:
        made.append(_set(part, sheets, about))
        gc.collect()
    return made


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _start(parts: list[str], sheets: Sequence[str], about: dict[str, str], stack: ExitStack) -> subprocess.Popen[bytes]:
    """Another process, at work on its share; it ends with the stack, however that ends."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    process = stack.enter_context(
        subprocess.Popen(
            [sys.executable, "-m", "toolkit.render.pdf"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment,
        )
    )  # fmt: skip
    stack.callback(process.kill)
    assert process.stdin is not None
    with suppress(BrokenPipeError):  # it died at once: its share is set here
        process.stdin.write(json.dumps([parts, sheets, about]).encode())
        process.stdin.close()
    return process


def _finish(
    process: subprocess.Popen[bytes], parts: list[str], sheets: Sequence[str], about: dict[str, str]
) -> list[bytes]:
    """What another process made; where it failed its share is set here, so that the reason can be told."""
    assert process.stdout is not None
    answer = process.stdout.read()
    if process.wait() != 0:
        return _set_share(parts, sheets, about)
    return [base64.b64decode(made) for made in json.loads(answer)]


def _work() -> None:
    """The other process: reads its share, writes what it made."""
    parts, sheets, about = json.load(sys.stdin)
    json.dump([base64.b64encode(made).decode() for made in _set_share(parts, sheets, about)], sys.stdout)


if __name__ == "__main__":
    _work()
