"""What the form of a real matrix says of its definiteness, and so of the numbers that are made of it.

    P, I, c P (c > 0), P + S, inv(P), inv(S), A P A' (A invertible), diag(v) (all v_i > 0)       positive definite
    S, c S (c >= 0), S + S, A S A', A A', diag(v) (all v_i >= 0)                                 positive semidefinite
    det P > 0, det S >= 0, det A != 0 (A invertible), det Q = 1 or -1 (Q orthogonal), det(A B) as det A det B
    x'S x >= 0, x'P x > 0 (x not 0), tr S >= 0, tr P > 0, tr(S S) >= 0, tr(P P) > 0

Each holds wherever the term is defined: inv(S) exists where the semidefinite S has no eigenvalue 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from verify.mathematics.entries import Entries, entry_indices
from verify.mathematics.manifest import Manifest
from verify.problem import InputError
from verify.sort import NONNEGATIVE, NONZERO, POSITIVE, REAL, Random, Scalar, Sequence, Tensor, VectorFunction
from verify.term import ONE, Term, add, call, contains, equal, free_symbols, make, power
from verify.vector_functions import is_jacobian_of_diffeomorphism, sort_of_applied

UNKNOWN, SEMIDEFINITE, DEFINITE = range(3)
WAVES = Scalar(lower=Fraction(-1), upper=Fraction(1), lower_open=False, upper_open=False)
SIGNS = Scalar(values=(Fraction(-1), Fraction(1)))

_NOT_REAL = frozenset(("imaginary", "infinity", "space"))
_INVERTIBLE = ("invertible", "orthogonal", "positive definite")


def is_real(term: Term) -> bool:
    """Whether a term speaks of real numbers, vectors and matrices only."""
    return not contains(term, _NOT_REAL) and all(_is_real_sort(name.sort) for name in free_symbols(term))


def _is_real_sort(sort: object) -> bool:
    if isinstance(sort, Scalar):
        return not sort.is_complex
    if isinstance(sort, VectorFunction):
        return not sort.codomain.is_complex
    return isinstance(sort, (Tensor, Sequence)) and _is_real_sort(sort.element)


def number_sort(term: Term) -> Scalar:
    """A sort that every value of a determinant, trace or form of real matrices has."""
    if not is_real(term):
        return REAL
    if term.op == "determinant":
        return _of_determinant(term.args[0])
    if term.op in ("sin", "cos"):
        return WAVES
    if term.op == "apply":
        return _of_value(term)
    if term.op == "trace":
        return _sort_of(_least_of_trace(term.args[0]))
    return _sort_of(_of_palindrome(factors_of(term))) if term.op == "matmul" else REAL


def on_circles(atoms: Mapping[Term, Term]) -> tuple[Term, ...]:
    """s^2 + c^2 = 1 for the symbols s and c of the sine and the cosine of one angle."""
    sines = ((wave.args[0], name) for wave, name in atoms.items() if wave.op == "sin")
    pairs = ((name, atoms.get(call("cos", angle))) for angle, name in sines)
    return tuple(equal(add(power(s, 2), power(c, 2)), ONE) for s, c in pairs if c is not None)


def _sort_of(known: int) -> Scalar:
    return (REAL, NONNEGATIVE, POSITIVE)[known]


def _of_value(term: Term) -> Scalar:
    """What a function of columns has as values; of its derivatives nothing is known."""
    sort = sort_of_applied(term)
    return REAL if sort is None or any(term.value) else sort.codomain


def _of_determinant(matrix: Term) -> Scalar:
    known = definiteness(matrix)
    if known != UNKNOWN:
        return _sort_of(known)
    factors = factors_of(matrix)
    if len(factors) > 1 and all(factor.shape and factor.shape[0] is factor.shape[1] for factor in factors):
        return _of_product(list(map(_of_determinant, factors)))
    plain = matrix.args[0] if matrix.op == "transpose" else matrix
    if _is_declared(plain, "orthogonal"):
        return SIGNS
    is_invertible = _is_declared(plain, *_INVERTIBLE) or plain.op == "inverse" or is_jacobian_of_diffeomorphism(plain)
    return NONZERO if is_invertible else REAL


def _of_product(sorts: list[Scalar]) -> Scalar:
    if all(sort.is_nonzero for sort in sorts):
        return POSITIVE if all(sort.sign == 1 for sort in sorts) else NONZERO
    return NONNEGATIVE if all(sort.is_nonnegative for sort in sorts) else REAL


def _least_of_trace(matrix: Term) -> int:
    known = definiteness(matrix)
    factors = factors_of(matrix)
    known = known or (min(map(definiteness, factors)) if len(factors) == 2 else UNKNOWN)
    return known if _is_at_least_one(matrix.shape[0]) else min(known, SEMIDEFINITE)


def _is_at_least_one(size: Term) -> bool:
    """The trace of the identity of n - 1 rows is 0 for n = 1."""
    if size.op == "number":
        return bool(size.value[0] >= 1)
    return size.op == "symbol" and isinstance(size.sort, Scalar) and size.sort.is_integer and size.sort.sign == 1


def definiteness(matrix: Term) -> int:
    """DEFINITE, SEMIDEFINITE or UNKNOWN, of a real matrix; the first two include that it is symmetric."""
    op, args = matrix.op, matrix.args
    if op == "symbol":
        declared = (("positive definite",), DEFINITE), (("positive semidefinite",), SEMIDEFINITE)
        return next((known for names, known in declared if _is_declared(matrix, *names)), UNKNOWN)
    if op in ("identity", "zeros"):
        return DEFINITE if op == "identity" else SEMIDEFINITE if matrix.shape[0] is matrix.shape[1] else UNKNOWN
    if op == "transpose":
        return definiteness(args[0])
    if op == "inverse":
        return DEFINITE if definiteness(args[0]) else UNKNOWN
    if op == "add":
        parts = [definiteness(arg) for arg in args]
        return max(parts) if min(parts) else UNKNOWN
    if op == "mul":
        return _of_multiple(args)
    if op == "diagonal":
        return _of_diagonal(args[0])
    return _of_palindrome(factors_of(matrix)) if op == "matmul" else UNKNOWN


def _of_multiple(factors: tuple[Term, ...]) -> int:
    """A product of numbers and one matrix."""
    least = DEFINITE
    for factor in factors:
        if factor.shape:
            least = min(least, definiteness(factor))
        else:
            least = min(least, _of_sign(Manifest().sign(factor)))
    return least


def _of_diagonal(column: Term) -> int:
    """Of diag(v), by the signs of the entries v_i."""
    entries = Entries()
    try:
        parts = [entries.entry(column, row, place) for row, place in entry_indices(column.shape)]
    except InputError:  # of a column whose entries cannot be told
        return UNKNOWN
    return min(_of_sign(Manifest().sign(part)) for part in parts)


def _of_sign(sign: tuple[int, bool] | None) -> int:
    """Of a multiple of I, or of the entries of a diagonal matrix."""
    return UNKNOWN if sign is None or sign[0] < 0 else DEFINITE if sign == (1, True) else SEMIDEFINITE


def _of_palindrome(factors: tuple[Term, ...]) -> int:
    """A' M A with M semidefinite; definite if M is, and nothing but 0 is mapped to 0 by A."""
    least = DEFINITE
    while len(factors) > 1:
        first, *middle, last = factors
        if turned(first) is not last:
            return UNKNOWN
        least = least if _is_injective(last) else SEMIDEFINITE
        factors = tuple(middle)
    return min([least, *map(definiteness, factors)])


