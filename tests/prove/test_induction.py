"""Inequalities by induction over the upper bound of a sum or product, or over the argument of a factorial."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from verify import holds
from verify.ask import Reader
from verify.fuel import Fuel
from verify.mathematics.induction import Induction, induction_over
from verify.prove import prove
from verify.prove.induction import prove_by_induction
from verify.question import Proof, Question
from verify.read.declare import declared_with_conditions
from verify.recheck.finite_sums import check_induction
from verify.render.formula import text
from verify.term import Term, symbol

X = {"n": "natural", "m": "natural", "k": "integer in 1..n", "x": "sequence n of real", "y": "sequence n of nonnegative",
     "p": "sequence n of in [0, 1]", "w": "distribution on 1..n", "a": "real", "i": "integer"}  # fmt: skip

TRUE = {
    "a sum of roots, below": "sum(1/sqrt(i), i, 1, n) <= 2 sqrt(n)",
    "a sum of roots, above": "sum(1/sqrt(i), i, 1, n) >= 2 sqrt(n+1) - 2",
    "the harmonic sum, below": "sum(1/i, i, 1, n) <= 1 + log(n)",
    "the harmonic sum, above": "sum(1/i, i, 1, n) >= log(n+1)",
    "inverse squares": "sum(1/i^2, i, 1, n) <= 2 - 1/n",
    "up to n - 1": "sum(i, i, 1, n-1) <= n^2/2",
    "up to n + 1": "sum(1/i^2, i, 1, n+1) <= 2 - 1/(n+1)",
    "from 0": "sum(2^i, i, 0, n) < 2^(n+1)",
    "the union bound": "1 - product(1-p_i, i, 1, n) <= sum(p_i, i, 1, n)",
    "probabilities of no event": "product(1-p_i, i, 1, n) <= exp(-sum(p_i, i, 1, n))",
    "products of more than 1, above": "product(1+y_i, i, 1, n) >= 1 + sum(y_i, i, 1, n)",
    "products of more than 1, below": "product(1+y_i, i, 1, n) <= exp(sum(y_i, i, 1, n))",
    "a product of less than 1": "product(p_i, i, 1, n) <= 1",
    "norms": "sqrt(sum(x_i^2, i, 1, n)) <= sum(abs(x_i), i, 1, n)",
    "norms, the other way": "sum(abs(x_i), i, 1, n) <= sqrt(n) sqrt(sum(x_i^2, i, 1, n))",
    "squares of a sum": "sum(y_i^2, i, 1, n) <= sum(y_i, i, 1, n)^2",
    "differences of neighbours": "sum((x_{i+1} - x_i)^2, i, 1, n-1) >= 0",
    "a factorial": "2^(n-1) <= n!",
    "a factorial, below a power": "n! <= n^n",
}

FALSE = {
    "the harmonic sum": "sum(1/i, i, 1, n) <= log(n)",
    "a sum of roots": "sum(1/sqrt(i), i, 1, n) <= 2 sqrt(n) - 1.2",
    "true from 4 on": "2^n <= n!",
    "at the base only": "sum(2 i, i, 1, n) <= 2 n",
    "the steps only": "sum(i, i, 1, n) <= n^2/2 + n/2 - 1",
    "a summand that moves with n": "sum(1/n, i, 1, n) >= log(n+1)",
    "the union bound, without a bound on x": "1 - product(1-x_i, i, 1, n) <= sum(x_i, i, 1, n)",
    "products of either sign": "product(x_i, i, 1, n) <= exp(sum(x_i - 1, i, 1, n))",
    "squares of a sum of either sign": "sum(x_i^2, i, 1, n) <= sum(x_i, i, 1, n)^2",
}


@pytest.mark.parametrize("name", TRUE)
def test_proved_and_accepted(name: str) -> None:
    verdict = holds(TRUE[name], X)
    assert (verdict.truth, verdict.trust) == ("proved", "checked"), verdict.reasons


@pytest.mark.parametrize("name", FALSE)
def test_refuted(name: str) -> None:
    assert holds(FALSE[name], X).truth == "refuted"


FALSE_OF_OTHERS = {
    "a product of zeros is 0": ("n <= 100.5 - 100.5*sign(product(min(0,i), i, 1, n))", {"n": "nonnegative integer"}),
    "a product of what is never positive": (
        "n - 5.5 + 5.5*sign(product(max(0,-y_i), i, 1, n)) <= 0", {"n": "nonnegative integer", "y": "sequence n of nonnegative"}),
    "a factorial beyond the end of n": ("gamma(n+4) <= 20", {"n": "integer in -1..1"}),
    "the same beside a large square": ("gamma(n+3) <= 4 + (m-1234567)^2", {"n": "integer in 0..1", "m": "natural"}),
}  # fmt: skip


@pytest.mark.parametrize("name", FALSE_OF_OTHERS)
def test_never_proved(name: str) -> None:
    statement, symbols = FALSE_OF_OTHERS[name]
    reader = Reader(declared_with_conditions(symbols).symbols)
    found = prove(Question(reader.statement(statement)), Fuel())
    assert not isinstance(found, Proof)


def test_from_a_later_n_on() -> None:
    assert holds("2^n <= n!", {"n": "natural"}, assuming=["4 <= n"]).truth == "proved"
    assert holds("3^n <= n!", {"n": "natural"}, assuming=["4 <= n"]).truth == "refuted"


def ask(statement: str, *hypotheses: str) -> Question:
    reader = Reader(declared_with_conditions(X).symbols)
    return Question(reader.statement(statement), tuple(map(reader.statement, hypotheses)))


def over_n(question: Question) -> Induction | None:
    name = next(name for name in question.symbols if name.name == "n")
    return induction_over(question, name)


def shown(question: Question) -> str:
    return " and ".join(map(text, (*question.hypotheses, question.statement)))


PARTS = {
    "sum(1/i, i, 1, n) <= n": ("0 + 1^(-1) <= 1", "1/(1 + n) <= 1", "@s1 <= n and @s1 + 1/(n + 1) <= n + 1"),
    "product(p_i, i, 1, n) <= 1": ("1*@s1 <= 1", "-@s2 + @s2*@s3 <= 0", "@s2 <= 1 and @s2*@s3 <= 1"),
    "sum(i, i, 1, n-1) < n^2": ("0 < 1^2", "n <= 1 + 2*n", "@s1 < n^2 and @s1 + ((n + 1) - 1) < (n + 1)^2"),
}


@pytest.mark.parametrize("statement", PARTS)
def test_the_base_and_the_steps(statement: str) -> None:
    parts = over_n(ask(statement))
    assert parts is not None
    assert tuple(map(shown, (parts.base, parts.increments, parts.step))) == PARTS[statement]


def test_a_new_number_has_the_range_of_what_it_stands_for() -> None:
    def sorts(statement: str) -> list[tuple[Fraction | None, Fraction | None]]:
        parts = over_n(ask(statement))
        assert parts is not None
        new = [name.sort for name in parts.step.symbols if name.name.startswith("@")]
        return [(sort.lower, sort.upper) for sort in new]

    assert sorts("sum(x_i, i, 1, n) <= n") == [(None, None), (None, None)]
    assert sorts("sum(y_i, i, 1, n) <= n") == [(0, None), (0, None)]
    assert sorts("product(1 - p_i, i, 1, n) <= n") == [(0, 1), (0, 1)]
    assert sorts("product(1 + y_i, i, 1, n) <= n") == [(1, None), (0, None)]
    assert sorts("product(y_i, i, 1, n) <= n") == [(0, None), (0, None)]
    assert sorts("product(x_i - 2, i, 1, n) <= n") == [(None, None), (None, None)]
    parts = over_n(ask("product(min(0, y_i), i, 1, n) <= n"))
    assert parts is not None and all(name.sort.contains(Fraction(0)) for name in parts.step.symbols if name.name.startswith("@"))


WITHOUT_INDUCTION = {
    "the sum up to n + 1 is another one": ask("sum(i/n, i, 1, n) <= n"),
    "the base leaves out x_2": ask("sum(y_i, i, 1, n) >= x_2"),
    "k may be the last index": ask("sum(y_i, i, 1, n) >= x_k"),
    "an entry beyond the end": ask("sum(x_{i+1}, i, 1, n) >= 0"),
    "an entry before the beginning": ask("sum(x_{i-1}, i, 1, n) >= 0"),
    "the sum up to n - 3 has no last term at n = 1": ask("sum(y_i, i, 1, n-3) >= 0"),
    "probabilities that add up to 1 for each n": ask("sum(w_i^2, i, 1, n) <= 1"),
    "the largest of x": ask("sum(x_i, i, 1, n) <= n largest(x_i, i, 1, n)"),
    "a hypothesis on all of x": ask("sum(y_i, i, 1, n) <= 1", "sum(x_i, i, 1, n) <= 1"),
    "a hypothesis that leaves out a step": ask("sum(1/i, i, 1, n) <= n", "n != 3"),
    "a sum within a sum": ask("sum(sum(x_j, j, 1, i), i, 1, n) <= n"),
    "an equation": ask("sum(i, i, 1, n) = n"),
}


@pytest.mark.parametrize("name", WITHOUT_INDUCTION)
def test_no_induction(name: str) -> None:
    assert over_n(WITHOUT_INDUCTION[name]) is None


@pytest.mark.parametrize("domain", ["integer", "real", "in {1, 2, 5}", "nonzero integer"])
def test_no_induction_over_numbers_without_a_first_or_a_next_one(domain: str) -> None:
    reader = Reader(declared_with_conditions({"n": domain}).symbols)
    question = Question(reader.statement("2^n <= 3"))
    assert all(induction_over(question, name) is None for name in question.symbols)


def granted(question: Question) -> Proof:
    return Proof("taken for granted", question)


def induction(question: Question, *premises: Question, name: Term | None = None) -> Proof:
    name = name or next(name for name in question.symbols if name.name == "n")
    return Proof("induction", question, tuple(map(granted, premises)), {"symbol": name})


def test_the_check_wants_the_base_a_step_and_values_for_every_n() -> None:
    question = ask("sum(1/i, i, 1, n) <= 1 + log(n)")
    parts = over_n(question)
    assert parts is not None and parts.defined
    for step in (parts.increments, parts.step):
        assert check_induction(induction(question, parts.base, step, *parts.defined)) is None
        assert check_induction(induction(question, parts.base, step))
        assert check_induction(induction(question, step, *parts.defined))
    assert check_induction(induction(question, parts.base, parts.base, *parts.defined))
    weaker = replace(parts.step, hypotheses=(*parts.step.hypotheses, question.statement))
    assert check_induction(induction(question, parts.base, weaker, *parts.defined))
    other = symbol("m", question.symbols[0].sort)
    assert check_induction(induction(question, parts.base, parts.step, *parts.defined, name=other))


def test_without_a_value_at_some_n_there_is_no_chain() -> None:
    """5 >= 1 + 4/(n - 3) holds for n < 3, has no value at 3 and is false at 4."""
    question = ask("sum(1/n - 1/n, i, 1, n) + 4/(n-3) + sum(1, i, 1, n) <= 5 + n")
    found = prove_by_induction(question, lambda inner: prove(inner, Fuel()))
    assert not isinstance(found, Proof)
    assert holds("sum(1, i, 1, n) + 4/(n-3) <= n", {"n": "natural"}).truth == "refuted"
