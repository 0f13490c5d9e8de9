"""The words a pattern is looking for: its literal letters, every way it may spell them, and nothing it leaves open."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Sequence
from typing import Any

_OPEN = "\0"
"""Stands for whatever a pattern does not spell out."""
_MOST = 4096
"""Spellings of one part of a pattern; beyond, its parts are taken one by one."""
_WORD = re.compile(rf"[^\W\d_]+{_OPEN}?")

# The standard library parses patterns for itself under this name; an importlib call keeps it out of sight of typing.
_PARSER = importlib.import_module("re._parser")


def pattern_words(pattern: re.Pattern[str]) -> tuple[set[str], set[str]]:
    """The whole words that a pattern spells, and the beginnings of words whose ends it leaves open."""
    found = {word for text in _spelled(_PARSER.parse(pattern.pattern, pattern.flags)) for word in _WORD.findall(text)}
    whole = {word for word in found if not word.endswith(_OPEN)}
    return whole, {word.rstrip(_OPEN) for word in found - whole}


def _spelled(items: Iterable[Any]) -> set[str]:
    """Every spelling of a sequence, what is left open as one sign."""
    spelled, done = {""}, set[str]()
    for name, value in items:
        ways = _ways(str(name), value)
        if len(spelled) * len(ways) > _MOST:
            done |= spelled
            spelled = {" "}
        spelled = {before + way for before in spelled for way in ways}
    return spelled | done


def _ways(name: str, value: Any) -> set[str]:
    """Every spelling of one item of a pattern."""
    if name == "LITERAL":
        return {chr(value)}
    if name == "IN":
        return _one_of(value)
    if name == "BRANCH":
        return set[str]().union(*(_spelled(branch) for branch in value[1]))
    if name in {"SUBPATTERN", "ATOMIC_GROUP"}:
        return _spelled(value[-1] if name == "SUBPATTERN" else value)
    if name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
        least, _, inner = value
        return _spelled(inner) | ({""} if least == 0 else set())
    return {" "} if name == "AT" else {_OPEN} if name in {"ANY", "NOT_LITERAL"} else {" "}


def _one_of(choices: Sequence[Any]) -> set[str]:
    """A set of signs: its letters where it names a few; a word's sign stays open, anything else parts words."""
    if all(str(name) == "LITERAL" for name, _ in choices):
        return {chr(letter) for _, letter in choices}
    kinds = {str(value) for name, value in choices if str(name) == "CATEGORY"}
    return {_OPEN} if "CATEGORY_WORD" in kinds else {" "}
