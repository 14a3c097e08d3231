"""Backpropagation through time, with the true output of the step before as an input.

a_t = F(x_t, h_{t-1}, y_{t-1}; theta),  h_t = sigma(a_t),  yhat_t = G(h_t; phi),  L = sum_t H(yhat_t, y_t):
dL/dtheta = sum_t sum_{s<=t} H'_t G'_t (prod_{k=s+1}^{t} sigma'(a_k) dF_k/dh) sigma'(a_s) dF_s/dtheta
                                                                       Deep-learning exam of 5 Feb 2018, 4.2 (ii)

H'_t, G'_t, dF_k/dh and dF_s/dtheta are the partial derivatives at that step.  The true outputs y are data and h_0 is given:
neither depends on theta, so no path leads through y_{t-1}.

For any number T of steps, by induction: the chain rule gives the gradients of h_{T+1} and of the loss from those of h_T and of
the loss before, and the two sums, put in for these, become the sums up to T + 1.  F, G, H and sigma are any smooth functions.
For states of any width the Jacobians take the place of the derivatives, in this order, with S_t = diag sigma'(a_t), and the sum
over s is collected from s = t down: with r = dL/dh_s, step s adds r S_s dF_s/dtheta and hands r S_s dF_s/dh on to step s - 1.
"""

from sympy import Derivative, DiagMatrix, Function, IndexedBase, MatrixSymbol, Product, Subs, Sum, Symbol

from verify.claim import Claim, Equal, Measurement, calc

T = Symbol("T", integer=True, nonnegative=True)
k, s, t = (Symbol(name, integer=True) for name in "kst")
theta, phi, u, x, y_before, y, h_0 = (Symbol(name, real=True) for name in ("theta", "phi", "u", "x", "y_before", "y", "h_0"))
F, G, H, sigma = (Function(name) for name in ("F", "G", "H", "sigma"))

# The next step: h and L are those after T steps.
h, loss = Function("h")(theta), Function("L")(theta)
a_next = F(x, h, y_before, theta)
h_next = sigma(a_next)
loss_next = loss + H(G(h_next, phi), y)

slope = Subs(Derivative(sigma(u), u), u, a_next)
F_by_h = Subs(Derivative(F(x, u, y_before, theta), u), u, h)
F_by_y = Subs(Derivative(F(x, h, u, theta), u), u, y_before)
F_by_theta = Subs(Derivative(F(x, h, y_before, u), u), u, theta)
G_by_h = Subs(Derivative(G(u, phi), u), u, h_next)
G_by_h_before = Subs(Derivative(G(u, phi), u), u, h)
H_by_yhat = Subs(Derivative(H(u, y), u), u, G(h_next, phi))

# The partial derivatives of all the steps up to T + 1, and the gradients of h_T and of the loss after T steps.
slopes, by_h, by_theta, output, error = (
    IndexedBase(name, shape=(T + 1,), real=True) for name in ("slope", "F_h", "F_theta", "G_h", "H_yhat")
)
state_before, loss_before = Symbol("dh_T", real=True), Symbol("dL_T", real=True)
state_next = slopes[T + 1] * (by_h[T + 1] * state_before + by_theta[T + 1])


def state_gradient(last, first_factor=1):
    """sum_{s=1}^{last} (prod_{k=s+1}^{last} sigma'(a_k) dF_k/dh) sigma'(a_s) dF_s/dtheta"""
    path = Product(slopes[k] * by_h[k], (k, s + first_factor, last))
    return Sum(path * slopes[s] * by_theta[s], (s, 1, last))


def loss_gradient(last):
    """sum_t H'_t G'_t times the gradient of h_t"""
    return Sum(error[t] * output[t] * state_gradient(t), (t, 1, last))


# States of any width n and p parameters.
n, p = Symbol("n", integer=True, positive=True), Symbol("p", integer=True, positive=True)
r, collected = MatrixSymbol("r", 1, n), MatrixSymbol("A", 1, p)
S, J_h, J_theta = DiagMatrix(MatrixSymbol("d", n, 1)), MatrixSymbol("J_h", n, n), MatrixSymbol("J_theta", n, p)
dh, dh_before = MatrixSymbol("dh", n, p), MatrixSymbol("dh_before", n, p)


