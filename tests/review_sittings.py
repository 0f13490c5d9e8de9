"""Sittings for tests: a small house with letters to decide, its page served on this computer, and visitors to it."""

from __future__ import annotations

import http.client
import queue
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Browser, Page

from tests.houses import make, table
from tests.letter_houses import OWN
from tests.occasion_houses import CLIENT, CONTACT, SALE, STOCK, people, rows
from toolkit.correspondence import Decision
from toolkit.ledger import Ledger
from toolkit.produce.letters import Drafted, Wanted, desk
from toolkit.produce.letters_kept import keep_own
from toolkit.produce.reading import read_house
from toolkit.review.server import serve
from toolkit.review.session import Session

AS_AT = "2026-10-31"
MARKUP = "<script>alert(1)</script>"
ARABIC = "ليلى"
REGISTER = "Clients.csv"
DECEMBER = Wanted("2026-12-01", "2026-12-31")
_CLIENTS = people(
    {"Birthday": "1970-12-04", "Adviser": "Ostrey", "Surname": "Vane", "Notes": MARKUP},
    {"First name": "Clémence", "Title": "Mme", "Surname": "Dubrésil", "Language": "fr", "Birthday": "1961-12-09",
     "Adviser": "Camille"},
    {"First name": ARABIC, "Surname": "Roux", "Birthday": "1980-12-12", "Adviser": "Ostrey"},
    {"First name": "Anna", "Surname": "Kern", "Language": "German", "Birthday": "1972-12-14", "Adviser": "Ostrey"},
    {"First name": "Ida", "Surname": "Holt", "Birthday": "1980-12-16", "Adviser": "Ostrey", "Deceased": "yes"},
)  # fmt: skip
"""Three letters that wait, one that is held because she reads German, and a client who gets none."""


def house(folder: Path) -> Path:
    """A house with four letters in December, each with a sentence of its adviser's: without it would be held."""
    files = {
        "Stock.csv": table(STOCK, [("S1", "Gold ring", "2020-01-01", "100", "GBP")]),
        REGISTER: rows({**CLIENT, "Adviser": "", "Language": ""}, _CLIENTS),
        "Sales.csv": rows(SALE, [{"Client code": "C1"}]),
        "Contacts.csv": rows(CONTACT, [{"Subject": MARKUP}]),
    }
    make(
        folder, files, house_country="GB", house_timezone="Europe/London", house_currency="GBP",
        house_name="Maison Été & Fils", house_address="1 Linnet Walk, London", house_email="desk@ete.example",
    )  # fmt: skip
    drafted = desk(*read_house(folder, AS_AT), DECEMBER).drafted
    keep_own(folder, {one.mark: sentence for one, sentence in zip(drafted, OWN, strict=False)})
    return folder


@dataclass
class Served:
    """A page that is served; ``ended`` once it is not any more."""

    folder: Path
    session: Session
    address: str
    entry: Path
    thread: threading.Thread

    @property
    def port(self) -> int:
        """Where it listens."""
        return urlsplit(self.address).port or 0

    @property
    def path(self) -> str:
        """What every path begins with, without the last slash."""
        return urlsplit(self.address).path.rstrip("/")

    def letter(self, client: str) -> Drafted:
        """The letter to a client, as it stands."""
        return next(one for one in self.session.letters().drafted if one.client == client)

    def said(self) -> list[Decision]:
        """Everything the ledger was told."""
        with Ledger.rehearse(self.folder) as ledger:
            return list(ledger.every_decision())

    def retype(self, was: str, now: str) -> None:
        """Change the register, as somebody else does meanwhile."""
        register = self.folder / REGISTER
        text = register.read_text("utf-8")
        assert was in text
        register.write_text(text.replace(was, now), "utf-8")


@contextmanager
def served(folder: Path, idle: float = 60.0) -> Iterator[Served]:
    """The page of a new house, served until the test ends it; one left alone ends itself."""
    read, as_at = read_house(house(folder), AS_AT)
    session = Session(read, as_at, DECEMBER, "Camille")
    told: queue.Queue[tuple[str, Path]] = queue.Queue()
    thread = threading.Thread(target=serve, args=(session, lambda *at: told.put(at), idle), daemon=True)
    thread.start()
    address, entry = told.get(timeout=30)
    yield Served(folder, session, address, entry, thread)


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    text: str


@dataclass
class Visitor:
    """Somebody who asks without a browser, with whatever headers; keeps the cookie it is given."""

    port: int
    cookie: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def ask(self, path: str, form: Mapping[str, str] | None = None, **headers: str) -> Answer:
        """One request; ``form`` posts. Underscores in the names of headers are hyphens, an empty one is left out."""
        given = {"Host": f"127.0.0.1:{self.port}", "Cookie": self.cookie, **self.headers}
        if form is not None:
            given |= {"Origin": f"http://127.0.0.1:{self.port}", "Content-Type": "application/x-www-form-urlencoded"}
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            body = None if form is None else urlencode(form)
            sent = {name: value for name, value in given.items() if value}
            line.request("GET" if form is None else "POST", path, body, sent)
            answer = line.getresponse()
            found = dict(answer.getheaders())
            text = answer.read().decode()
        finally:
            line.close()
        self.cookie = found.get("set-cookie", self.cookie).partition(";")[0]
        return Answer(answer.status, found, text)


@dataclass
class Room:
    """A browser's window onto a page that is served; whatever the page complains of or asks elsewhere is kept."""

    page: Page
    served: Served
    complaints: list[str] = field(default_factory=list)

    def letter(self, client: str) -> None:
        """Go to the letter of a client."""
        self.page.goto(f"{self.served.address}letter/{self.served.letter(client).mark}")

    def say(self, button: str) -> None:
        """Press a button, and see the page that answers."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=button, exact=True).click()

    def answered(self) -> str:
        """What the page says of what was just done."""
        words = self.page.locator(".answer")
        words.wait_for()
        return words.inner_text()


@contextmanager
def room(browser: Browser, at: Served, *, width: int = 1280, height: int = 900, scheme: str = "light",
         scripts: bool = True) -> Iterator[Room]:  # fmt: skip
    """The page in a browser, entered as a person does: by the file that leads there."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        java_script_enabled=scripts,
    )
    page = context.new_page()
    opened = Room(page, at)
    page.on("console", lambda said: opened.complaints.append(f"console: {said.text}"))
    page.on("pageerror", lambda error: opened.complaints.append(f"error: {error}"))
    page.on("dialog", lambda dialog: (opened.complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("response", lambda got: opened.complaints.append(f"{got.status}: {got.url}") if got.status >= 400 else None)
    page.on("request", lambda asked: _asked(opened, asked.url))
    page.goto(at.entry.as_uri())
    page.wait_for_url(at.address)
    page.locator("main").wait_for()
    yield opened
    context.close()


def _asked(opened: Room, url: str) -> None:
    """A page asks for nothing but itself."""
    if not url.startswith((opened.served.address, opened.served.entry.as_uri())):
        opened.complaints.append(f"request: {url}")
