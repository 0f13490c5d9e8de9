"""The house: ``boutique.toml`` read into a frozen value, strictly, and written back with its comments kept."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from enum import Enum
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import tomlkit
from tomlkit.exceptions import ParseError

from toolkit.addresses import canonical, is_url
from toolkit.files import read_only
from toolkit.findings import Exit, ToolkitError
from toolkit.registers import REGISTERS
from toolkit.settings import SETTINGS, Setting
from toolkit.values import Currencies, fold
from toolkit.vocabulary import SITUATION

FILE = "boutique.toml"
TABLES = ("currencies", "words", "source")
SOURCE_KEYS = ("register", "file", "name", "sheet", "columns")
FREE = "brand"
"""The one field of ``[words]`` whose words are the house's own, for comparison: ``"VCA" = "Van Cleef & Arpels"``."""


@dataclass(frozen=True, slots=True)
class SourceSetting:
    """One ``[[source]]``: a sheet that holds a register, and what its headings mean (empty: not used).

    ``file`` is its name wherever it is shown; for a Google spreadsheet ``url`` is its address.
    """

    register: str
    file: str
    sheet: str | None
    columns: Mapping[str, str]
    url: str | None = None


class Copies(Enum):
    """What becomes of the copies of online sources: left alone, made anew at each reading, or read instead."""

    LEAVE = 0
    KEEP = 1
    USE = 2


@dataclass(frozen=True, slots=True)
class House:
    """A boutique as its house file describes it. ``settings`` is keyed ``section.key``; defaults are filled in."""

    folder: Path
    settings: Mapping[str, str | None]
    sources: tuple[SourceSetting, ...]
    currencies: Currencies
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    copies: Copies = Copies.LEAVE

    def __getitem__(self, key: str) -> str:
        """A setting as text; empty where it has none."""
        return self.settings[key] or ""

    @property
    def zone(self) -> ZoneInfo:
        """The house's time zone."""
        return ZoneInfo(self["house.timezone"])

    @property
    def country(self) -> str:
        """The country whose law applies (ISO 3166-1, two letters): as set, else the time zone's; empty where neither says."""
        from babel.core import get_global

        named = self["house.country"] or get_global("zone_territories").get(self["house.timezone"], "")
        return named if len(named) == 2 else ""

    @property
    def closing(self) -> time:
        """When the house closes."""
        return time.fromisoformat(self["house.closing_time"])

    def path(self, source: SourceSetting) -> Path:
        """The file behind a source; a relative one is meant from the house's folder."""
        return (self.folder / source.file).resolve()


def read(folder: Path) -> House:
    """The house in ``folder``. Raises ToolkitError for a missing, damaged or misspelt house file."""
    path = folder / FILE
    if not path.is_file():
        raise ToolkitError(
            f"There is no {FILE} in {folder}.",
            "Run 'boutique init' there first, or name the house's folder with --house.",
            code="not-found",
        )
    return parse(read_only(path).decode("utf-8-sig", "replace"), folder)


def parse(text: str, folder: Path) -> House:
    """The house that ``text`` describes. Raises ToolkitError naming the line or the setting that is wrong."""
    try:
        document = tomlkit.parse(text).unwrap()
    except ParseError as error:
        raise _wrong(f"line {error.line}, column {error.col}: {error}") from error
    sections = {setting.section for setting in SETTINGS}
    for name in document:
        if name not in sections and name not in TABLES:
            raise _wrong(f"[{name}] is not known{_nearest(name, [*sections, *TABLES])}")
    settings = _settings(document)
    return House(
        folder=folder,
        settings=settings,
        sources=_sources(document),
        currencies=Currencies(settings["house.currency"] or "", _currencies(document)),
        words=_words(document),
    )


def with_settings(house: House, overrides: Mapping[str, str]) -> House:
    """The house with settings (``section.key``) given for this run only. Raises ToolkitError for a wrong value."""
    known = {f"{item.section}.{item.key}": item for item in SETTINGS}
    checked = {name: _value(known[name], value) for name, value in overrides.items()}
    return replace(house, settings={**house.settings, **checked})


def _settings(document: Mapping[str, object]) -> dict[str, str | None]:
    found: dict[str, str | None] = {f"{item.section}.{item.key}": item.default for item in SETTINGS}
    for section in {setting.section for setting in SETTINGS}:
        table = document.get(section, {})
        if not isinstance(table, Mapping):
            raise _wrong(f"[{section}] must be a section")
        known = {item.key: item for item in SETTINGS if item.section == section}
        for key, value in table.items():
            if key not in known:
                raise _wrong(f"[{section}] {key} is not known{_nearest(key, list(known))}")
            found[f"{section}.{key}"] = _value(known[key], value)
    return found


def _value(setting: Setting, value: object) -> str:
    name = f"[{setting.section}] {setting.key}"
    text = value.isoformat(timespec="minutes") if isinstance(value, time) else value
    if not isinstance(text, str):
        raise _wrong(f"{name} must be text in quotes, not {value!r}")
    if setting.allowed and text not in setting.allowed:
        raise _wrong(f"{name} is {text!r}; it can be {', '.join(setting.allowed)}")
    fits, example = _FORMS.get(setting.kind, (bool, ""))
    if text and example and not fits(text):
        raise _wrong(f"{name} is {text!r}; write it like {example}")
    return text


def _is_time(text: str) -> bool:
    try:
        time.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_zone(text: str) -> bool:
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


