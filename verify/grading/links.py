r"""A derivation as it is written, taken apart into lines, and each line into formulas joined by relations.

    \begin{align} f &= (x+1)^2 - 1 \\ &= x^2 + 2x \end{align}        two lines
    (x+1)^2 - 1
      = x^2 + 2x                                                     two lines
    = x^2 + 2x \le 3                                                 one line: (eq, x^2 + 2x), (le, 3)
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from verify.read.scan import MAXIMAL_LENGTH

MOST_LINKS = 50
_LONGEST = 100_000
_ENVIRONMENTS = "align|aligned|alignat|gather|gathered|split|eqnarray|multline|flalign|equation|displaymath"
_BEGIN = re.compile(rf"\\begin\s*\{{({_ENVIRONMENTS})\*?\}}(?:\{{\d+\}})?")
_END = re.compile(rf"\\end\s*\{{({_ENVIRONMENTS})\*?\}}")
_NOT_READ = re.compile(r"\\(?:nonumber|notag)(?![A-Za-z])|\\(?:label|tag\*?)\s*\{[^{}]*\}|(?<!\\)&")
_DELIMITERS = re.compile(r"\A\s*(?:\$\$(.*)\$\$|\$([^$]*)\$|\\\[(.*)\\\]|\\\((.*)\\\))\s*\Z", re.DOTALL)
_ENDS = ".,;"  # of a sentence
_BOX = re.compile(r"\s*(?:\\displaystyle\s*)?\\(?:boxed|fbox)\s*\{")
_SIGNS = {
    "eq": ("=", r"\equiv", ":=", r"\coloneqq"), "lt": ("<", r"\lt"), "gt": (">", r"\gt"),
    "le": ("<=", "≤", r"\le", r"\leq", r"\leqslant"), "ge": (">=", "≥", r"\ge", r"\geq", r"\geqslant"),
    "implies": ("=>", "⇒", "==>", r"\implies", r"\Rightarrow", r"\Longrightarrow", "implies"),
    "iff": ("<=>", "⇔", "<==>", r"\iff", r"\Leftrightarrow", r"\Longleftrightarrow", "iff"),
    "propto": ("∝", r"\propto"), "approx": ("≈", r"\approx", r"\simeq", "~="),
}  # fmt: skip
_NAMED = {sign: name for name, signs in _SIGNS.items() for sign in signs}
_SIGN = re.compile(
    "|".join(
        re.escape(sign) + ("(?![A-Za-z])" if sign[-1].isalpha() else "")
        for sign in sorted(_NAMED, key=len, reverse=True)
        if sign not in ("implies", "iff")
    )
    + r"|(?<![\w\\])(?:implies|iff)(?!\w)"
)
_OPERATOR = re.compile(r"(?:\\q?quad|\\[,;:! ]|\s)*(?:[-+*/]|\\(?:cdot|times|pm)(?![A-Za-z]))")
_OPENS, _CLOSES = "([{", ")]}"


@dataclass(frozen=True)
class Link:
    """A formula, and the relation that joins it to what stands before it; "" where none is written."""

    relation: str
    formula: str


def lines_of(source: str) -> tuple[str, ...]:
    """The lines of a derivation in one text; a formula alone is one line."""
    if len(source) > _LONGEST:
        return (source,)
    source = _without_breaks(source).rstrip().rstrip(_ENDS)
    boxed = _inside_of_box(source)
    if boxed is not None:
        return lines_of(boxed)
    body = _without_delimiters(source)
    begin = _BEGIN.search(body)
    if begin is not None and not body[: begin.start()].strip():
        ends = list(_END.finditer(body))
        if ends and not body[ends[-1].end() :].strip():
            inside = _END.sub("", _BEGIN.sub("", body))
            return _continued(tuple(line for line in map(_cleaned, _broken(inside)) if line))
    typed = [line.strip() for line in body.splitlines() if line.strip()]
    if len(typed) > 1 and all(_SIGN.match(line) for line in typed[1:]):
        return tuple(typed)
    return (source,)


def _continued(lines: tuple[str, ...]) -> tuple[str, ...]:
    """A line that begins with an operator goes on with the one before it."""
    found: list[str] = []
    for line in lines:
        if found and _OPERATOR.match(line):
            found[-1] = f"{found[-1]} {line}"
        else:
            found.append(line)
    return tuple(found)


def links_of(line: str) -> tuple[Link, ...]:
    """The formulas of a line with the relations before them, read off outside of all brackets.

    A line that is longer than a formula may be, or has more than `MOST_LINKS`, is left as one piece.
    """
    found: list[Link] = []
    relation, begin, depth, position = "", 0, 0, 0
    if len(line) > MAXIMAL_LENGTH:
        return (Link("", line),)
    line = _cleaned(line)
    while position < len(line):
        character = line[position]
        if character == "\\" and line.startswith((r"\begin", r"\left"), position):
            depth += 1
        elif character == "\\" and line.startswith((r"\end", r"\right"), position) and not line.startswith(r"\righta", position):
            depth -= 1
        if character == "\\" and position + 1 < len(line) and not line[position + 1].isalpha():
            depth += (line[position + 1] == "{") - (line[position + 1] == "}")
            position += 2
            continue
        depth += (character in _OPENS) - (character in _CLOSES)
        sign = _SIGN.match(line, position) if depth == 0 else None
        if sign is None:
            position += 1
            continue
        if line[begin:position].strip() or found or relation:
            found.append(Link(relation, line[begin:position].strip()))
        relation, begin = _NAMED[sign[0]], sign.end()
        position = begin
    found.append(Link(relation, line[begin:].strip()))
    return tuple(found) if len(found) <= MOST_LINKS else (Link("", line),)


def _cleaned(line: str) -> str:
    r"""Without delimiters, alignment marks, numbers and labels; the & of an inner environment stays."""
    line = _without_delimiters(_without_breaks(line).strip().rstrip(".,;"))
    before, begin, inner = line.partition(r"\begin")
    inner, end, after = inner.rpartition(r"\end")
    return (_NOT_READ.sub(" ", before) + begin + inner + end + _NOT_READ.sub(" ", after)).strip().rstrip(".,;").strip()


def _without_delimiters(text: str) -> str:
    found = _DELIMITERS.match(text)
    return next((group for group in found.groups() if group is not None), text) if found is not None else text


def _inside_of_box(text: str) -> str | None:
    r"""What \boxed{...} holds, if it holds all of the text."""
    inner = _without_delimiters(text.strip().rstrip(".,;"))
    found = _BOX.match(inner)
    if found is None:
        return None
    depth, end = 0, len(inner.rstrip().rstrip(".,;").rstrip())
    for position in range(found.end() - 1, end):
        is_mark = inner[position] in "{}" and inner[position - 1] != "\\"
        depth += is_mark * (1 if inner[position] == "{" else -1)
        if depth == 0:
            return inner[found.end() : position] if position == end - 1 else None
    return None


def _without_breaks(text: str) -> str:
    r"""Without the \\ and \\[2pt] at the end."""
    end = len(text.rstrip())
    while True:
        opened = text.rfind("[", 0, end) if text[end - 1 : end] == "]" else end
        if opened < 2 or text[opened - 2 : opened] != r"\\" or text[opened - 3 : opened - 2] == "\\":
            return text[:end]
        end = opened - 2
        while end and text[end - 1].isspace():
            end -= 1


def _broken(body: str) -> list[str]:
    r"""The text between the \\ that stand in no braces and no inner environment."""
    lines, depth, begin, position = [], 0, 0, 0
    while position < len(body):
        if body.startswith(r"\begin", position):
            depth += 1
        elif body.startswith(r"\end", position):
            depth -= 1
        if body[position] == "\\" and position + 1 < len(body):
            if body[position + 1] == "\\" and depth == 0:
                lines.append(body[begin:position])
                spaced = re.compile(r"\\\\\*?\s*(?:\[[^\]]*\])?").match(body, position)
                position = begin = spaced.end() if spaced is not None else position + 2
                continue
            position += 1 if body[position + 1].isalpha() else 2
            continue
        depth += (body[position] == "{") - (body[position] == "}")
        position += 1
    return [*lines, body[begin:]]
