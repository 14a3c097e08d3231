"""Checks of the rules for integrals and infinite sums: formulas of a table, and where an integral exists."""

from __future__ import annotations

from verify.domain import conditions, integer_valued
from verify.mathematics.binders import canonical
from verify.mathematics.integrals import (
    FORMULAS,
    RANGES,
    WITH_POWERS,
    assembled_integrand,
    assembled_value,
    half_integrals,
    on_half_line,
    side_conditions,
)
from verify.mathematics.nested_sums import in_canonical_order, symmetrised
from verify.mathematics.reindexing import series_from_zero
from verify.mathematics.written_integrals import between_ends, inside_of, one_integral, questions_of_sign, same_integrands_wanted
from verify.question import Proof, Question
from verify.recheck.kernels import is_real_term
from verify.recheck.parts import Check, asked, questions_of, unless
from verify.term import (
    INFINITY,
    MINUS_INFINITY,
    ZERO,
    Term,
    add,
    equal,
    free_symbols,
    make,
    negate,
    substitute,
    subtract,
)


def check_folding(proof: Proof) -> str | None:
    """The integral of f over the line, if it exists, is that of f(x) + f(-x) over x > 0."""
    statement = proof.question.statement
    if statement.op != "eq" or statement.args[0].op != "integral":
        return "no equation of integrals"
    bound, lower, upper, body = statement.args[0].args
    if (lower, upper) != (MINUS_INFINITY, INFINITY):
        return "not an integral over the line"
    folded = make("integral", (bound, ZERO, INFINITY, add(body, substitute(body, {bound: negate(bound)}))))
    return unless(statement.args[1] is folded, "not the folded integral")


def check_half_line(proof: Proof) -> str | None:
    """An integral from a on, or up to b, is one over x > 0 in a + x, or in b - x; it exists if that does."""
    statement = proof.question.statement
    if proof.premises or statement.op != "eq":
        return "no equation of integrals"
    moved = on_half_line(statement.args[0])
    return unless(moved is not None and statement.args[1] is moved, "not the integral over the half line")


def check_defined_on_half_line(proof: Proof) -> str | None:
    statement = proof.question.statement
    moved = on_half_line(statement.args[0]) if statement.op == "is_defined" else None
    if moved is None:
        return "no integral from a number on, or up to one"
    return unless(questions_of(proof) == asked(proof, make("is_defined", (moved,))), "the premise is not that over the half line")


def check_exchange(proof: Proof) -> str | None:
    """Every nest of integrals over abstract spaces is replaced by the one over the same integrand in canonical order (Fubini)."""
    question = proof.question
    if question.statement.op != "eq" or question.statement.args[0].shape:
        return "no equation of numbers"
    wanted = Question(canonical(in_canonical_order(question.statement)), question.hypotheses)
    return unless(questions_of(proof) == (wanted,), "the premise is not the equation with its integrals in order")


def check_mean_over_turns(proof: Proof) -> str | None:
    """Every nest of integrals over one abstract space is replaced by the mean over turns of its variables (Fubini)."""
    question = proof.question
    if question.statement.op != "eq" or question.statement.args[0].shape:
        return "no equation of numbers"
    wanted = Question(symmetrised(question.statement), question.hypotheses)
    return unless(questions_of(proof) == (wanted,), "the premise is not the equation with the means over turns")


def check_integrands(proof: Proof) -> str | None:
    """right - left is a number plus one integral, as it is written, and neither is negative; 0 < for one of positive f, a < b."""
    statement = proof.question.statement
    if statement.op not in ("le", "lt") or not all(map(is_real_term, statement.args)):
        return "no inequality of real numbers"
    left, right = statement.args
    found = one_integral(subtract(right, left), proof.question.symbols)
    wanted = questions_of_sign(statement.op, *found) if found is not None else None
    if wanted is None:
        return "no integral, or one over a space that may have measure 0"
    outside, inside, inequality = wanted
    expected = (*asked(proof, *outside), Question(inequality, (*proof.question.hypotheses, *inside)))
    return unless(questions_of(proof) == expected, "the premises are not the integrand and the range")


def check_collected_integrands(proof: Proof) -> str | None:
    """right - left is a number plus one integral, as it is written; its integrand is the simple one, which is defined."""
    statement, simple = proof.question.statement, proof.data.get("simple")
    if statement.op != "eq" or statement.args[0].shape or not isinstance(simple, Term) or simple.shape:
        return "no equation of numbers"
    left, right = statement.args
    found = one_integral(subtract(right, left), proof.question.symbols)
    if found is None:
        return "no integrals over one range"
    rest, total = found
    order: tuple[Term, ...] = ()
    within_ends = inside_of(total)
    if proof.data.get("ordered") is True:
        ordered = between_ends(total)
        if ordered is None:
            return "ends without an order"
        order, within_ends = ordered
    inside = (*proof.question.hypotheses, *within_ends)
    integral = make("integral", (*total.args[:3], simple))
    within = (Question(each, inside) for each in (equal(total.args[3], simple), *conditions(simple)))
    expected = (*asked(proof, *order), *within, *asked(proof, equal(add(rest, integral), ZERO)))
    return unless(questions_of(proof) == expected, "the premises are not the integrands and what is left of them")


