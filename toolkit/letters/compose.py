"""A letter put together: everything its template may say, whom it goes to, and what the words still lack.

Only texts leave here, each from a cell that is noted down. What an occasion does not allow to be said is not among
them, so no template, however it is restyled, can print it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from toolkit.checks.numbers import by_number
from toolkit.findings import Place
from toolkit.house import House
from toolkit.letters.address import envelope
from toolkit.letters.facts import Facts, gather
from toolkit.letters.letter import Hold, Letter, Occasion
from toolkit.letters.salutation import LANGUAGES, Greeting, greet
from toolkit.other_records import Client
from toolkit.reconcile.united import household_of
from toolkit.records import Piece, Registers
from toolkit.render.docx_language import SIGNS, UNPRINTABLE
from toolkit.render.wording import long_date
from toolkit.values import fold

TEMPLATES: Mapping[str, str] = {
    "birthday": "birthday", "wedding": "anniversary", "purchase": "anniversary", "after-sale": "thank-you",
    "after-repair": "after-repair", "service": "service-reminder", "warranty": "service-reminder",
    "first-year": "personal-note", "silence": "personal-note", "noted": "personal-note",
}  # fmt: skip
"""The template of each kind of occasion, without its language and ``.docx``."""

NAMES = (
    "house.name", "house.address", "house.email", "house.contact", "house.privacy", "date", "address", "address[]",
    "salutation", "close", "adviser", "own", "own[]", "occasion.kind", "occasion.day", "occasion.nth", "occasion.years",
    "occasion.since", "occasion.served", "piece", "piece.your", "piece.the", "piece.name", "work", "also",
    "also.birthday", "also.day", "also.years", "also.piece",
)  # fmt: skip
"""Every name a letter's template may use; one without a fact is empty, so a template asks for it with if."""

_NEEDS_PIECE = frozenset({"purchase", "service", "warranty", "after-repair"})
_DATED = frozenset({"birthday", "wedding", "purchase"})
_ADDRESS = ("address", "street", "street2", "town", "region", "postcode", "country")
_INITIALS = re.compile(r"[A-ZÀ-Þ](?:[.\s-]*[A-ZÀ-Þ]){0,3}\.?")


def compose(
    occasion: Occasion,
    registers: Registers,
    house: House,
    as_at: datetime,
    own: str = "",
    stock: Mapping[str, Sequence[Piece]] | None = None,
) -> Letter:
    """The letter of an occasion and what holds it back; ``own`` is the adviser's words, ``stock`` pieces by number."""
    client = occasion.client.client
    language, foreign = _language(client, house)
    greeting = greet(client, language, house.country, _partner(registers, occasion))
    signed, day = _adviser(client, house), max(as_at.date(), occasion.write_by)
    facts = gather(occasion, by_number(registers.pieces) if stock is None else stock, language, day, greeting)
    lacking = _lacking(occasion, facts, house, signed, day)
    lines = envelope(greeting.addressee, client, house.country, house["house.language"])
    context = {
        "house": _house(house),
        "date": long_date(day, language),
        "address": list(lines),
        "salutation": greeting.opening,
        "close": greeting.close,
        "adviser": signed,
        "own": _paragraphs(own),
        **facts.context,
    }
    return Letter(
        occasion=occasion,
        language=language,
        template=_template(occasion.kind, language),
        addressee=", ".join(greeting.addressee),
        address=lines,
        salutation=greeting.opening,
        context=context,
        used=tuple(dict.fromkeys((*occasion.places, *_cells(occasion, greeting, own), *facts.places))),
        holds=(*foreign, *_unaddressed(occasion, greeting), *lacking, *_odd(context, occasion)),
        findings=greeting.remarks,
    )


def _template(kind: str, language: str) -> str:
    """The file of the template of a kind of occasion in a language."""
    return f"{TEMPLATES[kind]}{'' if language == 'en' else f'.{language}'}.docx"


def _paragraphs(own: str) -> list[str]:
    return [line.strip() for line in own.splitlines() if line.strip()]


