"""The search for a primitive: a table, waves, logarithms by parts, substitutions, roots of quadratics, partial fractions.

    f(p x + q)                       F(p x + q)/p for the functions of the table
    f(g(x)) g'(x)                    F(g(x)), for the inner functions g that occur
    f(sin x, cos x)                  a rational function of tan(x/2)
    P(x) log(g(x)), and the like     by parts: the derivative of the logarithm is simpler

Nothing found here is believed: the derivative of what is found is compared with the integrand in a proof.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from verify.calculus import differentiate
from verify.fuel import Fuel
from verify.problem import InputError
from verify.prove.kernels import Unsupported
from verify.prove.normal_form import NormalForm, compute
from verify.prove.primitives.polynomials import coefficients, depends, divided
from verify.prove.primitives.rational import of_rational_function
from verify.prove.primitives.waves import of_waves
from verify.sort import POSITIVE, REAL
from verify.term import (
    HALF,
    MINUS_ONE,
    ONE,
    TWO,
    Term,
    add,
    call,
    contains,
    divide,
    exp,
    free_symbols,
    log,
    mul,
    negate,
    number,
    postorder,
    power,
    sqrt,
    substitute,
    subtract,
    symbol,
)

MOST_STEPS = 40
MOST_INNER = 8
MAX_DEPTH = 4
MAX_EXPONENT = 6

# The primitives of f(u) by u.
_TABLE: dict[str, Callable[[Term], Term]] = {
    "exp": exp,
    "sin": lambda u: negate(call("cos", u)),
    "cos": lambda u: call("sin", u),
    "tan": lambda u: mul(number(-1, 2), log(power(call("cos", u), 2))),
    "sinh": lambda u: call("cosh", u),
    "cosh": lambda u: call("sinh", u),
    "tanh": lambda u: log(call("cosh", u)),
}
# The primitives of f(u)^-2 by u.
_INVERSE_SQUARES: dict[str, Callable[[Term], Term]] = {
    "cos": lambda u: divide(call("sin", u), call("cos", u)),
    "sin": lambda u: negate(divide(call("cos", u), call("sin", u))),
    "cosh": lambda u: call("tanh", u),
    "sinh": lambda u: negate(divide(call("cosh", u), call("sinh", u))),
}
_OF_HALF_ANGLE: dict[str, Callable[[Term], Term]] = {
    "sin": lambda u: divide(mul(TWO, u), add(ONE, power(u, 2))),
    "cos": lambda u: divide(subtract(ONE, power(u, 2)), add(ONE, power(u, 2))),
    "tan": lambda u: divide(mul(TWO, u), subtract(ONE, power(u, 2))),
}
_BY_PARTS = frozenset(("log", "atan", "asin", "acos", "asinh", "acosh", "atanh", "erf", "erfc"))
_FUNCTIONS = frozenset((*_TABLE, *_BY_PARTS, "power"))
_IMAGINARY = frozenset(("imaginary",))
_HYPERBOLIC = {
    "sinh": lambda u: divide(subtract(exp(u), exp(negate(u))), TWO),
    "cosh": lambda u: divide(add(exp(u), exp(negate(u))), TWO),
    "tanh": lambda u: subtract(ONE, divide(TWO, add(exp(mul(TWO, u)), ONE))),
}


def is_whole(term: Term) -> bool:
    return term.op == "number" and term.value[1] == 1


def search_primitive(body: Term, x: Term, hypotheses: tuple[Term, ...], fuel: Fuel) -> Term | None:
    """F with F' = body, as far as the search can tell; None if nothing was found."""
    search = _Search(hypotheses, fuel)
    try:
        return search.of(body, x, 0)
    except (Unsupported, InputError):
        return None


