"""The gradient of a recurrent network in its recurrent weights.

z_{t-1} = W x_{t-1} + U h_{t-1},  h_t = g(z_{t-1}):  dL/dU = sum_t sum_{s<=t} delta_{t,s} h_{s-1}^T
                                                                       Homework 2, 1 (a)

with delta_{t,t} = D_t dL_t/dh_t and delta_{t,s} = D_s U^T delta_{t,s+1}, where D_s = diag g'(z_{s-1}); h_0 is fixed.

For any number T of steps and any widths.  In the direction E the weights are U + eps E, and dh_s is the derivative of h_s by
eps: the chain rule gives dh_s = D_s (E h_{s-1} + U dh_{s-1}).  From step t back to step 1, the derivative of L_t is
tr(C^T E) + r^T dh_s, where C collects delta h^T and r is handed on: step s adds D_s r h_{s-1}^T to C and hands on U^T D_s r.
As dh_0 = 0 the sum C is the gradient.  For one unit the same by sums and products, by induction over t.
"""

from sympy import Derivative, DiagMatrix, Function, IndexedBase, MatrixSymbol, Product, Sum, Symbol, Trace, ZeroMatrix

from verify.claim import AtMost, Claim, Equal, Measurement, calc
from verify.read.vocabulary import Gradient

m, n = Symbol("m", integer=True, positive=True), Symbol("n", integer=True, positive=True)
i, j, q = Symbol("i", integer=True, positive=True), Symbol("j", integer=True), Symbol("q", integer=True)
eps, v = Symbol("eps", real=True), Symbol("v", real=True)
g, h = Function("g"), Function("h")

# One unit i of the next state, at U + eps E, where h(j, eps) is the unit j of the state before.
W_, x_ = IndexedBase("W", shape=(m, n), real=True), IndexedBase("x", shape=(n,), real=True)
U_, E_ = IndexedBase("U", shape=(m, m), real=True), IndexedBase("E", shape=(m, m), real=True)
z = Sum(W_[i, q] * x_[q], (q, 1, n)) + Sum((U_[i, j] + eps * E_[i, j]) * h(j, eps), (j, 1, m))
slope = Derivative(g(v), v).subs(v, z)
direct = Sum(E_[i, j] * h(j, eps), (j, 1, m))
through_the_state = Sum((U_[i, j] + eps * E_[i, j]) * Derivative(h(j, eps), eps), (j, 1, m))

# One step back: what is collected, what is handed on.
U, E, C = (MatrixSymbol(name, m, m) for name in "UEC")
r, h_before, dh, dh_before = (MatrixSymbol(name, m, 1) for name in ("r", "h_before", "dh", "dh_before"))
h_own = MatrixSymbol("h_own", m, 1)
D = DiagMatrix(MatrixSymbol("d", m, 1))
C_1, C_2 = MatrixSymbol("C_1", m, m), MatrixSymbol("C_2", m, m)


def collected(gradient, handed_on, derivative):
    """tr(C^T E) + r^T dh"""
    return Trace(gradient.T * E) + Trace(handed_on.T * derivative)


# One unit in each layer.
t, k, s = Symbol("t", integer=True, nonnegative=True), Symbol("k", integer=True), Symbol("s", integer=True)
u, before = Symbol("u", real=True), Symbol("dh_t", real=True)
slopes, states = IndexedBase("slope", shape=(t + 1,), real=True), IndexedBase("state", shape=(t + 1,), real=True)


def unit_gradient(last, shift=0, weight=u):
    """sum_{s=1}^{last} (prod_{k=s+1}^{last} g'(z_{k-1}) u) g'(z_{s-1}) h_{s-1}, where state_s is h_{s-1}"""
    path = Product(slopes[k] * weight, (k, s + 1 + shift, last))
    return Sum(path * slopes[s] * states[s], (s, 1, last))


