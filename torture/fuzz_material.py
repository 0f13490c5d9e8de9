"""What the readers are fed: honest small files, the project's own and those of outsiders where they are at hand."""

from __future__ import annotations

import functools
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from struct import pack

from bench.measure import ROOT
from tests import raw_open_documents, raw_records
from tests.houses import make, table
from tests.letter_houses import maison
from tests.worklists import house_of, listed_of
from toolkit.readers.grid import CellError
from torture.register import HEADINGS, pieces

SMALL = 30_000
_OUTSIDE = ROOT.parent / "shared" / "outside" / "workbooks"
_OWN = ROOT / "tests" / "registers"
_KINDS = ("xlsx", "xlsm", "xlsb", "ods", "xls", "csv", "txt", "tsv")
_VALUES = ("W1", "  a\tb\n", 12.5, -0.0, date(2026, 10, 31), datetime(2026, 10, 31, 14, 2), time(14, 2), True, None,
           CellError("#N/A"))  # fmt: skip


@functools.cache
def material() -> Mapping[str, Sequence[bytes]]:
    """The small files by kind, those of outsiders too where they are at hand, always in the same order."""
    found: dict[str, list[bytes]] = {"ods": [raw_open_documents.of_rows([_VALUES] * 5)], "xls": [old_workbook()]}
    for folder in (_OWN, _OUTSIDE):
        for path in sorted(folder.rglob("*")) if folder.exists() else ():
            kind = path.suffix[1:].lower()
            if path.is_file() and path.stat().st_size <= SMALL and kind in _KINDS:
                found.setdefault("csv" if kind in {"txt", "tsv"} else kind, []).append(path.read_bytes())
    found |= _ours()
    return found


@functools.cache
def register() -> tuple[str, bytes]:
    """A stock register of a few pieces, and the house file that says what its columns mean."""
    with tempfile.TemporaryDirectory(prefix="fuzz-own-") as name:
        folder = make(Path(name), {"Stock.csv": table(HEADINGS, pieces(40))}, house_currency="GBP", house_country="GB")
        house, stock = (folder / "boutique.toml").read_text("utf-8"), (folder / "Stock.csv").read_bytes()
    return house.replace("Stock.csv", "Stock.stock"), stock


def _ours() -> dict[str, list[bytes]]:
    """What the program itself writes and takes back: lists with answers, templates of letters and of workbooks."""
    with tempfile.TemporaryDirectory(prefix="fuzz-own-") as name:
        listed = listed_of(house_of(Path(name) / "list")) / "Work.xlsx"
        drafted = maison(Path(name) / "letters")
        drafted.draft()
        answered = {
            "stock": [register()[1]],
            "worklist": [listed.read_bytes()],
            "review": [drafted.review.read_bytes()],
        }
    templates = {"letter": "letter_templates/*.docx", "form": "workbook_templates/*.xlsx"}
    return answered | {
        kind: [path.read_bytes() for path in sorted(ROOT.glob(pattern))] for kind, pattern in templates.items()
    }


def old_workbook() -> bytes:
    """A small old workbook with texts, numbers, dates and a formula."""
    cells = b"".join(
        raw_records.label(row, 0, f"W{row:04}") + raw_records.number(row, 1, 45_000.5 + row, 21)
        for row in range(8)
    ) + raw_records.formula(9, 1, pack("<d", 12.5))  # fmt: skip
    styles = raw_records.style() * 21 + raw_records.style(format=14)
    return raw_records.compound({"Workbook": raw_records.stream(("Stock", cells), ("-Old", cells), styles=styles)})
