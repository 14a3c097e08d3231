"""Inequalities between canonical sums that hold whatever the summands are.

    Cauchy and Schwarz      (sum f g)^2 <= sum f^2 sum g^2,   |sum f g| <= sqrt(sum f^2) sqrt(sum g^2),   also with g = 1
    semidefinite forms      sum_ij v_i A_ij v_j >= 0          for a positive semidefinite A
    means of probabilities  sum_k p_k^2 <= 1,  sum_k p_k q_k <= 1   for distributions, over all that they are declared on

Both sides have to be real.  Without the same range on both sides the first is false: sum_{i<=2} 1 against sum_{i<=1} 1.

And one equation: the probabilities of a distribution, over all that it is declared on, have the sum 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, permutations

from verify.mathematics.nested_sums import canonical_operator
from verify.sort import Scalar, Sequence, Tensor
from verify.term import ONE, Term, add, digest, free_symbols, make, mul, negate, number, power, sqrt, substitute

_SEMIDEFINITE = frozenset(("positive definite", "positive semidefinite"))
MAX_SQUARES = 8
MAX_SPLIT = 5

Square = tuple[Term, list[Term], Term]  # the sum of f^2 (or the number of terms, for f = 1), the factors of f, the index


def sum_facts(atoms: tuple[Term, ...]) -> tuple[Term, ...]:
    """The inequalities of Cauchy and Schwarz between sums among these canonical atoms."""
    ranges: dict[tuple[Term, Term], list[Square]] = {}
    for atom in atoms:
        factors = _root_factors(atom)
        if factors is not None:
            ranges.setdefault(atom.args[1:3], []).append((atom, factors, atom.args[0]))  # type: ignore[arg-type]
    of_squares = (fact for range_, squares in ranges.items() for fact in _facts_of_range(range_, squares, atoms))
    return *of_squares, *(make("le", (atom, ONE)) for atom in atoms if _is_mean_of_probabilities(atom))


def _facts_of_range(range_: tuple[Term, Term], squares: list[Square], atoms: tuple[Term, ...]) -> Iterator[Term]:
    lower, upper = range_
    for first, second in combinations(squares[:MAX_SQUARES], 2):
        mixed = _mixed(first, second, range_)
        if mixed in atoms:
            product = mul(sqrt(first[0]), sqrt(second[0]))
            yield make("le", (power(mixed, 2), mul(first[0], second[0])))
            yield make("le", (mixed, product))
            yield make("le", (negate(mixed), product))
    for square in squares[:MAX_SQUARES]:
        plain = canonical_operator([("sum", square[2], range_)], square[1])
        if plain in atoms:
            yield make("le", (power(plain, 2), mul(add(upper, negate(lower), ONE), square[0])))


def _mixed(first: Square, second: Square, range_: tuple[Term, Term]) -> Term:
    factors = [substitute(factor, {second[2]: first[2]}) for factor in second[1]]
    return canonical_operator([("sum", first[2], range_)], [*first[1], *factors])


def _root_factors(atom: Term) -> list[Term] | None:
    """The factors of f, for a sum of f^2 over real f."""
    if atom.op != "sum" or not all(map(_is_real, free_symbols(atom))):
        return None
    body = atom.args[3]
    out = []
    for factor in body.args if body.op == "mul" else (body,):
        if factor.op != "power" or factor.args[1].op != "number":
            return None
        exponent = factor.args[1].fraction
        if exponent <= 0 or exponent % 2:
            return None
        out.append(factor.args[0] if exponent == 2 else power(factor.args[0], number(exponent / 2)))
    return out


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