def numbers(rng):
    """A finite difference of the loss after five steps, beside the double sum."""
    import numpy as np

    inputs, targets, start, phi, theta = rng.normal(size=5), rng.normal(size=6), 0.3, 0.8, 0.6

    def states(theta):
        found = [start]
        for x, y in zip(inputs, targets, strict=False):
            found.append(np.tanh(theta * found[-1] + x + theta * y))
        return np.array(found)

    def loss(theta):
        return ((phi * states(theta)[1:] - targets[1:]) ** 2).sum() / 2

    found = states(theta)
    slopes, errors = 1 - found[1:] ** 2, (phi * found[1:] - targets[1:]) * phi
    own = found[:-1] + targets[:-1]
    expected = sum(
        errors[t] * np.prod(slopes[s + 1 : t + 1] * theta) * slopes[s] * own[s] for t in range(5) for s in range(t + 1)
    )
    measured = (loss(theta + 1e-6) - loss(theta - 1e-6)) / 2e-6
    return [Measurement("dL/dtheta", float(expected), float(measured), 1e-8)]


claim = Claim(
    parts={
        "the chain rule for the state": Claim(
            statement=Equal(Derivative(h_next, theta), slope * (F_by_h * Derivative(h, theta) + F_by_theta)),
            mistakes={
                "a path through y_{t-1}, as if it were the prediction": slope
                * (F_by_h * Derivative(h, theta) + F_by_y * G_by_h_before * Derivative(h, theta) + F_by_theta),
                "the state before is taken for a constant": slope * F_by_theta,
                "sigma' is lost": F_by_h * Derivative(h, theta) + F_by_theta,
            },
        ),
        "the chain rule for the loss": Claim(
            statement=Equal(
                Derivative(loss_next, theta), Derivative(loss, theta) + H_by_yhat * G_by_h * Derivative(h_next, theta)
            ),
            mistakes={"the losses before are lost": H_by_yhat * G_by_h * Derivative(h_next, theta)},
        ),
        "no step: the given state": Claim(statement=Equal(Derivative(h_0, theta), state_gradient(0))),
        "no step: no loss": Claim(statement=Equal(0 * theta, loss_gradient(0))),
        "one more step of the state": Claim(
            statement=Equal(state_next, state_gradient(T + 1)),
            assuming=(Equal(state_before, state_gradient(T)),),
            proof=calc(state_next)
            .eq(slopes[T + 1] * (by_h[T + 1] * state_gradient(T) + by_theta[T + 1]), by="the sum up to T")
            .eq(state_gradient(T + 1), by="each product gets the factor of T + 1; for s = T + 1 it is empty"),
            mistakes={
                "the sum over s has the summand s = t only": slopes[T + 1] * by_theta[T + 1],
                "the product begins at s": state_gradient(T + 1, first_factor=0),
            },
        ),
        "one more step of the loss": Claim(
            statement=Equal(loss_before + error[T + 1] * output[T + 1] * state_next, loss_gradient(T + 1)),
            assuming=(Equal(state_before, state_gradient(T)), Equal(loss_before, loss_gradient(T))),
            proof=calc(loss_before + error[T + 1] * output[T + 1] * state_next)
            .eq(
                loss_gradient(T)
                + error[T + 1] * output[T + 1] * slopes[T + 1] * (by_h[T + 1] * state_gradient(T) + by_theta[T + 1]),
                by="the sums up to T",
            )
            .eq(loss_gradient(T + 1), by="the last summand, with the gradient of h_{T+1}"),
            mistakes={
                "truncated: the sum over s has the summand s = t only": Sum(
                    error[t] * output[t] * slopes[t] * by_theta[t], (t, 1, T + 1)
                ),
            },
        ),
        "states of any width: step s adds and hands on": Claim(
            statement=Equal(collected + r * dh, (collected + r * S * J_theta) + (r * S * J_h) * dh_before),
            assuming=(Equal(dh, S * (J_h * dh_before + J_theta)),),
            proof=calc(collected + r * dh)
            .eq(collected + r * (S * (J_h * dh_before + J_theta)), by="the chain rule, with Jacobians")
            .eq((collected + r * S * J_theta) + (r * S * J_h) * dh_before, by="the matrix product is distributive"),
            mistakes={"the factors in another order": (collected + r * S * J_theta) + (r * J_h * S) * dh_before},
        ),
    },
    numbers=numbers,
)
