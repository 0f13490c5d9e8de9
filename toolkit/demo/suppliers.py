"""The suppliers' register: a comma-separated file with a byte order mark, kept for the accountant."""

from __future__ import annotations

import csv
from io import StringIO

from toolkit.demo.faults import Fault, Planting
from toolkit.demo.names import table
from toolkit.findings import column_letter

FILE = "Suppliers.csv"
HEADINGS = ("Code", "Name", "Kind", "Contact", "Address", "Country", "VAT number", "Currency", "Terms",
            "Diamond statement", "Notes")  # fmt: skip


def register(planting: Planting) -> bytes:
    """The register's bytes, its faults noted as planted."""
    suppliers = table("suppliers")["supplier"]
    rows = [[f"S{number:03d}", *row[:10]] for number, row in enumerate(suppliers, 1)]
    for number, row in enumerate(suppliers):
        if len(row) > 10:
            heading, kind, say = row[10:]
            column = HEADINGS.index(heading)
            cell = f"{column_letter(column + 1)}{number + 2}"
            planting.add(Fault(kind, FILE, None, cell, number + 2, rows[number][column], say))
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([HEADINGS, *rows])
    return text.getvalue().encode("utf-8-sig")
