"""Releasing a document: issued once and whole, or not at all, whatever happens in between."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.files import digest
from toolkit.findings import ToolkitError
from toolkit.ledger import Identity, Ledger
from toolkit.produce.outcome import Begun, Desk, Document, Outcome, Render, release

ROOT = Path(__file__).resolve().parents[1]
RUNS = [sys.executable, str(ROOT / "tests" / "release_runs.py")]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
AT = datetime.fromisoformat("2026-10-31T18:00:00+00:00")


def rendering(content: str) -> Render:
    """Two files that print their number, revision and content; a draft says so in its names."""

    def render(number: str, revision: int) -> Mapping[str, bytes]:
        name = "Schedule" if number else "Schedule-DRAFT"
        text = f"{number or 'DRAFT'} r{revision} {content}".encode()
        return {f"{name}.xlsx": text * 50, f"{name}.pdf": text}

    return render


def document(house: Path, content: str, subject: str = "house") -> Document:
    """A schedule whose facts are one word."""
    return Document(
        identity=Identity("schedule", subject, "2026-10-31", "insurer"),
        series="S-2026",
        content=digest(content.encode()),
        folder=house / "documents" / subject,
        facts=content.encode(),
        at=AT,
        sources=(("Stock.xlsx", digest(b"stock")),),
    )


def produce(house: Path, content: str = "one", subject: str = "house", **how: bool) -> Outcome:
    """Release a schedule with this content."""
    return release(house, document(house, content, subject), rendering(content), **how)


def files(house: Path) -> dict[str, bytes]:
    """Every file of the house by its path, but for the locks, which are always empty."""
    found = {path.relative_to(house).as_posix(): path for path in house.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if path.suffix != ".lock"}


def documents(house: Path) -> dict[str, bytes]:
    """The files outside the house's own state."""
    return {name: data for name, data in files(house).items() if not name.startswith(".boutique")}


def test_a_document_is_issued_and_its_files_are_in_place(tmp_path: Path) -> None:
    """The outcome names number, files and digests; the folder holds what was rendered with that number."""
    outcome = produce(tmp_path)
    assert (outcome.kind, outcome.number, outcome.revision, outcome.state) == ("schedule", "S-2026-001", 1, "issued")
    assert documents(tmp_path) == {
        "documents/house/Schedule.xlsx": b"S-2026-001 r1 one" * 50,
        "documents/house/Schedule.pdf": b"S-2026-001 r1 one",
    }
    assert dict(outcome.files) == {path: digest(path.read_bytes()) for path, _ in outcome.files}
    assert [path.name for path, _ in outcome.files] == ["Schedule.pdf", "Schedule.xlsx"]


def test_the_same_content_again_changes_no_byte(tmp_path: Path) -> None:
    """Unchanged: no new number, no ledger row, and every file of the house has the same bytes."""
    first = produce(tmp_path)
    before = files(tmp_path)
    again = produce(tmp_path)
    assert again == replace(first, state="unchanged")
    assert files(tmp_path) == before


def test_a_missing_file_is_put_back_from_the_frozen_copy(tmp_path: Path) -> None:
    """The issued document is not rendered again; the frozen copy returns to its place."""
    produce(tmp_path)
    before = files(tmp_path)
    (tmp_path / "documents" / "house" / "Schedule.pdf").unlink()
    outcome = release(tmp_path, document(tmp_path, "one"), rendering("never rendered"))
    assert outcome.state == "unchanged"
    assert outcome.notes == ("Schedule.pdf was put back from the frozen copy.",)
    assert files(tmp_path) == before


def test_a_file_changed_by_hand_is_not_overwritten_unasked(tmp_path: Path) -> None:
    """It may hold work worth keeping: it is named, and replaced only with --overwrite."""
    produce(tmp_path)
    before = files(tmp_path)
    changed = tmp_path / "documents" / "house" / "Schedule.xlsx"
    changed.write_bytes(b"a note in the margin")
    for how in ({}, {"dry_run": True}):
        with pytest.raises(ToolkitError, match="changed since") as caught:
            produce(tmp_path, **how)
        assert "--overwrite" in caught.value.hint
    assert changed.read_bytes() == b"a note in the margin"
    assert produce(tmp_path, overwrite=True).state == "unchanged"
    assert files(tmp_path) == before


