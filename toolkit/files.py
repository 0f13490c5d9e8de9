"""Files: reading with plain errors, writing everything or nothing. The only writer of files.

A file is written beside its target under a hidden name, brought to the disk, then renamed: a reader
sees the old file or the new one, never half of either. A batch is staged whole before its first
rename, and a rename that fails puts back what the others replaced.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Self

from toolkit.findings import ToolkitError

CLOSE_IT = "If it is open in another program, close it there; else choose a folder you may write to. Run again."
FREE_SPACE = "Free some space or choose another disk, then run the same command again."
SENTENCES: Mapping[int, tuple[str, str, str]] = {
    errno.ENOSPC: ("disk-full", "the disk is full", FREE_SPACE),
    getattr(errno, "EDQUOT", errno.ENOSPC): ("disk-full", "the disk is full", FREE_SPACE),
    errno.EFBIG: ("disk-full", "the disk takes no file of this size", FREE_SPACE),
    errno.EROFS: ("read-only", "the disk is read-only", "Choose a folder on a disk that can be written to."),
    errno.EACCES: ("no-permission", "you have no right to do so", CLOSE_IT),
    errno.EPERM: ("no-permission", "you have no right to do so", CLOSE_IT),
    errno.ENAMETOOLONG: ("name-too-long", "the name is too long", "Choose a shorter name or a folder less deep."),
    errno.ENOENT: ("not-found", "there is no such file or folder", "Check the spelling of the path."),
    errno.ENOTDIR: ("not-found", "a file stands where a folder is needed", "Choose another folder."),
    errno.EEXIST: ("not-found", "a file stands where a folder is needed", "Choose another folder."),
    errno.EISDIR: ("is-folder", "it is a folder, not a file", "Name a file in it."),
}


def digest(data: bytes) -> str:
    """The SHA-256 of the bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


@contextmanager
def explained(path: Path, deed: str, *, after: str = "") -> Iterator[None]:
    """Turn an OSError of the block into a sentence: what could not be done (``written``), why, what to do."""
    try:
        yield
    except OSError as error:
        said = error.strerror or str(error)
        code, why, hint = SENTENCES.get(error.errno or 0, (f"not-{deed}", f"the system said “{said}”", ""))
        sentence = f"{path} could not be {deed}: {why}."
        raise ToolkitError(f"{sentence} {after}".strip(), hint, code=code) from error


def read_only(path: Path) -> bytes:
    """The bytes of a file, which is opened for reading and never for anything else."""
    with explained(path, "read"):
        _refuse_folder(path)
        return path.read_bytes()


def standing(path: Path) -> bytes | None:
    """The bytes that stand where a file would be written; None where nothing does."""
    with explained(path, "written", after="Nothing was written."):
        _refuse_folder(path)
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None


def _refuse_folder(path: Path) -> None:
    """Raise for a folder what every system but Windows raises by itself."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "")


def private_folder(path: Path) -> Path:
    """Make the folder if it is missing and close it to everyone but its owner (where the system can)."""
    with explained(path, "made"):
        path.mkdir(mode=0o700, exist_ok=True)
    with suppress(OSError):  # a shared drive may refuse; the drive's own rights hold there
        if path.stat().st_mode & 0o077:
            path.chmod(0o700)
    return path


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A file to write: where, what, and the bytes that stand there now (None: nothing)."""

    path: Path
    data: bytes
    old: bytes | None

    @property
    def part(self) -> Path:
        """The hidden file beside the target that takes the bytes first; each process has its own."""
        return self.path.with_name(f"{_part_stem(self.path)}{os.getpid()}.part")


def _part_stem(path: Path) -> str:
    """How the hidden files beside a target begin; short, so that a long name stays possible."""
    return f".{digest(path.name.encode())[:12]}-"


def check_targets(files: Mapping[Path, bytes], *, overwrite: bool) -> None:
    """Raise ToolkitError if the files could not be written as :func:`write_all` would; write nothing."""
    _differing(files, overwrite=overwrite)


def _differing(files: Mapping[Path, bytes], *, overwrite: bool) -> list[_Waiting]:
    """The files that are not already there byte for byte, each of which may be written."""
    waiting = [_Waiting(path, data, standing(path)) for path, data in files.items()]
    waiting = [item for item in waiting if item.old != item.data]
    clashes = [item.path for item in waiting if item.old is not None]
    if clashes and not overwrite:
        more = f" (and {len(clashes) - 1} more)" if len(clashes) > 1 else ""
        raise ToolkitError(
            f"{clashes[0]} exists already with other content{more}. Nothing was written.",
            "Add --overwrite to replace it, or choose another folder.",
            code="exists",
        )
    for item in waiting:
        _check_rights(item.path)
    return waiting


def _check_rights(path: Path) -> None:
    """Raise ToolkitError unless the file, or the nearest folder that exists above it, may be written to."""
    with explained(path, "written", after="Nothing was written."):
        nearest = next((folder for folder in path.parents if folder.exists()), path.parent)
        if not nearest.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "")
        if not os.access(nearest, os.W_OK | os.X_OK) or (path.exists() and not os.access(path, os.W_OK)):
            raise PermissionError(errno.EACCES, "")


