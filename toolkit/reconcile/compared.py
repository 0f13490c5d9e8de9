"""Which registers are compared, by which keys, and which rows take no part, each with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from toolkit.checks.scope import Scope
from toolkit.checks.valuation import value_of
from toolkit.other_records import Client, Job, Movement
from toolkit.reconcile import fields
from toolkit.reconcile.clients import client_pair
from toolkit.reconcile.fields import Field, changes, sale_changes
from toolkit.reconcile.join import Tier
from toolkit.reconcile.keys import Brands, number_key, part_keys
from toolkit.reconcile.pairs import Change, Pair, Stack, Worth, compare, sift
from toolkit.reconcile.schedule_lines import LastSchedule
from toolkit.reconcile.turns import Turn, turn
from toolkit.records import Piece, Record, Sale
from toolkit.render.basis_words import own_words, stated_then
from toolkit.valued import OTHERS, Basis, Terms
from toolkit.values import Money, When

NUMBER_WORDS = "stock number"
MARKS_WORDS = "brand, reference and serial number"
NO_KEY = "neither stock number nor serial number"
MEMO = frozenset({"on_memo_out"})
OTHER_REGISTERS = ("service", "movements", "counts")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared: the registers, the house and the day, its brands, and the last schedule issued."""

    scope: Scope
    brands: Brands
    schedule: LastSchedule | None = None


def piece_tiers(brands: Brands) -> tuple[Tier, ...]:
    """How a row is known to be about a piece: by number, by the maker's marks, by a serial number nobody else has."""

    def by_number(record: Record) -> tuple[str, ...]:
        key = number_key(record)
        return (key,) if key else ()

    def by_marks(record: Record) -> tuple[tuple[str, str, str], ...]:
        marks = brands.marks(record)
        return (marks.known,) if marks and marks.whole else ()

    def by_serial(record: Record) -> tuple[str, ...]:
        marks = brands.marks(record)
        return (marks.serial,) if marks else ()

    def lives(one: Record, many: Record) -> bool:
        acquired, day = getattr(one, "acquired_date", None), day_of(many)
        return not (acquired and day and day.latest < acquired.earliest)

    def fits(one: Record, many: Record) -> bool:
        left, right = brands.marks(one), brands.marks(many)
        return bool(left and right and left.fits(right)) and lives(one, many)

    def every_number(record: Record) -> tuple[str, ...]:
        return part_keys(record) or by_number(record)

    return (
        Tier(NUMBER_WORDS, by_number, by_number),
        # What happened under another number before the piece was acquired belongs to a life it had before.
        Tier(MARKS_WORDS, by_marks, by_marks, fits=lives),
        Tier("serial number", by_serial, by_serial, unique=True, fits=fits),
        Tier("one of several stock numbers", every_number, every_number, certain=False),
        Tier("stock number without its leading zeros", _bare_number, _bare_number, certain=False),
    )


def _bare_number(record: Record) -> tuple[str, ...]:
    """An all-digit number as a spreadsheet leaves it that took it for a figure."""
    key = number_key(record)
    return (key.lstrip("0"),) if key.isdecimal() else ()


def day_of(record: Record) -> When | None:
    """The day a row is about."""
    for name in ("sale_date", "received", "moved_date", "count_date", "event_date"):
        day = getattr(record, name, None)
        if isinstance(day, When):
            return day
    return None


def pairs(comparison: Comparison) -> Mapping[str, Pair]:
    """Every pair of which the house keeps both registers, by the name of the second (``clients``: of sales)."""
    registers = comparison.scope.registers
    made: dict[str, Pair] = {}
    if registers.sales:
        made["sales"] = _sales(comparison)
    memos = [row for row in registers.others.get("movements", ()) if _is(row, "memo")]
    if memos:
        made["consignments"] = _consignments(comparison, memos)
    for name in OTHER_REGISTERS:
        rows = registers.others.get(name, ())
        if rows:
            made[name] = _others(comparison, name, rows)
    if comparison.schedule:
        made["schedule"] = _schedule(comparison, comparison.schedule)
    clients = [row for row in registers.others.get("clients", ()) if isinstance(row, Client)]
    if registers.sales and clients:
        made["clients"] = client_pair(comparison.scope, registers.sales, clients)
    return made


def _is(record: Record, reason: str) -> bool:
    return isinstance(record, Movement) and record.reason == reason


def _stock(comparison: Comparison, also: Worth | None = None) -> tuple[Stack, Worth]:
    """The stock register's side, with what its pieces are worth on the house's basis."""
    terms = _terms(comparison)

    def worth(record: Record) -> Money | None:
        return value_of(record, terms)[1] if isinstance(record, Piece) else None

    return sift("stock", comparison.scope.registers.pieces, _pieceless), also or worth


