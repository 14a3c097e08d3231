"""Checks of the rules of logic: parts of disjunctions, hypotheses, cases, and equal terms in place of each other."""

from __future__ import annotations

from verify.domain import conditions, conditions_of_sides, integer_valued
from verify.mathematics.binders import canonical
from verify.mathematics.entries import lowered
from verify.mathematics.excluded_middle import negation, otherwise, product_of_differences
from verify.mathematics.factors import of_factors
from verify.mathematics.finite_domains import at_each_value
from verify.mathematics.one_of_terms import wanted_below_largest, wanted_of_terms
from verify.mathematics.reindexing import newly_defined
from verify.mathematics.roots import compared_by_squares, of_even_powers, of_odd_powers, of_squares, root_below, with_squares
from verify.question import Proof, Question, alternatives, taken_apart, unequal_cases
from verify.recheck.kernels import is_real_term
from verify.recheck.parts import Check, asked, questions_of, unless
from verify.sort import INTEGER, Random, Scalar, Sort
from verify.term import (
    ONE,
    TRUE,
    ZERO,
    Term,
    add,
    contains,
    equal,
    free_symbols,
    make,
    mul,
    negate,
    postorder,
    relation,
    substitute,
    subtract,
    symbols_of_sort,
)


def check_truth(proof: Proof) -> str | None:
    return unless(proof.question.statement is TRUE, "the statement is not `true`")


def check_disjunction(proof: Proof) -> str | None:
    """A disjunction holds if one of its parts does."""
    statement, place = proof.question.statement, proof.data.get("place")
    if statement.op != "or" or type(place) is not int or not 0 <= place < len(statement.args):
        return "no part of a disjunction"
    return unless(questions_of(proof) == asked(proof, statement.args[place]), "the premise is not the part named")


def check_excluded_middle(proof: Proof) -> str | None:
    """`a or b` holds if b does wherever a is defined and false, and a is defined throughout."""
    statement, place = proof.question.statement, proof.data.get("place")
    if statement.op != "or" or type(place) is not int or not 0 <= place < len(statement.args):
        return "no part of a disjunction"
    if not all(is_real_term(part) for part in statement.args):
        return "relations of complex numbers have no order"
    return unless(
        questions_of(proof) == otherwise(proof.question, place), "the premises are not the part, and where the others are defined"
    )


def check_product_of_differences(proof: Proof) -> str | None:
    """`a = b or c = d` holds if (a - b)(c - d) = 0 and all sides are numbers that are defined; matrices have zero divisors."""
    statement = proof.question.statement
    if statement.op != "or" or any(side.shape for part in statement.args for side in part.args):
        return "no disjunction of equations of numbers"
    wanted = product_of_differences(proof.question)
    return unless(
        wanted is not None and questions_of(proof) == wanted, "the premises are not the product, and where the sides are defined"
    )


def check_multiple(proof: Proof) -> str | None:
    """g != 0 where h != 0, as h = f g and f is defined; g > 0 where h > 0, if 0 <= f besides: (-1)(-1) > 0."""
    statement, place, factor = proof.question.statement, proof.data.get("place"), proof.data.get("factor")
    hypotheses = proof.question.hypotheses
    if type(place) is not int or not 0 <= place < len(hypotheses) or not isinstance(factor, Term):
        return "no hypothesis and factor"
    if statement.op not in ("ne", "lt") or hypotheses[place].op != statement.op or factor.shape:
        return "no hypothesis of the kind of the statement"
    turn = 1 if statement.op == "ne" else -1
    (whole, zero), (number, other) = hypotheses[place].args[::turn], statement.args[::turn]
    if zero is not ZERO or other is not ZERO or whole.shape or number.shape:
        return "no numbers that are not zero"
    wanted = [equal(whole, mul(factor, number)), *conditions(factor)]
    if statement.op == "lt":
        wanted.append(relation("le", ZERO, factor))
    return unless(questions_of(proof) == asked(proof, *wanted), "the premises are not the product, and where it is defined")


def check_one_root(proof: Proof) -> str | None:
    """u = v as (u - v)(u - w) = c (f - g) with a hypothesis f = g, c is defined, and u != w, or w < 0 <= u.

    Without the last, x^2 = 4 would say that x = 2, with w = -2.
    """
    question, data = proof.question, proof.data
    place, other, factor = data.get("place"), data.get("other"), data.get("factor")
    if type(place) is not int or not 0 <= place < len(question.hypotheses):
        return "no hypothesis"
    given, statement = question.hypotheses[place], question.statement
    if not isinstance(other, Term) or not isinstance(factor, Term) or other.shape or factor.shape:
        return "no other root and factor"
    if statement.op != "eq" or given.op != "eq" or statement.args[0].shape or given.args[0].shape:
        return "no equations of numbers"
    left, right = statement.args[::-1] if data.get("turned") is True else statement.args
    identity = equal(mul(subtract(left, right), subtract(left, other)), mul(factor, subtract(*given.args)))
    if data.get("by_sign") is True:
        if not all(map(is_real_term, (left, other))):
            return "no real numbers"
        apart = [make("lt", (other, ZERO)), make("le", (ZERO, left))]
    else:
        apart = [make("ne", (left, other))]
    wanted = asked(proof, identity, *apart, *dict.fromkeys((*conditions(factor), *conditions(other))))
    return unless(questions_of(proof) == wanted, "the premises are not the product, and what tells the roots apart")


