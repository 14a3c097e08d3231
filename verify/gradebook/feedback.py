"""What a student reads of one answer, from the record of its row: short plain words, without markup."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from verify.gradebook.entry import Entry
from verify.gradebook.submission import Submission
from verify.gradebook.text import visible
from verify.render.graded import point_in_words, says_only_the_verdict
from verify.render.plain import point_text

MOST_WORDS = 300
NOTHING_TO_SAY = "every answer is right"
WAITS = "a person will look at it"
_OF_THE_QUESTION = "the question itself:"
_UNDEFINED = ("defined", "undefined")
_HOLD = (("holds", "does not hold"), ("does not hold", "holds"))

# In a set the two values belong to two elements; a wrong form has the same value everywhere.
_POINT_SAYS_NOTHING = ("set", "form")

# What says why it is wrong by itself, and stands before the point.
_SAID_FIRST = ("half-line", "shape", "transposed", *_POINT_SAYS_NOTHING)


def feedback(entry: Entry) -> str:
    """`wrong: line 4 does not follow from line 3; at x = 1 the two sides are 3 and 2`"""
    said = [_short(words) for words in dict.fromkeys(_reasons(entry.result)) if words] if not entry.is_blank else []
    head = _head(entry)
    return f"{head}: {'; '.join(said)}" if said else head


def feedback_of(submission: Submission) -> str:
    """The feedback of every answer about which there is something to say, one sentence an answer."""
    said = [(entry.question, feedback(entry)) for entry in submission.entries]
    sentences = [f"{question}: {words}." for question, words in said if words != "right"]
    return " ".join(sentences) or f"{NOTHING_TO_SAY}."


def first_wrong_step(submission: Submission) -> str:
    """`q2, line 3`, or "" if no derivation goes wrong; lines are counted from 1."""
    for entry in submission.entries:
        if isinstance(entry.result.get("first_wrong"), int):
            return f"{entry.question}, line {entry.result['first_wrong'] + 1}"
    return ""


def _head(entry: Entry) -> str:
    verdict = entry.result.get("verdict")
    if entry.score is None:
        if entry.is_blank:
            return f"no answer, {WAITS}"
        known = {"unreadable": "not readable, ", "undecided": "not decided, "}.get(str(verdict), "")
        return f"{known}{WAITS}"
    if entry.is_right:
        return "right"
    if entry.is_blank:
        return "no answer"
    return "partly right" if entry.score else "wrong" if verdict == "wrong" else "no points"


def _reasons(result: Mapping[str, Any]) -> list[str]:
    message = str(result.get("message") or "")
    diagnosis = result.get("diagnosis") or {}
    is_diagnosis = message == diagnosis.get("message") and diagnosis.get("code") not in _SAID_FIRST
    if is_diagnosis or says_only_the_verdict(result):
        message = ""  # the diagnosis stands behind the point
    if message.startswith(_OF_THE_QUESTION):
        return ["the question itself could not be read"]
    problem = result.get("problem")
    if problem and not result.get("steps"):
        return [_problem(problem)]
    wrong_line = result.get("first_wrong")
    message = _first_line(message) if wrong_line is None else _wrong_line(result, wrong_line, message)
    answer = "the answer" if wrong_line is None else f"line {wrong_line + 1}"
    point = "" if diagnosis.get("code") in _POINT_SAYS_NOTHING else _point(result.get("counterexample"), answer)
    return [message, point, diagnosis.get("message") or ""]


def _problem(problem: Mapping[str, Any]) -> str:
    return f"{problem['seen']} ({problem['help']})" if problem.get("help") else str(problem["seen"])


def _wrong_line(result: Mapping[str, Any], place: int, message: str) -> str:
    """The line before has its number, and what is said of the step stands in brackets."""
    steps = result.get("steps") or ()
    why = _first_line(steps[place].get("message") or "") if place < len(steps) else ""
    words = f"{_first_line(message)} ({why})" if why else _first_line(message)
    return words.replace("the line before it", f"line {place}" if place else "the start")


def _point(counterexample: Mapping[str, Any] | None, answer: str) -> str:
    """Both values; whose they are is not said, as the sides of an inequality belong to nobody."""
    if not counterexample:
        return ""
    point = counterexample.get("point") or {}
    at = f"at {point_text(point)} " if point else ""
    values = (counterexample.get("left"), counterexample.get("right"))
    if values == _UNDEFINED:
        return f"{at}{answer} is not defined"
    if values in _HOLD:
        return point_in_words(counterexample, ("reference", answer.removeprefix("the ")))
    return f"{at}the two sides are {values[0]} and {values[1]}"


def _first_line(message: str) -> str:
    """Without the lines that show where in the formula it is: they need a font of fixed width."""
    return message.split("\n", 1)[0]


def _short(words: str) -> str:
    shown = visible(words).rstrip(".")
    return shown if len(shown) <= MOST_WORDS else f"{shown[: MOST_WORDS - 4]} ..."
