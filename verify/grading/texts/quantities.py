r"""Quantities that the lines of a derivation define, and of which they take a derivative or a logarithm.

    z = w x + b
    a = \sigma(z)
    L = \frac12 (a - y)^2
    \frac{\partial L}{\partial a} = a - y
    \frac{\partial L}{\partial w} = (a - y) a (1 - a) x

    p(x \mid \lambda) = \lambda e^{-\lambda x}
    \log p(x \mid \lambda) = \log\lambda - \lambda x        a quantity too, if p is said of nothing else

Nobody declared their names, and no other line says something of the names in their formulas: y = 10 - x beside A = x y would,
if it were no definition of its own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from verify.grading.lines.links import links_of
from verify.grading.texts.defined_in_lines import LONGEST, is_tied, names_in, speaks_of, token_of
from verify.grading.texts.labels import plain_text
from verify.grading.texts.rates import HEAD, LETTER, takes_logarithm_of, takes_rate_of
from verify.read.names import canonical_name
from verify.read.naming import CONSTANTS, KNOWN_FUNCTIONS

_QUANTITY = re.compile(rf"[\s$]*(?P<name>{LETTER}(?:_(?:\w|\{{\w+\}}))?(?:\^\{{[(\[]\w+[)\]]\}})?)[\s$]*")
_RUN_OF_LETTERS = re.compile(r"[A-Za-z]{2}")
_ARGUMENTS = r"[(\[]\s*-?(?:\\?\w+(?:\s*[,|;]\s*|\s*\\mid\s*)?)+\s*(?:\\right)?[)\]]"
_GIVEN = re.compile(
    rf"[\s$]*(?P<name>{LETTER})\s*(?:\\left)?\((?P<argument>[^()]*(?:\\mid(?![A-Za-z])|\||;)[^()]*)\)[\s$]*"
)


@dataclass(frozen=True)
class _Given:
    """What a line says that a name is: its place, and the first formula."""

    place: int
    body: str


def quantities_of(lines: Sequence[str], declared: Collection[str]) -> dict[str, str]:
    """Name -> formula for the quantities of which a later line takes a derivative or logarithm, and those they are made of.

    What a quantity is made of stands before it.
    """
    given = _given_names(lines, declared)
    found: dict[str, str] = {}
    for name, head in given.items():
        if any(takes_rate_of(later, name) or takes_logarithm_of(later, name) for later in lines[head.place + 1 :]):
            _add(found, name, given)
    places = {given[name].place for name in found}
    derived = (place for place, line in enumerate(lines) if any(takes_rate_of(line, name) for name in found))
    others = [line for place, line in enumerate(lines[: next(derived, len(lines))]) if place not in places]
    return {} if any(is_tied(name, body, others) for name, body in found.items()) else found


def named_formulas(lines: Sequence[str], declared: Collection[str]) -> dict[str, str]:
    """Name -> formula for every name that one line says what it is, before any other line speaks of it."""
    return {name: head.body for name, head in _given_names(lines, declared).items()}


def _add(found: dict[str, str], name: str, given: Mapping[str, _Given]) -> None:
    """Adds a quantity behind those that its formula speaks of; one that is a number is no quantity, but a value put in."""
    body, names = given[name].body, names_in(given[name].body)
    for inner, head in given.items():
        is_used = head.place < given[name].place and (inner in names or speaks_of(body, [inner]))
        if is_used and inner not in found and names_in(head.body):
            _add(found, inner, given)
    found[name] = given[name].body


def _given_names(lines: Sequence[str], declared: Collection[str]) -> dict[str, _Given]:
    """The names that one line says what they are, before any other line speaks of them."""
    known = {canonical_name(name) for name in declared} | set(KNOWN_FUNCTIONS) | set(CONSTANTS)
    found: dict[str, _Given] = {}
    said: list[str] = []
    for place, line in enumerate(lines):
        links = links_of(line) if len(line) <= LONGEST else ()
        head = _QUANTITY.fullmatch(links[0].formula) if len(links) > 1 and not links[0].relation else None
        if head is None:
            continue
        name, bodies = head["name"], [link.formula for link in links[1:]]
        said.append(canonical_name(name))
        if _RUN_OF_LETTERS.match(name):  # PX is a product of P and X
            continue
        is_new = said[-1] not in known and not speaks_of("\n".join((*lines[:place], *bodies)), [name])
        of_names = {frozenset(each for each in names_in(body) if canonical_name(each) not in known) for body in bodies}
        is_equal = all(link.relation == "eq" for link in links[1:]) and (len(of_names) == 1 or {*names_in(bodies[0])} <= {*found})
        if is_new and is_equal and not _is_called(name, lines):
            found[name] = _Given(place, bodies[0])
    return {name: head for name, head in found.items() if said.count(canonical_name(name)) == 1}


def is_about(formula: str, defined: Iterable[str]) -> bool:
    """Whether a formula has a function that is defined, or is a quantity that is, or its derivative or logarithm."""
    heads = [(head, HEAD.fullmatch(head)) for head in defined]
    functions = [found["name"] for _, found in heads if found is not None]
    quantities = [head for head, found in heads if found is None]
    return (
        formula.strip(" $&") in quantities
        or any(takes_rate_of(formula, name) or takes_logarithm_of(formula, name) for name in quantities)
        or speaks_of(formula, functions)
    )


def _is_called(name: str, lines: Iterable[str]) -> bool:
    """Whether brackets with arguments follow a name somewhere: it may be a function there; a(1 - a) is a product."""
    return re.search(rf"{token_of(name).pattern}\s*(?:\\left)?\s*{_ARGUMENTS}", "\n".join(lines)) is not None


def variables_of(defined: Mapping[str, str]) -> dict[str, str]:
    """The only name in its formula, for each quantity that has no other: x for y = x^2; not v, if v is a quantity itself."""
    names = {head: names_in(body) for head, body in defined.items() if HEAD.fullmatch(head) is None}
    return {head: found[0] for head, found in names.items() if len(found) == 1 and found[0] not in defined}


def without_conditions(lines: Sequence[str], declared: Collection[str]) -> tuple[str, ...]:
    r"""The lines with p for p(x \mid \lambda), if that is a left side and p is said of nothing else."""
    known = {canonical_name(name) for name in declared}
    text = "\n".join(lines)
    for line in lines:
        links = links_of(line) if len(line) <= LONGEST else ()
        head = _GIVEN.fullmatch(links[0].formula) if len(links) > 1 and not links[0].relation else None
        if head is None or links[1].relation != "eq" or canonical_name(head["name"]) in known or r"\mathbb" in text:
            continue
        called = re.compile(rf"{token_of(head['name']).pattern}\s*(?:\\left)?\(([^()]*)\)")
        alone = re.compile(rf"{token_of(head['name']).pattern}(?!\s*(?:\\left)?\()")
        arguments = {plain_text(found[1]) for found in called.finditer(text)}
        if alone.search(text) is None and arguments == {plain_text(head["argument"])}:
            lines = [_with_literal(called, f"{head['name']} ", each) for each in lines]
            text = "\n".join(lines)
    return tuple(lines)


def _with_literal(pattern: re.Pattern[str], literal: str, text: str) -> str:
    """The text with a literal, whose backslashes mean nothing, wherever the pattern stands."""
    return pattern.sub(lambda _: literal, text)
