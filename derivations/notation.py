"""The notation of a course, as SymPy objects."""

from __future__ import annotations

from sympy import Abs, Expr, Max, Rational, exp, log, pi, sign, sqrt


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
