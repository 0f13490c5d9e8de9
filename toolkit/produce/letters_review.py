"""The review of letters as a workbook, opened again: her answer beside each letter, whatever became of the rows' order.

A line knows its letter by its mark and by the very words it showed: an answer never passes to other words. A list left
blank undoes nothing that was said elsewhere; an answer that stood in it and was cleared is taken back.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from toolkit.correspondence import Decision
from toolkit.findings import Place, ToolkitError
from toolkit.produce.answered import holds, lines
from toolkit.produce.letters import said
from toolkit.produce.letters_drafted import Drafted, Letters
from toolkit.produce.marked import author
from toolkit.produce.marks import Refusal
from toolkit.readers.grid import Grid
from toolkit.readers.open import read
from toolkit.render.docx_text import plain
from toolkit.values import fold

Answer = Literal["", "yes", "no", "edit"]
"""What a line says; ``edit``: her words under Note are to stand in the letter."""

WORDS: Mapping[Answer, str] = {"yes": "yes", "no": "no", "edit": "edit"}
HEADINGS = {"answer": "Answer", "who": "By", "note": "Note"}
"""The headings of her columns, which stand in this order before that of the marks."""
NAMED = {"client": "Client", "text": "The letter"}
"""The headings of columns by which a line is seen to be still in one piece."""

_IDENTIFIER = re.compile(r"([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{8})-([0-9a-f]{8})(?:-(yes|no))?")
_ACCEPTED: Mapping[str, Answer] = {"": "", **{fold(word): answer for answer, word in WORDS.items()}}
_NUMBER = re.compile(r"letters [0-9a-f]{8}")


def heading(sheet: str) -> str:
    """What heads the last column: by this a list without a letter is known."""
    return f"letters {sheet}"


def identifier(one: Drafted, client: str, sheet: str) -> str:
    """What stands in a line's last column; ``client`` is what the line calls the client."""
    stands = standing(one)
    return "-".join(filter(None, (one.mark, one.words[:16], _piece(client, one.body), sheet, stands)))


def standing(one: Drafted) -> Answer:
    """What was said of a letter in the words it has."""
    same = one.decision is not None and one.decision.words == one.words
    return next((word for word in ("yes", "no") if same and one.decision and one.decision.word == word), "")


def list_number(letters: Letters) -> str:
    """Eight hexadecimal digits that tell lists apart: the run, its letters and what was said of them."""
    told = "".join(f"{one.mark}{one.words}{standing(one)}" for one in letters.drafted)
    return hashlib.sha256(f"{letters.as_at.isoformat()}{told}".encode()).hexdigest()[:8]


def _piece(client: str, text: str) -> str:
    said_here = f"{plain(client)}\n{plain(text)}"
    return hashlib.sha256(said_here.encode("utf-8", "surrogatepass")).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: its letter, the words it showed, what it said when it was made (``shown``) and says now, and by whom.

    ``odd`` is why the answer cannot be taken, in words.
    """

    mark: str
    words: str
    sheet: str
    shown: str
    answer: Answer
    who: str
    note: str
    place: Place
    odd: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """A review as read back: its lines, and who last saved it, as far as the file says."""

    file: str
    entries: tuple[Entry, ...]
    author: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of the answers: those to be remembered, the adviser's own words by mark, what was refused.

    ``same`` counts answers that were known, ``gone`` those of letters that are on the desk no more.
    """

    decisions: tuple[Decision, ...] = ()
    own: tuple[tuple[str, str], ...] = ()
    same: int = 0
    gone: int = 0
    refused: tuple[Refusal, ...] = ()


def read_review(path: Path) -> Review:
    """The answers of a review. Raises ToolkitError for a file that is none."""
    book = read(path)
    every = sorted((entry for grid in book.grids for entry in _entries(grid)), key=lambda one: bool(one.answer))
    entries = {entry.mark: entry for entry in every}  # of a row she copied, the one that says more
    if not entries and not holds(book.grids, _NUMBER):
        raise ToolkitError(
            f"{book.file} is no review of letters: the narrow last column, by which a letter is known, is not in it.",
            "Name the workbook that 'boutique letters draft' wrote. If the column was deleted, draft again.",
            code="no-review",
        )
    return Review(book.file, tuple(entries.values()), author(path))


def _entries(grid: Grid) -> Iterator[Entry]:
    """The lines of one sheet that belong to a letter."""
    lies = lines(grid, _IDENTIFIER, HEADINGS, NAMED)
    for row, found in lies.rows.items():
        word = lies.text(row, "answer")
        answer = _ACCEPTED.get(fold(word))
        odd = f"{word!r} is no answer; it can be: {' or '.join(WORDS.values())}." if answer is None else ""
        whole = lies.columns.keys() >= NAMED.keys()
        if whole and _piece(*(lies.text(row, name) for name in NAMED)) != found[3]:
            odd = "this line is no longer in one piece, as if sorted in part. Have a new list written."
        yield Entry(
            found[1], found[2], found[4], found[5] or "", answer or "", lies.text(row, "who"),
            lies.text(row, "note"), lies.place(row, "answer"), odd,
        )  # fmt: skip


def taken(letters: Letters, reviews: Sequence[Review], by: str = "") -> Taken:
    """What the reviews say that is not known yet; a later one has the last word. Nothing is kept."""
    decisions: dict[str, Decision] = {}
    own: dict[str, str] = {}
    refused, same, gone = [], 0, 0
    for review in reviews:
        for entry in review.entries:
            one = letters.of(entry.mark)
            if one is None or (one.state == "issued" and not entry.odd):
                gone += bool(entry.answer)
                continue
            try:
                decision = _decision(letters, one, entry, entry.who or by or review.author)
            except ToolkitError as error:
                refused.append(Refusal(entry.place, f"{error.message} {error.hint}".strip()))
                continue
            if decision is not None:
                decisions[entry.mark] = decision
            elif entry.answer == "edit" and entry.note != one.own:
                own[entry.mark] = entry.note
            else:
                same += bool(entry.answer)
    return Taken(tuple(decisions.values()), tuple(own.items()), same, gone, tuple(refused))


def _decision(letters: Letters, one: Drafted, entry: Entry, who: str) -> Decision | None:
    """What one line says; None for nothing new and for words of her own. Raises ToolkitError if it cannot be taken."""
    if entry.odd:
        raise ToolkitError(entry.odd)
    last = one.decision
    own = last is not None and last.sheet == entry.sheet
    if entry.answer == "edit":
        if not entry.note:
            raise ToolkitError("“edit” needs the words to be put in, under Note.", "Or edit the draft itself in Word.")
        if one.edited:
            raise ToolkitError("the draft was edited in Word, and stays as it is.", "Write the words there.")
        return None
    if not entry.answer:
        cleared = last is not None and (entry.shown or own) and one.words.startswith(entry.words)
        return said(letters, one.mark, one.words, "undone", who=who, sheet=entry.sheet) if cleared else None
    if last is not None and entry.answer == entry.shown:  # it said so when it was made
        return None
    if last is not None and own and last.word == entry.answer and last.words.startswith(entry.words):
        return None
    words = one.words if one.words.startswith(entry.words) else entry.words
    return said(letters, one.mark, words, entry.answer, who=who, note=entry.note, sheet=entry.sheet)
