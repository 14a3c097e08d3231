"""Normal forms of the functions that unfold into others, of the Gamma family, and of functions known only by their names."""

from __future__ import annotations

from collections.abc import Callable
from math import factorial
from typing import TYPE_CHECKING, Any

from verify.mathematics.algebra import Fraction2
from verify.mathematics.nested_sums import ordered_item
from verify.prove import powers
from verify.prove.kernels import Kernel, Restart, Sign, atom_sign, is_real_atom, sign_of_sort
from verify.sort import Function, Scalar
from verify.term import HALF, IMAGINARY, ONE, PI, Term, add, divide, exp, log, make, mul, negate, number, power, sqrt, subtract

if TYPE_CHECKING:
    from verify.prove.normal_form import NormalForm

MAX_SHIFT = 60
MAX_FACTORIAL = 1_001


def _exponentials(u: Term) -> tuple[Term, Term]:
    return exp(u), exp(negate(u))


def _hyperbolic(u: Term) -> tuple[Term, Term]:
    """sinh u and cosh u."""
    plus, minus = _exponentials(u)
    return mul(HALF, subtract(plus, minus)), mul(HALF, add(plus, minus))


def _circular(u: Term) -> tuple[Term, Term]:
    """sin u and cos u, by Euler's formula."""
    plus, minus = _exponentials(mul(IMAGINARY, u))
    return mul(number(-1, 2), IMAGINARY, subtract(plus, minus)), mul(HALF, add(plus, minus))


UNFOLDED: dict[str, Callable[[Term], Term]] = {
    "sinh": lambda u: _hyperbolic(u)[0],
    "cosh": lambda u: _hyperbolic(u)[1],
    "tanh": lambda u: divide(*_hyperbolic(u)),
    "sin": lambda u: _circular(u)[0],
    "cos": lambda u: _circular(u)[1],
    "tan": lambda u: divide(*_circular(u)),
    "asinh": lambda u: log(add(u, sqrt(add(power(u, 2), ONE)))),
    "acosh": lambda u: log(add(u, sqrt(subtract(power(u, 2), ONE)))),
    "atanh": lambda u: mul(HALF, log(divide(add(ONE, u), subtract(ONE, u)))),
    "acos": lambda u: subtract(mul(HALF, PI), make("asin", (u,))),
    "erfc": lambda u: subtract(ONE, make("erf", (u,))),
}

# what is >= 0, or > 0, wherever the function is defined
DOMAINS: dict[str, Callable[[Term], tuple[tuple[Term, bool], ...]]] = {
    "acosh": lambda u: ((subtract(u, ONE), False),),
    "asin": lambda u: ((subtract(ONE, u), False), (add(ONE, u), False)),
    "acos": lambda u: ((subtract(ONE, u), False), (add(ONE, u), False)),
    "atanh": lambda u: ((subtract(ONE, u), True), (add(ONE, u), True)),
}

# asin and atan at places whose squares are rational: (function, p, q) -> d with f(sqrt(p/q)) = pi/d
SPECIAL_ANGLES = {
    ("atan", 1, 3): 6, ("atan", 1, 1): 4, ("atan", 3, 1): 3,
    ("asin", 1, 4): 6, ("asin", 1, 2): 4, ("asin", 3, 4): 3, ("asin", 1, 1): 2,
}  # fmt: skip


def unfolded_value(form: NormalForm, term: Term) -> Fraction2:
    argument = term.args[0]
    for low, strict in DOMAINS.get(term.op, lambda u: ())(argument):
        form.infer(form.of(low), (1, strict))
    return form.of(UNFOLDED[term.op](argument))


def gamma_value(form: NormalForm, term: Term) -> Fraction2:
    """gamma(b + k) = b (b+1) ... (b+k-1) gamma(b), and the like for loggamma and digamma, down to a base b.

    loggamma(u) is log|gamma(u)|, and defined for u > 0 only, where gamma(u) > 0.
    """
    argument = form.of(term.args[0])
    form.require_real(argument)
    is_log = term.op == "loggamma"
    if is_log:
        powers.infer_from_definedness(form, argument, True)
    if term.op != "digamma" and (value := factorial_value(form, argument)) is not None:
        return powers.log_abs(form, value) if is_log else value
    base, shift = gamma_shift(form, "gamma" if is_log else term.op, argument)
    result = log_gamma_base(form, base) if is_log else gamma_base(form, term.op, base)
    for step in range(shift) if shift > 0 else range(shift, 0):
        factor = form.fractions.add(base, form.fractions.rational(step))
        if term.op == "gamma":
            result = form.fractions.multiply(result, factor if shift > 0 else form.fractions.invert(factor))
        else:
            part = powers.log_abs(form, factor) if is_log else form.fractions.invert(factor)
            result = form.fractions.add(result, part if shift > 0 else form.fractions.negate(part))
    return result


