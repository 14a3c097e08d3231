"""Functions that are read as terms of more basic ones, the same for every reader.

    sigmoid x = 1/(1 + exp(-x))     softplus x = log(1 + exp(x))     relu x = max(0, x)     silu x = x sigmoid(x)
    Phi x = (1 + erf(x/sqrt(2)))/2  gelu x = x Phi(x)                logit x = log(x/(1 - x))
    factorial n = gamma(n + 1)      binomial(n, k) = gamma(n + 1)/(gamma(k + 1) gamma(n - k + 1)), a product for a literal k
    beta(a, b) = gamma(a) gamma(b)/gamma(a + b)
    cbrt x = sign(x) |x|^(1/3)      log2 x = log x/log 2             sec, csc, cot, sech, csch, coth = 1/cos, ...
    exp2 x = 2^x                    dot(u, v) = u^T v of columns, and the product of a matrix and what stands behind it
    clip(x, a, b) = min(max(x, a), b)                               |a + i b| = sqrt(a^2 + b^2)
    norm x = sqrt(x^T x)            norm A = sqrt(tr(A^T A))

The gamma quotient for a binomial coefficient is meant for 0 <= k <= n: outside of it the term is undefined, not 0.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from verify.complex_parts import conjugate, imaginary_part, modulus, real_part
from verify.problem import reject
from verify.sort import REAL, Function, Outcome, Scalar, Tensor
from verify.term import (
    HALF,
    MINUS_ONE,
    ONE,
    PI,
    TWO,
    UNARY_FUNCTIONS,
    ZERO,
    Term,
    add,
    binder,
    call,
    column,
    consists_of,
    exp,
    expect,
    expectation,
    free_symbols,
    fresh_symbol,
    index_symbol,
    is_real_term,
    largest,
    log,
    make,
    map_entries,
    matmul,
    matrix,
    mul,
    number,
    postorder,
    power,
    row,
    rows_of,
    sqrt,
    substitute,
    subtract,
    symbol,
    transpose,
)

MAXIMAL_PRODUCT = 64  # factors that a literal k in binomial(n, k), or a literal power of a matrix, may unfold to


def minus(term: Term) -> Term:
    """-term, with the sign in front of the factors of a product."""
    if term.op == "number":
        return number(-term.value[0], term.value[1])
    if term.op != "mul":
        return make("mul", (MINUS_ONE, term))
    first, *rest = term.args
    return make("mul", (minus(first), *rest) if first.op == "number" else (MINUS_ONE, *term.args))


def reciprocal(term: Term) -> Term:
    return power(term, MINUS_ONE)


def quotient(numerator: Term, denominator: Term) -> Term:
    """numerator/denominator; 1/x is x^-1, without a factor 1."""
    return reciprocal(denominator) if numerator is ONE else mul(numerator, reciprocal(denominator))


def sigmoid(x: Term) -> Term:
    return reciprocal(add(ONE, exp(minus(x))))


def softplus(x: Term) -> Term:
    return log(add(ONE, exp(x)))


def relu(x: Term) -> Term:
    return call("max", ZERO, x)


def silu(x: Term) -> Term:
    return mul(x, sigmoid(x))


def normal_cdf(x: Term) -> Term:
    """The distribution function of the standard normal distribution."""
    return mul(HALF, add(ONE, call("erf", mul(x, power(TWO, number(-1, 2))))))


def gelu(x: Term) -> Term:
    return mul(x, normal_cdf(x))


def logit(x: Term) -> Term:
    return log(mul(x, reciprocal(subtract(ONE, x))))


def odd_root(x: Term, degree: int) -> Term:
    """The real root of an odd degree, which negative numbers have too."""
    return mul(call("sign", x), power(call("abs", x), number(1, degree)))


def cbrt(x: Term) -> Term:
    return odd_root(x, 3)


def factorial(n: Term) -> Term:
    return call("gamma", add(n, ONE))


def falling_factorial(x: Term, count: int) -> Term:
    """x (x - 1) ... (x - count + 1)."""
    return mul(*(x if shift == 0 else add(x, number(-shift)) for shift in range(count)))


def rising_factorial(x: Term, n: Term) -> Term:
    """x (x + 1) ... (x + n - 1), or gamma(x + n)/gamma(x)."""
    count = _small_natural(n)
    if count is not None:
        return mul(*(x if shift == 0 else add(x, number(shift)) for shift in range(count)))
    return mul(call("gamma", add(x, n)), reciprocal(call("gamma", x)))


def binomial(n: Term, k: Term) -> Term:
    count = _small_natural(k)
    if count is not None:
        scale = 1
        for factor in range(2, count + 1):
            scale *= factor
        return falling_factorial(n, count) if scale == 1 else mul(number(1, scale), falling_factorial(n, count))
    return mul(factorial(n), reciprocal(factorial(k)), reciprocal(factorial(subtract(n, k))))


def clip(x: Term, least: Term, most: Term) -> Term:
    return call("min", call("max", x, least), most)


def _small_natural(term: Term) -> int | None:
    """The value of a literal 0 <= k <= MAXIMAL_PRODUCT."""
    if term.op == "number" and term.value[1] == 1 and 0 <= term.value[0] <= MAXIMAL_PRODUCT:
        return int(term.value[0])
    return None


def beta(a: Term, b: Term) -> Term:
    return mul(call("gamma", a), call("gamma", b), reciprocal(call("gamma", add(a, b))))


def heaviside(x: Term, at_zero: Term = HALF) -> Term:
    """The unit step, with the value `at_zero` at 0."""
    return make("piecewise", (ZERO, make("lt", (x, ZERO)), at_zero, make("eq", (x, ZERO)), ONE, make("true")))


def logarithm(x: Term, base: Term) -> Term:
    return mul(log(x), reciprocal(log(base)))


def inner(x: Term, y: Term) -> Term:
    """x^T y for two columns."""
    return matmul(transpose(x), y) if x.shape else mul(x, y)


def dot(x: Term, y: Term) -> Term:
    """x^T y for two columns, and the product for a matrix and what stands behind it, as programs have it."""
    if not x.shape or not y.shape:
        return mul(x, y)
    return inner(x, y) if x.shape == y.shape and x.shape[1] is ONE else matmul(x, y)


def norm_squared(x: Term) -> Term:
    """|x|^2 of a vector, the squared Frobenius norm of a matrix, x^2 of a number."""
    if not x.shape:
        return power(x, TWO)
    if not is_real_term(x) or any(isinstance(name.sort, Tensor) and name.sort.element.is_complex for name in free_symbols(x)):
        raise reject("unsupported", "the norm of complex quantities", help="sum(|z_i|^2, i, 1, n)")
    return inner(x, x) if x.shape[1] is ONE else make("trace", (matmul(transpose(x), x),))


def norm(x: Term) -> Term:
    return sqrt(norm_squared(x)) if x.shape else modulus(x)


def trace(matrix: Term) -> Term:
    return make("trace", (matrix,)) if matrix.shape else matrix


def determinant(matrix: Term) -> Term:
    return make("determinant", (matrix,)) if matrix.shape else matrix


def inverse(matrix: Term) -> Term:
    return make("inverse", (matrix,)) if matrix.shape else reciprocal(matrix)


def diagonal(vector: Term) -> Term:
    if vector.shape and vector.shape[1] is not ONE:
        raise reject("shape-mismatch", "the diagonal matrix of something that is no column", help="diag takes a vector")
    return make("diagonal", (vector,)) if vector.shape else vector


def identity(size: Term) -> Term:
    return ONE if size is ONE else make("identity", (size,))


def checked_index(index: Term, length: Term, name: str) -> Term:
    """The index; raises InputError for one that is no integer, or outside of 1 .. length for certain."""
    if any(not (isinstance(each.sort, Scalar) and each.sort.is_integer) for each in free_symbols(index)):
        raise reject("type-mismatch", f"an index {index!r} that is no integer",
                     help="declare it as an integer, or bind it with a sum")  # fmt: skip
    outside = index.op == "number" and (
        index.value[1] != 1 or index.value[0] < 1 or (length.op == "number" and index.value[0] > length.value[0])
    )
    if outside or index.shape:
        raise reject("out-of-range", f"item {index!r} of {name}", help=f"items count from 1 to {length!r}")
    return index


def row_of(matrix: Term, index: Term) -> Term:
    """Row `index` of a matrix, as a column vector."""
    return row(matrix, checked_index(index, rows_of(matrix), "the rows of a matrix"))


def column_of(matrix: Term, index: Term) -> Term:
    """Column `index` of a matrix."""
    return column(matrix, checked_index(index, rows_of(transpose(matrix)), "the columns of a matrix"))


_OF_ROOTS = frozenset(("positive definite", "symmetric", "invertible", "diagonal"))  # what a matrix and its root are both


def matrix_power(matrix: Term, exponent: Term) -> Term:
    """A literal power of a square matrix: A A A, I, A^-1, A^-1 A^-1; for a positive definite one, also of its root, A^(-1/2)."""
    if not matrix.shape:
        return power(matrix, exponent)
    if exponent.op == "number" and exponent.value[1] == 2:
        return matrix_power(_matrix_root(matrix), number(exponent.value[0]))
    count = exponent.value[0] if exponent.op == "number" and exponent.value[1] == 1 else None
    if count is None or abs(count) > MAXIMAL_PRODUCT:
        raise reject("unsupported", f"a matrix to the power {exponent!r}",
                     help=f"an integer power of at most {MAXIMAL_PRODUCT}; map(f, A) takes powers entry by entry")  # fmt: skip
    base = inverse(matrix) if count < 0 else matrix
    product = matmul(*[base] * abs(count)) if count else identity(rows_of(matrix))
    if count > 0 and matrix.shape[0] is not matrix.shape[1]:
        raise reject("shape-mismatch", "a power of a matrix that is not square", help="the matrix has to be square")
    return product


def _matrix_root(matrix: Term) -> Term:
    """The positive definite matrix whose square is a positive definite one."""
    sort = matrix.sort if matrix.op == "symbol" else None
    if not (isinstance(sort, Tensor) and sort.element == REAL and {"positive definite"} <= {*sort.properties} <= _OF_ROOTS):
        raise reject("unsupported", f"the root of the matrix {matrix!r}", help="declare it: positive definite matrix n")
    return make("matrix_root", (matrix,))


def elementwise(function: Callable[[Term], Term], tensor: Term) -> Term:
    """A function of one number applied to every entry; what else it speaks of is not bound by it."""
    entry = symbol("@entry", REAL)  # no reader lets @ into a name
    body = function(entry)
    bound = symbol("u", REAL)
    if any(name.name == bound.name for name in free_symbols(body)):
        bound = fresh_symbol(bound, free_symbols(body))
    return map_entries(binder("lambda", bound, substitute(body, {entry: bound})), tensor)


def elementwise_product(left: Term, right: Term) -> Term:
    """The Hadamard product; of numbers, their product."""
    return make("hadamard", (left, right)) if left.shape and right.shape else mul(left, right)


def has_positive_entries(column: Term) -> bool:
    """Whether a column is made of positive ones by powers and products, entry by entry, or by exp."""
    numbers = [part for part in postorder(column) if part.op == "number"]
    exponents = {part.args[1] for part in postorder(column) if part.op == "power"}
    if not consists_of(column, _OF_ENTRIES) or any(part.value[0] <= 0 and part not in exponents for part in numbers):
        return False
    of_tensors = [name.sort for name in free_symbols(column) if isinstance(name.sort, Tensor)]
    return bool(of_tensors) and (all(sort.element.sign == 1 for sort in of_tensors) or _is_exponential(column))


def _is_exponential(column: Term) -> bool:
    return column.op == "map" and column.args[0].op == "lambda" and column.args[0].args[1].op == "exp"


_OF_ENTRIES = frozenset(("symbol", "map", "lambda", "power", "number", "hadamard", "exp", "mul", "add"))


def normal_density(x: Term, mean: Term, covariance: Term) -> Term:
    """N(x; mean, covariance): exp(-(x - m)^2/(2 v))/sqrt(2 pi v), or with det(2 pi S) and (x - m)^T S^-1 (x - m) for columns."""
    if not x.shape:
        deviation = power(subtract(x, mean), TWO)
        exponent = mul(MINUS_ONE, deviation, reciprocal(mul(TWO, covariance)))
        return mul(exp(exponent), power(mul(TWO, PI, covariance), number(-1, 2)))
    for part in postorder(covariance):  # a diagonal with two negative entries has a positive determinant
        if part.op == "diagonal" and not has_positive_entries(part.args[0]):
            raise reject("ambiguous", "a diagonal covariance whose entries may be negative", help="declare them positive")
        if part.op == "symbol" and isinstance(part.sort, Tensor) and "diagonal" in part.sort.properties and (
            "positive definite" not in part.sort.properties
        ):
            raise reject("ambiguous", "a diagonal covariance whose entries may be negative", help="declare it positive definite")
    deviation = x if mean is ZERO else subtract(x, mean)
    form = matmul(transpose(deviation), inverse(covariance), deviation)
    volume = mul(power(mul(TWO, PI), rows_of(x)), determinant(covariance))
    return mul(exp(mul(number(-1, 2), form)), power(volume, number(-1, 2)))


def normal_divergence(mean: Term, covariance: Term, other_mean: Term, other_covariance: Term) -> Term:
    """KL(N(m, S) || N(m', S')) of columns: (tr(S'^-1 S) + (m' - m)^T S'^-1 (m' - m) - d + log det S' - log det S)/2."""
    deviation = subtract(other_mean, mean)
    inverted = inverse(other_covariance)
    form = matmul(transpose(deviation), inverted, deviation)
    volumes = subtract(log(determinant(other_covariance)), log(determinant(covariance)))
    return mul(HALF, add(trace(matmul(inverted, covariance)), form, minus(rows_of(mean)), volumes))