def _terms(comparison: Comparison) -> Terms:
    """The bases of value of the day; a house that has not chosen one yet is compared at cost."""
    terms = comparison.scope.house.terms(comparison.scope.today)
    return terms if terms.own else replace(terms, own=Basis("cost"))


def _pieceless(record: Record) -> str:
    serial = getattr(record, "serial", None)
    return "" if number_key(record) or serial else NO_KEY


def _sales(comparison: Comparison) -> Pair:
    """Stock against sales: a piece may have several rows, sold, returned and sold again."""
    today = comparison.scope.today

    def why(record: Record) -> str:
        assert isinstance(record, Sale)
        if turn(record) is Turn.STAYS:
            return "a deposit, a cancellation or a service: it moves no piece"
        if record.sale_date and record.sale_date.earliest > today:
            return f"dated after {today.isoformat()}"
        return _pieceless(record)

    marks = _marks(comparison)
    stock, worth = _stock(comparison)
    manys = sift("sales", comparison.scope.registers.sales, why)
    return compare(
        stock, manys, piece_tiers(comparison.brands), (worth, lambda sale: getattr(sale, "price", None)),
        lambda one, rows: sale_changes(one, rows, marks),
    )  # fmt: skip


def _marks(comparison: Comparison) -> tuple[Field, ...]:
    return (fields.NUMBER, fields.SERIAL, brand_of(comparison), fields.REFERENCE)


def brand_of(comparison: Comparison) -> Field:
    """The field of the brand, as this house spells brands."""
    return fields.brand_field(comparison.brands)


def _others(comparison: Comparison, name: str, rows: Sequence[Record]) -> Pair:
    """Stock against repairs, movements or counts: the maker's marks, and of a count the place."""
    stock, worth = _stock(comparison)
    compared = (*_marks(comparison), *((fields.PLACE,) if name == "counts" else ()))

    def differ(one: Record, many: tuple[Record, ...]) -> Iterable[tuple[Record, Change]]:
        for row in many:
            yield from changes(one, row, compared)

    tiers = piece_tiers(comparison.brands)
    return compare(stock, sift(name, rows, _pieceless), tiers, (worth, _stated), differ)


def _stated(record: Record) -> Money | None:
    """The value a row states for its piece, if it states one."""
    value = getattr(record, "declared_value" if isinstance(record, Job) else "value", None)
    return value if isinstance(value, Money) else None


def _consignments(comparison: Comparison, memos: Sequence[Record]) -> Pair:
    """Pieces of others, and pieces on memo, against the open rows of the memo book."""
    stock, worth = _stock(comparison)

    def concerns(record: Record) -> str:
        if isinstance(record, Piece) and (record.ownership in OTHERS or record.status in MEMO):
            return _pieceless(record)
        return "neither consigned nor on memo"

    def open_memo(record: Record) -> str:
        returned = isinstance(record, Movement) and record.returned is not None
        return "back already" if returned else _pieceless(record)

    ones = sift("stock", [*stock.taking, *(record for record, _ in stock.out)], concerns)
    compared = _marks(comparison)

    def differ(one: Record, many: tuple[Record, ...]) -> Iterable[tuple[Record, Change]]:
        for row in many:
            yield from changes(one, row, compared)

    manys = replace(sift("movements", memos, open_memo), register="consignments")
    return compare(ones, manys, piece_tiers(comparison.brands), (worth, _stated), differ)


def _schedule(comparison: Comparison, schedule: LastSchedule) -> Pair:
    """Stock as it reads now against the lines of the last schedule as they were issued."""
    stock, worth = _stock(comparison)
    terms, language = _terms(comparison), schedule.language

    def differ(one: Record, many: tuple[Record, ...]) -> Iterable[tuple[Record, Change]]:
        category = one.category if isinstance(one, Piece) else None
        same_basis = stated_then(schedule.basis, category) == own_words(terms, category, language)
        for row in many:
            yield from changes(one, row, (Field("location", "place", "location", "location", fields.text_differs),))
            value, listed = worth(one), _stated(row)
            if same_basis and value and listed and fields.money_differs(value, listed):
                name = value_of(one, terms)[0] if isinstance(one, Piece) else None
                places = (one.place(name), row.place())
                yield row, Change("value", "insured value", fields.words(value), fields.words(listed), places)

    manys = sift("schedule", schedule.lines, _pieceless)
    return compare(stock, manys, piece_tiers(comparison.brands), (worth, _stated), differ)
