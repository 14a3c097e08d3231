"""Unknown functions below an integral over the reals or a limit: a concrete function is written in, and the scalar leg asked.

The instance evaluates sums, derivatives and finite integrals itself; rigorous quadrature is the business of `verify.refute`.
"""

from __future__ import annotations

from verify.evaluate.differentiate import CannotDifferentiate, differentiate
from verify.fuel import Fuel
from verify.question import Counterexample, NumericOutcome, Question, Support
from verify.refute import refute
from verify.refute.effort import Effort
from verify.refute.instance_functions import ConcreteFunction
from verify.refute.instance_model import Instance
from verify.refute.instance_numbers import Unsupported
from verify.sort import Function, Scalar
from verify.term import Term, make, postorder, substitute


def speaks_of_functions_only(question: Question) -> bool:
    """Whether every symbol is a number or an unknown function of one argument."""
    return any(isinstance(symbol.sort, Function) for symbol in question.symbols) and all(
        isinstance(symbol.sort, Scalar) or (isinstance(symbol.sort, Function) and symbol.sort.arity == 1)
        for symbol in question.symbols
    )


def refute_lowered(instance: Instance, fuel: Fuel, effort: Effort) -> Counterexample | Support | None:
    """What the scalar leg says with the functions of this instance written in; None if it says nothing."""
    question = instance.subject.question
    try:
        lowered = Question(
            _lowered(question.statement, instance), tuple(_lowered(hypothesis, instance) for hypothesis in question.hypotheses)
        )
    except (Unsupported, CannotDifferentiate):
        return None
    found: NumericOutcome = refute(lowered, fuel, effort)
    if isinstance(found, Counterexample):
        return Counterexample((*instance.describe({}), *found.point), found.left, found.right)
    return found if isinstance(found, Support) else None


def _lowered(root: Term, instance: Instance) -> Term:
    """The term with f(u) replaced by the formula of f at u, and its derivatives by theirs."""
    known: dict[Term, Term] = {}
    for term in postorder(root):
        args = tuple(known.get(arg, arg) for arg in term.args)
        if term.op == "apply":
            known[term] = _written_in(instance.value(term.args[0]), args[1], term.value[0])
        elif term.op == "map":
            raise Unsupported("an elementwise function below an integral")
        elif term.args:
            known[term] = make(term.op, args, term.value)
    return known.get(root, root)


def _written_in(function: ConcreteFunction, at: Term, order: int) -> Term:
    body = function.body
    for _ in range(order):
        body = differentiate(body, function.parameter)
    return substitute(body, {function.parameter: at})


