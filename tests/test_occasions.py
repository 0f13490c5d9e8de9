"""Occasions: which there are, on which day, by when to write, what is said of them; and the command."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.occasion_houses import look, people
from toolkit.calendars import months_after
from toolkit.findings import ToolkitError
from toolkit.house import parse
from toolkit.letters.days import in_text, in_year
from toolkit.letters.terms import Posting, terms

BIRTHDAYS = (
    # As written, the day it falls on from December 2026 to March 2027, and which one it is.
    ("1976-12-09", "2026-12-09", 50),
    ("14/12", "2026-12-14", None),
    ("14 December", "2026-12-14", None),
    ("14. Dezember", "2026-12-14", None),
    ("14/12/1900", "2026-12-14", None),
    ("1980-01-03", "2027-01-03", 47),
    ("1984-02-29", "2027-02-28", 43),
    ("29/02", "2027-02-28", None),
    ("31.1.", "2027-01-31", None),
    # A placeholder, a year, a season, or a day outside the window is none.
    ("00/01/1900", None, None),
    ("1900-01-01", None, None),
    ("1900-01-00", None, None),
    ("1980", None, None),
    ("spring 1980", None, None),
    ("tbc", None, None),
    ("1980-05-30", None, None),
)


def test_a_birthday_with_its_year_or_without(tmp_path: Path) -> None:
    """One occasion, on the day it is kept, across the new year too; no age where the year is not known."""
    clients = people(*({"Birthday": written} for written, _, _ in BIRTHDAYS))
    found = look(tmp_path, clients, last="2027-03-31").found
    assert {one.kind for one in found} == {"birthday"}
    assert {one.say for one in found} == {frozenset()}, "a letter never names the age"
    got = {one.client.client.client_no: (str(one.day), one.nth) for one in found}
    expected = {f"C{number}": (day, nth) for number, (_, day, nth) in enumerate(BIRTHDAYS, 1) if day}
    assert got == expected


def test_a_leap_year_has_the_day_itself(tmp_path: Path) -> None:
    """In 2028 nobody keeps another day."""
    client = {"Birthday": "1984-02-29", "Leap day kept": "1 March"}
    assert look(tmp_path, [client], first="2028-02-01", last="2028-03-31").kinds == [("birthday", "2028-02-29")]


def test_a_day_with_two_readings_is_held_with_both(tmp_path: Path) -> None:
    """03/12 is 3 December or 12 March where no other cell of the column says which comes first."""
    looked = look(tmp_path, [{"Birthday": "03/12"}])
    assert looked.kinds == [("birthday", "2026-12-03")]
    assert looked.codes == {"C1": ["unsure"]}
    assert "3 December or 12 March" in looked.judged.held[0].holds[0].words


def test_the_column_settles_which_comes_first(tmp_path: Path) -> None:
    """A neighbour that reads 31/12 says that the day comes first."""
    looked = look(tmp_path, [{"Birthday": "03/12"}, {"Client no": "C2", "Birthday": "31/10", "Address": "1 Elm Row"}])
    assert looked.codes == {"C1": []}


@pytest.mark.parametrize(("setting", "usual"), [("28feb", "2027-02-28"), ("1mar", "2027-03-01")])
def test_29_february_as_the_client_keeps_it(tmp_path: Path, setting: str, usual: str) -> None:
    """Her own cell comes before the house's setting; a day to be asked about holds the letter."""
    cells = ("", "1 March", "28 February", "ask")
    clients = people(*({"Birthday": "1984-02-29", "Leap day kept": cell} for cell in cells))
    looked = look(tmp_path, clients, first="2027-02-01", last="2027-03-31", letters={"leap_observed": setting})
    assert looked.days("birthday") == {"C1": usual, "C2": "2027-03-01", "C3": "2027-02-28", "C4": "2027-02-28"}
    assert looked.codes == {"C1": [], "C2": [], "C3": [], "C4": ["unsure"]}


def test_an_anniversary_counts_only_from_a_known_year(tmp_path: Path) -> None:
    """The 7th may be named; the wedding day itself is no anniversary."""
    clients = [
        {"Anniversary": "2019-12-09"},
        {"Client no": "C2", "Address": "1 Elm Row", "Anniversary": "18/12"},
        {"Client no": "C3", "Address": "2 Elm Row", "Anniversary": "2026-12-20"},
    ]
    found = look(tmp_path, clients).found
    assert [(one.client.client.client_no, one.nth, one.say) for one in found] == [
        ("C1", 7, frozenset({"nth"})), ("C2", None, frozenset()),
    ]  # fmt: skip