def check_bound_of_extremum(proof: Proof) -> str | None:
    """max(a, b) <= c holds if a <= c and b <= c do, |a| <= c if a <= c and -a <= c do, c <= min(a, b) if c <= a and c <= b do."""
    statement = proof.question.statement
    if statement.op not in ("le", "lt") or not is_real_term(statement):
        return "no inequality of real numbers"
    smaller, greater = statement.args
    if smaller.op == "max":
        wanted = [make(statement.op, (arg, greater)) for arg in smaller.args]
    elif greater.op == "min":
        wanted = [make(statement.op, (smaller, arg)) for arg in greater.args]
    elif smaller.op == "abs":
        wanted = [make(statement.op, (arg, greater)) for arg in (smaller.args[0], negate(smaller.args[0]))]
    else:
        return "no maximum or absolute value on the smaller side, and no minimum on the greater"
    return unless(questions_of(proof) == asked(proof, *wanted), "the premises are not the inequalities of the arguments")


def check_hypothesis(proof: Proof) -> str | None:
    return unless(proof.question.statement in proof.question.hypotheses, "the statement is no hypothesis")


def check_contradiction(proof: Proof) -> str | None:
    """Nothing meets a hypothesis a != a."""
    place, hypotheses = proof.data.get("place"), proof.question.hypotheses
    if type(place) is not int or not 0 <= place < len(hypotheses) or hypotheses[place].op != "ne":
        return "no hypothesis a != b"
    return unless(hypotheses[place].args[0] is hypotheses[place].args[1], "two different sides")


def check_weakening(proof: Proof) -> str | None:
    """What holds under some of the hypotheses holds under all of them."""
    if len(proof.premises) != 1 or proof.premises[0].question.statement is not proof.question.statement:
        return "not the same statement"
    return unless(set(proof.premises[0].question.hypotheses) <= set(proof.question.hypotheses), "other hypotheses")


def check_alternatives(proof: Proof) -> str | None:
    """Under `a or b`, one of a and b holds."""
    place, hypotheses = proof.data.get("place"), proof.question.hypotheses
    if type(place) is not int or not 0 <= place < len(hypotheses) or hypotheses[place].op != "or":
        return "no hypothesis `a or b`"
    return unless(questions_of(proof) == alternatives(proof.question, place), "the premises are not the alternatives")


def check_unequal_cases(proof: Proof) -> str | None:
    """Real numbers that differ are less or greater."""
    place, hypotheses = proof.data.get("place"), proof.question.hypotheses
    if type(place) is not int or not 0 <= place < len(hypotheses) or hypotheses[place].op != "ne":
        return "no hypothesis a != b"
    if any(side.shape or not is_real_term(side) for side in hypotheses[place].args):
        return "complex numbers or matrices that differ are not ordered"
    return unless(questions_of(proof) == unequal_cases(proof.question, place), "the premises are not the two cases")


def check_joint_hypothesis(proof: Proof) -> str | None:
    """Under `a and b`, both a and b hold."""
    place, hypotheses = proof.data.get("place"), proof.question.hypotheses
    if type(place) is not int or not 0 <= place < len(hypotheses) or hypotheses[place].op != "and":
        return "no hypothesis `a and b`"
    return unless(questions_of(proof) == (taken_apart(proof.question, place),), "the premise does not take the hypothesis apart")


def check_false_hypothesis(proof: Proof) -> str | None:
    """Nothing meets a hypothesis whose opposite holds wherever it is defined and the others hold."""
    place, hypotheses = proof.data.get("place"), proof.question.hypotheses
    if type(place) is not int or not 0 <= place < len(hypotheses) or not is_real_term(hypotheses[place]):
        return "no hypothesis about real numbers"
    opposite = negation(hypotheses[place])
    others = hypotheses[:place] + hypotheses[place + 1 :]
    asked = questions_of(proof)
    is_opposite = len(asked) == 1 and asked[0].statement is opposite and set(asked[0].hypotheses) <= set(others)
    return unless(opposite is not None and is_opposite, "the premise is not the opposite of the hypothesis")


