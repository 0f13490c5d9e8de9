"""The masked twin of a house: made, checked and reconciled beside hers, searched for what was hers, then written."""

from __future__ import annotations

import secrets
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from toolkit import house as houses
from toolkit.files import read_only, write_all
from toolkit.findings import Finding, ToolkitError
from toolkit.house import FILE, House, SourceSetting
from toolkit.mask.search import left_in
from toolkit.mask.twin import ENDING, Twin
from toolkit.mask.written import UNNAMED, workbook
from toolkit.produce.reading import read_and_check
from toolkit.produce.reconcile import reconciled
from toolkit.readers.choose import read_sources
from toolkit.readers.grid import Book
from toolkit.readers.open import read

ROUNDS = 12
"""How often rows in which the two differ are replaced anew."""
SECRETS = 5
"""How many secrets are tried: an invented number may be another of hers by chance."""
ENOUGH = 3
"""Of so many twins with nothing of hers in them, none found alike in every kind, the likest is taken."""
IDLE = 6
"""After so many rounds that brought the two no nearer, no more are tried."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A kind of finding that the two do not have alike: how many hers has, and how many the twin."""

    kind: str
    hers: int
    twin: int


@dataclass(frozen=True, slots=True)
class Masked:
    """A twin: its files, how much was searched for, how many findings both have, and what differs."""

    folder: Path
    files: Mapping[str, bytes]
    searched: int
    findings: int
    kinds: int
    differences: tuple[Difference, ...]
    rounds: int


@dataclass(frozen=True, slots=True)
class Alike:
    """A finding as both have it: its kind, and its cells in the twin's names."""

    kind: str
    cells: tuple[tuple[str, str | None, int | None, str | None], ...]


Try = tuple[dict[str, bytes], Counter[Alike]]
"""A twin that was made: its files, and what is found in it."""


def mask(house: House, folder: Path, as_at: datetime, secret: bytes | None = None) -> Masked:
    """The twin of a house, in memory. Raises ToolkitError where anything of hers is left in it, whatever is tried."""
    _empty(folder)
    text = read_only(house.folder / FILE).decode("utf-8-sig")
    reading = read_sources(house, house.sources)
    sources = [(setting, table) for setting, _, table in reading.sources]
    left: list[str] = []
    made: list[Masked] = []
    with tempfile.TemporaryDirectory() as passing:
        apart = _apart(house, Path(passing) / "hers", reading.books)
        for number in range(SECRETS):
            drawn = secret + bytes([number]) if secret else secrets.token_bytes(32)
            twin = Twin(house, reading.books, sources, drawn)
            hers = _found(apart, as_at, _names(house, apart, twin), twin.sheet)
            tries = _tried(twin, hers, text, as_at, Path(passing) / str(number))
            files, theirs = min(tries, key=lambda one: _apart_by(hers, one[1]))
            left = _searched(files, twin, Path(passing) / f"searched {number}")
            if not left:
                kinds = len({one.kind for one in hers})
                differing = _differences(hers, theirs)
                made.append(Masked(folder, files, twin.hers.count, hers.total(), kinds, differing, len(tries)))
                if not differing or len(made) == ENOUGH:
                    break
    if made:
        return min(made, key=lambda one: len(one.differences))
    raise ToolkitError(
        f"The twin still holds words or figures of yours ({len(left)}), so it was not written.",
        "Please report this, without sending any register.",
        code="leak",
    )


def _tried(twin: Twin, hers: Counter[Alike], text: str, as_at: datetime, folder: Path) -> list[Try]:
    """The twin made again and again, each time with other words and figures where it differs from hers."""
    tries: list[Try] = []
    for number in range(ROUNDS):
        files, place = twin.files(text), folder / str(number)
        write_all({place / name: data for name, data in files.items()}, overwrite=True)
        theirs = _found(houses.read(place), as_at, {name: name for name in files}, _same)
        tries.append((files, theirs))
        differing = _rows((hers - theirs) + (theirs - hers))
        if not differing or _idle([_apart_by(hers, found) for _, found in tries]):
            break
        twin.again(twin.hers_of(differing))
    return tries


