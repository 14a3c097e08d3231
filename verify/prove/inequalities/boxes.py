"""Branch and bound: a partition of a compact box on each part of which balls show the sign."""

from __future__ import annotations

from typing import Any

from verify.evaluate.program import CannotEvaluate
from verify.fuel import Fuel
from verify.mathematics.boxes import Box, halves, is_positive_on, partial_derivatives, whole_box
from verify.question import Proof, Question
from verify.term import Term, subtract

MAX_BOXES = 600
MAX_HALVINGS = 24


def prove_by_boxes(question: Question, fuel: Fuel) -> Proof | None:
    """A proof of a < b, or of an a <= b that is nowhere an equality."""
    left, right = question.statement.args
    box = whole_box(question)
    if box is None:
        return None
    difference = subtract(right, left)
    slopes = partial_derivatives(difference, tuple(box))
    try:
        tree = _partition(difference, slopes, box, fuel, question.statement.op == "lt")
    except CannotEvaluate:
        return None
    return None if tree is None else Proof("boxes", question, (), {"slopes": bool(slopes), "tree": tree})


def _partition(function: Term, slopes: tuple[Term, ...], box: Box, fuel: Fuel, strict: bool) -> Any:
    """The tree of bisections, () for a leaf; None if the bounds are reached first."""
    names = tuple(box)
    pending: list[tuple[Box, list[Any], int]] = []
    root: list[Any] = []
    pending.append((box, root, 0))
    count = 0
    while pending:
        current, node, depth = pending.pop()
        count += 1
        if is_positive_on(function, slopes, current, fuel, strict):
            continue
        if count > MAX_BOXES or depth > MAX_HALVINGS or not names:
            return None
        place = max(range(len(names)), key=lambda i: current[names[i]][1] - current[names[i]][0])
        first: list[Any] = []
        second: list[Any] = []
        node += [place, first, second]
        for half, child in zip(halves(current, names[place]), (first, second), strict=True):
            pending.append((half, child, depth + 1))
    return _frozen(root)


def _frozen(node: list[Any]) -> Any:
    return (node[0], _frozen(node[1]), _frozen(node[2])) if node else ()
