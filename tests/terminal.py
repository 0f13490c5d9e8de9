"""A terminal of its own for a command that asks: what it says is read, what is typed is sent."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import time
from collections.abc import Mapping


def talk(command: list[str], answers: Mapping[str, str]) -> tuple[str, int]:
    """Run a command, type each answer once its question is seen, and return what was said and the exit code."""
    main, other = pty.openpty()
    process = subprocess.Popen(command, stdin=other, stdout=other, stderr=other, close_fds=True)
    os.close(other)
    said, left, until = b"", dict(answers), time.monotonic() + 60
    while time.monotonic() < until:
        ready, _, _ = select.select([main], [], [], 0.2)
        if ready:
            try:
                said += os.read(main, 65536)
            except OSError:
                break
        for question in [q for q in left if q.encode() in said]:
            time.sleep(0.3)  # a prompt draws itself before it reads
            os.write(main, left.pop(question).encode())
        if not ready and process.poll() is not None:
            break
    os.close(main)
    return said.decode("utf-8", "replace"), process.wait(timeout=20)
