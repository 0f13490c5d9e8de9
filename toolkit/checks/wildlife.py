"""Rules of wildlife: skins, shells and ivory by the animal they name, and the papers that selling them takes.

A cell is judged by its own words: "Croc" cannot be classified even where another cell would help, and an embossed calf
is no crocodile. None of this is advice; the annexes are to be verified with the authority.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from toolkit.checks.ages import is_old
from toolkit.checks.hallmarks import NOT_FOR_SALE
from toolkit.checks.law.goods import customs
from toolkit.checks.law.wildlife import ANNEX_A, IVORY_SINCE, SPECIES, Species
from toolkit.checks.pieces import BAGS, JEWELS, heading, is_held
from toolkit.checks.scope import Rule, Scope
from toolkit.checks.spread import gathered, told_once
from toolkit.checks.telling import any_of, spoken, topics
from toolkit.findings import Finding, Severity, declare
from toolkit.records import Piece

UNKNOWN = declare(
    "species-unknown", Severity.WARNING, "A skin or shell whose animal is not named",
    why="Crocodiles, lizards and snakes are protected in different degrees; without the species nobody can say which "
    "permit a sale or a journey across a border takes.",
    message="{value!r} names no species of {animal}; it cannot be classified under CITES.",
    hint="Type the scientific name from the purchase invoice or the CITES permit, such as Crocodylus porosus; "
    "if it is only embossed, say so: 'croc-embossed calf'.",
)  # fmt: skip
CERTIFICATE = declare(
    "cites-certificate-missing", Severity.ERROR, "A strictly protected animal without its certificate",
    why="An Annex A species may be offered, shown for sale or sold only with an Article 10 certificate.",
    message="{value!r} looks like {species} (Annex A, to be verified with your adviser); no certificate is recorded.",
    hint="Take the piece off sale until the Article 10 certificate is found or obtained, and type its number.",
    blocks=("dossier",),
    source=ANNEX_A,
    may_stand=True,
)  # fmt: skip
EVIDENCE = declare(
    "cites-evidence-missing", Severity.WARNING, "A protected animal without evidence of lawful acquisition",
    why="An Annex B species is traded without a certificate, but evidence that it was lawfully acquired must exist.",
    message="{value!r} looks like {species} (Annex B, to be verified with your adviser); {heading!r} names no paper.",
    hint="Type the permit number or the supplier's invoice that names it; the strap of a watch counts too.",
    source=ANNEX_A,
)  # fmt: skip
IVORY = declare(
    "ivory", Severity.WARNING, "Ivory for sale",
    why="In the United Kingdom ivory may be dealt in only with a registration or an exemption certificate.",
    message="{value!r} names ivory, and no paper for it is recorded; whether it may be sold is to be verified "
    "with your adviser.",
    hint="Type the registration under the Ivory Act in the column for CITES, or take the piece off sale; "
    "if it is another material, name it.",
    source="Ivory Act 2018, trade practice, to be verified",
)  # fmt: skip

_ORGANIC = frozenset({"shell", "ivory", "coral"})
_SHELL_GOODS = JEWELS | {"other", "accessory", "loose_stone"}
_FAKE = any_of(
    r"emboss\w*|print|printed|prints|effect|effet|facon|imprim\w*|stampa\w*|goffrat\w*|gaufre\w*",
    r"\w*(gepragt|geprägt|pragung|prägung)\w*|optik|look|style|stil|imitat\w*|imitaz\w*|imit|faux|fausse|fake",
    r"mock|finto|finta|falso|falsa|simil\w*|grabad[oa]|estampad[oa]|motif|pattern|muster|motivo|synthetic",
    r"synthetique|vegan|kunst\w*|acetate|acetat|celluloid|plastic|resin|resine|vegetable|vegetal\w*|corozo",
    r"tagua|mammoth|mammouth|mammut|bone|type|aspect|tipo|croc\w* calf\w*|alligator calf\w*",
    r"(veau|calf|kalb|vitello|becerro) (croc\w*|kroko\w*|lezard|alligator)",
)
_TONE = any_of(
    r"dials?|cadran|zifferblatt|quadrante|esfera|enamel|email|smalto|esmalte|colou?r\w*|couleur|farb\w*|colore",
    r"tone|ton|white|satin|silk|soie|seide|seta|seda|leather|cuir|leder|calf\w*|veau|lambskin|canvas",
    r"lacquer\w*|laque|lack|hands|numerals|index\w*",
)
_WORN = any_of(
    r"\w*straps?|leather|skin|cuir|peau|\w*leder\w*|\w*armband|pelle|pellame|piel|cuero|cinturino|correa",
    r"cordon|cord|bracelet cuir|belt",
)
_ARTICLE = any_of(
    r"\w*bags?|handbag|clutch|strap|wallet|purse|belt|card ?holder|shoes?|case|sac|sacs|pochette|ceinture",
    r"portefeuille|porte cartes|bracelet cuir|\w*tasche|gürtel|\w*armband|geldborse|geldbörse|borsa|borsetta",
    r"cintura|cinturino|portafoglio|bolso|correa|cinturon|cartera|birkin|kelly",
)
_NO_PAPER = any_of(
    r"no|none|non|nein|kein\w*|sans|ohne|missing|pending|not yet|nessun\w*|ningun\w*|sin|aucun\w*|to (come|follow)"
)
_SHORT = 6
"""Up to so many words, a text is one thought: "croc, embossed" is not crocodile."""


class Named(NamedTuple):
    """A species that a cell names, and the cell."""

    piece: Piece
    field: str
    words: str
    species: Species


@lru_cache(maxsize=1 << 14)
def species_in(words: str) -> tuple[Species, ...]:
    """The animals that a text names as a material, one a family; what is embossed, printed or an imitation is none."""
    said = spoken(words)
    found: dict[str, Species] = {}
    for row in SPECIES:
        if row.family not in found and (match := row.pattern.search(said)):
            clause = said if len(said.split()) <= _SHORT else _clause(said, match.start())
            imitated = _FAKE.search(clause) or (row.family in _ORGANIC and _TONE.search(clause))
            found |= {} if imitated else {row.family: row}
    return tuple(found.values())


def _clause(said: str, at: int) -> str:
    """The words between the signs around a place in a spoken text."""
    start, end = said.rfind("|", 0, at) + 1, said.find("|", at)
    return said[start : end if end >= 0 else None]


def named(scope: Scope) -> Iterator[Named]:
    """The animals named in the rows of pieces still here: by the material, else the stones, else the description."""
    for piece in scope.registers.pieces:
        told = (("material", piece.material), ("stones", piece.stones), ("description", piece.description))
        for field, words in told:
            if words is None or "skin" not in topics(words) or not is_held(piece):
                continue
            found = [row for row in species_in(words) if _is_material(piece, field, words, row)]
            yield from (Named(piece, field, words, row) for row in found)
            if found:
                break


def _is_material(piece: Piece, field: str, words: str, row: Species) -> bool:
    """Whether a word is what a piece is made of, and not the animal it depicts or the subject of a picture."""
    if "category" in piece.doubts:  # a word the house uses for goods this program does not know: pictures, perhaps
        return field != "description"
    if row.family in _ORGANIC:
        told = piece.category in _SHELL_GOODS or (piece.category is None and field != "description")
        return told and (field != "description" or piece.category in _SHELL_GOODS)
    if field != "description" or piece.category in BAGS or piece.category in {"watch", "accessory"}:
        return field != "stones"
    said = spoken(words)
    return bool(_WORN.search(said) if piece.category in JEWELS else _ARTICLE.search(said))


def check_animals(scope: Scope) -> Iterable[Finding]:
    """Skins, shells and ivory of pieces that are still here: what cannot be classified, and what lacks its paper."""
    found = tuple(named(scope))
    yield from gathered(_unknown(scope, found))
    offered = [item for item in found if item.piece.ownership not in NOT_FOR_SALE]
    if customs(scope.house.country) in {"GB", "EU"}:
        yield from _certificates(scope, offered)
        yield from told_once(scope, "cites", _evidence(offered))
    if _is_british(scope):
        yield from _ivory(offered)


def _is_british(scope: Scope) -> bool:
    """Whether the Ivory Act is the house's law on the day."""
    return scope.house.country == "GB" and scope.today >= IVORY_SINCE


