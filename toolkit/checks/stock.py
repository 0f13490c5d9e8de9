"""Rules of the stock register: identity, dates, ownership and status, marks that may mean sold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import timedelta
from itertools import pairwise

from toolkit.checks.pieces import BAGS, dated
from toolkit.checks.scope import Rule, Scope
from toolkit.checks.serial_forms import year_made
from toolkit.findings import Finding, Severity, declare
from toolkit.records import Piece, Sale
from toolkit.values import When, fold, fold_code
from toolkit.vocabulary import BRAND_ALIASES, GONE, in_words

MISSING_NO = declare(
    "missing-stock-no", Severity.ERROR, "A piece without a stock number",
    why="Without its number a piece cannot be told from another, nor its sale from another's.",
    message="This row has no stock number{named}.",
    hint="Type the piece's stock number, or strike the row from the register if it is no piece.",
    blocks=("schedule",),
)  # fmt: skip
DUPLICATE_NO = declare(
    "duplicate-stock-no", Severity.ERROR, "One stock number on several rows",
    why="A piece listed twice is insured twice; two pieces under one number cannot be told apart.",
    message="The stock number {value!r} stands in {count} rows.",
    hint="Give each piece its own number, or delete the row that repeats another.",
    blocks=("schedule",),
)  # fmt: skip
DUPLICATE_SERIAL = declare(
    "duplicate-serial", Severity.ERROR, "One serial number on several pieces",
    why="Brand, reference and serial number name one piece: it is listed twice, or one of the numbers is a slip.",
    message="{count} rows have the same brand, reference and serial number: {value}.",
    hint="Read the number on each piece and correct the row that is wrong. Where two old pieces share a number, mark "
    "this as not a fault.",
    blocks=("dossier",),
    may_stand=True,
)  # fmt: skip
DATES_ORDER = declare(
    "dates-out-of-order", Severity.ERROR, "Dates in an impossible order",
    why="A piece cannot be sold before it was acquired; one of the dates is wrong.",
    message="The date sold is {sold}, before the date acquired, {acquired}.",
    hint="Correct whichever date is wrong, from the purchase and sales invoices.",
    blocks=("schedule",),
)  # fmt: skip
FUTURE = declare(
    "future-date", Severity.WARNING, "A date in the future",
    why="An acquisition, sale or valuation cannot be later than today; the year may be mistyped.",
    message="The {field} is {value}, after today ({today}){cause}.",
    hint="Correct the date; if it is a plan, keep it in the notes.",
)  # fmt: skip
SOLD_UNDATED = declare(
    "sold-undated", Severity.ERROR, "A piece that has left, but no date says when",
    why="Without the date nobody can say whether the piece was held on the day of the schedule.",
    message="The status reads {status!r}, with no date of sale in the stock register{also}.",
    hint="Type the date of sale, or correct the status.",
    blocks=("schedule",),
)  # fmt: skip
ACQUIRED_UNDATED = declare(
    "acquired-undated", Severity.ERROR, "A piece without its date of acquisition",
    why="Without the date nobody can say whether the piece was held on the day of the schedule.",
    message="The register has a column for the date acquired, but this row's is empty.",
    hint="Type the date from the purchase invoice or the consignment note.",
    blocks=("schedule",),
)  # fmt: skip
SOLD_MARK = declare(
    "sold-mark", Severity.WARNING, "A mark that often means sold",
    why="Many registers strike a row through, or write it in red, once the piece is sold; it is never assumed.",
    message="The row is {how}; no date says that the piece was sold.",
    hint="Type the date of sale if it is sold; if not, take the mark away.",
    blocks=("schedule",), may_stand=True,
)  # fmt: skip
HIDDEN = declare(
    "hidden-row", Severity.WARNING, "A hidden row",
    why="A hidden piece is overlooked by people and counted by sums.",
    message="The row is hidden in the sheet; it is read all the same.",
    hint="Show the row in the spreadsheet, or type the date the piece left.",
    blocks=("schedule",), may_stand=True,
)  # fmt: skip
LOST = declare(
    "missing-piece", Severity.ERROR, "A piece recorded as missing or stolen",
    why="Insurers want a loss reported at once, and what is not in the house cannot be on its schedule.",
    message="The status says that the piece is {value}.",
    hint="Report it to the insurer; if it has been found, correct the status.",
    blocks=("schedule",),
)  # fmt: skip
WORD_BLANK = declare(
    "word-missing", Severity.ERROR, "A place, status or ownership left blank",
    why="Blank is not known: the schedule cannot say whose the piece is, where it is, or whether it is still here.",
    message="The {field} is empty.",
    hint="Type it; if the house does not keep this column, say with 'boutique map' that it is not used: the "
    "house's usual answer is then printed.",
    blocks=("schedule",),
)  # fmt: skip
UNDATED_REGISTER = declare(
    "no-date-column", Severity.INFORMATION, "No column for the date of acquisition",
    why="Every piece of the sheet is then taken as held, whatever the day of the schedule.",
    message="No column of this sheet holds the date a piece was acquired.",
    hint="Say with 'boutique map' which column it is, if there is one; if not, add one, or leave it so.",
)  # fmt: skip

_MARKED = {"struck": "struck through", "red": "in red", "coloured": "in a colour that means sold here"}

UNIQUE_SINCE = 1987
"""The year from which the numbers of watches are taken to be used once: older ones began again from time to time."""


def check_numbers(scope: Scope) -> Iterable[Finding]:
    """Every piece has a stock number (several in one cell are a doubt of the cell)."""
    for piece in scope.registers.pieces:
        if not piece.stock_no and "stock_no" not in piece.doubts:
            named = f" ({piece.description or piece.model or piece.brand})" if piece.description or piece.model else ""
            yield MISSING_NO.at(piece.place("stock_no"), "", register="stock", named=named)


def check_unique_numbers(scope: Scope) -> Iterable[Finding]:
    """No stock number stands in two rows; compared without spaces, hyphens and case."""
    groups: dict[str, list[Piece]] = defaultdict(list)
    for piece in scope.registers.pieces:
        if piece.stock_no:
            groups[fold_code(piece.stock_no)].append(piece)
    for pieces in groups.values():
        if len(pieces) > 1:
            number = pieces[0].stock_no or ""
            places = [piece.place("stock_no") for piece in pieces]
            yield DUPLICATE_NO.at(places, number, register="stock", subject=number, count=len(pieces))


def brand_key(brand: str | None, own: Mapping[str, str]) -> str:
    """A brand for comparison: VCA and Van Cleef & Arpels are one, and so are those of ``[words.brand]``."""
    folded = fold(brand or "")
    folded = fold(own.get(folded, folded))
    return BRAND_ALIASES.get(folded, folded)


def check_unique_serials(scope: Scope) -> Iterable[Finding]:
    """Brand, reference and serial together name one piece; Louis Vuitton date codes are shared and left out.

    Two modern watches of one number are an error. A piece sold and later bought back is one piece, and no fault.
    """
    groups: dict[tuple[str, str, str], list[Piece]] = defaultdict(list)
    own = scope.house.words.get("brand", {})
    for piece in scope.registers.pieces:
        if piece.serial and piece.category not in BAGS:
            groups[brand_key(piece.brand, own), fold_code(piece.brand_ref or ""), fold_code(piece.serial)].append(piece)
    shared = [pieces for pieces in groups.values() if len({fold_code(piece.stock_no or "") for piece in pieces}) > 1]
    sold = _sold({fold_code(piece.stock_no or "") for pieces in shared for piece in pieces}, scope.registers.sales)
    for pieces in shared:
        if _one_after_the_other(pieces, sold):
            continue
        first = pieces[0]
        yield DUPLICATE_SERIAL.at(
            [piece.place("serial") for piece in pieces],
            " ".join(part for part in (first.brand, first.brand_ref, first.serial) if part),
            register="stock", subject=first.stock_no or "", count=len(pieces),
            severity=None if all(_modern_watch(piece) for piece in pieces) else Severity.WARNING,
        )  # fmt: skip


def _modern_watch(piece: Piece) -> bool:
    """Whether a piece is a watch of the years in which makers no longer used a number twice."""
    made = year_made(piece.year_made)
    old = piece.condition in {"vintage", "antique"} or (made is not None and made[0] < UNIQUE_SINCE)
    return piece.category == "watch" and not old


def _one_after_the_other(pieces: Sequence[Piece], sold: Mapping[str, When]) -> bool:
    """Whether each of the rows was sold before the next was acquired: one piece, sold and bought back."""
    dated = sorted(
        ((piece.acquired_date.earliest, piece.sale_date or sold.get(fold_code(piece.stock_no or "")))
         for piece in pieces if piece.acquired_date),
        key=lambda pair: pair[0],
    )  # fmt: skip
    kept = all(left is not None and left.latest <= bought for (_, left), (bought, _) in pairwise(dated))
    return kept and len(dated) == len(pieces)


def _sold(numbers: Collection[str], sales: Iterable[Sale]) -> Mapping[str, When]:
    """When the sales register has these stock numbers sold."""
    found: dict[str, When] = {}
    for sale in sales if numbers else ():
        number = fold_code(sale.stock_no or "")
        if number in numbers and sale.sale_date and sale.kind in {None, "sold"}:
            found[number] = sale.sale_date
    return found


def check_dates(scope: Scope) -> Iterable[Finding]:
    """Acquired before sold, and nothing after today."""
    shifted = {name for name, _ in DATED if _of_other_calendar(scope, name)}
    for piece in scope.registers.pieces:
        number = piece.stock_no or ""
        acquired, sold = piece.acquired_date, piece.sale_date
        if acquired and sold and sold.latest < acquired.earliest:
            places = (piece.place("sale_date"), piece.place("acquired_date"))
            yield DATES_ORDER.at(
                places, sold.latest, register="stock", subject=number, sold=dated(sold),
                acquired=dated(acquired),
            )
        for name, label in DATED:
            value = getattr(piece, name)
            if value and value.earliest > scope.today:
                earlier = value.earliest - BETWEEN_CALENDARS
                cause = f"; by the other calendar of spreadsheets it would be {earlier}" if name in shifted else ""
                yield FUTURE.at(
                    piece.place(name), value.earliest, register="stock", subject=number, field=label,
                    today=scope.today, cause=cause,
                )  # fmt: skip


DATED = (("acquired_date", "date acquired"), ("sale_date", "date sold"), ("valuation_date", "date valued"))
"""The dates of a piece that have happened."""

BETWEEN_CALENDARS = timedelta(days=1462)
"""Four years and a day: between the calendar that begins in 1900 and that of old Macintosh workbooks."""

SOME = 3
"""So many dates of a column in the future are no slips of single cells."""


def _of_other_calendar(scope: Scope, name: str) -> bool:
    """Whether several dates of a column lie ahead, and none by more than the two calendars are apart."""
    days = [value.earliest for piece in scope.registers.pieces if (value := getattr(piece, name))]
    ahead = [day for day in days if day > scope.today]
    return len(ahead) >= SOME and max(ahead) - BETWEEN_CALENDARS <= scope.today


def check_status(scope: Scope) -> Iterable[Finding]:
    """What is gone says since when; what is lost is said."""
    for piece in scope.registers.pieces:
        number = piece.stock_no or ""
        if piece.status in GONE and not piece.sale_date and "sale_date" not in piece.doubts:
            also = "" if piece.mapped("sale_date") else ", which has no such column"
            yield SOLD_UNDATED.at(
                piece.place("status"), piece.status, register="stock", subject=number, also=also,
                status=in_words(piece.status or ""),
            )  # fmt: skip
        if piece.status in {"missing", "stolen"}:
            yield LOST.at(piece.place("status"), piece.status, register="stock", subject=number)


def check_acquired(scope: Scope) -> Iterable[Finding]:
    """Where the register dates acquisitions, every piece has its date; where it does not, that is said once."""
    for table in scope.registers.tables:
        if table.source.register == "stock" and "acquired_date" not in table.source.letters:
            yield UNDATED_REGISTER.at(table.source.place(table.header_row), "", register="stock")
    for piece in scope.registers.pieces:
        if piece.status == "incoming":
            continue  # on order: it is acquired when it comes
        if piece.mapped("acquired_date") and piece.acquired_date is None and "acquired_date" not in piece.doubts:
            yield ACQUIRED_UNDATED.at(piece.place("acquired_date"), "", register="stock", subject=piece.stock_no or "")


def check_words(scope: Scope) -> Iterable[Finding]:
    """A held piece has a place, a status and an owner, where the register has such columns."""
    for piece in scope.registers.pieces:
        if piece.sale_date or piece.status in GONE or piece.status == "incoming":
            continue
        for name, label in (("ownership", "ownership"), ("status", "status"), ("location", "place")):
            if piece.mapped(name) and getattr(piece, name) is None and name not in piece.doubts:
                yield WORD_BLANK.at(piece.place(name), "", register="stock", subject=piece.stock_no or "", field=label)


def check_marks(scope: Scope) -> Iterable[Finding]:
    """Struck, red and hidden rows are proposed as sold, never assumed, unless a date already says so."""
    for piece in scope.registers.pieces:
        if piece.sale_date or piece.status in GONE:
            continue
        strikes = sorted(piece.marks & set(_MARKED))
        if strikes:
            yield SOLD_MARK.at(
                piece.place("stock_no"), " and ".join(strikes), register="stock", subject=piece.stock_no or "",
                how=" and ".join(_MARKED[mark] for mark in strikes),
            )  # fmt: skip
        if "hidden" in piece.marks:
            yield HIDDEN.at(piece.place("stock_no"), "", register="stock", subject=piece.stock_no or "")


RULES: tuple[Rule, ...] = (
    check_numbers, check_unique_numbers, check_unique_serials, check_dates, check_status, check_acquired, check_words,
    check_marks,
)  # fmt: skip
