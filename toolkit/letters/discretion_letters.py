"""Blocks that lie in the letter: its lawful basis, what went before it, what lies beside it, what it lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from toolkit.checks.consent import OBJECTION
from toolkit.checks.countries import country_of
from toolkit.checks.names import SIGNS, nobody
from toolkit.checks.pieces import listed
from toolkit.checks.postal import home_of
from toolkit.checks.postcodes import fits
from toolkit.letters.batch import Case
from toolkit.letters.discretion_people import Block
from toolkit.letters.history import outward, row_key
from toolkit.letters.letter import Hold, Occasion
from toolkit.other_records import Client
from toolkit.values import fold

_WRITTEN = frozenset({"letter", "email"})
_NAMES = ("title", "first_name", "surname", "name", "company", "salutation", "suffix")
_ADDRESS = ("address", "street", "street2", "town", "region", "postcode", "country")


def basis(case: Case) -> Iterable[Hold]:
    """Without a lawful basis for letters nobody is written to; words that are neither yes nor no are none."""
    rows, terms = case.history.one.rows, case.batch.terms
    for row in rows:
        doubt = row.doubts.get("consent_post")
        if doubt is not None and not OBJECTION.search(fold(doubt.raw)):
            yield Hold(
                "no-basis",
                f"the consent to letters is neither yes nor no: {doubt.raw!r}",
                "Ask the client, and type yes or no.",
                (row.place("consent_post"),),
            )
            return
    if terms.basis == "consent" and not any(row.consent_post for row in rows):
        yield Hold(
            "no-basis",
            "no consent to letters, and the house writes by consent alone",
            "Ask for it, and type yes with the day.",
            (case.history.one.place("consent_post"),),
        )


def cooling(case: Case) -> Iterable[Hold]:
    """Two letters in a few weeks are one too many."""
    days = case.batch.terms.cooling_days
    if case.occasion is None or not days:
        return
    written = max(case.occasion.write_by, case.batch.today)
    found = [
        (contact.contact_date.latest, contact.place("contact_date"))
        for contact in case.history.contacts
        if contact.contact_date and contact.channel in _WRITTEN and outward(contact)
    ]
    ours = [case.batch.sent[number] for number in case.history.one.numbers if number in case.batch.sent]
    last = max([day for day, _ in found if day <= written] + ours, default=None)
    if last is not None and written < last + timedelta(days=days):
        places = tuple(place for day, place in found if day == last)
        yield Hold(
            "cooling",
            f"written to on {last}, {_apart(written - last)} before",
            f"It passes {days} days after that letter.",
            places,
            final=False,
        )


def _apart(gap: timedelta) -> str:
    return f"{gap.days} {'day' if gap.days == 1 else 'days'}"


def household(case: Case) -> Iterable[Hold]:
    """Two letters to one house within a fortnight: the later waits until somebody has seen both."""
    if case.occasion is None or not case.batch.terms.merge_days:
        return
    near = timedelta(days=case.batch.terms.merge_days)
    beside = (one for other in case.history.household for one in case.batch.kept.get(row_key(other.client), ()))
    for other in beside:
        if abs(other.day - case.occasion.day) <= near and _order(other) < _order(case.occasion):
            name = other.client.client.client_no or "another client"
            yield Hold(
                "household",
                f"the same household gets a letter too: {name}, {other.kind}, {other.day}",
                "Let both be read together: one letter to both, or the two of them.",
                other.places,
                final=False,
            )


def _order(one: Occasion) -> tuple[date, tuple[str, str, int]]:
    file, sheet, row = row_key(one.client.client)
    return one.day, (file, sheet or "", row)


def duplicate(case: Case) -> Iterable[Hold]:
    """Two rows that may be one client: she would get two letters."""
    own = {row_key(row) for row in case.history.one.rows}
    for row in case.history.one.rows:
        for other in case.batch.likely.get(row_key(row), ()):
            if row_key(other) not in own:
                number = getattr(other, "client_no", None)
                who = f", client {number}" if number else ""
                yield Hold(
                    "duplicate",
                    f"this may be the same client as in {other.place()}{who}",
                    "Say whether they are one: boutique reconcile --judge.",
                    (row.place(), other.place()),
                    final=False,
                )


def facts(case: Case) -> Iterable[Hold]:
    """A letter needs a name and an address, and an occasion that is sure."""
    client, one = case.history.client, case.history.one
    for name in _NAMES:
        words = getattr(client, name)
        if words and SIGNS.search(words):
            yield Hold(
                "facts-missing",
                f"signs of a program in the {_label(name)}: {words!r}",
                "Type the name itself.",
                (one.place(name),),
            )
            break
    else:
        if all(nobody(words) for words in (client.surname, client.name, client.company)):
            yield Hold("facts-missing", "no name", "Type the name.", (one.place("surname"),))
    yield from _address(case, client)
    for odd in one.at_odds:
        if odd.field in (*_NAMES, *_ADDRESS, "language"):
            yield Hold(
                "facts-missing",
                f"the rows differ in the {_label(odd.field)}: {listed(odd.values)}",
                "Correct the row that is out of date.",
                odd.places,
                final=False,
            )
    for each in case.every:
        for words in each.unsure:
            yield Hold(
                "unsure",
                words,
                "Correct the cell, or say that it is right when you approve the letter.",
                each.places,
                final=False,
            )


def _label(name: str) -> str:
    return name.replace("_", " ")


def _address(case: Case, client: Client) -> Iterator[Hold]:
    """Whether the post would find it; its form is judged as the checks judge it."""
    one, country = case.history.one, home_of(client, case.batch.terms.country)
    street = client.street or client.address
    if not street or not (client.town or client.postcode or client.address):
        lacks = "no address" if not street else "a street without town and postcode"
        field = "street" if client.mapped("street") else "address"
        yield Hold("address", lacks, "Type the address.", (one.place(field),))
    elif client.country and country_of(client.country) is None:
        yield Hold("address", f"no country is called {client.country!r}", "Type the country.", (one.place("country"),))
    elif client.postcode and country and not fits(client.postcode, country):
        yield Hold(
            "address",
            f"the postcode {client.postcode!r} is none of its country",
            "Type the postcode from the client's own letter.",
            (one.place("postcode"),),
            final=False,
        )


NAMED = frozenset(
    {"title-in-name", "letters-in-name", "digits-in-name", "firm-and-person", "name-with-comma", "esquire-with-title",
     "title-without-first-name", "title-unclear", "salutation-other-name", "salutation-unfit"}
)  # fmt: skip
"""Findings of the checks by which an envelope or an opening would be wrong."""


def name(case: Case) -> Iterable[Hold]:
    """A name or an opening that the checks found wrong is printed on no envelope."""
    for row in case.history.one.rows:
        for finding in case.batch.findings.get(row_key(row), ()):
            if finding.kind.code in NAMED:
                words = f"{finding.kind.title[0].lower()}{finding.kind.title[1:]}: {finding.message}".rstrip(".")
                yield Hold("name", words, finding.hint, finding.places, final=False)


def title(case: Case) -> Iterable[Hold]:
    """A letter greets by a title or in words that somebody chose; neither is ever guessed."""
    client, one = case.history.client, case.history.one
    if client.salutation or client.title:
        return
    field = "salutation" if client.mapped("salutation") else "title"
    firm = client.company and nobody(client.surname) and nobody(client.name)
    words = "a firm, and nobody to write to" if firm else "neither title nor salutation"
    yield Hold("title-unknown", words, "Type the title, or the salutation in full.", (one.place(field),))


BLOCKS: tuple[Block, ...] = (basis, duplicate, household, cooling, facts, title, name)
