"""The unlock list: what it promises is released, no more is asked than is needed, and the best comes first."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from tests.houses import run
from tests.maisons import Shelf, messy
from tests.unlock_houses import DAY, fill_in, held_back, house_of, promised, read, sum_of
from toolkit.demo import story
from toolkit.produce import setup
from toolkit.produce.reading import Checked
from toolkit.produce.unlock import unlock
from toolkit.reports.unlock import Unlock
from toolkit.reports.unlock_score import share


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, shelf: Shelf) -> tuple[Path, Checked, Unlock]:
    """The demo's house with its registers, before any document is made, and its list."""
    folder = shelf.take(messy, tmp_path_factory.mktemp("demo") / "maison")
    story.map_columns(folder)
    checked = read(folder)
    return folder, checked, unlock(checked)


def test_the_promise_of_the_demo_is_kept(demo: tuple[Path, Checked, Unlock]) -> None:
    """The first ten answers given in its workbooks: schedule and dossiers release exactly what was promised."""
    folder, checked, made = demo
    before = held_back(checked)
    assert made.held.units["schedule"] == before.lines.total()
    assert made.held.units["dossier"] == len(before.dossiers)
    first = made.asks[:10]
    told = promised(first)
    assert told.lines.total() >= 8
    assert len(told.dossiers) >= 8
    fill_in(folder, first)
    after = held_back(read(folder))
    assert before.lines - after.lines == told.lines
    assert after.lines - before.lines == type(after.lines)()
    assert before.dossiers - after.dossiers == told.dossiers
    assert after.dossiers <= before.dossiers
    assert sum_of(before.values - after.values) == sum_of(told.values) == dict(made.first(10).values)


def test_everything_held_back_is_on_the_list_once(demo: tuple[Path, Checked, Unlock]) -> None:
    """Each unit is released by the last of its answers, or told apart as one that no cell releases."""
    *_, made = demo
    released = [unit for ask in made.asks for unit in ask.releases]
    assert len(released) == len({id(unit) for unit in released})
    assert len(released) + len(made.elsewhere) == made.held.all
    assert made.first(len(made.asks)) == made.steps[-1].released
    assert {unit.subject for unit in made.elsewhere} >= {"W0071", "W0047", "J0172", "00361"}


