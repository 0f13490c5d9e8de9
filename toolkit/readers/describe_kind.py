"""What kind of piece a description describes, and whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.columns.declared import spelled
from toolkit.readers.context import BRANDS
from toolkit.readers.describe_text import Proposal, Text, found, word_after, words_of
from toolkit.values import fold
from toolkit.vocabulary import BRAND_ALIASES, in_words

WATCH, RING, HANDBAG = "watch", "ring", "handbag"
LEATHER = frozenset({"handbag", "small_leather", "accessory"})

_MODELS = {
    "watch": r"submariner|datejust|day[- ]date|daytona|gmt[- ]master|sea[- ]dweller|explorer|yacht[- ]master|milgauss"
    r"|oyster perpetual|air[- ]king|sky[- ]dweller|speedmaster|seamaster|constellation|nautilus|aquanaut|calatrava"
    r"|royal oak|reverso|navitimer|luminor|radiomir|portugieser|black bay|pelagos|big bang|el primero|superocean"
    r"|tank (?:louis|francaise|solo|must|americaine|anglaise)|ballon bleu|santos (?:100|dumont|galbee)|tubogas watch"
    r"|overseas|aquaracer|monaco|lange 1|saxonia|ingenieur|pilot's watch|j12",
    "handbag": r"birkin|(?<!grace )kelly(?= (?:2[0-9]|3[0-9]|40|ii|sellier|retourne|mini|pochette))|speedy|neverfull"
    r"|keepall|lady dior|timeless(?= )|2\.55|evelyne|picotin|lindy|garden party|alma|capucines|cassette|dionysus"
    r"|constance(?= 1[0-9]| 2[0-9])",
}
_NOUNS = {
    "watch": r"watch|wristwatch|timepiece|montre|montre[- ]bracelet|chronograph[e]?",
    "ring": r"ring|bague|chevaliere|(?:wedding|eternity) band",
    "earrings": r"earrings?|ear[- ](?:clips?|studs?|pendants?)|stud earrings?|boucles? d'oreilles?"
    r"|clips? d'oreilles?|puces d'oreilles?|hoop earrings|creoles",
    "necklace": r"necklace|collier|sautoir|choker",
    "pendant": r"pendant|pendentif|locket",
    "bracelet": r"bracelet|bangle",
    "brooch": r"brooch|broche",
    "cufflinks": r"cufflinks?|cuff[- ]links|boutons? de manchettes?",
    "loose_stone": r"loose (?:\w+[- ]){0,4}(?:diamond|sapphire|ruby|emerald|stone|spinel)s?"
    r"|(?:diamant|saphir|rubis|emeraude) (?:sur papier|non monte)e?|pierre libre",
    "handbag":
        r"(?:hand|shoulder |tote |bucket |crossbody |flap |evening |top handle )?bags?|sac(?: a main)?|clutch|tote"
    r"|pochette",
    "small_leather": r"wallet|portefeuille|card ?holder|porte[- ]cartes?|coin purse|porte[- ]monnaie",
    "accessory": r"scarf|foulard|belt|ceinture|(?<=soie )carre|carre(?= hermes| en soie| de soie)|(?<=hermes )carre",
}  # fmt: skip
_WEAK = {  # these name a kind only where nothing else does
    "ring": r"solitaire|alliance|engagement ring",
    "necklace": r"chain|chaine|riviere",
    "pendant": r"cross|croix|medallion|medaillon",
    "bracelet": r"gourmette|jonc",
    "earrings": r"studs|dormeuses",
    "loose_stone": r"unmounted",
}
_NOT_SO = re.compile(
    r"(?:dust|gift|shopping|travel|paper|carrier|box|safety|security|watch|ring|key|extra|spare|albert|muff|fob|guard"
    r"|longuard) ?-?$|sac a $|ex-$"
)
_NOT_AS = re.compile(
    r"-shaped|-style| style| box\b| boxes\b| case\b(?! back)| chain\b| strap| pouch| holder(?!s?\b)| links?\b| roll\b"
    r"| a poussiere| clasp| winder| stand\b| parts?\b| dial\b| bezel| cushion| charm| dish| fob| extender| key\b| "
    r"mount\b| guard| jackets?| enhancer| sizer| tree| tray| display| (?:pendant )?(?:[0-9]+ )?(?:ans|mois|annees|les"
    r"|la|le|des|plusieurs|une|un|quelques|bien|peu)\b"
)

_TRIGGERS = re.compile(r"[a-z]{3,}")


def _compiled(words: dict[str, str]) -> dict[str, tuple[frozenset[str], re.Pattern[str]]]:
    """Each kind's pattern, and the beginnings of words without which it cannot match."""
    return {
        kind: (frozenset(word[:3] for word in _TRIGGERS.findall(pattern)), re.compile(rf"\b(?:{pattern})\b"))
        for kind, pattern in words.items()
    }


