"""Rules of the service register: what came in for repair, when it was promised, and whether it left again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from toolkit.checks.numbers import departures
from toolkit.checks.pieces import counted, is_owned, same_currency, spelled
from toolkit.checks.scope import Rule, Scope
from toolkit.checks.spread import told_once
from toolkit.findings import Finding, Severity, declare
from toolkit.other_records import Job
from toolkit.records import Record
from toolkit.values import When, fold, fold_code

BEFORE = declare(
    "collected-before-received", Severity.ERROR, "Collected before it came",
    why="One of the dates is wrong, and the register cannot show whose piece was in the house when.",
    message="Collected on {value}, but received on {received}.",
    hint="Correct whichever date is wrong, from the repair slip.",
)  # fmt: skip
ORDER = declare(
    "job-dates-order", Severity.WARNING, "The dates of a repair in an impossible order",
    why="The register shows where a client's piece was, and when; one of the dates is wrong.",
    message="The date '{later}' is {value}, before the date '{earlier}', {before}.",
    hint="Correct whichever date is wrong, from the repair slip.",
)  # fmt: skip
OVERDUE = declare(
    "overdue-repair", Severity.WARNING, "A repair past its promised date",
    why="A client who has to ask where a piece is has stopped trusting the house.",
    message="Promised for {value}, {late} ago; no date says that it is back or was collected.",
    hint="Type the date it came back or was collected; else call the client with a new date and type that.",
)  # fmt: skip
WAITING = declare(
    "ready-not-collected", Severity.INFORMATION, "Ready for a long time, and not collected",
    why="A client's piece in the safe is the house's to insure, and is easily forgotten.",
    message="Ready since {value}, {age} ago; no date says that it was collected.",
    hint="Type the date it was collected; if it is still here, call the client.",
)  # fmt: skip
NO_CLIENT = declare(
    "job-without-client", Severity.WARNING, "A repair without its owner",
    why="A piece whose owner is not recorded cannot be given back to the right person.",
    message="The row names no client, and no piece of the house's own.",
    hint="Type the client, or 'House' for a piece of the house.",
)  # fmt: skip
NOT_DESCRIBED = declare(
    "job-not-described", Severity.WARNING, "A repair that does not say what it is",
    why="When the piece comes back, nobody can tell whether it is the right one and whether the work was done.",
    message="The row does not say {value}.",
    hint="Type it from the repair slip, or ask the client.",
)  # fmt: skip
ESTIMATE = declare(
    "estimate-exceeded", Severity.WARNING, "Charged more than was quoted, with no word of approval",
    why="A client who was quoted less need not pay more without having agreed to it.",
    message="The price is {value}, the estimate was {estimate}; the date of the client's approval is empty.",
    hint="Type the date the client agreed, or correct the price.",
)  # fmt: skip
DUPLICATE = declare(
    "duplicate-job-no", Severity.WARNING, "One job number on different repairs",
    why="The number on the bag is how a piece finds its owner again.",
    message="The job number {value!r} stands on {count} rows, of different {what}.",
    hint="Give each repair its own number.",
)  # fmt: skip

ENDED = frozenset({"ready", "collected", "refused"})
LONG = timedelta(days=90)
"""After so long a finished piece is mentioned: the house's own measure, no law."""
_HOUSE = frozenset(
    {"house", "stock", "own stock", "own", "shop", "boutique", "maison", "stock maison", "magasin", "haus", "eigen",
     "lager", "eigenware", "casa", "negozio", "magazzino", "proprio", "tienda", "propio", "stock piece", "internal",
     "interne", "intern"}
)  # fmt: skip
"""What stands for the client where the piece is the house's own."""
_STEPS = (("received", "sent"), ("received", "promised"), ("sent", "returned"), ("returned", "collected"))
_LABELS = {"received": "received", "sent": "sent out", "promised": "promised for", "returned": "back from the workshop",
           "collected": "collected"}  # fmt: skip


def _jobs(scope: Scope) -> Iterable[Job]:
    """The rows of the service register."""
    return (record for record in scope.registers.others.get("service", ()) if isinstance(record, Job))


def _says(job: Job, *fields: str) -> bool:
    """Whether one of the fields says something, be it in doubt."""
    return any(getattr(job, name) is not None or name in job.doubts for name in fields)


def check_order(scope: Scope) -> Iterable[Finding]:
    """A piece is received, sent, back and collected, in this order; it is promised for no day before it came."""
    for job in _jobs(scope):
        number = job.stock_no or ""
        if _before(job.collected, job.received):
            places = (job.place("collected"), job.place("received"))
            yield BEFORE.at(places, _latest(job.collected), register="service", subject=number,
                            received=_earliest(job.received))  # fmt: skip
            continue
        for earlier, later in _STEPS:
            first, second = getattr(job, earlier), getattr(job, later)
            if _before(second, first):
                yield ORDER.at(
                    (job.place(later), job.place(earlier)), _latest(second), register="service", subject=number,
                    later=_LABELS[later], earlier=_LABELS[earlier], before=_earliest(first),
                )  # fmt: skip


def _before(one: When | None, other: When | None) -> bool:
    """Whether a date surely lies before another."""
    return one is not None and other is not None and one.latest < other.earliest


def _latest(when: When | None) -> date | None:
    return when.latest if when else None


def _earliest(when: When | None) -> date | None:
    return when.earliest if when else None


def check_overdue(scope: Scope) -> Iterable[Finding]:
    """What was promised for a day gone by is back, collected or refused, where the register could say so."""
    return told_once(scope, "promised", ((job, _overdue(job, scope.today)) for job in _jobs(scope) if job.promised))


