"""Values in a cell's XML: text stays text, digits are kept, what Excel cannot hold is written as text."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.render.cells import CellValue, Formula, Pen, escape

PEN = Pen("", since_1904=False)

WRITTEN: list[tuple[CellValue, str | None, str | None]] = [
    # value, the cell's type, its content
    ("=SUM(1)", "inlineStr", "=SUM(1)"),
    ("+44 20 7946 0000", "inlineStr", "+44 20 7946 0000"),
    ("-10%", "inlineStr", "-10%"),
    ("00042", "inlineStr", "00042"),
    ("", None, None),
    (None, None, None),
    (Decimal("10.10"), None, "10.10"),
    (Decimal("12345678901234567.89"), None, "12345678901234567.89"),
    (Decimal("1E+3"), None, "1000"),
    (Decimal("-0"), None, "0"),
    (Decimal("NaN"), "inlineStr", "NaN"),
    (Decimal("1E+400"), "inlineStr", "1E+400"),
    (True, "b", "1"),
    (7, None, "7"),
    (0.1, None, "0.1"),
    (date(2026, 10, 31), None, "46326"),
    (date(1900, 3, 1), None, "61"),
    (date(1900, 2, 28), "inlineStr", "1900-02-28"),
    (date(1876, 5, 4), "inlineStr", "1876-05-04"),
    (datetime(2026, 10, 31, 18, 0), None, "46326.75"),
]


def read(written: str) -> ET.Element:
    """A cell as a reader of XML sees it."""
    return ET.fromstring(written)


@pytest.mark.parametrize(("value", "kind", "content"), WRITTEN, ids=[repr(case[0]) for case in WRITTEN])
def test_values(value: CellValue, kind: str | None, content: str | None) -> None:
    """Each value has one way to be written."""
    cell = read(PEN.cell("B2", ' s="3"', value))
    assert (cell.get("r"), cell.get("s"), cell.get("t")) == ("B2", "3", kind)
    assert ("".join(cell.itertext()) or None) == content


def test_the_other_epoch() -> None:
    """A workbook that counts from 1904 gets its own day numbers."""
    pen = Pen("", since_1904=True)
    assert ">44864<" in pen.cell("A1", "", date(2026, 10, 31))
    assert "1903-12-31" in pen.cell("A1", "", date(1903, 12, 31))


def test_a_prefix_is_kept() -> None:
    """A sheet whose elements carry a prefix gets cells that carry it too."""
    assert Pen("x:", since_1904=False).cell("A1", "", "a") == (
        '<x:c r="A1" t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c>'
    )


def test_formulas_carry_their_results() -> None:
    """A formula's result stands beside it: a number, a text, or nothing where nobody knows it."""
    assert PEN.cell("A1", "", Formula(Decimal("3.50"), "A2&A3")) == '<c r="A1"><f>A2&amp;A3</f><v>3.50</v></c>'
    assert PEN.cell("A1", "", Formula("a<b"), "A2") == '<c r="A1" t="str"><f>A2</f><v>a&lt;b</v></c>'
    assert PEN.cell("A1", "", None, "A2") == '<c r="A1"><f>A2</f></c>'
    assert PEN.cell("A1", "", Formula(5)) == '<c r="A1"><v>5</v></c>'


def test_escapes() -> None:
    """Markup is escaped, what XML forbids is left out, and a literal _x0041_ is not read as a letter."""
    assert escape("a<b>&\x00\x0b\ud800\uffff") == "a&lt;b&gt;&amp;"
    assert escape("_x0041_ _X0041_ _x41_") == "_x005F_x0041_ _X0041_ _x41_"
    assert escape("one\r\ntwo\rthree") == "one\ntwo\nthree"


def test_a_text_beyond_excels_limit_says_that_it_goes_on() -> None:
    """Excel calls a file with a longer text damaged."""
    assert len(escape("x" * 40_000)) == 32_767
    assert escape("x" * 40_000).endswith("…")


@given(st.text(max_size=60))
def test_any_text_stays_that_text(text: str) -> None:
    """Whatever a register holds, the file stays well-formed and shows the same characters, white space too."""
    shown = "".join(read(PEN.cell("A1", "", text)).itertext())
    expected = "".join(sign for sign in text.replace("\r\n", "\n").replace("\r", "\n") if escape(sign))
    assert shown.replace("_x005F_", "_") == expected.replace("_x005F_", "_")
    if shown != shown.strip():
        assert 'xml:space="preserve"' in PEN.cell("A1", "", text)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**15), max_value=10**15))
def test_any_amount_keeps_every_digit(amount: Decimal) -> None:
    """Money is written with the digits it has."""
    assert Decimal("".join(read(PEN.cell("A1", "", amount)).itertext())) == amount
