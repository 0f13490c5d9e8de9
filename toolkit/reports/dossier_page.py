"""The dossier as a page: its frozen facts in order, with photographs, drawings and notes, before a template sees it."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from toolkit.findings import ToolkitError
from toolkit.render.dossier_page_words import words
from toolkit.render.dossier_words import capital, say
from toolkit.render.qr import qr
from toolkit.render.spacing import spaced, spaced_page
from toolkit.render.wording import moment
from toolkit.reports import stationery
from toolkit.reports.insurance_cover import grouped
from toolkit.reports.provenance import Dossier, Evidence, Picture, Section
from toolkit.reports.timeline import timeline

TEMPLATE = "dossier.html"
PAGES = ("base.html", TEMPLATE, "dossier.css", "house.css")
"""The templates a dossier is made of; each may be overridden in the house's folder ``html``."""

SIZES: Mapping[str, tuple[float, float]] = {"cover": (166, 112), "grid": (81, 76), "scan": (166, 210)}
"""The largest size in print of each kind of picture, in millimetres: across and down."""

_WIDTHS = {"A4": 166.0, "Letter": 171.9}
_CODE_MM = 23.0
# The cover is one page: what its photograph may take is what the words leave.
_HEIGHTS = {"A4": 247, "Letter": 229}
_TALLEST, _COVER_WORDS, _TITLE_LINE, _MARK = 108, 128, 11, 26
_LETTERS_A_LINE = 32
_DIGEST_SHOWN = 16
# So many notes, and steps with their gaps, stay together with their heading; more may go on over the page.
_FEW_NOTES, _SHORT_CHAIN = 12, 12
# Only its end is bound, so that a very long number still breaks within its column.
_LAST_WORD = re.compile(r"([^ ]{1,24})$")
_SCANS = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".gif", ".bmp")


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as printed: its data, its words."""

    src: Markup
    alt: str
    caption: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A key figure over its label; ``attention`` sets it in the accent."""

    value: str
    label: str
    attention: bool = False


def page(
    dossier: Dossier,
    pictures: Mapping[str, bytes] | None = None,
    *,
    accent: str,
    paper: str = "A4",
    mark: Markup | None = None,
    folder: Path | None = None,
) -> str:
    """The dossier as HTML.

    ``pictures`` are the photographs and scans by their path in the dossier, ready for print (``render.pictures``);
    one that the dossier shows and that is not there raises ToolkitError. ``mark`` is the house's own
    (``render.mark``), ``folder`` holds the house's own templates.
    """
    filled = stationery.fill(
        TEMPLATE,
        language=dossier.language,
        accent=accent,
        paper=paper,
        folder=folder,
        **context(dossier, pictures or {}, accent=accent, paper=paper, mark=mark),
    )
    return spaced_page(filled, dossier.language)


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as listed: its number here, what it is, its own details, what it says, how that was checked."""

    id: str
    title: str
    detail: str
    says: str
    checked: str


def context(
    dossier: Dossier, pictures: Mapping[str, bytes], *, accent: str, paper: str, mark: Markup | None = None
) -> dict[str, Any]:
    """Every name that the template may use, with its value; ``boutique fields`` lists them."""
    known = words(dossier.language)
    photographs = [_shown(picture, pictures) for picture in dossier.pictures]
    return {
        "title": f"{known['document']} {dossier.number or dossier.stock_no}: {dossier.title}",
        "house": dossier.house_name,
        "imprint": imprint(dossier),
        "draft": dossier.draft,
        "mark": mark,
        "dossier": dossier,
        "w": known,
        "as_at": moment(dossier.as_at, dossier.language),
        "edition": known[dossier.edition],
        "digest": grouped(dossier.facts[:_DIGEST_SHOWN]),
        "number": _number(dossier),
        "code": _code(dossier),
        "figures": tuple(_figures(dossier)),
        "photograph": photographs[0] if photographs else None,
        "portrait": _portrait(dossier.title, paper, marked=mark is not None),
        "photographs": tuple(photographs[1:]),
        "sections_before": tuple(_filled((dossier.condition, dossier.included))),
        "sections_after": tuple(_filled((dossier.legal, dossier.valuation, dossier.sale, dossier.acquisition))),
        "chain": tuple(_passages(dossier)),
        "timeline": timeline(dossier, width=_WIDTHS.get(paper, _WIDTHS["A4"]), accent=accent),
        "papers": tuple(_paper(one, dossier.language) for one in dossier.evidence),
        "quoted": known["quoted"],
        "short_chain": len(dossier.chain) + len(dossier.gaps) <= _SHORT_CHAIN,
        "few_notes": len(dossier.footnotes) <= _FEW_NOTES,
        "says": any(one.says for one in dossier.evidence),
        "annex": tuple(_scans(dossier, pictures)),
        "marks": partial(marks, language=dossier.language),
    }


def imprint(dossier: Dossier) -> str:
    """What the foot of every page says: number, revision, edition, the digest of the facts."""
    known = words(dossier.language)
    named = _number(dossier)
    internal = dossier.edition == "internal"
    digest = grouped(dossier.facts[: _DIGEST_SHOWN // 2 if internal else _DIGEST_SHOWN])
    facts = known["imprint_facts"].format(digest=digest)
    return " · ".join((named, known["imprint_internal"], facts) if internal else (named, facts))


def marks(text: str, notes: tuple[int, ...] = (), close: str = "", *, language: str = "en") -> Markup:
    """Words with their note numbers bound to the last word and the closing mark: none ever begins a line."""
    text = spaced(text, language)
    spoken = _LAST_WORD.search(text)
    if not spoken or not (notes or close):
        return escape(text)
    links = ", ".join(f'<a href="#note-{number}">{number}</a>' for number in notes)
    raised = f"<sup>{links}</sup>" if links else ""
    head, last = text[: spoken.start()], spoken.group(1)
    return Markup('{}<span class="bound">{}{}{}</span>').format(head, last, Markup(escape(close)), Markup(raised))  # noqa: S704


def is_scan(one: Evidence) -> bool:
    """Whether a document's file is a picture that can be shown at the end, and this edition may show it."""
    return one.enclosed and one.file.casefold().endswith(_SCANS)


