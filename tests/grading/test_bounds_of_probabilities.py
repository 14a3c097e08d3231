"""Questions for the bound of a probability: answered by the bound, for the same event, or for another one."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from verify.grading import grade

HOEFFDING = r"P\left(|\bar X - \mu| \ge \epsilon\right) \le 2\exp\left(-2n\epsilon^2\right)"
MARKOV = r"P(X \ge a) \le \frac{m}{a}"
MARKOV_OF_MEAN = r"P(X \ge a) \le \frac{\mathbb{E}[X]}{a}"
WITHIN = r"P(|X-\mu| < k\sigma) \ge 1 - \frac{1}{k^2}"

# reference, answer, verdict; nothing is declared
GRADED = [
    (HOEFFDING, r"2e^{-2n\epsilon^2}", "correct"),
    (HOEFFDING, r"\exp(-2n\epsilon^2)", "wrong"),
    (HOEFFDING, r"2\exp(-2n\epsilon)", "wrong"),
    (HOEFFDING, r"P(|\bar X-\mu|\ge\epsilon)\le 2e^{-2n\epsilon^2}", "correct"),
    (HOEFFDING, r"P(|\bar X-\mu|\ge\epsilon)\le e^{-2n\epsilon^2}", "wrong"),
    (r"P(|\bar X-\mu|\ge\epsilon) \le \frac{\sigma^2}{n\epsilon^2}",
     r"P(|\bar{X}-\mu|\geq\epsilon)\leq\frac{\sigma^2}{n\epsilon}", "wrong"),
    (MARKOV_OF_MEAN, r"\frac{\mathbb{E}[X]}{a}", "correct"),
    (MARKOV_OF_MEAN, r"\frac{2\mathbb{E}[X]}{a}", "wrong"),
    (MARKOV_OF_MEAN, r"\frac{\mathbb{E}[X^2]}{a^2}", "undecided"),
    (MARKOV_OF_MEAN, r"\frac{\mathbb{E}[|X|]}{a}", "undecided"),
    (r"P(|X| \ge a) \le \frac{\mathrm{Var}(X)}{a^2}", r"\frac{E[X^2]-E[X]^2}{a^2}", "correct"),
    ("P(X >= a) <= m/a", "m/a", "correct"),
    ("Pr(X>=a) <= m/a", "P(X>=a) <= m/a", "correct"),
    (r"\mathbb{P}(X \ge a) \le \frac{m}{a}", r"\Pr\left[X \geq a\right] \leq m a^{-1}", "correct"),
    (MARKOV, r"\frac{2m}{a}", "wrong"),
    (MARKOV, r"\frac{m}{a} \ge P(X \ge a)", "correct"),
    (MARKOV, r"\le \frac{m}{a}", "correct"),
    (WITHIN, "1-k^{-2}", "correct"),
    (WITHIN, r"\frac{1}{k^2}", "wrong"),
    # other events, signs and chains
    (MARKOV, r"P(X > a) \le \frac{m}{a}", "undecided"),
    (MARKOV, r"P(Y \ge a) \le \frac{m}{a}", "undecided"),
    (MARKOV, r"P(X < a) \ge 1 - \frac{m}{a}", "undecided"),
    (MARKOV, r"P(X \ge a) < \frac{m}{a}", "undecided"),
    (MARKOV, r"P(X \ge a) = \frac{m}{a}", "undecided"),
    (MARKOV, r"P(X \ge a) \ge \frac{m}{a}", "undecided"),
    (MARKOV, r"\ge \frac{m}{a}", "undecided"),
    (MARKOV, r"P(X \ge a) \le \frac{m}{a} \le 1", "undecided"),
    (MARKOV, r"a P(X \ge a) \le m", "undecided"),
    (MARKOV, r"a \ge m", "undecided"),
    (MARKOV, r"\frac{\mu}{a}", "undecided"),
    (rf"{MARKOV}, \quad a > 0", r"\frac{m}{a}", "undecided"),
    (r"1 - P(X \ge a) \le \frac{m}{a}", r"\frac{m}{a}", "undecided"),
    (r"P(X \ge a) P(Y \ge b) \le \frac{m}{a}", r"\frac{m}{a}", "undecided"),
    (r"P(X \ge a) \le m P(Y \ge b)", "m", "undecided"),
    # bounds that say the same of chances, of positive numbers, or of levels
    (MARKOV, r"\min\left(1, \frac{m}{a}\right)", "undecided"),
    (MARKOV, r"\frac{m}{|a|}", "undecided"),
    (WITHIN, r"\max(0, 1-\frac1{k^2})", "undecided"),
    (r"P(X \ge \epsilon) \le \delta", r"\sqrt{\delta^2}", "undecided"),
    (r"P(X \ge \epsilon) \le e^{-|\log\delta|}", r"\delta", "undecided"),
    (r"P(X \ge \epsilon) \le e^{-\epsilon^2}", r"e^{-\epsilon|\epsilon|}", "undecided"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted", "verdict"), GRADED)
def test_bounds_of_probabilities(reference: str, submitted: str, verdict: str) -> None:
    assert grade(reference, submitted).verdict == verdict


@pytest.mark.parametrize("symbols", [{"P": "real"}, {"P": "function"}])
def test_a_declared_p_is_no_probability(symbols: Mapping[str, str]) -> None:
    assert grade({"reference": MARKOV, "submitted": r"\frac{m}{a}", "symbols": symbols}).verdict == "undecided"
