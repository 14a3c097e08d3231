"""Functions in a normal form: those that unfold into others, opaque ones, and the Gamma function with its relatives."""

from __future__ import annotations

from collections.abc import Callable
from math import prod
from typing import TYPE_CHECKING, Any

from verify.mathematics.algebra import Fraction2, TooLarge, Undefined
from verify.recheck.kernels import Rejected
from verify.recheck.powers import cannot_vanish, log_abs
from verify.recheck.signs import ANY, NEGATIVE, NONNEGATIVE, POSITIVE, of_sort
from verify.sort import Function, Scalar, Sequence, Tensor
from verify.term import (
    HALF,
    IMAGINARY,
    MINUS_ONE,
    ONE,
    PI,
    TWO,
    Term,
    add,
    divide,
    exp,
    log,
    make,
    mul,
    negate,
    power,
    sqrt,
    subtract,
)

if TYPE_CHECKING:
    from verify.recheck.normal_form import Walk

MAX_SHIFT = 60
MAX_FACTORIAL = 1_001
GAMMA_FAMILY = ("digamma", "gamma", "loggamma")
# In these every argument is defined wherever the value is.
_STRICT = frozenset(
    ("eq", "le", "lt", "add", "mul", "power", "exp", "log", "abs", "sign", "max", "min", "erf", "erfc", "atan", "asin", "acos",
     "sinh", "cosh", "tanh", "sin", "cos", "tan", "asinh", "acosh", "atanh", "apply", "item", "floor", "ceiling", "polygamma",
     *GAMMA_FAMILY)
)  # fmt: skip


def unfolded_value(walk: Walk, term: Term) -> Fraction2:
    argument = term.args[0]
    if term.op in ("acosh", "acos", "atanh"):
        allowed = POSITIVE if term.op == "atanh" else NONNEGATIVE
        for bound in (subtract(argument, ONE),) if term.op == "acosh" else (subtract(ONE, argument), add(ONE, argument)):
            walk.signs.narrow(walk.real(bound), allowed)
    return walk.of(UNFOLDED[term.op](argument))


def matching(walk: Walk, op: str, value: Any, args: tuple[Any, ...]) -> int | None:
    """A function kernel whose arguments have the same values, and are defined where these are."""
    for index in walk.kernels.find("function", (op, value)):
        claimed = walk.kernels.table[index].data[2]
        if len(claimed) == len(args) and all(same_argument(walk, *pair) for pair in zip(claimed, args, strict=True)):
            return index
    return None


def same_argument(walk: Walk, claimed: Any, actual: Any) -> bool:
    if isinstance(claimed, Term) or isinstance(actual, Term):
        return claimed is actual
    if not walk.kernels.usable(*claimed):
        return False
    return claimed == actual or (cannot_vanish(walk, claimed[1], actual[1]) and walk.kernels.same(claimed, actual))


def opaque_value(walk: Walk, term: Term) -> Fraction2:
    args = tuple(arg if arg.shape or _is_abstract(arg) else walk.of(arg) for arg in term.args)
    index = matching(walk, term.op, term.value, args)
    if index is None:
        raise Rejected(f"no kernel for a value of {term.op}")
    return walk.admit(index, _signs_of_value(term))


def _signs_of_value(term: Term) -> int:
    """What the sort of an unknown function, or of the entries of a matrix or sequence, says of a value."""
    sort = term.args[0].sort if term.op in ("apply", "item") and term.args[0].op == "symbol" else None
    value: Any = None
    if isinstance(sort, Function) and not any(term.value):
        value = sort.codomain
    elif isinstance(sort, Tensor):
        value = sort.entry(*term.args[1:])
    elif isinstance(sort, Sequence):
        value = sort
        for _ in term.args[1:]:
            value = getattr(value, "element", None)
    return of_sort(value) if isinstance(value, Scalar) and not value.is_complex else ANY


def _is_abstract(arg: Term) -> bool:
    return arg.op == "symbol" and not isinstance(arg.sort, Scalar)


