"""Rules of completeness: what a description needs so that the piece could be replaced, and what "full set" claims."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import islice

from toolkit.checks.pieces import BAGS, CONSIGNED, JEWELS, heading, is_blank, is_held, is_owned, listed
from toolkit.checks.scope import Rule, Scope
from toolkit.checks.spread import FEW, MOST, told_once
from toolkit.findings import Finding, Severity, declare
from toolkit.house import House
from toolkit.measures import fineness
from toolkit.readers.describe_fill import proposals
from toolkit.records import Piece, Record
from toolkit.values import Fineness, fold

THIN = declare(
    "description-thin", Severity.WARNING, "A description too thin to replace the piece",
    why="An insurer replaces what was described; what was not described is argued over.",
    message="For {what} the register lacks {value}{proposed}.",
    hint="Type what is missing from the piece, its papers or the purchase invoice.",
)  # fmt: skip
THIN_COLUMN = declare(
    "description-column", Severity.WARNING, "A column that is empty for most pieces",
    why="An insurer replaces what was described; what was not described is argued over.",
    message="{heading!r} is empty for {value} of the {count} pieces of this sheet that need it{proposed}.",
    hint="Fill it in piece by piece; if the house does not keep it, say with 'boutique map' that it is not used.",
)  # fmt: skip
FULL_SET = declare(
    "full-set-contradicted", Severity.ERROR, "A full set without all its parts",
    why="Full set is a claim that its buyer checks part by part.",
    message="The piece is called a full set, but {value}.",
    hint="Look at the piece: correct the parts, or take the claim away.",
    blocks=("dossier",),
)  # fmt: skip
CLAIM = declare(
    "full-set-claim", Severity.INFORMATION, "Full set, in words alone",
    why="Full set is a claim that its buyer checks part by part; the parts are what a document can state.",
    message="The words {value!r} stand in the row, but {missing}.",
    hint="Note each part in its own column: box, papers, and the rest in the notes.",
)  # fmt: skip

PRECIOUS = frozenset({"gold", "silver", "platinum", "palladium"})

REPORT_FROM = Decimal("0.50")
"""Carats from which a loose stone is usually sold with a laboratory's report: trade habit, no law."""

ASKED = 100
"""Of so many pieces the description is asked for a field that a whole column leaves empty."""

PROPOSED = 2000
"""For so many pieces of a table each finding says what the description proposes: nobody works through more."""

READ_THEM = ", and descriptions say it: see 'boutique map stock --descriptions'"
_FULL_SET = re.compile(
    r"\bfull set\b(?! of\b)|\bset complet\b|\bcomplete set\b(?! of\b)|\bkomplettset\b|\bset completo\b"
)
_DENIED = re.compile(r"\b(no|not|not a|without|never a|incomplete|pas de|sans|kein|ohne|non|senza|sin|sans le) $")
_SIZED = re.compile(
    r"\b[0-9]{2}\b|\b(pm|mm|gm|bb|nano|micro|mini|small|medium|large|jumbo|maxi|petit|moyen|grand|xs|s|m|l|xl)\b"
)
_PLATED = re.compile(
    r"\b(plated|plate|gilt|gilded|vermeil|plaque|dore|vergoldet|versilbert|placcat[oa]|dorat[oa]|chapad[oa])\b"
)
_PARTS = ("box", "papers")


def check_descriptions(scope: Scope) -> Iterable[Finding]:
    """Each held piece has what its category needs; a column that most of them leave empty is told once."""
    lacking: dict[int, list[tuple[Piece, str, tuple[tuple[str, str], ...]]]] = defaultdict(list)
    asked: Counter[tuple[int, str]] = Counter()
    for piece in scope.registers.pieces:
        if is_held(piece) and piece.status != "incoming" and is_described(piece, scope.house):
            what, needs = described(piece)
            asked.update((id(piece.source), _asked(piece, fields)) for fields, _ in needs)
            gaps = tuple((_asked(piece, fields), words) for fields, words in needs if is_blank(piece, *fields))
            if gaps:
                lacking[id(piece.source)].append((piece, what, gaps))
    heads = {id(table.source): table.header_row for table in scope.registers.tables}
    for table, pieces in lacking.items():
        counts = Counter(name for _, _, gaps in pieces for name, _ in gaps)
        often = {name for name, count in counts.items() if count > FEW and count >= MOST * asked[table, name]}
        source = pieces[0][0].source
        for name in sorted(often):
            place = source.place(heads.get(table, 1), name)
            words, count = source.headings.get(name, name), asked[table, name]
            blank = (piece for piece, _, gaps in pieces if name in dict(gaps))
            told = any(_told_in_words(piece, (name,)) for piece in islice(blank, ASKED))
            yield THIN_COLUMN.at(
                place, counts[name], register="stock", heading=words, count=count, proposed=READ_THEM if told else ""
            )
        yield from _thin(pieces, often)


def _thin(pieces: Sequence[tuple[Piece, str, tuple[tuple[str, str], ...]]], often: set[str]) -> Iterable[Finding]:
    """One finding a piece, with all it lacks."""
    for number, (piece, what, gaps) in enumerate(pieces):
        rest = [(name, words) for name, words in gaps if name not in often]
        if rest:
            yield THIN.at(
                [piece.place(name) for name, _ in rest], listed([words for _, words in rest]), register="stock",
                subject=piece.stock_no or "", what=what,
                proposed=_told_in_words(piece, [name for name, _ in rest]) if number < PROPOSED else "",
            )  # fmt: skip


