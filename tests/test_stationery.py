"""Strict templates: no undefined field, no markup from data, no colour or paper that is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.findings import ToolkitError
from toolkit.reports import stationery


def _fill(folder: Path, template: str, **facts: object) -> str:
    """A template of the house's own, filled in."""
    (folder / "letter.html").write_text(template, encoding="utf-8")
    return stationery.fill("letter.html", language="en", accent="#123abc", paper="A4", folder=folder, **facts)


def test_text_is_escaped(tmp_path: Path) -> None:
    """An ampersand in a name stays an ampersand."""
    assert _fill(tmp_path, "{{ name }}", name="A & B <x>") == "A &amp; B &lt;x&gt;"


@pytest.mark.parametrize(
    "template", ["{{ nme }}", "{{ 'no such phrase' | words }}", "{% if %}", "{{ name | nofilter }}"]
)
def test_what_cannot_be_filled_in_withholds_the_page(tmp_path: Path, template: str) -> None:
    """Never a blank in place of a fact."""
    with pytest.raises(ToolkitError) as refused:
        _fill(tmp_path, template, name="A")
    assert refused.value.code == "template"
    assert "letter.html" in refused.value.message


def test_a_template_cannot_leave_its_box(tmp_path: Path) -> None:
    """No file and no module is reachable from a page."""
    (tmp_path.parent / "secret.html").write_text("secret", encoding="utf-8")
    for template in ("{% include '../secret.html' %}", "{{ cycler.__init__.__globals__ }}"):
        with pytest.raises(ToolkitError):
            _fill(tmp_path, template)


@pytest.mark.parametrize(("accent", "paper"), [("red; }", "A4"), ("#12", "A4"), ("#123abc", "A5")])
def test_an_accent_or_a_paper_that_is_none_is_refused(accent: str, paper: str) -> None:
    """Both go into the style sheet unescaped."""
    with pytest.raises(ToolkitError):
        stationery.fill("schedule.html", language="en", accent=accent, paper=paper, folder=None)


@pytest.mark.parametrize(
    ("words", "expected"), [("Maison", "ltr"), ("١٢ قلادة", "rtl"), ("12", "ltr"), ("", "ltr"), ("שעון Watch", "rtl")]
)
def test_direction_follows_the_first_letter(words: str, expected: str) -> None:
    """Arabic joins its letters and must not be letterspaced."""
    assert stationery.direction(words) == expected
