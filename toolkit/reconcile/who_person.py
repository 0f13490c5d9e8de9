"""A row of clients or suppliers as who-is-who compares it: names, birthday, address and numbers in one plain form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from toolkit.checks.name_words import LETTERS, TITLES
from toolkit.checks.names import TRADE_NAME, firm, nobody, several
from toolkit.other_records import Addressed, Client
from toolkit.reconcile.who_words import MARKS, PARTICLES, STREET_ENDS, firm_words, foreign, sex, street_words, words
from toolkit.values import When

_NO_STREET = re.compile(r"\b(no street address|no address|address unknown|sans adresse|ohne adresse)\b", re.IGNORECASE)
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|(?:[A-Z]{1,2}-)?\d{4,6})\b")
_COUNTRY_CODE = re.compile(r"^[A-Z]{1,3}-")
_BRACKETS = re.compile(r"[()\[\]\"]")
_NUMBERS = re.compile(r"[/;,|\n]|\bor\b|\bou\b|\boder\b|\bext\b|x(?=\d)", re.IGNORECASE)
_NOT_DIGIT = re.compile(r"\D+")
_TAIL = 9  # digits of a telephone that country and trunk prefix do not change
_CODES = ("vat_no", "company_no", "eori", "iban")
_NOT_CODE, _COUNTRY, _SPACES = re.compile(r"[^A-Z0-9]"), re.compile(r"^[A-Z]{2}(?=\d)"), re.compile(r"[\s.]+")
_MAIL, _DIGIT = re.compile(r"[^\s;,<>|/]+@[^\s;,<>|/]+"), re.compile(r"\d")
_PLAIN = re.compile(r"[+\d ().-]+")


@dataclass(frozen=True, slots=True)
class Person:
    """One row in the form in which rows are compared; empty is unknown.

    ``given`` and ``family`` are words in Latin letters, those of a couple joined by ``&``; ``mark`` is what tells
    father from son. ``codes`` are numbers of which a person or firm has one of a sort, as (sort, number).
    """

    given: str = ""
    family: str = ""
    firm: str = ""
    mark: str = ""
    sex: str = ""
    partner: str = ""
    birthday: When | None = None
    number: str = ""
    street: str = ""
    town: str = ""
    postcode: str = ""
    phones: tuple[str, ...] = ()
    email: str = ""
    codes: tuple[tuple[str, str], ...] = ()
    foreign: bool = False

    def firm_keys(self) -> tuple[str, ...]:
        """The longer words of the firm's name, by which it may be found again."""
        return tuple(word for word in self.firm.split() if len(word) > 3)

    def order(self) -> tuple[object, ...]:
        """By which rows are put in an order of their own, so that the order of the file changes nothing."""
        born = self.birthday.earliest.isoformat() if self.birthday else ""
        return (self.family, self.given, self.firm, self.email, self.street, self.number, self.town, self.postcode,
                self.phones, born, self.mark, self.sex, self.partner, self.codes)  # fmt: skip


def person(record: Addressed) -> Person:
    """A client or supplier as a person."""
    name = _Name(record)
    said = _address(record)
    phones = (record.phone, record.mobile, getattr(record, "phone_work", None))
    written = ((sort, getattr(record, sort, None)) for sort in _CODES)
    codes = tuple((sort, key) for sort, text in written if text and (key := _code(text, vat=sort == "vat_no")))
    client = record if isinstance(record, Client) else None
    if client and client.client_no:
        # A number belongs to its own table: two tables may both count from one.
        codes = (*codes, ("client_no", f"{client.client_no.upper()} {client.source.file} {client.source.sheet}"))
    return Person(
        given=name.given, family=name.family, firm=name.firm, mark=name.mark, sex=name.sex,
        partner=next((word for word in words((client and client.spouse) or "") if word not in TITLES), ""),
        birthday=client.birthday if client else None,
        number=said[0], street=said[1], town=said[2], postcode=said[3],
        phones=tuple(sorted({number for cell in phones if cell for number in telephones(cell)})),
        email=mail(record.email or ""), codes=codes, foreign=name.foreign,
    )  # fmt: skip


class _Name:
    """The parts of a row's name, wherever the register keeps them."""

    def __init__(self, record: Addressed) -> None:
        client = record if isinstance(record, Client) else None
        first, surname = (client.first_name or "", client.surname or "") if client else ("", "")
        whole = record.name or ""
        company = (client.company or "") if client else whole
        if not client or (not first and not surname):
            parts = ("", "", "", "", "") if not client or not whole else split(whole)
        elif not first:
            parts = split(surname)
        else:
            parts = _parts(first, surname)
        self.given, self.family, self.mark, self.sex, said_firm = parts
        self.firm = firm_words(company) if company and not nobody(company) else said_firm
        title = (client.title or "") if client else ""
        if title:
            self.sex = sex(title)
        if client and client.suffix and not self.mark:
            self.mark = next((MARKS[word] for word in words(client.suffix) if word in MARKS), "")
        if self.sex == "&" and "&" not in self.given:
            self.given = f"{self.given} &".strip()
        self.foreign = foreign(f"{first or whole} {surname}")


