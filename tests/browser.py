"""A real browser for tests: the system's Chromium, headless; whatever a page asks for or complains of fails its test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ELSEWHERE = (
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
)


def program() -> str | None:
    """The installed Chromium, or None."""
    found = (*map(shutil.which, NAMES), *(str(path) for path in ELSEWHERE if path.is_file()))
    return next(filter(None, found), None)


def launched() -> Iterator[Browser]:
    """A browser for the tests of one module; they are skipped without Chromium."""
    command = program()
    if command is None:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    # Chromium refuses its sandbox to root, as which containers run tests; it opens only pages the tests made.
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=command, chromium_sandbox=not root)
        yield browser
        browser.close()


@dataclass
class Window:
    """Pages opened in a browser, each without a network; ``complaints`` are errors and requests of all of them."""

    browser: Browser
    folder: Path
    complaints: list[str] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)

    def open(self, html: str, *, width: int = 1280, height: int = 900, scheme: str = "light", scripts: bool = True,
             fragment: str = "") -> Page:  # fmt: skip
        """The page as a person opens it from a folder."""
        path = self.folder / f"page-{len(self.pages)}.html"
        path.write_text(html, "utf-8")
        page = self.browser.new_page(
            viewport={"width": width, "height": height},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=scripts,
            offline=True,
        )
        address = path.as_uri()
        page.on("request", lambda asked: self._asked(asked.url, address))
        page.on("console", lambda said: self._heard("console", said.text))
        page.on("pageerror", lambda error: self._heard("error", str(error)))
        page.on("dialog", lambda dialog: (self._heard("dialog", dialog.message), dialog.dismiss()))
        page.goto(address + fragment)
        self.pages.append(page)
        return page

    def _asked(self, url: str, address: str) -> None:
        """A page may load itself, and a face that is inside it."""
        if url.partition("#")[0] != address and not url.startswith("data:font/"):
            self._heard("request", url)

    def _heard(self, what: str, words: str) -> None:
        """Remember a complaint."""
        self.complaints.append(f"{what}: {words}")

    def close(self) -> None:
        """Close every page; the test fails that made one complain."""
        for page in self.pages:
            page.context.close()
        assert self.complaints == []


def barriers(page: Page, only: str = "") -> Sequence[str]:
    """What axe-core finds that keeps somebody out, as ``rule: element``; by all of its rules, or by one."""
    options = {"resultTypes": ["violations"], **({"runOnly": [only]} if only else {})}
    found = Axe().run(page, options=options).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]
