"""A Sheets API of our own on 127.0.0.1: stateful, with a genuine exchange of tokens, and with faults on demand.

It answers what the program asks of Google (metadata, values:batchGet, cells) from spreadsheets made of workbooks,
applies field masks, compresses, refuses who has no token or no right, and misbehaves when told to.
"""

from __future__ import annotations

import gzip
import json
import re
import secrets
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self
from urllib.parse import parse_qs, unquote, urlsplit

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from google.auth import jwt

from tests.sheets_workbook import Spreadsheet, place_of, raw, uploaded
from toolkit.addresses import SPREADSHEET, spreadsheet_id

ROBOT = "reader@maison.example"
SCOPE = "https://www.googleapis.com/auth/spreadsheets.readonly"
PERSON = {"client_id": "desk", "client_secret": "drawer", "refresh_token": "kept"}
KNOWN = frozenset(
    re.findall(
        r"\w+",
        "properties sheets spreadsheetId title locale timeZone spreadsheetTheme themeColors sheetId index "
        "sheetType hidden gridProperties rowCount columnCount merges data startRow startColumn rowMetadata "
        "columnMetadata hiddenByUser hiddenByFilter rowData values userEnteredValue effectiveValue "
        "formattedValue formulaValue effectiveFormat numberFormat type pattern userEnteredFormat "
        "backgroundColorStyle textFormat strikethrough foregroundColorStyle textFormatRuns startIndex format "
        "note spreadsheetUrl ",
    )
)
"""The fields a mask may name; Google answers 400 for any other."""


class Broken(Exception):  # noqa: N818 - a turn of events on the wire, not an error
    """The connection ends here."""


