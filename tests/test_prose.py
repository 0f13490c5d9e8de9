"""Provenance text taken apart and printed again: nothing lost, nothing reordered, nothing read into a name."""

from __future__ import annotations

import json
import re
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.passages import KINDS, Passage, Provenance
from toolkit.readers.prose import house_style, parse, spell
from toolkit.values import When

CARNEGIE = Path(__file__).resolve().parents[2] / "shared" / "outside" / "provenance" / "carnegie.jsonl"


def only(text: str) -> Passage:
    """The one passage of a text."""
    (passage,) = parse(text).passages
    return passage


def parties(text: str) -> list[str]:
    """The parties of a text, in order."""
    return [passage.party for passage in parse(text).passages]


def year(number: int) -> When:
    """A whole year."""
    return When(date(number, 1, 1), date(number, 12, 31), "year")


class TestNothingIsLost:
    @given(st.text())
    def test_any_text_comes_back_as_it_was(self, text: str) -> None:
        """Byte for byte, whatever the text is."""
        assert spell(parse(text)) == text

    @given(
        st.lists(
            st.sampled_from(
                [
                    "Ada Merrow", "Ferris & Co.", ";", ". ", ", ", "\n", "\n\n", "[1]", "(1)", "¹", "Notes:", "[1] ", "(", ")", "[", "]",
                    '"', "“", "”", "possibly ", "sold at ", "until ", "by ", "1920", "c. 1900", "May 6, 1920", "lot 4", "his son ", " ",
                    "[1840-1910]", "?", "and ", "to ", "sale", "...", "Mr. ", "Washington, D.C.", "2. ", "-", "\r\n", "\x00", "\u2028",
                ]
            ),
            max_size=40,
        ).map("".join)
    )  # fmt: skip
    def test_any_heap_of_its_words_comes_back_in_order(self, text: str) -> None:
        """Slices are exact, follow each other and never overlap; what is printed in house style can be read again."""
        provenance = parse(text)
        assert spell(provenance) == text
        end = 0
        for passage in provenance.passages:
            assert end <= passage.start < passage.end
            assert text[passage.start : passage.end] == passage.text == passage.text.strip()
            assert passage.kind in KINDS
            end = passage.end
        for note in provenance.notes:
            assert end <= note.start <= note.end
            end = note.end
        again = house_style(provenance)
        assert spell(parse(again)) == again

    @pytest.mark.parametrize(
        "piece",
        [
            ";",
            ".",
            ". ",
            "(",
            "[",
            "([",
            "“",
            '"',
            "[1]",
            "\n",
            " ",
            "; [1]",
            "\nNotes:\n[1]",
            "possibly ",
            "until 1920 ",
            "A. ",
            "his son, ",
            "1900-",
            "(a",
        ],
    )
    def test_hostile_texts_take_time_by_their_length(self, piece: str) -> None:
        """A hundred thousand characters of one thing are read in seconds, and in no more than their share."""
        seconds = {}
        for size in (25_000, 100_000):
            text = (piece * size)[:size]
            began = time.process_time()
            assert spell(parse(text)) == text
            seconds[size] = time.process_time() - began
        assert seconds[100_000] < 10
        assert seconds[100_000] < 0.5 or seconds[100_000] < 9 * seconds[25_000]  # four times the text; the square is 16

    def test_what_is_not_understood_stays_as_text(self) -> None:
        """A story is no chain of owners: each sentence is kept, nobody is made an owner, and it is said."""
        text = "The watch was bought by my grandfather when he was in Geneva. He wore it every day."
        passages = parse(text).passages
        assert [(passage.party, passage.understood) for passage in passages] == [("", False), ("", False)]
        assert house_style(parse(text)) == text


