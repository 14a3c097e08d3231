"""Records in words, without colour: for pipes, files and screen readers.

One line a claim; details only for what did not come out as its file states.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from verify.problem import Problem
from verify.render.problem import problem_text

Record = dict[str, Any]

_DOMAIN_WORDS = {
    "total": "",
    "common": "where both sides are defined",
    "mismatch": "but one side is undefined on part of the domain",
    "open": "where both sides are defined, which is not known to be everywhere",
}


def claim_lines(record: Record, width: int = 0) -> list[str]:
    """The line of a claim and, if it is not in order, what is wrong with it."""
    return [claim_line(record, width), *([] if record["ok"] else claim_details(record))]


def claim_line(record: Record, width: int = 0) -> str:
    mark = "ok  " if record["ok"] else "FAIL"
    return f"{mark}  {record['id']:<{width}}  {outcome(record)}".rstrip()


def outcome(record: Record) -> str:
    """proved, checked: 4 steps, 3 mistakes refuted, 12 ms"""
    if "problem" in record:
        return "could not be checked"
    words = [record["truth"]]
    if record["trust"] != "none":
        words.append(record["trust"])
    if record["domain"] in ("common", "mismatch"):
        words.append(f"domain {record['domain']}")
    caught = sum(mistake["truth"] == "refuted" for mistake in record["mistakes"])
    counts = [_count(len(record["steps"]), "step")]
    if record["mistakes"]:
        counts.append(f"{caught} of {_count(len(record['mistakes']), 'mistake')} refuted")
    return f"{', '.join(words)}: {', '.join(counts)}, {record['ms']:.0f} ms"


def claim_details(record: Record) -> list[str]:
    lines: list[str] = []
    if "problem" in record:
        return indent(problem_lines(record["problem"]))
    for step in record["steps"]:
        wrong_measurement = "measured" in step and step["truth"] != "supported"
        if wrong_measurement or ("measured" not in step and (step["truth"] != "proved" or step["domain"] == "mismatch")):
            lines += step_lines(step)
    for mistake in record["mistakes"]:
        if mistake["truth"] != "refuted":
            lines.append(f"{mistake['truth']}: a mistake that has to be refuted: {mistake['label']}")
            lines += indent(list(mistake.get("reasons", ())))
    return indent(lines)


def step_lines(step: Record) -> list[str]:
    lines = [f"{step['truth']}: {step['by']}"]
    if "measured" in step:
        lines += [f"    expected {step['expected']:.6g}, measured {step['measured']:.6g}, tolerance {step['tolerance']:.2g}"]
    if "statement" in step:
        lines += indent([step["statement"], *(f"given {condition}" for condition in step.get("given", ()))])
    return lines + indent(list(detail_lines(step)))


def detail_lines(record: Record) -> Iterator[str]:
    if record.get("counterexample"):
        yield f"at {point_text(record['counterexample']['point'])}:"
        yield f"    left  = {record['counterexample']['left']}"
        yield f"    right = {record['counterexample']['right']}"
    if record.get("exceptions"):
        yield f"only where {' and '.join(record['exceptions'])}"
    if record.get("one_sided"):
        side = record["one_sided"]
        yield f"at {point_text(side['point'])} only the {side['defined']} side is defined"
    yield from record.get("reasons", ())


def point_text(point: Record) -> str:
    return ", ".join(f"{name} = {value}" for name, value in point.items()) or "every point"


def verdict_lines(record: Record) -> list[str]:
    """`verify equal`: the verdict, then what stands behind it."""
    words = record["truth"]
    if record["truth"] == "proved" and record["domain"] != "total":
        words += f", {_DOMAIN_WORDS[record['domain']]}"
    if record["trust"] != "none":
        words += f" ({record['trust']})"
    lines = list(detail_lines(record))
    if record["truth"] == "supported":
        lines.insert(0, f"both sides agree at the {record['points']} points tried; no proof was found")
    return [words, *indent(lines)]


def summary_line(summary: Record) -> str:
    words = f"{summary['ok']} of {_count(summary['claims'], 'claim')} in order"
    truths = [f"{count} {truth}" for truth, count in summary["truths"].items() if count]
    return f"{words}: {', '.join(truths)}" if truths else words


def problem_lines(record: Record) -> list[str]:
    span = record.get("span")
    problem = Problem(record["kind"], record["seen"], record["where"], record["help"], record.get("source", ""),
                      tuple(span) if span else None)  # fmt: skip
    return problem_text(problem).split("\n")


def indent(lines: list[str]) -> list[str]:
    return [f"    {line}" for line in lines]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
