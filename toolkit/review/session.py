"""One sitting over letters: what stands on the desk now, what its clients' histories are, and what she says of them.

Whoever decides has read the words as they stand at that moment: before anything is shown or kept, files that changed
since are read again. Nothing else is remembered here; the ledger and the drafts hold everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import RLock

from toolkit.correspondence import Decision
from toolkit.findings import ToolkitError
from toolkit.house import House
from toolkit.house_tables import FILE
from toolkit.ledger import STATE_FOLDER
from toolkit.produce.letters import Drafted, Letters, Verdict, Wanted, decide_all, said, say
from toolkit.produce.letters_build import DRAFTS as LETTERS
from toolkit.produce.letters_build import on_desk
from toolkit.produce.letters_kept import DRAFTS as KEPT
from toolkit.produce.letters_made import FOLDER as TEMPLATES
from toolkit.produce.marks import login
from toolkit.produce.reading import Checked, read_and_check, read_house
from toolkit.reconcile.trace import Trace, trace_client

_Stamp = tuple[tuple[str, int, int], ...]


class Session:
    """The letters of a time, and one person over them; one thing at a time."""

    def __init__(self, house: House, as_at: datetime, wanted: Wanted, who: str = "") -> None:
        """Begin with a house as read; its registers are read when they are first needed."""
        self.house = house
        self.who = who or login()
        self._as_at = as_at
        self._wanted = wanted
        self._lock = RLock()
        self._read: tuple[_Stamp, Checked] | None = None
        self._laid: tuple[_Stamp, Letters] | None = None

    def letters(self) -> Letters:
        """The desk as registers, templates, drafts and ledger say it now."""
        with self._lock:
            stamp = _stamp(self._desk_files())
            if self._laid is None or self._laid[0] != stamp or self._read is None or self._changed():
                self._laid = (stamp, on_desk(self._checked(), self._wanted))
            return self._laid[1]

    def history(self, one: Drafted) -> Trace:
        """Everything the registers say of the client of a letter."""
        with self._lock:
            return trace_client(self._checked().registers, one.letter.occasion.client)

    def decide(self, mark: str, words: str, verdict: Verdict, who: str, note: str) -> None:
        """Keep what she says of a letter in the words she saw. Raises ToolkitError where it cannot be said."""
        with self._lock:
            self.who = who or self.who
            desk = self.letters()
            given = said(desk, mark, words, verdict, who=self.who, note=note)
            decide_all(self.house, [given])
            if given and self._laid:
                self._laid = (self._but_for_the_ledger(), _answered(desk, given))

    def say(self, mark: str, words: str, own: str) -> None:
        """Keep her own paragraph for a letter that has the words she saw. Raises ToolkitError where it cannot be."""
        with self._lock:
            desk = self.letters()
            one = desk.of(mark)
            if one is not None and one.words != words:
                raise ToolkitError(
                    "The letter has other words by now than those you read.", "Read it again.", code="stale"
                )
            say(self.house, desk, mark, own)

    def read_again(self) -> None:
        """Read everything anew when it is next needed, a Google spreadsheet too."""
        with self._lock:
            self._read = self._laid = None

    def _but_for_the_ledger(self) -> _Stamp:
        """The stamp of what was laid, with our own row in the ledger: no other letter need be made anew for it."""
        assert self._laid is not None
        ledger = str(self._ledger())
        return tuple(_of(Path(one[0])) if one[0] == ledger else one for one in self._laid[0])

    def _checked(self) -> Checked:
        if self._read is None or self._changed():
            if self._read is not None:
                self.house = read_house(self.house.folder, None, copies=self.house.copies)[0]
            stamp = _stamp(self._registers())
            self._read = (stamp, read_and_check(self.house, self._as_at))
        return self._read[1]

    def _changed(self) -> bool:
        return self._read is not None and self._read[0] != _stamp(self._registers())

    def _registers(self) -> Iterator[Path]:
        yield self.house.folder / FILE
        yield from map(self.house.path, self.house.sources)

    def _desk_files(self) -> Iterator[Path]:
        folder, state = self.house.folder, self.house.folder / STATE_FOLDER
        yield from _below(folder.joinpath(*LETTERS), "**/*.docx")
        yield from _below(folder / TEMPLATES, "*.docx")
        yield from _below(state / KEPT, "*")
        yield self._ledger()

    def _ledger(self) -> Path:
        return self.house.folder / STATE_FOLDER / "ledger.sqlite"


def _answered(desk: Letters, given: Decision) -> Letters:
    """The desk after an answer: one letter stands elsewhere, all others where they stood."""
    return replace(desk, drafted=tuple(_stands(one, given) if one.mark == given.mark else one for one in desk.drafted))


def _stands(one: Drafted, given: Decision) -> Drafted:
    if given.word == "undone":
        return replace(one, decision=None, state="held" if one.holds else "waiting")
    return replace(one, decision=given, state="approved" if given.word == "yes" else "refused")


def _below(folder: Path, pattern: str) -> Iterator[Path]:
    yield from sorted(folder.glob(pattern)) if folder.is_dir() else ()


def _stamp(files: Iterable[Path]) -> _Stamp:
    """By what it is told that a file changed."""
    return tuple(_of(path) for path in files)


def _of(path: Path) -> tuple[str, int, int]:
    try:
        known = path.stat()
    except OSError:  # a spreadsheet of Google, or a file that was taken away
        return (str(path), 0, 0)
    return (str(path), known.st_mtime_ns, known.st_size)
