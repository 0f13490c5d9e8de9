"""Two brands of the demo counted again from the registers by code that knows nothing of ours: openpyxl and dates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.houses import run
from toolkit.demo import maison, story
from toolkit.files import write_all

DELMARE, KESTREL = "Delmare Genève", "Kestrel Horology"
PERIODS = {
    DELMARE: ("2026-10", date(2026, 10, 1), date(2026, 10, 31), date(2025, 10, 1), date(2025, 10, 31)),
    KESTREL: ("FY2027-Q2", date(2026, 7, 1), date(2026, 9, 30), date(2025, 7, 1), date(2025, 9, 30)),
}
"""Brand: its period, its first and last day, and those of the year before."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The clean maison, its registers mapped."""
    folder = tmp_path_factory.mktemp("recomputed") / "maison"
    write_all({folder / name: content for name, content in maison.registers(clean=True)[0].items()}, overwrite=False)
    story.map_columns(folder, clean=True)
    return folder


def sheet(folder: Path, name: str) -> list[dict[str, Any]]:
    """The rows of one sheet of the corner's workbook by their headings."""
    heading, *rows = openpyxl.load_workbook(folder / "registers" / "Vitrines.xlsx")[name].iter_rows(values_only=True)
    return [dict(zip(heading, row, strict=True)) for row in rows]


@dataclass
class Counted:
    """What a reference comes to."""

    opening: int = 0
    received: int = 0
    sold: int = 0
    customer_returns: int = 0
    closing: int = 0

    def __iter__(self) -> Iterator[int]:
        """The figures in the order of the identity."""
        return iter((self.opening, self.received, self.customer_returns, self.sold, self.closing))


def day(value: object) -> date:
    """The day of a cell."""
    assert isinstance(value, datetime)
    return value.date()


def counted(folder: Path, brand: str, first: date, last: date) -> Mapping[str, Counted]:
    """Every reference of a brand, counted piece by piece from its dates; consigned pieces are the brand's own."""
    found: dict[str, Counted] = defaultdict(Counted)
    events: dict[str, list[tuple[date, int]]] = defaultdict(list)
    for sale in sheet(folder, "Brand sales"):
        events[sale["Stock no"]].append((day(sale["Date"]), -1 if sale["Type"] == "Sale" else 1))
    for piece in sheet(folder, "Brand goods"):
        if piece["Brand"] != brand or piece["Status"] == "On order" or piece["Ownership"] != "Own":
            continue
        line, came = found[piece["Reference"]], day(piece["Date in"])
        moves = [(came, 1), *events[piece["Stock no"]]]
        line.opening += sum(step for on, step in moves if on < first)
        line.closing += sum(step for on, step in moves if on <= last)
        line.received += first <= came <= last
        line.sold += sum(1 for on, step in moves[1:] if step < 0 and first <= on <= last)
        line.customer_returns += sum(1 for on, step in moves[1:] if step > 0 and first <= on <= last)
    return {name: line for name, line in found.items() if any(line)}


@pytest.mark.parametrize("brand", PERIODS)
def test_every_figure_is_what_the_registers_come_to(folder: Path, brand: str) -> None:
    """Opening, received, returned, sold, closing of every reference, and of the year before; each line balances."""
    period, first, last, first_before, last_before = PERIODS[brand]
    ran = run("sellthrough", brand, "--house", folder, "--as-at", "2026-10-31", "--period", period, "--dry-run",
              "--format", "csv", "--json")  # fmt: skip
    assert ran.code == 0, ran.err
    (report,) = ran.json["reports"]
    ours, before = counted(folder, brand, first, last), counted(folder, brand, first_before, last_before)
    theirs = {row["reference"]: row for row in report["rows"]}
    assert set(ours) <= set(theirs)
    for reference, row in theirs.items():
        units = row["units"]
        expected = ours.get(reference, Counted())
        assert {name: units[name] for name in vars(expected)} == vars(expected), reference
        assert units["residue"] == 0
        then = before.get(reference, Counted())
        assert {name: (row["before"] or vars(Counted()))[name] for name in vars(then)} == vars(then), reference
    total = report["total"]["units"]
    assert list(map(total.get, vars(Counted()))) == [
        sum(getattr(line, name) for line in ours.values()) for name in vars(Counted())
    ]
    assert total["sold"] + total["received"] > 0


def test_rates_orders_and_ages_are_counted_again(folder: Path) -> None:
    """Formula A and C by hand, what is on order and late, and how long what is here has been here."""
    for brand, (period, first, last, *_) in PERIODS.items():
        ran = run("sellthrough", brand, "--house", folder, "--as-at", "2026-10-31", "--period", period, "--dry-run",
                  "--format", "csv", "--json")  # fmt: skip
        total = ran.json["reports"][0]["total"]
        lines = counted(folder, brand, first, last).values()
        net = sum(line.sold - line.customer_returns for line in lines)
        under = sum(line.opening + (line.received if brand == DELMARE else 0) for line in lines)
        assert (total["rate"]["sold"], total["rate"]["of"]) == (net, under)
        assert float(total["rate"]["value"]) == pytest.approx(net / under)
        ordered = [row for row in sheet(folder, "Brand goods") if row["Brand"] == brand and row["Status"] == "On order"]
        late = [row for row in ordered if day(row["Expected"]) < date(2026, 10, 31)]
        assert (total["on_order"], total["overdue"]) == (len(ordered), len(late)) == (2, 1)
        assert sum(total["ageing"]) == total["units"]["closing"]
