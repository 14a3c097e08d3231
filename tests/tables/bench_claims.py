"""150 claims of the mathematics of machine learning, 100 true and 50 false, as an author would write them in SymPy."""

from __future__ import annotations

from sympy import (
    Abs,
    E,
    Eq,
    Expr,
    Integral,
    Matrix,
    Max,
    Min,
    Piecewise,
    Rational,
    Sum,
    Symbol,
    acos,
    atan,
    cos,
    cosh,
    diag,
    diff,
    digamma,
    exp,
    eye,
    factorial,
    gamma,
    log,
    loggamma,
    oo,
    pi,
    sign,
    sin,
    sqrt,
    symbols,
    tanh,
)

from tests.tables.row import (
    Claim,
    beta_function,
    false,
    normal_cdf,
    normal_density,
    normal_log_density,
    relu,
    sigmoid,
    softplus,
    standard_normal,
    true,
)

x, y, z, w, mean, mean1, mean2, advantage, residual = symbols("x y z w m m1 m2 A u", real=True)
a, b, c, delta, rate, deviation, deviation1, deviation2, temperature, ratio, dof = symbols(
    "a b c d lambda s s1 s2 T r nu", positive=True
)
p, q, clip_width, alpha, abar_before, momentum = symbols("p q epsilon alpha abar_prev beta", positive=True)
n = Symbol("n", integer=True, positive=True)
k = Symbol("k", integer=True)
half = Rational(1, 2)

UNIT = "in (0, 1)"
ALL = (x, -oo, oo)

# ------------------------------------------------------------------------------------------------------------ rational

precision_, recall = a / (a + b), a / (a + c)
jaccard = a / b

RATIONAL = [
    true("cube of a sum", "rational", (x + y) ** 3, x**3 + 3 * x**2 * y + 3 * x * y**2 + y**3),
    true("partial fractions", "rational", 1 / (1 - x) - 1 / (1 + x), 2 * x / (1 - x**2), x="in (-1, 1)"),
    true("parallel variances", "rational", 1 / (1 / a + 1 / b), a * b / (a + b)),
    true("Kalman variance update", "rational", a - a**2 / (a + b), a * b / (a + b)),
    true("F1 from precision and recall", "rational",
         2 * precision_ * recall / (precision_ + recall), 2 * a / (2 * a + b + c)),
    true("moving average unrolled", "rational",
         momentum * (momentum * x + (1 - momentum) * y) + (1 - momentum) * z,
         momentum**2 * x + (1 - momentum) * (momentum * y + z)),
    true("bias and variance", "rational", (x - y) ** 2 + 2 * (x - y) * (y - z) + (y - z) ** 2, (x - z) ** 2),
    true("Sherman-Morrison for numbers", "rational", 1 / (a + b * c), 1 / a - (b * c / a**2) / (1 + b * c / a)),
    true("posterior mean of a Bernoulli rate is a weighted mean", "rational",
         (a + x) / (a + b + c), (a + b) / (a + b + c) * a / (a + b) + c / (a + b + c) * x / c),
    true("Dice from Jaccard", "rational", 2 * jaccard / (1 + jaccard), 2 * a / (a + b)),
]

# ------------------------------------------------------------------------------------------------------------- exp and log

s_z = sigmoid(z)
two_class = p ** (1 / temperature) / (p ** (1 / temperature) + (1 - p) ** (1 / temperature))

