"""Each row of the stock register as one line of the schedule, in exactly one block."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from toolkit.checks.money import covers_several
from toolkit.checks.valuation import ownership_of, value_fields, value_of
from toolkit.doubts import DOUBTS
from toolkit.findings import Place
from toolkit.house import House
from toolkit.records import Piece, Registers
from toolkit.registers import STOCK
from toolkit.render.reasons import reason
from toolkit.render.wording import label, money, when
from toolkit.reports.custody import Custody, Movements, Reason, Standing, custody
from toolkit.reports.insurance import Line
from toolkit.values import Money, When
from toolkit.vocabulary import AWAY


class Block(Enum):
    """Where a line stands: in the total, or in one of the three named blocks beside it."""

    TOTAL = "total"
    IN_DOUBT = "in doubt"
    EXCEPTION = "exception"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True)
class Placed:
    """A line and its block."""

    block: Block
    line: Line


_LABELS = {column.field: column.label for column in STOCK.columns}


def lines(registers: Registers, house: House, as_at: datetime) -> list[Placed]:
    """Every row of the stock register: pieces in the order of their numbers, then rows that are no pieces."""
    movements = Movements.of(registers.pieces, registers.sales)
    placed = [_place(piece, custody(piece, movements, as_at.date()), house) for piece in registers.pieces]
    language = house["house.language"]
    for table in registers.tables:
        if table.source.register == "stock":
            for row in table.excluded:
                why = reason("row", language, why=row.reason)
                placed.append(Placed(Block.EXCLUDED, _bare_line(table.source.place(row.row), why)))
    return sorted(placed, key=lambda item: natural(item.line.stock_no))


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


def _bare_line(place: Place, why: str) -> Line:
    return Line("", "", "", "", "", "", "", "", None, None, (why,), (place,))


def _place(piece: Piece, stands: Custody, house: House) -> Placed:
    """The piece's line: not held is excluded, doubt is in doubt; held needs a value and known words for the total."""
    basis = house["insurance.basis"]
    name, value = value_of(piece, basis)
    wants: tuple[tuple[Reason, Place], ...] = ()
    if stands.standing is Standing.NOT_HELD:
        block = Block.EXCLUDED
    elif stands.standing is Standing.DOUBT:
        block = Block.IN_DOUBT
    else:
        wants = (*_value_wants(piece, basis), *_word_wants(piece))
        block = Block.EXCEPTION if wants else Block.TOTAL
    reasons = [*stands.reasons, *(item for item, _ in wants)]
    places = [*(place for _, place in wants), *stands.places]  # the cell to fill comes first
    if name and not wants:
        places.append(piece.place(name))
    language = house["house.language"]
    words = tuple(dict.fromkeys(_say(item, language) for item in reasons))
    return Placed(block, _line(piece, house, value, words, tuple(dict.fromkeys(places))))


def _say(item: Reason, language: str) -> str:
    """A reason as a sentence: dates, statuses and figures as a document writes them."""
    key, facts = item
    said = {name: _fact(name, fact, language) for name, fact in facts.items()}
    return reason(key, language, **said)


def _fact(name: str, fact: object, language: str) -> object:
    if isinstance(fact, When):
        return when(fact, language)
    if isinstance(fact, Money):
        return money(fact.amount, fact.currency, language)
    if name == "how":
        return reason(str(fact), language)
    return label(str(fact), language).lower() if name == "status" else fact


def _value_wants(piece: Piece, basis: str) -> Iterable[tuple[Reason, Place]]:
    """What keeps a piece's value from the total: none, doubtful, nothing, for several pieces, without currency."""
    fields = value_fields(piece, basis)
    if not fields:
        yield ("no-value-column", {}), piece.place()
        return
    name, value = value_of(piece, basis)
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


def _word_wants(piece: Piece) -> Iterable[tuple[Reason, Place]]:
    """Place, status and ownership, where the register has a column for them, must be known words."""
    for name in ("ownership", "status", "location"):
        doubt = piece.doubts.get(name)
        if doubt:
            yield ("word-doubt", {"field": _LABELS[name], "raw": doubt.raw}), piece.place(name)
        elif piece.mapped(name) and getattr(piece, name) is None:
            yield ("word-blank", {"field": _LABELS[name]}), piece.place(name)


def situation_of(piece: Piece, house: House) -> str:
    """Where a piece is: away by its status before the place its row still names, else the house's default."""
    return (
        AWAY.get(piece.status or "")
        or piece.situation
        or ("" if piece.mapped("location") else house["defaults.situation"])
    )


def _line(piece: Piece, house: House, value: Money | None, reasons: tuple[str, ...], places: tuple[Place, ...]) -> Line:
    doubt = piece.doubts.get("category")
    number = piece.stock_no or (piece.doubts["stock_no"].raw if "stock_no" in piece.doubts else "")
    return Line(
        stock_no=number,
        description=description(piece),
        detail=detail(piece, house["house.language"]),
        identifiers=identifiers(piece),
        category=piece.category or (doubt.raw if doubt else ""),
        ownership=ownership_of(piece) or ("" if piece.mapped("ownership") else house["defaults.ownership"]),
        situation=situation_of(piece, house),
        location=piece.location or "",
        value=value,
        valued=piece.valuation_date,
        reasons=reasons,
        places=places,
    )


def description(piece: Piece) -> str:
    """What replaces the piece if it is lost: maker, model, reference, what it is, metal, stones, size."""
    said: list[str] = []
    for part in (
        piece.brand,
        piece.model,
        piece.brand_ref,
        piece.description,
        piece.metal,
        piece.material,
        *_stones(piece),
    ):
        if part and not any(part.casefold() in other.casefold() for other in said):
            said.append(part)
    if piece.size:
        said.append(f"size {piece.size}" if piece.size[:1].isdigit() or len(piece.size) <= 3 else piece.size)
    return ", ".join(said)


def _stones(piece: Piece) -> Iterable[str]:
    if piece.stones:
        yield piece.stones
    graded = [f"{piece.carat.normalize():f} ct" if piece.carat else None, piece.colour, piece.clarity]
    if any(graded):
        yield " ".join(part for part in graded if part)
    if piece.stone_origin == "lab_grown":
        yield "laboratory-grown"


def detail(piece: Piece, language: str) -> str:
    """The quieter second line: collection, year, condition, box and papers as far as known."""
    parts = [piece.collection, piece.year_made, label(piece.condition, language) if piece.condition else None]
    if piece.full_set:
        parts.append("full set")
    parts.extend(word for word, has in (("box", piece.box), ("papers", piece.papers)) if has)
    return " · ".join(part for part in parts if part)


def identifiers(piece: Piece) -> str:
    """Serial and report numbers, as they stand on the piece and the report."""
    report = piece.report_no
    if report and piece.laboratory and not report.upper().startswith(piece.laboratory):
        report = f"{piece.laboratory} {report}"
    return " · ".join(part for part in (piece.serial or piece.case_no, report) if part)
