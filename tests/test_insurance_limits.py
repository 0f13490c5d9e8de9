"""The limits of a policy beside a schedule: exact at their edges, measured at their hour, open where nobody knows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import houses as small
from toolkit.policies import Policy
from toolkit.produce.reading import read_and_check, read_house
from toolkit.reports.insurance import Away, Limit, Line, Schedule
from toolkit.reports.insurance_build import schedule
from toolkit.reports.insurance_limits import limits, percent, state_of, unfounded
from toolkit.reports.insurance_total import matrices, sections, totals
from toolkit.values import Money

AT = datetime(2026, 10, 31, 18)


def line(number: str, value: str, situation: str = "safe", currency: str = "GBP", **facts: object) -> Line:
    """A line of the schedule with what the limits look at."""
    known = {"location": "", "by_day": situation, "at_night": situation} | facts
    amount = Money(Decimal(value), currency) if value else None
    return Line(number, "Ring", "", "", "ring", "owned", situation, str(known.pop("location")), amount, None, (), (), **known)  # type: ignore[arg-type]  # the caller names fields of Line


def made(*lines: Line, closed: bool = True, doubtful: tuple[Line, ...] = ()) -> Schedule:
    """A schedule with these lines in its total."""
    parts = sections(lines)
    return Schedule(
        house_name="", house_address="", policy="", language="en", number="", revision=0, draft=True, facts="",
        as_at=AT, basis=(), vat="", notes=(), sections=parts, matrices=matrices(parts), totals=totals(parts),
        in_doubt=(), exceptions=doubtful, excluded=(), rows_in=len(lines) + len(doubtful), sources=(), closed=closed,
    )  # fmt: skip


def policy(caps: Mapping[str, str], safes: Mapping[str, str] | None = None) -> Policy:
    """A policy with these limits."""
    figures = {key: Decimal(value) for key, value in caps.items()}
    by_safe = {key: Decimal(value) for key, value in (safes or {}).items()}
    return Policy("JB/1", date(2026, 1, 1), None, "GBP", limits=figures, safes=by_safe)


def measured(schedule: Schedule, caps: Mapping[str, str], safes: Mapping[str, str] | None = None) -> tuple[Limit, ...]:
    """The limits of such a policy beside a schedule."""
    return limits(schedule, policy(caps, safes), AT)[0]


def away(holder: str, receipt: str = "") -> Away:
    """Away with somebody."""
    return Away(holder, None, None, receipt, overdue=False, places=())


@pytest.mark.parametrize(
    ("used", "limit", "state", "shown"),
    [
        ("89", "100", "within", "89.0"), ("89.99", "100", "within", "89.9"), ("90", "100", "near", "90.0"),
        ("91", "100", "near", "91.0"), ("99.99", "100", "near", "99.9"), ("100", "100", "near", "100.0"),
        ("100.01", "100", "breach", "100.1"), ("101", "100", "breach", "101.0"), ("0", "100", "within", "0.0"),
        ("0", "0", "within", "0.0"), ("0.01", "0", "breach", None), ("33.35", "100", "within", "33.4"),
    ],
)  # fmt: skip
def test_a_limit_at_its_edges(used: str, limit: str, state: str, shown: str | None) -> None:
    """Near from ninety, within at a hundred, a breach above; no rounding moves a figure across an edge."""
    figure = Decimal(shown) if shown is not None else None
    assert (state_of(Decimal(used), Decimal(limit)), percent(Decimal(used), Decimal(limit))) == (state, figure)
    if Decimal(used):
        (found,) = measured(made(line("1", used)), {"premises": limit})
        assert (found.state, found.percent, found.headroom) == (state, figure, Decimal(limit) - Decimal(used))


money = st.decimals(min_value="0.01", max_value=10**7, places=2)
place = st.sampled_from(["safe", "window", "memo_out", "transit", "bank", "locked_case", "workshop", ""])
EVERY = ("premises", "out_of_safe_at_night", "window", "window_at_night", "single_article", "any_one_sending", "memo",
         "workshop", "bank", "transit")  # fmt: skip


@given(pieces=st.lists(st.tuples(money, place, place, st.sampled_from(["GBP", "EUR"])), max_size=8), limit=money)
def test_used_and_headroom_are_the_limit(pieces: list[tuple[Decimal, str, str, str]], limit: Decimal) -> None:
    """Whatever is held, wherever it lies; what is used is the sum of the pieces named, and no euro is in it."""
    held = made(*(
        line(str(number), str(value), day, currency, at_night=night)
        for number, (value, day, night, currency) in enumerate(pieces)
    ))  # fmt: skip
    for found in measured(held, dict.fromkeys(EVERY, str(limit)), {"Safe 1": str(limit)}):
        assert found.used + found.headroom == found.limit
        named = [pieces[int(number)] for number in found.stock_nos]
        assert sum((value for value, *_ in named), Decimal(0)) == found.used
        assert {currency for *_, currency in named} <= {"GBP"}
        assert not set(found.open) & set(found.stock_nos)
        assert (found.used > found.limit) == (found.state == "breach")


def test_the_proof_notices_a_limit_that_does_not_follow_from_its_lines() -> None:
    """The figures are added up again from the lines alone."""
    from dataclasses import replace

    held = made(line("1", "60"), line("2", "40"))
    found = measured(held, {"premises": "500"})
    assert not list(unfounded(replace(held, limits=found)))
    assert list(unfounded(replace(held, limits=(replace(found[0], used=Decimal(99)),))))


def test_windows_and_safes_are_measured_at_their_own_hour() -> None:
    """In the window by day, in the safe at night: each limit sees the hour it is for."""
    piece = line("1", "80", "safe", location="Safe 1, tray 3", by_day="window", at_night="safe")
    left = line("2", "30", "window", location="Window 1")
    caps = {"window": "100", "window_at_night": "20", "out_of_safe_at_night": "40", "premises": "200"}
    found = {item.key: item for item in measured(made(piece, left), caps, {"Safe 1": "75", "Safe 12": "10"})}
    used = {key: (item.used, item.state) for key, item in found.items() if key != "safe"}
    assert used == {
        "premises": (Decimal(110), "within"), "out_of_safe_at_night": (Decimal(30), "within"),
        "window": (Decimal(110), "breach"), "window_at_night": (Decimal(30), "breach"),
    }  # fmt: skip
    safes = [(item.subject, item.used, item.state) for item in measured(made(piece), {}, {"Safe 1": "75", "Safe 12": "9"})]
    assert safes == [("Safe 1", Decimal(80), "breach"), ("Safe 12", Decimal(0), "within")]
    by_day = measured(made(line("1", "80", "window", at_night="safe"), closed=False), {}, {"Safe 1": "75"})
    assert by_day[0].used == 0


def test_each_holder_has_the_limit_of_one_holder() -> None:
    """Spelled twice, one holder is one; clients are not named, so their approvals are measured together."""
    held = made(
        line("1", "60", "memo_out", away=away("Pellworth & Sons")), line("2", "50", "memo_out", away=away("PELLWORTH & SONS")),
        line("3", "70", "approval", away=away("Client")), line("4", "20", "memo_out", away=away("Leather Exchange")),
    )  # fmt: skip
    found = measured(held, {"memo": "100", "premises": "10", "approval": "70"})
    assert [(item.key, item.subject, item.used, item.state) for item in found] == [
        ("premises", "", Decimal(0), "within"), ("memo", "Pellworth & Sons", Decimal(110), "breach"),
        ("memo", "Leather Exchange", Decimal(20), "within"), ("approval", "", Decimal(70), "near"),
    ]  # fmt: skip


def test_places_the_policy_has_no_limit_for_are_named() -> None:
    """A piece on approval, or in a safe the policy does not know, must not go unnoticed."""
    held = made(
        line("1", "60", "approval", away=away("Client")), line("2", "5", location="Safe 3, tray 1"),
        line("3", "5", location="Coffre 1"),
    )  # fmt: skip
    found, notes = limits(held, policy({"memo": "100"}, {"Safe 1 / Coffre 1": "50"}), AT)
    assert "The policy states no limit for pieces that are: on approval." in notes
    assert "The policy states no limit for: Safe 3." in notes
    assert [(item.subject, item.used) for item in found if item.key == "safe"] == [("Safe 1 / Coffre 1", Decimal(5))]


def test_a_sending_is_told_by_its_receipt_and_what_cannot_be_told_apart_is_one() -> None:
    """Two pieces on the road with nothing said of either may be in one parcel."""
    held = made(
        line("1", "60", "transit", away=away("", "R1")), line("2", "30", "transit", away=away("", "R2")),
        line("3", "40", "transit"), line("4", "45", "transit"),
    )  # fmt: skip
    found = measured(held, {"any_one_sending": "80"})
    assert [(item.subject, item.used, item.state) for item in found] == [
        ("", Decimal(85), "breach"), ("R1", Decimal(60), "within"), ("R2", Decimal(30), "within"),
    ]  # fmt: skip


def test_of_single_articles_the_dearest_is_shown_and_all_that_come_near() -> None:
    """So the limit is seen to be measured, without a row for every ring."""
    held = made(line("1", "10"), line("2", "95"), line("3", "120"), line("4", "89"))
    found = measured(held, {"single_article": "100"})
    assert [(item.subject, item.state) for item in found] == [("3", "breach"), ("2", "near")]
    assert [item.subject for item in measured(made(line("1", "10"), line("2", "20")), {"single_article": "100"})] == ["2"]


@pytest.mark.parametrize(("value", "may"), [("100", False), ("100.01", True), ("", True)])
def test_a_doubtful_article_is_named_only_where_it_may_break_the_limit(value: str, may: bool) -> None:
    """At the limit it is within it, whatever becomes of the doubt; above, or unknown, it may break it."""
    for held in (made(line("1", "60"), doubtful=(line("2", value),)), made(doubtful=(line("2", value),))):
        (found,) = measured(held, {"single_article": "100"})
        assert found.open == (("2",) if may else ())


def test_what_is_not_certain_is_named_beside_the_figure() -> None:
    """Another currency, no value, no place: never in the sum; without any figure the limit's state is unknown."""
    euro, blank = line("2", "50", currency="EUR"), line("3", "")
    nowhere = line("4", "20", "")
    (found,) = measured(made(line("1", "60"), euro, nowhere, doubtful=(blank,)), {"premises": "100"})
    assert (found.used, found.state, found.open) == (Decimal(60), "within", ("4", "2", "3"))
    (found,) = measured(made(euro), {"premises": "100"})
    assert (found.used, found.state, found.open) == (Decimal(0), "unknown", ("2",))
    (found,) = measured(made(line("1", "60"), doubtful=(line("5", "", "bank"),)), {"premises": "100"})
    assert found.open == ()


