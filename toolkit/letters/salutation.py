"""How a client is addressed: the opening, the name on the envelope, the close; or why that is not for a program to say.

What the adviser wrote as salutation comes first, then the rules of titles, then title and surname. What is left waits
for a person: nobody is ever Dear Sir or Madam, and no title, sex or order of names is ever guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from toolkit.checks.name_words import BEFORE_A_NAME, GREETINGS, LETTERS
from toolkit.checks.names import FIGURE, SIGNS, nobody, several
from toolkit.checks.salutations import NOBODY_GREETED
from toolkit.letters.couples import couple
from toolkit.letters.postnominals import ESQUIRE, ordered, parted
from toolkit.letters.titles import AMERICAN, FRENCH, TITLES, Title
from toolkit.other_records import Client
from toolkit.values import fold

LANGUAGES = ("en", "fr")
_ENGLISH = frozenset({"dear", "my", "your"})
_FRENCH = frozenset({"cher", "chere", "chers", "cheres", "madame", "monsieur", "mademoiselle", "mesdames", "messieurs"})
_OPENING = "Write the opening that is right in a column for the salutation."
_TITLE_OR_NAME = "Type the title, or the salutation in full in a column for it."


@dataclass(frozen=True, slots=True)
class Greeting:
    """How a letter opens, whom the envelope names, how the letter closes; ``fields`` are the register's it rests on.

    Where ``why`` is not empty there is no greeting, and ``ask`` says what to type where.
    """

    opening: str = ""
    addressee: tuple[str, ...] = ()
    close: str = ""
    fields: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    why: str = ""
    ask: str = ""


@dataclass(frozen=True, slots=True)
class Manner:
    """The letter's language, the country whose punctuation it has, and the title of the one who shares the home."""

    language: str = "en"
    country: str = "GB"
    partner: str = ""

    def american(self, word: str) -> str:
        """A title with the full stop that an American letter gives it."""
        return AMERICAN.get(word, word) if self.country == "US" and self.language == "en" else word


def greet(client: Client, language: str, country: str = "GB", partner: str = "") -> Greeting:
    """A client's greeting in a language; ``country`` is the house's own and sets the punctuation.

    ``partner`` is the title of the one who shares home and surname: a Sir beside her makes Lady a knight's wife.
    """
    manner = Manner(language, country, partner)
    found = _override(client, manner) if client.salutation else _ruled(client, manner)
    if not found.why and client.suffix and re.search(r"\bQC\b|Q\.C\.", client.suffix):
        return replace(found, remarks=(*found.remarks, "QC is written KC: so it is since 8 September 2022"))
    return found


def held(why: str, ask: str, *fields: str) -> Greeting:
    """No greeting, and what is to be done."""
    return Greeting(why=why, ask=ask, fields=fields)


def _override(client: Client, manner: Manner) -> Greeting:
    """The adviser's own words; a greeting in another language than the letter's is asked about."""
    words = " ".join((client.salutation or "").split()).rstrip(",:")
    folded = fold(words)
    first = folded.split()[0] if folded else ""
    if not folded or folded in NOBODY_GREETED or SIGNS.search(words):
        return held(
            f"the salutation greets nobody: {client.salutation!r}", "Write it as the adviser would.", "salutation"
        )
    french, english = first in _FRENCH, first in _ENGLISH
    if (
        (manner.language == "fr" and english)
        or (manner.language == "en" and french)
        or (first in GREETINGS and not french | english)
    ):
        why = f"the salutation is of another language than the letter: {words!r}"
        return held(why, "Write it in the letter's language, or change the client's.", "salutation", "language")
    if manner.language == "fr" and not french:
        return held(f"Cher or Chère stands in front of no name by itself: {words!r}",
                    "Write the salutation in full, such as Chère Madame.", "salutation")  # fmt: skip
    called = words if french or english else f"Dear {words}"
    named = _override_name(client, manner)
    return _written(called, named, manner, ("salutation", "title", "first_name", "surname", "name"))


def _override_name(client: Client, manner: Manner) -> tuple[str, ...]:
    """Whom the envelope names beside words of the adviser's own: by the rules, else the name as it is written."""
    ruled = _ruled(client, replace(manner, partner=""))
    if ruled.addressee:
        return ruled.addressee
    plain = " ".join(filter(None, (client.title, client.first_name, client.surname)))
    return (client.name or plain,) if client.name or client.surname else ()


def _ruled(client: Client, manner: Manner) -> Greeting:
    surname, first = (client.surname or "").strip(), client.first_name or ""
    if nobody(surname):
        return held("the name has no surname in a column of its own", _TITLE_OR_NAME, "surname")
    if odd := _odd_name(first, surname):
        return held(*odd)
    if several(client.title or "", "title") or several(first, "first_name") or several(surname):
        return _couple(client, manner)
    if client.title:
        return _by_title(client, manner)
    if {fold(word) for word in parted(client.suffix or "")} & ESQUIRE:
        return _esquire(client, manner)
    return held("neither title nor salutation", _TITLE_OR_NAME, "title")


def _odd_name(first: str, surname: str) -> tuple[str, str, str] | None:
    """Capitals, signs, a title or a remark inside a name: printed, they would make Dear Mr Mrs SMITH."""
    if surname.isupper() and len(surname) > 3 and surname.isascii():
        return f"the surname is in capitals: {surname!r}", "Type it as the client writes it.", "surname"
    for field, words in (("surname", surname), ("first_name", first)):
        if SIGNS.search(words):
            return f"signs of a program stand in the name: {words!r}", "Type the name itself.", field
        begins = fold(words).split()
        if len(begins) > 1 and begins[0] in BEFORE_A_NAME and not several(words, field):
            return (
                f"a title stands inside the name: {words!r}",
                "Type the name alone, the title in its own cell.",
                field,
            )
    if LETTERS.search(surname) or "," in surname or FIGURE.search(surname):
        return f"more than a name stands in the surname: {surname!r}", "Type the surname alone.", "surname"
    return None


