"""Rows that no longer belong together, by what a sheet says itself: a sort applied to one column only.

Two columns that always go together (a maker and the maker a description names, a reference and its maker, a cost and
a price) agree in nearly every row of any register. Where they agree no more often than rows put together by chance,
and often enough to tell, one of the two was sorted without the other.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from toolkit.checks.pieces import alternatives, counted
from toolkit.checks.scope import Rule, Scope
from toolkit.checks.serials import forms_of
from toolkit.checks.stock import brand_key
from toolkit.findings import Finding
from toolkit.readers.sorted_apart import SCRAMBLED
from toolkit.records import Piece, Sale
from toolkit.values import Money, fold, fold_code
from toolkit.vocabulary import CATEGORY, spellings

ROWS = 20
"""Fewer rows that can be compared prove nothing."""

SAMPLE, BLOCK = 400, 2000
"""So many rows, spread over a sheet or in one block, tell whether all of them need to be looked at."""

ABOVE = 0.15
"""Columns that go together agree more often than chance by much more than this."""

SPEAK = 0.02
"""Where chance alone would make fewer rows agree, the columns do not speak of the same things at all."""

SURE = 0.8
"""Where chance alone would make so many rows agree, the columns tell nothing."""

LENGTH = 5
"""Shorter references are numbers that two makers may both have given."""

OFTEN = 0.8
"""Up to so many different references to a row, those that come again are models, and no accidents."""

UNRELATED = 0.3
"""Up to this rank correlation a cost and a price have nothing to do with one another."""

STEADY = 0.5
"""Where more rows than this hold one figure (or a list of few figures is all there is), it goes with nothing."""

_FITS = r"(?<!\bfor )(?<!\bfits )(?<!\bpour )(?<!\bfur )(?<!\bper )(?<!\bpara )"
"""A name behind such a word is the maker of another thing: a strap for a Rolex."""

Goods = Piece | Sale


@dataclass(frozen=True, slots=True)
class Said:
    """What two columns of one row say of the same thing: the one by the other's words, and whether they agree."""

    row: Goods
    one: str
    other: frozenset[str]

    @property
    def agrees(self) -> bool:
        """Whether the one column is among what the other allows."""
        return self.one in self.other


@dataclass(frozen=True, slots=True)
class Pair:
    """Two fields that go together: how each row's pair is read, and what is said where they no longer do."""

    one: str
    other: str
    words: str
    read: Callable[[Scope, Sequence[Goods]], Iterable[Said]]


def check_scrambled(scope: Scope) -> Iterable[Finding]:
    """A sheet in which two columns that go together agree no more often than by chance."""
    sheets: dict[int, list[Goods]] = defaultdict(list)
    goods: tuple[Goods, ...] = (*scope.registers.pieces, *scope.registers.sales)
    for record in goods:
        sheets[id(record.source)].append(record)
    for records in sheets.values():
        if len(records) >= ROWS:
            found = next(filter(None, (_apart(scope, pair, records) for pair in PAIRS)), None) or _figures(records)
            if found:
                yield found


