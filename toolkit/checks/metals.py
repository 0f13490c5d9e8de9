"""Rules of metals: karat and fineness, the standards of a metal by country and day, and what is only plated."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cache, lru_cache

from toolkit.checks.ages import is_old, made
from toolkit.checks.law.goods import FINENESS
from toolkit.checks.law.row import Law
from toolkit.checks.pieces import BAGS, listed, plain_figure
from toolkit.checks.scope import Rule, Scope
from toolkit.checks.spread import gathered
from toolkit.checks.standards import AGREE_WITHIN, KARAT_MARKS
from toolkit.checks.telling import any_of, spoken, topics
from toolkit.findings import Finding, Severity, declare
from toolkit.measures import fineness, metals
from toolkit.records import Piece
from toolkit.values import Fineness as Measured

KARAT_CONFLICT = declare(
    "fineness-karat-conflict", Severity.ERROR, "The karat and the fineness disagree",
    why="One of the two is wrong, and the metal decides the value and the hallmark.",
    message="{karat} karat is {exact} parts per thousand, but the fineness reads {parts}.",
    hint="Read the hallmark on the piece and correct the wrong one.",
)  # fmt: skip
FINENESS_ODD = declare(
    "fineness-unusual", Severity.WARNING, "A fineness no standard knows",
    why="A hallmark carries one of a few figures; another is a slip or a foreign or historic standard.",
    message="The fineness {parts} is no standard of {metal} that this program knows of, in any country.",
    hint="Read the hallmark again; if it stands, say in the notes which country's it is.",
)  # fmt: skip
IMPOSSIBLE = declare(
    "fineness-impossible", Severity.ERROR, "A fineness of another metal",
    why="The metal or the figure is wrong, and the two decide the value and the hallmark.",
    message="{parts} is a standard of {other}, and of {metal} in no country that this program knows of.",
    hint="Read the hallmark on the piece and correct the metal or the fineness.",
)  # fmt: skip
ELSEWHERE = declare(
    "fineness-foreign", Severity.WARNING, "A fineness that is no standard in the United Kingdom",
    why="A piece for sale in the United Kingdom is marked and described by the lower standard that it reaches.",
    message="{figure} parts per thousand is a standard of {metal} in {countries}, and none in the United Kingdom "
    "today; to be verified with your adviser.",
    hint="Ask the assay office how the piece may be marked and described; if it has been, type its hallmark.",
    source="hallmarkingconvention.org, UK profile",
)  # fmt: skip
HISTORIC = declare(
    "karat-historic", Severity.WARNING, "Gold of a karat that was no longer made in its year",
    why="British gold of 12 and 15 karat ended in 1932: the year or the karat is probably wrong.",
    message="Gold of {karat} karat was a British standard until 1932, but the piece is dated {year}; to be verified.",
    hint="Read the hallmark and its date letter, and correct the year or the karat; a foreign piece may stand.",
    source="trade practice, to be verified",
)  # fmt: skip
PLATED = declare(
    "plated-as-gold", Severity.WARNING, "Gold in one column, plated in another",
    why="What is plated is not gold, and may be neither described nor valued as gold.",
    message="The metal reads {metal!r}, but {words!r} says that the piece is plated.",
    hint="Type the metal underneath, such as silver gilt (vermeil) or gold-plated steel.",
)  # fmt: skip

FULL_KARAT = Decimal(24)
PRECIOUS = frozenset({"gold", "silver", "platinum", "palladium"})
_PLATED = any_of(
    r"gold (plated|filled|plate)|rolled gold|silver gilt|vermeil|plaque[es]? (en )?or|doublee? or|vergoldet\w*",
    r"golddouble|placc\w* (in )?oro|dorat[oa] (in )?oro|chapad[oa] (en |de )?oro|banado en oro|banada en oro",
    r"oro laminado",
)
# A plated part is no plated piece: a gold watch with a silver-plated dial, a gold clasp on a plated movement.
_PARTS = any_of(
    r"dial|movement|rotor|hands|buckle|clasp|hardware|pins?|case back|bracelet|box|cadran|mouvement|aiguilles",
    r"boucle|fermoir|zifferblatt|werk|schliesse|quadrante|movimento|fibbia|esfera|movimiento|hebilla|cierre",
)


@lru_cache(maxsize=4096)  # a house has a few metals, each in many words
def metal_of(words: str | None) -> tuple[str | None, Decimal | None, Decimal | None, bool]:
    """The one precious metal that a text names, its karat and fineness, and whether no other metal is beside it."""
    if not words:
        return None, None, None, False
    named = metals(words)
    precious = named & PRECIOUS
    metal = next(iter(precious)) if len(precious) == 1 else None
    measured = fineness(words)
    if not isinstance(measured, Measured):
        return metal, None, None, len(named) == 1
    if measured.metal in PRECIOUS and not precious:
        metal = measured.metal
    return metal, measured.karat, measured.fineness, len(named) <= 1


def stated(piece: Piece) -> tuple[Decimal | None, Decimal | None, str | None]:
    """Karat, fineness and metal of a piece, from its own columns first, then from the metal's words."""
    return _stated(piece.metal, piece.karat, piece.fineness)


def _stated(
    words: str | None, karat: Decimal | None, parts: Decimal | None
) -> tuple[Decimal | None, Decimal | None, str | None]:
    metal, written, figure, _ = metal_of(words)
    karat = karat or written
    # Only gold is counted in karats, but a row of two metals does not say which one the fineness is of.
    return karat, parts or figure, metal or ("gold" if karat and not words else None)


def _conflict(karat: Decimal, parts: Decimal) -> bool:
    return abs(karat / FULL_KARAT * 1000 - parts) > AGREE_WITHIN


