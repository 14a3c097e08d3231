"""Draws what a claim draws, with matplotlib where that is installed."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from verify.measure import generator_for
from verify.problem import reject

_KINDS = (".svg", ".png", ".pdf")


def draw(plot: Callable[[Any, Any], None], seed: str, target: Path) -> None:
    """Write a figure of one pair of axes; the data that it draws on is seeded by the claim.

    Raises InputError without matplotlib, for another kind of file, and for an error of the plot itself.
    """
    if target.suffix not in _KINDS:
        raise reject("bad-option", f"--plot {target}", help=f"a name that ends in {', '.join(_KINDS)}")
    try:
        figures = import_module("matplotlib.figure")
    except ImportError:
        raise reject("missing-extra", "matplotlib, which draws, is not installed",
                     help="pip install 'derivation-verifier[plot]'") from None  # fmt: skip
    figure = figures.Figure(figsize=(7, 4.5), layout="constrained")
    try:
        plot(figure.add_subplot(), generator_for(seed))
    except Exception as error:
        raise reject("failed-plot", f"plot= failed: {type(error).__name__}: {error}") from error
    try:
        figure.savefig(target)
    except OSError as error:
        raise reject("not-written", f"{target}: {error.strerror}", help="a folder that exists and can be written to") from None
