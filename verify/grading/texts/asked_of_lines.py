r"""References that speak of what the lines of a derivation define.

    f'(x) = 2x \ln x + x          below f(x) = x^2 \ln x: the right side is asked for, and f'(x) is its name
    2x(z - y)                     below z = wx + b: what z is in the question, only the lines say

The second is asked for as it is written, in z: what the lines say of z makes no other formula right.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from verify.grading.lines.links import Link, links_of
from verify.grading.row import Reference
from verify.grading.texts.defined_in_lines import speaks_of
from verify.grading.texts.labels import label_of
from verify.grading.texts.quantities import is_about
from verify.grading.texts.rates import HEAD
from verify.grading.texts.same_names import name_the_same


@dataclass(frozen=True)
class AskedOfLines:
    """References as they are read beside what lines define.

    `left_sides`: what names each of them in defined names, or "".  `names`: what stands left of each of them, or "".
    `is_in_defined`: one of them has a name that the lines define.
    """

    references: tuple[Reference, ...]
    left_sides: tuple[str, ...]
    names: tuple[str, ...]
    is_in_defined: bool


def asked_of_lines(references: Sequence[Reference], defined: Mapping[str, str]) -> AskedOfLines | None:
    """The references beside what lines define; None if one speaks of a function that they define, f(x) - f'(x)."""
    functions = [found["name"] for head in defined if (found := HEAD.fullmatch(head)) is not None]
    names = [head.partition("(")[0].strip() for head in defined]
    asked, left_sides, named = [], [], []
    for each in references:
        links = links_of(each.formula)
        is_named = len(links) > 1 and not links[0].relation and all(link.relation == "eq" for link in links[1:])
        left = links[0].formula if is_named and is_about(links[0].formula, defined) else ""
        asked.append(replace(each, formula=links[-1].formula) if left else each)
        left_sides.append(left)
        named.append(links[0].formula if is_named else "")
    if any(speaks_of(each.formula, functions) for each in asked):
        return None
    return AskedOfLines(tuple(asked), tuple(left_sides), tuple(named), any(speaks_of(each.formula, names) for each in asked))


def last_chain(lines: Sequence[str]) -> tuple[Link, ...]:
    """The chain that the last formula belongs to, from what stands left of it on; () for a last line of statements."""
    found: list[Link] = []
    for line in reversed(lines):
        links = links_of(line)
        if any(link.relation in ("implies", "iff") for link in links[1:]):
            return ()
        found = [*links, *found]
        if links[0].relation in ("", "implies", "iff"):
            return tuple(found)
    return tuple(found)


def last_answer(lines: Sequence[str], defined: Collection[str]) -> str:
    """The last formula, behind the name of its chain if it has one; "" where it is a bound, or stands in an implication."""
    chain = last_chain(lines)
    if not chain or any(link.relation != "eq" for link in chain[1:]):
        return ""
    first, last = chain[0].formula, chain[-1].formula
    return f"{first} = {last}" if len(chain) > 1 and _is_name(first, defined) else last


def says_another(lines: Sequence[str], asked: Collection[str], defined: Collection[str]) -> str:
    """What stands left of the last chain, if it names something else than what is asked for; or ""."""
    chain = last_chain(lines)
    first = chain[0].formula if len(chain) > 1 else ""
    names = [left for left in asked if left]
    is_other = bool(names) and not any(name_the_same(left, link.formula) for left in names for link in chain[:-1])
    return first if first and is_other and _is_name(first, defined) else ""


def _is_name(formula: str, defined: Collection[str]) -> bool:
    return label_of(formula) is not None or is_about(formula, defined)
