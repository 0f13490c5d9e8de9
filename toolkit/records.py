"""Records: frozen dataclasses, each with its place. What crosses module borders is these, never frames.

Every field is optional but ``source`` and ``row``: blank is unknown, never zero and never "no". A value
that could not be known stands in ``doubts`` under its field, and the field itself is None.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Self

from toolkit.findings import Finding, Place
from toolkit.remembered import Change, Sample
from toolkit.values import Doubt, Money, When

NOTHING: Mapping[str, Doubt] = {}
NO_COMMENTS: Mapping[str, str] = {}
NOT_DESCRIBED: Mapping[str, str] = {}
_BLANK = {"doubts": NOTHING, "comments": NO_COMMENTS, "described": NOT_DESCRIBED}


@dataclass(frozen=True, slots=True)
class Source:
    """A table that records were read from: the file as shown to people, the sheet, its column letters by field.

    ``tab`` is the number of the sheet in the address of a Google spreadsheet, ``described`` are the fields whose blank
    cells the house has filled from the description.
    """

    register: str
    file: str
    sheet: str | None
    letters: Mapping[str, str]
    headings: Mapping[str, str]
    tab: int | None = None
    described: tuple[str, ...] = ()

    def place(self, row: int, field_name: str | None = None) -> Place:
        """The place of a row, or of one field's cell in it (the row, where the field is not mapped)."""
        return Place(self.file, self.sheet, row, self.letters.get(field_name) if field_name else None)


@dataclass(frozen=True, kw_only=True)
class Record:
    """What every record has: where it stands, its stock number and notes, what was doubtful, the marks on its row.

    ``marks`` holds words of ``struck``, ``red``, ``coloured``, ``hidden``; ``comments`` the cell comments by column
    letter; ``section`` is the heading row it stood under (``WATCHES``) or the sheet's name where that carries meaning.
    ``described`` are the fields whose value was read from the words of the description, and those words.
    """

    source: Source
    row: int
    doubts: Mapping[str, Doubt] = field(default_factory=lambda: NOTHING)
    marks: frozenset[str] = frozenset()
    comments: Mapping[str, str] = field(default_factory=lambda: NO_COMMENTS)
    section: str = ""
    described: Mapping[str, str] = field(default_factory=lambda: NOT_DESCRIBED)
    stock_no: str | None = None
    notes: str | None = None

    @classmethod
    def of(cls, source: Source, row: int, fields: Mapping[str, object]) -> Self:
        """The record of a row that says these fields, at a tenth of what the constructor costs.

        A row fills few of the fields there are: the others are read from the class, and take no room. So records
        have no slots.
        """
        made = object.__new__(cls)
        said = {"source": source, "row": row, **_BLANK, **fields}
        object.__setattr__(made, "__dict__", said)
        return made

    def place(self, field_name: str | None = None) -> Place:
        """The place of the record, or of the cell that holds one of its fields: the description's, where it tells."""
        return self.source.place(self.row, "description" if field_name in self.described else field_name)

    def mapped(self, field_name: str) -> bool:
        """Whether the register has a column for the field at all, or the description says it."""
        return field_name in self.source.letters or field_name in self.described


