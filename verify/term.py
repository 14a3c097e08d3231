"""The hash-consed term: what every reader makes and every prover takes.

A term is an operation, its arguments (terms) and a value (plain data).  Terms are interned: equal terms are one object, so
`is` compares them and shared subterms are computed once.  Nothing is evaluated when a term is built: x/x stays x/x, as
rewriting before anyone could look is how domains get lost.

Binders (`BINDERS`) hold the bound symbol first and the body last; what lies between is outside of its scope:

    sum, product   (k, lower, upper, body)      k an integer symbol; empty when upper < lower
    integral       (x, lower, upper, body)      lower and upper are SPACE when x is an Outcome
    limit          (x, point, body)             value "+", "-" or "both"
    lambda         (x, body)                    a function of one scalar
    argmin, argmax, minimum, maximum (x, body)  set_builder (x, condition)

Vectors are columns, and so is a row (matrix, index) of a matrix; `matmul` of shapes (1, n) and (n, 1) is a scalar, of shape ().
"""

from __future__ import annotations

import hashlib
import threading
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

from verify.problem import reject
from verify.sort import (
    INTEGER,
    Parts,
    Random,
    Scalar,
    Sequence,
    Sort,
    Tensor,
    terms_in,
)

Shape = tuple[Any, ...]


class Term:
    """An immutable node.  Made by the functions of this module only."""

    __slots__ = ("__weakref__", "_digest", "_free", "_height", "_operations", "_size", "args", "op", "shape", "value")
    op: str
    args: tuple[Term, ...]
    value: Any
    shape: Shape
    _digest: bytes | None
    _free: tuple[Term, ...] | None
    _height: int
    _operations: int
    _size: int

    def __repr__(self) -> str:
        if self.op == "number":
            return str(self.value[0]) if self.value[1] == 1 else f"{self.value[0]}/{self.value[1]}"
        if self.op == "symbol":
            return str(self.value[0])
        head = self.op if self.value is None else f"{self.op}[{self.value}]"
        return f"{head}({', '.join(map(repr, self.args))})" if self.args else head

    def __copy__(self) -> Term:
        return self

    def __deepcopy__(self, memo: Any) -> Term:
        return self

    @property
    def fraction(self) -> Fraction:
        """The value of a number."""
        return _fraction(*self.value)

    @property
    def name(self) -> str:
        """The name of a symbol."""
        return str(self.value[0])

    @property
    def sort(self) -> Sort:
        """The sort of a symbol."""
        sort: Sort = self.value[1]
        return sort


@lru_cache(maxsize=4096)
def _fraction(numerator: int, denominator: int) -> Fraction:
    return Fraction(numerator, denominator)


class _Entry(weakref.ref[Term]):
    """A term in the table, as long as somebody has it."""

    __slots__ = ("key",)
    key: Any


# A WeakValueDictionary without its calls, as it is asked several hundred times a question.  Who changes the table holds the
# lock; what has died is noted at once, also while somebody holds the lock, and taken out by the next who changes the table.
_table: dict[Any, _Entry] = {}
_dead: list[_Entry] = []
_lock = threading.Lock()


def make(op: str, args: tuple[Term, ...] = (), value: Any = None) -> Term:
    """The one term with this operation, arguments and value.  Prefer the named constructors, which check shapes."""
    key = (op, args, value)
    entry = _table.get(key)
    term = entry() if entry is not None else None
    return term if term is not None else _new(op, args, value, key)


def _new(op: str, args: tuple[Term, ...], value: Any, key: Any) -> Term:
    height, size, operations = 0, 1, 0
    for arg in args:
        if arg._height > height:
            height = arg._height
        size += arg._size
        operations |= arg._operations
    shape = _shape(op, args, value) if operations & _SHAPED or op in _MAY_SHAPE else ()
    operations |= _bits.get(op) or _mask(frozenset((op,)))
    if shape:
        operations |= _SHAPED
    if op == "symbol" and isinstance(value[1], Scalar) and value[1].is_complex:
        operations |= _COMPLEX
    with _lock:
        while _dead:
            gone = _dead.pop()
            entry = _table.pop(gone.key, gone)
            if entry is not gone:  # the same term was made again
                _table[gone.key] = entry
        term = Term.__new__(Term)
        term.op = op
        term.args = args
        term.value = value
        term.shape = shape
        term._digest = None
        term._free = None
        term._height = height + 1
        term._size = size if size < _LARGEST_SIZE else _LARGEST_SIZE
        term._operations = operations
        entry = _Entry(term, _dead.append)
        entry.key = key
        known = _table.setdefault(key, entry)
        if known is not entry:
            other = known()
            if other is not None:  # made by another thread meanwhile
                return other
            _table[key] = entry
    return term


