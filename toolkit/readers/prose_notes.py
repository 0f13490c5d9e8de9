"""The notes below a provenance text: where they begin, and where each ends."""

from __future__ import annotations

import re
from itertools import islice

from toolkit.passages import Note
from toolkit.readers.prose_cut import REFERENCE

_HEADING = re.compile(
    r"(?:(?<=\n)|(?<=[.;\]\"”] )|(?<=[.;\]\"”]  )|\A)[ \t]{0,8}(?:foot|end)?notes?"
    r"(?: (?:on|to) (?:the )?provenance)?[ \t]{0,4}:?"
    r"\s{0,40}(?=\[1\]|\(1\)|1[.):]|¹|\n)",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"\[(?P<square>[0-9]{1,3})\][.:)]?|\((?P<round>[0-9]{1,3})\)[.:]?|(?P<raised>[¹²³⁰⁴-⁹]{1,3})"
    r"|(?<![^\s])(?:note )?(?P<plain>[0-9]{1,3})[.):](?=\s|\Z)",
    re.IGNORECASE,
)
_TRIES = 12  # places where notes may begin; a text with more of them has none
_RAISED = str.maketrans("¹²³⁰⁴⁵⁶⁷⁸⁹", "1230456789")
Mark = tuple[int, int, int, bool]
"""A mark: its number, its begin and end, whether it begins a line."""


def number(digits: str) -> int:
    """The number of a mark, raised figures too."""
    return int(digits.translate(_RAISED))


def cut_notes(text: str) -> tuple[int, tuple[Note, ...]]:
    """Where the passages end, and the notes that stand after them; no notes where none are surely there."""
    marks = _marks(text)
    for heading in islice(_HEADING.finditer(text), _TRIES):
        chain = _chain([mark for mark in marks if mark[1] >= heading.end() - 1], heading.end())
        if chain:
            return heading.start(), _notes(text, chain)
    chain = _unheaded(text, marks)
    return (chain[0][1], _notes(text, chain)) if chain else (len(text), ())


def _marks(text: str) -> list[Mark]:
    """Every mark that could begin a note; a plain number only at the beginning of a line."""
    found = []
    for mark in _MARK.finditer(text):
        starts = not text[max(0, mark.start() - 9) : mark.start()].rpartition("\n")[2].strip()
        starts = starts and (mark.start() == 0 or "\n" in text[max(0, mark.start() - 9) : mark.start()])
        if starts or not mark["plain"]:
            digits = mark["square"] or mark["round"] or mark["raised"] or mark["plain"]
            found.append((number(digits), mark.start(), mark.end(), starts))
    return found


def _chain(marks: list[Mark], begin: int) -> list[Mark]:
    """The marks that begin the notes of a section: those at lines, or, where there are more, in turn."""
    lines: list[Mark] = []
    running: list[Mark] = []
    for mark in marks:
        if (mark[3] or mark[1] == begin) and (mark[0] > lines[-1][0] if lines else True):
            lines.append(mark)
        if mark[0] == (running[-1][0] + 1 if running else 1) and (running or mark[3] or mark[1] == begin):
            running.append(mark)
    return running if len(running) > len(lines) else lines


def _unheaded(text: str, marks: list[Mark]) -> list[Mark]:
    """The notes below a text without a heading: they begin again at 1, after the marks of the text."""
    firsts = [index for index, mark in enumerate(marks) if mark[0] == 1]
    for index in [index for index in firsts[1:] if _free(text, marks[index])][:_TRIES]:
        chain = _chain(marks[index:], marks[index][1])
        if {mark[0] for mark in chain} >= {mark[0] for mark in marks[:index]}:
            return chain
    return []


def _free(text: str, mark: Mark) -> bool:
    """Whether a mark stands at a line's beginning or behind a sentence, and not behind the word it belongs to."""
    _, begin, end, starts = mark
    before = text[max(0, begin - 40) : begin].rstrip()
    return starts or (before[-1:] in {".", "!", "?"} and text[end : end + 1] not in {";", ",", "."})


def _notes(text: str, chain: list[Mark]) -> tuple[Note, ...]:
    """Each note from its mark to the next; the last to the end of the text."""
    notes = []
    ends = [mark[1] for mark in chain[1:]] + [len(text)]
    for (which, begin, after, _), end in zip(chain, ends, strict=True):
        words = text[after:end].strip()
        first = after + len(text[after:end]) - len(text[after:end].lstrip())
        last = first + len(words)
        notes.append(Note(which, words, text[begin:first], text[last:end], begin, end))
    return tuple(notes)


def take_references(text: str) -> tuple[str, tuple[int, ...]]:
    """A passage without the marks of its notes, and their numbers."""
    numbers: list[int] = []
    for found in REFERENCE.finditer(text):
        digits = found[1] or found[2] or found[3]
        numbers += [number(part) for part in re.split(r"[\s,&–-]+", digits)]
    return re.sub(rf"(?:{REFERENCE.pattern}(?:,(?=\s?[\[(]))?)+", "", text), tuple(dict.fromkeys(numbers))
