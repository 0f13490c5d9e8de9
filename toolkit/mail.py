"""E-mail: a letter with its enclosures, as a draft that every mail program opens and as the message to be approved.

The same letter gives the same bytes: its identifier, its date and what parts it are made from what it holds.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import PurePath
from unicodedata import category, normalize

from toolkit.addresses import mailbox

__all__ = ["MOST", "OURS", "Letter", "Opened", "addresses", "dated", "draft", "identifier", "message", "opened"]

MOST = 20_000_000
"""Bytes from which on many mailboxes refuse a message."""
OURS = "@draft.invalid>"
"""How the identifiers of drafts end: in a domain that can never be one (RFC 2606)."""
KINDS: Mapping[str, tuple[str, str]] = {
    ".pdf": ("application", "pdf"),
    ".xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".xlsm": ("application", "vnd.ms-excel.sheet.macroEnabled.12"),
    ".json": ("application", "json"),
    ".csv": ("text", "csv"),
}
_ANY = ("application", "octet-stream")
_END = "\r\n"
_WIDTH = 76


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter: to whom, from whom, about what, its words, the moment it is dated, and what is enclosed by file name.

    ``to`` and ``sender`` are a name and an address. Without an address of hers the line stays away: the writer fills it
    in, or her mail program does. ``identifier`` names the letter for ever; ``language`` is that of its words. ``cc``
    are the addresses that get a copy.
    """

    to: tuple[str, str]
    sender: tuple[str, str]
    subject: str
    words: str
    at: datetime
    identifier: str
    language: str
    enclosed: Mapping[str, bytes]
    cc: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """A letter read back: what its heading says, its words, its enclosures by file name."""

    heading: Mapping[str, str]
    words: str
    enclosed: Mapping[str, bytes]


def draft(letter: Letter) -> bytes:
    """The letter as a file (``.eml``) that opens as a message not yet sent. Raises ValueError for a wrong address."""
    # Outlook then opens it to be written on, not as received.
    heading = ("X-Unsent: 1", *_heading(letter))
    rest = (f"Date: {format_datetime(letter.at)}", f"Message-ID: {identifier(letter.identifier)}")
    return _lines(heading) + _lines(rest) + _parts(letter)


def message(letter: Letter) -> bytes:
    """The letter as it leaves, but for its date: what a person approves. Raises ValueError for a wrong address."""
    name, (to, *_) = _token(letter.identifier), addresses(letter)
    mark = hashlib.sha256(to.casefold().encode()).hexdigest()[:12]
    domain = (mailbox(letter.sender[1]) or "").rpartition("@")[2]
    if not domain:
        raise ValueError("nobody sends it")
    return _lines((f"Message-ID: <{name}.{mark}@{domain}>", *_heading(letter))) + _parts(letter)


def dated(approved: bytes, at: datetime) -> bytes:
    """An approved message with the moment it leaves before it: nothing of what was approved changes."""
    return _lines((f"Date: {format_datetime(at)}",)) + approved


def addresses(letter: Letter) -> tuple[str, ...]:
    """Every address the letter goes to, its reader's first, each once. Raises ValueError for a wrong one."""
    found = {where.casefold(): where for where in map(_address, (letter.to[1], *letter.cc))}
    return tuple(found.values())


def _parts(letter: Letter) -> bytes:
    """The words and what is enclosed."""
    made = EmailMessage(policy=SMTP)
    words = "".join(f"{_seen(line).rstrip()}\n" for line in letter.words.splitlines())
    made.set_content(words, cte="quoted-printable")
    made["Content-Language"] = letter.language
    for name, data in letter.enclosed.items():
        kind, form = KINDS.get(PurePath(name).suffix.lower(), _ANY)
        made.add_attachment(data, maintype=kind, subtype=form, filename=_line(name))
    if letter.enclosed:
        # No line of quoted-printable or base64 holds "=_", so it parts nothing by chance.
        made.set_boundary(f"=_{_digest(letter)[:32]}")
    return made.as_bytes()


def _heading(letter: Letter) -> tuple[str, ...]:
    """The lines that people fill in, written here: the library would decode a name, and its commas part addresses."""
    parties = (("From", letter.sender), ("To", letter.to))
    return (
        *(f"{heading}: {_party(heading, name, where)}" for heading, (name, where) in parties if where),
        *([f"Cc: {f',{_END} '.join(map(_address, letter.cc))}"] if letter.cc else []),
        f"Subject: {_encoded('Subject', _line(letter.subject))}",
    )


def _lines(heading: Iterable[str]) -> bytes:
    return "".join(f"{line}{_END}" for line in heading).encode("ascii")


def identifier(name: str) -> str:
    """The identifier a letter of that name travels under."""
    return f"<{_token(name)}{OURS}"


def opened(data: bytes) -> Opened:
    """What a letter says once it is written: looked at before it leaves, and by whoever compares it with another."""
    read = message_from_bytes(data, policy=SMTP)
    assert isinstance(read, EmailMessage)
    body = read.get_body(("plain",))
    enclosed = {}
    for part in read.iter_attachments():
        content = part.get_payload(decode=True)
        enclosed[part.get_filename() or ""] = content if isinstance(content, bytes) else b""
    words = str(body.get_content()) if body else ""
    return Opened({name: str(value) for name, value in read.items()}, words, enclosed)


def _party(heading: str, name: str, where: str) -> str:
    """A name with its address."""
    checked = _address(where)
    shown = _line(name)
    if not shown:
        return checked
    if _is_plain(shown):
        escaped = shown.replace("\\", "\\\\").replace('"', '\\"')
        shown = _encoded(heading, f'"{escaped}"')
    else:
        shown = _encoded(heading, shown)
    return f"{shown}{_END} <{checked}>"


def _address(where: str) -> str:
    """An address as it travels; ValueError for what is none."""
    checked = mailbox(where)
    if checked is None:
        raise ValueError(f"no e-mail address: {where!r}")
    return checked


def _encoded(heading: str, text: str) -> str:
    """A text as a heading carries it (RFC 2047 where it must), folded."""
    charset = "us-ascii" if _is_plain(text) else "utf-8"
    return Header(text, charset, maxlinelen=_WIDTH, header_name=heading).encode(linesep=_END)


def _is_plain(text: str) -> bool:
    """Whether it travels as it is; what looks encoded already would be decoded by whoever reads it."""
    return text.isascii() and "=?" not in text


def _line(text: str) -> str:
    """Text as one line without anything unseen: no heading of ours can be made to hold two."""
    return " ".join(_seen(text).split())


def _seen(text: str) -> str:
    """Text without what has no shape of its own; the blanks that a keyboard has stay as they are."""
    return "".join(filter(None, map(_shown, normalize("NFC", text))))


def _shown(sign: str) -> str:
    """A sign as it may stand in a line: a tab or a line's end as a space, nothing for what cannot be seen."""
    kind = category(sign)
    if sign.isspace() and kind != "Zs":
        return " "
    return "" if kind.startswith("C") else sign


def _token(text: str) -> str:
    """Letters, digits and dashes of an identifier."""
    return re.sub(r"[^A-Za-z0-9.-]+", "-", text).strip(".-") or "letter"


def _digest(letter: Letter) -> str:
    """The SHA-256 of all that the letter holds."""
    found = hashlib.sha256(f"{letter.identifier}\0{letter.subject}\0{letter.words}".encode(errors="replace"))
    for name, data in letter.enclosed.items():
        found.update(name.encode(errors="replace") + hashlib.sha256(data).digest())
    return found.hexdigest()
