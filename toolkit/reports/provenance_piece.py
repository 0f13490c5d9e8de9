"""What the piece is: identification by the core fields of Object ID, its condition, and what comes with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from toolkit.checks.pieces import BAGS, JEWELS
from toolkit.dates import when as parsed
from toolkit.render.dossier_words import capital, dated, kind_of_piece
from toolkit.render.wording import figure, label
from toolkit.reports.provenance import Completeness, Fact, Section
from toolkit.reports.provenance_case import Case
from toolkit.reports.provenance_claims import disclosed, vetted
from toolkit.reports.provenance_deeds import Deed
from toolkit.reports.provenance_fact import fact, not_applicable, of_field, section
from toolkit.reports.provenance_sources import placed
from toolkit.values import When, fold_code

CORE: Mapping[str, tuple[str, ...]] = {
    "type": ("type",),
    "materials": ("metal", "material", "stones"),
    "measurements": ("dimensions", "size", "gross_weight", "net_weight", "grades"),
    "inscriptions": ("serial", "date_code", "movement_no", "case_no", "hallmark"),
    "features": ("features",),
    "title": ("title",),
    "subject": ("subject",),
    "date": ("date",),
    "maker": ("maker",),
    "description": ("description",),
}
"""The ten core fields of Object ID, and the facts by any of which each is answered."""


def text_fact(case: Case, key: str, field: str) -> Fact:
    """A fact that is a text of the stock register: disclosed, and vetted for words that need their evidence."""
    piece = case.piece
    words = str(getattr(piece, field) or "")
    places = placed(piece, field) if words else (piece.place(field),)
    by = vetted(case, words, places) if words else ""
    printed = disclosed(case, words, places)
    if printed != words:
        places = (*places, *placed(piece, "stone_origin"))
    return fact(case, key, printed, places, by=by)


def identification(case: Case, deeds: Sequence[Deed]) -> tuple[Section, Completeness]:
    """What the piece is, and how many of the core fields are answered."""
    facts = tuple(_facts(case, deeds))
    answered = {one.key for one in facts if one.status != "not_known"}
    missing = tuple(case.say(f"label-{core}") for core, keys in CORE.items() if not answered & set(keys))
    filled = len(CORE) - len(missing)
    words = case.say("completeness", filled=filled, of=len(CORE))
    if missing:
        words = f"{words} {case.say('completeness-missing', missing=', '.join(missing))}"
    return section(case, "identification", facts), Completeness(filled, len(CORE), missing, words)


def _facts(case: Case, deeds: Sequence[Deed]) -> Iterator[Fact]:
    piece = case.piece
    kind = kind_of_piece(piece.category, case.language) if piece.category else ""
    yield of_field(case, "type", piece, "category", value=kind)
    yield of_field(case, "maker", piece, "brand")
    title = "model" if piece.model else "collection" if piece.collection else "model"
    yield text_fact(case, "title", title)
    if piece.brand_ref:
        yield of_field(case, "reference", piece, "brand_ref")
    yield _date(case, deeds)
    yield from _materials(case)
    yield from _measurements(case)
    yield from _marks(case)
    if piece.category in JEWELS or piece.category in {"other", "accessory", None}:
        yield fact(case, "subject", "", ())
    else:
        yield not_applicable(case, "subject")
    yield fact(case, "features", "", ())
    yield text_fact(case, "description", "description")
    yield of_field(case, "stock_no", piece, "stock_no")


def _date(case: Case, deeds: Sequence[Deed]) -> Fact:
    """The year of making; verified where a document recorded as certain says the same."""
    piece = case.piece
    words = piece.year_made or ""
    year = parsed(words) if words else None
    said = dated(year, case.language) if isinstance(year, When) else words
    for deed in deeds:
        told = deed.kind == "made" and deed.status == "verified" and deed.when
        if told and isinstance(year, When) and year.earliest <= told.latest and told.earliest <= year.latest:
            places = (*placed(piece, "year_made"), *deed.places)
            return fact(case, "date", said, places, status="verified", by=deed.by, evidence=deed.evidence)
    return of_field(case, "date", piece, "year_made", value=said)


def _materials(case: Case) -> Iterator[Fact]:
    piece = case.piece
    parts = [piece.metal or ""]
    if piece.karat and piece.metal and not re.search(r"\d", piece.metal):
        karat = figure(piece.karat, "", case.language, minor=False)
        parts = [case.say("metal-karat", metal=piece.metal, karat=karat)]
    if piece.fineness:
        parts.append(case.say("thousandths", fineness=figure(piece.fineness, "", case.language, minor=False)))
    words = ", ".join(filter(None, parts))
    found = [of_field(case, "metal", piece, "metal", "karat", "fineness", value=words)] if words else []
    found += [text_fact(case, key, key) for key in ("material", "stones") if getattr(piece, key)]
    if piece.colour and piece.category not in (JEWELS | {"loose_stone"}):
        found.append(text_fact(case, "colour", "colour"))
    yield from found or [fact(case, "materials", "", ())]


def _measurements(case: Case) -> Iterator[Fact]:
    piece = case.piece
    found = [of_field(case, key, piece, key) for key in ("dimensions", "size") if getattr(piece, key)]
    for key in ("gross_weight", "net_weight"):
        weight: Decimal | None = getattr(piece, key)
        if weight:
            value = case.say("grams", weight=figure(weight, "", case.language, minor=False))
            found.append(of_field(case, key, piece, key, value=value))
    if grades := _grades(case):
        found.append(grades)
    yield from found or [fact(case, "measurements", "", ())]


def grade_words(case: Case) -> str:
    """Weight, colour, clarity and origin of a stone as recorded; a weight is never rounded."""
    piece = case.piece
    if piece.category not in (JEWELS | {"loose_stone"}) and not piece.carat:
        return ""
    carat = case.say("carats", carat=figure(piece.carat, "", case.language, minor=False)) if piece.carat else ""
    origin = case.say(piece.stone_origin.replace("_", "-")) if piece.stone_origin else ""
    return ", ".join(filter(None, (carat, piece.colour, piece.clarity, origin)))


def _grades(case: Case) -> Fact | None:
    """The grades; a report's, where one is recorded."""
    piece, words = case.piece, grade_words(case)
    if not words:
        return None
    places = placed(piece, "carat", "colour", "clarity", "stone_origin")
    if not piece.report_no:
        return fact(case, "grades", words, places)
    return fact(case, "grades", words, places, by=laboratory(case), evidence=(cite_report(case),))


