"""Identities of matrix algebra, wrong variants of them, and random changes, for prover and checker."""

from __future__ import annotations

import random
from collections.abc import Iterator

from verify.problem import InputError
from verify.sort import NATURAL, POSITIVE, REAL, Scalar, Tensor
from verify.term import (
    MINUS_ONE,
    ONE,
    TWO,
    Term,
    add,
    equal,
    exp,
    item,
    make,
    matmul,
    mul,
    number,
    power,
    subtract,
    symbol,
    transpose,
)

n, m, k = (symbol(name, NATURAL) for name in "nmk")


def tensor(name: str, rows: Term, columns: Term, *properties: str, element: Scalar = REAL) -> Term:
    return symbol(name, Tensor((rows, columns), element, properties))


def inverse(term: Term) -> Term:
    return make("inverse", (term,))


def trace(term: Term) -> Term:
    return make("trace", (term,))


def determinant(term: Term) -> Term:
    return make("determinant", (term,))


def identity(size: Term) -> Term:
    return make("identity", (size,))


def ones(rows: Term, columns: Term = ONE) -> Term:
    return make("ones", (rows, columns))


def reciprocal(term: Term) -> Term:
    return power(term, -1)


A, B, C = (tensor(name, n, n) for name in "ABC")
x, y, u, w, mean = (tensor(name, n, ONE) for name in ("x", "y", "u", "w", "mu"))
U, V, K = tensor("U", n, k), tensor("V", k, n), tensor("K", k, k)
F, G = tensor("F", n, m), tensor("G", m, n)
X, H, attention = tensor("X", m, n), tensor("H", m, n), tensor("W", m, n)
P, R = tensor("P", n, n, "positive definite"), tensor("R", m, m, "positive definite")
S, D, E = tensor("S", n, n, "symmetric"), tensor("D", n, n, "diagonal"), tensor("E", n, n, "diagonal")
Q = tensor("Q", n, n, "orthogonal")
M = tensor("M", n, n, "invertible")
p = tensor("p", n, ONE, "distribution")
c = symbol("c", REAL)
c_positive = symbol("c_positive", POSITIVE)
T = transpose

gain = matmul(P, T(H), inverse(add(matmul(H, P, T(H)), R)))
updated = subtract(identity(n), matmul(gain, H))
information = add(inverse(P), matmul(T(H), inverse(R), H))
hat = matmul(X, inverse(matmul(T(X), X)), T(X))
centering = subtract(identity(n), mul(reciprocal(n), matmul(ones(n), T(ones(n)))))
capacitance = add(inverse(K), matmul(V, inverse(A), U))
low_rank = add(A, matmul(U, K, V))
ridge = inverse(add(matmul(T(X), X), mul(c, identity(n))))
dual_ridge = inverse(add(matmul(X, T(X)), mul(c, identity(m))))
residual = subtract(x, mean)


rank_one = add(A, matmul(u, T(w)))
stretch = add(ONE, matmul(T(w), inverse(A), u))
noisy = add(P, mul(power(c_positive, 2), identity(n)))
outer = add(mul(c_positive, identity(n)), matmul(u, T(u)))
two_ranks = add(A, matmul(u, T(u)), matmul(w, T(w)))
one_rank = add(A, matmul(w, T(w)))


def rank_one_applied(sign: Term = MINUS_ONE, denominator: Term = stretch) -> Term:
    """A^-1 x - (w^T A^-1 x) / (1 + w^T A^-1 u) A^-1 u"""
    weight = mul(sign, matmul(T(w), inverse(A), x), reciprocal(denominator))
    return add(matmul(inverse(A), x), mul(weight, matmul(inverse(A), u)))


def quadratic(matrix_: Term) -> Term:
    """x^T S x - 2 mu^T S x + mu^T S mu"""
    cross = mul(number(-2), matmul(T(mean), matrix_, x))
    return add(matmul(T(x), matrix_, x), cross, matmul(T(mean), matrix_, mean))


def woodbury(middle: Term, sign: Term = MINUS_ONE) -> Term:
    """A^-1 - A^-1 U middle V A^-1"""
    return add(inverse(A), mul(sign, matmul(inverse(A), U, middle, V, inverse(A))))


