"""Explicit matrices of fixed small size: entries are compared, determinants and inverses written out."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from verify.ask import equal
from verify.mathematics.cofactors import determinant, inverse_entry
from verify.term import number

ROTATION = "[[cos({0}), -sin({0})], [sin({0}), cos({0})]]"
BIVARIATE = "exp(-([[x],[y]]'*inv([[1, r],[r, 1]])*[[x],[y]])/2)/(2 pi sqrt(det([[1,r],[r,1]])))"
FOUR = dict.fromkeys("abcd", "real")

# name -> (left, right, domains, domain of the verdict)
TRUE: dict[str, tuple[str, str, Mapping[str, str], str]] = {
    "determinant of 2 x 2": ("det([[a,b],[c,d]])", "a d - b c", FOUR, "total"),
    "inverse of 2 x 2": ("inv([[a,b],[c,d]])", "[[d,-b],[-c,a]]/(a d - b c)", FOUR, "common"),
    "an inverse times its matrix": ("inv([[a,b],[c,d]])*[[a,b],[c,d]]", "identity(2)", FOUR, "common"),
    "determinant of an inverse": ("det(inv([[a,b],[c,d]]))", "1/(a d - b c)", FOUR, "common"),
    "an inverse that always exists": ("inv([[1, x],[-x, 1]])", "[[1, -x],[x, 1]]/(1 + x^2)", {}, "total"),
    "an inverse with a factor that cancels": ("[[1,-1]]*inv([[a,b],[b,a]])*[[1],[-1]]", "2/(a-b)", {}, "common"),
    "inverse of a triangular matrix": ("inv([[1,a,b],[0,1,c],[0,0,1]])", "[[1,-a,a c - b],[0,1,-c],[0,0,1]]", {}, "total"),
    "inverse of a diagonal matrix": ("inv(diag([[a],[b],[c],[d]]))", "diag([[1/a],[1/b],[1/c],[1/d]])", FOUR, "common"),
    "a product of rotations": (
        ROTATION.format("a") + "*" + ROTATION.format("b"), ROTATION.format("a + b"), {}, "total"),
    "a rotation twice": (ROTATION.format("t") + "^2", ROTATION.format("2t"), {}, "total"),
    "a rotation is orthogonal": (ROTATION.format("t") + "'*" + ROTATION.format("t"), "identity(2)", {}, "total"),
    "characteristic polynomial": ("det([[1 + b - h - z, -b], [1, -z]])", "z^2 - (1 + b - h) z + b", {}, "total"),
    "Vandermonde": ("det([[1,x,x^2],[1,y,y^2],[1,z,z^2]])", "(y-x)(z-x)(z-y)", {}, "total"),
    "two blocks": ("det([[a,b,0,0],[c,d,0,0],[0,0,p,q],[0,0,r,s]])", "(a d - b c)(p s - q r)", FOUR, "total"),
    "a quadratic form": ("[[x],[y]]'*[[a,b],[b,c]]*[[x],[y]]", "a x^2 + 2 b x y + c y^2", {}, "total"),
    "a matrix times a vector": ("[[a,b],[c,d]]*[[x],[y]]", "[[a x + b y],[c x + d y]]", FOUR, "total"),
    "squares of the entries": ("tr([[a,b],[c,d]]*[[a,b],[c,d]]')", "a^2 + b^2 + c^2 + d^2", FOUR, "total"),
    "a shear five times": ("[[1,t],[0,1]]^5", "[[1,5 t],[0,1]]", {}, "total"),
    "a shear sixty times": ("[[1,t],[0,1]]^60", "[[1,60 t],[0,1]]", {}, "total"),
    "a norm": ("norm([[3 a],[4 a]])", "5 abs(a)", {}, "total"),
    "a log determinant": ("log(det([[a,0],[0,b]]))", "log(a) + log(b)", {"a": "positive", "b": "positive"}, "total"),
    "a bivariate normal density": (
        BIVARIATE, "exp(-(x^2 - 2 r x y + y^2)/(2 (1-r^2)))/(2 pi sqrt(1-r^2))", {"r": "in (-1,1)"}, "total"),
    "a symbol of fixed size": ("det(A)", "A[1,1] A[2,2] - A[1,2] A[2,1]", {"A": "matrix 2"}, "total"),
    "Cayley and Hamilton": ("A^2 - tr(A) A + det(A) identity(2)", "zeros(2,2)", {"A": "matrix 2"}, "total"),
    "an entry that a zero hides": ("[[1/x, 0],[0, 1]]*[[0],[1]]", "[[0],[1]]", {}, "common"),
    "a matrix that has no inverse on a half-line": (
        "inv([[x, 0],[0, 1]])*[[x, 0],[0, 1]]", "identity(2)", {"x": "nonnegative"}, "common"),
}  # fmt: skip

FALSE: dict[str, tuple[str, str, Mapping[str, str]]] = {
    "determinant with a plus": ("det([[a,b],[c,d]])", "a d + b c", FOUR),
    "inverse without exchange": ("inv([[a,b],[c,d]])", "[[a,-b],[-c,d]]/(a d - b c)", FOUR),
    "inverse with the transposed cofactors": ("inv([[1,a,0],[0,1,0],[0,0,1]])", "[[1,0,0],[-a,1,0],[0,0,1]]", FOUR),
    "a rotation the other way": (ROTATION.format("t") + "^2", ROTATION.format("-2t"), {}),
    "a density with the wrong volume": (BIVARIATE, "exp(-(x^2 - 2 r x y + y^2)/(2 (1-r^2)))/(2 pi (1-r^2))", {"r": "in (-1,1)"}),
    "Cayley and Hamilton with a sign": ("A^2 - tr(A) A - det(A) identity(2)", "zeros(2,2)", {"A": "matrix 2"}),
    "an outer product for an inner one": ("tr([[a],[b]]*[[c],[d]]')", "a d + b c", FOUR),
    "Cayley and Hamilton for three rows": ("A^2 - tr(A) A + det(A) identity(3)", "zeros(3,3)", {"A": "matrix 3"}),
    "one entry of many": ("[[a, b],[c, d]]", "[[a, b],[c, a]]", FOUR),
}  # fmt: skip


@pytest.mark.parametrize("name", TRUE)
def test_true_equation_is_proved_on_its_domain(name: str) -> None:
    left, right, domains, domain = TRUE[name]
    verdict = equal(left, right, domains)
    assert (verdict.truth, verdict.domain, verdict.trust) == ("proved", domain, "checked")


@pytest.mark.parametrize("name", FALSE)
def test_false_equation_is_refuted(name: str) -> None:
    assert equal(*FALSE[name]).truth == "refuted"


def test_a_singular_matrix_is_an_exception_and_said_once() -> None:
    verdict = equal("inv([[a,b],[c,d]])", "[[d,-b],[-c,a]]/(a d - b c)")
    assert len(verdict.exceptions) == 1


def test_an_inverse_that_is_undefined_on_an_open_part_is_a_mismatch() -> None:
    verdict = equal("log(det([[x, 0],[0, 1]]))", "log(x^2)/2")
    assert (verdict.truth, verdict.domain) == ("proved", "mismatch")
    assert verdict.one_sided is not None and verdict.one_sided.side == "right"


def test_a_large_matrix_is_not_written_out() -> None:
    wide = "[[a,1,1,1,1],[1,a,1,1,1],[1,1,a,1,1],[1,1,1,a,1],[1,1,1,1,a]]"
    assert equal(f"det({wide})", "(a - 1)^4 (a + 4)").truth in ("supported", "undecided")


def test_cofactors_of_a_table_of_numbers() -> None:
    table = tuple(tuple(map(number, row)) for row in ((2, 0, 1), (1, 3, 0), (0, 1, 1)))
    assert _value(determinant(table)) == 7
    expected = ((3, 1, -3), (-1, 2, 1), (1, -2, 6))
    assert [[7 * _value(inverse_entry(table, i, j)) for j in range(3)] for i in range(3)] == [list(row) for row in expected]


def _value(term):  # type: ignore[no-untyped-def]
    """The value of a term made of numbers."""
    if term.op == "number":
        return term.fraction
    values = [_value(arg) for arg in term.args]
    if term.op == "add":
        return sum(values)
    if term.op == "power":
        return values[0] ** int(values[1])
    product = values[0]
    for value in values[1:]:
        product *= value
    return product
