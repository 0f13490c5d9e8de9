"""Contracts with brands in the house file: read strictly, and due when they say."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from toolkit import house as houses
from toolkit.calendars import Reckoning
from toolkit.contract_words import Due
from toolkit.contracts import COLUMNS, FORMATS, KEYS, USUAL, Contract
from toolkit.findings import ToolkitError

HOUSE = '[house]\ncurrency = "GBP"\nlanguage = "fr"\n[words.brand]\n"AUR" = "Aurelle"\n'
LEAST = '[[brand]]\nname = "Aurelle"\ndue_days = 5\n'


def parsed(text: str) -> tuple[Contract, ...]:
    """The contracts of a house by the text of its house file."""
    return houses.parse(HOUSE + text, Path()).contracts


def test_a_contract_that_says_the_least() -> None:
    """Monthly, formula A over 13 weeks, the usual columns, in the house's language, with no price told."""
    (one,) = parsed(LEAST)
    assert one == Contract("Aurelle", Due("due_days", 5), language="fr", currency="GBP")
    assert (one.formula, one.trailing, one.formats, one.prices, one.consigned) == ("A", 13, FORMATS, False, True)
    assert one.columns == USUAL
    assert "sales" not in one.columns


def test_a_contract_that_says_everything() -> None:
    """Each line is read as it is written; the brand is called what the house's words make of it."""
    (one,) = parsed("""
[[brand]]
name = "AUR"
representative = "Mme Aubert"
email = "reports@aurelle.example"
cc = ["zone@aurelle.example", "store@aurelle.example"]
language = "en"
door = "Mount Street"
since = 2026-02-01
until = 2028-01-31
calendar = "454"
every = "week"
due_working_days = 2
formula = "D"
trailing = 26
columns = ["reference", "opening", "received", "net_sold", "closing", "sales"]
prices = true
currency = "EUR"
consigned = false
template = "templates/Aurelle.xlsx"
formats = ["xlsx", "csv"]
never = ["Project Lyra"]
never_fields = ["serial", "stock_no"]
""")
    assert one == Contract(
        brand="Aurelle",
        representative="Mme Aubert",
        email="reports@aurelle.example",
        cc=("zone@aurelle.example", "store@aurelle.example"),
        language="en",
        door="Mount Street",
        since=date(2026, 2, 1),
        until=date(2028, 1, 31),
        reckoning=Reckoning("454", "week"),
        due=Due("due_working_days", 2),
        formula="D",
        trailing=26,
        columns=("reference", "opening", "received", "net_sold", "closing", "sales"),
        prices=True,
        currency="EUR",
        consigned=False,
        template="templates/Aurelle.xlsx",
        formats=("xlsx", "csv"),
        never=("Project Lyra",),
        never_fields=("serial", "stock_no"),
    )


