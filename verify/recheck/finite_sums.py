"""Checks of the rules for finite sums, for functions that are constant, and for expectations."""

from __future__ import annotations

from fractions import Fraction

from verify.calculus import differentiate, has_kinks
from verify.domain import conditions, conditions_of_sides, integer_valued
from verify.mathematics.binders import canonical, is_bound_name
from verify.mathematics.induction import at_base, at_step, induction_over, keeps_beginnings
from verify.mathematics.manifest import is_real_term
from verify.mathematics.moments import average, innermost_random
from verify.mathematics.one_of_terms import below_largest
from verify.mathematics.reindexing import (
    exchanged,
    from_start,
    shifted,
    to_later_end,
    turned,
    without_factors,
    without_second,
)
from verify.mathematics.runs import run_of_numbers
from verify.mathematics.tidy import tidy
from verify.mathematics.written_integrals import one_sum
from verify.question import Proof, Question
from verify.recheck.kernels import is_real_term as is_declared_real
from verify.recheck.parts import Check, asked, questions_of, unless
from verify.sort import INTEGER, Outcome, Random, Scalar
from verify.term import (
    INFINITY,
    ONE,
    ZERO,
    Term,
    add,
    contains,
    equal,
    expectation,
    free_symbols,
    log,
    make,
    mul,
    number,
    substitute,
    subtract,
    symbols_of_sort,
)


def check_moments(proof: Proof) -> str | None:
    """An expectation of a polynomial, by averaging over one random symbol after the other."""
    statement, steps = proof.question.statement, proof.data.get("steps")
    if statement.op != "eq" or statement.args[0].op != "expect" or not isinstance(steps, tuple) or not steps:
        return "no equation of an expectation"
    if any(next(symbols_of_sort((hypothesis,), Random), None) for hypothesis in proof.question.hypotheses):
        return "a hypothesis on a random symbol"
    body: Term | None = statement.args[0].args[0]
    wanted = []
    for place, step in enumerate(steps):
        if body is None or not isinstance(step, Term):
            return "a moment that is not known"
        wanted.append(equal(body, step))
        name = innermost_random(step)
        if (name is None) != (place == len(steps) - 1):
            return "random symbols are left, or there were none"
        body = average(step, name) if name is not None else step
    if statement.args[1] is not body:
        return "not the value of the moments"
    return unless(questions_of(proof) == asked(proof, *wanted), "the premises are not the expansions")


def check_by_induction(proof: Proof) -> str | None:
    """S = H for a sum S up to n + c, from H(n+1) - H(n) = b(n+1+c) and the least n; for a product from H(n+1) = H(n) b(n+1+c).

    H has to be defined for every n if it is for one: where it is not, the step says nothing, and H may be another one behind.
    """
    statement, name = proof.question.statement, proof.data.get("symbol")
    operation = proof.rule.removesuffix(" by induction")
    if statement.op != "eq" or statement.args[0].op != operation or not isinstance(name, Term) or name.op != "symbol":
        return "no equation of a sum or product"
    total, closed = statement.args
    index, lower, upper, body = total.args
    if name in free_symbols(body) or name in free_symbols(lower) or is_bound_name(name):
        return "the summand depends on the symbol of the induction"
    least, given = _least_integer(name), proof.question.hypotheses
    if least is not None and not keeps_beginnings(given, name, least):
        return "a hypothesis on the symbol of the induction that is no upper bound"
    if least is None or not _is_shift_of(upper, name) or not _begins_in_time(lower, substitute(upper, {name: least})):
        return "no least value, or another upper bound than n + c"
    after = {name: add(name, ONE)}
    base = equal(substitute(total, {name: least}), substitute(closed, {name: least}))
    last, next_ = substitute(body, {index: substitute(upper, after)}), substitute(closed, after)
    step = equal(next_, mul(closed, last)) if operation == "product" else equal(subtract(next_, closed), last)
    defined = (condition for condition in conditions(closed) if name in free_symbols(condition))
    premises = (Question(base, at_base(given, name, least)), Question(step, at_step(given, name)), *asked(proof, *defined))
    return unless(questions_of(proof) == premises, "the premises are not the base, the step, and where they are defined")


def check_induction(proof: Proof) -> str | None:
    """a(n) <= b(n) from the least n and from n to n + 1, where both sides are defined for every n: else the chain may break."""
    name = proof.data.get("symbol")
    parts = induction_over(proof.question, name) if isinstance(name, Term) and name.op == "symbol" else None
    if parts is None:
        return "no inequality that an induction over this symbol may be about"
    ways = [(parts.base, step, *parts.defined) for step in (parts.increments, parts.step)]
    return unless(questions_of(proof) in ways, "the premises are not the base, a step, and where the sides are defined")


