"""Why a dossier is withheld: what the checks found, cells that could not be read, title without its parties, names.

Each reason has the cells that would release the dossier and what to type there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from toolkit.checks.pieces import CONSIGNED, SECOND_HAND, is_blank, is_owned
from toolkit.doubts import DOUBTS
from toolkit.findings import Place
from toolkit.other_records import Job, ProvenanceEvent
from toolkit.reconcile.keys import number_key
from toolkit.reconcile.turns import Turn, turn
from toolkit.reconcile.united import client_of, written
from toolkit.records import Piece, Record, Sale
from toolkit.reports.provenance import Dossier
from toolkit.reports.provenance_case import Case
from toolkit.reports.provenance_people import Party
from toolkit.reports.provenance_secret import Secrets
from toolkit.values import fold_code

_PIECE = (
    "stock_no", "serial", "movement_no", "case_no", "category", "condition", "brand", "brand_ref", "model",
    "description", "year_made", "ownership", "metal", "karat", "fineness", "gross_weight", "net_weight", "dimensions",
    "size", "material", "stones", "stone_origin", "carat", "colour", "clarity", "laboratory", "report_no",
    "report_date", "acquired_from", "acquired_date", "purchase_invoice_no", "hold_until", "stolen_check",
    "stolen_check_date", "cites", "origin_document", "sale_date", "sales_invoice_no", "box", "papers", "card_serial",
    "photo", "consignor",
)  # fmt: skip
_COSTS = ("cost_purchase", "cost_addons", "cost_landed", "agreed_value")
_VALUATION = ("insured_value", "valuation_date")
_EVENT = ("stock_no", "event", "event_date", "date_until", "from_party", "to_party", "place_name", "evidence",
          "evidence_ref", "source_text", "certainty", "consent")  # fmt: skip
_SALE = ("stock_no", "invoice_no", "kind", "sale_date", "serial", "vat_treatment")
_JOB = ("job_no", "invoice_no", "serial", "received", "returned", "collected", "work", "work_done", "workshop",
        "warranty_until")  # fmt: skip


def before_it_is_made(case: Case, *, value: bool) -> None:
    """Reasons that the records alone give."""
    piece = case.piece
    for finding in case.holdings.blocking(piece, case.records()):
        case.withhold(finding.message, finding.places, finding.hint, finding.kind.code)
    used = (*_PIECE, *(_COSTS if case.internal else ()), *(_VALUATION if value else ()))
    _doubts(case, piece, used)
    for event in case.events:
        _doubts(case, event, _EVENT)
    for sale in case.sales:
        _doubts(case, sale, _SALE)
    for job in case.jobs:
        _doubts(case, job, _JOB)
    _parties(case)
    _serials(case)
    _twins(case)


def _doubts(case: Case, record: Record, names: Iterable[str]) -> None:
    """A used cell that cannot be known: a dossier would print one of its readings as a fact."""
    for name in names:
        doubt = record.doubts.get(name)
        if doubt:
            why = DOUBTS[doubt.code]
            case.withhold(f"The cell reads {doubt.raw!r}: {why.title.lower()}.", (record.place(name),), why.hint)


def _parties(case: Case) -> None:
    """A piece that somebody owned before has the party it came from, or the dossier has no title to tell."""
    piece = case.piece
    bought = any(event.to_party and case.party(event.to_party).nature == "house" and event.from_party
                 for event in case.events)  # fmt: skip
    if piece.ownership in CONSIGNED:
        if not piece.consignor and not piece.acquired_from:
            case.withhold(
                "The piece is on consignment, but its owner is not recorded.", (piece.place("consignor"),),
                "Type the consignor's name from the agreement.",
            )  # fmt: skip
    elif piece.condition in SECOND_HAND and is_owned(piece, case.house) and not bought and not piece.acquired_from:
        where = "acquired_from" if is_blank(piece, "acquired_from") else None
        case.withhold(
            "The piece had an owner before, but nothing says from whom the house has it.", (piece.place(where),),
            "Type the seller's name from the purchase invoice.",
        )  # fmt: skip


def _serials(case: Case) -> None:
    """Every register that gives the piece's serial number gives the same."""
    piece = case.piece
    if not piece.serial:
        return
    mine = {fold_code(number) for number in (piece.serial, piece.case_no, piece.movement_no) if number}
    for record in (*case.events, *case.sales, *case.jobs):
        theirs: str | None = getattr(record, "serial", None)
        if theirs and fold_code(theirs) not in mine:
            case.withhold(
                f"The serial number is {piece.serial} in the stock register and {theirs} in another.",
                (record.place("serial"), piece.place("serial")),
                "Read the number on the piece and correct the register that is wrong.",
            )  # fmt: skip


