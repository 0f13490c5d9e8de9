"""Each row of the stock and of the service register as one line of the schedule, in exactly one block."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from toolkit.checks.money import covers_several
from toolkit.checks.valuation import Worth, ownership_of, value_fields, worth
from toolkit.doubts import DOUBTS
from toolkit.house import House
from toolkit.other_records import Job
from toolkit.reconcile.keys import number_words
from toolkit.records import Piece, Registers
from toolkit.registers import STOCK
from toolkit.render.reasons import reason
from toolkit.render.wording import label
from toolkit.reports.custody import Custody, Reason, Standing
from toolkit.reports.custody_away import Whereabouts, whereabouts
from toolkit.reports.custody_hours import Moment, Spot
from toolkit.reports.custody_kept import Keeping, Kept, jobs_of, moves_of
from toolkit.reports.insurance import Line
from toolkit.reports.insurance_blocks import Block, Placed, Want, bare_line, block_of, sentences
from toolkit.reports.insurance_description import description, detail, identifiers
from toolkit.reports.insurance_service import job_number, job_placed
from toolkit.valued import CLIENTS, COLLECTION, OTHERS, Terms
from toolkit.vocabulary import GONE

LISTED = frozenset({"stock", "service"})
"""The registers of which every row is a line; sales and movements only tell of these."""
_LABELS = {column.field: column.label for column in STOCK.columns}


def lines(registers: Registers, house: House, as_at: datetime) -> list[Placed]:
    """Every row of stock and service: pieces and jobs in the order of their numbers, then rows that are neither."""
    keeping, moment = Keeping(registers, house), Moment.of(house, as_at)
    placed = []
    for kept in keeping.groups:
        for record, stands in keeping.on(kept, moment.day):
            if isinstance(record, Job):
                number = job_number(record, keeping.movements.rows, moment.language)
                placed.append(job_placed(record, stands, moment, number))
            else:
                placed.append(_place(record, kept, stands, moment))
    for table in registers.tables:
        if table.source.register in LISTED:
            for row in table.excluded:
                why = reason("row", moment.language, why=row.reason)
                placed.append(Placed(Block.EXCLUDED, bare_line(table.source.place(row.row), why)))
    return sorted(placed, key=_order)


def _order(item: Placed) -> tuple[Any, ...]:
    at = item.line.places[0] if item.line.places else None
    return (natural(item.line.stock_no), at is not None and (at.file, at.sheet or "", at.row or 0))


def natural(text: str) -> tuple[Any, ...]:
    """A key that sorts W2 before W10, and no number last."""
    parts: list[tuple[int, Any]] = []
    digits = ""
    for char in text.casefold() + "\0":
        if char.isdecimal():
            digits += char
            continue
        if digits:
            parts.append((0, int(digits)))
            digits = ""
        parts.append((1, char))
    return (not text, parts)


def wants_of(row: Piece, piece: Piece, terms: Terms) -> tuple[Want, ...]:
    """What keeps a held piece from the total: its value, or a word that is not known; ``row`` as it stands now."""
    placeless = {"location"} if _cleared(row) else set()
    return (*value_wants(piece, terms), *_word_wants(piece, {"night_location", *placeless}))


def _place(row: Piece, kept: Kept, stands: Custody, moment: Moment) -> Placed:
    """The piece's line: not held is excluded, doubt is in doubt; held needs a value and known words for the total."""
    piece, cleared = _before_it_left(row, stands, moment)
    block, wants = block_of(stands.standing, lambda: wants_of(row, piece, moment.terms))
    where = whereabouts(piece, moves_of(row, kept), jobs_of(row, kept), moment)
    if block is Block.EXCLUDED:
        where = Whereabouts(where.situation, where.location)
    found = worth(piece, moment.terms)
    cells = [*(place for _, place in wants), *stands.places]  # the cell to fill comes first
    if found.field and not wants:
        cells.append(piece.place(found.field))
    reasons = (*stands.reasons, *(item for item, _ in wants), *cleared, *where.reasons)
    line = _line(piece, kept, where, found, moment)
    return Placed(block, replace(
        line, reasons=sentences(reasons, moment.language), places=tuple(dict.fromkeys((*cells, *where.places)))
    ))  # fmt: skip


