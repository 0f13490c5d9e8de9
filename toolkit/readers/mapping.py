"""What each column means: proposed from its heading, confirmed by its values, decided by a person.

A heading that is exactly a declared one proposes its field; a near one only suggests. The values then confirm or
refute: a column headed "ct" is gold or stone by what stands in it. Two columns never share a field.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import PurePath

from toolkit.figures import no_single_figure
from toolkit.readers.grid import Raw
from toolkit.readers.identify import Heading, Table
from toolkit.readers.likeness import candidates
from toolkit.readers.parse import Dialect, reader, votes
from toolkit.records import Piece
from toolkit.registers import REGISTERS, Column, Register
from toolkit.values import Doubt, blank, display, fold
from toolkit.vocabulary import situation_of, spellings

SAMPLE = 400
"""How many filled cells of a column are weighed."""

NEEDED = {"money": 0.6, "date": 0.6, "flag": 0.6, "number": 0.7, "metal": 0.6, "currency": 0.9}
"""The share of a column's values that must be readable as a kind before a heading may mean it."""

NEEDED_SHAPE = 0.6
"""The share that must look as the column's values always do."""

EXACT = 97
"""The least score of a heading that is a declared one, word for word."""


Claim = tuple[float, int, str, str]
"""A field a column may have: how strongly, the column's number, the field, why."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one column is taken to mean: the field (empty: not used), why, and three sample values.

    ``sure`` is False where a person should look: a near heading, a second claimant, values that disagree.
    """

    heading: Heading
    field: str
    reason: str
    samples: tuple[str, ...]
    sure: bool = True


def identify(table: Table, dialect: Dialect) -> tuple[Register, tuple[Proposal, ...]] | None:
    """The register a table holds and its columns' meanings; None where it is none that is known."""
    samples = _samples(table)
    best: tuple[float, Register, tuple[Proposal, ...]] | None = None
    for register in REGISTERS:
        named = {column.field for h in table.headings for _, column, _ in candidates(h, register.name)}
        if sum(set(group).isdisjoint(named) for group in register.signs) > 1:
            continue
        proposals = _with_key(_propose(table, register, dialect, samples), register, samples)
        fields = {proposal.field for proposal in proposals if proposal.field}
        sign = _signed(register, fields, len(table.headings))
        if not sign:
            continue
        score = len(fields) / len(table.headings) + len(fields) / 100 + sign + _called(table, register)
        if best is None or score > best[0]:
            best = (score, register, proposals)
    return (best[1], best[2]) if best else None


ENOUGH = 5
"""How many fields, at the least half of the columns, speak for a register of which one sign is missing."""


def _signed(register: Register, fields: set[str], columns: int) -> float:
    """How well the fields bear the signs of a register: 1 with one of each group, less without one; 0 if they do not.

    The first group says what a row is about, and is never done without.
    """
    missing = [group for group in register.signs if fields.isdisjoint(group)]
    if not missing:
        return 1.0
    many = len(fields) >= ENOUGH and len(fields) >= columns / 2
    return 0.8 if many and len(missing) == 1 and missing[0] is not register.signs[0] else 0.0


CODE = re.compile(r"(?=.*\d)(?=.*[^\W\d_]|\d{4})[\w/-]{3,14}")


def _with_key(
    proposals: tuple[Proposal, ...], register: Register, samples: Mapping[int, list[Raw]]
) -> tuple[Proposal, ...]:
    """The proposals of a stock register whose numbers stand under no known heading: told by their values, to be asked.

    The first column without a meaning is taken that holds codes, each different from the others.
    """
    if register.record is not Piece or any(proposal.field in register.signs[0] for proposal in proposals):
        return proposals
    for at, proposal in enumerate(proposals):
        values = [display(raw) for raw in samples[proposal.heading.column]]
        codes = len(values) >= ENOUGH and len(set(values)) == len(values) and all(map(CODE.fullmatch, values))
        if codes and not proposal.field:
            reason = "no heading says stock number, but its values are codes, all different"
            return (
                *proposals[:at],
                replace(proposal, field="stock_no", reason=reason, sure=False),
                *proposals[at + 1 :],
            )
    return proposals


