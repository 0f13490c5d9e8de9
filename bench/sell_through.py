"""Forty brands' sell-throughs from registers of so many sales over five years: ours beside a plain pandas script.

Ours reads every cell with its place, decides of each date whether it is known, counts the closing by custody, and
proves every line; the peer trusts both registers, and writes one workbook of bare figures where ours writes forty with
formulas, styles and charts. So each part stands beside the peer's own, and the whole is that of reading and figures.

    python -m bench.sell_through FOLDER            makes the figures of a folder, prints what each part took
    python -m bench.sell_through FOLDER write      the same, and their workbooks
"""

from __future__ import annotations

import csv
import json
import random
import subprocess
import sys
import time
from datetime import date, datetime, timedelta
from pathlib import Path

from bench.measure import ROOT, Cost, Row, best, environment, scratch
from toolkit.contract_words import Due
from toolkit.contracts import COLUMNS, Contract
from toolkit.house import as_at
from toolkit.house import read as read_house
from toolkit.readers.load import load
from toolkit.reports.sell_through_books import Books
from toolkit.reports.sell_through_build import sell_through
from toolkit.reports.sell_through_workbook import TEMPLATES, workbook
from toolkit.templates import template

BRANDS = 40
REFERENCES = 60
FIRST = date(2021, 11, 1)
DAYS = 5 * 365
MONTH = ("2026-10-01", "2026-10-31")
STOCK = ("Stock No", "Brand", "Reference", "Collection", "Description", "Condition", "Status", "Date in", "Cost",
         "Currency")  # fmt: skip
SIZES = (20_000, 60_000, 200_000)


def house(sales: int) -> Path:
    """A house with about so many sales, one in fifty brought back, and a quarter as many unsold; always the same."""
    folder = scratch() / f"brands-{sales}"
    if folder.exists():
        return folder
    folder.mkdir()
    chance = random.Random(sales)  # noqa: S311 - invented pieces
    with (folder / "stock.csv").open("w", newline="") as stock, (folder / "sales.csv").open("w", newline="") as sold:
        pieces, rows = csv.writer(stock), csv.writer(sold)
        pieces.writerow(STOCK)
        rows.writerow(("Stock No", "Transaction", "Sold to", "Date", "Price", "Currency"))
        for number in range(sales + sales // 4):
            brand, reference = number % BRANDS, chance.randrange(REFERENCES)
            came = FIRST + timedelta(days=chance.randrange(DAYS))
            left = came + timedelta(days=chance.randrange(1, 400))
            name, gone = f"W{number:06d}", number < sales and left < FIRST + timedelta(days=DAYS)
            status = "Sold" if gone else "In stock"
            pieces.writerow((name, f"Brand {brand:02d}", f"R{reference:03d}", f"Line {reference % 6}", "Watch", "New",
                             status, came, 1000 + reference, "GBP"))  # fmt: skip
            if gone:
                rows.writerow((name, "Sold", "Mrs Vane", left, 2000 + reference, "GBP"))
            if gone and number % 50 == 0:
                rows.writerow((name, "Client return", "Mrs Vane", left + timedelta(days=9), 2000 + reference, "GBP"))
    _map(folder)
    return folder


def _map(folder: Path) -> None:
    """Say what the columns mean, as ``boutique init`` does."""
    columns = {
        "stock": ("stock_no", "brand", "brand_ref", "collection", "description", "condition", "status", "acquired_date",
                  "cost_purchase", "currency"),
        "sales": ("stock_no", "kind", "buyer", "sale_date", "price", "currency"),
    }  # fmt: skip
    lines = ['[house]\nname = "Maison"\ncurrency = "GBP"\n']
    for name, fields in columns.items():
        heading = next(csv.reader((folder / f"{name}.csv").open(newline="")))
        lines.append(f'[[source]]\nregister = "{name}"\nfile = "{name}.csv"\n[source.columns]\n')
        lines += [f'"{title}" = "{field}"\n' for title, field in zip(heading, fields, strict=True)]
    (folder / "boutique.toml").write_text("".join(lines), encoding="utf-8")


def reports(folder: Path, *, write: bool = False) -> dict[str, float]:
    """Make all forty reports; what reading, figures and workbooks took, in CPU seconds."""
    start = time.process_time()
    found = read_house(folder)
    registers = load(found)
    read = time.process_time()
    books = Books(registers, found)
    moment = as_at(MONTH[1], found, datetime.now().astimezone())
    made = []
    for number in range(BRANDS):
        brand, due = f"Brand {number:02d}", Due("due_days", 10)
        agreed = Contract(brand, due, columns=tuple(COLUMNS), prices=True, currency="GBP")
        made.append(sell_through(books, found, agreed, agreed.period("2026-10"), moment))
    done = time.process_time()
    for one in made if write else ():
        workbook(one, template(TEMPLATES["en"], "workbook_templates", folder).read_bytes())
    return {"sales": len(registers.sales), "net_sold": sum(one.total.units.net_sold for one in made),
            "read": read - start, "figures": done - read, "written": time.process_time() - done}  # fmt: skip


def _parts(sales: int, rounds: int) -> list[dict[str, float]]:
    """The least CPU seconds of each part, ours and the peer's, in turn."""
    folder = str(house(sales))
    ours = ["-m", "bench.sell_through", folder, "write"]
    peer = [str(ROOT / "bench" / "plain_sell_through.py"), folder, *MONTH]
    seen: list[list[dict[str, float]]] = [[], []]
    for _ in range(rounds + 1):
        for told, command in zip(seen, (ours, peer), strict=True):
            told.append(json.loads(subprocess.check_output([sys.executable, *command], env=environment(), text=True)))
    return [{part: min(one[part] for one in told) for part in ("read", "figures", "written")} for told in seen]


def _costs(sales: int, rounds: int) -> list[Cost]:
    folder = house(sales)
    ours = [sys.executable, "-m", "bench.sell_through", str(folder)]
    peer = [sys.executable, str(ROOT / "bench" / "plain_sell_through.py"), str(folder), *MONTH]
    return best(ours, peer, rounds=rounds)


def measure(rounds: int = 2) -> list[Row]:
    """CPU and memory of forty reports with 200,000 sales, part by part, and how both grow from 20,000."""
    costs = {sales: _costs(sales, rounds) for sales in SIZES}
    small, large = costs[SIZES[0]], costs[SIZES[-1]]
    ours, peers = _parts(SIZES[-1], rounds)
    name, script = "40 sell-throughs, 200,000 sales", "pandas and openpyxl in a plain script"
    growth = "20,000 sales"
    return [
        Row(name, script, large[0].cpu, large[1].cpu, "s CPU", 8, at_most=True),
        Row(f"{name}: the registers read", "pandas.read_csv", ours["read"], peers["read"], "s CPU", 20, at_most=True),
        Row(f"{name}: their figures", "pandas", ours["figures"], peers["figures"], "s CPU", 20, at_most=True),
        Row(
            "40 workbooks with charts",
            "openpyxl, one of bare cells",
            ours["written"],
            peers["written"],
            "s CPU",
            20,
            at_most=True,
        ),
        Row(f"{name}: memory", script, large[0].peak, large[1].peak, "MB", 4, at_most=True),
        Row("40 sell-throughs: CPU, 200,000 sales", growth, large[0].cpu, small[0].cpu, "s CPU", 11, at_most=True),
        Row("40 sell-throughs: memory, 200,000 sales", growth, large[0].peak, small[0].peak, "MB", 11, at_most=True),
    ]


if __name__ == "__main__":
    print(json.dumps(reports(Path(sys.argv[1]), write=sys.argv[2:] == ["write"])))
