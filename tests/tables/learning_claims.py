"""Claims of other topics of machine learning: losses, optimisers, exponential families, filters, diffusion, bandits."""

from __future__ import annotations

from sympy import (
    Abs,
    E,
    Integer,
    Integral,
    Matrix,
    Max,
    Min,
    Piecewise,
    Product,
    Rational,
    Sum,
    Symbol,
    atanh,
    binomial,
    cos,
    cosh,
    diff,
    digamma,
    exp,
    factorial,
    gamma,
    log,
    loggamma,
    oo,
    pi,
    sign,
    sin,
    sinh,
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
    relu,
    sigmoid,
    softplus,
    standard_normal,
    true,
)

x, y, z, t, mu, nu, theta, margin = symbols("x y z t mu nu theta margin", real=True)
a, b, c, d, temperature, rate, rate2, deviation, noise, step, width = symbols(
    "a b c d T lambda lambda2 sigma tau eta w", positive=True
)
p, q, r, beta1, beta2, gamma_, trace_decay, smoothing, keep = symbols(
    "p q r beta1 beta2 gamma trace_decay epsilon keep", positive=True
)
n, m = symbols("n m", integer=True, positive=True)
k = Symbol("k", integer=True)
half = Rational(1, 2)
UNIT = "in (0, 1)"
ALL = (x, -oo, oo)
logits = symbols("z1 z2 z3", real=True)
values = symbols("x1 x2 x3", real=True)


def softmax(i: int, scale: object = 1) -> object:
    return exp(logits[i] / scale) / sum(exp(logit / scale) for logit in logits)


def bernoulli_kl(first: object, second: object) -> object:
    return first * log(first / second) + (1 - first) * log((1 - first) / (1 - second))


log_sum_exp = log(sum(exp(logit) for logit in logits))

SOFTMAX = [
    true("softmax ignores a common shift", "softmax",
         exp(logits[0] + t) / sum(exp(logit + t) for logit in logits), softmax(0)),
    true("log softmax", "softmax", log(softmax(0)), logits[0] - log_sum_exp),
    true("cross entropy is log-sum-exp minus the logit", "softmax", -log(softmax(1)), log_sum_exp - logits[1]),
    true("softmax with temperature is a power", "softmax", softmax(0, temperature),
         softmax(0) ** (1 / temperature) / sum(softmax(i) ** (1 / temperature) for i in range(3))),
    true("derivative of softmax on the diagonal", "softmax", diff(softmax(0), logits[0]), softmax(0) * (1 - softmax(0))),
    true("derivative of softmax in the temperature", "softmax", diff(softmax(0, temperature), temperature),
         softmax(0, temperature) * (sum(softmax(i, temperature) * logits[i] for i in range(3)) - logits[0]) / temperature**2),
    true("log-sum-exp after taking out the largest", "softmax", log(exp(x) + exp(y)),
         Max(x, y) + softplus(Min(x, y) - Max(x, y))),
    true("label smoothing mixes two cross entropies", "softmax",
         -(1 - smoothing + smoothing / 3) * log(softmax(0)) - smoothing / 3 * (log(softmax(1)) + log(softmax(2))),
         log_sum_exp - (1 - smoothing) * logits[0] - smoothing / 3 * sum(logits), epsilon=UNIT),
    true("contrastive loss with one negative", "softmax",
         -log(exp(x / temperature) / (exp(x / temperature) + exp(y / temperature))), softplus((y - x) / temperature)),
    true("attention with equal keys averages", "softmax",
         sum(exp(x * y / sqrt(d)) * value for value in values) / (3 * exp(x * y / sqrt(d))), sum(values) / 3),
]

