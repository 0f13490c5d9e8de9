"""Figures as people write them: one figure and what stands around it, and its readings by either decimal mark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal

from toolkit.values import Doubt, NumberStyle, display, exact, fold, plain, spell

MARKS = (".", ",")

# A mark in front is a decimal mark (".75") only where no letter stands before it: "Fr.500" is five hundred.
_FIGURE = re.compile(r"(?:(?<![\w.,])[.,])?[0-9]+(?:[.,' ][0-9]+)*")
_NO_CENTS = re.compile(r"(?<=[0-9])\s?([.,])\s?[-–—=]{1,2}(?![0-9])")
_APOSTROPHES = str.maketrans("’‘`´", "''''")
_OLD_MONEY = re.compile(r"([0-9]{1,9})\.([0-9]{1,2})\.([0-9]{1,2})([¼½¾]?)")
_OLD_PAIR = re.compile(r"([0-9]{1,9})\.([0-9]{1,2})")
FARTHINGS = {"": 0, "¼": 1, "½": 2, "¾": 3}

# To grams. The grain is 64.79891 mg (international yard and pound agreement, 1959): 24 grains a pennyweight,
# 480 a troy ounce, 180 a tola. A point is a hundredth of a carat.
UNITS: Mapping[str, Decimal] = {
    "dwt": Decimal("1.55517384"),
    "pennyweight": Decimal("1.55517384"),
    "pennyweights": Decimal("1.55517384"),
    "ozt": Decimal("31.1034768"),
    "troyoz": Decimal("31.1034768"),
    "tola": Decimal("11.6638038"),
    "tolas": Decimal("11.6638038"),
    "kg": Decimal(1000),
    "mg": Decimal("0.001"),
    "pt": Decimal("0.01"),
    "pts": Decimal("0.01"),
    "points": Decimal("0.01"),
}
# Spellings that say the weight is of all stones together.
TOTALS = frozenset(("tcw", "tdw", "ctw", "cttw", "cttcw", "cttdw", "cttotal", "ctstw", "ctstdw", "ctstcw", "tw"))
NO_FIGURE = frozenset((
    "poa", "p o a", "por", "price on request", "price on application", "on request", "on application", "request",
    "sur demande", "prix sur demande", "nous consulter", "a consulter", "auf anfrage", "preis auf anfrage",
    "su richiesta", "a peticion", "tbc", "tba", "tbd", "t b c", "t b a", "to be confirmed", "to be advised",
    "a confirmer", "a definir", "ask", "call",
))  # fmt: skip
UNCERTAIN = frozenset((
    "approx", "approximately", "about", "around", "c", "ca", "circa", "est", "estimated", "env", "environ", "vers",
    "estime", "estimation", "ungefahr", "etwa",
))  # fmt: skip
_ABBREVIATED = {"k": 1000, "m": 10**6, "mn": 10**6, "mio": 10**6, "million": 10**6, "millions": 10**6, "thousand": 1000}
# Words in capitals that stand in money columns and are no cipher.
_NOT_CIPHERS = frozenset((
    "sold", "vendu", "free", "gift", "memo", "hold", "lost", "paid", "net", "void", "none", "yes", "no", "repair",
    "return", "returned", "gratis", "stolen", "loan", "client", "stock", "px", "pex", "nfs", "sor", "exch", "exchange",
    "swap", "own", "family", "private", "inherited", "consigned", "unknown", "offert", "cadeau", "inconnu", "geschenk",
    "privat", "unbekannt", "regalo", "omaggio",
))  # fmt: skip
_DATE = re.compile(r"[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}([-/.])[0-9]{1,2}\1([0-9]{4}|[0-9]{2})")
_SCIENTIFIC = re.compile(r"[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]+")
_DATED_COST = re.compile(r"[0-9]{1,2}-[0-9]{5}-[0-9]{4}")
_LIMIT = 10**15  # from here on a spreadsheet no longer holds every digit
_LONGEST = 40  # digits and marks; what is longer is no amount, and Decimal would round it in arithmetic


@dataclass(frozen=True, slots=True)
class Written:
    """One figure as written, the words before and after it, and whether a dash or brackets stand around it."""

    figure: str
    before: str = ""
    after: str = ""
    negative: bool = False
    dash_after: bool = False
    bracketed: bool = False

    @property
    def beside(self) -> tuple[str, ...]:
        """The words and signs beside the figure."""
        return tuple(side for side in (self.before, self.after) if side)


def figures_in(text: str) -> tuple[str, ...]:
    """Every figure in a text, as written."""
    return tuple(_FIGURE.findall(text))


def written(text: str) -> Written | None:
    """The one figure of a text; None where it holds no figure or several."""
    body = _NO_CENTS.sub(r"\g<1>00", plain(text).translate(_APOSTROPHES).lstrip("'"))
    found = list(_FIGURE.finditer(body))
    if len(found) != 1 or len(found[0].group()) > _LONGEST:
        return None
    before, after = body[: found[0].start()], body[found[0].end() :]
    bracketed = any(a in before and z not in before and z in after and a not in after for a, z in ("()", "[]"))
    return Written(
        figure=found[0].group(),
        before=_side(before),
        after=_side(after),
        negative=bool(re.search(r"[-–−]", before)),
        dash_after=bool(re.match(r"\s*[-–−]", after)),
        bracketed=bracketed,
    )


def _side(text: str) -> str:
    """What stands on one side of a figure, without the brackets, signs and marks around it."""
    return " ".join(re.sub(r"[()\[\]]", " ", text).split()).strip(" .,:;+-−–—='")


def readings(figure: str) -> Mapping[str, Decimal]:
    """The values a figure may have, by decimal mark; both marks where they agree, none where it is malformed."""
    found = ((mark, _read(figure, mark)) for mark in MARKS)
    return {mark: value for mark, value in found if value is not None}


def _read(figure: str, mark: str) -> Decimal | None:
    """The value of a figure with this decimal mark, if its thousands are well parted."""
    whole, point, cents = figure.partition(mark)
    if point and not re.fullmatch(r"[0-9]+", cents):
        return None
    if not re.fullmatch(r"[0-9]*|[1-9][0-9]{0,2}([.,' ])[0-9]{3}(\1[0-9]{3})*", whole):
        return None
    digits = re.sub(r"[.,' ]", "", whole)
    return Decimal(f"{digits or '0'}.{cents}" if point else digits) if digits or point else None


def evidence(figure: str) -> str | None:
    """The decimal mark a figure proves by itself, or None where it proves nothing."""
    found = readings(figure)
    return next(iter(found)) if len(found) == 1 else None


def old_money(figure: str) -> Decimal | None:
    """Pounds.shillings.pence (``111.12.3``, farthings as a fraction) in decimal pounds, or None."""
    found = _OLD_MONEY.fullmatch(figure)
    if not found:
        return None
    pounds, shillings, pence, fraction = found.groups()
    return _pounds(int(pounds), int(shillings), int(pence), FARTHINGS[fraction])


def old_pair(figure: str) -> Iterator[Decimal]:
    """The decimal pounds of ``75.12`` if it is pounds and shillings; two for ``75.1``, where a zero may be lost."""
    found = _OLD_PAIR.fullmatch(figure)
    if not found:
        return
    pounds, shillings = found.groups()
    for count in (shillings, f"{shillings}0") if shillings == "1" else (shillings,):
        value = _pounds(int(pounds), int(count), 0, 0)
        if value is not None:
            yield value


def _pounds(pounds: int, shillings: int, pence: int, farthings: int) -> Decimal | None:
    """Decimal pounds to four places; None where it is no sum of old money."""
    if shillings > 19 or pence > 11:
        return None
    parts = Decimal(shillings * 48 + pence * 4 + farthings) / 960
    return Decimal(pounds) + Decimal(format(round(parts, 4).normalize(), "f"))


def unit_word(side: str) -> str:
    """A unit's spelling in the form in which units are compared."""
    return fold(side).replace(" ", "")


