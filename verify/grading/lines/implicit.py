r"""Derivations about rates of quantities that depend on a variable in an unknown way: implicit differentiation, related rates.

    x^2 + y^2 = 25          holds for all x, and may be differentiated
    2x + 2y \dot{y} = 0     follows: it is the total derivative
    \dot{y} = -\frac{x}{y}  follows
    x = 3                   a value at one place: it is put in, and never differentiated
    y = 4
    \dot{y} = -\frac34      follows

What a line says is right if it holds with the rates that the equations determine.  It is wrong if it does not at any point that
was tried, and can be no other fact: a value, a condition that is to be solved, or one with values in the place of names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from verify.decide import decide
from verify.evaluate.functions import sign_of
from verify.fuel import Fuel
from verify.grading.comparing.compare import kind_of
from verify.grading.lines.facts import another_fact
from verify.grading.lines.links import Link
from verify.grading.lines.pieces import SIGNS
from verify.grading.lines.points_of_curves import Point, definitions_among, points_of, value_at
from verify.grading.lines.refuted_rates import refutation
from verify.grading.lines.state import CONNECTIVES, Derivation
from verify.grading.lines.total_rates import Changing, Solved, solved
from verify.grading.result import LineResult
from verify.grading.task import Task, undeclared_words
from verify.legs import Accepted, symbolic_leg
from verify.problem import reject
from verify.question import Counterexample, Question
from verify.term import ONE, ZERO, Term, conjuncts, equal, free_symbols, relation, substitute
from verify.verdict import Verdict

_FUEL = 200_000  # of one question about a line
_VERDICTS = {"correct": Verdict("proved", "common"), "wrong": Verdict("refuted")}
_OPEN = Verdict("undecided", reasons=("a line about rates that is not decided",))
_PUT_IN = "values are put in for names"
_GIVEN = "a value at one place, or of a rate"
_CONSTANTS = frozenset("abcdegijklmnopqABCDEGKLMNR")  # what is called so does not depend on x
_CONSTANTS_BESIDE_X = _CONSTANTS | {"r"}
_CONSTANTS_IN_TIME = frozenset("cgkCGKL")


@dataclass
class System:
    """What was said so far: equations that hold all the time, values at one place, and what else may be a fact."""

    task: Task
    changing: Changing
    equations: list[Term] = field(default_factory=list)  # given ones: the rates follow from these
    known: list[Term] = field(default_factory=list)  # that follow from them, or are given
    values: list[Term] = field(default_factory=list)
    used: list[Term] = field(default_factory=list)  # what followed with the values
    slopes: dict[Term, Term] = field(default_factory=dict)  # rates that lines were solved for
    is_doubtful: bool = False  # whether a line may be a fact that is not understood
    after_wrong: Term | None = None
    by_rates: bool = False  # whether a rate has followed
    formulas: list[Term] = field(default_factory=list)  # right equations about rates
    rates: Solved = field(default_factory=lambda: Solved({}, (), ()))
    points: list[Point] = field(default_factory=list)

    @property
    def conditions(self) -> tuple[Term, ...]:
        return self.task.hypotheses

    def give(self, equation: Term) -> None:
        """An equation that holds all the time.  Raises InputError if it has no total derivative."""
        names_here = self.changing.base_names(equation) & {*self.changing.names, self.changing.variable}
        self.is_doubtful = self.is_doubtful or len(names_here) < 2  # V = c^3 for a c that may change
        self.equations.append(equation)
        self.known.append(equation)
        self.rates = solved(self.changing, self.equations)
        names = dict.fromkeys(name for each in self.equations for name in free_symbols(each))
        bounds = [each for each in self.conditions if each.op != "eq"]
        bounds += [relation("lt", ZERO, each) for each in self.rates.positive]
        self.points = points_of(self.equations, bounds, list(names), Fuel(self.task.limits, _FUEL))
        if not all(any(_is_nonzero(divisor, point) for point in self.points) for divisor in self.rates.divisors):
            self.rates = Solved({}, (), self.rates.rows)

    def follows(self, claim: Term, with_values: bool = False) -> bool:
        """Whether a claim holds with the rates that the equations determine, at the values that were given."""
        if self.after_wrong is not None:
            return self._holds(claim, (self.after_wrong,))
        if not with_values:
            return self._holds(self.rates.applied(claim), tuple(self.known))
        facts = (*self.values, *self.used)
        if not facts or self._is_impossible((*facts, *self.known)):
            return False
        solved_facts = tuple(map(self.rates.applied, facts))
        return self._holds(self.rates.applied(claim), (*solved_facts, *self.known))

    def _holds(self, claim: Term, facts: Sequence[Term]) -> bool:
        limits = self.task.limits.at_most(_FUEL)
        found = decide(Question(claim, self.conditions), limits)
        if found.truth == "proved" and found.domain != "mismatch":
            return True
        if not facts or found.domain == "mismatch":
            return False
        put_in = substitute(claim, definitions_among([fact for fact in facts if fact.op == "eq"]))
        found = decide(Question(put_in, self.conditions), limits)
        if put_in is not claim and found.truth == "proved" and found.domain != "mismatch":
            return True
        question = Question(claim, (*self.conditions, *facts))
        found = decide(question, limits)
        if found.truth in ("proved", "refuted"):
            return found.truth == "proved" and found.domain != "mismatch"
        return isinstance(symbolic_leg(question, Fuel(limits)), Accepted) and not self._is_impossible(facts)

    def _is_impossible(self, facts: Sequence[Term]) -> bool:
        question = Question(equal(ZERO, ONE), (*self.conditions, *facts))
        return decide(question, self.task.limits.at_most(_FUEL)).truth == "proved"

    def may_hold_together(self, given: Sequence[Term]) -> bool:
        """Whether no equation between names fails at the values of all of them: x = 3 and y = 5 is no point of x^2 + y^2 = 25."""
        facts = (*self.values, *given)
        values = definitions_among(facts)
        limits = self.task.limits.at_most(_FUEL)
        at_values = [substitute(equation, values) for equation in self.equations]
        closed = [equation for equation in at_values if not free_symbols(equation)]
        all_hold = all(decide(Question(equation, self.conditions), limits).truth == "proved" for equation in closed)
        return all_hold and (len(given) < 2 or not self._is_impossible((*facts, *self.known)))

    def contradicts(self, claim: Term) -> bool:
        """Whether an equation never holds at the values that were given."""
        facts = (*self.values, *self.used)
        if not facts or claim.op != "eq" or self._is_impossible((*facts, *self.known)):
            return False
        solved_facts = tuple(map(self.rates.applied, facts))
        return self._holds(relation("ne", *self.rates.applied(claim).args), (*solved_facts, *self.known))


def _is_nonzero(divisor: Term, point: Point) -> bool:
    value = value_at(divisor, point, Fuel())
    return value is not None and sign_of(value) in (1, -1)


def follow_rates(
    lines: Sequence[tuple[Link, ...]], task: Task, changing: Changing, *, is_primed: bool
) -> tuple[Derivation, str]:
    """Every line judged by those before it; and a name that is taken for a constant, and may be none, or "".

    Raises InputError for lines that cannot all be read as statements about rates.
    """
    derivation = Derivation(task, tuple(lines))
    statements = [_statements(derivation, place, changing) for place in range(len(lines))]
    more = _tied_names([part for line in statements[1:] for part in line], changing)
    if more:
        changing = replace(changing, names=changing.names | more)
        derivation = Derivation(task, tuple(lines))
        statements = [_statements(derivation, place, changing) for place in range(len(lines))]
    judge = _Judge(System(task, changing), is_primed)
    constant = _constant_in_doubt(statements, changing)
    judge.system.is_doubtful = bool(derivation.doubts or derivation.called or task.doubts or constant)
    judge.begin(statements)
    for place, line in enumerate(statements):
        found = [judge.of(statement, is_first=place == 0, is_last=place == len(lines) - 1) for statement in line]
        worst = max(found, key=lambda each: ("correct", "undecided", "wrong").index(each.verdict))
        derivation.steps.append(replace(worst, term=derivation.terms[place]))
        derivation.verdicts.append(_VERDICTS.get(worst.verdict, _OPEN))
    return derivation, constant


def _tied_names(statements: Sequence[Term], changing: Changing) -> frozenset[str]:
    """Names without rates that a line ties to those that change: the r of r = h/2, and of h = 2r."""
    found = set()
    for statement in statements:
        if statement.op != "eq" or changing.rates(statement):
            continue
        for one, other in (statement.args, statement.args[::-1]):
            names = changing.base_names(other)
            if one.op == "symbol" and one.name not in changing.names and names & changing.names:
                found.add(one.name)
            elif one.op == "symbol" and one.name in changing.names and len(names) == 1:
                found |= names
    return frozenset(name for name in found - changing.names if name != changing.variable and name[0] not in _CONSTANTS)


def _statements(derivation: Derivation, place: int, changing: Changing) -> list[Term]:
    """The statements of a line; one that begins with = goes on with the line before it.  Raises InputError."""
    found: list[Term] = []
    for piece in _pieces(derivation.lines[place]):
        reading = derivation.task.read(piece.formula)
        derivation.called |= frozenset(reading.called) - changing.names - {changing.variable}
        derivation.doubts += reading.doubts
        derivation.choices += [*reading.choices, *undeclared_words(reading)]
        parts = _chained(conjuncts(changing.written_out(reading.term)))
        if piece.relation in SIGNS:
            if derivation.last is None or derivation.last.op != "eq" or piece.relation != "eq":
                raise reject("unsupported", "a relation with nothing before it")
            sides = [side for part in parts for side in (part.args if part.op == "eq" else (part,))]
            parts = [equal(derivation.last.args[0], side) for side in dict.fromkeys(sides)]
        if any(kind_of(part) != "statement" for part in parts):
            raise reject("unsupported", "a formula alone beside rates")
        found += dict.fromkeys(parts)
        derivation.last = found[-1]
    derivation.source = derivation.lines[place][-1].formula
    derivation.terms.append(found[-1])
    return found


def _pieces(links: Sequence[Link]) -> list[Link]:
    """The statements of a line as texts, with the relation before them."""
    pieces: list[Link] = []
    for link in links:
        if not pieces or link.relation in CONNECTIVES:
            pieces.append(link)
        elif link.relation not in SIGNS or link.relation in ("approx", "propto"):
            raise reject("unsupported", f"{link.relation} beside rates")
        else:
            pieces[-1] = Link(pieces[-1].relation, f"{pieces[-1].formula} {SIGNS[link.relation]} {link.formula}")
    return pieces


def _chained(parts: Sequence[Term]) -> list[Term]:
    """a = b and a = c for a = b and b = c."""
    found: list[Term] = []
    for place, part in enumerate(parts):
        goes_on = place and part.op == parts[place - 1].op == "eq" and part.args[0] is parts[place - 1].args[1]
        found.append(equal(found[-1].args[0], part.args[1]) if goes_on else part)
    return found


@dataclass
class _Judge:
    """Statements judged one by one; `is_primed`: the rates are written with primes only, which may also make other names."""

    system: System
    is_primed: bool

    def begin(self, statements: Sequence[Sequence[Term]]) -> None:
        """What the question says, before the first line."""
        for each in self.system.task.hypotheses:
            if each.op == "eq" and self._is_value(each):
                self.system.values.append(each)
            elif each.op == "eq":
                self.system.give(each)

    def of(self, statement: Term, *, is_first: bool, is_last: bool) -> LineResult:
        if is_first:
            return self._first(statement)
        if statement.op == "eq" and statement.args[0].shape:
            raise reject("unsupported", "arrays beside rates")
        if self.system.after_wrong is not None:
            follows = self.system.follows(statement)
            return _right() if follows else _open("whether it follows from the wrong line before it is not known")
        if statement.op == "eq" and self._is_value(statement):
            return self._value(statement, is_last)
        return self._about_rates(statement) if self._rates(statement) else self._without_rates(statement)

    def _rates(self, statement: Term) -> tuple[Term, ...]:
        return self.system.changing.rates(statement)

    def _is_value(self, statement: Term) -> bool:
        """Whether a statement gives a number for something that changes, or for its rate."""
        changing = self.system.changing
        names = {*changing.names, changing.variable}
        return any(
            one.op == "symbol" and (one.name in names or bool(changing.rates(one))) and not free_symbols(other)
            for one, other in (statement.args, statement.args[::-1])
        )

    def _first(self, statement: Term) -> LineResult:
        if statement.op != "eq" or statement.args[0].shape:
            raise reject("unsupported", "no equation to begin with")
        changing = self.system.changing
        named = [side.name for side in statement.args if side.op == "symbol"]
        if self._is_value(statement):
            self.system.values.append(statement)
        elif any(each not in {*changing.names, changing.variable} and each[0] not in _CONSTANTS for each in named):
            raise reject("unsupported", "a quantity of which no line has a rate")  # s = x + y is no constant
        else:
            self.system.give(statement)
        return _right("the first line")

    def _value(self, statement: Term, is_last: bool) -> LineResult:
        system = self.system
        if statement in system.values:
            return _open("a value that was given") if is_last else _right(_GIVEN)
        if system.follows(statement) or system.follows(statement, with_values=True):
            system.used.append(statement)
            return _right()
        rates = self._rates(statement)
        if rates and self._puts_values_in(statement):
            return _right(_PUT_IN)
        if system.contradicts(statement):
            if rates and not system.is_doubtful:
                return self._wrong(statement, None)
            system.is_doubtful = True
            return _open("another value than the lines before give, which may be another case")
        if is_last or (rates and ZERO in statement.args and self._has_value_of(rates[0])):
            system.is_doubtful = True
            return _open("it does not follow from the lines before it, and values may have been put in")
        if rates and not any(side.op == "number" for side in statement.args):
            system.is_doubtful = True
            return _open("it does not follow from the lines before it, and values may have been put in")
        system.values.append(statement)
        return _right(_GIVEN)

    def _puts_values_in(self, statement: Term) -> bool:
        """Whether an equation is one before it with numbers for some names, which are values then."""
        system = self.system
        for formula in reversed(system.formulas):
            values = _values_between(formula, statement)
            given = [equal(name, value) for name, value in (values or {}).items() if name is not value]
            if not given or any(not free_symbols(value) and system.contradicts(each) for each in given for value in each.args):
                continue
            if any(ZERO in each.args for each in given) or not system.may_hold_together(given):
                continue
            system.values += [each for each in given if each not in system.values]
            return True
        return False

    def _has_value_of(self, rate: Term) -> bool:
        """Whether a value was given for that of which a rate is: r = 2, and then r' = 0."""
        changing = self.system.changing
        return any(side.op == "symbol" and side.name in changing.names and changing.rate_of(side.name) is rate
                   for value in self.system.values for side in value.args)  # fmt: skip

    def _without_rates(self, statement: Term) -> LineResult:
        system = self.system
        if system.follows(statement):
            return _right()
        if self._defines(statement):
            system.give(statement)
            return _right("it says what a name is")
        if system.follows(statement, with_values=True):
            system.used.append(statement)
            return _right()
        system.is_doubtful = True
        return _open(another_fact().message)

    def _defines(self, statement: Term) -> bool:
        """Whether an equation says what a name is, by others that are not made of it, and leaves something that may change."""
        system, changing = self.system, self.system.changing
        if statement.op != "eq" or system.values or system.by_rates or statement.args[0].op != "symbol":
            return False
        name, body = statement.args
        if name.name not in changing.names or changing.variable in changing.base_names(statement):
            return False
        defined = definitions_among((*system.equations, statement))
        names = {each for equation in (*system.equations, statement) for each in changing.base_names(equation)} & changing.names
        return name in defined and name not in free_symbols(body) and len(names) > len(system.equations) + 1

    def _about_rates(self, statement: Term) -> LineResult:
        system = self.system
        if system.follows(statement):
            system.by_rates = True
            system.formulas.append(statement)
            system.slopes.update((one, other) for one, other in (statement.args, statement.args[::-1])
                                 if one.op == "symbol" and statement.op == "eq" and self._rates(one))  # fmt: skip
            return _right()
        if system.follows(statement, with_values=True):
            system.used.append(statement)
            return _right()
        if not system.is_doubtful and system.contradicts(statement):
            return self._wrong(statement, None)
        if self._puts_values_in(statement):
            return _right(_PUT_IN)
        if not system.is_doubtful and (system.by_rates or not self.is_primed):
            found = refutation(statement, system.changing, system.rates, system.equations, system.points, system.slopes)
            if found is not None:
                return self._wrong(statement, found)
        system.is_doubtful = True
        return _open("it does not follow from the lines before it, and values may have been put in")

    def _wrong(self, statement: Term, counterexample: Counterexample | None) -> LineResult:
        self.system.after_wrong = statement
        return LineResult("wrong", "refuted", "not what the lines before it say of the rates", counterexample)