def test_what_may_be_written_in_two_ways() -> None:
    """One address needs no brackets; yes and true are the same; told prices are among the usual columns."""
    (one,) = parsed(LEAST + 'cc = "a@b.example"\nprices = "yes"\n')
    assert one.cc == ("a@b.example",)
    assert one.prices
    assert one.columns == tuple(name for name in COLUMNS if name in (*USUAL, "sales"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[brand]\nname = "x"\n', "two brackets"),
        ("[[brand]]\ndue_days = 5\n", "needs its name"),
        ('[[brand]]\nname = " "\ndue_days = 5\n', "needs its name"),
        (LEAST + 'representive = "x"\n', "did you mean representative"),
        (LEAST + 'representative = "two\\nlines"\n', "one line"),
        (LEAST + 'email = "aurelle"\n', "sales@example.com"),
        (LEAST + 'email = ["a@b.example"]\n', "sales@example.com"),
        (LEAST + 'cc = ["a@b.example", "b"]\n', "cc is 'b'"),
        (LEAST + 'cc = ["a@b.example", "a@b.example"]\n', "twice"),
        (LEAST + 'language = "de"\n', "en, fr"),
        (LEAST + 'since = "2026-01-01"\n', "without quotes"),
        (LEAST + "since = 0001-01-01\n", "no calendar here reaches"),
        (LEAST + "since = 2026-02-01\nuntil = 2026-01-31\n", "before it begins"),
        (LEAST + 'calendar = "445 "\n', "month, week, 454, 445, fiscal"),
        (LEAST + 'every = "week"\n', "it can be month"),
        (LEAST + 'calendar = "fiscal"\n', "4 for April"),
        (LEAST + 'calendar = "fiscal"\nfiscal_start = 13\n', "4 for April"),
        (LEAST + 'calendar = "fiscal"\nfiscal_start = 4\n', "needs fiscal_named"),
        (LEAST + "fiscal_start = 4\n", 'is for calendar = "fiscal"'),
        (LEAST + 'calendar = "454"\nfiscal_named = "ends"\n', 'is for calendar = "fiscal"'),
        ('[[brand]]\nname = "x"\n', "when a report is due"),
        (LEAST + "due_day = 5\n", "needs one line that says when"),
        ('[[brand]]\nname = "x"\ndue_days = -1\n', "whole number from 0"),
        ('[[brand]]\nname = "x"\ndue_days = "5"\n', "whole number from 0"),
        ('[[brand]]\nname = "x"\ndue_days = true\n', "whole number from 0"),
        ('[[brand]]\nname = "x"\ndue_day = 32\n', "whole number from 1 to 31"),
        ('[[brand]]\nname = "x"\ndue_day = 5\ncalendar = "week"\n', "due_days = 3"),
        (LEAST + 'formula = "E"\n', "A, B, C, D"),
        (LEAST + "trailing = 12\n", "13, 26"),
        (LEAST + "trailing = true\n", "13, 26"),
        (LEAST + 'columns = ["net_sld"]\n', "'net_sld', which is not known; did you mean net_sold"),
        (LEAST + 'columns = ["sold", "sold"]\n', "twice"),
        (LEAST + 'columns = "sold"\nnever_fields = ["sold"]\n', "not known"),
        (LEAST + 'columns = ["description"]\nnever_fields = ["description"]\n', "both in columns and in never_fields"),
        (LEAST + 'columns = ["sales"]\n', "prices may not be told"),
        (LEAST + 'prices = "maybe"\n', "yes, no"),
        (LEAST + 'currency = "pounds"\n', 'currency = "GBP"'),
        (LEAST + 'template = "Aurelle.pdf"\n', ".xlsx or .xlsm"),
        (LEAST + 'template = "../Aurelle.xlsx"\n', "from the house's folder"),
        (LEAST + 'template = "C:/Aurelle.xlsx"\n', "from the house's folder"),
        (LEAST + 'formats = ["docx"]\n', "known are csv, pdf, xlsx"),
        (LEAST + "never = [1]\n", "a list in quotes"),
        (LEAST + 'never = [""]\n', "a list in quotes"),
        (LEAST + 'never_fields = ["serials"]\n', "did you mean serial"),
        (LEAST + LEAST, "two [[brand]] called 'Aurelle'"),
        (LEAST + '[[brand]]\nname = "aur"\ndue_days = 1\n', "two [[brand]] called 'Aurelle'"),
        (LEAST + '[[brand]]\nname = "AURELLE"\ndue_days = 1\n', "two [[brand]] called"),
    ],
)
def test_a_slip_in_a_contract_is_one_sentence_that_names_it(text: str, said: str) -> None:
    """The brand, its line and what to write instead."""
    with pytest.raises(ToolkitError) as caught:
        parsed(text)
    assert "boutique.toml" in caught.value.message
    assert said in caught.value.message


def test_told_prices_need_a_currency() -> None:
    """Where neither the contract nor the house names one, none is assumed."""
    with pytest.raises(ToolkitError, match="needs their currency"):
        houses.parse(LEAST + "prices = true\n", Path())
    assert houses.parse(LEAST, Path()).contracts[0].currency == ""