def write_all(files: Mapping[Path, bytes], *, overwrite: bool) -> None:
    """Write every file or none; a file that already holds these bytes is left untouched."""
    Staged(files, overwrite=overwrite).commit()


def write_large(path: Path, write: Callable[[BinaryIO], None]) -> None:
    """Write a file too large for memory, for its owner alone: all that ``write`` puts into it, or nothing."""
    part = _Waiting(path, b"", None).part
    with explained(path, "written", after="Nothing was written."):
        try:
            part.touch(0o600)
            _write_through(part, write)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)


class Staged:
    """Files written beside their targets, waiting for :meth:`commit` or :meth:`discard`.

    Nothing that anyone reads has changed yet. Whatever can fail for want of space or rights fails
    in making this; what is left for ``commit`` is a rename each.
    """

    def __init__(self, files: Mapping[Path, bytes], *, overwrite: bool) -> None:
        """Check every target, then write each file that differs under its hidden name."""
        self._waiting = _differing(files, overwrite=overwrite)
        self._folders: list[Path] = []
        for leftover in (part for path in files for part in path.parent.glob(f"{_part_stem(path)}*.part")):
            with suppress(OSError):  # a killed run's; a run still alive writes its own again
                leftover.unlink()
        try:
            for item in self._waiting:
                with explained(item.path, "written", after="Nothing was written."):
                    self._folders += _make_folders(item.path.parent)
                    _write_through(item.part, item.data)
        except BaseException:
            self.discard()
            raise

    def __enter__(self) -> Self:
        """The files, which are discarded at the end of the block unless they were committed in it."""
        return self

    def __exit__(self, *error: object) -> None:
        """Discard what was not committed."""
        self.discard()

    def commit(self) -> None:
        """Rename every file to its target; if one cannot be, put back what the others replaced."""
        placed: list[_Waiting] = []
        try:
            for item in self._waiting:
                with explained(item.path, "written", after="Nothing was changed."):
                    _place(item)
                placed.append(item)
        except BaseException:
            for item in reversed(placed):
                _put_back(item)
            self.discard()
            raise
        for folder in {item.path.parent for item in self._waiting}:
            _settle(folder)

    def discard(self) -> None:
        """Remove the hidden files and the folders made for them."""
        for item in self._waiting:
            with suppress(OSError):
                item.part.unlink(missing_ok=True)
        for folder in reversed(self._folders):
            with suppress(OSError):  # someone else may have put something there meanwhile
                folder.rmdir()


def _make_folders(folder: Path) -> list[Path]:
    """Make the folder and those above it that are missing; the ones made, outermost first."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    missing.reverse()
    for path in missing:
        path.mkdir(exist_ok=True)
    return missing


def _write_through(path: Path, data: bytes | Callable[[BinaryIO], None]) -> None:
    """Write the bytes and wait until the disk has them: some disks report a lack of space only then."""
    with path.open("wb") as stream:
        data(stream) if callable(data) else stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _place(item: _Waiting) -> None:
    """Rename the hidden file to its target."""
    try:
        item.part.replace(item.path)
    except FileNotFoundError:
        # Another run took our hidden file for a leftover: the bytes are still at hand.
        _write_through(item.part, item.data)
        item.part.replace(item.path)


def _put_back(item: _Waiting) -> None:
    """Restore what stood at the target before."""
    if item.old is None:
        with suppress(OSError):
            item.path.unlink()
        return
    with explained(item.path, "put back", after="It holds the new content now."):
        _write_through(item.part, item.old)
        item.part.replace(item.path)


def _settle(folder: Path) -> None:
    """Bring a folder's names to the disk, where the system lets a folder be opened."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder of files that appears whole or not at all.

    A folder that already holds exactly these files is left; one with other files is set aside under
    a numbered name, never deleted. Only one process at a time may write a given folder.
    """
    part = folder.with_name(f".{folder.name}.part")
    with explained(folder, "written", after="Nothing was written."):
        if folder.exists() and _holds(folder, files):
            return
        shutil.rmtree(part, ignore_errors=True)
        try:
            part.mkdir(parents=True)
            for name, data in files.items():
                _write_through(part / name, data)
            _settle(part)
            _set_aside(folder)
            part.rename(folder)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
    _settle(folder.parent)


def _holds(folder: Path, files: Mapping[str, bytes]) -> bool:
    """Whether the folder holds exactly these files."""
    if sorted(path.name for path in folder.iterdir()) != sorted(files):
        return False
    return all((folder / name).read_bytes() == data for name, data in files.items())


def _set_aside(folder: Path) -> None:
    """Rename the folder, if it is there, to the first free name ``NAME.aside-1``."""
    number = 1
    while folder.exists():
        aside = folder.with_name(f"{folder.name}.aside-{number}")
        if not aside.exists():
            folder.rename(aside)
        number += 1
