"""Amounts replaced: those of one piece by one secret measure, so that what belongs together goes on adding up."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from itertools import combinations

from toolkit.checks.law.title import VAT_RATES
from toolkit.columns.declared import CARATS, GRAMS
from toolkit.figures import number_of
from toolkit.mask.letters import Chance

FIGURE = re.compile(
    r"(?<!\d)\d{1,3}(?:(?P<group>[.,'’ \u00a0\u202f\u2009])\d{3})(?:(?P=group)\d{3})*(?:[.,]\d{1,2})?(?!\d)"
    r"|\d+(?:[.,]\d{1,2}(?!\d))?"
)
_DATE = re.compile(
    r"(?<!\d)\d{1,4}([./-])\d{1,2}\1\d{1,4}(?!\d)|(?<!\d)\d{1,2}[./-]\d{1,2}(?!\d)|(?<!\d)\d{4}-\d{2}(?!\d)"
)
_SIGN = re.compile(r"[£€$¥]|\b(?:GBP|EUR|CHF|USD|JPY|FRF)\b", re.IGNORECASE)
_UNIT = re.compile(rf"\s*(?:{'|'.join(map(re.escape, (*CARATS, *GRAMS)))}|[mck]?m|ml)(?![^\W\d_])", re.IGNORECASE)
_TIMES = re.compile(r"\s?(k|m|thousand|million|mio|tsd)(?![^\W\d_])", re.IGNORECASE)
_FINEST, _THOUSAND = 24, 1000
_FINENESSES = frozenset(
    map(str, (800, 830, 835, 900, 916, 917, 925, 950, 958, 990, 995, 999, 333, 375, 417, 500, 585, 620, 750, 1000))
)
_YEARS = range(1700, 2101)
_LOWEST, _HIGHEST = 0.7, 1.42
_NARROWEST = 0.02
_OFF = 0.02
_LONG = 6
_CLOSER, _CLOSEST = 0.7, 0.15
_ALONE = "alone "
_LEAST = 100
"""From here on an invented amount is none of hers."""
_NUDGES = 400
_MEASURES = 60
_MANY, _FEW = 150, 20
_PENNY, _CENT = Decimal("0.006"), Decimal("0.01")


@cache
def tax_shares() -> tuple[Decimal, ...]:
    """What share of a price its tax may be, inside it or on top, at any rate the law has had."""
    rates = sorted({row.amount for row in VAT_RATES if row.amount})
    return tuple(share for rate in rates for share in (rate / (100 + rate), rate / 100))


class Amounts:
    """The invented amount of every amount of a piece; what adds up goes on adding up, and tax stays its share."""

    def __init__(self, chance: Chance, pieces: Mapping[str, Iterable[Decimal]]) -> None:
        """Take the amounts that belong together; an invented one is none of them all."""
        self._chance = chance
        self._pieces = {piece: frozenset(map(abs, amounts)) for piece, amounts in pieces.items()}
        self.hers = frozenset(amount for amounts in self._pieces.values() for amount in amounts)
        self.salts: Counter[str] = Counter()
        self._made: dict[str, dict[Decimal, Decimal]] = {}

    def again(self, pieces: Iterable[str]) -> None:
        """Measure these pieces anew."""
        self.salts.update(set(pieces))
        self._made.clear()

    def amount(self, amount: Decimal, piece: str) -> Decimal:
        """The invented amount."""
        if not amount:
            return amount
        piece = piece or f"{_ALONE}{abs(amount)}"  # one measure for all that stand in no row would be solved at once
        made = self._made.get(piece)
        if made is None:
            made = self._made[piece] = self._solved(piece)
        size = abs(amount)
        if size not in made:
            made[size] = self._alone(size, self._measure(piece, 0))
        return made[size].copy_sign(amount)

    def _solved(self, piece: str) -> dict[Decimal, Decimal]:
        """All amounts of a piece, by the first measure with which none comes upon one of hers."""
        amounts = sorted((amount for amount in self._pieces.get(piece, ()) if amount), reverse=True)
        tried: list[tuple[int, dict[Decimal, Decimal]]] = []
        for number in range(_MEASURES if amounts else 0):
            made = self._laid_out(amounts, self._measure(piece, number), piece)
            tried.append((sum(size >= _LEAST and new in self.hers for size, new in made.items()), made))
            if not tried[-1][0]:
                break
        best = min(tried, key=lambda one: one[0], default=(0, {}))[1]
        measure = self._measure(piece, 0)
        return {size: self._alone(size, measure) if size >= _LEAST and new in self.hers else new
                for size, new in best.items()}  # fmt: skip

    def _laid_out(self, amounts: Sequence[Decimal], measure: Decimal, piece: str) -> dict[Decimal, Decimal]:
        """The amounts by one measure, the greatest first; one that is left of two others is what is left of theirs."""
        made: dict[Decimal, Decimal] = {}
        for size in amounts:
            new = self._left(size, made) if len(amounts) <= _MANY else None
            made[size] = new if new is not None and new > 0 else self._between(size, measure, piece, made)
        return made

    def _between(self, size: Decimal, measure: Decimal, piece: str, made: Mapping[Decimal, Decimal]) -> Decimal:
        """An amount a little off its piece's measure, still below those above it.

        By one measure alone two prices in round hundreds could be found again from what one is to the other.
        """
        width = 0 if self.salts[piece] else _OFF  # a piece beside a limit of the law has little room
        off = Decimal(self._chance.of("off", piece, size).uniform(1 - width, 1 + width))
        above, least = min(made.items(), key=lambda one: one[1], default=(size, size * measure * 2))
        tried = (self._alone(size, by) for by in (measure * off, least / above, measure))
        good = (new for new in tried if new < least and abs(new / size - 1) > _NARROWEST)
        return next(good, self._alone(size, measure))

    @staticmethod
    def _left(size: Decimal, made: Mapping[Decimal, Decimal]) -> Decimal | None:
        """A part as what is left of the whole, a tax as its share of what it is in; None where it is neither."""
        for whole, new in made.items():
            other = whole - size
            if other in made and other >= size:
                return new - made[other]
        wholes = [*made.items(), *((one - two, made[one] - made[two]) for one, two in combinations(made, 2))]
        for share in tax_shares():
            for whole, new in wholes if len(made) <= _FEW else ():
                if abs(whole * share - size) <= _PENNY:
                    return (new * share).quantize(_CENT, ROUND_HALF_UP)
        return None

    def _alone(self, size: Decimal, measure: Decimal) -> Decimal:
        """An amount by itself: its cents stay (they may be shillings); from a hundred on it is none of hers."""
        cents = size % 1
        made = max(((size - cents) * measure).quantize(Decimal(1), ROUND_HALF_UP), Decimal(size >= 1)) + cents
        if size >= _LEAST:
            made = next((near for at in range(_NUDGES) if (near := made + at) not in self.hers), made)
        return made

    def _measure(self, piece: str, number: int) -> Decimal:
        """A piece's measure: nearer to one each time, for some amounts lie close beside a limit of the law."""
        source = self._chance.of("measure", piece, self.salts[piece], number)
        width = max(_CLOSEST, _CLOSER ** self.salts[piece])
        while True:
            drawn = math.exp(source.uniform(math.log(_LOWEST), math.log(_HIGHEST)) * width)
            if abs(drawn - 1) > _NARROWEST:
                return Decimal(drawn)

    def _rounded(self, amount: Decimal, points: int) -> Decimal:
        """An amount of no more decimals than a text has room for, and still none of hers."""
        step = Decimal(1).scaleb(-points)
        near = amount.quantize(step, ROUND_HALF_UP)
        if near == amount:
            return amount
        return next((other for at in range(_NUDGES) if (other := near + at * step) not in self.hers), near)

    def text(self, text: str, piece: str, *, money: bool = False, code: Callable[[str], str] | None = None) -> str:
        """A text with its figures replaced; dates, years, finenesses and figures below a hundred stay.

        In a cell for ``money`` every figure is one, but for a percentage. ``code`` replaces runs with a zero in front.
        """
        signed = money or _SIGN.search(text) is not None
        dates = [found.span() for found in _DATE.finditer(text)]
        several = len(FIGURE.findall(text)) > 1

        def one(found: re.Match[str]) -> str:
            written, start, end = found[0], found.start(), found.end()
            size, points = _read(written)
            times = _times(text, start, end, size)
            dated = times == 1 and any(first <= start < last for first, last in dates)
            if dated or text[end : end + 2].lstrip().startswith("%"):
                return written
            if times == 1 and not money and _UNIT.match(text, end):
                return written
            if times == 1 and code is not None and not money and _numbers_something(written) and not signed:
                return code(written)
            if times == 1 and _told(written, size, signed=signed, alone=money and not several):
                return written
            made = self._rounded(self.amount(size * times, piece) / times, points)
            return _laid(made if times == 1 or made != size else made + Decimal(1).scaleb(-points), points, written)

        return FIGURE.sub(one, text)