EXP_LOG = [
    true("sigmoid reflected", "exp log", sigmoid(-x), 1 - sigmoid(x)),
    true("derivative of sigmoid", "exp log", diff(sigmoid(x), x), sigmoid(x) * (1 - sigmoid(x))),
    true("tanh by sigmoid", "exp log", tanh(x), 2 * sigmoid(2 * x) - 1),
    true("softplus minus its reflection", "exp log", softplus(x) - softplus(-x), x),
    true("derivative of softplus", "exp log", diff(softplus(x), x), sigmoid(x)),
    true("log sigmoid", "exp log", log(sigmoid(x)), -softplus(-x)),
    true("logit of sigmoid", "exp log", log(sigmoid(x) / (1 - sigmoid(x))), x),
    true("sigmoid of logit", "exp log", sigmoid(log(p / (1 - p))), p, p=UNIT),
    true("log-sum-exp of two", "exp log", log(exp(x) + exp(y)), x + softplus(y - x)),
    true("log-sum-exp shifted", "exp log", log(exp(x + z) + exp(y + z)), z + log(exp(x) + exp(y))),
    true("softmax of two is a sigmoid", "exp log", exp(x) / (exp(x) + exp(y)), sigmoid(x - y)),
    true("derivative of tanh", "exp log", diff(tanh(x), x), 1 - ((exp(x) - exp(-x)) / (exp(x) + exp(-x))) ** 2),
    true("binary cross entropy from the logit", "exp log",
         -y * log(sigmoid(z)) - (1 - y) * log(1 - sigmoid(z)), softplus(z) - y * z),
    true("log likelihood of Bernoulli", "exp log", log(p**a * (1 - p) ** (1 - a)), a * log(p) + (1 - a) * log(1 - p), p=UNIT),
    true("derivative of the binary entropy", "exp log",
         diff(-p * log(p) - (1 - p) * log(1 - p), p), log((1 - p) / p), p=UNIT),
    true("mish without tanh", "exp log",
         x * tanh(softplus(x)), x * (exp(2 * x) + 2 * exp(x)) / (exp(2 * x) + 2 * exp(x) + 2)),
    true("derivative of swish", "exp log", diff(x * sigmoid(x), x), sigmoid(x) + x * sigmoid(x) * (1 - sigmoid(x))),
    true("derivative of the focal loss", "exp log",
         diff(-((1 - s_z) ** 2) * log(s_z), z), (1 - s_z) ** 2 * (2 * s_z * log(s_z) - (1 - s_z))),
    true("temperature divides the logit", "exp log", two_class, sigmoid(log(p / (1 - p)) / temperature), p=UNIT),
    true("direct preference probability", "exp log",
         sigmoid(momentum * (log(a) - log(b))), a**momentum / (a**momentum + b**momentum)),
]

# ---------------------------------------------------------------------------------------------------------------- Gaussian

product_mean, product_variance = (b * mean1 + a * mean2) / (a + b), a * b / (a + b)
gaussian_kl = log(deviation2 / deviation1) + (deviation1**2 + (mean1 - mean2) ** 2) / (2 * deviation2**2) - half
abar = alpha * abar_before
denoised = (x - sqrt(1 - abar) * y) / sqrt(abar)
posterior_mean = (
    sqrt(abar_before) * (1 - alpha) / (1 - abar) * denoised + sqrt(alpha) * (1 - abar_before) / (1 - abar) * x
)
NOISE = {"alpha": UNIT, "abar_prev": UNIT}

GAUSSIAN = [
    true("two squares completed", "Gaussian", (x - mean1) ** 2 / (2 * a) + (x - mean2) ** 2 / (2 * b),
         (x - product_mean) ** 2 / (2 * product_variance) + (mean1 - mean2) ** 2 / (2 * (a + b))),
    true("product of two densities", "Gaussian", normal_density(x, mean1, a) * normal_density(x, mean2, b),
         normal_density(mean1, mean2, a + b) * normal_density(x, product_mean, product_variance)),
    true("two forms of the divergence", "Gaussian", gaussian_kl,
         half * (log(deviation2**2 / deviation1**2) + deviation1**2 / deviation2**2
                 + (mean1 - mean2) ** 2 / deviation2**2 - 1)),
    true("score", "Gaussian", diff(log(normal_density(x, mean1, deviation**2)), x), -(x - mean1) / deviation**2),
    true("log density", "Gaussian", log(normal_density(x, mean1, deviation**2)),
         -half * log(2 * pi * deviation**2) - (x - mean1) ** 2 / (2 * deviation**2)),
    true("entropy", "Gaussian", half * log(2 * pi * E * deviation**2), half + log(deviation) + half * log(2 * pi)),
    true("diffusion posterior variance", "Gaussian", 1 / (alpha / (1 - alpha) + 1 / (1 - abar_before)),
         (1 - alpha) * (1 - abar_before) / (1 - alpha * abar_before), **NOISE),
    true("diffusion posterior mean", "Gaussian", posterior_mean,
         (x - (1 - alpha) / sqrt(1 - abar) * y) / sqrt(alpha), **NOISE),
    true("log signal-to-noise ratio", "Gaussian", log(sqrt(sigmoid(z)) ** 2 / sqrt(sigmoid(-z)) ** 2), z),
    true("log ratio of two densities is linear", "Gaussian",
         log(normal_density(x, mean1, deviation**2)) - log(normal_density(x, mean2, deviation**2)),
         (mean1 - mean2) / deviation**2 * (x - (mean1 + mean2) / 2)),
]

