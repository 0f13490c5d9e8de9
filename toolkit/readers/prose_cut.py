"""A provenance text cut into passages: at semicolons, full stops and line breaks that truly part two holders."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate, pairwise

from toolkit.readers.prose_words import BEGINS, CLOSING, INNER, LEADING, ON_TO, PLACES

REFERENCE = re.compile(
    r"\s?(?:\[(?:notes? |n\. ?)?([0-9]{1,3}(?:\s?[,&–-]\s?[0-9]{1,3}){0,8})\]"
    r"|\((?:see )?(?:notes? |n\. ?)?([0-9]{1,2})\)|([¹²³⁰⁴-⁹]{1,3}))"
)
"""The mark of a note in the text: ``[3]``, ``[2, 3]``, ``(3)``, ``[note 3]``, ``³``."""

_STOPS = re.compile(r"[;.]|\n\s*")
_PAIRS = {")": "(", "]": "[", "”": "“", "»": "«"}
_WORD = re.compile(r"[^\s,;:()\[\]“”\"«»/&]+$")
_NEAR = 64  # characters of either side that decide about a full stop
_MONTHLY = re.compile(
    r"\s+(?:jan|feb|f[ée]v|mar|mär|avr|apr|ma[iy]|jui|jun|jul|ao[uû]|aug|sep|oct|okt|ott|nov|d[eé]c|dez|dic)",
    re.IGNORECASE,
)
_JOINED = re.compile(r"(?:[,&(\[–-]|\b(?:of|by|to|from|and|in|at|the|until|with|his|her|their|de|du|von|van|et))$")
_SALE = re.compile(r"\W{0,3}(?:\w+ly )?(?:sale|sold|auction)\b|[^,;]{0,80} sale,", re.IGNORECASE)
_POSTAL = re.compile(r",\s*[A-Z]{2}$")  # "San Diego, CA." ends a sentence; "ca." and "Pa." may not
_SAYS = re.compile(r"[\w?…]|\.\.\.")  # bare punctuation is no passage, an omission is
_WRAPPED_LINE = 40  # shorter lines end where the writer wanted them to


def enclosed(text: str) -> bytearray:
    """One for every character inside brackets or quotation marks that are both opened and closed."""
    stack: list[tuple[str, int]] = []
    open_of: Counter[str] = Counter()
    steps = [0] * (len(text) + 1)
    for found in re.finditer(r"[()\[\]“”«»\"]", text):
        at, mark = found.start(), found[0]
        opener = _PAIRS.get(mark, mark)
        if mark in "([“«" or (mark == '"' and not (open_of['"'] and _closes(text, at)) and _opens(text, at)):
            stack.append((mark, at))
            open_of[mark] += 1
        elif open_of[opener]:
            while stack[-1][0] != opener:  # what was opened inside and never closed is a plain character
                open_of[stack.pop()[0]] -= 1
            open_of[opener] -= 1
            begin = stack.pop()[1]
            steps[begin] += 1
            steps[at + 1] -= 1
    return bytearray(map(bool, accumulate(steps[:-1])))


def _opens(text: str, at: int) -> bool:
    """Whether a straight quotation mark can begin a quotation."""
    return (at == 0 or text[at - 1] in " \t\n([,;–-") and text[at + 1 : at + 2].strip() != ""


def _closes(text: str, at: int) -> bool:
    """Whether a straight quotation mark can end one."""
    return at > 0 and not text[at - 1].isspace() and not text[at + 1 : at + 2].isalnum()


def cut(body: str) -> list[tuple[int, int, str]]:
    """Begin and end of every passage that says something, and what parts it from the next: ``;``, ``,`` or nothing."""
    inside, wrapped = enclosed(body), _wrapped(body)
    found: list[tuple[int, int, str]] = []
    begin = 0
    for stop in _STOPS.finditer(body):
        at, mark = stop.start(), stop[0][0]
        if inside[at] or at < begin or not _parts(body, begin, at, stop.end(), wrapped=wrapped):
            continue
        found += _inner(body, inside, begin, at, ";" if mark == ";" else "")
        begin = at + 1
    found += _inner(body, inside, begin, len(body), "")
    return found


def _inner(body: str, inside: bytearray, begin: int, end: int, mark: str) -> Iterator[tuple[int, int, str]]:
    """The passages between two separators: more than one where the text goes on to a new holder after a comma."""
    if mark and not body[begin:end].strip():
        return
    sale = _SALE.match(body[begin : begin + 120].lstrip())
    for comma in _commas(body, begin, end, sale=bool(sale)):
        if not inside[comma]:
            yield from _trimmed(body, begin, comma, ",")
            begin = comma + 1
    yield from _trimmed(body, begin, end, mark)


def _commas(body: str, begin: int, end: int, *, sale: bool) -> list[int]:
    """Where the text may go on to a new holder."""
    patterns = (INNER, ON_TO) if sale else (INNER,)
    return sorted({found.start() for pattern in patterns for found in pattern.finditer(body, begin, end)})


def _trimmed(body: str, begin: int, end: int, mark: str) -> Iterator[tuple[int, int, str]]:
    """A passage without the space around it; none where nothing is left."""
    piece = body[begin:end]
    if (words := piece.strip()) and _SAYS.search(words):
        first = begin + len(piece) - len(piece.lstrip())
        yield first, first + len(words), mark


def _wrapped(body: str) -> bool:
    """Whether line breaks are those of a page, in the middle of a sentence, and say nothing."""
    lines = [line.strip() for line in body.split("\n")]
    return any(
        _JOINED.search(line[-12:]) or (line[-1] not in ".;:" and following[:1].islower())
        for line, following in pairwise(lines)
        if len(line) >= _WRAPPED_LINE
    )


def _parts(body: str, begin: int, at: int, after: int, *, wrapped: bool) -> bool:
    """Whether the mark at a place parts two passages."""
    if body[at] == ";":
        return True
    if body[at] == ".":
        return _ends(body, begin, at)
    if body.count("\n", at, min(after, at + _NEAR)) > 1:
        return True
    line, following = body[max(begin, at - _NEAR) : at].rstrip(), body[after : after + 1]
    return not wrapped and not _JOINED.search(line[-12:]) and not following.islower()


def _ends(body: str, begin: int, at: int) -> bool:
    """Whether a full stop ends a passage, and is not that of an abbreviation, an initial, a number, an ellipsis."""
    left, right = body[max(begin, at - _NEAR) : at], body[at + 1 : at + 1 + _NEAR]
    if left[-1:] == "." or right[:1] == "." or not left.strip():
        return False
    word = found[0] if (found := _WORD.search(left)) else ""
    if right[:1].strip() and not REFERENCE.match(right):  # no space behind: only where a sentence surely ended
        return right[0].isupper() and (left[-1] in ")]" or re.fullmatch("[0-9]{4}", word) is not None)
    following = right.lstrip()
    bare = word.casefold().strip("'’")
    if bare.isdigit() and len(bare) < 3:
        return not _MONTHLY.match(right) and left.strip() != word
    if _abbreviated(word) and not _POSTAL.search(left):
        return _abbreviation_ends(bare, left, following)
    if following[:1].islower():  # an abbreviation nobody listed, or a sentence that begins small
        return bare.isdigit() or not 1 < len(bare) < 5 or word.isupper()
    return True


def _abbreviated(word: str) -> bool:
    """Whether a word before a full stop is an initial, initials or a known abbreviation."""
    bare = word.casefold().strip("'’")
    initials = re.fullmatch(r"(?:[^\W\d_]{1,2}[.-])*[^\W\d_]", word) is not None
    return initials or bare in LEADING or bare in CLOSING or bare in PLACES


def _abbreviation_ends(bare: str, left: str, following: str) -> bool:
    """Whether the passage ends with an abbreviation: never after a title; after a place or a name by what follows."""
    if not following or (bare in LEADING and bare not in CLOSING):
        return False
    place = bare in PLACES and re.search(r",\s*\S+$", left) is not None and (len(bare) > 1)
    return (place and following[0].isupper()) or BEGINS.match(following) is not None
