"""The blocks of a schedule, and a line's reasons as sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from toolkit.findings import Place
from toolkit.render.reasons import reason
from toolkit.render.wording import label, money, when
from toolkit.reports.custody import Reason, Standing
from toolkit.reports.insurance import Line
from toolkit.values import Money, When


class Block(Enum):
    """Where a line stands: in the total, or in one of the three named blocks beside it."""

    TOTAL = "total"
    IN_DOUBT = "in doubt"
    EXCEPTION = "exception"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True)
class Placed:
    """A line and its block."""

    block: Block
    line: Line


Want = tuple[Reason, Place]
"""Something that keeps a held piece from the total, and the cell to fill."""


def block_of(standing: Standing, wants: Callable[[], Iterable[Want]]) -> tuple[Block, tuple[Want, ...]]:
    """The block of a line and what it wants: only what is held is asked, and what wants anything is an exception."""
    if standing is Standing.NOT_HELD:
        return Block.EXCLUDED, ()
    if standing is Standing.DOUBT:
        return Block.IN_DOUBT, ()
    found = tuple(wants())
    return (Block.EXCEPTION if found else Block.TOTAL), found


def sentences(reasons: Iterable[Reason], language: str) -> tuple[str, ...]:
    """Reasons as sentences, each once: dates, statuses, places and figures as a document writes them."""
    return tuple(dict.fromkeys(_say(item, language) for item in reasons))


def _say(item: Reason, language: str) -> str:
    key, facts = item
    said = {name: _fact(name, fact, language) for name, fact in facts.items()}
    return reason(key, language, **said)


def _fact(name: str, fact: object, language: str) -> object:
    if isinstance(fact, When):
        return when(fact, language)
    if isinstance(fact, Money):
        return money(fact.amount, fact.currency, language)
    if name in {"how", "by"}:
        return reason(f"by-{fact}", language)
    return label(str(fact), language).lower() if name in {"status", "place", "other"} else fact


def bare_line(place: Place, why: str) -> Line:
    """The line of a row that is no piece."""
    return Line("", "", "", "", "", "", "", "", None, None, (why,), (place,))
