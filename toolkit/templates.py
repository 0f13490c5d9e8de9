"""Template lookup: the house's own folder, the checkout, the package, in this order."""

from __future__ import annotations

import difflib
from pathlib import Path

from toolkit.findings import ToolkitError


def template(name: str, folder: str, house: Path | None) -> Path:
    """The template of that name: the house's own, else the checkout's, else the one in the package.

    ``folder`` is ``workbook_templates``, ``letter_templates`` or a path inside the package such as
    ``reports/html``, of which the house's own stands in ``HOUSE/html``.
    """
    folders = _template_folders(folder, house)
    for place in folders:
        if name == Path(name).name and (place / name).is_file():
            return place / name
    there = sorted({path.name for place in folders if place.is_dir() for path in place.iterdir() if path.is_file()})
    near = difflib.get_close_matches(name, there, n=1)
    meant = f"Did you mean {near[0]}? " if near else ""
    own = f"Your own would stand at {folders[0] / Path(name).name}." if house else ""
    raise ToolkitError(
        f"There is no template {name} in {Path(folder).name}. There are: {', '.join(there) or 'none'}.",
        f"{meant}{own}".strip(),
        code="not-found",
    )


def _template_folders(folder: str, house: Path | None) -> list[Path]:
    """Where templates are looked for, first to last."""
    package = Path(__file__).parent
    folders = [house / Path(folder).name] if house else []
    if (package.parent / "pyproject.toml").is_file():  # else the parent is site-packages, not a checkout
        folders.append(package.parent / folder)
    return [*folders, package / folder]