SALES = (
    ({}, {"nth", "piece"}),
    ({"Gift": ""}, {"nth", "piece"}),
    ({"Gift": "yes"}, None),
    ({"Gift": "", "Gift for": "his mother"}, None),
    ({"Gift": "", "Occasion": "Engagement"}, None),
    ({"Gift": "", "Remarks": "birthday present"}, None),
    ({"Gift": "perhaps"}, None),
)


def test_only_a_purchase_for_herself_has_an_anniversary(tmp_path: Path) -> None:
    """What was, or may have been, a gift is never brought up again."""
    sales = [{**sale, "Client code": f"C{number}", "Stock no": f"W{number}", "Invoice": f"V{number}"}
             for number, (sale, _) in enumerate(SALES, 1)]  # fmt: skip
    found = look(tmp_path, people(*({} for _ in SALES)), sales=sales, letters={"service_months": "0"}).found
    got = {one.client.client.client_no: set(one.say) for one in found}
    assert got == {f"C{number}": says for number, (_, says) in enumerate(SALES, 1) if says is not None}


def test_a_piece_is_not_named_where_somebody_else_may_read_it(tmp_path: Path) -> None:
    """With a partner in the row it takes a plain no in the column for gifts; a row of two people names nothing."""
    clients = [
        {"Partner": "Hugh"},
        {"Client no": "C2", "Partner": "Tom", "Address": "1 Elm Row"},
        {"Client no": "C3", "Title": "Mr & Mrs", "First name": "Paul & Ida", "Address": "2 Elm Row"},
    ]
    sales = [{"Gift": ""}, {"Client code": "C2", "Stock no": "W2", "Invoice": "V2"},
             {"Client code": "C3", "Stock no": "W3", "Invoice": "V3"}]  # fmt: skip
    found = look(tmp_path, clients, sales=sales, letters={"service_months": "0"}).found
    assert {one.client.client.client_no: "piece" in one.say for one in found} == {"C1": False, "C2": True, "C3": False}


def test_what_was_returned_or_bought_by_another_has_no_anniversary(tmp_path: Path) -> None:
    """A return ends it, and so does a later sale of the same piece to somebody else."""
    clients = [{}, {"Client no": "C2", "Surname": "Rook", "Address": "1 Elm Row"}]
    sales = [
        {}, {"Type": "Return from client", "Invoice": "V2", "Date": "2026-01-05", "Price": "-4200"},
        {"Invoice": "V3", "Stock no": "W9", "Date": "2024-12-12"},
        {"Invoice": "V4", "Stock no": "W9", "Date": "2026-02-01", "Client code": "C2"},
    ]  # fmt: skip
    assert look(tmp_path, clients, sales=sales).found == ()


def test_a_service_falls_due_after_the_last_one_or_the_sale(tmp_path: Path) -> None:
    """Sixty months after the last service here; a quartz watch never, and one of unknown works is held."""
    sales = [
        {"Date": "2021-12-05"},
        {"Date": "2021-12-08", "Invoice": "V2", "Stock no": "W2", "Client code": "C2", "Description": "quartz watch"},
        {"Date": "2021-12-09", "Invoice": "V3", "Stock no": "W3", "Client code": "C3", "Description": "watch, steel"},
    ]
    clients = [{}, {"Client no": "C2", "Address": "1 Elm Row"}, {"Client no": "C3", "Address": "2 Elm Row"},
               {"Client no": "C4", "Address": "3 Elm Row"}]  # fmt: skip
    jobs = [{"Client no": "C4", "Received": "2021-10-01", "Collected": "2021-12-20"},
            {"Client no": "C4", "Received": "2021-10-01", "Collected": "2021-12-21", "Work": "New strap", "Job no": "R2", "Piece": "Other watch"}]  # fmt: skip
    looked = look(tmp_path, clients, sales=sales, jobs=jobs)
    due = {
        one.client.client.client_no: str(each.day)
        for one in looked.found
        for each in (one, *one.with_)
        if each.kind == "service"
    }
    assert due == {"C1": "2026-12-05", "C3": "2026-12-09", "C4": "2026-12-20"}
    assert looked.codes == {"C1": [], "C2": [], "C3": ["unsure"], "C4": []}


