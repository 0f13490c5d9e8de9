"""Template lookup: the house's own template wins, and a missing one says what there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.findings import ToolkitError
from toolkit.templates import template

ROOT = Path(__file__).resolve().parents[1]


def test_the_house_comes_first(tmp_path: Path) -> None:
    """A template in the house's own folder is taken before any other of its name."""
    own = tmp_path / "html" / "house.css"
    own.parent.mkdir()
    own.write_text("/* own */")
    assert template("house.css", "reports/html", tmp_path) == own


def test_every_template_of_the_checkout_is_found_without_a_house() -> None:
    """Each file in both template folders is found by its name."""
    for folder in ("workbook_templates", "letter_templates"):
        for path in (ROOT / folder).glob("[!.]*"):
            assert path.is_dir() or template(path.name, folder, None) == path


def test_a_missing_template_names_those_there_and_the_nearest(tmp_path: Path) -> None:
    """The error lists what stands in the folder, the nearest name, and where one's own would stand."""
    folder = tmp_path / "letter_templates"
    folder.mkdir()
    (folder / "anniversary-fr.docx").write_bytes(b"")
    with pytest.raises(ToolkitError) as caught:
        template("aniversary-fr.docx", "letter_templates", tmp_path)
    assert "anniversary-fr.docx" in caught.value.message
    assert "Did you mean anniversary-fr.docx?" in caught.value.hint
    assert str(folder / "aniversary-fr.docx") in caught.value.hint
    assert caught.value.code == "not-found"


@pytest.mark.parametrize("name", ["../boutique.toml", "..", "", "sub/x.docx"])
def test_a_template_name_is_never_a_path(tmp_path: Path, name: str) -> None:
    """A name cannot lead out of the template folders."""
    (tmp_path / "letter_templates" / "sub").mkdir(parents=True)
    (tmp_path / "boutique.toml").write_text("")
    (tmp_path / "letter_templates" / "sub" / "x.docx").write_text("")
    with pytest.raises(ToolkitError):
        template(name, "letter_templates", tmp_path)


def test_an_absolute_path_is_no_template_name(tmp_path: Path) -> None:
    """A file elsewhere on the disk is not a template, even when it exists."""
    elsewhere = tmp_path / "x.docx"
    elsewhere.write_text("")
    with pytest.raises(ToolkitError):
        template(str(elsewhere), "letter_templates", None)
