"""Normal forms of powers, logarithms and exponentials.

log u is a sum over the factors of u; exp(u) a product over the monomials of u; u^(p/q) a product over the factors of u.
"""

from __future__ import annotations

from math import gcd, lcm
from typing import TYPE_CHECKING, Any

from flint import fmpz

from verify.domain import integer_valued
from verify.mathematics.algebra import Fraction2, Polynomial, TooLarge, Undefined
from verify.mathematics.angles import ARCS, UNIT_ROOTS
from verify.mathematics.binders import canonical
from verify.mathematics.whole_powers import joined_powers
from verify.prove.kernels import Kernel, Restart, Unsupported
from verify.prove.signs import NeedSign
from verify.sort import Scalar
from verify.term import ONE, PI, Term, contains, is_real_term, log, make, postorder

if TYPE_CHECKING:
    from verify.prove.normal_form import NormalForm

# One factor of a product: ("exp", index, k) is kernel^k, ("abs", polynomial, p, q) is |polynomial|^(p/q), ("turn", k) is i^k, and
# ("angle", k, q) is exp(i pi k/q), ("arc", index, k) is exp(i k f) for a kernel f = asin u or atan u, and
# ("half turns", m, k) is exp(i pi k m) = (-1)^(k m) for a monomial m in integer symbols.
# Of a base that may be 0, ("kept", index, k) is kernel^k for a kernel u^z, and ("whole", u, n) is u^n.
Item = tuple[Any, ...]

_SYMBOL = frozenset(("symbol",))
_WHOLE = frozenset(("floor", "ceiling", "sign"))
MAX_CONTENT_BITS = 160  # of a number without small prime factors
MAX_TRIAL_BITS = 1 << 14
TRIAL_LIMIT = 1_000  # small primes are divided out before a number is called too large: 2^1000 3^500 has no others
MAX_ROOT_DEGREE = 10_000


def power_value(form: NormalForm, term: Term) -> Fraction2:
    base, exponent = term.args
    value = form.of(exponent)
    rational = form.fractions.as_rational(value)
    if rational is not None and rational[1] == 1:
        return form.fractions.power(form.of(base), rational[0])
    if rational is not None:
        return rational_power(form, term, form.of(base), *rational)
    return symbolic_power(form, term, form.of(base), value)


def symbolic_power(form: NormalForm, term: Term, base: Fraction2, exponent: Fraction2) -> Fraction2:
    """x^y = exp(y log x) for x > 0; 0^y = 0 for y > 0, so that x^y says no more than x >= 0: sign(x) + x^y = 1 + x^y fails at 0.

    An integer exponent says nothing of x at all: |x|^n = x^n fails at x = -1, n = 1.
    """
    form.require_real(base)
    if (joined := joined_powers(term)) is not None:
        return form.of(joined)
    if may_be_integral(term.args[1]):
        return integer_power(form, term, base, exponent)
    if base[0].is_zero():
        _require_not_negative(form, exponent)
        form.infer(exponent, (1, True))
        return form.fractions.zero
    infer_from_definedness(form, base, False)
    form.sign_of(base, True)
    return kept_product(form, term, exponential_items(form, form.fractions.multiply(exponent, log_abs(form, base))))


def integer_power(form: NormalForm, term: Term, base: Fraction2, exponent: Fraction2) -> Fraction2:
    """x^n = (-1)^n |x|^n for x other than 0, and 0^n = 0 for n > 0; 0^n stands for itself where n may be 0."""
    if base[0].is_zero():
        _require_not_negative(form, exponent)
        sign = form.signs.of_fraction(exponent)
        if sign == (1, True):
            return form.fractions.zero
        if not integer_valued(term.args[1]) or not exponent[1].is_one():
            raise Unsupported("a power of 0 whose exponent may be 0")
        if sign != (1, False):
            raise NeedSign(exponent[0], True)
        return power_of_zero(form, exponent)
    is_positive = form.signs.of_fraction(base) == (1, True)
    if not is_positive and not integer_valued(term.args[1]):
        raise Unsupported("a power of something that may be negative")
    turns = form.fractions.one if is_positive or form.sign_of(base, True) > 0 else alternating_sign(form, exponent)
    items = exponential_items(form, form.fractions.multiply(exponent, log_abs(form, base)))
    return form.fractions.multiply(turns, kept_product(form, term, items))


