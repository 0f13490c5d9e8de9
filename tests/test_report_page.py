"""The report of a check as one page: in a real browser, by keyboard, without script, at two widths, and on paper."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import Window, barriers, launched
from tests.houses import STOCK, make, table
from toolkit.findings import Finding, Place, Severity, ToolkitError
from toolkit.produce.reading import read_and_check, read_house
from toolkit.produce.work import Gone, Item, Work
from toolkit.show.report_page import page
from toolkit.show.report_rows import FIRST
from toolkit.show.report_style import NIGHT, PAPER, readable
from toolkit.show.report_words import WORDS
from toolkit.show.worklist import TITLES

MARKUP = "<script>alert(1)</script>"
LINK = "javascript:alert(1)"
LONG = "x" * 10_000
ARABIC = "قلادة Cartier من الذهب"
ROWS = [
    ("W1", MARKUP, "2026-01-05", "", "1200", "GBP"),
    ("W1", "Ring", "2026-01-06", "", "1300", "GBP"),
    ("W2", "Ring", "2026-01-07", "", "{{7*7}}", "GBP"),
    ("W3", "Ring", "2026-01-08", "", LINK, "GBP"),
    ("W4", "Ring", "2026-01-09", "", ARABIC, "GBP"),
    ("W5", "Ring", "2026-01-10", "", LONG, "GBP"),
    (MARKUP, "Ring", "2026-01-11", "2026-01-02", "-40", "GBP"),
    (MARKUP, "Ring", "2026-01-12", "", "0", "GBP"),
    ("W8", "Ring", "31/02/2026", "", "田中 900", "GBP"),
    ("W9", "Ring", "2027-01-12", "", "\u202e 900 \u202e", "GBP"),
]  # fmt: skip


def items(*findings: Finding) -> tuple[Item, ...]:
    """Findings as they stand on the list."""
    return tuple(Item(finding, finding.id.ljust(16, "0")) for finding in findings)


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Work:
    """The work of a house whose registers hold what a page must bear, with one of everything said of it."""
    folder = make(tmp_path_factory.mktemp("house"), {"Stock.csv": table(STOCK, ROWS)}, house_name="Maison Été & Fils")
    house, as_at = read_house(folder, "2026-10-31")
    checked = read_and_check(house, as_at)
    found = list(items(*checked.findings))
    assert len(found) > 8
    assert {Severity.ERROR, Severity.WARNING} <= {item.finding.severity for item in found}
    found[1] = replace(found[1], verdict="done", by="Camille", on="2026-10-20")
    found[2:4] = [replace(item, new=True) for item in found[2:4]]
    return Work(
        verb="check",
        house=house["house.name"],
        accent=house["house.accent"],
        as_at=as_at,
        tables=checked.registers.tables,
        open=tuple(found[:-1]),
        settled=(replace(found[-1], verdict="not-a-fault", by="Sophie", on="2026-10-21"),),
        acknowledged=(replace(found[0], verdict="known", by="Ada", on="2026-10-22", reason=MARKUP, until="2027-04-30"),),
        fixed=(Gone("0" * 16, "missing-value", "Stock.csv, cell E40"), Gone("1" * 16, "no-longer-known", "Old.csv")),
        last=datetime(2026, 9, 30, 18, 0, tzinfo=as_at.tzinfo),
    )


@pytest.fixture(scope="module")
def many(work: Work) -> Work:
    """The same with one kind found 260 times, each in a cell of its own."""
    first = work.open[0].finding
    more = (replace(first, places=(Place("Stock.csv", None, row, "E"),), value=f"V{row}") for row in range(1000, 1260))
    spread = tuple(Place(f"{'Register' * 9}.xlsx", "Montres" * (1 + row % 3), 9000 + row, "AD") for row in range(40))
    wide = replace(work.open[-1].finding, places=spread, message="It reads 2026-05-05 here and 2026-06-14 there.")
    return replace(work, open=(*work.open[1:], *items(*more, wide)))


@pytest.fixture(scope="module")
def made(work: Work) -> str:
    """The page of the work."""
    return page(work)


@pytest.fixture(scope="module")
def made_many(many: Work) -> str:
    """The page of the long work."""
    return page(many)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium."""
    yield from launched()


