"""What comes with a piece and what state it is in: said outright, in a clause that speaks of nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.readers.context import BRANDS
from toolkit.readers.describe_kind import LEATHER, WATCH, is_imitation
from toolkit.readers.describe_text import Proposal, Text, found, words_of

_TOKEN = re.compile(r"[a-z0-9']+|[&+/]|w/")
_BOX = words_of("box boxes boite boites ecrin ecrins coffret")
_PAPERS = words_of("papers papiers card carte")
_NO = words_of("no without sans nor ni neither aucun aucune w/o")
_YES = words_of("with avec including includes incl inclus c/w comes complete accompagnee accompagne but mais has")
_OPENS = _NO | _YES | {"in", "dans", "w/", "full", "complet"}
_BESIDE = words_of(
    "and or et ou the its his her sa son ses leur original originale originales originaux d'origine origine d de "
    "of du des inner outer complete complet full set warranty garantie guarantee international internationale "
    "manual manuals booklet booklets livret livrets notice tags tag certificate certificat certificates dust bag "
    "dustbag dustbags & + / both dated date datee datees invoice facture receipt hang swing open ouverte fitted "
    "signed also all only present et avec in with dans brand marque maker's maison service's pochon pouch "
    "polishing cloth authenticity authenticite"
)
_YEARS = re.compile(r"(?:19|20)[0-9]{2}|[0-9]{1,2}")
_MAKERS = frozenset(word for name in BRANDS.split("|") for word in name.split())
_FULL_SET = re.compile(r"\b(?:full set|set complet|complete set)\b(?! of\b)")
_DENIED = re.compile(r"\b(?:no|not|without|pas|sans|non|nearly|almost|incomplete)(?: a| an| de| en)? $")
_STATES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("new old stock", re.compile(r"\bnew old stock\b|\bnos\b(?= )|\bneuf ancien stock\b")),
    ("new", re.compile(
        r"\b(?:brand[- ]new|unworn|never worn|jamais porte[es]?)\b(?! (?:strap|battery|box|bracelet|movement))"
    )),
    ("pre-owned", re.compile(r"\b(?:pre-?owned|second[- ]?hand|d'occasion|seconde main)\b(?! (?:box|strap))")),
    ("vintage", re.compile(
        r"\bvintage\b(?![- ](?:style|inspired|alhambra|look|feel|cut|type|finish|strap|rolex heart|edition|effect|box"
        r"|1945))"
    )),
    ("antique", re.compile(
        r"\b(?:antique(?! gold| pink| silver)|victorian|georgian|edwardian|victorienne?|edwardienne?)\b(?![- "
        r"](?:style|inspired|revival|cut|cushion|finish|look|effect|box))"
    )),
)  # fmt: skip
_STATE_WORDS = words_of(
    "new nos neuf unworn worn porte portee preowned owned hand occasion seconde vintage antique victorian "
    "georgian edwardian victorien victorienne edwardienne secondhand"
)
_STATE_ALONE = {
    "new": "new",
    "neuf": "new",
    "neuve": "new",
    "occasion": "pre-owned",
    "used": "pre-owned",
    "nos": "new old stock",
}


def parts(text: Text, kind: str) -> Iterator[Proposal]:
    """Box and papers, yes or no, and the claim of a full set; a watch's boîte of steel is no box."""
    for match in found(_FULL_SET, text) if kind == WATCH and "set" in text.words else ():
        if not _DENIED.search(text.low[max(0, match.start() - 14) : match.start()]):
            yield text.said("full_set", *match.span(), "yes")
    if text.words.isdisjoint(_BOX | _PAPERS):
        return
    for start, end in text.clauses:
        if not text.is_doubtful(start):
            yield from _clause(text, kind, start, end)


def _clause(text: Text, kind: str, start: int, end: int) -> Iterator[Proposal]:
    """What the end of a clause says, from the first word after which it speaks of box and papers alone."""
    tokens = list(_TOKEN.finditer(text.low, start, end))
    known = _BOX | _PAPERS | _OPENS | _BESIDE
    first = len(tokens)
    while first and (
        tokens[first - 1][0] in known or tokens[first - 1][0] in _MAKERS or _YEARS.fullmatch(tokens[first - 1][0])
    ):
        first -= 1
    while first < len(tokens) and tokens[first][0] not in _OPENS and (first or _opens_badly(tokens[0][0])):
        first += 1
    negative = False
    for number, token in enumerate(tokens[first:], first):
        word = token[0]
        if word in _NO:
            negative = True
        elif word in _YES:
            negative = False
        elif word in _BOX and not (number and tokens[number - 1][0] in {"dust", "card"}):
            yield text.said("box", *token.span(), "no" if negative else "yes")
        elif word in _PAPERS and (kind == WATCH or word not in {"card", "carte"}):
            yield text.said("papers", *token.span(), "no" if negative else "yes")


def _opens_badly(word: str) -> bool:
    """Whether a clause that begins so may be about a box for sale and not one beside a piece."""
    return word in _MAKERS or bool(_YEARS.fullmatch(word))


def condition(text: Text, kind: str) -> Iterator[Proposal]:
    """New, second-hand, vintage, antique: outright, or alone between two commas."""
    for word, pattern in _STATES if text.words & _STATE_WORDS and not is_imitation(text) else ():
        for match in found(pattern, text):
            before = text.low[max(0, match.start() - 10) : match.start()]
            if not re.search(r"\b(?:like|as|comme|style|almost|nearly|quasi|modern)\s+$", before) and not (
                word == "antique" and kind in LEATHER
            ):
                yield text.said("condition", *match.span(), word)
    for start, end in text.clauses:
        alone = text.low[start:end].strip()
        if _STATE_ALONE.get(alone) and not text.is_doubtful(start):
            at = text.low.index(alone, start)
            yield text.said("condition", at, at + len(alone), _STATE_ALONE[alone])
