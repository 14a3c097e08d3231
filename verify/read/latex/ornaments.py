r"""What LaTeX has beside a formula: colours, phantoms, horizontal space, braces with a name below them, comments, empty groups.

    \textcolor{red}{x}, {\color{red} x}, \ensuremath{x}     {x}; without braces for what begins with a sign: {\color{red} + 1}
    \underbrace{x}_{u}, \overbrace{x}^{\text{..}}           {x}, if what stands below is words or a name
    \phantom{=}, x = {}& y, \hspace{1cm}, \vspace{..}       space
    \intertext{hence}                                       \text{hence}
    x^2 % expand                                            x^2, but 25 % is no comment
"""

from __future__ import annotations

import re
from functools import lru_cache

Edit = tuple[int, int, str]  # from, up to, and what stands there instead

_GAP = r"\,"  # is dropped, and shows that the rest is LaTeX
_BOXES = frozenset(("phantom", "hphantom", "vphantom"))
_SKIPS = frozenset(("hspace", "hspace*", "vspace", "vspace*"))
_COLOURED = frozenset(("textcolor", "mathcolor"))
_BRACES = {"underbrace": "_", "overbrace": "^"}
_COMMAND = re.compile(
    r"\\(?:(?P<name>phantom|hphantom|vphantom|hspace\*?|vspace\*?|textcolor|mathcolor|color|ensuremath|underbrace|overbrace"
    r"|intertext|shortintertext)(?![A-Za-z])|.)",
    re.DOTALL,
)
_MODEL = re.compile(r"\s*\[[^\[\]{}]*\]")
_ARGUMENT = re.compile(r"\s*")
_RELATION = (
    r"[=<>≤≥≠≡≈∝]|\\(?:leq?|geq?|neq?|lt|gt|leqslant|geqslant|equiv|approx|propto|sim|implies|iff|[A-Za-z]*arrow)(?![A-Za-z])"
)
_SIGN = rf"{_RELATION}|[-+*/]|\\(?:cdot|times|pm|mp)(?![A-Za-z])"
_BEGINS_WITH_SIGN = re.compile(rf"\s*&?\s*(?:{_SIGN})")
_ENDS_WITH_SIGN = re.compile(rf"(?:{_SIGN})\s*\Z")
_HAS_RELATION = re.compile(_RELATION)
_NAME_BELOW = re.compile(
    r"\s*(?:(?:\\(?:text|textrm|textit|textbf|mathrm|mbox|operatorname)\s*\{[^{}=<>0-9]*\}\s*(?:\^\s*\{?2\}?)?"
    r"(?:\(\\?[A-Za-z]*\s*\{?\\?[A-Za-z]*\}?\))?\s*)+"
    r"|\\?[A-Za-z]+(?:_(?:\w|\{\w+\}))?'*(?:\(\\?[A-Za-z]+\))?)\s*"
)
_COUNTS = re.compile(  # of what is above, or what is done to it
    r"times|copies|terms|factors|many|total|each|dropped|omitted|ignored|neglected|vanish|squared\s*\}"
)
_DOTS = re.compile(r"\\[lc]?dots|\.\.\.|…")
_SCRIPT_NEXT = re.compile(r"\s*[\^_'!]")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_EMPTY = re.compile(r"(?<!\\)\{\s*\}")
_BEFORE_EMPTY = re.compile(rf"(?:\A|&|\\\\|{_SIGN}|\\q?quad|\\[,;:! ])\s*\Z")
_AFTER_EMPTY = re.compile(rf"\s*(?:&|{_SIGN})")
_NEAR = 20  # characters round an empty group
_TIES = re.compile(r"(?<=[\w)\]}])\s*~\s*([-+*/])\s*~\s*")
_COMMENT = re.compile(r"%([^\n]*)")
_LINE_BREAK = re.compile(r"\\\\(?:\s*\[[^\[\]]*\])?\s*\Z|&\s*\Z")
_END_OF_SIDE = re.compile(rf"{_RELATION}|&|\\\\")
_COMMANDS = re.compile(r"\\[A-Za-z]+")
_IS_SHARE = re.compile(r"\s*(?:of|per|chance|more|less|probability|increase|decrease|rate|interest|discount)(?![A-Za-z])")
_WORD = re.compile(r"[A-Za-z]{3,}")
_ANY = re.compile(
    r"[%~]|\{\s*\}|\\(?:[hv]?phantom|[hv]space|textcolor|mathcolor|color|ensuremath|(?:und|ov)erbrace|(?:short)?intertext)"
)


def edits_of_ornaments(source: str) -> list[Edit]:
    """What is to be taken away from a text, and what is put in its place."""
    if _ANY.search(source) is None:
        return []
    edits = _comments(source)
    if "\\" not in source and "$" not in source:
        return [*edits, *((*found.span(), f" {found[1]} ") for found in _TIES.finditer(source))]
    for found in _COMMAND.finditer(source):
        if found["name"]:
            edits += _of_command(source, found["name"], *found.span())
    for found in _EMPTY.finditer(source):
        if _is_spacing(source[max(0, found.start() - _NEAR) : found.start()], source[found.end() : found.end() + _NEAR]):
            edits.append((*found.span(), " "))
    return edits


