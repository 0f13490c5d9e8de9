"""The insurance schedule: pieces held at a date, each in exactly one block, with totals that foot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from toolkit.findings import Place
from toolkit.values import Money, When


@dataclass(frozen=True, slots=True)
class Away:
    """Off the premises or out of the house's hands: with whom, since when, due back when, on which receipt.

    ``holder`` and ``receipt`` are the register's words, empty where it has none; ``overdue`` says that the day it was
    due back lies before the day of the schedule.
    """

    holder: str
    since: When | None
    due_back: When | None
    receipt: str
    overdue: bool
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the register as the schedule shows it.

    ``description`` replaces the piece if it is lost (maker, model, reference, metal, stones); ``detail`` is the
    quieter second line (year, completeness); ``identifiers`` are serial and report numbers. ``category``,
    ``ownership`` and ``situation`` are vocabulary words (``watch``, ``owned``, ``safe``) or the register's own word
    where it is none of ours; ``location`` is the register's text (``Safe 1, tray 3``). ``reasons`` say why a line is
    in doubt, an exception or excluded, and what to type. ``places`` are the cells used.

    ``situation`` is where the piece is at the moment of the schedule; ``by_day`` and ``at_night`` where it is while the
    house is open and while it is closed. ``owner`` names whose the piece is where it is not the house's, as far as an
    insurer needs it: a consignor or memo house by name, a client by the number of the job. ``away`` is told of what is
    off the premises. ``basis`` is the basis of value of this line (``cost``, ``agreed``), the key of its words.
    """

    stock_no: str
    description: str
    detail: str
    identifiers: str
    category: str
    ownership: str
    situation: str
    location: str
    value: Money | None
    valued: When | None
    reasons: tuple[str, ...]
    places: tuple[Place, ...]
    by_day: str = ""
    at_night: str = ""
    owner: str = ""
    away: Away | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """So many units, worth so much, in one currency."""

    units: int
    value: Decimal


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One category across the situations of its matrix, and its total."""

    category: str
    by_situation: tuple[Tally, ...]
    total: Tally


@dataclass(frozen=True, slots=True)
class Matrix:
    """Category by situation for one ownership in one currency; ``total`` is the column sums (category empty)."""

    ownership: str
    currency: str
    situations: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    total: MatrixRow


@dataclass(frozen=True, slots=True)
class Section:
    """The lines of one ownership, category and currency, with their subtotal."""

    ownership: str
    category: str
    currency: str
    lines: tuple[Line, ...]
    subtotal: Tally


@dataclass(frozen=True, slots=True)
class SourceNote:
    """A register used: file and sheet as shown, rows read, records made, SHA-256 of the file is in the ledger."""

    register: str
    file: str
    sheet: str | None
    rows_in: int
    records: int


Cause = Literal[
    "vanished", "new", "transfer_in", "sold", "returned", "out", "reclassified", "revalued", "currency", "moved"
]
"""Why a piece's value in the total changed between two schedules; ``moved`` is a move that changes no value."""

