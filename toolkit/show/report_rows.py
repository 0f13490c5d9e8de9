"""The findings of the report page in words: rows, kinds and weights, in the order in which they matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from toolkit.findings import CATALOGUE, Severity
from toolkit.produce.work import Gone, Item
from toolkit.render.wording import short_date
from toolkit.show.report_cells import Spot, clipped, isolated, spots, whole
from toolkit.show.report_sources import Sources
from toolkit.show.report_words import LANGUAGE, WORDS, documents, say

# A long table shows its first rows; the rest unfolds, in pieces a browser can pass over while they are out of sight.
FIRST = 50
_PIECE = 100
_LONGEST_SENTENCE = 700
# What so many rows say alike is said once above them; one or two rows read better each in full.
_ALIKE = 3
_SAID = {"done": "marked", "not-a-fault": "overruled"}


@dataclass(frozen=True, slots=True)
class Row:
    """One finding as shown; ``sources`` are the numbers of the tables it concerns, for the filter.

    ``said`` is what a person said of it, by name and day.
    """

    spots: tuple[Spot, ...]
    more: str
    subject: str
    value: str
    message: str
    hint: str
    sources: str
    new: bool
    done: bool
    said: str


@dataclass(frozen=True, slots=True)
class Pieces:
    """Rows shown at once, and the rest in pieces."""

    first: Sequence[object]
    rest: Sequence[Sequence[object]]
    more: str


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one kind and weight. What all of them say alike (``hint``) stands once, at the head.

    ``holds`` are the codes of the documents it holds back, for the filter; ``held_from`` the same in words.
    """

    key: str
    code: str
    title: str
    why: str
    source: str
    hint: str
    holds: str
    held_from: str
    count: str
    rows: Pieces


@dataclass(frozen=True, slots=True)
class Weight:
    """The groups of one weight."""

    word: str
    title: str
    intro: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Aside:
    """A finding set apart, and what a person said of it: by whom it was called not a fault, or why it may stay."""

    row: Row
    words: str
    more: tuple[str, ...] = ()


def weights(items: Sequence[Item], sources: Sources) -> Iterator[Weight]:
    """The groups, errors first; within a weight what holds a document back, then the most frequent."""
    found: dict[tuple[Severity, str], list[Item]] = {}
    for item in items:
        found.setdefault((item.finding.severity, item.finding.kind.code), []).append(item)
    for severity, ranked in groupby(sorted(found.values(), key=_rank), key=lambda group: group[0].finding.severity):
        groups = tuple(_group(group, sources) for group in ranked)
        yield Weight(severity.value, WORDS[severity], WORDS[f"{severity}_intro"], groups)


def _rank(items: Sequence[Item]) -> tuple[int, bool, int, str]:
    """What weighs most comes first."""
    first = items[0].finding
    return list(Severity).index(first.severity), not first.blocks, -len(items), first.kind.code


def _group(items: Sequence[Item], sources: Sources) -> Group:
    """The findings of one kind and weight."""
    first = items[0].finding
    held = first.blocks
    alike = len(items) >= _ALIKE and all(item.finding.hint == first.hint for item in items)
    return Group(
        key=f"{first.severity}-{first.kind.code}",
        code=first.kind.code,
        title=first.kind.title,
        why=first.kind.why,
        source=first.kind.source,
        hint=_sentence(first.hint) if alike else "",
        holds=" ".join(held),
        held_from=documents(held),
        count=say("count", n=len(items)),
        rows=pieces([_row(item, sources.of(item.finding), with_hint=not alike) for item in items]),
    )


def _row(item: Item, sources: str = "", *, with_hint: bool = False) -> Row:
    """One finding in words."""
    finding = item.finding
    shown, more = spots(finding.places)
    said = WORDS[_SAID[item.verdict]] if item.verdict in _SAID else ""
    return Row(
        spots=shown,
        more=more,
        subject=clipped(finding.subject) if finding.subject != finding.value else "",
        value=clipped(finding.value),
        message=_sentence(finding.message, finding.value),
        hint=_sentence(finding.hint, finding.value) if with_hint else "",
        sources=sources,
        new=item.new,
        done=item.verdict == "done",
        said=_lapsed(item) if item.lapsed else ": ".join(filter(None, (said, _signed(item)))) if said else "",
    )


def _sentence(text: str, value: str = "") -> str:
    """A sentence of a finding, in which a value too long to show is shown as everywhere."""
    shown = clipped(value)
    kept = text if value == shown else text.replace(value, shown)
    return whole(isolated(clipped(kept, _LONGEST_SENTENCE), shown))


def _signed(item: Item) -> str:
    """Who marked a finding and when: ``Camille, 3 Nov 2026``."""
    return ", ".join(filter(None, (item.by, _day(item.on))))


def _lapsed(item: Item) -> str:
    """Who knew of a finding, and until which day that was."""
    return say("lapsed", by=item.by, day=_day(item.until))


def _day(iso: str) -> str:
    return short_date(date.fromisoformat(iso), LANGUAGE) if iso else ""


def pieces(rows: Sequence[object]) -> Pieces:
    """The first rows, and the rest in pieces."""
    rest = tuple(rows[start : start + _PIECE] for start in range(FIRST, len(rows), _PIECE))
    return Pieces(rows[:FIRST], rest, say("rest", n=len(rows) - FIRST) if rest else "")


def gone(items: Sequence[Gone]) -> Pieces:
    """What the fixed findings were, and where they stood."""
    kinds = CATALOGUE.kinds
    return pieces([
        (kinds[item.kind].title if item.kind in kinds else item.kind.replace("-", " "), item.place) for item in items
    ])  # fmt: skip


def aside(items: Sequence[Item]) -> Pieces:
    """What was called not a fault."""
    return pieces([Aside(_row(item), _signed(item)) for item in items])


def known(items: Sequence[Item]) -> Pieces:
    """What somebody knows of: why, who, until when, and what it holds back all the same."""
    return pieces([Aside(_row(item), clipped(item.reason), tuple(_standing(item))) for item in items])


def _standing(item: Item) -> Iterator[str]:
    yield _signed(item)
    yield say("until", day=_day(item.until))
    if item.finding.blocks:
        yield say("still_held", document=documents(item.finding.blocks))
