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
from typing import Literal, Self

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

    ``look`` sees what was rendered before any of it is written, a draft included.
    """
    with Desk(house, draft=draft, dry_run=dry_run, overwrite=overwrite) as desk:
        begun = desk.begin(document)
        if isinstance(begun, Outcome):
            return begun
        with begun:
            return begun.finish(render(begun.number, begun.revision), look)


class Desk:
    """Where the documents of a run are released, over one ledger: each is begun, and finished once it is rendered.

    Between the two others may be begun: that is how several are rendered at once. A draft takes no number and does not
    touch the ledger. A dry run does everything but write: its numbers are those the next run would take, and are not
    held.
    """

    def __init__(self, house: Path, *, draft: bool = False, dry_run: bool = False, overwrite: bool = False) -> None:
        """Touch nothing yet."""
        self.draft, self.dry_run, self.overwrite = draft, dry_run, overwrite
        self._house = house
        self._ledger: Ledger | None = None

    def __enter__(self) -> Self:
        """The desk."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the ledger: what was begun and came to nothing becomes void."""
        if self._ledger:
            self._ledger.close()

    @property
    def ledger(self) -> Ledger:
        """The ledger, opened when it is first needed; for a dry run a copy in memory."""
        if self._ledger is None:
            self._ledger = Ledger.rehearse(self._house) if self.dry_run else Ledger.open(self._house)
        return self._ledger

    def begin(self, document: Document) -> Begun | Outcome:
        """Hold the document's number; the outcome at once where the same content is issued already."""
        if self.draft:
            return Begun(self, document, None)
        held = self.ledger.reserve(
            document.identity, document.content, document.series, at=document.at, overwrite=self.overwrite
        )
        return self.standing(document, held.unchanged) if held.unchanged else Begun(self, document, held)

    def standing(self, document: Document, former: Issued) -> Outcome:
        """The outcome of a document that is issued already: its files are put in place again where they are not."""
        if self.dry_run:
            _strays(self.ledger, former, document.folder, overwrite=self.overwrite)
            return _outcome(document, former, "dry-run", ("The same content is issued already.",))
        notes = _put_back(self.ledger, former, document.folder, overwrite=self.overwrite)
        return _outcome(document, former, "unchanged", notes)


class Begun:
    """A document whose number is held, if it takes one; a block in which anything fails makes the number void."""

    def __init__(self, desk: Desk, document: Document, held: Reservation | None) -> None:
        """Know what was begun, and where."""
        self._desk, self._document, self._held = desk, document, held
        self.number = held.number if held else ""
        self.revision = held.revision if held else 0

    def __enter__(self) -> Self:
        """The document."""
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Let go of the number where it came to nothing; if even this cannot be recorded, a later run records it."""
        if error and self._held:
            with suppress(ToolkitError):
                self._desk.ledger.void(self._held, _reason(error))

    def finish(self, files: Mapping[str, bytes], look: Look | None = None) -> Outcome:
        """Look at the files, then write them beside their targets, record them, and rename."""
        if look:
            look(files)
        document, desk, named = self._document, self._desk, _named(files)
        targets = _targets(document.folder, named)
        if self._held and not desk.overwrite:
            _require_no_other(desk.ledger, targets, self.number)
        if desk.dry_run or self._held is None:
            (check_targets if desk.dry_run else write_all)(targets, overwrite=desk.overwrite)
            state: State = "dry-run" if desk.dry_run else "draft"
            digests = _digests(document.folder, named)
            return Outcome(document.identity.kind, self.number, self.revision, state, digests)
        with desk.ledger.delivering(), Staged(targets, overwrite=desk.overwrite) as staged:
            issued = desk.ledger.issue(self._held, named, document.facts, document.sources)
            if issued:
                _commit(staged, issued)
                return _outcome(document, issued, "issued")
        # Another command was first, while this one rendered: its copy stands.
        former = desk.ledger.find(self.number, self.revision)
        assert former is not None
        return desk.standing(document, former)


def identifier(number: str, revision: int, facts: str) -> str:
    """What a file calls itself in its properties: number and revision, a draft by the beginning of its facts."""
    return f"{number} revision {revision}" if number else f"draft {facts[:12]}"


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
            _require_no_other(ledger, {path: data}, issued.number)
            raise ToolkitError(
                f"{path} is not what was issued as {issued.number}, revision {issued.revision}: it was changed since.",
                "Move it elsewhere to keep it, or add --overwrite to put the issued file back.",
                code="exists",
            )
        strays[path] = data
    return strays


def _require_no_other(ledger: Ledger, targets: Mapping[Path, bytes], number: str) -> None:
    """Refuse to replace what was issued under another number: some documents have one file name for every day."""
    for path, data in targets.items():
        found = standing(path)
        others = [other for other in ledger.by_digest(digest(found)) if other[0] != number] if found else []
        if others and found != data:
            there, revision = others[-1]
            raise ToolkitError(
                f"Where {path} belongs to {number} now, {there}, revision {revision} stands: both have this file name.",
                f"Add --overwrite to put {number} there; {there} stays issued, and its frozen copy is kept.",
                code="exists",
            )


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
