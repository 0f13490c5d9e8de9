"""The tables the demo invents from: models, names, streets and firms, kept as TOML beside the code."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """A table of ``toolkit/demo/data``, read once."""
    return tomllib.loads(files("toolkit.demo").joinpath("data", f"{name}.toml").read_text(encoding="utf-8"))
