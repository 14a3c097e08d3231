"""A pair of formulas with a label, and the evaluation that confirms the label without any part of the verifier.

    python -m tests.tables.pair tests.tables.pairs_latex_probability      confirms the labels of one table
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

import numpy as np

POINTS = 12
SIZES = {"n": 4, "m": 3, "d": 3, "k": 2, "K": 3, "T": 4, "N": 5, "p": 2, "L": 3}
"""Sizes of vectors and sequences; a size that is itself declared `natural` takes this value at every point."""


@dataclass(frozen=True)
class Pair:
    """`submitted` is an answer to a question whose answer is `reference`; `right` says whether it is one.

    `values` gives the two values at a sampled point.  Its parameters are names of `symbols` (a backslash left out, primes and
    braces left out: x_1, mu, sigma_1), and `rng`, a generator for what cannot be sampled from the declaration alone.
    """

    name: str
    reference: str
    submitted: str
    right: bool
    symbols: Mapping[str, str]
    values: Callable[..., tuple[Any, Any]]
    definitions: Mapping[str, str] = field(default_factory=dict)
    mode: str = "equal"
    assuming: tuple[str, ...] = ()


def confirmed(pair: Pair) -> bool:
    """Whether the values of a right pair agree at every sampled point, and those of a wrong one differ at some."""
    differs = False
    for number in range(POINTS):
        rng = np.random.default_rng([number, *map(ord, pair.name)])
        left, right = pair.values(**_point(pair, rng))
        left, right = np.asarray(left, dtype=complex), np.asarray(right, dtype=complex)
        if left.shape != right.shape:
            differs = True
            continue
        scale = 1 + np.max(np.abs(left), initial=0)
        # `not <=` also counts what is undefined on one side only.
        same = np.isnan(left) & np.isnan(right)
        if not np.all(same | (np.abs(left - right) <= 1e-7 * scale)):
            differs = True
    return differs != pair.right


def _point(pair: Pair, rng: np.random.Generator) -> dict[str, Any]:
    declared = {re.sub(r"[\\{}']", "", name): words for name, words in pair.symbols.items()}
    wanted = inspect.signature(pair.values).parameters
    return {name: rng if name == "rng" else sample(declared.get(name, "real"), rng, name) for name in wanted}


def sample(words: str, rng: np.random.Generator, name: str = "") -> Any:
    """A value of a domain in words: a number, or an array for vectors, matrices and sequences."""
    words = words.strip()
    if (found := re.fullmatch(r"sequence (\w+) of (.+)", words)) is not None:
        return np.array([sample(found[2], rng) for _ in range(_size(found[1]))])
    if (found := re.fullmatch(r"(.*)vector (\w+)", words)) is not None:
        return rng.normal(size=_size(found[2]))
    if (found := re.fullmatch(r"(.*?)matrix (\w+)(?: (\w+))?", words)) is not None:
        return _matrix(found[1].split(), _size(found[2]), _size(found[3] or found[2]), rng)
    if (found := re.fullmatch(r"integer in (-?\d+)\.\.(\w+)", words)) is not None:
        return int(rng.integers(int(found[1]), _size(found[2]) + 1))
    if (found := re.fullmatch(r"in [(\[](.+), *(.+)[)\]]", words)) is not None:
        low, high = (float(part.replace("pi", str(np.pi)).replace("inf", "5").replace("oo", "5")) for part in found.groups())
        return float(rng.uniform(low, high))
    if (found := re.fullmatch(r"in \{(.+)\}", words)) is not None:
        return float(rng.choice([float(part) for part in found[1].split(",")]))
    if (found := re.fullmatch(r"distribution on 1\.\.(\w+)", words)) is not None:
        return rng.dirichlet(np.ones(_size(found[1])))
    if words in ("natural", "positive integer"):
        return SIZES.get(name, int(rng.integers(1, 7)))
    if words == "integer":
        return int(rng.integers(-5, 6))
    if words == "complex":
        return complex(rng.normal(), rng.normal())
    size = float(rng.uniform(0.1, 3))
    return {"positive": size, "nonnegative": size, "negative": -size}.get(words, size * float(rng.choice([-1, 1])))


def _size(word: str) -> int:
    return int(word) if word.isdigit() else SIZES.get(word, 3)


def _matrix(words: list[str], rows: int, columns: int, rng: np.random.Generator) -> np.ndarray:
    found = rng.normal(size=(rows, columns))
    if "definite" in words or "semidefinite" in words:
        return found @ found.T + 0.5 * np.eye(rows)
    if "orthogonal" in words:
        return np.linalg.qr(found)[0]
    if "diagonal" in words:
        return np.diag(rng.normal(size=rows))
    return (found + found.T) / 2 if "symmetric" in words else found


def main(module: str) -> int:
    pairs = import_module(module).PAIRS
    bad = [pair.name for pair in pairs if not confirmed(pair)]
    right = sum(pair.right for pair in pairs)
    print(f"{module}: {len(pairs)} pairs, {right} right, {len(pairs) - right} wrong, {len(bad)} not confirmed")
    print("\n".join(bad))
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
