"""The print run: letters issued and not yet printed, as one file in their order, with envelopes and what to note down.

A run is a document with a number. A letter belongs to the first run that was issued with it, so none is printed twice,
and one that was issued when a run was killed goes into the next.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.files import digest
from toolkit.findings import Exit, ToolkitError
from toolkit.house import House
from toolkit.ledger import Identity, Issued, Ledger
from toolkit.produce.issued import DOCUMENTS, FOLDERS
from toolkit.produce.letters_drafted import Letters
from toolkit.produce.letters_marks import KIND, Posted, posted
from toolkit.produce.outcome import Desk, Document, Outcome, identifier
from toolkit.render.docx_join import joined
from toolkit.render.docx_stamp import stamped
from toolkit.render.office import one_pdf
from toolkit.render.post import envelopes, formats, labels
from toolkit.reports.sell_through_csv import safe

RUN = "print-run"


@dataclass(frozen=True, slots=True)
class Paper:
    """What addresses are printed on: envelopes of a size, labels by their maker's code; empty for none."""

    envelope: str = "DL"
    labels: str = ""
    first: int = 1


USUAL = Paper()


@dataclass(frozen=True, slots=True)
class Run:
    """A print run: what became of it, the numbers of its letters in their order, those to be printed by themselves.

    ``notes`` say what could not be made.
    """

    outcome: Outcome
    numbers: tuple[str, ...]
    apart: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def require(paper: Paper) -> None:
    """Raise ToolkitError (usage) for a size nobody knows, before anything is issued."""
    for kind, name in (("envelope", paper.envelope), ("labels", paper.labels)):
        if name and name not in formats()[kind]:
            raise ToolkitError(
                f"There is no {kind} {name}.", f"Choose one of: {', '.join(formats()[kind])}.",
                code="usage", status=Exit.USAGE,
            )  # fmt: skip


def run(desk: Desk, house: House, letters: Letters, paper: Paper) -> Run | None:
    """Issue the next print run; the last one again, its files put back, where nothing is new. None without any."""
    runs = [one for one in desk.ledger.all_issued() if one.identity.kind == RUN and one.state == "issued"]
    known = {number for one in runs for number in _facts(desk.ledger, one)["numbers"]}
    every = posted(desk.ledger)
    fresh = [one for one in every if one.issued.number not in known]
    if not fresh:
        return _again(desk, house, runs, every, letters)
    _put_back(desk, house, [one.issued for one in fresh], letters)
    return _issued(desk, house, letters, fresh, paper)


def _again(desk: Desk, house: House, runs: Sequence[Issued], every: Sequence[Posted], letters: Letters) -> Run | None:
    if not runs:
        return None
    numbers = tuple(_facts(desk.ledger, runs[-1])["numbers"])
    _put_back(desk, house, [one.issued for one in every if one.issued.number in numbers], letters)
    return Run(desk.standing(_standing(house, runs[-1], letters), runs[-1]), numbers)


def _put_back(desk: Desk, house: House, issued: Iterable[Issued], letters: Letters) -> None:
    """Put letters in their folder that were frozen when a run was killed."""
    for one in issued:
        desk.standing(_standing(house, one, letters), one)


def _standing(house: House, issued: Issued, letters: Letters) -> Document:
    return Document(issued.identity, "", issued.content, _folder(house), b"", letters.as_at)


def _folder(house: House) -> Path:
    return house.folder / DOCUMENTS / FOLDERS[KIND]


def _facts(ledger: Ledger, issued: Issued) -> Mapping[str, Sequence[str]]:
    found: Mapping[str, Sequence[str]] = json.loads(ledger.frozen_facts(issued))
    return found


def _issued(desk: Desk, house: House, letters: Letters, fresh: Sequence[Posted], paper: Paper) -> Run:
    numbers = tuple(one.issued.number for one in fresh)
    facts = json.dumps({"schema": "boutique.print-run/1", "numbers": numbers}, separators=(",", ":")).encode()
    document = Document(
        Identity(RUN, digest(facts)[:16], str(letters.as_at.year), "internal"), f"R-{letters.as_at.year}",
        digest(facts), _folder(house), facts, letters.as_at,
    )  # fmt: skip
    begun = desk.begin(document)
    if isinstance(begun, Outcome):
        return Run(begun, numbers)
    with begun:
        files, apart = _files(desk.ledger, house, letters, fresh, identifier(begun.number, begun.revision, ""))
        outside, notes = _addressed(house, fresh, paper)
        files |= {f"{begun.number} {name}": data for name, data in outside.items()}
        return Run(begun.finish(files), numbers, apart, notes)


