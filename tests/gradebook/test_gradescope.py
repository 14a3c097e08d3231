"""results.json of Gradescope."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from tests.gradebook.graded import ADA, EMMY, graded, right, waiting
from verify.gradebook import write


def results(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def test_one_student_is_one_file(tmp_path: Path) -> None:
    assert write("gradescope", graded(*ADA), tmp_path / "results.json") == []
    assert results(tmp_path / "results.json") == {
        "score": 7.5,
        "output": "2 of 3 questions fully right.",
        "output_format": "md",
        "test_output_format": "md",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "extra_data": {"grader": "derivation-verifier", "open_points": 0, "open_questions": []},
        "tests": [
            {"name": "q1", "number": "1", "score": 3, "max_score": 3, "status": "passed", "output_format": "md",
             "output": "Read as $\\frac{1 + \\tanh\\left(\\frac{z}{2}\\right)}{2}$.\n\nright.", "visibility": "visible"},
            {"name": "q2", "number": "2", "score": 2.5, "max_score": 5, "status": "failed", "output_format": "md",
             "output": "Read as $x^{2}$.\n\npartly right: the factor 1/2 is missing.", "visibility": "visible"},
            {"name": "q3", "number": "3", "score": 2, "max_score": 2, "status": "passed", "output_format": "md",
             "output": "The last line is read as $2 x$.\n\nright.", "visibility": "visible"},
        ],
    }  # fmt: skip


def test_an_answer_that_waits_is_neither_passed_nor_failed(tmp_path: Path) -> None:
    remarks = write("gradescope", graded(*EMMY), tmp_path / "results.json")
    assert remarks == ["wait for a person: emmy (q1)"]
    found = results(tmp_path / "results.json")
    assert found["score"] == 5
    assert found["output"] == (
        "1 of 3 questions fully right. **3 points are still open**, and not in the score: q1. A person will look. "
        "First wrong step: q3, line 2."
    )
    assert found["extra_data"] == {"grader": "derivation-verifier", "open_points": 3, "open_questions": ["q1"]}
    waits, right_one, wrong = found["tests"]
    assert not {"score", "max_score", "status"} & set(waits)
    assert waits["output"] == (
        "not readable, a person will look at it: the formula ends too early (expected a number, a name or a bracket).\n\n"
        "**3 points are open:** a person will look at it."
    )
    assert (right_one["status"], wrong["status"]) == ("passed", "failed")
    said = "wrong: line 2 does not follow from line 1; at x = 1 the two sides are 3 and 2; the factor 2 is missing in x."
    assert wrong["output"].endswith(said)


def test_nothing_is_decided(tmp_path: Path) -> None:
    write("gradescope", graded(waiting("ada", points=4)), tmp_path / "results.json")
    found = results(tmp_path / "results.json")
    assert found["score"] == 0
    assert "**4 points are still open**" in found["output"]


def test_several_students_are_several_folders(tmp_path: Path) -> None:
    write("gradescope", graded(*ADA, *EMMY), tmp_path / "out")
    assert sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.json")) == [
        "ada/results.json", "emmy/results.json"]  # fmt: skip
    assert results(tmp_path / "out" / "ada" / "results.json")["score"] == 7.5


FOLDERS = {
    "ada": True, "ada@uni.edu": True, "jean-luc": True, "S1001.x": True,
    "../../etc": False, "..": False, ".": False, "/etc/passwd": False, "a/b": False, r"a\b": False, "C:": False, "nul": False,
    "COM1.txt": False, "ada.": False, "-rf": False, ".hidden": False, "Émmy": False, "a b": False, "": False, "\x00": False,
    "x" * 500: False, "\ud800": False,
}  # fmt: skip


@pytest.mark.parametrize("student", FOLDERS)
def test_a_student_is_a_safe_folder(student: str, tmp_path: Path) -> None:
    remarks = write("gradescope", graded(right("zoe"), {**right(student), "id": "q1"}), tmp_path / "here" / "out")
    assert {path.name for path in tmp_path.iterdir()} == {"here"}
    assert {path.name for path in (tmp_path / "here").iterdir()} == {"out"}
    (folder,) = {path.name for path in (tmp_path / "here" / "out").iterdir()} - {"zoe"}
    assert (tmp_path / "here" / "out" / folder / "results.json").is_file()
    assert (folder == student) == FOLDERS[student] == (not remarks)
    assert FOLDERS[student] or len(folder) < 60


def test_students_that_a_file_system_takes_for_one(tmp_path: Path) -> None:
    write("gradescope", graded(right("ada"), right("ADA"), right("a/b"), right("a:b")), tmp_path)
    folders = [path.name.casefold() for path in tmp_path.iterdir()]
    assert len(folders) == len(set(folders)) == 4


HOSTILE = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "`rm -rf`", "$x$ <b>", "```\ncode", "[a](javascript:b)",
    "x <!-- y", "| a |\n|---|", "~~x~~", "<http://evil>", "&lt;b&gt;", "    x", "***",
    "</p><h1>", "\x1b[31mx", "x\n# title", r"\href{javascript:alert(1)}{x}", r"\text{<b>}", "![](http://evil/x.png)",
]  # fmt: skip


@pytest.mark.parametrize("submitted", HOSTILE)
def test_a_submission_cannot_write_html_or_markdown(submitted: str, tmp_path: Path) -> None:
    rows = [right("ada", submitted=submitted, question=submitted), right("ada", lines=["x", submitted], submitted=None)]
    write("gradescope", graded(*rows), tmp_path / "results.json")
    found = results(tmp_path / "results.json")
    for output in [found["output"], *(test["output"] for test in found["tests"])]:
        page = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(output)
        assert set(re.findall(r"<[^>]*>", page)) <= {"<p>", "</p>", "<strong>", "</strong>"}
        assert not output.replace(r"\$", "").count("$") % 2
        assert "\x1b" not in output
