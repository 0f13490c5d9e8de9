"""The rules a house wrote for itself in ``boutique.toml``, held against its registers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from toolkit.checks.pieces import spelled
from toolkit.checks.scope import Rule, Scope
from toolkit.findings import Finding, Severity, declare
from toolkit.house_rules import TODAY, HouseRule, comparable
from toolkit.records import Record, Registers
from toolkit.values import Money, When, spell
from toolkit.vocabulary import in_words

HOUSE_RULE = declare(
    "house-rule", Severity.WARNING, "A rule of the house is not kept",
    why="The house asked for it in boutique.toml.",
    message="{said} This is asked for by the rule {rule!r}.",
    hint="{do}",
)  # fmt: skip
IDLE = declare(
    "house-rule-idle", Severity.INFORMATION, "A rule of the house that finds nothing to look at",
    why="The rule looks at a column that no sheet of this register has, so it can never say anything.",
    message="The rule {value!r} of boutique.toml asks for a column for the {field}, which this register does not have.",
    hint="Say with 'boutique map' which column it is, if there is one; if not, take the rule out of boutique.toml.",
)  # fmt: skip

Breach = tuple[str, str, tuple[str, ...]]
"""What was read, what is said of it, and the fields whose cells say it."""


def check_house_rules(scope: Scope) -> Iterable[Finding]:
    """Every rule of the house, over every row of its register that meets the rule's condition."""
    for rule in scope.house.rules:
        tables = [table for table in scope.registers.tables if table.source.register == rule.register]
        if tables and not any(rule.column.field in table.source.letters for table in tables):
            place = tables[0].source.place(tables[0].header_row)
            yield IDLE.at(place, rule.name, register=rule.register, field=rule.column.label)
            continue
        breach = _test(rule, scope.today)
        for record in _records(scope.registers, rule.register):
            found = breach(record) if _applies(rule, record) else None
            if found:
                yield _finding(rule, record, found)


def _finding(rule: HouseRule, record: Record, breach: Breach) -> Finding:
    """The house's own words where it gave some, else ours."""
    value, said, fields = breach
    if rule.message:
        said = f"{rule.message} The {rule.column.label} reads {value!r}." if value else rule.message
    return HOUSE_RULE.at(
        [record.place(name) for name in fields], value, register=rule.register, subject=record.stock_no or "",
        severity=rule.severity, rule=rule.name, said=said,
        do=rule.hint or "Correct the cell; if the rule is too strict, change it in boutique.toml.",
    )  # fmt: skip


def _records(registers: Registers, name: str) -> Iterable[Record]:
    """The records of a register."""
    own: dict[str, Iterable[Record]] = {"stock": registers.pieces, "sales": registers.sales}
    return own.get(name, registers.others.get(name, ()))


def _applies(rule: HouseRule, record: Record) -> bool:
    """Whether the row meets the rule's condition; what is not known meets none."""
    for column, accepted in rule.when:
        value = getattr(record, column.field)
        if (comparable(column, value) if isinstance(value, str) else value) not in accepted:
            return False
    return True


def _test(rule: HouseRule, today: date) -> Callable[[Record], Breach | None]:
    """The rule's test of one record."""
    if rule.required:
        return lambda record: _blank(rule, record)
    if rule.compare:
        return lambda record: _compared(rule, record, today)
    if rule.pattern:
        fits = _matcher(rule.pattern)
        return lambda record: _worded(rule, record, fits, "is not written as the rule asks")
    return lambda record: _worded(rule, record, _among(rule), f"is none of: {', '.join(map(in_words, rule.allowed))}")


def _blank(rule: HouseRule, record: Record) -> Breach | None:
    name = rule.column.field
    if getattr(record, name) is not None or name in record.doubts or not record.mapped(name):
        return None
    return "", f"The {rule.column.label} is empty.", (name,)


def _among(rule: HouseRule) -> Callable[[str], bool]:
    allowed = frozenset(rule.allowed)
    return lambda words: comparable(rule.column, words) in allowed


@lru_cache(maxsize=64)
def _matcher(pattern: str) -> Callable[[str], bool]:
    """Whether a text fits a pattern as a whole; every text is tried once."""
    import re2

    compiled = re2.compile(pattern)

    @lru_cache(maxsize=1 << 16)
    def fits(words: str) -> bool:
        return compiled.fullmatch(words) is not None

    return fits


def _worded(rule: HouseRule, record: Record, fits: Callable[[str], bool], not_so: str) -> Breach | None:
    value = getattr(record, rule.column.field)
    if value is None or fits(value):
        return None
    said = in_words(value) if rule.column.vocabulary else value
    return value, f"The {rule.column.label} reads {said!r}, which {not_so}.", (rule.column.field,)


def _compared(rule: HouseRule, record: Record, today: date) -> Breach | None:
    """A comparison that surely fails; what may still be right, and sums of two currencies, are left alone."""
    value = getattr(record, rule.column.field)
    limit: Any = getattr(record, rule.other.field) if rule.other else today if rule.value == TODAY else rule.value
    if value is None or limit is None or (isinstance(value, Money) and value.currency != limit.currency):
        return None
    (low, high), (least, most) = _bounds(value), _bounds(limit)
    broken = {
        "<": low >= most, "<=": low > most, ">": high <= least, ">=": high < least,
        "=": high < least or low > most, "!=": low == high == least == most,
    }[rule.compare]  # fmt: skip
    if not broken:
        return None
    named = f"the {rule.other.label}, {_shown(limit)}" if rule.other else _shown(limit)
    fields = (rule.column.field, rule.other.field) if rule.other else (rule.column.field,)
    words = (_DAYS if isinstance(value, When) else _WORDS)[rule.compare]
    return _shown(value), f"The {rule.column.label} is {_shown(value)}; it should be {words} {named}.", fields


_WORDS = {
    "<": "below", "<=": "no more than", ">": "above", ">=": "no less than", "=": "the same as", "!=": "other than",
}  # fmt: skip
_DAYS = {
    "<": "before", "<=": "no later than", ">": "after", ">=": "no earlier than", "=": "the same as", "!=": "other than",
}  # fmt: skip


def _bounds(value: Any) -> tuple[Any, Any]:
    """The least and the most a value can be."""
    if isinstance(value, When):
        return value.earliest, value.latest
    return (value.amount, value.amount) if isinstance(value, Money) else (value, value)


def _shown(value: When | Money | Decimal | date) -> str:
    """A value in words."""
    if isinstance(value, Money):
        return spelled(value)
    if isinstance(value, When):
        return f"{value.earliest}" if value.earliest == value.latest else f"{value.earliest} to {value.latest}"
    return spell(value) if isinstance(value, Decimal) else value.isoformat()


RULES: tuple[Rule, ...] = (check_house_rules,)