class TestSeparators:
    def test_a_semicolon_passes_directly_and_a_full_stop_does_not(self) -> None:
        """The museum's two signs."""
        text = "Ada Merrow, Boston; Carl Osten, Oslo. Eva Lind, Bergen."
        assert [(passage.party, passage.direct) for passage in parse(text).passages] == [
            ("Ada Merrow", True),
            ("Carl Osten", False),
            ("Eva Lind", False),
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "Mr. J. St. John Carver, St. Moritz",
            "Ferris & Co., Inc., New York, N.Y., by 1904",
            "Dr. A. B. Merrow, Jr., Washington, D.C.",
            "Ferris Galleries, London, c. 1920, no. 5",
            "F.P. Osten-Books, Saco",
            "M. Ferris et Cie., Paris, 5. Mai 1920",
            'John "Jack; the Lad. So" Carver, London',
            "Ada Merrow (with her sister; later alone. See file), Boston",
            "“Merrow; Osten. Lind” collection, Lyon",
        ],
    )
    def test_an_abbreviation_a_bracket_a_quotation_ends_nothing(self, text: str) -> None:
        """One passage each."""
        assert len(parse(text).passages) == 1

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Ferris & Co. Private collection, Bern", ["Ferris & Co", "Private collection"]),
            ("Ada Merrow, Washington, D.C. Estate of Ada Merrow", ["Ada Merrow", "Estate of Ada Merrow"]),
            ("Ada Merrow, Boston, Mass. Carl Osten", ["Ada Merrow", "Carl Osten"]),
            ("Ada Merrow, San Diego, CA. Carl Osten", ["Ada Merrow", "Carl Osten"]),
            ("Ada Merrow, 1920. by descent to Carl Osten", ["Ada Merrow", "Carl Osten"]),
            ("Ada Merrow [1].Carl Osten", ["Ada Merrow", "Carl Osten"]),
            ("Ada Merrow;;  ; Carl Osten;", ["Ada Merrow", "Carl Osten"]),
            ("Ada Merrow (Boston; Carl Osten, (dealer), Oslo", ["Ada Merrow (Boston", "Carl Osten"]),
            ("1. Ada Merrow\n2. Carl Osten", ["Ada Merrow", "Carl Osten"]),
        ],
    )
    def test_what_truly_ends_a_passage(self, text: str, expected: list[str]) -> None:
        """Also behind an abbreviation, without a space, and where a bracket was never closed."""
        assert parties(text) == expected

    def test_an_unclosed_bracket_is_said(self) -> None:
        """Its words are kept, and not called understood."""
        assert [passage.understood for passage in parse("Ada Merrow (Boston; Carl Osten").passages] == [False, True]

    def test_a_doubtful_full_stop_is_said(self) -> None:
        """``Co. John`` may be one name or two owners: the words stay together, and nothing is claimed."""
        assert not only("Ferris & Co. John Carver, London").understood

    def test_lines_part_owners_but_the_lines_of_a_page_do_not(self) -> None:
        """A line break in a cell is meant; one in the middle of a sentence comes from a page."""
        assert parties("Ferris (5/5/87)\nGeorge Osten") == ["Ferris", "George Osten"]
        page = "Ada Merrow, Boston, Massachusetts, by 1904; by descent to her son, Carl\nOsten, Oslo, and then to his daughter"
        assert parties(page + "\nin 1950")[0] == "Ada Merrow"
        assert len(parse("Ferris & Sons, London, by 1904 until at least the summer of\n1920; Carl Osten").passages) == 2

    def test_a_comma_before_a_change_of_hands_goes_on_to_the_next(self) -> None:
        """``by whom sold to`` names a second holder, to whom it passed directly."""
        text = "Ada Merrow, London, by whom sold to Carl Osten, Oslo, in 1951, from whom purchased by Eva Lind"
        assert [(passage.party, passage.direct) for passage in parse(text).passages] == [
            ("Ada Merrow", True),
            ("Carl Osten", True),
            ("Eva Lind", False),
        ]
        sale = "Sold, Christie's, London, 5 May 1920, lot 12, to Carver's, London"
        assert parties(sale) == ["Christie's", "Carver's"]


