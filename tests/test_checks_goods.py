"""Metals, stones, hallmarks, wildlife and origin: the boundaries of weight, day and country, and what stays quiet."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.houses import make, table
from toolkit.checks import hallmarks, metals, origin, reports, stones, trade_numbers, weights, wildlife, wording
from toolkit.checks.gems import is_grown_diamond, only_diamonds, says_grown
from toolkit.checks.law.goods import DIAMONDS, FINENESS, HALLMARKS, LABORATORIES, WARRANTIES, customs
from toolkit.checks.law.wildlife import SPECIES
from toolkit.checks.origin import statement
from toolkit.checks.scope import Scope
from toolkit.checks.standards import carat_as_stated
from toolkit.checks.wildlife import species_in
from toolkit.findings import Finding, Severity
from toolkit.produce.reading import read_house
from toolkit.readers.load import load

MODULES = (metals, hallmarks, weights, stones, reports, wildlife, origin, wording, trade_numbers)
GOODS = ("Stock No", "Type", "Description", "Metal", "Fineness", "Weight (g)", "Hallmark", "Status", "Date in", "Cost")
GEMS = ("Stock No", "Type", "Description", "Stones", "Carat", "Origin type", "Diamond origin", "Bought from", "Date in",
        "Cost")  # fmt: skip
SKINS = ("Stock No", "Type", "Description", "Leather", "CITES", "Status", "Date in", "Cost")


def found(folder: Path, files: dict[str, str], as_at: str = "2026-10-31", country: str = "GB") -> list[Finding]:
    """What the rules of goods say of a house."""
    settings = {"house_country": country} if country else {"house_timezone": "UTC"}
    make(folder, files, **settings)
    house, moment = read_house(folder, as_at)
    scope = Scope(load(house), house, moment)
    return [finding for module in MODULES for rule in module.RULES for finding in rule(scope)]


def stock(heading: Sequence[str], *rows: Sequence[object]) -> dict[str, str]:
    """A stock register of these rows."""
    return {"stock.csv": table(heading, rows)}


def kinds(findings: list[Finding]) -> list[str]:
    """The codes of findings, in order."""
    return [finding.kind.code for finding in findings]


@pytest.mark.parametrize(
    ("weight", "stated"),
    [("0.996", "0.99"), ("0.999", "1.00"), ("1.768", "1.76"), ("1.769", "1.77"), ("1.76", "1.76"), ("0.9899", "0.99")],
)
def test_carats_are_rounded_up_only_at_a_nine(weight: str, stated: str) -> None:
    """The golden figures: 0.996 ct is never one carat."""
    assert str(carat_as_stated(Decimal(weight))) == stated


@given(st.integers(min_value=1, max_value=99_999).map(lambda thousandths: Decimal(thousandths) / 1000))
def test_a_stated_weight_is_never_a_hundredth_off(weight: Decimal) -> None:
    """Rounding moves a weight by less than a hundredth, and up by one thousandth at most."""
    assert Decimal("-0.001") <= weight - carat_as_stated(weight) < Decimal("0.009")


@pytest.mark.parametrize(
    ("metal", "parts", "grams", "needs"),
    [
        ("gold", 750, "0.99", False),
        ("gold", 750, "1.00", True),
        ("silver", 925, "7.77", False),
        ("silver", 925, "7.78", True),
        ("platinum", 950, "0.49", False),
        ("platinum", 950, "0.50", True),
        ("palladium", 950, "0.99", False),
        ("palladium", 950, "1.00", True),
    ],
)
def test_a_hallmark_is_asked_for_from_the_exemption_weight(
    tmp_path: Path, metal: str, parts: int, grams: str, needs: bool
) -> None:
    """At the weight and above it, in Britain; the finding is at the empty cell."""
    ring = ("R1", "ring", "Ring", metal, parts, grams, "", "available", "2024-03-05", 900)
    findings = found(tmp_path, stock(GOODS, ring))
    assert [(f.kind.code, f.severity, f.places[0].cell) for f in findings] == (
        [("hallmark-missing", Severity.ERROR, "G2")] if needs else []
    )


@pytest.mark.parametrize("country", ["FR", "US", ""])
def test_no_hallmark_is_asked_for_outside_britain(tmp_path: Path, country: str) -> None:
    """Without the law of a known country no law applies."""
    ring = ("R1", "ring", "Ring", "gold", 750, "4.2", "", "available", "2024-03-05", 900)
    assert found(tmp_path, stock(GOODS, ring), country=country) == []


def test_a_column_that_is_mostly_empty_is_said_once(tmp_path: Path) -> None:
    """A hundred pieces without a hallmark are one finding, with the count."""
    rings = [(f"R{n}", "ring", "Ring", "gold", 750, "4.2", "", "available", "2024-03-05", 900) for n in range(100)]
    findings = found(tmp_path, stock(GOODS, *rings))
    assert kinds(findings) == ["hallmark-missing"]
    assert "100 of 100" in findings[0].message


@pytest.mark.parametrize(
    ("metal", "parts", "code"),
    [
        ("gold", 950, "fineness-impossible"),
        ("silver", 585, "fineness-impossible"),
        ("argento", 750, "fineness-impossible"),
        ("gold", 620, "fineness-unusual"),
        ("gold", 333, "fineness-foreign"),
        ("Weißgold", 750, ""),
        ("gold", 917, ""),
        ("gold", 585, ""),
        ("platino", 950, ""),
        ("plata", 925, ""),
        ("vermeil", 925, ""),
        ("silver and gold", 585, ""),
    ],
)
def test_fineness_by_metal(tmp_path: Path, metal: str, parts: int, code: str) -> None:
    """Another metal's figure is an error, nobody's a question, a foreign one a word about the law here."""
    ring = ("R1", "ring", "Ring", metal, parts, "", "", "available", "2024-03-05", 900)
    assert kinds(found(tmp_path, stock(GOODS, ring))) == ([code] if code else [])


def test_a_foreign_fineness_is_no_matter_abroad(tmp_path: Path) -> None:
    """333 gold is a German standard; only a British house is told that it is none there."""
    ring = ("R1", "ring", "Ring", "gold", 333, "", "", "available", "2024-03-05", 900)
    assert found(tmp_path, stock(GOODS, ring), country="DE") == []


@pytest.mark.parametrize(
    ("words", "annexes"),
    [
        ("Croc", "?"),
        ("Cocodrilo", "?"),
        ("Lézard", "?"),
        ("Krokodilleder", "?"),
        ("cocco", "?"),
        ("Crocodylus porosus", "B"),
        ("Shiny porosus crocodile", "B"),
        ("Alligatorlederband", "B"),
        ("Caïman", "B"),
        ("Varanus niloticus", "B"),
        ("pitone", "B"),
        ("Python molurus molurus", "A"),
        ("Schildpatt", "A"),
        ("corail noir", "B"),
        ("Galuchat", ""),
        ("autruche", ""),
        ("corail", ""),
    ],
)
def test_skins_and_shells_in_five_languages(words: str, annexes: str) -> None:
    """Each word finds one animal, in the annex of the table, or a question."""
    assert [row.annex for row in species_in(words)] == [annexes]


@pytest.mark.parametrize(
    "words",
    ["Croc-embossed calf", "Veau façon croco", "Kalb, Kroko-Prägung", "pelle stampata cocco", "effet python", "croc calf",
     "leopard print", "mammoth ivory", "ivory dial", "Kette für Herren", "Togo", "Cocoon clutch", "cuir imprimé lézard",
     "lucertola stampata", "piel grabada cocodrilo"],
)  # fmt: skip
def test_what_is_embossed_or_a_colour_is_no_animal(words: str) -> None:
    """Embossed, printed and imitated skins need no permit; neither does a colour."""
    assert species_in(words) == ()


def test_an_animal_is_a_material_only_where_it_can_be(tmp_path: Path) -> None:
    """A strap counts; a lizard in diamonds, a dial's colour and a piece that has left do not."""
    findings = found(
        tmp_path,
        stock(
            SKINS,
            ("W1", "watch", "Steel watch, crocodile strap", "", "", "available", "2024-03-05", 900),
            ("W2", "watch", "Steel watch, ivory dial", "", "", "available", "2024-03-05", 900),
            ("B1", "brooch", "Diamond lizard brooch", "", "", "available", "2024-03-05", 900),
            ("H1", "handbag", "Bag", "Croc", "", "sold", "2024-03-05", 900),
            ("H2", "handbag", "Croc bag, Crocodylus porosus", "Croc", "", "available", "2024-03-05", 900),
        ),
    )
    assert [(f.kind.code, f.places[0].cell) for f in findings] == [("species-unknown", "C2"), ("species-unknown", "D6")]


