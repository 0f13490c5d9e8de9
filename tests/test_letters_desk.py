"""The desk: an approval holds for exactly the words it was given for; edits in Word stay; nobody is written twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.letter_houses import PEOPLE, Maison, edit, maison, replace
from toolkit.findings import ToolkitError
from toolkit.ledger import Ledger
from toolkit.produce.letters import decide, say


@pytest.fixture
def house(tmp_path: Path) -> Maison:
    """Four clients with a birthday in December."""
    return maison(tmp_path / "house")


def test_letters_wait_until_a_person_says_yes(house: Maison) -> None:
    """Drafts are written, nothing is approved by itself, and the exit code says that somebody is waited for."""
    code, said = house.draft()
    assert code == 4
    assert {one["state"] for one in said["letters"]} == {"waiting"}
    assert [path.name for path in house.drafts] == [
        "2026-12-03 C1 birthday.docx", "2026-12-09 C2 birthday.docx", "2026-12-11 C3 birthday.docx",
        "2026-12-16 C4 birthday.docx",
    ]  # fmt: skip
    assert house.run("approve", "C1", "--by", "CM")[0] == 0
    assert house.states() == {"C1": "approved", "C2": "waiting", "C3": "waiting", "C4": "waiting"}


def test_a_changed_cell_takes_back_exactly_the_letters_whose_words_change(house: Maison) -> None:
    """Every letter approved; one client moves, another's note changes: one approval falls, no other."""
    house.draft()
    assert house.run("approve", "--all", "--by", "CM")[0] == 0
    house.change(2, "Notes", "prefers tea")
    assert set(house.states().values()) == {"approved"}
    house.change(3, "Address", "9 Cedar Lane")
    assert house.states() == {"C1": "approved", "C2": "approved", "C3": "revoked", "C4": "approved"}
    assert house.run("issue", "--no-pdf")[0] == 4
    assert house.states()["C3"] == "revoked"
    assert not [name for name in house.issued if " C3 " in name]


def test_a_changed_template_takes_back_the_letters_of_its_language(house: Maison) -> None:
    """The house words its English birthday letter anew: the French one stays approved."""
    from toolkit.templates import template

    house.draft()
    house.run("approve", "--all")
    own = house.folder / "letter_templates" / "birthday.docx"
    own.parent.mkdir()
    own.write_bytes(template("birthday.docx", "letter_templates", None).read_bytes())
    edit(own, replace("warmest wishes", "very best wishes"))
    assert house.states() == {"C1": "revoked", "C2": "approved", "C3": "revoked", "C4": "revoked"}


def test_words_edited_in_word_survive_a_redraft_and_are_approved_as_they_are(house: Maison) -> None:
    """The edit is kept, shown sentence by sentence, and it is its words that are issued."""
    house.draft()
    edit(house.drafts[0], replace("warmest wishes", "fondest wishes"))
    mine = house.drafts[0].read_bytes()
    code, said = house.draft()
    assert code == 4
    assert said["kept"] == ["letters/drafts/2026-12/2026-12-03 C1 birthday.docx"]
    assert house.drafts[0].read_bytes() == mine
    one = next(each for each in said["letters"] if each["client"] == "C1")
    assert one["edited"]
    assert [("warmest" in each["was"], "fondest" in each["now"]) for each in one["differences"]] == [(True, True)]
    house.run("approve", "C1")
    house.run("issue", "--no-pdf")
    assert "fondest wishes" in _frozen(house, "C1")


def test_registers_that_change_under_an_edited_letter_need_a_new_word(house: Maison) -> None:
    """Both are shown: what she wrote against what the registers say now, and what changed in them since."""
    house.draft()
    edit(house.drafts[0], replace("warmest wishes", "fondest wishes"))
    house.run("approve", "C1")
    assert house.states()["C1"] == "approved"
    house.change(1, "Address", "9 Cedar Lane")
    house.draft()
    one = next(each for each in house.desk().drafted if each.client == "C1")
    assert (one.state, one.edited) == ("revoked", True)
    assert any("9 Cedar Lane" in each.now for each in one.since)
    assert "fondest wishes" in one.text
    assert "9 Cedar Lane" in one.base_text
    house.run("approve", "C1")
    assert house.states()["C1"] == "approved"


def test_a_draft_only_saved_again_is_nobodys_edit(house: Maison) -> None:
    """Word rewrites the file: the words are the same, and so is the approval; a change of the registers goes in."""
    house.draft()
    house.run("approve", "C1")
    edit(house.drafts[0], lambda document: None)
    assert house.states()["C1"] == "approved"
    house.change(1, "Address", "9 Cedar Lane")
    house.draft()
    assert not house.desk().drafted[0].edited
    assert "9 Cedar Lane" in house.desk().drafted[0].text


