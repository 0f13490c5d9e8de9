"""Metals: karat, parts per thousand and names, in the trade's spellings."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.measures import fineness
from toolkit.values import Doubt, Fineness


@pytest.mark.parametrize(
    ("raw", "metal", "karat", "parts"),
    [
        ("18ct", "gold", 18, None),
        ("18 carats", "gold", 18, None),
        ("K18", "gold", 18, None),
        ("18K WG", "gold", 18, None),
        ("or jaune 18k", "gold", 18, None),
        (18.0, "gold", 18, None),
        ("18ct/750", "gold", 18, 750),
        ("585/14k", "gold", 14, 585),
        ("750", None, None, 750),
        (750.0, None, None, 750),
        (0.75, None, None, 750),
        ("750/1000", None, None, 750),
        ("750‰", None, None, 750),
        ("Pt950", "platinum", None, 950),
        ("argent 925", "silver", None, 925),
        ("sterling silver", "silver", None, 925),
        ("acier", "steel", None, None),
        ("18ct gold, 0.50ct diamond", "gold", 18, None),
        ("steel & 18ct gold", "gold", 18, None),
        ("925 gold plated", None, None, 925),
        ("vermeil", "silver", None, None),
    ],
    ids=repr,
)
def test_fineness_of_a_cell(raw: object, metal: str | None, karat: int | None, parts: int | None) -> None:
    """What the cell states and nothing more: 750 alone names no metal, plated gold is no gold."""
    expected = Fineness(metal, Decimal(karat) if karat else None, Decimal(parts) if parts else None)
    assert fineness(raw) == expected


@pytest.mark.parametrize(
    ("raw", "doubt"),
    [
        ("2.01ct", "not-a-fineness"),
        ("30ct", "not-a-fineness"),
        ("120", "not-a-fineness"),
        ("hello", "not-a-fineness"),
        ("18ct gold plated", "not-a-fineness"),
        (True, "not-a-fineness"),
        ("14k & 18k", "several-finenesses"),
        ("platinum 950 & 18ct gold", "several-finenesses"),
        ("#REF!", "error-cell"),
    ],
    ids=repr,
)
def test_what_is_no_fineness_is_a_doubt(raw: object, doubt: str) -> None:
    """A stone's weight, two metals, a failed formula."""
    found = fineness(raw)
    assert isinstance(found, Doubt)
    assert found.code == doubt


@given(st.one_of(st.text(), st.floats(), st.none(), st.dates(), st.booleans()))
def test_no_cell_makes_fineness_raise(raw: object) -> None:
    """Whatever stands in the cell."""
    assert fineness(raw) == fineness(raw)
