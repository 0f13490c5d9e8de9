"""What a dossier may not overstate: a chain without a gap, a document nobody has, a name that is none, a label twice."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.dossiers import PAST, RING, WATCH, Small, texts, the
from toolkit.reports.dossier_page import context
from toolkit.reports.provenance import Dossier

NEW: Mapping[str, str] = {**WATCH, "Condition": "New", "Bought from": "", "Date in": "", "Purchase invoice": ""}
UNKNOWN = "How and when it came to Maison Corvane is not known."


def papers(made: Dossier) -> dict[str, str]:
    """How each document was checked, by its kind."""
    return {one.kind: one.checked for one in made.evidence}


@pytest.mark.parametrize(
    ("year", "words"),
    [
        ("1951", "What became of it after 1951, and how it came to Maison Corvane, is not known."),
        ("", UNKNOWN),
    ],
)
def test_a_chain_of_the_maker_alone_has_a_gap(tmp_path: Path, year: str, words: str) -> None:
    """How the piece came to the house is not known: the section, the limits and the cover say so."""
    made = Small(tmp_path, {**NEW, "Year": year}).made()
    assert [link.kind for link in made.chain] == ["made"]
    assert [(gap.after, gap.words) for gap in made.gaps] == [(0, words)]
    assert "One gap in the chain of ownership" in " ".join(made.limits)
    cover = {each.label: each for each in context(made, {}, accent="#5b2333", paper="A4")["figures"]}
    assert (cover["gap"].value, cover["gap"].attention) == ("1", True)


def test_a_piece_of_no_maker_and_no_owner_is_one_gap(tmp_path: Path) -> None:
    """Without a step there is nothing known at all."""
    made = Small(tmp_path, {**NEW, "Brand": "unsigned"}).made()
    assert made.chain == ()
    assert [gap.words for gap in made.gaps] == [UNKNOWN]


def test_an_owner_who_is_not_joined_to_the_house_leaves_a_gap(tmp_path: Path) -> None:
    """The last known owner of 1951 is not the house; a house that sold the piece, or has it, is joined."""
    apart = Small(tmp_path / "apart", NEW, past=PAST[:2]).made()
    assert [gap.after for gap in apart.gaps] == [1]
    assert "after 1991" in apart.gaps[0].words
    joined = Small(tmp_path / "joined", {**WATCH, "Condition": "New", "Bought from": "Ravelle SA"}).made()
    assert not joined.gaps
    sales = [
        {"Invoice no": "S-1", "Date": "2026-10-12", "Type": "Sale", "Stock No": "W1", "Customer": "Dr Odile Marchbanks"}
    ]
    assert [gap.after for gap in Small(tmp_path / "sold", WATCH, past=PAST, sales=sales).made().gaps] == [1]


def test_verified_needs_the_document_on_file(tmp_path: Path) -> None:
    """A register that is certain of a paper nobody here has states it; with the copy on file it is verified."""
    bare = Small(tmp_path / "bare", past=PAST).made()
    date, serial = the(bare.identification, "date"), the(bare.identification, "serial")
    cited = "stated by the house’s register, which cites Extract from the archives, no. EX-9, not on file"
    assert (date.status, date.status_words, date.evidence) == ("stated", cited, ("E1",))
    assert (serial.status, "which cites Warranty card, no. 671042, not on file" in serial.status_words) == (
        "stated",
        True,
    )
    assert bare.chain[0].status_words == cited
    assert "verified against" not in " ".join(texts(bare))
    assert papers(bare)["extract"] == "Not on file; as recorded in the register."
    filed = Small(tmp_path / "filed", past=PAST, evidence={"W1-extract.pdf": b"extract"}).made()
    assert the(filed.identification, "date").status_words == "verified against: Extract from the archives, no. EX-9"
    assert filed.chain[0].status == "verified"
    assert filed.services[0].status == "stated", "the service invoice is still not on file"


@pytest.mark.parametrize(
    ("certainty", "seen"),
    [
        ("original seen by A. Lemaire, 12 March 2026", True),
        ("vu par A. Lemaire le 12 mars 2026", True),
        ("vu par A. Lemaire le 12/03/2026", False),
        ("seen by A. Lemaire", False),
        ("not seen by A. Lemaire, 12 March 2026", False),
        ("seen by A. Lemaire, 12 March 2027", False),
        ("seen, 12 March 2026", False),
    ],
)
def test_or_an_original_seen_by_somebody_on_a_day(tmp_path: Path, certainty: str, seen: bool) -> None:
    """By a name and a day that is past and has one reading; the client's copy does not say who."""
    house = Small(tmp_path, past=[{**PAST[0], "Certainty": certainty}, *PAST[1:]])
    client, own = house.made(), house.made(edition="internal")
    assert (the(client.identification, "date").status == "verified") is seen
    assert (papers(client)["extract"] == "Original seen by the house on 12 March 2026. No copy on file.") is seen
    assert (papers(own)["extract"] == "Original seen by A. Lemaire on 12 March 2026. No copy on file.") is seen
    assert "Lemaire" not in " ".join(texts(client))


@pytest.mark.parametrize(
    "workshop", ["Brand service centre", "Service Centre Geneva", "Horology Repair Studio", "SAV agréé"]
)
def test_words_of_the_trade_are_nobodys_name(tmp_path: Path, workshop: str) -> None:
    """A workshop called by what it does names nothing that a service invoice, a repair or a studio gives away."""
    jobs = [{"Job no": f"R{number}", "Stock No": "W1", "Received": "2026-04-01", "Returned": "2026-04-20", "Workshop": workshop,
             "Work done": "Service and repair", "Invoice no": f"J-{number}"} for number in range(3)]  # fmt: skip
    made = Small(tmp_path, {**WATCH, "Description": "Service dial, Studio photograph"}, past=PAST, jobs=jobs).made()
    assert len(made.services) == 4
    assert workshop not in " ".join(texts(made))


