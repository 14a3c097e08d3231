"""Inequalities that are one step away from a hypothesis, or from the signs of factors."""

from __future__ import annotations

from collections.abc import Callable

from verify.mathematics.factors import of_factors
from verify.prove.premises import all_proved
from verify.question import Proof, Question, Unproved
from verify.sort import Scalar
from verify.term import Term, free_symbols, is_real_term, relation

Prover = Callable[[Question], Proof | Unproved]


def prove_by_factors(question: Question, prove: Prover) -> Proof | Unproved:
    """0 < x (1 - x) where the hypotheses tell the signs of both factors."""
    wanted = of_factors(question)
    if wanted is None or all(map(_counts, question.hypotheses)):  # those on indices say nothing of the factors
        return Unproved("no product")
    premises = all_proved(wanted, prove)
    return premises if isinstance(premises, Unproved) else Proof("factors", question, premises)


def prove_through_hypothesis(question: Question, prove: Prover) -> Proof | Unproved:
    """a <= c from a hypothesis b <= c and a <= b, or from a <= b and b <= c."""
    order, (left, right) = question.statement.op, question.statement.args
    if order == "ne" or not all(map(is_real_term, (question.statement, *question.hypotheses))):
        return Unproved("no inequality of real numbers")
    for hypothesis in question.hypotheses:
        if hypothesis.op not in ("le", "lt"):
            continue
        lesser, greater = hypothesis.args
        shared = right if greater is right else left
        if (lesser is left) == (greater is right) or _counts(shared):
            continue
        sides = (left, lesser) if greater is right else (greater, right)
        statement = relation("le" if hypothesis.op == "lt" else order, *sides)
        rest = _proved_without(hypothesis, Question(statement, question.hypotheses), prove)
        if isinstance(rest, Proof):
            given = Proof("hypothesis", Question(hypothesis, question.hypotheses))
            return Proof("through a bound", question, (rest, given) if greater is right else (given, rest))
    return Unproved("no hypothesis with one of the sides")


def _counts(term: Term) -> bool:
    """Whether a term is a number, or made of indices: where an index lies is seen without detours."""
    return all(isinstance(name.sort, Scalar) and name.sort.is_integer for name in free_symbols(term))


def _proved_without(hypothesis: Term, question: Question, prove: Prover) -> Proof | Unproved:
    """A proof that need not look at what has been used up."""
    others = tuple(each for each in question.hypotheses if each is not hypothesis)
    found = prove(Question(question.statement, others))
    return found if isinstance(found, Unproved) else Proof("weakening", question, (found,))
