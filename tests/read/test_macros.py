r"""Macros of an author: what they stand for, what is no macro, and bombs."""

from __future__ import annotations

import time

import pytest

from verify.problem import InputError
from verify.read.formula import vocabulary
from verify.read.macros import MOST_MACROS, macros_of

NAMES = {"x": "real", "y": "real", "u": "vector n", "X": "matrix n d"}

READ = {  # the definitions and the use, and the formula without macros
    "a letter": (r"\newcommand{\s}{\sigma} \s x", r"\sigma x"),
    "without braces": (r"\newcommand\s{\sigma}\s x", r"\sigma x"),
    "one argument": (r"\newcommand{\norm}[1]{\left\|#1\right\|} \norm{u}^2", r"\left\|u\right\|^2"),
    "an argument without braces": (r"\newcommand{\norm}[1]{\|#1\|} \norm u", r"\|u\|"),
    "two arguments": (r"\newcommand{\over}[2]{\frac{#1}{#2}} \over{x}{y}", r"\frac{x}{y}"),
    "a default": (r"\newcommand{\power}[2][2]{#2^{#1}} \power{x} + \power[3]{y}", "x^{2} + y^{3}"),
    "def": (r"\def\pair#1#2{#1 - #2} \pair{x}{y}", "x - y"),
    "an operator": (r"\DeclareMathOperator{\sgn}{sign} \sgn(x)", r"\operatorname{sign}(x)"),
    "an operator with limits": (r"\DeclareMathOperator*{\Tr}{tr} \Tr(X^\top X)", r"\operatorname{tr}(X^\top X)"),
    "a mark after a letter": (r"\newcommand{\T}{^\top} X\T X", r"X^\top X"),
    "one in another": (r"\def\half{\frac12}\def\halfof#1{\half #1} \halfof{x}", r"\frac12 x"),
    "one in its own argument": (r"\def\sq#1{{#1}^2} \sq{\sq{x}}", "{{x}^2}^2"),
    "a later one counts": (r"\def\s{x}\renewcommand{\s}{y} \s", "y"),
    "one that is there already": (r"\def\s{x}\providecommand{\s}{y} \s", "x"),
    "lines and comments": ("\\newcommand{\\s}{x}  % short\n\\def\\t{y}\n\\s + \\t", "x + y"),
    "as TeX puts it together": (r"\def\s{x+y} 2\s", "2x+y"),
    "no letter is lost": (r"\def\s{\alpha}\s x", r"\alpha x"),
    "an operator that is known": (r"\DeclareMathOperator*{\argmin}{arg\,min} x", "x"),
    "another font": (r"\renewcommand{\vec}[1]{\mathbf{#1}} \vec{u}", r"\vec{u}"),
    "another drawing": (r"\renewcommand{\epsilon}{\varepsilon} \epsilon", r"\epsilon"),
}

PROBLEMS = {  # the text, the kind of problem, and where it is
    "a command of the reader": (r"\def\frac#1#2{#2/#1}\frac{1}{2}", "malformed-macro", r"\def\frac#1#2{#2/#1}"),
    "a letter of the reader": (r"\renewcommand{\alpha}{\beta}\alpha", "malformed-macro", r"\renewcommand{\alpha}{\beta}"),
    "another accent": (r"\renewcommand{\vec}[1]{\hat{#1}}\vec x", "malformed-macro", r"\renewcommand{\vec}[1]{\hat{#1}}"),
    "a font that has a meaning": (r"\renewcommand{\mathcal}[1]{\mathbf{#1}}x", "malformed-macro",
                                  r"\renewcommand{\mathcal}[1]{\mathbf{#1}}"),
    "itself": (r"\def\s{\s}\s", "malformed-macro", r"\def\s{\s}"),
    "in a circle": (r"\def\s{\t}\def\t{\s}\s", "malformed-macro", r"\def\s{\t}\def\t{\s}"),
    "a body that is not closed": (r"\newcommand{\s}{{x}\s", "malformed-macro", "{"),
    "a parameter too many": (r"\newcommand{\s}[1]{#2}\s x", "malformed-macro", r"\newcommand{\s}[1]{#2}"),
    "many arguments": (r"\newcommand{\s}[12]{x}\s", "malformed-macro", "]"),
    "parameters with a delimiter": (r"\def\s#1.{#1}\s x.", "malformed-macro", "."),
    "a definition in a definition": (r"\def\s{\def\t{x}}\s", "malformed-macro", r"\def\s{\def\t{x}}"),
    "no argument": (r"\def\s#1{#1} x + \s", "missing-operand", r"\s"),
    "an argument that is not closed": (r"\def\s#1{#1} x + \s{y", "missing-operand", r"\s"),
    "a problem in what it stands for": (r"\def\s#1{#1 + \foo} x + \s{y}", "unknown-command", r"\s"),
    "a problem in its argument": (r"\def\s#1{#1} x + \s{\foo}", "unknown-command", r"\foo"),
    "a problem beside it": (r"\def\s{x} \s + \foo", "unknown-command", r"\foo"),
    "not at the beginning": (r"x \def\s{x}", "unknown-command", r"\def"),
    "let": (r"\let\s=\t x", "unknown-command", r"\let"),
}

