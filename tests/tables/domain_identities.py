"""Identities that hold wherever both sides are defined, and where that is.

`total`: both sides are defined on the whole declared domain.  `common`: not everywhere, but never exactly one of them on an
open part.  `mismatch`: on an open part exactly one side is defined.  The same identity stands here with several domains.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Domain = Literal["total", "common", "mismatch"]


@dataclass(frozen=True)
class Identity:
    """`conditions`, where they are given, hold together exactly where both sides are defined."""

    left: str
    right: str
    domain: Domain
    domains: Mapping[str, str]
    conditions: tuple[str, ...] = ()


def identity(left: str, right: str, domain: Domain, *conditions: str, **domains: str) -> Identity:
    return Identity(left, right, domain, domains, conditions)


def total(left: str, right: str, **domains: str) -> Identity:
    return identity(left, right, "total", **domains)


QUOTIENTS = [
    identity("x/x", "1", "common", "x != 0", x="real"),
    total("x/x", "1", x="nonzero"),
    total("x/x", "1", x="positive"),
    identity("(x^2-1)/(x-1)", "x+1", "common", "x != 1", x="real"),
    total("(x^2-1)/(x-1)", "x+1", x="in (1, inf)"),
    identity("(x^2-1)/(x-1)", "x+1", "common", "x != 1", x="positive"),
    identity("1/(1/x)", "x", "common", "x != 0", x="real"),
    total("1/(1/x)", "x", x="nonzero"),
    identity("(x-x)/(x-y)", "0", "common", "x != y", x="real", y="real"),
    identity("(x^2-y^2)/(x-y)", "x+y", "common", "x != y", x="real", y="real"),
    identity("(x^3-8)/(x-2)", "x^2+2*x+4", "common", "x != 2", x="real"),
    total("(x^3+8)/(x+2)", "x^2-2*x+4", x="positive"),
    identity("x^2/x", "x", "common", "x != 0", x="real"),
    identity("x*x^(-1)", "1", "common", "x != 0", x="real"),
    identity("x^0", "x/x", "common", "x != 0", x="real"),
    identity("(1/x+1/y)*x*y", "x+y", "common", "x != 0", "y != 0", x="real", y="real"),
    identity("1/(1/x+1/y)", "x*y/(x+y)", "common", "x != 0", "y != 0", "x+y != 0", x="real", y="real"),
    total("1/(1/x+1/y)", "x*y/(x+y)", x="positive", y="positive"),
    identity("x/(x^2-3*x+2)", "2/(x-2)-1/(x-1)", "common", "x != 1", "x != 2", x="real"),
    total("1/(x^2+1)-1/(x^2+1)", "0", x="real"),
    identity("1/x-1/x", "0", "common", "x != 0", x="real"),
    total("1/(x^2-2*x+2)", "1/((x-1)^2+1)", x="real"),
    identity("0/(x-1)", "0", "common", "x != 1", x="real"),
    identity("n/n", "1", "common", "n != 0", n="integer"),
    total("n/n", "1", n="natural"),
]

LOGARITHMS = [
    identity("log(x^2)", "2*log(x)", "mismatch", "x > 0", x="real"),
    identity("log(x^2)", "2*log(x)", "mismatch", "x > 0", x="nonzero"),
    total("log(x^2)", "2*log(x)", x="positive"),
    identity("log(x^2)", "2*log(abs(x))", "common", "x != 0", x="real"),
    total("log(x^2)", "2*log(-x)", x="negative"),
    identity("exp(log(x))", "x", "mismatch", "x > 0", x="real"),
    identity("exp(log(x))", "x", "common", "x > 0", x="nonnegative"),
    total("exp(log(x))", "x", x="positive"),
    total("log(exp(x))", "x", x="real"),
    identity("log(x*y)", "log(x)+log(y)", "mismatch", "x > 0", "y > 0", x="real", y="real"),
    total("log(x*y)", "log(x)+log(y)", x="positive", y="positive"),
    identity("log(x/y)", "log(x)-log(y)", "mismatch", "x > 0", "y > 0", x="nonzero", y="nonzero"),
    total("log(1/x)", "-log(x)", x="positive"),
    identity("log(1/x)", "-log(x)", "common", "x > 0", x="real"),
    identity("log(x^3)", "3*log(x)", "common", "x > 0", x="real"),
    identity("log((1-x)^2)", "2*log(1-x)", "mismatch", "x < 1", x="real"),
    total("log((1-x)^2)", "2*log(1-x)", x="in (0, 1)"),
    identity("log(p/(1-p))", "log(p)-log(1-p)", "common", "p > 0", "p < 1", p="in [0, 1]"),
    total("log(p/(1-p))", "log(p)-log(1-p)", p="in (0, 1)"),
    identity("x*log(x)/x", "log(x)", "common", "x > 0", x="real"),
    identity("log(x)-log(x)", "0", "mismatch", "x > 0", x="real"),
    identity("log(x)*0", "0", "mismatch", "x > 0", x="real"),
    total("log(1+exp(x))-x", "log(1+exp(-x))", x="real"),
]

ROOTS = [
    identity("sqrt(x)^2", "x", "mismatch", "x >= 0", x="real"),
    total("sqrt(x)^2", "x", x="nonnegative"),
    total("sqrt(x^2)", "abs(x)", x="real"),
    identity("sqrt(x)*sqrt(y)", "sqrt(x*y)", "mismatch", "x >= 0", "y >= 0", x="real", y="real"),
    total("sqrt(x)*sqrt(y)", "sqrt(x*y)", x="nonnegative", y="nonnegative"),
    identity("sqrt(x-1)*sqrt(x+1)", "sqrt(x^2-1)", "mismatch", "x >= 1", x="real"),
    total("sqrt(x-1)*sqrt(x+1)", "sqrt(x^2-1)", x="in [1, inf)"),
    identity("sqrt(1-x)*sqrt(1+x)", "sqrt(1-x^2)", "common", "x >= -1", "x <= 1", x="real"),
    total("sqrt(1-x)*sqrt(1+x)", "sqrt(1-x^2)", x="in [-1, 1]"),
    identity("x/sqrt(x)", "sqrt(x)", "common", "x > 0", x="real"),
    identity("x/sqrt(x)", "sqrt(x)", "common", "x > 0", x="nonnegative"),
    total("x/sqrt(x)", "sqrt(x)", x="positive"),
    identity("(x^3)^(1/3)", "x", "mismatch", "x >= 0", x="real"),
    identity("sqrt(x^3)", "x*sqrt(x)", "common", "x >= 0", x="real"),
    identity("sqrt(x)/sqrt(y)", "sqrt(x/y)", "mismatch", "x >= 0", "y > 0", x="real", y="nonzero"),
    identity("sqrt(-x)^2", "-x", "mismatch", "x <= 0", x="real"),
    identity("1/sqrt(x^2)", "1/abs(x)", "common", "x != 0", x="real"),
    total("sqrt(x^2+1)^2", "x^2+1", x="real"),
]

POWERS = [
    total("x^a*x^b", "x^(a+b)", x="positive", a="real", b="real"),
    identity("x^a*x^b", "x^(a+b)", "common", x="real", a="real", b="real"),
    identity("x^a*x^(-a)", "1", "mismatch", "x > 0", x="real", a="nonzero"),
    total("x^a*x^(-a)", "1", x="positive", a="real"),
    total("x^n*x^m", "x^(n+m)", x="real", n="natural", m="natural"),
    identity("x^n*x^(-n)", "1", "common", "x != 0", x="real", n="natural"),
    identity("0^a", "0", "mismatch", "a > 0", a="real"),
    total("0^a", "0", a="positive"),
    total("1^a", "1", a="real"),
]

FUNCTIONS = [
    identity("tan(x)*cos(x)", "sin(x)", "common", x="real"),
    total("tan(x)*cos(x)", "sin(x)", x="in (-1, 1)"),
    identity("sin(x)/cos(x)", "tan(x)", "common", x="real"),
    identity("sin(x)/x*x", "sin(x)", "common", "x != 0", x="real"),
    identity("sin(asin(x))", "x", "mismatch", "x >= -1", "x <= 1", x="real"),
    total("sin(asin(x))", "x", x="in [-1, 1]"),
    identity("cosh(acosh(x))", "x", "mismatch", "x >= 1", x="real"),
    identity("tanh(atanh(x))", "x", "common", "x > -1", "x < 1", x="in [-1, 1]"),
    total("tanh(atanh(x))", "x", x="in (-1, 1)"),
    identity("gamma(x+1)/gamma(x)", "x", "common", x="real"),
    total("gamma(x+1)/gamma(x)", "x", x="positive"),
    total("gamma(x+1)", "x*gamma(x)", x="positive"),
    identity("gamma(x+1)", "x*gamma(x)", "common", x="real"),
    identity("digamma(x+1)-1/x", "digamma(x)", "common", x="real"),
    identity("atan(x)+atan(1/x)", "pi/2*sign(x)", "common", "x != 0", x="real"),
]

SWITCHES = [
    identity("x/abs(x)", "sign(x)", "common", "x != 0", x="real"),
    total("x/abs(x)", "sign(x)", x="nonzero"),
    total("sign(x)*abs(x)", "x", x="real"),
    total("max(x,0)-max(-x,0)", "x", x="real"),
    identity("abs(x)^2/x", "x", "common", "x != 0", x="real"),
    identity("max(x,y)*min(x,y)/x", "y", "common", "x != 0", x="real", y="real"),
    total("piecewise((1/x, x != 0), (0, x == 0))*x", "piecewise((1, x != 0), (0, x == 0))", x="real"),
    total("piecewise((log(x), x > 0), (0, x <= 0))", "log(max(x, 1))+log(min(max(x, 0), 1)+piecewise((0, x > 0), (1, x <= 0)))",
          x="real"),
    identity("piecewise((x, x > 0))", "abs(x)", "mismatch", "x > 0", x="real"),
    total("piecewise((x, x > 0))", "abs(x)", x="positive"),
]

IDENTITIES: tuple[Identity, ...] = (*QUOTIENTS, *LOGARITHMS, *ROOTS, *POWERS, *FUNCTIONS, *SWITCHES)
