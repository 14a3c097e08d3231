"""A graded row in words, for a terminal and for a notebook, from its record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any, TypeAlias

from verify.render.plain import point_text
from verify.render.problem import printable
from verify.render.to_mathml import mathml_of
from verify.render.tree_of_term import tree_of_term
from verify.term import Term

Record = dict[str, Any]
Shown: TypeAlias = Term | str | None

_COLOURS = {"correct": "#1a7f37", "wrong": "#b42318", "undecided": "#9a6700", "unreadable": "#9a6700"}
_LEFT = 'style="text-align:left"'
_SIDES_OF_LINES = ("left", "right")


# What is said of a right answer about which nothing else has to be said: the verdict says it, where both are shown.
EQUAL, EQUAL_WHERE_DEFINED = "equal to the reference", "equal to the reference wherever both are defined"
SAYS_THE_SAME, FOLLOWS, IS_ASKED_FOR = "it says what the reference says", "every line follows", "it is what was asked for"
ONLY_RIGHT = frozenset((EQUAL, EQUAL_WHERE_DEFINED, SAYS_THE_SAME, FOLLOWS, IS_ASKED_FOR))

_OWN_NAMES = ("reference", "answer", "set", "statement")
_SIDES_IN_WORDS = (("left", "right"), ("reference", "answer"), ("set", "statement"))
_OF_BOTH = {
    ("defined", "undefined"): "{0} is defined, and {1} is not", ("holds", "does not hold"): "{0} holds, and {1} does not",
    ("does not hold", "holds"): "{1} holds, and {0} does not",
    ("belongs to it", "does not belong to it"): "this belongs to {0}, and not to {1}",
    ("does not belong to it", "belongs to it"): "this belongs to {1}, and not to {0}",
}  # fmt: skip


def point_in_words(found: Mapping[str, Any], sides: tuple[str, str]) -> str:
    """`at x = 1 the reference is 4 and the answer is 2`, of the record of a counterexample."""
    place = f"at {point_text(found['point'])} " if found["point"] else ""
    names = [f"the {side}" if side in _OWN_NAMES else f"the {side} side" if sides == _SIDES_OF_LINES else side for side in sides]
    both = _OF_BOTH.get((found["left"], found["right"]))
    if both is not None:
        return place + both.format(*names)
    if sides == _SIDES_OF_LINES:
        return f"{place}the two sides are {found['left']} and {found['right']}"
    return f"{place}{names[0]} is {found['left']} and {names[1]} is {found['right']}"


def says_only_the_verdict(record: Mapping[str, Any]) -> bool:
    """Whether the message says what the verdict, or the counterexample beside it, says already."""
    point, message = record.get("counterexample"), record.get("message")
    if record.get("verdict") == "correct":
        return message in ONLY_RIGHT
    return point is not None and any(message == point_in_words(point, sides) for sides in _SIDES_IN_WORDS)


def graded_lines(record: Record, sides: tuple[str, str] = ("left", "right")) -> list[str]:
    """The verdict and its score, what is wrong and where, how the answer was read, and what a person should know.

    `sides` names what the two values of a counterexample are those of.
    """
    score = "" if record["score"] is None else f", {record['score']:g} {'point' if record['score'] == 1 else 'points'}"
    lines = [f"{record['verdict']}{score}", *_details(record, sides)]
    for number, step in enumerate(record.get("steps", ()), start=1):
        lines.append(f"line {number}: {step['verdict']}{': ' + step['reading'] if step['reading'] else ''}")
        lines += _details(step, _SIDES_OF_LINES)
    if record["reading"] and "steps" not in record:
        lines.append(f"    read as {record['reading']}")
    lines += [f"    {choice}" for choice in record["choices"]]
    return [printable(line) for line in lines]


def _details(record: Record, sides: tuple[str, str]) -> Iterator[str]:
    diagnosis = (record.get("diagnosis") or {}).get("message", "")
    message = "" if says_only_the_verdict(record) else str(record["message"])
    for words in dict.fromkeys((diagnosis, *message.split("\n"))):
        if words:
            yield f"    {words}"
    found = record["counterexample"]
    if found and (not found["point"] or (found["left"], found["right"]) in _OF_BOTH):
        yield f"    {point_in_words(found, sides)}"
    elif found:
        width = max(map(len, sides))
        yield f"    at {point_text(found['point'])}:"
        yield f"        {sides[0]:<{width}} = {found['left']}"
        yield f"        {sides[1]:<{width}} = {found['right']}"


def graded_html(
    record: Record, sides: tuple[str, str] = ("left", "right"), term: Shown = None, steps: Sequence[Shown] = ()
) -> str:
    """A block for a notebook: formulas in MathML, or as they were written, and every text from outside escaped."""
    verdict = record["verdict"]
    head, *rest = graded_lines({**record, "reading": "", "steps": ()}, sides)
    formula = f"<p>{_formula(term)}</p>" if term is not None and not steps else ""
    words = "\n".join(escape(line.removeprefix("    ")) for line in rest if not line.startswith("line "))
    pairs = zip(record.get("steps", ()), steps, strict=True)
    lines = "".join(_line(number, step, found) for number, (step, found) in enumerate(pairs, start=1))
    table = f"<table>{lines}</table>" if lines else ""
    style = f"border-left:4px solid {_COLOURS[verdict]};padding:.2rem .8rem"
    pre = f'<pre style="margin:.4rem 0">{words}</pre>' if words else ""
    return f'<div style="{style}"><b style="color:{_COLOURS[verdict]}">{escape(head)}</b>{formula}{pre}{table}</div>'


def _line(number: int, step: Record, term: Shown) -> str:
    verdict = step["verdict"]
    words = "\n".join(escape(line.removeprefix("    ")) for line in _details(step, _SIDES_OF_LINES))
    said = f'<pre style="margin:0">{words}</pre>' if words else ""
    coloured = f'<span style="color:{_COLOURS[verdict]}">{verdict}</span>'
    cells = "".join(f"<td {_LEFT}>{cell}</td>" for cell in (str(number), _formula(term), coloured, said))
    return f"<tr>{cells}</tr>"


def _formula(term: Shown) -> str:
    if isinstance(term, str):
        return f"<code>{escape(printable(term))}</code>"
    return "" if term is None else mathml_of(tree_of_term(term))
