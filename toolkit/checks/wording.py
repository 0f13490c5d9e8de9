"""Rules of wording: words in a description that a client's document would print and nobody here can vouch for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from toolkit.checks.gems import is_diamond, is_grown_diamond, says_grown
from toolkit.checks.scope import Rule, Scope
from toolkit.checks.spread import gathered
from toolkit.checks.telling import any_of, spoken, topics
from toolkit.findings import Finding, Kind, Severity, declare
from toolkit.records import Piece

RJC = declare(
    "claim-rjc", Severity.WARNING, "A piece called certified by the RJC",
    why="The Responsible Jewellery Council certifies companies; a ring is not certified by it.",
    message="The description reads {value!r}.",
    hint="Write that the maker is a certified member of the RJC, where that is so, or leave the words out.",
    source="trade practice, to be verified",
)  # fmt: skip
KIMBERLEY = declare(
    "claim-kimberley", Severity.WARNING, "A cut diamond called Kimberley certified",
    why="Kimberley certificates exist for parcels of rough diamonds only, never for a polished or set stone.",
    message="The description reads {value!r}.",
    hint="Leave the words out; between traders the System of Warranties statement stands on the invoice.",
    source="worlddiamondcouncil.org on the System of Warranties",
)  # fmt: skip
ETHICAL = declare(
    "claim-ethical", Severity.WARNING, "A claim of conscience without a paper",
    why="In many countries the law asks for evidence behind words such as conflict-free; verify with your adviser.",
    message="The description reads {value!r}.",
    hint="Leave the word out, or keep the document that proves it and have your adviser read the sentence.",
    source="trade practice, to be verified",
)  # fmt: skip
INVESTMENT = declare(
    "claim-investment", Severity.WARNING, "A piece called an investment",
    why="A promise that a piece keeps or gains value is advice that a boutique does not give.",
    message="The description reads {value!r}.",
    hint="Leave the word out.",
)  # fmt: skip
AUTHENTIC = declare(
    "claim-authentic", Severity.INFORMATION, "A word that promises more than a register knows",
    why="Authentic and guaranteed are promises; a document prints them only with the paper that proves them.",
    message="The description reads {value!r}; a document needs the proof beside such a word.",
    hint="Describe what is known, such as the maker's signature and number, and leave the word out.",
)  # fmt: skip
CERTIFICATE = declare(
    "claim-certificate", Severity.INFORMATION, "A laboratory's report called a certificate",
    why="A laboratory gives its opinion in a report; it certifies nothing.",
    message="The description reads {value!r}.",
    hint="Write 'report' in place of 'certificate'.",
)  # fmt: skip
NOT_SAID = declare(
    "lab-grown-wording", Severity.WARNING, "A laboratory-grown diamond whose description does not say so",
    why="The words laboratory-grown belong directly beside diamond wherever the stone is described.",
    message="The stone is laboratory-grown, but the description reads {value!r}.",
    hint="Write 'laboratory-grown diamond' in the description.",
    source="trade practice, to be verified",
)  # fmt: skip
NATURAL = declare(
    "lab-grown-natural", Severity.WARNING, "A laboratory-grown stone described as natural",
    why="Natural, real and genuine are not said of a stone that was grown in a laboratory.",
    message="The stone is laboratory-grown, but the description reads {value!r}.",
    hint="Take the word out, or correct the origin if that is the slip; read the report first.",
    source="trade practice, to be verified",
)  # fmt: skip

_LABORATORIES = r"(gia|igi|hrd|ssef|gubelin|grs|agl|ags|lfg|egl|gcal|lotus|dsef)"
_CERTIFIED = r"(certific\w*|certified|cert|zertifi\w*|certifiee?)"
_CLAIMS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (RJC, re.compile(
        r"^(?!.*\b(memb|mitglied|miembro)).*(\brjc\b.{0,12}\b(certifi|zertifizi)|\b(certifi|zertifizi)\w*.{0,8}\brjc\b)")),
    (KIMBERLEY, re.compile(r"^(?!.*\b(rough|bruts?|roh\w*|grezz\w*|en bruto)\b).*\bkimberley\b")),
    (ETHICAL, any_of(
        r"conflict free|(sans|hors) conflits?|konfliktfrei\w*|senza conflitti|libre de conflictos?|ethical(ly)?",
        r"ethiques?|ethisch\w*|etic[oa]s?|responsibly sourced|responsible sourcing|nachhaltig\w*")),
    (INVESTMENT, any_of(
        r"investment(?! (gold|coin|bar))|investissement|wertanlage|kapitalanlage|geldanlage|investimento|inversion")),
    (AUTHENTIC, any_of(
        r"authentic|authentiques?|authentisch\w*|autentic[oa]s?|guaranteed|garantiert\w*|garantit[oa]|garantizad[oa]",
        r"gewahrleistet|never stolen")),
    (CERTIFICATE, any_of(
        rf"{_LABORATORIES}( \w+)? {_CERTIFIED}",
        rf"{_CERTIFIED}( (by|par|von|da|por|of|de|du|no|the|le))* {_LABORATORIES}")),
)  # fmt: skip
_REAL = r"(natur\w*|natürlich\w*|genuine|real|veritables?|echt\w*|ver[oa]|verdader\w*)"
_STONE = r"(diamonds?|diamants?|diamanten|brillant\w*|diamant[ei]s?|stones?|pierres?|steine?|piedras?|pietre?)"
_NATURAL = any_of(rf"{_REAL} (\w+ )?{_STONE}|{_STONE} (natur\w+|veritables?|verdader\w*)")


def check_claims(scope: Scope) -> Iterable[Finding]:
    """Certified, conflict-free, investment, authentic: in descriptions, which documents print."""
    return gathered(_claimed(scope))


def _claimed(scope: Scope) -> Iterator[Finding]:
    for piece in scope.registers.pieces:
        about = topics(piece.description)
        if piece.description and ("claim" in about or "report" in about) and not _is_unknown_ware(piece):
            for kind in _claims_in(piece.description):
                yield _at(kind, piece)


def _is_unknown_ware(piece: Piece) -> bool:
    """Whether the row's category is none of ours: "The investment" may be the title of a picture."""
    return "category" in piece.doubts


@lru_cache(maxsize=1 << 14)
def _claims_in(words: str) -> tuple[Kind, ...]:
    said = spoken(words)
    return tuple(kind for kind, pattern in _CLAIMS if pattern.search(said))


def _at(kind: Kind, piece: Piece) -> Finding:
    return kind.at(piece.place("description"), piece.description, register="stock", subject=piece.stock_no or "")


def check_grown(scope: Scope) -> Iterable[Finding]:
    """Descriptions of laboratory-grown diamonds: the words beside the stone, and natural nowhere."""
    return gathered(_grown(scope))


def _grown(scope: Scope) -> Iterator[Finding]:
    for piece in scope.registers.pieces:
        words = piece.description
        if piece.stone_origin != "lab_grown" or not words:
            continue
        if "natural" in topics(words) and _NATURAL.search(spoken(words)):
            yield _at(NATURAL, piece)
        elif says_grown(words) and is_grown_diamond(words):
            continue
        elif is_diamond(piece) and "diam" in spoken(words):
            yield _at(NOT_SAID, piece)


RULES: tuple[Rule, ...] = (check_claims, check_grown)
