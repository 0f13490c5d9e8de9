"""The worklist: a check's findings as a workbook she works through, each with a link to its cell and room for her mark.

Its last column knows each finding by its mark; produce/marks.py reads her columns back by it.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from toolkit.findings import CATALOGUE, Finding, Place, Severity
from toolkit.house import House
from toolkit.produce.marks import WORDS, heading, identifier, subject
from toolkit.produce.work import Gone, Item, Work
from toolkit.render.wording import NONE, moment, short_date
from toolkit.render.xlsx import CellValue, Formula, Line, Table, fill
from toolkit.show.findings import beside_it

TEMPLATE = "worklist.xlsx"  # in workbook_templates/
WEIGHTS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFORMATION: "to know"}
TITLES = {"check": "What the registers ask for", "reconcile": "Where the registers disagree"}
LONGEST_LINK = 255  # the most a text within a formula may have
MOST_NAMED = 6
LANGUAGE = "en"

_COLUMNS = {
    "work": ("state", "weight", "what", "where", "cell", "stock_no", "value", "found", "why", "hint", "held",
             "verdict", "who", "remark", "mark"),
    "gone": ("what", "where", "code"),
    "kind": ("what", "weight", "count", "why", "held", "source", "code"),
}  # fmt: skip


def worklist(work: Work, house: House, target: Path, template: bytes, *, name: str = "The template") -> bytes:
    """The work as XLSX. ``target`` is where the file will stand: links lead from there to the registers.

    ``name`` is what an error calls the template.
    """
    number = list_number(work)
    writer = _Writer(work, number, _Links(work, house, target.resolve().parent))
    tables = {
        "work": _table("work", "work", writer.lines(work.open)),
        "settled": _table("settled", "work", writer.lines(work.settled, apart=True)),
        "gone": _table("gone", "gone", map(_gone, work.fixed)),
        "kind": _table("kind", "kind", _kinds(work)),
    }
    title = TITLES[work.verb]
    return fill(template, _values(work, number), tables, name=name, properties={"title": f"{title} · {work.house}"})


def list_number(work: Work) -> str:
    """Eight hexadecimal digits that tell lists apart: the run, its findings and what was said of them."""
    digest = hashlib.sha256(f"{work.verb} {work.as_at.isoformat()}".encode())
    for item in (*work.open, *work.settled):
        digest.update(f"{item.mark}{item.verdict}".encode())
    return digest.hexdigest()[:8]


def _table(prefix: str, columns: str, lines: Iterable[Line]) -> Table:
    return Table(tuple(lines), tuple(f"{prefix}_{column}" for column in _COLUMNS[columns]))


def _values(work: Work, number: str) -> dict[str, CellValue]:
    """The title block and the few figures that matter."""
    weights = Counter(item.finding.severity for item in work.open)
    new = sum(item.new for item in work.open)
    since = f", compared with {moment(work.last, LANGUAGE)}" if work.last else ""
    counted = f"{len(work.settled)} called not a fault. Clear a mark to have the finding back among the others."
    return {
        "title": TITLES[work.verb],
        "house": work.house.upper(),
        "imprint": f"As at {moment(work.as_at, LANGUAGE)}{since}.",
        "how": f"Choose a mark beside what you have settled, save, then run: boutique {work.verb} --marks FILE",
        "figure_errors": weights[Severity.ERROR],
        "figure_warnings": weights[Severity.WARNING],
        "figure_to_know": weights[Severity.INFORMATION],
        "figure_new": new,
        "figure_still_open": len(work.open) - new,
        "figure_fixed": len(work.fixed),
        "figure_done": sum(item.verdict == "done" for item in work.open),
        "figure_settled": len(work.settled),
        "settled_note": counted if work.settled else "None.",
        "gone_note": _gone_note(work),
        "kind_note": "Why the program looks for it, and what the finding holds back until it is corrected.",
        "work_number": heading(number),
        "settled_number": heading(number),
    }


def _gone_note(work: Work) -> str:
    if work.last is None:
        return "There was no list before this one."
    return f"Found on {moment(work.last, LANGUAGE)}, and there no more."


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the lines of findings for one list."""

    work: Work
    number: str
    links: _Links

    def lines(self, items: Iterable[Item], *, apart: bool = False) -> Iterator[Line]:
        """A line a finding; what is set apart holds nothing back."""
        remarks = self.work.answers.remarks
        for item in items:
            finding = item.finding
            place = finding.places[0]
            cells: tuple[CellValue, ...] = (
                "apart" if apart else "new" if item.new else "open",
                WEIGHTS[finding.severity],
                finding.kind.title,
                self.links.link(place),
                place.cell or (f"row {place.row}" if place.row else NONE),
                subject(finding),
                finding.value or NONE,
                _found(item),
                finding.kind.why,
                finding.hint,
                (not apart and ", ".join(finding.blocks)) or NONE,
                WORDS.get(item.verdict),
                item.by or None,
                remarks.get(item.mark),
                identifier(item.mark, self.number, item.verdict),
            )
            yield Line(cells)