def _apart(scope: Scope, pair: Pair, records: Sequence[Goods]) -> Finding | None:
    """The finding of one pair of columns, where they agree no more often than by chance."""
    few = records[:BLOCK] if pair.other == "brand_ref" else records[:: max(1, len(records) // SAMPLE)]
    if len(few) < len(records) and not _by_chance(list(pair.read(scope, few))):
        return None
    said = list(pair.read(scope, records))
    if not _by_chance(said):
        return None
    odd = [each.row for each in said if not each.agrees]
    how = f"in {counted(len(odd), 'row')} of the {len(said)} that can be compared, first in row {odd[0].row}, "
    return _finding(odd, pair.one, pair.other, how + pair.words)


def _by_chance(said: Sequence[Said]) -> bool:
    """Whether rows agree no more often than any rows would, where some would and not nearly all."""
    chance = _chance(said) if len(said) >= ROWS else 1.0
    return SPEAK <= chance <= SURE and sum(each.agrees for each in said) <= (chance + ABOVE) * len(said)


def _chance(said: Sequence[Said]) -> float:
    """The share of rows that would agree if either column were put together with any row of the other."""
    ones = Counter(each.one for each in said)
    others = Counter(name for each in said for name in each.other)
    return sum(count * others[name] for name, count in ones.items()) / len(said) ** 2


def _finding(odd: Sequence[Goods], one: str, other: str, how: str) -> Finding:
    """The finding at the column that stands in order, for that is the one which was sorted; else at the first."""
    name = other if _in_order(odd, other) and not _in_order(odd, one) else one
    first = odd[0]
    places = [first.place(name), *(record.place(name) for record in odd[1:])]
    heading = first.source.headings.get(name, name)
    return SCRAMBLED.at(places, heading, register=first.source.register, how=how)


def _in_order(records: Sequence[Goods], name: str) -> bool:
    """Whether a column runs up or down without a step back."""
    values = [_rank(value) for record in records if (value := getattr(record, name, None)) is not None]
    up = all(a <= b for a, b in pairwise(values))
    return len(set(values)) > 1 and (up or all(a >= b for a, b in pairwise(values)))


def _rank(value: object) -> tuple[object, str]:
    """A value for sorting: money by its amount, all else by its folded text."""
    return (value.amount, "") if isinstance(value, Money) else (0, fold(str(value)))


# --- What goes together ---------------------------------------------------------------------------


def _text(record: Goods) -> str:
    return fold(" ".join(filter(None, (record.model, record.description))))


def _brands(scope: Scope, records: Sequence[Goods]) -> Iterator[Said]:
    """The maker, and the makers of this sheet that the description names."""
    own = scope.house.words.get("brand", {})
    names = {fold(record.brand): brand_key(record.brand, own) for record in records if record.brand}
    if len(names) < 2:
        return
    known = re.compile(rf"{_FITS}\b(?:{alternatives(names)})\b")
    for record in records:
        found = frozenset(names[name] for name in known.findall(_text(record))) if record.brand else None
        if found:
            yield Said(record, names[fold(record.brand or "")], found)


@lru_cache(maxsize=1)
def _categories() -> tuple[re.Pattern[str], dict[str, str]]:
    known = {words: name for words, name in spellings(CATEGORY, {}).items() if len(words) > 2}
    return re.compile(rf"\b(?:{alternatives(known)})\b"), known


def _kinds(_: Scope, records: Sequence[Goods]) -> Iterator[Said]:
    """The category, and the categories that the description names."""
    pattern, known = _categories()
    for record in records:
        if record.category and "category" in record.source.letters:
            found = frozenset(known[words] for words in pattern.findall(_text(record)))
            if found:
                yield Said(record, record.category, found)


def _references(scope: Scope, records: Sequence[Goods]) -> Iterator[Said]:
    """The maker, and the maker of the row before with the same reference; short numbers agree by accident."""
    own = scope.house.words.get("brand", {})
    known = [(record, fold_code(record.brand_ref)) for record in records if record.brand and record.brand_ref]
    telling = [(record, code) for record, code in known if len(code) >= LENGTH and not code.isalpha()]
    before: dict[str, str] = {}
    for record, code in telling if len({code for _, code in telling}) <= OFTEN * len(telling) else ():
        brand = brand_key(record.brand, own)
        if code in before:
            yield Said(record, brand, frozenset({before[code]}))
        before[code] = brand


def _serials(scope: Scope, records: Sequence[Goods]) -> Iterator[Said]:
    """The maker, and the makers of this sheet whose serial numbers look like the row's."""
    own = scope.house.words.get("brand", {})
    with_number = [(record, brand_key(record.brand, own)) for record in records if record.serial and record.brand]
    makers = {brand for record, brand in with_number if forms_of(brand, record.category)}
    for record, brand in with_number if len(makers) > 1 else ():
        code = fold_code(record.serial or "")
        fitting = frozenset(
            maker for maker in makers if any(f.pattern.fullmatch(code) for f in forms_of(maker, record.category))
        )
        if brand in makers and fitting:
            yield Said(record, brand, fitting)


PAIRS = (
    Pair("brand", "description", "the description names another maker", _brands),
    Pair("brand", "brand_ref", "the same reference stands beside another maker", _references),
    Pair("category", "description", "the description names another kind of piece", _kinds),
    Pair("brand", "serial", "the serial number is not of a form that its maker uses", _serials),
)
AMOUNTS = (("cost_purchase", "ticket_price"), ("cost_purchase", "insured_value"), ("insured_value", "ticket_price"),
           ("cost", "price"), ("list_price", "price"))  # fmt: skip


def _figures(records: Sequence[Goods]) -> Finding | None:
    """A column of figures in perfect order beside another that it has nothing to do with."""
    for names in AMOUNTS:
        first = _with_both(records[:SAMPLE], names)
        if not first or len({_in_order(first, name) for name in names}) == 1:
            continue
        both = _with_both(records, names)
        ordered = [_in_order(both, name) for name in names]
        if len(both) < ROWS or ordered[0] == ordered[1] or not all(_telling(both, name) for name in names):
            continue
        if abs(_correlation(both, *names)) > UNRELATED:
            continue
        one, other = names if ordered[0] else (names[1], names[0])
        headings = both[0].source.headings
        how = f"it runs in perfect order, and has nothing to do with {headings.get(other, other)!r} beside it"
        place = both[0].place(one)
        return SCRAMBLED.at(place, headings.get(one, one), register=both[0].source.register, how=how)
    return None


def _with_both(records: Sequence[Goods], names: tuple[str, str]) -> list[Goods]:
    """The records that have both figures."""
    return [record for record in records if all(isinstance(getattr(record, name, None), Money) for name in names)]


def _telling(records: Sequence[Goods], name: str) -> bool:
    """Whether a column holds many different figures, and none of them in most rows: zeros for unknown tell nothing."""
    figures = Counter(getattr(record, name).amount for record in records)
    return len(figures) >= min(ROWS, STEADY * len(records)) and max(figures.values()) <= STEADY * len(records)


def _correlation(records: Sequence[Goods], one: str, other: str) -> float:
    """Spearman's rank correlation of two columns of figures; equal figures share their middle rank."""
    ranks = [_ranks([getattr(record, name).amount for record in records]) for name in (one, other)]
    middle = (len(records) - 1) / 2
    spread = [sum((rank - middle) ** 2 for rank in each) for each in ranks]
    together = sum((a - middle) * (b - middle) for a, b in zip(*ranks, strict=True))
    return float(together / (spread[0] * spread[1]) ** 0.5) if all(spread) else 1.0


def _ranks(figures: Sequence[Decimal]) -> list[float]:
    """The rank of each figure from 0; equal ones share the middle of theirs."""
    order = sorted(range(len(figures)), key=figures.__getitem__)
    ranks = [0.0] * len(figures)
    at = 0
    while at < len(order):
        last = at
        while last + 1 < len(order) and figures[order[last + 1]] == figures[order[at]]:
            last += 1
        for place in range(at, last + 1):
            ranks[order[place]] = (at + last) / 2
        at = last + 1
    return ranks


RULES: tuple[Rule, ...] = (check_scrambled,)
