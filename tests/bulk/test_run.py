"""A file of rows to a file of results: one result for each row, in order, whatever happens on the way."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from verify.bulk.grading import QUESTIONS, RESULTS, RowGrader
from verify.bulk.rows import with_defaults
from verify.bulk.run import Summary, grade_rows
from verify.grading import grade
from verify.problem import InputError, Problem

ROWS: dict[str, Any] = {
    "right": {"id": "a", "reference": "2x", "submitted": "x + x"},
    "wrong": {"id": "b", "reference": "2x", "submitted": "x^2"},
    "right, by another student": {"id": "c", "reference": "2x", "submitted": "x + x"},
    "the same answer with more points": {"id": "d", "reference": "2x", "submitted": "x + x", "points": 3},
    "the same answer to another domain": {
        "id": "e", "reference": "abs(x)", "submitted": "x", "symbols": {"x": "positive"}},
    "the same answer without a domain": {"id": "f", "reference": "abs(x)", "submitted": "x"},
    "definitions": {
        "id": "g", "reference": "g(x)", "submitted": "4x", "definitions": {"f(x)": "2x", "g(x)": "f(f(x))"}},
    "definitions in an order that cannot be read": {
        "id": "h", "reference": "g(x)", "submitted": "4x", "definitions": {"g(x)": "f(f(x))", "f(x)": "2x"}},
    "a derivation": {"id": "i", "lines": ["(x+1)^2 - 1", "x^2 + 2x", "x(x+3)"], "reference": "x^2+2x"},
    "a rubric": {
        "id": "j", "lines": ["(x+1)^2 - 1", "x^2 + 2x", "x(x+3)"], "reference": "x^2+2x", "rubric": {"lines": 4, "final": 2}},
    "a known mistake": {"id": "k", "reference": "2x", "submitted": "x^2", "mistakes": {"the square": "x^2"}},
    "a form": {"id": "l", "reference": "x^2+2x", "submitted": "x(x+2)", "form": "expanded"},
    "no answer that can be read": {"id": "m", "reference": "2x", "submitted": "x +"},
    "no reference that can be read": {"id": "n", "reference": "2x +", "submitted": "x"},
    "no field of that name": {"id": "o", "referense": "2x", "submitted": "x"},
    "half a character": {"id": "\ud800", "reference": "2x", "submitted": "\udfff"},
    "no text": {"id": 7, "reference": 2, "submitted": "x"},
}  # fmt: skip


MANY = 3_000


def write_rows(path: Path, rows: list[Any]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_rows(tmp_path / "rows.jsonl", list(ROWS.values()))


def many_rows(path: Path, number: int = MANY) -> Path:
    """Enough for an interruption in the middle: no two of them are the same."""
    return write_rows(path, [{"id": str(place), "reference": f"{place} x", "submitted": f"x + {place} x - x"}
                             for place in range(number)])  # fmt: skip


def results(out: Path) -> list[Any]:
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


# -- one row


@pytest.mark.parametrize("name", ROWS)
def test_a_shared_question_makes_no_difference(name: str) -> None:
    grader = RowGrader()
    for row in ROWS.values():
        grader(row)
    again = json.loads(grader(ROWS[name]).line)
    assert again == grade(ROWS[name]).record()


def test_what_is_remembered_is_bounded() -> None:
    grader = RowGrader()
    for number in range(QUESTIONS + 20):
        grader({"reference": f"{number}", "submitted": "1"})
    assert len(grader._graders) == QUESTIONS < RESULTS


# -- a file


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_one_result_for_each_row_in_order(jobs: int, source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    summary = grade_rows(source, out, jobs=jobs)
    assert results(out) == [grade(row).record() for row in ROWS.values()]
    assert summary == Summary(
        rows=len(ROWS), verdicts={verdict: sum(result["verdict"] == verdict for result in results(out))
                                  for verdict in ("correct", "wrong", "undecided", "unreadable")},
        unread=0, stopped=0, resumed=0,
    )  # fmt: skip
    assert sorted(each.name for each in tmp_path.iterdir()) == ["out.jsonl", "rows.jsonl"]


def test_any_number_of_jobs_writes_the_same_bytes(tmp_path: Path) -> None:
    source = write_rows(tmp_path / "rows.jsonl", [
        {**row, "id": f"{place} {row.get('id')}"} if isinstance(row, dict) else row
        for place in range(20) for row in ROWS.values()
    ])  # fmt: skip
    written = []
    for jobs in (1, 2, 3):
        out = tmp_path / f"out{jobs}.jsonl"
        grade_rows(source, out, jobs=jobs)
        written.append(out.read_bytes())
    assert written[0] == written[1] == written[2]


def test_a_torn_line_has_a_result_that_says_which_line_it_is(tmp_path: Path) -> None:
    source = tmp_path / "rows.jsonl"
    source.write_text('{"reference": "2x", "submitted": "x+x"}\n\n{"id": "b", "ref')
    summary = grade_rows(source, tmp_path / "out.jsonl")
    _, torn = results(tmp_path / "out.jsonl")
    assert (torn["id"], torn["verdict"], torn["score"], torn["problem"]["kind"]) == ("b", "undecided", None, "unread-row")
    assert torn["message"].startswith("line 3 is no JSON")
    assert (summary.rows, summary.unread) == (2, 1)


def test_to_the_standard_output(source: Path, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert grade_rows(source, None) == grade_rows(source, out)
    assert capfdbinary.readouterr().out == out.read_bytes()


def test_progress_is_told(source: Path, tmp_path: Path) -> None:
    told: list[int] = []
    grade_rows(source, tmp_path / "out.jsonl", progress=told.append)
    assert told == sorted(told)
    assert told[-1] == len(ROWS)


def test_a_link_stays_one_and_what_it_points_to_is_written(source: Path, tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir()
    (there / "target.jsonl").write_text("old\n")
    (there / "target.jsonl").chmod(0o600)
    link = tmp_path / "link.jsonl"
    link.symlink_to(there / "target.jsonl")
    grade_rows(source, link)
    assert link.is_symlink()
    assert results(there / "target.jsonl") == [grade(row).record() for row in ROWS.values()]
    assert (there / "target.jsonl").stat().st_mode & 0o777 == 0o600


# what holds for all rows, a row, and what it is then
DEFAULTS: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    "a mode": ({"mode": "tolerance 1e-3"}, {"reference": "1/3"}, {"mode": "tolerance 1e-3"}),
    "a mode that the row has": ({"mode": "tolerance 1e-3"}, {"mode": "equal"}, {"mode": "equal"}),
    "names beside those of the row": (
        {"symbols": {"x": "positive", "y": "real"}}, {"symbols": {"x": "nonzero"}}, {"symbols": {"x": "nonzero", "y": "real"}}),
    "a condition beside that of the row": ({"assuming": ["x < 1"]}, {"assuming": "x > 0"}, {"assuming": ["x < 1", "x > 0"]}),
    "names, and a row that has none": ({"symbols": {"x": "positive"}}, {"symbols": None}, {"symbols": {"x": "positive"}}),
    "names, and a row that has something else": ({"symbols": {"x": "positive"}}, {"symbols": ["x"]}, {"symbols": ["x"]}),
    "nothing": ({}, {"mode": "equal"}, {"mode": "equal"}),
}


@pytest.mark.parametrize("name", DEFAULTS)
def test_what_holds_for_rows_that_do_not_say_it(name: str) -> None:
    defaults, row, wanted = DEFAULTS[name]
    assert {**row, **wanted} == with_defaults(row, defaults)


def test_a_file_is_graded_with_what_holds_for_all_rows(tmp_path: Path) -> None:
    source = write_rows(tmp_path / "rows.jsonl", [{"reference": "1/3", "submitted": "0.3333"}, {}, 7])
    for jobs in (1, 2):
        grade_rows(source, tmp_path / "out.jsonl", jobs=jobs, defaults={"mode": "tolerance 1e-3"})
        assert [each["verdict"] for each in results(tmp_path / "out.jsonl")] == ["correct", "unreadable", "undecided"]


# a file without a row that can be read, and what is said of it
NO_ROWS: dict[str, tuple[str, bytes, str]] = {
    "nothing": ("rows.jsonl", b"", "no rows in"),
    "empty lines": ("rows.jsonl", b"\n\n", "no rows in"),
    "a header only": ("rows.csv", b"id,reference,submitted\n", "no rows in"),
    "a table with tabs": ("rows.tsv", b"id\tsubmitted\na\tx\n", "the first: line 1 is no JSON"),
    "words": ("notes.md", b"# Notes\n\nWords.\n", "the first: line 1 is no JSON"),
    "rows that are all torn": ("rows.csv", b"id,submitted\na,x,y\nb,x,y\n", "the first: line 2 has 3 cells"),
}


@pytest.mark.parametrize("name", NO_ROWS)
def test_a_file_without_rows_is_not_graded(name: str, tmp_path: Path) -> None:
    file, content, said = NO_ROWS[name]
    (tmp_path / file).write_bytes(content)
    (tmp_path / "out.jsonl").write_text("old\n")
    with pytest.raises(InputError) as caught:
        grade_rows(tmp_path / file, tmp_path / "out.jsonl")
    assert (caught.value.problem.kind, said in caught.value.problem.seen) == ("no-rows", True)
    assert caught.value.problem.help
    assert (tmp_path / "out.jsonl").read_text() == "old\n"


def test_what_fails_with_the_complete_results_leaves_them_to_be_resumed(source: Path, tmp_path: Path) -> None:
    def fail(results: Path) -> None:
        raise InputError(Problem("cannot-write", "no space"))

    out = tmp_path / "out.jsonl"
    with pytest.raises(InputError):
        grade_rows(source, out, complete=fail)
    assert not out.exists()
    assert grade_rows(source, out, resume=True).resumed == len(ROWS)


def test_results_that_are_there_stay_until_new_ones_are_complete(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("old\n")
    broken = tmp_path / "broken.jsonl"
    broken.write_text("[\n]\n")
    with pytest.raises(InputError):
        grade_rows(broken, out)
    assert out.read_text() == "old\n"
    assert not (tmp_path / "out.jsonl.part").exists()


@pytest.mark.parametrize(
    ("out", "options", "said"),
    [
        ("rows.jsonl", {}, "the results would overwrite the rows"),
        (".", {}, "is no file"),
        ("none/out.jsonl", {}, "No such file or directory"),
        ("/dev/null", {}, "is no file"),
        ("/dev/fd/1", {}, "is no file"),
        ("/dev/rows.jsonl", {}, "is no file"),
        ("/dev/full", {}, "is no file"),
        (None, {"resume": True}, "no file of results"),
        ("out.jsonl", {"jobs": 0}, "0 jobs"),
    ],
)
def test_what_cannot_be_done(out: str | None, options: dict[str, Any], said: str, source: Path, tmp_path: Path) -> None:
    before = source.read_bytes()
    with pytest.raises(InputError) as caught:
        grade_rows(source, tmp_path / out if out else None, **options)
    assert said in caught.value.problem.seen
    assert source.read_bytes() == before


# -- interruptions


def interrupted(source: Path, out: Path, jobs: int, how: signal.Signals) -> subprocess.CompletedProcess[bytes]:
    """A run in a process of its own that is sent a signal, with its workers where a terminal would, after some results."""
    program = (
        "import signal, sys; from pathlib import Path; from verify.bulk.run import grade_rows\n"
        "if __name__ == '__main__':\n"
        "    signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a shell starts what ends with & without it
        "    try:\n"
        "        grade_rows(Path(sys.argv[1]), Path(sys.argv[2]), jobs=int(sys.argv[3]))\n"
        "    except KeyboardInterrupt:\n"
        "        sys.exit(130)\n"
    )
    script = out.with_name("run.py")
    script.write_text(program)
    command = [sys.executable, str(script), str(source), str(out), str(jobs)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as process:
        part = out.with_name(f"{out.name}.part")
        while process.poll() is None and not (part.exists() and part.stat().st_size > 5_000):
            time.sleep(0.01)
        if how is signal.SIGINT:
            os.killpg(process.pid, how)
        else:
            process.send_signal(how)
        output, errors = process.communicate(timeout=10)
        for _ in range(200):
            if not alive(process.pid):
                break
            time.sleep(0.01)
        assert not alive(process.pid), "a worker outlived the run"
    return subprocess.CompletedProcess(command, process.returncode, output, errors)


def alive(group: int) -> bool:
    """Whether a process of the group still runs."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, its_group = stat.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(its_group) == group and state != "Z":
            return True
    return False


