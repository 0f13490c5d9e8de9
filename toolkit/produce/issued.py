"""What was issued, looked up and served again: the register of numbers, one number's story, reprints, withdrawals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from toolkit.files import check_targets, write_all
from toolkit.findings import Exit, ToolkitError
from toolkit.ledger import Entry, Issued, Ledger, Tip, Trouble
from toolkit.produce.verify import stated_number

DOCUMENTS = "documents"
FOLDERS: Mapping[str, str] = {
    "schedule": "schedules",
    "dossier": "dossiers",
    "sellthrough": "sell-through",
    "letter": "letters",
    "print-run": "letters",
}
"""Where under ``documents/`` each kind of document is put."""
_NUMBERED = (".pdf", ".xlsx", ".docx")


@dataclass(frozen=True, slots=True)
class Line:
    """One revision in the register: the last thing that happened to it, and what was issued (None: void, reserved)."""

    entry: Entry
    issued: Issued | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines are wanted; an empty word wants all. ``current`` leaves out what another revision replaced."""

    kind: str = ""
    subject: str = ""
    state: str = ""
    since: str = ""
    until: str = ""
    current: bool = False

    def takes(self, entry: Entry) -> bool:
        """Whether an entry is wanted. Days are compared as the registers write them: 2026-10-31."""
        day, belongs = entry.at[:10], entry.identity
        return (
            self.kind in ("", belongs.kind)
            and self.subject.casefold() in ("", belongs.subject.casefold())
            and self.state in ("", entry.state)
            and self.since <= day <= (self.until or "9")
            and not (self.current and entry.state == "superseded")
        )


@dataclass(frozen=True, slots=True)
class Story:
    """One number: its lines from the first revision to the last, all that happened to it, what is wrong with it."""

    lines: tuple[Line, ...]
    events: tuple[Entry, ...]
    troubles: tuple[Trouble, ...]

    @property
    def last(self) -> Line:
        """The last revision."""
        return self.lines[-1]


@dataclass(frozen=True, slots=True)
class Audit:
    """The answer of an audit: how much was looked at, what is wrong, what was accepted, where the chain ends."""

    documents: int
    troubles: tuple[Trouble, ...]
    accepted: tuple[str, ...]
    tip: Tip


def register(house: Path, wanted: Wanted) -> tuple[Line, ...]:
    """The lines of the register that are wanted, by number and revision."""
    with Ledger.rehearse(house) as ledger:
        return tuple(_lines(ledger, (entry for entry in ledger.standing() if wanted.takes(entry))))


def story(house: Path, number: str) -> Story:
    """One number from its reservation to today. Raises ToolkitError for a number that was never given."""
    with Ledger.rehearse(house) as ledger:
        lines = tuple(_lines(ledger, (entry for entry in ledger.standing() if entry.number == number)))
        if not lines:
            raise unknown(number)
        rows = (trouble for trouble in ledger.audit_rows() if not trouble.of_findings)
        touching = tuple(trouble for trouble in rows if trouble.number in ("", number))
        copies = (trouble for line in lines if line.issued for trouble in ledger.audit_copy(line.issued))
        return Story(lines, ledger.history(number), (*touching, *copies))


def _lines(ledger: Ledger, entries: Iterable[Entry]) -> Iterable[Line]:
    return (Line(entry, ledger.find(entry.number, entry.revision)) for entry in entries)


def reprint(
    house: Path, number: str, revision: int | None, to: Path | None, *, overwrite: bool = False, dry_run: bool = False
) -> tuple[Issued, tuple[Path, ...]]:
    """Put the frozen files of a document into ``to``, or where they belong; the revision and the paths.

    Raises ToolkitError, and writes nothing, where the copy is not what was issued, and where a document that holds no
    longer would come to stand among those that do.
    """
    with Ledger.rehearse(house) as ledger:
        issued = ledger.find(number, revision)
        if issued is None:
            raise unknown(number)
        for trouble in ledger.audit_rows():
            if trouble.number == number and trouble.code != "gap":
                raise ToolkitError(
                    f"{number} is not reprinted: {trouble.words}",
                    "'boutique ledger audit' says more. Put back the .boutique folder of your last backup.",
                    code="altered",
                )
        if issued.state != "issued" and to is None:
            raise ToolkitError(
                f"{number}, revision {issued.revision} is {issued.state}. Nothing was written.",
                "To have a copy for the file, name a folder of its own: --to FOLDER",
                code=issued.state,
            )
        folder = to or house / DOCUMENTS / FOLDERS.get(issued.identity.kind, issued.identity.kind)
        files = {folder / name: data for name, data in ledger.frozen(issued).items()}
    (check_targets if dry_run else write_all)(files, overwrite=overwrite)
    return issued, tuple(files)


