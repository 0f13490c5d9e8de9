"""Descriptions in a house: shown before anything is filled, taken field by field, withdrawn; her own columns stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.houses import make, run, table
from toolkit.findings import Place
from toolkit.produce.reading import read_and_check, read_house
from toolkit.records import Piece

HEADING = ("Stock No", "Description", "Metal", "Date in", "Cost", "Currency", "Location")
RING = "18ct white gold ring, 1.02ct F VS1 GIA 2185643210, size M½"
WATCH = "Montre Omega Speedmaster réf. 311.30.42.30.01.005, boîte et papiers, 2015"
BANGLE = "Cartier Love bracelet, 18k yellow gold, size 17, with box, no papers"
ROWS = (
    ("A1", RING, "", "2024-03-05", 900, "GBP", "Safe"),
    ("A2", WATCH, "steel", "2024-03-06", 5200, "GBP", "Safe"),
    ("A3", BANGLE, "platinum", "2024-03-07", 4100, "GBP", "Safe"),
    ("A4", "Gold ring, 9ct", "9ct gold", "2024-03-08", 120, "GBP", "Safe"),
    ("A5", "", "", "2024-03-09", 80, "GBP", "Safe"),
)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A boutique whose descriptions tell nearly everything."""
    return make(tmp_path, {"Stock.csv": table(HEADING, ROWS)}, house_currency="GBP")


def pieces(folder: Path) -> dict[str, Piece]:
    """The pieces by their number."""
    checked = read_and_check(*read_house(folder, "2026-10-31"))
    return {piece.stock_no or "": piece for piece in checked.registers.pieces}


def told(folder: Path, *options: str) -> dict[str, dict[str, object]]:
    """What ``boutique map stock`` says of each field, with these options."""
    ran = run("map", "stock", *options, "--house", folder, "--json")
    assert ran.code == 0, ran.err
    return {one["field"]: one for one in ran.json["sources"][0]["fields"]}


def test_nothing_is_filled_before_she_says_so(house: Path) -> None:
    """Looking changes nothing: neither the records nor the house file."""
    before = (house / "boutique.toml").read_bytes()
    fields = told(house, "--descriptions")
    assert (house / "boutique.toml").read_bytes() == before
    assert not any(one["accepted"] for one in fields.values())
    assert pieces(house)["A1"].metal is None
    assert pieces(house)["A1"].described == {}


def test_what_would_be_filled_agrees_and_differs_is_counted_with_its_words(house: Path) -> None:
    """One blank metal, one that agrees, one that does not; each sample with its cell and the places of its words."""
    metal = told(house, "--descriptions")["metal"]
    assert (metal["fills"], metal["agrees"], metal["differs"]) == (1, 1, 1)
    (sample,) = metal["samples"]  # type: ignore[misc]
    assert sample["place"]["cell"] == "B2"
    assert RING[sample["start"] : sample["end"]] == sample["words"] == "18ct white gold"
    (contrary,) = metal["contrary"]  # type: ignore[misc]
    assert contrary["place"]["cell"] == "B4"


def test_an_accepted_field_fills_blank_cells_from_the_description(house: Path) -> None:
    """The value is what its column would hold, its place the description's cell; nothing else is filled."""
    told(house, "--describe", "metal", "--describe", "size", "--describe", "box")
    ring = pieces(house)["A1"]
    assert (ring.metal, ring.size, ring.box, ring.report_no) == ("18ct white gold", "M½", None, None)
    assert ring.place("metal") == Place("Stock.csv", None, 2, "B")
    assert ring.described == {"metal": "18ct white gold", "size": "size M½"}
    assert pieces(house)["A2"].box is True
    assert pieces(house)["A3"].box is True


def test_a_columns_own_value_always_stands(house: Path) -> None:
    """Where the cell says something, the description fills nothing, and what contradicts it is a finding of both."""
    told(house, "--describe", "all")
    found = pieces(house)
    assert (found["A3"].metal, found["A3"].place("metal").cell) == ("platinum", "C4")
    assert "metal" not in found["A3"].described
    findings = [one for one in read_and_check(*read_house(house, "2026-10-31")).findings
                if one.kind.code == "description-contradicts"]  # fmt: skip
    assert [[place.cell for place in one.places] for one in findings] == [["C4", "B4"]]
    assert "'Metal' reads 'platinum'" in findings[0].message
    assert "18k yellow gold" in findings[0].message


def test_a_contradiction_is_only_looked_for_where_descriptions_were_accepted(house: Path) -> None:
    """A house that keeps its descriptions loosely hears nothing of it."""
    told(house, "--describe", "size")
    codes = {one.kind.code for one in read_and_check(*read_house(house, "2026-10-31")).findings}
    assert "description-contradicts" not in codes


def test_a_cell_that_cannot_be_read_is_not_written_over(tmp_path: Path) -> None:
    """A doubtful cell is no blank one: it stays a question."""
    rows = [("B1", RING, "ask", "2024-03-05", 900, "GBP"), ("B2", RING, 0.5, "2024-03-05", 900, "GBP"),
            ("B3", RING, 1.5, "2024-03-05", 900, "GBP"), ("B4", RING, "", "2024-03-05", 900, "GBP")]  # fmt: skip
    heading = ("Stock No", "Description", "Carat weight", "Date in", "Cost", "Currency")
    folder = make(tmp_path, {"Stock.csv": table(heading, rows)})
    assert told(folder, "--describe", "carat")["carat"]["doubted"] == 1
    found = pieces(folder)
    assert found["B1"].carat is None
    assert "carat" in found["B1"].doubts
    assert str(found["B4"].carat) == "1.02"


