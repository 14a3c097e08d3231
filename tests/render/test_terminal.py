"""The bar of a long run: what is done at once has none."""

from __future__ import annotations

import pytest
from rich.progress import Progress

from verify.render import terminal

RUNS = [((0.1, 0.2, 0.3), 0), ((0.5, 1.5, 2.0), 1), ((0.1, 0.2, 5.0), 0), ((2.0, 3.0, 4.0), 1)]


@pytest.mark.parametrize(("seconds", "bars"), RUNS)
def test_only_what_takes_long_has_a_bar(seconds: tuple[float, ...], bars: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second of each item, of which the last one ends the run."""
    shown: list[str] = []
    times = iter((0.0, *seconds))
    monkeypatch.setattr(terminal, "monotonic", lambda: next(times, 9.0))
    monkeypatch.setattr(Progress, "start", lambda self: shown.append("start"))
    monkeypatch.setattr(Progress, "stop", lambda self: shown.append("stop"))
    assert list(terminal.with_progress("abc", 3, "reading")) == ["a", "b", "c"]
    assert shown == ["start", "stop"] * bars
