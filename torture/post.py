"""The post: five hundred letters through a real server, over runs that are killed and lines that are cut.

At the end every letter came to whom it was for, once; where nobody knew, a person was asked, and nothing was repeated.
"""

from __future__ import annotations

import logging
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

from bench.measure import environment, scratch
from tests.mail_server import PASSWORD, USER, Authority, Letterbox, listening
from tests.post_houses import NOW, approve, house, letter, parcels
from toolkit.house import House
from toolkit.house import read as read_house
from toolkit.ledger import Ledger
from toolkit.outbox import mark_of
from toolkit.produce import post

LETTERS = 500
KILLS = 40
UNKNOWN_ADDRESSES = 5
BRANDS = [f"Brand{number}" for number in range(LETTERS)]
ROOT = Path(__file__).resolve().parents[1]


def _send(where: House) -> subprocess.Popen[bytes]:
    """One run that sends what is left."""
    command = [sys.executable, "-m", "torture.post", str(where.folder)]
    return subprocess.Popen(command, cwd=ROOT, env={**environment(), "BOUTIQUE_SMTP_PASSWORD": PASSWORD})


def _child(folder: str) -> int:
    """The run itself: the letters are made again, as a command makes them."""
    where = read_house(Path(folder))
    ready = [post.parcel(where, f"T-2026-{number:03d}", 1, letter(brand)) for number, brand in enumerate(BRANDS, 1)]
    return post.exit_code(post.send(where, ready, now=NOW))


def _moody(box: Letterbox, chance: random.Random) -> None:
    """The line is cut now and then: after the message was taken, or so that it is lost."""
    drawn = chance.random()
    if drawn < 0.02:
        box.cut = 1
    elif drawn < 0.03:
        box.messages.pop()
        box.cut = 1


def _ended(child: subprocess.Popen[bytes], box: Letterbox, chance: random.Random) -> bool:
    """Kill the run some letters on, at any moment of one; whether it had not ended by itself."""
    goal = len(box.messages) + chance.randint(1, 20)
    while child.poll() is None and len(box.messages) < goal:
        time.sleep(0.002)
    time.sleep(chance.uniform(0, 0.06))
    child.kill()
    return child.wait() < 0


def _answer(where: House, box: Letterbox) -> int:
    """Say of each letter in doubt what became of it, as a person who asked its reader; of how many."""
    by_mark = {mark_of(f"{brand}@brand.example"): f"{brand}@brand.example" for brand in BRANDS}
    doubts = post.in_doubt(where)
    for one in doubts:
        post.resolve(where, one.number, one.revision, sent=box.has(by_mark[one.address]), who="CM", at=NOW)
    return len(doubts)


def run() -> list[str]:
    """Send, kill, answer, until a run ends by itself with nothing left; then count what came."""
    logging.getLogger("mail.log").setLevel(logging.ERROR)
    chance = random.Random(1)  # noqa: S311 - the same moments again
    folder = scratch() / "post"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    authority, box = Authority(folder), Letterbox()
    box.each = lambda: _moody(box, chance)
    box.refused = {f"{brand}@brand.example": "550 5.1.1 no" for brand in chance.sample(BRANDS, UNKNOWN_ADDRESSES)}
    with listening(box, authority.server()) as port:
        settings = {"host": "localhost", "port": port, "user": USER, "ca_file": authority.file, "daily_limit": 9999}
        where = house(folder / "house", **settings)
        approve(where, parcels(where, BRANDS))
        start, kills, runs, doubts = time.perf_counter(), 0, 0, 0
        while True:
            child = _send(where)
            runs += 1
            kills += _ended(child, box, chance) if kills < KILLS else bool(child.wait() < 0)
            asked = _answer(where, box)
            doubts += asked
            # Done, or only what is refused for good is left.
            if child.returncode in (0, 3) and not asked:
                break
        seconds = time.perf_counter() - start
    print(f"{LETTERS} letters, {runs} runs, {kills} killed, {doubts} in doubt, {seconds:.0f} s")
    return _broken(where, box)


def _broken(where: House, box: Letterbox) -> list[str]:
    """The promises that do not hold of what came and of what is recorded."""
    came = box.came()
    expected = {f"{brand}@brand.example" for brand in BRANDS} - set(box.refused)
    broken = [f"{address} has it {times} times" for (_, address), times in came.items() if times != 1]
    broken += [f"{address} never got it" for address in expected - {address for _, address in came}]
    broken += [f"{address} got it, and was refused" for address in {address for _, address in came} - expected]
    with Ledger.rehearse(where.folder) as ledger:
        recorded = {one.address: one.state for one in ledger.deliveries()}
        broken += [trouble.words for trouble in ledger.audit()]
    for brand in BRANDS:
        address = f"{brand}@brand.example"
        state = recorded.get(mark_of(address), "nothing")
        if state != ("refused" if address in box.refused else "sent"):
            broken.append(f"of {address} the ledger says {state}")
    return broken


if __name__ == "__main__":
    os.environ.setdefault("BOUTIQUE_SMTP_PASSWORD", "")
    sys.exit(_child(sys.argv[1]))