def test_what_follows_a_sale_and_a_repair(tmp_path: Path) -> None:
    """A thank-you arrives within a fortnight of the hand-over; a repair in the workshop is no occasion."""
    sales = [{"Date": "2026-11-20", "Delivered": "2026-11-25"}]
    jobs = [{"Client no": "C2", "Collected": "2026-11-30"}, {"Client no": "C2", "Job no": "R2", "Status": "at workshop"},
            {"Client no": "C3", "Collected": "2025-12-01", "Work": "Polish", "Job no": "R3", "Warranty until": "2026-12-15"}]  # fmt: skip
    clients = [{}, {"Client no": "C2", "Address": "1 Elm Row"}, {"Client no": "C3", "Address": "2 Elm Row"}]
    looked = look(tmp_path, clients, sales=sales, jobs=jobs)
    assert sorted(looked.kinds) == [
        ("after-repair", "2026-12-14"),
        ("after-sale", "2026-12-09"),
        ("warranty", "2026-12-15"),
    ]
    (repair,) = (one for one in looked.found if one.kind == "after-repair")
    assert repair.open == ("repair R2: in work (Repairs.csv, cell A3)",)
    own = look(
        tmp_path / "own", [{}], sales=[{"Date": "2024-12-10"}], letters={"warranty_months": "24", "merge_days": "0"}
    )
    assert ("warranty", "2026-12-10") in own.kinds


def test_a_first_year_by_its_day_or_by_the_first_purchase(tmp_path: Path) -> None:
    """A year alone is no day, but a purchase in that year is."""
    clients = [{"Client since": "2025-12-18"}, {"Client no": "C2", "Client since": "2025", "Address": "1 Elm Row"},
               {"Client no": "C3", "Client since": "2025", "Address": "2 Elm Row"}]  # fmt: skip
    sales = [{"Client code": "C2", "Date": "2025-12-04", "Gift": "yes"}]
    found = look(tmp_path, clients, sales=sales, letters={"service_months": "0"}).found
    years = {(one.client.client.client_no, str(one.day)) for one in found if one.kind == "first-year"}
    assert years == {("C1", "2026-12-18"), ("C2", "2026-12-04")}


def test_a_silence_is_long_by_the_clients_own_rhythm(tmp_path: Path) -> None:
    """Quarterly visits make a silence of half a year; a purchase a year makes none, nor do letters of ours."""
    every = {"C1": ["2025-03-01", "2025-06-01", "2025-09-01", "2025-12-01", "2026-03-01"],
             "C2": ["2022-03-01", "2023-03-01", "2024-03-01", "2025-03-01", "2026-03-01"],
             "C3": ["2025-12-01", "2026-03-01"]}  # fmt: skip
    contacts = [
        {"Client no": one, "Date": day, "Channel": "visit", "Direction": "in"}
        for one, days in every.items()
        for day in days
    ]
    contacts.append({"Client no": "C1", "Date": "2026-08-01", "Channel": "letter", "Direction": "out"})
    clients = [{"Client no": one, "Address": f"{number} Elm Row"} for number, one in enumerate(every, 1)]
    found = look(tmp_path, clients, contacts=contacts).found
    assert [(one.client.client.client_no, one.kind, str(one.day)) for one in found] == [("C1", "silence", "2026-12-01")]
    assert "since 1 March 2026" in found[0].why
    assert "about 92 days" in found[0].why


def test_a_date_in_a_note_is_an_occasion_to_be_read_again(tmp_path: Path) -> None:
    """A birth and a move a fortnight before; a year alone, or a day with two readings, is none."""
    clients = [{"Notes": "Baby Ines, 2 December 2026"}, {"Client no": "C2", "Notes": "moving house 03/12/2026", "Address": "1 Elm Row"},
               {"Client no": "C3", "Notes": "wedding of her son 2026", "Address": "2 Elm Row"}]  # fmt: skip
    looked = look(tmp_path, clients)
    assert looked.kinds == [("noted", "2026-12-16")]
    assert looked.codes == {"C1": ["unsure"]}


def test_two_occasions_close_together_become_one(tmp_path: Path) -> None:
    """One letter, named after the more personal, written for the earlier; further apart they stay two."""
    client = {"Birthday": "1970-12-18", "Anniversary": "2001-12-20"}
    looked = look(tmp_path, [client], sales=[{}], letters={"service_months": "0"})
    (one,) = looked.found
    assert (one.kind, [other.kind for other in one.with_]) == ("wedding", ["birthday", "purchase"])
    assert "piece" not in one.with_[1].say, "a letter for a wedding day names no piece"
    assert one.write_by == min(other.write_by for other in one.with_)
    apart = look(tmp_path / "apart", [client | {"Anniversary": "2001-12-01"}])
    assert apart.kinds == [("wedding", "2026-12-01"), ("birthday", "2026-12-18")]


