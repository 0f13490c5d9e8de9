"""The sell-through of a brand: every unit from opening to closing, from dated rows, with what they cannot explain."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest

from tests.brand_houses import contract, count, move, piece, read, sale
from tests.houses import Told
from toolkit.reports.sell_through import Units


def told(units: Units) -> dict[str, int]:
    """The figures that are not nought."""
    return {name: figure for name, figure in asdict(units).items() if figure}


def test_opening_received_sold_closing(tmp_path: Path) -> None:
    """What was there, what came, what was sold, what is left, each with the numbers behind it."""
    found = read(tmp_path, Told(
        [piece("W1", Date_sold="2026-10-05", Status="Sold"), piece("W2"), piece("W3", Date_in="2026-10-12"),
         piece("W4", Reference="7120", Date_in="2026-11-02"), piece("W5", Date_sold="2026-09-30", Status="Sold")],
        [sale("W1", "2026-10-05"), sale("W5", "2026-09-30")],
    )).report()  # fmt: skip
    assert told(found.total.units) == {"opening": 2, "received": 1, "sold": 1, "closing": 2}
    assert [(row.collection, row.reference) for row in found.rows] == [("Minuit", "3919")]
    assert found.rows[0].stock_nos == ("W1", "W2", "W3")
    assert found.rows[0].held == (("W2", 1), ("W3", 1))
    assert (str(found.total.rate.value), found.total.rate.sold, found.total.rate.of) == ("0.333333", 1, 3)
    assert len(found.facts) == 64


def test_a_return_counts_in_its_own_period_and_may_be_more_than_was_sold(tmp_path: Path) -> None:
    """Sold in September, brought back in October: October's net sales lie below nought."""
    house = read(tmp_path, Told(
        [piece("W1"), piece("W2")],
        [sale("W1", "2026-09-20"), sale("W1", "2026-10-04", Transaction="Client return")],
    ))  # fmt: skip
    assert told(house.row("2026-09").units) == {"opening": 2, "sold": 1, "closing": 1}
    october = house.row("2026-10")
    assert told(october.units) == {"opening": 1, "customer_returns": 1, "closing": 2}
    assert (october.units.net_sold, str(october.rate.value)) == (-1, "-1.000000")
    assert october.ageing.buckets == (0, 0, 2, 0, 0)  # a return keeps its first day


def test_sold_returned_and_sold_again_under_one_number(tmp_path: Path) -> None:
    """Each turn in the month it happened, whether or not the stock register has followed."""
    house = read(tmp_path, Told(
        [piece("W1", Status="Sold", Date_sold="2026-08-03")],
        [sale("W1", "2026-08-03"), sale("W1", "2026-09-20", Transaction="Client return"), sale("W1", "2026-10-09")],
    ))  # fmt: skip
    assert [told(house.row(f"2026-{month:02d}").units) for month in (8, 9, 10, 11)] == [
        {"opening": 1, "sold": 1},
        {"customer_returns": 1, "closing": 1},
        {"opening": 1, "sold": 1},
        {},
    ]


def test_status_sold_without_a_date_is_dated_by_the_sales_register(tmp_path: Path) -> None:
    """A status is of today: before the sale the piece was there."""
    house = read(tmp_path, Told([piece("W1", Status="Sold")], [sale("W1", "2026-10-09")]))
    assert told(house.row("2026-09").units) == {"opening": 1, "closing": 1}
    assert told(house.row().units) == {"opening": 1, "sold": 1}


def test_sold_and_not_yet_fetched_is_sold(tmp_path: Path) -> None:
    """The day of the invoice counts; on hand is what can still be sold."""
    house = read(tmp_path, Told([piece("W1", Status="Sold not delivered")], [sale("W1", "2026-10-09")]))
    assert told(house.row("2026-09").units) == {"opening": 1, "closing": 1}
    assert told(house.row().units) == {"opening": 1, "sold": 1}
    assert told(house.row("2026-11").units) == {}


