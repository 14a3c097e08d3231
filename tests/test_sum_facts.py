"""Facts about sums: which forms are never negative, and where the inequality of Cauchy and Schwarz helps."""

from __future__ import annotations

import random
from fractions import Fraction
from math import prod
from typing import Any

import pytest

from verify import holds
from verify.mathematics.nested_sums import canonical_operator
from verify.mathematics.sum_facts import is_semidefinite_form, sum_facts
from verify.sort import INTEGER, NATURAL, REAL, Sequence, Tensor
from verify.term import ONE, Term, free_symbols, item, mul, postorder, power, summation, symbol

VECTORS = {"x": "vector n", "y": "vector n"}
TRUE = {
    "x'*y <= norm(x)*norm(y)": VECTORS,
    "(x'*y)^2 <= (x'*x)*(y'*y)": VECTORS,
    "-norm(x)*norm(y) <= x'*y": VECTORS,
    "sum(x_i, i, 1, n)^2 <= n*sum(x_i^2, i, 1, n)": {"x": "sequence n of real", "n": "natural"},
    "x'*A*x >= 0": {"x": "vector n", "A": "positive semidefinite matrix n"},
    "(A*x)'*(A*x) >= 0": {"x": "vector n", "A": "matrix m n"},
    "tr(A'*A) >= 0": {"A": "matrix m n"},
    "(A*x)'*S*(A*x) >= 0": {"x": "vector n", "A": "matrix m n", "S": "positive semidefinite matrix m"},
}
MATRICES = {
    "n": "natural", "d": "natural", "A": "matrix n d", "B": "matrix d n", "C": "matrix n d", "x": "vector d", "y": "vector d",
}  # fmt: skip
PROBABILITIES = {"n": "natural", "p": "distribution on 1..n", "x": "sequence n of real"}
TRUE |= {
    "trace(A'*C) <= sqrt(trace(A'*A))*sqrt(trace(C'*C))": MATRICES,
    "trace(A*B)^2 <= trace(A'*A)*trace(B'*B)": MATRICES,
    "norm(A*x) <= sqrt(trace(A'*A))*norm(x)": MATRICES,
    "norm(A*(x - y)) <= sqrt(trace(A'*A))*norm(x - y)": MATRICES,
    "sum(sum(A_ij, j, 1, d), i, 1, n)^2 <= n*d*sum(sum(A_ij^2, j, 1, d), i, 1, n)": MATRICES,
    "x'*(x - y) <= norm(x)*norm(x - y)": MATRICES,
    "sum(p_i^2, i, 1, n) >= 1/n": PROBABILITIES,
    "1 - sum(p_i^2, i, 1, n) <= 1 - 1/n": PROBABILITIES,
}
ORDERED = {"n": "natural", "x": "sequence n of real", "y": "sequence n of real", "S": "positive semidefinite matrix n"}
FALSE = {
    # a weight of one index is none of the form
    "0 <= sum(sum(sum(o^2*x_j*S_{j,k}*x_k, o, 1, j), k, 1, n), j, 1, n)": ORDERED,
    "0 <= sum(sum(sum(y_o^2*x_j*x_k, o, 1, j), k, 1, n), j, 1, n)": ORDERED,
    "0 <= sum(sum(sum(o^2*x_j*x_k, o, j, n), k, 1, n), j, 1, n)": ORDERED,
    "sum(sum(x_j, j, 1, i), i, 1, n)^2 <= n^2*sum(sum(x_j^2, j, 1, i), i, 1, n) - 1": ORDERED,
    "trace(A'*C) <= trace(A'*A)": MATRICES,
    "trace(A*B)^2 <= trace(A'*A)": MATRICES,
    "norm(A*x) <= trace(A'*A)*norm(x)": MATRICES,
    "sum(sum(A_ij, j, 1, d), i, 1, n)^2 <= n*sum(sum(A_ij^2, j, 1, d), i, 1, n)": MATRICES,
    "x'*(x - y) <= norm(x)*norm(y)": MATRICES,
    "norm(x - y) <= norm(x) - norm(y)": MATRICES,
    "sum(p_i^2, i, 1, n) >= 2/n": PROBABILITIES,
    "sum(p_i^3, i, 1, n) >= 1/n": PROBABILITIES,
    "sum(p_i^2, i, 1, n-1) >= 1/n": PROBABILITIES,
    "sum(x_i^2, i, 1, n) >= 1/n": PROBABILITIES,
    # another range: sum_{i <= n} x_i against the first m squares
    "sum(x_i, i, 1, n)^2 <= n*sum(x_i^2, i, 1, m)": {"x": "sequence n of real", "n": "natural", "m": "natural"},
    "sum(x_i, i, 1, n)^2 <= sum(x_i^2, i, 1, n)": {"x": "sequence n of real", "n": "natural"},
    "x'*y <= norm(x)": VECTORS,
    "norm(x)*norm(y) <= x'*y": VECTORS,
    "x'*A*x >= 0": {"x": "vector n", "A": "symmetric matrix n"},
    "x'*A*y >= 0": {"x": "vector n", "y": "vector n", "A": "positive semidefinite matrix n"},
    "(A*x)'*(B*x) >= 0": {"x": "vector n", "A": "matrix m n", "B": "matrix m n"},
    "(A*x)'*(A*y) >= 0": {"x": "vector n", "y": "vector n", "A": "matrix m n"},
    "tr(A*A) >= 0": {"A": "matrix n"},
}


