"""Every rule of the normal form and of the cells: what it proves, and the input that would break it without its side condition.

A row is a statement in typed text, its symbols, and whether the prover has to prove it.  What is not to be proved is false, or
undefined on a part that the rule has no right to pass over.
"""

from __future__ import annotations

import pytest

from verify.fuel import Fuel
from verify.prove import prove
from verify.question import Proof, Question
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.recheck import recheck

TRUE = {
    # powers, logarithms and exponentials
    "exp(x+y) = exp(x) exp(y)": {},
    "exp(x/2)^2 = exp(x)": {},
    "exp(3 log(a)) = a^3": {"a": "positive"},
    "log(product(x_k, k, 1, n)) = sum(log(abs(x_k)), k, 1, n)": {"x": "sequence n of real", "n": "natural"},
    "log(a b) = log(a) + log(b)": {"a": "positive", "b": "positive"},
    "log(x^2) = 2 log(x)": {},
    "log(12) = 2 log(2) + log(3)": {},
    # large numbers with small prime factors
    "log(2^1000*3^500) = 500 log(12)": {},
    "log(10^300) = 300 log(10)": {},
    "log(1/2^400) = -400 log(2)": {},
    "log(2^600/3^700) = 600 log(2) - 700 log(3)": {},
    "log(2^300 (2^61-1)) = 300 log(2) + log(2^61-1)": {},
    "log(2^300*1009^12) = 300 log(2) + 12 log(1009)": {},
    "log(2^500 x) = log(x) + 500 log(2)": {"x": "positive"},
    "log(60!) = log(58!) + log(59) + log(60)": {},
    "log(2^16000) = 16000 log(2)": {},
    "sqrt(2^1000*3^500) = 2^500*3^250": {},
    "sqrt(2^401) = 2^200 sqrt(2)": {},
    "(6^300)^(1/3) = 6^100": {},
    "a^b a^c = a^(b+c)": {"a": "positive"},
    "(a^2)^(1/2) = a": {"a": "positive"},
    "sqrt(12) = 2 sqrt(3)": {},
    "1/sqrt(a) = sqrt(1/a)": {"a": "positive"},
    "sqrt(x) sqrt(y) = sqrt(x y)": {},
    "exp(1/(1-p)) exp(-p/(1-p)) = exp(1)": {"p": "in (0, 1)"},
    "x^(n+1) = x x^n": {"n": "integer >= 0"},
    "(1 - a b)^(n+1) = (1 - a b) (1 - a b)^n": {"n": "integer >= 0"},
    # functions that unfold
    "tanh(x) = (exp(2x) - 1)/(exp(2x) + 1)": {},
    "sin(2x) = 2 sin(x) cos(x)": {},
    "cos(x)^2 - sin(x)^2 = cos(2x)": {},
    "tan(x) cos(x) = sin(x)": {},
    "atanh(p) = log((1+p)/(1-p))/2": {"p": "in (-1, 1)"},
    "erf(-x) = -erf(x)": {},
    "asin(-x) = -asin(x)": {},
    "sin(pi/2) = 1": {},
    "sin(pi/4) = sqrt(2)/2": {},
    "cos(x + pi/3) = cos(x)/2 - sqrt(3)/2 sin(x)": {},
    "tan(pi/6) = 1/sqrt(3)": {},
    # the Gamma family
    "gamma(a+2) = a (a+1) gamma(a)": {"a": "positive"},
    "gamma(x+2)/gamma(x+1) = x + 1": {},
    "gamma(1/2) = sqrt(pi)": {},
    "gamma(5) = 24": {},
    "digamma(a+1) - digamma(a) = 1/a": {"a": "positive"},
    # cells
    "abs(x)^2 = x^2": {},
    "sqrt(x^2) = abs(x)": {},
    "max(x, y) + min(x, y) = x + y": {},
    "max(max(x, y), z) = max(x, max(y, z))": {},
    "sign(x) abs(x) = x": {},
    "sign(x_k) abs(x_k) = x_k": {"x": "sequence n of real", "n": "natural", "k": "natural"},
    "if x < 0 then -x else x = abs(x)": {},
    "abs(a x) = a abs(x)": {"a": "positive"},
    "max(0, p) = p": {"p": "in (0, 1)"},
    # derivatives
    "diff(log(1+exp(x)), x) = 1/(1+exp(-x))": {},
    "diff(x^a, x) = a x^(a-1)": {"x": "positive", "a": "real"},
    "diff(abs(x), x) = sign(x)": {"x": "nonzero"},
    # sums
    "sum(k, k, 1, n) = n (n+1)/2": {"n": "natural"},
    "sum(c, k, 1, n) = n c": {"n": "natural", "c": "real"},
    "sum(p^k, k, 0, n) = (1-p^(n+1))/(1-p)": {"n": "natural", "p": "in (0, 1)"},
    "sum(a^k/factorial(k), k, 0, inf) = exp(a)": {"a": "positive"},
    "sum(k^2 p^k, k, 0, inf) = p (1+p)/(1-p)^3": {"p": "in (0, 1)"},
    # integrals
    "integral(exp(-a x^2), x, -inf, inf) = sqrt(pi/a)": {"a": "positive"},
    "integral(x^(a-1) exp(-x), x, 0, inf) = gamma(a)": {"a": "positive"},
    "integral(abs(x) exp(-x^2/2), x, -inf, inf) = 2": {},
    "integral(x^2, x, 0, a) = a^3/3": {"a": "positive"},
    "integral(1/x, x, 1, a) = log(a)": {"a": "real >= 1"},
    "integral(x exp(-x), x, 0, a) = 1 - (1+a) exp(-a)": {"a": "positive"},
    "integral(1/x, x, a, b) = log(b) - log(a)": {"a": "positive", "b": "positive"},
    "integral(1/(1+s^2), s, 0, t) = atan(t)": {},
    "integral(log(x), x, 1, a) = a log(a) - a + 1": {"a": "positive"},
    "integral(log(x), x, 0, 1) = -1": {},
    "integral(x/(1+x^2), x, 0, a) = log(1+a^2)/2": {"a": "positive"},
    "integral(1/(pi (1+t^2)), t, -inf, x) = 1/2 + atan(x)/pi": {},
    "integral(exp(-(x-m)^2/(2s^2))/(sqrt(2pi) s), x, a, b) = Phi((b-m)/s) - Phi((a-m)/s)": {
        "s": "positive", "m": "real", "a": "real", "b": "real"
    },
    "integral(max(0,x) exp(-(x-m)^2/(2s^2)), x, -inf, inf)/(sqrt(2pi) s) = m Phi(m/s) + s exp(-m^2/(2s^2))/sqrt(2pi)": {
        "s": "positive", "m": "real"
    },
    "integral(piecewise((1, x>t), (0, true)) exp(-x), x, 0, inf) = exp(-t)": {"t": "positive"},
    "integral(abs(x-t), x, 0, 1) = (t^2+(1-t)^2)/2": {"t": "in (0, 1)"},
    # roots of different degrees
    "sqrt(x) x^(1/3) = x^(5/6)": {"x": "nonnegative"},
    "sqrt(exp(x)) exp(x)^(1/3) = exp(5x/6)": {},
    # the logarithm of the Gamma function
    "l^k exp(-l)/factorial(k) = exp(k log(l) - l - loggamma(k+1))": {"l": "positive", "k": "integer >= 0"},
    "b^a x^(a-1) exp(-b x)/gamma(a) = exp(a log(b) + (a-1) log(x) - b x - loggamma(a))": {
        "a": "positive", "b": "positive", "x": "positive"
    },
    # floors of fractions of integers
    "ceil((n+2p-k+1)/s) = floor((n+2p-k)/s) + 1": {"n": "natural", "p": "natural", "k": "natural", "s": "natural"},
    "floor(floor(n/2)/2) = floor(n/4)": {"n": "integer"},
    "ceil(ceil(n/2)/2) = ceil(n/4)": {"n": "integer"},
    "floor(x + n) = floor(x) + n": {"n": "integer"},
    # values of increasing functions are compared by their arguments
    "piecewise((1, x>0), (exp(x), true)) = min(1, exp(x))": {},
    "piecewise((x, x>=0), (a (exp(x)-1), true)) = max(0,x) + min(0, a (exp(x)-1))": {"a": "positive"},
    "min(t^(-1/2), t w^(-3/2)) = piecewise((t/(w sqrt(w)), t <= w), (1/sqrt(t), true))": {"t": "positive", "w": "positive"},
    "max(atan(x), atan(y)) = atan(max(x, y))": {},
    "abs(tanh(x)) = tanh(abs(x))": {},
    "1/(1+exp(-z)) > 1/2 => z > 0": {},
    "log(x) < 0 => x < 1": {"x": "positive"},
    "exp(x) = 2 => x = log(2)": {},
    "sqrt(x) < y => x < y^2": {},
    "log(x) > y => x > exp(y)": {},
    # products that are 0
    "x^2 - x - 6 = 0 => x = 3 or x = -2": {},
    "x^3 = x => x = 0 or x = 1 or x = -1": {},
    "x^2 = -1 => 1 = 2": {},
    # half turns
    "sin(2 pi m) = 0": {"m": "integer"},
    "cos(x + pi k) = (-1)^k cos(x)": {"k": "integer"},
    # a bound that is one of two numbers
    "abs(0.3989 exp(-x^2/2) - exp(-x^2/2)/sqrt(2pi)) <= max(1, abs(exp(-x^2/2)/sqrt(2pi)))/1000": {"x": "in (-1, 1)"},
    # products
    "product(c, k, 1, n) = c^n": {"c": "positive", "n": "integer >= 0"},
    "log(product(a_k b, k, 1, n)) = sum(log(a_k), k, 1, n) + n log(b)": {
        "a": "sequence n of positive", "n": "natural", "b": "positive"
    },
    # finitely many values, and hypotheses that are false at some of them
    "s tanh(s x) = tanh(x)": {"s": "in {-1, 1}"},
    "max(p, q) = p + q - p q": {"p": "in {0, 1}", "q": "in {0, 1}"},
    "p + 2 q > 5/2 => p q = 1": {"p": "in {0, 1}", "q": "in {0, 1}"},
    "p = 1 and q = 0 => p + q = 1": {"p": "in {0, 1}", "q": "in {0, 1}"},
    # cells in which nothing is defined
    "piecewise((x, x > 0)) = abs(x)": {},
    "cosh(acosh(x)) = x": {},
}