def test_two_registers_that_differ_leave_a_residue(tmp_path: Path) -> None:
    """Gone by the stock register in September, sold by the sales register in October: nothing is smoothed over."""
    house = read(tmp_path, Told([piece("W1", Status="Sold", Date_sold="2026-09-28")], [sale("W1", "2026-10-02")]))
    assert told(house.row("2026-09").units) == {"opening": 1, "residue": -1}
    assert told(house.row("2026-10").units) == {"sold": 1, "residue": 1}


def test_a_sale_whose_piece_is_in_no_row_of_stock(tmp_path: Path) -> None:
    """It is sold, its receipt is not known, and the note says so."""
    found = read(tmp_path, Told([piece("W1")], [sale("X9", "2026-10-02", Brand="Delmare", Reference="5514")])).report()
    assert [(row.reference, told(row.units)) for row in found.rows] == [
        ("5514", {"sold": 1, "residue": 1}), ("3919", {"opening": 1, "closing": 1}),
    ][::-1]  # fmt: skip
    assert "Sold or brought back without a recorded receipt, and so among what is not accounted for: 1." in found.notes


def test_rows_of_several_pieces_and_more_sold_than_came(tmp_path: Path) -> None:
    """A row of three counts three; a row of one of which two were sold ends below nought, and says so."""
    house = read(tmp_path, Told(
        [piece("W1", Qty=3), piece("W2", Qty=1, Reference="7120")],
        [sale("W1", "2026-10-02", Qty=2), sale("W2", "2026-10-03", Qty=2)],
    ))  # fmt: skip
    rows = {row.reference: told(row.units) for row in house.report().rows}
    assert rows == {"3919": {"opening": 3, "sold": 2, "closing": 1}, "7120": {"opening": 1, "sold": 2, "closing": -1}}
    assert house.report().rows[1].cover.weeks == 0


def test_lost_found_written_off_and_sent_back(tmp_path: Path) -> None:
    """Adjustments by the count that missed a piece or the row that wrote it off; returned to vendor by its own rows."""
    house = read(tmp_path, Told(
        [piece("W1", Status="Missing"), piece("W2"), piece("W3", Status="Returned to supplier", Date_sold="2026-10-20"),
         piece("W4"), piece("W5", Status="Returned to supplier")],
        [sale("W2", "2026-10-06", Transaction="Written off"), sale("W2", "2026-10-26", Transaction="Client return"),
         sale("W4", "2026-10-08", Transaction="Returned to supplier")],
        moves=[move("W5", "2026-10-22", "Delmare SA", Reason="Return to supplier")],
        counts=[count("W1", "2026-10-15", "No")],
    ))  # fmt: skip
    assert told(house.row().units) == {"opening": 5, "returned_to_vendor": 3, "adjustments": -1, "closing": 1}
    assert told(house.row("2026-11").units) == {"opening": 1, "closing": 1}


def test_missing_without_a_day_is_left_out_with_its_cell(tmp_path: Path) -> None:
    """Nobody knows since when: neither on hand nor gone."""
    found = read(tmp_path, Told([piece("W1", Status="Missing"), piece("W2")])).report()
    assert told(found.total.units) == {"opening": 1, "closing": 1}
    assert [(one.units, [str(place) for place in one.places]) for one in found.left_out] == [
        (1, ["stock.csv, cell K2"])
    ]


def test_what_is_not_the_brands_new_goods_is_left_out_with_its_reason(tmp_path: Path) -> None:
    """Pre-owned, clients' own, consigned by somebody else: beside the total, never in it. Other brands: not at all."""
    found = read(tmp_path, Told([
        piece("W1"), piece("W2", Condition="Pre-owned"), piece("W3", Ownership="Customer repair"),
        piece("W4", Ownership="Consigned", Consignor="Mrs Vane"), piece("W5", Ownership="Consigned"),
        piece("W6", Brand="Omega"), piece("W7", Status="On memo"), piece("W8", Status="On approval"),
        piece("W9", Condition="Pre-owned", Date_in="2020-01-01", Date_sold="2021-01-01", Status="Sold"),
    ])).report()  # fmt: skip
    assert told(found.total.units) == {"opening": 3, "closing": 3}
    assert {one.reason.partition(",")[0]: one.units for one in found.left_out} == {
        "pre-owned": 1, "clients' own pieces": 1, "consigned by somebody other than the brand": 1, "on consignment": 1,
    }  # fmt: skip