def _portrait(title: str, paper: str, *, marked: bool) -> str:
    """How tall the cover's photograph may be."""
    more = _TITLE_LINE * (len(title) // _LETTERS_A_LINE) + (_MARK if marked else 0)
    return f"{max(40, min(_TALLEST, _HEIGHTS.get(paper, _HEIGHTS['A4']) - _COVER_WORDS - more))}mm"


def _number(dossier: Dossier) -> str:
    known = words(dossier.language)
    if not dossier.number:
        return known["draft"]
    return f"{dossier.number}, {known['revision'].format(revision=dossier.revision)}"


def _code(dossier: Dossier) -> Markup | None:
    """The QR code of an issued dossier: ``D-2026-001 R1 SHA256 ...``, in capitals, which makes it smaller."""
    if not dossier.number:
        return None
    content = f"{dossier.number} R{dossier.revision} SHA256 {dossier.facts}".upper()
    return qr(content, alt=words(dossier.language)["code"], millimetres=_CODE_MM)


def _figures(dossier: Dossier) -> Iterator[Figure]:
    """The few figures that matter: how much is known, and how much is not."""
    known = words(dossier.language)
    counted = dossier.completeness
    yield Figure(known["of"].format(filled=counted.filled, of=counted.of), known["figure_id"])
    for key, what in (("steps", dossier.chain), ("gaps", dossier.gaps), ("papers", dossier.evidence)):
        # French counts nothing and one alike in the singular; English only one.
        one = len(what) == 1 or (not what and dossier.language == "fr")
        label = known[f"figure_{key}_one" if one else f"figure_{key}"]
        yield Figure(str(len(what)), label, attention=key == "gaps" and bool(what))


def _filled(sections: tuple[Section | None, ...]) -> Iterator[Section]:
    """The sections that say something."""
    for section in sections:
        if section is not None and (section.facts or section.words):
            yield section


def _passages(dossier: Dossier) -> Iterator[Markup]:
    """The chain passage by passage: a capital after a full stop, and the closing mark with its notes."""
    fresh = True
    for at, link in enumerate(dossier.chain):
        last = at + 1 == len(dossier.chain)
        close = "." if last else link.mark
        words_of_it = capital(link.text) if fresh else link.text
        yield marks(words_of_it, link.notes, close, language=dossier.language)
        fresh = close == "."


def _paper(one: Evidence, language: str) -> Paper:
    """A document with all that is known of it, each once."""
    known = words(language)
    number = say("number", language, number=one.number) if one.number else ""
    parts = (part for part in (one.issuer, number, one.date_words) if part and part not in one.title)
    where = known["enclosed" if is_scan(one) else "attached"] if one.enclosed and one.file else ""
    named = {True: known["matches"], False: known["differs"], None: ""}[one.matches]
    checked = " ".join(part for part in (one.checked, named, where) if part)
    return Paper(one.id, one.title, ", ".join(parts), one.says, checked)


def _shown(picture: Picture, pictures: Mapping[str, bytes]) -> Shown:
    return Shown(_data(picture.file, pictures), picture.alt, picture.caption)


def _scans(dossier: Dossier, pictures: Mapping[str, bytes]) -> Iterator[Shown]:
    """The scans of documents that this edition may show, each under its number."""
    form = words(dossier.language)["scan_alt"]
    for one in dossier.evidence:
        if is_scan(one):
            caption = f"{one.id} · {one.title}"
            yield Shown(_data(one.file, pictures), form.format(title=caption), caption)


def _data(file: str, pictures: Mapping[str, bytes]) -> Markup:
    """A picture as part of the page."""
    if file not in pictures:
        raise ToolkitError(f"The picture {file} is missing.", "Put the file back, then run again.", code="picture")
    return Markup(f"data:image/jpeg;base64,{base64.b64encode(pictures[file]).decode()}")  # noqa: S704 - letters only
