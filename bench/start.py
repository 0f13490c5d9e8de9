"""``boutique --help`` beside ``import click``: what the program adds to the start it cannot avoid."""

from __future__ import annotations

import sys

from bench.measure import Row, best


def measure(rounds: int = 7) -> list[Row]:
    """One row: CPU seconds of the help, and of a script that imports click."""
    ours, peer = best(
        [sys.executable, "-m", "toolkit", "--help"],
        [sys.executable, "-c", "import click"],
        rounds=rounds,
    )
    return [Row("boutique --help", "import click", ours.cpu, peer.cpu, "s CPU", 2, at_most=True)]
