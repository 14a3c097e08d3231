r"""Dollars, \( \) and \[ \] round a formula, and what is wrong with those that are not."""

from __future__ import annotations

import re

from verify.problem import InputError
from verify.read.scan import problem

_ROUND_ALL = re.compile(r"\A\s*(?:\$\$(.*)\$\$|\$(.*)\$|\\\((.*)\\\)|\\\[(.*)\\\])\s*\Z", re.DOTALL)
_PAIR = re.compile(r"\$\$[^$]+\$\$|\$[^$]+\$|\\\(.+?\\\)|\\\[.+?\\\]", re.DOTALL)
_WORDS = re.compile(r"[^\s.,;:](?:.*[^\s])?", re.DOTALL)
MARKS = frozenset("()[]")
_LONGEST = 40  # of what is shown


def inside_of_delimiters(source: str) -> tuple[int, int]:
    """Where the formula stands between $...$, \\(...\\) or \\[...\\]; the whole text without them."""
    found = _ROUND_ALL.match(source)
    if found is None:
        return 0, len(source)
    group = next(index for index in range(1, 5) if found[index] is not None)
    return found.span(group)


def not_round_all(source: str, start: int, end: int) -> InputError:
    """The problem of a mark that stands inside of what is read: words beside the formula, several formulas, or no partner."""
    pairs = [found.span() for found in _PAIR.finditer(source)]
    if not any(begin <= start < stop for begin, stop in pairs):
        return problem("unbalanced-bracket", f"{source[start:end]} without its partner", source, start, end,
                       "both of them in one line, or neither")  # fmt: skip
    ends = [0, *(stop for _, stop in pairs)]
    for begin, (stop, _) in zip(ends, [*pairs, (len(source), 0)], strict=True):
        words = _WORDS.search(source, begin, stop)
        if words is not None:
            shown = words[0] if len(words[0]) <= _LONGEST else words[0][:_LONGEST] + "..."
            return problem("unsupported", f"words beside a formula: {shown!r}", source, *words.span(), "the formula alone")
    return problem("unsupported", "several formulas", source, *pairs[-1], "one formula")
