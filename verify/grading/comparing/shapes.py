r"""Answers of another shape than what is asked for: a number for a vector, an n x n matrix for an n x k matrix.

They may be meant in another way: a number for each entry or as a multiple of the identity, a transposed vector or derivative by
another layout.  Wrong is what is not right in any of these ways; where two sizes differ, what is not even for equal ones, as
B^\top A^\top for AB is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from verify.article import with_article
from verify.decide import decide
from verify.fuel import Limits
from verify.functions import identity
from verify.grading.comparing.comparison import Comparison, undecided
from verify.question import Question
from verify.term import ONE, Term, contains, equal, free_symbols, make, mul, postorder, substitute, transpose

OF_ANOTHER_SHAPE = "is asked for"
OF_THE_WHOLE = "the transpose of the right answer"
_SIDES = ("reference", "answer")
_DERIVATIVES = frozenset(("gradient", "derivative"))
_OF_ENTRIES = frozenset(("item", "entry", "row", "column"))
_MOST_FUEL = 200_000


def compare_shapes(reference: Term, submitted: Term, hypotheses: tuple[Term, ...], limits: Limits) -> Comparison:
    """The comparison of two expressions of different shapes: wrong or undecided."""
    few = limits.at_most(_MOST_FUEL)
    found = undecided(f"{with_article(_shape(submitted))} where {with_article(_shape(reference))} {OF_ANOTHER_SHAPE}", "shape")
    if any(contains(side, _OF_ENTRIES) for side in (reference, submitted) if not side.shape or ONE in side.shape):
        return found  # 2 x_i, for 2 x
    if not {*free_symbols(submitted)} <= {*free_symbols(reference)}:
        return found
    if not (submitted.shape and reference.shape) and any(map(_is_second, postorder(reference, submitted))):
        return found  # \nabla^2 f, the Hessian or its trace
    questions = [Question(equal(*sides), hypotheses) for sides in _meant(reference, submitted)]
    verdicts = [decide(question, few) for question in questions]
    if not verdicts or any(verdict.truth != "refuted" for verdict in verdicts):
        return found
    point = verdicts[0].counterexample
    if point is not None:
        left, right = (_shown(side, value) for side, value in ((reference, point.left), (submitted, point.right)))
        verdicts[0] = replace(verdicts[0], counterexample=replace(point, left=left, right=right))
    if submitted.shape == reference.shape[::-1] and _are_equal(reference, transpose(submitted), hypotheses, few):
        message = f"{OF_THE_WHOLE}: {found.message}"
        return Comparison("wrong", verdicts[0], message, "transposed", questions[0], _SIDES)
    return Comparison("wrong", verdicts[0], found.message, "shape", questions[0], _SIDES)


def _is_second(part: Term) -> bool:
    return (part.op == "apply" and part.value == (2,)) or (part.op == "gradient" and part.args[0].op == "gradient")


def is_in_other_layout(reference: Term, submitted: Term, hypotheses: tuple[Term, ...], limits: Limits) -> bool:
    """Whether an answer is the transposed derivative by a square matrix, where a derivative is asked for."""
    is_of_number = reference.op == "gradient" and not reference.args[0].shape
    if not is_of_number or submitted.op == "gradient" or reference.shape[:1] != reference.shape[1:]:
        return False
    return _are_equal(reference, transpose(submitted), hypotheses, limits.at_most(_MOST_FUEL))


def _are_equal(reference: Term, submitted: Term, hypotheses: tuple[Term, ...], limits: Limits) -> bool:
    return decide(Question(equal(reference, submitted), hypotheses), limits).truth == "proved"


def _shown(side: Term, value: str) -> str:
    """The value of a number that was compared as an array."""
    return value if side.shape else value.lstrip("[").partition(",")[0].rstrip("]")


def _meant(reference: Term, submitted: Term) -> Iterator[tuple[Term, Term]]:
    """Both sides in the same shape, in every way in which they may be meant; none if there is no such way."""
    if not submitted.shape or not reference.shape:
        shape = reference.shape or submitted.shape
        yield _filled(reference, shape, "ones"), _filled(submitted, shape, "ones")
        if shape[0] is shape[1]:
            yield _filled(reference, shape, "identity"), _filled(submitted, shape, "identity")
        return
    may_be_laid_out = contains(reference, _DERIVATIVES) or ONE in reference.shape
    if submitted.shape == reference.shape[::-1] and may_be_laid_out:
        yield reference, transpose(submitted)
        return
    sizes = _equal_sizes(reference, submitted)
    if sizes:
        yield substitute(reference, sizes), substitute(submitted, sizes)


def _filled(term: Term, shape: tuple[Term, ...], kind: str) -> Term:
    """A number as an array: in each entry, or on the diagonal."""
    if term.shape:
        return term
    return mul(term, identity(shape[0]) if kind == "identity" else make("ones", shape))


def _equal_sizes(reference: Term, submitted: Term) -> dict[Term, Term]:
    """What sizes have to be replaced for both shapes to be the same; nothing if one of them is a number."""
    found: dict[Term, Term] = {}
    for ours, theirs in zip(reference.shape, submitted.shape, strict=True):
        ours, theirs = found.get(ours, ours), found.get(theirs, theirs)
        if ours is theirs:
            continue
        if ours is ONE and theirs.op == "symbol":
            ours, theirs = theirs, ours
        if ours.op != "symbol" or not (theirs is ONE or theirs.op == "symbol"):
            return {}
        if theirs is ONE:
            ours, theirs = theirs, ours
        found = {size: ours if name is theirs else name for size, name in found.items()} | {theirs: ours}
    return found


def _shape(term: Term) -> str:
    return f"{' x '.join(map(repr, term.shape))} matrix" if term.shape else "number"
