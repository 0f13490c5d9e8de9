"""The bridge between two schedules: every piece in the causes it should be, opening and moves making the closing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.bridges import (
    SEPTEMBER,
    Crossed,
    crossed,
    day,
    made,
    opened,
    piece,
    plain_house,
    registers,
    sale,
    unfooted,
)
from toolkit.findings import ToolkitError
from toolkit.reconcile.schedule_lines import Stated
from toolkit.records import Piece, Sale
from toolkit.reports.insurance_total import facts, facts_digest, prove, shown
from toolkit.values import Money

HOUSE = plain_house()


def between(before: list[Piece], after: list[Piece], sales: list[Sale] | None = None, **how: Any) -> Crossed:
    """The bridge from September, of one state of the register, to October, of another."""
    house = how.get("house", HOUSE)
    opening = opened(made(registers(before), how.get("house_before", house), SEPTEMBER))
    found = crossed(opening, registers(after, sales or ()), house)
    assert unfooted(found.bridge) == []
    return found


def test_nothing_happened() -> None:
    """A month without a change has no step, and closes as it opened."""
    stock = [piece(2, "W1"), piece(3, "W2", 2500)]
    found = between(stock, stock)
    assert found.bridge.steps == ()
    assert found.total().units == (2, 0, 0, 2)
    assert [found.total().opening, found.total().closing] == [3500, 3500]
    assert found.bridge.source == "S-2026-001"


def test_vanished_comes_first_and_says_what_it_was_worth() -> None:
    """A row that is gone without a sale is vanished, the first of all steps, with the schedule's own file for its place."""
    found = between([piece(2, "W1", 900), piece(3, "W2")], [piece(3, "W2", 1100)])
    first = found.bridge.steps[0]
    assert (first.cause, first.stock_no, first.before, first.after) == (
        "vanished",
        "W1",
        Money(Decimal(900), "GBP"),
        None,
    )
    assert "£900" in first.words
    assert "no sale says where it went" in first.words
    assert str(first.places[0]).startswith("documents/schedules/S-2026-001.xlsx")
    assert found.total().units == (2, 0, 1, 1)


def test_a_sale_says_its_day_and_invoice_and_never_its_buyer() -> None:
    """What was sold is told by date and invoice, with the cells of the sales register."""
    found = between([piece(2, "W1")], [piece(2, "W1")], [sale(7, "W1", "2026-10-12", buyer="Mrs Ashdown")])
    step = found.steps("W1")["sold"]
    assert "12 Oct 2026, invoice MC26-0007" in step.words
    assert "still has it as: available" in step.words
    assert "Ashdown" not in facts(found.after).decode()
    assert [str(place) for place in step.places][:2] == ["Sales.csv, cell C7", "Sales.csv, cell A7"]


def test_a_row_taken_out_after_its_sale_is_sold() -> None:
    """No row and a sale: sold, and the missing row is said."""
    found = between([piece(2, "W1"), piece(3, "W2")], [piece(3, "W2")], [sale(7, "W1", "2026-10-12")])
    assert "no longer in the stock register" in found.steps("W1")["sold"].words


def test_a_sale_before_the_earlier_schedule_that_still_listed_it() -> None:
    """Entered late, the sale is told as one that came before."""
    found = between([piece(2, "W1")], [piece(2, "W1")], [sale(7, "W1", "2026-09-12")])
    assert "before the earlier schedule, which still listed it" in found.said("W1")


def test_a_sale_after_the_day_leaves_the_piece_vanished() -> None:
    """A deleted row whose sale lies after the schedule has no place on its day; the sale is said."""
    found = between([piece(2, "W1"), piece(3, "W2")], [piece(3, "W2")], [sale(7, "W1", "2026-11-03")])
    assert "3 Nov 2026" in found.steps("W1")["vanished"].words


@pytest.mark.parametrize(
    ("fields", "cause", "words"),
    [
        ({"status": "returned_to_supplier", "sale_date": day("2026-10-05")}, "returned", "Returned to the supplier"),
        ({"status": "scrapped", "sale_date": day("2026-10-05")}, "out", "Scrapped on 5 Oct 2026"),
        ({"status": "sold", "sale_date": day("2026-10-05")}, "sold", "Sold on 5 Oct 2026"),
        ({"status": "sold"}, "reclassified", "In doubt now, outside the total"),
        ({"insured_value": None}, "reclassified", "To complete now, outside the total"),
        ({"acquired_date": day("2026-12-01")}, "reclassified", "acquired on 1 Dec 2026, after this schedule"),
        ({"status": "missing"}, "reclassified", "report it to the insurer"),
    ],
)
def test_what_the_stock_register_says_of_leaving(fields: dict[str, Any], cause: str, words: str) -> None:
    """Each way out of the total has its cause and its sentence."""
    found = between([piece(2, "W1"), piece(3, "W2")], [piece(2, "W1", **fields), piece(3, "W2")])
    assert list(found.steps("W1")) == [cause]
    assert words in found.said("W1")