def laboratory(case: Case) -> str:
    """The laboratory's report as a source."""
    name = case.laboratory
    return case.say("by-laboratory", laboratory=name) if name else case.say("by-lab-unknown")


def cite_report(case: Case) -> str:
    """The laboratory report of the piece, cited."""
    piece = case.piece
    return case.documents.cite(
        "report", placed(piece, "report_no", "laboratory", "report_date"), number=piece.report_no or "",
        issuer=case.laboratory, day=piece.report_date, says=grade_words(case),
    )  # fmt: skip


def _marks(case: Case) -> Iterator[Fact]:
    piece = case.piece
    found: list[Fact] = []
    if piece.serial:
        found.append(_serial(case))
    found += [of_field(case, key, piece, key) for key in ("movement_no", "case_no") if getattr(piece, key)]
    if piece.hallmark:
        found.append(text_fact(case, "hallmark", "hallmark"))
    yield from found or [fact(case, "inscriptions", "", ())]


def _serial(case: Case) -> Fact:
    """The serial number, compared with the warranty card; a bag's date code is no serial number."""
    piece = case.piece
    label_key = "date_code" if piece.category in BAGS else "serial"
    if not piece.card_serial:
        return of_field(case, "serial", piece, "serial", label=label_key)
    cells = placed(piece, "card_serial", "serial")
    matches = fold_code(piece.card_serial) == fold_code(piece.serial or "")
    card = case.documents.cite("card", cells[:1], number=piece.card_serial, matches=matches)
    if not matches:
        case.withhold(
            f"The warranty card bears the number {piece.card_serial}, the piece {piece.serial}.", cells,
            "Read both numbers again; a card of another piece does not belong to this one.",
        )  # fmt: skip
    return fact(case, "serial", piece.serial or "", cells, status="verified", by=case.say("by-card"), evidence=(card,),
                label=label_key)  # fmt: skip


def condition(case: Case) -> Section:
    """The class of the register's scale, what it means, and that no inspection is recorded."""
    piece = case.piece
    value = capital(label(piece.condition, case.language)) if piece.condition else ""
    facts = (of_field(case, "condition_class", piece, "condition", value=value), fact(case, "inspected", "", ()))
    return section(case, "condition", facts, [case.say(f"scale-{piece.condition}") if piece.condition else ""])


def included(case: Case) -> Section:
    """What comes with the piece, each part by itself: a claim of a full set is never printed in place of its parts."""
    return section(case, "included", _parts(case))


def _parts(case: Case) -> Iterable[Fact]:
    piece = case.piece
    for key in ("box", "papers"):
        has: bool | None = getattr(piece, key)
        yield of_field(case, key, piece, key, value="" if has is None else case.say("yes" if has else "no"))
    if piece.card_serial:
        yield of_field(case, "card", piece, "card_serial", value=case.say("number", number=piece.card_serial))
