"""The shapes of vectors and matrices, and whether those of the parts of a term go together."""

from __future__ import annotations

from typing import Any

from verify.problem import ENTRY_BY_ENTRY, reject
from verify.sort import Random, Scalar, Sequence, Tensor, VectorFunction
from verify.term.node import Shape, Term, leaf
from verify.term.operations import TENSOR_OPERATIONS

ONE = leaf("number", (1, 1))
_SHAPED_FROM_SCALARS = frozenset(("identity", "zeros", "ones", "matrix", "item"))
MAY_SHAPE = _SHAPED_FROM_SCALARS | {"symbol"}  # what can have a shape although no argument has


def shape_of(op: str, args: tuple[Term, ...], value: Any) -> Shape:
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
            raise reject(
                "shape-mismatch",
                f"a product of {len(shapes)} matrices without an order",
                help="use the matrix product, or the elementwise product",
            )
        return shapes[0] if shapes else ()
    if op in TENSOR_OPERATIONS:
        return _tensor_shape(op, args, value)
    if op in ("eq", "ne") and args[0].shape != args[1].shape:
        raise reject(
            "shape-mismatch",
            f"a statement between shapes {show_shape(args[0].shape)} and {show_shape(args[1].shape)}",
            help="both sides need the same shape",
            sizes=_pairs(args[0].shape, args[1].shape),
        )
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
    if op == "apply":
        return _applied_shape(args, value)
    if op in ("eq", "ne", "density", "is_member", "minimum", "maximum"):
        return ()
    if any(arg.shape for arg in args):
        raise reject(
            "shape-mismatch",
            f"{op} of an argument of shape {show_shape(next(a.shape for a in args if a.shape))}",
            help="an elementwise function of a matrix is written with map",
        )
    return ()


def _applied_shape(args: tuple[Term, ...], orders: Any) -> Shape:
    """That of f(x), of its gradient or Jacobian, and of its Hessian, for a function f of a column x; any other has numbers."""
    sort = args[0].value[1] if args[0].op == "symbol" else None
    if not isinstance(sort, VectorFunction):
        return ()
    order = orders[0] if orders else 0
    if (args[1].shape or (ONE, ONE)) != (sort.size, ONE):
        raise reject(
            "shape-mismatch",
            f"a function of a column of {sort.size} numbers, of shape {show_shape(args[1].shape)}",
            help="its argument is a column of that size",
            sizes=_pairs(args[1].shape, (sort.size, ONE)),
        )
    if order > (2 if sort.rows is None else 1):
        raise reject("unsupported", "a derivative of a gradient's Jacobian", help="gradients, Jacobians and Hessians")
    shapes = ((), (sort.size, ONE), (sort.size, sort.size)) if sort.rows is None else ((sort.rows, ONE), (sort.rows, sort.size))
    return scalar_if_single(shapes[order]) if shapes[order] else ()


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
            raise reject(
                "shape-mismatch",
                f"{op} of shapes {show_shape(shape)} and {show_shape(arg.shape)}",
                help="all operands need the same shape",
                sizes=_pairs(shape, arg.shape),
            )
    return shape


def _pairs(shape: Shape, other: Shape) -> tuple[tuple[Term, Term], ...]:
    """What would have to be equal for two shapes to be."""
    return tuple(zip(shape or (ONE, ONE), other or (ONE, ONE), strict=True))


def _square(op: str, arg: Term) -> Shape:
    if not arg.shape or arg.shape[0] is not arg.shape[1]:
        raise reject("shape-mismatch", f"{op} of shape {show_shape(arg.shape)}", help="the matrix has to be square",
                     sizes=_pairs(arg.shape, arg.shape[::-1])[:1])  # fmt: skip
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
        rows = args[0].shape[0] if args[0].shape else ONE
        return scalar_if_single((rows, rows))
    if op == "map":
        return _common_shape(args[1:], op)
    if op == "gradient":
        if not args[0].shape:
            return args[1].shape
        if args[0].shape[1] is not ONE or args[1].shape[1] is not ONE:
            raise reject(
                "shape-mismatch",
                f"the gradient of something of shape {show_shape(args[0].shape)}",
                help="a gradient is that of a number, a Jacobian that of a column by a column",
            )
        return args[0].shape[0], args[1].shape[0]
    if op == "row":
        return _row_shape(*args)
    return scalar_if_single((leaf("number", (value[0], 1)), leaf("number", (value[1], 1))))  # an explicit matrix


def _row_shape(tensor: Term, index: Term) -> Shape:
    if index.shape:
        raise reject("shape-mismatch", f"an index of shape {show_shape(index.shape)}", help="an index is a number")
    return scalar_if_single((tensor.shape[1], ONE))


def _product_shape(args: tuple[Term, ...]) -> Shape:
    rows, columns = args[0].shape or (ONE, ONE)
    for arg in args[1:]:
        next_rows, next_columns = arg.shape or (ONE, ONE)
        if columns is not next_rows:
            is_of_one_shape = (rows, columns) == (next_rows, next_columns) and ONE not in (rows, columns)
            entries = ", or \\odot between them for a product entry by entry" if is_of_one_shape else ""
            raise reject(
                ENTRY_BY_ENTRY if is_of_one_shape else "shape-mismatch",
                f"a matrix product of shapes {show_shape((rows, columns))} and {show_shape((next_rows, next_columns))}",
                help=f"the inner sizes {columns!r} and {next_rows!r} have to agree{entries}",
                sizes=((columns, next_rows),),
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