def _is_injective(factor: Term) -> bool:
    plain = factor.args[0] if factor.op == "transpose" and factor.shape[0] is factor.shape[1] else factor
    is_column = bool(plain.shape) and plain.shape[1].op == "number" and plain.shape[1].value[0] == 1
    return _is_declared(plain, *_INVERTIBLE) or (is_column and _is_declared(plain, "nonzero", "distribution", square=False))


def factors_of(term: Term) -> tuple[Term, ...]:
    """The factors of a matrix product, with the transpose of a product taken apart."""
    if term.op == "matmul":
        return tuple(factor for arg in term.args for factor in factors_of(arg))
    if term.op == "transpose" and term.args[0].op == "matmul":
        return tuple(turned(factor) for factor in reversed(factors_of(term.args[0])))
    if term.op == "transpose" and term.args[0].op == "transpose":
        return factors_of(term.args[0].args[0])
    return (turned(term.args[0]),) if term.op == "transpose" else (term,)


def turned(factor: Term) -> Term:
    """The transpose of a factor; a matrix that is symmetric by its form is its own."""
    if factor.op == "transpose":
        return factor.args[0]
    if not factor.shape or factor.op == "diagonal" or definiteness(factor) or _is_declared(factor, "symmetric", "diagonal"):
        return factor
    return make("transpose", (factor,))


def _is_declared(term: Term, *properties: str, square: bool = True) -> bool:
    """Whether a real symbol has one of these properties by its sort."""
    sort = term.sort if term.op == "symbol" else None
    if not isinstance(sort, Tensor) or isinstance(sort, Random) or sort.element.is_complex:
        return False
    return (not square or sort.shape[0] is sort.shape[1]) and not set(properties).isdisjoint(sort.properties)
