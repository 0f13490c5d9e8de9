"""The words the program itself knows: they stand in its own code, so they tell nothing of a house.

A word is left in the twin only because a rule or a reader looks for it. In a cell that names somebody only the words
for people and firms are left: May, Rose and Pearl are months, colours and stones elsewhere, and there they are clients.
"""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache

from toolkit.columns.declared import Column, Register
from toolkit.doubts import Explanation
from toolkit.findings import Kind
from toolkit.mask.letters import bare
from toolkit.mask.pattern_words import pattern_words
from toolkit.reconcile.who_words import SHORT
from toolkit.values import fold

_ROOMS = ("toolkit.checks", "toolkit.reconcile", "toolkit.columns", "toolkit.readers")
_READERS = ("toolkit.readers.body", "toolkit.readers.headings", "toolkit.readers.prose", "toolkit.readers.describe")
"""The readers that look for words; those of file formats do not."""
_MODULES = (
    "toolkit.vocabulary", "toolkit.other_words", "toolkit.values", "toolkit.dates", "toolkit.periods", "toolkit.money",
    "toolkit.measures", "toolkit.figures", "toolkit.currency_words", "toolkit.doubts",
)  # fmt: skip
_OF_NAMES = ("toolkit.checks.name_words", "toolkit.checks.names")
_OF_GREETINGS = "toolkit.checks.salutations"
_OF_PARTIES = (
    ("toolkit.checks.pieces", "_PRIVATE"), ("toolkit.checks.pieces", "_TRADE"), ("toolkit.reconcile.biography", "OWN"),
)  # fmt: skip
_OF_NAMES_PARTS = (
    ("toolkit.reconcile.who_words", "LEGAL_FORMS"), ("toolkit.reconcile.who_words", "PARTICLES"),
    ("toolkit.reconcile.who_words", "MARKS"),
)  # fmt: skip
_OF_STREETS = ("toolkit.reconcile.who_words", "STREET_ENDS")
_WORD = re.compile(r"[^\W\d_]+")
_LEAST_STEM = 4
_DEEPEST = 6


@dataclasses.dataclass(frozen=True, slots=True)
class Known:
    """Words that stay as they are, and beginnings of words that stay; both without case and accents.

    ``single`` letters stay where they are sizes and grades, and not where they are initials.
    """

    words: frozenset[str]
    stems: frozenset[str]
    single: bool = False

    @lru_cache(maxsize=1 << 16)  # noqa: B019 - there are three of these in all
    def kept(self, word: str) -> int:
        """How many letters of a word stay: all of them, a known beginning, or none."""
        plain = bare(word)
        if self.single and len(word) == 1:
            return 1
        if plain in self.words:
            return len(word)
        return next((at for at in range(len(plain) - 1, _LEAST_STEM - 1, -1) if plain[:at] in self.stems), 0)


@lru_cache(maxsize=1)
def of_program() -> Known:
    """Every word that the rules, the readers and the vocabularies look for."""
    rooms = [importlib.import_module(room) for room in _ROOMS]
    below = (module.name for room in rooms for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."))
    names = (name for name in (*below, *_MODULES) if _wordy(name))
    found = _known(value for name in names for value in _constants(name))
    return replace(found, words=found.words - frozenset(map(bare, SHORT)), single=True)  # given names are names


@lru_cache(maxsize=1)
def of_people() -> Known:
    """The words that the rules look for in names: titles, legal forms, what stands in a name's place."""
    parties = [vars(importlib.import_module(module))[name] for module, name in (*_OF_PARTIES, *_OF_NAMES_PARTS)]
    return _known([*parties, *(value for name in _OF_NAMES for value in _constants(name))])


@lru_cache(maxsize=1)
def of_greetings() -> Known:
    """The same, and the words of a salutation."""
    greetings = _known(_constants(_OF_GREETINGS))
    return Known(of_people().words | greetings.words, of_people().stems | greetings.stems)


@lru_cache(maxsize=1)
def of_addresses() -> Known:
    """The same, and the words in which a street ends."""
    module, name = _OF_STREETS
    return Known(of_people().words | _known([vars(importlib.import_module(module))[name]]).words, of_people().stems)


def _wordy(module: str) -> bool:
    """Whether a module's words are words of the trade."""
    reader = module.startswith("toolkit.readers.")
    return not reader or module.startswith(_READERS)


def _constants(module: str) -> list[object]:
    """What a module holds beside what Python gives it."""
    return [value for name, value in vars(importlib.import_module(module)).items() if not name.startswith("__")]


def _known(constants: Iterable[object]) -> Known:
    words, stems = set[str](), set[str]()
    for value in constants:
        _gather(value, words, stems)
    return Known(frozenset(words), frozenset(stem for stem in stems if len(stem) >= _LEAST_STEM))


def _gather(value: object, words: set[str], stems: set[str], depth: int = 0) -> None:
    """Add the words of a constant, however it is nested."""
    if depth > _DEEPEST or isinstance(value, Kind | Explanation | type):
        return
    if isinstance(value, str):
        words.update(bare(word) for word in _WORD.findall(f"{value} {fold(value)}"))
        if "(" in value and "|" in value:  # part of a pattern
            with suppress(re.error):
                _gather(re.compile(value), words, stems, depth)
    elif isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            whole, begun = pattern_words(value)
            words.update(map(bare, whole))
            stems.update(map(bare, begun))
    else:
        for inner in _parts(value):
            _gather(inner, words, stems, depth + 1)


def _parts(value: object) -> Iterator[object]:
    """What a container of the program's own constants holds."""
    if isinstance(value, Mapping):
        yield from value.keys()
        yield from value.values()
    elif isinstance(value, tuple | list | set | frozenset):
        yield from value
    elif isinstance(value, Register):
        yield from (value.columns, value.called, value.about)
    elif isinstance(value, Column):
        yield from (value.languages, value.vocabulary, value.units)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        yield from (getattr(value, field.name) for field in dataclasses.fields(value))
