"""The table of doubts and the parsers that raise them agree."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from toolkit.doubts import DOUBTS
from toolkit.values import DOUBTS as OFFERED

ROOT = Path(__file__).resolve().parents[1] / "toolkit"


def raised() -> set[str]:
    """Every code written into a Doubt anywhere in the package."""
    calls = (
        node
        for path in ROOT.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Doubt" and node.args
    )
    words = (leaf for call in calls for leaf in ast.walk(call.args[0]) if isinstance(leaf, ast.Constant))
    return {leaf.value for leaf in words if isinstance(leaf.value, str) and len(leaf.value) > 1}


def test_every_code_is_explained_and_every_explanation_is_used() -> None:
    """A doubt without an explanation leaves the reader alone; an explanation without a doubt is dead."""
    assert raised() == set(DOUBTS)


def test_values_offers_the_same_table() -> None:
    """The parsers' own module hands out the table, not a copy of it."""
    assert OFFERED is DOUBTS


@pytest.mark.parametrize("code", DOUBTS)
def test_explanations_are_sentences_without_template_braces(code: str) -> None:
    """Titles head a finding, reasons and hints are whole sentences; a brace would be taken for a field."""
    explanation = DOUBTS[code]
    assert not set("{}") & set(explanation.title + explanation.why + explanation.hint)
    assert explanation.title[0].isupper()
    assert not explanation.title.endswith(".")
    assert explanation.why.endswith(".")
    assert explanation.hint.endswith(".")
