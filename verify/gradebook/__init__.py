"""Graded rows as the gradebooks of other programs: Gradescope, Canvas, Moodle, nbgrader, Otter.

An answer that waits for a person never costs points in silence: it has no grade there, or its words say that it is open.  The
same holds for a row that could not be read: whoever it may belong to has no total.
"""

from __future__ import annotations

from verify.gradebook.entry import Entry, entry
from verify.gradebook.open_rows import OpenRow, open_row
from verify.gradebook.writer import BLANK, PROGRAMS, WITH_ASSIGNMENT, Gradebook, gradebook_of, write

__all__ = ["BLANK", "PROGRAMS", "WITH_ASSIGNMENT", "Entry", "Gradebook", "OpenRow", "entry", "gradebook_of", "open_row", "write"]
