"""The tables that findings stand in, numbered and counted for the filter of the report page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from toolkit.findings import Finding
from toolkit.records import TableRead
from toolkit.registers import REGISTERS
from toolkit.show.report_words import WORDS, say

_TITLES = {register.name: register.title for register in REGISTERS}


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a filter: the word kept in the address, what is shown, the numbers of the tables it means."""

    value: str
    words: str
    sources: str = ""


class Sources:
    """Numbers the sheets that findings stand in and counts the findings of each."""

    def __init__(self, tables: Iterable[TableRead]) -> None:
        """Begin with the tables that were read, in their order."""
        self._registers: dict[tuple[str, str | None], str] = {
            (table.source.file, table.source.sheet): table.source.register for table in tables
        }
        self._numbers = {where: number for number, where in enumerate(self._registers)}
        self._counts: Counter[int] = Counter()
        self._in_register: Counter[str] = Counter()

    @staticmethod
    def register(name: str) -> str:
        """A register's title."""
        return _TITLES.get(name, name.capitalize())

    def of(self, finding: Finding) -> str:
        """The numbers of the sheets a finding stands in, as ``0 4``; each is counted."""
        numbers = []
        registers = set()
        for where in dict.fromkeys((place.file, place.sheet) for place in finding.places):
            registers.add(self._registers.setdefault(where, finding.register))
            numbers.append(self._numbers.setdefault(where, len(self._numbers)))
        self._counts.update(numbers)
        self._in_register.update(registers)
        return " ".join(map(str, numbers))

    def options(self) -> list[tuple[str, list[Option]]]:
        """The choices, register by register: all of its sheets, then each; only where something was found."""
        found: dict[str, list[Option]] = {}
        for (file, sheet), number in self._numbers.items():
            if count := self._counts[number]:
                place = f"{file}, {WORDS['sheet']} {sheet}" if sheet else file
                option = Option(place, f"{place} ({count:,})", str(number))
                found.setdefault(self._registers[file, sheet], []).append(option)
        return [(self.register(name), self._with_all(name, options)) for name, options in found.items()]

    def _with_all(self, name: str, options: list[Option]) -> list[Option]:
        """The sheets of one register, headed by all of them together where there are several."""
        if len(options) == 1:
            return options
        words = f"{say('in_register', register=self.register(name))} ({self._in_register[name]:,})"
        return [Option(name, words, " ".join(option.sources for option in options)), *options]
