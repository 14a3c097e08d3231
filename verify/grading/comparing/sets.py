"""Whether two sets of real numbers are the same: each is contained in the other.

A statement about one number describes a set: `x > 0` is (0, inf), and `x = 1 or x = 2` is {1, 2}.  Of a finite set every element
is asked for; of any other one a number that nothing is known of but that it belongs to it.  What is wrong carries a number that
belongs to exactly one of the two.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from verify.decide import decide
from verify.fuel import Limits
from verify.grading.comparing.comparison import Comparison, undecided
from verify.mathematics.sort_bounds import bounds
from verify.question import Counterexample, Question
from verify.read.sets import SETS, all_of, belongs, contrary, new_number
from verify.render.formula import text
from verify.sort import Scalar
from verify.term import (
    FALSE,
    TRUE,
    ZERO,
    Term,
    add,
    binder,
    consists_of,
    equal,
    free_symbols,
    make,
    negate,
    substitute,
    subtract,
)
from verify.verdict import Verdict, weakest

_MISSING, _TOO_MUCH = "a number that belongs to it is missing", "a number in it does not belong to it"
_OPEN = "no proof that both are the same set"
_UNDEFINED = "the condition of a set is not known to be defined for all numbers of the other"
_SIDES = ("reference", "answer")
_IN, _OUT = "belongs to it", "does not belong to it"


def compare_sets(reference: Term, submitted: Term, hypotheses: tuple[Term, ...], limits: Limits) -> Comparison:
    """Two sets, or a set and a statement about one number; two numbers may be meant as the ends of an interval: 5 ± 2."""
    if reference is submitted:
        return Comparison("correct", Verdict("proved", "total"))
    found = _compared(reference, submitted, hypotheses, limits)
    are_ends = found.outcome == "wrong" and may_be_ends(reference, submitted, hypotheses, limits)
    return undecided("an interval, or its two ends", "kind") if are_ends else found


def may_be_ends(reference: Term, submitted: Term, hypotheses: tuple[Term, ...], limits: Limits) -> bool:
    """Whether one side is a list of two numbers, and the other an interval with these ends."""
    ends, others = ends_of(reference), ends_of(submitted)
    is_one_list = [reference.op in ("finite_set", "or"), submitted.op in ("finite_set", "or")].count(True) == 1
    if not is_one_list or ends is None or others is None:
        return False
    return _both_ways(ends, others, hypotheses, limits).outcome != "wrong"


def ends_of(term: Term) -> Term | None:
    """The set of the two ends of an interval or of a < x < b, and a set of two numbers itself; None for anything else."""
    if term.op == "finite_set":
        return term if len(term.args) == 2 else None
    if term.op == "interval":
        return make("finite_set", term.args)
    if term.op in ("lt", "le") and term.args[0].op == "abs":
        (inner,), radius = term.args[0].args, term.args[1]
        names = [part for part in (inner.args if inner.op == "add" else (inner,)) if part.op == "symbol"]
        middle = negate(substitute(inner, {names[0]: ZERO})) if names else ZERO
        return make("finite_set", (subtract(middle, radius), add(middle, radius))) if names else None
    if term.op == "or":
        heads = {part.args[0] for part in term.args if part.op == "eq"}
        is_list = len(term.args) == 2 and len(heads) == 1 and all(part.op == "eq" for part in term.args)
        return make("finite_set", tuple(part.args[1] for part in term.args)) if is_list else None
    parts = term.args if term.op == "and" and len(term.args) == 2 else ()
    if not parts or any(part.op not in ("lt", "le") for part in parts) or parts[0].args[1] is not parts[1].args[0]:
        return None
    return make("finite_set", (parts[0].args[0], parts[1].args[1]))


def _compared(reference: Term, submitted: Term, hypotheses: tuple[Term, ...], limits: Limits) -> Comparison:
    if reference.op in SETS and submitted.op in SETS:
        return _both_ways(reference, submitted, hypotheses, limits)
    statement, collection = (submitted, reference) if reference.op in SETS else (reference, submitted)
    name = _number_of(statement, collection, hypotheses)
    if name is None:
        return undecided("a set and a statement that is not about one real number", "kind")
    domain = _belongs_to_domain(name)
    described = binder("set_builder", name, all_of(domain, statement) if domain is not None else statement)
    sides = (collection, described) if collection is reference else (described, collection)
    found = _both_ways(*sides, hypotheses, limits)
    if domain is TRUE or (found.outcome == "correct" and domain is not None):
        return found
    return _inside_of_domain(found, name, collection, statement, hypotheses, limits)


def _inside_of_domain(
    found: Comparison, name: Term, collection: Term, statement: Term, hypotheses: tuple[Term, ...], limits: Limits
) -> Comparison:
    """Outside of the domain of its name a statement says nothing: what is wrong is wrong within it."""
    if found.outcome == "undecided":
        return found
    inside = belongs(name, collection)
    for premise, conclusion, values in ((inside, statement, (_IN, _OUT)), (statement, inside, (_OUT, _IN))):
        verdict = decide(Question(conclusion, _premises(hypotheses, premise)), limits)
        if verdict.truth == "refuted":
            message = "the set and the statement differ"
            return Comparison("wrong", _showing(verdict, *values), message, "set", sides=("set", "statement"))
    return undecided(f"whether numbers outside of the domain of {name.name} count is not known", "set")


def _number_of(statement: Term, collection: Term, hypotheses: tuple[Term, ...]) -> Term | None:
    """The number that a statement is about: its only name that the set does not have."""
    if statement in (TRUE, FALSE):
        return new_number((collection, *hypotheses))
    elsewhere = {name for term in (collection, *hypotheses) for name in free_symbols(term)}
    names = [name for name in free_symbols(statement) if name not in elsewhere]
    if len(names) != 1 or not isinstance(names[0].sort, Scalar) or names[0].sort.is_complex:
        return None
    return names[0]


def _belongs_to_domain(name: Term) -> Term | None:
    """What the sort of a real number says of it; None for integers and finite domains."""
    sort = name.sort
    if not isinstance(sort, Scalar) or sort.kind != "real" or sort.values is not None:
        return None
    return all_of(*bounds(name, sort))


# ---------------------------------------------------------------------------------------------------------------- inclusions


def _both_ways(reference: Term, submitted: Term, hypotheses: tuple[Term, ...], limits: Limits) -> Comparison:
    verdicts: list[Verdict] = []
    for part, whole, message in ((reference, submitted, _MISSING), (submitted, reference, _TOO_MUCH)):
        for verdict in _inclusion(part, whole, hypotheses, limits):
            if verdict.truth == "refuted":
                values = (_IN, _OUT) if part is reference else (_OUT, _IN)
                return Comparison("wrong", _showing(verdict, *values), message, "set", sides=_SIDES)
            verdicts.append(verdict)
    whole_verdict = weakest(verdicts) if verdicts else Verdict("proved", "total", "checked")
    if whole_verdict.truth != "proved":
        return Comparison("undecided", whole_verdict, "; ".join(whole_verdict.reasons) or _OPEN)
    if whole_verdict.domain != "total":
        return undecided(_UNDEFINED, "set")
    return Comparison("correct", whole_verdict)


def _inclusion(part: Term, whole: Term, hypotheses: tuple[Term, ...], limits: Limits) -> Iterator[Verdict]:
    """What is known of every element of a finite set, or of a number of which nothing is known but that it is in the part."""
    name = new_number((part, whole, *hypotheses))
    if part.op != "finite_set":
        statement, premise = belongs(name, whole), belongs(name, part)
        is_plain = premise is FALSE or statement is TRUE
        yield _decided(TRUE, (), limits) if is_plain else _decided(statement, _premises(hypotheses, premise), limits)
        return
    for element in dict.fromkeys(part.args):
        yield _element(element, name, whole, hypotheses, limits)


_TOTAL = frozenset(("number", "symbol", "pi", "add", "mul", "abs", "exp", "max", "min", "eq", "ne", "lt", "le", "and", "or"))


def _decided(statement: Term, premises: tuple[Term, ...], limits: Limits) -> Verdict:
    """What is known of a statement; one of several alternatives is asked for where the others, defined everywhere, fail."""
    found = decide(Question(statement, premises), limits)
    if statement.op != "or" or found.truth in ("proved", "refuted") or not consists_of(statement, _TOTAL):
        return found
    *others, last = statement.args
    narrower = decide(Question(last, (*premises, *map(contrary, others))), limits)
    return narrower if narrower.truth == "proved" else found


def _element(element: Term, name: Term, whole: Term, hypotheses: tuple[Term, ...], limits: Limits) -> Verdict:
    """Whether an element belongs to a set; a counterexample has its value under a name."""
    statement = belongs(element, whole)
    found = decide(Question(equal(element, element) if statement is TRUE else statement, hypotheses), limits)
    point = found.counterexample
    if point is None:
        return found
    if free_symbols(element):
        named = decide(Question(belongs(name, whole), (*hypotheses, equal(name, element))), limits)
        return named if named.truth == "refuted" else found
    shown = Counterexample((*point.point, (name.name, text(element))), point.left, point.right)
    return replace(found, counterexample=shown)


def _premises(hypotheses: tuple[Term, ...], premise: Term) -> tuple[Term, ...]:
    return hypotheses if premise is TRUE else (*hypotheses, premise)


def _showing(verdict: Verdict, left: str, right: str) -> Verdict:
    """The verdict whose counterexample says to which of the two sets the number belongs."""
    point = verdict.counterexample
    return verdict if point is None else replace(verdict, counterexample=Counterexample(point.point, left, right))
