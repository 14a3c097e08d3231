"""Sums of powers of bases of unknown sign: r^k for -1 < r < 1, (-1)^k x^k/k!, and their like up to n.

The formula is looked for with positive symbols in place of the bases; what is found is proved of the bases themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from verify.fuel import Fuel
from verify.integrals import FORMULAS, Formula, Instance
from verify.prove.normal_form import NormalForm, compute
from verify.sort import POSITIVE
from verify.term import Term, exp, free_symbols, negate, postorder, power, substitute, symbol

MOST_BASES = 3
_SIGNS = {"exponential": 1, "geometric": -1, "binomial": 1}  # of c in the formula with r = exp(c)

Search = Callable[[Formula, Term], tuple[Instance, ...] | None]


def power_instances(body: Term, point: Term, range_name: str, search: Search, fuel: Fuel) -> tuple[Instance, ...] | None:
    """The body as a combination of formulas for powers of some r, if it has powers by the point."""
    powers = [part for part in postorder(body) if _is_power_by(part, point)]
    bases = list(dict.fromkeys(part.args[0] for part in powers))
    if not bases or len(bases) > MOST_BASES:
        return None
    stands_for = {symbol(f"positive_base_{place}", POSITIVE): base for place, base in enumerate(bases)}
    names = {base: name for name, base in stands_for.items()}
    replaced = substitute(body, {part: power(names[part.args[0]], part.args[1]) for part in powers})
    for name in _SIGNS:
        instances = search(FORMULAS[name], replaced) if FORMULAS[name].range == range_name else None
        if instances is not None:
            return compute((), fuel, partial(_of_bases, instances, stands_for))
    return None


def _is_power_by(part: Term, point: Term) -> bool:
    return part.op == "power" and point in free_symbols(part.args[1]) and point not in free_symbols(part.args[0])


def _of_bases(instances: tuple[Instance, ...], stands_for: Mapping[Term, Term], form: NormalForm) -> tuple[Instance, ...]:
    """coefficient x^j exp(c x) as coefficients of r^x with r = exp(c), where the bases stand for the positive symbols again."""
    found = []
    for name, coefficient, (*end, degree, slope) in instances:
        ratio = exp(slope if _SIGNS[name] > 0 else negate(slope))
        simple = (form.table.fraction_term(form.of(each)) for each in (coefficient, ratio))
        factor, ratio = (substitute(each, stands_for) for each in simple)
        found.append((f"power {name}", factor, (*end, degree, ratio)))
    return tuple(found)
