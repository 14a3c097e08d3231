"""Where in its file the author wrote each part of a claim, so that it can be shown as it was written.

A part is followed through names (`claim = Claim(statement=fact)`) and through functions that do nothing but return it
(`holds(w)`); where that ends, at a comprehension or a loop, it is shown as it was read.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from verify.render.tree import Tree
from verify.render.tree_of_source import NotAFormula, Source, definitions_of, returned

_MOST_STEPS = 20


@dataclass(frozen=True)
class Written:
    """An expression of a claim file with the parameters that it was written with; `node` None is "not found"."""

    source: Source
    node: ast.expr | None
    bound: Mapping[str, Tree] = field(default_factory=dict)

    def resolved(self) -> Written:
        """The call that a name or a helper function stands for."""
        here = self
        for _ in range(_MOST_STEPS):
            following = here._next()
            if following is None:
                return here
            here = following
        return here.nowhere()

    def _next(self) -> Written | None:
        node, source = self.node, self.source
        if isinstance(node, ast.Name) and node.id in source.definitions and node.id not in self.bound:
            return Written(source, source.definitions[node.id])
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id not in source.functions:
            return None
        definition = source.functions[node.func.id]
        try:
            body = returned(definition)
            values = [source.tree(argument, self.bound) for argument in node.args]
            values += [source.tree(keyword.value, self.bound) for keyword in node.keywords]
        except NotAFormula:
            return self.nowhere()
        names = [argument.arg for argument in definition.args.args[: len(node.args)]]
        names += [keyword.arg or "" for keyword in node.keywords]
        return Written(source, body, dict(zip(names, values, strict=False))) if len(names) == len(values) else self.nowhere()

    def nowhere(self) -> Written:
        return Written(self.source, None)

    def at(self, node: ast.expr | None) -> Written:
        return Written(self.source, node, self.bound)

    @property
    def function(self) -> str:
        """The name of what is called."""
        node = self.node
        return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""

    def argument(self, position: int, name: str) -> Written:
        """An argument of a call, by position or name."""
        if not isinstance(self.node, ast.Call):
            return self.nowhere()
        for keyword in self.node.keywords:
            if keyword.arg == name:
                return self.at(keyword.value)
        if 0 <= position < len(self.node.args):
            return self.at(self.node.args[position])
        return self.nowhere()

    def items(self) -> tuple[Written, ...]:
        """The elements of a tuple or list, or the values of a dictionary, if all of them are written out."""
        node = self.resolved().node
        if isinstance(node, ast.Dict):
            return tuple(map(self.at, node.values)) if all(node.keys) else ()
        return tuple(map(self.at, node.elts)) if isinstance(node, (ast.Tuple, ast.List)) else ()

    def chain(self) -> tuple[Written, ...]:
        """For `calc(a).eq(b, by=...).le(c, by=...)`: a, b, c."""
        found: list[Written] = []
        here = self.resolved()
        while isinstance(here.node, ast.Call) and isinstance(here.node.func, ast.Attribute):
            found.append(here.argument(0, "expression"))
            here = here.at(here.node.func.value).resolved()
        return (here.argument(0, "start"), *reversed(found)) if here.function == "calc" else ()

    def tree(self) -> Tree | None:
        if self.node is None:
            return None
        try:
            return self.source.tree(self.node, self.bound)
        except NotAFormula:
            return None


def written_claim(path: Path, names: Mapping[str, Any]) -> Written:
    """The expression after `claim =` in a file; `names` are what the file has defined."""
    module = ast.parse(path.read_text(encoding="utf-8"))
    source = Source(names, definitions_of(module), {each.name: each for each in _functions(module)})
    return Written(source, source.definitions.get("claim")).resolved()


def _functions(module: ast.Module) -> Iterator[ast.FunctionDef]:
    return (statement for statement in module.body if isinstance(statement, ast.FunctionDef))
