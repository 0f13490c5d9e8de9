"""How tall rows are made: enough for the text, nothing where one line will do."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.render.fitting import Fitting, lines_of

STYLES = """<styleSheet><fonts><font><sz val="10"/></font><font><sz val="20"/></font><font/></fonts>
<cellXfs><xf fontId="0"/><xf fontId="1"><alignment wrapText="1"/></xf><xf fontId="2"><alignment wrapText="true"/></xf>
</cellXfs></styleSheet>"""


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", 1),
        ("short", 1),
        ("one\ntwo\nthree", 3),
        ("12345 67890 12345", 2),
        ("9" * 35, 4),
        ("WWWWWWW", 2),
        ("時計時計時計", 2),
    ],
)
def test_lines(text: str, lines: int) -> None:
    """Text breaks between words, at its own line ends, and within a word longer than the line."""
    assert lines_of(text, 11) == lines


def test_room() -> None:
    """Only a format that wraps has room; larger type has less of it and taller lines."""
    fitting = Fitting(ET.fromstring(STYLES))
    assert fitting.room(0, 20)[0] == 0
    room, leading = fitting.room(1, 20)
    assert room == pytest.approx(9.65)
    assert leading == pytest.approx(27.2)
    assert fitting.room(2, 20)[0] > room
    assert fitting.room(9, 20)[0] == 0
    assert Fitting(None).room(0, 20)[0] == 0


@given(st.text(max_size=80), st.floats(1, 200))
def test_more_room_never_takes_more_lines(text: str, room: float) -> None:
    """A wider cell is never taller, and no text takes less than its own line ends ask for."""
    assert lines_of(text, room * 2) <= lines_of(text, room)
    assert lines_of(text, room) >= 1 + text.count("\n")
