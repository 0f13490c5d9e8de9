"""A house with documents to verify: small PDFs and workbooks, issued through the real ledger; and hands to tamper."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import openpyxl
import pikepdf

from tests.houses import STOCK, make, table
from toolkit.files import digest
from toolkit.ledger import Identity, Ledger
from toolkit.produce.outcome import Document, Outcome, Render, release

AT = datetime.fromisoformat("2026-10-31T18:00:00+00:00")
PIECES = ("W1", "W2", "W3")


def pdf(words: str, keywords: str = "") -> bytes:
    """One page that prints the words, with keywords in its properties."""
    made = pikepdf.new()
    made.add_blank_page(page_size=(595, 842))
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica,
    )  # fmt: skip
    made.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=made.make_indirect(font)))
    made.pages[0].Contents = made.make_stream(f"BT /F1 12 Tf 60 700 Td ({words}) Tj ET".encode())
    if keywords:
        made.docinfo["/Keywords"] = keywords
    out = io.BytesIO()
    made.save(out, deterministic_id=True)
    return out.getvalue()


def workbook(words: str, identifier: str = "") -> bytes:
    """A sheet that holds the words, with an identifier in its properties."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["A1"] = words
    book.properties.identifier = identifier or None
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rendering(content: str, subject: str) -> Render:
    """A PDF and a workbook that say their number everywhere."""

    def render(number: str, revision: int) -> Mapping[str, bytes]:
        words = f"{number}, revision {revision} of {subject}: {content}"
        return {
            f"{subject}.pdf": pdf(words, f"{number} revision {revision}"),
            f"{subject}.xlsx": workbook(words, number),
        }

    return render


def produce(house: Path, subject: str = "W1", content: str = "one", *, overwrite: bool = False) -> Outcome:
    """Issue the dossier of a piece with this content."""
    document = Document(
        identity=Identity("dossier", subject, "2026-10-31", "client"),
        series="D-2026",
        content=digest(content.encode()),
        folder=house / "documents" / "dossiers",
        facts=f"{subject} {content}".encode(),
        at=AT,
        sources=(("Stock.xlsx", digest(b"stock")),),
    )
    return release(house, document, rendering(content, subject), overwrite=overwrite)


def issued_house(folder: Path) -> Path:
    """A house with three dossiers, the second of them in its second revision: D-2026-001 to 003."""
    make(folder, {"stock.csv": table(STOCK, [("W1", "Watch", "2024-03-05", "", "800", "GBP")])})
    for subject in PIECES:
        produce(folder, subject)
    produce(folder, "W2", "two", overwrite=True)
    return folder


def paper(house: Path, subject: str = "W1", suffix: str = "pdf") -> Path:
    """A document in the house's folder."""
    return house / "documents" / "dossiers" / f"{subject}.{suffix}"


def attack(house: Path, *statements: str) -> None:
    """Run statements on the ledger as a database program would, its locks taken away and put back."""
    db = sqlite3.connect(house / ".boutique" / "ledger.sqlite")
    triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        db.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        changed = db.execute(statement)
        assert changed.rowcount, f"nothing was hit: {statement}"
    for _, sql in triggers:
        db.execute(sql)
    db.commit()
    db.close()


def signs(house: Path) -> set[tuple[str, str]]:
    """What an audit finds: the code and the number of each."""
    with Ledger.rehearse(house) as ledger:
        return {(trouble.code, trouble.number) for trouble in ledger.audit()}
