"""Constants that nobody declared: another value of one is no mistake, but no value mends what depends on the variable."""

from __future__ import annotations

import pytest

from verify.grading import grade

# reference, answer, verdict; nothing is declared
GRADED = [
    ("C e^{-2x}", "-C e^{-2x}", "undecided"),
    ("C e^{-2x}", r"\frac{2C}{3} e^{-2x}", "undecided"),
    ("C e^{-2x}", "e^{-2x + C}", "undecided"),
    ("C e^{-2x}", "C e^{2x}", "wrong"),
    ("C e^{-2x}", "C e^{-2x} + 1", "wrong"),
    ("C x + 1/x", "(C + 1) x + 1/x", "undecided"),
    ("C x + 1/x", "C x - 1/x", "wrong"),
    ("C x^a", "a C x^a", "undecided"),
    ("C x^a", "C x^{-a}", "wrong"),
    (r"C_1 e^x + C_2 e^{-x}", r"C_1 \cosh x + C_2 \sinh x", "undecided"),
    ("k e^x + c", "-k e^x + c", "undecided"),
    ("C*x + C^2", "-C*x + C^2", "undecided"),
    # a number of channels, a bandwidth, the third of a, b, c
    ("(k^2 C + 1) F", "k^2 C F + 1", "wrong"),
    ("e^{-k^2 x}", "e^{k^2 x}", "wrong"),
    (r"c+\log\sum_{j=1}^K e^{x_j-c}", r"c\log\sum_{j=1}^K e^{x_j-c}", "wrong"),
    (r"\sum_{j=1}^K x_j^2 + c", r"\sum_{j=1}^K x_j^2 - c", "undecided"),
    # one of many names in a rational formula, the first of a sequence, beside a sequence, and without effect
    ("((r - 1)*s + k)*t - (t - 1)", "t((r-1)s + k - 1)", "wrong"),
    ("(1 - 2/(k+2))*h + 2C/(k+2)^2", "((k+1) h)/(k+2) + 2C/(k+2)^2", "wrong"),
    ("f_1 f_2 c_0 + f_2 i_1 g_1 + i_2 g_2", "f_2 (f_1 c_0 + i_1 g_1 + i_2 g_2)", "wrong"),
    (r"\frac{e^{s_i-c}}{\sum_{j=1}^K e^{s_j-c}}", r"\frac{e^{s_i}}{\sum_{j=1}^K e^{s_j-c}}", "wrong"),
    (r"\frac{k^2c+cm}{k^2cm}", r"\frac{1}{m}+\frac{1}{k}", "wrong"),
    (r"\frac{q_0 x^4}{24} + c_1 x^3 + c_2", r"\frac{q_0 x^4}{24} - c_1 x^3 + c_2", "undecided"),
    ("(x^2 - y^2 - z^2 + c)/2", "(x^2 - y^2 - z^2)/2 + c", "undecided"),
    (r"\frac{a x^3}{3 m p} + \frac{c}{x}", r"\frac{a x^3}{3 m p} - \frac{c}{x}", "undecided"),
    (r"\frac{1}{m p t + c}", r"\frac{1}{m p t - c}", "undecided"),
    (r"\frac{x^2 y z + c}{z}", r"x^2 y - \frac{c}{z}", "undecided"),
    ("x^2 + k x", "x^2 - k x", "undecided"),
    ("a b x + k x", "k b x + a x", "wrong"),
    ("c_1 x + c_2", "c_2 x + c_1", "undecided"),
    # any name may be the variable
    ("P = k/V", "P = 1/(kV)", "undecided"),
    (r"\int a \,da = \frac{a^2}{2}+c", "a^2/2 - c", "undecided"),
    ("J(b) = b^2 + c", "b^2 - c", "undecided"),
    ("L/(2k)", "2kL", "undecided"),
    ("k x", "x/k", "undecided"),
    ("c 2^n", "2 c 2^n", "undecided"),
    ("a x^2 + b x + c", "a x^2 + b x - c", "wrong"),
    (r"\begin{pmatrix} d & -b \\ -c & a \end{pmatrix}", r"\begin{pmatrix} d & -c \\ -b & a \end{pmatrix}", "wrong"),
]


@pytest.mark.parametrize(("reference", "answer", "verdict"), GRADED)
def test_constants_that_nobody_declared(reference: str, answer: str, verdict: str) -> None:
    assert grade({"reference": reference, "submitted": answer}).verdict == verdict


# two constants and more: the determinant of what they multiply and the answer, at as many places, tells
SEVERAL = [
    (r"y=e^{-x}\left(C_1\cos 2x+C_2\sin 2x\right)", r"y=e^{-2x}\left(C_1\cos x+C_2\sin x\right)", "wrong"),
    (r"y=e^{-x}\left(C_1\cos 2x+C_2\sin 2x\right)", r"y=e^{-x}\left(C_1\sin 2x-C_2\cos 2x\right)", "undecided"),
    (r"C_1 e^x + C_2 e^{-x}", r"C_1\cosh x+C_2 \sinh 2x", "wrong"),
    (r"C_1 + C_2 x + C_3 x^2", r"C_1 + C_2 x + C_3 x^3", "wrong"),
    (r"C_1 + C_2 x + C_3 x^2", r"C_1 + C_2 (x-1) + C_3 (x+1)^2", "undecided"),
    (r"c_1e^{3t}\begin{pmatrix}1\\1\end{pmatrix}+c_2e^{-t}\begin{pmatrix}1\\-1\end{pmatrix}",
     r"\begin{pmatrix}c_1e^{3t}+c_2e^{-t}\\c_1e^{3t}+c_2e^{-t}\end{pmatrix}", "wrong"),
    (r"c_1e^{3t}\begin{pmatrix}1\\1\end{pmatrix}+c_2e^{-t}\begin{pmatrix}1\\-1\end{pmatrix}",
     r"\begin{pmatrix}c_1e^{3t}-c_2e^{-t}\\c_1e^{3t}+c_2e^{-t}\end{pmatrix}", "undecided"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "answer", "verdict"), SEVERAL)
def test_several_constants(reference: str, answer: str, verdict: str) -> None:
    assert grade({"reference": reference, "submitted": answer}).verdict == verdict
