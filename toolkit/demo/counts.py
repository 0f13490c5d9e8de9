"""The stock-taking of 30 October 2026: what was seen, tray by tray, saved by Excel as "Unicode text"."""

from __future__ import annotations

from codecs import BOM_UTF16_LE
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from toolkit.demo.articles import Article
from toolkit.demo.faults import Planting
from toolkit.demo.planter import Planter
from toolkit.demo.text import Text
from toolkit.demo.workbook import Column

FILE = "Stock-take 2026-10-30.txt"
DAY = "30/10/2026"
COLUMNS = (
    Column("stock_no", "Stock no"),
    Column("piece", "Item"),
    Column("serial", "Serial"),
    Column("place", "Where"),
    Column("seen", "Seen"),
    Column("quantity", "Count"),
    Column("expected", "Book"),
    Column("difference", "Diff"),
    Column("by", "Counted by"),
    Column("day", "Date counted"),
    Column("notes", "Remarks"),
)


def register(articles: Sequence[Article], rng: Random, planting: Planting) -> bytes:
    """The register's bytes, its faults noted as planted: every piece in the house, by its place."""
    text = Text(FILE, COLUMNS, planting)
    text.heading()
    in_the_house = (a for a in articles if a.held and not a.away_since and a.status not in {"transit", "ordered"})
    here = sorted(in_the_house, key=lambda a: (a.place, a.stock_no))
    for article in here:
        text.record(article.stock_no, _seen(article, rng))
    if not planting.clean:
        Planter(text, {article.stock_no: article for article in here}, step=9).plant_table("counts")
        gone = next(article for article in articles if article.status == "sold" and not article.traded)
        text.record(gone.stock_no, {**_seen(gone, rng), "place": "Showcase 2"})
        say = "Seen in the showcase, and sold by the books."
        text.note("counted-but-gone", gone.stock_no, "stock_no", gone.stock_no, say)
    return BOM_UTF16_LE + text.bytes("utf-16-le", "\t")


def _seen(article: Article, rng: Random) -> Mapping[str, Any]:
    """One piece, ticked."""
    return {
        "stock_no": article.stock_no,
        "piece": " ".join(filter(None, [article.brand, article.model])) or article.description,
        "serial": article.serial,
        "place": article.place,
        "seen": "✓",
        "quantity": 1,
        "expected": 1,
        "difference": 0,
        "by": rng.choice(["EH", "Camille R."]),
        "day": DAY,
        "notes": "",
    }
