"""The form of an answer, which is asked for besides its value: expanded, factored, simplified.

The form is that of the formula as it was written.  Powers of numbers that the reference has itself are in no answer's way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from math import gcd
from typing import Literal

from verify.fuel import Fuel
from verify.grading.comparing.compare import kind_of
from verify.problem import reject
from verify.prove.normal_form import NormalForm, compute
from verify.read.decoration import without_decoration
from verify.render.formula import text
from verify.term import HALF, MINUS_ONE, ONE, Term, digest, free_symbols, make, mul, postorder

Form = Literal["met", "missed", "open"]


@dataclass(frozen=True)
class FormReport:
    """Whether a formula has the form; `reason` says what is in the way, or why it is not known."""

    form: Form
    reason: str = ""


MET = FormReport("met")
_FUEL = 200_000
_LARGEST_ROOT = 10_000
_SIDES = "it is an equation, a set or has entries; whether all in it have the form is for a person to say"
_ARITHMETIC = frozenset(("add", "mul", "power", "number"))
_LARGEST_POWER = 1_000  # 2^4 is worked out by everyone, and 1.05^10 is not


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
    return _first(map(_unexpanded, _outer(submitted))) if _is_expression(submitted) else _open(_SIDES)


def _unexpanded(part: Term) -> FormReport:
    if part.op == "power" and part.args[0].op in ("add", "mul"):
        is_number = part.args[1].op == "number"
        if is_number and _is_natural_power(part):
            return _missed(f"{text(part)} can be multiplied out")
        return MET if is_number or free_symbols(part.args[1]) else _open(f"the exponent of {text(part)} can be worked out")
    if part.op == "add" and _has_like_terms(part):
        return _open(f"whether the like terms of {text(part)} are to be collected is for a person to say")
    factors = _factors(part) if part.op == "mul" else []
    sums = [factor for factor in factors if factor.op == "add"]
    if not sums:
        return MET
    if len(sums) > 1 or any(factor.op != "add" and not _is_divisor(factor) for factor in factors):
        return _missed(f"{text(part)} can be multiplied out")
    return _open(f"whether {text(part)} is to be split is for a person to say")


def _outer(term: Term) -> list[Term]:
    """The sums, products and powers of the formula that stand in no function, root or denominator."""
    found = [term]
    for part in found:
        if part.op in ("add", "mul"):
            found += part.args
        elif _is_natural_power(part):
            found.append(part.args[0])
    return found


def _is_natural_power(term: Term) -> bool:
    if term.op != "power" or term.args[1].op != "number":
        return False
    numerator, denominator = term.args[1].value
    return bool(denominator == 1 and numerator >= 2)


def _is_divisor(factor: Term) -> bool:
    """1/3, or another fraction or power that divides."""
    if factor.op == "number":
        return bool(abs(factor.fraction.numerator) == 1 != factor.fraction.denominator)
    return factor.op == "power" and factor.args[1].op == "number" and factor.args[1].fraction < 0


# ---------------------------------------------------------------------------------------------------------------- factored


def _factored(submitted: Term, reference: Term) -> FormReport:
    """A product of irreducible polynomials over the rationals, without a common integer factor of their coefficients."""
    if not _is_expression(submitted):
        return _open(_SIDES)
    found = []
    for factor in _bases(submitted):
        if factor.op != "add":
            continue
        if factor is not submitted and _has_like_terms(factor):
            found.append(_open(f"whether the like terms of {text(factor)} are to be collected is for a person to say"))
        pieces = compute((), Fuel(most=_FUEL), partial(_pieces, term=factor))
        if pieces is None:
            found.append(_open(f"whether {text(factor)} can be factored is not known"))
            continue
        count, content = pieces
        if count > 1:
            found.append(_missed(f"{text(factor)} has factors"))
        elif content > 1:
            found.append(_missed(f"{text(factor)} has the factor {content}"))
    return _first(found)


def _bases(term: Term) -> list[Term]:
    """What is multiplied, divided by and raised to powers in a formula."""
    if term.op == "mul":
        return [base for arg in term.args for base in _bases(arg)]
    return _bases(term.args[0]) if term.op == "power" and term.args[1].op == "number" else [term]


def _is_expression(term: Term) -> bool:
    """Whether a formula is neither a statement, nor a set, nor made of entries."""
    return not term.shape and kind_of(term) == "expression"


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
    inside = {arg for part in postorder(submitted) if part.op == "gamma" for arg in part.args}  # the 4 + 1 of 4!
    asked = postorder(reference)
    powers = {part for part in asked if part.op == "power"}
    parts = [part for part in postorder(submitted) if part not in inside and part not in powers]
    found = _first([report for part in parts for report in _unfinished(part)] + [
        _open(f"whether {text(part)} has a simpler value is for a person to say") for part in parts
        if part.args and part.op not in _ARITHMETIC and not free_symbols(part) and part not in asked
    ])  # fmt: skip
    if found.form == "met" and _size(submitted) > _size(reference):
        return _open("it is longer than the reference; whether it can be simplified is for a person to say")
    return found


def _size(term: Term) -> int:
    """The number of operations and names; numbers beside a product count once, as in 2x/3."""
    if term.op != "mul":
        return 1 + sum(map(_size, term.args))
    factors = _factors(term)
    others = [factor for factor in factors if not (factor.op == "number" or (_is_divided_by(factor) and _is_number(factor)))]
    return 1 + sum(map(_size, others)) + (len(others) < len(factors))


def _unfinished(part: Term) -> Iterator[FormReport]:
    if part.op in ("add", "mul") and all(arg.op == "number" for arg in part.args):
        yield _missed(f"{text(part)} can be worked out")
    if part.op == "power":
        yield _power(part)
    if part.op == "add" and _has_like_terms(part):
        yield _missed(f"{text(part)} has like terms")
    if part.op == "mul":
        yield from _product(part)
    if part.op in ("exp", "log") and part.args[0].op in ("exp", "log") and part.args[0].op != part.op:
        yield _missed(f"{text(part)} can be simplified")


def _power(part: Term) -> FormReport:
    base, exponent = part.args
    if base.op == "exp" and exponent.op == "number":
        return _open(f"whether {text(part)} is to be one power is for a person to say")
    if base.op != "number" or exponent.op != "number" or exponent is MINUS_ONE:
        return MET
    power = exponent.fraction
    if power.denominator == 1:
        largest = max(abs(base.fraction.numerator), base.fraction.denominator)
        is_small = 1 < power <= _LARGEST_POWER and base.fraction != 10 and largest ** int(power) <= _LARGEST_POWER
        return (_missed if is_small else _open)(f"{text(part)} can be worked out")
    if all(round(abs(n) ** (1 / power.denominator)) ** power.denominator == abs(n) for n in base.value):
        return _missed(f"{text(part)} can be worked out")
    square = _square_in(part)
    if power == HALF.fraction:
        return _missed(f"{text(part)} has the factor {square} that is a square") if square > 1 else MET
    return _open(f"whether the root {text(part)} can be simplified is for a person to say")


def _product(part: Term) -> Iterator[FormReport]:
    factors = _factors(part)
    powers = [factor.args if factor.op == "power" else (factor, ONE) for factor in factors if not _is_number(factor)]
    repeated = {base for place, (base, _) in enumerate(powers) if any(base is other for other, _ in powers[:place])}
    if repeated:
        exponents = [exponent for base, exponent in powers if base in repeated]
        is_certain = all(exponent.op == "number" and exponent.fraction.denominator == 1 for exponent in exponents)
        yield (_missed if is_certain else _open)(f"{text(part)} can be collected")
    above = [factor.fraction for factor in factors if factor.op == "number" and factor is not MINUS_ONE]
    below = [number for factor in factors if _is_divided_by(factor) for number in _numbers(factor.args[0])]
    of_numbers = [each.args[1] for each in factors if each.op == "power" and _is_number(each) and not _is_divided_by(each)]
    if above and any(map(free_symbols, of_numbers)):  # 2 2^n
        yield _open(f"whether {text(part)} can be collected is for a person to say")
    elif len(set(of_numbers)) < len(of_numbers):  # \sqrt 2 \sqrt 3
        yield _missed(f"{text(part)} can be collected")
    if ONE in part.args or factors.count(MINUS_ONE) > 1 or max(len(above), len(below)) > 1:
        yield _missed(f"{text(part)} can be collected")
    elif below and below[0].denominator == 1 and all(number.denominator == 1 for number in above):
        if gcd(int(below[0]), *map(int, above)) > 1 and above:
            yield _missed(f"{text(part)} can be cancelled")
        elif below[0] < 0:
            yield _open(f"whether the sign of {text(part)} is to stand above is for a person to say")


def _factors(part: Term) -> list[Term]:
    """The factors of a product, and of the products in it."""
    return [factor for arg in part.args for factor in (_factors(arg) if arg.op == "mul" else [arg])]


def _is_divided_by(factor: Term) -> bool:
    return factor.op == "power" and factor.args[1] is MINUS_ONE


def _numbers(term: Term) -> list[Fraction]:
    """The numbers that are factors of a term."""
    return [factor.fraction for factor in (_factors(term) if term.op == "mul" else [term]) if factor.op == "number"]


def _is_number(term: Term) -> bool:
    return term.op == "number" or (term.op == "power" and term.args[0].op == "number")


def _square_in(part: Term) -> int:
    """4, the largest square that divides the 8 of a square root."""
    base, exponent = part.args[0].fraction, part.args[1].fraction
    if exponent != Fraction(1, 2) or base.denominator != 1 or not 1 < base <= _LARGEST_ROOT:
        return 1
    return max(factor * factor for factor in range(1, int(base**0.5) + 1) if base % (factor * factor) == 0)


def _has_like_terms(total: Term) -> bool:
    kinds = [_without_number(term) for term in total.args]
    return len(set(kinds)) < len(kinds)


def _without_number(term: Term) -> Term:
    """The x y of 2 y x."""
    if term.op == "number":
        return ONE
    if term.op != "mul":
        return _arranged(term)
    rest = [factor for factor in _factors(term) if factor.op != "number" and not (_is_divided_by(factor) and _is_number(factor))]
    return _arranged(mul(*rest)) if rest else ONE


_INTEGER = r"(?:\s|\\[,;:! ])*+-?\s*+[0-9]++(?:\s|\\[,;:! ])*+"
_FRACTION = re.compile(
    rf"\\[dt]?frac\s*\{{(?P<above>{_INTEGER})\}}\s*\{{(?P<below>{_INTEGER})\}}"
    r"|\\[dt]?frac\s*(?P<top>[0-9])\s*(?P<bottom>[0-9])"
    r"|(?<![\w.^)}\]])(?P<over>-?[0-9]+)\s*(?:/|\\div(?![A-Za-z])|÷)\s*(?P<under>[0-9]+)(?![\w.(!])"
)
_BRACED = re.compile(r"\{\s*\{\s*(-?[0-9]+)\s*\}\s*\}")
_SPACING = re.compile(r"\s|\\[,;:! ]")
_PARTS_OF_FRACTION = (("above", "top", "over"), ("below", "bottom", "under"))


def with_lowest_terms(source: str) -> FormReport:
    """Whether the fractions of two integers in a text are in lowest terms; 2/4 and 1/2 are one number."""
    plain = _BRACED.sub(r"{\1}", re.sub(r"\\[,;:! ]", "", without_decoration(source).text))
    return _first(map(_fraction, _FRACTION.finditer(plain)))


def _fraction(found: re.Match[str]) -> FormReport:
    above, below = (int(_SPACING.sub("", next(filter(None, map(found.group, names))))) for names in _PARTS_OF_FRACTION)
    if below in (1, 0) or gcd(above, below) > 1 or (above < 0 and below < 0):
        return _missed(f"{found[0]} can be cancelled")
    return _open(f"whether the sign of {found[0]} is to stand above is for a person to say") if below < 0 else MET


def _first(found: Iterable[FormReport]) -> FormReport:
    """What is surely in the way, else what may be."""
    reports = [report for report in found if report.form != "met"]
    return min(reports, key=lambda report: report.form, default=MET)  # missed before open


def _missed(reason: str) -> FormReport:
    return FormReport("missed", reason)


def _open(reason: str) -> FormReport:
    return FormReport("open", reason)


_CHECKS: dict[str, Callable[[Term, Term], FormReport]] = {
    "expanded": _expanded,
    "factored": _factored,
    "simplified": _simplified,
}