_LARGEST_SIZE = 1 << 60  # shared subterms can count more often than there are atoms
# The set of operations at and below a term, a bit for each: it is asked for more often than terms are made.
_bits: dict[str, int] = {"shaped": 1, "complex": 2}
_SHAPED, _COMPLEX = 1, 2
_FLAGS = _SHAPED | _COMPLEX
_masks: dict[frozenset[str], int] = {}


def _mask(operations: frozenset[str]) -> int:
    mask = _masks.get(operations)
    if mask is None:
        with _lock:
            for op in sorted(operations):
                _bits.setdefault(op, 1 << len(_bits))
            mask = _masks[operations] = sum(_bits[op] for op in operations)
    return mask


# ---------------------------------------------------------------------------------------------------------------- operations

UNARY_FUNCTIONS = frozenset(
    "exp log sin cos tan sinh cosh tanh asin acos atan asinh acosh atanh gamma loggamma digamma erf erfc"
    " abs sign floor ceiling".split()
)
RELATIONS = frozenset(("eq", "ne", "lt", "le"))
CONNECTIVES = frozenset(("and", "or", "not", "implies", "iff"))
OPTIMA = frozenset(("argmin", "argmax", "minimum", "maximum"))
BINDERS = frozenset(("sum", "product", "largest", "integral", "limit", "lambda", "set_builder")) | OPTIMA
TENSOR_OPERATIONS = frozenset(
    ("transpose", "matmul", "inverse", "matrix_root", "identity", "zeros", "ones", "diagonal", "hadamard", "map", "matrix",
     "gradient", "row")
)
_SHAPED_FROM_SCALARS = frozenset(("identity", "zeros", "ones", "matrix", "item"))
_MAY_SHAPE = _SHAPED_FROM_SCALARS | {"symbol"}  # what can have a shape although no argument has


def _shape(op: str, args: tuple[Term, ...], value: Any) -> Shape:
    """The shape of a term: () for a scalar (also for statements and sets), otherwise (rows, columns)."""
    if op == "symbol":
        return _sort_shape(value[1])
    if op not in _SHAPED_FROM_SCALARS and not any(arg.shape for arg in args):
        return ()
    if op in ("add", "hadamard"):
        return _common_shape(args, op)
    if op == "mul":
        shapes = [arg.shape for arg in args if arg.shape]
        if len(shapes) > 1:
            raise reject("shape-mismatch", f"a product of {len(shapes)} matrices without an order",
                         help="use the matrix product, or the elementwise product")
        return shapes[0] if shapes else ()
    if op in TENSOR_OPERATIONS:
        return _tensor_shape(op, args, value)
    if op in ("eq", "ne") and args[0].shape != args[1].shape:
        raise reject("shape-mismatch", f"a statement between shapes {show_shape(args[0].shape)} and {show_shape(args[1].shape)}",
                     help="both sides need the same shape")
    if op in ("sum", "integral", "expect", "limit"):
        return args[-1].shape
    if op in ("derivative", "argmin", "argmax"):
        return args[0].shape
    if op == "item":
        return _item_shape(args)
    if op == "piecewise":
        return _common_shape(args[::2], op)
    if op in ("trace", "determinant"):
        _square(op, args[0])
        return ()
    if op in ("eq", "ne", "apply", "density", "is_member", "minimum", "maximum"):
        return ()
    if any(arg.shape for arg in args):
        raise reject("shape-mismatch", f"{op} of an argument of shape {show_shape(next(a.shape for a in args if a.shape))}",
                     help="an elementwise function of a matrix is written with map")
    return ()


def _sort_shape(sort: Any) -> Shape:
    if isinstance(sort, Tensor):
        return scalar_if_single(sort.shape)
    if isinstance(sort, Random):
        return sort.mean.shape
    return ()


def scalar_if_single(shape: Shape) -> Shape:
    """A 1 x 1 matrix is a scalar."""
    return () if shape == (ONE, ONE) else shape


def _common_shape(args: tuple[Term, ...], op: str) -> Shape:
    shape = args[0].shape
    for arg in args[1:]:
        if arg.shape != shape:
            raise reject("shape-mismatch", f"{op} of shapes {show_shape(shape)} and {show_shape(arg.shape)}",
                         help="all operands need the same shape")
    return shape


