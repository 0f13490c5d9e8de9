"""What each column means: proposed from its heading, confirmed by its values, decided by a person.

A heading that is exactly a declared one proposes its field; a near one only suggests. The values then confirm or
refute: a column headed "ct" is gold or stone by what stands in it. Two columns never share a field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from toolkit.readers.grid import Raw
from toolkit.readers.identify import Heading, Table, bare
from toolkit.readers.parse import Dialect, reader, situation_of, spellings, votes
from toolkit.registers import REGISTERS, Column, Register
from toolkit.values import Doubt, display, fold

SAMPLE = 400
"""How many filled cells of a column are weighed."""

NEEDED = {"money": 0.6, "date": 0.6, "flag": 0.6, "number": 0.7, "metal": 0.6, "currency": 0.9}
"""The share of a column's values that must be readable as a kind before a heading may mean it."""

NEAR = 88
"""How alike (0 to 100) a heading must be to a declared one to suggest it."""


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
    best: tuple[float, Register, tuple[Proposal, ...]] | None = None
    for register in REGISTERS:
        proposals = propose(table, register, dialect)
        fields = {proposal.field for proposal in proposals if proposal.field}
        if not all(any(name in fields for name in group) for group in register.signs):
            continue
        score = len(fields) / len(table.headings) + len(fields) / 100
        if best is None or score > best[0]:
            best = (score, register, proposals)
    return (best[1], best[2]) if best else None


def propose(table: Table, register: Register, dialect: Dialect) -> tuple[Proposal, ...]:
    """A proposal for every column of the table, in the table's order."""
    samples = {heading.column: _filled(table, heading.column) for heading in table.headings}
    claims: list[tuple[float, int, str, str]] = []
    for heading in table.headings:
        for score, column, reason in _candidates(heading, register):
            share = evidence(column, samples[heading.column], dialect)
            needed = NEEDED.get(column.kind, 0.0)
            if samples[heading.column] and share < needed:
                continue
            claims.append((score + 10 * share, heading.column, column.field, reason))
    return _assign(table, register, claims)


def _assign(table: Table, register: Register, claims: list[tuple[float, int, str, str]]) -> tuple[Proposal, ...]:
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


def _candidates(heading: Heading, register: Register) -> Iterable[tuple[float, Column, str]]:
    """Fields a heading may name, with a score: 100 for a declared heading, less for one without its unit or near."""
    from rapidfuzz import fuzz

    full, own, plain = fold(heading.text), fold(heading.own), bare(heading.text)
    for column in register.columns:
        folded = [fold(text) for text in column.headings]
        options = [(100, full, "its heading"), (96, plain, "its heading without the unit")]
        if not heading.group and own != full:
            options.insert(0, (100, own, "its heading"))  # the second of two alike: a rival, never a silent loser
        if heading.group:
            options.append((90, own, "its heading under the group title"))
            options.append((86, bare(heading.own), "its heading under the group title"))
        for score, text, reason in options:
            if text in folded:
                yield score - 0.6 * folded.index(text), column, reason
                break
        else:
            near, like = max((fuzz.ratio(plain, text), text) for text in folded)
            if near >= NEAR and len(plain) > 4:
                yield near / 2, column, f"its heading is like '{like}' ({near:.0f} of 100)"


def evidence(  # noqa: PLR0911 - one return a kind of column
    column: Column, raws: Sequence[Raw], dialect: Dialect
) -> float:
    """The share of values that can be what the column would mean, 0 to 1; 0.5 where values cannot tell."""
    if not raws:
        return 0.0
    if column.field == "stock_no":
        return len(set(raws)) / len(raws)
    if column.kind == "word" and column.vocabulary is not None:
        known = spellings(column.vocabulary, dialect.words.get(column.field, {}))
        return sum(fold(display(raw)) in known for raw in raws) / len(raws)
    if column.kind == "place":
        return sum(situation_of(display(raw), dialect.words.get("location", {})) is not None for raw in raws) / len(
            raws
        )
    if column.kind in {"text", "code"}:
        return 0.5 if any(isinstance(raw, str) for raw in raws) or column.kind == "code" else 0.2
    if column.kind == "currency":
        return sum(isinstance(raw, str) and not any(c.isdigit() for c in raw) for raw in raws) / len(raws)
    return _parsed_share(column, raws, dialect)


def _parsed_share(column: Column, raws: Sequence[Raw], dialect: Dialect) -> float:
    read = reader(column, votes(column, raws, [""] * len(raws)), dialect)
    good: Callable[[object], bool] = lambda value: value is not None and not _refuted(value)  # noqa: E731 - one line
    share = sum(good(read(raw, None, "")) for raw in raws) / len(raws)
    if column.field == "carat" and all(str(raw).strip().removesuffix(".0") in KARATS for raw in raws):
        return 0.0  # every value is a gold karat: this is metal, not a stone's weight
    return share


KARATS = frozenset(
    {"8", "9", "10", "12", "14", "15", "18", "20", "22", "24", "18ct", "9ct", "14ct", "22ct", "18k", "14k", "9k"}
)

_NOT_THIS = frozenset({"not-a-figure", "not-a-date", "unclear-yes-no", "date-in-money", "cost-code", "not-a-fineness"})


def _refuted(value: object) -> bool:
    """Whether a reading says the column is something else altogether, not merely a doubtful cell."""
    return isinstance(value, Doubt) and value.code in _NOT_THIS


def _filled(table: Table, column: int) -> list[Raw]:
    """The first filled cells of a column's data rows, spread over the whole table."""
    rows = table.rows
    step = max(1, len(rows) // (SAMPLE * 2))
    values = (table.grid.value(row, column) for row in rows[::step])
    found: list[Raw] = list(islice((value for value in values if value is not None and value != ""), SAMPLE))
    if not found and step > 1:
        found = list(islice((v for row in rows if (v := table.grid.value(row, column)) is not None), SAMPLE))
    return found


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
