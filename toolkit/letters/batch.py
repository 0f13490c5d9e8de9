"""Letters that are thought of together: each occasion with its client's history, and what lies beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from toolkit.findings import Finding
from toolkit.house import House
from toolkit.letters.heard import Heard, notes
from toolkit.letters.history import History, RowKey, histories, row_key
from toolkit.letters.letter import Occasion
from toolkit.letters.terms import Terms, terms
from toolkit.reconcile.united import One
from toolkit.records import Record, Registers

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known beside the registers.

    ``sent`` is the day of the last letter to each client, by number, as the ledger has it; ``likely`` are pairs of rows
    that may be one client and that nobody has judged; ``findings`` what the checks found and nobody called no fault.
    """

    sent: Mapping[str, date] = field(default_factory=dict)
    likely: tuple[tuple[Record, Record], ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """Everything that is looked at before a client is written to.

    ``known`` are the clients' histories, ``kept`` the occasions, both by client. ``likely`` are the rows that may be
    the same client as a row, ``findings`` what the checks found in a row.
    """

    today: date
    terms: Terms
    known: Mapping[RowKey, History]
    occasions: tuple[Occasion, ...] = ()
    sent: Mapping[str, date] = field(default_factory=dict)
    likely: Mapping[RowKey, Sequence[Record]] = field(default_factory=dict)
    findings: Mapping[RowKey, Sequence[Finding]] = field(default_factory=dict)
    kept: Mapping[RowKey, Sequence[Occasion]] = field(default_factory=dict)

    def history(self, one: One) -> History:
        """What is known of a client; nothing but her own rows where the registers have no such client."""
        return self.known.get(row_key(one.client)) or History(one)

    def case(self, history: History, occasion: Occasion | None = None) -> Case:
        """A client as somebody is about to write to her."""
        return Case(history, self, occasion, tuple(notes(history)))


def batch(
    found: Iterable[Occasion],
    registers: Registers,
    house: House,
    as_at: datetime,
    beside: Beside | None = None,
    known: Sequence[History] = (),
) -> Batch:
    """The batch of these occasions. ``known`` are the histories, where they are gathered already."""
    every, beside = tuple(found), beside or Beside()
    days = [one.day for one in every] or [as_at.date()]
    pairs = [pair for left, right in beside.likely for pair in ((left, right), (right, left))]
    return Batch(
        today=as_at.date(),
        terms=terms(house, min(days), max(days)),
        known={row_key(history.client): history for history in known or histories(registers)},
        occasions=every,
        sent=beside.sent,
        likely=_grouped((row_key(row), other) for row, other in pairs),
        findings=_grouped((key, one) for one in beside.findings for key in _rows_of(one)),
        kept=_grouped((row_key(one.client.client), one) for one in every),
    )


def _grouped(pairs: Iterable[tuple[RowKey, T]]) -> Mapping[RowKey, Sequence[T]]:
    found: dict[RowKey, list[T]] = defaultdict(list)
    for key, one in pairs:
        found[key].append(one)
    return found


def _rows_of(finding: Finding) -> Iterator[RowKey]:
    """The rows of clients that a finding stands in."""
    if finding.register == "clients":
        yield from dict.fromkeys((place.file, place.sheet, place.row) for place in finding.places if place.row)


@dataclass(frozen=True, slots=True)
class Case:
    """One client, as somebody is about to write to her: for an occasion, or only to say whether anything bars it."""

    history: History
    batch: Batch
    occasion: Occasion | None = None
    heard: tuple[Heard, ...] = ()

    def said(self, *codes: str) -> Iterator[Heard]:
        """What notes say of these kinds."""
        return (one for one in self.heard if one.code in codes)

    @property
    def every(self) -> tuple[Occasion, ...]:
        """The occasion and those that became part of it."""
        return (self.occasion, *self.occasion.with_) if self.occasion else ()
