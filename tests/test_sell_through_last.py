"""What the registers say otherwise of the last report's closing: backdated rows, references renamed, rows gone."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from tests.brand_houses import piece, read, sale
from tests.houses import Told
from toolkit.reports.sell_through import Correction
from toolkit.reports.sell_through_last import LastReport, last_report
from toolkit.reports.sell_through_total import facts, facts_digest, numbered, shown


def issued(folder: Path, told: Told, period: str = "2026-09", **terms: object) -> LastReport:
    """The report of a period as the ledger keeps it."""
    return last_report("T-2026-0003", facts(read(folder, told).report(period, **terms)))


def compared(tmp_path: Path, before: Told, after: Told, **terms: object) -> tuple[Correction, ...]:
    """September's report made from some registers, and what October's says of it when they have changed."""
    last = issued(tmp_path / "then", before)
    return read(tmp_path / "now", after).report("2026-10", last, **terms).corrections


def test_a_backdated_sale_is_a_correction_with_its_cell(tmp_path: Path) -> None:
    """Sold on 28 September, entered after September's report: October opens with one less, and says why."""
    stock = [piece("W1"), piece("W2")]
    (one,) = compared(tmp_path, Told(stock), Told(stock, [sale("W2", "2026-09-28")]))
    assert (one.number, one.reference, one.reported, one.now) == ("T-2026-0003", "3919", 2, 1)
    assert one.words == "1 sold on 28 Sept 2026, entered since"
    assert [str(place) for place in one.places] == ["sales.csv, cell G2"]
    (french,) = compared(tmp_path / "fr", Told(stock), Told(stock, [sale("W2", "2026-09-28")]), language="fr")
    assert french.words == "1 vendue(s) le 28 sept. 2026, inscrite(s) depuis"


def test_the_corrected_opening_is_counted_from_the_registers_of_today(tmp_path: Path) -> None:
    """The sale is September's: October has it neither on hand nor sold."""
    stock = [piece("W1"), piece("W2")]
    last = issued(tmp_path / "then", Told(stock))
    units = read(tmp_path / "now", Told(stock, [sale("W2", "2026-09-28")])).report("2026-10", last).total.units
    assert {name: figure for name, figure in asdict(units).items() if figure} == {"opening": 1, "closing": 1}


def test_nothing_changed_is_no_correction(tmp_path: Path) -> None:
    """What happened since the report is no fault of the report."""
    stock = [piece("W1"), piece("W2"), piece("W3", Date_in="2026-10-02")]
    assert compared(tmp_path, Told(stock), Told(stock, [sale("W2", "2026-10-05")])) == ()


def test_a_reference_renamed_follows_its_piece(tmp_path: Path) -> None:
    """Reported under its old reference, counted under its new one; both lines say so, and nothing was lost."""
    found = compared(
        tmp_path, Told([piece("W1", Serial="812345")]), Told([piece("W1", Serial="812345", Reference="3919-B")])
    )
    assert [(one.reference, one.reported, one.now, one.words) for one in found] == [
        ("3919", 1, 0, "1 now under reference 3919-B"),
        ("3919-B", 0, 1, "1 was under reference 3919"),
    ]


def test_a_sale_under_the_old_reference_counts_under_the_present_one(tmp_path: Path) -> None:
    """The piece decides; the note tells the brand what it was called."""
    report = read(
        tmp_path, Told([piece("W1", Reference="3919-B")], [sale("W1", "2026-10-05", Reference="3919")])
    ).report()
    assert [(row.reference, row.units.sold) for row in report.rows] == [("3919-B", 1)]
    assert "Reference 3919 is now 3919-B." in report.notes


def test_late_receipts_rows_gone_and_pieces_found_to_be_pre_owned(tmp_path: Path) -> None:
    """Whatever changed is told with its own words."""
    found = compared(
        tmp_path,
        Told([piece("W1"), piece("W2", Reference="5514"), piece("W3", Reference="7120")]),
        Told([piece("W1"), piece("W4", Date_in="2026-09-15"), piece("W3", Reference="7120", Condition="Pre-owned")]),
    )
    assert [(one.reference, one.reported, one.now, one.words) for one in found] == [
        ("3919", 1, 2, "1 received on 15 Sept 2026, entered since"),
        ("5514", 1, 0, "1 whose row is no longer in the register"),
        ("7120", 1, 0, "1 not counted any more: pre-owned"),
    ]


def test_the_facts_are_of_the_content_alone(tmp_path: Path) -> None:
    """Number and revision change nothing; a changed cell does."""
    told = Told([piece("W1")], [sale("W1", "2026-10-05")])
    report = read(tmp_path / "one" / "maison", told).report(prices=True)
    assert facts_digest(numbered(report, "T-2026-0004", 2)) == report.facts
    assert read(tmp_path / "two" / "maison", told).report(prices=True).facts == report.facts
    other = Told([piece("W1")], [sale("W1", "2026-10-06", Price=1400)])
    assert read(tmp_path / "three" / "maison", other).report(prices=True).facts != report.facts
    assert {"1500.00", "3919", "Minuit"} <= set(shown(report))
