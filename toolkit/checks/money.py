"""Rules of money in the stock and sales registers: signs, zeros, currencies, figures that cover several pieces."""

from __future__ import annotations

import re
from collections.abc import Iterable

from toolkit.checks.pieces import spelled
from toolkit.checks.scope import Rule, Scope
from toolkit.findings import Finding, Place, Severity, declare
from toolkit.money import known_currency
from toolkit.records import Piece, Record, Sale
from toolkit.registers import HOLDING, REGISTERS
from toolkit.values import Money, fold
from toolkit.vocabulary import GONE

NEGATIVE = declare(
    "negative-money", Severity.ERROR, "A negative figure",
    why="A cost, price or value cannot be below nothing; a refund belongs in its own row of the sales register.",
    message="The {field} is below nothing: {amount}.",
    hint="Type the figure without its sign, or record the return as a row of its own.",
    blocks=("schedule",),
)  # fmt: skip
ZERO = declare(
    "zero-money", Severity.WARNING, "A figure of zero",
    why="Zero often stands for 'not known yet', and an insurer pays nothing for it.",
    message="The {field} is zero.",
    hint="Type the figure; if it is not known, leave the cell empty.",
    blocks=("schedule",),
)  # fmt: skip
UNKNOWN_CURRENCY = declare(
    "currency-unknown", Severity.WARNING, "A currency word with several meanings, or none that is known",
    why="A word such as 'francs' or a bare '$' names several currencies; its totals stand apart until it is settled.",
    message="Cells of the {field} in {value!r}: {count}, first this one.",
    hint='Write in boutique.toml, under [currencies], which currency the word means: "{value}" = "...", its three '
    "letters, such as CHF.",
)  # fmt: skip
NO_CURRENCY = declare(
    "currency-missing", Severity.ERROR, "Figures without a currency",
    why="A sum without its currency cannot be insured or added.",
    message="Cells of the {field} without a currency: {count}, first this one; boutique.toml names none either.",
    hint='Write the house\'s currency in boutique.toml, under [house]: currency = "GBP" (or yours).',
    blocks=("schedule",),
)  # fmt: skip
MIXED = declare(
    "currency-mixed", Severity.WARNING, "Several currencies in one column",
    why="Figures of different currencies are never added together; each has its own total.",
    message="The column for the {field} has {value}.",
    hint="Correct the odd ones; if several currencies are meant, leave it.",
)  # fmt: skip
LOT = declare(
    "lot-price", Severity.ERROR, "One figure for several pieces",
    why="A price for a lot, repeated on each of its rows, counts the same money several times.",
    message="The note says {value!r}: the figure covers more than this piece.",
    hint="Type each piece's own share of the figure.",
    blocks=("schedule",),
)  # fmt: skip

VAT_MIXED = declare(
    "vat-mixed", Severity.WARNING, "Figures with VAT among figures without it",
    why="A total of figures with VAT and figures without it is neither.",
    message="{how}.",
    hint="Bring the odd ones to what the others are{rest}.",
)  # fmt: skip
_TELL = (
    ', and write in boutique.toml, under [insurance], whether values hold VAT: vat = "gross", or vat = "net" if they '
    "leave it out"
)

VAT_WORDS = re.compile(
    r"\b(ex|excl|excluding|exc|plus|inc|incl|including|hors|sans|avec|zzgl|inkl|exkl) ?(vat|tva|mwst|iva)\b"
    r"|\bttc\b|\bht\b"
)
# "for all 7", "for the pair", "for numbers 418, 426", "for 5 paintings"; but not "for the client" or "for 2 weeks".
_COUNT = r"(\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)"
_THINGS = r"(pieces?|items?|paintings?|watches|rings|bags|stones|diamonds|earrings|lots?)"
LOT_WORDS = re.compile(
    rf"\bfor (all|both|the) ({_COUNT}|pair|lot|set|{_THINGS})\b|\bfor (numbers?|rows?|nos?) \w*\d"
    rf"|\bfor {_COUNT}( {_THINGS}\b|$)|\bshared\b"
    r"|\bpour (les (\d{1,2}|deux|trois|quatre)|le lot|l ensemble|la paire)\b|\blot price\b|\bprix du lot\b"
)

_MONEY = {r.name: tuple(c.field for c in r.columns if c.kind == "money") for r in REGISTERS}
_LABELS = {(r.name, c.field): c.label for r in REGISTERS for c in r.columns}


OFTEN_ZERO = frozenset({"cost_addons", "deposit", "balance", "vat_amount", "cash", "margin"})
"""Figures of which nothing is an everyday amount."""

