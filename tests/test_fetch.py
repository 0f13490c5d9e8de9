"""What is read of a file is of one moment, and what stands in place of a file is told."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.findings import ToolkitError
from toolkit.readers.open import read

ROWS = b"W1;5;Cartier\r\n" * 2000


def refusal_while(path: Path, write: Callable[[], None]) -> ToolkitError | None:
    """What a reading says while a thread writes, tried until it says something; None if it never does."""
    stop, deadline = threading.Event(), time.monotonic() + 20

    def writing() -> None:
        while not stop.is_set():
            write()

    writer = threading.Thread(target=writing)
    writer.start()
    try:
        while time.monotonic() < deadline:
            try:
                read(path)
            except ToolkitError as error:
                return error
        return None
    finally:
        stop.set()
        writer.join()


def test_a_file_that_is_being_written_is_refused_in_one_sentence(tmp_path: Path) -> None:
    """While somebody adds to it a reading is refused; afterwards it is read whole."""
    path = tmp_path / "Stock.csv"
    path.write_bytes(b"Ref;Prix;Marque\r\n" + ROWS)

    def write() -> None:
        with path.open("ab") as file:
            file.write(b"W2;6;Omega\r\n")

    refused = refusal_while(path, write)
    assert refused is not None
    assert (refused.code, refused.message) == ("changed", "Stock.csv: the file changed while it was being read")
    assert "run again" in refused.hint
    height = path.read_bytes().count(b"\r\n")
    assert read(path).grids[0].height == height


def test_a_file_put_in_place_of_another_is_noticed(tmp_path: Path) -> None:
    """As Excel saves: a new file takes the name. Its bytes are the same, its moment too, yet it is another."""
    path, new = tmp_path / "Stock.csv", tmp_path / "new"

    def replace() -> None:
        new.write_bytes(b"Ref;Prix\r\nW1;5\r\n")
        os.utime(new, (1_793_455_320, 1_793_455_320))
        new.replace(path)

    replace()
    refused = refusal_while(path, replace)
    assert refused is not None
    assert refused.code == "changed"
    assert read(path).grids[0].columns[1] == ["Prix", "5"]


COMPANIONS = {
    "~$Stock.xlsx": "Name the workbook itself: Stock.xlsx",
    ".~lock.Stock.ods#": "Name the file itself: Stock.ods",
    ".Stock.xlsx.icloud": "Open Stock.xlsx once, so that it is here; then name it.",
}


@pytest.mark.parametrize("name", COMPANIONS)
def test_what_programs_keep_beside_a_file_points_to_it(tmp_path: Path, name: str) -> None:
    """Lock files and what a Mac leaves of a file in the cloud."""
    (tmp_path / name).write_bytes(b"bplist00")
    with pytest.raises(ToolkitError) as caught:
        read(tmp_path / name)
    assert (caught.value.code, caught.value.hint) == ("foreign", COMPANIONS[name])


def test_a_placeholder_without_bytes_speaks_of_the_cloud(tmp_path: Path) -> None:
    """A file that is only in the cloud may show as empty: the hint says to open it once."""
    for content in (b"", b"\0" * 4096):
        (tmp_path / "Stock.xlsx").write_bytes(content)
        with pytest.raises(ToolkitError, match="the file is empty") as caught:
            read(tmp_path / "Stock.xlsx")
        assert "cloud" in caught.value.hint
