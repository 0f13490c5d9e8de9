"""Fuzzing of what understands cells: money, dates, measures, codes, prose, names, the house file, number formats.

Guided by coverage (atheris): a text that reaches a new line of ours is kept and changed further.
``python -m torture.fuzz_values MINUTES``.
"""

from __future__ import annotations

import base64
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from bench.measure import ROOT
from toolkit.findings import ToolkitError
from torture.fuzz_watch import CAUSE, Faults, Watch

MINUTES = 20.0
ROUND = 120
"""Seconds of one process; what it found stays in the collection of texts for the next."""
LONGEST = 600
TOLD = 500
PATIENCE = 900
"""Seconds of the wall beside those of a round: others may have the processor."""
DIED = "the process died"

SEEDS: Mapping[str, Sequence[str]] = tomllib.loads(Path(__file__).with_name("fuzz_seeds.toml").read_text("utf-8"))


def figures(text: str) -> None:
    """A column of money, and of plain numbers."""
    from toolkit.money import money, number, number_style
    from toolkit.values import Currencies

    lines = text.split("\n")
    known = Currencies("GBP")
    style = number_style([(line, "GBP") for line in lines])
    for line in lines:
        money(line, style, "EUR", known, line[::-1])
        number(line, style, ("ct", "g"))


def days(text: str) -> None:
    """A column of dates."""
    from toolkit.dates import date_order, when

    lines = [*text.split("\n"), *map(float, filter(str.isdecimal, [text[:9]]))]
    order = date_order(lines)
    for line in lines:
        when(line, order, 1904)
        when(line)


def measures(text: str) -> None:
    """Fineness and karat."""
    from toolkit.measures import fineness, metals

    fineness(text)
    metals(text)


def codes(text: str) -> None:
    """Codes, yes and no, and how texts compare; a fold is its own fold."""
    from toolkit.values import blank, code, display, flag, fold, fold_code

    several = code(text, text, several=True)
    assert code(text) is None or several is not None
    flag(text)
    blank(text)
    display(1234.5, text)
    assert fold(fold(text)) == fold(text)
    assert fold_code(fold_code(text)) == fold_code(text)


def prose(text: str) -> None:
    """A provenance text: nothing is lost."""
    from toolkit.readers.prose import house_style, parse, spell

    provenance = parse(text)
    assert spell(provenance) == text
    house_style(provenance)


def notes(text: str) -> None:
    """Words that ask for discretion, days in a note, sentences."""
    from toolkit.checks.notes import heard
    from toolkit.letters.days import in_text
    from toolkit.letters.sentences import sentences

    list(heard(text, "clients"))
    list(in_text(text))
    sentences(text)


def people(text: str) -> None:
    """Salutation and envelope of a client of these fields."""
    from toolkit.letters.address import envelope
    from toolkit.letters.salutation import greet
    from toolkit.other_records import Client
    from toolkit.records import Source

    names = ("title", "first_name", "surname", "suffix", "salutation", "spouse", "address", "postcode", "town",
             "country", "company", "name", "street")  # fmt: skip
    told = {name: line or None for name, line in zip(names, text.split("\n"), strict=False)}
    client = Client(source=Source("clients", "Clients.csv", None, {}, {}), row=2, **told)  # type: ignore[arg-type]
    for language, country in (("en", "GB"), ("fr", "FR"), ("en", "US")):
        greeting = greet(client, language, country)
        envelope(getattr(greeting, "addressee", ()), client, country, language)


def house(text: str) -> None:
    """The house file."""
    from toolkit.house import parse

    parse(text, Path("/nowhere"))


def formats(text: str) -> None:
    """What a cell shows under a number format."""
    from toolkit.readers.displayed import displayed

    code, _, value = text.partition("\n")
    try:
        number = float(value[:30])
    except ValueError:
        number = 45_000.25
    for raw in (number if abs(number) < 1e308 else 0.5, value, True, 0, -0.5):
        displayed(raw, code or None, 1904)
        displayed(raw, code or None)


def names(text: str) -> None:
    """File names and addresses."""
    from toolkit.addresses import is_url, mailbox, spreadsheet_id
    from toolkit.names import safe_name

    safe = safe_name(text)
    assert "/" not in safe
    assert "\\" not in safe
    mailbox(text)
    if is_url(text):
        spreadsheet_id(text)


