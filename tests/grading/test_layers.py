r"""Names with the number of a layer above them: W^{(l)}, a^{[l-1]}, \delta^{l+1}."""

from __future__ import annotations

import pytest

from verify.grading import grade

CASES = [
    (r"\delta^{l} = \left((W^{l+1})^\top\delta^{l+1}\right)\odot\sigma'(z^{l})",
     r"\delta^{l} = \sigma'(z^{l}) \odot \left((W^{l+1})^\top\delta^{l+1}\right)", "correct"),
    (r"\delta^{(l)} = \left((W^{(l+1)})^\top\delta^{(l+1)}\right)\odot\sigma'(z^{(l)})",
     r"\sigma'(z^{(l)}) \odot \left((W^{(l+1)})^\top\delta^{(l+1)}\right)", "correct"),
    (r"a^{[l]}=g(W^{[l]}a^{[l-1]}+b^{[l]})", r"a^{[l]}=g(b^{[l]}+W^{[l]}a^{[l-1]})", "correct"),
    (r"a^{[l]}=g(W^{[l]}a^{[l-1]}+b^{[l]})", r"a^{[l]}=g(b^{[l]}-W^{[l]}a^{[l-1]})", "wrong"),
    (r"z^{(l)}=W^{(l)}a^{(l-1)}+b^{(l)}", r"z^{(l)}=W^{(l)}a^{(l-1)}-b^{(l)}", "wrong"),
    (r"z^{(l)}=W^{(l)}a^{(l-1)}+b^{(l)}", r"z^{(l)}=W^{(l)}a^{(l)}+b^{(l)}", "undecided"),  # another layer
    (r"z^{(l)}=W^{(l)}a^{(l-1)}+b^{(l)}", r"z^{(l-1)}=W^{(l)}a^{(l-1)}+b^{(l)}", "undecided"),  # the name of another
    (r"\frac{\partial L}{\partial W^{(l)}}=\delta^{(l)}(a^{(l-1)})^\top", r"\delta^{(l)}(a^{(l-1)})^T", "correct"),
    (r"\frac{\partial L}{\partial W^{(l)}}=\delta^{(l)}(a^{(l-1)})^\top", r"a^{(l-1)}(\delta^{(l)})^T", "undecided"),
    (r"\frac{\partial L}{\partial W^{(l)}}=\delta^{(l)}(a^{(l-1)})^\top",
     r"\frac{\partial L}{\partial b^{(l)}}=\delta^{(l)}(a^{(l-1)})^\top", "undecided"),
    (r"c_t=f_t\odot c_{t-1}+i_t\odot\tilde c_t", r"i_t\odot\tilde{c}_t+f_t\odot c_{t-1}", "correct"),
    (r"c_t=f_t\odot c_{t-1}+i_t\odot\tilde c_t", r"i_t\odot c_{t-1}+f_t\odot\tilde c_t", "wrong"),
    (r"\mu_*=k_*^\top(K+\sigma^2I)^{-1}y", r"k_*^T(\sigma^2I+K)^{-1}y", "correct"),
    (r"\mu_*=k_*^\top(K+\sigma^2I)^{-1}y", r"k_*^\top(K-\sigma^2I)^{-1}y", "wrong"),
    (r"\Sigma_*=K_{**}-K_*^\top(K+\sigma^2I)^{-1}K_*", r"K_{**}-K_*^T(\sigma^2 I+K)^{-1}K_*", "correct"),
    (r"x^l + x^{l+1}", "x^l(1+x)", "undecided"),  # powers
    (r"f^{(2)}(x)", "f(x)", "undecided"),  # a derivative
    (r"\sum_{i=1}^m (x^{(i)})^2", r"\sum_{i=1}^m (x^{(i)})^3", "wrong"),  # items of a sample
    (r"V^\pi = (I-\gamma P^\pi)^{-1}R^\pi", r"V^{\pi} = \left(I - \gamma P^{\pi}\right)^{-1} R^\pi", "correct"),
    (r"r^\pi + \gamma P^\pi v^\pi", r"\gamma P^\pi v^\pi + r^\pi", "correct"),
    (r"r^\pi r^\pi", r"(r^\pi)^2", "correct"),
    (r"\sigma^{(l)} a^{(l)}", r"a^{(l)}\sigma^{(l)}", "correct"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted", "verdict"), CASES)
def test_the_number_of_a_layer_is_no_power(reference: str, submitted: str, verdict: str) -> None:
    assert grade({"reference": reference, "submitted": submitted}).verdict == verdict
