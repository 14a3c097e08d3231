"""A graded row in words, for a terminal and for a notebook, from its record."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from verify.render.plain import point_text
from verify.render.problem import printable

Record = dict[str, Any]

_COLOURS = {"correct": "#1a7f37", "wrong": "#b42318", "undecided": "#9a6700", "unreadable": "#9a6700"}
_SIDES_OF_LINES = ("left", "right")


def graded_lines(record: Record, sides: tuple[str, str] = ("left", "right")) -> list[str]:
    """The verdict and its score, what is wrong and where, how the answer was read, and what a person should know.

    `sides` names what the two values of a counterexample are those of.
    """
    score = "" if record["score"] is None else f", {record['score']:g} points"
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
    for words in dict.fromkeys((diagnosis, *str(record["message"]).split("\n"))):
        if words:
            yield f"    {words}"
    found = record["counterexample"]
    if found:
        width = max(map(len, sides))
        yield f"    at {point_text(found['point'])}:"
        yield f"        {sides[0]:<{width}} = {found['left']}"
        yield f"        {sides[1]:<{width}} = {found['right']}"


def graded_html(record: Record, sides: tuple[str, str] = ("left", "right")) -> str:
    """A block for a notebook: every text from outside is escaped, and formulas stand between \\\\( and \\\\)."""
    verdict = record["verdict"]
    head, *rest = graded_lines({**record, "reading": ""}, sides)
    formula = f"<div>\\({escape(record['reading'])}\\)</div>" if record["reading"] else ""
    words = "\n".join(escape(line) for line in rest)
    style = f"border-left:4px solid {_COLOURS[verdict]};padding:.2rem .8rem"
    return f'<div style="{style}"><b style="color:{_COLOURS[verdict]}">{escape(head)}</b>{formula}<pre>{words}</pre></div>'
