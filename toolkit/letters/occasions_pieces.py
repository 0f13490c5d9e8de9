"""Occasions that a piece gives: what a client bought for herself, its service and guarantee, a repair she collected.

A piece is named only to the one who bought it, and only where nobody else is meant and nobody else may open the
letter; a reminder goes to the one whose piece it still is by the registers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from toolkit.calendars import months_after
from toolkit.checks.names import several
from toolkit.checks.pieces import dated
from toolkit.letters.days import in_year
from toolkit.letters.history import History, purchases
from toolkit.letters.letter import Fact, Occasion
from toolkit.letters.occasions_days import ordinal
from toolkit.letters.window import Reason, Window
from toolkit.other_records import Job
from toolkit.records import Piece, Record, Sale
from toolkit.values import fold, fold_code

_GIFT = re.compile(
    r"\b(gifts?|presents?|surprise|for (his|her) \w+|cadeaux?|offert\w*|geschenke?|regalo|regali|regalos|engage\w*|fiancailles|verlobung|fidanzamento|compromiso)\b"
)
_WATCH = re.compile(r"\b(watch(es)?|wristwatch|montres?|(armband)?uhr(en)?|orolog\w+|reloj(es)?|chronograph\w*)\b")
_MECHANICAL = re.compile(
    r"\b(automati\w*|self winding|mechani\w*|mecaniq\w*|meccanic\w*|mecanic\w*|manual wind\w*|hand wound|hand winding|remontage|"
    r"handaufzug|carica manuale|cuerda manual|tourbillon|chronometer|calibre|kaliber)\b"
)
_QUARTZ = re.compile(r"\b(quartz|quarz\w*|quarzo|cuarzo|battery|pile|batterie|solar|smart ?watch|tank solarbeat)\b")
_SERVICED = re.compile(
    r"\b(services?|serviced|servicing|overhaul\w*|full service|revisions?|revisione|revisiones|entretien|wartung|uberholung|komplettservice|tagliando)\b"
)


def is_gift(sale: Sale) -> bool:
    """Whether anything says that a purchase was meant for somebody else; what the cell does not say is not known."""
    words = fold(" ".join(filter(None, (sale.occasion, sale.notes, *sale.comments.values()))))
    doubtful = sale.gift is None and "gift" in sale.doubts
    return bool(sale.gift or sale.gift_recipient or doubtful or "gift_recipient" in sale.doubts or _GIFT.search(words))


def may_name(history: History, sale: Sale) -> bool:
    """Whether a letter to the buyer may name the piece: for herself alone, in a row and a home of her own.

    Where somebody lives with her it takes a plain no in the column for gifts.
    """
    joint = any(several(words) for row in history.one.rows for words in (row.title, row.first_name, row.name) if words)
    return not joint and not is_gift(sale) and (sale.gift is False or not history.shared)


def purchase(history: History, window: Window) -> Iterable[Occasion]:
    """The anniversary of a purchase for herself; of several on one day, one occasion."""
    seen: set[date] = set()
    for sale in purchases(history):
        bought = sale.sale_date
        if is_gift(sale) or bought is None or bought.precision != "day" or not _has(history, window, sale):
            continue
        first = bought.earliest
        for year in range(max(window.first.year, first.year + 1), window.last.year + 1):
            day = in_year(year, first.month, first.day, window.terms.leap)
            if not window.has(day) or day in seen:
                continue
            seen.add(day)
            nth = year - first.year
            say: frozenset[Fact] = frozenset({"nth", "piece"}) if may_name(history, sale) else frozenset({"nth"})
            why = f"{ordinal(nth)} anniversary of a purchase: {_called(sale)}, {dated(bought)}{_unmarked(sale)}"
            yield window.occasion(
                history,
                "purchase",
                day,
                Reason(why, (sale.place("sale_date"),), bought, nth, (sale,), say, ahead=window.terms.arrive_before),
            )


def after_sale(history: History, window: Window) -> Iterable[Occasion]:
    """A thank-you, a week or two after a purchase was handed over."""
    for sale in purchases(history):
        field = "delivered" if sale.delivered else "sale_date"
        when = sale.delivered or sale.sale_date
        if when is None or when.precision != "day":
            continue
        day = when.earliest + timedelta(days=window.terms.after_sale_days)
        if window.has(day):
            say: frozenset[Fact] = frozenset({"piece"}) if may_name(history, sale) else frozenset()
            gift = "; a gift" if is_gift(sale) else ""
            why = f"After a purchase: {_called(sale)}, {dated(when)}{gift}"
            yield window.occasion(
                history, "after-sale", day, Reason(why, (sale.place(field),), when, None, (sale,), say)
            )


def after_repair(history: History, window: Window) -> Iterable[Occasion]:
    """A word after a repair was collected."""
    for job in history.jobs:
        if job.collected is None or job.collected.precision != "day":
            continue
        day = job.collected.earliest + timedelta(days=window.terms.after_repair_days)
        if window.has(day):
            say: frozenset[Fact] = frozenset() if history.shared else frozenset({"piece", "work"})
            why = f"After a repair: {job.piece or 'a piece'}, collected {dated(job.collected)}"
            reason = Reason(why, (job.place("collected"),), job.collected, None, (job,), say)
            yield window.occasion(history, "after-repair", day, reason)


def warranty(history: History, window: Window) -> Iterable[Occasion]:
    """A guarantee that ends: of a repair by its row, of a sale by the house's own term."""
    for job in history.jobs:
        until = job.warranty_until
        if until and until.precision == "day" and window.has(until.earliest):
            say: frozenset[Fact] = frozenset() if history.shared else frozenset({"piece", "work"})
            why = f"The guarantee on a repair ends: {job.piece or 'a piece'}, {dated(until)}"
            reason = Reason(why, (job.place("warranty_until"),), until, None, (job,), say)
            yield window.occasion(history, "warranty", until.earliest, reason)
    for sale in purchases(history) if window.terms.warranty_months else ():
        bought = sale.sale_date
        if bought is None or bought.precision != "day" or not _has(history, window, sale):
            continue
        day = months_after(bought.earliest, window.terms.warranty_months)
        if window.has(day):
            why = f"The house's guarantee ends: {_called(sale)}, bought {dated(bought)}"
            yield window.occasion(history, "warranty", day, _owned(history, sale, why))


