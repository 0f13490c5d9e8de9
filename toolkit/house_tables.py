"""Tables of ``boutique.toml`` beside its settings: sources, currencies, words; a slip is named with what is meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from toolkit.addresses import canonical, is_url
from toolkit.columns.described import DESCRIBED
from toolkit.findings import ToolkitError
from toolkit.registers import REGISTERS
from toolkit.values import fold
from toolkit.vocabulary import MARK, MARKS, SITUATION, in_words, situation_of, spellings

FILE = "boutique.toml"
SOURCE_KEYS = ("register", "file", "name", "sheet", "describe", "columns")
FREE = {"brand": 'a brand in quotes, such as "Van Cleef & Arpels"', "adviser": "a person as she signs her letters"}
"""The fields of ``[words]`` whose words are the house's own, and what they name: ``"VCA" = "Van Cleef & Arpels"``."""

Document = Mapping[str, object]
"""A house file as TOML has it."""


@dataclass(frozen=True, slots=True)
class SourceSetting:
    """One ``[[source]]``: a sheet that holds a register, and what its headings mean (empty: not used).

    ``file`` is its name wherever it is shown; for a Google spreadsheet ``url`` is its address. ``describe`` are the
    fields whose blank cells are filled from the description.
    """

    register: str
    file: str
    sheet: str | None
    columns: Mapping[str, str]
    url: str | None = None
    describe: tuple[str, ...] = ()


def _source(item: Mapping[str, object]) -> SourceSetting:
    only(item, SOURCE_KEYS, "[[source]] ")
    register = next((r for r in REGISTERS if r.name == item.get("register")), None)
    if register is None:
        names = ", ".join(r.name for r in REGISTERS)
        raise wrong(f"[[source]] register is {item.get('register')!r}; it can be {names}")
    columns = item.get("columns", {})
    if not item.get("file") or not isinstance(columns, Mapping):
        raise wrong("[[source]] needs a file and its columns")
    fields = [column.field for column in register.columns]
    used: dict[str, str] = {}
    for heading, name in columns.items():
        if name and name not in fields:
            raise wrong(f"column {heading!r} means {name!r}, which is no {register.name} field{nearest(name, fields)}")
        if name and name in used:
            raise wrong(f"the columns {used[name]!r} and {heading!r} are both mapped to {name}; one must be left empty")
        used[name] = heading
    sheet = item.get("sheet")
    file, url = str(item["file"]), None
    if is_url(file):
        url = canonical(file)
        file = str(item.get("name") or url)
    elif "name" in item:
        raise wrong(f"[[source]] {file} has a name of its own; name is for addresses")
    described = _described(item.get("describe", []), register.name, used)
    return SourceSetting(register.name, file, str(sheet) if sheet else None, dict(columns), url, described)


def _described(named: object, register: str, used: Mapping[str, str]) -> tuple[str, ...]:
    """The fields that a source's description may fill: ``describe = ["metal", "size"]``."""
    if not isinstance(named, list) or not all(isinstance(name, str) for name in named):
        raise wrong('[[source]] describe holds names of fields, such as ["metal", "size"]')
    if named and register != "stock":
        raise wrong(f"[[source]] describe is for the stock register; this one is {register}")
    for name in named:
        if name not in DESCRIBED:
            raise wrong(f"[[source]] describe cannot fill {name!r}{nearest(name, list(DESCRIBED))}")
    if named and "description" not in used:
        raise wrong("[[source]] describe needs a column for descriptions; 'boutique map --no-describe all' ends it")
    return tuple(name for name in DESCRIBED if name in named)


def sources(document: Document) -> tuple[SourceSetting, ...]:
    """Every source; two spreadsheets under one name would be taken for one."""
    found = tuple(_source(item) for item in tables(document, "source"))
    addresses: dict[str, str | None] = {}
    for source in found:
        if addresses.setdefault(source.file, source.url) != source.url:
            raise wrong(f"two different sources are called {source.file!r}; give one of them another name")
    return found


