"""Who may read from Google Sheets: addresses, keys, sign-ins, and what is said where one of them does not serve."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from keyring.backend import KeyringBackend

from tests.sheets_fixtures import QUICK, SHORT, plain, serving
from tests.sheets_server import PERSON, ROBOT, Denied, SheetsServer, refusal
from toolkit.addresses import canonical, is_url, spreadsheet_id
from toolkit.findings import Exit, ToolkitError
from toolkit.passwords import SERVICE
from toolkit.readers import google_key
from toolkit.readers.google_key import find_key
from toolkit.readers.google_wire import patience
from toolkit.readers.sheets import read_url

IDENTIFIER = "1nOrG_xsXGrtKIMf6a_h6G_LyP6TsTS5CT9Rcvgmv-us"


@pytest.fixture(name="server")
def _server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SheetsServer]:
    """The server, alone in the world."""
    yield from serving(tmp_path, monkeypatch)


def failure(url: str) -> ToolkitError:
    """The refusal of a reading."""
    with pytest.raises(ToolkitError) as caught:
        read_url(url, patience=SHORT)
    assert caught.value.status == Exit.OUTSIDE
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize(
    "pasted",
    [
        f"https://docs.google.com/spreadsheets/d/{IDENTIFIER}",
        f"https://docs.google.com/spreadsheets/d/{IDENTIFIER}/edit?gid=12#gid=12",
        f" https://docs.google.com/spreadsheets/u/1/d/{IDENTIFIER}/edit?usp=sharing ",
        f"https://docs.google.com/a/maison.example/spreadsheets/d/{IDENTIFIER}/edit",
        f"docs.google.com/spreadsheets/d/{IDENTIFIER}/",
        IDENTIFIER,
    ],
)
def test_every_way_of_pasting_is_one_address(pasted: str) -> None:
    """Whichever tab, account or link it was copied from, it is the same spreadsheet."""
    assert is_url(pasted)
    assert canonical(pasted) == f"https://docs.google.com/spreadsheets/d/{IDENTIFIER}"


@pytest.mark.parametrize(
    "other",
    [
        "https://docs.google.com/document/d/1nOrG_xsXGrtKIMf6a_h6G_LyP6TsTS5CT9Rcvgmv-us/edit",
        "https://docs.google.com/spreadsheets/d/e/2PACX-1vQ5nOrG_xsXGrtKIMf6a/pubhtml",
        "http://docs.google.com/spreadsheets/d/1nOrG_xsXGrtKIMf6a_h6G_LyP6TsTS5CT9Rcvgmv-us",
        "https://docs.google.com.evil.example/spreadsheets/d/1nOrG_xsXGrtKIMf6a_h6G_LyP6TsTS5CT9Rcvgmv-us",
        "https://evil.example/?https://docs.google.com/spreadsheets/d/1nOrG_xsXGrtKIMf6a_h6G_LyP6TsTS5CT9Rcvgmv-us",
        "https://1drv.ms/x/s!Aabc",
        "file:///etc/passwd",
    ],
)
def test_another_address_is_refused(other: str) -> None:
    """Only a Google spreadsheet's own address is followed; everything else is refused before any request."""
    assert is_url(other)
    with pytest.raises(ToolkitError) as caught:
        spreadsheet_id(other)
    assert caught.value.hint


@pytest.mark.parametrize(
    "name", ["Stock.xlsx", "registers/Stock 2026.xlsx", "C:\\Stock.xlsx", "stock", "a:b.csv", "x" * 43]
)
def test_a_file_is_no_address(name: str) -> None:
    """File names are left to the readers of files."""
    assert not is_url(name)


@pytest.mark.parametrize("base", ["http://10.0.0.7:8080", "https://sheets.example", "http://127.0.0.1.evil.example"])
def test_the_stand_in_must_be_this_computer(server: SheetsServer, monkeypatch: pytest.MonkeyPatch, base: str) -> None:
    """The environment cannot send a key to another computer."""
    url = server.upload(plain())
    monkeypatch.setenv("BOUTIQUE_SHEETS_API", base)
    with pytest.raises(ToolkitError) as caught:
        read_url(url, patience=SHORT)
    assert caught.value.status == Exit.USAGE
    assert server.grants == []


def test_a_key_that_points_elsewhere_is_not_used(server: SheetsServer) -> None:
    """A key file altered to send its assertion to another host is refused; nothing is sent."""
    server.write_key(Path(os.environ["BOUTIQUE_GOOGLE_KEY"]), token_uri="https://evil.example/token")  # noqa: S106 - an address
    error = failure(server.upload(plain()))
    assert "evil.example" in error.message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not a key in JSON"),
        ("[1]", "not a key in JSON"),
        ('{"type": "external_account"}', "neither a service account's key nor a person's sign-in"),
        ('{"type": "service_account", "client_email": "a@b"}', "lacks private_key, token_uri"),
        ('{"type": "service_account", "client_email": "a@b", "private_key": "x", "token_uri": "y"}', "damaged"),
        ('{"type": "authorized_user", "client_id": 7}', "lacks client_id, client_secret, refresh_token"),
        ('{"installed": {"client_id": "x"}}', "nobody has signed in"),
        (b"\xff\xfe\x00", "not a key in JSON"),
    ],
)
def test_a_key_that_cannot_serve_is_named(server: SheetsServer, text: str | bytes, words: str) -> None:
    """The file, what is wrong with it, what to do."""
    path = Path(os.environ["BOUTIQUE_GOOGLE_KEY"])
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    error = failure(server.upload(plain()))
    assert words in error.message
    assert "robot.json, named by BOUTIQUE_GOOGLE_KEY" in error.message
    assert server.grants == []