_FORMS: Mapping[str, tuple[Callable[[str], object], str]] = {
    "time": (_is_time, "18:00"),
    "zone": (_is_zone, "Europe/London"),
    "code": (re.compile(r"[A-Z]{3}").fullmatch, "GBP"),
    "country": (re.compile(r"[A-Z]{2}").fullmatch, "GB"),
    "colour": (re.compile(r"#?[0-9a-fA-F]{6}").fullmatch, "#5a2327"),
}
"""How settings of a kind are written: the test, and an example."""


def _source(item: Mapping[str, object]) -> SourceSetting:
    for key in item:
        if key not in SOURCE_KEYS:
            raise _wrong(f"[[source]] {key} is not known{_nearest(key, list(SOURCE_KEYS))}")
    register = next((r for r in REGISTERS if r.name == item.get("register")), None)
    if register is None:
        names = ", ".join(r.name for r in REGISTERS)
        raise _wrong(f"[[source]] register is {item.get('register')!r}; it can be {names}")
    columns = item.get("columns", {})
    if not item.get("file") or not isinstance(columns, Mapping):
        raise _wrong("[[source]] needs a file and its columns")
    fields = [column.field for column in register.columns]
    used: dict[str, str] = {}
    for heading, name in columns.items():
        if name and name not in fields:
            raise _wrong(
                f"column {heading!r} means {name!r}, which is no {register.name} field{_nearest(name, fields)}"
            )
        if name and name in used:
            raise _wrong(
                f"the columns {used[name]!r} and {heading!r} are both mapped to {name}; one must be left empty"
            )
        used[name] = heading
    sheet = item.get("sheet")
    file, url = str(item["file"]), None
    if is_url(file):
        url = canonical(file)
        file = str(item.get("name") or url)
    elif "name" in item:
        raise _wrong(f"[[source]] {file} has a name of its own; name is for addresses")
    return SourceSetting(register.name, file, str(sheet) if sheet else None, dict(columns), url)


def _sources(document: Mapping[str, object]) -> tuple[SourceSetting, ...]:
    """Every source; two spreadsheets under one name would be taken for one."""
    sources = tuple(_source(item) for item in _tables(document, "source"))
    addresses: dict[str, str | None] = {}
    for source in sources:
        if addresses.setdefault(source.file, source.url) != source.url:
            raise _wrong(f"two different sources are called {source.file!r}; give one of them another name")
    return sources


def _tables(document: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    items = document.get(name, [])
    if not isinstance(items, list) or not all(isinstance(item, Mapping) for item in items):
        raise _wrong(f"write [[{name}]] with two brackets")
    return items


def _currencies(document: Mapping[str, object]) -> dict[str, str]:
    table = document.get("currencies", {})
    if not isinstance(table, Mapping) or not all(isinstance(value, str) for value in table.values()):
        raise _wrong('[currencies] holds lines like francs = "FRF"')
    return {fold(word): str(code) for word, code in table.items() if code}


def _words(document: Mapping[str, object]) -> dict[str, dict[str, str]]:
    table = document.get("words", {})
    if not isinstance(table, Mapping):
        raise _wrong('[words.status] holds lines like "Chez Paul" = "at_workshop"')
    vocabularies = {c.field: c.vocabulary for r in REGISTERS for c in r.columns if c.vocabulary}
    vocabularies["location"] = SITUATION
    found: dict[str, dict[str, str]] = {}
    for name, spellings in table.items():
        if name not in {*vocabularies, FREE} or not isinstance(spellings, Mapping):
            raise _wrong(f"[words.{name}] is not known{_nearest(name, [*vocabularies, FREE])}")
        for spelling, word in spellings.items():
            if name == FREE and not (isinstance(word, str) and word.strip()):
                raise _wrong(f'[words.{FREE}] {spelling!r} must name a brand in quotes, such as "Van Cleef & Arpels"')
            if name != FREE and word not in vocabularies[name]:
                raise _wrong(f"[words.{name}] {spelling!r} means {word!r}; it can be {', '.join(vocabularies[name])}")
        found[name] = {fold(spelling): str(word) for spelling, word in spellings.items()}
    return found


def as_at(text: str | None, house: House, now: datetime) -> datetime:
    """The moment every rule calls today: ``--as-at``, or the day of ``now``; a date alone means closing time.

    Raises ToolkitError (usage) for text that is neither ``2026-10-31`` nor ``2026-10-31T18:00``.
    """
    text = text or now.astimezone(house.zone).date().isoformat()
    try:
        if len(text) == len("2026-10-31"):
            return datetime.combine(date.fromisoformat(text), house.closing, house.zone)
        return datetime.fromisoformat(text).replace(tzinfo=house.zone, second=0, microsecond=0)
    except ValueError as error:
        raise ToolkitError(
            f"--as-at {text!r} is not a date.",
            "Write it like 2026-10-31 or 2026-10-31T18:00.",
            status=Exit.USAGE,
            code="usage",
        ) from error


def _nearest(name: str, known: list[str]) -> str:
    close = difflib.get_close_matches(str(name), known, 1)
    return f"; did you mean {close[0]}?" if close else f"; known are {', '.join(sorted(known))}"


def _wrong(what: str) -> ToolkitError:
    return ToolkitError(
        f"{FILE}: {what}.", f"Correct {FILE} in a text editor and run the command again.", code="house-file"
    )
