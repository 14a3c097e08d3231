r"""Values and gradients of a function that nobody declared, as inequalities about convex and smooth functions have them.

    f(y) \ge f(x) + \nabla f(x)^\top (y - x)        u_1 \ge u_2 + v_1^\top (y - x)

Each value is taken for a number, each gradient for a vector of the size of the points, the same for the same text.  With
f(x) = \frac{c}{2} \|x - x^*\|^2 in their place the texts speak of one convex function, which has a smallest value at x^*.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from verify.grading.texts.brackets import closing
from verify.grading.texts.labels import plain_text
from verify.grading.texts.new_names import is_indexed
from verify.grading.texts.vector_notation import LATEX_NAME
from verify.read.names import ACCENTS, FONTS, GREEK_WORDS, canonical_name

_LONGEST = 2_000
_MOST_POINTS = 6
_FUNCTION = (
    r"(?:\\(?:ell|phi|varphi|psi|Phi)(?![A-Za-z])|\\mathcal\s*+(?:\{\s*+[A-Z]\s*+\}|[A-Z](?![A-Za-z]))"
    r"|(?<![A-Za-z\\{])[fghFGHJL](?![A-Za-z]))"
)
_BY = r"(?:_\s*+(?:\{\s*+(?P<braced>\\?[A-Za-z]++)\s*+\}|(?P<bare>\\[A-Za-z]++|[A-Za-z])))?"
_OPENED = r"\s*+(?:\\(?:left|[bB]igg?l?)(?![A-Za-z])\s*+)?\("
_GRADIENT = re.compile(rf"\\nabla(?![A-Za-z])\s*+{_BY}\s*+(?P<head>{_FUNCTION}){_OPENED}")
_PRIME = r"\s*+(?:'|\^\s*+\{?\s*+\\prime(?![A-Za-z])\s*+\}?)"
_CALL = rf"(?P<nabla>\\nabla(?![A-Za-z])\s*+{_BY}\s*+)?(?P<head>%s)(?P<prime>{_PRIME})?{_OPENED}"
_STAR = r"(?:\*|\\ast(?![A-Za-z])|\\star(?![A-Za-z]))"
_LEAST = rf"(?P<head>%s)\s*+[_^]\s*+(?:{_STAR}|\{{\s*+{_STAR}\s*+\}})(?!\s*+\()"
_STARRED = re.compile(rf"{_STAR}\s*\}}?\Z")
_SIZING = re.compile(r"\\(?:right|[bB]igg?r?)\s*\Z")
_COMMAND = re.compile(r"\\([A-Za-z]++)")
_KNOWN_COMMANDS = GREEK_WORDS | ACCENTS.keys() | FONTS | {
    "frac", "dfrac", "tfrac", "left", "right", "cdot", "quad", "qquad", "sqrt", "langle", "rangle", "top", "intercal", "Vert",
    "lVert", "rVert", "le", "leq", "ge", "geq", "lt", "gt", "leqslant", "geqslant", "star", "ast", "ell", "big", "Big", "bigl",
    "bigr", "Bigl", "Bigr", "bigg", "Bigg", "biggl", "biggr", "begin", "end", "implies", "iff", "Rightarrow",
}  # fmt: skip
_MATRIX = re.compile(r"(?<![A-Za-z\\])[ABCEFHIJOPQSUVWXYZ](?![A-Za-z])")  # which is no constant, unless somebody says so
_OF_SEVERAL_VALUES = re.compile(  # \nabla f(x)^\top f(x), where f(x) is a vector to some
    r"v_\{\d+\}\s*(?:\^\s*\{?\s*(?:\\top|T)\s*\}?)?\s*(?:\\cdot)?\s*(?:\\left)?[(\[]?\s*u_"
    r"|u_\{\d+\}\s*(?:\^\s*2\s*)?(?:\\right)?[)\]]?\s*(?:\\cdot)?\s*v_"
)
_RATES = ("L", "M", r"\mu", r"\eta", r"\alpha", r"\beta", r"\gamma")
_SMOOTHNESS, _CONVEXITY = "L", r"\mu"
_STEPS = (r"\eta", r"\alpha", r"\gamma", "t")
_A_STEP = r"\tau"
_CURVATURES, _SIZE_LETTERS = "cbaq", "npdq"


class _NotUnderstood(Exception):
    """A text that is written in no way which is known here."""


@dataclass(frozen=True)
class Quantities:
    """Texts with names for values and gradients, what these stand for, and what is to be declared."""

    texts: tuple[str, ...]
    called: dict[str, str]
    symbols: dict[str, str]

    def names_in(self, text: str) -> set[str]:
        """The names of a text, with those of values and gradients, but for their arrangement."""
        return {canonical_name(found[0]) for found in LATEX_NAME.finditer(text) if found["name"] or found["letter"]}


@dataclass(frozen=True)
class Example:
    """Texts in which one convex function stands for the one that nobody declared."""

    texts: tuple[str, ...]
    symbols: dict[str, str]
    assuming: tuple[str, ...]


@dataclass(frozen=True)
class ValuesAndGradients:
    """Texts about values and gradients of functions.

    `points`: their names as they are written, `kind`: what is declared for each of them and for the gradients.
    """

    texts: tuple[str, ...]
    heads: tuple[str, ...]
    points: tuple[str, ...]
    kind: str
    declared: Mapping[str, str] = field(default_factory=dict)

    def as_quantities(self) -> Quantities:
        """The texts with a number for each value, and a vector for each gradient."""
        names: dict[tuple[str, ...], str] = {}
        called: dict[str, str] = {}

        def named(letter: str, head: str, inside: str, whole: str) -> str:
            name = names.setdefault((letter, plain_text(head), plain_text(inside)), f"{letter}_{{{len(names) + 1}}}")
            called.setdefault(name, whole)
            return f" {name} "

        texts = tuple(
            _respelled(
                text, self.heads,
                value=lambda head, inside: named("u", head, inside, f"{head}({inside})"),
                gradient=lambda head, inside: named("v", head, inside, rf"\nabla {head}({inside})"),
                least=lambda head: named("u", head, "*", f"{head}^*"),
            )
            for text in self.texts
        )  # fmt: skip
        words = {name: self.kind if name.startswith("v") else "real" for name in called}
        return Quantities(texts, called, {**self._declared_points(), **words})

    def rates(self) -> list[str]:
        """The names of constants that are positive to everybody: those of smoothness and convexity, and steps."""
        return [name for name in _RATES if self._has(name) and canonical_name(name) not in self.declared]

    def examples(self) -> Iterator[Example]:
        """The texts about a convex function, and about it where one point is reached from another by a step of its gradient."""
        yield self._example({})
        steps: list[tuple[str, dict[str, str]]] = [(step, {}) for step in _STEPS if self._has(step)]
        if self._has(_SMOOTHNESS):
            shortest = rf"\frac{{1}}{{{_SMOOTHNESS}}}"
            steps.append((shortest, dict.fromkeys((step for step, _ in steps), shortest)))
        for step, same in steps or [(_A_STEP, {})]:
            for begin, end in self._pairs():
                curvature, centre = self._curvature(), self._centre()
                reached = rf"\left({begin} - {step} {curvature} \cdot \left({begin} {centre}\right)\right)"
                yield self._example({**same, end: reached})

    def exchanged(self) -> Iterator[ValuesAndGradients]:
        """The same with two points exchanged in the last text: what holds for all points holds for these."""
        for place, first in enumerate(self.points):
            for second in self.points[place + 1 :]:
                last = _replaced(self.texts[-1], {first: second, second: first})
                yield replace(self, texts=(*self.texts[:-1], last))

    def _example(self, replaced: Mapping[str, str]) -> Example:
        curvature, centre = self._curvature(), self._centre()
        least = rf"{curvature}_{{0}}"  # the smallest value
        has_least = any(re.search(_LEAST % _any(self.heads), text) for text in self.texts)
        above = f" + {least}" if has_least else ""
        texts = (
            _respelled(
                text, self.heads,
                value=lambda _, inside: rf"\left(\frac{{{curvature}}}{{2}}{self._square(f'{inside} {centre}')}{above}\right)",
                gradient=lambda _, inside: rf"\left({curvature} \cdot \left({inside} {centre}\right)\right)",
                least=lambda _: f" {least} ",
            )
            for text in self.texts
        )  # fmt: skip
        bounds = ((curvature, _SMOOTHNESS), (_CONVEXITY, curvature))
        assuming = tuple(rf"{left} \le {right}" for left, right in bounds if self._has(left) or self._has(right))
        symbols = {**self._declared_points(), **dict.fromkeys([*self.rates(), curvature], "positive")}
        return Example(tuple(_replaced(text, replaced) for text in texts), symbols, assuming)

    def _square(self, inside: str) -> str:
        return rf"\left\|{inside}\right\|^2" if self.kind.startswith("vector") else rf"\left({inside}\right)^2"

    def _declared_points(self) -> dict[str, str]:
        return {name: self.kind for name in self.points if canonical_name(name) not in self.declared}

    def _pairs(self) -> Iterator[tuple[str, str]]:
        """A point at which a gradient is taken, and another one that may be reached from there."""
        at: list[str] = []

        def noted(_: str, inside: str) -> str:
            at.append(inside.strip())
            return ""

        for text in self.texts:
            _respelled(text, self.heads, lambda *_: "", noted, lambda _: "")
        for begin in self.points:
            for end in self.points:
                if begin in at and end != begin and not _STARRED.search(end):
                    yield begin, end

    def _centre(self) -> str:
        """What is taken from a point: the place of the smallest value, if there is one."""
        starred = [name for name in self.points if _STARRED.search(name)]
        return f"- {starred[0]}" if starred else ""

    def _curvature(self) -> str:
        return next((letter for letter in _CURVATURES if not self._has(letter)), _CURVATURES[0])

    def _has(self, name: str) -> bool:
        return any(_standing(name).search(text) for text in self.texts)


def values_and_gradients(texts: Iterable[str], declared: Mapping[str, str]) -> ValuesAndGradients | None:
    r"""What texts say of values and gradients of functions of vectors; None for others, and where more may be meant.

    `declared` are the words of what is declared.
    """
    texts = tuple(texts)
    whole = "\n".join(texts)
    if len(whole) > _LONGEST or not _GRADIENT.search(whole):
        return None
    heads = tuple(dict.fromkeys(found["head"] for found in _GRADIENT.finditer(whole)))
    known = {canonical_name(name.partition("(")[0]): words for name, words in declared.items()}
    if any(canonical_name(head) in known for head in heads) or re.search(rf"(?:{_any(heads)}){_PRIME}", whole):
        return None
    try:
        points, rest = _points(texts, heads)
    except _NotUnderstood:
        return None
    given = {known[canonical_name(name)] for name in points if canonical_name(name) in known}
    letters = {found[0] for found in re.finditer(r"[A-Za-z]", rest)} | {*known}
    free = [f"vector {letter}" for letter in _SIZE_LETTERS if letter not in letters]
    is_free = not is_indexed("u", (whole,)) and not is_indexed("v", (whole,)) and len(points) <= _MOST_POINTS and bool(free)
    if not points or not is_free or len(given) > 1 or not all(re.fullmatch(r"vector \w+", words) for words in given):
        return None
    found = ValuesAndGradients(texts, heads, points, given.pop() if given else free[0], known)
    return None if any(map(_OF_SEVERAL_VALUES.search, found.as_quantities().texts)) else found


def values_and_slopes(texts: Iterable[str], heads: Iterable[str], declared: Mapping[str, str]) -> ValuesAndGradients | None:
    r"""What texts in LaTeX say of values and derivatives of functions of one number: f(y) \ge f(x) + f'(x)(y - x)."""
    texts, heads = tuple(texts), tuple(heads)
    whole = "\n".join(texts)
    known = {canonical_name(name.partition("(")[0]): words for name, words in declared.items()}
    try:
        points, _ = _points(texts, heads)
    except _NotUnderstood:
        return None
    is_free = not is_indexed("u", (whole,)) and not is_indexed("v", (whole,)) and 0 < len(points) <= _MOST_POINTS
    is_one_kind = r"\nabla" not in whole and all("\\" in text for text in texts)
    return ValuesAndGradients(texts, heads, points, "real", known) if is_free and is_one_kind else None


