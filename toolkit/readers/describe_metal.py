"""The metal that a description names: gold and not carats, the case and not the dial, never plate for gold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from toolkit.measures import metals
from toolkit.readers.describe_kind import LEATHER, WATCH
from toolkit.readers.describe_text import Proposal, Text, found, word_after, word_before, words_of

_KARAT = r"(?<![0-9.,£$€])(?:8|9|10|12|14|15|18|19|20|21|22|24) ?-?(?:cts?|kts?|k|carats?|karats?)\b"
_PARTS = (
    r"(?<![0-9.,£$€])(?:375|417|500|583|585|750|800|830|835|850|875|900|916|917|925|950|958|990|999)"
    r"(?: ?/ ?1000| ?‰)?(?![0-9]|[.,][0-9])"
)
_FIGURE = rf"(?:{_KARAT} ?/ ?{_PARTS}|{_PARTS} ?/ ?{_KARAT}|{_KARAT}|{_PARTS})"
_EN = r"(?:white|yellow|rose|pink|red|green|everose|sedna|(?:two|three)[- ]colou?r(?:ed)?|two[- ]tone)"
_FR = r"(?:blanc|jaune|rose|gris|rouge)"
_GOLD = (
    rf"(?:{_FIGURE} ?-?)?(?:solid )?(?:{_EN}(?:(?:, | and | & |/){_EN})* )?(?<!white or )gold(?:,? \(?{_FIGURE}\)?)?"
    rf"|{_KARAT} ?(?:wg|yg|rg|pg)\b"
)
_BARE_OR = (
    r"(?:(?<=\ben )|(?<=\bboite )|(?<=\bbague )|(?<=\balliance )|(?<=\bchaine )|(?<=\bacier et )"
    r"|(?<=\bacier/)|(?<=\bargent et ))or\b(?= massif| et |/|[ ]*[,.;)(]| *$| serti| avec| orn)"
)
_OR = (
    rf"(?:{_FIGURE} )?(?<!white )(?<!yellow )(?<!red )\bor {_FR}(?! gold)(?: (?:et|&) (?:or )?{_FR})*(?:,? "
    rf"\(?{_FIGURE}\)?)?"
    rf"|\bor (?:massif )?{_FIGURE}|(?<!white )(?<!yellow )\bor(?= et (?:platine|argent|acier|palladium))"
    rf"|{_BARE_OR}(?: massif)?"
)
_OTHER = (
    rf"(?:{_PARTS} )?(?:platinum|platine|plat(?=[ ,.]|$))(?: {_PARTS})?|\bpt ?(?:850|900|950|999)\b"
    rf"|(?:{_PARTS} )?(?:sterling silver|solid silver|silver|argent massif|argent)(?: {_PARTS}| massif)?"
    r"|(?:stainless |surgical )?steel|acier(?: inoxydable| inox)?|titanium|titane|palladium|bronze"
)
_METAL = re.compile(rf"(?<![a-z])(?:{_GOLD}|{_OR}|{_OTHER})(?![a-z])")
_JOIN = re.compile(r" ?(?:and|et|&|/|-) ?")
_HINT = re.compile(r"gold|\bor\b|plat|\bpt|silver|argent|steel|acier|titan|pallad|bronze|[0-9] ?-?[ck]")
_NO_METAL = re.compile(
    r"plated?\b|plaquee?s?\b|vermeil|gilt|gilded|gold[- ]filled|rolled|doree?s?\b|argentee?s?\b|electro|pvd|[- "
    r"]tone\b(?<!two-tone)(?<!two tone)"
    r"|bonded|unmarked|unhallmarked|unstamped|tests? as|tested|non poinconne|acid|base metal|metal blanc|silver-?gilt"
    r"|goldplated|overlay|dipped|\bor white|\bor yellow"
)
_PART_AFTER = re.compile(
    r"[ -]*(?:tone|colou?r(?!ed gold)|dial|hands|markers?|hour|ind[ei]x|indices|numerals?|hardware|buckle|clasp|screws?"
    r"|bezel|crown|back\b|case ?back|rotor|movement|lining|thread|leaf|bars?\b(?! (?:brooch|pendant|necklace"
    r"|bracelet))|coins?\b|deployant|pin\b|posts?\b"
    r"|fittings?|backs?\b|mount(?:s|ed)\b(?= on)|wire|snoopy|medal|dust|butterfl|scroll|tips?\b|fermoir|flecks?|foil)"
)
_HALF = re.compile(rf"{_KARAT} ?(?:and|et|&|/|\+) ?$")
"""A karat and no gold in front: ``18ct & plat`` names two metals, and only one of them in words."""
_WATCH_AFTER = re.compile(r"[ -]*(?:\w+ )?(?:bracelet|strap|chain|links?|mesh|band)")
_WATCH_PART_AFTER = re.compile(r"[ -]*(?:[\w'-]+[ -]){0,2}(?:dial|bezel|hands|markers|numerals|indexes|crown)\b")
_PART_BEFORE = re.compile(
    r"\b(?:cadran|fermoir|boucle|fond|lunette|aiguilles|index|couronne|bijouterie|attributs|dial|clasp|bezel|buckle"
    r"|hardware|crown|garniture|finition|ferrures|tirette|cadenas|vis)(?: \w+){0,2}(?: (?:en|in|de|of|d'))? ?(?:d')?$"
)
_WATCH_BEFORE = re.compile(r"\b(?:bracelet|strap|maillons|chaine|band)(?: \w+)?(?: (?:en|in|de|of|d'))? ?$|\bon $")
_SILVER_CASE = re.compile(r"[ -]*(?:case|cased|hunter|half|open|pocket|pair|fob)")
_SILVER_IN = re.compile(r"\b(?:boitier|boite|en|in|case|montre|poche)(?: en| in)? $")
_STONE_WORDS = (
    "diamond diamonds diamant diamants ruby rubies rubis sapphire sapphires saphir saphirs emerald emeralds emeraude "
    "emeraudes pearl "
    "pearls perle perles opal opals opale onyx topaz topaze turquoise coral corail garnet garnets grenat amethyst "
    "amethyste "
    "aquamarine tourmaline spinel tanzanite peridot citrine jade lapis malachite nacre mother moonstone morganite "
    "enamel email "
    "quartz zircon cameo camee"
)
_NOUNS = (
    "ring bague alliance solitaire chevaliere band jonc earrings earring ear boucles clips creoles puces necklace "
    "collier sautoir "
    "pendant pendentif locket cross croix medaille bracelet bangle gourmette manchette brooch broche cufflinks "
    "boutons watch montre "
    "wristwatch chronograph chronographe boitier boite case cased pocket hunter"
)
_METAL_WORDS = words_of(
    "gold or platinum platine silver argent steel acier titanium titane palladium white yellow rose pink blanc "
    "jaune gris rouge"
)
_BEFORE = words_of(
    f"{_STONE_WORDS} {_NOUNS} a an in en of de d set mounted monte montee mounting monture the solid massive "
    f"fully heavy fine plain textured brushed "
    "polished engraved hammered openwork woven edwardian victorian georgian vintage antique deco nouveau retro "
    "pair ladies lady's "
    "gents gent's gentleman's men's mens homme femme dame and et steel serti sertie vs vvs si if fl cts ct tw ctw "
    "carats carat mm vs1 "
    "vs2 bar oreilles manchette quadrant square round oval french italian english swiss british stone single hoop "
    "stud late early mid "
    "century full hallmarked forcat palmier gourmet jaseron figaro bandeau rigide maille m s wedding engagement "
    "is"
)
"""Words that stand before the metal of the whole piece; behind any other it may be a part's, or not quite a metal."""
_MOUNTS = frozenset({"mount", "mounts", "setting", "settings", "mounted"})
_CHAINS = frozenset({"chain", "chaine", "bracelet", "link", "links", "curb", "mesh", "rope"})
_BEHIND = words_of(
    f"{_STONE_WORDS} {_NOUNS} and et with avec set serti sertie sertis serties mounted monte mount setting "
    f"settings hallmarked hallmark hallmarks stamped "
    "poincon circa c ca vers size taille tdd weight weighing weighs poids wt wedding engagement eternity signet "
    "cluster dress cocktail half hoop "
    "stud studs drop drops five three single stone line tennis charm bar old round oval cushion emerald princess "
    "pear marquise baguette brilliant "
    "cabochon rose gents ladies open massif solid throughout by from of for pavee pave pavees orne ornee dont "
    "length long longueur manual manuel "
    "automatic automatique quartz box boxed tank torque cuff dome bombe trilogy trinity trio in de du pour flower "
    "floral on sur black full "
    "hand mechanical mecanique cultured seed natural lab laboratory calibre cocktail or"
)
"""Words that may stand behind it."""
_FIGURES = re.compile(rf"(?P<karat>{_KARAT})|(?P<parts>{_PARTS})|\bpt ?(?P<pt>850|900|950|999)")
_BOTH = re.compile(rf"{_KARAT} ?/ ?{_PARTS}|{_PARTS} ?/ ?{_KARAT}")
_ALONE = re.compile(r"(?<![0-9.,£$€])(?:9|14|18|22) ?k(?:t|arat)?\b")
_GOLD_ANYWHERE = re.compile(rf"{_KARAT}(?=,|\.|;|$| gold| or\b| mount| white| yellow| rose| shank| setting| clasp|/)")
_NUMBER = re.compile(r"[0-9]+")


