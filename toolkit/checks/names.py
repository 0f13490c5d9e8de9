"""Rules of names as clients' and suppliers' registers hold them: none at all, no name, several, or in disorder.

A name is never split, joined or set in other capitals: each finding proposes at most, and a person decides.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from toolkit.checks.birthdays import clients
from toolkit.checks.name_words import FIRM, LEGAL, LETTERS, NOBODY
from toolkit.checks.scope import Rule, Scope
from toolkit.checks.spread import told_once
from toolkit.findings import Finding, Severity, declare
from toolkit.other_records import Client, Supplier
from toolkit.records import Record
from toolkit.values import fold

NO_NAME = declare(
    "no-name", Severity.ERROR, "A row without anybody's name",
    why="A letter, an invoice and a claim need a name; 'private' on an envelope tells everybody who sees it.",
    message="The row has no name{read}.",
    hint="Type the name from the card or the invoice, or strike the row from the register.",
    blocks=("letter",),
)  # fmt: skip
TEMPLATE = declare(
    "template-in-name", Severity.WARNING, "Signs of a template in a name",
    why="Another program left its own signs where a name belongs; printed on a letter they offend.",
    message="The {field} reads {value!r}.",
    hint="Type the name itself.",
)  # fmt: skip
SEVERAL_NAMES = declare(
    "several-names", Severity.WARNING, "Several people in one cell",
    why="A letter opens with one of them, both, or a wrong mixture; only a person knows who they are.",
    message="The {field} reads {value!r}.",
    hint="Give each person a row or a column of their own, or write the salutation that is right in a column for it.",
)  # fmt: skip
CAPITALS = declare(
    "name-in-capitals", Severity.INFORMATION, "Names in capitals",
    why="A letter to 'Mrs DUBOIS' looks like a bill; and no rule knows McDonald or van der Berg from capitals.",
    message="The {field} reads {value!r}, in capitals only; such cells in this column: {count}.",
    hint="Type them as the clients write themselves; the program never changes the letters of a name.",
)  # fmt: skip
DIGITS = declare(
    "digits-in-name", Severity.WARNING, "A figure in a name",
    why="It is a slip or a remark that would be printed on the envelope.",
    message="The {field} reads {value!r}.",
    hint="Type the name alone; a remark belongs in the notes.",
)  # fmt: skip
FIRM_MIXED = declare(
    "firm-and-person", Severity.WARNING, "A firm and a person in one name",
    why="A letter to 'Dear Mr Smith Ltd' shows that nobody read it.",
    message="The {field} reads {value!r}, the name of a firm{beside}.",
    hint="Keep the firm in a column for the company, and the person in the columns of the name.",
)  # fmt: skip
REPEATED = declare(
    "name-repeated", Severity.INFORMATION, "One name twice",
    why="A letter would repeat it; some people do have the same name twice.",
    message="The first name reads {value!r} and the surname {surname!r}.",
    hint="Correct whichever is wrong; if it is right, there is nothing to do.",
)  # fmt: skip
COMMA = declare(
    "name-with-comma", Severity.WARNING, "A surname with more behind a comma",
    why="A letter would open with all of it.",
    message="The surname reads {value!r}{proposal}.",
    hint="Type title, first name and surname each in its own column.",
)  # fmt: skip
ORDERS = declare(
    "names-in-two-orders", Severity.INFORMATION, "Names in two orders in one column",
    why="Where some names begin with the surname and others with the first name, neither can be sorted or greeted.",
    message="{count} of {asked} names are written surname first, with a comma, such as {value!r}; the others are not.",
    hint="Choose one order for the column, or give surname and first name a column each.",
)  # fmt: skip

NAMES = (("name", "name"), ("first_name", "first name"), ("surname", "surname"))
CELLS = (*NAMES, ("title", "title"), ("suffix", "cell after the name"), ("salutation", "salutation"),
         ("company", "company"), ("spouse", "partner's name"), ("contact", "contact person"))  # fmt: skip
SIGNS = re.compile(
    r"\{\{|\}\}|\{%|\$\{|\[\[|«\s*\w+\s*»|</?[A-Za-z][^>]*>|<%|%\w+%|&(?:amp|lt|gt|quot|nbsp|#\d+);|\bMERGEFIELD\b|^="
)
JOINED = re.compile(r"\S\s*[&/+]\s*\S|\S\s(?:and|et|und|AND|ET|UND)\s\S")
JOINED_FIRST = re.compile(r"\w\s[ey]\s\w")  # "Juan y María"; but Costa e Silva and Ortega y Gasset are one person
COUPLE = re.compile(r"\b(mr|mrs|ms|miss|mme|monsieur|madame|herr|frau|signor|signora|sra|lord|lady|sir)\b")
ONE_PERSON = re.compile(r"\bvon und zu\b|\bc/o\b", re.IGNORECASE)
_SURNAME = r"(?:(?:van|von|de|di|du|la|le|del|den|der|ter) )*[^\W\d_]{2,}"
TRADE_NAME = re.compile(rf"{_SURNAME} (?:&|and|et|und) {_SURNAME}(?:, \S+)?")
"""Two surnames and no first name, Gross & van Gigch: a firm, where whole names stand in one column."""
FIGURE = re.compile(r"\d(?!\d*(st|nd|rd|th|e|er|°)\b)", re.IGNORECASE)
BEHIND = re.compile(r",\s*(jr|sr|snr|jnr|junior|senior|i{2,3}|iv|v|esq|bt)\b\.?", re.IGNORECASE)
CAPITAL_WORD = re.compile(r"[^\W\d_]{4,}")


def nobody(words: str | None) -> bool:
    """Whether a name's cell names nobody: blank, private, anonymous."""
    folded = fold(words or "")
    return not folded or NOBODY.fullmatch(folded) is not None


