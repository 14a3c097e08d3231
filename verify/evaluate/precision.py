"""The one place that sets flint's working precision."""

from __future__ import annotations

import threading
from types import TracebackType

import flint

_lock = threading.RLock()


class precision:
    """Work at `bits` bits of precision inside of the `with` block, and restore what was set before.

    flint keeps its precision in one variable of the process, so a second thread would change the radius of every ball of the
    first: the block holds a process-wide lock.  The lock is re-entrant: blocks nest.
    """

    __slots__ = ("_bits", "_saved")

    def __init__(self, bits: int) -> None:
        self._bits = bits
        self._saved = 0

    def __enter__(self) -> None:
        _lock.acquire()
        self._saved = flint.ctx.prec
        flint.ctx.prec = self._bits

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        flint.ctx.prec = self._saved
        _lock.release()