def withdraw(house: Path, number: str, reason: str, who: str, *, at: datetime, dry_run: bool = False) -> Issued:
    """Withdraw the document in force under a number, or only try to."""
    said = _said(reason, "--reason", "why it holds no longer"), _said(who, "--by", "who decides it")
    with Ledger.rehearse(house) if dry_run else Ledger.open(house) as ledger:
        return ledger.withdraw(number, *said, at=at)


def accept(house: Path, reason: str, who: str, *, at: datetime, dry_run: bool = False) -> None:
    """Go on from a ledger whose end is not where it was, as a person decides.

    The numbers of documents and frozen copies that it no longer knows are never given again.
    """
    said = _said(reason, "--reason", "what happened to the ledger"), _said(who, "--by", "who decides it")
    with Ledger.rehearse(house) if dry_run else Ledger.open(house) as ledger:
        signs = (*ledger.audit(), *_strangers(ledger, _numbered(house)))
        lost = {sign.number for sign in signs if sign.code in ("unknown-copy", "unknown-document")}
        ledger.accept(*said, at=at, lost=[number for number in lost if not ledger.knows(number)])


def _said(text: str, option: str, what: str) -> str:
    """What a person has to say, on one line; blank is not said."""
    if not (words := " ".join(text.split())):
        raise ToolkitError(f"{option} is empty.", f"Say in a few words {what}.", code="usage", status=Exit.USAGE)
    return words


def audit(house: Path, noted: str = "") -> Audit:
    """Look at every row, every frozen copy, and every document that stands in the house's folder.

    ``noted`` is an end of the chain that someone wrote down, as the audit prints it.
    """
    numbered = _numbered(house)  # before the ledger is read: other commands may go on
    with Ledger.rehearse(house) as ledger:
        troubles = (*_noted(ledger, noted), *ledger.audit(), *_strangers(ledger, numbered))
        return Audit(len(ledger.all_issued()), troubles, ledger.accepted(), ledger.tip())


def end(house: Path) -> Tip:
    """The end of the ledger."""
    with Ledger.rehearse(house) as ledger:
        return ledger.tip()


def _noted(ledger: Ledger, noted: str) -> tuple[Trouble, ...]:
    """Whether the chain still has the end that was written down."""
    if not noted:
        return ()
    position, _, digest = noted.strip().partition(" ")
    if not position.isdigit() or not digest:
        raise ToolkitError(
            f"--noted {noted!r} is not an end of the ledger.",
            'Write it as the audit printed it: "43 9f86d0…"',
            code="usage",
            status=Exit.USAGE,
        )
    if ledger.holds(Tip(int(position), digest.strip())):
        return ()
    words = f"The ledger does not go on from the end that was noted, record {position}: it is an older one, or another."
    return (Trouble("cut", words),)


def _numbered(house: Path) -> Mapping[str, str]:
    """The documents in the house's folder that say their number: by path, the number."""
    below = sorted((house / DOCUMENTS).rglob("*"))
    said = {str(path.relative_to(house)): stated_number(path) for path in below if path.suffix.lower() in _NUMBERED}
    return {path: number for path, number in said.items() if number}


def _strangers(ledger: Ledger, numbered: Mapping[str, str]) -> Iterable[Trouble]:
    """The documents whose number this ledger never gave: it is older than they are."""
    for path, number in numbered.items():
        if not ledger.knows(number):
            words = f"{path} says that it is {number}, which this ledger never gave: it may be an older one."
            yield Trouble("unknown-document", words, number)


def unknown(number: str) -> ToolkitError:
    """The error for a number that was never given, or under which nothing was issued."""
    return ToolkitError(
        f"No document was issued as {number}.", "'boutique ledger list' shows every number.", code="unknown"
    )
