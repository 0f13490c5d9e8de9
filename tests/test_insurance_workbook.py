"""The schedule's workbook: every line in its sheet, live sums that foot, the house's template in either language."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.office import converted, without_results
from toolkit.findings import Place, ToolkitError
from toolkit.render import container
from toolkit.reports.insurance import Line, Schedule, SourceNote
from toolkit.reports.insurance_total import matrices, sections, totals
from toolkit.reports.insurance_workbook import TEMPLATES, cells, workbook
from toolkit.values import Money, When
from tools.make_workbook_templates import make

FOLDER = Path(__file__).resolve().parents[1] / "workbook_templates"
CLOSING = time(18, 0)
SITUATIONS = ("safe", "window", "workshop", "bank", "transit", "approval", "exhibition", "residence", "Cave du fond")


def line(number: int, *, situation: str = "safe", currency: str = "GBP", **facts: object) -> Line:
    """A line of the sample; its amount has pence, and thousandths where the currency has them."""
    amount = Decimal(number * 100_000 + number) / (1000 if currency == "KWD" else 100)
    plain = Line(
        stock_no=f"W-{number:04d}",
        description="Chronograph wristwatch, steel, 40 mm, black dial",
        detail="Ref. 5514.B · 2019 · box and papers",
        identifiers="00084361",
        category=("watch", "ring", "loose_stone")[number % 3],
        ownership=("owned", "owned", "consigned_in")[number % 3 - 1],
        situation=situation,
        location="Safe 1, tray 3",
        value=Money(amount, currency),
        valued=When(date(2026, 2, 3), date(2026, 2, 3)),
        reasons=(),
        places=(Place("Stock.xlsx", "Montres", 4 + number, "A"), Place("Stock.xlsx", "Montres", 4 + number, "Q")),
    )
    return replace(plain, **facts)  # type: ignore[arg-type]


LINES = tuple(line(number, situation=SITUATIONS[number % 3]) for number in range(1, 13))
DOUBT = (line(80, reasons=("struck through: type the date sold, or lift the mark",)), line(81, value=None, currency=""))


def schedule(lines: Sequence[Line] = LINES, **facts: object) -> Schedule:
    """A schedule of these lines, with two in doubt, one to complete, one left out."""
    made = sections(lines)
    whole = Schedule(
        house_name="Maison Aurelle",
        house_address="12 Example Street, London",
        policy="JB 104 882",
        language="en",
        number="S-2026-10",
        revision=1,
        draft=False,
        facts="7f3a91c2" * 8,
        as_at=datetime(2026, 10, 31, 18, 0),
        basis=(("owned", "landed_cost"),),
        vat="All values are net of VAT.",
        notes=("Situations are as now recorded.",),
        sections=made,
        matrices=matrices(made),
        totals=totals(made),
        in_doubt=DOUBT,
        exceptions=(line(90, value=None, reasons=("the insured value is blank: type it",)),),
        excluded=(line(95, reasons=("sold on 3 March 2026",)),),
        rows_in=len(lines) + 4,
        sources=(SourceNote("stock", "Stock.xlsx", "Montres", 20, 16),),
    )
    return replace(whole, **facts)  # type: ignore[arg-type]


SEVERAL = schedule(
    [
        line(
            number, situation=SITUATIONS[number % len(SITUATIONS)], currency=("GBP", "JPY", "KWD", "francs")[number % 4]
        )
        for number in range(1, 60)
    ]
)


@cache
def template(language: str = "en") -> bytes:
    """The template in a language."""
    return (FOLDER / TEMPLATES[language]).read_bytes()


def filled(made: Schedule | None = None, data: bytes | None = None) -> bytes:
    """The schedule's workbook."""
    made = made or schedule()
    return workbook(made, data or template(made.language), closing=CLOSING)


def opened(data: bytes, *, results: bool = True) -> Any:
    """The workbook as openpyxl reads it: results, or formulas."""
    return load_workbook(io.BytesIO(data), data_only=results)


def named(book: Any, name: str) -> list[object]:
    """The values a defined name covers, row after row."""
    sheet, _, cells_named = book.defined_names[name].attr_text.rpartition("!")
    found = book[sheet.strip("'").replace("''", "'")][cells_named]
    rows = found if isinstance(found, tuple) else ((found,),)
    return [cell.value for row in rows for cell in row]


def test_every_line_has_its_row() -> None:
    """Lines of the total, in doubt, to complete and left out stand in their sheets, in order."""
    book = opened(filled())
    held = [line_.stock_no for section in schedule().sections for line_ in section.lines]
    assert named(book, "schedule_stock_no") == held
    assert named(book, "doubt_stock_no") == ["W-0080", "W-0081"]
    assert named(book, "exception_stock_no") == ["W-0090"]
    assert named(book, "excluded_reason") == ["sold on 3 March 2026"]
    assert named(book, "source_file") == ["Stock.xlsx"]
    assert named(book, "doubt_reason")[0] == "struck through: type the date sold, or lift the mark"