def test_a_draft_deleted_is_drafted_anew(house: Maison) -> None:
    """To be rid of an edit she deletes the file."""
    house.draft()
    edit(house.drafts[0], replace("warmest wishes", "fondest wishes"))
    house.drafts[0].unlink()
    house.draft()
    assert not house.desk().drafted[0].edited
    assert len(house.drafts) == 4


def test_tracked_changes_hold_a_letter_back(house: Maison) -> None:
    """What the client could read behind the words holds the letter until it is accepted in Word."""
    from docx.oxml import OxmlElement

    house.draft()

    def tracked(document: object) -> None:
        paragraph = document.paragraphs[-3]  # type: ignore[attr-defined]
        inserted = OxmlElement("w:ins")
        inserted.append(paragraph.runs[0]._r)
        paragraph._p.append(inserted)

    edit(house.drafts[0], tracked)
    one = house.desk().drafted[0]
    assert one.state == "held"
    assert "tracked changes" in one.holds[0].words
    assert house.run("approve", "C1", "--reason", "never mind")[0] == 3


def test_nobody_is_written_twice(house: Maison) -> None:
    """Issued once, a letter is never drafted again: not in other days, nor under another row of the same client."""
    house.draft()
    house.run("approve", "C1")
    assert house.run("issue", "--no-pdf")[0] == 4
    assert house.states()["C1"] == "issued"
    assert house.run("approve", "C1")[0] == 2
    house.change(1, "Address", "9 Cedar Lane")
    assert house.states(as_at="2026-12-02")["C1"] == "issued"
    before = house.issued
    house.run("issue", "--no-pdf")
    assert house.issued == before


def test_rows_judged_to_be_one_client_get_one_letter(tmp_path: Path) -> None:
    """She was written to as C1; then somebody says that C2 is the same person."""
    from tests.letter_houses import program

    twice = maison(tmp_path / "house", (PEOPLE[0], {**PEOPLE[0], "Address": "1 Elm Row"}))
    twice.draft()
    assert set(twice.states().values()) == {"held"}
    assert twice.run("approve", "C1", "--reason", "known to be the same")[0] == 0
    twice.run("issue", "--no-pdf")
    assert twice.states() == {"C1": "issued", "C2": "held"}
    program("reconcile", "--same", "C1", "C2", "--by", "CM", "--house", str(twice.folder), "--json")
    assert list(twice.states().values()) == ["issued"]


def test_a_held_letter_needs_a_reason_and_a_new_hold_needs_another(tmp_path: Path) -> None:
    """What a person may release is released with a reason, which stands in the ledger; without one it is not."""
    twice = maison(tmp_path / "house", (PEOPLE[0], {**PEOPLE[0], "Address": "1 Elm Row"}))
    letters = twice.desk()
    one = letters.drafted[0]
    with pytest.raises(ToolkitError, match="is held") as refused:
        decide(twice.house, letters, one.mark, one.words, "yes", "CM")
    assert refused.value.code == "held"
    decide(twice.house, letters, one.mark, one.words, "yes", "CM", "spoke to her")
    assert twice.states()[one.client] == "approved"
    with Ledger.rehearse(twice.folder) as ledger:
        assert ledger.decisions()[one.mark].reason == "spoke to her [duplicate]"


def test_a_bar_in_the_registers_is_released_by_nobody(house: Maison) -> None:
    """An approved letter whose client now asks not to be contacted is gone from the desk, with the reason."""
    house.draft()
    house.run("approve", "--all")
    house.change(1, "Do not contact", "yes")
    letters = house.desk()
    assert "C1" not in {one.client for one in letters.drafted}
    assert any(one.client.client.client_no == "C1" for one in letters.unwritten)
    house.run("issue", "--no-pdf")
    assert not [name for name in house.issued if " C1 " in name]


def test_other_words_than_those_read_are_refused(house: Maison) -> None:
    """Whoever decides over a page that is out of date is told so; whatever changed, draft or register."""
    house.draft()
    letters = house.desk()
    one = letters.drafted[0]
    edit(one.path, replace("warmest wishes", "fondest wishes"))
    with pytest.raises(ToolkitError, match="other words by now") as refused:
        decide(house.house, letters, one.mark, one.words, "yes", "CM")
    assert refused.value.code == "stale"


def test_the_ledger_keeps_no_names(house: Maison) -> None:
    """A reason that names the client is refused."""
    letters = house.desk()
    with pytest.raises(ToolkitError, match="names the client"):
        decide(house.house, letters, letters.drafted[0].mark, letters.drafted[0].words, "no", "CM", "Ada is away")