def test_consigned_by_the_brand_stands_apart(tmp_path: Path) -> None:
    """Its sell-in has not happened: no part of the total; left out where the contract does not ask for it."""
    house = read(tmp_path, Told([
        piece("W1"), piece("W2", Ownership="Memo", Consignor="Delmare SA", Date_sold="2026-10-07", Status="Sold")]))  # fmt: skip
    found = house.report()
    assert told(found.total.units) == {"opening": 1, "closing": 1}
    assert [told(row.units) for row in found.consigned] == [{"opening": 1, "sold": 1}]
    untold = house.report(consigned=False)
    assert untold.consigned == ()
    assert [one.units for one in untold.left_out] == [1]


def test_brands_by_the_houses_words(tmp_path: Path) -> None:
    """A spelling the house declared is the brand."""
    told_ = Told([piece("W1", Brand="DLM"), piece("W2")], toml='[words.brand]\nDLM = "Delmare"')
    assert told(read(tmp_path, told_).row().units) == {"opening": 2, "closing": 2}


def test_a_date_in_doubt_leaves_its_piece_out_and_only_where_it_matters(tmp_path: Path) -> None:
    """Sold some time in October is certain of October as a whole, and of no week in it."""
    house = read(
        tmp_path, Told([piece("W1", Date_sold="2026-10", Status="Sold"), piece("W2")], [sale("W1", "2026-10")])
    )
    assert told(house.row().units) == {"opening": 2, "sold": 1, "closing": 1}
    from toolkit.calendars import Reckoning

    week = house.report("2026-W42", reckoning=Reckoning("week", "week"))
    assert told(week.total.units) == {"opening": 1, "closing": 1}
    assert [one.units for one in week.left_out] == [1]
    assert "sold some time in Oct 2026" in week.left_out[0].reason


@pytest.mark.parametrize("formula", "ABCD")
def test_a_rate_with_nothing_under_the_line_is_not_told(tmp_path: Path, formula: str) -> None:
    """Neither 0 nor 100 per cent: nothing to divide by. One piece sold of one is marked as few."""
    house = read(tmp_path, Told([piece("W1", Date_in="2026-10-03", Date_sold="2026-10-20", Status="Sold")],
                                [sale("W1", "2026-10-20")]))  # fmt: skip
    nothing = house.row("2026-09", formula=formula).rate
    assert (nothing.value, nothing.of, nothing.few) == (None, 0, True)
    one = house.row(formula=formula).rate
    assert (one.sold, one.few) == (1, True)
    assert (one.value is None) == (formula == "C")  # nothing was there at the opening
    assert house.report(formula=formula).formula_words.startswith("net sold / ")


def test_cover_turn_and_the_year_before(tmp_path: Path) -> None:
    """Trailing weeks, a year's turn in pieces, and last October beside this one."""
    stock = [piece(f"W{n}", Date_in="2024-01-08") for n in range(4)]
    sales = [sale("W0", "2025-10-14"), sale("W1", "2026-09-10"), sale("W2", "2026-10-14")]
    house = read(tmp_path, Told(stock, sales))
    row = house.row()
    assert row.before is not None
    assert told(row.before) == {"opening": 4, "sold": 1, "closing": 3}
    assert (str(row.cover.weeks), row.cover.over) == ("6.500000", 13)  # one left, two sold in thirteen weeks
    assert str(house.row(trailing=26).cover.weeks) == "13.000000"
    assert row.turn is not None
    assert 0 < row.turn < 1
    assert house.row("2026-06").cover.weeks is None
    assert house.row("2021-02").before is not None
    assert house.row("2020-06").before is None
    assert any("there is no year before" in note for note in house.report("2020-06").notes)