class TestHowItChangedHands:
    @pytest.mark.parametrize(
        ("text", "kind", "role", "party"),
        [
            ("purchased by Ada Merrow, Boston, 1920", "sale", "to", "Ada Merrow"),
            ("Sold 1968 to Ada Merrow", "sale", "to", "Ada Merrow"),
            ("Purchased from the Ferris Gallery, Bern", "sale", "from", "the Ferris Gallery"),
            ("Gift of Mrs Virginia Witherow", "gift", "from", "Mrs Virginia Witherow"),
            ("her gift to Carl Osten", "gift", "to", "Carl Osten"),
            ("by descent in the Merrow family to Carl Osten", "inheritance", "to", "Carl Osten"),
            ("bequeathed by Ada Merrow to Carl Osten, 1920", "inheritance", "to", "Carl Osten"),
            ("bequest of Ada Merrow", "inheritance", "from", "Ada Merrow"),
            ("on consignment with Ferris Ltd., London", "consignment", "to", "Ferris Ltd."),
            ("sold at Ferris Galleries, London, May 3, 1920, lot 4", "auction", "at", "Ferris Galleries"),
            ("vente, Hôtel Drouot, Paris, 3 mai 1968, lot 4", "auction", "at", "Hôtel Drouot"),
            ("trade-in to Ferris Ltd., 2021", "trade_in", "to", "Ferris Ltd."),
            ("returned to Ada Merrow", "return", "to", "Ada Merrow"),
            ("on loan to the Osten Museum, Bern", "loan", "to", "the Osten Museum"),
            ("Stolen from Ada Merrow, Boston, in 1951", "theft", "from", "Ada Merrow"),
            ("recovered by the police, 1953", "recovery", "to", "the police"),
            ("Commissioned by Ada Merrow", "commission", "to", "Ada Merrow"),
            ("with Ferris, New York", "custody", "to", "Ferris"),
            ("acquis par M. Dubreuil, Lyon", "unknown", "to", "M. Dubreuil"),
            ("par descendance à sa fille, Mme Anne Roux", "inheritance", "to", "Mme Anne Roux"),
            ("par descendance à son fils", "inheritance", "to", "son fils"),
            ("puis par héritage à sa petite-fille, Lyon, 1988", "inheritance", "to", "sa petite-fille"),
            ("vente Christie's, Genève, 14 mai 2008, lot 45", "auction", "at", "Christie's"),
            ("sa vente, Drouot, Paris, du 3 mai 1910", "auction", "at", "Drouot"),
            ("vente publique, Hôtel Drouot, Paris, lot n° 8", "auction", "at", "Hôtel Drouot"),
            ("vendu aux enchères chez Christie's, Genève, 2001", "auction", "at", "Christie's"),
            ("vente de la collection Delorme, Paris, 1910", "auction", "from", "Delorme"),
            ("acquis à Genève chez Perrin & Fils, 2010", "sale", "from", "Perrin & Fils"),
            ("acquise en 1975 à Paris auprès de la galerie Vernhes", "sale", "from", "la galerie Vernhes"),
            ("vendu en mai 1968 à M. Dubreuil, Lyon", "sale", "to", "M. Dubreuil"),
            ("acquis du précédent par M. Dubreuil, 1950", "sale", "to", "M. Dubreuil"),
            ("don de M. Dubreuil à sa fille, 1960", "gift", "to", "sa fille"),
            ("restitué à ses héritiers en 1999", "return", "to", "ses héritiers"),
            ("confié à la galerie Perrin, Genève", "custody", "to", "la galerie Perrin"),
            ("Ada Merrow, Boston", "unknown", "to", "Ada Merrow"),
            ("acquired 2026", "unknown", "to", ""),
        ],
    )
    def test_the_words_a_passage_begins_with(self, text: str, kind: str, role: str, party: str) -> None:
        """Kind, what the named party was, and the party."""
        passage = only(text)
        assert (passage.kind, passage.role, passage.party, passage.understood) == (kind, role, party, True)

    @pytest.mark.parametrize(
        "name",
        [
            "Mrs. Gift Carver",
            "Mr. Sale Purchased",
            "Bequest Hill",
            "Will By",
            "Theft & Loan Ltd.",
            "Virginia Witherow",
            "Carl With",
            "Goodsold Ferris",
            "Mrs. May",
            "Tom Until",
            "M. Donatien Vente",
            "Mme Puis",
            "M. Chez",
        ],
    )
    def test_a_word_in_a_name_says_nothing(self, name: str) -> None:
        """Names are names, with or without a method before them."""
        plain, given_, bought = only(f"{name}, Bath"), only(f"Gift of {name}"), only(f"sold to {name}, 1920")
        assert (plain.party, plain.kind, plain.place) == (name, "unknown", "Bath")
        assert (given_.party, given_.kind) == (name, "gift")
        assert (bought.party, bought.kind, bought.since) == (name, "sale", year(1920))

    def test_a_french_line_from_maker_to_present(self) -> None:
        """Every step understood with its place and its date, every character kept, and the house style reads the same."""
        text = (
            "Ravelle, Genève, 1951 ; vendu à M. Armand Delorme, Paris, 1952 ; par descendance à son fils, Lyon, 1988 ; "
            "vente Christie's, Genève, 14 mai 2008, lot 45 ; acquis à Genève chez Perrin & Fils, 2010"
        )
        read = parse(text)
        assert spell(read) == text
        assert all(passage.understood for passage in read.passages)
        assert [passage.place for passage in read.passages] == ["Genève", "Paris", "Lyon", "Genève", "Genève"]
        assert [passage.dated for passage in read.passages] == ["1951", "1952", "1988", "14 mai 2008", "2010"]
        assert [passage.lot for passage in read.passages][3] == "lot 45"
        again = parse(house_style(read))
        assert [(one.kind, one.role, one.party, one.place) for one in again.passages] == [
            (one.kind, one.role, one.party, one.place) for one in read.passages
        ]

    def test_what_french_does_not_say_plainly_is_not_understood(self) -> None:
        """A friendly cession to a cousin, an unnamed sale: kept as they are, and said to be unread."""
        for text in ("cédée amicalement par les Delorme à un cousin de Vevey", "sa vente, Paris, Hôtel Drouot, 1910"):
            assert not only(text).understood
            assert spell(parse(text)) == text

    def test_whose_sale_and_at_which_house(self) -> None:
        """A house of sales is the party, the seller the source; without a house the seller is the party."""
        held = only("A. B. Merrow sale, Ferris Association, Plaza Hotel, Boston, April 16-17, 1917, no. 153")
        assert (held.source, held.party, held.place, held.lot) == (
            "A. B. Merrow",
            "Ferris Association",
            "Plaza Hotel, Boston",
            "no. 153",
        )
        assert (held.kind, held.role, held.dealer) == ("auction", "at", True)
        alone = only("Merrow estate sale, June 11, 1840 until June 16, 1840")
        assert (alone.party, alone.kind, alone.role) == ("Merrow estate", "auction", "from")

    def test_both_parties_of_one_step(self) -> None:
        """From whom and by whom."""
        passage = only("purchased from Spink & Son, London, by J. Carver, 1931")
        assert (passage.source, passage.party, passage.role) == ("Spink & Son, London", "J. Carver", "to")
        assert only("Acquired by the present owner from the above").remarks == ("from the above",)


