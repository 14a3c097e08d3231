"""What the workers of these tests do: some items are deadly."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from typing import Any

NEVER = 3_600.0


def start() -> Callable[[Any], str]:
    return work


def work(item: Any) -> str:
    """The item in capitals; the deadly ones end the process, or never end."""
    if item == "exit":
        os._exit(3)
    if item == "segfault":
        os.kill(os.getpid(), signal.SIGSEGV)
    if item == "hang":
        time.sleep(NEVER)
    if item == "raise":
        raise ValueError("from the work")
    if item == "slow":
        time.sleep(0.02)
    if item == "pid":
        return str(os.getpid())
    return str(item).upper()


def fails_to_start() -> Callable[[Any], str]:
    sys.exit(7)


def stopped(item: Any, reason: str) -> str:
    return f"stopped {item}: {reason}"
