r"""Colours, comments, phantoms, HTML and letters from a word processor: the formula is what stands without them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verify.problem import InputError
from verify.read.decoration import without_decoration
from verify.read.formula import vocabulary

WORDS = vocabulary({"x": "real", "y": "real", "a_1": "real", "n": "natural", "A": "matrix n"})

SAME = {
    "a colour": (r"\textcolor{red}{x^2} + 1", "x^2 + 1"),
    "a colour by a model": (r"\textcolor[rgb]{1,0,0}{x} y", "x*y"),
    "a coloured sign": (r"x \textcolor{red}{+ 1}", "x + 1"),
    "a coloured relation": (r"x {\color{blue} = y}", "x = y"),
    "a coloured exponent": (r"x^\textcolor{red}{2}", "x^2"),
    "the rest in a colour": (r"\color{red} x + 1", "x + 1"),
    "a colour with braces": (r"\color{red}{x + 1}", "x + 1"),
    "ensuremath": (r"\ensuremath{x + 1}", "x + 1"),
    "a name below a brace": (r"\underbrace{x^2}_{u} + \overbrace{y}^{\text{the rest}}", "x^2 + y"),
    "a brace round brackets": (r"2\underbrace{(x+1)}_{u}", "2*(x + 1)"),
    "a brace in a colour": (r"\textcolor{red}{\underbrace{x}_{u}} + 1", "x + 1"),
    "a phantom": (r"\phantom{=} x + 1", "x + 1"),
    "space": (r"x\hspace{1cm}+\vspace*{2pt} 1", "x + 1"),
    "an empty group before a sign": (r"x {}+ \frac12", "x + 1/2"),
    "an empty group behind a sign": (r"x ={} \frac12", "x = 1/2"),
    "ties": ("x~+~1", "x + 1"),
    "a comment": ("\\frac{x}{2} % by cancelling\n + 1", "x/2 + 1"),
    "a comment behind typed text": ("x^2 + 1  % done", "x^2 + 1"),
    "a line of words": ("% my solution\nx + 1", "x + 1"),
    "HTML": ("<i>x</i><sup>n+1</sup>&nbsp;&lt; a<sub>1</sub>", "x^(n+1) < a_1"),
    "a transpose in HTML": ("A<sup>T</sup>", "A'"),
    "entities": ("2&pi;&middot;x&#178;", "2*pi*x^2"),
    "a comment of HTML": ("<!-- a --> x + 1", "x + 1"),
    "slanted letters": ("𝑥² + 𝜋𝑦", "x^2 + pi*y"),
    "a space of no width": ("x\u200b + 1", "x + 1"),
    "a long dash in brackets": ("2(x — 1)", "2*(x - 1)"),
    "a long dash without spaces": ("x—y", "x - y"),
    "a long dash behind a sign": ("x = —1", "x = -1"),
}  # fmt: skip


@pytest.mark.parametrize("name", SAME)
def test_the_formula_is_what_stands_without_it(name: str) -> None:
    source, plain = SAME[name]
    assert WORDS.read(source).term is WORDS.read(plain).term


REFUSED = {
    "a value below a brace": r"\underbrace{x + x}_{2x}",
    "an equation below a brace": r"\underbrace{x + x}_{= 2x}",
    "how many there are": r"\underbrace{x + \cdots + x}_{n}",
    "a brace round a sum, beside a factor": r"\underbrace{x + 1}_{u} y",
    "a colour round a sum, beside a factor": r"{\color{red} x + 1} y",
    "an index before a letter": r"{}_nC_2",
    "a phantom with an index": r"\phantom{x}^2",
    "per cent": r"\frac{1}{4} %",
    "per cent and words": r"x = 25 % per year",
    "a remainder": "x % 2",
    "a remainder by a name": "x % total",
    "a long dash with spaces": "x — 1",
    "from one to three": "1—3",
    "two solutions": "x=1—x=2",
    "a slanted and an upright letter": "𝑥 + x",
    "about": "x = ~5",
    "a tag that is not closed": "x<sup>2",
    "two comparisons": "x < i > y",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_may_say_more_is_refused(name: str) -> None:
    with pytest.raises(InputError):
        WORDS.read(REFUSED[name])


@pytest.mark.parametrize(("source", "under"), [
    (r"\textcolor{red}{x} + \foo", r"\foo"), ("<b>x</b> + zeta_w_q(x)", "zeta_w_q"), (r"\underbrace{x + )}_{u}", ")"),
    ("𝑥 + §", "§"), (r"x + y %%% \foo" + "\n" + r"+ \foo", r"\foo"),
])  # fmt: skip
def test_the_place_is_that_in_what_was_written(source: str, under: str) -> None:
    with pytest.raises(InputError) as caught:
        WORDS.read(source)
    problem = caught.value.problem
    assert problem.source == source and problem.span is not None
    assert source[slice(*problem.span)] == under
    assert problem.span[0] == source.rindex(under)


@pytest.mark.parametrize(("source", "under", "seen"), [
    ("$x$ (expand)", "(expand)", "words beside a formula"), ("Let us compute: $x$", "Let us compute:", "words beside a formula"),
    (r"\[ x", r"\[", "without its partner"), ("x + $y", "$", "without its partner"), ("$x$ $y$", "$y$", "several formulas"),
])  # fmt: skip
def test_what_stands_beside_dollars_is_shown(source: str, under: str, seen: str) -> None:
    with pytest.raises(InputError) as caught:
        WORDS.read(source)
    problem = caught.value.problem
    assert seen in problem.seen and problem.span is not None
    assert source[slice(*problem.span)] == under


_PIECES = st.sampled_from([
    r"\textcolor{red}{", r"\color{red}", "{", "}", r"\underbrace{", "}_{u}", r"\phantom{=}", "%", "\n", " ", "{}", "~", "&lt;",
    "<sup>", "</sup>", "—", "𝑥", "x", "1", "+", "=", "$", r"\[", r"\frac12", "^", "_", r"\\", "&", "<!--", "-->",
    r"\hspace{", "done",
])  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES, max_size=14).map("".join))
def test_every_text_is_read_or_has_a_problem_at_a_place(source: str) -> None:
    found = without_decoration(source)
    assert len(found.places) in (0, len(found.text))
    try:
        WORDS.read(source)
    except InputError as error:
        assert error.problem.span is None or 0 <= error.problem.span[0] <= error.problem.span[1] <= len(source) + 1


@pytest.mark.parametrize("text", [
    r"\textcolor{r}{" * 1_400, "{}" * 10_000, "x—" * 10_000, "a %\n" * 4_000, "<!--" * 5_000, "~" * 20_000, r"\," * 7_000 + "%",
    "<i " * 6_000, r"\underbrace{" * 1_600, "&nbsp;" * 3_000, "𝑥" * 20_000,
])  # fmt: skip
def test_at_once(text: str) -> None:
    assert len(without_decoration(text).text) <= 2 * len(text)
