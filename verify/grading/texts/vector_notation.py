r"""Notation that only vectors and matrices have: \|x - y\|, \langle x, y \rangle, \mathbf{w}, v \cdot v.

Whoever writes so means no numbers: |\langle x, y \rangle| = \|x\| \|y\| holds for numbers, and for few vectors.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

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
_OPERATORS = frozenset("EPVR")  # \mathbf{E}[x], and the \mathbf{R} of real numbers
_DOT = re.compile(
    r"(?<![A-Za-z\\^_{])([A-Za-z](?:_[0-9])?)\s*(?:\\cdot(?![A-Za-z])|·)\s*([A-Za-z](?:_[0-9])?)(?![A-Za-z_0-9]|\s*[\^(])"
)


def names_in(text: str, in_latex: bool | None = None) -> Iterator[str]:
    """The names in a text, each as often as it stands there."""
    for found in (LATEX_NAME if (is_latex(text) if in_latex is None else in_latex) else TYPED_NAME).finditer(text):
        written = found["name"] or found["letter"]
        if written:
            yield canonical_name(written)


def in_vector_notation(texts: Iterable[str]) -> set[str]:
    """The names between double bars or angle brackets, in bold, or multiplied by themselves with a dot."""
    found: set[str] = set()
    for text in texts:
        found |= _bold_names(text)
        for inside in _insides(text):
            found.update(names_in(inside, is_latex(text)))
        dotted = _DOT.findall(text)
        if any(left == right for left, right in dotted):
            found.update(canonical_name(name) for pair in dotted for name in pair)
    return found | set(map(item_of, found))


def item_of(name: str) -> str:
    """The name of which another one is an item: x for x_i; itself for x and x_1."""
    return name.partition("_")[0] if _INDEXED.search(name) else name


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
