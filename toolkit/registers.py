"""The registers there are, each with its declared columns: field, accepted headings in five languages, parser.

Nothing about a column is inferred: a field is a code, a sum, a date because it is declared so. ``sensitive``
fields never leave the house unless a document declares that its reader may see them. Headings are compared
folded (case, accents and punctuation ignored); a heading may stand under several fields, and then the values
decide or the owner is asked. The declarations stand in ``toolkit.columns``, one module a register.
"""

from __future__ import annotations

from toolkit.columns.clients import CLIENTS
from toolkit.columns.contacts import CONTACTS
from toolkit.columns.counts import COUNTS
from toolkit.columns.declared import Column, Register
from toolkit.columns.movements import MOVEMENTS
from toolkit.columns.provenance import PROVENANCE
from toolkit.columns.sales import SALES
from toolkit.columns.schedule import SCHEDULE
from toolkit.columns.sell_through import SELL_THROUGH
from toolkit.columns.service import SERVICE
from toolkit.columns.stock import STOCK
from toolkit.columns.suppliers import SUPPLIERS

__all__ = [
    "CLIENTS", "CONTACTS", "COUNTS", "HOLDING", "MOVEMENTS", "PROVENANCE", "REGISTERS", "SALES", "SCHEDULE",
    "SCHEDULED", "SELL_THROUGH", "SERVICE", "STOCK", "SUPPLIERS", "Column", "Register", "register",
]  # fmt: skip

REGISTERS: tuple[Register, ...] = (
    STOCK, SALES, CLIENTS, SUPPLIERS, SERVICE, MOVEMENTS, PROVENANCE, CONTACTS, COUNTS,
)  # fmt: skip

HOLDING = frozenset({STOCK.name, SALES.name})
"""The registers whose faults weigh as errors: they say what is held and what it is worth."""

SCHEDULED = HOLDING | {SERVICE.name, MOVEMENTS.name}
"""The registers an insurance schedule is made from; what stands in another changes none of its lines."""


def register(name: str) -> Register:
    """The register of that name, the schedule, or a sell-through. Raises KeyError for an unknown one."""
    return {item.name: item for item in (*REGISTERS, SCHEDULE, SELL_THROUGH)}[name]
