"""Matrices whose size the formula does not say: I, and the vector of ones; the size is the one that fits.

Every size of a declared vector or matrix, and of a matrix that the formula writes out, is tried for each of them.  One reading
without a problem of shapes is the reading; several are ambiguous, unless the shape that the whole formula has to have tells them
apart.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

from verify.problem import InputError, Problem
from verify.read.scan import Token
from verify.sort import Random, Sequence, Tensor
from verify.term import ONE, Shape, Term, number

MOST_READINGS = 120


class _HasTerm(Protocol):
    @property
    def term(self) -> Term: ...


Read = TypeVar("Read", bound=_HasTerm)


class SizeNeeded(Exception):
    """A matrix without a size was met, and no size is assumed for it yet; `sizes` are those it may have.

    `or_number` if it may be a number as well.
    """

    def __init__(self, sizes: tuple[Term, ...] = (), or_number: bool = False) -> None:
        super().__init__()
        self.sizes = sizes
        self.or_number = or_number


def sizes_declared(symbols: Mapping[str, Term]) -> tuple[Term, ...]:
    """The sizes of the declared vectors and matrices, each once."""
    found: dict[Term, None] = {}
    for each in symbols.values():
        sort = each.sort
        while isinstance(sort, Sequence):
            sort = sort.element
        shape = sort.shape if isinstance(sort, Tensor) else sort.mean.shape if isinstance(sort, Random) else ()
        found.update(dict.fromkeys(size for size in shape if size is not ONE))
    return tuple(found)


def sizes_written(tokens: list[Token], in_brackets: bool) -> tuple[Term, ...]:
    r"""The rows and columns of [[a, b], [c, d]] in typed text, or of \begin{pmatrix} a & b \\ c & d \end{pmatrix}."""
    found: dict[int, None] = {}
    for place, (kind, text, _, _) in enumerate(tokens):
        if in_brackets and kind == "[":
            found.update(dict.fromkeys(_literal_sizes(tokens, place)))
        elif (kind, text) == ("command", "begin") and _is_matrix(tokens, place + 2):
            found.update(dict.fromkeys(_environment_sizes(tokens, place)))
    return tuple(number(size) for size in found if size > 1)


def _is_matrix(tokens: list[Token], place: int) -> bool:
    """Whether the name of an environment, whose letters begin here, is pmatrix, bmatrix ..."""
    letters = []
    while tokens[place][0] == "name":
        letters.append(tokens[place][1])
        place += 1
    return "".join(letters).endswith("matrix")


def _environment_sizes(tokens: list[Token], opened: int) -> tuple[int, int]:
    """The lines of an environment, and the columns of its first line."""
    rows, columns, depth = 1, 1, 0
    for place in range(opened + 1, len(tokens) - 1):
        kind, text, _, _ = tokens[place]
        depth += (kind, text) == ("command", "begin")
        if (kind, text) == ("command", "end"):
            if depth == 0:
                break
            depth -= 1
        elif depth == 0:
            rows += kind == "\\\\" and tokens[place + 1][:2] != ("command", "end")
            columns += kind == "&" and rows == 1
    return rows, columns


def _literal_sizes(tokens: list[Token], opened: int) -> tuple[int, int]:
    """The entries of [a, b], and of the first row of [[a, b], [c, d]]."""
    commas, depth = {1: 0, 2: 0}, 0
    nested, first = tokens[opened + 1][0] == "[", True
    for kind, _, _, _ in tokens[opened:]:
        depth += (kind in ("[", "(")) - (kind in ("]", ")"))
        if depth == 0:
            break
        if kind == "," and (depth == 1 or (nested and depth == 2 and first)):
            commas[depth] += 1
            first = first and depth == 2
    return commas[1] + 1, commas[2] + 1 if nested else 1


def fitting(read: Callable[[tuple[Term, ...]], Read], shape: Shape | None) -> Read:
    """`read(assumed sizes)`, a reading, for those sizes that fit; raises InputError for none and for several.

    `shape` is that of the whole formula where it is known.
    """
    found: dict[Term, Read] = {}
    problem: InputError | None = None
    waiting: list[tuple[Term, ...]] = [()]
    tried = 0
    while waiting:
        assumed = waiting.pop()
        tried += 1
        if tried > MOST_READINGS:
            raise InputError(Problem("ambiguous", "too many matrices without a size", "", "write identity(n), or I_n"))
        try:
            reading = read(assumed)
        except SizeNeeded as needed:
            waiting += [(*assumed, size) for size in reversed((*needed.sizes, ONE) if needed.or_number else needed.sizes)]
        except InputError as error:
            problem = problem or error
        else:
            found.setdefault(reading.term, reading)
    wanted = [reading for term, reading in found.items() if shape is None or term.shape == shape] or list(found.values())
    if len(wanted) == 1:
        return wanted[0]
    if not wanted:
        assert problem is not None
        raise problem
    raise InputError(Problem("ambiguous", "a matrix whose size several sizes fit", "", "write I_n, or identity(n)"))
