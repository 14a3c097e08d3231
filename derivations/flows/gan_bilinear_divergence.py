"""Simultaneous gradient steps on a bilinear game spiral outwards.

A = [[1, alpha], [-alpha, 1]]:  eigenvalues 1 +- i alpha of modulus sqrt(1 + alpha^2) > 1,
|(d_k, g_k)|^2 = (1 + alpha^2)^k |(d_0, g_0)|^2, which tends to infinity        Homework on generative models, 6.3

For alpha > 0 and any start but (0, 0); (d, g) is the point after k steps, and N = |(d_0, g_0)|^2.  The norm is by induction on
k: A stretches every vector by sqrt(1 + alpha^2).
"""

from sympy import I, Matrix, Symbol, sqrt

from verify.claim import Above, Claim, Equal, Measurement, Tends, calc

alpha = Symbol("alpha", positive=True)
k = Symbol("k", integer=True, nonnegative=True)
eigenvalue, t = Symbol("lambda", complex=True), Symbol("t", real=True)
d, g = Symbol("d", real=True), Symbol("g", real=True)
start = Symbol("N", positive=True)

A = Matrix([[1, alpha], [-alpha, 1]])


def characteristic(t):
    """det(A - t I)"""
    return (1 - t) ** 2 + alpha**2


stretch = 1 + alpha**2
square = d**2 + g**2
next_square = (d + alpha * g) ** 2 + (g - alpha * d) ** 2


def numbers(rng):
    """The norm after 30 steps from a drawn start, and the modulus of the eigenvalues."""
    import numpy as np

    rate, first = 0.3, rng.normal(size=2)
    matrix = np.array([[1, rate], [-rate, 1]])
    last = np.linalg.matrix_power(matrix, 30) @ first
    stretched = last @ last / (first @ first)
    largest = np.abs(np.linalg.eigvals(matrix)).max()
    return [
        Measurement("|(d_30, g_30)|^2 / |(d_0, g_0)|^2", float((1 + rate**2) ** 30), float(stretched), 1e-9),
        Measurement("modulus of the eigenvalues", float(np.sqrt(1 + rate**2)), float(largest), 1e-12),
    ]


def plot(axes, rng):
    """Sixty simultaneous steps with alpha = 1/10 from (1, 0)."""
    import numpy as np

    points = [np.array([1.0, 0.0])]
    for _ in range(60):
        points.append(np.array([[1, 0.1], [-0.1, 1]]) @ points[-1])
    axes.plot(*np.transpose(points), "o-", markersize=3)
    axes.plot(0, 0, "x", color="black")
    axes.set(xlabel="d", ylabel="g", aspect="equal")


claim = Claim(
    parts={
        "the roots of det(A - lambda I)": Claim(
            statement=Equal(characteristic(eigenvalue), (eigenvalue - (1 + I * alpha)) * (eigenvalue - (1 - I * alpha))),
            mistakes={"1 + alpha and 1 - alpha": Equal(characteristic(t), (t - (1 + alpha)) * (t - (1 - alpha)))},
        ),
        "none of them is real": Claim(statement=Above(characteristic(t), 0)),
        "an eigenvector of 1 + i alpha": Claim(statement=Equal(A * Matrix([1, I]), (1 + I * alpha) * Matrix([1, I]))),
        "an eigenvector of 1 - i alpha": Claim(statement=Equal(A * Matrix([1, -I]), (1 - I * alpha) * Matrix([1, -I]))),
        "their modulus": Claim(statement=Equal(sqrt((1 + I * alpha) * (1 - I * alpha)), sqrt(stretch))),
        "is above 1": Claim(statement=Above(sqrt(stretch), 1)),
        "the norm, no step": Claim(statement=Equal(square, stretch**0 * square)),
        "the norm, one more step": Claim(
            statement=Equal(next_square, stretch ** (k + 1) * start),
            assuming=(Equal(square, stretch**k * start),),
            example={d: 1, g: 0, k: 0, start: 1, alpha: 1},
            proof=calc(next_square)
            .eq(stretch * square, by="2 alpha d g cancels")
            .eq(stretch * (stretch**k * start), by="the norm after k steps")
            .eq(stretch ** (k + 1) * start, by="one factor more"),
            mistakes={
                "the norm is kept": start,
                "it shrinks": (1 - alpha**2) ** (k + 1) * start,
            },
        ),
        "the norm tends to infinity": Claim(
            statement=Tends(stretch**k * start, over=k, point="oo", value="oo"),
            mistakes={"they converge to the origin": 0, "they circle at one distance": start},
        ),
    },
    numbers=numbers,
    plot=plot,
)