def softmax(x: Term) -> Term:
    """exp(x_k)/(exp(x_1) + ... + exp(x_n)) of a column, entry by entry; of a matrix, row by row: diag(exp(X) 1)^-1 exp(X)."""
    powers = elementwise(exp, x)
    if x.shape and x.shape[1] is not ONE and x.shape[0] is not ONE:
        sums = matmul(powers, make("ones", (x.shape[1], ONE)))
        return matmul(make("diagonal", (elementwise(reciprocal, sums),)), powers)
    return mul(powers, reciprocal(matmul(transpose(make("ones", (rows_of(x), ONE))), powers)))


def sum_norm(x: Term) -> Term:
    """|x_1| + ... + |x_n|"""
    return matmul(transpose(make("ones", (rows_of(x), ONE))), elementwise(lambda entry: call("abs", entry), x))


def _largest_of(x: Term, build: Callable[[Term], Term]) -> Term:
    index, taken = index_symbol("i"), free_symbols(x)
    index = fresh_symbol(index, taken) if index.name in {name.name for name in taken} else index
    return largest(index, ONE, rows_of(x), build(row(x, index)))


def largest_entry(x: Term) -> Term:
    """max_i x_i of a column."""
    return _largest_of(x, lambda entry: entry)


def smallest_entry(x: Term) -> Term:
    """min_i x_i of a column."""
    return minus(_largest_of(x, minus))


