"""Rules of the description beside its columns, for the fields the house has read from it."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.checks.pieces import heading
from toolkit.checks.scope import Rule, Scope
from toolkit.checks.spread import gathered
from toolkit.findings import Finding, Severity, declare
from toolkit.readers.describe_agree import agree
from toolkit.readers.describe_fill import proposals, says, typed
from toolkit.readers.parse import Dialect

CONTRADICTS = declare(
    "description-contradicts", Severity.WARNING, "The description says something else",
    why="One of the two is wrong, and a document prints the column beside the words that contradict it.",
    message="{heading!r} reads {value!r}, but the description says {words!r}.",
    hint="Look at the piece and correct the cell that is wrong.",
)  # fmt: skip


def check_described(scope: Scope) -> Iterable[Finding]:
    """A column's own value against the description, where its field was accepted from descriptions."""
    return gathered(_contradictions(scope))


def _contradictions(scope: Scope) -> Iterable[Finding]:
    parse = typed(Dialect(scope.house.currencies, scope.house.words))
    own = scope.house.words.get("brand", {})
    for piece in scope.registers.pieces:
        if not piece.source.described or not piece.description:
            continue
        for proposal in proposals(piece):
            name = proposal.field
            if name not in piece.source.described or not says(piece, name) or name in piece.doubts:
                continue
            value, said = getattr(piece, name), parse(proposal)
            if said is not None and not agree(name, value, said, own):
                places = [piece.place(name), piece.place("description")]
                yield CONTRADICTS.at(
                    places, _shown(value), register="stock", subject=piece.stock_no or "", words=proposal.words,
                    heading=heading(piece, name),
                )  # fmt: skip


def _shown(value: object) -> str:
    """A value as its cell would read."""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value).replace("_", " ")


RULES: tuple[Rule, ...] = (check_described,)
