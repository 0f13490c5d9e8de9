"""One page set by WeasyPrint, in this process: the same page, the same bytes."""

from __future__ import annotations

import hashlib
import warnings
from dataclasses import dataclass

from toolkit.collector import uncollected
from toolkit.render.engine import engine, no_complaints
from toolkit.render.tags import mend

# Tagged, with its colours and faces inside; PDF/A allows no picture that a reader would have to smooth.
_ARCHIVE = "pdf/a-3a"
_SHARP = "html { image-rendering: crisp-edges }"


@dataclass(frozen=True, slots=True)
class Job:
    """A page ready to be set: its HTML without style sheets, these, and what its properties say.

    ``archive`` asks for a page fit for ``toolkit.render.archive``.
    """

    page: str
    sheets: tuple[str, ...]
    title: str
    language: str
    identifier: str
    archive: bool = False


def typeset(job: Job) -> bytes:
    """Set one page. Raises ToolkitError where its template says what cannot be."""
    sheets = (_SHARP, *job.sheets) if job.archive else job.sheets
    words = "\0".join((job.page, *sheets, job.title, job.language, job.identifier))
    digest = hashlib.sha256(words.encode()).hexdigest()[:32]
    options = {"pdf_variant": _ARCHIVE} if job.archive else {}
    with uncollected(), no_complaints():  # the layout tree is all live: a third of the time
        printer = engine()
        styles = [printer.sheet(css) for css in sheets]
        document = printer.document(job.page).render(font_config=printer.fonts, stylesheets=styles, **options)
        document.metadata.title = job.title
        document.metadata.lang = job.language
        document.metadata.keywords = [job.identifier]
        finisher = mend if job.archive else None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)  # it does not close the file of its colour profile
            made: bytes = document.write_pdf(pdf_identifier=digest.encode(), finisher=finisher, **options)
    return made