def _told_in_words(piece: Piece, names: Iterable[str]) -> str:
    """What the description proposes for blank fields, as the end of a message; empty where it says nothing of them."""
    wanted = set(names)
    told = [(heading(piece, one.field), one.value) for one in proposals(piece) if one.field in wanted]
    return f"; the description says {listed([f'{value!r} for {name!r}' for name, value in told])}" if told else ""


def _asked(piece: Piece, fields: tuple[str, ...]) -> str:
    """The first of several fields that the register has a column for."""
    return next((name for name in fields if piece.mapped(name)), fields[0])


def is_described(piece: Piece, house: House) -> bool:
    """Whether a piece is to be described: the house's own and consigned ones; clients' goods are by their repair."""
    return is_owned(piece, house) or piece.ownership in CONSIGNED


Needs = tuple[tuple[tuple[str, ...], str], ...]
"""Groups of fields, of which one must say something (the first is the one asked for), each with its words."""


def described(piece: Piece) -> tuple[str, Needs]:
    """What a piece of its category is called, and what its description needs."""
    if piece.category == "watch":
        old = piece.condition in {"vintage", "antique"}  # many never had a reference
        reference: Needs = () if old else ((("brand_ref",), "the reference"),)
        serial: Needs = ((("serial", "case_no", "movement_no"), "the serial number"),)
        return "a watch", ((("brand",), "the brand"), *reference, *serial)
    if piece.category in JEWELS:
        return "a piece of jewellery", (*_metal(piece), (("gross_weight", "net_weight"), "the weight"))
    if piece.category == "loose_stone":
        return "a loose stone", ((("carat",), "the carat weight"), *_report(piece))
    if piece.category in BAGS:
        words = " ".join(filter(None, (piece.model, piece.description)))
        sized = piece.category == "small_leather" or bool(_SIZED.search(fold(words)))
        size: Needs = () if sized else ((("size", "dimensions"), "the size"),)
        return "a bag", ((("material",), "the material"), (("colour",), "the colour"), *size)
    return "", ()


def _metal(piece: Piece) -> Needs:
    """The metal, and its fineness where it is a precious one; gilt and steel have none."""
    named = _measured(piece.metal or piece.material or "")
    fine = named is not None and named.karat is None and named.fineness is None
    metal: Needs = ((("metal", "material"), "the metal"),)
    return (*metal, (("fineness", "karat", "hallmark"), "the fineness or karat")) if fine else metal


@lru_cache(maxsize=4096)
def _measured(words: str) -> Fineness | None:
    """What a metal's words say, if they name a precious metal that is not a mere coat of it."""
    found = fineness(words) if words and not _PLATED.search(fold(words)) else None
    return found if isinstance(found, Fineness) and found.metal in PRECIOUS else None


def _report(piece: Piece) -> Needs:
    """A report, for a stone of a size that is sold with one; a laboratory without a number has a rule of its own."""
    large = piece.carat is not None and piece.carat >= REPORT_FROM and piece.laboratory is None
    return ((("report_no",), "the number of a laboratory's report"),) if large else ()


def check_full_sets(scope: Scope) -> Iterable[Finding]:
    """A full set by its own column has its box and its papers."""
    return told_once(scope, "full_set", _full_sets(scope))


def _full_sets(scope: Scope) -> Iterable[tuple[Record, Finding | None]]:
    for piece in scope.registers.pieces:
        if piece.full_set is not True:
            continue
        absent = [(name, f"{heading(piece, name)!r} reads no") for name in _PARTS if getattr(piece, name) is False]
        unknown = [(name, f"{heading(piece, name)!r} is empty") for name in _PARTS if is_blank(piece, name)]
        parts = absent or unknown
        yield piece, FULL_SET.at(
            [piece.place(name) for name in ("full_set", *(name for name, _ in parts))],
            listed([words for _, words in parts]), register="stock", subject=piece.stock_no or "",
            severity=None if absent else Severity.WARNING,
        ) if parts else None  # fmt: skip


def check_claims(scope: Scope) -> Iterable[Finding]:
    """The words full set in a description or a note are borne out by the columns of its parts."""
    return told_once(scope, "description", _claims(scope))


def _claims(scope: Scope) -> Iterable[tuple[Record, Finding | None]]:
    for piece in scope.registers.pieces:
        if piece.full_set is not None:
            continue
        for field in ("description", "notes"):
            words = claimed(getattr(piece, field) or "")
            missing = [f"{heading(piece, name)!r} reads no" for name in _PARTS if getattr(piece, name) is False]
            missing += [f"{heading(piece, name)!r} is empty" for name in _PARTS if is_blank(piece, name)]
            missing = missing or ["no column tells of box and papers"] * (not any(map(piece.mapped, _PARTS)))
            if words:
                yield piece, CLAIM.at(
                    piece.place(field), words, register="stock", subject=piece.stock_no or "",
                    missing=listed(missing),
                ) if missing else None  # fmt: skip
                break


def claimed(text: str) -> str:
    """The words by which a text claims a full set; nothing where it says none, or denies it."""
    if "set" not in text.casefold():  # nearly every text: no need to fold it
        return ""
    folded = fold(text)
    found = _FULL_SET.search(folded)
    return found[0] if found and not _DENIED.search(folded[: found.start()]) else ""


RULES: tuple[Rule, ...] = (check_descriptions, check_full_sets, check_claims)
