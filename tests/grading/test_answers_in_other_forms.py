r"""Answers in another form than the question: cases in words, ends of an interval, words as names, other left sides."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from verify.grading import grade

Row = tuple[str, str, str]  # reference, submitted, verdict; "refused" is undecided or unreadable

BOTH_ENDS: Sequence[Row] = [
    (r"\mu\pm 1.96\sigma", r"(\mu-1.96\sigma,\mu+1.96\sigma)", "correct"),
    ("5 ± 2", "[3, 7]", "correct"),
    ("5 ± 2", "(3, 7)", "correct"),
    ("5 ± 2", "3 <= x <= 7", "refused"),
    ("5 ± 2", "(3, 8)", "wrong"),
    ("5 ± 2", "7 ± 2", "wrong"),
    ("[3, 7]", "5 ± 2", "correct"),
    ("[3, 7]", "5 ± 3", "wrong"),
    ("(3, 7)", "5 ± 2", "refused"),
    ("{3, 7}", "[3, 7]", "refused"),
    ("{3, 7}", "[3, 8]", "wrong"),
    ("2 ± sqrt(3)", "{2 + sqrt(3), 2 - sqrt(3)}", "correct"),
    ("[0, 1]", "0 ≤ p ≤ 1", "correct"),
    ("[0, 1]", "0 < p < 1", "wrong"),
    ("[0, 1]", "p ≤ 1", "refused"),
    ("[1, 2]", "x = 1 and y = 2", "refused"),
]

CASES: Sequence[Row] = [
    ("max(0, x)", "x if x > 0, 0 otherwise", "correct"),
    ("max(0, x)", "x if x > 0; 0 otherwise", "correct"),
    ("max(0, x)", "x for x > 0, 0 otherwise", "correct"),
    ("max(0, x)", "x when x > 0, 0 else", "correct"),
    ("max(0, x)", "0 if x < 0, x if x >= 0", "correct"),
    ("max(0, x)", "f(x) = x if x > 0, 0 otherwise", "correct"),
    ("f(x) = x if x > 0 else 0", "max(0, x)", "correct"),
    ("f(y) = e^(-y) for y > 0, 0 otherwise", "f(y) = e^y for y > 0, 0 otherwise", "wrong"),
    ("max(0, x)", "x if x > 0, 1 otherwise", "wrong"),
    ("|x - a|", "x - a if x > a, 0 otherwise", "wrong"),
    ("1 if x > 0, -1 if x < 0", "-1 if x > 0, 1 if x < 0", "wrong"),
    ("max(0, x)", "x if x > 0, 0", "refused"),
    ("max(0, x)", "0 if x < 0 and x if x >= 0", "refused"),
    ("x = 1 or x = 2", "x = 1 if a > 0, x = 2", "refused"),
]

WORDS: Sequence[Row] = [
    ("z = mu + exp(logvar/2)*eps", "z = mu + sqrt(exp(logvar))*eps", "correct"),
    ("z = mu + exp(logvar/2)*eps", "z = mu + exp(logvar)*eps", "wrong"),
    ("lr = 0.1 * 0.5^(epoch/10)", "lr = 0.1 * 0.5^(10*epoch)", "wrong"),
    ("2*precision*recall/(precision + recall)", "2/(1/precision + 1/recall)", "correct"),
    ("loss + lambda*penalty", "loss - lambda*penalty", "wrong"),
    (r"\mathrm{Bias}^2 + \sigma^2", r"\mathrm{Bias} + \sigma^2", "wrong"),
    # other words, letters or units for the same
    ("2*precision*recall/(precision + recall)", "2PR/(P + R)", "refused"),
    ("2*precision*recall/(precision + recall)", "2TP/(2TP + FP + FN)", "refused"),
    ("recall", "TP/(TP + FN)", "refused"),
    ("precision*recall", "prec*rec", "refused"),
    ("force = mass*accel", "F = m*a", "refused"),
    ("abcd", "dcba", "refused"),
    ("3 apples", "2 apples", "refused"),
    ("2x", "linear", "refused"),
    ("oo", "diverges", "refused"),
    ("x + const", "x", "refused"),
]

LEFT_SIDES: Sequence[Row] = [
    (r"\frac{\partial f}{\partial x} = 2xy\, e^{x^2 y}", r"f_x = y e^{x^2y}\cdot 2x", "correct"),
    (r"\frac{\partial f}{\partial x} = 2xy\, e^{x^2 y}", r"\partial_x f = y e^{x^2y}\cdot 2x", "correct"),
    (r"\frac{\partial f}{\partial x} = 2xy\, e^{x^2 y}", r"f_y = y e^{x^2y}\cdot 2x", "refused"),
    (r"\sum_{k=1}^3 k = 6", "1 + 2 + 3 = 6", "correct"),
    (r"\sum_{k=1}^3 k = 6", "1 + 2 + 3 = 7", "wrong"),
    (r"\sum_{k=1}^3 k = 6", "2 + 2 + 3 = 7", "refused"),
    (r"\sum_{k=1}^\infty k x^{k-1}=\frac{1}{(1-x)^2}", r"\frac{d}{dx}\left(\frac{1}{1-x}\right) = \frac{1}{(x-1)^2}", "correct"),
    (r"\hat\sigma^2 = \frac{S}{n}", r"\hat{\sigma}^2_{\text{ML}} = S/n", "correct"),
    (r"\hat\sigma^2 = \frac{S}{n}", r"\hat{\sigma}^2_{\text{ML}} = S/(n-1)", "wrong"),
    (r"\hat\sigma^2 = \frac{S}{n}", r"\hat{\sigma}_{\text{ML}} = S/n", "refused"),
    (r"\operatorname{Var}(\bar{X}) = \frac{s}{n}", r"\text{Var}[\bar X]=\frac{s}{n}", "correct"),
    (r"\operatorname{Var}(\bar{X}) = \frac{s}{n}", r"\text{Var}(\bar X)=\frac{s}{n^2}", "wrong"),
    (r"\operatorname{Var}(\bar{X}) = \frac{s}{n}", r"\mathrm{Var}(X)=\frac{s}{n}", "refused"),
    ("w_1 = 1.4", "w1 = 1 - 0.1*2*(1 - 3) = 1.4", "correct"),
    (r"M_X(t) = e^{\mu t}", r"M_X(t)=\mathbb{E}[e^{tX}] = e^{\mu t}", "refused"),
    (r"M_X(t) = e^{\mu t}", r"M_X(t)=\mathbb{E}[X] = e^{\mu t}", "refused"),
    (r"\|v\| = \sqrt{50}", r"5\sqrt2", "correct"),
    (r"\|v\| = \sqrt{50}", r"\|v\| = 5\sqrt3", "wrong"),
    (r"\|v\| = \sqrt{50}", r"\|w\| = 5\sqrt2", "refused"),
    (r"|x| = 5", "5", "refused"),  # x = -5 solves it, too
    (r"e^{-x} = \sum_{k=0}^\infty\frac{(-1)^kx^k}{k!}", r"\sum_{k=0}^{\infty}\frac{(-1)^{k+1}x^k}{k!}", "wrong"),
    ("f'(x) = 3x^2", "By the power rule, f'(x) = 3x^2", "correct"),
    ("f'(x) = 3x^2", "so f'(x) = 3x", "wrong"),
    ("s*o = 4", "so = 4", "correct"),
]

COUNTS: Sequence[Row] = [  # k and c are constants of integration in none of these
    ("p(1-p)^{k-1}", "p(1-p)^k", "wrong"),
    (r"e^{-\lambda}\frac{\lambda^k}{k!}", r"e^{-\lambda}\frac{\lambda^k}{k}", "wrong"),
    ("2^k - 1", "2^(k+1) - 1", "refused"),
    ("k < 3", "k > 3", "wrong"),
    ("(k*k*c_in + 1)*c_out", "k*k*c_in*c_out + 1", "wrong"),
    ("x^2 + k", "x^2 - k", "refused"),
    ("y = c e^x", "y = 2c e^x", "refused"),
    (r"y = \tan(x + c)", r"y = \tan(x - c)", "refused"),
    ("1/(x + k)", "1/(x - k)", "refused"),
]


GRADIENTS: Sequence[Row] = [  # of what nobody defines
    (r"\theta_{t+1} = \theta_t - \eta\nabla f(\theta_t)", r"\theta_{t+1} = \theta_t + \eta\nabla f(\theta_t)", "wrong"),
    (r"\theta_t - \eta\nabla f(\theta_t)", r"\theta_t - \eta\nabla_\theta f(\theta_t)", "correct"),
    (r"\theta_t - \eta\nabla f(\theta_t)", r"\theta_t + \eta\nabla_\theta f(\theta_t)", "wrong"),
    (r"\theta_t - \eta\nabla_\phi f(\theta_t)", r"\theta_t - \eta\nabla f(\theta_t)", "refused"),
    (r"w - \eta(\nabla f(w) + \lambda w)", r"(1-\eta\lambda) w - \eta \nabla f(w)", "correct"),
    (r"w - \eta \frac{\partial L}{\partial w}", r"w - \eta\,\frac{\partial L}{\partial w}", "correct"),
    (r"\frac{\partial L}{\partial w} = \frac{\partial L}{\partial z} x", r"\frac{\partial L}{\partial z} \cdot x", "correct"),
    # what may be another way to write the same
    (r"w - \eta \frac{\partial L}{\partial w}", r"w - \eta \nabla_w L", "refused"),
    (r"w - \eta \frac{\partial L}{\partial w}", r"w - 2 \eta w", "refused"),
    (r"\frac{\partial L}{\partial w} = \frac{\partial L}{\partial a}\frac{\partial a}{\partial z} x",
     r"\frac{\partial L}{\partial z} x", "refused"),
]

MEANS_AND_DELTAS: Sequence[Row] = [
    (r"\frac{\partial p_i}{\partial z_j} = p_i(\delta_{ij} - p_j)", r"p_i\delta_{ij} - p_i p_j", "correct"),
    (r"\frac{\partial p_i}{\partial z_j} = p_i(\delta_{ij} - p_j)", r"p_j(\delta_{ij} - p_i)", "correct"),
    (r"\frac{\partial p_i}{\partial z_j} = p_i(\delta_{ij} - p_j)", r"p_i(1 - p_j)", "wrong"),
    (r"w_{ij} - \eta\delta_{ij}x_j", r"w_{ij} - \eta\delta_{ji}x_j", "refused"),  # errors delta
    (r"p_i(\delta_{ij} - p_j)", r"p_j(\delta_{ij} - p_i)", "correct"),
    (r"p_i(\delta_{ij} - p_j)", r"p_i(\delta_{ij} - p_i)", "wrong"),
    (r"s_i(\delta_{ij} - s_j)", r"\begin{cases} s_i(1-s_i) & i = j\\ -s_is_j & i\ne j\end{cases}", "correct"),
    (r"p_i(\delta_{ij} - t_j)", r"p_i(\delta_{ji} - t_j)", "refused"),  # errors again
    (r"\frac{\partial p_i}{\partial z_j} = p_i(\delta_{ij} - p_j)",
     r"\frac{\partial p_i}{\partial z_i} = p_i(1 - p_i)", "refused"),
]

ENTROPIES: Sequence[Row] = [
    ("I(X;Y) = H(X) - H(X|Y)", "H(Y) - H(Y|X)", "correct"),
    ("I(X;Y) = H(X) - H(X|Y)", "H(X) - H(Y|X)", "wrong"),
    (r"H(Y\mid X) = H(X,Y) - H(X)", "H(X,Y) - H(Y)", "wrong"),
    ("I(X;Y) = H(X) - H(X|Y)", "H(X) - H(X|Z)", "refused"),
    ("H(X,Y) = H(X) + H(Y)", "H(X) + H(Y|X)", "refused"),  # of independent ones
    ("H(X) + H(Y)", "H(X,Y)", "refused"),
]

UNITS: Sequence[Row] = [
    ("H = 3 bits", "3", "correct"),
    ("H = 3 bits", "H = 2 bits", "wrong"),
    ("H = 3 bits", "2", "refused"),
    ("H = 3 bits", "2.079 nats", "refused"),
    (r"5\text{ bits}", r"\log_2 32", "correct"),
    (r"5\text{ bits}", r"\ln 32", "refused"),
]

DENSITIES: Sequence[Row] = [  # that nobody declares, where something is summed, integrated or meant over what they are of
    (r"D_{\mathrm{KL}}(p\,\|\,q) = \sum_{x} p(x)\log\frac{p(x)}{q(x)}",
     r"\sum_x p(x)\log p(x) - \sum_x p(x)\log q(x)", "correct"),
    (r"D_{\mathrm{KL}}(p\,\|\,q) = \sum_{x} p(x)\log\frac{p(x)}{q(x)}", r"\sum_x q(x)\log\frac{p(x)}{q(x)}", "wrong"),
    (r"D_{KL}(p\|q)", r"D_{KL}(q\|p)", "wrong"),
    (r"H(p, q) = H(p) + D_{KL}(p\|q)", r"-\sum_x p(x)\log q(x)", "correct"),
    (r"H(p, q) = H(p) + D_{KL}(p\|q)", r"H(q) + D_{KL}(p\|q)", "wrong"),
    (r"D_{KL}(q\|p)", r"\mathbb{E}_q[\log q(z) - \log p(z)]", "correct"),
    (r"\int p(x)\log\frac{p(x)}{q(x)}\,dx", r"\mathbb{E}_{p}[\log p(x) - \log q(x)]", "correct"),
    (r"\int p(x)\log\frac{p(x)}{q(x)}\,dx", r"\int q(x)\log\frac{p(x)}{q(x)}\,dx", "wrong"),
    (r"\mathbb{E}_{q}\left[\frac{p(x)}{q(x)}f(x)\right]", r"\mathbb{E}_{p}[f(x)]", "correct"),
    (r"\mathrm{KL}(p\|q) = \sum_{k=1}^K p_k\ln\frac{p_k}{q_k}", r"\sum_{k=1}^K q_k\ln\frac{q_k}{p_k}", "wrong"),
    ("p(1 - p)", "p - p^2", "correct"),  # a chance p
    (r"\int p(1 - p)\,dp", r"p^2/2 - p^3/3 + C", "correct"),
    ("p(3)", "p(2)", "refused"),
    (r"\sum_{x} |p(x) - q(x)|/2", r"\frac12\sum_x (q(x) - p(x))", "refused"),
    (r"H(p) = -\sum_x p(x)\log p(x)", r"H(p) = -\sum_i p_i\log p_i", "correct"),
]


@pytest.mark.parametrize(("reference", "submitted", "verdict"),
                         [*BOTH_ENDS, *CASES, *WORDS, *LEFT_SIDES, *COUNTS, *GRADIENTS, *MEANS_AND_DELTAS, *ENTROPIES, *UNITS,
                          *DENSITIES],
                         ids=lambda text: str(text))  # fmt: skip
def test_an_answer_in_another_form(reference: str, submitted: str, verdict: str) -> None:
    found = grade(reference, submitted)
    assert ("refused" if found.verdict in ("undecided", "unreadable") else found.verdict) == verdict, found.message


@pytest.mark.parametrize(("submitted", "verdict"), [("λ̂ = 1/x̄", "correct"), (r"\hat\lambda = 1/\bar x", "correct"),
                                                    (r"\hat\lambda = \bar x", "wrong")])  # fmt: skip
def test_the_mean_of_a_sequence_of_positive_numbers(submitted: str, verdict: str) -> None:
    symbols = {"n": "natural", "x": "sequence n of positive"}
    assert grade(r"\hat\lambda = \frac{n}{\sum_{i=1}^n x_i}", submitted, symbols=symbols).verdict == verdict