def test_a_key_file_that_is_not_there(server: SheetsServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The path as the environment has it, and which of the two names it."""
    monkeypatch.delenv("BOUTIQUE_GOOGLE_KEY")
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", "/nowhere/robot.json")
    error = failure(server.upload(plain()))
    assert "/nowhere/robot.json, named by GOOGLE_APPLICATION_CREDENTIALS" in error.message


class Ring(KeyringBackend):
    """A keyring that forgets everything with the test."""

    priority = 9  # type: ignore[assignment]  # keyring declares a property, and asks for a number

    def __init__(self, kept: str | None = None) -> None:
        """Keep one secret."""
        super().__init__()
        self.kept = kept

    def get_password(self, service: str, username: str) -> str | None:
        """The secret, for our name only."""
        return self.kept if (service, username) == (SERVICE, google_key.KEYRING) else None

    def set_password(self, service: str, username: str, password: str) -> None:
        """Not asked for."""
        raise NotImplementedError


@pytest.fixture(name="ring")
def _ring(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ring]:
    """An empty keyring in place of the computer's."""
    before, ring = keyring.get_keyring(), Ring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


def test_where_a_key_is_looked_for(server: SheetsServer, ring: Ring, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment first, then the folder of settings, then the keyring; none at all says where to put one."""
    url = server.upload(plain())
    monkeypatch.delenv("BOUTIQUE_GOOGLE_KEY")
    error = failure(url)
    folder = google_key.settings_folder()
    assert error.message == "There is no key to read Google Sheets with."
    assert str(folder / "google_key.json") in error.hint
    ring.kept = json.dumps(server.key())
    assert find_key().where == "The key kept in the keyring under boutique-toolkit"
    assert read_url(url, patience=QUICK).grids[0].height == 4
    folder.mkdir()
    (folder / "google_token.json").write_text(json.dumps({"type": "authorized_user", **PERSON}), "utf-8")
    assert find_key().account == ""
    server.write_key(folder / "google_key.json")
    assert find_key().account == ROBOT
    ring.kept = None
    assert "google_key.json" in find_key().where


def test_a_key_that_was_replaced(server: SheetsServer) -> None:
    """An assertion signed with another key is refused by the exchange of tokens."""
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = other.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    server.write_key(Path(os.environ["BOUTIQUE_GOOGLE_KEY"]), private_key=pem.decode())
    error = failure(server.upload(plain()))
    assert error.code == "google-key"
    assert ROBOT in error.message
    assert len(server.grants) == 1


def test_the_computers_clock_is_wrong(server: SheetsServer) -> None:
    """Google refuses an assertion of the wrong hour; the message says clock, not key."""

    def deny(_: SheetsServer) -> None:
        said = "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp."
        raise Denied("invalid_grant", said)

    server.fault(deny, "/token", times=9)
    assert failure(server.upload(plain())).code == "google-clock"


def test_a_token_comes_after_a_fault(server: SheetsServer) -> None:
    """The exchange of tokens fails once and then serves."""
    server.fault(refusal(503, "UNAVAILABLE", "later"), "/token")
    assert read_url(server.upload(plain()), patience=QUICK).grids[0].height == 4


def test_a_persons_sign_in(server: SheetsServer) -> None:
    """A kept sign-in is exchanged for a token; one that was withdrawn says to sign in again."""
    path = Path(os.environ["BOUTIQUE_GOOGLE_KEY"])
    signed = {"type": "authorized_user", "token_uri": f"{server.url}/token", **PERSON}
    path.write_text(json.dumps(signed), "utf-8")
    url = server.upload(plain())
    assert read_url(url, patience=QUICK).grids[0].value(2, 1) == "00042"
    assert server.grants == ["refresh_token"]
    server.of(url).shared_with.clear()
    assert failure(url).code == "google-not-shared"
    path.write_text(json.dumps({**signed, "refresh_token": "older"}), "utf-8")
    error = failure(url)
    assert error.code == "google-signin"
    assert "sign in again" in error.hint


@pytest.mark.parametrize("text", ["soon", "0", "-5", "inf", "nan"])
def test_patience_is_a_number_of_seconds(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """The deadline from the environment, or a plain refusal of what is no such thing."""
    monkeypatch.setenv("BOUTIQUE_GOOGLE_DEADLINE", text)
    with pytest.raises(ToolkitError) as caught:
        patience()
    assert caught.value.status == Exit.USAGE
    monkeypatch.setenv("BOUTIQUE_GOOGLE_DEADLINE", "45")
    assert patience().total == 45
