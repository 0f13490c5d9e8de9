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
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Literal

from toolkit.findings import Place
from toolkit.guard_words import LONG, Secret, squeezed
from toolkit.house import House
from toolkit.other_records import ProvenanceEvent
from toolkit.reconcile.united import client_of, written
from toolkit.records import Record, Registers
from toolkit.registers import Column, register
from toolkit.reports.provenance_consent import agreeing
from toolkit.reports.provenance_names import FIRM, NAMELESS, TITLE
from toolkit.reports.provenance_people import People
from toolkit.reports.provenance_secret import printed_words
from toolkit.values import Money, fold, fold_code, spell

Reader = Literal["client", "insurer", "brand"]

SEES: Mapping[Reader, frozenset[str]] = {
    "client": frozenset(),
    # Goods of others are insured for their owners at the value agreed with them, on their way at the value declared.
    # From whom the house bought, to whom it sold and what it paid is none of his business. Who has a piece today, and
    # the cost where the policy names it as the basis, a line of the schedule prints: that is passed as allowed.
    "insurer": frozenset({"agreed_value", "consignor", "value", "declared_value"}),
    "brand": frozenset(),
}
"""The sensitive fields that a reader may see."""
_STAFF = frozenset({"salesperson", "adviser", "counted_by", "authorised_by", "taken_by"})
ALSO: Mapping[Reader, frozenset[str]] = {
    "client": frozenset({"suppliers.name"}),
    "insurer": frozenset(),
    "brand": _STAFF
    | {"suppliers.name", "price", "list_price", "ticket_price", "sale_price", "insured_value", "market_value",
       "replacement_price"},
}  # fmt: skip
"""The fields that are hidden from a reader though no column declares them so: of any register, or of one."""

_PEOPLE = frozenset(
    {"acquired_from", "consignor", "buyer", "client", "gift_recipient", "name", "spouse", "company", "from_party",
     "to_party", "contact", "referred_by"}
)  # fmt: skip
_CODES = frozenset(
    {"seller_id", "cost_code", "phone", "mobile", "phone_work", "email", "iban", "bic", "account_no", "vat_no"}
)
CODED = "cost-code"
"""The doubt of a cost in the house's own letters in a column of figures."""
_SENTENCES = frozenset({"notes", "preferences", "subject", "outcome", "terms"})
_ADDRESSES = frozenset({"buyer_address", "address", "street"})
_PLAIN = ("brand", "collection", "model", "category", "metal", "material", "colour", "laboratory", "condition")
_PARTS = re.compile(r"\s*[,;:()|]\s*|\s+/\s+")
_CLAUSES = re.compile(r"[.;\n]+\s*")
_LINES = re.compile(r"\s*[,;\n]\s*")
_STREET = re.compile(r"[^\W\d_]{4}")  # "10 No." names no street
_LEAST_WORDS = 4
_LEAST_LETTERS = 20
_LEAST_OF_NAME = 6  # letters of a name with an initial, such as "J. Ostrey"
_CLIENT = "the name of a client"
_TELLING = 2  # letters of a name's word that is more than an initial


def secrets(
    registers: Registers, house: House, reader: Reader, about: Collection[str] | None = None
) -> tuple[Secret, ...]:
    """Every secret of the house for a reader. ``about`` are the stock numbers of the document; None: every piece."""
    return Secrets(registers, house, reader).about(about)


