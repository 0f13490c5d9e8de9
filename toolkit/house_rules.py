"""The house's own rules in ``boutique.toml``, written without code, and the kinds of finding it has switched off.

A ``[[rule]]`` names a register and one of its fields, and asks one thing of it: that it is filled, that it is one of
some values, that it looks like a pattern, that it compares with another field or a value. ``docs/house-rules.md`` shows
them all. Reading is strict: a slip is named with its line and with what was probably meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from toolkit.findings import Severity, ToolkitError
from toolkit.house_tables import Document, nearest, tables, wrong
from toolkit.money import money
from toolkit.registers import REGISTERS, Column, Register
from toolkit.values import Currencies, Money, NumberStyle, fold, fold_code

KEYS = (
    "name", "register", "field", "required", "allowed", "pattern", "compare", "with", "value", "when", "severity",
    "message", "hint",
)  # fmt: skip
TESTS = ("required", "allowed", "pattern", "compare")
OPERATORS = ("<", "<=", "=", ">=", ">", "!=")
COMPARED = frozenset({"date", "money", "number"})
"""The kinds of column whose values have an order."""
WRITTEN = frozenset({"text", "code", "word"})
"""The kinds of column whose values are words."""
TODAY = "today"
"""A value that stands for the day of the check."""

Limit = date | Decimal | Money | str


@dataclass(frozen=True, slots=True)
class HouseRule:
    """One rule of the house: which field of which register, what is asked of it, and what to say.

    Exactly one of the tests is set: ``required``, ``allowed`` (as :func:`comparable` writes them), ``pattern`` (the
    whole value must fit), or ``compare`` with the field ``other`` or with ``value``. ``when`` limits the rule to rows
    whose fields have one of the given values.
    """

    name: str
    register: str
    column: Column
    required: bool = False
    allowed: tuple[str, ...] = ()
    pattern: str = ""
    compare: str = ""
    other: Column | None = None
    value: Limit | None = None
    when: tuple[tuple[Column, frozenset[str | bool]], ...] = ()
    severity: Severity = Severity.WARNING
    message: str = ""
    hint: str = ""


def nature(column: Column) -> str:
    """What a column holds, for a rule: ``text``, ``code``, ``word``, ``flag``, ``date``, ``money`` or ``number``."""
    if column.kind == "metal":
        return "text" if column.field == "metal" else "number"
    return {"place": "text", "currency": "code"}.get(column.kind, column.kind)


def comparable(column: Column, words: str) -> str:
    """Words as a rule compares them: codes without spaces and hyphens, texts without case and accents."""
    kind = nature(column)
    return words if kind == "word" else fold_code(words) if kind == "code" else fold(words)


def switched_off(document: Document) -> frozenset[str]:
    """The kinds named in ``[checks] off``; whether each may be switched off is judged where all are known."""
    table = document.get("checks", {})
    if not isinstance(table, Mapping):
        raise wrong('[checks] holds a line like off = ["several-names"]')
    for key in table:
        if key != "off":
            raise wrong(f"[checks] {key} is not known{nearest(key, ['off'])}")
    off = table.get("off", [])
    if not isinstance(off, list) or not all(isinstance(code, str) for code in off):
        raise wrong('[checks] off is a list of kinds in quotes, like ["several-names"]')
    return frozenset(off)


def rules(document: Document, text: str, currencies: Currencies) -> tuple[HouseRule, ...]:
    """Every ``[[rule]]`` in the order of the file. Raises ToolkitError naming the line and the slip."""
    found = []
    for number, item in enumerate(tables(document, "rule"), 1):
        slip = _Slip(number, text, item)
        found.append(_rule(item, slip, currencies))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Slip:
    """What is wrong with one rule, told with its line and its name."""

    number: int
    text: str
    item: Document

    def __call__(self, what: str, key: str = "") -> ToolkitError:
        """The error, at the line of a key of the rule where it has one."""
        named = self.item.get("name")
        title = f" {named!r}" if isinstance(named, str) else f" {self.number}"
        line = self._line(key)
        return wrong(f"{f'line {line}, ' if line else ''}[[rule]]{title}: {what}")

    def _line(self, key: str) -> int | None:
        """The line of the rule, or of one of its keys; None for rules written in one line."""
        lines = self.text.splitlines()
        heads = [at for at, line in enumerate(lines) if re.match(r"\s*\[\[\s*rule\s*\]\]", line)]
        if len(heads) < self.number:
            return None
        start = heads[self.number - 1]
        for at in range(start + 1, len(lines)):
            if lines[at].lstrip().startswith("[["):
                break
            if key and re.match(rf"\s*{re.escape(key)}\s*[=.]", lines[at]):
                return at + 1
        return start + 1


def _rule(item: Document, slip: _Slip, currencies: Currencies) -> HouseRule:
    """One rule, every part checked."""
    for key in item:
        if key not in KEYS:
            raise slip(f"{key} is not known{nearest(key, list(KEYS))}", key)
    register = next((one for one in REGISTERS if one.name == item.get("register")), None)
    if register is None:
        names = [one.name for one in REGISTERS]
        raise slip(f"register is {item.get('register')!r}{nearest(str(item.get('register')), names)}", "register")
    column = _column(register, item.get("field"), "field", slip)
    tests = [name for name in TESTS if name in item]
    if len(tests) != 1:
        raise slip(f"it needs exactly one of {', '.join(TESTS)}; it has {' and '.join(tests) or 'none'}")
    if tests != ["compare"] and ("with" in item or "value" in item):
        raise slip("with and value belong to compare")
    return HouseRule(
        name=_text(item, "name", slip) or f"{register.name}, {column.label}",
        register=register.name,
        column=column,
        required=_required(item, slip),
        allowed=_allowed(item, column, slip),
        pattern=_pattern(item, column, slip),
        compare=_operator(item, column, slip),
        other=_other(item, register, column, slip),
        value=_limit(item, column, slip, currencies),
        when=_when(item, register, slip),
        severity=_severity(item, slip),
        message=_text(item, "message", slip),
        hint=_text(item, "hint", slip),
    )


def _column(register: Register, name: object, key: str, slip: _Slip) -> Column:
    column = register.column(str(name))
    if column is None:
        fields = [one.field for one in register.columns]
        raise slip(f"{key} is {name!r}, which is no {register.name} field{nearest(str(name), fields)}", key)
    return column


def _text(item: Document, key: str, slip: _Slip) -> str:
    value = item.get(key, "")
    if not isinstance(value, str):
        raise slip(f"{key} must be text in quotes", key)
    return value.strip()


def _required(item: Document, slip: _Slip) -> bool:
    if "required" in item and item["required"] is not True:
        raise slip("required can only be true; leave the rule out otherwise", "required")
    return "required" in item


def _severity(item: Document, slip: _Slip) -> Severity:
    words = item.get("severity", Severity.WARNING.value)
    if words not in list(Severity):
        raise slip(f"severity is {words!r}; it can be {', '.join(Severity)}", "severity")
    return Severity(str(words))


def _allowed(item: Document, column: Column, slip: _Slip) -> tuple[str, ...]:
    if "allowed" not in item:
        return ()
    if nature(column) not in WRITTEN:
        raise slip(f"allowed is for words; {column.field} holds a {nature(column)}", "allowed")
    return tuple(_words(item["allowed"], column, "allowed", slip))


def _words(values: object, column: Column, key: str, slip: _Slip) -> Iterable[str]:
    """The values of a list, each one that the column can have."""
    listed = values if isinstance(values, list) else [values]
    if not listed:
        raise slip(f'{key} is a list of words in quotes, like ["safe", "window"]', key)
    for value in listed:
        if not isinstance(value, str):
            raise slip(f'{key} holds words in quotes, like ["safe", "window"], not {value!r}', key)
        if nature(column) == "word" and value not in (column.vocabulary or {}):
            raise slip(f"{column.field} is never {value!r}{nearest(value, list(column.vocabulary or {}))}", key)
        yield comparable(column, value)


def _pattern(item: Document, column: Column, slip: _Slip) -> str:
    if "pattern" not in item:
        return ""
    import re2  # no pattern can make it slow, whatever the cell holds

    pattern, options = _text(item, "pattern", slip), re2.Options()
    options.log_errors = False
    if nature(column) not in {"text", "code"} or not pattern:
        raise slip(f"pattern is for texts and codes; {column.field} holds a {nature(column)}", "pattern")
    try:
        re2.compile(pattern, options)
    except re2.error as error:
        why = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error)
        raise slip(f"the pattern {pattern!r} cannot be read: {why}", "pattern") from error
    return pattern


def _operator(item: Document, column: Column, slip: _Slip) -> str:
    if "compare" not in item:
        return ""
    operator = {"==": "="}.get(str(item["compare"]), item["compare"])
    if operator not in OPERATORS:
        raise slip(f"compare is {item['compare']!r}; it can be {' '.join(OPERATORS)}", "compare")
    if nature(column) not in COMPARED:
        raise slip(f"compare is for dates, money and numbers; {column.field} holds a {nature(column)}", "compare")
    if ("with" in item) == ("value" in item):
        raise slip("compare needs either with (another field) or value", "compare")
    return str(operator)


def _other(item: Document, register: Register, column: Column, slip: _Slip) -> Column | None:
    if "with" not in item:
        return None
    other = _column(register, item["with"], "with", slip)
    if nature(other) != nature(column):
        raise slip(f"{column.field} is a {nature(column)} and {other.field} a {nature(other)}", "with")
    return other


def _limit(item: Document, column: Column, slip: _Slip, currencies: Currencies) -> Limit | None:
    """The value to compare with: a day or today, a number, a sum in the house's currency or the one it names."""
    if "value" not in item:
        return None
    value, kind = item["value"], nature(column)
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if kind == "date":
        if value == TODAY or (isinstance(value, date) and not isinstance(value, datetime)):
            return value if isinstance(value, date) else TODAY
        raise slip('value of a date is written 2026-10-31 without quotes, or "today"', "value")
    if kind == "number" and number:
        return Decimal(str(value))
    if kind == "money":
        sum_ = money(value if number else str(value), NumberStyle("."), "", currencies)
        if isinstance(sum_, Money) and sum_.currency:
            return sum_
    example = 'like 5000 or "5000 GBP"' if kind == "money" else "like 2.5, without quotes"
    raise slip(f"value is {value!r}; write it {example}", "value")


def _when(item: Document, register: Register, slip: _Slip) -> tuple[tuple[Column, frozenset[str | bool]], ...]:
    """The condition: fields of words or yes and no, each with one value or a list."""
    table = item.get("when", {})
    if not isinstance(table, Mapping):
        raise slip('when is written { status = "available" }', "when")
    found: list[tuple[Column, frozenset[str | bool]]] = []
    for name, values in table.items():
        column = _column(register, name, "when", slip)
        if nature(column) == "flag" and isinstance(values, bool):
            found.append((column, frozenset({values})))
        elif nature(column) in WRITTEN:
            found.append((column, frozenset(_words(values, column, "when", slip))))
        else:
            raise slip(f"when looks at words, and at yes or no (true, false); {name} holds a {nature(column)}", "when")
    return tuple(found)
