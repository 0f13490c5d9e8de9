"""The dates of one passage: since when, until when, in which sense, and the words that say so."""

from __future__ import annotations

import re
from dataclasses import dataclass

from toolkit.dates import when
from toolkit.values import Doubt, When

_MONTHS = (
    r"(?:Jan(?:uary|uar|vier)?|Feb(?:ruary|ruar)?|F[ée]v(?:rier)?|Mar(?:ch|s)?|März|Apr(?:il)?|Avr(?:il)?|May|Mai|June?|Juni|Juin"
    r"|July?|Juli|Juil(?:let)?|Aug(?:ust)?|Ao[ûu]t|Sept?(?:ember|embre)?|O[ck]t(?:ober|obre)?|Nov(?:ember|embre)?"
    r"|De[cz](?:ember)?|D[ée]c(?:embre)?|gennaio|febbraio|marzo|aprile?|maggio|giugno|luglio|agosto|settembre|ottobre|novembre"
    r"|dicembre|enero|febrero|abril|mayo|junio|julio|septiembre|octubre|noviembre|diciembre)\b\.?"
)
_SEASONS = r"(?:spring|summer|autumn|fall|winter|printemps|été|automne|hiver)(?: of)?"
_YEAR = r"(?:1[0-9]|20)[0-9]{2}(?![0-9])"
_DAY = r"(?:[12][0-9]|3[01]|0?[1-9])(?:st|nd|rd|th|er)?(?![0-9])"
_DASH = r"\s?[-–—/]\s?"
_END = (
    r"(?=\s?(?:[,;:.)\]?!–—-]|$|"
    r"(?:and|or|until|till|to|through|by|but|et|à|chez|par|auprès|at|for|when|in|from|as|with|via|on)\b))"
)

# What a word before a date says of it.
_SENSES = {
    "by": "by", "before": "before", "after": "after", "since": "", "from": "", "in": "", "on": "", "at": "",
    "about": "about", "around": "about", "circa": "about", "c": "about", "ca": "about", "vers": "about",
    "prior": "before", "least": "at least", "later": "by", "earlier": "after", "avant": "before", "après": "after",
    "early": "", "late": "", "post": "after", "pre": "before", "approximately": "about",
}  # fmt: skip
_UNTIL = frozenset(("until", "till", "through", "to", "jusqu'en", "jusqu'au", "jusqu'à", "til", "bis"))
_DOUBTS = {
    "probably": "probably",
    "likely": "probably",
    "presumably": "probably",
    "possibly": "possibly",
    "perhaps": "possibly",
}
_FILLS = (
    "sometime|some|time|than|no|not|the|and|but|or|between|as|during|à|en|le|du|dès|depuis|shortly|soon|just|immediately"
    "|mid|year|of"
)
_SENSE_WORD = "|".join(
    f"[{word[0]}{word[0].upper()}]{re.escape(word[1:])}"  # never "CA" and "IN", which are states
    for word in sorted((*_SENSES, *_UNTIL, *_DOUBTS, *_FILLS.split("|")), key=lambda word: (-len(word), word))
)

_DEATH = (
    r"(?:[Uu]ntil|[Tt]ill|[Aa]t|[Uu]pon|[Oo]n) (?:his|her|their) deaths?(?=\s(?:in|on|by|about|circa|c\.|ca\.|[0-9]))"
)
_EARLY = r"(?:(?:early|mid|late|first half of the|second half of the|last quarter of the)[- ]+(?:the )?)?"
_DATE = re.compile(
    rf"(?P<sense>(?:(?<![\w.'’-])(?-i:{_DEATH}|{_SENSE_WORD})(?:\.\s?|\s+|(?=[0-9]))){{0,7}})(?P<dash>[-–—]\s?)?(?<!\w)(?:"
    rf"(?P<days>(?P<m1>{_MONTHS})\s(?P<d1>{_DAY}){_DASH}(?P<d2>{_DAY}),?\s?(?P<y1>{_YEAR}))"
    rf"|(?P<jours>(?P<d3>{_DAY}){_DASH}(?P<d4>{_DAY})\s(?P<m2>{_MONTHS}),?\s(?P<y2>{_YEAR}))"
    rf"|(?P<months>(?P<m3>{_MONTHS}(?:\s{_DAY})?)(?:{_DASH}|\sto\s|\sand\s)(?P<m4>{_MONTHS}(?:\s{_DAY})?),?\s?(?P<y3>{_YEAR}))"
    rf"|(?P<day>{_MONTHS}\s{_DAY},?\s?{_YEAR}|{_DAY}\.?\s(?:of |de )?{_MONTHS},?\s(?:de )?{_YEAR})"
    r"|(?P<figures>[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}(?P<mark>[./-])[0-9]{1,2}(?P=mark)(?:[0-9]{4}|[0-9]{2}))(?![0-9.])"
    rf"|(?P<month>(?:early |late |mid-?\s?)?(?:{_MONTHS}|{_SEASONS}),?\s{_YEAR})"
    r"|(?P<unknown>(?:at |on )?an? (?:unknown|unspecified|uncertain) date|date unknown|undated)"
    rf"|(?P<decade>{_EARLY}(?:1[0-9]|20)[0-9]0s\b)"
    rf"|(?P<century>{_EARLY}[0-9]{{1,2}}(?:st|nd|rd|th)[- ]century)"
    rf"|(?P<years>(?P<y4>{_YEAR}){_DASH}(?P<y5>{_YEAR}|[0-9]{{2}}(?![0-9])){_END})"
    rf"|(?<![/#])(?P<year>{_YEAR}){_END}"
    r")(?P<query>\s?\(?\?\)?)?",
    re.IGNORECASE,
)
_NOT_DATES = frozenset(("no-such-date", "not-a-date"))


