"""The words of declarations, and a cursor over them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, MutableMapping
from functools import lru_cache

from verify.problem import InputError, Problem, reject
from verify.read.names import ACCENTS, FONTS, GREEK_LETTERS, canonical_name, nearest
from verify.sort import COMPLEX, INTEGER, NATURAL, NEGATIVE, NONNEGATIVE, NONPOSITIVE, NONZERO, POSITIVE, REAL, Scalar
from verify.term import Term

SCALAR_WORDS: Mapping[str, Scalar] = {
    "real": REAL, "complex": COMPLEX, "positive": POSITIVE, "negative": NEGATIVE, "nonnegative": NONNEGATIVE,
    "nonpositive": NONPOSITIVE, "nonzero": NONZERO, "integer": INTEGER, "natural": NATURAL,
}  # fmt: skip
TENSOR_PROPERTIES = frozenset(
    ("diagonal", "invertible", "lower triangular", "orthogonal", "positive definite", "positive semidefinite", "symmetric",
     "nonzero")
)  # fmt: skip
FUNCTION_PROPERTIES = frozenset(("continuous", "smooth", "increasing", "decreasing", "convex", "even", "odd"))
_HEADS = frozenset(
    "vector matrix sequence function diffeomorphism density outcome distribution in of on given".split()
)
PART_WORDS = frozenset(("rows", "columns", "entries"))  # also names that sizes may have, so no words of their own
KNOWN_WORDS = (
    frozenset(SCALAR_WORDS) | FUNCTION_PROPERTIES | _HEADS | {word for each in TENSOR_PROPERTIES for word in each.split()}
)
ACCEPTED = (
    "real, positive, negative, nonnegative, nonzero, integer, natural, in (a, b), in [a, b], in {a, b}, integer in a..b,"
    " vector n, matrix n m, rows of X, sequence n of positive, function, function of vector d, density of z, outcome,"
    " distribution on 1..K"
)

_LETTER = "A-Za-z_" + "".join(GREEK_LETTERS)
_INDEX = r"(?:(?<=_)\{[^{}\s]+\}|\^\{[(\[][^{}\s]+[)\]]\})"  # of x_{t-1} and x^{(t)}
_DRAWN = (  # \mathbf{X}, \tilde{\mathbf X}, \boldsymbol\Sigma
    rf"\\(?:{'|'.join(sorted((*FONTS, *ACCENTS, 'mathrm')))})(?![A-Za-z])\s*"
    r"(?:\{(?:[^{}]|\{[^{}]*\})*\}|\\[A-Za-z]+|[A-Za-z](?![A-Za-z]))(?:_(?:\w|\{\w+\}))?"
)
_TOKEN = re.compile(
    rf"\s*({_DRAWN}|"
    r"\.\.|>=|<=|[<>≥≤]|-?[0-9]+(?:\.(?!\.)[0-9]+)?(?:/[0-9]+)?"
    rf"|-?\\?[{_LETTER}][{_LETTER}0-9]*(?:\{{[{_LETTER}0-9]+\}}|{_INDEX})?|-?∞|[()\[\]{{}},×*/])"
)
INFINITE_WORDS = frozenset(("inf", "infinity", "oo", "∞"))
# What LaTeX and a few signs write for the words above; what only sets a formula says nothing.
_MERELY_SET = re.compile(r"\s*(?:\\(?:(?:left|right|bigl?|bigr|Bigl?|Bigr)(?![A-Za-z])|[,;:! ]|displaystyle(?![A-Za-z]))|\$)")
_SPELLED = re.compile(
    r"\s*(?P<word>[-+]\s*\\infty(?![A-Za-z])|\+\s*(?:infinity|infty|inf|oo)(?![A-Za-z])|\+\s*∞|\\infty(?![A-Za-z])"
    r"|\\[{}]|\\(?:in|leq?|leqslant|geq?|geqslant|lt|gt)(?![A-Za-z])|∈)"
)
_WORDS_OF = {
    r"\infty": "inf", "infty": "inf", "inf": "inf", "infinity": "inf", "oo": "inf", "∞": "inf",
    r"\{": "{", r"\}": "}", r"\in": "in", "∈": "in",
    r"\le": "<=", r"\leq": "<=", r"\leqslant": "<=", r"\ge": ">=", r"\geq": ">=", r"\geqslant": ">=", r"\lt": "<", r"\gt": ">",
}  # fmt: skip
_DIGITS = r"[0-9]{1,20}"
_CONSTANT = r"(?:\\pi|π|pi|e)(?![A-Za-z0-9_])"
_FRACTION = re.compile(  # \frac12, -\frac{\pi}{2}, \tfrac{3\pi}{4}, \frac{1}{e}
    r"\s*(?P<sign>-?)\s*\\[dt]?frac(?:(?![A-Za-z])\s*)"
    rf"(?:(?P<digit>[0-9]|\\pi(?![A-Za-z]))\s*|\{{\s*(?P<factor>-?{_DIGITS})?\s*(?P<above>{_CONSTANT})?\s*\}}\s*)"
    rf"(?:(?P<small>[0-9])|\{{\s*(?P<below>{_DIGITS}|{_CONSTANT})\s*\}})"
)
_MERE_WORDS = (KNOWN_WORDS | INFINITE_WORDS) - {"vector", "matrix", "sequence", "density", "distribution"}
_MAXIMAL_LENGTH = 200


@lru_cache(1024)
def mentions_names(text: str) -> bool:
    """Whether there is a word that declarations do not know: the name of a size, a bound or a matrix."""
    return not _MERE_WORDS.issuperset(re.findall(r"[^\W\d]+", text))


class Words:
    """A cursor over the words of one declaration."""

    def __init__(self, source: str, symbols: MutableMapping[str, Term], where: str) -> None:
        self.source = source
        self.symbols = symbols
        self.where = where
        self.tokens = list(self._scan())
        self.position = 0
        self.declared_later: frozenset[str] = frozenset()  # names that are no constants, though not in `symbols` yet
        self.conditions: list[tuple[str, tuple[Term | None, Term | None]]] = []  # None is what is being declared

    def _scan(self) -> Iterator[tuple[str, int]]:
        if not isinstance(self.source, str) or len(self.source) > _MAXIMAL_LENGTH:
            raise reject("malformed-declaration", "a declaration that is no short text", where=self.where, help=ACCEPTED)
        position = 0
        end = len(self.source.rstrip())
        while position < end:
            if (mere := _MERELY_SET.match(self.source, position)) is not None:
                position = mere.end()
                continue
            if (fraction := _FRACTION.match(self.source, position)) is not None and (words := _fraction(fraction)):
                yield from ((word, fraction.start()) for word in words)
                position = fraction.end()
                continue
            if (spelled := _SPELLED.match(self.source, position)) is not None:
                yield _plain_word(spelled["word"]), spelled.start("word")
                position = spelled.end()
                continue
            match = _TOKEN.match(self.source, position)
            if match is None:
                raise self.problem("malformed-declaration", f"unexpected {self.source[position:].strip()[0]!r}", position, end)
            yield match[1], match.start(1)
            position = match.end()

    def problem(self, kind: str, seen: str, start: int, end: int, help: str = ACCEPTED) -> InputError:
        return InputError(Problem(kind, seen, self.where, help, self.source, (start, end)))

    def wrong(self, expected: str) -> InputError:
        """The problem at the current word."""
        word, start = self.tokens[self.position] if self.position < len(self.tokens) else ("", len(self.source))
        known = KNOWN_WORDS | PART_WORDS
        near = nearest(word, known) if word and word not in known else ()
        help = f"did you mean {' or '.join(near)}?" if near else f"expected {expected}"
        return self.problem("malformed-declaration", f"{word!r} here" if word else "the declaration ends too early",
                            start, start + max(1, len(word)), help)  # fmt: skip

    def peek(self, ahead: int = 0) -> str:
        return self.tokens[self.position + ahead][0] if self.position + ahead < len(self.tokens) else ""

    def take(self, *words: str) -> bool:
        """Step over `words` if they are next."""
        if all(self.peek(offset) == word for offset, word in enumerate(words)):
            self.position += len(words)
            return True
        return False

    def expect(self, word: str) -> None:
        if not self.take(word):
            raise self.wrong(f"{word!r}")

    def name(self) -> str:
        word = self.peek()
        name = canonical_name(word)
        if not re.sub(rf"{_INDEX}\Z", "", name).isidentifier():
            raise self.wrong("a name")
        self.position += 1
        return name

    def names(self) -> list[str]:
        names = [self.name()]
        while self.take(","):
            names.append(self.name())
        return names


def _plain_word(word: str) -> str:
    """-inf of -\\infty, inf of +inf, and <= of \\leq."""
    sign = word[0] if word[0] in "+-" else ""
    return f"{'-' * (sign == '-')}{_WORDS_OF[word[len(sign) :].strip()]}"


def _fraction(found: re.Match[str]) -> tuple[str, ...]:
    """The words 3, pi, / and 4 of \\frac{3\\pi}{4}, and 1/2 of \\frac12; none for braces with nothing in them."""
    above, below = found["digit"] or found["above"] or "", found["small"] or found["below"]
    factor = found["factor"] or ""
    if found["digit"] and found["digit"].isdigit():
        factor, above = found["digit"], ""
    if not (factor or above) or (found["sign"] and factor.startswith("-")):
        return ()
    if not above:
        return (f"{found['sign']}{factor}/{below}",) if below.isdigit() else (f"{found['sign']}{factor}", "/", below)
    return (f"{found['sign']}{factor}", above, "/", below) if factor else (f"{found['sign']}{above}", "/", below)
