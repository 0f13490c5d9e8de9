"""The stones a description names: what they are, what they weigh, how they are graded, and by whom."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.readers.describe_kind import LEATHER, WATCH
from toolkit.readers.describe_text import Proposal, Text, found, made_ready, word_after, words_of

_COUNT = (
    r"(?:(?:[0-9]{1,3}|a pair of|two|three|four|five|six|seven|eight|nine|ten|twelve|deux|trois|quatre|cinq|six|sept"
    r"|huit|neuf|dix|douze) )?"
)
_SHAPE = (
    r"(?:(?:(?:round|oval|cushion|princess|asscher|marquise|pear|heart|radiant|baguette|trilliant|trillion|trillant"
    r"|half[- ]moon|cabochon|calibre"
    r"|step|square|brilliant|navette|briolette|tapered|old|single|mixed)(?:[- ](?:mine |european |brilliant "
    r")?(?:cut|shaped?))?"
    r"|(?:emerald|rose|old|mine|european|swiss|french|transitional)(?:[- ](?:mine|european))?[- ](?:cut|shaped?)|old "
    r"mine|old european)[ -])"
)
_VARIETY = (
    r"(?:(?:natural|cultured|tahitian|akoya|south sea|freshwater|baroque|keshi|mabe|pink|blue|yellow|green|black|white"
    r"|golden|grey|padparadscha|star|fire|cat's eye|sky blue|london blue|imperial|mandarin|rhodolite) )"
)
_STONES: dict[str, str] = {
    "ruby": r"ruby|rubies|rubis", "sapphire": r"sapphires?|saphirs?", "emerald": r"emeralds?|emeraudes?",
    "opal": r"opals?|opales?", "onyx": r"onyx", "topaz": r"topaz(?:es?)?", "turquoise": r"turquoises?",
    "coral": r"corals?|corail|coraux", "garnet": r"garnets?|grenats?", "amethyst": r"amethysts?|amethystes?",
    "aquamarine": r"aquamarines?|aigues?[- ]marines?", "tourmaline": r"tourmalines?", "spinel": r"spinels?|spinelles?",
    "tanzanite": r"tanzanites?", "peridot": r"peridots?", "citrine": r"citrines?", "jade": r"jade|jadeite",
    "lapis": r"lapis[- ]lazuli|lapis", "malachite": r"malachite", "nacre": r"mother[- ]of[- ]pearl|nacre",
    "moonstone": r"moonstones?|pierres? de lune", "tsavorite": r"tsavorites?", "alexandrite": r"alexandrites?",
    "morganite": r"morganites?", "moissanite": r"moissanites?", "zirconia": r"cubic zirconias?|oxydes? de zirconium|cz",
    "zircon": r"zircons?", "quartz":
        r"(?:rose|smoky|rutilated) quartz|quartz (?:rose|fume)", "carnelian": r"carnelians?|cornaline",
    "agate": r"agates?", "pearl": r"pearls?|perles?",
}  # fmt: skip
_AFTER = (
    r"(?: (?:ronde?s?|ovales?|baguettes?|navettes?|poires?|coussins?|noire?s?|roses?|bleue?s?|jaunes?|taille "
    r"(?:brillant|ancienne|emeraude|princesse|rose|baguette|poire|coussin|marquise|navette|8/8|moderne)|de culture|de "
    r"tahiti"
    r"|akoya|cabochons?))*"
)
_DIAMOND = r"diamonds?|diamants?"
_ALL = "|".join(f"(?P<{name}>{words})" for name, words in _STONES.items())
_STONE = re.compile(
    rf"(?<![a-z-])(?P<detail>{_COUNT}{_SHAPE}{{0,3}})(?:(?P<diamond>(?:(?<!fancy )(?:black|champagne|cognac|grey"
    rf"|brown|rough) "
    rf")?(?:{_DIAMOND}))"
    rf"|{_VARIETY}?(?:{_ALL}))\b(?P<more>{_AFTER})"
)
_HINT = re.compile("|".join((_DIAMOND, *_STONES.values())))
_BEGIN = tuple({word[:4] for word in re.findall(r"(?<![a-z])[a-z]{2,}", "|".join((_DIAMOND, *_STONES.values())))})
_NO_STONE_BEFORE = re.compile(
    r"\b(?:no|without|sans|imitation|simulated|simule|faux|fausses?|fake|synthetic|synthese|synthetique|paste|glass"
    r"|like|style|verre|glace"
    r"|plastic|costume|effect|happy|type|couleur|taille|fond|resin)(?: \w+)? $"
)
_BEADS = re.compile(r" d(?:e |')(?!culture|tahiti|mer|eau)")
_BEHIND = words_of(
    "ring rings bague bagues earrings boucles necklace collier pendant pendentif bracelet brooch broche cufflinks "
    "bangle locket stud studs drop drops ear cluster solitaire halo half hoop eternity line riviere tennis cross "
    "croix accents accent shoulders surround surrounds set mounted weighing weighs weight total totalling each of "
    "in on with and et et or de du des d pour entre avec dans en sur sous serti sertie sertis monte montee three "
    "five single two row rows strand strands bead beads clasp fermoir eyes highlights details border detail "
    "cabochon cabochons plaque motif motifs carat carats ct cts approx gold white yellow platinum silver choker "
    "sautoir dress cocktail engagement wedding signet trilogy toi band half loose unmounted origin report gia igi "
    "hrd certificat certificate ssef fancy colour color clarity graded certified certifie f g h e d i j k vvs vs "
    "si if vvs1 vvs2 vs1 vs2 si1 si2 ornee orne pavee entourage entouree epaulee taille ovale rond ronde brun "
    "brown tcw tdw ctw tw size uk us eu flower floral spray bar crescent star heart butterfly snake panther charm "
    "ceylan birman colombie untreated unheated heated naturel naturels naturelle naturelles chauffe non no centre "
    "central to spread between flanked shaped natural lab c circa vers deco old by from signed at the a cultured "
    "culture twin pair line sleepers top tops by is"
)
"""Words that may stand behind a stone."""
_SOME_CUT = re.compile(r"[ -](?:cut|shaped?|taille) $")
_NO_STONE_AFTER = re.compile(
    r"[ -](?:cut\b(?! (?:diamond|sapphire|stone|ruby|emerald))|crystal|glass|green|red|blue|coloured|colored|pink"
    r"|simulant|effect|paste|dial|pattern|quilt\w*|shape\b|imitation"
    r"|de synthese|synthetique\w*|d'imitation|paved? dial|tester|type|like|look|taille$|earring backs|certificat\w*"
    r"|fantaisie|(?:de |en )?(?:resine?|verre|plastique|metal)\b)"
)
_WEIGHT = re.compile(
    r"(?<![0-9.,/a-z£$€-])(?P<figure>[0-9]{1,3}(?:[.,][0-9]{1,3})?|[.,][0-9]{2,3}) ?-?"
    r"(?:cts?|ctw|tcw|tdw|cttw|carats?|crts?)\b(?! ?/ ?[0-9])"
)
_GOLD_FIGURES = frozenset({"8", "9", "10", "12", "14", "15", "18", "19", "20", "21", "22", "24"})
_OF_STONE = re.compile(rf" ?(?:of |de |d')?(?:{_SHAPE}){{0,3}}{_VARIETY}?(?:{_DIAMOND}|{'|'.join(_STONES.values())})\b")
_EACH = re.compile(
    r"[0-9] ?\+ ?[0-9.,]+ ?ct|\b(?:each|chacun|chacune|chaque|apiece|per (?:stone|earring|side))\b"
    r"|\b[0-9]+ ?x ?[0-9.,]+ ?ct"
)
_ABOUT_BEFORE = re.compile(
    r"(?:\b(?:approx|approximately|about|around|env|environ|est|estimated|estime\w*|circa|ca|c|over|nearly|almost"
    r"|plus de"
    r"|pres de|quelque|total(?:ling)? an estimated|minimum|more than|up to)\b\.?|~|\+/-|±|<|>)"
    r"(?: (?:weight|total|poids|totalling|weighing|weigh|to|at|de|of))*:? ?$"
)
_ABOUT_AFTER = re.compile(r"[ ,]*\(?(?:approx|est\b|estimated|environ|env\b|estime|circa)")
_GRADES = r"(?:FL|IF|LC|VVS ?[12]?|VS ?[12]?|SI ?[123]?|I ?[123]|P ?[123])"
_RANGE = rf"{_GRADES}(?:[-/–](?:{_GRADES}|[123]))?"
_PAIR = re.compile(
    rf"(?<![A-Za-z0-9.\-/'])(?<![0-9] )(?P<colour>[D-N](?:[-/–][D-N])?\+?)(?: |/|-|, | / "
    rf"|\.)(?P<clarity>{_RANGE})(?![A-Za-z0-9])"
)
_COLOUR = re.compile(
    r"(?:\b[Cc]olou?r|\b[Cc]ouleur|\bCOLOU?R)(?: grade)?[ :]+(?P<colour>[D-Z](?:[-/–][D-Z])?)(?![A-Za-z0-9'.])"
    r"|(?<![A-Za-z0-9'-])(?P<before>[D-N](?:[-/–][D-N])?) colou?r\b"
)
_CLARITY = re.compile(
    rf"(?:\b[Cc]larity|\b[Pp]uret[ée])(?: grade)?[ :]+(?P<clarity>{_RANGE})(?![A-Za-z0-9])"
    rf"|(?<![A-Za-z0-9-])(?P<before>{_RANGE}) clarity\b"
)
_CLARITY_ALONE = re.compile(r"(?<![A-Za-z0-9/–-])(?:VVS ?[12]|VS ?[12]|SI ?[12])(?![A-Za-z0-9/–-])")
_SOME_GRADE = re.compile(r"VS|SI ?[123]|IF|FL|LC|[IP] ?[123]|[Cc]ol|[Cc]oul|COL|[Cc]lar|[Pp]ur")
_FANCY = re.compile(
    r"\bfancy(?:[- ](?:light|intense|vivid|deep|dark|faint))?(?:[- ](?:yellow|pink|blue|green|orange|brown|grey|gray"
    r"|purple|red|black|yellowish"
    r"|brownish|orangey|greenish|purplish|pinkish|greyish)){1,3}(?![- ]?cut)"
)
_ESTIMATED = re.compile(
    r"\b(?:approx\w*|about|around|environ|env|est|estimated|estime\w*|graded by us|our grade|in our opinion|circa)\b"
)
_SIZED = re.compile(r"(?:size|taille|uk|us|grade|type|class)[ :]*$", re.IGNORECASE)
_LAB = re.compile(
    r"(?<![A-Za-z0-9-])(?:(?P<GIA>GIA|G\.I\.A\.)|(?P<IGI>IGI)|(?P<HRD>HRD)|(?P<SSEF>SSEF)|(?P<GRS>GRS(?=[0-9]{4}-)"
    r"|GRS)|(?P<AGL>AGL)|(?P<LFG>LFG)"
    r"|(?P<EGL>EGL)|(?P<AGS>AGS)|(?P<GCAL>GCAL)|(?P<DSEF>DSEF)|(?P<GUBELIN>G[uü]e?belin))"
    r"(?![A-Za-z]|(?<!GRS)[0-9])"
)
_NO_LAB_BEFORE = re.compile(r"\b(?:no|not|non|sans|without|pending|awaiting|like|ex|former|by)\s+$", re.IGNORECASE)
_NO_LAB_AFTER = re.compile(
    r"[ -]*(?:pending|equivalent|standards?|style|graduate|scale|to follow|en cours|possible|available|trained"
    r"|specs?\b)",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"(?:[ ,:(]*(?:antwerp|gem lab|swiss gemmological institute|report|certificate|certificat|certified|certifie|cert"
    r"|rapport"
    r"|dossier|diamond|grading|graded|lab|inscribed|laser|with|no|n°|nr|num|number|numero|du)?[.:]?)*?[ "
    r"#:°.]*(?P<number>(?:LG ?)?[0-9]{6,12})(?![0-9A-Z])",
    re.IGNORECASE,
)
_GRS = re.compile(r"GRS ?[0-9]{4}-[0-9]{5,7}(?![0-9])")
_REPORT_BEFORE = re.compile(
    r"(?:report|certificate|certificat|cert|rapport)\.? ?(?:no|n°|nr|number|numero|#)?[.: "
    r"]*(?P<number>(?:LG)?[0-9]{7,12})(?![0-9])",
    re.IGNORECASE,
)
_GROWN = re.compile(r"\b(?:lab(?:oratory)?[- ](?:grown|created)|lgd|cvd|de laboratoire|cree?s? en laboratoire)\b")
_GROWN_DIAMOND = re.compile(
    rf"(?:{_GROWN.pattern})[- ](?:[a-z]+[- ]){{0,3}}?diamonds?\b|\bdiam\w+ (?:[a-z]+ )?(?:{_GROWN.pattern})|\blgd\b"
    rf"|\blab diamonds?\b"
)
_GROWN_OTHER = re.compile(rf"(?:{_GROWN.pattern})[- ](?:[a-z]+[- ])?(?:{'|'.join(_STONES.values())})\b")
_NATURAL = re.compile(r"\bnatural(?: fancy \w+)? diamonds?\b|\bdiamants? naturels?\b")


def stones(text: Text, kind: str) -> Iterator[Proposal]:
    """Everything a description says of a jewel's stones; those of a watch, a bag or a box are part of it."""
    if kind in LEATHER or kind in {WATCH, "other"}:
        return
    yield from _named(text)
    weights, several = _weight(text)
    yield from weights
    if not several:
        yield from _graded(text)
    yield from _reported(text)
    yield from _origin(text)


