"""The house's faces: what they write is what they claim, and what they cannot is named."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from toolkit.findings import ToolkitError
from toolkit.render import fonts


def test_the_characters_known_without_looking_are_in_the_first_face() -> None:
    """The shortcut past the character maps is no guess."""
    assert {sign for sign in fonts.KNOWN if ord(sign) not in fonts._covered(fonts.FOLDER / fonts.FACES[0])} == set()


@pytest.mark.parametrize(
    "words",
    ["Château d’Yquem № 5 – “½”", "قلادة من الذهب", "Σαπφώ", "Сапфир", "Nguyễn Thị Hương", "Łódź", "ﬁne", "₪ 12"],
)
def test_the_house_writes_latin_greek_cyrillic_and_arabic(words: str) -> None:
    """Names of clients and makers across Europe and the Levant are set in the house's own faces."""
    assert fonts.missing_glyphs(words) == set()


def test_what_is_never_drawn_is_never_missing() -> None:
    """Joiners, direction marks, odd spaces and line ends need no glyph."""
    assert fonts.missing_glyphs("a\u200d\u200f\u202f\u2009\ufeff\ufe0f\r\n\tb") == set()


def test_an_accent_typed_after_its_letter_is_the_letter_it_makes() -> None:
    """A name typed on a Mac may be decomposed."""
    assert fonts.missing_glyphs("Herme\u0300s") == set()


def test_emoji_are_named_with_where_they_stand() -> None:
    """The owner finds the cell by the words around it."""
    with pytest.raises(ToolkitError) as refused:
        fonts.require_glyphs("Ring\nGift for Amélie 🎁 in May\n")
    assert refused.value.code == "missing-glyph"
    assert "🎁 (U+1F381)" in refused.value.message
    assert "Gift for Amélie 🎁 in May" in refused.value.message


def test_japanese_needs_the_extra_and_the_error_names_it() -> None:
    """With the extra it is written, without it the command is there to type."""
    if fonts.extra_face() is None:
        with pytest.raises(ToolkitError) as refused:
            fonts.require_glyphs("田中 様")
        assert "boutique-toolkit[cjk]" in refused.value.hint
    else:
        fonts.require_glyphs("田中 様")
    assert fonts.beyond_house("田中 様") == set("田中様")


def test_the_configuration_serves_the_house_faces_and_no_other() -> None:
    """Whatever family is asked for, fontconfig answers with a face of ours."""
    listed = subprocess.run(
        ["fc-list", "--format", "%{file}\n"],
        env={"FONTCONFIG_FILE": str(fonts.FONTCONFIG), "PATH": "/usr/bin:/bin:/usr/local/bin:/opt/homebrew/bin"},
        capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    assert {Path(file).name for file in listed} == {face.name for face in fonts.FOLDER.glob("*.ttf")}


def test_each_family_travels_with_its_licence() -> None:
    """The Open Font License asks that its text goes wherever the faces go."""
    for face in fonts.FOLDER.glob("*.ttf"):
        licence = fonts.FOLDER / f"OFL-{face.stem.split('-')[0]}.txt"
        assert "SIL OPEN FONT LICENSE" in licence.read_text(encoding="utf-8").upper()
