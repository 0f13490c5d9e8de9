"""The insurance schedule: pieces held at a date, each in exactly one block, with totals that foot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from toolkit.findings import Place
from toolkit.values import Money, When


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the register as the schedule shows it.

    ``description`` replaces the piece if it is lost (maker, model, reference, metal, stones); ``detail`` is the
    quieter second line (year, completeness); ``identifiers`` are serial and report numbers. ``category``,
    ``ownership`` and ``situation`` are vocabulary words (``watch``, ``owned``, ``safe``) or the register's own word
    where it is none of ours; ``location`` is the register's text (``Safe 1, tray 3``). ``reasons`` say why a line is
    in doubt, an exception or excluded, and what to type. ``places`` are the cells used.
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


@dataclass(frozen=True, slots=True)
class Schedule:
    """The whole schedule, frozen: what the PDF, the workbook and the JSON are made from.

    ``basis`` maps an ownership to the words for its basis of value; ``vat`` is the sentence about VAT; ``notes`` are
    sentences that belong on the cover. ``totals`` is per currency over the block Total. ``number`` is empty for a
    draft. ``facts`` is the SHA-256 of the canonical facts.
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
