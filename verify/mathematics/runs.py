"""Products of numbers in a row as quotients of values of the Gamma function.

    prod_{i=l}^{u} (i + a) = Gamma(u + a + 1)/Gamma(l + a)        for l + a > 0 and u >= l - 1
    prod_{i=l}^{u} (a - i) = Gamma(a - l + 1)/Gamma(a - u)        for a - u > 0 and u >= l - 1

The factors are those from the first, l + a or a - u, which is positive, to the last: Gamma(x + 1) = x Gamma(x).  Of a range with
u < l - 1 the product is 1, and the quotient is not; from -1 to 1 the product is 0, and Gamma(-1) has no value.
"""

from __future__ import annotations

from verify.domain import always_defined, integer_valued
from verify.mathematics.tidy import tidy
from verify.sort import INTEGER
from verify.term import INFINITY, ONE, ZERO, Term, add, divide, free_symbols, is_real_term, make, subtract


def run_of_numbers(total: Term) -> tuple[Term, tuple[Term, Term]] | None:
    """The quotient that a product of numbers in a row is, and on what conditions; None if it is another one."""
    if total.op != "product":
        return None
    index, lower, upper, body = total.args
    if index.sort != INTEGER or INFINITY in (lower, upper) or body.shape or not is_real_term(body):
        return None
    if not all(integer_valued(each) and always_defined(each) for each in (lower, upper)):
        return None
    upwards, downwards = tidy(subtract(body, index)), tidy(add(body, index))
    if index not in free_symbols(upwards):
        first, last = add(lower, upwards), add(upper, upwards)
    elif index not in free_symbols(downwards):
        first, last = subtract(downwards, upper), subtract(downwards, lower)
    else:
        return None
    first, after = tidy(first), tidy(add(last, ONE))
    conditions = make("lt", (ZERO, first)), make("le", (lower, add(upper, ONE)))
    return divide(make("gamma", (after,)), make("gamma", (first,))), conditions
