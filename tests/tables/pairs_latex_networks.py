"""Networks: layers, ReLU algebra, backpropagation, sizes and parameter counts, dropout, normalization, attention."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from tests.tables.pair import Pair
from tests.tables.pairs_latex_calculus import SIGMA, count, curvature, positive, sigmoid, slope


def relu(x):
    return np.maximum(0, x)


def gradient(f: Callable[[np.ndarray], float], x: np.ndarray, step: float = 1e-3) -> np.ndarray:
    """The gradient by differences, in the shape of x (a vector or a matrix)."""
    found = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        unit = np.zeros(x.shape)
        unit[place] = 1
        found[place] = slope(lambda t, unit=unit: f(x + t * unit), 0.0, step)
    return found


def softmax(z: np.ndarray) -> np.ndarray:
    return np.exp(z) / np.exp(z).sum()


def counts(rng: np.random.Generator, how_many: int) -> list[int]:
    return [count(rng, 1, 9) for _ in range(how_many)]


def layer_sizes(rng: np.random.Generator) -> tuple[int, int, int, int]:
    """Input, kernel, stride and padding of a convolution whose window fits."""
    kernel, stride, padding = count(rng, 1, 5), count(rng, 1, 4), count(rng, 1, 3)
    return kernel + count(rng, 0, 12), kernel, stride, padding


def output_size(n: int, k: int, s: int, p: int) -> int:
    return (n + 2 * p - k) // s + 1


def two_functions(rng: np.random.Generator) -> tuple[Callable, ...]:
    """f, f', f'', g, g', g'' for two concrete smooth functions."""
    a, b = rng.uniform(0.5, 2, size=2)
    return (lambda x: np.sin(a * x), lambda x: a * np.cos(a * x), lambda x: -a * a * np.sin(a * x),
            lambda x: b * x + x * x, lambda x: b + 2 * x, lambda x: 2.0)


def chain(rng: np.random.Generator, x: float) -> tuple[float, float]:
    f, df, _, g, dg, _ = two_functions(rng)
    return slope(lambda t: f(g(t)), x), df(g(x)) * dg(x)


def chain_at_wrong_place(rng: np.random.Generator, x: float) -> tuple[float, float]:
    _, df, _, g, dg, _ = two_functions(rng)
    return df(g(x)) * dg(x), df(x) * dg(x)


def second_chain_half(rng: np.random.Generator, x: float) -> tuple[float, float]:
    f, _, ddf, g, dg, _ = two_functions(rng)
    return curvature(lambda t: f(g(t)), x), ddf(g(x)) * dg(x) ** 2


def residual(rng: np.random.Generator, x: float) -> tuple[float, float]:
    f, df, *_ = two_functions(rng)
    return slope(lambda t: t + f(t + f(t)), x), 1 + df(x + f(x)) * (1 + df(x))


def quotient_reversed(rng: np.random.Generator, x: float) -> tuple[float, float]:
    f, df, _, g, dg, _ = two_functions(rng)
    right = (df(x) * g(x) - f(x) * dg(x)) / g(x) ** 2
    return right, -right


COUPLE = {"w": "real", "x": "real", "b": "real", "y": "real"}
WEIGHTS = {"W": "matrix n n", "x": "vector n", "y": "vector n"}
CONVOLUTION = {"n": "natural", "k": "natural", "s": "natural", "p": "natural"}
BITS = {"x": "in {0, 1}", "y": "in {0, 1}"}
WIDTHS = {"d": "natural", "h": "natural", "k": "natural"}

LAYERS = (
    Pair("two affine layers are one", r"W_2\left(W_1 x+b_1\right)+b_2", r"W_2W_1x+W_2b_1+b_2", True,
         {"W_1": "matrix m d", "W_2": "matrix k m", "x": "vector d", "b_1": "vector m", "b_2": "vector k"},
         lambda W_1, W_2, x, b_1, b_2: (W_2 @ (W_1 @ x + b_1) + b_2, W_2 @ W_1 @ x + W_2 @ b_1 + b_2)),
    Pair("two affine layers, bias not propagated", r"W_2(W_1\mathbf{x}+\mathbf{b}_1)+\mathbf{b}_2",
         r"W_2W_1\mathbf{x}+\mathbf{b}_1+\mathbf{b}_2", False,
         {"W_1": "matrix n n", "W_2": "matrix n n", r"\mathbf{x}": "vector n", r"\mathbf{b}_1": "vector n",
          r"\mathbf{b}_2": "vector n"},
         lambda W_1, W_2, mathbfx, mathbfb_1, mathbfb_2: (W_2 @ (W_1 @ mathbfx + mathbfb_1) + mathbfb_2,
                                                          W_2 @ W_1 @ mathbfx + mathbfb_1 + mathbfb_2)),
    Pair("two linear layers in the wrong order", r"W_2\left(W_1 x\right)", r"W_1W_2x", False,
         {"W_1": "matrix n n", "W_2": "matrix n n", "x": "vector n"}, lambda W_1, W_2, x: (W_2 @ W_1 @ x, W_1 @ W_2 @ x)),
    Pair("difference of two affine maps", r"(Wx+b)-(Wy+b)", r"W\,(x-y)", True,
         {"W": "matrix m d", "x": "vector d", "y": "vector d", "b": "vector m"},
         lambda W, x, y, b: ((W @ x + b) - (W @ y + b), W @ (x - y))),
    Pair("identity from two ReLUs", r"\max(0,x)-\max(0,-x)", r"x", True, {"x": "real"}, lambda x: (relu(x) - relu(-x), x)),
    Pair("hat function from three ReLUs", r"\max(0,\,1-|x-1|)", r"\max(0,x)-2\max(0,x-1)+\max(0,x-2)", True,
         {"x": "real"}, lambda x: (relu(1 - abs(x - 1)), relu(x) - 2 * relu(x - 1) + relu(x - 2))),
    Pair("hat function, middle weight 1", r"\max(0,\,1-|x-1|)", r"\max(0,x)-\max(0,x-1)+\max(0,x-2)", False,
         {"x": "real"}, lambda x: (relu(1 - abs(x - 1)), relu(x) - relu(x - 1) + relu(x - 2))),
    Pair("minimum by a ReLU", r"\min(a,b)", r"a-\max(0,a-b)", True, {"a": "real", "b": "real"},
         lambda a, b: (min(a, b), a - relu(a - b))),
    Pair("median of three by minima and maxima", r"\max\left(\min(a,b),\min(\max(a,b),c)\right)",
         r"a+b+c-\max(a,b,c)-\min(a,b,c)", True,
         {"a": "real", "b": "real", "c": "real"},
         lambda a, b, c: (sorted([a, b, c])[1], a + b + c - max(a, b, c) - min(a, b, c))),
    Pair("ReLU scales with a positive factor", r"\max(0,cx)", r"c\max(0,x)", True,
         {"c": "positive", "x": "real"}, lambda c, x: (relu(c * x), c * relu(x))),
    Pair("ReLU scales with any factor", r"\max(0,cx)", r"c\,\max(0,x)", False,
         {"c": "real", "x": "real"}, lambda c, x: (relu(c * x), c * relu(x))),
    Pair("XOR network on bits", r"\max(0,x+y)-2\max(0,x+y-1)", r"x+y-2xy", True,
         BITS, lambda x, y: (relu(x + y) - 2 * relu(x + y - 1), x + y - 2 * x * y)),
    Pair("XOR network off the bits", r"\max(0,x+y)-2\max(0,x+y-1)", r"x+y-2xy", False, {"x": "in [0, 1]", "y": "in [0, 1]"},
         lambda x, y: (relu(x + y) - 2 * relu(x + y - 1), x + y - 2 * x * y)),
    Pair("OR of bits by a sum", r"\max(x,y)", r"x+y", False, BITS, lambda x, y: (max(x, y), x + y)),
    Pair("step of a ReLU is its derivative", r"\frac{d}{dx}\max(0,x)", r"\mathbb{1}[x>0]", True,
         {"x": "nonzero"}, lambda x: (slope(relu, x), float(x > 0))),
    Pair("derivative of a ReLU as a sign", r"\frac{d}{dx}\max(0,x)", r"\mathrm{sign}(x)", False,
         {"x": "nonzero"}, lambda x: (slope(relu, x), np.sign(x))),
    Pair("max pooling in two stages", r"\max(a,b,c,d)", r"\max\left\{\max\{a,b\},\max\{c,d\}\right\}", True,
         {"a": "real", "b": "real", "c": "real", "d": "real"}, lambda a, b, c, d: (max(a, b, c, d), max(max(a, b), max(c, d)))),
    Pair("full convolution commutes", r"\sum_{j=1}^{n}w_j x_{n+1-j}", r"\sum_{j=1}^{n}x_j w_{n+1-j}", True,
         {"w": "sequence n of real", "x": "sequence n of real"}, lambda w, x: (w @ x[::-1], x @ w[::-1])),
)

BACKPROPAGATION = (
    Pair("one sigmoid neuron, squared loss", r"\frac{\partial}{\partial w}\left(\sigma(wx+b)-y\right)^2",
         r"2x\left(\sigma(wx+b)-y\right)\sigma(wx+b)\left(1-\sigma(wx+b)\right)", True, COUPLE,
         lambda w, x, b, y: (slope(lambda v: (sigmoid(v * x + b) - y) ** 2, w),
                             2 * x * (sigmoid(w * x + b) - y) * sigmoid(w * x + b) * (1 - sigmoid(w * x + b))),
         definitions=SIGMA),
    Pair("one sigmoid neuron, inner derivative x missing", r"\frac{\partial}{\partial w}\left(\sigma(wx+b)-y\right)^2",
         r"2\bigl(\sigma(wx+b)-y\bigr)\,\sigma(wx+b)\bigl(1-\sigma(wx+b)\bigr)", False, COUPLE,
         lambda w, x, b, y: (slope(lambda v: (sigmoid(v * x + b) - y) ** 2, w),
                             2 * (sigmoid(w * x + b) - y) * sigmoid(w * x + b) * (1 - sigmoid(w * x + b))), definitions=SIGMA),
    Pair("first weight of a tanh network", r"\frac{\partial}{\partial w_1}\, w_2\tanh(w_1x)", r"\frac{w_2\,x}{\cosh^2(w_1x)}",
         True, {"w_1": "real", "w_2": "real", "x": "real"},
         lambda w_1, w_2, x: (slope(lambda v: w_2 * np.tanh(v * x), w_1), w_2 * x / np.cosh(w_1 * x) ** 2)),
    Pair("first weight of a tanh network, derivative not squared", r"w_2x\left(1-\tanh^2(w_1x)\right)", r"w_2x(1-\tanh(w_1x))",
         False, {"w_1": "real", "w_2": "real", "x": "real"},
         lambda w_1, w_2, x: (w_2 * x * (1 - np.tanh(w_1 * x) ** 2), w_2 * x * (1 - np.tanh(w_1 * x)))),
    Pair("chain rule for unknown functions", r"\frac{d}{dx}f(g(x))", r"f'(g(x))\,g'(x)", True,
         {"f": "smooth function", "g": "smooth function", "x": "real"}, chain),
    Pair("chain rule, outer derivative at the wrong place", r"f'(g(x))\cdot g'(x)", r"f'(x)\cdot g'(x)", False,
         {"f": "smooth function", "g": "smooth function", "x": "real"}, chain_at_wrong_place),
    Pair("second derivative of a composition, second term lost", r"\frac{d^2}{dx^2}f(g(x))", r"f''(g(x))\left(g'(x)\right)^2",
         False, {"f": "smooth function", "g": "smooth function", "x": "real"}, second_chain_half),
    Pair("two residual blocks", r"\frac{d}{dx}\left[x+f\left(x+f(x)\right)\right]", r"1+f'(x+f(x))\left(1+f'(x)\right)", True,
         {"f": "smooth function", "x": "real"}, residual),
    Pair("quotient rule, numerator reversed", r"\frac{d}{dx}\frac{f(x)}{g(x)}", r"\frac{f(x)g'(x)-f'(x)g(x)}{g(x)^2}", False,
         {"f": "smooth function", "g": "smooth function", "x": "real"}, quotient_reversed),
    Pair("gradient of a linear layer in its weights", r"\nabla_W\,\tfrac12\left\|Wx-y\right\|_2^2", r"(Wx-y)\,x^\top", True,
         WEIGHTS, lambda W, x, y: (gradient(lambda V: np.sum((V @ x - y) ** 2) / 2, W), np.outer(W @ x - y, x))),
    Pair("gradient of a linear layer, transposed", r"\nabla_W\,\tfrac12\|Wx-y\|_2^2", r"x\,(Wx-y)^\top", False, WEIGHTS,
         lambda W, x, y: (gradient(lambda V: np.sum((V @ x - y) ** 2) / 2, W), np.outer(x, W @ x - y))),
    Pair("gradient passed to the input", r"\nabla_x\,\tfrac{1}{2}\|Wx-y\|^2", r"W^TWx-W^Ty", True, WEIGHTS,
         lambda W, x, y: (gradient(lambda u: np.sum((W @ u - y) ** 2) / 2, x), W.T @ W @ x - W.T @ y)),
    Pair("gradient passed to the input, weights not transposed", r"W^\top(Wx-y)", r"W(Wx-y)", False, WEIGHTS,
         lambda W, x, y: (W.T @ (W @ x - y), W @ (W @ x - y))),
    Pair("delta rule with a diagonal matrix", r"\left(W^\top\delta\right)\odot a", r"\operatorname{diag}(a)\,W^\top\delta", True,
         {"W": "matrix n n", r"\delta": "vector n", "a": "vector n"},
         lambda W, delta, a: ((W.T @ delta) * a, np.diag(a) @ W.T @ delta)),
    Pair("delta rule, gating before the weights", r"\left(W^\top\delta\right)\odot a", r"W^\top\left(\delta\odot a\right)", False,
         {"W": "matrix n n", r"\delta": "vector n", "a": "vector n"}, lambda W, delta, a: ((W.T @ delta) * a, W.T @ (delta * a))),
    Pair("logistic regression gradient, labels -1 and 1", r"\nabla_w\log\left(1+\exp(-y\,w^\top x)\right)",
         r"\frac{-y\,x}{1+\exp\left(y\,w^\top x\right)}", True, {"w": "vector d", "x": "vector d", "y": "in {-1, 1}"},
         lambda w, x, y: (gradient(lambda v: np.log1p(np.exp(-y * v @ x)), w), -y * x / (1 + np.exp(y * w @ x)))),
    Pair("logistic regression gradient, labels 0 and 1",
         r"\nabla_w\left[-y\log\sigma(w^\top x)-(1-y)\log\left(1-\sigma(w^\top x)\right)\right]",
         r"\left(\sigma(w^\top x)-y\right)x", True, {"w": "vector d", "x": "vector d", "y": "in {0, 1}"},
         lambda w, x, y: (gradient(lambda v: np.log1p(np.exp(v @ x)) - y * (v @ x), w), (sigmoid(w @ x) - y) * x),
         definitions=SIGMA),
    Pair("log-sum-exp gradient is a softmax", r"\frac{\partial}{\partial z_i}\log\sum_{j=1}^{K}e^{z_j}",
         r"\frac{\exp(z_i)}{\sum_{k=1}^{K}\exp(z_k)}", True, {"z": "sequence K of real", "i": "integer in 1..K"},
         lambda z, i: (gradient(lambda u: np.log(np.exp(u).sum()), z)[i - 1], softmax(z)[i - 1])),
    Pair("log-sum-exp gradient, numerator forgotten", r"\frac{\partial}{\partial z_i}\log\sum_{j=1}^{K}e^{z_j}",
         r"\frac{1}{\sum_{j=1}^{K}e^{z_j}}", False, {"z": "sequence K of real", "i": "integer in 1..K"},
         lambda z, i: (softmax(z)[i - 1], 1 / np.exp(z).sum())),
    Pair("softmax cross entropy gradient", r"\frac{\partial}{\partial z_i}\left[-z_c+\log\sum_{j=1}^{K}e^{z_j}\right]",
         r"\frac{e^{z_i}}{\sum_{j=1}^{K}e^{z_j}}-\mathbb{1}[i=c]", True,
         {"z": "sequence K of real", "i": "integer in 1..K", "c": "integer in 1..K"},
         lambda z, i, c: (gradient(lambda u: np.log(np.exp(u).sum()) - u[c - 1], z)[i - 1], softmax(z)[i - 1] - (i == c))),
)

SIZES_AND_COUNTS = (
    Pair("output size, one floor", r"\left\lfloor\frac{n+2p-k}{s}\right\rfloor+1",
         r"\left\lfloor\frac{n+2p-k+s}{s}\right\rfloor", True,
         CONVOLUTION, lambda rng: (lambda n, k, s, p: (output_size(n, k, s, p), (n + 2 * p - k + s) // s))(*layer_sizes(rng))),
    Pair("output size by a ceiling", r"\left\lfloor\frac{n+2p-k}{s}\right\rfloor+1",
         r"\left\lceil\frac{n+2p-k+1}{s}\right\rceil", True,
         CONVOLUTION,
         lambda rng: (lambda n, k, s, p: (output_size(n, k, s, p), -((-n - 2 * p + k - 1) // s)))(*layer_sizes(rng))),
    Pair("output size, one inside the floor", r"\left\lfloor\frac{n+2p-k}{s}\right\rfloor+1",
         r"\left\lfloor\frac{n+2p-k+1}{s}\right\rfloor", False, CONVOLUTION,
         lambda rng: (lambda n, k, s, p: (output_size(n, k, s, p), (n + 2 * p - k + 1) // s))(*layer_sizes(rng))),
    Pair("output size, floor forgotten", r"\left\lfloor\frac{n+2p-k}{s}\right\rfloor+1", r"\frac{n+2p-k}{s}+1", False,
         CONVOLUTION, lambda rng: (lambda n, k, s, p: (output_size(n, k, s, p), (n + 2 * p - k) / s + 1))(*layer_sizes(rng))),
    Pair("output size, padding on one side", r"n+2p-k+1", r"n+p-k+1", False, {"n": "natural", "k": "natural", "p": "natural"},
         lambda rng: (lambda n, k, s, p: (n + 2 * p - k + 1, n + p - k + 1))(*layer_sizes(rng))),
    Pair("stride with same padding", r"\left\lceil\frac{n}{s}\right\rceil", r"\left\lfloor\frac{n-1}{s}\right\rfloor+1", True,
         {"n": "natural", "s": "natural"}, lambda rng: (lambda n, s: (math.ceil(n / s), (n - 1) // s + 1))(*counts(rng, 2))),
    Pair("two strides of two", r"\left\lfloor\frac{\lfloor n/2\rfloor}{2}\right\rfloor", r"\lfloor n/4\rfloor", True,
         {"n": "natural"}, lambda rng: (n := count(rng, 1, 30)) and (n // 2 // 2, n // 4)),
    Pair("dilated kernel, extent", r"n-\left(d(k-1)+1\right)+1", r"n-dk+d", True,
         {"n": "natural", "d": "natural", "k": "natural"},
         lambda rng: (lambda n, d, k: (n - (d * (k - 1) + 1) + 1, n - d * k + d))(*counts(rng, 3))),
    Pair("transposed convolution, stride on every input", r"(n-1)s-2p+k", r"ns-2p+k", False, CONVOLUTION,
         lambda rng: (lambda n, k, s, p: ((n - 1) * s - 2 * p + k, n * s - 2 * p + k))(*layer_sizes(rng))),
    Pair("receptive field of stacked layers", r"1+\sum_{l=1}^{L}(k-1)", r"L(k-1)+1", True, {"L": "natural", "k": "natural"},
         lambda rng: (lambda L, k: (1 + sum(k - 1 for _ in range(L)), L * (k - 1) + 1))(*counts(rng, 2))),
    Pair("receptive field with doubling dilation, off by one", r"1+\sum_{l=0}^{L-1}2^{l}(k-1)", r"1+(k-1)2^{L}", False,
         {"L": "natural", "k": "natural"},
         lambda rng: (lambda L, k: (1 + sum(2**j * (k - 1) for j in range(L)), 1 + (k - 1) * 2**L))(*counts(rng, 2))),
    Pair("receptive field with strides", r"1+\sum_{l=1}^{L}(k-1)s^{l-1}", r"1+(k-1)\frac{s^L-1}{s-1}", True,
         {"L": "natural", "k": "natural", "s": "integer in 2..9"},
         lambda rng, s: (lambda L, k: (1 + sum((k - 1) * s**j for j in range(L)),
                                       1 + (k - 1) * (s**L - 1) / (s - 1)))(*counts(rng, 2))),
    Pair("parameters of a one hidden layer network, output bias missing", r"(d+1)\cdot h+(h+1)\cdot k",
         r"(d+1)\times h+h\times k", False,
         WIDTHS, lambda rng: (lambda d, h, k: ((d + 1) * h + (h + 1) * k, (d + 1) * h + h * k))(*counts(rng, 3))),
    Pair("parameters of a deep network of constant width, one layer too many", r"(d+1)h+\sum_{l=2}^{L}(h+1)h+(h+1)k",
         r"(d+1)h+L\,h(h+1)+(h+1)k", False, {**WIDTHS, "L": "natural"},
         lambda rng: (lambda d, h, k, L: ((d + 1) * h + (L - 1) * (h + 1) * h + (h + 1) * k,
                                          (d + 1) * h + L * h * (h + 1) + (h + 1) * k))(*counts(rng, 4))),
    Pair("convolution parameters, bias per input channel", r"\left(k^2c+1\right)m", r"k^2cm+c", False,
         {"k": "natural", "c": "natural", "m": "natural"},
         lambda rng: (lambda k, c, m: ((k * k * c + 1) * m, k * k * c * m + c))(*counts(rng, 3))),
    Pair("depthwise separable saving", r"\frac{k^2c+cm}{k^2cm}", r"\frac{1}{m}+\frac{1}{k^2}", True,
         {"k": "natural", "c": "natural", "m": "natural"},
         lambda rng: (lambda k, c, m: ((k * k * c + c * m) / (k * k * c * m), 1 / m + 1 / k**2))(*counts(rng, 3))),
    Pair("LSTM parameters counted as one gate too few", r"4\left(h(d+h)+h\right)", r"3h^2+3hd+3h", False,
         {"h": "natural", "d": "natural"},
         lambda rng: (lambda h, d: (4 * (h * (d + h) + h), 3 * h * (h + d + 1)))(*counts(rng, 2))),
    Pair("heads do not change the parameters", r"h\cdot 3d\cdot\frac{d}{h}+d^2", r"4d^2", True,
         {"h": "natural", "d": "natural"}, lambda rng: (lambda h, d: (h * 3 * d * (d / h) + d * d, 4 * d * d))(*counts(rng, 2))),
)

DEPTH_AND_GATES = (
    Pair("vanishing product", r"\prod_{l=1}^{L}\frac{w}{4}", r"\frac{w^L}{4}", False, {"w": "positive", "L": "natural"},
         lambda rng, w: (L := count(rng)) and ((w / 4) ** L, w**L / 4)),
    Pair("a power that looks like a transpose", r"\prod_{t=1}^{T}w", r"w^T", True, {"w": "positive", "T": "natural"},
         lambda rng, w: (T := count(rng)) and (math.prod([w] * T), w**T)),
    Pair("unrolled linear recurrence, index reversed", r"\sum_{t=1}^{T}w^{T-t}x_t", r"\sum_{k=0}^{T-1}w^{k}x_{T-k}", True,
         {"w": "positive", "T": "natural", "x": "sequence T of real"},
         lambda w, x: (sum(w ** (len(x) - t) * x[t - 1] for t in range(1, len(x) + 1)),
                       sum(w**k * x[len(x) - k - 1] for k in range(len(x))))),
    Pair("unrolled linear recurrence, oldest input weighted most", r"\sum_{t=1}^{T}w^{T-t}x_t", r"\sum_{t=1}^{T}w^{t-1}x_t",
         False, {"w": "positive", "T": "natural", "x": "sequence T of real"},
         lambda w, x: (sum(w ** (len(x) - t) * x[t - 1] for t in range(1, len(x) + 1)), sum(w**k * x[k] for k in range(len(x))))),
    Pair("log of a product of gains", r"\log\prod_{l=1}^{L}a_l", r"\sum_{l=1}^{L}\log a_l", True,
         {"a": "sequence L of positive"}, lambda a: (np.log(np.prod(a)), np.sum(np.log(a)))),
    Pair("product of residual gains as one plus the sum", r"\prod_{l=1}^{L}\left(1+a_l\right)", r"1+\sum_{l=1}^{L}a_l", False,
         {"a": "sequence L of positive"}, lambda a: (np.prod(1 + a), 1 + a.sum())),
    Pair("variance of a uniform initialization", r"\frac{1}{2a}\int_{-a}^{a}w^2\,dw", r"\frac{(2a)^2}{12}", True,
         {"a": "positive"}, lambda a: (2 * a**3 / 3 / (2 * a), (2 * a) ** 2 / 12)),
    Pair("gate with its roles exchanged", r"(1-z)h+z\tilde{h}", r"zh+(1-z)\tilde{h}", False,
         {"z": "in (0, 1)", "h": "real", r"\tilde{h}": "real"},
         lambda z, h, tildeh: ((1 - z) * h + z * tildeh, z * h + (1 - z) * tildeh)),
    Pair("clipping by norm is clipping by value for a scalar", r"g\cdot\min\left(1,\frac{c}{|g|}\right)",
         r"\max\{-c,\min\{c,g\}\}",
         True, {"g": "nonzero", "c": "positive"}, lambda g, c: (g * min(1, c / abs(g)), max(-c, min(c, g)))),
    Pair("clipping only from above", r"g\cdot\min\left(1,\frac{c}{|g|}\right)", r"\min(g,c)", False,
         {"g": "nonzero", "c": "positive"}, lambda g, c: (g * min(1, c / abs(g)), min(g, c))),
    Pair("weight decay, rate forgotten", r"w-\eta(g+\lambda w)", r"(1-\lambda)w-\eta g", False,
         {"w": "real", "g": "real", r"\eta": "positive", r"\lambda": "positive"},
         lambda rng, w, g, eta: (decay := positive(rng)) and (w - eta * (g + decay * w), (1 - decay) * w - eta * g)),
)

REGULARIZATION_AND_ATTENTION = (
    Pair("inverted dropout, variance", r"p\,a^2+(1-p)\left(\frac{a}{1-p}-a\right)^2", r"\frac{p}{1-p}\,a^2", True,
         {"p": "in (0, 1)", "a": "real"}, lambda p, a: (p * a * a + (1 - p) * (a / (1 - p) - a) ** 2, p / (1 - p) * a * a)),
    Pair("inverted dropout, variance without the rescaling", r"p\,a^2+(1-p)\left(\frac{a}{1-p}-a\right)^2", r"p(1-p)a^2", False,
         {"p": "in (0, 1)", "a": "real"}, lambda p, a: (p * a * a + (1 - p) * (a / (1 - p) - a) ** 2, p * (1 - p) * a * a)),
    Pair("dropout on a linear unit is a ridge penalty", r"(1-p)\left(y-\frac{wx}{1-p}\right)^2+p\,y^2",
         r"(y-wx)^2+\frac{p}{1-p}w^2x^2", True, {"p": "in (0, 1)", "w": "real", "x": "real", "y": "real"},
         lambda p, w, x, y: ((1 - p) * (y - w * x / (1 - p)) ** 2 + p * y * y, (y - w * x) ** 2 + p / (1 - p) * (w * x) ** 2)),
    Pair("batch norm folded, shift not divided", r"\gamma\,\frac{x-\mu}{\sqrt{\sigma^2+\varepsilon}}+\beta",
         r"\frac{\gamma}{\sqrt{\sigma^2+\varepsilon}}x+\left(\beta-\gamma\mu\right)", False,
         {"x": "real", r"\mu": "real", r"\gamma": "real", r"\beta": "real", r"\sigma": "positive", r"\varepsilon": "positive"},
         lambda x, mu, gamma, beta, sigma, varepsilon: (gamma * (x - mu) / math.sqrt(sigma**2 + varepsilon) + beta,
                                                        gamma / math.sqrt(sigma**2 + varepsilon) * x + beta - gamma * mu)),
    Pair("batch norm ignores a positive scale", r"\frac{ax-a\mu}{\sqrt{a^2\sigma^2}}", r"\frac{x-\mu}{\sigma}", True,
         {"x": "real", r"\mu": "real", "a": "positive", r"\sigma": "positive"},
         lambda x, mu, a, sigma: ((a * x - a * mu) / math.sqrt(a * a * sigma**2), (x - mu) / sigma)),
    Pair("batch norm does not ignore a negative scale", r"\frac{ax-a\mu}{\sqrt{a^2\sigma^2}}", r"\frac{x-\mu}{\sigma}", False,
         {"x": "real", r"\mu": "real", "a": "nonzero", r"\sigma": "positive"},
         lambda x, mu, a, sigma: ((a * x - a * mu) / math.sqrt(a * a * sigma**2), (x - mu) / sigma)),
    Pair("batch variance by centering once", r"\sum_{i=1}^{n}\left(x_i-\bar{x}\right)^2",
         r"\sum_{i=1}^{n}x_i\left(x_i-\bar{x}\right)", True,
         {"n": "natural", "x": "sequence n of real"}, lambda x: (np.sum((x - x.mean()) ** 2), np.sum(x * (x - x.mean()))),
         definitions={r"\bar{x}": r"\frac{1}{n}\sum_{i=1}^{n}x_i"}),
    Pair("attention score scaled on both sides", r"\frac{q^\top k}{\sqrt{d}}",
         r"\left(d^{-1/4}q\right)^{\top}\left(d^{-1/4}k\right)", True,
         {"q": "vector d", "k": "vector d", "d": "natural"},
         lambda q, k: (q @ k / math.sqrt(len(q)), (len(q) ** -0.25 * q) @ (len(q) ** -0.25 * k))),
    Pair("attention score divided by d", r"\frac{q^\top k}{\sqrt{d}}", r"\frac{1}{d}\sum_{i=1}^{d}q_ik_i", False,
         {"q": "vector d", "k": "vector d", "d": "natural"}, lambda q, k: (q @ k / math.sqrt(len(q)), q @ k / len(q))),
    Pair("softmax ignores a common shift", r"\operatorname{softmax}(z+c\mathbf{1})", r"\operatorname{softmax}(z)", True,
         {"z": "vector n", "c": "real"}, lambda z, c: (softmax(z + c), softmax(z))),
    Pair("softmax does not ignore a temperature", r"\operatorname{softmax}(z/\tau)", r"\frac{1}{\tau}\operatorname{softmax}(z)",
         False, {"z": "vector n", r"\tau": "positive"}, lambda z, tau: (softmax(z / tau), softmax(z) / tau)),
    Pair("attention over two keys is a gate", r"\frac{e^{s_1}v_1+e^{s_2}v_2}{e^{s_1}+e^{s_2}}",
         r"v_2+\sigma(s_1-s_2)\,(v_1-v_2)", True,
         {"s_1": "real", "s_2": "real", "v_1": "real", "v_2": "real"},
         lambda s_1, s_2, v_1, v_2: ((np.exp(s_1) * v_1 + np.exp(s_2) * v_2) / (np.exp(s_1) + np.exp(s_2)),
                                     v_2 + sigmoid(s_1 - s_2) * (v_1 - v_2)), definitions=SIGMA),
    Pair("position encoding is rotated by an offset", r"\sin(\omega(t+k))",
         r"\sin(\omega t)\cos(\omega k)-\cos(\omega t)\sin(\omega k)", False,
         {r"\omega": "positive", "t": "real", "k": "real"},
         lambda omega, t, k: (np.sin(omega * (t + k)),
                              np.sin(omega * t) * np.cos(omega * k) - np.cos(omega * t) * np.sin(omega * k))),
    Pair("rotary score depends on the difference",
         r"(x\cos a-y\sin a)(u\cos b-v\sin b)+(x\sin a+y\cos a)(u\sin b+v\cos b)", r"(xu+yv)\cos(a-b)+(xv-yu)\sin(a-b)", True,
         {"x": "real", "y": "real", "u": "real", "v": "real", "a": "real", "b": "real"},
         lambda x, y, u, v, a, b: ((x * np.cos(a) - y * np.sin(a)) * (u * np.cos(b) - v * np.sin(b))
                                   + (x * np.sin(a) + y * np.cos(a)) * (u * np.sin(b) + v * np.cos(b)),
                                   (x * u + y * v) * np.cos(a - b) + (x * v - y * u) * np.sin(a - b))),
)

PAIRS = LAYERS + BACKPROPAGATION + SIZES_AND_COUNTS + DEPTH_AND_GATES + REGULARIZATION_AND_ATTENTION
