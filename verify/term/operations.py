"""The names of operations, by what they are."""

from __future__ import annotations

UNARY_FUNCTIONS = frozenset(
    "exp log sin cos tan sinh cosh tanh asin acos atan asinh acosh atanh gamma loggamma digamma erf erfc"
    " abs sign floor ceiling".split()
)
RELATIONS = frozenset(("eq", "ne", "lt", "le"))
CONNECTIVES = frozenset(("and", "or", "not", "implies", "iff"))
OPTIMA = frozenset(("argmin", "argmax", "minimum", "maximum"))
BINDERS = frozenset(("sum", "product", "largest", "integral", "limit", "lambda", "set_builder")) | OPTIMA
TENSOR_OPERATIONS = frozenset(
    (
        "transpose",
        "matmul",
        "inverse",
        "matrix_root",
        "identity",
        "zeros",
        "ones",
        "diagonal",
        "hadamard",
        "map",
        "matrix",
        "gradient",
        "row",
    )
)
