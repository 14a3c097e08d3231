"""Powers, exponentials and logarithms in a normal form: how they are split into kernels is taken from the proof.

One factor of a claimed product is ("exp", index, k), kernel^k; ("abs", f, p, q), |f|^(p/q); ("turn", k), i^k; or
("angle", k, q), exp(i pi k/q);
or ("arc", index, k), exp(i k f) for a kernel f = asin u or atan u.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from verify.mathematics.algebra import Fraction2, Polynomial, used_generators
from verify.mathematics.angles import ARCS, UNIT_ROOTS
from verify.mathematics.binders import canonical
from verify.mathematics.whole_powers import joined_powers
from verify.recheck.kernels import Kernel, Rejected, demand, is_real_term
from verify.recheck.signs import ANY, NEGATIVE, NONNEGATIVE, NONPOSITIVE, POSITIVE, ZERO, EmptyDomain
from verify.sort import Scalar
from verify.term import IMAGINARY, PI, Term, contains, log, make, postorder

if TYPE_CHECKING:
    from verify.recheck.normal_form import Walk


def power_value(walk: Walk, term: Term) -> Fraction2:
    base, exponent = term.args
    value = walk.of(exponent)
    rational = walk.fractions.as_rational(value)
    if rational is not None and rational[1] == 1:
        body = walk.of(base)
        if rational[0] < 0 and body[0].is_zero():
            raise EmptyDomain  # 1/0 is defined nowhere
        return walk.fractions.power(body, rational[0])
    if rational is not None:
        return _rational_power(walk, term, walk.real(base), *rational)
    return _symbolic_power(walk, term, walk.real(base), value)


def _symbolic_power(walk: Walk, term: Term, base: Fraction2, exponent: Fraction2) -> Fraction2:
    """x^y = exp(y log x) for x > 0, x^n = (-1)^n |x|^n for x < 0 and integers n, 0^y = 0 for y > 0: the sign has to be known.

    0^n with n >= 0 has a kernel of its own: it is 1 at n = 0.
    """
    if (joined := joined_powers(term)) is not None:
        return walk.of(joined)
    integral = may_be_integral(term.args[1])
    if not integral:
        walk.signs.narrow(base, NONNEGATIVE)
    signs = walk.signs.fraction(base)
    if signs == ZERO and walk.is_real(exponent):
        if not integral or not walk.signs.fraction(exponent) & ~NEGATIVE:
            walk.signs.narrow(exponent, POSITIVE)  # 0^y is not defined for y < 0
        if integral and walk.signs.fraction(exponent) == NONNEGATIVE:
            return _power_of_zero(walk, exponent)
        demand(walk.signs.fraction(exponent) == POSITIVE, "a power of 0 with an exponent that may be 0")
        return walk.fractions.zero
    if not integral and signs != POSITIVE and walk.is_real(exponent) and not walk.signs.fraction(exponent) & POSITIVE:
        walk.signs.narrow(base, POSITIVE)
        signs = walk.signs.fraction(base)
    demand(signs in (POSITIVE, NEGATIVE), "a power with a base that may be 0 or negative")
    value = _exponential(walk, term, walk.fractions.multiply(exponent, log_abs(walk, base)))
    return value if signs == POSITIVE else walk.fractions.multiply(_alternating_sign(walk, exponent), value)


def _alternating_sign(walk: Walk, exponent: Fraction2) -> Fraction2:
    """(-1)^n for a polynomial n in integer symbols, with a kernel for (-1)^m of every monomial m with an odd coefficient."""
    result = walk.fractions.one
    demand(exponent[1].is_one(), "a power of a negative number whose exponent is a fraction")
    for exponents, coefficient in exponent[0].terms():
        if int(coefficient) % 2 == 0:
            continue
        monomial = walk.fractions.ring.from_terms({exponents: 1})
        demand(_is_integer(walk, monomial), "a power of a negative number whose exponent may be no integer")
        result = walk.fractions.multiply(result, _turn_of_sign(walk, monomial))
    return result


def _is_integer(walk: Walk, polynomial: Polynomial) -> bool:
    """Whether a polynomial, which has integer coefficients, is one in integer symbols."""
    kernels = [walk.kernels.table[index] for index in used_generators(polynomial)]
    names = [kernel.data[0] if kernel.kind == "atom" else None for kernel in kernels]
    return all(
        name is not None and name.op == "symbol" and isinstance(name.sort, Scalar) and name.sort.is_integer for name in names
    )


def _turn_of_sign(walk: Walk, monomial: Polynomial) -> Fraction2:
    """(-1)^m for an integer m."""
    if monomial.is_constant():
        return walk.fractions.rational(-1)
    found = _kernel_of_power(walk, -1, (monomial, walk.fractions.ring.one))
    demand(found is not None, "no kernel for a power of -1")
    return walk.admit(found, POSITIVE | NEGATIVE)


def _power_of_zero(walk: Walk, exponent: Fraction2) -> Fraction2:
    """0^n for a polynomial n >= 0 in integer symbols: 1 at n = 0, and 0 elsewhere."""
    demand(exponent[1].is_one() and _is_integer(walk, exponent[0]), "a power of 0 whose exponent may be no integer")
    found = _kernel_of_power(walk, 0, exponent)
    demand(found is not None, "no kernel for a power of 0")
    return walk.admit(found, NONNEGATIVE)


def _kernel_of_power(walk: Walk, base: int, exponent: Fraction2) -> Any:
    """The index of the kernel for base^exponent by name, if there is one."""
    wanted = (walk.fractions.rational(base), exponent)
    rows = walk.kernels.find("function", ("power", None))
    return next((index for index in rows if walk.kernels.table[index].data[2] == wanted), None)


def _rational_power(walk: Walk, term: Term, base: Fraction2, p: int, q: int) -> Fraction2:
    """u^(p/q) of u >= 0 is the product of the listed |f|^(a/b), if the f^(a q/b p) multiply out to u."""
    walk.signs.narrow(base, POSITIVE if p < 0 else NONNEGATIVE)
    if base[0].is_zero():
        if p < 0:
            raise EmptyDomain
        return walk.fractions.zero
    if p > 0 and not walk.signs.fraction(base) & POSITIVE:  # what is never positive has a root only where it is 0
        return walk.fractions.zero
    sides = [walk.fractions.ring.one, walk.fractions.ring.one]
    result = walk.fractions.one
    for kind, factor, a, b in products_of(walk, term):
        demand(kind == "abs" and type(a) is int and type(b) is int and b > 0 and a, "a root that is no product of roots")
        demand(a * q % (b * p) == 0, "a root with a factor of another exponent")
        exponent = a * q // (b * p)
        demand(walk.kernels.usable(walk.kernels.polynomial(factor)) and walk.kernels.is_real(factor), "a factor of other kernels")
        side = 0 if exponent > 0 else 1
        sides[side] = walk.fractions.times(sides[side], walk.fractions.polynomial_power(factor, abs(exponent)))
        result = walk.fractions.multiply(result, _abs_power(walk, factor, a, b))
    for claimed, actual in zip(sides, base, strict=True):
        demand(claimed in (actual, -actual), "the factors of a root do not multiply out")
    return result


def products_of(walk: Walk, term: Term) -> tuple[Any, ...]:
    items = walk.products.get(term)
    if items is None:
        raise Rejected(f"no product is given for {term.op}")
    return items


def _abs_power(walk: Walk, factor: Polynomial, p: int, q: int) -> Fraction2:
    """|f|^(p/q) at points at which it is defined."""
    fractions = walk.fractions
    if p % (2 * q) == 0:
        return fractions.power((factor, fractions.ring.one), p // q)
    index = walk.kernels.single(factor)
    if index is not None and p % q and walk.kernels.table[index].kind in ("exp", "root"):
        return _power_of_kernel(walk, index, p, q)
    signs = walk.signs.polynomial(factor)
    if signs == ZERO:
        demand(p > 0, "a negative power of 0")
        return fractions.zero
    demand(signs in (POSITIVE, NEGATIVE, NONNEGATIVE, NONPOSITIVE), "the sign below a root is not known")
    positive = factor if signs & POSITIVE else -factor
    if p % q == 0:
        return fractions.power((positive, fractions.ring.one), p // q)
    roots = {walk.kernels.table[root].data[1]: root for root in walk.kernels.find("root", str(positive))}
    # The highest root will do for all powers: x^(1/2) and x^(1/3) are powers of x^(1/6), and not of each other.
    degree = max((degree for degree in roots if degree * p % q == 0), default=None)
    if degree is None:
        raise Rejected("no kernel for a root")
    walk.admit(roots[degree], walk.signs.polynomial(positive))
    return fractions.power(walk.kernels.generator(roots[degree]), degree * p // q)


def _power_of_kernel(walk: Walk, index: int, p: int, q: int) -> Fraction2:
    """|g|^(p/q) for a generator g = exp(u/d), or g = f^(1/d)."""
    kernel = walk.kernels.table[index]
    if kernel.kind == "root":
        return _abs_power(walk, kernel.data[0], p, q * kernel.data[1])
    demand(kernel.is_real, "the absolute value of a complex exponential")
    others = [(walk.kernels.table[other], other) for other in walk.kernels.find("exp")]
    degrees = {each.data[1]: other for each, other in others if each.data[0] == kernel.data[0]}
    degree = max((degree for degree in degrees if p * degree % (q * kernel.data[1]) == 0), default=None)
    if degree is None:
        raise Rejected("no kernel for the root of an exponential")
    return walk.fractions.power(walk.admit(degrees[degree], POSITIVE), p * degree // (q * kernel.data[1]))


def exp_value(walk: Walk, term: Term) -> Fraction2:
    return _exponential(walk, term, walk.of(term.args[0]))


def _exponential(walk: Walk, term: Term, exponent: Fraction2) -> Fraction2:
    return exponential_of(walk, products_of(walk, term), exponent)


def exponential_of(walk: Walk, items: Iterable[Any], exponent: Fraction2) -> Fraction2:
    """exp(u) is the listed product, if the logarithms of its factors add up to u."""
    total, result = walk.fractions.zero, walk.fractions.one
    for kind, *data in items:
        if kind == "exp":
            part, value = _exponential_kernel(walk, exponent, *data)
        elif kind == "abs":
            part, value = _power_of_argument(walk, *data)
        elif kind == "half turns":
            part, value = _half_turns(walk, *data)
        else:
            demand(kind in _ANGLES and all(type(each) is int for each in data), "an unknown kind of factor")
            part, value = _ANGLES[kind](walk, *data)
        total = walk.fractions.add(total, part)
        result = walk.fractions.multiply(result, value)
    demand(walk.kernels.same(total, exponent), "the exponents do not add up")
    return result


def _exponential_kernel(walk: Walk, exponent: Fraction2, index: Any, times: Any) -> tuple[Fraction2, Fraction2]:
    """times * u/q and exp(u/q)^times, where u is defined wherever the whole exponent is."""
    demand(type(index) is int and type(times) is int and index in walk.kernels.find("exp"), "no kernel for an exponential")
    kernel = walk.kernels.table[index]
    (above, below), degree = kernel.data
    if index not in walk.kernels.admitted:
        demand(walk.kernels.usable(above, below), "an exponential of kernels that may be undefined")
        demand(cannot_vanish(walk, below, exponent[1]), "an exponential with a denominator that may be 0")
    value = walk.admit(index, POSITIVE if kernel.is_real else ANY)
    return walk.fractions.multiply((above, below), walk.fractions.rational(times, degree)), walk.fractions.power(value, times)


def cannot_vanish(walk: Walk, polynomial: Polynomial, nonzero: Polynomial) -> bool:
    if polynomial.is_constant() or (nonzero % polynomial).is_zero():
        return True
    return walk.kernels.is_real(polynomial) and not walk.signs.polynomial(polynomial) & ZERO


def _power_of_argument(walk: Walk, factor: Any, p: Any, q: Any) -> tuple[Fraction2, Fraction2]:
    """p/q log|f| and |f|^(p/q), where log|f| has been met, so that f is not 0."""
    demand(type(p) is int and type(q) is int and q > 0, "a power with an exponent that is no fraction")
    logs = [index for index in walk.kernels.find("log", str(walk.kernels.polynomial(factor))) if index in walk.kernels.admitted]
    demand(logs, "a power of something whose logarithm is not defined")
    part = walk.fractions.multiply(walk.kernels.generator(logs[0]), walk.fractions.rational(p, q))
    return part, _abs_power(walk, factor, p, q)


def _turn(walk: Walk, quarters: int) -> tuple[Fraction2, Fraction2]:
    """k i pi/2 and i^k."""
    unit = walk.of(IMAGINARY)
    angle = walk.fractions.multiply(walk.fractions.multiply(unit, walk.of(PI)), walk.fractions.rational(quarters, 2))
    return angle, walk.fractions.power(unit, quarters % 4)


def _half_turns(walk: Walk, monomial: Any, times: Any) -> tuple[Fraction2, Fraction2]:
    """k m i pi and (-1)^(k m), for a monomial m in integer symbols; exp(i pi m) is no power of -1 for m = 1/2."""
    walk.kernels.polynomial(monomial)
    demand(type(times) is int and len(monomial) == 1 and monomial.leading_coefficient() == 1, "no monomial")
    demand(walk.kernels.usable(monomial) and _is_integer(walk, monomial), "half turns by something that may be no integer")
    angle = walk.fractions.multiply(walk.fractions.multiply(walk.of(IMAGINARY), walk.of(PI)), walk.fractions.rational(times))
    value = walk.fractions.power(_turn_of_sign(walk, monomial), times % 2)
    return walk.fractions.multiply(angle, (monomial, walk.fractions.ring.one)), value


def _angle(walk: Walk, times: int, q: int) -> tuple[Fraction2, Fraction2]:
    """k i pi/q and exp(i pi/q)^k, for the q of the table."""
    demand(q in UNIT_ROOTS, "an angle that is not in the table")
    angle = walk.fractions.multiply(walk.of(IMAGINARY), walk.of(PI))
    root = walk.fractions.power(walk.of(UNIT_ROOTS[q]), times % (2 * q))
    return walk.fractions.multiply(angle, walk.fractions.rational(times, q)), root


def _arc(walk: Walk, index: int, times: int) -> tuple[Fraction2, Fraction2]:
    """k i f(u) and exp(i f(u))^k, for an admitted kernel f(u) = asin u or atan u of a real u."""
    kernel = walk.kernels.table.get(index)
    demand(kernel is not None and kernel.kind == "function" and kernel.is_real and index in walk.kernels.admitted, "no arc")
    assert kernel is not None
    op, _, args = kernel.data
    demand(op in ARCS, "an arc that is not in the table")
    angle = walk.fractions.multiply(walk.of(IMAGINARY), walk.kernels.generator(index))
    value = walk.fractions.power(walk.of(ARCS[op](walk.names.fraction(args[0]))), times)
    return walk.fractions.multiply(angle, walk.fractions.rational(times)), value


_ANGLES: dict[str, Callable[..., tuple[Fraction2, Fraction2]]] = {"turn": _turn, "angle": _angle, "arc": _arc}


def log_value(walk: Walk, term: Term) -> Fraction2:
    is_of_size = term.args[0].op == "abs"
    argument = walk.real(term.args[0].args[0] if is_of_size else term.args[0])
    if argument[0].is_zero():
        raise EmptyDomain
    walk.signs.narrow(argument, NEGATIVE | POSITIVE if is_of_size else POSITIVE)
    return log_abs(walk, argument)


def log_abs(walk: Walk, value: Fraction2) -> Fraction2:
    """log |n/d| of a real fraction that is not 0, as a sum over the factors of n and d."""
    demand(not value[0].is_zero(), "a logarithm of 0")
    total = walk.fractions.zero
    for polynomial, side in zip(value, (1, -1), strict=True):
        content, factors = walk.kernels.factor(polynomial)
        parts = _divisors(walk, abs(content)) + [(_log_of_factor(walk, factor), exponent) for factor, exponent in factors]
        for part, exponent in parts:
            total = walk.fractions.add(total, walk.fractions.multiply(part, walk.fractions.rational(side * exponent)))
    return total


def _divisors(walk: Walk, content: int) -> list[tuple[Fraction2, int]]:
    """log(content) by the logarithms of integers among the kernels."""
    out = []
    if content > 1:
        for index, kernel in walk.kernels.table.items():
            if kernel.kind != "log" or not kernel.data[0].is_constant():
                continue
            divisor, exponent = int(kernel.data[0].leading_coefficient()), 0
            while divisor > 1 and content % divisor == 0:
                content, exponent = content // divisor, exponent + 1
            if exponent:
                out.append((walk.admit(index, POSITIVE), exponent))
    demand(content == 1, "no kernel for the logarithm of a number")
    return out


def _log_of_factor(walk: Walk, factor: Polynomial) -> Fraction2:
    """log |f| of a polynomial that is not 0; log |prod g_k| is the sum of log |g_k|, as no g_k is 0 then."""
    index = walk.kernels.single(factor)
    if index is not None and (total := _total_of_logarithms(walk.kernels.table[index])) is not None:
        return walk.of(canonical(total))
    if index is not None and walk.kernels.table[index].kind in ("exp", "root"):
        kernel = walk.kernels.table[index]
        inner = kernel.data[0] if kernel.kind == "exp" else _log_of_factor(walk, kernel.data[0])
        return walk.fractions.multiply(inner, walk.fractions.rational(1, kernel.data[1]))
    if factor.is_constant():
        return _divisors(walk, abs(int(factor.leading_coefficient())))[0][0]
    found = walk.kernels.find("log", str(factor))
    demand(found, "no kernel for a logarithm")
    return walk.admit(found[0], ANY)


def _total_of_logarithms(kernel: Kernel) -> Term | None:
    """sum log |g_k| for a kernel that is a product of real numbers g_k."""
    if kernel.kind != "atom" or kernel.data[0].op != "product" or not is_real_term(kernel.data[0]):
        return None
    *range_, factor = kernel.data[0].args
    return make("sum", (*range_, log(make("abs", (factor,)))))


_NAMES = frozenset(("symbol",))
_ROUNDED = frozenset(("floor", "ceiling", "sign"))


def may_be_integral(exponent: Term) -> bool:
    """False only if the form of an exponent shows that x^exponent means exp(exponent log x)."""
    if not contains(exponent, _NAMES) or contains(exponent, _ROUNDED):
        return True
    names = (inner for inner in postorder(exponent) if inner.op == "symbol")
    return any(not isinstance(name.sort, Scalar) or name.sort.is_integer for name in names)


RULES = {"power": power_value, "exp": exp_value, "log": log_value}