def max_norm(x: Term) -> Term:
    """max_i |x_i|"""
    return _largest_of(x, lambda entry: call("abs", entry))


def entropy(outcome: Term, q: Term) -> Term:
    """H(q) = -E_q[log q]."""
    return minus(mean_over(outcome, q, log(q)))


def indicator(condition: Term) -> Term:
    """1 where the condition holds, else 0."""
    return make("piecewise", (ONE, condition, ZERO, make("true")))


def value_function(variable: str) -> Term:
    """The real function that makes a number of a value of a random variable."""
    return symbol(f"value_of_{variable}", Function())


def mean_over(outcome: Term, weight: Term, body: Term) -> Term:
    """E_weight[body] over the space of an outcome."""
    if outcome.op != "symbol" or not isinstance(outcome.sort, Outcome):
        raise reject("type-mismatch", f"an expectation over {outcome!r}", help="an outcome: expectation(f, z, q(z))")
    return expectation(outcome, weight, body)


def kl_divergence(outcome: Term, q: Term, p: Term) -> Term:
    """KL(q || p) = E_q[log q - log p]."""
    return mean_over(outcome, q, subtract(log(q), log(p)))


def covariance(x: Term, y: Term) -> Term:
    """E[x y^T] - E[x] E[y]^T over the random symbols."""
    if x.shape or y.shape:
        return subtract(expect(matmul(x, transpose(y))), matmul(expect(x), transpose(expect(y))))
    return subtract(expect(mul(x, y)), mul(expect(x), expect(y)))


