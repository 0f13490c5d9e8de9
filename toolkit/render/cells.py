"""From a value to the XML of a worksheet's cell: text stays text, money keeps every digit, formulas carry results."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

# Written verbatim these would end the file's validity; a lone surrogate cannot be encoded at all.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Excel reads _x0041_ as A: the underscore itself is written as _x005F_.
ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
LONGEST_TEXT = 32_767  # Excel calls a file with a longer text damaged
LARGEST_EXPONENT = 307
REMEMBERED = (str, date)  # kinds of which registers repeat the same few: situations, currencies, days
MOST_REMEMBERED = 20_000
DAY_ONE_1900 = date(1899, 12, 30)
DAY_ONE_1904 = date(1904, 1, 1)
# Excel counts a 29 February 1900 that never was: before this day its serial numbers and ours disagree.
FIRST_SAFE_1900 = date(1900, 3, 1)
# The day whose number is nought is what a time of day alone stands on.
FIRST_SAFE_1904 = date(1904, 1, 2)


class Keep(Enum):
    """The one value that leaves a cell as the template has it."""

    KEEP = "keep"


KEEP = Keep.KEEP


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula's result, and its text where the template's cell does not hold the formula already.

    Where there is neither text nor a formula in the template, the result stands as a plain value.
    """

    cached: Decimal | int | str
    text: str | None = None


CellValue = str | int | float | Decimal | bool | date | datetime | Formula | Keep | None


def escape(text: str) -> str:
    """Text as XML content, without what XML forbids, its line ends as Excel's."""
    clean = FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(clean) > LONGEST_TEXT:
        clean = clean[: LONGEST_TEXT - 1] + "…"
    clean = ESCAPED.sub("_x005F_", clean)
    return clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class Pen:
    """Writes cells for one workbook: ``prefix`` of the sheet's elements (usually none), and the date epoch."""

    def __init__(self, prefix: str, *, since_1904: bool) -> None:
        self.prefix = prefix
        self.close = f"</{prefix}c>"
        self.blank = "/>"
        self.since_1904 = since_1904
        self.remembered: dict[object, str] = {}

    def cell(self, reference: str, style: str, value: CellValue, formula: str | None = None) -> str:
        """A whole cell; ``style`` is its attribute as text (`` s="3"``), ``formula`` the one to carry the value."""
        body = self.calculated(formula, value) if formula else self.body(value)
        return f'<{self.prefix}c r="{reference}"{style}{body}'

    def body(self, value: CellValue) -> str:
        """What follows a cell's address and style, to its end."""
        if isinstance(value, str) or type(value) is date:
            return self._remember(value)
        if value is None or isinstance(value, Keep):
            return self.blank
        if isinstance(value, Formula):
            return self.calculated(value.text, value.cached) if value.text else self.body(value.cached)
        return self._valued(value)

    def calculated(self, formula: str, value: CellValue) -> str:
        """The same for a formula with its result; None for a result that is not known."""
        p = self.prefix
        result = value.cached if isinstance(value, Formula) else value
        if result is None or isinstance(result, Keep):
            return f"><{p}f>{escape(formula)}</{p}f>{self.close}"
        number = None if isinstance(result, str) else self._number(result)
        if number is None:
            return f' t="str"><{p}f>{escape(formula)}</{p}f><{p}v>{escape(str(result))}</{p}v>{self.close}'
        return f"><{p}f>{escape(formula)}</{p}f><{p}v>{number}</{p}v>{self.close}"

    def _remember(self, value: str | date) -> str:
        """The body of a text or a day, made once."""
        body = self.remembered.get(value)
        if body is None:
            body = self._text(value) if isinstance(value, str) else self._valued(value)
            if len(self.remembered) < MOST_REMEMBERED:
                self.remembered[value] = body
        return body

    def _text(self, text: str) -> str:
        if not text:
            return self.blank
        p, words = self.prefix, escape(text)
        space = ' xml:space="preserve"' if words != words.strip() or "\n" in words else ""
        return f' t="inlineStr"><{p}is><{p}t{space}>{words}</{p}t></{p}is>{self.close}'

    def _valued(self, value: float | Decimal | date) -> str:
        """A number, a truth value, a date; as text where Excel has no number for it."""
        number = self._number(value)
        if number is None:
            return self._text(value.isoformat() if isinstance(value, date) else str(value))
        kind = ' t="b"' if isinstance(value, bool) else ""
        return f"{kind}><{self.prefix}v>{number}</{self.prefix}v>{self.close}"

    def number(self, value: CellValue) -> str | None:
        """A number or a date as the file writes it; None for anything else, and for what Excel has no number for."""
        return self._number(value) if isinstance(value, int | float | Decimal | date) else None

    def _number(self, value: float | Decimal | date) -> str | None:
        """The value as the file writes numbers; None for what Excel has no number for."""
        if isinstance(value, Decimal):
            fits = value.is_finite() and value.adjusted() <= LARGEST_EXPONENT
            return format(value or Decimal(0), "f") if fits else None
        if isinstance(value, date):
            return self._serial(value)
        if not abs(value) < 10**LARGEST_EXPONENT:  # nor is anything smaller than what is not a number
            return None
        return str(int(value)) if isinstance(value, int) else repr(value)

    def _serial(self, value: date) -> str | None:
        """A date as days since the epoch; None before the first day whose number is beyond doubt."""
        moment = value if isinstance(value, datetime) else None
        day = moment.date() if moment else value
        if day < (FIRST_SAFE_1904 if self.since_1904 else FIRST_SAFE_1900):
            return None
        days = (day - (DAY_ONE_1904 if self.since_1904 else DAY_ONE_1900)).days
        seconds = moment.hour * 3600 + moment.minute * 60 + moment.second if moment else 0
        return str(days + seconds / 86_400) if seconds else str(days)
