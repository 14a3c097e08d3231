"""The formula tree of what the author of a claim typed, in the author's order: SymPy sorts terms while it builds them.

Only the syntax tree of the file is read, beside the names that the file has defined when it was loaded; nothing is run.
Symbols are shown by their names, helper functions and named parts of a formula by the names that the author gave them, and
`Source.legend` says what these stand for.  What is no formula of this kind (a comprehension, a method call) raises
`NotAFormula`, and is then shown as the term that was made of it.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from verify.render.tree import (
    Big,
    Branches,
    Call,
    Fence,
    Index,
    Limit,
    Name,
    Number,
    Power,
    Product,
    Quotient,
    Rate,
    Relation,
    Root,
    Sign,
    Sum,
    Tree,
    Words,
    author_name,
    inverted,
    is_negative,
    negative,
    transposed,
)

_RELATIONS = {ast.Lt: "lt", ast.LtE: "le", ast.Gt: "gt", ast.GtE: "ge", ast.Eq: "eq", ast.NotEq: "ne"}
_RELATION_CALLS = {
    "Equal": "eq", "NotEqual": "ne", "AtMost": "le", "Below": "lt", "AtLeast": "ge", "Above": "gt",
    "Eq": "eq", "Ne": "ne", "Le": "le", "Lt": "lt", "Ge": "ge", "Gt": "gt",
    "And": "and", "Or": "or", "Implies": "implies", "Equivalent": "iff", "Lambda": "maps",
}  # fmt: skip
_CONSTANTS = {"pi": Sign("pi"), "oo": Sign("infinity"), "I": Sign("imaginary"), "E": Sign("euler")}
_NAMES = {"Max": "max", "Min": "min", "Trace": "tr", "trace": "tr", "Determinant": "det", "det": "det", "DiagMatrix": "diag",
          "diag": "diag", "Covariance": "Cov", "Variance": "Var", "Entropy": "H", "asin": "arcsin", "acos": "arccos",
          "atan": "arctan", "gamma": "Gamma", "Not": "not"}  # fmt: skip
_FENCES = {"Abs": "abs", "abs": "abs", "floor": "floor", "ceiling": "ceiling", "Norm2": "norm", "FiniteSet": "set"}
_NAMED_KINDS = frozenset(("Symbol", "Dummy", "MatrixSymbol", "IndexedBase", "Idx", "Outcome", "RandomVector", "RandomScalar",
                          "Density", "UndefinedFunction"))  # fmt: skip


def symbol_name(value: Any) -> str | None:
    """The name of a symbol of any kind; None for anything else."""
    kinds = {kind.__name__ for kind in type(value).__mro__}
    return str(value.name) if kinds & _NAMED_KINDS and hasattr(value, "name") else None


class NotAFormula(Exception):
    """This piece of source is shown as the term that it made."""


@dataclass
class Source:
    """The names of a claim file, the expressions and functions that define them, and which of them a formula has used."""

    names: Mapping[str, Any]
    definitions: Mapping[str, ast.expr]
    functions: Mapping[str, ast.FunctionDef] = field(default_factory=dict)
    used: dict[str, Any] = field(default_factory=dict)

    def tree(self, node: ast.expr, bound: Mapping[str, Tree] | None = None) -> Tree:
        """The tree of an expression; `bound` are the parameters of the function that it stands in.  Raises NotAFormula."""
        return _Reader(self, bound or {}).tree(node)

    def legend(self) -> tuple[Tree, ...]:
        """What the used names stand for, in the order in which they were met; looking adds the names met on the way."""
        rows: list[Tree] = []
        shown: set[str] = set()
        while len(shown) < len(self.used):
            name = next(each for each in self.used if each not in shown)
            shown.add(name)
            row = self._row(name, self.used[name])
            rows += [row] if row is not None else []
        return tuple(rows)

    def _row(self, name: str, value: Any) -> Tree | None:
        try:
            if inspect.isfunction(value):
                return self._function(name, value)
            return Relation(author_name(name), "eq", self.tree(self.definitions[name]))
        except (NotAFormula, OSError, SyntaxError):
            return None

    def _function(self, name: str, function: Any) -> Tree | None:
        definition = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
        if not isinstance(definition, ast.FunctionDef):
            return None
        parameters: dict[str, Tree] = {argument.arg: author_name(argument.arg) for argument in definition.args.args}
        left = Call(author_name(name), tuple(parameters.values()))
        is_local = function.__globals__ is self.names
        inner = Source(function.__globals__, self.definitions if is_local else {}, self.functions, self.used)
        try:
            return Relation(left, "eq", inner.tree(returned(definition), parameters))
        except NotAFormula:
            words = (ast.get_docstring(definition) or "").partition("\n")[0].strip()
            return Relation(left, "eq", Words(words)) if words else None


def definitions_of(module: ast.Module) -> dict[str, ast.expr]:
    """name -> expression for the assignments of a module, `a, b = u, v` included; a name assigned twice has none."""
    found: dict[str, ast.expr] = {}
    twice: set[str] = set()
    for statement in module.body:
        if not isinstance(statement, ast.Assign) or len(statement.targets) != 1:
            continue
        for target, value in _pairs(statement.targets[0], statement.value):
            twice |= {target} & found.keys()
            found[target] = value
    return {name: value for name, value in found.items() if name not in twice}


def _pairs(target: ast.expr, value: ast.expr) -> list[tuple[str, ast.expr]]:
    if isinstance(target, ast.Name):
        return [(target.id, value)]
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) and len(target.elts) == len(value.elts):
        return [pair for each, part in zip(target.elts, value.elts, strict=True) for pair in _pairs(each, part)]
    return []


def returned(definition: ast.FunctionDef) -> ast.expr:
    """The expression of a function that does nothing but return it; raises NotAFormula for any other."""
    body = [each for each in definition.body if not (isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant))]
    if len(body) == 1 and isinstance(body[0], ast.Return) and body[0].value is not None:
        return body[0].value
    raise NotAFormula


class _Reader:
    """Reads one expression."""

    def __init__(self, source: Source, bound: Mapping[str, Tree]) -> None:
        self.source = source
        self.bound = bound

    def tree(self, node: ast.expr) -> Tree:
        reader = _READERS.get(type(node))
        if reader is None:
            raise NotAFormula
        return reader(self, node)

    def trees(self, nodes: list[ast.expr]) -> tuple[Tree, ...]:
        if any(isinstance(node, ast.Starred) for node in nodes):
            raise NotAFormula
        return tuple(map(self.tree, nodes))

    # ------------------------------------------------------------------------------------------------------------- names

    def name(self, node: ast.Name) -> Tree:
        if node.id in self.bound:
            return self.bound[node.id]
        if node.id not in self.source.names:
            raise NotAFormula
        value = self.source.names[node.id]
        symbol = symbol_name(value)
        if symbol is not None:
            return Name(symbol)
        if node.id in _CONSTANTS and node.id not in self.source.definitions:
            return _CONSTANTS[node.id]
        if isinstance(value, int) and not isinstance(value, bool):
            return Number(str(value))
        if getattr(value, "is_Number", False) and node.id in self.source.definitions:
            return self.tree(self.source.definitions[node.id])  # a number with a name is shown as the number
        if node.id in self.source.definitions or inspect.isfunction(value):
            self.source.used.setdefault(node.id, value)
            return author_name(node.id)
        raise NotAFormula

    def constant(self, node: ast.Constant) -> Tree:
        if isinstance(node.value, int) and not isinstance(node.value, bool):
            return Number(str(node.value))
        raise NotAFormula

    # -------------------------------------------------------------------------------------------------------- operations

    def binary(self, node: ast.BinOp) -> Tree:
        if isinstance(node.op, (ast.Add, ast.Sub)):
            return self._sum(node)
        left, right = self.tree(node.left), self.tree(node.right)
        if is_negative(left) and isinstance(node.op, (ast.Mult, ast.MatMult, ast.Div)):
            return negative(self._joined(node.op, left.terms[0], right))  # Python reads -a * b as (-a) * b
        return self._joined(node.op, left, right)

    def _joined(self, operation: ast.operator, left: Tree, right: Tree) -> Tree:
        if isinstance(operation, (ast.Mult, ast.MatMult)):
            return Product((*(left.factors if isinstance(left, Product) and not left.sign else (left,)), right))
        if isinstance(operation, ast.Div):
            return Quotient(left, right)
        if isinstance(operation, ast.Pow):
            return Power(left, right)
        if isinstance(operation, ast.BitOr):
            return Relation(left, "bar", right)
        raise NotAFormula

    def _sum(self, node: ast.BinOp) -> Tree:
        """a + b - c is one sum, however it was grouped from the left; what stood in brackets on the right keeps them."""
        left, right = self.tree(node.left), self.tree(node.right)
        minus = isinstance(node.op, ast.Sub)
        if is_negative(right) and not minus:
            right, minus = right.terms[0], True
        if isinstance(left, Sum):
            return Sum((*left.terms, right), (*left.minus, minus))
        return Sum((left, right), (False, minus))

    def unary(self, node: ast.UnaryOp) -> Tree:
        if isinstance(node.op, ast.USub):
            return negative(self.tree(node.operand))
        raise NotAFormula

    def comparison(self, node: ast.Compare) -> Tree:
        if len(node.ops) != 1 or type(node.ops[0]) not in _RELATIONS:
            raise NotAFormula
        return Relation(self.tree(node.left), _RELATIONS[type(node.ops[0])], self.tree(node.comparators[0]))

    def subscript(self, node: ast.Subscript) -> Tree:
        indices = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        return Index(self.tree(node.value), self.trees(indices))

    def attribute(self, node: ast.Attribute) -> Tree:
        if node.attr == "T":
            return transposed(self.tree(node.value))
        if node.attr == "I":
            return inverted(self.tree(node.value))
        raise NotAFormula

    # ------------------------------------------------------------------------------------------------------------- calls

    def call(self, node: ast.Call) -> Tree:
        if not isinstance(node.func, ast.Name):
            raise NotAFormula
        name = node.func.id
        special = _CALLS.get(name) if name not in self.source.definitions else None
        keywords = {keyword.arg: keyword.value for keyword in node.keywords if keyword.arg}
        if special is not None:
            return special(self, node.args, keywords)
        if name in _RELATION_CALLS and len(node.args) >= 2:
            first, *rest = self.trees(node.args)
            for other in rest:
                first = Relation(first, _RELATION_CALLS[name], other)
            return first
        if name in _FENCES:
            return Fence(_FENCES[name], self.trees(node.args))
        return self._plain_call(node, name, keywords)

    def _plain_call(self, node: ast.Call, name: str, keywords: Mapping[str, ast.expr]) -> Tree:
        """A function of SymPy by its name, one of the author's by the name that the legend explains, a density with its bar."""
        if name in self.bound or name not in self.source.names:
            raise NotAFormula
        value = self.source.names[name]
        given = keywords.get("given")
        if keywords and (given is None or len(keywords) > 1):
            raise NotAFormula
        arguments = self.trees(node.args)
        if type(value).__name__ == "Density" or given is not None:
            after = () if given is None else self.trees(given.elts if isinstance(given, ast.Tuple) else [given])
            return _with_bar(Name(symbol_name(value) or name), arguments, after)
        symbol = symbol_name(value)
        if symbol is not None:
            return Call(Name(symbol), arguments)
        if name in self.source.definitions or (inspect.isfunction(value) and not _is_foreign(value)):
            self.source.used.setdefault(name, value)
            return Call(author_name(name), arguments)
        return Call(Name(_NAMES.get(name, name)), arguments)


