"""What must not stand in a file for a brand: everybody's names and amounts, and every word of the other brands.

What a representative sees by right is her own brand's pieces, the house's name and her own. So words count as hers
only where her own brand's rows hold them; a code counts where nothing else looks like it by chance. A description is
not allowed as it is: a client's name that somebody wrote into it withholds the report, and says in which cell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import PurePath

from toolkit.contracts import Contract
from toolkit.findings import Place
from toolkit.guard_secrets import CODED, Secrets
from toolkit.guard_words import SHORTEST, Secret, alone, squeezed
from toolkit.house import House
from toolkit.reconcile.keys import Brands
from toolkit.records import Piece, Record, Registers, Sale
from toolkit.reports.provenance_secret import printed_words
from toolkit.values import Money, When, fold, fold_code, spell

_OWN = ("brand", "collection", "model", "brand_ref", "sku", "category", "metal", "material", "colour", "description")
"""The fields of a brand's own rows whose single words name nobody else."""
_CODES = ("serial", "movement_no", "case_no", "stock_no", "brand_ref", "gtin", "invoice_no", "report_no", "card_serial")
_PRICES = frozenset({"price", "list_price", "ticket_price", "sale_price"})
_MIXED, _DIGITS = 5, 6
"""Signs from which a code of letters and digits, and one of digits alone, is like nothing else."""


class BrandSecrets:
    """The secrets of a house for the representatives of brands, gathered once for all of them."""

    def __init__(self, registers: Registers, house: House) -> None:
        """Make ready what all brands share."""
        self._house, self._registers = house, registers
        self._brands = Brands(house.words.get("brand", {}))
        self._all, self._coded = Secrets(registers, house, "brand"), _cost_codes(registers)

    def of(self, contract: Contract) -> tuple[Secret, ...]:
        """Everything a report for this brand must not show."""
        own = self._brands.key(contract.brand)
        rows = self._by_brand.get(own, ())
        public = self._public(contract, rows)
        numbers = {str(row.stock_no) for row in rows if row.stock_no}
        found = dict.fromkeys(self._all.of_pieces(numbers))
        found |= dict.fromkeys(secret for secret in self._everyones if not _is_said(secret, public))
        found |= dict.fromkeys(self._others(own, rows, public))
        told = self._told(rows) if contract.prices else set()
        kept = [secret for secret in found if (secret.place, secret.words) not in told]
        return (*kept, *self._never(contract))

    @cached_property
    def _everyones(self) -> tuple[Secret, ...]:
        """People, amounts, notes and paths, the house's files and its own numbers."""
        files = {table.source.file for table in self._registers.tables}
        named = {name for file in files for name in (file, PurePath(file).name) if len(squeezed(name)) >= _DIGITS}
        registers = (Secret(name, "the name of a register's file") for name in sorted(named))
        numbers = (
            _code(row.stock_no, "the house's own number", row.place("stock_no"))
            for row in self._registers.pieces
            if row.stock_no and _is_like_nothing(row.stock_no)
        )
        return tuple(dict.fromkeys((*self._all.everywhere(), *registers, *numbers)))

    @cached_property
    def _by_brand(self) -> Mapping[str, list[Record]]:
        """The rows of stock and sales by their brand; a sale without one is its piece's."""
        found: dict[str, list[Record]] = defaultdict(list)
        of_piece: dict[str, str] = {}
        for piece in self._registers.pieces:
            key = self._brands.key(piece.brand)
            found[key].append(piece)
            of_piece.setdefault(fold_code(piece.stock_no or ""), key)
        for sale in self._registers.sales:
            found[self._brands.key(sale.brand) or of_piece.get(fold_code(sale.stock_no or ""), "")].append(sale)
        return found

    def _public(self, contract: Contract, rows: Iterable[Record]) -> frozenset[str]:
        """What the report prints anyway, folded: fixed texts, the house and the contract, the brand's own words."""
        settings = (self._house[key] for key in ("house.name", "house.address", "house.email"))
        own = {str(value) for row in rows for name in _OWN if (value := getattr(row, name, None))}
        given = {*settings, contract.brand, contract.representative, contract.door, contract.email, *contract.cc, *own}
        folded = {fold(words) for words in given if words}
        return printed_words() | folded | {word for words in given if words for word in self._spoken(words)}

    def _spoken(self, words: str) -> list[str]:
        """The single words of a text, folded, without a cost code among them: in capitals where the others are not."""
        spoken = (word for word in words.split() if words.isupper() or alone(word) not in self._coded)
        return fold(" ".join(spoken)).split()

    def _others(self, own: str, rows: Iterable[Record], public: frozenset[str]) -> Iterator[Secret]:
        """The names of all other brands and the codes of their pieces; a code the brand has as well is its own."""
        mine = {fold_code(str(value)) for row in rows for name in _CODES if (value := getattr(row, name, None))}
        for secret in self._names:
            if self._brands.key(secret.words) != own and not _is_said(secret, public):
                yield secret
        for key, records in self._by_brand.items():
            if key and key != own:
                yield from (code for record in records for code in _codes(record) if fold_code(code.words) not in mine)

    @cached_property
    def _names(self) -> tuple[Secret, ...]:
        """Every brand there is, in every spelling the house has for it."""
        found: dict[str, Secret] = {}
        rows: tuple[Piece | Sale, ...] = (*self._registers.pieces, *self._registers.sales)
        for row in rows:
            if row.brand and row.brand not in found:
                found[row.brand] = Secret(row.brand, "the name of another brand", row.place("brand"))
        words = self._house.words.get("brand", {})
        for name in (*words, *words.values(), *(one.brand for one in self._house.contracts)):
            found.setdefault(name, Secret(name, "the name of another brand"))
        return tuple(secret for name, secret in found.items() if len(squeezed(name)) >= SHORTEST)

    @staticmethod
    def _told(rows: Iterable[Record]) -> set[tuple[object, str]]:
        """The prices of a brand's own pieces, where the contract lets them be told."""
        return {
            (row.place(name), spell(abs(value.amount)))
            for row in rows
            for name in _PRICES
            if isinstance(value := getattr(row, name, None), Money)
        }

    def _never(self, contract: Contract) -> Iterator[Secret]:
        """What the contract itself forbids: words however short, and the contents of fields of the registers."""
        for words in contract.never:
            yield Secret(words, "what the contract says is never told", sworn=True)
        for record in self._registers.every() if contract.never_fields else ():
            for name in contract.never_fields:
                value = getattr(record, name, None)
                if isinstance(value, Money):
                    why = "a field the contract says is never told"
                    yield Secret(spell(abs(value.amount)), why, record.place(name), amount=True, bare=False)
                elif value and not isinstance(value, bool | When):
                    why, digits = "a field the contract says is never told", squeezed(str(value)).isdigit()
                    yield Secret(str(value), why, record.place(name), whole=digits)