def _files(
    ledger: Ledger, house: House, letters: Letters, fresh: Sequence[Posted], number: str
) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The files of a run, and the names of letters that cannot stand in one file with others."""
    frozen = [ledger.frozen(one.issued) for one in fresh]
    words = {name: data for files in frozen for name, data in files.items() if name.endswith(".docx")}
    together, apart = _together(words)
    called = number.partition(" ")[0]
    made: dict[str, bytes] = {}
    if together:
        made[f"{called} Letters.docx"] = stamped(together, number, f"Letters {called}", house["house.language"])
    printed = [data for files in frozen for name, data in files.items() if name.endswith(".pdf")]
    if len(printed) == len(fresh):
        made[f"{called} Letters.pdf"] = one_pdf(printed, number)
    made[f"{called} For the contact register.csv"] = contacts(house, letters, fresh)
    return made, apart


def _addressed(house: House, fresh: Sequence[Posted], paper: Paper) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Envelopes and labels in the order of the letters; a note where they cannot be set on this computer."""
    addresses = [one.facts["envelope"] for one in fresh]
    made: dict[str, bytes] = {}
    try:
        if paper.envelope:
            made["Envelopes.pdf"] = envelopes(addresses, paper.envelope, house["house.address"])
        if paper.labels:
            made["Labels.pdf"] = labels(addresses, paper.labels, paper.first)
    except ToolkitError as error:
        if error.status == Exit.USAGE:
            raise
        return made, (f"The envelopes could not be made. {error.message} {error.hint}".strip(),)
    return made, ()


def _together(words: Mapping[str, bytes]) -> tuple[bytes, tuple[str, ...]]:
    """The letters as one file; those that must be printed by themselves are left out and named."""
    left, apart = dict(words), list[str]()
    while left:
        try:
            return joined(left), tuple(apart)
        except ToolkitError as error:
            name = next((name for name in left if error.message.startswith(name)), "")
            if error.code != "apart" or not name:
                raise
            apart.append(name)
            del left[name]
    return b"", tuple(apart)


_FIELDS: tuple[str, ...] = (
    "contact_date",
    "client",
    "client_no",
    "channel",
    "direction",
    "adviser",
    "subject",
    "outcome",
    "notes",
)
_ENGLISH: tuple[str, ...] = (
    "Date",
    "Client",
    "Client no",
    "Channel",
    "Direction",
    "Adviser",
    "Subject",
    "Outcome",
    "Notes",
)


def contacts(house: House, letters: Letters, fresh: Sequence[Posted]) -> bytes:
    """What to note down of letters sent, in the columns of her own register of contacts; no register is written."""
    source = next((one.source for one in letters.checked.registers.tables if one.source.register == "contacts"), None)
    if source is None:
        fields, headings = _FIELDS, _ENGLISH
    else:
        fields = tuple(sorted(source.letters, key=lambda name: (len(source.letters[name]), source.letters[name])))
        headings = tuple(source.headings.get(name, name) for name in fields)
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(headings)
    for one in fresh:
        said = _noted(house, one)
        writer.writerow(safe(said.get(name, "")) for name in fields)
    return stream.getvalue().encode("utf-8-sig")


def _noted(house: House, one: Posted) -> Mapping[str, str]:
    facts = one.facts
    french = house["house.language"] == "fr"
    return {
        "contact_date": str(one.day),
        "client": facts["called"],
        "client_no": facts["client"] or "",
        "channel": "lettre" if french else "letter",
        "direction": "sortant" if french else "out",
        "adviser": facts["adviser"],
        "subject": ", ".join(kind.replace("-", " ") for kind in dict.fromkeys(facts["kinds"])),
        "notes": one.issued.number,
    }
