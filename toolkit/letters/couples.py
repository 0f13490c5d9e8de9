"""Two people in one row of the register: Mr and Mrs Smith, Sir John and Lady Smith, Dr Jones and Mr Smith."""

from __future__ import annotations

import re
from itertools import pairwise

from toolkit.letters.titles import FRENCH, TITLES
from toolkit.other_records import Client
from toolkit.values import fold

_JOINT = re.compile(r"\s*(?:&|\+|/|\band\b|\bet\b|\bund\b)\s*", re.IGNORECASE)


def couple(client: Client, language: str) -> tuple[str, tuple[str, ...]] | None:
    """The opening and the envelope's lines; None where titles or names do not pair."""
    titles = [TITLES.get(fold(word)) for word in _JOINT.split(client.title or "")]
    if len(titles) != 2 or not all(one and one.kind in {"plain", "knight", "lady"} for one in titles):
        return None
    kinds = [one.kind for one in titles if one]
    words = [one.envelope for one in titles if one]
    firsts = [first.strip() for first in _JOINT.split(client.first_name or "") if first.strip()]
    surnames = [name.strip() for name in _JOINT.split(client.surname or "") if name.strip()]
    if len(surnames) not in {1, 2} or len(firsts) > 2:
        return None
    if kinds == ["knight", "lady"] and language == "en":
        return _knight(words[0], firsts, surnames)
    if kinds != ["plain", "plain"]:
        return None
    return _french(words, firsts, surnames) if language == "fr" else _english(words, firsts, surnames)


def _knight(title: str, firsts: list[str], surnames: list[str]) -> tuple[str, tuple[str, ...]] | None:
    if not firsts or len(surnames) != 1 or len(firsts[0].rstrip(".")) < 2:
        return None
    pair = f"{title} {firsts[0]} and Lady {surnames[0]}"
    return f"Dear {pair}", (pair,)


def _english(words: list[str], firsts: list[str], surnames: list[str]) -> tuple[str, tuple[str, ...]] | None:
    if len(surnames) == 2:
        opening = " and ".join(f"{title} {name}" for title, name in zip(words, surnames, strict=True))
        if len(firsts) == 1:
            return None
        named = firsts or ["", ""]
        lines = [" ".join(filter(None, row)) for row in zip(words, named, surnames, strict=True)]
        return f"Dear {opening}", (f"{lines[0]} and", lines[1])
    if any(one == other for one, other in pairwise(words)):
        return None  # two of one title: the plural has its own forms
    pair = f"{words[0]} and {words[1]}"
    if len(firsts) == 2:
        envelope = f"{words[0]} {firsts[0]} and {words[1]} {firsts[1]} {surnames[0]}"
    else:
        envelope = " ".join((pair, *firsts, surnames[0]))
    return f"Dear {pair} {surnames[0]}", (envelope,)


def _french(words: list[str], firsts: list[str], surnames: list[str]) -> tuple[str, tuple[str, ...]] | None:
    called = [FRENCH.get(word, word) for word in words]
    if set(called) != {"Monsieur", "Madame"} or len(surnames) != 1:
        return None
    first = firsts[called.index("Monsieur")] if len(firsts) == 2 else " ".join(firsts)
    return "Madame, Monsieur", (" ".join(filter(None, ("Monsieur et Madame", first, surnames[0]))),)
