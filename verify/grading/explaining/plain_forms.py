"""A right answer as somebody would have worked it out: derivatives by their formulas, products of matrices multiplied out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

from verify.calculus import differentiate
from verify.mathematics.matrix_calculus import matrix_derivative
from verify.mathematics.tidy import tidy
from verify.problem import InputError
from verify.sort import Tensor
from verify.term import BINDERS, MINUS_ONE, Term, add, contains, make, matmul, mul, size_bound, transpose

_SLOPES = frozenset(("derivative", "gradient"))
_MOST_PARTS = 200
MOST_WORDS = 12


def differentiated(term: Term) -> Term:
    """A formula with the formula of every derivative in its place; itself, if one has none or if that is long."""
    if not contains(term, _SLOPES) or contains(term, BINDERS - {"sum", "product"}):
        return term
    try:
        found = _differentiated(term)
    except InputError:
        return term
    return found if size_bound(found) <= _MOST_PARTS and not contains(found, {"delta"}) else term


def _differentiated(term: Term) -> Term:
    if not contains(term, _SLOPES):
        return term
    args = tuple(_differentiated(arg) for arg in term.args)
    if term.op == "gradient":
        return matrix_derivative(make(term.op, args, term.value))[0]
    if term.op == "derivative":
        body, by = args
        for _ in range(term.value):
            body, _ = differentiate(body, by)
        return body if body.shape or contains(body, BINDERS) else tidy(body)
    return make(term.op, args, term.value)


def words_of(term: Term) -> list[Term]:
    """The terms of a formula after its products are multiplied out, as long as they are few; powers stay as they are."""
    try:
        found = list(islice(_words(term), MOST_WORDS + 1))
    except InputError:
        return []
    return found if 1 < len(found) <= MOST_WORDS else []


def _words(term: Term) -> Iterator[Term]:
    if term.op == "add":
        for arg in term.args:
            yield from _words(arg)
    elif term.op == "transpose" and turned(term) is not term:
        yield from _words(turned(term))
    elif term.op in ("mul", "matmul"):
        parts = [list(islice(_words(arg), MOST_WORDS + 1)) for arg in term.args]
        yield from (mul(*factors) if term.op == "mul" else _word(factors) for factors in product(*parts))
    elif term.op == "trace":
        yield from (make("trace", (word,)) for word in _words(term.args[0]))
    else:
        yield term


def summands_of(term: Term) -> list[Term]:
    """The terms of a sum as they are, without products of one matrix and without what is transposed twice."""
    if term.op == "transpose" and turned(term) is not term:
        return summands_of(turned(term))
    if term.op == "add":
        return [part for arg in term.args for part in summands_of(arg)]
    return [_word(term.args) if term.op == "matmul" else _scaled(term)]


def _scaled(term: Term) -> Term:
    """A number times a product of matrices."""
    if term.op != "mul" or not term.args[-1].shape:
        return term
    inner = summands_of(term.args[-1])
    return mul(*term.args[:-1], *inner) if len(inner) == 1 else term


def turned(term: Term) -> Term:
    """The transpose without a transposed product, sum or transpose inside; itself, if there is nothing to do."""
    inner = term.args[0]
    if inner.op == "transpose":
        return inner.args[0]
    if inner.op in ("add", "mul"):
        return make(inner.op, tuple(transpose(arg) if arg.shape else arg for arg in inner.args))
    if inner.op == "matmul":
        return matmul(*(transpose(arg) for arg in reversed(inner.args)))
    return inner if inner.op == "identity" or _is_symmetric(inner) else term


def _is_symmetric(term: Term) -> bool:
    return term.op == "symbol" and isinstance(term.sort, Tensor) and not _SYMMETRIC.isdisjoint(term.sort.properties)


_SYMMETRIC = frozenset(("symmetric", "positive definite", "positive semidefinite", "diagonal"))


def _word(factors: tuple[Term, ...]) -> Term:
    """A product of matrices, with numbers before it, and without the identity and what is transposed twice."""
    numbers: list[Term] = []
    matrices: list[Term] = []
    left = list(reversed(factors))
    while left:
        factor = left.pop()
        if factor.op == "transpose" and turned(factor) is not factor:
            left.append(turned(factor))
        elif factor.op == "matmul":
            left.extend(reversed(factor.args))
        elif factor.op == "mul" and factor.shape and not any(arg.shape for arg in factor.args[:-1]):
            numbers.extend(factor.args[:-1])
            left.append(factor.args[-1])
        elif factor.op != "identity":
            matrices.append(factor)
    if not matrices:
        return matmul(*factors)
    together = matrices[0] if len(matrices) == 1 else matmul(*matrices)
    is_negative = sum(each is MINUS_ONE for each in numbers) % 2
    numbers = [each for each in numbers if each is not MINUS_ONE]
    found = mul(*numbers, together) if numbers else together
    return mul(MINUS_ONE, found) if is_negative else found


def total(parts: list[Term]) -> Term:
    return parts[0] if len(parts) == 1 else add(*parts)