def _named(text: Text) -> Iterator[Proposal]:
    """The kinds of stone in the order of the words, each with its number and its cut."""
    if not any(word.startswith(_BEGIN) for word in text.words):
        return
    seen: dict[str, list[re.Match[str]]] = {}
    for match in _STONE.finditer(text.low):
        before, after = text.beside(*match.span(), 24, 24)
        after = after if not match["more"] else ""
        if text.is_doubtful(match.start()) or _NO_STONE_BEFORE.search(before) or _NO_STONE_AFTER.match(after):
            if re.match(r"[ -]cut\b", after):
                continue
            return
        word, named = word_after(text, match.end())
        known = not word or named or word in _BEHIND or word[:1].isdigit() or _HINT.fullmatch(word)
        beads = match["pearl"] and _BEADS.match(text.low, match.end())
        if _SOME_CUT.search(before) or not known or beads or _GROWN_OTHER.search(text.low):
            return  # of a cut that is not known here, or no stone at all: pearl buttons, diamond dust
        name = next(name for name in ("diamond", *_STONES) if match[name])
        seen.setdefault(name, []).append(match)
    kept = [match for matches in seen.values() for match in _told_apart(matches)]
    if not kept or any(len({m[0] for m in each}) < len(each) for each in seen.values()):
        return
    kept.sort(key=lambda match: match.start())
    words = ", ".join(" ".join(text.text[match.start() : match.end()].split()) for match in kept)
    yield text.said("stones", kept[0].start(), kept[-1].end(), words)