def metal(text: Text, kind: str) -> Iterator[Proposal]:
    """The piece's metal in her words, its karat and its fineness; nothing of bags, of plate, or of two metals apart."""
    if kind in LEATHER or not _HINT.search(text.low) or _NO_METAL.search(text.low):
        return
    spans = list(_joined(text, [m.span() for m in found(_METAL, text) if _is_main(text, m, kind)]))
    chosen = _one(text, spans)
    if chosen is None:
        if not spans:
            alone = list(found(_BOTH, text)) or list(found(_ALONE, text))
            yield from _figures(text, [match.span() for match in alone if _is_main(text, match, kind)])
        return
    if len(_karats(text)) > 1:
        return
    yield text.said("metal", *chosen)
    yield from _figures(text, [*spans, *(match.span() for match in found(_BOTH, text))])


def _is_main(text: Text, match: re.Match[str], kind: str) -> bool:
    """Whether a metal is the piece's own, not that of a dial, a clasp or a strap."""
    before, after = text.beside(*match.span(), 30, 24)
    part = _PART_AFTER.match(after) or _PART_BEFORE.search(before) or _HALF.search(before)
    if part or not _is_said_of_the_piece(text, match, kind):
        return False
    if kind != WATCH:
        return True
    if _WATCH_PART_AFTER.match(after) or _WATCH_AFTER.match(after) or _WATCH_BEFORE.search(before):
        return False
    plain = match[0] in {"silver", "argent"}
    return not plain or bool(_SILVER_CASE.match(after) or _SILVER_IN.search(before))


