"""The suppliers' register: a comma-separated file with a byte order mark, kept for the accountant."""

from __future__ import annotations

from typing import Any

from toolkit.demo.faults import Planting
from toolkit.demo.names import table
from toolkit.demo.planter import Planter
from toolkit.demo.text import Text
from toolkit.demo.workbook import Column

FILE = "Suppliers.csv"
KEYS = ("name", "kind", "contact", "address", "country", "vat_no", "currency", "terms", "statement", "notes")
HEADINGS = ("Name", "Kind", "Contact", "Address", "Country", "VAT number", "Currency", "Terms", "Diamond statement",
            "Notes")  # fmt: skip
BANK = (
    Column("company_no", "Company no"),
    Column("iban", "IBAN"),
    Column("bic", "BIC"),
    Column("eori", "EORI"),
    Column("email", "E-mail"),
)
COLUMNS = (Column("code", "Code"), *(Column(k, h) for k, h in zip(KEYS, HEADINGS, strict=True)), *BANK)


DRIFTED = {"contact": "", "terms": "Payment terms", "pigeonhole": "Pigeonhole"}
"""What the accountant did to the columns since they were mapped: one gone, one renamed, one new."""
DRIFT = (
    ("column-missing", "address", "The column Contact, which stood here, is gone."),
    ("column-renamed", "terms", "The column Terms has another heading now."),
    ("column-unmapped", "pigeonhole", "A column that nobody told the program about."),
)


def _columns() -> tuple[Column, ...]:
    """The columns as they are now."""
    kept = [Column(column.key, DRIFTED.get(column.key, column.heading)) for column in COLUMNS]
    return (*(column for column in kept if column.heading), Column("pigeonhole", DRIFTED["pigeonhole"]))


def register(planting: Planting, *, earlier: bool = False) -> bytes:
    """The register's bytes, its faults noted as planted; ``earlier``, as it stood when its columns were mapped."""
    listed = table("suppliers")
    rows = listed["supplier"] + ([] if planting.clean else listed["again"])
    suppliers: dict[str, dict[str, Any]] = {
        f"S{number:03d}": dict(zip(KEYS, row, strict=True)) for number, row in enumerate(rows, 1)
    }
    drifted = not (planting.clean or earlier)
    text = Text(FILE, _columns() if drifted else COLUMNS, planting)
    text.heading()
    text.rows["heading"] = 1
    for code, row in suppliers.items():
        text.record(code, {"code": code, **row, **listed["bank"].get(row["name"], {})})
    if drifted:
        for kind, key, say in DRIFT:
            brings = ("column-unmapped",) if kind == "column-renamed" else ()
            text.note(kind, "heading", key, str(text.read("heading", key)), say, brings)
        Planter(text, suppliers, step=3).plant_table("suppliers")
    return text.bytes("utf-8-sig")
