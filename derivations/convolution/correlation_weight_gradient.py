"""The weight gradient of a correlation is the correlation of its input with the backpropagated gradient.

y_uv = sum_ij w_ij x_{u+i,v+j}:   dL/dw_pq = sum_uv delta_uv x_{u+p,v+q},  delta_uv = dL/dy_uv
                                                                       Deep-learning exam of 5 Feb 2018, 4.1 (ii)

For any k x k kernel and any N x M output.  The loss depends on w through y alone, and a change s of w_pq changes every y_uv by
s x_{u+p,v+q}, whatever its size; so dL/dw_pq = sum_uv delta_uv dy_uv/dw_pq, where delta is held fixed as in backpropagation.
The last part has the chain rule written out, for a loss that is a sum of any functions l of the single outputs.
"""

from sympy import Derivative, Expr, Function, IndexedBase, KroneckerDelta, Subs, Sum, Symbol

from verify.claim import AtMost, Claim, Equal, Measurement

k, N, M, p, q = (Symbol(name, integer=True, positive=True) for name in "kNMpq")
i, j, u, v = (Symbol(name, integer=True) for name in "ijuv")
s, z = Symbol("s", real=True), Symbol("z", real=True)
w = IndexedBase("w", shape=(k, k), real=True)
x, delta, loss = (Function(name, real=True) for name in ("x", "delta", "l"))


def correlated(kernel) -> Expr:
    """y_uv = sum_ij kernel(i, j) x_{u+i,v+j}"""
    return Sum(kernel(i, j) * x(u + i, v + j), (j, 1, k), (i, 1, k))


def over_outputs(term: Expr) -> Expr:
    """sum_uv term"""
    return Sum(term, (v, 1, M), (u, 1, N))


def weight(row: Expr, column: Expr) -> Expr:
    """w_ij"""
    return w[row, column]


def changed(row: Expr, column: Expr) -> Expr:
    """w_ij, with s added at (p, q)"""
    return w[row, column] + s * KroneckerDelta(row, p) * KroneckerDelta(column, q)


y = correlated(weight)
backpropagated = Subs(Derivative(loss(u, v, z), z), z, y)


def numbers(rng):
    """Central differences of a nonlinear loss in each weight, beside the formula."""
    import numpy as np

    image, kernel = rng.normal(size=(6, 7)), rng.normal(size=(2, 2))

    def output(weights):
        return sum(weights[a, b] * image[a : a + 5, b : b + 6] for a in range(2) for b in range(2))

    def value(weights):
        return np.sin(output(weights)).sum() ** 2 / 2

    gradient = np.sin(output(kernel)).sum() * np.cos(output(kernel))
    found = []
    for a in range(2):
        for b in range(2):
            step = np.zeros((2, 2))
            step[a, b] = 1e-5
            slope = (value(kernel + step) - value(kernel - step)) / 2e-5
            expected = (gradient * image[a : a + 5, b : b + 6]).sum()
            found.append(Measurement(f"dL/dw_{a + 1}{b + 1}", float(expected), float(slope), 1e-4))
    return found


claim = Claim(
    assuming=(AtMost(p, k), AtMost(q, k)),
    parts={
        "one output and one weight": Claim(
            statement=Equal(Derivative(y, w[p, q]), x(u + p, v + q)),
            mistakes={"the kernel is flipped": x(u - p, v - q)},
        ),
        "a change of one weight": Claim(
            statement=Equal(correlated(changed), y + s * x(u + p, v + q)),
        ),
        "the gradient": Claim(
            statement=Equal(Derivative(over_outputs(delta(u, v) * y), w[p, q]), over_outputs(delta(u, v) * x(u + p, v + q))),
            mistakes={
                "sum_uv delta_uv x_{u-p,v-q}": over_outputs(delta(u, v) * x(u - p, v - q)),
                "sum_uv delta_uv w_pq": over_outputs(delta(u, v) * w[p, q]),
                "delta is lost": over_outputs(x(u + p, v + q)),
            },
        ),
        "the chain rule, for a loss of every output": Claim(
            statement=Equal(Derivative(over_outputs(loss(u, v, y)), w[p, q]), over_outputs(backpropagated * x(u + p, v + q))),
        ),
    },
    numbers=numbers,
)
