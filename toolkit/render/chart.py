"""A line chart in the house style: one line in a warm grey, its last value in the accent, labels at the marks.

No legend, no grid, no axis of figures: a baseline, the months, and what is marked. Where the line keeps far from
nothing, the baseline stands at a round figure beneath it, and says at which.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup, escape

INK, SOFT, HAIR, WARM = "#1d1b18", "#6d665c", "#cdc5b8", "#a79d8e"
FACE = "EB Garamond"
WIDTH, HEIGHT = 700, 158
_LEFT, _RIGHT, _TOP, _FOOT = 6, 118, 22, 20
_SIZE = 8.6
_AIR = Decimal("0.5")  # between the line's lowest point and the baseline, in parts of its rise
_LETTER = 0.46  # a letter's mean width, in parts of its size


@dataclass(frozen=True, slots=True)
class Point:
    """A value on the line and the word beneath it."""

    value: Decimal
    label: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A value marked on the line, at the point of this number, with its words."""

    at: int
    value: Decimal
    words: str


@dataclass(frozen=True, slots=True)
class Level:
    """A level line across the chart, with its words at its end; or the baseline, with its own."""

    value: Decimal
    words: str


def beneath(values: Iterable[Decimal]) -> Decimal:
    """The round figure the baseline stands at: nothing, unless all values are far from it and near to each other."""
    found = list(values)
    lowest, highest = min(found), max(found)
    span = highest - lowest
    if lowest <= 0 or not span or span > lowest / 2:
        return Decimal(0)
    step = Decimal(1).scaleb(span.adjusted())
    return max(Decimal(0), (lowest - span * _AIR) // step * step)


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart shows: its points, the words at the end of its line, where its baseline stands, what is marked.

    ``alternative`` is what is read out where it is not seen.
    """

    points: Sequence[Point]
    last: str
    base: Level
    highest: Marked | None = None
    level: Level | None = None
    alternative: str = ""


def line_chart(chart: Chart, accent: str) -> Markup:
    """The chart as SVG. The same values give the same bytes."""
    values = [point.value for point in chart.points]
    marks = [*values, *(mark.value for mark in (chart.highest, chart.level) if mark)]
    scale = _Scale(min(chart.base.value, *marks), max(marks), len(values))
    drawn = _baseline(scale, chart.base)
    if chart.level:
        drawn += _level(scale, chart.level, avoid=scale.y(values[-1]))
    drawn.append(_line(scale, values))
    if chart.highest:
        drawn += _highest(scale, chart.highest)
    drawn += _end(scale, values[-1], chart.last, accent)
    drawn += _labels(scale, chart.points, accent)
    return Markup(  # noqa: S704 - every word within was escaped
        f'<svg class="chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{escape(chart.alternative)}">{"".join(drawn)}</svg>'
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """From values to the paper."""

    lowest: Decimal
    highest: Decimal
    count: int

    def x(self, at: int) -> float:
        """Where a point stands from left to right."""
        room = WIDTH - _LEFT - _RIGHT
        return _LEFT + (room * at / (self.count - 1) if self.count > 1 else room)

    def y(self, value: Decimal) -> float:
        """Where a value stands from top to bottom."""
        span = self.highest - self.lowest
        part = float((value - self.lowest) / span) if span else 0.0
        return HEIGHT - _FOOT - part * (HEIGHT - _FOOT - _TOP)


def number(value: float) -> str:
    """A coordinate, to a hundredth."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def words_at(x: float, y: float, words: str, colour: str, anchor: str = "start", size: float = _SIZE) -> str:
    """Words in the chart's face."""
    return (
        f'<text x="{number(x)}" y="{number(y)}" fill="{colour}" font-family="{FACE}" font-size="{size}" '
        f'text-anchor="{anchor}">{escape(words)}</text>'
    )


def _rule(y: float, colour: str, dash: str = "") -> str:
    """A level line from end to end of the chart."""
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    x = number(WIDTH - _RIGHT)
    return (
        f'<line x1="{_LEFT}" y1="{number(y)}" x2="{x}" y2="{number(y)}" stroke="{colour}" '
        f'stroke-width="0.7"{dashed}/>'
    )


def _baseline(scale: _Scale, base: Level) -> list[str]:
    y = scale.y(scale.lowest)
    return [_rule(y, INK), words_at(WIDTH - _RIGHT + 7, y + 3, base.words, SOFT)]


def _line(scale: _Scale, values: Sequence[Decimal]) -> str:
    path = " ".join(f"{number(scale.x(at))},{number(scale.y(value))}" for at, value in enumerate(values))
    return f'<polyline points="{path}" fill="none" stroke="{WARM}" stroke-width="1.5" stroke-linejoin="round"/>'


def _level(scale: _Scale, level: Level, avoid: float) -> list[str]:
    """The level line; its words move away from those at the line's end."""
    y = scale.y(level.value)
    words = y + 3
    if abs(words - avoid - 3) < _SIZE + 2:
        words = avoid + 3 + (_SIZE + 2.5 if y >= avoid else -_SIZE - 2.5)
    return [
        _rule(y, HAIR, "3 2.4"),
        words_at(WIDTH - _RIGHT + 7, words, level.words, SOFT),
    ]


def _highest(scale: _Scale, mark: Marked) -> list[str]:
    x, y = scale.x(mark.at), scale.y(mark.value)
    half = len(mark.words) * _SIZE * _LETTER / 2
    middle = min(max(x, _LEFT + half), WIDTH - half)
    return [
        f'<circle cx="{number(x)}" cy="{number(y)}" r="2" fill="none" stroke="{SOFT}" stroke-width="0.8"/>',
        words_at(middle, y - 7, mark.words, SOFT, "middle"),
    ]


def _end(scale: _Scale, value: Decimal, words: str, accent: str) -> list[str]:
    x, y = scale.x(scale.count - 1), scale.y(value)
    return [
        f'<circle cx="{number(x)}" cy="{number(y)}" r="2.4" fill="{accent}"/>',
        words_at(WIDTH - _RIGHT + 7, y + 3, words, accent),
    ]


def _labels(scale: _Scale, points: Sequence[Point], accent: str) -> list[str]:
    """The words beneath the line; the last in the accent."""
    y, last = HEIGHT - _FOOT + 14, len(points) - 1
    made = []
    for at, point in enumerate(points):
        anchor = "start" if at == 0 else "end" if at == last else "middle"
        made.append(words_at(scale.x(at), y, point.label, accent if at == last else SOFT, anchor))
    return made
