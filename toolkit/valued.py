"""The basis of value: which field of the stock register a piece is insured by, and the terms it is insured on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from toolkit.settings import BASIS_FIELDS

RAISED = ("cost", "landed_cost")
"""The bases that may be raised by a percentage: ``cost + 20%``."""
OTHERS = frozenset({"consigned_in", "memo_in"})
"""Ownerships insured at the value agreed with the owner."""
CLIENTS = frozenset({"customer_repair", "deposit_held"})
"""Ownerships of clients' goods, insured at their declared value."""
COLLECTION = "customer_collection"
"""Sold, and the client's to collect."""
VALUED = frozenset({"insured_value", "replacement", "market"})
"""The bases that rest on somebody's valuation, which grows old."""
_PLUS = re.compile(r"(\w+)\s*\+\s*([0-9]+(?:\.[0-9]+)?)\s*%")


@dataclass(frozen=True, slots=True)
class Basis:
    """A basis of value: its word, and the percentage added to the figure."""

    word: str
    percent: Decimal = Decimal(0)

    @property
    def field(self) -> str:
        """The field of the stock register that holds the figure."""
        return BASIS_FIELDS[self.word]

    @property
    def dated_by(self) -> str:
        """The field of the stock register that says when the figure was found."""
        return "replacement_date" if self.word == "replacement" else "valuation_date"

    @property
    def key(self) -> str:
        """The basis as a line names it and a house file writes it: ``cost``, ``cost + 20%``."""
        return f"{self.word} + {self.percent.normalize():f}%" if self.percent else self.word


def basis(text: str) -> Basis | None:
    """The basis that a text names (``cost + 20%``); None for a text that is none."""
    raised = _PLUS.fullmatch(text.strip())
    named = raised[1] if raised else text.strip()
    if named not in BASIS_FIELDS or (raised and named not in RAISED):
        return None
    return Basis(named, Decimal(raised[2]) if raised else Decimal(0))


@dataclass(frozen=True, slots=True)
class Terms:
    """On which basis each class of piece is insured on a day, and whether values include VAT.

    ``own`` is for the house's own stock; ``classes`` holds what a policy says of an ownership, or of a category of own
    stock. ``reference`` is the policy's, as the schedule prints it.
    """

    own: Basis | None
    classes: Mapping[str, Basis] = field(default_factory=dict)
    vat: str = "unknown"
    reference: str = ""

    def bases(self, ownership: str | None, category: str | None) -> tuple[Basis, ...]:
        """The bases a piece may be valued on, the first with a figure counts.

        What a policy says of an ownership stands alone. Where it says nothing, goods of others are insured at the
        agreed value, else at the insured value; clients' goods at the insured value; sold goods awaiting delivery at
        the price they were sold for; and all of these, failing that, as own stock.
        """
        own = (self.own,) if self.own else ()
        stated = self.classes.get(ownership or "")
        if ownership in OTHERS | CLIENTS | {COLLECTION}:
            if stated:
                return (stated,)
            words = _UNSTATED[ownership or ""]
            return tuple(dict.fromkeys((*(Basis(word) for word in words), *own)))
        by_category = self.classes.get(category or "")
        return (by_category,) if by_category else own


_UNSTATED: Mapping[str, tuple[str, ...]] = {
    "consigned_in": ("agreed", "insured_value"),
    "memo_in": ("agreed", "insured_value"),
    "customer_repair": ("insured_value",),
    "deposit_held": ("insured_value",),
    "customer_collection": ("net_selling_price",),
}
