"""What is wrong for every law of the random variables: Var(a X + b) is a Var(X) + b for none, if a and b are any numbers.

Means of polynomials are brought to moments, which are numbers that depend on the law, and on nothing else.  Two formulas then
differ by a polynomial in the names of the question, with moments in its coefficients.  It vanishes for all values of the names
only if all coefficients do: one that is a number other than 0, or a multiple of the variance of one variable, does for no law.
Nor does a product of E[X^2] and of means that both formulas speak of: who writes 3 E[X] E[Y] does not mean variables of mean 0.
A mean or a variance that both formulas speak of is not known as a number, so that a polynomial in it alone does not vanish; and
a covariance that the reference speaks of is not 0.

A name may depend on the law: the mu of E[(X - mu)^2] is a mean to most.  Any number is meant by a name of both formulas that is
declared and not called as parameters of laws are, or that is called a, b or c; one that is both may be missing in one of them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from verify.sort import Scalar
from verify.term import Term, contains, free_symbols

# (key, exponent), in order; a key is a name, ("value", X), ("bound", ((X, 1), ..)) or ("moment", ((X, 1), ..))
Monomial = tuple[tuple[Any, int | Fraction], ...]
Polynomial = dict[Monomial, Fraction]
_MOST_TERMS = 200
_MOST_EXPONENT = 8
_OF_LAWS = frozenset(("mu", "m", "lambda", "theta", "p", "q", "nu", "xi", "eta", "sigma", "tau", "s", "v", "x"))
_COEFFICIENTS = frozenset(("a", "b", "c", "d", "k", "n", "alpha", "beta"))


@dataclass(frozen=True)
class Spoken:
    """What formulas speak of: the variables of whose means and variances all do, and the pairs of whose covariances one does.

    `is_general`: the first formula is a statistic by itself, which is asked for whatever it is of, and not 0.
    """

    means: frozenset[str] = frozenset()
    variances: frozenset[str] = frozenset()
    covariances: frozenset[frozenset[str]] = frozenset()
    is_general: bool = False


class _NotMoments(Exception):
    """A formula that is no polynomial in names and moments."""


def differ_for_every_law(reference: Term, submitted: Term, declared: Collection[str], spoken: Spoken = Spoken()) -> bool:
    """Whether two formulas are different for every law of variables that are no constants, for some values of their names."""
    polynomials = _polynomials(reference, submitted)
    difference = None if polynomials is None else _difference(*polynomials, (reference, submitted), declared)
    if polynomials is None or difference is None:
        return False
    if spoken.is_general and _is_multiple(difference, polynomials[0]):
        return True
    coefficients: dict[Monomial, Polynomial] = {}
    for monomial, factor in difference.items():
        names = tuple(pair for pair in monomial if isinstance(pair[0], Term))
        moments = tuple(pair for pair in monomial if not isinstance(pair[0], Term))
        coefficients.setdefault(names, {})[moments] = factor
    return any(_sign(each) or _is_product(each, spoken.means) or _is_of(each, spoken) for each in coefficients.values())


def _is_of(coefficient: Polynomial, spoken: Spoken) -> bool:
    """Whether a coefficient is a polynomial in one mean, a + b Var(X), or b Cov(X, Y), of what is spoken of."""
    rest = {monomial: factor for monomial, factor in coefficient.items() if monomial}
    keys = {key for monomial in rest for key, _ in monomial}
    if len(keys) == 1:
        return any(keys == {("moment", ((name, 1),))} for name in spoken.means)
    if len(rest) != 2:
        return False
    variances = ((("moment", ((name, 2),)), (("moment", ((name, 1),)),)) for name in spoken.variances)
    pairs = (sorted(pair) for pair in spoken.covariances if len(pair) == 2)
    covariances = (
        (("moment", ((one, 1), (other, 1))), (("moment", ((one, 1),)), ("moment", ((other, 1),)))) for one, other in pairs
    )
    for is_variance, (whole, parts) in (*((True, each) for each in variances), *((False, each) for each in covariances)):
        product = ((parts[0], 2),) if is_variance else _ordered([(part, 1) for part in parts])
        spread = {((whole, 1),): Fraction(1), product: Fraction(-1)}
        if rest.keys() == spread.keys() and rest[((whole, 1),)] == -rest[product] and (is_variance or () not in coefficient):
            return True
    return False


def _is_multiple(one: Polynomial, other: Polynomial) -> bool:
    """Whether a polynomial is c times another one, for a number c other than 0."""
    return one.keys() == other.keys() and len({one[monomial] / other[monomial] for monomial in one}) == 1


def is_less_for_every_law(one: Term, other: Term, declared: Collection[str]) -> bool:
    """Whether a formula is less than another one for every law of variables that are no constants: E[X]^2 < E[X^2]."""
    polynomials = _polynomials(one, other)
    difference = None if polynomials is None else _difference(*polynomials, (one, other), declared)
    return difference is not None and _sign(difference) < 0


def leave_room(hypotheses: Collection[Term]) -> bool:
    """Whether hypotheses are bounds, one for a name, so that each name has endless values."""
    bounded = [side for each in hypotheses for side in each.args if side.op == "symbol"]
    are_bounds = all(each.op in ("lt", "le") and {side.op for side in each.args} == {"symbol", "number"} for each in hypotheses)
    return are_bounds and len(set(bounded)) == len(bounded)


def _polynomials(one: Term, other: Term) -> tuple[Polynomial, Polynomial] | None:
    if not all(contains(side, {"integral"}) for side in (one, other)):
        return None
    try:
        return _polynomial(one), _polynomial(other)
    except _NotMoments:
        return None


def _difference(
    one: Polynomial, other: Polynomial, sides: tuple[Term, Term], declared: Collection[str]
) -> Polynomial | None:
    """The difference in names and moments, if the names in it are any numbers, and no value of a law stands for its moments."""
    found = _added(one, _scaled(other, Fraction(-1)))
    names = {key for monomial in found for key, _ in monomial if isinstance(key, Term)}
    return found if all(_is_any_number(name, declared, *sides) for name in names) else None


def _is_any_number(name: Term, declared: Collection[str], *sides: Term) -> bool:
    if not isinstance(name.sort, Scalar):
        return True
    base = name.name.partition("_")[0]
    if name.name in declared and base in _COEFFICIENTS:
        return True
    is_meant = base not in _OF_LAWS if name.name in declared else base in _COEFFICIENTS
    return is_meant and all(name in free_symbols(side) for side in sides)


def _sign(coefficient: Mapping[Monomial, Fraction]) -> Fraction:
    """The number or the c of a polynomial in moments that is a number, or c(E[X^2] - E[X]^2); else 0."""
    if set(coefficient) == {()}:
        return coefficient[()]
    if len(coefficient) != 2 or any(len(monomial) != 1 for monomial in coefficient):
        return Fraction(0)
    (square, one), (mean, other) = sorted(coefficient.items(), key=lambda item: item[0][0][1])
    if one != -other or square[0][1] != 1 or mean[0][1] != 2:
        return Fraction(0)
    second, first = square[0][0][1], mean[0][0][1]
    is_of_one = len(second) == len(first) == 1 and second[0][0] == first[0][0] and (second[0][1], first[0][1]) == (2, 1)
    return one if is_of_one else Fraction(0)


def _is_product(coefficient: Mapping[Monomial, Fraction], means: Collection[str]) -> bool:
    """Whether a coefficient is c times even moments of one variable, and means of these variables."""
    (monomial, *others) = coefficient
    return not others and all(
        key[0] == "moment" and len(key[1]) == 1 and (key[1][0][1] % 2 == 0 or key[1][0] in ((name, 1) for name in means))
        for key, _ in monomial
    )


def _polynomial(term: Term) -> Polynomial:
    if term.op == "number" and not term.shape:
        return {(): term.fraction} if term.fraction else {}
    if term.op == "symbol" and isinstance(term.sort, Scalar) and _has_endless_values(term.sort):
        return {((term, 1),): Fraction(1)}
    if term.op == "add" and not term.shape:
        return _added(*map(_polynomial, term.args))
    if term.op == "mul" and not term.shape:
        found: Polynomial = {(): Fraction(1)}
        for arg in term.args:
            found = _multiplied(found, _polynomial(arg))
        return found
    if term.op == "power" and term.args[1].op == "number":
        return _raised(term.args[0], term.args[1].fraction)
    if term.op == "apply" and term.args[0].name.startswith("value_of_") and len(term.args) == 2:
        return {((("value", term.args[1]), 1),): Fraction(1)}
    if term.op == "integral":
        return _mean(term)
    raise _NotMoments


def _has_endless_values(sort: Scalar) -> bool:
    return sort.values is None and (sort.kind == "real" or (sort.kind == "integer" and None in (sort.lower, sort.upper)))


def _is_positive(sort: Scalar) -> bool:
    return sort.lower is not None and sort.lower >= 0


def _mean(term: Term) -> Polynomial:
    """E[f] for the integral of a density times f; below a conditional density, the mean given what comes outside of it."""
    variable, body = term.args[0], term.args[-1]
    factors = body.args if body.op == "mul" else (body,)
    densities = [factor for factor in factors if factor.op == "density" and factor.args[1] is variable]
    others = any(factor.op == "density" and factor not in densities for factor in factors)
    if len(densities) != 1 or densities[0].value != 1 or others:
        raise _NotMoments
    inside: Polynomial = {(): Fraction(1)}
    for factor in factors:
        if factor is not densities[0]:
            inside = _multiplied(inside, _polynomial(factor))
    is_marginal = len(densities[0].args) == 2
    found: Polynomial = {}
    for monomial, coefficient in inside.items():
        kept: dict[Any, int | Fraction] = {}
        taken: list[tuple[str, int | Fraction]] = []
        for key, exponent in monomial:
            is_own = not isinstance(key, Term) and key[0] in ("value", "bound") and (is_marginal or key == ("value", variable))
            if not is_own:
                kept[key] = exponent
            elif key[0] == "value":
                if is_marginal and key[1] is not variable:
                    raise _NotMoments
                taken.append((key[1].name, exponent))
            elif exponent == 1:
                taken.extend(key[1])
            else:
                raise _NotMoments  # a power of a conditional mean
        if len({name for name, _ in taken}) < len(taken):
            raise _NotMoments
        if taken:
            mean = ("moment" if is_marginal else "bound", tuple(sorted(taken)))
            kept[mean] = kept.get(mean, 0) + 1
        found = _added(found, {_ordered([*kept.items()]): coefficient})
    return found


def _raised(base: Term, exponent: Fraction) -> Polynomial:
    if exponent.denominator != 1 and base.op == "symbol" and isinstance(base.sort, Scalar) and _is_positive(base.sort):
        return {((base, exponent),): Fraction(1)}
    if exponent.denominator != 1 or abs(exponent) > _MOST_EXPONENT:
        raise _NotMoments
    if exponent < 0:
        inside = _polynomial(base)
        if len(inside) != 1:
            raise _NotMoments
        ((monomial, coefficient),) = inside.items()
        if not all(isinstance(key, Term) for key, _ in monomial):
            raise _NotMoments
        return {tuple((key, count * int(exponent)) for key, count in monomial): coefficient ** int(exponent)}
    found: Polynomial = {(): Fraction(1)}
    inside = _polynomial(base)
    for _ in range(int(exponent)):
        found = _multiplied(found, inside)
    return found


def _added(*polynomials: Polynomial) -> Polynomial:
    found: Polynomial = {}
    for polynomial in polynomials:
        for monomial, coefficient in polynomial.items():
            found[monomial] = found.get(monomial, Fraction(0)) + coefficient
    return {monomial: coefficient for monomial, coefficient in found.items() if coefficient}


def _scaled(polynomial: Polynomial, factor: Fraction) -> Polynomial:
    return {monomial: factor * coefficient for monomial, coefficient in polynomial.items()}


def _multiplied(one: Polynomial, other: Polynomial) -> Polynomial:
    if len(one) * len(other) > _MOST_TERMS:
        raise _NotMoments
    found: Polynomial = {}
    for left, a in one.items():
        for right, b in other.items():
            counts: dict[Any, int | Fraction] = dict(left)
            for key, exponent in right:
                counts[key] = counts.get(key, 0) + exponent
            found = _added(found, {_ordered([pair for pair in counts.items() if pair[1]]): a * b})
    return found


def _ordered(pairs: list[tuple[Any, int | Fraction]]) -> Monomial:
    return tuple(sorted(pairs, key=lambda pair: (isinstance(pair[0], Term), str(pair[0]))))
