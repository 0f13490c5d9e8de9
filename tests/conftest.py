"""What holds for every test: under CI nothing is skipped but what needs the absent folder ../shared.

And what several modules begin with: a small house with its worklist, a server that takes letters.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.mail_server import Authority, Letterbox
    from tests.maisons import Shelf

SHARED = Path(__file__).resolve().parents[2] / "shared"
LONGEST = (
    "demo", "perturbation", "report_page", "knoedler_bridge", "sellthrough_sending", "sellthrough_command", "review_page",
    "sellthrough_mailbox", "pdf", "dossier", "acknowledged", "demo_registers", "judging_command", "sheets_house", "unlock",
    "insurance_year", "knoedler", "schedule", "sheets", "round", "press", "guard_outside", "guard_evidence",
    "insurance_workbook", "sellthrough_recomputed", "review_door", "worklist_marks", "prose", "sell_through_identity",
    "scan",
)  # fmt: skip
"""The modules that take longest begin: a long one that came last would leave the other processors idle."""
_skipped: list[tuple[str, str]] = []


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    """Why a report says skipped, without the file and line pytest puts before it."""
    return report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)


def _allowed(reason: str) -> bool:
    """Whether a skip is no failure: the reason names ../shared, and the folder is indeed not there."""
    return "../shared" in reason and not SHARED.exists()


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Remember each skipped test; an expected failure is reported as skipped too and is not meant here."""
    if report.skipped and not hasattr(report, "wasxfail"):
        _skipped.append((report.nodeid, _reason(report)))


def pytest_collectreport(report: pytest.CollectReport) -> None:
    """Remember a module that was skipped as a whole."""
    if report.skipped:
        _skipped.append((report.nodeid, _reason(report)))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest modules first, the others as they were."""
    places = {f"test_{name}": place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.stem, len(places)))


def pytest_collection_finish() -> None:
    """What was collected is there to stay: the collector of cycles need not walk it again and again."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Fail a green run under CI in which something was skipped for any other reason."""
    worker = hasattr(session.config, "workerinput")
    if os.environ.get("CI") != "true" or worker or exitstatus != pytest.ExitCode.OK:
        return
    if any(not _allowed(reason) for _, reason in _skipped):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the skips that fail the run."""
    refused = [(node, reason) for node, reason in _skipped if not _allowed(reason)]
    if os.environ.get("CI") == "true" and refused:
        terminalreporter.section("skipped, which CI does not allow", red=True)
        for node, reason in refused:
            terminalreporter.line(f"{node}: {reason}")


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--regold`` writes golden records anew instead of comparing with them."""
    parser.addoption("--regold", action="store_true", help="write the golden records anew; review their diff")


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Shelf:
    """The houses that are made once in a run: all processes of a run find them in one place."""
    from tests.maisons import Shelf

    base = tmp_path_factory.getbasetemp()
    return Shelf((base.parent if hasattr(request.config, "workerinput") else base) / "shelf")


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """The house of tests/worklists.py, never checked before."""
    from tests.worklists import house_of

    return house_of(tmp_path / "house")


@pytest.fixture
def listed(house: Path) -> Path:
    """The same with a worklist in which two findings are marked."""
    from tests.worklists import listed_of

    return listed_of(house)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Who vouches for the mail server."""
    from tests.mail_server import Authority

    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def box() -> Letterbox:
    """What the mail server took."""
    from tests.mail_server import Letterbox

    return Letterbox()


@pytest.fixture
def port(box: Letterbox, authority: Authority) -> Iterator[int]:
    """Where it listens, with STARTTLS and a login."""
    from tests.mail_server import listening

    with listening(box, authority.server()) as port:
        yield port