def is_overdue(job: Job, today: date) -> bool:
    """Whether a job was promised for a day gone by, and nothing says that it ended, where the register could say so."""
    can_end = any(job.mapped(name) for name in ("returned", "collected", "job_status"))
    if not job.promised or job.promised.latest >= today or not can_end:
        return False
    ended = job.job_status in ENDED or "job_status" in job.doubts
    return not ended and not _says(job, "returned", "collected")


def _overdue(job: Job, today: date) -> Finding | None:
    if not is_overdue(job, today):
        return None
    assert job.promised is not None
    late = (today - job.promised.latest).days
    return OVERDUE.at(
        job.place("promised"), job.promised.latest, register="service", subject=job.stock_no or "",
        late=counted(late, "day"),
    )


def check_waiting(scope: Scope) -> Iterable[Finding]:
    """A client's piece that is ready is collected within three months, where the register has a date for it."""
    own = _own_pieces(scope)
    judged = (
        (job, _waiting(job, scope.today))
        for job in _jobs(scope)
        if job.mapped("collected") and job.job_status not in {"collected", "refused"} and not _is_own(job, own)
    )
    return told_once(scope, "collected", judged)


def _waiting(job: Job, today: date) -> Finding | None:
    ready = job.job_status == "ready" or (job.job_status is None and job.returned is not None)
    if not ready or _says(job, "collected"):
        return None
    name = next((name for name in ("returned", "promised", "received") if getattr(job, name)), None)
    since = _latest(getattr(job, name)) if name else None
    if name is None or since is None or today - since <= LONG:
        return None
    return WAITING.at(job.place(name), since, register="service", subject=job.stock_no or "",
                      age=counted((today - since).days, "day"))  # fmt: skip


def _own_pieces(scope: Scope) -> set[str]:
    """The stock numbers, on jobs without a client, of the house's own pieces that are not gone."""
    nameless = (job for job in _jobs(scope) if not job.client and not job.client_no)
    jobs = {fold_code(job.stock_no) for job in nameless if job.stock_no}
    if not jobs:
        return set()
    left = departures(scope.registers)
    own = (
        fold_code(piece.stock_no) for piece in scope.registers.pieces if piece.stock_no and is_owned(piece, scope.house)
    )
    return {number for number in own if number in jobs and number not in left}


def _is_own(job: Job, own: set[str]) -> bool:
    """Whether a job is on the house's own piece: it says so, or names no client and a number of ours."""
    if job.client:
        return fold(job.client) in _HOUSE
    return not job.client_no and job.stock_no is not None and fold_code(job.stock_no) in own


def check_clients(scope: Scope) -> Iterable[Finding]:
    """Every job names its client or a piece of the house's own, where the register has a column for clients."""
    own = _own_pieces(scope)
    judged = (
        (job, NO_CLIENT.at(job.place("client" if job.mapped("client") else "client_no"), "", register="service"))
        if not _says(job, "client", "client_no") and not (job.stock_no and fold_code(job.stock_no) in own)
        else (job, None)
        for job in _jobs(scope)
        if job.mapped("client") or job.mapped("client_no")
    )
    return told_once(scope, "client", judged)


_WHAT = (
    ("what the piece is", ("piece", "brand", "brand_ref", "serial", "stock_no", "category")),
    ("what is to be done", ("work", "work_done", "notes")),
)


def check_described(scope: Scope) -> Iterable[Finding]:
    """Every job says what the piece is and what is to be done."""
    return told_once(scope, "work", ((job, _described(job)) for job in _jobs(scope)))


def _described(job: Job) -> Finding | None:
    gaps = [(words, names) for words, names in _WHAT if any(map(job.mapped, names)) and not _says(job, *names)]
    if not gaps:
        return None
    place = job.place(next(name for name in gaps[0][1] if job.mapped(name)))
    return NOT_DESCRIBED.at(
        place, " and ".join(words for words, _ in gaps), register="service", subject=job.stock_no or ""
    )


def check_estimates(scope: Scope) -> Iterable[Finding]:
    """A price above the estimate has the day of the client's approval, where the register has a column for it."""
    return told_once(scope, "approved", _estimates(scope))


def _estimates(scope: Scope) -> Iterable[tuple[Record, Finding | None]]:
    for job in _jobs(scope):
        price, estimate = job.price, job.estimate
        if not (price and estimate) or not same_currency(price, estimate) or not job.mapped("approved"):
            continue
        found = None
        if price.amount > estimate.amount and not _says(job, "approved"):
            found = ESTIMATE.at(
                [job.place(name) for name in ("price", "estimate", "approved")], spelled(price), register="service",
                subject=job.stock_no or "", estimate=spelled(estimate),
            )  # fmt: skip
        yield job, found


def check_numbers(scope: Scope) -> Iterable[Finding]:
    """One job number, one job: several lines of it have one client and one day."""
    groups: dict[str, list[Job]] = defaultdict(list)
    for job in _jobs(scope):
        if job.job_no:
            groups[fold_code(job.job_no)].append(job)
    return told_once(scope, "job_no", ((jobs[0], _numbered(jobs)) for jobs in groups.values()))


def _numbered(jobs: Sequence[Job]) -> Finding | None:
    first = jobs[0]
    clients = {fold(job.client) for job in jobs if job.client}
    days = any(_before(job.received, first.received) or _before(first.received, job.received) for job in jobs[1:])
    what = [words for words, differ in (("clients", len(clients) > 1), ("days", days)) if differ]
    if not what:
        return None
    places = [job.place("job_no") for job in jobs]
    return DUPLICATE.at(places, first.job_no, register="service", count=len(jobs), what=" and ".join(what))


RULES: tuple[Rule, ...] = (
    check_order, check_overdue, check_waiting, check_clients, check_described, check_estimates, check_numbers,
)  # fmt: skip