def firm(words: str) -> bool:
    """Whether a name of several words has one that firms have."""
    folded = fold(words)
    return " " in folded and FIRM.search(folded) is not None


@lru_cache(maxsize=65536)
def several(words: str, name: str = "") -> bool:
    """Whether a cell joins two people: a joining sign between words, or two titles; a firm's name does not."""
    if firm(words) or (name == "name" and TRADE_NAME.fullmatch(words)):
        return False
    words = ONE_PERSON.sub(" ", words)
    first = name in {"first_name", "title"} and JOINED_FIRST.search(words) is not None
    return first or JOINED.search(words) is not None or len(COUPLE.findall(fold(words))) > 1


def _cells(scope: Scope, cells: tuple[tuple[str, str], ...]) -> Iterator[tuple[Record, str, str, str]]:
    """Every filled cell of these fields of clients and suppliers: its record, field, label and words."""
    for register in ("clients", "suppliers"):
        for record in scope.registers.others.get(register, ()):
            for name, label in cells:
                words = getattr(record, name, None)
                if words:
                    yield record, name, label, words


def check_missing(scope: Scope) -> Iterable[Finding]:
    """Rows of clients or suppliers without any name, where the register has a column for one."""
    yield from told_once(scope, "surname", ((client, _missing(client)) for client in clients(scope)))
    suppliers = (r for r in scope.registers.others.get("suppliers", ()) if isinstance(r, Supplier))
    yield from told_once(scope, "name", ((supplier, _unnamed(supplier)) for supplier in suppliers))


def _unnamed(supplier: Supplier) -> Finding | None:
    known = not supplier.mapped("name") or "name" in supplier.doubts
    if known or not (nobody(supplier.name) and nobody(supplier.contact)):
        return None
    read = f": the name reads {supplier.name!r}" if supplier.name else ""
    return NO_NAME.at(supplier.place("name"), "", register="suppliers", severity=Severity.WARNING, read=read)


def _missing(client: Client) -> Finding | None:
    fields = [name for name in ("surname", "name", "first_name") if client.mapped(name)]
    if not fields or any(name in client.doubts for name in fields):
        return None
    if not all(nobody(words) for words in (client.name, client.first_name, client.surname, client.company)):
        return None
    words = getattr(client, fields[0]) or ""
    read = f": the {dict(NAMES)[fields[0]]} reads {words!r}" if words else ""
    return NO_NAME.at(client.place(fields[0]), words, register="clients", read=read)


def check_templates(scope: Scope) -> Iterable[Finding]:
    """Braces, marks and entities of other programs in names; a row that names nobody is told of by itself."""
    for record, name, label, words in _cells(scope, CELLS):
        if SIGNS.search(words) and not nobody(words):
            yield TEMPLATE.at(record.place(name), words, register=record.source.register, field=label)


def check_several(scope: Scope) -> Iterable[Finding]:
    """Clients' names in which two people, or a person and their title in brackets, share a cell."""
    for name, label in (*NAMES, ("title", "title")):
        written = (client for client in clients(scope) if getattr(client, name) and not client.company)
        yield from told_once(scope, name, ((client, _several(client, name, label)) for client in written))


