"""Places, findings, the catalogue of finding kinds, and the one error that stops a run.

A finding is a value: every stage goes on past a bad row and returns what it found. Only a state in
which nothing sensible can follow raises :class:`ToolkitError`, caught once in ``toolkit.cli``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs: an error blocks the smallest unit, a warning prints, information informs."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"


class Exit:
    """The exit codes of every command."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    IN_DOUBT = 3
    WAITING = 4
    OUTSIDE = 5


def column_letter(number: int) -> str:
    """The spreadsheet letter of a 1-based column number: 1 is A, 27 is AA."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands, as the owner of the file sees it: file, sheet, 1-based row, column letter.

    ``row`` is the row a spreadsheet shows; ``line`` is set only where a text file's line number differs
    from it (a quoted line break above).
    """

    file: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    line: int | None = None

    @property
    def cell(self) -> str | None:
        """The cell's address (``F17``), or None for a place that is a row, a sheet or a file."""
        return f"{self.column}{self.row}" if self.column and self.row else None

    def __str__(self) -> str:
        """The place in words: ``Stock.xlsx, sheet Montres, cell F17``."""
        parts = [self.file]
        if self.sheet:
            parts.append(f"sheet {self.sheet}")
        if self.cell:
            parts.append(f"cell {self.cell}")
        elif self.row:
            parts.append(f"row {self.row}")
        elif self.column:
            parts.append(f"column {self.column}")
        words = ", ".join(parts)
        return f"{words} (line {self.line} of the text)" if self.line else words


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding: what it is called, what it weighs, why it matters and what to do about it.

    ``message`` and ``hint`` are templates for ``str.format`` with the facts of one finding. ``blocks``
    names the documents from which the piece's line is held back (``schedule``, later others). ``source`` is the
    public source the rule rests on, where it rests on one. ``may_stand`` says that a person's "not a fault" releases
    what the finding holds back; without it the register must be corrected, for there is nothing to print.
    """

    code: str
    severity: Severity
    title: str
    why: str
    message: str
    hint: str
    blocks: tuple[str, ...] = ()
    source: str = ""
    may_stand: bool = False

    def at(
        self,
        places: Place | Iterable[Place],
        value: object = "",
        *,
        register: str = "",
        subject: str = "",
        severity: Severity | None = None,
        **facts: object,
    ) -> Finding:
        """A finding of this kind. ``value`` is what was read, ``subject`` the stock number it concerns."""
        spots = (places,) if isinstance(places, Place) else tuple(places)
        known = {"value": value, "subject": subject, **facts}
        return Finding(
            kind=self,
            severity=severity or self.severity,
            register=register,
            places=spots,
            value=str(value),
            message=self.message.format_map(known),
            hint=self.hint.format_map(known),
            subject=subject,
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: its kind, its cells, what was read, why it matters and what to type."""

    kind: Kind
    severity: Severity
    register: str
    places: tuple[Place, ...]
    value: str
    message: str
    hint: str
    subject: str = ""

    @property
    def id(self) -> str:
        """Twelve hexadecimal digits that stay the same while kind, cells and value stay the same."""
        key = "|".join([self.kind.code, *map(str, self.places), self.value])
        return hashlib.sha256(key.encode()).hexdigest()[:12]

    @property
    def blocks(self) -> tuple[str, ...]:
        """The documents this finding holds its subject back from.

        A finding that weighs less than its kind does holds nothing back, and neither does mere information.
        """
        lowered = self.severity is not self.kind.severity and self.severity is not Severity.ERROR
        return () if lowered or self.severity is Severity.INFORMATION else self.kind.blocks


@dataclass(slots=True)
class Catalogue:
    """Every declared kind, by code, in the order of declaration."""

    kinds: dict[str, Kind] = field(default_factory=dict)

    def declare(  # noqa: PLR0913 - a kind has this many parts, each named at the call
        self,
        code: str,
        severity: Severity,
        title: str,
        *,
        why: str,
        message: str,
        hint: str,
        blocks: tuple[str, ...] = (),
        source: str = "",
        may_stand: bool = False,
    ) -> Kind:
        """Declare a kind beside the rule that finds it. A code declared twice raises ValueError."""
        if code in self.kinds:
            raise ValueError(f"finding kind declared twice: {code}")
        kind = Kind(code, severity, title, why, message, hint, blocks, source, may_stand)
        self.kinds[code] = kind
        return kind


CATALOGUE = Catalogue()
declare = CATALOGUE.declare


_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""What a screen obeys instead of showing it, and halves of pairs, which it cannot show."""


class ToolkitError(Exception):
    """The run cannot go on: what happened, and what the user can do about it.

    What the words quote of a file is made plain.
    ``code`` is a stable word for scripts (``not-found``, ``damaged``), ``status`` the exit code.
    """

    def __init__(
        self,
        message: str,
        hint: str = "",
        *,
        code: str = "failed",
        status: int = Exit.FAILED,
        findings: Iterable[Finding] = (),
    ) -> None:
        """Keep the message, the hint, the code, the exit status and the findings behind it."""
        super().__init__(message)
        self.message = _UNSEEN.sub("?", message)
        self.hint = _UNSEEN.sub("?", hint)
        self.code = code
        self.status = status
        self.findings = tuple(findings)


Facts = Mapping[str, object]
