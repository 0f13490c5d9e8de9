"""How a piece left or came between two schedules: the sale, the return, the job or the movement that says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from toolkit.findings import Place
from toolkit.other_records import Listed
from toolkit.reconcile.keys import code_key
from toolkit.reconcile.turns import Turn, bought_after, turn
from toolkit.records import Piece, Record, Sale
from toolkit.render.bridge_words import on_day, told
from toolkit.render.wording import label, money
from toolkit.reports.insurance import Cause, Line
from toolkit.reports.insurance_bridge_known import Held, Known, tokens
from toolkit.reports.insurance_bridge_pairs import Other
from toolkit.valued import CLIENTS, OTHERS
from toolkit.values import When
from toolkit.vocabulary import HELD


@dataclass(frozen=True, slots=True)
class Deed:
    """What happened to a piece, in sentences, and the cells that say so."""

    cause: Cause
    words: tuple[str, ...]
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """The time between two schedules, from the close of one day to that of the other, and the language to tell it in.

    ``dated`` is False where the earlier schedule does not say its day.
    """

    since: date
    until: date
    language: str
    dated: bool = True

    def before(self, day: When | None) -> bool:
        """Whether a day certainly lay by the day of the earlier schedule."""
        return bool(self.dated and day and day.latest <= self.since)

    def say(self, key: str, **facts: object) -> str:
        """A sentence in the language."""
        return told(key, self.language, **facts)

    def on(self, day: When | None) -> str:
        """A day in the language."""
        return on_day(day, self.language)


# --- Gone -----------------------------------------------------------------------------------------


def left(known: Known, listed: Listed, after: Held | None, span: Span, other: Other | None) -> Deed:
    """How a piece of the earlier total left; ``vanished`` where nothing says it."""
    piece = known.piece(after.line) if after else None
    sale = _sale_out(known, listed, piece, span, other)
    if sale:
        return _sold(known, sale, piece, span, gone=after is None and other is None)
    if piece and piece.sale_date and piece.sale_date.latest <= span.until:
        return _by_stock(piece, listed, span)
    if after and piece and piece.acquired_date and piece.acquired_date.earliest > span.until:
        words = span.say("not-yet", day=span.on(piece.acquired_date))
        return Deed("reclassified", (words,), (piece.place("acquired_date"),))
    deed = _by_job(known, listed, after, span) or _by_movement(known, listed, span)
    if deed:
        return deed
    if after:
        return Deed("out", (span.say("left", reasons="; ".join(after.line.reasons)),), after.line.places)
    return _vanished(known, listed, span)


def _sale_out(known: Known, listed: Listed, piece: Piece | None, span: Span, other: Other | None) -> Sale | None:
    """The last row of the sales register by which the piece left, unless a row brought it back after."""
    acquired = piece.acquired_date if piece else None
    heir = known.piece(other.line) if other and isinstance(other.line, Line) else None
    rows = [
        sale
        for sale in known.sales(listed.stock_no)
        if sale.sale_date
        and sale.sale_date.latest <= span.until
        and turn(sale) in {Turn.OUT, Turn.BACK}
        and not (acquired and piece and bought_after(piece, sale))
        and _is_of(sale, listed)
        and not (heir and heir.acquired_date and sale.sale_date.earliest > heir.acquired_date.latest)
    ]
    last = max(rows, key=lambda sale: (sale.sale_date.latest if sale.sale_date else date.min, sale.row), default=None)
    return last if last and turn(last) is Turn.OUT else None


def _is_of(sale: Sale, listed: Listed) -> bool:
    """Whether the maker's number of a sale does not say that it is another piece's."""
    then = tokens(listed)
    return not sale.serial or not then or code_key(sale.serial) in then


def _sold(known: Known, sale: Sale, piece: Piece | None, span: Span, *, gone: bool) -> Deed:
    kind = sale.kind if sale.kind in {"exchanged", "supplier_return", "written_off"} else "sold"
    causes: dict[str, Cause] = {"supplier_return": "returned", "written_off": "out"}
    words = [span.say(kind, day=span.on(sale.sale_date), paper=_paper(span, "invoice", sale.invoice_no))]
    if span.before(sale.sale_date):
        words.append(span.say("sold-before"))
    places = _cells(sale, "sale_date", "invoice_no")
    if piece and _still_listed(known, piece, sale):
        words.append(span.say("still-listed", status=label(piece.status or "", span.language).lower()))
        places += _cells(piece, "status")
    if gone:
        words.append(span.say("row-gone"))
    return Deed(causes.get(kind, "sold"), tuple(words), places)


def _still_listed(known: Known, piece: Piece, sale: Sale) -> bool:
    """Whether the stock register has a sold piece as here, and no later row of the sales register brought it back."""
    back = (row for row in known.sales(piece.stock_no) if turn(row) is Turn.BACK)
    returned = any(
        row.sale_date is None or (sale.sale_date and row.sale_date.latest >= sale.sale_date.earliest) for row in back
    )
    here = piece.status in HELD and piece.status != "sold_not_delivered"
    return here and not piece.sale_date and not returned


def _by_stock(piece: Piece, listed: Listed, span: Span) -> Deed:
    """A piece the stock register itself dates as gone."""
    ownership = piece.ownership or listed.ownership
    cause: Cause = "sold"
    key = "sold"
    if piece.status == "scrapped":
        cause, key = "out", "scrapped"
    elif piece.status == "returned_to_supplier":
        cause, key = "returned", "to-owner" if ownership in OTHERS else "supplier_return"
    elif ownership in CLIENTS:
        cause, key = "returned", "collected"
    paper = _paper(span, "invoice", piece.sales_invoice_no)
    words = [span.say(key, day=span.on(piece.sale_date), paper=paper)]
    if span.before(piece.sale_date):
        words.append(span.say("sold-before"))
    return Deed(cause, tuple(words), _cells(piece, "sale_date", "status"))


def _by_job(known: Known, listed: Listed, after: Held | None, span: Span) -> Deed | None:
    """A client's piece that was collected, by the job it is listed under."""
    ownership = listed.ownership or (after.line.ownership if after else "")
    if ownership not in CLIENTS:
        return None
    job = (known.job(after.line) if after else None) or known.job_named(listed.stock_no)
    if job is None or job.collected is None or job.collected.latest > span.until:
        return None
    paper = _paper(span, "job", job.job_no)
    return Deed("returned", (span.say("collected", day=span.on(job.collected), paper=paper),), _cells(job, "collected"))


