"""Words in which names and addresses are compared: letters of any script, titles, short names, legal forms, streets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from toolkit.columns.declared import spelled
from toolkit.values import fold

MEN = frozenset(
    spelled(
        "mr|sir|lord|monsieur|m|herr|hr|sig|signor|signore|sr|senor|don|baron|count|comte|viscount|earl|duke|mister"
    )
)
WOMEN = frozenset(
    spelled("mrs|ms|miss|dame|lady|madame|mme|mlle|mademoiselle|frau|fraulein|signora|sig ra|signorina|sra|srta|senora|"
            "senorita|dona|baroness|countess|comtesse|viscountess|duchess")
)  # fmt: skip
MARKS: Mapping[str, str] = {
    "jr": "junior", "jnr": "junior", "junior": "junior", "fils": "junior", "jun": "junior", "sr": "senior",
    "snr": "senior", "senior": "senior", "pere": "senior", "sen": "senior", "ii": "2nd", "2nd": "2nd", "iii": "3rd",
    "3rd": "3rd", "iv": "4th", "4th": "4th", "mrs": "mrs", "miss": "miss", "mme": "mrs", "widow": "mrs", "veuve": "mrs",
    "estate": "estate",
}  # fmt: skip
"""Words behind a name that tell a son from his father and a wife from her husband."""

LEGAL_FORMS = frozenset(
    spelled("ltd|limited|llp|llc|inc|incorporated|plc|corp|corporation|co|company|cie|gmbh|ag|kg|ohg|ug|sa|sarl|sas|"
            "sasu|eurl|sci|snc|spa|srl|sl|slu|nv|bv|oy|ab|aps|pte|pty|the|and|et|und|e|y|of|de|des|du|la|le|les")
)  # fmt: skip
"""Words of a firm's name that come and go without its being another firm."""

PARTICLES = frozenset(spelled("de|da|do|dos|di|del|della|du|des|la|le|van|von|der|den|ter|ten|zu|und|al|el|bin|ibn|st"))

_STREETS: Mapping[str, str] = {
    "st": "street", "str": "street", "strasse": "street", "rd": "road", "ave": "avenue", "av": "avenue",
    "sq": "square", "terr": "terrace", "ter": "terrace", "tce": "terrace", "ct": "court", "gdns": "gardens",
    "gdn": "gardens", "ln": "lane", "pl": "place", "dr": "drive", "blvd": "boulevard", "bd": "boulevard",
    "cres": "crescent", "cl": "close", "hwy": "highway", "pde": "parade", "e": "east", "w": "west", "n": "north",
    "s": "south", "ste": "suite", "apt": "flat", "apartment": "flat", "r": "rue",
}  # fmt: skip
STREET_ENDS = frozenset(word for pair in _STREETS.items() for word in pair if len(word) > 1)
"""Words with which the line of a street ends, though it has no number."""

_SHORT = (
    "william bill will billy liam|robert bob rob bobby|richard dick rick rich|edward ed ted eddie ned|james jim jimmy|"
    "john jack johnny|charles charlie chas|thomas tom tommy|michael mike mick|henry harry hal|george geo|joseph joe|"
    "david dave|daniel dan danny|samuel sam|alexander alex sandy alec|andrew andy|anthony tony|christopher chris|"
    "nicholas nick|peter pete|stephen steve steven|matthew matt|benjamin ben|francis frank|frederick fred freddie|"
    "elizabeth liz beth betty eliza lizzie|katherine kate kathy catherine katie|margaret maggie peggy meg|"
    "mary molly polly|susan sue suzie|jennifer jenny jen|patricia pat patty|rebecca becky|victoria vicky|"
    "deborah debbie|judith judy|barbara barb|dorothy dot|alexandra alex sandra|samantha sam|johann hans|"
    "giuseppe beppe|francesco franco|jose pepe|josef sepp"
)
SHORT: Mapping[str, frozenset[str]] = {
    name: frozenset().union(*(group.split() for group in _SHORT.split("|") if name in group.split()))
    for name in _SHORT.replace("|", " ").split()
}
"""Given names by which one person may be known; weak evidence, for many names share a short one."""

ORDINAL = re.compile("[0-9]+(st|nd|rd|th)")
"""The name of a numbered street: 56th is not 57th with a slip in it."""

_WORD = re.compile("[a-z0-9]+")
_APOSTROPHES = str.maketrans("", "", "'’`´")


@lru_cache(maxsize=1 << 17)  # given names, streets and towns come again and again
def words(text: str) -> tuple[str, ...]:
    """The words of a text in Latin letters without accents; an apostrophe parts nothing."""
    text = text.translate(_APOSTROPHES)
    if not text.isascii():
        text = fold(text)
        if not text.isascii():
            from anyascii import anyascii

            text = anyascii(text)
    return tuple(_WORD.findall(text.lower()))


@lru_cache(maxsize=4096)
def foreign(text: str) -> bool:
    """Whether a name is written in letters that are not Latin, so that its Latin form is only one of several."""
    return not text.isascii() and not fold(text).isascii()


@lru_cache(maxsize=4096)
def sex(title: str) -> str:
    """``m`` or ``f`` by a title, ``&`` for the titles of two, nothing where the title is anybody's."""
    said = set(words(title))
    men, women = bool(said & MEN), bool(said & WOMEN)
    joined = "&" in title or bool(said & {"and", "et", "und"}) or (men and women)
    return "&" if joined else "m" if men else "f" if women else ""


@lru_cache(maxsize=1 << 17)
def street_words(text: str) -> tuple[str, str]:
    """The numbers of house and flat, and the other words of a street without abbreviations; 57th is one of these."""
    said = words(text)
    numbers = sorted(word for word in said if word[0].isdigit() and not ORDINAL.fullmatch(word))
    rest = (word for word in said if not word[0].isdigit() or ORDINAL.fullmatch(word))
    return " ".join(numbers), " ".join(_STREETS.get(word, word) for word in rest)


@lru_cache(maxsize=1 << 16)
def firm_words(text: str) -> str:
    """The words of a firm's name that are its own, without legal forms, in alphabetical order."""
    said = words(text)
    own = [word for word in said if word not in LEGAL_FORMS and len(word) > 1]
    return " ".join(sorted(own or said))


def skeleton(name: str) -> str:
    """A name by its consonants, doubled ones once: how another ear, another script may have written it."""
    letters = name.replace("ph", "f").translate(str.maketrans("cqzv", "kksf"))
    bare = [letter for letter in letters if letter not in "aeiouyhw "]
    return "".join(letter for number, letter in enumerate(bare) if not number or letter != bare[number - 1])
