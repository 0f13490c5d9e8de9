"""LibreOffice as a second opinion: it recalculates and re-saves what our program wrote."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from toolkit.render import container

CACHED = re.compile(rb"(</f>)<v>[^<]*</v>")


def converted(files: dict[str, bytes], folder: Path, kind: str = "xlsx") -> dict[str, bytes]:
    """The files as LibreOffice writes them, in one call with a profile of its own; the test is skipped without it."""
    command = shutil.which("soffice") or shutil.which("libreoffice")
    if command is None:
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-calc")
    sources, target = folder / "sources", folder / "converted"
    sources.mkdir()
    for name, data in files.items():
        (sources / name).write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    call = [command, profile, "--headless", "--convert-to", kind, "--outdir", str(target)]
    subprocess.run([*call, *(str(sources / name) for name in files)], check=True, capture_output=True, timeout=180)
    return {name: (target / name).with_suffix(f".{kind}").read_bytes() for name in files}


def without_results(workbook: bytes) -> bytes:
    """The workbook with every formula's result taken out, so that whoever opens it must compute."""
    parts = container.read(workbook, "workbook")
    bare = {name: CACHED.sub(rb"\1", part) if "/worksheets/" in name else part for name, part in parts.items()}
    assert bare != parts
    return container.write(bare)
