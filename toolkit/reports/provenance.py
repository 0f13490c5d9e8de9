"""The provenance dossier as frozen values: what one piece is, where it was, how that is known, and what is not known.

All decisions are made before a page sees it. Every text is in the dossier's language and fit for the reader of its
edition: a client's copy holds no private owner's name, no supplier and no cost. Nothing is blank: what is not known
says so. ``places`` are the cells behind a line; they are kept in both editions, and printed in the internal one only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from toolkit.findings import Place
from toolkit.reports.insurance import SourceNote
from toolkit.values import When

Status = Literal["verified", "stated", "inferred", "not_known", "not_applicable"]
Edition = Literal["client", "internal"]
Certainty = Literal["", "possibly", "probably"]
Role = Literal["overall", "marks", "damage", "document"]

STATUSES: tuple[Status, ...] = ("verified", "stated", "inferred", "not_known", "not_applicable")
ROLES: tuple[Role, ...] = ("overall", "marks", "damage", "document")


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement: its label and its value in ready words, and how it is known.

    ``key`` stays the same in every language (``serial``). ``value`` is never empty: ``Not known``, ``Not recorded``.
    ``status_words`` is the status as printed (``stated by the seller``); ``by`` is who states, inferred or verified
    it, as this edition may name them. ``evidence`` are ids of Evidence, ``notes`` numbers of Footnotes.
    """

    key: str
    label: str
    value: str
    status: Status
    status_words: str = ""
    by: str = ""
    evidence: tuple[str, ...] = ()
    notes: tuple[int, ...] = ()
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Facts under one heading, with sentences (``words``) above them.

    ``key`` is ``identification``, ``condition``, ``included`` (what comes with it), ``authentication``, ``legal``,
    ``valuation``, ``sale`` or ``acquisition``.
    """

    key: str
    title: str
    facts: tuple[Fact, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """One document behind a statement; ids run from ``E1`` in a fixed order.

    ``kind`` is a word of ``toolkit.reports.provenance_evidence`` (``invoice``, ``extract``, ``report``), ``title`` how
    it is printed, ``date_words`` its date as printed. ``checked`` says how it was verified, or ``not checked``;
    ``matches`` whether it names this very piece (None: not compared). ``file`` is its path under the house's folder
    (empty: no file here), ``sha256`` that file's digest. ``enclosed`` says that this edition may show the file itself:
    a purchase invoice or a letter never goes to a client.
    """

    id: str
    kind: str
    title: str
    issuer: str = ""
    number: str = ""
    dated: When | None = None
    date_words: str = ""
    says: str = ""
    checked: str = ""
    matches: bool | None = None
    file: str = ""
    sha256: str = ""
    enclosed: bool = False
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """One step of the chain of ownership, earliest first.

    ``text`` is the whole passage as this edition prints it, without its closing mark and without note numbers
    (``possibly sold 1951 to a private collection, London, until at least 1991``). ``party`` is its holder alone, for
    the drawn timeline, with the town where it is known. ``direct`` is a proven direct transfer to the next link: it
    is printed ``;``, everything else ``.``. ``title`` is false where only custody moved (a consignment, a loan).
    ``since`` and ``until`` bound the holding as far as known; ``date_words`` says them.
    """

    text: str
    party: str
    kind: str
    direct: bool = False
    title: bool = True
    certainty: Certainty = ""
    since: When | None = None
    until: When | None = None
    date_words: str = ""
    private: bool = False
    status: Status = "stated"
    status_words: str = ""
    evidence: tuple[str, ...] = ()
    notes: tuple[int, ...] = ()
    places: tuple[Place, ...] = ()

    @property
    def mark(self) -> str:
        """What closes the passage: ``;`` where it passed directly to the next, else ``.``."""
        return ";" if self.direct else "."


@dataclass(frozen=True, slots=True)
class Gap:
    """A time of which nothing is known, after ``chain[after]``; ``after`` is -1 for one before the first link.

    ``years`` is its length, None where an end is not known; ``words`` says it.
    """

    after: int
    since: When | None
    until: When | None
    years: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Service:
    """One job of the service history; every text is ready words."""

    dated: When | None
    date_words: str
    workshop: str
    work: str
    number: str
    status: Status = "stated"
    status_words: str = ""
    evidence: tuple[str, ...] = ()
    notes: tuple[int, ...] = ()
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One search of a register of lost or stolen goods: what was asked, and its outcome word for word.

    ``limits`` is the sentence that says how little the outcome means; ``fresh`` whether the check is recent enough on
    the day of the dossier, ``age_words`` says so either way.
    """

    register: str
    query: str
    reference: str
    dated: When | None
    date_words: str
    outcome: str
    limits: str
    fresh: bool
    age_words: str
    evidence: tuple[str, ...] = ()
    notes: tuple[int, ...] = ()
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """One photograph: its file under the house's folder, its alternative text, its caption and what it shows."""

    file: str
    alt: str
    caption: str
    role: Role = "overall"
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note at the foot: documents and remarks, and in the internal edition its ``cells`` in words.

    One of the two may be empty: ``Stock.xlsx, sheet Montres, cell F17`` alone is a note of the internal edition.
    """

    number: int
    words: str
    cells: str = ""
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Completeness:
    """How many of the ten core fields of Object ID are filled, and the labels of those that are not."""

    filled: int
    of: int = 10
    missing: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """A line to sign on: ``prepared``, ``reviewed``, ``received``, with its label and the name if it is known."""

    key: str
    label: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """The whole dossier of one piece in one edition, frozen: what the PDF and the JSON are made from.

    ``number`` is empty for a draft; number, revision and ``facts`` (SHA-256 of the canonical facts) are put in by
    ``dataclasses.replace`` when they are known. ``chain_words`` is the chain as one paragraph in the museum
    convention, without note numbers. ``valuation`` is None unless asked for, ``sale`` unless the piece is sold,
    ``acquisition`` in a client's copy. ``legend`` explains each status, and how the chain is to be read.
    ``limits`` are the sentences on what the dossier does not say. ``sources`` are the registers, empty for a client.
    """

    house_name: str
    house_address: str
    language: str
    number: str
    revision: int
    draft: bool
    edition: Edition
    stock_no: str
    title: str
    subtitle: str
    as_at: datetime
    status_words: str
    facts: str
    identification: Section
    completeness: Completeness
    condition: Section
    included: Section
    chain: tuple[Link, ...]
    gaps: tuple[Gap, ...]
    chain_words: str
    authentication: Section
    evidence: tuple[Evidence, ...]
    services: tuple[Service, ...]
    services_words: str
    checks: tuple[Check, ...]
    checks_words: str
    legal: Section
    valuation: Section | None
    sale: Section | None
    acquisition: Section | None
    pictures: tuple[Picture, ...]
    footnotes: tuple[Footnote, ...]
    limits: tuple[str, ...]
    legend: tuple[tuple[str, str], ...]
    sources: tuple[SourceNote, ...]
    signatures: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a dossier is withheld: the words, the cells that would release it, and what to type there.

    ``kind`` is the code of the finding behind it, where there is one; ``ADD_A_ROW`` where no cell is wrong but a whole
    row is missing.
    """

    words: str
    places: tuple[Place, ...]
    hint: str
    kind: str = ""


ADD_A_ROW = "row-missing"


@dataclass(frozen=True, slots=True)
class Withheld:
    """One piece's dossier held back, with every reason at once."""

    stock_no: str
    reasons: tuple[Reason, ...]
