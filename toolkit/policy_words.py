"""How a policy's lines are written in ``boutique.toml``: days, figures, percentages; a slip is said in one sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from toolkit.house_tables import Document, nearest, wrong
from toolkit.settings import BASIS_FIELDS
from toolkit.valued import Basis, basis

_MONTH_DAY = re.compile(r"([0-9]{2})-([0-9]{2})")
_LEAP = 2000


def word(item: Document, key: str, allowed: Sequence[str], default: str, name: str) -> str:
    """One of some words; yes and no may be written true and false."""
    value = item.get(key, default)
    if isinstance(value, bool) and "yes" in allowed:
        value = "yes" if value else "no"
    if value != default and value not in allowed:
        raise wrong(f"{name}: {key} is {value!r}; it can be {', '.join(allowed)}")
    return str(value)


def day(item: Document, key: str, name: str) -> date | None:
    """A day; None where the policy does not say."""
    value = item.get(key)
    if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    raise wrong(f"{name}: {key} is {value!r}; write it {key} = 2026-01-01 without quotes")


def amount(value: object, what: str) -> Decimal:
    """A sum of money, nought or more, exactly as it was written."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    figure = Decimal(str(value)) if number else Decimal(-1)
    if not figure.is_finite() or figure < 0:
        raise wrong(f"{what} is {value!r}; write a figure without quotes, commas or signs, such as 250000")
    return figure


def naught_or_more(item: Document, key: str, name: str) -> Decimal | None:
    """A sum of money; None where the policy does not say."""
    return amount(item[key], f"{name}: {key}") if key in item else None


def figures(item: Document, key: str, name: str, known: Sequence[str] = ()) -> dict[str, Decimal]:
    """The sums of a table by name; with ``known``, no other names."""
    found = {}
    for title, value in section(item, key, name).items():
        if known and title not in known:
            raise wrong(f"{name}, {key}: {title} is not known{nearest(title, list(known))}")
        if not title.strip():
            raise wrong(f"{name}, {key}: a line has no name")
        found[title.strip()] = amount(value, f"{name}, {key}: {title}")
    return found


def basis_of(item: Document, name: str, known: Sequence[str]) -> dict[str, Basis]:
    """The basis of value by ownership or category."""
    found = {}
    for title, value in section(item, "basis", name).items():
        if title not in known:
            raise wrong(f"{name}, basis: {title} is not known{nearest(title, list(known))}")
        stated = basis(value) if isinstance(value, str) else None
        if stated is None:
            can = ", ".join(f'"{one}"' for one in BASIS_FIELDS)
            raise wrong(f'{name}, basis: {title} is {value!r}; it can be {can}, or a cost raised as in "cost + 20%"')
        found[title] = stated
    return found


def months(item: Document, name: str, known: Sequence[str]) -> dict[str, int]:
    """After how many months a category is to be valued again; nought for never."""
    found = {}
    for title, value in section(item, "valuation_months", name).items():
        if title not in known:
            raise wrong(f"{name}, valuation_months: {title} is not known{nearest(title, list(known))}")
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise wrong(f"{name}, valuation_months: {title} is {value!r}; write whole months like 36, or 0 for never")
        found[title] = value
    return found


def listed(item: Document, key: str, name: str) -> list[Document]:
    """The tables under a key, whether it was written once with single brackets or several times with two."""
    value = item.get(key, [])
    found = [value] if isinstance(value, Mapping) else value
    if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
        raise wrong(f"{name}: write [policy.{key}] with its lines below it")
    return found


def section(item: Document, key: str, name: str) -> Document:
    """The table under a key; empty where there is none."""
    value = item.get(key, {})
    if not isinstance(value, Mapping):
        raise wrong(f"{name}: write [policy.{key}] with its lines below it")
    return value


def month_day(item: Document, key: str, name: str) -> tuple[int, int]:
    """A day of every year; the 29th of February is one."""
    value = item.get(key)
    written = _MONTH_DAY.fullmatch(value) if isinstance(value, str) else None
    try:
        real = date(_LEAP, int(written[1]), int(written[2])) if written else None
    except ValueError:
        real = None
    if real is None:
        raise wrong(f'{name}, peak: {key} is {value!r}; write month and day in quotes, such as "12-01"')
    return real.month, real.day


def percent_of(item: Document, name: str) -> Decimal:
    """By how many percent limits are raised."""
    return amount(item.get("percent"), f"{name}, peak: percent")
