r"""Notation that only vectors and matrices have: \|x - y\|, \langle x, y \rangle, \mathbf{w}, v \cdot v, X'X, A^H,
|\Sigma|, A^{-1}b.

Whoever writes so means no numbers: |\langle x, y \rangle| = \|x\| \|y\| holds for numbers, and for few vectors.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from verify.grading.texts.brackets import closing, is_balanced
from verify.read.latex.parser import is_latex
from verify.read.names import ACCENTS, FONTS, GREEK_WORDS, canonical_name
from verify.read.naming import KNOWN_FUNCTIONS

VECTOR_FONT = rf"\\(?:{'|'.join(sorted(FONTS - {'mathcal', 'mathscr', 'mathfrak'}))}|mathrm|textbf)\s*"
_ACCENT = rf"\\(?:{'|'.join(sorted(ACCENTS, key=len, reverse=True))})\s*"
_STAR = r"\s*\^\s*(?:\*|\\ast(?![a-z])|\\star|\{\s*(?:\*|\\ast|\\star)\s*\})"
_STAR_BEHIND = re.compile(rf"{_STAR}\Z")
_SCRIPT = rf"(?:_\s*(?:\{{[A-Za-z0-9 ,+-]{{1,10}}\}}|[0-9a-z]))?(?:{_STAR})?"
_GREEK = "|".join(sorted(GREEK_WORDS, key=len, reverse=True))
_OF_MARK = r"(?:\{\s*\\?[A-Za-z]+\s*\}|[A-Za-z](?![A-Za-z])|\\[A-Za-z]+)"
LATEX_NAME = re.compile(
    rf"(?P<name>(?:(?:{VECTOR_FONT}|{_ACCENT}){_OF_MARK}|\\(?:{_GREEK})(?![A-Za-z])){_SCRIPT})"
    rf"|\\[A-Za-z]+\*?|(?P<letter>[A-Za-z]{_SCRIPT})"
)
TYPED_NAME = re.compile(rf"(?P<name>(?<![A-Za-z_])(?:[A-Za-z]|{_GREEK})(?:_?[0-9])?(?![A-Za-z0-9_]))(?P<letter>)|[A-Za-z]\w*")
_OF_RUN = re.compile(r"[A-Za-z](?:_?[0-9])?")
_RUN = re.compile(r"[A-Za-z]{2,3}|(?=\w*[0-9])(?:[A-Za-z](?:_?[0-9])?){2,4}")
_NORM = re.compile(  # but no determinant of numbers that are written out
    r"(?<![A-Za-z])(?:norm|tr|Tr|trace|det|logdet|diag|rank|vec)\s*\}?\s*(?:\\left\s*)?(?:[(\[]|\\\{)(?!\s*\[\s*\[)"
)
_OF_VECTORS = re.compile(r"(?<![A-Za-z])(?:dot|inner|outer|max|min)\s*\(|\\(?:max|min)\s*(?:\\left\s*)?(?:\(|\\\{)")
_BARE_OF_MATRIX = re.compile(r"(?:\\det|\\(?:operatorname|mathrm|text)\s*\{\s*(?:tr|Tr|diag|det|rank)\s*\})\s*((?:\\?[A-Za-z])+)")
_LONGEST = 4_000
_BAR = r"(?:\\(?:left|right|[bB]igg?[lr]?)(?![A-Za-z])\s*)?(?:(?<!\\)\||\\[lr]?vert(?![A-Za-z])|\\mid(?![A-Za-z]))"
_BARS = re.compile(rf"\\[lr]?Vert(?![A-Za-z])|\\\||‖|{_BAR}\s*{_BAR}")
_HADAMARD = re.compile(r"\\odot(?![A-Za-z])|⊙|\.\*")
_BEFORE_HADAMARD = re.compile(rf"\s*(?:{_HADAMARD.pattern})")
_BEHIND_HADAMARD = re.compile(rf"(?:{_HADAMARD.pattern})\s*\Z")
_INNER = re.compile(r"(?:\\langle|⟨)(.*?)(?:\\rangle|⟩)", re.DOTALL)
_BOLD = re.compile(
    r"\\(?:mathbf|textbf|boldsymbol|bm|vec|pmb)\s*(?:\{\s*(?:\\(?:hat|bar|tilde)\s*)?\{?(?P<braced>[A-Za-z]|\\[A-Za-z]+)\s*\}?\s*\}|(?P<bare>[A-Za-z](?![A-Za-z])|\\[A-Za-z]+))"
    r"(?!\s*(?:\\left)?[(\[])"
)
_SIZES = re.compile(r"\\(?:left|right|[bB]igg?[lr]?)(?![A-Za-z])")
_INDEXED = re.compile(r"_[a-z]\Z")  # of x_i, which is an item of x
_GAP = re.compile(
    r"\s*+(?:\^\s*+(?:\{\s*+(?:\\top|T|-\s*+1|2)\s*+\}|\\top|T|-1|2)|'|\.T)?+\s*+(?:\\[,;! ]|\\cdot(?![A-Za-z])|\*|@)?+\s*+"
)
_GAP_AND_BRACKET = re.compile(rf"{_GAP.pattern}(?:\\left\s*+)?+\(")
_ABOVE = re.compile(r"\^\s*\{?\s*\Z")
_OPERATORS = frozenset("EPVR")  # \mathbf{E}[x], and the \mathbf{R} of real numbers
_CAPITAL = r"(?:(?<![A-Za-z\\])[ABCDHJKMQSUVWX]|\\(?:Sigma|Lambda|Phi|Psi|Omega|Theta)(?![A-Za-z]))"
_IN_BOLD = r"\\(?:mathbf|textbf|boldsymbol|bm|vec|pmb)\s*(?:\{\s*\\?[A-Za-z]+\s*\}|\\?[A-Za-z]+)"
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
_CALL = re.compile(r"(?:[A-Za-z]|\\[A-Za-z]+)(?:_\w|_\\[A-Za-z]+|_\{[^{}]*\})?\s*(?:\\left)?\s*\(")
_PAIR = re.compile(r"(?<![A-Za-z\\^_])([A-Za-z](?:_[0-9])?)\s*\\(?:cdot|times)\s+([A-Za-z](?:_[0-9])?)(?![A-Za-z_0-9])")
_DOT = re.compile(
    r"(?<![A-Za-z\\^_])(?<![_^]\{)([A-Za-z](?:_[0-9])?)\s*(?:\\cdot(?![A-Za-z])|·)\s*([A-Za-z](?:_[0-9])?)(?![A-Za-z_0-9]|\s*[\^(])"
)


def named_places(text: str, in_latex: bool) -> Iterator[tuple[str, int, int]]:
    """The names in a text, with the places where they begin and end; those of a typed word that is a product, too: Ax, W_2x."""
    for found in (LATEX_NAME if in_latex else TYPED_NAME).finditer(text):
        written = found["name"] or found["letter"]
        if written:
            yield canonical_name(_STAR_BEHIND.sub("^*", written)), found.start(), found.end()
        elif not in_latex and _RUN.fullmatch(found[0]) and found[0] not in KNOWN_FUNCTIONS:
            for each in _OF_RUN.finditer(text, found.start(), found.end()):
                yield canonical_name(each[0]), each.start(), each.end()


def names_in(text: str, in_latex: bool) -> set[str]:
    """The names in a text."""
    return {name for name, _, _ in named_places(text, in_latex)}


def in_vector_notation(texts: Iterable[str]) -> set[str]:
    """The names between double bars or angle brackets, in bold, multiplied by themselves with a dot, transposed by a prime, or
    capitals that are inverted in a product, have an adjoint, or a determinant between bars."""
    found = {name for text in texts if len(text) <= _LONGEST for name in _in_vector_notation(text)}
    return found | set(map(item_of, found))


# Entries of a matrix that has a number among them are numbers, and no blocks.
_WRITTEN_OUT = re.compile(
    r"\\begin\s*\{[pbBvV]?matrix\}(?=[^\\]*(?:\\(?!end)[^\\]*)*?(?<![\w^_{])[1-9])"
    r"(?:(?!\\end).)*\\end\s*\{[pbBvV]?matrix\}"
)


@lru_cache(maxsize=64)  # a reference stands beside every answer
def _in_vector_notation(text: str) -> frozenset[str]:
    found = _bold_names(text) if "\\" in text else set()
    for inside in (text,) if _HADAMARD.search(text) else _insides(text):
        found |= names_in(_WRITTEN_OUT.sub(" ", inside), is_latex(text))
    if "'" in text or "prime" in text:
        found |= transposed_by_primes(text)
    for place in (*_ADJOINT.finditer(text), *_INVERTED.finditer(text)) if "^" in text else ():
        found.add(canonical_name(next(name for name in place.groups() if name)))
    if "|" in text:
        for inside in single_bars(text) or ():
            found.update(canonical_name(place[0]) for place in _OF_DETERMINANT.finditer(inside))
        found |= _with_lengths(text)
    dotted = _DOT.findall(text) if "cdot" in text or "·" in text else []
    if any(left == right for left, right in dotted):
        found.update(canonical_name(name) for pair in dotted for name in pair)
    return frozenset(found)


def item_of(name: str) -> str:
    """The name of which another one is an item: x for x_i; itself for x and x_1."""
    return name[:-2] if _INDEXED.search(name) else name


def beside_arrays(texts: Iterable[str], matrices: Collection[str], vectors: Collection[str]) -> set[str]:
    """The small letters directly behind the name of a matrix, perhaps transposed or inverted, and the capitals beside an array:
    x of A x, B of B A, and A of x' A x."""
    found: set[str] = set()
    for text in texts:
        places = [place for place in named_places(text, is_latex(text)) if not _ABOVE.search(text[: place[1]])]
        for name, _, end in places:
            bracket = _GAP_AND_BRACKET.match(text, end) if name in matrices else None
            inside = "" if bracket is None else text[bracket.end() : (closing(text, bracket.end()) or len(text)) - 1]
            found |= {each for each in names_in(inside, is_latex(text)) if each[0].islower()}
        for (left, _, end), (right, begin, _) in pairwise(places):
            if not _GAP.fullmatch(text, end, begin):
                continue
            found |= {right} if left in matrices or (left in vectors and right[0].isupper()) else set()
            found |= {left} if left[0].isupper() and (right in matrices or right in vectors) else set()
    return found


