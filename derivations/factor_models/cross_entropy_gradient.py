"""The gradient of the cross-entropy of an autoencoder, and its minimum.

L(x, z) = -sum_k [x_k log z_k + (1 - x_k) log(1 - z_k)]:  dL/dz_k = (z_k - x_k) / (z_k (1 - z_k)),  with z = sigma(a):
dL/da_k = z_k - x_k,  and the minimum over z is at z = x                                       Exercise series 10, 3

For any d, 0 < z_k < 1, and for the minimum 0 < x_k < 1.  The derivative of sigma is z (1 - z), which cancels the denominator.
The excess L(x, z) - L(x, x) is a sum of Kullback-Leibler divergences between coins, and log u <= u - 1.
"""

from sympy import Derivative, IndexedBase, Sum, Symbol, log

from derivations.notation import sigmoid
from verify.claim import Argmin, AtLeast, AtMost, Claim, Equal, Measurement, calc

d = Symbol("d", integer=True, positive=True)
k, j = Symbol("k", integer=True), Symbol("j", integer=True, positive=True)
x, z, a = (IndexedBase(name, shape=(d,), real=True) for name in "xza")
target, output = Symbol("x_1", real=True), Symbol("z_1", real=True)


def coin(target, output):
    """-(x log z + (1 - x) log(1 - z))"""
    return -(target * log(output) + (1 - target) * log(1 - output))


def loss(outputs):
    """L_H(x, z), where `outputs` is z_k as a function of k."""
    return -Sum(x[k] * log(outputs(k)) + (1 - x[k]) * log(1 - outputs(k)), (k, 1, d))


def numbers(rng):
    """Finite differences of the loss in z and in a, at drawn points."""
    import numpy as np

    targets, logits, step = rng.uniform(size=4), rng.normal(size=4), 1e-6

    def value(outputs):
        return -(targets * np.log(outputs) + (1 - targets) * np.log(1 - outputs)).sum()

    def squash(logits):
        return 1 / (1 + np.exp(-logits))

    outputs, measured = squash(logits), []
    for place, bump in enumerate(step * np.eye(4)):
        by_output = (value(outputs + bump) - value(outputs - bump)) / (2 * step)
        by_logit = (value(squash(logits + bump)) - value(squash(logits - bump))) / (2 * step)
        difference = outputs[place] - targets[place]
        expected = difference / (outputs[place] * (1 - outputs[place]))
        measured.append(Measurement(f"dL/dz_{place + 1}", float(expected), float(by_output), 1e-6))
        measured.append(Measurement(f"dL/da_{place + 1}", float(difference), float(by_logit), 1e-6))
    return measured


claim = Claim(
    parts={
        "in the output": Claim(
            statement=Equal(Derivative(loss(lambda k: z[k]), z[j]), (z[j] - x[j]) / (z[j] * (1 - z[j]))),
            symbols={"z": "sequence d of in (0, 1)"},
            assuming=(AtMost(j, d),),
            proof=calc(Derivative(loss(lambda k: z[k]), z[j]))
            .eq(-x[j] / z[j] + (1 - x[j]) / (1 - z[j]), by="only the summand of z_j depends on it; (log u)' = 1/u")
            .eq((z[j] - x[j]) / (z[j] * (1 - z[j])), by="over one denominator"),
            mistakes={"the sign": (x[j] - z[j]) / (z[j] * (1 - z[j])), "the denominator is lost": z[j] - x[j]},
        ),
        "in the input of the sigmoid": Claim(
            statement=Equal(Derivative(loss(lambda k: sigmoid(a[k])), a[j]), sigmoid(a[j]) - x[j]),
            assuming=(AtMost(j, d),),
            mistakes={
                "the sign": x[j] - sigmoid(a[j]),
                "the derivative of the sigmoid is left in": (sigmoid(a[j]) - x[j]) * sigmoid(a[j]) * (1 - sigmoid(a[j])),
            },
        ),
        "the minimum, one component": Claim(
            statement=Argmin(coin(target, output), over=output, at=target),
            symbols={"x_1": "in (0, 1)", "z_1": "in (0, 1)"},
            mistakes={"the complement": 1 - target},
        ),
        "the minimum, all components": Claim(
            statement=AtLeast(loss(lambda k: z[k]), loss(lambda k: x[k])),
            symbols={"x": "sequence d of in (0, 1)", "z": "sequence d of in (0, 1)"},
            mistakes={"at z = 1 - x": AtLeast(loss(lambda k: z[k]), loss(lambda k: 1 - x[k]))},
        ),
    },
    numbers=numbers,
)
