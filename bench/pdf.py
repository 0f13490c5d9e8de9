"""The schedule's PDF beside plain WeasyPrint: the same page, once cold and short, once of three thousand lines.

``python -m bench.pdf ours 24 OUT.pdf`` sets one schedule as the program does; ``plain`` hands the same page to
WeasyPrint, as a plain script would.
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from bench.measure import Row, best, scratch
from toolkit.findings import Place
from toolkit.render import pdf as rendering
from toolkit.render import press
from toolkit.reports.insurance import Line, Matrix, MatrixRow, Schedule, Section, SourceNote, Tally
from toolkit.reports.insurance_page import page
from toolkit.values import Money, When

SHORT, LONG = 12, 3000
FONTS = Path(__file__).resolve().parents[1] / "toolkit" / "fonts"
FACES = (
    ("EB Garamond", 400, "EBGaramond-Regular.ttf"),
    ("EB Garamond", 500, "EBGaramond-Medium.ttf"),
    ("Cormorant Garamond", 400, "CormorantGaramond-Regular.ttf"),
)


def line(number: int) -> Line:
    """An invented piece."""
    return Line(
        stock_no=f"W{number:04d}",
        description="Chronograph wristwatch, steel, 40 mm, black dial, reference 5514.B",
        detail="2019 · box and papers",
        identifiers=f"84E{number:05d}",
        category="watch",
        ownership="owned",
        situation="safe",
        location=f"Safe {number % 3 + 1}, tray {number % 9 + 1}",
        value=Money(Decimal(4000 + number), "GBP"),
        valued=When(date(2026, 2, 1), date(2026, 2, 28), "month"),
        reasons=(),
        places=(Place("Stock.xlsx", "Register", number + 5, "K"),),
    )


def schedule(count: int) -> Schedule:
    """So many watches in one safe."""
    lines = tuple(line(number) for number in range(count))
    tally = Tally(count, sum((entry.value.amount for entry in lines if entry.value), Decimal(0)))
    row = MatrixRow("watch", (tally,), tally)
    return Schedule(
        house_name="Maison Aurelle",
        house_address="12 Example Street, London",
        policy="",
        language="en",
        number="S-2026-10",
        revision=1,
        draft=False,
        facts="7f3a91c2d5e86b40" * 4,
        as_at=datetime(2026, 10, 31, 18, tzinfo=UTC),
        basis=(("owned", "cost"),),
        vat="Net of VAT.",
        notes=(),
        sections=(Section("owned", "watch", "GBP", lines, tally),),
        matrices=(Matrix("owned", "GBP", ("safe",), (row,), MatrixRow("", (tally,), tally)),),
        totals=(("GBP", tally),),
        in_doubt=(),
        exceptions=(),
        excluded=(),
        rows_in=count,
        sources=(SourceNote("stock", "Stock.xlsx", "Register", count, count),),
    )


def plain(html: str) -> bytes:
    """The page as a plain script sets it: the faces by rule, columns as wide as their words, all in one run."""
    import weasyprint

    # Fixed columns, and the breaking of long words that would be slow without them, are part of what is compared.
    as_it_comes = html.replace("table-layout: fixed;", "").replace("overflow-wrap: anywhere", "")
    made: bytes = weasyprint.HTML(string=with_faces(as_it_comes)).write_pdf()
    return made


def with_faces(html: str) -> str:
    """A page with the faces by rule."""
    rules = "".join(
        f"@font-face {{ font-family: {family}; font-weight: {weight}; src: url({(FONTS / file).as_uri()}) }}"
        for family, weight, file in FACES
    )
    return html.replace("</head>", f"<style>{rules}</style></head>")


def measure(rounds: int = 3) -> list[Row]:
    """Four rows: a short schedule cold; three thousand lines on one processor, on all of them, and in memory."""

    def command(who: str, count: int) -> list[str]:
        """One run."""
        return [sys.executable, "-m", "bench.pdf", who, str(count), str(scratch() / f"{who}.pdf")]

    peer = "plain WeasyPrint"
    ours, theirs = best(command("ours", SHORT), command("plain", SHORT), rounds=rounds)
    rows = [Row("a PDF, cold", peer, ours.wall, theirs.wall, "s wall", 0.6, at_most=True)]
    ours, alone, theirs = best(command("ours", LONG), command("alone", LONG), command("plain", LONG), rounds=1)
    return [
        *rows,
        Row(f"a PDF of {LONG:,} lines, one processor", peer, alone.cpu, theirs.cpu, "s CPU", 1.3),
        Row(f"a PDF of {LONG:,} lines, every processor", peer, ours.wall, theirs.wall, "s wall", 2),
        Row(f"a PDF of {LONG:,} lines: memory", peer, ours.peak, theirs.peak, "MB", 0.34, at_most=True),
    ]


def main(who: str, count: int, out: Path) -> None:
    """Set one schedule; ``alone`` is ours on a single processor."""
    if who == "alone":
        # Not by binding it to one processor: whatever else runs there would be counted.
        press.processors = lambda: 1
    html = page(schedule(count), accent="#5a2327")
    made = (
        plain(html) if who == "plain" else rendering.pdf(html, identifier="S-2026-10", title="Schedule", language="en")
    )
    out.write_bytes(made)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
