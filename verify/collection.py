"""How often Python looks for cycles, in a process that is ours."""

from __future__ import annotations

import gc

_SELDOM = (50_000, 20, 20)


def collect_seldom() -> None:
    """Terms are many and hold no cycles: to look for some as often as Python does by itself takes a sixth of the time."""
    gc.set_threshold(*_SELDOM)
