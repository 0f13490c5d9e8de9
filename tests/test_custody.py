"""Whose a piece is, where, and with whom, on a day: by every register that tells of it, each piece once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.custody_houses import job, move, piece, read, sale
from tests.houses import Told

DAY = "2026-10-31"


def test_sold_and_not_yet_handed_over_is_the_client_s_until_the_day_of_delivery(tmp_path: Path) -> None:
    """The sales register's date of delivery says on which days the piece was own stock, the client's, and gone."""
    told = read(tmp_path, Told(
        [piece("R1", Status="Sold", Date_sold="2026-10-05", Price_sold=1500), piece("R2")],
        [sale("R1", "2026-10-05", Delivered="2026-10-12")],
    ))  # fmt: skip
    stood = {day: told.at(day)["R1"] for day in ("2026-10-04", "2026-10-05", "2026-10-11", "2026-10-12")}
    assert {day: (block, line.ownership) for day, (block, line) in stood.items()} == {
        "2026-10-04": ("total", "owned"),
        "2026-10-05": ("total", "customer_collection"),
        "2026-10-11": ("total", "customer_collection"),
        "2026-10-12": ("excluded", "owned"),
    }
    assert str(stood["2026-10-04"][1].value) != str(stood["2026-10-05"][1].value)


def test_sold_not_delivered_by_its_status_was_own_stock_before_the_sale(tmp_path: Path) -> None:
    """A status is of today; the date of the sale says since when it holds."""
    told = read(tmp_path, Told([piece("R1", Status="Sold not delivered", Date_sold="2026-10-05", Price_sold=1500)]))
    assert told.at("2026-10-04")["R1"][1].ownership == "owned"
    assert told.at("2026-10-05")["R1"][1].ownership == "customer_collection"


def test_handed_over_by_one_register_and_still_here_by_the_other_is_in_doubt(tmp_path: Path) -> None:
    """Nobody chooses between the two."""
    told = read(tmp_path, Told([piece("R1", Status="Sold not delivered", Date_sold="2026-10-05")],
                               [sale("R1", "2026-10-05", Delivered="2026-10-12")]))  # fmt: skip
    block, line = told.at(DAY)["R1"]
    assert block == "in doubt"
    assert "handed over on 12 Oct 2026" in line.reasons[0]


@pytest.mark.parametrize(
    ("day", "situation", "location"),
    [("2026-08-31", "safe", "Safe 2"), ("2026-09-05", "approval", "Mrs Vane"), ("2026-09-30", "safe", "Safe 2"),
     ("2026-10-15", "memo_out", "Pellworth"), ("2026-10-20", "locked_case", "Showcase 3")],
)  # fmt: skip
def test_dated_movements_beat_the_place_the_row_names_now(
    tmp_path: Path, day: str, situation: str, location: str
) -> None:
    """As at a past day the movements register says where the piece was, although its row has changed since."""
    told = read(tmp_path, Told([piece("R1", Location="Showcase 3")], moves=[
        move("R1", "2026-09-01", "Approval", "Mrs Vane", From="Safe 2", Due_back="2026-09-10", Returned="2026-09-08"),
        move("R1", "2026-10-10", "Memo", "Pellworth", From="Safe 2", Due_back="2026-11-10", Returned="2026-10-18"),
        move("R1", "2026-10-25", "Approval", "Mrs Vane", From="Showcase 3", Returned="2026-10-26"),
    ]))  # fmt: skip
    _, line = told.at(day)["R1"]
    assert (line.situation, line.location) == (situation, location)
    assert (line.away is not None) == (situation in {"approval", "memo_out"})


def test_out_on_approval_to_whom_since_when_and_due_back(tmp_path: Path) -> None:
    """An open row says who has it, on which receipt, and whether it should be back; the day itself is not overdue."""
    told = read(tmp_path, Told([piece("R1", Status="On approval")], moves=[
        move("R1", "2026-10-10", "Approval", "Mrs Vane", From="Safe 1", Due_back="2026-10-20")]))  # fmt: skip
    _, line = told.at(DAY)["R1"]
    assert line.away is not None
    assert (line.away.holder, line.away.receipt, line.away.overdue) == ("Mrs Vane", "B7", True)
    assert [str(day.earliest) for day in (line.away.since, line.away.due_back) if day] == ["2026-10-10", "2026-10-20"]
    assert (line.situation, line.by_day, line.at_night, line.reasons) == ("approval",) * 3 + ((),)
    due = told.at("2026-10-20")["R1"][1]
    assert due.away is not None
    assert not due.away.overdue


def test_away_by_a_movement_and_in_the_safe_by_the_stock_register_is_told(tmp_path: Path) -> None:
    """The dated word is kept, and the line says what the other register has."""
    told = read(tmp_path, Told([piece("R1")], moves=[
        move("R1", "2026-10-10", "Approval", "Mrs Vane", From="Safe 1", Due_back="2026-11-20")]))  # fmt: skip
    block, line = told.at(DAY)["R1"]
    assert (block, line.situation) == ("total", "approval")
    assert line.reasons == ("on approval by the movements register, but in safe by the stock register: correct one",)


def test_back_by_the_movements_and_away_by_the_stock_register_is_told(tmp_path: Path) -> None:
    """A piece that came back is where it was taken from, and the line says that its status was forgotten."""
    told = read(tmp_path, Told([piece("R1", Status="On approval")], moves=[
        move("R1", "2026-10-01", "Approval", "Mrs Vane", From="Safe 1", Due_back="2026-10-20", Returned="2026-10-09")]))  # fmt: skip
    _, line = told.at(DAY)["R1"]
    assert (line.situation, line.away) == ("safe", None)
    assert "back by the movements register" in line.reasons[0]


def test_by_the_stock_row_alone_away_is_with_its_custodian(tmp_path: Path) -> None:
    """Without a dated row the status says that it is away, and the row who has it; the safe it left is not named."""
    told = read(tmp_path, Told([
        piece("R1", Status="On memo", Held_by="Pellworth"), piece("R2", Status="In transit", Held_by="Brinks"),
        piece("R3", Location="Bank vault"),
    ]))  # fmt: skip
    found = told.at(DAY)
    assert [(found[n][1].situation, found[n][1].location, bool(found[n][1].away)) for n in ("R1", "R2", "R3")] == [
        ("memo_out", "Pellworth", True), ("transit", "Brinks", True), ("bank", "Bank vault", True),
    ]  # fmt: skip


def test_a_house_piece_at_the_workshop_by_the_repairs_register(tmp_path: Path) -> None:
    """The job tells where the piece is on which days; it is no line of its own."""
    told = read(tmp_path, Told([piece("R1")], jobs=[
        job("J1", "2026-09-01", Stock_no="R1", Client="House", Sent_out="2026-09-03", With="Dupont",
            Promised="2026-09-20", Back="2026-10-02", Collected="2026-10-02", Status="Collected")]))  # fmt: skip
    stood = {day: told.at(day)["R1"][1].situation for day in ("2026-09-02", "2026-09-03", "2026-10-01", "2026-10-02")}
    assert stood == {"2026-09-02": "safe", "2026-09-03": "workshop", "2026-10-01": "workshop", "2026-10-02": "safe"}
    block, line = told.at("2026-09-10")["J1"]
    assert (block, line.reasons) == ("excluded", ("a job on R1, which has its own line",))
    away = told.at("2026-09-21")["R1"][1].away
    assert away is not None
    assert (away.holder, away.receipt, away.overdue) == ("Dupont", "J1", True)


def test_open_and_closed(tmp_path: Path) -> None:
    """While the house is open a piece is where it is by day; from closing time on, where it is at night."""
    told = read(tmp_path, Told(
        [piece("R1", Location="Window 1", At_night="Safe 2, tray 1"), piece("R2", Location="Window 1"),
         piece("R3", Location="Showcase 3"), piece("R4", Location="Safe 1"),
         piece("R5", Location="Window 2", Status="On memo", Held_by="P")],
        toml='[at_night]\nwindow = "Safe 1"\n"Showcase 3" = "strongroom"\n',
    ))  # fmt: skip
    for moment, places in {
        "2026-10-31T09:59": ("Safe 2, tray 1", "Safe 1", "strongroom", "Safe 1", "P"),
        "2026-10-31T10:00": ("Window 1", "Window 1", "Showcase 3", "Safe 1", "P"),
        "2026-10-31T17:59": ("Window 1", "Window 1", "Showcase 3", "Safe 1", "P"),
        "2026-10-31T18:00": ("Safe 2, tray 1", "Safe 1", "strongroom", "Safe 1", "P"),
    }.items():
        found = told.at(moment)
        assert tuple(found[f"R{n}"][1].location for n in range(1, 6)) == places, moment
        assert [(found[f"R{n}"][1].by_day, found[f"R{n}"][1].at_night) for n in range(1, 6)] == [
            ("window", "safe"), ("window", "safe"), ("locked_case", "strongroom"), ("safe", "safe"),
            ("memo_out", "memo_out"),
        ]  # fmt: skip


def test_a_place_at_night_nobody_knows_is_an_exception(tmp_path: Path) -> None:
    """An unknown word is asked about, by night as by day; a blank is the same place as by day."""
    rows = [piece(f"R{n}", At_night="Safe 1") for n in range(6)]
    told = read(tmp_path, Told([*rows, piece("R7", At_night="chez Zoe"), piece("R8")]))
    found = told.at(DAY)
    assert (found["R7"][0], found["R8"][0]) == ("exception", "total")
    assert "chez Zoe" in found["R7"][1].reasons[0]


def test_one_piece_in_two_rows_is_in_doubt_twice(tmp_path: Path) -> None:
    """Brand and serial number are one piece, whatever its stock numbers; bought back, only its last row is held."""
    told = read(tmp_path, Told([
        piece("R1", Brand="Rolex", Serial="K812345"), piece("R2", Brand="Rolex", Serial="K812345"),
        piece("R3", Brand="Rolex", Serial="K999999", Date_in="2023-01-01", Date_sold="2024-01-01", Status="Sold"),
        piece("R4", Brand="Rolex", Serial="K999999"),
    ]))  # fmt: skip
    found = told.at(DAY)
    assert [found[f"R{n}"][0] for n in range(1, 5)] == ["in doubt", "in doubt", "excluded", "total"]
    assert "R2" in found["R1"][1].reasons[0]


def test_owners_as_an_insurer_needs_them(tmp_path: Path) -> None:
    """A consignor by name, a client only by the number of the job, the house not at all."""
    told = read(tmp_path, Told([
        piece("R1", Ownership="Consigned", Consignor="Quennell Trust", Agreed_value=500),
        piece("R2", Ownership="Customer's goods", Insured_value=300), piece("R3"),
    ], jobs=[job("J5", "2026-10-01", Stock_no="R2")]))  # fmt: skip
    found = told.at(DAY)
    assert [found[f"R{n}"][1].owner for n in range(1, 4)] == ["Quennell Trust", "J5", ""]
