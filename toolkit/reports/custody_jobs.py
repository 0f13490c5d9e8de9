"""Whether a job of the service register is in custody on a day: received by it, and not collected by it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from toolkit.findings import Place
from toolkit.other_records import Job
from toolkit.reports.custody import Custody, Doubtful, Reason, Standing

ENDED = frozenset({"collected", "refused"})
"""States of a job after which its piece is with its owner again."""


def job_custody(job: Job, on: date) -> Custody:
    """How a job stands at the close of ``on``, by its own row; what is certain comes first."""
    received, collected = job.received, job.collected
    if received and received.earliest > on:
        return _gone(("job-not-yet", {"day": received}), job.place("received"))
    backwards = bool(received and collected and collected.latest < received.earliest)
    if collected and collected.latest <= on and not backwards:
        return _gone(("job-out", {"day": collected}), job.place("collected"))
    if job.job_status in ENDED and not job.mapped("collected"):
        return _gone(("job-closed", {"status": job.job_status}), job.place("job_status"))
    doubts = [*_dates(job, on, backwards=backwards)]
    if not doubts:
        return Custody(Standing.HELD, (), tuple(job.place(name) for name in ("job_no", "received") if job.mapped(name)))
    return Custody.in_doubt(doubts)


def _gone(why: Reason, place: Place) -> Custody:
    return Custody(Standing.NOT_HELD, (why,), (place,))


def _dates(job: Job, on: date, *, backwards: bool) -> Iterable[Doubtful]:
    """What keeps anybody from knowing whether the piece was in the house on the day."""
    if backwards:
        yield ("job-order", {}), job.place("collected")
    for name, blank, doubtful, within in (
        ("received", "received-blank", "received-doubt", "received-within"),
        ("collected", "", "collected-doubt", "collected-within"),
    ):
        day = getattr(job, name)
        if name in job.doubts:
            yield (doubtful, {"raw": job.doubts[name].raw}), job.place(name)
        elif day is None and blank and job.mapped(name):
            yield (blank, {}), job.place(name)
        elif day and day.earliest <= on < day.latest:
            yield (within, {"day": day}), job.place(name)
    if job.job_status in ENDED and job.collected is None and "collected" not in job.doubts:
        yield ("job-undated", {"status": job.job_status}), job.place("collected")