def test_when_to_write_knows_post_and_holidays(tmp_path: Path) -> None:
    """A birthday on 28 December 2026: to arrive by the 25th, it leaves before Christmas; abroad a week earlier."""
    clients = [
        {"Birthday": "1970-12-28"},
        {"Client no": "C2", "Birthday": "1970-12-28", "Country": "France", "Postcode": "75008"},
    ]
    near, far = sorted(
        look(tmp_path, clients, letters={"merge_days": "0"}).found, key=lambda one: -one.write_by.toordinal()
    )
    assert (str(near.write_by), near.late) == ("2026-12-22", False)
    assert str(far.write_by) == "2026-12-16"
    closed = look(tmp_path / "closed", clients[:1], as_at="2026-12-20", letters={"closed": "12-15..01-02"}).found
    assert [(str(one.write_by), one.late) for one in closed] == [("2026-12-10", True)]


def test_the_holidays_are_those_of_the_houses_own_part_of_the_country() -> None:
    """On 2 January no letter leaves Edinburgh; a country nobody knows has its week-ends."""
    rests = {
        place: terms(
            parse(f'[house]\njurisdiction = "{place}"\n', Path()), date(2026, 1, 1), date(2026, 1, 9)
        ).posting.rests
        for place in ("GB-SCT", "GB", "FR", "XX")
    }
    assert {place: found(date(2026, 1, 2)) for place, found in rests.items()} == {
        "GB-SCT": True,
        "GB": False,
        "FR": False,
        "XX": False,
    }
    assert {place: found(date(2026, 7, 14)) for place, found in rests.items()} == {
        "GB-SCT": False,
        "GB": False,
        "FR": True,
        "XX": False,
    }
    assert all(found(date(2026, 1, 4)) for found in rests.values()), "a Sunday"


def test_the_houses_own_closed_days_are_no_days_of_posting() -> None:
    """They lie between the last day to post and the day of arrival."""
    open_house = Posting(closed=((date(2026, 8, 3), date(2026, 8, 14)),))
    assert open_house.post_by(date(2026, 8, 14), 1) == date(2026, 7, 30)
    always = Posting(weekend=range(7))
    assert always.post_by(date(2026, 8, 14), 2) == date(2026, 8, 12), "a house that is always closed posts all the same"


@pytest.mark.parametrize(("text", "shown"), [("02-30", "02-30"), ("2026-12-24..2026-12-01", "2026-12-24")])
def test_closed_days_that_are_no_days_are_told(tmp_path: Path, text: str, shown: str) -> None:
    """An error names them."""
    with pytest.raises(ToolkitError, match=shown):
        look(tmp_path, [{}], letters={"closed": text})


def test_what_to_know_before_writing(tmp_path: Path) -> None:
    """The last talk by either side, the repair that waits, the promise to call, the balance: each with its cell."""
    looked = look(
        tmp_path, [{"Birthday": "1970-12-18"}],
        sales=[{"Date": "2026-10-10", "Balance": "1,500.00"}],
        jobs=[{"Status": "ready"}],
        contacts=[{"Date": "2026-10-20", "Subject": "new ring", "Outcome": "will think", "Follow up": "2026-11-20"},
                  {"Date": "2026-12-24", "Subject": "later"}],
    )  # fmt: skip
    (one,) = looked.found
    assert one.last is not None
    assert one.last.subject == "new ring"
    assert one.open == (
        "repair R1: ready, not collected (Repairs.csv, cell G2)",
        "invoice V1: balance of 1,500.00 GBP, no day of delivery (Sales.csv, cell N2)",
        "to be contacted again about new ring on 2026-11-20 (Contacts.csv, cell H2)",
    )


def test_days_and_months() -> None:
    """The calendar's corners."""
    assert months_after(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_after(date(2026, 12, 31), 60) == date(2031, 12, 31)
    assert in_year(2100, 2, 29, "28feb") == date(2100, 2, 28)
    assert [when.latest for when in in_text("moved 2026-05-03, divorced spring 2026")] == [
        date(2026, 5, 3),
        date(2026, 6, 21),
    ]


def test_every_day_of_a_leap_year_falls_once_a_year() -> None:
    """No birthday is lost, whatever the year."""
    from toolkit.letters.days import Yearly, falls

    day = date(2024, 1, 1)
    while day.year == 2024:
        for year in (2026, 2027, 2028):
            found = list(falls(Yearly(((day.month, day.day),)), date(year, 1, 1), date(year, 12, 31), "28feb"))
            assert len(found) == 1, day
        day += timedelta(days=1)


def test_the_days_asked_about_are_in_order(tmp_path: Path) -> None:
    """A window that ends before it begins is refused in words."""
    with pytest.raises(ToolkitError, match="no time that can be looked at"):
        look(tmp_path, [{}], first="2026-12-31", last="2026-12-01")
