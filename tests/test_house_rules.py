"""The house's own rules and the checks it switched off: read strictly, kept exactly, refused with the reason."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from tests.houses import make, run, table
from toolkit import house as houses
from toolkit.findings import ToolkitError

ROOT = Path(__file__).resolve().parents[1]
HEAD = (
    "Stock No",
    "Description",
    "Type",
    "Status",
    "Date in",
    "Cost",
    "Insured value",
    "Currency",
    "Location",
    "Serial",
)
ROWS = (
    ("W1", "Diver", "Watch", "In stock", "2024-03-05", "900", "1200", "GBP", "Safe 1", "AB123"),
    ("W2", "Chronograph", "Watch", "In stock", "2024-03-06", "900", "800", "GBP", "safe  1", ""),
    ("R3", "Ring", "Ring", "Reserved", "2024-03-07", "900", "800", "EUR", "Drawer", ""),
    ("R4", "Ring", "Ring", "Sold", "2024-03-08", "900", "", "GBP", "Window", "AB124"),
)


def house(folder: Path, rules: str, rows: tuple[tuple[str, ...], ...] = ROWS) -> Path:
    """A house with some stock and these lines at the end of its boutique.toml."""
    make(folder, {"stock.csv": table(HEAD, rows)}, house_currency="GBP")
    with (folder / "boutique.toml").open("a", encoding="utf-8") as file:
        file.write(rules)
    return folder


def told(folder: Path) -> list[tuple[str, str, str]]:
    """Cell, weight and words of every finding of a rule of the house."""
    found = run("check", "--house", folder, "--as-at", "2026-10-31", "--json").json["findings"]
    return [(f["places"][0]["cell"], f["severity"], f["message"]) for f in found if f["kind"].startswith("house-rule")]


def rule(lines: str, register: str = "stock") -> str:
    """One rule of the stock register."""
    return f'\n[[rule]]\nname = "Ours"\nregister = "{register}"\n{lines}\n'


@pytest.mark.parametrize(
    ("lines", "cells"),
    [
        ('field = "serial"\nrequired = true', ["J3", "J4"]),
        ('field = "serial"\nrequired = true\nwhen = { category = "watch" }', ["J3"]),
        ('field = "serial"\nrequired = true\nwhen = { category = ["watch", "ring"], status = "reserved" }', ["J4"]),
        ('field = "serial"\nrequired = true\nwhen = { stock_no = "w-2" }', ["J3"]),
        ('field = "location"\nallowed = ["Safe 1", "Window"]', ["I4"]),
        ('field = "status"\nallowed = ["available", "sold"]', ["D4"]),
        ("field = \"serial\"\npattern = 'AB[0-9]{2}3'", ["J5"]),
        ("field = \"serial\"\npattern = 'AB'", ["J2", "J5"]),
        ('field = "insured_value"\ncompare = ">="\nwith = "cost_purchase"', ["G3", "G4"]),
        ('field = "insured_value"\ncompare = ">="\nvalue = 1000', ["G3"]),
        ('field = "insured_value"\ncompare = ">="\nvalue = "1000 EUR"', ["G4"]),
        ('field = "insured_value"\ncompare = "!="\nvalue = 800', ["G3"]),
        ('field = "cost_purchase"\ncompare = "=="\nvalue = 900.00', []),
        ('field = "acquired_date"\ncompare = "<"\nvalue = 2024-03-07', ["E4", "E5"]),
        ('field = "acquired_date"\ncompare = ">"\nvalue = "today"', ["E2", "E3", "E4", "E5"]),
    ],
)
def test_a_rule_tells_exactly_the_rows_that_break_it(tmp_path: Path, lines: str, cells: list[str]) -> None:
    """Filled, allowed, of a shape, compared; with a condition and without; blanks and other currencies left alone."""
    assert [cell for cell, _, _ in told(house(tmp_path, rule(lines)))] == cells


def test_a_rule_speaks_in_the_words_of_the_house(tmp_path: Path) -> None:
    """Its message, its weight, its hint; curly brackets in them are only brackets."""
    lines = 'field = "insured_value"\ncompare = ">="\nwith = "cost_purchase"\nseverity = "information"\n'
    folder = house(tmp_path, rule(lines + 'message = "Below cost {value}."\nhint = "Ask {Jo}."'), ROWS[:2])
    (found,) = [f for f in run("check", "--house", folder, "--json").json["findings"] if f["kind"] == "house-rule"]
    assert found["severity"] == "information"
    assert found["message"] == "Below cost {value}. The insured value reads '800.00 GBP'. This is asked for by the rule 'Ours'."
    assert found["hint"] == "Ask {Jo}."
    assert [place["cell"] for place in found["places"]] == ["G3", "F3"]


def test_a_month_is_compared_only_where_it_is_certain(tmp_path: Path) -> None:
    """March 2024 may be before the 15th or after it; it is surely before April."""
    rows = (("W1", "Diver", "Watch", "In stock", "March 2024", "9", "9", "GBP", "Safe 1", "A"),)
    days = {"2024-03-15": 0, "2024-04-01": 1, "2024-03-31": 0}
    for number, (day, count) in enumerate(days.items()):
        lines = f'field = "acquired_date"\ncompare = ">="\nvalue = {day}'
        assert len(told(house(tmp_path / str(number), rule(lines), rows))) == count, day


def test_a_doubtful_cell_is_left_to_its_own_finding(tmp_path: Path) -> None:
    """What cannot be read is told once, as a doubt, not again as a broken rule."""
    rows = (("W1", "Diver", "Watch", "In stock", "2024-03-05", "900", "12.3.4", "GBP", "Safe 1", "A"),)
    lines = rule('field = "insured_value"\nrequired = true') + rule('field = "insured_value"\ncompare = ">"\nvalue = 5')
    assert told(house(tmp_path, lines, rows)) == []


def test_a_rule_of_a_column_the_register_lacks_says_so_once(tmp_path: Path) -> None:
    """It would otherwise be thought kept."""
    ((cell, weight, words),) = told(house(tmp_path, rule('field = "hallmark"\nrequired = true')))
    assert (cell, weight) == (None, "information")
    assert "hallmark" in words


def test_no_pattern_and_no_cell_can_make_it_slow(tmp_path: Path) -> None:
    """A pattern that takes other engines years takes this one no time."""
    rows = (("W1", "Diver", "Watch", "In stock", "2024-03-05", "900", "900", "GBP", "Safe 1", "a" * 5000 + "!"),)
    folder = house(tmp_path, rule("field = \"serial\"\npattern = '(a+)+'"), rows)
    began = time.perf_counter()
    assert len(told(folder)) == 1
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ('register = "stok"\nfield = "serial"\nrequired = true', "line 3, [[rule]] 'X': register is 'stok'; did you mean stock?"),
        ('register = "stock"\nfield = "seriel"\nrequired = true', "line 4, [[rule]] 'X': field is 'seriel'"),
        ('register = "stock"\nfield = "seriel"\nrequired = true', "did you mean serial?"),
        ('register = "stock"\nfield = "serial"\nrequird = true', "requird is not known; did you mean required?"),
        ('register = "stock"\nfield = "serial"', "exactly one of required, allowed, pattern, compare"),
        ('register = "stock"\nfield = "serial"\nrequired = true\npattern = "x"', "it has required and pattern"),
        ('register = "stock"\nfield = "serial"\nrequired = false', "required can only be true"),
        ('register = "stock"\nfield = "serial"\npattern = "(x"', "line 5, [[rule]] 'X': the pattern '(x' cannot be read"),
        ('register = "stock"\nfield = "serial"\npattern = "(?=x)"', "cannot be read"),
        ('register = "stock"\nfield = "cost_purchase"\npattern = "x"', "holds a money"),
        ('register = "stock"\nfield = "status"\nallowed = ["availabel"]', "did you mean available?"),
        ('register = "stock"\nfield = "status"\nallowed = "sold"\nvalue = 3', "with and value belong to compare"),
        ('register = "stock"\nfield = "status"\nallowed = []', "list of words"),
        ('register = "stock"\nfield = "status"\nallowed = [3]', "not 3"),
        ('register = "stock"\nfield = "cost_purchase"\ncompare = "=>"\nvalue = 3', "it can be < <= = >= > !="),
        ('register = "stock"\nfield = "serial"\ncompare = "<"\nvalue = 3', "dates, money and numbers"),
        ('register = "stock"\nfield = "cost_purchase"\ncompare = "<"', "either with (another field) or value"),
        ('register = "stock"\nfield = "cost_purchase"\ncompare = "<"\nwith = "sale_date"', "a money and sale_date a date"),
        ('register = "stock"\nfield = "cost_purchase"\ncompare = "<"\nvalue = "much"', 'like 5000 or "5000 GBP"'),
        ('register = "stock"\nfield = "sale_date"\ncompare = "<"\nvalue = "2024-03-05"', "without quotes"),
        ('register = "stock"\nfield = "carat"\ncompare = "<"\nvalue = true', "like 2.5"),
        ('register = "stock"\nfield = "serial"\nrequired = true\nwhen = { statu = "sold" }', "did you mean status?"),
        ('register = "stock"\nfield = "serial"\nrequired = true\nwhen = { status = "gone" }', "never 'gone'"),
        ('register = "stock"\nfield = "serial"\nrequired = true\nwhen = { carat = 2 }', "true, false"),
        ('register = "stock"\nfield = "serial"\nrequired = true\nwhen = "sold"', "{ status ="),
        ('register = "stock"\nfield = "serial"\nrequired = true\nseverity = "bad"', "error, warning, information"),
        ('register = "stock"\nfield = "serial"\nrequired = true\nmessage = 3', "text in quotes"),
    ],
)  # fmt: skip
def test_a_slip_in_a_rule_is_named_with_its_line(lines: str, said: str) -> None:
    """The line, the rule's name, what is wrong, and what was probably meant."""
    with pytest.raises(ToolkitError) as caught:
        houses.parse(f'[[rule]]\nname = "X"\n{lines}\n[[source]]\nregister = "stock"\nfile = "s.csv"\n', Path())
    assert said in caught.value.message
    assert caught.value.message.startswith("boutique.toml: ")


