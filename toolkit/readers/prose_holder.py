"""One passage understood: who, how, where, since when; what no rule takes is said to be not understood."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import accumulate

from toolkit.passages import Passage
from toolkit.readers.prose_dates import take_dates
from toolkit.readers.prose_names import Reading, take_names
from toolkit.readers.prose_notes import take_references
from toolkit.readers.prose_words import CLOSING, METHODS, take_doubt

_YEAR = r"(?:c\.?a?\.?\s?|about |before |after )?[0-9]{4}\??"
_LIFE = re.compile(
    rf"(?:(?:b|d|born|died|active|act|fl|flourished|n[ée]e?|mort|†|\*)\.?,?\s?)"
    rf"(?:in )?(?:[^\W\d_]+\.?\s)?(?:[0-9]{{1,2}},?\s)?{_YEAR}"
    rf"|{_YEAR}\s?[-–—]\s?(?:{_YEAR}|[0-9]{{2}}|\?)?|\??\s?[-–—]\s?{_YEAR}",
    re.IGNORECASE,
)
_GROUP = re.compile(r"\s?(?:\[([^\[\]()]{0,60})\]|\(([^\[\]()]{0,60})\))")
_LOT = re.compile(
    r"[,(\s]\s*(?P<lot>(?:lots?|nos?\.)\s?(?:n[o°]\.?\s?)?[0-9][\w./-]{0,12}(?:\s?(?:&|and|-|–)\s?[0-9]\w{0,6})?)"
    r"(?=\s?[,;.)\]]|\s*$)"
)
_STOCK = re.compile(
    r",\s*((?:their |the )?(?:stock|inventory|inv\.|stock book)\s?(?:no\.?|number)?\s?"
    r"[A-Z]{0,3}\s?[0-9][\w./-]{0,14})(?=\s*[,;.)\]]|\s*$)",
    re.IGNORECASE,
)
_PRICE = re.compile(r",?\s*((?:sold )?for (?:[A-Z]{2,3}\s?|[£$€])\s?[0-9](?:[0-9.,'’]*[0-9])?)(?=\s*[,;.)\]]|\s*$)")
_MAIDEN = re.compile(r"(n[ée]e [^0-9]{1,40}?),\s*([^,]+)", re.IGNORECASE)
_ILLUSTRATED = re.compile(
    r",\s*(illustrated|illus\.?|repr\.?|bought in|unsold|not sold|dealer|by whom sold|the artist"
    r"|the maker|the sitter)(?=\s*[,)\]]|\s*$)",
    re.IGNORECASE,
)
_DOUBTFUL_STOP = re.compile(
    rf"\b(?:{'|'.join(sorted(CLOSING))})\.\s+(?!(?:{'|'.join(sorted(CLOSING))})\b)(?-i:[A-Z][a-z]{{2}})", re.IGNORECASE
)
_MARK_OF_A_COLLECTION = re.compile(r"[^\W\d_]{1,8}\.?\s?[0-9]\w*")  # "(L.1670)"
_EXPECTS = re.compile(r"(?:^|\b(?:to|by|from|at|with|of))\s*$")  # what stands in brackets here is the party
_BROKEN = re.compile(
    r"^((?:[a-z]+ly )?(?:acquired|purchased|bought|sold|given|consigned|inherited|stolen|looted"
    r"|recovered|commissioned|returned|gift|bequest|bequeathed|donated|presented|transferred|delivered|lent|loaned))\s*,\s+(?=(?:from|by|to|at|through|with)\b)"
    r"|^(acquise?|achetée?|vendue?|offerte?|donnée?|léguée?|confiée?|déposée?)\s*,\s+(?=(?:par|à|aux?|chez|auprès)\b)",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"^(?P<how>(?:(?:puis|ensuite|d['’]abord) )?(?:acquise?|achetée?|vendue?)(?: aux enchères)?) (?:à|en|au) "
    r"(?P<where>(?-i:[A-ZÀ-Þ])[\w'’-]+(?: (?-i:[A-ZÀ-Þ])[\w'’-]+){0,3}),? "
    r"(?P<whom>chez |auprès (?:du |des |de |d['’]))(?P<who>.+)$",
    re.IGNORECASE,
)
_LONGEST = 2000  # characters; a line of a museum is a tenth of that
_LEAD = re.compile(r"(?:[0-9]{1,2}[.)]|[-–—•*])\s+")


def understand(text: str, passage: Passage) -> Passage:
    """The passage with what its words say; without a party where they are no museum's line."""
    if len(text) > _LONGEST:
        return replace(passage, understood=False, note_numbers=take_references(text)[1])
    read = Reading(_LEAD.sub("", text, count=1) if _LEAD.match(text) else text)
    for step in (_references, _brackets, _certainty, _groups, _lots, _dates, _method, take_names):
        step(read)
    party = read.found.get("party", "")
    speaks = (
        bool(party) or (read.found.get("kind", "unknown") != "unknown" and read.clear) or bool(read.found.get("method"))
    )
    return replace(
        passage,
        note_numbers=read.numbers,
        dealer=read.dealer,
        since=read.dates.since,
        until=read.dates.until,
        since_sense=read.dates.since_sense,
        until_sense=read.dates.until_sense,
        date_certainty=read.dates.certainty,
        dated=read.dates.words,
        remarks=tuple(read.remarks),
        understood=read.clear
        and speaks
        and not read.dates.surplus
        and _closed(text)
        and not _DOUBTFUL_STOP.search(text),
        **read.found,  # type: ignore[arg-type]
    )