def no_number(raw: object, number_format: str | None) -> Doubt | None:
    """The doubt of a cell whose very type is no figure: a truth value, a date, a percentage."""
    if isinstance(raw, bool):
        return Doubt("not-a-figure", display(raw))
    if isinstance(raw, date | time | timedelta) or (isinstance(raw, str) and _dated(plain(raw))):
        return Doubt("date-in-money", display(raw))
    if "%" in (raw if isinstance(raw, str) else number_format or ""):
        return Doubt("percent-in-money", display(raw, number_format))
    return None


def bracketed(raw: str, found: Written) -> Doubt | None:
    """The doubt of a figure in brackets: round ones may be a minus sign, square ones are somebody's addition."""
    values = readings(found.figure)
    if not found.bracketed or not values:
        return None
    figure = max(values.values())
    return Doubt("bracketed", raw, (spell(-figure), spell(figure)) if "(" in raw else (spell(figure),))


def _dated(text: str) -> bool:
    """Whether a text has the form of a date; ``1.11.06`` is rather old money."""
    return bool(_DATE.fullmatch(text)) and old_money(text) is None


def number_of(raw: object) -> Decimal | None:
    """The figure of a cell that holds a number; None for a text, yes or no, a date, a blank, and what is no figure."""
    return exact(raw) if isinstance(raw, int | float) and not isinstance(raw, bool) else None


