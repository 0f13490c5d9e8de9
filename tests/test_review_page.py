"""Letters decided on the local page, in a real browser: by hand, by keyboard, without script, on every screen."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, Page

from tests.browser import barriers, launched
from tests.review_sittings import ARABIC, MARKUP, Room, Served, Visitor, room, served
from toolkit.produce.letters import Drafted

OWN = "Your grandmother’s clock strikes again, and we thought of you."


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium."""
    yield from launched()


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Served]:
    """A page of a house of its own."""
    with served(tmp_path) as one:
        yield one


@pytest.fixture
def opened(browser: Browser, at: Served) -> Iterator[Room]:
    """The page in a window; a test fails whose page complains or asks for something elsewhere."""
    with room(browser, at) as one:
        yield one
        assert one.complaints == []


def words(at: Served) -> list[tuple[str, str, str, str]]:
    """Everything that was said: of whom, what, by whom, why; each in the words the letter had."""
    clients = {one.mark: one for one in at.session.letters().drafted}
    return [(clients[one.mark].client, one.word, one.who, one.reason) for one in at.said()]


def press(page: Page, *keys: str) -> None:
    """Press keys on one page."""
    for key in keys:
        page.keyboard.press(key)


def turn(page: Page, *keys: str) -> None:
    """Press keys of which each leads to another page."""
    for key in keys:
        with page.expect_navigation():
            page.keyboard.press(key)


def client(page: Page) -> str:
    """Whose letter is shown, by number."""
    return (page.locator("h1").text_content() or "").rpartition("(")[2].rstrip(")")


# --- What it shows ----------------------------------------------------------------------------


def test_the_list_has_every_letter_and_every_client_without(opened: Room) -> None:
    """How they stand is counted; who gets none stands below, with the reason and the cell."""
    page = opened.page
    figures = dict(zip(page.locator("header dt").all_inner_texts(), page.locator("header dd").all_inner_texts(),
                       strict=True))  # fmt: skip
    assert figures == {"WAITING": "3", "HELD": "1", "APPROVED": "0", "REFUSED": "0"}
    assert page.locator(".letters tbody th").all_inner_texts() == [
        "Mrs Ada Vane (C1)", "Mme Clémence Dubrésil (C2)", f"Mrs {ARABIC} Roux (C3)", "Mrs Anna Kern (C4)",
    ]  # fmt: skip
    page.locator("summary").click()
    without = page.locator(".unwritten").inner_text()
    assert "Ida Holt (C5)" in without
    assert "recorded as deceased" in without
    assert "Clients.csv, cell" in without


def test_a_letter_is_shown_in_every_word(opened: Room, at: Served) -> None:
    """Letterhead, body, foot and envelope: all that is approved is read, and nothing else stands in it."""
    for number in ("C1", "C2", "C3"):
        opened.letter(number)
        assert opened.page.locator(".paper p").all_text_contents() == at.letter(number).text.splitlines()
    assert opened.page.locator("article").get_attribute("lang") == "en"
    opened.letter("C2")
    assert opened.page.locator("article").get_attribute("lang") == "fr"


def test_reason_and_history_stand_beside_it(opened: Room) -> None:
    """Each with its cell; what a cell holds is text, whatever it looks like."""
    opened.letter("C1")
    paper, beside = (opened.page.locator(name).bounding_box() for name in (".paper", ".reasons"))
    assert paper
    assert beside
    assert paper["x"] + paper["width"] < beside["x"]
    assert abs(paper["y"] - beside["y"]) < 40
    told = opened.page.locator(".reasons").inner_text()
    assert "Birthday, 4 December" in told
    assert "Clients.csv, cell L2" in told
    assert "bought W1" in told
    assert "Sales.csv, cells" in told
    assert MARKUP in told  # the subject of a call
    assert opened.page.locator("main script").count() == 0


# --- What she says ----------------------------------------------------------------------------


