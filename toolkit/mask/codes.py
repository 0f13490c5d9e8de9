"""Numbers of pieces, papers and people replaced: the house's own moved together, those of others drawn anew.

The house's own numbers run on, and a gap or a number out of turn is a finding: so each series is moved as a whole. A
serial or a report number is drawn anew, figure for figure; where it carries a check figure, it goes on being right or
wrong as it was.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from random import Random

from toolkit.mask.letters import Chance, bare
from toolkit.mask.near import Near, parted
from toolkit.mask.series import Series, parted_code
from toolkit.mask.words import Words
from toolkit.values import fold_code

Judge = Callable[[str], object]
"""What a rule says of a number; the invented one must be told the same."""

_RUN = re.compile(r"[0-9]+|[A-Za-z]+|.", re.DOTALL)
_TRIES = 4000
_SHORT = 2
_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
_FEW_FIGURES = 4


class Codes:
    """The invented number of every number of a house."""

    def __init__(self, chance: Chance, words: Words, own: Iterable[str], foreign: Iterable[str]) -> None:
        """Choose how far each series moves, and which number is a slip of which."""
        self._chance, self._words = chance, words
        self.own_codes = {fold_code(code): code for code in own}
        counts = Counter(fold_code(code) for code in foreign)
        self.foreign_codes = frozenset(counts)
        self.hers = self.foreign_codes | frozenset(self.own_codes)
        self._series = Series(chance, self.own_codes.values(), self.hers)
        self._salts: Counter[str] = Counter()
        self._like: dict[str, str] = {}
        near = Near()
        for code in sorted(counts, key=lambda code: (-counts[code], code)):
            other = near.of(code)
            if other is not None:
                self._like[code] = other
            near.add(code)

    def again(self, own: Iterable[str], foreign: Iterable[str]) -> None:
        """Draw these anew, and move the series of the house's own another way."""
        self._salts.update(map(fold_code, foreign))
        self._series.again(own)

    def own(self, code: str) -> str:
        """A number of the house's own, moved with its series."""
        parts = parted_code(code)
        if parts is None:
            return self._words.text(code)
        before, number, after = parts
        front = self._front(before)
        moved = self._series.moved(before, number, front)
        return self.foreign(code) if moved is None else front + moved + self._back(after)

    def _front(self, before: str) -> str:
        """What stands before the number: letters replaced, short figures such as a year's kept."""
        return "".join(
            run if run.isdigit() and len(run) <= _SHORT else self._figures(run) if run.isdigit()
            else self._words.word(run) if run.isalpha() else run for run in _RUN.findall(before)
        )  # fmt: skip

    def _back(self, after: str) -> str:
        return after if len(fold_code(after)) <= _SHORT else self._words.text(after)

    def _figures(self, run: str) -> str:
        if len(run) == _FEW_FIGURES and run[:2] in {"19", "20"}:
            return run  # a year, as in 2024/0012
        source = self._chance.of("run", run)
        return "".join(_figure(source, figure, first=not run[:at].strip("0")) for at, figure in enumerate(run))

    def foreign(self, code: str, judge: Judge | None = None, keep: int = 0) -> str:
        """A number of somebody else's; the first ``keep`` signs stay, and ``judge`` says the same of it as of hers."""
        plain, verdict, first = fold_code(code), judge(code) if judge else None, ""
        start = self._salts[plain] * _TRIES
        for salt in range(start, start + _TRIES):
            made = self._laid(self._drawn(plain, salt, keep), code)
            first = first or made
            if self._free(made) and (judge is None or judge(made) == verdict):
                return made
        return first

    def _free(self, made: str) -> bool:
        """Whether an invented number is neither one of hers nor, being letters alone, a word of hers."""
        return fold_code(made) not in self.hers and bare(made) not in self._words.hers

    def _drawn(self, plain: str, salt: int, keep: int) -> str:
        """The signs of an invented number, those of a number it is a slip of where it is one."""
        other = self._like.get(plain)
        if other is not None and not keep:
            start, end = parted(plain, other)
            model = self._drawn(other, self._salts[other] * _TRIES, keep)
            middle = plain[start : len(plain) - end]
            if len(plain) == len(other) and middle == other[start : start + 2][::-1]:
                changed = model[start : start + 2][::-1]
            else:
                changed = self._signs(middle, plain, salt)
            return model[:start] + changed + model[len(other) - end :]
        return plain[:keep] + self._signs(plain[keep:], plain, salt)

    def _signs(self, signs: str, plain: str, salt: int) -> str:
        source = self._chance.of("code", plain, salt)
        figures = sum(map(str.isdigit, plain))
        letters = len(plain) - figures > _SHORT or figures < _FEW_FIGURES
        made = []
        for at, sign in enumerate(signs):
            if sign in "0123456789":
                made.append(_figure(source, sign, first=not any(map("123456789".__contains__, signs[:at]))))
            else:
                made.append(source.choice(_LETTERS) if letters and "A" <= sign <= "Z" else sign)
        return "".join(made)

    @staticmethod
    def _laid(plain: str, code: str) -> str:
        """The signs in the spelling of a number: its spaces, hyphens and small letters."""
        signs = iter(plain)
        laid = "".join(next(signs, "") if fold_code(sign) else sign for sign in code)
        return "".join(new.lower() if old.islower() else new for new, old in zip(laid, code, strict=False))


def _figure(source: Random, figure: str, *, first: bool) -> str:
    """A figure for a figure; zeros in front stay, for spreadsheets drop them."""
    if first:
        return figure if figure == "0" else source.choice("123456789")
    return source.choice("0123456789")
