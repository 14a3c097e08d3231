"""Equations of finite products whose ranges differ by a few factors, or with the factorial of a number of factors.

    prod_{i=0}^{k-1} b(i) = b(0) prod_{i=1}^{k-1} b(i)        for k >= 1
    n! = prod_{j=1}^{n} j                                     beside a product of n factors: prod_{i=1}^{n} i/(n+1) = n!/(n+1)^n
    prod_{i=1}^{n} (n + i) = (2n)!/n!                         and of such factors above and below: prod (n - k + i)/i

An induction over the end says nothing of products whose factors speak of it.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

from verify.mathematics.binders import canonical, is_bound_name
from verify.mathematics.reindexing import MAX_FIRST_TERMS, without_factors
from verify.mathematics.runs import run_of_numbers
from verify.mathematics.tidy import tidy
from verify.prove.premises import all_proved
from verify.prove.rewriting import rewritten
from verify.question import Proof, Question, Unproved
from verify.sort import INTEGER
from verify.term import (
    INFINITY,
    ONE,
    TWO,
    Term,
    add,
    equal,
    free_symbols,
    fresh_symbol,
    make,
    mul,
    number,
    postorder,
    power,
    subtract,
    symbol,
)

Prover = Callable[[Question], Proof | Unproved]

MAX_PRODUCTS = 4


def prove_by_factors_of_ranges(question: Question, prove: Prover) -> Proof | Unproved:
    """A proof in which a product has the range of another one, beside the few factors that it has more."""
    reason = Unproved("no two ranges of products that differ by a few factors")
    for longer, shorter in permutations(_products(question.statement), 2):
        for is_last in (False, True):
            count = _count(longer, shorter, is_last)
            value = without_factors(longer, count, is_last) if count else None
            if value is None:
                continue
            _, lower, upper, _ = longer.args
            enough = prove(Question(make("le", (add(lower, number(count)), add(upper, ONE))), question.hypotheses))
            if isinstance(enough, Unproved):
                reason = enough
                continue
            same = Question(equal(longer, value), question.hypotheses)
            why = Proof("factors of a range", same, (enough,), {"count": count, "is_last": is_last})
            return rewritten(question, longer, value, why, prove)
    return reason


def prove_with_factorial_as_product(question: Question, prove: Prover) -> Proof | Unproved:
    """A proof in which the factorial of about the number of factors of some product is a product, too."""
    spans = [subtract(total.args[2], total.args[1]) for total in _products(question.statement)]
    for term in postorder(question.statement) if spans else ():
        if term.op != "gamma" or any(map(is_bound_name, free_symbols(term))):
            continue
        gaps = [tidy(subtract(subtract(term.args[0], TWO), span)) for span in spans]
        if not any(gap.op == "number" and abs(gap.fraction) <= MAX_FIRST_TERMS for gap in gaps):
            continue
        index = fresh_symbol(symbol("j", INTEGER), question.symbols)
        value = canonical(make("product", (index, ONE, tidy(subtract(term.args[0], ONE)), index)))
        if value in map(canonical, question.statement.args):  # it is what is asked for
            continue
        why = prove(Question(equal(term, value), question.hypotheses))
        return why if isinstance(why, Unproved) else rewritten(question, term, value, why, prove)
    return Unproved("no factorial of the number of factors of a product")


def prove_with_runs_of_numbers(question: Question, prove: Prover) -> Proof | Unproved:
    """A proof in which a product of numbers in a row is a quotient of factorials, after products of products are taken apart."""
    reason = Unproved("no product of numbers in a row")
    for total in _products(question.statement):
        apart, run = _taken_apart(total), run_of_numbers(total)
        if apart is not None:
            why = prove(Question(equal(total, apart), question.hypotheses))
        elif run is not None:
            premises = all_proved((Question(each, question.hypotheses) for each in run[1]), prove)
            same = Question(equal(total, run[0]), question.hypotheses)
            why = premises if isinstance(premises, Unproved) else Proof("run of numbers", same, premises)
        else:
            continue
        if isinstance(why, Proof):
            return rewritten(question, total, why.question.statement.args[1], why, prove)
        reason = why
    return reason


def _taken_apart(total: Term) -> Term | None:
    """The product of the products of the factors, with their whole exponents outside; None if there is one factor."""
    index, lower, upper, body = total.args
    factors = body.args if body.op == "mul" else (body,)
    bases = [each.args if each.op == "power" and each.args[1].op == "number" else (each, ONE) for each in factors]
    if bases == [(body, ONE)] or any(exponent.value[1] != 1 for _, exponent in bases):
        return None
    return canonical(mul(*(power(make("product", (index, lower, upper, base)), exponent) for base, exponent in bases)))


def _products(statement: Term) -> list[Term]:
    """The finite products that do not stand in other totals, if they are few."""
    found = [term for term in postorder(statement) if term.op == "product" and INFINITY not in term.args[1:3]]
    found = [term for term in found if not any(map(is_bound_name, free_symbols(term)))]
    return found if len(found) <= MAX_PRODUCTS else []


def _count(longer: Term, shorter: Term, is_last: bool) -> int:
    """How many factors one product has after the other one ends, or before it begins; 0 if that is no small number."""
    end = 2 if is_last else 1
    pair = (longer.args[end], shorter.args[end])
    gap = tidy(subtract(*pair) if is_last else subtract(*pair[::-1]))
    is_small = gap.op == "number" and gap.value[1] == 1 and 1 <= gap.value[0] <= MAX_FIRST_TERMS
    return int(gap.value[0]) if is_small else 0