class TestWhoAndWhere:
    @pytest.mark.parametrize(
        "text",
        [
            "[Ferris & Co., New York, 1923]",
            "(Ferris & Co., New York, 1923)",
            "(Possibly Ferris & Co., New York, 1923) [4]",
        ],
    )
    def test_a_dealer_in_brackets(self, text: str) -> None:
        """Either bracket marks a dealer."""
        passage = only(text)
        assert (passage.party, passage.place, passage.dealer) == ("Ferris & Co.", "New York", True)
        assert not only("Ferris & Co., New York").dealer

    def test_life_dates_are_not_the_dates_of_holding(self) -> None:
        """In either bracket, open at either end, of several people; two near years in round brackets are dates."""
        assert [only(f"Ada Merrow {life}, Boston").life for life in ("[1450?-1523]", "(1840-1910)", "[1848-]", "[-1780]", "(1901-?)", "[b. 1927]", "(d. November 1938)")] == [
            "1450?-1523", "1840-1910", "1848-", "-1780", "1901-?", "b. 1927", "d. November 1938",
        ]  # fmt: skip
        couple = only("Mr. [1901-1982] and Mrs. Charles Merrow (Rosa Lind) [1906-1988], Bern")
        assert (couple.party, couple.life) == ("Mr. and Mrs. Charles Merrow (Rosa Lind)", "1901-1982; 1906-1988")
        held = only("Ferris (1926-30)")
        assert (held.life, held.since, held.until) == ("", year(1926), year(1930))

    def test_kin(self) -> None:
        """The relation is kept apart from the name; a town behind a relation is no name."""
        named = only("by descent to his daughter, Ada Merrow, Boston")
        assert (named.relation, named.party, named.place) == ("his daughter", "Ada Merrow", "Boston")
        behind = only("Carl Osten, his nephew, London")
        assert (behind.relation, behind.party, behind.place) == ("his nephew", "Carl Osten", "London")
        unnamed = only("by descent to his widow, New York")
        assert (unnamed.party, unnamed.place) == ("his widow", "New York")
        pair = only("by descent to their daughter, Ada Merrow, Bern, BE and their son, Carl Merrow, Basel")
        assert (pair.party, pair.place) == ("Ada Merrow and Carl Merrow", "Bern, BE and Basel")

    def test_what_belongs_to_a_name_behind_a_comma(self) -> None:
        """Suffixes, companies, the titles of peers, the house of a department."""
        for name in (
            "Ada Merrow, Jr.",
            "Ferris & Co., Inc.",
            "Carver, Lind & Osten",
            "Carver, Lind, & Osten",
            "Sir Carl Osten, 10th Bt.",
            "Department of Watches, Osten Institute",
        ):
            assert (only(f"{name}, Bern").party, only(f"{name}, Bern").place) == (name, "Bern")

    def test_doubt_stays_with_its_owner(self) -> None:
        """Two grades; a question mark behind the name, and one behind a date, which doubts the date only."""
        assert [only(text).certainty for text in ("Possibly Ada Merrow", "likely sold to Ada Merrow", "Ada Merrow?", "purchased by Ada Merrow? [5]", "Ada Merrow")] == [
            "possibly", "probably", "possibly", "possibly", "",
        ]  # fmt: skip
        dated = only("Ada Merrow, Bern, probably by 1942")
        assert (dated.certainty, dated.date_certainty, dated.since_sense) == ("", "probably", "by")
        assert only("Ada Merrow, 1901? until 1923").date_certainty == "possibly"
        assert only("Ada Merrow, likely Ada Lind, Bern").remarks == ("likely Ada Lind",)