def test_a_workshops_own_name_is_still_found(tmp_path: Path) -> None:
    """Only its ordinary words are free: the name itself withholds a client's copy."""
    jobs = [
        {
            "Job no": "R1",
            "Stock No": "W1",
            "Received": "2026-04-01",
            "Workshop": "Aldous Watch Service",
            "Work done": "Cleaned by Aldous",
        }
    ]
    ((where, words),) = Small(tmp_path, jobs=jobs).withheld()
    assert where.startswith("Repairs.csv")
    assert "'aldous'" in words


def test_the_client_receives_only_the_clients_copy(tmp_path: Path) -> None:
    """An internal copy is not for the client, so nobody signs for having received it."""
    house = Small(tmp_path)
    assert [one.key for one in house.made().signatures] == ["prepared", "reviewed", "received"]
    assert [one.key for one in house.made(edition="internal").signatures] == ["prepared", "reviewed"]


def test_a_laboratory_is_spelt_as_it_spells_itself(tmp_path: Path) -> None:
    """Gübelin, Lotus; GIA and SSEF in capitals; whatever the register's spelling."""
    for written, printed in {
        "GUBELIN": "Gübelin",
        "Guebelin": "Gübelin",
        "lotus": "Lotus",
        "ssef": "SSEF",
        "gia": "GIA",
    }.items():
        ruby = {**RING, "Description": "Ruby ring", "Stones": "Ruby", "Natural/lab grown": "", "Lab": written,
                "Report no": "118001", "Clarity": "", "Colour": ""}  # fmt: skip
        made = Small(tmp_path / written, ruby).made("R1")
        report = the(made.authentication, "report")
        assert report.value.startswith(f"{printed} report 118001")
        assert report.status_words == f"stated by the report of {printed}"
        assert next(one.issuer for one in made.evidence if one.kind == "report") == printed


def test_consent_for_one_event_is_the_owners_for_the_piece(tmp_path: Path) -> None:
    """Named as buyer, she is named as seller in the next row; refused anywhere, nowhere; Mr is not Mrs."""
    seller = {**PAST[3], "From": "Colonel Ambrose Thackeray, London"}
    agreed = {**PAST[1], "Until": "", "May be named": "yes"}
    words = Small(tmp_path / "yes", past=[PAST[0], agreed, seller]).made().chain_words
    assert "Colonel Ambrose Thackeray, London, purchased 1951; by descent to private collection" in words
    apart = [PAST[0], {**agreed, "To": "Lady Winifred Ashdown, Bath", "Date": "1960"}, {**PAST[3], "Date": "2019"}]
    made = Small(tmp_path / "apart", past=apart).made().chain_words
    assert "Lady Winifred Ashdown, Bath, purchased 1960; by descent" in made
    refused = [
        *apart,
        {"Event": "Exhibited", "Date": "1970", "To": "Lady Winifred Ashdown, Bath", "May be named": "no"},
    ]
    assert "Ashdown" not in " ".join(texts(Small(tmp_path / "no", past=refused).made()))
    shown = {"Event": "Exhibited", "Date": "1970", "To": "Lady Thackeray", "Place": "Bath"}
    mister = " ".join(texts(Small(tmp_path / "mr", past=[PAST[0], {**agreed, "To": "Lord Thackeray"}, shown]).made()))
    assert "Lord Thackeray, purchased 1951" in mister
    assert "Lady" not in mister


def test_small_words(tmp_path: Path) -> None:
    """No capital within a line, no value that says its label again, and a search of the same day is "on the day"."""
    made = Small(tmp_path / "a", {**WATCH, "Reference": "96", "Date checked": "2026-10-31"}, past=PAST).made()
    assert made.subtitle == "Watch, reference 96, yellow gold 18ct, 1951"
    assert made.checks[0].age_words == "on the day of this dossier"
    told = {fact.label: fact.value for fact in made.authentication.facts}
    assert told["Warranty card"] == "no. 671042"
    assert told["Extract from the archives"] == "no. EX-9"
    branded = Small(tmp_path / "b", {**WATCH, "Model": "", "Metal": "Everose gold"}).made()
    assert branded.subtitle == "Everose gold, 1951"
    french = Small(tmp_path / "c", {**WATCH, "Date checked": "2026-10-31"}, settings={"house_language": "fr"}).made()
    assert french.checks[0].age_words == "le jour de ce dossier"
    assert context(french, {}, accent="#5b2333", paper="A4")["as_at"] == "31 octobre 2026, 18\u00a0h"


@pytest.mark.parametrize(
    ("owner", "seller", "owners"),
    [
        ("Lord Thackeray, London", "Lady Thackeray, London", 5),
        ("M. Leduc", "Mme Leduc", 5),
        ("Lord Thackeray, London", "Lord Thackeray, London", 4),
        ("Colonel Thackeray", "Lord Thackeray", 4),
        ("Sig.ra Rossi", "Signora Rossi", 4),
    ],
)
def test_a_title_tells_husband_from_wife(tmp_path: Path, owner: str, seller: str, owners: int) -> None:
    """Lady Thackeray who gives it away is not Lord Thackeray who bought it: an owner of her own, not a direct step."""
    past = (PAST[0], {**PAST[1], "To": owner}, {**PAST[3], "From": seller})
    made = Small(tmp_path, WATCH, past=past).made(edition="internal")
    assert len(made.chain) == owners
