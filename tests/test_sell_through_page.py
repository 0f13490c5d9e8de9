"""The printed sell-through: what stands on the page is what was counted, and nothing the contract does not ask for."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from html import unescape

import pikepdf
import pytest

from tests.sell_throughs import EVERYTHING, ROWS, row, sell_through, total, trend, units
from toolkit.contracts import COLUMNS, USUAL
from toolkit.render.chart_bars import Bar, bar_chart
from toolkit.render.pdf import pdf
from toolkit.render.sell_through_phrases import SELL_THROUGH_SENTENCES
from toolkit.reports.sell_through import SellThrough
from toolkit.reports.sell_through_columns import KEYS
from toolkit.reports.sell_through_page import context, page
from toolkit.reports.sell_through_tables import MOST_ROWS

TAGS = re.compile(r"<(style|svg)[^>]*>.*?</\1>|<[^>]+>", re.DOTALL)


def words(made: SellThrough) -> str:
    """What a person reads on the page."""
    html = page(made, accent="#5a2327").replace("\u00ad", "").partition("<body")[2]
    return " ".join(unescape(TAGS.sub(" ", html)).split())


def test_head_figures_and_formula() -> None:
    """Who, for whom, for when; the sell-through with its pieces; the formula by name; number and digest."""
    said = words(sell_through())
    for expected in ("Delmare Genève", "1 October 2026 to 31 October 2026", "door London", "31 October 2026, 18:00",
                     "For Mme Aubert", "38% 8 of 21 pieces", "net sold; 4 a year before",
                     "Sell-through A: net sold / (opening + received + net transfers in)."):  # fmt: skip
        assert expected in said
    assert "T-2026-0004, revision 1 · facts 7f3a 91c2 7f3a 91c2" in page(sell_through(), accent="#5a2327")


def test_pieces_beside_every_percentage() -> None:
    """No percentage stands alone, and none at all where fewer than three pieces are below the line."""
    made = sell_through()
    cells = [cell for table in context(made)["tables"] for line in table.lines for cell in line.cells]
    percents = [cell for cell in cells if cell.words.endswith("%")]
    assert percents
    assert all(re.fullmatch(r"−?\d+ of \d+", cell.small) for cell in percents)
    assert any(cell.words == "1 of 2" for cell in cells)
    assert any(cell.words == "n/a" for cell in cells)


def test_what_is_not_accounted_for_is_said() -> None:
    """Whether the residue has a column or not."""
    for columns in (EVERYTHING, ("reference", "sold")):
        assert "1 piece of the closing is explained by no dated entry: 5514.B (+1)." in words(
            sell_through(columns=columns)
        )


def test_only_the_contract_s_columns() -> None:
    """Headings, key figures and charts are those of columns that were asked for."""
    said = words(sell_through(columns=("reference", "opening", "received"), consigned=()))
    for absent in ("Sell-through by", "on hand", "Net sold", "weeks of cover", "On order", "CHF", "Wristwatch", "%"):
        assert absent not in said
    assert "<svg" not in page(sell_through(columns=("reference", "opening", "received")), accent="#5a2327")


def test_nothing_of_the_house_is_in_it() -> None:
    """Neither stock numbers nor the cells, files and reasons of her registers."""
    html = page(sell_through(), accent="#5a2327")
    for secret in ("W-0138", "Stock.xlsx", "Sales.xlsx", "Montres", "pre-owned"):
        assert secret not in html
    assert "in doubt" in words(sell_through())


def test_consigned_pieces_stand_apart() -> None:
    """Under a heading of their own, in no sum."""
    said = words(sell_through())
    assert said.index("On consignment from you") > said.index("All 16 6")
    assert "On consignment" not in words(sell_through(consigned=()))


def test_every_key_has_its_words() -> None:
    """Each column a contract may name is printed under a heading, in English and French."""
    assert {key for key in COLUMNS if key not in KEYS} == {"ageing"}
    assert all(f"st_{key}" in SELL_THROUGH_SENTENCES for key in KEYS)
    assert all(english and french for english, french in SELL_THROUGH_SENTENCES.values())


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_usual_report_has_no_more_than_two_pages(paper: str, language: str) -> None:
    """Twelve references, the usual columns; every glyph is there, and nothing runs out of the paper."""
    rows = tuple(row(f"Ligne {number // 4}", f"55{number:02d}.B", units(number + 1, 1, 1)) for number in range(12))
    made = sell_through(rows, language=language, columns=USUAL, consigned=())
    data = pdf(page(made, accent="#5a2327", paper=paper), identifier="T", title="T", language=language)
    with pikepdf.open(io.BytesIO(data)) as opened:
        assert len(opened.pages) <= 2


def test_a_long_report_says_so() -> None:
    """Beyond two pages it is told; beyond what anybody reads the collections stand for their references."""
    long = tuple(row("Océane", f"R{number:04d}", units(1, 0, 1)) for number in range(60))
    assert "With 60 references this report has more than two pages" in words(sell_through(long))
    longest = tuple(row(f"C{number % 3}", f"R{number:04d}", units(1, 0, 1)) for number in range(MOST_ROWS + 1))
    ordered = tuple(sorted(longest, key=lambda one: one.collection))
    said = words(sell_through(ordered))
    assert "The 301 references are too many to be read on paper" in said
    assert "R0001" not in said
    assert "C2" in said


def test_french() -> None:
    """The representative's language in every fixed word."""
    said = words(sell_through(language="fr", formula_words="ventes nettes / stock initial", notes=()))
    assert "du 1er octobre 2026 au 31 octobre 2026" in said
    assert "38 %" in said
    for english in ("Opening", "Closing", "Sold", "weeks", "pieces", "of the", "Year"):
        assert english not in said


def test_bars_are_as_high_as_their_values() -> None:
    """The charts are compared with the numbers: heights in proportion, below the baseline where returns exceed."""
    drawn = str(bar_chart([Bar("a", 8, 4), Bar("b", 2), Bar("c", -4)], "−4", "#5a2327", "said"))
    rectangles = re.findall(r'<rect x="[\d.]+" y="([\d.]+)" width="[\d.]+" height="([\d.]+)"', drawn)
    found = [(float(y), float(high)) for y, high in rectangles]
    heights = [high for _, high in found]
    assert heights[0] == pytest.approx(4 * heights[1], abs=0.05)
    assert heights[0] == pytest.approx(2 * heights[2], abs=0.05)
    assert found[2][0] == pytest.approx(found[0][0] + heights[0], abs=0.05)
    assert "−4</text>" in drawn


def test_every_bar_of_the_trend() -> None:
    """The page's chart has a bar for each point with sales, and is read out in full."""
    points = trend(12)
    html = page(sell_through(trend=points), accent="#5a2327")
    assert html.count("<rect") == sum(1 for point in points if point.sold)
    assert f"Oct 2026 {points[-1].sold}" in html


def test_no_rows_at_all() -> None:
    """A brand without a movement has its page, and it says so."""
    empty = sell_through((), total=total("", ROWS[:0]), collections=(), consigned=(), corrections=(), trend=())
    assert "Nothing moved, and nothing was on hand." in words(replace(empty, left_out=()))


def test_without_collections_there_is_no_column_of_them() -> None:
    """A column of blanks would only take the room of figures."""
    rows = tuple(replace(one, collection="") for one in ROWS)
    said = words(sell_through(rows, collections=(), consigned=()))
    assert "Collection" not in said
    assert "Reference Opening" in said
