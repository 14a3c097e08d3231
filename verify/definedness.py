"""The domain axis of a verdict: where both sides of a statement are defined.

`verify.domain.conditions` says under which conditions a term is defined; the symbolic leg proves those that always hold, the
numeric leg finds points for those that fail.  Two sides are equal "on the common domain" when the failing conditions are the
same for both, or when those that differ fail on a thin set only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from verify.domain import conditions
from verify.question import Counterexample, NumericOutcome, OneSided, Question, Support
from verify.term import Term, contains, postorder
from verify.verdict import Domain

# Real-analytic on all of R^n.  Anything else may vanish on an open set without vanishing everywhere: |x| - x, sqrt(x^2) - x.
_ANALYTIC = frozenset(
    ("number", "symbol", "pi", "add", "mul", "power", "exp", "sin", "cos", "sinh", "cosh", "tanh", "atan", "erf")
)
_SIDED = frozenset(("eq", "ne", "lt", "le"))


@dataclass(frozen=True)
class Definedness:
    """`domain` as in a verdict, and the conditions that fail somewhere, or may fail as far as is known."""

    domain: Domain
    exceptions: tuple[Term, ...] = ()


def definedness(
    question: Question,
    numeric: NumericOutcome,
    proves: Callable[[Question], bool],
    refutes: Callable[[Question], bool],
) -> Definedness:
    """Where both sides of the statement are defined, as far as the two legs can tell."""
    left, right = _conditions_of_sides(question.statement)
    failing: dict[Term, bool] = {}  # condition -> whether a point is known at which it fails
    for condition in dict.fromkeys((*left, *right)):
        asked = Question(condition, question.hypotheses)
        if not proves(asked):
            failing[condition] = refutes(asked)
    exceptions = tuple(condition for condition, known in failing.items() if known)
    one_sided = one_sided_of(numeric)
    if one_sided is not None and not one_sided.isolated:
        return Definedness("mismatch", exceptions)
    if not failing:
        return Definedness("total" if one_sided is None else "open")
    differing = [condition for condition in failing if (condition in left) != (condition in right)]
    if not differing or (_may_be_thin(question, numeric) and all(map(_fails_on_thin_set, differing))):
        return Definedness("common", exceptions or tuple(failing))
    return Definedness("open", exceptions)


def one_sided_of(numeric: NumericOutcome) -> OneSided | None:
    return numeric.one_sided if isinstance(numeric, Support) else None


def has_common_point(numeric: NumericOutcome) -> bool:
    """Whether a point is known at which both sides are defined: without one, "equal where both are defined" says nothing."""
    return isinstance(numeric, (Support, Counterexample))


def _conditions_of_sides(statement: Term) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    if statement.op in _SIDED:
        return tuple(conditions(statement.args[0])), tuple(conditions(statement.args[1]))
    both = tuple(conditions(statement))
    return both, both


def _may_be_thin(question: Question, numeric: NumericOutcome) -> bool:
    """A zero set is thin only if the function is not zero everywhere, and in a domain that is not itself thin (x = 0)."""
    return isinstance(numeric, Support) and not any(contains(hypothesis, {"eq"}) for hypothesis in question.hypotheses)


def _fails_on_thin_set(condition: Term) -> bool:
    """Whether the condition is f != 0 with f real-analytic: if f is not 0 everywhere, its zeros have no interior."""
    if condition.op != "ne":
        return False
    return all(inner.op in _ANALYTIC and _integer_power(inner) for inner in postorder(*condition.args))


def _integer_power(term: Term) -> bool:
    """Powers are analytic for exponents 0, 1, 2, ...; x^(1/2) is not, and 1/x is not at 0."""
    if term.op != "power":
        return True
    exponent = term.args[1]
    return exponent.op == "number" and exponent.value[1] == 1 and exponent.value[0] >= 0
