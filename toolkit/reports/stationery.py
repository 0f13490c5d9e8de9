"""Where pages are filled in: strict templates that do no arithmetic, and the house's own copies before ours.

A field nobody supplied stops the page; text is always escaped; a template reaches nothing but what it is handed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, partial
from pathlib import Path
from types import CodeType

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    ChoiceLoader,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    select_autoescape,
)
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment

from toolkit.findings import ToolkitError
from toolkit.render.wording import text

TEMPLATES = Path(__file__).resolve().parent / "html"
PAPERS = ("A4", "Letter")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def direction(words: object) -> str:
    """``rtl`` for words that begin in Arabic or Hebrew letters, else ``ltr``."""
    for sign in str(words):
        strong = unicodedata.bidirectional(sign)
        if strong in ("L", "R", "AL"):
            return "ltr" if strong == "L" else "rtl"
    return "ltr"


class _Compiled(BytecodeCache):
    """Templates of one language compiled once in a run, each anew where its text has changed."""

    def __init__(self, language: str) -> None:
        """Know none yet; the language's fixed words become part of what is compiled."""
        self.language = language
        self._known: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give out what is known."""
        bucket.code = self._known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        if bucket.code is not None:
            self._known[bucket.key, bucket.checksum] = bucket.code


_compiled = cache(_Compiled)


def environment(
    language: str, folder: Path | None = None, templates: Path = TEMPLATES
) -> ImmutableSandboxedEnvironment:
    """The templates, with the fixed words of one language; those in ``folder`` take the place of ours."""
    loaders: list[BaseLoader] = [FileSystemLoader(place) for place in (folder, templates) if place is not None]
    made = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader(loaders),
        autoescape=select_autoescape(("html",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=_compiled(language),
    )
    made.filters["words"] = partial(text, language=language)
    made.filters["direction"] = direction
    return made


def fill(
    template: str,
    *,
    language: str,
    accent: str,
    paper: str,
    folder: Path | None,
    templates: Path = TEMPLATES,
    **facts: object,
) -> str:
    """A template filled in. A field it names that nobody supplied withholds the page.

    ``folder`` holds the house's own templates, ``templates`` ours: those of documents, or of another room's pages.
    """
    if not _COLOUR.fullmatch(accent):
        raise ToolkitError(f"The accent {accent!r} is no colour.", "Write it like #5a2327.", code="accent")
    if paper not in PAPERS:
        raise ToolkitError(f"The paper {paper!r} is not known.", f"Choose one of: {', '.join(PAPERS)}.", code="paper")
    try:
        page = environment(language, folder, templates).get_template(template)
        return page.render(language=language, accent=accent, paper=paper, **facts)
    except (TemplateError, KeyError) as error:
        where = f", line {error.lineno}" if isinstance(error, TemplateSyntaxError) else ""
        raise ToolkitError(
            f"The page {template}{where} cannot be filled in: {error}.",
            "Correct the template in the house's own folder, or remove it to use the one supplied.",
            code="template",
        ) from error
