"""Drafts of letters: whatever the registers hold, the file is one message to one reader, and the same each time."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from email import message_from_bytes
from email.policy import default
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.addresses import mailbox
from toolkit.mail import Letter, draft, identifier, opened

PLAIN = Letter(
    to=("Mr Harcourt", "placing@broker.example"),
    sender=("Maison Corvane", "registers@corvane.example"),
    subject="Insurance schedule",
    words="Dear Mr Harcourt,\n\n   £1,234.50 for 2 pieces\n\nYours sincerely,\n",
    at=datetime(2026, 10, 31, 18, 0, tzinfo=ZoneInfo("Europe/London")),
    identifier="S-2026-001.r1",
    language="en",
    enclosed={"Schedule.xlsx": b"PK\x03\x04" * 900, "Schedule.pdf": b"%PDF-1.7\n\x00\xff"},
)


def read(data: bytes) -> Any:
    """The message as another program reads it, by the standard library's own parser."""
    return message_from_bytes(data, policy=default)


def test_a_draft_is_a_message_with_its_enclosures() -> None:
    """To whom, from whom, when, about what, the words as they stand, the files byte for byte."""
    message = read(draft(PLAIN))
    assert message["X-Unsent"] == "1"
    assert [(one.display_name, one.addr_spec) for one in message["To"].addresses] == [PLAIN.to]
    assert [(one.display_name, one.addr_spec) for one in message["From"].addresses] == [PLAIN.sender]
    assert message["Subject"] == "Insurance schedule"
    assert message["Date"] == "Sat, 31 Oct 2026 18:00:00 +0000"
    assert message["Message-ID"] == identifier("S-2026-001.r1") == "<S-2026-001.r1@draft.invalid>"
    assert message.get_body(("plain",))["Content-Language"] == "en"
    assert message.get_body(("plain",)).get_content().replace("\r\n", "\n") == PLAIN.words
    parts = {part.get_filename(): part for part in message.iter_attachments()}
    assert {name: part.get_payload(decode=True) for name, part in parts.items()} == PLAIN.enclosed
    assert parts["Schedule.pdf"].get_content_type() == "application/pdf"
    assert parts["Schedule.xlsx"].get_content_type().endswith("spreadsheetml.sheet")
    assert [part.defects for part in message.walk()] == [[]] * 4


def test_the_same_letter_gives_the_same_bytes_in_any_process() -> None:
    """No clock, no chance, no host's name enters; another enclosure changes the parting line."""
    code = "import hashlib\nfrom tests.test_mail import *\nprint(hashlib.sha256(draft(PLAIN)).hexdigest())"
    seen = {
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                       env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."}).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(seen) == 1
    assert draft(PLAIN) == draft(PLAIN)
    other = draft(replace(PLAIN, enclosed={"Schedule.xlsx": b"PK"}))
    assert read(other).get_boundary() != read(draft(PLAIN)).get_boundary()


@pytest.mark.parametrize(
    "name",
    ['Müller, Søn & Cie "X" <evil@other.example>', "Vane, Ltd", "Évil\r\nBcc: spy@other.example", "A\nBcc: spy@x.example",
     "山田商店", "مجوهرات", "=?utf-8?q?spy=40other.example=2C?=", 'quote " and \\ back', "a" * 300, "é " * 80, "\u202eevil\u2066", ""],
)  # fmt: skip
def test_no_name_makes_a_second_reader_or_a_heading(name: str) -> None:
    """A name in any script with commas, quotes, angle brackets or line ends stays one name of one address."""
    data = draft(replace(PLAIN, to=(name, "placing@broker.example"), subject=name))
    message = read(data)
    assert [one.addr_spec for one in message["To"].addresses] == ["placing@broker.example"]
    assert message["To"].defects == ()
    assert message.keys() == read(draft(PLAIN)).keys()
    shown = message["To"].addresses[0].display_name.replace(" ", "")
    assert shown == name.replace("\r", "").replace("\n", "").replace(" ", "").translate({0x202E: None, 0x2066: None})
    assert max(map(len, data.split(b"\r\n"))) <= 998
    assert data.count(b"\n") == data.count(b"\r\n")


@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=200))
def test_no_text_breaks_the_message(name: str, subject: str, words: str) -> None:
    """Whatever the texts are, lone halves of pairs and controls too: one reader, the known headings, readable words."""
    message = read(draft(replace(PLAIN, to=(name, "placing@broker.example"), subject=subject, words=words)))
    assert [one.addr_spec for one in message["To"].addresses] == ["placing@broker.example"]
    assert message.keys() == read(draft(PLAIN)).keys()
    assert len(list(message.iter_attachments())) == 2
    assert message.get_body(("plain",)) is not None


def test_without_an_address_the_line_stays_away() -> None:
    """A draft to nobody yet has no To, which a mail program shows as a blank one."""
    message = read(draft(replace(PLAIN, to=("Mr Harcourt", ""), sender=("", ""))))
    assert "To" not in message
    assert "From" not in message
    assert message["Subject"] == "Insurance schedule"


def test_a_file_name_in_any_script_arrives() -> None:
    """The names of enclosures are carried in full (RFC 2231)."""
    name = "État d’assurance 山.xlsx"
    assert list(opened(draft(replace(PLAIN, enclosed={name: b"PK"}))).enclosed) == [name]


@pytest.mark.parametrize("text", ["a@b.example", "a.b+c@b-c.example", "x@exämple.example", "O'Neil@b.example"])
def test_addresses_as_people_write_them(text: str) -> None:
    """An address with a domain in any letters; it travels in plain ones."""
    found = mailbox(f" {text} ")
    assert found
    assert found.isascii()


@pytest.mark.parametrize(
    "text",
    ["", "a", "a@", "@b.example", "a@b", "a b@c.example", "a@b.example, c@d.example", "a@b.example\nBcc: c@d.example", "<a@b.example>",
     "a@b..example", ".a@b.example", "a@-b.example", "é@b.example", "a@b.example>", f"{'a' * 65}@b.example", f"a@{'b' * 260}.example"],
)  # fmt: skip
def test_what_is_no_address(text: str) -> None:
    """Two addresses, headings, spaces, and what no mail server takes."""
    assert mailbox(text) is None
    if text:
        with pytest.raises(ValueError, match="no e-mail address"):
            draft(replace(PLAIN, to=("Mr Harcourt", text)))
