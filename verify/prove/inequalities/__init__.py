"""Inequalities between real scalars."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from verify.fuel import Fuel, OutOfFuel
from verify.mathematics.manifest import is_real_term
from verify.prove.inequalities.bounds import Prover, by_tangent, prove_through_bound
from verify.prove.inequalities.methods import METHODS, SLOPES_FIRST, single_factor
from verify.prove.inequalities.oracle import ask_oracle
from verify.prove.inequalities.search import Memory, Search
from verify.prove.plausible import is_plausible
from verify.question import Proof, Question, Unproved
from verify.sort import Scalar
from verify.term import relation

# The methods, how deep the search goes, and how many tenths of the fuel that is left it may use.
PASSES = ((METHODS, 6, 3), (SLOPES_FIRST, 6, 2), (METHODS, 9, 4), (METHODS, 14, 5))


def prove_inequality(question: Question, fuel: Fuel) -> Proof | Unproved:
    """A proof of a <= b, a < b or a != b wherever both sides are defined, or the reason there is none."""
    statement = question.statement
    if statement.op not in ("le", "lt", "ne"):
        return Unproved(f"no inequality: {statement.op}")
    if any(side.shape for side in statement.args) or not all(map(is_real_term, (statement, *question.hypotheses))):
        return Unproved("an inequality needs real scalars")
    if not all(isinstance(name.sort, Scalar) for name in question.symbols):
        return Unproved("an inequality of symbols that are no numbers")
    if statement.op == "ne":
        for pair in (statement.args, statement.args[::-1]):
            proof = _deepening(Question(relation("lt", *pair), question.hypotheses), fuel)
            if proof is not None:
                return Proof("different", question, (proof,))
        return Unproved("neither side is known to be the greater")
    return _deepening(question, fuel) or Unproved("no proof of the inequality was found")


def _deepening(question: Question, fuel: Fuel) -> Proof | None:
    """Short proofs first: a wrong turn at the start is not followed to its end.  The oracle comes last."""
    memory = Memory()
    tries: list[tuple[int, Callable[[Fuel], Proof | None]]] = [
        (parts, lambda share, m=methods, n=limit: Search(share, m, single_factor, n, memory).prove(question))  # type: ignore[misc]
        for methods, limit, parts in PASSES
    ]
    tries.insert(0, (1, lambda share: by_tangent(Search(share, METHODS, single_factor, PASSES[0][1], memory), question)))
    for parts, run in tries:
        share = Fuel(replace(fuel.limits, fuel=fuel.left * parts // 10))
        try:
            proof = run(share)
        except OutOfFuel:
            proof = None
        fuel.spend(share.spent, "a search for an inequality")
        if proof is not None:
            return proof
    return ask_oracle(question, fuel) if is_plausible(question, fuel) else None


def prove_by_bound(question: Question, fuel: Fuel, prove: Prover) -> Proof | Unproved:
    """A proof of a <= b or a < b through a bound of one function, where `prove` goes on from there."""
    return prove_through_bound(question, Search(fuel, METHODS, single_factor, PASSES[0][1]), prove)


__all__ = ["prove_by_bound", "prove_inequality"]
