"""The domain axis of a verdict: where both sides of a statement are defined.

`verify.domain.conditions` says under which conditions a term is defined.  Most hold by the form of the term
(`verify.mathematics.manifest`), of the others the symbolic leg proves those that always hold and the numeric leg finds points for
those that fail.  Two sides are equal "on the common domain" when the failing conditions of one follow from those of the other,
and the other way round, or when those that do not follow fail on a thin set only.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from verify.domain import conditions
from verify.fuel import Fuel
from verify.mathematics.cofactors import speaks_of_places
from verify.mathematics.definite import number_sort
from verify.mathematics.entries import lowered
from verify.mathematics.manifest import Manifest, is_real_term
from verify.mathematics.real_line import agree_on_open_parts
from verify.mathematics.thin import has_thin_zeros, is_continuous, is_squared_shift
from verify.problem import InputError
from verify.question import Counterexample, NumericOutcome, OneSided, Question, Support
from verify.sort import Scalar
from verify.term import TRUE, ZERO, Term, call, contains, free_symbols, fresh_symbol, make, relation, substitute, subtract, symbol
from verify.verdict import Domain

_SIDED = frozenset(("eq", "ne", "lt", "le"))
MOST_IMPLICATIONS = 4  # conditions of one side that are derived from those of the other


@dataclass(frozen=True)
class Definedness:
    """`domain` as in a verdict, and the conditions that fail somewhere, or may fail as far as is known."""

    domain: Domain
    exceptions: tuple[Term, ...] = ()


Asked = Callable[[Question], bool]


def never(asked: Question) -> bool:
    return False


def definedness(
    question: Question, numeric: NumericOutcome, proves: Asked, refutes: Asked, refutes_at_a_glance: Asked = never
) -> Definedness:
    """Where both sides of the statement are defined, as far as the two legs can tell.

    `refutes_at_a_glance` is asked before `proves`, as most conditions that fail do so at 0, 1 or -1; `refutes` last.
    """
    left, right = (_simplified(side) for side in _conditions_of_sides(question.statement))
    form = Form(question.hypotheses)
    failing: dict[Term, bool] = {}  # condition -> whether a point is known at which it fails
    for condition in dict.fromkeys((*left, *right)):
        if form.shows(condition):
            continue
        asked = Question(condition, question.hypotheses)
        if condition.op != "is_defined" and (refutes_at_a_glance(asked) or _changes_sign(asked, refutes_at_a_glance)):
            failing[condition] = True
        elif not proves(asked):
            failing[condition] = refutes(asked) or _changes_sign(asked, refutes)
    exceptions = tuple(condition for condition, known in failing.items() if known)
    one_sided = one_sided_of(numeric)
    if one_sided is not None and not one_sided.isolated:
        return Definedness("mismatch", exceptions)
    if not failing:
        return Definedness("total" if one_sided is None else "open")
    sides = [tuple(condition for condition in side if condition in failing) for side in (left, right)]
    if _is_common(question, numeric, sides, proves, refutes):
        return Definedness("common" if exceptions else "open", exceptions)
    return Definedness("open", exceptions)


def _changes_sign(asked: Question, refutes: Asked) -> bool:
    """Whether f != 0 fails at some point in between, as f is continuous on a connected domain and has both signs: cos(x) != 0."""
    op, args = asked.statement.op, asked.statement.args
    if op != "ne" or args[1] is not ZERO or asked.hypotheses or not all(map(_is_interval, asked.symbols)):
        return False
    if not is_continuous(args[0]):
        return False
    return all(refutes(Question(relation("le", *pair))) for pair in (args, args[::-1]))


def _is_interval(name: Term) -> bool:
    sort = name.sort
    return isinstance(sort, Scalar) and sort.kind == "real" and sort.values is None and not sort.nonzero


def one_sided_of(numeric: NumericOutcome) -> OneSided | None:
    return None if isinstance(numeric, Counterexample) else numeric.one_sided


def has_common_point(numeric: NumericOutcome) -> bool:
    """Whether a point is known at which both sides are defined: without one, "equal where both are defined" says nothing."""
    return isinstance(numeric, (Support, Counterexample))


def _conditions_of_sides(statement: Term) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    if statement.op in _SIDED:
        free = free_symbols(statement)
        left, right = (tuple(_of_any_index(each, free) for each in conditions(side)) for side in statement.args)
        return _of_entries(left), _of_entries(right)
    both = _of_entries(conditions(statement))
    return both, both


def _of_any_index(condition: Term, free: Collection[Term]) -> Term:
    """A condition for each item of a sum, whatever its index is called: p_i > 0 for 1 <= i <= n is p_k > 0 for 1 <= k <= n."""
    bound = [name for name in free_symbols(condition) if name not in free]
    if condition.op != "implies" or len(bound) != 1:
        return condition
    index = symbol("i", bound[0].sort)
    is_taken = any(name.name == "i" for name in free)
    return substitute(condition, {bound[0]: fresh_symbol(index, free) if is_taken else index})


def _of_entries(given: tuple[Term, ...]) -> tuple[Term, ...]:
    """a d - b c != 0 in place of det [[a, b], [c, d]] != 0, unless the matrix is invertible by its form."""
    return tuple(
        _in_entries(condition) if speaks_of_places(condition) and not _is_plain(condition) else condition for condition in given
    )


def _is_plain(condition: Term) -> bool:
    return condition.op == "ne" and condition.args[1] is ZERO and number_sort(condition.args[0]).is_nonzero


def _in_entries(condition: Term) -> Term:
    try:
        return lowered(Question(condition))[0].statement
    except InputError:  # a matrix whose entries cannot be told
        return condition


# ---------------------------------------------------------------------------------------------------------------- by form


class Form:
    """What the form of a statement shows, under hypotheses.

    A bound of `verify.mathematics.manifest` holds wherever the term is defined, and that is enough here: the conditions of the
    parts of a term stand in the same list, so that wherever all of them hold the term is defined.
    """

    def __init__(self, hypotheses: Iterable[Term] = ()) -> None:
        self.hypotheses = tuple(hypotheses)
        self._manifest: Manifest | None = None

    @property
    def manifest(self) -> Manifest:
        if self._manifest is None:
            self._manifest = Manifest(self.hypotheses)
        return self._manifest

    def shows(self, statement: Term) -> bool:
        """Whether the statement holds wherever the hypotheses do and its terms are defined; False says nothing."""
        op, args = statement.op, statement.args
        if statement is TRUE or statement in self.hypotheses:
            return True
        if op == "and":
            return all(map(self.shows, args))
        if op == "or":
            return any(map(self.shows, args)) or _is_exhaustive(args)
        if op == "implies":
            return self._shows_given(args[0], args[1])
        if op not in _SIDED or any(side.shape for side in args) or not is_real_term(statement):
            return False
        return self._shows_relation(op, *args)

    def _shows_given(self, premise: Term, then: Term) -> bool:
        parts = premise.args if premise.op == "and" else (premise,)
        return Form((*self.hypotheses, *parts)).shows(then)

    def _shows_relation(self, op: str, left: Term, right: Term) -> bool:
        if op == "eq":
            return left is right
        if op == "ne":
            gap = left if right is ZERO else right if left is ZERO else subtract(left, right)
            return self.manifest.nonzero(gap)
        sign = self.manifest.sign(right if left is ZERO else subtract(right, left))
        return sign is not None and (sign == (1, True) or (op == "le" and (sign[0] == 0 or sign[0] == 1)))


_SIGNS = {"eq": (0,), "ne": (-1, 1), "lt": (-1,), "le": (-1, 0)}


def _is_exhaustive(parts: tuple[Term, ...]) -> bool:
    """Whether relations between the same two terms leave no case out: x < 0 or x = 0 or x > 0."""
    covered: dict[tuple[Term, Term], set[int]] = {}
    for part in parts:
        if part.op in _SIGNS:
            left, right = part.args
            if (right, left) in covered:
                covered[right, left].update(-sign for sign in _SIGNS[part.op])
            else:
                covered.setdefault((left, right), set()).update(_SIGNS[part.op])
    return any(len(signs) == 3 for signs in covered.values())


# ---------------------------------------------------------------------------------------------------- simpler conditions


def _simplified(given: tuple[Term, ...]) -> tuple[Term, ...]:
    """Conditions that together say the same, of simpler terms: x > 0 for x^3 > 0, and x > 0 for x >= 0 and sqrt(x) != 0."""
    parts = dict.fromkeys(part for condition in given for part in _simpler(condition))
    return tuple(dict.fromkeys(_joined(part, parts) for part in parts if part is not TRUE))


def _joined(part: Term, parts: dict[Term, None]) -> Term:
    """0 < u in place of 0 <= u and u != 0."""
    if part.op == "le" and part.args[0] is ZERO and relation("ne", part.args[1], ZERO) in parts:
        return relation("lt", *part.args)
    if part.op == "ne" and part.args[1] is ZERO and any(relation(op, ZERO, part.args[0]) in parts for op in ("le", "lt")):
        return relation("lt", ZERO, part.args[0])
    return part


def _simpler(condition: Term) -> tuple[Term, ...]:
    """What a condition means where its terms are defined; a term is defined where the conditions of its parts hold."""
    if condition.op == "implies" and Form().shows(condition.args[0]):  # 1 <= n, of a natural n
        return _simpler(condition.args[1])
    if condition.op == "implies":
        return tuple(make("implies", (condition.args[0], part)) for part in _simpler(condition.args[1]) if part is not TRUE)
    if condition.op == "or":
        parts = tuple(part for part in condition.args if not _is_impossible(part))
        return _simpler(parts[0]) if len(parts) == 1 else (condition,)
    if condition.op == "ne" and condition.args[1] is ZERO:
        return _not_zero(condition.args[0])
    if condition.op in ("lt", "le") and condition.args[0] is ZERO:
        return _of_sign(condition.op, condition.args[1])
    return (condition,)


def _is_impossible(part: Term) -> bool:
    """Whether the form of an inequality shows that it holds nowhere, as n <= 0 for a natural n."""
    return part.op == "le" and Form().shows(relation("lt", *part.args[::-1]))


def _not_zero(term: Term) -> tuple[Term, ...]:
    if term.op == "mul" and not term.shape:
        return tuple(dict.fromkeys(part for arg in term.args for part in _not_zero(arg)))
    if term.op == "abs":
        return _not_zero(term.args[0])
    if term.op == "number" and term is not ZERO:
        return ()
    if term.op == "power" and term.args[1].op == "number" and term.args[1] is not ZERO:
        return () if term.args[1].value[0] < 0 else _not_zero(term.args[0])
    return (relation("ne", term, ZERO),)


def _of_sign(op: str, term: Term) -> tuple[Term, ...]:
    """0 < term, or 0 <= term; the base of an odd power has the sign of the power, and that of a root is not negative."""
    if term.op == "power" and term.args[1].op == "number":
        base, (top, bottom) = term.args[0], term.args[1].value
        if bottom == 1 and top % 2:
            return _of_sign(op, base)
        if bottom == 1 and op == "lt" and top:
            return _not_zero(base) if top > 0 else ()
        if bottom != 1:
            return _not_zero(base) if op == "lt" and top > 0 else ()
    if term.op == "mul" and not term.shape and is_real_term(term):
        return _of_product(op, term)
    return (relation(op, ZERO, term),)


def _of_product(op: str, term: Term) -> tuple[Term, ...]:
    """p > 0 and p + q > 0 for 2 p / (p + q) > 0, where p and q are not negative; a factor >= 0 says nothing of 0 <= f g."""
    manifest = Form().manifest
    signs = {factor: manifest.sign(factor) for factor in term.args}
    dropped = [factor for factor, sign in signs.items() if sign is not None and sign[0] == 1 and (sign[1] or op == "lt")]
    rest = [factor for factor in term.args if factor not in dropped]
    if not dropped:
        return (relation(op, ZERO, term),)
    found = [part for factor in dropped if not _is_strict(signs[factor]) for part in _of_sign(op, factor)]
    if len(rest) > 1:
        return (*found, relation(op, ZERO, make("mul", tuple(rest))))
    return (*found, *(part for factor in rest for part in _of_sign(op, factor)))


def _is_strict(sign: tuple[int, bool] | None) -> bool:
    return sign is not None and sign[1]


# ------------------------------------------------------------------------------------------------------- the common domain


def _is_common(
    question: Question, numeric: NumericOutcome, sides: list[tuple[Term, ...]], proves: Asked, refutes: Asked
) -> bool:
    """Whether no open part of the domain lies in the domain of exactly one side."""
    left, right = sides
    if set(left) == set(right):
        return True
    if isinstance(numeric, Support) and not question.hypotheses and agree_on_open_parts(left, right, Fuel()):
        return True
    thin = _may_be_thin(question, numeric)
    form = Form(question.hypotheses)

    def varies(base: Term) -> bool:
        return base.op == "symbol" or refutes(Question(relation("eq", base, ZERO), question.hypotheses))

    for wanted, given in ((left, right), (right, left)):
        missing = [condition for condition in wanted if condition not in given]
        missing = [condition for condition in missing if not (thin and _fails_on_thin_set(condition, given, form, varies))]
        if len(missing) > MOST_IMPLICATIONS or not all(_follows(question, given, condition, proves) for condition in missing):
            return False
    return True


def _follows(question: Question, given: tuple[Term, ...], condition: Term, proves: Asked) -> bool:
    if not given or not set(free_symbols(condition)) <= {name for each in given for name in free_symbols(each)}:
        return False
    hypotheses = (*question.hypotheses, *given)
    return Form(hypotheses).shows(condition) or proves(Question(condition, hypotheses))


def _may_be_thin(question: Question, numeric: NumericOutcome) -> bool:
    """A zero set is thin only if the function is not zero everywhere, and in a domain that is not itself thin (x = 0)."""
    return isinstance(numeric, Support) and not any(contains(hypothesis, {"eq"}) for hypothesis in question.hypotheses)


def _fails_on_thin_set(condition: Term, given: tuple[Term, ...], form: Form, varies: Callable[[Term], bool]) -> bool:
    """Whether the condition excludes only zeros of an analytic function, which have no interior unless it is 0 everywhere.

    The function is not 0 everywhere, as a point is known at which the condition holds; (y > 0 or u other than 0) holds also
    where u is 0, so that there `varies` has to say it.
    """
    op, args = condition.op, condition.args
    if op == "or":
        is_axis = any(part.op == "ne" and part.args[1] is ZERO and part.args[0].op == "symbol" for part in args)
        return is_axis or _excludes_poles(condition) or _excludes_part_of_boundary(condition, varies)
    if op == "ne":
        return has_thin_zeros(args[0] if args[1] is ZERO else subtract(*args))
    if op == "lt" and args[0] is ZERO and is_squared_shift(args[1]):  # 0 < |x - c|^2
        return True
    if op == "lt" and (relation("le", *args) in given or form.shows(relation("le", *args))):  # 0 < x where 0 <= x
        return has_thin_zeros(args[1] if args[0] is ZERO else subtract(args[1], args[0]))
    return False


def _excludes_poles(condition: Term) -> bool:
    """u > 0 or u no integer, as for gamma(u): it fails where u is 0, -1, -2 ..., a thin set for each of these numbers."""
    if len(condition.args) != 2:
        return False
    positive, apart = condition.args
    if positive.op != "lt" or positive.args[0] is not ZERO or apart.op != "ne":
        return False
    inner = positive.args[1]
    integers = any(isinstance(name.sort, Scalar) and name.sort.is_integer for name in free_symbols(inner))
    return apart.args[0] is inner and apart.args[1] is call("floor", inner) and not integers and has_thin_zeros(inner)


def _excludes_part_of_boundary(condition: Term, varies: Callable[[Term], bool]) -> bool:
    """y > 0 or u other than 0, as for u^y: it fails where u is 0 only."""
    bases = [part.args[0] for part in condition.args if part.op == "ne" and part.args[1] is ZERO]
    return any(has_thin_zeros(base) and varies(base) for base in bases)


__all__ = ["Definedness", "Form", "definedness", "has_common_point", "never", "one_sided_of"]
