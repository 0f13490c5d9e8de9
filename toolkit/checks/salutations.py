"""Rules of how a client is addressed: titles that need a first name, titles and honours inside names, openings.

British usage as Debrett's gives it; nothing is ever put together from it here, it is only asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from toolkit.checks.birthdays import clients
from toolkit.checks.name_words import BEFORE_A_NAME, COMMON, GREETINGS, LETTERS, TITLES
from toolkit.checks.names import nobody, several
from toolkit.checks.scope import Rule, Scope
from toolkit.checks.spread import told_once
from toolkit.columns.declared import spelled
from toolkit.findings import Finding, Severity, declare
from toolkit.other_records import Client
from toolkit.values import fold

KNIGHT = declare(
    "title-without-first-name", Severity.WARNING, "A knight or dame without a first name",
    why="'Dear Sir Smith' is wrong, and is noticed: the first name follows Sir or Dame, as in Dear Sir John.",
    message="The title is {value!r}, and the first name {first}.",
    hint="Type the first name in full, or write the opening that is right in a column for the salutation.",
    source="Letter forms of Collins and Debrett's",
)  # fmt: skip
LADY = declare(
    "title-unclear", Severity.INFORMATION, "A Lady who may be addressed in two ways",
    why="A knight's wife is Dear Lady Smith; an earl's daughter is Dear Lady Jane. The register does not say which.",
    message="The title is {value!r} and the first name {first!r}; no salutation is recorded.",
    hint="Write the opening that is right in a column for the salutation.",
    source="Letter forms of Collins and Debrett's",
)  # fmt: skip
IN_NAME = declare(
    "title-in-name", Severity.WARNING, "A title inside a name",
    why="A letter would print the title twice, or two titles that disagree.",
    message="The {field} reads {value!r}{beside}.",
    hint="Type the title in its own column and the name alone.",
)  # fmt: skip
LETTERS_IN_NAME = declare(
    "letters-in-name", Severity.WARNING, "Letters after the name inside the surname",
    why="They belong on the envelope and never in the opening: not Dear Mr Smith OBE.",
    message="The surname reads {value!r}.",
    hint="Type them in a column of their own for letters after the name.",
)  # fmt: skip
ESQUIRE = declare(
    "esquire-with-title", Severity.INFORMATION, "Esq with a title",
    why="Esquire stands in place of Mr; the two together are a slip that is noticed.",
    message="The title is {value!r}, and {suffix!r} stands after the name.",
    hint="Keep one of the two and clear the other.",
)  # fmt: skip
OTHER_NAME = declare(
    "salutation-other-name", Severity.WARNING, "A salutation with another name",
    why="The letter would open with somebody else's name: the row has slipped, or the name has changed.",
    message="The salutation reads {value!r}; the client is {name!r}.",
    hint="Correct the salutation, or the name, whichever is out of date.",
)  # fmt: skip
UNFIT = declare(
    "salutation-unfit", Severity.WARNING, "A salutation that greets nobody",
    why="A house that knows its clients never writes Dear Sir or Madam, nor Dear and a comma.",
    message="The salutation reads {value!r}{because}.",
    hint="Write the opening as the adviser would, or leave the cell empty.",
)  # fmt: skip

NOBODY_GREETED = frozenset(
    spelled(
        "dear|dear sir|dear madam|dear sirs|dear sir madam|dear sir or madam|dear madam or sir|to whom it may concern|"
        "dear client|dear customer|dear valued customer|dear valued client|dear friend|cher|chere|cher client|"
        "chere cliente|madame monsieur|monsieur madame|cher monsieur madame|chers clients|lieber kunde|"
        "sehr geehrte damen und herren|sehr geehrter kunde|gentile cliente|egregi signori|spettabile cliente|"
        "estimado cliente|estimados senores|muy senores mios"
    )
)
"""Openings, folded, that could begin a letter to anybody."""


LATIN = re.compile(r"[A-Za-zÀ-ɏ]")


def check_knights(scope: Scope) -> Iterable[Finding]:
    """Sir or Dame without a first name in full, where no salutation helps."""
    for client in clients(scope):
        title = fold(client.title or "").split()
        if not {"sir", "dame"} & set(title) or client.salutation or client.name:
            continue
        first = fold(client.first_name or "").replace(" ", "")
        if len(first) < 2 and not several(client.title or ""):
            shown = f"is only {client.first_name!r}" if first else "is empty"
            yield KNIGHT.at(client.place("title"), client.title, register="clients", first=shown)


def check_ladies(scope: Scope) -> Iterable[Finding]:
    """Lady with a first name: a knight's wife or a peer's daughter."""
    ladies = (
        c for c in clients(scope) if fold(c.title or "") in {"lady", "the lady"} and c.first_name and not c.salutation
    )
    for lady in ladies:
        yield LADY.at(lady.place("title"), lady.title, register="clients", first=lady.first_name)


def check_titles_in_names(scope: Scope) -> Iterable[Finding]:
    """Titles in front of first names and surnames, and in whole names whose title has a column that disagrees."""
    for name, label in (("first_name", "first name"), ("surname", "surname"), ("name", "name")):
        written = (client for client in clients(scope) if getattr(client, name))
        yield from told_once(scope, name, ((client, _titled(client, name, label)) for client in written))


def _titled(client: Client, name: str, label: str) -> Finding | None:
    words = getattr(client, name)
    found = fold(words).split()
    alone = len(found) == 1 and found[0] in COMMON - {"m", "dr"}
    if not found or several(words) or found[0] not in BEFORE_A_NAME or not (alone or len(found) > 1):
        return None
    title = fold(client.title or "")
    if name == "name" and (not title or found[0] in title.split() or title in found):
        return None
    beside = f", and the title {client.title!r}" if client.title else ""
    return IN_NAME.at(client.place(name), words, register="clients", field=label, beside=beside)


def check_letters_in_names(scope: Scope) -> Iterable[Finding]:
    """Honours and degrees at the end of a surname; and Esq with a title."""
    for client in clients(scope):
        surname, suffix = client.surname or "", client.suffix or ""
        if LETTERS.search(surname):
            yield LETTERS_IN_NAME.at(client.place("surname"), surname, register="clients")
        elif fold(suffix) in {"esq", "esquire"} and fold(client.title or "") in TITLES:
            places = (client.place("title"), client.place("suffix"))
            yield ESQUIRE.at(places, client.title, register="clients", suffix=suffix)


def check_salutations(scope: Scope) -> Iterable[Finding]:
    """Openings that greet nobody, that put Sir before the surname, or that name another surname than the row's."""
    for client in clients(scope):
        words = fold(client.salutation or "").split()
        if not words:
            continue
        at = client.place("salutation")
        because = _unfit(client, words)
        if because is not None:
            yield UNFIT.at(at, client.salutation, register="clients", because=because)
        elif _other(client, words):
            name = client.surname or client.name
            yield OTHER_NAME.at(at, client.salutation, register="clients", name=name)