@pytest.mark.parametrize(("how", "jobs"), [(signal.SIGKILL, 1), (signal.SIGKILL, 2), (signal.SIGINT, 2), (signal.SIGTERM, 2)])
def test_an_interrupted_run_is_resumed_and_nothing_is_lost_or_done_twice(how: signal.Signals, jobs: int, tmp_path: Path) -> None:
    source, out, part = many_rows(tmp_path / "rows.jsonl"), tmp_path / "out.jsonl", tmp_path / "out.jsonl.part"
    ended = interrupted(source, out, jobs, how)
    assert ended.returncode == (130 if how is signal.SIGINT else -how)
    assert (ended.stdout, ended.stderr) == (b"", b"")
    assert not out.exists()
    kept = part.read_bytes()
    with part.open("ab") as file:
        file.write(b'{"id": "torn", "verd')
    summary = grade_rows(source, out, jobs=3 - jobs, resume=True)
    assert summary.verdicts["correct"] == summary.rows == MANY
    assert 0 < summary.resumed == kept.count(b"\n") < MANY
    assert [result["id"] for result in results(out)] == [str(place) for place in range(MANY)]
    assert out.read_bytes().startswith(kept)
    assert not part.exists()


def begun(source: Path, out: Path, lines: int) -> Path:
    """An interrupted run: the first lines of the results, and the manifest."""
    part = out.with_name(f"{out.name}.part")

    def interrupt(done: int) -> None:
        if done == len(ROWS):  # progress is told by the clock; on a slow machine also in between
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        grade_rows(source, out, progress=interrupt)
    part.write_bytes(b"".join(part.read_bytes().splitlines(keepends=True)[:lines]))
    return part