@dataclass(frozen=True)
class Signature:
    """A function by its name: the number of its arguments (`most` None: any number) and what it is read as."""

    least: int
    most: int | None
    build: Callable[..., Term]


def _unary(name: str) -> Signature:
    return Signature(1, 1, lambda x: make(name, (x,)))


def _extremum(name: str) -> Signature:
    return Signature(1, None, lambda *args: call(name, *args) if len(args) > 1 else args[0])


def rational(numerator: Term, denominator: Term) -> Term:
    """The quotient of two terms, of numbers as one number."""
    if numerator.op == denominator.op == "number" and denominator is not ZERO:
        return number(numerator.fraction / denominator.fraction)
    return quotient(numerator, denominator)


def diagonal_of(*entries: Term) -> Term:
    """diag(v) of a vector, and diag(a, b, c) of numbers."""
    if len(entries) == 1:
        return diagonal(entries[0])
    if any(entry.shape for entry in entries):
        raise reject("unsupported", "a diagonal matrix of blocks", help="diag of numbers, or of one vector")
    size = len(entries)
    return matrix(size, size, (entries[i] if i == j else ZERO for i in range(size) for j in range(size)))


def by_cases(parts: tuple[Term, ...]) -> Term:
    """piecewise(value, condition, ...), where 0 beside vectors or matrices is the zero of their shape."""
    shapes = {value.shape for value in parts[::2] if value is not ZERO}
    shape = shapes.pop() if len(shapes) == 1 else ()
    if shape:
        zero = make("zeros", shape)
        parts = tuple(zero if place % 2 == 0 and part is ZERO else part for place, part in enumerate(parts))
    return make("piecewise", parts)


