"""Small houses for letters: a few clients whose birthdays fall in December, and the verbs as a person types them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from docx import Document

from tests.houses import make, table
from tests.occasion_houses import STOCK
from toolkit.cli import run as run_program
from toolkit.house import House
from toolkit.produce.letters import Letters, Wanted, desk
from toolkit.produce.letters_kept import keep_own
from toolkit.produce.reading import read_house

AS_AT = "2026-11-20"
DECEMBER = Wanted("2026-12-01", "2026-12-31")
CLIENT = {
    "Client no": "", "Title": "Mrs", "First name": "Ada", "Surname": "Vane", "Address": "", "Town": "London",
    "Postcode": "SW3 1AA", "Language": "", "Birthday": "1970-12-10", "Anniversary": "", "Adviser": "Eleanor Hartwell",
    "Letters by post": "yes", "Do not contact": "", "Letter words": "", "Notes": "",
}  # fmt: skip
PEOPLE = (
    {"First name": "Ada", "Surname": "Vane", "Birthday": "1970-12-10"},
    {"First name": "Berthe", "Surname": "Lacombe", "Title": "Mme", "Language": "French", "Birthday": "1965-12-14"},
    {"First name": "Cora", "Surname": "Marsh", "Birthday": "1980-12-18"},
    {"First name": "Dora", "Surname": "Quill", "Birthday": "1959-12-22"},
)
OWN = (
    "I often think of your stories of Lisbon.",
    "Vos roses anciennes nous manquent dans la vitrine.",
    "The sketch you left with us hangs above my desk.",
    "I hope that the new foal has found its legs.",
    "How did the concert at the cathedral turn out in the end?",
    "Your brother tells me that the orchard bore well.",
    "The binder has your grandmother's album ready, and it is splendid.",
    "Do tell me whether the boat was launched in time.",
    "I kept the catalogue of the Vienna auction for you.",
    "We still laugh about the parrot.",
    "Your niece's drawing of the shop cat is framed at last.",
    "I found the recipe you asked me for in August.",
)
"""What the adviser adds to each letter."""


@dataclass(frozen=True)
class Maison:
    """A house of letters."""

    folder: Path

    @property
    def house(self) -> House:
        """The house as read."""
        return read_house(self.folder, AS_AT)[0]

    @property
    def drafts(self) -> list[Path]:
        """The drafts in their folder, by name."""
        return sorted((self.folder / "letters" / "drafts").rglob("*.docx"))

    @property
    def review(self) -> Path:
        """The review workbook."""
        return self.folder / "letters" / "drafts" / "2026-12" / "Review.xlsx"

    @property
    def issued(self) -> list[str]:
        """The names of what was issued."""
        return sorted(path.name for path in (self.folder / "documents" / "letters").glob("*"))

    def desk(self, wanted: Wanted = DECEMBER, as_at: str = AS_AT) -> Letters:
        """The desk as it is."""
        return desk(*read_house(self.folder, as_at), wanted)

    def states(self, wanted: Wanted = DECEMBER, as_at: str = AS_AT) -> dict[str, str]:
        """Where each client's letter stands."""
        return {one.client: one.state for one in self.desk(wanted, as_at).drafted}

    def run(self, *arguments: str, as_at: str = AS_AT) -> tuple[int, dict[str, Any]]:
        """One verb of ``boutique letters``: its exit code and what it says as JSON."""
        return program("letters", *arguments, "--house", str(self.folder), "--as-at", as_at, "--json")

    def draft(self, *arguments: str, as_at: str = AS_AT) -> tuple[int, dict[str, Any]]:
        """The letters of December drafted."""
        return self.run("draft", "--from", "2026-12-01", "--to", "2026-12-31", *arguments, as_at=as_at)

    def change(self, row: int, column: str, value: str) -> None:
        """Type another value into one cell of the clients' register; rows count from 1 below the heading."""
        path = self.folder / "Clients.csv"
        cells = list(csv.reader(io.StringIO(path.read_text("utf-8"))))
        cells[row][cells[0].index(column)] = value
        path.write_text(table(cells[0], cells[1:]), "utf-8")


def program(*arguments: str) -> tuple[int, dict[str, Any]]:
    """The whole program, as a person starts it: exit code, and what it prints as JSON."""
    with CliRunner().isolation() as (out, _, _):
        code = run_program(list(arguments))
        said = out.getvalue().decode()
    return code, json.loads(said) if said.strip() else {}


def maison(folder: Path, people: Sequence[Mapping[str, str]] = PEOPLE, *, own: bool = True, **settings: str) -> Maison:
    """A house whose clients are C1, C2 and so on, each at an address of her own.

    Without a sentence of its adviser's ``own`` a letter with nothing else about its client is held.
    """
    rows = [
        tuple({**CLIENT, "Client no": f"C{number}", "Address": f"{number} Elm Row", **one}.values())
        for number, one in enumerate(people, 1)
    ]
    files = {
        "Stock.csv": table(STOCK, [("S1", "Gold ring", "2020-01-01", "100", "GBP")]),
        "Clients.csv": table(tuple(CLIENT), rows),
    }
    usual = {"house_name": "Maison Corvane", "house_address": "19 Halcyon Row, London", "house_country": "GB",
             "house_timezone": "Europe/London", "house_currency": "GBP"}  # fmt: skip
    made = Maison(make(folder, files, **{**usual, **settings}))
    if own:
        words = zip(made.desk().drafted, OWN, strict=False)
        keep_own(made.folder, {one.mark: sentence for one, sentence in words})
    return made


def edit(path: Path, change: Callable[[Any], None]) -> None:
    """Change a draft as somebody would in Word, and save it."""
    document = Document(str(path))
    change(document)
    document.save(str(path))


def replace(was: str, now: str) -> Callable[[Any], None]:
    """A change: in the first paragraph that has the one, the other."""

    def change(document: Any) -> None:
        paragraph = next(one for one in document.paragraphs if was in one.text)
        paragraph.runs[0].text = paragraph.text.replace(was, now)
        for run in paragraph.runs[1:]:
            run.text = ""

    return change
