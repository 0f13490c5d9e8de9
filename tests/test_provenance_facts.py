"""The dossier's facts: from small registers to the frozen dossier, or the cells that would release it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tests.dossiers import BAG, JOBS, PAST, PRIVATE, RING, STOCK, WATCH, Small, cell, texts, the
from toolkit.reports.provenance import STATUSES
from toolkit.reports.provenance_facts import facts, facts_digest, numbered


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """A watch with owners, a gap and a service."""
    return Small(tmp_path_factory.mktemp("told"), past=PAST)


@pytest.fixture(scope="module")
def on_file(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """The same watch, with copies of the extract and of the warranty card."""
    papers = {"W1-extract.pdf": b"extract", "W1-warranty-card.jpg": b"card"}
    return Small(tmp_path_factory.mktemp("filed"), past=PAST, evidence=papers)


def test_internal_edition_names_and_footnotes_every_line(told: Small) -> None:
    """Names, costs, and a note with file, sheet and cell behind every line that has one."""
    made = told.made(edition="internal")
    assert "Colonel Ambrose Thackeray, London" in made.chain_words
    assert the(made.acquisition, "acquired_from").value == "Mrs Honoria Whitcombe"
    assert the(made.acquisition, "cost").value == "£8,900.00"
    numbers = {note.number for note in made.footnotes}
    assert made.acquisition is not None
    parts = (made.identification, made.condition, made.included, made.acquisition)
    lined = [fact for part in parts for fact in part.facts]
    noted = [line.notes for line in lined if line.places]
    noted += [line.notes for line in made.chain]
    noted += [line.notes for line in made.services] + [line.notes for line in made.checks]
    assert all(notes and set(notes) <= numbers for notes in noted)
    assert made.footnotes[0].number == 1
    assert any("Provenance.csv, cells" in note.cells for note in made.footnotes)


def test_client_edition_hides_names_costs_and_cells(told: Small) -> None:
    """No private name, no cost and no file in any text of the frozen context."""
    made = told.made()
    every = " | ".join(texts(made))
    for secret in (*PRIVATE, "8,900", "8900", "P26-1", ".csv", "Mrs", "Colonel", "Lady"):
        assert secret not in every, secret
    assert made.acquisition is None
    assert not made.sources


def test_statuses(on_file: Small) -> None:
    """Each status where it belongs, with its words; nothing is ever blank."""
    made = on_file.made()
    assert the(made.identification, "date").status == "verified"
    assert the(made.identification, "serial").status_words == "verified against: the number on the warranty card"
    assert the(made.identification, "maker").status_words == "stated by the house’s register"
    assert the(made.identification, "features").value == "Not recorded"
    assert the(made.identification, "features").status == "not_known"
    assert the(made.identification, "subject").status == "not_applicable"
    seen = {fact.status for part in (made.identification, made.legal, made.condition) for fact in part.facts}
    assert seen | {link.status for link in made.chain} == set(STATUSES)
    every = [
        fact
        for part in (made.identification, made.condition, made.included, made.authentication, made.legal)
        for fact in part.facts
    ]
    assert all(fact.label and fact.value and fact.status_words for fact in every)
    assert made.completeness.filled == 8
    assert made.completeness.missing == ("Measurements", "Distinguishing features")


def test_evidence_is_numbered_and_shared(told: Small) -> None:
    """One document named twice is one; documents run from E1; a client sees no number of a purchase."""
    client, internal = told.made(), told.made(edition="internal")
    assert [one.id for one in client.evidence] == [f"E{n + 1}" for n in range(len(client.evidence))]
    assert [(one.kind, one.number) for one in internal.evidence][:4] == [
        ("extract", "EX-9"), ("service", "2004/118"), ("letter", "L-8"), ("purchase", "P26-1"),
    ]  # fmt: skip
    assert next(one for one in client.evidence if one.kind == "purchase").number == ""
    assert client.chain[0].evidence == client.chain[1].evidence == ("E1",)


def test_check_verbatim_dated_and_fresh(told: Small, tmp_path: Path) -> None:
    """The register's words, its date, its limits; 90 days are recent, 91 are not."""
    (check,) = told.made().checks
    assert (check.register, check.outcome, check.date_words, check.fresh) == (
        "Watch Register", "No Match", "20 October 2026", True,
    )  # fmt: skip
    assert "in that database on that date" in check.limits
    for day, fresh in (("2026-08-02", True), ("2026-08-01", False)):
        made = Small(tmp_path / day, {**WATCH, "Date checked": day}).made()
        assert made.checks[0].fresh is fresh
        assert any("older than 90 days" in limit for limit in made.limits) is not fresh


