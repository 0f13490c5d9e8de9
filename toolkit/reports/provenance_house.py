"""The house's own deeds: how it came by a piece and what it did with it, joined to what the provenance says of them.

Where two registers tell of one deed it is one; where they contradict each other the dossier is withheld.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from toolkit.checks.pieces import CONSIGNED
from toolkit.reconcile.turns import Turn, turn
from toolkit.records import Piece, Sale
from toolkit.reports.provenance_case import Case
from toolkit.reports.provenance_deeds import TOLD_APART, Deed, cells, in_order, is_text, told
from toolkit.reports.provenance_people import Party
from toolkit.reports.provenance_sources import before, placed


def acquisition(case: Case, row: Piece) -> Deed | None:
    """How the house came by the piece, by a row of the stock register; a consignment moves custody only."""
    consigned = row.ownership in CONSIGNED
    name = "consignor" if consigned and row.consignor else "acquired_from"
    words = getattr(row, name)
    if not words and not row.acquired_date:
        return None
    giver = case.party(words, row.party_type) if words else None
    evidence: tuple[str, ...] = ()
    if row.purchase_invoice_no:
        at = placed(row, "purchase_invoice_no")
        evidence += (case.documents.cite("purchase", at, number=row.purchase_invoice_no),)
    if consigned and row.agreement_ref:
        at = placed(row, "agreement_ref")
        evidence += (case.documents.cite("agreement", at, number=row.agreement_ref),)
    owned = row.ownership in {None, "owned", "customer_collection"}
    bought = "auction" if giver is not None and giver.kind == "auction-house" else "sale"
    kind = "consignment" if consigned else bought if owned else "custody"
    return Deed(
        kind, giver, Party(case.house["house.name"], "house"), row.acquired_date,
        placed(row, "acquired_date", name, "purchase_invoice_no", "ownership", *["agreement_ref"] * consigned),
        by=case.say("by-register", house=case.house["house.name"]), evidence=evidence, proven=giver is not None,
        own=True, cells=cells(row, when="acquired_date", giver=name),
    )  # fmt: skip


def sales(case: Case) -> Iterable[Deed]:
    """What the house did with the piece: sold it, took it back; by the sales register, else by the stock register."""
    told_of = False
    for sale in case.sales:
        deed = turn(sale)
        if deed is Turn.OUT and sale.kind != "written_off":
            told_of = True
            kind = "return" if sale.kind == "supplier_return" else "sale"
            yield _of_sale(case, sale, "invoice_no", kind)
        elif deed is Turn.BACK:
            yield _of_sale(case, sale, "invoice_no", "return", back=True)
    piece = case.piece
    if not told_of and piece.sale_date and piece.sale_date.earliest <= case.today:
        yield _of_sale(case, piece, "sales_invoice_no", "sale")


def _of_sale(case: Case, row: Sale | Piece, field: str, kind: str, *, back: bool = False) -> Deed:
    """A sale or a return, by its row; its other side is private unless it is plainly a firm."""
    invoice: str | None = getattr(row, field)
    evidence = (case.documents.cite("sale", placed(row, field), number=invoice, day=row.sale_date),) if invoice else ()
    other = case.party(row.buyer) if row.buyer else Party("", "private", named=False)
    house = Party(case.house["house.name"], "house")
    giver, taker = (other, house) if back else (house, other)
    return Deed(
        kind, giver, taker, row.sale_date, placed(row, "sale_date", field, "buyer"),
        by=case.say("by-register", house=house.words), evidence=evidence, proven=True, own=True,
        cells=cells(row, when="sale_date", **{"giver" if back else "taker": "buyer"}),
    )  # fmt: skip


def merged(case: Case, own: Deed, event: Deed) -> Deed:
    """One deed of the house that two registers tell of; a date or a name they disagree about withholds the dossier."""
    part = "giver" if _came(own) else "taker"
    ours, theirs = getattr(own, part), getattr(event, part)
    _agree(case, own, event, part)
    told_by = own if ours and (ours.named or theirs is None) else event
    whens = sorted((day for day in (own.when, event.when) if day), key=lambda day: (day.latest - day.earliest).days)
    better = event.status == "verified" and own.status != "verified"
    side: dict[str, Any] = {part: getattr(told_by, part)}
    return replace(
        own, **side, when=whens[0] if whens else None, where=event.where,
        evidence=tuple(dict.fromkeys((*own.evidence, *event.evidence))), proven=own.proven or event.proven,
        status=event.status if better else own.status, by=event.by if better else own.by,
        remark=event.remark, places=tuple(dict.fromkeys((*own.places, *event.places))),
        cells={**event.cells, **own.cells, part: told_by.at(part)[0]},
    )  # fmt: skip


def _came(own: Deed) -> bool:
    """Whether a deed brought the piece to the house."""
    return own.taker is not None and own.taker.nature == "house"


def _agree(case: Case, own: Deed, event: Deed, part: str) -> None:
    """Two registers about one deed give one date and one name, or the dossier is withheld at both cells."""
    if before(own.when, event.when) or before(event.when, own.when):
        case.withhold(
            "Two registers give different dates for one transfer to or from the house.",
            (*own.at("when"), *event.at("when")), "Correct whichever date is wrong, from the invoice.",
        )  # fmt: skip
    ours, theirs = getattr(own, part), getattr(event, part)
    if ours and theirs and ours.named and theirs.named and not set(ours.key.split()) & set(theirs.key.split()):
        case.withhold(
            "Two registers name different parties for one transfer to or from the house.",
            (*own.at(part), *event.at(part)), "Correct whichever name is wrong, from the invoice.",
        )  # fmt: skip


def insert(deeds: list[Deed], own: Deed) -> None:
    """Put a deed of the house after the last one that is not surely later."""
    later = (at for at, deed in enumerate(deeds) if before(own.when, deed.when) and deed.kind not in TOLD_APART)
    deeds.insert(next(later, len(deeds)), own)


def deeds_of(case: Case) -> list[Deed]:
    """Everything done with the piece, from the earliest."""
    found = in_order([told(case, event) for event in case.events if not is_text(event)])
    own = [deed for row in case.rows if (deed := acquisition(case, row))]
    for deed in (*own, *sales(case)):
        match = _same(found, deed, came=_came(deed), only=_came(deed) and len(own) == 1)
        if match is not None:
            found.remove(match)
        insert(found, merged(case, deed, match) if match else deed)
    return found


def _same(found: Iterable[Deed], own: Deed, *, came: bool, only: bool) -> Deed | None:
    """The row of the register of provenance about the same deed of the house: by its date, or as the only one."""

    def side(deed: Deed) -> Party | None:
        return deed.taker if came else deed.giver

    alike = [deed for deed in found if not deed.own and (party := side(deed)) and party.nature == "house"]
    alike = [deed for deed in alike if deed.kind not in {"made", "commission"}]
    dated = [deed for deed in alike if not before(deed.when, own.when) and not before(own.when, deed.when)]
    return dated[0] if dated else alike[0] if only and len(alike) == 1 else None
