"""Densities over numbers and vectors: `p: density of x` beside `x: real`, or beside `x: vector d`.

Where x stands only in densities and in unknown functions, nothing is said of it but which points are the same, and it is taken
for an outcome of an abstract space.  What is proved of every space holds for the line.  A counterexample on finitely many
outcomes is one on the line, and in any number of dimensions: to every outcome belongs a cell of volume 1 (an interval of
length 1, a unit cube), the densities and functions are constant on the cells, and the densities vanish elsewhere.  Every integral
then is the sum over the outcomes, every value of a density is its value in the table, and both sides keep the values that differ.

This needs room for cells of volume 1 (not x in (0, 1), where no density has a positive entropy), functions that may jump (none
that is smooth or convex), and that x is no number: no x^2, x + 1, f'(x) or N(x; m, v), and no density at the variable of another:
q(x) of a `density of y` is the function that q(y) is, for numbers, and not for outcomes.
"""

from __future__ import annotations

from collections.abc import Mapping

from verify.functions import value_function
from verify.problem import InputError, Problem
from verify.sort import REAL, DensityFamily, Function, Outcome, Scalar, Sort, Tensor
from verify.term import SPACE, Term, free_symbols, postorder, symbol


def with_abstract_outcomes(symbols: Mapping[str, Term], conditions: tuple[Term, ...]) -> tuple[dict[str, Term], frozenset[str]]:
    """The symbols with outcomes for the numbers and vectors that are the variables of densities, and the names of those."""
    found = dict(symbols)
    constrained = {name for condition in conditions for name in free_symbols(condition)}
    variables: set[str] = set()
    for family in symbols.values():
        if isinstance(family.sort, DensityFamily):
            for name in (*family.sort.outcomes, *family.sort.given):
                declared = symbols.get(name)
                if declared is not None and _has_room(declared.sort) and declared not in constrained:
                    variables.add(name)
                    found[name] = symbol(name, Outcome(name))
    for name, declared in symbols.items():  # z' is a second point of the space of z
        unprimed = name.rstrip("'")
        if unprimed != name and unprimed in found and isinstance(found[unprimed].sort, Outcome) and _has_room(declared.sort):
            found[name] = symbol(name, Outcome(unprimed))
            variables.add(unprimed)
    return found, frozenset(variables)


def _has_room(sort: Sort) -> bool:
    """Whether any number of disjoint cells of volume 1 consist of values of this sort."""
    if isinstance(sort, Scalar):
        return not sort.is_complex and sort.values is None and (sort.lower is None or sort.upper is None)
    return isinstance(sort, Tensor) and not sort.properties and sort.element is REAL


def check_outcomes(term: Term, variables: frozenset[str], source: str) -> tuple[str, ...]:
    """What is to be said of the outcomes of `variables` in a term; raises InputError if one is used as a number."""
    families: dict[str, str] = {}
    applied: dict[Term, bool] = {}  # whether it is applied to outcomes
    for part in postorder(term):
        outcomes = [arg for arg in part.args if arg.op == "symbol" and _variable(arg) in variables]
        if part.op == "apply" and applied.setdefault(part.args[0], bool(outcomes)) != bool(outcomes):
            raise _refused(f"{part.args[0].name} of a number and of an outcome", "a function for each of the two", source)
        for outcome in outcomes:
            variable = _variable(outcome)
            if part.op == "density":
                families.setdefault(variable, part.args[0].name)
                _check_density(part.args[0], variable, source)
            elif part.op == "apply":
                _check_function(part, outcome, source)
            elif not (part.op == "integral" and part.args[0] is outcome and part.args[1] is SPACE):
                raise _as_number(outcome, source)
    return tuple(f"{variable} is read as an outcome, the variable of the density {name}" for variable, name in families.items())


def _variable(term: Term) -> str:
    return term.sort.variable if isinstance(term.sort, Outcome) else ""


def _check_density(family: Term, variable: str, source: str) -> None:
    sort = family.sort
    listed = (*sort.outcomes, *sort.given) if isinstance(sort, DensityFamily) else ()
    if listed and variable not in listed:
        raise _refused(f"{family.name} at {variable}, a density of {', '.join(listed)}",
                       f"declare {family.name}: density of {variable}, or use its own variable", source)  # fmt: skip


def _check_function(part: Term, outcome: Term, source: str) -> None:
    function = part.args[0]
    if function is value_function(_variable(outcome)):
        raise _as_number(outcome, source)
    properties = function.sort.properties if isinstance(function.sort, Function) else ()
    if any(part.value or ()):
        raise _refused(f"a derivative by {outcome.name}, the variable of a density", "a function of its own", source)
    if properties:
        raise _refused(f"the {properties[0]} function {function.name} of the variable of a density",
                       f"declare {function.name}: function of {outcome.name}, without properties", source)  # fmt: skip


def _as_number(outcome: Term, source: str) -> InputError:
    name = outcome.name
    return _refused(f"{name} as a number, where it is also the variable of a density",
                    f"write f({name}) for an unknown function of {name}, or declare {name}: outcome to read {name} as any real"
                    " function of the outcome", source)  # fmt: skip


def _refused(seen: str, help: str, source: str) -> InputError:
    return InputError(Problem("unsupported", seen, "", help, source, (0, max(1, len(source)))))
