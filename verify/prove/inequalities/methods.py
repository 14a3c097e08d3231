"""The methods in the order in which they are tried."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from verify.mathematics.algebra import Polynomial, TooLarge, Undefined
from verify.prove.inequalities.bounds import bounded
from verify.prove.inequalities.boxes import prove_by_boxes
from verify.prove.inequalities.calculus import calculus, calculus_or_cut, cut, isolated
from verify.prove.inequalities.cells import cells, split
from verify.prove.inequalities.consequences import contrary
from verify.prove.inequalities.domains import narrower, narrower_symbol, relaxed, substituted, where_defined
from verify.prove.inequalities.forms import Factor, Form, Switch, mul_power
from verify.prove.inequalities.increasing import applied, increasing, logarithms, squares_of_sides
from verify.prove.inequalities.search import Search, at_least_zero, order
from verify.prove.inequalities.squares import squares
from verify.prove.normal_form import Unsupported
from verify.prove.signs import NeedSign
from verify.question import Proof, Question
from verify.term import ONE, ZERO, Term, mul, number, relation, subtract


def by_normal_form(search: Search, question: Question, depth: int) -> Proof | None:
    """The factors of right - left; cells for switches; then the methods for a single factor of unknown sign."""
    try:
        form = Form(question, search.fuel)
    except Switch as need:
        return cells(search, question, need, depth)
    except NeedSign:
        return None
    except (Unsupported, Undefined, TooLarge):
        return None
    if not all(form.normal.table.is_real(part) for part in form.value):
        return None
    if form.value[0].is_zero():
        zero = search.manifest(at_least_zero(question, ZERO))
        return None if zero is None else search.rearranged(question, ZERO, zero)
    value, factors = form.factors()
    content = number(value)
    cores = [factor for factor in factors if factor.sign is None and factor.exponent % 2]
    if len(cores) > 2:
        return None
    if len(cores) == 2:
        return split(search, question, min(cores, key=lambda core: len(core.polynomial)).term, depth)
    outer = _outer(content, factors)
    if not cores:
        return search.rearranged(question, outer, search.manifest(at_least_zero(question, outer)))
    sign = form.manifest.sign(outer)
    if sign is None or (order(question) == "lt" and not sign[1]):
        return None
    core = cores[0].polynomial if sign[0] >= 0 else -cores[0].polynomial
    term = form.show(core)
    if sign[0] < 0:
        outer = _outer(number(-content.fraction), factors)
    proof = search.factor(at_least_zero(question, term), form, core, depth + 1)
    if proof is None:
        return None
    if outer is ONE:
        return search.rearranged(question, term, proof)
    whole = mul(*(outer.args if outer.op == "mul" else (outer,)), term)
    return search.rearranged(question, whole, Proof("positive factor", at_least_zero(question, whole), (proof,)))


def _outer(content: Term, factors: Iterable[Factor]) -> Term:
    """All that is of known sign; of an odd power of unknown sign, the even power next to it."""
    parts = [] if content is ONE else [content]
    for factor in factors:
        exponent = factor.exponent
        if factor.sign is None and exponent % 2:
            exponent -= 1
        if exponent:
            parts.append(mul_power(factor.term, exponent))
    return mul(*parts)


def single_factor(search: Search, question: Question, form: Form, core: Polynomial, depth: int) -> Proof | None:
    """0 <= g for an irreducible polynomial g in kernels."""
    found = (
        contrary(search, question)
        or squares(search, question, form, core, depth)
        or two_terms(search, question, form, core, depth)
    )
    if found is not None:
        return found
    if narrower_symbol(question) is not None:
        return narrower(search, question, depth)
    return (
        isolated(search, question, form, core, depth)
        or calculus(search, question, depth)
        or substituted(search, question, depth)
    )


def two_terms(search: Search, question: Question, form: Form, core: Polynomial, depth: int) -> Proof | None:
    """0 <= s - t from log t <= log s, for two products of positive functions."""
    if len(core) != 2 or depth > search.limit - 3:
        return None
    ring = form.normal.fractions.ring
    parts: list[Any] = [ring.from_terms({tuple(map(int, exponents)): int(c)}) for exponents, c in core.terms()]
    if not any(form.normal.table.kernels[i].kind == "exp" for part in parts for i, degree in enumerate(part.degrees()) if degree):
        return None
    greater, lesser = sorted(parts, key=lambda part: part.leading_coefficient() < 0)
    sides = form.plain(-lesser), form.plain(greater)
    if any(form.manifest.sign(side) != (1, True) for side in sides):
        return None
    compared = Question(relation(order(question), *sides), question.hypotheses)
    proof = search.by(logarithms, compared, depth + 1)
    if proof is None:
        return None
    identity = search.equality(subtract(question.statement.args[1], ZERO), subtract(*sides[::-1]), question.hypotheses)
    return None if identity is None else Proof("rearrangement", question, (identity, proof))


def slopes(search: Search, question: Question, depth: int) -> Proof | None:
    """The difference as it was written may have a simpler derivative than its normal form."""
    left, right = question.statement.args
    if left is ZERO:
        return calculus_or_cut(search, question, depth)
    difference = subtract(right, left)
    return search.rearranged(question, difference, search.by(calculus_or_cut, at_least_zero(question, difference), depth + 1))


def boxes(search: Search, question: Question, depth: int) -> Proof | None:
    return prove_by_boxes(question, search.fuel) if depth < 3 or not question.symbols else None


METHODS = (
    where_defined, increasing, logarithms, squares_of_sides, bounded, by_normal_form, narrower, slopes,
    relaxed, applied, cut, boxes,
)  # fmt: skip
SLOPES_FIRST = (where_defined, increasing, logarithms, slopes, *METHODS)
