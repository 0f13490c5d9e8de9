"""The biography of a piece: what every register says of it, in order of time, and the times the house held it.

A serial number that was sold and acquired again is a piece bought back: two episodes of one life, and no fault. What
cannot be is flagged: sold before it was acquired, held under two numbers at once, repaired before it came.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from toolkit.findings import Place
from toolkit.other_records import Count, Job, Movement, ProvenanceEvent
from toolkit.reconcile.keys import Brands, number_key
from toolkit.reconcile.lives import Life, Lives, together
from toolkit.reconcile.turns import LEFT, Turn, date_of_leaving, said, story, turn
from toolkit.records import Piece, Record, Registers, Sale
from toolkit.values import Money, When

KINDS = ("acquired", "sold", "returned", "serviced", "moved", "counted", "valued", "event")
_RANK = {"acquired": 0, "event": 1, "returned": 2}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing a register says of a piece: when, what, in words, and the record and fields that say so."""

    date: When | None
    kind: str
    words: str
    record: Record
    fields: tuple[str, ...] = ()
    money: Money | None = None

    @property
    def places(self) -> tuple[Place, ...]:
        """The cells it rests on."""
        cells = tuple(self.record.place(name) for name in self.fields if self.record.mapped(name))
        return cells or (self.record.place(),)


@dataclass(frozen=True, slots=True)
class Episode:
    """A time the house held the piece: from its acquisition to its sale (None: still, or not known)."""

    stock_no: str
    since: When | None
    until: When | None
    open: bool
    piece: Piece
    left: Record | None = None


@dataclass(frozen=True, slots=True)
class Impossible:
    """An order of events that cannot be, in words, with its cells. ``code`` is a short word for its kind."""

    code: str
    words: str
    places: tuple[Place, ...]
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Biography:
    """One piece: its numbers, its serial number, its events in order of time, its episodes, what cannot be."""

    numbers: tuple[str, ...]
    serial: str
    events: tuple[Event, ...]
    episodes: tuple[Episode, ...]
    impossible: tuple[Impossible, ...]

    @property
    def bought_back(self) -> bool:
        """Whether the house held it more than once."""
        return len(self.episodes) > 1


def biography(
    registers: Registers, wanted: str, brands: Mapping[str, str] | None = None, house: str = ""
) -> Biography | None:
    """The biography under a stock number or a serial number; None where no register knows it.

    Two rows with one number that are different pieces are told together: the register cannot tell them apart.
    ``brands`` are the house's own words for brands (``house.words["brand"]``), ``house`` its name.
    """
    found = Lives(registers, Brands(brands or {})).of(wanted)
    return told(together(found), house) if found else None


def biographies(registers: Registers, brands: Mapping[str, str] | None = None, house: str = "") -> Iterator[Biography]:
    """Every biography, in the order of the stock register; one pass over the registers."""
    return (told(life, house) for life in Lives(registers, Brands(brands or {})))


def told(life: Life, house: str = "") -> Biography:
    """The biography of one life."""
    sales = [record for record in life.others if isinstance(record, Sale)]
    ordered = story(sales).rows
    staying = tuple(sale for sale in sales if turn(sale) is Turn.STAYS)
    events = [*(event for piece in life.pieces for event in _of_piece(piece, sales))]
    events += [event for record in (*ordered, *staying) for event in _of_sale(record)]
    events += [event for record in life.others for event in _of_other(record)]
    held = tuple(episodes(life, sales))
    serials = (getattr(record, "serial", None) for record in (*life.pieces, *life.others))
    serial = next((text for text in serials if text), "")
    flags = tuple(impossible(life, held, house))
    return Biography(life.numbers, serial, tuple(sorted(events, key=_order)), held, flags)


def _order(event: Event) -> tuple[date, date, int]:
    """By time; on one day what brings a piece comes first. Sales and returns of one day stay as they were put."""
    day = event.date
    if event.kind in {"sold", "returned"} and isinstance(event.record, Sale):
        return (day.earliest, day.latest, 3) if day else (date.max, date.max, 3)
    rank = _RANK.get(event.kind, 4)
    return (day.earliest, day.latest, rank) if day else (date.max, date.max, rank)


