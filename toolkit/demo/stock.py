"""The stock workbook: three sheets that grew apart over ten years, kept by three people, and an annex."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from toolkit.demo import stock_annex, stock_bags, stock_jewels, stock_watches
from toolkit.demo.articles import Article
from toolkit.demo.faults import Planting
from toolkit.demo.workbook import Sheet, bytes_of

if TYPE_CHECKING:
    from openpyxl import Workbook

FILE = "Stock.xlsx"


def workbook(articles: Sequence[Article], planting: Planting) -> bytes:
    """The stock workbook's bytes, its faults noted as planted."""

    def write(book: Workbook) -> list[Sheet]:
        """Fill the sheets in the order of the workbook."""
        return [
            fill(book, FILE, [article for article in articles if article.sheet == name], planting)
            for name, fill in (
                ("Watches", stock_watches.fill),
                ("Joaillerie", stock_jewels.fill),
                ("Handbags", stock_bags.fill),
                (stock_annex.NAME, stock_annex.fill),
            )
        ]

    return bytes_of(write, "Stock register")