@pytest.fixture
def window(browser: Browser, tmp_path: Path) -> Iterator[Window]:
    """A window that fails the test in which a page asks for something or complains."""
    opened = Window(browser, tmp_path)
    yield opened
    opened.close()


def shown(opened: Page) -> int:
    """How many findings can be seen."""
    return sum(row.is_visible() for row in opened.locator("#findings tr[data-in]").all())


def tally(opened: Page) -> str:
    """What is announced, once the page has come to rest."""
    opened.wait_for_timeout(250)
    return opened.locator("#tally").inner_text()


def on_paper(opened: Page) -> str:
    """The text of the page as printed."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext of poppler-utils is not installed")
    printed = opened.pdf(prefer_css_page_size=True)
    call = ["pdftotext", "-layout", "-", "-"]
    return subprocess.run(call, input=printed, capture_output=True, check=True).stdout.decode()


# --- What it says -----------------------------------------------------------------------------


def test_every_finding_is_told_in_full(work: Work, window: Window) -> None:
    """Where, what was read, what is found and what to do, in one row or once above several that say it alike."""
    plain = replace(work, open=tuple(item for item in work.open if len(item.finding.value) < 100))
    opened = window.open(page(plain))
    groups = {group.get_attribute("aria-labelledby"): group for group in opened.locator(".group").all()}
    rows = {code: group.locator("tr[data-in]").all_text_contents() for code, group in groups.items()}
    assert sum(map(len, rows.values())) == len(plain.open)
    for item in plain.open:
        finding = item.finding
        group = f"{finding.severity}-{finding.kind.code}"
        wanted = [finding.message, *(place.cell or "" for place in finding.places)]
        assert [row for row in rows[group] if all(words in row for words in wanted)], finding.message
        told = groups[group].text_content() or ""
        assert [words for words in (finding.kind.title, finding.kind.why, finding.hint) if words not in told] == []


def test_the_head_counts(work: Work, window: Window) -> None:
    """Each figure under its own word, in the order of weight."""
    opened = window.open(page(work))
    figures = dict(zip(opened.locator("header dt").all_inner_texts(), opened.locator("header dd").all_inner_texts(),
                       strict=False))  # fmt: skip
    by_weight = [sum(item.finding.severity is one for item in work.open) for one in Severity]
    assert [figures[WORDS[one].upper()] for one in Severity] == list(map(str, by_weight))
    changes = {"new": 2, "open": len(work.open) - 2, "fixed": 2, "done": 1, "settled": 1, "acknowledged": 1}
    assert {key: figures[WORDS[key].upper()] for key in changes} == {key: str(n) for key, n in changes.items()}
    assert opened.title() == f"{TITLES['check']} · Maison Été & Fils · 31 October 2026, 18:00"
    assert "Compared with 30 September 2026, 18:00" in opened.locator("header").inner_text()


def test_marks_are_shown(work: Work, window: Window) -> None:
    """Who said done, what is new, what was set aside and by whom, what is fixed."""
    opened = window.open(page(work))
    assert "Marked done: Camille, 20 Oct 2026" in (opened.locator("tr[data-done]").text_content() or "")
    assert opened.locator("tr[data-new] .badge").count() == 2
    assert "Sophie, 21 Oct 2026" in opened.locator("section[aria-labelledby=aside]").inner_text()
    known = opened.locator("section[aria-labelledby=known]").inner_text()
    assert all(words in known for words in (MARKUP, "Ada, 22 Oct 2026", "Until 30 Apr 2027"))
    fixed = opened.locator("section[aria-labelledby=fixed]").inner_text()
    assert "Stock.csv, cell E40" in fixed
    assert "no longer known" in fixed


def test_a_word_that_cannot_stand_is_answered(work: Work, window: Window) -> None:
    """Called not a fault, but nothing can be printed instead: it stays on the list, and says so."""
    said = replace(work.open[0], verdict="not-a-fault", by="Sophie", on="2026-10-21")
    row = window.open(page(replace(work, open=(said,)))).locator("#findings tr[data-in]")
    words = "Called not a fault, but the register must be corrected: Sophie, 21 Oct 2026"
    assert words in (row.text_content() or "")
    assert row.get_attribute("data-done") is None


def test_what_is_held_back_is_counted(work: Work, window: Window) -> None:
    """At the head, by document; and beside each kind that holds something back."""
    opened = window.open(page(work))
    held = sum("schedule" in item.finding.blocks for item in (*work.open, *work.acknowledged))
    assert held > 1
    assert opened.locator(".held dd").first.inner_text() == f"The insurance schedule: {held} findings"
    for group in opened.locator(".group").all():
        assert ("the insurance schedule" in (group.locator(".head").text_content() or "")) is (
            "schedule" in (group.get_attribute("data-holds") or "").split()
        )


def test_nothing_found_and_nothing_before(work: Work, window: Window) -> None:
    """A first check of clean registers is a page too; a reconciliation has a title of its own."""
    opened = window.open(page(replace(work, verb="reconcile", open=(), settled=(), acknowledged=(), fixed=(), last=None)))
    text = opened.locator("body").inner_text()
    assert "Nothing was found to correct." in text
    assert "No document is held back." in text
    assert opened.locator("h1").inner_text() == TITLES["reconcile"]
    assert opened.locator("form").count() == 0


def test_rows_read_are_accounted_for(work: Work, window: Window) -> None:
    """Rows, records and what was left out, table by table and together."""
    opened = window.open(page(work))
    cells = opened.locator(".tables tbody tr").first.locator(".n").all_inner_texts()
    read = work.tables[0]
    assert cells == [str(read.rows_in), str(read.records), str(len(read.excluded))]
    assert opened.locator(".tables tfoot .n").all_inner_texts() == cells


# --- It stands alone, and bears what a register holds -----------------------------------------


def test_the_policy_lets_nothing_in(made: str) -> None:
    """No address, no frame, no picture; only the style and the script whose digests are named."""
    policy = re.findall(r'Content-Security-Policy" content="([^"]+)"', made)
    assert len(policy) == 1
    assert policy[0].startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy[0]
    assert re.findall(r"<(?:link|img|iframe|object|embed|base)\b", made) == []
    assert re.findall(r"\b(?:src|href)=\"(?!#)", made) == []
    assert len(made.encode()) < 400_000


def test_what_a_cell_holds_stays_text(made: str, window: Window) -> None:
    """Markup, template signs and addresses do nothing; the window fails this test at the first sound."""
    opened = window.open(made)
    body = opened.locator("main").text_content() or ""
    assert MARKUP in body
    assert "{{7*7}}" in body
    assert LINK in body
    assert opened.locator("main script, main img, main a").count() == 0


def test_a_long_value_is_cut_and_says_so(made: str) -> None:
    """Ten thousand letters would push everything else off the page; the cell still has them."""
    assert "(10,000 characters in all)" in made
    assert "x" * 400 not in made


def test_many_places_are_named_and_counted(made_many: str) -> None:
    """The first dozen in full, sheet by sheet, then how many more: the list is to be read."""
    text = re.sub("<[^>]+>", "", made_many)
    assert "sheet Montres, cell AD9000" in text
    assert "cell AD9011" in text
    assert "AD9012" not in text
    assert "and 28 more places" in text


def test_text_from_right_to_left_stands_apart(made: str, window: Window) -> None:
    """An Arabic value keeps to its own place, also within a sentence; an override turns nothing after it."""
    opened = window.open(made)
    read, found = opened.locator("td bdi", has_text=ARABIC).all()[:2]
    assert [read.text_content(), found.text_content()] == [ARABIC, ARABIC]
    assert re.findall(r"<td>[^<]*[\u0600-\u06ff\u202e]", made) == []


def test_the_same_work_is_the_same_page(work: Work, made: str) -> None:
    """Byte for byte, faces included, whatever the order in which a process happens to hash."""
    from toolkit.show import report_style

    report_style._subset.cache_clear()
    assert page(work) == made


def test_the_houses_own_template_takes_the_place_of_ours(work: Work, tmp_path: Path) -> None:
    """And one that asks for what there is not withholds the page."""
    own = tmp_path / "report_body.html"
    own.write_text("<h1>{{ house }}</h1>", "utf-8")
    assert "<h1>Maison Été &amp; Fils</h1>" in page(work, folder=tmp_path)
    own.write_text("{{ hous }}", "utf-8")
    with pytest.raises(ToolkitError, match=r"report_body\.html"):
        page(work, folder=tmp_path)


# --- Narrowing what is shown ------------------------------------------------------------------


def test_words_narrow_by_keyboard_alone(made_many: str, many: Work, window: Window) -> None:
    """Tab to the field, type, read the count; Escape nothing, reach the button, and everything is back."""
    opened = window.open(made_many)
    while opened.evaluate("document.activeElement.name") != "words":
        opened.keyboard.press("Tab")
    opened.keyboard.type("V1234")
    assert tally(opened) == f"1 of {len(many.open)} findings"
    assert shown(opened) == 1
    assert (opened.locator("tr[data-in]:visible td").first.text_content() or "").strip() == "V1234"
    while opened.evaluate("document.activeElement.id") != "everything":
        opened.keyboard.press("Tab")
    opened.keyboard.press("Enter")
    assert tally(opened) == f"{len(many.open)} findings"
    assert opened.evaluate("document.activeElement.name") == "words"
    opened.keyboard.type("zzzz")
    assert tally(opened) == f"No finding fits. {len(many.open)} are on the list."


def test_boxes_and_lists_narrow_by_keyboard_alone(made: str, work: Work, window: Window) -> None:
    """The space bar takes a weight away; an arrow chooses a kind."""
    opened = window.open(made)
    opened.locator("[name=weight][value=error]").focus()
    opened.keyboard.press("Space")
    others = [item for item in work.open if item.finding.severity is not Severity.ERROR]
    assert tally(opened) == f"{len(others)} of {len(work.open)} findings"
    assert shown(opened) == len(others)
    opened.keyboard.press("Space")
    opened.locator("[name=kind]").focus()
    opened.keyboard.press("ArrowDown")
    code = opened.locator("[name=kind]").input_value()
    wanted = sum(item.finding.kind.code == code for item in work.open)
    assert 0 < wanted < len(work.open)
    assert tally(opened) == f"{wanted} of {len(work.open)} findings"


@pytest.mark.parametrize(
    ("control", "value"), [("new", None), ("open", None), ("holds", "any"), ("holds", "schedule"), ("in", 1)]
)
def test_each_filter_shows_what_it_says(made: str, work: Work, window: Window, control: str, value: object) -> None:
    """New, not yet marked done, held back from any document or from one, of one file."""
    fits = {
        "new": [item.new for item in work.open],
        "open": [item.verdict != "done" for item in work.open],
        "holds": [bool(item.finding.blocks) for item in work.open],
        "in": [any(place.file == "Stock.csv" for place in item.finding.places) for item in work.open],
    }[control]
    opened = window.open(made)
    field = opened.locator(f"[name={control}]")
    if value is None:
        field.check()
    elif isinstance(value, int):
        field.select_option(index=value)
    else:
        field.select_option(str(value))
    assert tally(opened) == f"{sum(fits)} of {len(work.open)} findings"
    assert shown(opened) == sum(fits)
    left = [item.finding for item, fit in zip(work.open, fits, strict=True) if fit]
    kinds = {f"{finding.severity}-{finding.kind.code}" for finding in left}
    assert {one.get_attribute("id") for one in opened.locator("h4").all() if one.is_visible()} == kinds
    weights = {finding.severity.value for finding in left}
    assert {one.get_attribute("id") for one in opened.locator("h3").all() if one.is_visible()} == weights


def test_accents_and_case_do_not_matter(work: Work, window: Window) -> None:
    """She types ``ZOE``; the register says ``Zoë``."""
    named = replace(work.open[0], finding=replace(work.open[0].finding, value="Zoë", message="The buyer is Zoë."))
    opened = window.open(page(replace(work, open=(named, *work.open[1:]))))
    opened.locator("[name=words]").fill("ZOE buyer")
    assert tally(opened).startswith("1 of ")


def test_the_address_keeps_the_choice(made: str, window: Window) -> None:
    """A bookmark brings back what was chosen; the link to the findings does not lose it; an unknown word is no choice."""
    opened = window.open(made)
    opened.locator("[name=words]").fill("ring & co")
    opened.locator("[name=new]").check()
    tally(opened)
    kept = opened.evaluate("location.hash")
    assert kept == "#words=ring+%26+co&new=1"
    opened.locator(".skip").focus()
    opened.keyboard.press("Enter")
    opened.wait_for_timeout(50)
    assert opened.evaluate("[location.hash, document.activeElement.id]") == [kept, "findings"]
    again = window.open(made, fragment=f"{kept}&weight=warning&kind=nonsense")
    assert again.locator("[name=words]").input_value() == "ring & co"
    assert again.locator("[name=new]").is_checked()
    assert not again.locator("[name=weight][value=error]").is_checked()
    assert again.locator("[name=kind]").input_value() == ""


def test_a_long_list_shows_its_first_rows_and_unfolds(made_many: str, window: Window) -> None:
    """Fifty at once; the rest by one key; a filter that leaves few of them unfolds them, and folds them again."""
    opened = window.open(made_many)
    group = opened.locator(".group", has=opened.locator("details.rest"))
    assert group.locator("tr[data-in]:visible").count() == FIRST
    summary = group.locator("summary")
    assert re.fullmatch(r"\d{3} more", summary.inner_text())
    opened.locator("[name=words]").fill("V125")
    tally(opened)
    assert group.locator("tr[data-in]:visible").count() == 10
    opened.locator("[name=words]").fill("")
    tally(opened)
    assert group.locator("tr[data-in]:visible").count() == FIRST
    summary.focus()
    opened.keyboard.press("Enter")
    assert group.locator("tr[data-in]:visible").count() > 250


def test_focus_is_seen_and_never_trapped(made_many: str, window: Window) -> None:
    """Tab goes from the first control to the last and out, each with an outline that can be seen."""
    opened = window.open(made_many)
    seen = []
    for _ in range(60):
        opened.keyboard.press("Tab")
        where = opened.evaluate(
            "() => { const e = document.activeElement, s = getComputedStyle(e), b = e.getBoundingClientRect();"
            "return [e.tagName, e.name || e.className || e.id, s.outlineStyle, parseFloat(s.outlineWidth),"
            "b.bottom > 0 && b.top < innerHeight] }"
        )
        if where[0] == "BODY" or (seen and where[:2] == seen[0][:2]):
            break
        seen.append(where)
    else:
        pytest.fail("the focus never left the page")
    assert [one for one in seen if one[2] == "none" or one[3] < 2 or not one[4]] == []
    names = [one[1] for one in seen]
    assert names[0] == "skip"
    assert {"words", "in", "kind", "holds", "weight", "new", "open"} <= set(names)
    assert seen[-1][0] == "SUMMARY"


# --- For everybody, on every screen -----------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [400, 1280])
def test_no_barrier_and_nothing_wider_than_the_screen(made_many: str, window: Window, width: int, scheme: str) -> None:
    """By axe-core, everything in sight and unfolded; and no scrolling sideways."""
    opened = window.open(made_many, width=width, height=3000, scheme=scheme)
    opened.evaluate("document.querySelectorAll('details.how').forEach(one => one.open = true)")
    assert barriers(opened) == []
    assert opened.evaluate("document.documentElement.scrollWidth") == width
    spilled = "[...document.querySelectorAll('tbody > tr > *')].filter((one) => one.scrollWidth > one.clientWidth + 1)"
    assert opened.evaluate(f"{spilled}.map((one) => one.innerText)") == []


def test_a_card_on_a_telephone_is_still_a_table(made: str, window: Window) -> None:
    """Each cell says what it is, and whoever listens hears rows and headings."""
    opened = window.open(made, width=400)
    label = opened.evaluate("getComputedStyle(document.querySelector('.places td'), '::before').content")
    assert label == f'"{WORDS["value"]}"'
    heard = opened.locator(".places").first.aria_snapshot()
    assert "rowheader" in heard
    assert f'columnheader "{WORDS["where"]}"' in heard


def test_prose_is_a_narrow_column(made: str, window: Window) -> None:
    """At most 72 characters a line, as a book is set."""
    opened = window.open(made)
    longest = opened.evaluate(
        """() => Math.max(...[...document.querySelectorAll('.prose')].map((p) => {
            const lines = new Map(), range = document.createRange();
            const walk = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
            for (let node; (node = walk.nextNode()); )
                for (let at = 0; at < node.length; at++) {
                    range.setStart(node, at); range.setEnd(node, at + 1);
                    const box = range.getBoundingClientRect();
                    if (box.width) lines.set(Math.round(box.bottom), (lines.get(Math.round(box.bottom)) || 0) + 1);
                }
            return Math.max(0, ...lines.values());
        }))"""
    )
    assert 30 < longest <= 72


@pytest.mark.parametrize(("accent", "scheme"), [("#f4d9dc", "light"), ("#101010", "dark")])
def test_a_houses_accent_is_made_readable(work: Work, window: Window, accent: str, scheme: str) -> None:
    """A pale accent by day and a dark one by night are moved until they can be read."""
    opened = window.open(page(replace(work, accent=accent)), height=3000, scheme=scheme)
    assert barriers(opened, only="color-contrast") == []


@pytest.mark.parametrize("accent", ["#5a2327", "#ffffff", "#000000", "#7f7f7f", "#ffe600"])
def test_no_accent_is_moved_further_than_it_must(accent: str) -> None:
    """One that can be read stays as it is."""
    for paper in (PAPER, NIGHT):
        assert readable(readable(accent, paper), paper) == readable(accent, paper)
    assert readable("#5a2327", PAPER) == "#5a2327"


def test_without_script_everything_is_there(made_many: str, many: Work, window: Window) -> None:
    """The filters are not shown, for they would do nothing; the rest unfolds by itself."""
    opened = window.open(made_many, scripts=False)
    assert not opened.locator("#filters").is_visible()
    opened.locator("details.rest > summary").click()
    assert shown(opened) == len(many.open)


# --- On paper ---------------------------------------------------------------------------------


@pytest.mark.parametrize("scripts", [True, False])
def test_paper_holds_every_finding(made_many: str, window: Window, scripts: bool) -> None:
    """Whatever was filtered or folded away on the screen; with the house first, page numbers, and no filters."""
    opened = window.open(made_many, scripts=scripts, fragment="#words=V1003", scheme="dark")
    text = on_paper(opened)
    assert [row for row in range(1000, 1260) if f"E{row}" not in text] == []
    first, *_, last = text.rstrip("\f").split("\f")
    assert "31 October 2026, 18:00" in first
    assert WORDS["search"].upper() not in text.replace(" ", "").split()
    assert WORDS["everything"] not in text
    pages = text.rstrip("\f").count("\f") + 1
    assert f"Page {pages} of {pages}" in last
