"""The schedule's page: every figure foots and is where a reader looks for it, on paper that holds it."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest

from toolkit.findings import Place, ToolkitError
from toolkit.render.pdf import PART, pdf
from toolkit.reports.insurance import Line, Matrix, MatrixRow, Schedule, Section, SourceNote, Tally
from toolkit.reports.insurance_page import MOST_LINES, page
from toolkit.values import Money, When

ACCENT = "#5a2327"


def line(stock_no: str, amount: str | None = "100.00", currency: str = "GBP", **changes: object) -> Line:
    """An invented line."""
    plain = Line(
        stock_no=stock_no,
        description=f"Wristwatch {stock_no}",
        detail="2019 · box",
        identifiers="84E61234",
        category="watch",
        ownership="owned",
        situation="safe",
        location="Safe 1, tray 3",
        value=Money(Decimal(amount), currency) if amount else None,
        valued=When(date(2026, 2, 1), date(2026, 2, 28), "month"),
        reasons=(),
        places=(Place("Stock.xlsx", "Montres", 17, "F"),),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def section(*lines: Line) -> Section:
    """The section of some lines of one kind."""
    first = lines[0]
    assert first.value is not None
    worth = sum((entry.value.amount for entry in lines if entry.value), Decimal(0))
    return Section(first.ownership, first.category, first.value.currency, lines, Tally(len(lines), worth))


def matrix(one: Section, *, situations: tuple[str, ...] = ("safe",)) -> Matrix:
    """The matrix of one section, everything in the first of its situations."""
    none = Tally(0, Decimal(0))
    tallies = (one.subtotal, *(none for _ in situations[1:]))
    row = MatrixRow(one.category, tallies, one.subtotal)
    return Matrix(one.ownership, one.currency, situations, (row,), replace(row, category=""))


def schedule(*sections: Section, **changes: object) -> Schedule:
    """A schedule of some sections, its totals added up."""
    totals: dict[str, Tally] = {}
    for one in sections:
        units, value = totals.get(one.currency, Tally(0, Decimal(0))).units, one.subtotal.value
        before = totals.get(one.currency, Tally(0, Decimal(0))).value
        totals[one.currency] = Tally(units + one.subtotal.units, before + value)
    made = Schedule(
        house_name="Maison Aurelle",
        house_address="12 Example Street, London",
        policy="Policy JB-0042",
        language="en",
        number="S-2026-10",
        revision=2,
        draft=False,
        facts="7f3a91c2d5e86b40" * 4,
        as_at=datetime(2026, 10, 31, 18, tzinfo=UTC),
        basis=(("owned", "cost, as bought"),),
        vat="Net of VAT.",
        notes=("Places are as now recorded.",),
        sections=sections,
        matrices=tuple(matrix(one) for one in sections),
        totals=tuple(totals.items()),
        in_doubt=(),
        exceptions=(),
        excluded=(),
        rows_in=sum(len(one.lines) for one in sections),
        sources=(SourceNote("stock", "Stock.xlsx", "Montres", 12, 11),),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def words(html: str) -> str:
    """The words of a page on one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.partition("<body")[2]))


def printed(made: Schedule, *, paper: str = "A4") -> bytes:
    """The schedule as a PDF."""
    return pdf(page(made, accent=ACCENT, paper=paper), identifier="S", title="Schedule", language=made.language)


