"""``boutique obligations``: what is owed to which brand and when, how far it is, and the calendar of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest

from tests.houses import Ran, run
from toolkit.ledger import Ledger
from toolkit.outbox import SendState
from toolkit.produce.obligations import KIND, identity
from toolkit.produce.outcome import Document, release
from toolkit.produce.reading import read_house

HOUSE = """
[house]
name = "Maison Test"
timezone = "Europe/London"
currency = "GBP"

[[brand]]
name = "Aurelle"
representative = "Mme Aubert"
email = "reports@aurelle.example"
since = 2026-08-01
due_working_days = 5

[[brand]]
name = "Brandt & Söhne"
calendar = "454"
since = 2026-08-30
due_days = 7
"""
AS_AT = "2026-10-31"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A house with two contracts and nothing issued."""
    (tmp_path / "boutique.toml").write_text(HOUSE, "utf-8")
    return tmp_path


def owed(house: Path, *options: object, as_at: str = AS_AT) -> Ran:
    """The command's answer."""
    return run("obligations", "--house", house, "--as-at", as_at, *options)


def issue(house: Path, brand: str, period: str, at: str = "2026-09-04T12:00:00+00:00", *, content: str = "a") -> str:
    """Issue a report through the ledger; its number."""
    found, _ = read_house(house, AS_AT)
    contract = next(one for one in found.contracts if one.brand == brand)
    made = Document(
        identity(contract, contract.period(period)), "T-2026", content * 64, house / "documents", b"{}",
        datetime.fromisoformat(at),
    )  # fmt: skip
    return release(house, made, lambda number, revision: {f"{period}.csv": f"{number} {revision}".encode()}).number


def lines(ran: Ran) -> list[tuple[str, str, str, str, bool]]:
    """What was answered, in its order."""
    return [
        (one["brand"], one["period"]["name"], one["due"], one["state"], one["overdue"])
        for one in ran.json["obligations"]
    ]


def test_overdue_first_then_by_day_done_last(house: Path) -> None:
    """Each report once, from the contract's first day to 31 days ahead; exit code 3 while one is overdue."""
    issue(house, "Aurelle", "2026-08")
    ran = owed(house, "--json")
    assert lines(ran) == [
        ("Aurelle", "2026-09", "2026-10-07", "not-made", True),
        ("Brandt & Söhne", "NRF2026-P08", "2026-10-10", "not-made", True),
        ("Aurelle", "2026-10", "2026-11-06", "not-made", False),
        ("Brandt & Söhne", "NRF2026-P09", "2026-11-07", "not-made", False),
        ("Aurelle", "2026-08", "2026-09-07", "issued", False),
    ]
    assert ran.code == 3
    assert ran.json["schema"] == "boutique.obligations/1"
    assert ran.json["obligations"][-1]["number"] == "T-2026-001"


def test_the_words_say_to_whom_on_what_when_and_what_to_type(house: Path) -> None:
    """A command for what can be made today, none for a period that is not over; the last done of each brand."""
    issue(house, "Aurelle", "2026-08")
    issue(house, "Aurelle", "2026-09", "2026-10-05T12:00:00+00:00")
    out = owed(house, "--until", "2026-12-10").out
    assert "Overdue\n  Brandt & Söhne: NRF 2026, period 8 (30 August 2026 to 3 October 2026)" in out
    assert "due 2026-10-10, 21 days ago; not made\n" in out
    assert '    boutique sellthrough "Brandt & Söhne" --period NRF2026-P08\n' in out
    assert "  Aurelle (Mme Aubert): October 2026; due 2026-11-06; not made\n" in out
    assert "  Aurelle (Mme Aubert): November 2026; due 2026-12-07; the period is not over\n" in out
    assert "--period 2026-11" not in out
    assert (
        "Done\n  Aurelle (Mme Aubert): September 2026; due 2026-10-07; T-2026-002, revision 1, issued 2026-10-05" in out
    )
    assert "T-2026-001" not in out


