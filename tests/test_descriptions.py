"""Descriptions read: how well, on cases whose truth is written beside them; and never what the words leave open."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.descriptions import CASES, cases, score, table
from toolkit.columns.described import DESCRIBED
from toolkit.readers.describe import described
from toolkit.readers.describe_agree import agree
from toolkit.readers.describe_fill import typed
from toolkit.readers.describe_text import LONGEST
from toolkit.readers.parse import Dialect

TUNED = ("first.txt", "second.txt", "third.txt", "fourth.txt", "odd.txt")
HELD_OUT = "held_out.txt"
EVERY = [case for path in sorted(CASES.glob("*.txt")) for case in cases(path.name)]


def test_what_the_rules_were_made_from_is_read_without_a_wrong_value() -> None:
    """The hundreds that were looked at: nothing wrong, and nearly everything found."""
    made = score(described, [case for name in TUNED for case in cases(name)])
    assert not made.errors
    assert made.recall() >= 0.94, table(made)


def test_what_the_rules_never_saw_is_read_as_well() -> None:
    """The hundred held out: precision, recall, and points where a wrong value costs as much as five missed ones."""
    made = score(described, cases(HELD_OUT))
    assert made.precision() >= 0.99, "\n".join([*made.errors, table(made)])
    assert made.recall() >= 0.95, table(made)
    assert made.points >= 410, table(made)


def test_no_field_is_read_badly() -> None:
    """Over all cases, each field has its precision, and is there often enough to tell."""
    made = score(described, EVERY)
    assert len(EVERY) >= 500
    assert set(made.right) == set(DESCRIBED)
    for field in DESCRIBED:
        assert made.precision(field) >= 0.98, (field, table(made))
        assert made.recall(field) >= 0.85, (field, table(made))


def test_a_proposal_shows_the_very_words_it_comes_from() -> None:
    """Its places are places in her own text, accents, odd spaces and all."""
    text = "Collier\u00a0en or\u202fjaune 18\u00a0carats – diamants, 1,20\u00a0ct, écrin"
    for case in [*(case.text for case in EVERY), text]:
        for one in described(case):
            assert " ".join(case[one.start : one.end].split()) == one.words
    assert {one.field: one.value for one in described(text)}["carat"] == "1.20"


def test_what_is_proposed_can_be_typed_into_its_column() -> None:
    """No value that is proposed is doubtful to the column it is meant for."""
    parse = typed(Dialect())
    doubtful = [(one.field, one.value) for case in EVERY for one in described(case.text) if parse(one) is None]
    assert not doubtful


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("18ct ring", "carat"),
        ("18ct ring", "karat"),
        ("18k gold-plated steel bangle", "metal"),
        ("Montre, boîte acier, bracelet cuir", "box"),
        ("Cartier-style bangle, 18ct gold", "brand"),
        ("Replica Rolex Submariner 116610LN", "brand_ref"),
        ("White or yellow gold ring to order", "metal"),
        ("Chaîne remplacée, médaille en or", "category"),
        ("Diamond ring, two stones 0.50ct each", "carat"),
        ("Diamond ring about 1.00ct", "carat"),
        ("Rolex Submariner, full set", "papers"),
        ("Rolex Submariner, full set", "box"),
        ("Omega Seamaster, papers dated 2015", "year_made"),
        ("Omega Seamaster, steel, serviced 2021", "year_made"),
        ("Ring with synthetic sapphire, 9ct gold", "stones"),
        ("Birkin 30, Togo, gold hardware", "metal"),
        ("Rolex Datejust, silver dial", "metal"),
        ("Rolex Daytona, serial 12345XXX", "serial"),
        ("Ring, our ref. 12345", "brand_ref"),
        ("Ring size L to N", "size"),
        ("Ring 1.00ct G VS1 and 1.02ct F VS2, platinum", "colour"),
        ("Box chain in 9ct gold", "box"),
        ("Watch strap for Patek Philippe, alligator", "brand"),
    ],
)
def test_what_the_words_leave_open_is_not_proposed(text: str, field: str) -> None:
    """One trap a line."""
    assert field not in {one.field for one in described(text)}


def test_the_row_decides_what_kind_of_piece_it_is() -> None:
    """A steel bracelet is the piece itself, or a watch's, by the category that the row gives."""
    words = "blue dial, steel bracelet"
    assert "metal" not in {one.field for one in described(words, "watch")}
    assert {one.field: one.value for one in described("steel bracelet", "bracelet")}["metal"] == "steel"


