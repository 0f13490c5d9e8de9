"""The number formats of OpenDocument, spelt out part by part, written as the codes spreadsheets type."""

from __future__ import annotations

import locale
import re
from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from toolkit.readers.package import local, whole

NUMBER = "{urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"

_CONDITION = re.compile(r"value\(\)\s*(<=|>=|!=|<|>|=)\s*(-?[0-9.]+(?:E[+-]?[0-9]+)?)\Z")
_PLACES = {name.lower(): number for number, name in sorted(locale.windows_locale.items(), reverse=True)}
_USUAL = ([(">=", "0")], [(">", "0")], [(">", "0"), ("<", "0")], [(">", "0"), ("<", "0"), ("=", "0")])
"""Conditions that sections of a code have without saying so."""
_MOST = 64
"""Digits of a format that are believed; a file may claim any number of them."""


class Formats:
    """The data styles of a document by name, each written as a code when first asked for."""

    def __init__(self, elements: Mapping[str, Element]) -> None:
        """Take the elements of data styles by their names."""
        self._elements = elements
        self._codes: dict[tuple[str, str], str | None] = {}

    def code(self, name: str, currency: str = "") -> str | None:
        """The code of a style, None for General. A ``currency`` stands where the style leaves it open."""
        key = (name, currency)
        if key not in self._codes:
            self._codes[key] = None  # a style that maps to itself ends here
            self._codes[key] = self._made(name, currency)
        return self._codes[key]

    def _made(self, name: str, currency: str) -> str | None:
        element = self._elements.get(name)
        if element is None:
            return f"[${currency}] #,##0.00" if currency else None
        own = _section(element, currency)
        maps = [
            (match.groups(), self._section_of(entry.get(f"{STYLE}apply-style-name", ""), currency))
            for entry in element.iter(f"{STYLE}map")
            if (match := _CONDITION.match(entry.get(f"{STYLE}condition", "").strip()))
        ][:3]
        conditions = [(sign, limit.removesuffix(".0")) for (sign, limit), _ in maps]
        # "No more than the largest number" is how a format of numbers is told from one of texts.
        if conditions not in _USUAL and not (len(maps) == 1 and "E+308" in conditions[0][1]):
            maps = [((sign, limit), f"[{sign.replace('!=', '<>')}{limit}]{code}") for (sign, limit), code in maps]
        code = ";".join([*(code for _, code in maps), own])
        if currency and "[$" not in code:
            code = f"[${currency}] {code}"
        return None if code == "General" else code

    def _section_of(self, name: str, currency: str) -> str:
        element = self._elements.get(name)
        return "General" if element is None else _section(element, currency)


def _section(element: Element, currency: str) -> str:
    """One style as one section of a code."""
    kind = local(element.tag)
    parts = []
    for child in element:
        name = local(child.tag)
        if child.tag.startswith(NUMBER) and name in _PARTS:
            parts.append(_PARTS[name](child))
        elif name == "currency-symbol":
            parts.append(_symbol(child, currency))
    if kind == "time-style" and element.get(f"{NUMBER}truncate-on-overflow") == "false":
        first = next((at for at, part in enumerate(parts) if re.fullmatch(r"hh?|mm?|ss?", part)), None)
        if first is not None:
            parts[first] = f"[{parts[first]}]"
    if kind == "boolean-style" or not parts:
        return "General"
    return _language(element) * (kind == "date-style") + "".join(parts)


def _language(element: Element) -> str:
    """The tag of a style's language where its names of months are not English."""
    number = _locale(element)
    return f"[$-{number:X}]" if number and element.get(f"{NUMBER}language") != "en" else ""


def _locale(element: Element) -> int | None:
    name = f"{element.get(f'{NUMBER}language', '')}_{element.get(f'{NUMBER}country', '')}"
    return _PLACES.get(name.lower())


def _literal(text: str) -> str:
    return text if all(letter in " -/:()" for letter in text) else '"' + text.replace('"', "") + '"'


def _count(element: Element, name: str, default: int = 0) -> int:
    return min(whole(element.get(f"{NUMBER}{name}"), default), _MOST)


