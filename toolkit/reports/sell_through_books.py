"""The registers of a house by brand, and what of a brand's rows counts: own stock, stock the brand still owns, neither.

Read once for the reports of every brand. A brand is matched by the house's own words for it; a row without a brand is
no brand's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from toolkit.collector import uncollected
from toolkit.findings import Place
from toolkit.house import House
from toolkit.other_records import Count, Movement
from toolkit.reconcile.keys import Brands, code_key, name_words, number_key, number_words
from toolkit.reconcile.lives import groups
from toolkit.reconcile.turns import turn
from toolkit.records import Piece, Registers, Sale
from toolkit.reports.sell_through_doors import Door
from toolkit.reports.sell_through_events import Move, Rows, moves, of_sale, plain_moves, whole
from toolkit.reports.sell_through_held import Level, alone, levels, on_hand, plain_levels
from toolkit.values import When, fold

NOT_NEW = frozenset({"pre_owned", "vintage", "antique"})
CLIENTS = frozenset({"customer_repair", "deposit_held"})
CONSIGNED = frozenset({"consigned_in", "memo_in"})


class Item(NamedTuple):
    """One row of stock, or a sale whose piece stands in no row: what it is, what happened to it, how many there were.

    ``out`` is why it does not count (the key of a sentence), empty where it does; ``consigned`` says that the brand
    still owns it. ``was`` are other references that rows about it name; ``since`` the day it first came to the door.
    """

    number: str
    collection: str
    reference: str
    description: str
    gtin: str
    consigned: bool
    out: str
    units: int
    moves: tuple[Move, ...]
    levels: tuple[Level, ...]
    since: When | None
    was: tuple[str, ...]
    rows: Rows | None
    record: Piece | Sale

    @property
    def place(self) -> Place:
        """The cell of its number."""
        return self.record.place("stock_no")

    def on(self, day: date) -> int | None:
        """The pieces on hand at the close of a day; None where nobody can say."""
        return on_hand(self.levels, day)

    def moved(self, first: date, last: date) -> bool:
        """Whether anything happened to it between two days, or may have."""
        return any(move.when.earliest <= last and first <= move.when.latest for move in self.moves)


class Books:
    """The registers of a house, by brand."""

    def __init__(self, registers: Registers, house: House) -> None:
        """Bring rows together by stock number; nothing is decided yet."""
        self.registers, self.house = registers, house
        self.brands = Brands(house.words.get("brand", {}))
        self._sales: dict[str, list[Sale]] = defaultdict(list)
        self._moves: dict[str, list[Movement]] = defaultdict(list)
        self._counts: dict[str, list[Count]] = defaultdict(list)
        self._doors: dict[str, Door] = {}
        self._owned = house["defaults.ownership"]
        with uncollected():
            self._numbers = Counter(map(number_key, registers.pieces))
            for sale in registers.sales:
                self._sales[number_key(sale)].append(sale)
            for row in (*registers.others.get("movements", ()), *registers.others.get("counts", ())):
                if isinstance(row, Movement) and (row.reason in {"transfer", "return_"}):
                    self._moves[number_key(row)].append(row)
                elif isinstance(row, Count):
                    self._counts[number_key(row)].append(row)

    @cached_property
    def _pieces(self) -> Mapping[str, Sequence[Piece]]:
        found: dict[str, list[Piece]] = defaultdict(list)
        for piece in self.registers.pieces:
            found[self.brands.key(piece.brand)].append(piece)
        return found

    @cached_property
    def _loose(self) -> Mapping[str, Sequence[Sale]]:
        """Sales whose number no row of stock has, by the brand they name."""
        found: dict[str, list[Sale]] = defaultdict(list)
        for sale in self.registers.sales:
            if sale.brand and not ((key := number_key(sale)) and key in self._numbers):
                found[self.brands.key(sale.brand)].append(sale)
        return found

    @cached_property
    def _same(self) -> Mapping[int, Sequence[Piece]]:
        """The other rows of one piece, as the schedule has them: by brand, reference and serial number."""
        marked = groups((piece for piece in self.registers.pieces if piece.serial), self.brands)
        found = (rows for _, rows in marked if len(rows) > 1)
        return {id(one): [other for other in rows if other is not one] for rows in found for one in rows}

    @cached_property
    def since(self) -> date | None:
        """The first day the registers tell of with certainty."""
        days = [piece.acquired_date.latest for piece in self.registers.pieces if piece.acquired_date]
        days += [sale.sale_date.latest for sale in self.registers.sales if sale.sale_date]
        return min(days, default=None)

    def pieces(self, brand: str) -> Sequence[Piece]:
        """The rows of stock of a brand."""
        return self._pieces.get(self.brands.key(brand), ())

    def door(self, name: str) -> Door:
        """The door of that name, or the house."""
        if name not in self._doors:
            self._doors[name] = Door(self.registers, name, self.house.words.get("location", {}))
        return self._doors[name]

    def rows(self, piece: Piece) -> Rows:
        """All rows about a row of stock. Whose the sales of a number are that two rows bear is open."""
        key = number_key(piece)
        twins = self._numbers[key] if key else 1
        sales = self._sales.get(key, ()) if key and twins == 1 else ()
        moved = self._moves.get(key, ()) if key else ()
        same = self._same.get(id(piece), ())
        return Rows(piece, sales, moved, self._counts.get(key, ()) if key else (), twins, same)

    def items(self, brand: str, door: str = "", since: date | None = None) -> list[Item]:
        """Everything of a brand, in the order of the registers; on order is not among it, see :meth:`ordered`.

        Of pieces that were gone before ``since`` only the names are told, for the years before fill most registers.
        """
        there = self.door(door)
        found = [self.item(piece, brand, door, since) for piece in self.pieces(brand) if piece.status != "incoming"]
        loose = (_loose_item(sale) for sale in self._loose.get(self.brands.key(brand), ()) if there.names(sale.door))
        return [*found, *(item for item in loose if item)]

    def ordered(self, brand: str, door: str = "") -> list[Piece]:
        """The rows of a brand that are on order for the door."""
        there = self.door(door)
        return [one for one in self.pieces(brand) if one.status == "incoming" and there.names(one.door)]

    def item(self, piece: Piece, brand: str, door: str = "", since: date | None = None) -> Item:
        """One row of stock as a report sees it that asks of no day before ``since``."""
        rows, there = self.rows(piece), self.door(door)
        happened, held = _life(rows, there, since)
        if rows.same:
            held = alone(held, [_life(self.rows(one), there)[1] for one in rows.same])
        came = [move.when for move in happened if move.kind in ("received", "transfers_in")]
        out = self._left_out(piece, brand)
        return Item(
            number=number_words(piece),
            collection=piece.collection or "",
            reference=reference(piece),
            description=piece.model or piece.description or "",
            gtin=piece.gtin or "",
            consigned=not out and self._ownership(piece) in CONSIGNED,
            out=out,
            units=whole(piece) or 1,
            moves=happened,
            levels=held,
            since=min(came, key=lambda when: when.latest, default=None),
            was=_otherwise(piece, rows.sales),
            rows=rows,
            record=piece,
        )

    def _ownership(self, piece: Piece) -> str:
        return piece.ownership or self._owned

    def _left_out(self, piece: Piece, brand: str) -> str:
        """Why a row of the brand does not count; empty where it does."""
        if piece.condition in NOT_NEW or piece.vat_treatment == "margin":
            return "sell-pre-owned"
        ownership = self._ownership(piece)
        if ownership in CLIENTS:
            return "sell-clients"
        if "ownership" in piece.doubts:
            return "sell-ownership"
        if ownership in CONSIGNED and not self._brands_own(piece, brand):
            named = piece.consignor or piece.acquired_from
            return "sell-consigned-by-others" if named else "sell-consigned-by-whom"
        return ""

    def _brands_own(self, piece: Piece, brand: str) -> bool:
        """Whether a consigned piece belongs to the brand itself: its consignor bears the brand's name."""
        for name in (piece.consignor, piece.acquired_from):
            if name:
                words = name_words(brand) or frozenset(fold(brand).split())
                return self.brands.key(name) == self.brands.key(brand) or words <= name_words(name)
        return False


