r"""Functions that the lines of a derivation define.

    L(w) = \sum_i (y_i - w x_i)^2
    L'(w) = -2 \sum_i x_i (y_i - w x_i)         or \frac{dL}{dw} = ..., \nabla L(w) = ..., \log L(w) = ...

L is a function by this definition, if nobody declared it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from verify.grading.lines.links import links_of
from verify.read.names import canonical_name
from verify.read.naming import CONSTANTS, KNOWN_FUNCTIONS

_LETTER = r"(?:\\(?:mathcal|mathscr|hat|tilde|bar)\s*\{?\s*[A-Za-z]\s*\}?|\\?[A-Za-z]+|[^\W\d_])"
_HEAD = re.compile(
    rf"[\s$]*(?P<name>{_LETTER}(?:_(?:\w|\\[A-Za-z]+|\{{\w+\}}))?)\s*(?:\\left)?\("
    rf"\s*(?P<arguments>{_LETTER}(?:_\w)?(?:\s*,\s*{_LETTER}(?:_\w)?)?)\s*(?:\\right)?\)\s*"
)
_NAME_IN_BODY = re.compile(r"(?<![A-Za-z\\])[A-Za-z](?![A-Za-z])|\\[A-Za-z]+")
_OF_CHANCE = frozenset(("P", "Pr", "E", "Var", "Cov", "p", "q", "KL", "Std", "Corr"))
_MOST = 3
_LONGEST = 1_000


def definitions_of(lines: Sequence[str], declared: Collection[str]) -> dict[str, str]:
    """Head -> formula for each function that a line defines by a formula without it."""
    found: dict[str, str] = {}
    known = {canonical_name(name) for name in declared}
    for line in lines:
        links = links_of(line) if len(line) <= _LONGEST else ()
        head = _HEAD.fullmatch(links[0].formula) if len(links) > 1 and not links[0].relation else None
        if head is None or links[1].relation != "eq" or len(found) == _MOST:
            continue
        name = canonical_name(head["name"])
        if name in known or name in _OF_CHANCE or name in KNOWN_FUNCTIONS or name in CONSTANTS:
            continue
        known.add(name)
        base = name.partition("_")[0]
        if (base != name and base in known) or (name[:1] in "Dd" and name[1:] in known):  # f_x and Df are derivatives of f
            continue
        arguments = [_token(each.strip()) for each in head["arguments"].split(",")]
        body = links[1].formula
        if _token(head["name"]).search(body) is None and all(each.search(body) for each in arguments):
            found[links[0].formula.strip(" $")] = body
    return {head: body for head, body in found.items() if not _is_tied(head, body, lines)}


def _is_tied(head: str, body: str, lines: Sequence[str]) -> bool:
    """Whether a line without a sign says something of another name in the formula: y = 10 - x beside A(x) = x y."""
    found = _HEAD.fullmatch(head)
    assert found is not None
    own = {each.strip() for each in found["arguments"].split(",")}
    names = [name for name in dict.fromkeys(_NAME_IN_BODY.findall(body)) if name not in own]
    for line in lines:
        links = links_of(line)
        is_plain = len(links) > 1 and not links[0].relation and not speaks_of(line, [found["name"]])
        if is_plain and speaks_of(links[0].formula, names):
            return True
    return False


def with_arguments(line: str, heads: Iterable[str]) -> str:
    r"""A line with the argument behind the name of a defined function in a rate: \frac{d}{dw} L(w) for \frac{dL}{dw}."""
    for head in heads:
        line = _with_argument(line, head)
    return line


def _with_argument(line: str, head: str) -> str:
    found = _HEAD.fullmatch(head)
    if found is None or "," in found["arguments"]:
        return line
    argument = found["arguments"]
    name, by = re.escape(found["name"]), re.escape(argument)
    habits = (
        (rf"\\[dt]?frac\s*\{{\s*(d|\\partial)\s*{name}\s*\}}\s*\{{\s*\1\s*{by}\s*\}}(?!\s*\()",
         lambda rate: rf"\left(\frac{{{rate[1]}}}{{{rate[1]} {argument}}} {head}\right)"),
        (rf"(?<![A-Za-z\\])d{name}\s*/\s*d{by}(?![A-Za-z(])", lambda _: f"(d/d{argument} {head})"),
        (rf"(?<![A-Za-z\\])(?:grad\s|∇)\s*{re.escape(head)}", lambda _: f"grad({head}, {argument})"),
        (rf"(\\nabla(?:_\w)?)\s*{name}(?![A-Za-z]|\s*(?:\(|\\left|'))", lambda each: f"{each[1]} {head}"),
    )  # fmt: skip
    for pattern, written in habits:
        line = re.sub(pattern, written, line)
    return line


def speaks_of(formula: str, names: Iterable[str]) -> bool:
    """Whether a formula has one of these names, as it is drawn."""
    return any(_token(name).search(formula) for name in names)


def _token(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z\\]){re.escape(name)}(?![A-Za-z_])")
