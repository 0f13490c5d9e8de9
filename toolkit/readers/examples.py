"""Sheets of examples: they look like a register, and no row of theirs is anybody's piece or client."""

from __future__ import annotations

from toolkit.readers.grid import Grid
from toolkit.values import display, fold

EXAMPLES = frozenset({"examples", "exemples"})
"""What the sheet of a blank register that shows how its rows are filled in is called, and what its first cell says."""


def is_examples(grid: Grid) -> bool:
    """Whether a sheet says twice, on its tab and in its first cell, that its rows are examples."""
    return fold(grid.sheet or "") in EXAMPLES and fold(display(grid.value(1, 1))) in EXAMPLES
