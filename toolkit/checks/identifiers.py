"""Rules of registered numbers of firms: VAT, EORI, IBAN, BIC, company number and LEI, by their forms and check digits.

A form is only ever plausible: nothing here asks the issuer. The forms are those of the python-stdnum library; a number
whose country is not known, or whose form the library does not know, is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from toolkit.checks.countries import country_name
from toolkit.checks.postal import addressed, home_of
from toolkit.checks.scope import Rule, Scope
from toolkit.checks.spread import told_once
from toolkit.columns.declared import spelled
from toolkit.findings import Finding, Kind, Severity, declare
from toolkit.money import known_currency
from toolkit.other_records import Supplier
from toolkit.records import Record
from toolkit.values import plain

_RETYPE = "Type it again from their own invoice or letter; only the issuer can say that it is in force."
VAT = declare(
    "vat-number-check", Severity.WARNING, "A VAT number that does not look right",
    why="An invoice with a wrong VAT number may lose the deduction, or the margin scheme, for both sides.",
    message="The VAT number reads {value!r}: {reason}. It was not checked with the tax office.",
    hint=_RETYPE,
)  # fmt: skip
VAT_COUNTRY = declare(
    "vat-number-country", Severity.INFORMATION, "A VAT number of another country than that of the address",
    why="The country of the number decides how the sale or purchase is taxed; often it is right, sometimes a slip.",
    message="The VAT number {value!r} is one of {other}; the address is in {country}.",
    hint="Leave it if they are registered there; otherwise correct the number or the country.",
)  # fmt: skip
EORI = declare(
    "eori-form", Severity.WARNING, "An EORI number that does not look right",
    why="Customs hold a parcel whose EORI number they cannot read.",
    message="The EORI number reads {value!r}: {reason}. It was not checked with customs.",
    hint=_RETYPE,
)  # fmt: skip
IBAN = declare(
    "iban-check", Severity.WARNING, "An IBAN that does not look right",
    why="A payment to it comes back, or reaches a stranger.",
    message="The bank account (IBAN) reads {value!r}: {reason}. It was not checked with the bank.",
    hint="Type it again from their own invoice; ask by telephone before paying to a changed account.",
)  # fmt: skip
BIC = declare(
    "bic-form", Severity.WARNING, "A bank code (BIC) that does not look right",
    why="A payment abroad cannot be sent without the right bank code.",
    message="The bank code (BIC) reads {value!r}; it has eight or eleven characters, such as DEUTDEFF.",
    hint="Type it again from their own invoice; ask by telephone before paying to a changed account.",
)  # fmt: skip
COMPANY = declare(
    "company-number-check", Severity.WARNING, "A company number that does not look right",
    why="The number is how the firm is found in the register of companies before it is paid or trusted.",
    message="The company number reads {value!r}: {reason}. It was not checked with the registry.",
    hint=_RETYPE,
)  # fmt: skip

CURRENCY = declare(
    "supplier-currency-unknown", Severity.INFORMATION, "A supplier's currency that is not known",
    why="A word such as 'francs' names several currencies; what is owed cannot be added until it is one.",
    message="The currency of this supplier reads {value!r}, which is not one that is known.",
    hint='Type its three letters, such as CHF, or write in boutique.toml, under [currencies], what the word means: '
    '"{value}" = "...", its three letters.',
)  # fmt: skip

Reason = Callable[[str, str], str]
PREFIXED = re.compile(r"[A-Z]{2}(?=.*\d)[A-Z0-9+*]+")
OTHER_PREFIXES = {"EL": "GR", "XI": "GB"}
"""Prefixes of VAT numbers that are no country codes: Greece and Northern Ireland."""

SHARED = {"MC": "FR", "IM": "GB", "LI": "CH"}
"""Countries whose firms have VAT numbers of another's form."""

EUROPEAN = frozenset(spelled("AT|BE|BG|CY|CZ|DE|DK|EE|ES|FI|FR|GR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK"))
JUDGED = EUROPEAN | {"GB", "CH", "NO"}
LENGTHS = {
    "GB": "a British one has nine digits", "DE": "a German one has nine digits after DE",
    "FR": "a French one has two characters and nine digits after FR", "IT": "an Italian one has eleven digits",
    "ES": "a Spanish one has nine characters", "CH": "a Swiss one has nine digits after CHE",
    "BE": "a Belgian one has ten digits", "NL": "a Dutch one has nine digits, B and two digits",
    "AT": "an Austrian one has U and eight digits", "IE": "an Irish one has eight or nine characters",
}  # fmt: skip
BESIDE = {"IT": ("codicefiscale",), "DE": ("stnr",), "CH": ("uid",), "FR": ("siren", "siret")}
"""Other numbers of a country that registers keep in the same column; they are not called wrong."""


def check_vat(scope: Scope) -> Iterable[Finding]:
    """VAT numbers of suppliers and clients whose length, characters or check digit do not fit."""
    return _judged(scope, "vat_no", VAT, vat_fault)


def check_vat_countries(scope: Scope) -> Iterable[Finding]:
    """VAT numbers that look right, of another country than the address names."""

    def judged() -> Iterator[tuple[Record, Finding | None]]:
        for record in addressed(scope):
            number = getattr(record, "vat_no", None)
            country = home_of(record, "") if record.country else ""
            if number and country:
                other = vat_country(number)
                if other in {"", country, SHARED.get(country)} or vat_fault(number, country):
                    yield record, None
                    continue
                at, register = record.place("vat_no"), record.source.register
                land, named = country_name(other), country_name(country)
                yield record, VAT_COUNTRY.at(at, number, register=register, other=land, country=named)

    return told_once(scope, "vat_no", judged())


