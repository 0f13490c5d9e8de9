"""The biography of a piece: chained over numbers and registers, in order of time, impossible orders flagged."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.houses import run
from tests.test_reconcile import DAY, Row, found, gone, house, piece, sale
from tests.test_reconcile_whereabouts import job, move, seen
from toolkit import house as houses
from toolkit.readers.load import load
from toolkit.reconcile.biography import Biography, biographies, biography
from toolkit.reconcile.turns import Turn, story, turn
from toolkit.records import Registers, Sale, Source
from toolkit.values import Money, When

BOUGHT_BACK = {"Serial": "Z40777", "Date_in": "2026-02-01"}
FIRST = {"Serial": "Z40777", "Date_sold": "2025-03-01"}


def registers(folder: Path) -> Registers:
    """The records of a house."""
    return load(houses.read(folder))


def life(folder: Path, wanted: str) -> Biography:
    """The biography under a number."""
    made = biography(registers(folder), wanted)
    assert made is not None
    return made


def told(made: Biography) -> list[tuple[str, str]]:
    """Each event's first day and kind, in order."""
    return [(str(event.date.earliest) if event.date else "", event.kind) for event in made.events]


def bought_back(folder: Path) -> Path:
    """Sold as W1, repaired for its client, bought back as W8, counted, on approval, sold again."""
    return house(
        folder, gone("W1", **FIRST), piece("W2"), gone("W8", **BOUGHT_BACK | {"Date_sold": "2026-09-20", "Buyer": "Bell"}),
        sales=[sale("W8", Date="2026-09-20", Client="Mr Bell"), sale("W1")],
        service=[job("", Client="Mrs Ashcombe", Brand="Rolex", Serial="Z40777", Received="2025-07-01", Sent="",
                     Status="Collected", Collected="2025-07-20")],
        movements=[move("W8", Moved_on="2026-06-01", Returned="2026-06-03")],
        counts=[seen(number, Counted_on="2026-03-31") for number in ("W8", "W2")],
    )  # fmt: skip


def test_a_piece_bought_back_is_one_life_of_two_episodes(tmp_path: Path) -> None:
    """Every register's word in order of time, whichever number is asked for, or the serial number."""
    folder = bought_back(tmp_path)
    made = life(folder, "w-8")
    assert made.numbers == ("W1", "W8")
    assert told(made) == [
        ("2024-01-15", "acquired"), ("2025-03-01", "sold"), ("2025-07-01", "serviced"), ("2025-07-20", "serviced"),
        ("2026-02-01", "acquired"), ("2026-03-31", "counted"), ("2026-06-01", "moved"), ("2026-06-03", "moved"),
        ("2026-09-20", "sold"),
    ]  # fmt: skip
    assert [(e.stock_no, str(e.until.latest) if e.until else "", e.open) for e in made.episodes] == [
        ("W1", "2025-03-01", False), ("W8", "2026-09-20", False),
    ]  # fmt: skip
    assert made.bought_back
    assert made.impossible == ()
    assert told(life(folder, "W1")) == told(life(folder, "z40 777")) == told(made)


def test_a_piece_bought_back_is_no_fault(tmp_path: Path) -> None:
    """Not between the registers; under which number it was sold before is no difference."""
    assert found(bought_back(tmp_path)) == []


def test_a_sale_of_the_first_life_whose_row_was_deleted_is_not_the_second_ones(tmp_path: Path) -> None:
    """The sale lies before the acquisition: it belongs to a life the stock register no longer tells."""
    folder = house(tmp_path, piece("W8", **BOUGHT_BACK),
                   sales=[sale("W1", Brand="Rolex", Reference="116610LN", Serial="Z40777")])  # fmt: skip
    assert found(folder) == []
    assert life(folder, "W8").numbers == ("W8", "W1")


def test_each_event_has_its_cells_and_its_money(tmp_path: Path) -> None:
    """A biography can be traced."""
    event = life(bought_back(tmp_path), "W1").events[1]
    assert event.words == "sold to Mrs Ada Ashcombe"
    assert event.money == Money(7500, "GBP")  # type: ignore[arg-type]  # equal amounts are equal
    assert [place.cell for place in event.places] == ["B3", "D3", "H3"]