def _language(client: Client, house: House) -> tuple[str, tuple[Hold, ...]]:
    """The client's language where letters are written in it; else the house's, and somebody must agree to that."""
    own = house["house.language"]
    if client.language in LANGUAGES or not (client.language or "language" in client.doubts):
        return client.language or own, ()
    doubt = client.doubts.get("language")
    named = client.language or (doubt.raw if doubt else "")
    words = f"the client's language is {named}, and letters are written in {' and '.join(LANGUAGES)}"
    return own, (Hold("language", words, "Write it by hand, or agree that it goes out in the house's language.",
                      (client.place("language"),), final=False),)  # fmt: skip


def _partner(registers: Registers, occasion: Occasion) -> str:
    """The title of whoever shares home and surname."""
    client = occasion.client.client
    if client.spouse and fold(client.spouse).startswith("sir "):
        return "sir"
    others = (other.client for other in household_of(registers, occasion.client))
    return next((each.title or "" for each in others if fold(each.surname or "") == fold(client.surname or "")), "")


def _adviser(client: Client, house: House) -> str:
    """The adviser as she signs: by ``[words.adviser]``, else as the register names her."""
    name = (client.adviser or "").strip()
    return house.words.get("adviser", {}).get(fold(name), name)


def _house(house: House) -> dict[str, str]:
    return {
        "name": house["house.name"],
        "address": house["house.address"],
        "email": house["house.email"],
        "contact": house["house.email"] or house["house.address"],
        "privacy": house["letters.privacy"],
    }


def _unaddressed(occasion: Occasion, greeting: Greeting) -> Iterator[Hold]:
    if greeting.why:
        places = tuple(occasion.client.place(field) for field in greeting.fields)
        yield Hold("title-unknown", greeting.why, greeting.ask, places)


def _lacking(occasion: Occasion, facts: Facts, house: House, signed: str, day: date) -> Iterator[Hold]:
    """What a letter cannot do without: who writes, who signs, what it is about, and its right time."""
    at = occasion.client.place("adviser")
    if not house["house.name"] or not (house["house.address"] or house["house.email"]):
        yield Hold("sender-missing", "the letter does not say whom it comes from",
                   "Write name and address of the house in boutique.toml: [house].")  # fmt: skip
    if not signed:
        yield Hold("adviser-unknown", "nobody is named who signs it", "Type the adviser who knows the client.", (at,))
    elif _INITIALS.fullmatch(signed):
        yield Hold("adviser-unknown", f"it would be signed {signed!r}",
                   f'Write the name in boutique.toml: [words.adviser] "{signed}" = "…".', (at,))  # fmt: skip
    if occasion.kind in _NEEDS_PIECE and not facts.piece:
        unnamed = "the registers give the piece no name that a letter can use"
        words = unnamed if "piece" in occasion.say else "the piece may not be named: somebody else may open the letter"
        yield Hold(
            "nothing-to-say",
            f"{words}, and without it nothing is left to say",
            "Write a personal note instead, or speak to the client.",
            occasion.places,
            final=False,
        )
    if occasion.kind in _DATED and (occasion.late or occasion.day <= day):
        yield Hold(
            "late",
            f"it would arrive after its day, {occasion.day}",
            "Write it by hand in words that are right after the day, or let it pass.",
            occasion.places,
            final=False,
        )


def _odd(context: Mapping[str, object], occasion: Occasion) -> Iterator[Hold]:
    """Signs of a template or that nobody can print: the engine would refuse them, and here they are told first."""
    for words in dict.fromkeys(_texts(context)):
        if SIGNS.search(words) or UNPRINTABLE.search(words):
            yield Hold("facts-missing", f"signs of a program in a text: {words!r}", "Type the words themselves.",
                       occasion.places)  # fmt: skip


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)


def _cells(occasion: Occasion, greeting: Greeting, own: str) -> Iterator[Place]:
    """The cells of name, address, language and adviser that hold something; that of words from the register too."""
    client = occasion.client.client
    words = ("letter_words",) if own and own == client.letter_words else ()
    for field in dict.fromkeys((*greeting.fields, *_ADDRESS, "language", "adviser", *words)):
        if getattr(client, field):
            yield occasion.client.place(field)
