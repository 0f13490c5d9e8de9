"""Letters issued: only what was approved, once, frozen and in one print run; interrupted at any step, nothing is lost."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document

from tests.letter_houses import Maison, maison, program
from toolkit.ledger import Ledger
from toolkit.produce import letters_issue, letters_run
from toolkit.produce.outcome import Begun


@pytest.fixture
def house(tmp_path: Path) -> Maison:
    """Four clients with a birthday in December; three letters approved."""
    made = maison(tmp_path / "house")
    made.draft()
    for client in ("C1", "C2", "C3"):
        made.run("approve", client, "--by", "CM")
    return made


LETTERS = ["L-2026-001 C1 birthday.docx", "L-2026-002 C2 birthday.docx", "L-2026-003 C3 birthday.docx"]
RUN = ["R-2026-001 Envelopes.pdf", "R-2026-001 For the contact register.csv", "R-2026-001 Letters.docx"]


def test_what_is_approved_is_issued_and_nothing_else(house: Maison) -> None:
    """Numbers in the order of posting; the one that waits stays, and the exit code says so."""
    code, said = house.run("issue", "--no-pdf")
    assert code == 4
    assert house.issued == [*LETTERS, *RUN]
    assert [one["number"] for one in said["issued"]] == ["L-2026-001", "L-2026-002", "L-2026-003"]
    assert said["left"] == {"waiting": 1}
    with Ledger.rehearse(house.folder) as ledger:
        assert not ledger.audit()
        assert "Vane" not in ledger.serialised().decode("latin-1")


def test_a_print_run_keeps_each_letters_own_head_and_foot(house: Maison) -> None:
    """One Word file, a section a letter, in the order of the numbers."""
    house.run("issue", "--no-pdf")
    document = Document(str(house.folder / "documents" / "letters" / RUN[2]))
    assert len(document.sections) == 3
    feet = ["\n".join(paragraph.text for paragraph in section.footer.paragraphs) for section in document.sections]
    assert "Notre notice" in feet[1]
    assert "Notre notice" not in feet[0] + feet[2]
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert text.index("Mrs Vane") < text.index("Madame") < text.index("Mrs Marsh")


def test_letters_issued_later_come_in_a_run_of_their_own(house: Maison) -> None:
    """No letter is printed twice."""
    house.run("issue", "--no-pdf")
    house.run("approve", "C4")
    said = house.run("issue", "--no-pdf")[1]
    assert (said["print_run"]["number"], said["print_run"]["letters"]) == ("R-2026-002", ["L-2026-004"])
    again = house.run("issue", "--no-pdf")[1]
    assert (again["issued"], again["print_run"]["number"], again["print_run"]["state"]) == (
        [],
        "R-2026-002",
        "unchanged",
    )


def test_what_to_note_down_is_in_the_columns_of_her_register(tmp_path: Path) -> None:
    """German headings in her own order; the register itself is not touched."""
    made = maison(tmp_path / "house")
    path = made.folder / "Kontakte.csv"
    path.write_text("Kundennummer,Datum,Kontaktart,Betreff\nC9,2026-01-05,Telefon,Uhr\n", "utf-8")
    from toolkit.produce import setup

    setup.write(setup.plan(made.folder, (), {"insurance.basis": "cost", "house.name": "Maison Corvane",
                "house.address": "19 Halcyon Row", "house.currency": "GBP", "house.country": "GB",
                "house.timezone": "Europe/London"}, {}), overwrite=True)  # fmt: skip
    before = path.read_bytes()
    made.draft()
    made.run("approve", "C1")
    made.run("issue", "--no-pdf")
    proposal = (made.folder / "documents" / "letters" / RUN[1]).read_text("utf-8-sig").splitlines()
    assert proposal == ["Kundennummer,Datum,Kontaktart,Betreff", "C1,2026-11-20,letter,birthday"]
    assert path.read_bytes() == before


def test_a_run_that_ends_between_two_letters_goes_on(house: Maison, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second letter fails on the way: what is issued stays, the next run does the rest, each once, in one print run."""
    finish = Begun.finish

    def failing(self: Begun, *arguments: object) -> object:
        if self.number == "L-2026-002":
            raise KeyboardInterrupt
        return finish(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Begun, "finish", failing)
    assert house.run("issue", "--no-pdf")[0] == 130
    assert house.issued == LETTERS[:1]
    monkeypatch.undo()
    said = house.run("issue", "--no-pdf")[1]
    assert house.issued == [*LETTERS, *RUN]
    assert said["print_run"]["letters"] == ["L-2026-001", "L-2026-002", "L-2026-003"]


