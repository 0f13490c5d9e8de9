"""Spaces as a printer sets them: what belongs together stays on one line, French marks keep their distance.

Facts arrive with plain spaces, from registers and from the phrase book alike, so the rule is kept here alone and is
applied to the words of a finished page; its tags, attributes and style sheets are left as they are.
"""

from __future__ import annotations

import re

_NO_BREAK, _NARROW = "\u00a0", "\u202f"
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
)
_UNITS = "g|kg|mg|ct|carats?|mm|cm|m|‰|%"
# A day with its month and year, a number with its unit, what abbreviates with what it announces, a dot with its word.
_TOGETHER = re.compile(
    rf"\b(?:(?:\d\d?|1er) )?(?:{_MONTHS}) \d{{4}}\b|\b(?:\d\d?|1er) (?:{_MONTHS})\b"
    rf"|(?<=\d) (?:{_UNITS})(?![\w’'])"
    r"|\b(?:no\.|n°) (?=\w)|\b(?:circa|vers) (?=\d)"
    r"| ·(?: E(?=\d))?"
)
# French marks with whatever space the register or the phrase put before them; the semicolon of an entity is none.
_MARKS = re.compile(
    r"(?P<entity>&#?\w+;)"
    r"|(?:(?<=\S)[ \u00a0\u202f]|(?<=[^\s;!?]))(?P<high>[;!?])(?=[\s»)]|$)"
    r"|(?<=[^\s:])[ \u00a0\u202f]?(?P<colon>:)(?=\s|$)"
    r"|(?P<open>«)[ \u00a0\u202f]?"
    r"|[ \u00a0\u202f]?(?P<close>»)"
)
_BEFORE = {"high": _NARROW, "colon": _NO_BREAK, "close": _NO_BREAK}
_TAGS = re.compile(r"(<style\b.*?</style>|<[^>]*>)", re.DOTALL)


def spaced(text: str, language: str) -> str:
    """A text with its spaces bound; in French also with the spaces that its marks ask for."""
    text = _TOGETHER.sub(lambda found: found[0].replace(" ", _NO_BREAK), text)
    return _MARKS.sub(_marked, text) if language == "fr" else text


def spaced_page(html: str, language: str) -> str:
    """A page whose words are spaced, and nothing else of it changed."""
    parts = _TAGS.split(html)
    return "".join(part if at % 2 else spaced(part, language) for at, part in enumerate(parts))


def _marked(found: re.Match[str]) -> str:
    """A French mark with its space."""
    kind = found.lastgroup or ""
    if kind == "open":
        return f"«{_NO_BREAK}"
    return f"{_BEFORE.get(kind, '')}{found[kind]}"
