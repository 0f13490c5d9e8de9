"""Who agreed to be named: what a row of the register of provenance says of it, and for which person it holds.

A consent given in one event of a piece is that person's for the piece, whatever she does in another: buys, keeps or
sells. A refusal of hers anywhere outweighs it. Another title is another person: Mr Leduc's consent is not Mrs Leduc's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from toolkit.other_records import ProvenanceEvent
from toolkit.values import fold

_MAY_BE_NAMED = re.compile(
    r"\b(may be named|agreed to be named|consents? to be named|peut etre nommee?|accepte d etre nommee?)\b"
)
_REFUSES = re.compile(r"\b(not|never|no|nor|nobody|t|ne|n|ni|pas|jamais|refuse\w*|if|si)\b|\?")


def has_consent(event: ProvenanceEvent) -> bool:
    """Whether the row says that its new owner may be named: by its column, else by these words in its notes.

    A clause that also denies, doubts or makes a condition gives no consent.
    """
    return event.consent if event.consent is not None else set(_said(event)) == {True}


def agreeing(events: Iterable[ProvenanceEvent], name: Callable[[str], str]) -> frozenset[str]:
    """The names of those who agreed in any of a piece's events and refused in none. ``name`` is ``People.name``."""
    told = [(name(event.to_party), event) for event in events if event.to_party]
    refused = {who for who, event in told if event.consent is False or False in _said(event)}
    return frozenset(who for who, event in told if who and has_consent(event)) - refused


def _said(event: ProvenanceEvent) -> Iterator[bool]:
    """What each clause of the notes that speaks of naming says: yes, or anything else."""
    for clause in re.split(r"[.;,:\n]", event.notes or ""):
        if _MAY_BE_NAMED.search(fold(clause)):
            yield not _REFUSES.search(f"{fold(clause)}{'?' * ('?' in clause)}")