def test_on_order_and_overdue(tmp_path: Path) -> None:
    """Neither on hand nor received; overdue where the day has passed."""
    house = read(tmp_path, Told([
        piece("W1", Status="On order", Date_in="", Expected="2026-10-01", Reference="7120", Collection="Océane"),
        piece("W2", Status="On order", Date_in="", Expected="2026-12-01", Reference="7120", Collection="Océane", Qty=2)]))  # fmt: skip
    row = house.report().rows[0]
    assert (row.collection, row.reference, told(row.units), row.on_order, row.overdue) == ("Océane", "7120", {}, 3, 1)


def test_prices_only_where_the_contract_lets_them_be_told(tmp_path: Path) -> None:
    """Net of returns, in one currency; what is in another is counted, never added."""
    house = read(tmp_path, Told(
        [piece(f"W{n}") for n in range(4)],
        [sale("W0", "2026-10-02", Price="1500.50"), sale("W1", "2026-10-03", Price=2000, Currency="EUR"),
         sale("W2", "2026-09-03", Price=1000), sale("W2", "2026-10-05", Price=-1000, Transaction="Client return"),
         sale("W3", "2026-10-09", Price="")],
    ))  # fmt: skip
    assert house.row().sales is None
    row = house.row(prices=True)
    assert row.sales is not None
    assert (str(row.sales.amount), row.sales.currency, row.other_money) == ("500.50", "GBP", 2)


def test_transfers_between_doors(tmp_path: Path) -> None:
    """Carried to another boutique and back: out, in, and sold where it was sold."""
    stock = [piece("W1", Branch="Mayfair"), piece("W2", Branch="Geneva"), piece("W3", Branch="Mayfair"),
             piece("W4", Branch="Geneva")]  # fmt: skip
    house = read(tmp_path, Told(
        stock, [sale("W4", "2026-10-20", Branch="Geneva")],
        moves=[move("W1", "2026-10-05", "Geneva"), move("W2", "2026-10-06", "Mayfair", From="Geneva")],
    ))  # fmt: skip
    here = house.row(door="Mayfair")
    assert told(here.units) == {"opening": 2, "transfers_in": 1, "transfers_out": 1, "closing": 2}
    there = house.row(door="Geneva")
    assert told(there.units) == {"opening": 2, "transfers_in": 1, "transfers_out": 1, "sold": 1, "closing": 1}
    assert told(house.row(door="").units)["closing"] == 3
    assert contract(door="Mayfair").door in " ".join(house.report(door="Mayfair").notes)


def test_one_piece_in_two_rows_is_in_doubt_as_in_the_schedule(tmp_path: Path) -> None:
    """The same reference and serial number twice: while both rows have it, neither is counted, and both cells are named."""
    house = read(tmp_path, Told([
        piece("W1", Serial="84412"), piece("W2", Serial="84412"), piece("W3", Serial="90017"),
        piece("W4", Serial="84412", Reference="7120"),
    ], []))  # fmt: skip
    found = house.report()
    assert told(found.total.units) == {"opening": 2, "closing": 2}
    assert sorted(number for row in found.rows for number, _ in row.held) == ["W3", "W4"]
    assert [(one.reason.partition(":")[0], one.units, one.doubt) for one in found.left_out] == [
        (f"the same brand and serial number as {number}", 1, True) for number in ("W2", "W1")
    ]
    assert [str(place) for place in found.left_out[0].places] == ["stock.csv, cell F2", "stock.csv, cell F3"]


def test_sold_and_bought_back_under_another_number_is_no_doubt(tmp_path: Path) -> None:
    """One piece, two rows, never both at once: each row counts in its own time."""
    house = read(tmp_path, Told(
        [piece("W1", Serial="84412", Date_sold="2026-08-03", Status="Sold"), piece("W2", Serial="84412", Date_in="2026-10-09")],
        [sale("W1", "2026-08-03")],
    ))  # fmt: skip
    assert told(house.row("2026-08").units) == {"opening": 1, "sold": 1}
    assert told(house.row().units) == {"received": 1, "closing": 1}
    assert house.report().left_out == ()
