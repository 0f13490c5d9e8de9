"""What became of sell-throughs and their letters, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from toolkit.calendars import Period
from toolkit.produce.sell_through import Made
from toolkit.produce.sell_through_post import Mailed
from toolkit.render.calendar_words import title
from toolkit.reports.sell_through import Row, SellThrough
from toolkit.reports.sell_through_words import percent
from toolkit.show.findings import place_json

_STATES = {
    "issued": "issued",
    "unchanged": "unchanged: the same report is issued already",
    "draft": "a draft: it has no number and is not recorded",
    "dry-run": "a dry run: nothing was written",
    "withheld": "withheld",
}
_POSTED = {
    "sent": "sent",
    "partly": "sent, but refused at some address",
    "refused": "refused",
    "unknown": "nobody knows whether it arrived; ask, then say so with --resolve sent or --resolve not-sent",
    "not-sent": "not sent",
    "waiting": "waits for approval",
    "limit": "waits for another day",
    "drafted": "put among the drafts of the mailbox",
    "kept": "another draft stands in the mailbox and is left as it is",
    "dry-run": "approved and not sent yet",
}
_TABLE = ("Brand", "Period", "Opening", "Received", "Sold", "Returned", "Closing", "Rate", "Residue", "State")
_MOST_CELLS = 3


def sell_through_text(made: Sequence[Made], mailed: Sequence[Mailed], folder: Path) -> str:
    """The table of all reports first, then each with its files, its doubts and its letter."""
    letters = {one.made.contract.brand + one.made.period.name: one for one in mailed}
    parts = [reviewed(made)]
    for one in made:
        lines = _lines(one, letters.get(one.contract.brand + one.period.name), folder)
        parts.append("\n".join(lines))
    held = sum(one.report is None for one in made)
    if len(made) > 1:
        parts.append(f"{len(made) - held} of {len(made)} reports made, {held} withheld.")
    return "\n\n".join(parts)


def reviewed(made: Sequence[Made]) -> str:
    """All reports at one glance."""
    rows = [_TABLE, *(_cells(one) for one in made)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(_TABLE))]
    figures = range(2, 9)
    return "\n".join(
        "  ".join(
            f"{cell:>{width}}" if at in figures else f"{cell:<{width}}"
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def _cells(one: Made) -> tuple[str, ...]:
    name, period, state = one.contract.brand, one.period.name, one.outcome.state
    if one.report is None:
        return (name, period, *[""] * 7, state)
    units, rate = one.report.total.units, one.report.total.rate
    figures = (units.opening, units.received, units.sold, units.customer_returns, units.closing)
    return (name, period, *map(str, figures), percent(rate, "en"), str(units.residue), state)


def _lines(one: Made, mailed: Mailed | None, folder: Path) -> Iterator[str]:
    """One report: its number, why it is withheld or in doubt, its files, its letter."""
    head = f"{one.contract.brand}, {title(one.period, 'en')}"
    if one.withheld:
        yield f"{head}: withheld."
        yield f"  {one.withheld.message}"
        yield f"    {one.withheld.hint}"
        return
    outcome = one.outcome
    number = f"{outcome.number}, revision {outcome.revision}: " if outcome.number else ""
    yield f"{head}: {number}{_STATES[outcome.state]}."
    if one.report:
        yield from _remarks(one.report)
    for path, sha256 in outcome.files:
        yield f"  {_shown(path, folder)}  {sha256[:12]}"
    yield from (f"  {note}" for note in (*outcome.notes, *one.notes))
    if mailed:
        yield from (f"  {line}" for line in _letter(mailed, folder))


def _remarks(report: SellThrough) -> Iterator[str]:
    """What the house has to know of a report, with the cells: what is corrected, left out, not accounted for."""
    for one in report.corrections:
        where = "; ".join(map(str, one.places[:_MOST_CELLS]))
        yield f"  corrects {one.number}: {one.reference}, {one.reported} reported, {one.now} now; {one.words}" + (
            f" ({where})" if where else ""
        )
    for left in report.left_out:
        where = "; ".join(map(str, left.places[:_MOST_CELLS]))
        more = f" and {len(left.places) - _MOST_CELLS} more" if len(left.places) > _MOST_CELLS else ""
        word = "in doubt" if left.doubt else "not counted"
        yield f"  {word}: {left.units} ({left.reason}): {where}{more}"
    for row in (*report.rows, *report.consigned):
        if row.units.residue and (row.reference or row.description):
            yield f"  not accounted for: {row.reference or row.description}, {row.units.residue:+d}"


def _letter(mailed: Mailed, folder: Path) -> Iterator[str]:
    """What became of a letter."""
    if mailed.error:
        yield f"letter: none. {mailed.error.message}"
        yield f"  {mailed.error.hint}"
        return
    if mailed.draft:
        drafted = mailed.draft
        yield f"letter to {drafted.to or 'nobody yet'}: {_shown(drafted.path, folder)} ({drafted.state})"
        yield from drafted.notes
    if mailed.approved:
        yield "approved: these very words and files may leave"
    yield from mailed.notes
    if mailed.posted and not (mailed.approved and mailed.posted.state == "dry-run"):
        yield f"{_POSTED[mailed.posted.state]}{'. ' + mailed.posted.note if mailed.posted.note else ''}"
        yield from (f"  {where}: {state}{f' ({said})' if said else ''}" for where, state, said in mailed.posted.answers)


def _shown(path: Path, folder: Path) -> str:
    return str(path.relative_to(folder) if path.is_relative_to(folder) else path)


# --- For programs ---------------------------------------------------------------------------------


def sell_through_json(made: Sequence[Made], mailed: Sequence[Mailed], as_at: datetime) -> dict[str, Any]:
    """Every report with its figures, its files and its letter, as one object."""
    letters = {one.made.contract.brand + one.made.period.name: one for one in mailed}
    return {
        "schema": "boutique.sellthrough/1",
        "as_at": as_at.isoformat(timespec="minutes"),
        "reports": [_one(one, letters.get(one.contract.brand + one.period.name)) for one in made],
    }


def _one(one: Made, mailed: Mailed | None) -> dict[str, Any]:
    outcome = one.outcome
    return {
        "brand": one.contract.brand,
        "period": _period(one.period),
        "number": outcome.number,
        "revision": outcome.revision,
        "state": outcome.state,
        **(_figures(one.report) if one.report else {}),
        "files": [{"path": str(path), "sha256": sha256} for path, sha256 in outcome.files],
        "notes": [*outcome.notes, *one.notes],
        "withheld": {"code": one.withheld.code, "message": one.withheld.message, "hint": one.withheld.hint}
        if one.withheld
        else None,
        "letter": _mail(mailed) if mailed else None,
    }


def _period(period: Period) -> dict[str, str]:
    return {
        "calendar": period.calendar,
        "name": period.name,
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
    }


def _figures(report: SellThrough) -> dict[str, Any]:
    """The figures of a report; stock numbers and cells stand in this object alone, which is the house's."""
    return {
        "facts": report.facts,
        "door": report.door,
        "formula": report.formula,
        "currency": report.currency or None,
        "period_before": _period(report.period_before) if report.period_before else None,
        "rows": [_row(row) for row in report.rows],
        "total": _row(report.total),
        "consigned": [_row(row) for row in report.consigned],
        "trend": [
            {"label": one.label, "first": str(one.first), "last": str(one.last), "sold": one.sold,
             "on_hand": one.on_hand, "sold_before": one.sold_before}
            for one in report.trend
        ],
        "corrections": [
            {"number": one.number, "reference": one.reference, "reported": one.reported, "now": one.now,
             "words": one.words, "places": [place_json(place) for place in one.places]}
            for one in report.corrections
        ],
        "left_out": [
            {"reason": one.reason, "units": one.units, "doubt": one.doubt,
             "places": [place_json(place) for place in one.places]}
            for one in report.left_out
        ],
    }  # fmt: skip


