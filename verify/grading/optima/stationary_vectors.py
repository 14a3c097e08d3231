"""A guess of where a function of a vector is least: where its gradient vanishes, if that is affine in the vector by its form.

Nothing is proved here: the guess is judged exactly by those who asked.
"""

from __future__ import annotations

from verify.functions import inverse
from verify.mathematics.matrix_calculus import matrix_derivative
from verify.problem import InputError
from verify.sort import Tensor
from verify.term import MINUS_ONE, ONE, Term, add, free_symbols, make, matmul, mul, number, power, transpose


def stationary_vector(body: Term, bound: Term) -> Term | None:
    """-inv(H) g for the gradient H x + g of `body` by the vector x; None for a gradient of another form."""
    try:
        slope, _ = matrix_derivative(make("gradient", (body, bound)))
        parts = _Affine(bound)
        parts.take(_untransposed(slope), ONE)
        return parts.root()
    except InputError:
        return None


def _untransposed(term: Term, is_flipped: bool = False) -> Term:
    """The term, or its transpose, with transposes of names only."""
    if not term.shape:
        return term
    if term.op == "transpose":
        return _untransposed(term.args[0], not is_flipped)
    if term.op in ("add", "mul"):
        return make(term.op, tuple(_untransposed(arg, is_flipped) for arg in term.args))
    if term.op == "matmul":
        args = [_untransposed(arg, is_flipped) for arg in term.args]
        return matmul(*(reversed(args) if is_flipped else args))
    if term.op == "identity" or not is_flipped:
        return term
    if term.op == "symbol" and isinstance(term.sort, Tensor) and term.sort.is_symmetric:
        return term
    return transpose(term)


class _Affine:
    """The matrices of an affine function of a vector, each with its factor, and what is left at 0."""

    def __init__(self, bound: Term) -> None:
        self.bound = bound
        self.matrices: dict[Term, list[Term]] = {}
        self.constants: list[Term] = []
        self.is_affine = True

    def take(self, term: Term, factor: Term) -> None:
        """Add `factor` times a term of the shape of the vector."""
        if self.bound not in free_symbols(term):
            self.constants.append(mul(factor, term))
        elif term is self.bound:
            self.add_matrix(make("identity", (term.shape[0],)), factor)
        elif term.op == "add":
            for part in term.args:
                self.take(part, factor)
        elif term.op == "mul":
            tensors = [part for part in term.args if part.shape]
            scalars = [part for part in term.args if not part.shape]
            if len(tensors) == 1 and not any(self.bound in free_symbols(part) for part in scalars):
                self.take(tensors[0], mul(factor, *scalars))
            else:
                self.is_affine = False
        elif term.op == "matmul" and not any(self.bound in free_symbols(part) for part in term.args[:-1]):
            self.take_product(term.args[:-1], term.args[-1], factor)
        else:
            self.is_affine = False

    def take_product(self, matrices: tuple[Term, ...], last: Term, factor: Term) -> None:
        if last is self.bound:
            self.add_matrix(matmul(*matrices) if len(matrices) > 1 else matrices[0], factor)
        elif self.bound not in free_symbols(last):
            self.constants.append(mul(factor, matmul(*matrices, last)))
        elif last.op == "matmul" and not any(self.bound in free_symbols(part) for part in last.args[:-1]):
            self.take_product((*matrices, *last.args[:-1]), last.args[-1], factor)
        elif last.op == "add":
            for part in last.args:
                self.take_product(matrices, part, factor)
        elif last.op == "mul" and sum(bool(part.shape) for part in last.args) == 1:
            (tensor,) = (part for part in last.args if part.shape)
            scalars = [part for part in last.args if not part.shape]
            self.is_affine &= not any(self.bound in free_symbols(part) for part in scalars)
            self.take_product(matrices, tensor, mul(factor, *scalars))
        else:
            self.is_affine = False

    def add_matrix(self, matrix: Term, factor: Term) -> None:
        self.matrices.setdefault(matrix, []).append(factor)

    def root(self) -> Term | None:
        if not self.is_affine or not self.matrices:
            return None
        if not self.constants:
            return make("zeros", self.bound.shape)
        constant = add(*self.constants)
        if len(self.matrices) == 1:
            ((matrix, factors),) = self.matrices.items()
            scale = mul(MINUS_ONE, power(_total(factors), MINUS_ONE))
            return mul(scale, constant if matrix.op == "identity" else matmul(inverse(matrix), constant))
        whole = add(*(mul(_total(factors), matrix) for matrix, factors in self.matrices.items()))
        return mul(MINUS_ONE, matmul(inverse(whole), constant))


def _total(factors: list[Term]) -> Term:
    """The sum of factors; a number for numbers."""
    if all(factor.op == "number" for factor in factors):
        return number(sum(factor.fraction for factor in factors))
    return add(*factors)
