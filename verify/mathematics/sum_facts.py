"""Inequalities between canonical sums that hold whatever the summands are.

    Cauchy and Schwarz      (sum f g)^2 <= sum f^2 sum g^2,   |sum f g| <= sqrt(sum f^2) sqrt(sum g^2),   also with g = 1
    semidefinite forms      sum_ij v_i A_ij v_j >= 0          for a positive semidefinite A
                            and of nested sums, (sum_ij f g)^2 <= sum_ij f^2 sum_ij g^2 over the same ranges
    means of probabilities  sum_k p_k^2 <= 1,  sum_k p_k q_k <= 1   for distributions, over all that they are declared on
                            1 <= n sum_k p_k^2                      with n places

Both sides have to be real.  Without the same range on both sides the first is false: sum_{i<=2} 1 against sum_{i<=1} 1.

And one equation: the probabilities of a distribution, over all that it is declared on, have the sum 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, permutations

from verify.mathematics.nested_sums import canonical_operator
from verify.sort import Scalar, Sequence, Tensor
from verify.term import ONE, TWO, Term, add, digest, free_symbols, make, mul, negate, number, power, sqrt, substitute

_SEMIDEFINITE = frozenset(("positive definite", "positive semidefinite"))
MAX_SQUARES = 8
MAX_NESTED = 3
MAX_SPLIT = 5

Range = tuple[Term, Term]  # the ends
Binders = tuple[tuple[Term, Range], ...]  # the indices of nested sums, none of which is in the ends of another


@dataclass(frozen=True)
class Square:
    """The nested sum of f^2: what f is a product of, and the indices."""

    total: Term
    factors: tuple[Term, ...]
    binders: Binders


def sum_facts(atoms: tuple[Term, ...]) -> tuple[Term, ...]:
    """The inequalities of Cauchy and Schwarz between sums among these canonical atoms, and those of probabilities."""
    ranges: dict[tuple[bytes, ...], list[Square]] = {}
    for atom in atoms:
        square = _square(atom)
        if square is not None:
            key = tuple(sorted(digest(end) for _, ends in square.binders for end in ends))
            ranges.setdefault(key, []).append(square)
    of_squares = (fact for squares in ranges.values() for fact in _facts_of_range(squares[:MAX_SQUARES], atoms))
    return *of_squares, *(fact for atom in atoms for fact in _facts_of_probabilities(atom))


def _facts_of_range(squares: list[Square], atoms: tuple[Term, ...]) -> Iterator[Term]:
    for first, second in combinations(squares, 2):
        for mixed in dict.fromkeys(_mixed(first, second)):
            if mixed in atoms:
                product = mul(sqrt(first.total), sqrt(second.total))
                yield make("le", (power(mixed, 2), mul(first.total, second.total)))
                yield make("le", (mixed, product))
                yield make("le", (negate(mixed), product))
    for square in squares:
        plain = _nested(square.binders, square.factors)
        if plain in atoms:
            count = mul(*(add(upper, negate(lower), ONE) for _, (lower, upper) in square.binders))
            yield make("le", (power(plain, 2), mul(count, square.total)))


def _mixed(first: Square, second: Square) -> Iterator[Term]:
    """The sums of f g, for each way in which the indices of f and g may be the same."""
    for others in permutations(second.binders):
        if len(others) == len(first.binders) and all(
            one[1] == other[1] for one, other in zip(first.binders, others, strict=True)
        ):
            renaming = {other[0]: one[0] for one, other in zip(first.binders, others, strict=True)}
            yield _nested(first.binders, (*first.factors, *(substitute(factor, renaming) for factor in second.factors)))


def _nested(binders: Binders, factors: Iterable[Term]) -> Term:
    return canonical_operator([("sum", index, ends) for index, ends in binders], [*factors])


def _square(atom: Term) -> Square | None:
    """The parts of a nested sum of f^2 over real f."""
    if atom.op != "sum" or not all(map(_is_real, free_symbols(atom))):
        return None
    found, body = _binders(atom)
    if len(found) > MAX_NESTED or _are_bound_to_each_other(found):
        return None
    factors = []
    for factor in body.args if body.op == "mul" else (body,):
        if factor.op != "power" or factor.args[1].op != "number":
            return None
        exponent = factor.args[1].fraction
        if exponent <= 0 or exponent % 2:
            return None
        factors.append(factor.args[0] if exponent == 2 else power(factor.args[0], number(exponent / 2)))
    return Square(atom, tuple(factors), tuple((index, (ends[0], ends[1])) for index, ends in found.items()))


def _facts_of_probabilities(atom: Term) -> Iterator[Term]:
    """sum_k p_k^2 <= 1, and 1 <= n sum_k p_k^2, over all n places of a distribution."""
    if not _is_mean_of_probabilities(atom):
        return
    yield make("le", (atom, ONE))
    _, lower, upper, body = atom.args
    if lower is ONE and body.op == "power" and body.args[1] is TWO:
        yield make("le", (ONE, mul(upper, atom)))


def _is_mean_of_probabilities(atom: Term) -> bool:
    """Whether a sum over 1..K has products of powers of probabilities on 1..K as its summands."""
    if atom.op != "sum":
        return False
    index, lower, upper, body = atom.args
    factors = [factor.args for factor in (body.args if body.op == "mul" else (body,)) if factor.op == "power"]
    factors += [(factor, ONE) for factor in (body.args if body.op == "mul" else (body,)) if factor.op != "power"]
    whole = all(exponent.op == "number" and exponent.fraction >= 1 for _, exponent in factors)
    return whole and all(is_whole_distribution(index, lower, upper, [base]) for base, _ in factors)


def _is_real(name: Term) -> bool:
    sort = name.sort
    while isinstance(sort, (Tensor, Sequence)):
        sort = sort.element
    return isinstance(sort, Scalar) and not sort.is_complex


def is_semidefinite_form(term: Term) -> bool:
    """Whether a canonical nested sum is sum_o c_o v_o^T A v_o with c_o >= 0 and A positive semidefinite or the identity.

    Its bound symbols have to split into o, j and k of equal ranges, and its factors into c_o, f(o, j), f(o, k) and perhaps an
    entry (j, k) of such a matrix: |W x|^2 is the sum of W_oj x_j W_ok x_k.
    """
    binders, body = _binders(term)
    if not 2 <= len(binders) <= MAX_SPLIT or not all(map(_is_real, free_symbols(term))):
        return False
    if _are_bound_to_each_other(binders):  # sum_{o<=j} o^2 is a weight of j
        return False
    factors = list(body.args) if body.op == "mul" else [body]
    names = list(binders)
    for count in range(1, len(names) // 2 + 1):
        for left in combinations(names, count):
            others = [name for name in names if name not in left]
            for right in permutations(others, count):
                if all(binders[j] == binders[k] for j, k in zip(left, right, strict=True)) and _splits(
                    factors, binders, left, right
                ):
                    return True
    return False


def _are_bound_to_each_other(binders: dict[Term, tuple[Term, ...]]) -> bool:
    """Whether the range of one index depends on another."""
    return any(name in binders for ends in binders.values() for end in ends for name in free_symbols(end))


def is_whole_distribution(index: Term, lower: Term, upper: Term, factors: list[Term]) -> bool:
    """Whether a sum is that of all probabilities p_k of a declared distribution; over 1..K-1 they need not add up to 1."""
    if len(factors) != 1 or factors[0].op != "item" or lower is not ONE:
        return False
    tensor, *indices = factors[0].args
    sort = tensor.sort if tensor.op == "symbol" else None
    if not isinstance(sort, Tensor) or "distribution" not in sort.properties:
        return False
    return indices == [index] and sort.shape == (upper, ONE)


def _binders(term: Term) -> tuple[dict[Term, tuple[Term, ...]], Term]:
    """The bound symbols of nested sums with their ranges, and what is below them."""
    found: dict[Term, tuple[Term, ...]] = {}
    while term.op == "sum":
        found[term.args[0]] = term.args[1:3]
        term = term.args[3]
    return found, term


def _splits(factors: list[Term], binders: dict[Term, tuple[Term, ...]], left: tuple[Term, ...], right: tuple[Term, ...]) -> bool:
    first: list[Term] = []
    second: list[Term] = []
    entries = 0
    for factor in factors:
        names = set(free_symbols(factor))
        touches_left, touches_right = not names.isdisjoint(left), not names.isdisjoint(right)
        if touches_left and touches_right:
            if not any(_is_entry(factor, j, k, binders[j]) for j, k in zip(left, right, strict=True)):
                return False
            entries += 1
        elif touches_left:
            first.append(factor)
        elif touches_right:
            second.append(factor)
        elif not _is_even_power(factor):
            return False
    renaming = dict(zip(left, right, strict=True))
    renamed = [substitute(factor, renaming) for factor in first]
    return entries <= 1 and sorted(map(digest, renamed)) == sorted(map(digest, second))


def _is_even_power(factor: Term) -> bool:
    return factor.op == "power" and factor.args[1].op == "number" and factor.args[1].fraction % 2 == 0


def _is_entry(factor: Term, row: Term, column: Term, range_: tuple[Term, ...]) -> bool:
    if factor.op != "item" or set(factor.args[1:]) != {row, column} or factor.args[0].op != "symbol":
        return False
    sort = factor.args[0].sort
    if not isinstance(sort, Tensor) or _SEMIDEFINITE.isdisjoint(sort.properties):
        return False
    return range_[0] is ONE and sort.shape == (range_[1], range_[1])
