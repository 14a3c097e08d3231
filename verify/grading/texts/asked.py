r"""What the text of a reference asks for: a formula, a statement, a set, a point, or the right side of `\nabla_w L = ...`.

    f'(x) = 2x     J = diag(p) - p p'     P(X < Y) = 1/2      the right side: what stands left is its name
    \frac{d}{dx} x^2 = 2x                                    the right side: the equation is always true, and asks for nothing
    y = 2x + 1                                                the statement, or its right side to who answers with a formula
    x^2 + y^2 = 1                                             the statement
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from verify.decide import decide
from verify.fuel import Limits
from verify.grading.comparing.compare import kind_of
from verify.grading.lines.links import Link, lines_of, links_of
from verify.grading.several import is_joined, several_of
from verify.grading.texts.inferred_densities import densities_of
from verify.grading.texts.labels import is_bare_operator, label_of
from verify.grading.texts.presentation import plain_answer
from verify.grading.texts.side_by_side import side_by_side
from verify.problem import InputError, reject
from verify.question import Question
from verify.read.formula import Vocabulary
from verify.read.latex.parser import is_latex
from verify.read.text import Reading
from verify.term import Term, contains, free_symbols, relation

_OPERATIONS = frozenset(("derivative", "gradient", "integral", "limit", "sum", "product", "expect", "determinant", "trace"))


_COMPLEX_POWER = re.compile(r"\s*e\s*\^\s*\{[^{}]*(?<![A-Za-z\\])i(?![nt])")  # e^{ix}, which is no name
_SAYS_WHERE = re.compile(r"(?<![A-Za-z\\])(?:at|when|for|if|where|with|given|as)(?![A-Za-z])")  # x^3 at x = 2
_NORM = re.compile(r"[\s$&]*(?:\\\||‖|\\l?Vert(?![A-Za-z]))[^|‖=]*?(?:\\\||‖|\\r?Vert(?![A-Za-z]))\s*(?:_\{?[0-9]\}?)?[\s$]*")
_FUEL, _FUEL_OF_TOTALS = 200_000, 500_000  # to see whether an equation always holds


@dataclass(frozen=True)
class Asked:
    """The reading of a reference; `value`: the right side of name = value; `left`: the text of what stands left of it, or ""."""

    reading: Reading
    value: Term | None = None
    left: str = ""
    is_identity: bool = False


def asked_by(
    formula: str, words: Vocabulary, hypotheses: tuple[Term, ...], naming: Collection[str], is_set_allowed: bool, limits: Limits
) -> Asked:
    """What a reference asks for; `naming` are the relations that may stand behind a name.

    Raises InputError for one that cannot be read.
    """
    formula = plain_answer(formula)
    links = links_of(formula)
    is_chain = not any(is_joined(link.formula) for link in links[:-1])  # a = 1, b = 2 asks for both
    has_left = is_chain and len(links) > 1 and all(link.relation in naming for link in links[1:]) and not _asks_twice(formula)
    try:
        reading = _reading(words, formula, hypotheses, is_set_allowed, limits)
    except InputError:
        if not has_left or is_bare_operator(links[0].formula) or _COMPLEX_POWER.match(links[0].formula):
            raise
        if _SAYS_WHERE.search(links[0].formula):
            raise
        right = links[-1].formula
        for text in (right, rf"{right}\,") if is_latex(formula) else (right,):  # 6xu^2 behind \frac{dy}{dx} is in LaTeX, too
            try:
                return _right_side(links, _reading(words, text, hypotheses, is_set_allowed, limits))
            except InputError:
                continue
        raise
    if not has_left or reading.term.op not in ("eq", "and"):
        return Asked(reading)
    if reading.term.op == "eq" and reading.term.args[0].op == "symbol":
        name, value = reading.term.args
        return Asked(reading, value if name not in free_symbols(value) else None, links[0].formula)
    label = label_of(links[0].formula)
    known = {*words.symbols, *(each.name for each in words.definitions)}
    is_product = label is not None and any(known.issuperset(name) for name in label.names)  # ab of declared a and b
    is_name = label is not None and known.isdisjoint(label.names) and not is_product
    is_operation = reading.term.op == "eq" and reading.term.args[0].op in _OPERATIONS
    is_certain = label is not None and is_name and label.is_certain
    holds = not is_certain and _is_always_true(reading, hypotheses, limits)
    if is_certain or (is_operation and holds):
        return _right_side(links, _reading(words, links[-1].formula, hypotheses, is_set_allowed, limits))
    is_norm = _NORM.fullmatch(links[0].formula) is not None and not free_symbols(reading.term.args[-1]) and (
        known.isdisjoint(name.name for name in free_symbols(reading.term.args[0]))
    )
    if reading.term.op == "eq" and (is_name or is_operation or holds or is_norm):
        return Asked(reading, reading.term.args[1], "" if holds else links[0].formula, holds)
    return Asked(reading)


def _asks_twice(formula: str) -> bool:
    """Whether a line behind the first has a left side of its own: x = 1 and below it y = 2."""
    lines = lines_of(formula) if r"\begin" in formula else [piece for line in lines_of(formula) for piece in line.split(r"\\")]
    return any(len(links) > 1 and not links[0].relation for links in map(links_of, lines[1:]))


def _right_side(links: tuple[Link, ...], reading: Reading) -> Asked:
    if kind_of(reading.term) == "statement":
        raise reject("malformed-row", f"a statement behind {links[0].formula}"[:80])
    choice = f"{links[0].formula} is taken for the name of what is asked for"
    return Asked(replace(reading, choices=(*reading.choices, choice)), left=links[0].formula)


def _is_always_true(reading: Reading, hypotheses: tuple[Term, ...], limits: Limits) -> bool:
    fuel = _FUEL_OF_TOTALS if contains(reading.term, {"infinity"}) else _FUEL
    verdict = decide(Question(reading.term, hypotheses), limits.at_most(fuel))
    return verdict.truth == "supported" or (verdict.truth == "proved" and verdict.domain in ("total", "common"))


def _reading(words: Vocabulary, formula: str, hypotheses: tuple[Term, ...], is_set_allowed: bool, limits: Limits) -> Reading:
    """The reading of a formula; (0, 1/e) and [0, 1/e] alone are intervals if the ends are in this order, and points otherwise."""
    try:
        return words.read(formula)
    except InputError as error:
        if (asked := antiderivative(words, formula)) is not None:
            return asked
        if several_of(formula) is None and (joined := side_by_side(formula, words.read)) is not None:
            return joined
        try:
            found = words.read(formula, wanted="set") if is_set_allowed else None
        except InputError:
            found = None
        if found is not None and found.term.op == "finite_set":
            return found
        if found is not None and found.term.op == "interval":
            ordered = Question(relation("lt", *found.term.args), hypotheses)
            if decide(ordered, limits).truth == "proved":
                return found
        try:
            return words.read(formula, wanted="point")
        except InputError:
            raise error from None


def antiderivative(words: Vocabulary, formula: str) -> Reading | None:
    r"""The integrand of \int f dx as a function; None for anything else."""
    try:
        found = words.read(formula, wanted="antiderivative")
    except InputError:
        return None
    if densities_of(formula, words.symbols):  # \int p(x) \log p(x) dx is over all x
        return None
    return found if found.term.op == "lambda" else None


def is_open_interval(term: Term) -> bool:
    return term.op == "interval" and term.value == (True, True)