class TestDates:
    @pytest.mark.parametrize(
        ("words", "since", "sense", "until", "until_sense"),
        [
            ("in 1951", year(1951), "", None, ""),
            ("by 1904", year(1904), "by", None, ""),
            ("no later than 1904", year(1904), "by", None, ""),
            ("before 1905", year(1905), "before", None, ""),
            ("prior to 1905", year(1905), "before", None, ""),
            ("c. 1920", When(date(1915, 1, 1), date(1925, 12, 31), "circa"), "", None, ""),
            ("until at least 1991", None, "", year(1991), "at least"),
            ("until sometime before 1898", None, "", year(1898), "before"),
            ("1899 until his death in 1920", year(1899), "", year(1920), ""),
            ("after July 1823 until 1849", When(date(1823, 7, 1), date(1823, 7, 31), "month"), "after", year(1849), ""),
            ("by 1802 until February 6, 1815", year(1802), "by", When(date(1815, 2, 6), date(1815, 2, 6)), ""),
            (
                "April 16-17, 1917",
                When(date(1917, 4, 16), date(1917, 4, 16)),
                "",
                When(date(1917, 4, 17), date(1917, 4, 17)),
                "",
            ),
            ("1900-1935", year(1900), "", year(1935), ""),
            ("between 1918 and 1920", When(date(1918, 1, 1), date(1920, 12, 31), "circa"), "", None, ""),
            ("1930s", When(date(1930, 1, 1), date(1939, 12, 31), "decade"), "", None, ""),
            ("3 mai 1968", When(date(1968, 5, 3), date(1968, 5, 3)), "", None, ""),
            ("in the 17th century", None, "", None, ""),
            ("5/6/1970", None, "", None, ""),
        ],
    )
    def test_dates_in_their_sense(
        self, words: str, since: When | None, sense: str, until: When | None, until_sense: str
    ) -> None:
        """Read as the house reads every date; the words are kept, also of one that has two readings or none."""
        passage = only(f"Ada Merrow, Boston, {words}")
        assert (passage.since, passage.since_sense, passage.until, passage.until_sense) == (
            since,
            sense,
            until,
            until_sense,
        )
        assert (passage.dated, passage.party, passage.place, passage.understood) == (
            words,
            "Ada Merrow",
            "Boston",
            True,
        )

    def test_a_state_is_no_circa_and_a_number_of_the_house_no_year(self) -> None:
        """``CA`` before a date, an address, an exhibition's name."""
        passage = only("Ada Merrow, San Simeon, CA, November 1, 1935")
        assert (passage.place, passage.since) == ("San Simeon, CA", When(date(1935, 11, 1), date(1935, 11, 1)))
        assert only("Ada Merrow, 1245 Shady Avenue").since is None

    def test_more_dates_than_a_beginning_and_an_end_are_said(self) -> None:
        """What cannot be placed is kept, and not called understood."""
        passage = only("Ada Merrow, 1920, 1930")
        assert (passage.dated, passage.understood) == ("1920, 1930", False)