def _is_foreign(function: Any) -> bool:
    return (function.__module__ or "").startswith(("sympy.", "verify."))


def _with_bar(density: Tree, arguments: tuple[Tree, ...], after: tuple[Tree, ...]) -> Tree:
    """p(x | z, y): SymPy has no bar, so the author writes it as `x | z`."""
    before: list[Tree] = []
    given: list[Tree] = []
    for argument in arguments:
        if isinstance(argument, Relation) and argument.sign == "bar":
            before.append(argument.left)
            given.append(argument.right)
        else:
            (given if given else before).append(argument)
    return Call(density, tuple(before), (*given, *after))


# -------------------------------------------------------------------------------------------------- calls with a notation

Arguments = list[ast.expr]
Keywords = Mapping[str, ast.expr]


def _one(wrap: Callable[[Tree], Tree]) -> Callable[[_Reader, Arguments, Keywords], Tree]:
    def read(reader: _Reader, arguments: Arguments, keywords: Keywords) -> Tree:
        if len(arguments) != 1 or keywords:
            raise NotAFormula
        return wrap(reader.tree(arguments[0]))

    return read


def _constant(sign: Tree) -> Callable[[_Reader, Arguments, Keywords], Tree]:
    return lambda reader, arguments, keywords: sign


def _big(kind: str) -> Callable[[_Reader, Arguments, Keywords], Tree]:
    def read(reader: _Reader, arguments: Arguments, keywords: Keywords) -> Tree:
        body = reader.tree(arguments[0])
        for bounds in arguments[1:]:
            if not isinstance(bounds, ast.Tuple) or len(bounds.elts) != 3:
                raise NotAFormula
            variable, lower, upper = reader.trees(bounds.elts)
            body = Big(kind, variable, lower, upper, body)
        return body

    return read