SMALL = {
    "A1": {"Insured value": "", "Currency": ""},  # no value, and none names its currency
    "A2": {"Date in": "", "Insured value": ""},  # a doubt in front of a blank
    "A3": {"Status": "chez Paul"}, "A4": {"Status": "chez Paul"}, "A5": {"Status": "Chez Paul"},
    "A6": {"Stock No": "T1", "Date in": ""}, "A7": {"Stock No": "T1", "Brand": "Boucheron"},  # one number, and a doubt
    "A8": {"Status": "missing"},
    "A9": {"Insured value": "32600", "Notes": "Prix du lot, avec la broche"},
    "B1": {"Status": "sold", "Insured value": ""},  # gone: its value is asked of nobody
    "B2": {"Condition": "pre-owned", "Supplier": ""},
    "B3": {},
}  # fmt: skip


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A house without a currency, in which reasons stand behind one another."""
    return house_of(tmp_path_factory.mktemp("small"), SMALL, house_currency="")


def of(made: Unlock, document: str, subject: str) -> list[set[str]]:
    """The cells each answer of a unit may be typed in."""
    return [
        {place.cell or "" for place in ask.need.places}
        for ask in made.asks
        for unit in (*ask.releases, *ask.waits)
        if (unit.document, unit.subject) == (document, subject)
    ]


def test_a_reason_behind_a_reason_is_asked_for_at_once(small: Path) -> None:
    """A value and its currency; a date and a value; a number two rows share and the date of one of them."""
    made = unlock(read(small))
    assert of(made, "schedule", "A1") == [{"L2"}, {"M2"}]
    assert of(made, "schedule", "A2") == [{"H3"}, {"L3"}]
    assert of(made, "schedule", "T1") == [{"A7", "A8"}, {"A7", "A8"}, {"H7"}]
    assert of(made, "schedule", "A9") == [{"L10", "N10"}]
    assert of(made, "schedule", "B1") == [{"I11", "J11"}]


def test_a_word_used_in_many_cells_is_one_answer(small: Path) -> None:
    """Declared once, it releases every line that bears it."""
    (ask,) = [ask for ask in unlock(read(small)).asks if "chez paul" in ask.read.lower()]
    assert [place.cell for place in ask.need.places] == ["J4", "J5", "J6"]
    assert [unit.subject for unit in ask.releases] == ["A3", "A4", "A5"]
    assert ask.rank == 1


def test_what_no_cell_releases_is_said(small: Path) -> None:
    """A missing piece waits for the insurer, and is no part of any promise."""
    made = unlock(read(small))
    (unit,) = made.elsewhere
    assert (unit.document, unit.subject) == ("schedule", "A8")
    assert "insurer" in unit.elsewhere[0].hint
    assert of(made, "schedule", "A8") == []


def test_the_promise_of_the_small_house_is_kept_answer_by_answer(small: Path, tmp_path: Path) -> None:
    """After each answer in turn exactly what it promised is released: nothing before, nothing less."""
    typed = {
        "J4": "in stock", "J5": "in stock", "J6": "in stock", "G12": "Hartmann GmbH", "A8": "T2", "H7": "2024-01-05",
        "I11": "2026-09-01", "L2": "900", "M2": "EUR", "H3": "2024-01-05", "L3": "700", "L10": "16300", "N10": "",
    }  # fmt: skip
    folder = shutil.copytree(small, tmp_path / "copy")
    asks = unlock(read(folder)).asks
    left = held_back(read(folder))
    for ask in asks:
        rows = list(csv.reader((folder / "Stock.csv").read_text("utf-8").splitlines()))
        for cell in [place.cell or "" for place in ask.need.places]:
            if cell in typed:
                rows[int(cell[1:]) - 1][ord(cell[0]) - ord("A")] = typed[cell]
        (folder / "Stock.csv").write_text("\n".join(",".join(f'"{each}"' for each in row) for row in rows), "utf-8")
        now, told = held_back(read(folder)), promised([ask])
        assert left.lines - now.lines == told.lines, ask.need
        assert left.dossiers - now.dossiers == told.dossiers, ask.need
        left = now
    assert list(left.lines) == ["A8"]
    assert unlock(read(folder)).asks == ()


def test_a_house_without_a_basis_or_a_currency_is_told_of_one_line(tmp_path: Path) -> None:
    """One line of the house file that releases everything comes before any cell."""
    rows = {"A1": {"Currency": ""}, "A2": {"Currency": ""}, "A3": {"Location": ""}}
    head = house_of(tmp_path / "one", rows, house_currency="")
    text = (head / "Stock.csv").read_text("utf-8").replace("Currency", "Remarks")
    other = house_of(tmp_path / "two", rows, house_currency="")
    (other / "Stock.csv").write_text(text, "utf-8")
    shutil.rmtree(tmp_path / "one")
    setup.write(setup.plan(other, (), {"insurance.basis": "insured_value"}, {}), overwrite=True)
    (first, *_) = unlock(read(other)).asks
    assert first.need.setting == "[house] currency"
    assert {unit.subject for unit in (*first.releases, *first.waits)} == {"A1", "A2", "A3"}
    toml = other / "boutique.toml"
    toml.write_text(toml.read_text("utf-8").replace('basis = "insured_value"\n', ""), "utf-8")
    (basis, *_) = [ask for ask in unlock(read(other)).asks if ask.need.setting]
    assert basis.need.setting == "[insurance] basis"


def test_a_piece_a_brands_report_cannot_count(tmp_path: Path) -> None:
    """It is released for schedule and report by one cell; a piece nobody can account for by none."""
    rows = {
        "A1": {"Brand": "Aurelle", "Date in": ""}, "A2": {"Brand": "Aurelle"},
        "A3": {"Brand": "Aurelle", "Date in": "2025-03-05", "Date sold": "2026-10"},
    }  # fmt: skip
    folder = house_of(tmp_path, rows)
    with (folder / "boutique.toml").open("a", encoding="utf-8") as stream:
        stream.write('\n[[brand]]\nname = "Aurelle"\ndue_days = 5\n')
    made = unlock(read(folder))
    (ask,) = [ask for ask in made.asks if ask.need.places[0].cell == "H2"]
    told = {(one.document, one.subject, one.reader) for one in ask.releases}
    assert told >= {("schedule", "A1", ""), ("sell-through", "A1", "Aurelle, 2026-10")}
    text = (folder / "Stock.csv").read_text("utf-8")
    (folder / "Stock.csv").write_text(text.replace("Hartmann GmbH,,,", "Hartmann GmbH,2024-03-05,,", 1), "utf-8")
    assert {one.subject for one in unlock(read(folder)).elsewhere} == set()
    assert not of(unlock(read(folder)), "sell-through", "A1")


def test_a_number_two_rows_bear_is_looked_at_where_nothing_bears_it_out(tmp_path: Path) -> None:
    """The row whose card has the number comes last, and the list says so; an unread number is told from the card."""
    watch = {"Category": "watch", "Brand": "Omega", "Serial No": "61765013"}
    folder = house_of(tmp_path, {"W1": {**watch, "Notes": "61765013"}, "W2": watch, "W3": {**watch, "Serial No": "6.1E+07",
                                                                                        "Notes": "61765077"}})  # fmt: skip
    text = (folder / "Stock.csv").read_text("utf-8").replace("Notes", "Card serial", 1)
    (folder / "Stock.csv").write_text(text, "utf-8")
    (folder / "boutique.toml").unlink()
    setup.write(setup.plan(folder, (), {"insurance.basis": "insured_value"}, {}), overwrite=True)
    asks = {tuple(place.cell for place in ask.need.places): ask for ask in unlock(read(folder)).asks}
    assert "W1 has it on a card or in another register as well." in asks["D3", "D2"].need.hint
    assert {(one.document, one.subject) for one in asks["D3", "D2"].releases} >= {
        ("schedule", "W1"),
        ("schedule", "W2"),
    }
    assert "Elsewhere it is 61765077." in asks["D4",].need.hint


@pytest.mark.parametrize(
    ("asked", "filled", "percent"), [(3, 3, 100), (3, 0, 0), (1000, 999, 99), (1000, 1, 1), (3, 2, 67)]
)
def test_a_share_is_never_all_or_nothing_while_it_is_not(asked: int, filled: int, percent: int) -> None:
    """One missing of a thousand is not a hundred percent."""
    assert share(asked, filled) == percent


def test_the_scorecard_counts_what_needs_a_field(small: Path) -> None:
    """Held pieces by category; a blank and a cell that cannot be read count as missing."""
    scores = {one.field: one for one in unlock(read(small)).scores if one.category == "ring"}
    assert (scores["acquired_date"].asked, scores["acquired_date"].filled) == (11, 9)
    assert (scores["value"].asked, scores["value"].filled) == (11, 9)
    assert scores["metal"].no_column == scores["metal"].asked


def test_the_trend_is_against_an_earlier_day(tmp_path: Path) -> None:
    """A run of the same day changes no comparison; a dry run leaves no trace; only counts are kept."""
    folder = house_of(tmp_path, {"A1": {"Supplier": "Madame Vivier"}, "A2": {"Insured value": ""}})

    def before(at: str, *more: str) -> object:
        card = run("unlock", "--house", folder, "--as-at", at, "--json", *more).json["scorecard"]
        return next(one["before"] for one in card if one["field"] == "value")

    assert before("2026-09-30", "--dry-run") is None
    assert before("2026-09-30") is None
    assert before("2026-09-30") is None
    register = folder / "Stock.csv"
    register.write_text(register.read_text("utf-8").replace("safe,,GBP", "safe,900,GBP"), "utf-8")
    earlier = {"on": "2026-09-30", "asked": 2, "filled": 1, "share": 50}
    assert before(DAY) == earlier
    assert before(DAY) == earlier
    assert b"Vivier" not in (folder / ".boutique" / "ledger.sqlite").read_bytes()
    assert run("ledger", "audit", "--house", folder).code == 0


def test_the_command_tells_and_exits(small: Path, tmp_path: Path) -> None:
    """Three while something is held back, nought when nothing is; the object has its shape; registers stay."""
    register = (small / "Stock.csv").read_bytes()
    ran = run("unlock", "--house", small, "--as-at", DAY, "--json", "--dry-run")
    told = ran.json
    assert ran.code == 3
    assert told["schema"] == "boutique.unlock/1"
    first = told["cells"][0]
    assert first["heading"] == "Status"
    assert first["places"][0]["cell"] == "J4"
    assert first["releases"][0] == {
        "document": "schedule", "subject": "A3", "reader": None, "value": "1000", "currency": "GBP",
    }  # fmt: skip
    assert told["sets"][-1]["cells"] == len(told["cells"])
    assert told["held"][0]["reasons"][0]["places"][0]["cell"] == "J9"
    assert (small / "Stock.csv").read_bytes() == register
    words = run("unlock", "--house", small, "--as-at", DAY, "--dry-run").out
    assert "Stock.csv, cells J4, J5, J6 (Status): chez Paul" in words
    clean = house_of(tmp_path / "clean", {"A1": {}})
    ran = run("unlock", "--house", clean, "--as-at", DAY)
    assert ran.code == 0
    assert "Nothing is held back." in ran.out
