"""What can be wrong with an input, as data; `verify.render` makes the words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

ENTRY_BY_ENTRY = "entry-by-entry"  # the kind of a product of two matrices of one shape, which have no matrix product

@dataclass(frozen=True)
class Problem:
    """One thing wrong with an input.

    `kind` is a stable code (`unknown-name`, `shape-mismatch`, `unsupported` ...), `seen` says what was met, `where` the
    subexpression or file it was met in, `span` its first and last-plus-one character in `source`, `help` what would be
    accepted instead.  `sizes` are pairs of sizes of matrices, as terms, that would have to be equal.
    """

    kind: str
    seen: str
    where: str = ""
    help: str = ""
    source: str = ""
    span: tuple[int, int] | None = None
    sizes: tuple[tuple[Any, Any], ...] = ()


class InputError(Exception):
    """An input that cannot be used; carries a `Problem`."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.seen)
        self.problem = problem


def reject(
    kind: str, seen: str, *, where: str = "", help: str = "", sizes: tuple[tuple[Any, Any], ...] = ()
) -> InputError:
    """The exception for a problem without a place in a text: `raise reject("unsupported", ...)`."""
    return InputError(Problem(kind, seen, where, help, sizes=sizes))
