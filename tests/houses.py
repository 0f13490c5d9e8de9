"""Small houses for tests: registers written as text, mapped by the program itself."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from toolkit.cli import run as run_program
from toolkit.produce import setup

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
