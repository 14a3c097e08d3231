"""Mutants: a term with one thing changed, the way people get formulas wrong.

A sign, a constant by one or twice, a term or factor lost, a variable taken for another, max for min, sin for cos, a function
left out, an exponent changed, two branches exchanged, |x| for x.  Most mutants of a true claim are false; some are not.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from verify.problem import InputError
from verify.sort import Scalar
from verify.term import (
    BINDERS,
    INFINITY,
    MINUS_INFINITY,
    MINUS_ONE,
    ONE,
    TWO,
    Term,
    add,
    call,
    exp,
    free_symbols,
    log,
    make,
    matmul,
    mul,
    negate,
    number,
    postorder,
    power,
    sqrt,
    transpose,
)

_SWAPS = {"max": "min", "min": "max", "sin": "cos", "cos": "sin", "sinh": "cosh", "cosh": "sinh", "lt": "le", "le": "lt",
          "gamma": "loggamma", "erf": "erfc", "erfc": "erf", "floor": "ceiling", "ceiling": "floor"}
_DROPPED = frozenset((
    "exp", "log", "tanh", "sin", "cos", "gamma", "loggamma", "digamma", "erf", "abs", "sign", "floor", "sinh", "cosh", "atan",
))
_CHANGEABLE = frozenset(("number", "symbol", "add", "mul", "power", "piecewise", *_SWAPS, *_DROPPED))


def mutant(term: Term, source: random.Random, names: tuple[Term, ...] = ()) -> Term | None:
    """The term with one random change in one place, or None if twenty tries made no other term.

    A variable is taken for another of the free symbols of the term, of `names`, or of those bound around it.
    """
    scope = tuple(dict.fromkeys((*free_symbols(term), *names)))
    for _ in range(20):
        places = [place for place in postorder(term) if place.op in _CHANGEABLE and not place.shape]
        if not places:
            return None
        changed = _replace_once(term, source.choice(places), source, scope)
        if changed is not None and changed is not term:
            return changed
    return None


def step_mutant(statement: Term, source: random.Random) -> Term | None:
    """A step of a derivation with one change on one side: a sign, a constant, a factor or term lost, a factor transposed,
    factors, outcomes or indices exchanged, a bound moved inwards.  None if twenty tries made nothing that fits.

    Changes that leave one side without a value (an index out of its range, the logarithm of what is negative) say nothing of the
    step, and are not made where that can be seen.
    """
    for _ in range(20):
        places = [place for place in postorder(*statement.args) if place.op in _STEP_CHANGES and place not in statement.args]
        if not places:
            return None
        place = source.choice(places)
        try:
            changed = _replace_once(statement, place, source, None)
        except (InputError, AttributeError):
            continue  # shapes that do not fit
        if changed is not None and changed is not statement and not any(map(_has_no_value, postorder(changed))):
            return changed
    return None


def _has_no_value(term: Term) -> bool:
    """Whether an entry is counted downwards from a number, x_(1-i), or an integral begins and ends at one infinity."""
    if term.op == "integral":
        return _sign_of_infinity(term.args[1]) * _sign_of_infinity(term.args[2]) > 0
    if term.op != "item":
        return False
    falling = [part for index in term.args[1:] for part in postorder(index) if part.op == "mul" and part.args[0] is MINUS_ONE]
    return bool(falling) and all(len(free_symbols(index)) <= 1 for index in term.args[1:])


def _sign_of_infinity(end: Term) -> int:
    """1 and -1 for the infinities, 0 for any other end."""
    if end is INFINITY or end is MINUS_INFINITY:
        return 1 if end is INFINITY else -1
    if end.op != "mul" or INFINITY not in end.args:
        return 0
    return -1 if sum(part.op == "number" and part.fraction < 0 for part in end.args) % 2 else 1


def _change_in_step(term: Term, source: random.Random) -> Term | None:
    return _STEP_CHANGES[term.op](term, source)


def _other_number(term: Term, source: random.Random) -> Term:
    value = term.fraction
    return number(source.choice((value + 1, 2 * value, -value)))


def _one_less(term: Term, source: random.Random) -> Term | None:
    """A sum or product without one of its parts, or with the sign of one turned."""
    args, i = list(term.args), source.randrange(len(term.args))
    if term.op != "matmul" and source.random() < 0.5:
        args[i] = negate(args[i])
        return make(term.op, tuple(args))
    if args[i].op == "number" and term.op == "mul":
        return None
    args.pop(i)
    return {"add": add, "mul": mul, "matmul": matmul}[term.op](*args)


def _exchanged(term: Term, source: random.Random) -> Term | None:
    """Two factors of a matrix product, two outcomes of a density, the two indices of an entry."""
    first = {"matmul": 0, "density": 1, "item": 1}[term.op]
    args = list(term.args)
    if len(args) < first + 2:
        return None
    i, j = source.sample(range(first, len(args)), 2)
    args[i], args[j] = args[j], args[i]
    return matmul(*args) if term.op == "matmul" else make(term.op, tuple(args), term.value)


def _product_of_matrices(term: Term, source: random.Random) -> Term | None:
    if source.random() < 0.5:
        return _exchanged(term, source)
    args, i = list(term.args), source.randrange(len(term.args))
    args[i] = transpose(args[i])
    return matmul(*args)


def _shorter(term: Term, source: random.Random) -> Term | None:
    """A sum or product without its first or its last part; an integral is left alone."""
    bound, lower, upper, body = term.args
    if lower.op == "space" or upper.op == "infinity":
        return None
    if source.random() < 0.5:
        return make(term.op, (bound, add(lower, ONE), upper, body), term.value)
    return make(term.op, (bound, lower, add(upper, MINUS_ONE), body), term.value)


def _other_power(term: Term, source: random.Random) -> Term | None:
    base, exponent = term.args
    if exponent.op != "number":
        return None
    return base if exponent.fraction != 1 and source.random() < 0.5 else power(base, add(exponent, ONE))


_STEP_CHANGES: dict[str, Callable[[Term, random.Random], Term | None]] = {
    "number": _other_number, "add": _one_less, "mul": _one_less, "matmul": _product_of_matrices, "density": _exchanged,
    "item": _exchanged, "sum": _shorter, "product": _shorter, "power": _other_power,
    **dict.fromkeys(("transpose", "inverse", "exp", "log", "tanh", "abs", "map"), lambda term, source: term.args[-1]),
    **dict.fromkeys(("max", "min"), lambda term, source: call(_SWAPS[term.op], *term.args)),
}  # fmt: skip


def _replace_once(term: Term, target: Term, source: random.Random, scope: tuple[Term, ...] | None) -> Term | None:
    """The term with one occurrence of `target` changed; a bound symbol stays what it is where it is bound.

    With a scope as `mutant` changes it, without one as `step_mutant` does.
    """
    if term is target:
        return _change_in_step(term, source) if scope is None else _change(term, source, scope)
    first = 1 if term.op in BINDERS else 0
    within = [i for i in range(first, len(term.args)) if target in postorder(term.args[i])]
    if not within:
        return None
    i = source.choice(within)
    inner = (*scope, term.args[0]) if scope is not None and first and i == len(term.args) - 1 else scope
    changed = _replace_once(term.args[i], target, source, inner)
    return None if changed is None else make(term.op, (*term.args[:i], changed, *term.args[i + 1 :]), term.value)


def _change(term: Term, source: random.Random, scope: tuple[Term, ...]) -> Term | None:
    """The term with its top changed."""
    op = term.op
    if op == "number":
        value = term.fraction
        return number(source.choice((value + 1, value - 1, 2 * value, -value, value / 2)))
    if op == "symbol":
        return _change_symbol(term, source, scope)
    if op in ("add", "mul"):
        return _change_operand(term, source)
    if op == "power":
        return _change_power(term, source)
    if op == "piecewise":
        return _exchange_branches(term)
    if op in _SWAPS and (op not in _DROPPED or source.random() < 0.4):
        return call(_SWAPS[op], *term.args)
    return source.choice((term.args[0], negate(term), mul(TWO, term)))


def _change_symbol(term: Term, source: random.Random, scope: tuple[Term, ...]) -> Term:
    """Another symbol, the opposite, or one that is the same on a part of the line only: |x|, max(x, -2), sqrt(x^2)."""
    others = [name for name in scope if name is not term and isinstance(name.sort, Scalar)]
    chance = source.random()
    if chance < 0.5 and others:
        return source.choice(others)
    if chance < 0.7:
        return negate(term)
    bent = (call("abs", term), sqrt(power(term, TWO)), call("max", term, number(-2)), call("min", term, number(50)),
            exp(log(term)))
    return source.choice(bent)


def _change_operand(term: Term, source: random.Random) -> Term:
    """One operand is lost, or has its sign turned, or is taken twice or half."""
    args, i, chance = list(term.args), source.randrange(len(term.args)), source.random()
    if chance < 0.4:
        args.pop(i)
        return add(*args) if term.op == "add" else mul(*args)
    args[i] = negate(args[i]) if chance < 0.7 else mul(TWO if chance < 0.85 else number(1, 2), args[i])
    return make(term.op, tuple(args))


def _change_power(term: Term, source: random.Random) -> Term:
    base, exponent = term.args
    changes = (negate(exponent), add(exponent, ONE), add(exponent, MINUS_ONE), mul(TWO, exponent))
    if exponent.op == "number":
        value = exponent.fraction
        changes = tuple(map(number, (-value, value + 1, value - 1, 2 * value)))
    return base if source.random() < 0.2 else power(base, source.choice(changes))


def _exchange_branches(term: Term) -> Term | None:
    if len(term.args) < 4:
        return None
    first, condition, second, *rest = term.args
    return make("piecewise", (second, condition, first, *rest))
