"""A term as one line of text, with as few brackets as the reader of typed formulas needs to make the same term again.

For scalar terms (numbers, names, + * ^, functions, relations, piecewise, sums, integrals, derivatives) reading the text back
gives the same term; for abstract ones the text follows the same notation as far as it goes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from verify.functions import SCALAR_FUNCTIONS, WHOLE_MATRIX
from verify.render.notation import (
    entrywise_power,
    entrywise_quotient,
    mean_of_values,
    mean_without_index,
    outcome_of_value,
    sum_of_absolute_values,
)
from verify.term import HALF, MINUS_ONE, ONE, OPTIMA, UNARY_FUNCTIONS, Term, number, postorder
from verify.vector_functions import inverse_function, is_inverse

# How tightly a piece of text holds together; an operand needs brackets if it holds less than its place asks for.
_STATEMENT, _CONJUNCTION, _RELATION, _SUM, _PRODUCT, _POWER, _ATOM = range(7)

_RELATIONS = {"eq": "=", "ne": "!=", "lt": "<", "le": "<="}
_WORDS = {"and": _CONJUNCTION, "or": _STATEMENT, "implies": _STATEMENT, "iff": _STATEMENT}
_CONSTANTS = {"pi": "pi", "infinity": "inf", "imaginary": "i", "space": "space", "true": "true", "false": "false"}
_NAMES = {"ceiling": "ceil", "determinant": "det", "inverse": "inv", "diagonal": "diag", "is_member": "member", "expect": "mean"}
_BINDERS = {"sum": "sum", "product": "product", "largest": "largest", "integral": "integral"}

_NOT_ENTRYWISE = frozenset(("max", "min", "Re", "Im", "conj", "conjugate"))
_ENTRYWISE = tuple(name for name, signature in SCALAR_FUNCTIONS.items() if signature.least == 1 and name not in _NOT_ENTRYWISE)

MAXIMAL_LENGTH = 100_000

Piece = tuple[str, int]


def text(term: Term) -> str:
    """The text of a term, readable by `verify.read.text.read_text`; a part of more than MAXIMAL_LENGTH characters is `...`."""
    memo: dict[Term, Piece] = {}
    for inner in postorder(term):  # arguments first: no recursion, however deep the term
        _piece(inner, memo)
    return memo[term][0]


def _piece(term: Term, memo: dict[Term, Piece]) -> Piece:
    found = memo.get(term)
    if found is None:
        found = _PRINTERS.get(term.op, _call)(term, memo)
        if len(found[0]) > MAXIMAL_LENGTH:  # a term that shares its parts may have a text of any length
            found = ("...", _ATOM)
        memo[term] = found
    return found


def _at_least(term: Term, level: int, memo: dict[Term, Piece]) -> str:
    """The text of an operand, in brackets if it holds together less than `level`."""
    written, holds = _piece(term, memo)
    return written if holds >= level else f"({written})"


def _number(term: Term, memo: dict[Term, Piece]) -> Piece:
    numerator, denominator = term.value
    if denominator == 1:
        return str(numerator), _ATOM if numerator >= 0 else _SUM
    return f"{numerator}/{denominator}", _PRODUCT if numerator >= 0 else _SUM


def _symbol(term: Term, memo: dict[Term, Piece]) -> Piece:
    return term.name, _ATOM


def _constant(term: Term, memo: dict[Term, Piece]) -> Piece:
    return _CONSTANTS[term.op], _ATOM


def _add(term: Term, memo: dict[Term, Piece]) -> Piece:
    parts = []
    for position, arg in enumerate(term.args):
        written, holds = _piece(arg, memo)
        if arg.op == "add" or holds < _SUM:
            written = f"({written})"
        if position and written.startswith("-"):
            parts.append(f" - {written[1:]}")
        else:
            parts.append(f" + {written}" if position else written)
    return "".join(parts), _SUM


def _mul(term: Term, memo: dict[Term, Piece]) -> Piece:
    if (parts := entrywise_quotient(term)) is not None:
        return _divided(*parts, memo)
    first = term.args[0]
    if first.op == "number" and first.value[0] < 0:
        rest = term.args[1:]
        if first is MINUS_ONE and rest[0].op != "number":
            return "-" + _product(rest, memo), _SUM
        return "-" + _product((_negated(first), *rest), memo), _SUM
    return _product(term.args, memo), _PRODUCT


def _divided(top: Term, bottom: Term, memo: dict[Term, Piece]) -> Piece:
    """a ./ b, which holds together as little as a sum: what stands before it may belong to a."""
    return f"{_at_least(top, _POWER, memo)} ./ {_at_least(bottom, _ATOM, memo)}", _SUM


def _hadamard(term: Term, memo: dict[Term, Piece]) -> Piece:
    parts = entrywise_quotient(term)
    return _call(term, memo) if parts is None else _divided(*parts, memo)


def _negated(term: Term) -> Term:
    return number(-term.value[0], term.value[1])


def _product(factors: tuple[Term, ...], memo: dict[Term, Piece]) -> str:
    """a*b/c; the first factor may be a rational number, as `1/2*x` is read so."""
    first, *rest = factors
    written = _first_factor(first, bool(rest), memo)
    for position, factor in enumerate(rest):
        divisor = _divisor(factor, memo)
        bare_one = position == 0 and first is ONE
        literals = position == 0 and _is_natural(first) and divisor is not None and divisor.isdigit()
        if divisor is None or bare_one or literals:
            written += "*" + _factor(factor, memo, plain=bare_one or literals)
        else:
            written += "/" + divisor
    return written


def _first_factor(first: Term, others: bool, memo: dict[Term, Piece]) -> str:
    if first.op == "number":
        return _piece(first, memo)[0] if first.value[0] >= 0 else f"({_piece(first, memo)[0]})"
    if first.op == "mul":
        return f"({_piece(first, memo)[0]})"
    return _at_least(first, _PRODUCT, memo)


def _is_natural(term: Term) -> bool:
    return bool(term.op == "number" and term.value[1] == 1 and term.value[0] >= 0)


def _factor(term: Term, memo: dict[Term, Piece], plain: bool) -> str:
    """A factor after the first: powers are written with `^` where `1/x` would be read as something else."""
    if plain and term.op == "power":
        return _plain_power(term, memo)
    return _at_least(term, _POWER, memo)


def _divisor(factor: Term, memo: dict[Term, Piece]) -> str | None:
    """What stands after the `/` for a factor x^-n, or None if the factor is not of that kind."""
    if factor.op != "power" or factor.shape:
        return None
    base, exponent = factor.args
    if exponent.op != "number" or exponent.value[0] >= 0:
        return None
    if exponent is MINUS_ONE:
        if base.op == "number":
            return _piece(base, memo)[0] if _is_natural(base) else f"({_piece(base, memo)[0]})"
        is_sqrt_or_power = base.op == "power" and not _piece(base, memo)[0].startswith("(")
        rational = base.op == "power" and base.args[1].op == "number" and base.args[1].value[0] > 0
        written = _at_least(base, _POWER, memo)
        return f"({written})" if is_sqrt_or_power and rational else written
    positive = _negated(exponent)
    if positive is HALF:
        return f"sqrt({_piece(base, memo)[0]})"
    return f"{_base(base, memo)}^{_exponent(positive, memo)}"


def _power(term: Term, memo: dict[Term, Piece]) -> Piece:
    base, exponent = term.args
    if exponent is HALF and not base.shape:
        return f"sqrt({_piece(base, memo)[0]})", _ATOM
    divisor = _divisor(term, memo)
    if divisor is not None and not divisor.isdigit():
        return f"1/{divisor}", _PRODUCT
    return _plain_power(term, memo), _POWER


def _plain_power(term: Term, memo: dict[Term, Piece]) -> str:
    return f"{_base(term.args[0], memo)}^{_exponent(term.args[1], memo)}"


def _base(base: Term, memo: dict[Term, Piece]) -> str:
    return _at_least(base, _ATOM, memo)


def _exponent(exponent: Term, memo: dict[Term, Piece]) -> str:
    return _at_least(exponent, _ATOM, memo)


def _relation(term: Term, memo: dict[Term, Piece]) -> Piece:
    left, right = (_at_least(arg, _SUM, memo) for arg in term.args)
    return f"{left} {_RELATIONS[term.op]} {right}", _RELATION


def _connective(term: Term, memo: dict[Term, Piece]) -> Piece:
    level = _WORDS[term.op]
    written = [_at_least(arg, _RELATION if arg.op != "not" else _ATOM, memo) for arg in term.args]
    return f" {term.op} ".join(written), level


def _not(term: Term, memo: dict[Term, Piece]) -> Piece:
    return f"not {_at_least(term.args[0], _RELATION, memo)}", _RELATION


def _piecewise(term: Term, memo: dict[Term, Piece]) -> Piece:
    pairs = zip(term.args[::2], term.args[1::2], strict=True)
    written = (f"({_piece(value, memo)[0]}, {_piece(condition, memo)[0]})" for value, condition in pairs)
    return f"piecewise({', '.join(written)})", _ATOM


def _binder(term: Term, memo: dict[Term, Piece]) -> Piece:
    bound, lower, upper, body = term.args
    if (whole := mean_without_index(term)) is not None:
        return f"E[{_piece(whole, memo)[0]}]", _ATOM
    if (mean := mean_of_values(term)) is not None:
        density, body = mean
        return f"E_{{{_piece(density, memo)[0]}}}[{_piece(body, memo)[0]}]", _ATOM
    if lower.op == "space":
        return f"{_BINDERS[term.op]}({_piece(body, memo)[0]}, {bound.name})", _ATOM
    inside = ", ".join(_piece(arg, memo)[0] for arg in (body, bound, lower, upper))
    return f"{_BINDERS[term.op]}({inside})", _ATOM


def _limit(term: Term, memo: dict[Term, Piece]) -> Piece:
    bound, point, body = (_piece(arg, memo)[0] for arg in term.args)
    side = {"+": ", right", "-": ", left"}.get(term.value, "")
    return f"limit({body}, {bound}, {point}{side})", _ATOM


def _bound_and_body(term: Term, memo: dict[Term, Piece]) -> Piece:
    bound, body = (_piece(arg, memo)[0] for arg in term.args)
    if term.op == "lambda":
        return f"{bound} -> {body}", _STATEMENT
    if term.op == "set_builder":
        return f"{{{bound} : {body}}}", _ATOM
    return f"{term.op}({body}, {bound})", _ATOM


def _derivative(term: Term, memo: dict[Term, Piece]) -> Piece:
    body, by = (_piece(arg, memo)[0] for arg in term.args)
    return f"diff({body}, {by}{'' if term.value == 1 else f', {term.value}'})", _ATOM


def _apply(term: Term, memo: dict[Term, Piece]) -> Piece:
    function, *args = term.args
    if (outcome := outcome_of_value(term)) is not None:
        return _piece(outcome, memo)
    inside = ", ".join(_piece(arg, memo)[0] for arg in args)
    if is_inverse(function):
        return f"{inverse_function(function).name}^-1({inside})", _ATOM
    if len(args) == 1:
        return f"{function.name}{chr(39) * term.value[0]}({inside})", _ATOM
    marks = "" if not any(term.value) else f"^({', '.join(map(str, term.value))})"
    return f"{_at_least(function, _ATOM, memo)}{marks}({inside})", _ATOM


def _density(term: Term, memo: dict[Term, Piece]) -> Piece:
    family, *outcomes = (_piece(arg, memo)[0] for arg in term.args)
    given = outcomes[term.value :]
    bar = f" | {', '.join(given)}" if given else ""
    return f"{family}({', '.join(outcomes[: term.value])}{bar})", _ATOM


def _item(term: Term, memo: dict[Term, Piece]) -> Piece:
    tensor, *indices = term.args
    inside = ", ".join(_piece(index, memo)[0] for index in indices)
    if tensor.op == "symbol" and len(inside) == 1 and inside.isalnum() and "_" not in tensor.name:
        return f"{tensor.name}_{inside}", _ATOM
    return f"{_at_least(tensor, _ATOM, memo)}[{inside}]", _ATOM


def _matmul(term: Term, memo: dict[Term, Piece]) -> Piece:
    inner = sum_of_absolute_values(term)
    if inner is not None and "|" not in (written := _piece(inner, memo)[0]):
        return f"||{written}||_1", _ATOM
    return "*".join(f"({_piece(a, memo)[0]})" if a.op == "matmul" else _at_least(a, _POWER, memo) for a in term.args), _PRODUCT


def _matrix_root(term: Term, memo: dict[Term, Piece]) -> Piece:
    return f"{_at_least(term.args[0], _ATOM, memo)}^(1/2)", _POWER


def _transpose(term: Term, memo: dict[Term, Piece]) -> Piece:
    inner = term.args[0]
    return f"{_at_least(inner, _ATOM, memo)}'" if inner.op != "transpose" else f"transpose({_piece(inner, memo)[0]})", _POWER


def _row(term: Term, memo: dict[Term, Piece]) -> Piece:
    """row(X, i), and column(A, j) for a row of A'."""
    name, tensor = row_or_column(term)
    return f"{name}({_piece(tensor, memo)[0]}, {_piece(term.args[1], memo)[0]})", _ATOM


