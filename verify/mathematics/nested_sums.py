"""Nested sums and integrals over products, as one canonical term: flattened, with bound symbols named by their place."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

from verify.mathematics.binders import bound_symbol, canonical
from verify.problem import reject
from verify.sort import Tensor
from verify.term import (
    BINDERS,
    ONE,
    SPACE,
    Term,
    add,
    contains,
    digest,
    free_symbols,
    fresh_symbol,
    make,
    mul,
    number,
    postorder,
    power,
    substitute,
)

MAX_NESTED_BINDERS = 5

_PRODUCT = frozenset(("product",))
_INTEGRAL = frozenset(("integral",))

Binder = tuple[str, Term, tuple[Term, ...]]  # operation, bound symbol, what lies outside of its scope


def canonical_operator(binders: list[Binder], factors: list[Term]) -> Term:
    """The one term for a product of factors under these binders.

    Factors that are such terms themselves are flattened, x_i (sum_j a_ij) = sum_j x_i a_ij.  The names of the bound symbols
    are tried in every order in which no range depends on a name, and the least term by digest is taken.
    """
    binders, factors = _flatten(binders, factors)
    if len(binders) > MAX_NESTED_BINDERS:
        raise reject("unsupported", "more than five nested sums")
    base = max((_height(factor) for factor in factors), default=0)
    names = {index for _, index, _ in binders}
    dependent = any(name in names for _, _, outside in binders for arg in outside for name in free_symbols(arg))
    orders = [tuple(binders)] if dependent else list(permutations(binders))
    return min((_build(order, factors, base) for order in orders), key=digest)


def in_canonical_order(term: Term) -> Term:
    """The term with every nest of integrals over abstract spaces as the one canonical term of its integrand (Fubini)."""
    if not contains(term, _INTEGRAL):
        return term
    binders, body = [], term
    while body.op == "integral" and body.args[1] is SPACE:
        index, *outside, body = body.args
        binders.append((term.op, index, tuple(outside)))
    body = make(body.op, tuple(map(in_canonical_order, body.args)), body.value) if body.args else body
    factors = list(body.args) if body.op == "mul" else [body]
    if not binders:
        return body
    return canonical(canonical_operator(binders, factors))


def symmetrised(statement: Term) -> Term:
    """The statement with the mean over turns of its variables for every nest of integrals over one space, taken m times.

        integral_z integral_w f(z, w) = 1/2 (integral_z integral_w f(z, w) + integral_z integral_w f(w, z))

    The names of outcomes of one space do not matter, nor does the order of the integrals (Fubini).
    """
    means = {nest: mean for nest in _outermost_nests(statement) if (mean := _mean_over_turns(nest)) is not None}
    return substitute(statement, means)


def _outermost_nests(term: Term) -> list[Term]:
    if not contains(term, _INTEGRAL) or term.op in BINDERS:
        return [term] if term.op == "integral" and term.args[1] is SPACE else []
    return [nest for arg in term.args for nest in _outermost_nests(arg)]


def _mean_over_turns(nest: Term) -> Term | None:
    names, body = [], nest
    while body.op == "integral" and body.args[1] is SPACE:
        names.append(body.args[0])
        body = body.args[3]
    alike = max(([other for other in names if other.sort == name.sort] for name in names), key=len)
    if len(alike) < 2:
        return None
    turned = []
    for shift in range(len(alike)):
        part = substitute(body, dict(zip(alike, alike[shift:] + alike[:shift], strict=True)))
        for name in reversed(names):
            part = make("integral", (name, SPACE, SPACE, part))
        turned.append(mul(number(1, len(alike)), part))
    return add(*turned)


def _build(binders: tuple[Binder, ...], factors: list[Term], base: int) -> Term:
    """Binders from the outermost to the innermost; their names count up from the innermost."""
    renaming: dict[Term, Term] = {}
    named: list[tuple[str, Term, tuple[Term, ...]]] = []
    for place, (operation, index, outside) in enumerate(binders):
        outside = tuple(substitute(arg, renaming) for arg in outside)
        name = bound_symbol(base + len(binders) - place, outside, index.sort)
        renaming[index] = name
        named.append((operation, name, outside))
    ordered = sorted((_ordered(substitute(factor, renaming)) for factor in factors), key=digest)
    term = mul(*ordered)
    for operation, name, outside in reversed(named):
        term = make(operation, (name, *outside, term))
    return canonical(term) if contains(term, _PRODUCT) else term  # the range of a product may speak of the new names


def _flatten(binders: list[Binder], factors: list[Term]) -> tuple[list[Binder], list[Term]]:
    """Sums among the factors, also to positive powers, become binders with fresh names."""
    binders, pending, out = list(binders), list(factors), []
    while pending:
        factor = pending.pop(0)
        base, exponent = _power_parts(factor)
        if base.op not in ("sum", "integral") or exponent < 1 or exponent > MAX_NESTED_BINDERS:
            out.append(factor)
            continue
        for _ in range(exponent):
            index, *outside, body = base.args
            taken = [name for _, name, _ in binders]
            fresh = fresh_symbol(index, [*taken, *free_symbols(body)])
            binders.append((base.op, fresh, tuple(outside)))
            inner = substitute(body, {index: fresh})
            pending += inner.args if inner.op == "mul" else [inner]
    return binders, out


def flatten_product(factors: list[Term]) -> tuple[list[Binder], list[Term]]:
    """A product of sums as one sum of products: the binders, and the factors under them."""
    return _flatten([], factors)


def integrated_out(binders: list[Binder], factors: list[Term]) -> Term | None:
    """The product of factors under these binders with one outcome less, if it occurs in a single density; None if none does.

        integral_z integral_x f(x) p(x, z) = integral_x f(x) p(x)          p(z) p(z)^-1 = 1, as densities are positive
    """
    binders, flat = _flatten(binders, factors)
    kept = _powers_of_densities_collected(flat)
    changed = len(kept) < len(flat)
    for place, (operation, index, outside) in enumerate(binders):
        inside = [factor for factor in kept if index in free_symbols(factor)]
        if operation == "integral" and outside[0] is SPACE and len(inside) == 1 and _is_joint_density(inside[0]):
            family, *points = inside[0].args
            rest = [point for point in points if point is not index]
            kept = [factor for factor in kept if factor is not inside[0]] + ([joint_density(family, rest)] if rest else [])
            binders, changed = binders[:place] + binders[place + 1 :], True
            break
    if not changed:
        return None
    term = mul(*kept)
    for operation, index, outside in reversed(binders):
        term = make(operation, (index, *outside, term))
    return canonical(term)


def _powers_of_densities_collected(factors: list[Term]) -> list[Term]:
    """The factors, with one power of each density, and none if its exponents cancel."""
    exponents: dict[Term, Fraction] = {}
    others = []
    for factor in factors:
        base, exponent = factor.args if factor.op == "power" else (factor, ONE)
        if base.op == "density" and exponent.op == "number":
            exponents[base] = exponents.get(base, Fraction(0)) + exponent.fraction
        else:
            others.append(factor)
    return others + [base if count == 1 else power(base, number(count)) for base, count in exponents.items() if count]


def _is_joint_density(term: Term) -> bool:
    """p(x, z) with each outcome once, and nothing given."""
    return term.op == "density" and term.value == len(term.args) - 1 == len(set(term.args[1:]))


def _power_parts(factor: Term) -> tuple[Term, int]:
    if factor.op == "power" and factor.args[1].op == "number" and factor.args[1].value[1] == 1:
        return factor.args[0], int(factor.args[1].value[0])
    return factor, 1


def _height(term: Term) -> int:
    """How deep binders are nested in a canonical term, which its names tell."""
    if not contains(term, BINDERS):
        return 0
    names = [inner.args[0].name for inner in postorder(term) if inner.op in BINDERS]
    return max((int(name[1:].split(":")[0]) for name in names if name.startswith("#")), default=0)


def _ordered(term: Term) -> Term:
    """Sums and products with their parts in the order of their digests, symmetric matrices with their indices in that order,
    and densities with their outcomes in that of their variables.
    """
    if not term.args:
        return term
    args = tuple(map(_ordered, term.args))
    if term.op in ("add", "mul", "delta"):
        args = tuple(sorted(args, key=digest))
    elif term.op == "item":
        args = ordered_item(args)
    elif term.op == "density":
        args = _ordered_density(args, term.value)
    return make(term.op, args, term.value)


def ordered_item(args: tuple[Term, ...]) -> tuple[Term, ...]:
    """The indices of an entry of a symmetric matrix in the order of their digests."""
    tensor, *indices = args
    if len(indices) == 2 and tensor.op == "symbol" and isinstance(tensor.sort, Tensor) and tensor.sort.is_symmetric:
        return (tensor, *sorted(indices, key=digest))
    return args


def _ordered_density(args: tuple[Term, ...], count: int) -> tuple[Term, ...]:
    """p(z, x | u, y) = p(x, z | u, y): the variables say which outcome is which; those that are given stay behind the others."""
    family, *points = args
    if not all(getattr(point.sort, "variable", None) for point in points):
        return args
    return (family, *sorted(points[:count], key=_place_in_density), *sorted(points[count:], key=_place_in_density))


def _place_in_density(point: Term) -> tuple[str, bytes]:
    """By variable; every point of a density is an outcome of one."""
    return getattr(point.sort, "variable", ""), digest(point)


def joint_density(family: Term, points: list[Term]) -> Term:
    """The density atom of a set of points, in an order that does not depend on how it was written."""
    ordered = sorted(points, key=_place_in_density)
    return make("density", (family, *ordered), len(ordered))