def _several(client: Client, name: str, label: str) -> Finding | None:
    words = getattr(client, name)
    if not several(words, name) or SIGNS.search(words):
        return None
    return SEVERAL_NAMES.at(client.place(name), words, register="clients", field=label)


def check_capitals(scope: Scope) -> Iterable[Finding]:
    """Names in capitals only, once a column."""
    found: dict[tuple[int, str], list[Record]] = defaultdict(list)
    for record, name, _, words in _cells(scope, NAMES):
        if isinstance(record, Client) and words.isupper() and CAPITAL_WORD.search(words) and not firm(words):
            found[id(record.source), name].append(record)
    for (_, name), records in found.items():
        at, words = records[0].place(name), getattr(records[0], name)
        yield CAPITALS.at(at, words, register="clients", field=dict(NAMES)[name], count=len(records))


def check_digits(scope: Scope) -> Iterable[Finding]:
    """Figures in clients' names, but ordinals (the 3rd) and the names of firms."""
    for record, name, label, words in _cells(scope, NAMES):
        person = isinstance(record, Client) and not record.company and not firm(words) and not several(words)
        if person and FIGURE.search(words) and not SIGNS.search(words):
            yield DIGITS.at(record.place(name), words, register="clients", field=label)


def check_firms(scope: Scope) -> Iterable[Finding]:
    """The legal form of a firm in a person's name: beside a title or first name, or where the company has a column."""
    for client in clients(scope):
        for name, label in (("surname", "surname"), ("first_name", "first name")):
            words = getattr(client, name)
            if not words or not LEGAL.search(fold(words)):
                continue
            beside = client.title or (client.first_name if name == "surname" else client.surname)
            if beside or client.mapped("company"):
                severity, shown = (None, f", beside {beside!r}") if beside else (Severity.INFORMATION, "")
                yield FIRM_MIXED.at(
                    client.place(name), words, register="clients", severity=severity, field=label, beside=shown
                )


def check_repeated(scope: Scope) -> Iterable[Finding]:
    """A first name that is or ends with the surname."""
    for client in clients(scope):
        first, surname = fold(client.first_name or ""), fold(client.surname or "")
        if len(surname) > 1 and f" {first}".endswith(f" {surname}") and not nobody(client.surname):
            places = (client.place("first_name"), client.place("surname"))
            yield REPEATED.at(places, client.first_name, register="clients", surname=client.surname)


def check_commas(scope: Scope) -> Iterable[Finding]:
    """Surnames with a title or first name behind a comma, with what they may mean."""
    written = (client for client in clients(scope) if client.surname)
    return told_once(scope, "surname", ((client, _comma(client, client.surname or "")) for client in written))


def _comma(client: Client, surname: str) -> Finding | None:
    if "," not in BEHIND.sub("", surname) or several(surname) or SIGNS.search(surname):
        return None
    if LETTERS.search(surname) or firm(surname):
        return None
    return COMMA.at(client.place("surname"), surname, register="clients", proposal=_proposal(surname))


def _proposal(surname: str) -> str:
    """What the parts of a name may be, as the nameparser library reads them; nothing is made of it."""
    from nameparser import HumanName

    read = HumanName(surname)
    parts = (("title", read.title), ("first name", f"{read.first} {read.middle}".strip()), ("surname", read.last))
    shown = ", ".join(f"{label} {words!r}" for label, words in parts if words)
    return f"; it may be {shown}" if shown else ""


def check_orders(scope: Scope) -> Iterable[Finding]:
    """Whole names of which some begin with the surname and a comma, once a sheet; firms and couples do not count."""
    sheets: dict[int, list[Client]] = defaultdict(list)
    for client in clients(scope):
        if client.name and " " in client.name and not firm(client.name) and not several(client.name):
            sheets[id(client.source)].append(client)
    for people in sheets.values():
        commas = [client for client in people if "," in BEHIND.sub("", client.name or "")]
        if min(len(commas), len(people) - len(commas)) > max(2, len(people) // 20):
            first = commas[0]
            yield ORDERS.at(first.place("name"), first.name, register="clients", count=len(commas), asked=len(people))


RULES: tuple[Rule, ...] = (
    check_missing, check_templates, check_several, check_capitals, check_digits, check_firms, check_repeated,
    check_commas, check_orders,
)  # fmt: skip
