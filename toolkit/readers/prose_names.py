"""Who and where: the words of a passage that are left when its dates, lots, notes and methods are taken out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from toolkit.readers.prose_dates import Dated
from toolkit.readers.prose_words import (
    CITY,
    COMPANY,
    INSTITUTION,
    PART,
    RELATION,
    SMALL,
    SUFFIX,
    TITLE,
    take_doubt,
)

_SEGMENT = re.compile(r"(?:[^,(\[]|\([^()\[\]]*\)|\[[^()\[\]]*\]|[(\[])+")
_SALE = re.compile(r"(?:the )?(\S.{0,160}?) sale", re.IGNORECASE)
_CO_OWNER = re.compile(rf"(?:^|\s+)and\s+(?=(?:{TITLE.pattern}|{RELATION.pattern}))")
_AGENT = re.compile(r"\s+as (?:(?:their|his|her) )?agent$", re.IGNORECASE)
_VIA = re.compile(r"\s+((?:via|through|by way of|from|for|par)\s+\S.*)$")
_ON_TO = re.compile(
    r",?\s+(?:to|by)\s+(?=(?:the |an? |his |her |their )?[(\[]?[A-ZÀ-Þ]"
    r"|the (?:present|current|previous|vendor|consignor|museum)\b)"
)
_PARTNER = re.compile(r"[A-Z][\w'’-]*,? (?:&|and) [A-Z][\w'’.-]*(?: [A-Z][\w'’.]*)?")
_SMALL_WORD = re.compile(r"(?<![\w'’.\-/])[a-zà-öø-ÿ][\w-]*")
_LEFTOVER = re.compile(r"(?<![\w./-])(?:1[0-9]|20)[0-9]{2}(?![\w/-])|(?<!\w)c\.\s?[0-9]")
_OF_ALL = re.compile(r"(?:estate|heirs?|family|descendants|descendant|executors?)$", re.IGNORECASE)
_KIN = re.compile(rf"(?:{RELATION.pattern})(?:\s+and\s+(?:{RELATION.pattern}))*", re.IGNORECASE)
_WORD_OF_METHOD = re.compile(r"(?:acquired|purchased|bought)", re.IGNORECASE)
_DEALER = re.compile(r"\(([^()]+)\)|\[([^\[\]]*,[^\[\]]*)\]")
_SOMEBODY = re.compile(r"(?:the|an?|his|her|their)(?: \S+){1,5}")
_SELF = re.compile(r"the (?:artist|maker|sitter|donor|vendor|consignor)", re.IGNORECASE)
_ASIDE = re.compile(
    r"(?:subsequently|formerly|later|then|now|previously|afterwards|and then|the then|until (?:his|her|their) death)\b",
    re.IGNORECASE,
)
_LONGEST_NAME = 16  # words


@dataclass(slots=True)
class Reading:
    """A passage while it is read: what is found so far, and what is left of its words."""

    left: str
    found: dict[str, str] = field(default_factory=dict)
    numbers: tuple[int, ...] = ()
    remarks: list[str] = field(default_factory=list)
    dealer: bool = False
    dates: Dated = field(default_factory=Dated)
    clear: bool = True


def take_names(read: Reading) -> None:
    """The party, her relation to the one before, the place; a sentence that names nobody plainly is left alone."""
    if read.found.get("role") == "from" and (onward := _ON_TO.search(read.left)):
        read.found |= {"source": read.left[: onward.start()].strip(" ,"), "role": "to"}
        read.left = read.left[onward.end() :]
    if dealer := _DEALER.match(read.left):
        read.left = f"{dealer[1] or dealer[2]}{read.left[dealer.end() :]}"
        read.dealer = True
    segments = [" ".join(part.split()).strip(" :") for part in _SEGMENT.findall(read.left)]
    segments = [part for part in segments if part.strip(" .?") or part == "?"]
    if not segments:
        read.dealer = read.dealer and read.found.get("role") != "at"
        return
    relation, party, rest = _holder(_from_sale(read, segments))
    co_owner = next((index for index, part in enumerate(rest) if _CO_OWNER.search(part)), None)
    places = rest if co_owner is None else rest[:co_owner]
    if co_owner is not None:
        second = _CO_OWNER.search(rest[co_owner])
        assert second is not None
        before = rest[co_owner][: second.start()].strip()
        if not co_owner and SUFFIX.fullmatch(before):
            party = f"{party}, {before}"
        elif before:
            places = [*places, before]
        other = _holder([rest[co_owner][second.end() :].strip(), *rest[co_owner + 1 :]])
        relation = " and ".join(filter(None, (relation, other[0])))
        party = " and ".join(filter(None, (party, other[1])))
        elsewhere = [part for part in other[2] if part not in places]
        places += [f"and {elsewhere[0]}", *elsewhere[1:]] if elsewhere and places else elsewhere
    _party(read, party)
    _places(read, places)
    if relation:
        read.found["relation"] = relation


def _from_sale(read: Reading, segments: list[str]) -> list[str]:
    """The segments without the one that says whose sale it was: ``the Carver sale, Hall & Co., London``."""
    sale = _SALE.fullmatch(segments[0])
    if not sale:
        return segments
    read.found["kind"] = "auction"
    if len(segments) > 1 and COMPANY.search(segments[1]):
        read.found |= {"source": sale[1], "role": "at"}
        read.dealer = True
        return segments[1:]
    read.found["role"] = "from"
    return [sale[1], *segments[1:]]


def _holder(segments: list[str]) -> tuple[str, str, list[str]]:
    """The relation, the party with what belongs to the name, and the segments behind."""
    relation = ""
    while kin := _KIN.match(segments[0]) or _SELF.fullmatch(segments[0]):
        said, name = kin[0].strip(), segments[0][kin.end() :].strip(" ,")
        if not name and (_OF_ALL.search(said) or len(segments) < 2 or not _named(segments[1])):
            return relation, said, segments[1:]
        relation = ", ".join(filter(None, (relation, said)))
        segments = [name, *segments[1:]] if name else segments[1:]
    party, rest = segments[0], segments[1:]
    if rest and ((" " not in party and _PARTNER.fullmatch(rest[0])) or (len(rest) > 1 and rest[1].startswith("& "))):
        party, rest = f"{party}, {rest[0]}", rest[1:]
    while rest and (
        SUFFIX.fullmatch(rest[0])
        or (TITLE.match(party) and TITLE.match(rest[0]) and not relation)
        or (PART.search(party) and INSTITUTION.search(rest[0]))
    ):
        party, rest = f"{party}, {rest[0]}", rest[1:]
    return relation, party, rest


def _named(segment: str) -> bool:
    """Whether the segment behind a relation names the person, and not only her town."""
    return bool(RELATION.match(segment) or TITLE.match(segment)) or (" " in segment and not CITY.match(segment))


def _party(read: Reading, party: str) -> None:
    """The party, her doubt and her agent; none where the words are those of a sentence."""
    if agent := _AGENT.search(party):
        party = party[: agent.start()]
        read.found["role"] = "through"
        read.dealer = True
    if via := _VIA.search(party):
        party = party[: via.start()]
        read.remarks.append(via[1])
    if party.endswith("?"):
        party = party.rstrip("? ")
        read.found.setdefault("certainty", "possibly")
    doubt, party = take_doubt(party)
    if doubt:
        read.found["certainty"] = doubt
    somebody = "method" in read.found and _SOMEBODY.fullmatch(party)  # "recovered by the harbour authorities"
    if (_plain(party) or somebody) and len(party.split()) <= _LONGEST_NAME and not _LEFTOVER.search(party):
        read.found["party"] = party
    else:
        read.clear = False
        for name in ("kind", "role", "method", "source"):
            read.found.pop(name, None)


def _plain(words: str) -> bool:
    """Whether words can be a name or a place: capitals, and only such small words as names hold."""
    outside = re.sub(r"\([^()]*\)|\"[^\"]*\"|“[^“”]*”", " ", words)
    return bool(words) and all(word in SMALL for word in _SMALL_WORD.findall(outside))


def _places(read: Reading, segments: list[str]) -> None:
    """Where she was; what is no place is a remark, and unless it is one of doubt or kin, not understood."""
    places = []
    for part in segments:
        if part.casefold() in {"as agent", "agent"}:
            read.found["role"] = "through"
            read.dealer = True
        elif RELATION.fullmatch(part) and "relation" not in read.found:
            read.found["relation"] = part
        elif _WORD_OF_METHOD.fullmatch(part) and "method" not in read.found:
            read.found |= {"method": part, "kind": "unknown" if part.casefold() == "acquired" else "sale"}
        elif take_doubt(part)[0] or _ASIDE.match(part):
            read.remarks.append(part)
        elif _plain(part) and not _LEFTOVER.search(part):
            places.append(part)
        else:
            read.remarks.append(part)
            read.clear = False
    if places:
        read.found["place"] = ", ".join(places).replace(", and ", " and ")