def test_laboratory_grown_is_said_beside_the_diamond(tmp_path: Path) -> None:
    """Wherever the row names a diamond; the report is a report, its weight is never rounded."""
    made = Small(tmp_path / "en", RING).made("R1")
    assert the(made.identification, "stones").value == "Round brilliant laboratory-grown diamond"
    assert the(made.identification, "description").value == "Laboratory-grown diamond solitaire"
    report = the(made.authentication, "report")
    assert report.value == "IGI report LG612345678, dated 12 June 2025: 0.996 ct, E, VS1, laboratory-grown"
    assert report.status_words == "stated by the report of IGI"
    assert "certificate" not in " ".join(texts(made)).casefold()
    assert the(made.legal, "diamond").status == "not_applicable"
    assert "Vernhes" not in " ".join(texts(made))
    french = Small(
        tmp_path / "fr", {**RING, "Description": "Solitaire diamant"}, settings={"house_language": "fr"}
    ).made("R1")
    assert the(french.identification, "description").value == "Solitaire diamant synthétique (de laboratoire)"


def test_laboratory_grown_called_natural_is_withheld(tmp_path: Path) -> None:
    """Natural beside a grown diamond is a contradiction that no wording mends."""
    reasons = Small(tmp_path, {**RING, "Description": "Natural diamond solitaire"}).withheld("R1")
    assert reasons == [(cell(STOCK, "Description"), reasons[0][1])]
    assert "Natural diamond" in reasons[0][1]


def test_cites_bag(tmp_path: Path) -> None:
    """The species with its annex, its paper; a date code is no serial number; a word for several animals withholds."""
    made = Small(tmp_path / "named", BAG).made("B1")
    assert "Annex B" in the(made.legal, "cites").value
    assert the(made.legal, "permit").value == "24FR0750-R"
    assert the(made.identification, "serial").label == "Date code or stamp"
    assert "Private collection, Paris; Maison Corvane" in made.chain_words
    reasons = Small(tmp_path / "croc", {**BAG, "Leather": "Croc"}).withheld("B1")
    assert reasons == [
        (cell(STOCK, "Leather"), "'Croc' names no species of crocodile; it cannot be classified under CITES.")
    ]
    embossed = Small(tmp_path / "calf", {**BAG, "Leather": "croc-embossed calf", "CITES": ""}).made("B1")
    assert the(embossed.legal, "cites").status == "not_applicable"


@pytest.mark.parametrize(
    ("change", "heading", "words"),
    [
        ({"Bought from": ""}, "Bought from", "from whom it was bought"),
        ({"Ownership": "consigned", "Bought from": ""}, "Consignor", "its owner is not recorded"),
        ({"Card serial": "671043"}, "Card serial", "671043"),
        ({"Date checked": ""}, "Date checked", "its date is not recorded"),
        ({"Watch Register": "not stolen"}, "Watch Register", "which no register says"),
        ({"Watch Register": "Match, referred"}, "Watch Register", "does not say 'No Match'"),
        ({"Photo": "W1-lost.jpg"}, "Photo", "not in the folder evidence"),
        ({"Description": "original dial, unpolished"}, "Description", "'original'"),
        ({"Description": "an investment"}, "Description", "'investment'"),
        ({"Year": "2027"}, "Date in", "before it was made"),
        ({"Full set": "yes"}, "Full set", "full set"),
        ({"Description": "ex collection of Mrs Whitcombe"}, "Description", "whitcombe"),
        ({"Natural/lab grown": "maybe"}, "Natural/lab grown", "not known here"),
    ],
)
def test_withheld_with_its_cell(tmp_path: Path, change: dict[str, str], heading: str, words: str) -> None:
    """Each reason alone, with the cell that would release the dossier."""
    reasons = Small(tmp_path, {**WATCH, **change}).withheld()
    assert [where for where, _ in reasons] == [cell(STOCK, heading)]
    assert words in reasons[0][1]


