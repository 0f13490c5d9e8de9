"""The tables of docs/letters.md that the program knows best: occasions, blocks, salutations, names of a template.

A table has a row for each thing the program knows; what is said of it here and is there no more, or lacks, is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from toolkit.letters.compose import NAMES, TEMPLATES
from toolkit.letters.discretion import BLOCKS
from toolkit.letters.occasions import FINDERS, KINDS
from toolkit.letters.salutation import greet
from toolkit.other_records import Client
from toolkit.records import Source
from toolkit.show.occasions import LABELS

Rows = tuple[Sequence[str], Sequence[Sequence[str]]]
"""The headings of a table, and its lines."""

REGISTERS = "the registers alone"
PERSON = "the registers; or a person, with a reason"
OBJECT = "UK law: an objection is absolute and is kept, not deleted (ico.org.uk, respect preferences)"
HABIT = "trade habit"

RESTS: Mapping[str, tuple[str, str, str]] = {
    "deceased": ("deceased", REGISTERS, HABIT),
    "not_to_be_contacted": ("not to be contacted", REGISTERS, OBJECT),
    "objected": ("objected to letters", REGISTERS, OBJECT),
    "gone_away": ("gone away", REGISTERS, HABIT),
    "minor": ("under eighteen", REGISTERS, HABIT),
    "hold": ("on hold", REGISTERS, "the house's own word; money laundering rules or sanctions may stand behind it"),
    "complaint": ("open complaint, dispute", f"{PERSON}; where lawyers are involved, the registers alone", HABIT),
    "late_repair": ("repair overdue", PERSON, HABIT),
    "not_for_letters": ("press, competitor, staff", PERSON, HABIT),
    "grief": ("bereavement, separation", f"{PERSON}; for a wedding day the registers alone", HABIT),
    "secret_gift": ("gift to be kept secret", f"{REGISTERS}; a person too, where a note is of another purchase", HABIT),
    "two_recipients": ("gifts to different people", PERSON, HABIT),
    "basis": ("no lawful basis", REGISTERS, "UK law: post needs a lawful basis, not consent (ico.org.uk, marketing)"),
    "duplicate": ("perhaps one client in two rows", PERSON, HABIT),
    "household": ("two letters to one house", PERSON, HABIT),
    "cooling": ("written to lately", PERSON, HABIT),
    "facts": ("facts missing or unsure", f"{REGISTERS}; a person too, where it is only in doubt", HABIT),
    "title": ("title unknown", REGISTERS, HABIT),
    "name": ("name in doubt", PERSON, HABIT),
}  # fmt: skip
"""By the function of each block: what it is called, what releases a letter from it, on what it rests."""

MEANS: Mapping[str, str] = {
    "house.name": "the house's name", "house.address": "its address, in one line", "house.email": "its e-mail address",
    "house.contact": "the e-mail address, else the address: where to say that no more letters are wanted",
    "house.privacy": "`[letters] privacy`, where it is set", "date": "the day of the letter, in its language",
    "address": "the lines of the envelope; loop over them", "address[]": "one line of it, inside the loop",
    "salutation": "the opening, with its comma or colon", "close": "the close, such as Yours sincerely",
    "adviser": "who signs", "own": "the adviser's own paragraphs; loop over them",
    "own[]": "one paragraph of them, inside the loop", "occasion.kind": "the occasion's word, from the table above",
    "occasion.day": "its day without a year; empty for a 29 February kept on another day",
    "occasion.nth": "which one, in words, where it may be said", "occasion.years": "how long it has been, in words",
    "occasion.since": "month and year it began; never of a birthday",
    "occasion.served": "`yes` where the piece was serviced here",
    "piece": "the piece, where it may be named at all; ask with `{% if piece %}`",
    "piece.your": "“your Jaeger-LeCoultre Memovox”", "piece.the": "“the Jaeger-LeCoultre Memovox”",
    "piece.name": "“Jaeger-LeCoultre Memovox”", "work": "the work done, where it may be said",
    "also": "what falls close by and became part of this letter; ask of each with `{% if also.piece %}`",
    "also.birthday": "beside a wedding day: the day of the birthday, where one person is greeted",
    "also.day": "beside a birthday: the day of a purchase's anniversary", "also.years": "how long ago it was, in words",
    "also.piece": "the piece chosen then, as `piece.your`",
}  # fmt: skip
"""Each name a letter's template may use, in words."""

