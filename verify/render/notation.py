"""What terms are in the notation that readers know: v.^2, v ./ w, ||v||_1, the value of an outcome, E_p[z] and E[x].

A reader makes a function of each entry of v^2, and a sum of absolute values of ||v||_1: in these forms they are read back.
"""

from __future__ import annotations

from verify.functions import value_function
from verify.sort import Outcome
from verify.term import MINUS_ONE, ONE, Term, free_symbols, postorder


def entrywise_power(term: Term) -> tuple[Term, Term] | None:
    """v and k of the map u -> u^k at every entry of v."""
    if term.op != "map" or term.args[0].op != "lambda":
        return None
    bound, body = term.args[0].args
    if body.op != "power" or body.args[0] is not bound or bound in free_symbols(body.args[1]):
        return None
    return term.args[1], body.args[1]


def entrywise_quotient(term: Term) -> tuple[Term, Term] | None:
    """a and w of a/w entry by entry, for a vector or a number a that is not negative as it is written."""
    if term.op not in ("mul", "hadamard") or len(term.args) != 2:
        return None
    top, inverted = term.args
    found = entrywise_power(inverted)
    if found is None or found[1] is not MINUS_ONE or (term.op == "mul" and bool(top.shape)):
        return None
    return None if top.op == "number" and top.fraction < 0 else (top, found[0])


def sum_of_absolute_values(term: Term) -> Term | None:
    """v of 1' |v|, the norm ||v||_1."""
    if term.op != "matmul" or len(term.args) != 2 or term.args[0].op != "transpose" or term.args[0].args[0].op != "ones":
        return None
    absolute = term.args[1]
    if absolute.op != "map" or absolute.args[0].op != "lambda" or absolute.shape[1] is not ONE:
        return None
    bound, body = absolute.args[0].args
    return absolute.args[1] if body.op == "abs" and body.args[0] is bound else None


def outcome_of_value(term: Term) -> Term | None:
    """z of the number that a value of the random variable z is, which is written z as well."""
    if term.op != "apply" or len(term.args) != 2 or any(term.value):
        return None
    function, outcome = term.args
    is_outcome = outcome.op == "symbol" and isinstance(outcome.sort, Outcome)
    return outcome if is_outcome and function is value_function(outcome.name) else None


def mean_of_values(term: Term) -> tuple[Term, Term] | None:
    """The density and the body of E_p[z^2], a mean of what has the number z in it."""
    if term.op != "integral" or term.args[1].op != "space" or term.args[3].op != "mul" or len(term.args[3].args) != 2:
        return None
    outcome, (density, body) = term.args[0], term.args[3].args
    is_of_it = density.op == "density" and density.value == 1 and density.args[1] is outcome
    has_value = any(outcome_of_value(part) is outcome for part in postorder(body))
    return (density, body) if is_of_it and has_value and outcome in free_symbols(body) else None


LAW = "law"  # of means without an index, whose density nobody declared


def mean_without_index(term: Term, given: tuple[Term, ...] = ()) -> Term | None:
    """The body of E[x y], a mean over the law of x, and then over that of y given x."""
    found = mean_of_values(term)
    if found is None:
        return None
    density, body = found
    if density.args[0].op != "symbol" or density.args[0].name != LAW or density.args[2:] != given:
        return None
    inner = mean_without_index(body, (*given, term.args[0]))
    return body if inner is None else inner
