r"""Names with a hat for what solves an equation: \hat p = k/n, below k(1 - p) = (n - k)p.

The name without the hat is what the equation is about; with it, it is the value that was found.  They are one name where the
hat stands only on left sides behind the last line that speaks of p.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from verify.grading.lines.links import Link, links_of
from verify.grading.row import Reference
from verify.grading.texts.defined_in_lines import LONGEST, names_in, speaks_of
from verify.read.names import canonical_name

_NAME = r"(?P<{0}>\\?[A-Za-z]+(?:_(?:\w|\{{\w+\}}))?)"
_METHOD = r"(?:_\{?\s*(?:\\(?:text|mathrm|rm)\s*\{?\s*)?(?:MLE?|MAP|OLS|LS)\s*\}?\s*\}?)?"
_HATTED = re.compile(
    rf"[\s$&]*\\(?:wide)?hat\s*(?:\{{\s*{_NAME.format('braced')}\s*\}}|(?P<bare>\\?[A-Za-z]+(?:_(?:\w|\{{\w\}}))?)){_METHOD}[\s$&]*"
)
HAT = re.compile(r"\\(?:wide)?hat(?![A-Za-z])|_hat(?![A-Za-z])|\^\s*\{?\s*(?:\*|\\(?:star|ast))")


@dataclass(frozen=True)
class Estimated:
    """Lines and references without the hats; `name`: the name that had them."""

    lines: tuple[str, ...]
    references: tuple[Reference, ...]
    name: str


def without_hats(lines: Sequence[str], references: Sequence[Reference], declared: Collection[str]) -> Estimated | None:
    """The lines and references with p for the \\hat p that solves an equation for p; None if nothing does."""
    if any(len(line) > LONGEST for line in (*lines, *(each.formula for each in references))):
        return None
    heads = [hatted_name(links_of(text)) for text in (*lines, *(each.formula for each in references))]
    names = {name for name in heads if name}
    if len(names) != 1 or {f"{canonical_name(name)}_hat" for name in names} & {*map(canonical_name, declared)}:
        return None
    (name,) = names
    in_lines = heads[: len(lines)]
    solved = in_lines.index(name) if name in in_lines else len(lines) - 1
    if not solved or not _is_solved(name, lines, in_lines, solved):
        return None
    asked = zip(references, heads[len(lines) :], strict=True)
    plain = tuple(replace(each, formula=_without_hat(each.formula, head)) if head else each for each, head in asked)
    if any(HAT.search(each.formula) for each in plain):
        return None
    return Estimated(tuple(map(_without_hat, lines, in_lines)), plain, name)


def hatted_name(links: Sequence[Link]) -> str:
    r"""The p of \hat p = k/n; or ""."""
    is_equation = len(links) > 1 and links[0].relation in ("", "implies", "iff") and links[1].relation == "eq"
    found = _HATTED.fullmatch(links[0].formula) if is_equation else None
    return (found["braced"] or found["bare"]) if found is not None else ""


def _is_solved(name: str, lines: Sequence[str], heads: Sequence[str], solved: int) -> bool:
    """Whether the line above is an equation that speaks of a name, and what stands behind it does so on left sides only."""
    above, behind = links_of(lines[solved - 1]), [_right_side(lines[place], heads[place]) for place in range(solved, len(lines))]
    if any(HAT.search(text) for text in (*lines[:solved], *behind)):
        return False
    if not heads[solved] and links_of(lines[solved])[0].formula.strip(" $&") != name:
        return False
    rest = behind if heads[solved] else [links_of(lines[solved])[-1].formula]
    return len(above) > 1 and _has(lines[solved - 1], name) and not any(_has(text, name) for text in rest)


def _has(formula: str, name: str) -> bool:
    """Whether a formula has a name, alone or in a product: kp."""
    return speaks_of(formula, [name]) or name in names_in(formula)


def _right_side(line: str, head: str) -> str:
    return line.partition("=")[2] if head else line


def _without_hat(line: str, head: str) -> str:
    if not head:
        return line
    before, _, _ = line.partition("=")
    hatted = re.search(r"\\(?:wide)?hat", before)
    assert hatted is not None
    return f"{before[: hatted.start()]}{head} {line[len(before) :]}"
