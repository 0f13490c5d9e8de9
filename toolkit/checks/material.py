"""Rules of metals, stones, reports and trade item numbers. A format can only look right; it is never proof."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from stdnum import ean

from toolkit.checks.scope import Rule, Scope
from toolkit.checks.standards import AGREE_WITHIN, FINENESS, GIA_LAB_GROWN_GRADES, REPORT_FORMATS
from toolkit.findings import Finding, Severity, declare
from toolkit.measures import fineness
from toolkit.records import Piece
from toolkit.values import Doubt, fold, fold_code

KARAT_CONFLICT = declare(
    "fineness-karat-conflict", Severity.ERROR, "Karat and fineness disagree",
    why="One of the two is wrong, and the metal decides the value and the hallmark.",
    message="{karat} karat is {exact} parts per thousand, but the fineness reads {value}.",
    hint="Read the hallmark on the piece and correct the wrong one.",
)  # fmt: skip
FINENESS_ODD = declare(
    "fineness-unusual", Severity.WARNING, "A fineness no standard knows",
    why="A hallmark carries one of a few figures; another is a slip or a foreign or historic standard.",
    message="The fineness {value} is no standard of {metal} in the United Kingdom, the United States or Germany.",
    hint="Read the hallmark again; if it stands, say in the notes which country's it is.",
)  # fmt: skip
GTIN_DIGIT = declare(
    "gtin-check-digit", Severity.ERROR, "A GTIN whose check digit is wrong",
    why="A brand's system refuses it, or takes it for another article.",
    message="The GTIN {value!r} does not satisfy its check digit.",
    hint="Scan or read the number from the tag again.",
)  # fmt: skip
GTIN_LENGTH = declare(
    "gtin-length", Severity.WARNING, "A GTIN of the wrong length",
    why="A GTIN has 8, 12, 13 or 14 digits; one of 11 has often lost a leading zero.",
    message="The GTIN {value!r} has {count} characters{proposal}.",
    hint="Scan or read the number from the tag again, and format the column as text.",
)  # fmt: skip
CARAT = declare(
    "carat-out-of-range", Severity.WARNING, "A carat weight beyond belief",
    why="A slipped decimal makes a stone ten times its weight, and its value many times more.",
    message="The carat weight reads {value}.",
    hint="Compare it with the laboratory report or the purchase invoice.",
)  # fmt: skip
REPORT = declare(
    "report-format", Severity.WARNING, "A report number of an unusual form",
    why="A lost or doubled digit names another stone's report.",
    message="{laboratory} numbers its reports with {words}; this reads {value!r}.",
    hint="Read the number on the report again; the form alone proves nothing.",
)  # fmt: skip
LAB_GROWN = declare(
    "report-lab-grown", Severity.ERROR, "A report number and an origin that contradict each other",
    why="A laboratory-grown stone sold as natural is a misdescription.",
    message="The report number {value!r} is of a laboratory-grown stone; the register says {origin}.",
    hint="Read the report and correct the origin.",
)  # fmt: skip
GRADES = declare(
    "report-grades-lab-grown", Severity.WARNING, "Grades that the laboratory no longer gives",
    why="Since 1 October 2025 GIA describes laboratory-grown diamonds as Premium or Standard only.",
    message="A GIA report of {value} on a laboratory-grown stone carries no colour or clarity grade.",
    hint="Read the report: the date, the laboratory or the grades are wrong.",
)  # fmt: skip
DUPLICATE_REPORT = declare(
    "duplicate-report", Severity.ERROR, "One report number on two pieces",
    why="A report describes one stone; one of the pieces carries another's report.",
    message="The report {value!r} stands on {count} pieces.",
    hint="Compare each stone with the report and correct the number.",
)  # fmt: skip

HEAVIEST = Decimal(100)
"""Carats above which a weight is asked about: such stones exist, slipped decimals are commoner."""

FULL_KARAT = Decimal(24)


def check_fineness(scope: Scope) -> Iterable[Finding]:
    """Karat against fineness, and fineness against the standards of the metal."""
    for piece in scope.registers.pieces:
        karat, parts, metal = _metal(piece)
        number = piece.stock_no or ""
        if karat and parts and abs(karat / FULL_KARAT * 1000 - parts) > AGREE_WITHIN:
            exact = (karat / FULL_KARAT * 1000).quantize(Decimal("0.1"))
            places = [piece.place(name) for name in ("fineness", "karat", "metal") if piece.mapped(name)]
            yield KARAT_CONFLICT.at(places, parts, register="stock", subject=number, karat=karat, exact=exact)
        elif parts and metal:
            known = {standard for row in FINENESS if row.metal == metal for standard in row.standards}
            if known and int(parts) not in known and not karat:
                at = piece.place("fineness" if piece.fineness else "metal")
                yield FINENESS_ODD.at(at, parts, register="stock", subject=number, metal=metal)


def _metal(piece: Piece) -> tuple[Decimal | None, Decimal | None, str | None]:
    """Karat, fineness and metal of a piece, from its own columns first, then from the metal's words."""
    measured = fineness(piece.metal) if piece.metal else None
    if measured is None or isinstance(measured, Doubt):
        return piece.karat, piece.fineness, _named_metal(piece.metal)
    return (
        piece.karat or measured.karat,
        piece.fineness or measured.fineness,
        measured.metal or _named_metal(piece.metal),
    )


