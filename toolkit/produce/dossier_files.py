"""The files a dossier shows or encloses: the house's folder of photographs and scans, opened as they are needed."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from toolkit.files import digest, read_only
from toolkit.findings import ToolkitError
from toolkit.render.archive import Attachment
from toolkit.render.pictures import printable
from toolkit.reports.dossier_page import SIZES, is_scan
from toolkit.reports.provenance import Dossier

MOST_BYTES = 25_000_000
"""The largest scan that is enclosed: more goes through no mailbox."""


class Digests(Mapping[str, str]):
    """The SHA-256 of files by their path under the house's folder, worked out when it is asked for."""

    def __init__(self, folder: Path, paths: tuple[str, ...]) -> None:
        """Keep the paths."""
        self._folder, self._paths = folder, dict.fromkeys(paths)
        self._known: dict[str, str] = {}

    def __getitem__(self, path: str) -> str:
        """The digest of one file."""
        if path not in self._paths:
            raise KeyError(path)
        if path not in self._known:
            self._known[path] = digest(read_only(self._folder / path))
        return self._known[path]

    def __iter__(self) -> Iterator[str]:
        """The paths, in order."""
        return iter(self._paths)

    def __len__(self) -> int:
        """How many files there are."""
        return len(self._paths)


class Evidence:
    """The folder of photographs and scanned papers of a house."""

    def __init__(self, house: Path, folder: str) -> None:
        """Look the folder through. Raises ToolkitError for one that lies outside the house's."""
        root = (house / folder).resolve()
        if not root.is_relative_to(house.resolve()):
            raise ToolkitError(
                f"The folder of evidence {folder!r} lies outside the house's own folder.",
                "Put the photographs and scans into the house's folder, and name it in [dossier] evidence.",
                code="evidence",
            )
        self._house = house
        found = sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
        kept = (path.relative_to(house.resolve()).as_posix() for path in found if not path.name.startswith("."))
        self.digests: Mapping[str, str] = Digests(house, tuple(kept))

    def read(self, path: str) -> bytes:
        """One file. Raises ToolkitError where it is gone."""
        if path not in self.digests:
            raise ToolkitError(f"The file {path} is missing.", "Put it back, or empty the cell that names it, "
                               "then run again.", code="picture")  # fmt: skip
        return read_only(self._house / path)


def pictures(told: Dossier, evidence: Evidence) -> dict[str, bytes]:
    """The photographs and scans that the pages show, ready for print, by their path."""
    wanted = [
        (picture.file, SIZES["cover" if number == 0 else "grid"]) for number, picture in enumerate(told.pictures)
    ]
    wanted += [(one.file, SIZES["scan"]) for one in told.evidence if is_scan(one)]
    made: dict[str, bytes] = {}
    for file, (across, down) in wanted:
        if file not in made:
            made[file] = printable(evidence.read(file), file, width_mm=across, height_mm=down)
    return made


def scans(told: Dossier, evidence: Evidence) -> Iterator[Attachment]:
    """The papers that travel inside the file: those this edition may show that are no pictures.

    Raises ToolkitError for one that its reader could not open, or that makes the file too large to send.
    """
    for one in told.evidence:
        path = PurePosixPath(one.file)
        if one.enclosed and one.file and not is_scan(one) and path.suffix.casefold() == ".pdf":
            data = evidence.read(one.file)
            _require_sound(data, one.file)
            description = f"{one.id}: {one.title}"
            name = f"{one.id}{path.suffix.casefold()}"
            yield Attachment(name, data, "application/pdf", "Supplement", description)


def _require_sound(data: bytes, name: str) -> None:
    """Refuse a scan that is too large, locked or broken. Raises ToolkitError (``unreadable``)."""
    import pikepdf

    if len(data) > MOST_BYTES:
        size = f"{len(data) / 1_000_000:.0f} MB"
        raise _refused(f"{name} is too large to enclose ({size}).", "Scan it in 200 dpi, or save it below 25 MB.")
    try:
        with pikepdf.open(io.BytesIO(data)) as file:
            if file.is_encrypted:
                raise _refused(f"{name} is locked.", "Save a copy of it without a password.")
            if not len(file.pages) or file.get_warnings():
                raise _refused(f"{name} is damaged.", "Scan the paper again, or open the file and save it anew.")
    except pikepdf.PasswordError as error:
        raise _refused(f"{name} opens with a password only.", "Save a copy of it without a password.") from error
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise _refused(
            f"{name} cannot be opened as a PDF: it is damaged or of another kind.",
            "Scan the paper again, or open the file and save it anew as PDF.",
        ) from error


def _refused(message: str, hint: str) -> ToolkitError:
    return ToolkitError(message, f"{hint} Then run again.", code="unreadable")
