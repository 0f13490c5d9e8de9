"""Amounts: the column's decimal mark by vote, currencies by declared word, sign or format, and refusal where unsure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from toolkit.currency_words import EVERYDAY, FORMAT_LANGUAGES, SHARED, THREE_DECIMALS, UNMISTAKABLE
from toolkit.figures import (
    FARTHINGS,
    NO_FIGURE,
    TOTALS,
    UNCERTAIN,
    UNITS,
    Written,
    bracketed,
    evidence,
    figure_of,
    figures_in,
    no_number,
    no_single_figure,
    old_money,
    old_pair,
    read,
    surroundings,
    unit_word,
    written,
)
from toolkit.values import Currencies, Doubt, Money, NumberStyle, blank, display, error, fold, plain, spell

_WORD = re.compile(r"(?:(?:US|AU|CA|HK|SG|NZ|NT|MX|A|C|S|R)(?=\$))?[$£€¥￥₣₤₹₽₺₩₪฿₫₱]|[^\W\d_]+|[^\s\w]", re.IGNORECASE)
_FORMAT_SIGN = re.compile(r"\[\$([^\]-]*)(?:-([0-9A-Fa-f]+))?\]|\"([^\"]*)\"|\\(.)|([$£€¥])|\[[^\]]*\]")
_CODE_LENGTH = 3


@cache
def _codes() -> tuple[frozenset[str], frozenset[str]]:
    """Every code of ISO 4217, past ones too, and those in use; from babel, which is loaded here and only once."""
    from babel.core import get_global

    every = frozenset(get_global("all_currencies")) - {"XXX", "XTS"}
    uses = (use for country in get_global("territory_currencies").values() for use in country)
    return every, frozenset(code for code, _, until, tender in uses if until is None and tender)


def known_currency(code: str, currencies: Currencies | None = None) -> bool:
    """Whether a code is one of ISO 4217, past or present, or declared by the house."""
    declared = {currencies.house, *currencies.declared.values()} if currencies else set()
    return bool(code) and (code in _codes()[0] or code in declared)


def currency(word: str, currencies: Currencies) -> str:
    """The code for a word or sign: declared, unmistakable, shared but the house's; else the raw word, lower-cased."""
    raw = " ".join(plain(word).split())
    return _named(raw, "", currencies) or raw.lower()


def _named(word: str, context: str, currencies: Currencies) -> str | None:
    """The code a word names, the word itself for a shared one that nothing decides, None if it names no currency."""
    if word and word in {currencies.house, *currencies.declared.values()}:
        return word
    folded = fold(word)
    declared = {fold(name): code for name, code in currencies.declared.items()}
    if folded in declared or folded in UNMISTAKABLE:
        return declared.get(folded) or UNMISTAKABLE[folded]
    if folded in SHARED:
        near = [code for code in (context, currencies.house) if code in SHARED[folded]]
        return near[0] if near else word.lower()
    bare = word.strip(" .,-–()")
    every, in_use = _codes() if len(bare) == _CODE_LENGTH and bare.isascii() else ((), ())
    return bare.upper() if bare in every or bare.upper() in in_use else None


def format_currency(number_format: str | None, context: str, currencies: Currencies) -> str:
    """The currency that a number format shows beside the figure, or nothing."""
    for sign, language, quoted, escaped, bare in _FORMAT_SIGN.findall((number_format or "").partition(";")[0]):
        word = (sign or quoted or escaped or bare).strip()
        named = _in_cell(word, context, currencies) if word else None
        if named and named == word.lower():  # shared and undecided: the format's language may decide
            return FORMAT_LANGUAGES.get(language.upper().lstrip("0"), named)
        if named:
            return named
    return ""


def number_style(values: Iterable[tuple[object, str]]) -> NumberStyle:
    """The column's vote from (raw value, currency word) pairs: which decimal mark its texts prove.

    ``1,234`` alone proves nothing. Values for both marks leave the mark undecided and the evidence says so. The
    currency words beside which pounds.shillings.pence stand are kept, for the two-part figures of the same word.
    """
    votes: Counter[str] = Counter()
    examples: dict[str, str] = {}
    old: set[str] = set()
    for raw, word in values:
        found = written(raw) if isinstance(raw, str) and "%" not in raw else None
        if found is None:
            continue
        if old_money(found.figure) is not None:
            old.add(_old_word(found, word))
        elif mark := evidence(found.figure):
            votes[mark] += 1
            examples.setdefault(mark, str(raw).strip())
    names = {".": "point", ",": "comma"}
    said = [f"{votes[mark]} with decimal {names[mark]} ({examples[mark]})" for mark in sorted(votes)]
    decided = next(iter(votes)) if len(votes) == 1 else None
    return NumberStyle(decided, ("two ways in it: " if len(votes) > 1 else "") + ", ".join(said), frozenset(old))


def _old_word(found: Written, word: str) -> str:
    """The folded currency word of a figure: the sign beside it, else the word of its row."""
    return fold(" ".join(found.beside).rstrip("¼½¾")) or fold(word)


def money(
    raw: object,
    style: NumberStyle,
    currency: str = "",
    currencies: Currencies | None = None,
    number_format: str | None = None,
) -> Money | Doubt | None:
    """The amount in a cell. Currency: the sign in the cell, its number format, the row's ``currency``, the house's.

    A figure with two readings, and one that leaves any question, is a Doubt with its readings. Three digits after
    the column's own decimal mark stay a doubt too: that far more often is a slip for thousands than a price.
    """
    known = currencies or Currencies()
    if blank(raw) and not (isinstance(raw, str) and fold(raw) in NO_FIGURE):
        return None
    if failed := error(raw) or no_number(raw, number_format):
        return failed
    row = _of_row(currency, known)
    if isinstance(raw, str):
        return _money_in_text(raw, style, currency, row, known)
    figure = figure_of(raw)
    if isinstance(figure, Doubt):
        return figure
    if fold(currency) in style.old_money and (parts := tuple(map(spell, old_pair(spell(figure))))):
        return Doubt("old-money", display(raw), (*parts, spell(figure)))
    return _in_one_currency(figure, raw, {format_currency(number_format, row, known)}, row, known)


