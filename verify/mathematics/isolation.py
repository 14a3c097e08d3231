"""A symbol that occurs once in an equation, as what the equation says it is: e^2 = a gives e = sqrt(a).

What is found is a candidate: of several values, as of an even root, it is one, and where it has no value nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from verify.sort import Scalar
from verify.term import ONE, Term, add, call, divide, exp, free_symbols, log, mul, number, power, subtract

_INVERSES = {"exp": log, "log": exp, "tanh": lambda value: call("atanh", value), "sinh": lambda value: call("asinh", value),
             "atan": lambda value: call("tan", value)}  # fmt: skip
_CONNECTED = frozenset(("add", "mul", "power", *_INVERSES))


def isolated(equation: Term) -> Iterator[tuple[Term, Term]]:
    """(symbol, value) for each real symbol of an equation between numbers that sums, products, powers and inverses lead to."""
    if equation.op != "eq" or equation.args[0].shape:
        return
    for side, other in (equation.args, equation.args[::-1]):
        for name in free_symbols(side):
            if name not in free_symbols(other) and _is_real(name):
                value = _undone(side, name, other)
                if value is not None:
                    yield name, value


def _is_real(name: Term) -> bool:
    """Whether nothing but its interval is said of a name."""
    return isinstance(name.sort, Scalar) and name.sort.kind == "real" and name.sort.values is None


def _undone(term: Term, name: Term, value: Term) -> Term | None:
    """The value of the name, if the term has this value; None where the name occurs twice, or below something else."""
    while term is not name:
        places = [place for place, arg in enumerate(term.args) if name in free_symbols(arg)]
        if len(places) != 1 or term.op not in _CONNECTED or term.shape:
            return None
        (place,) = places
        rest = (*term.args[:place], *term.args[place + 1 :])
        if term.op == "add":
            value = subtract(value, add(*rest))
        elif term.op == "mul":
            value = divide(value, mul(*rest))
        elif term.op != "power":
            value = _INVERSES[term.op](value)
        elif place == 1:
            value = divide(log(value), log(rest[0]))
        elif rest[0].op == "number" and rest[0].fraction:
            value = power(value, number(1 / rest[0].fraction))
        else:
            value = power(value, divide(ONE, rest[0]))
        term = term.args[place]
    return value
