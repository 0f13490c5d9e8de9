"""The workshop of dossiers: what all of a run share, made ready once; each is begun, set elsewhere, and finished."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.files import digest
from toolkit.findings import Place, ToolkitError
from toolkit.ledger import Identity
from toolkit.names import safe_name
from toolkit.passages import Provenance
from toolkit.produce.dossier_files import Evidence, pictures, scans
from toolkit.produce.outcome import Begun as Numbered
from toolkit.produce.outcome import Desk, Document, Look, Outcome, identifier
from toolkit.produce.reading import Checked
from toolkit.reports.provenance import Dossier, Edition, Reason, Withheld
from toolkit.reports.provenance_facts import Holdings, dossier, facts, numbered
from toolkit.templates import template

if TYPE_CHECKING:
    from markupsafe import Markup

    from toolkit.guard_secrets import Secrets
    from toolkit.render.pdf import Page
    from toolkit.render.seal import Certificate

FOLDER = Path("documents") / "dossiers"
_OF_THE_PIECE = frozenset({"picture", "leak", "missing-glyph", "unreadable"})
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


@dataclass(frozen=True, slots=True)
class Begun:
    """A dossier whose number is held, while its page is being set."""

    told: Dossier
    content: bytes
    release: Numbered


class Workshop:
    """What all dossiers of a run share, made ready once: the holdings, the files, the mark, the certificate."""

    def __init__(self, checked: Checked, wish: Wish, desk: Desk, *, alone: bool) -> None:
        """Make ready what every dossier needs; one that is ``alone`` stops the run where it cannot be made."""
        self.checked, self.house, self.wish, self.desk, self.alone = checked, checked.house, wish, desk, alone
        self.evidence = Evidence(self.house.folder, self.house["dossier.evidence"])
        self.holdings = Holdings(
            checked.registers, self.house, checked.as_at, checked.findings, self.evidence.digests, parsed
        )
        self.certificate = self._certificate()
        self.mark = self._mark()

    def begin(self, stock_no: str) -> tuple[Begun | Made, Page | None]:
        """One piece's dossier under its number, with its page to be set; at once what became of it where none is."""
        wish = self.wish
        told = dossier(self.holdings, stock_no, wish.edition, value=wish.value, invoice=wish.invoice)
        if isinstance(told, Withheld):
            return self._withheld(told.stock_no, told.reasons), None
        try:
            return self._begun(told)
        except ToolkitError as error:
            return self._refused(told, error), None

    def finish(self, begun: Begun, made: bytes | ToolkitError) -> Made:
        """The dossier whose page was set, made to last, sealed, looked at and released; or withheld."""
        told = begun.told
        try:
            with begun.release:
                if isinstance(made, ToolkitError):
                    raise made
                files = {self._name(told): self._lasting(told, made, begun.content)}
                outcome = begun.release.finish(files, None if told.edition == "internal" else self._look(told))
        except ToolkitError as error:
            return self._refused(told, error)
        return self._made(told, outcome)

    def _begun(self, told: Dossier) -> tuple[Begun | Made, Page | None]:
        """Hold a number, unless the same is issued already, and fill in the page."""
        printed, content = pictures(told, self.evidence), facts(told)
        document = Document(
            identity=Identity("dossier", told.stock_no, _period(told, self.wish.invoice), told.edition),
            series=f"D-{self.checked.as_at.year}",
            content=self._content(told, printed),
            folder=self.house.folder / FOLDER,
            facts=content,
            at=self.checked.as_at,
            sources=tuple(_sources(told, self.checked)),
        )
        release = self.desk.begin(document)
        if isinstance(release, Outcome):
            return self._made(told, release), None
        with release:
            told = numbered(told, release.number, release.revision)
            return Begun(told, content, release), self._page(told, printed)

    def _made(self, told: Dossier, outcome: Outcome) -> Made:
        return Made(told.stock_no, told.edition, outcome, numbered(told, outcome.number, outcome.revision))

    def _withheld(self, stock_no: str, reasons: tuple[Reason, ...]) -> Made:
        outcome = Outcome("dossier", "", 0, "withheld")
        return Made(stock_no, self.wish.edition, outcome, withheld=reasons)

    def _refused(self, told: Dossier, error: ToolkitError) -> Made:
        """A piece withheld for an error. Raises it where none can be made, or where this was the only one asked for."""
        if error.code == "no-pango" or (self.alone and error.code not in _OF_THE_PIECE):
            raise error
        return self._withheld(told.stock_no, (Reason(error.message, (), error.hint),))

    def _page(self, told: Dossier, printed: Mapping[str, bytes]) -> Page:
        """The page to be set."""
        from toolkit.render.pdf import Page
        from toolkit.reports.dossier_page import page

        html = page(
            told, printed, accent=self.house["house.accent"], paper=self.house["house.paper"], mark=self.mark,
            folder=self.house.folder / "html",
        )  # fmt: skip
        return Page(html, _identifier(told), _headline(told), told.language, variant="archive")

    def _lasting(self, told: Dossier, made: bytes, content: bytes) -> bytes:
        """The file: the page made to last, and sealed if the house has a certificate."""
        from toolkit.render.archive import Attachment, archive

        about = Attachment("facts.json", content, "application/json", "Data", _headline(told))
        enclosed = (about, *scans(told, self.evidence))
        made = archive(made, enclosed, identifier=_identifier(told), at=self.checked.as_at, author=told.house_name)
        if self.certificate is None or not told.number:
            return made
        from toolkit.render.seal import seal

        return seal(made, self.certificate)

    def _look(self, told: Dossier) -> Look:
        """How a client's copy is looked at when it is finished; the house's own copy may show everything."""

        def look(files: Mapping[str, bytes]) -> None:
            from toolkit.guard import guarded

            guarded(files, self._secrets.about((told.stock_no,)), tuple(_printed_rightly(told)))

        return look

    @cached_property
    def _secrets(self) -> Secrets:
        """What no client may see, gathered once for all dossiers."""
        from toolkit.guard_secrets import Secrets

        return Secrets(self.checked.registers, self.house, "client")

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


def parsed(text: str) -> Provenance:
    """A museum's text of provenance taken apart; most houses have none, and what reads it takes long to load."""
    from toolkit.readers.prose import parse

    return parse(text)


def _identifier(told: Dossier) -> str:
    """What names this file for ever: its number, its revision and the facts it prints."""
    return identifier(told.number, told.revision, told.facts)


def _headline(told: Dossier) -> str:
    """Its title in the list of a reader's windows."""
    return f"Dossier {told.number or told.stock_no}: {told.title}"


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
