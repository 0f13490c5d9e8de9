"""The draft of the letter to the broker: written beside the schedule, for a person to read, change and send.

It is no part of the issued document and takes no number. What she changed in it is hers and is not written over.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from toolkit.addresses import mailbox
from toolkit.files import check_targets, digest, standing, write_all
from toolkit.ledger import Ledger
from toolkit.mail import MOST, OURS, Letter, draft, identifier, opened
from toolkit.produce.outcome import Outcome
from toolkit.produce.schedule_files import Files
from toolkit.reports.insurance import Schedule
from toolkit.reports.insurance_letter import covering_letter


@dataclass(frozen=True, slots=True)
class Drafted:
    """The draft: where it is, its SHA-256, to whom (empty: to nobody yet), what became of it, what to know of it.

    ``kept`` is a draft that was changed by hand and stays as it is; ``sha256`` is then that of ours.
    """

    path: Path
    sha256: str
    to: str
    state: Literal["written", "unchanged", "kept", "dry-run"]
    notes: tuple[str, ...]


def draft_letter(
    made: Schedule, files: Files, outcome: Outcome, rendered: Mapping[str, bytes], *, dry_run: bool, overwrite: bool
) -> Drafted:
    """Make the draft and write it; ``rendered`` are the schedule's files where this run made them.

    Raises ToolkitError where it would show what the broker must not see, or cannot be written.
    """
    whole = dict(rendered) or _frozen(files, outcome)
    letter = _letter(made, files, files.attached(whole))
    data = draft(letter)
    path = outcome.files[0][0].parent / f"{files.name(made)}-letter.eml"
    files.look(made)(unseen(path.name, data, whole))
    to = letter.to[1]
    notes = [] if to else ["The draft is addressed to nobody yet: write [insurance] broker_email in boutique.toml."]
    if len(data) > MOST:
        notes.append(f"The draft has {len(data) // 1_000_000} MB; many mailboxes refuse more than 20.")
    return laid_down(path, letter, data, tuple(notes), dry_run=dry_run, overwrite=overwrite)


def laid_down(
    path: Path, letter: Letter, data: bytes, notes: tuple[str, ...], *, dry_run: bool, overwrite: bool
) -> Drafted:
    """Write the draft of a letter where it belongs, unless a person has changed the one that stands there."""
    to, there = letter.to[1], standing(path)
    if there == data:
        return Drafted(path, digest(data), to, "dry-run" if dry_run else "unchanged", notes)
    if there is not None and not overwrite and _is_of(there, letter):
        kept = f"{path.name} was changed since it was drafted and is left as it is; --overwrite drafts it anew."
        return Drafted(path, digest(data), to, "kept", (*notes, kept))
    (check_targets if dry_run else write_all)({path: data}, overwrite=True)
    return Drafted(path, digest(data), to, "dry-run" if dry_run else "written", notes)


def _frozen(files: Files, outcome: Outcome) -> dict[str, bytes]:
    """The files of a schedule that is issued already."""
    with Ledger.rehearse(files.house.folder) as ledger:
        issued = ledger.find(outcome.number, outcome.revision)
        return dict(ledger.frozen(issued)) if issued else {}


def _letter(made: Schedule, files: Files, attached: Mapping[str, bytes]) -> Letter:
    house = files.house
    language = house["insurance.broker_language"] or made.language
    name = house["insurance.broker_name"]
    told = covering_letter(made, to=name, language=language, files=tuple(attached))
    return Letter(
        to=(name, mailbox(house["insurance.broker_email"]) or ""),
        sender=(made.house_name, mailbox(house["house.email"]) or ""),
        subject=told.subject,
        words=told.words,
        at=made.as_at,
        identifier=f"{made.number}.r{made.revision}" if made.number else f"draft.{made.facts[:12]}",
        language=language,
        enclosed=attached,
    )


def unseen(name: str, data: bytes, seen: Mapping[str, bytes]) -> dict[str, bytes]:
    """What the finished draft says beside the files that were looked at already, read back from it."""
    read = opened(data)
    known = {digest(file) for file in seen.values()}
    heading = "\n".join(f"{key}: {value}" for key, value in read.heading.items())
    enclosed = {inner: file for inner, file in read.enclosed.items() if digest(file) not in known}
    return {name: f"{heading}\n\n{read.words}".encode(), **enclosed}


def _is_of(there: bytes, letter: Letter) -> bool:
    """Whether the draft that stands there may be of this very revision; one of a former revision would mislead."""
    stands = opened(there).heading.get("Message-ID", "").strip()
    return stands == identifier(letter.identifier) or not stands.endswith(OURS)
