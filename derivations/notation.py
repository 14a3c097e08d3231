"""The notation of a course, as SymPy objects."""

from __future__ import annotations

from collections.abc import Mapping

from sympy import Abs, Expr, Integer, Max, Rational, Symbol, exp, log, pi, sign, sqrt


def sigmoid(z: Expr) -> Expr:
    """sigma(z) = 1 / (1 + exp(-z))"""
    return 1 / (1 + exp(-z))


def softplus(z: Expr) -> Expr:
    """log(1 + exp(z))"""
    return log(1 + exp(z))


def relu(z: Expr) -> Expr:
    """max(0, z)"""
    return Max(0, z)


def soft_threshold(z: Expr, width: Expr) -> Expr:
    """sign(z) max(|z| - width, 0)"""
    return sign(z) * Max(Abs(z) - width, 0)


def normal_density(x: Expr, mean: Expr, deviation: Expr) -> Expr:
    """N(x | mean, deviation^2)"""
    return exp(-Rational(1, 2) * ((x - mean) / deviation) ** 2) / (sqrt(2 * pi) * deviation)


Pixels = Mapping[tuple[int, int], Expr]  # (row, column), from (1, 1) -> value


def filtered(image: Pixels, kernel: Pixels) -> dict[tuple[int, int], Expr]:
    """y_uv = sum_km w_km x_{u+k-2, v+m-2}: one layer of a 3 x 3 kernel, with zeros around the image"""
    def value(u: int, v: int) -> Expr:
        inside = [(place, (u + place[0] - 2, v + place[1] - 2)) for place in kernel]
        return sum((kernel[place] * image[pixel] for place, pixel in inside if pixel in image), Integer(0))

    return {pixel: value(*pixel) for pixel in image}


def masked_kernel(name: str, row: int, *, centre: bool) -> dict[tuple[int, int], Expr]:
    """Positive weights at (2, 1) and in one full row of a 3 x 3 kernel, and at (2, 2) if `centre`; 0 elsewhere"""
    places = [(2, 1), (row, 1), (row, 2), (row, 3)] + ([(2, 2)] if centre else [])
    return {(k, m): Symbol(f"{name}_{k}{m}", positive=True) for k, m in places}
