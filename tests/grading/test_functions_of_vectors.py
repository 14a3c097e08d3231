r"""Unknown functions of a column: f(x), \nabla f(x), \nabla^2 f(x), the Jacobian J_h(x) of a map, and the chain rule."""

from __future__ import annotations

import pytest

from verify.grading import grade
from verify.problem import InputError
from verify.read.declare import declarations
from verify.read.formula import read_formula
from verify.render.formula import text
from verify.render.to_latex import latex_of
from verify.render.tree_of_term import tree_of_term

SYMBOLS = {
    "f": "smooth function of vector d", "g": "smooth function of vector d", "x": "vector d", "y": "vector d", "v": "vector d",
    "A": "matrix d d", "B": "matrix d n", "u": "vector n", "t": "real", "\\eta": "positive", "\\lambda": "positive",
    "L": "positive", "k": "smooth function of vector d to vector n", "F": "smooth function of vector n",
    "h": "diffeomorphism of vector d", "p": "positive function of vector d", "b": "function of vector d",
}  # fmt: skip

RIGHT = [
    (r"x - \eta \nabla f(x)", r"-\eta\nabla f(x) + x"),
    (r"x - \eta \nabla f(x)", "x - eta*f'(x)"),
    (r"x - \eta \nabla f(x)", r"x-\eta\frac{\partial f}{\partial x}"),
    (r"\nabla_x (f(x) + \frac{\lambda}{2}\|x\|^2)", r"\nabla f(x) + \lambda x"),
    (r"\frac{d}{dt} f(x + t v)", r"v^\top \nabla f(x+tv)"),
    (r"\frac{d^2}{dt^2} f(x + t v)", r"v^\top \nabla^2 f(x+tv) v"),
    (r"\frac{d}{dt} \nabla f(x + t v)", r"\nabla^2 f(x+tv) v"),
    (r"f(x)+\nabla f(x)^\top(y-x)+\frac{L}{2}\|y-x\|^2", r"f(x)+(y-x)^\top\nabla f(x)+\frac{L}{2}(y-x)^\top(y-x)"),
    (r"x - [\nabla^2 f(x)]^{-1}\nabla f(x)", r"x-(\nabla^2 f(x))^{-1}\nabla f(x)"),
    (r"\nabla_x (f(x)g(x))", r"f(x)\nabla g(x)+g(x)\nabla f(x)"),
    (r"\nabla_x \frac{f(x)}{g(x)}", r"\frac{g(x)\nabla f(x)-f(x)\nabla g(x)}{g(x)^2}"),
    (r"\nabla_x f(Ax)", r"A^\top \nabla f(Ax)"),
    (r"\nabla_u f(Bu+v)", r"B^\top \nabla f(v+Bu)"),
    (r"\nabla_x^2 f(Ax)", r"A^\top \nabla^2 f(Ax) A"),
    (r"\nabla_x^2 (f(x)+\frac12 x^\top x)", r"\nabla^2 f(x)+I"),
    (r"\nabla_x \|\nabla f(x)\|^2", r"2\nabla^2 f(x)\nabla f(x)"),
    (r"\nabla_x e^{f(x)}", r"e^{f(x)}\nabla f(x)"),
    (r"y^\top \nabla^2 f(x) v", r"v^\top \nabla^2 f(x) y"),
    (r"f(A(x+y))", "f(Ay+Ax)"),
    (r"\nabla_x F(k(x))", r"J_k(x)^\top \nabla F(k(x))"),
    (r"\nabla_x \frac12\|k(x)\|^2", r"J_k(x)^\top k(x)"),
    (r"\frac{\partial h(x)}{\partial x}", "J_h(x)"),
    (r"|\det J_h(x)|^{-1}", r"|\det J_h(x)^{-1}|"),
    (r"\log p(h(x)) + \log|\det J_h(x)|", r"\log\left(p(h(x))|\det J_h(x)|\right)"),
    (r"\nabla f(x)=0", r"0=-\nabla f(x)"),
    (r"\log p(h^{-1}(x)) + \log\left|\det\frac{\partial h^{-1}(x)}{\partial x}\right|",
     r"\log p(h^{-1}(x)) - \log|\det J_h(h^{-1}(x))|"),
    (r"p(h^{-1}(x))\left|\det\frac{\partial h^{-1}(x)}{\partial x}\right|", r"\frac{p(h^{-1}(x))}{|\det J_h(h^{-1}(x))|}"),
    (r"h^{-1}(h(x))", "x"),
    ("h(h^-1(x))", "x"),
]  # fmt: skip

