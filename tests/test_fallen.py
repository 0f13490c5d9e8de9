"""What fell when files and texts were broken by the million (``torture/fuzz_*.py``): each the least case of its fault."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from tests import raw_open_documents
from tests.raw_workbooks import MAIN, sheet, styles, workbook, zipped
from tests.strewn import saved
from toolkit.findings import ToolkitError
from toolkit.house import parse
from toolkit.readers.displayed import displayed
from toolkit.readers.grid import Grid
from toolkit.readers.open import read
from toolkit.render import container
from toolkit.render.placement_book import Book
from toolkit.render.xlsx import Line, Table, defined, fill
from toolkit.values import fold_code

ONE = '<row r="1"><c r="A1" t="inlineStr"><is><t>W1</t></is></c></row>'
LONG = "9" * 5000
"""More digits than Python turns into a number."""


def refusal(call: Callable[[], object]) -> ToolkitError:
    """What a person is told: one short line of message and one of hint."""
    with pytest.raises(ToolkitError) as told:
        call()
    for words in (told.value.message, told.value.hint):
        assert words.isprintable()
        assert len(words) < 400
    return told.value


def kept(tmp_path: Path, data: bytes) -> Path:
    """The file as somebody would send it."""
    path = tmp_path / "Stock.xlsx"
    path.write_bytes(data)
    return path


def outcome(path: Path) -> Grid | None:
    """The one sheet, or None where the file is called damaged."""
    try:
        (grid,) = read(path).grids
    except ToolkitError as error:
        if error.code != "damaged":
            raise
        return None
    return grid


@pytest.mark.parametrize("number", ["A1:B2", "yes", "", "²", LONG, "-1"])
def test_a_row_whose_number_is_none(tmp_path: Path, number: str) -> None:
    """It is refused or the row takes the next place; its marks are never taken for another row's."""
    path = kept(tmp_path, workbook(sheet(ONE.replace('row r="1"', f'row r="{number}" hidden="1"'))))
    grid = outcome(path)
    assert grid is None or (grid.columns, grid.marks.hidden_rows) == ([["W1"]], {1})


@pytest.mark.parametrize("style", ["²", LONG, "-1"])
def test_a_style_whose_number_is_none(tmp_path: Path, style: str) -> None:
    """A cell or a style that names what is not there has no marks."""
    looks = styles(xfs=f'<xf numFmtId="{style}" fontId="{style}" fillId="{style}"/>')
    cells = ONE.replace('t="inl', f's="{style}" t="inl')
    path = kept(tmp_path, workbook(sheet(cells), style=looks))
    grid = outcome(path)
    assert grid is None or (grid.columns, grid.marks.formats) == ([["W1"]], {})


@pytest.mark.parametrize("reference", ["XFD1048576", "A2", "AAAA1", "1", "W-1"])
@pytest.mark.parametrize("row", ["1", "900"])
def test_a_cell_that_calls_itself_another(tmp_path: Path, row: str, reference: str) -> None:
    """Room for all cells up to the one it claims to be would end the program without a word."""
    cells = ONE.replace('row r="1"', f'row r="{row}"').replace('c r="A1"', f'c r="{reference}"')
    assert refusal(lambda: read(kept(tmp_path, workbook(sheet(cells))))).code == "damaged"


def test_rows_that_only_their_cells_number(tmp_path: Path) -> None:
    """A row without a number of its own is where its first cell says, with all its marks."""
    rows = ONE.replace('row r="1"', "row").replace("A1", "A3") + ONE.replace('row r="1"', 'row hidden="1"').replace(
        "A1", "A7"
    )
    (grid,) = read(kept(tmp_path, workbook(sheet(rows)))).grids
    assert [row for row in range(1, grid.height + 1) if grid.value(row, 1)] == [3, 7]
    assert grid.marks.hidden_rows == {7}


@pytest.mark.parametrize("count", [2**31 - 1, 2**32, 10**30])
def test_texts_that_are_promised(tmp_path: Path, count: int) -> None:
    """Room for them all would end the program without a word."""
    strings = f'<sst xmlns="{MAIN}" uniqueCount="{count}"><si><t>W1</t></si></sst>'
    path = kept(tmp_path, workbook(sheet(ONE), more={"xl/sharedStrings.xml": strings}))
    assert "texts" in refusal(lambda: read(path)).message


