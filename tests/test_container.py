"""Office packages: the same parts make the same bytes, on every machine and at every time."""

from __future__ import annotations

import io
import zipfile

import pytest

from toolkit.findings import ToolkitError
from toolkit.render import container


def test_what_is_written_is_read() -> None:
    """Parts keep their order and their content, whole or in pieces."""
    data = container.write({"b.xml": b"<b/>", "a.xml": iter([b"<a>", b"</a>"]), "empty": b""})
    assert list(container.read(data, "x").items()) == [("b.xml", b"<b/>"), ("a.xml", b"<a></a>"), ("empty", b"")]


def test_nothing_of_the_machine_is_noted() -> None:
    """Every entry bears the first stamp a ZIP knows and no operating system; so two runs give the same bytes."""
    data = container.write({"a.xml": b"<a/>" * 99})
    assert data == container.write({"a.xml": b"<a/>" * 99})
    (info,) = zipfile.ZipFile(io.BytesIO(data)).infolist()
    assert (info.date_time, info.create_system, info.compress_type) == ((1980, 1, 1, 0, 0, 0), 0, zipfile.ZIP_DEFLATED)


@pytest.mark.parametrize("data", [b"", b"plain text", b"PK\x03\x04broken"])
def test_what_is_no_package_is_refused_by_name(data: bytes) -> None:
    """The house's template that is something else is named, with what to do."""
    with pytest.raises(ToolkitError, match=r"mine\.xlsx") as caught:
        container.read(data, "mine.xlsx")
    assert caught.value.hint