def _square(op: str, arg: Term) -> Shape:
    if not arg.shape or arg.shape[0] is not arg.shape[1]:
        raise reject("shape-mismatch", f"{op} of shape {show_shape(arg.shape)}", help="the matrix has to be square")
    return arg.shape


def _tensor_shape(op: str, args: tuple[Term, ...], value: Any) -> Shape:
    if op == "transpose":
        return args[0].shape[::-1]
    if op == "matmul":
        return _product_shape(args)
    if op in ("inverse", "matrix_root"):
        return _square(op, args[0])
    if op == "identity":
        return scalar_if_single((args[0], args[0]))
    if op in ("zeros", "ones"):
        return scalar_if_single((args[0], args[1]))
    if op == "diagonal":
        rows = rows_of(args[0])
        return scalar_if_single((rows, rows))
    if op == "map":
        return _common_shape(args[1:], op)
    if op == "gradient":
        if not args[0].shape:
            return args[1].shape
        if args[0].shape[1] is not ONE or args[1].shape[1] is not ONE:
            raise reject("shape-mismatch", f"the gradient of something of shape {show_shape(args[0].shape)}",
                         help="a gradient is that of a number, a Jacobian that of a column by a column")
        return args[0].shape[0], args[1].shape[0]
    if op == "row":
        return _row_shape(*args)
    return scalar_if_single((number(value[0]), number(value[1])))  # an explicit matrix


def _row_shape(tensor: Term, index: Term) -> Shape:
    if index.shape:
        raise reject("shape-mismatch", f"an index of shape {show_shape(index.shape)}", help="an index is a number")
    return scalar_if_single((tensor.shape[1], ONE))


def _product_shape(args: tuple[Term, ...]) -> Shape:
    rows, columns = args[0].shape or (ONE, ONE)
    for arg in args[1:]:
        next_rows, next_columns = arg.shape or (ONE, ONE)
        if columns is not next_rows:
            raise reject(
                "shape-mismatch",
                f"a matrix product of shapes {show_shape((rows, columns))} and {show_shape((next_rows, next_columns))}",
                help=f"the inner sizes {columns!r} and {next_rows!r} have to agree",
            )
        columns = next_columns
    return scalar_if_single((rows, columns))


def _item_shape(args: tuple[Term, ...]) -> Shape:
    sort = args[0].value[1] if args[0].op == "symbol" else None
    if isinstance(sort, Sequence):
        element = sort.element
        for _ in args[2:]:
            element = element.element if isinstance(element, Sequence) else REAL_ELEMENT
        return _sort_shape(element)
    return ()


REAL_ELEMENT = Scalar()


def show_shape(shape: Shape) -> str:
    return " x ".join(repr(size) for size in shape) if shape else "of a scalar"


# -------------------------------------------------------------------------------------------------------------- constructors


def number(numerator: int | Fraction, denominator: int = 1) -> Term:
    """An exact rational."""
    if denominator == 1 and type(numerator) is int:
        return make("number", (), (numerator, 1))
    value = Fraction(numerator, denominator)
    return make("number", (), (value.numerator, value.denominator))


def symbol(name: str, sort: Sort) -> Term:
    return make("symbol", (), (name, sort))


def constant(name: str) -> Term:
    """One of pi, infinity, imaginary, space, true, false."""
    return make(name)


ZERO, ONE, TWO, MINUS_ONE, HALF = number(0), number(1), number(2), number(-1), number(1, 2)
PI, INFINITY, IMAGINARY, SPACE = make("pi"), make("infinity"), make("imaginary"), make("space")
TRUE, FALSE = make("true"), make("false")
MINUS_INFINITY = make("mul", (MINUS_ONE, INFINITY))


def add(*terms: Term) -> Term:
    return terms[0] if len(terms) == 1 else make("add", terms) if terms else ZERO


def mul(*terms: Term) -> Term:
    """A product of scalars, or of scalars and one matrix."""
    return terms[0] if len(terms) == 1 else make("mul", terms) if terms else ONE


def negate(term: Term) -> Term:
    if term.op == "number":
        return number(-term.value[0], term.value[1])
    return make("mul", (MINUS_ONE, term))


def subtract(left: Term, right: Term) -> Term:
    return make("add", (left, negate(right)))


def power(base: Term, exponent: Term | int) -> Term:
    return make("power", (base, number(exponent) if isinstance(exponent, int) else exponent))


