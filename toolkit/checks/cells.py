"""Cells that could not be read with certainty: one finding kind for each kind of doubt."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from types import MappingProxyType

from toolkit.checks.pieces import counted
from toolkit.checks.scope import Rule, Scope
from toolkit.checks.valuation import value_fields
from toolkit.doubts import DOUBTS
from toolkit.findings import Finding, Kind, Severity, declare
from toolkit.records import Piece, Record
from toolkit.registers import HOLDING, REGISTERS
from toolkit.valued import Terms
from toolkit.vocabulary import SITUATION, in_words

NEEDED = frozenset(
    {"stock_no", "acquired_date", "sale_date", "cost_purchase", "cost_landed", "insured_value", "agreed_value", "price",
     "sale_price", "ticket_price", "status", "ownership", "location", "night_location", "kind"}
)  # fmt: skip
"""Fields a schedule depends on: a doubt there is an error; elsewhere it is a warning."""
_FIGURES = frozenset({"cost_purchase", "cost_landed", "insured_value", "agreed_value", "ticket_price", "sale_price"})
"""Of these, a piece's schedule line depends on those alone that it is insured by."""

_SAID = MappingProxyType({"uncomputed-formula": "The {field} is a formula that was saved without its result."})
"""What is said where the cell shows nothing that could be read out."""

KINDS = MappingProxyType(
    {
        code: declare(
            code, Severity.ERROR, doubt.title,
            why=doubt.why,
            message=_SAID.get(code, "The {field} reads {value!r}: {title}{readings}."),
            hint=doubt.hint,
            blocks=("schedule",),
        )
        for code, doubt in DOUBTS.items()
        if code != "unknown-word"
    }
)  # fmt: skip


_DECLARE = (
    "Correct the cell if it is a slip; if the house uses the word, write in boutique.toml, under [words.{name}], "
    'what it means: "{value}" = "...", one of: {allowed}.'
)


def _unknown(field: str, words: str) -> Kind:
    """The kind for a word of ``field`` that is not known, which holds lines back from the schedule."""
    return declare(
        f"{field}-unknown", Severity.ERROR, f"A {words} the program does not know",
        why="A word that is guessed wrongly puts a piece into the insured total, or leaves it out.",
        message="The column {heading!r} has the word {value!r} in {cells}.",
        hint=_DECLARE,
        blocks=("schedule",),
    )  # fmt: skip


PLACE = _unknown("place", "place")
_WORDS = MappingProxyType({"night_location": "location"})
"""Columns whose words stand under another field's name in the house file: a place is a place by night too."""
UNKNOWN = MappingProxyType(
    {
        "status": _unknown("status", "status"),
        "ownership": _unknown("ownership", "kind of ownership"),
        "location": PLACE,
        "night_location": PLACE,
        "kind": _unknown("sale-kind", "kind of sale"),
    }
)
OTHER_WORD = declare(
    "word-unknown", Severity.INFORMATION, "A word the program does not know",
    why="It is kept and printed as it stands, but is grouped with no other word for the same thing.",
    message="The column {heading!r} has the word {value!r} in {cells}.",
    hint="Leave it if it is meant. " + _DECLARE,
)  # fmt: skip

IMPRECISE = declare(
    "date-imprecise", Severity.INFORMATION, "A date known only roughly",
    why="With a year or a month alone, nobody can say whether a day within it came before or after.",
    message="The {field} is known only to {value}: it lies between {earliest} and {latest}.",
    hint="Type the whole date if the papers give it.",
)  # fmt: skip

_COLUMNS = {(register.name, column.field): column for register in REGISTERS for column in register.columns}


def check_cells(scope: Scope) -> Iterable[Finding]:
    """Every doubt of every record, at its cell, with all its readings."""
    terms = scope.house.terms(scope.today)
    for record in scope.registers.every():
        for name, doubt in record.doubts.items():
            column = _COLUMNS[record.source.register, name]
            if doubt.code == "unknown-word" or (doubt.code == "no-year" and column.yearless):
                continue
            kind = KINDS[doubt.code]
            needed = _is_needed(record, name, terms)
            yield kind.at(
                record.place(name),
                doubt.raw,
                register=record.source.register,
                subject=record.stock_no or "",
                severity=None if needed else Severity.WARNING,
                field=column.label,
                title=kind.title[:1].lower() + kind.title[1:],
                readings=_readings(doubt.readings, money=column.kind == "money"),
            )


def _is_needed(record: Record, name: str, terms: Terms) -> bool:
    """Whether the schedule depends on a cell; of a piece's figures, where it is known by which it is insured."""
    if name not in NEEDED or record.source.register not in HOLDING:
        return False
    by = value_fields(record, terms) if isinstance(record, Piece) else ()
    return name not in _FIGURES or not by or name in by


def _readings(readings: Sequence[str], *, money: bool) -> str:
    """What a cell may mean, as the end of a sentence; amounts with their thousands marked and without idle noughts."""
    shown = [_AMOUNT.sub(_spaced, each) if money else each for each in readings]
    return f"; it may mean {' or '.join(shown)}" if shown else ""


_AMOUNT = re.compile(r"^-?[0-9]+(\.[0-9]+)?(?= [A-Z]{3}$|$)")


def _spaced(found: re.Match[str]) -> str:
    figure = Decimal(found[0])
    whole = figure == figure.to_integral_value()
    return f"{figure:,.0f}" if whole else f"{figure.normalize():,f}"


def check_words(scope: Scope) -> Iterable[Finding]:
    """Each unknown word of a column once, with all its cells: one answer settles them all."""
    found: dict[tuple[int, str, str], list[Record]] = defaultdict(list)
    for record in scope.registers.every():
        for name, doubt in record.doubts.items():
            if doubt.code == "unknown-word":
                found[id(record.source), name, doubt.raw].append(record)
    for (_, name, raw), records in found.items():
        source = records[0].source
        vocabulary = _COLUMNS[source.register, name].vocabulary or SITUATION
        kind = UNKNOWN.get(name, OTHER_WORD) if source.register in HOLDING else OTHER_WORD
        places = [record.place(name) for record in (records if kind.blocks else records[:1])]
        yield kind.at(
            places, raw, register=source.register, cells=counted(len(records), "cell"),
            name=_WORDS.get(name, name),
            heading=source.headings.get(name, name), allowed=", ".join(map(in_words, vocabulary)),
        )  # fmt: skip


def check_precision(scope: Scope) -> Iterable[Finding]:
    """Dates of which only the year, the month or less is known."""
    for record in scope.registers.every():
        for name in _DATES[record.source.register]:
            day = getattr(record, name)
            if day is not None and day.precision != "day":
                yield IMPRECISE.at(
                    record.place(name), _ROUGHLY.get(day.precision, f"the {day.precision}"),
                    register=record.source.register,
                    subject=record.stock_no or "", field=_COLUMNS[record.source.register, name].label,
                    earliest=day.earliest, latest=day.latest,
                )  # fmt: skip


_ROUGHLY = {"circa": "about a year", "season": "a season", "decade": "a decade"}
_DATES = {r.name: tuple(c.field for c in r.columns if c.kind == "date" and not c.rough) for r in REGISTERS}

RULES: tuple[Rule, ...] = (check_cells, check_words, check_precision)