@lru_cache(maxsize=1 << 16)
def _parts(first: str, surname: str) -> tuple[str, str, str, str, str]:
    """Given, family, mark, sex, firm of a name in two columns."""
    if nobody(surname) and nobody(first):
        return "", "", "", "", ""
    given, family = list(words(first)), list(words(surname))
    mark = next((MARKS[word] for word in family[1:] if word in MARKS and word not in {"sen", "fils"}), "")
    family = [word for word in family if not (mark and MARKS.get(word) == mark)]
    if several(first, "first_name") or several(surname, "surname"):
        given = _couple(first)
    return " ".join(given), " ".join(family), mark, "", ""


def _couple(first: str) -> list[str]:
    """Two given names in an order of their own, with the sign of two between."""
    joined = sorted(word for word in words(first) if word not in {"and", "et", "und", "e", "y"})
    return [*joined[:1], "&", *joined[1:]]


@lru_cache(maxsize=1 << 16)
def split(whole: str) -> tuple[str, str, str, str, str]:
    """Given, family, mark, sex, firm of a name in one cell: "Smith, John, Jr.", "Mrs A. Smith", "Smith & Co."."""
    if nobody(whole):
        return "", "", "", "", ""
    if firm(whole) or TRADE_NAME.fullmatch(whole):
        return "", "", "", "", firm_words(whole)
    bare = LETTERS.sub("", _BRACKETS.sub(" ", whole))
    before, comma, behind = bare.partition(",")
    family, given = (list(words(before)), list(words(behind))) if comma else ([], list(words(bare)))
    titled, mark, said = "", "", family + given
    while len(given) > 1 and not comma and given[0] in TITLES and len(given[0]) > 1:
        titled, given = f"{titled} {given[0]}", given[1:]
    marks = [MARKS[word] for word in said[1:] if word in MARKS and not (titled and word in titled)]
    if marks:
        mark = marks[-1]
        given = [word for word in given if word not in MARKS]
    if not comma:
        cut = max(len(given) - 1, 0)
        while cut > 1 and given[cut - 1] in PARTICLES:
            cut -= 1
        family, given = given[cut:], given[:cut]
    if several(whole, "name"):
        given = _couple(" ".join(given))
    return " ".join(given), " ".join(family), mark, sex(titled) if titled else "", ""


def _address(record: Addressed) -> tuple[str, str, str, str]:
    """Number, street, town and postcode of an address, from its columns or from its one cell."""
    postcode, town = record.postcode or "", record.town or ""
    line = " ".join(part for part in (record.street, record.street2) if part)
    if not line and not town and not postcode and record.address:
        line, town, postcode = _one_cell(record.address)
    number, street = street_words(line) if line else ("", "")
    return number, street, " ".join(words(town)), _postcode(postcode)


@lru_cache(maxsize=1 << 14)
def _one_cell(address: str) -> tuple[str, str, str]:
    """Street, town and postcode of an address in one cell; of several addresses the first."""
    first = _NO_STREET.sub("", address.partition(";")[0])
    parts = [part.strip() for part in re.split(r"[,\n]", first) if part.strip()]
    for number, part in reversed(list(enumerate(parts))):
        if found := _POSTCODE.search(part):
            town = _POSTCODE.sub("", part).strip()
            line = " ".join(parts[: number or 1]) if number else ""
            return line, town or (parts[number + 1] if number + 1 < len(parts) else ""), found[1]
    streets = [number for number, part in enumerate(parts) if _DIGIT.search(part) or _street(words(part))]
    if not streets:
        return "", parts[0] if parts else "", ""
    last = streets[-1]
    return " ".join(parts[: last + 1]), parts[last + 1] if last + 1 < len(parts) else "", ""


def _street(said: tuple[str, ...]) -> bool:
    """Whether a part of an address without a number names a street; "CT" alone is Connecticut."""
    return len(said) > 1 and said[-1] in STREET_ENDS


def _postcode(written: str) -> str:
    """A postcode without spaces, country letters and the zeros that spreadsheets drop."""
    return _COUNTRY_CODE.sub("", _SPACES.sub("", written).upper()).lstrip("0")


def telephones(cell: str) -> list[str]:
    """The telephone numbers in a cell, by their last digits: what a country code or a zero in front does not change."""
    parts = (cell,) if _PLAIN.fullmatch(cell) else _NUMBERS.split(cell)
    found = (_NOT_DIGIT.sub("", part.replace("(0)", "")) for part in parts)
    return [digits[-_TAIL:] for digits in found if len(digits) > 5]


def mail(cell: str) -> str:
    """An e-mail address for comparison: the first in the cell, without case."""
    found = _MAIL.search(cell)
    return found[0].lower() if found else ""


def _code(written: str, *, vat: bool) -> str:
    """A number without spaces and signs; the country in front of a VAT number comes and goes."""
    key = _NOT_CODE.sub("", written.upper())
    return _COUNTRY.sub("", key) if vat else key
