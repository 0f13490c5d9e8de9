"""The rules behind some kinds of mess: what they find, and above all what they must leave alone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

import pytest

from toolkit import house as houses
from toolkit.checks.currencies import check_ended
from toolkit.checks.gaps import check_missing_numbers
from toolkit.checks.scope import Rule, Scope
from toolkit.checks.scrambled import check_scrambled
from toolkit.checks.sets import check_several, says_several
from toolkit.findings import Finding
from toolkit.readers.grid import Grid
from toolkit.readers.identify import find_table
from toolkit.readers.rows import colour_of
from toolkit.records import Piece, Registers, Source
from toolkit.values import Money, When

FIELDS = ("stock_no", "brand", "brand_ref", "serial", "category", "description", "acquired_date", "cost_purchase",
          "ticket_price", "quantity")  # fmt: skip
SOURCE = Source(
    "stock", "Stock.xlsx", "Stock", MappingProxyType({name: "ABCDEFGHIJ"[n] for n, name in enumerate(FIELDS)}),
    MappingProxyType({}),
)  # fmt: skip


def told(rule: Rule, *rows: dict[str, object]) -> list[Finding]:
    """What a rule finds in rows of stock."""
    pieces = tuple(
        Piece.of(SOURCE, at, {"stock_no": f"W{at:03d}", **row} | ({"brand": str(row["brand"])} if "brand" in row else {}))
        for at, row in enumerate(rows, 2)
    )
    scope = Scope(Registers(pieces), houses.parse("", Path()), datetime(2026, 10, 31, tzinfo=UTC))
    return list(rule(scope))


def money(amount: int, currency: str = "GBP") -> Money:
    """An amount."""
    return Money(Decimal(amount), currency)


MAKERS = ("Rolex", "Omega", "Cartier")
NUMBERS = {"Rolex": "{:07d}X", "Omega": "{:08d}", "Cartier": "CR{:04d}"}
KINDS = (("ring", "Gold ring"), ("bracelet", "Gold bangle"), ("watch", "Watch on a steel bracelet"))


def test_a_reference_beside_another_maker_is_told() -> None:
    """The same reference goes with one maker; by chance it goes with three."""
    rows = [{"brand": MAKERS[n % 3], "brand_ref": f"REF-{n % 3}00"} for n in range(30)]
    assert told(check_scrambled, *rows) == []
    mixed = [{**row, "brand_ref": f"REF-{n // 10}00"} for n, row in enumerate(rows)]
    (found,) = told(check_scrambled, *mixed)
    assert "the same reference stands beside another maker" in found.message


def test_serial_numbers_beside_other_makers_are_told() -> None:
    """Each maker's numbers have its form; put together by chance, most have another's."""
    rows = [{"brand": MAKERS[n % 2], "category": "watch", "serial": NUMBERS[MAKERS[n % 2]].format(n)} for n in range(30)]
    assert told(check_scrambled, *rows) == []
    serials = sorted(str(row["serial"]) for row in rows)
    (found,) = told(check_scrambled, *({**row, "serial": one} for row, one in zip(rows, serials, strict=True)))
    assert "not of a form that its maker uses" in found.message


def test_columns_that_speak_of_other_things_are_left_alone() -> None:
    """Numbers of the house's own in the column of serial numbers, makers named for their style, accidents of short codes."""
    rows = [{"brand": MAKERS[n % 3], "category": "watch", "serial": f"HOUSE-{n:03d}-Z"} for n in range(30)]
    assert told(check_scrambled, *rows) == []
    style = [{"brand": "Corvane" if n % 2 else "Maison", "description": f"after {MAKERS[n % 3]}"} for n in range(30)]
    named = [{"brand": maker, "description": "Watch"} for maker in MAKERS]
    assert told(check_scrambled, *style, *named) == []
    assert told(check_scrambled, *({"brand": MAKERS[n % 3], "brand_ref": str(1000 + n // 2)} for n in range(60))) == []


def test_a_word_that_is_a_part_of_the_piece_is_no_contradiction() -> None:
    """Watches on a bracelet are watches: a description that always names another kind is the house's own way."""
    rows = [{"category": KINDS[n % 3][0], "description": KINDS[n % 3][1]} for n in range(30)]
    assert told(check_scrambled, *rows) == []
    texts = sorted(str(row["description"]) for row in rows)
    (found,) = told(check_scrambled, *({**row, "description": one} for row, one in zip(rows, texts, strict=True)))
    assert "the description names another kind of piece" in found.message
    assert told(check_scrambled, *rows[:19]) == []


def test_a_list_sorted_as_a_whole_is_in_order() -> None:
    """By cost, by price or by maker: the rows still belong together; and a steady cost beside any price tells nothing."""
    costs = [(n * 7919) % 1009 + 100 for n in range(30)]
    rows = [{"cost_purchase": money(cost), "ticket_price": money(cost * 2 + cost % 97)} for cost in costs]
    assert told(check_scrambled, *rows) == []
    assert told(check_scrambled, *sorted(rows, key=lambda row: row["cost_purchase"].amount)) == []
    assert told(check_scrambled, *({**row, "cost_purchase": money(100)} for row in rows)) == []
    alone = [{**row, "cost_purchase": money(cost)} for row, cost in zip(rows, sorted(costs), strict=True)]
    (found,) = told(check_scrambled, *alone)
    assert "it runs in perfect order" in found.message
    zeros = [{**row, "cost_purchase": money(0 if n % 6 else n + 100)} for n, row in enumerate(rows)]
    assert told(check_scrambled, *sorted(zeros, key=lambda row: row["ticket_price"].amount)) == []


def test_what_a_strap_fits_is_not_its_maker() -> None:
    """Straps for other makers' watches outnumber the watches: the names behind "for" are no contradiction."""
    straps = [{"brand": "Hirsch", "description": f"Strap for {MAKERS[n % 3]}, calf"} for n in range(40)]
    watches = [{"brand": MAKERS[n % 3], "description": f"{MAKERS[n % 3]} watch"} for n in range(9)]
    assert told(check_scrambled, *straps, *watches) == []


@pytest.mark.parametrize(
    "words",
    ["Gold ring x2", "Gold rings (x 3)", "Two gold bangles", "2x ring", "Deux bagues or", "Pair of gold bangles",
     "Montre x2, acier"],
)  # fmt: skip
def test_several_pieces_are_heard(words: str) -> None:
    """However they are counted."""
    assert says_several(words)


@pytest.mark.parametrize(
    "words",
    ["Pair of diamond ear clips", "Paire de boucles d'oreilles", "Two-tone bracelet", "Three-stone ring", "Ring, 3 x 2 cm",
     "2 x 0.50ct diamond ring", "Two row pearl necklace", "Alhambra, 10 motifs", "Speedmaster 2 x 4", "Pair of opera glasses",
     "Watch 16 x 20 mm", "Model X2 watch"],
)  # fmt: skip
def test_one_piece_is_one_piece(words: str) -> None:
    """Pairs by nature, measures, stones and names are no several pieces."""
    assert not says_several(words)


def test_a_pair_of_earrings_may_be_counted_as_two() -> None:
    """A quantity of two is a pair of earrings, and two rings."""
    assert told(check_several, {"category": "earrings", "quantity": Decimal(2)}) == []
    assert len(told(check_several, {"category": "earrings", "quantity": Decimal(4)})) == 1
    assert len(told(check_several, {"category": "ring", "quantity": Decimal(2)})) == 1
    assert told(check_several, {"category": "ring", "quantity": Decimal(2), "status": "sold"}) == []


def test_an_amount_is_judged_by_its_own_day() -> None:
    """The last day of a currency still counts; a year that reaches back before it does too."""
    last, after = date(2026, 1, 31), date(2026, 2, 1)
    for first, found in ((last, 0), (after, 1)):
        row = {"cost_purchase": money(900, "BGN"), "acquired_date": When(first, first)}
        assert len(told(check_ended, row)) == found
    year = When(date(2026, 1, 1), date(2026, 12, 31), "year")
    assert told(check_ended, {"cost_purchase": money(900, "BGN"), "acquired_date": year}) == []
    assert told(check_ended, {"cost_purchase": money(900, "FRF")}) == []


def test_a_series_full_of_gaps_was_never_complete() -> None:
    """One number of thirty that is missing is odd; one in five is the house's way."""
    numbers = [n for n in range(100, 131) if n != 117]
    (found,) = told(check_missing_numbers, *({"stock_no": f"A{n}"} for n in numbers))
    assert found.value == "A117"
    assert told(check_missing_numbers, *({"stock_no": f"A{n}"} for n in numbers if n % 5)) == []
    assert told(check_missing_numbers, *({"stock_no": f"A{n}"} for n in (1, 2, 4, 5))) == []


@pytest.mark.parametrize(
    ("rows", "totals"),
    [
        ([["A1", "Ring", 400], ["A2", "Ring", 500.5], [None, None, 900.5]], (4,)),
        ([["A1", "Ring", "£1,400"], ["A2", "Ring", "£500"], [None, None, "1,900.00"]], (4,)),
        ([["A1", "Ring", 400], ["A2", "Ring", 500], [None, None, 901]], ()),  # a piece without its number, perhaps
        ([["A1", "Ring", 400], [None, None, 400]], ()),  # one figure is no sum
        ([["A1", "Ring", 400], ["A2", "Ring", 500], [None, "Ring", 900]], ()),  # it says what it is
        ([[1, "Ring", None], [2, "Ring", None], [3, None, None]], ()),  # a number, not a sum
    ],
)  # fmt: skip
def test_a_row_of_sums_alone_is_a_totals_row(rows: list[list[object]], totals: tuple[int, ...]) -> None:
    """Figures that are the sums above, and nothing else, are no piece."""
    cells = [["Stock No", "Description", "Cost"], *rows]
    grid = Grid("Stock.xlsx", "Stock", [list(column) for column in zip(*cells, strict=True)])  # type: ignore[arg-type]  # raw cells
    table = find_table(grid)
    assert table is not None
    assert table.totals == totals


@pytest.mark.parametrize(
    ("colour", "name"),
    [("fill:FFFFFF00", "yellow"), ("fill:FF92D050", "green"), ("font:FF0070C0", "blue"), ("fill:FFFFC000", "orange"),
     ("fill:FF7030A0", "purple"), ("fill:FFD9D9D9", "grey"), ("font:FFC00000", "red"), ("font:FF000000", ""),
     ("fill:FFFFFFFF", "")],
)  # fmt: skip
def test_colours_have_their_everyday_names(colour: str, name: str) -> None:
    """As Excel's own palette has them."""
    assert colour_of(colour) == name
