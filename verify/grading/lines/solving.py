"""Equations among the lines of a derivation: derivatives that are computed, set to 0 and solved."""

from __future__ import annotations

import re
from collections.abc import Sequence

from verify.grading.comparing.compare import compare, kind_of
from verify.grading.comparing.comparison import Comparison, undecided
from verify.grading.lines.links import Link
from verify.grading.lines.state import CONNECTIVES, Derivation
from verify.grading.lines.steps import decided
from verify.grading.texts.defined_in_lines import speaks_of
from verify.grading.texts.labels import plain_text, rate_of
from verify.grading.texts.rates import takes_logarithm_of, takes_rate_of
from verify.problem import InputError
from verify.question import Question
from verify.term import ZERO, Term, conjuncts, equal, free_symbols, make

_OF_DERIVED = re.compile(r"['′∇∂]|frac|nabla|log|ln|(?<![A-Za-z])d\\?\w*\s*/\s*d|grad|diff")  # of a defined function

_RATE = re.compile(r"\\nabla|∇|\\(?:frac|dfrac|tfrac)\s*\{\s*(?:d|\\partial|\\mathrm\{d\})|^\s*diff\(|^\s*d/d|^\s*grad")


def computes_function(derivation: Derivation, place: int) -> bool:
    """Whether a line says what a defined function, or a derivative of it, is: f'(x) = 2x, but f'(x) = 0 is to be solved."""
    links = derivation.lines[place]
    if len(links) < 2 or links[0].relation not in ("", "implies"):
        return False
    if links[1].relation != "eq" or any(link.relation in CONNECTIVES for link in links[2:]):
        return False
    left, right = (speaks_of_defined(derivation, link.formula) for link in links[:2])
    is_set_to_zero = any(link.relation in ("", "eq") and link.formula.strip(" $") == "0" for link in links)
    if not left:
        return not is_set_to_zero and is_rate_set_to_zero(derivation, place)
    try:
        sides = [derivation.task.read(link.formula).term for link in links[:2]]
    except InputError:
        return False
    if is_set_to_zero:  # f'(x) = 0, and not f'(1) = 0
        return not any(map(free_symbols, sides)) and is_same(derivation, *sides)
    if right:  # the chain rule, and not f'(x) = f(x)
        return sides[0].shape == sides[1].shape and kind_of(sides[1]) == "expression" and is_same(derivation, *sides)
    if sides[1] is ZERO or sides[1].op == "zeros":
        return False
    return bool(free_symbols(sides[1])) or not free_symbols(sides[0]) or is_same(derivation, *sides)  # R'(q) = 15


def of_what_is_solved(derivation: Derivation, place: int, is_implication: bool) -> Comparison | None:
    """What is said of an equation about a defined function: None if it holds always, or is f'(x) = 0, which lines solve and
    which may hold.  In f'(x) = 2x - 2 = 0, the first has to hold."""
    *before, term = conjuncts(derivation.terms[-1])
    task, may_be_solved = derivation.task, undecided("an equation that may be one to be solved", "chain")
    for each in before:
        found = decided(Question(each, task.hypotheses), task)
        if found.outcome == "undecided" and each.op == "eq":  # 3/x - 2 has values where the derivative of 3 log x - 2x has none
            other = compare(each.args[0], each.args[1], task.hypotheses, task.limits)
            found = other if other.outcome == "correct" else found
        if found.outcome != "correct":
            return found
    if ZERO not in term.args and term.args[1].op != "zeros":
        return None if decided(Question(term, task.hypotheses), task).outcome == "correct" else may_be_solved
    is_solved = is_implication or place + 1 < len(derivation.lines)
    never = Question(make("ne", term.args), task.hypotheses)
    may_hold = bool(term.args[0].shape) or decided(never, task).outcome != "correct"
    return None if is_solved and may_hold else may_be_solved


def may_be_solved(derivation: Derivation, place: int, position: int = 1) -> bool:
    r"""Whether a line is an equation for a value of the function itself, or the next one goes on without defined names.

    f(x) = 2x, and then x^2 = 2x.  Further on in a line only \log L(p) and f'(x) are worked out.
    """
    left = derivation.lines[place][position - 1].formula
    if position > 1 and not speaks_of_defined(derivation, left):
        return True
    said_before = {links[0].formula for links in derivation.lines[:place] if not links[0].relation}
    if _OF_DERIVED.search(left) is not None and all(_is_named(left, links) for links in derivation.lines[place + 1 :]):
        return False  # nothing below it solves an equation
    if _OF_DERIVED.search(left) is None or left in said_before:
        return True
    if place + 1 == len(derivation.lines):
        return False
    if any(_says_of(left, links) for links in derivation.lines[place + 1 :]):
        return True  # f'(x) = 6x, and then f'(x) - 6x = 0, or what f'(x) is
    links = derivation.lines[place + 1]
    if links[0].relation not in ("", *CONNECTIVES):
        return False
    is_about, *others = (speaks_of_defined(derivation, link.formula) for link in links)
    if is_about and not any(others):
        return False
    return not _is_set_to_zero(derivation, place)


def _is_named(left: str, links: tuple[Link, ...]) -> bool:
    """Whether a line only says again what a left side is, and is no equation for 0."""
    is_zero = any(link.formula.strip(" $") == "0" for link in links)
    return len(links) > 1 and not links[0].relation and plain_text(links[0].formula) == plain_text(left) and not is_zero


def _says_of(left: str, links: tuple[Link, ...]) -> bool:
    """Whether a line says something of a left side, and not only that it is 0."""
    first = plain_text(links[0].formula)
    if links[0].relation or plain_text(left) not in first:
        return False
    return first != plain_text(left) or (len(links) > 1 and links[1].formula.strip(" $") != "0")


