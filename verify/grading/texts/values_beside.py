r"""Values that are said beside a formula, or in a line together: they are lines of their own.

    100 = 4\pi\cdot 5^2\cdot\dot{r} \quad\text{(with } r = 5, \dot{V} = 100\text{)}
    when x = 3 and y = 4: 2 * 3 + 2 * 4 * y_dot = 0
    x = 3, \ y = 4
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_SPACE = r"(?:\s|~|\$|\\[,;:! ]|\\q?quad(?![A-Za-z]))"
_NAME = r"(?:\\d?dot\s*\{\s*\\?[A-Za-z]+\s*\}|[A-Za-z]+_d?dot|\\[a-z]{2,8}|[A-Za-z])"
_NUMBER = r"-?\s*(?:\d+(?:\.\d+)?(?:\s*/\s*\d+)?|\\[dt]?frac\s*(?:\d\s*\d|\{\d+\}\s*\{\d+\}))(?:\s*\\pi(?![A-Za-z]))?"
_VALUE = rf"{_NAME}{_SPACE}*+={_SPACE}*+{_NUMBER}(?![\w.^(]|\\(?!text|[,;:! ]|q?quad))"
_AND = rf"{_SPACE}*+(?:,|;|\band\b|\\text\s*\{{[\s,]*and\s*\}}|,{_SPACE}*+(?:and\b|\\text\s*\{{\s*and\s*\}})){_SPACE}*+"
_VALUES = rf"(?P<values>{_VALUE}(?:{_AND}{_VALUE})*+)"
_WORD = r"(?:with|when|where|at|for|since|using|given)"
_SAYS = rf"(?:\\text\s*\{{\s*[(\[]?\s*{_WORD}?\s*\}}|[(\[]?\s*\b{_WORD}\b|[(\[])"
_CLOSED = rf"(?:\\text\s*\{{\s*[)\]]?\s*[.,]?\s*\}}|[)\]])?{_SPACE}*+[.,;:]?{_SPACE}*+"
_BEHIND = re.compile(rf"(?:{_SPACE}|,)++{_SAYS}{_SPACE}*+{_VALUES}{_SPACE}*+{_CLOSED}\Z", re.IGNORECASE)
_BEFORE = re.compile(rf"\A{_SPACE}*+(?:\\text\s*\{{\s*{_WORD}\s*\}}|{_WORD}\b){_SPACE}*+{_VALUES}{_SPACE}*+[,:]", re.IGNORECASE)
_ALONE = re.compile(rf"\A{_SPACE}*+(?:{_WORD}\b{_SPACE}*+)?{_VALUES}{_SPACE}*+[.,;]?{_SPACE}*+\Z", re.IGNORECASE)
_ONE = re.compile(_VALUE)
_LONGEST = 1_000


def values_apart(lines: Sequence[str]) -> list[tuple[int, str]]:
    """The lines with the place of each, where values that one says beside its formula stand before it."""
    return [(place, text) for place, line in enumerate(lines) for text in _apart(line)]


def _apart(line: str) -> list[str]:
    if len(line) > _LONGEST:
        return [line]
    alone = _ALONE.match(line)
    if alone is not None:
        return _ONE.findall(alone["values"])
    before = _BEFORE.match(line)
    if before is not None:
        return [*_ONE.findall(before["values"]), line[before.end() :]]
    behind = _BEHIND.search(line)
    return [line] if behind is None else [*_ONE.findall(behind["values"]), line[: behind.start()]]