class _Search:
    def __init__(self, hypotheses: tuple[Term, ...], fuel: Fuel) -> None:
        self.hypotheses = hypotheses
        self.fuel = fuel
        self.steps = 0

    def of(self, body: Term, x: Term, depth: int) -> Term:
        """A primitive of the body by x; raises Unsupported."""
        self.steps += 1
        if depth > MAX_DEPTH or self.steps > MOST_STEPS:
            raise Unsupported("no antiderivative for this integrand")
        if x not in free_symbols(body):
            return mul(body, x)
        if body.op == "add":
            return add(*(self.of(part, x, depth) for part in body.args))
        constants, factors = _split(body, x)
        if constants:
            return mul(*constants, self.of(mul(*factors), x, depth))
        for rule in (
            self._known, self._waves, self._root, self._by_parts, self._by_substitution, self._rational, self._apart,
            self._by_half_angle,
        ):  # fmt: skip
            try:
                return rule(body, x, depth)
            except (Unsupported, InputError):
                continue
        raise Unsupported("no antiderivative for this integrand")

    def normal(self, function: Callable[[NormalForm], Term]) -> Term:
        """What `function` makes of a normal form; raises Unsupported."""
        self.fuel.spend(20, "the search for an antiderivative")
        found = compute(self.hypotheses, self.fuel, function)
        if found is None or contains(found, _IMAGINARY):
            raise Unsupported("no normal form")
        return found

    def simplified(self, term: Term) -> Term:
        return self.normal(lambda form: form.table.fraction_term(form.of(term)))

    def is_zero(self, term: Term) -> bool:
        try:
            return self.simplified(term) == number(0)
        except Unsupported:
            return False

    def linear(self, term: Term, x: Term) -> tuple[Term, Term] | None:
        """(p, q) with term = p x + q; None if it is not linear."""
        try:
            slope = differentiate(term, x)[0]
            slope = slope if x not in free_symbols(slope) else self.simplified(slope)
            if x in free_symbols(slope):
                return None
            return slope, substitute(term, {x: number(0)})
        except (Unsupported, InputError):
            return None

    # ------------------------------------------------------------------------------------------------------------- rules

    def _known(self, body: Term, x: Term, depth: int) -> Term:
        """f(p x + q), (p x + q)^s, and 1/f(p x + q)^2 for the sines."""
        if body.op in _TABLE:
            slope, _ = self._slope(body.args[0], x)
            return divide(_TABLE[body.op](body.args[0]), slope)
        if body.op == "power" and x not in free_symbols(body.args[1]):
            base, exponent = body.args
            if exponent == number(-2) and base.op in _INVERSE_SQUARES:
                slope, _ = self._slope(base.args[0], x)
                return divide(_INVERSE_SQUARES[base.op](base.args[0]), slope)
            slope, _ = self._slope(base, x)
            if exponent != MINUS_ONE:
                raised = add(exponent, ONE) if exponent.op != "number" else number(exponent.fraction + 1)
                return divide(power(base, raised), mul(raised, slope))
        raise Unsupported("not in the table")

    def _slope(self, inner: Term, x: Term) -> tuple[Term, Term]:
        found = self.linear(inner, x)
        if found is None:
            raise Unsupported("not linear")
        return found

    def _waves(self, body: Term, x: Term, depth: int) -> Term:
        return of_waves(body, x, lambda term: self.linear(term, x), self.is_zero)

    def _root(self, body: Term, x: Term, depth: int) -> Term:
        """sqrt(q) and 1/sqrt(q) for q = a x^2 + b x + c, a known sign of a, and a root that shows where q is positive."""
        if body.op != "power" or body.args[1] not in (HALF, number(-1, 2)):
            raise Unsupported("no root")
        quadratic = body.args[0]
        slope = self.simplified(differentiate(quadratic, x)[0])
        a = self.simplified(mul(HALF, differentiate(slope, x)[0]))
        if x in free_symbols(a):
            raise Unsupported("no quadratic")
        width = self.simplified(subtract(mul(number(4), a, quadratic), power(slope, 2)))
        sign = self._sign(a)
        if not sign:
            raise Unsupported("a leading coefficient of unknown sign")
        root = self.simplified(sqrt(a if sign > 0 else negate(a)))
        if sign > 0 and self._sign(width) <= 0:
            inner = divide(log(add(mul(TWO, root, sqrt(quadratic)), slope)), root)
        else:
            angle = self.simplified(divide(slope, sqrt(width if sign > 0 else negate(width))))
            inner = divide(call("asinh", angle) if sign > 0 else negate(call("asin", angle)), root)
        if body.args[1] is not HALF:
            return inner
        outer = divide(mul(slope, sqrt(quadratic)), mul(number(4), a))
        return add(outer, mul(divide(width, mul(number(8), a)), inner))

    def _by_parts(self, body: Term, x: Term, depth: int) -> Term:
        _, factors = _split(body, x)
        for place, factor in enumerate(factors):
            base, count = (factor.args[0], factor.args[1]) if factor.op == "power" else (factor, ONE)
            if base.op not in _BY_PARTS or count not in (ONE, TWO, number(3)):
                continue
            outer = self.of(mul(ONE, *factors[:place], *factors[place + 1 :]), x, depth + 1)
            rest = self.simplified(mul(outer, differentiate(factor, x)[0]))
            return subtract(mul(outer, factor), self.of(rest, x, depth + 1))
        raise Unsupported("nothing that a derivative makes simpler")

    def _by_substitution(self, body: Term, x: Term, depth: int) -> Term:
        if depth + 1 > MAX_DEPTH:
            raise Unsupported("too many substitutions")
        for inner in _inner_functions(body, x):
            try:
                new = self._new_symbol(inner, depth)
                ratio = self._in_terms_of(inner, new, body, x)
                return substitute(self.of(ratio, new, depth + 1), {new: inner})
            except (Unsupported, InputError):
                continue
        raise Unsupported("no inner function")

    def _new_symbol(self, inner: Term, depth: int) -> Term:
        is_positive = inner.op in ("exp", "cosh") or self._sign(inner) == 1
        return symbol(f"u_inside_{depth}", POSITIVE if is_positive else REAL)

    def _sign(self, term: Term) -> int:
        """1 or -1 if that is the sign of a term wherever the hypotheses hold, else 0."""

        def known(form: NormalForm) -> Term:
            sign = form.signs.of_fraction(form.of(term))
            return number(sign[0] if sign is not None and sign[1] else 0)

        try:
            return int(self.normal(known).value[0])
        except Unsupported:
            return 0

    def _in_terms_of(self, inner: Term, new: Term, body: Term, x: Term) -> Term:
        """body/inner' as a function of u = inner; raises Unsupported if it is none."""
        if inner.op == "exp":
            hyperbolic = [each for each in postorder(body) if each.op in _HYPERBOLIC]
            body = substitute(body, {each: _HYPERBOLIC[each.op](*each.args) for each in hyperbolic})
        ratio = divide(body, differentiate(inner, x)[0])
        replacement = {inner: new}
        replacement.update(self._powers_of(inner, new, ratio, x))
        ratio = substitute(ratio, replacement)
        ratio = self._without(x, inner, new, ratio)
        names = (x, new)
        opaque = {each: symbol(f"f_inside_{place}", REAL) for place, each in enumerate(_outermost_functions(ratio, names))}
        plain = self._by_remainders(substitute(ratio, opaque), x, inner, new)
        found = substitute(plain, {name: each for each, name in opaque.items()})
        if x in free_symbols(found):
            raise Unsupported("no function of the inner one")
        return found

    def _by_remainders(self, ratio: Term, x: Term, inner: Term, new: Term) -> Term:
        """The ratio without x where u is a polynomial in it: t^2 is u - 1 for u = 1 + t^2."""

        def reduced(form: NormalForm) -> Term:
            above, below = form.of(ratio)
            if inner.op not in ("add", "power") or not (depends(form, above, x) or depends(form, below, x)):
                return form.table.fraction_term((above, below))
            modulus = coefficients(form, form.of(subtract(inner, new))[0], x)
            parts = [divided(form, coefficients(form, part, x), modulus)[1] for part in (above, below)]
            if not all(map(form.fractions.is_zero, [each for part in parts for each in part[1:]])):
                raise Unsupported("no function of the inner one")
            return divide(*(form.table.fraction_term(part[0]) for part in parts))

        return self.normal(reduced)

    def _without(self, x: Term, inner: Term, new: Term, ratio: Term) -> Term:
        """x itself as a function of u, where u is linear in it, a root of what is linear, or a logarithm of it."""
        base, back = inner, new
        if inner.op == "log":
            base, back = inner.args[0], exp(new)
        elif inner.op == "power" and inner.args[1].op == "number":
            base, back = inner.args[0], power(new, number(1 / inner.args[1].fraction))
        found = self.linear(base, x) if base is not inner else None
        if found is None or (inner.op == "power" and not is_whole(back.args[1])):
            return ratio
        slope, offset = found
        return substitute(ratio, {x: divide(subtract(back, offset), slope)})

    def _powers_of(self, inner: Term, new: Term, ratio: Term, x: Term) -> dict[Term, Term]:
        """The exponentials, and the powers of one base, that are powers of the inner function."""
        out = {}
        for each in postorder(ratio):
            if each.op != inner.op or each.op not in ("exp", "power") or x not in free_symbols(each) or each is inner:
                continue
            if each.op == "power" and each.args[0] is not inner.args[0]:
                continue
            times = self.simplified(divide(each.args[-1], inner.args[-1]))
            if is_whole(times) and abs(times.value[0]) <= MAX_EXPONENT:
                out[each] = power(new, times)
        return out

    def _rational(self, body: Term, x: Term, depth: int) -> Term:
        return self.normal(lambda form: of_rational_function(form, body, x))

    def _by_half_angle(self, body: Term, x: Term, depth: int) -> Term:
        """u = tan(w/2): sin w = 2 u/(1 + u^2), cos w = (1 - u^2)/(1 + u^2), for a function of the sine and cosine of one w."""
        waves = [term for term in postorder(body) if term.op in _OF_HALF_ANGLE and x in free_symbols(term)]
        if not waves or any(wave.args[0] is not waves[0].args[0] for wave in waves):
            raise Unsupported("no function of one angle")
        angle, new = waves[0].args[0], symbol(f"u_inside_{depth}", REAL)
        slope, _ = self._slope(angle, x)
        plain = substitute(body, {wave: _OF_HALF_ANGLE[wave.op](new) for wave in waves})
        ratio = divide(mul(TWO, plain), mul(slope, add(ONE, power(new, 2))))
        if x in free_symbols(ratio):
            raise Unsupported("no function of one angle")
        return substitute(self._rational(ratio, new, depth), {new: call("tan", mul(HALF, angle))})

    def _apart(self, body: Term, x: Term, depth: int) -> Term:
        """A product with a sum, multiplied out."""
        _, factors = _split(body, x)
        for place, factor in enumerate(factors):
            if factor.op == "add" and len(factors) > 1:
                others = factors[:place] + factors[place + 1 :]
                return self.of(add(*(mul(part, *others) for part in factor.args)), x, depth + 1)
        raise Unsupported("no product with a sum")


