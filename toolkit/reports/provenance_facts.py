"""From the registers to the frozen dossier of one piece, or the reasons why it is withheld; and its canonical facts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from toolkit.findings import Place
from toolkit.reconcile.lives import Life
from toolkit.records import Piece
from toolkit.render.dossier_words import capital, kind_of_piece, say, within
from toolkit.reports.insurance import SourceNote
from toolkit.reports.provenance import STATUSES, Check, Dossier, Edition, Gap, Picture, Reason, Signature, Withheld
from toolkit.reports.provenance_case import Case, Holdings, Notes
from toolkit.reports.provenance_chain import chain
from toolkit.reports.provenance_evidence import Documents, Files
from toolkit.reports.provenance_held import after_it_is_made, before_it_is_made
from toolkit.reports.provenance_house import deeds_of
from toolkit.reports.provenance_law import legal
from toolkit.reports.provenance_papers import authentication, checks, services
from toolkit.reports.provenance_pictures import attach_scans, missing_roles, pictures
from toolkit.reports.provenance_piece import condition, identification, included
from toolkit.reports.provenance_trade import acquisition, sale, valuation
from toolkit.reports.provenance_verified import settled

SIGNED: Mapping[Edition, tuple[str, ...]] = {
    "client": ("prepared", "reviewed", "received"), "internal": ("prepared", "reviewed"),
}  # fmt: skip
"""Who signs a dossier: the client what is given to the client, and nothing else."""

__all__ = ["Holdings", "considered", "dossier", "facts", "facts_digest", "numbered"]


def dossier(
    holdings: Holdings, stock_no: str, edition: Edition = "client", *, value: bool = False, invoice: str | None = None
) -> Dossier | Withheld:
    """The dossier of a piece, without number (see :func:`numbered`), or every reason why it is withheld.

    ``value`` asks for the valuation, ``invoice`` for the sale under that number; without it the last sale is told.
    """
    found = holdings.pieces(stock_no)
    if len(found) != 1:
        return Withheld(stock_no, (_unknown(stock_no, [piece.place("stock_no") for _, piece in found]),))
    ((life, piece),) = found
    made, reasons = considered(holdings, life, piece, edition, value=value, invoice=invoice)
    if reasons:
        return Withheld(piece.stock_no or stock_no, reasons)
    return replace(made, facts=facts_digest(made))


def considered(
    holdings: Holdings, life: Life, piece: Piece, edition: Edition, *, value: bool = False, invoice: str | None = None
) -> tuple[Dossier, tuple[Reason, ...]]:
    """What the registers tell of one row of stock, without number and digest, and every reason to withhold it."""
    language, internal = holdings.house["house.language"], edition == "internal"
    files = Files(holdings.files, holdings.house["dossier.evidence"])
    case = Case(
        holdings, life, piece, edition, language, Notes(internal, language), Documents(language, internal, files)
    )
    before_it_is_made(case, value=value)
    made = settled(case, _made(case, value=value, invoice=invoice))
    after_it_is_made(case, made)
    return made, tuple(case.reasons)


def numbered(draft: Dossier, number: str, revision: int) -> Dossier:
    """The dossier under its number and revision; the same facts."""
    status = status_words(draft.language, number)
    return replace(draft, number=number, revision=revision, draft=not number, status_words=status)


def status_words(language: str, number: str) -> str:
    """Whether the dossier is issued, in words."""
    return say("heading-issued-status" if number else "heading-draft-status", language)


def _unknown(stock_no: str, places: Sequence[Place]) -> Reason:
    if places:
        return Reason(
            f"The stock number {stock_no!r} stands on {len(places)} rows of the stock register.", tuple(places),
            "Give each piece its own number.",
        )  # fmt: skip
    return Reason(
        f"The stock register has no piece {stock_no!r}.", (), "Check the number; 'boutique show' finds what is near."
    )


def _title(case: Case) -> tuple[str, str]:
    """What the piece is called, and the quieter line below: reference, metal, year."""
    piece = case.piece
    kind = kind_of_piece(piece.category, case.language)
    model = piece.model or piece.collection
    named = " ".join(filter(None, (piece.brand, model))) if model else ", ".join(filter(None, (piece.brand, kind)))
    reference = case.say("title-reference", reference=piece.brand_ref) if piece.brand_ref else ""
    last = map(within, filter(None, (piece.metal or piece.material, piece.year_made)))
    parts = (kind if model else "", reference, *last)
    return named or piece.description or kind, capital(", ".join(filter(None, parts)))


def _made(case: Case, *, value: bool, invoice: str | None) -> Dossier:
    """Every section, in the order in which it is printed: documents and footnotes are numbered as they come."""
    house = case.house
    title, subtitle = _title(case)
    deeds = deeds_of(case)
    identified, completeness = identification(case, deeds)
    state, parts = condition(case), included(case)
    told = chain(case, deeds)
    papers, jobs, searches = authentication(case, told.apart), services(case, told.apart), checks(case)
    law = legal(case)
    worth, sold = valuation(case) if value else None, sale(case, invoice)
    acquired = acquisition(case)
    shown = pictures(case, title)
    attach_scans(case)
    return Dossier(
        house_name=house["house.name"], house_address=house["house.address"], language=case.language, number="",
        revision=0, draft=True, edition=case.edition, stock_no=case.piece.stock_no or "", title=title,
        subtitle=subtitle, as_at=case.holdings.as_at, status_words=case.say("heading-draft-status"), facts="",
        identification=identified, completeness=completeness, condition=state, included=parts, chain=told.links,
        gaps=told.gaps, chain_words=told.words, authentication=papers, evidence=case.documents.all(), services=jobs,
        services_words="" if jobs else case.say("no-services"), checks=searches,
        checks_words="" if searches else case.say("no-checks"), legal=law, valuation=worth, sale=sold,
        acquisition=acquired, pictures=shown, footnotes=case.notes.all(),
        limits=tuple(_limits(case, told.gaps, searches, shown)), legend=_legend(case), sources=_sources(case),
        signatures=tuple(Signature(key, case.say(f"heading-{key}")) for key in SIGNED[case.edition]),
    )  # fmt: skip


def _limits(case: Case, gaps: Sequence[Gap], searches: Sequence[Check], shown: tuple[Picture, ...]) -> Iterable[str]:
    """What the dossier does not say, sentence by sentence."""
    yield case.say("limit-register", house=case.house["house.name"])
    yield case.say("limit-opinion")
    if gaps:
        yield f"{case.say('limit-gaps', n=len(gaps))} {case.say('limit-gaps-meaning')}"
    yield case.say("limit-condition")
    if absent := case.documents.missing():
        yield case.say("limit-documents", n=absent)
    if not searches:
        yield case.say("limit-checks")
    elif not searches[-1].fresh:
        yield case.say("limit-old-checks")
    if roles := missing_roles(shown):
        yield case.say("pictures-missing", roles=", ".join(case.say(f"role-{role}") for role in roles))


def _legend(case: Case) -> tuple[tuple[str, str], ...]:
    """The meaning of each status, of the two signs of the chain, and of the words for private owners."""
    keys = (*STATUSES, "chain", *(() if case.internal else ("private",)))
    return tuple((key, case.say(f"legend-{key}")) for key in keys)


def _sources(case: Case) -> tuple[SourceNote, ...]:
    """The registers used, for the house's copy."""
    used = {(record.source.file, record.source.sheet) for record in case.records()}
    return tuple(
        SourceNote(table.source.register, table.source.file, table.source.sheet, table.rows_in, table.records)
        for table in case.holdings.registers.tables
        if case.internal and (table.source.file, table.source.sheet) in used
    )


_NOT_FACTS = frozenset({"number", "revision", "draft", "facts", "status_words", "sources"})
"""What may change while the facts stay the same: where a cell stands, and the number the dossier is issued under."""


def facts(made: Dossier) -> bytes:
    """The canonical facts: everything the dossier states, without rows and cells, number and revision, as JSON."""
    content = {one.name: _plain(getattr(made, one.name)) for one in fields(made) if one.name not in _NOT_FACTS}
    content["kind"] = "dossier"
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _plain(value: object) -> object:
    """A value as JSON has it: dates and decimals as text, dataclasses as objects without their places."""
    if is_dataclass(value) and not isinstance(value, type):
        kept = (one.name for one in fields(value) if one.name not in {"places", "cells"})
        return {name: _plain(getattr(value, name)) for name in kept}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date | Decimal | Enum):
        return str(value)
    return value


def facts_digest(made: Dossier) -> str:
    """The SHA-256 of the canonical facts, in hexadecimal."""
    return hashlib.sha256(facts(made)).hexdigest()
