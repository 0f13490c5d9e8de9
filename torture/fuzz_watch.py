"""What fuzzing watches: a call answers or refuses in one line, soon, in little memory, and touches nothing else."""

from __future__ import annotations

import os
import resource
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import FrameType
from unicodedata import category

from bench.measure import ROOT
from toolkit.findings import ToolkitError

SECONDS = 5
"""Of the processor, not of the wall: the machine may be busy."""
MEGABYTES = 500
"""Beyond what the process holds before its first case."""
LONGEST_MESSAGE = 2000
_UNSEEN = frozenset({"Cc", "Zl", "Zp", "Cs"})
"""What a screen obeys instead of showing it, and halves of pairs."""
CAUSE = " | "
"""Between a fault and what it said this time: two with the same words before it are one fault."""

_OWN = (str(ROOT / "toolkit"), sys.prefix, sys.base_prefix, "/usr/share/zoneinfo", "/proc/self", "/dev/")
_FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "shutil.", "ctypes.dlopen")
_CHANGES = ("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate")


@dataclass(frozen=True, slots=True)
class Fallen:
    """A fault: the least case that shows it, by its name and what it holds, and how often the fault came."""

    name: str
    data: bytes
    trouble: str
    times: int = 1


class Faults(dict[str, Fallen]):
    """Every fault once, by the words before its cause."""

    def add(self, name: str, data: bytes, trouble: str) -> Fallen:
        """Remember a fault, and say so where it is new."""
        fault = trouble.partition(CAUSE)[0]
        known = self.get(fault)
        if known is None:
            print(f"{name}: {trouble} by {data[:300]!r}", flush=True)
        least = known if known and len(known.data) <= len(data) else Fallen(name, data, trouble)
        self[fault] = replace(least, times=known.times + 1 if known else 1)
        return self[fault]


class Slow(BaseException):
    """The time is up; no Exception, so that nothing on the way swallows it."""


class Watch:
    """Watches one call after another in this process: its time, its memory, what it opens and what it prints."""

    def __init__(self, allowed: Path) -> None:
        """Files in ``allowed`` may be opened. What is printed from now on is taken for a fault."""
        self.allowed = str(allowed)
        self.touched: list[str] = []
        self.looking = False
        self.printed = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the process lives
        sys.stdout.flush()
        for stream in (1, 2):
            os.dup2(self.printed.fileno(), stream)
        sys.addaudithook(self._heard)
        signal.signal(signal.SIGPROF, _late)

    def limit(self) -> None:
        """No more memory than so much beyond what is held now. Call it once what loads late is loaded."""
        held = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (held + MEGABYTES * 2**20, resource.RLIM_INFINITY))

    def trouble(self, call: Callable[[], object]) -> str:
        """What a call did that it must not; empty where it answered, or refused in words for people."""
        self.touched.clear()
        self._said()  # what was printed since the last call is not this one's
        found = ""
        try:
            with self._timed():
                call()
        except ToolkitError as error:
            found = _unfit(error)
        except Slow as error:
            found = f"slow: over {SECONDS} s of processor, {_where(error)}"
        except BaseException as error:  # noqa: BLE001 - whatever it is, it is what we look for
            found = f"{type(error).__name__}, {_where(error)}{CAUSE}{str(error)[:120]!r}"
        if self.touched:
            found = found or f"touched {self.touched[0]}"
        return self._said() or found

    @contextmanager
    def _timed(self) -> Iterator[None]:
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        self.looking = True
        try:
            yield
        finally:
            self.looking = False
            signal.setitimer(signal.ITIMER_PROF, 0)

    def _heard(self, event: str, arguments: tuple[object, ...]) -> None:
        """Note what is opened, started or changed while a call runs."""
        if not self.looking:
            return
        if event == "open":
            name = os.fsdecode(arguments[0]) if isinstance(arguments[0], str | bytes | os.PathLike) else ""
            own = name.startswith(_OWN) and not name.startswith(self.allowed)
            writes = isinstance(arguments[1], str) and set("wax+") & set(arguments[1])
            if writes or (name and not own and not name.startswith(self.allowed)):
                self.touched.append(f"{event} {name}")
        elif event.startswith((*_FORBIDDEN, *_CHANGES)):
            self.touched.append(f"{event} {arguments!r}"[:120])

    def _said(self) -> str:
        """What was printed since the last call."""
        sys.stdout.flush()
        sys.stderr.flush()
        size = os.fstat(self.printed.fileno()).st_size
        if not size:
            return ""
        words = os.pread(self.printed.fileno(), 300, 0).decode("utf-8", "replace")
        os.ftruncate(self.printed.fileno(), 0)
        os.lseek(self.printed.fileno(), 0, os.SEEK_SET)
        return f"printed{CAUSE}{words!r}"


def _late(_signal: int, _frame: FrameType | None) -> None:
    raise Slow


def _unfit(error: ToolkitError) -> str:
    """What is wrong with a refusal as a person reads it."""
    for name, words in (("message", error.message), ("hint", error.hint)):
        if len(words) > LONGEST_MESSAGE or any(category(each) in _UNSEEN for each in words):
            return f"refusal, {_where(error)}: its {name} is not one short line{CAUSE}{words[:200]!r}"
    return "" if error.message.strip() else f"refusal, {_where(error)}: it says nothing"


def _where(error: BaseException) -> str:
    """The innermost line of the program's own that the error passed through."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "toolkit" in frame.filename] or list(frames)
    last = own[-1] if own else None
    return f"{Path(last.filename).name}:{last.lineno} {last.name}" if last else "nowhere"
