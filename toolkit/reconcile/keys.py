"""By which marks two rows are known to be about one piece: its stock number, and its maker's marks.

A serial number is no key by itself: numbering restarts, and bags share date codes. Brand, reference and serial number
together are one; a serial number alone is only where no other piece has it and nothing else contradicts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from toolkit.checks.stock import brand_key
from toolkit.records import Record
from toolkit.values import fold, fold_code

SHARED = frozenset({"handbag", "small_leather"})
"""Categories whose date codes are no serial numbers."""

LEAST = 4
"""A shorter serial number is the number of an edition, or of nothing."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What a maker put on a piece, folded for comparison; empty where a row does not say."""

    brand: str
    reference: str
    serial: str

    @property
    def whole(self) -> bool:
        """Whether brand, reference and serial number are all there."""
        return bool(self.brand and self.reference)

    def fits(self, other: Marks) -> bool:
        """Whether nothing that both say differs."""
        return all(not a or not b or a == b for a, b in zip(self.known, other.known, strict=True))

    @property
    def known(self) -> tuple[str, str, str]:
        """The three parts."""
        return self.brand, self.reference, self.serial


def code_key(text: str) -> str:
    """A code for comparison, as :func:`toolkit.values.fold_code` has it; quick for the plain ones, which most are."""
    return text.upper() if text.isascii() and text.isalnum() else fold_code(text)


def number_key(record: Record) -> str:
    """The stock number for comparison; a doubtful number by what the cell reads, so that equal cells still meet."""
    if record.stock_no:
        return code_key(record.stock_no)
    doubt = record.doubts.get("stock_no") if record.doubts else None
    return fold_code(doubt.raw) if doubt else ""


def number_words(record: Record) -> str:
    """The stock number as its cell reads."""
    return record.stock_no or (record.doubts["stock_no"].raw if "stock_no" in record.doubts else "")


def part_keys(record: Record) -> tuple[str, ...]:
    """The numbers that one cell holds together."""
    doubt = record.doubts.get("stock_no") if record.doubts else None
    return tuple(fold_code(part) for part in doubt.readings) if doubt and doubt.code == "several-codes" else ()


class Brands:
    """How this house spells brands: VCA is Van Cleef & Arpels, and so are the words of ``[words.brand]``."""

    def __init__(self, own: Mapping[str, str]) -> None:
        """Keep the house's own words."""
        self._own = own
        self._keys: dict[str, str] = {}

    def key(self, brand: str | None) -> str:
        """A brand for comparison; each spelling is folded once."""
        if not brand:
            return ""
        found = self._keys.get(brand)
        if found is None:
            found = self._keys[brand] = brand_key(brand, self._own)
        return found

    def marks(self, record: Record) -> Marks | None:
        """The maker's marks of a row, or None where it has no serial number that tells one piece from another."""
        serial: str | None = getattr(record, "serial", None)
        if not serial or getattr(record, "category", None) in SHARED:
            return None
        marks = Marks(self.key(getattr(record, "brand", None)), code_key(getattr(record, "brand_ref", None) or ""),
                      code_key(serial))  # fmt: skip
        return marks if len(marks.serial) >= LEAST or marks.reference else None


TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "dr", "sir", "lady", "lord", "prof", "mme", "mlle", "herr", "frau", "sig", "sra", "sr",
     "and", "the", "of", "de", "la", "le", "van", "von", "di", "du"}
)  # fmt: skip


_WORDS = re.compile("[a-z0-9]+")


@lru_cache(maxsize=65536)
def name_words(text: str) -> frozenset[str]:
    """The words of a name that tell one person from another: no titles, no initials."""
    words = _WORDS.findall(text.lower()) if text.isascii() else fold(text).split()
    return frozenset(word for word in words if len(word) > 1 and word not in TITLES)
