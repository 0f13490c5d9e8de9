"""A house whose registers are Google spreadsheets: set up, checked, documents made, and the copies it keeps."""

from __future__ import annotations

import csv
import io
import re
import stat
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from openpyxl import Workbook

from tests.houses import STOCK, Ran, run
from tests.maisons import Shelf, messy
from tests.sheets_fixtures import content, plain, saved, serving
from tests.sheets_server import SheetsServer, refusal
from toolkit import house as houses
from toolkit.demo.story import SETTINGS
from toolkit.findings import ToolkitError
from toolkit.house import Copies
from toolkit.produce import setup
from toolkit.produce.reading import read_and_check, read_house
from toolkit.produce.schedule import make
from toolkit.readers.grid import Book, CellError, Grid, Marks, Runs
from toolkit.readers.snapshots import fingerprint, load_snapshot, save_snapshot, snapshot_path
from toolkit.reports.insurance_page import page
from toolkit.reports.insurance_total import facts
from toolkit.show.schedule_json import schedule_json

DAY = "2026-10-31"
ROWS = (
    STOCK,
    ("00042", "Ring", date(2024, 3, 5), None, 900.5, "GBP"),
    ("00043", "Brooch", date(2025, 1, 7), None, 1200, "GBP"),
    ("00044", "Necklace", date(2025, 6, 2), date(2026, 1, 9), 310, "GBP"),
    *((f"{n:05d}", "Bracelet", date(2025, 7, n - 49), None, n, "GBP") for n in range(50, 58)),
)
LONDON = ZoneInfo("Europe/London")


@pytest.fixture(name="server")
def _server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SheetsServer]:
    """The server, alone in the world."""
    yield from serving(tmp_path, monkeypatch)


@pytest.fixture(name="house")
def _house(server: SheetsServer, tmp_path: Path) -> Path:
    """A small house set up from the address of its stock as pasted from the browser."""
    url = server.upload(_dated(), "The stock")
    done = run("init", tmp_path / "house", "--source", url, "--basis", "cost", "--name", "Maison")
    assert done.code == 0, done.err
    return tmp_path / "house"


def _dated() -> bytes:
    def fill(book: Workbook) -> None:
        for row in ROWS:
            book.worksheets[0].append(list(row))
        for column in "CD":
            for cell in book.worksheets[0][column][1:]:
                cell.number_format = "dd/mm/yyyy"

    return saved(fill)


def address(house: Path) -> str:
    """The spreadsheet's address as the house file holds it."""
    return str(houses.read(house).sources[0].url)


def schedule(house: Path, *more: object) -> Ran:
    """The schedule's dry run as JSON."""
    return run("schedule", "--house", house, "--as-at", DAY, "--format", "xlsx", "--dry-run", "--json", *more)


def as_workbook(text: bytes) -> bytes:
    """A register kept as text, opened and saved as a workbook: figures stay as they were written."""
    rows = csv.reader(io.StringIO(text.decode("cp1252")), delimiter=";")

    def fill(book: Workbook) -> None:
        for row in rows:
            book.worksheets[0].append([value or None for value in row])

    return saved(fill)


def test_a_schedule_from_google_equals_the_one_from_the_file(server: SheetsServer, shelf: Shelf, tmp_path: Path) -> None:
    """The demo's stock and sales as workbooks and as spreadsheets: equal findings, JSON, page and workbook, byte for byte.

    Only the names of the sources would differ, so the spreadsheets are given those of the workbooks.
    """
    made = shelf.look(messy) / "registers"
    sales = as_workbook((made / "Sales.csv").read_bytes())
    files = {"Stock.xlsx": (made / "Stock.xlsx").read_bytes(), "Sales.xlsx": sales}
    told = [_told(folder, ("xlsx",)) for folder in _both(server, tmp_path, files)]
    assert told[0] == told[1]
    assert len(told[0]["schedule"]["lines"]) > 300


def test_the_printed_schedule_is_the_same_file(server: SheetsServer, tmp_path: Path) -> None:
    """The PDF of a small house, from a spreadsheet and from the workbook: the same bytes."""
    told = [_told(folder, ("xlsx", "pdf")) for folder in _both(server, tmp_path, {"Stock.xlsx": _dated()})]
    assert told[0] == told[1]
    assert [name for name, _ in told[0]["files"]] == ["Schedule-2026-10-31.pdf", "Schedule-2026-10-31.xlsx"]


def _both(server: SheetsServer, folder: Path, files: dict[str, bytes]) -> tuple[Path, Path]:
    """Two houses of the same registers: workbooks in the one, spreadsheets under the workbooks' names in the other."""
    local, online = folder / "local", folder / "online"
    local.mkdir()
    for name, data in files.items():
        (local / name).write_bytes(data)
    setup.write(setup.plan(local, [str(local / name) for name in files], SETTINGS, {}), overwrite=True)
    urls = [server.upload(data, name) for name, data in files.items()]
    setup.write(setup.plan(online, urls, SETTINGS, {}), overwrite=True)
    written = (online / "boutique.toml").read_text("utf-8")
    assert 'name = "Stock.xlsx (Google Sheets)"' in written
    (online / "boutique.toml").write_text(written.replace(" (Google Sheets)", ""), "utf-8")
    return local, online


