"""From a reason why a row is in doubt to the cells its answer is typed in: schedule and sell-through ask alike.

A reason names one cell, the one it was seen in. Its answer may stand in another, or be a choice between two: a piece
sold before it was acquired has one of two dates wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from toolkit.doubts import DOUBTS
from toolkit.findings import Finding, Place
from toolkit.reconcile.keys import number_key
from toolkit.records import Piece, Record, Registers, Sale
from toolkit.reports.custody import Doubtful, Movements, Reason
from toolkit.reports.insurance_blocks import sentences
from toolkit.reports.unlock import Need

_CELLS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "gone-undated": ("sale_date", "status"),
    "returned-but-sold": ("sale_date", "status"),
    "delivered-but-here": ("status",),
    "struck": ("stock_no", "sale_date"), "red": ("stock_no", "sale_date"), "hidden": ("stock_no", "sale_date"),
    "coloured": ("stock_no", "sale_date"),
    "job-order": ("received", "collected"),
    "job-undated": ("collected", "job_status"),
    "job-no-such-piece": ("stock_no", "client"),
})  # fmt: skip
"""The fields of the row that an answer may be typed in, beside or instead of the cell the reason was seen in."""

HINTS: Mapping[str, str] = MappingProxyType({
    "no-number": "Type its stock number from the tag, the label or the purchase book.",
    "twin": "Give each piece its own number; if it is one piece, keep one row.",
    "same-piece": "Read the number on each piece and correct the row that is wrong; if it is one piece, keep one row.",
    "acquired-blank": "Type the date from the purchase invoice.",
    "acquired-within": "Type the day from the purchase invoice.",
    "sold-within": "Type the day from the sales invoice.",
    "gone-undated": "Type the date it left, from the invoice; if it is still here, correct the status.",
    "sale-undated": "Type the date from the sales invoice.",
    "sale-kind": "Type what the row records: a sale, a return, a deposit.",
    "returned-but-sold": "If it is back, clear its date of sale and correct the status; else correct the return.",
    "dates-order": "Correct whichever date is wrong, from the invoices.",
    "struck": "If it left, type the date it was sold; if it is still here, take off the line through the row.",
    "red": "If it left, type the date it was sold; if it is still here, take off the colour.",
    "coloured": "If it left, type the date it was sold; if it is still here, take off the colour.",
    "hidden": "If it left, type the date it was sold; if it is still here, show the row again.",
    "lost": "Report it to the insurer; until the answer is there, the line stays in doubt.",
    "value-blank": "Type the figure from the invoice or the valuation.",
    "value-zero": "Type the figure from the invoice or the valuation.",
    "value-lot": "Type its share of the figure, and take the words about several pieces out of the notes.",
    "job-order": "Correct whichever date is wrong, from the job card.",
    "job-undated": "Type the day it was collected; if it is still here, correct the status.",
    "sell-quantity": "Type how many pieces the row stands for.",
})  # fmt: skip
"""What to type, where the words of the reason are too short for a list read by itself."""

_NOT_TYPED = frozenset({"lost", "no-value-column", "no-declared-column"})
"""Reasons that no cell answers: somebody outside must, or the register has no column for it."""

_GONE = frozenset({"gone-undated", "dates-order", "job-undated", "job-order", "collected-doubt", "collected-within"})
"""Reasons after whose answer the row's piece has left: its value and place are then asked of nobody."""


class Doubts:
    """The cells behind reasons, for one house."""

    def __init__(self, registers: Registers, movements: Movements, findings: Iterable[Finding], document: str) -> None:
        """Know the rows that share a number, and what the checks say to type in which cell."""
        self._sales = movements.sales
        self._rows: dict[str, list[Piece]] = {}
        for piece in registers.pieces:
            if key := number_key(piece):
                self._rows.setdefault(key, []).append(piece)
        self._hints: dict[Place, str] = {}
        for finding in findings:
            if document in finding.blocks:
                for place in finding.places:
                    self._hints.setdefault(place, finding.hint)

    def needs(self, record: Record, doubts: Iterable[Doubtful]) -> Iterator[Need]:
        """What a row needs, each decision once."""
        found: dict[object, Need] = {}
        told = list(doubts)
        same = tuple(dict.fromkeys(place for (key, _), place in told if key == "same-piece"))
        for why, place in told:
            need = self.need(record, why, place)
            if why[0] == "same-piece":
                need = replace(need, places=same)
            found.setdefault(need.key, need)
        yield from found.values()

    def need(self, record: Record, why: Reason, place: Place) -> Need:
        """The answer one reason asks for."""
        key, _ = why
        cells = tuple(dict.fromkeys(one for one in self._cells(record, key, place) if one.cell))
        (words,) = sentences([why], "en")
        said, _, asked = words.rpartition(": ")
        hint = HINTS.get(key) or self._hint(record, cells) or _sentence(asked)
        typed = bool(cells) and key not in _NOT_TYPED
        return Need(cells or (place,), _sentence(said or words), hint, typed=typed)

    def _hint(self, record: Record, cells: Sequence[Place]) -> str:
        """What to type, as the doubt of the cell or the finding at it says."""
        doubts = {record.place(name): doubt for name, doubt in record.doubts.items()}
        said = (DOUBTS[doubts[cell].code].hint if cell in doubts else self._hints.get(cell, "") for cell in cells)
        hint, *blank = next(filter(None, said), "").split(", or leave the cell blank")
        return f"{hint}." if blank else hint  # a blank would hold the line back as well

    def _cells(self, record: Record, key: str, place: Place) -> Iterator[Place]:
        """The cells an answer may be typed in."""
        number = number_key(record)
        if key == "twin":
            yield from (row.place("stock_no") for row in self._rows.get(number, ()))
        elif key == "value-lot":
            yield from (place, record.place("notes"))
        elif key == "dates-order":
            yield place
            yield from self._before(record, number)
        elif key in _CELLS:
            if not _on(record, place):
                yield place
            yield from (record.place(name) for name in _CELLS[key] if record.mapped(name))
        else:
            yield place

    def _before(self, record: Record, number: str) -> Iterator[Place]:
        """The dates of leaving, in either register, that lie before the acquisition."""
        came = record.acquired_date if isinstance(record, Piece) else None
        told = (record, *self._sales.get(number, ()))
        for one in told:
            left = one.sale_date if isinstance(one, Piece | Sale) else None
            if came and left and left.latest < came.earliest:
                yield one.place("sale_date")


def leaves(doubts: Iterable[Doubtful]) -> bool:
    """Whether the row's piece has left once these doubts are answered."""
    return any(key in _GONE for (key, _), _ in doubts)


def _on(record: Record, place: Place) -> bool:
    """Whether a place is on the record's own row."""
    return (place.file, place.sheet, place.row) == (record.source.file, record.source.sheet, record.row)


def _sentence(words: str) -> str:
    """Words as a sentence of their own."""
    return f"{words[:1].upper()}{words[1:].rstrip('.')}." if words else ""
