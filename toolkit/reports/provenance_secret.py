"""Names that a client's copy may not hold, and how a text is searched for them.

A whole name is looked for word by word, however it is written. A surname alone counts only for a party of this very
piece, with a capital, and where it is no word of the trade: rose gold names no Mrs Rose, and a service no "Brand
service centre".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from toolkit import vocabulary
from toolkit.other_records import Client
from toolkit.records import Record
from toolkit.render.dossier_phrases import PHRASES
from toolkit.render.phrases import LABELS, SENTENCES
from toolkit.render.reasons import REASONS
from toolkit.reports.provenance_names import COMMON, NAMELESS, OF_THE_TRADE, PLACES, SMALL, TITLE
from toolkit.values import fold

_LEAST = 4
_SUFFIXES = frozenset({"jr", "junior", "sr", "senior", "esq", "esquire", "obe", "mbe", "cbe", "phd", "md", "ltd"})

Phrase = tuple[str, ...]


def _phrase(name: str) -> Phrase:
    """A name as the words that make it, without titles, in the order of its writing."""
    bare = TITLE.sub("", re.sub(r"\(.*?\)", " ", name).strip())
    return tuple(word for word in fold(bare).split() if word not in _SUFFIXES)


def client_names(clients: Iterable[Record]) -> Iterator[str]:
    """The whole names in the clients' register."""
    for client in clients:
        if isinstance(client, Client):
            parts = " ".join(filter(None, (client.first_name, client.surname)))
            yield from filter(None, (client.name, parts))


class ClientNames:
    """Whole names of a register of clients, by their first word; made once for a house."""

    def __init__(self, names: Iterable[str]) -> None:
        """Keep names of two words or more."""
        self.by_first: dict[str, set[Phrase]] = defaultdict(set)
        for name in names:
            phrase = _phrase(name)
            if len(phrase) > 1 and any(len(word) >= _LEAST for word in phrase):
                self.by_first[phrase[0]].add(phrase)

    def found_in(self, words: Sequence[str]) -> str:
        """The first name that stands in a folded text."""
        for at, word in enumerate(words):
            for phrase in sorted(self.by_first.get(word, ())):
                if tuple(words[at : at + len(phrase)]) == phrase:
                    return " ".join(phrase)
        return ""


class Secrets:
    """The names that one piece's copy may not hold."""

    def __init__(self, clients: ClientNames, parties: Iterable[str], public: Iterable[str]) -> None:
        """Keep the parties' whole names and surnames; words of public names are nobody's secret."""
        self._clients = clients
        self._open = {word for name in public for word in fold(name).split()}
        everyone = list(parties)
        self._parties = ClientNames(everyone)
        self._public = {_phrase(name) for name in public}
        self._single = {word for name in everyone for word in self._surnames(name)}

    def _surnames(self, name: str) -> Iterable[str]:
        """The words of a name that are surely its own; behind a title even a word that documents print may be one."""
        ordinary = frozenset[str]() if TITLE.match(name) else _ordinary_words()
        for word in _phrase(name.partition(",")[0]):
            known = any(word in those for those in (self._open, COMMON, PLACES, NAMELESS, SMALL, ordinary))
            if len(word) >= _LEAST and word.isalpha() and not known:
                yield word

    def found_in(self, text: str) -> str:
        """The first name that a text may not hold; empty where it holds none."""
        folded, distinct = _folded(text)
        begun = not (self._parties.by_first.keys().isdisjoint(distinct)
                     and self._clients.by_first.keys().isdisjoint(distinct))  # fmt: skip
        if not begun and not any(word in folded for word in self._single):
            return ""  # nearly every text: no name begins in it
        words = folded.split()
        for names in (self._parties, self._clients):
            found = names.found_in(words)
            if found and tuple(found.split()) not in self._public:
                return found
        capitals = {fold(word) for word in re.findall(r"\b[^\W\d_][\w-]*", text) if word[:1].isupper()}
        return min(self._single & {part for word in capitals for part in word.split()}, default="")


@lru_cache(maxsize=4096)  # most texts of a dossier are the same in every dossier
def _folded(text: str) -> tuple[str, frozenset[str]]:
    """A text folded, and the words in it."""
    folded = fold(text)
    return folded, frozenset(folded.split())


@lru_cache(maxsize=1)
def printed_words() -> frozenset[str]:
    """The words of the documents' fixed texts and of the vocabulary, one by one: alone they name nobody."""
    tables = (LABELS, SENTENCES, REASONS, PHRASES, vars(vocabulary))
    return frozenset(word for table in tables for words in _strings(table.values()) for word in fold(words).split())


@lru_cache(maxsize=1)
def _ordinary_words() -> frozenset[str]:
    """Words that alone name nobody, unless a title stands before them."""
    return printed_words() | OF_THE_TRADE


def _strings(values: Iterable[object]) -> Iterator[str]:
    """The texts in a table, however deep."""
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, Mapping):
            yield from _strings((*value, *value.values()))
        elif isinstance(value, tuple | list | frozenset | set):
            yield from _strings(value)
