"""What is written reads back the same: values, types, blanks and their places, by our pen and by others'."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900
from openpyxl.workbook.defined_name import DefinedName

from tests import raw_open_documents
from tests.strewn import ERRORS, FIRST_DAY, LONGEST, NUMBERS, TEXTS, fifteen, put, same, saved
from toolkit.readers.delimited import read_delimited
from toolkit.readers.excel import read_workbook
from toolkit.readers.open_document import read_open_document
from toolkit.render.cells import FORBIDDEN, CellValue
from toolkit.render.xlsx import Line, Table, fill

Row = Sequence[CellValue]
Cells = dict[tuple[int, int], object]

# A workbook's XML can hold no control character and no half of a pair, and its lines end as Excel's do.
letters = st.characters(exclude_categories=("Cs",), exclude_characters="\r").filter(
    lambda one: not FORBIDDEN.match(one)
)
texts = st.one_of(st.sampled_from(TEXTS), st.text(letters, max_size=20)).filter(bool)
floats = st.one_of(st.sampled_from(NUMBERS).map(float), st.floats(-1e306, 1e306))
numbers = st.one_of(floats, st.integers(-(10**18), 10**18), st.decimals(-(10**12), 10**12, places=2))
days = st.one_of(st.sampled_from([date(1900, 2, 28), date(1904, 1, 1), date(1876, 5, 4), date.max]), st.dates())
moments = st.datetimes().map(lambda one: one.replace(microsecond=0)).filter(lambda one: one.time() != time())
hours = st.times().map(lambda one: one.replace(microsecond=0))
unhurried = settings(deadline=None, max_examples=60)
errors = st.sampled_from(ERRORS)
blank = st.none()


def by_place(lines: Iterable[Sequence[object]]) -> Cells:
    """Rows as values by their place."""
    return {(row, column): value for row, line in enumerate(lines, 1) for column, value in enumerate(line, 1)}


# --- Our pen ----------------------------------------------------------------------------------

FORMATS = ("General", "@", "dd/mm/yyyy", "dd/mm/yyyy hh:mm:ss")
FIRST = {1900: FIRST_DAY, 1904: date(1904, 1, 2)}
"""The first day whose number is beyond doubt."""
valued = st.one_of(blank, texts, numbers, st.booleans())
rows = st.lists(st.tuples(valued, valued, st.one_of(blank, days), st.one_of(blank, moments)), max_size=8)


def template(epoch: datetime) -> bytes:
    """A template whose table has a column for values, one formatted as text, one for days and one for moments."""
    book = Workbook()
    book.epoch = epoch
    for number, code in enumerate(FORMATS, 1):
        book.worksheets[0].cell(1, number).number_format = code
    book.defined_names["lines"] = DefinedName("lines", attr_text="Sheet!$A$1:$D$1")
    return saved(book)


TEMPLATES = {1900: template(CALENDAR_WINDOWS_1900), 1904: template(CALENDAR_MAC_1904)}


def spliced(lines: Iterable[Row], epoch: int = 1900) -> bytes:
    """The rows written by our own pen."""
    return fill(TEMPLATES[epoch], {}, {"lines": Table([Line(line) for line in lines])})


@unhurried
@given(rows, st.sampled_from([1900, 1904]))
@example([(text, text, None, None) for text in (*TEXTS, LONGEST)], 1900)
@example([(number, number, None, None) for number in NUMBERS], 1904)
@example([(None, None, date(1904, 1, 1), datetime(1904, 1, 1, 12))], 1904)
def test_what_is_spliced_reads_back(lines: list[Row], epoch: int) -> None:
    """Texts stay texts, numbers keep every bit; a day whose number is in doubt is written out."""

    def read_as(value: CellValue) -> object:
        if not isinstance(value, date):
            return value
        day = value.date() if isinstance(value, datetime) else value
        return value.isoformat() if day < FIRST[epoch] else value

    (grid,) = read_workbook(spliced(lines, epoch), "Stock.xlsx")
    assert grid.epoch == epoch
    same(grid, by_place([read_as(value) for value in line] for line in lines))


@unhurried
@given(st.text(max_size=30))
@example("0 \x1b")
@example("\x1f7")
def test_what_a_workbook_cannot_hold_is_left_out(text: str) -> None:
    """Control characters and halves of pairs go, every other letter stays; a line ends as in Excel."""
    kept = FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    (grid,) = read_workbook(spliced([(text, None, None, None)]), "Stock.xlsx")
    same(grid, {(1, 1): kept or None})


# --- Other pens -------------------------------------------------------------------------------


@unhurried
@given(
    st.dictionaries(
        st.tuples(st.integers(1, 70), st.integers(1, 30)),
        st.one_of(texts, floats.map(fifteen), st.booleans(), st.dates(FIRST_DAY), errors, hours),
        max_size=12,
    ),
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=5),
)
def test_openpyxl(cells: Cells, spans: list[tuple[int, int]]) -> None:
    """Cells strewn over a sheet, errors and merged cells among them."""
    book = Workbook()
    sheet = book.worksheets[0]
    for (row, column), value in cells.items():
        put(sheet, row, column, value)
    merged = [(80 + 5 * at, 1, 80 + 5 * at + down, 1 + on) for at, (down, on) in enumerate(spans) if down or on]
    for top, left, bottom, right in merged:
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    (grid,) = read_workbook(saved(book), "Stock.xlsx")
    same(grid, cells)
    assert sorted(grid.marks.merged) == merged


@unhurried
@given(
    st.lists(
        st.lists(st.one_of(blank, blank, texts, st.booleans(), st.dates(), moments, errors, floats, hours), max_size=8),
        max_size=8,
    )
)
@example([[text] for text in (*TEXTS, LONGEST)])
def test_open_document(lines: list[list[object]]) -> None:
    """Cells and rows that are written once for many; spaces, tabs and lines spelt out."""
    (grid,) = read_open_document(raw_open_documents.of_rows(lines), "Stock.ods")
    same(grid, by_place(lines))


HEADINGS = ("Stock no", "Désignation", "Price", "Notes")
fields = st.one_of(st.just(""), st.sampled_from(TEXTS), st.text(letters, max_size=20))


@unhurried
@given(
    st.lists(st.tuples(fields, fields, fields, fields), min_size=1, max_size=10),
    st.sampled_from(",;\t|"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from(["\r\n", "\n", "\r"]),
)
@example([(text, "", text, "") for text in (*TEXTS, LONGEST)], ",", "utf-8", "\r\n")
def test_a_text_file_under_headings(lines: list[tuple[str, ...]], mark: str, encoding: str, end: str) -> None:
    """Whatever stands in its cells, and whichever mark parts them: every cell is the text it was."""
    out = io.StringIO(newline="")
    # With a lone return for an end, the standard library's writer leaves line feeds bare.
    quoting = csv.QUOTE_ALL if end == "\r" else csv.QUOTE_MINIMAL
    csv.writer(out, delimiter=mark, lineterminator=end, quoting=quoting).writerows([HEADINGS, *lines])
    grid, _ = read_delimited(out.getvalue().encode(encoding), "Stock.csv")
    same(grid, by_place([value or None for value in line] for line in [HEADINGS, *lines]))
