"""The row a person means: by its number, its place as the program says it, or a name that one row alone bears."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.checks.identity import said
from toolkit.findings import Exit, ToolkitError
from toolkit.other_records import Client, Supplier
from toolkit.pairings import Word
from toolkit.reconcile.keys import code_key
from toolkit.reconcile.signs import NUMBERS
from toolkit.reconcile.united import names_of
from toolkit.records import Record, Registers
from toolkit.values import fold

SHOWN = 6
"""How many of several rows are named when asking which is meant."""


def the_pair(registers: Registers, one: str, other: str, word: Word) -> tuple[Record, Record, Word]:
    """The two rows of one register that are meant, and what is said of them. Raises ToolkitError (usage) otherwise."""
    left, right = _the_row(registers, one), _the_row(registers, other)
    if left is right:
        raise _usage(f"{one!r} and {other!r} are the same row: {left.place()}.", "Name two different rows.")
    if left.source.register != right.source.register:
        raise _usage(f"{left.place()} and {right.place()} are not of one register.", "Name two rows of one register.")
    if word == "household" and not isinstance(left, Client):
        raise _usage("Only clients live in one household.", "Of suppliers say --same or --different.")
    return left, right, word


def _the_row(registers: Registers, wanted: str) -> Record:
    """The one row that is meant."""
    people = [record for name in NUMBERS for record in registers.others.get(name, ())]
    for known in (_by_place, _by_number, _by_name):
        found = list(known(people, wanted.strip()))
        if len(found) == 1:
            return found[0]
        if found:
            named = "; ".join(str(record.place()) for record in found[:SHOWN])
            more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
            said_of = f"{len(found)} rows are called {wanted!r}: {named}{more}."
            raise _usage(said_of, "Name the place of the one you mean.")
    raise ToolkitError(
        f"No row of clients or suppliers is called {wanted!r}.",
        'Give a client or supplier number, or a place such as "Clients.xlsx, sheet Clients, row 17".',
        code="not-found",
        status=Exit.USAGE,
    )


def _by_place(people: Sequence[Record], wanted: str) -> Iterator[Record]:
    """``Clients.xlsx, sheet Clients, row 17``, or with any cell of the row: ``cell F17``."""
    *before, last = (part.strip() for part in wanted.split(","))
    word, _, spot = last.partition(" ")
    row = spot.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") if word == "cell" else spot
    if before and word in {"row", "cell"} and row.isdecimal():
        for record in people:
            parts = [part.strip() for part in str(record.place()).split(",")]
            if record.row == int(row) and parts[: len(before)] == before:
                yield record


def _by_number(people: Sequence[Record], wanted: str) -> Iterator[Record]:
    key = code_key(wanted)
    for record in people:
        number = said(record, NUMBERS[record.source.register])
        if number and code_key(number) == key:
            yield record


def _by_name(people: Sequence[Record], wanted: str) -> Iterator[Record]:
    folded = fold(wanted)
    for record in people:
        if isinstance(record, Client):
            named: tuple[str, ...] = names_of(record)
        else:
            named = (fold(record.name),) if isinstance(record, Supplier) and record.name else ()
        if folded in named:
            yield record


def _usage(message: str, hint: str) -> ToolkitError:
    return ToolkitError(message, hint, code="usage", status=Exit.USAGE)
