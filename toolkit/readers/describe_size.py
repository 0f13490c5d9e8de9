"""How large a piece is, in its description: a finger, a case across, the sides of a bag, a chain, grams."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.readers.describe_kind import HANDBAG, RING, WATCH
from toolkit.readers.describe_text import Proposal, Text, found

_SYSTEM = r"(?:uk|us|eu|fr)"
_FINGER = r"(?P<{0}>[a-z](?: ?(?:½|1/2))?|[0-9]{{1,2}}(?:[.,][0-9]{{1,2}})?(?: ?(?:½|¼|¾|1/2|1/4|3/4))?)"
_SIZE = re.compile(
    rf"(?<!\buk )(?<!\bus )(?<!\beu )(?<!\bfr )\b(?:(?:ring |finger )?size|taille|t\.?d\.?d\.?|tour de doigt)[ "
    rf":]*(?P<before>{_SYSTEM} )?{_FINGER.format('size')}"
    rf"(?: ?\((?P<bracketed>{_SYSTEM})\)| (?P<after>{_SYSTEM})\b(?! ?[a-z0-9]))?(?![\w½¼¾]|[-/.,][\w]| ?(?:mm|cm|x"
    rf"|in\b|inch|\"|and|to|or|ou|a) ?)"
)
_BY_SYSTEM = re.compile(
    rf"\b(?P<before>{_SYSTEM})(?: size| taille)?[ "
    rf":]+{_FINGER.format('size')}(?P<after>(?!))?(?P<bracketed>(?!))?(?![\w½¼¾]|[-/.,][\w]| ?(?:mm|cm|x) ?)"
)
_HALVES = {"1/2": "½", "1/4": "¼", "3/4": "¾"}
_SIDES = r"[0-9]{1,3}(?:[.,][0-9]{1,2})?"
_ACROSS = re.compile(
    rf"(?<![0-9.,/x-]){_SIDES} ?(?:mm ?)?x ?{_SIDES} ?(?:mm|cm)(?:(?<=cm) ?x ?{_SIDES} ?cm)?\b"
    rf"|(?<![0-9.,/x-]){_SIDES} ?(?:cm ?)?x ?{_SIDES} ?(?:cm ?)?x ?{_SIDES} ?(?:cm|mm)\b"
)
_CASE = re.compile(r"(?<![0-9.,/x£$€-])(?P<size>(?:[1-5][0-9])(?:[.,][0-9]{1,2})?) ?mm\b(?! ?x)")
_NOT_CASE = re.compile(
    r"(?:lugs?|strap|bracelet|band|wrist|thick\w*|height|epaisseur|entre-?corne|dial|water\w*|crystal|buckle"
    r"|bezel)(?: width| size)?[ :]*(?:of |de )?$"
)
_NOT_CASE_AFTER = re.compile(
    r" ?(?:lugs?|strap|bracelet|band|thick|between|high|entre|buckle|d'epaisseur|wide strap|bezel|wrist)"
)
_LENGTH = re.compile(
    r"(?:\b(?:length|long|longueur|measuring|lg)[. :]*(?:de |of "
    r")?)?(?<![0-9.,/x-])(?P<size>[0-9]{1,3}(?:[.,][0-9]{1,2})? ?(?:cm|inch(?:es)?|in\.|\"))(?! ?x)(?![a-z0-9])"
)
_NOT_LENGTH = re.compile(
    r"(?:drop|extension|extender|wide|width|wrist|poignet|tour|adjustable|reglable|largeur|hauteur|height|diam\w*"
    r"|between|entre|to|a|-)[ :]*(?:de |of )?$"
)
_NOT_LENGTH_AFTER = re.compile(
    r" ?(?:drop|extension|extender|wide|wrist|adjustable|tall|high|de large|de haut|width|and|to|et|a|-|/) ?"
)
_LONG = frozenset({"necklace", "bracelet"})
_GRAMS = re.compile(
    r"(?<![0-9.,/£$€-])(?P<grams>[0-9]{1,4}(?:[.,][0-9]{1,3})?) ?(?:g|gr|gms?|grams?|grammes?)\b(?!/)(?! ?(?:color"
    r"|colour|vs|si|vvs|if\b|net))"
)
_NOT_GROSS = re.compile(
    r"(?:net|gold|or|metal|poids or|silver|platinum|around|approx\w*|circa|environ|env|about|est|~)\.?(?: weight| "
    r"poids| weighs?)?[ :]*(?:de |of )?$"
)
_JEWELS = frozenset({"ring", "earrings", "necklace", "pendant", "bracelet", "brooch", "cufflinks"})
_BAG_MODEL = re.compile(
    r"\b(?:birkin|kelly|constance|lindy|bolide|evelyne|speedy|keepall|garden party|picotin|victoria|plume|herbag|jige"
    r"|trim)"
    r"(?: (?:ii|iii|retourne|sellier|bandouliere|hac|cargo|sport|tpm))? (?P<size>[1-6][0-9])(?![0-9]|[.,][0-9]| ?x| "
    r"?cm)"
)
_BAG_SIZE = re.compile(
    r"\b(?P<size>mini|small|medium|large|jumbo|maxi|nano|micro|petit modele|moyen modele|grand modele)\b"
    r"(?! (?:scratch|mark|stain|pocket|sign|wear|logo|pochette|mirror|crack|dent|tear|hole|amount|zip|spot"
    r"|compartment|interior|charm|purse))"
)
_BAG_LETTERS = re.compile(r"(?<![A-Za-z0-9/-])(?<![0-9] )(?:PM|MM|GM|BB)(?![A-Za-z0-9])")


def sizes(text: Text, kind: str) -> Iterator[Proposal]:
    """Size, dimensions and weight, each only of the kinds of piece that are measured so."""
    if kind in {RING, "bracelet", "accessory", ""}:
        yield from _fingers(text, kind)
    if kind in {HANDBAG, "small_leather", "accessory"}:
        yield from _bags(text, kind)
    if kind == WATCH:
        yield from _cases(text)
    if kind in _LONG or (kind == "pendant" and "chain" not in text.low and "chaine" not in text.low):
        yield from _lengths(text)
    if kind in {"brooch", "cufflinks"}:
        yield from (text.said("dimensions", *match.span()) for match in found(_ACROSS, text))
    if kind in _JEWELS:
        yield from _weights(text)


def _fingers(text: Text, kind: str) -> Iterator[Proposal]:
    """A ring's size with its system, where one is named; a bracelet's or a belt's behind the word size alone."""
    for pattern in (_SIZE, _BY_SYSTEM) if kind in {RING, ""} else (_SIZE,):
        for match in found(pattern, text):
            words = match["size"].replace(",", ".").upper()
            if kind not in {RING, ""} and not words.isdigit():
                continue
            for spelt, sign in _HALVES.items():
                words = words.replace(f" {spelt}", sign).replace(spelt, sign)
            system = (match["before"] or match["after"] or match["bracketed"] or "").strip().upper()
            yield text.said("size", *match.span(), f"{system} {words}".strip().replace(" ½", "½"))