def _unfit(client: Client, words: list[str]) -> str | None:
    """Why an opening cannot stand: a reason, empty where the words say it themselves; None where it can."""
    if " ".join(words) in NOBODY_GREETED:
        return ""
    surname, first = fold(client.surname or "").split(), fold(client.first_name or "").split()
    behind = next((after for title, after in pairwise(words) if title in {"sir", "dame"}), None)
    if behind and behind in surname and behind not in first:
        return "; a knight or dame is addressed by the first name"
    return None


def _other(client: Client, words: list[str]) -> bool:
    """Whether an opening has Mr, Mrs or the like before a name that is none of the row's; a pet name is hers to use."""
    known = " ".join(filter(None, (client.surname, client.name, client.first_name, client.spouse, client.company)))
    own = set(fold(known).split())
    # A name in another script than the opening's is the same name spelt otherwise, for all that can be seen.
    if not LATIN.search(client.surname or client.name or "") or nobody(known):
        return False
    after = [word for title, word in pairwise(words) if title in COMMON]
    names = [word for word in after if word not in TITLES | GREETINGS and len(word) > 1]
    return bool(names) and not own & set(words)


RULES: tuple[Rule, ...] = (
    check_knights, check_ladies, check_titles_in_names, check_letters_in_names, check_salutations,
)  # fmt: skip
