"""The schedule's cover: the figures that matter, the basis of value, and how the rows foot."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import time
from fractions import Fraction

from toolkit.render.wording import label, moment, money, sign, text
from toolkit.reports.insurance import Schedule, Tally
from toolkit.reports.insurance_page_bridge import on_cover
from toolkit.reports.insurance_page_first import first
from toolkit.reports.insurance_words import amount, count, is_whole_in, total

# The longest key figure, in characters, that each size of type has room for.
_SIZES = ((9, "large"), (12, "medium"))
_OWNED = "owned"
# A single piece in another currency must not take the sums off the head of the cover.
_NEARLY_ALL = Fraction(9, 10)
_DIGEST_SHOWN = 16


@dataclass(frozen=True, slots=True)
class Figure:
    """A key figure over its label; ``attention`` sets it in the accent."""

    value: str
    label: str
    attention: bool = False


@dataclass(frozen=True, slots=True)
class CurrencyRow:
    """What is held in one currency, where there are several."""

    currency: str
    units: str
    own: str
    others: str
    total: str


def imprint(schedule: Schedule) -> str:
    """What the foot of every page says: number, revision and the digest of the facts."""
    language = schedule.language
    facts = text("facts", language, digest=grouped(schedule.facts[:_DIGEST_SHOWN]))
    if schedule.draft or not schedule.number:
        return f"{text('draft_imprint', language)} · {facts}"
    revision = text("revision", language, revision=schedule.revision)
    return f"{schedule.number}, {revision} · {facts}"


def grouped(digest: str) -> str:
    """A digest in groups of four, which an eye can compare."""
    return " ".join(digest[at : at + 4] for at in range(0, len(digest), 4))


def cover(schedule: Schedule, closing: time | None) -> dict[str, object]:
    """The facts of the cover. ``closing`` decides whether the as-at is the close of business."""
    language = schedule.language
    at = schedule.as_at
    closed = closing is not None and at.time().replace(tzinfo=None) == closing
    figures = _figures(schedule)
    longest = max(len(shown.value) for shown in figures)
    return {
        "title": text("schedule_title", language),
        "house": schedule.house_name,
        "address": schedule.house_address,
        "imprint": imprint(schedule),
        "draft": schedule.draft,
        "as_at": text("as_at_close" if closed else "as_at", language, moment=moment(at, language)),
        "figures": figures,
        "figures_size": next((size for most, size in _SIZES if longest <= most), "small"),
        "currencies": _currencies(schedule) if len(schedule.totals) > 1 else (),
        "basis": _basis(schedule),
        "policy": schedule.policy,
        "notes": (*schedule.notes, *_unlimited(schedule), _footing(schedule)),
        "first": first(schedule),
        "bridge": on_cover(schedule),
    }


def _unlimited(schedule: Schedule) -> tuple[str, ...]:
    """Where there is no page of limits, what is said of them in its stead."""
    if schedule.limits:
        return ()
    return schedule.limit_notes or (text("limits_none", schedule.language),)


def _held(schedule: Schedule, currency: str, which: Callable[[str], bool]) -> Tally:
    """What is held in a currency under the ownerships asked for."""
    return total(
        section.subtotal
        for section in schedule.sections
        if section.currency == currency and which(section.ownership)
    )  # fmt: skip


def _figures(schedule: Schedule) -> tuple[Figure, ...]:
    """The key figures: the values in the currency of nearly everything, where there is one, and the counts."""
    language = schedule.language
    held = sum(tally.units for _, tally in schedule.totals)
    shown: list[Figure] = []
    for currency, tally in schedule.totals:
        if tally.units >= held * _NEARLY_ALL:
            shown.extend(_values(schedule, currency))
    shown.append(Figure(count(held, language), text("units", language)))
    for lines, key in ((schedule.in_doubt, "in_doubt"), (schedule.exceptions, "to_complete")):
        shown.append(Figure(count(len(lines), language), text(key, language), attention=bool(lines)))
    return tuple(shown)


def _values(schedule: Schedule, currency: str) -> Iterator[Figure]:
    """The value of own stock and, if any, of others' property."""
    language = schedule.language
    minor = not is_whole_in(schedule, currency)
    own = _held(schedule, currency, lambda ownership: ownership == _OWNED)
    others = _held(schedule, currency, lambda ownership: ownership != _OWNED)
    yield Figure(money(own.value, currency, language, minor=minor), text("own_stock", language))
    if others.units:
        yield Figure(money(others.value, currency, language, minor=minor), text("of_others", language))


def _currencies(schedule: Schedule) -> tuple[CurrencyRow, ...]:
    """What is held, one row a currency, the one with most pieces first."""
    language = schedule.language
    rows = []
    for currency, tally in sorted(schedule.totals, key=lambda held: -held[1].units):
        minor = not is_whole_in(schedule, currency)
        own = _held(schedule, currency, lambda ownership: ownership == _OWNED)
        others = _held(schedule, currency, lambda ownership: ownership != _OWNED)
        amounts = (amount(part, currency, language, minor=minor) for part in (own, others, tally))
        rows.append(CurrencyRow(sign(currency, language), count(tally.units, language), *amounts))
    return tuple(rows)


def _basis(schedule: Schedule) -> tuple[str, ...]:
    """The basis of value, by ownership, and what is said about VAT."""
    language = schedule.language
    stated = [f"{label(ownership, language)}: {label(words, language)}" for ownership, words in schedule.basis]
    if language == "fr":
        stated = [line.replace(": ", "\u00a0: ", 1) for line in stated]
    return (*stated, *((schedule.vat,) if schedule.vat else ()))


def _footing(schedule: Schedule) -> str:
    """The sentence that accounts for every row read."""
    counts = {
        "rows": schedule.rows_in,
        "held": sum(len(section.lines) for section in schedule.sections),
        "doubt": len(schedule.in_doubt),
        "exceptions": len(schedule.exceptions),
        "excluded": len(schedule.excluded),
    }
    facts = {key: count(number, schedule.language) for key, number in counts.items()}
    return text("footing", schedule.language, **facts)
