"""Totals rows as control totals: what the register says against what its rows come to."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.houses import make, run, table

HEADING = ("Stock No", "Description", "Date in", "Cost", "Currency")
WATCHES = [("W1", "Watch", "2024-03-05", "3200.00", "GBP"), ("W2", "Watch", "2024-03-06", "8800.50", "GBP")]
RINGS = [("R1", "Ring", "2024-03-07", "900.00", "GBP")]


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("12000.50", "900.00", []),
        ("12000.50", "12900.50", []),
        ("12000.50", "12900.60", ["D6"]),
        ("12000.51", "12900.50", []),
        ("11000.50", "900.00", ["D4"]),
    ],
)
def test_a_total_is_of_its_section_or_of_all_above(tmp_path: Path, first: str, second: str, found: list[str]) -> None:
    """A subtotal and a grand total both foot; a penny of rounding is let pass, ten are not."""
    rows = [*WATCHES, ("Sub-total", "", "", first, ""), *RINGS, ("Total", "", "", second, "")]
    folder = make(tmp_path, {"stock.csv": table(HEADING, rows)})
    findings = run("check", "--house", folder, "--as-at", "2026-10-31", "--json").json["findings"]
    assert [p["cell"] for f in findings if f["kind"] == "totals-disagree" for p in f["places"]] == found
