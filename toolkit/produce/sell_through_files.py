"""The files of a sell-through: rendered in memory, looked at before they leave, and what decides "unchanged"."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

from toolkit import reports
from toolkit.contracts import Contract
from toolkit.files import read_only
from toolkit.guard import guarded
from toolkit.guard_brand import BrandSecrets
from toolkit.guard_words import Secret
from toolkit.house import House
from toolkit.names import safe_name
from toolkit.produce.foreign_form import Filled
from toolkit.produce.outcome import Look, identifier
from toolkit.reports.sell_through import SellThrough
from toolkit.reports.sell_through_csv import plain
from toolkit.reports.sell_through_total import facts, shown
from toolkit.reports.sell_through_words import imprint
from toolkit.reports.sell_through_workbook import TEMPLATES, workbook
from toolkit.templates import template


@dataclass(frozen=True, slots=True)
class Files:
    """What is to be made of a report, for which contract, in which formats."""

    house: House
    contract: Contract
    formats: tuple[str, ...]
    secrets: BrandSecrets

    def of(self, formats: tuple[str, ...]) -> Files:
        """The same in other formats."""
        return replace(self, formats=formats)

    def name(self, made: SellThrough) -> str:
        """``Sell-through-Aurelle-2026-10``; a draft says so."""
        brand = made.brand.replace(" ", "-")
        return safe_name(f"Sell-through-{brand}-{made.period.name}{'-draft' if made.draft else ''}")

    def render(self, made: SellThrough) -> dict[str, bytes]:
        """The files by name, in memory."""
        name, files = self.name(made), {}
        if "xlsx" in self.formats:
            form, blank = self._form(made), self._blank(made)
            if form:
                files[f"{name}{form.suffix}"] = form.data
            else:
                files[f"{name}.xlsx"] = workbook(made, blank.read_bytes(), name=blank.name)
        if "pdf" in self.formats:
            files[f"{name}.pdf"] = self._pdf(made, name)
        if "csv" in self.formats:
            files[f"{name}.csv"] = plain(made)
        return files

    def _pdf(self, made: SellThrough, name: str) -> bytes:
        from toolkit.render.pdf import pdf
        from toolkit.reports.sell_through_page import page

        house = self.house
        html = page(made, accent=house["house.accent"], paper=house["house.paper"], folder=house.folder / "html")
        called = identifier(made.number, made.revision, made.facts)
        return pdf(html, identifier=called, title=name, language=made.language)

    def _form(self, made: SellThrough) -> Filled | None:
        """The brand's own workbook, filled; None where the contract names none."""
        if not self.contract.template:
            return None
        from toolkit.produce.brand_form import filled

        path = self.house.folder / self.contract.template
        return filled(made, read_only(path), path.name)

    def notes(self, made: SellThrough) -> tuple[str, ...]:
        """What to know of the brand's own workbook: what it has no column for, what it asks for beyond the contract."""
        form = self._form(made) if "xlsx" in self.formats else None
        return tuple(f"The brand's workbook: {note}" for note in form.notes) if form else ()

    def _blank(self, made: SellThrough) -> Path:
        """The workbook's template: the brand's own, else ours in the report's language, or the house's of that name."""
        if self.contract.template:
            return self.house.folder / self.contract.template
        return template(TEMPLATES[made.language], "workbook_templates", self.house.folder)

    def content(self, made: SellThrough) -> str:
        """The digest that decides "unchanged": the facts but for the hour they were asked, and what shapes the pages.

        The same figures asked for again a day later are the same report.
        """
        digest = hashlib.sha256(facts(replace(made, as_at=datetime.combine(made.period.last, datetime.min.time()))))
        for key in ("house.accent", "house.paper"):
            digest.update(f"{key}={self.house[key]}\n".encode())
        if "xlsx" in self.formats:
            digest.update(read_only(self._blank(made)))
        if "pdf" in self.formats:
            for name in _pages():
                digest.update(template(name, "reports/html", self.house.folder).read_bytes())
        digest.update(",".join(sorted(self.formats)).encode())
        return digest.hexdigest()

    def look(self, made: SellThrough) -> Look:
        """How finished files are looked at: the brand sees its own figures, and nothing else that the house knows."""
        known: list[Secret] = []

        def look(files: Mapping[str, bytes]) -> None:
            known[:] = known or self.secrets.of(self.contract)
            guarded(files, known, tuple(self._allowed(made)), self._received(made, files))

        return look

    def _received(self, made: SellThrough, files: Mapping[str, bytes]) -> dict[str, bytes]:
        """The workbook's template under its file's name: what stands in it already is nobody's secret."""
        books = [name for name in files if name.endswith((".xlsx", ".xlsm"))]
        return dict.fromkeys(books, read_only(self._blank(made))) if books else {}

    def _allowed(self, made: SellThrough) -> Iterator[str]:
        """What the report prints by right: who writes to whom, its figures and references; no descriptions."""
        house, contract = self.house, self.contract
        yield from (made.house_name, made.house_address, made.door, made.brand, made.representative)
        yield from (house["house.email"], house["mail.from"], contract.email, *contract.cc)
        rows = (*made.rows, *made.collections, made.total, *made.consigned)
        descriptions = {row.description for row in rows}
        measured = (figure for row in rows for figure in (row.cover.weeks, row.turn) if figure is not None)
        yield from (format(figure.quantize(Decimal("0.1"), ROUND_HALF_UP), "f") for figure in measured)
        yield from (words for words in shown(made) if words not in descriptions)
        yield from (imprint(made), made.facts)


@cache
def _pages() -> tuple[str, ...]:
    """The names of every template that a sell-through's page is made from."""
    folder = Path(next(iter(reports.__path__))) / "html"
    return ("base.html", "house.css", *sorted(path.name for path in folder.glob("sell-through*")))
