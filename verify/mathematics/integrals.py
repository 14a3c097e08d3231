"""Formulas for definite integrals and infinite sums, as a table: integrand, value, and the conditions they need.

    gaussian      R       x^j exp(-a x^2 + b x)      a > 0
    gamma         (0,oo)  x^(s-1) exp(-b x)          s > 0, b > 0
    half-gaussian (0,oo)  x^(s-1) exp(-b x^2)        s > 0, b > 0
    inverse gamma (0,oo)  x^(-s-1) exp(-b/x)         s > 0, b > 0
    beta          (0,1)   x^(s-1) (1-x)^(t-1)        s > 0, t > 0
    exponential   x = 0, 1, ...   x^j exp(c x)/x!
    geometric     x = 0, 1, ...   x^j exp(-c x)      c > 0
    power exponential             x^j r^x/x!
    power geometric               x^j r^x            -1 < r < 1
    even exponential              s^x u^(2x)/(2x)!          s = 1 or s = -1
    odd exponential               s^x u^(2x+1)/(2x+1)!      s = 1 or s = -1
    powers                        1/(x + a)^s               s even, a whole or a half more: see `rational_series`
    telescoping                   1/(x + a) - 1/(x + b)     b - a whole
    alternating                   (-1)^x/(x + a)^s          s even or 1
    binomial      x = 0, ..., n   x^j exp(c x)/(x! (n-x)!)        n an integer, n + 1 > 0

A parameter j is a number, the others are terms; n is the upper end itself.
Source: any table of integrals; checked by quadrature in the tests.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import comb, factorial

from verify.mathematics.binders import canonical
from verify.mathematics.rational_series import (
    alternating_sum,
    is_alternating,
    is_series_of_powers,
    is_telescoping,
    sum_of_powers,
    telescoped,
)
from verify.sort import POSITIVE, REAL, Scalar
from verify.term import (
    HALF,
    INFINITY,
    MINUS_INFINITY,
    MINUS_ONE,
    ONE,
    PI,
    SPACE,
    TWO,
    ZERO,
    Term,
    add,
    call,
    divide,
    exp,
    make,
    mul,
    negate,
    number,
    power,
    relation,
    sqrt,
    substitute,
    subtract,
)

COUNT = Scalar("integer", lower=ZERO.fraction, lower_open=False)
UNIT_INTERVAL = Scalar(lower=ZERO.fraction, upper=ONE.fraction)

# name -> operation, lower end, upper end (None for any integer, the first parameter), the sort of a point between them
RANGES: dict[str, tuple[str, Term, Term | None, Scalar]] = {
    "line": ("integral", MINUS_INFINITY, INFINITY, REAL),
    "half line": ("integral", ZERO, INFINITY, POSITIVE),
    "unit interval": ("integral", ZERO, ONE, UNIT_INTERVAL),
    "counts": ("sum", ZERO, INFINITY, COUNT),
    "counts up to n": ("sum", ZERO, None, COUNT),
}

Parameters = tuple[Term, ...]
Instance = tuple[str, Term, Parameters]  # formula, coefficient free of x, parameters


@dataclass(frozen=True)
class Formula:
    """The integral of `integrand(x, parameters)` over `range` is `value(parameters)` if all `positive(parameters)` are > 0.

    `match` finds the parameters from the power of x, the coefficients of the exponent and the upper end, or gives None;
    without it a formula is found in another way.
    """

    name: str
    range: str
    integrand: Callable[..., Term]
    value: Callable[..., Term]
    positive: Callable[..., Parameters]
    match: Callable[[int, dict[str, Term], Term], Parameters | None] = lambda degree, shapes, end: None
    weight: Callable[[Term, Term], Term] = lambda x, end: ONE  # what the integrand is multiplied with before it is taken apart


def stirling_numbers(degree: int) -> list[int]:
    """S(degree, 0), ..., S(degree, degree), of the second kind: x^j = sum_i S(j, i) x (x-1) ... (x-i+1)."""
    numbers = [1]
    for _ in range(degree):
        shifted = [0, *numbers]
        numbers = [shifted[i] + i * (numbers[i] if i < len(numbers) else 0) for i in range(len(shifted))]
    return numbers


def _power_exponential_value(j: Term, rate: Term) -> Term:
    """exp(r) times the j-th Touchard polynomial in r: the moments of a Poisson variable, but for the factor exp(-r)."""
    moments = (mul(number(count), power(rate, i)) for i, count in enumerate(stirling_numbers(int(j.value[0]))) if count)
    return mul(exp(rate), add(*moments))


def _power_geometric_value(j: Term, ratio: Term) -> Term:
    """sum_i S(j, i) i! q^i / (1 - q)^(i+1)."""
    return add(
        *(
            divide(mul(number(count * factorial(i)), power(ratio, i)), power(subtract(ONE, ratio), i + 1))
            for i, count in enumerate(stirling_numbers(int(j.value[0])))
            if count
        )
    )


def _alternates(s: Term) -> Parameters:
    """What is positive for s = -1 and s = 1 only."""
    return () if s in (ONE, MINUS_ONE) else (MINUS_ONE,)


def _binomial_weight(x: Term, n: Term) -> Term:
    return mul(call("gamma", add(x, ONE)), call("gamma", add(subtract(n, x), ONE)))


def _power_binomial_value(n: Term, j: Term, ratio: Term) -> Term:
    """sum_i S(j, i) n (n-1) ... (n-i+1) q^i (1 + q)^(n-i) / n!: the factorial moments of a binomial variable."""
    moments = []
    for i, count in enumerate(stirling_numbers(int(j.value[0]))):
        falling = (subtract(n, number(step)) for step in range(i))
        if count:
            moments.append(mul(number(count), *falling, power(ratio, i), power(add(ONE, ratio), subtract(n, number(i)))))
    return divide(add(*moments), call("gamma", add(n, ONE)))


def _match_binomial(degree: int, shapes: dict[str, Term], end: Term) -> Parameters | None:
    slope = shapes.pop("x", ZERO)
    return None if shapes or degree > 8 else (end, number(degree), slope)


def _match_exponential(degree: int, shapes: dict[str, Term], end: Term) -> Parameters | None:
    slope = shapes.pop("x", ZERO)
    return None if shapes or degree > 8 else (number(degree), slope)


def _match_geometric(degree: int, shapes: dict[str, Term], end: Term) -> Parameters | None:
    slope = shapes.pop("x", None)
    return None if slope is None or shapes or degree > 8 else (number(degree), negate(slope))


def _gaussian_value(j: Term, a: Term, b: Term) -> Term:
    """exp(b^2/(4a)) sqrt(pi/a) E[(mu + s Z)^j] with mu = b/(2a), s^2 = 1/(2a)."""
    degree = int(j.value[0])
    mean, variance = divide(b, mul(TWO, a)), divide(ONE, mul(TWO, a))
    moments = []
    for even in range(0, degree + 1, 2):
        odd_product = 1
        for factor in range(1, even, 2):
            odd_product *= factor
        moments.append(mul(number(comb(degree, even) * odd_product), power(mean, degree - even), power(variance, even // 2)))
    return mul(exp(divide(power(b, 2), mul(number(4), a))), sqrt(divide(PI, a)), add(*moments))


def _match_gaussian(degree: int, shapes: dict[str, Term], end: Term) -> Parameters | None:
    square = shapes.pop("x^2", None)
    slope = shapes.pop("x", ZERO)
    return None if square is None or shapes or degree > 12 else (number(degree), negate(square), slope)


def _match_gamma(shape: str) -> Callable[[int, dict[str, Term], Term], Parameters | None]:
    def match(degree: int, shapes: dict[str, Term], end: Term) -> Parameters | None:
        exponent = add(shapes.pop("log(x)", ZERO), number(degree + 1))
        rate = shapes.pop(shape, None)
        return None if rate is None or shapes else (exponent, negate(rate))

    return match


def _match_inverse_gamma(degree: int, shapes: dict[str, Term], end: Term) -> Parameters | None:
    exponent = subtract(negate(shapes.pop("log(x)", ZERO)), number(degree + 1))
    rate = shapes.pop("1/x", None)
    return None if rate is None or shapes else (exponent, negate(rate))


def _match_beta(degree: int, shapes: dict[str, Term], end: Term) -> Parameters | None:
    first = add(shapes.pop("log(x)", ZERO), number(degree + 1))
    second = add(shapes.pop("log(1-x)", ZERO), ONE)
    return None if shapes else (first, second)


FORMULAS: dict[str, Formula] = {
    formula.name: formula
    for formula in (
        Formula(
            "gaussian",
            "line",
            lambda x, j, a, b: mul(power(x, j), exp(add(negate(mul(a, power(x, 2))), mul(b, x)))),
            _gaussian_value,
            lambda j, a, b: (a,),
            _match_gaussian,
        ),
        Formula(
            "gamma",
            "half line",
            lambda x, s, b: mul(power(x, subtract(s, ONE)), exp(negate(mul(b, x)))),
            lambda s, b: mul(call("gamma", s), power(b, negate(s))),
            lambda s, b: (s, b),
            _match_gamma("x"),
        ),
        Formula(
            "half-gaussian",
            "half line",
            lambda x, s, b: mul(power(x, subtract(s, ONE)), exp(negate(mul(b, power(x, 2))))),
            lambda s, b: mul(HALF, call("gamma", mul(HALF, s)), power(b, negate(mul(HALF, s)))),
            lambda s, b: (s, b),
            _match_gamma("x^2"),
        ),
        Formula(
            "inverse gamma",
            "half line",
            lambda x, s, b: mul(power(x, subtract(negate(s), ONE)), exp(negate(divide(b, x)))),
            lambda s, b: mul(call("gamma", s), power(b, negate(s))),
            lambda s, b: (s, b),
            _match_inverse_gamma,
        ),
        Formula(
            "beta",
            "unit interval",
            lambda x, s, t: mul(power(x, subtract(s, ONE)), power(subtract(ONE, x), subtract(t, ONE))),
            lambda s, t: divide(mul(call("gamma", s), call("gamma", t)), call("gamma", add(s, t))),
            lambda s, t: (s, t),
            _match_beta,
        ),
        Formula(
            "exponential",
            "counts",
            lambda x, j, c: divide(mul(power(x, j), exp(mul(c, x))), call("gamma", add(x, ONE))),
            lambda j, c: _power_exponential_value(j, exp(c)),
            lambda j, c: (),
            _match_exponential,
            lambda x, end: call("gamma", add(x, ONE)),
        ),
        Formula(
            "geometric",
            "counts",
            lambda x, j, c: mul(power(x, j), exp(negate(mul(c, x)))),
            lambda j, c: _power_geometric_value(j, exp(negate(c))),
            lambda j, c: (c,),
            _match_geometric,
        ),
        Formula(
            "power exponential",
            "counts",
            lambda x, j, r: divide(mul(power(x, j), power(r, x)), call("gamma", add(x, ONE))),
            _power_exponential_value,
            lambda j, r: (),
        ),
        Formula(
            "power geometric",
            "counts",
            lambda x, j, r: mul(power(x, j), power(r, x)),
            _power_geometric_value,
            lambda j, r: (subtract(ONE, r), add(ONE, r)),
        ),
        Formula(
            "even exponential",
            "counts",
            lambda x, s, u: divide(mul(power(s, x), power(u, mul(TWO, x))), call("gamma", add(mul(TWO, x), ONE))),
            lambda s, u: call("cosh" if s is ONE else "cos", u),
            lambda s, u: _alternates(s),
        ),
        Formula(
            "odd exponential",
            "counts",
            lambda x, s, u: divide(mul(power(s, x), power(u, add(mul(TWO, x), ONE))), call("gamma", add(mul(TWO, x), TWO))),
            lambda s, u: call("sinh" if s is ONE else "sin", u),
            lambda s, u: _alternates(s),
        ),
        Formula(
            "powers",
            "counts",
            lambda x, s, a: power(add(x, a), negate(s)),
            lambda s, a: sum_of_powers(s, a) if is_series_of_powers(s, a) else ZERO,
            lambda s, a: () if is_series_of_powers(s, a) else (MINUS_ONE,),
        ),
        Formula(
            "telescoping",
            "counts",
            lambda x, a, b: subtract(power(add(x, a), MINUS_ONE), power(add(x, b), MINUS_ONE)),
            lambda a, b: telescoped(a, b) if is_telescoping(a, b) else ZERO,
            lambda a, b: () if is_telescoping(a, b) else (MINUS_ONE,),
        ),
        Formula(
            "alternating",
            "counts",
            lambda x, s, a: mul(power(MINUS_ONE, x), power(add(x, a), negate(s))),
            lambda s, a: alternating_sum(s, a) if is_alternating(s, a) else ZERO,
            lambda s, a: () if is_alternating(s, a) else (MINUS_ONE,),
        ),
        Formula(
            "binomial",
            "counts up to n",
            lambda x, n, j, c: divide(mul(power(x, j), exp(mul(c, x))), _binomial_weight(x, n)),
            lambda n, j, c: _power_binomial_value(n, j, exp(c)),
            lambda n, j, c: (add(n, ONE),),
            _match_binomial,
            lambda x, end: _binomial_weight(x, end),
        ),
        Formula(
            "power binomial",
            "counts up to n",
            lambda x, n, j, r: divide(mul(power(x, j), power(r, x)), _binomial_weight(x, n)),
            _power_binomial_value,
            lambda n, j, r: (subtract(add(n, ONE), j),),  # for r = -1 there is no negative power of 1 + r
        ),
    )
}

# The formulas whose first parameter but for an upper end is the power of x, a whole number.
WITH_POWERS = frozenset(
    ("gaussian", "exponential", "geometric", "power exponential", "power geometric", "binomial", "power binomial")
)


def assembled_integrand(instances: tuple[Instance, ...], x: Term) -> Term:
    """The sum of coefficient * integrand."""
    return add(*(mul(coefficient, FORMULAS[name].integrand(x, *parameters)) for name, coefficient, parameters in instances))


def assembled_value(instances: tuple[Instance, ...]) -> Term:
    """The sum of coefficient * value."""
    return add(*(mul(coefficient, FORMULAS[name].value(*parameters)) for name, coefficient, parameters in instances))


def side_conditions(instances: tuple[Instance, ...]) -> tuple[Term, ...]:
    """Everything that has to be positive, each once."""
    positive = [term for name, _, parameters in instances for term in FORMULAS[name].positive(*parameters)]
    return tuple(dict.fromkeys(relation("lt", ZERO, term) for term in positive))


def half_integrals(term: Term) -> tuple[Term, Term] | None:
    """The integrals of f(x) and of f(-x) over x > 0, for an integral of f over the line; None for any other term."""
    if term.op != "integral" or term.args[1:3] != (MINUS_INFINITY, INFINITY):
        return None
    bound, _, _, body = term.args
    parts = (body, substitute(body, {bound: negate(bound)}))
    first, second = (make("integral", (bound, ZERO, INFINITY, part)) for part in parts)
    return first, second


def on_half_line(term: Term) -> Term | None:
    """The integral of f(a + x), or of f(b - x), over x > 0 for that of f from a on, or up to b; None for any other term."""
    if term.op != "integral" or SPACE in term.args[1:3]:
        return None
    bound, lower, upper, body = term.args
    if upper is INFINITY and lower not in (ZERO, INFINITY, MINUS_INFINITY):
        place = add(lower, bound)
    elif lower is MINUS_INFINITY and upper not in (INFINITY, MINUS_INFINITY):
        place = subtract(upper, bound)
    else:
        return None
    return canonical(make("integral", (bound, ZERO, INFINITY, substitute(body, {bound: place}))))
