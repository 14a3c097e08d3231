"""Whether a submitted formula is the one asked for: expressions, equations, inequalities, sets.

`correct` needs a proof, `wrong` a counterexample; everything else is `undecided`, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from verify.decide import decide
from verify.domain import conditions
from verify.fuel import DEFAULT_LIMITS, Limits
from verify.grading.comparing.antiderivatives import compare_antiderivative
from verify.grading.comparing.bars import without_bars
from verify.grading.comparing.comparison import (
    FAILS_WHERE_REFERENCE_HOLDS,
    HOLDS_WHERE_REFERENCE_FAILS,
    Comparison,
    undecided,
)
from verify.grading.comparing.sets import compare_sets, may_be_ends
from verify.grading.comparing.shapes import compare_shapes
from verify.grading.comparing.solved import implied, solved_where
from verify.grading.comparing.symmetric_gradients import refuted_by_all
from verify.grading.comparing.work import Work
from verify.grading.explaining.natural_numbers import natural_factor, values
from verify.grading.explaining.quick_values import QuickValues, may_have_holes
from verify.grading.optima.extreme_values import VALUES, compare_values, compare_with_value
from verify.grading.optima.optima import OPTIMA, compare_with_optimum
from verify.grading.optima.two_optima import compare_optima
from verify.legs import is_abstract
from verify.problem import InputError
from verify.question import Proof, Question
from verify.read.names import check_names
from verify.read.sets import SETS
from verify.sort import REAL, Scalar
from verify.term import (
    BINDERS,
    CONNECTIVES,
    INFINITY,
    MINUS_ONE,
    ONE,
    RELATIONS,
    ZERO,
    Term,
    binder,
    contains,
    equal,
    free_symbols,
    fresh_symbol,
    make,
    mul,
    postorder,
    relation,
    substitute,
    subtract,
    symbol,
)
from verify.verdict import Verdict, weakest

_STATEMENTS = RELATIONS | CONNECTIVES | {"true", "false"}


def compare(reference: Term, submitted: Term, hypotheses: tuple[Term, ...] = (), limits: Limits = DEFAULT_LIMITS) -> Comparison:
    """The comparison of two formulas that have been read with the same names."""
    submitted = answer_itself(submitted, reference)
    if reference.op == "lambda":
        return compare_antiderivative(reference, submitted, hypotheses, limits)
    if reference.op in OPTIMA and submitted.op in OPTIMA and reference is not submitted:
        return compare_optima(reference, submitted, hypotheses, Work(limits))
    for optimum, place in ((reference, submitted), (submitted, reference)):
        if optimum.op in OPTIMA and place.op not in OPTIMA and kind_of(place) == "expression":
            return compare_with_optimum(optimum, place, hypotheses, Work(limits), is_answer=optimum is submitted)
    for optimum, value in ((reference, submitted), (submitted, reference)):
        if optimum.op in VALUES and value.op not in VALUES and kind_of(value) == "expression":
            return compare_with_value(optimum, value, hypotheses, limits)
    if reference.op in VALUES and submitted.op == reference.op:
        return compare_values(reference, submitted, hypotheses, limits)
    kinds = (kind_of(reference), kind_of(submitted))
    if kinds[0] != kinds[1] and set(kinds) != {"set", "statement"}:
        words = f"{_WORDS[kinds[1]]} where {_WORDS[kinds[0]]} is asked for"
        return undecided(words, "kind")
    reference, submitted = zeros_like(reference, submitted), zeros_like(submitted, reference)
    if reference.shape != submitted.shape:
        return compare_shapes(reference, submitted, hypotheses, limits)
    try:
        check_names(reference, submitted, *hypotheses)
    except InputError as error:
        return undecided(error.problem.seen, "name")
    if "set" in kinds:
        return compare_sets(reference, submitted, hypotheses, limits)
    if kinds[0] == "statement":
        return _statements(reference, submitted, hypotheses, limits)
    found = _judged(Question(equal(reference, submitted), hypotheses), limits)
    if found.outcome == "undecided" and reference is submitted and not _is_nowhere_defined(reference, limits):
        proof = Proof("identical", Question(equal(reference, submitted), hypotheses))
        verdict = replace(found.verdict, truth="proved", trust="checked", proof=proof, reasons=())
        return Comparison("correct", verdict, "the same formula")
    return found if found.outcome != "undecided" else _beside_infinity(found, reference, submitted, hypotheses, limits)


def _is_nowhere_defined(term: Term, limits: Limits) -> bool:
    """Whether a condition about numbers alone fails: 1/0."""
    known = (Question(condition) for condition in conditions(term) if not free_symbols(condition))
    return any(decide(question, limits).truth == "refuted" for question in known)


def _beside_infinity(
    found: Comparison, reference: Term, submitted: Term, hypotheses: tuple[Term, ...], limits: Limits
) -> Comparison:
    """Wrong if one side is infinity and the other a number: infinity is the limit of t for t to infinity."""
    if (reference is INFINITY) == (submitted is INFINITY):
        return found
    t = fresh_symbol(symbol("t", REAL), (*free_symbols(reference), *free_symbols(submitted)))
    grows = binder("limit", t, INFINITY, t, value="both")
    sides = (grows if side is INFINITY else side for side in (reference, submitted))
    other = _judged(Question(equal(*sides), hypotheses), limits)
    return other if other.outcome == "wrong" else found


_WORDS = {"expression": "an expression", "statement": "an equation or inequality", "set": "a set"}


def kind_of(term: Term) -> str:
    return "statement" if term.op in _STATEMENTS else "set" if term.op in SETS else "expression"


def zeros_like(term: Term, other: Term) -> Term:
    """The zero vector or matrix for a plain 0 beside a vector or matrix."""
    return make("zeros", other.shape) if term is ZERO and other.shape else term


def answer_itself(submitted: Term, reference: Term) -> Term:
    """`y = ...` is the answer `...` to a question for an expression in which y does not occur."""
    if submitted.op != "eq" or kind_of(reference) != "expression":
        return submitted
    name, value = submitted.args
    head = name.args[0] if name.op == "apply" else name
    is_new = head.op == "symbol" and head not in free_symbols(reference) and head not in free_symbols(value)
    return value if is_new else submitted


def differ(reference: Term, submitted: Term, hypotheses: tuple[Term, ...]) -> bool:
    """Whether floating point tells two expressions apart; nothing is decided by it."""
    if kind_of(reference) != "expression" or kind_of(submitted) != "expression" or reference.shape != submitted.shape:
        return False
    return QuickValues(reference, submitted).rule_out(Question(equal(reference, submitted), hypotheses))


_FUEL_OF_BOUNDS = 250_000
_FUEL_OF_CONDITIONS = 60_000
_SIDES = ("reference", "answer")


def may_be_wider(term: Term) -> bool:
    """Whether x^(1/3) or (-1)^n stands in a formula, which many take to be defined for negative x, and for integers n only."""
    return any(part.op == "power" and _may_be_wider(*part.args) for part in postorder(term))


def _may_be_wider(base: Term, exponent: Term) -> bool:
    if exponent.op == "number":
        return exponent.fraction.denominator % 2 == 1 < exponent.fraction.denominator
    return base.op == "number" and base.fraction < 0


def _judged(question: Question, limits: Limits) -> Comparison:
    """An equation between the reference (left) and the submission (right)."""
    verdict = decide(question, limits)
    side = verdict.one_sided
    if verdict.truth != "refuted" and verdict.domain == "mismatch" and side is not None and side.side == "left":
        if contains(question.statement.args[1], {"largest"}):
            reason = "not defined everywhere as it is read: the largest of no numbers has no value here"
            return Comparison("undecided", verdict, reason, "domain", question, _SIDES)
        if may_be_wider(question.statement.args[1]):
            reason = "not defined everywhere as it is read: roots of odd degree, or powers of negative numbers, may be meant"
            return Comparison("undecided", verdict, reason, "domain", question, _SIDES)
        where_defined = "equal where it is defined, but " if verdict.truth == "proved" else ""
        return Comparison("wrong", verdict, f"{where_defined}not defined on all of the domain", "half-line", question, _SIDES)
    if verdict.truth == "proved" and verdict.domain == "mismatch":
        if may_be_wider(question.statement.args[0]) and contains(question.statement.args[1], {"abs"}):
            reason = "right where roots of odd degree are defined for positive numbers only, and an absolute value elsewhere"
            return Comparison("undecided", verdict, reason, "domain", question, _SIDES)
        return Comparison("correct", verdict, "defined on more than the reference", None, question, _SIDES)
    may_be_undefined = verdict.truth == "proved" and verdict.domain == "open"
    if may_be_undefined and (may_have_holes(question) or _may_end(question, limits) or _may_need_more(question, limits)):
        reason = "equal where both are defined; whether the answer is defined everywhere is not known"
        return Comparison("undecided", verdict, reason, "domain", question, _SIDES)
    if verdict.truth == "proved":
        return Comparison("correct", verdict, _exceptions(verdict), None, question, _SIDES)
    if verdict.truth == "refuted" and _differ_at_ends(question, limits):
        return undecided("they differ at most at the ends of their cases", "half-line")
    if verdict.truth == "refuted":
        return Comparison("wrong", verdict, "", None, question, _SIDES)
    by_all = refuted_by_all(question, limits)
    if by_all is not None:
        return Comparison("wrong", by_all[1], "", None, by_all[0], _SIDES)
    reasons = verdict.reasons or ("both agree at every point tried, and no proof was found",)
    return Comparison("undecided", verdict, "; ".join(reasons), None, question, _SIDES)


def _may_need_more(question: Question, limits: Limits) -> bool:
    """Whether the answer has a condition that is not known to hold wherever the reference is defined: log x - log y for log x/y.

    Of formulas in one name, and of those with sums and arrays, the points that were tried tell enough.
    """
    names = free_symbols(question.statement)
    if len(names) < 2 or any(not isinstance(name.sort, Scalar) for name in names) or contains(question.statement, BINDERS):
        return False
    reference, submitted = question.statement.args
    known = conditions(reference)
    limits = limits.at_most(_FUEL_OF_CONDITIONS)
    inside = (relation("lt", *each.args) if each.op == "le" else each for each in known)
    given = (*question.hypotheses, *inside)
    return any(
        not _is_met(each, given, limits)
        for each in conditions(submitted)
        if each not in known and each.op in ("lt", "le")
    )


def _is_met(condition: Term, known: tuple[Term, ...], limits: Limits) -> bool:
    """Whether an inequality holds but for single points: by itself, or as one that is known in another form."""
    same = (equal(subtract(*condition.args), subtract(*each.args)) for each in known if each.op in ("lt", "le"))
    if any(decide(Question(each), limits).truth == "proved" for each in same):
        return True
    return any(decide(Question(relation(op, *condition.args), known), limits).truth == "proved" for op in (condition.op, "le"))


def _exceptions(verdict: Verdict) -> str:
    """Where the sides that are equal are not defined, in words."""
    if verdict.domain != "common" or not verdict.exceptions:
        return ""
    are_holes = all(each.op == "ne" for each in verdict.exceptions)
    return "defined except at single points" if are_holes else "equal where both are defined"


def _differ_at_ends(question: Question, limits: Limits) -> bool:
    """Whether two formulas with cases are equal if each of these includes its ends: e^{-y} for y > 0, and for y >= 0."""
    if not all(contains(side, {"piecewise"}) for side in question.statement.args):
        return False
    closed = {part: make("le", part.args) for part in postorder(question.statement) if part.op == "lt"}
    if not closed:
        return False
    asked = Question(substitute(question.statement, closed), question.hypotheses)
    return decide(asked, limits.at_most(_FUEL_OF_BOUNDS)).truth == "proved"


def _may_end(question: Question, limits: Limits) -> bool:
    """Whether the answer has a bound of its domain of its own that may be crossed where the reference is defined.

    Of 0 < 100 - v'v that is not known not to be; 0 < det(L L') fails at most where it is an equation.
    """
    reference, submitted = question.statement.args
    if not is_abstract(question):  # the ends of the domain were looked for
        return False
    known = [_under_premise(condition) for condition in conditions(reference)]
    few = limits.at_most(_FUEL_OF_BOUNDS)
    for premise, bound in map(_under_premise, conditions(submitted)):
        if bound.op not in ("lt", "le") or (premise, bound) in known:
            continue
        given = (*(() if premise is None else (premise,)), *(each for about, each in known if about in (None, premise)))
        closed = Question(make("le", bound.args), question.hypotheses)
        under = Question(closed.statement, (*question.hypotheses, *given))
        if all(decide(each, few).truth != "proved" for each in (closed, under)):
            return True
    return False


def _under_premise(condition: Term) -> tuple[Term | None, Term]:
    return condition.args if condition.op == "implies" else (None, condition)  # type: ignore[return-value]


def _statements(reference: Term, submitted: Term, hypotheses: tuple[Term, ...], limits: Limits) -> Comparison:
    """The same truth at every point: the same equation up to a factor, or each implies the other."""
    found = _same_truth(reference, submitted, hypotheses, limits)
    if found.outcome == "wrong" and may_be_ends(reference, submitted, hypotheses, limits):
        return undecided("an interval, or its two ends", "kind")
    if found.outcome == "wrong" and (counted := counted_on_one_side(reference, submitted)):
        return undecided(f"{counted} may stand for every integer, and not for one: write out what is meant", "notation")
    return found


def counted_on_one_side(*statements: Term) -> str:
    r"""An integer of either sign that one of two equations has, as the k of x = k \pi beside \sin x = 0; "" if there is none."""
    ours, theirs = (set(free_symbols(statement)) for statement in statements)
    for name in sorted(ours ^ theirs, key=repr):
        sort = name.sort
        if isinstance(sort, Scalar) and sort.is_integer and sort.lower is None is sort.upper:
            return name.name
    return ""


def _same_truth(reference: Term, submitted: Term, hypotheses: tuple[Term, ...], limits: Limits) -> Comparison:
    limits = replace(limits, fuel=limits.fuel // 2)  # for each of the two directions
    as_written = reference, submitted
    reference, submitted = without_bars(reference), without_bars(submitted)
    if _have_same_parts(_parts(reference), _parts(submitted), hypotheses, limits):
        return Comparison("correct", Verdict("proved", "total"))
    same = _same_equation(reference, submitted, hypotheses, limits)
    if same is not None:
        return Comparison("correct", same)
    forward = implied(submitted, reference, hypotheses, limits)
    if forward.truth == "refuted":
        question = Question(submitted, (*hypotheses, reference))
        return Comparison("wrong", forward, FAILS_WHERE_REFERENCE_HOLDS, None, question)
    backward = implied(reference, submitted, hypotheses, limits)
    if backward.truth == "refuted":
        question = Question(reference, (*hypotheses, submitted))
        return Comparison("wrong", backward, HOLDS_WHERE_REFERENCE_FAILS, None, question)
    if as_written != (reference, submitted):  # a < x or x < -a has no proof by one of its parts, and a < |x| may have one
        forward, backward = (
            found if found.truth == "proved" else implied(*sides, hypotheses, limits)
            for found, sides in ((forward, as_written[::-1]), (backward, as_written))
        )
    whole = weakest((forward, backward))
    # "common" says of a statement only that its parts are undefined together, and not that this is at single points.
    are_defined_together = whole.domain == "common" and {*conditions(reference)} == {*conditions(submitted)}
    if whole.truth == "proved" and whole.domain != "total" and not are_defined_together:
        if where := solved_where(reference, submitted, hypotheses, limits):
            return Comparison("correct", whole, where)
        return undecided("one of them is not known to be defined where the other holds", "half-line")
    if whole.truth == "proved":
        return Comparison("correct", whole)
    return Comparison("undecided", whole, "; ".join(whole.reasons) or "no proof that both say the same")


def _have_same_parts(ours: frozenset[Term], theirs: frozenset[Term], hypotheses: tuple[Term, ...], limits: Limits) -> bool:
    """Whether two conjunctions are of the same inequalities, each up to what is on either side: 1 - x < 1 is 0 < x."""
    if ours == theirs:
        return True
    if len(ours) != len(theirs) or any(part.op not in ("lt", "le") for part in (*ours, *theirs)):
        return False
    return all(any(_is_same_order(one, other, hypotheses, limits) for other in theirs) for one in ours) and all(
        any(_is_same_order(one, other, hypotheses, limits) for one in ours) for other in theirs
    )


def _is_same_order(one: Term, other: Term, hypotheses: tuple[Term, ...], limits: Limits) -> bool:
    if one.op != other.op or one.args[0].shape != other.args[0].shape:
        return False
    found = decide(Question(equal(subtract(*one.args), subtract(*other.args)), hypotheses), limits)
    return found.truth == "proved" and found.domain == "total"


def _parts(statement: Term) -> frozenset[Term]:
    """What is joined by and."""
    if statement.op != "and":
        return frozenset((statement,))
    return frozenset(part for each in statement.args for part in _parts(each))


def _same_equation(reference: Term, submitted: Term, hypotheses: tuple[Term, ...], limits: Limits) -> Verdict | None:
    """a = b and c = d, if c - d is a number other than 0 times a - b, and both are defined at the same points."""
    if not reference.op == submitted.op == "eq" or reference.args[0].shape != submitted.args[0].shape:
        return None
    ours, theirs = (subtract(*each.args) for each in (reference, submitted))
    for factor in (ONE, MINUS_ONE, *factors_between(ours, theirs, hypotheses, limits)):
        found = decide(Question(equal(theirs, ours if factor is ONE else mul(factor, ours)), hypotheses), limits)
        if found.truth == "proved" and found.domain == "total":
            return found
    return None


def factors_between(ours: Term, theirs: Term, hypotheses: tuple[Term, ...], limits: Limits) -> Iterator[Term]:
    """The factor between two quantities at a point where they differ, if it is a simple number."""
    point = decide(Question(equal(ours, theirs), hypotheses), limits).counterexample
    left, right = (values(each) for each in (point.left, point.right)) if point is not None else ((), ())
    ratios = (there / here for here, there in zip(left, right, strict=False) if here)
    factor = natural_factor(next(ratios, 0.0))
    if factor is not None:
        yield factor
