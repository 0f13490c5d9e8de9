"""The plain file: what a brand's machine reads back is what was counted, and a spreadsheet computes none of it."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from tests.sell_throughs import EVERYTHING, ROWS, row, sell_through, units
from toolkit.reports.sell_through import SellThrough
from toolkit.reports.sell_through_columns import SIGNS
from toolkit.reports.sell_through_csv import HEAD, plain, safe


def read(made: SellThrough) -> list[dict[str, str]]:
    """The file as a machine reads it."""
    return list(csv.DictReader(io.StringIO(plain(made).decode("utf-8"), newline="")))


def test_one_row_a_reference_and_no_totals() -> None:
    """Own references, then consigned ones; the sums of collections and of the brand are nowhere."""
    found = read(sell_through())
    assert [(one["stock"], one["reference"]) for one in found] == [
        *(("own", one.reference) for one in ROWS), ("consigned", "5520.X"),
    ]  # fmt: skip
    assert {one["period"] for one in found} == {"2026-10"}
    assert found[0]["period_first"] == "2026-10-01"
    assert found[0]["as_at"] == "2026-10-31T18:00:00"
    assert found[0]["formula"] == "A"


def test_figures_come_back() -> None:
    """Units are integers, bar codes keep their noughts, an amount its point and its currency."""
    first = read(sell_through())[0]
    assert first["gtin"] == "04006381333931"
    assert (first["opening"], first["sold"], first["customer_returns"], first["closing"]) == ("5", "3", "1", "5")
    assert (first["net_sales"], first["currency"]) == ("8400", "CHF")
    assert (first["sell_through_of"], first["sell_through"][:6]) == ("7", "0.2857")


def test_nothing_to_divide_by_is_empty() -> None:
    """Neither nought nor a hundred per cent."""
    found = next(one for one in read(sell_through()) if one["reference"] == "00551")
    assert (found["sell_through_of"], found["sell_through"], found["cover_weeks"]) == ("0", "", "")


@pytest.mark.parametrize("left_out", [(), ("adjustments", "residue"), ("sold", "customer_returns"), tuple(SIGNS)])
def test_every_line_balances_whatever_is_asked(left_out: tuple[str, ...]) -> None:
    """What has no column of its own is added up in one."""
    columns = tuple(name for name in EVERYTHING if name not in left_out)
    for one in read(sell_through(columns=columns)):
        named = sum(sign * int(one.get(name, 0)) for name, sign in SIGNS.items())
        if "sold" not in one:
            named -= int(one["net_sold"]) + int(one.get("customer_returns", 0))
        assert int(one["opening"]) + named + int(one.get("other", 0)) == int(one["closing"])


def test_only_what_the_contract_asks_for() -> None:
    """No other column, in any spelling."""
    made = sell_through(columns=("reference", "net_sold", "closing"))
    assert tuple(read(made)[0]) == (*HEAD, "collection", "reference", "closing", "net_sold")


@pytest.mark.parametrize("text", ["+44 20 7946 0958", "-10%", "-0.5", "5514.B", "00551", "(=)", "A-1", "+41 (0)22"])
def test_harmless_texts_are_not_touched(text: str) -> None:
    """A telephone number and a percentage are what they are."""
    assert safe(text) == text


@pytest.mark.parametrize(
    "text",
    ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "\t=1+1", "\r\n=1+1", 'x;=HYPERLINK("h")'],
)
def test_a_formula_is_none(text: str) -> None:
    """Wherever a spreadsheet may cut the cell, no formula begins there."""
    import re

    pieces = re.split(r"[;,\"\t\r\n]", safe(text))
    assert not [one for one in pieces if one.strip().startswith(("=", "@", "+", "-"))]
    made = sell_through((row(text, text, units(1, 1, 1)),), brand=text)
    cells = [cell for one in read(made) for cell in one.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "@", "+c", "-2+", "\t", "\r"))]


def test_same_report_same_bytes() -> None:
    """And UTF-8 without a mark before it, one header, lines ended as the format has them."""
    data = plain(sell_through())
    assert data == plain(sell_through())
    assert data.startswith(b"door,brand,stock,")
    assert "Océane".encode() in data
    assert data.count(b"\r\n") == len(ROWS) + 2
    assert replace(sell_through()).number.encode() in data