def item_value(walk: Walk, term: Term) -> Fraction2:
    """An entry; of a symmetric matrix also by the transposed entry."""
    tensor, *indices = term.args
    if len(indices) == 2 and tensor.op == "symbol" and isinstance(tensor.sort, Tensor) and tensor.sort.is_symmetric:
        args = (tensor, *map(walk.of, reversed(indices)))
        index = matching(walk, "item", term.value, args)
        if index is not None:
            return walk.admit(index, _signs_of_value(term))
    return opaque_value(walk, term)


def odd_value(walk: Walk, term: Term) -> Fraction2:
    """f(-u) = -f(u)."""
    argument = walk.of(term.args[0])
    if term.op == "asin" and walk.is_real(argument):
        for bound in (subtract(ONE, term.args[0]), add(ONE, term.args[0])):
            walk.signs.narrow(walk.real(bound), NONNEGATIVE)
    if argument[0].is_zero():
        return walk.fractions.zero
    square = walk.fractions.as_rational(walk.fractions.power(argument, 2)) if walk.is_real(argument) else None
    sign = {POSITIVE: 1, NEGATIVE: -1}.get(walk.signs.fraction(argument)) if square is not None else None
    if sign is not None and square is not None and (term.op, *square) in SPECIAL_ANGLES:
        return walk.fractions.multiply(walk.of(PI), walk.fractions.rational(sign, SPECIAL_ANGLES[term.op, *square]))
    index = matching(walk, term.op, None, (argument,))
    if index is not None:
        return walk.admit(index, ANY)
    index = matching(walk, term.op, None, (walk.fractions.negate(argument),))
    if index is None:
        raise Rejected(f"no kernel for a value of {term.op}")
    return walk.fractions.negate(walk.admit(index, ANY))


def gamma_value(walk: Walk, term: Term) -> Fraction2:
    """gamma(b + k) = b (b+1) ... (b+k-1) gamma(b), and the like for its logarithm and the derivative of that."""
    argument = walk.real(term.args[0])
    is_log = term.op == "loggamma"
    if is_log:
        walk.signs.narrow(argument, POSITIVE)
    whole = walk.fractions.as_rational(argument)
    if term.op != "digamma" and whole is not None and whole[1] == 1 and 1 <= whole[0] <= MAX_FACTORIAL:
        value = walk.fractions.rational(prod(range(1, whole[0])))
        return log_abs(walk, value) if is_log else value
    base, shift, result = _base(walk, "gamma" if is_log else term.op, argument)
    if is_log:
        result = log_abs(walk, result)  # the Gamma function is 0 nowhere
    for step in range(shift) if shift > 0 else range(shift, 0):
        factor = walk.fractions.add(base, walk.fractions.rational(step))
        if term.op == "gamma":
            result = walk.fractions.multiply(result, factor if shift > 0 else walk.fractions.invert(factor))
        else:
            part = log_abs(walk, factor) if is_log else walk.fractions.invert(factor)
            result = walk.fractions.add(result, part if shift > 0 else walk.fractions.negate(part))
    return result


def _base(walk: Walk, op: str, argument: Fraction2) -> tuple[Fraction2, int, Fraction2]:
    """(b, k, value at b) with argument = b + k, and the function defined at b wherever it is at the argument."""
    if op == "gamma" and (shift := _distance(walk, argument, walk.fractions.one)) is not None and shift >= 0:
        return walk.fractions.one, shift, walk.fractions.one
    half = walk.fractions.rational(1, 2)
    if op == "gamma" and (shift := _distance(walk, argument, half)) is not None:
        return half, shift, walk.of(sqrt(PI))
    found: tuple[int, int, bool] | None = None
    for index in walk.kernels.find("function", (op, None)):
        (base,) = walk.kernels.table[index].data[2]
        if not walk.kernels.usable(*base) or (shift := _shift(walk, base, argument)) is None:
            continue
        positive = walk.is_real(base) and walk.signs.fraction(base) == POSITIVE
        if (found is None or shift > found[0]) and (shift <= 0 or positive or _is_regular(walk, op, base)):
            found = shift, index, positive
    if found is None:
        raise Rejected(f"no kernel for a value of {op}")
    shift, index, positive = found
    value = walk.admit(index, POSITIVE if op == "gamma" and positive else ANY)
    return walk.kernels.table[index].data[2][0], shift, value


def _shift(walk: Walk, base: Fraction2, argument: Fraction2) -> int | None:
    return 0 if same_argument(walk, base, argument) else _distance(walk, argument, base)


