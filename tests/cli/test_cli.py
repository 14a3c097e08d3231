"""The command line as a person meets it: words, exit codes, and no traceback."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from verify.cli import COMMANDS, FINDINGS, FINE, main

ROOT = Path(__file__).resolve().parent.parent.parent


def verify(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(words)
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    return code, out, err


def claim_file(folder: Path, name: str, body: str) -> str:
    path = folder / f"{name}.py"
    path.write_text(body)
    return str(path)


TRUE_CLAIM = '''"""A square.

(x+1)^2 = x^2 + 2x + 1        Any school book
"""
from verify.claim import Claim, Equal, calc

claim = Claim(
    statement=Equal("(x+1)^2", "x^2 + 2x + 1"),
    proof=calc("(x+1)^2").eq("x^2 + 2x + 1", by="expand"),
    mistakes={"no mixed term": "x^2 + 1"},
)
'''
WRONG_CLAIM = TRUE_CLAIM.replace('"x^2 + 2x + 1"', '"x^2 + x + 1"')


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = verify(capsys, "--help")
    assert code == 0
    assert all(name in out for name in COMMANDS)


def test_no_command_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(capsys)[0] == 2


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(capsys: pytest.CaptureFixture[str], command: str) -> None:
    code, out, _ = verify(capsys, command, "--help")
    assert code == 0
    assert "--json" in out


# The files that the examples of --help speak of.
ROW = '{"id": "q1-ada", "reference": "2x", "submitted": "x + x"}\n'
FILES = {
    "my_claim.py": TRUE_CLAIM,
    "answers.jsonl": ROW,
    "answers.csv": "id,reference,submitted\nq1-11,2x,x + x\n",
    "exported.csv": "Student,ID,SIS User ID,SIS Login ID,Section,Homework (7)\n    Points Possible,,,,,1\nAda,11,,ada,1,\n",
}
WHOLE_CATALOGUE = "verify check"
REFUTED = 'verify equal "sqrt(x^2)" "x"'


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_example_of_a_help_runs(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    for name, content in FILES.items():
        (tmp_path / name).write_text(content)
    monkeypatch.chdir(tmp_path)
    help_text = verify(capsys, *([command] if command else []), "--help")[1]
    examples = [re.split(" {2,}| > ", line.strip())[0] for line in help_text.splitlines() if re.match(" +verify ", line)]
    assert examples
    for example in examples:
        if example != WHOLE_CATALOGUE:  # which has tests of its own
            code, _, err = verify(capsys, *shlex.split(example)[1:])
            assert code == (FINDINGS if example == REFUTED else FINE), f"{example}: {err}"


def test_an_unknown_command_offers_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = verify(capsys, "lst")
    assert code == 2
    assert "list" in err


# --------------------------------------------------------------------------------------------------------------------- check


def test_a_claim_in_order_is_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, _ = verify(capsys, "check", claim_file(tmp_path, "a_square", TRUE_CLAIM))
    assert code == 0
    first, last = out.splitlines()
    assert first.startswith("ok    a-square  proved")
    assert "1 step, 1 mistake refuted" in first
    assert last.startswith("1 of 1 claim in order")


def test_a_claim_that_is_wrong_shows_its_counterexample(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, _ = verify(capsys, "check", claim_file(tmp_path, "a_square", WRONG_CLAIM))
    assert code == 1
    assert "FAIL  a-square  refuted" in out
    assert "at x = 1:" in out
    assert "left  = 4" in out


def test_the_json_of_check_has_the_documented_shape(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, _ = verify(capsys, "check", "--json", claim_file(tmp_path, "a_square", TRUE_CLAIM))
    data = json.loads(out)
    assert code == 0
    assert set(data) == {"claims", "summary"}
    (claim,) = data["claims"]
    assert set(claim) == {"id", "title", "source", "truth", "domain", "trust", "ok", "steps", "mistakes", "ms"}
    assert (claim["id"], claim["title"], claim["source"]) == ("a-square", "A square.", "Any school book")
    assert (claim["truth"], claim["domain"], claim["trust"], claim["ok"]) == ("proved", "total", "checked", True)
    assert claim["steps"][0]["by"] == "expand"
    assert claim["steps"][0]["truth"] == "proved"
    (mistake,) = claim["mistakes"]
    assert set(mistake) == {"label", "truth", "counterexample"}
    assert mistake["counterexample"] == {"point": {"x": "1"}, "left": "4", "right": "2"}


BROKEN = {
    "a Python error": ("raise ZeroDivisionError('no')", "ZeroDivisionError", ":1"),
    "a syntax error": ("claim = (", "SyntaxError", ":1"),
    "an exit": ("raise SystemExit(0)", "SystemExit", ""),
    "no claim": ("x = 1", "defines no `claim`", ""),
    "a statement that is already true": (
        "from sympy import Eq, Symbol\nfrom verify.claim import Claim\nx = Symbol('x')\nclaim = Claim(statement=Eq(x, x))",
        "already True", ""),
    "a malformed claim": ("from verify.claim import Claim\nclaim = Claim()", "neither", ":2"),
    "assumptions that nothing meets": (
        "from verify.claim import Claim\nclaim = Claim(statement='x = x', assuming=('x < 0', 'x > 1'))",
        "claim about nothing", ""),
    "a shape mismatch": (
        "from verify.claim import Claim\nclaim = Claim(statement='A B = B', symbols={'A': 'matrix n m', 'B': 'matrix n m'})",
        "shape", ""),
    "an unknown domain": (
        "from verify.claim import Claim\nclaim = Claim(statement='x = x', symbols={'x': 'positve'})", "positve", ""),
    "a formula that ends early": ("from verify.claim import Claim\nclaim = Claim(statement='x = (x')", "(x", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_claim_is_one_message_and_the_others_still_run(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    body, seen, place = BROKEN[name]
    broken, good = claim_file(tmp_path, "broken", body), claim_file(tmp_path, "good", TRUE_CLAIM)
    code, out, _ = verify(capsys, "check", broken, good)
    assert code == 2
    assert "FAIL  broken  could not be checked" in out
    assert seen in out
    assert f"broken.py{place}" in out
    assert "ok    good    proved" in out


@pytest.mark.parametrize("name", ["sigmoid-tan", "sigmoid_tanh", "network"])
def test_an_unknown_id_offers_the_nearest(capsys: pytest.CaptureFixture[str], name: str) -> None:
    code, out, err = verify(capsys, "check", name)
    assert (code, out) == (2, "")
    assert name in err
    assert "sigmoid-tanh" in err or "networks" in err


def test_two_processes_say_the_same_as_one(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    files = [claim_file(tmp_path, f"c{i}", body) for i, body in enumerate([TRUE_CLAIM, WRONG_CLAIM, "x = 1"])]

    def report(jobs: str) -> Any:
        data = json.loads(verify(capsys, "check", "--fresh", "--json", "--jobs", jobs, *files)[1])
        return [{key: value for key, value in claim.items() if key != "ms"} for claim in data["claims"]]

    assert report("1") == report("2")


def test_a_process_that_dies_takes_only_its_own_claim_with_it(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    dying = claim_file(tmp_path, "dying", "import os\nos._exit(3)")
    code, out, _ = verify(capsys, "check", "--jobs", "2", dying, claim_file(tmp_path, "good", TRUE_CLAIM))
    assert code == 2
    assert "the process that checked it died" in out
    assert "ok    good" in out


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_ends_a_check_with_its_processes_and_says_how_far_it_came(tmp_path: Path, jobs: str) -> None:
    slow = claim_file(tmp_path, "slow", "import time\ntime.sleep(600)\n")
    script = tmp_path / "run.py"
    script.write_text(
        "import signal, sys\nfrom verify.cli import main\nif __name__ == '__main__':\n"
        "    signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a shell starts what ends with & without it
        "    sys.exit(main(sys.argv[1:]))\n"
    )
    command = [sys.executable, str(script), "check", "--jobs", jobs, claim_file(tmp_path, "good", TRUE_CLAIM), slow]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("ok    good  proved")  # said at once, and not at the end
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=3)
    assert (process.returncode, out) == (130, "1 of 1 claim in order: 1 proved\n")
    assert err == "verify: interrupted after 1 of 2 claims\n"


# -------------------------------------------------------------------------------------------------------- list, show, recheck


def test_list_orders_claims_by_subject(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = verify(capsys, "list", "--json")
    rows = json.loads(out)["claims"]
    assert code == 0
    assert "sigmoid-tanh" in [row["id"] for row in rows]
    assert [row["subject"] for row in rows] == sorted(row["subject"] for row in rows)
    assert all(row["title"] for row in rows)


def test_show_reads_like_a_proof(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, _ = verify(capsys, "show", claim_file(tmp_path, "a_square", TRUE_CLAIM))
    assert code == 0
    assert out.startswith("A square.\n")
    assert "expand" in out
    assert "no mixed term" in out


@pytest.mark.parametrize(
    ("option", "seen"), [("--markdown", "$$"), ("--latex", r"\documentclass"), ("--html", "<math"), ("--json", '"latex"')]
)
def test_show_in_other_forms(capsys: pytest.CaptureFixture[str], tmp_path: Path, option: str, seen: str) -> None:
    code, out, _ = verify(capsys, "show", option, claim_file(tmp_path, "a_square", TRUE_CLAIM))
    assert (code, seen in out) == (0, True)


def test_show_draws_what_the_claim_draws(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    drawing = "claim = replace(claim, plot=lambda axes, generator: axes.plot([0, 1], [0, generator.random()]))\n"
    path = claim_file(tmp_path, "a_square", TRUE_CLAIM + "\nfrom dataclasses import replace\n" + drawing)
    assert verify(capsys, "show", path, "--plot", str(tmp_path / "square.svg"))[0] == 0
    assert "<svg" in (tmp_path / "square.svg").read_text()
    assert verify(capsys, "show", path, "--plot", str(tmp_path / "square.exe"))[0] == 2
    assert verify(capsys, "show", path, "--plot", str(tmp_path / "no" / "folder.svg"))[0] == 2
    code, _, err = verify(capsys, "show", "xor-not-affine", "--plot", str(tmp_path / "a.svg"))
    assert (code, "draws nothing" in err) == (2, True)


def test_list_by_source_and_word(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = verify(capsys, "list", "--source", "series", "--search", "lower bound", "--json")
    assert [row["id"] for row in json.loads(out)["claims"]] == ["elbo-gap"]
    assert verify(capsys, "list", "--search", "no claim has this word")[0] == 2


def test_list_says_what_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = verify(capsys, "list", "--json")
    assert "Exercise series 10, 2" in [row["source"] for row in json.loads(out)["left_out"]]


def test_certificates_are_written_and_rechecked(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = tmp_path / "certificates"
    assert verify(capsys, "check", "--certificates", str(folder), claim_file(tmp_path, "a_square", TRUE_CLAIM))[0] == 0
    code, out, _ = verify(capsys, "recheck", str(folder))
    assert code == 0
    assert "ok    a-square: 1 proof and 1 counterexample accepted" in out
    assert "there is no claim file called a-square: its statements were not compared" in out


def test_a_certificate_is_compared_with_the_claim_file_of_its_id(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert verify(capsys, "check", "--certificates", str(tmp_path), "sigmoid-tanh")[0] == 0
    code, out, _ = verify(capsys, "recheck", str(tmp_path))
    assert (code, out) == (0, "ok    sigmoid-tanh: 7 proofs and 4 counterexamples accepted\n1 of 1 certificate accepted\n")


def test_a_certificate_of_another_claim_is_not_accepted(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    verify(capsys, "check", "--certificates", str(tmp_path), claim_file(tmp_path, "a_square", TRUE_CLAIM))
    path = tmp_path / "a-square.json"
    path.write_text(path.read_text().replace('"a-square"', '"sigmoid-tanh"'))
    code, out, _ = verify(capsys, "recheck", str(path))
    assert code == 1
    assert "this is no statement of the claim file" in out
    assert "the claim file has 7 steps, 7 of them without a certificate" in out


def test_a_forged_counterexample_is_not_accepted(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    verify(capsys, "check", "--certificates", str(tmp_path), claim_file(tmp_path, "a_square", TRUE_CLAIM))
    path = tmp_path / "a-square.json"
    assert '[["x", "1"]]' in path.read_text()
    path.write_text(path.read_text().replace('[["x", "1"]]', '[["x", "0"]]'))
    code, out, _ = verify(capsys, "recheck", str(path))
    assert code == 1
    assert "refused: no mixed term" in out
    assert "the statement holds at the point" in out


def test_what_the_checker_cannot_evaluate_is_neither_accepted_nor_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert verify(capsys, "check", "--certificates", str(tmp_path), "convolution-linearity")[0] == 0
    code, out, _ = verify(capsys, "recheck", str(tmp_path))
    assert code == 0
    assert "open  convolution-linearity: 2 proofs and 1 counterexample accepted; 2 counterexamples not evaluated\n" in out
    assert "    not evaluated: the factor beta is lost\n" in out
    assert "a function of a kind that this check does not read\n" in out
    assert out.endswith("0 of 1 certificate accepted, 1 with counterexamples that this check cannot evaluate\n")
    outcomes = [record["outcome"] for record in json.loads(verify(capsys, "recheck", "--json", str(tmp_path))[1])["certificates"]]
    assert outcomes == ["not evaluated"]


@pytest.mark.parametrize(("point", "seen"), [
    ('[["x", "0.5"]]', "is not an exact value"),
    ('[["x", "1"], ["y", "1"]]', "a value for y, which does not occur"),
    ("[]", "no value for x"),
])  # fmt: skip
def test_a_point_that_is_none_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path, point: str, seen: str) -> None:
    verify(capsys, "check", "--certificates", str(tmp_path), claim_file(tmp_path, "a_square", TRUE_CLAIM))
    path = tmp_path / "a-square.json"
    path.write_text(path.read_text().replace('[["x", "1"]]', point))
    code, out, _ = verify(capsys, "recheck", str(path))
    assert (code, seen in out) == (1, True)


def test_a_certificate_of_something_else_is_not_accepted(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = tmp_path / "certificates"
    verify(capsys, "check", "--certificates", str(folder), claim_file(tmp_path, "a_square", TRUE_CLAIM))
    path = folder / "a-square.json"
    text = path.read_text()
    assert '"2/1"' in text
    path.write_text(text.replace('["number", [], "2/1"]', '["number", [], "3/1"]'))
    code, out, _ = verify(capsys, "recheck", str(path))
    assert code == 1
    assert "FAIL  a-square" in out


def test_a_file_that_is_no_certificate_could_not_be_checked(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("{}")
    code, out, _ = verify(capsys, "recheck", str(tmp_path))
    assert code == 2
    assert "bad.json" in out


def test_recheck_of_nothing_could_not_run(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert verify(capsys, "recheck", str(tmp_path))[0] == 2
    assert verify(capsys, "recheck", str(tmp_path / "absent"))[0] == 2


# --------------------------------------------------------------------------------------------------------------------- equal

ASKED = [
    (["(x+1)^2", "x^2+2x+1"], 0, "proved"),
    (["x/x", "1", "--let", "x: nonzero"], 0, "proved"),
    (["x/x", "1"], 0, "where both sides are defined"),
    (["sqrt(x^2)", "x"], 1, "at x = -1:"),
    (["sqrt(x^2)", "x", "--let", "x: positive"], 0, "proved"),
    (["sqrt(x^2)", "x", "--assume", "x > 1"], 0, "proved"),
]


def test_what_was_taken_as_real_is_said_where_it_matters(capsys: pytest.CaptureFixture[str]) -> None:
    assert "x not declared: taken as real" in verify(capsys, "equal", "sqrt(x^2)", "x")[1]
    assert "declared" not in verify(capsys, "equal", "x + 0", "x")[1]


def test_an_ambiguous_formula_comes_with_its_reading(capsys: pytest.CaptureFixture[str]) -> None:
    assert "1/2x is read as (1/2)*x" in verify(capsys, "equal", "1/2x", "x/2")[1]


def test_verbose_names_the_rule_and_the_conventions(capsys: pytest.CaptureFixture[str]) -> None:
    out = verify(capsys, "equal", "log(x^2)", "2 log(x)", "--let", "x: positive", "--verbose")[1]
    assert "    asked: log(x^2) = 2*log(x)\n" in out
    assert "convention natural-logarithm: log is the natural logarithm" in out


def test_verbose_shows_every_step_and_mistake(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, _ = verify(capsys, "check", "--verbose", claim_file(tmp_path, "a_square", TRUE_CLAIM))
    assert code == 0
    assert "proved: expand\n        (x + 1)^2 = x^2 + 2*x + 1\n" in out
    assert "refuted: the mistake: no mixed term\n        at x = 1:\n" in out


@pytest.mark.parametrize(("words", "code", "says"), ASKED)
def test_equal(capsys: pytest.CaptureFixture[str], words: list[str], code: int, says: str) -> None:
    got, out, _ = verify(capsys, "equal", *words)
    assert (got, says in out) == (code, True), out


UNREADABLE = [
    (["x+", "x"], "^"),
    (["x", "y", "--let", "y positive"], "colon"),
    (["x", "y", "--let", "y: positve"], "positive"),
    (["x", "y", "--assume", "x + 1"], "where a statement is needed"),
    (["__import__('os')", "1"], "__import__"),
]


@pytest.mark.parametrize(("words", "says"), UNREADABLE)
def test_equal_says_what_it_could_not_read(capsys: pytest.CaptureFixture[str], words: list[str], says: str) -> None:
    code, out, err = verify(capsys, "equal", *words)
    assert (code, out) == (2, "")
    assert says in err


# --------------------------------------------------------------------------------------------------------------- the program


def test_the_program_runs_as_a_module_and_survives_a_closed_pipe() -> None:
    run = f"{sys.executable} -m verify list | head -1"
    done = subprocess.run(["bash", "-c", run], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stderr == ""
