"""Definitions that stand beside a formula: a quantity, or a function that is unfolded where it is called.

A parameter takes the sort of what the function is called with: the k of s(k) = e^{z_k} is an index, the v of f(v) = v^T A v a
vector.  So the body is read for the sorts of a call, once for each, and a call is the body with the arguments in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import product
from types import MappingProxyType

from verify.functions import checked_index
from verify.problem import InputError, reject
from verify.read.names import canonical_name
from verify.read.slopes import written_out
from verify.sort import INTEGER, REAL, Outcome, Scalar, Sequence, Sort, Tensor
from verify.term import BINDERS, ONE, Term, derivative, free_symbols, postorder, rows_of, substitute, symbol

_CALL = re.compile(r"\s*(.*[^_^{\s])\s*\(([^(){}]*)\)\s*\Z", re.DOTALL)
_PARAMETER = re.compile(r"[^\W\d].*")
_INDEX = re.compile(r"\{[^{}]*\}\Z")
_MOST_TRIALS = 64


@dataclass(frozen=True)
class Body:
    """The right side of a definition for parameters of some sorts.

    `speaks_of` are its other names, `binds` those bound in it, and `doubts` are choices that many would make differently.
    """

    parameters: tuple[Term, ...]
    term: Term
    speaks_of: frozenset[Term]
    binds: frozenset[Term]
    doubts: tuple[str, ...] = ()


Names = tuple[Mapping[str, Term], Mapping[str, "Definition"]]


def _no_names(variables: frozenset[str]) -> Names:
    return {}, NO_DEFINITIONS


@dataclass(frozen=True, eq=False)
class Definition:
    """name(parameters) = body; a quantity has no parameters.

    With a `length` it is name_k = body for k = 1, .., length, where k is its parameter.
    `read` gives the right side for symbols as the parameters, and what is doubtful about it; `source` is its text.
    `with_variables` gives the names that are known, and what they are defined as, if some quantities are variables.
    """

    head: str
    name: str
    parameters: tuple[str, ...]
    read: Callable[[tuple[Term, ...]], tuple[Term, tuple[str, ...]]]
    source: str
    length: Term | None = None
    with_variables: Callable[[frozenset[str]], Names] = _no_names
    _bodies: dict[tuple[Sort, ...], Body | InputError] = field(default_factory=dict, repr=False)

    @property
    def quantity(self) -> Term:
        """What a name without parameters stands for."""
        return self.body(()).term

    @property
    def doubts(self) -> tuple[str, ...]:
        """What is doubtful about the bodies that were read so far."""
        return tuple(doubt for body in self._bodies.values() if isinstance(body, Body) for doubt in body.doubts)

    def body(self, sorts: tuple[Sort, ...]) -> Body:
        """The body for parameters of these sorts; raises InputError, whose problem points into the definition."""
        found = self._bodies.get(sorts)
        if found is None:
            found = self._bodies[sorts] = self._body(sorts)
        if isinstance(found, InputError):
            raise found
        return found

    def _body(self, sorts: tuple[Sort, ...]) -> Body | InputError:
        symbols = tuple(map(symbol, self.parameters, sorts))
        try:
            term, doubts = self.read(symbols)
        except InputError as error:
            where = error.problem.where or f"the definition of {self.head}"
            return InputError(replace(error.problem, where=where))
        bound = frozenset(part.args[0] for part in postorder(term) if part.op in BINDERS)
        return Body(symbols, term, frozenset(free_symbols(term)).difference(symbols), bound, doubts)

    def body_for(self, arguments: tuple[Term, ...]) -> Body:
        """The body for the sorts of these arguments; what is an integer is taken for a number, or else for an index."""
        problem: InputError | None = None
        for sorts in product(*map(_sorts_of, arguments)):
            try:
                return self.body(sorts)
            except InputError as error:
                problem = problem or error
        assert problem is not None
        raise problem

    def of(self, body: Body, arguments: tuple[Term, ...]) -> Term:
        """The body with the arguments in it; raises InputError for an index that is outside of what it indexes."""
        values = dict(zip(body.parameters, arguments, strict=True))
        try:
            term = substitute(body.term, values)
        except InputError:  # a value for the variable of a derivative
            if any(value.shape or not isinstance(name.sort, Scalar) for name, value in values.items()):
                raise
            term = substitute(written_out(body.term, values), values)
        if any(each.sort is INTEGER for each in body.parameters):
            _check_items(term)
        return term

    def rate_at(self, place: Term, order: int) -> Term:
        """f'(a), f''(a) of the one parameter; raises InputError where it may have no derivative."""
        body = self.body((REAL,))
        (variable,) = body.parameters
        return substitute(written_out(derivative(body.term, variable, order), {variable: place}), {variable: place})

    def check(self, symbols: Mapping[str, Term]) -> None:
        """Raises InputError if the body can be read for no sorts of the parameters that the declared symbols suggest."""
        problem: InputError | None = None
        for sorts in _suggested(self.parameters, symbols):
            try:
                self.body(sorts)
                return
            except InputError as error:
                problem = problem or error
        assert problem is not None
        raise problem


