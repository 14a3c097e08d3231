r"""What TeX sets as letters, factors or nothing, and who wrote it did not mean so: lnx, log2(x), a unit, a number in the margin.

Everything here is refused.  Each search is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from verify.problem import InputError
from verify.read.latex.words import SPELLED_FUNCTIONS, SPELLED_WORDS
from verify.read.scan import Token, problem

_NO_LETTERS = (
    r"\\(?:begin|end|text\w*|operatorname\*?|math[a-z]+|label|tag|mbox|hbox|pmb|boldsymbol|bm)\s*\{[^{}]*\}|\\[A-Za-z]+|%[^\n]*"
)
_NOT_LETTERS = re.compile(_NO_LETTERS)
_RUN = re.compile(rf"{_NO_LETTERS}|(?P<run>[A-Za-z]{{2,}})")
_FUNCTION_WORD = re.compile(r"ln|log|exp|sin|cos|tan|sqrt|det|max|min|inv|transpose|trace|choose|\btg")
_DIGITS = re.compile(r"(?<![A-Za-z])(?:log|exp|sin|cos|tan|ln)[0-9]+\s*(?:\\left\s*)?\(")
_CONNECTIVE = re.compile(r"(?<![A-Za-z])(?:and|or)(?![A-Za-z])")
_SCALED_RATE = re.compile(  # \frac{2d}{dx}, \frac{d}{2dx}
    r"\\[dt]?frac\s*(?:\{\s*-?\s*[0-9]*\s*(?<![A-Za-z\\])d\s*\}\s*\{\s*[0-9]*\s*d\s*\\?[A-Za-z]+\s*\})"
)
_PLAIN_RATE = re.compile(r"\\[dt]?frac\s*\{\s*d\s*\}\s*\{\s*d")
_UNIT = re.compile(r"[0-9](?:\s|~|\\[,;: ])+(\\(?:mathrm|text|rm)\s*\{\s*([A-Za-z])\s*\})")  # 3\,\mathrm{m}
_MARGIN = re.compile(r"\\q?quad\s*(\([0-9.]+\))\s*\$*\s*\Z")
_SPACE = re.compile(r"(?:\\q?quad(?![A-Za-z])|(?:\\[;: ]\s*){2})(?:\s|~|\\[,;:! ]|\\q?quad(?![A-Za-z]))*+")
_QUAD = re.compile(
    r"\\q?quad(?![A-Za-z])(?:\s|~|\\[,;:! ]|\\q?quad(?![A-Za-z]))*+"
    r"(?!\[[0-9.]+\]\s*\$*\s*\Z|\\?(?:mathrm\s*\{\s*)?d\s*\}?\s*\\?[A-Za-z])"  # the number of an equation, and dx
)
_RELATION = re.compile(r"[=<>≤≥≠]|\\(?:leq?|geq?|neq?|lt|gt|leqslant|geqslant|in|approx|propto)(?![A-Za-z])")
_AT_SIGN = re.compile(r"(?:[-+*/=<>≤≥≠|([{&,;:^_]|\\(?:cdot|times|leq?|geq?|neq?|lt|gt|in|pm|mid))\s*\Z")
_SIGN_NEXT = re.compile(
    r"[-+*/=<>≤≥≠|)\]}&,;:.$^_]|\Z"
    r"|\\(?:cdot|times|leq?|geq?|neq?|lt|gt|in|pm|mid|land|lor|right|text|q?quad)(?![A-Za-z])"
)
_JOINED = re.compile(r"\\(?:begin|text|in\b|forall|iff|implies|[A-Za-z]*arrow)|(?<!\\)[,;&]")


def check_letters(source: str, symbols: Collection[str], tokens: Sequence[Token]) -> None:
    """Raises InputError, with its place, for a text that TeX reads otherwise than most who write it."""
    for run in _RUN.finditer(source):
        word = run["run"]
        if word is None:
            continue
        function = _FUNCTION_WORD.search(word)
        is_known = word in symbols or word in SPELLED_FUNCTIONS or word in SPELLED_WORDS
        if function and not is_known and not all(letter in symbols for letter in word):
            help = f"\\{function[0]}, or a space between letters"
            raise problem("unknown-command", f"{word} without a backslash", source, run.start(), run.end(), help)
    if "and" in source or "or" in source:
        _check_connective(source, tokens)
    if "frac" in source and "d" not in symbols:
        for rate in _SCALED_RATE.finditer(source):
            if _PLAIN_RATE.match(rate[0]) is None:
                raise _ambiguous("a rate with a factor, or a quotient of numbers", source, rate.span(), r"2\frac{d}{dx}")
    unit = _UNIT.search(source)
    if unit is not None and unit[2] not in symbols:
        raise _ambiguous(f"{unit[2]}, a unit or a factor", source, unit.span(1), "the number alone, or a declaration")
    digits = _DIGITS.search(source)
    if digits is not None:
        raise _ambiguous("a function with digits: its index or a factor", source, digits.span(), r"\log_{2}(x)")
    margin = _MARGIN.search(source) if "quad" in source else None
    if margin is not None:
        raise _ambiguous("a factor or the number of an equation", source, margin.span(1), "the formula without its number")
    if "\\" in source:
        _check_space(source)


def _check_connective(source: str, tokens: Sequence[Token]) -> None:
    r"""x = 1\; or\; x = -1, where the word is letters to TeX."""
    plain = _NOT_LETTERS.sub(lambda found: " " * len(found[0]), source)
    relations = [place for place, character in enumerate(plain) if character in "=<>"]
    word = _CONNECTIVE.search(plain, relations[0], relations[-1]) if len(relations) > 1 else None
    if word is not None and not any(token[0] in ("and", "or") for token in tokens):
        raise _ambiguous(f"{word[0]}, a word or letters", source, word.span(), rf"\text{{{word[0]}}}")


def _check_space(source: str) -> None:
    r"""x = 1 \quad x = -1, x + 1 \quad x > 0, and x \quad y, with nothing between the formulas but the space."""
    if _JOINED.search(source) is not None:
        return
    wide = _SPACE if _RELATION.search(source) is not None else _QUAD
    for space in wide.finditer(source):
        if not (source[: space.start()].strip(" $") and source[space.end() :].strip(" $")):
            continue
        before = source[max(space.start() - 10, 0) : space.start()]
        if _AT_SIGN.search(before) is None and _SIGN_NEXT.match(source, space.end()) is None:
            help = r"\text{or}, \text{and}, or lines" if wide is _SPACE else r"a \cdot for a product, or lines"
            raise _ambiguous("several formulas in a line", source, space.span(), help)


def _ambiguous(seen: str, source: str, span: tuple[int, int], help: str) -> InputError:
    return problem("ambiguous", seen, source, *span, help)
