"""The point of a counterexample, read back from its text.

    1/2   -3              a rational
    1/2 - 3 i             a complex number
    [1, 2]                a column
    [[1, 0], [2, 1]]      a matrix, row by row; for a density p(x, z), its values at the states of x and z
    (1, 2, 3)             a sequence, of any of these
    u + u^3/5             a function f(u), where nothing but smoothness is asked of f
    its mean + [1] with probability 1/2, [-1] with probability 1/2      a random vector
    state 2               a value of an abstract random variable
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from itertools import product
from typing import Any

from verify.evaluate.complex_pairs import Complex
from verify.problem import InputError
from verify.question import Question
from verify.read.text import read_text
from verify.recheck.expectations import Noise
from verify.recheck.grid import Grid
from verify.recheck.numbers import Undecided
from verify.recheck.tables import Space, State, Table
from verify.recheck.taylor import Formula
from verify.sort import COMPLEX, REAL, DensityFamily, Function, Outcome, Random, Sequence
from verify.term import Term, free_symbols, postorder, symbol

_TOKEN = re.compile(r"\s*(?:(-?\d{1,5000}(?:/\d{1,5000})?)|([\[\](),]))")
_COMPLEX = re.compile(r"(-?\d{1,5000}(?:/\d{1,5000})?) ([+-]) (\d{1,5000}(?:/\d{1,5000})?) i")
_TABLE = re.compile(r"(?P<name>.+)\((?P<axes>[^()]*)\)")
_MEASURE = "base measure of "
_PARAMETER = symbol("u", REAL)
_ENTIRE = frozenset(("number", "symbol", "add", "mul", "exp", "sin", "cos", "sinh", "cosh", "tanh", "atan"))
_LARGEST_DEGREE = 40
_ANALYTIC_HAVE = frozenset(("continuous", "smooth"))
LONGEST = 100_000
DEEPEST = 12


class Unreadable(Exception):
    """What is no point, or has no value for a symbol."""


def read_point(question: Question, point: tuple[tuple[str, str], ...]) -> tuple[dict[Term, Any], dict[str, Space]]:
    """The values of the symbols, and the state spaces of the random variables.

    Raises Unreadable for what is no point, and Undecided for a value of a kind that this program does not know.
    """
    symbols: dict[str, Term] = {}
    for name in question.symbols:
        if symbols.setdefault(name.name, name) is not name:
            raise Unreadable(f"{name.name} stands for two different things")
    values: dict[Term, Any] = {}
    measures: dict[str, tuple[Fraction, ...]] = {}
    for label, text in point:
        if len(text) > LONGEST:
            raise Undecided(f"a value of {len(text)} characters", final=True)
        if label.startswith(_MEASURE) and label not in symbols:
            measures[label.removeprefix(_MEASURE)] = _numbers(_parsed(text))
            continue
        name, axes = _named(label, symbols)
        if name in values:
            raise Unreadable(f"two values for {label}")
        values[name] = _value(name, axes, text)
    return values, _spaces(values, measures)


def _named(label: str, symbols: dict[str, Term]) -> tuple[Term, tuple[str, ...]]:
    if label in symbols:
        return symbols[label], ()
    match = _TABLE.fullmatch(label)
    if match is None or match["name"] not in symbols:
        raise Unreadable(f"a value for {label}, which does not occur")
    return symbols[match["name"]], tuple(axis.strip() for axis in match["axes"].split(","))


def _value(symbol: Term, axes: tuple[str, ...], text: str) -> Any:
    sort = symbol.sort
    if isinstance(sort, Function):
        return _function(sort, axes, text)
    if isinstance(sort, Random):
        return _noise(text)
    if isinstance(sort, Outcome):
        if not re.fullmatch(r"state \d{1,4}", text):
            raise Unreadable(f"{text!r} is not a state")
        return State(int(text.removeprefix("state ")))
    if sort == COMPLEX:
        return _complex(text)
    parsed = _parsed(text)
    if isinstance(sort, DensityFamily):
        return _table(parsed, axes)
    return _sequence(parsed) if isinstance(sort, Sequence) else _tensor(parsed)


def _complex(text: str) -> Any:
    match = _COMPLEX.fullmatch(text)
    if match is None:
        return _parsed(text)
    real, turn, imaginary = match.groups()
    return Complex(_parsed(real), _parsed(imaginary) if turn == "+" else -_parsed(imaginary))


def _function(sort: Function, axes: tuple[str, ...], text: str) -> Formula:
    """A formula in one parameter that is analytic on the whole line, and of this sort by the signs of its coefficients."""
    if sort.arity != 1 or sort.codomain != REAL or axes != (_PARAMETER.name,):
        raise Undecided("a function of a kind that this check does not read", final=True)
    try:
        body = read_text(text, {_PARAMETER.name: _PARAMETER}).term
    except InputError as error:
        raise Unreadable(f"{text!r} is not a formula: {error.problem.seen}") from None
    if body.shape or free_symbols(body) not in ((), (_PARAMETER,)) or not all(map(_is_entire, postorder(body))):
        raise Undecided(f"{text!r} was not shown to be analytic everywhere", final=True)
    wanted = set(sort.properties) - _ANALYTIC_HAVE
    polynomial = _polynomial(body) if wanted else None
    if wanted and (polynomial is None or not all(name in _SHAPES and _SHAPES[name](polynomial) for name in wanted)):
        raise Undecided(f"{text!r} was not shown to be {' and '.join(sorted(wanted))}", final=True)
    return Formula(_PARAMETER, body)


def _is_entire(term: Term) -> bool:
    if term.op == "power":
        exponent = term.args[1]
        is_number = term.args[0].op == "number" and term.args[0].fraction != 0
        return exponent.op == "number" and exponent.value[1] == 1 and (exponent.value[0] >= 0 or is_number)
    return term.op in _ENTIRE


def _polynomial(term: Term) -> dict[int, Fraction] | None:
    """The coefficients by degree, or None for what is no polynomial in the parameter."""
    if term.op == "number":
        return {0: term.fraction}
    if term is _PARAMETER:
        return {1: Fraction(1)}
    if term.op == "power":
        base, exponent = _polynomial(term.args[0]), term.args[1].fraction
        if base is None or len(base) != 1 or abs(exponent) > _LARGEST_DEGREE:
            return None
        ((degree, coefficient),) = base.items()
        return {degree * int(exponent): coefficient ** int(exponent)} if exponent >= 0 or degree == 0 else None
    if term.op not in ("add", "mul"):
        return None
    parts = [_polynomial(arg) for arg in term.args]
    found: dict[int, Fraction] = {0: Fraction(term.op == "mul")}
    for part in parts:
        if part is None:
            return None
        found = _added(found, part) if term.op == "add" else _multiplied(found, part)
    return {degree: coefficient for degree, coefficient in found.items() if coefficient}


def _added(left: dict[int, Fraction], right: dict[int, Fraction]) -> dict[int, Fraction]:
    return {degree: left.get(degree, Fraction(0)) + right.get(degree, Fraction(0)) for degree in {**left, **right}}


def _multiplied(left: dict[int, Fraction], right: dict[int, Fraction]) -> dict[int, Fraction]:
    found: dict[int, Fraction] = {}
    for one, a in left.items():
        for other, b in right.items():
            found[one + other] = found.get(one + other, Fraction(0)) + a * b
    return found


def _increases(polynomial: dict[int, Fraction]) -> bool:
    """Odd powers with positive coefficients only, and a constant."""
    powers = {degree: c for degree, c in polynomial.items() if degree}
    return bool(powers) and all(degree % 2 and c > 0 for degree, c in powers.items())


def _negated(polynomial: dict[int, Fraction]) -> dict[int, Fraction]:
    return {degree: -c for degree, c in polynomial.items()}


# Sufficient, for a polynomial, to be of this shape.
_SHAPES: dict[str, Callable[[dict[int, Fraction]], bool]] = {
    "increasing": _increases,
    "decreasing": lambda polynomial: _increases(_negated(polynomial)),
    "convex": lambda polynomial: all(degree < 2 or (degree % 2 == 0 and c > 0) for degree, c in polynomial.items()),
    "even": lambda polynomial: all(degree % 2 == 0 for degree in polynomial),
    "odd": lambda polynomial: all(degree % 2 for degree in polynomial),
}


def _noise(text: str) -> Noise:
    parts = text.removeprefix("its mean + ").split(" with probability ")
    if not text.startswith("its mean + ") or len(parts) < 2:
        raise Unreadable(f"{text[:40]!r} is not a distribution")
    atoms: list[tuple[Fraction, Grid]] = []
    value = parts[0]
    for part in parts[1:]:
        probability, _, following = part.partition(", ")
        step = _tensor(_parsed(value))
        weight = _parsed(probability)
        if not isinstance(weight, Fraction):
            raise Unreadable(f"{probability!r} is not a probability")
        atoms.append((weight, step if isinstance(step, Grid) else Grid(1, 1, (step,))))
        value = following
    if value:
        raise Unreadable("a value without a probability")
    return Noise(tuple(atoms))


def _spaces(values: dict[Term, Any], measures: dict[str, tuple[Fraction, ...]]) -> dict[str, Space]:
    """The variables that the tables speak of; without a base measure, states are counted."""
    spaces: dict[str, Space] = {}
    for table in values.values():
        if isinstance(table, Table):
            for axis, size in zip(table.axes, table.sizes, strict=True):
                space = Space(measures.get(axis, (Fraction(1),) * size))
                if len(space.weights) != size or spaces.setdefault(axis, space) != space:
                    raise Unreadable(f"two numbers of states for {axis}")
    return spaces


# ------------------------------------------------------------------------------------------------------------------ grammar


def _parsed(text: str) -> Any:
    """A Fraction, a list for brackets, a tuple for parentheses."""
    tokens: list[str] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise Unreadable(f"{text[at : at + 40]!r} is not an exact value")
        tokens.append(match[1] or match[2])
        at = match.end()
    value, rest = _parse(tokens, 0, 0)
    if rest != len(tokens):
        raise Unreadable(f"{text[:40]!r} is not one value")
    return value


def _parse(tokens: list[str], at: int, depth: int) -> tuple[Any, int]:
    if at >= len(tokens) or depth > DEEPEST:
        raise Unreadable("a value that ends early, or is nested too deeply")
    token = tokens[at]
    if token not in "[](),":
        try:
            return Fraction(token), at + 1
        except ZeroDivisionError:
            raise Unreadable("a value with denominator 0") from None
    if token not in "[(":
        raise Unreadable(f"{token!r} where a value should stand")
    closing = "]" if token == "[" else ")"
    parts: list[Any] = []
    at += 1
    while True:
        part, at = _parse(tokens, at, depth + 1)
        parts.append(part)
        following = tokens[at] if at < len(tokens) else ""
        at += 1
        if following == closing:
            return (parts if token == "[" else tuple(parts)), at
        if following != ",":
            raise Unreadable(f"{following!r} where a comma should stand")


def _tensor(parsed: Any) -> Any:
    """A number, a column or a matrix."""
    if isinstance(parsed, Fraction):
        return parsed
    if isinstance(parsed, list) and all(isinstance(row, list) for row in parsed):
        rows = [_numbers(row) for row in parsed]
        if any(len(row) != len(rows[0]) for row in rows):
            raise Unreadable("rows of different lengths")
        return Grid(len(rows), len(rows[0]), tuple(entry for row in rows for entry in row))
    if isinstance(parsed, list):
        return Grid(len(parsed), 1, _numbers(parsed))
    raise Unreadable("a sequence where a matrix should stand")


def _sequence(parsed: Any) -> Any:
    """Its elements: sequences again, or tensors."""
    return tuple(map(_sequence, parsed)) if isinstance(parsed, tuple) else _tensor(parsed)


def _numbers(parsed: Any) -> tuple[Fraction, ...]:
    if not isinstance(parsed, list) or not all(isinstance(part, Fraction) for part in parsed):
        raise Unreadable("a row that is not made of numbers")
    return tuple(parsed)


def _table(parsed: Any, axes: tuple[str, ...]) -> Table:
    if not axes or len(set(axes)) != len(axes):
        raise Unreadable("a density without variables, or with one variable twice")
    sizes: list[int] = []
    inner = parsed
    for _ in axes:
        if not isinstance(inner, list):
            raise Unreadable("a density with fewer axes than variables")
        sizes.append(len(inner))
        inner = inner[0]
    values: dict[tuple[int, ...], Fraction] = {}
    for states in product(*(range(1, size + 1) for size in sizes)):
        cell = parsed
        for state, size in zip(states, sizes, strict=True):
            if not isinstance(cell, list) or len(cell) != size:
                raise Unreadable("a density whose rows have different lengths")
            cell = cell[state - 1]
        if not isinstance(cell, Fraction):
            raise Unreadable("a density with more axes than variables")
        values[states] = cell
    return Table(axes, tuple(sizes), values)