NO_DEFINITIONS: Mapping[str, Definition] = MappingProxyType({})


def name_and_parameters(head: str) -> tuple[str, tuple[str, ...]]:
    """S and x of S(x); w_{k+1}, w_(k+1) and x^{(t)} are names without parameters."""
    found = _CALL.match(head)
    name = canonical_name(found[1] if found is not None else head)
    names = tuple(canonical_name(each) for each in found[2].split(",")) if found is not None else ()
    is_call = found is not None or not re.search(r"[()]", _INDEX.sub("", name))
    if not name or not is_call or not all(map(_PARAMETER.fullmatch, names)) or len(set(names)) < len(names):
        raise reject("malformed-definition", f"{head!r}", where=head, help="S(x), S(x, y), or a name")
    return name, names


def _sorts_of(argument: Term) -> tuple[Sort, ...]:
    """What a parameter may be for an argument."""
    if argument.op == "symbol" and isinstance(argument.sort, (Outcome, Sequence)):
        return (argument.sort,)
    if argument.shape:
        return (Tensor(argument.shape),)
    return (REAL, INTEGER) if _is_integer(argument) else (REAL,)


def _is_integer(term: Term) -> bool:
    if term.op == "symbol":
        return isinstance(term.sort, Scalar) and term.sort.is_integer
    if term.op == "number":
        return bool(term.value[1] == 1)
    return term.op in ("add", "mul") and all(map(_is_integer, term.args))


def _suggested(parameters: tuple[str, ...], symbols: Mapping[str, Term]) -> Iterator[tuple[Sort, ...]]:
    """Sorts for the parameters: those of declared symbols of their names, numbers, and all that is declared."""
    usable = {name: each.sort for name, each in symbols.items() if isinstance(each.sort, (Scalar, Outcome, Sequence, Tensor))}
    plain = {name: Tensor(sort.shape) if isinstance(sort, Tensor) else sort for name, sort in usable.items()}
    yield tuple(plain.get(name, REAL) for name in parameters)
    yield tuple(REAL for _ in parameters)
    shapes = {sort.shape for sort in plain.values() if isinstance(sort, Tensor)}
    sizes = {size: None for shape in shapes for size in shape if size is not ONE}
    kinds: dict[Sort, None] = {INTEGER: None, **{Tensor((size, ONE)): None for size in sizes}}
    kinds.update((sort, None) for sort in plain.values() if not isinstance(sort, Scalar))
    for kind in kinds:
        yield tuple(kind for _ in parameters)
    for count, sorts in enumerate(product((REAL, *kinds), repeat=len(parameters))):
        if count >= _MOST_TRIALS:
            return
        yield sorts


def _check_items(term: Term) -> None:
    for part in postorder(term):
        if part.op == "row":
            checked_index(part.args[1], rows_of(part.args[0]), "the rows of a matrix")
        elif part.op == "item" and part.args[0].op == "symbol":
            sort = part.args[0].sort
            length = sort.length if isinstance(sort, Sequence) else part.args[0].shape[0] if part.args[0].shape else None
            if length is not None:
                checked_index(part.args[1], length, part.args[0].name)