def test_every_record_is_in_the_lives_and_all_lives_are_those_asked_for(tmp_path: Path) -> None:
    """One pass over the registers gives what asking for each number gives; nothing is lost or told twice."""
    folder = bought_back(tmp_path)
    read = registers(folder)
    every = list(biographies(read))
    assert [made.numbers for made in every] == [("W1", "W8"), ("W2",)]
    assert [told(made) for made in every] == [told(life(folder, "W8")), told(life(folder, "W2"))]
    records = {id(event.record) for made in every for event in made.events}
    assert records == {id(record) for record in read.every()}


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ({}, {}, True),
        ({}, {"Reference": ""}, True),
        ({}, {"Reference": "5711"}, False),
        ({}, {"Brand": "Omega"}, False),
        ({"Brand": ""}, {"Brand": ""}, False),
    ],
)
def test_rows_are_one_piece_by_brand_reference_and_serial(tmp_path: Path, one: Row, other: Row, together: bool) -> None:
    """A blank contradicts nothing; another reference or brand is another piece; no brand proves nothing."""
    folder = house(tmp_path, piece("W1", Serial="Z40777", **one), piece("W8", Serial="Z40777", **other))
    assert (len(life(folder, "W1").numbers) == 2) is together


def test_an_unknown_number_has_no_biography(tmp_path: Path) -> None:
    """None, not an empty one."""
    assert biography(registers(house(tmp_path, piece("W1"))), "W9") is None


def test_a_piece_the_stock_register_never_had_has_one(tmp_path: Path) -> None:
    """Two repairs of a client's own watch are one life."""
    jobs = [
        job("", Client="Bell", Brand="Omega", Serial="5512345", Received=day) for day in ("2024-05-01", "2026-05-01")
    ]
    made = life(house(tmp_path, piece("W1"), service=jobs), "5512345")
    assert [day for day, _ in told(made)] == ["2024-05-01", "2026-05-01"]
    assert made.episodes == ()


def test_dates_known_roughly_and_not_at_all_come_in_their_place(tmp_path: Path) -> None:
    """A year stands at its beginning, what has no date at the end."""
    folder = house(tmp_path, piece("W1", Date_in="2023"), sales=[sale("W1", Date=""), sale("W1", Date="2024-02-01")])
    assert told(life(folder, "W1")) == [("2023-01-01", "acquired"), ("2024-02-01", "sold"), ("", "sold")]


# Impossible orders


def flags(folder: Path, wanted: str) -> list[str]:
    """The codes of what cannot be."""
    return [flag.code for flag in life(folder, wanted).impossible]


def test_acquired_again_before_it_was_sold(tmp_path: Path) -> None:
    """Two ownerships of one piece overlap; both cells."""
    folder = house(
        tmp_path, gone("W1", **FIRST), piece("W8", Serial="Z40777", Date_in="2024-09-01"), sales=[sale("W1")]
    )
    assert flags(folder, "W8") == ["owned-twice-at-once"]
    findings = [item for item in found(folder) if item[0] == "owned-twice-at-once"]
    assert findings == [("owned-twice-at-once", "G3")]


def test_acquired_on_the_day_it_was_sold_or_in_the_same_month_is_no_fault(tmp_path: Path) -> None:
    """Only what is certain is flagged."""
    for day in ("2025-03-01", "2025-03", "2025"):
        folder = house(
            tmp_path / day, gone("W1", **FIRST), piece("W8", Serial="Z40777", Date_in=day), sales=[sale("W1")]
        )
        assert flags(folder, "W8") == []


