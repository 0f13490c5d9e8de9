"""``boutique peek``: everything a file holds, as the program sees it, in the promised shape."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from tests.houses import STOCK, run, table
from toolkit.show.peek import canonical

ROWS = [("R1", "Ring", "2024-03-05", "", 900, "GBP"), ("Total", "", "", "", 900, "")]


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """Three sheets and a chart: one of everything a cell can be, a hidden sheet, an empty one."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Stock"
    sheet.append(["Stock No", "Description", "Date in", "Cost", "Sold"])
    for number in range(2, 8):
        sheet.append([f"R{number}", "Ring", datetime(2024, 3, 5), 0.1 + 0.2, False])
    sheet["D2"].number_format = '#,##0.00\\ "€"'
    sheet["A3"].font = Font(strike=True)
    sheet["A4"].font = Font(color="FFC00000")
    sheet["A5"].fill = PatternFill("solid", fgColor="FF92D050")
    sheet["B6"].comment = Comment("gift for M.", "EH")
    sheet["F7"].comment = Comment("a note on a blank cell", "EH")
    sheet["D3"] = "=D2*2"
    sheet["D4"] = "#REF!"
    sheet["D4"].data_type = "e"
    sheet["C5"], sheet["C6"] = time(14, 2), timedelta(hours=30, minutes=15)
    sheet["C6"].number_format = "[h]:mm"
    sheet.row_dimensions[7].hidden = True
    sheet.merge_cells("B6:B7")
    book.create_chartsheet("Graph")
    book.create_sheet("Costs").sheet_state = "hidden"
    book["Costs"]["A1"] = 7
    book.create_sheet("Empty")
    path = tmp_path / "Stock.xlsx"
    book.save(path)
    return path


def cells(peeked: Any, number: int = 0) -> dict[str, Any]:
    """The cells of a sheet by address."""
    return {cell.pop("cell"): cell for cell in peeked["sheets"][number]["cells"]}


def test_every_sheet_is_there_in_order(workbook: Path) -> None:
    """Hidden sheets, charts and empty sheets too; what scripts rely on: exactly the promised keys."""
    peeked = run("peek", workbook, "--json").json
    assert (peeked["schema"], peeked["file"], peeked["format"], peeked["epoch"]) == (
        "boutique.peek/1", "Stock.xlsx", "xlsx", 1900,
    )  # fmt: skip
    assert set(peeked) == {"schema", "file", "format", "epoch", "sheets"}
    assert [(sheet["name"], sheet["state"], len(sheet["tables"])) for sheet in peeked["sheets"]] == [
        ("Stock", "visible", 1), ("Graph", "visible", 0), ("Costs", "hidden", 0), ("Empty", "visible", 0),
    ]  # fmt: skip
    (found,) = peeked["sheets"][0]["tables"]
    assert set(found) == {"range", "header_rows", "why", "columns", "rows_in", "records", "excluded"}
    assert (found["range"], found["header_rows"], found["rows_in"]) == ("A1:E7", [1], 6)
    assert found["columns"][0]["heading"] == "Stock No"
    assert found["columns"][0]["samples"] == ["R2", "R3", "R4"]
    assert found["columns"][0]["field"] == "stock_no"
    assert not any("cells" in sheet for sheet in peeked["sheets"])


def test_every_cell_with_its_type_value_text_and_marks(workbook: Path) -> None:
    """Values in one spelling whatever the format, texts as displayed, marks in words."""
    peeked = run("peek", workbook, "--cells", "--json").json
    found = cells(peeked)
    assert found["A1"] == {"type": "text", "value": "Stock No", "text": "Stock No", "marks": []}
    assert (found["C2"]["type"], found["C2"]["value"]) == ("date", "2024-03-05")
    assert (found["D2"]["type"], found["D2"]["value"], found["D2"]["text"]) == ("number", "0.3", "0.30 €")
    assert (found["E2"]["type"], found["E2"]["value"], found["E2"]["text"]) == ("boolean", "FALSE", "FALSE")
    assert (found["D4"]["type"], found["D4"]["value"]) == ("error", "#REF!")
    assert (found["D3"]["type"], found["D3"]["value"], found["D3"]["marks"]) == ("blank", "", ["uncomputed"])
    assert (found["C5"]["value"], found["C6"]["value"]) == ("14:02:00", "PT30H15M")
    assert found["A3"]["marks"] == ["struck"]
    assert found["A4"]["marks"] == ["red", "coloured:C00000"]
    assert found["A5"]["marks"] == ["coloured:92D050"]
    assert found["B6"]["marks"] == ["comment", "merged"]
    assert found["A7"]["marks"] == ["hidden"]
    assert found["F7"] == {"type": "blank", "value": "", "text": "", "marks": ["comment", "hidden"]}
    assert [len(sheet["cells"]) for sheet in peeked["sheets"][1:]] == [0, 1, 0]


