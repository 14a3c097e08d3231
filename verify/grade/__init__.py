"""Grading: submitted formulas and derivations against a reference, row by row."""

from __future__ import annotations

from verify.grade.grader import Grader, grade

__all__ = ["Grader", "grade"]