def _called(table: Table, register: Register) -> float:
    """What the names of the sheet and of the file add: a hint between registers, never a reason by itself."""
    for name, weight in ((table.grid.sheet or "", 0.15), (PurePath(table.grid.file).stem, 0.1)):
        if any(f" {fold(word)} " in f" {fold(name)} " for word in register.called):
            return weight
    return 0.0


def propose(table: Table, register: Register, dialect: Dialect) -> tuple[Proposal, ...]:
    """A proposal for every column of the table, in the table's order."""
    return _propose(table, register, dialect, _samples(table))


def _samples(table: Table) -> dict[int, list[Raw]]:
    """The cells of each column that are weighed."""
    return {heading.column: _filled(table, heading.column) for heading in table.headings}


def _propose(
    table: Table, register: Register, dialect: Dialect, samples: Mapping[int, list[Raw]]
) -> tuple[Proposal, ...]:
    claims: list[Claim] = []
    for heading in table.headings:
        for score, column, reason in candidates(heading, register.name):
            share = evidence(column, samples[heading.column], dialect)
            needed = NEEDED_SHAPE if column.shape else NEEDED.get(column.kind, 0.0)
            refuted = bool(samples[heading.column]) and share < needed
            if refuted and _coded(column, register, samples[heading.column]):
                claims.append((score, heading.column, CODED, f"{reason}, but its cells look like a cost code"))
            if refuted and not (column.bars and score >= EXACT):
                continue
            why = f"{reason}, which bars letters; few of its cells look like yes or no" if refuted else reason
            claims.append((score + 10 * share, heading.column, column.field, why))
    return _assign(table, register, _fitting(register, claims))


CODED = "cost_code"
"""The field of costs in the house's own letters, which are kept as they stand and never worked out."""

_COSTS = frozenset({"cost_purchase", "cost_landed"})
_KEY = 12
"""A cost code is written with ten letters, one more for a repeated figure and one for an empty place."""


def _coded(column: Column, register: Register, raws: Sequence[Raw]) -> bool:
    """Whether the cells under a heading of costs are costs in letters: several words of a dozen letters in all."""
    if column.field not in _COSTS or register.column(CODED) is None:
        return False
    codes = {raw for raw in raws if isinstance(raw, str) and no_single_figure(raw).code == "cost-code"}
    letters = {letter for code in codes for letter in code if letter.isalpha()}
    return len(codes) > 2 and len(letters) <= _KEY and 2 * sum(raw in codes for raw in raws) >= len(raws)


def _fitting(register: Register, claims: list[Claim]) -> list[Claim]:
    """The claims without those that the other columns speak against: a whole address beside the town's own column."""
    by_field: dict[str, set[int]] = {}
    for _, number, name, _ in claims:
        by_field.setdefault(name, set()).add(number)
    meanings = Counter(number for _, number, _, _ in claims)
    columns = {column.field: column for column in register.columns}

    def fits(claim: Claim) -> bool:
        column, here = columns[claim[2]], {claim[1]}
        ruled_out = any(by_field.get(name, set()) - here for name in column.unless) and meanings[claim[1]] > 1
        lacking = bool(column.needs) and not any(by_field.get(name, set()) - here for name in column.needs)
        return not (ruled_out or lacking)

    return [claim for claim in claims if fits(claim)]


def _assign(table: Table, register: Register, claims: list[Claim]) -> tuple[Proposal, ...]:
    """Give each field to the strongest claimant; equal claims under one heading are left to a person."""
    chosen: dict[int, tuple[str, str, bool]] = {}
    taken: dict[str, int] = {}
    for score, number, name, reason in sorted(claims, key=lambda claim: (-claim[0], claim[1])):
        if number in chosen or name in taken:
            continue
        rivals = [n for s, n, f, _ in claims if f == name and n != number and n not in chosen and abs(s - score) < 0.5]
        if rivals:
            for n in (number, *rivals):
                chosen[n] = ("", f"several columns could be the {name}; say which", False)
            continue
        chosen[number] = (name, reason, "like" not in reason)
        taken[name] = number
    losers = {n: f for _, n, f, _ in sorted(claims) if n not in chosen}
    proposals = []
    for heading in table.headings:
        field, reason, sure = chosen.get(heading.column, ("", "", True))
        if not reason and heading.column in losers:
            other = next(h.text for h in table.headings if h.column == taken[losers[heading.column]])
            reason, sure = f"'{other}' is already the {losers[heading.column]}", False
        elif not reason:
            reason = f"no {register.title.lower()} field is known by this heading"
        proposals.append(Proposal(heading, field, reason, _show(table, heading.column), sure))
    return tuple(proposals)


