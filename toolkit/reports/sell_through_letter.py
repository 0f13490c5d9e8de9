"""The letter that goes with a sell-through: what it is, the few figures that were asked for, what it corrects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.render.calendar_words import title
from toolkit.render.sell_through_letter_words import letter_words
from toolkit.render.wording import moment
from toolkit.reports.sell_through import SellThrough
from toolkit.reports.sell_through_words import count

_TOLD = ("opening", "received", "sold", "customer_returns", "net_sold", "closing")
"""The figures a letter may tell, of those the contract asks for."""


@dataclass(frozen=True, slots=True)
class Covering:
    """The letter's subject and its words, a paragraph between blank lines."""

    subject: str
    words: str


def covering_letter(made: SellThrough, files: Sequence[str]) -> Covering:
    """The letter for a report and the files that go with it, in its reader's language."""
    language, period = made.language, title(made.period, made.language)
    name = made.representative
    about = letter_words("enclosed", language, brand=made.brand, period=period, moment=moment(made.as_at, language))
    number = letter_words("numbered", language, number=made.number, revision=made.revision)
    parts = (
        letter_words("dear", language, name=name) if name else letter_words("dear-nobody", language),
        f"{about} {number if made.number else letter_words('draft', language)}",
        _figures(made),
        " ".join(_remarks(made)),
        "\n".join((letter_words("files", language), *(f"   {file}" for file in files))) if files else "",
        letter_words("yours", language),
        "\n".join(part for part in (made.house_name, made.house_address) if part),
    )
    subject = (letter_words("subject", language, brand=made.brand, period=period), made.house_name, made.number)
    return Covering(
        " – ".join(part for part in subject if part), "\n\n".join(part for part in parts if part) + "\n"
    )  # fmt: skip


def _figures(made: SellThrough) -> str:
    """The pieces from opening to closing, in a line; empty where none of them was asked for."""
    units, language = made.total.units, made.language
    told = [
        letter_words(name, language, n=count(getattr(units, name), language))
        for name in _TOLD
        if name in made.columns
    ]  # fmt: skip
    return f"{letter_words('in-pieces', language)} {', '.join(told)}." if told else ""


def _remarks(made: SellThrough) -> Iterator[str]:
    """What the reader should know before she opens it."""
    many, language = len(made.corrections), made.language
    if many:
        number = made.corrections[0].number
        yield letter_words("corrects.one" if many == 1 else "corrects.many", language, n=many, number=number)
    if any(row.units.residue for row in (*made.rows, *made.consigned)):
        yield letter_words("residue", language)