def test_rules_with_one_bracket_are_refused() -> None:
    """A single table would lose every rule but one."""
    with pytest.raises(ToolkitError, match="two brackets"):
        houses.parse('[rule]\nregister = "stock"\n', Path())


def test_the_page_s_own_examples_are_read_and_kept(tmp_path: Path) -> None:
    """What docs/house-rules.md shows is a house file that works."""
    page = (ROOT / "docs" / "house-rules.md").read_text("utf-8")
    example, off = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    read = houses.parse(off + example + '[house]\ncurrency = "GBP"\n', tmp_path)
    assert read.rules[0].name == "Every watch has its serial number"
    assert read.off == {"several-names", "word-unknown"}
    found = told(house(tmp_path, example))
    expected = [("G3", "error"), ("G4", "error"), ("I4", "warning"), ("J3", "warning")]
    assert sorted((cell, weight) for cell, weight, _ in found) == expected
    assert any(words.startswith("This piece is insured below its cost.") for _, _, words in found)


def kinds(folder: Path) -> set[str]:
    """The kinds of finding of a house."""
    return {f["kind"] for f in run("check", "--house", folder, "--as-at", "2026-10-31", "--json").json["findings"]}


def test_a_kind_that_holds_nothing_back_can_be_switched_off(tmp_path: Path) -> None:
    """It is gone from the list, and every other kind is still there."""
    rows = (*ROWS, ("W9", "Diver", "Watch", "In stock", "2024-03-05", "900", "900", "GBP", "Safe 1", "AB123"),
            ("W9", "Diver", "Watch", "In stock", "2031-03-05", "900", "900", "GBP", "Safe 1", "AB125"))  # fmt: skip
    before = kinds(house(tmp_path / "on", "", rows))
    after = kinds(house(tmp_path / "off", '\n[checks]\noff = ["future-date"]\n', rows))
    assert {"future-date", "duplicate-stock-no"} <= before
    assert after == before - {"future-date"}


