"""The frame of the benchmarks: costs are measured on real processes, ratios point the right way."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

import bench.__main__ as benches
import torture.__main__ as tortures
from bench.measure import Row, best, cost


def test_cost_sees_what_a_process_spends() -> None:
    """A process that computes costs CPU, one that holds memory shows it, one that fails ends the run with its words."""
    idle, busy = best([sys.executable, "-c", ""], [sys.executable, "-c", "sum(range(3_000_000))"], rounds=2)
    assert 0 < idle.cpu < busy.cpu
    large = cost([sys.executable, "-c", "held = bytearray(100_000_000)"])
    assert large.peak > idle.peak + 50
    with pytest.raises(SystemExit, match=r"exit code 3\n.*out of ink"):
        cost([sys.executable, "-c", "import sys; print('out of ink'); sys.exit(3)"])


def test_a_ratio_says_which_side_is_better() -> None:
    """Ten times faster meets "at least 5x"; three times the peer's cost misses "at most 2x"."""
    faster = Row("read", "openpyxl", ours=1, peer=10, unit="s", target=5)
    slower = Row("help", "import click", ours=3, peer=1, unit="s", target=2, at_most=True)
    assert (faster.ratio, faster.met) == (10, True)
    assert (slower.ratio, slower.met) == (3, False)
    assert faster.cells() == ("read", "1 s", "openpyxl", "10 s", "10.00x", "at least 5x", "met")
    assert slower.cells()[-2:] == ("at most 2x", "missed")


@pytest.mark.parametrize("main", [benches.main, tortures.main], ids=["bench", "torture"])
def test_an_unknown_name_is_refused(main: Callable[[list[str]], int], capsys: pytest.CaptureFixture[str]) -> None:
    """A comparison or a long run that is not there exits 2 and lists those that are."""
    assert main(["nonsense"]) == 2
    assert "called nonsense; there are: " in capsys.readouterr().err
