"""Norms in the algebra of words: normalised vectors, cosines, projections; what a root says, and what it does not."""

from __future__ import annotations

from fractions import Fraction

import pytest

from verify.ask import equal
from verify.fuel import Fuel
from verify.prove.words import prove_words
from verify.question import Proof, Question, Unproved
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.recheck.words import check_words
from verify.term import ONE, Term, make, number, power, sqrt, transpose
from verify.term import equal as equation

SYMBOLS = {
    "x": "vector d", "y": "vector d", "z": "vector d", "d": "natural", "a": "positive", "A": "matrix d",
    "Q": "orthogonal matrix d",
    "S": "positive definite matrix d",
}

TRUE = {
    "no norm in the quotient": ("(x-y)'inv(a^2 identity(d))(x-y)", "norm(x-y)^2/a^2"),
    "distance of normalised vectors": ("norm(x/norm(x) - y/norm(y))^2", "2 - 2 x'y/(norm(x) norm(y))"),
    "half of it is one minus the cosine": ("norm(x/norm(x) - y/norm(y))^2/2", "1 - x'y/(norm(x) norm(y))"),
    "distance from a normalised vector": ("norm(x/norm(x) - y)^2", "1 + y'y - 2 x'y/norm(x)"),
    "distance of three": (
        "norm(x/norm(x) - y/norm(y) - z/norm(z))^2",
        "3 - 2 x'y/(norm(x) norm(y)) - 2 x'z/(norm(x) norm(z)) + 2 y'z/(norm(z) norm(y))"),
    "cosine of multiples": ("(2 x)'(3 y)/(norm(2 x) norm(3 y))", "x'y/(norm(x) norm(y))"),
    "cosine as a product of normalised vectors": ("(x/norm(x))'(y/norm(y))", "x'y/(norm(x) norm(y))"),
    "a normalised vector is one long": ("norm(x/norm(x))^2", "1"),
    "a normalised matrix": ("norm(A/norm(A))^2", "1"),
    "a vector times its direction": ("x'(x/norm(x))", "norm(x)"),
    "parallelogram of directions": ("norm(x/norm(x) + y/norm(y))^2 + norm(x/norm(x) - y/norm(y))^2", "4"),
    "norm of what a projection leaves": ("norm(x - x'y/(y'y) y)^2", "norm(x)^2 - (x'y)^2/norm(y)^2"),
    "Pythagoras for a projection": ("norm(x - x'y/(y'y) y)^2 + (x'y/norm(y))^2", "norm(x)^2"),
    "what is left is orthogonal": ("(x - x'y/norm(y)^2 y)'y", "0"),
    "a projection is idempotent": ("(x x'/norm(x)^2) (x x'/norm(x)^2)", "x x'/norm(x)^2"),
    "trace of a projection": ("trace(x x'/norm(x)^2)", "1"),
    "the norm stays under rotations": ("norm(x/norm(x) - Q y/norm(y))^2", "2 - 2 x'Q y/(norm(x) norm(y))"),
    "vectors of equal length": ("norm(norm(y) x - norm(x) y)^2", "2 norm(x) norm(y) (norm(x) norm(y) - x'y)"),
    "a step along a direction": ("norm(x - a y/norm(y))^2", "norm(x)^2 - 2 a x'y/norm(y) + a^2"),
    "an inversion": ("norm(x/norm(x)^2)^2", "1/norm(x)^2"),
    "a cube of a norm": ("norm(x)^3", "norm(x) (x'x)"),
    "a norm of a form": ("x'S x/(sqrt(x'S x) norm(x))", "sqrt(x'S x)/norm(x)"),
    "ratios of lengths": ("norm(x-y)^2/(norm(x) norm(y))", "norm(x)/norm(y) + norm(y)/norm(x) - 2 x'y/(norm(x) norm(y))"),
}

FALSE = {
    "the factor 2 is missing": ("norm(x/norm(x) - y/norm(y))^2", "2 - x'y/(norm(x) norm(y))"),
    "the sign of the cosine": ("norm(x/norm(x) - y/norm(y))^2", "2 + 2 x'y/(norm(x) norm(y))"),
    "not normalised": ("norm(x/norm(x) - y/norm(y))^2", "2 - 2 x'y"),
    "the square is missing": ("norm(x/norm(x) - y/norm(y))", "2 - 2 x'y/(norm(x) norm(y))"),
    "a norm for its square": ("norm(x/norm(x) - y)^2", "1 + norm(y) - 2 x'y/norm(x)"),
    "a norm that is not divided by": ("norm(x/norm(x) - y)^2", "1 + y'y - 2 x'y"),
    "the norm of a sum": ("norm(x + y)^2", "(norm(x) + norm(y))^2"),
    "the sign of a projection": ("norm(x - x'y/(y'y) y)^2", "norm(x)^2 + (x'y)^2/norm(y)^2"),
    "a projection on a direction of another length": ("norm(x - x'y/norm(y) y)^2", "norm(x)^2 - (x'y)^2/norm(y)^2"),
    "a projection with the wrong power": ("(x x'/norm(x)) (x x'/norm(x))", "x x'/norm(x)"),
    "a vector times its direction": ("x'(x/norm(x))", "norm(x)^2"),
    "an inversion": ("norm(x/norm(x)^2)^2", "1/norm(x)"),
    "fourth roots are no square roots": ("(x'x)^(1/4) (x'x)^(1/4)", "x'x"),
    "the root of a square": ("sqrt((x'y)^2)", "x'y"),
    "a norm of a product": ("norm(A x)^2/norm(x)^2", "norm(A)^2"),
}


def question(left: str, right: str) -> Question:
    symbols = declarations(SYMBOLS)
    return Question(equation(*(read_text(side, symbols).term for side in (left, right))))


@pytest.mark.parametrize("name", TRUE)
def test_proved_and_accepted(name: str) -> None:
    verdict = equal(*TRUE[name], symbols=SYMBOLS)
    assert (verdict.truth, verdict.trust) == ("proved", "checked"), verdict.reasons


@pytest.mark.parametrize("name", FALSE)
def test_refuted_and_not_proved(name: str) -> None:
    assert isinstance(prove_words(question(*FALSE[name]), Fuel()), Unproved)
    assert equal(*FALSE[name], symbols=SYMBOLS).truth == "refuted"


def by_root(asked: Question, root: Term) -> Proof:
    step = (Fraction(1), (), (), 0, (), None)
    return Proof("matrix words", asked, data={
        "letters": (), "scalars": (), "lemmas": (("axiom", "root", root),), "combination": (step,)})


def test_the_square_of_a_root_is_accepted() -> None:
    asked = question("sqrt(x'x)^2", "x'x")
    assert check_words(by_root(asked, asked.statement.args[0].args[0])) is None


X = declarations(SYMBOLS)["x"]
FORM = make("matmul", (transpose(X), X))


@pytest.mark.parametrize(
    ("asked", "root"),
    (
        (question("(x'x)^(1/4) (x'x)^(1/4)", "x'x"), power(FORM, number(1, 4))),
        (question("x'x", "x'x"), sqrt(FORM)),
        (question("x'x", "1"), sqrt(number(-1))),
        (question("1", "0"), sqrt(ONE)),
        (question("sqrt(x'x)^2", "y'y"), sqrt(FORM)),
        (question("norm(x)", "x'x"), sqrt(FORM)),
    ),
    ids=(
        "a fourth root", "a root that does not occur", "a root that does not exist", "another equation",
        "another base", "no square",
    ),
)
def test_a_forged_root_is_rejected(asked: Question, root: Term) -> None:
    assert check_words(by_root(asked, root)) is not None