def check_eori(scope: Scope) -> Iterable[Finding]:
    """EORI numbers: a country's two letters and its own number behind them."""
    return _judged(scope, "eori", EORI, _eori_fault)


def check_accounts(scope: Scope) -> Iterable[Finding]:
    """IBANs whose length or check digits do not fit, and bank codes of no such form; other accounts are let be."""
    yield from _judged(scope, "iban", IBAN, _iban_fault)
    yield from _judged(scope, "bic", BIC, _bic_fault)


def check_companies(scope: Scope) -> Iterable[Finding]:
    """Company numbers of Britain and France, and legal entity identifiers, by their length and check digits."""
    return _judged(scope, "company_no", COMPANY, _company_fault)


def check_currencies(scope: Scope) -> Iterable[Finding]:
    """Each currency word of the suppliers' register that is neither a code nor declared, once."""
    words: dict[str, Supplier] = {}
    for record in addressed(scope):
        word = record.currency if isinstance(record, Supplier) else None
        if isinstance(record, Supplier) and word and not known_currency(word, scope.house.currencies):
            words.setdefault(word, record)
    for word, record in words.items():
        yield CURRENCY.at(record.place("currency"), word, register="suppliers")


def _judged(scope: Scope, name: str, kind: Kind, fault: Reason) -> Iterable[Finding]:
    """The findings of one column, each number judged by the country of its row."""

    def judged() -> Iterator[tuple[Record, Finding | None]]:
        for record in addressed(scope):
            number = getattr(record, name, None)
            if number:
                reason = fault(number, home_of(record, scope.house.country))
                at, register = record.place(name), record.source.register
                yield record, kind.at(at, number, register=register, reason=reason) if reason else None

    return told_once(scope, name, judged())


def _bare(number: str) -> str:
    return re.sub(r"[^A-Z0-9+*]", "", plain(number).upper())


def vat_country(number: str) -> str:
    """The country whose letters a VAT number begins with; empty where it begins with none we know."""
    bare = _bare(number)
    prefix = bare[:2] if PREFIXED.fullmatch(bare) else ""
    country = OTHER_PREFIXES.get(prefix, prefix)
    return country if country in JUDGED else ""


@lru_cache(maxsize=16384)
def vat_fault(number: str, country: str) -> str:
    """What does not fit in a VAT number, in words; empty for one that looks right or cannot be judged."""
    bare = _bare(number)
    if not any(letter.isdecimal() for letter in bare):
        return ""  # "not registered", "applied for"
    # ATU, FR and ES numbers may begin with letters themselves: only the row's country tells a prefix from them.
    own, prefixed = country if country in JUDGED else "", vat_country(number)
    if prefixed == "GR" and bare.startswith("GR"):
        return "a Greek one begins with EL, not GR"
    if own and any(not _fault(own, name, bare) for name in ("vat", *BESIDE.get(own, ()))):
        return ""
    judge = prefixed or own
    if not judge:
        return ""
    reason = _fault(judge, "vat", bare.removeprefix("XI"))
    return {"": "", "checksum": "its check digit does not fit"}.get(
        reason, LENGTHS.get(judge, "its length or a character does not fit")
    )


def _fault(country: str, name: str, number: str) -> str:
    """What a format of a country, or of all countries, finds wrong: ``checksum`` or ``form``; empty for nothing."""
    from importlib import import_module

    from stdnum.exceptions import InvalidChecksum, ValidationError
    from stdnum.util import get_cc_module

    module = get_cc_module(country, name) if country else import_module(f"stdnum.{name}")
    assert module is not None  # every format asked for by this module is one of the library's
    try:
        module.validate(number)
    except InvalidChecksum:
        return "checksum"
    except ValidationError:
        return "form"
    return ""


def _eori_fault(number: str, _: str) -> str:
    bare = _bare(number)
    if bare[:2] in {"GB", "XI"}:
        return "" if re.fullmatch(r"(GB|XI)\d{12}(\d{3})?", bare) else "a British one has GB or XI and twelve digits"
    fits = bare[:2] in EUROPEAN | {"EL"} and re.fullmatch(r"[A-Z]{2}[A-Z0-9]{1,15}", bare)
    return "" if fits else "it begins with two letters of a country and has up to fifteen characters behind them"


@lru_cache(maxsize=16384)
def _iban_fault(number: str, _: str) -> str:
    bare = _bare(number)
    if not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{8,}", bare):
        return ""  # a sort code and account number, an American account
    reasons = {"checksum": "its check digits do not fit", "form": "its length or its country does not fit"}
    return reasons.get(_fault("", "iban", bare), "")


def _bic_fault(number: str, _: str) -> str:
    return _fault("", "bic", _bare(number))


def _company_fault(number: str, country: str) -> str:
    bare = _bare(number)
    if len(bare) == 20 and re.search(r"[A-Z]", bare):
        return "as a legal entity identifier (LEI) its check digits do not fit" if _fault("", "lei", bare) else ""
    if country == "GB" and bare.isdecimal() and len(bare) in {5, 6, 7}:
        return f"a British one has eight characters, so it may be {bare.zfill(8)}"
    if country == "GB" and not re.fullmatch(r"([A-Z]{2}|\d{2}|R0)\d{6}|[A-Z]{2}\d{5}R|IP\d{5}R", bare):
        return "a British one has eight digits, or two letters and six digits"
    if country == "FR" and bare.isdecimal() and len(bare) in {9, 14}:
        return "its check digit does not fit" if _fault("FR", "siren" if len(bare) == 9 else "siret", bare) else ""
    return ""


RULES: tuple[Rule, ...] = (
    check_vat, check_vat_countries, check_eori, check_accounts, check_companies, check_currencies,
)  # fmt: skip
