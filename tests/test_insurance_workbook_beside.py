"""The workbook's sheets beside the lines: each figure of the schedule in its cell, sums live, the chart up to date."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.full_schedule import BRIDGE, HISTORY, LINES, full, line
from tests.office import converted, without_results
from tests.test_insurance_workbook import filled, named, opened, results_of, template
from toolkit.render import container
from toolkit.reports.insurance import Schedule
from toolkit.reports.insurance_total import matrices, sections, totals

CACHE = re.compile(rb"<(?:c:)?f>([^<]*)</(?:c:)?f><(?:c:)?numCache>(.*?)</(?:c:)?numCache>", re.DOTALL)
POINT = re.compile(rb"<(?:c:)?v>([^<]*)</(?:c:)?v>")


def with_lines(*lines: Any) -> Schedule:
    """The schedule with other lines; its bridge and limits are of no concern."""
    made = sections(lines)
    return full(sections=made, matrices=matrices(made), totals=totals(made))


def test_the_bridge_foots_in_its_cells() -> None:
    """Opening, every cause and the residue make closing, in each row and each total; the totals are those of the rows."""
    book = opened(filled(full()))
    rows = [[cell.value for cell in row] for row in book["Bridge"].iter_rows(min_row=5, max_row=10, max_col=15)]
    told = [row for row in rows if row[1]]
    assert len(told) == 5
    for row in told:
        assert sum(Decimal(str(figure)) for figure in row[2:13]) == Decimal(str(row[13]))
    assert named(book, "bridge_total_closing") == [950, 31700.5]
    assert named(book, "bridge_total_residue") == [0, -50]
    assert named(book, "bridge_notes") == list(BRIDGE.notes)
    assert "From S-2026-09, 30 September 2026, 18:00" in str(named(book, "bridge_source")[0])


def test_every_change_has_its_row() -> None:
    """With its words, both values, and the cells."""
    book = opened(filled(full()))
    assert named(book, "step_cause") == ["Vanished", "New", "Sold", "Revalued", "Moved"]
    assert named(book, "step_words") == [step.words for step in BRIDGE.steps]
    assert named(book, "step_before") == [13450, None, 2500, 11000, 4500]
    assert named(book, "step_after") == [None, 8000.5, None, 12000, 4500]


def test_limits_elsewhere_owners_and_valuations() -> None:
    """What stands against each limit, who has what, whose it is, what is to be valued."""
    book = opened(filled(full()))
    assert named(book, "limit_headroom") == [2799.5, -3000.5, 0]
    assert named(book, "limit_state") == ["Near", "Above the limit", "Not known"]
    assert named(book, "limit_percent") == [90.7, 160, None]
    assert named(book, "away_holder") == ["J. Aldous", "Pellworth & Sons", None]
    assert "W80" in str(named(book, "away_description")[-1])
    assert named(book, "away_late")[1] == "overdue"
    assert named(book, "away_total_value") == [950, 4500]
    assert named(book, "owner_name") == ["Mrs I. Garthwaite", "Not stated", "J7"]
    assert named(book, "owner_value") == [3700, 2000, 1500]
    assert named(book, "owner_total_value") == [7200]
    assert named(book, "valuation_stock_no") == ["W1", "C2"]
    assert named(book, "schedule_owner") == [
        None if one.ownership == "owned" else one.owner or "Not stated"
        for section in full().sections for one in section.lines
    ]  # fmt: skip
    assert set(named(book, "schedule_at_night")) == {"In safe", "On memo", "Workshop"}


def test_a_sheet_with_nothing_to_say_says_so() -> None:
    """No earlier schedule, no limits, nothing away, nobody else's goods, no months, nothing to value."""
    bare = with_lines(LINES[0])
    book = opened(filled(replace(bare, bridge=None, limits=(), in_doubt=(), history=(), revaluations=())))
    assert named(book, "bridge_source") == ["No earlier schedule was compared with this one."]
    assert "states no limits" in str(named(book, "limit_name")[0])
    assert named(book, "away_description") == ["Every piece of the total is in the house."]
    assert named(book, "owner_ownership") == ["The house holds no property of others."]
    assert "do not date" in str(named(book, "history_month")[0])
    assert named(book, "valuation_description") == ["No valuation is to be renewed."]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_chart_shows_the_months_that_were_written(language: str) -> None:
    """Twelve rows, the same in the sheet and in the chart's own memory; in the currency of most pieces."""
    data = filled(full(language=language))
    pounds = HISTORY[1]
    book = opened(data)
    assert named(book, "history_value") == [float(one.value) for one in pounds.months]
    assert named(book, "history_more_currency") == ["CHF"] * 12
    parts = container.read(data, "filled")
    (chart,) = (part for name, part in parts.items() if "/charts/chart" in name)
    cached = {ref.rpartition(b"!")[2]: POINT.findall(points) for ref, points in CACHE.findall(chart)}
    assert [Decimal(value.decode()) for value in cached[b"$D$5:$D$16"]] == [one.value for one in pounds.months]
    assert [Decimal(value.decode()) for value in cached[b"$E$5:$E$16"]] == [one.highest for one in pounds.months]
    assert [Decimal(value.decode()) for value in cached[b"$G$5:$G$16"]] == [pounds.average] * 12
    assert len(cached[b"$A$5:$A$16"]) == 12


def test_sums_are_formulas_unless_a_word_cannot_be_looked_for() -> None:
    """An owner written with a wildcard would be summed with others: then a figure stands, and the same one."""
    plain = opened(filled(full()), results=False)
    assert str(named(plain, "owner_value")[0]).startswith("=SUMIFS(schedule_value")
    assert str(named(plain, "bridge_total_by_sold")[1]).startswith("=SUMIFS(bridge_by_sold")
    assert str(named(plain, "limit_headroom")[0]) == "=SUM(D5,-E5)"
    starred = with_lines(*LINES[:4], line("C1", "3000.00", ownership="consigned_in", owner="Smith*"))
    assert named(opened(filled(starred), results=False), "owner_value") == [3000]


def test_a_template_of_the_house_from_before_these_sheets_still_works() -> None:
    """Without the sheet's names, or without the later columns of the lines, the rest is filled as ever."""
    parts = container.read(template(), "template")
    names = rb'<definedName name="(?:bridge|step|limit|away|owner|history|valuation)[^>]*>[^<]*</definedName>'
    later = rb'<definedName name="schedule_(?:owner|at_night|by_day|basis)"[^>]*>[^<]*</definedName>'
    parts["xl/workbook.xml"] = re.sub(later, b"", re.sub(names, b"", parts["xl/workbook.xml"]))
    book = opened(filled(full(), container.write(parts)))
    assert named(book, "schedule_stock_no") == [one.stock_no for part in full().sections for one in part.lines]
    assert named(book, "schedule_total_value") == [950, 31700.5]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_libreoffice_recalculates_every_sum_to_ours(tmp_path: Path, language: str) -> None:
    """Bridge, limits, elsewhere, owners: with our results taken out, another program finds the same, and no error."""
    data = filled(full(language=language))
    after = converted({"full.xlsx": without_results(data)}, tmp_path)["full.xlsx"]
    ours = results_of(data)
    assert ours == pytest.approx(results_of(data, after))
    assert len([cell for cell in ours if not cell.startswith(("Summary", "Synthèse"))]) > 30
    errors = [cell.value for sheet in opened(after) for row in sheet.iter_rows() for cell in row
              if isinstance(cell.value, str) and cell.value.startswith(("#", "Err:"))]  # fmt: skip
    assert errors == []