_EVERY, _MODEL, _LITTLE = map(_compiled, (_NOUNS, _MODELS, _WEAK))
_WATCH_PARTS = words_of(
    "dial cadran bezel lunette automatic automatique quartz calibre cal chronograph chronographe chrono crown "
    "subdial tourbillon mvt chronometer chronometre"
)
WATCHMAKERS = frozenset(
    spelled(
        "rolex|omega|patek philippe|audemars piguet|vacheron constantin|iwc schaffhausen|panerai|breitling|"
        "tudor|longines|hublot|jaeger lecoultre|zenith|grand seiko|seiko|tag heuer|a lange sohne|breguet|"
        "blancpain|franck muller|girard perregaux|richard mille|f p journe|glashutte original|nomos|oris|rado|"
        "tissot|ulysse nardin|bell ross|corum|roger dubuis|parmigiani|h moser|mb f|glashutte"
    )
)
_ACROSS = re.compile(
    r"(?<![0-9.,x])(?:2[4-9]|3[0-9]|4[0-9])(?:[.,][0-9])? ?mm\b|\bref\b|\breference\b|\bmovement (?:no|number)\b"
)
_CLOCKS = words_of("clock pendule pendulette barometer barometre horloge reveil travel")
_ENGLISH = words_of("ring watch wristwatch necklace pendant bangle brooch bag handbag locket earrings choker wallet")
_BEHIND = words_of(
    "with in set size by of and or c ca circa from featuring comprising designed mounted crafted made weighing "
    "containing composed on for signed ref model a an the uk us eu no n having formed decorated centred centered "
    "modelled centring cast gold silver platinum steel white yellow rose 18ct diamond diamonds sapphire ruby "
    "emerald pearl medium small large mini black weight wt boxed new vintage pre unworn signed automatic quartz "
    "manual has weighs total hallmarked stamped retailed box full size sizes is ladies gents with sold complete "
    "late early mid to"
)
"""Words that may stand behind an English word for a piece; behind any other the piece is another."""
_SETS = re.compile(
    r"\b(?:parure|demi-parure|set comprising|suite|wallet on (?:a )?chain|woc|"
    r"(?:ring|watch|pendant|brooch|necklace|bracelet|bangle|earring)[ /-](?:watch|ring|brooch|pendant|necklace"
    r"|bracelet|bangle)|dress set|(?:ring|earrings?|necklace"
    r"|bracelet|bridal|matching) sets?|set:|lots? (?:de|of)|job lot|jewellery set|jewelry set|and earrings set)\b"
)
_PART_WORDS = words_of(
    "winder insert link links strap straps bracelet buckle clasp dial bezel box boxes papers papiers manual tag "
    "tags pouch stand part parts tool crystal glass movement boite ecrin mouvement cadran maillon maillons empty "
    "vide spare extender roll watch smartwatch smart catalogue catalog keyring key poster case head only advertisement "
    "advertising display paperweight clock end"
)
_PART = re.compile(
    r"\b(?:winder|insert|links?|strap|bracelet|buckle|clasp|dial|bezel|box(?:es)?|papers|papiers|manual|tag|pouch"
    r"|stand|parts?|tool"
    r"|crystal|glass|movement|boite|ecrin|mouvement|cadran|maillons?)(?: only)? (?:for|to fit|pour)\b|\bwinder\b"
    r"|\bempty\b|\b(?:ecrin|boite) vide\b"
    r"|^(?:\w+ )?(?:ring|watch|jewell?ery|presentation) box\b|\bspare parts?\b|\bbezel insert\b|\bend links?\b"
    r"|\bbroken for parts\b|\bmaillon|\b(?:hang|swing|price) tags?\b|\bextender\b|^(?:watch )?(?:movement"
    r"|mouvement)\b|\bwatch roll\b|\bsmart ?watch\b"
    r"|\b(?:catalogue|catalog|keyring|key ring|poster|advertis\w+|display stand|paperweight|wall clock)\b"
    r"|\b(?:case|dial|movement|head) only\b|\b(?:no|sans) (?:movement|mouvement)\b|^[a-z]+ [0-9]{3,6} (?:dial|bezel"
    r"|insert|bracelet|case)\b"
    r"|(?<!in )(?<!with )(?<!and )(?<!& )\bring box\b"
)