def extracted(made: bytes, *options: str) -> str:
    """The text of a PDF."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext of poppler-utils is not installed")
    return subprocess.run(["pdftotext", *(options or ("-layout",)), "-", "-"], input=made, capture_output=True,
                          check=True).stdout.decode()  # fmt: skip


OWN = section(line("W1", "1200.00"), line("W2", "300.50"))
THEIRS = section(line("C1", "80.00", ownership="consigned_in"))


def test_the_printed_schedule_foots_and_says_what_it_is() -> None:
    """Cover, lines and feet of one short schedule, as a reader finds them."""
    doubt = line("W9", "5000", reasons=("struck through: type the date sold, or lift the mark",))
    made = schedule(
        OWN, THEIRS, in_doubt=(doubt,), exceptions=(line("W8", None, reasons=("no cost: type it",)),), rows_in=5
    )
    text = extracted(printed(made))
    leaves = text.split("\f")[:-1]
    assert [re.findall(r"Page (\d) of (\d)", leaf) for leaf in leaves] == [
        [(str(number), str(len(leaves)))] for number in range(1, len(leaves) + 1)
    ]
    assert all("S-2026-10, revision 2 · facts 7f3a 91c2 d5e8 6b40" in leaf for leaf in leaves)
    cover, rest = re.sub(r"\s+", " ", leaves[0]), re.sub(r"\s+", " ", " ".join(leaves[1:]))
    for figure in ("£1,500.50", "£80", "as at 31 October 2026, 18:00", "Own stock: cost, as bought", "Policy JB-0042"):
        assert figure in cover
    assert "Rows read: 5. In the total 3, in doubt 1, to complete 1, left out 0." in cover
    for words_ in ("W1 Wristwatch W1", "1,200.00", "300.50", "Own stock · 2 pieces 1,500.50", "Feb 2026",
                   "Struck through: type the date sold, or lift the mark", "Stock.xlsx, Montres: F17",
                   "In doubt, outside the total · 1 piece £5,000.00", "No cost: type it"):  # fmt: skip
        assert words_ in rest


def test_the_close_of_business_is_said_only_of_closing_time() -> None:
    """An as-at at eleven is not the close of business."""
    assert "as at the close of business, 31 October 2026" in words(page(schedule(OWN), accent=ACCENT, closing=time(18)))
    assert "close of business" not in words(page(schedule(OWN), accent=ACCENT, closing=time(19)))


def test_currencies_stand_apart_and_are_never_added() -> None:
    """Francs and pounds have each their row and no common sum."""
    francs = section(line("F1", "700.00", "francs"), line("F2", "50.00", "francs"))
    shown = words(page(schedule(OWN, francs), accent=ACCENT))
    assert "£ 2 1,500.50 – 1,500.50" in shown
    assert "francs 2 750 – 750" in shown
    assert "never added together" in shown
    assert "2,250" not in shown
    assert "£1,500.50 Own stock" not in shown
    assert "Value, francs" in shown


def test_one_piece_in_another_currency_leaves_the_sums_at_the_head() -> None:
    """The table beneath states each currency."""
    many = section(*(line(f"W{number}", "100.00") for number in range(20)))
    shown = words(page(schedule(many, section(line("F1", "700.00", "FRF"))), accent=ACCENT))
    assert "£2,000 Own stock 21 Pieces" in shown
    assert "FRF 1 700 – 700" in shown


def test_in_doubt_of_several_currencies_is_summed_by_currency() -> None:
    """And a line without an amount is in no sum."""
    doubts = (line("A", "5"), line("B", "7", "FRF"), line("C", None))
    shown = words(page(schedule(OWN, in_doubt=doubts), accent=ACCENT))
    assert "· 1 piece FRF 7.00" in shown
    assert "· 1 piece £5.00" in shown


def test_register_text_is_escaped() -> None:
    """A description cannot become markup, nor a house name leave its attribute."""
    html = page(
        schedule(section(line("<b>&", description='<script>"x"</script>')), house_name='A "&" B'), accent=ACCENT
    )
    assert "<b>&" not in html
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert 'data-house="A &#34;&amp;&#34; B"' in html


def test_many_situations_go_on_wide_paper_and_the_least_are_named_beneath() -> None:
    """No situation is lost: what has no column has its figures in a sentence."""
    places = (
        "safe",
        "strongroom",
        "locked_case",
        "window",
        "drawer",
        "workshop",
        "repairer",
        "memo_out",
        "approval",
        "bank",
    )
    tallies = tuple(Tally(1, Decimal(100 - number)) for number in range(len(places)))
    whole = Tally(len(places), sum((tally.value for tally in tallies), Decimal(0)))
    row = MatrixRow("watch", tallies, whole)
    made = schedule(OWN, matrices=(Matrix("owned", "GBP", places, (row,), replace(row, category="")),))
    html = page(made, accent=ACCENT)
    assert "Elsewhere: On approval, 1 piece, £92.00; Bank, 1 piece, £91.00." in words(html)
    assert html.index('class="signatures"') < html.index('class="matrix"')


def test_excluded_rows_are_listed_or_where_many_counted() -> None:
    """Two hundred are listed, more are counted by reason."""
    gone = tuple(line(f"X{n}", reasons=("left on 12 Mar 2026 (sales register)",)) for n in range(201))
    assert "X199" in words(page(schedule(OWN, excluded=gone[:200]), accent=ACCENT))
    counted = words(page(schedule(OWN, excluded=gone), accent=ACCENT))
    assert "X199" not in counted
    assert "201 Left on 12 Mar 2026 (sales register)" in counted


def test_a_draft_says_so_and_shows_no_number() -> None:
    """Across the page and at its foot."""
    made = printed(schedule(OWN, draft=True, number=""))
    assert extracted(made, "-raw").count("D R A F T") == 2
    text = extracted(made)
    assert "Draft, not issued · facts 7f3a" in text
    assert "S-2026-10" not in text


def test_the_french_edition() -> None:
    """Words, figures and dates are French, amounts by the currency."""
    euros = section(line("M1", "1234.50", "EUR"))
    shown = extracted(printed(schedule(euros, language="fr", as_at=datetime(2026, 2, 1, 18, tzinfo=UTC))))
    flat = re.sub(r"\s+", " ", shown)
    for said in ("État du stock", "au 1er février 2026, 18 h", "1 234,50 €", "MONTRES", "Page 1 sur 2", "févr. 2026"):
        assert said in flat


def test_a_long_schedule_comes_in_parts_that_lose_no_line() -> None:
    """Every line once, subtotal and total once, at the end."""
    many = section(*(line(f"W{number:04d}") for number in range(1000)))
    html = page(schedule(many, THEIRS), accent=ACCENT)
    parts = html.split(PART)
    assert [len(re.findall(r"<td>W\d{4}</td>", part)) for part in parts if "<td>W0" in part] == [400, 400, 200]
    assert re.findall(r"<td>(W\d{4})</td>", html) == [f"W{number:04d}" for number in range(1000)]
    assert words(html).count("1,000 pieces") == 2
    assert "Watches · continued" in parts[4]


def test_a_short_schedule_is_one_part() -> None:
    """Nothing forces a new page."""
    assert PART not in page(schedule(OWN), accent=ACCENT)


def test_a_schedule_too_long_for_paper_is_refused_with_the_way_out() -> None:
    """It would take minutes and nobody would read it."""
    many = replace(OWN, lines=(line("W1"),) * (MOST_LINES + 1))
    with pytest.raises(ToolkitError) as refused:
        page(schedule(many), accent=ACCENT)
    assert refused.value.code == "too-long"
    assert "--format xlsx" in refused.value.hint


def test_nothing_held_is_said_in_words() -> None:
    """An empty schedule is a schedule."""
    assert "No piece is held at this date." in extracted(printed(schedule()))


@pytest.mark.parametrize(("paper", "size"), [("A4", "595 x 841"), ("Letter", "612 x 792")])
def test_the_paper_is_the_houses(paper: str, size: str) -> None:
    """A4 or Letter, upright first, wide after."""
    if shutil.which("pdfinfo") is None:
        pytest.skip("pdfinfo of poppler-utils is not installed")
    said = subprocess.run(
        ["pdfinfo", "-l", "9", "-"], input=printed(schedule(OWN), paper=paper), capture_output=True, check=True
    )
    sizes = [tuple(map(int, found)) for found in re.findall(rb"size:\s+(\d+)[.\d]* x (\d+)", said.stdout)]
    assert "{} x {}".format(*sizes[0]) == size
    assert sizes[1] == sizes[0][::-1]


def test_the_longest_things_stay_on_the_paper() -> None:
    """A stock number of thirty characters, nine figures, a description of three lines, an Arabic name."""
    hard = section(
        line("AUR-2019/W-STEEL-40MM-0000138X", "987654321.00"),
        line("W2", "123456789.50", description="قلادة من الذهب عيار ١٨"),
        line("W3", "1.00", description="Rivière necklace, platinum, graduated old-cut diamonds, " * 4),
    )
    made = printed(schedule(hard, house_name="Établissements Aurelle de Montfaucon & Fils, Joailliers"))
    boxes = extracted(made, "-bbox")
    for width, leaf in re.findall(r'<page width="([\d.]+)".*?>(.*?)</page>', boxes, re.DOTALL):
        edges = [float(edge) for edge in re.findall(r'xMax="([\d.]+)"', leaf)]
        assert max(edges) <= float(width) - 50
    assert "1,111,111,111.50" in extracted(made)


def test_a_house_template_takes_the_place_of_ours(tmp_path: Path) -> None:
    """The house may rewrite a page; a field it misspells withholds it."""
    (tmp_path / "schedule.html").write_text("<p>{{ house }}, {{ as_at }}</p>", encoding="utf-8")
    assert page(schedule(OWN), accent=ACCENT, folder=tmp_path) == "<p>Maison Aurelle, as at 31 October 2026, 18:00</p>"
    (tmp_path / "schedule.html").write_text("<p>{{ hose }}</p>", encoding="utf-8")
    with pytest.raises(ToolkitError, match="'hose' is undefined"):
        page(schedule(OWN), accent=ACCENT, folder=tmp_path)
    (tmp_path / "schedule.html").write_text("<p>{{ house.__class__.__mro__ }}</p>", encoding="utf-8")
    with pytest.raises(ToolkitError, match="unsafe"):
        page(schedule(OWN), accent=ACCENT, folder=tmp_path)
