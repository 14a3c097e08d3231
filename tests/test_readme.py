"""Every example of the README is run, and prints what the README says."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest

from tests.readme import README, Command, commands, files, sessions, without_times
from verify.cli import main
from verify.read.declare import declarations
from verify.read.text import read_text


@pytest.mark.parametrize("command", commands(), ids=lambda command: command.line)
def test_a_command_prints_what_the_readme_says(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, content in files().items():
        (tmp_path / name).write_text(content)
    monkeypatch.chdir(tmp_path)
    program, *words = shlex.split(command.line)
    assert program == "verify"
    main(words)
    out, err = capsys.readouterr()
    assert without_times(out + err).strip() == without_times(command.output).strip()


@pytest.mark.parametrize("session", sessions())
def test_a_session_prints_what_the_readme_says(session: str) -> None:
    example = doctest.DocTestParser().get_doctest(session, {}, "README.md", str(README), 0)
    failures = doctest.DocTestRunner().run(example).failed
    assert not failures


def test_the_first_screen_is_a_claim_a_command_and_its_output() -> None:
    lines = README.read_text(encoding="utf-8").splitlines()
    first_output = next(number for number, line in enumerate(lines) if line.startswith("1 of 1 claim"))
    assert first_output <= 32


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "docs/grading.md", "docs/readings.md"])
def test_the_files_that_a_guide_speaks_of_exist(name: str) -> None:
    page = README.parent / name
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def typed_readings() -> list[tuple[str, str]]:
    """The rows of the table of typed text whose two sides are both formulas."""
    table = (README.parent / "docs" / "readings.md").read_text(encoding="utf-8").split("## LaTeX")[0]
    rows = [re.findall(r"`([^`]+)`(?= \|)", row) for row in table.splitlines() if row.startswith("| `")]
    return [pair for row in rows if len(row) == 4 for pair in ((row[0], row[1]), (row[2], row[3]))]


@pytest.mark.parametrize(("written", "plain"), typed_readings())
def test_the_table_of_readings_is_true(written: str, plain: str) -> None:
    symbols = declarations({"x": "real", "y": "real"})
    assert read_text(written, symbols).term is read_text(plain, symbols).term


def test_the_template_of_a_claim_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(README.parent / "derivations" / "template.py")]) == 0
    shown = without_times(capsys.readouterr().out).splitlines()
    assert shown[0] in without_times((README.parent / "CONTRIBUTING.md").read_text(encoding="utf-8"))
