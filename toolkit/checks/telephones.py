"""Rules of telephones: numbers that cannot be dialled as they stand, and those of another country without its code.

Numbers are read by the phonenumbers library (Google's libphonenumber metadata) against the country of the address,
else the house's own. Nothing is ever changed, and whether a number is in use is no business of a register's form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from toolkit.checks.countries import country_name
from toolkit.checks.postal import home_of
from toolkit.checks.scope import Rule, Scope
from toolkit.checks.spread import told_once
from toolkit.findings import Finding, Severity, declare
from toolkit.other_records import Addressed
from toolkit.records import Record

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

PHONE = declare(
    "phone-unclear", Severity.WARNING, "A telephone number that cannot be dialled as it stands",
    why="A call that reaches a stranger tells them about a client.",
    message="The {field} reads {value!r}{proposal}.",
    hint="Type it with its country, such as +44 20 7946 0519, one number a cell, formatted as text.",
)  # fmt: skip
ABROAD = declare(
    "phone-country", Severity.INFORMATION, "A number abroad without its country code",
    why="Dialled as it stands it rings at home, at a stranger's.",
    message="The {field} reads {value!r}; the address is in {country}, where it would be {proposal}.",
    hint="Type the number with its country, such as {proposal}, formatted as text.",
)  # fmt: skip

PHONES = (("phone", "telephone"), ("mobile", "mobile telephone"), ("phone_work", "telephone at work"))
PEOPLE = ("clients", "suppliers", "contacts", "service")
PLAIN = re.compile(r"(\+|00)?[\d \u00a0().\-/]+")
DIGIT = re.compile(r"\d")
FIRST = 7
"""So many characters of a number hold its country and area."""

INTERNATIONAL = ("+", "00")
LENGTHS = 3
"""A country whose numbers of a sort have more lengths than these tells nothing by their length."""


def check_phones(scope: Scope) -> Iterable[Finding]:
    """Telephone numbers that cannot be dialled: letters, several in a cell, too short, without a country."""
    house = scope.house.country
    for name, label in PHONES:
        judged = ((record, _dialled(record, name, label, house)) for record in _with(scope, name))
        yield from told_once(scope, name, judged)


def _dialled(record: Record, name: str, label: str, house: str) -> Finding | None:
    words = str(getattr(record, name))
    found = _unclear(words, _country(record, house) or house)
    if found is None or (house and _unclear(words, house) is None):
        return None
    proposal = f"; it may be {' or '.join(found)}" if found else ""
    return PHONE.at(record.place(name), words, register=record.source.register, field=label, proposal=proposal)


def check_countries(scope: Scope) -> Iterable[Finding]:
    """A number that is one only in the country of its address, written without that country's code."""
    house = scope.house.country
    for name, label in PHONES if house else ():
        judged = ((record, _rings(record, name, label, house)) for record in _with(scope, name))
        yield from told_once(scope, name, judged)


def _rings(record: Record, name: str, label: str, house: str) -> Finding | None:
    words, country = str(getattr(record, name)), _country(record, house)
    proposal = _abroad(words, country, house) if country not in {"", house} else ""
    if not proposal:
        return None
    return ABROAD.at(
        record.place(name), words, register=record.source.register, field=label,
        country=country_name(country), proposal=proposal,
    )  # fmt: skip


def _with(scope: Scope, name: str) -> Iterator[Record]:
    """Every record that has a telephone number of that name."""
    records = (record for register in PEOPLE for record in scope.registers.others.get(register, ()))
    return (record for record in records if getattr(record, name, None))


def _country(record: Record, house: str) -> str:
    """The country a number without its code is read by: that of the address, where it has one."""
    return home_of(record, house) if isinstance(record, Addressed) else house


@lru_cache(maxsize=65536)
def _unclear(words: str, region: str) -> tuple[str, ...] | None:
    """None for a number that can be dialled; else the numbers that the text may hold, as the world dials them."""
    import phonenumbers

    # Whether a number is possible is a matter of its first figures and its length: most numbers share a few shapes.
    shape = words[:FIRST] + DIGIT.sub("0", words[FIRST:])
    if PLAIN.fullmatch(words) and "/" not in words and (_possible(shape, region) or _possible(words, region)):
        return None
    # Possible, not valid: a register's form is judged, not the telephone company's lists.
    leniency = phonenumbers.Leniency.POSSIBLE
    found = [match.number for match in phonenumbers.PhoneNumberMatcher(words, region or None, leniency)]
    if len(found) == 1 and phonenumbers.is_possible_number(found[0]):
        return None
    return tuple(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL) for number in found)


@lru_cache(maxsize=8192)
def _possible(words: str, region: str) -> bool:
    import phonenumbers

    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(words, region or None))
    except phonenumbers.NumberParseException:
        return False


@lru_cache(maxsize=65536)
def _abroad(words: str, country: str, house: str) -> str:
    """A national number in its international form, where it is a number of that country and none at home."""
    import phonenumbers

    if words.strip().startswith(INTERNATIONAL):
        return ""
    try:
        there, here = phonenumbers.parse(words, country), phonenumbers.parse(words, house)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(there) or phonenumbers.is_valid_number(here) or _elastic(there, country):
        return ""
    return phonenumbers.format_number(there, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _elastic(number: PhoneNumber, country: str) -> bool:
    """Whether numbers of this sort have so many lengths in a country (German landlines) that almost any fits."""
    import phonenumbers

    plan, sort = phonenumbers.PhoneMetadata.metadata_for_region(country), phonenumbers.number_type(number)
    mobile = sort == phonenumbers.PhoneNumberType.MOBILE
    fixed = sort in {phonenumbers.PhoneNumberType.FIXED_LINE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE}
    told = plan and (plan.mobile if mobile else plan.fixed_line if fixed else None)
    return not told or len(told.possible_length) > LENGTHS


RULES: tuple[Rule, ...] = (check_phones, check_countries)