def _bags(text: Text, kind: str) -> Iterator[Proposal]:
    for match in found(_ACROSS, text):
        yield text.said("dimensions", *match.span())
    if kind != HANDBAG:
        return
    for match in found(_BAG_MODEL, text):
        yield text.said("size", *match.span("size"))
    for match in found(_BAG_SIZE, text):
        yield text.said("size", *match.span("size"))
    for match in _BAG_LETTERS.finditer(text.text):
        if not text.is_doubtful(match.start()):
            yield text.said("size", *match.span())


def _cases(text: Text) -> Iterator[Proposal]:
    """What a watch's case measures: the only figure of millimetres that is not another part's."""
    for match in found(_ACROSS, text):
        yield text.said("dimensions", *match.span())
    for match in found(_CASE, text):
        before, after = text.beside(*match.span(), 24, 14)
        if not _NOT_CASE.search(before) and not _NOT_CASE_AFTER.match(after):
            yield text.said("dimensions", *match.span())


def _lengths(text: Text) -> Iterator[Proposal]:
    for match in found(_LENGTH, text):
        before = text.low[max(0, match.start("size") - 16) : match.start("size")]
        if not _NOT_LENGTH.search(before) and not _NOT_LENGTH_AFTER.match(text.low, match.end()):
            yield text.said("dimensions", *match.span("size"))


def _weights(text: Text) -> Iterator[Proposal]:
    """Grams, of a jewel as it lies on the scales."""
    for match in found(_GRAMS, text):
        if not _NOT_GROSS.search(text.low[max(0, match.start() - 20) : match.start()]):
            yield text.said("gross_weight", *match.span(), match["grams"].replace(",", "."))