def check_integral_formula(proof: Proof) -> str | None:
    """The integrand is a combination of integrands of one table, and the conditions of their formulas hold."""
    statement, point, instances = proof.question.statement, proof.data.get("point"), proof.data.get("instances")
    if statement.op != "eq" or statement.args[0].op not in ("integral", "sum"):
        return "no equation of an integral"
    integral, value = statement.args
    bound, _, _, body = integral.args
    if not isinstance(point, Term) or point.op != "symbol" or not isinstance(instances, tuple) or not instances:
        return "no point or no instances"
    complaint = _instances_complaint(integral, point, instances)
    if complaint:
        return complaint
    outside = (integral, *proof.question.hypotheses, *(part for _, factor, rest in instances for part in (factor, *rest)))
    if any(point in free_symbols(term) for term in outside):
        return "the point is not free"
    if value is not assembled_value(instances):
        return "not the value of the formulas"
    wanted = (equal(substitute(body, {bound: point}), assembled_integrand(instances, point)), *side_conditions(instances))
    return unless(questions_of(proof) == asked(proof, *wanted), "the premises are not the integrand and the conditions")


def _instances_complaint(integral: Term, point: Term, instances: tuple[object, ...]) -> str | None:
    for instance in instances:
        if not isinstance(instance, tuple) or len(instance) != 3 or instance[0] not in FORMULAS:
            return "an unknown formula"
        formula, parameters = FORMULAS[instance[0]], instance[2]
        operation, lower, upper, sort = RANGES[formula.range]
        if (integral.op, integral.args[1], point.sort) != (operation, lower, sort):
            return "a formula for another range"
        if len(parameters) != formula.integrand.__code__.co_argcount - 1:
            return "a formula with other parameters"
        if upper is None:
            end, *parameters = parameters
            if end is not integral.args[2] or not integer_valued(end):
                return "a formula for a sum up to another integer"
        elif integral.args[2] is not upper:
            return "a formula for another range"
        if formula.name in WITH_POWERS and not _is_count(parameters[0]):
            return "a power that is no whole number"
    return None


def _is_count(term: Term) -> bool:
    return term.op == "number" and bool(term.value[1] == 1) and 0 <= term.value[0] <= 64


def check_defined_by_formula(proof: Proof) -> str | None:
    """An integral exists if a formula applies to it, and its integrand is defined throughout."""
    statement = proof.question.statement
    if statement.op != "is_defined" or not proof.premises or proof.premises[0].rule != "integral formula":
        return "no formula for an integral"
    term, formula = statement.args[0], proof.premises[0]
    point = formula.data.get("point")
    if formula.question.statement.op != "eq" or formula.question.statement.args[0] is not term or not isinstance(point, Term):
        return "a formula for another integral"
    if formula.question.hypotheses != proof.question.hypotheses:
        return "a formula under other hypotheses"
    body = substitute(term.args[3], {term.args[0]: point})
    wanted = asked(proof, *conditions(body))
    return unless(questions_of(proof)[1:] == wanted, "the premises are not the conditions of the integrand")


def check_defined_by_halves(proof: Proof) -> str | None:
    """An integral over the line exists if those over both half lines do."""
    statement = proof.question.statement
    halves = half_integrals(statement.args[0]) if statement.op == "is_defined" else None
    if halves is None:
        return "no integral over the line"
    wanted = asked(proof, *(make("is_defined", (half,)) for half in halves))
    return unless(questions_of(proof) == wanted, "the premises are not the two halves")


def check_defined_from_another_start(proof: Proof) -> str | None:
    """An infinite sum from m exists if the one over k - m exists, or the same one from 0."""
    statement = proof.question.statement
    if statement.op != "is_defined" or statement.args[0].op != "sum" or statement.args[0].args[2] is not INFINITY:
        return "no infinite sum"
    allowed = [asked(proof, make("is_defined", (whole,))) for _, _, whole in series_from_zero(statement.args[0])]
    return unless(questions_of(proof) in allowed, "the premise is not the same sum from 0")


def check_defined_by_integrand(proof: Proof) -> str | None:
    """An integral exists if its integrand is defined throughout and equal to one whose integral exists."""
    statement, hypotheses = proof.question.statement, proof.question.hypotheses
    point, body = proof.data.get("point"), proof.data.get("body")
    if statement.op != "is_defined" or statement.args[0].op != "integral" or not isinstance(body, Term) or body.shape:
        return "no integral"
    (integral,) = statement.args
    bound, lower, upper, whole = integral.args
    if lower.op == "space" or not isinstance(point, Term) or point.op != "symbol" or point.sort != bound.sort:
        return "no point between the ends"
    if any(point in free_symbols(each) for each in (integral, *hypotheses)):
        return "a point that is not any number"
    written = make("integral", (point, lower, upper, substitute(whole, {bound: point})))
    wanted = same_integrands_wanted(written, make("integral", (point, lower, upper, body)), hypotheses)
    return unless(questions_of(proof) == wanted, "the premises are not that the integrands are equal, and defined")


RULES: dict[str, Check] = {
    "defined by the integrand": check_defined_by_integrand,
    "exchange of integrals": check_exchange,
    "mean over turns": check_mean_over_turns,
    "folding": check_folding,
    "half line": check_half_line,
    "defined on the half line": check_defined_on_half_line,
    "integrand by integrand": check_integrands,
    "integrands collected": check_collected_integrands,
    "integral formula": check_integral_formula,
    "defined by a formula": check_defined_by_formula,
    "defined by halves": check_defined_by_halves,
    "defined from another start": check_defined_from_another_start,
}