# --------------------------------------------------------------------------------------------------------------- piecewise

huber = Piecewise((x**2 / 2, Abs(x) <= delta), (delta * (Abs(x) - delta / 2), True))
clipped = Min(Max(ratio, 1 - clip_width), 1 + clip_width)
surrogate = Min(ratio * advantage, clipped * advantage)
soft = sign(x) * relu(Abs(x) - rate)
pinball = Max(q * residual, (q - 1) * residual)

PIECEWISE = [
    true("root of a square", "piecewise", sqrt(x**2), Abs(x)),
    true("max by the absolute value", "piecewise", Max(x, y), (x + y + Abs(x - y)) / 2),
    true("min plus max", "piecewise", Min(x, y) + Max(x, y), x + y),
    true("soft threshold by two rectifiers", "piecewise", soft, relu(x - rate) - relu(-x - rate)),
    true("identity by two rectifiers", "piecewise", relu(x) - relu(-x), x),
    true("leaky rectifier", "piecewise", Max(x, a * x), a * x + (1 - a) * relu(x), a=UNIT),
    true("stable binary cross entropy", "piecewise", relu(z) - z * y + log(1 + exp(-Abs(z))), softplus(z) - y * z),
    true("stable log cosh", "piecewise", log(cosh(x)), Abs(x) + log(1 + exp(-2 * Abs(x))) - log(2)),
    true("Huber without cases", "piecewise", huber, delta * Abs(x) - delta**2 / 2 + relu(delta - Abs(x)) ** 2 / 2),
    true("hard tanh", "piecewise", Min(Max(x, -1), 1), (Abs(x + 1) - Abs(x - 1)) / 2),
    true("clipped surrogate by the sign of the advantage", "piecewise", surrogate,
         Piecewise((Min(ratio, 1 + clip_width) * advantage, advantage >= 0),
                   (Max(ratio, 1 - clip_width) * advantage, True)), epsilon=UNIT),
    true("pinball by the absolute value", "piecewise", pinball, Abs(residual) / 2 + (q - half) * residual, q=UNIT),
    true("absolute value of a product", "piecewise", Abs(x * y), Abs(x) * Abs(y)),
    true("stable log-sum-exp", "piecewise", Max(x, y) + log(1 + exp(-Abs(x - y))), log(exp(x) + exp(y))),
    true("stable sigmoid", "piecewise",
         Piecewise((1 / (1 + exp(-x)), x >= 0), (exp(x) / (1 + exp(x)), True)), sigmoid(x)),
    true("hinge by the absolute value", "piecewise", relu(1 - z), (1 - z + Abs(1 - z)) / 2),
]

# ------------------------------------------------------------------------------------------------------------ trigonometry

polar = Matrix([ratio * cos(z), ratio * sin(z)])

