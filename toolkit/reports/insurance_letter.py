"""The letter that goes to the broker with a schedule: what it comes to, what changed, what stands near a limit.

It names no client, no owner and no holder: those stand in the schedule, for whoever has to read it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from toolkit.render.covering_words import covering
from toolkit.render.reasons import reason
from toolkit.render.wording import figure, long_date, moment, money, pieces
from toolkit.reports.insurance import BridgeRow, Limit, Schedule

_NAMED = frozenset({"safe", "single_article"})
"""Limits whose subject is a thing; that of any other may be a person."""


@dataclass(frozen=True, slots=True)
class Covering:
    """The letter's subject and its words, a paragraph between blank lines."""

    subject: str
    words: str


def covering_letter(made: Schedule, *, to: str, language: str, files: Sequence[str]) -> Covering:
    """The letter for a schedule and the files that go with it. ``to`` is how the reader is addressed, or empty."""
    parts = (
        covering("dear", language, name=to) if to else covering("dear-nobody", language),
        _opening(made, language),
        "\n".join(_totals(made, language)),
        "\n".join(_changes(made, language)),
        "\n".join(_limits(made, language)),
        "\n".join((covering("files", language), *(f"   {name}" for name in files))) if files else "",
        covering("confirm", language),
        covering("yours", language),
        "\n".join(part for part in (made.house_name, made.house_address) if part),
    )
    return Covering(_subject(made, language), "\n\n".join(part for part in parts if part) + "\n")


def _subject(made: Schedule, language: str) -> str:
    parts = (
        covering("subject", language, day=long_date(made.as_at, language)),
        made.house_name,
        covering("policy", language, policy=made.policy) if made.policy else "",
        made.number,
    )
    return " – ".join(part for part in parts if part)


def _opening(made: Schedule, language: str) -> str:
    sentences = [covering("enclosed", language, moment=moment(made.as_at, language))]
    if made.policy:
        sentences.append(covering("under-policy", language, policy=made.policy))
    numbered = covering("numbered", language, number=made.number, revision=made.revision)
    return " ".join([*sentences, numbered if made.number else covering("draft", language)])


def _totals(made: Schedule, language: str) -> Iterator[str]:
    """What it comes to in each currency, and how many pieces stand beside it."""
    yield covering("comes-to" if made.totals else "nothing", language)
    for currency, total in made.totals:
        amount = money(total.value, currency, language)
        yield f"   {covering('total', language, money=amount, pieces=pieces(total.units, language))}"
    beside = len(made.in_doubt) + len(made.exceptions)
    if beside == 1:
        yield covering("beside.one", language)
    elif beside:
        yield covering("beside.many", language, n=figure(Decimal(beside), "", language, minor=False))


def _changes(made: Schedule, language: str) -> Iterator[str]:
    """The bridge in a line for each currency."""
    found = made.bridge
    if found is None:
        return
    if found.as_at:
        yield covering("since", language, day=long_date(found.as_at, language), source=found.source)
    else:
        yield covering("since-undated", language, source=found.source)
    for row in found.totals:
        yield f"   {_row(row, language)}"


def _row(row: BridgeRow, language: str) -> str:
    def amount(value: Decimal) -> str:
        return money(value, row.currency, language)

    moves = [(f"move-{cause}", value) for cause, value in row.moves if value]
    moves += [("move-residue", row.residue)] if row.residue else []
    told = ", ".join(covering(key, language, money=_signed(amount(value), value)) for key, value in moves)
    if not told:
        return covering("unmoved", language, closing=amount(row.closing))
    return covering("from-to", language, opening=amount(row.opening), closing=amount(row.closing), moves=told)


def _signed(words: str, value: Decimal) -> str:
    return f"+{words}" if value > 0 else words


def _limits(made: Schedule, language: str) -> Iterator[str]:
    """What stands above a limit, and what comes near one."""
    found = [(state, [limit for limit in made.limits if limit.state == state]) for state in ("breach", "near")]
    for state, limits in found:
        if limits:
            yield covering(state, language)
            yield from (f"   {limit_line(limit, language)}" for limit in limits)
    if found[0][1]:
        yield covering("please-limits", language)


def limit_line(limit: Limit, language: str) -> str:
    """A limit in a line: what it is, what stands against it, what it is; nobody is named."""
    name = reason(f"limit-{limit.key}", language)
    if limit.subject and limit.key in _NAMED:
        name = covering("limit-subject", language, name=name, subject=limit.subject)
    used, most = (money(value, limit.currency, language) for value in (limit.used, limit.limit))
    return covering("limit", language, name=name, used=used, limit=most)
