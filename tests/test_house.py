"""The house file: read strictly, each slip named with what would be right."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.maisons import Shelf, clean
from toolkit import house as houses
from toolkit.findings import ToolkitError

SOURCE = '[[source]]\nregister = "stock"\nfile = "s.csv"\n[source.columns]\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[house\n", "line 1"),
        ('[hause]\nname = "x"\n', "did you mean house"),
        ('[house]\nnam = "x"\n', "did you mean name"),
        ("[house]\nname = 7\n", "text in quotes"),
        ('[house]\nlanguage = "de"\n', "en, fr"),
        ('[house]\ntimezone = "Mayfair"\n', "Europe/London"),
        ('[house]\ntimezone = "../../etc/passwd"\n', "Europe/London"),
        ('[house]\nclosing_time = "six"\n', "18:00"),
        ('[house]\naccent = "red; background: url(http://x)"\n', "#5a2327"),
        ('[insurance]\nbasis = "cots"\n', "insured_value"),
        ('[[source]]\nregister = "stok"\nfile = "s.csv"\n', "stock, sales"),
        ('[[source]]\nregister = "stock"\n', "file"),
        (SOURCE + '"Cost" = "cost_purchse"\n', "did you mean cost_purchase"),
        (SOURCE + '"Cost" = "cost_purchase"\n"Price" = "cost_purchase"\n', "both mapped"),
        ('[source]\nregister = "stock"\n', "two brackets"),
        ('[words.status]\n"Chez Paul" = "paul"\n', "at workshop"),
        ('[words.statu]\n"x" = "sold"\n', "did you mean status"),
        ("[currencies]\nfrancs = 7\n", "FRF"),
    ],
)
def test_a_slip_is_named_with_what_would_be_right(text: str, said: str) -> None:
    """The section, the key and the value are named, and what to write instead."""
    with pytest.raises(ToolkitError) as caught:
        houses.parse(text, Path())
    assert "boutique.toml" in caught.value.message
    assert said in caught.value.message


def test_settings_left_out_have_their_defaults() -> None:
    """An empty house file is a house."""
    house = houses.parse("", Path())
    assert house["house.language"] == "en"
    assert house["insurance.basis"] == ""


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-10-31", "2026-10-31T19:30:00+00:00"),
        ("2026-07-01", "2026-07-01T19:30:00+01:00"),
        ("2026-10-31T09:15", "2026-10-31T09:15:00+00:00"),
        (None, "2026-07-01T19:30:00+01:00"),
    ],
)
def test_a_date_alone_means_closing_time_in_the_house_s_zone(text: str | None, moment: str) -> None:
    """One clock: the house's zone and closing time; the default is the day it is there."""
    house = houses.parse('[house]\ntimezone = "Europe/London"\nclosing_time = "19:30"\n', Path())
    just_past_midnight_there = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert houses.as_at(text, house, just_past_midnight_there).isoformat() == moment


def test_declared_words_and_currencies_are_found_however_they_are_typed() -> None:
    """Case, accents and spaces do not matter."""
    house = houses.parse('[currencies]\n"Francs Or" = "FRF"\n[words.status]\n"Chez  Évelyne" = "at_workshop"\n', Path())
    assert house.currencies.declared == {"francs or": "FRF"}
    assert house.words["status"] == {"chez evelyne": "at_workshop"}


def test_the_quick_reading_says_what_the_close_one_says(shelf: Shelf) -> None:
    """A house file is read closely only to tell what is wrong in it; both come to the same, in the same order."""
    text = (shelf.look(clean) / houses.FILE).read_text("utf-8")
    assert str(houses._document(text)) == str(houses._read_closely(text))


@pytest.mark.parametrize("text", ['[house]\nname = "a"\nname = "b"\n', "[house]\n[house]\n"])
def test_a_key_or_a_section_written_twice_is_one_sentence(text: str) -> None:
    """What the TOML parser refuses by another way than a wrong sign."""
    with pytest.raises(ToolkitError, match="already exists"):
        houses.parse(text, Path())
