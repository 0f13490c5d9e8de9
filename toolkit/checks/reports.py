"""Rules of laboratory reports: their numbers, what they say of a stone's origin, and one report for one stone.

A format can only look right; it is never proof, and no number here is checked with its laboratory.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from toolkit.checks.gems import says_grown
from toolkit.checks.law.goods import LABORATORIES
from toolkit.checks.law.row import in_force
from toolkit.checks.pieces import is_blank
from toolkit.checks.scope import Rule, Scope
from toolkit.checks.spread import told_once
from toolkit.checks.standards import CLARITY_GRADE, COLOUR_GRADE, REPORT_FORMATS, squeezed
from toolkit.checks.telling import topics
from toolkit.findings import Finding, Severity, declare
from toolkit.records import Piece
from toolkit.values import fold_code
from toolkit.vocabulary import in_words

REPORT = declare(
    "report-format", Severity.WARNING, "A report number of an unusual form",
    why="A lost or doubled digit names another stone's report.",
    message="{laboratory} numbers its reports with {words}; this reads {value!r}{doubt}.",
    hint="Read the number on the report again and correct it if it differs; the form alone proves nothing.",
)  # fmt: skip
LAB_GROWN = declare(
    "report-lab-grown", Severity.ERROR, "A report number and an origin that contradict each other",
    why="A laboratory-grown stone sold as natural is a misdescription.",
    message="The report number {value!r} is of a laboratory-grown stone; the register says {origin}.",
    hint="Read the report and correct the origin.",
)  # fmt: skip
UNDISCLOSED = declare(
    "lab-grown-undisclosed", Severity.WARNING, "A laboratory-grown stone that the row does not call so",
    why="LG before an IGI number is the disclosure that a stone was grown; the description must say so too.",
    message="The report number {value!r} is of a laboratory-grown stone; nothing else in the row says so.",
    hint="Type laboratory-grown as the stone's origin and in its description, once the report has been read.",
)  # fmt: skip
GRADES = declare(
    "report-grades-lab-grown", Severity.WARNING, "Grades that the laboratory no longer gives",
    why="Since 1 October 2025 GIA describes laboratory-grown diamonds as Premium or Standard only.",
    message="The row gives colour or clarity grades; a GIA report of {value} on a laboratory-grown stone carries none.",
    hint="Read the report, and correct the date, the laboratory or the grades.",
)  # fmt: skip
DUPLICATE_REPORT = declare(
    "duplicate-report", Severity.ERROR, "One report number on two pieces",
    why="A report describes one stone; one of the pieces carries another's report.",
    message="The report number {value!r} stands on {count} pieces.",
    hint="Compare each stone with the report and correct the number.",
)  # fmt: skip
NO_LABORATORY = declare(
    "report-without-laboratory", Severity.WARNING, "A report number without its laboratory",
    why="A report number says nothing until one knows whose it is.",
    message="There is a report number {value!r}, but no laboratory.",
    hint="Type the laboratory named on the report.",
)  # fmt: skip
NO_NUMBER = declare(
    "laboratory-without-report", Severity.WARNING, "A laboratory without its report number",
    why="A laboratory's name without the number looks like a report that cannot be shown.",
    message="The laboratory is {value}, but there is no report number.",
    hint="Type the number from the report, or take the laboratory out if there is no report.",
)  # fmt: skip
ORIGIN_CONFLICT = declare(
    "stone-origin-conflict", Severity.ERROR, "Natural in one column, laboratory-grown in another",
    why="A laboratory-grown stone sold as natural is a misdescription.",
    message="The origin is natural, but {field} reads {value!r}.",
    hint="Read the report and correct whichever is wrong.",
    blocks=("dossier",),
)  # fmt: skip

_NOT_STONES = frozenset({"watch", "handbag", "small_leather", "accessory"})
"""Categories whose certificates are no reports on a stone, and whose synthetic sapphires are their glass."""

_OLDER_GIA = re.compile(r"\d{7,9}")


def check_formats(scope: Scope) -> Iterable[Finding]:
    """Forms of report numbers by laboratory."""
    formats = {row.laboratory: row for row in REPORT_FORMATS}
    for piece in scope.registers.pieces:
        row = formats.get(piece.laboratory or "") if piece.report_no else None
        if row is None or piece.report_no is None or re.fullmatch(row.pattern, piece.report_no):
            continue
        plain = _plain(piece)
        if re.fullmatch(row.pattern, plain):
            continue
        older = row.laboratory == "GIA" and _OLDER_GIA.fullmatch(plain)
        doubt = ": an older report, or a digit is lost" if older else ""
        yield REPORT.at(
            piece.place("report_no"), piece.report_no, register="stock", subject=piece.stock_no or "",
            laboratory=row.laboratory, words=row.words, doubt=doubt,
        )  # fmt: skip


def _plain(piece: Piece) -> str:
    """A report number for comparison: without the laboratory's name before it, which some type in the same cell."""
    number = piece.report_no or ""
    return number if number.isdigit() else fold_code(number).removeprefix(piece.laboratory or "\0")