TRUE_IDENTITIES: dict[str, tuple[Term, Term]] = {
    "transpose of a product": (T(matmul(A, B)), matmul(T(B), T(A))),
    "trace is cyclic": (trace(matmul(A, B, C)), trace(matmul(C, A, B))),
    "inverse of a product": (inverse(matmul(A, B)), matmul(inverse(B), inverse(A))),
    "whitening by a factor of the covariance": (
        matmul(T(x), inverse(matmul(M, T(M))), x), matmul(T(matmul(inverse(M), x)), inverse(M), x)),
    "whitening by the other factor": (
        matmul(T(x), inverse(matmul(T(M), M)), y), matmul(T(x), inverse(M), T(inverse(M)), y)),
    "Woodbury": (inverse(low_rank), woodbury(inverse(capacitance))),
    "push-through": (
        matmul(inverse(add(identity(n), matmul(F, G))), F),
        matmul(F, inverse(add(identity(m), matmul(G, F)))),
    ),
    "dual form of ridge regression": (matmul(ridge, T(X)), matmul(T(X), dual_ridge)),
    "hat matrix is idempotent": (matmul(hat, hat), hat),
    "trace of the hat matrix": (trace(hat), n),
    "squared distance": (
        matmul(T(subtract(x, y)), subtract(x, y)),
        add(matmul(T(x), x), mul(number(-2), matmul(T(x), y)), matmul(T(y), y)),
    ),
    "quadratic form is a trace": (matmul(T(x), A, x), trace(matmul(A, x, T(x)))),
    "centering is idempotent": (matmul(centering, centering), centering),
    "linear attention is associative": (matmul(matmul(X, T(attention)), attention), matmul(X, matmul(T(attention), attention))),
    "Frobenius product is symmetric": (trace(matmul(T(A), B)), trace(matmul(T(B), A))),
    "matrix determinant lemma": (
        determinant(add(A, matmul(u, T(w)))),
        mul(add(ONE, matmul(T(w), inverse(A), u)), determinant(A)),
    ),
    "determinant of a product": (determinant(matmul(A, B)), mul(determinant(A), determinant(B))),
    "Sylvester": (determinant(add(identity(n), matmul(F, G))), determinant(add(identity(m), matmul(G, F)))),
    "Joseph form": (
        add(matmul(updated, P, T(updated)), matmul(gain, R, T(gain))),
        matmul(updated, P),
    ),
    "Kalman filter in information form": (inverse(information), matmul(updated, P)),
    "Kalman gain in information form": (gain, matmul(inverse(information), T(H), inverse(R))),
    "Gaussian exponent": (matmul(T(residual), S, residual), quadratic(S)),
    "Sherman-Morrison": (
        inverse(add(A, matmul(u, T(w)))),
        subtract(
            inverse(A),
            mul(reciprocal(add(ONE, matmul(T(w), inverse(A), u))), matmul(inverse(A), u, T(w), inverse(A))),
        ),
    ),
    "determinant of a low rank update": (
        determinant(low_rank),
        mul(determinant(capacitance), determinant(K), determinant(A)),
    ),
    "Woodbury inside of a quadratic form": (
        matmul(T(x), inverse(low_rank), x),
        matmul(T(x), woodbury(inverse(capacitance)), x),
    ),
    "trace of ridge regression and of its dual": (
        trace(matmul(ridge, T(X), X)),
        trace(matmul(X, T(X), dual_ridge)),
    ),
    "Sherman-Morrison applied to a vector": (matmul(inverse(rank_one), x), rank_one_applied()),
    "Sherman-Morrison between vectors": (
        matmul(T(w), inverse(rank_one), u),
        mul(reciprocal(stretch), matmul(T(w), inverse(A), u)),
    ),
    "Sherman-Morrison in a trace": (
        trace(matmul(inverse(rank_one), B)),
        subtract(trace(matmul(inverse(A), B)), mul(reciprocal(stretch), matmul(T(w), inverse(A), B, inverse(A), u))),
    ),
    "what a rank-one change leaves of a form": (
        subtract(ONE, matmul(T(w), inverse(rank_one), u)), reciprocal(stretch)),
    "rank-one change of a multiple of the identity, which is not divided by": (
        matmul(inverse(outer), u),
        mul(reciprocal(add(c_positive, matmul(T(u), u))), u),
    ),
    "rank-one change of a sum": (
        matmul(inverse(two_ranks), u),
        mul(reciprocal(add(ONE, matmul(T(u), inverse(one_rank), u))), matmul(inverse(one_rank), u)),
    ),
    "variance of a posterior with noise": (
        matmul(T(x), inverse(noisy), x),
        mul(
            reciprocal(power(c_positive, 2)),
            subtract(matmul(T(x), x), matmul(T(x), P, inverse(noisy), x)),
        ),
    ),
    "posterior precision in a form": (
        matmul(T(x), inverse(information), x), matmul(T(x), updated, P, x)),
    "inverse of a sum of inverses": (
        inverse(add(inverse(A), inverse(B))),
        matmul(A, inverse(add(A, B)), B),
    ),
    "difference of inverses": (
        subtract(inverse(A), inverse(B)),
        matmul(inverse(A), subtract(B, A), inverse(B)),
    ),
    "inverse of a transpose": (inverse(T(A)), T(inverse(A))),
    "inverse of an inverse": (inverse(inverse(A)), A),
    "inverse of a multiple": (inverse(mul(c, A)), mul(reciprocal(c), inverse(A))),
    "inverse of an orthogonal matrix": (inverse(Q), T(Q)),
    "inverse of a symmetric matrix is symmetric": (T(inverse(S)), inverse(S)),
    "square product with an inverse between": (matmul(B, inverse(matmul(A, B)), A), identity(n)),
    "similar matrices have one trace": (trace(matmul(inverse(A), B, A)), trace(B)),
    "similar matrices have one determinant": (determinant(matmul(inverse(A), B, A)), determinant(B)),
    "determinant of a multiple": (determinant(mul(c, A)), mul(power(c, n), determinant(A))),
    "determinant of an inverse": (determinant(inverse(A)), reciprocal(determinant(A))),
    "determinant of a transpose": (determinant(T(A)), determinant(A)),
    "determinant of an orthogonal matrix": (power(determinant(Q), 2), ONE),
    "determinant after a rotation": (determinant(matmul(Q, A, T(Q))), determinant(A)),
    "determinant with a declared inverse": (
        determinant(matmul(M, A, M)),
        mul(power(determinant(M), 2), determinant(A)),
    ),
    "determinant of a reflection": (
        determinant(subtract(identity(n), mul(TWO, matmul(u, T(u))))),
        subtract(ONE, mul(TWO, matmul(T(u), u))),
    ),
    "diagonal matrices commute": (matmul(D, A, E, D), matmul(D, A, D, E)),
    "probabilities sum to one": (matmul(T(ones(n)), p, T(p), ones(n)), ONE),
    "all-ones matrices multiply": (matmul(ones(n, m), ones(m, k)), mul(m, ones(n, k))),
    "trace of the identity": (trace(identity(n)), n),
    "Neumann step": (
        inverse(subtract(identity(n), A)),
        add(identity(n), matmul(A, inverse(subtract(identity(n), A)))),
    ),
    "a transcendental coefficient is a scalar": (matmul(A, mul(exp(c), B)), mul(exp(c), matmul(A, B))),
    "an entry is a scalar": (mul(item(x, ONE), matmul(A, B)), matmul(mul(item(x, ONE), A), B)),
}