def row_or_column(term: Term) -> tuple[str, Term]:
    """What a row of a matrix is called, and the matrix: a row of A' is a column of A."""
    tensor = term.args[0]
    return ("column", tensor.args[0]) if tensor.op == "transpose" else ("row", tensor)


def _map(term: Term, memo: dict[Term, Piece]) -> Piece:
    """An elementary function of a vector is written like that of a number."""
    function, tensor = term.args
    name = entrywise_name(function)
    if (power := entrywise_power(term)) is not None and (name is None or (name in WHOLE_MATRIX and ONE not in tensor.shape)):
        return f"{_base(power[0], memo)}.^{_exponent(power[1], memo)}", _POWER
    if name is None or name == "abs" or (name in WHOLE_MATRIX and ONE not in tensor.shape):
        return _call(term, memo)
    return f"{_NAMES.get(name, name)}({_piece(tensor, memo)[0]})", _ATOM


def entrywise_name(function: Term) -> str | None:
    """The name of the function of one number that this `lambda` is, by which readers apply it to every entry of a vector."""
    if function.op != "lambda":
        return None
    bound, body = function.args
    if body.op in UNARY_FUNCTIONS and body.args[0] is bound:
        return body.op
    return next((name for name in _ENTRYWISE if SCALAR_FUNCTIONS[name].build(bound) is body), None)


