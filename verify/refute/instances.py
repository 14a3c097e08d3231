"""Refutation of abstract questions: matrices of symbolic size, sequences, unknown functions, densities, random vectors.

Everything that the question leaves open gets an exact value: sizes 1, 2, 3 and unequal ones, rational matrices with the declared
properties, concrete functions, probability tables, distributions with the declared moments.  At such an instance both sides
are evaluated by the definition of each operation.  What differs there, rigorously, is refuted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import product as combinations
from typing import Any

from flint import fmpq

from verify.evaluate.complex_pairs import PAIRED
from verify.evaluate.precision import precision
from verify.evaluate.rationals import to_fraction
from verify.fuel import Fuel, OutOfFuel
from verify.question import Counterexample, NoOpinion, NumericOutcome, OneSided, Question, Support
from verify.refute.digits import show_pair
from verify.refute.effort import THOROUGH, Effort
from verify.refute.guards import differing_switches
from verify.refute.instance_descent import descend
from verify.refute.instance_draw import Style
from verify.refute.instance_lowering import refute_lowered, speaks_of_functions_only
from verify.refute.instance_matrices import Matrix, Value, determinant, show
from verify.refute.instance_model import Instance, Plan, Subject, may_be_conjugates
from verify.refute.instance_numbers import ZERO, Undecided, Undefined, Unsupported, differ, shown
from verify.refute.instance_operations import EXACT_OPERATIONS, OPERATIONS
from verify.refute.instance_repair import is_on_boundary, repair, rescale, structure
from verify.refute.instance_scope import Evaluation, OneOutside, OneUndefined, OutsideOfInstance, Scope, Truth, holds, judge
from verify.sort import Outcome, Scalar, Sequence, Tensor, terms_in
from verify.term import RELATIONS, Term, conjuncts, free_symbols, height, make, rows_of

PRECISIONS = (128, 512, 1_536)
CONFIRMED = 512  # overlapping balls count as agreement from this precision on
ATTEMPTS = 8  # redraws of an instance that does not meet the hypotheses
MAX_CASES = 12
LOWERED_INSTANCES = 4
MAX_INSTANCES = 20
CHEAP = 15_000  # up to this much work, more instances than there are patterns of sizes are tried
UNUSABLE_ATTEMPTS = 3  # further redraws of an instance at which a side is undefined
LEAST_POINTS = 4
DESCENTS = 6  # instances from which to go downhill
MAX_SIZES = 5_000
MAX_HEIGHT = 120  # a level of nesting takes up to four of Python's frames

Case = dict[Term, Any]


def refute_abstract(question: Question, fuel: Fuel, effort: Effort = THOROUGH) -> NumericOutcome:
    """A counterexample, the number of instances at which the question held, or why nothing can be said.

    At most half of the fuel that is left is used; when it is used up, what was seen so far counts.
    """
    if _height(question) > MAX_HEIGHT:
        return NoOpinion(f"nested more than {MAX_HEIGHT} deep")
    if may_be_conjugates(question):
        return NoOpinion("a complex symbol that may be meant as the conjugate of another one")
    while question.statement.op == "implies":
        question = Question(question.statement.args[1], (*question.hypotheses, question.statement.args[0]))
    question = Question(question.statement, tuple(part for each in question.hypotheses for part in conjuncts(each)))
    share = Fuel(fuel.limits, fuel.left // 2)
    tally = _Tally(question, max(min(LEAST_POINTS, effort.studied), 1))
    try:
        found = _search(Subject.of(question), share, tally, effort)
    except OutOfFuel as problem:
        found = None
        tally.note(f"the work allowed was used up by {problem.doing}")
    fuel.spent += share.spent
    return found or tally.outcome()


def _height(question: Question) -> int:
    return max(map(height, (question.statement, *question.hypotheses)))


def _search(subject: Subject, fuel: Fuel, tally: _Tally, effort: Effort) -> Counterexample | None:
    for instance in instances(subject, fuel, effort.instances, degenerate=effort.degenerate):
        if instance.plan.number >= len(_PATTERNS) and fuel.spent > CHEAP:
            break
        found = _try_instance(instance, tally, descending=effort.structured and instance.plan.number < DESCENTS)
        if found is not None:
            return found
        if tally.hopeless():
            break
    if tally.agreed == 0 and tally.unsupported and speaks_of_functions_only(subject.question):
        return _search_lowered(subject, fuel, tally, effort)
    return None


def _search_lowered(subject: Subject, fuel: Fuel, tally: _Tally, effort: Effort) -> Counterexample | None:
    for plan in _plans(subject, min(LOWERED_INSTANCES, effort.instances)):
        found = refute_lowered(Instance(subject, plan, fuel), fuel, effort)
        if isinstance(found, Counterexample):
            return found
        if found is not None:
            tally.agreed += found.points
            tally.one_sided = tally.one_sided or found.one_sided
            tally.kinks |= found.kinks
    return None


# ----------------------------------------------------------------------------------------------------------------- instances


def instances(subject: Subject, fuel: Fuel, most: int = MAX_INSTANCES, *, degenerate: bool = False) -> Iterator[Instance]:
    """Instances from simple to generic; the same in every process.  What is drawn is paid for with `fuel`."""
    plans = _plans(subject, MAX_INSTANCES if degenerate else most)
    if degenerate:
        plans = [replace(plans[number], style=Style.DEGENERATE) for number in _DEGENERATE[:most]]
    for plan in plans:
        yield Instance(subject, plan, fuel)


_PATTERNS = ((1,), (2, 3, 1), (2,), (3, 2, 2, 1), (1, 2, 3), (2, 1, 3), (3,), (2, 3, 4), (5, 1, 2), (2, 2, 3))
_STYLES = (
    Style.SIMPLE, Style.SIMPLE, Style.SIMPLE, Style.FRACTIONS, Style.FRACTIONS, Style.GENERIC, Style.SMALL, Style.GENERIC,
    Style.SIMPLE, Style.DEGENERATE,
)  # fmt: skip
_DEGENERATE = (2, 0, 6)  # the patterns for zeros and ones: sizes 2, 1 and 3
_LATER_STYLES = (Style.FRACTIONS, Style.SIMPLE, Style.GENERIC, Style.SMALL)
_STATES = ((2,), (2, 3), (3, 2), (2,), (3,), (2, 3), (2,), (3, 2), (2,), (2,))


def _plans(subject: Subject, most: int = MAX_INSTANCES) -> list[Plan]:
    symbols = size_symbols(subject)
    rows = _sizes(symbols, subject.question.hypotheses)
    return [
        Plan(
            number,
            _STYLES[number] if number < len(rows) else _LATER_STYLES[number % len(_LATER_STYLES)],
            tuple(zip(symbols, rows[number % len(rows)], strict=True)),
            _STATES[number % len(rows)],
            counting=number % len(rows) not in (3, 5, 6),
            skewed=number % 3 != 2,
        )
        for number in range(min(most, MAX_INSTANCES))
    ]


def size_symbols(subject: Subject) -> tuple[Term, ...]:
    """The free integer symbols that give a shape, a length or the end of a sum."""
    found: dict[Term, None] = {}
    for term in subject.terms:
        sizes: tuple[Term, ...] = ()
        if term.op == "symbol" and isinstance(term.sort, (Tensor, Sequence)):
            sizes = tuple(terms_in(term.sort))
        elif term.op in ("identity", "zeros", "ones"):
            sizes = term.args
        elif term.op in ("sum", "product", "largest"):
            sizes = term.args[1:3]
        for size in sizes:
            found.update(dict.fromkeys(free_symbols(size)))
    free = subject.question.symbols
    return tuple(name for name in found if name in free and isinstance(name.sort, Scalar) and name.sort.is_integer)


def _sizes(symbols: tuple[Term, ...], hypotheses: tuple[Term, ...]) -> list[tuple[int, ...]]:
    """One value for each symbol, a row for each plan: the patterns, those replaced that the hypotheses exclude."""
    about = [hypothesis for hypothesis in hypotheses if set(free_symbols(hypothesis)) <= set(symbols)]
    wanted = [tuple(_admitted(symbol, pattern[i % len(pattern)]) for i, symbol in enumerate(symbols)) for pattern in _PATTERNS]
    if not about or not symbols:
        return wanted
    every = combinations(*([_admitted(symbol, value) for value in range(1, 7)] for symbol in symbols))
    listed = sorted({row for row, _ in zip(every, range(MAX_SIZES), strict=False)}, key=lambda row: (max(row), sum(row), row))
    fitting = [row for row in listed if _sizes_meet(about, symbols, row)]
    if not fitting:
        return wanted
    return [row if row in fitting else fitting[i % len(fitting)] for i, row in enumerate(wanted)]


def _admitted(symbol: Term, value: int) -> int:
    sort = symbol.sort
    assert isinstance(sort, Scalar)
    if sort.values is not None:
        return int(sort.values[value % len(sort.values)])
    if sort.lower is not None:
        value = max(value, int(-((-sort.lower) // 1)) + (sort.lower_open and sort.lower.denominator == 1))
    return min(value, int(sort.upper // 1)) if sort.upper is not None else value


def _sizes_meet(hypotheses: list[Term], symbols: tuple[Term, ...], row: tuple[int, ...]) -> bool:
    question = Question(hypotheses[0])
    instance = Instance(Subject.of(question), Plan(0, Style.SIMPLE, tuple(zip(symbols, row, strict=True))), Fuel())
    scope = Evaluation(instance, OPERATIONS).root
    return _meets(scope, tuple(hypotheses))


def _cases(instance: Instance) -> list[Case]:
    """The values of free indices and free outcomes, all of them if there are few."""
    ranges: dict[Term, list[Any]] = {}
    for symbol in instance.subject.question.symbols:
        if isinstance(symbol.sort, Outcome):
            ranges[symbol] = list(instance.space(symbol).states)
        elif symbol not in instance.sizes and isinstance(symbol.sort, Scalar) and symbol.sort.is_integer:
            lengths = _indexed_lengths(instance, symbol)
            if lengths:
                allowed = [k for k in range(1, min(lengths) + 1) if symbol.sort.contains(to_fraction(fmpq(k)))]
                ranges[symbol] = [fmpq(k) for k in allowed]
    every = [dict(zip(ranges, values, strict=True)) for values in combinations(*ranges.values())]
    stride = -(-len(every) // MAX_CASES) if every else 1
    return every[::stride]


def _indexed_lengths(instance: Instance, index: Term) -> list[int]:
    """The lengths of what `index` counts the entries of."""
    found: list[int] = []
    for term in instance.subject.terms:
        if term.op == "item":
            places = [i for i, place in enumerate(term.args[1:]) if index in free_symbols(place)]
            lengths = _lengths(instance, term.args[0])
            found.extend(lengths[place] for place in places if place < len(lengths))
        elif term.op == "row" and index in free_symbols(term.args[1]):
            found.append(instance.size(rows_of(term.args[0])))
    return found


def _lengths(instance: Instance, tensor: Term) -> list[int]:
    sort: Any = tensor.sort if tensor.op == "symbol" else None
    out: list[int] = []
    while isinstance(sort, Sequence):
        out.append(instance.size(sort.length))
        sort = sort.element
    shape = sort.shape if isinstance(sort, Tensor) else tensor.shape if not out else ()
    sizes = [instance.size(size) for size in shape]
    return out + (sizes[1:] if sizes[:1] == [1] and sizes[1:] != [1] else sizes)


# ------------------------------------------------------------------------------------------------------------------- trying


class _Outcome(Enum):
    """What one case of an instance was good for."""

    AGREED = "both sides agree"
    UNUSABLE = "a side is undefined or not decided"
    NOT_MET = "the hypotheses do not hold"


def _try_instance(instance: Instance, tally: _Tally, *, descending: bool = False) -> Counterexample | None:
    """Draw until the hypotheses hold and both sides are defined in some case; then, perhaps, look downhill from there."""
    subject, plan = instance.subject, instance.plan
    met = False
    for attempt in range(ATTEMPTS):
        drawn = instance if attempt == 0 else Instance(subject, replace(plan, attempt=attempt), instance.fuel)
        try:
            cases = _cases(drawn)
            if subject.question.hypotheses and (attempt > 0 or is_on_boundary(drawn)):
                _fit(drawn, cases)
            outcomes = []
            for case in cases:
                outcome = _try_case(drawn, case, tally)
                if isinstance(outcome, Counterexample):
                    return outcome
                outcomes.append(outcome)
        except Unsupported as problem:
            tally.note(str(problem))
            tally.unsupported += 1
            return None
        met |= any(outcome is not _Outcome.NOT_MET for outcome in outcomes)
        if _Outcome.AGREED in outcomes:
            return _downhill(drawn, cases[outcomes.index(_Outcome.AGREED)], tally) if descending else None
        if met and attempt >= UNUSABLE_ATTEMPTS:
            return None
    tally.note("no instance was found that meets the hypotheses")
    return None


def _downhill(instance: Instance, case: Case, tally: _Tally) -> Counterexample | None:
    """Where l <= r might fail, or l != r: downhill from the instance, or where the two sides meet."""
    statement, hypotheses = instance.subject.question.statement, instance.subject.question.hypotheses
    if statement.op == "ne":
        repair(instance, (make("eq", statement.args),), case)
    elif not descend(instance, case, lambda scope: _meets(scope, hypotheses)):
        return None
    outcome = _try_case(instance, case, tally)
    return outcome if isinstance(outcome, Counterexample) else None


def _fit(instance: Instance, cases: list[Case]) -> None:
    """Move the values towards the hypotheses; later attempts give the matrices a structure first, each instance another one."""
    hypotheses = instance.subject.question.hypotheses
    if instance.plan.attempt > 1:
        spoken_of = dict.fromkeys(name for hypothesis in hypotheses for name in free_symbols(hypothesis))
        structure(instance, tuple(spoken_of), instance.plan.attempt - 2 + instance.plan.number)
    case = cases[0] if cases else {}
    repair(instance, hypotheses, case)
    rescale(instance, hypotheses, case)


def _try_case(instance: Instance, case: Case, tally: _Tally) -> Counterexample | _Outcome:
    """The statement at one assignment of free indices and outcomes, at rising precision until it is decided."""
    for bits in PRECISIONS:
        with precision(bits):
            outcome = _judge_at(instance, case, tally, confirmed=bits >= CONFIRMED)
        if outcome is not None:
            return outcome
    with precision(CONFIRMED):
        outcome = _judge_at(instance, case, tally, confirmed=True, exactly=True)
    if outcome is not None:
        return outcome
    tally.note("not decided at the highest precision")
    return _Outcome.UNUSABLE


def _judge_at(
    instance: Instance, case: Case, tally: _Tally, *, confirmed: bool, exactly: bool = False
) -> Counterexample | _Outcome | None:
    """None if more precision may decide.  Hypotheses that balls leave open are judged by normal forms at once."""
    question = instance.subject.question
    evaluation = Evaluation(instance, EXACT_OPERATIONS if exactly else OPERATIONS)
    scope = evaluation.root.inner(case)
    try:
        if not all(holds(scope, hypothesis) for hypothesis in question.hypotheses):
            return _Outcome.NOT_MET
    except Undecided:
        return _Outcome.NOT_MET if exactly else _judge_at(instance, case, tally, confirmed=confirmed, exactly=True)
    except (Undefined, OneUndefined, OutsideOfInstance):
        return _Outcome.NOT_MET
    tally.judged += 1
    try:
        finding = judge(scope, question.statement)
    except Undecided:
        return None
    except OutsideOfInstance:
        return _Outcome.UNUSABLE
    except (Undefined, OneUndefined) as problem:
        if not instance.subject.is_complex:  # a function without a value at a real number may have a complex one
            tally.add_undefined(instance, case, problem)
        return _Outcome.UNUSABLE
    if finding.truth is Truth.FALSE and not evaluation.by_convention:
        return Counterexample(instance.describe(case), *_show_sides(finding.left, finding.right))
    if finding.truth is Truth.FALSE:
        tally.by_convention = True
        return _Outcome.UNUSABLE
    if finding.truth is Truth.LIKELY and (exactly or not confirmed):
        return None
    tally.agreed += 1
    return _Outcome.AGREED


def _meets(scope: Scope, hypotheses: tuple[Term, ...]) -> bool:
    """Whether every hypothesis surely holds."""
    try:
        return all(holds(scope, hypothesis) for hypothesis in hypotheses)
    except (Undefined, Undecided, OneUndefined, OutsideOfInstance):
        return False


def _is_on_edge(instance: Instance) -> bool:
    """Whether a semidefinite matrix is singular here: there are such at every size, and they have no interior."""
    for name in instance.subject.question.symbols:
        if isinstance(name.sort, Tensor) and "positive semidefinite" in name.sort.properties:
            value = instance.value(name)
            if type(value) is Matrix and determinant(value) == ZERO:
                return True
    return False


def _show_sides(left: Value | None, right: Value | None) -> tuple[str, str]:
    if left is None or right is None:
        return "true", "false"
    if {type(left), type(right)} & {Matrix, *PAIRED}:
        return show(left), show(right)
    if type(left) is int or type(right) is int:
        return f"state {left}", f"state {right}"
    if differ(left, right) is False:
        right = left
    return show_pair(shown(left), shown(right))


@dataclass
class _Tally:
    """What the instances of a question have shown so far."""

    question: Question
    least_points: int = LEAST_POINTS
    agreed: int = 0
    unsupported: int = 0
    reason: str = ""
    by_convention: bool = False
    kinks: bool = False
    one_sided: OneSided | None = None
    judged: int = 0
    outside: list[OneSided] = field(default_factory=list)
    both_undefined: tuple[tuple[str, str], ...] | None = None

    def note(self, reason: str) -> None:
        self.reason = self.reason or reason

    def hopeless(self) -> bool:
        """No instance could be built or evaluated, for a reason that the next ones share."""
        return self.unsupported >= 3 and self.agreed == 0

    def add_undefined(self, instance: Instance, case: Case, problem: Undefined | OneUndefined) -> None:
        if isinstance(problem, OneOutside):
            self.add_outside(instance, case, problem.defined)
        elif isinstance(problem, OneUndefined):
            self.add_one_sided(instance, case, problem.defined)
        else:
            self.both_undefined = self.both_undefined or instance.describe(case)

    def add_one_sided(self, instance: Instance, case: Case, side: Any) -> None:
        if self.question.statement.op not in (*RELATIONS, "and"):
            return
        isolated = instance.plan.style in (Style.SIMPLE, Style.DEGENERATE) or _is_on_edge(instance)
        if self.one_sided is None or (self.one_sided.isolated and not isolated):
            self.one_sided = OneSided(instance.describe(case), side, isolated)

    def add_outside(self, instance: Instance, case: Case, side: Any) -> None:
        """An index beyond its size.  One point says nothing: the statement may speak of the other values of the index."""
        self.outside.append(OneSided(instance.describe(case), side, isolated=False))

    def outcome(self) -> NumericOutcome:
        if self.by_convention:
            return NoOpinion("a derivative along a matrix with constrained entries depends on the convention")
        if self.agreed < self.least_points:
            everywhere = self.outside[0] if self.outside and len(self.outside) == self.judged else None
            one_sided = self.one_sided or everywhere
            return NoOpinion(self.reason or f"only {self.agreed} usable instances were found", one_sided)
        kinks = self.kinks or differing_switches(self.question.statement)
        return Support(self.agreed, self.one_sided, self.both_undefined, kinks)
