"""Recorded conversations with the real Google Sheets, replayed on 127.0.0.1 and read through the real gspread."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from tests.sheets_fixtures import QUICK, rows_of, serving
from tests.sheets_server import Refused, SheetsServer, masked, parse_mask
from toolkit.addresses import SPREADSHEET
from toolkit.findings import ToolkitError
from toolkit.readers.google_key import find_key
from toolkit.readers.google_line import Line
from toolkit.readers.sheets import read_url

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "outside" / "sheets"
CASES = sorted(FOLDER.glob("*.json"))
ABSENT = pytest.mark.skipif(not CASES, reason="../shared/outside/sheets is not there")
HOST = "https://sheets.googleapis.com"


@dataclass
class Talk:
    """One request and its answer, as recorded."""

    method: str
    target: str
    body: Any
    status: int
    text: str


def talks(path: Path) -> list[Talk]:
    """What was said to the Sheets API; files were made and removed through another API."""
    found = []
    for entry in json.loads(path.read_text("utf-8"))["interactions"]:
        request, response = entry["request"], entry["response"]
        if request["uri"].startswith(HOST):
            body = json.loads(request["body"]) if request["body"] else None
            target = request["uri"].removeprefix(HOST)
            found.append(Talk(request["method"], target, body, response["status"]["code"], response["body"]["string"]))
    return found


@dataclass
class Replay(SheetsServer):
    """Answers each request with what was recorded for it next; anything out of turn is a failure."""

    script: list[Talk] = field(default_factory=list)

    def turn(self, method: str, target: str) -> dict[str, Any]:
        """The next answer of the record."""
        talk = self.script.pop(0)
        if (talk.method, unquote(talk.target)) != (method, unquote(target)):
            raise Refused(500, "OUT_OF_TURN", f"{method} {target} instead of {talk.method} {talk.target}")
        if talk.status != 200:
            refusal = Refused(talk.status, "", "")
            refusal.body = talk.text.encode()
            raise refusal
        return dict(json.loads(talk.text))

    def write(self, method: str, target: str) -> dict[str, Any]:
        """A write of the record."""
        return self.turn(method, target)

    def answer(self, path: str, query: Mapping[str, list[str]], bearer: str) -> dict[str, Any]:
        """A reading of the record; the target as it was asked."""
        assert bearer in self.tokens
        return self.turn("GET", self.asked[-1])


@dataclass
class Kept(SheetsServer):
    """Answers our own reader from what the record says of one spreadsheet: its properties and its values."""

    book: dict[str, Any] = field(default_factory=dict)
    values: list[list[Any]] = field(default_factory=list)

    def answer(self, path: str, query: Mapping[str, list[str]], bearer: str) -> dict[str, Any]:
        """Recorded metadata under the mask asked for, recorded values for the first sheet; no cells were recorded."""
        assert bearer in self.tokens
        if path.endswith("/values:batchGet"):
            first = self.book["sheets"][0]["properties"]["title"]
            rows = [self.values if wanted.startswith(f"'{first}'!") else [] for wanted in query["ranges"]]
            return {"valueRanges": [{"range": "x", **({"values": found} if found else {})} for found in rows]}
        return dict(masked(self.book, parse_mask(query["fields"][0])))


def _start(server: SheetsServer, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    server.chunked = True
    yield from serving(folder, monkeypatch, server)


@pytest.fixture(name="replay")
def _replay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Replay]:
    """A server that replays a record."""
    yield from _start(Replay(), tmp_path, monkeypatch)


@pytest.fixture(name="kept")
def _kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Kept]:
    """A server that answers from a record."""
    yield from _start(Kept(), tmp_path, monkeypatch)


@ABSENT
@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_every_recorded_answer_arrives_as_it_was(replay: Replay, path: Path) -> None:
    """Chunked, compressed and through gspread, each answer is the recorded one; a recorded refusal is a sentence."""
    said = talks(path)
    replay.script = list(said)
    with Line(find_key(), QUICK, "the record") as line:
        for talk in said:

            def ask(client: Any, talk: Talk = talk) -> Any:
                address = urlsplit(talk.target)
                params = {name: values[0] for name, values in parse_qs(address.query).items()}
                return client.request(talk.method.lower(), HOST + address.path, params=params, json=talk.body).json()

            if talk.status == 200:
                assert line.ask(ask) == json.loads(talk.text)
            else:
                with pytest.raises(ToolkitError) as caught:
                    line.ask(ask)
                assert caught.value.code == {400: "google-refused", 404: "google-not-found"}[talk.status]
    assert replay.script == []
    assert said


def recorded() -> list[tuple[str, dict[str, Any], list[list[Any]]]]:
    """For each recorded spreadsheet its last properties, and the first values read from A1 on."""
    found = []
    for path in CASES:
        books: dict[str, dict[str, Any]] = {}
        values: dict[str, list[list[Any]]] = {}
        for talk in talks(path):
            if talk.method != "GET" or talk.status != 200:
                continue
            identifier = talk.target.split("/")[3].partition("?")[0]
            answer = json.loads(talk.text)
            if "sheets" in answer:
                books[identifier] = answer
            elif ":" in answer["range"] and "!A1:" in answer["range"] and answer["majorDimension"] == "ROWS":
                values.setdefault(identifier, answer.get("values", []))
        found += [(f"{path.stem}-{at}", book, values.get(key, [])) for at, (key, book) in enumerate(books.items())]
    return found


BOOKS = recorded()


@ABSENT
@pytest.mark.parametrize(("name", "book", "values"), BOOKS, ids=[name for name, _, _ in BOOKS])
def test_every_recorded_spreadsheet_is_read(
    kept: Kept, name: str, book: dict[str, Any], values: list[list[Any]]
) -> None:
    """Titles, hidden sheets, merged cells and ragged rows of real spreadsheets, through the reader itself."""
    kept.book, kept.values = book, values
    found = read_url(SPREADSHEET + book["spreadsheetId"], patience=QUICK)
    assert found.file == f"{book['properties']['title']} (Google Sheets)"
    facts = [entry["properties"] for entry in book["sheets"]]
    assert [grid.sheet for grid in found.grids] == [fact["title"] for fact in facts]
    assert [grid.state == "hidden" for grid in found.grids] == [bool(fact.get("hidden")) for fact in facts]
    width = max((at + 1 for row in values for at, value in enumerate(row) if value != ""), default=0)
    filled = [[value if value != "" else None for value in row] + [None] * (width - len(row)) for row in values]
    while filled and not any(value is not None for value in filled[-1]):
        filled.pop()
    assert rows_of(found.grids[0]) == [row[:width] for row in filled]
    merges = [
        (m["startRowIndex"] + 1, m["startColumnIndex"] + 1, m["endRowIndex"], m["endColumnIndex"])
        for m in book["sheets"][0].get("merges", [])
    ]
    assert found.grids[0].marks.merged == merges


@ABSENT
def test_the_records_hold_what_they_are_kept_for() -> None:
    """Among them are hidden sheets, merged cells, blank cells inside rows, a 400 and a 404: none is silently missing."""
    sheets = [entry for _, book, _ in BOOKS for entry in book["sheets"]]
    statuses = {talk.status for path in CASES for talk in talks(path)}
    assert any(entry["properties"].get("hidden") for entry in sheets)
    assert any(entry.get("merges") for entry in sheets)
    assert any("" in row for _, _, values in BOOKS for row in values)
    assert {400, 404} <= statuses