def _unknown(scope: Scope, found: Iterable[Named]) -> Iterator[Finding]:
    """Words that name no animal closely enough; ivory in Britain is asked about in its own right."""
    for piece, field, words, row in found:
        if row.annex == "?" and not (row.family == "ivory" and _is_british(scope)):
            at, number = piece.place(field), piece.stock_no or ""
            yield UNKNOWN.at(at, words, register="stock", subject=number, animal=row.name)


def _has_paper(piece: Piece) -> bool:
    """Whether the row names a permit or a certificate; a word for none is no paper."""
    return "cites" in piece.doubts or bool(piece.cites and not _NO_PAPER.fullmatch(spoken(piece.cites)))


def _certificates(scope: Scope, offered: Iterable[Named]) -> Iterator[Finding]:
    """Annex A: a certificate for each piece. What was worked long ago may be exempt, and is only asked about."""
    for piece, field, words, row in offered:
        if row.annex == "A" and scope.today >= row.since and not _has_paper(piece):
            places = [piece.place(field), *([piece.place("cites")] if piece.mapped("cites") else [])]
            yield CERTIFICATE.at(
                places, words, register="stock", subject=piece.stock_no or "",
                severity=Severity.WARNING if is_old(piece) else None, species=row.name,
            )  # fmt: skip


def _evidence(offered: Iterable[Named]) -> Iterator[tuple[Piece, Finding | None]]:
    """Annex B: evidence of lawful acquisition, where the register has a column for it."""
    for piece, field, words, row in offered:
        if row.annex == "B" and piece.mapped("cites"):
            yield piece, None if _has_paper(piece) else _no_evidence(piece, field, words, row)


def _no_evidence(piece: Piece, field: str, words: str, row: Species) -> Finding:
    return EVIDENCE.at(
        [piece.place("cites"), piece.place(field)], words, register="stock", subject=piece.stock_no or "",
        species=row.name, heading=heading(piece, "cites"),
    )  # fmt: skip


def _ivory(offered: Iterable[Named]) -> Iterator[Finding]:
    """Ivory in Britain, since the Ivory Act: every piece is asked about, whatever its age."""
    for piece, field, words, row in offered:
        if row.family == "ivory" and not _has_paper(piece):
            yield IVORY.at(piece.place(field), words, register="stock", subject=piece.stock_no or "")


RULES: tuple[Rule, ...] = (check_animals,)
