r"""Lines that work out the rate of something that no line writes out, and then set it to 0.

    \frac{\partial L}{\partial w} = 2(w - 2) = 2w - 4        2(w - 2)
                                                             = 2w - 4
    \frac{\partial L}{\partial w} = 0                        2w - 4 = 0
    w = 2                                                    w = 2

The rate names what is computed, as it does before a line that goes on with a relation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from verify.grading.lines.links import Link, links_of
from verify.grading.texts.defined_in_lines import speaks_of
from verify.grading.texts.labels import label_of, plain_text, rate_of

_VALUE = re.compile(r"[-+0-9./\s$]+|\\mathbf\s*\{?0\}?|\\(?:vec|boldsymbol|bm)\s*\{?\s*0\s*\}?")

_ARROWS = {"implies": r"\implies", "iff": r"\iff"}


def without_computed_rate(lines: Sequence[str], known: AbstractSet[str]) -> list[tuple[int, str]] | None:
    """The lines with the place of each, where the rate that lines compute is left out; None if they compute none, or several.

    `known` are the names that are declared or defined: their rates have a meaning.
    """
    links = [links_of(line) for line in lines]
    heads = {plain_text(each[0].formula): each[0].formula for each in links if _begins_with_rate(each)}
    if len(heads) != 1:
        return None
    (plain, head), = heads.items()
    label, rated = label_of(head), rate_of(head)
    if label is None or rated is None or not known.isdisjoint(label.names):
        return None
    others = [link.formula for each in links for link in (each[1:] if _is_head(each, plain) else each)]
    if speaks_of(" ; ".join(others), [rated, *label.names]):
        return None
    found: list[tuple[int, str]] = []
    worked_out = ""
    for place, each in enumerate(links):
        if not _is_head(each, plain):
            found.append((place, lines[place]))
            continue
        count = next((number for number, link in enumerate(each[1:]) if link.relation in _ARROWS), len(each) - 1)
        said, hence = each[1 : count + 1], each[count + 1 :]
        if any(link.relation != "eq" for link in said) or any(link.relation not in ("eq", *_ARROWS) for link in hence):
            return None
        pieces, worked_out = _worked_out([link.formula for link in said], worked_out)
        if not pieces:
            return None
        found += [(place, text) for text in (*pieces, *_lines_of(hence))]
    return found


def _lines_of(links: Sequence[Link]) -> list[str]:
    """The statements of an implication, each as a line."""
    found: list[str] = []
    for link in links:
        if link.relation in _ARROWS:
            found.append(f"{_ARROWS[link.relation]} {link.formula}")
        else:
            found[-1] += f" = {link.formula}"
    return found


def may_be_equated(lines: Sequence[str], place: int) -> bool:
    r"""Whether the last formula of a line may be what the rate is set to: R' = p - 2q = c, and then q = (p - c)/2.

    Not if the next line sets it to 0: it is worked out then.
    """
    links = links_of(lines[place])
    if not _begins_with_rate(links) or len(links) < 3 or place + 1 >= len(lines):
        return False
    following = links_of(lines[place + 1])
    is_zero = len(following) == 2 and following[1].formula.strip(" $") == "0"
    is_set = is_zero and plain_text(following[0].formula) == plain_text(links[-1].formula)
    return not following[0].relation and not is_set


def _begins_with_rate(links: Sequence[Link]) -> bool:
    return len(links) > 1 and links[0].relation in ("", "implies", "iff") and rate_of(links[0].formula) is not None


def _is_head(links: Sequence[Link], plain: str) -> bool:
    return _begins_with_rate(links) and plain_text(links[0].formula) == plain


def _worked_out(formulas: Sequence[str], before: str) -> tuple[list[str], str]:
    """A line without its rate, as lines of their own, and what the rate is there; no line where it is not said."""
    if not formulas:
        return [], before
    *values, last = formulas
    is_set = _VALUE.fullmatch(last.strip()) is not None
    chain = values if is_set else list(formulas)
    if before and chain:
        return [], before  # what it is, for the second time
    pieces = [text if place == 0 else f"= {text}" for place, text in enumerate(chain)]
    value = chain[-1] if chain else before
    if is_set and not value:
        return [], ""
    return [*pieces, f"{value} = {last}"] if is_set else pieces, value
