"""What is held back from reports to brands: pieces that cannot be counted, and pieces not accounted for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from toolkit.calendars import Period
from toolkit.contracts import Contract
from toolkit.findings import Finding, Place, ToolkitError
from toolkit.house import House
from toolkit.records import Registers
from toolkit.reports.custody import Doubtful, Movements
from toolkit.reports.sell_through_books import Books, Item
from toolkit.reports.sell_through_build import Asked, sell_through, unsure
from toolkit.reports.sell_through_held import why
from toolkit.reports.unlock import Need, Unit
from toolkit.reports.unlock_doubts import Doubts

_OUT = {"sell-ownership": "ownership", "sell-consigned-by-whom": "consignor"}
"""Reasons a row does not count that one cell of it answers."""
_NOWHERE = Place("boutique.toml")


def held_pieces(
    registers: Registers,
    house: House,
    reports: Iterable[tuple[Contract, Period]],
    as_at: datetime,
    findings: Iterable[Finding],
) -> Iterator[Unit]:
    """Every piece that a brand's report leaves out in doubt, and every reference it cannot account for."""
    books = Books(registers, house)
    doubts = Doubts(registers, Movements.of(registers.pieces, registers.sales), findings, "sell-through")
    for contract, period in reports:
        asked = Asked(books, contract, period, None, as_at)
        reader = f"{contract.brand}, {period.name}"
        try:
            items = list(unsure(asked))
            made = sell_through(books, house, contract, period, as_at)
        except ToolkitError as error:
            need = Need((_NOWHERE,), error.message, error.hint, typed=False)
            yield Unit("sell-through", "the whole report", (need,), _NOWHERE, reader=reader)
            continue
        for item in items:
            yield Unit("sell-through", item.number, tuple(_needs(asked, item, doubts)), item.place, reader=reader)
        for item in books.items(contract.brand, contract.door):
            if item.out in _OUT and _there(item, period) and item.rows:
                cell = item.rows.piece.place(_OUT[item.out])
                need = doubts.need(item.rows.piece, (item.out, {}), cell)
                yield Unit("sell-through", item.number, (need,), item.place, reader=reader)
        for row in (*made.rows, *made.consigned):
            if row.units.residue:
                yield _unexplained(row.reference or row.description, row.units.residue, reader)


def _needs(asked: Asked, item: Item, doubts: Doubts) -> Iterator[Need]:
    """What a piece waits for, at either end of the period."""
    first, last = asked.window
    told: list[Doubtful] = []
    for day in (first - timedelta(days=1), last):
        if item.rows and item.on(day) is None:
            reasons, places = why(item.rows, asked.books.door(asked.contract.door), day)
            # As many cells as reasons: each its own. Else which is whose is not known, and every cell is asked for.
            paired = len(places) == len(reasons)
            told += zip(reasons if paired else [reasons[0]] * len(places), places, strict=True) if reasons else ()
    if not told:
        cells = [move.place for move in item.moves if move.when.earliest < move.when.latest] or [item.place]
        told = [(("sell-move-within", {}), cell) for cell in cells]
    record = item.rows.piece if item.rows else None
    if record is not None:
        yield from doubts.needs(record, told)
        return
    yield Need(tuple(dict.fromkeys(cell for _, cell in told)), "Its day is not certain.", "Type the day.")


def _there(item: Item, period: Period) -> bool:
    """Whether a row that does not count was on hand at an end of the period, or may have been."""
    return any(item.on(day) != 0 for day in (period.first - timedelta(days=1), period.last))


def _unexplained(reference: str, residue: int, reader: str) -> Unit:
    words = f"{abs(residue)} of {reference} {'is' if abs(residue) == 1 else 'are'} not accounted for in the period."
    hint = "Count the pieces, and look for the receipt, sale or transfer that is not in the registers."
    return Unit("sell-through", reference, (Need((), words, hint, typed=False),), _NOWHERE, reader=reader)