def factorial_value(form: NormalForm, argument: Fraction2) -> Fraction2 | None:
    """gamma(n) = (n - 1)! of a number n = 1, 2, ..."""
    whole = form.fractions.as_rational(argument)
    if whole is None or whole[1] != 1 or not 1 <= whole[0] <= MAX_FACTORIAL:
        return None
    form.fuel.spend(4 + whole[0] // 4, "a factorial")
    return form.fractions.rational(factorial(whole[0] - 1))


def log_gamma_base(form: NormalForm, base: Fraction2) -> Fraction2:
    """log|gamma(b)|; where b > 0, gamma(b) is positive, whenever it was met first."""
    value = gamma_base(form, "gamma", base)
    if is_positive(form, base) and form.table.single(value[0]) is not None:
        form.signs.assume(value[0], (1, True))
    return powers.log_abs(form, value)


def gamma_shift(form: NormalForm, op: str, argument: Fraction2) -> tuple[Fraction2, int]:
    """(b, k) with argument = b + k, k >= 0, and the function defined at b wherever it is at the argument.

    That holds if b > 0.  Otherwise b is the least argument of its class that occurs: gamma(x+2)/gamma(x+1) = x+1 also
    at x = 0, where gamma(x) is not defined.
    """
    numerator, denominator = argument
    if not denominator.is_constant():
        return argument, 0
    scale = int(denominator.leading_coefficient())
    constant = next((int(c) for e, c in numerator.terms() if not any(e)), 0)
    shift = constant // scale
    if numerator.is_constant():
        if constant <= 0:
            return argument, 0
        if shift * scale == constant:
            shift -= 1
    base = form.fractions.fraction(numerator - shift * scale, denominator)
    if not is_positive(form, base):
        least = least_shift(form, f"{op} {base[0]} / {base[1]}", shift)
        base, shift = form.fractions.add(base, form.fractions.rational(least)), shift - least
    if abs(shift) > MAX_SHIFT:
        return argument, 0
    return base, shift


def least_shift(form: NormalForm, key: str, shift: int) -> int:
    least = form.least_shifts.setdefault(key, shift)
    if shift < least:
        form.least_shifts[key] = shift
        raise Restart
    return least


def is_positive(form: NormalForm, value: Fraction2) -> bool:
    return form.signs.of_fraction(value) == (1, True)


def gamma_base(form: NormalForm, op: str, base: Fraction2) -> Fraction2:
    rational = form.fractions.as_rational(base)
    if rational == (1, 1) and op == "gamma":
        return form.fractions.one
    if rational == (1, 2) and op == "gamma":
        return form.of(sqrt(PI))
    sign = (1, True) if op == "gamma" and is_positive(form, base) else None
    return function_value(form, op, None, (base,), sign)


def function_value(form: NormalForm, op: str, value: Any, args: tuple[Any, ...], sign: Sign | None = None) -> Fraction2:
    """A function known only by its name: equal arguments give equal values."""
    key = (op, value, tuple(arg if isinstance(arg, Term) else f"{arg[0]} / {arg[1]}" for arg in args))
    real = all(
        is_real_atom(arg) if isinstance(arg, Term) else form.table.is_real(arg[0]) and form.table.is_real(arg[1]) for arg in args
    )
    index = form.table.index(key, Kernel("function", (op, value, args), sign, real))
    return form.table.generator(index), form.fractions.ring.one


def opaque_value(form: NormalForm, term: Term) -> Fraction2:
    args = tuple(opaque_argument(form, arg) for arg in term.args)
    sort = term.args[0].sort if term.op == "apply" and not any(term.value) else None
    sign = sign_of_sort(sort.codomain) if isinstance(sort, Function) else atom_sign(term) if term.op == "item" else None
    return function_value(form, term.op, term.value, args, sign)


def opaque_argument(form: NormalForm, arg: Term) -> Any:
    return form.of(arg) if (not arg.shape and arg.op not in ("symbol",)) or _is_number_symbol(arg) else arg


def item_entry_value(form: NormalForm, term: Term) -> Fraction2:
    args = ordered_item(term.args)
    return opaque_value(form, term if args == term.args else make("item", args))


def odd_value(form: NormalForm, term: Term) -> Fraction2:
    """An odd function: f(-u) = -f(u)."""
    for low, strict in DOMAINS.get(term.op, lambda u: ())(term.args[0]):
        form.infer(form.of(low), (1, strict))
    argument = form.of(term.args[0])
    if argument[0].is_zero():
        return form.fractions.zero
    special = _special_angle(form, term.op, argument)
    if special is not None:
        return special
    if argument[0].leading_coefficient() < 0:
        return form.fractions.negate(function_value(form, term.op, None, (form.fractions.negate(argument),)))
    return function_value(form, term.op, None, (argument,))


def _special_angle(form: NormalForm, op: str, argument: Fraction2) -> Fraction2 | None:
    if len(argument[0]) > 1 or len(argument[1]) > 1:
        return None
    square = form.fractions.as_rational(form.fractions.multiply(argument, argument))
    parts = None if square is None else SPECIAL_ANGLES.get((op, *square))
    sign = None if parts is None else form.signs.of_fraction(argument)
    if parts is None or sign is None or not sign[1]:
        return None
    return form.of(mul(number(sign[0], parts), PI))


def _is_number_symbol(term: Term) -> bool:
    return term.op == "symbol" and isinstance(term.sort, Scalar)
