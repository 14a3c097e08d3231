"""Whether values may have been put into a formula for probabilities: some law gives it that value, term by term."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from operator import mul

from verify.grading.events.law import Law
from verify.grading.events.notation import Probability, probabilities_in
from verify.problem import InputError
from verify.read.formula import vocabulary
from verify.term import Term

_LAWS = 200
_CLOSE = 1e-9
_OPENS, _CLOSES = "([{", ")]}"


def may_be_put_in(law: Law, formula: str, values: str) -> bool:
    """Whether a formula has the value of an expression for some law of its events, and the same signs before as many terms.

    A formula takes all values between the least and the largest one that are seen, as the laws are connected.
    """
    ours, theirs = _signs(formula), _signs(values)
    is_value = values.strip(" $").replace(".", "", 1).isdigit()
    if ours != theirs and not is_value:
        return False
    try:
        value = _value(vocabulary({}).read(values).term, {})
        term, probabilities = _with_names(formula)
    except InputError:
        return True
    seen = [found for each in _laws(law) if (found := _at(term, probabilities, law, each)) is not None]
    return value is None or not seen or min(seen) - _CLOSE <= value <= max(seen) + _CLOSE


def _signs(text: str) -> list[str]:
    """The signs before the terms of a sum."""
    depth, signs, is_begin = 0, ["+"], True
    for character in text.strip(" $").replace("−", "-"):
        depth += (character in _OPENS) - (character in _CLOSES)
        if depth == 0 and character in "+-":
            signs = [character] if is_begin else [*signs, character]
        is_begin = is_begin and character.isspace()
    return signs


def _with_names(formula: str) -> tuple[Term, dict[str, Probability]]:
    """The formula with a name for each probability.  Raises InputError."""
    pieces, end, names = [], 0, dict[str, Probability]()
    for place, probability in enumerate(probabilities_in(formula) or ()):
        names[f"p_{place + 1}"] = probability
        pieces += [formula[end : probability.start], rf" p_{{{place + 1}}} "]
        end = probability.end
    text = "".join((*pieces, formula[end:]))
    return vocabulary(dict.fromkeys(names, "nonnegative"), syntax="latex").read(text).term, names


def _laws(law: Law) -> Iterator[Sequence[float]]:
    """The laws of one sure outcome, and some others: many weights near 0 among them."""
    yield from ([float(each == place) for each in range(law.count)] for place in range(law.count))
    drawn = random.Random(0)
    for _ in range(_LAWS):
        weights = [drawn.gammavariate(0.4, 1.0) for _ in range(law.count)]
        yield [each / sum(weights) for each in weights]


def _at(term: Term, probabilities: Mapping[str, Probability], law: Law, weights: Sequence[float]) -> float | None:
    values: dict[str, float] = {}
    for name, probability in probabilities.items():
        above, below = (sum(weights[each] for each in part) for part in law.parts(probability))
        if below <= 0:
            return None
        values[name] = above / below
    return _value(term, values)


def _value(term: Term, values: Mapping[str, float]) -> float | None:
    """The value of a formula of sums, products and whole powers; None for others, and where it has none."""
    if term.op == "number":
        return float(term.fraction)
    if term.op == "symbol":
        return values.get(term.name)
    args = [_value(arg, values) for arg in term.args] if term.op in ("add", "mul", "power") else [None]
    known = [arg for arg in args if arg is not None]
    if len(known) < len(args):
        return None
    if term.op == "add":
        return sum(known)
    if term.op == "mul":
        return reduce(mul, known)
    base, exponent = known
    return None if exponent != int(exponent) or (base == 0 and exponent < 0) else base**exponent
