"""The sell-through as a plain file, for the brand's machine: one header, one row a reference, nothing to be undone.

UTF-8, days as ISO writes them, units as integers, amounts with a decimal point, codes and bar codes as text, the
currency and the formula in columns of their own, no row of totals. ``stock`` says whose the pieces are: ``own`` was
sold in, ``consigned`` is still the brand's.
"""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal

from toolkit.reports.sell_through import Row, SellThrough
from toolkit.reports.sell_through_columns import Part, Value, parts

HEAD = ("door", "brand", "stock", "period", "period_first", "period_last", "as_at", "report", "revision", "formula")
"""What every row says of the report it belongs to. ``formula`` is the version of the sell-through: A, B, C or D."""

# What a spreadsheet would compute: a sign at the start of a cell, wherever its own separator may cut one. A plain
# number, a percentage or a telephone number behind plus or minus is harmless, and stays as it is.
_COMPUTED = re.compile(r"""(^|[;,"]\s*)(?=[=@]|[+\-](?![\d\s().,/%-]*(?:$|[;,"])))""")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")
_GUARD = "'"


def plain(made: SellThrough) -> bytes:
    """The file."""
    columns = parts(made)
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow((*HEAD, *map(_heading, columns)))
    for stock, rows in (("own", made.rows), ("consigned", made.consigned)):
        for row in rows:
            writer.writerow((*_head(made, stock), *(_cell(part, row) for part in columns)))
    return stream.getvalue().encode()


def _heading(part: Part) -> str:
    """A column's name: the contract's word, and what a machine must know of it."""
    return {"of": "sell_through_of", "rate": "sell_through", "cover": "cover_weeks", "sales": "net_sales"}.get(
        part.key, part.key
    )


def _head(made: SellThrough, stock: str) -> tuple[str | int, ...]:
    """What a row says of the report."""
    named = (made.period.name, made.period.first.isoformat(), made.period.last.isoformat())
    number = (safe(made.number), made.revision) if made.number else ("", "")
    return (safe(made.door), safe(made.brand), stock, *named, made.as_at.isoformat(), *number, made.formula)


def _cell(part: Part, row: Row) -> str | int:
    """One cell. What is not known or cannot be divided is left empty, never nought."""
    value: Value = part.value(row)
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value, "f")
    return value if isinstance(value, int) else safe(value)


def safe(text: str) -> str:
    """A text on one line that no spreadsheet computes; ``+44 20`` and ``-10%`` are not touched."""
    return _COMPUTED.sub(rf"\1{_GUARD}", _CONTROLS.sub(" ", text).strip())
