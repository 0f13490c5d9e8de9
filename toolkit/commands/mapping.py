"""What ``boutique map`` takes back and writes: proposed changes, a list she corrected, the list as a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.commands.options import Common
from toolkit.commands.working import check_names
from toolkit.findings import Exit, ToolkitError

if TYPE_CHECKING:
    from toolkit.house import House
    from toolkit.produce.mapping_book import Columns
    from toolkit.produce.mapping_taken import Taken

PROPOSED = ""
"""What ``--accept`` stands for without a file."""


def which(register: str | None, accept: str | None) -> tuple[str | None, str | None]:
    """The register and what is accepted; the register may stand behind ``--accept`` too, where no file has its name.

    Raises ToolkitError (usage) for a register that there is none of.
    """
    from toolkit.registers import REGISTERS

    names = [known.name for known in REGISTERS]
    if register is None and accept in names and not Path(accept or "").exists():
        register, accept = accept, PROPOSED
    if register not in {None, *names}:
        hint = f"The registers are {', '.join(names)}."
        raise ToolkitError(f"There is no register {register!r}.", hint, code="usage", status=Exit.USAGE)
    return register, accept


def accepted(common: Common, house: House, what: str) -> tuple[House, Taken | None]:
    """The house with what is accepted: every proposed change, or what a list says. Raises ToolkitError for no list."""
    if what == PROPOSED:
        from toolkit.produce.remap import follow

        return follow(house, dry_run=common.dry_run), None
    from toolkit.produce.mapping_taken import take

    taken = take(house, Path(what), dry_run=common.dry_run)
    return taken.house, taken


def written(common: Common, house: House, every: list[Columns], target: Path, *, overwrite: bool) -> None:
    """Write the columns as a workbook; with ``--dry-run`` only try.

    Raises ToolkitError for a target that must not be written over, such as a list whose corrections nobody took.
    """
    from toolkit.files import check_targets, write_all
    from toolkit.show.mapping_book import TEMPLATE, mapping_book
    from toolkit.templates import template

    check_names(house, target, None)
    _refuse_untaken(house, target, overwrite=overwrite)
    blank = template(TEMPLATE, "workbook_templates", house.folder)
    files = {target: mapping_book(house, every, target, blank.read_bytes(), name=blank.name)}
    (check_targets if common.dry_run else write_all)(files, overwrite=overwrite)
    if not common.dry_run:
        common.say(f"Written: {target}")


def _refuse_untaken(house: House, target: Path, *, overwrite: bool) -> None:
    """Raise ToolkitError where a list stands there in which she corrected something that was never taken."""
    from toolkit.names import as_typed
    from toolkit.produce.mapping_taken import untaken

    if overwrite and target.exists() and (count := untaken(house, target)):
        lines = "a line was" if count == 1 else f"{count} lines were"
        raise ToolkitError(
            f"In {target} {lines} corrected and not taken yet. Nothing was written.",
            f"Run 'boutique map --accept {as_typed(str(target))}' first, or choose another name for the new list.",
            code="exists",
        )