TRIGONOMETRY = [
    true("Pythagoras", "trigonometry", sin(x) ** 2 + cos(x) ** 2, 1),
    true("rotary position is relative", "trigonometry", cos(x * z) * cos(y * z) + sin(x * z) * sin(y * z), cos((x - y) * z)),
    true("half angle", "trigonometry", cos(x) ** 2, (1 + cos(2 * x)) / 2),
    true("arc tangent of the reciprocal", "trigonometry", atan(a) + atan(1 / a), pi / 2),
    true("spherical interpolation keeps the norm", "trigonometry",
         sin((1 - x) * w) ** 2 + sin(x * w) ** 2 + 2 * sin((1 - x) * w) * sin(x * w) * cos(w), sin(w) ** 2),
    true("polar Jacobian", "trigonometry", polar.jacobian([ratio, z]).det(), ratio),
]

# -------------------------------------------------------------------------------------------------------- special functions

SPECIAL = [
    true("recurrence of gamma", "special", gamma(a + 1), a * gamma(a)),
    true("mean of the beta distribution", "special", beta_function(a + 1, b), a / (a + b) * beta_function(a, b)),
    true("recurrence of digamma", "special", digamma(a + 1), digamma(a) + 1 / a),
    true("recurrence of log gamma", "special", loggamma(a + 1), log(a) + loggamma(a)),
    true("normal distribution function reflected", "special", normal_cdf(-x), 1 - normal_cdf(x)),
    true("derivative of GELU", "special", diff(x * normal_cdf(x), x), normal_cdf(x) + x * standard_normal(x)),
    true("variance of the beta distribution", "special",
         beta_function(a + 2, b) / beta_function(a, b) - (a / (a + b)) ** 2, a * b / ((a + b) ** 2 * (a + b + 1))),
    true("gamma ratio of the Student density", "special", gamma((dof + 3) / 2) / gamma((dof + 1) / 2), (dof + 1) / 2),
    true("Dirichlet-multinomial ratio", "special", gamma(a) / gamma(a + 1) * gamma(b + 1) / gamma(b), b / a),
    true("inverse Mills ratio", "special", diff(log(normal_cdf(x)), x), standard_normal(x) / normal_cdf(x)),
]

# -------------------------------------------------------------------------------------------------------------------- sums

four = symbols("x1 x2 x3 x4", real=True)
three = four[:3]
mean_of_three = sum(three) / 3
partition3, partition4 = sum(map(exp, three)), sum(map(exp, four))
softmax3 = [exp(logit) / partition3 for logit in three]

SUMS = [
    true("two forms of the variance", "sums", sum(t**2 for t in three) / 3 - mean_of_three**2,
         sum((t - mean_of_three) ** 2 for t in three) / 3),
    true("variance by pairs", "sums", sum((t - u) ** 2 for t in four for u in four) / 32,
         sum((t - sum(four) / 4) ** 2 for t in four) / 4),
    true("softmax sums to one", "sums", sum(exp(t) / partition4 for t in four), 1),
    true("softmax Jacobian off the diagonal", "sums", diff(softmax3[0], three[1]), -softmax3[0] * softmax3[1]),
    true("gradient of the cross entropy", "sums", diff(-log(softmax3[0]), three[0]), softmax3[0] - 1),
    true("arithmetic series", "sums", Sum(k, (k, 1, n)), n * (n + 1) / 2),
    true("geometric series", "sums", Sum(p**k, (k, 0, n - 1)), (1 - p**n) / (1 - p), p=UNIT),
    true("bias correction of Adam", "sums", (1 - p) * Sum(p ** (n - k), (k, 1, n)), 1 - p**n, p=UNIT),
    true("telescoping series", "sums", Sum(1 / (k * (k + 1)), (k, 1, n)), n / (n + 1)),
    true("Poisson normalisation", "sums", Sum(rate**k / factorial(k), (k, 0, oo)), exp(rate)),
]

# ---------------------------------------------------------------------------------------------------------------- matrices


def entries(name: str, rows: int, columns: int) -> Matrix:
    return Matrix(rows, columns, lambda i, j: Symbol(f"{name}{i + 1}{j + 1}", real=True))


