"""A press: many pages set by as many processes as there are processors, each started once.

Setting a short page takes a tenth of the time that starting WeasyPrint does, so a process sets page after page.
"""

from __future__ import annotations

import base64
import gc
import json
import os
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict
from queue import SimpleQueue
from threading import Lock
from typing import Self

from toolkit.findings import ToolkitError
from toolkit.render.typeset import Job, typeset

Set = bytes | ToolkitError
"""A page as a PDF, or why it could not be set."""

_AHEAD = 2  # pages asked for beyond those being set, so that no hand waits and no pile grows


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


class Press:
    """So many hands at work within a ``with`` block; a single hand is this process itself."""

    def __init__(self, hands: int) -> None:
        """Start nothing yet."""
        self._hands = hands
        self._idle: SimpleQueue[_Hand] = SimpleQueue()
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        """Start the hands; none waits for another."""
        if self._hands > 1:
            for _ in range(self._hands):
                self._idle.put(self._stack.enter_context(_Hand()))
            self._pool = ThreadPoolExecutor(self._hands)
            self._stack.callback(self._pool.shutdown, cancel_futures=True)
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of what was not asked for, and end the hands."""
        self._stack.close()

    def set(self, job: Job) -> bytes:
        """One page. Raises ToolkitError where it could not be set."""
        made = next(self.set_each((job,)))
        if isinstance(made, ToolkitError):
            raise made
        return made

    def set_each(self, jobs: Iterable[Job | ToolkitError]) -> Iterator[Set]:
        """The pages in order; one that cannot be set does not stop the others. A job refused before stays refused."""
        if self._hands <= 1:
            yield from map(_tried, jobs)
            return
        waiting: deque[Future[Set]] = deque()
        for job in jobs:
            waiting.append(self._pool.submit(self._handed, job))
            if len(waiting) > self._hands + _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def _handed(self, job: Job | ToolkitError) -> Set:
        """A job given to the next idle hand."""
        if isinstance(job, ToolkitError):
            return job
        hand = self._idle.get()
        try:
            return hand.set(job)
        finally:
            self._idle.put(hand)


def _tried(job: Job | ToolkitError) -> Set:
    """A job done in this process."""
    if isinstance(job, ToolkitError):
        return job
    try:
        return typeset(job)
    except ToolkitError as error:
        return error


class _Hand:
    """Another process that sets pages, one a line; it ends with the block, however that ends."""

    _here = Lock()

    def __init__(self) -> None:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "toolkit.render.press"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment,
        )  # fmt: skip

    def __enter__(self) -> Self:
        """It is at work already."""
        return self

    def __exit__(self, *_: object) -> None:
        """End it."""
        self._process.kill()
        self._process.communicate()

    def set(self, job: Job) -> Set:
        """What it made of a job; where it died over it, the page is set here, so that the reason can be told."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(json.dumps(asdict(job)).encode() + b"\n")
            self._process.stdin.flush()
            answer = self._process.stdout.readline()
        except OSError:  # the pipe is broken: it died before
            answer = b""
        if not answer.endswith(b"\n"):
            with self._here:
                return _tried(job)
        made = json.loads(answer)
        if "pdf" in made:
            return base64.b64decode(made["pdf"])
        return ToolkitError(made["message"], made["hint"], code=made["code"])


def _work() -> None:
    """The other process: reads a job a line, writes what it made a line."""
    frozen = False
    for line in sys.stdin.buffer:
        job = json.loads(line)
        made = _tried(Job(**{**job, "sheets": tuple(job["sheets"])}))
        answer: dict[str, str] = (
            {"message": made.message, "hint": made.hint, "code": made.code}
            if isinstance(made, ToolkitError)
            else {"pdf": base64.b64encode(made).decode()}
        )
        sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
        sys.stdout.buffer.flush()
        del job, made, answer
        # A layout tree is full of cycles: its memory is freed before the next. What the first page loaded stays for
        # good and is not searched again.
        gc.collect()
        if not frozen:
            gc.freeze()
            frozen = True


if __name__ == "__main__":
    _work()
