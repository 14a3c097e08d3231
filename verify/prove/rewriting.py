"""Integrals and infinite sums in a statement are replaced by closed forms, the innermost first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from verify.domain import conditions, conditions_of_sides, enough_for_derivative
from verify.fuel import Fuel
from verify.mathematics.binders import canonical, is_bound_name
from verify.mathematics.integrals import on_half_line
from verify.mathematics.reindexing import from_start, newly_defined, series_from_zero
from verify.mathematics.written_integrals import inside_of, same_integrands_wanted
from verify.prove.antiderivatives import integrate_as_claimed, integrate_by_antiderivative
from verify.prove.cells import prove_equality
from verify.prove.closed_forms import close_integral
from verify.prove.fold import fold_integral
from verify.prove.integrands import prove_equal_integrals
from verify.prove.moments import expand_expectation
from verify.prove.normal_form import compute
from verify.prove.parts_of_integrals import SWITCHES, integrate_in_parts
from verify.prove.premises import all_proved
from verify.question import Proof, Question, Unproved
from verify.term import (
    INFINITY,
    ONE,
    SPACE,
    Term,
    add,
    contains,
    equal,
    exp,
    free_symbols,
    fresh_symbol,
    log,
    make,
    mul,
    postorder,
    relation,
    substitute,
    symbol,
)

_TARGETS = frozenset(("integral", "sum", "expect"))
_FACTORIALS = frozenset(("gamma",))
_DERIVATIVE = frozenset(("derivative",))
_SPACE = frozenset(("space",))
_INTEGRAL = frozenset(("integral",))
MAX_CLOSED_SUMS = 3
MAX_REPLACED = 6  # integrals in one derivative

Prover = Callable[[Question], Proof | Unproved]
FuelledProver = Callable[[Question, Fuel], Proof | Unproved]


def prove_by_rewriting(question: Question, fuel: Fuel, prove: FuelledProver) -> Proof | Unproved | None:
    """A proof in which the first integral, infinite sum or expectation is replaced; None if there is none."""
    target = first_integral(question.statement)
    return None if target is None else _replaced(question, target, fuel, prove)


def prove_by_closed_sums(question: Question, fuel: Fuel, prove: FuelledProver) -> Proof | Unproved:
    """A proof in which a finite sum with a factorial of its index is replaced by a formula for it."""
    reason, count = Unproved("no sum with factorials"), 0
    for term in postorder(question.statement):
        if term.op == "sum" and contains(term.args[3], _FACTORIALS) and not any(map(is_bound_name, free_symbols(term))):
            found = _replaced(question, term, fuel, prove)
            if isinstance(found, Proof):
                return found
            reason, count = reason if count else found, count + 1
            if count == MAX_CLOSED_SUMS:
                break
    return reason


def prove_by_logarithms_of_products(question: Question, prove: Prover) -> Proof | Unproved:
    """A proof in which a product of positive numbers, or a power of it, is the exponential of a sum of logarithms."""
    for term in reversed(postorder(question.statement)):
        product, exponent = term.args if term.op == "power" else (term, ONE)
        if product.op != "product" or any(map(is_bound_name, free_symbols(term))):
            continue
        index, lower, upper, body = product.args
        inner = mul(body.args[1], log(body.args[0])) if body.op == "power" else log(body)
        total = make("sum", (index, lower, upper, inner))
        new = canonical(exp(total if exponent is ONE else mul(exponent, total)))
        reason = prove(Question(equal(term, new), question.hypotheses))
        return reason if isinstance(reason, Unproved) else rewritten(question, term, new, reason, prove)
    return Unproved("no product")


def prove_derivative_exists(question: Question, fuel: Fuel, prove: FuelledProver) -> Proof | Unproved:
    """A derivative exists where the formula is smooth; of one with integrals, if those do, and that of their closed forms."""
    current = canonical(question.statement.args[0])
    steps: list[tuple[Term, Term]] = []
    premises: list[Proof | Unproved] = []
    while len(steps) < MAX_REPLACED and (target := first_integral(current)) is not None:
        found = value_of_integral(target, question.hypotheses, fuel, prove)
        if isinstance(found, Unproved):
            return found
        value, reason = found
        premises += [reason, *(prove(Question(each, question.hypotheses), fuel) for each in conditions(target))]
        steps.append((target, value))
        current = canonical(substitute(current, {target: value}))
    enough = enough_for_derivative(current)
    if enough is None:
        return Unproved("no derivative of a formula that is smooth, or of an integral with a closed form")
    premises += [prove(Question(each, question.hypotheses), fuel) for each in enough]
    for premise in premises:
        if isinstance(premise, Unproved):
            return premise
    proofs = tuple(premise for premise in premises if isinstance(premise, Proof))
    return Proof("derivative of a closed form", question, proofs, {"replaced": tuple(steps)})


def _replaced(question: Question, target: Term, fuel: Fuel, prove: FuelledProver) -> Proof | Unproved:
    found = value_of_integral(target, question.hypotheses, fuel, prove)
    if isinstance(found, Unproved) and target.op == "integral":
        claimed = integrate_as_claimed(target, question.statement, question.hypotheses, fuel, prove)
        found = found if isinstance(claimed, Unproved) else claimed
    if isinstance(found, Unproved):
        return found
    value, reason = found
    return rewritten(question, target, value, reason, lambda inner: prove(inner, fuel))


def rewritten(question: Question, old: Term, new: Term, reason: Proof, prove: Prover) -> Proof | Unproved:
    """The proof of the question from that with `new` for `old`, and from the reason for old = new."""
    premises = [reason, prove(Question(canonical(substitute(question.statement, {old: new})), question.hypotheses))]
    changed = newly_defined(reason.rule, new)
    if changed is not None:
        known = conditions_of_sides(question.statement)
        wanted = [condition for condition in conditions(changed) if condition not in known]
        premises += [prove(Question(condition, question.hypotheses)) for condition in wanted]
    for premise in premises:
        if isinstance(premise, Unproved):
            return premise
    proofs = tuple(premise for premise in premises if isinstance(premise, Proof))
    return Proof("rewriting", question, proofs, {"old": old, "new": new})


def value_of_integral(
    target: Term, hypotheses: tuple[Term, ...], fuel: Fuel, prove: FuelledProver
) -> tuple[Term, Proof] | Unproved:
    """A formula for an integral, infinite sum or mean, and why it is equal to it wherever both are defined."""

    def here(inner: Question) -> Proof | Unproved:
        return prove(inner, fuel)

    if target.op == "integral" and target.args[1] is SPACE:
        return _taken_out(target, hypotheses, fuel)
    if target.op == "expect":
        return expand_expectation(target, hypotheses, fuel)
    if contains(target.args[3], _INTEGRAL):
        return _from_the_inside(target, hypotheses, fuel, prove)
    found = close_integral(target, hypotheses, fuel, here)
    if isinstance(found, Unproved) and target.op == "sum":
        return _from_zero(target, hypotheses, fuel, here) or found
    if isinstance(found, Unproved) and target.op == "integral":
        found = integrate_by_antiderivative(target, hypotheses, fuel, prove)
        if isinstance(found, Unproved) and contains(target.args[3], SWITCHES):
            found = integrate_in_parts(target, hypotheses, fuel, here)
        if isinstance(found, Unproved) and (moved := on_half_line(target)) is not None:
            return moved, Proof("half line", Question(equal(target, moved), hypotheses))
        folded = fold_integral(target, hypotheses) if isinstance(found, Unproved) else None
        return found if folded is None else folded
    return found


def _from_the_inside(
    target: Term, hypotheses: tuple[Term, ...], fuel: Fuel, prove: FuelledProver
) -> tuple[Term, Proof] | Unproved:
    """An integral over values of integrals, with the formulas of these in their place."""
    written = _inside_written(target, hypotheses, fuel, prove)
    if isinstance(written, Unproved):
        return written
    value = canonical(written[1])
    proof = prove_equal_integrals(Question(equal(target, value), hypotheses), lambda inner: prove(inner, fuel))
    return proof if isinstance(proof, Unproved) else (value, proof)


def _inside_written(
    target: Term, hypotheses: tuple[Term, ...], fuel: Fuel, prove: FuelledProver
) -> tuple[Term, Term] | Unproved:
    """An integral over values of integrals by the name of a point, and the same one with the formulas of these."""
    taken = [name for term in (target, *hypotheses) for name in free_symbols(term)]
    point = fresh_symbol(symbol("t", target.args[0].sort), taken)
    body = substitute(target.args[3], {target.args[0]: point})
    whole = make(target.op, (point, *target.args[1:3], body))
    inside = (*hypotheses, *inside_of(whole))
    for _ in range(MAX_REPLACED):
        inner = first_integral(body)
        if inner is None:
            break
        found = value_of_integral(inner, inside, fuel, prove)
        if isinstance(found, Unproved):
            return found
        body = canonical(substitute(body, {inner: found[0]}))
    if contains(body, _INTEGRAL):
        return Unproved("an integral without a formula inside of another one")
    body = compute(inside, fuel, lambda form: form.table.fraction_term(form.of(body))) or body
    return whole, make(target.op, (point, *target.args[1:3], body))


def prove_exists_from_inside(question: Question, fuel: Fuel, prove: FuelledProver) -> Proof | Unproved:
    """An integral over values of integrals exists if these do, and that of their formulas does."""
    (target,) = question.statement.args
    if not contains(target.args[3], _INTEGRAL) or target.args[1] is SPACE:
        return Unproved("no integral over integrals")
    written = _inside_written(target, question.hypotheses, fuel, prove)
    if isinstance(written, Unproved):
        return written
    premises = all_proved(same_integrands_wanted(*written, question.hypotheses), lambda inner: prove(inner, fuel))
    if isinstance(premises, Unproved):
        return premises
    return Proof("defined by the integrand", question, premises, {"point": written[0].args[0], "body": written[1].args[3]})


def _from_zero(target: Term, hypotheses: tuple[Term, ...], fuel: Fuel, prove: Prover) -> tuple[Term, Proof] | None:
    """A sum from another number than 0 as one from 0, if there is a formula for that."""
    for rule, value, whole in series_from_zero(target):
        if not isinstance(close_integral(whole, hypotheses, fuel, prove), tuple):
            continue
        proof = Proof(rule, Question(equal(target, value), hypotheses))
        if rule == "reindexing" or target.args[2] is INFINITY:
            return value, proof
        late = prove(Question(relation("le", target.args[1], add(target.args[2], ONE)), hypotheses))
        if isinstance(late, Proof):
            return value, replace(proof, premises=(late,))
    return None


def prove_without_switches(question: Question, fuel: Fuel, prove: Prover) -> Proof | Unproved:
    """A proof of the equation with a switch replaced by its value where its sign is known: sign x by 1 for x > 0."""
    switch = next((term for term in postorder(question.statement) if term.op in SWITCHES), None)
    if switch is None or any(map(is_bound_name, free_symbols(switch))):
        return Unproved("no switch")
    value = compute(question.hypotheses, fuel, lambda form: form.table.fraction_term(form.of(switch)))
    if value is None or contains(value, SWITCHES):
        return Unproved("a switch of unknown sign")
    reason = prove_equality(Question(equal(switch, value), question.hypotheses), fuel)
    return reason if isinstance(reason, Unproved) else rewritten(question, switch, value, reason, prove)


def prove_by_first_terms(question: Question, prove: Prover) -> Proof | Unproved:
    """A proof of an equation with a finite sum written from where another one begins."""
    totals = [term for term in postorder(question.statement) if term.op == "sum" and term.args[1].op == "number"]
    starts = sorted({int(total.args[1].value[0]) for total in totals if total.args[1].value[1] == 1})
    for total in totals if len(starts) > 1 else ():
        value = from_start(total, starts[0])
        if value is None or total.args[2] is INFINITY or any(map(is_bound_name, free_symbols(total))):
            continue
        late = prove(Question(relation("le", total.args[1], add(total.args[2], ONE)), question.hypotheses))
        if isinstance(late, Unproved):
            return late
        reason = Proof("first terms", Question(equal(total, value), question.hypotheses), (late,), {"start": starts[0]})
        return rewritten(question, total, value, reason, prove)
    return Unproved("no two sums that begin at different numbers")


def _taken_out(target: Term, hypotheses: tuple[Term, ...], fuel: Fuel) -> tuple[Term, Proof] | Unproved:
    """A mean over a density with what is constant in it taken out: E[(x - t)^2] = E[x^2] - 2 t E[x] + t^2."""
    value = compute(hypotheses, fuel, lambda form: form.table.fraction_term(form.of(target)))
    inside = () if value is None else (each for each in postorder(value) if each.op == "integral" and each.args[1] is SPACE)
    if value is None or any(set(free_symbols(each)) >= set(free_symbols(target)) for each in inside):
        return Unproved("no derivative under the sign of a mean")
    proof = prove_equality(Question(equal(target, value), hypotheses), fuel)
    return (value, proof) if isinstance(proof, Proof) else proof


def first_integral(statement: Term) -> Term | None:
    """The first integral over an interval, infinite sum or expectation that speaks of no bound symbol of another one."""
    for term in postorder(statement) if contains(statement, _TARGETS) else ():
        is_integral = term.op == "integral" and term.args[1] is not SPACE
        is_series = term.op == "sum" and term.args[2] is INFINITY
        if (is_integral or is_series or term.op == "expect") and not any(map(is_bound_name, free_symbols(term))):
            return term
    return _first_differentiated_mean(statement)


def _first_differentiated_mean(statement: Term) -> Term | None:
    """An outermost mean over a density below a derivative by one of its symbols."""
    for term in postorder(statement) if contains(statement, _DERIVATIVE) and contains(statement, _SPACE) else ():
        if term.op == "derivative":
            for inner in reversed(tuple(postorder(term.args[0]))):
                if inner.op == "integral" and inner.args[1] is SPACE and term.args[1] in free_symbols(inner):
                    return inner
    return None