def _whole(element: Element) -> str:
    """The digits before the decimal point."""
    digits = _count(element, "min-integer-digits")
    if element.get(f"{NUMBER}grouping") == "true":
        padded = ("0" * digits).rjust(4, "#")
        return re.sub(r"(?<=.)(?=(?:.{3})+\Z)", ",", padded)
    return "0" * digits or "#"


def _number(element: Element) -> str:
    places = element.get(f"{NUMBER}decimal-places")
    if places is None and element.get(f"{NUMBER}grouping") != "true" and _count(element, "min-integer-digits") < 2:
        return "General"
    most = _count(element, "decimal-places")
    least = next((whole(v, most) for k, v in element.items() if local(k) == "min-decimal-places"), most)
    if element.get(f"{NUMBER}decimal-replacement") == "":
        least = 0
    decimals = "0" * min(least, most) + "#" * (most - min(least, most))
    factor = element.get(f"{NUMBER}display-factor", "1").partition(".")[0]
    scale = "," * (factor.count("0") // 3) if factor.rstrip("0") == "1" else ""
    return _embedded(element, _whole(element)) + ("." + decimals if most else "") + scale


def _embedded(element: Element, whole: str) -> str:
    """Texts between the digits, counted from the decimal point: the hyphens of a telephone number."""
    texts = {_count(child, "position"): child.text or "" for child in element if local(child.tag) == "embedded-text"}
    if not texts:
        return whole
    digits = whole.replace(",", "").rjust(max(texts), "#")
    made = ""
    for at, digit in enumerate(digits):
        left = len(digits) - at
        made += (_literal(texts[left]) if left in texts else "") + digit
    return made


def _scientific(element: Element) -> str:
    places = _count(element, "decimal-places")
    interval = next((int(v) for k, v in element.items() if local(k) == "exponent-interval" and v in {"2", "3"}), 1)
    whole = _whole(element).rjust(interval, "#")
    return f"{whole}{'.' if places else ''}{'0' * places}E+{'0' * max(_count(element, 'min-exponent-digits'), 1)}"


def _fraction(element: Element) -> str:
    below = whole(element.get(f"{NUMBER}denominator-value"))
    bottom = str(below) if below else "?" * max(_count(element, "min-denominator-digits"), 1)
    top = "?" * max(_count(element, "min-numerator-digits"), 1)
    mixed = element.get(f"{NUMBER}min-integer-digits")
    return f"{'' if mixed is None else _whole(element) + ' '}{top}/{bottom}"


def _symbol(element: Element, currency: str) -> str:
    """A currency's sign, with its country where it is said; the cell's own currency where it is not."""
    sign = (element.text or "").strip()
    number = _locale(element)
    if number:
        return f"[${sign}-{number:X}]"
    return f"[${currency or sign}]" if currency or sign else ""


def _long(element: Element, short: str, full: str) -> str:
    return full if element.get(f"{NUMBER}style") == "long" else short


def _month(element: Element) -> str:
    textual = element.get(f"{NUMBER}textual") == "true"
    return _long(element, "mmm", "mmmm") if textual else _long(element, "m", "mm")


def _seconds(element: Element) -> str:
    places = _count(element, "decimal-places")
    return _long(element, "s", "ss") + ("." + "0" * places if places else "")


_PARTS: Mapping[str, Callable[[Element], str]] = {
    "number": _number,
    "scientific-number": _scientific,
    "fraction": _fraction,
    "text": lambda element: "%" if (element.text or "") == "%" else _literal(element.text or ""),
    "text-content": lambda _: "@",
    "day": lambda element: _long(element, "d", "dd"),
    "month": _month,
    "year": lambda element: _long(element, "yy", "yyyy"),
    "day-of-week": lambda element: _long(element, "ddd", "dddd"),
    "hours": lambda element: _long(element, "h", "hh"),
    "minutes": lambda element: _long(element, "m", "mm"),
    "seconds": _seconds,
    "am-pm": lambda _: "AM/PM",
}
