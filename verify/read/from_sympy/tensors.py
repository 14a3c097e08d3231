"""SymPy indexed symbols and matrices as terms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy
from sympy import Symbol
from sympy.matrices.expressions.applyfunc import ElementwiseApplyFunction
from sympy.matrices.expressions.matexpr import MatrixElement

from verify import functions
from verify.problem import reject
from verify.read import vocabulary
from verify.read.from_sympy.reader import Readers, SympyReading, built, show, unsupported
from verify.read.from_sympy.symbols import sort_of
from verify.read.names import canonical_name
from verify.sort import REAL, Random, Sequence, Tensor
from verify.term import (
    ONE,
    ZERO,
    Term,
    add,
    item,
    make,
    matmul,
    matrix,
    mul,
    number,
    power,
    substitute,
    transpose,
)


def _indexed(reader: SympyReading, expression: Any) -> Term:
    base, *places = expression.args
    name = canonical_name(str(base.label))
    element = base.label if isinstance(base.label, Symbol) else None
    indices = reader.terms(places)
    tensor = reader.names.declared.get(name)
    if tensor is None or not isinstance(tensor.sort, (Sequence, Tensor, Random)):
        if base.shape is None or len(base.shape) != len(places) or len(places) > 2:
            raise reject("unknown-size", f"{name} without a known number of items", where=show(expression),
                         help=f"IndexedBase({name!r}, shape=(n,)), or declare {name}: sequence n of real")  # fmt: skip
        sizes = [reader.size(size) for size in base.shape]
        scalar = sort_of(element) if element is not None else REAL
        sort = Sequence(sizes[0], scalar) if len(sizes) == 1 else Tensor((sizes[0], sizes[1]), scalar)
        tensor = reader.names.tensor(name, sort)
    elif element is not None:
        tensor = reader.names.tensor(name, tensor.sort, element)
    for index in indices:
        least = index if index.op == "number" else reader.least.get(index)
        if least is not None and least.op == "number" and least.fraction < 1:
            raise reject("out-of-range", f"an index that starts at {least!r}", where=show(expression),
                         help="items of an IndexedBase count from 1")  # fmt: skip
    return item(tensor, *indices)


def _matrix_element(reader: SympyReading, expression: Any) -> Term:
    """A[i, j], which counts from 0."""
    parent, *places = expression.args
    tensor = reader.term(parent)
    if not tensor.shape:
        return tensor
    indices = [_shifted(reader.term(place)) for place in places]
    return item(tensor, indices[0]) if tensor.shape[1] is ONE else item(tensor, *indices)


def _shifted(index: Term) -> Term:
    """index + 1."""
    if index.op == "number":
        return number(index.fraction + 1)
    if index.op == "add" and index.args[0].op == "number":  # SymPy writes i - 1 as -1 + i
        rest = index.args[1:]
        return add(*rest) if index.args[0] is number(-1) else add(number(index.args[0].fraction + 1), *rest)
    return add(index, ONE)



# -------------------------------------------------------------------------------------------------------------------- matrices


def _matrix_symbol(reader: SympyReading, expression: Any) -> Term:
    rows, columns = (reader.size(size) for size in expression.shape)
    return reader.names.tensor(canonical_name(expression.name), Tensor((rows, columns)))


def _matmul(reader: SympyReading, expression: Any) -> Term:
    """Scalars are drawn in front of the matrices, whose order is kept."""
    scalars: list[Term] = []
    chain: list[Term] = []
    for factor, source in zip(reader.terms(expression.args), expression.args, strict=True):
        (chain if getattr(source, "is_Matrix", False) else scalars).append(factor)
    product = matmul(*chain) if any(factor.shape for factor in chain) else mul(*chain)
    return mul(*scalars, product)


def _matpow(reader: SympyReading, expression: Any) -> Term:
    return functions.matrix_power(*reader.terms(expression.args))


def _of_size(op: str) -> Callable[[SympyReading, Any], Term]:
    def read(reader: SympyReading, expression: Any) -> Term:
        sizes = tuple(reader.size(size) for size in expression.shape)
        if op == "identity":
            return functions.identity(sizes[0])
        return make(op, sizes) if sizes != (ONE, ONE) else ONE if op == "ones" else ZERO

    return read


def _explicit_matrix(reader: SympyReading, expression: Any) -> Term:
    rows, columns = expression.shape
    if rows * columns == 0:
        raise unsupported(expression, "a matrix with at least one entry")
    return matrix(rows, columns, reader.terms(expression.flat()))


def _elementwise(reader: SympyReading, expression: Any) -> Term:
    function, tensor = expression.args
    inner = reader.term(tensor)
    lifted = reader.term(function)
    if not inner.shape:
        return substitute(lifted.args[1], {lifted.args[0]: inner})
    return make("map", (lifted, inner))


def _hadamard_power(reader: SympyReading, expression: Any) -> Term:
    base, exponent = reader.terms(expression.args)
    return functions.elementwise(lambda entry: power(entry, exponent), base) if base.shape else power(base, exponent)


def _hadamard(reader: SympyReading, expression: Any) -> Term:
    args = reader.terms(expression.args)
    return make("hadamard", args) if any(arg.shape for arg in args) else mul(*args)


READERS: Readers = {
    sympy.Indexed: _indexed, MatrixElement: _matrix_element, sympy.MatrixSymbol: _matrix_symbol,
    sympy.MatAdd: built(add), sympy.MatMul: _matmul, sympy.MatPow: _matpow, sympy.Transpose: built(transpose),
    sympy.Inverse: lambda reader, expression: functions.inverse(reader.term(expression.arg)),
    sympy.Trace: built(functions.trace), sympy.Determinant: built(functions.determinant),
    sympy.Identity: _of_size("identity"), sympy.ZeroMatrix: _of_size("zeros"), sympy.OneMatrix: _of_size("ones"),
    sympy.HadamardProduct: _hadamard, sympy.HadamardPower: _hadamard_power, sympy.DiagMatrix: built(functions.diagonal),
    sympy.MatrixBase: _explicit_matrix,
    ElementwiseApplyFunction: _elementwise, vocabulary.Elementwise: _elementwise,
}  # fmt: skip
