"""WeasyPrint, started as quickly as it can be, with the house's faces only and no way out to files or the network.

Two thirds of its start-up goes into things a document of ours never needs: programs started to look libraries up,
and the parts of fontTools that cut fonts when the system's HarfBuzz cannot. Both are put off, not taken away: what
turns out to be needed is loaded then.
"""

from __future__ import annotations

import contextlib
import ctypes.util
import importlib
import io
import logging
import os
import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from types import ModuleType
from typing import Any

from toolkit.findings import ToolkitError
from toolkit.render.fonts import EXTRA_FAMILY, FONTCONFIG, extra_face

_PUT_OFF = ("fontTools.subset", "fontTools.varLib.instancer")
NO_PANGO = (
    "Install Pango once. Debian, Ubuntu: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 "
    "fontconfig. macOS: brew install pango. Windows: install MSYS2, then pacman -S mingw-w64-ucrt-x86_64-pango. "
    "Without it, --format xlsx works as it is."
)


class _Later(ModuleType):
    """Stands for a module until the first of its names is used; a function asked for by name is one such use."""

    def __getattr__(self, name: str) -> Any:
        """The real module's attribute; for ``from module import function``, a function that fetches it when called."""
        if name.startswith("__"):
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is not self:
            return getattr(importlib.import_module(self.__name__), name)

        def called(*values: Any, **named: Any) -> Any:
            """The real function, from now on."""
            return getattr(importlib.import_module(self.__name__), name)(*values, **named)

        return called


@contextlib.contextmanager
def _put_off() -> Iterator[None]:
    """Within, the modules seldom needed import as stand-ins."""
    waiting = {name: _Later(name) for name in _PUT_OFF if name not in sys.modules}
    sys.modules.update(waiting)
    try:
        yield
    finally:
        for name, module in waiting.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


@contextlib.contextmanager
def _no_searching() -> Iterator[None]:
    """Within, Linux libraries are opened by their names; looking one up would start ldconfig, gcc and ld."""
    real = ctypes.util.find_library
    if sys.platform.startswith("linux"):
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = real


@contextlib.contextmanager
def _house_faces() -> Iterator[None]:
    """Within, fontconfig knows the house's faces and no others; programs started later see the machine's again."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(FONTCONFIG)
    try:
        yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


def _load() -> ModuleType:
    """WeasyPrint itself: the quick way, else the ordinary way, else the error that names what to install."""
    # It explains a missing library on standard output, where a result belongs, and warns of an old HarfBuzz.
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        with contextlib.suppress(OSError), _put_off(), _no_searching():
            return importlib.import_module("weasyprint")
        for name in [name for name in sys.modules if name.startswith("weasyprint")]:
            del sys.modules[name]
        try:
            return importlib.import_module("weasyprint")
        except OSError as error:
            message = f"A PDF needs the library Pango, which this machine lacks ({str(error).splitlines()[0]})."
            raise ToolkitError(message, NO_PANGO, code="no-pango") from error


@dataclass(frozen=True)
class Engine:
    """WeasyPrint with one font configuration and one fetcher, for every document of a run."""

    module: Any
    fonts: Any
    fetcher: Any

    def document(self, html: str) -> Any:
        """A page parsed, not yet laid out."""
        return self.module.HTML(string=html, url_fetcher=self.fetcher)

    def sheet(self, css: str) -> Any:
        """A style sheet parsed, the same one for the same text."""
        return _sheet(self, css)


@lru_cache(maxsize=16)
def _sheet(engine: Engine, css: str) -> Any:
    """Parse a style sheet once."""
    return engine.module.CSS(string=css, font_config=engine.fonts, url_fetcher=engine.fetcher)


def _fetcher(urls: Any) -> Any:
    """A fetcher for pictures the program put into the page, and the extra face; everything else is refused."""

    class OursOnly(urls.URLFetcher):  # type: ignore[misc] # the base class has no types
        """Serves ``data:`` and one file."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            """The resource, or the refusal that names it."""
            face = extra_face()
            if url.startswith("data:") or (face and url == face.as_uri()):
                return super().fetch(url, headers)
            raise ValueError("a document takes nothing from the network or from files")

    return OursOnly()


@cache
def engine() -> Engine:
    """The one engine of this process."""
    with _house_faces():
        module = _load()
        fonts = importlib.import_module("weasyprint.text.fonts").FontConfiguration()
    return Engine(module, fonts, _fetcher(importlib.import_module("weasyprint.urls")))


def extra_css() -> str:
    """The rule that adds the extra face, for documents with characters beyond the house's own."""
    face = extra_face()
    return f"@font-face {{ font-family: '{EXTRA_FAMILY}'; src: url('{face.as_uri()}') }}" if face else ""


class _Complaints(logging.Handler):
    """Keeps what WeasyPrint complains of."""

    def __init__(self) -> None:
        """Listen from warnings upwards."""
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one complaint."""
        self.heard.append(record.getMessage())


@contextlib.contextmanager
def no_complaints() -> Iterator[None]:
    """Within, whatever WeasyPrint leaves out or cannot read withholds the document: it would not look as meant."""
    log, complaints = logging.getLogger("weasyprint"), _Complaints()
    log.addHandler(complaints)
    try:
        yield
    finally:
        log.removeHandler(complaints)
    if complaints.heard:
        raise ToolkitError(
            f"The page could not be set as its template says: {'; '.join(complaints.heard[:3])}.",
            "Correct the template or style sheet in the house's own folder, or remove it to use the one supplied.",
            code="template",
        )
