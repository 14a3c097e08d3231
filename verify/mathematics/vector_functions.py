"""Unknown functions of a column: their values f(u), and their gradients, Jacobians and Hessians at u."""

from __future__ import annotations

from verify.problem import reject
from verify.sort import VectorFunction
from verify.term import Term, apply


def sort_of_applied(term: Term) -> VectorFunction | None:
    """The sort of f, if a term is f(u), or a derivative of f at u, for an unknown function f of a column."""
    if term.op != "apply" or term.args[0].op != "symbol":
        return None
    sort = term.args[0].sort
    return sort if isinstance(sort, VectorFunction) else None


def is_hessian(term: Term) -> bool:
    """Whether it is the matrix of the second derivatives of a smooth function, which is symmetric."""
    sort = sort_of_applied(term)
    return sort is not None and sort.rows is None and term.value == (2,) and "smooth" in sort.properties


def is_jacobian_of_diffeomorphism(term: Term) -> bool:
    """Whether it is the Jacobian of a map with a smooth inverse, which is invertible everywhere."""
    sort = sort_of_applied(term)
    return sort is not None and "invertible" in sort.properties and term.value == (1,)


def slope_of(term: Term) -> Term:
    """The gradient, Jacobian or Hessian at u, for f(u) or the gradient of f at u, with a smooth function f of a column.

    Raises InputError (kind "unsupported") for any other function.
    """
    sort = sort_of_applied(term)
    if sort is None or "smooth" not in sort.properties:
        raise reject("unsupported", "the derivative of what is no smooth function of a column", where=repr(term))
    return apply(*term.args, orders=(term.value[0] + 1,))