_DOUBLING = "".join(rf"\def\{chr(97 + place)}z{{\{chr(98 + place)}z\{chr(98 + place)}z}}" for place in range(25))
BOMBS = {
    "doubling": _DOUBLING + r"\def\zz{x}\az",
    "doubling nothing": _DOUBLING + r"\def\zz{}\az",
    "an argument twice": r"\def\d#1{#1#1}" + r"\d{" * 60 + "x" + "}" * 60,
    "long bodies": rf"\def\s{{{'x' * 400}}}" + r"\s" * 100,
    "too many": "".join(rf"\def\m{chr(97 + place // 26)}{chr(97 + place % 26)}q{{x}}" for place in range(MOST_MACROS + 1)) + "x",
    "a long body": rf"\def\s{{{'x' * 4000}}}\s",
}  # fmt: skip


@pytest.mark.parametrize("row", READ)
def test_a_macro_is_what_it_stands_for(row: str) -> None:
    written, meant = READ[row]
    words = vocabulary(NAMES, syntax="latex")
    assert words.read(written).term is words.read(meant).term


@pytest.mark.parametrize("row", PROBLEMS)
def test_a_problem_points_to_the_use(row: str) -> None:
    written, kind, place = PROBLEMS[row]
    with pytest.raises(InputError) as caught:
        vocabulary(NAMES).read(written)
    problem = caught.value.problem
    assert (problem.kind, problem.source) == (kind, written)
    assert problem.span is not None and written[slice(*problem.span)] == place


@pytest.mark.parametrize("row", BOMBS)
def test_a_bomb_is_a_problem_at_once(row: str) -> None:
    begin = time.process_time()
    with pytest.raises(InputError) as caught:
        vocabulary(NAMES).read(BOMBS[row])
    assert caught.value.problem.kind == "too-long"
    assert time.process_time() - begin < 0.5


@pytest.mark.parametrize("macros", [{r"\norm": r"\left\|#1\right\|"}, r"\newcommand{\norm}[1]{\left\|#1\right\|}"])
def test_the_macros_of_a_question(macros: dict[str, str] | str) -> None:
    words = vocabulary({"u": "vector n"}, {"d": r"\norm{u}"}, macros=macros)
    assert words.read("d").term is words.read(r"\|u\|").term


def test_names_may_be_macros() -> None:
    words = vocabulary({r"\vu": "vector n"}, macros={r"\vu": r"\mathbf{u}"})
    assert words.read(r"\vu").term is words.symbols["u"]


def test_what_only_macros_make_latex_is_read_as_latex() -> None:
    words = vocabulary({}, macros={r"\s": "s"})
    assert words.read(r"\s^2_1").term is words.read(r"s_1^{2}").term


@pytest.mark.parametrize("given", [{r"\s": "{"}, {r"\frac": "x"}, {r"\s": r"\s"}, {"1": "x"}, {r"\s": "#"}, "x", r"\def\s"])
def test_macros_of_a_question_that_are_not_right(given: dict[str, str] | str) -> None:
    with pytest.raises(InputError):
        macros_of(given)