def _before_it_left(row: Piece, stands: Custody, moment: Moment) -> tuple[Piece, tuple[Reason, ...]]:
    """A piece held on the day that has left since, and whose place was cleared then: at the house's default, and told.

    Without it every piece sold since would be missing from the total of a past day.
    """
    piece = stands.piece or row
    if stands.standing is not Standing.HELD or not _cleared(row):
        return piece, ()
    default = moment.house["defaults.situation"]
    word = label(default, moment.language).lower()
    return replace(piece, situation=default), (("place-cleared", {"word": word}),)


def _cleared(piece: Piece) -> bool:
    """Whether the row of a piece that has left names no place any more."""
    return piece.status in GONE and piece.mapped("location") and not piece.location and "location" not in piece.doubts


def value_wants(piece: Piece, terms: Terms) -> Iterable[Want]:
    """What keeps a piece's value from the total: none, doubtful, nothing, for several pieces, without currency."""
    fields = value_fields(piece, terms)
    if not fields:
        yield ("no-value-column", {}), piece.place()
        return
    found = worth(piece, terms)
    name, value = found.field, found.value
    at, words = piece.place(name or fields[0]), _LABELS[name or fields[0]]
    doubt = piece.doubts.get(name or "")
    if name is None:
        yield ("value-blank", {"field": words}), at
    elif doubt:
        yield ("value-doubt", {"field": words, "raw": doubt.raw, "why": DOUBTS[doubt.code].title.lower()}), at
    elif value is None and covers_several(piece):
        yield ("value-lot", {"field": words, "raw": getattr(piece, name), "note": piece.notes}), at
    elif value is not None and value.amount <= 0:
        yield ("value-zero", {"field": words, "raw": value}), at
    elif value is not None and not value.currency:
        yield ("no-currency", {"field": words}), at


def _word_wants(piece: Piece, may_be_blank: Collection[str]) -> Iterable[Want]:
    """Place, status and ownership, where the register has a column for them, must be known words."""
    for name in ("ownership", "status", "location", "night_location"):
        doubt = piece.doubts.get(name)
        if doubt:
            yield ("word-doubt", {"field": _LABELS[name], "raw": doubt.raw}), piece.place(name)
        elif name not in may_be_blank and piece.mapped(name) and getattr(piece, name) is None:
            yield ("word-blank", {"field": _LABELS[name]}), piece.place(name)


def _line(piece: Piece, kept: Kept, where: Whereabouts, found: Worth, moment: Moment) -> Line:
    doubt = piece.doubts.get("category")
    ownership = ownership_of(piece) or ("" if piece.mapped("ownership") else moment.house["defaults.ownership"])
    by_day = Spot(where.situation, where.location)
    night = moment.at_night(piece, by_day, where.away)
    now = night if moment.closed else by_day
    return Line(
        stock_no=number_words(piece),
        description=description(piece),
        detail=detail(piece, moment.language),
        identifiers=identifiers(piece),
        category=piece.category or (doubt.raw if doubt else ""),
        ownership=ownership,
        situation=now.situation,
        location=now.location,
        value=found.value,
        valued=getattr(piece, found.basis.dated_by) if found.basis else piece.valuation_date,
        reasons=(),
        places=(),
        by_day=where.situation,
        at_night=night.situation,
        owner=_owner(piece, ownership, kept),
        away=where.away,
        basis=found.basis.key if found.basis else "",
    )


def _owner(piece: Piece, ownership: str, kept: Kept) -> str:
    """Whose the piece is, where it is not the house's: a consignor by name, a client by the number of a paper."""
    if ownership in OTHERS:
        return piece.consignor or ""
    if ownership == COLLECTION:
        return piece.sales_invoice_no or ""
    if ownership in CLIENTS:
        return next((job.job_no for job in reversed(jobs_of(piece, kept)) if job.job_no), "")
    return ""
