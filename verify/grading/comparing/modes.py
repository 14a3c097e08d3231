"""Modes of comparison: equal, up to a constant, up to a factor, modulo a period, with a tolerance.

Up to a constant: names that only the submission has are taken for its constants, whatever letter was used.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from verify.decide import decide
from verify.fuel import Limits
from verify.grading.comparing.antiderivatives import compare_antiderivative
from verify.grading.comparing.array_modes import element_by_element, entry_by_entry, multiple
from verify.grading.comparing.compare import compare, kind_of, zeros_like
from verify.grading.comparing.comparison import Comparison, Outcome, undecided
from verify.grading.comparing.constants import FUEL_OF_NAME, UpToAConstantIn, depends_on_each_name, sizes_of, up_to_sizes
from verify.grading.comparing.proportional import UpToAFactorIn, as_quotients, names_of_mode, proportional_in
from verify.grading.comparing.shown_values import DIFFERENCE, QUOTIENT, at_two_points, with_both_values
from verify.grading.comparing.vacuous import compare_answer
from verify.problem import InputError, reject
from verify.question import Question
from verify.read.formula import read_formula
from verify.read.slopes import written_out
from verify.sort import REAL, Scalar
from verify.term import (
    BINDERS,
    ONE,
    PI,
    ZERO,
    Term,
    add,
    call,
    equal,
    free_symbols,
    mul,
    number,
    postorder,
    power,
    relation,
    substitute,
    subtract,
)

Mode = Callable[[Term, Term, tuple[Term, ...], Limits], Comparison]
_TOLERANCE = re.compile(r"tolerance\s+((?:[0-9]{1,20}(?:\.[0-9]{0,20})?|\.[0-9]{1,20})(?:e-?[0-9]{1,2})?)\Z")
_SURE = ("total", "common")  # what is undefined on a part of the domain is judged as an equation is
_MODULO = re.compile(r"modulo(?:\s|(?=\$))\s*(.+)\Z")
MODES = "equal, up to a constant, up to a factor, up to a factor in theta, up to a constant in theta, modulo 2 pi, tolerance 1e-3"


def comparison_of(mode: str) -> Mode:
    """The comparison that a mode names; raises InputError for an unknown one."""
    written, mode = mode.strip(), mode.strip().lower()
    if mode == "equal":
        return compare_answer
    if mode == "up to a constant":
        return up_to_a_constant
    if mode == "up to a factor":
        return up_to_a_factor
    if (found_in := names_of_mode(written, "factor")) is not None:
        return UpToAFactorIn(found_in)
    if (found_in := names_of_mode(written, "constant")) is not None:
        return UpToAConstantIn(found_in.names, found_in.others)
    if (tolerance := tolerance_of(mode)) is not None:
        return within(tolerance)
    if (found := _MODULO.match(mode)) is not None:
        period = read_formula(found[1].strip(" $"), {})
        if period.undeclared or period.term.shape or kind_of(period.term) != "expression":
            raise reject("malformed-row", f"the period {found[1]!r}"[:80], help="a number: modulo 2 pi")
        return _modulo(period.term)
    raise reject("malformed-row", f"the mode {mode!r}", help=MODES)


def tolerance_of(mode: str) -> Fraction | None:
    """The number in `tolerance 1e-3`."""
    found = _TOLERANCE.match(mode.strip().lower())
    return Fraction(found[1]) if found is not None else None


_FACTORS = ("C", "c", "K", "k", "Z", "const", "constant")  # that an answer up to a factor has before it
_CONSTANTS = frozenset(("C", "C_0", "C_1", "const", "constant"))  # that are no parameters
_VARIABLES = frozenset("xyzt")
_NO_CONSTANT = "a name that the reference does not have, which is a variable to most"
_NO_POINT = "no point to compare them at was found"
_SOME_FACTOR = "the quotient may not depend on some of the names, which may be the variables"
_PLACES = (ONE, number(2), number(1, 2), number(3), number(1, 3), number(-1), number(-1, 2), ZERO)


def _places(names: Iterable[Term]) -> Iterator[dict[Term, Term]]:
    """Simple points of the domains of these names, all of which have to be numbers."""
    sorts = {name: name.sort for name in names}
    if not all(isinstance(sort, Scalar) for sort in sorts.values()):
        return
    inside = {name: [value for value in _PLACES if _contains(sort, value)] for name, sort in sorts.items()}
    for value in _PLACES:
        if all(value in values for values in inside.values()):
            yield dict.fromkeys(sorts, value)
    if all(inside.values()):
        yield {name: values[0] for name, values in inside.items()}


def _contains(sort: object, value: Term) -> bool:
    return isinstance(sort, Scalar) and sort.contains(value.fraction)


def up_to_a_constant(reference: Term, submitted: Term, hypotheses: tuple[Term, ...], limits: Limits) -> Comparison:
    """submitted = reference + c, where c is their difference at some point of the names that both have.

    Equal derivatives are not enough: those of atan x and -atan(1/x) are equal, and the two differ by pi/2 or -pi/2.
    A name that only the reference has may be its constant or a variable that the submission lost: that is undecided.
    """
    if "lambda" in (reference.op, submitted.op):
        function, other = (reference, submitted) if reference.op == "lambda" else (submitted, reference)
        if reference.op != "lambda" and function.args[0] not in free_symbols(other):
            return undecided("an integral over another variable", "form")
        return compare_antiderivative(function, other, hypotheses, limits, with_constant=False)
    found = compare_answer(reference, submitted, hypotheses, limits)
    if found.outcome != "wrong" or found.question is None or not _are_quantities(reference, submitted):
        return found
    if reference.shape != submitted.shape:
        return found
    if _is_no_constant(reference, submitted):
        return Comparison("undecided", found.verdict, _NO_CONSTANT)
    reference = _without_constant(reference)
    if reference.shape:
        return entry_by_entry(up_to_a_constant)(reference, submitted, hypotheses, limits)
    theirs = set(free_symbols(submitted))
    missing = [name.name for name in free_symbols(reference) if name not in theirs]
    for point in _places(name for name in free_symbols(reference) if name in theirs):
        values = _at(submitted, point), _at(reference, point)
        constant = None if values[0] is None or values[1] is None else subtract(values[0], values[1])
        if constant is None or decide(Question(equal(constant, constant)), limits).truth != "proved":
            continue  # one of the two has no value there
        found = compare(add(reference, constant), submitted, hypotheses, limits)
        if found.outcome == "correct" and missing:
            reason = f"whether {missing[0]}, which only the reference has, is a constant is not known"
            return Comparison("undecided", found.verdict, reason)
        if found.outcome == "wrong":
            depends = depends_on_each_name(subtract(submitted, reference), free_symbols(reference), hypotheses, limits)
            if not depends:
                return up_to_sizes(reference, submitted, hypotheses, limits)
            shown = replace(found, sides=("reference with its constant", "answer"))
            return at_two_points(shown, subtract(submitted, reference), point, DIFFERENCE)
        if found.outcome != "undecided":
            return found
    return found if found.outcome == "undecided" else up_to_sizes(reference, submitted, hypotheses, limits)


def _at(term: Term, point: Mapping[Term, Term]) -> Term | None:
    """The value of a formula at a point, with its derivatives written out; None where they may not exist."""
    try:
        return substitute(written_out(term, point), dict(point))
    except InputError:
        return None


def _is_no_constant(reference: Term, submitted: Term) -> bool:
    """Whether a name that only the submission has is bound in the reference, or one of a variable: x^2 for that integral to 1."""
    known = {*free_symbols(reference)}
    new = {name.name for name in free_symbols(submitted) if name not in known}
    bound = {part.args[0].name for part in postorder(reference) if part.op in BINDERS}
    return not new.isdisjoint(bound | _VARIABLES)


def _without_constant(reference: Term) -> Term:
    """f of f + C, which only says that it is known up to a constant."""
    parts = reference.args if reference.op == "add" else ()
    constants = [part for part in parts if part.op == "symbol" and part.name in _CONSTANTS]
    rest = [part for part in parts if part not in constants]
    if len(constants) != 1 or not rest or any(constants[0] in free_symbols(part) for part in rest):
        return reference
    return add(*rest)


def _are_quantities(*terms: Term) -> bool:
    return all(kind_of(term) == "expression" for term in terms)


def _are_values_of_one_name(*statements: Term) -> bool:
    """x = a and x = b."""
    heads = {statement.args[0] for statement in statements if statement.op == "eq" and statement.args[0].op == "symbol"}
    return len(heads) == 1 and all(each.op == "eq" and each.args[0] in heads for each in statements)


def up_to_a_factor(reference: Term, submitted: Term, hypotheses: tuple[Term, ...], limits: Limits) -> Comparison:
    """submitted = c reference for a number c other than 0, namely that of some point where the reference is not 0."""
    reference, submitted = zeros_like(reference, submitted), zeros_like(submitted, reference)
    exact = compare_answer(reference, submitted, hypotheses, limits)
    if exact.outcome != "wrong" or not _are_quantities(reference, submitted):
        return exact
    if reference.shape != submitted.shape:
        return exact
    if reference.shape:
        return multiple(reference, submitted, hypotheses, limits)
    names = tuple(dict.fromkeys((*free_symbols(reference), *free_symbols(submitted))))
    new = [name for name in free_symbols(submitted) if name not in free_symbols(reference)]
    is_factor = len(new) == 1 and not _is_no_constant(reference, submitted)
    if is_factor and (rest := _without_factor(new[0], submitted, hypotheses, limits)) is not None:
        return up_to_a_factor(reference, rest, hypotheses, limits)
    if new:
        return Comparison("undecided", exact.verdict, "whether the names that the reference lacks may be 0 is not known")
    for point in _places(names):
        here, there = _at(reference, point), _at(submitted, point)
        if here is None or there is None or decide(Question(relation("ne", here, ZERO)), limits).truth != "proved":
            continue
        factor = mul(there, power(here, number(-1)))
        if decide(Question(relation("ne", factor, ZERO)), limits).truth != "proved":
            return exact
        found = compare(mul(factor, reference), submitted, hypotheses, limits)
        ratio = mul(submitted, power(reference, number(-1)))
        if found.outcome == "wrong" and not depends_on_each_name(ratio, free_symbols(reference), hypotheses, limits):
            return Comparison("undecided", found.verdict, _SOME_FACTOR)
        shown = replace(found, sides=("reference with its factor", "answer")) if found.outcome == "wrong" else found
        return at_two_points(shown, ratio, point, QUOTIENT)
    return _up_to_sizes(reference, submitted, hypotheses, limits) or Comparison("undecided", exact.verdict, _NO_POINT)


def _up_to_sizes(reference: Term, submitted: Term, hypotheses: tuple[Term, ...], limits: Limits) -> Comparison | None:
    """A quotient that depends on sizes at most; wrong only if it surely depends on every other name."""
    names = set(free_symbols(reference)) - sizes_of((reference, submitted))
    words = frozenset(name.name for name in names)
    found = proportional_in(words, reference, submitted, hypotheses, limits)
    if found is None or found.outcome != "wrong":
        return found
    ratio = mul(submitted, power(reference, number(-1)))
    is_certain = depends_on_each_name(ratio, names, hypotheses, limits)
    if not is_certain:
        return Comparison("undecided", found.verdict, _SOME_FACTOR)
    return as_quotients(found, words, reference, submitted)


def _without_factor(constant: Term, submitted: Term, hypotheses: tuple[Term, ...], limits: Limits) -> Term | None:
    """f of C f or f/C, if the new name is that of a constant, which is not 0 there."""
    if constant.name.partition("_")[0] not in _FACTORS or constant.sort != REAL:
        return None
    rest = substitute(submitted, {constant: ONE})
    for product in (mul(constant, rest), mul(power(constant, number(-1)), rest)):
        if decide(Question(equal(submitted, product), hypotheses), limits.at_most(FUEL_OF_NAME)).truth == "proved":
            return rest
    return None


def within(tolerance: Fraction) -> Mode:
    """|submitted - reference| <= tolerance max(1, |reference|)."""

    def mode(reference: Term, submitted: Term, hypotheses: tuple[Term, ...], limits: Limits) -> Comparison:
        exact = compare_answer(reference, submitted, hypotheses, limits)
        if exact.outcome != "wrong":
            return exact
        if _are_values_of_one_name(reference, submitted):
            return mode(reference.args[1], submitted.args[1], hypotheses, limits)
        if reference.op == submitted.op == "finite_set":
            return element_by_element(mode)(reference, submitted, hypotheses, limits)
        if not _are_quantities(reference, submitted):
            return Comparison("undecided", exact.verdict, "a tolerance is for numbers, vectors, matrices and sets of numbers")
        if reference.shape != submitted.shape:
            return Comparison("undecided", exact.verdict, exact.message)
        if reference.shape:
            return with_both_values(entry_by_entry(mode)(reference, submitted, hypotheses, limits), reference, submitted)
        gap = call("abs", subtract(submitted, reference))
        allowed = mul(number(tolerance.numerator, tolerance.denominator), call("max", ONE, call("abs", reference)))
        question = Question(relation("le", gap, allowed), hypotheses)
        verdict = decide(question, limits)
        if verdict.truth == "proved" and verdict.domain in _SURE:
            return Comparison("correct", verdict, "within the tolerance", None, question)
        if verdict.truth == "refuted":
            found = Comparison("wrong", verdict, "further off than the tolerance", None, question, ("difference", "allowed"))
            return with_both_values(found, reference, submitted)
        return Comparison("undecided", verdict, "; ".join(verdict.reasons), None, question)

    return mode


def _modulo(period: Term) -> Mode:
    """The difference is an integer multiple of the period, shown by sine and cosine of it."""

    def mode(reference: Term, submitted: Term, hypotheses: tuple[Term, ...], limits: Limits) -> Comparison:
        exact = compare_answer(reference, submitted, hypotheses, limits)
        if exact.outcome != "wrong":
            return exact
        if _are_values_of_one_name(reference, submitted):
            return mode(reference.args[1], submitted.args[1], hypotheses, limits)
        if not _are_quantities(reference, submitted):
            return Comparison("undecided", exact.verdict, "a period is for numbers, vectors and matrices")
        if reference.shape != submitted.shape:
            return Comparison("undecided", exact.verdict, exact.message)
        if reference.shape:
            return with_both_values(entry_by_entry(mode)(reference, submitted, hypotheses, limits), reference, submitted)
        angle = mul(number(2), PI, power(period, number(-1)), subtract(submitted, reference))
        question = Question(equal(call("cos", angle), ONE), hypotheses)
        verdict = decide(question, limits)
        is_proved = verdict.truth == "proved" and verdict.domain in _SURE
        outcome: Outcome = "correct" if is_proved else "wrong" if verdict.truth == "refuted" else "undecided"
        sides = ("cosine of their difference", "as it has to be")
        found = Comparison(outcome, verdict, "", None, question, sides)
        return with_both_values(found, reference, submitted)

    return mode
