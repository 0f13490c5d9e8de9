"""What ``boutique unlock`` writes: a workbook, a page, and the scorecard it remembers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.commands.options import Common
from toolkit.commands.working import check_names

if TYPE_CHECKING:
    from toolkit.produce.reading import Checked
    from toolkit.reports.unlock import Unlock


def written(
    common: Common, made: Unlock, checked: Checked, *, workbook: Path | None, html: Path | None, overwrite: bool
) -> str:
    """Write what is wanted and remember the scorecard; with ``--dry-run`` only try. What was written, in words.

    Raises ToolkitError for a target that must not, or cannot, be written; then nothing is.
    """
    from toolkit.files import Staged, check_targets
    from toolkit.produce.unlock import remember

    check_names(checked.house, workbook, html)
    files = _files(made, checked, workbook, html)
    if common.dry_run:
        check_targets(files, overwrite=overwrite)
        return ""
    with Staged(files, overwrite=overwrite) as staged:
        note = remember(checked.house, made)
        staged.commit()
    return "\n".join(filter(None, (*(f"Written: {path}" for path in files), note)))


def _files(made: Unlock, checked: Checked, workbook: Path | None, html: Path | None) -> dict[Path, bytes]:
    """The files that are wanted, in memory."""
    files: dict[Path, bytes] = {}
    house = checked.house
    if workbook:
        from toolkit.show.unlock_workbook import TEMPLATE, unlock_workbook
        from toolkit.templates import template

        blank = template(TEMPLATE, "workbook_templates", house.folder)
        files[workbook] = unlock_workbook(made, checked, workbook, blank.read_bytes(), name=blank.name)
    if html:
        from toolkit.show.unlock_page import page

        files[html] = page(made, folder=house.folder / "html").encode()
    return files