def _told_apart(matches: list[re.Match[str]]) -> list[re.Match[str]]:
    """The mentions that say more than the stone's name, where one does."""
    fuller = [match for match in matches if match["detail"] or match["more"]]
    return fuller or matches[:1]


def _weight(text: Text) -> tuple[list[Proposal], bool]:
    """The one weight in carats that is stated, and whether there are several stones' weights.

    Not an estimate, not each stone's, not one of several: then grades are nobody's either.
    """
    seen: dict[str, re.Match[str]] = {}
    for match in _WEIGHT.finditer(text.low):
        if match["figure"] in _GOLD_FIGURES and not _OF_STONE.match(text.low, match.end()):
            continue
        before, after = text.beside(*match.span(), 30, 16)
        if text.is_doubtful(match.start()) or _ABOUT_BEFORE.search(before) or _ABOUT_AFTER.match(after):
            seen.setdefault(f"about {match['figure']}", match)
        else:
            seen.setdefault(match["figure"], match)
    chosen = list(seen.values())
    if len(chosen) > 1:  # the graded stone's own, where a report stands beside one of them
        chosen = [match for match in chosen if _LAB.search(text.text, *text.clause_at(match.start()))]
    if len(chosen) != 1 or _EACH.search(text.low):
        return [], len(seen) > 1
    figure = chosen[0]["figure"]
    if figure not in seen:
        return [], len(seen) > 1
    value = figure.replace(",", ".")
    return [text.said("carat", *chosen[0].span(), f"0{value}" if value.startswith(".") else value)], False


