"""Earlier schedules in other people's layouts: which column is what, what is a line, and which total is stated."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.bridges import plain_house
from toolkit.findings import ToolkitError
from toolkit.produce.opening import from_file
from toolkit.values import Money

BROKERS = """Item,Ref,Description,Location,Sum insured
1,W1,Rolex Submariner,Safe,"£10,000.00"
2,W2,Omega Seamaster,Window,"£4,500.00"
3,W3,Patek 600,Safe,"£22,000.00"
,,,Total,"£36,500.00"
"""
GERMAN = """Nr.;Bezeichnung;Seriennummer;Versicherungssumme;Währung
W1;Rolex Submariner;A12345;10.000,00;EUR
W2;Omega Seamaster;B99999;4.500,00;EUR
;Summe;;14.500,00;EUR
"""
FRENCH = """N° de stock;Désignation;Catégorie;Emplacement;Valeur assurée
W1;Rolex;Montres;Coffre;10 000,00 €
W2;Bague saphir;Bagues;Vitrine;4 500,00 €
"""
SECTIONS = """Stock No,Description,Insured value,Notes
WATCHES,,,
W1,Rolex,10000,
W2,Omega,on request,
RINGS,,,
R1,Sapphire ring,5000,
"""
CASES = {
    "Broker 2026-09-30.csv": (BROKERS, ["W1", "W2", "W3"], [None] * 3, Money(Decimal(10000), "GBP"), [Decimal(36500)]),
    "Versicherung.csv": (GERMAN, ["W1", "W2"], [None] * 2, Money(Decimal(10000), "EUR"), [Decimal(14500)]),
    "Assurance.csv": (FRENCH, ["W1", "W2"], ["watch", "ring"], Money(Decimal(10000), "EUR"), []),
    "Sections.csv": (SECTIONS, ["W1", "W2", "R1"], ["watch", "watch", "ring"], Money(Decimal(10000), "GBP"), []),
}


@pytest.mark.parametrize("name", CASES)
def test_a_layout(tmp_path: Path, name: str) -> None:
    """Numbers of lines are no stock numbers, sections are categories, totals rows are the stated total."""
    text, numbers, categories, first, totals = CASES[name]
    (tmp_path / name).write_text(text, "utf-8")
    found = from_file(str(tmp_path / name), plain_house())
    assert [line.stock_no for line in found.lines] == numbers
    assert [line.category for line in found.lines] == categories
    assert found.lines[0].value == first
    assert [one.value for one in found.totals] == totals
    assert found.dated == ("2026" in name)
    assert [line.stock_no for line in found.lines if line.block == "exceptions"] == ["W2"] * (name == "Sections.csv")


def test_values_with_two_readings_are_not_guessed(tmp_path: Path) -> None:
    """Ten thousand or ten: where not one value can be read the file is refused, with the cell."""
    (tmp_path / "Broker.csv").write_text(BROKERS.replace(".00", ""), "utf-8")
    with pytest.raises(ToolkitError, match=r"Not one value of Broker\.csv can be read: Broker\.csv, cell E2 reads"):
        from_file(str(tmp_path / "Broker.csv"), plain_house())
