"""Small houses for tests: registers written as text, mapped by the program itself."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from toolkit.cli import run as run_program
from toolkit.house import House
from toolkit.produce import setup
from toolkit.produce.reading import read_house
from toolkit.records import Registers

STOCK = ("Stock No", "Description", "Date in", "Date sold", "Cost", "Currency")


def table(heading: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A register as the text of a CSV file."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(heading)
    writer.writerows(rows)
    return stream.getvalue()


def make(folder: Path, files: Mapping[str, str], **settings: str) -> Path:
    """A house in ``folder`` with these registers, mapped; ``settings`` such as ``insurance_basis="cost"``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    answers = {"insurance.basis": "cost"} | {key.replace("_", ".", 1): value for key, value in settings.items()}
    setup.write(setup.plan(folder, (), answers, {}), overwrite=True)
    return folder


Cells = Sequence[object]


def row(heading: Sequence[str], known: Mapping[str, object], cells: Mapping[str, object]) -> Cells:
    """A row of a register: what is known of each, but for what ``cells`` says (``Date_in`` is the column "Date in")."""
    given = {**known, **{name.replace("_", " "): value for name, value in cells.items()}}
    assert given.keys() <= set(heading), given.keys() - set(heading)
    return [given.get(name, "") for name in heading]


@dataclass(frozen=True)
class Told:
    """What the registers of a house hold, as far as it keeps them; ``toml`` is added to its settings."""

    stock: Sequence[Cells] = ()
    sales: Sequence[Cells] = ()
    jobs: Sequence[Cells] = ()
    moves: Sequence[Cells] = ()
    counts: Sequence[Cells] = ()
    toml: str = ""
    settings: dict[str, str] = field(default_factory=dict)

    def house(self, folder: Path, files: Mapping[str, str]) -> House:
        """The house with these files as its registers, read at the end of October 2026."""
        make(folder, files, **self.settings)
        if self.toml:
            path = folder / "boutique.toml"
            path.write_text(f"{path.read_text('utf-8')}\n{self.toml}\n", "utf-8")
        return read_house(folder, "2026-10-31")[0]


@dataclass(frozen=True)
class Read:
    """The registers of a house read, and the house."""

    registers: Registers
    house: House


@dataclass(frozen=True)
class Ran:
    """What a command did: its exit code, its streams, and its JSON where it printed some."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one object on stdout."""
        return json.loads(self.out)


def run(*arguments: object) -> Ran:
    """Run the program in this process, as the shell would; every failure passes through its one net."""
    runner = CliRunner()
    with runner.isolation() as (out, err, _):
        code = run_program([str(argument) for argument in arguments])
        return Ran(code, out.getvalue().decode(), err.getvalue().decode())
