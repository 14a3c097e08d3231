"""The formula tree of a term, in the order in which the term holds its parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from verify.functions import WHOLE_MATRIX
from verify.render.formula import entrywise_name, row_or_column
from verify.render.notation import (
    entrywise_power,
    entrywise_quotient,
    mean_of_values,
    mean_without_index,
    outcome_of_value,
    sum_of_absolute_values,
)
from verify.render.tree import (
    Big,
    Branches,
    Call,
    Entrywise,
    Fence,
    Index,
    Limit,
    Matrix,
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
    inverted,
    is_negative,
    negative,
    transposed,
)
from verify.sort import Scalar, VectorFunction
from verify.term import HALF, ONE, OPTIMA, Term, free_symbols, number, postorder

_CONSTANTS = {"pi": "pi", "infinity": "infinity", "imaginary": "imaginary", "space": "space", "true": "true", "false": "false"}
_NAMES = {"determinant": "det", "trace": "tr", "diagonal": "diag", "asin": "arcsin", "acos": "arccos", "atan": "arctan",
          "asinh": "arsinh", "acosh": "arcosh", "atanh": "artanh", "is_member": "member", "gamma": "Gamma",
          "loggamma": "lgamma"}  # fmt: skip
_ENTRYWISE_NAMES = {"ceiling": "ceil"}
_FENCES = {"abs": "abs", "floor": "floor", "ceiling": "ceiling", "finite_set": "set"}
_BIG = frozenset(("sum", "product", "largest", "integral"))


def tree_of_term(term: Term) -> Tree:
    """The tree of a term; shared parts are made once, so that its size is that of the term."""
    memo: dict[Term, Tree] = {}
    for inner in postorder(term):
        memo[inner] = _tree(inner, memo)
    return memo[term]


def _tree(term: Term, memo: dict[Term, Tree]) -> Tree:
    found = memo.get(term)
    if found is None:
        found = memo[term] = _MAKERS.get(term.op, _call)(term, memo)
    return found


def _args(term: Term, memo: dict[Term, Tree]) -> tuple[Tree, ...]:
    return tuple(_tree(arg, memo) for arg in term.args)


def rational(value: Fraction) -> Tree:
    if value < 0:
        return negative(rational(-value))
    top = Number(str(value.numerator))
    return top if value.denominator == 1 else Quotient(top, Number(str(value.denominator)))


def _add(term: Term, memo: dict[Term, Tree]) -> Tree:
    terms: list[Tree] = []
    minus: list[bool] = []
    for arg in term.args:
        tree = _tree(arg, memo)
        terms.append(tree.terms[0] if is_negative(tree) else tree)
        minus.append(is_negative(tree))
    return Sum(tuple(terms), tuple(minus))


def _mul(term: Term, memo: dict[Term, Tree]) -> Tree:
    """What has a negative exponent goes below a bar, and a fraction before other factors stays in front of them."""
    if (quotient := _entrywise_quotient(term, memo)) is not None:
        return quotient
    first, *rest = term.args
    sign = first.op == "number" and first.fraction < 0
    leading = abs(first.fraction) if first.op == "number" else Fraction(1)
    factors = rest if first.op == "number" else list(term.args)
    above = [_tree(arg, memo) for arg in factors if _divisor(arg, memo) is None]
    below = [divisor for arg in factors if (divisor := _divisor(arg, memo)) is not None]
    if not below and term.args[-1].op == "matmul" and sum_of_absolute_values(term.args[-1]) is None:
        above[-1:] = [_tree(arg, memo) for arg in term.args[-1].args]
    if below:
        above = [Number(str(leading.numerator))] * (leading.numerator != 1) + above
        below = [Number(str(leading.denominator))] * (leading.denominator != 1) + below
        whole: Tree = Quotient(_product(above), _product(below))
    else:
        whole = _product([rational(leading)] * (leading != 1 or first is ONE) + above)
    return negative(whole) if sign else whole


def _entrywise_quotient(term: Term, memo: dict[Term, Tree]) -> Tree | None:
    """A fraction of a vector is read entry by entry; one with a matrix below is not."""
    parts = entrywise_quotient(term)
    return Quotient(_tree(parts[0], memo), _tree(parts[1], memo)) if parts is not None and ONE in parts[1].shape else None


def _product(factors: list[Tree]) -> Tree:
    if not factors:
        return Number("1")
    return factors[0] if len(factors) == 1 else Product(tuple(factors))


def _divisor(factor: Term, memo: dict[Term, Tree]) -> Tree | None:
    if factor.op != "power" or factor.shape or factor.args[1].op != "number" or factor.args[1].fraction >= 0:
        return None
    base, exponent = _tree(factor.args[0], memo), number(-factor.args[1].value[0], factor.args[1].value[1])
    return base if exponent is ONE else _power_tree(base, exponent, memo)


def _power(term: Term, memo: dict[Term, Tree]) -> Tree:
    divisor = _divisor(term, memo)
    if divisor is not None:
        return Quotient(Number("1"), divisor)
    return _power_tree(_tree(term.args[0], memo), term.args[1], memo)


def _power_tree(base: Tree, exponent: Term, memo: dict[Term, Tree]) -> Tree:
    if exponent is HALF:
        return Root(base)
    return Power(base, _tree(exponent, memo))


def _relation(term: Term, memo: dict[Term, Tree]) -> Tree:
    first, *rest = _args(term, memo)
    if term.args[0].op == term.op:  # brackets, as (a and b) and c is not a and b and c
        first = Fence("tuple", (first,))
    for other in rest:
        first = Relation(first, term.op, other)
    return first


def _piecewise(term: Term, memo: dict[Term, Tree]) -> Tree:
    parts = _args(term, memo)
    return Branches(tuple(zip(parts[::2], parts[1::2], strict=True)))


def _big(term: Term, memo: dict[Term, Tree]) -> Tree:
    if (whole := mean_without_index(term)) is not None:
        return Call(Sign("expectation"), (_tree(whole, memo),), square=True)
    if (mean := mean_of_values(term)) is not None:
        density, inside = (_tree(part, memo) for part in mean)
        return Call(Index(Sign("expectation"), (density,)), (inside,), square=True)
    variable, lower, upper, body = _args(term, memo)
    if term.args[1].op == "space":
        return Big(term.op, variable, None, None, body)
    return Big(term.op, variable, lower, upper, body)


def _limit(term: Term, memo: dict[Term, Tree]) -> Tree:
    variable, point, body = _args(term, memo)
    return Limit(variable, point, term.value, body)


def _optimum(term: Term, memo: dict[Term, Tree]) -> Tree:
    variable, body = _args(term, memo)
    if term.op == "lambda":
        return Relation(variable, "maps", body)
    if term.op == "set_builder":
        return Fence("set", (Relation(variable, "bar", body),))
    return Product((Index(Sign(term.op), (variable,)), body))


def _derivative(term: Term, memo: dict[Term, Tree]) -> Tree:
    body, by = _args(term, memo)
    return Rate(body, by, term.value)


def _apply(term: Term, memo: dict[Term, Tree]) -> Tree:
    function, *args = term.args
    if (outcome := outcome_of_value(term)) is not None:
        return _tree(outcome, memo)
    head = _tree(function, memo)
    if isinstance(function.sort, VectorFunction) and function.sort.inverse_of is not None:
        return Call(Power(_tree(function.sort.inverse_of, memo), Number("-1")), (_tree(args[0], memo),))
    if isinstance(function.sort, VectorFunction) and any(term.value):
        return _slope(term.value[0], head, _tree(args[0], memo), is_map=function.sort.rows is not None)
    if len(args) == 1 and isinstance(head, Name):
        head = Name(head.name + "'" * term.value[0])
    elif any(term.value):
        head = Power(head, Fence("tuple", tuple(Number(str(order)) for order in term.value)))
    return Call(head, tuple(_tree(arg, memo) for arg in args))


def _slope(order: int, function: Tree, at: Tree, *, is_map: bool) -> Tree:
    r"""\nabla f(x), \nabla^2 f(x), and J_h(x) of a map h."""
    if is_map:
        return Call(Index(Name("J"), (function,)), (at,))
    nabla = Sign("gradient")
    return Product((nabla if order == 1 else Power(nabla, Number(str(order))), Call(function, (at,))))


def _density(term: Term, memo: dict[Term, Tree]) -> Tree:
    family, *outcomes = _args(term, memo)
    return Call(family, tuple(outcomes[: term.value]), tuple(outcomes[term.value :]))


def _item(term: Term, memo: dict[Term, Tree]) -> Tree:
    tensor, *indices = _args(term, memo)
    return Index(tensor, tuple(indices))


def _row(term: Term, memo: dict[Term, Tree]) -> Tree:
    name, tensor = row_or_column(term)
    return Call(Name(name), (_tree(tensor, memo), _tree(term.args[1], memo)))


def _matrix(term: Term, memo: dict[Term, Tree]) -> Tree:
    rows, columns = term.value
    entries = _args(term, memo)
    return Matrix(tuple(entries[row * columns : (row + 1) * columns] for row in range(rows)))


def _map(term: Term, memo: dict[Term, Tree]) -> Tree:
    """An elementary function of a vector is written like that of a number."""
    function, tensor = term.args
    body = function.args[1] if function.op == "lambda" else function
    name = entrywise_name(function)
    if name is not None and body.op != "abs" and not (name in WHOLE_MATRIX and ONE not in tensor.shape):
        return Call(Name(_ENTRYWISE_NAMES.get(name, _NAMES.get(name, name))), (_tree(tensor, memo),))
    if (power := entrywise_power(term)) is not None:
        return Power(_tree(power[0], memo), Entrywise(_tree(power[1], memo)))
    return Call(_tree(function, memo), (_tree(tensor, memo),))


def _expect(term: Term, memo: dict[Term, Tree]) -> Tree:
    return Call(Sign("expectation"), _args(term, memo), square=True)


def _gradient(term: Term, memo: dict[Term, Tree]) -> Tree:
    body, by = _args(term, memo)
    return Product((Index(Sign("gradient"), (by,)), body))


def _constant_tensor(term: Term, memo: dict[Term, Tree]) -> Tree:
    """The size of a column of ones or zeros, or the sizes of a matrix of them, stand below."""
    rows, columns = _args(term, memo)
    size = rows if term.args[1] is ONE else Relation(rows, "by", columns)
    return Index(Sign("zero" if term.op == "zeros" else "ones"), (size,))


def _gamma(term: Term, memo: dict[Term, Tree]) -> Tree:
    """gamma(n + 1) of an integer is n!."""
    inner = term.args[0]
    if inner.op == "add" and len(inner.args) == 2 and inner.args[1] is ONE and _is_natural(inner.args[0]):
        return Call(Sign("factorial"), (_tree(inner.args[0], memo),))
    return _call(term, memo)


def _is_natural(term: Term) -> bool:
    """Whether a term is a natural number, or speaks of integers only."""
    names = free_symbols(term)
    if not names:
        return term.op == "number" and term.fraction >= 0 and term.value[1] == 1
    return all(isinstance(name.sort, Scalar) and name.sort.is_integer for name in names)


def _interval(term: Term, memo: dict[Term, Tree]) -> Tree:
    left_open, right_open = term.value
    return Fence(f"{'(' if left_open else '['}{')' if right_open else ']'}", _args(term, memo))


def _matmul(term: Term, memo: dict[Term, Tree]) -> Tree:
    inner = sum_of_absolute_values(term)
    if inner is not None:
        return Index(Fence("norm", (_tree(inner, memo),)), (Number("1"),))
    return Product(_args(term, memo))


def _hadamard(term: Term, memo: dict[Term, Tree]) -> Tree:
    return _entrywise_quotient(term, memo) or Product(_args(term, memo), "hadamard")


def _call(term: Term, memo: dict[Term, Tree]) -> Tree:
    return Call(Name(_NAMES.get(term.op, term.op)), _args(term, memo))


_MAKERS: Mapping[str, Callable[[Term, dict[Term, Tree]], Tree]] = {
    "number": lambda term, memo: rational(term.fraction), "symbol": lambda term, memo: Name(term.name),
    **{op: (lambda term, memo: Sign(_CONSTANTS[term.op])) for op in _CONSTANTS},
    "add": _add, "mul": _mul, "power": _power,
    **dict.fromkeys(("eq", "ne", "lt", "le", "and", "or", "implies", "iff"), _relation),
    "piecewise": _piecewise, **dict.fromkeys(_BIG, _big), "limit": _limit,
    **dict.fromkeys(("lambda", "set_builder", *OPTIMA), _optimum), "derivative": _derivative,
    "apply": _apply, "density": _density, "item": _item, "row": _row, "matrix": _matrix, "map": _map, "expect": _expect,
    "not": lambda term, memo: Call(Sign("not"), _args(term, memo)), "gamma": _gamma, "gradient": _gradient, "interval": _interval,
    **{op: (lambda term, memo: Fence(_FENCES[term.op], _args(term, memo))) for op in _FENCES},
    "matmul": _matmul, "hadamard": _hadamard,
    "transpose": lambda term, memo: transposed(_tree(term.args[0], memo)),
    "inverse": lambda term, memo: inverted(_tree(term.args[0], memo)),
    "matrix_root": lambda term, memo: Power(_tree(term.args[0], memo), _tree(HALF, memo)),
    "identity": lambda term, memo: Index(Sign("identity"), _args(term, memo)),
    **dict.fromkeys(("zeros", "ones"), _constant_tensor),
}  # fmt: skip