def test_approving_is_kept_and_goes_on(opened: Room, at: Served) -> None:
    """In the words she saw, under her name, with her note; the next that waits comes by itself, then the list."""
    opened.letter("C1")
    seen = at.letter("C1").words
    opened.page.locator("[name=who]").fill("Sophie")
    opened.page.locator("[name=note]").fill("seen with the owner")
    opened.say("Approve")
    assert opened.answered() == "Approved: Birthday, Mrs Ada Vane (C1)."
    assert words(at) == [("C1", "yes", "Sophie", "seen with the owner")]
    assert at.said()[0].words == seen
    assert client(opened.page) == "C2"
    assert opened.page.locator("[name=who]").input_value() == "Sophie"
    opened.say("Refuse")
    assert opened.answered().startswith("Refused: ")
    opened.say("Approve")
    opened.page.locator(".letters").wait_for()
    assert [said[:2] for said in words(at)] == [("C1", "yes"), ("C2", "no"), ("C3", "yes")]
    states = opened.page.locator(".letters td:last-child").all_inner_texts()
    assert [state.split("\n")[0] for state in states] == ["Approved", "Refused", "Approved", "Held"]


def test_by_keyboard_alone(opened: Room, at: Served) -> None:
    """Down the list, into a letter, yes, no, back, hold: no hand leaves the keys."""
    page = opened.page
    press(page, "j", "j", "k")
    turn(page, "Enter")
    assert client(page) == "C1"
    turn(page, "j", "j", "k")
    assert client(page) == "C2"
    turn(page, "y")
    assert opened.answered().startswith("Approved: Birthday, Mme Clémence")
    assert client(page) == "C3"
    turn(page, "n")
    assert opened.answered().startswith("Refused: ")
    assert client(page) == "C1"
    turn(page, "j")
    assert client(page) == "C2"
    assert "Approved by Camille on 2026-10-31" in page.locator(".title").inner_text()
    turn(page, "h")
    assert opened.answered().startswith("Left waiting: ")
    assert [said[:2] for said in words(at)] == [("C2", "yes"), ("C3", "no"), ("C2", "undone")]
    assert at.letter("C2").state == "waiting"
    turn(page, "l")
    page.locator(".letters").wait_for()


def test_letters_that_are_typed_decide_nothing(opened: Room, at: Served) -> None:
    """Nor do keys pressed with others, nor Enter in a line; nor any once she switched them off."""
    opened.letter("C1")
    page = opened.page
    press(page, "r")
    page.keyboard.type("yes, nothing happened here")
    press(page, "Enter", "Escape", "Control+y", "Alt+n")
    assert (client(page), page.locator("#note").input_value()) == ("C1", "yes, nothing happened here")
    press(page, "?")
    assert page.locator("dialog").is_visible()
    assert "Yes: approve these words" in page.locator("dialog").inner_text()
    press(page, "y", "n")
    page.locator("#keys-on").focus()
    press(page, "Space", "Escape", "y", "n", "j")
    assert client(page) == "C1"
    assert not page.locator("dialog").is_visible()
    opened.letter("C2")
    press(page, "y", "l")
    page.wait_for_timeout(300)  # time enough for a page that must not come
    assert client(page) == "C2"
    assert at.said() == []


def test_her_own_paragraph_stands_in_the_letter(opened: Room, at: Served) -> None:
    """First in it, in new words, which wait to be approved though the former ones were."""
    opened.letter("C1")
    turn(opened.page, "y")
    opened.answered()
    opened.letter("C1")
    press(opened.page, "e")
    assert opened.page.evaluate("document.activeElement.id") == "own"
    opened.page.locator("#own").fill("")
    opened.page.keyboard.type(OWN)
    turn(opened.page, "Control+Enter")
    assert opened.answered() == "Your paragraph is in the letter."
    lines = opened.page.locator(".words p").all_text_contents()
    assert lines.index(OWN) == lines.index("Dear Mrs Vane,") + 1
    assert "Approved in other words" in opened.page.locator(".state").inner_text()
    assert at.letter("C1").state == "revoked"
    turn(opened.page, "y")
    opened.answered()
    assert at.letter("C1").state == "approved"
    assert at.said()[0].words != at.said()[1].words


