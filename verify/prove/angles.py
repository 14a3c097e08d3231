"""Logarithms, roots and absolute values of sines and cosines, as those of any numbers s and c with s^2 + c^2 = 1.

    -log|cos x| = log|1/cos x|      sqrt(2 + sin(x)^2) = sqrt(3 - cos(x)^2)
"""

from __future__ import annotations

from collections.abc import Callable

from verify.mathematics.definite import is_real, number_sort, on_circles
from verify.prove.rewriting import rewritten
from verify.question import Proof, Question, Unproved
from verify.term import BINDERS, Term, call, contains, divide, equal, free_symbols, postorder, substitute, symbol

Prover = Callable[[Question], Proof | Unproved]

_MOST = 4
_SPEAK_OF_MORE = frozenset(("derivative", "gradient", "expect", "density", "apply", "limit"))


def is_about_angles(question: Question) -> bool:
    """Whether an equation has a sine, cosine or tangent in an absolute value, a logarithm or a root."""
    kinds = (part for part in postorder(question.statement) if part.op in ("abs", "log", "sign") or _is_root(part))
    return any(contains(part, {"sin", "cos", "tan"}) for part in kinds)


def _is_root(term: Term) -> bool:
    return term.op == "power" and term.args[1].op == "number" and term.args[1].value[1] != 1


def prove_for_any_numbers(question: Question, prove: Prover) -> Proof | Unproved:
    """A proof with new symbols for the sines and cosines; tan u is sin u/cos u."""
    tangent = next((part for part in postorder(question.statement) if part.op == "tan"), None)
    if tangent is not None:
        (angle,) = tangent.args
        quotient = divide(call("sin", angle), call("cos", angle))
        reason = prove(Question(equal(tangent, quotient)))
        if isinstance(reason, Unproved):
            return reason
        return rewritten(question, tangent, quotient, reason, lambda inner: prove_for_any_numbers(inner, prove))
    parts = postorder(question.statement)
    bound = {part.args[0] for part in parts if part.op in BINDERS}
    waves = [part for part in parts if part.op in ("sin", "cos") and is_real(part) and bound.isdisjoint(free_symbols(part))]
    taken = {name.name for name in question.symbols}
    atoms: dict[Term, Term] = {wave: symbol(f"@{place + 1}", number_sort(wave)) for place, wave in enumerate(waves)}
    if not waves or len(waves) > _MOST or any(name.name in taken for name in atoms.values()):
        return Unproved("no sines and cosines of real angles")
    hypotheses = (*(substitute(each, atoms) for each in question.hypotheses), *on_circles(atoms))
    general = Question(substitute(question.statement, atoms), hypotheses)
    if any(contains(each, _SPEAK_OF_MORE) for each in (general.statement, *general.hypotheses)):
        return Unproved("sines and cosines inside of what speaks of more than their values")
    found = prove(general)
    return found if isinstance(found, Unproved) else Proof("matrix numbers", question, (found,), {"atoms": tuple(atoms.items())})
