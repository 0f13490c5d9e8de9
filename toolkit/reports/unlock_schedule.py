"""What is held back from the insurance schedule: each line in doubt or without its facts, and all that releases it.

A line in doubt is not asked for its value until the doubt is answered; here both are asked at once, so that no second
reason comes to light behind the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from toolkit.checks.valuation import worth
from toolkit.findings import Finding, Place
from toolkit.house import House
from toolkit.other_records import Job
from toolkit.reconcile.keys import number_key, number_words
from toolkit.records import Piece, Registers
from toolkit.reports.custody import Custody, Doubtful, Movements, Reason, Standing, custody
from toolkit.reports.custody_kept import Keeping, Stands
from toolkit.reports.insurance_blocks import Want
from toolkit.reports.insurance_lines import wants_of
from toolkit.reports.insurance_service import job_number, job_wants
from toolkit.reports.unlock import Need, Unit
from toolkit.reports.unlock_doubts import Doubts, leaves
from toolkit.settings import BASIS_FIELDS
from toolkit.valued import Terms
from toolkit.values import Money

HOUSE_FILE = Place("boutique.toml")
BASIS = Need(
    (HOUSE_FILE,), "The basis of value is not set; without one no schedule is made.",
    'Write it in [insurance], for example basis = "cost".', setting="[insurance] basis",
)  # fmt: skip
CURRENCY = Need(
    (HOUSE_FILE,), "Figures that name no currency are in no total.",
    'Write the currency they are in, for example currency = "GBP"; or put the currency into each cell.',
    setting="[house] currency",
)  # fmt: skip
_VALUED = tuple(dict.fromkeys(BASIS_FIELDS.values()))
_FIGURE = frozenset({"value-blank", "value-doubt", "value-zero", "value-lot"})
"""Wants after which a figure is typed, which then needs its currency."""


def held_lines(registers: Registers, house: House, as_at: datetime, findings: Iterable[Finding]) -> Iterator[Unit]:
    """Every line of the schedule that is not where it belongs, in the order of the registers."""
    terms = house.terms(as_at.date())
    if not terms.own:
        yield Unit("schedule", "the whole schedule", (BASIS,), HOUSE_FILE)
        return
    yield from _Lines(registers, house, as_at.date(), terms, findings).held()


class _Lines:
    """The lines of one house on one day."""

    def __init__(
        self, registers: Registers, house: House, day: date, terms: Terms, findings: Iterable[Finding]
    ) -> None:
        self._day, self._terms, self._house = day, terms, house
        self._keeping = Keeping(registers, house)
        self._doubts = Doubts(registers, self._keeping.movements, findings, "schedule")
        self._named = frozenset(_naming_currency(registers))

    def held(self) -> Iterator[Unit]:
        """The lines in doubt and the exceptions."""
        for kept in self._keeping.groups:
            stood = list(self._keeping.on(kept, self._day))
            for record, stands in stood:
                if stands.standing is not Standing.NOT_HELD and (needs := tuple(self._needs(record, stands, stood))):
                    yield Unit("schedule", self._number(record), needs, record.place("stock_no"), self._value(record))

    def _needs(self, record: Piece | Job, stands: Custody, stood: Sequence[Stands]) -> Iterator[Need]:
        """Everything one line waits for."""
        told = [*self._told(record, stands), *_one_of_two(record, stands, stood)]
        wants = () if leaves(told) else tuple(self._wants(record, stands))
        figures = [want for want in wants if want[0][0] != "no-currency"]
        yield from self._doubts.needs(record, (*told, *figures))
        if any(key == "no-currency" or (key in _FIGURE and self._bare(record, at)) for (key, _), at in wants):
            yield _currency(record)

    def _told(self, record: Piece | Job, stands: Custody) -> Iterator[Doubtful]:
        """The doubts of a row; of one that shares its number also those that come to light once it has its own."""
        yield from stands.doubts
        if isinstance(record, Piece) and any(key == "twin" for key, _ in stands.reasons):
            alone = custody(record, Movements(self._keeping.movements.sales, {}), self._day)
            yield from (one for one in alone.doubts if one not in stands.doubts)

    def _wants(self, record: Piece | Job, stands: Custody) -> Iterable[Want]:
        """What keeps the line from the total once it is certain that the piece is held."""
        if isinstance(record, Job):
            return job_wants(record)
        return wants_of(record, stands.piece or record, self._terms)

    def _bare(self, record: Piece | Job, figure: Place) -> bool:
        """Whether a figure typed in this cell would name no currency."""
        default = self._house["house.currency"] or record.currency
        return not default and (id(record.source), figure.column) not in self._named

    def _number(self, record: Piece | Job) -> str:
        if isinstance(record, Job):
            return job_number(record, self._keeping.movements.rows, "en")
        doubt = record.doubts.get("stock_no")
        return number_words(record) or (doubt.raw if doubt else "")

    def _value(self, record: Piece | Job) -> Money | None:
        return record.declared_value if isinstance(record, Job) else worth(record, self._terms).value


def _one_of_two(record: Piece | Job, stands: Custody, stood: Sequence[Stands]) -> Iterator[Doubtful]:
    """The two rows of one piece that come to light once neither is in doubt for another reason."""
    rows = [one for one, other in stood if isinstance(one, Piece) and other.standing is not Standing.NOT_HELD]
    told = any(key == "same-piece" for key, _ in stands.reasons)
    numbers = {number_key(one) for one in rows}
    if isinstance(record, Piece) and len(rows) > 1 and len(numbers) > 1 and not told and not leaves(stands.doubts):
        others = ", ".join(number_words(one) for one in rows if one is not record)
        why: Reason = ("same-piece", {"number": others})
        yield from ((why, one.place("serial")) for one in rows)


def _currency(record: Piece | Job) -> Need:
    """What says which currency a row's figures are in: its own cell, or one line of the house file for all of them."""
    if not record.mapped("currency"):
        return CURRENCY
    hint = "Type the currency, such as GBP; a [house] currency in boutique.toml would stand for every blank one."
    return Need((record.place("currency"),), "The figure names no currency.", hint)


def _naming_currency(registers: Registers) -> Iterator[tuple[int, str]]:
    """The columns whose figures name their currency themselves: in the cell, its format or the heading."""
    told = (*registers.pieces, *registers.others.get("service", ()))
    for record in told:
        if isinstance(record, Piece | Job) and not record.currency:
            for name in (*_VALUED, "declared_value"):
                figure = getattr(record, name, None)
                if isinstance(figure, Money) and figure.currency:
                    yield id(record.source), record.source.letters[name]