@pytest.mark.parametrize(("statement", "symbols"), TRUE.items(), ids=TRUE)
def test_proved(statement: str, symbols: dict[str, str]) -> None:
    verdict = holds(statement, symbols)
    assert (verdict.truth, verdict.trust) == ("proved", "checked"), verdict.reasons


@pytest.mark.parametrize(("statement", "symbols"), FALSE.items(), ids=FALSE)
def test_not_proved(statement: str, symbols: dict[str, str]) -> None:
    assert holds(statement, symbols).truth != "proved"


# ------------------------------------------------------------------------------------------------- random forms, by their values


n, j, k, o = symbol("n", NATURAL), symbol("j", INTEGER), symbol("k", INTEGER), symbol("o", INTEGER)
x, y = (symbol(name, Sequence(n, REAL)) for name in "xy")
matrix = symbol("A", Tensor((n, n), properties=("positive semidefinite",)))
FACTORS = (
    item(x, j), item(x, k), item(x, o), item(matrix, j, k), item(matrix, k, o), power(item(y, o), 2), power(o, 2), item(y, j),
)  # fmt: skip


def random_form(source: random.Random) -> Term:
    """A nested sum over two or three indices, some up to another index, of a product of a few factors."""
    indices = source.sample((j, k, o), source.choice((2, 3)))
    allowed = [each for each in FACTORS if {j, k, o}.intersection(free_symbols(each)) <= set(indices)]
    form = mul(*source.choices(allowed, k=source.choice((2, 3, 4))))
    for place, index in enumerate(indices):
        outer = indices[place + 1 :]
        end = source.choice((n, n, *outer)) if outer else n
        form = summation(index, ONE, end, form)
    return form


def value(term: Term, at: dict[Term, Any]) -> Fraction:
    """The value of such a form, by the definition of each operation."""
    if term.op == "number":
        return term.fraction
    if term.op == "symbol":
        return Fraction(at[term])
    if term.op == "item":
        entries: Any = at[term.args[0]]
        for place in term.args[1:]:
            entries = entries[int(value(place, at)) - 1]
        return Fraction(entries)
    if term.op == "sum":
        index, lower, upper, body = term.args
        places = range(int(value(lower, at)), int(value(upper, at)) + 1)
        return sum((value(body, {**at, index: place}) for place in places), Fraction(0))
    values = [value(each, at) for each in term.args]
    if term.op == "power":
        return values[0] ** int(values[1])
    return prod(values) if term.op == "mul" else sum(values, Fraction(0))


def random_point(source: random.Random) -> dict[Term, Any]:
    """A size, vectors, and a matrix R R'."""
    size = source.choice((1, 2, 3))
    root = [[source.randint(-3, 3) for _ in range(size)] for _ in range(size)]
    square = [[sum(row[place] * other[place] for place in range(size)) for other in root] for row in root]
    return {n: size, matrix: square, **{name: [source.randint(-5, 5) for _ in range(size)] for name in (x, y)}}


def test_a_form_that_counts_as_semidefinite_is_never_negative() -> None:
    source = random.Random(7)
    counted = 0
    for _ in range(3_000):
        form = random_form(source)
        if not is_semidefinite_form(form):
            continue
        counted += 1
        for _ in range(6):
            assert value(form, random_point(source)) >= 0, form
    assert counted > 20


def test_the_facts_hold_whatever_the_summands_are() -> None:
    source = random.Random(11)
    checked = 0
    for _ in range(400):
        indices = source.sample((j, k), source.choice((1, 2)))
        allowed = [each for each in FACTORS if {j, k, o}.intersection(free_symbols(each)) <= set(indices)]
        f, g = (source.choices(allowed, k=source.choice((1, 2))) for _ in range(2))
        atoms = []
        for factors in ([power(each, 2) for each in f], [power(each, 2) for each in g], [*f, *g], [*f]):
            atoms.append(canonical_operator([("sum", index, (ONE, n)) for index in indices], factors))
        for fact in sum_facts(tuple(dict.fromkeys(atoms))):
            if any(part.op == "power" and part.args[1].fraction.denominator > 1 for part in postorder(fact)):
                continue  # the same with roots
            for _ in range(4):
                at = random_point(source)
                left, right = (value(side, at) for side in fact.args)
                assert left <= right, fact
                checked += 1
    assert checked > 500
