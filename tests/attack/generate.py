"""Random claims that are nearly true: a formula, and what tempting rules make of it.

Some rules are right everywhere, some only under a condition that the declared domain may or may not give.  Whether a claim
is true is therefore not known by construction; `tests.attack.judge` holds the verdict against an evaluation of its own.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from fractions import Fraction

from verify.problem import InputError
from verify.question import Question
from verify.sort import INTEGER, NATURAL, NEGATIVE, NONNEGATIVE, NONPOSITIVE, NONZERO, POSITIVE, REAL, Scalar
from verify.term import (
    BINDERS,
    HALF,
    MINUS_ONE,
    ONE,
    PI,
    TRUE,
    TWO,
    ZERO,
    Term,
    add,
    call,
    derivative,
    divide,
    equal,
    exp,
    free_symbols,
    log,
    make,
    mul,
    negate,
    number,
    piecewise,
    postorder,
    power,
    relation,
    sqrt,
    substitute,
    subtract,
    summation,
    symbol,
)

Rule = Callable[[Term, random.Random], Term | None]

UNIT = Scalar(lower=Fraction(0), upper=Fraction(1), lower_open=False, upper_open=False)
SORTS = (
    REAL, REAL, REAL, REAL, POSITIVE, POSITIVE, NONNEGATIVE, NEGATIVE, NONPOSITIVE, NONZERO, NONZERO, UNIT,
    Scalar(lower=Fraction(0), upper=Fraction(1)),
    Scalar(lower=Fraction(-1), upper=Fraction(1), lower_open=False, upper_open=False),
    Scalar(lower=Fraction(-2), upper=Fraction(1, 2), lower_open=True, upper_open=False),
    Scalar(lower=Fraction(1), lower_open=False), Scalar(upper=Fraction(-1)),
    INTEGER, INTEGER, NATURAL, Scalar("integer", lower=Fraction(0), lower_open=False),
    Scalar("integer", Fraction(-2), Fraction(2), False, False), Scalar("integer", nonzero=True),
    Scalar("integer", lower=Fraction(-1), lower_open=False),
    Scalar("integer", Fraction(-1), Fraction(1), False, False, values=(Fraction(-1), Fraction(0), Fraction(1))),
    Scalar("real", Fraction(0), Fraction(2), False, False, values=(Fraction(0), Fraction(1, 2), Fraction(2))),
    Scalar("real", Fraction(-1), Fraction(1), False, False, values=(Fraction(-1), Fraction(1))),
)  # fmt: skip
INDEX = symbol("k", INTEGER)


def claims(count: int, seed: int) -> Iterator[Question]:
    """`count` questions, the same for the same seed."""
    source = random.Random(seed)
    made = 0
    while made < count:
        try:
            question = _claim(source)
        except InputError:
            continue
        if question is not None:
            made += 1
            yield question


def _claim(source: random.Random) -> Question | None:
    names = tuple(symbol(name, source.choice(SORTS)) for name in "xyz"[: source.choice((1, 1, 2, 2, 2, 3))])
    scalars = _Formulas(source, names)
    kind = source.random()
    if kind < 0.72:
        statement = _nearly_equal(scalars, source)
    elif kind < 0.94:
        statement = _nearly_ordered(scalars, source)
    else:
        statement = _connected(scalars, source)
    if statement is None:
        return None
    hypotheses = tuple(scalars.condition(1) for _ in range(source.choice((0, 0, 0, 0, 1, 1, 2))))
    return Question(statement, hypotheses)


def _nearly_equal(scalars: _Formulas, source: random.Random) -> Term | None:
    left = scalars.formula(source.choice((1, 2, 2, 3)))
    right = rewritten(left, source, source.choice((1, 1, 2, 2, 3)))
    if right is left:
        return None
    if source.random() < 0.15:
        factor = scalars.formula(1)
        left, right = mul(factor, left), mul(right, factor)
    return equal(left, right)


def _nearly_ordered(scalars: _Formulas, source: random.Random) -> Term | None:
    """left <= right + something that is not negative, or one of the inequalities that everyone knows."""
    order = source.choice(("le", "le", "lt", "ne"))
    if source.random() < 0.5:
        left, right = source.choice(INEQUALITIES)(scalars.formula(1), scalars.formula(1))
        if source.random() < 0.4:
            right = mul(number(source.choice((Fraction(1, 2), Fraction(99, 100), 2, -1))), right)
        if source.random() < 0.3:
            left, right = rewritten(left, source, 1), rewritten(right, source, 1)
        return relation(order, left, right)
    left = scalars.formula(source.choice((1, 2)))
    right = rewritten(left, source, source.choice((0, 1, 2)))
    bump = scalars.formula(1)
    extra = source.choice((ZERO, power(bump, TWO), call("abs", bump), exp(bump), call("max", ZERO, bump), number(1, 1000)))
    return relation(order, left, add(right, extra))


def _connected(scalars: _Formulas, source: random.Random) -> Term | None:
    parts = [_nearly_equal(scalars, source) or scalars.condition(1), scalars.condition(1)]
    op = source.choice(("implies", "or", "and", "iff"))
    if op == "implies":
        return make(op, (parts[1], parts[0]))
    if source.random() < 0.3 and op == "iff":
        parts[1] = rewritten(parts[0], source, 1)
    return make(op, tuple(parts))


# ------------------------------------------------------------------------------------------------------------------ formulas


class _Formulas:
    """Random formulas in some names."""

    def __init__(self, source: random.Random, names: tuple[Term, ...]) -> None:
        self.source = source
        self.names = names

    def atom(self) -> Term:
        if self.source.random() < 0.72:
            return self.source.choice(self.names)
        return number(self.source.choice((0, 1, 2, 3, -1, -2, Fraction(1, 2), Fraction(-3, 2))))

    def formula(self, depth: int) -> Term:
        if depth <= 0 or self.source.random() < 0.12:
            return self.atom()
        return self.source.choice(self._BUILDERS)(self, depth - 1)

    def condition(self, depth: int) -> Term:
        order = self.source.choice(("lt", "le", "eq", "ne", "le", "lt"))
        first = relation(order, self.formula(depth), self.source.choice((ZERO, ONE, self.atom(), self.atom())))
        if self.source.random() < 0.12:
            return make(self.source.choice(("and", "or")), (first, relation("le", self.atom(), self.formula(depth - 1))))
        return first

    def _several(self, depth: int) -> tuple[Term, ...]:
        return tuple(self.formula(depth) for _ in range(self.source.choice((2, 2, 3))))

    def _power(self, depth: int) -> Term:
        exponents = (TWO, TWO, number(3), MINUS_ONE, MINUS_ONE, number(-2), ZERO, HALF, HALF, number(-1, 2), number(1, 3),
                     number(2, 3), number(3, 2), number(4))  # fmt: skip
        if self.source.random() < 0.25:
            return power(self.formula(depth), self.formula(0))
        return power(self.formula(depth), self.source.choice(exponents))

    def _function(self, depth: int) -> Term:
        common = ("exp", "log", "log", "abs", "abs", "abs", "sign", "sign", "tanh", "sin", "cos")
        rare = ("gamma", "loggamma", "digamma", "floor", "ceiling", "atan", "asin", "acos", "tan", "cosh", "sinh", "erf", "acosh",
                "atanh", "asinh")
        return call(self.source.choice(common if self.source.random() < 0.7 else rare), self.formula(depth))

    def _piecewise(self, depth: int) -> Term:
        branches = [(self.formula(depth), self.condition(min(depth, 1)))]
        if self.source.random() < 0.3:
            branches.append((self.formula(depth), self.condition(0)))
        if self.source.random() < 0.85:
            branches.append((self.formula(depth), TRUE))
        return piecewise(*branches)

    def _sum(self, depth: int) -> Term:
        """A sum up to a number, or to one of the integer names."""
        integers = [name for name in self.names if isinstance(name.sort, Scalar) and name.sort.is_integer]
        upper: Term = number(self.source.choice((0, 1, 2, 3)))
        if integers and self.source.random() < 0.85:
            upper = self.source.choice(integers)
            upper = self.source.choice((upper, upper, add(upper, ONE), add(upper, MINUS_ONE)))
        lower = self.source.choice((ONE, ONE, ZERO, number(2), *integers))
        inner = _Formulas(self.source, (*self.names, INDEX, INDEX))
        return summation(INDEX, lower, upper, inner.formula(depth))

    def _derivative(self, depth: int) -> Term:
        reals = [name for name in self.names if isinstance(name.sort, Scalar) and not name.sort.is_integer and not name.sort.values]
        return derivative(self.formula(depth), self.source.choice(reals)) if reals else self.formula(depth)

    _BUILDERS = (
        lambda self, depth: add(*self._several(depth)), lambda self, depth: add(*self._several(depth)),
        lambda self, depth: mul(*self._several(depth)), lambda self, depth: mul(*self._several(depth)),
        lambda self, depth: subtract(self.formula(depth), self.formula(depth)),
        lambda self, depth: divide(self.formula(depth), self.formula(depth)),
        _power, _power, _power, _function, _function, _function, _function, _piecewise, _sum, _derivative,
        lambda self, depth: call("max", *self._several(depth)), lambda self, depth: call("min", *self._several(depth)),
    )  # fmt: skip


# --------------------------------------------------------------------------------------------------------------------- rules


def rewritten(term: Term, source: random.Random, times: int) -> Term:
    """The term after `times` rules at random places."""
    for _ in range(times):
        for _ in range(12):
            target = source.choice([part for part in postorder(term) if not part.shape])
            rules = RULES.get(target.op, ()) if source.random() < 0.75 else ANYWHERE if _is_value(target) else ()
            if not rules:
                continue
            new = source.choice(rules)(target, source)
            if new is not None and new is not target:
                term = _replace_once(term, target, new)
                break
    return term


def _is_value(term: Term) -> bool:
    return term.op not in ("eq", "ne", "lt", "le", "and", "or", "not", "implies", "iff", "true", "false")


def _replace_once(term: Term, target: Term, new: Term) -> Term:
    """The term with the first occurrence of `target` replaced; a bound symbol stays where it is bound."""
    if term is target:
        return new
    for place in range(1 if term.op in BINDERS or term.op == "derivative" and target is term.args[-1] else 0, len(term.args)):
        if term.op == "derivative" and place == 1:
            break
        changed = _replace_once(term.args[place], target, new)
        if changed is not term.args[place]:
            return make(term.op, (*term.args[:place], changed, *term.args[place + 1 :]), term.value)
    return term


def _power_rules() -> tuple[Rule, ...]:
    def of_power(term: Term, _: random.Random) -> Term | None:
        base, exponent = term.args
        return power(base.args[0], mul(base.args[1], exponent)) if base.op == "power" else None

    def simple_root(term: Term, _: random.Random) -> Term | None:
        base, exponent = term.args
        if base.op != "power" or base.args[1].op != "number" or exponent.op != "number":
            return None
        value = base.args[1].fraction * exponent.fraction
        return base.args[0] if value == 1 else power(base.args[0], number(value))

    def of_product(term: Term, _: random.Random) -> Term | None:
        base, exponent = term.args
        return mul(*(power(part, exponent) for part in base.args)) if base.op == "mul" else None

    def of_minus(term: Term, source: random.Random) -> Term:
        return power(source.choice((negate(term.args[0]), call("abs", term.args[0]))), term.args[1])

    def by_exponential(term: Term, _: random.Random) -> Term:
        return exp(mul(term.args[1], log(term.args[0])))

    def one_off(term: Term, _: random.Random) -> Term:
        return mul(term.args[0], power(term.args[0], add(term.args[1], MINUS_ONE)))

    def halves(term: Term, _: random.Random) -> Term:
        half = power(term.args[0], mul(HALF, term.args[1]))
        return mul(half, half)

    def no_power(term: Term, _: random.Random) -> Term | None:
        return ONE if term.args[1] is ZERO else ZERO if term.args[0] is ZERO else None

    return of_power, simple_root, of_product, of_minus, by_exponential, one_off, halves, no_power


def _product_rules() -> tuple[Rule, ...]:
    def expand(term: Term, _: random.Random) -> Term | None:
        for place, part in enumerate(term.args):
            if part.op == "add":
                others = (*term.args[:place], *term.args[place + 1 :])
                return add(*(mul(*others, inner) for inner in part.args))
        return None

    def join_powers(term: Term, _: random.Random) -> Term | None:
        if len(term.args) != 2:
            return None
        (a, m), (b, n) = (part.args if part.op == "power" else (part, ONE) for part in term.args)
        return power(a, add(m, n)) if a is b else None

    def zero(term: Term, _: random.Random) -> Term | None:
        return ZERO if ZERO in term.args else mul(*(part for part in term.args if part is not ONE))

    def sign_of_product(term: Term, _: random.Random) -> Term | None:
        if all(part.op in ("abs", "sign") for part in term.args) and len({part.op for part in term.args}) == 1:
            return call(term.args[0].op, mul(*(part.args[0] for part in term.args)))
        inner = {part.args[0] for part in term.args if part.op in ("abs", "sign")}
        return inner.pop() if len(inner) == 1 and len(term.args) == 2 else None

    def turned(term: Term, source: random.Random) -> Term:
        return mul(*source.sample(term.args, len(term.args)))

    def cancelled(term: Term, _: random.Random) -> Term | None:
        for part in term.args:
            inverse = power(part, MINUS_ONE)
            if inverse in term.args:
                return mul(*(other for other in term.args if other not in (part, inverse)))
        return None

    def by_logarithms(term: Term, _: random.Random) -> Term:
        return exp(add(*map(log, term.args)))

    return expand, join_powers, zero, sign_of_product, turned, cancelled, by_logarithms


def _extremum_rules(op: str) -> tuple[Rule, ...]:
    sign = ONE if op == "max" else MINUS_ONE
    order = "le" if op == "max" else "lt"

    def by_abs(term: Term, _: random.Random) -> Term | None:
        if len(term.args) != 2:
            return None
        a, b = term.args
        return mul(HALF, add(a, b, mul(sign, call("abs", subtract(a, b)))))

    def first(term: Term, source: random.Random) -> Term:
        return source.choice(term.args)

    def cases(term: Term, source: random.Random) -> Term | None:
        if len(term.args) != 2:
            return None
        a, b = term.args if source.random() < 0.8 else term.args[::-1]
        return piecewise((b, relation(order, a, b)), (a, TRUE))

    def turned(term: Term, _: random.Random) -> Term:
        return negate(call("min" if op == "max" else "max", *map(negate, term.args)))

    def shifted(term: Term, _: random.Random) -> Term:
        a, *rest = term.args
        return add(a, call(op, ZERO, *(subtract(b, a) for b in rest)))

    return by_abs, first, cases, turned, shifted


def _sum_rules() -> tuple[Rule, ...]:
    def last_off(term: Term, _: random.Random) -> Term:
        index, lower, upper, body = term.args
        return add(summation(index, lower, add(upper, MINUS_ONE), body), substitute(body, {index: upper}))

    def first_off(term: Term, _: random.Random) -> Term:
        index, lower, upper, body = term.args
        return add(substitute(body, {index: lower}), summation(index, add(lower, ONE), upper, body))

    def shift(term: Term, _: random.Random) -> Term:
        index, lower, upper, body = term.args
        return summation(index, add(lower, ONE), add(upper, ONE), substitute(body, {index: add(index, MINUS_ONE)}))

    def turned(term: Term, _: random.Random) -> Term:
        index, lower, upper, body = term.args
        return summation(index, lower, upper, substitute(body, {index: add(lower, upper, negate(index))}))

    def inside(term: Term, source: random.Random) -> Term:
        index, lower, upper, body = term.args
        return summation(index, lower, upper, rewritten(body, source, 1))

    def factor_out(term: Term, _: random.Random) -> Term | None:
        index, lower, upper, body = term.args
        if index not in free_symbols(body):
            return mul(body, add(upper, negate(lower), ONE))
        if body.op == "add":
            return add(*(summation(index, lower, upper, part) for part in body.args))
        if body.op != "mul":
            return None
        free = [part for part in body.args if index not in free_symbols(part)]
        return mul(*free, summation(index, lower, upper, mul(*(part for part in body.args if part not in free)))) if free else None

    def closed(term: Term, _: random.Random) -> Term | None:
        index, lower, upper, body = term.args
        if body is index:
            return mul(HALF, add(lower, upper), add(upper, negate(lower), ONE))
        return None

    return last_off, first_off, shift, turned, inside, factor_out, closed


def _derivative_rules() -> tuple[Rule, ...]:
    def rule(term: Term, _: random.Random) -> Term | None:
        body, by = term.args
        if by not in free_symbols(body):
            return ZERO
        u = body.args[0] if body.args else body
        inner = derivative(u, by)
        if body is by:
            return ONE
        if body.op in ("add", "piecewise"):
            if body.op == "add":
                return add(*(derivative(part, by) for part in body.args))
            return make("piecewise", tuple(derivative(part, by) if place % 2 == 0 else part for place, part in enumerate(body.args)))
        if body.op == "mul" and len(body.args) == 2:
            return add(mul(derivative(u, by), body.args[1]), mul(u, derivative(body.args[1], by)))
        if body.op == "power":
            return mul(body.args[1], power(u, add(body.args[1], MINUS_ONE)), inner)
        if body.op == "max" and len(body.args) == 2:
            return piecewise((derivative(u, by), relation("lt", body.args[1], u)), (derivative(body.args[1], by), TRUE))
        outer = {
            "exp": body, "log": power(u, MINUS_ONE), "abs": call("sign", u), "sign": ZERO, "floor": ZERO, "sin": call("cos", u),
            "tanh": subtract(ONE, power(body, TWO)), "cos": negate(call("sin", u)), "atan": power(add(ONE, power(u, TWO)), MINUS_ONE),
        }.get(body.op)  # fmt: skip
        return None if outer is None else mul(outer, inner)

    return (rule,)


def _at(pattern: Callable[[Term], Term | None]) -> Rule:
    """A rule that looks at the first argument."""
    return lambda term, _: pattern(term.args[0])


def _if(op: str, build: Callable[..., Term]) -> Rule:
    """A rule for f(op(..))."""
    return lambda term, _: build(*term.args[0].args) if term.args[0].op == op else None


RULES: dict[str, tuple[Rule, ...]] = {
    "power": _power_rules(),
    "mul": _product_rules(),
    "max": _extremum_rules("max"),
    "min": _extremum_rules("min"),
    "sum": _sum_rules(),
    "derivative": _derivative_rules(),
    "add": (
        lambda term, source: add(*source.sample(term.args, len(term.args))),
        lambda term, _: add(*(part for part in term.args if part is not ZERO)) if ZERO in term.args else None,
        lambda term, _: mul(term.args[0], add(ONE, *(divide(part, term.args[0]) for part in term.args[1:]))),
    ),
    "abs": (
        _at(lambda u: u), _at(negate), _at(lambda u: sqrt(power(u, TWO))), _at(lambda u: mul(u, call("sign", u))),
        _at(lambda u: call("max", u, negate(u))), _if("mul", lambda *parts: mul(*(call("abs", part) for part in parts))),
        _if("add", lambda *parts: add(*(call("abs", part) for part in parts))),
        _if("power", lambda base, exponent: power(call("abs", base), exponent)),
        _if("sum", lambda k, a, b, body: summation(k, a, b, call("abs", body))),
        _at(lambda u: piecewise((u, relation("lt", ZERO, u)), (negate(u), TRUE))), _at(lambda u: exp(log(call("abs", u)))),
        _at(lambda u: exp(mul(HALF, log(power(u, TWO))))),
    ),
    "sign": (
        _at(lambda u: divide(u, call("abs", u))), _at(lambda u: divide(call("abs", u), u)), _at(lambda u: ONE),
        _at(lambda u: piecewise((ONE, relation("lt", ZERO, u)), (MINUS_ONE, TRUE))),
        _at(lambda u: piecewise((ONE, relation("lt", ZERO, u)), (ZERO, equal(u, ZERO)), (MINUS_ONE, TRUE))),
        _at(lambda u: negate(call("sign", negate(u)))), _if("mul", lambda *parts: mul(*(call("sign", part) for part in parts))),
        _if("power", lambda base, exponent: power(call("sign", base), exponent)), _at(lambda u: power(call("sign", u), number(3))),
    ),
    "log": (
        _if("mul", lambda *parts: add(*map(log, parts))), _if("power", lambda base, exponent: mul(exponent, log(base))),
        _if("power", lambda base, exponent: mul(exponent, log(call("abs", base)))), _if("exp", lambda u: u),
        _at(lambda u: mul(HALF, log(power(u, TWO)))), _at(lambda u: negate(log(power(u, MINUS_ONE)))),
        _at(lambda u: log(call("abs", u))),
    ),
    "exp": (
        _if("add", lambda *parts: mul(*map(exp, parts))), _if("log", lambda u: u), _if("mul", lambda a, *rest: power(exp(a), mul(*rest))),
        _at(lambda u: power(exp(negate(u)), MINUS_ONE)), _at(lambda u: power(exp(mul(HALF, u)), TWO)),
        _at(lambda u: add(call("sinh", u), call("cosh", u))),
    ),
    "tanh": (
        _at(lambda u: subtract(divide(TWO, add(ONE, exp(mul(number(-2), u)))), ONE)), _at(lambda u: divide(call("sinh", u), call("cosh", u))),
        _at(lambda u: negate(call("tanh", negate(u)))),
    ),
    "sin": (
        _at(lambda u: mul(TWO, call("sin", mul(HALF, u)), call("cos", mul(HALF, u)))), _at(lambda u: call("cos", subtract(u, mul(HALF, PI)))),
        _at(lambda u: sqrt(subtract(ONE, power(call("cos", u), TWO)))), _at(lambda u: mul(call("cos", u), call("tan", u))),
        _at(lambda u: call("sin", add(u, mul(TWO, PI)))),
    ),
    "cos": (
        _at(lambda u: call("cos", negate(u))), _at(lambda u: subtract(mul(TWO, power(call("cos", mul(HALF, u)), TWO)), ONE)),
        _at(lambda u: call("sin", subtract(mul(HALF, PI), u))),
    ),
    "tan": (_at(lambda u: divide(call("sin", u), call("cos", u))), _at(lambda u: call("tan", add(u, PI)))),
    "atan": (
        _at(lambda u: subtract(mul(HALF, PI), call("atan", power(u, MINUS_ONE)))), _at(lambda u: negate(call("atan", negate(u)))),
        _at(lambda u: call("asin", divide(u, sqrt(add(ONE, power(u, TWO)))))),
    ),
    "asin": (_at(lambda u: subtract(mul(HALF, PI), call("acos", u))), _at(lambda u: call("atan", divide(u, sqrt(subtract(ONE, power(u, TWO))))))),
    "acos": (_at(lambda u: subtract(mul(HALF, PI), call("asin", u))), _at(lambda u: subtract(PI, call("acos", negate(u))))),
    "acosh": (_at(lambda u: log(add(u, sqrt(subtract(power(u, TWO), ONE))))),),
    "asinh": (_at(lambda u: log(add(u, sqrt(add(power(u, TWO), ONE))))),),
    "atanh": (_at(lambda u: mul(HALF, log(divide(add(ONE, u), subtract(ONE, u))))),),
    "gamma": (
        _at(lambda u: mul(add(u, MINUS_ONE), call("gamma", add(u, MINUS_ONE)))), _at(lambda u: divide(call("gamma", add(u, ONE)), u)),
        _at(lambda u: exp(call("loggamma", u))), _at(lambda u: call("abs", call("gamma", u))),
    ),
    "loggamma": (
        _at(lambda u: log(call("gamma", u))), _at(lambda u: add(log(add(u, MINUS_ONE)), call("loggamma", add(u, MINUS_ONE)))),
        _at(lambda u: subtract(call("loggamma", add(u, ONE)), log(u))),
    ),
    "digamma": (
        _at(lambda u: subtract(call("digamma", add(u, ONE)), power(u, MINUS_ONE))),
        _at(lambda u: add(call("digamma", add(u, MINUS_ONE)), power(add(u, MINUS_ONE), MINUS_ONE))),
    ),
    "floor": (_at(lambda u: u), _at(lambda u: negate(call("ceiling", negate(u)))), _at(lambda u: add(call("floor", add(u, MINUS_ONE)), ONE)),
              _at(lambda u: subtract(call("ceiling", u), ONE))),
    "ceiling": (_at(lambda u: u), _at(lambda u: add(call("floor", u), ONE)), _at(lambda u: negate(call("floor", negate(u))))),
    "erf": (_at(lambda u: negate(call("erf", negate(u)))), _at(lambda u: subtract(ONE, call("erfc", u)))),
    "piecewise": (
        lambda term, _: term.args[0],
        lambda term, _: term.args[-2],
        lambda term, _: make("piecewise", (*term.args[:-1], TRUE)),
        lambda term, _: make("piecewise", (term.args[2], term.args[1], term.args[0], *term.args[3:])) if len(term.args) > 2 else None,
        lambda term, _: _closed_condition(term),
    ),
    "lt": (lambda term, _: make("le", term.args), lambda term, _: relation("lt", ZERO, subtract(*term.args[::-1]))),
    "le": (lambda term, _: make("lt", term.args), lambda term, _: relation("le", ZERO, subtract(*term.args[::-1]))),
    "eq": (
        lambda term, _: equal(power(term.args[0], TWO), power(term.args[1], TWO)),
        lambda term, _: equal(subtract(*term.args), ZERO),
        lambda term, _: make("le", term.args),
    ),
    "ne": (lambda term, _: make("lt", term.args), lambda term, _: make("ne", term.args[::-1])),
}  # fmt: skip


def _closed_condition(term: Term) -> Term | None:
    condition = term.args[1]
    if condition.op not in ("lt", "le"):
        return None
    return make("piecewise", (term.args[0], make("le" if condition.op == "lt" else "lt", condition.args), *term.args[2:]))


def _wrapped(build: Callable[[Term], Term]) -> Rule:
    return lambda term, _: build(term)


ANYWHERE: tuple[Rule, ...] = tuple(
    _wrapped(build)
    for build in (
        lambda u: exp(log(u)), lambda u: log(exp(u)), lambda u: power(sqrt(u), TWO), lambda u: sqrt(power(u, TWO)),
        lambda u: power(power(u, MINUS_ONE), MINUS_ONE), lambda u: mul(u, u, power(u, MINUS_ONE)), lambda u: call("abs", u),
        lambda u: call("max", u, ZERO), lambda u: mul(call("sign", u), call("abs", u)), lambda u: add(u, ONE, MINUS_ONE),
        lambda u: subtract(call("max", u, ZERO), call("max", negate(u), ZERO)), lambda u: mul(u, power(u, ZERO)),
        lambda u: piecewise((u, relation("le", ZERO, u)), (negate(call("abs", u)), TRUE)),
        lambda u: piecewise((ZERO, equal(u, ZERO)), (divide(power(u, TWO), u), TRUE)),
        lambda u: piecewise((u, relation("lt", ZERO, u)), (u, relation("lt", u, ZERO))),
        lambda u: power(power(u, number(3)), number(1, 3)), lambda u: call("atanh", call("tanh", u)), lambda u: call("tan", call("atan", u)),
        lambda u: call("atan", call("tan", u)), lambda u: call("asin", call("sin", u)), lambda u: call("sin", call("asin", u)),
        lambda u: call("acosh", call("cosh", u)), lambda u: mul(u, call("gamma", u), power(call("gamma", u), MINUS_ONE)),
        lambda u: add(call("floor", u), subtract(u, call("floor", u))), lambda u: summation(INDEX, ONE, ONE, u),
        lambda u: summation(INDEX, ONE, TWO, mul(HALF, u)), lambda u: negate(u), lambda u: add(u, ONE), lambda u: call("floor", u),
        lambda u: mul(power(MINUS_ONE, TWO), u), lambda u: mul(power(add(power(call("cos", u), TWO), power(call("sin", u), TWO)), TWO), u),
    )
)  # fmt: skip

INEQUALITIES: tuple[Callable[[Term, Term], tuple[Term, Term]], ...] = (
    lambda u, v: (add(ONE, u), exp(u)),
    lambda u, v: (log(u), subtract(u, ONE)),
    lambda u, v: (mul(TWO, u, v), add(power(u, TWO), power(v, TWO))),
    lambda u, v: (call("abs", add(u, v)), add(call("abs", u), call("abs", v))),
    lambda u, v: (subtract(call("abs", u), call("abs", v)), call("abs", subtract(u, v))),
    lambda u, v: (sqrt(mul(u, v)), mul(HALF, add(u, v))),
    lambda u, v: (u, call("max", u, v)),
    lambda u, v: (call("min", u, v), v),
    lambda u, v: (call("tanh", u), u),
    lambda u, v: (call("sin", u), u),
    lambda u, v: (call("cos", u), ONE),
    lambda u, v: (u, call("abs", u)),
    lambda u, v: (ZERO, power(subtract(u, v), TWO)),
    lambda u, v: (ZERO, sqrt(u)),
    lambda u, v: (ZERO, power(u, number(3))),
    lambda u, v: (power(add(u, v), TWO), mul(TWO, add(power(u, TWO), power(v, TWO)))),
    lambda u, v: (call("floor", u), u),
    lambda u, v: (u, add(call("floor", u), ONE)),
    lambda u, v: (ZERO, mul(u, log(u))),
    lambda u, v: (mul(u, v), exp(add(u, v))),
    lambda u, v: (sqrt(add(u, v)), add(sqrt(u), sqrt(v))),
    lambda u, v: (log(add(ONE, exp(u))), call("max", u, ONE)),
    lambda u, v: (call("max", u, ZERO), log(add(ONE, exp(u)))),
    lambda u, v: (log(mul(HALF, add(u, v))), mul(HALF, add(log(u), log(v)))),
    lambda u, v: (mul(HALF, add(log(u), log(v))), log(mul(HALF, add(u, v)))),
    lambda u, v: (exp(mul(HALF, add(u, v))), mul(HALF, add(exp(u), exp(v)))),
    lambda u, v: (power(u, MINUS_ONE), power(v, MINUS_ONE)),
    lambda u, v: (divide(u, add(ONE, call("abs", u))), ONE),
    lambda u, v: (subtract(u, v), ZERO),
    lambda u, v: (ONE, call("gamma", add(ONE, power(u, TWO)))),
    lambda u, v: (add(power(u, number(4)), ONE), add(power(u, TWO), power(u, number(6)))),
)
