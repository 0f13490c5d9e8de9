"""Numbers as Excel writes them: General, and digits through a format's placeholders.

Excel keeps fifteen significant digits, rounds halves away from zero, and fills placeholders from the
decimal point outwards; literals may stand anywhere between them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal

from toolkit.readers.format_codes import Part, Section

_WIDE = Context(prec=400, Emax=999_999, Emin=-999_999)
_WIDTH = 11
"""Characters General has for a number, without its sign."""
_DIGITS = 15
_PADDING = {"0": "0", "?": " ", "#": ""}


def exact(value: float) -> Decimal:
    """The number with the fifteen digits Excel knows of it."""
    return Decimal(value) if isinstance(value, int) and abs(value) < 10**_DIGITS else Decimal(f"{value:.14e}")


def general(value: float) -> str:
    """A number in the format General."""
    if not math.isfinite(value):
        return "#NUM!"
    number = exact(value)
    sign, number = ("-" if number < 0 else ""), abs(number)
    if not number:
        return "0"
    plain = _plain(number)
    if len(plain) <= _WIDTH and "E" not in plain:
        return sign + plain
    if number.adjusted() >= -4:
        room = max(_WIDTH - 1 - max(number.adjusted() + 1, 1), 0)
        rounded = _plain(_round(number, room))
        if len(rounded) <= _WIDTH:
            return sign + rounded
    return sign + _scientific(number)


def _plain(number: Decimal) -> str:
    """Without exponent and without zeros at the end of the decimals."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _round(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _WIDE)


def _scientific(number: Decimal) -> str:
    """One digit, up to five decimals as the width allows, and an exponent of two digits or more."""
    power = number.adjusted()
    for _ in range(2):
        room = _WIDTH - 4 - max(len(str(abs(power))), 2)
        mantissa = _round(number.scaleb(-power, _WIDE), room)
        if mantissa < 10:
            break
        power += 1
    return f"{_plain(mantissa)}E{'-' if power < 0 else '+'}{abs(power):02d}"


def shown_number(section: Section, value: float) -> str:
    """A number without its sign through a section of digits; General inside the section stands for itself."""
    if not math.isfinite(value):
        return "#NUM!"
    hundreds = 2 * sum(part.kind == "percent" for part in section.parts)
    parts, thousands, number = _commas(section.parts, abs(exact(value)).scaleb(hundreds, _WIDE))
    kinds = [part.kind for part in parts]
    if "power" in kinds:
        return _power(parts, kinds.index("power"), number)
    if "slash" in kinds and (fraction := _fraction(parts, kinds.index("slash"), number)) is not None:
        return fraction
    return _decimal(parts, number, thousands=thousands)


def _commas(parts: Sequence[Part], number: Decimal) -> tuple[list[Part], bool, Decimal]:
    """Commas between digits group thousands; commas right after the last digit divide by a thousand each."""
    point = next((at for at, part in enumerate(parts) if part.kind in {"point", "power"}), len(parts))
    whole = [at for at, part in enumerate(parts[:point]) if part.kind == "digit"]
    kept: list[Part] = []
    thousands, scale = False, 0
    for at, part in enumerate(parts):
        if part.kind != "comma":
            kept.append(part)
        elif whole and whole[0] < at < whole[-1]:
            thousands = True
        elif _after_digits(parts, at):
            scale += 3
        else:
            kept.append(Part("literal", part.text))
    return kept, thousands, number.scaleb(-scale, _WIDE)


def _after_digits(parts: Sequence[Part], at: int) -> bool:
    while at and parts[at].kind == "comma":
        at -= 1
    return parts[at].kind in {"digit", "point"}


def _decimal(parts: Sequence[Part], number: Decimal, *, thousands: bool = False) -> str:
    """The number through placeholders before and after the decimal point."""
    point = next((at for at, part in enumerate(parts) if part.kind == "point"), len(parts))
    places = sum(part.kind == "digit" for part in parts[point:])
    rounded = _round(number, places)
    whole, _, decimals = f"{rounded:f}".partition(".")
    holders = any(part.kind == "digit" for part in parts[:point])
    first = _integer(parts[:point], whole.lstrip("0"), thousands=thousands)
    if not holders and point < len(parts):
        first += whole.lstrip("0")
    return first + _decimals(parts[point:], decimals.rstrip("0"))


