"""The files of a schedule: rendered in memory, looked at before they leave, and the digest that decides "unchanged"."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit import reports
from toolkit.house import House
from toolkit.produce.broker_file import Sent
from toolkit.produce.outcome import Look, identifier
from toolkit.produce.reading import Checked
from toolkit.reports.insurance import Schedule
from toolkit.reports.insurance_page_pieces import PiecePage
from toolkit.reports.insurance_sums import page_figures
from toolkit.reports.insurance_total import facts, shown
from toolkit.reports.insurance_workbook import TEMPLATES, workbook
from toolkit.templates import template

if TYPE_CHECKING:
    from toolkit.guard_words import Secret

_BROKER = "-broker"


@dataclass(frozen=True, slots=True)
class Files:
    """What is to be made of a schedule: in which formats, the broker's workbook filled, the pages of single pieces."""

    checked: Checked
    formats: tuple[str, ...]
    broker: Sent | None
    pieces: tuple[PiecePage, ...]

    @property
    def house(self) -> House:
        """The house."""
        return self.checked.house

    def of(self, formats: tuple[str, ...]) -> Files:
        """The same in other formats."""
        return replace(self, formats=formats)

    def name(self, made: Schedule) -> str:
        """``Schedule-2026-10-31``; with the time where it is not closing time, and ``-draft`` for a draft."""
        day = made.as_at.date().isoformat()
        time = "" if made.as_at.time() == self.house.closing else f"-{made.as_at:%H%M}"
        return f"Schedule-{day}{time}{'-draft' if made.draft else ''}"

    def render(self, made: Schedule) -> dict[str, bytes]:
        """The files by name, in memory."""
        name, files = self.name(made), {}
        if "xlsx" in self.formats:
            blank = self._blank(made)
            files[f"{name}.xlsx"] = workbook(made, blank.read_bytes(), closing=self.house.closing, name=blank.name)
            if self.broker:
                # Nothing within it is ours to write on, so its name says which schedule it is.
                filled = self.broker.filled
                files[f"{name}{_BROKER}{f' {made.number}' if made.number else ''}{filled.suffix}"] = filled.data
        if "pdf" in self.formats:
            files[f"{name}.pdf"] = self._pdf(made, name)
        if "json" in self.formats:
            files[f"{name}.json"] = facts(made)
        return files

    def _pdf(self, made: Schedule, name: str) -> bytes:
        from toolkit.render.pdf import pdf
        from toolkit.reports.insurance_page import page

        house = self.house
        html = page(made, accent=house["house.accent"], paper=house["house.paper"], closing=house.closing,
                    folder=house.folder / "html", pieces=self.pieces)  # fmt: skip
        called = identifier(made.number, made.revision, made.facts)
        return pdf(html, identifier=called, title=name, language=made.language)

    def _blank(self, made: Schedule) -> Path:
        """The workbook template in the schedule's language: the house's own, else ours."""
        return template(TEMPLATES[made.language], "workbook_templates", self.house.folder)

    def content(self, made: Schedule) -> str:
        """The digest that decides "unchanged": the facts, the formats, and all that shapes the pages."""
        digest = hashlib.sha256(made.facts.encode())
        for key in ("house.accent", "house.paper", "house.closing_time"):
            digest.update(f"{key}={self.house[key]}\n".encode())
        if "xlsx" in self.formats:
            digest.update(self._blank(made).read_bytes())
            digest.update(self.broker.received if self.broker else b"")
        if "pdf" in self.formats:
            for name in _templates():
                digest.update(template(name, "reports/html", self.house.folder).read_bytes())
            for piece in self.pieces:
                digest.update(repr(piece).encode())
        digest.update(",".join(sorted(self.formats)).encode())
        return digest.hexdigest()

    def attached(self, files: Mapping[str, bytes]) -> dict[str, bytes]:
        """What of the document goes to the broker: his own workbook, else ours, and the PDF."""
        books = {name: data for name, data in files.items() if name.endswith((".xlsx", ".xlsm"))}
        his = {name: data for name, data in books.items() if _BROKER in name}
        return {**(his or books), **{name: data for name, data in files.items() if name.endswith(".pdf")}}

    def look(self, made: Schedule) -> Look:
        """How finished files are looked at: the insurer sees what the lines print, and nothing else we know."""
        known: list[Secret] = []

        def look(files: Mapping[str, bytes]) -> None:
            from toolkit.guard import guarded
            from toolkit.guard_secrets import secrets

            known[:] = known or secrets(self.checked.registers, self.house, "insurer")
            his = {name: self.broker.received for name in files if self.broker and _BROKER in name}
            printed = (format(abs(figure), "f") for figure in page_figures(made))
            guarded(files, known, (*shown(made), *printed), his)

        return look


@cache
def _templates() -> tuple[str, ...]:
    """The names of every template that a schedule's pages are made from."""
    folder = Path(next(iter(reports.__path__))) / "html"
    return ("base.html", "house.css", *sorted(path.name for path in folder.glob("schedule*")))
