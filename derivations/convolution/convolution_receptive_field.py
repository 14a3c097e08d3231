"""Three layers of 3 x 3 kernels see a window of 7 x 7; the last state of a recurrent network sees every input.

y = sum of x over offsets |k| <= 3;  h_T = u^T h_0 + sum_{t=1}^{T} u^{T-t} w x_t
                                                                       Deep-learning exam of 5 Feb 2018, 4.2 (i)

A two-dimensional window is the product of those of its rows and columns, so one direction is enough: with positive weights
a, b, c of three layers the output changes with a pixel at distance d exactly if d <= 3.  For the recurrence
h_t = u h_{t-1} + w x_t with u, w other than 0 the derivative of h_T by x_t is u^{T-t} w, for any T.
"""

from sympy import Derivative, IndexedBase, Integer, Sum, Symbol

from verify.claim import Above, AtMost, Claim, Equal, Measurement, NotEqual

offsets = range(-4, 5)
signal = {d: Symbol(f"x_{d + 4}", real=True) for d in offsets}
layers = [{d: Symbol(f"{name}_{d + 1}", positive=True) for d in (-1, 0, 1)} for name in "abc"]

T, t, s = (Symbol(name, integer=True, positive=True) for name in "Tts")
u, w = Symbol("u", real=True, nonzero=True), Symbol("w", real=True, nonzero=True)
start = Symbol("h_0", real=True)
x = IndexedBase("x", shape=(T,), real=True)


def filtered(values, weights):
    """sum_k weight_k value_{d+k}, with zeros outside"""
    return {d: sum((weight * values.get(d + k, Integer(0)) for k, weight in weights.items()), Integer(0)) for d in values}


output = filtered(filtered(filtered(signal, layers[0]), layers[1]), layers[2])[0]
last_state = u**T * start + Sum(u ** (T - s) * w * x[s], (s, 1, T))


def numbers(rng):
    """Which of 81 pixels of a 9 x 9 image change the output in its middle, when each is perturbed by itself."""
    import numpy as np

    kernels = rng.uniform(0.5, 1.5, size=(3, 3, 3))

    def response(image):
        for kernel in kernels:
            padded = np.pad(image, 1)
            image = sum(kernel[a, b] * padded[a : a + 9, b : b + 9] for a in range(3) for b in range(3))
        return image[4, 4]

    base = rng.normal(size=(9, 9))
    unit = np.eye(81).reshape(81, 9, 9)
    changed = np.array([abs(response(base + step) - response(base)) > 1e-9 for step in unit]).reshape(9, 9)
    rows = np.flatnonzero(changed.any(axis=1))
    return [
        Measurement("pixels that change the output", 49.0, float(changed.sum()), 0.5),
        Measurement("rows from the first to the last of them", 7.0, float(rows[-1] - rows[0] + 1), 0.5),
    ]


claim = Claim(
    parts={
        **{
            f"a pixel at distance {abs(d)}, {'before' if d < 0 else 'after'}": Claim(
                statement=Above(Derivative(output, signal[d]), 0) if abs(d) <= 3 else Equal(Derivative(output, signal[d]), 0),
                mistakes={"a window of 9": Above(Derivative(output, signal[d]), 0)} if abs(d) > 3 else {},
            )
            for d in offsets
        },
        "every input of a recurrence": Claim(
            statement=Equal(Derivative(last_state, x[t]), u ** (T - t) * w),
            assuming=(AtMost(t, T),),
            mistakes={"inputs long ago are forgotten": Integer(0), "every input counts alike": w},
        ),
        "which is not 0": Claim(statement=NotEqual(u ** (T - t) * w, 0), assuming=(AtMost(t, T),)),
    },
    numbers=numbers,
)
