"""The sell-through's workbook: the contract's columns and no other, live sums that foot, charts that show the rows."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.office import converted, without_results
from tests.sell_throughs import EVERYTHING, OCTOBER, ROWS, row, sell_through, trend, units
from toolkit.render import container
from toolkit.render.wording import text
from toolkit.reports.sell_through import SellThrough
from toolkit.reports.sell_through_workbook import TEMPLATES, workbook
from tools.make_workbook_templates import sell_through as made_template

FOLDER = Path(__file__).resolve().parents[1] / "workbook_templates"
FEW_COLUMNS = ("reference", "opening", "received", "sold", "closing", "net_sold", "rate")


@cache
def template(language: str = "en") -> bytes:
    """The template in a language."""
    return (FOLDER / TEMPLATES[language]).read_bytes()


def filled(made: SellThrough) -> bytes:
    """The workbook."""
    return workbook(made, template(made.language))


def opened(data: bytes, *, results: bool = True) -> Any:
    """The workbook as openpyxl reads it: results, or formulas."""
    return load_workbook(io.BytesIO(data), data_only=results)


def table(data: bytes, sheet: int = 1, *, results: bool = True) -> list[dict[str, Any]]:
    """The rows under the headings of a sheet, as they are shown."""
    found = opened(data, results=results).worksheets[sheet]
    titles = [cell.value for cell in found[4]]
    return [dict(zip(titles, (cell.value for cell in line), strict=True)) for line in found.iter_rows(min_row=5)]


def values(data: bytes) -> list[list[object]]:
    """Every value of every sheet; a fraction to nine digits."""
    return [
        [round(cell, 9) if isinstance(cell, float) else cell for cell in line]
        for sheet in opened(data).worksheets
        for line in sheet.iter_rows(values_only=True)
        if any(cell is not None for cell in line)
    ]


def chart_values(data: bytes) -> list[tuple[str, list[str]]]:
    """What each series of each chart remembers: the range it is drawn from, and its values."""
    parts = container.read(data, "workbook")
    found = []
    for name in sorted(part for part in parts if "/charts/chart" in part):
        from lxml import etree

        root = etree.fromstring(parts[name])
        for reference in root.iterfind(".//{*}val/{*}numRef"):
            points = {one.get("idx"): one.findtext("{*}v") for one in reference.iterfind("{*}numCache/{*}pt")}
            found.append((reference.findtext("{*}f"), [points.get(str(at), "") for at in range(len(points))]))
    return found


def test_every_reference_has_its_row() -> None:
    """In order, the sum after a collection of several, the sum of all beneath; codes are text."""
    rows = table(filled(sell_through()))
    named = [one["Reference"] for one in rows if one["Reference"]]
    assert named == [one.reference for one in ROWS]
    assert [one["Collection"] for one in rows if one["Collection"] and not one["Reference"]] == [
        "Minuit, total", "Océane, total", "All",
    ]  # fmt: skip
    assert rows[0]["GTIN"] == "04006381333931"
    assert next(one for one in rows if one["Collection"] == "All")["Closing"] == 13


def test_small_numbers_and_nothing_to_divide_by() -> None:
    """Two pieces below the line are told as pieces; none is ``n/a``; neither is a hundred per cent."""
    rows = {one["Reference"]: one for one in table(filled(sell_through()))}
    assert rows["7120"]["Sell-through"] == "1 of 2"
    assert rows["00551"]["Sell-through"] == "n/a"
    assert rows["00551"]["Cover, weeks"] == "no sales"
    assert rows["3919"]["Sell-through"] == pytest.approx(2 / 7)


def test_only_the_contract_s_columns() -> None:
    """What was not asked for has no figure, no heading and no width; charts forget what may not be told."""
    data = filled(sell_through(columns=FEW_COLUMNS))
    shown = [title for title in table(data)[0] if title]
    assert shown == ["Collection", "Reference", "Opening", "Received", "Sold", "Other moves", "Closing", "Net sold",
                     "Out of", "Sell-through"]  # fmt: skip
    sheet = opened(data).worksheets[1]
    blank = [cell.column_letter for cell in sheet[4] if not cell.value]
    assert blank
    assert all(sheet.column_dimensions[letter].hidden for letter in blank)
    assert not any(sheet[f"{letter}{line}"].value for letter in blank for line in range(5, sheet.max_row + 1))
    text_of_all = b"".join(container.read(data, "workbook").values())
    assert b"Wristwatch" not in text_of_all
    assert b"04006381333931" not in text_of_all
    assert [found for where, found in chart_values(data) if "$E$" in where] == [[]]


def test_charts_show_what_the_rows_say() -> None:
    """Each series is drawn from as many rows as there are, and remembers their very values."""
    points = trend(17)
    data = filled(sell_through(trend=points))
    found = dict(chart_values(data))
    assert set(found) == {f"'Trend'!${letter}$5:${letter}$21" for letter in "DEF"}
    assert found["'Trend'!$D$5:$D$21"] == [str(point.sold) for point in points]
    assert found["'Trend'!$E$5:$E$21"] == [str(point.sold_before) for point in points]
    assert found["'Trend'!$F$5:$F$21"] == [str(point.on_hand) for point in points]


def test_nothing_of_the_house_is_in_it() -> None:
    """Neither her stock numbers nor the cells and files of her registers, anywhere in the package."""
    everything = b"".join(container.read(filled(sell_through()), "workbook").values())
    for secret in (b"W-0138", b"Stock.xlsx", b"Sales.xlsx", b"Montres", b"pre-owned"):
        assert secret not in everything


@pytest.mark.parametrize("language", TEMPLATES)
def test_the_template_is_what_the_tool_makes(language: str) -> None:
    """The committed templates come from tools/make_workbook_templates.py, unaltered."""
    assert template(language) == made_template(language)


def test_an_empty_report_is_whole() -> None:
    """Nothing sold, nothing on hand: a sheet that says so, and sums of nought."""
    whole = row("", "", units(0, 0, 0))
    data = filled(sell_through((), total=whole, collections=(), consigned=(), trend=(), corrections=()))
    assert table(data)[0]["Collection"] == text("st_nothing", "en")
    assert "#" not in str([cell for line in values(data) for cell in line if isinstance(cell, str) and cell[:1] == "#"])


def test_same_report_same_bytes() -> None:
    """No clock enters; a draft says so, and has no number."""
    made = sell_through(number="", draft=True)
    assert filled(made) == filled(made)
    assert any("DRAFT" in str(cell) for line in values(filled(made)) for cell in line)


def test_libreoffice_agrees(tmp_path: Path) -> None:
    """Every live figure recalculated by another program is the one this program wrote; no formula fails."""
    rows = (*ROWS, row("Ronde", "77=1", units(2, 0, 3, residue=1)), row("", "88", units(1, 0, 0, customer_returns=2)))
    files = {
        "full.xlsx": filled(sell_through(rows)),
        "french.xlsx": filled(sell_through(rows, language="fr")),
        "few.xlsx": filled(sell_through(columns=FEW_COLUMNS)),
        "week.xlsx": filled(sell_through(columns=EVERYTHING[:9], period=OCTOBER, consigned=())),
    }
    bare = {name: without_results(data) for name, data in files.items()}
    for name, data in converted(bare, tmp_path).items():
        assert values(data) == values(files[name])
