"""Rules of addresses: postcodes by country, countries that are no country, addresses that a letter cannot find.

Addresses in one cell are left alone, and so is a postcode column that holds words: old books and free text are not
wrong. A blank country is the house's own where most of the column is blank; that is how people keep it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from toolkit.checks.countries import country_name, country_of
from toolkit.checks.postcodes import FORMS, fits, lost_zero, mistyped, whose
from toolkit.checks.scope import Rule, Scope
from toolkit.checks.spread import told_once
from toolkit.findings import Finding, Severity, declare
from toolkit.other_records import Addressed

POSTCODE_FORM = declare(
    "postcode-form", Severity.WARNING, "A postcode that does not look like its country's",
    why="A letter with a wrong postcode comes back, or is opened by a stranger.",
    message="The postcode reads {value!r}; postcodes of {country} look like {example}{proposal}.",
    hint="Type the postcode from the client's own letter or card, as text.",
)  # fmt: skip
POSTCODE_ZERO = declare(
    "postcode-zero-lost", Severity.WARNING, "A postcode that has lost its first zero",
    why="A spreadsheet drops the zero in front of what it takes for a number, and the letter goes astray.",
    message="The postcode reads {value!r}; for {country} it may be {proposal!r}.",
    hint="Type it in full, in a cell formatted as text.",
)  # fmt: skip
POSTCODE_COUNTRY = declare(
    "postcode-country", Severity.WARNING, "A postcode of another country",
    why="Postcode and country disagree, so one of them is wrong and a letter goes to the wrong land.",
    message="The postcode {value!r} looks like one of {other}; the country is {country}.",
    hint="Correct the country or the postcode, whichever is wrong.",
)  # fmt: skip
COUNTRY_UNKNOWN = declare(
    "country-unknown", Severity.WARNING, "A country that is not known by that name",
    why="The country is the last line of the envelope; the post must be able to read it.",
    message="The country reads {value!r}; rows of this sheet that read so: {count}.",
    hint="Type the country's name, such as France, or its two letters, FR.",
)  # fmt: skip
COUNTRY_MISSING = declare(
    "country-missing", Severity.INFORMATION, "An address without its country",
    why="Without a country a letter is posted as if it were for this one.",
    message="The country is empty{because}.",
    hint="Type the country.",
)  # fmt: skip
INCOMPLETE = declare(
    "address-incomplete", Severity.INFORMATION, "An address without town and postcode",
    why="A street alone is no address: the letter cannot be posted.",
    message="The street reads {value!r}, and both town and postcode are empty.",
    hint="Type the town and the postcode.",
)  # fmt: skip

REGISTERS = ("clients", "suppliers")
WORDS = re.compile(r"[^\W\d_]{4,}")
FILLED = 0.8
"""The share of a country column that must be filled for a blank in it to be an oversight."""


def addressed(scope: Scope) -> Iterator[Addressed]:
    """Every client and supplier."""
    for register in REGISTERS:
        for record in scope.registers.others.get(register, ()):
            if isinstance(record, Addressed):
                yield record


def home_of(record: Addressed, house: str) -> str:
    """The country of an address: as written; blank is the house's own; empty where it is written but not known."""
    return (country_of(record.country) or "") if record.country else house


def check_postcodes(scope: Scope) -> Iterable[Finding]:
    """Postcodes that have not the form of their country: a zero lost, another country's, or mistyped."""
    house = scope.house.country
    written = (record for record in addressed(scope) if record.postcode and "country" not in record.doubts)
    judged = ((record, _postcode(record, record.postcode or "", house)) for record in written)
    return told_once(scope, "postcode", judged)


def _postcode(record: Addressed, postcode: str, house: str) -> Finding | None:
    country = home_of(record, house)
    proposal = mistyped(postcode, country) if country and not fits(postcode, country) else None
    if not country or fits(postcode, country) or (WORDS.search(postcode) and not proposal):
        return None
    at, register, name = record.place("postcode"), record.source.register, country_name(country)
    zeros, other = lost_zero(postcode, country), whose(postcode)
    if not record.country and not zeros and not proposal:
        because = f", and the postcode {postcode!r} does not look like one of {name}"
        return COUNTRY_MISSING.at(at, postcode, register=register, severity=Severity.WARNING, because=because)
    if zeros:
        return POSTCODE_ZERO.at(at, postcode, register=register, country=name, proposal=zeros)
    if other and record.country:
        return POSTCODE_COUNTRY.at(at, postcode, register=register, country=name, other=country_name(other))
    maybe = f"; it may be {proposal!r}" if proposal else ""
    example = FORMS[country].example
    return POSTCODE_FORM.at(at, postcode, register=register, country=name, example=example, proposal=maybe)


def check_countries(scope: Scope) -> Iterable[Finding]:
    """Each word in a country column that is no country, once, with the number of its rows."""
    found: dict[tuple[int, str], list[Addressed]] = defaultdict(list)
    for record in addressed(scope):
        if record.country and country_of(record.country) is None:
            found[id(record.source), record.country].append(record)
    for (_, words), records in found.items():
        first = records[0]
        yield COUNTRY_UNKNOWN.at(first.place("country"), words, register=first.source.register, count=len(records))


def check_missing_countries(scope: Scope) -> Iterable[Finding]:
    """A blank country in a column that is otherwise filled, where clients live in several countries."""
    sheets: dict[int, list[Addressed]] = defaultdict(list)
    for record in addressed(scope):
        if record.mapped("country") and "country" not in record.doubts and (record.town or record.postcode):
            sheets[id(record.source)].append(record)
    for records in sheets.values():
        written = [record.country for record in records if record.country]
        if len(written) < FILLED * len(records) or len({country_of(words) for words in written} - {None}) < 2:
            continue
        for record in records:
            # One whose postcode is foreign is told of already, by that postcode.
            if not record.country and (not record.postcode or fits(record.postcode, scope.house.country)):
                because = "; the other rows name theirs"
                yield COUNTRY_MISSING.at(record.place("country"), "", register=record.source.register, because=because)


def check_addresses(scope: Scope) -> Iterable[Finding]:
    """A street without town or postcode, where the register has a column for each."""
    return told_once(scope, "street", ((record, _incomplete(record)) for record in addressed(scope) if record.street))


def _incomplete(record: Addressed) -> Finding | None:
    if not _bare_street(record):
        return None
    return INCOMPLETE.at(record.place("street"), record.street, register=record.source.register)


def _bare_street(record: Addressed) -> bool:
    """Whether the columns for town and postcode are there and both are empty, and the street is no whole address."""
    known = any((record.town, record.postcode, record.address, record.street2, "," in (record.street or "")))
    doubtful = any(name in record.doubts for name in ("town", "postcode"))
    return not known and not doubtful and record.mapped("town") and record.mapped("postcode")


RULES: tuple[Rule, ...] = (check_postcodes, check_countries, check_missing_countries, check_addresses)
