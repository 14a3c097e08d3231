r"""Values of functions that nobody declared, of names with a mark: read letter by letter they are factors.

    f^2(x)    |f|(x)    (f + g)(x)          a power, an absolute value or a sum of functions
    f'(x)    y^{\prime}(t)    \ddot x(t)      derivatives
    \pi(x)    \pi_\theta(x)    e(x)          constants by another meaning
    \mathrm{V}(2X)    \mathrm{MSE}(x)        operators and functions in upright letters
    \vec v(t)    \mathbf{r}(t)               vectors that depend on the time
    v(2t)                                  a value at a multiple of the time

A sum in the brackets makes a product of most names: x^2(1 - x), \pi(R^2 - r^2), \mathbf{A}(\mathbf{x} - \mathbf{y}).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from verify.grading.texts.brackets import closing
from verify.grading.texts.inferred_functions import SIZES
from verify.read.latex.words import OPERATORS
from verify.read.names import GREEK_WORDS, canonical_name
from verify.read.naming import KNOWN_FUNCTIONS

_LONGEST = 4_000
_LONGEST_ARGUMENT = 80
_GREEK = rf"\\(?:{'|'.join(sorted(GREEK_WORDS, key=len, reverse=True))}|ell|pi)(?![A-Za-z])"
_UPRIGHT = r"\\(?:mathrm|operatorname\*?|text|textrm|textit|textsf|mathsf|mathit|mathtt|mathbb)"
_BOLD = r"\\(?:mathbf|boldsymbol|bm|vec|textbf)"
_ACCENT = r"\\(?:hat|tilde|bar|dot|ddot|check|breve|widehat|widetilde|overline|mathcal|mathscr|mathfrak)"
_LETTER = rf"(?:{_GREEK}|[A-Za-z](?![A-Za-z]))"
_SPACE = r"(?:\s|\\[,;:! ])*+"
_CALL = re.compile(
    rf"(?P<name>(?P<font>{_UPRIGHT}|{_BOLD}|{_ACCENT})\s*+(?:\{{\s*+(?P<inner>\\?[A-Za-z]++)\s*+\}}|(?P<bare>{_LETTER}))"
    rf"|\{{\s*+(?P<braced>[A-Za-z])\s*+\}}|(?P<letter>{_GREEK}|(?<![A-Za-z\\_^])[A-Za-z](?![A-Za-z])|(?<![A-Za-z\\.])(?:[a-z]{{3,12}}|[A-Z]{{3,6}})(?![A-Za-z])))"
    rf"(?P<marks>(?:{_SPACE}(?:[_^]\s*+(?:\{{(?:[^{{}}]|\{{[^{{}}]*\}}){{1,20}}\}}|\\[A-Za-z]++|[A-Za-z0-9*+])|['′]))*+){_SPACE}\("
)
_OF_BRACKET = re.compile(  # (f + g)(x), (cf)(x), |f|(x)
    r"(?:\((?=[^()]{0,12}[fghFG])(?:[A-Za-z+*\s-]|\\c(?:dot|irc)(?![A-Za-z])){1,12}\)|\|\s*[fghFG]\s*\|)\s*\("
)
_ATOM = (
    rf"(?:(?:{_BOLD}|{_ACCENT}|{_UPRIGHT})\s*+)?\{{?\s*+(?:{_GREEK}|[A-Za-z])\s*+\}}?"
    r"(?:_(?:\{[^{}]*+\}|\w|\\[A-Za-z]++)|\^\{?\([^()]*+\)\}?|'|\^\*)*+"
)
_ATOMS = re.compile(rf"\s*+{_ATOM}\s*+(?:[,;]\s*+{_ATOM}\s*+)*+")
_CAPITAL_GREEK = re.compile(r"\\(?P<name>Phi|Gamma)(?![A-Za-z])\s*\}?\s*(?P<opens>\()?")
_NUMBERS = re.compile(r"[\s0-9.,]+")
_OF_TIME = re.compile(r"\s*+[0-9]++\s*+\*?\s*+(?:t|s|\\tau)\s*+")
_STEP = re.compile(r"\s*(?:t|s|k|\\tau)\s*[-+]\s*(?:[0-9]+|h|s|\\tau|\\Delta\s*t)\s*")
_SUM = re.compile(r"[\w)}\]'*]\s*[-+]")
_CAPITAL = re.compile(r"(?<![A-Za-z\\])[A-Za-z]?[A-Z](?![A-Za-z])")
_PRIMES = re.compile(r"['′]|\^\s*\{?\s*\\prime")
_INDEX = re.compile(r"_\s*(?:\{[^{}]*\}|\\[A-Za-z]+|\w)")
_POWER = re.compile(r"\^\s*(?:\{\s*(?P<braced>[^{}]*)\s*\}|(?P<bare>\\[A-Za-z]+|\w|[*+]))")
_LABEL = re.compile(r"\\pi'*|\\mu|[*]|\\(?:star|ast)")  # of V^\pi(s) and q^*(x)
_TURNED = re.compile(r"T|H|\\top|\\intercal|\\dagger|\\mathsf|-\s*1|[+†]")
_FUNCTIONS = frozenset("f g h F G phi varphi psi Phi Psi Gamma".split())
_STATISTICS = frozenset(("s", "sigma", "S"))
_WITH_SLOPES = frozenset("F G H J L P R S U V Q C W".split())  # capital letters that a prime differentiates, and does not turn
_WORDS = KNOWN_FUNCTIONS | {*OPERATORS} | frozenset(
    "or and since for if where with at by as in so then because when while given that of is are the hence thus".split()
)
_OF_CHANCE = frozenset("d i e E P Pr O o N U B I H Var Cov KL".split())
_OTHERS = KNOWN_FUNCTIONS - {"Phi", "Gamma"} | {*OPERATORS} | _OF_CHANCE


@dataclass(frozen=True)
class _Call:
    name: str
    font: str  # "upright", "bold", "dots", "accent", "braces" or ""
    marks: str
    inside: str
    before: str  # the character before it


def marked_calls(texts: Iterable[str], declared: Collection[str], known: Collection[str]) -> set[str]:
    """The canonical names that stand with a mark before the argument of a function, and are read as factors.

    `declared` by the question; others that are `known` are read as functions, but not in bold letters.
    """
    calls = (call for text in texts for call in _calls(SIZES.sub("", text)[:_LONGEST]))
    return {call.name for call in calls if call.name not in (declared if call.font == "bold" else known) and _is_value(call)}


def names_in_two_roles(texts: Iterable[str]) -> set[str]:
    r"""The Phi and Gamma that stand before brackets, as functions, and elsewhere, as matrices: \Phi(u + v) and \Phi u."""
    text = SIZES.sub("", "\n".join(texts))[:_LONGEST]
    found: dict[str, set[bool]] = {}
    for place in _CAPITAL_GREEK.finditer(text):
        found.setdefault(place["name"], set()).add(place["opens"] is not None)
    return {name for name, roles in found.items() if len(roles) == 2}


def _calls(text: str) -> Iterator[_Call]:
    for found in _CALL.finditer(text):
        close = closing(text, found.end())
        if close is None:
            continue
        letters = found["inner"] or found["bare"] or found["braced"] or found["letter"]
        if "\\" not in text and letters.isalpha() and len(letters) > 1:
            continue  # a typed word is read as one, or not at all
        kind = "braces" if found["braced"] else _kind_of(found["font"] or "")
        inside, before = text[found.end() : close - 1], text[max(found.start() - 1, 0) : found.start()]
        yield _Call(canonical_name(letters), kind, found["marks"], inside, before)
    for found in _OF_BRACKET.finditer(text):
        close = closing(text, found.end())
        if close is not None and _ATOMS.fullmatch(text, found.end(), close - 1):
            yield _Call("f", "", "'", text[found.end() : close - 1], "")


def _kind_of(font: str) -> str:
    if re.fullmatch(_UPRIGHT, font):
        return "upright"
    return "bold" if re.fullmatch(_BOLD, font) else "dots" if font in (r"\dot", r"\ddot") else "accent" if font else ""


def _is_value(call: _Call) -> bool:
    if any(sign in call.inside for sign in ("|", r"\mid", r"\Vert", ";")):
        return False  # densities and divergences
    is_step = _STEP.fullmatch(call.inside) is not None
    is_atom = is_step or (len(call.inside) <= _LONGEST_ARGUMENT and _ATOMS.fullmatch(call.inside) is not None)
    is_sum = _SUM.search(call.inside) is not None and not is_step
    if call.name == "pi":
        is_product = not call.marks and not call.font and (call.before.isdigit() or not is_atom)
        return not is_product
    if call.name in ("e", "i"):
        is_plain = not call.marks and not call.font and not call.before.isalnum()
        return is_plain and not is_sum and _NUMBERS.fullmatch(call.inside) is None
    is_prime = _PRIMES.search(call.marks) is not None
    if not call.font and not _POWER.search(call.marks) and len(call.name) == 1 and _OF_TIME.fullmatch(call.inside):
        return True
    is_known = {call.name, call.name.lower()} & _WORDS and len(call.name) > 1 and call.name not in GREEK_WORDS
    if is_known or (call.name in ("h", "x") and call.font == "upright"):
        return False
    if call.name in _OTHERS and not (call.name in _OF_CHANCE and (is_prime or call.font == "bold")):
        return False
    if call.font == "upright":
        return len(call.name) > 1 or call.name.isupper() or is_atom
    if call.font == "bold":
        return is_atom or _OF_TIME.fullmatch(call.inside) is not None or (call.name == "V" and not is_sum)
    if is_prime:
        if call.name.isupper() and call.name not in _WITH_SLOPES:
            return False
        return not is_sum or call.name in _FUNCTIONS or call.name == "sigma"
    power = _POWER.search(_INDEX.sub("", call.marks))
    if power is not None:
        exponent = (power["braced"] or power["bare"]).strip()
        return _is_power(call, exponent, is_atom=is_atom) or (_LABEL.fullmatch(exponent) is not None and not is_sum)
    if call.font == "dots":
        return not is_sum
    if call.font == "accent":
        return is_atom or _OF_TIME.fullmatch(call.inside) is not None
    if call.font == "braces":
        return is_atom
    if call.name in KNOWN_FUNCTIONS:
        return False
    if len(call.name) > 1 and call.name not in GREEK_WORDS and not call.marks:
        return is_atom
    return _OF_TIME.fullmatch(call.inside) is not None and not call.before.isalnum()


def _is_power(call: _Call, exponent: str, *, is_atom: bool) -> bool:
    """Whether f^2(x) is a power, or a derivative, of a function, and no product."""
    if _TURNED.match(exponent):
        return False
    if call.name in _FUNCTIONS:
        return _NUMBERS.fullmatch(call.inside) is None or exponent.startswith("(")
    return is_atom or (call.name in _STATISTICS and _CAPITAL.search(call.inside) is not None)
