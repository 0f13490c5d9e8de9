"""What a declared column and a register are. The declarations themselves stand beside this module."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.records import Record
from toolkit.vocabulary import YES_NO, Vocabulary

GRAMS = ("g", "gr", "gram", "grams", "gramm", "gramme", "grammes", "grammi", "gramos", "dwt", "ozt")
CARATS = ("ct", "cts", "carat", "carats", "carat(s)", "karat", "carati", "quilates")


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a register: the kind of its values and the headings it is known by.

    ``kind`` is ``code``, ``text``, ``money``, ``date``, ``number``, ``flag``, ``word``, ``place`` (a place: its text
    is kept, its first known word is the situation), ``metal`` (alloy, karat or fineness), ``currency`` (the row's
    currency word). ``languages`` holds the headings of English, French, German, Italian and Spanish, the commonest
    of each first. ``units`` are the unit spellings a number may carry; ``shape`` is what every value looks like
    (a pattern to search for), where the kind alone does not tell; ``unless`` are fields beside which a
    heading of several meanings is not this one (a whole address where the town has a column of its own), ``needs``
    those without which it is not. ``yearless`` days may lack their year, ``rough`` dates
    are rarely known to the day; neither is worth a remark. A column that ``bars`` a letter is taken by its heading
    alone: a cell in it that cannot be read must hold something back, not drop out of sight.
    """

    field: str
    label: str
    kind: str
    languages: tuple[tuple[str, ...], ...]
    sensitive: bool = False
    vocabulary: Vocabulary | None = None
    units: tuple[str, ...] = ()
    shape: str = ""
    unless: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    yearless: bool = False
    rough: bool = False
    bars: bool = False

    @property
    def headings(self) -> tuple[str, ...]:
        """Every accepted heading, of all languages; ``N°`` is written ``n`` by some and reads ``no`` when folded."""
        texts = [heading for language in self.languages for heading in language]
        return tuple(dict.fromkeys([*texts, *(f"no {text[2:]}" for text in texts if text.startswith("n "))]))


@dataclass(frozen=True, slots=True)
class Register:
    """A register: its name, what it is called, its record type, its columns, and what tells it from others.

    ``signs`` are groups of fields; a sheet is taken for this register only if each group has a mapped field.
    ``called`` are the words by which a file or a sheet is named after it, ``about`` those for its subject, which a
    heading may carry or leave out (``Item description``).
    """

    name: str
    title: str
    record: type[Record]
    columns: tuple[Column, ...]
    signs: tuple[tuple[str, ...], ...]
    called: tuple[str, ...] = ()
    about: frozenset[str] = frozenset()

    def column(self, name: str) -> Column | None:
        """The declared column of a field, or None."""
        return next((column for column in self.columns if column.field == name), None)


def column(  # noqa: PLR0913 - one table of many columns, each part named at the call
    field: str,
    label: str,
    kind: str,
    *,
    en: str,
    fr: str = "",
    de: str = "",
    it: str = "",
    es: str = "",
    sensitive: bool = False,
    vocabulary: Vocabulary | None = None,
    units: tuple[str, ...] = (),
    shape: str = "",
    unless: tuple[str, ...] = (),
    needs: tuple[str, ...] = (),
    yearless: bool = False,
    rough: bool = False,
    bars: bool = False,
) -> Column:
    """A column from ``"heading|heading"`` for each language. Every yes/no column takes the house's own words."""
    languages = tuple(tuple(texts.split("|")) for texts in (en, fr, de, it, es) if texts)
    if kind == "flag":
        vocabulary = vocabulary or YES_NO
    return Column(
        field=field, label=label, kind=kind, languages=languages, sensitive=sensitive, vocabulary=vocabulary, units=units,
        shape=shape, unless=unless, needs=needs, yearless=yearless, rough=rough, bars=bars,
    )  # fmt: skip


def spelled(words: str) -> tuple[str, ...]:
    """Words parted by ``|``."""
    return tuple(words.split("|"))
