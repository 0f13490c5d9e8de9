"""An amount as a person types it at a command: ``10000``, ``10,000.00``, ``GBP 10,000``."""

from __future__ import annotations

from dataclasses import replace

from toolkit.findings import Exit, ToolkitError
from toolkit.money import money, number_style
from toolkit.values import Currencies, Doubt, Money


def asked_amount(option: str, text: str, currencies: Currencies, usual: str = "") -> Money:
    """The amount of an option; ``usual`` is the currency where it names none.

    Raises ToolkitError (usage) for a text that is no amount, or could be two.
    """
    read = money(text, number_style([(text, "")]), "", replace(currencies, house=usual or currencies.house))
    if isinstance(read, Money) and read.amount > 0:
        return read
    readings = f" It could be {' or '.join(read.readings)}." if isinstance(read, Doubt) and read.readings else ""
    raise ToolkitError(
        f"{option} {text!r} is not an amount.{readings}",
        "Write it like 10000 or 10000.50, the currency before it where it is another than usual: GBP 10000.",
        code="usage",
        status=Exit.USAGE,
    )