def test_other_content_without_overwrite_reserves_nothing(tmp_path: Path) -> None:
    """Refused before a number is held: the ledger and the files are as they were."""
    produce(tmp_path)
    before = files(tmp_path)
    with pytest.raises(ToolkitError, match="was issued with other content"):
        produce(tmp_path, "two")
    assert files(tmp_path) == before


def test_a_revision_replaces_the_files_and_keeps_the_old_copy_frozen(tmp_path: Path) -> None:
    """The folder shows revision 2, the frozen copy of revision 1 stays what was issued."""
    produce(tmp_path)
    outcome = produce(tmp_path, "two", overwrite=True)
    assert (outcome.number, outcome.revision, outcome.state) == ("S-2026-001", 2, "issued")
    assert documents(tmp_path)["documents/house/Schedule.pdf"] == b"S-2026-001 r2 two"
    with Ledger.rehearse(tmp_path) as ledger:
        former = ledger.find("S-2026-001", 1)
        assert former is not None
        assert former.state == "superseded"
        assert ledger.frozen(former)["Schedule.pdf"] == b"S-2026-001 r1 one"


def test_an_earlier_revision_left_in_the_folder_is_replaced(tmp_path: Path) -> None:
    """A run killed between the record and the rename left revision 1 there: no --overwrite is needed."""
    produce(tmp_path)
    old = files(tmp_path)["documents/house/Schedule.pdf"]
    produce(tmp_path, "two", overwrite=True)
    (tmp_path / "documents" / "house" / "Schedule.pdf").write_bytes(old)
    assert produce(tmp_path, "two").state == "unchanged"
    assert documents(tmp_path)["documents/house/Schedule.pdf"] == b"S-2026-001 r2 two"


def test_a_draft_takes_no_number_and_leaves_the_ledger_alone(tmp_path: Path) -> None:
    """Not even the ledger's folder is made."""
    outcome = produce(tmp_path, draft=True)
    assert (outcome.number, outcome.revision, outcome.state) == ("", 0, "draft")
    assert set(files(tmp_path)) == {f"documents/house/Schedule-DRAFT.{suffix}" for suffix in ("xlsx", "pdf")}
    assert not (tmp_path / ".boutique").exists()


def test_a_dry_run_does_everything_but_write(tmp_path: Path) -> None:
    """It tells the number the next run takes, and that run then takes it; a draft's dry run writes nothing either."""
    planned = produce(tmp_path, dry_run=True)
    drafted = produce(tmp_path, dry_run=True, draft=True)
    assert list(tmp_path.iterdir()) == []
    assert (drafted.number, drafted.state) == ("", "dry-run")
    assert produce(tmp_path) == replace(planned, state="issued")
    before = files(tmp_path)
    again = produce(tmp_path, dry_run=True)
    assert (again.state, again.notes) == ("dry-run", ("The same content is issued already.",))
    assert produce(tmp_path, "two", dry_run=True, overwrite=True).revision == 2
    with pytest.raises(ToolkitError, match="was issued with other content"):
        produce(tmp_path, "two", dry_run=True)
    assert files(tmp_path) == before


def test_a_foreign_file_in_the_way_stops_the_run_and_the_dry_run(tmp_path: Path) -> None:
    """Nothing is overwritten unasked; the number is void until the same document is issued after all."""
    target = tmp_path / "documents" / "house" / "Schedule.pdf"
    target.parent.mkdir(parents=True)
    target.write_bytes(b"hers")
    for how in ({"dry_run": True}, {}):
        with pytest.raises(ToolkitError, match="exists already with other content"):
            produce(tmp_path, **how)
    assert documents(tmp_path) == {"documents/house/Schedule.pdf": b"hers"}
    with Ledger.rehearse(tmp_path) as ledger:
        assert [(void.number, void.reason) for void in ledger.voids()] == [("S-2026-001", "not issued: exists")]
    assert produce(tmp_path, overwrite=True).number == "S-2026-001"


@pytest.mark.parametrize("error", [ToolkitError("A glyph of Zoé is missing.", code="glyph"), KeyError("Zoé")])
def test_a_rendering_that_fails_makes_the_number_void_without_a_name_in_the_ledger(
    tmp_path: Path, error: Exception
) -> None:
    """The error goes on as it is; the reason in the ledger holds no word of the client's."""

    def render(number: str, revision: int) -> Mapping[str, bytes]:
        raise error

    with pytest.raises(type(error)):
        release(tmp_path, document(tmp_path, "one"), render)
    with Ledger.rehearse(tmp_path) as ledger:
        (void,) = ledger.voids()
        assert void.reason in {"not issued: glyph", "not issued: KeyError"}
    assert documents(tmp_path) == {}
    assert produce(tmp_path).number == "S-2026-001"


