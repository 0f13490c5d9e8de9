"""How well descriptions are read, and how quickly: ``python -m bench.descriptions`` prints both.

The cases stand in ``tests/described``; only ``held_out.txt`` was never looked at while the rules were made.
"""

from __future__ import annotations

import sys
import time

from tests.descriptions import CASES, cases, score, table
from toolkit.readers.describe import described

ROWS = 100_000
"""How many descriptions are read, each case again and again with a number of its own."""


def report() -> str:
    """Right, wrong and missed by field, for every file of cases; then the time of many descriptions."""
    blocks = []
    for path in sorted(CASES.glob("*.txt")):
        known = cases(path.name)
        blocks.append(f"{path.name}: {len(known)} descriptions\n{table(score(described, known))}")
    texts = [case.text for path in sorted(CASES.glob("*.txt")) for case in cases(path.name)]
    blocks.append("\n".join(_seconds(texts, distinct) for distinct in (ROWS, ROWS // 20)))
    return "\n\n".join(blocks)


def _seconds(texts: list[str], distinct: int) -> str:
    """The time of ROWS descriptions, of which so many differ."""
    different = [f"{texts[number % len(texts)]}, lot {number}" for number in range(distinct)]
    made = [different[number % distinct] for number in range(ROWS)]
    described.cache_clear()
    begun = time.process_time()
    for text in made:
        described(text)
    return (
        f"{ROWS:,} descriptions, {distinct:,} of them different: {time.process_time() - begun:.1f} s of one processor"
    )


if __name__ == "__main__":
    sys.stdout.write(f"{report()}\n")
