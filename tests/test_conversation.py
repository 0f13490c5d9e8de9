"""The guided conversation of init: asked on a terminal only, and never needed."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.houses import run, table
from tests.terminal import talk
from toolkit import house as houses

HEADING = ("Stock No", "Descripton", "Date in", "Cost", "Currency")
ROWS = [(f"R{n}", f"Ring {n}", "2024-03-05", 100 + n, "francs") for n in range(8)]


def test_init_asks_for_the_currency_and_the_doubtful_column(tmp_path: Path) -> None:
    """Two questions, two answers, both in boutique.toml."""
    (tmp_path / "stock.csv").write_text(table(HEADING, ROWS), "utf-8")
    command = [sys.executable, "-m", "toolkit", "init", str(tmp_path)]
    said, code = talk(command, {"Which currency is": "FRF\r", "what is the column": "\r"})
    assert code == 0, said
    house = houses.read(tmp_path)
    assert house.currencies.declared == {"francs": "FRF"}
    assert house.sources[0].columns["Descripton"] == "description"


def test_without_a_terminal_nothing_is_asked_and_the_questions_are_listed(tmp_path: Path) -> None:
    """Every question has a flag."""
    (tmp_path / "stock.csv").write_text(table(HEADING, ROWS), "utf-8")
    ran = run("init", tmp_path)
    assert ran.code == 0
    assert "--currency francs=CODE" in ran.out
