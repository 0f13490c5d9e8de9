"""A description read: what it says of the declared fields, each with the words it comes from. Two answers are none.

A piece's kind is decided first, because a watch's diamonds, a bag's gold and a ring's box chain mean other things.
What the words leave open is not proposed: a wrong value costs more than five that are typed by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from toolkit.columns.described import DESCRIBED
from toolkit.readers.describe_bag import leather
from toolkit.readers.describe_kind import WATCH, WATCHMAKERS, brand, by_maker, category, has_watch_parts, is_accessory
from toolkit.readers.describe_marks import marks, year
from toolkit.readers.describe_metal import metal
from toolkit.readers.describe_parts import condition, parts
from toolkit.readers.describe_size import sizes
from toolkit.readers.describe_stones import stones
from toolkit.readers.describe_text import LONGEST, Proposal, Text, made_ready
from toolkit.values import fold

__all__ = ["Proposal", "described"]

_OF_A_PIECE = frozenset({"brand_ref", "serial", "metal", "stones", "full_set"})
_ORDER = {field: number for number, field in enumerate(DESCRIBED)}


@lru_cache(maxsize=1 << 15)  # a house describes many pieces in the same words
def described(description: str, known: str = "") -> tuple[Proposal, ...]:
    """What a description proposes, at most one value a field, in the order of the register's columns.

    ``known`` is the kind of piece where the row itself says it: ``watch``, ``ring``, a word of ``CATEGORY``.
    """
    if not description or len(description) > LONGEST:
        return ()
    seen: dict[str, dict[str, Proposal]] = {}
    for proposal in _proposed(made_ready(description), known):
        seen.setdefault(proposal.field, {}).setdefault(fold(proposal.value), proposal)
    single = [next(iter(values.values())) for values in seen.values() if len(values) == 1]
    return tuple(sorted(single, key=lambda proposal: _ORDER[proposal.field]))


def _proposed(text: Text, known: str) -> Iterator[Proposal]:
    """Everything that any rule takes from the words."""
    if is_accessory(text):
        return
    name = brand(text)
    kind = category(text) or (by_maker(text, *name) if name else None)
    if kind and name and kind[0] == "bracelet" and name[0] in WATCHMAKERS:
        return  # a watch's bracelet without the watch
    what = known or (kind[0] if kind else WATCH if has_watch_parts(text) else "")
    others = [*marks(text, what, name[0] if name else ""), *_beside(text, what)]
    if kind:
        yield kind[1]
    if name and (what or any(other.field in _OF_A_PIECE for other in others)):
        yield name[1]  # a maker alone may be that of a box, a pen, a catalogue
    yield from others


def _beside(text: Text, what: str) -> Iterator[Proposal]:
    """All but the kind, the maker and the numbers."""
    if made := year(text):
        yield made
    for rule in (metal, stones, sizes, leather, parts, condition):
        yield from rule(text, what)
