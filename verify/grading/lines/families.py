r"""Chains about integrals without bounds: \int x e^x dx = x e^x - \int e^x dx = x e^x - e^x + C.

Every formula is an antiderivative there: it is read as the function that it is an antiderivative of, if an integral stands in
it; else its derivative is taken.  Two formulas without an integral may differ by what a constant of integration takes up, as
x^2/2 + C and (x + 1)^2/2 + C do.  Where another line says that u = x^2, \int \cos u du is that of 2x \cos x^2, by x.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from verify.decide import decide
from verify.grading.comparing.compare import compare, kind_of
from verify.grading.comparing.comparison import Comparison, undecided
from verify.grading.lines.links import Link
from verify.grading.lines.state import Derivation
from verify.grading.prose.differentials import is_differential
from verify.grading.texts.labels import label_of
from verify.problem import InputError, reject
from verify.question import Question
from verify.sort import Scalar
from verify.term import ONE, ZERO, Term, add, binder, derivative, free_symbols, mul, relation, substitute

_FUEL = 100_000  # of one equation above a chain
_OF_THE_VARIABLE = frozenset("f g h p q r s t u v w x y z".split())
_SIGNS = {"": "", "eq": " ="}
_RATE = re.compile(r"(?:[\s$&]|\\[,;:! ]|\\q?quad)*d\s*[A-Za-z]\s*/\s*d\s*[A-Za-z][\s$&]*")
_COMMA = re.compile(r"(?<!\\)[,;]")
_INTEGRAL = re.compile(r"\\int(?![A-Za-z])|∫|(?<![A-Za-z])int(?:egra(?:l|te))?\s*\(")


def reject_differentials(derivation: Derivation, links: tuple[Link, ...]) -> None:
    """Raises InputError for du = 2x dx, which is no equation of products with a d, and for du/dx that is read as one."""
    if "d" in derivation.task.vocabulary.symbols:
        return
    text = "".join(f"{_SIGNS.get(link.relation, ',')} {link.formula}" for link in links)
    for piece in _COMMA.split(text):
        left = piece.partition("=")[0]
        if is_differential(piece) or (_RATE.fullmatch(left) and _has_d(derivation, left)):
            raise reject("unsupported", f"an equation of differentials, {piece.strip(' $&')}"[:80], help=r"\frac{du}{dx} = 2x")


def _has_d(derivation: Derivation, formula: str) -> bool:
    try:
        return any(name.name == "d" for name in free_symbols(derivation.task.read(formula).term))
    except InputError:
        return False


def has_open_integral(derivation: Derivation, links: tuple[Link, ...]) -> bool:
    """Whether a line has an integral without bounds."""
    return any(_INTEGRAL.search(link.formula) and _is_function(derivation, link.formula) for link in links)


def _is_function(derivation: Derivation, formula: str) -> bool:
    try:
        return derivation.task.read(formula).term.op == "lambda"
    except InputError:
        return False


def compared_as_antiderivatives(derivation: Derivation, link: Link, before: Term, now: Term) -> tuple[Comparison, Term] | None:
    """The comparison of two formulas, and what the first is to it; None in a chain without integrals that have no bounds."""
    is_integral = "lambda" in (before.op, now.op)
    if not is_integral and derivation.integrated is None:
        return None
    if {kind_of(before), kind_of(now)} != {"expression"} or before.shape or now.shape or link.relation not in ("", "eq"):
        return (undecided("something else than an equation of integrals without bounds", "kind"), before) if is_integral else None
    given = _substitutions(derivation)
    by = _variable(derivation, given, (before, now))
    if by is not None and (reason := _doubt(derivation, by, given, (before, now))):
        return undecided(reason, "fact"), before
    if by is None:
        return undecided("an integral over another variable, of which no line says what it is", "form"), before
    derivation.integrated = by
    function, other = (_in_variable(each, by, given) for each in (before, now))
    if not is_integral and not all(by in free_symbols(each) for each in (function, other)):
        return undecided(f"a formula without {by.name}, which may depend on it", "form"), before
    is_substituted = bool(given or derivation.task.vocabulary.definitions)
    if function.op != "lambda":
        function, other = (other, function) if other.op == "lambda" else (_slope(function, by), other)
    return _compared(derivation, function, other, is_substituted=is_substituted), function


def _compared(derivation: Derivation, function: Term, other: Term, *, is_substituted: bool) -> Comparison:
    r"""The comparison of a function and an antiderivative; wrong only near 0 too, for positive parameters: \sqrt{x^2} = x."""
    task, by = derivation.task, function.args[0]
    found = compare(function, other, task.hypotheses, task.limits)
    if found.outcome != "wrong":
        return found
    others = dict.fromkeys(name for name in (*free_symbols(function), *free_symbols(other)) if isinstance(name.sort, Scalar))
    near = [relation("lt", ONE if is_substituted else ZERO, name) for name in others if name is not by]
    near += [relation("lt", ZERO, by), relation("lt", by, ONE)]
    near_by = compare(function, other, (*task.hypotheses, *near), task.limits)
    return near_by if near_by.outcome == "wrong" else undecided("perhaps right for positive names, or small ones", "domain")


def _doubt(derivation: Derivation, by: Term, given: Mapping[Term, Term], formulas: tuple[Term, Term]) -> str:
    """Why a name may depend on the variable of a chain, or what stands above the chain may make it right; or ""."""
    names = {name for formula in formulas for name in free_symbols(formula)} - {by, *given}
    tied, facts = {by, *given, *(each for value in given.values() for each in free_symbols(value))}, list(derivation.facts)
    for fact in [*facts, *facts]:
        said = set(free_symbols(fact))
        tied |= said if not tied.isdisjoint(said) else set()
    labels = map(label_of, (links[0].formula for links in derivation.lines if len(links) > 1))
    heads = {each for label in labels if label is not None for each in label.names}
    loose = sorted(name.name for name in names if name in tied or name.name in heads or name.name in _OF_THE_VARIABLE)
    if loose:
        return f"{loose[0]} may depend on {by.name}"
    unproved = [fact for fact in facts if fact.op == "eq" and fact.args[0].op != "symbol" and free_symbols(fact)]
    limits = derivation.task.limits.at_most(_FUEL)
    if any(decide(Question(fact, derivation.task.hypotheses), limits).truth != "proved" for fact in unproved):
        return "an equation above it, which is not known to hold"
    return ""


def _substitutions(derivation: Derivation) -> dict[Term, Term]:
    """What the variables of integrals are said to be: x^2, for u, if one line before says so."""
    found = {}
    for by in {term.args[0] for term in derivation.terms if term.op == "lambda"}:
        said = {fact.args[1] for fact in derivation.facts if fact.op == "eq" and fact.args[0] is by}
        values = [value for value in said if by not in free_symbols(value) and not value.shape]
        if len(values) == 1:
            found[by] = values[0]
    return found


def _variable(derivation: Derivation, given: Mapping[Term, Term], formulas: tuple[Term, Term]) -> Term | None:
    """The one variable that the integrals of a chain are over, or that what they are over is said to depend on."""
    over = {each.args[0] for each in formulas if each.op == "lambda"}
    over |= {derivation.integrated} if derivation.integrated is not None else set()
    own = {by for by in over if by not in given}
    for by in over - own:
        names = [name for name in free_symbols(given[by]) if isinstance(name.sort, Scalar)]
        own |= own.intersection(names) or (set(names) if len(names) == 1 else {by})
    return own.pop() if len(own) == 1 else None


def _in_variable(term: Term, by: Term, given: Mapping[Term, Term]) -> Term:
    """A formula in which the variable of a substitution is what it is said to be."""
    if term.op != "lambda":
        return substitute(term, {name: value for name, value in given.items() if name is not by})
    bound, body = term.args
    if bound is by:
        return term
    value = given[bound]
    return binder("lambda", by, mul(substitute(body, {bound: value}), derivative(value, by)))


def _slope(antiderivative: Term, by: Term) -> Term:
    """The derivative as a function, without what does not depend on the variable."""
    terms = antiderivative.args if antiderivative.op == "add" else (antiderivative,)
    return binder("lambda", by, derivative(add(*(term for term in terms if by in free_symbols(term))), by))