def _distance(walk: Walk, argument: Fraction2, base: Fraction2) -> int | None:
    """The integer argument - base, if it is one and not large.  Denominators agree, so that neither may vanish alone."""
    if argument[1] != base[1] and not base[1].is_constant():
        return None
    found = walk.fractions.as_rational(walk.fractions.subtract(argument, base))
    return found[0] if found is not None and found[1] == 1 and abs(found[0]) <= MAX_SHIFT else None


def _is_regular(walk: Walk, op: str, base: Fraction2) -> bool:
    """Whether the statement itself contains the function at `base`, which then is no pole.

    Arguments in which the Gamma function occurs again do not count: their fractions might already suppose what is asked.
    """
    if walk.regular is None:
        walk.regular = _regular_arguments(walk.without(GAMMA_FAMILY))
    return any(known == op and same_argument(walk, base, value) for known, value in walk.regular)


def _regular_arguments(walk: Walk) -> list[tuple[str, Fraction2]]:
    """The arguments of the Gamma function (also below a logarithm) and of digamma, by a walk that does not enter the family."""
    walk.assume_hypotheses()
    out = []
    for side in (*walk.question.statement.args, *walk.question.hypotheses):
        for inner in always_defined(side):
            if inner.op in GAMMA_FAMILY:
                try:
                    out.append(("digamma" if inner.op == "digamma" else "gamma", walk.of(inner.args[0])))
                except (Rejected, TooLarge, Undefined):
                    continue
    return out


def always_defined(root: Term) -> list[Term]:
    """Subterms that are defined wherever `root` is, in the order of a walk.  The body of a sum is not, if it may be empty."""
    out: dict[Term, None] = {}
    pending = [root]
    while pending:
        term = pending.pop()
        if term not in out and not term.shape:
            out[term] = None
            if term.op in _STRICT:
                pending.extend(term.args)
    return list(out)


# --------------------------------------------------------------------------------------------------------- functions unfolded


def _euler(u: Term) -> tuple[Term, Term]:
    return exp(u), exp(negate(u))


def _sinh(u: Term) -> Term:
    rising, falling = _euler(u)
    return mul(HALF, add(rising, mul(MINUS_ONE, falling)))


def _cosh(u: Term) -> Term:
    return mul(HALF, add(*_euler(u)))


def _sin(u: Term) -> Term:
    rising, falling = _euler(mul(IMAGINARY, u))
    return divide(subtract(rising, falling), mul(TWO, IMAGINARY))


def _cos(u: Term) -> Term:
    return mul(HALF, add(*_euler(mul(IMAGINARY, u))))


UNFOLDED: dict[str, Callable[[Term], Term]] = {
    "sinh": _sinh,
    "cosh": _cosh,
    "tanh": lambda u: divide(_sinh(u), _cosh(u)),
    "sin": _sin,
    "cos": _cos,
    "tan": lambda u: divide(_sin(u), _cos(u)),
    "asinh": lambda u: log(add(u, sqrt(add(power(u, 2), ONE)))),
    "acosh": lambda u: log(add(u, sqrt(subtract(power(u, 2), ONE)))),
    "atanh": lambda u: mul(HALF, log(divide(add(ONE, u), subtract(ONE, u)))),
    "acos": lambda u: subtract(mul(HALF, PI), make("asin", (u,))),
    "erfc": lambda u: subtract(ONE, make("erf", (u,))),
}

# f(sqrt(p/q)) = pi/d
SPECIAL_ANGLES = {
    ("asin", 1, 1): 2, ("asin", 3, 4): 3, ("asin", 1, 2): 4, ("asin", 1, 4): 6,
    ("atan", 3, 1): 3, ("atan", 1, 1): 4, ("atan", 1, 3): 6,
}  # fmt: skip

RULES: dict[str, Callable[[Any, Term], Fraction2]] = {
    **dict.fromkeys(UNFOLDED, unfolded_value),
    **dict.fromkeys(GAMMA_FAMILY, gamma_value),
    **dict.fromkeys(("erf", "atan", "asin"), odd_value),
    **dict.fromkeys(("apply", "polygamma", "determinant"), opaque_value),
    "item": item_value,
}