CAUSES: tuple[Cause, ...] = (
    "vanished", "new", "transfer_in", "sold", "returned", "out", "reclassified", "revalued", "currency", "moved",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One change of one piece between two schedules; a piece may have several (moved and revalued).

    ``before`` and ``after`` are its values in the two totals, None where it was not, or is not, in the total. ``words``
    is the sentence that says what happened, with its date and its number; ``places`` the cells that say so.
    """

    cause: Cause
    stock_no: str
    description: str
    category: str
    ownership: str
    before: Money | None
    after: Money | None
    words: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class BridgeRow:
    """From opening to closing in one currency and category (category empty: all of them).

    ``moves`` has an amount for each of :data:`CAUSES` that changes a value, signed; opening plus moves plus residue is
    closing, always. ``units`` has the pieces: opening, what came, what went, closing.
    """

    category: str
    currency: str
    opening: Decimal
    moves: tuple[tuple[Cause, Decimal], ...]
    residue: Decimal
    closing: Decimal
    units: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Bridge:
    """From an earlier schedule to this one, item by item. ``source`` is its number, or the file it was read from.

    ``revision`` is the revision of it that was compared, nought for a file. ``notes`` say what else changed between the
    two (the basis of value, the policy) and what the earlier one did not say. ``rows`` are by currency and category,
    ``totals`` by currency; ``steps`` are in the order of :data:`CAUSES`.
    """

    source: str
    as_at: datetime | None
    rows: tuple[BridgeRow, ...]
    totals: tuple[BridgeRow, ...]
    steps: tuple[Step, ...]
    notes: tuple[str, ...]
    revision: int = 0


LimitState = Literal["within", "near", "breach", "unknown"]


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit of the policy beside what stands against it: used, headroom, and whether it holds.

    ``key`` is the limit's (``premises``, ``window``, ``single_article``, ``safe``); ``subject`` what it was measured
    on: a safe, a holder, a stock number, empty for the house. A window is measured by day and at night, what is left
    out of the safe at night, all else at the moment of the schedule. ``percent`` is rounded to a tenth, never across
    90 or 100; None where something stands against a limit of nothing. ``stock_nos`` are the pieces in ``used``.
    ``near`` is from 90 percent, ``breach`` above 100. ``open`` are stock numbers that may count towards it, but
    whose value or place is not known: with any of those a limit that is not breached is ``unknown`` only if no figure
    could be made; else its state stands and the number of them is printed.
    """

    key: str
    subject: str
    currency: str
    used: Decimal
    limit: Decimal
    percent: Decimal | None
    headroom: Decimal
    state: LimitState
    units: int
    stock_nos: tuple[str, ...]
    open: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Revaluation:
    """A piece to have valued again: why, and how long ago it was last; the most worth first."""

    stock_no: str
    description: str
    category: str
    value: Money | None
    valued: When | None
    months: int | None
    cycle: int
    reasons: tuple[str, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """The value held in a month: at its end, and at its height with the day of it."""

    last_day: date
    units: int
    value: Decimal
    highest: Decimal
    highest_on: date


@dataclass(frozen=True, slots=True)
class History:
    """What was held over the twelve months to the schedule, day by day from dated rows, in one currency.

    ``average`` is over days. Every piece counts at the value it has now, or had when it left. ``undated`` pieces were
    left out on some day of it: in doubt on that day (no certain day of coming or going), or without a value.
    """

    currency: str
    months: tuple[Month, ...]
    maximum: Decimal
    maximum_on: date
    average: Decimal
    undated: int


@dataclass(frozen=True, slots=True)
class Schedule:
    """The whole schedule, frozen: what the PDF, the workbook and the JSON are made from.

    ``basis`` maps an ownership, or a category of own stock that is valued otherwise, to the words for its basis of
    value; ``vat`` is the sentence about VAT; ``notes`` are sentences that belong on the cover. ``totals`` is per
    currency over the block Total. ``number`` is empty for a draft. ``facts`` is the SHA-256 of the canonical facts.
    ``closed`` says whether the house is closed at the moment. ``limit_notes`` are sentences on the policy: none in
    force, no limits, the average clause, the peak season.
    """

    house_name: str
    house_address: str
    policy: str
    language: str
    number: str
    revision: int
    draft: bool
    facts: str
    as_at: datetime
    basis: tuple[tuple[str, str], ...]
    vat: str
    notes: tuple[str, ...]
    sections: tuple[Section, ...]
    matrices: tuple[Matrix, ...]
    totals: tuple[tuple[str, Tally], ...]
    in_doubt: tuple[Line, ...]
    exceptions: tuple[Line, ...]
    excluded: tuple[Line, ...]
    rows_in: int
    sources: tuple[SourceNote, ...]
    closed: bool = True
    bridge: Bridge | None = None
    limits: tuple[Limit, ...] = ()
    limit_notes: tuple[str, ...] = ()
    revaluations: tuple[Revaluation, ...] = ()
    history: tuple[History, ...] = ()