ACTIVATIONS = [
    true("second derivative of sigmoid", "activation", diff(sigmoid(x), x, 2),
         sigmoid(x) * (1 - sigmoid(x)) * (1 - 2 * sigmoid(x))),
    true("derivative of sigmoid is even", "activation", diff(sigmoid(x), x), 1 / (2 + exp(x) + exp(-x))),
    true("swish by tanh", "activation", x * sigmoid(x), x / 2 * (1 + tanh(x / 2))),
    true("swish minus its reflection", "activation", x * sigmoid(x) - (-x) * sigmoid(-x), x),
    true("softplus by log cosh", "activation", softplus(x), x / 2 + log(2 * cosh(x / 2))),
    true("stable softplus", "activation", softplus(x), relu(x) + log(1 + exp(-Abs(x)))),
    true("GELU minus its reflection", "activation", x * normal_cdf(x) - (-x) * normal_cdf(-x), x),
    true("ELU by a rectifier", "activation", Piecewise((x, x > 0), (exp(x) - 1, True)), relu(x) + exp(Min(x, 0)) - 1),
    true("hard sigmoid is symmetric", "activation", Max(0, Min(1, (x + 1) / 2)) + Max(0, Min(1, (1 - x) / 2)), 1),
    true("square by two squared rectifiers", "activation", relu(x) ** 2 + relu(-x) ** 2, x**2),
    true("rectifier is positively homogeneous", "activation", relu(a * x), a * relu(x)),
    true("maxout of a line and its negative", "activation", Max(x, -x), Abs(x)),
    true("inverse of tanh", "activation", atanh(tanh(x)), x),
]

LOSSES = [
    true("squared error has mean plus variance", "loss", sum((value - t) ** 2 for value in values) / 3,
         (t - sum(values) / 3) ** 2 + sum((value - sum(values) / 3) ** 2 for value in values) / 3),
    true("logistic loss by the margin", "loss", -log(sigmoid(margin)), log(1 + exp(-margin))),
    true("gradient of the logistic loss", "loss", diff(softplus(-y * x), x), -y * sigmoid(-y * x)),
    true("squared hinge without max", "loss", relu(1 - margin) ** 2,
         Piecewise(((1 - margin) ** 2, margin < 1), (Integer(0), True))),
    true("pseudo Huber is rationalised", "loss", sqrt(a**2 + x**2) - a, x**2 / (sqrt(a**2 + x**2) + a)),
    true("Huber as an infimal convolution", "loss",
         Piecewise((x**2 / 2, Abs(x) <= a), (a * Abs(x) - a**2 / 2, True)),
         (x - sign(x) * relu(Abs(x) - a)) ** 2 / 2 + a * relu(Abs(x) - a)),
    true("binary cross entropy is entropy plus divergence", "loss", -p * log(q) - (1 - p) * log(1 - q),
         -p * log(p) - (1 - p) * log(1 - p) + bernoulli_kl(p, q), p=UNIT, q=UNIT),
    true("Dice loss from counts", "loss", 1 - 2 * a / (2 * a + b + c), (b + c) / (2 * a + b + c)),
    true("quantile losses add up to the absolute error", "loss", Max(q * x, (q - 1) * x) + Max((1 - q) * x, -q * x), Abs(x),
         q=UNIT),
]

DIVERGENCES = [
    true("divergence of exponential distributions", "divergence",
         Integral(rate * exp(-rate * x) * (log(rate / rate2) - (rate - rate2) * x), (x, 0, oo)),
         log(rate / rate2) + rate2 / rate - 1),
    true("divergence of Bernoulli in the logits", "divergence",
         bernoulli_kl(sigmoid(x), sigmoid(y)), sigmoid(x) * (x - y) - softplus(x) + softplus(y)),
    true("divergence of Bernoulli is a Bregman divergence", "divergence", bernoulli_kl(p, q),
         p * log(p) + (1 - p) * log(1 - p) - q * log(q) - (1 - q) * log(1 - q) - (p - q) * log(q / (1 - q)), p=UNIT, q=UNIT),
    true("symmetric divergence of Bernoulli", "divergence", bernoulli_kl(p, q) + bernoulli_kl(q, p),
         (p - q) * log(p * (1 - q) / (q * (1 - p))), p=UNIT, q=UNIT),
    true("divergence of Poisson is a Bregman divergence", "divergence", rate * log(rate / rate2) + rate2 - rate,
         rate * log(rate) - rate2 * log(rate2) - (1 + log(rate2)) * (rate - rate2) ),
    true("divergence of two gammas of equal shape", "divergence", a * (log(b) - log(c)) + a * (c - b) / b,
         a * (c / b - 1 - log(c / b))),
    true("symmetric divergence of Gaussians of equal variance", "divergence",
         (mu - nu) ** 2 / (2 * deviation**2) + (nu - mu) ** 2 / (2 * deviation**2), ((mu - nu) / deviation) ** 2),
    true("Hellinger affinity of Gaussians", "divergence",
         Integral(sqrt(normal_density(x, mu, 1)) * sqrt(normal_density(x, nu, 1)), ALL), exp(-((mu - nu) ** 2) / 8)),
    true("entropy of the Laplace distribution", "divergence",
         Integral(exp(-Abs(x) / b) / (2 * b) * (log(2 * b) + Abs(x) / b), ALL), 1 + log(2 * b)),
    true("entropy of the exponential distribution", "divergence",
         Integral(-rate * exp(-rate * x) * (log(rate) - rate * x), (x, 0, oo)), 1 - log(rate)),
    true("entropy of the uniform distribution", "divergence", Integral(log(a) / a, (x, 0, a)), log(a)),
]

