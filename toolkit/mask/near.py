"""Which texts differ by one slip of the hand: a letter more, less, another, or two exchanged."""

from __future__ import annotations

from collections.abc import Iterator

SHORTEST = 4
"""Letters below which two texts are strangers, however alike."""


class Near:
    """Texts by what is left of them without one letter, so that the nearest is found without comparing all."""

    def __init__(self) -> None:
        """Know none."""
        self._by_rest: dict[str, str] = {}

    def of(self, text: str) -> str | None:
        """A text known before that is one slip away; None where there is none."""
        if len(text) < SHORTEST:
            return None
        known = (self._by_rest.get(rest) for rest in _rests(text))
        return next((other for other in known if other is not None and other != text), None)

    def add(self, text: str) -> None:
        """Know a text from now on."""
        if len(text) >= SHORTEST:
            for rest in _rests(text):
                self._by_rest.setdefault(rest, text)


def _rests(text: str) -> Iterator[str]:
    yield text
    for at in range(len(text)):
        yield text[:at] + text[at + 1 :]


def parted(text: str, other: str) -> tuple[int, int]:
    """How many letters two texts share at their beginning and, behind those, at their end."""
    most = min(len(text), len(other))
    start = next((at for at in range(most) if text[at] != other[at]), most)
    end = next((at for at in range(most - start) if text[-1 - at] != other[-1 - at]), most - start)
    return start, end
