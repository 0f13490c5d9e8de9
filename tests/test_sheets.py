"""Google Sheets over HTTP: the real gspread against a server of ours, with every fault a network and a team can make."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock
from email.utils import format_datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from tests import sheets_server as server_of
from tests.maisons import Shelf, messy
from tests.sheets_fixtures import QUICK, ROWS, SHORT, content, plain, rows_of, saved, serving
from tests.sheets_server import ROBOT, SheetsServer, refusal
from toolkit.findings import Exit, ToolkitError
from toolkit.readers import sheets as reader
from toolkit.readers.excel import read_workbook
from toolkit.readers.google_grid import dated
from toolkit.readers.google_wire import Patience
from toolkit.readers.grid import CellError
from toolkit.readers.sheets import probe, read_url

EXPECTED = [[value if isinstance(value, str) else float(str(value)) for value in row] for row in ROWS]
REQUESTS = 5
"""Metadata, values, cells, values, metadata."""


@pytest.fixture(name="server")
def _server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SheetsServer]:
    """The server, alone in the world."""
    yield from serving(tmp_path, monkeypatch)


def refused(url: str, patience: Patience = SHORT) -> ToolkitError:
    """The refusal of a reading, which must come soon after its patience ends and with the exit code of the outside."""
    started = time.monotonic()
    with pytest.raises(ToolkitError) as caught:
        read_url(url, patience=patience)
    assert time.monotonic() - started < patience.total + patience.answer + 3
    assert caught.value.status == Exit.OUTSIDE
    assert caught.value.hint
    return caught.value


def test_the_registers_of_the_demo_are_the_same_as_from_the_file(server: SheetsServer, shelf: Shelf) -> None:
    """Every value with its type, and every mark, of three messy sheets: as from the workbook itself."""
    data = (shelf.look(messy) / "registers" / "Stock.xlsx").read_bytes()
    book = read_url(server.upload(data))
    assert book.file == "Stock (Google Sheets)"
    assert [content(grid) for grid in book.grids] == [content(grid) for grid in read_workbook(data, "Stock.xlsx")]
    assert len(server.asked) == REQUESTS
    assert not [path for path in server.asked if path.startswith("WRITE")]


def _odd(book: Workbook) -> None:
    sheet = book.worksheets[0]
    sheet.append(["Code", "Day", "Moment", "Hour", "Span", "Sure", "Price", "Sum"])
    sheet.append(
        [
            "007",
            date(2024, 3, 5),
            datetime(2024, 3, 5, 14, 30),
            clock(9, 15),
            timedelta(hours=31),
            True,
            12.5,
            "=SUM(G2:G3)",
        ]
    )
    sheet.append([" x ", date(1900, 3, 2), None, None, None, False, -3, None])
    sheet.append(["#REF!", "31/12/2023", 45000, 0.5, None, None, 1e21, "2024"])
    for cell, pattern in (("B2", "dd/mm/yyyy"), ("B3", "mmm yyyy"), ("C2", "dd/mm/yyyy hh:mm"), ("D2", "hh:mm"),
                          ("E2", "[h]:mm"), ("G2", '"£"#,##0.00'), ("A3", "@"), ("C4", "0000000"), ("D4", "0%")):  # fmt: skip
        sheet[cell].number_format = pattern
    sheet["A2"].font = Font(strike=True)
    sheet["A3"].font = Font(color="FFCC0000")
    sheet["G3"].fill = PatternFill("solid", fgColor="FFFFFF00")
    sheet["B4"].comment = Comment("a gift, say nothing\nuntil May", "office")
    sheet["A6"] = CellRichText(TextBlock(InlineFont(strike=True), "sold"), " returned")
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    sheet.merge_cells("A9:C9")
    sheet["A9"] = "Below"
    book.create_sheet("Jean's old stock").append(["hidden"])
    book["Jean's old stock"].sheet_state = "hidden"
    book.create_sheet("B2").append([None, "B1"])
    book.create_sheet("Empty")


def test_an_odd_workbook_is_the_same_as_from_the_file(server: SheetsServer) -> None:
    """Codes stay text, dates, hours and spans their types; strike-through, colours, notes, hidden and merged cells."""
    data = saved(_odd)
    book = read_url(server.upload(data), patience=QUICK)
    assert [content(grid) for grid in book.grids] == [content(grid) for grid in read_workbook(data, "odd.xlsx")]
    assert book.grids[0].value(2, 1) == "007"
    assert book.grids[1].state == "hidden"


def test_what_a_workbook_cannot_hold(server: SheetsServer) -> None:
    """Errors of Google's own, filtered rows, struck letters, charts, dates before 1900, a currency of the locale."""
    url = server.upload(plain())
    sheet = server.of(url)
    tab = sheet.tab("Stock")
    tab.put("C3", "Loading...")
    tab.cells[4, 3] = {
        "userEnteredValue": {"numberValue": 310},
        "effectiveValue": {"numberValue": 310},
        "effectiveFormat": {"numberFormat": {"type": "CURRENCY"}},
    }
    tab.texts[4, 3] = "-€1 310,00"
    tab.put("A5", -5000)
    tab.cells[5, 1]["effectiveFormat"] = {"numberFormat": {"type": "DATE"}}
    tab.cells[5, 2] = {"userEnteredValue": {"formulaValue": "=B99"}}
    tab.filtered_rows = {3}
    tab.cells[2, 2]["textFormatRuns"] = [{"format": {"strikethrough": True}}]
    tab.cells[3, 2]["textFormatRuns"] = [{"startIndex": 3, "format": {"strikethrough": True}}]
    tab.cells[4, 2]["userEnteredFormat"] = {"textFormat": {"strikethrough": True}}
    tab.cells[4, 2]["textFormatRuns"] = [{}, {"startIndex": 3, "format": {"strikethrough": False}}]
    sheet.tabs.append(type(tab)(99, "Chart of sales", "OBJECT", height=0, width=0))
    book = read_url(url, patience=QUICK)
    grid, chart = book.grids
    assert grid.marks.struck == {(2, 2)}
    assert grid.value(3, 3) == CellError("Loading...")
    assert grid.value(5, 1) == date(1886, 4, 22)
    assert grid.marks.uncomputed == {(5, 2)}
    assert grid.marks.hidden_rows == {3}
    assert grid.marks.format_at(4, 3) == '"€"#,##0.00'
    assert (chart.sheet, chart.kind, chart.height) == ("Chart of sales", "chartsheet", 0)