def test_words_of_her_own_are_put_in_and_approved_anew(house: Maison) -> None:
    """The adviser's paragraph stands in the letter; an approval of before does not hold for it."""
    house.run("approve", "C1")
    letters = house.desk()
    before = letters.drafted[0].own
    say(house.house, letters, letters.drafted[0].mark, "It was a joy to see you at the opening.")
    one = house.desk().drafted[0]
    assert one.state == "revoked"
    assert "It was a joy to see you at the opening." in one.body
    assert house.run("write", "C1", "--words", before)[0] == 0
    assert house.states()["C1"] == "approved"


def test_a_letter_with_nothing_personal_waits_for_words_of_her_own(tmp_path: Path) -> None:
    """A greeting anybody could get is held; a sentence of the adviser's releases it, and so does a reason."""
    plain = maison(tmp_path / "house", own=False)
    assert plain.states()["C1"] == "held"
    assert plain.run("approve", "--all")[0] == 3
    plain.run("write", "C1", "--words", "I often think of your stories of Lisbon.")
    assert plain.states()["C1"] == "waiting"
    assert plain.run("approve", "C2", "--reason", "she likes it short")[0] == 0


def test_a_reason_releases_what_it_was_given_for_and_nothing_more(tmp_path: Path) -> None:
    """Approved though impersonal; then a note asks for secrecy: the words are the same, and the letter is held again."""
    plain = maison(tmp_path / "house", own=False)
    plain.run("approve", "C2", "--reason", "she likes it short")
    assert plain.states()["C2"] == "approved"
    plain.change(2, "Notes", "gift for M., don't tell wife")
    assert plain.states()["C2"] == "held"
    assert plain.run("issue", "--no-pdf")[0] == 3
    assert plain.issued == []
    plain.run("approve", "C2", "--reason", "it goes to her office")
    assert plain.states()["C2"] == "approved"


def test_held_letters_are_not_approved_in_a_heap(tmp_path: Path) -> None:
    """One reason for all of them is no reason for any."""
    plain = maison(tmp_path / "house", own=False)
    assert plain.run("approve", "--all", "--reason", "read and found right")[0] == 3
    assert set(plain.states().values()) == {"held"}


def test_a_note_without_a_word_in_it_goes_to_nobody(tmp_path: Path) -> None:
    """A personal note is the adviser's to write; no reason releases an empty one, her words do."""
    made = maison(
        tmp_path / "house", ({"Surname": "Vane", "Birthday": "", "Notes": "retires 2026-12-05"},), own=False
    )
    one = made.desk().drafted[0]
    assert (one.state, one.letter.template) == ("held", "personal-note.docx")
    assert made.run("approve", "C1", "--reason", "send it")[0] == 3
    made.run("write", "C1", "--words", "I hope the garden has you now.")
    assert made.run("approve", "C1", "--reason", "the note is right")[0] == 0


def test_no_and_taking_back(house: Maison) -> None:
    """A refused letter is not issued; what was said can be taken back."""
    house.run("refuse", "C1", "--reason", "she is abroad")
    assert house.states()["C1"] == "refused"
    house.run("undo", "C1")
    assert house.states()["C1"] == "waiting"


def test_an_approval_keeps_its_date_for_some_days(house: Maison) -> None:
    """Approved late on one day and issued the next, a letter is not another letter for its date alone."""
    assert house.run("approve", "C1", "--reason", "by courier", as_at="2026-12-04")[0] == 0
    one = house.desk(as_at="2026-12-07").drafted[0]
    assert one.state == "approved"
    assert "4 December 2026" in one.text


def _frozen(house: Maison, client: str) -> str:
    from docx import Document

    path = next((house.folder / "documents" / "letters").glob(f"L-* {client} *.docx"))
    return "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)


def test_approving_all_twice_is_no_fault(house: Maison) -> None:
    """What was done already is not done again: once everything is issued, nothing is left to approve."""
    house.run("approve", "--all")
    house.run("issue", "--no-pdf")
    assert house.run("approve", "--all")[0] == 0
    assert house.run("approve", "C1")[0] == 2


def test_words_for_a_letter_may_stand_in_the_register(tmp_path: Path) -> None:
    """In a column of their own they come first, release the letter, and are traced; those of the review go before."""
    house = maison(tmp_path / "house", own=False)
    assert set(house.states().values()) == {"held"}
    house.change(1, "Letter words", "The peonies you sent are still in flower.")
    one = house.desk().drafted[0]
    assert (one.client, one.state, one.own) == ("C1", "waiting", "The peonies you sent are still in flower.")
    assert one.text.index("peonies") < one.text.index("warmest wishes")
    assert ("Clients.csv", 2, "N") in {(place.file, place.row, place.column) for place in one.letter.used}
    house.run("write", "C1", "--words", "I shall call on Tuesday.")
    assert "peonies" not in house.desk().drafted[0].text
