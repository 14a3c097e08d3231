"""Tempting falsehoods, each with the simplest point that refutes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any


@dataclass(frozen=True)
class Falsehood:
    """`left relation right`, which does not hold at `point` of the domain, where both sides are defined.

    It takes `digits` decimal digits to see the difference there.
    """

    left: str
    relation: str
    right: str
    domains: Mapping[str, str]
    point: Mapping[str, Fraction]
    digits: int = 40

    @property
    def statement(self) -> str:
        return f"{self.left} {self.relation} {self.right}"


def false(left: str, relation: str, right: str, point: Mapping[str, Any], digits: int = 40, **domains: str) -> Falsehood:
    """Names without domain words are real."""
    words = {name: domains.get(name, "real") for name in point} | domains
    return Falsehood(left, relation, right, words, {name: Fraction(value) for name, value in point.items()}, digits)


ALGEBRA = [
    false("(x+y)^2", "=", "x^2+y^2", {"x": 1, "y": 1}),
    false("(x+y)^3", "=", "x^3+y^3", {"x": 1, "y": 1}),
    false("(x-y)^2", "=", "x^2-y^2", {"x": 0, "y": 1}),
    false("1/(x+y)", "=", "1/x+1/y", {"x": 1, "y": 1}, x="positive", y="positive"),
    false("(x+y)/(z+y)", "=", "x/z", {"x": 0, "y": 1, "z": 1}, z="positive", y="positive"),
    false("x/(y+z)", "=", "x/y+x/z", {"x": 1, "y": 1, "z": 1}, y="positive", z="positive"),
    false("(x*y)/z", "=", "(x/z)*(y/z)", {"x": 1, "y": 1, "z": 2}, z="positive"),
    false("x-(y-z)", "=", "x-y-z", {"x": 0, "y": 0, "z": 1}),
    false("(-x)^2", "=", "-x^2", {"x": 1}),
    false("2^(n+1)", "=", "2^n+1", {"n": 1}, n="natural"),
    false("2^(x+y)", "=", "2^x+2^y", {"x": 0, "y": 0}),
    false("(x^2)^3", "=", "x^5", {"x": 2}),
    false("x^2*x^3", "=", "x^6", {"x": 2}),
    false("a^x*b^x", "=", "(a+b)^x", {"a": 1, "b": 1, "x": 1}, a="positive", b="positive"),
    false("x^n+y^n", "=", "(x+y)^n", {"x": 1, "y": 1, "n": 2}, n="natural"),
    false("(x^2-y^2)/(x-y)", "=", "x-y", {"x": 0, "y": 1}),
    false("x^3-y^3", "=", "(x-y)*(x^2+y^2)", {"x": 2, "y": 1}),
    false("(x+1)/(x+2)", "=", "1/2", {"x": 1}, x="nonnegative"),
    false("x*(x-1)*(x-2)*(x-3)", "=", "0", {"x": -1}),
    false("x*(x-1)*(x-2)*(x-3)*(x+1)*(x+2)*(2*x-1)*(2*x+1)", "=", "0", {"x": 3 / Fraction(2)}),
]

ROOTS = [
    false("sqrt(x^2)", "=", "x", {"x": -1}),
    false("sqrt(x+y)", "=", "sqrt(x)+sqrt(y)", {"x": 1, "y": 1}, x="nonnegative", y="nonnegative"),
    false("sqrt(x^2+y^2)", "=", "x+y", {"x": 1, "y": 1}),
    false("sqrt(x^2+1)", "=", "x+1", {"x": 1}),
    false("sqrt((x-1)^2)", "=", "x-1", {"x": 0}),
    false("sqrt(x^2-2*x+1)", "=", "x-1", {"x": 0}),
    false("sqrt(x^4)", "=", "x", {"x": -1}),
    false("sqrt(x^2*y^2)", "=", "x*y", {"x": 1, "y": -1}),
    false("(x^4)^(1/4)", "=", "x", {"x": -1}),
    false("x^(1/2)", "=", "x/2", {"x": 1}, x="positive"),
    false("sqrt(x)*sqrt(x)", "=", "x^2", {"x": 2}, x="nonnegative"),
    false("1/sqrt(x^2+y^2)", "=", "1/x+1/y", {"x": 1, "y": 1}, x="positive", y="positive"),
    false("sqrt(abs(x))^2", "=", "x", {"x": -1}),
]

LOGARITHMS = [
    false("log(x+y)", "=", "log(x)+log(y)", {"x": 1, "y": 1}, x="positive", y="positive"),
    false("log(x*y)", "=", "log(x)*log(y)", {"x": 1, "y": 2}, x="positive", y="positive"),
    false("log(x)/log(y)", "=", "log(x)-log(y)", {"x": 1, "y": 2}, x="positive", y="in (1, inf)"),
    false("log(x)^2", "=", "2*log(x)", {"x": 2}, x="positive"),
    false("log(x^2)", "=", "log(x)^2", {"x": 2}, x="positive"),
    false("log(1/x)", "=", "1/log(x)", {"x": 2}, x="in (1, inf)"),
    false("log(1+x)", "=", "log(1)+log(x)", {"x": 1}, x="positive"),
    false("log(sqrt(x^2))", "=", "log(abs(x)+1)", {"x": 1}, x="nonzero"),
    false("exp(x+y)", "=", "exp(x)+exp(y)", {"x": 0, "y": 0}),
    false("exp(x*y)", "=", "exp(x)*exp(y)", {"x": 0, "y": 1}),
    false("exp(x)^2", "=", "exp(x^2)", {"x": 1}),
    false("exp(-x)", "=", "-exp(x)", {"x": 0}),
    false("exp(2*x)", "=", "2*exp(x)", {"x": 0}),
    false("exp(x)", "=", "1+x+x^2/2", {"x": 1}),
    false("log(1+exp(x))", "=", "x", {"x": 0}),
    false("exp(log(x)+log(y))", "=", "x+y", {"x": 1, "y": 1}, x="positive", y="positive"),
    false("x^log(y)", "=", "log(y)^x", {"x": 1, "y": 2}, x="positive", y="in (1, inf)"),
    false("log(exp(x)+exp(y))", "=", "x+y", {"x": 0, "y": 0}),
]

NETWORKS = [
    false("tanh(x)", "=", "2*sigmoid(x)-1", {"x": 1}),
    false("tanh(x)", "=", "sigmoid(2*x)", {"x": 0}),
    false("sigmoid(-x)", "=", "-sigmoid(x)", {"x": 0}),
    false("sigmoid(x)+sigmoid(y)", "=", "sigmoid(x+y)", {"x": 0, "y": 0}),
    false("diff(sigmoid(x), x)", "=", "sigmoid(x)", {"x": 0}),
    false("diff(sigmoid(x), x)", "=", "sigmoid(x)*(1-x)", {"x": 1}),
    false("diff(tanh(x), x)", "=", "1-tanh(x^2)", {"x": 1}),
    false("diff(x*sigmoid(x), x)", "=", "sigmoid(x)*(1-sigmoid(x))", {"x": 0}),
    false("diff(log(1+exp(-x)), x)", "=", "sigmoid(-x)", {"x": 0}),
    false("softplus(x)", "=", "relu(x)", {"x": 0}),
    false("softplus(-x)", "=", "-softplus(x)", {"x": 0}),
    false("-log(1-sigmoid(x))", "=", "softplus(-x)", {"x": 1}),
    false("exp(x)/(exp(x)+exp(y))", "=", "x/(x+y)", {"x": 1, "y": 2}, x="positive", y="positive"),
    false("relu(x*y)", "=", "relu(x)*relu(y)", {"x": -1, "y": -1}),
    false("relu(x+y)", "=", "relu(x)+relu(y)", {"x": 1, "y": -1}),
    false("relu(x)-relu(y)", "=", "relu(x-y)", {"x": 0, "y": 1}),
    false("relu(relu(x)-1)", "=", "relu(x)-1", {"x": 0}),
    false("erf(2*x)", "=", "2*erf(x)", {"x": 1}),
    false("(1+erf(x))/2", "=", "sigmoid(x)", {"x": 1}),
]

KINKS = [
    false("abs(x+y)", "=", "abs(x)+abs(y)", {"x": 1, "y": -1}),
    false("abs(x-y)", "=", "abs(x)-abs(y)", {"x": 0, "y": 1}),
    false("abs(x)", "=", "x", {"x": -1}),
    false("abs(-x)", "=", "-x", {"x": 1}),
    false("max(x,y)", "=", "(x+y)/2", {"x": 0, "y": 1}),
    false("max(x,y)", "=", "(x+y-abs(x-y))/2", {"x": 0, "y": 1}),
    false("max(x,y)*z", "=", "max(x*z,y*z)", {"x": 0, "y": 1, "z": -1}),
    false("max(x,y,z)", "=", "max(x,y)+max(y,z)-y", {"x": 0, "y": -1, "z": 0}),
    false("min(x,y)", "=", "-max(x,y)", {"x": 0, "y": 1}),
    false("max(min(x,1),0)", "=", "min(x,1)", {"x": -1}),
    false("(abs(x-99)+abs(x-101)-2*abs(x-100))/2", "=", "0", {"x": 100}),
    false("abs(abs(x)-1)", "=", "abs(x)-1", {"x": 0}),
    false("sign(x)^2", "=", "1", {"x": 0}),
    false("sign(x*y)", "=", "1", {"x": 0, "y": 0}),
    false("sign(x)", "=", "2*sigmoid(1000*x)-1", {"x": 1}, 1000),
    false("piecewise((1, x > 0), (0, x <= 0))", "=", "piecewise((1, x >= 0), (0, x < 0))", {"x": 0}),
    false("piecewise((1, x > 5), (0, x <= 5))", "=", "piecewise((1, x >= 5), (0, x < 5))", {"x": 5}),
    false("piecewise((0, x != y), (1, x == y))", "=", "0", {"x": 0, "y": 0}),
    false("floor(x)", "=", "x", {"x": "1/2"}),
    false("floor(x+y)", "=", "floor(x)+floor(y)", {"x": "1/2", "y": "1/2"}),
    false("floor(2*x)", "=", "2*floor(x)", {"x": "1/2"}),
    false("floor(-x)", "=", "-floor(x)", {"x": "1/2"}),
    false("ceiling(x)", "=", "floor(x)+1", {"x": 0}),
    false("floor(n/2)", "=", "n/2", {"n": 1}, n="integer"),
]

TRIGONOMETRY = [
    false("sin(x+y)", "=", "sin(x)+sin(y)", {"x": 1, "y": 1}),
    false("sin(2*x)", "=", "2*sin(x)", {"x": 1}),
    false("cos(x)^2-sin(x)^2", "=", "1", {"x": 1}),
    false("acos(cos(x))", "=", "x", {"x": -1}),
    false("asin(sin(x))", "=", "x", {"x": 2}),
    false("atan(tan(x))", "=", "x", {"x": 2}),
    false("atan(x)+atan(1/x)", "=", "pi/2", {"x": -1}, x="nonzero"),
    false("sqrt(1-sin(x)^2)", "=", "cos(x)", {"x": 2}),
    false("cosh(x)^2+sinh(x)^2", "=", "1", {"x": 1}),
    false("sin(pi*n/2)", "=", "0", {"n": 1}, n="integer"),
]

SERIES = [
    false("sum(k, k, 1, n)", "=", "n^2/2", {"n": 1}, n="natural"),
    false("sum(k, k, 1, n)", "=", "n*(n+1)/2+(n-1)*(n-2)*(n-3)", {"n": 4}, n="natural"),
    false("sum(2^k, k, 0, n)", "=", "2^n-1", {"n": 1}, n="natural"),
    false("sum(k^2, k, 1, n)", "=", "(n*(n+1)/2)^2", {"n": 2}, n="natural"),
    false("sum(1/k, k, 1, n)", "=", "log(n)", {"n": 1}, n="natural"),
    false("product(k, k, 1, n)", "=", "2^(n-1)", {"n": 3}, n="natural"),
    false("2^n", "=", "n^2-n+2", {"n": 4}, n="natural"),
    false("gamma(n)", "=", "factorial(n)", {"n": 2}, n="natural"),
    false("gamma(a+1)", "=", "(a+1)*gamma(a)", {"a": 1}, a="positive"),
    false("gamma(a)*gamma(b)", "=", "gamma(a*b)", {"a": 2, "b": 2}, a="positive", b="positive"),
    false("digamma(a+1)", "=", "log(a)", {"a": 1}, a="positive"),
    false("integral(exp(-x^2), x, -inf, inf)", "=", "a*pi/a", {"a": 1}, a="positive"),
    false("integral(x*exp(-a*x), x, 0, inf)", "=", "1/a", {"a": 2}, a="positive"),
    false("(-1)^n", "=", "1", {"n": 1}, n="natural"),
]

SMALL = [
    false("x+exp(-10000)", "=", "x", {"x": 0}, 5000),
    false("x+1/10^30", "=", "x", {"x": 0}, 100),
    false("x*(1+1/10^40)", "=", "x", {"x": 1}, 100),
    false("1/3*x", "=", "0.3333333333333333333333333333333333333333*x", {"x": 1}, 100),
    false("3.14159265358979*x", "=", "pi*x", {"x": 1}),
    false("2.718281828459045*x", "=", "e*x", {"x": 1}),
    false("cos(x/10^400)", "=", "1", {"x": 1}, 1000),
    false("log(1+exp(x))", "=", "x", {"x": 100}, 200, x="in [100, 200]"),
    false("sigmoid(x)", "=", "0", {"x": -100}, 200, x="in [-200, -100]"),
    false("exp(-1000*(x-100)^2)", "=", "0", {"x": 100}),
    false("sqrt(x^2+1/10^20)", "=", "abs(x)", {"x": 0}),
    false("sin(2^60*pi*x)", "=", "0", {"x": "1/3"}),
]

INEQUALITIES = [
    false("x^2", ">=", "x", {"x": "1/2"}),
    false("x^2", ">", "0", {"x": 0}),
    false("abs(x)", ">", "0", {"x": 0}),
    false("exp(x)", ">", "1+x", {"x": 0}),
    false("exp(x)", ">=", "2*x+1", {"x": 1}),
    false("log(x)", "<", "x-1", {"x": 1}, x="positive"),
    false("log(1+x)", "<=", "x/2", {"x": 1}, x="nonnegative"),
    false("x^3", ">=", "x^2", {"x": -1}),
    false("1/x", "<=", "1", {"x": "1/2"}, x="positive"),
    false("x+1/x", ">", "2", {"x": 1}, x="positive"),
    false("(x+y)/2", ">", "sqrt(x*y)", {"x": 1, "y": 1}, x="positive", y="positive"),
    false("(x+y)/2", "<=", "sqrt(x*y)", {"x": 1, "y": 2}, x="positive", y="positive"),
    false("x^2+y^2", ">", "2*x*y", {"x": 0, "y": 0}),
    false("abs(x+y)", ">=", "abs(x)+abs(y)", {"x": 1, "y": -1}),
    false("relu(x)", "<=", "x", {"x": -1}),
    false("sigmoid(x)", "<=", "1/2+x/4", {"x": -1}),
    false("diff(sigmoid(x), x)", "<", "1/4", {"x": 0}),
    false("p*log(p/q)+(1-p)*log((1-p)/(1-q))", ">", "0", {"p": "1/2", "q": "1/2"}, p="in (0, 1)", q="in (0, 1)"),
    false("p*log(p/q)+(1-p)*log((1-p)/(1-q))", ">=", "3*(p-q)^2", {"p": "1/2", "q": "1/3"}, p="in (0, 1)", q="in (0, 1)"),
    false("x/y", "<=", "x", {"x": 1, "y": "1/2"}, x="positive", y="positive"),
    false("2^n", ">", "n^2", {"n": 2}, n="natural"),
    false("n^2-79*n+1601", "<=", "1600", {"n": 80}, n="natural"),
    false("(x-1)^2*(x-2)^2", ">", "0", {"x": 1}),
    false("x^2-2", "!=", "2", {"x": 2}),
    false("cosh(x)", ">=", "1+x^2", {"x": 1}),
    false("tanh(x)", "<=", "x", {"x": -1}),
    false("log(exp(x)+exp(y))", "<=", "max(x,y)", {"x": 0, "y": 0}),
]

FALSEHOODS: tuple[Falsehood, ...] = (
    *ALGEBRA, *ROOTS, *LOGARITHMS, *NETWORKS, *KINKS, *TRIGONOMETRY, *SERIES, *SMALL, *INEQUALITIES,
)

# False, but by less than any precision the engine may use: these may stay undecided, and no more than that.
OUT_OF_SIGHT: tuple[Falsehood, ...] = (
    false("tanh(10^6*x)", "=", "1", {"x": 1}, 10**6, x="in [1, 2]"),
    false("erf(1000*x)", "=", "1", {"x": 1}, 10**6, x="in [1, 2]"),
    false("x+exp(-10^7*x)", "=", "x", {"x": 1}, 10**7, x="in [1, 2]"),
    false("exp(-exp(10*x))", "=", "exp(-2*exp(10*x))", {"x": 1}, 10**5, x="in [1, 2]"),
)
