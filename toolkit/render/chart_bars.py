"""Two small charts for a portrait page, in the house style: bars of what was sold, a line of what was on hand.

Bars in a warm grey, the last in the accent; a short line across each bar is the year before. No grid, no axis of
figures: a baseline, the first and the last word beneath, the last value at its mark. Drawn at one unit to the point.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from toolkit.render.chart import INK, SOFT, WARM, number, words_at

WIDTH, HEIGHT = 224.0, 88.0
_TOP, _FOOT, _SIDE = 14.0, 14.0, 2.0
_SIZE = 7.4
_BAR = 0.62  # of the room each bar has
_PALE = "#d8d0c3"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its word, its value, the value a year before where that is known."""

    label: str
    value: int
    before: int | None = None


def bar_chart(bars: Sequence[Bar], last: str, accent: str, alternative: str) -> Markup:
    """The bars as SVG, ``last`` the words at the last; what is below nothing hangs beneath the baseline."""
    values = [0, *(bar.value for bar in bars), *(bar.before for bar in bars if bar.before is not None)]
    scale = _Scale(min(values), max(values), len(bars))
    drawn: list[str] = []
    for at, bar in enumerate(bars):
        drawn += _bar(scale, at, bar, accent if at == len(bars) - 1 else _PALE)
    highest = max(0, bars[-1].value, bars[-1].before or 0)
    drawn.append(words_at(scale.middle(len(bars) - 1), scale.y(highest) - 4, last, accent, "middle", _SIZE))
    drawn += [_rule(scale.y(0), _SIDE, WIDTH - _SIDE, INK, 0.7), *_labels(scale, [bar.label for bar in bars], accent)]
    return _svg(drawn, alternative)


def level_chart(points: Sequence[tuple[str, int]], last: str, accent: str, alternative: str) -> Markup:
    """A line through the values over a baseline at nothing; ``last`` are the words at its end."""
    values = [value for _, value in points]
    scale = _Scale(min(0, *values), max(0, *values), len(points))
    path = " ".join(f"{number(scale.middle(at))},{number(scale.y(value))}" for at, value in enumerate(values))
    x, y = scale.middle(len(values) - 1), scale.y(values[-1])
    drawn = [
        f'<polyline points="{path}" fill="none" stroke="{WARM}" stroke-width="1.3" stroke-linejoin="round"/>',
        f'<circle cx="{number(x)}" cy="{number(y)}" r="2.1" fill="{accent}"/>',
        words_at(x, y - 5, last, accent, "middle", _SIZE),
        _rule(scale.y(0), _SIDE, WIDTH - _SIDE, INK, 0.7),
        *_labels(scale, [word for word, _ in points], accent),
    ]
    return _svg(drawn, alternative)


@dataclass(frozen=True, slots=True)
class _Scale:
    """From values to the paper."""

    lowest: int
    highest: int
    count: int

    @property
    def room(self) -> float:
        """The width each value has."""
        return (WIDTH - 2 * _SIDE) / max(self.count, 1)

    def middle(self, at: int) -> float:
        """Where a value stands from left to right."""
        return _SIDE + self.room * (at + 0.5)

    def y(self, value: int) -> float:
        """Where a value stands from top to bottom."""
        part = (value - self.lowest) / ((self.highest - self.lowest) or 1)
        return HEIGHT - _FOOT - part * (HEIGHT - _FOOT - _TOP)


def _bar(scale: _Scale, at: int, bar: Bar, colour: str) -> Iterator[str]:
    """A bar, and the year before across it."""
    nought, top, wide = scale.y(0), scale.y(bar.value), scale.room * _BAR
    left = scale.middle(at) - wide / 2
    if bar.value:
        yield (
            f'<rect x="{number(left)}" y="{number(min(nought, top))}" width="{number(wide)}" '
            f'height="{number(abs(top - nought))}" fill="{colour}"/>'
        )
    if bar.before is not None:
        yield _rule(scale.y(bar.before), left - 1.5, left + wide + 1.5, SOFT, 0.8)


def _rule(y: float, first: float, last: float, colour: str, width: float) -> str:
    return (
        f'<line x1="{number(first)}" y1="{number(y)}" x2="{number(last)}" y2="{number(y)}" stroke="{colour}" '
        f'stroke-width="{width}"/>'
    )


def _labels(scale: _Scale, words: Sequence[str], accent: str) -> Iterator[str]:
    """The first word and the last beneath the chart; one in the middle where there is room for it."""
    last = len(words) - 1
    middle = [last // 2] if last >= 8 else []  # fewer would stand too near to each other
    for at in dict.fromkeys((0, *middle, last)):
        ends = at in (0, last)
        x = _SIDE if at == 0 and last else WIDTH - _SIDE if ends and last else scale.middle(at)
        anchor = "middle" if not (ends and last) else "start" if at == 0 else "end"
        yield words_at(x, HEIGHT - 3, words[at], accent if at == last else SOFT, anchor, _SIZE)


def _svg(drawn: Sequence[str], alternative: str) -> Markup:
    return Markup(  # noqa: S704 - every word within was escaped
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" role="img" '
        f'aria-label="{escape(alternative)}">{"".join(drawn)}</svg>'
    )
