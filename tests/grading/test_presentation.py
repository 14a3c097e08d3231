r"""What people and language models write round an answer."""

from __future__ import annotations

import pytest

from verify.grading import grade
from verify.grading.texts.presentation import plain_answer

ANSWERS = [
    "2x.", "$2x$.", "2x,", "Final answer: 2x", "Final Answer: $2x$", "**Answer:** $2x$", "**2x**", "The answer is 2x.",
    "`2*x`", "Ans: 2x",
    r"The final answer is $\boxed{2x}$.", "```\n2*x\n```", "```python\n2*x\n```", r"\text{Answer: } 2x",
    r"\therefore 2x", r"2x \tag{1}", "2x ∎",
    r"2x \label{eq}", "∴ 2x", "Answer = 2x", r"\[\boxed{2x}\]", r"\boxed{\boxed{2x}}", r"2x \\", r"2x. \\[2pt]",
    r"\(2x\)", r"$$f'(x) = \boxed{2x}$$", r"2x\,", r"2x\;.", "2x\\ ", r"2x\,\!.", "2x~", r"2x\quad",
]  # fmt: skip


@pytest.mark.parametrize("answer", ANSWERS)
def test_the_answer_is_read(answer: str) -> None:
    assert grade({"reference": "2x", "submitted": answer, "symbols": {"x": "real"}}).verdict == "correct"
    assert grade({"reference": "3x", "submitted": answer, "symbols": {"x": "real"}}).verdict == "wrong"
    assert grade({"reference": answer, "submitted": "x + x", "symbols": {"x": "real"}}).verdict == "correct"


@pytest.mark.parametrize(("text", "plain"), [
    ("0.333...", "0.333..."), ("1, 2, ...", "1, 2, ..."), ("50%", "(50/100)"), (r"12.5\%", "(12.5/100)"),
    ("x*y**2", "x*y**2"), ("solution", "solution"),
    (r"\boxed{a}+\boxed{b}", r"\boxed{a}+\boxed{b}"), ("$a$ and $b$", "$a$ and $b$"), ("", ""), (r"x \\\\", r"x \\\\"),
    ("7 % 2", "7 % 2"),
    ("the answer", "the answer"), ("`a` and `b`", "`a` and `b`"), ("...", "..."),
])  # fmt: skip
def test_what_may_be_a_part_of_a_formula_stays(text: str, plain: str) -> None:
    assert plain_answer(text) == plain


@pytest.mark.parametrize("text", [
    "*" * 20_000, "`" * 20_000, ".," * 10_000, "\\\\" * 5_000, r"\boxed{" * 2_500, "Answer: " * 2_500, "]" * 20_000,
    "∎" * 20_000, "\\," * 10_000, "~" * 20_000,
])  # fmt: skip
def test_at_once(text: str) -> None:
    assert len(plain_answer(text)) <= len(text)


@pytest.mark.parametrize(("reference", "answer", "verdict"), [
    ("x != 1", "x≠1", "correct"), (r"x \ne 1", "x≠1", "correct"), ("x != 1", "x≠2", "wrong"),
    ("x != 1", "x!=1", "unreadable"), ("1/3", "0.333...", "unreadable"),
])  # fmt: skip
def test_what_is_not_equal(reference: str, answer: str, verdict: str) -> None:
    assert grade({"reference": reference, "submitted": answer, "symbols": {"x": "real"}}).verdict == verdict


@pytest.mark.parametrize(("reference", "submitted", "verdict"), [
    ("577 * 128", r"73{,}856", "correct"), ("577 * 128", r"73{,}856\ \text{parameters}", "correct"),
    ("1234567", "1{,}234{,}567", "correct"), ("73857", "73{,}856", "wrong"), ("73.856", "73{,}856", "undecided"),
    ("1/8", "0{,}125", "correct"), ("5/2", "2{,}5", "correct"), ("25", "2{,}5", "wrong"),
    ("1234567", "1{,}234{,}56", "unreadable"),
])  # fmt: skip
def test_commas_in_braces(reference: str, submitted: str, verdict: str) -> None:
    assert grade(reference, submitted).verdict == verdict