@dataclass(frozen=True, kw_only=True)
class Piece(Record):
    """One physical item of the stock register; ``stock_no`` is its key, ``brand_ref`` its model."""

    # Identity
    sku: str | None = None
    brand_ref: str | None = None
    gtin: str | None = None
    serial: str | None = None
    movement_no: str | None = None
    case_no: str | None = None
    category: str | None = None
    condition: str | None = None
    brand: str | None = None
    collection: str | None = None
    model: str | None = None
    description: str | None = None
    year_made: str | None = None
    quantity: Decimal | None = None
    ownership: str | None = None
    status: str | None = None
    # Materials and stones
    metal: str | None = None
    karat: Decimal | None = None
    fineness: Decimal | None = None
    gross_weight: Decimal | None = None
    net_weight: Decimal | None = None
    hallmark: str | None = None
    dimensions: str | None = None
    size: str | None = None
    material: str | None = None
    stones: str | None = None
    stone_origin: str | None = None
    carat: Decimal | None = None
    colour: str | None = None
    clarity: str | None = None
    laboratory: str | None = None
    report_no: str | None = None
    report_date: When | None = None
    # Acquisition and title
    acquired_from: str | None = None
    party_type: str | None = None
    seller_id: str | None = None
    acquired_date: When | None = None
    expected_date: When | None = None
    purchase_invoice_no: str | None = None
    vat_treatment: str | None = None
    consignor: str | None = None
    agreement_ref: str | None = None
    agreed_value: Money | None = None
    agreement_expiry: When | None = None
    return_by: When | None = None
    commission: str | None = None
    hold_until: When | None = None
    stolen_check: str | None = None
    stolen_check_date: When | None = None
    # Papers of nature and origin
    cites: str | None = None
    origin_document: str | None = None
    # Cost and price
    currency: str | None = None
    cost_purchase: Money | None = None
    cost_addons: Money | None = None
    cost_landed: Money | None = None
    cost_code: str | None = None
    ticket_price: Money | None = None
    sale_price: Money | None = None
    sale_date: When | None = None
    sales_invoice_no: str | None = None
    buyer: str | None = None
    insured_value: Money | None = None
    valuation_date: When | None = None
    valuer: str | None = None
    replacement_price: Money | None = None
    replacement_date: When | None = None
    market_value: Money | None = None
    # Completeness
    box: bool | None = None
    papers: bool | None = None
    card_serial: str | None = None
    full_set: bool | None = None
    # Place and the rest
    location: str | None = None
    situation: str | None = None
    night_location: str | None = None
    night_situation: str | None = None
    custodian: str | None = None
    door: str | None = None
    photo: str | None = None


@dataclass(frozen=True, kw_only=True)
class Sale(Record):
    """One row of the sales register: a sale, a return, an exchange."""

    invoice_no: str | None = None
    kind: str | None = None
    sale_date: When | None = None
    description: str | None = None
    category: str | None = None
    brand: str | None = None
    model: str | None = None
    brand_ref: str | None = None
    serial: str | None = None
    quantity: Decimal | None = None
    list_price: Money | None = None
    discount: str | None = None
    price: Money | None = None
    currency: str | None = None
    vat_treatment: str | None = None
    vat_amount: Money | None = None
    margin: Money | None = None
    cost: Money | None = None
    cash: Money | None = None
    deposit: Money | None = None
    balance: Money | None = None
    buyer: str | None = None
    client_no: str | None = None
    buyer_address: str | None = None
    salesperson: str | None = None
    payment_method: str | None = None
    gift: bool | None = None
    gift_recipient: str | None = None
    occasion: str | None = None
    delivered: When | None = None
    door: str | None = None


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A non-blank row that is no record: its row number and the reason in words."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class ControlTotal:
    """A figure in a totals row: what the register itself says a column comes to."""

    row: int
    field: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class TableRead:
    """One source as read: rows in are records plus exclusions, always; ``notes`` say what was assumed.

    ``changes`` propose what became of columns that were renamed or added, ``unknown`` are headings the mapping does not
    name; ``sample`` is what may be remembered of it.
    """

    source: Source
    header_row: int
    rows_in: int
    records: int
    excluded: tuple[Exclusion, ...]
    totals: tuple[ControlTotal, ...]
    notes: tuple[str, ...]
    changes: tuple[Change, ...] = ()
    unknown: tuple[str, ...] = ()
    sample: Sample | None = None


@dataclass(frozen=True, slots=True)
class Registers:
    """All records of a house, the tables they came from, the files' digests, and what reading found.

    ``others`` holds the records of every further register by its name: ``clients``, ``service`` and the rest.
    ``united`` are rows of one register that a person said are one client or supplier, ``households`` rows of clients
    whom a person said live together; each group in the order of its file. ``apart`` are pairs said to be neither.
    """

    pieces: tuple[Piece, ...] = ()
    sales: tuple[Sale, ...] = ()
    others: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)
    tables: tuple[TableRead, ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    united: tuple[tuple[Record, ...], ...] = ()
    households: tuple[tuple[Record, ...], ...] = ()
    apart: tuple[tuple[Record, Record], ...] = ()

    def every(self) -> tuple[Record, ...]:
        """Every record of every register."""
        return (*self.pieces, *self.sales, *(record for records in self.others.values() for record in records))