def test_service_history_names_no_client_and_no_workshop(tmp_path: Path) -> None:
    """What was done and when; who for is nobody's business, and a workshop is a supplier."""
    jobs = [{"Job no": "R7", "Client": "Mrs Leonie Farquhar", "Stock No": "W1", "Piece": "Ravelle Alba", "Received": "2026-04-01",
             "Returned": "2026-04-20", "Workshop": "Aldous & Sons", "Work done": "Cleaned and oiled", "Invoice no": "J-7"}]  # fmt: skip
    house = Small(tmp_path, jobs=jobs)
    (service,) = house.made().services
    assert (service.date_words, service.work, service.workshop) == ("20 April 2026", "Cleaned and oiled", "A workshop")
    assert not {"Farquhar", "Aldous"} & set(" ".join(texts(house.made())).replace(",", " ").split())
    assert house.made(edition="internal").services[0].workshop == "Aldous & Sons"
    jobs[0]["Work done"] = "Engraved for Mrs Leonie Farquhar"
    (reason,) = Small(tmp_path / "named", jobs=jobs).withheld()
    assert reason[0] == cell(JOBS, "Work done", 2, "Repairs.csv") or "leonie farquhar" in reason[1]


def test_names_of_the_register_of_clients_are_found_as_written(tmp_path: Path) -> None:
    """A whole name in capitals and with odd spaces is found; a colour that is somebody's surname is not."""
    clients = [
        {
            "Client no": "C1",
            "First name": "Delphine",
            "Surname": "Rose",
            "Town": "Bath",
            "Street": "1 Mill Lane",
            "Postcode": "BA1 1AA",
        }
    ]
    fine = Small(tmp_path / "a", {**WATCH, "Metal": "Rose gold 18ct"}, clients=clients).made()
    assert "Rose gold" in the(fine.identification, "metal").value
    reasons = Small(
        tmp_path / "b", {**WATCH, "Description": "dial signed for DELPHINE  ROSE"}, clients=clients
    ).withheld()
    assert reasons[0][0] == cell(STOCK, "Description")
    assert "'delphine rose'" in reasons[0][1]


def test_attributed_words_are_printed_as_their_author_says(tmp_path: Path) -> None:
    """A claim whose author stands in the cell is a statement; a treatment is the laboratory's where there is a report."""
    made = Small(tmp_path / "a", {**WATCH, "Description": "case unpolished according to the seller"}).made()
    assert the(made.identification, "description").status_words == "stated by the source named in it"
    ruby = {
        **RING,
        "Description": "Ruby ring",
        "Stones": "Ruby, unheated",
        "Natural/lab grown": "",
        "Lab": "SSEF",
        "Report no": "118001",
    }
    assert (
        the(Small(tmp_path / "b", ruby).made("R1").identification, "stones").status_words
        == "stated by the report of SSEF"
    )
    assert Small(tmp_path / "c", {**ruby, "Lab": "", "Report no": "", "Report date": ""}).withheld("R1")[0][0] == cell(
        STOCK, "Stones"
    )


def test_files_belong_by_register_or_by_number(tmp_path: Path) -> None:
    """A photograph the register names, others under the number, a scan for its document; W10 is not W1's."""
    evidence = {
        name: name.encode()
        for name in ("dial.jpg", "W1-back.jpg", "W1-extract.png", "W1-letter.pdf", "W10-front.jpg", "loose.jpg")
    }
    house = Small(tmp_path, {**WATCH, "Photo": "dial.jpg"}, past=PAST, evidence=evidence)
    client, internal = house.made(), house.made(edition="internal")
    assert [(one.file, one.role) for one in client.pictures] == [
        ("evidence/dial.jpg", "overall"),
        ("evidence/W1-back.jpg", "marks"),
    ]
    files = {one.kind: (one.file, one.enclosed) for one in internal.evidence if one.file}
    assert files == {"extract": ("evidence/W1-extract.png", True), "letter": ("evidence/W1-letter.pdf", True)}
    shown = {one.kind: one.enclosed for one in client.evidence if one.file}
    assert shown == {"extract": True}, "a letter of the family never goes to a client"
    assert "W1-letter" not in " ".join(texts(client))