def _told(written: str, size: Decimal, *, signed: bool, alone: bool) -> bool:
    """Whether a figure tells nothing of a price: a small one in a text, a year, a fineness."""
    if size < _LEAST:
        return not alone
    return not signed and (written in _FINENESSES or (written.isdigit() and size in _YEARS))


def _times(text: str, start: int, end: int, size: Decimal) -> int:
    """How much a figure is multiplied by what stands behind it: 45k, £1.2m; 18k is gold, and 2 m a length."""
    found = _TIMES.match(text, end)
    if not found:
        return 1
    signed = _SIGN.search(text[max(start - 4, 0) : start]) or _SIGN.match(text[found.end() :].lstrip())
    if len(found[1]) == 1 and not signed and (found[1] in "mM" or size <= _FINEST):
        return 1
    return _THOUSAND if found[1][0] in "kKtT" else _THOUSAND**2


def _numbers_something(written: str) -> bool:
    """Whether figures are a number of something and no amount: a zero in front, or six in a row."""
    return written.isdigit() and (len(written) >= _LONG or (written[0] == "0" and len(written) > 2))


def _read(written: str) -> tuple[Decimal, int]:
    """The amount in a run of figures, and how many of them are decimals."""
    last = re.search(r"[.,](\d{1,2})$", written)
    points = len(last[1]) if last else 0
    return Decimal(re.sub(r"\D", "", written)).scaleb(-points), points


def _laid(amount: Decimal, points: int, written: str) -> str:
    """An amount written as another is: its decimals, and the sign between its thousands."""
    figures = format(amount.quantize(Decimal(1).scaleb(-points), ROUND_HALF_UP), "f")
    whole, _, cents = figures.partition(".")
    mark = written[-points - 1] if points else ""
    head = written[: len(written) - points - 1] if points else written
    group = next((sign for sign in head if not sign.isdigit()), "")
    if group:
        whole = f"{int(whole):,}".replace(",", group)
    return f"{whole}{mark}{cents}"


def amounts_in(text: str) -> list[Decimal]:
    """Every figure of a text as an amount, but dates and percentages."""
    dates = [found.span() for found in _DATE.finditer(text)]
    return [
        _read(found[0])[0] for found in FIGURE.finditer(text)
        if not any(first <= found.start() < last for first, last in dates)
        and not text[found.end() : found.end() + 2].lstrip().startswith("%")
    ]  # fmt: skip


def amounts_of(raw: object) -> list[Decimal]:
    """The amounts that a cell for money or a plain number holds."""
    if isinstance(raw, str):
        return amounts_in(raw)
    figure = number_of(raw)
    return [] if figure is None else [abs(figure)]
