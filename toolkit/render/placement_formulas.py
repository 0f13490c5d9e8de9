"""The formulas of a workbook to be filled, taken apart: which cells each refers to, by names and tables too."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from toolkit.render.fitting import TRUE
from toolkit.render.references import LAST_ROW, REFERENCE, Area, area, column_number
from toolkit.render.sheet import Element

LAST_COLUMN = 1 << 14
"""As far as a sheet reaches."""
_COLUMNS = re.compile(r"((?:'(?:[^']|'')+'|[^\W\d][\w.]*)!)?\$?([A-Za-z]{1,3}):\$?([A-Za-z]{1,3})(?![\w(])")
_TEXT = re.compile(r'"(?:[^"]|"")*"')
_WORD = re.compile(
    r"'(?:[^']|'')*'!?"  # a sheet's name is no name of cells
    r"|(?<![\w.!$])[^\W\d][\w.]*(?:\[[^\[\]@#]+\])?(?![\w(!.\[])"
)
_NAME = re.compile(r"[^\W\d][\w.]*(?!\w|\()|\[")
_MOVING = re.compile(r"\b(INDIRECT|OFFSET|ROWS?|CELL|INDEX|ADDRESS)\(", re.IGNORECASE)


@dataclass(slots=True)
class FoundFormula:
    """A formula with its cell, its text (``plain``: names replaced) and the areas it refers to.

    ``anything`` says that it may refer to more than can be told from its text.
    """

    cell: Element
    text: str
    plain: str
    areas: tuple[Area, ...]
    anything: bool


def is_open(cell: Element) -> bool:
    """Whether a formula was saved without a result."""
    return not cell.findtext("{*}v") and cell.get("t") != "str"


def read_formula(cell: Element, text: str, home: str, names: Mapping[str, str]) -> FoundFormula:
    """A formula taken apart."""
    bare = plain = _WORD.sub(lambda match: names.get(match[0].casefold(), match[0]), _TEXT.sub('""', text))
    areas: list[Area] = []
    for match in REFERENCE.finditer(bare):
        if match["c1"] or match["r3"]:
            prefix = "" if match["sheet"] else f"'{home.replace(chr(39), chr(39) * 2)}'!"
            found = area(prefix + match[0]) or Area(
                home, int(match["r3"].strip("$")), int(match["r4"].strip("$")), 1, LAST_COLUMN)  # fmt: skip
            areas.append(Area(found.sheet.casefold(), *_ordered(found)))
    rest = REFERENCE.sub("0", bare)
    for whole in _COLUMNS.finditer(rest):
        sheet = (whole[1] or home + "!")[:-1].strip("'").replace("''", "'").casefold()
        areas.append(Area(sheet, 1, LAST_ROW, column_number(whole[2]), column_number(whole[3])))
    rest = _COLUMNS.sub("0", rest)
    words = {word.casefold() for word in _NAME.findall(rest)} - {*TRUE, "false"}
    return FoundFormula(cell, text, plain, tuple(areas), bool(words) or _MOVING.search(rest) is not None)


def _ordered(one: Area) -> tuple[int, int, int, int]:
    rows, columns = sorted((one.first_row, one.last_row)), sorted((one.first_column, one.last_column))
    return rows[0], rows[1], columns[0], columns[1]


def meets(one: Area, others: Sequence[Area]) -> bool:
    """Whether an area has a cell in common with any of the others."""
    return any(
        one.sheet == other.sheet and one.first_row <= other.last_row and other.first_row <= one.last_row
        and one.first_column <= other.last_column and other.first_column <= one.last_column
        for other in others
    )  # fmt: skip