MAY_BE_LOSS = frozenset({"margin"})
"""Figures below nothing that are no slip: a piece sold for less than it cost."""


def covers_several(record: Record) -> bool:
    """Whether the row's notes say that its figure is for several pieces or held in shares."""
    return bool(record.notes and LOT_WORDS.search(fold(record.notes)))


def check_signs(scope: Scope) -> Iterable[Finding]:
    """No figure is negative; a zero is asked about (0 only with a reason)."""
    for record, name, money in _figures(scope):
        register = record.source.register
        subject, label = record.stock_no or "", _LABELS[register, name]
        facts: dict[str, object] = {"register": register, "subject": subject, "field": label}
        repaid = isinstance(record, Sale) and record.kind in {"client_return", "cancelled"}
        if money.amount < 0 and not repaid and name not in MAY_BE_LOSS:
            facts["severity"] = _weight(register)
            yield NEGATIVE.at(record.place(name), money.amount, amount=spelled(money), **facts)  # type: ignore[arg-type]  # facts are text
        elif money.amount == 0 and name not in OFTEN_ZERO and register in HOLDING:
            yield ZERO.at(record.place(name), "0", **facts)  # type: ignore[arg-type]  # facts are text


def check_currencies(scope: Scope) -> Iterable[Finding]:
    """Each undeclared currency word once per column, with its first cell; several currencies in a column once."""
    seen: dict[tuple[str, str | None, str, str], dict[str, list[Record]]] = {}
    for record, name, money in _figures(scope):
        key = (record.source.file, record.source.sheet, record.source.register, name)
        seen.setdefault(key, {}).setdefault(money.currency, []).append(record)
    for (_, _, register, name), words in seen.items():
        for word, records in words.items():
            place = records[0].place(name)
            if not word:
                yield NO_CURRENCY.at(
                    place, "", register=register, severity=_weight(register), count=len(records),
                    field=_LABELS[register, name],
                )  # fmt: skip
            elif not known_currency(word, scope.house.currencies):
                label = _LABELS[register, name]
                yield UNKNOWN_CURRENCY.at(place, word, register=register, count=len(records), field=label)
        if len(words) > 1:
            counts = ", ".join(f"{len(records)} in {word or 'no currency'}" for word, records in words.items())
            yield MIXED.at(_odd(words, name), counts, register=register, field=_LABELS[register, name])


ODD = 0.9
"""From this share of a column in one currency, the cells in others are the odd ones."""


def _odd(words: dict[str, list[Record]], name: str) -> list[Place]:
    """The cells in other currencies than nearly all; where none is nearly all, the first cell of each."""
    usual = max(words, key=lambda word: len(words[word]))
    if len(words[usual]) >= ODD * sum(map(len, words.values())):
        return [record.place(name) for word, records in words.items() if word != usual for record in records]
    return [records[0].place(name) for records in words.values()]


def check_vat(scope: Scope) -> Iterable[Finding]:
    """Notes that say of a few figures that they exclude or include VAT, where the rest say nothing."""
    for records in (scope.registers.pieces, scope.registers.sales):
        said = [record for record in records if record.notes and VAT_WORDS.search(fold(record.notes))]
        if len(said) < len(records) / 2:
            for record in said:
                yield VAT_MIXED.at(
                    record.place("notes"), record.notes, register=record.source.register, subject=record.stock_no or "",
                    how=f"The note says {record.notes!r}; most rows say nothing of VAT", rest=_TELL,
                )  # fmt: skip


def check_lots(scope: Scope) -> Iterable[Finding]:
    """Notes that say a figure is for several pieces."""
    for record in (*scope.registers.pieces, *scope.registers.sales):
        if covers_several(record) and not (isinstance(record, Piece) and record.status in GONE):
            severity = None if isinstance(record, Piece) else Severity.WARNING
            yield LOT.at(
                record.place("notes"), record.notes or "", register=record.source.register,
                subject=record.stock_no or "", severity=severity,
            )  # fmt: skip


def _weight(register: str) -> Severity | None:
    """The weight of a finding outside the registers a schedule is made from: it holds no line back."""
    return None if register in HOLDING else Severity.WARNING


def _figures(scope: Scope) -> Iterable[tuple[Record, str, Money]]:
    """Every figure of every record, with its field."""
    for record in scope.registers.every():
        for name in _MONEY[record.source.register]:
            money = getattr(record, name)
            if money is not None:
                yield record, name, money


RULES: tuple[Rule, ...] = (check_signs, check_currencies, check_lots, check_vat)