def _of_piece(piece: Piece, sales: Iterable[Sale]) -> Iterator[Event]:
    """What the stock register says: acquired, valued, checked, sold where no sale says it too."""
    if piece.acquired_date or piece.acquired_from or piece.consignor:
        source = piece.acquired_from or piece.consignor
        verb = "taken in" if piece.ownership not in {None, "owned"} else "acquired"
        name = "acquired_from" if piece.acquired_from else "consignor"
        yield Event(piece.acquired_date, "acquired", f"{verb} from {source}" if source else verb, piece,
                    ("acquired_date", name), piece.cost_purchase)  # fmt: skip
    if piece.stolen_check_date:
        words = f"checked against lists of stolen goods: {piece.stolen_check or 'no result noted'}"
        yield Event(piece.stolen_check_date, "event", words, piece, ("stolen_check_date", "stolen_check"))
    if piece.valuation_date:
        words = f"valued by {piece.valuer}" if piece.valuer else "valued"
        fields = ("valuation_date", "insured_value")
        yield Event(piece.valuation_date, "valued", words, piece, fields, piece.insured_value)
    if piece.sale_date and not _sold_too(piece, sales):
        words = f"sold to {piece.buyer}, by the stock register" if piece.buyer else "sold, by the stock register"
        yield Event(piece.sale_date, "sold", words, piece, ("sale_date", "buyer"), piece.sale_price)


def _sold_too(piece: Piece, sales: Iterable[Sale]) -> bool:
    """Whether a sale has the stock register's day."""
    day = piece.sale_date
    return any(
        day and sale.sale_date and sale.sale_date.earliest <= day.latest and day.earliest <= sale.sale_date.latest
        for sale in sales
        if turn(sale) is Turn.OUT
    )


def _of_sale(sale: Sale) -> Iterator[Event]:
    deed = turn(sale)
    fields = ("sale_date", "stock_no", "price")
    if deed is Turn.OUT:
        words = LEFT.get(sale.kind or "sold", "sold")
        yield Event(
            sale.sale_date, "sold", f"{words} to {sale.buyer}" if sale.buyer else words, sale, fields, sale.price
        )
    elif deed is Turn.BACK:
        words = f"returned by {sale.buyer}" if sale.buyer else "returned by the client"
        yield Event(sale.sale_date, "returned", words, sale, fields, sale.price)
    else:
        raw = sale.doubts["kind"].raw if "kind" in sale.doubts else (sale.kind or "a row without its kind")
        who = f", {sale.buyer}" if sale.buyer else ""
        yield Event(sale.sale_date, "event", f"in the sales register: {raw}{who}", sale, fields, sale.price)


COUNTED = {True: "seen at the count", False: "not seen at the count", None: "on the list of the count"}


def _of_other(record: Record) -> Iterator[Event]:
    if isinstance(record, Job):
        yield from _of_job(record)
    elif isinstance(record, Movement):
        where = f" to {record.to_place}" if record.to_place else ""
        why = f" ({record.reason.strip('_').replace('_', ' ')})" if record.reason else ""
        yield Event(record.moved_date, "moved", f"moved{where}{why}", record, ("moved_date", "to_place"), record.value)
        if record.returned:
            yield Event(record.returned, "moved", "back", record, ("returned",))
    elif isinstance(record, Count):
        where = f", {record.location}" if record.location else ""
        yield Event(record.count_date, "counted", COUNTED[record.counted] + where, record, ("count_date", "stock_no"))
    elif isinstance(record, ProvenanceEvent):
        giver = f" from {record.from_party}" if record.from_party else ""
        taker = f" {'by' if record.event == 'made' else 'to'} {record.to_party}" if record.to_party else ""
        words = f"{(record.event or 'event').strip('_').replace('_', ' ')}{giver}{taker}"
        yield Event(record.event_date, "event", words, record, ("event_date", "event"), record.price)


