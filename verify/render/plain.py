"""Records in words: for terminals, pipes, files and screen readers.

One line a claim; details only for what did not come out as its file states, or for all of it if they are asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from verify.problem import Problem
from verify.render.layout import Formula, indent
from verify.render.problem import problem_text

Record = dict[str, Any]

_DOMAIN_WORDS = {
    "total": "",
    "common": "where both sides are defined",
    "mismatch": "but one side is undefined on part of the domain",
    "open": "where both sides are defined, which is not known to be everywhere",
}


# ------------------------------------------------------------------------------------------------------------------- a claim


def claim_line(record: Record, width: int = 0) -> str:
    mark = "ok  " if record["ok"] else "FAIL"
    return f"{mark}  {record['id']:<{width}}  {outcome(record)}".rstrip()


def outcome(record: Record) -> str:
    """proved, checked: 4 steps, 3 mistakes refuted, 12 ms; or 2 of 3 mistakes, if one was not."""
    if "problem" in record:
        return "could not be checked"
    words = [f"{record['truth']} for {record['scope']}" if "scope" in record else record["truth"]]
    if record["trust"] != "none":
        words.append(record["trust"])
    if record["domain"] in ("common", "mismatch"):
        words.append(f"domain {record['domain']}")
    caught = sum(mistake["truth"] == "refuted" for mistake in record["mistakes"])
    counts = [_count(len(record["steps"]), "step")]
    if record["mistakes"]:
        all_of_them = f"{caught} of " if caught < len(record["mistakes"]) else ""
        counts.append(f"{all_of_them}{_count(len(record['mistakes']), 'mistake')} refuted")
    return f"{', '.join(words)}: {', '.join(counts)}, {record['ms']:.0f} ms"


def findings(record: Record) -> list[str]:
    """What is wrong with a claim."""
    if "problem" in record:
        return indent(problem_lines(record["problem"]))
    lines: list[str] = []
    for step in record["steps"]:
        if not _is_fine(step):
            lines += step_lines(step)
    for mistake in record["mistakes"]:
        if mistake["truth"] != "refuted":
            lines.append(f"{mistake['truth']}: a mistake that has to be refuted: {mistake['label']}")
            lines += indent(list(mistake.get("reasons", ())))
    return indent(lines)


def _is_fine(step: Record) -> bool:
    if "measured" in step:
        return bool(step["truth"] == "supported")
    return bool(step["truth"] == "proved" and step["domain"] != "mismatch")


def everything(record: Record) -> list[str]:
    """All steps and mistakes of a claim with what stands behind them."""
    if "problem" in record:
        return findings(record)
    lines = [line for step in record["steps"] for line in step_lines(step)]
    for mistake in record["mistakes"]:
        lines.append(f"{mistake['truth']}: the mistake: {mistake['label']}")
        lines += indent([*counterexample_lines(mistake), *mistake.get("reasons", ())])
    lines += [f"cited, not proved here: {each['statement']} ({each['theorem']})" for each in record.get("cited", ())]
    return indent(lines)


def step_lines(step: Record) -> list[str]:
    lines = [f"{step['truth']}: {step['by']}"]
    if "measured" in step:
        lines += [f"    expected {step['expected']:.6g}, measured {step['measured']:.6g}, tolerance {step['tolerance']:.2g}"]
    if "statement" in step:
        given = [Formula(f"given {condition}") for condition in step.get("given", ())]
        lines += indent([Formula(step["statement"]), *given])
    return lines + indent(list(detail_lines(step)))


def summary_line(summary: Record) -> str:
    words = f"{summary['ok']} of {_count(summary['claims'], 'claim')} in order"
    unread = len(summary["problems"])
    truths = dict(summary["truths"])
    truths["undecided"] -= unread  # what could not be read is recorded as undecided, and has a word of its own here
    counts = [f"{count} {truth}" for truth, count in truths.items() if count]
    if unread:
        counts.append(f"{unread} could not be checked")
    again = f"; {summary['rechecked']} unchanged, their evidence checked again" if summary["rechecked"] else ""
    return f"{words}: {', '.join(counts)}{again}" if counts else words


# ----------------------------------------------------------------------------------------------------------------- a verdict


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


def detail_lines(record: Record) -> Iterator[str]:
    yield from counterexample_lines(record)
    if record.get("exceptions"):
        yield Formula(f"only where {' and '.join(record['exceptions'])}")
    if record.get("one_sided"):
        side = record["one_sided"]
        yield Formula(f"at {point_text(side['point'])} only the {side['defined']} side is defined")
    yield from record.get("reasons", ())


def counterexample_lines(record: Record) -> Iterator[str]:
    found = record.get("counterexample")
    if found:
        yield Formula(f"at {point_text(found['point'])}:")
        yield Formula(f"    left  = {found['left']}")
        yield Formula(f"    right = {found['right']}")


_VALUE_OF_STATE = re.compile(r"value_of_(?P<variable>\w+)\(u\)\Z")


def point_text(point: Record) -> str:
    return ", ".join(f"{_named(name)} = {value}" for name, value in point.items()) or "every point"


def _named(name: str) -> str:
    """`X at its state u`, for the function that says what number a state of X is."""
    value = _VALUE_OF_STATE.match(name)
    return name if value is None else f"{value['variable']} at its state u"


def convention_lines(names: list[str], statements: dict[str, str]) -> list[str]:
    return [f"convention {name}: {statements[name]}" for name in names]


def problem_lines(record: Record) -> list[str]:
    span = record.get("span")
    problem = Problem(record["kind"], record["seen"], record["where"], record["help"], record.get("source", ""),
                      tuple(span) if span else None)  # fmt: skip
    return problem_text(problem).split("\n")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
