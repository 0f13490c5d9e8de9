"""Legal statements: protected species, the origin of diamonds, the holding period; what documents support, no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from toolkit.checks.gems import is_diamond
from toolkit.checks.holds import computed
from toolkit.checks.origin import statement
from toolkit.checks.pieces import SECOND_HAND, from_private
from toolkit.checks.scope import Scope
from toolkit.checks.wildlife import Named, named
from toolkit.other_records import Supplier
from toolkit.records import Registers
from toolkit.render.dossier_words import capital, dated, day_words
from toolkit.reports.provenance import Fact, Section
from toolkit.reports.provenance_case import Case
from toolkit.reports.provenance_fact import fact, not_applicable, section
from toolkit.reports.provenance_sources import placed
from toolkit.values import fold


def legal(case: Case) -> Section:
    """What the documents of the piece support."""
    animals = _animals(case)
    words = [case.say("cites-words")] if any(one.species.annex for one in animals) else []
    facts = (*_wildlife(case, animals), *_diamonds(case), *_hold(case))
    return section(case, "legal", facts, words)


def _animals(case: Case) -> list[Named]:
    """The animals that the row names as a material. The rule looks at pieces still here: a sold one is asked too.

    A register of bags may have one column for materials, which is then taken for that of metals.
    """
    piece = case.piece
    there = replace(piece, status=None, sale_date=None, doubts={}, material=piece.material or piece.metal)
    found = named(Scope(Registers(pieces=(there,)), case.house, case.holdings.as_at))
    return [one._replace(field="metal") if one.field == "material" and not piece.material else one for one in found]


def _wildlife(case: Case, animals: list[Named]) -> Iterator[Fact]:
    piece = case.piece
    if not animals:
        yield not_applicable(case, "cites", case.say("cites-none"))
    for one in animals:
        place = piece.place(one.field)
        if one.species.annex == "?":
            case.withhold(
                f"{one.words!r} names no species of {one.species.name}; it cannot be classified under CITES.",
                (place,),
                "Type the scientific name from the invoice or the permit, such as Crocodylus porosus; "
                "if it is only embossed, say so: 'croc-embossed calf'.",
            )  # fmt: skip
        key = "cites-species" if one.species.annex else "cites-free"
        value = case.say(key, species=one.species.name, annex=one.species.annex)
        yield fact(case, "cites", value, (place,), status="inferred")
    if piece.cites:
        permit = case.documents.cite("permit", placed(piece, "cites"), number=piece.cites)
        yield fact(case, "permit", piece.cites, placed(piece, "cites"), evidence=(permit,))
    elif any(one.species.annex in {"A", "B"} for one in animals):
        yield fact(case, "permit", "", (piece.place("cites"),))


def _diamonds(case: Case) -> Iterator[Fact]:
    piece = case.piece
    if not is_diamond(piece) and piece.origin_document is None:
        yield not_applicable(case, "diamond", case.say("diamond-none"))
        return
    if piece.stone_origin == "lab_grown":
        grown = placed(piece, "stone_origin")
        yield fact(case, "diamond", case.say("diamond-grown"), grown, status="not_applicable")
        return
    cells = placed(piece, "origin_document") if piece.origin_document else ()
    if piece.origin_document:
        origin = case.documents.cite("origin", cells, words=piece.origin_document)
        words = case.say("diamond-document")
        words = f"{words}: {piece.origin_document}" if case.internal else words
        yield fact(case, "diamond", words, cells, by=case.say("by-supplier"), evidence=(origin,))
    else:
        yield fact(case, "diamond", "", (piece.place("origin_document"),))
    yield _warranty(case)


def _warranty(case: Case) -> Fact:
    """The statement of the System of Warranties on our supplier's invoice; none passes from a private person."""
    piece = case.piece
    if from_private(piece):
        cells = placed(piece, "acquired_from", "party_type")
        return fact(case, "warranty", case.say("diamond-private"), cells, status="not_applicable")
    found = statement(piece.origin_document or "")
    cells = placed(piece, "origin_document")
    supplier = _supplier(case)
    if not found or found == "other":
        given = supplier.warranty_statement if supplier else None
        if given and supplier:
            found, cells = given, (*(cells if piece.origin_document else ()), supplier.place("warranty_statement"))
    value = case.say(f"sow-{found}") if found else ""
    return fact(case, "warranty", value, cells, by=case.say("by-supplier"))


def _supplier(case: Case) -> Supplier | None:
    """The row of the suppliers' register for whoever sold the piece to the house."""
    name = fold(case.piece.acquired_from or "")
    suppliers = (one for one in case.holdings.registers.others.get("suppliers", ()) if isinstance(one, Supplier))
    return next((one for one in suppliers if name and fold(one.name or "") == name), None)


def _hold(case: Case) -> Iterator[Fact]:
    """When the holding period of second-hand goods ended, as noted, else as the law of the place has it."""
    piece = case.piece
    if piece.hold_until:
        ended = piece.hold_until.latest < case.today
        value = case.say("hold-ended" if ended else "hold-open", date=dated(piece.hold_until, case.language))
        yield fact(case, "hold", value, placed(piece, "hold_until"))
    elif piece.condition in SECOND_HAND and (hold := computed(piece, case.house.jurisdiction)):
        ended, day = hold.last.date() < case.today, day_words(hold.last.date(), case.language)
        value = case.say("hold-ended" if ended else "hold-open", date=day)
        cells = placed(piece, "acquired_date")
        yield fact(case, "hold", capital(value), cells, status="inferred", by=case.say("by-acquired"))
