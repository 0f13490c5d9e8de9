"""The discretion gate: every trap, what was expected of it and what came; and the command over the demo's December."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import icalendar
import pytest

from tests.houses import make, run
from tests.occasion_houses import codes, look, people
from toolkit.demo.maison import write
from toolkit.letters.discretion import NO_OCCASION

BORN = {"Birthday": "1970-12-14"}

TRAPS: tuple[tuple[str, dict[str, str], list[str]], ...] = (
    ("nothing", {}, []),
    ("dead by the column", {"Deceased": "yes"}, ["deceased"]),
    ("a cell that says neither", {"Deceased": "perhaps"}, ["deceased"]),
    ("dead by a note", {"Notes": "Passed away last week"}, ["deceased"]),
    ("dead in French", {"Notes": "Décédée le 3 mars 2026"}, ["deceased"]),
    (
        "one of a couple dead",
        {"Title": "Mr & Mrs", "First name": "Aldous & Verity", "Notes": "Mr K. deceased 2/24 - write to her only"},
        ["deceased"],
    ),
    ("her husband dead, of late", {"Notes": "Husband died 3 May 2026"}, ["bereavement"]),
    ("her husband dead, no day", {"Notes": "Widow"}, ["bereavement"]),
    ("her husband dead, long ago", {"Notes": "Husband died 3 May 2015"}, []),
    (
        "a wedding day after a death",
        {"Birthday": "", "Anniversary": "1990-12-14", "Notes": "Husband died 3 May 2015"},
        ["bereavement"],
    ),
    ("divorced of late", {"Notes": "Divorced, spring 2026"}, ["separation"]),
    ("divorced long ago", {"Notes": "Divorced, spring 2019"}, []),
    (
        "a wedding day after a divorce",
        {"Birthday": "", "Anniversary": "1990-12-14", "Notes": "Divorced, spring 2019"},
        ["separation"],
    ),
    ("barred by the column", {"Do not contact": "yes"}, ["do-not-contact"]),
    ("barred by a note", {"Notes": "DO NOT CONTACT after the auction business"}, ["do-not-contact"]),
    ("barred in German", {"Notes": "keine Werbung"}, ["do-not-contact"]),
    ("objected", {"Letters by post": "no"}, ["objected"]),
    ("objected in words", {"Letters by post": "No - objected 11/2025"}, ["objected"]),
    ("neither yes nor no", {"Letters by post": "only at Christmas"}, ["no-basis"]),
    ("not asked", {"Letters by post": ""}, []),
    ("gone away", {"Gone away": "yes"}, ["gone-away"]),
    ("gone away by a note", {"Notes": "Letter returned, gone away"}, ["gone-away"]),
    ("a child", {"Birthday": "2010-12-14"}, ["minor"]),
    ("eighteen since May", {"Birthday": "2008-05-14", "Client since": "2025-12-14"}, []),
    ("a child by a note", {"Notes": "Under age, ask his mother"}, ["minor"]),
    ("on hold", {"VIP": "on hold (KYC)"}, ["hold"]),
    ("sanctions", {"Notes": "Sanctions check pending"}, ["hold"]),
    ("a complaint", {"Notes": "Open complaint: strap"}, ["complaint"]),
    ("a settled complaint", {"Notes": "Complaint settled in May"}, []),
    ("lawyers", {"Notes": "Solicitor's letter of 3 May: all via EH"}, ["complaint"]),
    ("the press", {"Notes": "Journalist, Sunday supplement"}, ["not-for-letters"]),
    ("staff", {"Notes": "Staff: works for us on Saturdays"}, ["not-for-letters"]),
    ("a competitor", {"Notes": "Owns a competitor in Bath"}, ["not-for-letters"]),
    ("a secret", {"Notes": "gift for M., don't tell wife"}, ["secret-gift"]),
    ("no address", {"Address": "", "Town": "", "Postcode": ""}, ["address"]),
    ("half an address", {"Town": "", "Postcode": ""}, ["address"]),
    ("no such country", {"Country": "Ruritania"}, ["address"]),
    ("half a postcode", {"Postcode": "W1K 0Z"}, ["address"]),
    ("an address abroad", {"Country": "France", "Town": "Paris", "Postcode": "75008"}, []),
    ("no name", {"Surname": "", "First name": ""}, ["facts-missing"]),
    ("private", {"Surname": "<private>"}, ["facts-missing"]),
    ("a template", {"Surname": "{{ 7*7 }}"}, ["facts-missing"]),
    ("an ampersand", {"Surname": "Van Cleef & Arpels", "Title": "Messrs"}, []),
    ("no title", {"Title": ""}, ["title-unknown"]),
    ("no title, but a salutation", {"Title": "", "Salutation": "Dear Ada"}, []),
    ("a firm", {"Title": "", "First name": "", "Surname": "", "Company": "Vane LLP"}, ["title-unknown"]),
    ("a title in the name", {"Surname": "Mrs Belvoisin"}, ["name"]),
    ("somebody else's salutation", {"Salutation": "Dear Mrs Quillfeather"}, ["name"]),
    ("a name in Arabic", {"First name": "ليلى", "Surname": "الراشدي", "Title": "Professor"}, []),
    ("a birthday nobody has", {"Birthday": "1890-12-14"}, ["unsure"]),
)


def test_every_trap_expected_and_got(tmp_path: Path) -> None:
    """Each stands in a row of its own; a client without a trap gets a letter."""
    looked = look(tmp_path, people(*({**BORN, **row} for _, row, _ in TRAPS)))
    got = {name: looked.codes.get(f"C{number}") for number, (name, _, _) in enumerate(TRAPS, 1)}
    assert got == {name: held for name, _, held in TRAPS}


def test_each_hold_names_its_cell_and_what_releases_it(tmp_path: Path) -> None:
    """A person can go there and do it; what rests on the registers alone is final, the rest hers to release."""
    looked = look(tmp_path, people(*({**BORN, **row} for _, row, _ in TRAPS)))
    holds = [hold for held in looked.judged.held for hold in held.holds]
    assert all(hold.places and hold.places[0].cell and hold.releases.endswith(".") for hold in holds)
    final = {hold.code for hold in holds if hold.final}
    assert {"deceased", "do-not-contact", "objected", "gone-away", "minor"} <= final
    assert not final & {"unsure", "not-for-letters", "name"}


def test_every_client_without_a_letter_has_a_reason(tmp_path: Path) -> None:
    """Held, barred, or no occasion: nobody is passed over in silence."""
    clients = people(BORN, {**BORN, "Deceased": "yes"}, {"Do not contact": "yes"}, {})
    looked = look(tmp_path, clients)
    told = {one.client.client.client_no: codes(one.reasons) for one in looked.judged.unwritten}
    assert told == {"C2": ["deceased"], "C3": ["do-not-contact", NO_OCCASION], "C4": [NO_OCCASION]}


def test_a_gift_is_not_betrayed_at_a_shared_address(tmp_path: Path) -> None:
    """Buyer and wearer differ, or the address is shared: no thank-you is posted; his birthday is."""
    clients = [
        {"Title": "Mr", "First name": "Magnus"}, {"Client no": "C2", "First name": "Solveig"},
        {"Client no": "C3", "Surname": "Rook", "Address": "9 Elm Row"},
    ]  # fmt: skip
    sales = [{"Date": "2026-11-28", "Gift": "yes", "Gift for": "Miss V."},
             {"Date": "2026-11-28", "Client code": "C3", "Invoice": "V2", "Stock no": "W2", "Gift": "yes"}]  # fmt: skip
    looked = look(tmp_path, clients, sales=sales)
    assert looked.codes == {"C1": ["secret-gift"], "C3": []}
    assert all("piece" not in one.say for one in looked.found)
    (hold,) = looked.judged.held[0].holds
    assert hold.final
    assert "Miss V." in hold.words
    nameless = look(tmp_path / "nameless", clients[:2], sales=[{**sales[0], "Gift for": ""}])
    assert nameless.codes == {"C1": ["secret-gift"]}
    born = [{**clients[0], "Birthday": "1970-12-25"}, clients[1]]
    birthday = look(tmp_path / "birthday", born, sales=[{**sales[0], "Date": "2025-03-01"}])
    assert birthday.codes == {"C1": []}


def test_gifts_to_two_people_are_read_by_somebody_first(tmp_path: Path) -> None:
    """No letter mixes them up; a gift that came back counts for nothing."""
    sales = [{"Gift": "yes", "Gift for": "his wife", "Date": "2025-03-01"},
             {"Gift": "yes", "Gift for": "Miss V.", "Invoice": "V2", "Stock no": "W2", "Date": "2025-04-01"}]  # fmt: skip
    assert look(tmp_path, [BORN], sales=sales).codes == {"C1": ["two-recipients"]}
    sales[1]["Type"] = "Return from client"
    assert look(tmp_path / "back", [BORN], sales=sales).codes == {"C1": []}


def test_a_note_on_the_sale_keeps_its_secret(tmp_path: Path) -> None:
    """What the row of the purchase asks holds the letter about that purchase, and no other."""
    sales = [{"Date": "2026-11-28", "Remarks": "surprise, do not mention"}]
    looked = look(
        tmp_path,
        people({}, BORN),
        sales=[
            *sales,
            {"Client code": "C2", "Date": "2024-05-05", "Invoice": "V2", "Stock no": "W2", "Remarks": "surprise"},
        ],
    )
    assert looked.codes == {"C1": ["secret-gift"], "C2": []}


def test_an_overdue_repair_comes_before_any_greeting(tmp_path: Path) -> None:
    """Not one that is back, nor one that is promised for later."""
    jobs = [{"Promised": "2026-10-01", "Status": "at workshop"},
            {"Client no": "C2", "Job no": "R2", "Promised": "2026-10-01", "Status": "ready"},
            {"Client no": "C3", "Job no": "R3", "Promised": "2026-11-20", "Status": "at workshop"}]  # fmt: skip
    assert look(tmp_path, people(BORN, BORN, BORN), jobs=jobs).codes == {"C1": ["overdue-repair"], "C2": [], "C3": []}


def test_a_complaint_in_a_talk_is_open_for_a_year(tmp_path: Path) -> None:
    """What was said two years ago is not held against a birthday."""
    contacts = [{"Date": "2026-06-01", "Subject": "very unhappy with the polish"},
                {"Client no": "C2", "Date": "2024-06-01", "Subject": "very unhappy with the polish"}]  # fmt: skip
    assert look(tmp_path, people(BORN, BORN), contacts=contacts).codes == {"C1": ["complaint"], "C2": []}


def test_two_letters_in_a_few_weeks_are_one_too_many(tmp_path: Path) -> None:
    """Written to by the house, by its ledger or its register; not a call, not her own letter."""
    contacts = [{"Date": "2026-11-01", "Channel": "letter"}, {"Client no": "C2", "Date": "2026-11-01", "Channel": "letter", "Direction": "in"},
                {"Client no": "C3", "Date": "2026-11-01"}, {"Client no": "C4", "Date": "2026-06-01", "Channel": "letter"}]  # fmt: skip
    looked = look(tmp_path, people(*[BORN] * 5), contacts=contacts, sent={"C5": date(2026, 11, 20)})
    assert looked.codes == {"C1": ["cooling"], "C2": [], "C3": [], "C4": [], "C5": ["cooling"]}


def test_one_house_gets_one_letter_at_a_time(tmp_path: Path) -> None:
    """Of husband, wife and daughter the first is drafted, the second waits, the child gets none."""
    clients = [
        {"Title": "Mr", "First name": "Gideon", "Anniversary": "1999-12-19"},
        {"Client no": "C2", "First name": "Beatrix", "Anniversary": "1999-12-19"},
        {"Client no": "C3", "Title": "Miss", "First name": "Leonie", "Birthday": "2010-12-01"},
        {"Client no": "C4", "Address": "5 Linnet Walk", "Anniversary": "1999-12-19"},
    ]
    looked = look(tmp_path, clients)
    assert looked.codes["C1"] == looked.codes["C4"] == []
    assert looked.codes["C2"] == ["household"]
    assert "minor" in looked.codes["C3"]


def test_rows_that_may_be_one_client_wait_for_the_answer(tmp_path: Path) -> None:
    """Nobody is written to twice under two spellings."""
    clients = people(BORN, {"Surname": "Vain"}, BORN)
    assert look(tmp_path, clients, likely=[("C1", "C2")]).codes == {"C1": ["duplicate"], "C3": []}


def test_a_house_that_writes_by_consent_alone(tmp_path: Path) -> None:
    """A blank is no consent."""
    clients = people({**BORN, "Letters by post": ""}, BORN)
    assert look(tmp_path, clients, letters={"basis": "consent"}).codes == {"C1": ["no-basis"], "C2": []}


def test_reasons_stand_in_the_order_of_their_weight(tmp_path: Path) -> None:
    """Death before all, a missing title last."""
    client = {
        **BORN,
        "Title": "",
        "Deceased": "yes",
        "Letters by post": "no",
        "Gone away": "yes",
        "Notes": "Open complaint",
    }
    assert look(tmp_path, [client]).codes == {"C1": ["deceased", "objected", "gone-away", "complaint", "title-unknown"]}


DECEMBER = {
    # Of the demo's December: the client, what a person must see, and what came. Nothing listed is ready to be drafted.
    "C0006": ("a comment: one of a couple has died", ["deceased"]),
    "C0012": ("a comment: do not contact", ["do-not-contact"]),
    "C0018": ("a secret gift at a shared address", ["secret-gift"]),
    "C0048": ("names and titles in one cell", ["title-unknown"]),
    "C0060": ("an objection to letters", ["objected", "two-recipients"]),
    "C0066": ("an open complaint", ["do-not-contact", "complaint"]),
    "C0126": ("<private>", ["facts-missing"]),
    "C0132": ("{{ 7*7 }}", ["facts-missing"]),
}
BARRED = {
    # Not of December, but barred whenever their day comes.
    "C0002": ["separation"], "C0003": ["not-for-letters"], "C0025": ["deceased"], "C0031": ["gone-away"],
    "C0037": ["do-not-contact"], "C0084": ["minor"], "C0133": ["complaint"], "C0138": ["title-unknown"],
}  # fmt: skip
WRITTEN = ("C0030", "C0036", "C0042", "C0108", "C0114", "C0120", "C0144")
"""A knight, a Lady, two titles, a name in Arabic, two long names, an ambassador."""


@pytest.fixture(scope="module")
def december(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """The demo's registers, and what the command says of their December."""
    folder = tmp_path_factory.mktemp("maison")
    write(folder)
    make(folder, {}, house_name="Maison Corvane", house_timezone="Europe/London", house_currency="GBP")
    ran = run(
        "occasions", "--house", folder, "--as-at", "2026-10-31", "--from", "2026-12-01", "--to", "2026-12-31", "--json"
    )
    assert ran.code == 3, ran.err
    return folder, ran.json


