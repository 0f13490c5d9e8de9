"""Words that make a rule look closer: a quick pass over every description; patterns run only where they may fit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

STEM = 4
"""A word's first letters, by which it is told; a compound such as ``Krokodillederband`` begins like its animal."""

_STEMS: Mapping[str, str] = {
    "skin": "croc krok cocc coco alli alig caim kaim pyth pito lizar leza eide luce laga vara wara tegu teju snak schl "
    "serp molu reti bivi nilo poro miss salv tort ecai schi care tart hawk eret ivor ivoi elfe avor marf elep loxo "
    "cora kora anti heli leop ocel tige tigr pant lynx luch jagu fur four pelz pell piel",
    "grown": "lab labo grow cvd hpht synt sint made zuch züch crea culti kunst fabr",
    "natural": "natu genu real echt verd vero mine",
    "plated": "plat plaq verm fill verg plac chap bano roll doub dubl gilt",
    "claim": "rjc resp kimb conf konf inve anla auth aute gara guar gewa ethi etic etis stol nach",
    "report": "cert zert",
}
_TOPICS: Mapping[str, frozenset[str]] = {
    stem: frozenset(topic for topic, stems in _STEMS.items() if stem in {each[:STEM] for each in stems.split()})
    for stems in _STEMS.values()
    for stem in (word[:STEM] for word in stems.split())
}
# Accents go, but not that of u: the German "für" is not fur. Signs that part clauses stay as one sign.
_ACCENTS = str.maketrans("àáâãäçèéêëìíîïñòóôõöùúû", "aaaaaceeeeiiiinooooouuu")
_SPACES = dict.fromkeys(map(ord, "-_'’\"“”«».:!?*[]\n\t\u00a0\u202f"), " ") | {ord("œ"): "oe"}
_CLAUSES = dict.fromkeys(map(ord, ",;/+&()|"), " | ")
_SPOKEN: dict[int, str | int | None] = {**_ACCENTS, **_SPACES, **_CLAUSES}
NOTHING: frozenset[str] = frozenset()


def any_of(*patterns: str) -> re.Pattern[str]:
    """A pattern for a spoken text that is any of these, each with its alternatives, as whole words."""
    return re.compile(rf"\b({'|'.join(patterns)})\b")


def spoken(words: str) -> str:
    """A text for patterns: small letters, no accents but ü, words parted by one space, clauses by ``|``."""
    return " ".join(words.lower().translate(_SPOKEN).split())


@lru_cache(maxsize=1 << 17)  # a description is asked about by several rules, each in a pass of its own
def topics(words: str | None) -> frozenset[str]:
    """What a text may be about, by the beginnings of its words: names of ``_STEMS``, mostly none."""
    found = NOTHING
    for word in (words or "").split():
        if not word.isdigit() and (telling := _topics_of(word)):
            found |= telling
    return found


@lru_cache(maxsize=1 << 14)  # a register has few words, each many times
def _topics_of(word: str) -> frozenset[str]:
    return NOTHING.union(*(_TOPICS.get(part[:STEM], NOTHING) for part in spoken(word).split()))