def transposed_by_primes(text: str) -> set[str]:
    """The names whose prime is a transpose: it stands before a factor, and they are capitals, or multiplied by themselves."""
    return {canonical_name(place["name"] or place["own"] or place["item"]) for place in _PRIMED.finditer(text)}


def single_bars(text: str) -> list[str] | None:
    """What stands between pairs of single bars; None if a bar has no partner within its brackets, as that of p(x | y)."""
    found: list[str] = []
    if "|" not in text:
        return found
    open_bars: list[int | None] = [None]
    place, are_norms = 0, len(_BARS.findall(text)) % 2 == 0  # |a||b| has no norm
    text = _BARS.sub(lambda bars: " " * len(bars[0]), text) if are_norms else text
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
        found |= _bold_names(text) | _with_lengths(text)
        for inside in _insides(text):
            whole = (LATEX_NAME if is_latex(text) else TYPED_NAME).fullmatch(_SIZES.sub("", inside).strip())
            if whole is not None and (whole["name"] or whole["letter"]):
                found.add(canonical_name(whole["name"] or whole["letter"]))
        places = list(named_places(text, is_latex(text))) if _HADAMARD.search(text) else []
        for name, begin, end in places:
            if _BEFORE_HADAMARD.match(text, end) or _BEHIND_HADAMARD.search(text[:begin]):
                found.add(name)
    return found | set(map(item_of, found))