def _found(item: Item) -> str:
    """What is found, the other cells it is about, and that it still stands where she marked it done."""
    finding = item.finding
    said = [finding.message]
    others = [beside_it(place, finding.places[0]) for place in finding.places[1 : MOST_NAMED + 1]]
    if others:
        rest = len(finding.places) - 1 - len(others)
        said.append(f"Also: {'; '.join(others)}{f' and {rest:,} more' if rest else ''}.")
    if item.verdict == "done":
        said.append(f"Marked done by {item.by} on {_day(item)}; it is still there.")
    return "\n".join(said)


def _day(item: Item) -> str:
    return short_date(date.fromisoformat(item.on), LANGUAGE)


def _gone(gone: Gone) -> Line:
    kind = CATALOGUE.kinds.get(gone.kind)
    return Line((kind.title if kind else gone.kind, gone.place, gone.kind))


def _kinds(work: Work) -> Iterator[Line]:
    """Each kind on the list once, in the order of the list."""
    findings = [item.finding for item in (*work.open, *work.settled)]
    counts = Counter(finding.kind.code for finding in findings)
    firsts: dict[str, Finding] = {}
    for finding in findings:
        firsts.setdefault(finding.kind.code, finding)
    for code, first in firsts.items():
        kind = first.kind
        held = ", ".join(kind.blocks) or NONE
        yield Line((kind.title, WEIGHTS[kind.severity], counts[code], kind.why, held, kind.source or NONE, code))


class _Links:
    """From a place to a link that opens the very cell, as far as the file's program can be told."""

    def __init__(self, work: Work, house: House, folder: Path) -> None:
        """Find once what is the same for every cell of a file."""
        self.starts = {setting.file: _start(house, setting.file, setting.url, folder) for setting in house.sources}
        self.online = {setting.file for setting in house.sources if setting.url}
        self.tabs = {(table.source.file, table.source.sheet): table.source.tab for table in work.tables}

    def link(self, place: Place) -> CellValue:
        """The file and sheet in words, as a link where the place is in a register of the house."""
        words = f"{place.file}, {place.sheet}" if place.sheet else place.file
        start = self.starts.get(place.file)
        target = f"{start}{self._spot(place)}" if start else ""
        if not target or len(target) > LONGEST_LINK or len(words) > LONGEST_LINK:
            return words
        return Formula(words, f'HYPERLINK("{_quoted(target)}","{_quoted(words)}")')

    def _spot(self, place: Place) -> str:
        """What leads to the cell within the file; a text file has no such thing."""
        if place.sheet is None:
            return ""
        cell = place.cell or f"A{place.row or 1}"
        if place.file in self.online:
            tab = self.tabs.get((place.file, place.sheet))
            return "" if tab is None else f"#gid={tab}&range={cell}"
        sheet = place.sheet.replace("'", "''")
        return f"#'{sheet}'!{cell}"


def _start(house: House, file: str, url: str | None, folder: Path) -> str:
    """How a link to a register begins: its address, or its path as seen from the worklist's folder."""
    if url:
        return f"{url}/edit"
    path = (house.folder / file).resolve()
    try:
        seen = Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # on another drive
        seen = path.as_posix()
    return seen.replace("%", "%25").replace("#", "%23")


def _quoted(text: str) -> str:
    """A text within a formula."""
    return text.replace('"', '""')