FAMILIES = [
    true("beta-Bernoulli update", "conjugate", beta_function(a + 1, b) / beta_function(a, b), a / (a + b)),
    true("beta density after a success", "conjugate", p * p ** (a - 1) * (1 - p) ** (b - 1) / beta_function(a, b),
         a / (a + b) * p**a * (1 - p) ** (b - 1) / beta_function(a + 1, b), p=UNIT),
    true("gamma-Poisson evidence of zero counts", "conjugate", gamma(a) * b**a / (gamma(a) * (b + 1) ** a), (b / (b + 1)) ** a),
    true("normal-normal posterior mean as a gain", "conjugate",
         (mu / deviation**2 + x / noise**2) / (1 / deviation**2 + 1 / noise**2),
         mu + deviation**2 / (deviation**2 + noise**2) * (x - mu)),
    true("precisions add", "conjugate", 1 / (1 / deviation**2 + n / noise**2),
         deviation**2 * noise**2 / (noise**2 + n * deviation**2)),
    true("mean of the gamma distribution", "conjugate", gamma(a + 1) / gamma(a) / b, a / b),
    true("second moment of the gamma distribution", "conjugate", gamma(a + 2) / (gamma(a) * b**2), a * (a + 1) / b**2),
    true("inverse gamma mean", "conjugate", b * gamma(a) / gamma(a + 1), b / a),
    true("expected log of the beta distribution", "conjugate", diff(log(beta_function(a, b)), a), digamma(a) - digamma(a + b)),
    true("log partition of the Bernoulli", "conjugate", diff(softplus(theta), theta, 2), sigmoid(theta) * sigmoid(-theta)),
    true("second derivative of log gamma shifted", "conjugate", diff(loggamma(a + 1), a, 2), diff(loggamma(a), a, 2) - 1 / a**2),
    true("Student density at its centre over two degrees", "conjugate",
         gamma(a + half) * (a + half) / gamma(a + Rational(3, 2)), 1),
    true("factorial by gamma", "conjugate", factorial(n), gamma(n + 1)),
    true("mean of the binomial term by term", "conjugate", n * gamma(n) / gamma(n + 1), 1),
]

OPTIMISERS = [
    true("moving average of a constant gradient", "optimiser", (1 - beta1) * Sum(beta1 ** (k - 1) * x, (k, 1, n)),
         (1 - beta1**n) * x,
         beta1=UNIT),
    true("first step of Adam is a sign", "optimiser",
         x / sqrt(x**2), sign(x), x="nonzero"),
    true("heavy ball in one line", "optimiser", x - step * y + beta1 * (x - z), (1 + beta1) * x - step * y - beta1 * z),
    true("weight decay is a shrink", "optimiser", x - step * (y + rate * x), (1 - step * rate) * x - step * y),
    true("gradient step on a quadratic contracts", "optimiser", (x - step * a * (x - y)) - y, (1 - step * a) * (x - y)),
    true("proximal map of a square", "optimiser", (x - x / (1 + step)) ** 2 / 2 / step + (x / (1 + step)) ** 2 / 2,
         x**2 / (2 * (1 + step))),
    true("proximal map and its conjugate give the identity", "optimiser",
         sign(x) * relu(Abs(x) - a) + Max(-a, Min(x, a)), x),
    true("cosine schedule at both ends", "optimiser", (1 + cos(pi * t)) / 2, cos(pi * t / 2) ** 2),
    true("Polyak average of two steps", "optimiser", ((n - 1) * x + y) / n, x + (y - x) / n),
    true("clipping by norm", "optimiser", x * Min(1, a / Abs(x)), Max(-a, Min(x, a)), x="nonzero"),
    true("discounted sum of ones", "series", Sum(gamma_**k, (k, 0, oo)), 1 / (1 - gamma_), gamma=UNIT),
    true("momentum of a constant in the limit", "optimiser", (1 - beta1) * Sum(beta1**k, (k, 0, oo)), 1, beta1=UNIT),
]

