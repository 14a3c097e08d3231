"""`verify grade` as a person meets it: files, options, exit codes, and what is said."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from verify.cli import main

ROOT = Path(__file__).resolve().parent.parent.parent
RIGHT = {"id": "q1-ada", "reference": "2x", "submitted": "x + x"}
WRONG = {"id": "q1-bob", "reference": "2x", "submitted": "x"}
EXPORT = "Student,ID,SIS Login ID,Section,HW3 (7)\nAda,1,ada,M,\nBob,2,bob,M,\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def rows(*lines: Any, name: str = "rows.jsonl") -> str:
    Path(name).write_text("".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines))
    return name


def graded(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["grade", *words])
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    return code, out, err


CODES: dict[str, tuple[list[Any], int, str]] = {
    "every answer is correct": ([RIGHT], 0, "1 row: 1 correct\n"),
    "one is wrong": ([RIGHT, WRONG], 0, "2 rows: 1 correct, 1 wrong\n"),
    "one is not readable": ([RIGHT, {**WRONG, "submitted": "x +"}], 0, "2 rows: 1 correct, 1 unreadable\n"),
    "one is blank": ([RIGHT, {**WRONG, "submitted": ""}], 0, "2 rows: 1 correct, 1 unreadable\n"),
    "one is no row": ([RIGHT, "{"], 1, "2 rows: 1 correct, 1 undecided; 1 could not be read\n"),
    "none is a row": (["{"], 2, "verify: no row of rows.jsonl can be read; the first: line 1 is no JSON: "),
    "nothing is there": ([], 2, "verify: no rows in rows.jsonl\n"),
}


@pytest.mark.parametrize("name", CODES)
def test_exit_codes_of_a_file(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines, wanted, said = CODES[name]
    code, _, err = graded(capsys, rows(*lines), "-o", "out.jsonl")
    assert code == wanted
    assert err.startswith(said)


IGNORED: dict[str, tuple[list[str], str]] = {
    "a file of rows with a reference": (["rows.jsonl", "--reference", "2x"], "the file rows.jsonl in the place of one answer"),
    "a file that is not there": (["x + x"], "no file x + x\n    help: a file of rows; or an answer to --reference or --claim"),
    "no standard input of that name": (["x/rows.jsonl"], "no file x/rows.jsonl"),
    "a file of results for one answer": (["x", "--reference", "x", "-o", "out"], "--output with one answer"),
    "processes for one answer": (["x", "--reference", "x", "--jobs", "2"], "--jobs with one answer"),
    "resuming one answer": (["x", "--reference", "x", "--resume"], "--resume with one answer"),
    "a gradebook of one answer": (["x", "--claim", "gaussian-kl", "--to", "otter"], "--to with one answer"),
    "a part without a claim": (["rows.jsonl", "--part", "a"], "--part without --claim"),
    "a part of a reference": (["x", "--reference", "x", "--part", "a"], "--part without --claim"),
    "a roster without a gradebook": (["rows.jsonl", "--roster", "rows.jsonl"], "--roster without a gradebook"),
    "an assignment without a gradebook": (["rows.jsonl", "--assignment", "HW3"], "--assignment without a gradebook"),
    "blank answers without a gradebook": (["rows.jsonl", "--blank", "zero"], "--blank without a gradebook"),
    "an assignment where there is none": (
        ["rows.jsonl", "-o", "out", "--to", "otter", "--assignment", "HW3"], "--assignment for otter"),
    "a gradebook without a file": (["rows.jsonl", "--to", "otter"], "--to without a file"),
    "a mode that is none": (["rows.jsonl", "--mode", "roughly"], "the mode 'roughly'"),
    "a form that is none": (["rows.jsonl", "--form", "nice"], "nice"),
    "a domain that is none": (["rows.jsonl", "--let", "x: postive"], "postive"),
    "no jobs": (["rows.jsonl", "--jobs", "0"], "0 jobs"),
}  # fmt: skip


@pytest.mark.parametrize("name", IGNORED)
def test_what_would_be_ignored_is_refused(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    rows(RIGHT)
    words, said = IGNORED[name]
    code, out, err = graded(capsys, *words)
    assert (code, out) == (2, "")
    assert err.startswith("verify: ")
    assert said in err
    assert os.listdir() == ["rows.jsonl"]


def test_options_hold_for_rows_that_do_not_say_it(capsys: pytest.CaptureFixture[str]) -> None:
    third = {"reference": "1/3 abs(x)", "submitted": "0.3333 x"}
    _, out, _ = graded(capsys, rows(third, {**third, "mode": "equal"}), "--mode", "tolerance 1e-3", "--let", "x: in (0, 1)")
    assert [json.loads(line)["verdict"] for line in out.splitlines()] == ["correct", "wrong"]


def test_the_counts_are_json_wherever_the_results_go(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = graded(capsys, rows(RIGHT), "-o", "out.jsonl", "--json")
    assert json.loads(out)["correct"] == 1
    _, out, err = graded(capsys, "rows.jsonl", "--json")
    assert (json.loads(out)["verdict"], json.loads(err)["correct"]) == ("correct", 1)


# -- gradebooks

EARLY: dict[str, tuple[list[str], str]] = {
    "a roster that is not there": (["--to", "canvas", "--roster", "none.csv"], "none.csv"),
    "a roster for another program": (["--to", "otter", "--roster", "export.csv"], "a roster for otter"),
    "an assignment that is not there": (
        ["--to", "canvas", "--roster", "export.csv", "--assignment", "HW4"], "no assignment 'HW4'"),
    "no name for the assignment": (["--to", "canvas"], "no assignment to name the column after"),
}  # fmt: skip


@pytest.mark.parametrize("name", EARLY)
def test_what_is_wrong_with_a_gradebook_is_said_before_anything_is_graded(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("export.csv").write_text(EXPORT)
    words, said = EARLY[name]
    code, _, err = graded(capsys, rows(RIGHT, WRONG), "-o", "out.csv", *words)
    assert (code, said in err) == (2, True)
    assert sorted(os.listdir()) == ["export.csv", "rows.jsonl"]


def test_two_answers_of_one_student_are_said_before_anything_is_graded(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = graded(capsys, rows(RIGHT, RIGHT), "-o", "out.csv", "--to", "otter")
    assert (code, "two answers to the question 'q1' of 'ada'" in err) == (2, True)
    assert os.listdir() == ["rows.jsonl"]


@pytest.mark.parametrize("out", ["rows.jsonl", "export.csv", "link", "rows.jsonl/../rows.jsonl"])
def test_a_gradebook_overwrites_neither_the_rows_nor_the_roster(out: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("export.csv").write_text(EXPORT)
    Path("link").symlink_to("export.csv")
    rows(RIGHT)
    Path("rows.jsonl.results.jsonl").write_text("old\n")
    code, _, err = graded(capsys, "rows.jsonl", "-o", out, "--to", "canvas", "--roster", "export.csv")
    assert code == 2
    assert "overwrite" in err or "Not a directory" in err
    assert Path("export.csv").read_text() == EXPORT
    assert json.loads(Path("rows.jsonl").read_text()) == RIGHT


def test_rows_that_cannot_be_read_cost_nobody_points(capsys: pytest.CaptureFixture[str]) -> None:
    table = 'id,reference,submitted,points\nq1-bob,2x,x+x,"2,0"\nq2-bob,2x,x+x,2\nq1-ada,2x,x+x,2\nq2-ada,2x,x+x,2\n'
    Path("rows.csv").write_text(table)
    Path("export.csv").write_text(EXPORT)
    code, _, err = graded(capsys, "rows.csv", "-o", "out.csv", "--to", "canvas", "--roster", "export.csv")
    assert code == 1
    assert Path("out.csv").read_text() == EXPORT.replace("ada,M,", "ada,M,4")
    assert err == "4 rows: 3 correct, 1 undecided\ncould not be read: line 2: points: '2,0'\nwait for a person: bob (q1)\n"
    (waits,) = Path("out.csv.waiting.csv").read_text().splitlines()[1:]
    assert waits.startswith("q1-bob,bob,,q1,2,")
    assert "the row of this answer could not be read (line 2: points: '2,0')" in waits


def test_a_row_of_nobody_leaves_open_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    torn = '{"submitted": "\\sqrt2", "id": "q1-bob"}'
    code, _, err = graded(capsys, rows(RIGHT, {**RIGHT, "id": "q2-ada"}, {**WRONG, "id": "q2-bob"}, torn), "-o", "out.csv",
                          "--to", "otter")  # fmt: skip
    assert code == 1
    assert Path("out.csv").read_text().splitlines()[2:] == [
        "ada.ipynb,1,1,2,1,Completed", "bob.ipynb,,0,,,Waits for a person: q1"]  # fmt: skip
    assert "could not be read: line 4 is no JSON: Invalid \\escape at character 16" in err
    assert "left open, as a row that names nobody may be theirs: bob (q1)" in err


def test_who_waits_is_said_in_short_and_stands_in_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    many = [{**RIGHT, "id": f"q1-s{number}", "submitted": "x +"} for number in range(30)]
    _, _, err = graded(capsys, rows(RIGHT, *many), "-o", "out.csv", "--to", "otter")
    assert "s19 (q1) and 10 more\nall answers that wait stand in out.csv.waiting.csv\n" in err
    assert len(Path("out.csv.waiting.csv").read_text().splitlines()) == 31
    _, out, _ = graded(capsys, "rows.jsonl", "-o", "out.csv", "--to", "otter", "--json")
    assert json.loads(out)["remarks"][0].endswith("s28 (q1), s29 (q1)")


def test_results_whose_gradebook_could_not_be_written_are_resumed(capsys: pytest.CaptureFixture[str]) -> None:
    Path("out.csv.waiting.csv").mkdir()
    code, _, err = graded(capsys, rows(RIGHT), "-o", "out.csv", "--to", "otter")
    assert (code, "with --resume nothing is graded again" in err) == (2, True)
    Path("out.csv.waiting.csv").rmdir()
    code, _, err = graded(capsys, "rows.jsonl", "-o", "out.csv", "--to", "otter", "--resume")
    assert (code, err) == (0, "1 row: 1 correct; 1 graded before\n")
    assert sorted(os.listdir()) == ["out.csv", "out.csv.results.jsonl", "out.csv.waiting.csv", "rows.jsonl"]


# -- pipes, and a disk that is full


def shell(command: str) -> subprocess.CompletedProcess[str]:
    words = ["bash", "-c", command.replace("verify", f"{sys.executable} -m verify")]
    return subprocess.run(words, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)


PIPES = ("cat rows.jsonl | verify grade -", "verify grade <(cat rows.jsonl)", "verify grade - < rows.jsonl")


@pytest.mark.parametrize("command", PIPES)
def test_rows_from_a_pipe(command: str) -> None:
    rows(RIGHT, WRONG)
    done = shell(command)
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["q1-ada", "q1-bob"]
    assert (done.returncode, done.stderr) == (0, "2 rows: 1 correct, 1 wrong\n")


def test_a_gradebook_from_the_standard_input(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(RIGHT).encode())))
    assert graded(capsys, "-", "-o", "out.csv", "--to", "otter")[0] == 0
    assert "ada.ipynb,1,1,1,Completed" in Path("out.csv").read_text()


@pytest.mark.parametrize("command", ["verify grade rows.jsonl", "verify list", 'verify equal x "x + 0"'])
def test_an_output_that_cannot_be_written(command: str) -> None:
    rows(RIGHT)
    done = shell(f"{command} 1< /dev/null")
    assert (done.returncode, done.stderr) == (2, "verify: the output: Bad file descriptor\n")


PROBLEMS = (["grade", "none.jsonl", "--json"], ["equal", "x +", "x", "--json"], ["show", "none", "--json"])


@pytest.mark.parametrize("words", PROBLEMS)
def test_a_problem_is_json_where_json_is_asked_for(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert set(json.loads(out)["problem"]) == {"kind", "seen", "where", "help", "source", "span"}
    assert err.startswith(f"verify: {json.loads(out)['problem']['seen']}")


def test_an_interrupted_run_says_what_it_has_kept(capsys: pytest.CaptureFixture[str]) -> None:
    rows(*({"id": f"q1-s{number}", "reference": f"{number}x", "submitted": f"x + {number}x - x"} for number in range(3_000)))
    program = (
        "import signal, sys; from verify.cli import main\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    command = [sys.executable, "-c", program, "grade", "rows.jsonl", "-o", "out.jsonl"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}) as process:
        part = Path("out.jsonl.part")
        while process.poll() is None and not (part.exists() and part.stat().st_size > 5_000):
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=10)
    kept = part.read_bytes().count(b"\n")
    assert process.returncode == 130
    assert said == (f"verify: {kept} results are kept in {part.absolute()}; with --resume the same command goes on\n"
                    "verify: interrupted\n")  # fmt: skip
    _, _, said = graded(capsys, "rows.jsonl", "-o", "out.jsonl")
    assert said.endswith(f"; {kept} of an interrupted run graded again, as --resume was not given\n")
