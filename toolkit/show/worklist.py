"""The worklist: a check's findings as a workbook she works through, each with a link to its cell and room for her mark.

Its last column knows each finding by its mark; produce/marks.py reads her columns back by it.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from toolkit.findings import CATALOGUE, Finding, Severity
from toolkit.house import House
from toolkit.produce.judging import WhoIsWho
from toolkit.produce.marks import WORDS, heading, identifier, subject
from toolkit.produce.work import Gone, Item, Work
from toolkit.render.wording import NONE, moment, short_date
from toolkit.render.xlsx import CellValue, Line, Table, fill
from toolkit.show.findings import beside_it
from toolkit.show.links import Links
from toolkit.show.who_sheet import who_table, who_values

TEMPLATE = "worklist.xlsx"  # in workbook_templates/
WEIGHTS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFORMATION: "to know"}
TITLES = {"check": "What the registers ask for", "reconcile": "Where the registers disagree"}
MOST_NAMED = 6
LANGUAGE = "en"

_COLUMNS = {
    "work": ("state", "weight", "what", "where", "cell", "stock_no", "value", "found", "why", "hint", "held",
             "verdict", "who", "remark", "until", "mark"),
    "gone": ("what", "where", "code"),
    "kind": ("what", "weight", "count", "why", "held", "source", "code"),
}  # fmt: skip


def worklist(
    work: Work,
    house: House,
    target: Path,
    template: bytes,
    *,
    name: str = "The template",
    who: WhoIsWho | None = None,
) -> bytes:
    """The work as XLSX. ``target`` is where the file will stand: links lead from there to the registers.

    ``name`` is what an error calls the template, ``who`` what is known and asked of who is who, where it was looked at.
    """
    number = list_number(work)
    writer = _Writer(work, number, Links(work.tables, house, target.resolve().parent))
    tables = {
        "work": _table("work", "work", writer.lines(work.open)),
        "settled": _table("settled", "work", writer.lines(work.settled, apart=True, released=True)),
        "known": _table("known", "work", writer.lines(work.acknowledged, apart=True)),
        "gone": _table("gone", "gone", map(_gone, work.fixed)),
        "kind": _table("kind", "kind", _kinds(work)),
        "who": who_table(who, writer.links, number[:4]),
    }
    values = {**_values(work, number), **who_values(who)}
    return fill(template, values, tables, name=name, properties={"title": f"{TITLES[work.verb]} · {work.house}"})


def list_number(work: Work) -> str:
    """Eight hexadecimal digits that tell lists apart: the run, its findings and what was said of them."""
    digest = hashlib.sha256(f"{work.verb} {work.as_at.isoformat()}".encode())
    for item in work.every:
        digest.update(f"{item.mark}{item.verdict}{item.until}".encode())
    return digest.hexdigest()[:8]


def _table(prefix: str, columns: str, lines: Iterable[Line]) -> Table:
    return Table(tuple(lines), tuple(f"{prefix}_{column}" for column in _COLUMNS[columns]))


def _values(work: Work, number: str) -> dict[str, CellValue]:
    """The title block and the few figures that matter."""
    weights = Counter(item.finding.severity for item in work.open)
    new = sum(item.new for item in work.open)
    since = f", compared with {moment(work.last, LANGUAGE)}" if work.last else ""
    back = "Clear a mark to have the finding back among the others."
    counted = f"{len(work.settled)} called not a fault. {back}"
    known = f"{len(work.acknowledged)} known, each until its day. {back} What they hold back stays held back."
    return {
        "title": TITLES[work.verb],
        "house": work.house.upper(),
        "imprint": f"As at {moment(work.as_at, LANGUAGE)}{since}.",
        "how": f"Choose a mark beside what you have settled, save, then run: boutique {work.verb} --marks FILE. "
        "What you know of and leave for now is “known”: say why under Remark, and until which day.",
        "figure_errors": weights[Severity.ERROR],
        "figure_warnings": weights[Severity.WARNING],
        "figure_to_know": weights[Severity.INFORMATION],
        "figure_new": new,
        "figure_still_open": len(work.open) - new,
        "figure_fixed": len(work.fixed),
        "figure_done": sum(item.verdict == "done" for item in work.open),
        "figure_settled": len(work.settled),
        "figure_known": len(work.acknowledged),
        "settled_note": counted if work.settled else "None.",
        "known_note": known if work.acknowledged else "None.",
        "gone_note": _gone_note(work),
        "kind_note": "Why the program looks for it, and what the finding holds back until it is corrected.",
        "work_number": heading(number),
        "settled_number": heading(number),
        "known_number": heading(number),
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
    links: Links

    def lines(self, items: Iterable[Item], *, apart: bool = False, released: bool = False) -> Iterator[Line]:
        """A line a finding; what is released holds nothing back."""
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
                (not released and ", ".join(finding.blocks)) or NONE,
                WORDS.get(item.verdict),
                (item.verdict and item.by) or None,
                (item.verdict == "known" and item.reason) or remarks.get(item.mark) or item.reason or None,
                date.fromisoformat(item.until) if item.verdict and item.until else None,
                identifier(item.mark, self.number, item.verdict, item.until),
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
        said.append(f"Marked done by {item.by} on {_day(item.on)}; it is still there.")
    if item.lapsed:
        said.append(f"Acknowledged by {item.by} until {_day(item.until)}; that day has passed.")
    return "\n".join(said)


def _day(iso: str) -> str:
    return short_date(date.fromisoformat(iso), LANGUAGE)


def _gone(gone: Gone) -> Line:
    kind = CATALOGUE.kinds.get(gone.kind)
    return Line((kind.title if kind else gone.kind, gone.place, gone.kind))


def _kinds(work: Work) -> Iterator[Line]:
    """Each kind on the list once, in the order of the list."""
    findings = [item.finding for item in work.every]
    counts = Counter(finding.kind.code for finding in findings)
    firsts: dict[str, Finding] = {}
    for finding in findings:
        firsts.setdefault(finding.kind.code, finding)
    for code, first in firsts.items():
        kind = first.kind
        held = ", ".join(kind.blocks) or NONE
        yield Line((kind.title, WEIGHTS[kind.severity], counts[code], kind.why, held, kind.source or NONE, code))
