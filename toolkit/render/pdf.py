"""HTML to PDF: the same page, the same bytes, in the house's own faces.

A page may hold ``PART`` marks before, between and after blocks that each begin on a new page. A long document is
set part by part, in as many processes as there are processors, and joined: setting time stays linear and memory that
of one part. Each part is set without its foot; the feet are set last in one run that knows how many pages there are,
and laid over. A page that is to be archived is tagged throughout, which joining would undo: it is set in one piece.
"""

from __future__ import annotations

import gc
import html as markup
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Any, Literal

from toolkit.findings import ToolkitError
from toolkit.render import press
from toolkit.render.engine import extra_css
from toolkit.render.fonts import beyond_house, require_glyphs
from toolkit.render.typeset import Job, typeset

PART = "<!-- part -->"
# A page style for the long tables: landscape. The feet must know it to print on the same paper.
WIDE = "wide"
Variant = Literal["plain", "archive"]
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_ROW = "<tr"
# Below this one process is quicker than two: a second one takes half a second to start.
_ROWS_OF_A_LONG_DOCUMENT = 600
_FEW_PAGES = 4
_NO_FOOT = "@page { @bottom-left { content: none } @bottom-center { content: none } @bottom-right { content: none } }"
_ACCENT = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be set, with what ``pdf`` is told of it."""

    html: str
    identifier: str
    title: str
    language: str
    accent: str | None = None
    variant: Variant = "plain"


def pdf(
    html: str, *, identifier: str, title: str, language: str, accent: str | None = None, variant: Variant = "plain"
) -> bytes:
    """A page as a PDF. ``identifier`` (number, revision) goes into its properties; ``accent`` overrides the page's.

    The variant "archive" is what ``toolkit.render.archive`` makes last. Raises ToolkitError, and makes nothing, where
    Pango is missing, a glyph is, or the template says what cannot be.
    """
    job = _job(Page(html, identifier, title, language, accent, variant))
    parts = [] if job.archive else _parts(job.page)
    if len(parts) > 1 and html.count(_ROW) > _ROWS_OF_A_LONG_DOCUMENT:
        return _joined(job, parts)
    return typeset(_whole(job))


def pdfs(pages: Iterable[Page]) -> Iterator[press.Set]:
    """Many pages, each a PDF of its own, in order, or the ToolkitError that withholds that one only.

    They are set by as many processes as there are processors, and asked for only as they are needed: two hundred
    dossiers with their photographs are never in memory at once.
    """
    jobs = map(_tried, pages)
    first = list(islice(jobs, _FEW_PAGES))
    with press.Press(1 if len(first) < _FEW_PAGES else press.processors()) as hands:
        yield from hands.set_each(chain(first, jobs))


def _tried(page: Page) -> Job | ToolkitError:
    """A page as a job, or why it is none."""
    try:
        return _whole(_job(page))
    except ToolkitError as error:
        return error


def _job(page: Page) -> Job:
    """A page taken apart, its words compared with the house's faces."""
    words = _words(page.html)
    require_glyphs(f"{words}\n{page.identifier}\n{page.title}")
    body, sheets = _taken_apart(page.html)
    if page.accent is not None:
        if not _ACCENT.fullmatch(page.accent):
            raise ToolkitError(f"The accent {page.accent!r} is no colour.", "Write it like #5a2327.", code="accent")
        sheets = (*sheets, f":root {{ --accent: {page.accent} }}")
    if beyond_house(words):
        sheets = (extra_css(), *sheets)
    return Job(body, sheets, page.title, page.language, page.identifier, page.variant == "archive")


def _whole(job: Job) -> Job:
    """A job in one piece."""
    return replace(job, page=job.page.replace(PART, ""))


def _words(html: str) -> str:
    """What a reader sees of a page, as plain text."""
    return markup.unescape(_TAG.sub("\n", _STYLE.sub("", html)))


def _taken_apart(html: str) -> tuple[str, tuple[str, ...]]:
    """The page without its style sheets, and these: a sheet is parsed once for all documents that share it."""
    return _STYLE.sub("", html), tuple(_STYLE.findall(html))


def _parts(page: str) -> list[str]:
    """The parts of a page, each a page of its own with the same head and body."""
    head, *middle, tail = page.split(PART) if PART in page else (page, "")
    return [f"{head}{part}{tail}" for part in middle]


def _joined(job: Job, parts: Sequence[str]) -> bytes:
    """Set the parts, join them, and lay the feet over."""
    import pikepdf

    jobs = [replace(job, page=part, sheets=(*job.sheets, _NO_FOOT)) for part in parts]
    with press.Press(min(len(parts), press.processors())) as hands, pikepdf.new() as whole:
        for made in hands.set_each(jobs):
            if isinstance(made, ToolkitError):
                raise made
            with pikepdf.open(io.BytesIO(made)) as part:
                _append(whole, part)
            gc.collect()  # where this process set the part: a layout tree is full of cycles
        wide = [page.mediabox[2] > page.mediabox[3] for page in whole.pages]
        made = hands.set(replace(job, page=_feet(parts[0], wide)))
        with pikepdf.open(io.BytesIO(made)) as feet:
            for number, (page, foot) in enumerate(zip(whole.pages, feet.pages, strict=True)):
                # By hand: add_overlay would call the foot by a random name, and no two runs would agree. The pages of
                # a part share their resources, so each foot has a name of its own.
                name = pikepdf.Name(f"/Foot{number}")
                page.add_resource(whole.copy_foreign(foot.as_form_xobject()), pikepdf.Name.XObject, name)
                page.contents_add(b"q", prepend=True)
                page.contents_add(f"Q q {name} Do Q".encode())
        whole.docinfo["/Title"] = job.title
        whole.docinfo["/Keywords"] = job.identifier
        whole.Root.Lang = pikepdf.String(job.language)
        out = io.BytesIO()
        whole.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _append(whole: Any, part: Any) -> None:
    """Add a part's pages and its outline to the whole."""
    import pikepdf

    first = len(whole.pages)
    whole.pages.extend(part.pages)
    index = {page.objgen: number for number, page in enumerate(part.pages)}
    with part.open_outline() as source, whole.open_outline() as outline:
        for item in source.root:
            at = index.get(item.destination[0].objgen) if item.destination is not None else None
            if at is not None:
                outline.root.append(pikepdf.OutlineItem(item.title, first + at))


def _feet(page: str, wide: Sequence[bool]) -> str:
    """A page of blank leaves, upright or wide, whose only print is the foot."""
    body = re.search(r"<body[^>]*>", page)
    head = page[: body.end()] if body else "<body>"
    leaves = (f'<div style="page: {WIDE if is_wide else "auto"}; break-before: page"></div>' for is_wide in wide)
    return f"{head}{''.join(leaves)}</body></html>"
