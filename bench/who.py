"""Who is who, beside Splink 5 on DuckDB: the same columns, no labels; seconds, memory, and pairs wrong or missed.

Pairs are counted as a house would end up with them: rows joined in a chain are one. Ours are all pairs that are worth
a question, at evens; of the peer's odds the best of several thresholds is taken, chosen with the truth in hand.

    python -m bench.who             prints precision, recall and F1 of both, and of ours the part that is sure
    python -m bench.who ours FILE OUT     one run of ours, in a process of its own
"""

from __future__ import annotations

import csv
import sys
import venv
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from bench.measure import ROOT, Cost, Row, cost, scratch
from toolkit.reconcile.who_pairs import alike
from toolkit.reconcile.who_person import Person, person
from toolkit.reconcile.who_words import street_words, words
from toolkit.values import When
from torture.people import clients, records

OUTSIDE = ROOT.parent / "shared" / "outside" / "duplicates"
PEER_HOME = ROOT / ".venv" / "peer"
HEADINGS = ("id", "true", "given", "family", "sex", "birthday", "number", "street", "town", "postcode", "phone",
            "email", "code")  # fmt: skip
THRESHOLDS = (0.5, 0.9, 0.99, 0.999, 0.9999, 0.999999)

_SPLINK = """
import csv, logging, sys, warnings
warnings.simplefilter("ignore")
logging.disable(logging.WARNING)
import duckdb
import splink.comparison_library as cl
from splink import Linker, SettingsCreator, block_on
from splink.internals.duckdb.database_api import DuckDBAPI
con = duckdb.connect()
con.execute(f"create table people as select * from read_csv('{sys.argv[1]}', all_varchar=true, nullstr='')")
columns = [row[0] for row in con.execute("describe people").fetchall()]
filled = {name for name in columns if con.execute(f"select count({name}) from people").fetchall()[0][0]}
frame = DuckDBAPI(con).register("people")
comparisons = [
    cl.NameComparison("given").configure(term_frequency_adjustments=True),
    cl.NameComparison("family").configure(term_frequency_adjustments=True),
    cl.DateOfBirthComparison("birthday", input_is_string=True),
    cl.JaroWinklerAtThresholds("street", [0.92, 0.8]),
    cl.DamerauLevenshteinAtThresholds("number", 1),
    cl.JaroWinklerAtThresholds("town", [0.9]),
    cl.DamerauLevenshteinAtThresholds("postcode", 1),
]
extra = {"sex": cl.ExactMatch, "phone": cl.ExactMatch, "email": cl.ExactMatch,
         "code": cl.DamerauLevenshteinAtThresholds}
comparisons += [make(name) for name, make in extra.items() if name in filled]
rules = [block_on("family", "given"), block_on("birthday"), block_on("family", "postcode"),
         block_on("given", "postcode"), block_on("street", "number"),
         block_on("substr(family,1,3)", "substr(given,1,2)", "town")]
rules += [block_on(name) for name in ("phone", "email", "code") if name in filled]
linker = Linker(frame, SettingsCreator(link_type="dedupe_only", comparisons=comparisons, unique_id_column_name="id",
                blocking_rules_to_generate_predictions=rules), log_level=None)
linker.training.estimate_probability_two_random_records_match(
    [block_on("family", "given", "birthday"), block_on("family", "given", "postcode")], recall=0.6)
linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
for rule in (block_on("family", "given"), block_on("birthday"), block_on("postcode", "number")):
    linker.training.estimate_parameters_using_expectation_maximisation(rule)
found = linker.inference.predict(threshold_match_probability=0.5)
con.execute(f"copy (select id_l, id_r, match_probability from {found.physical_name}) to '{sys.argv[2]}'")
"""


@dataclass(frozen=True, slots=True)
class Quality:
    """How well found pairs agree with the truth."""

    found: int
    right: int
    true: int

    @property
    def precision(self) -> float:
        """Of the found pairs the share that is right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Of the true pairs the share that was found."""
        return self.right / self.true

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return 2 * self.right / (self.found + self.true)

    @property
    def errors(self) -> float:
        """Pairs wrong or missed, in a thousand true ones; never quite none, so that a ratio can be formed."""
        return max((self.found + self.true - 2 * self.right) * 1000 / self.true, 0.5)


def judged(pairs: Iterable[tuple[int, int]], truth: Sequence[str]) -> Quality:
    """The pairs with all that follow from them, beside the truth."""
    first = list(range(len(truth)))

    def of(row: int) -> int:
        while first[row] != row:
            first[row] = first[first[row]]
            row = first[row]
        return row

    for one, other in pairs:
        first[of(one)] = of(other)
    groups = Counter(of(row) for row in range(len(truth)))
    right = Counter((of(row), name) for row, name in enumerate(truth))
    return Quality(_within(groups.values()), _within(right.values()), _within(Counter(truth).values()))