def _require_not_negative(form: NormalForm, exponent: Fraction2) -> None:
    """0^y is not defined for y < 0."""
    if form.table.is_real(exponent[0]) and form.table.is_real(exponent[1]) and form.signs.of_fraction(exponent) == (-1, True):
        raise Undefined


def power_of_zero(form: NormalForm, exponent: Fraction2) -> Fraction2:
    """0^n for an integer n >= 0, which is 0 or 1."""
    key = ("power of 0", str(exponent))
    known = form.table.find(key)
    index = form.table.index(key, Kernel("function", ("power", None, (form.fractions.zero, exponent)), (1, False)))
    if known is None:
        form.fractions.relations.append(form.table.generator(index) ** 2 - form.table.generator(index))
    return form.table.generator(index), form.fractions.ring.one


def exponent_of_zero(form: NormalForm) -> Term | None:
    """The exponent n of a 0^n in the table of which it is not known whether it is 0; None if there is no such power."""
    for kernel in form.table.kernels.values():
        data = kernel.data if kernel.kind == "function" else ()
        if data[:2] == ("power", None) and data[2][0] == form.fractions.zero:
            return form.table.fraction_term(data[2][1])
    return None


def alternating_sign(form: NormalForm, exponent: Fraction2) -> Fraction2:
    """(-1)^n as a product over the monomials of odd coefficient in n."""
    minus_one, result = form.fractions.rational(-1), form.fractions.one
    if not exponent[1].is_one():
        raise Unsupported("a power of a negative number whose exponent is a fraction")
    for exponents, coefficient in exponent[0].terms():
        if coefficient % 2 == 0:
            continue
        factor = minus_one
        if any(exponents):
            factor = turn_of_sign(form, form.fractions.ring.from_terms({exponents: 1}))
        result = form.fractions.multiply(result, factor)
    return result


def turn_of_sign(form: NormalForm, monomial: Polynomial) -> Fraction2:
    """(-1)^m for an integer m."""
    key = ("power of -1", str(monomial))
    known = form.table.find(key)
    data = ("power", None, (form.fractions.rational(-1), (monomial, form.fractions.ring.one)))
    index = form.table.index(key, Kernel("function", data))
    generator = form.table.generator(index)
    if known is None:
        form.fractions.relations.append(generator**2 - 1)
    return generator, form.fractions.ring.one


def may_be_integral(exponent: Term) -> bool:
    """Whether an exponent may be an integer by its form, so that a negative number has such a power."""
    if not contains(exponent, _SYMBOL) or contains(exponent, _WHOLE):
        return True
    names = (inner for inner in postorder(exponent) if inner.op == "symbol")
    return any(not isinstance(name.sort, Scalar) or name.sort.is_integer for name in names)


def rational_power(form: NormalForm, term: Term, base: Fraction2, p: int, q: int) -> Fraction2:
    """u^(p/q) of u >= 0 is the product of |f|^(e p/q) over the factors f^e of u."""
    form.require_real(base)
    if base[0].is_zero():
        if p > 0:
            return base
        raise Undefined
    known = form.signs.of_fraction(base)
    if known is not None and known[0] <= 0:
        if known[1] or p < 0:
            raise Undefined
        return form.fractions.zero  # what is never positive has a root only where it is 0
    infer_from_definedness(form, base, p < 0)
    items: list[Item] = []
    for polynomial, side in ((base[0], 1), (base[1], -1)):
        content, factors = form.fractions.factor(polynomial)
        items += [("abs", form.fractions.ring.constant(prime), side * e * p, q) for prime, e in prime_factors(form, content)]
        items += [("abs", factor, side * e * p, q) for factor, e in factors]
    return kept_product(form, term, items)


def infer_from_definedness(form: NormalForm, base: Fraction2, strict: bool) -> None:
    """The argument of a root or logarithm is not negative where the term is defined: use what that says of a sign."""
    form.infer(base, (1, strict))