def begin(desk: Desk, house: Path, subject: str) -> Begun:
    """A document begun and not yet rendered."""
    begun = desk.begin(document(house, "one", subject))
    assert isinstance(begun, Begun)
    return begun


def test_several_are_begun_before_the_first_is_finished(tmp_path: Path) -> None:
    """Each has its number at once; one that cannot be rendered gives up its own, and only its own."""
    with Desk(tmp_path) as desk:
        waiting = [begin(desk, tmp_path, subject) for subject in ("ring", "watch", "bag")]
        assert [begun.number for begun in waiting] == ["S-2026-001", "S-2026-002", "S-2026-003"]
        for index, begun in enumerate(waiting):
            with suppress(ZeroDivisionError), begun:
                assert begun.finish({f"{begun.number}.pdf": bytes(6 // abs(index - 1))}).state == "issued"
        assert desk.ledger.unfinished() == ()
        assert [void.number for void in desk.ledger.voids()] == ["S-2026-002"]
        assert [issued.number for issued in desk.ledger.all_issued()] == ["S-2026-001", "S-2026-003"]


def test_what_was_begun_when_a_run_ends_is_taken_up_by_the_next(tmp_path: Path) -> None:
    """Broken off with three begun: their numbers are void, kept for them, and given in whatever order they come."""
    with Desk(tmp_path) as desk:
        for subject in ("ring", "watch", "bag"):
            begin(desk, tmp_path, subject)
    with Ledger.rehearse(tmp_path) as ledger:
        assert [void.number for void in ledger.voids()] == ["S-2026-001", "S-2026-002", "S-2026-003"]
    made = [produce(tmp_path, subject=subject).number for subject in ("bag", "brooch", "ring", "watch")]
    assert made == ["S-2026-003", "S-2026-004", "S-2026-001", "S-2026-002"]


class Meddling(tuple[tuple[str, str], ...]):  # noqa: SLOT001 - it carries the place to meddle with
    """Sources that are read when the document is recorded; someone makes a folder where a file belongs just then."""

    target: Path

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Make the folder, then go on as any tuple."""
        self.target.mkdir(exist_ok=True)
        return super().__iter__()


def test_a_rename_that_fails_after_the_record_is_mended_by_the_same_command(tmp_path: Path) -> None:
    """The document is issued and frozen; the message says so, and the next run puts it in place."""
    sources = Meddling()
    sources.target = tmp_path / "documents" / "house" / "Schedule.pdf"
    asked = replace(document(tmp_path, "one"), sources=sources)
    with pytest.raises(ToolkitError, match="S-2026-001, revision 1 is issued and frozen") as caught:
        release(tmp_path, asked, rendering("one"))
    assert "The same command again puts it in place" in caught.value.hint
    assert documents(tmp_path) == {}
    sources.target.rmdir()
    outcome = produce(tmp_path)
    assert (outcome.number, outcome.state) == ("S-2026-001", "unchanged")
    assert documents(tmp_path)["documents/house/Schedule.pdf"] == b"S-2026-001 r1 one"


def test_names_are_made_safe_and_may_not_fall_together(tmp_path: Path) -> None:
    """A stock number with a slash is a file name like any other; two that become one are refused."""
    asked = document(tmp_path, "one")
    outcome = release(tmp_path, asked, lambda _number, _revision: {"../W/42.pdf": b"x"})
    assert [path.relative_to(tmp_path).as_posix() for path, _ in outcome.files] == ["documents/house/W-42.pdf"]
    other = document(tmp_path, "one", "other")
    with pytest.raises(ToolkitError, match="same name"):
        release(tmp_path, other, lambda _number, _revision: {"W/42.pdf": b"x", "w-42.pdf": b"y"})


def test_a_full_disk_at_any_size_leaves_nothing_half_written(tmp_path: Path) -> None:
    """Wherever the space ends, the error is one sentence, no document is half there, and room mends it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    codes = []
    for size in (0, 500, 700, 1000, 4096, 20_000, 84_000, 88_000, 98_000):
        house = tmp_path / str(size)
        house.mkdir()
        produce(house, "one", "watch") if size > 1000 else None
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
        try:
            produce(house)
            codes.append("done")
        except ToolkitError as error:
            codes.append(error.code)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        placed = {name: data for name, data in documents(house).items() if "/house/" in name}
        assert placed == {} or codes[-1] == "done"
        assert produce(house).number == ("S-2026-002" if size > 1000 else "S-2026-001")
    assert set(codes) == {"disk-full", "done"}


def test_a_run_killed_at_any_moment_is_completed_by_the_next(tmp_path: Path) -> None:
    """Every ninth moment here; ``make torture`` takes each of them."""
    run = subprocess.run(
        [*RUNS, "kill", "1", "1000", "9"], env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert int(run.stdout) >= 10


def test_commands_at_once_never_share_a_number(tmp_path: Path) -> None:
    """Four processes, each with documents of its own and one that all of them make."""
    own = [[f"piece-{process}{letter}" for letter in "abc"] for process in range(4)]
    runs = [
        subprocess.Popen(
            [*RUNS, "race", str(tmp_path), subjects[0], "common", *subjects[1:]],
            env=ENVIRONMENT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for subjects in own
    ]
    said = [run.communicate(timeout=120) for run in runs]
    assert [errors for _, errors in said] == [""] * 4
    lines = [line.split() for output, _ in said for line in output.splitlines()]
    numbers = {number: subject for subject, number, _ in lines}
    assert sorted(numbers) == [f"S-2026-{index + 1:03d}" for index in range(13)]
    assert sorted(state for subject, _, state in lines if subject == "common") == ["issued"] + ["unchanged"] * 3
    with Ledger.rehearse(tmp_path) as ledger:
        assert ledger.unfinished() == ledger.voids() == ()
    assert not [name for name in documents(tmp_path) if Path(name).name.startswith(".")]


STEPS = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from(("one", "two")), st.booleans(), st.booleans()), max_size=10
)


@settings(max_examples=15, deadline=None)
@given(STEPS)
def test_any_course_of_releases_keeps_the_promises(steps: list[tuple[str, str, bool, bool]]) -> None:
    """Subject, content, --overwrite, and a rendering that may fail: all is as a simple model says."""
    numbers: dict[str, str] = {}
    issued: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory() as name:
        house = Path(name)
        for subject, content, overwrite, fails in steps:
            made = issued.setdefault(subject, [])
            if made and made[-1] == content:
                assert produce(house, content, subject, overwrite=overwrite).state == "unchanged"
                continue
            if made and not overwrite:
                with pytest.raises(ToolkitError):
                    produce(house, content, subject)
                continue
            number = numbers.setdefault(subject, f"S-2026-{len(numbers) + 1:03d}")
            if fails:
                with suppress(ZeroDivisionError):
                    release(house, document(house, content, subject), lambda *_: 1 // 0, overwrite=overwrite)  # type: ignore[arg-type,return-value]
                continue
            outcome = produce(house, content, subject, overwrite=overwrite)
            made.append(content)
            assert (outcome.number, outcome.revision, outcome.state) == (number, len(made), "issued")
        with Ledger.rehearse(house) as ledger:
            for subject, made in issued.items():
                for revision, content in enumerate(made, 1):
                    found = ledger.find(numbers[subject], revision)
                    assert found is not None
                    assert found.state == ("issued" if revision == len(made) else "superseded")
                    assert ledger.frozen_facts(found) == content.encode()


def test_another_number_that_stands_under_the_file_name_is_named(tmp_path: Path) -> None:
    """An unsold piece's dossier has one file name for every day: which day's stands there is said, not "changed"."""
    first = document(tmp_path, "one")
    later = replace(first, identity=replace(first.identity, period="2026-11-01"), content=digest(b"two"))
    assert release(tmp_path, first, rendering("one")).number == "S-2026-001"
    before = files(tmp_path)
    for how in ({"dry_run": True}, {}):
        with pytest.raises(ToolkitError, match=r"S-2026-001, revision 1 stands") as caught:
            release(tmp_path, later, rendering("two"), **how)
        assert "--overwrite" in caught.value.hint
    assert documents(tmp_path).items() <= before.items()
    assert release(tmp_path, later, rendering("two"), overwrite=True).number == "S-2026-002"
    for how in ({"dry_run": True}, {}):
        with pytest.raises(ToolkitError, match=r"S-2026-002, revision 1 stands") as caught:
            release(tmp_path, first, rendering("one"), **how)
        assert "S-2026-001" in caught.value.hint
    assert release(tmp_path, first, rendering("one"), overwrite=True).state == "unchanged"
    assert documents(tmp_path)["documents/house/Schedule.pdf"] == b"S-2026-001 r1 one"