def test_suppliers_are_never_named_to_clients(tmp_path: Path) -> None:
    """A dealer of the suppliers' register is a dealer; a public auction house of the past keeps its name."""
    piece = {**WATCH, "Bought from": "Pellworth & Sons (trade)"}
    suppliers = [
        {"Supplier no": "S1", "Supplier": "Pellworth & Sons", "Kind": "Dealer", "Town": "London", "Terms": "30 days"}
    ]
    past = [
        PAST[0],
        {"Event": "Auction", "Date": "1988", "From": "Ravelle SA", "To": "Christie's, Geneva", "Evidence": "Catalogue"},
    ]
    made = Small(tmp_path, piece, suppliers=suppliers, past=past).made()
    assert "Christie's, Geneva, bought at auction 1988. A dealer; Maison Corvane" in made.chain_words
    assert "Pellworth" not in " ".join(texts(made))


def test_sale_and_valuation_as_asked(tmp_path: Path) -> None:
    """A valuation only when asked, with its date; an invoice that is not this piece's withholds."""
    house = Small(
        tmp_path / "a", {**WATCH, "Insured value": "14200", "Valuation date": "2026-03-20", "Valuer": "E. Hart"}
    )
    assert house.made().valuation is None
    worth = house.made(value=True).valuation
    assert the(worth, "value").value == "£14,200.00 (whether VAT is included is not recorded)"
    assert the(worth, "valued").value == "20 March 2026"
    assert "no market price" in worth.words[0]  # type: ignore[union-attr]  # it was asked for
    undated = Small(tmp_path / "b", {**WATCH, "Insured value": "14200"})
    assert undated.withheld(value=True) == [
        (cell(STOCK, "Valuation date"), "A valuation was asked for, but its date is not recorded.")
    ]
    assert undated.withheld(invoice="S-99") == [
        (cell(STOCK, "Stock No"), "No sale of this piece has the invoice 'S-99'.")
    ]


def test_number_that_is_nobodys_or_two_pieces(tmp_path: Path) -> None:
    """A dossier for one piece only; the cells of both rows are named."""
    house = Small(tmp_path, WATCH, {**WATCH, "Serial": "55501", "Card serial": "", "Brand": "Orlan"})
    assert house.withheld("W77") == [("", "The stock register has no piece 'W77'.")]
    assert house.withheld("W1")[0][0] == cell(STOCK, "Stock No")


def test_everything_in_french(tmp_path: Path) -> None:
    """Fixed words, dates and the chain in French; the register's own words stay."""
    made = Small(tmp_path, past=PAST, settings={"house_language": "fr"}).made()
    assert made.chain_words == (
        "Fabrication par Ravelle SA, Geneva, 1951\u00a0; collection particulière, London, achat, 1951, au moins jusqu’en 1991. "
        "Collection particulière, Bath, au plus tard en 2004\u00a0; par succession, collection particulière, 2019\u00a0; "
        "Maison Corvane, achat, 11 mars 2026."
    )
    assert made.gaps[0].words == "Rien n’est connu entre 1991 et 2004 (13 ans)."
    english = {"Not recorded", "stated by", "Nothing is known", "Invoice", "verified against"}
    assert not [text for text in texts(made) if any(word in text for word in english)]


def test_facts_change_with_what_they_use_and_with_nothing_else(told: Small, tmp_path: Path) -> None:
    """A cell that is printed changes the digest; one that is not, a moved row and a number given do not."""
    made = told.made()
    base = made.facts
    assert base == facts_digest(made) == hashlib.sha256(facts(made)).hexdigest()
    assert facts_digest(numbered(made, "D-2026-0001", 2)) == base
    assert numbered(made, "D-2026-0001", 2).status_words == "Issued"
    content = json.loads(facts(made))
    assert content["kind"] == "dossier"
    assert ".csv" not in facts(made).decode()
    used = {
        "Description": "black dial",
        "Serial": "671042",
        "Box": "yes",
        "Date checked": "2026-10-21",
        "Date in": "2026-03-12",
    }
    for number, (heading, value) in enumerate(used.items()):
        other = Small(tmp_path / f"used{number}", {**WATCH, heading: value}, past=PAST).made()
        assert (other.facts == base) is (WATCH[heading] == value), heading
    unused = {"Cost": "9100", "Notes": "ask EH", "Insured value": "14000"}
    for number, (heading, value) in enumerate(unused.items()):
        assert Small(tmp_path / f"unused{number}", {**WATCH, heading: value}, past=PAST).made().facts == base, heading
    moved = Small(tmp_path / "moved", {**WATCH, "Stock No": "A0", "Serial": "1", "Card serial": ""}, WATCH, past=PAST)
    assert moved.made().facts == base
    assert moved.made(edition="internal").facts == told.made(edition="internal").facts != base