def _told(folder: Path, formats: tuple[str, ...]) -> dict[str, Any]:
    """What the schedule of a house says, its printed page, and the digests of its files."""
    house, as_at = read_house(folder, DAY)
    checked = read_and_check(house, as_at)
    made = make(checked, formats)
    return {
        "facts": facts(made.schedule),
        "page": page(made.schedule, accent="#000000", paper="A4", closing=house.closing, folder=folder),
        "files": [(path.name, digest) for path, digest in made.outcome.files],
        "schedule": {**schedule_json(made, house["insurance.basis"]), "files": None},
        "findings": [(finding.id, finding.message) for finding in checked.findings],
    }


def test_the_pasted_address_is_enough(server: SheetsServer, house: Path) -> None:
    """Init writes the address without the tab it was copied from, and the title; check names its cells by the title."""
    written = (house / "boutique.toml").read_text("utf-8")
    assert (
        f'file = "https://docs.google.com/spreadsheets/d/000{"x" * 41}"\nname = "The stock (Google Sheets)"' in written
    )
    checked = run("check", "--house", house, "--as-at", DAY, "--json")
    assert checked.json["registers"][0]["records"] == len(ROWS) - 1
    assert checked.json["registers"][0]["file"] == "The stock (Google Sheets)"
    server.of(address(house)).title = "The new stock"
    assert "the Google spreadsheet “The new stock”" in run("check", "--house", house, "--as-at", DAY).out
    assert schedule(house).json["totals"]["GBP"]["units"] == len(ROWS) - 2


def test_a_spreadsheet_is_peeked_at_by_its_address(server: SheetsServer, tmp_path: Path) -> None:
    """No house is needed: the pasted address, and what stands in it."""
    seen = run("peek", server.upload(_dated(), "The stock"), "--json", "--cells").json
    assert (seen["file"], seen["format"]) == ("The stock (Google Sheets)", "google sheet")
    cells = {cell["cell"]: cell for cell in seen["sheets"][0]["cells"]}
    assert (cells["A2"]["type"], cells["A2"]["value"]) == ("text", "00042")
    assert (cells["C2"]["type"], cells["C2"]["text"]) == ("date", "05/03/2024")


def test_what_google_refuses_is_exit_5(server: SheetsServer, house: Path) -> None:
    """Not shared any longer: one message, the exit code of an outside service, and no document."""
    server.of(address(house)).shared_with.clear()
    refused = run("schedule", "--house", house, "--as-at", DAY)
    assert refused.code == 5
    assert "is not shared with" in refused.err
    assert "Traceback" not in refused.err
    assert not (house / "documents").exists()
    as_json = run("check", "--house", house, "--json")
    assert (as_json.code, as_json.json["error"]["code"]) == (5, "google-not-shared")


def test_the_doctor_tries_the_connection(server: SheetsServer, house: Path) -> None:
    """A house with a Google source has a line for it: title and reader, or what is wrong and what to do."""
    well = run("doctor", "--house", house)
    assert "“The stock”, 1 sheet, read as reader@maison.example" in well.out
    server.fault(refusal(403, "PERMISSION_DENIED", "The caller does not have permission"), times=99)
    ill = run("doctor", "--house", house)
    assert ill.code == 1
    assert "click Share, and add reader@maison.example as Viewer" in ill.out
    assert ill.out.endswith("Missing: Google Sheets.\n")


def test_the_copy_is_used_only_when_asked_and_says_its_date(server: SheetsServer, house: Path) -> None:
    """A good reading keeps a copy; Google down is an error that names it; --offline reads it and says its date."""
    before = schedule(house).json
    path = snapshot_path(house, address(house))
    assert not path.exists(), "a dry run writes nothing"
    assert run("check", "--house", house, "--as-at", DAY, "--offline").code == 1
    run("check", "--house", house, "--as-at", DAY)
    assert path.exists()
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    server.of(address(house)).tab("Stock").put("E2", 1)
    server.fault(refusal(404, "NOT_FOUND", "gone"), times=99)
    down = run("check", "--house", house, "--as-at", DAY)
    assert down.code == 5
    assert re.search(r"add --offline to use the copy of \d{4}-\d\d-\d\d \d\d:\d\d\.", down.err)
    asked = len(server.asked)
    offline = schedule(house, "--offline")
    assert re.search(r"the copy of \d{4}-\d\d-\d\d \d\d:\d\d, used without asking Google", offline.err)
    assert offline.json == before
    assert len(server.asked) == asked
    assert "the copy of" in run("check", "--house", house, "--as-at", DAY, "--offline").out


