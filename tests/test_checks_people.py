"""Rules of people that need two registers, a setting or many rows: contacts, gifts, telephones by country, manners."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.houses import STOCK, make, run, table
from toolkit.checks.countries import country_of
from toolkit.checks.identifiers import vat_fault
from toolkit.checks.names import several
from toolkit.checks.postcodes import fits, lost_zero, mistyped

BOOKS = Path(__file__).resolve().parents[2] / "shared" / "outside" / "knoedler"
NO_STOCK = table(STOCK, [("R1", "Ring", "2024-03-05", "", "900", "GBP")])
CLIENTS = ("Client no", "Title", "First name", "Surname", "Street", "Town", "Postcode", "Country", "Phone", "Notes")
OTHERS = ("Alder", "Birch", "Cedar", "Elder", "Hazel", "Larch", "Maple", "Rowan")


def client(number: int, **fields: str) -> list[str]:
    """A clean client's row, with these cells in place of its own."""
    clean = {
        "Client no": f"C{number}", "Title": "Ms", "First name": "Ada", "Surname": OTHERS[number % 8],
        "Street": f"{number} Carrow Yard", "Town": "Bath", "Postcode": "BA1 5MV",
    }  # fmt: skip
    return [(clean | fields).get(heading, "") for heading in CLIENTS]


def found(folder: Path, files: Mapping[str, str], **settings: str) -> list[dict[str, Any]]:
    """The findings of a check of a house with these registers beside a small stock."""
    make(folder, {"stock.csv": NO_STOCK, **files}, **{"house_country": "GB"} | settings)
    listed: list[dict[str, Any]] = run("check", "--house", folder, "--as-at", "2026-10-31", "--json").json["findings"]
    return listed


def cells(findings: Sequence[Mapping[str, Any]], kind: str) -> list[str]:
    """The cells of the findings of a kind."""
    return [place["cell"] for finding in findings if finding["kind"] == kind for place in finding["places"]]


def test_contacts_with_those_who_object(tmp_path: Path) -> None:
    """A contact after the day of the objection and a call still planned are found; what came before or in is not."""
    clients = table(
        (*CLIENTS[:7], "Letters by post", "Consent date", "Do not contact", "Deceased"),
        [
            (*client(1)[:7], "No", "2025-03-01", "Yes", ""),
            (*client(2)[:7], "", "", "", "Yes"),
            (*client(3)[:7], "Yes", "2025-03-01", "", ""),
            (*client(4)[:7], "Yes", "2020-03-01", "Yes", ""),
        ],
    )
    heading = ("Date", "Client no", "Channel", "Direction", "Subject", "Follow up")
    contacts = table(
        heading,
        [
            ("2025-02-20", "C1", "letter", "out", "catalogue", ""),
            ("2025-06-20", "C1", "letter", "out", "catalogue", ""),
            ("2025-06-21", "C1", "phone", "in", "asked about a strap", ""),
            ("2024-06-20", "C2", "letter", "out", "thanks", "2026-12-20"),
            ("2025-06-22", "C3", "letter", "out", "thanks", ""),
            ("2021-06-22", "C4", "letter", "out", "thanks", ""),
            ("2025-06-23", "C9", "phone", "out", "thanks", ""),
        ],
    )
    findings = found(tmp_path, {"clients.csv": clients, "contacts.csv": contacts})
    despite = [finding for finding in findings if finding["kind"] == "contact-despite-objection"]
    assert [finding["places"][0]["cell"] for finding in despite] == ["A3", "F5"]
    assert cells(findings, "contact-client-unknown") == ["B8"]
    assert cells(findings, "consent-contradiction") == ["H5", "J5"]


def test_what_was_said_to_a_client_is_a_note(tmp_path: Path) -> None:
    """The subject of a contact is read like a note."""
    contacts = table(
        ("Date", "Client no", "Channel", "Subject", "Outcome"),
        [
            ("2025-02-20", "C1", "phone", "surprise for her sister", ""),
            ("2025-02-21", "C1", "phone", "strap", "furious"),
        ],
    )
    findings = found(tmp_path, {"clients.csv": table(CLIENTS, [client(1)]), "contacts.csv": contacts})
    assert cells(findings, "secret-gift-note") == ["D2"]
    assert cells(findings, "open-complaint-note") == ["E3"]