def test_a_dealers_pictures_are_left_alone(tmp_path: Path) -> None:
    """Titles of pictures name animals, ivory and investments; no rule of goods may be moved by them."""
    titles = ("The crocodile strap", "Lady with ivory fan", "The investment", "Authentic portrait", "Gold and silver")
    heading = ("Stock No", "Type", "Title", "Date in", "Cost")
    rows = [(f"K{n}", "Painting", title, "1899-03-05", 900) for n, title in enumerate(titles)]
    assert found(tmp_path, stock(heading, *rows)) == []


@pytest.mark.parametrize(
    ("country", "paper", "expected"),
    [
        ("GB", "", [("cites-certificate-missing", Severity.ERROR)]),
        ("FR", "", [("cites-certificate-missing", Severity.ERROR)]),
        ("GB", "none", [("cites-certificate-missing", Severity.ERROR)]),
        ("GB", "Article 10 no. 512345/01", []),
        ("US", "", []),
        ("", "", []),
    ],
)
def test_annex_a_takes_a_certificate(
    tmp_path: Path, country: str, paper: str, expected: list[tuple[str, Severity]]
) -> None:
    """In Britain and in the Union; it keeps the piece out of a dossier."""
    bag = ("H1", "handbag", "Bag", "Python molurus molurus", paper, "available", "2024-03-05", 900)
    findings = found(tmp_path, stock(SKINS, bag), country=country)
    assert [(f.kind.code, f.severity) for f in findings] == expected
    assert all(f.blocks == ("dossier",) for f in findings)


