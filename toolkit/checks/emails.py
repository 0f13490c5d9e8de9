"""Rules of e-mail addresses: their form, several in a cell, and slips of the hand that many people make.

The form is judged by the email-validator library, without the network: nobody is asked whether an address exists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from toolkit.checks.postal import addressed
from toolkit.checks.scope import Rule, Scope
from toolkit.checks.spread import told_once
from toolkit.findings import Finding, Kind, Severity, declare
from toolkit.records import Record
from toolkit.values import fold, plain

FORM = declare(
    "email-form", Severity.WARNING, "An e-mail address that cannot be right",
    why="A message to it comes back, or the list it stands in is refused as a whole.",
    message="The e-mail reads {value!r}: {reason}.",
    hint="Type the address alone, such as name@house.com; if there is none, leave the cell empty.",
)  # fmt: skip
SEVERAL = declare(
    "email-several", Severity.WARNING, "Several e-mail addresses in one cell",
    why="A message to both shows each of them the other's address, and perhaps a secret.",
    message="The e-mail reads {value!r}.",
    hint="Keep the one the client wants, and the other in a column or a row of its own.",
)  # fmt: skip
SLIP = declare(
    "email-slip", Severity.WARNING, "An e-mail address that looks mistyped",
    why="Addresses one letter beside a well-known one often belong to strangers who collect what arrives.",
    message="The e-mail reads {value!r}; it may be {proposal!r}.",
    hint="Ask the client, or compare with a message of theirs.",
)  # fmt: skip

NONE = re.compile(
    r"(no|none|nil|without|not given|refused|pas de?|sans|aucun|aucune|kein|keine|ohne|nessuna|senza|sin|ninguno|non)"
    r"( (e ?mail|mail|email|courriel|adresse|e mail adresse|correo|address))*"
)
PARTED = re.compile(r"[\s;,/|]+")
ADDRESS = re.compile(r"[^\s;,/|@]+@[^\s;,/|@]+")
ATOM = re.compile(r"[A-Za-z0-9_+\-]+(\.[A-Za-z0-9_+\-]+)*")

_SLIPS = {
    "gmail.com": "gmial.com|gmai.com|gmal.com|gamil.com|gnail.com|gmil.com|gmaill.com|gmail.co|gmail.cm|gmail.om|gmail|"
    "gmail.co.uk|gmail.con|gmali.com|gmaul.com|gemail.com|ggmail.com|gmsil.com|gmail.fr|gmail.de|gmail.it|gmail.es",
    "hotmail.com": "hotmial.com|hotmal.com|hotmai.com|hotmil.com|hotmail.co|hotmail.cm|hotmail.con|hotamil.com|"
    "hotmaill.com|hitmail.com|hotmail|homail.com|htmail.com",
    "yahoo.com": "yaho.com|yahooo.com|yhoo.com|yahoo.co|yahoo.cm|yahoo.con|yahoo|yaoo.com",
    "outlook.com": "outlok.com|outloo.com|outlook.co|outlook.con|outllook.com|outlook",
    "icloud.com": "iclould.com|icoud.com|icloud.co|icloud.con|iclod.com|icloud",
    "btinternet.com": "btinternet.con|btinternet.co|btinterent.com|btinternet.co.uk|btinternet",
    "hotmail.fr": "hotmial.fr|hotmal.fr|hotmai.fr",
    "orange.fr": "ornage.fr|orage.fr|orange.f",
    "wanadoo.fr": "wanado.fr|wandoo.fr",
    "gmx.de": "gmx.d|gxm.de",
    "web.de": "wed.de|web.d",
}
SLIPS: Mapping[str, str] = {wrong: right for right, words in _SLIPS.items() for wrong in words.split("|")}
ENDINGS: Mapping[str, str] = {"con": "com", "cmo": "com", "ocm": "com", "vom": "com", "comm": "com", "xom": "com"}
"""Endings that are no top-level domain, and the one next to them on the keyboard."""


def check_emails(scope: Scope) -> Iterable[Finding]:
    """E-mail addresses of clients and suppliers: one a cell, of the right form, and not one slip beside another."""

    def judged() -> Iterator[tuple[Record, Finding | None]]:
        for record in addressed(scope):
            fault = _fault(record.email) if record.email else None
            if fault is None:
                yield record, None
                continue
            kind, words = fault
            at, register = record.place("email"), record.source.register
            yield record, kind.at(at, record.email, register=register, reason=words, proposal=words)

    return told_once(scope, "email", judged())


@lru_cache(maxsize=65536)
def _fault(words: str) -> tuple[Kind, str] | None:
    """What is wrong with an e-mail cell: its kind, and the reason or the proposal; None for nothing."""
    words = plain(words)
    if "@" not in words and NONE.fullmatch(fold(words)):
        return None
    if len([part for part in PARTED.split(words) if ADDRESS.fullmatch(part.strip("<>"))]) > 1:
        return SEVERAL, ""
    local, at, domain = words.rpartition("@")
    if at and (right := _meant(domain.casefold())):
        return SLIP, f"{local}@{right}"
    reason = _refusal(local, domain)
    return (FORM, reason) if reason else None


def _meant(domain: str) -> str | None:
    """The well-known domain beside a mistyped one, or the same domain with its ending set right."""
    name, _, ending = domain.rpartition(".")
    return SLIPS.get(domain) or (f"{name}.{ENDINGS[ending]}" if name and ending in ENDINGS else None)


def _refusal(local: str, domain: str) -> str:
    """Why an address cannot be one, in words; empty where it can."""
    if not local or not domain:
        return "it does not have the form name@house.com"
    # A hundred thousand clients share a few hundred domains: each is looked at once, and plain names need no library.
    return _refused_by_library("a" if ATOM.fullmatch(local) and len(local) < 64 else local, domain)


@lru_cache(maxsize=8192)
def _refused_by_library(local: str, domain: str) -> str:
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(f"{local}@{domain}", check_deliverability=False)
    except EmailNotValidError as error:
        return _in_words(str(error))
    return ""


def _in_words(refusal: str) -> str:
    """The library's sentence in the words of an office."""
    said = refusal.casefold()
    for sign, words in _REASONS:
        if sign in said:
            return words
    return "its form is not that of an address"


_REASONS = (
    ("space", "there is a space in it"),
    ("display name", "a name stands beside the address"),
    ("two periods", "two dots follow each other"),
    ("should have a period", "the part after @ has no dot"),
    ("period", "a dot stands where none can"),
    ("invalid characters", "a sign in it cannot stand in an address"),
    ("reserved", "its ending is kept for tests and reaches nobody"),
    ("hyphen", "a hyphen stands where none can"),
    ("too long", "it is too long"),
)

RULES: tuple[Rule, ...] = (check_emails,)
