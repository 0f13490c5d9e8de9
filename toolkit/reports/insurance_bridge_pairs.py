"""Which line of the earlier schedule is which line of this one: the maker's number first, then the stock number.

A description alone never joins two lines, nor parts them. A stock number whose maker's number is another now stands
for another piece; so does one that was acquired since and is described otherwise, where no maker's number can say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import TypeVar

from toolkit.other_records import Listed
from toolkit.reconcile.keys import code_key
from toolkit.reconcile.schedule_lines import LastSchedule
from toolkit.reports.insurance import Line, Schedule
from toolkit.reports.insurance_bridge_known import Held, Known, alike, described, slip, tokens
from toolkit.values import fold

Item = TypeVar("Item")


class How(Enum):
    """By what two lines were known for one piece."""

    NUMBER = "number"
    CORRECTED = "corrected"
    MARKS = "marks"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Other:
    """Another piece under the same number: the line of either schedule, and what told them apart."""

    line: Listed | Line
    by_marks: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """One piece on the two schedules; None where it is not on one of them. ``other`` has or had its number."""

    before: Listed | None
    after: Held | None
    how: How | None = None
    other: Other | None = None


@dataclass(slots=True)
class _Match:
    """The pairing under way: what is taken, and which numbers stand for another piece."""

    opening: LastSchedule
    known: Known
    taken: dict[int, tuple[Held, How]] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)
    reused: dict[int, Other] = field(default_factory=dict)
    reuses: dict[int, Other] = field(default_factory=dict)

    def join(self, listed: Listed, held: Held, how: How) -> None:
        """Take the two for one piece."""
        self.taken[id(listed)] = (held, how)
        self.used.add(id(held))

    def part(self, listed: Listed, held: Held, *, by_marks: bool) -> None:
        """Take the two for two pieces with one number."""
        self.reused.setdefault(id(listed), Other(held.line, by_marks))
        self.reuses.setdefault(id(held), Other(listed, by_marks))


def pairs(opening: LastSchedule, made: Schedule, known: Known) -> tuple[Pair, ...]:
    """Every line of either schedule, in the order of the earlier one, then of this one."""
    held = _held(made)
    match = _Match(opening, known)
    _by_number(match, held)
    _by_marks(match, held)
    _by_words(match, held)
    come = (one for one in held if id(one) not in match.used)
    return (*_from(match), *(Pair(None, one, None, match.reuses.get(id(one))) for one in come))


def _from(match: _Match) -> Iterator[Pair]:
    for listed in match.opening.lines:
        after, how = match.taken.get(id(listed), (None, None))
        yield Pair(listed, after, how, None if after else match.reused.get(id(listed)))


def _held(made: Schedule) -> list[Held]:
    """Every line that is made, those of the total first: where a number stands twice, they are looked at first."""
    blocks = {
        "lines": [line for section in made.sections for line in section.lines],
        "exceptions": made.exceptions,
        "in_doubt": made.in_doubt,
        "excluded": made.excluded,
    }
    return [Held(line, name) for name, lines in blocks.items() for line in lines]


def _left(match: _Match) -> list[Listed]:
    return [listed for listed in match.opening.lines if id(listed) not in match.taken]


def _by_number(match: _Match, held: Sequence[Held]) -> None:
    """Lines of one stock number: first those whose maker's number is the same, then those nothing speaks against."""
    by_number: dict[str, list[Held]] = defaultdict(list)
    for one in held:
        if one.line.stock_no:
            by_number[code_key(one.line.stock_no)].append(one)
    for certain in (True, False):
        for listed in _left(match):
            free = [one for one in by_number.get(code_key(listed.stock_no or ""), ()) if id(one) not in match.used]
            judged = [(one, how) for one in free if (how := _same(match, listed, one, certain=certain))]
            if judged:
                match.join(listed, *judged[0])


def _same(match: _Match, listed: Listed, one: Held, *, certain: bool) -> How | None:
    """Whether two lines of one number are one piece; notes down where they are two."""
    then, now = tokens(listed), tokens(one.line)
    if then & now:
        return How.NUMBER
    if certain:
        return None
    since = _since(match, one)
    familiar = alike(described(listed), one.line.description)
    if then and now:
        if not since and (familiar or slip(then, now)):
            return How.CORRECTED
        match.part(listed, one, by_marks=True)
        return None
    if since and not familiar:
        match.part(listed, one, by_marks=False)
        return None
    return How.NUMBER


def _since(match: _Match, one: Held) -> bool:
    """Whether the row was certainly acquired after the day of the earlier schedule."""
    piece = match.known.piece(one.line)
    day: date = match.opening.day
    return bool(match.opening.dated and piece and piece.acquired_date and piece.acquired_date.earliest > day)


def _by_marks(match: _Match, held: Sequence[Held]) -> None:
    """A maker's number under another stock number: the piece was numbered anew, unless it left under the old one."""
    here = [one for one in held if id(one) not in match.used and one.block != "excluded"]
    there = [listed for listed in _left(match) if not match.known.sales(listed.stock_no)]
    now = _only_one(here, lambda one: tokens(one.line))
    for listed in there:
        found = {id(now[token]): now[token] for token in tokens(listed) if token in now}
        one = next(iter(found.values()), None)
        if len(found) == 1 and one and id(one) not in match.used and alike(described(listed), one.line.description):
            match.join(listed, one, How.MARKS)


def _only_one(items: Iterable[Item], keys: Callable[[Item], Iterable[Hashable]]) -> Mapping[Hashable, Item]:
    """The items by their keys, without keys that several have."""
    found: dict[Hashable, list[Item]] = defaultdict(list)
    for item in items:
        for key in keys(item):
            found[key].append(item)
    return {key: several[0] for key, several in found.items() if len(several) == 1}


def _by_words(match: _Match, held: Sequence[Held]) -> None:
    """Lines of a file without any number: description and value together, each once on either side."""
    unnumbered = [one for one in _left(match) if not one.stock_no and not tokens(one) and one.value]
    then = _only_one(unnumbered, lambda listed: [(fold(described(listed)), listed.value)])
    free = [one for one in held if id(one) not in match.used and one.line.value]
    now = _only_one(free, lambda one: [(fold(one.line.description), one.line.value)])
    for key, listed in then.items():
        if key in now:
            match.join(listed, now[key], How.WORDS)
