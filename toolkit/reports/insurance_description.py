"""A piece in words, as a schedule needs it: what replaces it if it is lost, and by which numbers it is known."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.records import Piece
from toolkit.render.wording import label
from toolkit.values import fold


def description(piece: Piece) -> str:
    """What replaces the piece if it is lost: maker, model, reference, what it is, metal, stones, size."""
    said: list[str] = []
    named = ("brand", "model", "brand_ref", "description", "metal", "material")
    own = [getattr(piece, name) for name in named if name not in piece.described]  # else the description says it
    for part in (*own, *_stones(piece)):
        if part and not any(part.casefold() in other.casefold() for other in said):
            said.append(part)
    if piece.size and "size" not in piece.described:
        said.append(f"size {piece.size}" if piece.size[:1].isdigit() or len(piece.size) <= 3 else piece.size)
    return ", ".join(said)


def _stones(piece: Piece) -> Iterable[str]:
    if piece.stones and "stones" not in piece.described:
        yield piece.stones
    carat = f"{piece.carat.normalize():f} ct" if piece.carat else None
    grades = {"carat": carat, "colour": piece.colour, "clarity": piece.clarity}
    graded = [words for name, words in grades.items() if name not in piece.described]
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
    laboratory = label(piece.laboratory, "en") if piece.laboratory else ""  # a name is the same in every language
    if report and not fold(report).startswith(fold(laboratory)):
        report = f"{laboratory} {report}"
    return " · ".join(part for part in (piece.serial or piece.case_no, report) if part)
