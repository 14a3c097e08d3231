"""An integral over the line as one over the half line: the integral of f is that of f(x) + f(-x) over x > 0, if it exists."""

from __future__ import annotations

from verify.question import Proof, Question
from verify.term import INFINITY, MINUS_INFINITY, ZERO, Term, add, contains, equal, make, negate, substitute


def fold_integral(term: Term, hypotheses: tuple[Term, ...]) -> tuple[Term, Proof] | None:
    """(folded integral, proof) for an integral over the line whose integrand has a switch; None for any other."""
    bound, lower, upper, body = term.args
    if (lower, upper) != (MINUS_INFINITY, INFINITY) or not contains(body, {"abs", "max", "min", "sign", "piecewise"}):
        return None
    folded = make("integral", (bound, ZERO, INFINITY, add(body, substitute(body, {bound: negate(bound)}))))
    return folded, Proof("folding", Question(equal(term, folded), hypotheses))
