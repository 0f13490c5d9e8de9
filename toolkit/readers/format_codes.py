"""Number formats taken apart: sections, their conditions, and the parts each is made of.

A code such as ``[Red]#,##0.00;[<0](0);"-";@`` is cut once into :class:`Section` values and kept; what
they do with a value is in ``shown_numbers`` and ``shown_dates``.
"""

from __future__ import annotations

import locale
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

_TOKEN = re.compile(
    r"""
    "(?P<quoted>[^"]*)(?:"|\Z) | [\\!](?P<escaped>.) | _(?P<space>.) | \*(?P<fill>.)
    | \[(?P<bracket>[^\]]*)\]
    | (?P<general>General)
    | (?P<half>AM/PM|A/P|上午/下午)
    | (?P<power>E[+-])
    | (?P<calendar>B[12](?=[a-zA-Z\[]))
    | (?P<date>y+|m+|d+|h+|s+|e+|b+|g+|a{3,4})
    | (?P<digit>[0#?]) | (?P<point>\.) | (?P<comma>,) | (?P<percent>%) | (?P<slash>/)
    | (?P<text>@) | (?P<end>;) | (?P<other>.)
    """,
    re.IGNORECASE | re.ASCII | re.VERBOSE | re.DOTALL,  # the long s of old prints is no s
)
_CONDITION = re.compile(
    r"\s*(<=|>=|<>|<|>|=)\s*([-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:E[-+]?[0-9]+)?)\s*\Z", re.IGNORECASE
)
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE | re.ASCII)
_SYSTEM_DATE, _SYSTEM_TIME = 0xF800, 0xF400
_BUDDHIST = 7
_LONG_DATE, _LONG_TIME = "dddd, mmmm dd, yyyy", "h:mm:ss AM/PM"
"""What an American computer has for the formats that follow the reader's own settings."""

_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<": lambda value, limit: value < limit,
    ">": lambda value, limit: value > limit,
    "<=": lambda value, limit: value <= limit,
    ">=": lambda value, limit: value >= limit,
    "=": lambda value, limit: value == limit,
    "<>": lambda value, limit: value != limit,
}


class Part(NamedTuple):
    """One piece of a section.

    ``kind`` is ``literal``, ``digit``, ``point``, ``comma``, ``percent``, ``slash``, ``power``, ``text``,
    ``general``, ``date``, ``elapsed``, ``half`` or ``fraction`` (of a second).
    """

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a format: what it is for, and its parts."""

    kind: Literal["number", "date", "text", "general", "literal"]
    parts: tuple[Part, ...]
    condition: tuple[str, float] | None = None
    language: str = ""
    buddhist: bool = False

    def holds(self, value: float) -> bool:
        """Whether the section's condition is true of a value."""
        return self.condition is not None and _COMPARE[self.condition[0]](value, self.condition[1])


@lru_cache(maxsize=4096)
def sections(code: str) -> tuple[Section, ...]:
    """The sections of a number format, at least one."""
    cut: list[list[tuple[str, str]]] = [[]]
    for match in _TOKEN.finditer(code):
        kind = match.lastgroup or "other"
        if kind == "end":
            cut.append([])
        else:
            cut[-1].append((kind, match[kind]))
    return tuple(_section(tokens) for tokens in cut)


def is_date(code: str | None) -> bool:
    """Whether a number format writes dates, times or durations: its first section decides, as for Excel."""
    return code is not None and sections(code)[0].kind == "date"


def is_elapsed(code: str) -> bool:
    """Whether a format counts hours, minutes or seconds beyond the day: ``[h]:mm``."""
    return any(part.kind == "elapsed" for part in sections(code)[0].parts)