def _by_movement(known: Known, listed: Listed, span: Span) -> Deed | None:
    """A piece that the register of movements sent back, and that did not come again."""
    rows = [
        move
        for move in known.movements(listed.stock_no)
        if move.reason == "return_" and move.moved_date and move.moved_date.latest <= span.until and not move.returned
    ]
    if not rows:
        return None
    move = rows[-1]
    key = (
        "to-owner" if listed.ownership in OTHERS else "collected" if listed.ownership in CLIENTS else "supplier_return"
    )
    words = span.say(key, day=span.on(move.moved_date), paper=_paper(span, "receipt", move.receipt_no))
    return Deed("returned", (words,), _cells(move, "moved_date", "reason"))


def _vanished(known: Known, listed: Listed, span: Span) -> Deed:
    """Nothing says where it went; a later sale is said, and is no answer for the day."""
    worth = money(listed.value.amount, listed.value.currency, span.language) if listed.value else ""
    words = [span.say("vanished", worth=worth)]
    later = (
        sale
        for sale in known.sales(listed.stock_no)
        if turn(sale) is Turn.OUT and sale.sale_date and sale.sale_date.earliest > span.until
    )
    sale = next(later, None)
    if sale:
        words.append(span.say("sold-later", day=span.on(sale.sale_date)))
    return Deed("vanished", tuple(words), (listed.place(), *(_cells(sale, "sale_date") if sale else ())))


# --- Come -----------------------------------------------------------------------------------------


def came(known: Known, after: Held, span: Span) -> Deed:
    """How a piece came into the total that was on no line of the earlier schedule."""
    line, piece = after.line, known.piece(after.line)
    back = _back(known, line, span)
    if back:
        words = span.say("client-return", day=span.on(back.sale_date), paper=_paper(span, "invoice", back.invoice_no))
        return Deed("transfer_in", (words,), _cells(back, "sale_date", "kind"))
    job = known.job(line) if piece is None else None
    held_since = piece.acquired_date if piece else job.received if job else None
    entrusted = line.ownership in OTHERS | CLIENTS
    key = "taken-in" if entrusted else "new"
    words = span.say(key, day=span.on(held_since), ownership=label(line.ownership, span.language).lower())
    said = [words if held_since else span.say("unsaid")]
    if span.before(held_since):
        said.append(span.say("late"))
    said.extend(_bought_back(known, piece, span))
    places = _cells(piece, "acquired_date") if piece else _cells(job, "received") if job else line.places
    return Deed("transfer_in" if entrusted else "new", tuple(said), places)


def _back(known: Known, line: Line, span: Span) -> Sale | None:
    """The client's return by which a piece that had been sold is in the house again."""
    rows = [s for s in known.sales(line.stock_no) if s.sale_date and s.sale_date.latest <= span.until]
    moving = [sale for sale in rows if turn(sale) in {Turn.OUT, Turn.BACK}]
    last = max(moving, key=lambda sale: (sale.sale_date.latest if sale.sale_date else date.min, sale.row), default=None)
    return last if last and turn(last) is Turn.BACK and not span.before(last.sale_date) else None


def _bought_back(known: Known, piece: Piece | None, span: Span) -> Iterator[str]:
    """The sale after which the house bought the piece again, under this number or another."""
    if piece is None:
        return
    told_of: set[tuple[str, date]] = set()
    own = (sale for sale in known.sales(piece.stock_no) if bought_after(piece, sale))
    for record in (*own, *known.same_marks(piece)):
        day = record.sale_date
        if not day or not piece.acquired_date or day.earliest > piece.acquired_date.latest:
            continue
        if isinstance(record, Sale) and turn(record) is not Turn.OUT:
            continue
        number = record.stock_no or "?"
        if (code_key(number), day.earliest) not in told_of:
            told_of.add((code_key(number), day.earliest))
            invoice = record.invoice_no if isinstance(record, Sale) else record.sales_invoice_no
            yield span.say("bought-back", number=number, sold=span.on(day), paper=_paper(span, "invoice", invoice))


def _paper(span: Span, key: str, number: str | None) -> str:
    return span.say(key, number=number) if number else ""


def _cells(record: Record, *fields: str) -> tuple[Place, ...]:
    """The cells of some fields, those there are columns for; else the row."""
    mapped: Iterable[str] = (name for name in fields if record.mapped(name) and getattr(record, name, None) is not None)
    return tuple(record.place(name) for name in mapped) or (record.place(),)