class TestNotes:
    @pytest.mark.parametrize(
        "text",
        [
            "Ada Merrow [1]; Carl Osten [2].\n\nNotes:\n[1]. Her diary; see also [2].\n[2]. Stock book.",
            "Ada Merrow [1]; Carl Osten [2].\nNOTES: [1] Her diary. [2] Stock book.",
            "Ada Merrow (1); Carl Osten (2).\n(1) Her diary.\n(2) Stock book.",
            "Ada Merrow¹; Carl Osten².\n\n¹ Her diary.\n² Stock book.",
            "Ada Merrow [1]; Carl Osten [2].\n\nNotes\n1. Her diary.\n\n2. Stock book.",
            "Ada Merrow;[1] Carl Osten.[2]\n\n[1] Her diary.\n[2] Stock book.",
            "Ada Merrow [1]; Carl Osten [2]. [1] Her diary. [2] Stock book.",
        ],
    )
    def test_every_form(self, text: str) -> None:
        """The marks go to their owners, the notes below are found, whole and in order."""
        provenance = parse(text)
        assert [(passage.party, passage.note_numbers) for passage in provenance.passages] == [
            ("Ada Merrow", (1,)),
            ("Carl Osten", (2,)),
        ]
        assert [note.number for note in provenance.notes] == [1, 2]
        assert provenance.notes[0].text.startswith("Her diary")
        assert provenance.notes[1].text == "Stock book."
        assert spell(provenance) == text

    def test_several_marks_and_one_mark_twice(self) -> None:
        """``[2], [3]`` and ``[2, 3]`` are two notes."""
        assert only("Ada Merrow [2], [3]").note_numbers == only("Ada Merrow [2, 3]").note_numbers == (2, 3)

    def test_a_list_of_owners_is_no_list_of_notes(self) -> None:
        """Numbers in front of owners, without marks in the text before."""
        assert not parse("1. Ada Merrow\n2. Carl Osten").notes


class TestHouseStyle:
    def test_the_worked_example(self) -> None:
        """A dealer in parentheses, life dates in brackets, direct and broken joins, notes below."""
        text = "[Ferris & Co., Bern, 1923] ; Possibly Ada Merrow (1870-1944), Boston (1)\nBy descent to her son, Carl, Oslo, until at least 1991\n\nNotes\n(1) Her diary."
        assert house_style(parse(text)) == (
            "(Ferris & Co., Bern, 1923); possibly Ada Merrow [1870-1944], Boston [1]. "
            "By descent to her son, Carl, Oslo, until at least 1991.\n\nNotes:\n[1] Her diary."
        )

    def test_a_gap_behind_an_abbreviation_is_still_a_gap(self) -> None:
        """A full stop would be taken for the abbreviation's."""
        printed = house_style(parse("Ada Merrow, 1920, Ferris Ltd.\nCarl Osten"))
        assert len(parse(printed).passages) == 2

    def test_nothing_makes_nothing(self) -> None:
        """An empty text, and one of separators alone."""
        assert parse("") == Provenance()
        assert house_style(parse(" ;; ")) == ""


# --- The museum's own texts -------------------------------------------------------------------

museum = pytest.mark.skipif(not CARNEGIE.exists(), reason="../shared/outside is not here")


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """The 98 texts."""
    return [json.loads(line)["provenance_text"] for line in CARNEGIE.read_text(encoding="utf-8").splitlines()]


def body(text: str) -> str:
    """The text above its notes, cut by a plain rule of its own."""
    return re.split(r"\n\s*(?:notes:|\[1\])", text, maxsplit=1, flags=re.IGNORECASE)[0]


def bare(text: str) -> str:
    """The text with everything in brackets and quotation marks made blank, innermost first, every place kept."""
    blank = lambda found: " " * len(found[0])  # noqa: E731
    while (again := re.sub(r"\([^()\[\]]*\)|\[[^()\[\]]*\]|\"[^\"]*\"", blank, text)) != text:
        text = again
    return text


@museum
def test_every_museum_text_comes_back(texts: list[str]) -> None:
    """Byte for byte, and every character between the passages is a separator, a space or a note's mark."""
    for text in texts:
        provenance = parse(text)
        assert spell(provenance) == text
        assert all(re.fullmatch(r"[;.,\s]*", passage.before + passage.after) for passage in provenance.passages)