def _twins(case: Case) -> None:
    """Where two pieces share their marks, a row without a stock number may be about either."""
    nameless = [record for record in (*case.events, *case.sales, *case.jobs) if not number_key(record)]
    for record in nameless if case.twins else ():
        case.withhold(
            f"Two pieces have the serial number {case.piece.serial}; this row does not say which of them it is about.",
            (record.place("serial"), case.piece.place("serial")), "Type the stock number in this row.",
        )  # fmt: skip


def after_it_is_made(case: Case, dossier: Dossier) -> None:
    """A client's copy that names somebody it may not name: the cell the words came from is told."""
    if case.internal:
        return
    secrets = Secrets(case.holdings.clients, [party.words for party in _private_parties(case)], _public(case))
    for words, places in printed(dossier):
        name = secrets.found_in(words)
        if name:
            case.withhold(
                f"The words {words!r} name {name!r}, which a client's copy may not.", places,
                "Take the name out of the cell; an owner who agreed to be named has 'yes' under 'may be named'.",
            )  # fmt: skip


def _private_parties(case: Case) -> Iterator[Party]:
    """Everybody whom the records of the piece name, and whom a client's copy must not."""
    for words in (*_names(case), *_other_spellings(case)):
        party = case.party(words)
        hidden = party.nature in {"private", "supplier"} and not case.agreed(party)
        if party.named and hidden:
            yield party


def _other_spellings(case: Case) -> Iterator[str]:
    """How the clients' register writes the piece's clients, in every row that a person said is one of them.

    Of a client who agreed under any of the names, none is hidden.
    """
    found = (client_of(case.holdings.registers, record) for record in (*case.life.pieces, *case.life.others))
    for one in {id(one): one for one in found if one}.values():
        names = [name for row in one.rows for name in written(row)]
        if not any(case.agreed(case.party(name)) for name in names):
            yield from names


def _names(case: Case) -> Iterator[str]:
    for record in (*case.life.pieces, *case.life.others):
        named: tuple[str | None, ...] = ()
        if isinstance(record, Piece):
            named = (record.acquired_from, record.consignor, record.buyer)
        elif isinstance(record, ProvenanceEvent):
            named = (record.from_party, record.to_party)
        elif isinstance(record, Sale) and turn(record) is not Turn.STAYS:
            named = (record.buyer, record.gift_recipient)
        elif isinstance(record, Job):
            named = (record.client, record.workshop)
        yield from filter(None, named)


def _public(case: Case) -> list[str]:
    """Words that may stand in the copy whoever else bears them: of the house, makers, public parties, who agreed."""
    piece = case.piece
    open_to_all = {"house", "maker", "public"}
    parties = [(words, case.party(words)) for words in _names(case)]
    shown = [words for words, party in parties if party.nature in open_to_all or case.agreed(party)]
    return [*shown, case.house["house.name"], case.house["house.address"], *filter(None, (piece.brand, piece.model,
            piece.collection))]  # fmt: skip


Printed = list[tuple[str, tuple[Place, ...]]]


def printed(dossier: Dossier) -> Printed:
    """Every text of a dossier with the cells it stands for."""
    found: Printed = []
    _gather(dossier, (), found)
    return found


_NOT_PRINTED = frozenset({"house_name", "house_address", "sha256", "key", "id", "language", "edition", "places"})


def _gather(value: object, places: tuple[Place, ...], found: Printed) -> None:
    """Add the texts of a part of a dossier: thousands of dossiers are gone through, and most parts are texts."""
    if isinstance(value, str):
        if value:
            found.append((value, places))
    elif isinstance(value, tuple):
        for each in value:
            _gather(each, places, found)
    elif names := _printed_fields(type(value)):  # type: ignore[arg-type]  # a type can be hashed
        own: tuple[Place, ...] = getattr(value, "places", ()) or places
        for name in names:
            _gather(getattr(value, name), own, found)


@cache
def _printed_fields(kind: Any) -> tuple[str, ...]:
    """The fields of a part of a dossier that may hold printed texts; none of what is no such part."""
    if not is_dataclass(kind) or kind is Place:
        return ()
    return tuple(one.name for one in fields(kind) if one.name not in _NOT_PRINTED)
