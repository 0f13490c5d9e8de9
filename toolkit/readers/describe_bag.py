"""What a bag is made of, and its colour: its own, not that of the fittings, the stitching or the lining."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.readers.describe_kind import LEATHER
from toolkit.readers.describe_text import Proposal, Text, found, word_after, word_before, words_of

_HIDES = (
    r"togo|epsom|clemence|swift|box calf|box|barenia|chevre(?: mysore)?|evercolor|fjord|evergrain|tadelakt|caviar"
    r"|lambskin|agneau|calfskin|calf|calfskin"
    r"|veau(?: (?:box|epsom|togo|swift|clemence|grain\w*))?|taurillon(?: clemence)?|goatskin|saffiano|empreinte|epi"
    r"|vernis|taiga|intrecciato|nappa|patent"
    r"|grained|grained calfskin|vachette|vache|cerf|deerskin|mouton|sheepskin|suede|daim|cuir|leather"
)
_LEATHER = (
    rf"(?:(?:{_HIDES}) (?:leather|calfskin)|cuir (?:de )?(?:{_HIDES})(?: clemence)?|veau (?:box|epsom|togo|swift"
    rf"|clemence|grain\w*)|taurillon clemence|box calf"
    r"|lambskin|calfskin|agneau|goatskin|chevre mysore|deerskin|togo|epsom|clemence|saffiano|caviar|suede|leather|cuir)"
)
_SKIN = (
    r"(?:(?:porosus |niloticus |matte? |shiny )*(?:crocodile|alligator)(?: porosus| niloticus| mat| lisse)?|ostrich"
    r"|autruche|python|lizard|lezard)(?: leather| skin)?"
)
_CLOTH = (
    r"(?:(?:monogram|damier(?: ebene| azur)?|gg supreme|goyardine|oblique|coated) (?:canvas|toile)|(?:toile|canvas) "
    r"(?:monogram|damier(?: ebene| azur)?|goyardine|oblique|enduite?)"
    r"|canvas|toile|tweed|satin|velvet|velours|raffia|nylon|denim)"
)
_MATERIAL = re.compile(rf"\b(?:{_SKIN}|{_CLOTH}|{_LEATHER})\b")
_NOT_BEFORE = re.compile(
    r"\b(?:trim(?:med)?(?: in| with)?|lining(?: in)?|lined(?: in| with)?|strap(?: in)?|handles?(?: in)?|interior"
    r"|interieur|doublure|garnitures?|finitions?|anses?|faux|vegan|imitation|bandouliere)(?: (?:en|de|in|\w+))? ?$"
)
_NOT_AFTER = re.compile(
    r" ?(?:trim|lining|strap|handles?|interior|tag|clochette|piping|key|edges?|corners?|charm|case|goods|zip|care)"
)
_BARE = frozenset({"leather", "cuir", "canvas", "toile"})
_BEFORE_BARE = words_of("in en of de and et grained quilted smooth")
"""Words that may stand before one of these, beside a colour."""
_COLOURS = (
    r"black|white|red|blue|navy(?: blue)?|green|beige|brown|tan|camel|grey|gray|pink|burgundy|cream|ivory|orange"
    r"|yellow|purple|etoupe|etain|taupe|noir|noire|blanche?|rouge|bleue?(?: marine| nuit)?"
    r"|verte?|marron|gris|grise|bordeaux|violette?|jaune|ecru|craie|nude|cognac|havane|fauve|ebene"
)
_COLOUR = re.compile(rf"\b(?:(?:dark|light|pale|deep|hot|royal|sky) )?(?:{_COLOURS})\b(?!-)")
_NOT_COLOURED = re.compile(
    r" ?(?:(?:\w+ )?(?:trim|lining|piping|handles?|interior)\b|hardware|stitch\w*|lining|interior|strap|thread|edges?"
    r"|piping|trim|handles?|box|dust|pouch|enamel|resin|zip|diamond|gold|and|et|/|&|mark|stain|or\b)"
)
_NOT_COLOUR_BEFORE = re.compile(
    r"(?:emerald|ruby|sapphire|coral|pearl|olive|forest|bottle|lining|interior|interieur|doublure|stitching|coutures?"
    r"|hardware|trim|and|et|/|&|damier|monogram|\bin)(?: "
    r"(?:en|in|de))? ?$"
)
_JOINED_BEFORE, _JOINED_AFTER = re.compile(r"(?:and|et|/|&)\s*$"), re.compile(r" ?(?:and|et|/|&)\b")
_BEHIND = words_of(
    "with avec bag sac handbag wallet belt and et leather cuir canvas toile ghw phw gold palladium tote clutch "
    "pochette flap size taille grained quilted caviar lambskin calfskin goatskin togo epsom clemence swift box "
    "calf veau agneau chevre in en satin tweed suede patent small medium large new neuf vintage circa card"
)
"""Words that may stand behind a colour or a hide; another belongs to its name."""


def leather(text: Text, kind: str) -> Iterator[Proposal]:
    """The material and the colour of a bag or a small piece of leather."""
    if kind not in LEATHER:
        return
    yield from _materials(text)
    for match in found(_COLOUR, text):
        before, after = text.beside(*match.span(), 20, 14)
        if _JOINED_BEFORE.search(before) or _JOINED_AFTER.match(after):
            return  # of two colours
        if _NOT_COLOURED.match(after) or _NOT_COLOUR_BEFORE.search(before):
            continue
        word, _ = word_after(text, match.end())
        if word and word not in _BEHIND and not _MATERIAL.match(text.low, match.end() + 1):
            return  # a colour with a name of its own, such as Rouge Casaque
        yield text.said("colour", *match.span())


def _materials(text: Text) -> Iterator[Proposal]:
    """What it is made of; the fuller of two names of one leather, and nothing where two materials are named."""
    kept: list[tuple[int, int]] = []
    for match in found(_MATERIAL, text):
        before, after = text.beside(*match.span(), 24, 14)
        if _NOT_BEFORE.search(before) or _NOT_AFTER.match(after):
            continue
        if match[0] in _BARE and not _is_whole(text, match):
            return
        kept.append(match.span())
    fuller = [span for span in kept if text.low[slice(*span)] not in _BARE] or kept[:1]
    for span in fuller:
        yield text.said("material", *span)


def _is_whole(text: Text, match: re.Match[str]) -> bool:
    """Whether leather or canvas is all the words say: ``Negonda leather`` is a hide of its own."""
    before, _ = word_before(text, match.start())
    after, _ = word_after(text, match.end())
    alone = not before or before in _BEFORE_BARE or bool(_COLOUR.fullmatch(before))
    return alone and (not after or after in _BEHIND or bool(_COLOUR.fullmatch(after)))