def test_a_line_in_full() -> None:
    """Words as the printed schedule has them, the day as a day, codes as text, the amount as a number."""
    book = opened(filled(schedule([line(3)])))
    assert [cell.value for cell in book["Schedule"][5]] == [
        "Goods on consignment",
        "Watches",
        "W-0003",
        "Chronograph wristwatch, steel, 40 mm, black dial",
        "Ref. 5514.B · 2019 · box and papers",
        "00084361",
        "In safe",
        "Safe 1, tray 3",
        None,
        None,
        "Not stated",
        datetime(2026, 2, 3),
        None,
        "GBP",
        3000.03,
        "Stock.xlsx, Montres: A7, Q7",
    ]


def test_the_title_block() -> None:
    """House, as-at with its time, policy, basis and VAT, the count of every row, number and digest."""
    book = opened(filled())
    assert named(book, "house")[0] == "MAISON AURELLE"
    assert named(book, "as_at")[0] == "as at the close of business, 31 October 2026, 18:00"
    assert named(book, "imprint") == ["S-2026-10, revision 1 · facts 7f3a 91c2 7f3a 91c2"]
    assert "Rows read: 16. In the total 12, in doubt 2, to complete 1, left out 1." in named(book, "footing")
    notes = [value for value in named(book, "notes") if value]
    assert {"Own stock: Landed cost", "All values are net of VAT.", "JB 104 882"} <= set(notes)
    assert named(book, "facts") == ["7f3a91c2" * 8]
    assert (book.properties.identifier, "Maison Aurelle" in book.properties.title) == ("S-2026-10", True)


def test_a_draft_says_so() -> None:
    """The word stands in the title block and at the foot of every page; no number is given away."""
    draft = filled(schedule(draft=True, number=""))
    assert named(opened(draft), "draft")[0] == "DRAFT, NOT ISSUED"
    assert all("Draft, not issued" in sheet.oddFooter.left.text for sheet in opened(draft))
    assert not opened(draft).properties.identifier
    assert named(opened(filled()), "draft")[0] is None


@pytest.mark.parametrize("made", [schedule(), SEVERAL], ids=["one currency", "several"])
def test_figures_foot(made: Schedule) -> None:
    """Key figures, matrices and totals say the same sums, and they are those of the lines, by currency."""
    book = opened(filled(made))
    sums: dict[str, Decimal] = {}
    pairs = zip(named(book, "schedule_currency"), named(book, "schedule_value"), strict=True)
    for currency, value in pairs:
        sums[str(currency)] = sums.get(str(currency), Decimal(0)) + Decimal(str(value))
    key = dict(zip(named(book, "figure_currency"), named(book, "figure_total"), strict=True))
    total = dict(zip(named(book, "schedule_total_currency"), named(book, "schedule_total_value"), strict=True))
    assert {name: Decimal(str(value)) for name, value in key.items()} == sums
    assert {name: Decimal(str(value)) for name, value in total.items()} == sums
    own = [Decimal(str(value)) for value in named(book, "figure_own")]
    others = [Decimal(str(value)) for value in named(book, "figure_others")]
    assert [sum(pair) for pair in zip(own, others, strict=True)] == [Decimal(str(value)) for value in key.values()]


def test_sums_are_live_and_need_no_recalculation() -> None:
    """Each sum is a formula with its result; Excel is not asked to compute when it opens the file."""
    data = filled()
    formulas, results = opened(data, results=False), opened(data)
    assert str(named(formulas, "figure_total")[0]).startswith("=SUMIFS(schedule_value")
    assert str(named(formulas, "schedule_total_value")[0]).startswith("=SUMIFS(schedule_value")
    assert named(results, "doubt_total_value") == [80_000.80]
    assert b"fullCalcOnLoad" not in container.read(data, "filled")["xl/workbook.xml"]


@pytest.mark.parametrize("word", ["Safe*", "<5", "18", "", "in safe", "=1+1"])
def test_words_that_are_no_criteria(word: str) -> None:
    """A wildcard, a comparison, a number or a second spelling would sum wrongly: then figures stand, and the same ones."""
    plain = schedule([line(1), line(2, situation=word)])
    if word:
        data = filled(plain)
        assert not str(named(opened(data, results=False), "figure_total")[0]).startswith("=")
        assert named(opened(data), "figure_total") == [3000.03]
    else:
        assert "Not stated" in named(opened(filled(plain)), "schedule_situation")