def test_a_workshop_of_the_house_is_on_its_premises_and_another_s_is_not() -> None:
    """Handed to somebody, a piece is away."""
    held = made(line("1", "60", "workshop"), line("2", "30", "workshop", away=away("J. Aldous")), line("3", "5", "repairer"))
    found = measured(held, {"premises": "100", "workshop": "100"})
    assert [(item.key, item.used) for item in found] == [("premises", Decimal(60)), ("workshop", Decimal(35))]


HEAD = ("Stock No", "Description", "Category", "Date in", "Cost", "Replacement price", "Currency", "Place")
ROWS = [
    ("1", "Ring, gold", "ring", "2025-01-02", "100.05", "", "GBP", "Safe 1"),
    ("2", "Watch, steel", "watch", "2025-01-02", "400", "900", "GBP", "Window"),
    ("3", "Watch, gold", "watch", "2025-01-02", "700", "", "GBP", "Safe 1"),
    ("4", "Brooch", "brooch", "2025-01-02", "0", "", "GBP", "Safe 2"),
]
WRITTEN = """
[[policy]]
reference = "JB/A"
from = 2026-01-01
until = 2026-06-30
average = "yes"
sum_insured = 500
[policy.basis]
owned = "cost + 20%"
watch = "replacement"
[policy.limits]
window = 1000
[policy.safes]
"Safe 1" = 100
[[policy]]
reference = "JB/B"
from = 2026-07-02
average = "no"
[policy.limits]
window = 300
"""