def test_nothing_overdue_is_exit_code_nought(house: Path) -> None:
    """A report is not overdue on the day it is due, and is on the day after."""
    issue(house, "Aurelle", "2026-08")
    assert owed(house, as_at="2026-10-07").code == 0
    assert owed(house, as_at="2026-10-08").code == 3


def test_a_period_is_over_at_closing_time(house: Path) -> None:
    """At noon of its last day it still runs."""
    noon = owed(house, "--json", as_at="2026-10-31T12:00").json["obligations"]
    evening = owed(house, "--json").json["obligations"]
    october = [one["ended"] for found in (noon, evening) for one in found if one["period"]["name"] == "2026-10"]
    assert october == [False, True]


def test_a_withdrawn_report_is_owed_again(house: Path) -> None:
    """Until its next revision is issued."""
    number = issue(house, "Aurelle", "2026-09")
    with Ledger.open(house) as ledger:
        ledger.withdraw(number, "a sale was missing", "CM", at=datetime.fromisoformat("2026-10-20T10:00:00+00:00"))
    ran = owed(house, "--json")
    assert ("Aurelle", "2026-09", "2026-10-07", "withdrawn", True) in lines(ran)
    assert "withdrawn, to be made again" in owed(house).out


def test_the_identity_is_the_brands_and_the_periods(house: Path) -> None:
    """A number belongs to one brand, one period and the brand as its reader."""
    number = issue(house, "Aurelle", "2026-09")
    with Ledger.rehearse(house) as ledger:
        issued = ledger.find(number)
    assert issued is not None
    belongs = issued.identity
    assert (belongs.kind, belongs.subject, belongs.period, belongs.edition) == (KIND, "Aurelle", "2026-09", "brand")


def events(data: bytes) -> dict[str, icalendar.Event]:
    """The entries of a calendar by what they are called, read back by a library."""
    found = icalendar.Calendar.from_ical(data)
    return {str(one["summary"]): one for one in found.walk("VEVENT")}


def test_the_calendar_has_a_day_for_each(house: Path, tmp_path: Path) -> None:
    """All day, with a reminder the morning before; what is done says so and reminds nobody."""
    issue(house, "Aurelle", "2026-08")
    file = tmp_path / "Reports.ics"
    assert owed(house, "--ics", file).code == 3
    found = events(file.read_bytes())
    assert len(found) == 5
    one = found["Due: sell-through for Brandt & Söhne, NRF2026-P08"]
    assert (one.decoded("dtstart"), one.decoded("dtend")) == (date(2026, 10, 10), date(2026, 10, 11))
    assert one.decoded("dtstamp").isoformat() == "2026-10-31T18:00:00+00:00"
    assert [alarm.decoded("trigger") for alarm in one.walk("VALARM")] == [timedelta(hours=-15)]
    done = found["Done: sell-through for Aurelle, 2026-08"]
    assert "T-2026-001" in str(done["description"])
    assert done.walk("VALARM") == []


def test_the_calendar_is_the_same_bytes_and_its_entries_keep_their_names(house: Path, tmp_path: Path) -> None:
    """The same day gives the same file; a later one gives each report the entry it had."""
    first, again, later = tmp_path / "1.ics", tmp_path / "2.ics", tmp_path / "3.ics"
    owed(house, "--ics", first)
    owed(house, "--ics", again)
    issue(house, "Aurelle", "2026-09")
    owed(house, "--ics", later, as_at="2026-11-20")
    assert first.read_bytes() == again.read_bytes()
    before = {str(one["uid"]) for one in events(first.read_bytes()).values()}
    after = {str(one["uid"]) for one in events(later.read_bytes()).values()}
    assert len(before) == 5
    assert before < after


