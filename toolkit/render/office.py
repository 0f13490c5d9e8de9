"""LibreOffice: many Word files to PDF in one call, in a profile of its own that is thrown away."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from xml.sax.saxutils import escape

from toolkit.findings import ToolkitError
from toolkit.machine import FONTS, office

PATIENCE = 120.0
"""Seconds it may take, and so many more a letter."""
EACH = 5.0


def to_pdf(letters: Mapping[str, bytes]) -> dict[str, bytes] | None:
    """Each Word file as a PDF, by the same name; None where LibreOffice is missing.

    Names are plain file names that end in ``.docx``. Raises ToolkitError where it fails over one of them.
    """
    found = office()
    if not found.present:
        return None
    if not letters:
        return {}
    with tempfile.TemporaryDirectory(prefix="boutique-") as folder:
        there = Path(folder)
        (there / "in").mkdir()
        numbered = {f"{number:05d}": name for number, name in enumerate(letters)}
        for number, name in numbered.items():
            (there / "in" / f"{number}.docx").write_bytes(letters[name])
        _convert(found.found, there, len(letters))
        made = {name: there / "out" / f"{number}.pdf" for number, name in numbered.items()}
        missing = [name for name, path in made.items() if not path.is_file()]
        if missing:
            raise _failed(f"it made no PDF of {missing[0]}")
        return {name: path.read_bytes() for name, path in made.items()}


def _convert(command: str, folder: Path, number: int) -> None:
    profile = (folder / "profile").as_uri()
    call = [command, "--headless", "--norestore", "--nologo", "--nolockcheck", f"-env:UserInstallation={profile}",
            "--convert-to", "pdf", "--outdir", str(folder / "out"),
            *sorted(str(path) for path in (folder / "in").iterdir())]  # fmt: skip
    faces = {"FONTCONFIG_FILE": str(_faces(folder))} if sys.platform.startswith("linux") else {}
    try:
        # A group of its own: what it starts in turn ends with it.
        running = subprocess.Popen(  # noqa: S603 - our own file names, and the program the system calls LibreOffice
            call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **faces},
            start_new_session=True,
        )  # fmt: skip
    except OSError as error:
        raise _failed("it cannot be started") from error
    try:
        status = running.wait(PATIENCE + EACH * number)
    except BaseException as error:
        _end(running)
        if isinstance(error, subprocess.TimeoutExpired):
            raise _failed("it did not end") from error
        raise
    if status:
        raise _failed(f"it ended with {status}")


def _end(running: subprocess.Popen[bytes]) -> None:
    """End the program, and what it started where the system knows groups."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
    running.kill()
    running.wait()


def _faces(folder: Path) -> Path:
    """A list of faces for this call: the system's, and those that travel with this program."""
    path = folder / "fonts.conf"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{escape(str(FONTS))}</dir></fontconfig>',
        "utf-8",
    )
    return path


def _failed(why: str) -> ToolkitError:
    return ToolkitError(
        f"LibreOffice could not turn the letters into PDF: {why}.",
        "Close it if it is open, then run again; or add --no-pdf and print the Word files.",
        code="office",
    )


def one_pdf(parts: Iterable[bytes], identifier: str) -> bytes:
    """Several PDFs as one, in their order; ``identifier`` goes into its properties."""
    import pikepdf

    whole = pikepdf.Pdf.new()
    for part in parts:
        with pikepdf.Pdf.open(io.BytesIO(part)) as document:
            whole.pages.extend(document.pages)
    with whole.open_metadata() as described:
        described["pdf:Keywords"] = identifier
    whole.docinfo["/Keywords"] = identifier
    out = io.BytesIO()
    whole.save(out, deterministic_id=True)
    return out.getvalue()


def pages(pdf: bytes) -> int:
    """How many pages a PDF has."""
    import pikepdf

    with pikepdf.Pdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)
