"""Formulas of messages as people write them; None for what nobody writes."""

from __future__ import annotations

from verify.problem import InputError
from verify.render.formula import text
from verify.sort import Scalar
from verify.term import ONE, Term, contains, free_symbols, make, postorder, subtract, symbol

_LONGEST = 80  # characters
_INTERNAL = ("law(", "value_of_")  # of random outcomes, for which people write E, Var and P


def spelled(term: Term) -> str | None:
    """The text of a formula, with n! for gamma(n + 1) of whole numbers, and e; None if it is long or has internal names."""
    try:
        written = text(_as_written(term))
    except InputError:
        return None
    if len(written) > _LONGEST or any(name in written for name in _INTERNAL) or _has_made_up_names(term):
        return None
    return written


def _has_made_up_names(term: Term) -> bool:
    """Whether something is integrated over a name with a mark, that of an outcome which has none in what was written."""
    if not contains(term, {"integral"}):
        return False
    return any(part.op == "integral" and part.args[0].name.endswith("'") for part in postorder(term))


def _as_written(term: Term) -> Term:
    if not contains(term, {"gamma", "exp"}):
        return term
    if term.op == "exp" and term.args[0] is ONE:
        return symbol("e", Scalar())
    if term.op == "gamma":
        inner = _before(term.args[0])
        if inner is not None and all(isinstance(name.sort, Scalar) and name.sort.is_integer for name in free_symbols(inner)):
            shown = text(inner)
            return symbol(f"{shown}!" if inner.op == "symbol" else f"({shown})!", Scalar())
    args = tuple(_as_written(arg) for arg in term.args)
    return make(term.op, args, term.value)


def _before(term: Term) -> Term | None:
    """n for n + 1, if n has names."""
    if term.op != "add" or ONE not in term.args or not free_symbols(term):
        return None
    rest = [arg for arg in term.args if arg is not ONE]
    return rest[0] if len(rest) == 1 else subtract(term, ONE)
