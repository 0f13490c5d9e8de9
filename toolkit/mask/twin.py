"""The twin of a house's registers: gathered once, written as often as it takes for rules to find the same in both."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import PurePath

from toolkit.checks.countries import country_of
from toolkit.columns.declared import Column
from toolkit.house import House, SourceSetting
from toolkit.mask.amounts import Amounts, amounts_of
from toolkit.mask.cells import LANDS, PHONES, WHOLE, Cells, is_money, is_number
from toolkit.mask.codes import Codes
from toolkit.mask.house_file import house_file, own_words, said_settings
from toolkit.mask.known import of_people, of_program
from toolkit.mask.letters import Chance, bare
from toolkit.mask.plan import ADDRESSES, OWN, PEOPLE, Plan, Spot, planned
from toolkit.mask.search import Hers
from toolkit.mask.sheets import masked_book
from toolkit.mask.words import SHOWING, WORD, Words
from toolkit.mask.written import UNNAMED, text_file, workbook
from toolkit.readers.grid import Book
from toolkit.readers.identify import Table
from toolkit.values import display, fold_code

TEXTS = frozenset({"csv", "tsv", "txt"})
"""The formats that the twin keeps; any other becomes a workbook."""
ENDING = ".xlsx"
FOLDER = "registers"
_LEAST = 1000
_ENDING = re.compile(r"\.([^\W\d_]+)(?![\w.])")


@dataclass(slots=True)
class Gathered:
    """What stands in a house's cells: words, numbers of its own and of others, amounts, the words of names.

    ``public`` are words of hers that stay: countries, the endings of addresses, settings.
    """

    words: Counter[str] = field(default_factory=Counter)
    own: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    amounts: dict[str, set[Decimal]] = field(default_factory=lambda: defaultdict(set))
    names: set[str] = field(default_factory=set)
    public: set[str] = field(default_factory=set)

    def add(self, column: Column, text: str) -> None:
        """Take in a cell by what its column holds."""
        words = {bare(word) for word in WORD.findall(text) if len(word) >= SHOWING}
        if is_number(column) and any(map(str.isdigit, text)):
            whole = column.field in WHOLE or column.field in PHONES
            (self.own if column.field in OWN else self.foreign).extend([text] if whole else _codes(text))
        elif column.field in LANDS and country_of(text):
            self.public.update(words)
        elif column.field in {"email", "website"}:
            self.public.update(map(bare, _ENDING.findall(text)))
        elif column.field in PEOPLE or column.field in ADDRESSES:
            self.names.update(word for word in words if not of_people().kept(word))


class Twin:
    """A house's registers with everything of hers replaced."""

    def __init__(self, house: House, books: Sequence[Book], sources: Sequence[tuple[SourceSetting, Table]],
                 secret: bytes | None = None) -> None:  # fmt: skip
        """Gather what there is to replace, and draw the secret by which it is."""
        self._house = house
        self.plan = planned(books, sources)
        gathered = _gathered(self.plan)
        gathered.words.update(WORD.findall(house["house.name"]))
        gathered.public.update(bare(word) for word in WORD.findall(" ".join(said_settings(house))))
        known, chance = of_program(), Chance(secret)
        self._words = Words(chance, known, gathered.words.elements())
        self._codes = Codes(chance, self._words, gathered.own, gathered.foreign)
        self._amounts = Amounts(chance, gathered.amounts)
        names = frozenset(gathered.names)
        self._cells = Cells(chance, self._words, self._codes, self._amounts, names, house.country)
        own = {*own_words(), *TEXTS, ENDING.lstrip("."), FOLDER, bare(UNNAMED)}
        showing = {word for word in self._words.hers - gathered.public - own if len(word) >= SHOWING}
        amounts = frozenset(amount for amount in self._amounts.hers if amount >= _LEAST)
        self.hers = Hers(frozenset(word for word in showing if not known.kept(word)), self._codes.hers, amounts)

    def names(self) -> Mapping[str, str]:
        """The twin's file behind each of hers."""
        named: dict[str, str] = {}
        for number, book in enumerate(self.plan.books, 1):
            stem = self._cells.title(PurePath(book.file.replace("\\", "/")).stem)
            ending = f".{book.format}" if book.format in TEXTS else ENDING
            name = f"{FOLDER}/{stem}{ending}"
            named[book.file] = name if name not in named.values() else f"{FOLDER}/{stem} {number}{ending}"
        return named

    def sheet(self, name: str | None, file: str) -> str | None:
        """A sheet's name in a file of the twin; what had no name has one in a workbook."""
        return None if not file.endswith(ENDING) else self._cells.title(name) if name else UNNAMED

    def hers_of(self, rows: Iterable[Spot]) -> set[Spot]:
        """Her rows behind some rows of the twin."""
        sheets = {
            (twin, self.sheet(grid.sheet, twin)): (grid.file, grid.sheet)
            for twin, book in zip(self.names().values(), self.plan.books, strict=True) for grid in book.grids
        }  # fmt: skip
        return {(*sheets[file, sheet], row) for file, sheet, row in rows if (file, sheet) in sheets}

    def files(self, text: str) -> dict[str, bytes]:
        """Every file of the twin by its path; ``text`` is her house file's."""
        names = self.names()
        made = {}
        for book in self.plan.books:
            twin = masked_book(book, self.plan, self._cells, names[book.file])
            made[twin.file] = text_file(twin, book) if book.format in TEXTS else workbook(twin)
        made["boutique.toml"] = house_file(text, self._words, names, self._cells.title).encode()
        return made

    def read_again(self, books: Mapping[str, Book]) -> tuple[list[str], list[Decimal]]:
        """The numbers and the amounts of the twin's books as they were read again; the books by her names for them."""
        names, codes, amounts = self.names(), [], []
        grids = {(file, grid.sheet): grid for file, book in books.items() for grid in book.grids}
        for grid, at, number, column, _ in self.plan.cells():
            if column is not None and (is_money(column) or is_number(column)):
                twin = grids[grid.file, self.sheet(grid.sheet, names[grid.file])].value(at, number)
                if is_money(column):
                    amounts += amounts_of(twin)
                elif any(map(str.isdigit, text := display(twin))):
                    codes.append(text)
        return codes, amounts

    def again(self, rows: Iterable[Spot]) -> None:
        """Replace what stands in these rows anew."""
        wanted = set(rows)
        self._amounts.again(self.plan.rows[spot].piece for spot in wanted if spot in self.plan.rows)
        found = _gathered(self.plan, wanted)
        self._codes.again(found.own, found.foreign)
        self._words.again(word for word in found.words if not of_program().kept(word))


def _gathered(plan: Plan, rows: set[Spot] | None = None) -> Gathered:
    """What stands in the cells of some rows; or in all, and in comments and the names of sheets and files."""
    found = Gathered()
    for grid, at, _, column, raw in plan.cells():
        spot = (grid.file, grid.sheet, at)
        if rows is None or spot in rows:
            text = display(raw) if isinstance(raw, str | int | float) and not isinstance(raw, bool) else ""
            found.words.update(WORD.findall(text))
            if column is not None and is_money(column):
                found.amounts[plan.rows[spot].piece].update(amounts_of(raw))
            elif column is not None:
                found.add(column, text)
    if rows is None:
        for grid in (grid for book in plan.books for grid in book.grids):
            for text in (PurePath(grid.file).stem, grid.sheet or "", *grid.marks.comments.values()):
                found.words.update(WORD.findall(text))
    return found


def _codes(text: str) -> list[str]:
    """The codes in a cell: the whole, and its parts that hold a figure."""
    parts = [part for part in text.replace(";", " ").replace(",", " ").split() if any(map(str.isdigit, part))]
    whole = [text] if len(parts) != 1 or len(fold_code(text)) != len(fold_code(parts[0])) else []
    return [*parts, *whole]