def test_a_consignment_comes_and_goes() -> None:
    """Goods of others are transferred in, and returned to their owner."""
    goods = piece(2, "C1", ownership="consigned_in", acquired_date=day("2026-10-04"))
    assert "goods on consignment" in between([], [goods]).steps("C1")["transfer_in"].words
    held = replace(goods, acquired_date=day("2026-03-04"))
    gone = replace(held, status="returned_to_supplier", sale_date=day("2026-10-20"))
    assert "Returned to its owner on 20 Oct 2026" in between([held], [gone]).steps("C1")["returned"].words


def test_a_clients_return_is_a_transfer_in() -> None:
    """What was sold before the opening and came back since is no purchase."""
    sales = [sale(5, "W1", "2026-08-01"), sale(9, "W1", "2026-10-09", "client_return")]
    found = between([], [piece(2, "W1")], sales)
    assert "Returned by the client on 9 Oct 2026, invoice MC26-0009" in found.steps("W1")["transfer_in"].words


def test_entered_late() -> None:
    """Held before the opening by its date, and not on it."""
    found = between([], [piece(2, "W1", acquired_date=day("2026-08-15"))])
    assert "entered late" in found.steps("W1")["new"].words


def test_bought_back_keeps_its_history() -> None:
    """The maker's number under another stock number: the new one names the old one's sale."""
    marks = {"serial": "7502122", "brand_ref": "1601"}
    old = piece(
        2,
        "W7",
        acquired_date=day("2024-05-02"),
        sale_date=day("2025-05-02"),
        status="sold",
        sales_invoice_no="MC25-0031",
        **marks,
    )
    found = between([old], [old, piece(3, "W90", acquired_date=day("2026-10-08"), **marks)])
    assert "Sold as W7 on 2 May 2025, invoice MC25-0031, and bought back" in found.steps("W90")["new"].words


def test_sold_and_bought_back_between_the_two() -> None:
    """One piece on both schedules that left and came again has both steps."""
    then = piece(2, "W7")
    now = replace(then, acquired_date=day("2026-10-20"))
    opening = opened(made(registers([then]), HOUSE, SEPTEMBER))
    found = crossed(opening, registers([now], [sale(4, "W7", "2026-10-02")]), HOUSE)
    assert unfooted(found.bridge) == []
    assert set(found.steps("W7")) <= {"sold", "new", "reclassified"}


def test_a_number_used_again_by_its_makers_number() -> None:
    """Another serial number and another description under the number: the old piece vanished, the new one is new."""
    then = piece(2, "W5", 900, serial="A111111", description="Gold pocket watch", brand="Patek", brand_ref="600")
    now = piece(2, "W5", 1200, serial="Z999888", description="Steel diver", acquired_date=day("2026-10-10"))
    found = between([then], [now])
    assert set(found.steps("W5")) == {"vanished", "new"}
    assert "stands for another piece now" in found.steps("W5")["vanished"].words
    assert "Z999888" in found.steps("W5")["vanished"].words
    assert "A111111" in found.steps("W5")["vanished"].words
    assert "Its number was another piece’s" in found.steps("W5")["new"].words


def test_a_number_used_again_for_the_like_of_it() -> None:
    """The same model with another serial number, acquired since, is another piece; no description can hide it."""
    now = piece(2, "W5", serial="S000003", acquired_date=day("2026-10-10"))
    found = between([piece(2, "W5")], [now])
    assert set(found.steps("W5")) == {"vanished", "new"}


def test_a_serial_number_typed_anew_is_the_same_piece() -> None:
    """A correction of the maker's number, with nothing else against it, is said and moves nothing."""
    found = between([piece(2, "W5")], [piece(2, "W5", serial="S000020")])
    assert list(found.steps("W5")) == ["moved"]
    assert "S000002" in found.said("W5")
    assert "S000020" in found.said("W5")


def test_a_description_alone_never_makes_another_piece() -> None:
    """Without maker's numbers another description is said, and the number still stands for one piece."""
    then = piece(2, "W5", serial=None, description="Gold pocket watch", brand=None, brand_ref=None)
    now = piece(2, "W5", serial=None, description="Steel diver", brand=None, brand_ref=None)
    found = between([then], [now])
    assert list(found.steps("W5")) == ["moved"]
    assert "no maker’s number says whether it is one piece" in found.said("W5")


