"""What a letter calls a piece: ``your Rolex Datejust``, ``votre bague``; never its number, its weight or its price."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from toolkit.findings import Place
from toolkit.other_records import Job
from toolkit.records import Piece, Record
from toolkit.values import fold

# A category in a sentence: English, French, and whether French needs la; the last are plural.
_WORDS = {
    "watch": ("watch", "montre", "la"), "ring": ("ring", "bague", "la"), "necklace": ("necklace", "collier", "le"),
    "pendant": ("pendant", "pendentif", "le"), "bracelet": ("bracelet", "bracelet", "le"),
    "brooch": ("brooch", "broche", "la"), "handbag": ("bag", "sac", "le"),
    "earrings": ("earrings", "boucles d’oreilles", "les"),
    "cufflinks": ("cufflinks", "boutons de manchette", "les"),
}  # fmt: skip
_NAME = re.compile(r"[A-ZÀ-ÞÉ][\w’'&.-]*(?:\s+(?:[A-ZÀ-ÞÉ&][\w’'&.-]*|de|du|des|la|le|et|of|the|d’\w+))*", re.UNICODE)
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Called:
    """A piece as a sentence names it: ``your`` and ``the`` with their word in front, and the cells it was read from."""

    your: str
    the: str
    name: str
    places: tuple[Place, ...]


def called(record: Record, stock: Iterable[Piece], language: str) -> Called | None:
    """The piece of a sale or a job; None where the registers give it no name that can stand in a sentence."""
    rows = (record, *stock)
    brand, brand_at = _first(rows, "brand")
    model, model_at = _first(rows, "model")
    category, category_at = _first(rows, "category")
    name = _plain(" ".join(filter(None, (brand, _without(model, brand)))))
    places = tuple(place for place in (brand_at, model_at if name and model else None) if place)
    if not name and isinstance(record, Job):
        name, places = _plain(record.piece), (record.place("piece"),)
    words = _WORDS.get(category or "")
    if not name and words is None:
        return None
    if words is not None and category_at is not None:
        places = (*(places if name else ()), category_at)
    your, the = _sentence(name, words, language)
    return Called(your, the, name or your.partition(" ")[2], places)


def _sentence(name: str, words: tuple[str, str, str] | None, language: str) -> tuple[str, str]:
    """``your Rolex``, ``the Rolex``; in French the kind of piece carries the article: ``votre montre Rolex``."""
    if language != "fr":
        noun = name or (words[0] if words else "")
        return f"your {noun}", f"the {noun}"
    if words is None:
        return f"votre {name}", f"votre {name}"
    noun, article = " ".join(filter(None, (words[1], name))), words[2]
    return f"{'vos' if article == 'les' else 'votre'} {noun}", f"{article} {noun}"


def _first(rows: Iterable[Record], field: str) -> tuple[str, Place | None]:
    for row in rows:
        value = getattr(row, field, None)
        if isinstance(value, str) and value.strip():
            return value.strip(), row.place(field)
    return "", None


def _without(model: str, brand: str) -> str:
    """A model without the brand in front of it, so that no letter says Rolex Rolex."""
    if brand and fold(model).startswith(fold(brand) + " "):
        return model[len(brand) :].strip()
    return "" if fold(model) == fold(brand) else model


def _plain(words: str | None) -> str:
    """A name that can stand in a sentence: capitals, no numbers, no commas; else nothing."""
    words = " ".join((words or "").split())
    return words if _NAME.fullmatch(words) and len(words) <= _LONGEST and not words.isupper() else ""