FALSE_IDENTITIES: dict[str, tuple[Term, Term]] = {
    "whitening from the wrong side": (
        matmul(T(x), inverse(matmul(M, T(M))), x), matmul(T(x), inverse(M), T(inverse(M)), x)),
    "transpose keeps the order": (T(matmul(A, B)), matmul(T(A), T(B))),
    "trace is symmetric": (trace(matmul(A, B, C)), trace(matmul(A, C, B))),
    "inverse keeps the order": (inverse(matmul(A, B)), matmul(inverse(A), inverse(B))),
    "Woodbury with a plus": (inverse(low_rank), woodbury(inverse(capacitance), ONE)),
    "Woodbury with K for its inverse": (inverse(low_rank), woodbury(inverse(add(K, matmul(V, inverse(A), U))))),
    "2 A x for (A + A^T) x": (matmul(add(A, T(A)), x), mul(TWO, matmul(A, x))),
    "determinant lemma with a minus": (
        determinant(add(A, matmul(u, T(w)))),
        mul(subtract(ONE, matmul(T(w), inverse(A), u)), determinant(A)),
    ),
    "trace of the hat matrix is m": (trace(hat), m),
    "Gaussian exponent without symmetry": (matmul(T(residual), A, residual), quadratic(A)),
    "Joseph form without the noise": (matmul(updated, P, T(updated)), matmul(updated, P)),
    "dual ridge without the penalty": (
        matmul(ridge, T(X)),
        matmul(T(X), inverse(add(matmul(X, T(X)), identity(m)))),
    ),
    "matrices commute": (matmul(A, B), matmul(B, A)),
    # each of these drops the side condition of a rule
    "inverse of a rectangular product splits": (matmul(V, inverse(matmul(U, V)), U), identity(k)),
    "hat matrix is the identity": (hat, identity(m)),
    "determinant is homogeneous of degree one": (determinant(mul(c, A)), mul(c, determinant(A))),
    "determinant is additive": (determinant(add(A, B)), add(determinant(A), determinant(B))),
    "determinant of a rectangular product": (determinant(matmul(F, G)), determinant(matmul(G, F))),
    "Sylvester without the identity": (determinant(add(A, matmul(F, G))), determinant(add(A, matmul(F, T(F))))),
    "Sylvester with a multiple of the identity": (
        determinant(add(mul(TWO, identity(n)), matmul(F, G))),
        determinant(add(mul(TWO, identity(m)), matmul(G, F))),
    ),
    "orthogonality without its declaration": (matmul(T(A), A), identity(n)),
    "symmetry without its declaration": (matmul(A, x), matmul(T(A), x)),
    "positive definite does not mean orthogonal": (matmul(P, P), identity(n)),
    "a diagonal matrix commutes with every matrix": (matmul(D, A), matmul(A, D)),
    "a product of symmetric matrices is symmetric": (T(matmul(S, P)), matmul(S, P)),
    "determinant of an orthogonal matrix is one": (determinant(Q), ONE),
    "idempotent": (matmul(S, S), S),
    "traces of identities of different sizes": (trace(identity(n)), trace(identity(m))),
    "traces of inverse multiples of identities of different sizes": (
        trace(inverse(mul(TWO, identity(n)))),
        trace(inverse(mul(TWO, identity(m)))),
    ),
    "determinants of multiples of identities of different sizes": (
        determinant(mul(TWO, identity(n))),
        determinant(mul(TWO, identity(m))),
    ),
    "trace of a product is the product of traces": (trace(matmul(A, B)), mul(trace(A), trace(B))),
    "quadratic form without a transpose": (matmul(T(x), A, y), matmul(T(x), T(A), y)),
    "ones squared is ones": (matmul(ones(n, n), ones(n, n)), ones(n, n)),
    "inverse of a sum is the sum of inverses": (inverse(add(A, B)), add(inverse(A), inverse(B))),
    "cancelling a factor": (mul(c, A), A),
    "Sherman-Morrison applied to a vector, with a plus": (matmul(inverse(rank_one), x), rank_one_applied(ONE)),
    "Sherman-Morrison applied to a vector, vectors swapped below": (
        matmul(inverse(rank_one), x), rank_one_applied(denominator=add(ONE, matmul(T(u), inverse(A), w)))),
    "Sherman-Morrison applied to a vector, A not inverted below": (
        matmul(inverse(rank_one), x), rank_one_applied(denominator=add(ONE, matmul(T(w), A, u)))),
    "Sherman-Morrison in a trace, as of a form": (
        trace(matmul(inverse(rank_one), B)),
        subtract(trace(matmul(inverse(A), B)), mul(reciprocal(stretch), matmul(T(w), inverse(A), u))),
    ),
    "rank-one change of a multiple of the identity, as of the identity": (
        matmul(inverse(outer), u),
        mul(reciprocal(add(ONE, matmul(T(u), u))), u),
    ),
    "rank-one change of a sum, other vector below": (
        matmul(inverse(two_ranks), u),
        mul(reciprocal(add(ONE, matmul(T(w), inverse(one_rank), w))), matmul(inverse(one_rank), u)),
    ),
    "Sherman-Morrison with a plus": (
        inverse(add(A, matmul(u, T(w)))),
        add(
            inverse(A),
            mul(reciprocal(add(ONE, matmul(T(w), inverse(A), u))), matmul(inverse(A), u, T(w), inverse(A))),
        ),
    ),
}


