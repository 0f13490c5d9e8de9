"""Fuzzing of the readers: whatever bytes a file holds, it is a Book or one sentence of refusal, in seconds.

``python -m torture.fuzz_readers MINUTES [FIRST [KIND ...]]``: a case is its number, so one that fell is made again.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random

from bench.measure import ROOT
from toolkit.checks.run import check
from toolkit.checks.scope import Scope
from toolkit.findings import ToolkitError
from toolkit.house import as_at, parse
from toolkit.produce.letters_review import read_review
from toolkit.produce.marked import read_list
from toolkit.readers.load import load
from toolkit.readers.open import read
from toolkit.render.docx import refuse, template
from toolkit.render.placement_book import Book
from toolkit.render.xlsx import Line, Table, defined, fill
from toolkit.show.peek import peek_json, peek_text
from torture.fuzz_material import material, register
from torture.fuzz_watch import CAUSE, Faults, Watch
from torture.fuzz_ways import broken

MINUTES = 20.0
SILENT = 30
"""Seconds of the processor after which a case that does not end is ended: code that is no Python hears no signal."""
EVERY = 25_000
"""Cases of one process: what it was told to hold in mind must not grow without end."""


def run(minutes: float = MINUTES, first: int = 0, kinds: Sequence[str] = ()) -> list[str]:
    """Break files for so many minutes; what fell, each fault once, with the least file that shows it."""
    end = time.monotonic() + minutes * 60
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    faults = Faults()
    number = first
    while time.monotonic() < end:
        number = _batch(number, end, kinds, folder, faults)
    print(f"{number - first:,} broken files read in {minutes:g} minutes; {len(faults)} faults, kept in {folder}")
    return [f"{one.trouble} ({one.times} times, such as {one.name})" for one in faults.values()]


def _batch(number: int, end: float, kinds: Sequence[str], folder: Path, faults: Faults) -> int:
    """Cases in one process, until it dies, has made enough or time is up; the number of the next case."""
    command = ["nice", "-n", "19", sys.executable, "-m", "torture.fuzz_readers", "child", str(number), *kinds]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL
    ) as child:
        assert child.stdout
        waiting, last, trouble, used = b"", number - 1, "", 0.0
        while time.monotonic() < end:
            if not select.select([child.stdout], [], [], SILENT)[0]:
                if _used(child.pid) < used + SILENT:
                    continue  # others had the processor
                trouble = f"hung: nothing for {SILENT} s of processor"
                break
            used = _used(child.pid)
            piece = os.read(child.stdout.fileno(), 1 << 16)
            if not piece:
                code = child.wait()
                if code and last < number:
                    raise SystemExit("The process of the cases ends before its first.")
                trouble = f"the process died ({code})" if code else ""
                break
            *lines, waiting = (waiting + piece).split(b"\n")
            for line in lines:
                last, said = json.loads(line)
                if said:
                    _keep(folder, faults, last, said, kinds)
        child.kill()
        if trouble:
            _keep(folder, faults, last + 1, trouble, kinds)
            return last + 2
    return last + 1


def _used(process: int) -> float:
    """Seconds of the processor that a process has had."""
    fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _keep(folder: Path, faults: Faults, number: int, trouble: str, kinds: Sequence[str]) -> None:
    """Remember a fault, and keep the least file that shows it."""
    files = material()
    kind, data = broken(Random(number), files, kinds or sorted(files))  # noqa: S311 - a case is its number
    least = faults.add(f"case {number}, {kind}", data, trouble)
    at = list(faults).index(trouble.partition(CAUSE)[0])
    (folder / f"{at:03}.{least.name.rpartition(' ')[2]}").write_bytes(least.data)


def look(path: Path) -> None:
    """Read a file, and say everything of it that ``boutique peek`` says."""
    book = read(path)
    said = "".join(peek_json(book, cells=True))
    json.loads(said, parse_constant=_no_number)
    "".join(peek_text(book, cells=False))


def fill_in(path: Path) -> None:
    """A workbook of the house's, taken for a template: its names listed, one cell and one table filled."""
    data = path.read_bytes()
    names = sorted(defined(data))
    Book(data, path.name).references()
    fill(data, {names[0]: "x"} if names else {}, {names[-1]: Table([Line(("x",))])} if names else {})


def write_in(path: Path) -> None:
    """A letter of the house's, taken for a template."""
    refuse(template(path.read_bytes(), path.name))


def check_stock(path: Path) -> None:
    """A register read into records and put to every rule: one bad row never stops it."""
    house = parse(register()[0], path.parent)
    list(check(Scope(load(house), house, as_at("2026-10-31", house, datetime.now(UTC)))))


LOOKS: Mapping[str, Callable[[Path], object]] = {
    "worklist": read_list, "review": read_review, "letter": write_in, "form": fill_in,
    "stock": check_stock,
}  # fmt: skip
"""What is done with a file of a kind; any other is looked at."""


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no JSON")


def child(first: int, kinds: Sequence[str]) -> None:
    """Case after case, each told on standard output as it was then."""
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    with tempfile.TemporaryDirectory(prefix="fuzz-case-") as name:
        folder = Path(name)
        files = material()
        for kind in files:  # whatever loads late
            with suppress(ToolkitError):
                LOOKS.get(kind, look)(_write(folder, kind, files[kind][0]))
        watch = Watch(folder)
        watch.limit()
        for number in range(first, first + EVERY):
            kind, data = broken(Random(number), files, kinds or sorted(files))  # noqa: S311 - a case is its number
            path = _write(folder, kind, data)
            said = watch.trouble(partial(LOOKS.get(kind, look), path))
            answers.write(json.dumps([number, said]).encode() + b"\n")


def _write(folder: Path, kind: str, data: bytes) -> Path:
    path = folder / f"Stock.{kind}"
    path.write_bytes(data)
    return path


def main(arguments: Sequence[str]) -> None:
    """A round by hand, or a process of one."""
    if arguments[:1] == ["child"]:
        child(int(arguments[1]), arguments[2:])
        return
    minutes, first = [*arguments[:2], *(f"{MINUTES}", "0")[len(arguments[:2]) :]]
    print("\n".join(run(float(minutes), int(first), arguments[2:])) or "Every promise held.")


if __name__ == "__main__":
    main(sys.argv[1:])
