"""Files: everything or nothing, old bytes or new ones, and a sentence for every refusal."""

from __future__ import annotations

import errno
import os
import resource
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.files import (
    SENTENCES,
    Staged,
    check_targets,
    explained,
    private_folder,
    read_only,
    write_all,
    write_folder,
)
from toolkit.findings import ToolkitError

Tree = dict[str, bytes | None]


def tree(folder: Path) -> Tree:
    """Everything below a folder, hidden files too: the bytes of each file, None for a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """No file of this process may grow beyond ``size``: the disk is as good as full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def without_rights() -> Iterator[None]:
    """As a user who owns nothing here. Root may write anywhere, so root steps down for the block."""
    root = os.geteuid() == 0
    if root:
        os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        if root:
            os.setresuid(0, 0, 0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users can reach, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def test_files_and_missing_folders_are_written(tmp_path: Path) -> None:
    """Every file stands where it was meant, and nothing else does."""
    write_all({tmp_path / "a.txt": b"a", tmp_path / "deep" / "er" / "b.txt": b"b"}, overwrite=False)
    assert tree(tmp_path) == {"a.txt": b"a", "deep": None, "deep/er": None, "deep/er/b.txt": b"b"}


def test_a_file_with_the_same_bytes_is_left_untouched(tmp_path: Path) -> None:
    """Writing the same again neither asks for --overwrite nor makes a new file."""
    path = tmp_path / "a.txt"
    write_all({path: b"a"}, overwrite=False)
    before = path.stat()
    write_all({path: b"a"}, overwrite=True)
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_other_content_needs_overwrite(tmp_path: Path) -> None:
    """Without --overwrite no file of the batch is written; with it all are."""
    old, new = tmp_path / "old.txt", tmp_path / "new" / "new.txt"
    old.write_bytes(b"old")
    files = {new: b"new", old: b"changed"}
    with pytest.raises(ToolkitError) as caught:
        write_all(files, overwrite=False)
    assert str(old) in caught.value.message
    assert "--overwrite" in caught.value.hint
    assert tree(tmp_path) == {"old.txt": b"old"}
    write_all(files, overwrite=True)
    assert tree(tmp_path) == {"new": None, "new/new.txt": b"new", "old.txt": b"changed"}


def test_a_folder_in_place_of_a_file_and_a_file_in_place_of_a_folder(tmp_path: Path) -> None:
    """Both are refused before anything is written."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"x")
    before = tree(tmp_path)
    for target, code in ((tmp_path / "folder", "is-folder"), (tmp_path / "file" / "a.txt", "not-found")):
        with pytest.raises(ToolkitError) as caught:
            write_all({tmp_path / "first.txt": b"1", target: b"2"}, overwrite=True)
        assert caught.value.code == code
        assert tree(tmp_path) == before


def test_a_name_too_long_is_said_and_nothing_is_written(tmp_path: Path) -> None:
    """The system's limit on names is a sentence, not a traceback."""
    with pytest.raises(ToolkitError, match="the name is too long") as caught:
        write_all({tmp_path / "a.txt": b"a", tmp_path / ("x" * 300): b"b"}, overwrite=False)
    assert caught.value.code == "name-too-long"
    assert tree(tmp_path) == {}


def test_a_longest_possible_name_can_be_written(tmp_path: Path) -> None:
    """The hidden file beside the target does not need a longer name than the target's own."""
    write_all({tmp_path / ("x" * 255): b"a"}, overwrite=False)
    assert tree(tmp_path) == {"x" * 255: b"a"}


def test_a_full_disk_leaves_everything_as_it_was(tmp_path: Path) -> None:
    """The second file does not fit: the first is not written either, and the folders made are gone."""
    (tmp_path / "old.txt").write_bytes(b"old")
    files = {tmp_path / "old.txt": b"new", tmp_path / "deep" / "er" / "big.pdf": bytes(100_000)}
    with largest_file(50_000), pytest.raises(ToolkitError) as caught:
        write_all(files, overwrite=True)
    assert caught.value.code == "disk-full"
    assert "big.pdf" in caught.value.message
    assert tree(tmp_path) == {"old.txt": b"old"}


def test_a_folder_without_rights(open_folder: Path) -> None:
    """A user who may not write there is told so, in a check as in a run, and nothing changes."""
    (open_folder / "old.txt").write_bytes(b"old")
    open_folder.chmod(0o555)
    for target in (open_folder / "a.txt", open_folder / "deep" / "a.txt", open_folder / "old.txt"):
        for deed in (check_targets, write_all):
            with without_rights(), pytest.raises(ToolkitError) as caught:
                deed({target: b"new"}, overwrite=True)
            assert caught.value.code == "no-permission"
            assert str(target) in caught.value.message
    assert tree(open_folder) == {"old.txt": b"old"}


def test_a_protected_file_is_not_replaced(open_folder: Path) -> None:
    """A read-only file stays, although its folder could be written to."""
    open_folder.chmod(0o777)
    path = open_folder / "kept.txt"
    path.write_bytes(b"kept")
    path.chmod(0o444)
    with without_rights(), pytest.raises(ToolkitError) as caught:
        write_all({path: b"new"}, overwrite=True)
    assert caught.value.code == "no-permission"
    assert tree(open_folder) == {"kept.txt": b"kept"}


def test_a_rename_that_fails_puts_back_what_was_replaced(tmp_path: Path) -> None:
    """One target becomes a folder between the phases: the other files are as before."""
    write_all({tmp_path / "a.txt": b"old"}, overwrite=False)
    files = {tmp_path / "a.txt": b"new", tmp_path / "b.txt": b"new", tmp_path / "c.txt": b"new"}
    staged = Staged(files, overwrite=True)
    (tmp_path / "c.txt").mkdir()
    with pytest.raises(ToolkitError, match="Nothing was changed"):
        staged.commit()
    assert tree(tmp_path) == {"a.txt": b"old", "c.txt": None}


def test_staged_files_are_invisible_until_commit(tmp_path: Path) -> None:
    """Before the commit only hidden files exist; a discard removes them and the folders."""
    staged = Staged({tmp_path / "deep" / "a.txt": b"a"}, overwrite=False)
    assert not list((tmp_path / "deep").glob("[!.]*"))
    staged.discard()
    assert tree(tmp_path) == {}


def test_what_a_killed_run_left_is_removed_and_a_live_run_survives_that(tmp_path: Path) -> None:
    """The next run of the same target clears the hidden files; a run whose own was taken writes it again."""
    first = Staged({tmp_path / "a.txt": b"a"}, overwrite=False)
    Staged({tmp_path / "a.txt": b"a"}, overwrite=False).discard()
    assert tree(tmp_path) == {}
    first.commit()
    assert tree(tmp_path) == {"a.txt": b"a"}


def test_check_targets_writes_nothing(tmp_path: Path) -> None:
    """A check finds the clash and leaves no trace."""
    (tmp_path / "a.txt").write_bytes(b"old")
    check_targets({tmp_path / "new" / "b.txt": b"b"}, overwrite=False)
    with pytest.raises(ToolkitError):
        check_targets({tmp_path / "a.txt": b"new"}, overwrite=False)
    assert tree(tmp_path) == {"a.txt": b"old"}


@given(
    st.dictionaries(st.sampled_from("abcde"), st.binary(max_size=20)),
    st.dictionaries(st.sampled_from("abcde"), st.binary(max_size=20)),
)
def test_a_batch_is_all_or_nothing(before: dict[str, bytes], batch: dict[str, bytes]) -> None:
    """For any files before and any batch: without --overwrite either all is there or all is as it was."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for key, data in before.items():
            (folder / key).write_bytes(data)
        clash = any(before.get(key, data) != data for key, data in batch.items())
        files = {folder / key: data for key, data in batch.items()}
        if clash:
            with pytest.raises(ToolkitError):
                write_all(files, overwrite=False)
            assert tree(folder) == before
        write_all(files, overwrite=clash)
        assert tree(folder) == before | batch


@pytest.mark.parametrize("number", sorted(SENTENCES), ids=errno.errorcode.get)
def test_every_known_refusal_of_the_system_is_a_sentence(number: int) -> None:
    """Each names the file, says why and what to do."""
    with pytest.raises(ToolkitError) as caught, explained(Path("x.pdf"), "written"):
        raise OSError(number, "as the system says it")
    assert caught.value.message == f"x.pdf could not be written: {SENTENCES[number][1]}."
    assert caught.value.hint


def test_an_unknown_refusal_quotes_the_system() -> None:
    """What has no sentence of its own is passed on in the system's words."""
    with pytest.raises(ToolkitError, match="the system said “timed out”"), explained(Path("x.pdf"), "read"):
        raise OSError(errno.ETIMEDOUT, "timed out")


def test_reading_what_is_not_there_a_folder_or_forbidden(open_folder: Path) -> None:
    """Each is one sentence with its code."""
    (open_folder / "secret.xlsx").write_bytes(b"x")
    (open_folder / "secret.xlsx").chmod(0)
    (open_folder / "folder").mkdir()
    for name, code in (("none.xlsx", "not-found"), ("folder", "is-folder"), ("secret.xlsx", "no-permission")):
        with without_rights(), pytest.raises(ToolkitError) as caught:
            read_only(open_folder / name)
        assert caught.value.code == code
        assert name in caught.value.message


def test_a_private_folder_is_closed_to_others(tmp_path: Path) -> None:
    """Made or found, the folder ends as its owner's alone."""
    folder = tmp_path / ".boutique"
    assert private_folder(folder).stat().st_mode & 0o777 == 0o700
    folder.chmod(0o755)
    assert private_folder(folder).stat().st_mode & 0o777 == 0o700
    with pytest.raises(ToolkitError):
        private_folder(tmp_path / "missing" / ".boutique")


def test_a_frozen_folder_is_whole_and_an_older_one_is_kept_aside(tmp_path: Path) -> None:
    """The same files are left as they are; other files replace them, and the former ones are set aside."""
    folder = tmp_path / "S-2026-001-r1"
    write_folder(folder, {"a.pdf": b"1"})
    before = folder.stat().st_ino
    write_folder(folder, {"a.pdf": b"1"})
    assert folder.stat().st_ino == before
    write_folder(folder, {"a.pdf": b"2"})
    write_folder(folder, {"a.pdf": b"3"})
    kept = {name: data for name, data in tree(tmp_path).items() if data is not None}
    assert kept == {
        "S-2026-001-r1/a.pdf": b"3",
        "S-2026-001-r1.aside-1/a.pdf": b"1",
        "S-2026-001-r1.aside-2/a.pdf": b"2",
    }


def test_a_frozen_folder_that_does_not_fit_leaves_nothing(tmp_path: Path) -> None:
    """A full disk half-way through a folder leaves no folder at all."""
    with largest_file(1000), pytest.raises(ToolkitError) as caught:
        write_folder(tmp_path / "frozen", {"a.pdf": b"1", "b.pdf": bytes(2000)})
    assert caught.value.code == "disk-full"
    assert tree(tmp_path) == {}
