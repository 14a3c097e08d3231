"""One node of a formula, and the table in which equal ones are one object."""

from __future__ import annotations

import threading
import weakref
from fractions import Fraction
from functools import lru_cache
from typing import Any

from verify.sort import Scalar, Sort

Shape = tuple[Any, ...]


class Term:
    """An immutable node.  Made by the functions of this package only."""

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


def known(key: Any) -> Term | None:
    """The term with this operation, arguments and value, if there is one."""
    entry = _table.get(key)
    return entry() if entry is not None else None


def leaf(op: str, value: Any = None) -> Term:
    """The one term without arguments and shape with this operation and value."""
    key = (op, (), value)
    return known(key) or entered(key, ())


def entered(key: Any, shape: Shape) -> Term:
    """A term that is not in the table yet, or the one that another thread has made meanwhile."""
    op, args, value = key
    height, size, operations = 0, 1, 0
    for arg in args:
        if arg._height > height:
            height = arg._height
        size += arg._size
        operations |= arg._operations
    operations |= _bits.get(op) or mask_of(frozenset((op,)))
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
        former = _table.setdefault(key, entry)
        if former is not entry:
            other = former()
            if other is not None:  # made by another thread meanwhile
                return other
            _table[key] = entry
    return term


_LARGEST_SIZE = 1 << 60  # shared subterms can count more often than there are atoms
# The set of operations at and below a term, a bit for each: it is asked for more often than terms are made.
_bits: dict[str, int] = {"shaped": 1, "complex": 2}
_SHAPED, _COMPLEX = 1, 2
FLAGS = _SHAPED | _COMPLEX
_masks: dict[frozenset[str], int] = {}


def is_shaped(term: Term) -> bool:
    """Whether any subterm is a vector or a matrix."""
    return bool(term._operations & _SHAPED)


def mask_of(operations: frozenset[str]) -> int:
    """The bits of some operations in `Term._operations`."""
    mask = _masks.get(operations)
    if mask is None:
        with _lock:
            for op in sorted(operations):
                _bits.setdefault(op, 1 << len(_bits))
            mask = _masks[operations] = sum(_bits[op] for op in operations)
    return mask
