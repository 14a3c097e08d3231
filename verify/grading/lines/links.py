r"""A derivation as it is written, taken apart into lines, and each line into formulas joined by relations.

    \begin{align} f &= (x+1)^2 - 1 \\ &= x^2 + 2x \end{align}        two lines
    (x+1)^2 - 1
      = x^2 + 2x                                                     two lines
    = x^2 + 2x \le 3                                                 one line: (eq, x^2 + 2x), (le, 3)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

from verify.grading.texts.presentation import plain_answer, without_delimiters, without_equals, without_stop
from verify.read.congruences import may_have_modulus
from verify.read.loose_bounds import ends_of_lower_bounds
from verify.read.scan import MAXIMAL_LENGTH

MOST_LINKS = 50
_LONGEST = 100_000
_ENVIRONMENTS = "align|aligned|alignat|gather|gathered|split|eqnarray|multline|flalign|equation|displaymath"
_BEGIN = re.compile(rf"\\begin\s*\{{({_ENVIRONMENTS})\*?\}}(?:\{{\d+\}})?")
_ARRAY = re.compile(r"\\begin\s*\{array\}\s*(?:\[[a-z]\])?\s*\{((?:[^{}]|\{[^{}]*\})*)\}(.*)\\end\s*\{array\}", re.DOTALL)
_COLUMNS = re.compile(r"(?:[@!]\{[^{}]*\}|\s)*(?:[rcl](?:[@!]\{[^{}]*\}|\s)*){2,3}")
_END = re.compile(rf"\\end\s*\{{({_ENVIRONMENTS})\*?\}}")
_NOT_READ = re.compile(r"\\(?:nonumber|notag)(?![A-Za-z])|\\(?:label|tag\*?)\s*\{[^{}]*\}")
_MARK_OF_ALIGNMENT = re.compile(r"(?<!\\)&")
_SIGNS = {
    "eq": ("=", "==", "≡", r"\equiv", ":=", r"\coloneqq"), "lt": ("<", r"\lt"), "gt": (">", r"\gt"),
    "le": ("<=", "≤", r"\le", r"\leq", r"\leqslant"), "ge": (">=", "≥", r"\ge", r"\geq", r"\geqslant"),
    "implies": ("=>", "⇒", "==>", r"\implies", r"\Rightarrow", r"\Longrightarrow", "implies"),
    "iff": ("<=>", "⇔", "<==>", r"\iff", r"\Leftrightarrow", r"\Longleftrightarrow", "iff"),
    "propto": ("∝", r"\propto"), "approx": ("≈", r"\approx", r"\simeq", "~="),
}  # fmt: skip
_NAMED = {sign: name for name, signs in _SIGNS.items() for sign in signs}


def relation_named(sign: str) -> str:
    r"""le for \leq, and for ≤; "" for what is no sign of a relation."""
    return _NAMED.get(sign.strip().strip("$").strip(), "")


_SIGN = re.compile(
    "|".join(
        re.escape(sign) + ("(?![A-Za-z])" if sign[-1].isalpha() else "")
        for sign in sorted(_NAMED, key=len, reverse=True)
        if sign not in ("implies", "iff")
    )
    + r"|(?<![\w\\])(?:implies|iff)(?!\w)"
)
_OPERATOR = re.compile(r"(?:\\q?quad|\\[,;:! ]|\s)*(?:[-+*/]|\\(?:cdot|times|pm)(?![A-Za-z]))")
_WAITS = re.compile(r"(?<![\^_])([-+*/]|\\(?:cdot|times|pm))\s*\Z")  # w^* waits for nothing
_SIGN_OF_LATEX = r"\\(?:leq?|geq?|lt|gt|leqslant|geqslant|approx|propto|equiv|sim|simeq|iff|implies|[A-Za-z]*arrow)(?![A-Za-z])"
_ALIGNED_BEHIND = re.compile(rf"(?:\A|[=<>≤≥≈∝≡]|{_SIGN_OF_LATEX})(?:\s|\\q?quad|\\[,;:! ]|&)*\Z")
_ALIGNED_BEFORE = re.compile(rf"(?:\s|\\q?quad|\\[,;:! ]|&)*(?:[-+*/=<>≤≥≈∝≡]|{_SIGN_OF_LATEX}|\\cdot|\\times|\\pm|\Z)")
_REMARK = re.compile(r"(?<!\\)&(?:\s|\\q?quad|&)*\\text(?:it|rm|bf)?\s*\{[^{}]*\}\s*\Z")
_SPACED = re.compile(r"\\q?quad(?![A-Za-z])")
_SPACE = r"(?:\s|~|\\[,;:! ]|\\q?quad(?![A-Za-z]))"
_SPACES = re.compile(rf"\A{_SPACE}+|{_SPACE}+\Z")
_SIGN_AT_END = re.compile(rf"(?<=[^\s&])(?:{_SPACE}|&)*(?<![!])(?P<sign>{_SIGN.pattern})(?:{_SPACE}|&)*\Z")
_LONGEST_END = 60  # of a line, in which its last sign is looked for
_ALIGNED_RELATION = re.compile(rf"&{_SPACE}*(?:{_SIGN.pattern})|(?:{_SIGN.pattern}){_SPACE}*&")
_LEADS = re.compile(  # words before a display: We integrate by parts:
    r"[A-Z][a-z]*\s(?:[^\\\n&]|\\(?!begin|end|\\))*(?:[:,.]|\b(?:then|get|have|obtain|so|hence|thus|therefore|gives|yields)\b)\s*",
    re.IGNORECASE,
)
_CONCLUDES = re.compile(  # behind a display: Hence $x = 2$.
    r"(?:Hence|Thus|Therefore|So|Consequently|Finally)\b\s*+,?\s*+(?:we\s++(?:get|have|obtain|find)\s++)?\$[^$]++\$\s*+\.?",
    re.IGNORECASE,
)
_OPENS, _CLOSES = "([{", ")]}"
_MOST_CONTINUED = 4


@dataclass(frozen=True)
class Link:
    """A formula, and the relation that joins it to what stands before it; "" where none is written."""

    relation: str
    formula: str


@lru_cache(maxsize=64)  # each way to judge an answer asks for its lines, and for the links of these
def lines_of(source: str) -> tuple[str, ...]:
    """The lines of a derivation in one text; a formula alone is one line."""
    if len(source) > _LONGEST:
        return (source,)
    source = plain_answer(source)
    body = without_delimiters(source)
    begin = _BEGIN.search(body)
    lead = body[: begin.start()].strip() if begin is not None else ""
    if begin is not None and (not lead or _LEADS.fullmatch(lead)):
        ends = list(_END.finditer(body))
        behind = body[ends[-1].end() :].strip() if ends else ""
        if ends and (not behind or _CONCLUDES.fullmatch(behind)):
            lines = _aligned_lines(_broken(_END.sub("", _BEGIN.sub("", body[begin.start() : ends[-1].end()]))))
            return (*filter(None, (lead,)), *lines, *filter(None, (behind,)))
    rows = _rows_of_array(body)
    if rows:
        return _aligned_lines(rows)
    typed = [line.strip() for line in body.splitlines() if line.strip()]
    if len(typed) > 1 and all(_SIGN.match(line) or len(links_of(line)) > 1 for line in typed[1:]):
        return tuple(typed)
    broken = [line.strip() for line in _broken(body) if line.strip()] if r"\\" in body else []
    if len(broken) > 1 and all(map(_SIGN.match, broken[1:])):
        return tuple(broken)
    return (without_equals(source),)


def _aligned_lines(rows: list[str]) -> tuple[str, ...]:
    return tuple(text for _, text in continued([line for line in map(_cleaned, rows) if line]))


def _rows_of_array(body: str) -> list[str]:
    r"""The rows of \begin{array}{rcl}, if it is all of a text, and a relation stands beside an & in each of them."""
    found = _ARRAY.fullmatch(body.strip())
    if found is None or _COLUMNS.fullmatch(found[1]) is None:
        return []
    rows = [row for row in _broken(found[2]) if row.strip()]
    is_whole = r"\end{array}" not in found[2]
    return rows if is_whole and all(_ALIGNED_RELATION.search(row) for row in rows) else []


def with_next_line(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines, where a relation at the end of one begins the next one, which may repeat it."""
    found = [*lines]
    for place in range(len(found) - 1):
        end = found[place][-_LONGEST_END:]
        sign = _SIGN_AT_END.search(end)
        if sign is None:
            continue
        after = _SIGN.match(_SPACES.sub("", found[place + 1]).lstrip("$& "))
        if after is not None and _NAMED[after[0]] != _NAMED[sign["sign"]]:
            continue
        found[place] = found[place][: sign.start("sign") - len(end)].rstrip()
        if after is None:
            found[place + 1] = f"{sign['sign']} {found[place + 1].lstrip()}"
    return tuple(found)


