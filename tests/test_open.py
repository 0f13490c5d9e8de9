"""Files are read by what they are, or refused by name with the way out; nothing is ever written."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.raw_workbooks import sheet, workbook, zipped
from toolkit.findings import ToolkitError
from toolkit.readers.open import read

ROOT = Path(__file__).parents[1]
OUTSIDE = ROOT.parent / "shared" / "outside" / "workbooks"
PLAIN = workbook(sheet('<row r="1"><c r="A1"><v>1</v></c></row>'))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def wide(text: str) -> bytes:
    """A name as compound files store it."""
    return text.encode("utf-16-le")


REFUSED = {
    "old.xls": (OLE + wide("Workbook"), "foreign", "an old .xls workbook"),
    "oldest.xls": (b"\x09\x02\x06\x00\x00\x00\x10\x00", "foreign", "a very old .xls"),
    "locked.xlsx": (OLE + wide("EncryptedPackage"), "encrypted", "protected with a password"),
    "letter.doc": (OLE + wide("WordDocument"), "foreign", "no workbook"),
    "stock.ods": (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}), "foreign", ".ods"),
    "stock.numbers": (zipped({"Index/Document.iwa": "x"}), "foreign", "Apple Numbers"),
    "stock.xlsb": (zipped({"[Content_Types].xml": "<x/>", "xl/workbook.bin": "x"}), "foreign", ".xlsb"),
    "letter.xlsx": (zipped({"[Content_Types].xml": "<x/>", "word/document.xml": "x"}), "foreign", "a Word document"),
    "many.zip": (zipped({"a.xlsx": PLAIN}), "foreign", "a ZIP archive"),
    "schedule.pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "foreign", "a PDF"),
    "export.xls": (b"\n<html><table><tr><td>Ref</td></tr></table></html>", "foreign", "a web page"),
    "export2003.xls": (b'<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "foreign", "XML spreadsheet 2003"),
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
import sys
from pathlib import Path
from toolkit.findings import ToolkitError
from toolkit.readers.open import read
for line in sys.stdin:
    try:
        book = read(Path(line.rstrip()))
        print("read", sum(grid.height for grid in book.grids))
    except ToolkitError as error:
        assert error.hint and "\\n" not in error.message, error
        print("refused", error.code)
"""


@pytest.mark.skipif(not OUTSIDE.exists(), reason="../shared is absent")
def test_other_peoples_files_are_read_or_refused() -> None:
    """Every file of the collection is read or refused in one line, in little time, with no other exception."""
    paths = sorted(path for path in OUTSIDE.rglob("*") if path.is_file())
    done = subprocess.run(
        [sys.executable, "-c", BATCH], input="\n".join(map(str, paths)), cwd=ROOT,
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    outcomes = done.stdout.splitlines()
    assert len(outcomes) == len(paths)
    ours = [path.suffix in {".xlsx", ".xlsm", ".csv"} for path in paths]
    filled = [kind and path.stat().st_size > 2 for kind, path in zip(ours, paths, strict=True)]
    read_there = [line.startswith("read") for line in outcomes]
    assert sum(read_there) > 0.9 * sum(filled)
    assert not any(was and not kind for was, kind in zip(read_there, ours, strict=True))
