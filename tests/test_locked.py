"""Workbooks behind a password are opened with one that is known, and refused with what to type where none is."""

from __future__ import annotations

import hashlib
import io
import time
from collections.abc import Iterator
from pathlib import Path
from struct import pack

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from msoffcrypto.format.ooxml import OOXMLFile
from msoffcrypto.method.ecma376_standard import ECMA376Standard
from msoffcrypto.method.rc4 import DocumentRC4

from tests import raw_binary
from tests.raw_records import compound, label, number, record, stream
from tests.raw_workbooks import sheet, workbook
from tests.rings import Ring, ring
from toolkit.findings import ToolkitError
from toolkit.readers.locked import MOST_ROUNDS, VARIABLE
from toolkit.readers.open import read

OUTSIDE = Path(__file__).parents[2] / "shared" / "outside" / "workbooks" / "odd"
LARGE = b"".join(hashlib.sha256(bytes([at])).digest() for at in range(250))
"""A part that packs badly: what locks files here writes none of less than four kilobytes."""
PLAIN = workbook(sheet('<row r="1"><c r="A1"><v>7</v></c></row>'), more={"xl/media/seal.bin": LARGE})
BINARY = raw_binary.workbook(
    raw_binary.sheet(raw_binary.row(0) + raw_binary.number(0, 7)), parts={"xl/media/seal.bin": LARGE}
)
OF_EXCEL = "VelvetSweatshop"
WORD = "Étoile 2026!"


@pytest.fixture(name="held", autouse=True)
def _held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ring]:
    """No password anywhere, unless the test puts one there."""
    monkeypatch.delenv(VARIABLE, raising=False)
    with ring() as own:
        yield own


def agile(plain: bytes, password: str) -> bytes:
    """A package locked as Excel does since 2010."""
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(plain)).encrypt(password, out)
    return out.getvalue()


