"""Dossiers from register to issued files: read, build, render, look at the finished file, seal, release; one by one.

One piece that cannot be told of never stops the others: it is withheld with the cells that would release it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.files import digest
from toolkit.findings import Exit, Place, ToolkitError
from toolkit.ledger import Identity
from toolkit.names import safe_name
from toolkit.produce.dossier_files import Evidence, pictures, scans
from toolkit.produce.outcome import Document, Look, Outcome, release
from toolkit.produce.reading import Checked
from toolkit.readers.prose import parse
from toolkit.reports.provenance import Dossier, Edition, Reason, Withheld
from toolkit.reports.provenance_facts import Holdings, dossier, facts, numbered
from toolkit.templates import template
from toolkit.values import fold_code

if TYPE_CHECKING:
    from markupsafe import Markup

    from toolkit.render.seal import Certificate

FOLDER = Path("documents") / "dossiers"
_OF_THE_PIECE = frozenset({"picture", "leak", "glyphs", "unreadable"})
"""Errors that are a piece's own: it is withheld, even if it is the only one asked for."""


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one piece's dossier; ``withheld`` says why there is none, with the cells that would release it."""

    stock_no: str
    edition: Edition
    outcome: Outcome
    dossier: Dossier | None = None
    withheld: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: which copy, whether with the valuation, which sale, and how it is to be released."""

    edition: Edition = "client"
    value: bool = False
    invoice: str | None = None
    draft: bool = False
    dry_run: bool = False
    overwrite: bool = False


def make(
    checked: Checked, stock_numbers: Sequence[str], wish: Wish | None = None, say: Callable[[str], None] | None = None
) -> tuple[Made, ...]:
    """The dossiers of some pieces, each released or withheld. ``say`` is told of each as it is begun.

    Raises ToolkitError where none can be made: the mark, the certificate or a library is missing.
    """
    workshop = Workshop(checked, wish or Wish())
    made = []
    for number in dict.fromkeys(stock_numbers):
        if say:
            say(f"{number} ...")
        made.append(workshop.make(number, alone=len(set(stock_numbers)) == 1))
    return tuple(made)


def chosen(
    checked: Checked, stock_numbers: Sequence[str], *, invoice: str | None = None, since: str | None = None
) -> tuple[str, ...]:
    """The stock numbers meant: those given, those on an invoice, those sold since a day.

    Raises ToolkitError for a day that is none, an invoice nobody knows, or where nothing is asked for.
    """
    numbers = list(stock_numbers)
    if since:
        numbers += Holdings(checked.registers, checked.house, checked.as_at).sold_since(_day(since))
    if invoice:
        wanted = fold_code(invoice)
        sold = [one.stock_no for one in checked.registers.sales if fold_code(one.invoice_no or "") == wanted]
        if not sold:
            raise ToolkitError(
                f"The sales register has no invoice {invoice!r}.",
                "Check the number; 'boutique show STOCK_NO' prints the invoices of a piece.",
                code="not-found",
            )
        numbers += [] if stock_numbers else [number for number in sold if number]
    if not numbers and not since:
        raise ToolkitError(
            "No piece is named.",
            "Give a stock number, or --sale INVOICE, or --all-sold-since 2026-10-01.",
            code="usage",
            status=Exit.USAGE,
        )
    return tuple(dict.fromkeys(numbers))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ToolkitError(
            f"--all-sold-since {text!r} is not a date.", "Write it like 2026-10-01.", code="usage", status=Exit.USAGE
        ) from error


class Workshop:
    """What all dossiers of a run share, made ready once: the holdings, the files, the mark, the certificate."""

    def __init__(self, checked: Checked, wish: Wish) -> None:
        """Make ready what every dossier needs."""
        self.checked, self.house, self.wish = checked, checked.house, wish
        self.evidence = Evidence(self.house.folder, self.house["dossier.evidence"])
        self.holdings = Holdings(
            checked.registers, self.house, checked.as_at, checked.findings, self.evidence.digests, parse
        )
        self.certificate = self._certificate()
        self.mark = self._mark()

    def make(self, stock_no: str, *, alone: bool) -> Made:
        """One piece's dossier, released or withheld."""
        wish = self.wish
        told = dossier(self.holdings, stock_no, wish.edition, value=wish.value, invoice=wish.invoice)
        if isinstance(told, Withheld):
            return self._withheld(told.stock_no, told.reasons)
        try:
            return self._released(told)
        except ToolkitError as error:
            if error.code == "no-pango" or (alone and error.code not in _OF_THE_PIECE):
                raise
            return self._withheld(told.stock_no, (Reason(error.message, (), error.hint),))

    def _withheld(self, stock_no: str, reasons: tuple[Reason, ...]) -> Made:
        outcome = Outcome("dossier", "", 0, "withheld")
        return Made(stock_no, self.wish.edition, outcome, withheld=reasons)

    def _released(self, told: Dossier) -> Made:
        """Render, look, seal and release."""
        wish, printed = self.wish, pictures(told, self.evidence)
        content = facts(told)

        def render(number: str, revision: int) -> Mapping[str, bytes]:
            return {self._name(told): self._pdf(numbered(told, number, revision), printed, content)}

        document = Document(
            identity=Identity("dossier", told.stock_no, _period(told, wish.invoice), wish.edition),
            series=f"D-{self.checked.as_at.year}",
            content=self._content(told, printed),
            folder=self.house.folder / FOLDER,
            facts=content,
            at=self.checked.as_at,
            sources=tuple(_sources(told, self.checked)),
        )
        outcome = release(
            self.house.folder, document, render, draft=wish.draft, dry_run=wish.dry_run, overwrite=wish.overwrite,
            look=self._look(told),
        )  # fmt: skip
        return Made(told.stock_no, wish.edition, outcome, numbered(told, outcome.number, outcome.revision))

    def _pdf(self, told: Dossier, printed: Mapping[str, bytes], content: bytes) -> bytes:
        """The file: the page set, made to last, and sealed if the house has a certificate."""
        from toolkit.render.archive import Attachment, archive
        from toolkit.render.pdf import pdf
        from toolkit.reports.dossier_page import page

        html = page(
            told, printed, accent=self.house["house.accent"], paper=self.house["house.paper"], mark=self.mark,
            folder=self.house.folder / "html",
        )  # fmt: skip
        identifier = f"{told.number} revision {told.revision}" if told.number else f"draft {told.facts[:12]}"
        title = f"Dossier {told.number or told.stock_no}: {told.title}"
        made = pdf(html, identifier=identifier, title=title, language=told.language, variant="archive")
        about = Attachment("facts.json", content, "application/json", "Data", title)
        enclosed = (about, *scans(told, self.evidence))
        made = archive(made, enclosed, identifier=identifier, at=self.checked.as_at, author=told.house_name)
        if self.certificate is None or not told.number:
            return made
        from toolkit.render.seal import seal

        return seal(made, self.certificate)

    def _look(self, told: Dossier) -> Look | None:
        """How a client's copy is looked at when it is finished; the house's own copy may show everything."""
        if told.edition != "client":
            return None

        def look(files: Mapping[str, bytes]) -> None:
            from toolkit.guard import guarded
            from toolkit.guard_secrets import secrets

            hidden = secrets(self.checked.registers, self.house, "client", (told.stock_no,))
            guarded(files, hidden, tuple(_printed_rightly(told)))

        return look

    def _content(self, told: Dossier, printed: Mapping[str, bytes]) -> str:
        """The digest that decides "unchanged": the facts, the pictures, and all that shapes the page."""
        from toolkit.reports.dossier_page import PAGES

        whole = hashlib.sha256(told.facts.encode())
        for key in ("house.accent", "house.paper", "dossier.certificate"):
            whole.update(f"{key}={self.house[key]}\n".encode())
        for file, data in sorted(printed.items()):
            whole.update(f"{file}={digest(data)}\n".encode())
        for name in PAGES:
            whole.update(template(name, "reports/html", self.house.folder).read_bytes())
        whole.update(str(self.mark or "").encode())
        return whole.hexdigest()

    def _name(self, told: Dossier) -> str:
        """``Dossier-W0042-client.pdf``; a draft says so."""
        return safe_name(f"Dossier-{told.stock_no}-{told.edition}{'-draft' if self.wish.draft else ''}.pdf")

    def _mark(self) -> Markup | None:
        """The house's mark, if it has one."""
        if not self.house["house.mark"]:
            return None
        from toolkit.render.dossier_page_words import words
        from toolkit.render.mark import mark

        alt = words(self.house["house.language"])["mark"].format(house=self.house["house.name"])
        return mark(self.house.folder / self.house["house.mark"], alt=alt)

    def _certificate(self) -> Certificate | None:
        """The house's certificate, opened before anything is rendered; a draft is never signed."""
        if not self.house["dossier.certificate"] or self.wish.draft:
            return None
        from toolkit.render.seal import certificate

        return certificate(self.house.folder / self.house["dossier.certificate"], now=datetime.now(UTC))


def _period(told: Dossier, invoice: str | None) -> str:
    """What the number belongs to: the sale, or the day for a piece that is not sold."""
    sold = told.sale.facts if told.sale else ()
    found = next((fact.value for fact in sold if fact.key == "invoice" and fact.status != "not_known"), None)
    return f"sale {found or invoice}" if found or invoice else told.as_at.date().isoformat()


def _printed_rightly(told: Dossier) -> Iterator[str]:
    """What a client's copy prints though a register calls it sensitive: the client's own sale and valuation."""
    yield told.house_name
    yield told.house_address
    for section in (told.sale, told.valuation):
        yield from (fact.value for fact in (section.facts if section else ()))


def _sources(told: Dossier, checked: Checked) -> list[tuple[str, str]]:
    """The registers the dossier was made from, with their digests."""
    named = {place.file for place in _places(told)}
    return sorted((file, sha256) for file, sha256 in checked.registers.digests.items() if file in named)


def _places(value: object) -> Iterator[Place]:
    """Every cell behind a dossier."""
    if isinstance(value, Place):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _places(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from _places(getattr(value, one.name))
