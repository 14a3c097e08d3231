"""Several parameter configurations represent the same network: hidden units may be permuted, and tanh units change their signs.

(W_2 P^T) h(P W_1 x + P b_1) + b_2 = W_2 h(W_1 x + b_1) + b_2  for every permutation matrix P
(W_2 S) tanh(S W_1 x + S b_1) + b_2 = W_2 tanh(W_1 x + b_1) + b_2  for every diagonal S of signs
                                                                       Deep-learning exam of 5 Feb 2018, 2.5 (iv)

For any widths and any h.  A row of P is a row of the identity matrix, so P h(u) = h(P u), entry by entry; and P^T P = I.
As tanh(s u) = s tanh(u) for s = -1 and s = 1, also tanh(S u) = S tanh(u); and S S = I.  So m units have m! 2^m configurations.
"""

from sympy import Function, Identity, IndexedBase, KroneckerDelta, Lambda, MatrixSymbol, Sum, Symbol, tanh

from derivations.notation import relu
from verify.claim import AtMost, Claim, Equal, Measurement, calc
from verify.read.vocabulary import Elementwise

n, m, p = (Symbol(name, integer=True, positive=True) for name in "nmp")
i, r = Symbol("i", integer=True), Symbol("r", integer=True, positive=True)
s, t, v = (Symbol(name, real=True) for name in "stv")
h = Function("h", real=True)
u = IndexedBase("u", shape=(m,), real=True)
x, b1, b2 = MatrixSymbol("x", n, 1), MatrixSymbol("b_1", m, 1), MatrixSymbol("b_2", p, 1)
W1, W2, P, S = MatrixSymbol("W_1", m, n), MatrixSymbol("W_2", p, m), MatrixSymbol("P", m, m), MatrixSymbol("S", m, m)


def any_h(tensor):
    """h at every entry"""
    return Elementwise(Lambda(t, h(t)), tensor)


def tangent(tensor):
    """tanh at every entry"""
    return Elementwise(Lambda(t, tanh(t)), tensor)


def rectified(tensor):
    """max(0, t) at every entry t"""
    return Elementwise(Lambda(t, relu(t)), tensor)


def picked(entry):
    """sum_i I_ri entry(i), for the row r of the identity matrix"""
    return Sum(KroneckerDelta(i, r) * entry(i), (i, 1, m))


def network(activation, W1, b1, W2):
    """W_2 activation(W_1 x + b_1) + b_2"""
    return W2 * activation(W1 * x + b1) + b2


def numbers(rng):
    """The outputs of a tanh network whose units are permuted and change their signs at random."""
    import numpy as np

    first, offset, second = rng.normal(size=(5, 3)), rng.normal(size=5), rng.normal(size=(2, 5))
    order, signs, points = rng.permutation(5), rng.choice((-1, 1), size=5), rng.normal(size=(3, 100))
    output = lambda W, b, V: V @ np.tanh(W @ points + b[:, None])  # noqa: E731
    changed = output(signs[:, None] * first[order], signs * offset[order], signs * second[:, order])
    difference = float(np.abs(changed - output(first, offset, second)).max())
    return [Measurement("largest change of an output", 0.0, difference, 1e-12)]


claim = Claim(
    parts={
        "a row of P h(u) and of h(P u)": Claim(
            statement=Equal(picked(lambda i: h(u[i])), h(picked(lambda i: u[i]))),
            assuming=(AtMost(r, m),),
            proof=calc(picked(lambda i: h(u[i])))
            .eq(h(u[r]), by="I_ri is 1 at i = r and 0 elsewhere")
            .eq(h(picked(lambda i: u[i])), by="for the same reason"),
        ),
        "permuted units": Claim(
            statement=Equal(network(any_h, P * W1, P * b1, W2 * P.T), network(any_h, W1, b1, W2)),
            symbols={"P": "orthogonal matrix m"},
            assuming=(Equal(any_h(P * W1 * x + P * b1), P * any_h(W1 * x + b1)),),
            proof=calc(network(any_h, P * W1, P * b1, W2 * P.T))
            .eq(W2 * P.T * P * any_h(W1 * x + b1) + b2, by="P h(u) = h(P u), row by row")
            .eq(network(any_h, W1, b1, W2), by="P^T P = I"),
        ),
        "a sign passes through tanh": Claim(
            statement=Equal(tanh(s * v), s * tanh(v)),
            symbols={"s": "in {-1, 1}"},
            mistakes={"and through max(0, v)": Equal(relu(s * v), s * relu(v)), "it is lost": tanh(v)},
        ),
        "some signs changed": Claim(
            statement=Equal(network(tangent, S * W1, S * b1, W2 * S), network(tangent, W1, b1, W2)),
            symbols={"S": "diagonal matrix m"},
            assuming=(Equal(S * S, Identity(m)), Equal(tangent(S * W1 * x + S * b1), S * tangent(W1 * x + b1))),
            proof=calc(network(tangent, S * W1, S * b1, W2 * S))
            .eq(W2 * S * S * tangent(W1 * x + b1) + b2, by="tanh(S u) = S tanh(u), entry by entry")
            .eq(network(tangent, W1, b1, W2), by="S S = I"),
        ),
        "all signs changed": Claim(
            statement=Equal(network(tangent, -W1, -b1, -W2), network(tangent, W1, b1, W2)),
            mistakes={
                "in the first layer only": Equal(network(tangent, -W1, -b1, W2), network(tangent, W1, b1, W2)),
                "not of the biases": Equal(network(tangent, -W1, b1, -W2), network(tangent, W1, b1, W2)),
                "of rectified linear units": Equal(network(rectified, -W1, -b1, -W2), network(rectified, W1, b1, W2)),
            },
        ),
    },
    numbers=numbers,
)
