"""Two rows of a register that may be one person or firm: how sure that is, and the evidence for and against it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from toolkit.findings import Place
from toolkit.records import Record

Relation = Literal["same", "household"]
"""What two rows may be: one person or firm, or two people of one household."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one field says of two rows: the field and its words, both values, and how much it weighs.

    ``weight`` is the binary logarithm of the Bayes factor: +1 makes the match twice as likely, -1 half.
    """

    field: str
    label: str
    left: str
    right: str
    weight: float
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two rows of one register (``left`` stands before ``right`` in its file) that may be one.

    ``probability`` is between 0 and 1; ``sure`` says that it may be taken without asking for each pair. ``prior`` is
    the weight of any two rows being one, before the evidence is seen: the prior and the weights add up to the
    logarithm of the odds.
    """

    register: str
    relation: Relation
    left: Record
    right: Record
    probability: float
    sure: bool
    prior: float
    evidence: tuple[Evidence, ...]
