"""Runs the measurements of a claim on drawn data.

The generator is seeded by the claim's id, so that a claim is measured on the same data in every run.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from importlib import import_module
from typing import Any

from verify.claim import Measurement
from verify.problem import reject


def measure(numbers: Callable[[Any], list[Measurement]], seed: str) -> list[Measurement]:
    """The measurements that `numbers` makes; an error of it is an InputError that names it."""
    try:
        return list(numbers(generator_for(seed)))
    except Exception as error:
        raise reject("failed-measurement", f"numbers= failed: {type(error).__name__}: {error}") from error


def generator_for(seed: str) -> Any:
    """A `numpy.random.Generator` that draws the same data for the same seed."""
    random = import_module("numpy.random")  # here and not above: few claims measure, and NumPy takes 0.1 s to load
    return random.default_rng(int.from_bytes(hashlib.blake2b(seed.encode(), digest_size=8).digest(), "big"))
