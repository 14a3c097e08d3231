r"""The left side of `L(w) = ...`, `\frac{\partial L}{\partial w} = ...`, `D_{KL}(q \| p) = ...`: a name of what is computed.

It is one name, perhaps with arguments in one pair of brackets, or a derivative or gradient of one.  Anything else is a formula.
"""

from __future__ import annotations

import re

from verify.functions import BINDER_FUNCTIONS, FUNCTIONS
from verify.read.names import canonical_name

_LETTER = (
    r"(?:\\(?:mathrm|operatorname|text|mathbb|mathcal|mathbf|boldsymbol|hat|bar|tilde|widehat|dot)\s*\{?\\?[A-Za-z]+\}?"
    r"|\\?[A-Za-z]+)(?:_(?:\w|\{[^{}]*(?:\{[^{}]*\})?[^{}]*\}))?(?:\^(?:\*|\{\*\}|\\star|\\ast))?'*"
)
_DIFFERENTIAL = r"(?:d|\\partial|\\mathrm\{d\})"
_NAME = re.compile(rf"({_LETTER})\s*")
_GROUP = r"\{\s*" + _DIFFERENTIAL + r"\s*[^{}]*(?:\{[^{}]*\})?[^{}]*\}"
_RATE = re.compile(rf"\\[dt]?frac\s*\{{\s*{_DIFFERENTIAL}\s*(.+?)\s*\}}\s*{_GROUP}\s*\Z")
_GRADIENT = r"\\nabla(?:_(?:\\?\w+|\{[^{}]*\}))?"
_OPERATOR = re.compile(rf"(?:\\[dt]?frac\s*\{{\s*{_DIFFERENTIAL}\s*\}}\s*{_GROUP}|{_GRADIENT}|d/d[A-Za-z]\w*)\s*")
_TYPED_RATE = re.compile(r"d([A-Za-z]\w*)/d[A-Za-z]\w*\Z")
_OPENS, _CLOSES = "([", ")]"


def label_name(formula: str) -> str:
    """The canonical name that a label gives, or "" for a formula that is no label."""
    formula = formula.strip()
    for pattern in (_RATE, _TYPED_RATE):
        found = pattern.match(formula)
        if found is not None:
            return label_name(found[1])
    operator = _OPERATOR.match(formula)
    if operator is not None:
        return label_name(formula[operator.end() :])
    found = _NAME.match(formula)
    if found is None or not _is_one_bracket(formula[found.end() :]):
        return ""
    name = canonical_name(found[1].rstrip("'"))
    return "" if (name in FUNCTIONS and name != "KL") or name in BINDER_FUNCTIONS else name


def _is_one_bracket(rest: str) -> bool:
    """Whether nothing follows the name, or arguments in one pair of brackets."""
    rest = re.sub(r"\\(?:left|right|bigl|bigr|big|Big)\s*", "", rest.strip())
    if not rest:
        return True
    depth = 0
    for place, character in enumerate(rest):
        depth += (character in _OPENS) - (character in _CLOSES)
        if depth == 0:
            return place == len(rest) - 1 and character in _CLOSES
    return False