def _codes(holds: list[dict[str, Any]]) -> list[str]:
    return list(dict.fromkeys(hold["code"] for hold in holds))


def test_the_demos_december_expected_and_got(december: tuple[Path, dict[str, Any]]) -> None:
    """The traps of the demo: each held for its own reason, the others ready, and everybody else answered for."""
    _, told = december
    assert told["schema"] == "boutique.occasions/1"
    assert (told["from"], told["to"]) == ("2026-12-01", "2026-12-31")
    held = {one["client"]: _codes(one["holds"]) for one in told["occasions"] if one["holds"]}
    assert {number: held.get(number) for number in DECEMBER} == {number: got for number, (_, got) in DECEMBER.items()}
    ready = {one["client"] for one in told["occasions"] if not one["holds"]}
    assert set(WRITTEN) <= ready
    reasons = {one["client"]: _codes(one["reasons"]) for one in told["not_written"]}
    assert {number: reasons[number] for number in BARRED} == {
        number: [*got, NO_OCCASION] for number, got in BARRED.items()
    }
    assert ready.isdisjoint(reasons)
    assert len(ready | set(reasons)) == 160, "152 clients and 8 guests"


def test_of_the_household_of_three_one_gets_a_letter(december: tuple[Path, dict[str, Any]]) -> None:
    """Husband and wife have one wedding day: hers waits until somebody has read both; the child is barred."""
    _, told = december
    wife = next(one for one in told["occasions"] if one["client"] == "C0078")
    (hold,) = (hold for hold in wife["holds"] if hold["code"] == "household")
    assert "C0072" in hold["words"]