def _of_command(source: str, name: str, start: int, after: int) -> list[Edit]:
    if name in ("color", *_COLOURED):
        model = _MODEL.match(source, after)
        after = model.end() if model is not None else after
    first = _group(source, after)
    if first is None:
        return []
    if name.endswith("intertext"):
        return [(start, after, r"\text")]
    if name in _BOXES or name in _SKIPS:
        is_base = _SCRIPT_NEXT.match(source, first[1]) is not None
        return [] if is_base and name in _BOXES else [(start, first[1], r"\quad " if name.startswith("hspace") else _GAP)]
    if name in _BRACES:
        return _without_name_below(source, name, start, first)
    if name == "ensuremath":
        return [(start, first[0], _GAP), *_braces(source, *first)]
    content = _group(source, first[1])
    if content is not None:
        return [(start, content[0], _GAP), *_braces(source, *content)]
    if name != "color":
        return []
    opened = len(source[:start].rstrip()) - 1
    outer = _group(source, opened) if source[opened : opened + 1] == "{" else None
    return [(start, first[1], _GAP), *(_braces(source, *outer, first[1]) if outer is not None else ())]


def _group(source: str, at: int) -> tuple[int, int] | None:
    """Where the braces begin and end that come next, if they do and are closed."""
    space = _ARGUMENT.match(source, at)
    opened = space.end() if space is not None else at
    if source[opened : opened + 1] != "{":
        return None
    end = _partners(source).get(opened)
    return None if end is None else (opened, end)


@lru_cache(maxsize=4)
def _partners(source: str) -> dict[int, int]:
    """Where each brace is closed: the place behind its partner."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for brace in _BRACE.finditer(source):
        if brace[0] == "{":
            opened.append(brace.start())
        elif brace[0] == "}" and opened:
            found[opened.pop()] = brace.end()
    return found


def _braces(source: str, opened: int, end: int, begin: int | None = None, behind: int | None = None) -> list[Edit]:
    """Braces round a piece that begins or ends with a sign, or is an equation, do not group it for who reads it."""
    inside = source[opened + 1 if begin is None else begin : end - 1]
    is_piece = _BEGINS_WITH_SIGN.match(inside) or _ENDS_WITH_SIGN.search(inside) or _HAS_RELATION.search(inside)
    before = source[:opened].rstrip()[-1:]
    after = end if behind is None else behind
    if not is_piece or _SCRIPT_NEXT.match(source, after) or before in ("^", "_"):
        return []
    return [(opened, opened + 1, " "), (end - 1, end, " ")]


def _without_name_below(source: str, name: str, start: int, group: tuple[int, int]) -> list[Edit]:
    r"""The braces of \underbrace; a value below them would be a statement of its own, and a number below dots a count."""
    inside = source[group[0] + 1 : group[1] - 1]
    mark = _ARGUMENT.match(source, group[1])
    at = mark.end() if mark is not None else group[1]
    command = (start, group[0], _GAP)
    if source[at : at + 1] != _BRACES[name]:
        return [command, *_braces(source, *group)]
    below = _group(source, at + 1)
    label = source[below[0] + 1 : below[1] - 1] if below is not None else source[at + 1 : at + 2]
    end = below[1] if below is not None else at + 2
    is_name = label.strip() == "" or (_NAME_BELOW.fullmatch(label) is not None and _COUNTS.search(label) is None)
    if not is_name or _DOTS.search(inside) or _HAS_RELATION.search(inside) or _SCRIPT_NEXT.match(source, end):
        return []
    return [command, *_braces(source, *group, behind=end), (at, end, " ")]


def _is_spacing(before: str, after: str) -> bool:
    """Whether an empty group is there for the space round a sign: x = {}& y, {}+ 1; in x^{} and {}_nC_k it is not."""
    if _SCRIPT_NEXT.match(after) or not after.strip() or before.rstrip()[-1:] in ("^", "_"):
        return False
    return _BEFORE_EMPTY.search(before) is not None or (_AFTER_EMPTY.match(after) is not None and before.rstrip()[-1:].isalnum())


def _comments(source: str) -> list[Edit]:
    if "%" not in source:
        return []
    edits: list[Edit] = []
    is_latex = "\\" in source or "$" in source
    for found in _COMMENT.finditer(source):
        before = source[: found.start()]
        plain = before.rstrip(" \t")
        is_escaped = (len(plain) - len(plain.rstrip("\\"))) % 2 == 1
        if is_escaped and plain == before:
            continue
        start = len(plain) + is_escaped  # the space of a backslash and a space is none before a comment
        line = source[source.rfind("\n", 0, start) + 1 : start]
        if _is_comment(line, found[1], before[start:], is_latex):
            is_whole_line = not line.strip() and found.end() < len(source)
            edits.append((start, found.end() + is_whole_line, ""))
    return edits


def _is_comment(line: str, said: str, space: str, is_latex: bool) -> bool:
    """Whether what stands behind a sign % is a comment, and the % no per cent and no remainder."""
    if not line.strip():
        return is_latex or _WORD.search(said) is not None
    if _LINE_BREAK.search(line):
        return True
    side = _COMMANDS.sub(" ", _END_OF_SIDE.split(line)[-1])
    if not space or not any(map(str.isalpha, side)) or _IS_SHARE.match(said):
        return False
    if is_latex:
        return any(map(str.isalpha, said))
    is_apart = len(space) > 1 or "\t" in space
    return is_apart and _WORD.search(said) is not None  # n % m is a remainder