@museum
def test_semicolons_and_full_stops_are_kept(texts: list[str]) -> None:
    """As many direct joins as semicolons outside brackets; a stop behind a year, a note, a small word always parts."""
    for text in texts:
        provenance = parse(text)
        plain = bare(body(text))
        assert sum(passage.after.startswith(";") for passage in provenance.passages) == plain.count(";")
        ends = {passage.end for passage in provenance.passages if passage.after}
        sure = {found.start(1) for found in re.finditer(r"(?:[0-9]{4}|[a-z]{5}| {3})(\.)\s+(?=[A-Z(])", plain)}
        sure = {at for at in sure if not re.search(r"[A-Z]\w*$", plain[:at].rstrip()) or plain[at - 1].isdigit()}
        assert sure <= ends | {end + 1 for end in ends}
        assert all(passage.direct == passage.after.startswith((";", ",")) for passage in provenance.passages[:-1])


@museum
def test_owners_with_life_dates_are_found_in_their_order(texts: list[str]) -> None:
    """A name before ``[1840-1910]`` is in the party of the passage that holds it, its dates in the life."""
    counted = 0
    for text in texts:
        for passage in parse(text).passages:
            for name, life in re.findall(r"([\w'’.-]+) \[([0-9?]*-[0-9?]*)\]", passage.text):
                counted += 1
                assert life in passage.life.split("; ")
                assert name in " ".join((passage.party, passage.relation, *passage.remarks))
    assert counted == sum(len(re.findall(r"[\w'’.-]+ \[[0-9?]*-[0-9?]*\]", body(text))) for text in texts) > 130


@museum
def test_doubt_stays_in_its_passage(texts: list[str]) -> None:
    """Every word of doubt, and every question mark outside life dates, is said by the passage that holds it."""
    for text in texts:
        for passage in parse(text).passages:
            words = re.sub(r"\[[0-9?]*-[0-9?]*\]|\([0-9?]*-[0-9?]*\)", "", passage.text)
            if passage.understood and re.search(r"\b(?:possibly|probably|likely|perhaps)\b|\?", words, re.IGNORECASE):
                said = passage.certainty or passage.date_certainty or " ".join(passage.remarks)
                assert re.search("possibly|probably|likely", said)
            elif passage.understood:
                assert not passage.certainty


@museum
def test_every_mark_has_its_passage_and_every_note_its_number(texts: list[str]) -> None:
    """The marks of each passage are the bracketed numbers of its slice; the notes are those that a plain search finds."""
    for text in texts:
        provenance = parse(text)
        for passage in provenance.passages:
            assert list(passage.note_numbers) == [
                int(digits) for digits in re.findall(r"\[([0-9]{1,2})\]", passage.text)
            ]
        marks = {int(digits) for digits in re.findall(r"\[([0-9]{1,2})\]", body(text))}
        assert marks <= {note.number for note in provenance.notes}
        assert [note.number for note in provenance.notes] == list(range(1, len(provenance.notes) + 1))


@museum
def test_the_house_style_says_the_same(texts: list[str]) -> None:
    """Printed in house style and read again: the same owners, joins, dates, doubts and notes, and the same print."""

    def said(provenance: Provenance) -> list[Passage]:
        loose = {"text": "", "start": 0, "end": 0, "before": "", "after": "", "dated": "", "remarks": (), "method": ""}
        return [
            replace(p, party=p.party.rstrip("."), place=p.place.rstrip("."), **loose)
            for p in provenance.passages
            if p.understood
        ]

    for text in texts:
        provenance = parse(text)
        printed = house_style(provenance)
        assert said(parse(printed)) == said(provenance)
        assert house_style(parse(printed)) == printed


@museum
def test_the_figures(texts: list[str]) -> None:
    """What is found in the 98 texts; a change of the rules shows here."""
    passages = [passage for text in texts for passage in parse(text).passages]
    figures = {
        "passages": len(passages),
        "owners": sum(bool(passage.party) for passage in passages),
        "dated": sum(bool(passage.dated) for passage in passages),
        "with a calendar date": sum(bool(passage.since or passage.until) for passage in passages),
        "marks": sum(len(passage.note_numbers) for passage in passages),
        "notes": sum(len(parse(text).notes) for text in texts),
        "not understood": sum(not passage.understood for passage in passages),
    }
    assert figures == {
        "passages": 437,
        "owners": 425,
        "dated": 291,
        "with a calendar date": 289,
        "marks": 190,
        "notes": 189,
        "not understood": 13,
    }
