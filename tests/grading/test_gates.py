r"""Gates of recurrent networks, (1 - z) \odot h + z \odot c, of vectors that nobody declared."""

from __future__ import annotations

import pytest

from verify.grading import grade

_GRU = r"h_t = (1-z_t)\odot h_{t-1} + z_t\odot\tilde h_t"
_LSTM = r"f_t\odot c_{t-1}+i_t\odot\tilde c_t"
CASES = [
    (_GRU, r"h_t = h_{t-1} + z_t\odot(\tilde h_t - h_{t-1})", "correct"),
    (_GRU, r"h_t = z_t\odot\tilde h_t+(1-z_t)\odot h_{t-1}", "correct"),
    (_GRU, r"h_t = z_t\odot h_{t-1} + (1-z_t)\odot \tilde h_t", "wrong"),
    (_GRU, r"h_t = h_{t-1} - z_t\odot(\tilde h_t - h_{t-1})", "wrong"),
    (_LSTM, r"\tilde c_t\odot i_t + c_{t-1}\odot f_t", "correct"),
    (_LSTM, r"i_t\odot c_{t-1}+f_t\odot\tilde c_t", "wrong"),
    (r"(1-z)\odot h+z\odot c", r"h+z\odot(c-h)", "correct"),
    (r"(1-z)\odot h+z\odot c", r"h+z(c-h)", "undecided"),  # z(c - h) is no product of columns
]


@pytest.mark.parametrize(("reference", "submitted", "verdict"), CASES)
def test_what_is_multiplied_entry_by_entry_is_right_for_columns(reference: str, submitted: str, verdict: str) -> None:
    assert grade(reference, submitted).verdict == verdict
