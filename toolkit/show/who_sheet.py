"""The sheet "Who is who" of a worklist: two rows side by side, what hangs on the answer, why, and room for hers.

Its last column knows both rows by their signs; produce/who_lists.py reads her columns back by it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from toolkit.pairings import Word
from toolkit.produce.judging import WhoIsWho
from toolkit.produce.united import Answer
from toolkit.produce.who_lists import WORDS, identifier
from toolkit.reconcile.hanging import Hanging
from toolkit.reconcile.likeness import Likeness
from toolkit.records import Record
from toolkit.render.wording import NONE
from toolkit.render.xlsx import CellValue, Line, Table
from toolkit.show.judging import chance, hangs_text, row_name, sides, waterfall
from toolkit.show.links import Links

NAME = "who"
COLUMNS = ("state", "likely", "hangs", "left_at", "left", "right_at", "right", "why", "answer", "by", "remark", "mark")
ASKED = {"same": "One and the same?", "household": "One household?"}


@dataclass(frozen=True, slots=True)
class _Pair:
    """One line: two rows, what is asked or holds of them, and why."""

    state: str
    left: Record
    right: Record
    likeness: Likeness | None = None
    hangs: Hanging | None = None
    answer: Answer | None = None


def who_table(who: WhoIsWho | None, links: Links, number: str) -> Table:
    """The lines of the sheet; none where nobody looked. ``number`` is that of the list."""
    lines = [_line(pair, who, links, f"{number}{_standing(who)}") for pair in _pairs(who)] if who else []
    return Table(tuple(lines), tuple(f"{NAME}_{column}" for column in COLUMNS))


def who_values(who: WhoIsWho | None) -> Mapping[str, CellValue]:
    """What stands above the table."""
    if who is None:
        return {"who_note": "'boutique reconcile --workbook FILE' asks here which rows are one client or supplier."}
    note = (
        "Choose same, household or different beside a pair, save, then run: boutique reconcile --marks FILE. "
        "Nothing is asked twice; clear an answer to take it back. The registers stay as they are."
    )
    nobody = "Nobody stands in two rows, as far as can be seen."
    return {"who_note": note if who.open or who.sure or who.standing else nobody}


def _standing(who: WhoIsWho) -> str:
    """Four digits of the answers in force: a list made after another answer is another list."""
    told = "|".join(f"{who.rows.sign(one.left)}{who.rows.sign(one.right)}{one.word}" for one in who.standing)
    return hashlib.sha256(told.encode()).hexdigest()[:4]


def _pairs(who: WhoIsWho) -> Iterator[_Pair]:
    """The lines: what contradicts, what is asked, what is sure, what was answered."""
    odd = {id(answer) for group in who.at_odds for answer in group}
    told = sorted(who.standing, key=lambda answer: id(answer) not in odd)
    contradicting = sum(id(answer) in odd for answer in told)
    answered = [
        _Pair(
            "contradicts" if id(one) in odd else "answered", one.left, one.right,
            who.likenesses.get((id(one.left), id(one.right))), None, one,
        )
        for one in told
    ]  # fmt: skip
    yield from answered[:contradicting]
    for state, questions in (("to decide", who.open), ("sure", who.sure)):
        for item in questions:
            yield _Pair(state, item.likeness.left, item.likeness.right, item.likeness, item.hangs)
    yield from answered[contradicting:]


def _line(pair: _Pair, who: WhoIsWho, links: Links, number: str) -> Line:
    """One line. What stands in the cells of both rows is part of what the line is known by."""
    word: Word = pair.answer.word if pair.answer else "undone"
    said = who.rows.pairing(Answer(pair.left, pair.right, word, "", "", number))
    texts = [_side(pair.left, pair.right, at) for at in (0, 1)]
    likeness = pair.likeness
    asked = ASKED[likeness.relation] if likeness and not pair.answer else ""
    return Line(
        (
            pair.state,
            chance(likeness.probability) if likeness else NONE,
            "\n".join(filter(None, (asked, hangs_text(pair.hangs) if pair.hangs else ""))) or NONE,
            links.link(pair.left.place()),
            texts[0],
            links.link(pair.right.place()),
            texts[1],
            "\n".join(waterfall(likeness)) if likeness else NONE,
            WORDS[word] if word != "undone" else None,
            pair.answer.who if pair.answer else None,
            who.remarks.get((id(pair.left), id(pair.right))),
            identifier(said, texts),
        )
    )


def _side(left: Record, right: Record, at: int) -> str:
    """One of two rows as a cell shows it: where it stands, who it is, and every field that either fills."""
    row = (left, right)[at]
    fields = (f"{label}: {both[at] or NONE}" for label, *both in sides(left, right))
    return "\n".join((f"row {row.row}: {row_name(row)}", *fields))
