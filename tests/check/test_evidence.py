"""What a check leaves behind is checked again, and never believed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from verify.catalogue import Entry, read_entry
from verify.evidence import keep, key_of, recall
from verify.worker import check_entry

CLAIM = '''"""A square.

(x+1)^2 = x^2 + 2x + 1        Own notes, 1
"""

from verify.claim import Claim, Equal, calc

claim = Claim(
    statement=Equal("(x+1)^2", "x^2 + 2x + 1"),
    proof=calc("(x+1)^2").eq("x^2 + x + x + 1", by="expand").eq("x^2 + 2x + 1", by="collect"),
    mistakes={"no mixed term": "x^2 + 1"},
)
'''
INTEGRAL = CLAIM.replace('"x^2 + 1"', '"integral(2t + 1, t, 0, x) + 2"')


@pytest.fixture
def entry(tmp_path: Path) -> Entry:
    return written(tmp_path, CLAIM)


def written(folder: Path, text: str) -> Entry:
    path = folder / "a_square.py"
    path.write_text(text)
    return read_entry(path)


def checked_twice(entry: Entry, folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    return check_entry(entry, evidence=folder), check_entry(entry, evidence=folder)


def without_time(record: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key not in ("ms", "rechecked")}


@pytest.mark.parametrize("claim", [CLAIM, INTEGRAL], ids=["checked counterexample", "counterexample with an integral"])
def test_an_unchanged_claim_is_only_checked_again(tmp_path: Path, claim: str) -> None:
    first, second = checked_twice(written(tmp_path, claim), tmp_path / "evidence")
    assert ("rechecked" in first, second.get("rechecked")) == (False, True)
    assert without_time(first) == without_time(second)


def test_a_changed_claim_is_proved_anew(entry: Entry, tmp_path: Path) -> None:
    checked_twice(entry, tmp_path / "evidence")
    changed = written(tmp_path, CLAIM.replace("x^2 + x + x + 1", "x^2 + x + 1"))
    record = check_entry(changed, evidence=tmp_path / "evidence")
    assert ("rechecked" in record, record["ok"]) == (False, False)


def test_a_claim_that_is_not_in_order_leaves_nothing(tmp_path: Path) -> None:
    wrong = written(tmp_path, CLAIM.replace("x^2 + x + x + 1", "x^2 + x + 1"))
    checked_twice(wrong, tmp_path / "evidence")
    assert recall(wrong, tmp_path / "evidence") is None


def tampered(change: str, data: dict[str, Any]) -> dict[str, Any]:
    record, certificate = data["record"], data["certificate"]
    if change == "another statement in the record":
        record["steps"][0]["statement"] = "x = x + 1"
    elif change == "a proof of something else":
        numbers = [row for row in certificate["terms"] if row[0] == "number" and row[2] == "2/1"]
        numbers[0][2] = "3/1"
    elif change == "a step without a proof":
        certificate["roots"].pop()
    elif change == "a mistake without a counterexample":
        certificate["refutations"].clear()
    elif change == "a point that refutes nothing":
        certificate["refutations"][0]["point"] = [["x", "0"]]
    elif change == "no longer a certificate":
        data["certificate"] = {}
    return data


@pytest.mark.parametrize(
    "change",
    ["another statement in the record", "a proof of something else", "a step without a proof", "a point that refutes nothing",
     "a mistake without a counterexample", "no longer a certificate"],
)  # fmt: skip
def test_damaged_evidence_is_not_accepted(entry: Entry, tmp_path: Path, change: str) -> None:
    folder = tmp_path / "evidence"
    checked_twice(entry, folder)
    (path,) = folder.iterdir()
    path.write_text(json.dumps(tampered(change, json.loads(path.read_text()))))
    assert recall(entry, folder) is None
    assert check_entry(entry, evidence=folder)["ok"]


def test_evidence_that_is_no_json_costs_nothing(entry: Entry, tmp_path: Path) -> None:
    checked_twice(entry, tmp_path / "evidence")
    (path,) = (tmp_path / "evidence").iterdir()
    path.write_text("{")
    assert check_entry(entry, evidence=tmp_path / "evidence")["ok"]


def test_a_file_that_imports_another_is_always_proved_anew(tmp_path: Path) -> None:
    assert key_of(written(tmp_path, "import helpers\n" + CLAIM)) is None
    assert key_of(written(tmp_path, "from . import helpers\n" + CLAIM)) is None


def test_a_folder_that_cannot_be_written_to_costs_time_only(entry: Entry, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert check_entry(entry, evidence=tmp_path / "file")["ok"]


def test_keeping_needs_a_report_in_order(entry: Entry, tmp_path: Path) -> None:
    from verify.check import failed
    from verify.problem import Problem

    keep(entry, failed(Problem("a-kind", "seen")), {"steps": [], "mistakes": []}, tmp_path / "evidence")
    assert not (tmp_path / "evidence").exists()