def _points(texts: Iterable[str], heads: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """The names of points, and all texts without what is called."""
    arguments: list[str] = []

    def noted(_: str, inside: str) -> str:
        arguments.append(inside)
        return f" {_OMITTED} "

    rest = "\n".join(_respelled(text, heads, noted, noted, lambda _: f" {_OMITTED} ") for text in texts)
    is_known = {*_COMMAND.findall(rest)} <= _KNOWN_COMMANDS and not any(_standing(head).search(rest) for head in heads)
    if not is_known or _MATRIX.search(rest):
        raise _NotUnderstood
    single = [inside.strip() for inside in arguments if LATEX_NAME.fullmatch(inside.strip())]
    bases = {_base(name) for name in single}
    within = [inside for inside in arguments if inside.strip() not in single]
    names = (found[0] for text in (*single, rest, *within) for found in LATEX_NAME.finditer(text))
    return tuple(dict.fromkeys(name.strip() for name in names if _base(name) in bases)), rest


_OMITTED = r"\,"


def _base(name: str) -> str:
    """A name without index and star."""
    return "".join(re.split(r"[_^]", name, maxsplit=1)[0].split())


def _respelled(
    text: str,
    heads: tuple[str, ...],
    value: Callable[[str, str], str],
    gradient: Callable[[str, str], str],
    least: Callable[[str], str],
) -> str:
    """A text with other formulas for values, gradients and smallest values; raises where a call is not understood."""
    pattern = re.compile(_CALL % _any(heads))
    text = re.sub(_LEAST % _any(heads), lambda found: least(found["head"]), text)
    pieces, end = [], 0
    for call in pattern.finditer(text):
        if call.start() < end:
            continue  # inside of the call before it
        close = closing(text, call.end())
        if close is None:
            raise _NotUnderstood
        inside = _SIZING.sub("", text[call.end() : close - 1])
        by = call["braced"] or call["bare"]
        if re.search(r"[,;|]|\\(?:mid|vert)", inside) or (by and _base(inside) != by):
            raise _NotUnderstood  # of several variables
        inside = _respelled(inside, heads, value, gradient, least)
        written = (gradient if call["nabla"] or call["prime"] else value)(call["head"], inside)
        pieces += [text[end : call.start()], written]
        end = close
    return "".join((*pieces, text[end:]))


def _any(heads: Iterable[str]) -> str:
    return "|".join(_standing(head).pattern for head in heads)


def _standing(name: str) -> re.Pattern[str]:
    """A name that is no part of another word or command, nor of an index."""
    return re.compile(rf"(?<![A-Za-z\\]){re.escape(name)}(?![A-Za-z])")


def _replaced(text: str, others: Mapping[str, str]) -> str:
    if not others:
        return text
    whole = r"(?<![A-Za-z\\])(?:%s)(?![A-Za-z_])(?!\s*\^\s*\{?\s*(?:\*|\\star|\\ast))"
    pattern = re.compile(whole % "|".join(re.escape(name) for name in sorted(others, key=len, reverse=True)))
    return pattern.sub(lambda found: others[found[0]], text)
