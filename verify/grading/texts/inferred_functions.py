r"""Functions that formulas declare by themselves.

    f(x + h) - f(x),  f'(x)         f: function, if f stands before brackets only
    \sigma(z)(1 - \sigma(z))        sigma: function; nothing is wrong that is right for the logistic function, or for tanh
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from verify.grading.texts.brackets import closing
from verify.read.names import GREEK_WORDS, canonical_name

SIGMOIDS = tuple({r"\sigma(z)": value} for value in (r"\frac{1}{1+e^{-z}}", r"\tanh(z)", r"\max(0, z)"))
SIZES = re.compile(r"\\(?:left|right|[bB]igg?[lr]?)(?![A-Za-z])\s*")
_PRIMES = r"(?:'|\^\{?\(?\\prime\)?\}?)*"
_CALL = re.compile(rf"(?<!\\)(?<![A-Za-z\\][A-Za-z])(?P<name>[fghFG])\s*{_PRIMES}\s*\(")
_LEFT_SIDE = re.compile(rf"^[\s$*]*(?P<name>[fghFG])(?:_\w)?\s*{_PRIMES}\s*\([^()]*\)[\s$]*(?:=|:=|&=)", re.MULTILINE)
_LONGEST = 4_000
_GREEK = rf"\\(?:{'|'.join(sorted(GREEK_WORDS - {'pi'}))})(?![A-Za-z])"
_CALLED_LETTER = re.compile(rf"(?<![A-Za-z\\])([A-Za-df-hj-z]|{_GREEK})[ \t]*\(")
_FUNCTIONAL = r"(?:[fghpqA-Z]|\\(?:phi|varphi|psi|Phi|Psi)(?![A-Za-z]))"  # what functions with an index are called
_INDEX = r"_(?:\{[^{}]*\}|\\[A-Za-z]+|\w)"
_ACCENTS = r"\\(?:hat|tilde|bar|dot|check|widehat|widetilde|mathcal|mathscr|mathfrak)"
_ACCENTED = rf"{_ACCENTS}\s*(?:\{{\s*{_FUNCTIONAL}\s*\}}|{_FUNCTIONAL})"
_LABEL = re.compile(  # f(x) = ...
    rf"^[\s$*]*\\?[A-Za-z]+(?:{_INDEX})?\s*{_PRIMES}\s*\([^()]*\)[\s$&]*(?:=|:=)", re.MULTILINE
)
_CALLED_NAME = re.compile(
    rf"(?<![A-Za-z\\{{])(\\ell(?![A-Za-z])(?:{_INDEX})?|{_ACCENTED}(?:{_INDEX})?|{_FUNCTIONAL}{_INDEX})[ \t]*\("
)
_APART = r"(?:(?<![A-Za-z\\_])|(?<=(?<![A-Za-z\\])[A-Za-z]))"  # or behind one other letter: the x of wx
_CERTAIN_CALL = re.compile(  # of a number, or of a name alone
    _APART + rf"((?:[A-Za-df-hj-z]|{_GREEK}|{_ACCENTS}\s*(?:\{{\s*\\?[A-Za-z]+\s*\}}|[A-Za-z]))(?:{_INDEX})?)[ \t]*"
    rf"\(\s*(?:[0-9]+(?:\.[0-9]+)?|(?:[A-Za-z]|{_GREEK})(?:{_INDEX})?)\s*\)"
)
_ENTROPY = re.compile(r"(?<![A-Za-z\\])h\s*\([^()]*[A-Z]")
_RATE = re.compile(r"\\(?:alpha|beta|gamma|eta|lambda|epsilon|varepsilon|kappa)|[abcmwxz]")
_NAMES = re.compile(r"(?<![A-Za-z\\])[A-Za-z]+|\\[A-Za-z]+")
_TIMES = frozenset(("t", "s", "x", "z", "k", "n", "i", "h", "T", r"\tau"))
_SIGMA = re.compile(r"(?:\\sigma(?![A-Za-z])|(?<![A-Za-z\\])sigma(?![A-Za-z_])|σ(?!_))\s*'*\s*\(")
_LONE_SIGMA = re.compile(r"(?:\\sigma(?![A-Za-z])|(?<![A-Za-z\\])sigma(?![A-Za-z])|σ)\s*(?!\s*'*\s*\()")


def functions_of(text: str, declared: Iterable[str]) -> dict[str, str]:
    """The declarations of f, g, h, F, G and sigma, each as a function of one number."""
    text = SIZES.sub("", text)
    known = {*declared}
    is_latex = "\\" in text  # xf(x) is a product there
    calls = [
        (call["name"], _has_one_argument(text, call.end()))
        for call in _CALL.finditer(text)
        if is_latex or not text[max(call.start() - 1, 0) : call.start()].isalpha()
    ]
    found = {name for name, _ in calls} - {name for name, has_one in calls if not has_one}
    found -= {side["name"] for side in _LEFT_SIDE.finditer(text)}  # f(x) = x^2 says what f is
    found -= {"h"} if _ENTROPY.search(text) is not None else set()  # h(X) = h(X + c)
    functions = {name: "function" for name in sorted(found - known) if not stands_alone(name, text)}
    if "sigma" not in known and _SIGMA.search(text) is not None and _LONE_SIGMA.search(text) is None:
        functions["sigma"] = "function"
    return functions


def letters_called(texts: Iterable[str]) -> set[str]:
    r"""The names that stand before a bracket wherever they stand: the E of E(X^2), the F_X of F_X(b), no a of a(b+c) beside a b.

    Those before a number or a name alone, too, whatever stands elsewhere: the y of y(0) and y(t).  Otherwise a small letter with
    an index is the name of a number, but for those of functions and densities, and a rate before a sum a factor: \eta(wx - y).
    """
    return {*_letters_called("\n".join(texts))}


@lru_cache(maxsize=64)  # several ways to judge an answer ask for those of the same texts
def _letters_called(source: str) -> frozenset[str]:
    written = SIZES.sub("", source)
    if len(written) > _LONGEST:
        return frozenset()
    text = _LABEL.sub("", written)
    calls = [*_CALLED_LETTER.finditer(text)]
    letters = {found[1] for found in calls} - _rates_of(calls)
    alone = {name: rf"{_APART}\\?{name.lstrip(chr(92))}(?![A-Za-z_]|\s*\()" for name in letters}
    names = {found[1] for found in _CALLED_NAME.finditer(text)}
    alone |= {name: rf"(?<![A-Za-z]){re.escape(name)}(?!\s*\()" for name in names}
    evident = {found[1] for found in _CERTAIN_CALL.finditer(text)}
    in_labels = {found[1] for found in _CERTAIN_CALL.finditer(written)}  # y(2) = 5 beside 2y
    evident |= {name for name in in_labels if re.search(rf"(?<![A-Za-z]){re.escape(name)}(?!\s*\(|[A-Za-z_])", text)}
    apart = {name for name, pattern in alone.items() if not re.search(pattern, text)}
    return frozenset(canonical_name(name) for name in evident | apart)


def _rates_of(calls: Iterable[re.Match[str]]) -> set[str]:
    r"""The names of rates that stand before sums of what is no time and no index, and before no single name: \eta(wx - y)."""
    before: dict[str, list[str]] = {}
    for call in calls:
        inside = call.string[call.end() : closing(call.string, call.end())]
        before.setdefault(call[1], []).append(inside)
    return {name for name, insides in before.items() if _RATE.fullmatch(name) and all(map(_is_sum, insides))}


def _is_sum(inside: str) -> bool:
    return re.search(r"[\w)}\]'*]\s*[-+]", inside) is not None and not {*_NAMES.findall(inside)} <= _TIMES


def _has_one_argument(text: str, start: int) -> bool:
    """Whether brackets that were opened before `start` are closed after something without a comma of theirs."""
    depth = 1
    for place in range(start, len(text)):
        depth += (text[place] in "([{") - (text[place] in ")]}")
        if depth == 0 or (depth == 1 and text[place] in ",;|"):
            return depth == 0 and bool(text[start:place].strip())
    return False


def stands_alone(name: str, text: str) -> bool:
    """Whether a name stands somewhere else than before brackets."""
    drawn = rf"\\?{name}" if name in GREEK_WORDS else name
    if "\\" not in text:
        return re.search(rf"(?<![A-Za-z_]){drawn}(?![A-Za-z_])(?!'*\s*\()", text) is not None
    return re.search(rf"(?<![A-Za-z\\{{_]){drawn}(?![A-Za-z_])(?!(?:'|\^\{{?\(?\\prime\)?\}}?)*\s*\()", text) is not None
