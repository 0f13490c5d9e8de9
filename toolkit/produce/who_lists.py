"""The sheet "Who is who" of a worklist: how a line knows its two rows, and her answers read back from it.

A line holds the signs of both rows, so it is understood whatever became of file, order and other cells since.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from toolkit.findings import Place
from toolkit.pairings import Pairing, Sign
from toolkit.produce.answered import lines
from toolkit.readers.grid import Grid
from toolkit.values import fold

Said = Literal["", "same", "household", "different"]
"""What a line says of its two rows; empty where it says nothing."""

WORDS: Mapping[Said, str] = {"same": "same", "household": "household", "different": "different"}
HEADINGS = {"answer": "Answer", "who": "By", "remark": "Remark"}
"""The headings of her columns, which stand in this order before that of the signs."""
SIDES = {"left": "One row says", "right": "The other says"}
"""The headings of the columns by which a line is seen to be still in one piece."""

_SIGN = r"([0-9a-f]{16}):([0-9a-f.\-]+)"
_IDENTIFIER = re.compile(rf"who/(\w+)/{_SIGN}/{_SIGN}/([0-9a-f]{{8}})/([0-9a-f]{{4}})(?:/(same|household|different))?")
_ACCEPTED: Mapping[str, Said] = {"": "", **{fold(word): said for said, word in WORDS.items()}}


@dataclass(frozen=True, slots=True)
class PairEntry:
    """One line: its two rows, what it said when it was made (``shown``), what it says now, and by whom.

    ``odd`` is why the answer cannot be taken, in words.
    """

    register: str
    one: Sign
    other: Sign
    sheet: str
    shown: Said
    word: Said
    who: str
    remark: str
    place: Place
    odd: str = ""


def identifier(said: Pairing, sides: Iterable[str]) -> str:
    """What stands in a line's last column. ``sides`` are the texts of both rows in the line."""
    signs = (f"{sign.mark}:{sign.tells}" for sign in (said.one, said.other))
    shown = () if said.word == "undone" else (said.word,)
    return "/".join(("who", said.register, *signs, said.sheet, _seal(sides), *shown))


def pair_entries(grids: Iterable[Grid]) -> tuple[PairEntry, ...]:
    """The lines about pairs of rows; of a line she copied, the one that says more."""
    found: dict[tuple[str, Sign, Sign], PairEntry] = {}
    for entry in (entry for grid in grids for entry in _entries(grid)):
        key = (entry.register, entry.one, entry.other)
        if key not in found or not found[key].word:
            found[key] = entry
    return tuple(found.values())


def _entries(grid: Grid) -> Iterator[PairEntry]:
    """The lines of one sheet."""
    found = lines(grid, _IDENTIFIER, HEADINGS, SIDES)
    for row, match in found.rows.items():
        answer = found.text(row, "answer")
        word = _ACCEPTED.get(fold(answer))
        sides = [found.text(row, key) for key in SIDES if key in found.columns]
        yield PairEntry(
            register=match[1],
            one=Sign(match[2], match[3]),
            other=Sign(match[4], match[5]),
            sheet=match[6],
            shown=_ACCEPTED.get(match[8] or "", ""),
            word=word or "",
            who=found.text(row, "who"),
            remark=found.text(row, "remark"),
            place=found.place(row, "answer"),
            odd=_objection(match, answer, word, sides),
        )


def _objection(match: re.Match[str], answer: str, word: Said | None, sides: list[str]) -> str:
    """Why an answer cannot be taken; empty where it can, and where nothing is said."""
    if word is None:
        return f"{answer!r} is no answer; it can be: {', '.join(WORDS.values())}."
    if word and len(sides) == len(SIDES) and _seal(sides) != match[7]:
        return "this line is no longer in one piece, as if sorted in part. Have a new list written."
    if word == "household" and match[1] != "clients":
        return "only clients live in one household; it can be: same, different."
    return ""


def _seal(sides: Iterable[str]) -> str:
    """Four digits of the texts of both rows, spaces aside."""
    return hashlib.sha256("|".join(map(fold, sides)).encode("utf-8", "surrogatepass")).hexdigest()[:4]
