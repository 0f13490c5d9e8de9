"""Changing what columns mean: boutique.toml edited in place, comments kept, and what the columns hold remembered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

import tomlkit

from toolkit import house as houses
from toolkit.files import read_only, write_all
from toolkit.findings import ToolkitError
from toolkit.house import FILE, House, SourceSetting
from toolkit.readers.load import load
from toolkit.readers.memory import name_of, remember, sketch
from toolkit.records import Registers, TableRead


@dataclass(frozen=True, slots=True)
class Where:
    """Which sources are meant: a register's, only those of a file, only those of a sheet."""

    register: str
    file: str | None = None
    sheet: str | None = None

    def holds(self, setting: SourceSetting) -> bool:
        """Whether a source is meant."""
        return (
            setting.register == self.register
            and self.file in {None, setting.file}
            and self.sheet in {None, setting.sheet}
        )


def give_meanings(house: House, meanings: Mapping[str, str], where: Where, *, dry_run: bool) -> House:
    """The house with columns given other meanings. Raises ToolkitError for a heading or a field that is not known."""
    document = _document(house)
    for heading, name in meanings.items():
        pairs = zip(_sources(document), house.sources, strict=True)
        sources = [item for item, setting in pairs if where.holds(setting) and heading in setting.columns]
        if not sources:
            there = sorted({h for s in house.sources if where.holds(s) for h in s.columns})
            raise ToolkitError(
                f"No {where.register} register has a column {heading!r}; its columns are: {', '.join(there)}.",
                "Write the heading exactly as shown.",
                code="no-column",
            )
        for item in sources:
            for other, meaning in list(item["columns"].items()):
                if name and meaning == name and other != heading:
                    item["columns"][other] = ""
            item["columns"][heading] = name
    return _kept(house, document, dry_run=dry_run)


def follow(house: House, registers: Registers | None = None, *, dry_run: bool = False) -> House:
    """The house with every proposed change of columns taken: the old heading goes, the new one takes its place.

    Headings that mean nothing known are noted as not used, so that they are not asked about again.
    """
    tables = {_name(table): table for table in (registers or load(house)).tables}
    document = _document(house)
    for item, setting in zip(_sources(document), house.sources, strict=True):
        table = tables.get((setting.register, setting.file, setting.sheet))
        if table is None:
            continue
        columns = item["columns"]
        for change in table.changes:
            if change.old:
                del columns[change.old]
            columns.add(change.new, _noted(change.field, change.reason))
        for heading in table.unknown:
            if heading not in columns:
                columns.add(heading, "")
    return _kept(house, document, dry_run=dry_run)


@dataclass(frozen=True, slots=True)
class Correction:
    """One column of a source (by its number) that is to mean something else; ``now`` is None where it goes altogether.

    ``note`` is the comment of a line that is new in boutique.toml.
    """

    source: int
    heading: str
    was: str | None
    now: str | None
    note: str = ""


def correct(house: House, wanted: Iterable[Correction], *, dry_run: bool) -> House:
    """The house with these columns changed, all of them or none; every other line of boutique.toml stays as it is."""
    document = _document(house)
    sources = _sources(document)
    for one in wanted:
        columns = sources[one.source].setdefault("columns", tomlkit.table())
        if one.now is None:
            del columns[one.heading]
        elif one.heading in columns:
            columns[one.heading] = one.now
        else:
            columns.add(one.heading, _noted(one.now, one.note))
    return _kept(house, document, dry_run=dry_run)


def fill_from_descriptions(house: House, fields: Mapping[int, Sequence[str]], *, dry_run: bool) -> House:
    """The house with the fields that each source (by its number) fills from its description; none: the line goes."""
    document = _document(house)
    sources = _sources(document)
    for number, names in fields.items():
        source = sources[number]
        if names and "describe" in source:
            source["describe"] = list(names)
        elif names:
            columns = source.pop("columns")  # a key behind the table of columns would be one of its lines
            source.add("describe", list(names))
            source.add("columns", columns)
        elif "describe" in source:
            del source["describe"]
    return _kept(house, document, dry_run=dry_run)


def keep_in_mind(house: House, registers: Registers) -> None:
    """Remember what each column holds, for the day one is renamed. A house that cannot be written to is left alone."""
    sketches = {name_of(*_name(table)): sketch(table.sample) for table in registers.tables if table.sample}
    with suppress(ToolkitError):
        remember(house.folder, sketches)


def _name(table: TableRead) -> tuple[str, str, str | None]:
    return table.source.register, table.source.file, table.source.sheet


def _noted(field: str, reason: str) -> Any:
    """A meaning with its reason as the comment of its line."""
    note, item = one_line(reason), tomlkit.item(field)
    return item.comment(note) if note else item


def one_line(words: str) -> str:
    """Words as a comment of boutique.toml holds them: nothing in them ends the line."""
    return "".join(letter for letter in " ".join(words.splitlines()) if letter.isprintable())


def _document(house: House) -> tomlkit.TOMLDocument:
    return tomlkit.parse(read_only(house.folder / FILE).decode("utf-8-sig"))


def _sources(document: tomlkit.TOMLDocument) -> list[Any]:
    sources = document["source"]
    return sources if isinstance(sources, list) else []


def _kept(house: House, document: tomlkit.TOMLDocument, *, dry_run: bool) -> House:
    """The edited house, written and its columns remembered unless it is a dry run."""
    text = tomlkit.dumps(document)
    edited = replace(houses.parse(text, house.folder), copies=house.copies)
    if not dry_run:
        write_all({house.folder / FILE: text.encode()}, overwrite=True)
        keep_in_mind(edited, load(edited))
    return edited
