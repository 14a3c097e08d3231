r"""Names that an answer explains itself: `p(1-p), where p = 1/(1+e^{-z})`, `\frac{a}{\kappa}, \quad \kappa = \sqrt{b}`."""

from __future__ import annotations

import re

_SPACE = r"(?:\s|~|\\[,;:! ]|\\q?quad(?![A-Za-z]))"
_WORD = r"(?:where|with)"
_IN_TEXT = rf"\\(?:text|mathrm|textrm|mbox)\s*\{{\s*,?\s*{_WORD}\s*\}}"
_NAME = (
    r"(?:\\?[^\W\d_]+(?:_(?:\w|\{\w+\}))?'?|\\(?:bar|hat|tilde)\s*(?:\{\\?[A-Za-z]+\}|\\?[A-Za-z]))(?:\(\\?[A-Za-z](?:,\s*\\?[A-Za-z])*\))?"
)
_GROUP = re.compile(r"\{[^{}]*\}")  # \sum_{j=1}^{n}
_WITH_INDEX = re.compile(r"(?P<base>\\?[A-Za-z]+)_(?P<index>[a-z]|\{[a-z]\})")
# Possessive: a long run of spaces costs no more than its length.
_DEFINED = re.compile(
    rf"(?:[,;]{_SPACE}*+(?:{_IN_TEXT}|{_WORD}(?![A-Za-z]))?|(?<=[\s~}}]){_WORD}(?![A-Za-z])|{_IN_TEXT}|\\q?quad(?![A-Za-z]))"
    rf"{_SPACE}*+\$?{_SPACE}*+(?P<name>{_NAME}){_SPACE}*+(?::?=|\\equiv|\\coloneqq)"
)
_LONGEST = 1_000
_UNIT = re.compile(r"(?<![A-Za-z\\])[ij](?![A-Za-z])")
_BINDER = re.compile(r"\\(?:sum|prod|max|min)(?![A-Za-z])|(?<![A-Za-z])(?:sum|prod|product|largest)\(|[∑∏]")
_OPENS, _CLOSES = "([{", ")]}"
_MOST = 4
_EDGES = re.compile(rf"\A{_SPACE}++|{_SPACE}++\Z")


def abbreviations_of(source: str) -> tuple[str, dict[str, str]] | None:
    """The formula of an answer, and what it says of the names in it; None for a formula alone."""
    if len(source) > _LONGEST:
        return None
    places = [place for place in _DEFINED.finditer(source) if place.start() and _is_closed(source[: place.start()])]
    if not 0 < len(places) <= _MOST:
        return None
    ends = [place.start() for place in places[1:]] + [len(source)]
    bodies = [_bare(source[place.end() : end]) for place, end in zip(places, ends, strict=True)]
    names = [place["name"] for place in places]
    formula = _bare(source[: places[0].start()])
    if not formula or not all(bodies) or len(set(names)) < len(names) or any("=" in _GROUP.sub("", body) for body in bodies):
        return None
    for place, name in enumerate(names):
        indexed = _WITH_INDEX.fullmatch(name)
        if indexed is not None:  # p_k = ... for every k
            formula, names[place] = _as_function(formula, indexed["base"]), f"{indexed['base']}({indexed['index'].strip('{}')})"
            bodies = [_as_function(body, indexed["base"]) for body in bodies]
    if any(_UNIT.search(body) and not _BINDER.search(body) for body in bodies):
        return None  # i may be the index of a sum around the name
    heads = [name.partition("(")[0] for name in names]
    if formula.partition("=")[0].strip() in heads:
        return None  # y = 1, y = 2 are two values
    if not all(any(head in text for text in (formula, *bodies[:place])) for place, head in enumerate(heads)):
        return None
    return formula, dict(zip(names, bodies, strict=True))


def _as_function(text: str, base: str) -> str:
    """p(1) for p_1, and p(j) for p_j."""
    items = re.compile(rf"(?<![A-Za-z\\]){re.escape(base)}_(?:\{{([^{{}}]+)\}}|(\w))")
    return items.sub(lambda found: f"{base}({found[1] or found[2]})", text)


def _bare(text: str) -> str:
    return _EDGES.sub("", text).strip(" \n\t.,;$")


def _is_closed(text: str) -> bool:
    depth = sum((character in _OPENS) - (character in _CLOSES) for character in text)
    return depth == 0 and text.count(r"\begin") == text.count(r"\end") and text.count("$") % 2 == 0
