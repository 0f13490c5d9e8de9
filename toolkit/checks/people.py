"""Rules of people: names and telephone numbers as registers hold them. Proposals for a person to look at, no more.

Numbers are read by the phonenumbers library (Google's libphonenumber metadata) against the house's own country, which
is that of its time zone; nothing is ever changed, and no name is ever split for a letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from toolkit.checks.scope import Rule, Scope
from toolkit.findings import Finding, Severity, declare
from toolkit.records import Record
from toolkit.values import fold

SEVERAL_NAMES = declare(
    "several-names", Severity.WARNING, "Several people in one cell",
    why="A letter opens with one of them, both, or a wrong mixture; only a person knows who they are.",
    message="The {field} reads {value!r}.",
    hint="Give each person a row or a column of their own, or write the salutation that is right in a column for it.",
)  # fmt: skip
PHONE = declare(
    "phone-unclear", Severity.WARNING, "A telephone number that cannot be dialled as it stands",
    why="A call that reaches a stranger tells them about a client.",
    message="The {field} reads {value!r}{proposal}.",
    hint="Type it with its country, such as +44 20 7946 0519, one number a cell, formatted as text.",
)  # fmt: skip

JOINED = re.compile(r"(&|/|\+|\b(and|et|und|e|y)\b)", re.IGNORECASE)
COUPLE = re.compile(r"\b(mr|mrs|ms|m|mme|dr|herr|frau|sig|sr|sra|lord|lady|sir)\b")
NAMES = (("name", "name"), ("first_name", "first name"), ("surname", "surname"), ("title", "title"))
PHONES = (("phone", "telephone"), ("mobile", "mobile telephone"), ("phone_work", "telephone at work"))
PEOPLE = ("clients", "suppliers", "contacts")


def check_names(scope: Scope) -> Iterable[Finding]:
    """Clients' names in which two people, or a person and their title in brackets, share a cell."""
    for record in scope.registers.others.get("clients", ()):
        for name, label in NAMES:
            words = getattr(record, name, None)
            if words and not getattr(record, "company", None) and _several(words):
                yield SEVERAL_NAMES.at(record.place(name), words, register=record.source.register, field=label)


def _several(words: str) -> bool:
    """Whether a name joins two people: a joining sign between words, or two titles."""
    joined = JOINED.search(words)
    between = joined is not None and bool(words[: joined.start()].strip()) and bool(words[joined.end() :].strip())
    return between or len(COUPLE.findall(fold(words))) > 1


def check_phones(scope: Scope) -> Iterable[Finding]:
    """Telephone numbers that cannot be dialled: letters, several in a cell, too short, without a country."""
    region = scope.house.country or None
    for register in PEOPLE:
        for record in scope.registers.others.get(register, ()):
            for name, label in PHONES:
                words = getattr(record, name, None)
                if words:
                    yield from _phone(record, name, label, words, region)


def _phone(record: Record, name: str, label: str, words: str, region: str | None) -> Iterable[Finding]:
    import phonenumbers

    # Possible, not valid: whether a number is in use is no business of a register's form.
    leniency = phonenumbers.Leniency.POSSIBLE
    found = [match.number for match in phonenumbers.PhoneNumberMatcher(words, region, leniency)]
    spelled = [phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) for number in found]
    if len(found) == 1 and phonenumbers.is_possible_number(found[0]):
        return
    proposal = f"; it may be {' or '.join(spelled)}" if spelled else ""
    yield PHONE.at(record.place(name), words, register=record.source.register, field=label, proposal=proposal)


RULES: tuple[Rule, ...] = (check_names, check_phones)
