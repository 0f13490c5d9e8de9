"""Drafts written: a Word file a letter and the workbook in which they are reviewed, everything or nothing.

What a person edited stays as it is. The same desk writes the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from toolkit.files import Staged, check_targets, standing
from toolkit.findings import ToolkitError
from toolkit.house import House
from toolkit.produce.letters_build import DRAFTS
from toolkit.produce.letters_drafted import Drafted, Letters
from toolkit.produce.letters_kept import Kept, announce, confirm, keep_days
from toolkit.produce.letters_review import read_review, taken
from toolkit.render.docx_text import shown

REVIEW = "Review.xlsx"
Book = Callable[[Letters, Path], bytes]
"""Makes the review of a desk; the path is where it will stand."""


@dataclass(frozen=True, slots=True)
class Written:
    """What became of the drafts: those written or unchanged, those kept because a person edited them, the review."""

    drafts: tuple[Path, ...]
    kept: tuple[Path, ...]
    review: Path


def draft(
    house: House,
    letters: Letters,
    book: Book,
    *,
    review: Path | None = None,
    overwrite: bool = False,
    dry_run: bool = False,
) -> Written:
    """Write the drafts of a desk and its review. Raises ToolkitError, and writes nothing, where a file cannot be.

    A review in which something was answered and not read back is replaced only with ``overwrite``.
    """
    target = review or house.folder.joinpath(*DRAFTS, f"{letters.first:%Y-%m}", REVIEW)
    if not overwrite:
        _refuse_unread(letters, target)
    fresh = [one for one in letters.drafted if one.data and not one.edited and one.state != "refused"]
    files = {one.path: one.data for one in fresh} | {target: book(letters, target)}
    written = Written(
        tuple(one.path for one in fresh), tuple(one.path for one in letters.drafted if one.edited), target
    )
    if dry_run:
        check_targets(files, overwrite=True)
        return written
    known = dict(_known(house, fresh))
    announce(house.folder, known)
    with Staged(files, overwrite=True) as staged:
        staged.commit()
    confirm(house.folder, known)
    keep_days(house.folder, str(letters.first), str(letters.last))
    return written


def _known(house: House, drafted: Iterable[Drafted]) -> Iterator[tuple[str, Kept]]:
    """What is to be remembered of drafts, by mark."""
    for one in drafted:
        path = one.path.relative_to(house.folder).as_posix()
        yield one.mark, Kept(path, shown(one.data, one.path.name).text)


def _refuse_unread(letters: Letters, target: Path) -> None:
    """Stop where the review that stands there has answers nobody read."""
    if standing(target) is None:
        return
    try:
        found = taken(letters, [read_review(target)])
    except ToolkitError:  # some other file: it is replaced only with --overwrite
        found = None
    if found is None or found.decisions or found.own or found.refused:
        what = "is no review of letters" if found is None else "has answers that were not read yet"
        raise ToolkitError(
            f"{target} {what}. Nothing was written.",
            f'Read them first: boutique letters review --marks "{target}". Or add --overwrite to replace it.',
            code="exists",
        )