def test_a_policy_changed_in_mid_year_changes_basis_and_limits(tmp_path: Path) -> None:
    """The last day of one, the day without, the first day of the next: each schedule is on its own day's terms."""
    folder = small.make(tmp_path / "house", {"stock.csv": small.table(HEAD, ROWS)}, house_currency="GBP")
    path = folder / "boutique.toml"
    path.write_text(path.read_text("utf-8") + WRITTEN, "utf-8")

    def on(day: str) -> Schedule:
        house, at = read_house(folder, day)
        return schedule(read_and_check(house, at).registers, house, at)

    first, between, second = on("2026-06-30"), on("2026-07-01"), on("2026-07-02")
    lines = {item.stock_no: item for part in first.sections for item in part.lines}
    assert {number: (str(item.value and item.value.amount), item.basis) for number, item in lines.items()} == {
        "1": ("120.06", "cost + 20%"), "2": ("900", "replacement"),
    }  # fmt: skip
    assert {item.stock_no for item in first.exceptions} == {"3", "4"}
    assert [words for _, words in first.basis] == [
        "cost: the price paid for the piece alone, plus 20%", "replacement price as recorded",
    ]  # fmt: skip
    assert [(item.key, item.used, item.state) for item in first.limits] == [
        ("window", Decimal(900), "near"), ("safe", Decimal("120.06"), "breach"),
    ]  # fmt: skip
    assert first.limits[1].open == ("3",)
    assert any("£520.06 more" in note for note in first.limit_notes)
    assert any("JB/A ends on 30 June 2026 and JB/B begins on 2 July 2026" in note for note in first.limit_notes)
    assert between.limits == ()
    assert between.policy == ""
    assert any("1 July 2026" in note for note in between.limit_notes)
    assert second.totals[0][1].value == Decimal("1200.05")
    assert [(item.key, item.used, item.state) for item in second.limits] == [("window", Decimal(400), "breach")]
    assert len({first.facts, between.facts, second.facts}) == 3