class Refused(Exception):  # noqa: N818 - as above
    """An answer that is no success."""

    def __init__(
        self, status: int, reason: str, message: str, headers: Mapping[str, str] | None = None, detail: str = ""
    ) -> None:
        """Keep its status, Google's word for it, its message, its headers and a detailed reason."""
        super().__init__(message)
        self.status, self.headers = status, dict(headers or {})
        error: dict[str, Any] = {"code": status, "message": message, "status": reason}
        if detail:
            error["details"] = [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": detail}]
        self.body = json.dumps({"error": error}).encode()


@dataclass
class Fault:
    """Something that goes wrong with requests whose path and query contain ``on``, so many times."""

    deed: Callable[[SheetsServer], None]
    on: str = "/v4/"
    times: int = 1


def refusal(
    status: int, reason: str = "", message: str = "", *, wait: object = None, detail: str = ""
) -> Callable[[SheetsServer], None]:
    """A deed: refuse."""

    def deed(_: SheetsServer) -> None:
        headers = {} if wait is None else {"Retry-After": str(wait)}
        raise Refused(status, reason, message, headers, detail)

    return deed


def slow(seconds: float) -> Callable[[SheetsServer], None]:
    """A deed: say nothing for a while."""
    return lambda server: server.closing.wait(seconds) and None


def hang_up(server: SheetsServer) -> None:
    """A deed: close before a word."""
    raise Broken


def cut(server: SheetsServer) -> None:
    """A deed: break off in the middle of the body."""
    server.cut.append("cut")


def cut_unannounced(server: SheetsServer) -> None:
    """A deed: break off in the middle of a body whose length was never said, so that HTTP sees nothing wrong."""
    server.cut.append("unannounced")


def drip(server: SheetsServer) -> None:
    """A deed: send the body a byte at a time."""
    server.cut.append("drip")


def expire(server: SheetsServer) -> None:
    """A deed: forget every token given out."""
    server.tokens.clear()


@cache
def robot_key() -> rsa.RSAPrivateKey:
    """The robot's private key, made on the spot, once for all servers of a run."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class SheetsServer:
    """The server: its spreadsheets, its robot's key, its faults, and what was asked of it."""

    spreadsheets: dict[str, Spreadsheet] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)
    grants: list[str] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)
    chunked: bool = False
    closing: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        """Make the robot's key and listen."""
        self.private = robot_key()
        self.public = self.private.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        server = self

        class Handler(_Handler):
            owner = server

        self.http = _Quiet(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}"
        self.thread = threading.Thread(target=lambda: self.http.serve_forever(0.01))

    def __enter__(self) -> Self:
        """Serve."""
        self.thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        """Stop serving; whoever is kept waiting is let go."""
        self.closing.set()
        self.http.shutdown()
        self.http.server_close()
        self.thread.join()

    def upload(self, data: bytes, title: str = "Stock", *, shared: bool = True) -> str:
        """Keep a workbook as a spreadsheet. Returns its address as a browser shows it."""
        identifier = f"{len(self.spreadsheets):03d}{'x' * 41}"
        self.spreadsheets[identifier] = uploaded(data, identifier, title)
        if shared:
            self.spreadsheets[identifier].shared_with = {ROBOT, "person"}
        return f"{SPREADSHEET}{identifier}/edit?gid=0#gid=0"

    def of(self, address: str) -> Spreadsheet:
        """The spreadsheet behind an address."""
        return self.spreadsheets[spreadsheet_id(address)]

    def key(self, **changes: object) -> dict[str, object]:
        """The robot's key, as Google gives it out."""
        pem = self.private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return {"type": "service_account", "project_id": "maison", "private_key_id": "1", "private_key": pem.decode(),
                "client_email": ROBOT, "client_id": "7", "token_uri": f"{self.url}/token", **changes}  # fmt: skip

    def write_key(self, path: Path, **changes: object) -> Path:
        """The robot's key as a file."""
        path.write_text(json.dumps(self.key(**changes)), "utf-8")
        return path

    def fault(self, deed: Callable[[SheetsServer], None], on: str = "/v4/", times: int = 1) -> None:
        """Let something go wrong."""
        self.faults.append(Fault(deed, on, times))

    def misbehave(self, target: str) -> None:
        """Do what is planned for such a request."""
        for planned in self.faults:
            if planned.on in target and planned.times > 0:
                planned.times -= 1
                planned.deed(self)
                return

    def grant(self, form: Mapping[str, list[str]]) -> dict[str, object]:
        """A token for a genuine assertion, or for a person's kept sign-in."""
        kind = form["grant_type"][0]
        self.grants.append(kind)
        if kind == "refresh_token":
            if any(form.get(name) != [value] for name, value in PERSON.items()):
                raise Denied("invalid_grant", "Token has been expired or revoked.")
            account = "person"
        else:
            try:
                claims = jwt.decode(
                    form["assertion"][0], certs=self.public, audience="https://oauth2.googleapis.com/token"
                )
            except ValueError as error:
                raise Denied("invalid_grant", "Invalid JWT Signature.") from error
            if claims["iss"] != ROBOT or claims["scope"] != SCOPE:
                raise Denied("invalid_scope", "only reading is granted here")
            account = ROBOT
        token = f"{account}:{secrets.token_hex(8)}"
        self.tokens.add(token)
        return {"access_token": token, "expires_in": 3600, "token_type": "Bearer"}

    def write(self, method: str, target: str) -> dict[str, Any]:
        """Nobody was given the right to write."""
        raise Refused(403, "PERMISSION_DENIED", f"{method} {target}", detail="ACCESS_TOKEN_SCOPE_INSUFFICIENT")

    def answer(self, path: str, query: Mapping[str, list[str]], bearer: str) -> dict[str, Any]:
        """The answer to one request of the Sheets API."""
        if bearer not in self.tokens:
            raise Refused(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.")
        match = re.fullmatch(r"/v4/spreadsheets/([\w-]+)(/values:batchGet)?", path)
        sheet = self.spreadsheets.get(match[1]) if match else None
        if match is None or sheet is None:
            raise Refused(404, "NOT_FOUND", "Requested entity was not found.")
        if bearer.partition(":")[0] not in sheet.shared_with:
            raise Refused(403, "PERMISSION_DENIED", "The caller does not have permission")
        if match[2]:
            option = query.get("valueRenderOption", ["FORMATTED_VALUE"])[0]
            ranges = [_values(sheet, wanted, option) for wanted in query["ranges"]]
            return {"spreadsheetId": sheet.identifier, "valueRanges": ranges}
        mask = parse_mask(query["fields"][0]) if "fields" in query else {}
        whole = describe(sheet, query.get("ranges", []), cells="data" in mask.get("sheets", {}))
        return masked(whole, mask) if mask else whole


class Denied(Exception):  # noqa: N818 - as above
    """No token."""


class _Quiet(ThreadingHTTPServer):
    """A server that lets a client go who hung up."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Report what is wrong with the server itself only."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    """Speaks HTTP for the server that owns it."""

    owner: SheetsServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else each small answer waits 40 ms for an acknowledgement

    def log_message(self, *args: object) -> None:
        """Keep quiet."""

    def do_GET(self) -> None:
        """A question of the Sheets API."""
        parts = urlsplit(self.path)
        self.owner.asked.append(unquote(self.path))
        self._serve(
            lambda: self.owner.answer(
                unquote(parts.path),
                parse_qs(parts.query),
                self.headers.get("Authorization", "").removeprefix("Bearer "),
            )
        )

    def do_POST(self) -> None:
        """A request for a token; anything else is a write."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path == "/token":
            self._serve(lambda: self.owner.grant(parse_qs(body.decode())))
        else:
            self.owner.asked.append(f"WRITE {self.path}")
            self._serve(lambda: self.owner.write(self.command, self.path))

    do_PUT = do_DELETE = do_PATCH = do_POST  # noqa: N815 - the names http.server calls

    def _serve(self, answer: Callable[[], Mapping[str, object]]) -> None:
        try:
            self.owner.misbehave(unquote(self.path))
            status, headers, body = 200, {}, json.dumps(answer()).encode()
        except Refused as error:
            status, headers, body = error.status, error.headers, error.body
        except Denied as error:
            status, headers = 400, {}
            body = json.dumps({"error": error.args[0], "error_description": error.args[1]}).encode()
        except Broken:
            self.close_connection = True
            return
        if "gzip" in self.headers.get("User-Agent", "") and "gzip" in self.headers.get("Accept-Encoding", ""):
            body, headers = gzip.compress(body, 1), {**headers, "Content-Encoding": "gzip"}
        self._send(status, headers, body)

    def _send(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        how = self.owner.cut.pop(0) if self.owner.cut else ""
        self.send_response(status)
        for name, value in {"Content-Type": "application/json; charset=UTF-8", **headers}.items():
            self.send_header(name, value)
        if how == "unannounced":
            self.send_header("Connection", "close")
        elif self.owner.chunked:
            self.send_header("Transfer-Encoding", "chunked")
            body = (
                b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:99], body[99:]) if part) + b"0\r\n\r\n"
            )
        else:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if how == "drip":
            for at in range(len(body)):
                self.wfile.write(body[at : at + 1])
                if self.owner.closing.wait(0.05):
                    break
        else:
            self.wfile.write(body[: len(body) // 2] if how else body)
        if how:
            self.close_connection = True


def parse_mask(text: str) -> dict[str, Any]:
    """``a(b,c),d`` as nested dictionaries. Refuses a field the API does not know, as Google does."""
    tokens: Iterator[str] = iter(re.findall(r"\w+|[(),]", text))
    tree: dict[str, Any] = {}
    stack, last = [tree], tree
    for token in tokens:
        match token:
            case "(":
                stack.append(last)
            case ")":
                stack.pop()
            case ",":
                continue
            case _ if token in KNOWN:
                last = stack[-1].setdefault(token, {})
            case _:
                raise Refused(400, "INVALID_ARGUMENT", f"Invalid field selection {token}")
    return tree


def masked(value: Any, mask: Mapping[str, Any]) -> Any:
    """The parts of an answer that a mask names."""
    if not mask:
        return value
    if isinstance(value, list):
        return [masked(entry, mask) for entry in value]
    return {name: masked(value[name], inner) for name, inner in mask.items() if name in value}


def _area(sheet: Spreadsheet, wanted: str) -> tuple[Any, int, int, int, int]:
    """The tab and the corners of ``'Title'!A1:C9``."""
    match = re.fullmatch(r"'((?:[^']|'')*)'!([A-Z]+\d+):([A-Z]+\d+)", wanted)
    tab = next((tab for tab in sheet.tabs if match and tab.title == match[1].replace("''", "'")), None)
    if match is None or tab is None:
        raise Refused(400, "INVALID_ARGUMENT", f"Unable to parse range: {wanted}")
    (top, left), (bottom, right) = place_of(match[2]), place_of(match[3])
    if bottom > tab.height or right > tab.width:
        raise Refused(400, "INVALID_ARGUMENT", f"Range ({wanted}) exceeds grid limits.")
    return tab, top, left, bottom, right


def _values(sheet: Spreadsheet, wanted: str, option: str) -> dict[str, Any]:
    """A range of values, its blank ends cut off as Google cuts them."""
    tab, top, left, bottom, right = _area(sheet, wanted)
    rows: list[list[Any]] = []
    for (row, column), cell in sorted(tab.cells.items()):
        if not (top <= row <= bottom and left <= column <= right) or (value := raw(cell)) == "":
            continue
        if option == "FORMATTED_VALUE":
            value = tab.texts.get((row, column), str(value))
        rows.extend([] for _ in range(row - top + 1 - len(rows)))
        line = rows[row - top]
        line.extend([""] * (column - left - len(line)))
        line.append(value)
    return {"range": wanted, "majorDimension": "ROWS"} | ({"values": rows} if rows else {})


def describe(sheet: Spreadsheet, ranges: list[str], *, cells: bool) -> dict[str, Any]:
    """The spreadsheet as ``spreadsheets.get`` gives it; with ranges, only the tabs they lie in."""
    areas = [_area(sheet, wanted) for wanted in ranges]
    tabs = []
    for index, tab in enumerate(sheet.tabs):
        mine = [area[1:] for area in areas if area[0] is tab]
        if areas and not mine:
            continue
        facts: dict[str, Any] = {"sheetId": tab.number, "title": tab.title, "index": index, "sheetType": tab.kind}
        if tab.kind == "GRID":
            facts["gridProperties"] = {"rowCount": tab.height, "columnCount": tab.width}
        if tab.hidden:
            facts["hidden"] = True
        entry: dict[str, Any] = {"properties": facts}
        if tab.merges:
            names = ("startRowIndex", "startColumnIndex", "endRowIndex", "endColumnIndex")
            entry["merges"] = [dict(zip(names, (r1 - 1, c1 - 1, r2, c2), strict=True)) for r1, c1, r2, c2 in tab.merges]
        if cells:
            entry["data"] = [_block(tab, *area) for area in mine or [(1, 1, tab.height, tab.width)]]
        tabs.append(entry)
    properties = {"title": sheet.title, "locale": "en_GB", "timeZone": "Europe/London"}
    return {"spreadsheetId": sheet.identifier, "properties": properties, "sheets": tabs}


def _block(tab: Any, top: int, left: int, bottom: int, right: int) -> dict[str, Any]:
    """The cells of a range, with what is hidden; blank ends are left out, and so is a start at the first row."""
    rows: list[dict[str, Any]] = []
    for (row, column), cell in sorted(tab.cells.items()):
        if top <= row <= bottom and left <= column <= right:
            rows.extend({} for _ in range(row - top + 1 - len(rows)))
            values = rows[row - top].setdefault("values", [])
            values.extend({} for _ in range(column - left - len(values)))
            values.append(cell)
    metadata = [
        {
            name: True
            for name, rows in (("hiddenByUser", tab.hidden_rows), ("hiddenByFilter", tab.filtered_rows))
            if row in rows
        }
        for row in range(top, bottom + 1)
    ]
    columns = [{"hiddenByUser": True} if column in tab.hidden_columns else {} for column in range(left, right + 1)]
    block = {"rowData": rows, "rowMetadata": metadata, "columnMetadata": columns}
    return block | ({"startRow": top - 1} if top > 1 else {})
