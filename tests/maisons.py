"""The demo's maison for tests: made once in a run, however many processes share the run, and copied by who changes it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree, rmtree

from toolkit.demo import maison, story
from toolkit.files import write_all

PATIENCE = 300
"""How many seconds one process waits for another to have made what both need."""


@dataclass(frozen=True)
class Shelf:
    """Where houses stand that several modules begin with."""

    root: Path

    def look(self, make: Callable[[Path], object]) -> Path:
        """The house that ``make`` makes in an empty folder, made by who asks first. It is only to be read."""
        house = self.root / make.__name__
        with self._alone(make.__name__):
            if not house.exists():
                begun = self.root / f"{make.__name__} begun"
                rmtree(begun, ignore_errors=True)  # what failed before is begun anew
                begun.mkdir()
                make(begun)
                begun.rename(house)
        return house

    def take(self, make: Callable[[Path], object], folder: Path) -> Path:
        """A copy of it in ``folder``, to be changed."""
        return Path(copytree(self.look(make), folder, dirs_exist_ok=True))

    @contextmanager
    def _alone(self, name: str) -> Iterator[None]:
        """Within, no other process makes the same; the lock goes with the process that holds it, however that ends."""
        self.root.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self.root / f"{name}.lock", timeout=PATIENCE, isolation_level=None)) as lock:
            lock.execute("BEGIN EXCLUSIVE")
            yield


def clean(folder: Path) -> None:
    """The registers of the clean maison, mapped."""
    write_all({folder / name: data for name, data in maison.registers(clean=True)[0].items()}, overwrite=False)
    story.map_columns(folder, clean=True)


def messy(folder: Path) -> None:
    """The registers and the evidence as the demo writes them, not yet mapped."""
    maison.write(folder)