def test_a_run_that_ends_before_the_print_run_makes_it_next_time(
    house: Maison, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Letters issued and frozen, but not in their folder and in no print run: both are made good."""

    def never(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(letters_issue, "run", never)
    house.run("issue", "--no-pdf")
    monkeypatch.undo()
    (house.folder / "documents" / "letters" / LETTERS[1]).unlink()
    house.run("issue", "--no-pdf")
    assert house.issued == [*LETTERS, *RUN]


def test_without_libreoffice_there_are_word_files_still(house: Maison) -> None:
    """And the person is told why there is no PDF."""
    made = letters_issue.issue(house.house, house.desk(), to_pdf=lambda files: None)
    assert house.issued == [*LETTERS, *RUN]
    assert "LibreOffice" in made.notes[0]


def test_a_dry_run_issues_nothing(house: Maison) -> None:
    """It says which numbers would be taken."""
    said = house.run("issue", "--no-pdf", "--dry-run")[1]
    assert [one["number"] for one in said["issued"]] == ["L-2026-001", "L-2026-002", "L-2026-003"]
    assert house.issued == []
    assert set(house.states().values()) == {"approved", "waiting"}


def test_an_issued_letter_says_its_number_to_the_house_alone(house: Maison) -> None:
    """It stands in the file's properties, and nowhere on the page; who saved the draft is not told."""
    house.run("issue", "--no-pdf")
    data = (house.folder / "documents" / "letters" / LETTERS[0]).read_bytes()
    document = Document(io.BytesIO(data))
    assert document.core_properties.identifier == "L-2026-001 revision 1"
    assert not document.core_properties.author
    assert not document.core_properties.last_modified_by
    assert "L-2026" not in "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_a_letter_that_cannot_be_joined_is_named(house: Maison) -> None:
    """A footnote put in by hand: the others are joined, and that one is to be printed by itself."""
    from docx.oxml import OxmlElement

    from tests.letter_houses import edit

    def noted(document: object) -> None:
        run = document.paragraphs[-4].runs[0]  # type: ignore[attr-defined]
        run._r.append(OxmlElement("w:footnoteReference"))

    edit(house.drafts[1], noted)
    house.run("approve", "C2")
    said = house.run("issue", "--no-pdf")[1]
    assert said["print_run"]["apart"] == [LETTERS[1]]
    assert len(Document(str(house.folder / "documents" / "letters" / RUN[2])).sections) == 2


def test_letters_become_pdf_in_one_call(house: Maison) -> None:
    """Each letter one page, and all of them one file in the order of the print run."""
    import pypdfium2

    house.run("issue")
    path = house.folder / "documents" / "letters" / "R-2026-001 Letters.pdf"
    document = pypdfium2.PdfDocument(path.read_bytes())
    pages = [document[number].get_textpage().get_text_range() for number in range(len(document))]
    document.close()
    assert len(pages) == 3
    assert ["Vane" in pages[0], "Lacombe" in pages[1], "Marsh" in pages[2]] == [True, True, True]


def test_letters_run_knows_its_kind() -> None:
    """A print run is a document of the house's own folder of letters."""
    from toolkit.produce.issued import FOLDERS

    assert FOLDERS[letters_run.RUN] == FOLDERS["letter"]


def test_what_is_approved_and_not_issued_is_told(house: Maison) -> None:
    """One letter asked for; of the two others that were approved the person is told."""
    said = house.run("issue", "--no-pdf", "--client", "C1")[1]
    assert [one["number"] for one in said["issued"]] == ["L-2026-001"]
    assert said["notes"][0].startswith("2 more letters were approved and not issued")


def test_envelopes_stand_in_the_order_of_the_letters(house: Maison) -> None:
    """One a letter, and sheets of labels where they are asked for; an unknown size is refused before anything is done."""
    import pypdfium2

    assert house.run("issue", "--no-pdf", "--envelope", "A0")[0] == 2
    assert house.issued == []
    house.run("issue", "--no-pdf", "--envelope", "C5", "--labels", "L7160")
    document = pypdfium2.PdfDocument((house.folder / "documents" / "letters" / RUN[0]).read_bytes())
    pages = [document[number].get_textpage().get_text_range() for number in range(len(document))]
    document.close()
    assert ["Vane" in pages[0], "Lacombe" in pages[1], "Marsh" in pages[2]] == [True, True, True]
    assert "R-2026-001 Labels.pdf" in house.issued


def test_the_list_of_occasions_knows_what_was_issued(house: Maison) -> None:
    """Nothing is to be written twice: the list names the letter's number, and holds back another too soon after it."""
    days = ("--from", "2026-12-01", "--to", "2026-12-31", "--house", str(house.folder), "--json", "--as-at")
    assert program("occasions", *days, "2026-11-20")[1]["issued"] == []
    house.run("issue", "--no-pdf")
    said = program("occasions", *days, "2026-11-21")[1]
    assert [(one["client"], one["number"]) for one in said["issued"]] == [
        ("C1", "L-2026-001"), ("C2", "L-2026-002"), ("C3", "L-2026-003"),
    ]  # fmt: skip
    assert [one["client"] for one in said["occasions"]] == ["C4"]
    house.change(1, "Anniversary", "2010-01-20")
    later = program("occasions", "--from", "2027-01-15", "--to", "2027-01-25", *days[4:], "2026-12-21")[1]
    assert [(one["client"], [hold["code"] for hold in one["holds"]]) for one in later["occasions"]] == [("C1", ["cooling"])]