def check_disclosure(scope: Scope) -> Iterable[Finding]:
    """LG before a report number is disclosure: the origin may not contradict it, and something else must say it."""
    for piece in scope.registers.pieces:
        if not piece.report_no or not _plain(piece).startswith("LG") or "stone_origin" in piece.doubts:
            continue
        at, number = piece.place("report_no"), piece.stock_no or ""
        if piece.stone_origin in {"natural", "treated"}:
            origin = in_words(piece.stone_origin)
            yield LAB_GROWN.at(at, piece.report_no, register="stock", subject=number, origin=origin)
        elif piece.stone_origin is None and not any(map(says_grown, _words(piece))):
            yield UNDISCLOSED.at(at, piece.report_no, register="stock", subject=number)


def _words(piece: Piece) -> list[str]:
    """The texts of a row that may say how a stone came to be."""
    return [words for words in (piece.stones, piece.description) if words]


def check_dated_grades(scope: Scope) -> Iterable[Finding]:
    """Colour and clarity on a laboratory-grown diamond, with a report of the time since GIA gives none."""
    for piece in scope.registers.pieces:
        if piece.laboratory != "GIA" or piece.stone_origin != "lab_grown" or piece.report_date is None:
            continue
        row = in_force(LABORATORIES, "lab-grown-grades", "", piece.report_date.earliest)
        light = row is not None and piece.carat is not None and not row.reached(piece.carat)
        if row and not light and _is_graded(piece.colour or "", piece.clarity or ""):
            at, day = piece.place("report_date"), piece.report_date.earliest
            yield GRADES.at(at, day, register="stock", subject=piece.stock_no or "")


def _is_graded(colour: str, clarity: str) -> bool:
    """Whether a colour from D to Z or a clarity is given; a fancy colour and the word Premium are no such grade."""
    return bool(COLOUR_GRADE.fullmatch(squeezed(colour)) or CLARITY_GRADE.fullmatch(squeezed(clarity)))


def check_unique_reports(scope: Scope) -> Iterable[Finding]:
    """One report number, one piece: LG before an IGI number is disclosure, not a different report."""
    first_seen: dict[tuple[str, str], Piece] = {}
    groups: dict[tuple[str, str], list[Piece]] = {}
    for piece in scope.registers.pieces:
        if piece.report_no and piece.laboratory:
            key = (piece.laboratory, _plain(piece).removeprefix("LG"))
            first = first_seen.setdefault(key, piece)
            if first is not piece:
                groups.setdefault(key, [first]).append(piece)
    for pieces in groups.values():
        if len({fold_code(piece.stock_no or "") for piece in pieces}) > 1:
            places = [piece.place("report_no") for piece in pieces]
            first = pieces[0]
            yield DUPLICATE_REPORT.at(
                places, first.report_no, register="stock", subject=first.stock_no or "", count=len(pieces)
            )


def check_pairs(scope: Scope) -> Iterable[Finding]:
    """A report number has its laboratory, and a laboratory its number, where the register has columns for both."""
    yield from told_once(scope, "laboratory", _paired(scope, "report_no", "laboratory"))
    yield from told_once(scope, "report_no", _paired(scope, "laboratory", "report_no"))


def _paired(scope: Scope, has: str, lacks: str) -> Iterator[tuple[Piece, Finding | None]]:
    """Every piece with the one, and the finding where the other is blank."""
    kind = NO_LABORATORY if lacks == "laboratory" else NO_NUMBER
    for piece in scope.registers.pieces:
        value = getattr(piece, has)
        if value is None or piece.category in _NOT_STONES:
            continue
        if getattr(piece, lacks) is None and is_blank(piece, lacks) and not _named_within(piece):
            yield piece, kind.at(piece.place(lacks), value, register="stock", subject=piece.stock_no or "")
        else:
            yield piece, None


def _named_within(piece: Piece) -> bool:
    """Whether the number's cell begins with letters, as ``GIA 2185643210`` does."""
    return bool(piece.report_no and re.match(r"[A-Za-z]{3}", piece.report_no))


def check_origin(scope: Scope) -> Iterable[Finding]:
    """A stone that is natural by its column and grown by its description."""
    for piece in scope.registers.pieces:
        if piece.stone_origin != "natural" or piece.category in _NOT_STONES:
            continue
        for field, words in (("stones", piece.stones), ("description", piece.description)):
            if words and "grown" in topics(words) and says_grown(words):
                places = [piece.place(field), piece.place("stone_origin")]
                name = "the column for stones" if field == "stones" else "the description"
                yield ORIGIN_CONFLICT.at(places, words, register="stock", subject=piece.stock_no or "", field=name)
                break


RULES: tuple[Rule, ...] = (
    check_formats, check_disclosure, check_dated_grades, check_unique_reports, check_pairs, check_origin,
)  # fmt: skip