def test_sold_before_it_was_acquired_is_flagged_and_left_to_check(tmp_path: Path) -> None:
    """The biography shows it; the finding is the one that check has."""
    folder = house(tmp_path, gone("W1", Date_sold="2023-03-01"), sales=[sale("W1", Date="2023-03-01")])
    assert flags(folder, "W1") == ["sold-before-acquired"]
    assert found(folder) == []
    assert "sold-before-acquired" in run("check", "--house", folder, "--as-at", DAY).out


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ({"Received": "2023-05-01"}, "serviced-before-acquired"),
        ({"Received": "2023-12-01"}, ""),
        ({"Received": "2025-06-01"}, "serviced-while-sold"),
        ({"Received": "2025-06-01", "Client": "Mrs Ashcombe"}, ""),
        ({"Received": "2025-02-01"}, ""),
    ],
)
def test_repaired_at_a_time_that_cannot_be(tmp_path: Path, facts: Row, kind: str) -> None:
    """Long before it came, or for the house when it was a client's; a look at it before buying is no fault."""
    closed: dict[str, object] = {"Sent": "", "Status": "Collected", "Collected": "2025-08-01"}
    folder = house(tmp_path, gone("W1"), sales=[sale("W1")], service=[job("W1", **closed | dict(facts))])
    assert found(folder) == ([(kind, "G2")] if kind else [])


# The order of sales


def row(kind: str | None, day: str = "", *, mapped: bool = True, price: int = 10, number: int = 1) -> Sale:
    """A row of a sales register, with or without a column for its kind."""
    letters = {"stock_no": "A", "sale_date": "B"} | ({"kind": "C"} if mapped else {})
    date = datetime.fromisoformat(day).replace(tzinfo=UTC).date() if day else None
    return Sale(source=Source("sales", "Sales.csv", None, letters, {}), row=number, stock_no="W1", kind=kind,
                sale_date=When(date, date) if date else None, price=Money(price, "GBP"))  # type: ignore[arg-type]  # fmt: skip


def test_what_a_row_does_with_its_piece() -> None:
    """Without a column for kinds a row is a sale, unless money went back; a blank kind is not known."""
    assert [turn(row(kind)) for kind in ("sold", "exchanged", "written_off", "supplier_return")] == [Turn.OUT] * 4
    assert turn(row("client_return")) is Turn.BACK
    assert [turn(row(kind)) for kind in ("deposit", "cancelled", "service")] == [Turn.STAYS] * 3
    assert turn(row(None)) is Turn.UNKNOWN
    assert turn(row(None, mapped=False)) is Turn.OUT
    assert turn(row(None, mapped=False, price=-10)) is Turn.UNKNOWN


def test_without_dates_only_too_many_sales_are_certain() -> None:
    """Two sales and a return fit in some order; three sales and a return fit in none."""
    out, back = row("sold"), row("client_return")
    assert story([out, out, back]).twice() is None
    assert story([out, out, out, back]).twice() is not None
    assert story([out, out]).twice() is not None
    assert story([out, back]).out is None


def test_two_sales_and_then_a_return_are_twice_though_the_numbers_balance() -> None:
    """In order of time, whatever the order of rows."""
    first, second = row("sold", "2025-01-01", number=3), row("sold", "2025-02-01", number=1)
    assert story([row("client_return", "2025-03-01", number=2), second, first]).twice() == (first, second)


def test_show_tells_the_same_life(tmp_path: Path) -> None:
    """The command for one piece and the biography agree."""
    folder = bought_back(tmp_path)
    shown = run("show", "W8", "--house", folder, "--as-at", DAY).out
    for event in life(folder, "W8").events:
        assert event.words in shown


def test_a_kind_may_be_switched_off(tmp_path: Path) -> None:
    """As every kind that holds nothing back."""
    days = (("Sale", "2025-01-01"), ("Refund", "2025-02-01"), ("Sale", "2025-03-01"))
    folder = house(tmp_path, gone("W1"), sales=[sale("W1", Type=kind, Date=day) for kind, day in days])
    assert [kind for kind, _ in found(folder)] == ["returned-and-resold"]
    with (folder / houses.FILE).open("a", encoding="utf-8") as file:
        file.write('\n[checks]\noff = ["returned-and-resold"]\n')
    assert found(folder) == []
