"""The long runs, too long for ``make test``: ``python -m torture`` all of them, ``python -m torture kills`` one.

A module of this folder with ``run() -> list[str]`` is a run; what it returns are the promises it saw broken.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

RUNS = ("growth", "kills", "batch", "releases", "post", "letters", "fuzz_readers", "fuzz_values", "mutation")


def main(names: Sequence[str]) -> int:
    """Make what was named, or every run; 1 where a promise was broken."""
    unknown = [name for name in names if name not in RUNS]
    if unknown:
        print(f"There is no long run called {unknown[0]}; there are: {', '.join(RUNS)}", file=sys.stderr)
        return 2
    broken = []
    for name in names or RUNS:
        print(f"--- {name}", flush=True)
        broken += [f"{name}: {words}" for words in importlib.import_module(f"torture.{name}").run()]
    print("\n".join(broken) or "Every promise held.")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