def _named_metal(words: str | None) -> str | None:
    """The precious metal that a text names in English or French, if it names just one."""
    names = {"gold": "gold", "or": "gold", "silver": "silver", "argent": "silver", "platinum": "platinum",
             "platine": "platinum", "palladium": "palladium"}  # fmt: skip
    found = {names[word] for word in fold(words or "").split() if word in names}
    return found.pop() if len(found) == 1 else None


def check_gtin(scope: Scope) -> Iterable[Finding]:
    """GTIN-8, 12, 13 and 14: length and check digit (GS1 General Specifications, modulo 10)."""
    for piece in scope.registers.pieces:
        if not piece.gtin:
            continue
        digits = re.sub(r"[\s-]", "", piece.gtin)
        at, number = piece.place("gtin"), piece.stock_no or ""
        if not digits.isdigit() or len(digits) not in {8, 12, 13, 14}:
            padded = f"0{digits}"
            proposal = (
                f"; with a leading zero, {padded}, it is valid" if len(digits) == 11 and ean.is_valid(padded) else ""
            )
            yield GTIN_LENGTH.at(at, piece.gtin, register="stock", subject=number, count=len(digits), proposal=proposal)
        elif not ean.is_valid(digits):
            yield GTIN_DIGIT.at(at, piece.gtin, register="stock", subject=number)


def check_carat(scope: Scope) -> Iterable[Finding]:
    """A carat weight is above zero and below what is known by name."""
    for piece in scope.registers.pieces:
        if piece.carat is not None and not 0 < piece.carat <= HEAVIEST:
            yield CARAT.at(piece.place("carat"), piece.carat, register="stock", subject=piece.stock_no or "")


def check_reports(scope: Scope) -> Iterable[Finding]:
    """Forms of report numbers by laboratory; laboratory-grown stones by prefix and by date."""
    formats = {row.laboratory: row for row in REPORT_FORMATS}
    since, _ = GIA_LAB_GROWN_GRADES
    for piece in scope.registers.pieces:
        if not piece.report_no:
            continue
        number, at = piece.stock_no or "", piece.place("report_no")
        plain = fold_code(piece.report_no).removeprefix(piece.laboratory or "\0")
        row = formats.get(piece.laboratory or "")
        if row and not re.fullmatch(row.pattern, plain):
            yield REPORT.at(
                at, piece.report_no, register="stock", subject=number, laboratory=row.laboratory, words=row.words
            )
        if plain.startswith("LG") and piece.stone_origin == "natural":
            yield LAB_GROWN.at(at, piece.report_no, register="stock", subject=number, origin="natural")
        dated = piece.report_date and piece.report_date.earliest >= since
        if (
            piece.laboratory == "GIA"
            and piece.stone_origin == "lab_grown"
            and dated
            and (piece.colour or piece.clarity)
        ):
            yield GRADES.at(piece.place("report_date"), piece.report_date.earliest, register="stock", subject=number)  # type: ignore[union-attr]  # dated says so


def check_unique_reports(scope: Scope) -> Iterable[Finding]:
    """One report number, one piece: LG before an IGI number is disclosure, not a different report."""
    groups: dict[tuple[str, str], list[Piece]] = defaultdict(list)
    for piece in scope.registers.pieces:
        if piece.report_no and piece.laboratory:
            plain = fold_code(piece.report_no).removeprefix(piece.laboratory).removeprefix("LG")
            groups[piece.laboratory, plain].append(piece)
    for pieces in groups.values():
        if len({fold_code(piece.stock_no or "") for piece in pieces}) > 1:
            places = [piece.place("report_no") for piece in pieces]
            first = pieces[0]
            yield DUPLICATE_REPORT.at(
                places, first.report_no, register="stock", subject=first.stock_no or "", count=len(pieces)
            )


RULES: tuple[Rule, ...] = (check_fineness, check_gtin, check_carat, check_reports, check_unique_reports)
