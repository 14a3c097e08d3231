"""Thousands of random questions: no verdict is wrong, as far as an independent evaluation at many points can tell."""

from __future__ import annotations

import pytest

from tests.test_random_questions import assert_sound


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 7))
def test_no_verdict_on_500_questions_is_wrong(seed: int) -> None:
    assert_sound(500, seed)