def inverse2(matrix: Matrix) -> Matrix:
    adjugate = Matrix([[matrix[1, 1], -matrix[0, 1]], [-matrix[1, 0], matrix[0, 0]]])
    return adjugate / (matrix[0, 0] * matrix[1, 1] - matrix[0, 1] * matrix[1, 0])


def quadratic(left: Matrix, matrix: Matrix, right: Matrix) -> Expr:
    return (left.T * matrix * right)[0]


A2, B2, C2 = (entries(name, 2, 2) for name in "abc")
A3, B3 = (entries(name, 3, 3) for name in "ab")
u2, v2, v3 = (Matrix(symbols(names, real=True)) for names in ("u1 u2", "v1 v2", "v1 v2 v3"))
D2 = diag(a, b)
reflection = eye(3) - 2 * v3 * v3.T / (v3.T * v3)[0]
gradient = Matrix([diff(quadratic(u2, A2, u2), entry) for entry in u2])

MATRICES = [
    true("Sherman-Morrison", "matrix", inverse2(D2 + u2 * v2.T),
         inverse2(D2) - inverse2(D2) * u2 * v2.T * inverse2(D2) / (1 + quadratic(v2, inverse2(D2), u2))),
    true("matrix determinant lemma", "matrix", (A2 + u2 * v2.T).det(), (1 + quadratic(v2, inverse2(A2), u2)) * A2.det()),
    true("trace is cyclic", "matrix", (A2 * B2 * C2).trace(), (C2 * A2 * B2).trace()),
    true("transpose of a product", "matrix", (A3 * B3).T, B3.T * A3.T),
    true("gradient of a quadratic form", "matrix", gradient, (A2 + A2.T) * u2),
    true("push-through", "matrix", inverse2(A2.T * A2 + rate * eye(2)) * A2.T, A2.T * inverse2(A2 * A2.T + rate * eye(2))),
    true("gradient of the log determinant", "matrix", diff(log(A2.det()), A2[0, 0]), inverse2(A2)[0, 0]),
    true("Householder reflection is an involution", "matrix", reflection * reflection, eye(3)),
]

# --------------------------------------------------------------------------------------------------------------- integrals

density = normal_density(x, mean1, deviation**2)
density1 = normal_density(x, mean1, deviation1**2)
log_ratio = normal_log_density(x, mean1, deviation1) - normal_log_density(x, mean2, deviation2)

INTEGRALS = [
    true("normal density integrates to one", "integral", Integral(density, ALL), 1),
    true("mean of a Gaussian", "integral", Integral(x * density, ALL), mean1),
    true("variance of a Gaussian", "integral", Integral((x - mean1) ** 2 * density, ALL), deviation**2),
    true("moment generating function of a Gaussian", "integral",
         Integral(exp(z * x) * density, ALL), exp(z * mean1 + z**2 * deviation**2 / 2)),
    true("divergence of two Gaussians", "integral", Integral(density1 * log_ratio, ALL), gaussian_kl),
    true("mean of the exponential distribution", "integral", Integral(x * rate * exp(-rate * x), (x, 0, oo)), 1 / rate),
    true("gamma integral", "integral", Integral(x ** (a - 1) * exp(-b * x), (x, 0, oo)), gamma(a) / b**a),
    true("mean absolute value of a Gaussian", "integral",
         Integral(Abs(x) * normal_density(x, 0, deviation**2), ALL), deviation * sqrt(2 / pi)),
    true("beta integral", "integral", Integral(x ** (a - 1) * (1 - x) ** (b - 1), (x, 0, 1)), beta_function(a, b)),
    true("convolution of two Gaussians", "integral",
         Integral(normal_density(x, y, a) * normal_density(y, mean1, b), (y, -oo, oo)), normal_density(x, mean1, a + b)),
]

# ------------------------------------------------------------------------------------------------------------------- false

tanh_gelu = x / 2 * (1 + tanh(sqrt(2 / pi) * (x + Rational(44715, 1000000) * x**3)))