def is_accessory(text: Text) -> bool:
    """Whether the words describe a box, a strap or a part of a piece, not a piece: then nothing is taken from them."""
    return not text.words.isdisjoint(_PART_WORDS) and _PART.search(text.low) is not None


def category(text: Text) -> tuple[str, Proposal] | None:
    """The one kind of piece that the words name, and where; nothing where they name several."""
    if _SETS.search(text.low):
        return None
    named, models = _matches(text, _EVERY), _matches(text, _MODEL)
    kinds = _heads({kind for kind, _ in named}, {kind for kind, _ in models})
    every = [*named, *models]
    if not kinds:
        every = _matches(text, _LITTLE)
        kinds = {kind for kind, _ in every}
    if len(kinds) != 1 or (kinds <= {"bracelet", "loose_stone"} and has_watch_parts(text)):
        return None
    kind = kinds.pop()
    match = next(match for name, match in every if name == kind)
    return kind, text.said("category", match.start(), match.end(), in_words(kind))


def _matches(text: Text, kinds: dict[str, tuple[frozenset[str], re.Pattern[str]]]) -> list[tuple[str, re.Match[str]]]:
    """Every word for a kind that stands for the piece itself."""
    begin = {word[:3] for word in text.words}
    every = [
        (kind, match)
        for kind, (triggers, pattern) in kinds.items() if begin & triggers
        for match in found(pattern, text) if _stands(text, match)
    ]  # fmt: skip
    whole = [(kind, one) for kind, one in every if not any(_within(one, other) for _, other in every)]
    first = text.clauses[0][1] if text.clauses else 0  # further on it may be the bracelet of a watch
    return [
        (kind, one)
        for kind, one in whole
        if one.start() < first or kind not in {"bracelet", "necklace"} or not one[0].startswith(("bracelet", "chain"))
    ]


