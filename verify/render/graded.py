"""A graded row in words, for a terminal and for a notebook, from its record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from verify.render.plain import point_text
from verify.render.problem import printable
from verify.render.to_mathml import mathml_of
from verify.render.tree_of_term import tree_of_term
from verify.term import Term

Record = dict[str, Any]

_COLOURS = {"correct": "#1a7f37", "wrong": "#b42318", "undecided": "#9a6700", "unreadable": "#9a6700"}
_LEFT = 'style="text-align:left"'
_SIDES_OF_LINES = ("left", "right")


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
    for words in dict.fromkeys((diagnosis, *str(record["message"]).split("\n"))):
        if words:
            yield f"    {words}"
    found = record["counterexample"]
    if found:
        width = max(map(len, sides))
        yield f"    at {point_text(found['point'])}:"
        yield f"        {sides[0]:<{width}} = {found['left']}"
        yield f"        {sides[1]:<{width}} = {found['right']}"


def graded_html(
    record: Record, sides: tuple[str, str] = ("left", "right"), term: Term | None = None, steps: Sequence[Term | None] = ()
) -> str:
    """A block for a notebook: formulas in MathML, and every text from outside escaped."""
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


def _line(number: int, step: Record, term: Term | None) -> str:
    verdict = step["verdict"]
    words = "\n".join(escape(line.removeprefix("    ")) for line in _details(step, _SIDES_OF_LINES))
    said = f'<pre style="margin:0">{words}</pre>' if words else ""
    coloured = f'<span style="color:{_COLOURS[verdict]}">{verdict}</span>'
    cells = "".join(f"<td {_LEFT}>{cell}</td>" for cell in (str(number), _formula(term), coloured, said))
    return f"<tr>{cells}</tr>"


def _formula(term: Term | None) -> str:
    return "" if term is None else mathml_of(tree_of_term(term))