class Secrets:
    """The secrets of a house for a reader: those of any document are gathered once, each adds its own pieces'."""

    def __init__(self, registers: Registers, house: House, reader: Reader) -> None:
        """Make ready what decides on each record."""
        self._reader, self._records, self._people = reader, tuple(registers.every()), People(registers, house)
        self._registers = registers
        self._public = _public(registers, house)
        self._settings = squeezed(" ".join(value for value in house.settings.values() if value))
        self._paths = {(secret.words, False): secret for secret in _paths(house)}

    def everywhere(self) -> tuple[Secret, ...]:
        """What stands in any row, whether the house prints its words elsewhere or not."""
        return (*dict.fromkeys(self._every(self._records, own=True, alone=False)), *self._paths.values())

    def of_pieces(self, stock_numbers: Iterable[str]) -> tuple[Secret, ...]:
        """The amounts in the rows about some pieces, to be found by their digits alone."""
        mine = (record for number in stock_numbers for record in self._of_piece.get(fold_code(number), ()))
        return tuple(secret for secret in self._every(mine, own=True, alone=True) if secret.amount)

    def about(self, stock_numbers: Collection[str] | None) -> tuple[Secret, ...]:
        """The secrets of a document about these pieces; None: about all of them."""
        if stock_numbers is None:
            return tuple((self._gathered(self._records, own=True, alone=False) | self._paths).values())
        mine = [record for number in stock_numbers for record in self._of_piece.get(fold_code(number), ())]
        agreed = {squeezed(name) for name in _agreed(mine, self._people)}
        known = self._general | self._gathered(mine, own=True, alone=True) | self._spelled(mine, agreed) | self._paths
        return tuple(secret for (words, _), secret in known.items() if words not in agreed)

    def _spelled(self, records: Iterable[Record], agreed: set[str]) -> dict[tuple[str, bool], Secret]:
        """How the clients of some records are written in all their rows; nothing of one who agreed under any name."""
        found: dict[tuple[str, bool], Secret] = {}
        for one in {id(one): one for record in records if (one := client_of(self._registers, record))}.values():
            names = [(row, name) for row in one.rows for name in written(row)]
            if agreed.isdisjoint(squeezed(name) for _, name in names):
                spelled = (_person(row, "name", name, self._people, _CLIENT, alone=True) for row, name in names)
                for secret in (secret for each in spelled for secret in each):
                    found.setdefault((squeezed(secret.words), False), secret)
        return {key: secret for key, secret in found.items() if fold(secret.words) not in self._public}

    @cached_property
    def _general(self) -> dict[tuple[str, bool], Secret]:
        """What no document may show, whatever it is about."""
        return self._gathered(self._records, own=False, alone=False)

    @cached_property
    def _of_piece(self) -> dict[str, list[Record]]:
        """The records that speak of each piece."""
        pieces: dict[str, list[Record]] = defaultdict(list)
        for record in self._records:
            pieces[fold_code(_piece(record))].append(record)
        return pieces

    def _gathered(self, records: Iterable[Record], *, own: bool, alone: bool) -> dict[tuple[str, bool], Secret]:
        """The secrets of some records, each once."""
        found: dict[tuple[str, bool], Secret] = {}
        for secret in self._every(records, own=own, alone=alone):
            words = secret.words if secret.amount else squeezed(secret.words)
            if secret.amount or not (fold(secret.words) in self._public or words in self._settings):
                found.setdefault((words, secret.amount), secret)
        return found

    def _every(self, records: Iterable[Record], *, own: bool, alone: bool) -> Iterator[Secret]:
        """The secrets of some records; a cell's words are looked at once, for the same stand in row after row."""
        known: set[tuple[object, ...]] = set()
        for record in records:
            party = tuple(getattr(record, name, None) for name in ("brand", "party_type"))
            for column in _hidden(record.source.register, self._reader):
                value = getattr(record, column.field, None)
                coded = record.doubts.get(column.field)
                if coded is not None and coded.code == CODED:  # a cost all the same, to whoever has the key
                    yield _code(coded.raw, f"the {column.label}", record.place(column.field), coded=True)
                if value is not None and (column.field, value, party) not in known:
                    known.add((column.field, value, party))
                    yield from _of(record, column, self._people, own=own, alone=alone)
            yield from _surname_first(record, self._reader)


def _piece(record: Record) -> str:
    """The stock number a record speaks of."""
    return str(record.stock_no or getattr(record, "piece", None) or "")


@lru_cache(maxsize=32)
def _hidden(name: str, reader: Reader) -> tuple[Column, ...]:
    """The columns of a register that a reader must not see; a client is not told the suppliers' names either."""
    columns = (column for column in register(name).columns if column.field not in SEES[reader])
    return tuple(
        column for column in columns if column.sensitive or {column.field, f"{name}.{column.field}"} & ALSO[reader]
    )