@pytest.mark.parametrize(
    ("off", "said"),
    [
        ('off = ["duplicate-stock-no"]', "keeps pieces in doubt out of the schedule"),
        ('off = ["future-dates"]', "did you mean 'future-date'?"),
        ('off = ["qqqq"]', "names the kind of each finding"),
        ('off = "future-date"', "a list of kinds in quotes"),
        ("off = [3]", "a list of kinds in quotes"),
        ('of = ["future-date"]', "did you mean off?"),
    ],
)
def test_a_kind_that_cannot_be_switched_off_is_refused_with_the_reason(tmp_path: Path, off: str, said: str) -> None:
    """What a document rests on stays; an unknown name is told what it may have meant."""
    done = run("check", "--house", house(tmp_path, f"\n[checks]\n{off}\n"))
    assert done.code == 1
    assert said in " ".join(done.err.split())


def test_init_again_keeps_the_rules_and_what_is_off(tmp_path: Path) -> None:
    """The columns are proposed anew; what the house wrote stays."""
    lines = '\n[checks]\noff = ["future-date"]\n' + rule(
        'field = "serial"\nrequired = true\nwhen = { category = ["watch"] }'
    )
    folder = house(tmp_path, lines)
    before = houses.read(folder)
    assert run("init", folder, "--overwrite").code == 0
    after = houses.read(folder)
    assert (after.rules, after.off) == (before.rules, before.off)
    assert after.rules


def test_a_kind_of_the_comparison_is_switched_off_there_and_known_to_the_check(tmp_path: Path) -> None:
    """One list for both commands: each leaves out its own kinds and knows the other's."""
    sales = table(
        ("Invoice", "Date", "Transaction", "Stock No", "Price", "Customer"),
        [("A1", "2024-06-01", "Sale", "R4", "900", "Mrs Berry"), ("A2", "2024-07-01", "Sale", "W2", "-5", "Mr Dale")],
    )
    head = (*HEAD, "Date sold", "Sold for")
    stock = table(head, [(*row, "2024-06-02", "800") if row[0] == "R4" else (*row, "", "") for row in ROWS])
    for name, off, seen in (("on", "", True), ("off", '\n[checks]\noff = ["sale-price-differs"]\n', False)):
        folder = make(tmp_path / name, {"stock.csv": stock, "sales.csv": sales}, house_currency="GBP")
        with (folder / "boutique.toml").open("a", encoding="utf-8") as file:
            file.write(off)
        found = {
            f["kind"] for f in run("reconcile", "--house", folder, "--as-at", "2026-10-31", "--json").json["findings"]
        }
        assert ("sale-price-differs" in found) is seen
        assert "sale-date-differs" in found
        assert run("check", "--house", folder, "--as-at", "2026-10-31").code in {0, 3}
