"""What is no register is called by its name, with the way out; what only begins like it is read."""

from __future__ import annotations

from pathlib import Path
from struct import pack

import pytest

from tests.raw_records import compound
from tests.raw_workbooks import zipped
from toolkit.findings import ToolkitError
from toolkit.readers.open import read

DATABASE = pack("<BBBBIHH", 0x03, 126, 10, 31, 2, 65, 12) + b"\0" * 20 + b"REF\0".ljust(32, b"\0") + b"\r" + b" W1" * 8
FOXPRO = pack("<BBBBIHH", 0x30, 26, 10, 31, 2, 328, 12) + b"\0" * 20 + b"REF\0".ljust(32, b"\0") + b"\r" + b"\0" * 263
ZIP = {
    "stock.numbers": ({"Index/Document.iwa": "x"}, "an Apple Numbers file"),
    "stock09.numbers": ({"index.xml": "x"}, "an Apple Numbers file"),
    "letter.docx": ({"[Content_Types].xml": "<x/>", "_rels/.rels": "x", "word/document.xml": "x"}, "a Word document"),
    "talk.pptx": ({"[Content_Types].xml": "<x/>", "ppt/presentation.xml": "x"}, "a presentation"),
    "page.xps": ({"FixedDocSeq.fdseq": "x"}, "a printed page"),
}
STREAMS = {
    "letter.doc": ("WordDocument", "a Word document"),
    "talk.ppt": ("PowerPoint Document", "a presentation"),
    "offer.msg": ("__properties_version1.0", "an Outlook message"),
    "stock.qpw": ("NativeContent_MAIN", "a Quattro Pro spreadsheet"),
    "stock.sdc": ("StarCalcDocument", "a StarOffice spreadsheet"),
    "other.xls": ("Contents", "an old Office document that is no workbook"),
}
FOREIGN: dict[str, tuple[bytes, str]] = {
    "stock.wk1": (b"\0\0\x02\0\x06\x04\x06\0" + b"\0" * 40, "a Lotus 1-2-3 spreadsheet"),
    "stock.wks": (b"\0\0\x02\0\x04\x04\x06\0" + b"\0" * 40, "a Lotus 1-2-3 spreadsheet"),
    "stock.wk3": (b"\0\0\x1a\0\0\x10\x04\0" + b"\0" * 40, "a Lotus 1-2-3 spreadsheet"),
    "stock.123": (b"\0\0\x1a\0\x03\x10\x04\0" + b"\0" * 40, "a Lotus 1-2-3 spreadsheet"),
    "works.wks": (b"\xff\0\x02\0\x04\x04\x05\x54\x02\0" + b"\0" * 40, "a Microsoft Works spreadsheet"),
    "stock.wq1": (b"\0\0\x02\0\x20\x51\x06\0" + b"\0" * 40, "a Quattro Pro spreadsheet"),
    "stock.wb2": (b"\0\0\x02\0\x02\x10\x06\0" + b"\0" * 40, "a Quattro Pro spreadsheet"),
    "stock.dbf": (DATABASE, "a dBase or FoxPro table"),
    "stock2.dbf": (FOXPRO, "a dBase or FoxPro table"),
    "stock.mdb": (b"\0\x01\0\0Standard Jet DB\0" + b"\0" * 40, "an Access database"),
    "stock.accdb": (b"\0\x01\0\0Standard ACE DB\0" + b"\0" * 40, "an Access database"),
    "stock.db": (b"SQLite format 3\0" + b"\0" * 40, "a database (SQLite)"),
    "stock.slk": (b'ID;PWXL;N;E\r\nP;PGeneral\r\nC;Y1;X1;K"Ref"\r\nE\r\n', "a SYLK file"),
    "stock.dif": (b'TABLE\r\n0,1\r\n"EXCEL"\r\n', "a DIF file"),
    "stock.mht": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", "a web archive (MHTML)"),
    "stock.fods": (b'<?xml version="1.0"?>\n<office:document xmlns:office="x"/>', "a flat OpenDocument file"),
    "feed.xml": (b'<?xml version="1.0"?>\n<stock><piece/></stock>', "an XML file"),
    "wide.xml": ('\ufeff<?xml version="1.0"?><stock/>'.encode("utf-16"), "an XML file"),
    "stock.json": (b'[{"ref": "W1", "price": 5}]', "a JSON file"),
    "Stock.gsheet": (b'{"": "do not edit", "doc_id": "1aBc", "email": "a@example.com"}', "a shortcut to a spreadsheet in the cloud"),
    "Stock.url": (b"[InternetShortcut]\r\nURL=https://example.com/\r\n", "a shortcut"),
    "Stock.lnk": (b"L\0\0\0\x01\x14\x02\0" + b"\0" * 40, "a shortcut"),
    "._Stock.xlsx": (b"\0\x05\x16\x07\0\x02\0\0" + b"\0" * 40, "what a Mac keeps beside a file"),
    "offer.eml": (b"Return-Path: <anne@example.com>\r\nSubject: stock\r\n", "an e-mail"),
    "stock.csv.gz": (b"\x1f\x8b\x08\0" + b"\0" * 20, "a compressed file (gzip)"),
    "stock.bz2": (b"BZh91AY&SY" + b"\0" * 20, "a compressed file (bzip2)"),
    "stock.xz": (b"\xfd7zXZ\0" + b"\0" * 20, "a compressed file (xz)"),
    "stock.7z": (b"7z\xbc\xaf\x27\x1c" + b"\0" * 20, "a compressed file (7-Zip)"),
    "stock.tar": (b"Stock.xlsx".ljust(257, b"\0") + b"ustar\0" + b"\0" * 250, "a bundle of files (tar)"),
    "photo.heic": (b"\0\0\0\x18ftypheic" + b"\0" * 20, "a picture"),
    "photo.webp": (b"RIFF\0\0\0\0WEBPVP8 ", "a picture"),
    "scan.tif": (b"II*\0\x08\0\0\0", "a picture"),
    "stock.parquet": (b"PAR1\x15\x04\x15" + b"\0" * 20, "a data file (Parquet)"),
    "macro.xls": (b"\x09\x04\x06\0\0\0\x40\0\0\0" + b"\x0a\0\0\0", "a chart, a macro or a bound workbook of Excel 4"),
    **{name: (zipped(parts), what) for name, (parts, what) in ZIP.items()},
    **{name: (compound({part: b"x"}), what) for name, (part, what) in STREAMS.items()},
}  # fmt: skip


@pytest.mark.parametrize("name", FOREIGN)
def test_a_foreign_file_is_called_what_it_is(tmp_path: Path, name: str) -> None:
    """Each by its content, with something to do about it, and exit code 1."""
    content, what = FOREIGN[name]
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ToolkitError) as caught:
        read(tmp_path / name)
    assert caught.value.message.startswith(f"{name}: {what}")
    assert (caught.value.code, caught.value.status, bool(caught.value.hint)) == ("foreign", 1, True)


TEXTS = {
    "prices": "ID;Prix;Marque\r\nC;5;Cartier\r\nD;6;Omega\r\n",
    "people": "From;To;Received\r\nAnne;Paul;yes\r\n",
    "tables": "TABLE;1\r\nW1;2\r\n",
    "names": "GIFT;BZh;PAR1\r\n1;2;3\r\n",
    "braces": "{A};{B}\r\n1;2\r\n",
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_that_only_begins_like_something_else_is_read(tmp_path: Path, name: str) -> None:
    """A heading ``ID;Prix`` makes no SYLK file of a register, and ``From`` no e-mail."""
    path = tmp_path / f"{name}.csv"
    path.write_bytes(TEXTS[name].encode())
    assert read(path).grids[0].height >= 2
