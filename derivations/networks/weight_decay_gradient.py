"""Weight decay adds lambda W_l to the gradient of the loss by W_l.

L = l(h_2(W_2 h_1(W_1 x))) + (lambda/2) (||W_1||^2 + ||W_2||^2):
dL/dW_1 = [(W_2^T delta) * h_1'(W_1 x)] x^T + lambda W_1,  dL/dW_2 = delta h_1(W_1 x)^T + lambda W_2
with delta = l'(o) * h_2'(W_2 h_1(W_1 x)) at the output o          Deep-learning exam of 5 Feb 2018, 2.3

For any widths, x in R^d; * is taken entry by entry.  The activations h_1, h_2 are differentiable, and the loss is a sum of
l(o_k) over the outputs, with any differentiable l.
"""

from sympy import Derivative, Function, HadamardProduct, Lambda, MatrixSymbol, Symbol

from verify.claim import Claim, Equal, Measurement, calc
from verify.read.vocabulary import AsScalar, Elementwise, Gradient, Norm2Squared, Ones

d, m, k = (Symbol(name, integer=True, positive=True) for name in "dmk")
s, decay = Symbol("s", real=True), Symbol("lambda", real=True)
W1, W2, x = MatrixSymbol("W_1", m, d), MatrixSymbol("W_2", k, m), MatrixSymbol("x", d, 1)
h1, h2, ell = (Function(name, real=True)(s) for name in ("h_1", "h_2", "ell"))


def at_each(function, tensor):
    """function(s) at every entry s"""
    return Elementwise(Lambda(s, function), tensor)


def slope(function):
    """the derivative by s"""
    return Derivative(function, s)


hidden = at_each(h1, W1 * x)
output = at_each(h2, W2 * hidden)
loss = AsScalar(Ones(k).T * at_each(ell, output))
regularized = loss + decay / 2 * (Norm2Squared(W1) + Norm2Squared(W2))

delta = HadamardProduct(at_each(slope(ell), output), at_each(slope(h2), W2 * hidden))
through_hidden = HadamardProduct(W2.T * delta, at_each(slope(h1), W1 * x)) * x.T


def numbers(rng):
    """Central differences of L by two entries of W_1, for h_1 = tanh, linear outputs and l(o) = o^2/2."""
    import numpy as np

    first, second, point, rate, h = rng.normal(size=(3, 2)), rng.normal(size=(2, 3)), rng.normal(size=2), 0.3, 1e-5

    def total(weights):
        penalty = rate / 2 * ((weights**2).sum() + (second**2).sum())
        return ((second @ np.tanh(weights @ point)) ** 2).sum() / 2 + penalty

    hidden_values = np.tanh(first @ point)
    back = (second.T @ (second @ hidden_values)) * (1 - hidden_values**2)
    expected = np.outer(back, point) + rate * first

    def difference(i, j):
        step = np.zeros_like(first)
        step[i, j] = h
        return (total(first + step) - total(first - step)) / (2 * h)

    return [
        Measurement(f"dL/dW_1[{i + 1}, {j + 1}]", float(expected[i, j]), float(difference(i, j)), 1e-6)
        for i, j in ((0, 0), (2, 1))
    ]


claim = Claim(
    parts={
        "by the first weights": Claim(
            statement=Equal(Gradient(regularized, W1), through_hidden + decay * W1),
            proof=calc(Gradient(regularized, W1))
            .eq(Gradient(loss, W1) + decay * W1, by="the gradient of ||W||^2 is 2 W")
            .eq(through_hidden + decay * W1, by="the chain rule, from the output back to W_1"),
            mistakes={
                "half of the decay": through_hidden + decay / 2 * W1,
                "twice the decay": through_hidden + 2 * decay * W1,
                "no decay": through_hidden,
                "no factor h_1'": W2.T * delta * x.T + decay * W1,
                "no factor h_2'": HadamardProduct(W2.T * at_each(slope(ell), output), at_each(slope(h1), W1 * x)) * x.T
                + decay * W1,
            },
        ),
        "by the second weights": Claim(
            statement=Equal(Gradient(regularized, W2), delta * hidden.T + decay * W2),
            proof=calc(Gradient(regularized, W2))
            .eq(Gradient(loss, W2) + decay * W2, by="the gradient of ||W||^2 is 2 W")
            .eq(delta * hidden.T + decay * W2, by="the chain rule"),
            mistakes={
                "the inputs of the hidden units instead of their outputs": delta * (W1 * x).T + decay * W2,
            },
        ),
    },
    numbers=numbers,
)
