"""What a cell shows: Excel's own text of a value under its number format.

Columns too narrow for their numbers (``####``) are not modelled, nor colours. Formats that follow the
settings of the reader's computer are shown as an American one would.
"""

from __future__ import annotations

from datetime import date, datetime

from toolkit.readers.format_codes import Section, sections
from toolkit.readers.grid import CellError, Raw
from toolkit.readers.serials import serial
from toolkit.readers.shown_dates import shown_date, shown_early
from toolkit.readers.shown_numbers import general, shown_number

_EARLIEST = 1900
_NEGATIVE = frozenset({("<", 0.0), ("<=", 0.0)})
_REST_NEGATIVE = frozenset({(">", 0.0), (">=", 0.0)})


def displayed(raw: Raw, number_format: str | None, epoch: int = 1900) -> str:
    """The text a cell shows; ``number_format`` None is General, ``epoch`` the workbook's 1900 or 1904."""
    if isinstance(raw, str):
        return _text(raw, number_format)
    if raw is None or isinstance(raw, bool | CellError):
        return "" if raw is None else str(raw).upper() if isinstance(raw, bool) else raw.code
    if isinstance(raw, int | float):
        return _number(raw, number_format, epoch)
    if number_format is None:
        return raw.isoformat(" ") if isinstance(raw, datetime) else str(raw)
    if isinstance(raw, date) and raw.year < _EARLIEST:
        return _early(raw, number_format)
    return _number(serial(raw, epoch), number_format, epoch)


def _text(text: str, code: str | None) -> str:
    """A text through the format's section for texts, the fourth or the last with an ``@``."""
    if code is None or code == "@":
        return text
    found = sections(code)
    if len(found) < 4 and found[-1].kind != "text":
        return text
    return "".join(text if part.kind == "text" else part.text for part in found[-1].parts)


def _early(day: date, code: str) -> str:
    section, _ = _choose(sections(code), 1)
    return shown_early(section, day) if section and section.kind == "date" else str(day)


def _number(value: float, code: str | None, epoch: int) -> str:
    if code is None or code == "@":
        return general(value)
    section, signed = _choose(sections(code), value)
    if section is None or section.kind == "text":
        return general(value)
    if section.kind == "date":
        return shown_date(section, value, epoch)
    sign = "-" if value < 0 and signed else ""
    if section.kind == "number":
        return sign + shown_number(section, value)
    return sign + "".join(general(abs(value)) if part.kind == "general" else part.text for part in section.parts)


def _choose(found: tuple[Section, ...], value: float) -> tuple[Section | None, bool]:
    """The section for a number, None meaning General, and whether a minus must be shown."""
    numbers = found[:3]
    if numbers[-1].kind == "text" and len(numbers) == len(found):
        numbers = numbers[:-1]
    if not numbers:
        return None, True
    if not any(section.condition for section in numbers):
        negative = value < 0 and len(numbers) > 1
        zero = value == 0 and len(numbers) > 2
        return (numbers[1], False) if negative else (numbers[2] if zero else numbers[0], True)
    return _conditional(numbers, value)


def _conditional(numbers: tuple[Section, ...], value: float) -> tuple[Section | None, bool]:
    """The section whose condition holds; one without a condition takes its usual share, the last the rest."""
    first = numbers[0]
    if first.holds(value) or (first.condition is None and value > 0):
        return first, first.condition not in _NEGATIVE
    if len(numbers) == 1:
        return None, True
    second = numbers[1]
    last = len(numbers) == 2
    if second.holds(value) or (second.condition is None and (last or value < 0)):
        return second, second.condition not in _NEGATIVE and first.condition not in _REST_NEGATIVE
    return (None, True) if last else (numbers[2], True)
