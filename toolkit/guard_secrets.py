"""What must not stand in a document for its reader: the sensitive cells of the registers, in the ways they are printed.

How it is decided what is looked for:

- Only columns declared ``sensitive`` count, and the names of suppliers; a reader's own exceptions stand in ``SEES``.
- Places, titles, dates, yes and no, and words such as the occasion name nobody by themselves: they are not looked for.
- Names are looked for whole; a surname alone only where the person belongs to the piece the document is about.
- Costs count for the pieces the document is about. A figure that is rightly printed as well is passed as allowed.
- A word that the house prints anyway (a brand, a material, a fixed text) cannot be told from a name: "Gold" alone is
  not looked for, "Gold & Stone Ltd" is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from toolkit import vocabulary
from toolkit.findings import Place
from toolkit.guard_words import Secret, squeezed
from toolkit.house import House
from toolkit.other_records import ProvenanceEvent
from toolkit.records import Record, Registers
from toolkit.registers import Column, register
from toolkit.render.dossier_phrases import PHRASES
from toolkit.render.phrases import LABELS, SENTENCES
from toolkit.render.reasons import REASONS
from toolkit.reports.provenance_names import FIRM, NAMELESS, TITLE
from toolkit.reports.provenance_people import People
from toolkit.values import Money, fold, fold_code, spell

Reader = Literal["client", "insurer"]

SEES: Mapping[Reader, frozenset[str]] = {
    "client": frozenset(),
    # Goods of others are insured for their owners at the value agreed with them.
    # He knows the trade the house buys from, and where each piece is.
    "insurer": frozenset({"agreed_value", "consignor", "value", "declared_value", "client"})
    | frozenset({"notes", "to_place", "acquired_from", "contact"}),
}
"""The sensitive fields that a reader may see."""

_PEOPLE = frozenset(
    {"acquired_from", "consignor", "buyer", "client", "gift_recipient", "name", "spouse", "company", "from_party",
     "to_party", "contact", "referred_by"}
)  # fmt: skip
_CODES = frozenset(
    {"seller_id", "cost_code", "phone", "mobile", "phone_work", "email", "iban", "bic", "account_no", "vat_no"}
)
_SENTENCES = frozenset({"notes", "preferences", "subject", "outcome", "buyer_address", "address", "street", "terms"})
_PLAIN = ("brand", "collection", "model", "category", "metal", "material", "colour", "laboratory", "condition")
_PARTS = re.compile(r"\s*[,;:()|]\s*|\s+/\s+")
_CLAUSES = re.compile(r"[.;\n]+\s*")
_LEAST_WORDS = 4
_LEAST_LETTERS = 20
_TELLING = 2  # letters of a name's word that is more than an initial


def secrets(
    registers: Registers, house: House, reader: Reader, about: Collection[str] | None = None
) -> tuple[Secret, ...]:
    """Every secret of the house for a reader. ``about`` are the stock numbers of the document; None: every piece."""
    wanted = None if about is None else {fold_code(number) for number in about}
    public = _public(registers, house)
    settings = squeezed(" ".join(value for value in house.settings.values() if value))
    people = People(registers, house)
    found: dict[tuple[str, bool], Secret] = {}
    for record in registers.every():
        own = wanted is None or fold_code(_piece(record)) in wanted
        for secret in _of(record, reader, people, own=own, alone=own and wanted is not None):
            if secret.amount or not (fold(secret.words) in public or squeezed(secret.words) in settings):
                found.setdefault((secret.words if secret.amount else squeezed(secret.words), secret.amount), secret)
    for secret in _paths(house):
        found.setdefault((secret.words, False), secret)
    return tuple(found.values())


def _piece(record: Record) -> str:
    """The stock number a record speaks of."""
    return str(record.stock_no or getattr(record, "piece", None) or "")


def _of(record: Record, reader: Reader, people: People, *, own: bool, alone: bool) -> Iterator[Secret]:
    """The secrets of one record."""
    columns = register(record.source.register).columns
    for column in columns:
        name = column.field
        value = getattr(record, name, None)
        if value is None or name in SEES[reader] or not _kept_back(record, column, reader):
            continue
        place = record.place(name)
        if isinstance(value, Money):
            if own:
                yield Secret(spell(abs(value.amount)), f"the {column.label}", place, amount=True, bare=alone)
        elif name in _PEOPLE:
            yield from _person(record, name, str(value), people, f"the {column.label}", alone=alone)
        elif name in _CODES:
            yield Secret(str(value), f"the {column.label}", place)
        elif name in _SENTENCES:
            yield from _sentences(str(value), f"the {column.label}", place)
    yield from _surname_first(record, reader)


def _kept_back(record: Record, column: Column, reader: Reader) -> bool:
    """Whether a column is sensitive; a client is not told the suppliers' names either."""
    supplier = record.source.register == "suppliers" and column.field == "name"
    return column.sensitive or (supplier and reader == "client")


