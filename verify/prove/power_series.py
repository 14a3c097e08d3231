"""Infinite sums of powers of a base of unknown sign: r^k for -1 < r < 1.

The formula is looked for with a positive symbol in place of the base; what is found is proved of the base itself.
"""

from __future__ import annotations

from collections.abc import Callable

from verify.fuel import Fuel
from verify.integrals import FORMULAS, Formula, Instance
from verify.prove.normal_form import NormalForm, compute
from verify.sort import POSITIVE
from verify.term import Term, exp, free_symbols, negate, postorder, power, substitute, symbol

_POSITIVE = symbol("positive_base", POSITIVE)

Search = Callable[[Formula, Term], tuple[Instance, ...] | None]


def power_instances(body: Term, point: Term, search: Search, fuel: Fuel) -> tuple[Instance, ...] | None:
    """The body as a combination of formulas for powers of a base r, if it has powers of one base by the point only."""
    bases = {part.args[0] for part in postorder(body) if _is_power_by(part, point)}
    if len(bases) != 1:
        return None
    (base,) = bases
    powers = {part: power(_POSITIVE, part.args[1]) for part in postorder(body) if _is_power_by(part, point)}
    for name, sign in (("exponential", 1), ("geometric", -1)):
        instances = search(FORMULAS[name], substitute(body, powers))
        if instances is not None:
            return compute((), fuel, lambda form: tuple(_of_base(form, base, each, sign) for each in instances))  # noqa: B023
    return None


def _is_power_by(part: Term, point: Term) -> bool:
    return part.op == "power" and point in free_symbols(part.args[1]) and point not in free_symbols(part.args[0])


def _of_base(form: NormalForm, base: Term, instance: Instance, sign: int) -> Instance:
    """coefficient x^j exp(c x) as one of r^x with r = exp(c), where the base stands for the positive symbol again."""
    name, coefficient, (degree, slope) = instance
    ratio = exp(slope if sign > 0 else negate(slope))
    simple = (form.table.fraction_term(form.of(each)) for each in (coefficient, ratio))
    factor, ratio = (substitute(each, {_POSITIVE: base}) for each in simple)
    return f"power {name}", factor, (degree, ratio)