def _least_integer(name: Term) -> Term | None:
    """The least value, if all integers from there on, or up to a bound, are values: no step from n to n + 1 is left out."""
    sort = name.sort
    if not isinstance(sort, Scalar) or not sort.is_integer or sort.lower is None or sort.values is not None or sort.nonzero:
        return None
    least = sort.lower.numerator // sort.lower.denominator
    return number(least if least == sort.lower and not sort.lower_open else least + 1)


def _is_shift_of(upper: Term, name: Term) -> bool:
    """Whether the bound is n, or n + c for whole numbers c."""
    parts = list(upper.args) if upper.op == "add" else [upper]
    return parts.count(name) == 1 and all(part is name or (part.op == "number" and part.value[1] == 1) for part in parts)


def _begins_in_time(lower: Term, upper: Term) -> bool:
    """Whether the range at the least n reaches at least to lower - 1: an emptier sum has no last summand to take off."""
    parts = upper.args if upper.op == "add" else (upper,)
    if lower.op != "number" or lower.value[1] != 1 or any(part.op != "number" for part in parts):
        return False
    return sum((part.fraction for part in parts), Fraction(0)) >= lower.fraction - 1


def check_reindexing(proof: Proof) -> str | None:
    """The same sum or product over k - s, or over s - k, by the first new index."""
    statement = proof.question.statement
    if statement.op != "eq" or proof.premises or statement.args[0].op not in ("sum", "product"):
        return "no equation of a sum or product"
    old, new = statement.args
    low, start = old.args[1], new.args[1] if new.op == old.op else None
    if start is None:
        return "another operation"
    moved = (shifted(old, tidy(subtract(low, start))), turned(old, tidy(add(start, old.args[2]))))
    return unless(new in moved, "not the same terms over another index")


def check_exchange_of_sums(proof: Proof) -> str | None:
    """The same sum over the pairs of a triangle, in the other order."""
    statement = proof.question.statement
    if statement.op != "eq" or proof.premises or statement.args[0].op != "sum":
        return "no equation of a sum"
    wanted = exchanged(statement.args[0])
    return unless(wanted is not None and wanted is statement.args[1], "not the same pairs in the other order")


def check_first_terms(proof: Proof) -> str | None:
    """A sum from m > l is that from l without its first terms, if its range ends at m - 1 or later."""
    statement, start = proof.question.statement, proof.data.get("start", 0)
    if statement.op != "eq" or statement.args[0].op != "sum" or type(start) is not int:
        return "no equation of a sum"
    value = from_start(statement.args[0], start)
    if value is None or value is not statement.args[1]:
        return "not the sum from its start without what it has too much"
    _, lower, upper, _ = statement.args[0].args
    wanted = () if upper is INFINITY else asked(proof, make("le", (lower, add(upper, ONE))))
    return unless(questions_of(proof) == wanted, "the premise is not that the range ends late enough")


def check_last_terms(proof: Proof) -> str | None:
    """A sum to u is that to u + s without its last terms, if its range begins at u + 1 or earlier."""
    statement, count = proof.question.statement, proof.data.get("count")
    if statement.op != "eq" or statement.args[0].op != "sum" or type(count) is not int:
        return "no equation of a sum"
    value = to_later_end(statement.args[0], count)
    if value is None or value is not statement.args[1]:
        return "not the sum to its end without what it has too much"
    _, lower, upper, _ = statement.args[0].args
    wanted = asked(proof, make("le", (lower, add(upper, ONE))))
    return unless(questions_of(proof) == wanted, "the premise is not that the range begins early enough")


def check_factors_of_range(proof: Proof) -> str | None:
    """A product from l to u is its first or last s factors times that of the others, if there are as many: l + s <= u + 1."""
    statement, count, is_last = proof.question.statement, proof.data.get("count"), proof.data.get("is_last")
    if statement.op != "eq" or statement.args[0].op != "product" or type(count) is not int or type(is_last) is not bool:
        return "no equation of a product"
    value = without_factors(statement.args[0], count, is_last)
    if value is None or value is not statement.args[1]:
        return "not some factors times the product of the others"
    _, lower, upper, _ = statement.args[0].args
    wanted = asked(proof, make("le", (add(lower, number(count)), add(upper, ONE))))
    return unless(questions_of(proof) == wanted, "the premise is not that the range has as many factors")


def check_run_of_numbers(proof: Proof) -> str | None:
    """A product of numbers in a row is a quotient of values of the Gamma function: the first is positive, and u >= l - 1."""
    statement = proof.question.statement
    run = run_of_numbers(statement.args[0]) if statement.op == "eq" else None
    if run is None or run[0] is not statement.args[1]:
        return "not numbers in a row and their quotient"
    return unless(questions_of(proof) == asked(proof, *run[1]), "the premises are not the sign of the first number and the range")