def _split(body: Term, x: Term) -> tuple[list[Term], list[Term]]:
    """The factors without and with x; a whole power of a product or of a root is taken apart."""
    constants: list[Term] = []
    factors: list[Term] = []
    pending = [body]
    while pending:
        term = pending.pop()
        base, exponent = (term.args[0], term.args[1]) if term.op == "power" else (term, ONE)
        if term.op == "mul":
            pending += reversed(term.args)
        elif is_whole(exponent) and base.op == "mul":
            pending += [power(part, exponent) for part in reversed(base.args)]
        elif is_whole(exponent) and base.op == "power" and base.args[1].op == "number":
            pending.append(power(base.args[0], number(base.args[1].fraction * exponent.fraction)))
        elif term is not ONE:
            (factors if x in free_symbols(term) else constants).append(term)
    return constants, factors


def _inner_functions(body: Term, x: Term) -> Iterator[Term]:
    """What may be the inner function: functions and sums inside of the body, the larger ones last."""
    found = [
        term
        for term in postorder(body)
        if x in free_symbols(term) and term not in (x, body) and (term.op in _FUNCTIONS or term.op in ("add", "mul"))
    ]
    return iter(found[:MOST_INNER])


def _outermost_functions(term: Term, names: tuple[Term, ...]) -> list[Term]:
    """The largest subterms with one of the names that are no sums, products or whole powers."""
    if term in names or not set(names) & set(free_symbols(term)):
        return []
    if term.op in ("add", "mul") or (term.op == "power" and is_whole(term.args[1])):
        return list(dict.fromkeys(each for arg in term.args for each in _outermost_functions(arg, names)))
    return [term]
