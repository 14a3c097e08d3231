"""Grading: submitted formulas and derivations against a reference, row by row."""

from __future__ import annotations

from verify.grading.grader import Grader, grade, not_graded

__all__ = ["Grader", "grade", "not_graded"]
