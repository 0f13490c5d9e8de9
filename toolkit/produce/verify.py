"""Verifying: is a file, or a number someone reads out, what this house issued, and does it still hold? Reads only.

The bytes are asked first: a file that is in the ledger byte for byte needs no other proof. Else the number is looked
for where a file says it, in its properties, then its words, then its name; known, the file was altered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from toolkit.files import digest, read_only
from toolkit.findings import ToolkitError
from toolkit.ledger import STATE_FOLDER, Entry, Issued, Ledger, Trouble
from toolkit.readers.printed import properties, words

Verdict = Literal["genuine", "superseded", "withdrawn", "altered", "unknown"]
Found = Literal["bytes", "properties", "words", "name", "asked", ""]

EXITS: dict[Verdict, int] = {"genuine": 0, "superseded": 10, "withdrawn": 11, "altered": 12, "unknown": 13}
_STATES: dict[str, Verdict] = {"issued": "genuine", "superseded": "superseded", "withdrawn": "withdrawn"}
# A number anywhere in a text, and the revision where it follows at once.
_NUMBER = re.compile(r"(?<![\w-])([A-Z]{1,5}-\d{4}-\d{3,})(?!\w|-\d)(?:,?[\s-]*(?:revision|révision|r)\s*(\d+))?")
_DIGEST = re.compile(r"(?<![0-9a-f])[0-9a-f]{12,64}(?![0-9a-f])")
# What stands for a hyphen in print.
_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | {"\xad": "", "\u200b": ""})
_FILE = re.compile(r"\.(pdf|xlsx|docx|csv|html?|json|txt|eml)$", re.IGNORECASE)
# Signs that make the ledger itself a doubtful witness. A frozen copy that was altered does not: the digest stands.
_FATAL = {"edited", "deleted", "added", "cut"}


@dataclass(frozen=True, slots=True)
class Verified:
    """The answer. ``issued`` is the revision meant, ``current`` the last one of its number; None where unknown.

    ``found`` says where the number came from, ``sha256`` is the file's, ``compare`` that a person must compare the
    digest. ``events`` is what happened to the number; ``troubles`` what is wrong with the ledger itself.
    """

    verdict: Verdict
    asked: str
    number: str = ""
    found: Found = ""
    sha256: str = ""
    issued: Issued | None = None
    current: Issued | None = None
    compare: bool = False
    events: tuple[Entry, ...] = ()
    troubles: tuple[Trouble, ...] = ()

    @property
    def exit(self) -> int:
        """The exit code design gives the answer."""
        return EXITS[self.verdict]

    @property
    def last(self) -> Entry | None:
        """The last thing that happened to the revision meant: by whom it was withdrawn, what superseded it."""
        meant = self.issued.revision if self.issued else None
        return next((event for event in reversed(self.events) if event.revision == meant), None)


def verify(house: Path, asked: str) -> Verified:
    """The answer for a file, or else for a number or the text of a QR code.

    Raises ToolkitError where it is neither a file nor a text with a number.
    """
    path = Path(asked)
    number = re.search(_NUMBER.pattern, _plain(asked), re.IGNORECASE)
    if not number and not _is_there(path) and not _FILE.search(asked):
        raise ToolkitError(
            f"{asked} is neither a file nor a number.",
            "Name a file, or a number as it is printed: D-2026-004",
            code="not-found",
        )
    with Ledger.rehearse(house) as ledger:
        if _is_there(path) or _FILE.search(asked) or not number:
            return _file(ledger, path)
        return _asked(ledger, asked, number)


def house_above(folder: Path, asked: str) -> Path:
    """The folder, or, where it keeps no ledger, the nearest one above the file that does."""
    above = [folder, *(Path(asked).resolve().parents if _is_there(Path(asked)) else ())]
    return next((each for each in above if (each / STATE_FOLDER / "ledger.sqlite").exists()), folder)


def _is_there(path: Path) -> bool:
    """Whether it is a file; a long text is none."""
    try:
        return path.exists()
    except OSError:
        return False


def _file(ledger: Ledger, path: Path) -> Verified:
    """The answer for a file."""
    data = read_only(path)
    base = Verified("unknown", str(path), sha256=digest(data))
    same = [issued for key in ledger.by_digest(base.sha256) if (issued := ledger.find(*key))]
    if same:
        best = max(same, key=lambda issued: (issued.state == "issued", issued.revision))
        return _judged(ledger, replace(base, number=best.number, found="bytes"), best)
    number, revision, found = _stated(ledger, path, data)
    return _judged(ledger, replace(base, number=number, found=found), ledger.find(number, revision), same=False)


def _stated(ledger: Ledger, path: Path, data: bytes) -> tuple[str, int | None, Found]:
    """The number a file says it has, the revision if it says that, and where.

    A number the ledger knows is worth more than one it does not: an invoice's number looks the same.
    """
    first: tuple[str, int | None, Found] = ("", None, "")
    for number, revision, found in _candidates(path, data):
        if ledger.knows(number):
            return number, revision, found
        if not first[0] and found == "properties":
            first = (number, revision, found)
    named = ledger.by_name(path.name)
    return (named[0], None, "name") if len(named) == 1 and not first[0] else first


def _candidates(path: Path, data: bytes) -> Iterator[tuple[str, int | None, Found]]:
    """Every number in the file, in the order in which to believe them."""
    sources: tuple[tuple[Found, str], ...] = (("properties", properties(data)), ("words", ""), ("name", path.stem))
    for found, text in sources:
        plain = _plain(words(data) if found == "words" else text)
        yield from ((match[1], int(match[2]) if match[2] else None, found) for match in _NUMBER.finditer(plain))


def _asked(ledger: Ledger, asked: str, number: re.Match[str]) -> Verified:
    """The answer for a number as it was read out, with the digest of the facts or without."""
    said = _DIGEST.search(asked.lower())
    name = number[1].upper()
    base = Verified("unknown", asked, name, "asked", compare=said is None)
    meant = ledger.find(name, int(number[2]) if number[2] else None)
    if said is None:
        return _judged(ledger, base, meant)
    fits = [issued for issued in ledger.all_issued() if issued.number == name and _has(issued, said[0])]
    return _judged(ledger, base, fits[-1] if fits else meant, same=bool(fits))


def _has(issued: Issued, said: str) -> bool:
    """Whether a digest, or its beginning, is one of the facts or of a file."""
    return any(one.startswith(said) for one in (issued.facts, *(sha256 for _, sha256 in issued.files)))


def _judged(ledger: Ledger, base: Verified, issued: Issued | None, *, same: bool = True) -> Verified:
    """The answer once the revision meant is known. ``same`` says that the digest agrees, or that none was given."""
    troubles = _doubts(ledger, base.number, issued)
    base = replace(base, events=ledger.history(base.number) if base.number else (), troubles=troubles)
    if issued is None:  # never given, or given and void
        return base
    verdict: Verdict = _STATES.get(issued.state, "altered") if same else "altered"
    if any(trouble.code in _FATAL or (base.compare and trouble.code == "file") for trouble in troubles):
        verdict = "altered"
    return replace(base, verdict=verdict, issued=issued, current=ledger.find(issued.number))


def _doubts(ledger: Ledger, number: str, issued: Issued | None = None) -> tuple[Trouble, ...]:
    """What is wrong with the ledger that touches this number, or that may touch any."""
    rows = (each for each in ledger.audit_rows() if each.number in ("", number) and not each.of_findings)
    return (*rows, *(ledger.audit_copy(issued) if issued else ()))


def _plain(text: str) -> str:
    """A text with plain hyphens."""
    return text.translate(_HYPHENS)


def stated_number(path: Path) -> str:
    """The number that stands by itself in a file's properties; nothing where none does, or it cannot be read."""
    try:
        lines = _plain(properties(read_only(path))).splitlines()
    except ToolkitError:
        return ""
    return next((match[1] for line in lines if (match := _NUMBER.fullmatch(line.strip()))), "")
