r"""The shapes of vectors and matrices that nobody declared, from how they are multiplied, added and transposed.

    (X^\top X)^{-1} X^\top y        X: matrix n d, y: vector n
    x^\top A x + b^\top x + c       A: matrix n n, x and b: vector n, c a number
    inv(I - g P) r                  P: matrix n n, r: vector n

A capital letter is a matrix if that can be read.  A small letter is a column if it is transposed or stands behind a matrix, and
elsewhere a number or a column; where both can be read, both are offered.  Sizes are as different as the formulas allow.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from verify.functions import BINDER_FUNCTIONS, FUNCTIONS
from verify.grading.lines.links import links_of
from verify.grading.row import Row
from verify.grading.texts.inferred import inferred
from verify.grading.texts.labels import label_of
from verify.grading.texts.presentation import plain_answer
from verify.grading.texts.vector_notation import (
    VECTOR_FONT,
    in_vector_notation,
    item_of,
    named_places,
    single_bars,
    surely_vectors,
    transposed_by_primes,
)
from verify.problem import InputError
from verify.read.formula import vocabulary
from verify.read.names import GREEK_WORDS, canonical_name
from verify.term import ONE, Term

_MOST_NAMES, _MOST_READINGS, _MOST_SHAPES, _MOST_UNIFIED = 9, 32, 4, 16
_LONGEST = 1_000
_TRANSPOSED = re.compile(
    r"\s*(?:\^\s*(?:\{\s*-?\s*)?(?:\\top|\\intercal|\\mathsf\s*\{?\s*T|\\mathrm\s*\{?\s*T|T)(?![a-z_])|\.T(?![A-Za-z])|'(?![A-Za-z(]))"
)
_INVERTED = re.compile(r"\s*\^\s*(?:\{\s*-\s*1\s*\}|\(\s*-1\s*\)|-1(?![0-9]))")
_MARK = re.compile(
    r"\^\s*(?:\{\s*-?\s*)?(?:\\top|\\intercal|\\mathsf\s*\{?\s*T|\\mathrm\s*\{?\s*T|T)(?![a-z_])|[A-Za-z)\]]\.T(?![A-Za-z])"
    r"|(?<![A-Za-z])(?:transpose|inv|inverse|tr|trace|det)\s*\(|\\(?:operatorname|mathrm|text)\s*\{\s*[Tt]r(?:ace)?\s*\}"
    r"|\\(?:det|tr|Tr)(?![A-Za-z])"
)
_BEHIND_MATRIX = re.compile(
    r"(?:(?<![A-Za-z\\])(?P<capital>[A-Z])|\\(?:Sigma|Lambda|Phi|Psi|Omega|Theta|Gamma)|\\\w+\s*\{\s*[A-Z]\s*\}|(?P<bracket>[)\]])"
    r"|(?<![A-Za-z\\])[a-z](?:_[0-9])?(?=\s*\^\s*\{?(?:\\top|T)|'|\.T))"
    r"(?:_[0-9])?\s*(?:\^\s*(?:\{[^{}]*\}|\\top|T|-1)|'|\.T)?\s*(?:\\[,;! ]|\\cdot|\*|@)?\s*\Z"
)
_BEHIND_TRANSPOSED = re.compile(r"(?:\^\s*\{?\s*(?:\\top|T)\s*\}?|'|\.T)\s*(?:\\[,;! ]|\\cdot|\*|@)?\s*\Z")
_BY = re.compile(r"\\nabla\s*_\s*(?:\{\s*(\\?[A-Za-z]+)\s*\}|(\\[A-Za-z]+|[A-Za-z]))")
_IDENTITY = re.compile(rf"(?:{VECTOR_FONT}\{{\s*I\s*\}}|\\mathbb\s*\{{\s*I\s*\}}|(?<![A-Za-z\\_])I(?![A-Za-z_(]))")
_GIVEN_UP = re.compile(  # what says more of its names, or binds them
    r"\\(?:iint|int|mathbb\s*\{?\s*[EP]|mathcal|operatorname\s*\{?\s*(?:Var|Cov)|mid|lim|(?:max|min)(?=\s*(?:\\limits\s*)?_)|arg|sup|inf|begin|vert|nabla(?!\s*_)"
    r"|partial(?!\s*\}\s*\{\s*\\partial\s*\{?\s*\\?[A-Za-z]+\s*\}?\s*\})(?!\s*\{?\s*\\?[A-Za-z]+\s*\}?\s*\}\s*(?:\\left\s*)?[(\[\\]))(?![A-Za-z])"
    r"|(?<![A-Za-z])(?:E|Var|Cov|P)\s*[\[(]|(?<![A-Za-z])(?:int|integral|diff|lim|argmin|argmax)\s*[(_]|(?<![A-Za-z])(?:max|min)\s*_|I\s*_"
)
_COUNTS = frozenset("n m d p i j l t e N T".split())
_RATES = frozenset("lambda alpha gamma eta epsilon sigma tau nu pi kappa rho omega zeta".split())
COUNTS_AND_RATES = _COUNTS | _RATES  # numbers to everybody
SQUARE = frozenset("A B C D M P Q R S T U V".split())
_BROADCAST = "the number added to each entry"


def shapes_of(row: Row, answers: Iterable[str] = ()) -> tuple[Mapping[str, str], ...]:
    """The declarations that the references allow, or the answers where there are none; none without a sign of matrices.

    Nothing is found where something else may be meant, or where too much fits.
    """
    answers = tuple(answers)
    asked = row.asked or answers
    texts = [side for each in asked for side in _sides(plain_answer(each))]
    every = "\n".join((*texts, *row.definitions.values()))
    if not texts or len(every) > _LONGEST or any(len(answer) > _LONGEST for answer in answers):
        return ()
    vectors = _Vectors(in_vector_notation((*texts, *answers)), surely_vectors((*texts, *answers)))
    has_array = any(re.search(r"\b(?:matrix|vector)\b", words) for words in row.symbols.values())
    has_sign = has_array or bool(vectors.names) or any(map(has_mark, (*texts, *answers)))
    if _GIVEN_UP.search(every) or not has_sign:
        return ()
    if any(single_bars(text) is None for text in (*texts, *row.definitions.values())):
        return ()
    declared = {*map(canonical_name, row.symbols), *(canonical_name(head.partition("(")[0]) for head in row.definitions)}
    sequences = _sequences(row, answers)
    wholes = _wholes((*texts, *answers), vectors)
    vectors = replace(vectors, lengths={name: size for name, size in sequences.items() if name in wholes})
    options = _options(texts, declared, sequences, vectors)
    if not options:
        return ()
    found: list[tuple[tuple[int, ...], Mapping[str, str]]] = []
    for number, chosen in enumerate(product(*options.values())):
        if number >= _MOST_READINGS:
            return ()
        words = _fitting(row, texts, dict(zip(options, chosen, strict=True)), vectors.names)
        if words:
            found.append((vectors.preference(words), words))
    most = max((preference for preference, _ in found), default=())
    best = [_with_covariances(words) for preference, words in found if preference == most]
    return tuple(best) if len(best) <= _MOST_SHAPES else ()


def _with_covariances(words: Mapping[str, str]) -> Mapping[str, str]:
    """The declarations in which a square Sigma is a covariance, or the diagonal of singular values: symmetric and positive."""
    square = re.compile(r"\Amatrix (\w+) \1\Z")
    covariance = r"symmetric positive definite matrix \1"
    return {name: square.sub(covariance, each) if name.startswith("Sigma") else each for name, each in words.items()}


def has_mark(text: str) -> bool:
    """Whether a text has a transpose, an inverse, a trace or a determinant; a prime alone may be a derivative or a complement."""
    return _MARK.search(text) is not None


def with_square(words: Mapping[str, str], letters: Collection[str] = SQUARE) -> Mapping[str, str]:
    """The declarations with square matrices for letters, by default those that seldom are others: A, B, C; no X of data."""
    found = dict(words)
    for name in words:
        shape = re.fullmatch(r"matrix (\w+) (\w+)", found[name])
        if shape is not None and shape[1] != shape[2] and name.partition("_")[0] in letters:
            found = {other: re.sub(rf"\b{shape[2]}\b", shape[1], each) for other, each in found.items()}
    return found


def with_property(words: Mapping[str, str], properties: str) -> Mapping[str, str]:
    """The declarations with a symmetric positive definite, or an invertible, matrix for every square one."""
    square = re.compile(r"\bmatrix (\w+) \1\Z")
    return {name: square.sub(rf"{properties} matrix \1", each) for name, each in words.items()}


def _wholes(texts: Sequence[str], vectors: _Vectors) -> set[str]:
    r"""The names without an index in vector notation, transposed or behind that, or of a gradient: w^\top x, \nabla_w."""
    primed = {name for text in texts for name in transposed_by_primes(text)}
    places = [place for text in texts for place in _places(_IDENTITY.sub(" ", text), primed)]
    by = {canonical_name(found[1] or found[2]) for text in texts for found in _BY.finditer(text)}
    shaped = {place.name for place in places if place.is_transposed or place.is_behind_transposed}
    return by | shaped | vectors.names.intersection(place.name for place in places)


def _sequences(row: Row, answers: Iterable[str] = ()) -> dict[str, str]:
    """The sequences of numbers that the formulas of a row and its answers declare by themselves, with their lengths."""
    found = inferred(row, answers)
    symbols = {} if found is None else {name: words for name, words in found.symbols.items() if name not in row.symbols}
    return {name: words.split()[1] for name, words in symbols.items() if re.fullmatch(r"sequence \w+ of real", words)}


@dataclass(frozen=True)
class _Vectors:
    """The names in vector notation, and those of them that are no numbers; `lengths`: of those that have items, too."""

    names: set[str]
    sure: set[str]
    lengths: Mapping[str, str] = field(default_factory=dict)

    def preference(self, words: Mapping[str, str]) -> tuple[int, ...]:
        """More matrices are preferred, more vectors in vector notation, fewer others beside it, and rates that are numbers."""
        count = sum(each.startswith("matrix") for each in words.values())
        if not self.names:
            return (count,)
        shaped = [name for name, each in words.items() if "vector" in each or "matrix" in each]
        inside = sum(name in self.names for name in shaped)
        return count, inside, inside - len(shaped), -sum(name in _RATES for name in shaped)


@dataclass(frozen=True)
class _Place:
    """A name in a text, and what stands beside it."""

    name: str
    is_transposed: bool
    is_inverted: bool
    is_behind_matrix: bool
    is_behind_transposed: bool


def _places(text: str, primed: Collection[str]) -> Iterator[_Place]:
    for name, begin, end in named_places(text, "\\" in text):
        before, behind = text[:begin], text[end:]
        if before.rstrip().endswith(("^", "^{")) or before.endswith("."):
            continue
        is_inverted = _INVERTED.match(behind) is not None
        is_transposed = _TRANSPOSED.match(behind) is not None or (name in primed and behind.lstrip().startswith("'"))
        is_behind_transposed = _BEHIND_TRANSPOSED.search(before) is not None
        yield _Place(name, is_transposed, is_inverted, _is_behind_matrix(before), is_behind_transposed)


def _is_behind_matrix(before: str) -> bool:
    found = _BEHIND_MATRIX.search(before)
    if found is None:
        return False
    if found["bracket"] is None:
        return found["capital"] not in ("N", "T")
    depth = 0
    for place in range(found.start(), -1, -1):
        depth += (before[place] in ")]") - (before[place] in "([")
        if depth == 0:
            inside = before[place : found.start()]
            return re.search(r"[A-Z]|\\(?:Sigma|Lambda)|\\top", inside) is not None
    return False


def _options(
    texts: Sequence[str], declared: set[str], sequences: Mapping[str, str], vectors: _Vectors
) -> dict[str, tuple[str, ...]]:
    """What each undeclared name may be, % being a new size; empty where nothing is known of one."""
    options: dict[str, tuple[str, ...]] = {}
    primed = {name for text in texts for name in transposed_by_primes(text)}
    for place in (place for text in texts for place in _places(_IDENTITY.sub(" ", text), primed)):
        base, whole = place.name.partition("_")[0], item_of(place.name)
        is_function = (base in FUNCTIONS and base not in GREEK_WORDS) or base in BINDER_FUNCTIONS
        if not declared.isdisjoint((place.name, base)) or is_function or base in ("e", "I") or place.name in sequences.values():
            continue
        is_item = whole != place.name and whole in sequences
        whole = whole if is_item else place.name
        before = f"sequence {sequences[whole]} of " if is_item else ""
        kinds = (f"vector {vectors.lengths[whole]}",) if whole in vectors.lengths else _kinds(base, place, before, vectors)
        known = options.get(whole, kinds)
        options[whole] = known if len(known) <= len(kinds) else kinds
    return options if len(options) <= _MOST_NAMES else {}


def _kinds(base: str, place: _Place, before: str, vectors: _Vectors) -> tuple[str, ...]:
    in_notation = place.name in vectors.names
    if base[0].isupper():
        is_matrix = place.is_transposed or place.is_inverted or in_notation
        return (f"{before}matrix % %",) if is_matrix else (f"{before}matrix % %", f"{before}real")
    if place.name in vectors.sure:
        return (f"{before}vector %",)
    if in_notation and not place.is_transposed:
        return (f"{before}real", f"{before}vector %")
    if place.is_transposed or (place.is_behind_matrix and base not in COUNTS_AND_RATES):
        return (f"{before}vector %",)
    return (f"{before}real",) if base in COUNTS_AND_RATES else (f"{before}real", f"{before}vector %")


def _fitting(
    row: Row, texts: Sequence[str], chosen: Mapping[str, str], in_notation: Collection[str]
) -> Mapping[str, str] | None:
    """The declarations with the most different sizes with which every text can be read; None if there are none.

    Numbers are left out, but for those in vector notation.
    """
    pieces, identities = _pieces(texts)
    sizes = iter(f"N_{number}" for number in range(1, 100))
    words = {name: re.sub("%", lambda _: next(sizes), each) for name, each in chosen.items()}
    words |= {name: f"matrix {size} {size}" for name, size in zip(identities, sizes, strict=False)}
    for _ in range(_MOST_UNIFIED):
        pair = _disagreement({**row.symbols, **words}, row, pieces)
        if pair is None:
            words = {name: each for name, each in words.items() if name not in identities}
            plain = {name: each for name, each in words.items() if each != "real" or name in in_notation}
            return _renamed(plain, texts)
        kept, lost = pair
        if not lost:
            return None
        words = {name: re.sub(rf"\b{lost}\b", kept, each) for name, each in words.items()}
    return None


def _pieces(texts: Sequence[str]) -> tuple[list[str], list[str]]:
    """The texts with a name of its own for each identity matrix, and these names."""
    names: list[str] = []
    pieces: list[str] = []
    for text in texts:
        *parts, last = _IDENTITY.split(text)
        written = ""
        for part in parts:
            names.append(f"I_{901 + len(names)}")
            written += part + (f" I_{{{names[-1][2:]}}} " if "\\" in text else f" {names[-1]} ")
        pieces.append(written + last)
    return pieces, names


def _sides(text: str) -> list[str]:
    """The sides of an equation, but for the name of what is asked for; in LaTeX if the whole is."""
    sides = [link.formula if "\\" not in text or "\\" in link.formula else rf"{link.formula}\," for link in links_of(text)]
    return sides[1:] if len(sides) > 1 and label_of(sides[0]) is not None else sides


def _disagreement(symbols: Mapping[str, str], row: Row, pieces: Sequence[str]) -> tuple[str, str] | None:
    """Two sizes that would have to be equal, the one to keep first; None if all can be read, and ("", "") if nothing helps."""
    try:
        words = vocabulary(symbols, row.definitions, row.syntax, row.macros)
        readings = [words.read(piece) for piece in pieces]
    except InputError as error:
        return _different(error.problem.sizes)
    if any(choice.endswith(_BROADCAST) for reading in readings for choice in reading.choices):
        return "", ""
    first, *others = (reading.term.shape for reading in readings)
    pairs = [pair for other in others for pair in zip(first or (ONE, ONE), other or (ONE, ONE), strict=True)]
    return _different(pairs) if any(left is not right for left, right in pairs) else None


def _different(pairs: Iterable[tuple[Term, Term]]) -> tuple[str, str]:
    """The first two different sizes, a new one last; neither may be 1: what has one row is no matrix."""
    for left, right in pairs:
        if left is right:
            continue
        if left.op != "symbol" or right.op != "symbol":
            return "", ""
        kept, lost = sorted((left.name, right.name), key=lambda name: name.startswith("N_"))
        return (kept, lost) if lost.startswith("N_") else ("", "")
    return "", ""


def _renamed(words: Mapping[str, str], texts: Sequence[str]) -> Mapping[str, str]:
    """The declarations with letters for their sizes that no text has."""
    taken = {letter for text in texts for letter in re.findall(r"[A-Za-z]", text)}
    letters = iter([letter for letter in "ndmpkqrsgh" if letter not in taken])
    names: dict[str, str] = {}
    for size in re.findall(r"N_\d+", " ".join(words.values())):
        if size not in names:
            names[size] = next(letters, size)
    return {name: re.sub(r"N_\d+", lambda found: names[found[0]], each) for name, each in words.items()}