@pytest.mark.parametrize(
    ("due", "last", "day"),
    [
        (Due("due_days", 5), date(2026, 10, 31), date(2026, 11, 5)),
        (Due("due_days", 0), date(2026, 10, 31), date(2026, 10, 31)),
        (Due("due_working_days", 1), date(2026, 10, 31), date(2026, 11, 2)),  # a Saturday
        (Due("due_working_days", 5), date(2026, 9, 30), date(2026, 10, 7)),
        (Due("due_working_days", 5), date(2026, 10, 31), date(2026, 11, 6)),
        (Due("due_day", 5), date(2026, 10, 31), date(2026, 11, 5)),
        (Due("due_day", 31), date(2027, 1, 31), date(2027, 2, 28)),
        (Due("due_day", 10), date(2026, 12, 31), date(2027, 1, 10)),
    ],
)
def test_when_a_report_is_due(due: Due, last: date, day: date) -> None:
    """Weekends are no working days; a month without such a day has its last one; December is followed by January."""
    assert due.after(last) == day


def test_periods_are_owed_from_the_first_day_to_the_last() -> None:
    """What ended before the first day is not owed, nor what begins after the last; the rest is, once it is due."""
    (one,) = parsed(LEAST + "since = 2026-02-15\nuntil = 2026-05-10\n")
    assert [period.name for period in one.owed(date(2026, 4, 20), date(2026, 5, 4))] == ["2026-02", "2026-03"]
    assert [period.name for period in one.owed(date(2026, 4, 20), date(2026, 5, 5))] == [
        "2026-02",
        "2026-03",
        "2026-04",
    ]
    assert one.owed(date(2026, 4, 20), date(2030, 1, 1))[-1].name == "2026-05"


def test_without_a_first_day_only_the_last_period_is_owed() -> None:
    """Nothing says that older reports were ever owed: none is called overdue."""
    (one,) = parsed(LEAST)
    assert [period.name for period in one.owed(date(2026, 10, 31), date(2026, 11, 30))] == ["2026-10"]
    assert [period.name for period in one.owed(date(2026, 10, 30), date(2026, 12, 5))] == [
        "2026-09",
        "2026-10",
        "2026-11",
    ]


def test_a_period_is_read_in_the_calendar_of_the_brand() -> None:
    """A fiscal name means what the contract says; a plain month may be asked of any brand."""
    (one,) = parsed(LEAST + 'calendar = "fiscal"\nfiscal_start = 4\nfiscal_named = "ends"\nevery = "quarter"\n')
    assert one.period("FY2027-Q3").first == date(2026, 10, 1)
    assert one.period("2026-10").last == date(2026, 10, 31)
    assert one.latest(date(2026, 10, 31)).name == "FY2027-Q2"


def test_the_contract_of_the_documentation_is_one() -> None:
    """The example people copy is read as it is printed."""
    page = (Path(__file__).resolve().parents[1] / "docs" / "sell-through.md").read_text("utf-8")
    (one,) = parsed(page.split("```toml\n")[1].split("```")[0])
    assert one.reckoning == Reckoning("454", "month")
    assert one.never == ("Project Lyra",)


def test_every_line_a_contract_may_have_is_read() -> None:
    """The table of lines names each field of a contract, and each column a word for it."""
    renamed = {"brand": "name", "reckoning": "calendar", "due": "due_days"}
    assert {renamed.get(one.name, one.name) for one in fields(Contract)} <= set(KEYS)
    assert set(USUAL) < set(COLUMNS)


def test_a_brand_is_found_however_it_is_spelt() -> None:
    """By its name, in any case, or by the house's word for it; a near miss is named."""
    house = houses.parse(HOUSE + LEAST, Path())
    assert house.contract("aurelle") is house.contract("AUR") is house.contracts[0]
    with pytest.raises(ToolkitError, match="Did you mean 'Aurelle'") as caught:
        house.contract("Aurele")
    assert caught.value.status == 2
    with pytest.raises(ToolkitError, match=r"no contract with 'Brandt'\.$"):
        house.contract("Brandt")
    with pytest.raises(ToolkitError, match="no contract"):
        houses.parse("", Path()).contract("Aurelle")