def standard(plain: bytes, password: str) -> bytes:
    """A package locked as Excel 2007 did."""
    salt = hashlib.sha256(plain).digest()[:16]
    key = ECMA376Standard.makekey_from_password(password, 0x660E, 0x8004, 24, 128, 16, salt)
    lock = Cipher(algorithms.AES(key), modes.ECB()).encryptor()  # noqa: S305 - as the format has it
    verifier = salt[::-1]
    locked = lock.update(verifier) + lock.update(hashlib.sha1(verifier).digest().ljust(32, b"\0"))  # noqa: S324 - the same
    header = pack("<IIIIIIII", 0x24, 0, 0x660E, 0x8004, 128, 24, 0, 0) + "AES\0".encode("utf-16-le")
    info = (
        pack("<HHII", 3, 2, 0x24, len(header))
        + header
        + pack("<I", 16)
        + salt
        + locked[:16]
        + pack("<I", 20)
        + locked[16:]
    )
    package = pack("<Q", len(plain)) + lock.update(plain.ljust(-(-len(plain) // 16) * 16, b"\0"))
    return compound({"EncryptionInfo": info, "EncryptedPackage": package})


def early(plain: bytes, password: str) -> bytes:
    """Records locked as Excel 97 did; ``plain`` holds the lock's record with 52 bytes to fill."""
    salt, at = hashlib.sha256(plain).digest()[:16], plain.index(pack("<HH", 0x2F, 54))
    verifier = salt[::-1]
    mixed = DocumentRC4.decrypt(password, salt, io.BytesIO(verifier + hashlib.md5(verifier).digest())).getvalue()  # noqa: S324
    lock = pack("<HHHH", 0x2F, 54, 1, 1) + pack("<H", 1) + salt + mixed
    opened = plain[:at] + lock.ljust(58, b"\0") + plain[at + 58 :]
    made, at = bytearray(DocumentRC4.decrypt(password, salt, io.BytesIO(opened), blocksize=1024).getvalue()), 0
    while at + 4 <= len(opened):
        code, size = int.from_bytes(opened[at : at + 2], "little"), int.from_bytes(opened[at + 2 : at + 4], "little")
        bare = size if code in {0x809, 0x2F} else 4 if code == 0x85 else 0
        made[at : at + 4 + bare] = opened[at : at + 4 + bare]
        at += 4 + size
    return bytes(made)


RECORDS = stream(
    ("Stock", label(0, 0, "W1") + number(1, 0, 7.0)), ("Vendu", label(0, 0, "W2")), head=record(0x2F, b"\0" * 54)
)
LOCKED = {
    "Stock.xlsx": (lambda: agile(PLAIN, WORD), "xlsx"),
    "Stock 2007.xlsx": (lambda: standard(PLAIN, WORD), "xlsx"),
    "Stock.xls": (lambda: compound({"Workbook": early(RECORDS, WORD)}), "xls"),
}  # fmt: skip


@pytest.mark.parametrize("name", LOCKED)
def test_each_kind_is_opened_or_refused_with_what_to_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: Ring, name: str
) -> None:
    """No password: what to type, both ways. A wrong one: said so, and never shown. The right one: read."""
    make, kind = LOCKED[name]
    path = tmp_path / name
    path.write_bytes(make())
    with pytest.raises(ToolkitError) as caught:
        read(path)
    assert (caught.value.code, caught.value.message) == (
        "encrypted", f"{name}: the workbook is protected with a password, so nothing in it can be read",
    )  # fmt: skip
    quoted = f'"{name}"' if " " in name else name
    assert f"export {VARIABLE}=" in caught.value.hint
    assert f"keyring set boutique-toolkit {quoted}" in caught.value.hint
    monkeypatch.setenv(VARIABLE, "not this one")
    with pytest.raises(ToolkitError, match=f"the password in {VARIABLE} does not open it") as caught:
        read(path)
    assert "not this one" not in f"{caught.value.message} {caught.value.hint}"
    held.held[name] = WORD
    book = read(path)
    assert (book.format, 7.0 in book.grids[0].columns[0]) == (kind, True)
    assert book.notes == (f"protected, and opened with the password in the keyring under {name}",)
    assert book.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_password_for_all_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: Ring) -> None:
    """One in the environment, or one in the keyring for every workbook, opens what it fits."""
    path, binary = tmp_path / "Stock.xls", tmp_path / "Stock.xlsb"
    path.write_bytes(compound({"Workbook": early(RECORDS, WORD)}))
    binary.write_bytes(agile(BINARY, WORD))
    held.held["workbook"] = WORD
    book = read(binary)
    assert (book.format, book.grids[0].columns) == ("xlsb", [[7.0]])
    assert read(path).notes == ("protected, and opened with the password in the keyring under workbook",)
    monkeypatch.setenv(VARIABLE, WORD)
    assert read(path).notes == (f"protected, and opened with the password in {VARIABLE}",)
    assert [grid.columns for grid in read(path).grids] == [[["W1", 7.0]], [["W2"]]]


def test_excels_own_password_is_no_obstacle(tmp_path: Path) -> None:
    """What Excel itself locks, to mark it read-only, opens without a question, and the note says so."""
    for name, content in {"a.xlsx": agile(PLAIN, OF_EXCEL), "b.xls": early(RECORDS, OF_EXCEL)}.items():
        (tmp_path / name).write_bytes(content)
        assert read(tmp_path / name).notes == ("protected, and opened with Excel's own password",)


def test_a_lock_that_would_keep_the_computer_busy_is_refused(tmp_path: Path) -> None:
    """A hundred million rounds, a bomb of entities, a package that lies about its size, a lock cut short."""
    whole = agile(PLAIN, WORD)
    traps = {
        "rounds.xlsx": whole.replace(b'spinCount="100000" ', b'spinCount="%d"' % (MOST_ROUNDS * 9)),
        "bomb.xlsx": compound({"EncryptionInfo": b"\x04\0\x04\0\x40\0\0\0<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "EncryptedPackage": b"x"}),
        "short.xls": stream(("Stock", b""), head=record(0x2F, pack("<HHH", 1, 1, 1) + b"\0" * 20)),
        "unknown.xls": stream(("Stock", b""), head=record(0x2F, pack("<HHH", 1, 2, 2) + b"\xff" * 60)),
        "empty.xlsx": compound({"EncryptionInfo": b"\x04\0\x04\0\x40\0\0\0<a/>", "EncryptedPackage": b"x"}),
    }  # fmt: skip
    start = time.process_time()
    for name, content in traps.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(ToolkitError, match=name) as caught:
            read(tmp_path / name)
        assert (name, caught.value.code, bool(caught.value.hint)) == (name, "damaged", True)
    assert time.process_time() - start < 5


@pytest.mark.skipif(not OUTSIDE.exists(), reason="../shared is absent")
@pytest.mark.parametrize(
    ("name", "password", "first"),
    [
        ("sheetjs/password_2002_128_enhrsa.xls", "password", 1.0), ("sheetjs/password_2002_40_dhsc.xls", "password", 1.0),
        ("poi/xor-encryption-abc.xls", "abc", 1.0), ("messytables/encrypted_no_password.xls", OF_EXCEL, "date"),
    ],
)  # fmt: skip
def test_what_excel_itself_locked(monkeypatch: pytest.MonkeyPatch, name: str, password: str, first: object) -> None:
    """Files that Excel of 1997 to 2003 locked, in each of its ways."""
    monkeypatch.setenv(VARIABLE, password)
    assert read(OUTSIDE / name).grids[0].value(1, 1) == first
