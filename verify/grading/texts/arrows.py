r"""Arrows to a limit in the lines of a derivation, which say in what variable and where.

    \frac{\sin 3x}{\sin 5x} \to \frac35 \quad\text{as } x \to 0         \lim_{x \to 0} (...) = \frac35
    -> 1/2 as x -> 0        \xrightarrow{x \to 0} \frac12        \to 0 \quad (n \to \infty)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from verify.grading.lines.links import links_of
from verify.read.latex.parser import is_latex

_SPACE = r"(?:\s|~|\\[,;:! ]|\\q?quad(?![A-Za-z]))"
_ARROW = r"(?:\\(?:to|rightarrow|longrightarrow)(?![A-Za-z])|→|⟶|-->|->)"
_PLACE = (
    r"[-+]?\s*(?:\\infty(?![A-Za-z])|∞|oo(?![A-Za-z])|inf(?:inity|ty)?(?![A-Za-z])|\d+(?:\.\d+)?(?:\s*/\s*\d+)?|\\?pi(?![A-Za-z])"
    r"|\\[dt]?frac\s*(?:\{\s*\\?\w+\s*\}|\\?\w)\s*(?:\{\s*\w+\s*\}|\w)|[a-z](?![A-Za-z]))(?:\s*\^?\s*\{?\s*[-+]\s*\}?)?"
)
_WHERE = rf"(?P<name>\\[A-Za-z]+|[A-Za-z]){_SPACE}*+{_ARROW}{_SPACE}*+(?P<place>{_PLACE})"
_SAYS = r"(?:\\text\s*\{\s*\(?\s*(?:as|when|for)\s*\}|\b(?:as|when|for)\b|\(|,|\\q?quad(?![A-Za-z]))"
_BEHIND = re.compile(
    rf"{_SAYS}{_SPACE}*+\(?{_SPACE}*+{_WHERE}{_SPACE}*+(?:\\text\s*\{{\s*\)\s*\}}|\))?{_SPACE}*+[.,;]?\s*\Z"
)
_ABOVE = (
    re.compile(rf"\\xrightarrow\s*(?:\[\s*\])?\s*\{{{_SPACE}*+{_WHERE}{_SPACE}*+\}}"),
    re.compile(rf"\\xrightarrow\s*\[{_SPACE}*+{_WHERE}{_SPACE}*+\]\s*\{{\s*\}}"),
    re.compile(rf"\\(?:overset|underset|stackrel)\s*\{{{_SPACE}*+{_WHERE}{_SPACE}*+\}}\s*\{{?\s*{_ARROW}\s*\}}?"),
)
_ARROW_OR_BRACKET = re.compile(rf"\\(?:left|right)(?![A-Za-z])|(?P<arrow>{_ARROW})|(?P<open>[(\[{{])|(?P<close>[)\]}}])")
_ENDS = " \t\n.,;"
_LONGEST = 1_000


@dataclass(frozen=True)
class Arrow:
    """A line with an arrow: what stands before it in the line, the limit, and where it is one."""

    before: str
    limit: str
    name: str
    place: str


@dataclass(frozen=True)
class ByArrow:
    """A derivation with an arrow: the lines up to it, and those that say and go on with the limit, each with its place.

    `formula` goes to the limit as `name` goes somewhere.
    """

    formula: str
    name: str
    chain: tuple[tuple[int, str], ...]
    limits: tuple[tuple[int, str], ...]


def arrow_in(line: str) -> Arrow | None:
    """The arrow to a limit of a line; None if it has none, more than one, or does not say where."""
    if len(line) > _LONGEST:
        return None
    line = line.replace("$", " ").replace("&", " ")
    above = next((found for pattern in _ABOVE if (found := pattern.search(line)) is not None), None)
    if above is not None:
        return _checked(line[: above.start()], line[above.end() :], above["name"], above["place"])
    behind = _BEHIND.search(line)
    if behind is None:
        return None
    body = line[: behind.start()]
    arrows = _arrows_outside(body)
    if len(arrows) != 1:
        return None
    begin, end = arrows[0]
    return _checked(body[:begin], body[end:], behind["name"], behind["place"])


def where_behind(line: str) -> tuple[str, str, str]:
    """A line without the words behind it that say where it holds, what goes there, and where: `as x -> 0`; or "" for both."""
    behind = _BEHIND.search(line.replace("$", " ")) if len(line) <= _LONGEST else None
    if behind is None:
        return line, "", ""
    return line.replace("$", " ")[: behind.start()], behind["name"], re.sub(r"\s+", "", behind["place"])


def _checked(before: str, limit: str, name: str, place: str) -> Arrow | None:
    is_plain = bool(limit.strip()) and not _arrows_outside(limit) and not _arrows_outside(before)
    limit = re.sub(rf"(?:{_SPACE}|[.,;])+\Z", "", limit)
    return Arrow(before.strip(), limit.strip(_ENDS), name, re.sub(r"\s+", "", place)) if is_plain else None


def _arrows_outside(text: str) -> list[tuple[int, int]]:
    """Where arrows stand outside of all brackets."""
    depth, found = 0, []
    for token in _ARROW_OR_BRACKET.finditer(text):
        depth += bool(token["open"]) - bool(token["close"])
        if token["arrow"] and depth == 0:
            found.append(token.span())
    return found


def by_arrow(lines: Sequence[str]) -> ByArrow | None:
    """The lines with one arrow to a limit, as a chain and what is said of the limit of its last formula; else None."""
    arrows = [(place, arrow) for place, line in enumerate(lines) if (arrow := arrow_in(line)) is not None]
    if len(arrows) != 1 or any(_arrows_outside(line) for place, line in enumerate(lines) if place != arrows[0][0]):
        return None
    place, arrow = arrows[0]
    chain = [*enumerate(lines[:place]), *([(place, arrow.before)] if arrow.before else [])]
    if not chain:
        return None
    last = links_of(chain[-1][1])[-1].formula
    is_tex = any(map(is_latex, lines))
    place_text = arrow.place if is_tex else re.sub(r"\A([-+]?)(?:∞|inf\w*)", r"\1oo", arrow.place).replace("^", "")
    limit = (
        rf"\lim_{{{arrow.name} \to {_in_tex(place_text)}}}\left({last}\right)" if is_tex
        else f"lim_{{{arrow.name}->{place_text}}} ({last})"
    )  # fmt: skip
    limits = [(place, limit), (place, f"= {arrow.limit}"), *enumerate(lines[place + 1 :], place + 1)]
    return ByArrow(last, arrow.name, tuple(chain), tuple(limits))


def _in_tex(place: str) -> str:
    return re.sub(r"∞|\boo\b|(?<!\\)\binf\w*", r"\\infty ", place)