def test_numbered_anew() -> None:
    """The same maker's number under a new stock number is one piece, whose value never left."""
    found = between(
        [piece(2, "W5")], [piece(2, "W500", serial="S000002", brand_ref="REF2", description="Watch of row 2")]
    )
    assert list(found.steps("W500")) == ["moved"]
    assert found.steps("W5") == {}
    assert found.total().units == (1, 0, 0, 1)


def test_two_rows_with_one_number() -> None:
    """Both are in doubt now: the value leaves the total with the reason."""
    found = between([piece(2, "W1"), piece(3, "W2")], [piece(2, "W1"), replace(piece(3, "W2"), stock_no="W1")])
    assert "the number stands in 2 rows" in found.steps("W1")["reclassified"].words
    assert found.total().closing == 0


def test_revalued_and_tenfold() -> None:
    """A revaluation has its percentage; ten times a value is pointed at."""
    found = between([piece(2, "W1"), piece(3, "W2")], [piece(2, "W1", 1045), piece(3, "W2", 10000)])
    assert "+4.5%" in found.said("W1")
    assert "exactly" not in found.said("W1")
    assert "exactly 10 times the other" in found.said("W2")
    assert dict(found.total().moves)["revalued"] == 9045


def test_another_currency() -> None:
    """No sum crosses currencies: out of the one, into the other, and the same figure is pointed at."""
    found = between([piece(2, "W1"), piece(3, "W2")], [piece(2, "W1", 1000, "EUR"), piece(3, "W2")])
    assert "same in another currency" in found.steps("W1")["currency"].words
    assert dict(found.total("GBP").moves)["currency"] == -1000
    assert dict(found.total("EUR").moves)["currency"] == 1000
    assert found.total("EUR").units == (0, 1, 0, 1)


def test_category_and_ownership() -> None:
    """A category changed leaves one row and enters another; for the currency nothing came and nothing went."""
    changed = piece(2, "W1", category="ring", ownership="consigned_in")
    found = between([piece(2, "W1")], [changed])
    rows = {row.category: row for row in found.bridge.rows}
    assert dict(rows["watch"].moves)["reclassified"] == -1000
    assert dict(rows["ring"].moves)["reclassified"] == 1000
    assert found.total().units == (1, 0, 0, 1)
    assert "own stock" in found.said("W1")
    assert "goods on consignment" in found.said("W1")


def test_moved() -> None:
    """Another place is a step without a value."""
    found = between([piece(2, "W1")], [piece(2, "W1", location="Window", situation="window")])
    assert "from in safe, Safe 1 to window" in found.steps("W1")["moved"].words
    assert found.total().units == (1, 0, 0, 1)


def test_another_basis_is_no_revaluation() -> None:
    """Where only the basis of value changed, the step says so, and the note names both."""
    stock = [piece(2, "W1", 1000, cost_purchase=Money(Decimal(640), "GBP"))]
    found = between(stock, stock, house=plain_house("cost"), house_before=HOUSE)
    assert "Not revalued: the basis of value was" in found.steps("W1")["revalued"].words
    assert any("basis of value was" in note for note in found.bridge.notes)


def test_in_french_every_sentence() -> None:
    """The bridge speaks the schedule's language."""
    house = plain_house(language="fr")
    stock = [piece(2, "W1"), piece(3, "W2"), piece(4, "W3")]
    now = [piece(2, "W1", 1100), piece(3, "W2", status="sold")]
    found = between(stock, now, house=house)
    assert "Réévaluée" in found.said("W1")
    assert "En doute désormais" in found.said("W2")
    assert "Plus de ligne au registre de stock" in found.said("W3")


def test_a_total_that_does_not_foot_is_residue() -> None:
    """What the earlier schedule states beyond its lines is printed as residue, and a note says it."""
    opening = opened(made(registers([piece(2, "W1")]), HOUSE, SEPTEMBER))
    wrong = replace(opening, totals=(Stated("GBP", 1, Decimal("1200.50")),))
    found = crossed(wrong, registers([piece(2, "W1")]), HOUSE)
    assert found.total().residue == Decimal("-200.50")
    assert unfooted(found.bridge, residue=True) == []
    assert any("£1,200.50" in note and "residue" in note for note in found.bridge.notes)


def test_the_bridge_is_among_the_facts_and_proved() -> None:
    """A step changes the digest; a bridge whose rows were tampered with does not pass the proof; its words are shown."""
    found = between([piece(2, "W1")], [piece(2, "W1", 1100)])
    bare = replace(found.after, bridge=None)
    assert facts_digest(bare) != facts_digest(found.after)
    assert {step.words for step in found.bridge.steps} <= set(shown(found.after))
    prove(found.after)
    row = found.total()
    wrong = replace(found.bridge, totals=(replace(row, closing=row.closing + 1, residue=row.residue + 1),))
    with pytest.raises(ToolkitError, match="closes with"):
        prove(replace(found.after, bridge=wrong))
