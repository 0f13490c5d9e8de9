"""Many pages at once: in order, the same bytes as one by one, one that fails withheld alone."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.archive_pages import dossiers, html
from toolkit.findings import ToolkitError
from toolkit.render.pdf import Page, pdf, pdfs
from toolkit.render.press import Press
from toolkit.render.typeset import Job, typeset


def _one(page: Page) -> bytes:
    """A page set by itself."""
    return pdf(page.html, identifier=page.identifier, title=page.title, language=page.language, variant=page.variant)


def _pages(count: int) -> list[Page]:
    """Short pages."""
    return [Page(html(f"<p>{number}</p>"), f"D-{number}", "T", "en", variant="archive") for number in range(count)]


def _jobs(count: int) -> list[Job]:
    """Short pages, taken apart."""
    return [Job(f"<p>{number}</p>", (), "T", "en", f"D-{number}") for number in range(count)]


@pytest.mark.parametrize("count", [2, 9])
def test_many_are_the_same_as_one_by_one(count: int) -> None:
    """In this process or in several, in order, byte for byte."""
    pages = list(dossiers(count))
    assert list(pdfs(pages)) == [_one(page) for page in pages]


@pytest.mark.parametrize("count", [3, 9])
def test_one_that_cannot_be_set_is_withheld_alone(count: int) -> None:
    """A glyph nobody has, a picture from elsewhere: each comes back in its place as what it is."""
    pages = _pages(count)
    pages[0] = replace(pages[0], html=html("<p>🎁</p>"))
    pages[2] = replace(pages[2], html=html('<img alt="A" src="https://example.org/x.png">'))
    made = list(pdfs(pages))
    refused = {number: one for number, one in enumerate(made) if isinstance(one, ToolkitError)}
    assert {number: error.code for number, error in refused.items()} == {0: "missing-glyph", 2: "template"}
    assert "example.org" in refused[2].message
    assert refused[2].hint
    assert len(made) == count


def test_pages_are_asked_for_as_they_are_set() -> None:
    """Two hundred dossiers with their photographs are never in memory at once."""
    asked = 0

    def counted() -> Iterator[Page]:
        nonlocal asked
        for page in _pages(60):
            asked += 1
            yield page

    made = pdfs(counted())
    next(made)
    assert asked < 20
    made.close()  # type: ignore[attr-defined]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no kill")
def test_a_hand_that_dies_loses_no_page() -> None:
    """What it was to set is set here."""
    jobs = _jobs(6)
    with Press(2) as press:
        made = [press.set(jobs[0])]
        for hand in [press._idle.get() for _ in range(2)]:
            os.kill(hand._process.pid, signal.SIGKILL)
            hand._process.wait()
            press._idle.put(hand)
        made += list(press.set_each(jobs[1:]))
    assert made == [typeset(job) for job in jobs]


def test_no_hand_is_left_behind() -> None:
    """Not even where the work is broken off in the middle."""
    press = Press(2)
    with press:
        hands = [press._idle.get() for _ in range(2)]
        for hand in hands:
            press._idle.put(hand)
        next(press.set_each(_jobs(9)))
    assert all(hand._process.poll() is not None for hand in hands)