def _closed(text: str) -> bool:
    """Whether every bracket is closed."""
    return text.count("(") == text.count(")") and text.count("[") == text.count("]")


def _references(read: Reading) -> None:
    """The marks of notes."""
    read.left, read.numbers = take_references(read.left)
    read.left = read.left.strip(" \t\n\r,")


def _brackets(read: Reading) -> None:
    """Brackets around the whole passage: how museums mark a dealer."""
    words = read.left
    if words[:1] not in {"(", "["} or words[-1:] not in {")", "]"}:
        return
    depths = list(accumulate((mark in "([") - (mark in ")]") for mark in words))
    if min(depths[:-1]) > 0 and depths[-1] == 0 and not _LIFE.fullmatch(words[1:-1].strip()):
        read.left, read.dealer = words[1:-1].strip(), True


def _certainty(read: Reading) -> None:
    """Words of doubt in front, or a question mark behind."""
    doubt, read.left = take_doubt(read.left)
    if doubt:
        read.found["certainty"] = doubt


def _groups(read: Reading) -> None:
    """What stands in brackets: life dates, dates, remarks; a name in brackets stays with its name."""
    lives: list[str] = []

    def taken(group: re.Match[str]) -> str:
        inner = (group[1] if group[1] is not None else group[2]).strip()
        if born := _MAIDEN.fullmatch(inner):
            read.remarks.append(born[1])
        life = born[2] if born else inner
        if _LIFE.fullmatch(life) and not (group[2] is not None and _short_span(life)):
            lives.append(life)
            behind = group.string[group.end() : group.end() + 3]
            return ", " if behind.lstrip()[:1].isupper() else " " if behind[:1].isalnum() else ""
        if inner in {"?", ""} and not _EXPECTS.search(group.string[: group.start()]):
            return "?"
        return _remarked(read, group, inner)

    read.left = _GROUP.sub(taken, read.left)
    if lives:
        read.found["life"] = "; ".join(lives)


def _remarked(read: Reading, group: re.Match[str], inner: str) -> str:
    """What takes the place of a bracket that holds no life: itself where it is a name, its date, or nothing."""
    left, dates = take_dates(inner)
    if _EXPECTS.search(group.string[: group.start()]):
        return group[0]
    if dates.words and not left.strip(" ,"):
        return f", {inner}, "
    if not re.search(r"[0-9]", inner) and (not inner[:1].islower() or re.match(r"(?:born|n[ée]e)\b", inner)):
        return group[0]
    read.remarks.append(inner)
    if dates.words and not _MARK_OF_A_COLLECTION.fullmatch(inner):
        read.clear = False  # "(by 1950; sold to ...)": a form of its own, with dates that nothing reads
    return " "


def _short_span(inner: str) -> bool:
    """Whether two years in round brackets are nearer to each other than a life."""
    years = re.findall(r"[0-9]{4}|(?<=[-–])[0-9]{2}$", inner)
    return len(years) == 2 and (len(years[1]) == 2 or 0 <= int(years[1]) - int(years[0]) < 15)


def _lots(read: Reading) -> None:
    """The number in a sale, the dealer's own number, words of the catalogue."""
    if lot := _LOT.search(read.left):
        read.found["lot"] = lot["lot"]
        read.left = f"{read.left[: lot.start()]},{read.left[lot.end() :]}"
        if lot["lot"].startswith("lot"):  # "no." may be a dealer's or a catalogue's
            read.found |= {"kind": "auction", "role": "at"}
            read.dealer = True
    for pattern in (_STOCK, _PRICE, _ILLUSTRATED):
        read.remarks += [remark[1] for remark in pattern.finditer(read.left)]
        read.left = pattern.sub("", read.left)


def _dates(read: Reading) -> None:
    """Since when and until when."""
    read.left, read.dates = take_dates(read.left)
    read.left = re.sub(r"\(\s*,?\s*\)|\[\s*,?\s*\]", ",", read.left).lstrip(" ,:")
    read.left = _BROKEN.sub(lambda found: f"{found[1] or found[2]} ", read.left)  # "sold 1968 to ..."


def _method(read: Reading) -> None:
    """What happened, by the words in front: never by a word inside a name. "Acquis à Genève chez X" is at X, Geneva."""
    if at := _ELSEWHERE.match(read.left):
        read.left = f"{at['how']} {at['whom']}{at['who'].rstrip(' ,')}, {at['where']}"
    for pattern, kind, role in METHODS:
        if found := pattern.match(read.left):
            read.found |= {"method": found[0].strip(" ,"), "kind": kind, "role": role}
            read.left = read.left[found.end() :].lstrip(" ,")
            read.dealer = (
                read.dealer
                or role in {"at", "through"}
                or (kind == "custody" and found[0][:4].casefold() in {"with", "chez"})
            )
            _certainty(read)
            return
