"""The gradient of an expectation passes to a noise whose density does not depend on the parameters.

d/dtheta E_{q_theta}[f(z)] = E_p[d/dtheta f(g_theta(eps))]  where  q_theta(z) dz = p(eps) deps  for  z = g_theta(eps)
                                                                       Deep-learning exam of 5 Feb 2018, 2.4 (ii)

For any differentiable f and g, with g increasing in eps.  Let H be an integral of q_theta f by z, dH/dz = q_theta f.  Then
H(g_theta(eps)) is an integral of p(eps) f(g_theta(eps)) by eps, so that the expectations under q_theta and p agree.
Only f(g_theta(eps)) depends on theta now, and the derivative is taken inside of the integral.  That it may be is Leibniz' rule,
which is cited, with its condition: near theta, |p(eps) d/dtheta f(g_theta(eps))| is at most an integrable function of eps.
For a Gaussian q and f = z^2, z^3, exp z both sides are computed, and this is shown.
"""

from sympy import Derivative, Function, Integral, Subs, Symbol, exp, oo

from derivations.notation import normal_density
from verify.claim import Claim, Equal, Measurement

theta, eps, z, mu = (Symbol(name, real=True) for name in ("theta", "eps", "z", "mu"))
sigma = Symbol("sigma", positive=True)
f, g, p, H = (Function(name, real=True) for name in "fgpH")
# The values of q_theta, f, dg/d eps and p at a point, where q dz = p deps says that q dg/d eps = p.
q_there, f_there, g_slope, p_there = (Symbol(name, real=True) for name in ("q_z", "f_z", "g_eps", "p_eps"))

sample = g(theta, eps)
slope = Subs(Derivative(f(z), z), z, sample)


def under_q(function):
    """E[function(z)] for z ~ N(mu, sigma^2)"""
    return Integral(function(z) * normal_density(z, mu, sigma), (z, -oo, oo))


def under_p(value):
    """E[value] for eps ~ N(0, 1)"""
    return Integral(value * normal_density(eps, 0, 1), (eps, -oo, oo))


# The expectations of a Gaussian, and how the functions change along a sample mu + sigma eps: f, E[f(z)], f'.
EXAMPLES = {
    "z^2": (lambda z: z**2, mu**2 + sigma**2, lambda z: 2 * z),
    "z^3": (lambda z: z**3, mu**3 + 3 * mu * sigma**2, lambda z: 3 * z**2),
    "exp z": (exp, exp(mu + sigma**2 / 2), exp),
}


def for_gaussians(function, expectation, derivative):
    """Both sides for one function: the expectation, and its derivatives by mu and by sigma."""
    noise = mu + sigma * eps
    return Claim(
        parts={
            "under q": Claim(statement=Equal(under_q(function), expectation)),
            "under p": Claim(statement=Equal(under_p(function(noise)), expectation)),
            "by mu": Claim(statement=Equal(Derivative(expectation, mu), under_p(derivative(noise)))),
            "by sigma": Claim(
                statement=Equal(Derivative(expectation, sigma), under_p(derivative(noise) * eps)),
                mistakes={"without the factor dg/dsigma": under_p(derivative(noise))},
            ),
        }
    )


def numbers(rng):
    """The mean of cos(mu + sigma eps) eps over drawn eps, beside a central difference of E[sin z] = sin(mu) exp(-sigma^2/2)."""
    import numpy as np

    centre, deviation, step = 0.7, 1.3, 1e-5
    noise = rng.normal(size=200_000)
    expectation = lambda s: np.sin(centre) * np.exp(-(s**2) / 2)  # noqa: E731
    expected = (expectation(deviation + step) - expectation(deviation - step)) / (2 * step)
    measured = (np.cos(centre + deviation * noise) * noise).mean()
    return [Measurement("d E[sin z] / d sigma", float(expected), float(measured), 0.02)]


claim = Claim(
    parts={
        "the change of variables: the chain rule": Claim(
            statement=Equal(
                Derivative(H(theta, sample), eps),
                Subs(Derivative(H(theta, z), z), z, sample) * Derivative(sample, eps),
            ),
            mistakes={"without the factor dg/d eps": Subs(Derivative(H(theta, z), z), z, sample)},
        ),
        "the change of variables: the integrand": Claim(
            statement=Equal((q_there * f_there) * g_slope, p_there * f_there),
            assuming=(Equal(q_there * g_slope, p_there),),
        ),
        "the derivative of the integrand": Claim(
            statement=Equal(Derivative(p(eps) * f(sample), theta), p(eps) * slope * Derivative(sample, theta)),
            mistakes={"without the factor dg/dtheta": p(eps) * slope},
        ),
        **{f"f = {name}": for_gaussians(*example) for name, example in EXAMPLES.items()},
    },
    cited={
        "the derivative is taken inside of the integral, if an integrable function of eps bounds |p d/dtheta f(g)| near theta": (
            "Leibniz' rule, from Lebesgue, 1904, the theorem of dominated convergence"
        )
    },
    numbers=numbers,
)