def test_more_situations_than_columns() -> None:
    """The smallest are added up under Elsewhere, and a note says which."""
    nine = [line(9 - place, situation=word, ownership="owned") for place, word in enumerate(SITUATIONS)]
    sheet = opened(filled(schedule(nine)))["Summary"]
    assert [cell.value for cell in sheet[16]][2:] == [
        *("In safe", "Window", "Workshop", "On approval", "Exhibition", "In transit", "Bank", "Elsewhere", "Total"),
    ]
    rows = {row[1].value: row[9].value for row in sheet.iter_rows(min_row=17)}
    assert rows["Total"] == 3000.03
    words = [str(row[2].value) for row in sheet.iter_rows(min_row=17)]
    assert "Own stock · Elsewhere: Residence, 1 piece, £2,000.02; Cave du fond, 1 piece, £1,000.01." in words


def test_matrix_rows_foot() -> None:
    """In every matrix the situations of a row add up to its total, folded or not."""
    sheet = opened(filled(SEVERAL))["Summary"]
    checked = 0
    for row in sheet.iter_rows(min_row=15, min_col=2, max_col=11):
        *parts, total = [cell.value for cell in row[1:]]
        if isinstance(total, int | float) and all(part is None or isinstance(part, int | float) for part in parts):
            assert sum(Decimal(str(part)) for part in parts if part) == Decimal(str(total))
            checked += 1
    assert checked > 20


def test_nothing_held() -> None:
    """A schedule of nothing says so in each sheet; no figure is invented."""
    book = opened(filled(schedule([], in_doubt=(), exceptions=(), excluded=(), sources=())))
    assert named(book, "schedule_description") == ["No piece is held at this date."]
    assert named(book, "doubt_description") == ["None"]
    assert named(book, "figure_total") == [None]


def test_the_french_edition() -> None:
    """Its own template, its own sheet names, the words of the printed one."""
    book = opened(filled(schedule(language="fr")))
    assert book.sheetnames == [
        "Synthèse", "État", "Passage", "Variations", "Limites", "Hors locaux", "Propriétaires", "Douze mois",
        "Estimations", "En doute", "À compléter", "Hors état", "Sources",
    ]  # fmt: skip
    assert set(named(book, "schedule_category")) == {"Montres", "Bagues", "Pierres libres"}
    assert book["État"].oddFooter.right.text == "Page &P sur &N"


def test_source_cells_are_not_printed() -> None:
    """The house's own check stands beside the printed page, not on it."""
    sheet = opened(filled())["Schedule"]
    assert sheet.print_area == "'Schedule'!$A$1:$O$18"
    assert sheet["P4"].value == "Source cells"
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("A5", "A4:P16", "$4:$4")


def test_cells_are_named_once_per_sheet() -> None:
    """Several cells of one sheet share its name."""
    places = (Place("A.xlsx", "S", 3, "B"), Place("A.xlsx", "S", 3, "F"), Place("b.csv", None, 9), Place("c.csv"))
    assert cells(places) == "A.xlsx, S: B3, F3; b.csv: 9; c.csv"


def test_the_same_schedule_gives_the_same_bytes() -> None:
    """So that an issued workbook is known to be unchanged."""
    assert filled() == filled()


def test_a_template_that_lost_a_name() -> None:
    """The house deleted a column with its name: the message says which name, and nothing is made."""
    parts = container.read(template(), "template")
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b'name="schedule_detail"', b'name="gone"')
    with pytest.raises(ToolkitError, match="schedule_detail"):
        filled(data=container.write(parts))


@pytest.mark.parametrize("language", TEMPLATES)
def test_the_templates_are_what_the_tool_makes(language: str) -> None:
    """The committed templates come from tools/make_workbook_templates.py, unaltered."""
    made = container.read(make(language), "made")
    assert made == container.read(template(language), "committed")


def test_libreoffice_agrees(tmp_path: Path) -> None:
    """Recalculated by LibreOffice every sum is the one we wrote; a template it re-saved fills to the same cells."""
    several, single = filled(SEVERAL), filled()
    files = {"several.xlsx": without_results(several), "template.xlsx": template(), "single.xlsx": single}
    after = converted(files, tmp_path)
    assert results_of(several) == pytest.approx(results_of(several, after["several.xlsx"]))
    assert len(results_of(several)) > 250
    resaved = filled(data=after["template.xlsx"])
    assert values_of(resaved) == values_of(single)


def results_of(data: bytes, shown: bytes | None = None) -> dict[str, float]:
    """The result of every formula by its cell, as another copy of the workbook shows it."""
    formulas, results = opened(data, results=False), opened(shown or data)
    return {
        f"{sheet.title}!{cell.coordinate}": float(results[sheet.title][cell.coordinate].value)
        for sheet in formulas
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def values_of(data: bytes) -> dict[str, list[list[object]]]:
    """Every value of every sheet, without the blank cells at the ends, which another program may leave or make."""
    return {
        sheet.title: [
            [cell.value or "" for cell in row] for row in sheet.iter_rows(max_col=12) if any(cell.value for cell in row)
        ]
        for sheet in opened(data)
    }
