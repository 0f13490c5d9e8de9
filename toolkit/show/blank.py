"""Blank registers written: for people and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from toolkit.produce.blank import Blank, name_of


def blanks_text(made: Sequence[Blank], *, written: bool) -> str:
    """Where each blank register stands, and what to do with it."""
    lines = [f"{blank.register}: {blank.path}" for blank in made]
    if not written:
        return "\n".join([*lines, "A dry run: nothing was written."])
    sheet = f"the sheet {name_of(made[0].register, made[0].language)}" if len(made) == 1 else "the first sheet of each"
    return "\n".join(
        [
            *lines,
            f"Fill in {sheet}, one row for each. The second sheet shows examples, the third says what each column is.",
            "Headings in the house's colour are needed. Then run 'boutique init'.",
        ]
    )


def blanks_json(made: Sequence[Blank], *, written: bool) -> dict[str, Any]:
    """The same as one object."""
    return {
        "schema": "boutique.template/1",
        "written": written,
        "files": [{"register": one.register, "language": one.language, "path": str(one.path)} for one in made],
    }