def _matrix(term: Term, memo: dict[Term, Piece]) -> Piece:
    rows, columns = term.value
    entries = [_piece(arg, memo)[0] for arg in term.args]
    if columns == 1:
        return f"[{', '.join(entries)}]", _ATOM
    lines = (f"[{', '.join(entries[row * columns : (row + 1) * columns])}]" for row in range(rows))
    return f"[{', '.join(lines)}]", _ATOM


def _finite_set(term: Term, memo: dict[Term, Piece]) -> Piece:
    return f"{{{', '.join(_piece(arg, memo)[0] for arg in term.args)}}}", _ATOM


def _interval(term: Term, memo: dict[Term, Piece]) -> Piece:
    left_open, right_open = term.value
    lower, upper = (_piece(arg, memo)[0] for arg in term.args)
    return f"{'(' if left_open else '['}{lower}, {upper}{')' if right_open else ']'}", _ATOM


def _call(term: Term, memo: dict[Term, Piece]) -> Piece:
    return f"{_NAMES.get(term.op, term.op)}({', '.join(_piece(arg, memo)[0] for arg in term.args)})", _ATOM


_PRINTERS: Mapping[str, Callable[[Term, dict[Term, Piece]], Piece]] = {
    "number": _number, "symbol": _symbol, **dict.fromkeys(_CONSTANTS, _constant),
    "add": _add, "mul": _mul, "power": _power, **dict.fromkeys(_RELATIONS, _relation), **dict.fromkeys(_WORDS, _connective),
    "not": _not, "piecewise": _piecewise, **dict.fromkeys(_BINDERS, _binder), "limit": _limit,
    **dict.fromkeys(("lambda", "set_builder", *OPTIMA), _bound_and_body), "derivative": _derivative,
    "apply": _apply, "density": _density, "item": _item, "matmul": _matmul, "hadamard": _hadamard, "transpose": _transpose,
    "matrix_root": _matrix_root, "matrix": _matrix,
    "row": _row, "map": _map, "finite_set": _finite_set, "interval": _interval,
}  # fmt: skip
