"""From a text file to a Grid: encoding and separator found and stated, every value text as it stands."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice, zip_longest

from toolkit.readers.encoding import decode
from toolkit.readers.grid import Grid, Raw
from toolkit.readers.refusals import damaged, too_large

SEPARATORS = {";": ";", "\t": "tab", "|": "|", ",": ","}
"""Candidates in the order preferred where the evidence is equal, and how they are named."""

_NONE = "\x1f"
_DECLARED = re.compile(r"sep=(.)\r?\n?\Z", re.IGNORECASE)
_NUMBER = re.compile(r"[^A-Za-z]*\d[^A-Za-z]*\Z")
_SAMPLE_RECORDS = 400
_HEADING_DEPTH = 30
_ENOUGH = 0.5
_HEADED = 1.5
_RAGGED = 0.6
_SURE_AREA = 20_000_000
_SPARSE = 20


def read_delimited(data: bytes, file: str) -> tuple[Grid, str]:
    """The one sheet of a text file, and its format: ``csv``, ``tsv`` or ``txt`` (one column)."""
    text, encoding = decode(data, file)
    notes = []
    if "\x00" in text:
        text = text.replace("\x00", "")
        notes.append("NUL characters left out")
    lines = list(io.StringIO(text, newline=""))
    declared = _DECLARED.match(lines[0]) if lines else None
    skipped = 1 if declared else 0
    separator = declared[1] if declared else _separator(lines)
    named = f"separator {SEPARATORS.get(separator, separator)}" if separator else "no separator, one column"
    records, starts = _records(lines[skipped:], separator or _NONE, file, skipped)
    columns = _columns(records, file)
    height = len(columns[0]) if columns else 0
    numbers = starts[:height]
    return Grid(
        file,
        None,
        columns,
        notes=(f"read as {encoding}, {named}", *notes),
        lines=numbers if numbers != list(range(1, height + 1)) else None,
    ), {"\t": "tsv", None: "txt"}.get(separator, "csv")


def _separator(lines: Sequence[str]) -> str | None:
    """The separator that cuts the most records into the same number of fields, best of all under a heading."""
    best = max(SEPARATORS, key=lambda candidate: _evidence(lines, candidate))
    return best if _evidence(lines, best) >= _ENOUGH else None


def _evidence(lines: Sequence[str], separator: str) -> float:
    with _any_size(lines):
        reader = csv.reader(lines, delimiter=separator)
        records = [record for record in islice(reader, _SAMPLE_RECORDS) if any(field.strip() for field in record)]
    widths = Counter(len(record) for record in records if len(record) > 1)
    if not widths:
        return 0.0
    width, count = widths.most_common(1)[0]
    # Rows that lost or gained a field still count, for less: they are cut, only not alike.
    share = max(count, widths.total() * _RAGGED) / len(records)
    headed = any(len(record) == width and _heading(record) for record in records[:_HEADING_DEPTH])
    return share * (_HEADED if headed else 1) * (1 - 0.5 / width)


def _heading(record: Sequence[str]) -> bool:
    """Whether a record could be the headings: words, nearly all different, no numbers, hardly a blank."""
    filled = [field for field in record if field.strip()]
    return len(set(filled)) * 4 >= len(record) * 3 and not any(_NUMBER.match(field) for field in filled)


class _any_size:  # noqa: N801 - reads as a verb in the with statement
    """Lifts the csv module's limit on one field for a while, as far as the text reaches."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.size = sum(map(len, lines)) + 1
        self.before = 0

    def __enter__(self) -> None:
        self.before = csv.field_size_limit(max(self.size, csv.field_size_limit()))

    def __exit__(self, *_error: object) -> None:
        csv.field_size_limit(self.before)


def _records(lines: Sequence[str], separator: str, file: str, skipped: int) -> tuple[list[list[str]], list[int]]:
    """The records and the line of the file on which each begins."""
    with _any_size(lines):
        reader = csv.reader(lines, delimiter=separator)
        records = list(reader)
        if reader.line_num == len(records):  # each on a line of its own
            return records, list(range(skipped + 1, skipped + len(records) + 1))
        reader = csv.reader(lines, delimiter=separator)
        starts, start, last = [], 0, 0
        for _ in reader:
            starts.append(start + skipped + 1)
            last, start = start, reader.line_num
        if records and start - last > 1 and _unclosed(lines[last:], separator):
            raise damaged(
                file, f"line {last + skipped + 1} opens a quotation mark that is never closed, so every line below "
                "would be one cell"
            )  # fmt: skip
    return records, starts


def _unclosed(lines: Iterable[str], separator: str) -> bool:
    """Whether a record ends with the file inside a quotation."""
    try:
        for _ in csv.reader(lines, delimiter=separator, strict=True):
            pass
    except csv.Error as error:
        return "end of data" in str(error)
    return False


def _columns(records: list[list[str]], file: str) -> list[list[Raw]]:
    """The records as columns of equal length, blank where a record is short; nothing after the last value."""
    width = 0
    for record in records:
        if len(record) > width:
            width = max(width, _reach(record))
    while records and not _reach(records[-1]):
        records.pop()
    area = width * len(records)
    if area > _SURE_AREA and sum(map(len, records)) * _SPARSE < area:
        longest = max(range(len(records)), key=lambda at: len(records[at]))
        raise too_large(
            file,
            f"row {longest + 1} has {width:,} fields, most rows far fewer",
            "Open the file in a text editor, look at that row, and split or delete it.",
        )
    transposed = islice(zip_longest(*records, fillvalue=""), width)
    return [[value or None for value in column] for column in transposed]


def _reach(record: Sequence[str]) -> int:
    """The number of fields up to the last that is not blank."""
    return next((at for at in range(len(record), 0, -1) if record[at - 1]), 0)