@dataclass(slots=True)
class Dated:
    """The dates of a passage, as :class:`toolkit.passages.Passage` holds them."""

    since: When | None = None
    until: When | None = None
    since_sense: str = ""
    until_sense: str = ""
    certainty: str = ""
    words: str = ""
    surplus: bool = False  # more dates than a beginning and an end
    begun: bool = False
    between: bool = False
    ended: bool = False


def take_dates(text: str) -> tuple[str, Dated]:
    """A passage with a comma in place of each date, and its dates."""
    dated, kept, at = Dated(), [], 0
    place = 0
    while found := _DATE.search(text, place):
        place = found.end()
        if _none(text, found):
            place = found.start("month") + 1 if found["month"] else place
            continue
        between = text[at : found.start()]
        follows = bool(dated.words) and not between.strip(" ,")
        dated.words += (between if follows else ", " if dated.words else "") + found[0].strip(" ,")
        _add(dated, found, follows=follows)
        kept += [between, " , "]
        at = found.end()
    return "".join((*kept, text[at:])), dated


def _none(text: str, found: re.Match[str]) -> bool:
    """Whether what looks like a date is none: a Mrs. May with a year behind her, the digits of an inventory."""
    if found["figures"]:
        read = when(found["figures"])
        return isinstance(read, Doubt) and read.code in _NOT_DATES
    if found["month"] and "," in found["month"] and found["sense"].strip() in {"", "to"}:
        return bool(found["sense"]) or text[: found.start()].rstrip()[-1:] not in {"", ",", "(", "[", "-", "–"}
    return False


def _add(dated: Dated, found: re.Match[str], *, follows: bool) -> None:
    """One more date: a beginning, or an end where its words or the date before say so."""
    words = re.findall(r"[\w'’]+", found["sense"].casefold())
    first, last = _bounds(found)
    doubt = "possibly" if found["query"] else next((_DOUBTS[word] for word in words if word in _DOUBTS), "")
    dated.certainty = dated.certainty or doubt
    ends = bool(_UNTIL.difference(("to",) if "prior" in words else ()).intersection(words))
    if "but" in words and not follows:  # "until at least April 15 but before ...": half of it is no date by itself
        dated.surplus = True
    elif follows and dated.between and "and" in words and not dated.ended:
        dated.since, dated.since_sense = _span(dated.since, first), ""
    elif ends or (follows and found["dash"]):
        dated.surplus |= dated.ended
        dated.until, dated.until_sense, dated.ended = last or first, _sense(found, words, until=True), True
    elif dated.begun:
        dated.surplus = True
    else:
        dated.since, dated.since_sense, dated.begun = first, _sense(found, words, until=False), True
        dated.between = "between" in words
        if last is not None and not dated.ended:
            dated.until, dated.ended = last, True


def _span(first: When | None, last: When | None) -> When | None:
    """At some time between two dates."""
    return When(first.earliest, last.latest, "circa") if first and last and first.earliest <= last.latest else None


def _sense(found: re.Match[str], words: list[str], *, until: bool) -> str:
    """In which sense a date is meant; a roughly known year says so itself, by its precision."""
    senses = [_SENSES[word] for word in words if _SENSES.get(word)]
    if until:
        senses = [sense for sense in senses if sense != "by"]
    if "about" in senses and (found["year"] or found["decade"]):
        senses = [sense for sense in senses if sense != "about"]
    return senses[-1] if senses else ""


def _bounds(found: re.Match[str]) -> tuple[When | None, When | None]:
    """The date, or both ends of a span such as ``April 16-17, 1917``, ``May-December 1915``, ``1900-35``."""
    if found["days"]:
        return _read(f"{found['m1']} {found['d1']}, {found['y1']}"), _read(
            f"{found['m1']} {found['d2']}, {found['y1']}"
        )
    if found["jours"]:
        return _read(f"{found['d3']} {found['m2']} {found['y2']}"), _read(f"{found['d4']} {found['m2']} {found['y2']}")
    if found["months"]:
        return _read(f"{found['m3']} {found['y3']}"), _read(f"{found['m4']} {found['y3']}")
    if found["years"]:
        last = found["y5"] if len(found["y5"]) == 4 else found["y4"][:2] + found["y5"]
        return (_read(found["y4"]), _read(last)) if last >= found["y4"] else (None, None)
    rough = re.search(r"\b(?:c|ca|circa|about|around|vers|approximately)\b", found["sense"], re.IGNORECASE)
    written = next(
        found[name] for name in ("day", "figures", "month", "unknown", "decade", "century", "year") if found[name]
    )
    return _read(f"circa {written}" if rough and (found["year"] or found["decade"]) else written), None


def _read(written: str) -> When | None:
    """A date as the house reads every date; None where it has two readings or lies too far back."""
    read = when(re.sub(r"^(?:early|late|mid-?)\s+(?=[^\W\d_]+,?\s)", "", written, flags=re.IGNORECASE))
    return read if isinstance(read, When) else None
