"""The chain of ownership: joins, gaps, custody, contradictions between registers, a museum's own text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.dossiers import EVENTS, JOBS, PAST, STOCK, WATCH, Small, cell, lines, texts
from tests.houses import make
from toolkit.produce.reading import read_and_check, read_house
from toolkit.reports.provenance import Withheld
from toolkit.reports.provenance_facts import Holdings, dossier


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """A watch with owners, a gap and a service."""
    return Small(tmp_path_factory.mktemp("told"), past=PAST)


def test_chain_in_the_museum_convention(told: Small) -> None:
    """``;`` for a documented transfer, ``.`` for none, a gap with its years, and by when a service shows an owner."""
    made = told.made()
    assert made.chain_words == (
        "Made by Ravelle SA in Geneva, 1951; private collection, London, purchased 1951, until at least 1991. "
        "Private collection, Bath, by 2004; by descent to private collection, 2019; "
        "Maison Corvane, purchased 11 March 2026."
    )
    assert [(gap.after, gap.years, gap.words) for gap in made.gaps] == [
        (1, 13, "Nothing is known between 1991 and 2004 (13 years).")
    ]
    assert [link.direct for link in made.chain] == [True, False, True, True, False]
    assert [link.status for link in made.chain] == ["stated", "stated", "inferred", "stated", "stated"]


def test_consent_names_an_owner(tmp_path: Path) -> None:
    """The column, or these words in the remarks of the row by which they came to own it; a no is a no."""
    past = [dict(row) for row in PAST]
    past[1]["May be named"] = "yes"
    assert "Colonel Ambrose Thackeray, London, purchased 1951" in Small(tmp_path / "a", past=past).made().chain_words
    past[1] |= {"May be named": "", "Remarks": "The Colonel may be named, letter of 1990"}
    assert "Thackeray" in Small(tmp_path / "b", past=past).made().chain_words
    past[1]["May be named"] = "no"
    assert "Thackeray" not in " ".join(texts(Small(tmp_path / "c", past=past).made()))


def test_uncertain_steps_are_said_and_never_direct(tmp_path: Path) -> None:
    """Possibly before an uncertain fact; without a document or a source no semicolon."""
    past = [dict(row) for row in PAST[:2]]
    past[1]["Certainty"] = "possible"
    words = Small(tmp_path / "a", past=past).made().chain_words
    assert "1951. Possibly private collection, London, purchased 1951" in words
    past[1] |= {"Certainty": "", "Evidence": "", "Document no": ""}
    assert "1951. Private collection, London" in Small(tmp_path / "b", past=past).made().chain_words
    past[1]["According to"] = "the family"
    made = Small(tmp_path / "c", past=past).made()
    assert "1951; private collection, London" in made.chain_words
    assert made.chain[1].status_words == "stated by the family"


def test_consignment_moves_custody_not_title(tmp_path: Path) -> None:
    """The consignor owns it until it is sold; then it passes to the buyer, who is the present owner."""
    piece = {**WATCH, "Ownership": "consigned", "Bought from": "", "Consignor": "Mr Ulric Penhallick", "Agreement no": "DV-7",
             "Purchase invoice": ""}  # fmt: skip
    house = Small(tmp_path / "held", piece)
    made = house.made()
    assert made.chain_words == (
        "Made by Ravelle, 1951. Private collection; with Maison Corvane, on consignment from 11 March 2026."
    )
    assert [link.title for link in made.chain] == [True, True, False]
    assert "Penhallick" not in " ".join(texts(made))
    assert "DV-7" not in " ".join(texts(made))
    assert "Mr Ulric Penhallick" in house.made(edition="internal").chain_words
    sales = [{"Invoice no": "S-1", "Date": "2026-10-12", "Type": "Sale", "Stock No": "W1", "Customer": "Dr Odile Marchbanks",
              "Price": "16500", "Currency": "GBP", "VAT": "margin"}]  # fmt: skip
    sold = Small(tmp_path / "sold", {**piece, "Status": "sold"}, sales=sales).made()
    assert sold.chain_words.endswith(
        "with Maison Corvane, on consignment from 11 March 2026; the present owner, purchased from Maison Corvane 12 October 2026."
    )
    assert "Marchbanks" not in " ".join(texts(sold))
    assert {fact.key: fact.value for fact in sold.sale.facts} == {  # type: ignore[union-attr]  # it is sold
        "invoice": "S-1", "sale_date": "12 October 2026", "vat": "Margin scheme – second-hand goods",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("at", "change", "heading", "words"),
    [
        (1, {"Until": "1949"}, "Until", "ends before it begins"),
        (1, {"Date": "1949"}, "Date", "before it was made"),
        (3, {"From": "Colonel Ambrose Thackeray, London", "To": "Mr Basil Orme"}, None, ""),
        (3, {"From": "Ravelle SA"}, "From", "parts with the piece, but had parted with it before"),
        (3, {"Date": "2026-09-01"}, "Date", "after the house acquired the piece"),
        (1, {"Document no": "extract.pdf"}, "Document no", "'extract.pdf'"),
        (1, {"Until": "2025"}, "Event", "held the piece after it passed"),
    ],
)
def test_contradictions_of_the_past(
    tmp_path: Path, at: int, change: dict[str, str], heading: str | None, words: str
) -> None:
    """What cannot be withholds, at the cells of the dates or names; what only looks odd does not."""
    past = [dict(row) for row in PAST]
    past[at] |= change
    house = Small(tmp_path, past=past)
    if heading is None:
        assert house.made().gaps
        return
    reasons = house.withheld()
    assert any(where == cell(EVENTS, heading, at + 2, "Provenance.csv") and words in why for where, why in reasons), (
        reasons
    )


def test_two_registers_that_disagree(tmp_path: Path) -> None:
    """The provenance has the house buy the piece on another day, or from somebody else."""
    bought = {"Event": "Sold", "Date": "2025-03-11", "From": "Mrs Honoria Whitcombe", "To": "Maison Corvane",
              "Evidence": "Purchase invoice", "Document no": "P26-1"}  # fmt: skip
    (reason,) = Small(tmp_path / "day", past=[*PAST, bought]).withheld()
    assert reason == (
        cell(STOCK, "Date in"),
        "Two registers give different dates for one transfer to or from the house.",
    )
    other = bought | {"Date": "2026-03-11", "From": "Mr Basil Orme"}
    assert "different parties" in " ".join(why for _, why in Small(tmp_path / "name", past=[*PAST, other]).withheld())
    same = Small(tmp_path / "same", past=[*PAST, bought | {"Date": "March 2026", "Certainty": "certain"}]).made()
    assert same.chain_words.endswith("2019; Maison Corvane, purchased 11 March 2026.")
    assert same.chain[-1].status_words == "stated by the house’s register, which cites Purchase invoice, not on file"
    on_file = {"W1-purchase-P26-1.pdf": b"the invoice"}
    held = [*PAST[:2], bought | {"Date": "March 2026", "Certainty": "certain"}]
    assert Small(tmp_path / "held", past=held, evidence=on_file).made().chain[-1].status == "verified"


def test_register_that_gives_another_serial_number(tmp_path: Path) -> None:
    """A job on a piece with another serial number is about another piece, or one number is wrong."""
    heading = (*JOBS, "Serial")
    folder = tmp_path
    job = {
        "Job no": "R1",
        "Stock No": "W1",
        "Piece": "Ravelle Alba",
        "Received": "2026-04-01",
        "Work done": "Cleaned",
        "Serial": "999",
    }
    make(
        folder,
        {"Stock.csv": lines(STOCK, (WATCH,)), "Repairs.csv": lines(heading, (job,))},
        house_name="Maison Corvane",
    )
    house, at = read_house(folder, "2026-10-31")
    checked = read_and_check(house, at)
    result = dossier(Holdings(checked.registers, house, at), "W1")
    assert isinstance(result, Withheld)
    assert str(result.reasons[0].places[0]) == cell(heading, "Serial", 2, "Repairs.csv")


def test_museum_text_in_the_notes(tmp_path: Path) -> None:
    """A text headed as provenance is the past; a note without the word never is; what cannot be read withholds the client's."""
    text = "Provenance: Ravelle, Geneva; Augusta Merriweather, London, by 1960. Possibly Basil Orme, Bath, 1985."
    made = Small(tmp_path / "a", {**WATCH, "Notes": text, "Year": ""}).made()
    assert [link.direct for link in made.chain[1:3]] == [True, False]
    assert "by 1960. Possibly private collection" in made.chain_words
    assert not {"Merriweather", "Augusta", "Orme"} & set(" ".join(texts(made)).replace(",", " ").split())
    internal = Small(tmp_path / "b", {**WATCH, "Notes": text, "Year": ""}).made(edition="internal")
    assert "Augusta Merriweather, London, by 1960" in internal.chain_words
    plain = Small(tmp_path / "c", {**WATCH, "Notes": "Sold new; strap changed 1990."}).made()
    assert plain.chain_words == "Made by Ravelle, 1951. Private collection; Maison Corvane, purchased 11 March 2026."


