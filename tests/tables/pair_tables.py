"""All tables of pairs, by name: `latex_calculus` is PAIRS of tests/tables/pairs_latex_calculus.py."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.tables.pair import Pair

_MODULES = sorted(path.stem for path in Path(__file__).parent.glob("pairs_*.py"))
TABLES: dict[str, tuple[Pair, ...]] = {
    module.removeprefix("pairs_"): import_module(f"tests.tables.{module}").PAIRS for module in _MODULES
}


def row_of(pair: Pair) -> dict[str, Any]:
    """The row of `verify grade` that asks for the reference and hands in the submission."""
    return {
        "reference": pair.reference, "submitted": pair.submitted, "symbols": pair.symbols, "definitions": pair.definitions,
        "mode": pair.mode, "assuming": pair.assuming,
    }  # fmt: skip


def exchanged(pair: Pair) -> Pair:
    """The pair with reference and submission in each other's place."""
    return replace(pair, reference=pair.submitted, submitted=pair.reference)
