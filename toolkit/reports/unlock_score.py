"""How complete the registers are: of the records that need a field, how many have it, by category.

What a description needs is asked of ``checks.completeness``, the one place that knows it; a schedule needs a value, a
date and a place of every piece, and a letter needs of every client how to write to her and whether she wants it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from toolkit.checks.completeness import Needs, described, is_described
from toolkit.checks.pieces import is_held
from toolkit.checks.valuation import value_fields
from toolkit.house import House
from toolkit.other_records import Client
from toolkit.records import Piece, Record, Registers
from toolkit.valued import Terms

_CLIENT: Needs = (
    (("title",), "the title"), (("address", "street"), "the address"), (("language",), "the language"),
    (("consent_post", "consent_email", "consent_phone", "consent_sms"), "what she agreed to"),
)  # fmt: skip
_FIRM = _CLIENT[1:]
_LISTED: Needs = ((("acquired_date",), "the date acquired"), (("location",), "where it is"))


@dataclass(frozen=True, slots=True)
class Score:
    """One field of one category: how many records need it (``asked``) and how many have it.

    ``before`` is the share at an earlier run, None where there was none. ``field`` is the first of several that would
    do, ``label`` says it in words. ``no_column`` of those that lack it stand in a sheet that has no column for it.
    """

    register: str
    category: str
    field: str
    label: str
    asked: int
    filled: int
    no_column: int = 0
    before: Earlier | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is compared by from run to run."""
        return self.register, self.category, self.field

    @property
    def share(self) -> int:
        """The part that has it, in whole percent; never 100 while one is missing, never 0 while one has it."""
        return share(self.asked, self.filled)


@dataclass(frozen=True, slots=True)
class Earlier:
    """The same figures at an earlier run, and its day."""

    on: date
    asked: int
    filled: int

    @property
    def share(self) -> int:
        """The part that had it."""
        return share(self.asked, self.filled)


def share(asked: int, filled: int) -> int:
    """A part in whole percent, rounded to the nearest but never to all or nothing."""
    if filled in (0, asked):
        return 100 if filled else 0
    return min(99, max(1, (200 * filled + asked) // (2 * asked)))


def scores(registers: Registers, house: House, today: date) -> tuple[Score, ...]:
    """The scorecard: stock by category in the order of the vocabulary, then clients."""
    counts: dict[tuple[str, str, str], list[int]] = {}
    labels: dict[tuple[str, str, str], str] = {}
    for register, category, record, needs in _asked(registers, house, house.terms(today)):
        for fields, words in needs:
            key = (register, category, fields[0])
            labels.setdefault(key, words.removeprefix("the "))
            count = counts.setdefault(key, [0, 0, 0])
            count[0] += 1
            count[1] += _has(record, fields)
            count[2] += not any(map(record.mapped, fields))
    made = [Score(*key, labels[key], asked, had, bare) for key, (asked, had, bare) in counts.items()]
    order = {key: number for number, key in enumerate(counts)}
    return tuple(sorted(made, key=lambda one: (one.register != "stock", one.category, order[one.key])))


def _asked(registers: Registers, house: House, terms: Terms) -> Iterator[tuple[str, str, Record, Needs]]:
    """Every record of which something is asked, with all that is asked of it."""
    for piece in registers.pieces:
        if is_held(piece) and piece.status != "incoming":
            _, needs = described(piece) if is_described(piece, house) else ("", ())
            yield "stock", piece.category or "", piece, (*needs, *_LISTED, *_value(piece, terms))
    for client in registers.others.get("clients", ()):
        if isinstance(client, Client) and not (client.deceased or client.gone_away or client.do_not_contact):
            yield "clients", "", client, _FIRM if client.company and not client.surname else _CLIENT


def _value(piece: Piece, terms: Terms) -> Iterable[tuple[tuple[str, ...], str]]:
    """The value a piece is insured at, by whichever field its basis names: one line of the card for all of them."""
    fields = value_fields(piece, terms)
    if terms.own:
        yield ("value", *fields), "the value it is insured at"


def _has(record: Record, fields: Sequence[str]) -> bool:
    """Whether one of the fields is known: a blank is not, nor is a cell that cannot be read."""
    return any(getattr(record, name, None) not in (None, "") for name in fields)


def compared(made: Sequence[Score], before: Mapping[tuple[str, str, str], Earlier]) -> tuple[Score, ...]:
    """The scorecard beside an earlier one."""
    return tuple(replace(one, before=before.get(one.key)) for one in made)
