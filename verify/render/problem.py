"""A Problem in words: what was seen, where, and what would help, in that order."""

from __future__ import annotations

from verify.problem import Problem


def problem_text(problem: Problem) -> str:
    lines = [problem.seen]
    if problem.source and problem.span is not None:
        start, end = problem.span
        line_start = problem.source.rfind("\n", 0, start) + 1
        line_end = problem.source.find("\n", start)
        line = problem.source[line_start : line_end if line_end >= 0 else None]
        width = max(1, min(end, line_start + len(line)) - start)
        lines += [f"    {line}", "    " + " " * (start - line_start) + "^" * width]
    if problem.where:
        lines.append(f"    in {problem.where}")
    if problem.help:
        lines.append(f"    help: {problem.help}")
    return "\n".join(lines)
