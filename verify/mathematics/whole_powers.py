"""Integer powers of integer powers: (u^a v)^n = u^(a n) v^n for integers a and n."""

from __future__ import annotations

from verify.domain import integer_valued
from verify.term import Term, mul, power


def joined_powers(term: Term) -> Term | None:
    """u^(a n) v^n for a power (u^a v)^n with integers a and n, none of them numbers; None for other powers.

    Both have the same value wherever u^a v and (u^a v)^n have one.  At u = 0 they have one for a >= 0 only, and 0^0 = 1 on both
    sides.  (u^a)^n = u^(a n) fails for a = 2, n = 1/2 at u = -1: |u| is not u.
    """
    base, exponent = term.args
    factors = base.args if base.op == "mul" else (base,)
    if not integer_valued(exponent) or not any(map(_is_joined, factors)):
        return None
    return mul(*(_raised(factor, exponent) for factor in factors))


def _is_joined(factor: Term) -> bool:
    return factor.op == "power" and factor.args[1].op != "number" and integer_valued(factor.args[1])


def _raised(factor: Term, exponent: Term) -> Term:
    if not _is_joined(factor):
        return power(factor, exponent)
    return power(factor.args[0], mul(factor.args[1], exponent))