def divide(numerator: Term, denominator: Term) -> Term:
    return make("mul", (numerator, power(denominator, MINUS_ONE)))


def sqrt(term: Term) -> Term:
    return make("power", (term, HALF))


def call(function: str, *args: Term) -> Term:
    """An elementary or special function: a name of `UNARY_FUNCTIONS`, or max, min, polygamma (order, x)."""
    return make(function, args)


def exp(term: Term) -> Term:
    return make("exp", (term,))


def log(term: Term) -> Term:
    return make("log", (term,))


def relation(op: str, left: Term, right: Term) -> Term:
    """A statement: eq, ne, lt, le, or gt and ge, which are turned round."""
    if op in ("gt", "ge"):
        return make("lt" if op == "gt" else "le", (right, left))
    return make(op, (left, right))


def equal(left: Term, right: Term) -> Term:
    return make("eq", (left, right))


def conjunction(*statements: Term) -> Term:
    return statements[0] if len(statements) == 1 else make("and", statements) if statements else TRUE


def piecewise(*branches: tuple[Term, Term]) -> Term:
    """piecewise((value, condition), ...): the value of the first condition that holds, undefined if none does."""
    return make("piecewise", tuple(part for branch in branches for part in branch))


def binder(op: str, bound: Term, *rest: Term, value: Any = None) -> Term:
    """A term of `BINDERS`: the bound symbol, what is outside of its scope, and last the body."""
    return make(op, (bound, *rest), value)


def summation(index: Term, lower: Term, upper: Term, body: Term) -> Term:
    return make("sum", (index, lower, upper, body))


def largest(index: Term, lower: Term, upper: Term, body: Term) -> Term:
    """max over lower <= index <= upper of body; there is none over an empty range."""
    return make("largest", (index, lower, upper, body))


def item(tensor: Term, *indices: Term) -> Term:
    """Entry (i) of a vector or sequence, or (i, j) of a matrix; indices count from 1."""
    return make("item", (tensor, *indices))


def row(tensor: Term, index: Term) -> Term:
    """Row `index` of a matrix as a column vector, counted from 1; of a matrix with one column, the entry there."""
    if not tensor.shape or tensor.shape[1] is ONE:
        return item(tensor, index) if tensor.shape else tensor
    return make("row", (tensor, index))


def column(tensor: Term, index: Term) -> Term:
    """Column `index` of a matrix, counted from 1; of a matrix with one row, the entry there."""
    if tensor.shape and tensor.shape[0] is ONE:
        return item(tensor, ONE, index)
    return row(transpose(tensor), index)


def apply(function: Term, *args: Term, orders: tuple[int, ...] | None = None) -> Term:
    """f(args) for an unknown function; `orders` gives how often it is differentiated in each argument."""
    return make("apply", (function, *args), orders or (0,) * len(args))


def derivative(body: Term, by: Term, order: int = 1) -> Term:
    """d^order body / d by^order; `by` is a scalar symbol or an item of a tensor."""
    return make("derivative", (body, by), order)


def density(family: Term, outcomes: Iterable[Term], given: Iterable[Term] = ()) -> Term:
    """p(outcomes | given)."""
    outcomes = tuple(outcomes)
    return make("density", (family, *outcomes, *given), len(outcomes))


def expectation(outcome: Term, weight: Term, body: Term) -> Term:
    """E_weight[body], the integral of weight * body over the space of `outcome`."""
    return make("integral", (outcome, SPACE, SPACE, make("mul", (weight, body))))


def expect(body: Term) -> Term:
    """The mean of `body` over all random symbols in it."""
    return make("expect", (body,))


def matmul(*terms: Term) -> Term:
    return terms[0] if len(terms) == 1 else make("matmul", terms)


def transpose(term: Term) -> Term:
    return make("transpose", (term,)) if term.shape else term


def matrix(rows: int, columns: int, entries: Iterable[Term]) -> Term:
    """An explicit matrix, its entries row by row; a 1 x 1 matrix is its entry."""
    entries = tuple(entries)
    return entries[0] if (rows, columns) == (1, 1) else make("matrix", entries, (rows, columns))


def map_entries(function: Term, tensor: Term) -> Term:
    """A function (`lambda` term) applied to every entry."""
    return make("map", (function, tensor))


def rows_of(tensor: Term) -> Term:
    size: Term = tensor.shape[0] if tensor.shape else ONE
    return size