def _over(name: str) -> Signature:
    return Signature(1, 1, lambda x: reciprocal(make(name, (x,))))


SCALAR_FUNCTIONS: Mapping[str, Signature] = {
    **{name: _unary(name) for name in sorted(UNARY_FUNCTIONS)},
    **{"arc" + name[1:]: _unary(name) for name in ("asin", "acos", "atan", "asinh", "acosh", "atanh")},
    "arsinh": _unary("asinh"), "arcosh": _unary("acosh"), "artanh": _unary("atanh"),
    "ln": _unary("log"), "sgn": _unary("sign"), "ceil": _unary("ceiling"), "lgamma": _unary("loggamma"),
    "gammaln": _unary("loggamma"), "Gamma": _unary("gamma"),
    "log": Signature(1, 2, lambda x, base=None: log(x) if base is None else logarithm(x, base)),
    "log2": Signature(1, 1, lambda x: logarithm(x, TWO)),
    "exp2": Signature(1, 1, lambda x: power(TWO, x)),
    "log10": Signature(1, 1, lambda x: logarithm(x, number(10))),
    "log1p": Signature(1, 1, lambda x: log(add(ONE, x))),
    "expm1": Signature(1, 1, lambda x: subtract(exp(x), ONE)),
    "sqrt": Signature(1, 1, sqrt), "cbrt": Signature(1, 1, cbrt),
    "sec": _over("cos"), "csc": _over("sin"), "sech": _over("cosh"), "csch": _over("sinh"), "coth": _over("tanh"),
    "cot": Signature(1, 1, lambda x: mul(call("cos", x), reciprocal(call("sin", x)))),
    "sigmoid": Signature(1, 1, sigmoid), "logistic": Signature(1, 1, sigmoid), "expit": Signature(1, 1, sigmoid),
    "softplus": Signature(1, 1, softplus), "relu": Signature(1, 1, relu), "ReLU": Signature(1, 1, relu),
    "silu": Signature(1, 1, silu), "swish": Signature(1, 1, silu), "gelu": Signature(1, 1, gelu),
    "logit": Signature(1, 1, logit), "Phi": Signature(1, 1, normal_cdf), "heaviside": Signature(1, 1, heaviside),
    "factorial": Signature(1, 1, factorial), "binomial": Signature(2, 2, binomial), "choose": Signature(2, 2, binomial),
    "binom": Signature(2, 2, binomial), "nCr": Signature(2, 2, binomial),
    "beta": Signature(2, 2, beta), "Beta": Signature(2, 2, beta),
    "pow": Signature(2, 2, power), "rational": Signature(2, 2, rational),
    "polygamma": Signature(2, 2, lambda n, x: call("polygamma", n, x)),
    "max": _extremum("max"), "min": _extremum("min"), "clip": Signature(3, 3, clip), "clamp": Signature(3, 3, clip),
    "abs": Signature(1, 1, modulus), "Re": Signature(1, 1, real_part), "Im": Signature(1, 1, imaginary_part),
    "conj": Signature(1, 1, conjugate), "conjugate": Signature(1, 1, conjugate),
}  # fmt: skip