def _rate(reader: _Reader, arguments: Arguments, keywords: Keywords) -> Tree:
    body, *by = arguments
    tree = reader.tree(body)
    order = by[1].value if len(by) == 2 and isinstance(by[1], ast.Constant) else 1
    if (len(by) > 1 and order == 1) or not by or not isinstance(order, int):
        raise NotAFormula
    return Rate(tree, reader.tree(by[0]), order)


def _rational(reader: _Reader, arguments: Arguments, keywords: Keywords) -> Tree:
    top, *bottom = reader.trees(arguments)
    return Quotient(top, bottom[0]) if bottom else top


def _piecewise(reader: _Reader, arguments: Arguments, keywords: Keywords) -> Tree:
    pairs = []
    for pair in arguments:
        if not isinstance(pair, ast.Tuple) or len(pair.elts) != 2:
            raise NotAFormula
        value, condition = pair.elts
        otherwise = isinstance(condition, ast.Constant) and condition.value is True
        pairs.append((reader.tree(value), Words("otherwise") if otherwise else reader.tree(condition)))
    return Branches(tuple(pairs))


def _inner(reader: _Reader, arguments: Arguments, keywords: Keywords) -> Tree:
    left, right = reader.trees(arguments)
    return Product((transposed(left), right))


def _expectation(reader: _Reader, arguments: Arguments, keywords: Keywords) -> Tree:
    body, under = reader.tree(arguments[0]), keywords.get("under", arguments[1] if len(arguments) > 1 else None)
    if under is None:
        raise NotAFormula
    return Call(Index(Sign("expectation"), (reader.tree(under),)), (body,), square=True)


