"""OpenDocument sheets spelt out cell by cell: a second pen, that knows nothing of the reader."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from itertools import groupby
from xml.sax.saxutils import escape

from tests.raw_workbooks import zipped
from toolkit.readers.grid import CellError

URN = "urn:oasis:names:tc:opendocument:xmlns:"
CALCULATED = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
SPACES = (
    f'xmlns:office="{URN}office:1.0" xmlns:table="{URN}table:1.0" xmlns:text="{URN}text:1.0" '
    f'xmlns:style="{URN}style:1.0" xmlns:number="{URN}datastyle:1.0" xmlns:fo="{URN}xsl-fo-compatible:1.0" '
    f'xmlns:draw="{URN}drawing:1.0" xmlns:calcext="{CALCULATED}"'
)
KIND = "application/vnd.oasis.opendocument.spreadsheet"
_SPACES = re.compile(r"(?<= ) +|^ +| +$")


def document(
    sheets: str, *, styles: str = "", settings: str = "", more: Mapping[str, str | bytes] | None = None
) -> bytes:
    """A document's bytes."""
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:spreadsheet>{settings}{sheets}</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"mimetype": KIND, "content.xml": content, **(more or {})})


def of_rows(rows: Sequence[Sequence[object]]) -> bytes:
    """A document of one sheet; cells and rows that are alike are written once with a count, as every program does."""
    lines = ("".join(_cell(value, times) for value, times in _runs(row)) for row in rows)
    body = "".join(
        f'<table:table-row table:number-rows-repeated="{times}">{line}</table:table-row>'
        for line, times in _runs(lines)
    )
    return document(f'<table:table table:name="Stock">{body}</table:table>')


def _runs(values: object) -> list[tuple[object, int]]:
    """Values with how often each follows itself; 1, 1.0 and True are three values."""
    runs = [list(group) for _, group in groupby(values, key=lambda value: (type(value), repr(value)))]  # type: ignore[call-overload]
    return [(run[0], len(run)) for run in runs]


def _cell(value: object, times: int) -> str:
    """One cell, so many times."""
    repeated = f'table:number-columns-repeated="{times}"'
    if value is None:
        return f"<table:table-cell {repeated}/>"
    kind, shown = _typed(value)
    return f"<table:table-cell {repeated} {kind}>{shown}</table:table-cell>"


def _typed(value: object) -> tuple[str, str]:
    """What a cell's attributes and its paragraphs say."""
    if isinstance(value, bool):
        return f'office:value-type="boolean" office:boolean-value="{str(value).lower()}"', _paragraphs(
            str(value).upper()
        )
    if isinstance(value, int | float):
        return f'office:value-type="float" office:value="{value!r}"', _paragraphs("?")
    if isinstance(value, datetime | date):
        return f'office:value-type="date" office:date-value="{value.isoformat()}"', _paragraphs("?")
    if isinstance(value, time):
        return f'office:value-type="time" office:time-value="{value:PT%HH%MM%SS}"', _paragraphs("?")
    if isinstance(value, CellError):
        said = 'table:formula="of:=NA()" office:value-type="string" office:string-value="" calcext:value-type="error"'
        return said, _paragraphs(str(value))
    return 'office:value-type="string"', _paragraphs(str(value))


def _paragraphs(text: str) -> str:
    """A text in paragraphs, its lines; what XML would take for one space or for none is spelt out."""
    lines = ("".join(map(_piece, re.split(r"(\t)", line))) for line in text.split("\n"))
    return "".join(f"<text:p>{line}</text:p>" for line in lines)


def _piece(text: str) -> str:
    if text == "\t":
        return "<text:tab/>"
    return _SPACES.sub(lambda found: f'<text:s text:c="{len(found[0])}"/>', escape(text))
