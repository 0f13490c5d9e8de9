"""Files are read by what they are, or refused by name with the way out; nothing is ever written."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.raw_records import compound, label, stream
from tests.raw_workbooks import sheet, workbook, zipped
from toolkit.findings import ToolkitError
from toolkit.readers.locked import VARIABLE
from toolkit.readers.open import read

ROOT = Path(__file__).parents[1]
OUTSIDE = ROOT.parent / "shared" / "outside" / "workbooks"
PLAIN = workbook(sheet('<row r="1"><c r="A1"><v>1</v></c></row>'))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


REFUSED = {
    "old.xls": (OLE, "damaged", "compound storage"),
    "oldest.xls": (b"\x09\x02\x06\x00\x00\x00\x10\x00", "damaged", "breaks off"),
    "locked.xlsx": (compound({"EncryptedPackage": b"x"}), "encrypted", "protected with a password"),
    "letter.doc": (compound({"WordDocument": b"x"}), "foreign", "a Word document"),
    "letter.odt": (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}), "foreign", "no spreadsheet"),
    "stock.numbers": (zipped({"Index/Document.iwa": "x"}), "foreign", "Apple Numbers"),
    "stock.xlsb": (zipped({"[Content_Types].xml": "<x/>", "xl/workbook.bin": "x"}), "damaged", "breaks off"),
    "letter.xlsx": (zipped({"[Content_Types].xml": "<x/>", "word/document.xml": "x"}), "foreign", "a Word document"),
    "many.zip": (zipped({"a.xlsx": PLAIN}), "foreign", "a ZIP archive"),
    "schedule.pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "foreign", "a PDF"),
    "export.xls": (b"\n<html><p>Nothing here</p></html>", "foreign", "a web page (HTML) without a table"),
    "export2003.xls": (b'<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "damaged", "breaks off"),
    "photo.xlsx": (b"\xff\xd8\xff\xe0\x00\x10JFIF", "foreign", "a picture"),
    "broken.xlsx": (PLAIN[:300], "damaged", "damaged"),
    "nothing.xlsx": (b"", "empty", "the file is empty"),
    "blank.csv": (b"\xef\xbb\xbf\r\n\r\n", "empty", "the file is empty"),
    "noise.csv": (bytes(range(1, 32)) * 99, "foreign", "a binary file"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_register_is_refused_by_name(tmp_path: Path, name: str) -> None:
    """Each kind of file is called what it is, with something to do about it."""
    content, code, words = REFUSED[name]
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ToolkitError) as caught:
        read(tmp_path / name)
    assert (caught.value.code, caught.value.status) == (code, 1)
    assert caught.value.message.startswith(f"{name}: ")
    assert words in caught.value.message
    assert caught.value.hint
    assert str(tmp_path) not in caught.value.message


def test_a_missing_file_names_its_neighbours(tmp_path: Path) -> None:
    """A mistyped name is answered with the names that are there."""
    (tmp_path / "Stock 2026.xlsx").write_bytes(PLAIN)
    with pytest.raises(ToolkitError, match=r"Stok\.xlsx: there is no such file") as caught:
        read(tmp_path / "Stok.xlsx")
    assert caught.value.code == "not-found"
    assert "Stock 2026.xlsx" in caught.value.hint


def test_a_folder_and_a_lock_file_are_not_registers(tmp_path: Path) -> None:
    """A folder says so; Excel's lock file points to the workbook it locks."""
    with pytest.raises(ToolkitError, match="this is a folder") as caught:
        read(tmp_path)
    assert caught.value.code == "unreadable"
    (tmp_path / "~$Stock.xlsx").write_bytes(b"\x04Anne" + b" " * 160)
    with pytest.raises(ToolkitError) as caught:
        read(tmp_path / "~$Stock.xlsx")
    assert caught.value.hint == "Name the workbook itself: Stock.xlsx"


