"""The gradient of the bound for a variational density made by a sum of bumps.

t(z) = sum_i v_i exp(-(z - mu_i)^2 / s_i^2),  z ~ N(0, 1):  the bound is E[log p(x, t(z))] + E[log |t'(z)|] + H(N(0, 1)), and
its gradient in a parameter a of t is the mean of l'(t(z)) dt(z)/da + (dt'(z)/da) / t'(z),  l(t) = log p(x, t)
                                                                       Homework 2, 2 (c)

For any number n of bumps and s_i > 0, at every z with t'(z) != 0, where log |t'| = log(t'^2)/2; l is any differentiable
function.  The distribution of z does not depend on the parameters, so that H(N(0, 1)) has no gradient, and the gradient of the
mean is the mean of the gradient, which is stated here for each z.
"""

from sympy import Derivative, Function, IndexedBase, Subs, Sum, Symbol, exp, log

from verify.claim import AtLeast, AtMost, Claim, Equal, Measurement, NotEqual

n = Symbol("n", integer=True, positive=True)
i, j = Symbol("i", integer=True), Symbol("j", integer=True)
z, w = Symbol("z", real=True), Symbol("w", real=True)
v, mu = IndexedBase(Symbol("v", real=True), shape=(n,)), IndexedBase(Symbol("mu", real=True), shape=(n,))
s = IndexedBase(Symbol("s", positive=True), shape=(n,))
joint = Function("l", real=True)


def bump(k):
    """exp(-(z - mu_k)^2 / s_k^2)"""
    return exp(-((z - mu[k]) ** 2) / s[k] ** 2)


def distance(k):
    """z - mu_k"""
    return z - mu[k]


t = Sum(v[i] * bump(i), (i, 1, n))
slope = Sum(-2 * v[i] * bump(i) * distance(i) / s[i] ** 2, (i, 1, n))
integrand = joint(t) + log(Derivative(t, z) ** 2) / 2
score = Subs(Derivative(joint(w), w), w, t)


def numbers(rng):
    """Central differences of t and of log |t'| in the parameters of three bumps."""
    import numpy as np

    heights, centres, widths, point, step = rng.normal(size=3), rng.normal(size=3), rng.uniform(0.5, 2, size=3), 0.3, 1e-6

    def log_slope(v, mu, s):
        return np.log(abs((-2 * v * np.exp(-((point - mu) ** 2) / s**2) * (point - mu) / s**2).sum()))

    def difference(place):
        up, down = ([heights.copy(), centres.copy(), widths.copy()] for _ in range(2))
        up[place][1] += step
        down[place][1] -= step
        return (log_slope(*up) - log_slope(*down)) / (2 * step)

    gap = point - centres
    bumps = np.exp(-(gap**2) / widths**2)
    total = (-2 * heights * bumps * gap / widths**2).sum()
    scaled = gap[1] ** 2 / widths[1] ** 2
    expected = [
        -2 * bumps[1] * gap[1] / widths[1] ** 2 / total,
        2 * heights[1] * bumps[1] / widths[1] ** 2 * (1 - 2 * scaled) / total,
        4 * heights[1] * bumps[1] * gap[1] / widths[1] ** 3 * (1 - scaled) / total,
    ]
    names = ("v", "mu", "s")
    return [
        Measurement(f"d log|t'| / d{name}_2", float(value), float(difference(place)), 1e-6 * max(1, abs(value)))
        for place, (name, value) in enumerate(zip(names, expected, strict=True))
    ]


claim = Claim(
    assuming=(AtLeast(j, 1), AtMost(j, n)),
    parts={
        "t by v_j": Claim(statement=Equal(Derivative(t, v[j]), bump(j)), mistakes={"v_j is kept": v[j] * bump(j)}),
        "t by mu_j": Claim(
            statement=Equal(Derivative(t, mu[j]), 2 * v[j] * bump(j) * distance(j) / s[j] ** 2),
            mistakes={"the opposite sign": -2 * v[j] * bump(j) * distance(j) / s[j] ** 2},
        ),
        "t by s_j": Claim(
            statement=Equal(Derivative(t, s[j]), 2 * v[j] * bump(j) * distance(j) ** 2 / s[j] ** 3),
            mistakes={"s_j^2 in place of s_j^3": 2 * v[j] * bump(j) * distance(j) ** 2 / s[j] ** 2},
        ),
        "t by z": Claim(
            statement=Equal(Derivative(t, z), slope),
            mistakes={"the opposite sign": -slope},
        ),
        "the bound by v_j": Claim(
            assuming=(NotEqual(slope, 0),),
            statement=Equal(Derivative(integrand, v[j]), score * bump(j) - 2 * bump(j) * distance(j) / s[j] ** 2 / slope),
            mistakes={"without the second term": score * bump(j)},
        ),
        "the bound by mu_j": Claim(
            assuming=(NotEqual(slope, 0),),
            statement=Equal(
                Derivative(integrand, mu[j]),
                score * 2 * v[j] * bump(j) * distance(j) / s[j] ** 2
                + 2 * v[j] * bump(j) / s[j] ** 2 * (1 - 2 * distance(j) ** 2 / s[j] ** 2) / slope,
            ),
        ),
        "the bound by s_j": Claim(
            assuming=(NotEqual(slope, 0),),
            statement=Equal(
                Derivative(integrand, s[j]),
                score * 2 * v[j] * bump(j) * distance(j) ** 2 / s[j] ** 3
                + 4 * v[j] * bump(j) * distance(j) / s[j] ** 3 * (1 - distance(j) ** 2 / s[j] ** 2) / slope,
            ),
        ),
    },
    numbers=numbers,
)