def _of_job(job: Job) -> Iterator[Event]:
    who = f" for {job.client}" if job.client else ""
    work = job.work or job.work_done
    yield Event(job.received, "serviced", f"taken in for repair{who}{': ' + work if work else ''}", job,
                ("received", "job_no"), job.price)  # fmt: skip
    over = job.collected or job.returned
    if over:
        name, words = (
            ("collected", "collected after repair") if job.collected else ("returned", "back from the workshop")
        )
        yield Event(over, "serviced", words, job, (name,))


def episodes(life: Life, sales: Iterable[Sale]) -> Iterator[Episode]:
    """The times the house held a piece, in order: one for each row of the stock register."""
    by_number: dict[str, list[Sale]] = {}
    for sale in sales:
        by_number.setdefault(number_key(sale), []).append(sale)
    known = (piece for piece in life.pieces if number_key(piece))
    for piece in sorted(known, key=lambda one: one.acquired_date.earliest if one.acquired_date else date.min):
        left = story(by_number.get(number_key(piece), ())).out
        until = date_of_leaving(piece, left)
        gone = until is not None or piece.status in {"sold", "returned_to_supplier", "scrapped"}
        yield Episode(piece.stock_no or "", piece.acquired_date, until, not gone, piece, left)


OWN = frozenset(
    {"house", "stock", "own", "shop", "boutique", "maison", "nous", "magasin", "interne", "haus", "eigen", "lager",
     "casa", "negozio", "interno", "tienda", "propio"}
)  # fmt: skip
"""How a repair of the house's own piece names its client."""


def impossible(life: Life, held: tuple[Episode, ...], house: str = "") -> Iterator[Impossible]:
    """Orders of events that cannot be."""
    yield from _overlaps(held)
    for episode in held:
        if episode.since and episode.until and episode.until.latest < episode.since.earliest:
            places = (episode.piece.place("acquired_date"), (episode.left or episode.piece).place("sale_date"))
            words = f"sold {said(episode.until)}, but acquired {said(episode.since)}"
            yield Impossible("sold-before-acquired", words, places, episode.stock_no)
    own = OWN | ({house.casefold()} if house else frozenset())
    for record in life.others:
        if isinstance(record, Job) and record.received and record.stock_no:
            yield from _job(record, held, own)


def _overlaps(held: tuple[Episode, ...]) -> Iterator[Impossible]:
    """Acquired under one number while certainly held under another until it was sold later."""
    dated = [episode for episode in held if episode.since]
    for former, later in pairwise(dated):
        if former.until is None or later.since is None or former.since is None:
            continue
        if former.since.latest < later.since.earliest and later.since.latest < former.until.earliest:
            words = (
                f"acquired as {later.stock_no} {said(later.since)}, while {former.stock_no} was held until it was sold "
                f"{said(former.until)}"
            )
            places = (later.piece.place("acquired_date"), (former.left or former.piece).place("sale_date"))
            yield Impossible("owned-twice-at-once", words, places, later.stock_no)


BEFORE_INTAKE = 60
"""Days by which a repair may come before the acquisition: a piece is looked at before it is bought."""


def _job(job: Job, held: tuple[Episode, ...], own: frozenset[str]) -> Iterator[Impossible]:
    """A repair under a number long before the piece came, or for the house while it was a client's."""
    key, day = number_key(job), job.received
    mine = [episode for episode in held if number_key(episode.piece) == key]
    if len(mine) != 1 or day is None:
        return
    (episode,) = mine
    if episode.since and (episode.since.earliest - day.latest).days > BEFORE_INTAKE:
        words = f"taken in for repair {said(day)}, but acquired {said(episode.since)}"
        yield Impossible("serviced-before-acquired", words,
                         (job.place("received"), episode.piece.place("acquired_date")), episode.stock_no)  # fmt: skip
    sold = episode.until
    if sold and sold.latest < day.earliest and job.client and job.client.casefold() in own:
        words = f"taken in for repair for the house {said(day)}, but sold {said(sold)}"
        place = (episode.left or episode.piece).place("sale_date")
        yield Impossible("serviced-while-sold", words, (job.place("received"), place), episode.stock_no)
