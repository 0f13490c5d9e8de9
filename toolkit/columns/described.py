"""The fields of the stock register that a description may fill, once the house has said so."""

from __future__ import annotations

DESCRIBED = (
    "category", "brand", "brand_ref", "serial", "movement_no", "case_no", "condition", "year_made", "metal", "karat",
    "fineness", "gross_weight", "dimensions", "size", "material", "stones", "stone_origin", "carat", "colour", "clarity",
    "laboratory", "report_no", "box", "papers", "full_set",
)  # fmt: skip
"""In the order of the register's columns. ``describe`` of a ``[[source]]`` names some of them."""