def prime_factors(form: NormalForm, content: int) -> list[tuple[int, int]]:
    if abs(content) == 1:
        return []
    bits = abs(content).bit_length()
    if bits > MAX_CONTENT_BITS:
        return _prime_factors_of_large(form, abs(content))
    form.fuel.spend(20 + bits**2 // 8, "a factorisation of a number")
    return [(int(prime), int(exponent)) for prime, exponent in fmpz(abs(content)).factor()]


def _prime_factors_of_large(form: NormalForm, content: int) -> list[tuple[int, int]]:
    """Small primes by trial division, and what is left if it is not large itself."""
    bits = content.bit_length()
    if bits > MAX_TRIAL_BITS:
        raise TooLarge("a factorisation of a large number")
    form.fuel.spend(400 + bits // 8, "a division by small primes")
    small = [(int(prime), int(exponent)) for prime, exponent in fmpz(content).factor(trial_limit=TRIAL_LIMIT)]
    found = [(prime, exponent) for prime, exponent in small if prime < TRIAL_LIMIT]
    for rest, exponent in small:
        if rest >= TRIAL_LIMIT and rest.bit_length() > MAX_CONTENT_BITS:
            raise TooLarge("a factorisation of a large number")
        if rest >= TRIAL_LIMIT:
            found += [(prime, exponent * inner) for prime, inner in prime_factors(form, rest)]
    return found


def log_value(form: NormalForm, term: Term) -> Fraction2:
    is_of_size = term.args[0].op == "abs"  # log |u| needs no sign of u
    argument = form.of(term.args[0].args[0] if is_of_size else term.args[0])
    form.require_real(argument)
    if not is_of_size:
        infer_from_definedness(form, argument, True)
    return log_abs(form, argument)


def log_abs(form: NormalForm, value: Fraction2) -> Fraction2:
    """log |n/d| as a sum over the factors of n and d."""
    if value[0].is_zero():
        raise Undefined
    total = form.fractions.zero
    for polynomial, side in ((value[0], 1), (value[1], -1)):
        content, factors = form.fractions.factor(polynomial)
        parts = [(form.fractions.ring.constant(prime), e) for prime, e in prime_factors(form, content)] + factors
        for factor, exponent in parts:
            part = form.fractions.multiply(log_of_factor(form, factor), form.fractions.rational(side * exponent))
            total = form.fractions.add(total, part)
    return total


def log_of_factor(form: NormalForm, factor: Polynomial) -> Fraction2:
    """log |f| of an irreducible polynomial or a prime: for exp, root and product kernels in terms of what they are made of."""
    index = form.table.single(factor)
    if index is not None:
        kernel = form.table.kernels[index]
        if kernel.kind == "atom" and kernel.data[0].op == "product" and is_real_term(kernel.data[0]):
            return form.of(canonical(_logarithm_of_product(kernel.data[0])))
        if kernel.kind == "exp":
            return form.fractions.multiply(kernel.data[0], form.fractions.rational(1, kernel.data[1]))
        if kernel.kind == "root":
            return form.fractions.multiply(log_of_factor(form, kernel.data[0]), form.fractions.rational(1, kernel.data[1]))
    sign = (1, True) if factor.is_constant() else None
    index = form.table.index(("log", str(factor)), Kernel("log", (factor,), sign))
    return form.table.generator(index), form.fractions.ring.one


def _logarithm_of_product(product: Term) -> Term:
    """log |prod f_k| = sum log |f_k|, where the product is not 0: then none of its factors is."""
    index, lower, upper, body = product.args
    return make("sum", (index, lower, upper, log(make("abs", (body,)))))


def exp_value(form: NormalForm, term: Term) -> Fraction2:
    return kept_product(form, term, exponential_items(form, form.of(term.args[0])))


def kept_product(form: NormalForm, term: Term, items: list[Item]) -> Fraction2:
    """The value of a product, kept with the term for the check."""
    form.products[term] = tuple(items)
    return product_value(form, items)


def product_value(form: NormalForm, items: list[Item] | tuple[Item, ...]) -> Fraction2:
    result = form.fractions.one
    for factor in items:
        result = form.fractions.multiply(result, item_value(form, factor))
    return result


def item_value(form: NormalForm, factor: Item) -> Fraction2:
    if factor[0] == "half turns":
        return form.fractions.power(turn_of_sign(form, factor[1]), factor[2] % 2)
    if factor[0] == "turn":
        return form.fractions.power(imaginary_value(form, ONE), factor[1] % 4)
    if factor[0] == "arc":
        op, _, args = form.table.kernels[factor[1]].data
        return form.fractions.power(form.of(ARCS[op](form.table.fraction_term(args[0]))), factor[2])
    if factor[0] == "angle":
        return form.fractions.power(form.of(UNIT_ROOTS[factor[2]]), factor[1] % (2 * factor[2]))
    if factor[0] in ("exp", "kept"):
        return form.fractions.power((form.table.generator(factor[1]), form.fractions.ring.one), factor[2])
    if factor[0] == "whole":
        return form.fractions.power((factor[1], form.fractions.ring.one), factor[2])
    return abs_power(form, *factor[1:])


def exponential_items(form: NormalForm, exponent: Fraction2) -> list[Item]:
    """exp(u) as a product: u is split into monomials over one common denominator, so that exp(u + v) = exp(u) exp(v)."""
    if exponent[0].is_zero():
        return []
    numerator, denominator = exponent
    scale, divisor, polynomials = 1, None, [(numerator, form.fractions.ring.one)]
    if denominator.is_constant():
        scale = int(denominator.leading_coefficient())
    else:
        scale, divisor, numerator = over_common_denominator(form, numerator, denominator)
        form.fuel.spend(4 + len(numerator) * len(divisor), "a division of exponents")
        quotient, remainder = divmod(numerator, divisor)
        polynomials = [(quotient, form.fractions.ring.one), (remainder, divisor)]
    items: list[Item] = []
    for polynomial, below in polynomials:
        for exponents, coefficient in polynomial.terms():
            items += exponential_of_monomial(form, exponents, int(coefficient), scale, below, denominator)
    return items


def over_common_denominator(
    form: NormalForm, numerator: Polynomial, denominator: Polynomial
) -> tuple[int, Polynomial, Polynomial]:
    """(c, D, N) with numerator/denominator = N/(c D), where D is common to all exponents of this normal form."""
    content, factors = form.fractions.factor(denominator)
    primitive = form.fractions.ring.one
    for factor, exponent in factors:
        primitive *= factor**exponent
    common = form.exponent_denominator
    divisor = common.gcd(primitive)
    if divisor != primitive:
        form.exponent_denominator = form.fractions.times(common, primitive / divisor)
        raise Restart
    return content, common, form.fractions.times(numerator, common / primitive)


def exponential_of_monomial(
    form: NormalForm, exponents: tuple[int, ...], p: int, q: int, below: Polynomial, denominator: Polynomial
) -> list[Item]:
    """exp(p/q * monomial/below) as a power of one kernel, with the cases in which it is none."""
    divisor = gcd(p, q)
    p, q = (p // divisor, q // divisor) if q > 0 else (-p // divisor, -q // divisor)
    monomial = form.fractions.ring.from_terms({exponents: 1})
    kinds = [(form.table.kernels[i], int(e)) for i, e in enumerate(exponents) if e]
    if below.is_one():
        if len(kinds) == 1 and kinds[0][0].kind == "log" and kinds[0][1] == 1:
            return [("abs", kinds[0][0].data[0], p, q)]
        if sorted(k.kind for k, e in kinds) == ["atom", "imaginary"] and monomial == i_pi(form):
            if q in (1, 2):
                return [("turn", p * (2 // q))]
            if q in UNIT_ROOTS:
                return [("angle", p, q)]
        if q == 1 and (whole := _integer_beside_i_pi(form, exponents)) is not None:
            return [("half turns", whole, p)]
        if q == 1 and (arc := _arc(form, exponents)) is not None:
            return [("arc", arc, p)]
    fraction = form.fractions.fraction(monomial, below)
    if not (fraction[1].is_constant() or below.is_one()):
        require_nonzero_with(form, fraction[1], denominator)
    elif not below.is_one():
        scaled = form.fractions.multiply(fraction, form.fractions.rational(p, q))
        return exponential_items(form, scaled)
    key = f"exp {fraction[0]} / {fraction[1]}"
    degree = root_degree(form, key, q)
    is_real = form.table.is_real(fraction[0]) and form.table.is_real(fraction[1])  # exp(x/(y + i)) is not
    sign = (1, True) if is_real else None
    kernel = Kernel("exp", (fraction, degree), sign, is_real)
    index = form.table.index((key, degree), kernel)
    return [("exp", index, p * (degree // q))]


def _integer_beside_i_pi(form: NormalForm, exponents: tuple[int, ...]) -> Polynomial | None:
    """m, for the monomial i pi m with integer symbols in m."""
    rest = list(map(int, exponents))
    for index in (form.table.find("imaginary"), form.table.find(PI)):
        if index is None or rest[index] != 1:
            return None
        rest[index] = 0
    for index, exponent in enumerate(rest):
        name = form.table.kernels[index].data[0] if exponent else None
        if exponent and not (form.table.kernels[index].kind == "atom" and name is not None and integer_valued(name)):
            return None
    return form.fractions.ring.from_terms({tuple(rest): 1})


def _arc(form: NormalForm, exponents: tuple[int, ...]) -> int | None:
    """The index of f, for the monomial i f with f = asin u or atan u."""
    used = [index for index, exponent in enumerate(exponents) if exponent]
    imaginary = form.table.find("imaginary")
    if len(used) != 2 or imaginary not in used or any(exponents[index] != 1 for index in used):
        return None
    index = used[0] if used[1] == imaginary else used[1]
    kernel = form.table.kernels[index]
    return index if kernel.kind == "function" and kernel.data[0] in ARCS and kernel.is_real else None


def i_pi(form: NormalForm) -> Polynomial:
    pi = form.table.atom(PI)[0]
    imaginary = form.table.find("imaginary")
    return pi * (form.table.generator(imaginary) if imaginary is not None else form.fractions.ring.zero)


def require_nonzero_with(form: NormalForm, part: Polynomial, denominator: Polynomial) -> None:
    """A denominator may be used if it divides that of the exponent itself, or has no zero: exp(1/x) is not split
    over x + 1, as the parts would be undefined at a point where the whole is not."""
    if (denominator % part).is_zero():
        return
    sign = form.signs.of_fraction((part, form.fractions.ring.one))
    if sign is None or not sign[1] or sign[0] == 0:
        raise Unsupported("exponents whose denominators vanish at different places")


def root_degree(form: NormalForm, key: str, q: int) -> int:
    """The root degree of a kernel: a multiple of q; when it has to grow, the walk begins again."""
    degree = form.root_degrees.get(key)
    if degree is None:
        degree = form.root_degrees[key] = q
    elif degree % q:
        form.root_degrees[key] = lcm(degree, q)
        if form.root_degrees[key] > MAX_ROOT_DEGREE:
            raise TooLarge("roots of high degree")
        raise Restart
    return degree


def abs_power(form: NormalForm, factor: Polynomial, p: int, q: int) -> Fraction2:
    """|f|^(p/q) of an irreducible polynomial or a prime number."""
    divisor = gcd(p, q)
    p, q = p // divisor, q // divisor
    if q == 1 and p % 2 == 0:
        return form.fractions.power((factor, form.fractions.ring.one), p)
    index = form.table.single(factor)
    if index is not None and q > 1:
        kernel = form.table.kernels[index]
        if kernel.kind == "exp":
            exponent = form.fractions.multiply(kernel.data[0], form.fractions.rational(p, q * kernel.data[1]))
            return product_value(form, exponential_items(form, exponent))
        if kernel.kind == "root":
            return abs_power(form, kernel.data[0], p, q * kernel.data[1])
    sign = form.signs.of(factor)
    if sign is None:
        raise NeedSign(factor, False)
    if sign[0] == 0:
        if p > 0:
            return form.fractions.zero
        raise Undefined
    positive = factor * sign[0]
    if q == 1:
        return form.fractions.power((positive, form.fractions.ring.one), p)
    degree = root_degree(form, f"root {positive}", q)
    known = form.table.find(("root", str(positive), degree))
    index = form.table.index(("root", str(positive), degree), Kernel("root", (positive, degree), (1, sign[1])))
    if known is None:
        form.fractions.relations.append(form.table.generator(index) ** degree - positive)
    return form.fractions.power((form.table.generator(index), form.fractions.ring.one), p * (degree // q))


def imaginary_value(form: NormalForm, term: Term) -> Fraction2:
    known = form.table.find("imaginary")
    index = form.table.index("imaginary", Kernel("imaginary", (), None, False))
    generator = form.table.generator(index)
    if known is None:
        form.fractions.relations.append(generator**2 + 1)
    return generator, form.fractions.ring.one