def test_every_occasion_is_shaped_alike(december: tuple[Path, dict[str, Any]]) -> None:
    """What a program reads of each."""
    _, told = december
    keys = {"kind", "client", "name", "row", "day", "write_by", "late", "nth", "since", "why", "say", "unsure", "with", "last",
            "open", "places", "holds"}  # fmt: skip
    assert all(set(one) == keys and one["places"] for one in told["occasions"])
    assert all(one["write_by"] < one["day"] for one in told["occasions"])


def test_words_and_calendar(december: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    """Each hold stands with its cell; the calendar has what may be written, by number, and is the same each time."""
    folder, told = december
    days = ("--as-at", "2026-10-31", "--from", "2026-12-01", "--to", "2026-12-31")
    file = tmp_path / "Letters.ics"
    out = run("occasions", "--house", folder, *days, "--ics", file).out
    assert "Mr K. deceased 2/24 - write to her only' (registers/Clients.xlsx, sheet Clients, cell D9)" in out
    made = file.read_bytes()
    events = list(icalendar.Calendar.from_ical(made).walk("VEVENT"))
    assert len(events) == sum(not one["holds"] for one in told["occasions"])
    assert b"Ashdene" not in made
    assert run("occasions", "--house", folder, *days, "--ics", file).code == 3
    assert file.read_bytes() == made
    assert run("occasions", "--house", folder, "--from", "tomorrow").code == 2