def _by_title(client: Client, manner: Manner) -> Greeting:
    """By the table; Sir or Dame behind a rank decides, as in Admiral Sir John."""
    title = fold(client.title or "")
    words = [word for word in title.split() if word in {"sir", "dame"}]
    known = TITLES.get(title) or (TITLES[words[0]] if len(words) == 1 else None)
    if known is None or known.kind == "unclear":
        why = f": {known.why}" if known else ""
        return held(f"it is not certain how the title {client.title!r} is addressed{why}", _OPENING, "title")
    return _titled(client, known, title, manner)


def _titled(client: Client, known: Title, title: str, manner: Manner) -> Greeting:
    """By the table of titles."""
    surname, first = (client.surname or "").strip(), " ".join((client.first_name or "").split())
    if known.kind == "knight":
        if len(fold(first).replace(" ", "")) < 2 or "." in first.split()[0]:
            return held(f"{known.opening} needs the first name in full", "Type the first name.", "first_name", "title")
        rank = " ".join(word for word in (client.title or "").split() if fold(word) not in {"sir", "dame"})
        front = " ".join(filter(None, (rank, known.envelope, first, surname)))
        return _named(client, f"Dear {known.opening} {first.split()[0]}", front, known, manner)
    if (
        known.kind in {"lady", "lord"}
        and first
        and not (known.kind == "lady" and fold(manner.partner).startswith("sir"))
    ):
        both = f"Dear {known.opening} {surname} and Dear {known.opening} {first.split()[0]} are both possible"
        return held(both, _OPENING, "title", "first_name")
    if known.kind in {"lady", "lord", "peer"}:
        of = " of" if title.endswith(" of") else ""
        front = f"{known.envelope}{of} {surname}"
        return _named(client, f"Dear {known.opening} {surname.removeprefix('of ')}", front, known, manner)
    if known.kind == "alone":
        of = " of" if title.endswith(" of") else ""
        name = surname if known.envelope.startswith("The ") else f"{first} {surname}".strip()
        front = FRENCH.get(known.envelope, known.envelope) if manner.language == "fr" else known.envelope
        return _named(client, known.opening, f"{front}{of} {name}", known, manner)
    front = FRENCH.get(known.envelope, known.envelope) if manner.language == "fr" else manner.american(known.envelope)
    name = " ".join(filter(None, (front, first, surname)))
    return _named(client, f"Dear {manner.american(known.opening)} {surname}", name, known, manner)


def _named(client: Client, opening: str, front: str, known: Title, manner: Manner) -> Greeting:
    """An opening with the envelope's name, letters after it, and the close; in French by the title alone."""
    name = " ".join((front, *ordered(client.suffix or "")))
    fields = ("title", "first_name", "surname", "suffix")
    if manner.language == "fr":
        french = f"{known.fr} {(client.first_name or '').split()[0]}" if known.kind == "knight" else known.fr
        if not french:
            return held(f"a French letter to the title {client.title!r} has no opening that is sure",
                        _OPENING, "title", "language")  # fmt: skip
        return _written(french, (name,), manner, fields)
    remarks: tuple[str, ...] = ()
    if known.kind == "plain" and {fold(word) for word in parted(client.suffix or "")} & ESQUIRE:
        remarks = (f"Esq is left out: it stands in place of {client.title}",)
    return replace(_written(opening, (name,), manner, fields), remarks=remarks)


def _esquire(client: Client, manner: Manner) -> Greeting:
    """Esq and no title: he is Mr in the opening and Esq on the envelope; French knows no such thing."""
    name = " ".join(filter(None, (client.first_name, client.surname, "Esq", *ordered(client.suffix or ""))))
    fields = ("first_name", "surname", "suffix")
    if manner.language == "fr":
        return held("Esq is no French form of address", _TITLE_OR_NAME, "title")
    return _written(f"Dear {manner.american('Mr')} {client.surname}", (name,), manner, fields)


def _couple(client: Client, manner: Manner) -> Greeting:
    """Two people in one row, where their titles say how."""
    found = couple(client, manner.language)
    if found is None:
        return held("two people stand in one row, and their titles do not say how they are addressed",
                    "Give each a row, or write the salutation in full.", "title", "first_name", "surname")  # fmt: skip
    opening, addressee = found
    opening, *lines = (" ".join(manner.american(word) for word in line.split()) for line in (opening, *addressee))
    return _written(opening, tuple(lines), manner, ("title", "first_name", "surname"))


def _written(opening: str, addressee: tuple[str, ...], manner: Manner, fields: tuple[str, ...]) -> Greeting:
    """With the punctuation and the close of language and country."""
    if not addressee:
        return held("no name for the envelope", "Type the surname.", "surname")
    if manner.language == "fr":
        fond = fold(opening).split()[0].startswith("cher")
        called = opening[0].lower() + opening[1:] if fond else opening
        close = f"Je vous prie d’agréer, {called}, l’expression de ma considération distinguée."
        return Greeting(f"{opening},", addressee, close, fields)
    american = manner.country == "US"
    close = "Sincerely," if american else "Yours sincerely,"
    return Greeting(f"{opening}{':' if american else ','}", addressee, close, fields)
