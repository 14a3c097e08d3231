"""Names for the rows, columns and entries of a matrix: their declaration, their readings, and what has no safe reading."""

from __future__ import annotations

import pytest

from verify.problem import InputError
from verify.read.declare import declarations
from verify.read.formula import read_formula, vocabulary
from verify.render.formula import text
from verify.render.to_latex import latex_of
from verify.render.tree_of_term import tree_of_term
from verify.sort import NATURAL, Parts
from verify.term import ONE, TWO, Term, add, item, matmul, number, row, summation, symbol, transpose

WORDS = {
    "x": "rows of X", "a": "columns of X", "e": "entries of X", "X": "matrix n d", "w": "vector d", "v": "entries of w",
    "z": "rows of Z", "c": "columns of Z", "Z": "matrix 3 2", "o": "rows of w", "k": "integer in 1..n", "j": "integer in 1..d",
    r"\bar{s}": "rows of S", "S": "symmetric matrix n", "l": "columns of L", "L": "matrix 1 d",
}  # fmt: skip
SYMBOLS = declarations({name: words for name, words in WORDS.items() if name not in ("k", "j")}) | {
    name: symbol(name, NATURAL) for name in "kj"
}
X, Z, S, L, w, n, d, k, j = (SYMBOLS[name] for name in ("X", "Z", "S", "L", "w", "n", "d", "k", "j"))
i = symbol("i", declarations({"i": "integer"})["i"].sort)


@pytest.mark.parametrize("first", ["x", "X"])
def test_a_name_for_rows_is_declared_before_or_after_the_matrix(first: str) -> None:
    words = {"x": "rows of X", "X": "matrix n d"}
    declared = declarations(dict(sorted(words.items(), key=lambda pair: pair[0] != first)))
    assert declared["x"].sort == Parts(declared["X"], "rows")
    assert next(iter(declared)) == first


def test_sizes_may_be_called_rows_and_columns() -> None:
    declared = declarations({"X": "matrix rows columns", "x": "rows of X", "k": "integer in 1..5"})
    assert declared["X"].shape == (declared["rows"], declared["columns"])
    assert declared["x"].sort == Parts(declared["X"], "rows")


MALFORMED = [
    ({"x": "rows of X"}, "declare X: matrix n d"),
    ({"x": "rows of X", "X": "real"}, "declare X: matrix n d"),
    ({"x": "rows of X", "X": "sequence n of vector d"}, "declare X: matrix n d"),
    ({"x": "rows of x"}, "declare x: matrix n d"),
    ({"x": "rows of X", "X": "rows of Y", "Y": "matrix n"}, "declare X: matrix n d"),
    ({"x": "rows of", "X": "matrix n"}, "a name"),
    ({"x": "rows X", "X": "matrix n"}, "real, positive"),
    ({"x": "row of X", "X": "matrix n"}, "did you mean rows"),
    ({"x": "positive rows of X", "X": "matrix n"}, "the end of the declaration"),
    ({"x": "rows of X Y", "X": "matrix n"}, "the end of the declaration"),
    ({"x": "sequence n of rows of X", "X": "matrix n"}, "real, positive"),
    ({"x": "vector n of entries of X", "X": "matrix n"}, "real, positive"),
]


@pytest.mark.parametrize(("words", "help"), MALFORMED, ids=[words["x"] for words, _ in MALFORMED])
def test_a_malformed_declaration_is_a_problem(words: dict[str, str], help: str) -> None:
    with pytest.raises(InputError) as caught:
        declarations(words)
    assert help in caught.value.problem.help


