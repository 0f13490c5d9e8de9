"""One workbook template being made: its language, its sheets, the cells that are written and named."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from babel.numbers import get_currency_precision, list_currencies
from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from toolkit.render.wording import text
from tools.workbook_styles import BODY, FACES, SOFT_RGB, cell_styles, font, theme

FORMULAS = ("=SUM", "=COUNT", "=SUBTOTAL", "=IF(", "=st")  # any other text is a text, whatever it begins with
LONGEST_TEXT = 255  # Excel's limit for a text within a formula

# Words that only the workbook has; all others are those of the printed schedule.
WORDS = {
    "summary_tab": ("Summary", "Synthèse"),
    "schedule_tab": ("Schedule", "État"),
    "doubt_tab": ("In doubt", "En doute"),
    "exception_tab": ("Exceptions", "À compléter"),
    "excluded_tab": ("Excluded", "Hors état"),
    "source_tab": ("Sources", "Sources"),
    "bridge_tab": ("Bridge", "Passage"),
    "step_tab": ("Changes", "Variations"),
    "limit_tab": ("Limits", "Limites"),
    "away_tab": ("Elsewhere", "Hors locaux"),
    "owner_tab": ("Owners", "Propriétaires"),
    "history_tab": ("History", "Douze mois"),
    "valuation_tab": ("Valuations", "Estimations"),
    "cycle": ("Due every, months", "Cycle, en mois"),
    "late": ("Overdue", "Retard"),
    "may_count": ("May count as well", "Pourraient compter"),
    "lines_title": ("Pieces held", "Pièces détenues"),
    "ownership": ("Ownership", "Propriété"),
    "detail": ("Detail", "Précisions"),
    "location": ("Location", "Emplacement"),
    "cells": ("Source cells", "Cellules sources"),
    "pages": ("Page &P of &N", "Page &P sur &N"),
    "digest": ("Digest of the facts", "Empreinte des faits"),
}


class Stationery:
    """One workbook being made: its language, its sheets, its names."""

    def __init__(self, language: str, first: str = "summary_tab") -> None:
        """Begin a workbook in a language; ``first`` is the key or the name of its first sheet."""
        self.language = language
        self.book = Workbook()
        self.book.loaded_theme = theme()
        normal: Any = self.book  # widths are counted in the digits of this style, which openpyxl keeps to itself
        normal._named_styles["Normal"].font = font(BODY)  # noqa: SLF001
        normal._fonts[0] = font(BODY)  # noqa: SLF001
        self.book.remove(self.book.worksheets[0])
        self.styles = cell_styles(language)
        self.sheet = self.book.create_sheet(self.tab(first))

    def word(self, key: str) -> str:
        """A fixed word in the workbook's language."""
        return WORDS[key][self.language == "fr"] if key in WORDS else text(key, self.language)

    def tab(self, name: str) -> str:
        """A sheet's name: the word of that key, else as it is given."""
        return self.word(name) if name in WORDS else name

    def open(self, tab: str, widths: Iterable[float]) -> Worksheet:
        """Begin a sheet: page set-up, foot, column widths."""
        name = self.tab(tab)
        sheet = self.book[name] if name in self.book.sheetnames else self.book.create_sheet(name)
        self.sheet = sheet
        for number, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.sheet_view.showGridLines = False
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", "9"
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        margins = sheet.page_margins
        margins.left = margins.right = 18 / 25.4
        margins.top, margins.bottom, margins.header, margins.footer = 16 / 25.4, 20 / 25.4, 8 / 25.4, 10 / 25.4
        sheet.HeaderFooter.scaleWithDoc = False
        foot: Any = sheet.oddFooter
        foot.left.text, foot.center.text, foot.right.text = "{imprint}", "{house}", self.word("pages")
        for part in (foot.left, foot.center, foot.right):
            part.font, part.size, part.color = f"{FACES['minor']},Regular", 9, SOFT_RGB
        return sheet

    def put(self, where: str, value: object, style: str, name: str = "") -> None:
        """Write a cell, or the first of a range in one style; ``name`` is its defined name."""
        cells = self.sheet[where] if ":" in where else ((self.sheet[where],),)
        for row in cells:
            for cell in row:
                cell.style = self.styles[style]
        first = cells[0][0]
        first.value = value
        if isinstance(value, str) and not value.startswith(FORMULAS):
            first.data_type = "s"
        if name:
            self.name(name, where)

    def name(self, name: str, where: str) -> None:
        """Give cells a defined name."""
        fixed = re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", where)
        title = self.sheet.title.replace("'", "''")
        self.book.defined_names[name] = DefinedName(name, attr_text=f"'{title}'!{fixed}")

    def heights(self, **rows: float) -> None:
        """Set row heights: ``r4=18``."""
        for row, height in rows.items():
            self.sheet.row_dimensions[int(row[1:])].height = height

    def money_rules(self, amount: str, currency: str) -> None:
        """Show an amount with the decimals of its currency, and never with fewer than it has."""
        where = amount.replace("$", "")
        whole, mills = (
            f'ISNUMBER(SEARCH("|"&{currency}&"|","{codes}"))' for codes in (currencies_of(0), currencies_of(3))
        )
        rules = (
            (f"{amount}<>ROUND({amount},3)", "#,##0.000###"),
            (f"OR({mills},{amount}<>ROUND({amount},2))", "#,##0.000"),
            (f"AND({whole},{amount}=ROUND({amount},0))", '#,##0;"−"#,##0;"–"'),
        )
        for number, (formula, code) in enumerate(rules):
            shown = DifferentialStyle(numFmt=NumberFormat(numFmtId=200 + number, formatCode=code))
            rule = Rule(type="expression", dxf=shown, formula=[formula], stopIfTrue=True)
            self.sheet.conditional_formatting.add(where, rule)


def currencies_of(digits: int) -> str:
    """The currencies of so many decimals between bars; those of no decimals only as far as a formula's text goes."""
    codes = [code for code in sorted(list_currencies("en")) if get_currency_precision(code) == digits]
    joined = f"|{'|'.join(codes)}|"
    if len(joined) > LONGEST_TEXT:
        raise ValueError(f"too many currencies of {digits} decimals for one formula: {len(joined)}")
    return joined
