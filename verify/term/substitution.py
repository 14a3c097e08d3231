"""Terms in the place of others, with bound symbols renamed where they would capture what comes in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from verify.problem import reject
from verify.sort import Parts, Random, Scalar, Sequence, Sort, Tensor, VectorFunction, terms_in
from verify.term.constructors import make, symbol
from verify.term.node import Term
from verify.term.operations import BINDERS
from verify.term.traversal import contains, free_symbols, symbols_of_sort


def substitute(term: Term, replacement: Mapping[Term, Term]) -> Term:
    """Replace free occurrences of the keys (symbols or whole subterms); bound symbols are renamed where they would capture."""
    if not replacement:
        return term
    return _Substitution(replacement).run(term)


_SPEAK_OF_FUNCTIONS = frozenset(("derivative", "gradient", "expect"))


def _variables(term: Term) -> tuple[Term, ...]:
    """The symbols of which the body of a derivative or mean is taken as a function."""
    if term.op == "expect":
        return tuple(symbols_of_sort(term.args, Random))
    by = term.args[1].args[0] if term.args[1].op == "item" else term.args[1]
    return (by,) if by.op == "symbol" else ()


class _Substitution:
    def __init__(self, replacement: Mapping[Term, Term]) -> None:
        self.replacement = replacement
        self.keys_free = {name for key in replacement for name in free_symbols(key)}
        self.incoming = {name for new in replacement.values() for name in free_symbols(new)}
        self.has_no_closed_key = all(map(free_symbols, replacement))
        self.memo: dict[Term, Term] = {}

    def run(self, term: Term) -> Term:
        new = self.replacement.get(term)
        if new is not None:
            return new
        if not term.args:
            return self._symbol(term) if term.op == "symbol" else term
        new = self.memo.get(term)
        if new is None:
            if self._is_untouched(term):
                return term
            new = self._binder(term) if term.op in BINDERS else make(term.op, tuple(map(self.run, term.args)), term.value)
            if term.op in _SPEAK_OF_FUNCTIONS and new is not term:
                self._demand_same_function(term, new)
            self.memo[term] = new
        return new

    def _is_untouched(self, term: Term) -> bool:
        """Whether nothing in a term is replaced, and no bound symbol in it can capture what comes in."""
        return self.has_no_closed_key and self.keys_free.isdisjoint(free_symbols(term)) and not contains(term, BINDERS)

    def _demand_same_function(self, term: Term, new: Term) -> None:
        """d(x y)/dx at y = x is x, and no derivative of x x: the variable of a derivative takes no value, and none comes in."""
        old_names, new_names = _variables(term), _variables(new)
        body = set(free_symbols(term.args[0]))
        renamed = [name for name in new_names if name not in old_names]
        keys = [key for key in self.replacement if body.issuperset(free_symbols(key))]
        captured = [key for key in keys for name in free_symbols(self.replacement[key])
                    if (name in new_names or (isinstance(name.sort, Random) and term.op == "expect")) and key not in old_names
                    and name not in free_symbols(key)]  # fmt: skip
        if len(new_names) < len(old_names) or any(name in body for name in renamed) or captured:
            raise reject("unsupported", f"a value for a variable of {term.op}", where=repr(term),
                         help="write the derivative or the mean as a formula first")  # fmt: skip

    def _symbol(self, term: Term) -> Term:
        """A symbol whose sort speaks of a replaced size gets that sort renewed."""
        if isinstance(term.sort, Scalar) or self.keys_free.isdisjoint(free_symbols(term)):
            return term
        if not any(name in self.replacement for inner in terms_in(term.sort) for name in free_symbols(inner)):
            return term
        return symbol(term.name, map_sort(term.sort, self.run))

    def _binder(self, term: Term) -> Term:
        bound, *outside, body = term.args
        outside = [self.run(arg) for arg in outside]
        if bound in self.keys_free:
            inner = {key: new for key, new in self.replacement.items() if bound not in free_symbols(key)}
            return make(term.op, (bound, *outside, substitute(body, inner)), term.value)
        if bound in self.incoming:
            fresh = fresh_symbol(bound, self.incoming | set(free_symbols(body)))
            body = substitute(body, {bound: fresh})
            bound = fresh
        return make(term.op, (bound, *outside, self.run(body)), term.value)


def map_sort(sort: Sort, function: Callable[[Term], Term]) -> Sort:
    """The sort with `function` applied to the terms inside it."""
    if isinstance(sort, Tensor):
        return Tensor((function(sort.shape[0]), function(sort.shape[1])), sort.element, sort.properties)
    if isinstance(sort, Sequence):
        return Sequence(function(sort.length), map_sort(sort.element, function))
    if isinstance(sort, Random):
        return Random(function(sort.mean), function(sort.covariance), tuple(map(function, sort.given)))
    if isinstance(sort, VectorFunction):
        size, *others = (part if part is None else function(part) for part in (sort.size, sort.rows, sort.inverse_of))
        return replace(sort, size=size, rows=others[0], inverse_of=others[1])
    if isinstance(sort, Parts):
        return Parts(function(sort.matrix), sort.kind)
    return sort


def fresh_symbol(like: Term, taken: Iterable[Term]) -> Term:
    """A symbol of the same sort whose name, `like.name` with primes, is not among those taken."""
    names = {name.name for name in taken}
    name = like.name + "'"
    while name in names:
        name += "'"
    return symbol(name, like.sort)