def check_joined_ranges(proof: Proof) -> str | None:
    """A sum from l to m is that from l to u without that from m + 1 to u, for l - 1 <= m <= u."""
    statement, second = proof.question.statement, proof.data.get("second")
    if statement.op != "eq" or statement.args[0].op != "sum" or not isinstance(second, Term):
        return "no equation of a sum"
    first = statement.args[0]
    if without_second(first, second) is not statement.args[1]:
        return "not the sum over both ranges without that over the second"
    _, lower, middle, _ = first.args
    wanted = asked(proof, make("le", (lower, add(middle, ONE))), make("le", (middle, second.args[2])))
    return unless(questions_of(proof) == wanted, "the premises are not that both ranges are counted forwards")


def check_one_range(proof: Proof) -> str | None:
    """A combination of sums over one range, as it is written, is the sum of the combination."""
    statement = proof.question.statement
    if statement.op != "eq" or proof.premises or statement.args[1].op != "sum":
        return "no equation with one sum"
    left, right = statement.args
    names = [name for each in (left, *proof.question.hypotheses) for name in free_symbols(each)]
    return unless(one_sum(left, names) is right, "the sum is not that of the summands")


def check_term_by_term(proof: Proof) -> str | None:
    """left <= right as right - left = sum_{k=l}^{u} b(k) with b(k) >= 0 for l <= k <= u; for < also l <= u and b(k) > 0."""
    statement, total = proof.question.statement, proof.data.get("total")
    if statement.op not in ("le", "lt") or not all(map(is_real_term, statement.args)):
        return "no inequality of real numbers"
    if not isinstance(total, Term) or total.op != "sum":
        return "no sum"
    index, lower, upper, body = total.args
    if not (integer_valued(lower) and integer_valued(upper)) or index.sort != INTEGER:
        return "a sum that does not run through integers"
    if index in proof.question.symbols or index in free_symbols(lower) or index in free_symbols(upper):
        return "the index of the sum means something else as well"
    left, right = statement.args
    if conditions(add(lower, upper)):
        return "bounds that may be undefined"
    inside = (*proof.question.hypotheses, make("le", (lower, index)), make("le", (index, upper)))
    inside += below_largest(body, index, lower, upper)
    premises = [*asked(proof, equal(subtract(right, left), total))]
    if not proof.premises or proof.premises[0].rule != "one range":  # which is defined wherever both sides are
        premises += [Question(each, inside) for each in conditions(body)]
    if statement.op == "lt":
        premises += asked(proof, make("le", (lower, upper)))
    premises.append(Question(make(statement.op, (ZERO, body)), inside))
    return unless(questions_of(proof) == tuple(premises), "the premises are not the sum and its summands")


_NOT_FINITE = frozenset(("complex", "imaginary", "infinity"))


def check_two_parts(proof: Proof) -> str | None:
    """left <= right as right - left = u + v with u >= 0 and v >= 0; for < one of both is positive.

    u and v have a value wherever both sides do.
    """
    statement, first, second = proof.question.statement, proof.data.get("first"), proof.data.get("second")
    if statement.op not in ("le", "lt") or not isinstance(first, Term) or not isinstance(second, Term):
        return "no inequality, or no parts"
    terms = (*statement.args, first, second)
    if any(each.shape or contains(each, _NOT_FINITE) or not is_declared_real(each) for each in terms):
        return "no inequality of real numbers"
    left, right = statement.args
    whole = make("add", (first, second))
    known = conditions_of_sides(statement)
    wanted = [equal(subtract(right, left), whole), *(each for each in conditions(whole) if each not in known)]
    orders = (("le", "le"),) if statement.op == "le" else (("le", "lt"), ("lt", "le"))
    ways = [asked(proof, *wanted, make(one, (ZERO, first)), make(other, (ZERO, second))) for one, other in orders]
    return unless(questions_of(proof) in ways, "the premises are not the two parts, and where they have a value")