def _row(row: Row) -> dict[str, Any]:
    value, weeks = row.rate.value, row.cover.weeks
    return {
        "collection": row.collection,
        "reference": row.reference,
        "description": row.description,
        "units": asdict(row.units),
        "rate": {"value": None if value is None else str(value), "sold": row.rate.sold, "of": row.rate.of,
                 "few": row.rate.few},
        "cover": {"weeks": None if weeks is None else str(weeks), "over": row.cover.over},
        "turn": None if row.turn is None else str(row.turn),
        "ageing": [*row.ageing.buckets, row.ageing.undated],
        "on_order": row.on_order,
        "overdue": row.overdue,
        "sales": {"value": str(row.sales.amount), "currency": row.sales.currency} if row.sales else None,
        "before": asdict(row.before) if row.before else None,
        "stock_nos": list(row.stock_nos),
    }  # fmt: skip


def _mail(mailed: Mailed) -> dict[str, Any]:
    posted, drafted, error = mailed.posted, mailed.draft, mailed.error
    return {
        "to": drafted.to if drafted else None,
        "path": str(drafted.path) if drafted else None,
        "sha256": drafted.sha256 if drafted else None,
        "draft": drafted.state if drafted else None,
        "approved": mailed.approved,
        "state": posted.state if posted else None,
        "answers": [{"address": where, "state": state, "answer": said} for where, state, said in posted.answers]
        if posted
        else [],
        "error": {"code": error.code, "message": error.message, "hint": error.hint} if error else None,
        "notes": [*(drafted.notes if drafted else ()), *mailed.notes],
    }
