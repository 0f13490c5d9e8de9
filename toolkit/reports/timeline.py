"""The chain of ownership drawn in time: a table whose rows are the steps, with a bar each; gaps are hatched.

Names are words of the page, not of a drawing: an SVG is set letter by letter, which tears Arabic apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

from toolkit.render.dossier_page_words import words
from toolkit.reports.provenance import Dossier, Gap, Link

_FACE = "EB Garamond, Cormorant Garamond, Amiri, Noto Serif JP"
_INK, _SOFT, _HAIR = "#1d1b18", "#6d665c", "#cdc5b8"
_LABELS, _RIGHT, _ROW, _FOOT = 66.0, 4.0, 6.4, 7.0
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500)
_MOST_YEARS = 9
_LEAST_WIDTH = 1.1
_FEWEST = 2  # one span alone says nothing that its date does not
_WHOLE = 18  # so many rows stay on one page; a longer drawing goes on over it
_DAYS = 365.25


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where a day stands, in millimetres from the left of its column."""

    first: float
    last: float
    right: float

    def at(self, day: date) -> float:
        """The place of a day."""
        return round((_year(day) - self.first) / (self.last - self.first) * self.right, 2)

    def years(self) -> Iterator[int]:
        """The years that are named: round ones, and few enough to stand apart."""
        step = next((one for one in _STEPS if (self.last - self.first) / one <= _MOST_YEARS), _STEPS[-1])
        return iter(range(-(-int(self.first) // step) * step, int(self.last) + 1, step))


@dataclass(frozen=True, slots=True)
class _Row:
    """One line: its words, what it spans, and how that is told to who cannot see it."""

    label: str
    told: str
    kind: str  # owner, custody, gap, events
    since: date | None = None
    until: date | None = None
    unsure: bool = False
    days: tuple[date, ...] = ()


def _year(day: date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / _DAYS


def timeline(dossier: Dossier, *, width: float, accent: str) -> Markup | None:
    """The drawing, ``width`` millimetres wide; None where fewer than two steps have a date."""
    known = words(dossier.language)
    rows = [*_rows(dossier, known), *_events(dossier, known)]
    if sum(row.since is not None for row in rows) < _FEWEST:
        return None
    days = [day for row in rows for day in (row.since, row.until, *row.days) if day]
    first, last = min(days), max(*days, dossier.as_at.date())
    scale = _Scale(first.year, max(_year(last), first.year + 1), round(width - _LABELS - _RIGHT, 2))
    across = width - _LABELS
    drawn = "".join(_line_of(row, scale, across, accent) for row in rows)
    foot = _tr("axis", known["timeline_axis"], _svg(across, _FOOT, ", ".join(map(str, scale.years())), _axis(scale)))
    long = " long" if len(rows) > _WHOLE else ""
    columns = f'<colgroup><col style="width: {_LABELS}mm"><col></colgroup>'
    # Numbers of ours, and words that were escaped where they were put in.
    return Markup(f'<table class="timeline{long}">{columns}<tfoot>{foot}</tfoot><tbody>{drawn}</tbody></table>')  # noqa: S704


def _rows(dossier: Dossier, known: Mapping[str, str]) -> Iterator[_Row]:
    """Every step and every gap, in order."""
    gaps = {gap.after: gap for gap in dossier.gaps}
    chain = dossier.chain
    if -1 in gaps:
        yield from _gap(gaps[-1], None, chain[0] if chain else None, known)
    for at, link in enumerate(chain):
        following = chain[at + 1] if at + 1 < len(chain) else None
        yield _owner(link, following, dossier.as_at.date(), gap=at in gaps, known=known)
        if at in gaps:
            yield from _gap(gaps[at], link, following, known)


def _owner(link: Link, following: Link | None, today: date, *, gap: bool, known: Mapping[str, str]) -> _Row:
    """A step as a span: to its end, to the next one it passed to directly, or to today for the last; into no gap."""
    since = link.since.earliest if link.since else None
    until = link.until.latest if link.until else None
    if until is None and since is not None:
        if following is None:
            until = None if gap else today
        elif not gap and following.since:
            until = following.since.earliest
    if since is None and until is not None:
        since = until
    kind = "owner" if link.title else "custody"
    return _Row(link.party or link.text, _span(since, until, known), kind, since, until, bool(link.certainty))


def _span(since: date | None, until: date | None, known: Mapping[str, str]) -> str:
    """A span in years, as it is read out."""
    if since is None:
        return known["undated"]
    return f"{since.year}–{until.year}" if until and until.year != since.year else f"{since.year}"


def _gap(gap: Gap, before: Link | None, after: Link | None, known: Mapping[str, str]) -> Iterator[_Row]:
    """A gap as a span, where both of its ends are known and lie apart."""
    since, until = gap.since or (before.until or before.since if before else None), gap.until
    until = until or (after.since if after else None)
    if since and until and gap.years:
        said = known["timeline_gap.one" if gap.years == 1 else "timeline_gap.many"].format(n=gap.years)
        yield _Row(said, gap.words, "gap", since.latest, until.earliest)


def _events(dossier: Dossier, known: Mapping[str, str]) -> Iterator[_Row]:
    """Services and searches, on one line of strokes."""
    dates = (*(job.dated for job in dossier.services), *(check.dated for check in dossier.checks))
    days = tuple(sorted({day.earliest for day in dates if day}))
    if days:
        told = ", ".join(str(year) for year in dict.fromkeys(day.year for day in days))
        yield _Row(known["events"], told, "events", days=days)


def _line_of(row: _Row, scale: _Scale, across: float, accent: str) -> str:
    """A row of the table: its name, and its bar over the thin lines of the years."""
    drawn = _svg(across, _ROW, row.told, [*_rules(scale, _ROW), *_bar(row, scale, accent)])
    return _tr(row.kind, row.label, drawn)


def _tr(kind: str, label: str, drawn: str) -> str:
    return f'<tr class="{kind}"><th scope="row"><div>{escape(label)}</div></th><td>{drawn}</td></tr>'


def _bar(row: _Row, scale: _Scale, accent: str) -> Iterator[str]:
    """What a row shows: a bar, a thin one for custody, a hatched one for a gap, a stroke a day for events."""
    y = _ROW / 2
    for day in row.days:
        yield _line(scale.at(day), y - 1.5, scale.at(day), y + 1.5, _INK, 0.35)
    if row.days:
        return
    if row.since is None:
        yield _text(1, y, row.told, fill=_SOFT, style="italic")
        return
    left = scale.at(row.since)
    right = max(scale.at(row.until or row.since), left + _LEAST_WIDTH)
    if row.kind == "gap":
        yield _hatched(left, right, y, accent)
        return
    height = 2.6 if row.kind == "owner" else 0.9
    unsure = f'fill="none" stroke="{_INK}" stroke-width=".25" stroke-dasharray=".8 .6"'
    look = unsure if row.unsure else f'fill="{_INK}"'
    yield f'<rect x="{left:.2f}" y="{y - height / 2:.2f}" width="{right - left:.2f}" height="{height}" {look}/>'


def _hatched(left: float, right: float, y: float, accent: str) -> str:
    """A span of slanting strokes within two thin lines."""
    top, foot = y - 1.3, y + 1.3
    strokes = []
    x = left - (foot - top)
    while x < right:
        low, high = max(x, left), min(x + (foot - top), right)
        if high > low:
            strokes.append(f"M{low:.2f} {foot - (low - x):.2f}L{high:.2f} {foot - (high - x):.2f}")
        x += 1.2
    frame = f"M{left:.2f} {top:.2f}H{right:.2f}V{foot:.2f}H{left:.2f}Z"
    return f'<path d="{frame}{"".join(strokes)}" fill="none" stroke="{accent}" stroke-width=".18"/>'


def _rules(scale: _Scale, foot: float) -> Iterator[str]:
    """A thin line for every year that is named."""
    for year in scale.years():
        yield _line(scale.at(date(year, 1, 1)), 0, scale.at(date(year, 1, 1)), foot, _HAIR, 0.1)


def _axis(scale: _Scale) -> Iterator[str]:
    """The years below their lines."""
    yield _line(0, 0.1, scale.right, 0.1, _INK, 0.14)
    for year in scale.years():
        yield _text(scale.at(date(year, 1, 1)), 3.4, str(year), fill=_SOFT, anchor="middle")


def _svg(width: float, height: float, told: str, drawn: Iterable[str]) -> str:
    """A drawing with the words it stands for."""
    size = f'width="{width:.2f}mm" height="{height}mm" viewBox="0 0 {width:.2f} {height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><title>{escape(told)}</title>{"".join(drawn)}</svg>'


def _line(x: float, y: float, to_x: float, to_y: float, colour: str, width: float) -> str:
    path = f"M{x:.2f} {y:.2f}L{to_x:.2f} {to_y:.2f}"
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}"/>'


def _text(x: float, y: float, said: str, *, fill: str = _INK, anchor: str = "start", style: str = "normal") -> str:
    return (
        f'<text x="{x:.2f}" y="{y + 1.05:.2f}" font-family="{_FACE}" font-size="3.15" font-style="{style}" '
        f'text-anchor="{anchor}" fill="{fill}">{escape(said)}</text>'
    )