def test_a_damaged_copy_is_refused(server: SheetsServer, house: Path) -> None:
    """A copy in which a figure was altered by hand is not the one that was read."""
    run("check", "--house", house, "--as-at", DAY)
    path = snapshot_path(house, address(house))
    path.write_text(path.read_text("utf-8").replace("900.5", "9000.5"), "utf-8")
    refused = run("check", "--house", house, "--as-at", DAY, "--offline")
    assert (refused.code, "the kept copy is damaged" in refused.err) == (1, True)
    path.write_text("{", "utf-8")
    assert "the kept copy is damaged" in run("check", "--house", house, "--offline").err


def test_a_house_that_cannot_be_written_to_is_read_all_the_same(server: SheetsServer, house: Path) -> None:
    """Keeping a copy is a convenience: where a file stands in the way of its folder, the check goes on."""
    run("check", "--house", house, "--as-at", DAY)
    path = snapshot_path(house, address(house))
    path.unlink()
    path.mkdir()
    assert run("check", "--house", house, "--as-at", DAY).code == 0


def test_a_copy_holds_everything_and_is_the_same_each_time(tmp_path: Path) -> None:
    """Every type of value and every mark comes back; the same book at the same moment is the same bytes."""
    values = ["00042", 1.5, -0.1, True, None, date(1886, 4, 22), datetime(2024, 1, 2, 3, 4, 5, 678000), time(9, 30),
              timedelta(hours=31, milliseconds=5), CellError("#REF!"), "é\n", {}.get("")]  # fmt: skip
    marks = Marks(
        struck={(1, 1)}, coloured={(2, 1): "font:CC0000"}, hidden_rows={3}, hidden_columns={2}, comments={(4, 1): "a gift"},
        formats={1: Runs([1, 5], ["@", None])}, uncomputed={(5, 1)}, sums={(6, 1)}, merged=[(1, 1, 1, 2)],
    )  # fmt: skip
    grid = Grid("Stock", "Été", [list(values), [None] * len(values)], marks, "hidden", notes=("so it was",))
    book = Book("Stock", "google sheet", (grid,), fingerprint([grid]), ("a note",))
    url, at = "x" * 44, datetime(2026, 10, 31, 16, 30, tzinfo=UTC)
    save_snapshot(tmp_path, url, book, at)
    first = snapshot_path(tmp_path, url).read_bytes()
    found = load_snapshot(tmp_path, url, LONDON)
    assert content(found.grids[0]) == content(grid)
    assert found.grids[0].notes == grid.notes
    assert found.notes == ("the copy of 2026-10-31 16:30, used without asking Google; newer edits unseen", "a note")
    save_snapshot(tmp_path, url, found, at)
    save_snapshot(tmp_path, url, book, at)
    assert snapshot_path(tmp_path, url).read_bytes() == first


def test_two_spreadsheets_of_one_title_stay_two(server: SheetsServer, tmp_path: Path) -> None:
    """Init tells them apart by a number; a house file that does not is refused."""
    urls = [
        server.upload(_dated(), "Stock"),
        server.upload(
            plain([("Stock No", "Transaction", "Date", "Price"), ("00044", "Sold", "2026-01-09", 400)]), "Stock"
        ),
    ]
    done = run("init", tmp_path / "h", "--source", urls[0], "--source", urls[1], "--basis", "cost", "--name", "M")
    assert done.code == 0, done.err
    assert [source.file for source in houses.read(tmp_path / "h").sources] == [
        "Stock (Google Sheets)",
        "Stock (Google Sheets) 2",
    ]
    path = tmp_path / "h" / "boutique.toml"
    path.write_text(path.read_text("utf-8").replace("Sheets) 2", "Sheets)"), "utf-8")
    assert "two different sources are called" in run("check", "--house", tmp_path / "h").err


def test_without_a_copy_there_is_none_to_use(tmp_path: Path) -> None:
    """The message says how one comes to be."""
    with pytest.raises(ToolkitError) as caught:
        load_snapshot(tmp_path, "x" * 44, LONDON)
    assert "without --offline" in caught.value.hint


def test_a_copy_is_not_kept_unasked(server: SheetsServer, tmp_path: Path) -> None:
    """Reading a house as the readers do by themselves leaves nothing behind."""
    url = server.upload(plain())
    (tmp_path / "boutique.toml").write_text(
        f'[[source]]\nregister = "stock"\nfile = "{url}"\n[source.columns]\n"Stock No" = "stock_no"\n', "utf-8"
    )
    house, _ = read_house(tmp_path, DAY)
    assert house.copies is Copies.LEAVE
    assert len(read_and_check(house, datetime(2026, 10, 31, 18, tzinfo=LONDON)).registers.pieces) == 3
    assert not (tmp_path / ".boutique").exists()
