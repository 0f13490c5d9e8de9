"""What the rules say of a number by its figures alone, so that an invented one is told the same."""

from __future__ import annotations

import re
from functools import partial

from toolkit.checks.identifiers import vat_fault
from toolkit.checks.postcodes import FORMS, fits
from toolkit.checks.serial_forms import date_code
from toolkit.mask.codes import Judge
from toolkit.values import fold_code

_COUNTRY, _BANK = 2, 6
_BEHIND = 3


def judge_of(field: str, country: str) -> Judge | None:
    """What a rule says of a number of this field; None where none looks at its figures."""
    judges: dict[str, Judge] = {
        "gtin": _ean,
        "vat_no": partial(_vat, country=country),
        "iban": partial(_form, name="iban"),
        "company_no": _company,
        "eori": _spelled,
        "bic": partial(_form, name="bic"),
        "postcode": _post,
        "serial": _serial,
    }
    return judges.get(field)


def kept_signs(field: str, code: str) -> int:
    """How many signs of a number stay: the letters of a country, the front of a postcode."""
    if field in {"vat_no", "iban", "eori"}:
        return _COUNTRY if code[:_COUNTRY].isalpha() else 0
    if field == "bic":
        return 0
    return max(len(code) - _BEHIND, 1) if field == "postcode" else 0


def _ean(code: str) -> object:
    from stdnum import ean

    return ean.is_valid(re.sub(r"[\s-]", "", code))


def _vat(code: str, country: str) -> object:
    return vat_fault(code, country)


def _form(code: str, name: str) -> object:
    from importlib import import_module

    return import_module(f"stdnum.{name}").is_valid(re.sub(r"[^A-Za-z0-9]", "", code).upper())


def _company(code: str) -> object:
    from stdnum import lei
    from stdnum.fr import siren, siret

    return siren.is_valid(code), siret.is_valid(code), lei.is_valid(code)


def _spelled(code: str) -> object:
    return bool(re.fullmatch(r"[A-Z]{2}[A-Z0-9]+", code))


def _post(code: str) -> object:
    return tuple(fits(code, country) for country in FORMS)


def _serial(code: str) -> object:
    """The year that a date code says, where a serial is one."""
    said = date_code(fold_code(code))
    return said and said[1]