def _of(record: Record, column: Column, people: People, *, own: bool, alone: bool) -> Iterator[Secret]:
    """The secrets of one cell."""
    name, why, place = column.field, f"the {column.label}", record.place(column.field)
    value = getattr(record, name)
    if isinstance(value, Money):
        if own:
            yield Secret(spell(abs(value.amount)), why, place, amount=True, bare=alone)
    elif name in _PEOPLE:
        yield from _person(record, name, str(value), people, why, alone=alone)
    elif name in _STAFF:
        if len(str(value).split()) > 1 and len(squeezed(str(value))) >= _LEAST_OF_NAME:
            yield Secret(str(value), why, place)
    elif name in _CODES:
        yield _code(str(value), why, place, coded=name == "cost_code")
    elif name in _ADDRESSES:
        yield from _address(str(value), why, place)
    elif name in _SENTENCES:
        yield from _sentences(str(value), why, place)


def _code(value: str, why: str, place: Place, *, coded: bool = False) -> Secret:
    """A code; a short word is looked for whole: "as us" is not the code ASUS."""
    word = squeezed(value) == fold(value)
    return Secret(value, why, place, whole=word and len(value) < LONG, coded=coded)


def _person(record: Record, name: str, words: str, people: People, why: str, *, alone: bool) -> Iterator[Secret]:
    """The ways a party's name is printed; nothing for makers, museums and the house."""
    party = people.party(words, getattr(record, "brand", None), getattr(record, "party_type", None))
    if not party.named or party.nature in {"house", "maker", "public"} or people.is_place(words):
        return
    place, brand = record.place(name), getattr(record, "brand", None)
    parts = [part for part in _PARTS.split(words) if part and not people.is_place(part)]
    if alone or _telling(words):
        yield Secret(words, why, place)
    for spelling in dict.fromkeys((*_firms(parts), *_names(parts, alone=alone))):
        enough = spelling != words and (alone or _telling(spelling))
        if enough and people.party(spelling, brand).named and not people.is_place(spelling):
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


def _agreed(records: Collection[Record], people: People) -> Iterator[str]:
    """The names of owners who agreed to be named with the piece of these records, as its registers write them."""
    names = agreeing((one for one in records if isinstance(one, ProvenanceEvent)), people.name)
    for record in records if names else ():
        for words in {str(getattr(record, field, None) or "") for field in _PEOPLE}:
            if words and people.name(words) in names:
                yield words
                yield from _names([part for part in _PARTS.split(words) if part], alone=True)


def _surname_first(record: Record, reader: Reader) -> Iterator[Secret]:
    """A client whose name stands in two columns, in both orders."""
    first, surname = getattr(record, "first_name", None), getattr(record, "surname", None)
    if first and surname and "name" not in SEES[reader]:
        for words in (f"{first} {surname}", f"{surname} {first}"):
            if _telling(words) and not set(fold(words).split()) <= NAMELESS:
                yield Secret(words, _CLIENT, record.place("surname"))


def _sentences(words: str, why: str, place: Place) -> Iterator[Secret]:
    """A note whole and by its sentences, where they are long enough to be nobody else's."""
    for part in dict.fromkeys((words, *_CLAUSES.split(words))):
        if len(part.split()) >= _LEAST_WORDS and len(squeezed(part)) >= _LEAST_LETTERS:
            yield Secret(part, why, place)


def _address(words: str, why: str, place: Place) -> Iterator[Secret]:
    """An address whole, where it is long enough, and its line with street and number."""
    if len(words.split()) >= _LEAST_WORDS and len(squeezed(words)) >= _LEAST_LETTERS:
        yield Secret(words, why, place)
    for part in _LINES.split(words):
        if re.search(r"\d", part) and _STREET.search(part) and len(squeezed(part)) >= LONG:
            yield Secret(part, why, place)
            return


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
    return printed_words() | folded | {word for words in folded for word in words.split()}
