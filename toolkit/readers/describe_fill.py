"""Blank cells filled from the description, for the fields the house has accepted; a column's own value stands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import lru_cache

from toolkit.columns.stock import STOCK
from toolkit.readers.describe import Proposal, described
from toolkit.readers.parse import Dialect, Votes, reader
from toolkit.records import Piece, Record
from toolkit.values import Doubt, NumberStyle

Parse = Callable[[Proposal], object]


def proposals(piece: Piece) -> tuple[Proposal, ...]:
    """What a piece's description proposes, the kind of piece taken from its row where that says it."""
    return described(piece.description, piece.category or "") if piece.description else ()


def typed(dialect: Dialect) -> Parse:
    """A function from a proposal to the value that its column would have; None where it would be doubtful there."""
    readers = {column.field: reader(column, Votes(NumberStyle(".")), dialect) for column in STOCK.columns}

    @lru_cache(maxsize=1 << 14)
    def parse(field: str, value: str) -> object:
        made = readers[field](value, None, "")
        return None if isinstance(made, Doubt) else made

    return lambda proposal: parse(proposal.field, proposal.value)


def says(piece: Piece, field: str) -> bool:
    """Whether the row itself says something of a field, be it doubtful."""
    return field in piece.doubts or (getattr(piece, field) is not None and field not in piece.described)


def fill(records: Sequence[Record], accepted: Collection[str], dialect: Dialect) -> list[Record]:
    """The records, with the accepted fields that are blank in their row as the description says them."""
    if not accepted:
        return list(records)
    parse = typed(dialect)
    return [_filled(record, accepted, parse) if isinstance(record, Piece) else record for record in records]


def _filled(piece: Piece, accepted: Collection[str], parse: Parse) -> Piece:
    values: dict[str, object] = {}
    words: dict[str, str] = {}
    for proposal in proposals(piece):
        value = parse(proposal) if proposal.field in accepted and not says(piece, proposal.field) else None
        if value is not None:
            values[proposal.field], words[proposal.field] = value, proposal.words
    if not values:
        return piece
    return Piece.of(piece.source, piece.row, {**vars(piece), **values, "described": words})
