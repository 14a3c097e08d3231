"""The symbolic leg: from a question to a proof, or to the reason there is none.

A proof found here counts only once `verify.recheck` has accepted it.
"""

from __future__ import annotations

from verify.algebra import TooLarge, Undefined
from verify.entries import lowered
from verify.fuel import Fuel
from verify.problem import InputError
from verify.prove.cells import prove_equality
from verify.prove.closed_forms import prove_defined
from verify.prove.constant import prove_constant
from verify.prove.divergence import prove_by_divergence
from verify.prove.inequalities import prove_inequality
from verify.prove.kernels import Unsupported
from verify.prove.rewriting import prove_by_rewriting
from verify.prove.signs import NeedSign
from verify.prove.telescoping import prove_by_telescoping
from verify.prove.words import prove_words
from verify.question import Proof, Question, Unproved
from verify.term import TRUE, contains, make

_WORD_OPERATIONS = frozenset(("inverse", "determinant"))


def prove(question: Question, fuel: Fuel) -> Proof | Unproved:
    """A proof of the question, or Unproved with the reason.  Raises OutOfFuel when the budget is used up."""
    try:
        return _structure(question, fuel)
    except (TooLarge, Unsupported) as bound:
        return Unproved(str(bound))
    except InputError as error:
        return Unproved(error.problem.seen)
    except Undefined:
        return Unproved("a side is undefined everywhere")
    except NeedSign:
        return Unproved("the sign of an expression is not known")


def _structure(question: Question, fuel: Fuel) -> Proof | Unproved:
    """Connectives are taken apart; relations go to the rules for them."""
    statement = question.statement
    if statement is TRUE:
        return Proof("truth", question)
    if statement.op == "and":
        return _all("conjunction", question, [Question(part, question.hypotheses) for part in statement.args], fuel)
    if statement.op == "implies":
        given, then = statement.args
        return _all("implication", question, [Question(then, (*question.hypotheses, given))], fuel)
    if statement.op == "or":
        return _any(question, fuel)
    if statement.op == "iff":
        left, right = statement.args
        ways = [Question(make("implies", pair), question.hypotheses) for pair in ((left, right), (right, left))]
        return _all("equivalence", question, ways, fuel)
    if statement.op in ("eq", "le", "lt", "ne"):
        return _relation(question, fuel)
    if statement.op == "is_defined":
        return prove_defined(question, fuel, lambda inner: prove(inner, fuel))
    return Unproved(f"no rule for {statement.op}")


def _all(rule: str, question: Question, parts: list[Question], fuel: Fuel) -> Proof | Unproved:
    proofs = []
    for part in parts:
        proof = prove(part, fuel)
        if isinstance(proof, Unproved):
            return proof
        proofs.append(proof)
    return Proof(rule, question, tuple(proofs))


def _any(question: Question, fuel: Fuel) -> Proof | Unproved:
    """A disjunction by one of its parts."""
    found: Proof | Unproved = Unproved("an empty disjunction")
    for place, part in enumerate(question.statement.args):
        found = prove(Question(part, question.hypotheses), fuel)
        if isinstance(found, Proof):
            return Proof("disjunction", question, (found,), {"place": place})
    return found


def _relation(question: Question, fuel: Fuel) -> Proof | Unproved:
    statement = question.statement
    if statement.op == "eq" and contains(statement, _WORD_OPERATIONS):
        return prove_words(question, fuel)
    parts = lowered(question)
    if parts != (question,):
        found = _all("index notation", question, list(parts), fuel)
        if isinstance(found, Unproved) and statement.op == "eq" and contains(statement, {"matmul", "transpose"}):
            words = prove_words(question, fuel)
            return words if isinstance(words, Proof) else found
        return found
    rewritten = prove_by_rewriting(question, fuel, lambda inner: prove(inner, fuel))
    if rewritten is not None:
        return rewritten
    return _equation(question, fuel) if statement.op == "eq" else _order(question, fuel)


def _equation(question: Question, fuel: Fuel) -> Proof | Unproved:
    found = prove_equality(question, fuel)
    if isinstance(found, Proof):
        return found
    if contains(question.statement, {"sum"}):
        return _or(prove_by_telescoping(question, fuel, lambda inner: prove(inner, fuel)), found)
    if contains(question.statement, {"atan", "asin", "acos", "erf"}):
        return _or(prove_constant(question, fuel, lambda inner: prove(inner, fuel)), found)
    return found


def _order(question: Question, fuel: Fuel) -> Proof | Unproved:
    if question.statement.op == "le" and contains(question.statement, {"density"}):
        return prove_by_divergence(question, fuel)
    return prove_inequality(question, fuel)


def _or(found: Proof | Unproved, otherwise: Unproved) -> Proof | Unproved:
    return found if isinstance(found, Proof) else otherwise


__all__ = ["prove"]
