"""The numbers a house gives itself: series that run on, each moved as a whole, so that a gap stays a gap."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from toolkit.mask.letters import Chance
from toolkit.values import fold_code

_LAST = re.compile(r"^(?P<before>.*?)(?P<number>[0-9]+)(?P<after>[^0-9]*)$", re.DOTALL)
_LONGEST = 12
_FEW = 4
_DRAWS = 300
_TELLING = 4
"""Signs of a number below which it is like any other."""


def parted_code(code: str) -> tuple[str, str, str] | None:
    """A number as what stands before its last figures, those, and what stands behind; None without figures."""
    found = _LAST.match(code)
    return (found["before"], found["number"], found["after"]) if found else None


class Series:
    """How far each series moves: so that none of its numbers becomes another one of hers."""

    def __init__(self, chance: Chance, codes: Iterable[str], hers: Collection[str]) -> None:
        """Gather the series; ``hers`` are all numbers of the house, folded."""
        self._chance, self._hers = chance, hers
        self._numbers: dict[str, list[str]] = defaultdict(list)
        self._found: dict[tuple[str, str], int] = {}
        self._salts: Counter[str] = Counter()
        for code in codes:
            parts = parted_code(code)
            if parts and len(parts[1]) <= _LONGEST:
                self._numbers[fold_code(parts[0])].append(parts[1])

    def again(self, codes: Iterable[str]) -> None:
        """Move the series of these numbers another way."""
        self._salts.update({fold_code(parts[0]) for code in codes if (parts := parted_code(code))})
        self._found.clear()

    def moved(self, before: str, number: str, front: str) -> str | None:
        """A number moved with its series, which stands behind ``front`` then; None where it has no room."""
        key = fold_code(before)
        by = self._found.get((key, front))
        if by is None:
            by = self._found[key, front] = self._chosen(key, front)
        moved = int(number) + by
        width = max((len(number), *map(len, self._numbers.get(key, ()))))
        return str(moved).zfill(len(number)) if 0 <= moved < 10**width else None

    def _chosen(self, key: str, front: str) -> int:
        """Of several ways to move a series the first that meets none of hers; zeros in front stay where they can."""
        numbers = self._numbers.get(key) or ["0" * _FEW]
        values = [int(number) for number in numbers]
        least, most, width = min(values), max(values), max(map(len, numbers))
        source, tried = self._chance.of("series", key, front, self._salts[key]), []
        for draw in range(_DRAWS):
            full = min(width, len(str(most))) if draw < _DRAWS // 2 else width
            by = source.randint(-least, max(10**full - 1 - most, 0)) if most else 1
            moved = (fold_code(front + str(int(one) + by).zfill(len(one))) for one in numbers)
            meets = sum(len(one) >= _TELLING and one in self._hers for one in moved)
            tried.append((meets + (not by) * len(numbers), draw, by))
            if not tried[-1][0]:
                break
        return min(tried)[2]