def figure_of(raw: object) -> Decimal | Doubt:
    """The figure of a numeric cell; a doubt beyond the digits that a spreadsheet keeps."""
    figure = exact(raw) if isinstance(raw, int | float | Decimal) else None
    return Doubt("number-lost", display(raw)) if figure is None or abs(figure) >= _LIMIT else figure


def read(raw: str, written_figure: str, style: NumberStyle, *, three_decimals: bool) -> Decimal | Doubt:
    """The figure's value by its own evidence, else by the column's vote; a doubt with both readings without either."""
    values = readings(written_figure)
    if not values:
        parts = tuple(written_figure.split(" "))
        return Doubt("several-figures", raw, parts) if len(parts) > 1 else Doubt("not-a-figure", raw)
    if len(set(values.values())) == 1:
        return next(iter(values.values()))
    if style.decimal and (three_decimals or style.decimal not in written_figure):
        return values[style.decimal]
    thousands, decimals = sorted(values.values(), reverse=True)
    return Doubt("ambiguous-number", raw, (spell(thousands), spell(decimals)))


def surroundings(raw: str, found: Written, figure: Decimal, others: list[str]) -> Doubt | None:
    """The doubt that the words, brackets or dashes around a figure raise."""
    factors = [_ABBREVIATED[token] for token in others if token in _ABBREVIATED]
    if "?" in raw or any(token in UNCERTAIN or token in {"~", "≈", "±"} for token in others):
        return Doubt("uncertain-figure", raw, (spell(figure),))
    if factors and len(others) == 1:
        return Doubt("abbreviated", raw, (spell(figure * factors[0]),))
    if others:
        return Doubt("figure-with-words", raw, (spell(figure),))
    return Doubt("uncertain-figure", raw, (spell(figure), spell(-figure))) if found.dash_after else None


def no_single_figure(raw: str) -> Doubt:
    """Why a text holds no single figure."""
    body = plain(raw)
    figures = figures_in(body)
    if fold(body) in NO_FIGURE:
        return Doubt("no-figure", raw)
    if _SCIENTIFIC.fullmatch(body):
        return Doubt("scientific", raw)
    cipher = re.fullmatch(r"[A-Z]{2,10}", body) and fold(body) not in _NOT_CIPHERS
    if _DATED_COST.fullmatch(body) or cipher:
        return Doubt("cost-code", raw)
    return Doubt("several-figures", raw, figures) if len(figures) > 1 else Doubt("not-a-figure", raw)