def _mean(reader: _Reader, arguments: Arguments, keywords: Keywords) -> Tree:
    return Call(Sign("expectation"), reader.trees(arguments), square=True)


def _divergence(reader: _Reader, arguments: Arguments, keywords: Keywords) -> Tree:
    q, p = reader.trees(arguments[:2])
    return Call(Name("KL"), (Relation(q, "parallel", p),))


def _entropy(reader: _Reader, arguments: Arguments, keywords: Keywords) -> Tree:
    return Call(Name("H"), (reader.tree(arguments[0]),))


def _marginal(reader: _Reader, arguments: Arguments, keywords: Keywords) -> Tree:
    over = keywords.get("over", arguments[1] if len(arguments) > 1 else None)
    if over is None or isinstance(over, ast.Tuple):
        raise NotAFormula
    return Big("integral", reader.tree(over), None, None, reader.tree(arguments[0]))


def _gradient(reader: _Reader, arguments: Arguments, keywords: Keywords) -> Tree:
    body, by = reader.trees(arguments)
    return Product((Index(Sign("gradient"), (by,)), body))


def _elementwise(reader: _Reader, arguments: Arguments, keywords: Keywords) -> Tree:
    """sigma(W x), where sigma is a function of SymPy, of the author, or written out."""
    function, at = arguments
    by_name = isinstance(function, ast.Name) and function.id not in reader.source.definitions
    name = function.id if isinstance(function, ast.Name) else ""
    return Call(Name(_NAMES.get(name, name)) if by_name else reader.tree(function), (reader.tree(at),))


def _hadamard(reader: _Reader, arguments: Arguments, keywords: Keywords) -> Tree:
    return Product(reader.trees(arguments), "hadamard")


def _kronecker(reader: _Reader, arguments: Arguments, keywords: Keywords) -> Tree:
    return Index(Name("delta"), reader.trees(arguments))


def _limit(reader: _Reader, arguments: Arguments, keywords: Keywords) -> Tree:
    body, variable, point = reader.trees(arguments[:3])
    return Limit(variable, point, "both", body)


_CALLS: Mapping[str, Callable[[_Reader, Arguments, Keywords], Tree]] = {
    "Sum": _big("sum"), "Product": _big("product"), "Integral": _big("integral"), "Derivative": _rate, "diff": _rate,
    "Rational": _rational, "Piecewise": _piecewise, "sqrt": _one(Root), "Inner": _inner, "Expectation": _expectation,
    "Mean": _mean, "KL": _divergence, "Entropy": _entropy, "Marginal": _marginal, "Gradient": _gradient,
    "Elementwise": _elementwise, "HadamardProduct": _hadamard, "Limit": _limit,
    "KroneckerDelta": _kronecker,
    "Norm2Squared": _one(lambda body: Power(Fence("norm", (body,)), Number("2"))), "AsScalar": _one(lambda body: body),
    "Transpose": _one(transposed), "Inverse": _one(inverted), "Integer": _one(lambda body: body), "S": _one(lambda body: body),
    "Identity": _constant(Sign("identity")), "ZeroMatrix": _constant(Sign("zero")), "Ones": _constant(Sign("ones")),
    "OneMatrix": _constant(Sign("ones")),
}  # fmt: skip

_READERS: Mapping[type, Callable[[_Reader, Any], Tree]] = {
    ast.Name: _Reader.name, ast.Constant: _Reader.constant, ast.BinOp: _Reader.binary, ast.UnaryOp: _Reader.unary,
    ast.Compare: _Reader.comparison, ast.Tuple: lambda reader, node: Fence("tuple", reader.trees(node.elts)),
    ast.Subscript: _Reader.subscript, ast.Attribute: _Reader.attribute, ast.Call: _Reader.call,
}  # fmt: skip