TENSOR_FUNCTIONS: Mapping[str, Signature] = {
    "transpose": Signature(1, 1, transpose), "inv": Signature(1, 1, inverse), "inverse": Signature(1, 1, inverse),
    "det": Signature(1, 1, determinant), "trace": Signature(1, 1, trace), "tr": Signature(1, 1, trace),
    "softmax": Signature(1, 1, softmax), "norm": Signature(1, 1, norm), "diag": Signature(1, None, diagonal_of),
    "identity": Signature(1, 1, identity), "row": Signature(2, 2, row_of), "column": Signature(2, 2, column_of),
    "zeros": Signature(1, 2, lambda n, m=ONE: make("zeros", (n, m))),
    "ones": Signature(1, 2, lambda n, m=ONE: make("ones", (n, m))),
    "dot": Signature(2, 2, dot), "hadamard": Signature(2, None, lambda *args: make("hadamard", args)),
    "mean": Signature(1, 1, expect), "var": Signature(1, 1, lambda x: covariance(x, x)), "cov": Signature(2, 2, covariance),
    "expectation": Signature(3, 3, lambda body, outcome, weight: mean_over(outcome, weight, body)),
    "outer": Signature(2, 2, lambda u, v: matmul(u, transpose(v))), "matmul": Signature(2, 2, matmul),
    "logsumexp": Signature(1, 1, lambda x: log(matmul(transpose(make("ones", (rows_of(x), ONE))), elementwise(exp, x)))),
    "KL": Signature(3, 3, lambda q, p, outcome: kl_divergence(outcome, q, p)),
}  # fmt: skip
FUNCTIONS: Mapping[str, Signature] = {**SCALAR_FUNCTIONS, **TENSOR_FUNCTIONS}
WHOLE_MATRIX = frozenset(("exp", "log", "ln", "sqrt", "sin", "cos", "log2", "log10"))  # these also mean functions of a matrix
BINDER_FUNCTIONS = frozenset(
    ("sum", "product", "prod", "largest", "integral", "integrate", "int", "limit", "lim", "diff", "derivative", "gradient",
     "grad", "argmin", "argmax", "hessian", "jacobian")
)