def _is_said_of_the_piece(text: Text, match: re.Match[str], kind: str) -> bool:
    """Whether the words beside a metal are such as stand beside the metal of the whole piece."""
    word, named = word_before(text, match.start())
    if word and not (named or word in _BEFORE or word[-1:].isdigit() or word[:1].isdigit() or word in _METAL_WORDS):
        return False
    word, named = word_after(text, match.end())
    if not word or named or word in _BEHIND or word[:1].isdigit() or word in _METAL_WORDS:
        return (kind != "pendant" or word not in _CHAINS) and (kind != "" or word not in _MOUNTS)
    return word in _CHAINS and kind != "pendant"


def _joined(text: Text, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Metals side by side as one: ``steel and 18ct gold``."""
    held: tuple[int, int] | None = None
    for start, end in spans:
        if held and _JOIN.fullmatch(text.low, held[1], start):
            held = (held[0], end)
            continue
        if held:
            yield held
        held = (start, end)
    if held:
        yield held


def _one(text: Text, spans: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The fullest of the spans that say the same of the metal; None where they differ."""
    alloys = {frozenset(metals(text.low[start:end])) | _colours(text.low[start:end]) for start, end in spans}
    if not spans or (
        len(alloys) > 1
        and any(one - other for one in alloys for other in alloys if len(other) >= len(one) and one is not other)
    ):
        return None
    return max(spans, key=lambda span: span[1] - span[0])


def _colours(words: str) -> frozenset[str]:
    return frozenset(re.findall(r"white|yellow|rose|pink|red|green|blanc|jaune|gris|rouge|everose", words))


def _karats(text: Text) -> set[str]:
    """Every karat of gold that the words name, the piece's or a part's."""
    return {number[0] for match in _GOLD_ANYWHERE.finditer(text.low) if (number := _NUMBER.search(match[0]))}


def _figures(text: Text, spans: Iterable[tuple[int, int]]) -> Iterator[Proposal]:
    """Karat and fineness where the spans give one of each."""
    seen: dict[str, dict[str, Proposal]] = {"karat": {}, "fineness": {}}
    for start, end in spans:
        for match in _FIGURES.finditer(text.low, start, end):
            field = "karat" if match.lastgroup == "karat" else "fineness"
            number = _NUMBER.search(match["pt"] or match[0])
            value = number[0] if number else ""
            seen[field].setdefault(value, text.said(field, match.start(), match.end(), value))
    everywhere = _karats(text)
    for field, values in seen.items():
        if len(values) == 1 and not (field == "karat" and everywhere - values.keys()):
            yield from values.values()