def test_a_file_without_the_right_to_read_it(tmp_path: Path) -> None:
    """No right is said in words; tried as another user where the tests run as root."""
    path = tmp_path / "Stock.xlsx"
    path.write_bytes(PLAIN)
    path.chmod(0)
    code = (
        "import sys; from pathlib import Path\n"
        "from toolkit.readers.open import read\nfrom toolkit.findings import ToolkitError\n"
        "import os\n"
        "if os.getuid() == 0:\n    os.seteuid(65534)\n"
        "try:\n    read(Path(sys.argv[1]))\nexcept ToolkitError as error:\n    print(error.code, error)"
    )
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    done = subprocess.run([sys.executable, "-c", code, str(path)], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("unreadable Stock.xlsx: you have no right")


def test_content_decides_not_the_name(tmp_path: Path) -> None:
    """A workbook called .csv is a workbook, a text called .xlsx is a text; the shown name is used throughout."""
    (tmp_path / "a.csv").write_bytes(PLAIN)
    (tmp_path / "b.xlsx").write_text("Ref;Price\nW1;5\n")
    first, second = read(tmp_path / "a.csv", "registers/a.csv"), read(tmp_path / "b.xlsx")
    assert (first.format, first.file, first.grids[0].file) == ("xlsx", "registers/a.csv", "registers/a.csv")
    assert (second.format, second.notes) == ("csv", ("read as UTF-8, separator ;",))
    assert first.sha256 == hashlib.sha256(PLAIN).hexdigest()


def test_old_and_open_formats_are_read(tmp_path: Path) -> None:
    """An old workbook, with or without the compound file around it, says what it is."""
    records = stream(("Stock", label(0, 0, "W1")))
    for name, content in {"a.xls": compound({"Workbook": records}), "b.csv": records}.items():
        (tmp_path / name).write_bytes(content)
        book = read(tmp_path / name)
        assert (book.format, book.grids[0].columns) == ("xls", [["W1"]])


def test_macros_are_named(tmp_path: Path) -> None:
    """A workbook that carries macros is an xlsm; they are never run."""
    (tmp_path / "a.xlsm").write_bytes(workbook(sheet(""), more={"xl/vbaProject.bin": "x"}))
    assert read(tmp_path / "a.xlsm").format == "xlsm"


def test_a_workbook_open_in_excel_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside Excel's lock file the book says when it was last saved; the file is left as it was."""
    path = tmp_path / "Stock.xlsx"
    path.write_bytes(PLAIN)
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    os.utime(path, (1_793_455_320, 1_793_455_320))
    assert read(path).notes == ()
    (tmp_path / "~$Stock.xlsx").write_bytes(b"\x04Anne")
    assert read(path).notes == ("open in Excel: read as last saved 2026-10-31 14:02; newer edits unseen",)
    assert path.read_bytes() == PLAIN
    monkeypatch.undo()
    time.tzset()


BATCH = """
import contextlib, io, resource, sys, time
from pathlib import Path
from toolkit.findings import ToolkitError
from toolkit.readers.displayed import displayed
from toolkit.readers.open import read

def peak():
    # Linux keeps in ru_maxrss what the process that started this one had held; VmHWM begins anew with each program.
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)

for line in sys.stdin:
    start, said = time.process_time(), io.StringIO()
    try:
        with contextlib.redirect_stdout(said):
            book = read(Path(line.rstrip()))
        for grid in book.grids:
            for number, column in enumerate(grid.columns, 1):
                for row, raw in enumerate(column, 1):
                    displayed(raw, grid.marks.format_at(row, number), grid.epoch)
        outcome = "read"
    except ToolkitError as error:
        assert error.hint and "\\n" not in error.message and error.status == 1, error
        assert error.message.startswith(Path(line.rstrip()).name + ":"), error
        outcome = error.code
    assert not said.getvalue(), said.getvalue()
    megabytes = peak()
    print(outcome, round(time.process_time() - start, 2), round(megabytes))
"""
NOT_READ = {
    "foreign": {"oleloop.xls"},
    "encrypted": {"password.xls", "xor-encryption-abc.xls", "pass_protected.ods", "password_2002_128_enhrsa.xls",
                  "password_2002_40_dhsc.xls"},
    "damaged": {"54764.xlsx", "poc-xmlbomb-empty.xlsx", "poc-xmlbomb.xlsx", "xlsx-corrupted.xlsx",
                "clusterfuzz-testcase-minimized-XLSX2CSVFuzzer-5542865479270400.xlsx"},
}  # fmt: skip
"""Why what is not read of the collection is not: passwords that are not known, bombs and ruins."""


@pytest.mark.skipif(not OUTSIDE.exists(), reason="../shared is absent")
def test_other_peoples_files_are_read_or_refused() -> None:
    """Every file of the collection is read or refused for its own cause, in one line, in little time and memory."""
    paths = sorted(path for path in (OUTSIDE / "odd").rglob("*") if path.is_file())
    environment = {name: value for name, value in os.environ.items() if name != VARIABLE}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", BATCH], input="\n".join(map(str, paths)), cwd=ROOT, env=environment,
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    outcomes = [line.split() for line in done.stdout.splitlines()]
    assert len(outcomes) == len(paths)
    causes = {name: code for code, names in NOT_READ.items() for name in names}
    for path, (outcome, seconds, megabytes) in zip(paths, outcomes, strict=True):
        blank = path.suffix == ".csv" and not path.read_bytes().strip()
        expected = "empty" if blank else causes.get(path.name) or "read"
        assert outcome == expected, path.name
        assert float(seconds) < 5, path.name
        assert int(megabytes) < 500, path.name
