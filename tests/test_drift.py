"""Next month's register: columns renamed, moved and added are recognised once, remembered, and never guessed."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.houses import make, run, table
from tests.terminal import talk

FIRST = ("N° stock", "Désignation", "Date d'entrée", "Prix d'achat", "Prix TTC", "Emplacement", "Statut", "Devise")
PLACES = ("Coffre 1", "Coffre 2", "Devanture", "Tiroir 3")


def rows(count: int, since: int = 1) -> list[list[object]]:
    """So many pieces with values of their own."""
    return [
        [
            f"J{n:04}",
            f"Bague {n}",
            f"2024-{n % 12 + 1:02}-15",
            500 + 37 * n,
            900 + 71 * n,
            PLACES[n % 4],
            "En stock",
            "EUR",
        ]
        for n in range(since, since + count)
    ]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A house that has mapped its first month: the cost insured, the retail price known."""
    folder = make(tmp_path / "maison", {"stock.csv": table(FIRST, rows(60))})
    assert run("map", "--house", folder).code == 0
    return folder


def second_month(folder: Path) -> None:
    """Three columns drift: two take headings nobody declared, all move, one is new; pieces come and go."""
    heading = (
        "Qui",
        "N° stock",
        "Où est-ce",
        "Date d'entrée",
        "Tarif boutique",
        "Valeur d'inventaire",
        "Statut",
        "Devise",
        "Désignation",
    )
    moved = [["EH", r[0], r[5], r[2], r[4], r[3], r[6], r[7], r[1]] for r in rows(62, since=4)]
    moved[5][4] = 12345  # one price was raised
    (folder / "stock.csv").write_text(table(heading, moved), "utf-8")


def kinds(folder: Path) -> dict[str, list[str]]:
    """The values of the findings about columns, by kind."""
    found: dict[str, list[str]] = {}
    for finding in run("check", "--house", folder, "--as-at", "2026-10-31", "--json").json["findings"]:
        if finding["kind"].startswith("column-"):
            found.setdefault(finding["kind"], []).append(finding["value"])
    return found


def test_a_renamed_column_is_recognised_by_what_it_holds(house: Path) -> None:
    """Headings no list knows are matched by the cells of the same pieces, and nothing is followed unasked."""
    second_month(house)
    found = kinds(house)
    assert sorted(found["column-renamed"]) == ["Emplacement", "Prix TTC", "Prix d'achat"]
    checked = run("check", "--house", house, "--as-at", "2026-10-31", "--json").json
    (finding,) = [f for f in checked["findings"] if f["value"] == "Prix TTC"]
    assert "'Tarif boutique' holds 98% of what 'Prix TTC' held" in finding["message"]
    made = run("schedule", "--house", house, "--as-at", "2026-10-31", "--dry-run", "--format", "xlsx", "--json").json
    assert made["lines"] == []
    assert len(made["exceptions"]) == 62


def test_one_answer_settles_the_month_and_the_next_asks_nothing(house: Path) -> None:
    """--accept follows all three; the third month has no drift; comments in boutique.toml stay."""
    path = house / "boutique.toml"
    path.write_text("# our house\n" + path.read_text("utf-8"), "utf-8")
    second_month(house)
    assert run("map", "--accept", "--house", house).code == 0
    assert path.read_text("utf-8").startswith("# our house\n")
    assert kinds(house) == {}
    made = run("schedule", "--house", house, "--as-at", "2026-10-31", "--format", "xlsx", "--json").json
    assert len(made["lines"]) == 62
    heading, *body = (house / "stock.csv").read_text("utf-8").splitlines()
    (house / "stock.csv").write_text("\n".join([heading, *body[3:], ""]), "utf-8")
    assert kinds(house) == {}


def test_a_column_split_in_two_is_recognised_by_what_they_hold_together(tmp_path: Path) -> None:
    """Marque et modèle becomes Marque and Modèle: both take the meaning of their own heading."""
    heading = ("N° stock", "Désignation", "Date d'entrée", "Prix d'achat", "Devise")
    brands = ("Cartier", "Omega", "Rolex")
    whole = [[f"W{n}", f"{brands[n % 3]} modèle {n}", "2024-03-15", 100 + n, "EUR"] for n in range(30)]
    folder = make(tmp_path, {"stock.csv": table(heading, whole)})
    parts = [[r[0], r[1].split()[0], r[1].split(maxsplit=1)[1], *r[2:]] for r in whole]
    (folder / "stock.csv").write_text(table(("N° stock", "Marque", "Modèle", *heading[2:]), parts), "utf-8")
    assert kinds(folder)["column-renamed"] == ["Désignation"]
    assert run("map", "--accept", "--house", folder).code == 0
    shown = run("map", "stock", "--house", folder, "--json").json
    meanings = {column["heading"]: column["field"] for column in shown["sources"][0]["columns"]}
    assert (meanings["Marque"], meanings["Modèle"]) == ("brand", "model")
    assert "Désignation" not in meanings


def test_a_renamed_key_is_recognised_by_its_numbers(house: Path) -> None:
    """Even the stock number may change its heading."""
    text = (house / "stock.csv").read_text("utf-8").replace("N° stock", "Repère maison", 1)
    (house / "stock.csv").write_text(text, "utf-8")
    assert kinds(house) == {"column-renamed": ["N° stock"], "column-unmapped": ["Repère maison"]}


def test_columns_that_hold_one_word_prove_nothing(house: Path) -> None:
    """Statut and Devise hold one word each: another column of one word is not taken for either."""
    text = (house / "stock.csv").read_text("utf-8").replace("Devise", "Groupe", 1).replace("Statut", "Sorte", 1)
    (house / "stock.csv").write_text(text, "utf-8")
    assert "column-renamed" not in kinds(house)
    assert sorted(kinds(house)["column-missing"]) == ["Devise", "Statut"]


def test_the_memory_holds_no_value(house: Path) -> None:
    """Digests only: no description, price or name can be read from it, and only the owner may read the folder."""
    second_month(house)
    run("map", "--accept", "--house", house)
    memory = house / ".boutique" / "snapshots" / "columns.json"
    text = memory.read_text("utf-8")
    assert "Bague" not in text
    assert "J0005" not in text
    assert json.loads(text)["schema"] == "boutique.columns/1"
    assert (house / ".boutique").stat().st_mode & 0o077 == 0


def test_a_damaged_memory_is_no_hindrance(house: Path) -> None:
    """Without it, columns are recognised by their headings alone."""
    (house / ".boutique" / "snapshots" / "columns.json").write_text("{nonsense", "utf-8")
    assert kinds(house) == {}


def test_on_a_terminal_one_question_is_asked_and_the_answer_kept(house: Path) -> None:
    """She sees what changed, says yes once, and the check goes on with the mapping that follows."""
    second_month(house)
    command = [sys.executable, "-m", "toolkit", "check", "--house", str(house), "--as-at", "2026-10-31"]
    said, _ = talk(command, {"[Y/n]": "y\n"})
    assert "Tarif boutique" in said
    assert "column-renamed" not in said
    assert kinds(house) == {}


def test_on_a_terminal_no_changes_nothing(house: Path) -> None:
    """A no leaves boutique.toml as it was."""
    second_month(house)
    before = (house / "boutique.toml").read_bytes()
    said, code = talk([sys.executable, "-m", "toolkit", "check", "--house", str(house)], {"[Y/n]": "n\n"})
    assert "column-renamed" in said
    assert code == 3
    assert (house / "boutique.toml").read_bytes() == before
