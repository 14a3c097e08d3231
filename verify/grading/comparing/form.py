"""The form of an answer, which is asked for besides its value: expanded, factored, simplified.

The form is that of the formula as it was written.  `missing` names what is in its way, where that is certain.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import gcd
from typing import Literal

from verify.fuel import Fuel
from verify.problem import reject
from verify.prove.normal_form import NormalForm, compute
from verify.render.formula import text
from verify.term import MINUS_ONE, ONE, Term, digest, free_symbols, make, mul, postorder

Form = Literal["met", "missed", "open"]


@dataclass(frozen=True)
class FormReport:
    """Whether a formula has the form; `reason` says what is in the way, or why it is not known."""

    form: Form
    reason: str = ""


MET = FormReport("met")
_FUEL = 200_000
_LARGEST_ROOT = 10_000


def form_check(name: str) -> Callable[[Term, Term], FormReport]:
    """The check of a form by its name, of a submission beside the reference; raises InputError for an unknown one."""
    found = _CHECKS.get(name.strip().lower())
    if found is None:
        raise reject("malformed-row", f"the form {name!r}"[:80], help=", ".join(_CHECKS))
    return found


def same_form(first: Term, second: Term) -> bool:
    """Whether two formulas are the same as they are written, up to the order of terms and factors."""
    return _arranged(first) is _arranged(second)


def _arranged(term: Term) -> Term:
    args = [_arranged(arg) for arg in term.args]
    if term.op in ("add", "mul"):
        flat = [part for arg in args for part in (arg.args if arg.op == term.op else (arg,))]
        args = sorted(flat, key=digest) if not any(part.shape for part in flat) or term.op == "add" else flat
    return make(term.op, tuple(args), term.value) if args else term


# ---------------------------------------------------------------------------------------------------------------- expanded


def _expanded(submitted: Term, reference: Term) -> FormReport:
    """No product with a sum as a factor, and no natural power of a sum or product; what stands inside functions is free."""
    for part in _outer(submitted):
        if part.op == "mul" and any(factor.op == "add" for factor in part.args):
            return _missed(f"{text(part)} can be multiplied out")
        if _is_natural_power(part) and part.args[0].op in ("add", "mul"):
            return _missed(f"{text(part)} can be multiplied out")
    return MET


def _outer(term: Term) -> list[Term]:
    """The sums, products and powers of the formula that stand in no function."""
    found = [term]
    for part in found:
        if part.op in ("add", "mul"):
            found += part.args
        elif part.op == "power":
            found.append(part.args[0])
    return found


def _is_natural_power(term: Term) -> bool:
    if term.op != "power" or term.args[1].op != "number":
        return False
    numerator, denominator = term.args[1].value
    return bool(denominator == 1 and numerator >= 2)


# ---------------------------------------------------------------------------------------------------------------- factored


def _factored(submitted: Term, reference: Term) -> FormReport:
    """A product of irreducible polynomials over the rationals, without a common integer factor of their coefficients."""
    factors = submitted.args if submitted.op == "mul" else (submitted,)
    for factor in factors:
        base = factor.args[0] if factor.op == "power" else factor
        if base.op != "add":
            continue
        pieces = compute((), Fuel(most=_FUEL), lambda form, base=base: _pieces(form, base))  # type: ignore[misc]
        if pieces is None:
            return FormReport("open", f"whether {text(base)} can be factored is not known")
        count, content = pieces
        if count > 1:
            return _missed(f"{text(base)} has factors")
        if content > 1:
            return _missed(f"{text(base)} has the factor {content}")
    return MET


def _pieces(form: NormalForm, term: Term) -> tuple[int, int]:
    """The number of irreducible factors with their exponents, and the common factor of integer coefficients."""
    numerator, denominator = form.of(term)
    content, factors = form.fractions.factor(numerator)
    shared = gcd(content, 0) if denominator.is_constant() else 1
    if denominator.is_constant():
        ratio = Fraction(abs(content), abs(int(denominator.leading_coefficient())))
        shared = ratio.numerator if ratio.denominator == 1 else 1
    return sum(exponent for _, exponent in factors), shared


# -------------------------------------------------------------------------------------------------------------- simplified


def _simplified(submitted: Term, reference: Term) -> FormReport:
    """No arithmetic left to do, no like terms, no factor twice, and no more operations than the reference has."""
    for part in postorder(submitted):
        reason = _unfinished(part)
        if reason:
            return _missed(reason)
    if len(postorder(_arranged(submitted))) > len(postorder(_arranged(reference))):
        return FormReport("open", "it is longer than the reference; whether it can be simplified is for a person to say")
    return MET


def _unfinished(part: Term) -> str:
    if part.op in ("add", "mul", "power") and all(arg.op == "number" for arg in part.args) and not _is_root(part):
        return f"{text(part)} can be worked out"
    if part.op == "add":
        kinds = [_without_number(term) for term in part.args]
        if len(set(kinds)) < len(kinds):
            return f"{text(part)} has like terms"
    if part.op == "mul":
        factors = [factor for factor in part.args if factor is not MINUS_ONE]
        bases = [factor.args[0] if factor.op == "power" else factor for factor in factors if not _is_root(factor)]
        roots = [factor.args[1] for factor in factors if _is_root(factor) and not _is_divisor(factor)]
        above = [factor.fraction for factor in factors if factor.op == "number"]
        below = [factor.args[0].fraction for factor in factors if _is_divisor(factor)]
        if len(set(bases)) < len(bases) or len(set(roots)) < len(roots) or ONE in part.args or max(len(above), len(below)) > 1:
            return f"{text(part)} can be collected"
        if below and (below[0] < 0 or gcd(int(below[0]), *(int(number) for number in above)) > 1 < len([*above, *below])):
            return f"{text(part)} can be cancelled"
    if _is_root(part) and not _is_divisor(part) and (square := _square_in(part)) > 1:
        return f"{text(part)} has the factor {square} that is a square"
    if part.op in ("exp", "log") and part.args[0].op in ("exp", "log") and part.args[0].op != part.op:
        return f"{text(part)} can be simplified"
    return ""


def _is_root(part: Term) -> bool:
    """2^(1/2) is as simple as it gets; 4^(1/2) is not."""
    if part.op != "power" or not all(arg.op == "number" for arg in part.args):
        return False
    if part.args[1].value[1] == 1:
        return bool(part.args[1].value[0] == -1 and part.args[0].value[1] == 1)  # 1/3
    degree = part.args[1].value[1]
    return any(round(abs(n) ** (1 / degree)) ** degree != abs(n) for n in part.args[0].value)


def _is_divisor(part: Term) -> bool:
    """1/3."""
    return part.op == "power" and part.args[0].op == "number" and part.args[1] is MINUS_ONE


def _square_in(part: Term) -> int:
    """4, the largest square that divides the 8 of a square root."""
    base, exponent = part.args[0].fraction, part.args[1].fraction
    if exponent != Fraction(1, 2) or base.denominator != 1 or not 1 < base <= _LARGEST_ROOT:
        return 1
    return max(factor * factor for factor in range(1, int(base**0.5) + 1) if base % (factor * factor) == 0)


def _without_number(term: Term) -> Term:
    if term.op == "number":
        return ONE
    if term.op != "mul":
        return term
    rest = [factor for factor in term.args if free_symbols(factor) or factor.op != "number"]
    return mul(*rest) if rest else ONE


_FRACTION = re.compile(
    r"\\[dt]?frac\s*\{\s*(?P<above>-?\s*[0-9]+)\s*\}\s*\{\s*(?P<below>-?\s*[0-9]+)\s*\}"
    r"|(?<![\w.^)}\]])(?P<over>-?[0-9]+)\s*/\s*(?P<under>[0-9]+)(?![\w.(!])"
)


_PARTS_OF_FRACTION = (("above", "over"), ("below", "under"))


def unreduced_fraction(source: str) -> str:
    """The first fraction of two integers in a text that is not in lowest terms, or ""; 2/4 and 1/2 are one number."""
    for found in _FRACTION.finditer(source):
        above, below = (int((found[names[0]] or found[names[1]]).replace(" ", "")) for names in _PARTS_OF_FRACTION)
        if below in (1, 0) or below < 0 or gcd(above, below) > 1:
            return found[0]
    return ""


def _missed(reason: str) -> FormReport:
    return FormReport("missed", reason)


_CHECKS: dict[str, Callable[[Term, Term], FormReport]] = {
    "expanded": _expanded,
    "factored": _factored,
    "simplified": _simplified,
}