def _values_between(formula: Term, other: Term) -> dict[Term, Term] | None:
    """The numbers that stand in another formula where one has names, if the formulas are alike otherwise."""
    if formula.op == "symbol":
        return {formula: other} if formula is other or not free_symbols(other) else None
    if formula.op != other.op or formula.value != other.value or len(formula.args) != len(other.args):
        return None
    found: dict[Term, Term] = {}
    for one, another in zip(formula.args, other.args, strict=True):
        values = _values_between(one, another)
        if values is None or any(found.get(name, value) is not value for name, value in values.items()):
            return None
        found |= values
    return found


def _constant_in_doubt(statements: Sequence[Sequence[Term]], changing: Changing) -> str:
    """A name that no line has a rate of, and that may depend on the variable nevertheless; or ""."""
    constants = _CONSTANTS_IN_TIME if changing.variable == "t" else _CONSTANTS_BESIDE_X
    names = frozenset(name for line in statements for part in line for name in changing.base_names(part))
    others = names - changing.names - {changing.variable}
    return next((name for name in sorted(others) if name.partition("_")[0] not in constants), "")


def _right(message: str = "") -> LineResult:
    return LineResult("correct", "proved", message)


def _open(reason: str) -> LineResult:
    return LineResult("undecided", "undecided", reason)
