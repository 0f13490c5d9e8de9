"""Clients' goods in for repair: jobs of the service register as lines of the schedule."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from tests.custody_houses import job, piece, read
from tests.houses import Told
from toolkit.reports.insurance_lines import lines

DAY = "2026-10-31"


@pytest.mark.parametrize(
    ("received", "cells", "block"),
    [
        ("2026-10-01", {}, "total"),
        ("2026-10-31", {}, "total"),
        ("2026-11-01", {}, "excluded"),
        ("2026-10-01", {"Collected": "2026-10-31", "Status": "Collected"}, "excluded"),
        ("2026-10-01", {"Collected": "2026-11-01", "Status": "Collected"}, "total"),
        ("2026-10-01", {"Status": "Collected"}, "in doubt"),
        ("2026-10-01", {"Status": "Ready"}, "total"),
        ("", {}, "in doubt"),
        ("", {"Collected": "2026-10-20"}, "excluded"),
        ("2026", {}, "in doubt"),
        ("2026-10-01", {"Collected": "2026"}, "in doubt"),
        ("2026-10-01", {"Collected": "2025-05-05"}, "in doubt"),
        ("2026-10-01", {"Collected": "next week"}, "in doubt"),
        ("2026-10-01", {"Declared_value": ""}, "exception"),
        ("2026-10-01", {"Declared_value": 0}, "exception"),
        ("2026-10-01", {"Declared_value": "POA"}, "exception"),
    ],
)
def test_received_by_the_day_and_not_collected_by_it(
    tmp_path: Path, received: str, cells: dict[str, object], block: str
) -> None:
    """What the dates say for certain; where they cannot, the line is in doubt; without a value it is an exception."""
    told = read(tmp_path, Told([piece("R1")], jobs=[job("J1", received, **cells)]))
    found, line = told.at(DAY)["J1"]
    assert found == block, line.reasons
    assert bool(line.reasons) == (block != "total")


def test_a_client_s_watch_is_a_line_under_its_job_without_her_name(tmp_path: Path) -> None:
    """Value as declared, ownership a client's, owner the job's number: her name is nowhere in the line."""
    told = read(tmp_path, Told([piece("R1")], jobs=[
        job("J1", "2026-10-01", Brand="Omega", Serial="884422", Safe="Safe 1", With="Dupont", Sent_out="2026-10-05",
            Promised="2026-11-20", Status="At workshop")]))  # fmt: skip
    _, line = told.at(DAY)["J1"]
    assert line.value is not None
    assert (line.ownership, str(line.value.amount), line.basis, line.owner) == (
        "customer_repair",
        "700",
        "declared",
        "J1",
    )
    assert (line.description, line.identifiers) == ("Omega, Watch", "884422")
    assert (line.situation, line.away and line.away.holder) == ("workshop", "Dupont")
    assert "Vane" not in repr(line)
    assert told.at("2026-10-04")["J1"][1].situation == "safe"


def test_a_piece_the_house_sold_and_has_again_for_service_is_the_client_s(tmp_path: Path) -> None:
    """Its row in stock is gone, so the job is a line; while its row is held, the job is none."""
    gone = piece("R1", Brand="Omega", Serial="884422", Status="Sold", Date_sold="2026-05-05")
    told = read(tmp_path, Told([gone, piece("R2", Brand="Omega", Serial="884433")], jobs=[
        job("J1", "2026-10-01", Brand="Omega", Serial="884422"),
        job("J2", "2026-10-01", Brand="Omega", Serial="884433")]))  # fmt: skip
    found = told.at(DAY)
    assert [(name, found[name][0]) for name in ("R1", "J1", "R2", "J2")] == [
        ("R1", "excluded"), ("J1", "total"), ("R2", "total"), ("J2", "excluded"),
    ]  # fmt: skip
    assert found["J2"][1].reasons == ("a job on R2, which has its own line",)


def test_one_client_s_watch_under_two_open_jobs_is_one_line(tmp_path: Path) -> None:
    """The later job has the line; the other says under which the piece stands."""
    told = read(tmp_path, Told([piece("R1")], jobs=[
        job("J1", "2026-09-01", Brand="Omega", Serial="884422"),
        job("J2", "2026-10-01", Brand="Omega", Serial="884422")]))  # fmt: skip
    found = told.at(DAY)
    assert (found["J1"][0], found["J2"][0]) == ("excluded", "total")
    assert found["J1"][1].reasons == ("the same piece stands under job J2",)


def test_two_open_rows_of_one_job_number_are_in_doubt_and_an_old_one_is_no_fault(tmp_path: Path) -> None:
    """Numbers begin again each year: only rows that are open together are asked about."""
    rows = [job("J1", "2026-10-01", Brand="Omega", Serial="884422"), job("J2", "2026-10-01"), job("J2", "2026-10-02"),
            job("J1", "2022-10-01", Collected="2022-11-01", Status="Collected")]  # fmt: skip
    told = read(tmp_path, Told([piece("R1")], jobs=rows))
    placed = lines(told.registers, told.house, datetime(2026, 10, 31, 18, tzinfo=told.house.zone))
    blocks = sorted((item.line.stock_no, item.block.value) for item in placed if item.line.stock_no in {"J1", "J2"})
    assert blocks == [("J1", "excluded"), ("J1", "total"), ("J2", "in doubt"), ("J2", "in doubt")]


def test_a_job_number_that_is_a_stock_number_too_says_that_it_is_a_job_s(tmp_path: Path) -> None:
    """Two lines never share a number, and the total still foots."""
    told = read(tmp_path, Told([piece("1042")], jobs=[job("1042", "2026-10-01", Brand="Omega", Serial="884422")]))
    assert {name: block for name, (block, _) in told.at(DAY).items() if "1042" in name} == {
        "1042": "total", "job 1042": "total",
    }  # fmt: skip


def test_a_job_on_a_number_no_register_has_is_in_doubt(tmp_path: Path) -> None:
    """Without a client, whose piece it is nobody knows."""
    told = read(tmp_path, Told([piece("R1")], jobs=[job("J1", "2026-10-01", Client="", Stock_no="R77")]))
    block, line = told.at(DAY)["J1"]
    assert (block, "R77" in line.reasons[0]) == ("in doubt", True)
