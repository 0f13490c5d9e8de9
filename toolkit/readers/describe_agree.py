"""Whether a column's own value and what the description says can both be true of one piece.

Only what surely excludes the other differs: gold and platinum, 9 and 18 karat, two report numbers. Whiter words for
one thing agree, and so does what cannot be compared, such as a colour in two languages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from toolkit.measures import fineness, metals
from toolkit.readers.describe_stones import kinds_of_stone
from toolkit.values import Fineness, fold, fold_code
from toolkit.vocabulary import BRAND_ALIASES

_COLOURS = {
    "white": r"white|blanc|gris|wg", "yellow": r"yellow|jaune|yg", "rose": r"rose|pink|red|rouge|rg|pg|everose|sedna",
}  # fmt: skip
_YEARS = re.compile(r"\b(1[6-9][0-9]{2}|20[0-9]{2})(s|'s)?\b")
_GRADE = re.compile(r"[A-Z0-9]{1,4}(?:[-/][A-Z0-9]{1,4})?")
_SAME_KIND = (frozenset({"necklace", "pendant"}), frozenset({"handbag", "small_leather", "accessory"}))
_USED = frozenset({"pre_owned", "vintage", "antique"})
_SYSTEMS = frozenset({"uk", "us", "eu", "fr"})
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_WITHIN = {"carat": Decimal("0.005"), "gross_weight": Decimal("0.05"), "fineness": Decimal(5), "karat": Decimal(0)}


def agree(field: str, own: object, said: object, words: Mapping[str, str]) -> bool:
    """Whether the value of a cell and that of the description go together; ``words`` are the house's own brands."""
    if own == said:
        return True
    if isinstance(own, Decimal) and isinstance(said, Decimal):
        return abs(own - said) <= _WITHIN.get(field, Decimal(0))
    if field == "brand":
        return _brands_agree(str(own), str(said), words)
    judge = _JUDGES.get(field)
    return judge(str(own), str(said)) if judge else False


def _brands_agree(own: str, said: str, words: Mapping[str, str]) -> bool:
    one, other = (BRAND_ALIASES.get(key, key) for key in (fold(words.get(fold(name), name)) for name in (own, said)))
    return one in other or other in one


def _metals_agree(own: str, said: str) -> bool:
    one, other = metals(own), metals(said)
    karats = {read.karat for read in map(fineness, (own, said)) if isinstance(read, Fineness) and read.karat}
    if len(karats) > 1 or (one and other and not one & other):
        return False
    mine, theirs = _gold_colours(own), _gold_colours(said)
    return not mine or not theirs or bool(mine & theirs)


def _gold_colours(words: str) -> frozenset[str]:
    folded = fold(words)
    return frozenset(name for name, spelt in _COLOURS.items() if re.search(rf"\b(?:{spelt})\b", folded))


def _codes_agree(own: str, said: str) -> bool:
    one, other = fold_code(own), fold_code(said)
    return one in other or other in one


def _years_agree(own: str, said: str) -> bool:
    one, other = _span(own), _span(said)
    return one is None or other is None or (one[0] <= other[1] + _loose(said) and other[0] <= one[1] + _loose(own))


def _span(words: str) -> tuple[int, int] | None:
    years = [(int(year), int(year) + (9 if decade else 0)) for year, decade in _YEARS.findall(words)]
    return (min(first for first, _ in years), max(last for _, last in years)) if years else None


def _loose(words: str) -> int:
    """How many years a date may be out, as it is written: circa is about five."""
    return 5 if re.search(r"circa|vers|\bca?\b", words.casefold()) else 0


def _grades_agree(own: str, said: str) -> bool:
    """Grades differ; a colour in words, or a range that holds the other, cannot be told to."""
    one, other = ("".join(words.split()).upper() for words in (own, said))
    if not _GRADE.fullmatch(one) or not _GRADE.fullmatch(other):
        return True
    return bool(set(re.split("[-/]", one)) & set(re.split("[-/]", other))) or one in other or other in one


def _figures_agree(own: str, said: str) -> bool:
    one, other = ({figure.replace(",", ".") for figure in _NUMBER.findall(words)} for words in (own, said))
    units = [unit for unit in ("mm", "cm") if unit in own.casefold() and unit in said.casefold()]
    return not one or not other or bool(one & other) or not units


def _sizes_agree(own: str, said: str) -> bool:
    """Sizes differ only within one system: 54 is also a British N."""
    if set(fold(own).split()) & set(fold(said).split()) - _SYSTEMS:
        return True
    one, other = (_sized(words) for words in (own, said))
    return one[0] != other[0] or one[1] == other[1]


def _sized(words: str) -> tuple[str, str]:
    """The system of a size, as far as its words tell, and the size itself."""
    parts = [part for part in fold(words.replace("½", " 1/2")).split() if part not in {"size", "taille", "ring", "tdd"}]
    size = "".join(part for part in parts if part not in _SYSTEMS)
    named = next((part for part in parts if part in _SYSTEMS), "")
    return named or ("uk" if size[:1].isalpha() else ""), size


def _stones_agree(own: str, said: str) -> bool:
    one, other = kinds_of_stone(own), kinds_of_stone(said)
    return not one or not other or bool(one & other)


def _kinds_agree(own: str, said: str) -> bool:
    return any({own, said} <= kinds for kinds in _SAME_KIND) or "other" in {own, said}


def _states_agree(own: str, said: str) -> bool:
    return not ({own, said} & {"new", "new_old_stock"} and {own, said} & _USED)


def _cannot_tell(own: str, said: str) -> bool:
    return bool(own or said)


_JUDGES: Mapping[str, Callable[[str, str], bool]] = {
    "metal": _metals_agree, "brand_ref": _codes_agree, "serial": _codes_agree, "movement_no": _codes_agree,
    "case_no": _codes_agree, "report_no": _codes_agree, "year_made": _years_agree, "colour": _grades_agree,
    "clarity": _grades_agree, "dimensions": _figures_agree, "size": _sizes_agree, "stones": _stones_agree,
    "category": _kinds_agree, "condition": _states_agree, "material": _cannot_tell,
}  # fmt: skip
