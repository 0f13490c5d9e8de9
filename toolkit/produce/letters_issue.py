"""Letters issued: those that were approved, in exactly their words, each with a number and a frozen copy.

Each letter is a document of its own, and nothing is issued twice: its identity is its mark. What belongs to one print
job is a document too (``letters_run.py``): a run that is killed goes on where it was.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from toolkit.files import digest
from toolkit.findings import Place, ToolkitError
from toolkit.house import House
from toolkit.ledger import Identity
from toolkit.produce.issued import DOCUMENTS, FOLDERS
from toolkit.produce.letters_drafted import Drafted, Letters
from toolkit.produce.letters_marks import KIND, Marks, by_mark, posted
from toolkit.produce.letters_run import USUAL, Paper, Run, require, run
from toolkit.produce.outcome import Begun, Desk, Document, Outcome, identifier
from toolkit.render.docx_stamp import stamped
from toolkit.render.docx_text import plain, shown
from toolkit.render.office import pages, to_pdf

EDITION = "client"
ToPdf = Callable[[Mapping[str, bytes]], dict[str, bytes] | None]
"""Turns Word files into PDF, or says None where nothing on this computer can."""


@dataclass(frozen=True, slots=True)
class Issuance:
    """What was issued: the letters by mark, the print run, and what a person should know of it."""

    letters: tuple[tuple[Drafted, Outcome], ...]
    run: Run | None
    notes: tuple[str, ...] = ()


def issue(
    house: House,
    letters: Letters,
    *,
    pdf: bool = True,
    dry_run: bool = False,
    to_pdf: ToPdf = to_pdf,
    paper: Paper = USUAL,
) -> Issuance:
    """Issue what is approved, then put what is not in a print run yet into the next one.

    Raises ToolkitError where a letter cannot be set or written; what was issued before stays so.
    """
    require(paper)
    approved = [one for one in letters.drafted if one.state == "approved"]
    convert = to_pdf if pdf and not dry_run else _no_pdf
    with Desk(house.folder, dry_run=dry_run) as desk:
        said = desk.ledger.decisions()
        standing = [one for one in approved if said.get(one.mark) == one.decision]  # not taken back meanwhile
        made = tuple(_released(desk, house, letters, standing, convert))
        printed = None if dry_run else run(desk, house, letters, paper)
        others = _others(desk, letters)
    notes = (*(printed.notes if printed else ()), *others, *(_long(made) if not dry_run else ()))
    missing = (
        pdf and not dry_run and made and not any(name.suffix == ".pdf" for _, one in made for name, _ in one.files)
    )
    said_so = ("LibreOffice is not on this computer: there are Word files and no PDF.",) if missing else ()
    return Issuance(made, printed, (*notes, *said_so))


def _others(desk: Desk, letters: Letters) -> tuple[str, ...]:
    """A note where more was approved than lies on this desk: nothing approved is forgotten in silence."""
    sent = by_mark(posted(desk.ledger))
    said = (mark for mark, decision in desk.ledger.decisions().items() if decision.word == "yes")
    number = sum(mark not in sent and letters.of(mark) is None for mark in said)
    if not number:
        return ()
    more = f"{number} more letters were" if number > 1 else "One more letter was"
    return (f"{more} approved and not issued: of other days, not asked for, or barred since. See --from and --to.",)


def _no_pdf(files: Mapping[str, bytes]) -> dict[str, bytes] | None:
    del files
    return None


def _released(
    desk: Desk, house: House, letters: Letters, approved: Sequence[Drafted], convert: ToPdf
) -> Iterator[tuple[Drafted, Outcome]]:
    """Each letter issued: all are numbered, turned into PDF in one call, and finished one after another."""
    marks = Marks(letters.clients())
    begun: list[tuple[Drafted, Begun]] = []
    with ExitStack() as open_ones:
        for one in approved:
            started = desk.begin(_document(house, letters, one, marks))
            if isinstance(started, Outcome):
                yield one, started
            else:
                begun.append((one, open_ones.enter_context(started)))
        words = {_name(one, it.number): _stamped(one, it) for one, it in begun}
        made = convert(words) if words else None
        for one, it in begun:
            name = _name(one, it.number)
            files = {name: words[name]} | ({f"{name.removesuffix('.docx')}.pdf": made[name]} if made else {})
            yield one, it.finish(files, lambda found, one=one: _look(found, one))  # type: ignore[misc]


def _document(house: House, letters: Letters, one: Drafted, marks: Marks) -> Document:
    occasion = one.letter.occasion
    named = {place.file for place in one.letter.used}
    digests = letters.checked.registers.digests
    return Document(
        identity=Identity(KIND, one.mark, f"{occasion.kind} {occasion.day.year}", EDITION),
        series=f"L-{letters.as_at.year}",
        content=digest(f"{one.mark}{one.words}".encode()),
        folder=house.folder / DOCUMENTS / FOLDERS[KIND],
        facts=_facts(one, marks),
        at=letters.as_at,
        sources=tuple(sorted((file, sha256) for file, sha256 in digests.items() if file in named)),
    )


def _facts(one: Drafted, marks: Marks) -> bytes:
    """What is frozen with a letter: its words, whom it counts for, who approved it, the cells behind it."""
    occasion, decision = one.letter.occasion, one.decision
    assert decision is not None
    content = {
        "schema": "boutique.letter/1",
        "mark": one.mark,
        "marks": sorted({one.mark, *marks.every(occasion)}),
        "clients": list(marks.clients(occasion.client)),
        "client": occasion.client.client.client_no,
        "called": one.letter.addressee,
        "kinds": [part.kind for part in (occasion, *occasion.with_)],
        "day": str(occasion.day),
        "language": one.letter.language,
        "adviser": str(one.letter.context.get("adviser", "")),
        "words": one.words,
        "text": one.text,
        "body": one.body,
        "own": one.own,
        "envelope": list(one.letter.address),
        "edited": one.edited,
        "approved": {"by": decision.who, "at": decision.at, "reason": decision.reason},
        "cells": [_cell(place) for place in one.letter.used],
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _cell(place: Place) -> list[str | None]:
    return [place.file, place.sheet, place.cell]


def _name(one: Drafted, number: str) -> str:
    return f"{number} {one.client} {one.letter.occasion.kind}.docx"


def _stamped(one: Drafted, it: Begun) -> bytes:
    return stamped(one.data, identifier(it.number, it.revision, ""), f"Letter {it.number}", one.letter.language)


def _look(files: Mapping[str, bytes], one: Drafted) -> None:
    """Open the finished letter again: it says what was approved, and nothing else travels with it."""
    for name, data in files.items():
        if not name.endswith(".docx"):
            continue
        read = shown(data, name)
        if read.faults:
            raise ToolkitError(f"{name}: {read.faults[0].words}", read.faults[0].hint, code="withheld")
        if plain("\n".join((read.text, *one.letter.address))) != one.text:
            raise ToolkitError(
                f"{name} does not say what was approved.", "Draft and approve it again.", code="withheld"
            )


def _long(made: Sequence[tuple[Drafted, Outcome]]) -> tuple[str, ...]:
    """Letters that run over more than a page."""
    paths = [path for _, one in made for path, _ in one.files if path.suffix == ".pdf" and path.is_file()]
    counted = ((path, pages(path.read_bytes())) for path in paths)
    return tuple(f"{path.name} has {number} pages." for path, number in counted if number > 1)