def _person(record: Record, name: str, words: str, people: People, why: str, *, alone: bool) -> Iterator[Secret]:
    """The ways a party's name is printed; nothing for makers, museums, the house, and for those who agreed."""
    if isinstance(record, ProvenanceEvent) and record.consent:
        return
    party = people.party(words, getattr(record, "brand", None), getattr(record, "party_type", None))
    if not party.named or party.nature in {"house", "maker", "public"} or people.is_place(words):
        return
    place = record.place(name)
    parts = [part for part in _PARTS.split(words) if part and not people.is_place(part)]
    for spelling in dict.fromkeys((words, *_firms(parts), *_names(parts, alone=alone))):
        enough = alone or _telling(spelling)
        named = people.party(spelling, getattr(record, "brand", None)).named and not people.is_place(spelling)
        if enough and named:
            yield Secret(spelling, why, place)


def _firms(parts: list[str]) -> Iterator[str]:
    """The name of a firm with its legal form, and without."""
    for part in parts:
        bare = FIRM.sub("", part).strip()
        if len(part.split()) > 1 and bare != part and _telling(bare):
            yield from (part, bare)
        elif "&" in part or " et " in part:
            yield part


def _names(parts: list[str], *, alone: bool) -> Iterator[str]:
    """A person's name without the title; the surname alone where ``alone``."""
    for part in parts:
        if not TITLE.match(part):
            continue
        bare = TITLE.sub("", part).strip()
        if _telling(bare):
            yield bare
        if alone and bare.split():
            yield bare.split()[-1]


def _telling(words: str) -> bool:
    """Whether a name has two words that are more than initials: one alone is too common."""
    return sum(len(word) >= _TELLING for word in fold(words).split()) > 1


def _surname_first(record: Record, reader: Reader) -> Iterator[Secret]:
    """A client whose name stands in two columns, in both orders."""
    first, surname = getattr(record, "first_name", None), getattr(record, "surname", None)
    if first and surname and "name" not in SEES[reader]:
        for words in (f"{first} {surname}", f"{surname} {first}"):
            if _telling(words) and not set(fold(words).split()) <= NAMELESS:
                yield Secret(words, "the name of a client", record.place("surname"))


def _sentences(words: str, why: str, place: Place) -> Iterator[Secret]:
    """A note whole and by its sentences, where they are long enough to be nobody else's."""
    address = why.endswith(("address", "street", "address, street")) and re.search(r"\d", words)
    for part in dict.fromkeys((words, *_CLAUSES.split(words))):
        enough = len(part.split()) >= _LEAST_WORDS and len(squeezed(part)) >= _LEAST_LETTERS
        if enough or (address and len(part.split()) > 1 and re.search(r"\d", part)):
            yield Secret(part, why, place)


def _paths(house: House) -> Iterator[Secret]:
    """The folder the house lies in, and the name of whose folder that is."""
    folder = house.folder.resolve()
    yield Secret(folder.as_posix(), "the folder on this computer")
    parts = folder.parts
    owner = next((after for before, after in pairwise(parts) if before in {"home", "Users"}), "")
    own_words = fold(" ".join(value for value in house.settings.values() if value)).split()
    if owner and fold(owner) not in own_words:
        yield Secret(owner, "the name of who uses this computer")


def _public(registers: Registers, house: House) -> frozenset[str]:
    """What the house prints anyway, folded: fixed words, brands and models, its own name and settings."""
    pieces = registers.pieces
    shown = {str(value) for piece in pieces for name in _PLAIN if (value := getattr(piece, name))}
    shown |= {value for value in house.settings.values() if value}
    folded = {fold(words) for words in shown}
    return _fixed() | folded | {word for words in folded for word in words.split()}


@lru_cache(maxsize=1)
def _fixed() -> frozenset[str]:
    """The words of the documents' fixed texts and of the vocabulary, one by one."""
    tables = (LABELS, SENTENCES, REASONS, PHRASES, vars(vocabulary))
    return frozenset(word for table in tables for words in _strings(table.values()) for word in fold(words).split())


def _strings(values: Iterable[object]) -> Iterator[str]:
    """The texts in a table, however deep."""
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, Mapping):
            yield from _strings((*value, *value.values()))
        elif isinstance(value, tuple | list | frozenset | set):
            yield from _strings(value)
