"""Verifying: five answers, each from a file, from paper and from a QR code; nothing is ever written."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pikepdf
import pytest

from tests.houses import STOCK, make, run, table
from tests.issued_houses import AT, issued_house, paper, pdf, produce, workbook
from toolkit.files import digest
from toolkit.ledger import Ledger
from toolkit.produce.issued import withdraw
from toolkit.produce.verify import verify


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three dossiers: W1 in force, W2 in its second revision, W3 withdrawn. No test changes it."""
    folder = issued_house(tmp_path_factory.mktemp("verify") / "house")
    withdraw(folder, "D-2026-003", "wrong movement number", "CM", at=AT)
    with Ledger.rehearse(folder) as ledger:
        former = ledger.find("D-2026-002", 1)
        assert former is not None
        for name, data in ledger.frozen(former).items():
            (folder / f"former-{name}").write_bytes(data)
    return folder


def contents(folder: Path) -> dict[Path, bytes]:
    """Every file of a folder."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("suffix", ["pdf", "xlsx"])
@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("documents/dossiers/W1", 0, "Genuine and current: D-2026-001, revision 1, dossier of W1"),
        ("former-W2", 10, "Genuine, but superseded: D-2026-002, revision 1"),
        ("documents/dossiers/W2", 0, "Genuine and current: D-2026-002, revision 2"),
        ("documents/dossiers/W3", 11, "withdrawn on 2026-10-31 by CM: wrong movement number"),
    ],
)
def test_a_file_that_was_issued(house: Path, suffix: str, name: str, code: int, words: str) -> None:
    """Byte for byte what was issued, under any name, from any folder; and nothing is written anywhere."""
    before = contents(house)
    ran = run("verify", house / f"{name}.{suffix}", "--house", house)
    assert (ran.code, words in ran.out) == (code, True), ran
    found = run("verify", house / f"{name}.{suffix}", "--house", house, "--json").json
    assert (found["exit"], found["found_in"], found["troubles"]) == (code, "bytes", [])
    assert contents(house) == before


def flipped(data: bytes) -> bytes:
    """One bit of one byte in the middle."""
    changed = bytearray(data)
    changed[len(data) // 2] ^= 1
    return bytes(changed)


def saved_again(data: bytes) -> bytes:
    """Opened and saved by another program."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        file.save(out, linearize=True)
    return out.getvalue()


def one_page_more(data: bytes) -> bytes:
    """A page appended."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        file.add_blank_page()
        file.save(out)
    return out.getvalue()


def without_properties(data: bytes) -> bytes:
    """Its properties removed, as a printer driver does."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        del file.docinfo["/Keywords"]
        file.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (flipped, ""),
        (saved_again, "properties"),
        (one_page_more, "properties"),
        (lambda data: data + b"\n", "properties"),
        (without_properties, "words"),
        (lambda _data: pdf("no number at all"), "name"),
        (lambda _data: b"", "name"),
    ],
    ids=["flipped", "saved again", "a page more", "a byte more", "no properties", "another page", "empty"],
)
def test_an_altered_pdf(house: Path, tmp_path: Path, change: Callable[[bytes], bytes], where: str) -> None:
    """The number is found in the properties, else in the words, else by the name it was issued under."""
    path = tmp_path / "W1.pdf"
    path.write_bytes(change(paper(house).read_bytes()))
    found = verify(house, str(path))
    assert (found.verdict, found.exit, found.number) == ("altered", 12, "D-2026-001")
    assert not where or found.found == where
    assert found.issued is not None
    assert found.issued.identity.subject == "W1"


def test_an_altered_workbook(house: Path, tmp_path: Path) -> None:
    """Re-zipped with one cell changed: its properties name it; without them its cells do."""
    path = tmp_path / "some name.xlsx"
    out = io.BytesIO()
    with zipfile.ZipFile(paper(house, suffix="xlsx")) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"one", b"two"))
    path.write_bytes(out.getvalue())
    assert (verify(house, str(path)).exit, verify(house, str(path)).found) == (12, "properties")
    path.write_bytes(workbook("as printed: D-2026-001, revision 1", ""))
    assert (verify(house, str(path)).exit, verify(house, str(path)).found) == (12, "words")


@pytest.mark.parametrize(
    "words",
    [
        "D-2026-001",
        "D‑2026‑001",
        "our invoice INV-2026-001 for D-2026-001, revision 1",
        "(D-2026-001)",
        "№ D–2026–001.",
    ],
)
def test_the_number_is_found_in_any_wording(house: Path, tmp_path: Path, words: str) -> None:
    """Another number beside it, brackets, and any hyphen a typesetter may choose."""
    path = tmp_path / "note.txt"
    path.write_text(words, "utf-8")
    assert (verify(house, str(path)).number, verify(house, str(path)).exit) == ("D-2026-001", 12)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7 and then nothing",
        b"PK\x03\x04 and then nothing",
        b"\x00" * 5000,
        pdf("a letter", ""),
        pdf("another house's D-2025-044", "D-2025-044 revision 1"),
        pdf("XD-2026-001 D-2026-0011 D-2026-001-7", ""),
        workbook("a list", ""),
    ],
    ids=range(8),
)
def test_a_file_of_another_house_is_unknown(house: Path, tmp_path: Path, data: bytes) -> None:
    """Damaged, foreign, empty, or with a number that only resembles: never genuine, never an accusation."""
    path = tmp_path / "something.pdf"
    path.write_bytes(data)
    ran = run("verify", path, "--house", house)
    assert (ran.code, ran.out.startswith("Unknown: ")) == (13, True), ran