def test_what_was_accepted_is_withdrawn_to_the_byte(house: Path) -> None:
    """The house file is as it was before, its comments too."""
    before = (house / "boutique.toml").read_text("utf-8")
    told(house, "--describe", "metal", "--describe", "karat")
    kept = (house / "boutique.toml").read_text("utf-8")
    assert 'describe = ["metal", "karat"]' in kept
    told(house, "--no-describe", "karat")
    assert 'describe = ["metal"]' in (house / "boutique.toml").read_text("utf-8")
    told(house, "--no-describe", "all")
    assert (house / "boutique.toml").read_text("utf-8").split() == before.split()
    assert pieces(house)["A1"].metal is None


def test_a_dry_run_takes_nothing(house: Path) -> None:
    """What would be filled is shown as filled, and the house file is left alone."""
    before = (house / "boutique.toml").read_bytes()
    assert told(house, "--describe", "metal", "--dry-run")["metal"]["accepted"] is True
    assert (house / "boutique.toml").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("stock", "--describe", "metals"), "is nothing that is read from descriptions"),
        (("stock", "--describe", "cost_purchase"), "is nothing that is read from descriptions"),
        (("clients", "--descriptions"), "Only the descriptions of the stock register are read"),
    ],
)
def test_what_cannot_be_read_from_descriptions_is_named(house: Path, arguments: tuple[str, ...], words: str) -> None:
    """A slip is a matter of usage, and changes nothing."""
    ran = run("map", *arguments, "--house", house)
    assert ran.code == 2
    assert words in ran.err


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('describe = ["metals"]', "cannot fill 'metals'; did you mean metal?"),
        ('describe = "metal"', "holds names of fields"),
    ],
)
def test_the_house_file_is_read_strictly(house: Path, line: str, words: str) -> None:
    """A slip in describe is named with what was meant."""
    path = house / "boutique.toml"
    path.write_text(path.read_text("utf-8").replace('file = "Stock.csv"', f'file = "Stock.csv"\n{line}'), "utf-8")
    ran = run("check", "--house", house)
    assert ran.code == 1
    assert words in ran.err


def test_show_names_the_description_and_its_words(house: Path) -> None:
    """Where a value comes from is told beside it."""
    told(house, "--describe", "metal")
    ran = run("show", "A1", "--house", house, "--as-at", "2026-10-31")
    line = next(line for line in ran.out.splitlines() if " metal " in line)
    assert line.split()[0] == "B2"
    assert "18ct white gold  (the description: '18ct white gold')" in line


def test_a_schedules_line_does_not_say_it_twice(house: Path) -> None:
    """What was read from the description stands there already; the report number is new to the line."""
    told(house, "--describe", "all")
    from toolkit.reports.insurance_description import description, identifiers

    ring = pieces(house)["A1"]
    assert description(ring) == RING
    assert identifiers(ring) == "GIA 2185643210"


def test_what_a_row_lacks_is_proposed_from_its_description(tmp_path: Path) -> None:
    """A blank that a document needs: the finding says what the description tells, and nothing is filled."""
    plain = [(f"C{n}", "Gold ring", "gold", "18", 4.5, "ring", "2024-03-05", 900, "GBP") for n in range(30)]
    blank = ("D1", f"{RING}, 5.1g", "", "", "", "ring", "2024-03-05", 900, "GBP")
    heading = ("Stock No", "Description", "Metal", "Karat", "Weight g", "Category", "Date in", "Cost", "Currency")
    folder = make(tmp_path, {"Stock.csv": table(heading, [*plain, blank])})
    findings = read_and_check(*read_house(folder, "2026-10-31")).findings
    (thin,) = [one for one in findings if one.kind.code == "description-thin" and one.subject == "D1"]
    assert "the description says '18ct white gold' for 'Metal' and '5.1' for 'Weight g'" in thin.message
    assert pieces(folder)["D1"].metal is None


def test_init_says_where_nearly_everything_stands_in_one_column(tmp_path: Path) -> None:
    """A register of descriptions is told from one of columns, with the command that reads it."""
    heading = ("Stock No", "Description", "Date in", "Cost", "Currency")
    rows = [(f"E{n}", text, "2024-03-05", 900, "GBP") for n, text in enumerate((RING, WATCH, BANGLE) * 3)]
    (tmp_path / "Stock.csv").write_text(table(heading, rows), "utf-8")
    said = run("init", tmp_path, "--basis", "cost", "--json").json["advice"]
    assert len(said) == 1
    assert "the column 'Description' alone tells of" in said[0]
    assert "boutique map stock --descriptions" in said[0]
    told(tmp_path, "--describe", "metal")
    again = run("init", tmp_path, "--overwrite", "--json")
    assert again.code == 0
    assert again.json["advice"] == []
    assert 'describe = ["metal"]' in (tmp_path / "boutique.toml").read_text("utf-8")
    assert pieces(tmp_path)["E0"].metal == "18ct white gold"


def test_init_has_no_such_advice_for_a_register_of_columns(house: Path, tmp_path: Path) -> None:
    """Plain descriptions tell nothing that could be read."""
    folder = tmp_path / "other"
    rows = [(f"F{n}", "Ring", "gold", "2024-03-05", 900, "GBP", "Safe") for n in range(9)]
    make(folder, {"Stock.csv": table(HEADING, rows)})
    assert run("init", folder, "--overwrite", "--json").json["advice"] == []