def check_finite_domain(proof: Proof) -> str | None:
    """What holds at each value that a symbol or an entry can take holds."""
    name = proof.data.get("symbol")
    if not isinstance(name, Term) or not set(free_symbols(name)) <= set(proof.question.symbols):
        return "no symbol of the question"
    return unless(questions_of(proof) == at_each_value(proof.question, name), "the premises are not the question at each value")


def check_index_notation(proof: Proof) -> str | None:
    return unless(questions_of(proof) == lowered(proof.question), "the premises are not the statement in index notation")


def check_rewriting(proof: Proof) -> str | None:
    """A subterm may be replaced by an equal one that is defined wherever it is itself, or both sides of the statement are."""
    old, new = proof.data.get("old"), proof.data.get("new")
    if not isinstance(old, Term) or not isinstance(new, Term) or len(proof.premises) < 2:
        return "what is replaced by what is not said"
    if contains(proof.question.statement, _DEFINED):
        return "an equation says nothing of where a side is defined"
    if not holds_around(old, proof.question):
        return "an equation that may hold at single points only, inside of a derivative or mean"
    replaced = canonical(substitute(proof.question.statement, {old: new}))
    wanted = asked(proof, equal(old, new), replaced)
    changed = newly_defined(proof.premises[0].rule, new)
    if changed is not None:
        known = conditions_of_sides(proof.question.statement)
        wanted += asked(proof, *(each for each in conditions(changed) if each not in known))
    return unless(questions_of(proof) == wanted, "the premises are not the equation, the new statement, and its conditions")


def check_one_of_terms(proof: Proof) -> str | None:
    """The largest of finitely many terms is one of them."""
    target, place = proof.data.get("target"), proof.data.get("place")
    if not isinstance(target, Term) or not isinstance(place, Term):
        return "no largest term, and no place for one"
    wanted = wanted_of_terms(proof.question, target, place)
    return unless(wanted is not None and questions_of(proof) == wanted, "the premises are not that at a place")


def check_below_largest(proof: Proof) -> str | None:
    """A term is not larger than the largest."""
    place = proof.data.get("place")
    wanted = wanted_below_largest(proof.question, place) if isinstance(place, Term) else None
    return unless(wanted is not None and questions_of(proof) == wanted, "the premises are not that the place is in the range")


_DEFINED = frozenset(("is_defined",))
_CONTINUOUS = frozenset(("number", "symbol", "pi", "add", "mul", "power", "exp", "sin", "cos", "tanh", "atan"))


def holds_around(old: Term, question: Question) -> bool:
    """Whether old = new holds near every point of the domain, if `old` stands in a derivative by a variable of its own.

    For x = 1 the integral of x exp(-t) over t > 0 is 1, and its derivative by x is not that of 1.
    """
    variables = {
        name
        for inner in postorder(question.statement)
        if inner.op in ("derivative", "gradient", "expect") and old in postorder(inner.args[0])
        for name in (symbols_of_sort((old,), Random) if inner.op == "expect" else free_symbols(inner.args[1]))
        if name in free_symbols(old)
    }
    if not all(_is_interval(name.sort) for name in variables):
        return False
    return all(_is_open(hypothesis) for hypothesis in question.hypotheses if not variables.isdisjoint(free_symbols(hypothesis)))


def _is_interval(sort: Sort) -> bool:
    if not isinstance(sort, Scalar):
        return True
    return sort.kind == "real" and sort.values is None and (sort.lower is None or sort.lower != sort.upper)


def _is_open(hypothesis: Term) -> bool:
    """Whether a hypothesis holds around each point at which it holds."""
    if hypothesis.op not in ("lt", "ne"):
        return False
    return all(
        inner.op in _CONTINUOUS and (inner.op != "power" or (inner.args[1].op == "number" and inner.args[1].value[1] == 1))
        for side in hypothesis.args
        for inner in postorder(side)
    )


def check_rounding(proof: Proof) -> str | None:
    """A statement about floor(u) from the same about any integer m with m <= u < m + 1, and so for ceiling(u)."""
    rounded = proof.data.get("rounded")
    if not isinstance(rounded, Term) or rounded.op not in ("floor", "ceiling") or rounded.shape or not is_real_term(rounded):
        return "no rounding of a real number"
    (premise,) = questions_of(proof) if len(proof.premises) == 1 else (None,)
    if premise is None:
        return "not one premise"
    new = [name for name in premise.symbols if name not in proof.question.symbols]
    if len(new) != 1 or new[0].sort != INTEGER:
        return "not one new integer"
    (integer,), at, inner = new, {rounded: new[0]}, rounded.args[0]
    if rounded.op == "floor":
        known = (make("le", (integer, inner)), make("lt", (inner, add(integer, ONE))))
    else:
        known = (make("lt", (subtract(integer, ONE), inner)), make("le", (inner, integer)))
    hypotheses = (*(substitute(each, at) for each in proof.question.hypotheses), *known)
    return unless(premise == Question(substitute(proof.question.statement, at), hypotheses), "the premise is another question")


