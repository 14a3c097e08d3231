"""The numeric leg: exact points of the declared domain at which a statement rigorously fails."""

from __future__ import annotations

from verify.evaluate.program import CannotEvaluate
from verify.fuel import Fuel, OutOfFuel
from verify.question import Counterexample, NoOpinion, NumericOutcome, Question, Support
from verify.refute.compare import Statement
from verify.refute.domain_points import Domain
from verify.refute.effort import THOROUGH, Effort
from verify.refute.search import Search
from verify.sort import Scalar
from verify.term import Term, digest, make

_OPPOSITE = {"eq": "ne", "ne": "eq"}
_TURNED = {"lt": "le", "le": "lt"}


def refute(question: Question, fuel: Fuel, effort: Effort = THOROUGH) -> NumericOutcome:
    """A counterexample of `question`, or how far its statement was supported.

    The symbols have to be scalars.  At most half of the fuel that is left is used; when that is gone, what was seen counts.
    """
    premises, conclusions = _split(question.statement)
    hypotheses = (*question.hypotheses, *premises)
    outcomes: list[NumericOutcome] = []
    share = Fuel(fuel.limits, fuel.left // 2)
    for conclusion in conclusions:
        outcome = _refute_one(Question(conclusion, hypotheses), share, effort)
        if isinstance(outcome, Counterexample):
            break
        outcomes.append(outcome)
    fuel.spent += share.spent
    return outcome if isinstance(outcome, Counterexample) else _joint(outcomes)


def _refute_one(question: Question, fuel: Fuel, effort: Effort) -> NumericOutcome:
    symbols = question.symbols
    for symbol in symbols:
        if not isinstance(symbol.sort, Scalar):
            return NoOpinion(f"{symbol.name} is not a number")
        if symbol.sort.is_complex:
            return NoOpinion(f"{symbol.name} is complex")
    seed = _seed(question) if effort.studied else b""  # where agreement means nothing, any points do
    search = None
    try:
        statement, domain = Statement(question.statement, symbols, fuel), Domain(symbols, question.hypotheses, fuel)
        search = Search(statement, domain, seed, fuel, effort)
        search.run()
    except CannotEvaluate as problem:
        return NoOpinion(problem.reason)
    except OutOfFuel as problem:
        if search is None or (search.found is None and not search.agreed):
            return NoOpinion(f"the work allowed was used up by {problem.doing}")
    return search.outcome()


def _seed(question: Question) -> bytes:
    return b"".join(digest(term) for term in (question.statement, *question.hypotheses))


def _split(statement: Term) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """Premises and conclusions: `if p then q` fails where p holds and q does not, `p and q` where either does not."""
    if statement.op == "implies":
        premises, conclusions = _split(statement.args[1])
        return (statement.args[0], *premises), conclusions
    if statement.op == "not":
        return (), (_negated(statement.args[0]) or statement,)
    if statement.op == "and":
        parts = [_split(part) for part in statement.args]
        if not any(premises for premises, _ in parts):
            return (), tuple(conclusion for _, conclusions in parts for conclusion in conclusions)
    return (), (statement,)


def _negated(statement: Term) -> Term | None:
    if statement.op in _OPPOSITE:
        return make(_OPPOSITE[statement.op], statement.args)
    if statement.op in _TURNED:
        return make(_TURNED[statement.op], statement.args[::-1])
    return None


def _joint(outcomes: list[NumericOutcome]) -> NumericOutcome:
    """A conjunction is supported where each part is, as well as the weakest."""
    weakest: Support | None = None
    for outcome in outcomes:
        if not isinstance(outcome, Support):
            return outcome
        weakest = outcome if weakest is None else Support(
            min(weakest.points, outcome.points),
            _more_serious(weakest, outcome).one_sided,
            weakest.both_undefined or outcome.both_undefined,
            weakest.kinks or outcome.kinks,
        )
    return weakest or NoOpinion("an empty statement")


def _more_serious(one: Support, other: Support) -> Support:
    if one.one_sided is None or (other.one_sided is not None and one.one_sided.isolated and not other.one_sided.isolated):
        return other
    return one
