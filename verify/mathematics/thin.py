"""Functions whose zeros have no interior unless they are zero everywhere.

Real-analytic functions on a connected set have thin zeros.  |x| - x and sqrt(x^2) - x have not: they are 0 on a half-line.  A
formula is analytic on one connected set, by its form, if

    it is made by +, *, integer powers and entire or meromorphic functions: it continues to complex arguments off its poles,
    which do not disconnect anything;
    roots and logarithms are taken of affine functions only, whose positive sets meet in a convex set, or of what is positive
    everywhere;
    atan and asinh are taken of functions without poles: atan(1/x) + atan(x) jumps at the pole 0.
"""

from __future__ import annotations

from verify.mathematics.manifest import Manifest
from verify.sort import REAL, Scalar, Tensor
from verify.term import ONE, Term, contains, free_symbols, postorder

_WITHOUT_POLES = frozenset(("number", "symbol", "pi", "add", "mul", "exp", "sin", "cos", "sinh", "cosh", "erf", "erfc"))
_WITH_POLES = frozenset(("tan", "tanh", "gamma", "digamma"))
_OF_THE_REAL_LINE = frozenset(("tanh", "atan", "asinh"))  # no pole at a real argument
_PERIODIC = frozenset(("sin", "cos", "tan"))
_PARTLY_DEFINED = frozenset(("log", "gamma", "digamma"))
MAX_SIZE = 400


def has_thin_zeros(term: Term) -> bool:
    """Whether the zeros of a real term have no interior, if it is not zero at every point at which it is defined."""
    return is_squared_shift(term) or _has_poles(term) is not None


def is_squared_shift(term: Term) -> bool:
    """Whether a term is v^T v for v = b + w, and b is a real column that is not in w: it is 0 only where b = -w."""
    if term.op != "matmul" or len(term.args) != 2 or term.args[0].op != "transpose" or term.args[0].args[0] is not term.args[1]:
        return False
    parts = term.args[1].args if term.args[1].op == "add" else (term.args[1],)
    for part in parts:
        name = part.args[1] if part.op == "mul" and len(part.args) == 2 and part.args[0].op == "number" else part
        others = {each for other in parts if other is not part for each in free_symbols(other)}
        if name.op == "symbol" and _is_free_column(name) and name not in others:
            return True
    return False


def _is_free_column(name: Term) -> bool:
    """Whether the entries of a column may be any real numbers, one by one."""
    sort = name.sort
    return isinstance(sort, Tensor) and sort.element == REAL and not sort.properties and sort.shape[1] is ONE


def is_continuous(term: Term) -> bool:
    """Whether a real term has a value for all values of its symbols, and depends on them continuously."""
    if contains(term, _PARTLY_DEFINED) or any(part.op == "power" and part.args[1].op != "number" for part in postorder(term)):
        return False
    has_roots = any(part.op == "power" and part.args[1].value[1] != 1 for part in postorder(term))
    return not has_roots and _has_poles(term) is False


def _has_poles(term: Term) -> bool | None:
    """Whether an analytic term may have poles; None if it may not be analytic."""
    parts = postorder(term)
    if len(parts) > MAX_SIZE or any(part.op == "symbol" and not isinstance(part.sort, Scalar) for part in parts):
        return None
    if any(part.op in _PERIODIC for part in parts) and any(part.op == "symbol" and part.sort.is_integer for part in parts):  # type: ignore[union-attr]
        return None  # sin(pi n) is 0 at every integer
    if any(part.op == "symbol" and part.sort.values is not None for part in parts):  # type: ignore[union-attr]
        return None  # every point of a finite set is an open part of it
    manifest = Manifest()
    finite: dict[Term, bool] = {}  # the analytic parts -> whether they have no poles among real arguments
    for part in parts:
        known = _finite(part, finite, manifest)
        if known is None:
            return None
        finite[part] = known
    return not finite[term]


def _finite(term: Term, finite: dict[Term, bool], manifest: Manifest) -> bool | None:
    """Whether an analytic term has no poles, given that of its arguments; None if it may not be analytic."""
    op, args = term.op, term.args
    below = all(finite[arg] for arg in args)
    if op == "symbol":
        return None if term.sort.is_complex else True  # type: ignore[union-attr]
    if op in _WITHOUT_POLES:
        return below
    if op in _OF_THE_REAL_LINE and below:
        return True
    if op in _WITH_POLES:
        return False
    if op == "power" and args[1].op == "number" and args[1].value[1] == 1:
        return below and (args[1].value[0] >= 0 or manifest.nonzero(args[0]))
    if op == "log" or (op == "power" and args[1].op == "number"):
        base = args[0]
        return below if (_is_affine(base) or manifest.sign(base) == (1, True)) and finite[base] else None
    return None


def _is_affine(term: Term) -> bool:
    """Degree at most one in the symbols, so that the points at which it is positive form a convex set."""
    if term.op in ("number", "symbol", "pi"):
        return True
    if term.op == "add":
        return all(map(_is_affine, term.args))
    return term.op == "mul" and sum(arg.op not in ("number", "pi") for arg in term.args) <= 1 and all(map(_is_affine, term.args))


__all__ = ["has_thin_zeros", "is_continuous", "is_squared_shift"]
