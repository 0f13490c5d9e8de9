"""The basis of value in words: of a class of pieces on the cover, and of one line in its column."""

from __future__ import annotations

from collections.abc import Mapping

from toolkit.render.reasons import reason
from toolkit.render.wording import label
from toolkit.valued import Basis, Terms, basis


def class_words(one: Basis, language: str) -> str:
    """The basis of a class of pieces as the cover states it."""
    words = reason(f"basis-{'agreed-alone' if one.word == 'agreed' else one.word}", language)
    return words + reason("basis-raised", language, percent=f"{one.percent.normalize():f}") if one.percent else words


def line_words(key: str, language: str) -> str:
    """The basis of one line, by its key (``cost + 20%``): ``Cost + 20%``."""
    one = basis(key)
    if one is None:
        return label(key, language)
    raised = f" + {one.percent.normalize():f}%" if one.percent else ""
    return label(one.word, language) + (raised.replace("%", "\u00a0%") if language == "fr" else raised)


def own_words(terms: Terms, category: str | None, language: str) -> str:
    """The basis of own stock of a category."""
    bases = terms.bases("owned", category)
    return class_words(bases[0], language) if bases else ""


def stated_then(stated: Mapping[str, str], category: str | None) -> str:
    """What an earlier schedule states as the basis of own stock of a category: its own words, else those of all."""
    return stated.get(category or "") or stated.get("owned", "")