def descriptions(text: str) -> None:
    """A description read: every proposal stands where it says."""
    from toolkit.readers.describe import described

    described(text)


def headings(text: str) -> None:
    """A small table from its text to its records' meanings."""
    from toolkit.readers.grid import Book, Grid, Raw
    from toolkit.show.peek import peek_json

    lines = [line.split("\t") for line in text.split("\n")]
    width = max(map(len, lines))
    columns: list[list[Raw]] = [
        [(line[at] or None) if at < len(line) else None for line in lines] for at in range(width)
    ]
    json.loads("".join(peek_json(Book("Stock.csv", "csv", (Grid("Stock.csv", None, columns),), ""), cells=True)))


TARGETS: Mapping[str, Callable[[str], None]] = {
    "figures": figures, "days": days, "measures": measures, "codes": codes, "prose": prose, "notes": notes,
    "people": people, "house": house, "formats": formats, "names": names, "descriptions": descriptions,
    "headings": headings,
}  # fmt: skip


def run(minutes: float = MINUTES, only: Sequence[str] = ()) -> list[str]:
    """Every target for its share of so many minutes; what fell, each fault once with the least text that shows it."""
    if importlib.util.find_spec("atheris") is None:
        print("atheris is not made for this machine: no texts were tried")
        return []
    faults, made, chosen = Faults(), 0, list(only or TARGETS)
    with tempfile.TemporaryDirectory(prefix="fuzz-values-") as name:
        for target in chosen:
            texts = Path(name) / target
            texts.mkdir()
            for number, seed in enumerate(SEEDS[target]):
                (texts / f"seed-{number}").write_text(seed, "utf-8")
            end = time.monotonic() + minutes * 60 / len(chosen)
            while (left := end - time.monotonic()) > 1 and not faults.get(f"{target}: {DIED}"):
                made += _round(target, texts, min(left, ROUND), faults)
    print(f"{made:,} texts in {minutes:g} minutes; {len(faults)} faults")
    return [f"{one.trouble} ({one.times} times), by {one.data!r}" for one in faults.values()]


def _round(target: str, texts: Path, seconds: float, faults: Faults) -> int:
    """One process on one target; how many texts it made."""
    child = [sys.executable, "-m", "torture.fuzz_values", "child", target, str(texts), f"{seconds:.0f}"]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}
    with subprocess.Popen(
        ["nice", "-n", "19", *child], cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        try:
            told, _ = process.communicate(timeout=seconds + PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            told, _ = process.communicate()
    count = 0
    for line in told.splitlines():
        count, said, text = json.loads(line)
        if said:
            faults.add(target, base64.b64decode(text), f"{target}: {said}")
    if process.returncode:
        faults.add(target, b"", f"{target}: {DIED}{CAUSE}{process.returncode}")
    return int(count)


def child(target: str, texts: str, seconds: str) -> None:
    """Texts for one target until time is up, each fault told as it is met."""
    import atheris

    with atheris.instrument_imports(include=["toolkit"]):
        for seed in SEEDS[target]:  # whatever loads late
            with suppress(ToolkitError):
                TARGETS[target](seed)
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    watch = Watch(Path(texts))
    count = 0

    def one(data: bytes) -> None:
        nonlocal count
        count += 1
        said = watch.trouble(partial(TARGETS[target], _text(data)))
        if said or count % TOLD == 0:
            answers.write(json.dumps([count, said, base64.b64encode(data).decode()]).encode() + b"\n")

    limits = (f"-max_total_time={seconds}", f"-max_len={LONGEST}", "-verbosity=0", "-rss_limit_mb=2048")
    atheris.Setup([sys.argv[0], texts, *limits], one)
    atheris.Fuzz()


def _text(data: bytes) -> str:
    """The bytes as a text; half of a pair stays one, for a file may hold it."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")


if __name__ == "__main__":
    if sys.argv[1:2] == ["child"]:
        child(*sys.argv[2:5])
    else:
        print("\n".join(run(float((sys.argv[1:] or [str(MINUTES)])[0]), sys.argv[2:])) or "Every promise held.")
