"""Inequalities without symbols, by the balls of their sides."""

from __future__ import annotations

from verify.evaluate.balls import sign
from verify.evaluate.program import CannotEvaluate
from verify.fuel import Fuel
from verify.question import Proof, Question
from verify.term import Term, consists_of, free_symbols, subtract

_HOLDS = {"lt": (1,), "le": (1,), "ne": (1, -1)}  # the signs of right - left; that it is 0 no ball shows
_OPERATIONS = frozenset(("number", "pi", "add", "mul", "power", "exp", "log", "sin", "cos", "tanh", "abs", "max", "min", "sign",
                         "lt", "le", "ne"))  # fmt: skip


def prove_of_numbers(question: Question, fuel: Fuel) -> Proof | None:
    """A proof of a < b, a <= b or a != b between numbers that differ."""
    statement: Term = question.statement
    if statement.op not in _HOLDS or statement.args[0].shape or free_symbols(statement):
        return None
    if not consists_of(statement, _OPERATIONS):
        return None
    left, right = statement.args
    try:
        found = sign(subtract(right, left), {}, fuel)
    except CannotEvaluate:
        return None
    return Proof("numbers", question) if found in _HOLDS[statement.op] else None