@lru_cache(maxsize=4096)
def _agrees(words: str | None, karat: Decimal | None, parts: Decimal | None) -> bool:
    """Whether nothing is wrong with a metal as written, its karat and its fineness."""
    karat, parts, metal = _stated(words, karat, parts)
    conflict = karat and parts and _conflict(karat, parts)
    return not conflict and not (parts and metal and not _known(metal, parts))


def check_fineness(scope: Scope) -> Iterable[Finding]:
    """Karat against fineness, and fineness against the standards of the metal."""
    for piece in scope.registers.pieces:
        if _agrees(piece.metal, piece.karat, piece.fineness):
            continue
        karat, parts, metal = stated(piece)
        if karat and parts and _conflict(karat, parts):
            exact = (karat / FULL_KARAT * 1000).quantize(Decimal("0.1"))
            places = [piece.place(name) for name in ("fineness", "karat", "metal") if piece.mapped(name)]
            yield KARAT_CONFLICT.at(
                places, parts, register="stock", subject=piece.stock_no or "", karat=plain_figure(karat),
                exact=plain_figure(exact), parts=plain_figure(parts),
            )  # fmt: skip
        elif parts and metal:
            yield _unknown(piece, metal, parts)


def _unknown(piece: Piece, metal: str, parts: Decimal) -> Finding:
    """A fineness that no country knows for its metal: another metal's is an error, nobody's a question."""
    at, number = piece.place("fineness" if piece.fineness else "metal"), piece.stock_no or ""
    others = [other for other in sorted(PRECIOUS - {metal}) if _known(other, parts)]
    if not others:
        return FINENESS_ODD.at(at, parts, register="stock", subject=number, metal=metal, parts=plain_figure(parts))
    # Old pieces follow standards of towns and guilds that no table here holds.
    severity = Severity.WARNING if is_old(piece) else None
    return IMPOSSIBLE.at(
        at, parts, register="stock", subject=number, severity=severity, metal=metal, other=listed(others),
        parts=plain_figure(parts),
    )  # fmt: skip


@cache
def _known(metal: str, parts: Decimal) -> tuple[Law, ...]:
    """The rows of a metal that a fineness meets: 916.7 and 917 are 916, in the laboratory's rounding."""
    rows = [row for row in FINENESS if row.topic == f"fineness-{metal}"]
    return tuple(row for row in rows if abs(row.amount - parts) <= 1)


def check_standards(scope: Scope) -> Iterable[Finding]:
    """Standards of other countries and other times, for a house in the United Kingdom."""
    if scope.house.country == "GB":
        yield from gathered(_standards(scope))


def _standards(scope: Scope) -> Iterable[Finding]:
    for piece in scope.registers.pieces:
        metal, figure, rows = _met(piece.metal, piece.karat, piece.fineness)
        if not rows or piece.category in BAGS:
            continue
        british = [row for row in rows if row.jurisdiction == "GB"]
        if not british and not is_old(piece):
            yield _elsewhere(piece, metal, figure, rows)
        year = made(piece)
        if british and year and not any(row.until is None or year[0] <= row.until.year for row in british):
            yield _historic(piece, figure, year[0])


@lru_cache(maxsize=4096)
def _met(words: str | None, karat: Decimal | None, parts: Decimal | None) -> tuple[str, Decimal, tuple[Law, ...]]:
    """A metal, its fineness or its karat's mark, and the rows it meets.

    None where Britain has the standard today, and none where karat and fineness disagree.
    """
    karat, parts, metal = _stated(words, karat, parts)
    figure = parts or Decimal(KARAT_MARKS.get(int(karat or 0), 0))
    rows = _known(metal, figure) if metal and figure else ()
    plain = any(row.jurisdiction == "GB" and row.until is None for row in rows)
    return metal or "", figure, () if plain or (karat and parts and _conflict(karat, parts)) else rows


def _named(piece: Piece, *fields: str) -> str:
    """The first of the fields that says something."""
    return next((name for name in fields if getattr(piece, name) is not None), fields[-1])


def _elsewhere(piece: Piece, metal: str, figure: Decimal, rows: Iterable[Law]) -> Finding:
    from toolkit.checks.countries import country_name

    names = dict.fromkeys(country_name(row.jurisdiction) for row in rows)
    at = piece.place(_named(piece, "fineness", "karat", "metal"))
    number, countries = piece.stock_no or "", listed(list(names))
    return ELSEWHERE.at(at, figure, register="stock", subject=number, metal=metal, figure=plain_figure(figure),
                        countries=countries)  # fmt: skip


def _historic(piece: Piece, figure: Decimal, year: int) -> Finding:
    karat = next(karat for karat, mark in KARAT_MARKS.items() if abs(mark - figure) <= 1)
    places = [piece.place(_named(piece, "karat", "fineness", "metal"))]
    places += [piece.place("year_made")] if piece.year_made else []
    number = piece.stock_no or ""
    return HISTORIC.at(places, piece.year_made or "", register="stock", subject=number, karat=karat, year=year)


def check_plated(scope: Scope) -> Iterable[Finding]:
    """Gold by its metal, its karat or its fineness, plated by its description."""
    for piece in scope.registers.pieces:
        words = piece.description
        if not words or "plated" not in topics(words) or piece.category in BAGS:
            continue
        if metal_of(piece.metal)[0] != "gold" and not (piece.karat and not piece.metal):
            continue
        said = spoken(words)
        if _PLATED.search(said) and not _PARTS.search(said):
            at = [piece.place("metal" if piece.metal else "karat"), piece.place("description")]
            metal = piece.metal or f"{plain_figure(piece.karat or Decimal())} karat"
            yield PLATED.at(at, metal, register="stock", subject=piece.stock_no or "", metal=metal, words=words)


RULES: tuple[Rule, ...] = (check_fineness, check_standards, check_plated)
