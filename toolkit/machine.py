"""What this computer has and lacks: system libraries, packages, fonts, programs, space. Looks, and changes nothing."""

from __future__ import annotations

import ctypes
import os
import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path

from toolkit.findings import ToolkitError
from toolkit.ledger import Ledger

DISTRIBUTION = "boutique-toolkit"
OLDEST_PYTHON = (3, 11)
SPACE_NEEDED = 200 * 1024 * 1024
FONTS = Path(__file__).parent / "fonts"
FONT_STARTS = (b"\x00\x01\x00\x00", b"OTTO", b"true")

Loader = Callable[[str], object]


def everywhere(words: str) -> dict[str, str]:
    """Advice that is the same on every system."""
    return dict.fromkeys(("debian", "macos", "windows"), words)


PDF_PURPOSE = "PDF; workbooks are made without it"
PANGO_ADVICE: Mapping[str, str] = {
    "debian": "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig",
    "macos": "brew install pango  (still not found? export DYLD_FALLBACK_LIBRARY_PATH=$(brew --prefix)/lib)",
    "windows": "install MSYS2, then type in its window: pacman -S mingw-w64-ucrt-x86_64-pango",
}
OFFICE_ADVICE: Mapping[str, str] = {
    "debian": "sudo apt-get install libreoffice-calc-nogui libreoffice-writer-nogui",
    "macos": "brew install --cask libreoffice",
    "windows": "winget install TheDocumentFoundation.LibreOffice",
}
PACKAGE_ADVICE = everywhere(f"pipx reinstall {DISTRIBUTION}")

# Each library under the name the loader of Linux, macOS and Windows knows it by.
LIBRARIES: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = (
    (
        "Pango",
        (
            ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib", "libgobject-2.0-0.dll"),
            ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
            ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
        ),
    ),
    (
        "HarfBuzz with subsetting",
        (
            ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
            ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"),
        ),
    ),
    ("fontconfig", (("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"),)),
)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked for: whether it is there, what was found, what it is needed for, what to do by system."""

    name: str
    found: str
    purpose: str
    present: bool = True
    needed: bool = True
    advice: Mapping[str, str] = field(default_factory=dict)


def system() -> str:
    """Which advice fits this computer: ``debian``, ``macos``, ``windows``, or ``other``."""
    if sys.platform in ("darwin", "win32"):
        return {"darwin": "macos", "win32": "windows"}[sys.platform]
    return "debian" if shutil.which("apt-get") else "other"


def checks(house: Path) -> tuple[Check, ...]:
    """Everything worth knowing about this computer and this house, in the order in which to mend it."""
    return (
        python(),
        packages(),
        *libraries(),
        fonts(),
        office(),
        *folder(house),
        ledger(house),
    )


def python() -> Check:
    """The version of Python that runs this program."""
    wanted = ".".join(map(str, OLDEST_PYTHON))
    return Check(
        "Python",
        platform.python_version(),
        f"the program itself: {wanted} or later",
        present=sys.version_info >= OLDEST_PYTHON,
        advice={
            "debian": "sudo apt-get install python3",
            "macos": "brew install python",
            "windows": "winget install Python.Python.3.13",
        },
    )


def packages() -> Check:
    """The Python packages the installed distribution asks for."""
    try:
        required = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        return Check("Python packages", "run from a folder, not installed: not compared", "the program itself")
    names = [match[0] for line in required if "extra ==" not in line and (match := re.match(r"[\w.-]+", line))]
    lacking = [name for name in names if not _installed(name)]
    found = f"missing: {', '.join(lacking)}" if lacking else f"all {len(names)}"
    return Check("Python packages", found, "the program itself", present=not lacking, advice=PACKAGE_ADVICE)


def _installed(name: str) -> bool:
    """Whether a distribution is installed, without importing it."""
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def libraries(load: Loader | None = None) -> tuple[Check, ...]:
    """The system libraries that WeasyPrint opens, tried with the system's own loader."""
    load = load or _loader()
    found = []
    for name, parts in LIBRARIES:
        lacking = [names[0] for names in parts if not any(_opens(load, one) for one in names)]
        words = f"missing: {', '.join(lacking)}" if lacking else "found"
        found.append(Check(name, words, PDF_PURPOSE, present=not lacking, advice=PANGO_ADVICE))
    return tuple(found)


