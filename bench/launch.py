"""Starts one command, waits for it and notes what it cost: exit code, CPU and wall seconds, peak of memory.

    python -I -S launch.py NOTE COMMAND...

A process of its own, because the kernel counts the memory of whoever starts a command into the command's peak;
this one is small.
"""

import os
import sys
import time

note, *command = sys.argv[1:]
start = time.perf_counter()
_, status, used = os.wait4(os.posix_spawn(command[0], command, os.environ), 0)
wall = time.perf_counter() - start
with open(note, "w", encoding="ascii") as stream:  # noqa: PTH123 - pathlib would make this process larger
    print(os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, wall, used.ru_maxrss, file=stream)