def have_calls_between_bars(texts: Iterable[str]) -> bool:
    r"""Whether values of functions stand between double bars: \|\phi(x) - \phi(y)\|."""
    return any(_CALL.search(inside) for text in texts for inside in _between_bars(text))


def _with_lengths(text: str) -> set[str]:
    r"""The names a and b of a \cdot b, or a \times b, beside |a| and |b|, their lengths."""
    alone = {canonical_name(inside.strip()) for inside in single_bars(text) or () if _OF_RUN.fullmatch(inside.strip())}
    pairs = [{*map(canonical_name, pair)} for pair in _PAIR.findall(text)]
    return {name for pair in pairs if pair <= alone for name in pair}


def _insides(text: str) -> Iterator[str]:
    """What stands between double bars, and each side of an inner product."""
    yield from _between_bars(text)
    yield from (found[1] for found in _BARE_OF_MATRIX.finditer(text)) if "\\" in text else ()
    for found in _NORM.finditer(text):
        yield text[found.end() : (closing(text, found.end()) or len(text)) - 1]
    for found in _OF_VECTORS.finditer(text):
        sides = text[found.end() : (closing(text, found.end()) or len(text)) - 1].split(",")
        yield from sides if (len(sides) == 1) == found[0].lstrip("\\").startswith("m") else ()
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