def numbers(rng):
    """A finite difference of the loss sum_t |h_t|^2 / 2 in one entry of U, beside the backpropagated sum."""
    import numpy as np

    inputs, weights, recurrent = rng.normal(size=(4, 2)), rng.normal(size=(3, 2)), rng.normal(size=(3, 3))

    def states(recurrent):
        found = [np.full(3, 0.2)]
        for x in inputs:
            found.append(np.tanh(weights @ x + recurrent @ found[-1]))
        return found

    found, gradient = states(recurrent), np.zeros((3, 3))
    for last in range(1, 5):
        delta = (1 - found[last] ** 2) * found[last]
        for step in range(last, 0, -1):
            gradient += np.outer(delta, found[step - 1])
            delta = (1 - found[step - 1] ** 2) * (recurrent.T @ delta)
    measured = []
    for row, column in ((0, 0), (1, 2), (2, 1)):
        bump = np.zeros((3, 3))
        bump[row, column] = 1e-6
        above, below = (sum((h**2).sum() / 2 for h in states(recurrent + side * bump)[1:]) for side in (1, -1))
        label = f"dL/dU_{row + 1}{column + 1}"
        measured.append(Measurement(label, float(gradient[row, column]), float((above - below) / 2e-6), 1e-7))
    return measured


claim = Claim(
    parts={
        "the chain rule": Claim(
            statement=Equal(Derivative(g(z), eps), slope * (direct + through_the_state)),
            assuming=(AtMost(i, m),),
            mistakes={
                "the state before is taken for a constant": slope * direct,
                "the derivative of g is lost": direct + through_the_state,
            },
        ),
        "one step back": Claim(
            statement=Equal(collected(C, r, dh), collected(C + D * r * h_before.T, U.T * (D * r), dh_before)),
            assuming=(Equal(dh, D * (E * h_before + U * dh_before)),),
            proof=calc(collected(C, r, dh))
            .eq(collected(C, r, D * (E * h_before + U * dh_before)), by="the chain rule")
            .eq(
                Trace(C.T * E) + Trace((D * r).T * E * h_before) + Trace((U.T * (D * r)).T * dh_before),
                by="delta = D r, as D is diagonal, and handed on is U^T delta",
            )
            .eq(
                collected(C + D * r * h_before.T, U.T * (D * r), dh_before),
                by="the trace is cyclic: delta^T E h = tr(h delta^T E)",
            ),
            mistakes={
                "h_s in place of h_{s-1}": collected(C + D * r * h_own.T, U.T * (D * r), dh_before),
                "U^T is lost": collected(C + D * r * h_before.T, D * r, dh_before),
                "U in place of U^T": collected(C + D * r * h_before.T, U * (D * r), dh_before),
                "the outer product the other way": collected(C + h_before * (D * r).T, U.T * (D * r), dh_before),
            },
        ),
        "at the first step: h_0 is fixed": Claim(
            statement=Equal(collected(C, r, dh), Trace(C.T * E)),
            assuming=(Equal(dh, ZeroMatrix(m, 1)),),
        ),
        "what is collected is the gradient": Claim(
            statement=Equal(Gradient(Trace(C.T * E), E), C),
            mistakes={"its transpose": C.T},
        ),
        "the losses add up": Claim(
            statement=Equal(Trace(C_1.T * E) + Trace(C_2.T * E), Trace((C_1 + C_2).T * E)),
        ),
        "one unit, no step": Claim(statement=Equal(0 * u, unit_gradient(0))),
        "one unit, one more step": Claim(
            statement=Equal(slopes[t + 1] * (states[t + 1] + u * before), unit_gradient(t + 1)),
            assuming=(Equal(before, unit_gradient(t)),),
            proof=calc(slopes[t + 1] * (states[t + 1] + u * before))
            .eq(slopes[t + 1] * (states[t + 1] + u * unit_gradient(t)), by="the sum up to t")
            .eq(unit_gradient(t + 1), by="each product gets the factor of t + 1; for s = t + 1 it is empty"),
            mistakes={
                "u is lost in the product": unit_gradient(t + 1, weight=1),
                "the product begins one step late": unit_gradient(t + 1, shift=1),
            },
        ),
    },
    numbers=numbers,
)