def evidence(column: Column, raws: Sequence[Raw], dialect: Dialect) -> float:
    """The share of values that can be what the column would mean, 0 to 1; 0.5 where values cannot tell."""
    if not raws:
        return 0.0
    if column.field == "stock_no":
        return len(set(raws)) / len(raws)
    if column.kind in {"text", "code"} and not column.shape:
        return 0.5 if any(isinstance(raw, str) for raw in raws) or column.kind == "code" else 0.2
    if column.field == "carat" and all(str(raw).strip().removesuffix(".0") in KARATS for raw in raws):
        return 0.0  # every value is a gold karat: this is metal, not a stone's weight
    fits, memo = _fit(column, raws, dialect), dict[tuple[type, Raw], bool]()
    for raw in raws:
        if (type(raw), raw) not in memo:
            memo[type(raw), raw] = fits(raw)
    return sum(memo[type(raw), raw] for raw in raws) / len(raws)


def _fit(column: Column, raws: Sequence[Raw], dialect: Dialect) -> Callable[[Raw], bool]:
    """Whether one value can be what the column would mean."""
    if column.shape:
        return lambda raw: re.search(column.shape, display(raw)) is not None
    if column.kind == "word" and column.vocabulary is not None:
        known = spellings(column.vocabulary, dialect.words.get(column.field, {}))
        return lambda raw: fold(display(raw)) in known
    if column.kind == "place":
        own = dialect.words.get("location", {})
        return lambda raw: situation_of(display(raw), own) is not None
    if column.kind == "currency":
        return lambda raw: isinstance(raw, str) and not any(c.isdigit() for c in raw)
    read = reader(column, votes(column, raws, [""] * len(raws)), dialect)
    return lambda raw: (value := read(raw, None, "")) is not None and not _refuted(value)


KARATS = frozenset(
    {"8", "9", "10", "12", "14", "15", "18", "20", "22", "24", "18ct", "9ct", "14ct", "22ct", "18k", "14k", "9k"}
)

_NOT_THIS = frozenset(
    {"not-a-figure", "not-a-date", "unclear-yes-no", "date-in-money", "cost-code", "not-a-fineness", "percent-in-money"}
)


def _refuted(value: object) -> bool:
    """Whether a reading says the column is something else altogether, not merely a doubtful cell."""
    return isinstance(value, Doubt) and value.code in _NOT_THIS


def _filled(table: Table, column: int) -> list[Raw]:
    """The first filled cells of a column's data rows, spread over the whole table."""
    rows = table.rows
    step = max(1, len(rows) // (SAMPLE * 2))
    values = (table.grid.value(row, column) for row in rows[::step])
    found: list[Raw] = list(islice((value for value in values if _tells(value)), SAMPLE))
    if not found and step > 1:
        found = list(islice((v for row in rows if _tells(v := table.grid.value(row, column))), SAMPLE))
    return found


def _tells(value: Raw) -> bool:
    """Whether a cell speaks for or against a meaning: not where it is empty, nor where it says "unknown" in words."""
    return value is not None and value != "" and not (blank(value) and any(map(str.isalpha, str(value))))


def _show(table: Table, column: int) -> tuple[str, ...]:
    """Three different values, as a person sees them, cut to a glance."""
    grid = table.grid
    filled = ((row, value) for row in table.rows if (value := grid.value(row, column)) is not None)
    shown: dict[str, None] = {}
    for row, value in islice(filled, SAMPLE):
        shown[display(value, grid.marks.format_at(row, column))[:40]] = None
        if len(shown) == 3:
            break
    return tuple(shown)