def tables(document: Document, name: str) -> list[Mapping[str, object]]:
    """The tables of an array such as ``[[source]]``, in the order of the file."""
    items = document.get(name, [])
    if not isinstance(items, list) or not all(isinstance(item, Mapping) for item in items):
        raise wrong(f"write [[{name}]] with two brackets")
    return items


def currencies(document: Document) -> dict[str, str]:
    """The declared currency words, folded, and their codes."""
    table = document.get("currencies", {})
    if not isinstance(table, Mapping) or not all(isinstance(value, str) for value in table.values()):
        raise wrong('[currencies] holds lines like francs = "FRF"')
    return {fold(word): str(code) for word, code in table.items() if code}


def words(document: Document) -> dict[str, dict[str, str]]:
    """The house's own words by field, folded, and what each means."""
    table = document.get("words", {})
    if not isinstance(table, Mapping):
        raise wrong('[words.status] holds lines like "Chez Paul" = "at_workshop"')
    vocabularies = {c.field: c.vocabulary for r in REGISTERS for c in r.columns if c.vocabulary}
    vocabularies |= {"location": SITUATION, "mark": MARK}
    found: dict[str, dict[str, str]] = {}
    for name, given in table.items():
        if name not in {*vocabularies, *FREE} or not isinstance(given, Mapping):
            raise wrong(f"[words.{name}] is not known{nearest(name, [*vocabularies, *FREE])}")
        if name == "mark" and (odd := next((mark for mark in given if fold(mark) not in MARKS), None)):
            raise wrong(f"[words.mark] {odd!r} is no mark{nearest(odd, list(MARKS))}")
        known = {fold(in_words(word)): word for word in vocabularies.get(name, ())}
        for spelling, word in given.items():
            if name in FREE and not (isinstance(word, str) and word.strip()):
                raise wrong(f"[words.{name}] {spelling!r} must name {FREE[name]}")
            if name not in FREE and fold(str(word)) not in known:
                can = ", ".join(map(in_words, vocabularies[name]))
                raise wrong(f"[words.{name}] {spelling!r} means {word!r}; it can be {can}")
        found[name] = {
            fold(spelling): str(word) if name in FREE else known[fold(str(word))]
            for spelling, word in given.items()
        }
    return found


def at_night(document: Document, own: Mapping[str, str]) -> dict[str, str]:
    """Where what lies in a place by day lies at night: ``window = "Safe 1"``, by a place's words or its situation.

    The keys are folded; one that is a word for a situation stands for all places of that situation. ``own`` are the
    house's own words for places. Raises ToolkitError for a place at night of which nobody can say what it is.
    """
    table = document.get("at_night", {})
    if not isinstance(table, Mapping):
        raise wrong('[at_night] holds lines like window = "Safe 1"')
    known = spellings(SITUATION, own)
    found: dict[str, str] = {}
    for day, night in table.items():
        if not isinstance(night, str) or situation_of(night, own) is None:
            can = ", ".join(map(in_words, SITUATION))
            raise wrong(f"[at_night] {day!r} is {night!r}; name a place such as 'Safe 1', or one of {can}")
        found[fold(day.replace("_", " "))] = night
    return {known[day]: night for day, night in found.items() if day in known} | found


def nearest(name: str, known: list[str]) -> str:
    """The end of a sentence on an unknown name: the one that was probably meant, else all there are."""
    close = difflib.get_close_matches(str(name), known, 1)
    return f"; did you mean {close[0]}?" if close else f"; known are {', '.join(sorted(known))}"


def only(item: Mapping[str, object], known: Iterable[str], before: str) -> None:
    """Raise ToolkitError for a key that nothing reads; ``before`` is how the sentence on it begins."""
    for key in item:
        if key not in set(known):
            raise wrong(f"{before}{key} is not known{nearest(key, list(known))}")


def wrong(what: str) -> ToolkitError:
    """The error for a house file that cannot be followed; what it quotes of the file is made plain."""
    words = "".join(letter if letter.isprintable() else "?" for letter in what)
    return ToolkitError(
        f"{FILE}: {words}.", f"Correct {FILE} in a text editor and run the command again.", code="house-file"
    )
