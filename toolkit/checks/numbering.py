"""Stock numbers in their series: ``W0042`` is number 42 of series W; the runs they make, and what is missing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from toolkit.findings import Finding, Kind
from toolkit.records import Record

LEAP = 100
"""A step between two numbers from which a new block of numbers begins, and no row is missing."""

SHOWN = 12
"""How many gaps one finding spells out."""

_NUMBER = re.compile(r"(.*\D)?([0-9]{1,15})[A-Z]{0,2}")


def split(stock_no: str) -> tuple[str, int]:
    """The series of a stock number and its number in it; a letter after it names a part of the same piece."""
    found = _NUMBER.fullmatch(stock_no.upper().replace(" ", ""))
    return (found[1] or "", int(found[2])) if found else (stock_no, -1)


def numbered(records: Iterable[Record], series: Collection[str] | None = None) -> Mapping[str, dict[int, Record]]:
    """Every number of each series (all, or those named) that any row has, also where a cell holds several."""
    found: dict[str, dict[int, Record]] = defaultdict(dict)
    for record in records:
        doubt = record.doubts.get("stock_no")
        for text in (record.stock_no,) if record.stock_no else (doubt.readings or (doubt.raw,)) if doubt else ():
            name, number = split(text)
            if (series is None or name in series) and number >= 0:
                found[name].setdefault(number, record)
    return found


def runs(numbers: Sequence[int]) -> Iterator[list[int]]:
    """The numbers, which stand in order, in blocks: a leap begins the next."""
    run = list(numbers[:1])
    for before, after in pairwise(numbers):
        if after - before > LEAP:
            yield run
            run = []
        run.append(after)
    yield run


def missing(run: Sequence[int]) -> list[tuple[int, int]]:
    """The first and last number of each gap in a run."""
    return [(before + 1, after - 1) for before, after in pairwise(run) if after - before > 1]


def gap_finding(
    kind: Kind, name: str, run: Sequence[int], gaps: Sequence[tuple[int, int]], records: Mapping[int, Record]
) -> Finding:
    """One finding for all gaps of a run, at the number after each, with the missing numbers as they would stand."""
    width = len(_digits(records[run[0]], name))
    spelled = [f"{name}{a:0{width}d}" if a == b else f"{name}{a:0{width}d} to {name}{b:0{width}d}" for a, b in gaps]
    rest = f" and {len(gaps) - SHOWN} more gaps" if len(gaps) > SHOWN else ""
    places = [records[last + 1].place("stock_no") for _, last in gaps[:SHOWN]]
    return kind.at(
        places, ", ".join(spelled[:SHOWN]) + rest, register=records[run[0]].source.register,
        first=records[run[0]].stock_no or f"{name}{run[0]}", last=records[run[-1]].stock_no or f"{name}{run[-1]}",
    )  # fmt: skip


def _digits(record: Record, name: str) -> str:
    """The digits of a number as they are written, with their zeros."""
    return re.sub(r"[^0-9]", "", (record.stock_no or "").upper().replace(" ", "").removeprefix(name))
