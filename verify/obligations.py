"""What a statement of a claim means, as questions for the engine.

Every kind of statement is a conjunction of obligations, each with a label: "Argmin" means that the point is feasible, that no
other value is smaller, and that no other point is as small.  The claim holds if and only if all of its obligations do, so a
refuted obligation refutes the statement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from verify.ask import Reader
from verify.claim import (
    STATEMENT_KINDS,
    Argmax,
    Argmin,
    Concave,
    Convex,
    Equivalent,
    GlobalMinimum,
    IsDensity,
    Monotone,
    NoSuch,
    PositiveDefinite,
    PositiveSemidefinite,
    Relation,
    SetEquality,
    Tends,
)
from verify.mathematics.sort_bounds import bounds
from verify.problem import reject
from verify.question import Question
from verify.render.formula import text
from verify.sort import Scalar, Tensor
from verify.term import (
    FALSE,
    INFINITY,
    MINUS_INFINITY,
    MINUS_ONE,
    ONE,
    TRUE,
    ZERO,
    Term,
    add,
    binder,
    equal,
    free_symbols,
    fresh_symbol,
    make,
    matmul,
    mul,
    number,
    relation,
    substitute,
    subtract,
    summation,
    symbol,
    transpose,
)

Hypotheses = tuple[Term, ...]

_SYMPY_RELATIONS = {"==": "eq", "!=": "ne", "<=": "le", "<": "lt", ">=": "ge", ">": "gt"}
_NEGATED = {"eq": "ne", "ne": "eq"}


@dataclass(frozen=True)
class Obligation:
    """One question that a statement stands for; `label` is "" if it is the whole statement."""

    label: str
    question: Question


def normal_statement(statement: Any, reader: Reader) -> Any:
    """One of the kinds of `verify.claim`, or a Term for connectives; a relation of SymPy or in text becomes a `Relation`."""
    if isinstance(statement, STATEMENT_KINDS):
        return statement
    if isinstance(statement, bool):
        raise _already(statement)
    if getattr(statement, "rel_op", None) in _SYMPY_RELATIONS:
        return Relation(_SYMPY_RELATIONS[statement.rel_op], statement.lhs, statement.rhs)  # type: ignore[arg-type]
    term = reader.statement(statement)
    if term in (TRUE, FALSE):
        raise _already(term is TRUE)
    if term.op in ("eq", "ne", "le", "lt"):
        return Relation(term.op, *term.args)  # type: ignore[arg-type]
    return term


def _already(value: bool) -> Exception:
    return reject(
        f"already-{value}".lower(),
        f"the statement is already {value}: it was evaluated while it was written, so there is nothing left to check",
        help="write it with Equal, AtMost, Below ... of verify.claim, which evaluate nothing",
    )


def obligations(statement: Any, reader: Reader, hypotheses: Hypotheses = ()) -> tuple[Obligation, ...]:
    """The obligations of a statement; raises InputError for one that cannot be read."""
    statement = normal_statement(statement, reader)
    if isinstance(statement, Term):
        parts = statement.args if statement.op == "and" else (statement,)
        labels = [f"part {i}" for i in range(1, len(parts) + 1)] if len(parts) > 1 else [""]
        return tuple(Obligation(label, Question(part, hypotheses)) for label, part in zip(labels, parts, strict=True))
    return tuple(_EXPANSIONS[type(statement)](statement, reader, hypotheses))


def with_variant(statement: Any, wrong: Any, reader: Reader) -> Any:
    """The statement with `wrong` in place of its right side, or `wrong` itself if that is a whole statement."""
    statement = normal_statement(statement, reader)
    if isinstance(statement, (SetEquality, Equivalent)) and not isinstance(wrong, type(statement)):
        return replace(statement, right=wrong)
    if isinstance(wrong, STATEMENT_KINDS):
        return wrong
    if _is_statement(wrong, reader):
        return wrong
    if isinstance(statement, Relation):
        return replace(statement, right=wrong)
    if isinstance(statement, (Argmin, Argmax, GlobalMinimum)):
        return replace(statement, at=wrong)
    if isinstance(statement, Tends):
        return replace(statement, value=wrong)
    raise reject("malformed-claim", f"an expression, {wrong}, as a mistake of a statement without a right side",
                 help="write the wrong statement out in full")  # fmt: skip


def _is_statement(formula: Any, reader: Reader) -> bool:
    if isinstance(formula, bool) or getattr(formula, "rel_op", None) in _SYMPY_RELATIONS:
        return True
    if isinstance(formula, tuple):
        return False
    return reader.term(formula).op in ("eq", "ne", "le", "lt", "and", "or", "not", "implies", "iff", "true", "false")


# -------------------------------------------------------------------------------------------------------------- expansions


def _relation(statement: Relation, reader: Reader, hypotheses: Hypotheses) -> Iterable[Obligation]:
    yield Obligation("", Question(reader.statement(statement), hypotheses))


def _equivalent(statement: Equivalent, reader: Reader, hypotheses: Hypotheses) -> Iterable[Obligation]:
    left, right = reader.statement(statement.left), reader.statement(statement.right)
    yield Obligation("if left then right", Question(right, (*hypotheses, left)))
    yield Obligation("if right then left", Question(left, (*hypotheses, right)))


def _set_equality(statement: SetEquality, reader: Reader, hypotheses: Hypotheses) -> Iterable[Obligation]:
    left, right = reader.statement(statement.left), reader.statement(statement.right)
    yield Obligation("left in right", Question(right, (*hypotheses, left)))
    yield Obligation("right in left", Question(left, (*hypotheses, right)))


def _argmin(statement: Argmin, reader: Reader, hypotheses: Hypotheses) -> Iterable[Obligation]:
    yield from _least(reader.term(statement.objective), statement.over, statement.at, statement.minimum, reader, hypotheses)
    yield _only_one(reader.term(statement.objective), statement.over, statement.at, reader, hypotheses)


def _global_minimum(statement: GlobalMinimum, reader: Reader, hypotheses: Hypotheses) -> Iterable[Obligation]:
    yield from _least(reader.term(statement.objective), statement.over, statement.at, statement.minimum, reader, hypotheses)


def _argmax(statement: Argmax, reader: Reader, hypotheses: Hypotheses) -> Iterable[Obligation]:
    objective = mul(number(-1), reader.term(statement.objective))
    yield from _least(objective, statement.over, statement.at, None, reader, hypotheses)
    yield _only_one(objective, statement.over, statement.at, reader, hypotheses)
    if statement.maximum is not None:
        there = substitute(reader.term(statement.objective), _point(statement.over, statement.at, reader))
        outer, _ = _split(hypotheses, _point(statement.over, statement.at, reader))
        yield Obligation("value", Question(equal(there, reader.term(statement.maximum)), outer))


def _least(
    objective: Term, over: Any, at: Any, minimum: Any, reader: Reader, hypotheses: Hypotheses
) -> Iterable[Obligation]:
    """The point is in the domain, and nothing is smaller."""
    point = _point(over, at, reader)
    outer, inner = _split(hypotheses, point)
    there = substitute(objective, point)
    feasible = [condition for name, value in point.items() for condition in _membership(name, value)]
    feasible += [substitute(hypothesis, point) for hypothesis in inner]
    for condition in feasible:
        yield Obligation("feasible", Question(condition, outer))
    yield Obligation("global", Question(relation("le", there, objective), hypotheses))
    if minimum is not None:
        yield Obligation("value", Question(equal(there, reader.term(minimum)), outer))


def _only_one(objective: Term, over: Any, at: Any, reader: Reader, hypotheses: Hypotheses) -> Obligation:
    point = _point(over, at, reader)
    elsewhere = [relation("ne", name, value) for name, value in point.items()]
    other = elsewhere[0] if len(elsewhere) == 1 else make("or", tuple(elsewhere))
    return Obligation("unique", Question(relation("lt", substitute(objective, point), objective), (*hypotheses, other)))


def _positive_semidefinite(statement: PositiveSemidefinite, reader: Reader, hypotheses: Hypotheses) -> Iterable[Obligation]:
    matrix, _, form = _quadratic_form(statement.matrix, reader)
    yield from _symmetric(matrix, hypotheses)
    yield Obligation("semidefinite", Question(relation("le", ZERO, form), hypotheses))


def _positive_definite(statement: PositiveDefinite, reader: Reader, hypotheses: Hypotheses) -> Iterable[Obligation]:
    matrix, vector, form = _quadratic_form(statement.matrix, reader)
    yield from _symmetric(matrix, hypotheses)
    zero = make("zeros", vector.shape) if vector.shape else ZERO
    yield Obligation("definite", Question(relation("lt", ZERO, form), (*hypotheses, relation("ne", vector, zero))))


def _quadratic_form(formula: Any, reader: Reader) -> tuple[Term, Term, Term]:
    matrix = reader.term(formula)
    if matrix.shape and matrix.shape[0] is not matrix.shape[1]:
        raise reject("shape-mismatch", f"a definite matrix of shape {matrix.shape}", help="the matrix has to be square")
    size = matrix.shape[0] if matrix.shape else ONE
    vector = fresh_symbol(symbol("v", Tensor((size, ONE)) if matrix.shape else Scalar()), free_symbols(matrix))
    form = matmul(transpose(vector), matrix, vector) if matrix.shape else mul(vector, matrix, vector)
    return matrix, vector, form


def _symmetric(matrix: Term, hypotheses: Hypotheses) -> Iterable[Obligation]:
    if matrix.shape:
        yield Obligation("symmetric", Question(equal(transpose(matrix), matrix), hypotheses))


def _convex(statement: Convex, reader: Reader, hypotheses: Hypotheses) -> Iterable[Obligation]:
    yield from _chord(reader.term(statement.function), statement.over, reader, hypotheses)


def _concave(statement: Concave, reader: Reader, hypotheses: Hypotheses) -> Iterable[Obligation]:
    yield from _chord(mul(number(-1), reader.term(statement.function)), statement.over, reader, hypotheses)


def _chord(function: Term, over: Any, reader: Reader, hypotheses: Hypotheses) -> Iterable[Obligation]:
    """f(t x + (1 - t) x') <= t f(x) + (1 - t) f(x'), and the domain holds t x + (1 - t) x' with x and x'."""
    names = _variables(over, reader)
    for name in names:
        if isinstance(name.sort, Scalar) and (name.sort.is_integer or name.sort.nonzero or name.sort.values is not None):
            raise reject("domain-not-convex", f"convexity in {name.name}, whose domain is not an interval",
                         help="declare it real, or in an interval")  # fmt: skip
    taken = [*free_symbols(function), *(name for h in hypotheses for name in free_symbols(h))]
    second = {name: fresh_symbol(name, taken) for name in names}
    unit = Scalar(lower=Fraction(0), upper=Fraction(1), lower_open=False, upper_open=False)
    weight = fresh_symbol(symbol("t", unit), [*taken, *second.values()])
    rest = subtract(ONE, weight)
    between = {name: add(mul(weight, name), mul(rest, other)) for name, other in second.items()}
    _, inner = _split(hypotheses, second)
    everywhere = (*hypotheses, *(substitute(hypothesis, second) for hypothesis in inner))
    for hypothesis in inner:
        yield Obligation("the domain is convex", Question(substitute(hypothesis, between), everywhere))
    chord = add(mul(weight, function), mul(rest, substitute(function, second)))
    yield Obligation("", Question(relation("le", substitute(function, between), chord), everywhere))


def _monotone(statement: Monotone, reader: Reader, hypotheses: Hypotheses) -> Iterable[Obligation]:
    function = reader.term(statement.function)
    (name,) = _variables(statement.over, reader)
    larger = fresh_symbol(name, [*free_symbols(function), *(each for h in hypotheses for each in free_symbols(h))])
    _, inner = _split(hypotheses, {name: larger})
    ordered = (*hypotheses, *(substitute(hypothesis, {name: larger}) for hypothesis in inner), relation("lt", name, larger))
    yield Obligation("", Question(relation(statement.relation, function, substitute(function, {name: larger})), ordered))


def _tends(statement: Tends, reader: Reader, hypotheses: Hypotheses) -> Iterable[Obligation]:
    (name,) = _variables(statement.over, reader)
    point, value = (_extended(each, reader) for each in (statement.point, statement.value))
    limit = binder("limit", name, point, reader.term(statement.function), value=statement.side)
    yield Obligation("", Question(equal(limit, value), hypotheses))


def _extended(formula: Any, reader: Reader) -> Term:
    """A number or an infinity, of which -oo has one form: (-1) oo."""
    term = reader.term(formula)
    return MINUS_INFINITY if term.op == "mul" and INFINITY in term.args and MINUS_ONE in term.args else term


def _is_density(statement: IsDensity, reader: Reader, hypotheses: Hypotheses) -> Iterable[Obligation]:
    function = reader.term(statement.function)
    (name,) = _variables(statement.over, reader)
    sort = name.sort
    if not isinstance(sort, Scalar) or sort.is_complex or sort.values is not None:
        raise reject("unsupported", f"a density in {name.name}, which is neither real nor an integer",
                     help="declare it in an interval")  # fmt: skip
    outer, inner = _split(hypotheses, {name: name})
    if inner:
        raise reject("unsupported", f"an assumption on {name.name}, over which the density is integrated",
                     help="put it into the domain of the symbol, such as in (0, 1)")  # fmt: skip
    lower = MINUS_INFINITY if sort.lower is None else number(sort.lower)
    upper = INFINITY if sort.upper is None else number(sort.upper)
    total = summation(name, lower, upper, function) if sort.is_integer else binder("integral", name, lower, upper, function)
    yield Obligation("nonnegative", Question(relation("le", ZERO, function), hypotheses))
    yield Obligation("integrates to 1", Question(equal(total, ONE), outer))


def _no_such(statement: NoSuch, reader: Reader, hypotheses: Hypotheses) -> Iterable[Obligation]:
    conditions = [reader.statement(condition) for condition in statement.conditions]
    if not conditions:
        raise reject("malformed-claim", "NoSuch without conditions", help="NoSuch((condition, condition, ...))")
    negated = tuple(negation(condition) for condition in conditions)
    yield Obligation("", Question(make("or", negated) if len(negated) > 1 else negated[0], hypotheses))


def negation(statement: Term) -> Term:
    """not (a < b) is b <= a, for real numbers; of relations, and of `and` and `or` of them."""
    if statement.op in _NEGATED:
        return relation(_NEGATED[statement.op], *statement.args)
    if statement.op in ("le", "lt"):
        return relation("lt" if statement.op == "le" else "le", statement.args[1], statement.args[0])
    if statement.op in ("and", "or"):
        return make("or" if statement.op == "and" else "and", tuple(map(negation, statement.args)))
    raise reject("unsupported", f"the negation of {text(statement)}", help="conditions are relations: =, !=, <, <=")


# --------------------------------------------------------------------------------------------------------------- variables


def _variables(over: Any, reader: Reader) -> tuple[Term, ...]:
    names = tuple(reader.term(each) for each in (over if isinstance(over, tuple) else (over,)))
    for name in names:
        if name.op != "symbol":
            raise reject("malformed-claim", f"{text(name)} where a symbol is needed", help="over=x, or over=(x, y)")
    return names


def _point(over: Any, at: Any, reader: Reader) -> dict[Term, Term]:
    names = _variables(over, reader)
    values = tuple(reader.term(each) for each in (at if isinstance(at, tuple) else (at,)))
    if len(names) != len(values):
        raise reject("malformed-claim", f"{len(values)} values for {len(names)} symbols",
                     help="one value for each symbol of over=")  # fmt: skip
    for name, value in zip(names, values, strict=True):
        inside = [each.name for each in free_symbols(value) if each in names]
        if inside:
            raise reject("malformed-claim", f"the optimal {name.name} depends on {inside[0]}, over which is optimized",
                         help="solve for it first")  # fmt: skip
    return dict(zip(names, values, strict=True))


def _split(hypotheses: Hypotheses, names: Iterable[Term]) -> tuple[Hypotheses, Hypotheses]:
    """The hypotheses that do not mention the names, and those that do."""
    inside = list(names)
    mentions: Callable[[Term], bool] = lambda hypothesis: any(name in inside for name in free_symbols(hypothesis))  # noqa: E731
    return tuple(h for h in hypotheses if not mentions(h)), tuple(h for h in hypotheses if mentions(h))


def _membership(name: Term, value: Term) -> list[Term]:
    """The conditions under which `value` belongs to the sort of `name`."""
    sort = name.sort
    if sort == (value.sort if value.op == "symbol" else None):
        return []
    if isinstance(sort, Tensor) and not sort.properties and sort.element == Scalar():
        return []
    if not isinstance(sort, Scalar) or sort.kind != "real":
        raise reject("unsupported", f"a minimum over {name.name}, whose domain is {sort}",
                     help="real scalars, plain vectors and matrices")  # fmt: skip
    if sort.values is not None:
        choices = tuple(equal(value, number(each)) for each in sort.values)
        return [choices[0] if len(choices) == 1 else make("or", choices)]
    return bounds(value, sort)


_EXPANSIONS: dict[type, Callable[[Any, Reader, Hypotheses], Iterable[Obligation]]] = {
    Relation: _relation,
    Equivalent: _equivalent,
    SetEquality: _set_equality,
    Argmin: _argmin,
    GlobalMinimum: _global_minimum,
    Argmax: _argmax,
    PositiveSemidefinite: _positive_semidefinite,
    PositiveDefinite: _positive_definite,
    Convex: _convex,
    Concave: _concave,
    Monotone: _monotone,
    Tends: _tends,
    IsDensity: _is_density,
    NoSuch: _no_such,
}
