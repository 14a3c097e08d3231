"""Inequalities with an absolute value on one side, as what they say without it.

    |u| < c    -c < u and u < c            c < |u|    c < u or u < -c           the same with <=
"""

from __future__ import annotations

from verify.term import CONNECTIVES, Term, make, negate


def without_bars(statement: Term) -> Term:
    """A statement that holds, and is defined, at the same points."""
    if statement.op in CONNECTIVES:
        return make(statement.op, tuple(map(without_bars, statement.args)), statement.value)
    if statement.op not in ("lt", "le") or statement.args[0].shape:
        return statement
    left, right = statement.args
    if left.op == "abs" and right.op != "abs":
        inner = left.args[0]
        return make("and", (make(statement.op, (negate(right), inner)), make(statement.op, (inner, right))))
    if right.op == "abs" and left.op != "abs":
        inner = right.args[0]
        return make("or", (make(statement.op, (left, inner)), make(statement.op, (inner, negate(left)))))
    return statement
