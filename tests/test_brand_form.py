"""The brand's own workbook filled: under its headings the contract's columns, everything else as it came."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.workbook.defined_name import DefinedName

from tests.sell_throughs import EVERYTHING, ROWS, sell_through
from toolkit.findings import ToolkitError
from toolkit.produce.brand_form import filled

ENGLISH = ("Ref.", "Product", "EAN", "Opening stock", "Deliveries", "Units sold", "Returns", "Stock on hand",
           "Net sales", "Sell-thru %", "Remarks")  # fmt: skip
FRENCH = ("Référence", "Désignation", "Stock début", "Réceptions", "Ventes", "Stock fin", "Taux d'écoulement")
GERMAN = ("Artikelnummer", "Bezeichnung", "Anfangsbestand", "Wareneingang", "Verkauft", "Endbestand", "Reichweite")
ITALIAN = ("Codice articolo", "Descrizione", "Stock iniziale", "Ricevuti", "Venduti", "Giacenza finale", "In ordine")
SPANISH = ("Referencia", "Descripción", "Stock inicial", "Recibidos", "Vendidos", "Stock final", "En pedido")


def form(headings: tuple[str, ...] = ENGLISH, *, blank: int = 3, totals: str = "") -> bytes:
    """A brand's workbook: a title, a label with a named cell, headings in row 5, blank rows, sums beneath them."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Sell Out"
    sheet["A1"], sheet["A3"] = "MONTHLY SELL-OUT", "Period"
    book.defined_names["period"] = DefinedName("period", attr_text="'Sell Out'!$B$3")
    for number, heading in enumerate(headings, 1):
        sheet.cell(row=5, column=number, value=heading)
    for letter in totals:
        sheet[f"{letter}{6 + blank}"] = f"=SUM({letter}6:{letter}{5 + blank})"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def rows(data: bytes) -> list[tuple[Any, ...]]:
    """What stands below the headings."""
    return list(load_workbook(io.BytesIO(data), data_only=True)["Sell Out"].iter_rows(min_row=6, values_only=True))


def test_the_contract_s_columns_stand_under_the_brand_s_headings() -> None:
    """Each figure in its column, sums below with their results, the period in its named cell."""
    made = sell_through(columns=("reference", "opening", "received", "sold", "customer_returns", "closing", "rate"))
    found = filled(made, form(totals="DEFGH"), "delmare.xlsx")
    lines = rows(found.data)
    assert [line[0] for line in lines[:5]] == [one.reference for one in ROWS]
    assert lines[0][3:8] == (5, 2, 3, 1, 5)
    assert lines[0][9] == pytest.approx(100 * 2 / 7)  # the heading says per cent, the number format does not
    assert (lines[1][9], lines[4][9]) == ("1 of 2", "n/a")
    assert lines[5][3:8] == (16, 6, 9, 1, 13)
    assert load_workbook(io.BytesIO(found.data))["Sell Out"]["B3"].value == "2026-10"


def test_what_was_not_asked_for_stays_blank() -> None:
    """And is told, as is what the workbook has no column for."""
    made = sell_through(columns=("reference", "sold", "closing"))
    found = filled(made, form(), "delmare.xlsx")
    told = " ".join(found.notes)
    assert "Left blank" in told
    assert "Product, EAN, Opening stock, Deliveries, Returns, Net sales, Sell-thru %, Remarks" in told
    assert {line[8] for line in rows(found.data)} == {None}
    assert "no column for collection" in told


@pytest.mark.parametrize("headings", [FRENCH, GERMAN, ITALIAN, SPANISH])
def test_headings_in_five_languages(headings: tuple[str, ...]) -> None:
    """Every heading of the form is understood."""
    found = filled(sell_through(columns=EVERYTHING), form(headings), "form.xlsx")
    last = {"Taux d'écoulement": "rate", "Reichweite": "cover"}.get(headings[-1], "on_order")
    assert list(found.columns.values()) == ["reference", "description", "opening", "received", "sold", "closing", last]
    assert rows(found.data)[2][2:6] == (6, 3, 4, 5)


def test_codes_are_text() -> None:
    """A reference and a bar code keep their noughts."""
    lines = rows(filled(sell_through(), form(), "delmare.xlsx").data)
    assert (lines[4][0], lines[0][2]) == ("00551", "04006381333931")


def test_a_workbook_without_such_a_table_is_refused() -> None:
    """With what to write in it."""
    with pytest.raises(ToolkitError, match="no table was found") as error:
        filled(sell_through(), form(("Name", "Address")), "letter.xlsx")
    assert "Reference" in str(error.value.hint)


def test_same_form_same_bytes() -> None:
    """No clock enters."""
    assert filled(sell_through(), form(), "a.xlsx").data == filled(sell_through(), form(), "a.xlsx").data
