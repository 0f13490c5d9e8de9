"""What a reader of a sell-through must know of how its figures are made: sentences in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from toolkit.calendars import Period, comparison
from toolkit.contracts import Contract
from toolkit.reconcile.keys import code_key
from toolkit.render.reasons import reason
from toolkit.render.wording import label, short_date, when
from toolkit.reports.sell_through_books import Books, Item
from toolkit.reports.sell_through_events import whole
from toolkit.values import When


def sentence(key: str, language: str, **facts: object) -> str:
    """A sentence of the house's reports, its dates and words in the language of the reader."""
    told = {name: _worded(name, fact, language) for name, fact in facts.items()}
    return reason(key, language, **told)


def _worded(name: str, fact: object, language: str) -> object:
    if isinstance(fact, When):
        return when(fact, language)
    return label(str(fact), language).lower() if name == "status" else fact


def noted(
    books: Books,
    contract: Contract,
    periods: tuple[Period, Period | None],
    items: Sequence[Item],
    skipped: int,
    as_at: datetime,
) -> Iterator[str]:
    """The sentences, the most general first."""
    language, (period, before) = contract.language, periods
    yield sentence("sell-note-net", language)
    yield sentence("sell-note-new", language)
    if contract.door and books.door(contract.door).several:
        yield sentence("sell-note-door", language, door=contract.door)
    yield from _compared(books, period, before, language)
    if "cover" in contract.columns:
        yield sentence("sell-note-cover", language, n=contract.trailing)
    if "turn" in contract.columns:
        yield sentence("sell-note-turn", language)
    if {"on_order", "overdue"} & set(contract.columns):
        yield sentence("sell-note-on-order", language, day=short_date(as_at.date(), language))
    yield from _of_items(period, items, language)
    if skipped:
        yield sentence("sell-note-trend", language, n=skipped)
    if contract.prices:
        yield from _unpriced(period, items, contract)


def _compared(books: Books, period: Period, before: Period | None, language: str) -> Iterator[str]:
    """How the year before is compared, or why it is not."""
    if before is None and books.since is not None:
        yield sentence("sell-note-no-before", language, day=short_date(books.since, language))
    elif before is not None and comparison(period) in ("restated", "week-53"):
        yield sentence(f"sell-note-{comparison(period)}", language)


def _of_items(period: Period, items: Sequence[Item], language: str) -> Iterator[str]:
    """What was taken to be so of pieces that have a part in the period."""
    present = [item for item in items if _present(item, period)]
    unstated = sum(
        1 for item in present if item.rows and item.rows.piece.mapped("condition") and not item.rows.piece.condition
    )
    if unstated:
        yield sentence("sell-note-condition", language, n=unstated)
    several = sum(1 for item in present if item.rows and (whole(item.rows.piece) or 1) > 1)
    if several:
        yield sentence("sell-note-quantity", language, n=several)
    renamed = {(was, item.reference) for item in present for was in item.was}
    for was, now in sorted(renamed, key=lambda pair: (code_key(pair[0]), code_key(pair[1]))):
        yield sentence("sell-note-renamed", language, was=was, now=now)
    loose = sum(item.units for item in present if item.rows is None)
    if loose:
        yield sentence("sell-note-unreceived", language, n=loose)


def _present(item: Item, period: Period) -> bool:
    return item.moved(period.first, period.last) or bool(item.on(period.last))


def _unpriced(period: Period, items: Sequence[Item], contract: Contract) -> Iterator[str]:
    """Sales that are in no sum, for they have no price or one in another currency."""
    apart = sum(
        move.units
        for item in items
        for move in item.moves
        if move.kind == "sold"
        and period.first <= move.when.earliest
        and move.when.latest <= period.last
        and (move.price is None or move.price.currency != contract.currency)
    )
    if apart:
        yield sentence("sell-note-no-price", contract.language, currency=contract.currency, n=apart)