def continued(lines: Sequence[str]) -> tuple[tuple[int, str], ...]:
    """The lines as they are meant, each with the place at which it begins.

    A line that begins with an operator, and has no relation of its own, goes on with the one before it.
    """
    found: list[tuple[int, str]] = []
    for place, line in enumerate(lines):
        goes_on = _OPERATOR.match(line) is not None and len(links_of(line)) == 1
        begin, before = found[-1] if found else (0, "")
        if (waits := _WAITS.search(before)) is not None:  # the sign may be repeated
            rest = line.lstrip()
            found[-1] = (begin, f"{before} {rest.removeprefix(waits[1]) if goes_on else rest}")
        elif found and goes_on:
            found[-1] = (begin, f"{before} {line}")
        else:
            found.append((place, line))
    return tuple(found)


def partly_continued(lines: Sequence[str], joined: Sequence[tuple[int, str]]) -> Iterator[tuple[str, ...]]:
    """The lines where some that may go on with those before them do, and others begin anew: - x^2 may be either.

    No more than the first few of them are tried in all ways.
    """
    begins = [place for place, _ in joined]
    others = [place for place in range(len(lines)) if place not in begins][:_MOST_CONTINUED]
    for count in range(1, len(others)):
        for anew in combinations(others, count):
            starts = [*sorted((*begins, *anew)), len(lines)]
            yield tuple(" ".join(lines[start:stop]) for start, stop in pairwise(starts))


