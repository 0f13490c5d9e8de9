"""The ledger for people and for programs: its lines, one number's story, an audit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from toolkit.ledger import Entry, Identity, Issued, Trouble
from toolkit.produce.backup import Backup
from toolkit.produce.issued import Audit, Line, Story

_MOMENT = re.compile(r"^(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*$")


def list_json(lines: Iterable[Line]) -> dict[str, Any]:
    """The register as one object."""
    return {"schema": "boutique.ledger/1", "documents": [line_json(line) for line in lines]}


def line_json(line: Line) -> dict[str, Any]:
    """One revision with all its digests."""
    entry, issued = line.entry, line.issued
    return {
        "number": entry.number,
        "revision": entry.revision,
        "state": entry.state,
        **_identity(entry),
        "at": entry.at,
        "reason": entry.reason or None,
        "who": entry.who or None,
        "issued_at": issued.at if issued else None,
        "facts": issued.facts if issued else None,
        "files": [{"name": name, "sha256": sha256} for name, sha256 in issued.files] if issued else [],
        "sources": [{"file": file, "sha256": sha256} for file, sha256 in issued.sources] if issued else [],
    }


def _identity(entry: Entry) -> dict[str, str]:
    belongs = entry.identity
    return {
        "kind": belongs.kind,
        "subject": belongs.subject,
        "period": belongs.period,
        "edition": belongs.edition,
    }


def list_text(lines: Sequence[Line]) -> str:
    """The register as columns: number and revision, state, what it is of, when, and why where it holds no longer."""
    if not lines:
        return "Nothing in the ledger."
    rows = [_row(line) for line in lines]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    table = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    voids = sum(line.entry.state == "void" for line in lines)
    found = f"{len(lines)} {'revision' if len(lines) == 1 else 'revisions'}"
    return "\n".join([*table, "", f"{found}{f', {voids} of them void' if voids else ''}."])


def _row(line: Line) -> tuple[str, ...]:
    entry = line.entry
    belongs = entry.identity
    return (
        entry.number,
        f"r{entry.revision}",
        entry.state,
        belongs.kind,
        belongs.subject,
        shown_moment(belongs.period),
        belongs.edition,
        _day(entry.at),
        _why(entry),
    )


def shown_moment(text: str) -> str:
    """A moment as people write it: ``2026-10-31 18:00``; any other text as it is."""
    return _MOMENT.sub(r"\1 \2", text)


def named(belongs: Identity) -> str:
    """A document in words: ``schedule of the house, 2026-10-31 18:00``."""
    subject = "the house" if belongs.subject == "house" else belongs.subject
    return ", ".join(filter(None, (f"{belongs.kind} of {subject}", shown_moment(belongs.period))))


def _day(moment: str) -> str:
    """The day of a moment of the ledger."""
    return moment[:10]


def _why(entry: Entry) -> str:
    """The reason of an event, and who gave it."""
    return f"{entry.reason} ({entry.who})" if entry.who else entry.reason


def story_json(story: Story) -> dict[str, Any]:
    """One number as one object: its revisions, its history, what is wrong with it."""
    last = story.last.entry
    return {
        "schema": "boutique.ledger.number/1",
        "number": last.number,
        **_identity(last),
        "state": last.state,
        "revisions": [line_json(line) for line in story.lines],
        "history": [event_json(event) for event in story.events],
        "troubles": [trouble_json(trouble) for trouble in story.troubles],
    }


def event_json(event: Entry) -> dict[str, Any]:
    """One thing that happened to a revision."""
    return {
        "revision": event.revision,
        "state": event.state,
        "at": event.at,
        "reason": event.reason or None,
        "who": event.who or None,
    }


def trouble_json(trouble: Trouble) -> dict[str, Any]:
    """One sign of a change from outside; ``number`` is null where it touches no single document."""
    about = {"number": trouble.number or None, "revision": trouble.revision}
    return {"code": trouble.code, **about, "message": trouble.words}


def story_text(story: Story) -> str:
    """One number: what it is of, what happened to it, its files and where they came from."""
    last = story.last.entry
    belongs = last.identity
    lines = [f"{last.number}: {named(belongs)}, for {belongs.edition}. Revision {last.revision} is {last.state}."]
    lines += [
        f"  {_day(event.at)}  r{event.revision}  {event.state:<11} {_why(event)}".rstrip() for event in story.events
    ]
    for line in story.lines:
        if line.issued:
            lines += _digests(line.issued)
    return "\n".join([*lines, *troubles_text(story.troubles)])


def _digests(issued: Issued) -> list[str]:
    """The digests of one revision."""
    named = [("facts", issued.facts), *issued.files, *((f"from {file}", sha256) for file, sha256 in issued.sources)]
    return [f"  Revision {issued.revision}:", *(f"    {sha256}  {name}" for name, sha256 in named)]


def troubles_text(troubles: Iterable[Trouble]) -> list[str]:
    """What is wrong, a line each."""
    return [f"  NOT SOUND: {trouble.words}" for trouble in troubles]


def audit_json(audit: Audit) -> dict[str, Any]:
    """An audit as one object."""
    return {
        "schema": "boutique.ledger.audit/1",
        "sound": not audit.troubles,
        "documents": audit.documents,
        "troubles": [trouble_json(trouble) for trouble in audit.troubles],
        "accepted": list(audit.accepted),
        "end": str(audit.tip),
    }


def audit_text(audit: Audit) -> str:
    """An audit in words, with the end of the ledger to note down."""
    count = f"{audit.documents} issued {'document' if audit.documents == 1 else 'documents'}"
    head = (
        f"The ledger is not sound. {count}."
        if audit.troubles
        else f"The ledger is sound: {count}, every one as issued."
    )
    lines = [head, *troubles_text(audit.troubles)]
    lines += [f"  Accepted as it stood: {words}" for words in audit.accepted]
    return "\n".join([*lines, f"  End of the ledger, to note down: {audit.tip}"])


def reprint_text(issued: Issued, files: Iterable[Path], *, dry_run: bool) -> str:
    """What was served again, and whether it still holds."""
    deed = "would be put" if dry_run else "is put"
    holds = "" if issued.state == "issued" else f" It is {issued.state}: it does not hold any longer."
    head = f"{issued.number}, revision {issued.revision} {deed} as it was issued.{holds}"
    return "\n".join([head, *(f"  {path}" for path in files)])


def reprint_json(issued: Issued, files: Iterable[Path]) -> dict[str, Any]:
    """What was served again, as one object."""
    digests = dict(issued.files)
    return {
        "schema": "boutique.ledger.reprint/1",
        "number": issued.number,
        "revision": issued.revision,
        "state": issued.state,
        "files": [{"path": str(path), "sha256": digests[path.name]} for path in files],
    }


def withdrawn_json(issued: Issued, reason: str, who: str) -> dict[str, Any]:
    """A withdrawal as one object."""
    about = {"number": issued.number, "revision": issued.revision, "state": issued.state}
    return {"schema": "boutique.ledger.withdrawn/1", **about, "reason": reason, "who": who}


def backup_json(made: Backup) -> dict[str, Any]:
    """A backup as one object."""
    about = {"path": str(made.path), "documents": made.documents, "end": made.tip}
    return {"schema": "boutique.ledger.backup/1", **about}
