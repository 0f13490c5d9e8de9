"""The schedule's pages beside its lines: what is first stands first, every figure foots, nothing stands for nothing."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.full_schedule import BRIDGE, LIMITS, LINES, full
from tests.test_insurance_page import ACCENT, extracted, printed, words
from toolkit.findings import ToolkitError
from toolkit.render.chart import beneath
from toolkit.render.pdf import PART
from toolkit.reports.insurance import Schedule
from toolkit.reports.insurance_leaves import Cell, Group, Leaf, cut
from toolkit.reports.insurance_page import page
from toolkit.reports.insurance_page_beside import leaves
from toolkit.reports.insurance_page_pieces import piece_pages
from toolkit.reports.insurance_sums import away, owners, page_figures, places
from toolkit.reports.insurance_total import shown


def shown_on(made: Schedule) -> str:
    """The words of a page, in the order a reader meets them."""
    return words(page(made, accent=ACCENT))


def test_the_cover_begins_with_what_is_wrong() -> None:
    """A broken limit, a residue and a vanished piece stand above the key figures, the bridge beneath them."""
    cover = extracted(printed(full())).split("\f")[0]
    flat = re.sub(r"\s+", " ", cover)
    order = ["In the safe, Safe 2: £8,000.50 against a limit of £5,000.00, £3,000.50 above it.",
             "−£50.00 between the last schedule and this one", "W9, Piece W9: On the earlier schedule at £13,450.00",
             "Currencies are stated apart", "38,700.00 +8,000.50 −15,950.00 +1,000.00 −50.00 31,700.50",
             "From S-2026-09, 30 September 2026, 18:00"]  # fmt: skip
    found = [flat.casefold().find(words_.casefold()) for words_ in order]
    assert -1 not in found
    assert found == sorted(found)
    assert "Prepared by" in flat
    assert "To be looked at first In the safe" in shown_on(full())


def test_a_schedule_where_all_is_well_has_no_such_lines() -> None:
    """No heading, no rule, no empty table."""
    calm = full(bridge=None, limits=(), limit_notes=(), revaluations=(), history=())
    said = shown_on(calm)
    for heading in ("To be looked at first", "From the last schedule", "The policy’s limits", "Held over twelve months",
                    "Valuations to renew"):  # fmt: skip
        assert heading not in said
    assert said.count("The house file states no limits of a policy") == 1


def test_more_than_the_cover_holds_is_counted() -> None:
    """Five lines at most; the fifth says how many are not there."""
    vanished = tuple(replace(BRIDGE.steps[0], stock_no=f"V{number}") for number in range(9))
    made = full(bridge=replace(BRIDGE, steps=vanished))
    cover = shown_on(made).partition("Currencies are stated apart")[0]
    assert re.findall(r"V\d, Piece", cover) == ["V0, Piece", "V1, Piece"]
    assert "7 more stand on the pages that follow." in cover


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_bridge_foots_as_printed(language: str) -> None:
    """Opening, every cause, the residue and closing of each row, read back from the page."""
    leaf = leaves(full(language=language), ACCENT)[0]
    residue = [column.heading for column in leaf.columns].index({"en": "Residue", "fr": "Reliquat"}[language])
    rows = [row for group in leaf.groups for row in (*group.rows, *group.totals)]
    assert len(rows) == 5
    for row in rows:
        *parts, closing = (read(cell.words) for cell in row[1:-1])
        assert sum(parts, Decimal(0)) == closing
        assert re.fullmatch(r"[−+]?[\d ,.\u00a0]+[.,]\d\d", row[residue].words)
    assert [row[residue].attention for row in rows].count(True) == 1


def read(printed_figure: str) -> Decimal:
    """A printed figure as a number."""
    if printed_figure == "–":
        return Decimal(0)
    plain = printed_figure.replace("\u00a0", "").replace("−", "-").replace("+", "")
    mark = "," if re.search(r",\d\d$", plain) else "."
    return Decimal(plain.replace("." if mark == "," else ",", "").replace(mark, "."))


def test_every_change_is_told_and_the_vanished_first() -> None:
    """In the order of causes, each with its words and its cells."""
    leaf = leaves(full(), ACCENT)[1]
    assert [group.heading for group in leaf.groups] == ["Vanished · 1", "New · 1", "Sold · 1", "Revalued · 1", "Moved · 1"]
    assert [group.attention for group in leaf.groups] == [True, False, False, False, False]
    assert leaf.groups[0].rows[0][2:4] == (Cell(BRIDGE.steps[0].words), Cell("Stock.xlsx, Montres: F17"))
    assert [group.totals[0][-1].words for group in leaf.groups if group.totals] == [
        "−£13,450.00", "+£8,000.50", "−£2,500.00", "+£1,000.00",
    ]  # fmt: skip


def test_very_many_moves_are_counted_and_no_other_change_is() -> None:
    """Two thousand pieces in another tray are a sentence; two thousand vanished are two thousand lines."""
    moved = tuple(replace(BRIDGE.steps[4], stock_no=f"M{number}") for number in range(2000))
    gone = tuple(replace(BRIDGE.steps[0], stock_no=f"V{number}") for number in range(2000))
    html = page(full(bridge=replace(BRIDGE, steps=(*gone, *moved))), accent=ACCENT)
    assert re.findall(r"<td>(V\d+)</td>", html) == [f"V{number}" for number in range(2000)]
    assert "<td>M7</td>" not in html
    assert "2,000 pieces changed their place" in html
    assert max(part.count("<tr") for part in html.split(PART)) < 500


def test_limits_say_how_far_they_are_used() -> None:
    """To a tenth, with a bar no longer than full; near and breach in the accent, not known in words."""
    rows = next(leaf for leaf in leaves(full(), ACCENT) if leaf.heading == "The policy’s limits").groups[0].rows
    assert [(row[4].words, row[4].bar, row[4].attention) for row in rows] == [
        ("90.7%", "90.7", True), ("160.0%", "100.0", True), ("–", "0.0", False),
    ]  # fmt: skip
    assert [row[7].words for row in rows] == ["Near", "Above the limit", "Not known"]
    assert rows[0][7].small == "2 pieces may count as well: W80, W81"
    assert rows[1][5] == Cell("−£3,000.50", attention=True)
    assert "The policy has no average clause." in shown_on(full())


def test_by_day_and_at_night_hold_the_same() -> None:
    """What is put away moves from one situation to another; nothing is lost on the way."""
    made = full()
    for currency, tally in made.totals:
        mine = [place for place in places(made) if place.currency == currency]
        assert sum(place.by_day.value for place in mine) == sum(place.at_night.value for place in mine) == tally.value
        assert sum(place.by_day.units for place in mine) == sum(place.at_night.units for place in mine) == tally.units
    assert "By day: window" in shown_on(made)
    open_house = shown_on(full(closed=False))
    assert "At night: in safe" in open_house
    assert not places(replace(made, sections=made.sections[-1:]))


def test_off_the_premises_says_with_whom_and_what_is_overdue() -> None:
    """By situation, the overdue in the accent, those outside the total named beneath."""
    leaf = next(leaf for leaf in leaves(full(), ACCENT) if leaf.heading == "Off the premises")
    out = {row[0].words: row for group in leaf.groups for row in group.rows}
    assert list(out) == ["W5", "R1"]
    assert [cell.words for cell in out["R1"][2:]] == ["Pellworth & Sons", "1 Sept 2026", "1 Oct 2026", "B030", "£4,500.00"]
    assert out["R1"][4] == Cell("1 Oct 2026", "overdue", attention=True)
    assert leaf.notes == ("Off the premises too, but outside the total: W80.",)
    assert [row[-1].words for row in leaf.groups[-1].totals] == ["CHF\u00a0950.00", "£4,500.00"]
    assert sum(len(lines) for lines in away(full()).values()) == 2


def test_property_of_others_by_owner() -> None:
    """Each owner once an ownership, an owner nobody names last and in the accent; sums are those of the lines."""
    found = owners(full())
    assert [(item.owner, item.tally.units, item.tally.value) for item in found] == [
        ("Mrs I. Garthwaite", 2, Decimal("3700.00")), ("", 1, Decimal("2000.00")), ("J7", 1, Decimal("1500.00")),
    ]  # fmt: skip
    said = shown_on(full())
    assert "Mrs I. Garthwaite C1, C3 2 £3,700.00" in said
    assert "Property of others · 4 pieces £7,200.00" in said
    assert sum(item.tally.value for item in found) == sum(
        line.value.amount for line in LINES if line.ownership != "owned" and line.value
    )


def test_twelve_months_as_a_line_and_as_a_table() -> None:
    """The height and the average are marked on the chart and said; a figure that never changed is one sentence."""
    html = page(full(), accent=ACCENT)
    (chart,) = re.findall(r"<svg.*?</svg>", html, re.DOTALL)
    assert len(re.findall(r"[\d.]+,[\d.]+", re.findall(r'points="([^"]+)"', chart)[0])) == 12
    for said in ("£31,700", "Highest, 15 Sept 2026: £32,000", "Average: £30,600", ">Oct<"):
        assert said in chart
    assert chart.count(ACCENT) == 3  # the last point, its figure, its month
    assert "CHF 950.00 on every day of the twelve months." in words(html)
    assert "October 2026 16 31,700.00" in words(html)
    text = extracted(printed(full()))
    assert "Highest, 15 September 2026: £32,000.00." in text


@given(st.lists(st.decimals(min_value=0, max_value=10**9, places=2), min_size=1))
def test_the_baseline_lies_beneath_every_value(values: list[Decimal]) -> None:
    """At nothing or at a round figure, never above a point of the line, never below nothing."""
    assert 0 <= beneath(values) <= min(values)


def test_valuations_to_renew() -> None:
    """In their order, with the reason and the cell; a very long list says that it is cut."""
    said = shown_on(full())
    assert "W1 Wristwatch W1, steel Watches 3 Feb 2023 Valued 3 years ago; due every 24 months" in said
    assert "C2 Wristwatch C2, steel Watches – Never valued" in said
    many = full(revaluations=full().revaluations[:1] * 250)
    assert "The first 200 of 250; the workbook lists all." in shown_on(many)


def test_what_the_pages_add_up_is_known_to_be_rightly_printed() -> None:
    """The search of the finished file must not take a sum of ours for a cost that equals it."""
    made = full()
    known = {Decimal(figure) for figure in shown(made) if re.fullmatch(r"[\d.]+", figure)}
    assert {abs(figure) for figure in page_figures(made)} | {Decimal("3000.50"), Decimal("90.7")} <= known
    assert {Decimal("3700.00"), Decimal("7200.00")} <= set(page_figures(made))


@given(st.lists(st.integers(min_value=0, max_value=9), max_size=6), st.integers(min_value=1, max_value=7))
def test_a_long_table_is_cut_and_loses_nothing(sizes: list[int], most: int) -> None:
    """Every row once, in order, no leaf above its measure, every total behind the last row of its group."""
    groups = tuple(
        Group(str(at), tuple((Cell(f"{at}.{row}"),) for row in range(size)), ((Cell(f"total {at}"),),))
        for at, size in enumerate(sizes)
    )
    whole = Leaf("Heading", "Intro", groups=groups, notes=("Note",))
    made = list(cut(whole, most))

    def told(leaf: Leaf) -> list[str]:
        """Its rows and totals."""
        return [row[0].words for group in leaf.groups for row in (*group.rows, *group.totals)]

    assert [words_ for leaf in made for words_ in told(leaf)] == told(whole)
    assert all(leaf.size <= most for leaf in made)
    assert [leaf.continued for leaf in made] == [False] + [True] * (len(made) - 1)
    assert [leaf.notes for leaf in made][-1] == ("Note",)


def photograph() -> bytes:
    """A photograph that knows where it was taken."""
    image = Image.new("RGB", (320, 200), "#a79d8e")
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_a_page_for_one_piece() -> None:
    """Its photograph without its past, its facts, and the words for what is not known."""
    made = full()
    pages = piece_pages(made, ["w-2", "R1", "W2"], {"W2": photograph()})
    assert [one.stock_no for one in pages] == ["W2", "R1"]
    assert (bool(pages[0].picture), bool(pages[1].picture)) == (True, False)
    facts = {fact.label: fact.words for fact in pages[0].facts}
    assert (facts["Value"], facts["By day"], facts["At night"]) == ("£8,000.50", "Window", "In safe")
    late = {fact.label: (fact.words, fact.attention) for fact in pages[1].facts}
    assert late["Due back"] == ("1 Oct 2026, overdue", True)
    html = page(made, accent=ACCENT, pieces=pages)
    assert "taken at home" not in html
    assert "No photograph in the house’s files." in words(html)


def test_a_page_is_made_only_of_a_piece_that_is_held() -> None:
    """Else the number is named; a picture that is none withholds the document."""
    with pytest.raises(ToolkitError, match="does not list W99"):
        piece_pages(full(), ["W1", "W99"])
    with pytest.raises(ToolkitError, match="photograph of W1"):
        piece_pages(full(), ["W1"], {"W1": b"no picture"})


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_everything_stays_on_the_paper(paper: str, language: str) -> None:
    """Ten columns of nine figures, on either paper, in either language."""
    huge = replace(
        BRIDGE,
        totals=tuple(replace(row, opening=row.opening + 987_654_321, closing=row.closing + 987_654_321)
                     for row in BRIDGE.totals),
    )  # fmt: skip
    boxes = extracted(printed(full(bridge=huge, language=language, limits=LIMITS * 6), paper=paper), "-bbox")
    for width, leaf in re.findall(r'<page width="([\d.]+)".*?>(.*?)</page>', boxes, re.DOTALL):
        assert max(float(edge) for edge in re.findall(r'xMax="([\d.]+)"', leaf)) <= float(width) - 50