REINFORCEMENT = [
    true("generalised advantage of two steps", "reinforcement", x + gamma_ * trace_decay * y,
         (1 - trace_decay) * x + trace_decay * (x + gamma_ * y)),
    true("advantage by two values", "reinforcement", (x + gamma_ * y - z) + gamma_ * (t + gamma_ * theta - y),
         x + gamma_ * t + gamma_**2 * theta - z),
    true("baseline leaves the gradient unbiased", "reinforcement",
         sigmoid(t) * diff(log(sigmoid(t)), t) + sigmoid(-t) * diff(log(sigmoid(-t)), t), 0),
    true("best arm of the clipped ratio", "reinforcement", Min(r, Max(Min(r, 1 + smoothing), 1 - smoothing)),
         Min(r, 1 + smoothing),
         epsilon=UNIT),
    true("average of n rewards as a running mean", "reinforcement", Sum(2 * k - 1, (k, 1, n)) / n, n),
]

MODELS = [
    true("noise schedule composes", "diffusion", (a * b) * d + (1 - a * b), a * (b * d + 1 - b) + 1 - a),
    true("velocity target", "diffusion", cos(t) * (cos(t) * y - sin(t) * x) + sin(t) * (sin(t) * y + cos(t) * x), y),
    true("variance preserving in the logit", "diffusion", sigmoid(t) + sigmoid(-t), 1),
    true("probability flow of the variance", "diffusion", diff(1 - exp(-a * t) + b * exp(-a * t), t),
         -a * ((1 - exp(-a * t) + b * exp(-a * t)) - 1)),
    true("inverse of a logit flow", "flow", diff(log(p / (1 - p)), p), 1 / (p * (1 - p)), p=UNIT),
    true("Kalman gain in two forms", "filter", a / (a + b), 1 / b / (1 / a + 1 / b)),
    true("Joseph form", "filter", (1 - a / (a + b)) ** 2 * a + (a / (a + b)) ** 2 * b, (1 - a / (a + b)) * a),
    true("Gaussian process with one point", "filter", a - c**2 / (b + d), (a * b + a * d - c**2) / (b + d)),
    true("kernel of two lengths multiplies", "filter", exp(-(x**2) / (2 * a)) * exp(-(x**2) / (2 * b)),
         exp(-(x**2) * (a + b) / (2 * a * b))),
    true("smoothing of a Gaussian kernel", "filter", Integral(exp(-((y - x) ** 2) / 2) * exp(-(x**2) / 2), ALL),
         sqrt(pi) * exp(-(y**2) / 4)),
    true("variance after normalisation", "normalisation",
         sum(((value - sum(values) / 3) / deviation) ** 2 for value in values) / 3,
         (sum(value**2 for value in values) / 3 - (sum(values) / 3) ** 2) / deviation**2),
    true("root mean square scale is undone", "normalisation", a * x / sqrt(((a * x) ** 2 + (a * y) ** 2) / 2),
         x / sqrt((x**2 + y**2) / 2), x="positive"),
    true("dropout variance", "normalisation", keep * (x / keep - x) ** 2 + (1 - keep) * x**2, (1 - keep) / keep * x**2,
         keep=UNIT),
    true("fan-in initialisation with a rectifier", "normalisation",
         Integral(relu(x) ** 2 * normal_density(x, 0, deviation**2), ALL), deviation**2 / 2),
    true("mean of a rectified Gaussian", "normalisation", Integral(relu(x) * standard_normal(x), ALL), 1 / sqrt(2 * pi)),
    true("fourth moment of a Gaussian", "moment", Integral(x**4 * standard_normal(x), ALL), 3),
    true("mean of a log-normal", "moment", Integral(exp(x) * normal_density(x, mu, deviation**2), ALL),
         exp(mu + deviation**2 / 2)),
    true("sum of squares", "series", Sum(k**2, (k, 1, n)), n * (n + 1) * (2 * n + 1) / 6),
    true("sum of cubes is a square", "series", Sum(k**3, (k, 1, n)), (n * (n + 1) / 2) ** 2),
    true("binomial theorem by the sum", "series", Sum(binomial(n, k) * p**k * (1 - p) ** (n - k), (k, 0, n)), 1, p=UNIT),
    true("telescoping product", "series", Product(k / (k + 1), (k, 1, n)), 1 / (n + 1)),
    true("mean of the geometric distribution", "series", Sum(k * p * (1 - p) ** (k - 1), (k, 1, oo)), 1 / p, p=UNIT),
]