def write(made: Masked) -> None:
    """Write a twin into its folder, whole or not at all."""
    write_all({made.folder / name: data for name, data in made.files.items()}, overwrite=False)


def _empty(folder: Path) -> None:
    """Raise ToolkitError for a folder in which anything stands: what is sent must be the twin alone."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ToolkitError(
            f"{folder} is not an empty folder. Nothing was written.",
            "Name a new folder: what you send should be the twin and nothing else.",
            code="exists",
        )


def _apart(house: House, folder: Path, books: Sequence[Book]) -> House:
    """Her house without what its folder remembers: neither ledger nor answers go along with the twin."""
    folder.mkdir()
    by_file = {book.file: book for book in books}

    def alone(setting: SourceSetting, number: int) -> SourceSetting:
        if setting.url is None:
            return replace(setting, file=str(house.path(setting)))
        path = folder / f"{number}.xlsx"
        path.write_bytes(workbook(by_file[setting.file]))
        return replace(setting, file=str(path), url=None)

    order = list(by_file)
    found = tuple(alone(setting, order.index(setting.file)) for setting in house.sources)
    return replace(house, folder=folder, sources=found)


def _names(house: House, apart: House, twin: Twin) -> dict[str, str]:
    """The twin's name for each file of hers as it was read alone."""
    names = twin.names()
    return {other.file: names[setting.file] for setting, other in zip(house.sources, apart.sources, strict=True)}


def _found(
    house: House, as_at: datetime, names: Mapping[str, str], sheet: Callable[[str | None, str], str | None]
) -> Counter[Alike]:
    """Everything that check and reconcile find, by the twin's names."""

    def alike(one: Finding) -> Alike:
        cells = ((file := names.get(at.file, ""), sheet(at.sheet, file), at.row, at.column) for at in one.places)
        return Alike(one.kind.code, tuple(sorted(cells, key=str)))

    checked = read_and_check(house, as_at)
    return Counter(map(alike, (*checked.found, *reconciled(checked).findings)))


def _same(sheet: str | None, file: str) -> str | None:
    """A sheet of the twin by its own name, as :meth:`Twin.sheet` gives that of hers."""
    return sheet or (UNNAMED if file.endswith(ENDING) else None)


def _differences(hers: Counter[Alike], theirs: Counter[Alike]) -> tuple[Difference, ...]:
    """The kinds whose numbers differ."""
    counts = (Counter[str](), Counter[str]())
    for found, count in zip((hers, theirs), counts, strict=True):
        for seen, times in found.items():
            count[seen.kind] += times
    one, other = counts
    return tuple(
        Difference(kind, one[kind], other[kind]) for kind in sorted({*one, *other}) if one[kind] != other[kind]
    )


def _apart_by(hers: Counter[Alike], theirs: Counter[Alike]) -> tuple[int, int]:
    """How far two are apart: in kinds, then in cells."""
    return len(_differences(hers, theirs)), (hers - theirs).total() + (theirs - hers).total()


def _idle(distances: Sequence[tuple[int, int]]) -> bool:
    """Whether the last rounds brought nothing."""
    return len(distances) > IDLE and min(distances[-IDLE:]) >= min(distances[:-IDLE])


def _rows(found: Iterable[Alike]) -> set[tuple[str, str | None, int]]:
    """The twin's rows of some findings."""
    return {(file, sheet, row) for one in found for file, sheet, row, _ in one.cells if row is not None}


def _searched(files: Mapping[str, bytes], twin: Twin, folder: Path) -> list[str]:
    """What of hers stands in the finished files, which are read again for it."""
    write_all({folder / name: data for name, data in files.items()}, overwrite=True)
    books = {file: read(folder / name, name) for file, name in twin.names().items()}
    return left_in(files, twin.hers, *twin.read_again(books))