def test_what_is_held_needs_a_reason(opened: Room, at: Served) -> None:
    """The key leads to the line for it; without one nothing is kept, and what holds it back is said."""
    opened.letter("C4")
    page = opened.page
    assert "The client's language is de" in page.locator(".holds").inner_text()
    press(page, "y")
    assert page.evaluate("document.activeElement.id") == "note"
    opened.say("Approve")
    assert "is held" in opened.answered()
    assert page.evaluate("document.activeElement.id") == "answer"
    assert at.said() == []
    opened.complaints.clear()  # the browser says on its console that the answer was a refusal
    page.locator("[name=note]").fill("Kern reads English")
    opened.say("Approve")
    assert "names the client" in opened.answered()
    assert page.locator("[name=note]").input_value() == "Kern reads English"
    opened.complaints.clear()
    page.locator("[name=note]").fill("she reads English")
    opened.say("Approve")
    assert opened.answered().startswith("Approved: ")
    assert words(at)[0][:2] == ("C4", "yes")
    assert words(at)[0][3].startswith("she reads English")


def test_a_page_out_of_date_decides_nothing(opened: Room, at: Served) -> None:
    """A register changed while she read: it is said, the new words are shown, and only they can be approved."""
    opened.letter("C1")
    at.retype("Vane", "Varney")
    opened.say("Approve")
    assert "other words by now" in opened.answered()
    assert at.said() == []
    assert "Dear Mrs Varney," in opened.page.locator(".words p").all_text_contents()
    opened.complaints.clear()
    opened.say("Approve")
    assert opened.answered() == "Approved: Birthday, Mrs Ada Varney (C1)."
    assert at.said()[0].words == at.letter("C1").words


def test_a_change_elsewhere_stops_no_other_letter(opened: Room, at: Served) -> None:
    """Its words are the same, so it is approved; her paragraph for changed words is given back to her."""
    opened.letter("C2")
    at.retype("Vane", "Varney")
    opened.say("Approve")
    assert opened.answered().startswith("Approved: Birthday, Mme")
    opened.letter("C1")
    at.retype("Varney", "Vane")
    opened.page.locator("#own").fill(OWN)
    opened.say("Put it into the letter")
    assert "other words by now" in opened.answered()
    assert opened.page.locator("#own").input_value() == OWN
    assert OWN not in at.letter("C1").text
    opened.complaints.clear()


def test_a_letter_that_is_gone_is_said_to_be(opened: Room, at: Served) -> None:
    """The client died meanwhile; the list answers, and nothing was kept."""
    opened.letter("C1")
    at.retype(f"no,{MARKUP}", f"yes,{MARKUP}")
    opened.say("Approve")
    assert "no longer among those" in opened.answered()
    assert opened.page.locator(".letters tbody tr").count() == 3
    assert at.said() == []
    opened.complaints.clear()


def edited(one: Drafted) -> None:
    """The draft of a letter as somebody saved it from Word, with one sentence other than it was."""
    document = Document(io.BytesIO(one.data))
    found = max(document.paragraphs, key=lambda part: len(part.text))
    found.runs[0].text = "We wish you a happy birthday."
    for run in found.runs[1:]:
        run.text = ""
    one.path.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(one.path))


def test_what_was_changed_in_word_is_shown_as_such(opened: Room, at: Served) -> None:
    """Sentence by sentence, as it was and as it is; the paragraph is then written there, not here."""
    edited(at.letter("C1"))
    opened.letter("C1")
    changes = opened.page.locator(".changes")
    assert "warmest wishes" in (changes.locator("del").text_content() or "")
    assert "We wish you a happy birthday." in (changes.locator("ins").text_content() or "")
    assert "We wish you a happy birthday." in opened.page.locator(".words").inner_text()
    assert opened.page.locator("#own").count() == 0
    turn(opened.page, "y")
    opened.answered()
    assert at.said()[0].words == at.letter("C1").words
    assert at.letter("C1").state == "approved"


