"""Concrete functions that stand for an unknown one: smooth, increasing, convex ... as its sort says, and no more.

Each is scale * g(u) + shift with g a row of `BASES` and scale > 0, which keeps every property except oddness (shift = 0 then).
A function of several arguments is such a function of a combination of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from verify.refute.instance_draw import Stream, Style
from verify.refute.instance_numbers import Unsupported
from verify.sort import REAL, Function
from verify.term import ONE, TRUE, Term, add, call, divide, exp, mul, negate, number, piecewise, power, relation, symbol

SHAPES = frozenset(("continuous", "smooth", "increasing", "decreasing", "convex", "even", "odd"))
_U = symbol("u", REAL)
_SQUARE = power(_U, 2)


@dataclass(frozen=True)
class Base:
    """g with what holds of it; `lower` and `upper` bound its values (not attained, or None)."""

    body: Term
    text: str
    properties: frozenset[str]
    lower: Fraction | None = None
    upper: Fraction | None = None


def _base(body: Term, text: str, properties: str, lower: int | None = None, upper: int | None = None) -> Base:
    bounds = [None if bound is None else Fraction(bound) for bound in (lower, upper)]
    return Base(body, text, frozenset(properties.split()), *bounds)


_HALF_SQUARE = mul(number(1, 2), _SQUARE)
BASES: tuple[Base, ...] = (
    _base(add(_U, mul(number(1, 5), power(_U, 3))), "u + u^3/5", "continuous smooth increasing odd"),
    _base(add(_SQUARE, _U), "u^2 + u", "continuous smooth convex"),
    _base(_SQUARE, "u^2", "continuous smooth convex even", lower=-1),
    _base(divide(ONE, add(ONE, _SQUARE)), "1/(1 + u^2)", "continuous smooth even", lower=0, upper=2),
    _base(exp(_U), "exp(u)", "continuous smooth increasing convex", lower=0),
    _base(exp(negate(_U)), "exp(-u)", "continuous smooth decreasing convex", lower=0),
    _base(negate(add(_U, mul(number(1, 3), power(_U, 3)))), "-u - u^3/3", "continuous smooth decreasing odd"),
    _base(_U, "u", "continuous smooth increasing convex odd"),
    _base(negate(_U), "-u", "continuous smooth decreasing convex odd"),
    _base(call("tanh", _U), "tanh(u)", "continuous smooth increasing odd", lower=-1, upper=1),
    _base(negate(call("tanh", _U)), "-tanh(u)", "continuous smooth decreasing odd", lower=-1, upper=1),
    _base(divide(ONE, add(ONE, exp(_U))), "1/(1 + exp(u))", "continuous smooth decreasing", lower=0, upper=1),
    _base(power(_U, 3), "u^3", "continuous smooth increasing odd"),
    _base(call("max", number(0), _U), "max(0, u)", "continuous convex", lower=-1),
    _base(call("abs", _U), "abs(u)", "continuous convex even", lower=-1),
    _base(
        piecewise((number(0), relation("lt", _U, number(1))), (number(2), TRUE)),
        "(0 if u < 1 else 2)", "", lower=-1, upper=3,
    ),
    _base(number(0), "0", "continuous smooth convex even", lower=-1, upper=1),
    _base(add(power(_U, 3), negate(_U)), "u^3 - u", "continuous smooth odd"),
)  # fmt: skip


@dataclass(frozen=True)
class ConcreteFunction:
    """A function of one symbol, `parameter`; several arguments a_1, a_2 ... enter as sum c_i a_i + product of all a_i."""

    parameter: Term
    body: Term
    text: str


def draw_function(sort: Function, stream: Stream, style: Style, rank: int, differentiated: bool) -> ConcreteFunction:
    """The `rank`-th of the fitting bases, scaled and shifted into the codomain."""
    wanted = frozenset(sort.properties)
    if not wanted <= SHAPES:
        raise Unsupported(f"a function that is {' and '.join(sorted(wanted - SHAPES))}")
    if differentiated:
        wanted |= {"smooth"}
    if sort.codomain.is_complex or sort.codomain.is_integer or sort.codomain.values is not None:
        raise Unsupported("a function whose values are not an interval of the reals")
    fitting = [base for base in BASES if wanted <= base.properties and _fits(base, sort)]
    if sort.arity > 1:
        fitting = [base for base in fitting if not (wanted & {"increasing", "decreasing", "convex", "even", "odd"})]
    if not fitting:
        raise Unsupported("a function with these properties")
    base = fitting[(rank + stream.below(2)) % len(fitting)] if style is not Style.DEGENERATE else fitting[-1]
    scale = Fraction(1) if style is Style.SIMPLE else stream.below(3) + stream.proper_fraction(style)
    shift = Fraction(0) if style is Style.SIMPLE else stream.below(5) - 2 + stream.proper_fraction(style)
    return _placed(base, sort, scale, shift)


def _fits(base: Base, sort: Function) -> bool:
    lower, upper = sort.codomain.lower, sort.codomain.upper
    if "odd" in sort.properties and (lower is not None or upper is not None):
        bounds = (base.lower, base.upper)
        return None not in bounds and (lower is None or lower <= -1) and (upper is None or upper >= 1)
    return (lower is None or base.lower is not None) and (upper is None or base.upper is not None)


def _placed(base: Base, sort: Function, scale: Fraction, shift: Fraction) -> ConcreteFunction:
    """scale * g + shift, moved between the ends of the codomain."""
    lower, upper = sort.codomain.lower, sort.codomain.upper
    if "odd" in sort.properties:
        shift = Fraction(0)
        scale = scale if lower is None and upper is None else Fraction(1)
    elif lower is not None and upper is not None:
        assert base.lower is not None and base.upper is not None
        scale = (upper - lower) / (base.upper - base.lower)
        shift = lower - scale * base.lower
    elif lower is not None:
        assert base.lower is not None
        shift = lower - scale * base.lower
    elif upper is not None:
        assert base.upper is not None
        shift = upper - scale * base.upper
    if sort.codomain.nonzero and lower is None and upper is None:
        raise Unsupported("a function without zeros")
    if (scale, shift) == (1, 0):
        return ConcreteFunction(_U, base.body, base.text)
    text = f"{base.text}" if scale == 1 else f"{scale} * ({base.text})"
    return ConcreteFunction(_U, add(mul(number(scale), base.body), number(shift)), f"{text} + {shift}" if shift else text)
