"""Safe names: whatever is typed, the result is one file name on every system."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.names import LONGEST_NAME, safe_name

CASES = {
    "Schedule-2026-10-31.xlsx": "Schedule-2026-10-31.xlsx",
    "../../etc": "etc",
    "..\\..\\Windows": "Windows",
    "W/0042": "W-0042",
    "Van Cleef & Arpels": "Van Cleef & Arpels",
    "A. Lange & Söhne": "A. Lange & Söhne",
    "Cafe\u0301": "Café",
    " .hidden ": "hidden",
    "-rf": "rf",
    "ring. . ": "ring",
    "CON": "_CON",
    "nul.txt": "_nul.txt",
    "com1 .pdf": "_com1 .pdf",
    "Console": "Console",
    'a<b>c:d"e|f?g*h': "a-b-c-d-e-f-g-h",
    "line\nbreak\ttab": "line break tab",
    "evil\u202egpj.exe": "evilgpj.exe",
    "nul\x00l": "null",
    "\ud800": "unnamed",
    "": "unnamed",
    "...": "unnamed",
    "القاهرة": "القاهرة",
    "時計": "時計",
}


@pytest.mark.parametrize(("text", "name"), CASES.items(), ids=[ascii(text) for text in CASES])
def test_known_names(text: str, name: str) -> None:
    """Ordinary names stay as they are; what a system refuses is replaced, dropped or marked."""
    assert safe_name(text) == name


def test_a_long_name_keeps_its_extension_and_stays_apart_from_its_neighbour() -> None:
    """Two long names that begin alike do not become one, and a PDF is still a PDF."""
    first, second = (safe_name(f"{'Dossier é ' * 40}{tail}.pdf") for tail in ("one", "two"))
    assert first != second
    assert first.endswith(".pdf")
    assert second.endswith(".pdf")
    assert len(first.encode()) <= LONGEST_NAME


@given(st.text(max_size=400))
def test_any_text_becomes_one_writable_name(text: str) -> None:
    """Never empty, never a path, never hidden, never too long, already in normal form, and safe to repeat."""
    name = safe_name(text)
    assert name
    assert Path(name).name == name
    assert not set(name) & set('<>:"/\\|?*')
    assert not any(unicodedata.category(character).startswith("C") for character in name)
    assert name[0] not in " .-"
    assert name[-1] not in " ."
    assert len(name.encode()) <= LONGEST_NAME
    assert unicodedata.is_normalized("NFC", name)
    assert safe_name(name) == name


def test_every_safe_name_can_be_written(tmp_path: Path) -> None:
    """The file system takes each of them."""
    for text in [*CASES, "é" * 400]:
        (tmp_path / safe_name(text)).write_bytes(b"x")
