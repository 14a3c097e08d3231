"""Unknown functions of a column: their values f(u), and their gradients, Jacobians and Hessians at u."""

from __future__ import annotations

from dataclasses import replace

from verify.problem import reject
from verify.sort import VectorFunction
from verify.term import Term, apply, make, symbol


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
    """As `slope_of_any`, for a smooth function, of which derivatives exist.

    Raises InputError (kind "unsupported") for any other function.
    """
    sort = sort_of_applied(term)
    if sort is None or "smooth" not in sort.properties:
        raise reject("unsupported", "the derivative of what is no smooth function of a column", where=repr(term))
    return slope_of_any(term)


def slope_of_any(term: Term) -> Term:
    """The gradient or Jacobian at u for f(u), and the Hessian for the gradient of f at u.

    The Jacobian of the inverse of h at u is the inverse of that of h at its value there.  Raises InputError for a third
    derivative.
    """
    sort = sort_of_applied(term)
    if sort is None:
        raise reject("unsupported", "the derivative of a Jacobian", where=repr(term))
    if sort.inverse_of is not None:
        return make("inverse", (apply(sort.inverse_of, term, orders=(1,)),))
    return apply(*term.args, orders=(term.value[0] + 1,))


def inverse_function(function: Term) -> Term:
    """The inverse of a map that has one: that of an inverse is the map itself."""
    sort = function.sort
    assert isinstance(sort, VectorFunction)
    if sort.inverse_of is not None:
        found: Term = sort.inverse_of
        return found
    return symbol(f"{function.name}_inv", replace(sort, inverse_of=function))


def is_inverse(function: Term) -> bool:
    """Whether a symbol is the inverse of a declared map, which nobody declares."""
    return isinstance(function.sort, VectorFunction) and function.sort.inverse_of is not None


def applied(function: Term, argument: Term) -> Term:
    """h(u), and u itself for h(inv(u)) and inv(h(u))."""
    is_value = argument.op == "apply" and not any(argument.value)
    if is_value and is_invertible(function) and argument.args[0] is inverse_function(function):
        return argument.args[1]
    return apply(function, argument)


def is_invertible(function: Term) -> bool:
    """Whether a symbol is a map with a smooth inverse."""
    return isinstance(function.sort, VectorFunction) and "invertible" in function.sort.properties
