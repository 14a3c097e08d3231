"""Sums and integrals as they are written: combinations of them over one range, as one sum or integral."""

from __future__ import annotations

from collections.abc import Iterable

from verify.domain import conditions
from verify.mathematics.binders import canonical
from verify.mathematics.sum_facts import is_whole_distribution
from verify.question import Question
from verify.sort import Scalar
from verify.term import (
    INFINITY,
    MINUS_INFINITY,
    ONE,
    SPACE,
    ZERO,
    Term,
    add,
    contains,
    divide,
    equal,
    free_symbols,
    fresh_symbol,
    make,
    mul,
    postorder,
    relation,
    substitute,
    subtract,
    symbol,
)

_LINEAR = frozenset(("matmul", "trace", "transpose"))


def one_integral(difference: Term, taken: Iterable[Term]) -> tuple[Term, Term] | None:
    """(r, integral (c f + d g)) from r + c integral f + d integral g, in a variable that is not taken; None if there is none.

    Their sum is defined wherever the difference is, and equal to it there.
    """
    return _over_one_range("integral", difference, taken)


def one_sum(difference: Term, taken: Iterable[Term], *, with_shares: bool = True) -> Term | None:
    """sum_k (c a_k + d b_k) from c sum_k a_k + d sum_k b_k, and sum_{k=1}^n (a_k + r) from sum_{k=1}^n a_k + n r.

    See `one_integral`.  The n is a symbol that is never negative: over an empty range nothing is added, and -3 r is not 0.  For
    an n that is always positive, r is the sum of r/n, `with_shares`, and of w_k r beside the weights of a distribution.
    """
    found = _over_one_range("sum", difference, taken)
    if found is None or found[0] is ZERO:
        return None if found is None else found[1]
    rest, (index, lower, count, body) = found[0], found[1].args
    sort = count.sort if count.op == "symbol" else None
    parts = rest.args if rest.op == "add" else (rest,)
    if lower is not ONE or not isinstance(sort, Scalar) or not (sort.is_integer and sort.is_nonnegative):
        return None
    shares = [_without_factor(part, count) for part in parts]
    if None in shares and with_shares and (weight := _weight(body, index, lower, count)) is not None:
        shares = [mul(weight, part) for part in parts]
    elif with_shares and sort.sign == 1:
        shares = [share or divide(part, count) for share, part in zip(shares, parts, strict=True)]
    if None in shares:
        return None
    return make("sum", (index, lower, count, add(body, *(share for share in shares if share is not None))))


def _weight(body: Term, index: Term, lower: Term, upper: Term) -> Term | None:
    """The probability w_k of a declared distribution over the whole range that stands in a summand."""
    items = (part for part in postorder(body) if part.op == "item")
    return next((part for part in items if is_whole_distribution(index, lower, upper, [part])), None)


def _without_factor(term: Term, factor: Term) -> Term | None:
    """r from n r, as it is written."""
    factors = _factors(term)
    if factor not in factors:
        return None
    place = factors.index(factor)
    return _product(*factors[:place], *factors[place + 1 :])


def _over_one_range(operation: str, difference: Term, taken: Iterable[Term]) -> tuple[Term, Term] | None:
    found = _linear(operation, difference)
    parts = _without_cancelled([(factor, total) for factor, total in found or [] if total is not ONE])
    if found is None or not parts:
        return None
    name, lower, upper, _ = parts[0][1].args
    if any(total.args[1:3] != (lower, upper) or total.args[0].sort != name.sort for _, total in parts):
        return None
    fresh = fresh_symbol(symbol("k" if operation == "sum" else "t", name.sort), taken)
    bodies = []
    for factor, total in parts:
        body = substitute(total.args[3], {total.args[0]: fresh})
        bodies.append(body if factor is ONE else mul(factor, body))
    rest = [factor for factor, total in found if total is ONE]
    return add(*rest) if rest else ZERO, make(operation, (fresh, lower, upper, add(*bodies)))


def _without_cancelled(parts: list[tuple[Term, Term]]) -> list[tuple[Term, Term]]:
    """The parts without the integrals whose factors are numbers that add up to 0."""
    kept = []
    for factor, total in parts:
        factors = [other for other, same in parts if same is total]
        if not all(other.op == "number" for other in factors) or sum(other.fraction for other in factors) != 0:
            kept.append((factor, total))
    return kept


