"""Primitives of the functions of a course; whether the derivative of one is right is proved elsewhere."""

from __future__ import annotations

from verify.fuel import Fuel
from verify.prove.kernels import Unsupported
from verify.prove.normal_form import NormalForm, compute
from verify.prove.primitives.exponentials import of_exponentials, of_logarithms, of_one_logarithm
from verify.prove.primitives.rational import of_rational_function
from verify.prove.primitives.search import search_primitive
from verify.term import Term, contains

_IMAGINARY = frozenset(("imaginary",))


def find_primitive(body: Term, x: Term, hypotheses: tuple[Term, ...], fuel: Fuel) -> Term | None:
    """F with F' = body where the hypotheses hold; None if none was found."""
    found = compute(hypotheses, fuel, lambda form: _by_shape(form, body, x))
    if found is None or contains(found, _IMAGINARY):
        return search_primitive(body, x, hypotheses, fuel)
    return found


def _by_shape(form: NormalForm, body: Term, x: Term) -> Term:
    """Of the shapes that one normal form shows; raises Unsupported if the body has none of them."""
    for rule in (of_exponentials, of_logarithms, of_one_logarithm, of_rational_function):
        try:
            return rule(form, body, x)
        except Unsupported:
            continue
    raise Unsupported("no antiderivative for this integrand")