FALSE = [
    false("cube of a sum, one coefficient wrong", "rational", (x + y) ** 3, x**3 + 3 * x**2 * y + 2 * x * y**2 + y**3),
    false("parallel variances upside down", "rational", 1 / (1 / a + 1 / b), (a + b) / (a * b)),
    false("sigmoid reflected with the wrong sign", "exp log", sigmoid(-x), sigmoid(x) - 1),
    false("derivative of sigmoid, plus for minus", "exp log", diff(sigmoid(x), x), sigmoid(x) * (1 + sigmoid(x))),
    false("tanh by sigmoid, argument not doubled", "exp log", tanh(x), 2 * sigmoid(x) - 1),
    false("softplus minus its reflection, sign", "exp log", softplus(x) - softplus(-x), -x),
    false("log sigmoid, sign of the argument", "exp log", log(sigmoid(x)), -softplus(x)),
    false("divergence with the Gaussians swapped", "Gaussian", gaussian_kl,
          log(deviation1 / deviation2) + (deviation2**2 + (mean1 - mean2) ** 2) / (2 * deviation1**2) - half),
    false("divergence without a half", "Gaussian", gaussian_kl,
          log(deviation2 / deviation1) + (deviation1**2 + (mean1 - mean2) ** 2) / deviation2**2 - half),
    false("log density without a half", "Gaussian", log(density),
         -log(2 * pi * deviation**2) - (x - mean1) ** 2 / (2 * deviation**2)),
    false("entropy without e", "Gaussian", half * log(2 * pi * deviation**2), half + log(deviation) + half * log(2 * pi)),
    false("two squares completed with the weights swapped", "Gaussian",
          (x - mean1) ** 2 / (2 * a) + (x - mean2) ** 2 / (2 * b),
          (x - (a * mean1 + b * mean2) / (a + b)) ** 2 / (2 * product_variance) + (mean1 - mean2) ** 2 / (2 * (a + b))),
    false("diffusion posterior mean without a root", "Gaussian", posterior_mean,
          (x - (1 - alpha) / (1 - abar) * y) / sqrt(alpha), **NOISE),
    false("derivative of the focal loss, sign", "exp log",
          diff(-((1 - s_z) ** 2) * log(s_z), z), (1 - s_z) ** 2 * (2 * s_z * log(s_z) + (1 - s_z))),
    false("derivative of swish without its factor", "exp log",
          diff(x * sigmoid(x), x), sigmoid(x) + sigmoid(x) * (1 - sigmoid(x))),
    false("soft threshold at half the threshold", "piecewise", soft, relu(x - rate / 2) - relu(-x - rate / 2)),
    false("Huber without a half", "piecewise", huber, delta * Abs(x) - delta**2 + relu(delta - Abs(x)) ** 2 / 2),
    false("pinball mirrored", "piecewise", pinball, Abs(residual) / 2 + (half - q) * residual, q=UNIT),
    false("rotary position, sign", "trigonometry", cos(x * z) * cos(y * z) - sin(x * z) * sin(y * z), cos((x - y) * z)),
    false("variance of the beta distribution, plus one lost", "special",
          beta_function(a + 2, b) / beta_function(a, b) - (a / (a + b)) ** 2, a * b / ((a + b) ** 2 * (a + b))),
    false("recurrence of digamma, argument shifted", "special", digamma(a + 1), digamma(a) + 1 / (a + 1)),
    false("softmax Jacobian, sign", "sums", diff(softmax3[0], three[1]), softmax3[0] * softmax3[1]),
    false("geometric series, one term too many", "sums", Sum(p**k, (k, 0, n)), (1 - p**n) / (1 - p), p=UNIT),
    false("determinant lemma without the determinant", "matrix", (A2 + u2 * v2.T).det(), 1 + quadratic(v2, inverse2(A2), u2)),
    false("trace under a transposition", "matrix", (A2 * B2 * C2).trace(), (A2 * C2 * B2).trace()),
    false("transpose of a product in the old order", "matrix", (A3 * B3).T, A3.T * B3.T),
    false("gradient of a quadratic form as if symmetric", "matrix", gradient, 2 * A2 * u2),
    false("variance taken for the deviation", "integral", Integral((x - mean1) ** 2 * density, ALL), deviation),
    false("moment generating function without a half", "integral",
          Integral(exp(z * x) * density, ALL), exp(z * mean1 + z**2 * deviation**2)),
    false("divergence of two Gaussians, a half too much", "integral", Integral(density1 * log_ratio, ALL), gaussian_kl + half),
    false("gamma integral, power of the rate", "integral",
          Integral(x ** (a - 1) * exp(-b * x), (x, 0, oo)), gamma(a) / b ** (a - 1)),
    false("entropy of the exponential distribution, sign", "integral",
          Integral(-rate * exp(-rate * x) * (log(rate) - rate * x), (x, 0, oo)), 1 + log(rate)),
    false("root of a square without the absolute value", "piecewise", sqrt(x**2), x, "open", {"x": -1}),
    false("absolute value dropped beyond -1", "piecewise", Abs(x), x, "open", {"x": "-1/2"}, x="in (-1, inf)"),
    false("leaky rectifier of any slope", "piecewise", Max(x, a * x), a * x + (1 - a) * relu(x), "open", {"x": 1, "a": 2}),
    false("arc tangent of a negative reciprocal", "trigonometry", atan(x) + atan(1 / x), pi / 2, "open", {"x": -1}, x="nonzero"),
    false("root of a shifted square", "piecewise", sqrt((a - 1) ** 2), a - 1, "open", {"a": "1/2"}),
    false("rectifier dropped on a short negative piece", "piecewise", relu(x), x, "open", {"x": "-1/200"}, x="in (-1/100, inf)"),
    false("clipped surrogate of a negative advantage", "piecewise", surrogate, Min(ratio, 1 + clip_width) * advantage, "open",
          {"r": 3, "A": -1, "epsilon": "1/2"}, epsilon=UNIT),
    false("soft threshold without the rectifier", "piecewise", soft, x - rate * sign(x), "open", {"x": 1, "lambda": 2}),
    false("arc cosine undoes cosine", "trigonometry", acos(cos(x)), x, "open", {"x": -1}),
    false("binary cross entropy without the absolute value", "piecewise",
          relu(z) - z * y + log(1 + exp(-z)), softplus(z) - y * z, "open", {"z": -1, "y": 0}),
    false("triangle equality", "piecewise", Abs(x + y), Abs(x) + Abs(y), "open", {"x": 1, "y": -1}),
    false("square of a sign", "piecewise", sign(x) ** 2, 1, "null", {"x": 0}),
    false("two open half-lines cover the line", "piecewise",
          Piecewise((1, x > 0), (0, True)) + Piecewise((1, x < 0), (0, True)), 1, "null", {"x": 0}),
    false("two steps that differ at the jump", "piecewise",
          Piecewise((0, x <= 0), (1, True)), Piecewise((0, x < 0), (1, True)), "null", {"x": 0}),
    false("indicator of the diagonal", "piecewise", Piecewise((1, Eq(x, y)), (0, True)), 0, "null", {"x": 0, "y": 0}),
    false("softplus is linear far out", "exp log", softplus(x), x, "tiny", {"x": 45}, x="in (40, 50)"),
    false("tanh is one far out", "exp log", tanh(x), 1, "tiny", {"x": 25}, x="in (20, 30)"),
    false("GELU by tanh", "special", x * normal_cdf(x), tanh_gelu, "open", {"x": 1}),
]

CLAIMS: tuple[Claim, ...] = (
    *RATIONAL, *EXP_LOG, *GAUSSIAN, *PIECEWISE, *TRIGONOMETRY, *SPECIAL, *SUMS, *MATRICES, *INTEGRALS, *FALSE,
)
