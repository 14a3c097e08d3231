"""Solutions with constants that nobody declared: x^2 + C and x^2 - C, C e^x and e^(x+C) are the same ones."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import permutations

from verify.decide import decide
from verify.fuel import Limits
from verify.grading.comparing.compare import kind_of
from verify.grading.comparing.constants import sizes_of
from verify.question import Question
from verify.sort import REAL, Scalar
from verify.term import (
    MINUS_ONE,
    ONE,
    PI,
    ZERO,
    Shape,
    Term,
    add,
    contains,
    equal,
    free_symbols,
    fresh_symbol,
    item,
    make,
    mul,
    number,
    postorder,
    power,
    substitute,
    subtract,
)  # fmt: skip

_LETTERS = ("C", "c", "K", "k", "Z")
_OF_OTHER_THINGS = frozenset(("c", "K", "k"))  # counts and indices as well
_OF_SOLUTIONS = frozenset(("A", "B", "D", "E", "F", "a", "b", "d", "alpha", "beta", "m", "n", *_LETTERS))
_OF_TURNS = frozenset(("k", "l", "m", "n", "j"))
_WAVES = frozenset(("exp", "sin", "cos", "sinh", "cosh"))
_RATIONAL = frozenset(("symbol", "number", "add", "mul", "power"))
_MOST = 3  # constants
_FUEL, _FUEL_OF_DETERMINANTS = 60_000, 200_000


def has_other_constants(
    reference: Term, submitted: Term, declared: Collection[str], hypotheses: tuple[Term, ...], limits: Limits
) -> bool:
    """Whether an answer that differs may be right for other values of constants that nobody declared, or as real numbers.

    Where they are added, the rest of both has to differ by a number; what is done with them otherwise is not followed.
    """
    reals = {name.name for name in free_symbols(reference) if name.name.partition("_")[0] == "C" and name.sort == REAL}
    declared = [name for name in declared if name not in reals]
    if counts_turns(reference, declared) and counts_turns(submitted, declared):
        return True
    if _runs_over_integers(reference) and _runs_over_integers(submitted):
        return True
    constants = _with_effect(constants_of(reference, declared), reference, hypotheses, limits)
    if not constants or (reference.op in ("lt", "le") and {*free_symbols(reference)} <= {*constants}):
        return False
    if kind_of(reference) != "expression" or kind_of(submitted) != "expression":
        return True
    shared = bool(constants_of(submitted, declared))
    if shared and not is_added(constants, reference, submitted):
        may_be_followed = len(constants) <= _MOST and _is_plain(reference.shape)
        return not may_be_followed or may_be_reached(reference, submitted, constants, hypotheses, limits)
    return is_of_family(reference, submitted, constants, hypotheses, limits)


def _with_effect(
    constants: tuple[Term, ...], reference: Term, hypotheses: tuple[Term, ...], limits: Limits
) -> tuple[Term, ...]:
    """The constants on which a quotient depends: not the c of (k^2 c + c m)/(k^2 c m)."""
    if not any(part.op == "power" and part.args[1] is MINUS_ONE for part in postorder(reference)):
        return constants
    limits = limits.at_most(_FUEL)
    others = {name: fresh_symbol(name, free_symbols(reference)) for name in constants}
    alike = [Question(equal(reference, substitute(reference, {name: other})), hypotheses) for name, other in others.items()]
    return tuple(name for name, each in zip(constants, alike, strict=True) if decide(each, limits).truth != "proved")


def constants_of(reference: Term, declared: Collection[str]) -> tuple[Term, ...]:
    """The undeclared names of a reference that are called as constants are; beside a and b, a c is the third of them.

    Nobody squares a constant that may have either sign: k^2 x is of a number k.
    """
    if not any(name.name.partition("_")[0] in _OF_SOLUTIONS and name.name not in declared for name in free_symbols(reference)):
        return ()
    parts = postorder(reference)
    plain = {each for part in parts if not _is_even_power(part) for each in part.args} | {reference}
    names = tuple(name for name in free_symbols(reference) if name.name not in declared and name in plain)
    is_third = {"a", "b"} <= {name.name for name in names}
    letters = tuple(letter for letter in _LETTERS if not (is_third and letter == "c"))
    constants = tuple(name for name in names if name.name.partition("_")[0] in letters and _may_be_constant(reference, name))
    solution = tuple(name for name in names if name.name.partition("_")[0] in _OF_SOLUTIONS)
    return solution if _is_general_solution(reference, solution) else constants


def _may_be_constant(reference: Term, name: Term) -> bool:
    """Whether a name may be a constant of integration, if its letter is that of counts as well.

    Not the k of p(1 - p)^k, n - k, k! and k k, of (r s + k) t + 1 and of C/(k + 2), and not c_in or the c_0 of f_1 c_0; that of
    1/(x + k) and of k e^x may be one.
    """
    letter, _, index = name.name.partition("_")
    if letter not in _OF_OTHER_THINGS:
        return True
    parts = postorder(reference)
    if _is_beside_arrays(reference, name) or _is_among_many(reference, name):
        return False
    is_counted = any(
        (part.op == "power" and reference.op != "eq" and free_symbols(part.args[1]) == (name,) and free_symbols(part.args[0]))
        or (part.op in ("gamma", "loggamma") and name in free_symbols(part))
        or (part.op in ("sum", "product") and any(name in free_symbols(bound) for bound in part.args[1:3]))
        or (part.op == "mul" and letter == "k" and part.args.count(name) > 1)
        or (part.op == "add" and any(each.op == "symbol" and each.name in ("n", "N") for each in part.args)
            and mul(MINUS_ONE, name) in part.args)
        for part in parts
    )
    return not is_counted and index not in ("in", "out")


def _is_beside_arrays(reference: Term, name: Term) -> bool:
    r"""Whether a formula is of a name and of arrays or random variables alone, and has the name not only as a summand: the c of
    c + \log \sum_j e^{x_j - c}, which is shifted by it."""
    lengths = sizes_of([reference])
    others = [each for each in free_symbols(reference) if each is not name and each not in lengths and not _is_integer(each)]
    is_shift = contains(reference, {"sum", "integral"}) and not is_added((name,), reference)
    return reference.op != "lambda" and bool(others) and is_shift and not any(isinstance(each.sort, Scalar) for each in others)


def _is_among_many(reference: Term, name: Term) -> bool:
    """Whether a name of counts is one of many in what is no solution of an equation: rational, and with it not as a factor of
    the summands that have it, as in a x^2 y + c/x, (x^2 y z + c)/2 and y = (x^3 + c)/(a x)."""
    names = [each for each in free_symbols(reference) if each is not name]
    has_constant = any(each.name.partition("_")[0] == "C" for each in names)
    has_indices = any(each.name[0] != name.name[0] for each in names) and all(each.name[-1].isdigit() for each in (name, *names))
    if not (len(names) > 2 or has_constant or has_indices) or reference.op in ("eq", "lambda"):
        return False
    parts = postorder(reference)
    is_rational = all(part.op in _RATIONAL and (part.op != "power" or part.args[1].op == "number") for part in parts)
    is_factor = reference is name or (reference.op == "mul" and name in reference.args)
    is_for_sure = has_constant or has_indices
    is_one = is_added((name,), reference) if is_for_sure else _is_factor_of_summands(name, reference)
    return is_rational and not is_factor and not is_one


def _is_factor_of_summands(name: Term, term: Term) -> bool:
    """Whether a name is a factor of the summands that have it, as constants are: c/x + y, (x + c y)/z, 1/(x y + c).

    Not of (r s + k) t + 1, and not of a x + k x, where k has the factor of all that stands beside it.
    """
    if term.op == "power":
        return _is_factor_of_summands(name, term.args[0])
    if term.op == "mul":
        with_it = [factor for factor in _factors(term) if name in free_symbols(factor)]
        return with_it == [name] or (len(with_it) == 1 and _is_factor_of_summands(name, with_it[0]))
    with_it, rest = ([part for part in _summands(term) if (name in free_symbols(part)) is has_it] for has_it in (True, False))
    beside = {factor for part in with_it for factor in _factors(part) if factor is not name and free_symbols(factor)}
    is_common = bool(beside) and all(beside <= {*_factors(part)} for part in rest)
    return not is_common and all(name in _factors(part) and _has_once(name, _factors(part)) for part in with_it)


def _has_once(name: Term, factors: tuple[Term, ...]) -> bool:
    return sum(name in free_symbols(factor) for factor in factors) == 1


def _factors(term: Term) -> tuple[Term, ...]:
    """The factors of a product, also of -(c/z), which is a product in a product; a term that is none alone."""
    return tuple(factor for each in term.args for factor in _factors(each)) if term.op == "mul" else (term,)


def _is_general_solution(term: Term, names: tuple[Term, ...]) -> bool:
    """Whether a formula is A u + B v, with one of the names in each summand, and exponentials or waves in it."""
    if term.op == "eq" and term.args[0].op in ("symbol", "apply"):
        return _is_general_solution(term.args[1], names)
    summands = [part for each in _summands(term) for part in _summands(each)]
    each_has_one = all(sum(name in free_symbols(part) for name in names) == 1 for part in summands)
    has_waves = contains(term, _WAVES) or any(part.op == "power" and free_symbols(part.args[1]) for part in postorder(term))
    return len(names) > 1 and len(summands) == len(names) and each_has_one and has_waves


def _summands(term: Term) -> tuple[Term, ...]:
    r"""The summands of a sum, also of e^{-x} (A \cos x + B \sin x)."""
    if term.op == "mul":
        sums = [factor for factor in term.args if factor.op == "add"]
        return sums[0].args if len(sums) == 1 else (term,)
    return term.args if term.op == "add" else (term,)


def _runs_over_integers(term: Term) -> bool:
    """Whether a statement gives a name the values of a formula of one integer of either sign: x = 2 k + 1."""
    if term.op == "or":
        return all(map(_runs_over_integers, term.args))
    names = free_symbols(term.args[1]) if term.op == "eq" and term.args[0].op == "symbol" else ()
    return len(names) == 1 and _is_any_integer(names[0])


def _is_integer(name: Term) -> bool:
    return isinstance(name.sort, Scalar) and name.sort.is_integer


def _is_any_integer(name: Term) -> bool:
    return isinstance(name.sort, Scalar) and name.sort.is_integer and name.sort.lower is None is name.sort.upper


def counts_turns(term: Term, declared: Collection[str]) -> bool:
    r"""Whether the only name of a formula, or of its right side, stands beside \pi, as the n of x = \pi/4 + n \pi does."""
    if term.op == "or":
        return any(counts_turns(arg, declared) for arg in term.args)
    value = term.args[1] if term.op == "eq" and term.args[0].op == "symbol" else term
    names = free_symbols(value)
    if len(names) != 1 or names[0].name not in _OF_TURNS or (names[0].name in declared and not _is_integer(names[0])):
        return False
    products = [part for part in postorder(value) if part.op == "mul"]
    return any(PI in part.args and names[0] in free_symbols(part) for part in products)


def _is_plain(shape: Shape) -> bool:
    """Whether a shape is that of a number or of a column of a given size."""
    return not shape or (shape[1] is ONE and shape[0].op == "number")


def _is_even_power(term: Term) -> bool:
    return term.op == "power" and term.args[1].op == "number" and term.args[1].fraction % 2 == 0


def is_added(constants: tuple[Term, ...], *terms: Term) -> bool:
    """Whether each constant is a summand, with a number before it, of each term: x^2 + 2 C, but not C x."""
    return all(_is_summand(constant, term) for term in terms for constant in constants)


def _is_summand(constant: Term, term: Term) -> bool:
    parts = term.args if term.op == "add" else (term,)
    with_it = [part for part in parts if constant in free_symbols(part)]
    return all(part is constant or _is_multiple(part, constant) for part in with_it)


def _is_multiple(part: Term, constant: Term) -> bool:
    return part.op == "mul" and constant in part.args and free_symbols(part) == (constant,)


def may_be_reached(
    reference: Term, submitted: Term, constants: tuple[Term, ...], hypotheses: tuple[Term, ...], limits: Limits
) -> bool:
    """Whether the submitted formula may be the reference with other values of its constants, whatever name is the variable.

    C_1 r_1(x) + ... + C_k r_k(x) + s(x) is one only if the determinant of the r_i(x_j), with submitted(x_j) - s(x_j) as the
    last column, is 0 for all x_0, ..., x_k; of a vector, each row takes another combination of its entries.
    """
    limits = limits.at_most(_FUEL_OF_DETERMINANTS)
    taken = [*free_symbols(reference), *free_symbols(submitted)]
    others = [name for name in free_symbols(reference) if name not in constants]
    rest = substitute(reference, dict.fromkeys(constants, ZERO))
    basis = [
        subtract(substitute(reference, {each: ONE if each is constant else ZERO for each in constants}), rest)
        for constant in constants
    ]
    linear = make("add", (*(mul(*pair) for pair in zip(constants, basis, strict=True)), rest))
    if reference.shape != submitted.shape or decide(Question(equal(reference, linear), hypotheses), limits).truth != "proved":
        return True
    columns = [*basis, subtract(submitted, rest)]
    for name in others:
        places = []
        for _ in columns:
            places.append(fresh_symbol(name, taken))
            taken.append(places[-1])
        known = (*hypotheses, *(substitute(each, {name: place}) for each in hypotheses for place in places))
        rows = [[_at(column, {name: place}, row) for column in columns] for row, place in enumerate(places)]
        question = Question(equal(_determinant(rows), ZERO), tuple(dict.fromkeys(known)))
        if decide(question, limits).truth != "refuted":
            return True
    return not others


def _at(term: Term, place: Mapping[Term, Term], row: int) -> Term:
    """The term at a place; of a column, the sum of its entries times 1, 2^row, 3^row ..."""
    term = substitute(term, place)
    if not term.shape:
        return term
    entries = [item(term, number(index)) for index in range(1, int(term.shape[0].fraction) + 1)]
    return add(*(mul(number(index**row), entry) for index, entry in enumerate(entries, 1)))


def _determinant(rows: list[list[Term]]) -> Term:
    """By the first row."""
    if len(rows) == 1:
        return rows[0][0]
    terms = [
        mul(number((-1) ** place), entry, _determinant([[*row[:place], *row[place + 1 :]] for row in rows[1:]]))
        for place, entry in enumerate(rows[0])
    ]
    return add(*terms)


def is_of_family(
    reference: Term, submitted: Term, constants: tuple[Term, ...], hypotheses: tuple[Term, ...], limits: Limits
) -> bool:
    """Whether the difference or the quotient depends on the constants only, or the constants are exchanged."""
    others = [name for name in free_symbols(reference) if name not in constants]
    limits = limits.at_most(_FUEL)
    if reference.shape or submitted.shape or not others or len(constants) > _MOST:
        return False
    taken = (*free_symbols(reference), *free_symbols(submitted))
    elsewhere = {name: fresh_symbol(name, taken) for name in others}
    known = (*hypotheses, *(substitute(each, elsewhere) for each in hypotheses))
    for left in (subtract(submitted, reference), mul(submitted, power(reference, MINUS_ONE))):
        if decide(Question(equal(left, substitute(left, elsewhere)), tuple(dict.fromkeys(known))), limits).truth == "proved":
            return True
    for order in list(permutations(constants))[1:]:
        exchanged = substitute(submitted, dict(zip(constants, order, strict=True)))
        if decide(Question(equal(reference, exchanged), hypotheses), limits).truth == "proved":
            return True
    return False
