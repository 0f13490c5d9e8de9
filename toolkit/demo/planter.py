"""Plants the faults that are written down in ``data/faults``: one table a register, one entry a fault.

An entry says which kind of finding it is for, which cell it spoils (``key``) with which ``value``, in a record that
fits ``where``; ``with`` sets other cells of the record quietly, ``mark`` and ``comment`` do what their names say, and
``say`` is what the owner should hear. ``at`` names the cell where it shows if that is another, ``also`` what it is
besides in other cells of the row, and ``brings`` the kinds that come with it. A value may be made from the record's
own: ``{from = "sold_on", days = 40}``, ``{from = "serial", cut = 2}``; ``{twin = true}`` is another record's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Protocol

from toolkit.demo.faults import Planting
from toolkit.demo.names import table
from toolkit.demo.workbook import shown

Entry = Mapping[str, Any]
ANYTHING: Mapping[str, Any] = {}


class Register(Protocol):
    """A register being written, whose cells can be spoilt: a ``Sheet`` or a ``Text``."""

    planting: Planting

    def read(self, record: str, key: str) -> object:
        """What a cell holds."""

    def write(self, record: str, key: str, value: object, number_format: str = "") -> None:
        """Put a value into a cell."""

    def mark(self, record: str, what: str) -> None:
        """Mark a record."""

    def comment(self, record: str, key: str, text: str) -> None:
        """Leave a comment on a cell."""

    def note(self, kind: str, record: str, key: str, what: str, say: str, brings: tuple[str, ...] = ()) -> None:
        """Note a fault at a cell."""


def is_plain(record: Any) -> bool:
    """Whether nothing is special about a record; one that cannot say so is plain."""
    return bool(getattr(record, "ordinary", True))


@dataclass(slots=True)
class Planter:
    """Plants faults in one register, each in a record of its own, spread over the register.

    ``records`` are what the rows were written from, by their names in the register.
    """

    register: Register
    records: Mapping[str, Any]
    step: int = 7
    plain: Callable[[Any], bool] = is_plain
    start: int = 0
    taken: set[str] = field(default_factory=set)

    def pick(self, where: Entry = ANYTHING, *, plain: bool = True) -> str:
        """The next free record that fits. None left is a mistake of the demo: ValueError."""
        names = list(self.records)
        for offset in range(len(names)):
            name = names[(self.start + offset) % len(names)]
            record = self.records[name]
            if self._free(name, record) and (not plain or self.plain(record)) and fits(record, where):
                self.start = (self.start + offset + self.step) % len(names)
                self.taken.add(name)
                return name
        raise ValueError(f"no record left to plant a fault in: {dict(where)}")

    def _free(self, name: str, record: Any) -> bool:
        """Whether no fault was planted in the record, nor in the piece it names in another register."""
        return name not in self.taken and value_of(record, "stock_no") not in self.register.planting.subjects

    def plant_table(self, name: str) -> None:
        """Plant every fault of one table, the particular ones first, while there are records that fit them."""
        for entry in sorted(table(f"faults/{name}")["fault"], key=lambda entry: not entry.get("where")):
            self.plant(entry)

    def plant(self, entry: Entry, record: str = "") -> str:
        """Plant one fault, in ``record`` where it is given; the record's name is returned."""
        name = record or self._pick_for(entry)
        key = entry["key"]
        for other, value in entry.get("with", ANYTHING).items():
            self.register.write(name, other, self._value(name, other, value, entry))
        if "mark" in entry:
            self.register.mark(name, entry["mark"])
        if "comment" in entry:
            self.register.comment(name, key, entry["comment"])
        if "value" in entry or "format" in entry:
            own = entry.get("value", {"from": key, "plus": 0})
            self.register.write(name, key, self._value(name, key, own, entry), entry.get("format", ""))
        what = entry.get("mark") or (f"comment: {entry['comment']}" if "comment" in entry else "")
        at, brings = entry.get("at", key), tuple(entry.get("brings", ()))
        self.register.note(entry["kind"], name, at, what or shown(self.register.read(name, at)), entry["say"], brings)
        for more in entry.get("also", ()):
            spot = more["at"]
            self.register.note(more["kind"], name, spot, shown(self.register.read(name, spot)), more["say"], brings)
        return name

    def _pick_for(self, entry: Entry) -> str:
        """A record for a fault. Raises ValueError with the fault's kind where none is left."""
        try:
            return self.pick(entry.get("where", ANYTHING), plain=entry.get("plain", True))
        except ValueError as error:
            raise ValueError(f"{entry['kind']}: {error}") from error

    def _value(self, name: str, key: str, value: Any, entry: Entry) -> Any:
        """A value as it is typed; a table makes it from the record's own or from another record's."""
        if not isinstance(value, Mapping):
            return None if value == "" else value
        if value.get("twin"):
            twin = self.pick(entry.get("where", ANYTHING), plain=entry.get("plain", True))
            return self.register.read(twin, value.get("from", key))
        own = value_of(self.records[name], value["from"])
        return _made(self.register.read(name, value["from"]) if own in {None, ""} else own, value)


def fits(record: Any, where: Entry) -> bool:
    """Whether a record has the facts: a value, one of a list, ``~part``, ``{over, under}``, or yes and no."""
    return all(_fit(value_of(record, name), want) for name, want in where.items())


def value_of(record: Any, name: str) -> Any:
    """One fact of a record, whether a dictionary or an object."""
    return record.get(name) if isinstance(record, Mapping) else getattr(record, name, None)


def _fit(value: Any, want: Any) -> bool:
    if isinstance(want, list):
        return value in want
    if isinstance(want, Mapping):
        return value is not None and value != "" and all(
            value >= limit if side == "over" else value < limit for side, limit in want.items()
        )  # fmt: skip
    if isinstance(want, bool):
        return bool(value) is want
    if isinstance(want, str) and want.startswith("~"):
        return want[1:] in str(value)
    return bool(value == want)


def _made(value: Any, how: Entry) -> Any:
    """A value made from another: so many days later, so many times as much, shorter, with a prefix."""
    if "days" in how:
        return value + timedelta(days=how["days"])
    if "times" in how:
        return round(value * how["times"])
    if "plus" in how:
        return value + how["plus"]
    text = value.isoformat() if isinstance(value, date) else str(value)
    text = text[: -how["cut"]] if "cut" in how else text[how.get("skip", 0) :]
    for old, new in how.get("change", {}).items():
        text = text.replace(old, new)
    return how.get("before", "") + text + how.get("after", "")