def check_integer_gap(proof: Proof) -> str | None:
    """a <= b from a < b + 1, for integers; 1/2 < 0 + 1, and 1/2 <= 0 is false."""
    statement = proof.question.statement
    if statement.op != "le" or not all(map(integer_valued, statement.args)):
        return "no inequality of integers"
    left, right = statement.args
    return unless(questions_of(proof) == asked(proof, make("lt", (left, add(right, ONE)))), "the premise is another inequality")


def check_both_ways(proof: Proof) -> str | None:
    """a = b from a <= b and b <= a."""
    statement = proof.question.statement
    if statement.op != "eq" or any(side.shape for side in statement.args) or not is_real_term(statement):
        return "no equation of real numbers"
    left, right = statement.args
    wanted = asked(proof, make("le", (left, right)), make("le", (right, left)))
    return unless(questions_of(proof) == wanted, "the premises are not the two inequalities")


def check_squares(proof: Proof) -> str | None:
    """0 < c sqrt(P) + Q from Q^2 < c^2 P, for c > 0."""
    wanted = compared_by_squares(proof.question)
    return unless(wanted is not None and questions_of(proof) == (wanted,), "the premise is not the inequality of the squares")


def check_root_below(proof: Proof) -> str | None:
    """c sqrt(P) <= b from 0 <= b and c^2 P <= b^2, for c > 0."""
    wanted = root_below(proof.question)
    return unless(wanted is not None and questions_of(proof) == wanted, "the premises are not the sign and the squares")


def check_odd_powers(proof: Proof) -> str | None:
    """a = b from a^n = b^n, for real numbers and an odd n."""
    exponent = proof.data.get("exponent")
    if type(exponent) is not int or not 1 <= exponent <= 99:
        return "no exponent"
    wanted = of_odd_powers(proof.question, exponent)
    return unless(wanted is not None and questions_of(proof) == (wanted,), "the premise is not that of the powers")


def check_even_powers(proof: Proof) -> str | None:
    """a <= b from a^n <= b^n and 0 <= b, or from b^n <= a^n and a <= 0, for real numbers and an even n; the same with <."""
    exponent, sign = proof.data.get("exponent"), proof.data.get("sign")
    if type(exponent) is not int or not 2 <= exponent <= 98 or sign not in (1, -1):
        return "no exponent, or no sign"
    wanted = of_even_powers(proof.question, exponent, sign == -1)
    return unless(wanted is not None and questions_of(proof) == wanted, "the premises are not the sign and the powers")


def check_equal_squares(proof: Proof) -> str | None:
    """a = b from a^2 = b^2 for real numbers of one sign, 0 <= a and 0 <= b or a <= 0 and b <= 0."""
    wanted = of_squares(proof.question, proof.data.get("sign") == -1)
    return unless(wanted is not None and questions_of(proof) == wanted, "the premises are not the signs and the squares")


def check_factors(proof: Proof) -> str | None:
    """A product is not 0, positive or not negative, as all its factors are."""
    wanted = of_factors(proof.question)
    return unless(wanted is not None and questions_of(proof) == wanted, "the premises are not about the factors")


def check_squares_in_a_hypothesis(proof: Proof) -> str | None:
    """|a| = b says that a^2 = b^2."""
    place = proof.data.get("place")
    if type(place) is not int or not 0 <= place < len(proof.question.hypotheses):
        return "no hypothesis"
    wanted = with_squares(proof.question, place)
    return unless(wanted is not None and questions_of(proof) == (wanted,), "the premise does not have the squares")


RULES: dict[str, Check] = {
    "truth": check_truth,
    "bound of an extremum": check_bound_of_extremum,
    "disjunction": check_disjunction,
    "excluded middle": check_excluded_middle,
    "product of differences": check_product_of_differences,
    "index notation": check_index_notation,
    "rewriting": check_rewriting,
    "multiple": check_multiple,
    "factors": check_factors,
    "one root": check_one_root,
    "unequal cases": check_unequal_cases,
    "finite domain": check_finite_domain,
    "false hypothesis": check_false_hypothesis,
    "joint hypothesis": check_joint_hypothesis,
    "hypothesis": check_hypothesis,
    "contradiction": check_contradiction,
    "weakening": check_weakening,
    "rounding": check_rounding,
    "integer gap": check_integer_gap,
    "both ways": check_both_ways,
    "squares": check_squares,
    "root below": check_root_below,
    "one of the terms": check_one_of_terms,
    "below the largest": check_below_largest,
    "odd powers": check_odd_powers,
    "even powers": check_even_powers,
    "equal squares": check_equal_squares,
    "squares in a hypothesis": check_squares_in_a_hypothesis,
    "alternatives": check_alternatives,
}