def test_a_calendar_replaces_no_other_file_unasked(house: Path, tmp_path: Path) -> None:
    """A file with other content stays without --overwrite; a dry run writes nothing."""
    file = tmp_path / "Reports.ics"
    file.write_text("hers", "utf-8")
    assert owed(house, "--ics", file).code == 1
    assert file.read_text("utf-8") == "hers"
    assert owed(house, "--ics", tmp_path / "new.ics", "--dry-run").code == 3
    assert not (tmp_path / "new.ics").exists()
    assert owed(house, "--ics", file, "--overwrite").code == 3
    assert file.read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_looking_writes_nothing_in_the_house(house: Path) -> None:
    """Neither a ledger nor anything else is made by asking."""
    owed(house)
    assert [path.name for path in house.iterdir()] == ["boutique.toml"]


def test_a_house_without_contracts_is_told_where_they_stand(tmp_path: Path) -> None:
    """No contract is no fault."""
    (tmp_path / "boutique.toml").write_text("", "utf-8")
    ran = owed(tmp_path)
    assert ran.code == 0
    assert "[[brand]]" in ran.out


def test_a_day_too_far_ahead_is_a_usage_error(house: Path) -> None:
    """No list without an end."""
    assert owed(house, "--until", "9999-12-31").code == 2
    assert owed(house, "--until", "2029-10-31", as_at="2026-10-31").code == 3


def sending(house: Path, *states: SendState) -> None:
    """Issue September's report and take its letter through these states at the representative's address."""
    number = issue(house, "Aurelle", "2026-09", "2026-10-05T12:00:00+00:00")
    at, to = datetime.fromisoformat("2026-10-06T09:00:00+00:00"), "Reports@Aurelle.example"
    with Ledger.open(house) as ledger:
        approval = ledger.approve((number, 1), to, b"Subject: September", "CM", at=at)
        for state in states:
            if state == "attempting":
                ledger.attempt(approval, [to], at=at)
            else:
                ledger.record(approval, {to: (state, "")}, at=at)


def september(house: Path) -> dict[str, Any]:
    """What is answered of September's report."""
    return next(one for one in owed(house, "--json").json["obligations"] if one["period"]["name"] == "2026-09")


@pytest.mark.parametrize(
    ("states", "state", "words"),
    [
        ((), "issued", "issued 2026-10-05, not sent"),
        (("attempting",), "unknown", "sent perhaps, nobody knows whether it arrived: 2026-10-06"),
        (("attempting", "unknown"), "unknown", "sent perhaps, nobody knows whether it arrived: 2026-10-06"),
        (("attempting", "refused"), "refused", "refused by the mail server 2026-10-06"),
        (("attempting", "not-sent"), "issued", "issued 2026-10-05, not sent"),
        (("attempting", "sent"), "sent", "sent 2026-10-06"),
    ],
)
def test_what_the_program_sends_is_owed_until_it_is_sent(
    house: Path, states: tuple[SendState, ...], state: str, words: str
) -> None:
    """Where the house's letters go through this program, issued is not the end of it; the ledger says what is."""
    (house / "boutique.toml").write_text(f'{HOUSE}\n[mail]\nhost = "smtp.maison.example"\n', "utf-8")
    sending(house, *states)
    one = september(house)
    done = state == "sent"
    assert (one["state"], one["done"], one["overdue"]) == (state, done, not done)
    assert one["sent_at"] == ("2026-10-06T09:00:00+00:00" if done else None)
    out = owed(house).out
    assert f"T-2026-001, revision 1, {words}" in out
    assert ("boutique sellthrough Aurelle --period 2026-09 --email send" in out) != done


def test_where_other_hands_carry_it_issued_is_the_end(house: Path) -> None:
    """A house that sends nothing through this program is not told for ever that nothing was sent."""
    issue(house, "Aurelle", "2026-09")
    assert (september(house)["done"], september(house)["overdue"]) == (True, False)


def test_a_wrong_day_is_a_usage_error(house: Path) -> None:
    """In words, with an example."""
    ran = owed(house, "--until", "31.12.2026")
    assert ran.code == 2
    assert "2026-12-31" in ran.err