def _is_set_to_zero(derivation: Derivation, place: int) -> bool:
    """Whether the next line sets the right side to 0 and not to the left one: f'(x) = 2x - 2, and then 2x - 2 = 0."""
    try:
        left, right, *_ = [derivation.task.read(link.formula).term for link in derivation.lines[place]]
        below = derivation.task.read(_as_text(derivation.lines[place + 1])).term
    except (InputError, ValueError):
        return False
    if below.op != "eq" or left.shape != right.shape:
        return False
    sides = [side for side in below.args if side is not ZERO and side.op != "zeros"]
    is_alone = len(sides) == 1 and right.op != "symbol" and sides[0].shape == right.shape and free_symbols(right)
    if is_alone and is_same(derivation, sides[0], right):
        return True  # nobody solves f'(x) = g(x) by g(x) = 0, but f'(x) = x by x = 0
    if not says_zero(derivation, right, below):
        return False
    return compare(equal(left, right), below, derivation.task.hypotheses, derivation.task.limits).outcome == "wrong"


def is_rate_set_to_zero(derivation: Derivation, place: int) -> bool:
    r"""Whether a line works a derivative out that the next one sets to 0: \nabla_w \|Xw - y\|^2 = g, and then g = 0."""
    if len(derivation.lines[place]) != 2 or place + 1 >= len(derivation.lines):
        return False
    if not is_of_rate(derivation.lines[place][0].formula):
        return False
    return not derivation.lines[place + 1][0].relation and _is_set_to_zero(derivation, place)


def is_of_rate(formula: str) -> bool:
    """Whether a formula is a derivative or gradient, of a name or of what is written out."""
    return rate_of(formula) is not None or _RATE.search(formula) is not None


def _as_text(links: Sequence[Link]) -> str:
    return " = ".join(link.formula for link in links)


def says_zero(derivation: Derivation, formula: Term, equation: Term) -> bool:
    """Whether an equation says that a formula is 0, which it may be somewhere."""
    sides, task = [side for side in equation.args if side is not ZERO], derivation.task
    if not free_symbols(formula) or formula.shape != equation.args[0].shape:
        return False
    if not formula.shape and decided(Question(make("ne", equation.args), task.hypotheses), task).outcome == "correct":
        return False
    if len(sides) == 1 and is_same(derivation, sides[0], formula):
        return True
    nothing = make("zeros", formula.shape) if formula.shape else ZERO
    return is_same(derivation, equal(formula, nothing), equation)


def may_be_solved_below(derivation: Derivation, before: Term, now: Term) -> bool:
    """Whether an equation below an identity sets a side of it to something: d/dx (x^2 - 2x) = 2x - 2, and then 2x = 2."""
    task = derivation.task
    if before.op != "eq" or now.op != "eq" or decided(Question(before, task.hypotheses), task).outcome != "correct":
        return False
    sides = [side for side in before.args if free_symbols(side)]
    is_given = any(one in sides and not free_symbols(other) for one, other in (now.args, now.args[::-1]))  # 10c = 1
    return is_given or any(says_zero(derivation, side, now) for side in sides)


def is_solved_by_next(derivation: Derivation, place: int, before: Term, now: Term) -> bool:
    """Whether the next line is the value of a name at which a step to a number holds: c/2, = 1, c = 2."""
    if free_symbols(now) or place + 1 >= len(derivation.lines):
        return False
    try:
        following = [derivation.task.read(_as_text(derivation.lines[place + 1])).term]
    except InputError:
        return False
    solved = following[0].op == "eq" and following[0].args[0].op == "symbol" and not free_symbols(following[0].args[1])
    question = Question(equal(before, now), (*derivation.task.hypotheses, *following))
    return solved and before.shape == now.shape and decided(question, derivation.task).outcome == "correct"


def sets_to_zero(before: Term, now: Term) -> bool:
    """Whether a plain 0 is new, which the next lines may solve for: f'(x) = 2x - 2 and then = 0, or 2x - 2 = 0."""
    if kind_of(before) != kind_of(now):
        return False
    if kind_of(now) == "expression":
        return ZERO in (before, now)
    return before.op == now.op == "eq" and ZERO in now.args and ZERO not in before.args


def speaks_of_defined(derivation: Derivation, formula: str) -> bool:
    """Whether a formula has a function that is defined, or is a quantity that is, or has a derivative or logarithm of one."""
    definitions = derivation.task.vocabulary.definitions if len(derivation.lines) > 1 else ()
    functions = [each.head.partition("(")[0].strip() for each in definitions if each.parameters and "(" in each.head]
    quantities = [each.head.strip() for each in definitions if not each.parameters]
    is_changed = any(takes_rate_of(formula, name) or takes_logarithm_of(formula, name) for name in quantities)
    return is_changed or formula.strip(" $&") in quantities or speaks_of(formula, functions)


def mentions_defined(derivation: Derivation, links: Sequence[Link]) -> bool:
    """Whether a line has a function or quantity that is defined, whatever it says of it."""
    names = [each.head.partition("(")[0].strip() for each in derivation.task.vocabulary.definitions]
    return any(speaks_of(link.formula, names) for link in links)


def only_defines(derivation: Derivation, place: int) -> bool:
    """Whether the lines before a place say what functions and quantities are, and nothing else."""
    heads = {each.head.strip() for each in derivation.task.vocabulary.definitions}
    return place > 0 and all(links[0].formula.strip(" $&") in heads for links in derivation.lines[:place])


def is_same(derivation: Derivation, one: Term, other: Term) -> bool:
    return compare(one, other, derivation.task.hypotheses, derivation.task.limits).outcome == "correct"
