"""Drift: what became of the columns the mapping names and the sheet no longer has.

A column gone is looked for among the columns nobody told the program about: by what it holds, and by its heading. A
column added is proposed where its heading is a declared one. Nothing is changed here: the owner is asked once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from toolkit.readers.identify import Heading, Table
from toolkit.readers.mapping import Proposal, propose
from toolkit.readers.memory import held, held_keys
from toolkit.readers.parse import Dialect
from toolkit.registers import Register
from toolkit.remembered import Change, Sketch
from toolkit.values import fold

HOLDS = 0.6
"""The share of a column's former values that a new one must hold to be taken for it."""

AHEAD = 0.1
"""How far the best candidate must be ahead of the next."""


@dataclass(frozen=True, slots=True)
class Look:
    """What one sheet shows: its table, what is remembered of it, a proposal by column, the key's column (0: none)."""

    table: Table
    before: Sketch | None
    proposals: Mapping[int, Proposal]
    key: int = 0


def changes(
    table: Table, register: Register, told: Mapping[str, str], before: Sketch | None, dialect: Dialect
) -> tuple[Change, ...]:
    """What became of the mapped columns that are gone, and what the columns never told of may mean."""
    here = {fold(heading.text): heading for heading in table.headings}
    known = {fold(text) for text in told}
    gone = [(text, name) for text, name in told.items() if name and fold(text) not in here]
    free = [heading for folded, heading in here.items() if folded not in known]
    if not free:
        return ()
    proposals = {p.heading.column: p for p in propose(table, register, dialect)}
    stays = [here[fold(text)].column for text, name in told.items() if name == "stock_no" and fold(text) in here]
    look = Look(table, before, proposals)
    look = Look(table, before, proposals, stays[0] if stays else _key(look, free))
    found = list(_renamed(look, gone, free))
    taken = {change.new for change in found}
    present = {name for text, name in told.items() if name and fold(text) in here} | {change.field for change in found}
    added = [proposals[h.column] for h in free if h.text not in taken]
    new = [p for p in added if p.field and p.sure and p.field not in present]
    return (*found, *(Change("", p.heading.text, p.field, f"a new column; {p.reason}") for p in new))


def _key(look: Look, free: Sequence[Heading]) -> int:
    """The column of the stock number where its heading is gone: the one that holds the remembered numbers."""
    if look.before:
        share, column = max((held_keys(look.before, look.table, h.column), h.column) for h in free)
        if share >= HOLDS:
            return column
    return next((column for column, proposal in look.proposals.items() if proposal.field == "stock_no"), 0)


def _renamed(look: Look, gone: Sequence[tuple[str, str]], free: Sequence[Heading]) -> Iterable[Change]:
    """What each gone column became: one that holds its values, two that hold them together, one of the same meaning."""
    taken: set[int] = set()
    for old, name in gone:
        left = [heading for heading in free if heading.column not in taken]
        one = _by_values(look, old, name, left)
        two = None if one else _by_parts(look, old, left)
        found = one or (None if two else _by_heading(look, name, left))
        if found:
            taken.add(found[0].column)
            yield Change(old, found[0].text, name, found[1])
        elif two:
            taken.update(heading.column for heading in two)
            yield from _split(look, old, name, two)


def _split(look: Look, old: str, name: str, parts: tuple[Heading, Heading]) -> Iterable[Change]:
    """A column that became two: each takes the field its own heading names, the first else the old one's."""
    first, second = parts
    reason = f"'{first.text}' and '{second.text}' together hold what '{old}' held"
    fields = [look.proposals[heading.column].field for heading in parts]
    yield Change(old, first.text, fields[0] or name, reason)
    if fields[1] and fields[1] != (fields[0] or name):
        yield Change("", second.text, fields[1], reason)


def _by_parts(look: Look, old: str, free: Sequence[Heading]) -> tuple[Heading, Heading] | None:
    """Two neighbouring free columns that hold, joined, what the old one held."""
    if look.before is None or not look.key:
        return None
    for first, second in pairwise(free):
        if held(look.before, old, look.table, look.key, first.column, second.column) >= HOLDS:
            return first, second
    return None


def _by_values(look: Look, old: str, name: str, free: Sequence[Heading]) -> tuple[Heading, str] | None:
    """The free column that holds what the old one held, clearly ahead of every other."""
    if look.before is None or not look.key:
        return None
    shares = [
        held_keys(look.before, look.table, h.column) if name == "stock_no"
        else held(look.before, old, look.table, look.key, h.column)
        for h in free
    ]  # fmt: skip
    ranked = sorted(zip(shares, free, strict=True), key=lambda item: -item[0])
    if not ranked or ranked[0][0] < HOLDS or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < AHEAD):
        return None
    share, heading = ranked[0]
    return heading, f"'{heading.text}' holds {share:.0%} of what '{old}' held"


def _by_heading(look: Look, name: str, free: Sequence[Heading]) -> tuple[Heading, str] | None:
    """The free column whose own heading is a declared one of the same field."""
    for heading in free:
        proposal = look.proposals[heading.column]
        if proposal.field == name and proposal.sure:
            return heading, f"'{heading.text}' is a heading of the {name.replace('_', ' ')}"
    return None
