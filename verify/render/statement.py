"""The statement of a claim as one formula, as its author wrote it wherever that can be followed."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from verify.ask import Reader
from verify.claim import (
    Argmax,
    Argmin,
    Concave,
    Convex,
    Equivalent,
    GlobalMinimum,
    IsDensity,
    Monotone,
    NoSuch,
    PositiveDefinite,
    PositiveSemidefinite,
    Relation,
    SetEquality,
    Tends,
)
from verify.obligations import normal_statement
from verify.render import tree as trees
from verify.render.tree import Fence, Index, Limit, Name, Phrase, Sign, Tree, Words
from verify.render.tree_of_term import tree_of_term
from verify.render.written import Written
from verify.term import Term

_MONOTONE = {"lt": "strictly increasing", "le": "nondecreasing", "gt": "strictly decreasing", "ge": "nonincreasing"}


def formula_tree(formula: Any, written: Written, reader: Reader) -> Tree:
    """A formula as written, or as it was read."""
    found = written.tree()
    if found is not None:
        return found
    if isinstance(formula, tuple):
        nodes = written.items() if len(written.items()) == len(formula) else (written.nowhere(),) * len(formula)
        return Fence("tuple", tuple(formula_tree(each, node, reader) for each, node in zip(formula, nodes, strict=True)))
    return tree_of_term(reader.term(formula))


def condition_tree(condition: Any, written: Written, reader: Reader) -> Tree:
    """An assumption or the condition of a case."""
    return statement_tree(condition, written, reader)


def statement_tree(
    statement: Any, written: Written, reader: Reader, instead: Mapping[str, Written] | None = None
) -> Tree:
    """The statement; `instead` says where those fields are written that stand for others, as in a mistake."""
    statement = normal_statement(statement, reader)
    here = written.resolved()
    if isinstance(statement, Term) or isinstance(here.node, ast.Compare):
        found = here.tree()
        if found is not None and not instead:
            return found
    if isinstance(statement, Term):
        return tree_of_term(statement)
    return _KINDS[type(statement)](_Fields(statement, here, reader, instead or {}))


@dataclass(frozen=True)
class _Fields:
    """The fields of a statement as trees."""

    statement: Any
    written: Written
    reader: Reader
    instead: Mapping[str, Written]

    def __call__(self, name: str, position: int) -> Tree:
        node = self.instead.get(name) or self.written.argument(position, name)
        return formula_tree(getattr(self.statement, name), node, self.reader)

    def condition(self, name: str, position: int) -> Tree:
        node = self.instead.get(name) or self.written.argument(position, name)
        return condition_tree(getattr(self.statement, name), node, self.reader)


def _relation(part: _Fields) -> Tree:
    return trees.Relation(part("left", 0), part.statement.name, part("right", 1))


def _equivalent(part: _Fields) -> Tree:
    return trees.Relation(part.condition("left", 0), "iff", part.condition("right", 1))


def _sets(part: _Fields) -> Tree:
    element = part("element", 0)
    left, right = (Fence("set", (trees.Relation(element, "bar", part.condition(name, place)),))
                   for name, place in (("left", 1), ("right", 2)))  # fmt: skip
    return trees.Relation(left, "eq", right)


def _optimum(word: str, value: str) -> Callable[[_Fields], Tree]:
    def tree(part: _Fields) -> Tree:
        optimum = Phrase((Index(Name(word), (part("over", 1),)), part("objective", 0)))
        found: Tree = trees.Relation(optimum, "eq", part("at", 2))
        if getattr(part.statement, value) is not None:
            least = Phrase((Index(Name(value[:3]), (part("over", 1),)), part("objective", 0)))
            found = trees.Relation(found, "and", trees.Relation(least, "eq", part(value, 3)))
        return found

    return tree


def _least(part: _Fields) -> Tree:
    return Phrase((part("objective", 0), Words("is least over"), part("over", 1), Words("at"), part("at", 2)))


def _with_words(name: str, words: str, *, over: bool = True) -> Callable[[_Fields], Tree]:
    def tree(part: _Fields) -> Tree:
        head: tuple[Tree, ...] = (part(name, 0), Words(words))
        return Phrase((*head, Words("in"), part("over", 1)) if over else head)

    return tree


def _monotone(part: _Fields) -> Tree:
    return Phrase((part("function", 0), Words(f"is {_MONOTONE[part.statement.relation]} in"), part("over", 1)))


def _tends(part: _Fields) -> Tree:
    infinite = {"oo": Sign("infinity"), "-oo": Sign("minus infinity")}
    point = infinite.get(part.statement.point) if isinstance(part.statement.point, str) else None
    limit = Limit(part("over", 1), point or part("point", 2), part.statement.side, part("function", 0))
    return trees.Relation(limit, "eq", part("value", 3))


def _no_such(part: _Fields) -> Tree:
    nodes = part.written.argument(0, "conditions").items()
    conditions = part.statement.conditions
    if len(nodes) != len(conditions):
        nodes = (part.written.nowhere(),) * len(conditions)
    shown = [condition_tree(each, node, part.reader) for each, node in zip(conditions, nodes, strict=True)]
    joined = shown[0]
    for each in shown[1:]:
        joined = trees.Relation(joined, "and", each)
    return Phrase((Words("there are no values with"), joined))


_KINDS: Mapping[type, Callable[[_Fields], Tree]] = {
    Relation: _relation,
    Equivalent: _equivalent,
    SetEquality: _sets,
    Argmin: _optimum("argmin", "minimum"),
    Argmax: _optimum("argmax", "maximum"),
    GlobalMinimum: _least,
    PositiveSemidefinite: _with_words("matrix", "is positive semidefinite", over=False),
    PositiveDefinite: _with_words("matrix", "is positive definite", over=False),
    Convex: _with_words("function", "is convex"),
    Concave: _with_words("function", "is concave"),
    Monotone: _monotone,
    Tends: _tends,
    IsDensity: _with_words("function", "is a density"),
    NoSuch: _no_such,
}
