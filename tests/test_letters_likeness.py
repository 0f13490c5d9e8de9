"""A letter that is another letter over again, and one that could go to anybody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.letters.likeness import Draft, impersonal, likeness
from toolkit.letters.sentences import sentences

FIXED = (
    "Dear …",
    "A year ago you chose …, and we hope that it gives you as much joy as on the first day.",
    "It would be our pleasure to check and clean it whenever you are near.",
    "With every good wish,",
    "Should you prefer not to hear from us by post, a word to us is enough.",
)


def letter(mark: str, name: str, piece: str, own: str = "") -> Draft:
    """An anniversary letter from the template, with what its adviser wrote."""
    lines = [
        f"Dear {name}",
        *([own] if own else []),
        f"A year ago you chose {piece}, and we hope that it gives you as much joy as on the first day.",
        *FIXED[2:],
    ]
    return Draft(mark, f"client {mark}", "\n".join(lines), own, (name,), (piece,), FIXED)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dear Mr. Vane, how are you? Well, I hope!", ("Dear Mr. Vane, how are you?", "Well, I hope!")),
        ("Your watch, réf. 311.30, is ready. M. Duval has it.", ("Your watch, réf. 311.30, is ready.", "M. Duval has it.")),
        ("Mrs J. A. Vane came. She left.", ("Mrs J. A. Vane came.", "She left.")),
        ("Madame,\nVotre montre est prête", ("Madame,", "Votre montre est prête")),
        ("He said “Come in.” Then he left.", ("He said “Come in.”", "Then he left.")),
        ("It weighs 1.02 ct. The stone is fine.", ("It weighs 1.02 ct.", "The stone is fine.")),
        ("", ()),
    ],
)  # fmt: skip
def test_sentences(text: str, expected: tuple[str, ...]) -> None:
    """An abbreviation, an initial or a figure ends no sentence."""
    assert sentences(text) == expected


@given(st.text(alphabet="ab .!?\nM", max_size=60))
def test_no_word_is_lost(text: str) -> None:
    """The sentences hold every word of the text, in its order."""
    assert " ".join(sentences(text)).split() == text.split()


def test_the_words_of_a_template_make_no_two_letters_alike() -> None:
    """Two clients, two pieces, one template: no finding."""
    drafts = [letter("1", "Mrs Vane", "the emerald ring"), letter("2", "Dr Reed", "the moonphase watch")]
    assert likeness(drafts, {}) == ()


def test_a_space_that_does_not_break_hides_no_fact() -> None:
    """French writes "un an" with one; the template's sentence is known all the same."""
    fixed = ("Il y aura … que vous avez choisi ….",)
    drafts = [Draft(n, n, f"Il y aura un an que vous avez choisi {piece}.", "", (), ("un\xa0an", piece), fixed)
              for n, piece in (("1", "la bague"), ("2", "la montre"))]  # fmt: skip
    assert likeness(drafts, {}) == ()


def test_an_own_paragraph_used_twice_is_told_of_both() -> None:
    """An adviser's own words in two letters are a circular, with the sentence that repeats; a name changed hides nothing."""
    first = letter("1", "Mrs Vane", "the emerald ring", "I thought of you, Mrs Vane, when the orchard at Marlow was in bloom.")
    second = letter("2", "Dr Reed", "the moonphase watch", "I thought of you, Dr Reed, when the orchard at Marlow was in bloom.")
    third = letter("3", "Lady Orme", "a pair of pearls", "Your advice on the frame was right, and it hangs in the salon.")
    found = likeness([first, second, third], {})
    assert [(one.mark, one.other, one.former) for one in found] == [("1", "2", False), ("2", "1", False)]
    assert found[0].said == (first.own,)
    assert found[0].share == 1.0


def test_a_turn_of_phrase_in_two_letters_is_no_circular() -> None:
    """Two sentences that begin alike and say different things are two sentences."""
    first = letter("1", "Mrs Vane", "the emerald ring", "When I passed the harbour on Sunday your brother asked after the boat.")
    second = letter("2", "Dr Reed", "the moonphase watch", "When I passed the harbour on Sunday I saw that the old chandler is gone.")
    assert likeness([first, second], {}) == ()


def test_a_letter_that_says_again_what_the_last_one_said() -> None:
    """Last year's letter with the year changed is told; a new paragraph and another piece are enough to be a letter."""
    last = letter("0", "Mrs Vane", "the emerald ring")
    same = letter("1", "Mrs Vane", "the emerald ring")
    found = likeness([same], {same.client: [last]})
    assert [(one.other, one.former) for one in found] == [("0", True)]
    assert any("emerald ring" in said for said in found[0].said)
    words = "Do you still walk by the river on Sundays? Your niece told me of the new boat, and of the storm it met."
    own = "Dear Mrs Vane\nThank you for the postcard of the lighthouse.\n" + words + "\n" + "\n".join(FIXED[3:])
    other = Draft("2", same.client, own, words, ("Mrs Vane",), (), FIXED)
    assert likeness([other], {other.client: [last]}) == ()


def test_two_letters_to_one_client_in_a_batch_are_not_told_as_a_circular() -> None:
    """What two letters to one client share is seen by the household's block, not here."""
    one = letter("1", "Mrs Vane", "the emerald ring", "The light in the atelier made me think of your garden in May.")
    two = Draft("2", one.client, one.text, one.own, one.names, one.facts, one.fixed)
    assert likeness([one, two], {}) == ()


def test_a_letter_that_could_go_to_anybody_is_held() -> None:
    """Nothing but the template: held until the adviser writes a sentence; a piece or a sentence of her own suffices."""
    plain = Draft("1", "C1", "\n".join(("Dear Mrs Vane", *FIXED[2:])), names=("Mrs Vane",), fixed=FIXED)
    hold = impersonal(plain)
    assert hold is not None
    assert hold.code == "impersonal"
    assert not hold.final
    assert impersonal(letter("1", "Mrs Vane", "the emerald ring")) is None
    assert impersonal(Draft("1", "C1", plain.text, own="See you at the regatta.", fixed=FIXED)) is None


@given(st.permutations(range(5)))
def test_the_order_of_letters_changes_nothing(order: list[int]) -> None:
    """The same findings for the same letters, whatever their order."""
    said = ["The harbour was full of sails that morning.", "Your cousin sent us a card from the mountains.",
            "The harbour was full of sails this morning.", "", "Nobody plays the second movement as you do."]  # fmt: skip
    drafts = [letter(str(n), f"Mrs Vane{n}", f"the ring number {n}", said[n]) for n in range(5)]
    found = likeness([drafts[n] for n in order], {})
    assert {(one.mark, one.other) for one in found} == {("0", "2"), ("2", "0")}
