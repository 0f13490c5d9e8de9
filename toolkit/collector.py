"""The collector of cycles, set aside while millions of values are made that are all live and in no cycle.

It would walk every one of them again and again: over a register, a report's pieces, the layout of a page.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the collector, and with it again afterwards if it ran before."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
