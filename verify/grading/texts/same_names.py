r"""Whether two left sides may name one thing.

    f(x) and y, y and y(x), \hat w and w^*, M(t) and M_X(t)          the same
    y' and \frac{dy}{dx}, \nabla_w L and \frac{\partial L}{\partial w}    the same
    f and f', P(A) and P(B), f(x) and f(2), \sigma^2 and \sigma, \lambda_1 and \lambda_2, F(x) and S(x)    not known to be
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from verify.grading.texts.labels import Label, label_of, plain_text
from verify.read.names import ACCENTS

_MARKS = ("_hat", "_star", "_opt")  # of a value that was found for a name
_D = r"(?:d|∂|\\partial)"
_ORDER = r"(?:\^\{?(?P<order>[0-9])\}?)?"
_QUOTIENT = re.compile(
    rf"(?:\\[dt]?frac\{{{_D}{_ORDER}(?P<above>[^{{}}]*)\}}\{{{_D}(?P<below>[^{{}}]*?)(?:\^[^{{}}]*)?\}}(?P<behind>.*)"
    rf"|{_D}{_ORDER.replace('order', 'typed_order')}(?P<typed_above>\w*)/{_D}(?P<typed_below>\w+?)(?:\^.*)?)\Z"
)
_GRADIENT = re.compile(r"(?:\\nabla|∇|\\partial(?=_))(?:_(?:\{(?P<of>[^{}]*)\}|(?P<one>\\[A-Za-z]+|\w)))?(?P<head>.+)\Z")
_PRIMED = re.compile(r"(?P<head>\\?[A-Za-z]+)(?P<primes>'+)(?:\([^()]*\))?\Z")
_METHOD = re.compile(r"_\{?(?:MLE?|MAP|OLS|LS|new|opt)\}?\Z")
_CALL = re.compile(r"\([^()]*\)\Z")


@dataclass(frozen=True)
class _Derivative:
    head: str
    order: int
    variable: str


def name_the_same(asked: str, answered: str) -> bool:
    """Whether two left sides may name one thing; False says that this is not known."""
    if is_drawn_alike(asked, answered):
        return True
    rates = _derivative(asked), _derivative(answered)
    if rates[0] is not None and rates[1] is not None:
        variables = {rate.variable for rate in rates if rate is not None and rate.variable}
        return rates[0].order == rates[1].order and rates[0].head == rates[1].head and len(variables) < 2
    is_partial = r"\partial" in asked + answered or "∂" in asked + answered
    if is_partial and (_says_by_what(asked, rates[1]) or _says_by_what(answered, rates[0])):
        return True
    first, second = label_of(asked), label_of(answered)
    if first is None or second is None or not all(label.is_plain and label.is_certain for label in (first, second)):
        return False
    if len(first.names) != len(second.names):
        return False
    if len(first.names) > 1:
        return first.names == second.names
    return _may_be_one(first, second)


def _says_by_what(formula: str, rate: _Derivative | None) -> bool:
    r"""Whether a left side is f_x, for \partial f/\partial x."""
    return rate is not None and rate.order == 1 and plain_text(formula) == f"{rate.head}_{rate.variable}" and bool(rate.variable)


def is_drawn_alike(first: str, second: str) -> bool:
    r"""Whether two left sides are one text, but for how a value was found: \hat\sigma^2 and \hat\sigma^2_{ML}."""
    one, other = plain_text(first), plain_text(second)
    return one == other or _METHOD.sub("", one) == other or one == _METHOD.sub("", other)


def _may_be_one(first: Label, second: Label) -> bool:
    one, other = (_without_marks(label.names[0]) for label in (first, second))
    if (first.argument or second.argument) and first.names[0] != one and first.names[0] != second.names[0]:
        return False  # f^*(x) and \\hat f(x) are other functions than f(x)
    if (first.argument or second.argument) and second.names[0] != other and first.names[0] != second.names[0]:
        return False
    heads = one.partition("_")[0], other.partition("_")[0]
    if heads[0] != heads[1]:  # y for f(x), but not \sigma for \mu, F(x) for f(x), z for y
        return {one, other} & {"y", "z"} != set() and bool(first.argument) != bool(second.argument)
    if one != other and not _specifies(*sorted((one, other), key=len)):
        return False
    return not (first.argument and second.argument) or _without_spaces(first.argument) == _without_spaces(second.argument)


def _without_marks(name: str) -> str:
    for mark in _MARKS:
        head, found, rest = name.partition(mark)
        if found and (not rest or rest.startswith("_")):
            name = head + rest
    return name


def _without_spaces(text: str) -> str:
    return "".join(text.split())


def _specifies(name: str, longer: str) -> bool:
    """Whether a name is another with what it is of, M_X for M and w_MLE for w, and no index or power."""
    rest = longer.removeprefix(f"{name}_")
    return rest != longer and rest.isalpha() and (len(rest) > 1 or rest.isupper()) and rest not in ACCENTS.values()


def _derivative(formula: str) -> _Derivative | None:
    """What a left side is the derivative of, how often it is taken, and by what, if that is said."""
    text = plain_text(formula)
    quotient = _QUOTIENT.match(text)
    if quotient is not None:
        head = (quotient["above"] or quotient["typed_above"] or "") + (quotient["behind"] or "")
        order = quotient["order"] or quotient["typed_order"] or "1"
        return _Derivative(_CALL.sub("", head), int(order), quotient["below"] or quotient["typed_below"])
    gradient = _GRADIENT.match(text)
    if gradient is not None:
        return _Derivative(_CALL.sub("", gradient["head"]), 1, gradient["of"] or gradient["one"] or "")
    primed = _PRIMED.match(text)
    return None if primed is None else _Derivative(primed["head"], len(primed["primes"]), "")
