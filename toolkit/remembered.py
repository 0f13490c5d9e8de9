"""What is remembered of a sheet's columns, and what became of them since: plain values of the lower floors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sketch:
    """Digests of the cells of some rows: ``keys`` of their numbers, ``columns`` by heading in the order of the keys."""

    keys: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Sample:
    """The cells of some rows as they stand: what a sketch is made of, should it be wanted."""

    keys: tuple[str, ...]
    columns: Mapping[str, tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Change:
    """One proposal: ``old`` (empty: none) became ``new``, which means ``field``, because ``reason``."""

    old: str
    new: str
    field: str
    reason: str