@pytest.mark.parametrize("first", [True, False])
def test_a_part_that_is_there_twice(tmp_path: Path, first: bool) -> None:
    """Of two, one program reads the first and another the last: what was not looked at would end the program."""
    strings = f'<sst xmlns="{MAIN}" uniqueCount="{2**32}"><si><t>W1</t></si></sst>'
    path = kept(tmp_path, workbook(sheet(ONE), more={"xl/sharedStrings.xml": strings}))
    name, known = "xl/_rels/workbook.xml.rels", container.read(path.read_bytes(), "x")
    other = known[name].replace(b"sharedStrings", b"theme")
    parts = [*((part, data) for part, data in known.items() if part != name)]
    parts += [(name, known[name]), (name, other)] if first else [(name, other), (name, known[name])]
    with zipfile.ZipFile(path, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # zipfile's, of the name that is there twice
        for part, data in parts:
            archive.writestr(part, data)
    found = outcome(path)
    assert found is None or found.value(1, 1) == "W1"


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_an_encoding_that_is_none(tmp_path: Path, part: str) -> None:
    """Unknown by any name, however long; the words of the file are not quoted at length."""
    strange = f'<?xml version="1.0" encoding="{"x" * 40_000}"?><!-- strike --><worksheet xmlns="{MAIN}"/>'
    assert refusal(lambda: read(kept(tmp_path, workbook(sheet(ONE), more={part: strange})))).code == "damaged"


def test_decimals_without_end(tmp_path: Path) -> None:
    """A number style of an OpenDocument sheet that asks for more digits than anybody can count."""
    style = (
        '<number:number-style style:name="N1"><number:number number:decimal-places="2" '
        f'number:min-decimal-places="{LONG}" number:min-integer-digits="²"/></number:number-style>'
        '<style:style style:name="c" style:family="table-cell" style:data-style-name="N1"/>'
    )
    cell = '<table:table-cell table:style-name="c" office:value-type="float" office:value="1.5"/>'
    rows = f'<table:table table:name="Stock"><table:table-row>{cell}</table:table-row></table:table>'
    (grid,) = read(kept(tmp_path, raw_open_documents.document(rows, styles=style))).grids
    assert displayed(grid.value(1, 1), grid.marks.format_at(1, 1)).startswith("1.5")


@pytest.mark.parametrize("code", ["\u017fmm::m", "[\u017f]", "[<1.2.3]0;0", "[=.]0", "\u212a0"])
def test_formats_nobody_writes(code: str) -> None:
    """The long s and the sign of Kelvin are no letters of a date's format; two points are no number."""
    for value in (0.5, -1.0, 45_000.25):
        assert isinstance(displayed(value, code), str)


def test_a_capital_that_falls_apart() -> None:
    """A code compared once and a code compared twice are the same code."""
    assert fold_code(fold_code("ΰ-1")) == fold_code("ΰ-1")


@pytest.mark.parametrize("words", ["t\to", "\x1b[31mred", "half \ud800", "\u2028"])
def test_words_that_a_screen_would_obey(words: str) -> None:
    """What an error quotes is shown, never followed; a screen can always print it."""
    with pytest.raises(ToolkitError) as told:
        parse(f'"{words}" = 1', Path("/nowhere"))
    assert told.value.message.isprintable()
    assert ToolkitError(words, words).hint.encode().isascii()


# --- Templates the house may restyle ----------------------------------------------------------


def template() -> dict[str, bytes]:
    """The parts of a small template."""
    book = Workbook()
    page = book.worksheets[0]
    page["A1"], page.column_dimensions["A"].width = "x", 20
    book.defined_names["lines"] = DefinedName("lines", attr_text="Sheet!$A$1")
    return container.read(saved(book), "template")


def made(data: bytes) -> bytes:
    """The template filled with one line."""
    return fill(data, {}, {"lines": Table([Line(("W1",))])})


@pytest.mark.parametrize(
    ("part", "was", "becomes"),
    [
        ("xl/worksheets/sheet1.xml", b'<row r="1"', b'<row r="B2:A1"'),
        ("xl/worksheets/sheet1.xml", b'min="1"', b'min=""'),
        ("xl/styles.xml", b'fontId="0"', b'fontId="thin"'),
        ("xl/workbook.xml", b"Sheet!$A$1", b"Gone!$A$1"),
        ("xl/workbook.xml", b"x", b"\x00"),
    ],
)
def test_a_template_that_says_nonsense(part: str, was: bytes, becomes: bytes) -> None:
    """One sentence with the way back, whatever is wrong with it."""
    parts = template()
    assert made(container.write(parts))
    assert was in parts[part]
    data = zipped(parts | {part: parts[part].replace(was, becomes)})
    assert refusal(lambda: made(data)).code == "template"


@pytest.mark.parametrize("call", [made, defined, lambda data: Book(data, "Form.xlsx")])
def test_a_template_cut_and_mended_wrongly(call: Callable[[bytes], object]) -> None:
    """An archive whose parts cannot be inflated, or begin before the file does."""
    data = bytearray(container.write(template()))
    at = data.index(b"xl/worksheets/sheet1.xml") + 30
    data[at : at + 20] = b"\xff" * 20
    book = data.index(b"xl/workbook.xml") + 20
    data[book : book + 20] = b"\xff" * 20
    assert refusal(lambda: call(bytes(data))).code in {"template", "damaged"}
