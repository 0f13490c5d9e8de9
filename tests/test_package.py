"""Packages are bounded before they are believed: bombs, locks, lies and broken archives are refused by name."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from tests.raw_workbooks import MAIN, relations, sheet, styles, workbook, zipped
from toolkit.findings import ToolkitError
from toolkit.readers.excel import read_workbook
from toolkit.readers.package import Package

ROWS = '<row r="1"><c r="A1"><v>1</v></c></row>'


def refused(data: bytes) -> ToolkitError:
    """The error with which a workbook is refused."""
    with pytest.raises(ToolkitError) as caught:
        read_workbook(data, "Stock.xlsx")
    assert "Stock.xlsx" in caught.value.message
    assert caught.value.hint
    return caught.value


def test_a_bomb_is_refused_before_it_unfolds() -> None:
    """A part of megabytes of nothing is refused by its size alone."""
    assert refused(workbook(sheet(ROWS + " " * (40 << 20)))).code == "too-large"


def test_a_large_honest_sheet_is_no_bomb() -> None:
    """Forty megabytes of rows, alike as rows of a register are, are read."""
    row = '<row r="{0}">' + "".join(f'<c r="{letter}{{0}}" s="0"><v>{{0}}</v></c>' for letter in "ABCDEFGH") + "</row>"
    data = workbook(sheet("".join(map(row.format, range(1, 160_001)))))
    assert zipfile.ZipFile(io.BytesIO(data)).getinfo("xl/worksheets/sheet1.xml").file_size > 40 << 20
    assert read_workbook(data, "Stock.xlsx")[0].height == 160_000


def test_texts_that_unfold_in_the_cells_are_refused() -> None:
    """One text of 30,000 letters in 200,000 cells is 6 GB from a small file; in ten cells it is a long remark."""
    strings = f"<si><t>{'x' * 30_000}</t></si>"
    row = '<row r="{0}">' + "".join(f'<c r="{letter}{{0}}" t="s"><v>0</v></c>' for letter in "ABCDEFGHIJ") + "</row>"
    bomb = workbook(sheet("".join(map(row.format, range(1, 20_001)))), strings=strings)
    assert len(bomb) < 2 << 20
    assert "GB of text" in refused(bomb).message
    assert read_workbook(workbook(sheet(row.format(1)), strings=strings), "Stock.xlsx")[0].width == 10


def test_an_endless_text_is_refused() -> None:
    """A text far longer than Excel can hold is refused."""
    endless = "".join(f"text {number} " for number in range(200_000))
    assert "characters" in refused(workbook(sheet(ROWS), strings=f"<si><t>{endless}</t></si>")).message


def test_a_part_that_lies_about_its_size_is_refused() -> None:
    """The archive says 10 bytes, the part holds more: damaged, and no more than 10 are unfolded."""
    data = bytearray(workbook(sheet(ROWS * 1000)))
    info = zipfile.ZipFile(io.BytesIO(data)).getinfo("xl/worksheets/sheet1.xml")
    size = info.file_size.to_bytes(4, "little")
    lied = bytes(data).replace(size, (10).to_bytes(4, "little"))
    assert lied != bytes(data)
    assert refused(lied).code == "damaged"


def test_a_locked_part_is_called_protected() -> None:
    """An archive whose parts need a password says so."""
    data = bytearray(workbook(sheet(ROWS)))
    at = data.rfind(b"PK\x01\x02")
    data[at + 8] |= 1
    assert refused(bytes(data)).code == "encrypted"


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"]
)
def test_a_part_with_flipped_bytes_is_damaged(part: str) -> None:
    """Bytes lost in any part are found, whichever part it is."""
    data = bytearray(workbook(sheet(ROWS * 50), strings="<si><t>a</t></si>"))
    info = zipfile.ZipFile(io.BytesIO(data)).getinfo(part)
    start = info.header_offset + 30 + len(part)
    for at in range(start + 8, start + 24):
        data[at] ^= 0x5A
    assert refused(bytes(data)).code == "damaged"


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"])
def test_a_document_type_is_refused_in_every_part(part: str) -> None:
    """Entity bombs need a document type; none is read past."""
    root = {"xl/workbook.xml": "workbook", "xl/styles.xml": "styleSheet", "xl/sharedStrings.xml": "sst"}[part]
    bomb = f'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><{root} xmlns="{MAIN}">&b;</{root}>'
    assert "document type" in refused(workbook(sheet(ROWS), more={part: bomb})).message


def test_an_archive_cut_off_is_damaged() -> None:
    """Half a download is refused."""
    data = workbook(sheet(ROWS * 100))
    assert refused(data[: len(data) // 2]).code == "damaged"


def test_a_sheet_listed_but_absent_is_refused() -> None:
    """A workbook that lists a sheet it does not hold is damaged."""
    entries = '<sheet name="Stock" sheetId="1" r:id="r1"/><sheet name="Lost" sheetId="2" r:id="r9"/>'
    assert refused(workbook(sheet(ROWS), entries=entries)).code == "damaged"


def test_parts_are_found_through_their_relations() -> None:
    """Parts under other names, absolute targets and other cases are found as Excel finds them."""
    more = {
        "xl/_rels/workbook.xml.rels": relations(worksheet="/XL/worksheets/blatt.xml", styles="styles.xml"),
        "xl/worksheets/blatt.xml": sheet('<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>'),
    }
    package = Package(workbook(sheet(ROWS), more=more), "Stock.xlsx")
    assert package.has(package.sheets[0].part)
    assert b"#N/A" in b"".join(package.pieces(package.sheets[0].part or ""))


LOOKS = styles(xfs='<xf numFmtId="14"/>')
CELLS = sheet('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>46326</v></c></row>')
USUAL = {"styles": "styles.xml", "sharedStrings": "sharedStrings.xml"}


def parts() -> dict[str, str]:
    """The parts of a workbook with a shared text and a date."""
    with zipfile.ZipFile(io.BytesIO(workbook(CELLS, style=LOOKS, strings="<si><t>Hermès</t></si>"))) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def elsewhere(**targets: str) -> dict[str, str]:
    """The same workbook with other relations, and its sheet where the first of them says."""
    made = parts()
    made["xl/_rels/workbook.xml.rels"] = relations(**targets)
    return made


def moved(old: str, new: str) -> dict[str, str]:
    """The same workbook with a name replaced everywhere."""
    return {name.replace(old, new): text.replace(old, new) for name, text in parts().items()}


ODD_PATHS = {
    "absolute": elsewhere(worksheet="/xl/worksheets/sheet1.xml", styles="/xl/styles.xml", sharedStrings="/xl/sharedStrings.xml"),
    "backslashes in relations": elsewhere(worksheet="worksheets\\sheet1.xml", **USUAL),
    "backslashes in names": {name.replace("/", "\\"): text for name, text in parts().items()},
    "capitals in names": {name.upper(): text for name, text in parts().items()},
    "another folder": moved("xl/", "book/"),
    "another root": moved("workbook.xml", "Mappe.xml"),
    "folders up": {**elsewhere(worksheet="../a/s.xml", styles="../a/f.xml", sharedStrings="../a/t.xml"), "a/s.xml": CELLS,
                   "a/f.xml": LOOKS, "a/t.xml": parts()["xl/sharedStrings.xml"]},
    "dots": elsewhere(worksheet="./worksheets/./sheet1.xml", styles="./styles.xml", sharedStrings="x/../sharedStrings.xml"),
    "escaped": {**elsewhere(worksheet="worksheets/mes%20montres.xml", **USUAL), "xl/worksheets/mes montres.xml": CELLS},
    "no relations of the package": {name: text for name, text in parts().items() if name != "_rels/.rels"},
    "no types": {name: text for name, text in parts().items() if name != "[Content_Types].xml"},
    "prefixed relations": {name: text.replace("<Relation", "<p:Relation").replace("</Relation", "</p:Relation").replace("xmlns=", "xmlns:p=")
                           if name.endswith(".rels") else text for name, text in parts().items()},
    "a mark before everything": {name: "\ufeff" + text for name, text in parts().items()},
}  # fmt: skip


@pytest.mark.parametrize("name", ODD_PATHS)
def test_parts_are_read_wherever_they_stand(name: str) -> None:
    """As Excel finds them, with their styles: a date never becomes a number because a path is odd."""
    grid = read_workbook(zipped(ODD_PATHS[name]), "Stock.xlsx")[0]
    assert (grid.sheet, grid.row(1)) == ("Stock", ["Hermès", date(2026, 10, 31)])


@pytest.mark.parametrize("absent", ["xl/styles.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"])
def test_parts_that_may_be_absent(absent: str) -> None:
    """Without styles a date is its number; without shared texts or relations only what needs them is damaged."""
    made = {**parts(), "xl/worksheets/sheet1.xml": sheet('<row r="1"><c r="A1" s="1"><v>46326</v></c></row>')}
    del made[absent]
    if absent.endswith(".rels"):
        assert refused(zipped(made)).code == "damaged"
        return
    value = read_workbook(zipped(made), "Stock.xlsx")[0].value(1, 1)
    assert value == (46326 if "styles" in absent else date(2026, 10, 31))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-32-be", "utf-32-le"])
def test_a_package_in_wide_letters_is_read(encoding: str) -> None:
    """Every part with a mark and a declaration: values, dates and marks are those of the plain one."""
    named = encoding[:6].upper()
    wide = {name: f'\ufeff<?xml version="1.0" encoding="{named}"?>{text}'.encode(encoding) for name, text in parts().items()}
    assert read_workbook(zipped(wide), "Stock.xlsx") == read_workbook(zipped(parts()), "Stock.xlsx")


def test_a_package_in_utf16_is_read_with_its_values() -> None:
    """Every part in UTF-16: the reader of values gets a UTF-8 copy."""
    data = workbook(sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), strings="<si><t>Hermès</t></si>")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        wide = {
            name: ('\ufeff<?xml version="1.0" encoding="UTF-16"?>' + archive.read(name).decode()).encode("utf-16-be")
            for name in archive.namelist()
        }
    grid = read_workbook(zipped(wide), "Stock.xlsx")[0]
    assert grid.columns == [["Hermès"]]