def _section(tokens: list[tuple[str, str]]) -> Section:
    parts: list[Part] = []
    condition, language, buddhist = None, "", False
    for kind, text in tokens:
        if kind == "bracket":
            found = _CONDITION.match(text)
            if found and found[2].count(".") < 2:
                condition = (found[1], float(found[2]))
            elif text.startswith("$"):
                sign, _, tag = text[1:].rpartition("-") if "-" in text else (text[1:], "", "")
                number = int(tag, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,8}", tag) else 0
                if number in {_SYSTEM_DATE, _SYSTEM_TIME}:
                    return sections(_LONG_DATE if number == _SYSTEM_DATE else _LONG_TIME)[0]
                parts.extend([Part("literal", sign)] if sign else [])
                language, buddhist = _language(number) or language, buddhist or number >> 16 & 0xFF == _BUDDHIST
            elif _ELAPSED.fullmatch(text):
                parts.append(Part("elapsed", text.lower()))
        elif made := _part(kind, text):
            parts.append(made)
    kind_of = _kind(parts)
    finish = _date_parts if kind_of == "date" else _number_parts if kind_of == "number" else _plain_parts
    return Section(kind_of, tuple(finish(parts)), condition, language, buddhist)


def _part(kind: str, text: str) -> Part | None:
    """A token as a part; colours of cells, fillers and calendars leave nothing to be read."""
    if kind in {"fill", "calendar"}:
        return None
    if kind == "space":
        return Part("literal", " ")
    if kind in {"quoted", "escaped", "other"}:
        return Part("literal", text)
    return Part(kind, text)


def _language(number: int) -> str:
    """The language of a locale's number, such as ``fr_FR``; empty where it is unknown or American."""
    name = locale.windows_locale.get(number & 0xFFFF, "")
    return "" if name == "en_US" else name


def _kind(parts: list[Part]) -> Literal["number", "date", "text", "general", "literal"]:
    """What a section formats. Digits beside letters of dates make a number: someone forgot the quotes."""
    kinds = {part.kind for part in parts}
    if kinds & {"date", "elapsed", "half"} and not _has_own_digits(parts):
        return "date"
    if kinds & {"digit"}:
        return "number"
    if "general" in kinds:
        return "general"
    return "text" if "text" in kinds else "number" if kinds & {"percent"} else "literal"


def _has_own_digits(parts: list[Part]) -> bool:
    """Whether there are digits that are not a fraction of a second."""
    for at, part in enumerate(parts):
        if part.kind == "digit":
            before = at
            while before and parts[before].kind == "digit" and parts[before].text == "0":
                before -= 1
            if not before or parts[before].kind != "point" or part.text != "0":
                return True
            if not any(p.kind in {"date", "elapsed"} for p in parts[:before]):
                return True
    return False


def _date_parts(parts: list[Part]) -> list[Part]:
    """The parts of a date: minutes told from months, fractions of seconds joined, all else literal."""
    made: list[Part] = []
    for part in parts:
        if part.kind == "digit" and made and made[-1].kind == "fraction":
            made[-1] = Part("fraction", made[-1].text + "0")
        elif part.kind == "digit" and made and made[-1] == Part("literal", "."):
            made[-1] = Part("fraction", "0")
        elif part.kind in {"date", "elapsed", "half"}:
            made.append(Part(part.kind, part.text if part.kind == "half" else part.text.lower()))
        else:
            made.append(Part("literal", part.text))
    clock = [(at, part) for at, part in enumerate(made) if part.kind in {"date", "elapsed"}]
    for number, (at, part) in enumerate(clock):
        if part.kind == "date" and part.text in {"m", "mm"}:
            before = clock[number - 1][1].text[0] if number else ""
            after = clock[number + 1][1].text[0] if number + 1 < len(clock) else ""
            if before == "h" or after == "s":
                made[at] = Part("date", part.text.replace("m", "n"))
    return made


def _number_parts(parts: list[Part]) -> list[Part]:
    """The parts of a number: letters that mean dates elsewhere are literal here."""
    made = [Part("literal", part.text) if part.kind in {"date", "elapsed", "half"} else part for part in parts]
    first = next((at for at, part in enumerate(made) if part.kind == "digit"), len(made))
    return [
        Part("literal", part.text) if part.kind in {"comma", "power", "slash"} and at < first else part
        for at, part in enumerate(made)
    ]


def _plain_parts(parts: list[Part]) -> list[Part]:
    """The parts of a section without digits or dates: only General and the text itself are not literal."""
    return [part if part.kind in {"text", "general"} else Part("literal", part.text) for part in parts]