def test_bought_back(tmp_path: Path) -> None:
    """Sold and acquired again under another number: one chain, and the buyer between is private."""
    again = {
        **WATCH,
        "Stock No": "W9",
        "Bought from": "Dr Odile Marchbanks",
        "Date in": "2026-08-01",
        "Purchase invoice": "P26-9",
    }
    sales = [{"Invoice no": "S-1", "Date": "2026-04-12", "Type": "Sale", "Stock No": "W1", "Customer": "Dr Odile Marchbanks",
              "Price": "16500", "Currency": "GBP", "VAT": "margin"}]  # fmt: skip
    house = Small(tmp_path, {**WATCH, "Status": "sold"}, again, sales=sales)
    assert house.made("W9").chain_words.endswith(
        "Private collection; Maison Corvane, purchased 11 March 2026; private collection, purchased from Maison Corvane "
        "12 April 2026; Maison Corvane, purchased 1 August 2026."
    )
    assert house.made("W1").chain_words.endswith("the present owner, purchased from Maison Corvane 12 April 2026.")
    assert house.holdings.sold_since(date(2026, 4, 1)) == ("W1",)
    assert house.holdings.sold_since(date(2026, 5, 1)) == ()


@pytest.mark.parametrize("seller", ["Mrs Honoria Whitcombe", "Private seller", "Honoria Whitcombe, Bath"])
def test_the_vendor_is_whoever_sold_to_the_house(tmp_path: Path, seller: str) -> None:
    """One register says "the vendor", the other her name: one person, and no gap between them."""
    past = [*PAST[:3], {**PAST[3], "To": "The vendor"}]
    told = Small(tmp_path, {**WATCH, "Bought from": seller}, past=past)
    for made in (told.made(), told.made(edition="internal")):
        assert [link.kind for link in made.chain] == ["made", "sale", "held", "inheritance", "sale"]
        assert made.chain[3].direct
        assert [gap.years for gap in made.gaps] == [13]
