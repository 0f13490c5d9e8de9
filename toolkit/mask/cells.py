"""One cell replaced, by what its column holds; a cell nobody gave a meaning to is replaced by what it looks like."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, time, timedelta

from toolkit.checks.countries import country_of
from toolkit.columns.declared import Column
from toolkit.mask.amounts import Amounts
from toolkit.mask.codes import Codes, Judge
from toolkit.mask.judged import judge_of, kept_signs
from toolkit.mask.known import Known, of_addresses, of_greetings, of_people, of_program
from toolkit.mask.letters import Chance
from toolkit.mask.plan import ADDRESSES, OWN, PEOPLE, PLAIN_CODES, Row
from toolkit.mask.words import Words
from toolkit.readers.grid import CellError, Raw
from toolkit.values import exact, fold, fold_code
from toolkit.vocabulary import spellings

PHONES = frozenset({"phone", "mobile", "phone_work"})
BIRTHDAYS = frozenset({"birthday", "spouse_birthday", "anniversary"})
REMARKS = frozenset(
    {"notes", "work", "work_done", "subject", "outcome", "occasion", "source_text", "evidence", "preferences", "photo",
     "commission", "terms", "stolen_check", "party_type", "tier", "door"}
)  # fmt: skip
SIZES = frozenset({"size", "dimensions", "hallmark", "ring_size", "wrist_size", "clarity", "colour"})
MAKERS = frozenset({"brand", "brands"})
"""Cells that name a maker: the program knows some; any other may be a person, such as an artist."""
WHOLE = frozenset({"gtin", "vat_no", "iban", "company_no", "eori", "bic", "postcode"})
"""Codes that may be written with spaces in them."""
LANDS = frozenset({"country", "nationality", "language"})
_EMAIL = re.compile(r"[^\s@;,<>()]*@[^\s;,<>()]*")
_REACHED = re.compile(
    r"(?<![\w.,/])(?!\d\d[ -]\d\d[ -](?:19|20)\d\d(?!\d))"
    r"(?:\+\d{1,3}(?: ?\(0\))?|00\d{2}|\(?0\d{0,4}\)?)(?:[ \u00a0\u202f-]?\(?\d{2,4}\)?|[ \u00a0]\d){3,6}(?![\w%])"
    r"|(?<![\w.,])0\d(?:[.\-]\d{2}){4}(?![\w.])"
    r"|(?<!\w)[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}(?!\w)"
)
"""Telephone numbers as people write them, from nine figures on, and British postcodes."""
_LONG_RUN = re.compile(r"(?<!\d)(?:\d{7}|\d{9,})(?!\d)")
"""Figures in a row that are no date, however dates are written."""
_SCIENTIFIC = re.compile(r"[0-9]+(?:[.,][0-9]+)?(?=[eE]\+?[0-9]+$)")
_CHUNK = re.compile(r"[^\s;,&+()]+")
_PART = re.compile(r"[^\W_]+")
_WHOLE = re.compile(r"[0-9 .\-]+")
_DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_LAST_FIGURES = 9
_FRONT = 6
_SHORT_MONTH, _LAST_DAY = 28, 31
_LONG_MONTHS, _MONTHS = (1, 3, 5, 7, 8, 10, 12), (4, 6, 9, 11)
_LEAST = 100
_YEARS = range(1800, 2101)
_MOST = 10**15


class Cells:
    """Replaces cells; the same cell is always replaced alike."""

    def __init__(self, chance: Chance, words: Words, codes: Codes, amounts: Amounts, names: frozenset[str],
                 country: str) -> None:  # fmt: skip
        """Take what replaces words, numbers and amounts; ``names`` are the words of the cells that name somebody."""
        self._chance, self._words, self._codes, self._amounts = chance, words, codes, amounts
        self._names, self._country = names, country

    def cell(self, raw: Raw, row: Row | None, number: int) -> Raw:
        """A cell of a row, or of no row of a register."""
        column, piece = (row.columns.get(number), row.piece) if row else (None, NOBODYS)
        if isinstance(raw, str):
            if not raw.strip():
                return raw
            unread = row is not None and row.record and column is None
            return self._free(raw, piece, of_people(), frozenset()) if unread else self._text(raw, column, piece)
        if raw is None or isinstance(raw, bool | CellError | time | timedelta):
            return raw
        if isinstance(raw, date):
            return self._birthday(raw) if column is not None and column.field in BIRTHDAYS else raw
        return self._number(raw, column, piece)

    def words_of(self, text: str) -> str:
        """A heading: the words that the program does not know, replaced."""
        return self._words.text(text)

    def title(self, text: str) -> str:
        """The name of a sheet, a file or the house, or what a person wrote over a table."""
        return self.remark(text, NOBODYS)

    def remark(self, text: str, piece: str) -> str:
        """Free text: numbers of hers, addresses, amounts, then words; her clients' names go wherever they stand."""
        return self._free(text, piece, of_program(), self._names)

    def _number(self, raw: float, column: Column | None, piece: str) -> Raw:
        if column is None:
            plain = abs(raw) < _LEAST or (raw == int(raw) and int(raw) in _YEARS)
            return raw if plain else self._amount(raw, piece)
        if is_money(column):
            return self._amount(raw, piece)
        if column.kind != "code" or column.field in PLAIN_CODES:
            return raw if column.kind != "text" or abs(raw) < _LEAST else self._amount(raw, piece)
        if not math.isfinite(raw) or abs(raw) >= _MOST or raw != int(raw):
            return float(_SCIENTIFIC.sub(self._mantissa, repr(float(raw)))) if "e" in repr(float(raw)) else raw
        made = self._dialled(str(int(raw))) if column.field in PHONES else self._code(str(int(raw)), column)
        return type(raw)(int(made)) if made.lstrip("-").isdigit() else raw

    def _amount(self, raw: float, piece: str) -> Raw:
        figure = exact(raw)
        if figure is None:
            return raw
        made = self._amounts.amount(figure, piece)
        return int(made) if made == made.to_integral_value() and isinstance(raw, int) else float(made)

    def _text(self, text: str, column: Column | None, piece: str) -> str:
        """A text by its column: where nothing more is known of it, words the program does not know are replaced."""
        if column is None or column.field in REMARKS:
            return self.remark(text, piece)
        name = column.field
        if is_number(column):
            return self._phone(text) if name in PHONES else self._code_text(text, column)
        if is_money(column):
            return self._words.text(self._amounts.text(text, piece, money=True))
        if name in BIRTHDAYS:
            return self._words.text(self._days(text))
        if column.kind == "text" and name not in SIZES:
            return self._described(text, name, piece)
        figured = _LONG_RUN.sub(lambda found: self._codes.foreign(found[0]), text)
        return self._words.text(figured, masked=self._names if self._may_name(text, column) else frozenset())

    @staticmethod
    def _may_name(text: str, column: Column) -> bool:
        """Whether somebody may be named in a cell that holds one of a few words, or a day."""
        spelled = column.vocabulary and fold(text) in spellings(column.vocabulary, {})
        return column.kind in {"word", "flag", "date"} and not spelled

    def _described(self, text: str, name: str, piece: str) -> str:
        """A text that names or describes: of a person only titles stay, of a land its name, of a piece what it is."""
        if name in LANDS and country_of(text):
            return text
        if name in {"email", "website"}:
            return self._addressed(text, lambda other: self._words.text(other, of_people()))
        person = name in PEOPLE or (name in MAKERS and not self._words.knows(text))
        people = of_greetings() if name == "salutation" else of_people()
        known = of_addresses() if name in ADDRESSES else people if person else of_program()
        return self._free(text, piece, known, frozenset())

    def _free(self, text: str, piece: str, known: Known, names: frozenset[str]) -> str:
        """Text with her numbers, addresses of e-mail, figures and words replaced, in that order."""
        parts, at = [], 0
        for start, code in self._codes_in(text):
            parts += [self._loose(text[at:start], piece, known, names), self._any_code(code)]
            at = start + len(code)
        return "".join((*parts, self._loose(text[at:], piece, known, names)))

    def _codes_in(self, text: str) -> Iterator[tuple[int, str]]:
        """Numbers of hers in a text, with their places: by themselves, or in the name of a file."""
        for found in _CHUNK.finditer(text):
            code = found[0].strip(".:'\"!?[]{}")
            whole = (found.start() + found[0].index(code), code)
            inside = ((found.start() + part.start(), part[0]) for part in _PART.finditer(found[0]))
            for start, one in [whole] if self._is_hers(code) else inside:
                if self._is_hers(one):
                    yield start, one

    def _is_hers(self, code: str) -> bool:
        plain = fold_code(code)
        return len(plain) > 2 and any(map(str.isdigit, plain)) and plain in self._codes.hers

    def _loose(self, text: str, piece: str, known: Known, names: frozenset[str]) -> str:
        def other(words: str) -> str:
            figured = self._amounts.text(words, piece, code=self._codes.foreign)
            return self._words.text(figured, known, names)

        return self._addressed(text, lambda rest: _parted(_REACHED, rest, self._reached, other))

    def _addressed(self, text: str, other: Callable[[str], str]) -> str:
        """A text with its addresses of e-mail replaced, and everything else by ``other``."""
        return _parted(_EMAIL, text, self._email, other)

    def _reached(self, text: str) -> str:
        """A telephone number or a British postcode that stands in a text, replaced as in its own column."""
        if text[0].isalpha():
            judge = judge_of("postcode", self._country)
            return self._codes.foreign(text, judge, kept_signs("postcode", fold_code(text)))
        return self._dialled(text)

    def _email(self, address: str) -> str:
        """An address of e-mail: her client's part replaced whole, the known words of a provider kept."""
        local, _, domain = address.rpartition("@")
        host, dot, ending = domain.rpartition(".")
        figured = re.sub(r"\d{2,}", lambda found: self._codes.foreign(found[0]), local)
        return f"{self._words.text(figured, _NOTHING)}@{self._words.text(host)}{dot}{ending}"

    def _any_code(self, code: str) -> str:
        return self._codes.own(code) if fold_code(code) in self._codes.own_codes else self._codes.foreign(code)

    def _code(self, code: str, column: Column) -> str:
        if column.field in OWN:
            return self._codes.own(code)
        judge: Judge | None = judge_of(column.field, self._country)
        return self._codes.foreign(code, judge, kept_signs(column.field, fold_code(code)))

    def _code_text(self, text: str, column: Column) -> str:
        """A cell for a code, in which words and several codes may stand."""
        if _SCIENTIFIC.match(text.strip()):
            return _SCIENTIFIC.sub(self._mantissa, text)
        if column.field == "cost_code":
            return self._codes.foreign(text)
        if column.field in WHOLE or _WHOLE.fullmatch(text):
            return self._code(text, column) if any(map(str.isdigit, text)) else self._words.text(text)
        return _CHUNK.sub(
            lambda found: self._code(found[0], column) if any(map(str.isdigit, found[0])) else
            self._words.text(found[0]), text,
        )  # fmt: skip

    def _mantissa(self, found: re.Match[str]) -> str:
        source = self._chance.of("mantissa", found[0])
        return "".join(source.choice("123456789") if sign.isdigit() else sign for sign in found[0])

    def _phone(self, text: str) -> str:
        """A telephone number: its country and area stay, its last figures go; however it is written, alike."""
        return re.sub(r"[0-9][0-9 \u00a0()./\-]*", lambda found: self._dialled(found[0]), self._words.text(text))

    def _dialled(self, run: str) -> str:
        figures = [at for at, sign in enumerate(run) if sign.isdigit()]
        last = "".join(run[at] for at in figures)[-_LAST_FIGURES:]
        source = self._chance.of("phone", last)
        drawn = [source.choice("0123456789") for _ in range(_FRONT)]
        made = list(run)
        behind = figures[max(len(figures) - _FRONT, min(2, len(figures) // 2)) :]
        for at, figure in zip(reversed(behind), drawn, strict=False):
            made[at] = figure
        return "".join(made)

    def _birthday(self, day: date) -> date:
        if day.day > _SHORT_MONTH:
            return day.replace(month=self._long_month(day.month))
        return day.replace(month=self._moved(day.month), day=self._moved(day.day))

    def _days(self, text: str) -> str:
        """A birthday as text: its short figures change, as they do in a date; a year of two figures stays."""
        figures = [int(found) for found in _DAY.findall(text)]
        late = any(_SHORT_MONTH < figure <= _LAST_DAY for figure in figures[:2])
        moved = self._long_month if late else self._moved

        def one(found: re.Match[str]) -> str:
            return f"{moved(int(found[0])):0{len(found[0])}d}" if found.start() < behind else found[0]

        ends = [found.end() for found in _DAY.finditer(text)][:2]
        behind = ends[-1] if ends else 0
        return _DAY.sub(one, text)

    def _moved(self, day: int) -> int:
        """Another day of the first twelve, or of those behind; the first of a month often stands for 'not known'."""
        return self._exchanged(day, range(2, 13) if 1 < day <= _LONG_MONTHS[-1] else range(13, _SHORT_MONTH + 1))

    def _long_month(self, month: int) -> int:
        """Another month that has the 29th, 30th and 31st as this one has; February stays, and so does such a day."""
        return self._exchanged(month, _LONG_MONTHS if month in _LONG_MONTHS else _MONTHS)

    def _exchanged(self, day: int, days: Sequence[int]) -> int:
        """Another of some days, each by one of its own."""
        if day not in days:
            return day
        order = list(days)
        self._chance.of("day", *days).shuffle(order)
        return order[(order.index(day) + 1) % len(order)]


def is_number(column: Column) -> bool:
    """Whether a column holds numbers of pieces, papers or people."""
    return column.kind == "code" and column.field not in PLAIN_CODES


def is_money(column: Column) -> bool:
    """Whether a column holds amounts; a discount is one, or a percentage."""
    return column.kind == "money" or column.field == "discount"


def _parted(pattern: re.Pattern[str], text: str, one: Callable[[str], str], other: Callable[[str], str]) -> str:
    """A text with what a pattern finds replaced by ``one``, and what stands between by ``other``."""
    parts, at = [], 0
    for found in pattern.finditer(text):
        parts += [other(text[at : found.start()]), one(found[0])]
        at = found.end()
    return "".join((*parts, other(text[at:])))


NOBODYS = ""
"""The piece of an amount that stands in no row."""
_NOTHING = Known(frozenset(), frozenset())
