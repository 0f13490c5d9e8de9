"""Outcome: what became of a document, and the two phases every document goes through.

Reserve a number, render everything in memory, write beside the targets, record as issued, rename.
A kill before the record leaves a reservation, which the next run takes up; a kill after it leaves an
issued document whose files the next run puts in place from the frozen copy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from toolkit.files import Staged, check_targets, digest, standing, write_all
from toolkit.findings import Finding, ToolkitError
from toolkit.ledger import Identity, Issued, Ledger, Reservation
from toolkit.names import safe_name

State = Literal["issued", "unchanged", "draft", "dry-run", "withheld"]

Render = Callable[[str, int], Mapping[str, bytes]]
"""Makes the files of a document, by file name, from its number and revision (``""`` and 0 for a draft)."""

Look = Callable[[Mapping[str, bytes]], None]
"""Looks at the finished files and raises ToolkitError where one shows what its reader must not see."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document: its number, its state, its files with their SHA-256, what was found."""

    kind: str
    number: str
    revision: int
    state: State
    files: tuple[tuple[Path, str], ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A document to release: whose number, in which series, with which content, into which folder.

    ``content`` is the SHA-256 that decides "unchanged", ``facts`` the canonical facts that are frozen
    with it, ``sources`` the files read with their SHA-256, ``at`` the moment that is recorded.
    """

    identity: Identity
    series: str
    content: str
    folder: Path
    facts: bytes
    at: datetime
    sources: tuple[tuple[str, str], ...] = ()


def release(  # noqa: PLR0913 - the switches of a release, each named at the call
    house: Path,
    document: Document,
    render: Render,
    *,
    draft: bool = False,
    dry_run: bool = False,
    overwrite: bool = False,
    look: Look | None = None,
) -> Outcome:
    """Issue the document, or print its draft, or only try it; nothing is half done whatever happens.

    A draft takes no number and does not touch the ledger. A dry run does everything but write: its
    number is the one the next run would take, and is not held. ``look`` sees what was rendered before any of
    it is written, a draft included.
    """
    render = _seen(render, look) if look else render
    if draft:
        return _draft(document, render, dry_run=dry_run, overwrite=overwrite)
    if dry_run:
        return _rehearsal(house, document, render, overwrite=overwrite)
    with Ledger.open(house) as ledger:
        held = _reserve(ledger, document, overwrite=overwrite)
        issued = None if held.unchanged else _issue(ledger, held, document, render, overwrite=overwrite)
        if issued:
            return _outcome(document, issued, "issued")
        # Issued before, or by another command while this one rendered: that copy stands.
        former = held.unchanged or ledger.find(held.number, held.revision)
        assert former is not None
        notes = _put_back(ledger, former, document.folder, overwrite=overwrite)
        return _outcome(document, former, "unchanged", notes)


def _seen(render: Render, look: Look) -> Render:
    """Rendering whose files were looked at."""

    def seen(number: str, revision: int) -> Mapping[str, bytes]:
        files = render(number, revision)
        look(files)
        return files

    return seen


def _reserve(ledger: Ledger, document: Document, *, overwrite: bool) -> Reservation:
    """Hold the document's number."""
    return ledger.reserve(document.identity, document.content, document.series, at=document.at, overwrite=overwrite)


def _draft(document: Document, render: Render, *, dry_run: bool, overwrite: bool) -> Outcome:
    """Render without a number and write, or only try to, without the ledger."""
    files = _named(render("", 0))
    deed = check_targets if dry_run else write_all
    deed(_targets(document.folder, files), overwrite=overwrite)
    return Outcome(document.identity.kind, "", 0, "dry-run" if dry_run else "draft", _digests(document.folder, files))


def _rehearsal(house: Path, document: Document, render: Render, *, overwrite: bool) -> Outcome:
    """Do everything but write, on a copy of the ledger."""
    with Ledger.rehearse(house) as ledger:
        held = _reserve(ledger, document, overwrite=overwrite)
        if held.unchanged:
            _strays(ledger, held.unchanged, document.folder, overwrite=overwrite)
            return _outcome(document, held.unchanged, "dry-run", ("The same content is issued already.",))
    files = _named(render(held.number, held.revision))
    check_targets(_targets(document.folder, files), overwrite=overwrite)
    digests = _digests(document.folder, files)
    return Outcome(document.identity.kind, held.number, held.revision, "dry-run", digests)


def _issue(ledger: Ledger, held: Reservation, document: Document, render: Render, *, overwrite: bool) -> Issued | None:
    """Render, write beside the targets, record, rename; None where another command was first."""
    try:
        files = _named(render(held.number, held.revision))
        with ledger.delivering(), Staged(_targets(document.folder, files), overwrite=overwrite) as staged:
            issued = ledger.issue(held, files, document.facts, document.sources)
            if issued:
                _commit(staged, issued)
            return issued
    except BaseException as error:
        with suppress(ToolkitError):  # if even this cannot be recorded, a later run records it
            ledger.void(held, _reason(error))
        raise


def _reason(error: BaseException) -> str:
    """Why a reservation was not issued, without a word of the document: the ledger holds no client's data."""
    return f"not issued: {error.code}" if isinstance(error, ToolkitError) else f"not issued: {type(error).__name__}"


def _commit(staged: Staged, issued: Issued) -> None:
    """Rename the files of a document that is issued by now."""
    try:
        staged.commit()
    except ToolkitError as error:
        raise ToolkitError(
            f"{issued.number}, revision {issued.revision} is issued and frozen, but not yet in its folder. "
            f"{error.message}",
            f"{error.hint} The same command again puts it in place.".strip(),
            code=error.code,
        ) from error


def _put_back(ledger: Ledger, issued: Issued, folder: Path, *, overwrite: bool) -> tuple[str, ...]:
    """Put the issued files that are not in their folder there again; a note for each."""
    if not _strays(ledger, issued, folder, overwrite=overwrite):
        return ()
    with ledger.delivering():
        # Looked at again: another run may have been putting them in place.
        strays = _strays(ledger, issued, folder, overwrite=overwrite)
        write_all(strays, overwrite=True)
    return tuple(f"{path.name} was put back from the frozen copy." for path in strays)


def _strays(ledger: Ledger, issued: Issued, folder: Path, *, overwrite: bool) -> dict[Path, bytes]:
    """The issued files that are missing in their folder, or stand there as an earlier revision.

    A file that was changed by hand since is replaced only with ``--overwrite``.
    """
    earlier = [ledger.find(issued.number, revision) for revision in range(1, issued.revision)]
    replaceable = {sha256 for former in earlier if former for _, sha256 in former.files}
    strays = {}
    for path, data in _targets(folder, ledger.frozen(issued)).items():
        found = standing(path)
        if found == data:
            continue
        if found is not None and digest(found) not in replaceable and not overwrite:
            raise ToolkitError(
                f"{path} is not what was issued as {issued.number}, revision {issued.revision}: it was changed since.",
                "Move it elsewhere to keep it, or add --overwrite to put the issued file back.",
                code="exists",
            )
        strays[path] = data
    return strays


def _named(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files under safe names; two that would share one name raise ToolkitError."""
    named = {safe_name(name): data for name, data in files.items()}
    if len({name.casefold() for name in named}) < len(files):
        raise ToolkitError(
            f"Two files of one document would have the same name: {', '.join(files)}.",
            "Give the pieces or brands names that differ in letters or digits.",
            code="same-name",
        )
    return named


def _targets(folder: Path, files: Mapping[str, bytes]) -> dict[Path, bytes]:
    """The files by the path they belong at."""
    return {folder / name: data for name, data in files.items()}


def _digests(folder: Path, files: Mapping[str, bytes]) -> tuple[tuple[Path, str], ...]:
    """The paths of the files with their digests."""
    return tuple((folder / name, digest(data)) for name, data in sorted(files.items()))


def _outcome(document: Document, issued: Issued, state: State, notes: tuple[str, ...] = ()) -> Outcome:
    """The outcome of a document that stands in the ledger."""
    files = tuple((document.folder / name, sha256) for name, sha256 in issued.files)
    return Outcome(issued.identity.kind, issued.number, issued.revision, state, files, notes=notes)
