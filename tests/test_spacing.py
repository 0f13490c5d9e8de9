"""Spaces as a printer sets them: what stays on one line, and what French marks ask for."""

from __future__ import annotations

import pytest

from toolkit.render.spacing import spaced, spaced_page

HARD, NARROW = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bought 24 November 2022.", "bought 24~November~2022."),
        ("le 1er mars 2026", "le 1er~mars~2026"),
        ("by March 2004", "by March~2004"),
        ("0.57 ct, 3 g, 750 ‰", "0.57~ct, 3~g, 750~‰"),
        ("no. L-26/8", "no.~L-26/8"),
        ("stated by the seller · E12", "stated by the seller~·~E12"),
        ("circa 1925", "circa~1925"),
        ("2004 in Surrey; 12 gold links", "2004 in Surrey; 12 gold links"),
        ("may 2 owners", "may 2 owners"),
    ],
)
def test_what_belongs_together_stays_together(text: str, expected: str) -> None:
    """Dates, numbers with units and what an abbreviation announces never part at a line's end."""
    assert spaced(text, "en") == expected.replace("~", HARD)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Selon : d’après", "Selon~: d’après"),
        ("du 16 février 2026: 0,57 ct", "du 16~février~2026~: 0,57~ct"),
        ("documenté ; un point", "documenté_; un point"),
        ("inscrit; rien!", "inscrit_; rien_!"),
        ("«No Match»", "«~No Match~»"),
        ("« No Match » ?", "«~No Match~»_?"),
        ("18:00, n° 5", "18:00, n°~5"),
        ("Rue A &amp; B &#39;C&#39; ; fin", "Rue A &amp; B &#39;C&#39;_; fin"),
    ],
)
def test_french_marks_keep_their_distance(text: str, expected: str) -> None:
    """A narrow space before ; ! ?, a full one before the colon and within guillemets; none of them breaks."""
    made = spaced(text, "fr")
    assert made == expected.replace("~", HARD).replace("_", NARROW)
    assert spaced(made, "fr") == made


def test_english_marks_stay_as_they_are() -> None:
    """English puts no space before a mark."""
    assert spaced("a; b: c? “d”!", "en") == "a; b: c? “d”!"


def test_tags_and_style_sheets_are_left_alone() -> None:
    """Only words are spaced: an attribute or a rule with the same signs means something else."""
    page = '<style>a { b: c; margin: 3 mm }</style><p title="a ; b: 3 g">x ; 3 g</p>'
    assert spaced_page(page, "fr") == page.replace("x ; 3 g", f"x{NARROW}; 3{HARD}g")
