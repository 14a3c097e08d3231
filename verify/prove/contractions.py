"""Sums of products of entries as products of matrices, beside determinants and inverses, of which index notation says little.

    sum_i u_i v_i = u^T v        sum_i sum_j u_i A_ij v_j = u^T A v        sum_i A_ii = tr(A)
    sum_i w_i x_i x_i^T = X^T diag(w) X        sum_i w_i y_i x_i = X^T diag(w) y        of the rows x_i of X
"""

from __future__ import annotations

from collections.abc import Callable

from verify.prove.rewriting import rewritten
from verify.question import Proof, Question, Unproved
from verify.sort import Tensor
from verify.term import ONE, TWO, Term, contains, equal, free_symbols, make, matmul, mul, postorder, transpose

_MATRICES = frozenset(("determinant", "inverse"))

Prover = Callable[[Question], Proof | Unproved]


def prove_by_contraction(question: Question, prove: Prover) -> Proof | Unproved:
    """A proof with a sum of products of entries as a product of the vectors and matrices."""
    if not contains(question.statement, _MATRICES):
        return Unproved("no determinants and inverses beside sums")
    for term in reversed(postorder(question.statement)):
        word = _of_rows(term) if term.shape else contraction(term)
        if word is None:
            continue
        reason = prove(Question(equal(term, word), question.hypotheses))
        return reason if isinstance(reason, Unproved) else rewritten(question, term, word, reason, prove)
    return Unproved("no sum that is a product of matrices")


def contraction(total: Term) -> Term | None:
    """The number of vectors and matrices that a sum of products of their entries is; None for another sum."""
    indices: dict[Term, Term] = {}
    body = total
    while body.op == "sum" and body.args[1] is ONE:
        index, _, upper, body = body.args
        indices[index] = upper
    factors = [each for factor in (body.args if body.op == "mul" else (body,)) for each in _twice(factor)]
    items = [factor for factor in factors if factor.op == "item" and any(index in indices for index in factor.args[1:])]
    others = [factor for factor in factors if factor not in items]
    if not indices or any(not _is_whole(each, indices) for each in items) or len(indices) > 2:
        return None
    if any(index in free_symbols(factor) for factor in others for index in indices):
        return None
    word = _word(items, list(indices))
    return None if word is None else mul(*others, word) if others else word


def _of_rows(total: Term) -> Term | None:
    """The product of matrices that a sum over all rows of a matrix is; None for another sum."""
    if total.op != "sum" or total.args[1] is not ONE:
        return None
    index, _, upper, body = total.args
    factors = body.args if body.op == "mul" else (body,)
    shaped = [factor for factor in factors if factor.shape]
    weights = [factor for factor in factors if not factor.shape and index in free_symbols(factor)]
    if len(shaped) != 1 or not all(_is_whole(each, {index: upper}) for each in weights) or len(weights) > 2:
        return None
    rows = list(shaped[0].args) if shaped[0].op == "matmul" else [shaped[0]]
    if any(each.op != "transpose" for each in rows[1:]):
        return None
    found = [_tensor_of_row(each, index, upper) for each in (rows[0], *(each.args[0] for each in rows[1:]))]
    tensors = [each for each in found if each is not None]
    vectors = [each.args[0] for each in weights]
    if not len(found) == len(tensors) <= 2:
        return None
    if len(tensors) == 1:
        last = vectors.pop() if vectors else make("ones", (upper, ONE))
    else:
        last = tensors[1]
    word = matmul(transpose(tensors[0]), *(make("diagonal", (vector,)) for vector in vectors), last)
    free = [factor for factor in factors if not factor.shape and factor not in weights]
    return mul(*free, word) if free else word


def _tensor_of_row(term: Term, index: Term, size: Term) -> Term | None:
    """X of the row x_i, if i runs over all of its rows."""
    if term.op != "row" or term.args[1] is not index or index in free_symbols(term.args[0]):
        return None
    return term.args[0] if term.args[0].shape[0] is size else None


def _twice(factor: Term) -> tuple[Term, ...]:
    """The two factors of a square."""
    return (factor.args[0], factor.args[0]) if factor.op == "power" and factor.args[1] is TWO else (factor,)


def _is_whole(factor: Term, indices: dict[Term, Term]) -> bool:
    """Whether a factor is an entry of a vector or matrix, each of whose indices runs over all of its size."""
    tensor, *places = factor.args
    if tensor.op != "symbol" or not isinstance(tensor.sort, Tensor):
        return False
    sizes = [size for size in tensor.sort.shape if size is not ONE]
    return len(places) == len(sizes) and all(indices.get(place) is size for place, size in zip(places, sizes, strict=True))


def _word(items: list[Term], indices: list[Term]) -> Term | None:
    """u^T v, u^T A v or tr(A) of entries that have every index twice."""
    vectors = {each.args[1]: each.args[0] for each in items if len(each.args) == 2}
    matrices = [each for each in items if len(each.args) == 3]
    counts = [sum(each.args[1:].count(index) for each in items) for index in indices]
    if any(count != 2 for count in counts):
        return None
    if not matrices and len(items) == 2 and len(indices) == 1:
        return matmul(transpose(items[0].args[0]), items[1].args[0])
    if len(matrices) == len(items) == 1 and len(indices) == 1:
        return make("trace", (matrices[0].args[0],))
    if len(matrices) == 1 and len(vectors) == 2 and len(items) == 3:
        matrix, row, column = matrices[0].args
        return matmul(transpose(vectors[row]), matrix, vectors[column])
    return None