def _of_row(word: str, known: Currencies) -> str:
    """The code of a row's currency word; nothing where it says nothing."""
    return "" if blank(word) else currency(word, known)


def _money_in_text(raw: str, style: NumberStyle, word: str, row: str, known: Currencies) -> Money | Doubt:
    """The amount a text states, or the doubt that is the most useful to the one who mends it."""
    found = written(raw)
    if found is None:
        return Doubt("not-a-figure", raw) if _named(plain(raw), "", known) else no_single_figure(raw)
    fraction = found.after[:1] if found.after[:1] in FARTHINGS else ""
    old = old_money(found.figure + fraction)
    if old is not None:
        return Doubt("old-money", raw, (spell(old),))
    if _old_word(found, word) in style.old_money and (parts := tuple(map(spell, old_pair(found.figure)))):
        return Doubt("old-money", raw, (*parts, found.figure))
    if doubt := bracketed(raw, found):
        return doubt
    codes, others = _beside(found, row, known)
    cents = bool(THREE_DECIMALS & (codes or {row or known.house}))
    figure = read(raw, found.figure, style, three_decimals=cents)
    if isinstance(figure, Doubt):
        return figure
    doubt = surroundings(raw, found, figure, others)
    return doubt or _in_one_currency(-figure if found.negative else figure, raw, codes, row, known)


def _beside(found: Written, row: str, known: Currencies) -> tuple[set[str], list[str]]:
    """The currencies named beside a figure, and the other words and signs there, folded where they are words."""
    sides = ([side] if _in_cell(side, "", known) else _WORD.findall(side) for side in found.beside)
    tokens = [token for side in sides for token in side]
    sure = {code for token in tokens if (code := _in_cell(token, "", known)) and fold(token) not in SHARED}
    context = next(iter(sure)) if len(sure) == 1 else row
    codes = {code for token in tokens if (code := _in_cell(token, context, known))}
    return codes, [fold(token) or token for token in tokens if not _in_cell(token, context, known)]


def _in_cell(token: str, context: str, known: Currencies) -> str | None:
    """The currency a token names. Beside a figure any three letters may stand: a code there is in capitals."""
    code = _named(token, context, known)
    loose = code == token.upper() != token and token.casefold() not in EVERYDAY
    return None if loose and fold(token) not in SHARED else code


def _in_one_currency(figure: Decimal, raw: object, codes: set[str], row: str, known: Currencies) -> Money | Doubt:
    """The amount in the one currency that cell and row agree on; a doubt where they do not."""
    named = {code for code in codes if code}
    group = SHARED.get(row)
    if row and not (group and named and named <= group):
        # Two spellings of one undecided currency ("$" beside "dollars") are no contradiction.
        named = {code for code in named if not group or SHARED.get(code) != group} | {row}
    if len(named) > 1:
        return Doubt("two-currencies", display(raw), tuple(f"{spell(figure)} {code}" for code in sorted(named)))
    return Money(figure, named.pop() if named else known.house)


def number(raw: object, style: NumberStyle | None = None, units: Iterable[str] = ()) -> Decimal | Doubt | None:
    """A plain number with one of the accepted units or none; pennyweights and the like come back as grams.

    ``2.25 dwt`` is 3.49914114, ``x2`` is 2 where ``x`` is accepted, ``3.5g/2.25dwt`` is 3.5 as both agree.
    """
    if blank(raw):
        return None
    if failed := error(raw) or no_number(raw, None):
        return failed
    if not isinstance(raw, str):
        return figure_of(raw)
    accepted = frozenset(map(unit_word, units))
    values = [_measured(raw, part, style or NumberStyle(), accepted) for part in plain(raw).split("/")]
    sure = [value for value in values if isinstance(value, Decimal)]
    if len(values) == 1 or not sure:
        return values[0]
    if len(sure) < len(values):
        return Doubt("several-figures", raw, figures_in(raw))
    # Both were rounded by whoever weighed: one part in a hundred apart is one weight.
    agree = max(sure) - min(sure) <= abs(sure[0]) / 100
    return sure[0] if agree else Doubt("unit", raw, tuple(map(spell, sure)))


def _measured(raw: str, part: str, style: NumberStyle, accepted: frozenset[str]) -> Decimal | Doubt:
    """One figure with its unit, in the unit that counts."""
    found = written(part)
    if found is None:
        return no_single_figure(raw)
    figure = bracketed(raw, found) or read(raw, found.figure, style, three_decimals=True)
    if isinstance(figure, Doubt):
        return figure
    unit = unit_word(" ".join(found.beside))
    others = [] if unit in accepted else [fold(side) or side for side in found.beside]
    if unit in TOTALS:
        return Doubt("total-weight", raw, (spell(figure),))
    if others and unit.isalpha() and not UNCERTAIN & set(others):
        return Doubt("unit", raw, (spell(figure),))
    doubt = surroundings(raw, found, figure, others)
    if doubt or unit not in UNITS:
        return doubt or (-figure if found.negative else figure)
    return Decimal(format((figure * UNITS[unit]).normalize(), "f"))