def test_the_calendar_of_1904_is_said(tmp_path: Path) -> None:
    """A date is the same day whatever its workbook counts from."""
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    assert isinstance(book.active, Worksheet)
    book.active["A1"] = date(2026, 10, 31)
    book.save(tmp_path / "old.xlsx")
    peeked = run("peek", tmp_path / "old.xlsx", "--cells", "--json").json
    assert peeked["epoch"] == 1904
    assert cells(peeked)["A1"]["value"].startswith("2026-10-31")
    assert "1904" in run("peek", tmp_path / "old.xlsx").out


def test_a_text_file_has_one_sheet_without_a_name(tmp_path: Path) -> None:
    """Every value of a text file is text; the encoding and the separator are said to a person."""
    (tmp_path / "stock.csv").write_text(table(STOCK, ROWS), "utf-8")
    (sheet,) = run("peek", tmp_path / "stock.csv", "--json", "--cells").json["sheets"]
    assert sheet["name"] is None
    assert {cell["type"] for cell in sheet["cells"]} == {"text"}
    assert sheet["tables"][0]["excluded"] == [{"row": 3, "reason": "a totals row, not a piece"}]
    assert "separator ," in run("peek", tmp_path / "stock.csv").out


def test_a_person_reads_what_was_found_and_why(workbook: Path) -> None:
    """Each sheet, the columns with what they seem to mean and samples, hidden sheets and charts by name."""
    said = run("peek", workbook).out
    for words in ("A1:E7", "row 1", "stock register", "stock_no", "R2; R3; R4", "'Costs' (hidden; not used unasked)",
                  "'Graph': a chart"):  # fmt: skip
        assert words in said
    listed = run("peek", workbook, "--cells").out
    assert "D2 number: 0.30 €  (0.3)" in listed
    assert "B6 text: Ring  [comment, merged]" in listed


def test_a_refused_file_is_one_object(tmp_path: Path) -> None:
    """Exit code 1 and the error where the result would be."""
    (tmp_path / "Stock.xlsx").write_bytes(b"PK\x03\x04 not a package")
    ran = run("peek", tmp_path / "Stock.xlsx", "--json")
    assert ran.code == 1
    assert set(ran.json) == {"schema", "error"}
    assert set(ran.json["error"]) == {"code", "message", "hint"}
    assert run("peek", tmp_path / "none.xlsx").code == 1


def test_peek_needs_no_house_and_changes_nothing(workbook: Path) -> None:
    """No boutique.toml is asked for or made, and the file stays as it was."""
    before = (workbook.read_bytes(), workbook.stat().st_mtime_ns)
    assert run("peek", workbook, "--cells").code == 0
    assert (workbook.read_bytes(), workbook.stat().st_mtime_ns) == before
    assert [path.name for path in workbook.parent.iterdir()] == ["Stock.xlsx"]


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (5.0, "5"), (0.1 + 0.2, "0.3"), (-12.5, "-12.5"), (1.2345e71, "1.2345e+71"), (123456789012.0, "123456789012"),
        (7, "7"), (True, "TRUE"), (date(1899, 12, 31), "1899-12-31"), (datetime(2026, 1, 2, 3, 4), "2026-01-02T03:04:00"),
        (timedelta(0), "PT0S"), (-timedelta(seconds=90), "-PT1M30S"), ("  a ", "  a "), (None, ""),
    ],
)  # fmt: skip
def test_a_value_has_one_spelling(raw: Any, value: str) -> None:
    """Numbers without binary noise, dates and durations by ISO 8601, text as it stands."""
    assert canonical(raw) == value


def test_the_object_is_whole_however_many_cells(tmp_path: Path) -> None:
    """Written in pieces, it is still one object; the same bytes each time."""
    path = tmp_path / "many.csv"
    stream = io.StringIO()
    stream.writelines(f'R{n};"a ""word""";{n}\n' for n in range(3000))
    path.write_text(stream.getvalue(), "utf-8")
    first = run("peek", path, "--cells", "--json")
    assert len(first.json["sheets"][0]["cells"]) == 9000
    assert first.out == run("peek", path, "--cells", "--json").out
