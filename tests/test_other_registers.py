"""The registers beside stock and sales: recognised, read, checked by the general rules, kept out of the schedule."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.houses import STOCK, make, run, table
from toolkit import house as houses
from toolkit import other_words, vocabulary
from toolkit.other_records import Client, Job
from toolkit.readers.grid import Grid
from toolkit.readers.identify import find_table
from toolkit.readers.load import load
from toolkit.readers.mapping import identify
from toolkit.readers.parse import Dialect
from toolkit.records import Registers
from toolkit.registers import REGISTERS, register
from toolkit.values import When, flag, fold

PIECES = [(f"R{n}", "Ring", "2024-03-05", "", 100 * n, "GBP") for n in range(1, 6)]
CLIENTS = table(
    (
        "Client no",
        "Title",
        "First name",
        "Surname",
        "Address",
        "Town",
        "Post code",
        "Birthday",
        "Post OK",
        "Client since",
    ),
    [
        ("C001", "Mrs", "Anna", "Lindqvist", "14 Mount Row", "London", "W1K 3AB", "25/03/1961", "opt in", 2015),
        ("C002", "Mr", "Paul", "Osei", "3 Rue du Bac", "Paris", "07007", "14/02", "Widerspruch", 2016),
        ("C003", "Dr", "Helena", "Marchetti", "Via Roma 8", "Milano", "20121", "30/01/1980", "ask her", 2020),
    ],
)
JOBS = table(
    ("Auftragsnr.", "Annahme", "Kunde", "Gegenstand", "Arbeit", "Werkstatt", "KVA", "Termin", "Stand"),
    [
        (
            "R0101",
            "25.03.2024",
            "Frau Klein",
            "Stahluhr",
            "Revision",
            "Uhren Nord",
            "85,00 €",
            "30.04.2024",
            "In Arbeit",
        ),
        ("R0102", "26.03.2024", "Herr Vane", "Ring", "Politur", "Uhren Nord", "40,00 €", "31.04.2024", "Abgeholt"),
        ("R0103", "27.03.2024", "Frau Ito", "Kette", "Neu aufziehen", "Gold Süd", "0,00 €", "30.05.2024", "beim Chef"),
    ],
)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A house with a stock register, its clients and its repairs."""
    files = {"Stock.csv": table(STOCK, PIECES), "Clients.csv": CLIENTS, "Reparaturen.csv": JOBS}
    return make(tmp_path_factory.mktemp("house"), files, house_name="Maison")


@pytest.fixture(scope="module")
def read(house: Path) -> Registers:
    """The registers as read."""
    return load(houses.read(house))


def test_each_register_is_recognised_and_read_into_its_own_records(read: Registers) -> None:
    """Clients and jobs stand beside pieces and sales, codes as text, yes and no as such, words by their meaning."""
    assert set(read.others) == {"clients", "service"}
    anna, paul, helena = (record for record in read.others["clients"] if isinstance(record, Client))
    assert (anna.surname, anna.street, anna.town, anna.consent_post) == ("Lindqvist", "14 Mount Row", "London", True)
    assert (paul.postcode, paul.consent_post) == ("07007", False)
    assert helena.consent_post is None
    assert helena.doubts["consent_post"].code == "unclear-yes-no"
    jobs = [record for record in read.others["service"] if isinstance(record, Job)]
    assert [job.job_status for job in jobs] == ["workshop", "collected", None]
    assert isinstance(jobs[0].promised, When)
    assert len(read.every()) == len(PIECES) + 6


def test_the_general_rules_hold_for_them_and_hold_no_line_back(house: Path) -> None:
    """An impossible date and an unknown word are found at their cells; a birthday needs no year, a client no day."""
    made = run("check", "--house", house, "--as-at", "2026-10-31", "--json").json
    found = {(f["kind"], f["places"][0]["cell"]) for f in made["findings"] if f["register"] in {"clients", "service"}}
    overdue = ("overdue-repair", "H2")  # promised for a day that has passed
    assert found == {("unclear-yes-no", "I4"), ("no-such-date", "H3"), ("word-unknown", "I4"), overdue}
    assert not any(f["blocks"] for f in made["findings"] if f["register"] in {"clients", "service"})


def test_a_schedule_neither_needs_nor_names_them(house: Path, tmp_path: Path) -> None:
    """The schedule is the same without the clients' file, and says nothing of it."""
    with_clients = run("schedule", "--house", house, "--as-at", "2026-10-31", "--dry-run", "--format", "xlsx", "--json")
    files = {"Stock.csv": table(STOCK, PIECES), "Reparaturen.csv": JOBS}
    alone = make(tmp_path, files, house_name="Maison")
    without = run("schedule", "--house", alone, "--as-at", "2026-10-31", "--dry-run", "--format", "xlsx", "--json")
    assert with_clients.json["totals"] == without.json["totals"]
    assert [f["sha256"] for f in with_clients.json["files"]] == [f["sha256"] for f in without.json["files"]]
    (house / "Clients.csv").rename(house / "away.csv")
    try:
        again = run("schedule", "--house", house, "--as-at", "2026-10-31", "--dry-run", "--format", "xlsx", "--json")
    finally:
        (house / "away.csv").rename(house / "Clients.csv")
    assert again.json["files"] == with_clients.json["files"]