_CONDITIONAL = re.compile(  # x if x > 0 else 0, and x for x > 0, 0 otherwise
    r"(?<![A-Za-z\\{])(?:if(?=\s[^,;\\]*\selse\s)|(?:if|for|when)(?=\s[^,;\\]*[,;][^,;\\]*\s(?:if|for|when|otherwise|else)\b))"
)


@lru_cache(maxsize=256)
def links_of(line: str) -> tuple[Link, ...]:
    """The formulas of a line with the relations before them, read off outside of all brackets.

    A line that is longer than a formula may be, or has more than `MOST_LINKS`, is left as one piece.
    """
    found: list[Link] = []
    relation, begin, depth, position = "", 0, 0, 0
    if len(line) > MAXIMAL_LENGTH:
        return (Link("", line),)
    line = _cleaned(line)
    bounds = ends_of_lower_bounds(line) if "=" in line else frozenset()
    conditional = _CONDITIONAL.search(line)
    by_cases = len(line) if conditional is None else conditional.start()  # from here on signs are those of conditions
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
        if sign is None or position in bounds or position > by_cases or _is_inside_of_formula(line, position, sign[0]):
            position += 1 if sign is None else len(sign[0])
            continue
        if _SPACES.sub("", line[begin:position]) or found or relation:
            found.append(_link(relation, line, begin, position))
        relation, begin = _NAMED[sign[0]], sign.end()
        position = begin
    found.append(_link(relation, line, begin, len(line)))
    if any(link.formula and not link.formula.strip("$ ") for link in found):
        return (Link("", line),)  # half of a formula between dollars is none
    are_columns = any(_SPACED.search(_SPACES.sub("", link.formula)) for link in found[not found[0].relation : -1])
    return tuple(found) if len(found) <= MOST_LINKS and not are_columns else (Link("", line),)


def _link(relation: str, line: str, begin: int, end: int) -> Link:
    """A part of a line; in LaTeX a ~ behind a relation is a space."""
    formula = line[begin:end].strip()
    is_spaced = relation and formula.startswith("~") and "\\" in line
    return Link(relation, formula.lstrip("~ \t\n") if is_spaced else formula)


def _is_inside_of_formula(line: str, position: int, sign: str) -> bool:
    r"""Whether a sign is no relation that joins formulas: the = of x != 1, and 10 \equiv 1 (9)."""
    if sign in (r"\equiv", "≡"):
        return may_have_modulus(line, position + len(sign))
    if sign != "=" or line[position - 1 : position] != "!":
        return False
    return line[max(position - 2, 0) : position - 1] in ("", " ") or "\\" not in line  # n!=n(n-1)! in LaTeX is a factorial


def _cleaned(line: str) -> str:
    r"""Without delimiters, alignment marks, numbers and labels; the & of an inner environment stays."""
    line = without_delimiters(plain_answer(line))
    before, begin, inner = line.partition(r"\begin")
    inner, end, after = inner.rpartition(r"\end")
    return without_stop((_aligned(before) + begin + inner + end + _aligned(after)).strip())


def _aligned(text: str) -> str:
    """Without the marks & that stand at a sign or at the ends of the line; another one, between two columns, stays."""
    text = _REMARK.sub("", _NOT_READ.sub(" ", text))

    def blank(found: re.Match[str]) -> str:
        before, after = text[: found.start()], text[found.end() :]
        return " " if _ALIGNED_BEFORE.match(after) or _ALIGNED_BEHIND.search(before) else "&"

    return _MARK_OF_ALIGNMENT.sub(blank, text) if "&" in text else text


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
