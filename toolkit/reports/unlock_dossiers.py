"""What is held back from provenance dossiers: every piece a dossier may be asked for, held or sold, and its reasons.

That is every row of stock with a number, but for what is on order, what went back to its supplier or was scrapped, and
clients' own goods. No page is made.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks.valuation import worth
from toolkit.findings import Place
from toolkit.house import House
from toolkit.reconcile.keys import number_key
from toolkit.records import Piece
from toolkit.reports.provenance import ADD_A_ROW, Reason
from toolkit.reports.provenance_facts import Holdings, considered
from toolkit.reports.unlock import Need, Unit
from toolkit.reports.unlock_doubts import HINTS
from toolkit.valued import CLIENTS

_NEVER = frozenset({"incoming", "returned_to_supplier", "scrapped"})
"""Statuses of pieces nobody buys or bought here."""

_ELSEWHERE = frozenset({ADD_A_ROW, "theft-without-recovery", "theft-check-match", "cites-certificate-missing"})
"""Reasons that typing alone does not answer: a document has to be found, a register asked, a row written."""


def held_dossiers(holdings: Holdings) -> Iterator[Unit]:
    """Every dossier that would be withheld from a client, in the order of the registers; each number once."""
    terms = holdings.house.terms(holdings.as_at.date())
    numbers: dict[str, Piece] = {}
    for piece in holdings.registers.pieces:
        if piece.stock_no and may_be_asked_for(piece, holdings.house):
            numbers.setdefault(number_key(piece), piece)
    for piece in numbers.values():
        needs = tuple(_needs(holdings, piece.stock_no or ""))
        if needs:
            yield Unit("dossier", piece.stock_no or "", needs, piece.place("stock_no"), worth(piece, terms).value)


def may_be_asked_for(piece: Piece, house: House) -> bool:
    """Whether somebody may ask for the piece's dossier."""
    ownership = piece.ownership if piece.mapped("ownership") else house["defaults.ownership"]
    return piece.status not in _NEVER and ownership not in CLIENTS


def _needs(holdings: Holdings, stock_no: str) -> Iterator[Need]:
    """What one dossier waits for; of a number on several rows also what each of them waits for by itself."""
    found = holdings.pieces(stock_no)
    asked: dict[object, Need] = {}
    if len(found) > 1:
        cells = tuple(row.place("stock_no") for _, row in found)
        why = f"The stock number {stock_no!r} stands on {len(found)} rows of the stock register."
        yield Need(cells, why, HINTS["twin"])
    for life, row in found:
        _, reasons = considered(holdings, life, row, "client")
        told = {reason.hint for reason in reasons if reason.places}
        for reason in reasons:
            if (
                reason.places or reason.hint not in told
            ):  # words put together from cells that are asked for by themselves
                need = _need(reason)
                asked.setdefault(need.key, need)
    yield from asked.values()


def _need(reason: Reason) -> Need:
    cells: tuple[Place, ...] = tuple(place for place in reason.places if place.cell)
    typed = bool(cells) and reason.kind not in _ELSEWHERE
    return Need(cells or reason.places, reason.words, reason.hint, typed=typed)