@pytest.mark.parametrize(("country", "code"), [("GB", "ivory"), ("FR", "species-unknown")])
def test_ivory_is_asked_about_by_the_law_of_the_country(tmp_path: Path, country: str, code: str) -> None:
    """The Ivory Act in Britain; elsewhere the word alone names no animal."""
    bangle = ("B1", "bracelet", "Ivory bangle", "", "", "available", "2024-03-05", 900)
    assert kinds(found(tmp_path, stock(SKINS, bangle), country=country)) == [code]


@pytest.mark.parametrize(
    ("country", "day", "carat", "asked"),
    [
        ("GB", "2024-02-29", "1.00", False),
        ("GB", "2024-03-01", "1.00", True),
        ("GB", "2024-08-31", "0.99", False),
        ("GB", "2024-09-01", "0.50", True),
        ("GB", "2024-09-01", "0.49", False),
        ("BE", "2025-12-31", "2.00", False),
        ("BE", "2026-01-01", "0.51", True),
        ("BE", "2026-01-01", "0.50", False),
        ("US", "2026-01-01", "2.00", False),
        ("", "2026-01-01", "2.00", False),
    ],
)
def test_papers_of_origin_by_country_day_and_weight(
    tmp_path: Path, country: str, day: str, carat: str, asked: bool
) -> None:
    """Half a carat and more in Britain, above half a carat in the Union: the boundaries of each rule."""
    ring = ("D1", "ring", "Solitaire", "Diamond", carat, "natural", "", "Trade House Ltd", day, 900)
    assert kinds(found(tmp_path, stock(GEMS, ring), country=country)) == (["diamond-origin-missing"] if asked else [])