def test_a_house_s_own_words_for_yes_and_for_brands(house: Path, tmp_path: Path) -> None:
    """[words] takes a yes or no of any yes/no column, and brands: two names of one brand are one in comparison."""
    text = (house / "boutique.toml").read_text("utf-8") + '\n[words.consent_post]\n"ask her" = "no"\n'
    clients = load(houses.parse(text, house)).others["clients"]
    assert [record.consent_post for record in clients if isinstance(record, Client)] == [True, False, False]
    rows = [("R1", "Dubois", "D9", "2024-03-05", 10), ("R2", "Maison Dubois", "D9", "2024-03-05", 10)]
    stock = table(("Stock No", "Brand", "Serial", "Date in", "Cost"), rows)
    folder = make(tmp_path, {"s.csv": stock}, house_currency="GBP")
    kinds = [f["kind"] for f in run("check", "--house", folder, "--json").json["findings"]]
    assert "duplicate-serial" not in kinds
    with (folder / "boutique.toml").open("a", encoding="utf-8") as file:
        file.write('\n[words.brand]\n"Maison Dubois" = "Dubois"\n')
    kinds = [f["kind"] for f in run("check", "--house", folder, "--json").json["findings"]]
    assert "duplicate-serial" in kinds


def test_map_shows_any_register(house: Path) -> None:
    """``boutique map clients`` works, and a register that is not known is refused with those that are."""
    assert "consent_post" in run("map", "clients", "--house", house).out
    refused = run("map", "wishes", "--house", house)
    assert refused.code == 2
    assert "service" in refused.err


def test_stock_numbers_under_no_known_heading_are_told_by_their_values() -> None:
    """Codes that are all different are proposed as stock numbers, never as a certainty; a price list has none."""
    words = {"Brand": ["Rolex"] * 5, "Model": ["a", "b", "c", "d", "e"], "Cost": [1.0, 2.0, 3.0, 4.0, 5.0]}
    for values, known in ((["W001", "W002", "W003", "J004", "J005"], True), (["red", "red", "blue", "x", "y"], False)):
        columns = [["Kennung", *values], *([heading, *cells] for heading, cells in words.items())]
        seen = find_table(Grid("s.csv", None, columns))
        assert seen is not None
        found = identify(seen, Dialect())
        assert (found is not None) == known
        if found:
            assert [(p.field, p.sure) for p in found[1] if p.heading.text == "Kennung"] == [("stock_no", False)]


def test_a_file_s_name_decides_between_two_registers_only() -> None:
    """Names and addresses alone are no register, whatever the file is called."""
    columns = [["Name", "A", "B"], ["Address", "x", "y"]]
    seen = find_table(Grid("Clients.csv", None, columns))
    assert seen is not None
    assert identify(seen, Dialect()) is None


def test_no_word_has_two_meanings_and_no_field_two_vocabularies() -> None:
    """In no vocabulary does a spelling stand twice, and a field takes the same words in every register."""
    for module in (vocabulary, other_words):
        for name, words in vars(module).items():
            if name.isupper() and name not in {"BRAND_ALIASES", "AWAY"} and hasattr(words, "items"):
                spelled = [
                    (fold(text), word) for word, texts in words.items() for text in {*texts, word.replace("_", " ")}
                ]
                meanings = dict(spelled)
                assert all(meanings[text] == word for text, word in spelled), name
    columns = [column for known in REGISTERS for column in known.columns if column.vocabulary is not None]
    assert all(a.vocabulary is b.vocabulary for a in columns for b in columns if a.field == b.field)


def test_what_must_not_leave_the_house_is_declared_so() -> None:
    """Cost, notes, buyers, gifts, addresses and telephones are sensitive wherever they stand."""
    secret = {"cost", "cost_purchase", "notes", "buyer", "client", "gift_recipient", "address", "street", "phone", "mobile",
              "email", "iban", "from_party", "to_party", "spouse", "birthday", "deceased"}  # fmt: skip
    assert {c.field for known in REGISTERS for c in known.columns if c.field in secret and not c.sensitive} == set()
    assert not any(c.sensitive for c in register("stock").columns if c.field in {"brand", "ticket_price", "serial"})


@pytest.mark.parametrize(
    ("yes", "no"), [("oui", "non"), ("ja", "nein"), ("sì", "senza"), ("sí", "sin caja"), ("mit Box", "keine")]
)
def test_yes_and_no_in_five_languages(yes: str, no: str) -> None:
    """The same words an office would write."""
    assert flag(yes) is True
    assert flag(no) is False
