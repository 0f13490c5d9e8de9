"""Rules of the margin scheme's stock book in the United Kingdom: numbers without gaps, every particular in its cell.

The stock register is that book for the pieces whose VAT treatment says margin scheme, and for no others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from toolkit.checks.law.title import SCHEME_SOURCE
from toolkit.checks.numbering import gap_finding, missing, numbered, runs, split
from toolkit.checks.pieces import SECOND_HAND, from_private, is_blank, is_held, is_owned, listed
from toolkit.checks.scope import Rule, Scope
from toolkit.checks.spread import told_once
from toolkit.findings import Finding, Severity, declare
from toolkit.records import Piece, Record, Sale, Source
from toolkit.values import fold_code

GAP = declare(
    "stock-book-gap", Severity.WARNING, "Gaps in the numbers of the margin scheme's stock book",
    why="The stock book is numbered without gaps; a number that is nowhere looks like a sale that was left out.",
    message="Between {first} and {last} these numbers are in no register: {value}.",
    hint="Restore the rows that were deleted, or note for each number why it was not used, and keep the note.",
    source=SCHEME_SOURCE,
)  # fmt: skip
BLANK = declare(
    "stock-book-blank", Severity.WARNING, "A particular missing from the margin scheme's stock book",
    why="Where the stock book is incomplete, VAT may be asked on the whole selling price.",
    message="{heading!r} is empty; the stock book of the margin scheme has {field} of every piece{when}.",
    hint="Type it from the {paper}; what the book must hold is to be verified with your adviser.",
    source=SCHEME_SOURCE,
)  # fmt: skip
COLUMN = declare(
    "stock-book-column", Severity.INFORMATION, "A particular of the stock book has no column",
    why="Where the stock book is incomplete, VAT may be asked on the whole selling price.",
    message="This sheet has pieces under the margin scheme ({count}), but no column for {value}.",
    hint="Say with 'boutique map' which column it is, if there is one; if not, keep the papers beside the register.",
    source=SCHEME_SOURCE,
)  # fmt: skip

_WORDS = {
    "acquired_from": "the seller", "acquired_date": "the date of purchase", "cost_purchase": "the purchase price",
    "purchase_invoice_no": "the purchase invoice", "description": "a description", "sale_price": "the selling price",
    "sales_invoice_no": "the sales invoice", "invoice_no": "the sales invoice", "buyer": "the buyer",
}  # fmt: skip
_BOOK = ("acquired_from", "acquired_date", "purchase_invoice_no", "cost_purchase")


def check_gaps(scope: Scope) -> Iterable[Finding]:
    """The numbers of each series in which a margin scheme piece stands, without those that are in no register."""
    margin = booked_numbers(scope)
    if margin:
        numbers = numbered((*scope.registers.pieces, *scope.registers.sales), {name for name, _ in margin})
        for name in sorted(numbers):
            for run in runs(sorted(numbers[name])):
                if any((name, number) in margin for number in run):
                    yield from _gaps(name, run, numbers[name])


def booked_numbers(scope: Scope) -> frozenset[tuple[str, int]]:
    """The series and the number in it of every piece in the margin scheme's stock book."""
    return frozenset(split(piece.stock_no) for piece in _booked(scope) if piece.stock_no)


def _gaps(name: str, run: Sequence[int], records: Mapping[int, Record]) -> Iterable[Finding]:
    """One finding for all gaps of a run. Where most numbers are missing, they were never given out in order."""
    gaps = missing(run)
    if gaps and sum(last - first + 1 for first, last in gaps) <= len(run):
        yield gap_finding(GAP, name, run, gaps, records)


def check_purchases(scope: Scope) -> Iterable[Finding]:
    """What the book has of a purchase: seller, invoice, price, description. Other rules ask for the date."""
    for field in ("acquired_from", "purchase_invoice_no", "cost_purchase", "description"):
        yield from told_once(scope, field, _purchase(scope, field))


def _purchase(scope: Scope, field: str) -> Iterable[tuple[Record, Finding | None]]:
    own = scope.house.terms(scope.today).own
    by_cost = own is not None and own.field == "cost_purchase"
    for piece in _booked(scope):
        titled = piece.condition in SECOND_HAND and is_owned(piece, scope.house)  # asked for by the rules of title
        if field == "description":
            blank = is_blank(piece, "description", "model", "brand", "brand_ref")
        elif field == "cost_purchase":
            blank = is_blank(piece, field) and not (by_cost and is_held(piece))
        elif field == "purchase_invoice_no":
            blank = is_blank(piece, field) and not titled and not from_private(piece)
        else:
            blank = is_blank(piece, field) and not titled
        yield piece, _missing(piece, field, "", "purchase invoice") if blank and piece.mapped(field) else None


def check_sales(scope: Scope) -> Iterable[Finding]:
    """What the book has of a sale: in the sales register or, where that has no such sale, in the stock register."""
    sold = {fold_code(sale.stock_no) for sale in scope.registers.sales if sale.stock_no}
    for field in ("invoice_no", "buyer"):
        yield from told_once(scope, field, _sale(scope, field))
    for field in ("sales_invoice_no", "sale_price", "buyer"):
        yield from told_once(scope, field, _sold(scope, field, sold))


def _sale(scope: Scope, field: str) -> Iterable[tuple[Record, Finding | None]]:
    for sale in scope.registers.sales if scope.house.country == "GB" else ():
        if sale.vat_treatment == "margin" and sale.mapped(field):
            blank = getattr(sale, field) is None and field not in sale.doubts
            yield sale, _missing(sale, field, " sold", "sales invoice") if blank else None


def _sold(scope: Scope, field: str, elsewhere: set[str]) -> Iterable[tuple[Record, Finding | None]]:
    for piece in _booked(scope):
        sold = piece.sale_date is not None or piece.status in {"sold", "sold_not_delivered"}
        if sold and piece.mapped(field) and fold_code(piece.stock_no or "") not in elsewhere:
            yield piece, _missing(piece, field, " sold", "sales invoice") if is_blank(piece, field) else None


def _missing(record: Piece | Sale, field: str, when: str, paper: str) -> Finding:
    return BLANK.at(
        record.place(field), "", register=record.source.register, subject=record.stock_no or "", when=when, paper=paper,
        heading=record.source.headings.get(field, field), field=_WORDS[field],
    )  # fmt: skip


def check_columns(scope: Scope) -> Iterable[Finding]:
    """Each sheet with margin scheme pieces has a column for what the book holds of a purchase."""
    counts: dict[int, int] = defaultdict(int)
    sources: dict[int, Source] = {}
    for piece in _booked(scope):
        counts[id(piece.source)] += 1
        sources[id(piece.source)] = piece.source
    heads = {id(table.source): table.header_row for table in scope.registers.tables}
    for key, source in sources.items():
        lacking = [_WORDS[field] for field in _BOOK if field not in source.letters]
        if lacking:
            place = source.place(heads.get(key, 1))
            yield COLUMN.at(place, listed(lacking, "or"), register="stock", count=counts[key])


def _booked(scope: Scope) -> Iterator[Piece]:
    """The pieces whose VAT treatment is the margin scheme, where the scheme is the law's."""
    if scope.house.country == "GB":
        yield from (piece for piece in scope.registers.pieces if piece.vat_treatment == "margin")


RULES: tuple[Rule, ...] = (check_gaps, check_purchases, check_sales, check_columns)
