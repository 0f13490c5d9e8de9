"""The fields by which two rows are compared, and what is expected of each before a register is seen.

These are no figures of any one register: they say how offices write people down, and a small house has nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name and label, and what is expected of its levels for one person and for strangers.

    Of two people of one household ``share`` agree because they are one, as ``common`` says; the others as strangers do.
    What is ``known`` beforehand is not learned: a register full of fathers and sons must not teach that they are one.
    """

    name: str
    label: str
    same: tuple[float, ...]
    stranger: tuple[float, ...]
    share: float
    common: tuple[float, ...]
    known: bool = False


FIELDS = (
    Field("given", "first name", (0.70, 0.10, 0.08, 0.08, 0.038, 0.002), (0.006, 0.004, 0.01, 0.03, 0.94, 0.01),
          0.03, (0.1, 0.07, 0, 0.13, 0, 0.7)),
    Field("family", "surname", (0.86, 0.07, 0.03, 0.04), (0.001, 0.004, 0.001, 0.994), 0.8, (0.95, 0.02, 0.03, 0)),
    Field("firm", "firm", (0.75, 0.12, 0.09, 0.04), (0.0005, 0.001, 0.004, 0.9945), 0.5, (1, 0, 0, 0)),
    Field("mark", "mark of the name", (0.88, 0.12, 1e-7), (0.1, 0.5, 0.4), 0.5, (0, 0.3, 0.7), known=True),
    Field("sex", "title", (0.985, 0.015), (0.5, 0.5), 0.4, (0, 1)),
    Field("partner", "partner", (0.89, 0.01, 0.1), (0.01, 0.005, 0.985), 0.6, (0.03, 0.97, 0)),
    Field("birthday", "birthday", (0.86, 0.08, 0.02, 0.04), (0.00005, 0.005, 0.01, 0.98495), 0.03, (1, 0, 0, 0)),
    Field("address", "address", (0.62, 0.1, 0.05, 0.08, 0.15), (0.0001, 0.0005, 0.002, 0.05, 0.9474),
          0.97, (0.90, 0.05, 0.02, 0.03, 0)),
    Field("phone", "telephone", (0.7, 0.3), (0.00005, 0.99995), 0.5, (1, 0)),
    Field("email", "e-mail", (0.7, 0.08, 0.22), (0.00002, 0.0005, 0.99948), 0.15, (0.9, 0.1, 0)),
    Field("codes", "number", (0.93, 0.03, 0.04), (0.00001, 0.00005, 0.99994), 0.05, (1, 0, 0)),
)  # fmt: skip
GIVEN, FAMILY, FIRM, BIRTHDAY = 0, 1, 2, 6
"""Where these stand in the order."""

ONES, HOUSEHOLDS = 0.02, 0.1
"""Pairs of one person and pairs of one household a row, as registers usually have them."""