def _life(rows: Rows, door: Door, since: date | None = None) -> tuple[tuple[Move, ...], tuple[Level, ...]]:
    """What happened to the pieces of a row, and how many were on hand from when on; nothing of one gone before."""
    if not rows.moves and door.names(rows.piece.door) and (held := plain_levels(rows)) is not None:
        if since and held and held[-1][1] == 0 and held[-1][0] < since:
            return (), ()
        return plain_moves(rows.piece, next(iter(rows.sales), None), door), held
    return moves(rows, door), levels(rows, door)


def _otherwise(piece: Piece, sales: Sequence[Sale]) -> tuple[str, ...]:
    """Other references that sales of a piece name."""
    own = piece.brand_ref
    named = [sale.brand_ref for sale in sales if sale.brand_ref and sale.brand_ref != own]
    return tuple(name for name in dict.fromkeys(named) if own and code_key(name) != code_key(own)) if named else ()


def reference(record: Piece | Sale) -> str:
    """What its brand calls a piece: the maker's reference as its cell reads, else style code, else model."""
    doubt = record.doubts.get("brand_ref")
    style = record.sku if isinstance(record, Piece) else None
    return record.brand_ref or (doubt.raw if doubt else "") or style or record.model or ""


def _loose_item(sale: Sale) -> Item | None:
    """A sale or return whose piece stands in no row of stock."""
    move = of_sale(sale, turn(sale))
    if move is None:
        return None
    out = "sell-pre-owned" if sale.vat_treatment == "margin" else ""
    name = reference(sale)
    return Item(number_words(sale), "", name, sale.model or sale.description or "", "", consigned=False, out=out,
                units=abs(move.units), moves=(move,), levels=(), since=None, was=(), rows=None,
                record=sale)  # fmt: skip


def keyed(items: Iterable[Item]) -> list[tuple[str, str]]:
    """The collection and the reference of each item, each in one spelling; a blank collection is its reference's."""
    spelled: dict[str, str] = {}
    collections: dict[str, dict[str, str]] = defaultdict(dict)
    rows = list(items)
    for item in rows:
        key = code_key(item.reference)
        spelled.setdefault(key, item.reference)
        if item.collection:
            collections[key].setdefault(fold(item.collection), item.collection)
    names: dict[str, str] = {}
    for known in collections.values():
        for folded, name in known.items():
            names.setdefault(folded, name)
    found = []
    for item in rows:
        key = code_key(item.reference)
        only = next(iter(collections[key]), "") if len(collections[key]) == 1 else ""
        found.append((names.get(fold(item.collection) or only, ""), spelled[key]))
    return found
