r"""Functions and densities that formulas declare by themselves.

    f(x + h) - f(x),  f'(x)         f: function, if f stands before brackets only
    \sigma(z)(1 - \sigma(z))        sigma: function; nothing is wrong that is right for the logistic function, or for tanh
    p(x \mid z) p(z)                p: density of x, z, if x and z stand in densities only
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from verify.read.names import GREEK_WORDS, canonical_name

SIGMOIDS = tuple({r"\sigma(z)": value} for value in (r"\frac{1}{1+e^{-z}}", r"\tanh(z)", r"\max(0, z)"))
_SIZES = re.compile(r"\\(?:left|right|[bB]igg?[lr]?)(?![A-Za-z])\s*")
_PRIMES = r"(?:'|\^\{?\(?\\prime\)?\}?)*"
_CALL = re.compile(rf"(?<![A-Za-z\\])(?P<name>[fghFG])\s*{_PRIMES}\s*\(")
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
_SIGMA = re.compile(r"(?:\\sigma(?![A-Za-z])|(?<![A-Za-z\\])sigma(?![A-Za-z_])|σ(?!_))\s*'*\s*\(")
_LONE_SIGMA = re.compile(r"(?:\\sigma(?![A-Za-z])|(?<![A-Za-z\\])sigma(?![A-Za-z])|σ)\s*(?!\s*'*\s*\()")
_NAME = r"(?:\\[A-Za-z]+|(?<![A-Za-z\\])[A-Za-z])(?:_(?:\{\s*\\?\w+\s*\}|\\[A-Za-z]+|\w))?"
_BAR = re.compile(r"\\(?:mid|vert|given)(?![A-Za-z])|\||;")
_DENSITY = re.compile(r"(?<![A-Za-z\\])(?P<name>[pq](?:_(?:\{\s*\\?\w+\s*\}|\\[A-Za-z]+|\w))?)\s*\((?P<inside>[^()]*)\)")
_ONE_NAME = re.compile(rf"\s*{_NAME}\s*\Z")


def functions_of(text: str, declared: Iterable[str]) -> dict[str, str]:
    """The declarations of f, g, h, F, G and sigma, each as a function of one number."""
    text = _SIZES.sub("", text)
    known = {*declared}
    calls = [(call["name"], _has_one_argument(text, call.end())) for call in _CALL.finditer(text)]
    found = {name for name, _ in calls} - {name for name, has_one in calls if not has_one}
    found -= {side["name"] for side in _LEFT_SIDE.finditer(text)}  # f(x) = x^2 says what f is
    functions = {name: "function" for name in sorted(found - known) if not _stands_alone(name, text)}
    if "sigma" not in known and _SIGMA.search(text) is not None and _LONE_SIGMA.search(text) is None:
        functions["sigma"] = "function"
    return functions


def letters_called(texts: Iterable[str]) -> set[str]:
    """The names that stand before a bracket wherever they stand: the E of E(X^2), the F_X of F_X(b), no a of a(b+c) beside a b.

    A small letter with an index is the name of a number, but for those of functions and densities.
    """
    text = _LABEL.sub("", _SIZES.sub("", "\n".join(texts)))
    if len(text) > _LONGEST:
        return set()
    letters = {found[1] for found in _CALLED_LETTER.finditer(text)}
    alone = {name: rf"(?<![A-Za-z])\\?{name.lstrip(chr(92))}(?![A-Za-z_]|\s*\()" for name in letters}
    names = {found[1] for found in _CALLED_NAME.finditer(text)}
    alone |= {name: rf"(?<![A-Za-z]){re.escape(name)}(?!\s*\()" for name in names}
    return {canonical_name(name) for name, pattern in alone.items() if not re.search(pattern, text)}


def densities_of(text: str, declared: Iterable[str]) -> dict[str, str]:
    """The declarations of the densities p and q, if one of them is given something somewhere, and of nothing but names."""
    text = _SIZES.sub("", text)
    known = {*declared}
    calls: dict[str, list[tuple[list[str], list[str]]]] = {}
    for call in _DENSITY.finditer(text):
        parts = _BAR.split(call["inside"])
        groups = [[each.strip() for each in part.split(",")] for part in parts]
        if len(groups) > 2 or not all(_ONE_NAME.match(each) for group in groups for each in group):
            return {}
        calls.setdefault(canonical_name(call["name"]), []).append((groups[0], groups[1] if len(groups) > 1 else []))
    outcomes = {canonical_name(each) for groups in calls.values() for group in groups for names in group for each in names}
    is_conditional = any(given for groups in calls.values() for _, given in groups)
    outside = _DENSITY.sub(" ", text)
    if len({name[0] for name in calls}) < len(calls):  # p_\theta(x | z) p(z), where both may be of one density
        return {}
    if not is_conditional or known & (outcomes | calls.keys()) or any(_stands_alone(name, outside) for name in calls):
        return {}
    return {name: _words(groups) for name, groups in calls.items()}


def _words(groups: list[tuple[list[str], list[str]]]) -> str:
    return f"density of {', '.join(dict.fromkeys(canonical_name(each) for group in groups for names in group for each in names))}"


def _has_one_argument(text: str, start: int) -> bool:
    """Whether brackets that were opened before `start` are closed after something without a comma of theirs."""
    depth = 1
    for place in range(start, len(text)):
        depth += (text[place] in "([{") - (text[place] in ")]}")
        if depth == 0 or (depth == 1 and text[place] in ",;|"):
            return depth == 0 and bool(text[start:place].strip())
    return False


def _stands_alone(name: str, text: str) -> bool:
    """Whether a name stands somewhere else than before brackets."""
    drawn = rf"\\?{name}" if name in GREEK_WORDS else name
    if "\\" not in text:
        return re.search(rf"(?<![A-Za-z_]){drawn}(?![A-Za-z_])(?!'*\s*\()", text) is not None
    return re.search(rf"(?<![A-Za-z\\{{_]){drawn}(?![A-Za-z_])(?!(?:'|\^\{{?\(?\\prime\)?\}}?)*\s*\()", text) is not None