def service(history: History, window: Window) -> Iterable[Occasion]:
    """A watch due for service: so long after its last one here, else after its sale."""
    if not window.terms.service_months:
        return
    served: dict[str, Job] = {}
    for job in history.jobs:
        done = job.collected or job.returned
        if done and done.precision == "day" and _is_service(job):
            known = served.get(_piece(job))
            if known is None or _done(known) < done.earliest:
                served[_piece(job)] = job
    for job in served.values():
        day = months_after(_done(job), window.terms.service_months)
        if window.has(day) and _has(history, window, job):
            why = f"Service due: {job.piece or 'a watch'}, last serviced here {_done(job)}"
            place = job.place("collected" if job.collected else "returned")
            say: frozenset[Fact] = frozenset() if history.shared else frozenset({"piece"})
            reason = Reason(why, (place,), job.collected or job.returned, None, (job,), say)
            yield window.occasion(history, "service", day, reason)
    yield from _since_sale(history, window, set(served))


def _since_sale(history: History, window: Window, served: set[str]) -> Iterator[Occasion]:
    """Watches never serviced here since they were bought."""
    for sale in purchases(history):
        bought = sale.sale_date
        if bought is None or bought.precision != "day" or _piece(sale) in served or not _has(history, window, sale):
            continue
        day = months_after(bought.earliest, window.terms.service_months)
        words = _described(sale, window)
        if not window.has(day) or not _is_watch(sale, words, window) or _QUARTZ.search(words):
            continue
        unsure = "" if _MECHANICAL.search(words) else "the register does not say whether the watch is mechanical"
        why = f"Service due: {_called(sale)}, bought {dated(bought)}, no service here since"
        yield window.occasion(history, "service", day, _owned(history, sale, why, unsure))


def _owned(history: History, sale: Sale, why: str, unsure: str = "") -> Reason:
    say: frozenset[Fact] = frozenset({"piece"}) if may_name(history, sale) else frozenset()
    reasons = (unsure, "the piece was a gift, so it is not known whose it is" if is_gift(sale) else "")
    return Reason(why, (sale.place("sale_date"),), sale.sale_date, None, (sale,), say, tuple(filter(None, reasons)))


def _has(history: History, window: Window, record: Record) -> bool:
    """Whether the piece is still hers by the registers: nobody bought it after, nor has the house it back."""
    number = fold_code(record.stock_no or "")
    owner = window.owners.get(number)
    if not number or owner is None:
        return True
    return isinstance(owner, Sale) and owner.kind != "client_return" and any(owner is sale for sale in history.sales)


def _done(job: Job) -> date:
    when = job.collected or job.returned
    assert when is not None
    return when.latest


def _is_service(job: Job) -> bool:
    """Whether a job was a service of a watch, by its words."""
    work = fold(" ".join(filter(None, (job.work_done, job.work))))
    about = fold(" ".join(filter(None, (job.piece, job.work, job.section))))
    watch = job.category == "watch" or (job.category is None and (_WATCH.search(about) or _MECHANICAL.search(about)))
    return bool(_SERVICED.search(work)) and bool(watch or re.search(r"movement|mouvement|werk\b", about))


def _is_watch(sale: Sale, words: str, window: Window) -> bool:
    pieces = window.pieces.get(fold_code(sale.stock_no or ""), ())
    known = {category for category in (sale.category, *(piece.category for piece in pieces)) if category}
    return "watch" in known if known else _WATCH.search(words) is not None


def _described(sale: Sale, window: Window) -> str:
    """Everything the registers say of what a piece is, folded."""
    pieces: Iterable[Piece] = window.pieces.get(fold_code(sale.stock_no or ""), ())
    own = (sale.description, sale.model, sale.section, sale.notes)
    stock = (text for piece in pieces for text in (piece.description, piece.model, piece.section, piece.notes))
    return fold(" ".join(filter(None, (*own, *stock))))


def _piece(record: Record) -> str:
    serial: str | None = getattr(record, "serial", None)
    piece: str | None = getattr(record, "piece", None)
    return fold_code(record.stock_no or serial or "") or fold(piece or "") or f"row {record.row}"


def _called(sale: Sale) -> str:
    """A piece for the person who writes: brand and words of its row."""
    words = " ".join(dict.fromkeys(filter(None, (sale.brand, sale.model or sale.description, sale.brand_ref))))
    return words or sale.stock_no or "a piece"


def _unmarked(sale: Sale) -> str:
    return "" if sale.gift is False else "; not marked as a gift"