@pytest.mark.parametrize(
    ("serial", "pattern", "value"),
    [
        (1, "dd/mm/yyyy", date(1899, 12, 31)),
        (45000.25, "dd/mm/yyyy", datetime(2023, 3, 15, 6)),
        (0.5, "hh:mm", clock(12)),
        (1.5, '"[h]" hh:mm', datetime(1899, 12, 31, 12)),
        (1.5, "[hh]:mm", timedelta(hours=36)),
        (1e9, "dd/mm/yyyy", 1e9),
        (-1e9, "dd/mm/yyyy", -1e9),
    ],
)
def test_serial_numbers_count_from_the_last_days_of_1899(serial: float, pattern: str, value: object) -> None:
    """Google's calendar has no 29 February 1900; a number outside every calendar stays a number."""
    assert dated(serial, pattern) == value


def test_a_large_sheet_is_asked_for_in_parts(server: SheetsServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ranges are bounded in cells and in the length of the address, and put together without a seam."""
    rows = [("No", "Text"), *((f"{n:05d}", "x" * (n % 7)) for n in range(200))]

    def fill(book: Workbook) -> None:
        for row in rows:
            book.worksheets[0].append(row)
        for n in range(8):
            book.create_sheet(f"Été {n} & more").append([n])

    data = saved(fill)
    url = server.upload(data)
    whole = read_url(url, patience=QUICK)
    monkeypatch.setattr(reader, "CELLS_AT_ONCE", 60)
    monkeypatch.setattr(reader, "VALUES_AT_ONCE", 13_000)
    monkeypatch.setattr(reader, "ADDRESS_LENGTH", 200)
    before = len(server.asked)
    parts = read_url(url, patience=QUICK)
    assert parts.sha256 == whole.sha256
    assert [content(grid) for grid in whole.grids] == [content(grid) for grid in read_workbook(data, "x.xlsx")]
    assert len(server.asked) - before > 20


PASSING: list[tuple[str, Callable[[SheetsServer], None]]] = [
    ("429 with a second to wait", refusal(429, "RESOURCE_EXHAUSTED", "Quota exceeded", wait=0.2)),
    (
        "429 with a date to wait for",
        refusal(429, "RESOURCE_EXHAUSTED", "Quota exceeded", wait="Wed, 21 Oct 2015 07:28:00 GMT"),
    ),
    ("403 that means quota", refusal(403, "PERMISSION_DENIED", "Rate Limit Exceeded", detail="RATE_LIMIT_EXCEEDED")),
    ("500", refusal(500, "INTERNAL", "Internal error encountered.")),
    ("503", refusal(503, "UNAVAILABLE", "The service is currently unavailable.")),
    ("hung up", server_of.hang_up),
    ("cut in the body", server_of.cut),
    ("cut without a length", server_of.cut_unannounced),
    ("expired token", server_of.expire),
]


@pytest.mark.parametrize(("name", "deed"), PASSING, ids=[name for name, _ in PASSING])
@pytest.mark.parametrize("on", ["/v4/", "values:batchGet", "rowData"])
def test_what_passes_leaves_no_trace(
    server: SheetsServer, name: str, deed: Callable[[SheetsServer], None], on: str
) -> None:
    """A fault that comes twice at any step costs time, never a value."""
    url = server.upload(plain())
    server.fault(deed, on, times=2)
    book = read_url(url, patience=QUICK)
    assert rows_of(book.grids[0]) == EXPECTED
    assert len(server.asked) in {REQUESTS + 1, REQUESTS + 2}


LASTING: list[tuple[str, Callable[[SheetsServer], None], str, str]] = [
    ("429 storm", refusal(429, "RESOURCE_EXHAUSTED", "Quota exceeded"), "google-quota", "too much was read"),
    ("429 for an hour", refusal(429, "RESOURCE_EXHAUSTED", "Quota exceeded", wait=3600), "google-quota", "3600 seconds"),
    ("503 storm", refusal(503, "UNAVAILABLE", "unavailable"), "google-failing", "(503)"),
    ("hung up each time", server_of.hang_up, "google-network", "cannot be reached"),
    ("cut each time", server_of.cut, "google-broken", "breaking off"),
    ("cut unannounced each time", server_of.cut_unannounced, "google-broken", "breaking off"),
    ("a byte at a time", server_of.drip, "google-time", "within 1 seconds"),
    ("silence", server_of.slow(30), "google-network", "it does not answer"),
    ("no access", refusal(403, "PERMISSION_DENIED", "The caller does not have permission"), "google-not-shared", ROBOT),
    ("no API", refusal(403, "PERMISSION_DENIED", "disabled", detail="SERVICE_DISABLED"), "google-api-off", "not enabled"),
    ("no scope", refusal(403, "PERMISSION_DENIED", "x", detail="ACCESS_TOKEN_SCOPE_INSUFFICIENT"), "google-signin", "cover"),
    ("not there", refusal(404, "NOT_FOUND", "Requested entity was not found."), "google-not-found", "no such"),
    ("an Excel file", refusal(400, "FAILED_PRECONDITION", "This operation is not supported for this document"), "google-not-a-sheet", "Excel"),
    ("something else", refusal(400, "INVALID_ARGUMENT", "whatever"), "google-refused", "whatever"),
    ("never signed in", refusal(401, "UNAUTHENTICATED", "no"), "google-signin", "does not accept"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "deed", "code", "words"), LASTING, ids=[case[0] for case in LASTING])
def test_what_lasts_is_one_sentence_in_bounded_time(
    server: SheetsServer, name: str, deed: Callable[[SheetsServer], None], code: str, words: str
) -> None:
    """A fault that does not end is told by its own name, with what to do, and before patience is long over."""
    url = server.upload(plain())
    if code == "google-network":
        server.fault(deed, "/token", times=10_000)
    server.fault(deed, times=10_000)
    error = refused(url)
    assert (error.code, words in error.message) == (code, True)


def test_google_is_given_the_time_it_asks_for(server: SheetsServer) -> None:
    """``Retry-After`` is kept, in seconds or as a date; one beyond our patience ends the reading at the first answer."""
    url = server.upload(plain())
    server.fault(refusal(429, "RESOURCE_EXHAUSTED", "Quota exceeded", wait=0.5))
    started = time.monotonic()
    read_url(url, patience=QUICK)
    assert time.monotonic() - started >= 0.5
    hour = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    for wait in (3600, hour):
        server.asked.clear()
        server.fault(refusal(429, "RESOURCE_EXHAUSTED", "Quota exceeded", wait=wait), times=2)
        assert refused(url, QUICK).code == "google-quota"
        assert len(server.asked) == 1
        server.faults.clear()


def test_a_fault_in_the_middle_is_told_too(server: SheetsServer) -> None:
    """Google was reached, then is silent: that is no lack of a network."""
    url = server.upload(plain())
    server.fault(server_of.slow(30), "values:batchGet", times=100)
    assert refused(url).code == "google-time"


def test_an_answer_that_is_no_object(server: SheetsServer) -> None:
    """A portal that answers everything with a page of its own is told as a broken connection."""
    url = server.upload(plain())

    def portal(_: SheetsServer) -> None:
        error = server_of.Refused(200, "", "")
        error.body = b"<html>Please sign in to the hotel's network</html>"
        raise error

    server.fault(portal, times=100)
    assert refused(url).code == "google-broken"
    server.faults.clear()

    def other(_: SheetsServer) -> None:
        error = server_of.Refused(502, "", "")
        error.body = b'{"error": "bad gateway"}'
        raise error

    server.fault(other, times=100)
    assert refused(url).code == "google-failing"


def test_no_network_at_all(server: SheetsServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing listens: a few attempts, not the whole patience."""
    url = server.upload(plain())
    server.write_key(Path(os.environ["BOUTIQUE_GOOGLE_KEY"]), token_uri="http://127.0.0.1:9/token")  # noqa: S106 - an address
    monkeypatch.setenv("BOUTIQUE_SHEETS_API", "http://127.0.0.1:9")
    started = time.monotonic()
    error = refused(url, QUICK)
    assert (error.code, "refused" in error.message) == ("google-network", True)
    assert time.monotonic() - started < 5


def test_who_may_not_read_is_told_whom_to_invite(server: SheetsServer) -> None:
    """Not shared: the robot's address to share with is in the sentence and in the advice."""
    error = refused(server.upload(plain(), shared=False))
    assert error.code == "google-not-shared"
    assert ROBOT in error.message
    assert f"add {ROBOT} as Viewer" in error.hint


@pytest.mark.parametrize("step", range(1, REQUESTS + 1))
def test_an_edit_between_two_reads_is_noticed(server: SheetsServer, step: int) -> None:
    """Whichever request it comes before: what is read is the sheet before or after it, never half of each."""
    url = server.upload(plain())
    tab = server.of(url).tab("Stock")
    counted = iter(range(1, 100))

    def edit(_: SheetsServer) -> None:
        if next(counted) == step:
            tab.insert_row(2)
            tab.put("A2", "00041")
            tab.cells[3, 1]["userEnteredFormat"] = {"textFormat": {"strikethrough": True}}

    server.fault(edit, times=100)
    (grid,) = read_url(url, patience=QUICK).grids
    assert [row[0] for row in rows_of(grid)] == ["Stock No", "00041", "00042", "00043", "00044"]
    assert grid.marks.struck == {(3, 1)}


@pytest.mark.parametrize("what", ["rename", "remove", "hide", "shorten"])
@pytest.mark.parametrize("step", range(2, REQUESTS + 1))
def test_a_change_of_the_sheets_is_noticed(server: SheetsServer, step: int, what: str) -> None:
    """A sheet renamed, removed, hidden or cut short between two requests: everything is read again."""
    url = server.upload(
        saved(lambda book: (book.worksheets[0].append(["a", "b"]), book.create_sheet("Old").append(["c"])))
    )
    sheet = server.of(url)
    counted = iter(range(1, 100))

    def change(_: SheetsServer) -> None:
        if next(counted) == step:
            old = sheet.tab("Old")
            old.title = "Older" if what == "rename" else "Old"
            old.hidden = what == "hide"
            old.height = 5 if what == "shorten" else old.height
            sheet.tabs = sheet.tabs[:1] if what == "remove" else sheet.tabs

    server.fault(change, times=100)
    states = [(grid.sheet, grid.state) for grid in read_url(url, patience=QUICK).grids]
    expected = {
        "rename": [("Older", "visible")],
        "remove": [],
        "hide": [("Old", "hidden")],
        "shorten": [("Old", "visible")],
    }
    assert states == [("Stock", "visible"), *expected[what]]


def test_edits_without_end_are_an_error(server: SheetsServer) -> None:
    """Someone types all the time: a few readings, then a sentence; no values of two moments."""
    url = server.upload(plain())
    tab = server.of(url).tab("Stock")
    counted = iter(range(1, 1000))
    server.fault(lambda _: tab.put("C2", next(counted)), times=1000)
    error = refused(url, QUICK)
    assert error.code == "google-changing"
    assert len(server.asked) == reader.READINGS * REQUESTS


def test_formulas_that_move_by_themselves_are_named(server: SheetsServer) -> None:
    """A cell with NOW() differs at each reading: it does not make the sheet unreadable, and the reading says so."""
    url = server.upload(plain())
    tab = server.of(url).tab("Stock")
    counted = iter(range(1, 1000))

    def tick(_: SheetsServer) -> None:
        tab.cells[1, 5] = {
            "userEnteredValue": {"formulaValue": "=NOW()"},
            "effectiveValue": {"numberValue": next(counted)},
        }

    server.fault(tick, times=1000)
    book = read_url(url, patience=QUICK)
    assert [row[:3] for row in rows_of(book.grids[0])] == EXPECTED
    assert any("Stock E1" in note for note in book.notes)
    assert len(server.asked) == 2 * REQUESTS


def test_the_connection_can_be_tried(server: SheetsServer) -> None:
    """One request answers title, visible sheets and who reads."""
    found = probe(server.upload(saved(_odd), "Stock of the house"), QUICK)
    assert (found.title, found.sheets, found.account) == ("Stock of the house", ("Stock", "B2", "Empty"), ROBOT)
    assert len(server.asked) == 1


def test_only_reading_is_asked_for(server: SheetsServer) -> None:
    """The one scope requested is read-only: the server's exchange of tokens grants no other."""
    read_url(server.upload(plain()), patience=QUICK)
    assert server.grants == ["urn:ietf:params:oauth:grant-type:jwt-bearer"]
    assert not re.search("WRITE", " ".join(server.asked))