def _within(one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether a word is a part of a longer one: the pendants of ``ear pendants``."""
    inside = other.start() <= one.start() and one.end() <= other.end()
    return inside and one.span() != other.span()


def has_watch_parts(text: Text) -> bool:
    """Whether the words name parts that only a watch has: then a bracelet is the watch's."""
    return bool(text.words & _WATCH_PARTS) and not text.words & _CLOCKS


def _heads(named: set[str], models: set[str]) -> set[str]:
    """The kinds that count: a watch has a bracelet, a pendant hangs from a necklace, a ring may turn into no other."""
    kinds = named | models
    if WATCH in kinds and kinds <= {WATCH, "bracelet", "loose_stone"}:
        return {WATCH}
    if HANDBAG in kinds and kinds <= {HANDBAG, "small_leather"} and HANDBAG in models:
        return {HANDBAG}
    return kinds


def _stands(text: Text, match: re.Match[str]) -> bool:
    """Whether a word for a kind is the piece itself, not its box, its bag or its likeness."""
    before, after = text.beside(*match.span(), 12, 14)
    word, named = word_after(text, match.end())
    if word and not named and match[0] in _ENGLISH and word not in _BEHIND and not word[:1].isdigit():
        return False  # of something else: a ring dish, a watch fob
    chain = match[0].startswith("chain") and before.endswith("box ")
    return chain or not (_NOT_SO.search(before) or _NOT_AS.match(after))


_NAMED_KIND = re.compile("|".join(rf"\b(?:{pattern})s?\b" for pattern in (*_NOUNS.values(), *_MODELS.values())))


def by_maker(text: Text, maker: str, name: Proposal) -> tuple[str, Proposal] | None:
    """A watch, where a house that makes little else is named beside a case's width, a reference or a watch's part."""
    if maker not in WATCHMAKERS or text.words & _CLOCKS or _NAMED_KIND.search(text.low):
        return None
    sign = _ACROSS.search(text.low) or has_watch_parts(text)
    return (WATCH, text.said("category", name.start, name.end, WATCH)) if sign else None


# --- The house that made it -----------------------------------------------------------------------

_UNSAFE = frozenset({"arpels", "hw", "bp", "gp", "vc", "pp", "als", "lange", "cdior"})
"""Short names that mean other things in a description: HW is hardware, B&P box and papers."""
_CAPITAL_ONLY = frozenset({"ap", "lv", "jlc", "vca", "iwc", "ysl", "rlx"})
_JOIN = r"(?:[ .'&/-]{1,3}|(?: and | et ))"
_ENDINGS = {"tiffany": r"(?: ?(?:&|and) ?co\b\.?)?", "iwc": r"(?: schaffhausen)?"}


def _of_brands() -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    """By the first word of a house's name: its name as compared, and the pattern of its spelling."""
    names = dict.fromkeys((*BRANDS.split("|"), *BRAND_ALIASES))
    by_first: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for name in sorted(names, key=len, reverse=True):
        if name in _UNSAFE or name == "iwc schaffhausen":
            continue
        words = name.split()
        pattern = re.compile(rf"\b{_JOIN.join(map(re.escape, words))}{_ENDINGS.get(name, '')}(?![a-z0-9])")
        by_first.setdefault(words[0], []).append((BRAND_ALIASES.get(name, name), pattern))
    return by_first


_BRANDS = _of_brands()
_WORD = re.compile(r"[a-z]+")
_LIKE_BEFORE = re.compile(
    r"(?:\b(?:style|manner|inspired|after|type|genre|facon|like|look|homage|tribute|compatible|fits?|for|pour|gout|way"
    r"|(?:retailed|valued|appraised|repaired|serviced|polished|checked|restored|sold|supplied|stocked|bought"
    r"|purchased) (?:by|from|at)|from|chez|at|school|esprit|apres|imitation|copy|copie|unlike|versus|vs)\b[ -]*(?:of"
    r"|by|to|with|de|d'|du|a la|the"
    r"|l')?[ -]*)$|\b(?:style|facon|maniere|gout|manner) (?:de |d'|of )$"
)
_LIKE_AFTER = re.compile(
    r"[ -]*(?:style|inspired|type|like|look|esque|setting|case\b|mount|compatible|box\b(?! (?:and|&|\+))|boxes|pouch"
    r"|dust|receipt"
    r"|strap|style|copy|replica|parts|link|era\b|bezel|insert|crystal|winder|tool|catalogue|catalog|book\b(?! tote)"
    r"|poster|sign\b|key|pen\b|marked)"
)
_QUOTES = {'"', "'", "“", "”", "«", "»"}
_FAKE = re.compile(
    r"\b(?:replica|replique|fake|counterfeit|contrefa\w+|homage|aftermarket|reproduction|knock-?off|dupe|inspired"
    r"|copie|copy of (?:a|the) |faux|frankenwatch|unsigned|non signee?|not signed|unbranded|generic|costume)\b"
)


def is_imitation(text: Text) -> bool:
    """Whether the words speak of a copy, or of a piece that nobody signed: then they name no maker."""
    return _FAKE.search(text.low) is not None


def brand(text: Text) -> tuple[str, Proposal] | None:
    """The one house that the words name as the maker, as compared and as written."""
    if text.words.isdisjoint(_BRANDS) or is_imitation(text):
        return None
    seen: dict[str, Proposal] = {}
    for key, start, end in _named_brands(text):
        before, after = text.beside(start, end, 24, 16)
        quoted = before[-1:] in _QUOTES and after[:1] in _QUOTES
        if quoted or _LIKE_BEFORE.search(before) or text.is_doubtful(start):
            return None
        if not _LIKE_AFTER.match(after):
            seen.setdefault(key, text.said("brand", start, end))
    return next(iter(seen.items())) if len(seen) == 1 else None


def _named_brands(text: Text) -> Iterator[tuple[str, int, int]]:
    """Every house named, the longest spelling of each place: the name as compared, first and last place."""
    until = 0
    for word in _WORD.finditer(text.low):
        if word.start() < until or word[0] not in _BRANDS:
            continue
        for key, pattern in _BRANDS[word[0]]:
            match = pattern.match(text.low, word.start())
            if match is None or not _written(text.text[match.start() : match.end()], word[0]):
                continue
            until = match.end()
            yield key, match.start(), match.end()
            break


def _written(words: str, first: str) -> bool:
    """Whether a name is written as a name: with a capital, short ones in capitals throughout."""
    return words.isupper() if first in _CAPITAL_ONLY and fold(words) == first else words[:1].isupper()