def _within(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


@cache
def generated(rows: int) -> Path:
    """The invented register of so many rows, in plain columns."""
    invented = clients(rows)
    found = [person(record) for record in records(invented)]
    lines = [
        (number, row.person, one.given, one.family, one.sex, row.birthday or "", one.number, one.street, one.town,
         one.postcode, next(iter(one.phones), ""), one.email, "")
        for number, (row, one) in enumerate(zip(invented, found, strict=True))
    ]  # fmt: skip
    return _kept(f"people-{rows}", lines)


@cache
def febrl(number: int, *, code: bool) -> Path:
    """One of the outside sets in the same columns, with its personal number or without."""
    with (OUTSIDE / f"dataset{number}.csv").open(newline="") as stream:
        rows = list(csv.DictReader(stream, skipinitialspace=True))
    lines: list[tuple[object, ...]] = []
    for row in rows:
        house, street = street_words(f"{row['street_number']} {row['address_1']} {row['address_2']}")
        texts = [" ".join(words(row[name])) for name in ("given_name", "surname", "suburb")]
        owner = row["rec_id"].split("-")[1]
        lines.append((len(lines), owner, texts[0], texts[1], "", _day(row["date_of_birth"]), house, street, texts[2],
                      row["postcode"].lstrip("0"), "", "", row["soc_sec_id"] if code else ""))  # fmt: skip
    return _kept(f"febrl-{number}{'-number' if code else ''}", lines)


def _day(text: str) -> str:
    """A day of eight digits, where it is one."""
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:])).isoformat()
    except ValueError:
        return ""


def _kept(name: str, lines: Iterable[Sequence[object]]) -> Path:
    path = scratch() / f"{name}.csv"
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerows([HEADINGS, *lines])
    return path


def people(source: Path) -> tuple[list[Person], list[str]]:
    """The people of a file in plain columns, and the truth beside each."""
    with source.open(newline="", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    days = [date.fromisoformat(row["birthday"]) if row["birthday"] else None for row in rows]
    found = [
        Person(
            given=row["given"], family=row["family"], sex=row["sex"], birthday=When(day, day) if day else None,
            number=row["number"], street=row["street"], town=row["town"], postcode=row["postcode"],
            phones=(row["phone"],) if row["phone"] else (), email=row["email"],
            codes=(("code", row["code"]),) if row["code"] else (),
        )
        for row, day in zip(rows, days, strict=True)
    ]  # fmt: skip
    return found, [row["true"] for row in rows]


def ours(source: Path, out: Path) -> None:
    """One run on plain columns: the pairs, their odds and whether they are sure."""
    with out.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        found = (one for one in alike(people(source)[0]) if one.relation == "same")
        writer.writerows((one.left, one.right, one.odds, int(one.sure)) for one in found)


@cache
def peer() -> str:
    """The interpreter of the environment the peer has for itself, made where it is not there."""
    python = PEER_HOME / "bin" / "python"
    if not python.exists():
        venv.create(PEER_HOME)
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--disable-pip-version-check"]
    cost([*pip, "--require-hashes", "-r", str(ROOT / "requirements-peer.lock")])
    return str(python)


def run(source: Path, rounds: int = 1) -> tuple[Cost, Cost, Quality, Quality, Quality]:
    """Both on one file: what each cost, the quality of ours, of what is sure among ours, and of the peer's best."""
    out, theirs = source.with_suffix(".ours"), source.with_suffix(".peer")
    truth = people(source)[1]
    mine = [sys.executable, "-m", "bench.who", "ours", str(source), str(out)]
    other = [peer(), "-c", _SPLINK, str(source), str(theirs)]
    costs = [(cost(mine), cost(other)) for _ in range(rounds)]
    found = [(int(row[0]), int(row[1]), row[3]) for row in csv.reader(out.open())]
    rivals = [(int(row[0]), int(row[1]), float(row[2])) for row in list(csv.reader(theirs.open()))[1:]]
    best = max(
        (judged(((a, b) for a, b, odds in rivals if odds >= least), truth) for least in THRESHOLDS),
        key=lambda quality: quality.f1,
    )
    whole = judged(((a, b) for a, b, _ in found), truth)
    sure = judged(((a, b) for a, b, sure in found if sure == "1"), truth)
    return min((one for one, _ in costs), key=_cpu), min((one for _, one in costs), key=_cpu), whole, sure, best


def _cpu(one: Cost) -> float:
    return one.cpu


def sources() -> dict[str, Path]:
    """Every set there is, by its name."""
    outside = {
        f"FEBRL {number}{', with its number' if code else ''}": febrl(number, code=code)
        for number in (1, 2) for code in (False, True)
    } if OUTSIDE.exists() else {}  # fmt: skip
    return outside | {f"{rows:,} clients": generated(rows) for rows in (10_000, 100_000)}


def measure() -> list[Row]:
    """Pairs wrong or missed on every set; CPU seconds and memory at 10,000 and 100,000 clients."""
    rows = []
    name = "Splink 5 on DuckDB, best threshold"
    for label, path in sources().items():
        mine, other, whole, _, best = run(path, rounds=2)
        rows.append(
            Row(f"who is who, {label}: wrong or missed", name, whole.errors, best.errors, "in 1,000 pairs", 0.9)
        )
        if "clients" in label:
            aim = 4 if label.startswith("10,") else 1
            rows.append(Row(f"who is who, {label}", "Splink 5 on DuckDB", mine.cpu, other.cpu, "s CPU", aim))
            rows.append(Row(f"who is who, {label}: memory", "Splink 5 on DuckDB", mine.peak, other.peak, "MB", 0.5))
    return rows


def main() -> None:
    """Print both sides in full."""
    print(f"{'':28} {'':12} {'precision':>9} {'recall':>7} {'F1':>7} {'CPU s':>7} {'wall s':>7} {'MB':>6}")
    for label, path in sources().items():
        mine, other, whole, sure, best = run(path)
        for side, quality, spent in (("ours", whole, mine), ("ours, sure", sure, mine), ("Splink", best, other)):
            figures = f"{quality.precision:9.4f} {quality.recall:7.4f} {quality.f1:7.4f}"
            print(f"{label:28} {side:12} {figures} {spent.cpu:7.2f} {spent.wall:7.2f} {spent.peak:6.0f}", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["ours"]:
        ours(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        main()