def test_two_recipients_in_one_history(tmp_path: Path) -> None:
    """Gifts of one client to two people are found; two clients, or one recipient twice, are not."""
    sales = table(
        ("Invoice", "Date", "Stock No", "Price", "Currency", "Client no", "Buyer", "Gift recipient"),
        [
            ("1", "2025-02-01", "", "900", "GBP", "C1", "A. Birch", "Maud"),
            ("2", "2025-03-01", "", "900", "GBP", "C1", "A. Birch", "Lily"),
            ("3", "2025-04-01", "", "900", "GBP", "C1", "A. Birch", "maud"),
            ("4", "2025-05-01", "", "900", "GBP", "C2", "B. Cedar", "Rose"),
            ("5", "2025-06-01", "", "900", "GBP", "C2", "B. Cedar", "Rose"),
            ("6", "2025-07-01", "", "900", "GBP", "C3", "C. Elder", "Iris"),
        ],
    )
    assert cells(found(tmp_path, {"sales.csv": sales}), "two-recipients") == ["H2", "H3"]


def test_a_telephone_is_read_by_the_country_of_its_address(tmp_path: Path) -> None:
    """A French number for a French address is none at home; one with its code, or a British one, is let be."""
    rows = [
        client(1, Country="France", Postcode="75008", Phone="01 42 68 53 00"),
        client(2, Country="France", Postcode="75008", Phone="+33 1 42 68 53 00"),
        client(3, Country="France", Postcode="75008", Phone="020 7946 0519"),
        client(4, Phone="020 7946 0519"),
        client(5, Phone="12"),
    ]
    findings = found(tmp_path, {"clients.csv": table(CLIENTS, rows)})
    assert cells(findings, "phone-country") == ["I2"]
    assert cells(findings, "phone-unclear") == ["I6"]


def test_a_blank_country_is_the_house_s_own_where_most_are_blank(tmp_path: Path) -> None:
    """Most blank is a manner; a blank with a foreign postcode, and a blank among filled ones, are asked about."""
    few = [client(1, Country="France", Postcode="75008"), *(client(n) for n in range(2, 9)), client(9, Postcode="1299")]
    many = [client(1, Country="France", Postcode="75008"), *(client(n, Country="UK") for n in range(2, 9)), client(9)]
    assert cells(found(tmp_path / "few", {"clients.csv": table(CLIENTS, few)}), "country-missing") == ["G10"]
    assert cells(found(tmp_path / "many", {"clients.csv": table(CLIENTS, many)}), "country-missing") == ["H10"]


def test_without_a_country_of_the_house_no_form_is_judged(tmp_path: Path) -> None:
    """Blank countries say nothing when the house has said nothing of its own."""
    rows = [client(1, Postcode="1299"), client(2, Postcode="SW1A 1AA")]
    findings = found(tmp_path, {"clients.csv": table(CLIENTS, rows)}, house_country="")
    assert not [finding for finding in findings if finding["kind"].startswith(("postcode", "country"))]


def test_a_column_in_capitals_is_said_once(tmp_path: Path) -> None:
    """Forty surnames in capitals are one sentence, with their number; short ones and a firm are none."""
    rows = [client(n, Surname=OTHERS[n % 8].upper()) for n in range(1, 41)]
    rows += [client(41, Surname="NG"), client(42, Surname="QUILL LTD", Title="", **{"First name": ""})]
    findings = [f for f in found(tmp_path, {"clients.csv": table(CLIENTS, rows)}) if f["kind"] == "name-in-capitals"]
    assert [(f["places"][0]["cell"], f["message"].rpartition(" ")[2]) for f in findings] == [("D2", "40.")]


def test_names_in_two_orders_are_said_once(tmp_path: Path) -> None:
    """Whole names with and without a comma are a mixture; all with one are a manner."""
    heading = ("Client no", "Name", "Street", "Town", "Postcode", "Birthday")
    comma = [(f"C{n}", f"{OTHERS[n % 8]}, Ada", f"{n} Carrow Yard", "Bath", "BA1 5MV", "") for n in range(12)]
    plain = [(f"D{n}", f"Ada {OTHERS[n % 8]}", f"{n} Carrow Yard", "Bath", "BA1 5MV", "") for n in range(12)]
    mixed = found(tmp_path / "mixed", {"clients.csv": table(heading, comma + plain)})
    assert cells(mixed, "names-in-two-orders") == ["B2"]
    one = found(tmp_path / "one", {"clients.csv": table(heading, comma)})
    assert cells(one, "names-in-two-orders") == []