NOT_TO_PROVE = {
    # what is left after a division by small primes belongs to the number
    "log(2^300*1009) = 300 log(2)": {},
    "log(2^300 (2^61-1)) = 300 log(2)": {},
    "sqrt(2^300*1009^2) = 2^150": {},
    "log(2^300*1009^12) = 300 log(2) + log(1009)": {},
    "log(2^500 + 1) = 500 log(2)": {},
    "log(2^1000*3^500) = 501 log(12)": {},
    "log(2^1000*3^500) = 500 log(6)": {},
    "log(10^300) = 300 log(2) + 301 log(5)": {},
    "sqrt(2^401) = 2^200": {},
    "(6^301)^(1/3) = 6^100": {},
    "log(1/2^400) = 400 log(2)": {},
    "log(60!) = log(58!) + log(60)": {},
    "log(2^500 x) = log(x) + 250 log(2)": {"x": "positive"},
    # sqrt x^2 is |x|, not x
    "sqrt(x^2) = x": {},
    "(x^2)^(1/2) = x": {},
    # the even power may vanish: x^2 y >= 0 says nothing of y at x = 0
    "sqrt(x^2 y) = x sqrt(y)": {},
    "abs(y) = y + 0 sqrt(x^2 y)": {},
    "log(x^2 + 1) = 2 log(x)": {},
    # a cell is missing: signs of several switches
    "abs(x + y) = abs(x) + abs(y)": {},
    "sign(x)^2 = 1": {},
    "max(x, y) = x": {},
    "abs(a x) = a abs(x)": {"a": "real"},
    # closed ends
    "sign(p) = 1": {"p": "in [0, 1]"},
    "sign(1-p) = 1": {"p": "in [0, 1]"},
    "sign(n) = 1": {"n": "integer >= 0"},
    # the reflection and shift formulas at poles, odd functions that are even
    "erf(-x) = erf(x)": {},
    "atan(x) + atan(1/x) = pi/2": {"x": "nonzero"},
    "gamma(x) = x gamma(x)": {},
    # 0^n is 1 at n = 0, and 0^(n/2) is not defined there
    "0^n = 0": {"n": "integer >= 0"},
    "0^n = 1": {"n": "integer >= 0"},
    "0^n = 0^m": {"n": "integer >= 0", "m": "integer >= 0"},
    "0^(n/2) = 0^(n/2)^2": {"n": "integer >= 0"},
    # sums: empty ranges, another bound, a base that is wrong
    "sum(k, k, 1, n) = n (n+1)/2 + 1": {"n": "natural"},
    "sum(c, k, 1, n) = n c": {"n": "integer", "c": "real"},
    "sum(1/k, k, 1, n) = 1": {"n": "natural"},
    "abs(a) = a + 0 sum(log(a), k, 1, n)": {"n": "integer >= 0", "a": "real"},
    "sum(abs(k - 3), k, 1, n) = abs(sum(k - 3, k, 1, n))": {"n": "natural"},
    # integrals that need a sign
    "integral(exp(-a x^2), x, -inf, inf) = sqrt(pi/a)": {"a": "real"},
    "integral(x^(a-1) exp(-x), x, 0, inf) = gamma(a)": {"a": "real"},
    "sum(a^k, k, 0, inf) = 1/(1-a)": {"a": "positive"},
    "sum(k p^k, k, 0, inf) = p/(1-p)": {"p": "in (0, 1)"},
    "sin(pi/4) = 1/2": {},
    "cos(x + pi/3) = cos(x)/2 + sqrt(3)/2 sin(x)": {},
    # an antiderivative with a pole between the ends, or with no limit at one
    "integral(1/x, x, -1, 1) = 0": {},
    "integral(1/x^2, x, -1, 1) = -2": {},
    "integral(1/x, x, a, b) = log(b) - log(a) + 1": {"a": "real", "b": "real"},
    "integral(1/x, x, 1, inf) = 1": {},
    "integral(x/(1+x^2), x, -inf, inf) = 0": {},
    "integral(1/(a^2+x^2), x, -inf, inf) = pi/a": {"a": "nonzero"},
    "integral(r exp(-r t), t, x, inf) = exp(-r x)": {"r": "real", "x": "positive"},
    "integral(max(x,t), x, 0, 1) = (1+t^2)/2": {"t": "positive"},
    "integral(exp(-t^2/2)/sqrt(2pi), t, x, inf) = Phi(x)": {},
    # roots of different degrees: of numbers of any sign, of different numbers
    "sqrt(x^2) (x^2)^(1/4) = x^(3/2)": {},
    "sqrt(x) y^(1/3) = (x y)^(5/6)": {"x": "positive", "y": "positive"},
    # the Gamma function is negative between -1 and 0, where loggamma has no value
    "loggamma(x) = gamma(x)": {"x": "positive"},
    "exp(loggamma(x)) = -gamma(x)": {},
    "log(factorial(n)) = loggamma(n)": {"n": "integer >= 1"},
    # floors of what may be no integer, over what may be negative
    "ceil(x/s) = floor((x-1)/s) + 1": {"s": "integer >= 1"},
    "ceil(n/s) = floor((n-1)/s) + 1": {"n": "integer", "s": "positive"},
    "ceil(n/q) = floor((n-1)/q) + 1": {"n": "integer", "q": "integer"},
    "floor(x + y) = floor(x) + y": {},
    "floor(2 floor(x)) = floor(2 x)": {},
    "floor(floor(x)/s) = floor(x/s)": {"s": "positive"},
    "floor((floor(x) + y)/2) = floor((x + y)/2)": {},
    # increasing functions of what is in the wrong order, or of negative numbers
    "piecewise((1, x>0), (exp(x), true)) = max(1, exp(x))": {},
    "piecewise((x, x>=0), (a (exp(x)-1), true)) = max(0,x) + min(0, a (exp(x)-1))": {"a": "real"},
    "max(x^2, y^2) = max(x, y)^2": {},
    "exp(2x) > 1 => x > 1": {},
    "x^2 < y^2 => x < y": {},
    "x < y^2 => sqrt(x) < y": {},
    "a^x > a^y => x > y": {"a": "positive"},
    "log(abs(x)) > 0 => x > 1": {},
    # a product that is 0 with another factor; real numbers only
    "x^2 = 4 => x = 2 or x = -3": {},
    "z^2 = -1 => 1 = 2": {"z": "complex"},
    # half turns by what is no integer
    "sin(2 pi m) = 0": {"m": "real"},
    "cos(pi m) = 1": {"m": "integer"},
    "sin(pi m/2) = 0": {"m": "integer"},
    # a bound that does not do
    "abs(0.397 exp(-x^2/2) - exp(-x^2/2)/sqrt(2pi)) <= max(1, abs(exp(-x^2/2)/sqrt(2pi)))/1000": {"x": "in (-1, 1)"},
    # a product of factors of any sign, a sum whose bound is no integer
    "log(product(x_k^2, k, 1, n)) = sum(log(abs(x_k)), k, 1, n)": {"x": "sequence n of real", "n": "natural"},
    "log(abs(product(x_k, k, 1, n))) = abs(sum(log(abs(x_k)), k, 1, n))": {"x": "sequence n of real", "n": "natural"},
    "sum(1, k, 1, a) = a": {"a": "positive"},
    # derivatives where there is none
    "diff(if x = 0 then 0 else x, x) = if x = 0 then 0 else 1": {},
    # one value is missing, a false hypothesis that is undefined or may be true
    "s tanh(s x) = tanh(x)": {"s": "in {-1, 0, 1}"},
    "s^2 = s": {"s": "in {0, 1/2, 1}"},
    "p + 2 q > 3/2 => p q = 1": {"p": "in {0, 1}", "q": "in {0, 1}"},
    "p + q >= 1 => p = 1 and q = 0": {"p": "in {0, 1}", "q": "in {0, 1}"},
    # complex numbers have no order
    "log(z^2) = 2 log(z)": {"z": "complex"},
    "sqrt(z^2) = z": {"z": "complex"},
}


def asked(statement: str, symbols: dict[str, str]) -> Question:
    return Question(read_text(statement, declarations(symbols)).term)


@pytest.mark.parametrize(("statement", "symbols"), TRUE.items(), ids=TRUE)
def test_proved_and_accepted(statement: str, symbols: dict[str, str]) -> None:
    proof = prove(asked(statement, symbols), Fuel())
    assert isinstance(proof, Proof), proof
    assert recheck(proof) == ()


@pytest.mark.parametrize(("statement", "symbols"), NOT_TO_PROVE.items(), ids=NOT_TO_PROVE)
def test_not_proved(statement: str, symbols: dict[str, str]) -> None:
    found = prove(asked(statement, symbols), Fuel())
    assert not isinstance(found, Proof) or recheck(found) != ()
