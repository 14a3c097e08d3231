r"""What stands round an answer and is no part of it: Markdown, `Final answer:`, a full stop, the number of an equation, \boxed,
the = that an answer begins with, and what `verify.read.decoration` takes away.

Nothing is taken away that might be a part of a formula: the dots of 0.333... stay.
"""

from __future__ import annotations

import re
from functools import lru_cache

from verify.read.decoration import without_decoration

_NEGATED = re.compile(r"\\not\s*(=|\\(?:in|equiv)(?![A-Za-z]))")
_OF_BOTH = re.compile(r"\A(\\?[A-Za-z]+)\s*_\s*\{\s*1\s*,\s*2\s*\}(\s*=)")
_LONGEST = 20_000
_ROUNDS = 8
_DELIMITERS = re.compile(r"\A\s*(?:\$\$(.*)\$\$|\$([^$]*)\$|\\\[(.*)\\\]|\\\((.*)\\\))\s*\Z", re.DOTALL)
_INNER_DELIMITER = re.compile(r"\$|\\[\[\]()]")
_SPACE_AT_END = re.compile(r"(?:(?<!\\)\\(?:[,;:!]|q?quad)?|~)\Z")  # a lone backslash stood before a space
_LONGEST_SPACE = 8
_FENCE = re.compile(r"\A```[A-Za-z0-9]*[ \t]*\n(.*?)\n?```\Z", re.DOTALL)
_MARKED = re.compile(r"\A(?:`([^`]+)`|\*\*([^*]+(?:\*[^*]+)*)\*\*|__([^_]+)__)\Z")
_WORDS = r"(?:the\s+)?(?:final\s+)?(?:answer|result|solution|ans)(?:\s+is\b\s*:?|\s*:)"
_HENCE = r"(?:thus|hence|therefore|finally|consequently)\b,?(?:\s+(?:we\s+)?(?:have|get|obtain)\b:?)?"
_BY_RULE = (
    r"(?:by|using|from)\s+(?:the\s+)?(?:(?!wrong|false|incorrect|opposite|inverse|not)[a-z-]{1,20}\s+){0,3}(?:rule|formula|theorem|identity|definition|lemma|inequality"
    r"|method|parts|substitution|linearity|symmetry)\s*[,:]"
)
_LEAD = re.compile(
    rf"\A(?:(?:\*\*|__)\s*{_WORDS}\s*(?:\*\*|__)|\\(?:text(?:bf)?|mathrm)\s*\{{\s*(?:{_WORDS}|{_HENCE}|so,?)\s*\}}|{_WORDS}"
    rf"|{_HENCE}(?=[\s:])|{_BY_RULE}|so,?(?=\s+\$?\\?[A-Za-z]+[^=+*/^-]{{0,20}}=)|\\therefore(?![A-Za-z])|∴)[\s~:,]*",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(
    rf"(?:{_HENCE}(?=[\s:])|\\(?:text(?:bf)?|mathrm)\s*\{{\s*(?:{_HENCE}|so,?)\s*\}}|so\b|\\therefore(?![A-Za-z])|∴)",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s*(?:\\(?:tag\*?|label)\s*\{[^{}]*\}|\\(?:blacksquare|square|Box|qed|checkmark)(?![A-Za-z])|[∎□✓■])\Z")
_PERCENT = re.compile(
    r"(?P<sign>\A|(?<![<>!])=\s*)(?P<number>-?[0-9]+(?:\.[0-9]+)?)(?:\s|~|\\[,;:! ]|\{\})*+(?:\\?%|percent)(?P<end>\.?\$?)\Z"
)
_THOUSANDS = re.compile(r"(?<![0-9.}])[1-9][0-9]{0,2}(?:\{,\}[0-9]{3})+(?![0-9]|\{,\})")  # 73{,}856
_DECIMAL = re.compile(r"(?<![0-9.}])([0-9]+)\{,\}([0-9]+)(?![0-9.]|\{,\})")
_EQUALS = re.compile(
    r"\A(?:\s|\$|&|~|\\[\[(,;:! ]|\\q?quad(?![A-Za-z]))*(?P<sign>'?\s*(?:==?(?![<>=])|\\equiv(?![A-Za-z])|≡))(?=\s*\$*\s*[^\s$])"
)
_APPROXIMATELY = re.compile(r"\A(?:\s|\$|&|~|\\[\[(,;:! ]|\\q?quad(?![A-Za-z]))*(?P<sign>\\approx(?![A-Za-z])|≈)(?=\s*[-.0-9])")
_QUOTE_OF_TABLES = re.compile(r"\A\s*'(?=\s*[-+])")
_BOX = re.compile(r"\s*(?:\\displaystyle\s*)?\\(?:boxed|fbox)\s*\{")


def says_hence(text: str) -> bool:
    """Whether a line begins with a word such as Thus: it follows from what stands before it, and need not be equivalent."""
    return len(text) <= _LONGEST and _FOLLOWS.match(without_delimiters(text).lstrip("*_& $")) is not None


def without_equals(source: str) -> str:
    """One line without the sign = that it begins with, and the ' that keeps a table from computing it."""
    found = _EQUALS.match(source)
    if found is None:
        return _QUOTE_OF_TABLES.sub("", source)
    return source[: found.start("sign")] + source[found.end("sign") :].lstrip()


def without_approximately(source: str) -> str:
    """One line without the sign of an approximation that it begins with."""
    found = _APPROXIMATELY.match(source)
    return source if found is None else source[: found.start("sign")] + source[found.end("sign") :].lstrip()


def without_delimiters(text: str) -> str:
    r"""The text between dollars, \( \) and \[ \] that stand round all of it."""
    found = _DELIMITERS.match(text)
    return next((group for group in found.groups() if group is not None), text) if found is not None else text


def without_frame(text: str) -> str:
    r"""The formula inside of dollars, \[ \] and \boxed{..} that stand round all of it."""
    for _ in range(_ROUNDS if len(text) <= _LONGEST else 0):
        inner = without_delimiters(text.strip())
        boxed = _inside_of_box(inner)
        inner = inner if boxed is None else boxed
        if inner == text or _INNER_DELIMITER.search(inner):
            break
        text = inner
    return text


@lru_cache(maxsize=64)  # one text is looked at for its lines, and again for its links
def plain_answer(source: str) -> str:
    """The formula, or the lines, of what was handed in."""
    if len(source) > _LONGEST:
        return source
    text = without_decoration(source).text
    for _ in range(_ROUNDS):
        shorter = _once(text.strip())
        if shorter == text:
            break
        text = shorter
    text = _NEGATED.sub(lambda found: r"\notin " if found[1] == r"\in" else r"\neq ", text) if r"\not" in text else text
    text = _with_plain_numbers(text) if "{,}" in text else text
    text = _OF_BOTH.sub(r"\1\2", text) if "pm" in text or "±" in text else text  # x = 1 \pm 2 for x_{1,2} = 1 \pm 2
    return _PERCENT.sub(r"\g<sign>(\g<number>/100)\g<end>", text) if text[-1:] in "%t.$" else text


def _with_plain_numbers(text: str) -> str:
    """73856 for 73{,}856, and 0.5 for 0{,}5."""
    return _DECIMAL.sub(r"\1.\2", _THOUSANDS.sub(lambda found: found[0].replace("{,}", ""), text))


def without_stop(text: str) -> str:
    r"""Without the full stop, comma or semicolon at the end of a sentence, and the space before it: `\,` and `\quad`."""
    text = text.rstrip()
    while True:
        space = _SPACE_AT_END.search(text[-_LONGEST_SPACE:])
        if space is not None:
            text = text[: len(text) - len(space[0])].rstrip()
        elif text.endswith((".", ",", ";")) and not text.endswith(".."):
            text = text[:-1].rstrip()
        else:
            return text


def _once(text: str) -> str:
    text = _without_breaks(text)
    text = without_stop(text)
    for pattern in (_FENCE, _MARKED):
        found = pattern.match(text)
        if found is not None:
            text = next(group for group in found.groups() if group is not None).strip()
    text = _TAIL.sub("", _LEAD.sub("", text, count=1))
    boxed = _inside_of_box(text)
    return text if boxed is None else boxed


def _inside_of_box(text: str) -> str | None:
    r"""What \boxed{...} holds, if it holds all of the text."""
    inner = without_delimiters(text).rstrip()
    found = _BOX.match(inner)
    if found is None:
        return None
    depth, end = 0, len(inner.rstrip(".,;").rstrip())
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
