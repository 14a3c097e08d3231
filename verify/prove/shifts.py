"""Linear hypotheses as changes of variable: under r < R and -a <= b, R is r + s and b is t - a with s > 0 and t >= 0.

What is left is a statement about numbers of known signs, and is often seen to be true from those.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from verify.mathematics.manifest import Manifest
from verify.mathematics.smooth import lies_inside, linear_combination
from verify.question import Proof, Question, Unproved, with_new_symbol
from verify.sort import NONNEGATIVE, POSITIVE, Scalar
from verify.term import ONE, ZERO, Term, add, consists_of, equal, fresh_symbol, mul, number, substitute, subtract, symbol

Prover = Callable[[Question], Proof | Unproved]

MOST_HYPOTHESES = 4
_ALGEBRAIC = frozenset(("number", "symbol", "add", "mul", "power", "le", "lt"))
NONE = Unproved("no linear hypothesis to change a variable by")


def prove_with_shifts(question: Question, prove: Prover, prove_equation: Prover) -> Proof | Unproved:
    """A proof of an inequality after each linear hypothesis has become the sign of a new symbol."""
    parts = (question.statement, *question.hypotheses)
    if not 1 <= len(question.hypotheses) <= MOST_HYPOTHESES or not all(consists_of(part, _ALGEBRAIC) for part in parts):
        return NONE
    if any(not isinstance(name.sort, Scalar) or name.sort.is_complex for name in question.symbols):
        return NONE
    return _shifted(question, prove, prove_equation) or NONE


def _shifted(question: Question, prove: Prover, prove_equation: Prover) -> Proof | None:
    """The proof after a change for the first hypothesis that allows one, and for those that still do then."""
    for place, hypothesis in enumerate(question.hypotheses):
        if hypothesis.op not in ("le", "lt"):
            continue
        fresh = fresh_symbol(symbol("s", POSITIVE if hypothesis.op == "lt" else NONNEGATIVE), question.symbols)
        change = _change(question, place, fresh)
        if change is None:
            continue
        name, value = change
        inner = with_new_symbol(question, name, value)
        fewer = Question(inner.statement, (*inner.hypotheses[:place], *inner.hypotheses[place + 1 :]))
        found = _shifted(fewer, prove, prove_equation) or _or_none(prove(fewer))
        if found is None:
            return None
        lesser, greater = hypothesis.args
        gap = greater if lesser is ZERO else subtract(greater, lesser)
        back = prove_equation(Question(equal(substitute(value, {fresh: gap}), name), question.hypotheses))
        if isinstance(back, Unproved):
            return None
        data = {"place": place, "symbol": name, "new": fresh, "value": value}
        return Proof("new symbol", question, (Proof("weakening", inner, (found,)), back), data)
    return None


def _or_none(found: Proof | Unproved) -> Proof | None:
    return found if isinstance(found, Proof) else None


def _change(question: Question, place: int, fresh: Term) -> tuple[Term, Term] | None:
    """(k, value) for a real symbol k of a linear hypothesis, where nothing is lost of what its sort says."""
    left, right = question.hypotheses[place].args
    gap = linear_combination(subtract(right, left))
    names = [atom for atom in gap if atom is not ONE]
    if len(names) < 2 or any(atom.op != "symbol" for atom in names):
        return None
    others = tuple(each for i, each in enumerate(question.hypotheses) if i != place)
    for name in names:
        sort = name.sort
        if not isinstance(sort, Scalar) or sort.kind != "real" or sort.values is not None or sort.nonzero:
            continue
        scale = gap[name]
        rest = [mul(number(-value / scale), atom) for atom, value in gap.items() if atom is not name]
        value = add(mul(number(Fraction(1) / scale), fresh), *rest)
        if lies_inside(Manifest(others), value, sort):
            return name, value
    return None

