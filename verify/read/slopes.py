"""A term with the formula of every derivative in it, where that is right at the values that its names are to take.

diff(log(gamma(x)), x) at x = a is digamma(a) for a > 0: a value for the variable of a derivative needs the derivative first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from verify.calculus import differentiate
from verify.problem import InputError, reject
from verify.sort import REAL, Scalar, Sequence
from verify.term import INFINITY, MINUS_ONE, ONE, ZERO, Term, free_symbols, make, number, postorder, substitute, symbol

_KINKED = frozenset(("abs", "sign", "max", "min", "piecewise", "floor", "ceiling", "atan2", "acosh", "atanh"))


def written_out(term: Term, values: Mapping[Term, Term]) -> Term:
    """The term with the formula of every derivative, if that holds at these values; its variable may have any value there.

    Raises InputError where a derivative may not exist.
    """
    real = {name: symbol(name.name, REAL) for name in values if isinstance(name.sort, Scalar)}
    back = {new: old for old, new in real.items()}
    placed = {new: values[old] for old, new in real.items()}
    formulas: dict[Term, Term] = {}
    for inner in postorder(term):
        if inner.op != "derivative":
            continue
        body = substitute(inner.args[0], formulas)
        slope, by = (substitute(arg, real) for arg in (body, inner.args[1]))
        if not _is_smooth(slope, by, lambda part: substitute(part, placed)):
            raise _may_not_exist(inner)
        for _ in range(inner.value):
            slope, obligations = differentiate(slope, by)
            if not all(_holds(substitute(obligation, placed)) for obligation in obligations):
                raise _may_not_exist(inner)
        formulas[inner] = substitute(slope, back)
    return substitute(term, formulas)


def _may_not_exist(term: Term) -> InputError:
    return reject("unsupported", "a derivative at a place where it may not exist", where=repr(term),
                  help="write the derivative as a formula first")  # fmt: skip


def _is_smooth(body: Term, by: Term, at_place: Callable[[Term], Term]) -> bool:
    """Whether the formula of a derivative is that right near a place: no kinks, and logs of what is > 0."""
    for inner in postorder(body):
        if by not in free_symbols(inner):
            continue
        if inner.op in _KINKED or (inner.op in ("sum", "product") and INFINITY in inner.args[1:3]):
            return False
        if inner.op == "log" and not _is_positive(_folded(at_place(inner.args[0]))):
            return False
    return True


def _holds(statement: Term) -> bool:
    """Whether an inequality of numbers or positive quantities is plainly true."""
    if statement.op not in ("lt", "ne"):
        return False
    left, right = map(_folded, statement.args)
    if left.op == right.op == "number":
        return left.fraction < right.fraction if statement.op == "lt" else left.fraction != right.fraction
    return (left is ZERO and _is_positive(right)) or (statement.op == "ne" and right is ZERO and _is_positive(left))


def _is_positive(term: Term) -> bool:
    """Whether a real quantity is > 0 by its form and its declarations."""
    if term.op == "number":
        return term.fraction > 0
    if term.op == "symbol":
        sort = term.sort
        return isinstance(sort, Scalar) and sort.lower is not None and (sort.lower > 0 or (sort.lower == 0 and sort.lower_open))
    if term.op == "exp":
        return all(isinstance(name.sort, Scalar) and not name.sort.is_complex for name in free_symbols(term))
    if term.op == "item" and term.args[0].op == "symbol":
        sort = term.args[0].sort
        return isinstance(sort, Sequence) and _is_positive(symbol("item", sort.element))
    if term.op == "sum":
        _, lower, upper, body = term.args
        return _is_at_least(upper, lower) and _is_positive(body)
    if term.op == "power":
        return _is_positive(term.args[0]) and term.args[1].op == "number"
    return term.op in ("add", "mul", "pi", "gamma") and (all(map(_is_positive, term.args)) or _is_rest_of_one(term))


def _is_rest_of_one(term: Term) -> bool:
    """Whether a term is 1 - 1/(1 + u) with a positive u, as one minus a sigmoid is."""
    if term.op != "add" or len(term.args) != 2 or ONE not in term.args:
        return False
    rest = next((arg for arg in term.args if arg.op == "mul"), ONE)
    part = rest.args[1] if len(rest.args) == 2 and rest.args[0] is MINUS_ONE else ONE
    if part.op != "power" or part.args[1] is not MINUS_ONE or part.args[0].op != "add":
        return False
    return ONE in part.args[0].args and _is_positive(part.args[0])


def _is_at_least(upper: Term, lower: Term) -> bool:
    """Whether a range from one number to another number or name is not empty."""
    if lower.op != "number":
        return False
    if upper.op == "symbol":
        sort = upper.sort
        return isinstance(sort, Scalar) and sort.lower is not None and sort.lower >= lower.fraction
    return upper.op == "number" and bool(upper.fraction >= lower.fraction)


def _folded(term: Term) -> Term:
    """A number for sums, products and powers of few numbers."""
    values: dict[Term, Term] = {}
    for inner in postorder(term):
        args = tuple(values[arg] for arg in inner.args)
        values[inner] = _fold(inner, args)
    return values[term]


def _fold(term: Term, args: tuple[Term, ...]) -> Term:
    if term.op == "exp" and args == (ZERO,):
        return ONE
    numbers = [arg.fraction for arg in args if arg.op == "number"]
    if len(numbers) < len(args) or term.op not in ("add", "mul", "power"):
        return term if args == term.args else make(term.op, args, term.value)
    if term.op == "power":
        base, exponent = numbers
        if exponent.denominator != 1 or abs(exponent) > 8 or (base == 0 and exponent <= 0):
            return term
        return number(base**int(exponent))
    total = sum(numbers) if term.op == "add" else numbers[0]
    for each in numbers[1:] if term.op == "mul" else ():
        total *= each
    return number(total)