READINGS = [
    ("x_k", row(X, k)),
    ("x[k]", row(X, k)),
    ("x₁", row(X, ONE)),
    (r"\mathbf{x}_k", row(X, k)),
    (r"x_{k}", row(X, k)),
    ("x^{(k)}", row(X, k)),
    (r"x_{k+1}", row(X, add(k, ONE))),
    ("x[k + 1]", row(X, add(k, ONE))),
    ("x[12]", row(X, number(12))),
    ("x_kj", item(X, k, j)),
    ("x[k, j]", item(X, k, j)),
    (r"x_{kj}", item(X, k, j)),
    (r"x_{k,j}", item(X, k, j)),
    (r"x^{(k)}_j", item(X, k, j)),
    (r"x_j^{(k)}", item(X, k, j)),
    ("x_k'", transpose(row(X, k))),
    (r"x_k^\top", transpose(row(X, k))),
    ("w'x_k", matmul(transpose(w), row(X, k))),
    ("a_j", row(transpose(X), j)),
    ("a[2]", row(transpose(X), TWO)),
    ("a_12", row(transpose(X), number(12))),
    (r"a^{(j)}", row(transpose(X), j)),
    ("e_kj", item(X, k, j)),
    ("e_12", item(X, ONE, TWO)),
    ("e[k, 2]", item(X, k, TWO)),
    (r"e_{k1}", item(X, k, ONE)),
    (r"e_{k,j}", item(X, k, j)),
    ("v_j", item(w, j)),
    ("o_j", item(w, j)),
    ("l_j", item(L, ONE, j)),
    (r"\bar{s}_k", row(S, k)),
    ("sum(x_i x_i', i, 1, n)", summation(i, ONE, n, matmul(row(X, i), transpose(row(X, i))))),
    (r"\sum_i x_i x_i^\top", summation(i, ONE, n, matmul(row(X, i), transpose(row(X, i))))),
    (r"\sum_i \|a_i\|^2", summation(i, ONE, d, matmul(transpose(row(transpose(X), i)), row(transpose(X), i)))),
    ("row(X, k)", row(X, k)),
    ("column(X, j)", row(transpose(X), j)),
    (r"\operatorname{row}(X, k)", row(X, k)),
]


@pytest.mark.parametrize(("source", "term"), READINGS, ids=[source for source, _ in READINGS])
def test_the_reading(source: str, term: Term) -> None:
    assert read_formula(source, SYMBOLS).term is term


@pytest.mark.parametrize("term", [row(X, k), row(transpose(X), j), row(add(X, X), k), matmul(transpose(row(X, k)), w)], ids=repr)
def test_what_is_printed_is_read_back(term: Term) -> None:
    assert read_formula(text(term), SYMBOLS).term is term
    assert read_formula(latex_of(tree_of_term(term)), SYMBOLS, "latex").term is term


PROBLEMS = [
    ("x", "type-mismatch"),
    ("x'x", "type-mismatch"),
    ("2 e", "type-mismatch"),
    ("x_12", "ambiguous"),
    (r"x_{12}", "ambiguous"),
    ("x_0", "out-of-range"),
    ("z_4", "out-of-range"),
    ("z[1, 3]", "out-of-range"),
    ("c_3", "out-of-range"),
    ("row(Z, 4)", "out-of-range"),
    ("column(Z, 0)", "out-of-range"),
    ("row(X, 1/2)", "out-of-range"),
    ("row(X, u)", "type-mismatch"),
    ("x_u", "unknown-name"),
    ("x_w", "unknown-name"),
    ("x[w]", "type-mismatch"),
    ("x[k, j, 1]", "wrong-arity"),
    ("a[j, k]", "wrong-arity"),
    ("a_jk", "unknown-name"),
    ("e_1", "ambiguous"),
    ("e[k]", "wrong-arity"),
    ("e_112", "ambiguous"),
    ("v[1, 1]", "wrong-arity"),
    ("x_k + a_j", "shape-mismatch"),
    ("x_k x_k", "shape-mismatch"),
    ("diff(w'x_k, x_k)", "type-mismatch"),
    (r"\nabla_{x_k} w^\top x_k", "type-mismatch"),
    (r"x^{(k)}_{(j)}", "unsupported"),
    (r"x^2", "type-mismatch"),
]


@pytest.mark.parametrize(("source", "kind"), PROBLEMS, ids=[source for source, _ in PROBLEMS])
def test_what_has_no_safe_reading_is_a_problem(source: str, kind: str) -> None:
    with pytest.raises(InputError) as caught:
        read_formula(source, SYMBOLS)
    assert caught.value.problem.kind == kind


def test_a_parameter_of_a_definition_may_have_the_name_of_the_rows() -> None:
    words = vocabulary({"x": "rows of X", "X": "matrix n d", "w": "vector d"}, {"s(x)": "1/(1 + exp(-x))"})
    assert words.read("s(w'x_1)").term is words.read("1/(1 + exp(-(w'x_1)))").term