def check_summand_by_summand(proof: Proof) -> str | None:
    """left = right as right - left = sum_{k=l}^{u} b(k), as it is written, with b(k) = 0 for l <= k <= u.

    Where both sides are defined their sums are, and so is every b(k).
    """
    statement = proof.question.statement
    if statement.op != "eq" or statement.args[0].shape or len(proof.premises) != 2 or proof.premises[0].rule != "one range":
        return "no equation of sums"
    total = proof.premises[0].question.statement.args[1]
    if total.op != "sum":
        return "no sum"
    index, lower, upper, body = total.args
    if index.sort != INTEGER or not (integer_valued(lower) and integer_valued(upper)):
        return "a sum that does not run through integers"
    if index in proof.question.symbols or index in free_symbols(lower) or index in free_symbols(upper):
        return "the index of the sum means something else as well"
    left, right = statement.args
    inside = (*proof.question.hypotheses, make("le", (lower, index)), make("le", (index, upper)))
    wanted = (*asked(proof, equal(subtract(right, left), total)), Question(equal(ZERO, body), inside))
    return unless(questions_of(proof) == wanted, "the premises are not the sum and its summands")


def check_vanishing_factor(proof: Proof) -> str | None:
    """L - R = C (S - H) and S = H give L = R, where C, S and H are defined wherever L and R are."""
    factor, old, new = (proof.data.get(key) for key in ("factor", "old", "new"))
    if not (isinstance(factor, Term) and isinstance(old, Term) and isinstance(new, Term)):
        return "no factor"
    if proof.question.statement.op != "eq":
        return "no equation"
    left, right = proof.question.statement.args
    identity = equal(subtract(left, right), mul(factor, subtract(old, new)))
    wanted = (identity, equal(old, new), *conditions(add(factor, old, new)))
    return unless(questions_of(proof) == asked(proof, *wanted), "the premises are not the factors, and where they are defined")


def check_constant_difference(proof: Proof) -> str | None:
    """Equal derivatives on a connected domain, and equal values at one point of it."""
    statement, point = proof.question.statement, proof.data.get("point")
    if statement.op != "eq" or proof.question.hypotheses or not isinstance(point, tuple):
        return "no equation, or hypotheses that may disconnect the domain"
    difference = subtract(*statement.args)
    names = free_symbols(difference)
    if has_kinks(difference) or not names or tuple(name for name, _ in point) != names:
        return "not smooth, or a point with other symbols"
    for name, value in point:
        sort = name.sort
        if not isinstance(sort, Scalar) or sort.kind != "real" or sort.values is not None or sort.nonzero:
            return "the domain is not connected"
        if value.op != "number" or not sort.contains(value.fraction):
            return "a point outside of the domain"
    slopes = [differentiate(difference, name) for name in names]
    wanted = [equal(slope, ZERO) for slope, _ in slopes]
    wanted += [obligation for _, obligations in slopes for obligation in obligations]
    wanted += conditions(difference)
    wanted += [condition for slope, _ in slopes for condition in conditions(slope)]
    there = equal(*(substitute(side, dict(point)) for side in statement.args))
    premises = asked(proof, there, *dict.fromkeys(wanted))
    return unless(questions_of(proof) == premises, "the premises are not the derivatives and the point")


def check_gibbs_inequality(proof: Proof) -> str | None:
    """The integral of a (log a - log b) is not negative for densities a and b of one variable."""
    statement, multiple = proof.question.statement, proof.data.get("multiple")
    outcome, first, second = (proof.data.get(key) for key in ("outcome", "first", "second"))
    if statement.op != "le" or not isinstance(multiple, Fraction) or multiple <= 0:
        return "not an inequality with a positive multiple"
    for term in (first, second):
        if not isinstance(term, Term) or term.op != "density" or term.value != 1 or term.args[1] is not outcome:
            return "not a density of the variable"
        if outcome in term.args[2:]:
            return "a density given its own variable"
    if not isinstance(outcome, Term) or not isinstance(outcome.sort, Outcome):
        return "not an abstract variable"
    assert isinstance(first, Term) and isinstance(second, Term)
    bound = canonical(expectation(outcome, first, subtract(log(first), log(second))))
    lower, upper = statement.args
    identity = equal(subtract(upper, lower), mul(number(multiple), bound))
    return unless(questions_of(proof) == asked(proof, identity), "the premise is not the multiple of the divergence")


RULES: dict[str, Check] = {
    "moments": check_moments,
    "sum by induction": check_by_induction,
    "product by induction": check_by_induction,
    "induction": check_induction,
    "reindexing": check_reindexing,
    "exchange of sums": check_exchange_of_sums,
    "first terms": check_first_terms,
    "last terms": check_last_terms,
    "factors of a range": check_factors_of_range,
    "run of numbers": check_run_of_numbers,
    "joined ranges": check_joined_ranges,
    "one range": check_one_range,
    "term by term": check_term_by_term,
    "two parts": check_two_parts,
    "summand by summand": check_summand_by_summand,
    "vanishing factor": check_vanishing_factor,
    "constant difference": check_constant_difference,
    "Gibbs inequality": check_gibbs_inequality,
}
