"""One cell of an OpenDocument sheet as a raw value: the file says its type, ISO dates and all."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date, time, timedelta

from toolkit.readers.format_codes import is_elapsed
from toolkit.readers.grid import CellError, Raw
from toolkit.readers.serials import iso_moment, microseconds, moment

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
KIND, FORMULA = f"{OFFICE}value-type", f"{TABLE}formula"
_VALUE, _DATE = f"{OFFICE}value", f"{OFFICE}date-value"
_CALCULATED = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_DURATION = re.compile(r"(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,](\d{1,9}))?S)?)?\Z")
_ERROR = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)\Z|Err:\d{3}\Z")
_DAY = timedelta(days=1)
_TRUTH = frozenset({"false", "faux", "falsch", "falso"}), frozenset({"true", "vrai", "wahr", "vero", "verdadero"})


def cell_value(attributes: Mapping[str, str], shown: str, code: str | None) -> Raw:
    """The raw value; ``code`` tells a duration from a time of day. What cannot be read stays the text shown."""
    kind = attributes.get(KIND, "")
    if attributes.get(_CALCULATED) == "error" or (FORMULA in attributes and _ERROR.match(shown)):
        return CellError(shown.strip() or "#N/A")
    if kind in {"float", "percentage", "currency"}:
        return _number(attributes.get(_VALUE, ""), shown)
    if kind == "date":
        return iso_moment(attributes.get(_DATE, "")) or shown or None
    if kind == "time":
        found = _duration(attributes.get(f"{OFFICE}time-value", ""))
        return (shown or None) if found is None else _moment(found, code)
    if kind == "boolean":
        return attributes.get(f"{OFFICE}boolean-value") == "true"
    return shown or attributes.get(f"{OFFICE}string-value") or None


def _number(text: str, shown: str) -> Raw:
    try:
        number = float(text)
    except ValueError:
        return shown or None
    if number in {0.0, 1.0} and shown.lower() in _TRUTH[number == 1]:
        return number == 1  # LibreOffice writes the result of a formula that is true as the number it also is
    return number if math.isfinite(number) else shown or None


def _duration(text: str) -> timedelta | None:
    match = _DURATION.match(text)
    if match is None or len(text) > 32:
        return None
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups()[1:5])
    try:
        found = timedelta(days, seconds, microseconds(match[6]), minutes=minutes, hours=hours)
    except OverflowError:
        return None
    return -found if match[1] else found


def _moment(found: timedelta, code: str | None) -> date | time | timedelta:
    """A time of day or, beyond a day, what Excel makes of it, unless the format counts on beyond the day."""
    if found < timedelta() or (code is not None and is_elapsed(code)):
        return found
    made = moment(found / _DAY, 1900)
    return found if isinstance(made, float) else made
