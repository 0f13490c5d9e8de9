"""The generated parts of the documentation: made from the program, and seen when they drift."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

from toolkit.letters.discretion import BLOCKS
from tools import docs, docs_letters

ROOT = Path(__file__).resolve().parents[1]
PAGE = "# A page\n\n<!-- generated:fruit -->\nold\n<!-- end -->\n\nmine\n"


def test_a_part_is_written_anew_and_the_rest_kept() -> None:
    """Only what stands between the marks changes, and a second time nothing does."""
    new = docs.filled(PAGE, {"fruit": lambda: "apples\n"})
    assert new == PAGE.replace("old", "apples")
    assert docs.filled(new, {"fruit": lambda: "apples\n"}) == new


def test_drift_is_named() -> None:
    """A part that differs from what the program says is named; one that agrees is not."""
    assert docs.outdated(PAGE, docs.filled(PAGE, {"fruit": lambda: "pears\n"})) == ["fruit"]
    assert docs.outdated(PAGE, docs.filled(PAGE, {"fruit": lambda: "old\n"})) == []


def test_an_unknown_part_is_refused() -> None:
    """A mark with a name that nothing generates stops the run and lists the names there are."""
    with pytest.raises(SystemExit, match=r"called fruit; there are: pears"):
        docs.filled(PAGE, {"pears": str})


def test_a_table_survives_bars_and_line_breaks() -> None:
    """A bar in a cell is escaped and a line break is a space, so that no row breaks."""
    assert docs.table(("a", "b"), [("x|y", "one\ntwo")]) == "| a | b |\n| --- | --- |\n| x\\|y | one two |\n"


def test_a_block_of_letters_that_nothing_is_said_of_stops_the_pages() -> None:
    """A block the page does not know, or that is there no more, is named; so is a name of a template."""
    with pytest.raises(SystemExit, match=r"a block: gone, new$"):
        docs_letters.same("a block", ["old", "new"], ["gone", "old"])


def test_what_releases_a_letter_is_what_the_block_does() -> None:
    """The page says "the registers alone" of exactly those blocks that leave no word to a person."""
    said = {block.__name__ for block in BLOCKS if docs_letters.RESTS[block.__name__][1] == docs_letters.REGISTERS}
    assert said == {block.__name__ for block in BLOCKS if "final=" not in inspect.getsource(block)}


def test_the_page_greets_as_the_program_does() -> None:
    """The table of salutations is made by the rules themselves; what is not certain is told as held."""
    rows = {row[0]: row[1:] for row in docs_letters.salutations()[1]}
    assert rows["Sir John Smith, OBE"] == ("Sir John Smith OBE", "Dear Sir John,", "Sir John,")
    assert rows["Kim Lindqvarn"] == ("", "*held*: neither title nor salutation", "*held*")


def test_every_part_stands_on_a_page() -> None:
    """Each thing the program can say of itself is asked for by some page of the documentation."""
    text = "".join(page.read_text("utf-8") for page in docs.pages())
    used = {match[2] for match in docs.PART.finditer(text)}
    assert used == set(docs.PARTS)


def test_every_link_between_pages_leads_somewhere() -> None:
    """A relative link or picture in a page is a file of the project."""
    dead = [
        f"{page.name}: {target}"
        for page in docs.pages()
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text("utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert dead == []


def test_every_command_explains_itself() -> None:
    """Each command has a help text, and each of its options says what it does."""
    silent = [
        f"{context.command_path} {' '.join(parameter.opts)}"
        for command, context in docs.commands()
        for parameter in command.params
        if not command.help or (parameter.param_type_name == "option" and not getattr(parameter, "help", None))
    ]
    assert silent == []