def _linear(operation: str, term: Term) -> list[tuple[Term, Term]] | None:
    """(factor, total) for every part of a linear combination of sums or integrals, (part, 1) for every other part.

    None if the term is no such combination.
    """
    if term.op == operation:
        return [(ONE, term)]
    if not contains(term, frozenset((operation,))):
        return [] if term is ZERO else [(term, ONE)]
    if term.op == "add":
        found = [_linear(operation, part) for part in term.args]
        return None if None in found else [pair for pairs in found if pairs is not None for pair in pairs]
    if term.op in _LINEAR and operation == "sum":
        return _through_products(term)
    if term.op != "mul":
        return None
    inner = [part for part in term.args if contains(part, frozenset((operation,)))]
    if operation == "sum" and len(inner) > 1:  # of sum_ij a_ij times sum_k b_k the deepest is the sum, and the other a factor
        inner = [max(inner, key=_depth)] if all(part.op == "sum" for part in inner) else inner
    pairs = _linear(operation, inner[0]) if len(inner) == 1 else None
    outer = [part for part in term.args if part not in inner]
    return None if pairs is None else [(_product(*outer, factor), total) for factor, total in pairs]


def _depth(total: Term) -> int:
    """How many sums are nested."""
    return 1 + _depth(total.args[3]) if total.op == "sum" else 0


def _through_products(term: Term) -> list[tuple[Term, Term]] | None:
    """sum_k tr(A B_k C) from tr(A (sum_k B_k) C): products with matrices, traces and transposes of a finite sum."""
    places = [place for place, arg in enumerate(term.args) if contains(arg, frozenset(("sum",)))]
    pairs = _linear("sum", term.args[places[0]]) if len(places) == 1 else None
    if pairs is None:
        return None

    def outside(inner: Term) -> Term:
        return make(term.op, (*term.args[: places[0]], inner, *term.args[places[0] + 1 :]), term.value)

    names = {name for place, arg in enumerate(term.args) if place not in places for name in free_symbols(arg)}
    found = []
    for factor, total in pairs:
        if total is ONE:
            found.append((outside(factor), ONE))
        elif factor.shape or total.args[0] in names or total.args[2] is INFINITY or total.args[1] is MINUS_INFINITY:
            return None
        else:
            found.append((factor, make("sum", (*total.args[:3], outside(total.args[3])))))
    return found


def _product(*factors: Term) -> Term:
    others = [factor for factor in factors if factor is not ONE]
    return mul(*others) if len(others) > 1 else others[0] if others else ONE


def questions_of_sign(name: str, rest: Term, total: Term) -> tuple[tuple[Term, ...], tuple[Term, ...], Term] | None:
    """What says that 0 <= rest + integral, or 0 <: (what has to hold outside, what holds inside, the inequality inside).

    Densities are positive, so that they are left out of the integrand.  0 < is for an interval only: a space may have measure 0.
    """
    lower, body = total.args[1], total.args[3]
    inequality = relation(name, ZERO, _without_densities(body))
    outside = [relation("le", ZERO, rest)] if rest is not ZERO else []
    if lower is SPACE:
        return (tuple(outside), (), inequality) if name == "le" else None
    ordered = between_ends(total, name)
    return None if ordered is None else ((*outside, *ordered[0]), ordered[1], inequality)


def between_ends(total: Term, name: str = "le") -> tuple[tuple[Term, ...], tuple[Term, ...]] | None:
    """(the order of the ends, what it says of the variable of an integral between them); None over a space.

    Where an end is infinite, it has to be the one that is on its side.
    """
    variable, lower, upper, _ = total.args
    if lower is SPACE or lower is INFINITY or upper is MINUS_INFINITY:
        return None
    ends = [make("le", (lower, variable))] if lower is not MINUS_INFINITY else []
    ends += [make("le", (variable, upper))] if upper is not INFINITY else []
    return (make(name, (lower, upper)),) if len(ends) == 2 else (), tuple(ends)


def inside_of(total: Term) -> tuple[Term, ...]:
    """What holds of the variable of an integral between its ends, in whichever order they are."""
    variable, lower, upper, _ = total.args
    if lower is SPACE or any(end in (INFINITY, MINUS_INFINITY) for end in (lower, upper)):
        return ()
    between = (subtract(variable, lower), subtract(upper, variable))
    return (relation("le", ZERO, mul(*between)),)


def same_integrands_wanted(whole: Term, plain: Term, hypotheses: tuple[Term, ...]) -> tuple[Question, ...]:
    """What makes an integral exist: another one does, and between the ends its integrand is defined and equal to the other."""
    inside = (*hypotheses, *inside_of(whole))
    between = (equal(whole.args[3], plain.args[3]), *conditions(whole.args[3]))
    return *(Question(each, inside) for each in between), Question(canonical(make("is_defined", (plain,))), hypotheses)


def _without_densities(body: Term) -> Term:
    factors = _factors(body)
    others = [factor for factor in factors if factor.op != "density"]
    return body if len(others) == len(factors) else mul(*others) if others else ONE


def _factors(term: Term) -> list[Term]:
    return [inner for factor in term.args for inner in _factors(factor)] if term.op == "mul" else [term]