@pytest.mark.parametrize(
    ("words", "field", "joined"),
    [
        ("Mr & Mrs", "title", True), ("Herr und Frau", "title", True), ("M. et Mme", "title", True),
        ("Herr Dr.", "title", False), ("The Hon Mrs", "title", False), ("Prof. Dr.", "title", False),
        ("John & Jane", "first_name", True), ("Juan y María", "first_name", True), ("J. & P.", "first_name", True),
        ("Chaudhari / Wolstencraft", "surname", True), ("Smith, Mrs J & Mr P (Lady)", "surname", True),
        ("von und zu Hohenwaldeck", "surname", False), ("Costa e Silva", "surname", False),
        ("Van Cleef & Partners LLP", "surname", False), ("John & Jane Smith", "name", True),
        ("Mr John Mrs Jane Smith", "name", True), ("Gross & van Gigch", "name", False),
        ("Burrill, John E.", "name", False), ("Smith c/o Jones", "name", False), ("Noyes & Blakeslee, Inc.", "name", False),
    ],
)  # fmt: skip
def test_several_people_in_a_cell(words: str, field: str, joined: bool) -> None:
    """Couples are told from firms, from particles and from initials."""
    assert several(words, field) is joined


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("United Kingdom", "GB"), ("U.K.", "GB"), ("Angleterre", "GB"), ("Scotland", "GB"), ("USA", "US"), ("Etats-Unis", "US"),
        ("the Netherlands", "NL"), ("Deutschland", "DE"), ("Suisse", "CH"), ("España", "ES"), ("fr", "FR"), ("GBR", "GB"),
        ("日本", "JP"), ("U.A.E.", "AE"), ("Narnia", None), ("London", None), ("XX", None),
    ],
)  # fmt: skip
def test_a_country_by_any_of_its_names(words: str, country: str | None) -> None:
    """Names in several languages, short forms and codes; nothing else is a country."""
    assert country_of(words) == country


@pytest.mark.parametrize(
    ("postcode", "country", "fitting", "zero", "meant"),
    [
        ("SW1A 1AA", "GB", True, None, "SW1A 1AA"), ("sw1a1aa", "GB", True, None, "SW1A 1AA"), ("S.W.3", "GB", True, None, None),
        ("SW1A OAA", "GB", False, None, "SW1A 0AA"), ("5W1A 1AA", "GB", False, None, "SW1A 1AA"), ("75008", "GB", False, None, None),
        ("02139", "US", True, None, None), ("2139", "US", False, "02139", None), ("501", "US", False, "00501", None),
        ("00501-1234", "US", True, None, None), ("F-75008", "FR", True, None, None), ("1299", "CH", True, None, None),
        ("99999", "CH", False, None, None), ("1017 AB", "NL", True, None, None), ("L-9990", "LU", True, None, None),
        ("anything", "AE", True, None, None), ("28", "US", False, None, None),
    ],
)  # fmt: skip
def test_postcodes_by_country(postcode: str, country: str, fitting: bool, zero: str | None, meant: str | None) -> None:
    """Each country's own form; zeros that were dropped and letters in place of figures are proposed."""
    assert fits(postcode, country) is fitting
    assert (lost_zero(postcode, country), mistyped(postcode, country)) == (zero, meant)


@pytest.mark.parametrize(
    ("number", "country", "right"),
    [
        ("GB 123 4567 82", "GB", True), ("123456782", "GB", True), ("GB 123 4567 99", "GB", False), ("GB GD123", "GB", True),
        ("100 0001 88", "GB", False), ("XI 123456782", "GB", True), ("DE136695976", "GB", True), ("DE136695978", "DE", False),
        ("12/345/67890", "DE", True), ("EL094259216", "GR", True), ("GR094259216", "GR", False), ("00743110157", "IT", True),
        ("RSSMRA85T10A562S", "IT", True), ("CHE-107.787.577 MWST", "CH", True), ("CHE-107.787.578 MWST", "CH", False),
        ("not registered", "GB", True), ("12-3456789", "US", True), ("100123456700003", "AE", True), ("12345", "GB", False),
    ],
)  # fmt: skip
def test_vat_numbers(number: str, country: str, right: bool) -> None:
    """Check digits by the country of the number or of its row; what cannot be judged is not called wrong."""
    assert (vat_fault(number, country) == "") is right


@pytest.mark.skipif(not BOOKS.exists(), reason="../shared/outside is not here")
def test_an_old_dealer_s_clients_are_no_alarm(tmp_path: Path) -> None:
    """Of 2,621 buyers as a house kept them a century ago only four cells are asked about: each names two people."""
    for name in ("clients.csv", "stock.csv"):
        shutil.copy(BOOKS / name, tmp_path / name)
    (tmp_path / "boutique.toml").write_text(
        '[house]\ncountry = "US"\n[insurance]\nbasis = "cost"\n[[source]]\nregister = "clients"\nfile = "clients.csv"\n'
        'columns = { "Name" = "name", "Address" = "address", "Type" = "tier" }\n'
        '[[source]]\nregister = "stock"\nfile = "stock.csv"\ncolumns = { "Stock No." = "stock_no", "Note" = "notes" }\n'
    )
    findings = run("check", "--house", tmp_path, "--as-at", "2026-10-31", "--json").json["findings"]
    people = [finding for finding in findings if finding["register"] == "clients"]
    assert [finding["kind"] for finding in people] == ["several-names"] * 4
    assert all("and" in finding["value"] for finding in people)
