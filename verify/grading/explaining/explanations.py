"""What can have gone wrong with an answer, as equations to be tested: submitted = T(reference), or T(submitted) = reference.

Each explanation says what is so if its equation holds, and no more: that a factor is missing, not why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, islice

from verify.calculus import OUTER, differentiate
from verify.grading.explaining.edits import edits, without_sign
from verify.grading.explaining.explanation import Explanation, Wrong, is_statement, reals, same, scalars
from verify.grading.explaining.regions import branches, half_lines
from verify.mathematics.tidy import tidy
from verify.problem import InputError
from verify.render.formula import text
from verify.sort import Function, terms_in
from verify.term import (
    MINUS_ONE,
    ONE,
    TWO,
    ZERO,
    Term,
    add,
    divide,
    free_symbols,
    fresh_symbol,
    log,
    mul,
    negate,
    number,
    postorder,
    power,
    substitute,
    transpose,
)

_MOST_NAMES, _MOST_PAIRS, _MOST_INNER, _MOST_EDITS = 3, 6, 6, 30


def explanations(wrong: Wrong) -> Iterator[Explanation]:
    """The explanations to be tested, those of the whole formula before those of one place in it."""
    reference, submitted = wrong.reference, wrong.submitted
    if not wrong.is_statement:
        yield from same(wrong, "sign", "the sign is wrong: the negative of this would be right", negate(reference), submitted)
        if not reference.shape:
            words = "this is the reciprocal of the right answer"
            yield from same(wrong, "reciprocal", words, power(reference, MINUS_ONE), submitted)
        if wrong.is_number:
            return
        for part in (_numbers, _derivatives, _chain_rule, _names, _logarithms, half_lines, branches):
            yield from part(wrong)
        if reference.shape:
            yield from same(wrong, "transposed", "this is the transpose of the right answer", transpose(reference), submitted)
    yield from _swapped(wrong)
    yield from islice(_slips(wrong, reference, _IN_REFERENCE), _MOST_EDITS)
    yield from islice(_slips(wrong, submitted, _IN_SUBMISSION), _MOST_EDITS)


def known_mistakes(wrong: Wrong, mistakes: Iterable[tuple[str, Term]]) -> Iterator[Explanation]:
    """The mistakes that the author of a question expected, by their label."""
    for label, mistake in mistakes:
        if is_statement(mistake) == wrong.is_statement:
            yield from same(wrong, "known-mistake", label.replace("{", "{{").replace("}", "}}"), mistake, wrong.submitted)


def _numbers(wrong: Wrong) -> Iterator[Explanation]:
    """submitted = c reference, submitted = reference + c."""
    if wrong.factor is not None:
        inverse = _inverse(wrong.factor)
        too_much = _is_large(wrong.factor)
        words = "a factor of {factor} is too much" if too_much else "a factor of {factor} is missing"
        shown = wrong.factor if too_much else inverse
        yield from same(wrong, "factor", words, mul(wrong.factor, wrong.reference), wrong.submitted, factor=shown)
    if wrong.summand is not None:
        negative = text(wrong.summand).startswith("-")
        words = "this is the right answer minus {summand}" if negative else "this is the right answer plus {summand}"
        shown = tidy(negate(wrong.summand)) if negative else wrong.summand
        yield from same(wrong, "constant", words, add(wrong.reference, wrong.summand), wrong.submitted, summand=shown)


def _inverse(factor: Term) -> Term:
    parts = factor.args if factor.op == "mul" else (factor,)
    return mul(*(number(1 / part.fraction) if part.op == "number" else tidy(power(part, MINUS_ONE)) for part in parts))


def _is_large(factor: Term) -> bool:
    """Whether a factor is written as a number above 1; that of pi/2 is neither large nor small, and counts as large."""
    parts = factor.args if factor.op == "mul" else (factor,)
    if any(part.op == "power" and part.args[1].op == "number" and part.args[1].value[0] < 0 for part in parts):
        return False
    return len(parts) > 1 or parts[0].op != "number" or abs(parts[0].fraction) > 1


def _derivatives(wrong: Wrong) -> Iterator[Explanation]:
    """Not by a name in which a formula is linear: that derivative is what is left if the name is forgotten as a factor."""
    reference, submitted = wrong.reference, wrong.submitted
    told = (
        ("derivative-instead", "this is the derivative of the right answer with respect to {name}", reference, submitted),
        ("integral-instead", "the derivative of this with respect to {name} is the right answer", submitted, reference),
    )
    for code, words, before, after in told:
        for name in reals(before)[:_MOST_NAMES]:
            try:
                slope, obligations = differentiate(before, name)
                is_linear = name not in free_symbols(tidy(slope))
            except InputError:
                continue
            if is_linear:
                continue
            yield from same(wrong, code, words, slope, after, obligations, name=name)


def _chain_rule(wrong: Wrong) -> Iterator[Explanation]:
    """reference = u' submitted, a function of u alone, for the argument u of a function; or u' is missing in a term of a sum."""
    words = "the factor {slope} is missing, the derivative of the inner function {inner}"
    reference, submitted = wrong.reference, wrong.submitted
    terms = reference.args if reference.op == "add" and not reference.shape else ()
    for inner, name, slope in islice(_inner_derivatives(wrong), _MOST_INNER):
        if _is_function_of(inner, name, submitted):
            yield from same(wrong, "chain-rule", words, mul(slope, submitted), reference, slope=slope, inner=inner)
        for place, term in enumerate(terms):
            if inner in postorder(term):
                slipped = add(*terms[:place], divide(term, slope), *terms[place + 1 :])
                yield from same(wrong, "chain-rule", words, slipped, submitted, slope=slope, inner=inner)


def _is_function_of(inner: Term, name: Term, term: Term) -> bool:
    return name not in free_symbols(substitute(term, {inner: fresh_symbol(name, free_symbols(term))}))


def _inner_derivatives(wrong: Wrong) -> Iterator[tuple[Term, Term, Term]]:
    """(u, x, u') for the arguments u of functions, without the slopes 0, 1 and -1; -u counts as u, too."""
    names = reals(wrong.reference, wrong.submitted)[:_MOST_NAMES]
    free = {*free_symbols(wrong.reference), *free_symbols(wrong.submitted)}
    seen: set[tuple[Term, Term]] = set()
    for node in reversed(postorder(wrong.reference, wrong.submitted)):
        arguments = node.args[1:] if node.op == "apply" else node.args[:1] if node.op in OUTER or node.op == "power" else ()
        for inner in (form for argument in arguments for form in dict.fromkeys((argument, without_sign(argument)))):
            if inner.op in ("symbol", "number") or inner.shape or not free.issuperset(free_symbols(inner)):
                continue
            for name in names:
                slope = _slope(inner, name)
                if slope is not None and slope not in (ZERO, ONE, MINUS_ONE) and (inner, slope) not in seen:
                    seen.add((inner, slope))
                    yield inner, name, slope


def _slope(inner: Term, name: Term) -> Term | None:
    try:
        return tidy(differentiate(inner, name)[0])
    except InputError:
        return None


def _names(wrong: Wrong) -> Iterator[Explanation]:
    """A factor that is a name; beside a number any name would be one."""
    if not free_symbols(wrong.reference):
        return
    for name in scalars(wrong.reference, wrong.submitted)[: 2 * _MOST_NAMES]:
        for factor in (name, power(name, TWO)):
            words = "the factor {factor} is missing"
            yield from same(wrong, "missing-factor", words, mul(factor, wrong.submitted), wrong.reference, factor=factor)
            words = "the factor {factor} is too much"
            yield from same(wrong, "extra-factor", words, mul(factor, wrong.reference), wrong.submitted, factor=factor)


def _swapped(wrong: Wrong) -> Iterator[Explanation]:
    """Two names of one kind exchanged; sizes are none, as other names speak of them."""
    names = free_symbols(wrong.reference)
    sizes = {inner for name in names for size in terms_in(name.sort) for inner in free_symbols(size)}
    pairs = ((one, other) for one, other in combinations(names, 2) if not sizes & {one, other} and _is_alike(one, other))
    for one, other in islice(pairs, _MOST_PAIRS):
        try:
            exchanged = substitute(wrong.reference, {one: other, other: one})
        except InputError:
            continue
        yield from same(wrong, "swapped", "{one} and {other} are exchanged", exchanged, wrong.submitted, one=one, other=other)


def _is_alike(one: Term, other: Term) -> bool:
    if isinstance(one.sort, Function) or isinstance(other.sort, Function):
        return one.sort == other.sort
    return type(one.sort) is type(other.sort) and one.shape == other.shape


_LOGARITHMS = ((number(10), "10"), (TWO, "2"))


def _logarithms(wrong: Wrong) -> Iterator[Explanation]:
    """Every logarithm of one side taken to base 10 or 2 gives the other side, or those that were are right as natural ones."""
    for base, shown in _LOGARITHMS:
        if log(base) in postorder(wrong.submitted) and log(base) not in postorder(wrong.reference):
            words = f"the logarithm is to base {shown}, and has to be to base e"
            yield from same(wrong, "log-base", words, wrong.reference, substitute(wrong.submitted, {log(base): ONE}))
        for right, other in ((wrong.reference, wrong.submitted), (wrong.submitted, wrong.reference)):
            logs = {node: divide(node, log(base)) for node in postorder(right) if node.op == "log" and node.args[0] is not base}
            if logs and (right is wrong.reference or log(base) not in postorder(wrong.submitted)):
                asked, given = ("e", shown) if right is wrong.reference else (shown, "e")
                words = f"the logarithm is to base {given}, and has to be to base {asked}"
                yield from same(wrong, "log-base", words, substitute(right, logs), other)


# ---------------------------------------------------------------------------------------------------------------- one place

# Code and words for a change by its kind: {old} and {new} are the part before and after the change, {part} the term or factor.
# The reference after the change is what was written; the submission after it is what would be right.
_KINDS = {
    "exponent": "exponent", "negative": "sign-of-a-term", "index": "index", "order": "matrix-order",
    "transposed": "transposed", "direction": "inequality-direction", "strictness": "strictness",
}  # fmt: skip
Told = dict[str, tuple[str, str]]
_IN_REFERENCE: Told = {
    **{kind: (code, "{new} stands where {old} is right") for kind, code in _KINDS.items()},
    "sign": ("sign-of-a-term", "the sign of {part} is wrong in {new}"),
    "term": ("missing-term", "the term {part} is missing in {new}"),
    "factor": ("missing-factor", "the factor {part} is missing in {new}"),
}
_IN_SUBMISSION: Told = {
    **{kind: (code, "{old} stands where {new} is right") for kind, code in _KINDS.items()},
    "sign": ("sign-of-a-term", "the sign of {part} is wrong in {old}"),
    "term": ("extra-term", "the term {part} is too much in {old}"),
    "factor": ("extra-factor", "the factor {part} is too much in {old}"),
}


def _slips(wrong: Wrong, changed: Term, told: Told) -> Iterator[Explanation]:
    other = wrong.submitted if changed is wrong.reference else wrong.reference
    for edit in edits(changed):
        if not free_symbols(edit.whole) and not edit.whole.shape:
            continue  # too much becomes a number if something is dropped
        code, words = told[edit.kind]
        yield from same(wrong, code, words, edit.whole, other, old=edit.old, new=edit.new, part=edit.part)