@pytest.mark.parametrize(
    ("day", "codes"), [("2026-09-30", []), ("2026-10-01", ["old-warranty-statement"])]
)  # fmt: skip
def test_the_former_warranty_is_past_its_time_from_october(tmp_path: Path, day: str, codes: list[str]) -> None:
    """Through September 2026 the old wording is good; the supplier's cell is named."""
    heading = ("Code", "Name", "Kind", "Address", "VAT number", "Terms", "Diamond statement")
    suppliers = table(heading, [("S1", "Stones Ltd", "Dealer", "1 Hill", "", "30 days", "old"),
                                ("S2", "Gems Ltd", "Dealer", "2 Hill", "", "30 days", "new"),
                                ("S3", "Rocks Ltd", "Dealer", "3 Hill", "", "30 days", "")])  # fmt: skip
    ring = ("D1", "ring", "Ring", "", "", "", "", "Trade House Ltd", "2024-01-01", 900)
    findings = found(tmp_path, stock(GEMS, ring) | {"suppliers.csv": suppliers}, as_at=day)
    assert kinds(findings) == codes
    assert [f.places[0].cell for f in findings] == ["G2"] * len(codes)


@pytest.mark.parametrize(
    ("words", "reading"),
    [
        ("... based on personal knowledge and/or written guarantees provided by the supplier", "old"),
        ("... in adherence to the WDC SoW Guidelines", "new"),
        ("... personal knowledge ..., in adherence to the WDC System of Warranties Guidelines", "new"),
        ("System of Warranties", "other"),
        ("DDS 2026/114", ""),
    ],
)
def test_statements_are_told_by_their_ending(words: str, reading: str) -> None:
    """Only the newer sentence names the guidelines, whatever else both say."""
    assert statement(words) == reading


@pytest.mark.parametrize(
    ("words", "grown"),
    [
        ("Laboratory-grown diamond ring", True),
        ("CVD diamond, 1 ct", True),
        ("diamant de synthèse", True),
        ("Labordiamant", True),
        ("diamante coltivato in laboratorio", True),
        ("diamante creado en laboratorio", True),
        ("HPHT treated diamond", False),
        ("natural diamond, not lab-grown", False),
        ("non-synthetic diamond", False),
        ("Art Deco ring of synthetic rubies and diamonds", False),
    ],
)
def test_words_for_grown_diamonds(words: str, grown: bool) -> None:
    """Five languages; a treatment, a denial and another stone's origin say nothing of the diamond."""
    assert says_grown(words) is grown


def test_the_words_stand_beside_the_diamond() -> None:
    """Diamond here and laboratory-grown there is not enough; an emerald cut is no emerald."""
    assert is_grown_diamond("laboratory-grown diamond ring")
    assert not is_grown_diamond("diamond ring, lab grown")
    assert only_diamonds("Emerald-cut diamond")
    assert not only_diamonds("Emerald and diamonds")


def test_law_is_dated_and_sourced() -> None:
    """Every row says who says so and when it was looked up; none of two rules of one place and topic is in force at once."""
    rows = (*HALLMARKS, *LABORATORIES, *DIAMONDS, *WARRANTIES)
    assert all(row.source and row.words and row.last_checked for row in (*rows, *FINENESS))
    assert all(row.source and row.last_checked for row in SPECIES)
    assert not any(row.verified for row in SPECIES)
    assert len({row.rule for row in (*rows, *FINENESS)}) == len(rows) + len(FINENESS)
    for row in rows:
        day = row.since or row.last_checked
        others = [other for other in rows if (other.topic, other.jurisdiction) == (row.topic, row.jurisdiction)]
        assert [other for other in others if other.covers(day)] == [row]
    assert customs("BE") == "EU"
    assert customs("GB") == "GB"
    assert customs("") == ""
