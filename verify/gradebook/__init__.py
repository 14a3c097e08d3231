"""Graded rows as the gradebooks of other programs: Gradescope, Canvas, Moodle, nbgrader, Otter.

An answer that waits for a person never costs points in silence: it has no grade there, or its words say that it is open.
"""

from __future__ import annotations

from verify.gradebook.entry import Entry, entry
from verify.gradebook.writer import PROGRAMS, write

__all__ = ["PROGRAMS", "Entry", "entry", "write"]
