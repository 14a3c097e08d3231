"""What can have gone wrong with an answer, as equations to be tested: submitted = T(reference), or T(submitted) = reference.

Each explanation says what is so if its equation holds, and no more: that a factor is missing, not why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, islice

from verify.calculus import OUTER, differentiate
from verify.grading.explaining.edits import BELOW, COMPUTED, FACTORIAL, edits, exponent_of, without_sign
from verify.grading.explaining.explanation import FAR, Explanation, Wrong, is_statement, reals, same, scalars
from verify.grading.explaining.plain_forms import differentiated
from verify.grading.explaining.regions import branches, half_lines, half_lines_of_statements
from verify.grading.explaining.terms_of_answers import factors_of_terms, gathered, missing_terms
from verify.grading.explaining.tried_points import TriedPoints
from verify.mathematics.tidy import tidy
from verify.problem import InputError
from verify.render.formula import text
from verify.sort import Function, terms_in
from verify.term import (
    MINUS_ONE,
    ONE,
    OPTIMA,
    TWO,
    ZERO,
    Term,
    add,
    contains,
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
    subtract,
    transpose,
)

_MOST_NAMES, _MOST_PAIRS, _MOST_INNER, _MOST_EDITS = 3, 6, 6, 45


def explanations(wrong: Wrong, quick: TriedPoints) -> Iterator[Explanation]:
    """The explanations to be tested, those of the whole formula before those of one place in it."""
    reference, submitted = wrong.reference, wrong.submitted
    if not wrong.is_statement and not reference.shape and _is_upside_down(reference, submitted):
        yield from same(wrong, "reciprocal", _RECIPROCAL, power(reference, MINUS_ONE), submitted)
        return
    if not wrong.is_statement:
        yield from same(wrong, "sign", "the sign is wrong: the negative of this would be right", negate(reference), submitted)
        if not reference.shape:
            yield from same(wrong, "reciprocal", _RECIPROCAL, power(reference, MINUS_ONE), submitted)
        if wrong.is_number:
            yield from _of_numbers(wrong, quick)
            return
        for part in (_numbers, _derivatives, _chain_rule, _names, _logarithms, half_lines, branches):
            yield from part(wrong)
        if reference.shape:
            yield from same(wrong, "transposed", "this is the transpose of the right answer", transpose(reference), submitted)
    yield from _swapped(wrong)
    plain = gathered(reference, differentiated(reference), quick)
    if wrong.is_statement:
        yield from half_lines_of_statements(wrong)
    slopes = _slopes_inside(reference)
    yield from islice(_slips(wrong, submitted, _IN_SUBMISSION, slopes), _MOST_EDITS)
    if not contains(plain, OPTIMA):  # a slip in what has to be least is one in the question, and costs a search at every point
        yield from islice(_slips(wrong, plain, _IN_REFERENCE, slopes), _MOST_EDITS)
    if not wrong.is_statement:
        yield from factors_of_terms(wrong, quick)
        yield from missing_terms(wrong, plain, quick)
    if plain is not reference:
        yield from islice(_slips(wrong, reference, _IN_REFERENCE, slopes), _MOST_EDITS)


_RECIPROCAL = "this is the reciprocal of the right answer"


def _is_upside_down(one: Term, other: Term) -> bool:
    """Whether one is written as 1 divided by the other: beside that no other way to say it counts."""
    return bool(free_symbols(one)) and (power(one, MINUS_ONE) is other or power(other, MINUS_ONE) is one)


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
        yield from _base_of_all(wrong, wrong.factor)
    if wrong.summand is not None:
        negative = text(wrong.summand).startswith("-")
        words = "this is the right answer minus {summand}" if negative else "this is the right answer plus {summand}"
        shown = tidy(negate(wrong.summand)) if negative else wrong.summand
        yield from same(wrong, "constant", words, add(wrong.reference, wrong.summand), wrong.submitted, summand=shown)


def _base_of_all(wrong: Wrong, factor: Term) -> Iterator[Explanation]:
    """A factor of log 2 or of log 10 between two formulas with logarithms, the base of which is named in one of them."""
    for base, shown in _LOGARITHMS:
        scale = log(base)
        sides = (wrong.reference, wrong.submitted) if factor is scale else (wrong.submitted, wrong.reference)
        if factor not in (scale, power(scale, MINUS_ONE)) or not contains(sides[1], {"log"}):
            continue
        if scale in postorder(sides[0]) and scale not in postorder(sides[1]):
            asked, given = (shown, "e") if factor is scale else ("e", shown)
            words = f"the logarithm is to base {given}, and has to be to base {asked}"
            yield from same(wrong, "log-base", words, mul(factor, wrong.reference), wrong.submitted)


def _of_numbers(wrong: Wrong, quick: TriedPoints) -> Iterator[Explanation]:
    """Between two numbers with pi or roots, a factor of 2 is no accident if what was asked for had to be computed."""
    factor = wrong.factor
    if factor is None or factor.op != "number" or {abs(factor.fraction.numerator), factor.fraction.denominator} != {1, 2}:
        return
    value = quick.value(wrong.reference)
    if contains(wrong.reference, COMPUTED) and value is not None and not _is_near_fraction(value):
        words = "a factor of 2 is too much" if abs(factor.fraction) > 1 else "a factor of 2 is missing"
        yield from same(wrong, "factor", words, mul(factor, wrong.reference), wrong.submitted)


def _is_near_fraction(value: float) -> bool:
    return abs(float(Fraction(value).limit_denominator(1000)) - value) < 1e-9 * (1 + abs(value))


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
    asked = _differentiated_by(reference)
    for inner, name, slope in islice(_inner_derivatives(wrong, asked), _MOST_INNER):
        if name in asked or _is_function_of(inner, name, submitted):
            yield from same(wrong, "chain-rule", words, mul(slope, submitted), reference, slope=slope, inner=inner)
        for place, term in enumerate(terms):
            if inner in postorder(term):
                slipped = add(*terms[:place], divide(term, slope), *terms[place + 1 :])
                yield from same(wrong, "chain-rule", words, slipped, submitted, slope=slope, inner=inner)


def _is_function_of(inner: Term, name: Term, term: Term) -> bool:
    return name not in free_symbols(substitute(term, {inner: fresh_symbol(name, free_symbols(term))}))


def _differentiated_by(reference: Term) -> tuple[Term, ...]:
    """The name by which a right answer has to be differentiated, a number times a derivative too."""
    parts = reference.args if reference.op == "mul" else (reference,)
    return tuple(part.args[1] for part in parts if part.op == "derivative" and part.args[1].op == "symbol")


def _arguments(node: Term) -> tuple[Term, ...]:
    return node.args[1:] if node.op == "apply" else node.args[:1] if node.op in OUTER or node.op == "power" else ()


def _inner_derivatives(wrong: Wrong, asked: tuple[Term, ...]) -> Iterator[tuple[Term, Term, Term]]:
    """(u, x, u') for the arguments u of functions, without the slopes 0, 1 and -1; -u counts as u, too."""
    names = list(asked) or reals(wrong.reference, wrong.submitted)[:_MOST_NAMES]
    free = {*free_symbols(wrong.reference), *free_symbols(wrong.submitted)}
    seen: set[tuple[Term, Term]] = set()
    for node in reversed(postorder(wrong.reference, wrong.submitted)):
        for inner in (form for argument in _arguments(node) for form in dict.fromkeys((argument, without_sign(argument)))):
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
            is_below = exponent_of(name, wrong.submitted) <= 0  # what is not there is not too much
            code = "missing-factor" if is_below else "extra-factor"
            words = "the factor {factor} is missing" if is_below else "the factor {factor} is too much"
            shown = power(factor, MINUS_ONE) if is_below else factor
            yield from same(wrong, code, words, mul(factor, wrong.reference), wrong.submitted, factor=shown)


def _swapped(wrong: Wrong) -> Iterator[Explanation]:
    """Two names of one kind exchanged; sizes are none, as other names speak of them."""
    names = free_symbols(wrong.reference)
    sizes = {inner for name in names for size in terms_in(name.sort) for inner in free_symbols(size)}
    fixed = {*sizes, *_solved_for(wrong.reference), *_solved_for(wrong.submitted)}
    pairs = ((one, other) for one, other in combinations(names, 2) if not fixed & {one, other} and _is_alike(one, other))
    for one, other in islice(pairs, _MOST_PAIRS):
        try:
            exchanged = substitute(wrong.reference, {one: other, other: one})
        except InputError:
            continue
        yield from same(wrong, "swapped", "{one} and {other} are exchanged", exchanged, wrong.submitted, one=one, other=other)


def _solved_for(statement: Term) -> tuple[Term, ...]:
    """V for V = r/(1 - c): exchanged with r it gives another formula for V, in which nothing was exchanged."""
    sides = statement.args if statement.op == "eq" else ()
    pairs = zip(sides, sides[::-1], strict=True)
    return tuple(side for side, other in pairs if side.op == "symbol" and side not in free_symbols(other))


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

_OF_STATEMENTS = frozenset(("direction", "strictness", "sign", "negative"))  # which may be seen only in the solutions
_REMOTE = {
    "sign-of-a-term": "the sign of {part} is wrong",
    "missing-term": "the term {part} is missing",
    "missing-factor": "the factor {part} is missing",
}  # where the place is not seen in the answer

# Code and words for a change by its kind: {old} and {new} are the part before and after the change, {part} the term or factor.
# The reference after the change is what was written; the submission after it is what would be right.
_KINDS = {
    "exponent": "exponent", "negative": "sign-of-a-term", "index": "index", "order": "matrix-order",
    "inverse": "exponent", "transposed": "transposed", "direction": "inequality-direction", "strictness": "strictness",
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
    "twice": ("missing-factor", "the factor 2 is missing in {part}"),
    "half": ("extra-factor", "the factor 2 is too much in {part}"),
}


def _slips(wrong: Wrong, changed: Term, told: Told, slopes: frozenset[Term]) -> Iterator[Explanation]:
    is_reference = told is _IN_REFERENCE
    other = wrong.submitted if is_reference else wrong.reference
    seen = frozenset(postorder(wrong.submitted))
    for edit in edits(changed, with_multiples=not is_reference and (not wrong.is_statement or changed.op == "eq")):
        if not free_symbols(edit.whole) and not edit.whole.shape:
            continue  # too much becomes a number if something is dropped
        if edit.kind not in _OF_STATEMENTS and wrong.is_statement and not _says_the_same(edit.whole, other):
            continue
        code, words = told[edit.kind]
        is_unseen = is_reference and not _is_seen(edit.new, seen)
        is_computed = is_reference and any(not contains(wrong.submitted, {op}) for op in edit.inside & COMPUTED)
        is_far = is_computed or (is_unseen and (BELOW in edit.inside or edit.kind == "order"))
        if is_reference and edit.kind == "factor" and edit.part in slopes:
            code, words = "chain-rule", "the factor {part} is missing, the derivative of an inner function"
        elif is_unseen and BELOW in edit.inside and edit.kind == "factor":
            words = "the factor {part} is missing in the denominator"
        elif is_computed or is_unseen:
            changed_there = "with {new} for {old}, the right answer would become this one"
            words = changed_there if is_computed else _REMOTE.get(code, changed_there)
        if FACTORIAL in edit.inside:
            words = words.partition(" in {")[0]  # n! is gamma(n + 1), which nobody wrote
        part = without_sign(edit.part) if edit.kind == "negative" else edit.part
        old, new = edit.old, edit.new
        if edit.kind == "inverse":
            old, new = part, power(part, MINUS_ONE)
        elif edit.kind == "negative" and edit.old.op == "exp":
            old, new = part, negate(part)
        distance = _distance(is_unseen, is_far and code != "index")
        for each in same(wrong, code, words, edit.whole, other, old=old, new=new, part=part):
            yield replace(each, distance=distance)


def _distance(is_unseen: bool, is_far: bool) -> int:
    return FAR if is_far else 1 if is_unseen else 0


def _is_seen(term: Term, seen: frozenset[Term]) -> bool:
    """Whether a formula, or every term or factor of it, stands somewhere."""
    if term in seen:
        return True
    if term.op not in ("add", "mul", "matmul"):
        return False
    return all((arg.op == "number" and term.op == "mul") or _is_seen(arg, seen) for arg in term.args)


def _says_the_same(one: Term, other: Term) -> bool:
    """Whether two inequalities are one, up to what is on which side and a factor.

    What is equivalent only after more than that (1/sqrt(x) < 1 and 1 < x) is not one formula with a slip in it.
    """
    if one.op not in ("lt", "le") or any(side.shape for side in one.args):
        return True
    if one.op != other.op:
        return False
    sides = [subtract(*term.args) for term in (one, other)]
    tried = TriedPoints(*sides) if sides[0] is not sides[1] else None
    if tried is None or not tried.is_known:
        return True
    shares = [here[0] / there[0] for here, there in zip(*map(_numbers_of(tried), sides), strict=True) if there[0]]
    is_constant = all(abs(share - shares[0]) <= 1e-7 * abs(share) for share in shares)
    return bool(shares) and is_constant and shares[0] > 0


def _numbers_of(tried: TriedPoints) -> Callable[[Term], list[list[float]]]:
    return lambda term: tried.same_numbers(term) or []


def _slopes_inside(reference: Term) -> frozenset[Term]:
    """The derivatives of inner functions of what has to be differentiated, and their negatives."""
    found: set[Term] = set()
    for node in postorder(reference):
        if node.op != "derivative" or node.args[1].op != "symbol":
            continue
        for part in postorder(node.args[0]):
            for inner in _arguments(part):
                slope = None if inner.op in ("symbol", "number") or inner.shape else _slope(inner, node.args[1])
                if slope is not None and slope not in (ZERO, ONE, MINUS_ONE):
                    found.update((slope, tidy(negate(slope))))
    return frozenset(found)
