"""What an evaluation of its own says of a verdict: a proof is held against many points, a counterexample against its own."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import islice, product

from mpmath import mp

from tests import oracle, oracle_term
from tests.oracle import Unclear, Undefined
from verify.question import Counterexample, Question
from verify.sort import Scalar
from verify.term import RELATIONS, Term, contains, postorder
from verify.verdict import Verdict

SMALL = tuple(Fraction(value) for value in ("0", "1", "-1", "1/2", "-1/2", "2", "-2", "3", "-3", "1/3", "4"))
_SIGNS = {"eq": (0,), "ne": (-1, 1), "lt": (-1,), "le": (-1, 0)}
_SWITCHES = RELATIONS | {"sign", "floor", "ceiling", "power"}
Point = Mapping[Term, Fraction]


def truth_at(statement: Term, point: Point, digits: int = 40) -> bool | None:
    """Whether a statement holds at a point; None if it is undefined there, or the oracle cannot tell."""
    op, args = statement.op, statement.args
    if op in ("true", "false"):
        return op == "true"
    if op in RELATIONS:
        if any(inner.op in _SWITCHES and contains(inner, oracle_term.LIMITED) for arg in args for inner in postorder(arg)):
            return None  # the rounding of a difference quotient would decide
        limited = contains(statement, oracle_term.LIMITED)
        left, right = args
        seen = oracle.look(lambda: oracle_term.evaluate(left, point), lambda: oracle_term.evaluate(right, point), digits, limited)
        if seen.kind == "equal" and limited and op in ("ne", "lt"):
            return None  # equal as far as quadrature can see
        try:
            return oracle.order(seen) in _SIGNS[op]
        except Unclear:
            return None
    parts = [truth_at(arg, point, digits) for arg in args]
    if op == "implies":
        op, parts = "or", [None if parts[0] is None else not parts[0], parts[1]]
    if op in ("and", "or"):
        decisive = op == "or"
        return decisive if decisive in parts else None if None in parts else not decisive
    if None in parts:
        return None
    return not parts[0] if op == "not" else parts[0] == parts[1]


def contains_value(sort: Scalar, value: Fraction) -> bool:
    """Whether a value belongs to a sort, written apart from `Scalar.contains`."""
    if sort.values is not None:
        return value in sort.values
    if (sort.is_integer and value.denominator > 1) or (sort.nonzero and value == 0):
        return False
    above = sort.lower is None or value > sort.lower or (value == sort.lower and not sort.lower_open)
    return above and (sort.upper is None or value < sort.upper or (value == sort.upper and not sort.upper_open))


def values_of(symbol: Term, constants: tuple[Fraction, ...], source: random.Random) -> list[Fraction]:
    """Small values, the ends of the sort, the constants of the statement and their neighbours, and random values."""
    sort = symbol.sort
    assert isinstance(sort, Scalar)
    ends = [end for end in (sort.lower, sort.upper) if end is not None]
    wanted = [*ends, *SMALL, *constants, *(end + shift for end in ends for shift in (Fraction(1, 7), 1, -1, Fraction(-1, 7)))]
    wanted += [*(sort.values or ()), *map(Fraction, range(5, 12))]
    wanted += [Fraction(source.randint(-4000, 4000), 997) for _ in range(6)]
    if sort.lower is not None and sort.upper is not None:
        wanted += [sort.lower + (sort.upper - sort.lower) * Fraction(source.randint(1, 996), 997) for _ in range(4)]
    return [value for value in dict.fromkeys(wanted) if contains_value(sort, value)]


def points(question: Question, count: int, seed: str) -> Iterator[Point]:
    """At most `count` points of the domain of a question: all pairs of simple values first, then any combination."""
    source = random.Random(seed)
    symbols = question.symbols
    constants = _constants(question)
    columns = [values_of(symbol, constants, source) for symbol in symbols]
    if not all(columns):
        return
    simple = list(islice(product(*(column[:7] for column in columns)), 400))
    source.shuffle(simple)
    mixed = ([source.choice(column) for column in columns] for _ in range(40 * count))
    each_alone = ([*map(source.choice, columns[:place]), value, *map(source.choice, columns[place + 1 :])]
                  for place, column in enumerate(columns) for value in column)  # fmt: skip
    seen: set[tuple[Fraction, ...]] = set()
    for values in (*simple[: 2 * count // 3], *each_alone, *simple[2 * count // 3 :], *mixed):
        if len(seen) >= count or tuple(values) in seen:
            continue
        point = dict(zip(symbols, values, strict=True))
        if all(truth_at(hypothesis, point) is True for hypothesis in question.hypotheses):
            seen.add(tuple(values))
            yield point


def _constants(question: Question) -> tuple[Fraction, ...]:
    numbers = {term.fraction for term in postorder(question.statement, *question.hypotheses) if term.op == "number"}
    small = [value for value in sorted(numbers) if abs(value) < 10**6]
    quotients = [one / other for one in small for other in small if other and abs(one / other) < 50][:12]
    return tuple(dict.fromkeys([*small, *(-value for value in small), *quotients]))


def refutes(question: Question, counterexample: Counterexample) -> bool | None:
    """Whether a counterexample is one, as far as the oracle can tell."""
    shown = {name: oracle_term.as_fraction(value) for name, value in counterexample.point}
    unneeded = {name: values_of(name, (), random.Random(0))[0] for name in question.symbols if name.name not in shown}
    point = {**unneeded, **{name: shown[name.name] for name in question.symbols if name.name in shown}}
    if not all(isinstance(symbol.sort, Scalar) and contains_value(symbol.sort, value) for symbol, value in point.items()):
        return False
    answers: list[bool | None] = []
    for statement, wanted in ((question.statement, False), *((hypothesis, True) for hypothesis in question.hypotheses)):
        seen: bool | None = None
        for digits in (40, 160, 640):
            seen = truth_at(statement, point, digits)
            if seen is not None:
                break
        answers.append(None if seen is None else seen is wanted)
    return False if False in answers else None if None in answers else True


def complaint(question: Question, verdict: Verdict, count: int = 24) -> str | None:
    """What is wrong with a verdict; "unclear" for a counterexample that the oracle cannot judge."""
    if verdict.truth == "refuted":
        if verdict.counterexample is None:
            return "refuted without a counterexample"
        found = refutes(question, verdict.counterexample)
        return None if found else "unclear" if found is None else f"refuted at {verdict.counterexample.point}, where it holds"
    if verdict.truth != "proved":
        return None
    for point in points(question, count, repr(question.statement)):
        with mp.workdps(40):
            try:
                holds = truth_at(question.statement, point)
            except (Undefined, ArithmeticError, ValueError):
                continue
        if holds is False:
            shown = ", ".join(f"{symbol.name} = {value}" for symbol, value in point.items())
            return f"proved, and it fails at {shown}"
    return None