def facts(subject: str, content: str) -> str:
    """The digest of the facts of a dossier."""
    return digest(f"{subject} {content}".encode())


@pytest.mark.parametrize(
    ("asked", "code", "words"),
    [
        ("D-2026-001", 0, "Compare the digest"),
        ("d-2026-001 revision 1", 0, "Compare the digest"),
        ("D-2026-002 r1", 10, "Ask for revision 2"),
        ("D-2026-003", 11, "withdrawn"),
        ("D-2026-099", 13, "never gave"),
        (f"D-2026-001 {facts('W1', 'one')}", 0, "Genuine and current"),
        (f"D-2026-001 r1 sha256:{facts('W1', 'one')[:16]}", 0, "Genuine and current"),
        (f"D-2026-002 {facts('W2', 'one')}", 10, "superseded"),
        (f"D-2026-002 {facts('W2', 'two').upper()}", 0, "Genuine and current"),
        (f"D-2026-001 {facts('W1', 'two')}", 12, "Altered"),
        (f"D-2026-001 R1 SHA256 {facts('W1', 'one')}".upper(), 0, "Genuine and current"),
        (f"D-2026-001 R1 SHA256 {facts('W1', 'two')}".upper(), 12, "Altered"),
        (f"https://example.org/v?n=D-2026-001&f={facts('W1', 'one')}", 0, "Genuine and current"),
    ],
)
def test_a_number_or_a_qr_code_from_paper(house: Path, asked: str, code: int, words: str) -> None:
    """The number alone cannot prove a paper: the digest is shown to compare. With the digest it can."""
    ran = run("verify", asked, "--house", house)
    assert (ran.code, words in ran.out) == (code, True), ran
    if "Compare" in words:
        assert facts("W1", "one") in ran.out


@pytest.mark.parametrize("asked", ["nowhere.pdf", "D-2026-001.pdf", "what is this", "x" * 5000])
def test_neither_a_file_nor_a_number(house: Path, asked: str) -> None:
    """One sentence, and the exit code of a failure: nothing was verified."""
    ran = run("verify", asked, "--house", house)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("Error: ")


def test_a_number_that_is_void_is_not_called_issued(tmp_path: Path) -> None:
    """It was given, and nothing came of it."""
    house = issued_house(tmp_path / "house")
    blocked = house / "documents" / "dossiers" / "W9.pdf"
    blocked.write_bytes(b"hers")
    assert run("verify", "D-2026-004", "--house", house).code == 13
    with pytest.raises(Exception, match="exists already"):
        produce(house, "W9")
    ran = run("verify", "D-2026-004", "--house", house)
    assert (ran.code, "nothing was issued under it" in ran.out) == (13, True)


def test_a_house_that_issued_nothing(tmp_path: Path) -> None:
    """Every document is unknown to it, and it stays untouched."""
    path = tmp_path / "W1.pdf"
    path.write_bytes(pdf("D-2026-001", "D-2026-001 revision 1"))
    assert run("verify", path, "--house", tmp_path).code == 13
    assert list(tmp_path.iterdir()) == [path]


def test_the_house_above_the_file_is_asked(house: Path, tmp_path: Path) -> None:
    """From anywhere, without --house; a house that is named is asked and no other."""
    command = [sys.executable, "-m", "toolkit", "verify", str(paper(house))]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == 0
    assert run("verify", paper(house), "--house", tmp_path).code == 13


def test_a_real_schedule_is_genuine_and_altered_by_one_cell(tmp_path: Path) -> None:
    """As the program makes it: the workbook and the PDF, saved again, with the number in their properties and words."""
    folder = make(tmp_path / "house", {"stock.csv": table(STOCK, [("W1", "Watch", "2024-03-05", "", "800", "GBP")])})
    assert run("schedule", "--house", folder, "--as-at", "2026-10-31").code == 0
    for suffix in ("xlsx", "pdf"):
        path = folder / "documents" / "schedules" / f"Schedule-2026-10-31.{suffix}"
        assert run("verify", path, "--house", folder).code == 0
        other = tmp_path / f"mine.{suffix}"
        if suffix == "pdf":
            other.write_bytes(saved_again(path.read_bytes()))
            other.with_name("bare.pdf").write_bytes(without_properties(path.read_bytes()))
            assert verify(folder, str(other.with_name("bare.pdf"))).found == "words"
        else:
            book = openpyxl.load_workbook(path)
            book.worksheets[0]["B2"] = "another house"
            book.save(other)
        found = verify(folder, str(other))
        assert (found.exit, found.number, found.found) == (12, "S-2026-001", "properties")
    with Ledger.rehearse(folder) as ledger:
        issued = ledger.find("S-2026-001")
    assert issued is not None
    assert run("verify", f"S-2026-001 {issued.facts}", "--house", folder).code == 0


def test_a_copy_of_the_house_elsewhere_answers_the_same(house: Path, tmp_path: Path) -> None:
    """The ledger knows no path of this computer."""
    moved = Path(shutil.copytree(house, tmp_path / "moved"))
    assert run("verify", paper(moved), "--house", moved).code == 0
