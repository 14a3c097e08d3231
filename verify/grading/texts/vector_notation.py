r"""Notation that only vectors and matrices have: \|x - y\|, \langle x, y \rangle, \mathbf{w}, v \cdot v, X'X, A^H,
|\Sigma|, A^{-1}b.

Whoever writes so means no numbers: |\langle x, y \rangle| = \|x\| \|y\| holds for numbers, and for few vectors.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from verify.grading.texts.brackets import is_balanced
from verify.read.latex.parser import is_latex
from verify.read.names import FONTS, GREEK_WORDS, canonical_name

VECTOR_FONT = rf"\\(?:{'|'.join(sorted(FONTS - {'mathcal', 'mathscr', 'mathfrak'}))}|mathrm)\s*"
_SCRIPT = r"(?:_\s*(?:\{\s*(?:[0-9]{1,2}|[a-z])\s*\}|[0-9]|[a-z](?![A-Za-z])))?"
_GREEK = "|".join(sorted(GREEK_WORDS, key=len, reverse=True))
LATEX_NAME = re.compile(
    rf"(?P<name>(?:{VECTOR_FONT}(?:\{{\s*\\?[A-Za-z]+\s*\}}|[A-Za-z])|\\(?:{_GREEK})(?![A-Za-z])){_SCRIPT})"
    rf"|\\[A-Za-z]+\*?|(?P<letter>[A-Za-z]{_SCRIPT})"
)
TYPED_NAME = re.compile(rf"(?P<name>(?<![A-Za-z_])(?:[A-Za-z]|{_GREEK})(?:_?[0-9])?(?![A-Za-z0-9_]))(?P<letter>)|[A-Za-z]\w*")
_BARS = re.compile(r"\\[lr]?Vert(?![A-Za-z])|\\\||\|\||‖")
_INNER = re.compile(r"(?:\\langle|⟨)(.*?)(?:\\rangle|⟩)", re.DOTALL)
_BOLD = re.compile(
    r"\\(?:mathbf|boldsymbol|bm|vec|pmb)\s*(?:\{\s*(?P<braced>[A-Za-z]|\\[A-Za-z]+)\s*\}|(?P<bare>[A-Za-z](?![A-Za-z])|\\[A-Za-z]+))"
    r"(?!\s*(?:\\left)?[(\[])"
)
_SIZES = re.compile(r"\\(?:left|right|[bB]igg?[lr]?)(?![A-Za-z])")
_INDEXED = re.compile(r"_[a-z]\Z")  # of x_i, which is an item of x
_GAP = re.compile(
    r"\s*(?:\^\s*(?:\{\s*(?:\\top|T|-\s*1|2)\s*\}|\\top|T|-1|2)|'|\.T)?\s*(?:\\[,;! ]|\\cdot(?![A-Za-z])|\*|@)?\s*"
)
_OPERATORS = frozenset("EPVR")  # \mathbf{E}[x], and the \mathbf{R} of real numbers
_CAPITAL = r"(?:(?<![A-Za-z\\])[ABCDHJKMQSUVWX]|\\(?:Sigma|Lambda|Phi|Psi|Omega|Theta)(?![A-Za-z]))"
_IN_BOLD = r"\\(?:mathbf|boldsymbol|bm|vec|pmb)\s*(?:\{\s*\\?[A-Za-z]+\s*\}|\\?[A-Za-z]+)"
_INDEX = r"(?:\s*_\s*(?:\{[^{}]*\}|\w))?"
_PRIME = r"\s*(?:'|\^\s*\{?\s*\\prime(?![A-Za-z])\s*\}?)"
_PRIMED = re.compile(  # X'y, x'x, x_i'\beta, but no f'g + fg' nor V'(x)
    rf"(?P<name>{_CAPITAL}|{_IN_BOLD}){_INDEX}{_PRIME}\s*(?=\\?[A-Za-z])"
    rf"|(?P<own>\\[A-Za-z]+|(?<![A-Za-z\\])[A-Za-z]){_INDEX}{_PRIME}\s*(?=(?P=own)(?![A-Za-z']))"
    rf"|(?P<item>(?<![A-Za-z\\])[a-z])\s*_\s*(?:\{{\s*[a-z]\s*\}}|[a-z]){_PRIME}\s*(?=\\(?:beta|theta|gamma|mu|alpha)(?![A-Za-z]))"
)
_ADJOINT = re.compile(
    rf"(?P<name>{_CAPITAL}|{_IN_BOLD}){_INDEX}\s*\^\s*(?:H|\{{\s*H\s*\}}|(?:\{{\s*)?(?:\\dagger|\\ast|\\math(?:sf|rm)\s*\{{?\s*H)(?![A-Za-z]))"
    rf"|(?P<own>{_CAPITAL}|{_IN_BOLD})\s*\^\s*\{{?\s*t\s*\}}?(?:\s*(?P=own)|(?<=t)\s*{_IN_BOLD})"
    rf"|(?P<behind>{_CAPITAL})\s*(?P=behind)\s*\^\s*\{{?\s*t(?![A-Za-z])"
)
_INVERTED = re.compile(  # and multiplied: A^{-1}b
    rf"(?P<name>{_CAPITAL}){_INDEX}\s*\^\s*(?:\{{\s*-?\s*(?:1|\\frac\s*\{{?1\}}?\s*\{{?2\}}?|1/2)\s*\}}|-1(?![0-9])|\(\s*-1\s*\))"
    r"\s*(?:\\[,;! ]|\\cdot(?![A-Za-z])|\*)?\s*(?=\\?[A-Za-z(])(?!\\(?:le|ge|leq|geq|right|cdot|times|quad|to|in)(?![A-Za-z]))"
)
_OF_DETERMINANT = re.compile(r"\\(?:Sigma|Lambda|Phi|Psi|Omega|Theta)(?![A-Za-z])|\\(?:mathbf|boldsymbol|bm)\s*\{?\s*\\?[A-Z]")
_DOT = re.compile(
    r"(?<![A-Za-z\\^_])(?<![_^]\{)([A-Za-z](?:_[0-9])?)\s*(?:\\cdot(?![A-Za-z])|·)\s*([A-Za-z](?:_[0-9])?)(?![A-Za-z_0-9]|\s*[\^(])"
)


def names_in(text: str, in_latex: bool | None = None) -> Iterator[str]:
    """The names in a text, each as often as it stands there."""
    for found in (LATEX_NAME if (is_latex(text) if in_latex is None else in_latex) else TYPED_NAME).finditer(text):
        written = found["name"] or found["letter"]
        if written:
            yield canonical_name(written)


def in_vector_notation(texts: Iterable[str]) -> set[str]:
    """The names between double bars or angle brackets, in bold, multiplied by themselves with a dot, transposed by a prime, or
    capitals that are inverted in a product, have an adjoint, or a determinant between bars."""
    found: set[str] = set()
    for text in texts:
        found |= _bold_names(text)
        for inside in _insides(text):
            found.update(names_in(inside, is_latex(text)))
        found |= transposed_by_primes(text)
        for place in (*_ADJOINT.finditer(text), *_INVERTED.finditer(text)):
            found.add(canonical_name(next(name for name in place.groups() if name)))
        for inside in single_bars(text) or ():
            found.update(canonical_name(place[0]) for place in _OF_DETERMINANT.finditer(inside))
        dotted = _DOT.findall(text)
        if any(left == right for left, right in dotted):
            found.update(canonical_name(name) for pair in dotted for name in pair)
    return found | set(map(item_of, found))


def item_of(name: str) -> str:
    """The name of which another one is an item: x for x_i; itself for x and x_1."""
    return name.partition("_")[0] if _INDEXED.search(name) else name


def behind_arrays(texts: Iterable[str], arrays: Collection[str]) -> set[str]:
    """The small letters directly behind the name of an array, perhaps transposed or inverted: the x of A x."""
    found: set[str] = set()
    for text in texts:
        before, end = "", 0
        for place in (LATEX_NAME if is_latex(text) else TYPED_NAME).finditer(text):
            name = canonical_name(place["name"] or place["letter"] or "")
            if before in arrays and name[:1].islower() and _GAP.fullmatch(text, end, place.start()):
                found.add(name)
            before, end = name, place.end()
    return found


def transposed_by_primes(text: str) -> set[str]:
    """The names whose prime is a transpose: it stands before a factor, and they are capitals, or multiplied by themselves."""
    return {canonical_name(place["name"] or place["own"] or place["item"]) for place in _PRIMED.finditer(text)}


def single_bars(text: str) -> list[str] | None:
    """What stands between pairs of single bars; None if a bar has no partner within its brackets, as that of p(x | y)."""
    found: list[str] = []
    open_bars: list[int | None] = [None]
    place, text = 0, _BARS.sub(lambda bars: " " * len(bars[0]), text)
    while place < len(text):
        character = text[place]
        if text.startswith(("\\{", "\\}"), place):
            place += 1
            character = text[place]
        if character in "([{":
            open_bars.append(None)
        elif character in ")]}" and len(open_bars) > 1:
            if open_bars.pop() is not None:
                return None
        elif character == "|":
            begin = open_bars[-1]
            if begin is not None:
                found.append(text[begin + 1 : place])
            open_bars[-1] = place if begin is None else None
        place += 1
    return found if open_bars == [None] else None


def surely_vectors(texts: Iterable[str]) -> set[str]:
    r"""The names in bold, and those that stand alone between bars or in an inner product: x of \|x\|, and neither of \|ax\|."""
    found: set[str] = set()
    for text in texts:
        found |= _bold_names(text)
        for inside in _insides(text):
            name = (LATEX_NAME if is_latex(text) else TYPED_NAME).fullmatch(_SIZES.sub("", inside).strip())
            if name is not None and (name["name"] or name["letter"]):
                found.add(canonical_name(name["name"] or name["letter"]))
    return found | set(map(item_of, found))


def _insides(text: str) -> Iterator[str]:
    """What stands between double bars, and each side of an inner product."""
    yield from _between_bars(text)
    for found in _INNER.finditer(text):
        sides = re.split(r"[,|]|\\mid(?![a-z])", found[1])
        if len(sides) == 2:
            yield from sides


def _bold_names(text: str) -> set[str]:
    """The names in bold; one of more than one letter is none."""
    names = (each["braced"] or each["bare"] for each in _BOLD.finditer(text))
    return {canonical_name(name) for name in names if name not in _OPERATORS}


def _between_bars(text: str) -> Iterator[str]:
    r"""What stands between double bars; between those of KL(p \| q) + KL(q \| p) there are no whole brackets."""
    pieces = _BARS.split(text)
    if len(pieces) % 2:
        yield from (piece for piece in pieces[1::2] if is_balanced(piece))