def test_without_script_every_button_does_the_same(browser: Browser, at: Served) -> None:
    """The script is for the keyboard alone."""
    with room(browser, at, scripts=False) as opened:
        page = opened.page
        page.locator(".begin").click()
        page.locator("#own").fill(OWN)
        opened.say("Put it into the letter")
        assert opened.answered() == "Your paragraph is in the letter."
        opened.say("Approve")
        assert opened.answered().startswith("Approved: ")
        page.locator("text=All letters").click()
        opened.say("Read the registers again")
        opened.say("Finish")
        assert "Everything you said is kept." in page.locator("main").inner_text()
        assert opened.complaints == []
    at.thread.join(timeout=20)
    assert not at.thread.is_alive()
    assert words(at) == [("C1", "yes", "Camille", "")]


def test_a_register_that_cannot_be_read_is_said(at: Served) -> None:
    """In a sentence, and the next page is there again once it can be."""
    visitor = Visitor(at.port)
    assert visitor.ask(f"{at.path}/").status == 200
    register = at.folder / "Clients.csv"
    away = register.rename(at.folder / "away.csv")
    found = visitor.ask(f"{at.path}/")
    assert found.status == 503
    assert "Clients.csv" in found.text
    away.rename(register)
    assert visitor.ask(f"{at.path}/").status == 200


# --- For everybody, on every screen -----------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [400, 1280])
def test_no_barrier_and_nothing_wider_than_the_screen(browser: Browser, at: Served, width: int, scheme: str) -> None:
    """By every rule of axe-core, contrast among them: list, letter, held letter, refusal, keys, last page."""
    with room(browser, at, width=width, scheme=scheme) as opened:
        page = opened.page

        def looked() -> list[object]:
            return [*barriers(page), *([f"{page.url} scrolls sideways"] if page.evaluate(WIDER) else [])]

        page.locator("summary").click()
        assert looked() == []
        edited(at.letter("C2"))
        for number in ("C1", "C2", "C4"):
            opened.letter(number)
            assert looked() == []
        opened.say("Approve")
        opened.answered()
        assert looked() == []
        press(page, "?")
        assert looked() == []
        press(page, "Escape")
        page.goto(at.address)
        opened.say("Finish")
        page.locator("text=Everything you said is kept.").wait_for()
        assert looked() == []


WIDER = "document.documentElement.scrollWidth > innerWidth"
FOCUSED = """() => { const e = document.activeElement, s = getComputedStyle(e), b = e.getBoundingClientRect();
  const top = document.elementFromPoint(b.x + b.width / 2, b.y + Math.min(b.height, 20) / 2);
  return [e.tagName, e.id || (e.tagName === 'BUTTON' && e.value) || e.name || e.textContent.trim(), s.outlineStyle, parseFloat(s.outlineWidth),
          b.bottom > 0 && b.top < innerHeight && (e === top || e.contains(top))] }"""


def test_focus_is_seen_and_goes_in_order(opened: Room) -> None:
    """From the way past the head to the answer, each with an outline, none under the bar, none a trap."""
    opened.letter("C1")
    seen: list[list[object]] = []
    for _ in range(40):
        opened.page.keyboard.press("Tab")
        where = opened.page.evaluate(FOCUSED)
        if where[0] == "BODY":
            break
        seen.append(where)
    else:
        pytest.fail("the focus never left the page")
    assert [one for one in seen if one[2] == "none" or float(str(one[3])) < 2 or not one[4]] == []
    names = [one[1] for one in seen if one[0] != "SUMMARY"]
    assert names == [
        "Skip to the letter", "list", "after", "show-keys", "own", "Put it into the letter", "who", "note", "yes", "no",
        "undone",
    ]  # fmt: skip
