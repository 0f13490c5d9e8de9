"""Encodings are found from the bytes and named; binary files are not text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.findings import ToolkitError
from toolkit.readers.encoding import decode

FRENCH = "Réf;Désignation;Prix\nW1;Montre à complications – «Hermès»;£12’500\n"
GERMAN = "Kunde;Straße\nMüller;Königsallee, Köln\nÄrzte;Größe\n"


@pytest.mark.parametrize("text", [FRENCH, GERMAN, "A;B\nœuvre;coût\n", "Ref;Price\nW1;£100\n", "É;1\n", "a;5½ ct\n"])
def test_windows_1252(text: str) -> None:
    """What a western Windows writes, by the paragraph or with one accent only."""
    assert decode(text.encode("cp1252"), "x.csv") == (text, "Windows-1252")


@pytest.mark.parametrize("text", [FRENCH, GERMAN, "A;B\nœuvre;coût\n", "Ref;Price\nW1;€100\n"])
def test_mac_roman(text: str) -> None:
    """What an old Mac writes."""
    assert decode(text.encode("mac_roman"), "x.csv") == (text, "Mac OS Roman")


@pytest.mark.parametrize("text", ["Réf;Désignation\nW1;à côté\n", GERMAN, "Ref;Price\nW1;£100\n"])
def test_dos(text: str) -> None:
    """What a bank's old system writes."""
    assert decode(text.encode("cp850"), "x.csv") == (text, "DOS 850")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("氏名;住所\n田中花子;東京都渋谷区\n", "shift_jis"), ("姓名;地址\n王小明;北京市朝阳区\n", "gb18030"),
        ("Имя;Город\nИванова Мария;Москва\nПетров Иван;Санкт-Петербург\n", "cp1251"),
    ],
)  # fmt: skip
def test_other_scripts(text: str, encoding: str) -> None:
    """A Japanese, a Chinese and a Russian client list."""
    assert decode(text.encode(encoding), "x.csv")[0] == text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_is_read_exactly(text: str) -> None:
    """Whatever is written in UTF-8 comes back, with and without a mark."""
    assert decode(text.encode("utf-8-sig"), "x.csv") == (text, "UTF-8")
    if not text.startswith("\ufeff"):
        assert decode(text.encode(), "x.csv") == (text, "UTF-8")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("mark", ["\ufeff", ""])
def test_wide_encodings(encoding: str, mark: str) -> None:
    """UTF-16 and UTF-32, with the mark and without."""
    assert decode((mark + FRENCH).encode(encoding), "x.csv") == (FRENCH, encoding[:6].upper())


def test_a_binary_file_is_refused() -> None:
    """Bytes without sense are not a register."""
    with pytest.raises(ToolkitError, match=r"x\.csv: a binary file") as caught:
        decode(bytes(range(256)) * 20, "x.csv")
    assert caught.value.code == "foreign"
