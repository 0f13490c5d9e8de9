"""The chain of ownership drawn in time: a line a step, gaps hatched, services and searches as ticks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

from toolkit.render.dossier_page_words import words
from toolkit.reports.provenance import Dossier, Gap, Link

_FACE = "EB Garamond, Cormorant Garamond, Amiri, Noto Serif JP"
_INK, _SOFT, _HAIR = "#1d1b18", "#6d665c", "#cdc5b8"
_LABELS, _RIGHT, _ROW, _TOP, _FOOT = 66.0, 4.0, 6.4, 2.0, 7.0
_LONGEST = 44
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500)
_MOST_YEARS = 9
_LEAST_WIDTH = 1.1
_FEWEST = 2  # one span alone says nothing that its date does not
_DAYS = 365.25


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where a day stands, in millimetres from the left."""

    first: float
    last: float
    left: float
    right: float

    def at(self, day: date) -> float:
        """The place of a day."""
        share = (_year(day) - self.first) / (self.last - self.first)
        return round(self.left + share * (self.right - self.left), 2)


@dataclass(frozen=True, slots=True)
class _Row:
    """One line: its words, what it spans, and what stands in place of a span."""

    label: str
    since: date | None
    until: date | None
    kind: str  # owner, custody, gap
    unsure: bool = False
    note: str = ""


def _year(day: date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / _DAYS


def timeline(dossier: Dossier, *, width: float, accent: str) -> Markup | None:
    """The drawing, ``width`` millimetres wide; None where fewer than two steps have a date."""
    known = words(dossier.language)
    rows = list(_rows(dossier))
    dates = (*(job.dated for job in dossier.services), *(check.dated for check in dossier.checks))
    ticks = [day.earliest for day in dates if day]
    days = [day for row in rows for day in (row.since, row.until) if day]
    if sum(row.since is not None for row in rows) < _FEWEST:
        return None
    today = dossier.as_at.date()
    first, last = min([*days, *ticks]), max([*days, *ticks, today])
    scale = _Scale(first.year, max(_year(last), first.year + 1), _LABELS, width - _RIGHT)
    foot = _TOP + _ROW * (len(rows) + bool(ticks))
    drawn = [*_axis(scale, foot)]
    for number, row in enumerate(rows):
        drawn += _row(row, _TOP + _ROW * (number + 0.5), scale, accent, known)
    if ticks:
        drawn += _ticks(sorted(set(ticks)), _TOP + _ROW * (len(rows) + 0.5), scale, known)
    alt = known["timeline_alt"].format(steps="; ".join(_told(row) for row in rows))
    height = round(foot + _FOOT, 2)
    return Markup(  # noqa: S704 - numbers of ours; every word is escaped below
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" viewBox="0 0 {width} {height}">'
        f"<title>{escape(alt)}</title>{''.join(drawn)}</svg>"
    )


def _rows(dossier: Dossier) -> Iterator[_Row]:
    """Every step and every gap, in order."""
    gaps = {gap.after: gap for gap in dossier.gaps}
    chain = dossier.chain
    if -1 in gaps:
        yield from _gap(gaps[-1], None, chain[0] if chain else None)
    for at, link in enumerate(chain):
        following = chain[at + 1] if at + 1 < len(chain) else None
        yield _owner(link, following, dossier.as_at.date(), gap=at in gaps)
        if at in gaps:
            yield from _gap(gaps[at], link, following)


def _owner(link: Link, following: Link | None, today: date, *, gap: bool) -> _Row:
    """A step as a span: to its end, to the next one it passed to directly, or to today for the last."""
    since = link.since.earliest if link.since else None
    until = link.until.latest if link.until else None
    if until is None and since is not None:
        if following is None:
            until = today
        elif not gap and following.since:
            until = following.since.earliest
    if since is None and until is not None:
        since = until
    return _Row(link.party or link.text, since, until, "owner" if link.title else "custody", bool(link.certainty))


def _gap(gap: Gap, before: Link | None, after: Link | None) -> Iterator[_Row]:
    """A gap as a span, where both of its ends are known and lie apart."""
    since, until = gap.since or (before.until or before.since if before else None), gap.until
    until = until or (after.since if after else None)
    if since and until and gap.years:
        yield _Row(gap.words, since.latest, until.earliest, "gap", note=f"{gap.years}")


def _told(row: _Row) -> str:
    """A line in words."""
    if row.kind == "gap":
        return row.label.rstrip(".")
    if row.since is None:
        return row.label
    until = f"–{row.until.year}" if row.until and row.until.year != row.since.year else ""
    return f"{row.label}, {row.since.year}{until}"


def _row(row: _Row, y: float, scale: _Scale, accent: str, known: Mapping[str, str]) -> Iterator[str]:
    """One line drawn: words on the left, the span on the right."""
    if row.kind == "gap":
        assert row.since is not None
        assert row.until is not None
        left, right = scale.at(row.since), max(scale.at(row.until), scale.at(row.since) + _LEAST_WIDTH)
        years = known["timeline_years.one" if row.note == "1" else "timeline_years.many"].format(n=row.note)
        yield _text(0, y, known["timeline_gap"], fill=accent, style="italic")
        yield _hatched(left, right, y, accent)
        yield _beside(left, right, y, years, scale, accent)
        return
    yield _text(0, y, _short(row.label))
    if row.since is None:
        yield _text(scale.left, y, known["undated"], fill=_SOFT, style="italic")
        return
    left = scale.at(row.since)
    right = max(scale.at(row.until or row.since), left + _LEAST_WIDTH)
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


def _beside(left: float, right: float, y: float, said: str, scale: _Scale, accent: str) -> str:
    """Words to the right of a span, or to its left where the paper ends."""
    if right + 14 < scale.right:
        return _text(right + 1.5, y, said, fill=accent)
    return _text(left - 1.5, y, said, fill=accent, anchor="end")


def _axis(scale: _Scale, foot: float) -> Iterator[str]:
    """The years below, and a thin line up from each."""
    step = next((one for one in _STEPS if (scale.last - scale.first) / one <= _MOST_YEARS), _STEPS[-1])
    year = -(-int(scale.first) // step) * step
    yield _line(scale.left, foot, scale.right, foot, _INK, 0.14)
    while year <= scale.last:
        x = scale.at(date(year, 1, 1))
        yield _line(x, _TOP, x, foot, _HAIR, 0.1)
        yield _text(x, foot + 3.4, str(year), fill=_SOFT, anchor="middle")
        year += step


def _ticks(days: Sequence[date], y: float, scale: _Scale, known: Mapping[str, str]) -> Iterator[str]:
    """Services and searches as short strokes."""
    yield _text(0, y, known["events"], fill=_SOFT)
    for day in days:
        x = scale.at(day)
        yield _line(x, y - 1.5, x, y + 1.5, _INK, 0.35)


def _line(x: float, y: float, to_x: float, to_y: float, colour: str, width: float) -> str:
    path = f"M{x:.2f} {y:.2f}L{to_x:.2f} {to_y:.2f}"
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}"/>'


def _text(x: float, y: float, said: str, *, fill: str = _INK, anchor: str = "start", style: str = "normal") -> str:
    return (
        f'<text x="{x:.2f}" y="{y + 1.05:.2f}" font-family="{_FACE}" font-size="3.15" font-style="{style}" '
        f'text-anchor="{anchor}" fill="{fill}">{escape(said)}</text>'
    )


def _short(label: str) -> str:
    """A label that fits its column."""
    return label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1].rstrip(' ,;')}…"
