"""Sums and products by induction, over another index, summand by summand, and by formulas: applied without a side condition.

The premises are taken for granted here, as only the step itself is looked at; the rule as it is stands before its wrong uses.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from verify.mathematics.induction import at_base, at_step, keeps_beginnings
from verify.mathematics.integrals import COUNT, assembled_integrand, assembled_value, side_conditions
from verify.mathematics.reindexing import from_zero, shifted, turned
from verify.mathematics.sum_facts import is_whole_distribution
from verify.mathematics.tidy import tidy
from verify.mathematics.written_integrals import one_sum
from verify.question import Proof, Question
from verify.recheck.finite_sums import check_by_induction, check_first_terms, check_reindexing, check_summand_by_summand
from verify.recheck.integration import check_defined_from_another_start, check_integral_formula
from verify.recheck.logic import check_finite_domain
from verify.sort import INTEGER, NATURAL, POSITIVE, REAL, Scalar, Sequence, Tensor
from verify.term import (
    HALF,
    INFINITY,
    ONE,
    TWO,
    ZERO,
    Term,
    add,
    binder,
    call,
    divide,
    equal,
    item,
    make,
    mul,
    number,
    power,
    relation,
    substitute,
    subtract,
    summation,
    symbol,
)

n, up_to_nine = symbol("n", NATURAL), symbol("n", Scalar("integer", lower=Fraction(1), upper=Fraction(9), lower_open=False))
with_gaps = symbol("n", Scalar("integer", Fraction(1), Fraction(4), False, False, values=(Fraction(1), Fraction(3), Fraction(4))))
without_0 = symbol("n", Scalar("integer", Fraction(-1), None, False, nonzero=True))
k, m = symbol("k", INTEGER), symbol("m", INTEGER)
c, width, r = symbol("c", REAL), symbol("w", REAL), symbol("r", REAL)
x, y = symbol("x", Sequence(n, REAL)), symbol("y", Sequence(n, Scalar(values=(Fraction(0), Fraction(1)))))
THREE = number(3)


def product(body: Term, lower: Term = ONE, upper: Term = n) -> Term:
    return binder("product", k, lower, upper, body)


def granted(rule: str, statement: Term, *premises: Question, hypotheses: tuple[Term, ...] = (), **data: object) -> Proof:
    taken = tuple(Proof("taken for granted", premise) for premise in premises)
    return Proof(rule, Question(statement, hypotheses), taken, data)


# ------------------------------------------------------------------------------------------------------------------ induction


def induction(
    total: Term, closed: Term, *defined: Term, name: Term = n, hypotheses: tuple[Term, ...] = (), rule: str = ""
) -> Proof:
    """The premises that the rule asks for, with `defined` for the conditions of the closed form."""
    index, _, upper, body = total.args
    after, base = {name: add(name, ONE)}, {name: ONE}
    last = substitute(body, {index: substitute(upper, after)})
    following = substitute(closed, after)
    is_product = (rule or total.op).startswith("product")
    step = equal(following, mul(closed, last)) if is_product else equal(subtract(following, closed), last)
    first = equal(substitute(total, base), substitute(closed, base))
    premises = (Question(each, hypotheses) for each in (first, step, *defined))
    statement = equal(total, closed)
    return granted(
        rule or f"{total.op} by induction", statement, *premises, hypotheses=hypotheses, symbol=name, least=ONE
    )


first_numbers = divide(mul(n, add(n, ONE)), TWO)
reciprocal = power(subtract(n, HALF), -1)
hole = power(subtract(n, THREE), -1)


def test_induction_as_it_is() -> None:
    assert check_by_induction(induction(summation(k, ONE, n, k), first_numbers)) is None
    up_to_a_bound = induction(summation(k, ONE, up_to_nine, k), substitute(first_numbers, {n: up_to_nine}), name=up_to_nine)
    assert check_by_induction(up_to_a_bound) is None
    assert check_by_induction(induction(product(k), call("gamma", add(n, ONE)))) is not None  # gamma(n + 1) may be undefined
    assert check_by_induction(induction(product(k), reciprocal, relation("ne", subtract(n, HALF), ZERO))) is None


def without(proof: Proof, place: int) -> Proof:
    premises = proof.premises[:place] + proof.premises[place + 1 :]
    return Proof(proof.rule, proof.question, premises, proof.data)


WRONG_INDUCTIONS = {
    "without its base": without(induction(summation(k, ONE, n, k), first_numbers), 0),
    "without its step": without(induction(summation(k, ONE, n, k), first_numbers), 1),
    "behind a hole of the closed form anything may follow": induction(summation(k, ONE, n, k), add(first_numbers, hole)),
    "the same for a product": induction(product(k), hole),
    "a summand that depends on n": induction(summation(k, ONE, n, mul(n, k)), first_numbers),
    "entries of a sequence whose length is n": induction(summation(k, ONE, n, item(x, k)), first_numbers),
    "a range that depends on n twice": induction(summation(k, n, n, k), first_numbers),
    "a range that is emptier than empty": induction(summation(k, THREE, n, k), first_numbers),
    "a bound that grows by 2": induction(summation(k, ONE, mul(TWO, n), k), first_numbers),
    "n is 1, 3 or 4": induction(summation(k, ONE, with_gaps, k), substitute(first_numbers, {n: with_gaps}), name=with_gaps),
    "n leaves out 0": induction(summation(k, ONE, without_0, k), substitute(first_numbers, {n: without_0}), name=without_0),
    "n is any real": induction(summation(k, ONE, width, k), substitute(first_numbers, {n: width}), name=width),
    "a hypothesis on n": induction(summation(k, ONE, n, k), first_numbers, hypotheses=(relation("lt", n, THREE),)),
    "the step of a product for a sum": induction(summation(k, ONE, n, k), first_numbers, rule="product by induction"),
    "the step of a sum for a product": induction(product(k), first_numbers, rule="sum by induction"),
}


@pytest.mark.parametrize("wrong", WRONG_INDUCTIONS.values(), ids=WRONG_INDUCTIONS)
def test_an_induction_without_its_side_condition(wrong: Proof) -> None:
    assert check_by_induction(wrong) is not None


# --------------------------------------------------------------------------------------------------------------- another index


def same(old: Term, new: Term | None) -> Proof:
    assert new is not None
    return granted("reindexing", equal(old, new))


entries = summation(k, ONE, n, mul(k, item(x, k)))
series = summation(k, TWO, INFINITY, power(c, k))


def test_another_index_as_it_is() -> None:
    assert check_reindexing(same(entries, shifted(entries, m))) is None
    assert check_reindexing(same(entries, turned(entries, tidy(add(n, ONE))))) is None
    assert check_reindexing(same(entries, turned(entries, m))) is None
    assert check_reindexing(same(series, shifted(series, TWO))) is None
    assert check_reindexing(same(product(k), turned(product(k), n))) is None


def over(total: Term, lower: Term, upper: Term, body: Term) -> Term:
    return make(total.op, (total.args[0], lower, upper, body))


WRONG_INDICES = {
    "another end": same(entries, over(entries, ZERO, n, mul(add(k, ONE), item(x, add(k, ONE))))),
    "a summand that is not shifted": same(entries, over(entries, ZERO, subtract(n, ONE), mul(k, item(x, k)))),
    "another summand": same(entries, over(entries, ONE, n, mul(TWO, k, item(x, k)))),
    "a sum for a product": same(product(k), summation(k, ONE, n, k)),
    "a shift that is no integer": same(entries, over(entries, add(ONE, width), add(n, width), item(x, subtract(k, width)))),
}


@pytest.mark.parametrize("wrong", WRONG_INDICES.values(), ids=WRONG_INDICES)
def test_another_index_that_does_not_match(wrong: Proof) -> None:
    assert check_reindexing(wrong) is not None


def test_what_has_no_other_index() -> None:
    assert turned(series, ZERO) is None  # from the other end a series has no beginning
    assert shifted(summation(k, ONE, width, k), ONE) is None  # up to 5/2 and from 1/2 to 3/2 are not the same
    assert shifted(entries, HALF) is None
    assert shifted(entries, k) is None  # the index itself
    assert shifted(summation(c, ONE, n, c), ONE) is None  # a sum that does not run through integers
    assert shifted(make("integral", (c, ZERO, ONE, c)), ONE) is None


def test_first_terms() -> None:
    late = summation(k, TWO, n, k)
    value = from_zero(late)
    assert value is not None
    ends_late = Question(relation("le", TWO, add(n, ONE)))
    assert check_first_terms(granted("first terms", equal(late, value), ends_late)) is None
    assert check_first_terms(granted("first terms", equal(late, value))) is not None  # at n = 0 the sum is not -1
    assert check_first_terms(granted("first terms", equal(late, summation(k, ZERO, n, k)), ends_late)) is not None
    whole = from_zero(series)
    assert whole is not None
    assert check_first_terms(granted("first terms", equal(series, whole))) is None
    for other in (summation(k, number(-2), n, k), summation(k, m, n, k), summation(k, HALF, n, k), product(k)):
        assert from_zero(other) is None


def test_a_series_from_another_start() -> None:
    def exists(term: Term) -> Term:
        return make("is_defined", (term,))

    def proof(term: Term, other: Term | None) -> Proof:
        assert other is not None
        return granted("defined from another start", exists(term), Question(exists(other)))

    whole = from_zero(series)
    assert whole is not None
    assert check_defined_from_another_start(proof(series, shifted(series, TWO))) is None
    assert check_defined_from_another_start(proof(series, whole.args[0])) is None
    tail = summation(k, TWO, INFINITY, power(c, mul(TWO, k)))
    assert check_defined_from_another_start(proof(series, tail)) is not None
    finite = summation(k, TWO, n, power(k, -1))
    assert check_defined_from_another_start(proof(finite, shifted(finite, TWO))) is not None


# ------------------------------------------------------------------------------------------------------- summand by summand


def summands(total: Term, *hypotheses: Term, inside: bool = True, rule: str = "one range", left: Term = ZERO) -> Proof:
    index, lower, upper, body = total.args
    known = (relation("le", lower, index), relation("le", index, upper)) if inside else ()
    whole = Proof(rule, Question(equal(subtract(total, left), total), hypotheses))
    zero = Proof("taken for granted", Question(equal(ZERO, body), (*hypotheses, *known)))
    return Proof("summand by summand", Question(equal(left, total), hypotheses), (whole, zero))


def test_what_is_counted_is_shared_out_among_summands_that_are_counted_forwards() -> None:
    fresh = one_sum(add(summation(k, ONE, n, k), mul(n, c)), ())
    assert fresh is not None and fresh.args[1:3] == (ONE, n)
    for size in (symbol("i", INTEGER), symbol("r", POSITIVE), add(n, ONE)):  # maybe negative; no integer; no plain size
        assert one_sum(add(summation(k, ONE, size, k), mul(size, c)), ()) is None
    assert one_sum(add(summation(k, ZERO, n, k), mul(n, c)), ()) is None  # n + 1 summands
    once = one_sum(add(summation(k, ONE, n, k), c), ())  # n shares of it, as n is not 0
    assert once is not None and once.args[3].args[1] is divide(c, n)
    size = symbol("s", Scalar("integer", lower=Fraction(0), lower_open=False))
    assert one_sum(add(summation(k, ONE, size, k), mul(size, c)), ()) is not None
    assert one_sum(add(summation(k, ONE, size, k), c), ()) is None  # over an empty range there is no share


WRONG_SUMMANDS = {
    "the summands are shown to be 0 where k = 7": summands(summation(k, ONE, n, subtract(k, number(7))), equal(k, number(7))),
    "the index stands in its bound": summands(summation(k, ONE, add(k, ONE), c)),
    "an index that is no integer": summands(summation(c, ONE, n, c)),
    "a bound that is no integer": summands(summation(k, ONE, width, c)),
    "another identity for the sum": summands(summation(k, ONE, n, c), rule="normal form"),
    "the summands outside of the range": summands(summation(k, ONE, n, c), inside=False),
}


def test_summand_by_summand() -> None:
    assert check_summand_by_summand(summands(summation(k, ONE, n, c))) is None


@pytest.mark.parametrize("wrong", WRONG_SUMMANDS.values(), ids=WRONG_SUMMANDS)
def test_summands_without_a_side_condition(wrong: Proof) -> None:
    assert check_summand_by_summand(wrong) is not None


def test_an_induction_with_what_is_said_of_its_symbol() -> None:
    up = (relation("le", n, m), relation("le", ONE, n))
    assert keeps_beginnings(up, n, ONE)
    assert at_base(up, n, ONE) == (relation("le", ONE, m),)
    assert relation("le", add(n, ONE), m) in at_step(up, n)
    no_beginnings = (relation("le", m, n), relation("le", TWO, n), equal(n, m), relation("le", n, mul(TWO, n)))
    for hypothesis in (*no_beginnings, relation("ne", n, TWO), relation("lt", n, m)):
        assert not keeps_beginnings((hypothesis,), n, ONE)


def at_values(unknown: Term, *values: int) -> Proof:
    statement = equal(power(unknown, 2), unknown)
    premises = (Question(substitute(statement, {unknown: number(value)})) for value in values)
    return granted("finite domain", statement, *premises, symbol=unknown)


def test_an_entry_at_each_of_its_values() -> None:
    assert check_finite_domain(at_values(item(y, m), 0, 1)) is None
    assert check_finite_domain(at_values(item(y, m), 1)) is not None  # the value 0 is left out
    assert check_finite_domain(at_values(item(x, m), 0, 1)) is not None  # any real
    assert check_finite_domain(at_values(y, 0, 1)) is not None  # a sequence is not one of the values
    bound = summation(k, ONE, n, item(y, k))
    other = granted("finite domain", equal(bound, ZERO), *(Question(equal(bound, ZERO)),) * 2, symbol=item(y, k))
    assert check_finite_domain(other) is not None  # y_1, ..., y_n need not have one value


# ---------------------------------------------------------------------------------------------------- distributions and formulas

K = symbol("K", NATURAL)
p = symbol("p", Tensor((K, ONE), Scalar(lower=Fraction(0), lower_open=False), ("distribution",)))
weights = symbol("v", Tensor((K, ONE), Scalar(lower=Fraction(0), lower_open=False)))


def test_probabilities_have_the_sum_1() -> None:
    assert is_whole_distribution(k, ONE, K, [item(p, k)])
    wrong = {
        "from 0": (k, ZERO, K, [item(p, k)]),
        "one too few": (k, ONE, subtract(K, ONE), [item(p, k)]),
        "of another size": (k, ONE, n, [item(p, k)]),
        "one of them": (k, ONE, K, [item(p, m)]),
        "a square": (k, ONE, K, [power(item(p, k), 2)]),
        "with weights": (k, ONE, K, [item(p, k), item(weights, k)]),
        "weights only": (k, ONE, K, [item(weights, k)]),
    }
    for name, arguments in wrong.items():
        assert not is_whole_distribution(*arguments), name


point = symbol("x_inside", COUNT)


def formula(total: Term, *instances: tuple[str, Term, tuple[Term, ...]], conditions: bool = True) -> Proof:
    body = substitute(total.args[3], {total.args[0]: point})
    wanted = [equal(body, assembled_integrand(instances, point)), *(side_conditions(instances) if conditions else ())]
    statement = equal(total, assembled_value(instances))
    return granted("integral formula", statement, *map(Question, wanted), instances=instances, point=point)


def binomial(end: Term, in_formula: Term, degree: Term = ONE, conditions: bool = True) -> Proof:
    return formula(summation(k, ZERO, end, k), ("binomial", ONE, (in_formula, degree, c)), conditions=conditions)


def test_the_formulas_for_sums() -> None:
    assert check_integral_formula(binomial(n, n)) is None
    assert check_integral_formula(binomial(n, n, conditions=False)) is not None  # n may be -1
    assert check_integral_formula(binomial(n, m)) is not None  # another number of terms
    assert check_integral_formula(binomial(width, width)) is not None  # up to 5/2 there are three terms
    assert check_integral_formula(binomial(n, n, degree=HALF)) is not None  # powers that are no polynomial
    assert check_integral_formula(formula(summation(k, ONE, n, k), ("binomial", ONE, (n, ONE, c)))) is not None  # from 1
    powers = summation(k, ZERO, INFINITY, power(r, k))
    assert check_integral_formula(formula(powers, ("power geometric", ONE, (ZERO, r)))) is None
    assert check_integral_formula(formula(powers, ("power geometric", ONE, (ZERO, r)), conditions=False)) is not None
    assert check_integral_formula(formula(summation(k, ZERO, n, power(r, k)), ("power geometric", ONE, (ZERO, r)))) is not None
    assert check_integral_formula(formula(powers, ("power geometric", ONE, (number(65), r)))) is not None
