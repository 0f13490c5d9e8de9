"""The rules of one check, timed one by one, and all of them beside the validators of others on the same register.

``python -m bench.rules 100000`` prints the seconds of each rule on a house of so many pieces, as many clients and
twice the sales: none may dominate.
"""

from __future__ import annotations

import csv
import sys
import time
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from bench.measure import Row, best, scratch
from torture.register import HEADINGS, house, pieces

MOST = 0.15  # the share of all the rules' time that one of them may take

_READ = """
import sys
from pathlib import Path
from toolkit import house
from toolkit.readers.load import load
load(house.read(Path(sys.argv[1])))
"""

_RULES = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from toolkit import house
from toolkit.checks.run import check
from toolkit.checks.scope import Scope
from toolkit.readers.load import load
read = house.read(Path(sys.argv[1]))
check(Scope(load(read), read, datetime(2026, 10, 31, 18, tzinfo=UTC)))
"""

_FRICTIONLESS = """
import sys
from frictionless import Resource, Schema, fields, validate
schema = Schema(fields=[
    fields.StringField(name="Stock No", constraints={"required": True, "unique": True}),
    fields.StringField(name="Category", constraints={"enum": ["watch", "ring", "necklace", "handbag"]}),
    fields.StringField(name="Brand", constraints={"required": True}),
    fields.StringField(name="Reference"),
    fields.StringField(name="Serial", constraints={"pattern": "[0-9A-F]{9}"}),
    fields.StringField(name="Description"),
    fields.StringField(name="Metal"),
    fields.IntegerField(name="Fineness", constraints={"minimum": 300, "maximum": 1000}),
    fields.StringField(name="Ownership", constraints={"enum": ["owned"]}),
    fields.StringField(name="Status", constraints={"enum": ["available", "sold"]}),
    fields.StringField(name="Location"),
    fields.DateField(name="Date in", constraints={"required": True}),
    fields.NumberField(name="Cost", constraints={"minimum": 0}),
    fields.StringField(name="Currency", constraints={"enum": ["GBP"]}),
    fields.NumberField(name="Insured value", constraints={"required": True}),
    fields.NumberField(name="Retail", constraints={"minimum": 0}),
    fields.DateField(name="Date sold"),
    fields.NumberField(name="Sold price"),
    fields.StringField(name="Buyer"),
    fields.StringField(name="Notes"),
])
report = validate(Resource(path=sys.argv[1], schema=schema), limit_errors=1000000)
print(report.stats["errors"])
"""

_PANDERA = """
import sys
import pandas as pd
import pandera.pandas as pa
frame = pd.read_csv(sys.argv[1], dtype={"Stock No": str, "Reference": str, "Serial": str},
                    parse_dates=["Date in", "Date sold"])
schema = pa.DataFrameSchema({
    "Stock No": pa.Column(str, unique=True),
    "Category": pa.Column(str, pa.Check.isin(["watch", "ring", "necklace", "handbag"])),
    "Brand": pa.Column(str),
    "Serial": pa.Column(str, pa.Check.str_matches("[0-9A-F]{9}")),
    "Fineness": pa.Column(int, pa.Check.in_range(300, 1000)),
    "Ownership": pa.Column(str, pa.Check.isin(["owned"])),
    "Status": pa.Column(str, pa.Check.isin(["available", "sold"])),
    "Date in": pa.Column("datetime64[ns]", coerce=True),
    "Cost": pa.Column(float, pa.Check.ge(0), coerce=True),
    "Currency": pa.Column(str, pa.Check.isin(["GBP"])),
    "Insured value": pa.Column(float, nullable=False, coerce=True),
    "Retail": pa.Column(float, pa.Check.ge(0), coerce=True),
})
try:
    schema.validate(frame, lazy=True)
except pa.errors.SchemaErrors as found:
    print(len(found.failure_cases))
"""


@cache
def stock(rows: int) -> tuple[Path, Path]:
    """A house of so many pieces and nothing else, and the same register as text for the peers."""
    folder = house(scratch() / f"stock-{rows}", rows)
    text = scratch() / f"stock-{rows}.csv"
    with text.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerows([HEADINGS, *pieces(rows)])
    return folder, text


def measure(rows: int = 30_000, rounds: int = 1) -> list[Row]:
    """Rules alone beside the validators, and the whole command beside its reading; CPU seconds."""
    folder, text = stock(rows)
    python = [sys.executable, "-c"]
    program = [sys.executable, "-m", "toolkit", "check", "--house", str(folder), "--dry-run", "--json"]
    read, ruled, whole, theirs, frames = best(
        [*python, _READ, str(folder)], [*python, _RULES, str(folder)], program,
        [*python, _FRICTIONLESS, str(text)], [*python, _PANDERA, str(text)], rounds=rounds, accept=(0, 3),
    )  # fmt: skip
    rules = max(ruled.cpu - read.cpu, 0.01)
    name = f"every rule over {rows:,} pieces"
    return [
        Row(name, "frictionless: reading CSV, 20 fields, 12 constraints", rules, theirs.cpu, "s CPU", 1),
        Row(name, "pandera: reading CSV, 12 columns", rules, frames.cpu, "s CPU", 0.2),
        Row(f"check, {rows:,} pieces", "its own reading", whole.cpu, read.cpu, "s CPU", 2.5, at_most=True),
    ]


def timed(rows: int) -> list[tuple[str, float]]:
    """Each rule's seconds on one house, the dearest first. Run in a process of its own by ``main``."""
    from toolkit import house as houses
    from toolkit.checks.run import RULES
    from toolkit.checks.scope import Scope
    from toolkit.readers.load import load

    read = houses.read(scratch() / f"rules-{rows}")
    scope = Scope(load(read), read, datetime(2026, 10, 31, 18, tzinfo=UTC))
    seconds = []
    for rule in RULES:
        start = time.process_time()
        found = sum(1 for _ in rule(scope))
        name = f"{rule.__module__.removeprefix('toolkit.checks.')}.{rule.__name__} ({found:,} found)"
        seconds.append((name, time.process_time() - start))
    return sorted(seconds, key=lambda pair: -pair[1])


def main(rows: int) -> int:
    """Print each rule's seconds and share; 1 where one of them dominates."""
    house(scratch() / f"rules-{rows}", rows, people=rows, trade=True)
    seconds = timed(rows)
    total = sum(cost for _, cost in seconds)
    print(f"{len(seconds)} rules, {total:.2f} s CPU on {rows:,} pieces, {rows:,} clients and twice the sales")
    for name, cost in seconds:
        print(f"{cost:8.3f} s {cost / total:6.1%}  {name}")
    return 1 if seconds[0][1] > MOST * total else 0


if __name__ == "__main__":
    sys.exit(main(int((sys.argv[1:] or ["100000"])[0])))
