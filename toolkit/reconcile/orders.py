"""Impossible orders in the life of a piece, as findings. What one register shows alone, ``boutique check`` finds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from toolkit.findings import Finding, Kind, Severity, declare
from toolkit.reconcile.biography import episodes, impossible
from toolkit.reconcile.lives import Life, groups
from toolkit.reconcile.view import Rule, View
from toolkit.records import Sale

TWICE = declare(
    "owned-twice-at-once", Severity.ERROR, "Acquired again before it was sold",
    why="One piece cannot be bought twice without a sale between: a date is wrong, or these are two pieces.",
    message="By brand, reference and serial number these rows are one piece: {words}.",
    hint="Compare both rows with the invoices and the piece; correct the date, or the serial number.",
    blocks=("dossier",),
)  # fmt: skip
EARLY = declare(
    "serviced-before-acquired", Severity.WARNING, "Repaired before it was acquired",
    why="A date or a stock number is wrong, and the piece's papers would show a repair that was another's.",
    message="It was {words}.",
    hint="Compare the repair slip with the purchase invoice; correct the date, or the stock number of the repair.",
)  # fmt: skip
LATE = declare(
    "serviced-while-sold", Severity.WARNING, "Repaired for the house after it was sold",
    why="Either the piece came back and nobody noted it, or the cost of the repair is booked on the wrong piece.",
    message="It was {words}.",
    hint="Enter the return or the purchase, if it came back; if the repair was a client's, type the client in its row; "
    "else correct the stock number there.",
)  # fmt: skip
KINDS: Mapping[str, Kind] = MappingProxyType({kind.code: kind for kind in (TWICE, EARLY, LATE)})


def check_orders(view: View) -> Iterable[Finding]:
    """Every order of events that cannot be, in the lives that more than one row tells."""
    scope = view.comparison.scope
    for _, pieces in groups(scope.registers.pieces, view.comparison.brands):
        jobs = [job for piece in pieces for job in view.jobs(piece)]
        if len(pieces) == 1 and not jobs:
            continue
        sales = [row for piece in pieces for row in view.rows(piece, "sales") if isinstance(row, Sale)]
        life = Life(pieces, [*sales, *jobs])
        for flag in impossible(life, tuple(episodes(life, sales)), scope.house["house.name"]):
            kind = KINDS.get(flag.code)
            if kind:
                register = "stock" if kind is TWICE else "service"
                yield kind.at(flag.places, flag.subject, register=register, subject=flag.subject, words=flag.words)


RULES: tuple[Rule, ...] = (check_orders,)
