"""Random histories of pieces: opening and moves make the closing, and every piece is in the causes it should be."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bridges import (
    OCTOBER,
    SEPTEMBER,
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
from toolkit.records import Piece, Sale
from toolkit.reports.insurance import CAUSES
from toolkit.values import Money

HOUSE = plain_house()
FATES = ("stays", "new", "consigned", "vanished", "sold", "returned", "doubt", "blank", "found", "revalued", "currency",
         "category", "category+revalued")  # fmt: skip
EXPECTED: dict[str, set[str]] = {
    "stays": set(), "new": {"new"}, "consigned": {"transfer_in"}, "vanished": {"vanished"}, "sold": {"sold"},
    "returned": {"returned"}, "doubt": {"reclassified"}, "blank": {"reclassified"}, "found": {"reclassified"},
    "revalued": {"revalued"}, "currency": {"currency"}, "category": {"reclassified"},
    "category+revalued": {"reclassified", "revalued"},
}  # fmt: skip


def lived(
    row: int, fate: str, value: int, currency: str, category: str
) -> tuple[Piece | None, Piece | None, Sale | None]:
    """A piece before and after its fate, and the sale if there was one."""
    number = f"W{row}"
    then = piece(row, number, value, currency, category=category)
    other = "ring" if category == "watch" else "watch"
    more, there = Money(Decimal(value + 7), currency), "EUR" if currency == "GBP" else "GBP"
    after: dict[str, tuple[Piece | None, Piece | None]] = {
        "stays": (then, then),
        "new": (None, replace(then, acquired_date=day("2026-10-03"))),
        "consigned": (None, replace(then, acquired_date=day("2026-10-03"), ownership="consigned_in")),
        "vanished": (then, None),
        "sold": (then, then),
        "returned": (then, replace(then, status="returned_to_supplier", sale_date=day("2026-10-30"))),
        "doubt": (then, replace(then, status="sold")),
        "blank": (then, replace(then, insured_value=None)),
        "found": (replace(then, status="missing"), then),
        "revalued": (then, replace(then, insured_value=more)),
        "currency": (then, replace(then, insured_value=Money(Decimal(value), there))),
        "category": (then, replace(then, category=other)),
        "category+revalued": (then, replace(then, category=other, insured_value=more)),
    }
    return (*after[fate], sale(row, number, "2026-10-15") if fate == "sold" else None)


LIVES = st.lists(
    st.tuples(
        st.sampled_from(FATES),
        st.integers(1, 10**7),
        st.sampled_from(("GBP", "EUR")),
        st.sampled_from(("watch", "ring")),
    ),
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(LIVES)
def test_any_history_foots_and_every_piece_is_in_its_causes(lives: list[tuple[str, int, str, str]]) -> None:
    """Opening and moves make the closing for every currency and category, and each piece has exactly its causes."""
    told = [lived(row, *life) for row, life in enumerate(lives, 2)]
    before = registers(then for then, _, _ in told if then)
    after = registers((now for _, now, _ in told if now), (sold for _, _, sold in told if sold))
    first = made(before, HOUSE, SEPTEMBER)
    found = crossed(opened(first), after, HOUSE, OCTOBER)
    assert unfooted(found.bridge) == []
    assert {row.currency: row.closing for row in found.bridge.totals if row.closing} == {
        currency: tally.value for currency, tally in found.after.totals if tally.value
    }
    assert {row.currency: row.opening for row in found.bridge.totals if row.opening} == {
        currency: tally.value for currency, tally in first.totals if tally.value
    }
    for row, (fate, *_) in enumerate(lives, 2):
        assert set(found.steps(f"W{row}")) == EXPECTED[fate], fate
    order = [CAUSES.index(step.cause) for step in found.bridge.steps]
    assert order == sorted(order)