WRONG = [
    (r"x - \eta \nabla f(x)", r"x + \eta \nabla f(x)"),
    (r"x - \eta \nabla f(x)", r"x - \eta \nabla g(x)"),
    (r"\nabla_x f(x+y)", r"\nabla f(x+y)+\nabla f(y)"),
    (r"f(x)", "f(-x)"),
    (r"f(x+y)", "f(x)+f(y)"),
    (r"\nabla f(x+y)", r"\nabla f(x)+\nabla f(y)"),
    (r"\nabla_x (f(x) + \frac{\lambda}{2}\|x\|^2)", r"\nabla f(x) + 2\lambda x"),
    (r"\frac{d}{dt} f(x + t v)", r"v^\top \nabla f(x)"),
    (r"f(x)+\nabla f(x)^\top(y-x)", r"f(x)+\nabla f(y)^\top(y-x)"),
    (r"x - [\nabla^2 f(x)]^{-1}\nabla f(x)", r"x - \nabla^2 f(x)\nabla f(x)"),
    (r"\nabla_x (f(x)g(x))", r"f(x)\nabla g(x)-g(x)\nabla f(x)"),
    (r"\nabla^2 f(x)\nabla^2 f(y)", r"\nabla^2 f(y)\nabla^2 f(x)"),
    (r"\nabla_x \|\nabla f(x)\|^2", r"2\nabla f(x)"),
    (r"|\det J_h(x)|^{-1}", r"|\det J_h(x)|"),
    (r"|\det J_h(x)|", r"\det J_h(x)"),
    (r"J_h(x)", r"J_h(x)^\top"),
    (r"J_h(x)", r"J_h(y)"),
    (r"\log p(h(x)) + \log|\det J_h(x)|", r"\log p(h(x)) - \log|\det J_h(x)|"),
    (r"\log p(h(x)) + \log|\det J_h(x)|", r"\log p(x) + \log|\det J_h(x)|"),
    (r"\nabla f(x)=0", r"\nabla f(x)=x"),
    (r"p(h^{-1}(x))\left|\det\frac{\partial h^{-1}(x)}{\partial x}\right|", r"\frac{p(x)}{|\det J_h(x)|}"),
    (r"\log p(h^{-1}(x)) + \log\left|\det\frac{\partial h^{-1}(x)}{\partial x}\right|",
     r"\log p(h^{-1}(x)) + \log|\det J_h(h^{-1}(x))|"),
    (r"\log p(h^{-1}(x)) + \log\left|\det\frac{\partial h^{-1}(x)}{\partial x}\right|",
     r"\log p(h^{-1}(x)) - \log|\det J_h(x)|"),
    (r"h^{-1}(x)", "h(x)"),
]  # fmt: skip

# What holds for some functions of columns only, or where more is declared, or in another layout; and \\nabla f(Ax), which is that
# of f at Ax, and that by x to others.
NEVER_CORRECT = [
    (r"\nabla_x^2 f(Ax)", r"A\nabla^2 f(Ax) A^\top"),
    (r"\nabla_x f(Ax)", r"\nabla f(Ax)"),
    (r"\nabla_x f(Ax)", r"A\nabla f(Ax)"),
    (r"-\nabla f(x)", r"\nabla f(-x)"),
    (r"x - \eta \nabla f(x)", r"x - \eta \nabla f(-x)"),
    (r"\nabla b(x)", r"\nabla_x b(x) + x - x - \nabla^2 b(x) (x - x) + \eta"),
    (r"y^\top \nabla^2 b(x) v", r"v^\top \nabla^2 b(x) y"),  # b need not be smooth
    (r"\nabla_x b(Ax)", r"A^\top\nabla b(Ax)"),
    (r"\frac{\partial h(x)}{\partial x}", r"J_h(x)^\top"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted"), RIGHT)
def test_what_holds_for_every_function_is_right(reference: str, submitted: str) -> None:
    found = grade(reference, submitted, symbols=SYMBOLS)
    assert (found.verdict, found.truth, found.trust) == ("correct", "proved", "checked"), found.message
    back = grade(submitted, reference, symbols=SYMBOLS)
    assert back.verdict in ("correct", "undecided")


@pytest.mark.parametrize(("reference", "submitted"), WRONG)
def test_what_fails_for_some_function_is_wrong(reference: str, submitted: str) -> None:
    found = grade(reference, submitted, symbols=SYMBOLS)
    assert found.verdict == "wrong", found.message
    assert found.counterexample is not None
    assert grade(submitted, reference, symbols=SYMBOLS).verdict in ("wrong", "undecided")


@pytest.mark.parametrize(("reference", "submitted"), NEVER_CORRECT)
def test_what_is_not_known_of_every_function_is_not_right(reference: str, submitted: str) -> None:
    assert grade(reference, submitted, symbols=SYMBOLS).verdict != "correct"


@pytest.mark.parametrize(
    "formula",
    [
        r"\nabla f(x)", r"\nabla f(A x + y)^\top y", r"y^\top\nabla^2 f(x) y", r"(\nabla^2 f(x))^{-1}\nabla f(x)",
        r"\log|\det J_h(x)|", r"J_k(x)^\top J_k(x)", r"\nabla_x f(x)", r"f(x)\nabla f(x)", r"(\nabla f(x)^\top y)^2",
        r"2\nabla f(x)-\nabla^2 f(y) x", r"h^{-1}(x + y)", r"J_h(h^{-1}(x))^{-1}",
    ],
)  # fmt: skip
def test_they_are_read_back_as_they_are_written(formula: str) -> None:
    symbols = declarations(SYMBOLS)
    term = read_formula(formula, symbols).term
    assert read_formula(text(term), symbols).term is term
    assert read_formula(latex_of(tree_of_term(term)), symbols).term is term


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("increasing function of vector d", "an increasing function of a vector"),
        ("convex function of vector d to vector m", "a convex function of a vector"),
        ("function of matrix n n", "a function of a matrix"),
    ],
)
def test_what_has_no_meaning_for_columns_is_refused(words: str, reason: str) -> None:
    found = grade("f(x)", "f(x)", symbols={"f": words, "x": "vector d"})
    assert found.verdict == "undecided"
    assert reason in found.message


def test_an_argument_of_another_size_is_no_argument() -> None:
    with pytest.raises(InputError, match="a function of a column of d numbers, of shape n x 1"):
        read_formula("f(u)", declarations(SYMBOLS))


def test_a_function_of_a_declared_vector_is_one_of_columns() -> None:
    symbols = {"x": "vector d", "f": "smooth function of x"}
    assert grade(r"\nabla f(x)", r"\frac{\partial f(x)}{\partial x}", symbols=symbols).verdict == "correct"