GREETED: tuple[Mapping[str, str], ...] = (
    {"title": "Mrs", "first_name": "Clara", "surname": "van der Berg"},
    {"title": "Mr", "first_name": "John", "surname": "Smith", "salutation": "Dear Johnny"},
    {"title": "Sir", "first_name": "John", "surname": "Smith", "suffix": "OBE"},
    {"title": "Dame", "first_name": "Jane", "surname": "Smith", "suffix": "DBE"},
    {"title": "Admiral Sir", "first_name": "John", "surname": "Smith"},
    {"title": "Lady", "surname": "Smith"},
    {"title": "Lady", "first_name": "Jane", "surname": "Smith"},
    {"title": "The Baroness", "surname": "Ashcombe"},
    {"title": "Earl of", "surname": "Mar"},
    {"title": "Duke of", "surname": "Rutland"},
    {"title": "The Hon Mrs", "first_name": "Jane", "surname": "Smith"},
    {"title": "Dr", "first_name": "Luc", "surname": "Morel"},
    {"title": "Lt Col", "first_name": "Guy", "surname": "Vane"},
    {"title": "HE", "first_name": "Amara", "surname": "Okafor"},
    {"title": "Ambassador", "first_name": "Luc", "surname": "Morel"},
    {"title": "Mme", "first_name": "Claire", "surname": "de la Tour"},
    {"first_name": "John", "surname": "Smith", "suffix": "Esq"},
    {"title": "Mr & Mrs", "first_name": "John & Jane", "surname": "Smith"},
    {"title": "Dr & Mr", "first_name": "Ann & Tom", "surname": "Jones & Smith"},
    {"title": "Sir & Lady", "first_name": "John", "surname": "Smith"},
    {"title": "Rev", "first_name": "Guy", "surname": "Vane"},
    {"first_name": "Kim", "surname": "Lindqvarn"},
)  # fmt: skip
"""Cells of clients, from the usual to the rare."""

_SOURCE = Source("clients", "Clients.xlsx", "Clients", {}, {})
_NAME = ("title", "first_name", "surname")


def occasions() -> Rows:
    """Each kind of occasion: its word, what it is, and the template it is written from."""
    words = dict(zip(KINDS, map(_said, FINDERS), strict=True))
    rows = [(LABELS[kind], f"`{kind}`", words[kind], f"`{TEMPLATES[kind]}`") for kind in KINDS]
    return ("Occasion", "Its word", "What it is", "Template"), rows


def blocks() -> Rows:
    """Each block of the discretion gate in its order: why, what releases a letter, on what it rests."""
    same("a block", [block.__name__ for block in BLOCKS], RESTS)
    rows = []
    for number, block in enumerate(BLOCKS, 1):
        label, release, rests = RESTS[block.__name__]
        rows.append((str(number), label, _said(block), release, rests))
    return ("", "Held because", "Why", "Released by", "Rests on"), rows


def salutations() -> Rows:
    """How clients of these cells are addressed; where nothing is sure, what the letter waits for."""
    return ("In the register", "Envelope", "English opening", "French opening"), [_addressed(one) for one in GREETED]


def _addressed(cells: Mapping[str, str]) -> tuple[str, ...]:
    client = Client(source=_SOURCE, row=2, **dict(cells))  # type: ignore[arg-type]
    english, french = greet(client, "en"), greet(client, "fr")
    held = f"*held*: {english.why}"
    register = ", ".join(filter(None, (" ".join(cells[name] for name in _NAME if name in cells), cells.get("suffix"))))
    written = f"; salutation “{cells['salutation']}”" if "salutation" in cells else ""
    return (
        register + written,
        " / ".join((english if english.addressee else french).addressee),
        english.opening or held,
        french.opening or "*held*",
    )


def names() -> Rows:
    """Each name a template may use."""
    same("a name", NAMES, MEANS)
    rows = [(f"`{{{{ {name} }}}}`", MEANS[name]) for name in NAMES if not name.endswith("[]")]
    return ("Name", "What it holds"), rows


def same(what: str, known: Iterable[str], said: Iterable[str]) -> None:
    """Stop where the program and this page do not know the same things."""
    if odd := set(known) ^ set(said):
        raise SystemExit(f"tools/docs_letters.py and the program differ in {what}: {', '.join(sorted(odd))}")


def _said(one: object) -> str:
    """The first sentence of what a function says of itself."""
    return (one.__doc__ or "").strip().partition("\n")[0]
