"""The frame of every page of ours that stands alone: its style, script and faces inside it, and nothing else let in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from markupsafe import Markup

from toolkit.render.wording import moment
from toolkit.reports import stationery
from toolkit.show.report_style import NIGHT, PAPER, digest, faces, faces_below, readable
from toolkit.show.report_words import LANGUAGE, WORDS, say

TEMPLATES = Path(__file__).resolve().parent / "html"


@dataclass(frozen=True, slots=True)
class Frame:
    """Whose page it is, what it is called, and as at when. ``folder`` holds the house's own templates."""

    title: str
    house: str
    accent: str
    as_at: datetime
    folder: Path | None = None

    def page(
        self, template: str, facts: Mapping[str, object], *, script: str = "", style: str = "", served: str = ""
    ) -> str:
        """The page around a body's template; ``script`` and ``style`` name templates of its own beside the common.

        ``served`` is the path of a page that is no file but served: its forms go there, and its faces lie below it.
        """
        as_at = moment(self.as_at, LANGUAGE)
        told = say("as_at", moment=as_at)
        body = self._fill(template, title=self.title, house=self.house, as_at=told, **facts)
        common = self._fill(
            "report.css",
            faces=faces_below(f"{served}/faces") if served else faces(body),
            day=PAPER,
            night=NIGHT,
            by_day=readable(self.accent, PAPER),
            by_night=readable(self.accent, NIGHT),
            foot=f"{self.title}, {told}",
        )
        sheet = common + (self._fill(style) if style else "")
        code = self._fill(script) if script else ""
        return self._fill(
            "report.html",
            title=f"{self.title} · {self.house} · {as_at}",
            style=Markup(sheet),  # noqa: S704 - ours, and nothing of a register is in it
            style_digest=digest(sheet),
            script=Markup(code),  # noqa: S704 - ours
            script_digest=digest(code),
            body=Markup(body),  # noqa: S704 - escaped where it was filled in
            served=bool(served),
        )

    def _fill(self, template: str, **facts: object) -> str:
        """One of the page's templates, with the fixed words."""
        return stationery.fill(
            template, language=LANGUAGE, accent=self.accent, paper="A4", folder=self.folder, templates=TEMPLATES,
            w=WORDS, **facts,
        )  # fmt: skip
