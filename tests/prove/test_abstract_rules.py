"""Sums over symbolic ranges, matrices in index notation, densities and moments: what is proved, and what must not be.

Each wrong row is the right one without the side condition or with one index, factor or argument out of place.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from verify.fuel import Fuel
from verify.prove import prove
from verify.question import Proof, Question
from verify.recheck import recheck
from verify.sort import INTEGER, NATURAL, POSITIVE, REAL, DensityFamily, Outcome, Random, Scalar, Sequence, Tensor
from verify.term import (
    HALF,
    ONE,
    TWO,
    ZERO,
    Term,
    add,
    binder,
    call,
    density,
    derivative,
    divide,
    equal,
    exp,
    expect,
    expectation,
    item,
    log,
    make,
    map_entries,
    matmul,
    mul,
    negate,
    number,
    power,
    relation,
    subtract,
    summation,
    symbol,
    transpose,
)

n, m, k = (symbol(name, NATURAL) for name in "nmk")
i, j, r, s = (symbol(name, INTEGER) for name in "ijrs")
count = symbol("count", Scalar("integer", lower=Fraction(0), lower_open=False))


def matrix(name: str, rows: Term, columns: Term, *properties: str) -> Term:
    return symbol(name, Tensor((rows, columns), REAL, tuple(sorted(properties))))


def gradient(function: Term, by: Term) -> Term:
    return make("gradient", (function, by))


def trace(term: Term) -> Term:
    return make("trace", (term,))


def total(body: Term, index: Term = i, upper: Term = n) -> Term:
    return summation(index, ONE, upper, body)


def product(body: Term, upper: Term, lower: Term = ONE, index: Term = i) -> Term:
    return binder("product", index, lower, upper, body)


def within(*indices: Term) -> tuple[Term, ...]:
    return tuple(relation(op, *sides) for index in indices for op, sides in (("le", (ONE, index)), ("le", (index, n))))


A, B = matrix("A", n, n), matrix("B", n, n)
W, U = matrix("W", m, n), matrix("U", k, m)
v, w, b, y = matrix("v", n, ONE), matrix("w", n, ONE), matrix("b", m, ONE), matrix("y", m, ONE)
S = matrix("S", n, n, "symmetric")
x = symbol("x", Sequence(n, REAL))
late = symbol("u", Sequence(add(count, TWO), REAL))
unit = symbol("a", Sequence(n, Scalar(lower=Fraction(0), upper=Fraction(1))))
c, mu = symbol("c", REAL), symbol("mu", REAL)
sigma = symbol("sigma", POSITIVE)

partial = total(item(late, i), upper=count)
mean = divide(total(item(x, i)), n)
softmax = {index: divide(exp(item(x, index)), total(exp(item(x, j)), j)) for index in (i, r, s)}
log_sum_exp = log(total(exp(item(x, j)), j))
residual = subtract(matmul(W, v), y)

p, q = symbol("p", DensityFamily()), symbol("q", DensityFamily())
z, other, o = symbol("z", Outcome("z")), symbol("z_2", Outcome("z")), symbol("o", Outcome("o"))
posterior = density(q, [z], [o])


def divergence(first: Term, second: Term, over: Term = z) -> Term:
    return expectation(over, first, subtract(log(first), log(second)))


bound = subtract(expectation(z, posterior, log(density(p, [o], [z]))), divergence(posterior, density(p, [z])))



def weighted(point: Term, one: Term, two: Term) -> Term:
    """int int q(z | o) q(z_2 | o) r_point / (r_1 + r_2) dz_2 dz for r_i = p_i / q(z_i | o); the densities p are given."""
    weights = [divide(joint, density(q, [place], [o])) for joint, place in ((one, z), (two, other))]
    share = divide(weights[point is other], add(*weights))
    return expectation(z, posterior, expectation(other, density(q, [other], [o]), share))


covariance = matrix("Sigma", n, n, "positive semidefinite")
centre = matrix("centre", n, ONE)
X = symbol("X", Random(centre, covariance))
Z = symbol("Z", Random(make("zeros", (m, ONE)), make("identity", (m,))))
loading = matrix("L", n, m)
Y = symbol("Y", Random(add(matmul(loading, Z), centre), mul(power(sigma, 2), make("identity", (n,))), (Z,)))
t, tt = symbol("t", Random(mu, power(sigma, 2))), symbol("tt", Random(c, ONE))

TRUE = {
    # linear operators
    "sum is linear": (equal(total(add(mul(c, item(x, i)), ONE)), add(mul(c, total(item(x, i))), n)), ()),
    "sum of squared deviations": (
        equal(
            total(power(subtract(item(x, i), mu), 2)),
            add(total(power(subtract(item(x, i), mean), 2)), mul(n, power(subtract(mean, mu), 2))),
        ),
        (),
    ),
    "entries as they are written, wherever their logarithms have values": (
        relation("le", ZERO, total(subtract(subtract(item(late, i), ONE), log(item(late, i))), upper=count)),
        (),
    ),
    "names of bound symbols": (equal(total(item(x, i)), total(item(x, j), j)), ()),
    "double sum": (equal(total(total(mul(item(x, i), item(x, j)), j)), power(total(item(x, i)), 2)), ()),
    "softmax sums to one": (equal(total(softmax[i]), ONE), ()),
    "delta picks": (equal(total(mul(make("delta", (i, r)), item(x, i))), item(x, r)), within(r)),
    "delta picks nothing beyond the range": (
        equal(total(mul(make("delta", (i, r)), item(x, i))), ZERO), (relation("lt", n, r),)
    ),
    "delta of indices in order": (equal(mul(c, make("delta", (i, r))), ZERO), (relation("lt", i, r),)),
    "delta of indices that differ": (equal(mul(c, make("delta", (i, r))), ZERO), (relation("ne", i, r),)),
    "an empty sum of nothing": (equal(total(ZERO, upper=count), ZERO), ()),
    # ranges
    "the last summand": (equal(total(item(late, i), upper=add(count, ONE)), add(partial, item(late, add(count, ONE)))), ()),
    "the last factor": (
        equal(product(item(late, i), add(count, ONE)), mul(product(item(late, i), count), item(late, add(count, ONE)))),
        (),
    ),
    "a range of two": (equal(summation(i, r, add(r, ONE), power(i, 2)), add(mul(TWO, power(r, 2)), mul(TWO, r), ONE)), ()),
    "a range that ends before it begins": (equal(product(c, r, add(r, ONE)), ONE), ()),
    "product of products": (
        equal(product(mul(TWO, item(x, i), item(x, i)), n), mul(power(TWO, n), power(product(item(x, i), n), 2))),
        (),
    ),
    "products inside of a sum": (
        equal(
            total(mul(c, product(item(x, j), n, add(i, ONE), j))),
            mul(c, total(product(item(x, s), n, add(i, ONE), s))),
        ),
        (),
    ),
    # inequalities of sums
    "a sum of positive terms": (relation("ne", total(exp(item(x, i))), ZERO), ()),
    "term by term": (relation("le", total(add(item(x, i), ONE)), total(exp(item(x, i)))), ()),
    "term by term, strictly": (relation("lt", total(item(x, i)), total(exp(item(x, i)))), ()),
    "entries as they are written": (
        relation("le", ZERO, total(subtract(subtract(item(unit, i), ONE), log(item(unit, i))))),
        (),
    ),
    "sums as they are written": (
        relation("le", mul(sigma, total(power(item(x, i), 2))), mul(power(sigma, add(n, ONE)), total(power(item(x, i), 4)))),
        (relation("le", total(power(item(x, i), 2)), mul(power(sigma, n), total(power(item(x, i), 4)))),),
    ),
    "the range of entries": (
        relation("le", total(mul(item(unit, i), item(x, i), item(x, i))), total(power(item(x, i), 2))),
        (),
    ),
    # derivatives
    "softmax Jacobian": (
        equal(derivative(softmax[i], item(x, r)), mul(softmax[i], subtract(make("delta", (i, r)), softmax[r]))),
        within(i, r),
    ),
    "Hessian of log-sum-exp": (
        equal(
            derivative(derivative(log_sum_exp, item(x, r)), item(x, s)),
            subtract(mul(make("delta", (r, s)), softmax[r]), mul(softmax[r], softmax[s])),
        ),
        within(r, s),
    ),
    "gradient of a quadratic form": (equal(gradient(matmul(transpose(v), A, v), v), matmul(add(A, transpose(A)), v)), ()),
    "gradient of a symmetric form": (equal(gradient(matmul(transpose(v), S, v), v), mul(TWO, matmul(S, v))), ()),
    "gradient of least squares": (
        equal(gradient(matmul(transpose(residual), residual), v), mul(TWO, matmul(transpose(W), residual))),
        (),
    ),
    "weight gradient": (equal(gradient(mul(HALF, matmul(transpose(residual), residual)), W), matmul(residual, transpose(v))), ()),
    # matrices
    "transpose of a product": (equal(transpose(matmul(A, B)), matmul(transpose(B), transpose(A))), ()),
    "trace is cyclic": (equal(trace(matmul(A, B, A)), trace(matmul(A, A, B))), ()),
    "elementwise function": (
        equal(
            map_entries(binder("lambda", c, call("tanh", negate(c))), v),
            negate(map_entries(binder("lambda", c, call("tanh", c)), v)),
        ),
        (),
    ),
    # densities
    "Bayes": (equal(mul(density(p, [z], [o]), density(p, [o])), mul(density(p, [o], [z]), density(p, [z]))), ()),
    "a density integrates to one": (equal(expectation(z, posterior, ONE), ONE), ()),
    "marginal": (equal(expectation(z, density(p, [z]), density(p, [o], [z])), density(p, [o])), ()),
    "gap of the bound": (equal(log(density(p, [o])), add(bound, divergence(posterior, density(p, [z], [o])))), ()),
    "evidence lower bound": (relation("le", bound, log(density(p, [o]))), ()),
    "Gibbs": (relation("le", ZERO, divergence(density(q, [z]), density(p, [z]))), ()),
    "two points of one variable": (
        equal(
            expectation(z, density(q, [z]), expectation(other, density(q, [other]), log(density(p, [other])))),
            expectation(z, density(q, [z]), log(density(p, [z]))),
        ),
        (),
    ),
    "two points, the outcomes in any order": (
        equal(
            weighted(z, density(p, [o, z]), density(p, [o, other])), weighted(other, density(p, [z, o]), density(p, [other, o]))
        ),
        (),
    ),
    # moments
    "second moment": (equal(expect(matmul(X, transpose(X))), add(matmul(centre, transpose(centre)), covariance)), ()),
    "tower rule": (equal(expect(Y), centre), ()),
    "variance of a scalar": (equal(subtract(expect(power(t, 2)), power(expect(t), 2)), power(sigma, 2)), ()),
    "independent factors": (equal(expect(mul(t, tt)), mul(mu, c)), ()),
    "mean squared norm": (
        equal(expect(matmul(transpose(X), X)), add(matmul(transpose(centre), centre), trace(covariance))),
        (),
    ),
}

NOT_TO_PROVE = {
    "sum of a product": (equal(total(mul(item(x, i), item(x, i))), power(total(item(x, i)), 2)), ()),
    "absolute value of a sum": (equal(total(call("abs", item(x, i))), call("abs", total(item(x, i)))), ()),
    "absolute values of one sign": (equal(total(call("abs", item(x, i))), total(item(x, i))), ()),
    "delta of indices in order that may be equal": (equal(mul(c, make("delta", (i, r))), ZERO), (relation("le", i, r),)),
    "delta picks the end of the range": (
        equal(total(mul(make("delta", (i, r)), item(x, i))), ZERO), (relation("le", n, r),)
    ),
    "delta out of range": (equal(total(mul(make("delta", (i, r)), item(x, i))), item(x, r)), ()),
    "sum of ones over any range": (equal(total(ONE, upper=symbol("l", INTEGER)), symbol("l", INTEGER)), ()),
    "the last summand of an empty sum": (
        equal(total(item(late, i), upper=count), add(total(item(late, i), upper=subtract(count, ONE)), item(late, count))),
        (),
    ),
    "the last factor of an empty product": (
        equal(product(c, subtract(count, number(3))), mul(c, product(c, subtract(count, number(4))))),
        (),
    ),
    "the last factor of an empty product inside of a sum": (
        equal(
            total(product(item(late, j), add(n, ONE), add(i, TWO), j), upper=add(n, ONE)),
            mul(item(late, add(n, ONE)), total(product(item(late, j), n, add(i, TWO), j), upper=add(n, ONE))),
        ),
        (),
    ),
    "a factor of any number": (equal(product(c, r), power(c, r)), ()),
    "log of an empty product's factor": (equal(call("abs", c), mul(c, product(exp(mul(ZERO, log(c))), count))), ()),
    "term by term over nothing": (relation("lt", total(ZERO, upper=count), total(ONE, upper=count)), ()),
    "a sum of positive terms over nothing": (relation("lt", ZERO, total(exp(item(late, i)), upper=count)), ()),
    "over nothing": (
        relation("lt", total(item(late, i), upper=count), total(exp(item(late, i)), upper=count)),
        (),
    ),
    "term by term over two ranges": (relation("le", total(exp(item(x, i)), upper=k), total(exp(item(x, i)))), ()),
    "a sum that is larger in one term": (relation("le", total(item(x, i)), total(mul(TWO, item(x, i)))), ()),
    "entries beyond their range": (relation("le", total(mul(TWO, item(unit, i))), n), ()),
    "log of an empty sum's term": (equal(call("abs", c), add(c, mul(ZERO, total(log(c), upper=count)))), ()),
    "softmax Jacobian with a plus": (
        equal(derivative(softmax[i], item(x, r)), mul(softmax[i], add(make("delta", (i, r)), softmax[r]))),
        within(i, r),
    ),
    "gradient of a quadratic form, symmetric or not": (
        equal(gradient(matmul(transpose(v), A, v), v), mul(TWO, matmul(A, v))),
        (),
    ),
    "transpose without exchange": (equal(transpose(matmul(A, B)), matmul(transpose(A), transpose(B))), ()),
    "trace of three in another order": (equal(trace(matmul(A, B, S)), trace(matmul(B, A, S))), ()),
    "a free symbol named like a bound one": (equal(total(mul(item(x, i), r)), mul(i, total(item(x, i)))), ()),
    "divergence the other way": (
        equal(log(density(p, [o])), add(bound, divergence(density(p, [z], [o]), posterior))),
        (),
    ),
    "bound from above": (relation("le", log(density(p, [o])), bound), ()),
    "minus a divergence": (relation("le", ZERO, negate(divergence(density(q, [z]), density(p, [z])))), ()),
    "two points, what is given exchanged": (
        equal(weighted(z, density(p, [z], [o]), ONE), weighted(z, density(p, [o], [z]), ONE)),
        (),
    ),
    "two points, one of them twice": (
        equal(weighted(z, density(p, [o, z]), ONE), weighted(z, density(p, [o, other]), ONE)), ()
    ),
    "one point twice": (equal(density(q, [z], [z]), ONE), ()),
    "marginal of a power": (
        equal(expectation(z, density(p, [z]), power(density(p, [o], [z]), 2)), power(density(p, [o]), 2)),
        (),
    ),
    "second moment without the mean": (equal(expect(matmul(X, transpose(X))), covariance), ()),
    "a third moment": (equal(expect(power(t, 3)), add(power(mu, 3), mul(number(3), mu, power(sigma, 2)))), ()),
    "the mean of a function": (equal(expect(exp(t)), exp(mu)), ()),
    "dependent factors": (equal(expect(mul(t, t)), power(mu, 2)), ()),
    "conditional variance only": (
        equal(
            subtract(expect(matmul(Y, transpose(Y))), matmul(centre, transpose(centre))),
            mul(power(sigma, 2), make("identity", (n,))),
        ),
        (),
    ),
}


@pytest.mark.parametrize(("statement", "hypotheses"), TRUE.values(), ids=TRUE)
def test_proved_and_accepted(statement: Term, hypotheses: tuple[Term, ...]) -> None:
    proof = prove(Question(statement, hypotheses), Fuel())
    assert isinstance(proof, Proof), proof
    assert recheck(proof) == ()


@pytest.mark.parametrize(("statement", "hypotheses"), NOT_TO_PROVE.values(), ids=NOT_TO_PROVE)
def test_not_proved(statement: Term, hypotheses: tuple[Term, ...]) -> None:
    found = prove(Question(statement, hypotheses), Fuel())
    assert not isinstance(found, Proof) or recheck(found) != ()