def _loader() -> Loader:
    """The system's loader, told on Windows where MSYS2 keeps its libraries, as WeasyPrint is."""
    if sys.platform == "win32":
        folders = os.environ.get("WEASYPRINT_DLL_DIRECTORIES", r"C:\msys64\ucrt64\bin;C:\msys64\mingw64\bin")
        for name in filter(os.path.isdir, folders.split(";")):
            os.add_dll_directory(name)
    return ctypes.CDLL


def _opens(load: Loader, name: str) -> bool:
    """Whether the loader opens a library of that name."""
    try:
        load(name)
    except OSError:
        return False
    return True


def fonts(directory: Path = FONTS) -> Check:
    """The faces that travel with the package, each with the first bytes of a font."""
    files = sorted(path for path in directory.glob("*.[to]tf"))
    damaged = [path.name for path in files if not _is_font(path)]
    found = f"damaged: {', '.join(damaged)}" if damaged else f"{len(files)} faces"
    whole = bool(files) and not damaged
    return Check("House fonts", found, "PDF in the house's faces", present=whole, advice=PACKAGE_ADVICE)


def _is_font(path: Path) -> bool:
    """Whether a file begins as a TrueType or OpenType font does."""
    with path.open("rb") as stream:
        return stream.read(4) in FONT_STARTS


def office() -> Check:
    """LibreOffice, by its command or in the usual place of the system."""
    usual = (
        "/Applications/LibreOffice.app/Contents/MacOS/soffice",
        r"C:\Program Files\LibreOffice\program\soffice.exe",
    )
    command = shutil.which("soffice") or shutil.which("libreoffice") or next(filter(os.path.exists, usual), None)
    return Check(
        "LibreOffice",
        command or "not found",
        "only to turn Word letters into PDF",
        present=command is not None,
        needed=False,
        advice=OFFICE_ADVICE,
    )


def folder(house: Path) -> tuple[Check, ...]:
    """Whether documents can be written in the house's folder, and whether there is room for them."""
    purpose = "documents are written there"
    try:
        with tempfile.TemporaryFile(dir=house):
            free = shutil.disk_usage(house).free
    except OSError as error:
        advice = everywhere("choose another folder with --house, or ask for the right to write in this one")
        return (Check("Folder", f"{house}: {error.strerror}", purpose, present=False, advice=advice),)
    return (
        Check("Folder", f"{house}: can be written", purpose),
        Check(
            "Free space",
            f"{free // 1024**2:,} MB",
            f"at least {SPACE_NEEDED // 1024**2} MB for documents and their frozen copies",
            present=free >= SPACE_NEEDED,
            advice=everywhere("free some space on this disk, or choose a folder on another with --house"),
        ),
    )


def ledger(house: Path) -> Check:
    """The house's ledger and whether its rows are whole; a house without one has simply issued nothing yet."""
    name, purpose = "Ledger", "numbers and revisions of documents"
    if not (house / ".boutique" / "ledger.sqlite").exists():
        return Check(name, "none yet: nothing has been issued here", purpose)
    try:
        with Ledger.rehearse(house) as opened:
            troubles, last = opened.audit_rows(), opened.tip()
    except ToolkitError as error:
        return Check(name, error.message, purpose, present=False, advice=everywhere(error.hint))
    if troubles:
        more = f" And {len(troubles) - 1} more." if len(troubles) > 1 else ""
        advice = everywhere("type 'boutique ledger audit': it says what is wrong, and what to do")
        return Check(name, f"{troubles[0].words}{more}", purpose, present=False, advice=advice)
    return Check(name, f"whole: {last.position} entries, each bound to those before it", purpose)