FALSE = [
    false("temperature multiplies the logits", "softmax", softmax(0, temperature),
         exp(temperature * logits[0]) / sum(exp(temperature * logit) for logit in logits)),
    false("log softmax without the partition", "softmax", log(softmax(0)), logits[0] - sum(logits)),
    false("diagonal of the softmax Jacobian without the square", "softmax", diff(softmax(0), logits[0]), softmax(0)),
    false("softmax is scale invariant", "softmax", softmax(0, temperature), softmax(0)),
    false("label smoothing forgets the target's share", "softmax",
          -(1 - smoothing) * log(softmax(0)) - smoothing / 3 * (log(softmax(1)) + log(softmax(2))),
          log_sum_exp - (1 - smoothing) * logits[0] - smoothing / 3 * sum(logits), epsilon=UNIT),
    false("contrastive loss with the sign turned", "softmax",
          -log(exp(x / temperature) / (exp(x / temperature) + exp(y / temperature))), softplus((x - y) / temperature)),
    false("scaled dot product divided by the dimension", "softmax", d * (1 / d) ** 2, 1),
    false("derivative of tanh without the square", "activation", diff(tanh(x), x), 1 - tanh(x)),
    false("softplus by log cosh without the two", "activation", softplus(x), x / 2 + log(cosh(x / 2))),
    false("swish by tanh of the whole argument", "activation", x * sigmoid(x), x / 2 * (1 + tanh(x))),
    false("GELU by sigmoid", "activation", x * normal_cdf(x), x * sigmoid(Rational(1702, 1000) * x), "open", {"x": 1}),
    false("ELU is never negative", "activation", Piecewise((x, x > 0), (exp(x) - 1, True)), relu(x), "open", {"x": -1}),
    false("rectifier is homogeneous", "activation", relu(t * x), t * relu(x), "open", {"t": -1, "x": 1}),
    false("rectifier is additive", "activation", relu(x + y), relu(x) + relu(y), "open", {"x": 1, "y": -1}),
    false("step at zero is one half", "activation", Piecewise((1, x > 0), (0, True)), (1 + sign(x)) / 2, "null", {"x": 0}),
    false("squared hinge continued", "loss", relu(1 - margin) ** 2, (1 - margin) ** 2, "open", {"margin": 2}),
    false("pseudo Huber is Huber", "loss", sqrt(1 + x**2) - 1, Piecewise((x**2 / 2, Abs(x) <= 1), (Abs(x) - half, True)),
         "open", {"x": 1}),
    false("gradient of the logistic loss, sign of the margin", "loss", diff(softplus(-y * x), x), -y * sigmoid(y * x)),
    false("Poisson deviance in the rate", "loss", diff(rate - y * log(rate), rate), 1 - y),
    false("cross entropy is symmetric", "loss", -p * log(q) - (1 - p) * log(1 - q), -q * log(p) - (1 - q) * log(1 - p), p=UNIT,
         q=UNIT),
    false("divergence of exponentials the wrong way", "divergence",
          Integral(rate * exp(-rate * x) * (log(rate / rate2) - (rate - rate2) * x), (x, 0, oo)),
          log(rate2 / rate) + rate / rate2 - 1),
    false("divergence of Bernoulli is symmetric", "divergence", bernoulli_kl(p, q), bernoulli_kl(q, p), p=UNIT, q=UNIT),
    false("Laplace entropy without e", "divergence", Integral(exp(-Abs(x) / b) / (2 * b) * (log(2 * b) + Abs(x) / b), ALL),
         log(2 * b)),
    false("Hellinger affinity with the total variation's constant", "divergence",
          Integral(sqrt(normal_density(x, mu, 1)) * sqrt(normal_density(x, nu, 1)), ALL), exp(-((mu - nu) ** 2) / 4)),
    false("posterior mean weighted by variances", "conjugate",
         (mu / deviation**2 + x / noise**2) / (1 / deviation**2 + 1 / noise**2),
          (mu * deviation**2 + x * noise**2) / (deviation**2 + noise**2)),
    false("expected log of the beta is the log of its mean", "conjugate", diff(log(beta_function(a, b)), a), log(a / (a + b))),
    false("digamma is the logarithm", "conjugate", digamma(a), log(a) - 1 / (2 * a)),
    false("log gamma by Stirling", "conjugate", loggamma(a + 1), a * log(a) - a + log(2 * pi * a) / 2),
    false("Stirling far out", "conjugate", loggamma(a),
         (a - half) * log(a) - a + log(2 * pi) / 2 + 1 / (12 * a) - 1 / (360 * a**3)
          + 1 / (1260 * a**5), "tiny", {"a": 600}, a="in (500, 700)"),
    false("bias correction with the wrong power", "optimiser", (1 - beta1) * Sum(beta1 ** (k - 1) * x, (k, 1, n)),
         (1 - beta1 ** (n - 1)) * x,
          beta1=UNIT),
    false("first step of Adam is the gradient", "optimiser", x / sqrt(x**2), x, x="nonzero"),
    false("soft threshold is idempotent", "optimiser", sign(x) * relu(Abs(x) - a),
          sign(x) * relu(Abs(sign(x) * relu(Abs(x) - a)) - a), "open", {"x": 2, "a": 1}),
    false("clipping by norm without max", "optimiser", x * Min(1, a / Abs(x)), a * sign(x), "open", {"x": 1, "a": 2},
         x="nonzero"),
    false("advantage without the discount", "reinforcement", (x + gamma_ * y - z) + gamma_ * (t + gamma_ * theta - y),
         x + t + gamma_**2 * theta - z),
    false("lower clip of a ratio is free", "reinforcement", Max(Min(r, 1 + smoothing), 1 - smoothing), Min(r, 1 + smoothing),
         "open",
          {"r": "1/10", "epsilon": "1/2"}, epsilon=UNIT),
    false("noise schedule adds", "diffusion", 1 - a * b, (1 - a) + (1 - b), a=UNIT, b=UNIT),
    false("velocity target, sign", "diffusion", cos(t) * (cos(t) * y - sin(t) * x) - sin(t) * (sin(t) * y + cos(t) * x), y),
    false("planar flow determinant without the cross term", "flow", Matrix([[1 + x * z, x * t], [y * z, 1 + y * t]]).det(),
          (1 + x * z) * (1 + y * t)),
    false("log-normal density without the Jacobian", "flow", normal_density(log(a), mu, deviation**2) / a,
         normal_density(log(a), mu, deviation**2)),
    false("Kalman gain of the other side", "filter", a / (a + b), b / (a + b)),
    false("dropout variance without the mean", "normalisation", keep * (x / keep - x) ** 2 + (1 - keep) * x**2, x**2 / keep,
         keep=UNIT),
    false("mean of a log-normal is that of its median", "moment", Integral(exp(x) * normal_density(x, mu, deviation**2), ALL),
         exp(mu)),
    false("sum of squares off by one", "series", Sum(k**2, (k, 0, n - 1)), n * (n + 1) * (2 * n + 1) / 6),
    false("fitted polynomial that agrees at the first integers", "series", Sum(k, (k, 1, n)),
          n * (n + 1) / 2 + (n - 1) * (n - 2) * (n - 3) * (n - 4), "open", {"n": 5}),
    false("hyperbolic Pythagoras, sign", "activation", cosh(x) ** 2 + sinh(x) ** 2, 1, "open", {"x": 1}),
    false("e to within a millionth", "series", Sum(1 / factorial(k), (k, 0, 9)) * a, E * a, "tiny", {"a": 1}),
]

CLAIMS: tuple[Claim, ...] = (
    *SOFTMAX, *ACTIVATIONS, *LOSSES, *DIVERGENCES, *FAMILIES, *OPTIMISERS, *REINFORCEMENT, *MODELS, *FALSE,
)