@given(st.text(max_size=300) | st.lists(st.sampled_from([word for case in EVERY for word in case.text.split()])).map(" ".join))
def test_any_text_is_read_in_bounds(text: str) -> None:
    """Whatever stands in the cell: at most one value a field, each of a declared field and of words that are there."""
    found = described(text)
    assert len({one.field for one in found}) == len(found)
    for one in found:
        assert one.field in DESCRIBED
        assert 0 <= one.start < one.end <= len(text)
        assert one.value


HOSTILE = (
    "1" * LONGEST, "1.0ct " * 330, "diamond " * 250, "old mine cut " * 150, "or blanc et " * 160, "18ct gold and " * 140,
    "box and papers " * 130, "size 1 " * 280, "ref. " * 390, "GIA report no " * 140, "(" * LONGEST, " " * LONGEST,
    "white, " * 280, "é" * LONGEST, "fancy yellow " * 150, "a" * LONGEST, "cuir togo " * 190, "30 x 22 x " * 190,
)  # fmt: skip


def test_no_text_takes_long() -> None:
    """Texts made to lead a pattern astray, and one of ten thousand letters, cost no more than their length."""
    begun = time.process_time()
    for text in (*HOSTILE, "ring, 18ct gold, " * 600):
        described.__wrapped__(text)
    assert time.process_time() - begun < 3


@pytest.mark.parametrize(
    ("field", "own", "said", "same"),
    [
        ("metal", "gold", "18ct white gold", True),
        ("metal", "18k YG", "18ct yellow gold", True),
        ("metal", "yellow gold", "18ct white gold", False),
        ("metal", "9ct gold", "18ct gold", False),
        ("metal", "platinum", "or blanc 750", False),
        ("metal", "or gris", "white gold", True),
        ("brand", "VCA", "Van Cleef & Arpels", True),
        ("brand", "Rolex", "Tudor", False),
        ("brand_ref", "116610", "116610LN", True),
        ("brand_ref", "116610LN", "126610LN", False),
        ("year_made", "1962", "circa 1960", True),
        ("year_made", "1985", "circa 1960", False),
        ("year_made", "1960s", "1965", True),
        ("colour", "G", "G-H", True),
        ("colour", "G", "D", False),
        ("colour", "noir", "black", True),
        ("clarity", "VS 1", "VS1", True),
        ("clarity", "VS1", "SI2", False),
        ("stones", "diamants", "round brilliant-cut diamond", True),
        ("stones", "saphir", "ruby", False),
        ("size", "M", "UK M", True),
        ("size", "54", "UK N", True),
        ("size", "52", "54", False),
        ("size", "M 1/2", "M½", True),
        ("size", "L", "UK M", False),
        ("dimensions", "41 mm", "41mm", True),
        ("dimensions", "36mm", "41mm", False),
        ("category", "necklace", "pendant", True),
        ("category", "ring", "brooch", False),
        ("condition", "vintage", "antique", True),
        ("condition", "new", "pre_owned", False),
        ("material", "leather", "cuir Togo", True),
        ("box", True, False, False),
        ("laboratory", "GIA", "HRD", False),
    ],
)
def test_two_values_differ_only_where_both_cannot_be_true(field: str, own: object, said: object, same: bool) -> None:
    """A fuller word, another language and a range that holds the grade are no contradiction."""
    assert agree(field, own, said, {}) is same
