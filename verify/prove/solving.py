"""An equation solved for a sum or product that occurs linearly in it: left - right = C (S - H).

A sum S is a kernel of the normal form, where what does not depend on its index has been drawn out; a product is taken as it is
written, as that of positive factors is no kernel, and so is a sum of sines and cosines, where C and H are written out.
H is a reduced fraction: a factor common to H and C is no reason for H to be undefined where it vanishes.
"""

from __future__ import annotations

from collections.abc import Iterator

from verify.fuel import Fuel
from verify.mathematics.algebra import CONTEXT_SIZES, Fraction2, Polynomial, TooLarge, TooManyGenerators, Undefined
from verify.mathematics.arcs import WAVES
from verify.mathematics.binders import is_bound_name
from verify.prove.kernels import Unsupported
from verify.prove.normal_form import NormalForm
from verify.prove.signs import NeedSign
from verify.question import Question
from verify.sort import REAL
from verify.term import (
    ONE,
    TRUE,
    ZERO,
    Term,
    contains,
    divide,
    free_symbols,
    fresh_symbol,
    is_real_term,
    negate,
    postorder,
    substitute,
    subtract,
    symbol,
)

Solution = tuple[Term, Term, Term]  # (S, H, C)

MAX_CANDIDATES = 3


def solutions(question: Question, fuel: Fuel) -> list[Solution] | tuple[Term, bool]:
    """The solutions of an equation; or (f, strict) for the factor f whose sign is needed to find them."""
    difference = subtract(*question.statement.args)
    written = _written("product", difference) or [total for total in _written("sum", difference) if _is_sum_of_waves(total)]
    names = {total: fresh_symbol(symbol("total", REAL), question.symbols) for total in written[:1]}
    for size in CONTEXT_SIZES:
        form = NormalForm(Question(TRUE, question.hypotheses), size, fuel)
        try:
            return _found(form, substitute(difference, names), names)
        except NeedSign as need:
            return form.table.polynomial_term(need.polynomial), need.strict
        except TooManyGenerators:
            continue
        except (Unsupported, Undefined, TooLarge):
            break
    return []


def _found(form: NormalForm, difference: Term, names: dict[Term, Term]) -> list[Solution]:
    found: list[Solution] = form.run(lambda: list(_solved(form, difference, names)))
    return found


def _written(op: str, difference: Term) -> list[Term]:
    """The outermost sums or products over a range that do not depend on the index of another one."""
    if not contains(difference, frozenset((op,))):
        return []
    return [term for term in postorder(difference) if term.op == op and not _is_inside(term)]


def _is_sum_of_waves(total: Term) -> bool:
    """A real sum whose kernels are complex: of sum cos(k x) the two sums of exp(i k x) and exp(-i k x) say nothing real."""
    return contains(total, WAVES) and is_real_term(total) and not contains(total, frozenset(("infinity",)))


def _is_inside(total: Term) -> bool:
    return any(is_bound_name(name) for name in free_symbols(total))


def _solved(form: NormalForm, difference: Term, names: dict[Term, Term]) -> Iterator[Solution]:
    """The solutions for the one sum or product that has a name, or for the first few sums."""
    numerator, denominator = form.of(difference)
    wanted = {name: total for total, name in names.items()}
    degrees, below = numerator.degrees(), denominator.degrees()
    count = 0
    for index in sorted(form.table.kernels):
        if degrees[index] != 1 or below[index]:
            continue
        term = form.table.term(index)
        total = wanted.get(term) if wanted else term if term.op == "sum" else None
        if total is None or _is_inside(total) or count == MAX_CANDIDATES:
            continue
        count += 1
        if wanted and total.op == "sum":
            yield total, *_in_waves(difference, term)
            continue
        slope, rest = linear_parts(form, numerator, index)
        closed = form.fractions.fraction(-rest, slope)
        factor = form.fractions.fraction(slope, denominator)
        for fraction in (closed, factor):
            _demand_denominator(form, fraction)
        yield total, form.table.fraction_term(closed), form.table.fraction_term(factor)


def _in_waves(difference: Term, name: Term) -> tuple[Term, Term]:
    """(H, C) from the values of C (S - H) at S = 0 and S = 1, as fractions of complex exponentials are of no use."""
    at_zero, at_one = (substitute(difference, {name: value}) for value in (ZERO, ONE))
    factor = subtract(at_one, at_zero)
    return divide(negate(at_zero), factor), factor


def _demand_denominator(form: NormalForm, value: Fraction2) -> None:
    """Raises NeedSign for a factor of the denominator that may be 0."""
    for factor, _ in form.fractions.factor(value[1])[1]:
        known = form.signs.of(factor)
        if (known is None or not known[1]) and form.table.is_real(factor):
            raise NeedSign(factor, True)


def linear_parts(form: NormalForm, numerator: Polynomial, index: int) -> tuple[Polynomial, Polynomial]:
    """(A, B) with numerator = A g + B for the generator g of this index."""
    slope, rest = form.fractions.ring.zero, form.fractions.ring.zero
    for exponents, coefficient in numerator.terms():
        lowered = list(exponents)
        lowered[index] = 0
        part = form.fractions.ring.from_terms({tuple(lowered): coefficient})
        if exponents[index]:
            slope += part
        else:
            rest += part
    return slope, rest