# ----------------------------------------------------------------------------------------------------------------- traversal


def postorder(*roots: Term) -> list[Term]:
    """The distinct subterms, each after its arguments, in an order that depends on the structure only."""
    out: dict[Term, None] = {}
    for root in roots:
        path, pending = [root], [iter(root.args)]
        while path:
            for arg in pending[-1]:
                if arg in out:
                    continue
                if arg.args:
                    path.append(arg)
                    pending.append(iter(arg.args))
                    break
                out[arg] = None
            else:
                out[path.pop()] = None
                pending.pop()
    return list(out)


def free_symbols(term: Term) -> tuple[Term, ...]:
    """The free symbols in order of first occurrence, sizes inside of sorts included."""
    if term._free is None:
        found: dict[Term, None] = {}
        if term.op == "symbol":
            found[term] = None
            for inner in terms_in(term.sort):
                found.update(dict.fromkeys(free_symbols(inner)))
        elif term.op in BINDERS:
            bound = term.args[0]
            for inner in (*terms_in(bound.sort), *term.args[1:-1]):
                found.update(dict.fromkeys(free_symbols(inner)))
            found.update((name, None) for name in free_symbols(term.args[-1]) if name is not bound)
        elif len(term.args) == 1:
            term._free = free_symbols(term.args[0])
            return term._free
        else:
            for arg in term.args:
                found.update(dict.fromkeys(free_symbols(arg)))
        term._free = tuple(found)
    return term._free


def conjuncts(statement: Term) -> tuple[Term, ...]:
    """The parts of a conjunction, and of the conjunctions in it; another statement is its own only part."""
    if statement.op == "and":
        return tuple(part for arg in statement.args for part in conjuncts(arg))
    return (statement,)


def height(term: Term) -> int:
    """The length of the longest path from a term down to a term without arguments, both included."""
    return term._height


def size_bound(term: Term) -> int:
    """The number of subterms, one that occurs several times counted as often: at least that of the distinct ones."""
    return term._size


def contains(term: Term, operations: frozenset[str] | set[str]) -> bool:
    """Whether any subterm has one of these operations."""
    return bool(term._operations & _mask(frozenset(operations)))


def consists_of(term: Term, operations: frozenset[str]) -> bool:
    """Whether every subterm has one of these operations."""
    return not term._operations & ~(_mask(operations) | _FLAGS)


def is_shaped(term: Term) -> bool:
    """Whether any subterm is a vector or a matrix."""
    return bool(term._operations & 1)


def is_real_term(term: Term) -> bool:
    """Whether no complex number, infinity or abstract space occurs anywhere in a term."""
    return not term._operations & _mask(_NOT_REAL)


_NOT_REAL = frozenset(("complex", "imaginary", "infinity", "space"))


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


def digest(term: Term) -> bytes:
    """16 bytes that depend on the structure only: equal in every process, so it can order and seed."""
    if term._digest is None:
        for inner in postorder(term) if any(arg._digest is None for arg in term.args) else (term,):
            if inner._digest is None:
                state = hashlib.blake2b(f"{inner.op}|{_value_text(inner)}".encode(), digest_size=16)
                for arg in inner.args:
                    state.update(arg._digest or b"")
                inner._digest = state.digest()
    assert term._digest is not None
    return term._digest


def _value_text(term: Term) -> str:
    return f"{term.name}|{sort_text(term.sort)}" if term.op == "symbol" else repr(term.value)


def sort_text(sort: Sort) -> str:
    """A text that two sorts share only if they are equal."""
    if isinstance(sort, (Tensor, Sequence, Random)):
        inner = ",".join(digest(term).hex() for term in terms_in(sort))
        element = "" if isinstance(sort, Random) else sort_text(sort.element)
        return f"{type(sort).__name__}({inner};{element};{getattr(sort, 'properties', '')})"
    if isinstance(sort, Parts):
        return f"Parts({digest(sort.matrix).hex()};{sort.kind})"
    return repr(sort)


def symbols_of_sort(terms: Iterable[Term], kind: type) -> Iterator[Term]:
    """The free symbols of the terms whose sort is an instance of `kind`, each once."""
    seen: set[Term] = set()
    for term in terms:
        for name in free_symbols(term):
            if name not in seen and isinstance(name.sort, kind):
                seen.add(name)
                yield name


def index_symbol(name: str, upper: Term | None = None) -> Term:
    """An integer symbol for a sum or an entry; the range is given by the binder."""
    return symbol(name, INTEGER)


