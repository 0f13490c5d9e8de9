"""The audit of the ledger: whether its rows and the frozen copies still are what the program left. Reads only."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from toolkit import database, ledger_chain
from toolkit.correspondence import Correspondence
from toolkit.files import digest, read_only
from toolkit.findings import ToolkitError
from toolkit.judgements import Judgements
from toolkit.ledger_chain import Tip, Trouble
from toolkit.ledger_head import trouble as head_trouble
from toolkit.ledger_rows import Issued
from toolkit.outbox import Approval, Outbox
from toolkit.pairings import Pairings
from toolkit.scorecards import Scorecards

FACTS = "facts.json"
# A folder set aside, or half written, has more to its name.
_COPY = re.compile(r"(?P<number>.+-\d{3,})-r(?P<revision>\d+)")


class Audited(Judgements, Outbox, Pairings, Scorecards, Correspondence):
    """The part of the ledger that proves itself."""

    @property
    def frozen_folder(self) -> Path:
        """Where the frozen copies stand."""
        return self.path.parent / "frozen"

    def audit(self) -> tuple[Trouble, ...]:
        """Everything that shows that rows or frozen copies are not as this program left them."""
        # Before the rows: other runs may go on.
        copies = self._seen.copies if self._seen else copies_in(self.frozen_folder)
        issued = self.all_issued()
        whose = _owners(issued)
        known = {(entry.number, entry.revision) for entry in self.standing()}
        return (
            *self.audit_rows(),
            *(trouble for each in issued for trouble in _altered(self.frozen_folder, each, whose)),
            *_unknown_copies(copies, known),
            *(trouble for approval in self.approvals() for trouble in _other_message(self.outbox_folder, approval)),
        )

    def audit_rows(self) -> tuple[Trouble, ...]:
        """The audit of the rows alone."""
        with database.explained(self.path):
            head = head_trouble(self._db, self._known_head())
            first = (replace(head, words=f"The ledger is not whole: {head.words}"),) if head else ()
            return (*first, *ledger_chain.troubles(self._db))

    def audit_copy(self, issued: Issued) -> tuple[Trouble, ...]:
        """The audit of one frozen copy."""
        return tuple(_altered(self.frozen_folder, issued, _owners(self.all_issued())))

    def tip(self) -> Tip:
        """The end of the chain: with it noted elsewhere, any change to what came before can be told."""
        return ledger_chain.tip(self._db)

    def holds(self, tip: Tip) -> bool:
        """Whether an end noted down earlier is still part of the chain."""
        return ledger_chain.holds(self._db, tip)

    def accepted(self) -> tuple[str, ...]:
        """What people accepted as it stood: when, who, why."""
        return ledger_chain.accepted(self._db)


def _altered(folder: Path, issued: Issued, owners: Mapping[str, str]) -> Iterator[Trouble]:
    """What is wrong with the frozen copy of one revision. ``owners`` says whose file a digest is, in words."""
    about = f"the frozen copy of {issued.number}, revision {issued.revision}"
    copy = folder / issued.folder
    expected = {**dict(issued.files), FACTS: issued.facts}
    for name, sha256 in expected.items():
        found = _digest(copy / name)
        if found == sha256:
            continue
        other = owners.get(found, "")
        words = "cannot be read" if not found else f"is {other}: the two were exchanged" if other else "was altered"
        yield Trouble("file", f"{name} in {about} {words}.", issued.number, issued.revision)
    if copy.is_dir():
        for path in sorted(copy.iterdir()):
            if path.name not in expected:
                yield Trouble("file", f"{path.name} was added to {about}.", issued.number, issued.revision)


def _other_message(folder: Path, approval: Approval) -> Iterator[Trouble]:
    """What is wrong with the kept copy of a message that was approved."""
    found = _digest(folder / approval.file)
    if found != approval.message:
        words = "was altered" if found else "is gone"
        about = f"the message approved for {approval.number}, revision {approval.revision}"
        yield Trouble("file", f"{approval.file}, {about}, {words}.", approval.number, approval.revision)


def _owners(every: Iterable[Issued]) -> Mapping[str, str]:
    """Whose file a digest is, for everything issued."""
    return {
        sha256: f"{name} of {issued.number}, revision {issued.revision}"
        for issued in every
        for name, sha256 in (*issued.files, (FACTS, issued.facts))
    }


def copies_in(folder: Path) -> tuple[str, ...]:
    """The names of what stands frozen."""
    return tuple(sorted(path.name for path in folder.iterdir())) if folder.is_dir() else ()


def _unknown_copies(names: Iterable[str], known: Collection[tuple[str, int]]) -> Iterator[Trouble]:
    """The frozen copies of revisions the ledger never gave: it lost them, or it is older than they are."""
    for name in names:
        copy = _COPY.fullmatch(name)
        if copy and (copy["number"], int(copy["revision"])) not in known:
            number, revision = copy["number"], int(copy["revision"])
            words = f"{number}, revision {revision} stands frozen, and the ledger never gave it: its record is lost."
            yield Trouble("unknown-copy", words, number, revision)


def _digest(path: Path) -> str:
    """The digest of a file; nothing where it cannot be read."""
    try:
        return digest(read_only(path))
    except ToolkitError:
        return ""
