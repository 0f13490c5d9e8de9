"""Figures of a comparison of stock with sales: how often each thing happened that the trade asks about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from toolkit.reconcile.pairs import Pair
from toolkit.reconcile.turns import bought_after
from toolkit.reconcile.view import View
from toolkit.records import Piece, Record, Sale
from toolkit.vocabulary import in_words

KIND = "rows of the sales register: "


def sales_figures(view: View, pair: Pair) -> Mapping[str, int]:
    """The figures, by what they count; the words are those of ``docs/reconcile.md``."""
    found = dict.fromkeys(
        ("sold", "in the house again after a return", "returned and sold again", "sold twice without a return",
         "never sold", "sold before it was acquired", "bought in one currency, sold in another",
         "several stock numbers in one cell of stock", "several stock numbers in one cell of sales"), 0
    )  # fmt: skip
    for piece, rows in view.matched("sales"):
        told = view.story(piece)
        found["sold"] += told.out is not None
        found["in the house again after a return"] += told.back is not None
        found["returned and sold again"] += told.again() is not None
        found["sold twice without a return"] += told.twice() is not None
        found["sold before it was acquired"] += any(bought_after(piece, row) for row in rows if isinstance(row, Sale))
        found["bought in one currency, sold in another"] += _exchanged(piece, rows)
    found["never sold"] = len(pair.only_left)
    registers = view.comparison.scope.registers
    found["several stock numbers in one cell of stock"] = _several(registers.pieces)
    found["several stock numbers in one cell of sales"] = _several(registers.sales)
    return found | _kinds(registers.sales)


def _exchanged(piece: Piece, rows: Iterable[Record]) -> bool:
    """Whether a piece was paid for in one currency and sold in another."""
    cost = piece.cost_purchase
    paid = {row.price.currency for row in rows if isinstance(row, Sale) and row.price and row.price.currency}
    return bool(cost and cost.currency and paid - {cost.currency})


def _several(records: Iterable[Record]) -> int:
    return sum("stock_no" in record.doubts and record.doubts["stock_no"].code == "several-codes" for record in records)


def _kinds(sales: Iterable[Sale]) -> dict[str, int]:
    """How many rows of each kind, unknown words as they stand, the commonest first."""
    found: dict[str, int] = {}
    for sale in sales:
        raw = f"'{sale.doubts['kind'].raw}', not known" if "kind" in sale.doubts else "kind not given"
        word = in_words(sale.kind) if sale.kind else raw
        found[KIND + word] = found.get(KIND + word, 0) + 1
    return dict(sorted(found.items(), key=lambda item: -item[1])) if len(found) > 1 else {}