@pytest.mark.parametrize("lines", [0, 1, 7, len(ROWS)])
def test_what_is_resumed_is_what_would_have_been_written(lines: int, source: Path, tmp_path: Path) -> None:
    whole, out = tmp_path / "whole.jsonl", tmp_path / "out.jsonl"
    grade_rows(source, whole)
    begun(source, out, lines)
    assert grade_rows(source, out, resume=True).resumed == lines
    assert out.read_bytes() == whole.read_bytes()


@pytest.mark.parametrize(
    "torn", [b'{"id": "a", "verdict": "correct"}', b"\0" * 50, b"\xff\xfe\n", b"[]\n", b"{}\n", b'{"id": "", "verdict"\n']
)
def test_a_torn_end_is_dropped(torn: bytes, source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    part = begun(source, out, 3)
    with part.open("ab") as file:
        file.write(torn)
    assert grade_rows(source, out, resume=True).resumed == 3
    assert results(out) == [grade(row).record() for row in ROWS.values()]


def test_nothing_to_resume_is_a_run_from_the_beginning(source: Path, tmp_path: Path) -> None:
    assert grade_rows(source, tmp_path / "out.jsonl", resume=True).resumed == 0


def test_without_resuming_a_run_begins_again(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    begun(source, out, 3).write_text("nonsense\n")
    summary = grade_rows(source, out)
    assert (summary.resumed, summary.dropped) == (0, 1)
    assert results(out) == [grade(row).record() for row in ROWS.values()]


@pytest.mark.parametrize(
    ("name", "manifest", "said"),
    [
        ("other rows", None, "other rows"),
        ("other options", lambda text: text.replace('"{}"', '"{\\"mode\\": \\"equal\\"}"'), "other options"),
        ("another version", lambda text: text.replace("limits", "limit"), "another version of this program"),
        ("no manifest", lambda text: "", "cannot be read"),
        ("a manifest that is no object", lambda text: "[]", "cannot be read"),
    ],
)
def test_another_run_is_not_resumed(name: str, manifest: Any, said: str, source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    part = begun(source, out, 3)
    kept = part.read_bytes()
    if manifest is None:
        write_rows(source, list(ROWS.values())[1:])
    else:
        path = tmp_path / "out.jsonl.part.json"
        path.write_text(manifest(path.read_text()))
    with pytest.raises(InputError) as caught:
        grade_rows(source, out, resume=True)
    assert caught.value.problem.kind == "other-run"
    assert said in caught.value.problem.seen
    assert part.read_bytes() == kept