def _cost_codes(registers: Registers) -> frozenset[str]:
    """The costs that the house writes in letters of its own, whether a column holds them or single cells."""
    doubts = (doubt for record in registers.every() for doubt in record.doubts.values() if doubt.code == CODED)
    columns = (piece.cost_code for piece in registers.pieces if piece.cost_code)
    return frozenset((*columns, *(str(doubt.raw) for doubt in doubts)))


def _codes(record: Record) -> Iterator[Secret]:
    """The numbers by which another brand's piece could be told."""
    for name in _CODES:
        value = getattr(record, name, None)
        if isinstance(record, Piece | Sale) and value and _is_like_nothing(value):
            yield _code(value, "a number of another brand's piece", record.place(name))


def _code(code: str, why: str, place: Place) -> Secret:
    """A code; one of digits alone is found as one word, for the figures of a table read like it together."""
    return Secret(code, why, place, whole=squeezed(code).isdigit())


def _is_like_nothing(code: str) -> bool:
    """Whether a code cannot be a figure, a year or a word by chance."""
    signs = squeezed(code)
    if signs.isdigit():
        return len(signs) >= _DIGITS
    return len(signs) >= _MIXED and any(sign.isdigit() for sign in signs)


def _is_said(secret: Secret, public: frozenset[str]) -> bool:
    """Whether the report prints the words of a secret anyway."""
    return not secret.amount and fold(secret.words) in public
