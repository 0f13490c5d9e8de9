"""What the blank registers are made of, as tools/blanks/ says it: headings, sentences, choices, examples."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from toolkit.columns.declared import Column
from toolkit.produce.blank import LANGUAGES
from toolkit.registers import register

FOLDER = Path(__file__).resolve().parent / "blanks"
BOTH = " // "
PRECISE = frozenset({"event_date", "date_until"})
"""Dates known only as closely as words say: typed into a cell for dates, 1951 would become a day of the year 1905."""

PAST = frozenset({"birthday", "anniversary"})
"""Days of the past whose year may be unknown: typed without it, a spreadsheet puts in the present one."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One column of a blank register in one language."""

    column: Column
    heading: str
    note: str
    need: str
    documents: str
    choices: tuple[str, ...]
    only: bool
    examples: tuple[str, ...]

    @property
    def kind(self) -> str:
        """How its cells are filled: ``text``, ``long``, ``money``, ``number`` or ``date``."""
        if self.column.field in {"description", "notes", "preferences", "letter_words"}:
            return "long"
        if self.column.kind in {"money", "number"}:
            return self.column.kind
        return "date" if self.column.kind == "date" and self.column.field not in PRECISE else "text"

    def typed(self, text: str) -> object:
        """An example as it stands in a cell: a date is a date, a figure a figure, all else text; None where empty."""
        if self.kind == "date" and text:
            return date.fromisoformat(text)
        return Decimal(text) if self.kind in {"money", "number"} and text else text or None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A blank register in one language: its title, what a row is, its groups of columns, and what may be added."""

    name: str
    language: str
    title: str
    about: str
    groups: tuple[tuple[str, tuple[Wanted, ...]], ...]
    added: tuple[tuple[str, Column], ...]

    @property
    def columns(self) -> tuple[Wanted, ...]:
        """Every column, from the left."""
        return tuple(column for _, columns in self.groups for column in columns)


@cache
def _read(name: str) -> Mapping[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


def sheet(name: str, language: str) -> Sheet:
    """The blank register of that name in a language."""
    told, at = _read("registers")[name], LANGUAGES.index(language)
    words = {**_read("words")["common"], **_read("words").get(name, {})}
    groups = tuple((group["name"][at], tuple(_wanted(name, row, words, at) for row in group["columns"]))
                   for group in told["group"])  # fmt: skip
    taken = {column.column.field for _, columns in groups for column in columns}
    added = tuple((_heading(item, words, at), item) for item in register(name).columns if item.field not in taken)
    return Sheet(name, language, told["title"][at], told["about"][at], groups, added)


def _heading(column: Column, words: Mapping[str, list[str]], at: int) -> str:
    """A column's heading: as tools/blanks/ spells it, else the commonest one declared."""
    return words[column.field][at] if column.field in words else column.languages[at][0].capitalize()


def _wanted(name: str, row: list[str], words: Mapping[str, list[str]], at: int) -> Wanted:
    field, need, documents, *examples = row
    column = register(name).column(field)
    if column is None:
        raise ValueError(f"the {name} register has no field {field}")
    choices, only = offered(column, at)
    return Wanted(
        column, words[field][at], words[field][2 + at], need, documents, choices, only,
        tuple(_example(column, text, at) for text in examples),
    )  # fmt: skip


def offered(column: Column, at: int) -> tuple[tuple[str, ...], bool]:
    """The words of a column's drop-down, and whether only these are understood."""
    suggested = _read("choices")["suggested"]
    if column.kind == "flag":
        return tuple(suggested["flag"][at].split("|")), True
    if column.kind == "word":
        return tuple(texts[at] for texts in _read("choices")[column.field].values()), True
    texts = suggested.get(column.field)
    return (tuple(texts[at].split("|")), False) if texts else ((), False)


def _example(column: Column, text: str, at: int) -> str:
    """An example in one language: its part of ``English // French``, a fixed word as the drop-down has it."""
    parts = text.split(BOTH)
    part = parts[min(at, len(parts) - 1)]
    if part and column.kind == "flag":
        return offered(column, at)[0][("yes", "no", "unknown").index(part)]
    return str(_read("choices")[column.field][part][at]) if part and column.kind == "word" else part