def _graded(text: Text) -> Iterator[Proposal]:
    """Colour and clarity, side by side or each behind its word."""
    for pattern in (_PAIR, _COLOUR, _CLARITY, _CLARITY_ALONE) if _SOME_GRADE.search(text.text) else ():
        for match in pattern.finditer(text.text):
            before = text.low[text.clause_at(match.start())[0] : match.start()]
            if text.is_doubtful(match.start()) or _SIZED.search(before[-8:]) or _ESTIMATED.search(before):
                continue
            groups = match.groupdict() or {"clarity": match[0]}
            for name, words in groups.items():
                if words:
                    field = name if name != "before" else "colour" if pattern is _COLOUR else "clarity"
                    at = text.text.index(words, match.start())
                    yield text.said(field, at, at + len(words), words.replace("–", "-"))
    for match in found(_FANCY, text):
        yield text.said("colour", *match.span())


def _reported(text: Text) -> Iterator[Proposal]:
    """The laboratory, and the number of its report."""
    named = False
    for match in _LAB.finditer(text.text):
        before, after = text.text[max(0, match.start() - 12) : match.start()], text.text[match.end() : match.end() + 16]
        if text.is_doubtful(match.start()) or _NO_LAB_BEFORE.search(before) or _NO_LAB_AFTER.match(after):
            continue
        named = True
        yield text.said("laboratory", *match.span(), match.lastgroup)
        if match["GRS"] and (own := _GRS.match(text.text, match.start())):
            yield text.said("report_no", *own.span())
        elif report := _REPORT.match(text.text, match.end()):
            yield text.said("report_no", *report.span("number"), report["number"].replace(" ", ""))
    for match in _REPORT_BEFORE.finditer(text.text) if named else ():
        yield text.said("report_no", *match.span("number"))


def _origin(text: Text) -> Iterator[Proposal]:
    """Grown or natural, where the words say it of diamonds."""
    grown, natural = list(found(_GROWN_DIAMOND, text)), list(found(_NATURAL, text))
    if grown and not _GROWN_OTHER.search(text.low) and not re.search(r"\b(?:no|not|non|or) (?:lab|natural)", text.low):
        yield text.said("stone_origin", *grown[0].span(), "lab-grown")
    if natural:
        yield text.said("stone_origin", *natural[0].span(), "natural")


def kinds_of_stone(words: str) -> frozenset[str]:
    """The kinds of stone that a text names, whatever the language."""
    low = made_ready(words).low
    found_kinds = (next(name for name in ("diamond", *_STONES) if match[name]) for match in _STONE.finditer(low))
    return frozenset(found_kinds)
