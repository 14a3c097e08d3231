"""What a term knows of its parts, and the order in which they are visited."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

import verify.term.node
from verify.problem import InputError
from verify.sort import COMPLEX, NATURAL, REAL, Tensor
from verify.term import (
    ONE,
    Term,
    add,
    column,
    consists_of,
    contains,
    is_real_term,
    is_shaped,
    item,
    make,
    number,
    postorder,
    row,
    substitute,
    symbol,
    transpose,
)

LEAVES = [symbol("x", REAL), symbol("y", REAL), symbol("z", COMPLEX), number(2), make("imaginary"), make("infinity")]
OPERATIONS = ("add", "mul", "max")
terms = st.recursive(
    st.sampled_from(LEAVES),
    lambda inner: st.builds(
        lambda op, args: make(op, tuple(args)), st.sampled_from(OPERATIONS), st.lists(inner, min_size=1, max_size=3)
    ),
    max_leaves=12,
)


def depth_first(term: Term, seen: list[Term]) -> list[Term]:
    for arg in term.args:
        depth_first(arg, seen)
    if term not in seen:
        seen.append(term)
    return seen


@given(st.lists(terms, min_size=1, max_size=3))
def test_postorder_is_depth_first_and_visits_a_part_once(roots: list[Term]) -> None:
    expected: list[Term] = []
    for root in roots:
        depth_first(root, expected)
    assert postorder(*roots) == expected


@given(terms, st.sets(st.sampled_from((*OPERATIONS, "symbol", "number", "imaginary", "no such operation"))))
def test_the_operations_of_a_term_are_those_of_its_parts(term: Term, operations: set[str]) -> None:
    present = {part.op for part in postorder(term)}
    assert contains(term, operations) == bool(present & operations)
    assert consists_of(term, frozenset(operations)) == (present <= operations)


@given(terms)
def test_a_term_is_real_if_no_part_is_complex_or_infinite(term: Term) -> None:
    strange = {symbol("z", COMPLEX), make("imaginary"), make("infinity")}
    assert is_real_term(term) == strange.isdisjoint(postorder(term))


def test_a_trace_is_no_matrix_but_has_one_in_it() -> None:
    matrix = symbol("A", Tensor((number(2), number(2))))
    assert is_shaped(make("trace", (matrix,)))
    assert not is_shaped(symbol("x", REAL))


def test_a_gradient_is_that_of_a_number_or_of_a_column() -> None:
    x = symbol("x", Tensor((number(3), ONE)))
    assert make("gradient", (make("trace", (make("matmul", (x, make("transpose", (x,)))),)), x)).shape == (number(3), ONE)
    assert make("gradient", (x, x)).shape == (number(3), number(3))
    for row_or_matrix in (make("transpose", (x,)), make("matmul", (x, make("transpose", (x,))))):
        with pytest.raises(InputError, match="gradient"):
            make("gradient", (row_or_matrix, x))


def test_the_row_of_a_matrix_is_a_column_vector() -> None:
    rows, columns, place = (symbol(name, NATURAL) for name in "ndi")
    tensor = symbol("X", Tensor((rows, columns)))
    assert row(tensor, place).shape == (columns, ONE)
    assert column(tensor, place).shape == (rows, ONE)
    assert row(transpose(tensor), place) is column(tensor, place)
    assert substitute(row(tensor, place), {columns: ONE}).shape == ()


def test_the_row_of_a_vector_is_an_entry() -> None:
    size, place = symbol("n", NATURAL), symbol("i", NATURAL)
    vector = symbol("v", Tensor((size, ONE)))
    assert row(vector, place) is item(vector, place)
    assert column(symbol("r", Tensor((ONE, size))), place).op == "item"


def test_an_index_of_a_row_is_a_number() -> None:
    tensor = symbol("X", Tensor((number(2), number(2))))
    with pytest.raises(InputError, match="an index of shape"):
        row(tensor, tensor)


def test_what_nobody_has_is_forgotten() -> None:
    before = len(verify.term.node._table)
    for index in range(1000):
        add(symbol("x", REAL), number(index + 10**9))
    assert len(verify.term.node._table) < before + 20


def test_eight_threads_make_one_term() -> None:
    def terms(_: int) -> list[Term]:
        return [add(symbol(f"thread_{index}", REAL), number(index)) for index in range(300)]

    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(terms, range(8)))
    assert all(one is other for row in made for one, other in zip(made[0], row, strict=True))