def _integer(parts: Sequence[Part], digits: str, *, thousands: bool = False) -> str:
    """Digits from the right into the placeholders; the leftmost placeholder takes all that are left."""
    first = next((at for at, part in enumerate(parts) if part.kind == "digit"), -1)
    made: list[str] = []
    written = 0
    for at in range(len(parts) - 1, -1, -1):
        part = parts[at]
        if part.kind != "digit":
            made.append(part.text)
            continue
        taken = len(digits) if at == first else min(1, len(digits))
        own, digits = (digits[len(digits) - taken :], digits[: len(digits) - taken]) if taken else ("", digits)
        for letter in reversed(own or _PADDING[part.text]):
            if thousands and written and written % 3 == 0:
                made.append("," if letter != " " else " ")
            made.append(letter)
            written += 1
    return "".join(reversed(made))


def _decimals(parts: Sequence[Part], digits: str) -> str:
    made, used = [], 0
    for part in parts:
        if part.kind != "digit":
            made.append(part.text)
            continue
        made.append(digits[used] if used < len(digits) else _PADDING[part.text])
        used += 1
    return "".join(made)


def _power(parts: Sequence[Part], at: int, number: Decimal) -> str:
    """Scientific: as many digits before the point as there are placeholders, the exponent a multiple of them."""
    mantissa, exponent = parts[:at], parts[at + 1 :]
    point = next((n for n, part in enumerate(mantissa) if part.kind == "point"), len(mantissa))
    wide = sum(part.kind == "digit" for part in mantissa[:point])
    places = sum(part.kind == "digit" for part in mantissa[point:])
    power = number.adjusted() if number else 0
    power = power + 1 if not wide else power - power % wide
    scaled = _round(number.scaleb(-power, _WIDE), places)
    if scaled and scaled.adjusted() >= max(wide, 1 if wide else 0):
        power += max(wide, 1)
        scaled = _round(number.scaleb(-power, _WIDE), places)
    sign = "-" if power < 0 else "+" if parts[at].text.endswith("+") else ""
    return _decimal(mantissa, scaled) + "E" + sign + _integer(exponent, str(abs(power)).lstrip("0"))


def _fraction(parts: Sequence[Part], slash: int, number: Decimal) -> str | None:
    """A fraction: whole part, numerator, denominator; None where the slash has no digits on both sides."""
    end = slash
    while end and parts[end - 1].kind == "literal" and not parts[end - 1].text.strip():
        end -= 1
    start = end
    while start and parts[start - 1].kind == "digit":
        start -= 1
    below, after = _denominator(parts, slash + 1)
    if start == end or below is None:
        return None
    mixed = any(part.kind == "digit" for part in parts[:start])
    if isinstance(below, int):
        top, bottom = _nearest(number, below)
    else:
        top, bottom = _convergent(number, 10 ** len(below) - 1)
    whole = 0
    if mixed:
        whole, top = divmod(top, bottom)
    first = _integer(parts[:start], str(whole or ""))
    if mixed and not top:
        if not whole and not first.strip():
            first = _integer([Part("digit", "0") if p.kind == "digit" else p for p in parts[:start]][-2:], "")
        return first + "".join(part.text for part in parts[after:] if part.kind in {"literal", "percent"})
    above = _integer(parts[start:end], str(top or ""))
    under = str(bottom) if isinstance(below, int) else str(bottom).ljust(len(below))
    rest = "".join(part.text for part in parts[after:] if part.kind in {"literal", "percent"})
    return f"{first}{above or '0'}/{under}{rest}"


def _denominator(parts: Sequence[Part], at: int) -> tuple[str | int | None, int]:
    """The denominator, as placeholders or as a number, and where it ends."""
    while at < len(parts) and parts[at].kind == "literal" and not parts[at].text.strip():
        at += 1
    text = ""
    while at < len(parts) and (parts[at].kind == "digit" or parts[at].text.isdecimal()):
        text += parts[at].text
        at += 1
    if text[:1] in "123456789" and text.isdecimal():
        return int(text), at
    return text or None, at


def _nearest(number: Decimal, bottom: int) -> tuple[int, int]:
    return int(_round(number * bottom, 0)), bottom


def _convergent(number: Decimal, limit: int) -> tuple[int, int]:
    """The last convergent of the continued fraction whose denominator fits, as Excel has it."""
    tops, bottoms = (0, 1), (1, 0)
    rest = number
    while True:
        step = int(rest.to_integral_value(ROUND_FLOOR))
        top, bottom = step * tops[1] + tops[0], step * bottoms[1] + bottoms[0]
        if bottom > limit:
            return tops[1], bottoms[1]
        if rest - step < Decimal("0.00000005"):
            return top, bottom
        tops, bottoms = (tops[1], top), (bottoms[1], bottom)
        rest = 1 / (rest - step)