def variants(term: Term, chance: random.Random) -> Term:
    """The term with one place changed: a sign, a factor, an order, a transpose, a summand."""
    if term.op in ("symbol", "number", "identity", "ones") or chance.random() < 0.3:
        return changed(term, chance)
    position = chance.randrange(len(term.args))
    args = list(term.args)
    args[position] = variants(args[position], chance)
    return make(term.op, tuple(args), term.value)


def changed(term: Term, chance: random.Random) -> Term:
    ways = [mul(MINUS_ONE, term), mul(TWO, term)]
    if term.op == "symbol" and isinstance(term.sort, Scalar) and term.sort.is_integer:
        return chance.choice((m, n, k))
    if term.shape and term.shape[0] is term.shape[1]:
        ways += [transpose(term), matmul(term, term), add(term, identity(term.shape[0]))]
    if term.op == "matmul" and all(arg.shape == (n, n) for arg in term.args):
        ways.append(make("matmul", term.args[::-1]))
    if term.op == "add":
        ways.append(add(*term.args[1:]))
    return chance.choice(ways)


def random_variants(count: int) -> Iterator[tuple[str, Term]]:
    chance = random.Random(20)
    names = sorted(name for name in TRUE_IDENTITIES if "coefficient" not in name and "entry" not in name)
    while count:
        name = chance.choice(names)
        left, right = TRUE_IDENTITIES[name]
        try:
            statement = equal(left, variants(right, chance))
        except InputError:  # the shapes no longer fit
            continue
        count -= 1
        yield name, statement
