"""One finding a cell; one a table where so many are alike that a person wants to hear it once, with every cell."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from toolkit.checks.scope import Scope
from toolkit.findings import Finding
from toolkit.records import Record

FEW = 25
"""So many findings of one kind in a table are always told one by one."""

MOST = 0.5
"""From this share of the rows a rule asked about, it is the column and not the row that differs."""

MANY = 50
"""Up to so many findings of one kind a sheet, each stands by itself; more are one, with all their cells."""


def told_once(scope: Scope, field: str, judged: Iterable[tuple[Record, Finding | None]]) -> Iterable[Finding]:
    """The findings among ``judged``, each at its cell; where they are most of a table's rows, one at its heading.

    ``judged`` holds every record the rule asked about, with what it found, or None where nothing is wrong. What holds
    a document back keeps all its cells.
    """
    asked: Counter[int] = Counter()
    found: dict[tuple[int, str], list[tuple[Record, Finding]]] = defaultdict(list)
    for record, finding in judged:
        asked[id(record.source)] += 1
        if finding is not None:
            found[id(record.source), finding.kind.code].append((record, finding))
    heads = {id(table.source): table.header_row for table in scope.registers.tables}
    for (table, _), pairs in found.items():
        record, first = pairs[0]
        if len(pairs) <= FEW or len(pairs) < MOST * asked[table]:
            yield from (each for _, each in pairs)
            continue
        cells = [place for _, each in pairs for place in each.places] if first.blocks else []
        heading = record.source.place(heads.get(table, record.row), field)
        words = f"So it is in {len(pairs)} of {asked[table]} such rows, first in row {record.row}: {first.message}"
        yield replace(first, places=(heading, *cells), value="", subject="", message=words)


def gathered(found: Iterable[Finding]) -> Iterator[Finding]:
    """The findings of one rule; more than MANY of a kind in one sheet are one finding with every cell and the count."""
    groups: dict[tuple[str, str, str | None], list[Finding]] = {}
    for finding in found:
        place = finding.places[0]
        groups.setdefault((finding.kind.code, place.file, place.sheet), []).append(finding)
    for findings in groups.values():
        if len(findings) <= MANY:
            yield from findings
            continue
        first = findings[0]
        places = tuple(place for each in findings for place in each.places)
        rest = f" {len(findings) - 1} more rows of this sheet are alike."
        yield replace(first, places=places, subject="", message=first.message + rest)
