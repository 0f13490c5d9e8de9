"""What a country's postcodes look like: their form, an example, and whether a zero may stand in front.

A form is only ever plausible: whether a code is in use, and for which street, is known to the post alone. Countries
that are not here are not judged. Sources: the Universal Postal Union's addressing pages and ``domain.md``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from toolkit.values import plain


@dataclass(frozen=True, slots=True)
class Form:
    """The form of a country's postcodes: a pattern of upper-case text without spaces, and an example.

    ``digits`` is the length of a code that is all digits and may begin with a zero, which spreadsheets drop;
    ``own`` says that no other country's codes look so, so that the form alone names the country.
    """

    pattern: re.Pattern[str]
    example: str
    digits: int = 0
    own: bool = False


def _form(pattern: str, example: str, digits: int = 0, *, own: bool = False) -> Form:
    return Form(re.compile(pattern), example, digits, own)


# The outward half alone is how British addresses stood before 1974 and still stand in many books.
_BRITISH = r"[A-Z]{1,2}\d[A-Z\d]?(\d[A-Z]{2})?|GIR0AA|BFPO\d{1,4}|[A-Z]{1,2}"
_BRITISH_LANDS = ("GB", "JE", "GG", "IM")

FORMS: Mapping[str, Form] = {
    **{code: _form(_BRITISH, "SW1A 1AA", own=code == "GB") for code in _BRITISH_LANDS},
    "US": _form(r"\d{5}(-?\d{4})?", "10021", 5),
    "CA": _form(r"[ABCEGHJ-NPRSTVXY]\d[A-Z]\d[A-Z]\d", "M5V 2T6", own=True),
    "FR": _form(r"(FR?-?)?\d{5}(CEDEX\d*)?", "75008", 5),
    "MC": _form(r"(MC-?)?980\d\d", "98000", own=True),
    "DE": _form(r"(DE?-?)?\d{5}", "80331", 5),
    "IT": _form(r"(IT?-?)?\d{5}", "20121", 5),
    "ES": _form(r"(ES?-?)?\d{5}", "28001", 5),
    "CH": _form(r"(CH-?)?\d{4}", "1204"),
    "LI": _form(r"(FL-?|LI-?)?\d{4}", "9490"),
    "AT": _form(r"(AT?-?)?\d{4}", "1010"),
    "BE": _form(r"(BE?-?)?\d{4}", "1000"),
    "LU": _form(r"(LU?-?)?\d{4}", "L-1469"),
    "NL": _form(r"(NL-?)?\d{4}[A-Z]{2}", "1017 AB", own=True),
    "DK": _form(r"(DK-?)?\d{4}", "1050"),
    "NO": _form(r"(NO?-?)?\d{4}", "0150", 4),
    "SE": _form(r"(SE?-?)?\d{5}", "111 22"),
    "FI": _form(r"(FIN?-?)?\d{5}", "00100", 5),
    "IE": _form(r"[AC-FHKNPRTV-Y]\d[\dW][\dA-Z]{4}|D(UBLIN)?\d{1,2}W?", "D02 X285"),
    "PT": _form(r"(PT?-?)?\d{4}(-?\d{3})?", "1200-161"),
    "GR": _form(r"(GR-?)?\d{5}", "105 57"),
    "PL": _form(r"(PL-?)?\d{2}-?\d{3}", "00-950"),
    "CZ": _form(r"(CZ-?)?\d{5}", "110 00"),
    "SK": _form(r"(SK-?)?\d{5}", "811 01", 5),
    "HU": _form(r"(HU?-?)?\d{4}", "1051"),
    "RO": _form(r"\d{6}", "010011", 6),
    "AU": _form(r"\d{4}", "2000", 4),
    "NZ": _form(r"\d{4}", "1010", 4),
    "JP": _form(r"〒?\d{3}-?\d{4}", "100-0001", 7),
    "SG": _form(r"\d{6}", "238801", 6),
    "CN": _form(r"\d{6}", "200000", 6),
    "IN": _form(r"\d{6}", "110001"),
    "RU": _form(r"\d{6}", "101000"),
    "BR": _form(r"\d{5}-?\d{3}", "01310-100", 8),
}
_DIGITS_FOR_LETTERS = str.maketrans("OISBZ", "01582")
_LETTERS_FOR_DIGITS = str.maketrans("01582", "OISBZ")


@lru_cache(maxsize=65536)
def fits(postcode: str, country: str) -> bool:
    """Whether a postcode has its country's form; a country whose form is not known fits anything."""
    form = FORMS.get(country)
    return form is None or form.pattern.fullmatch(_bare(postcode)) is not None


def lost_zero(postcode: str, country: str) -> str | None:
    """The postcode with the zeros a spreadsheet may have dropped, or None where that does not explain it."""
    bare, form = _bare(postcode), FORMS.get(country)
    short = form is not None and form.digits - 2 <= len(bare) < form.digits
    return bare.zfill(form.digits) if form is not None and short and bare.isdecimal() else None


def mistyped(postcode: str, country: str) -> str | None:
    """A British postcode in which O stands for zero or the like, set right; else None."""
    bare = _bare(postcode)
    if country not in _BRITISH_LANDS or not 5 <= len(bare) <= 7:
        return None
    inward = bare[-3].translate(_DIGITS_FOR_LETTERS) + bare[-2:].translate(_LETTERS_FOR_DIGITS)
    outward = bare[:-3]
    for letters in (2, 1):
        area = outward[:letters].translate(_LETTERS_FOR_DIGITS)
        right = area + outward[letters : letters + 1].translate(_DIGITS_FOR_LETTERS) + outward[letters + 1 :]
        if len(outward) > letters and fits(right + inward, country):
            return f"{right} {inward}"
    return None


def whose(postcode: str) -> str | None:
    """The one country whose postcodes have a form as unmistakable as this one's, or None."""
    bare = _bare(postcode)
    whole = (code for code, form in FORMS.items() if form.own and len(bare) >= 5 and form.pattern.fullmatch(bare))
    return next(whole, None)


def _bare(postcode: str) -> str:
    return re.sub(r"[\s.]+", "", plain(postcode)).upper()
