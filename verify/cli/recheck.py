"""Check certificates, with a program that does not know the prover."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from verify.certificate import read
from verify.cli import COULD_NOT_RUN, FINDINGS, FINE
from verify.problem import InputError, reject
from verify.recheck import recheck
from verify.render.formula import text
from verify.render.plain import indent, problem_lines
from verify.render.record import problem_record

Record = dict[str, Any]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", type=Path, metavar="CERTIFICATES", help="files, or folders of .json files")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    records = [_checked(path) for path in _files(arguments.paths)]
    if arguments.json:
        print(json.dumps({"certificates": records}, ensure_ascii=False, indent=1))
    else:
        for record in records:
            print("\n".join(_lines(record)))
        accepted = sum(record["ok"] for record in records)
        print(f"{accepted} of {len(records)} certificates accepted")
    if any("problem" in record for record in records):
        return COULD_NOT_RUN
    return FINE if all(record["ok"] for record in records) else FINDINGS


def _files(paths: list[Path]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        if not path.exists():
            raise reject("no-such-file", f"no file or folder {path}", help="the folder given to `verify check --certificates`")
        files += sorted(path.glob("*.json")) if path.is_dir() else [path]
    if not files:
        raise reject("no-certificates", f"no .json file in {paths[0]}", help="`verify check --certificates DIR` writes them")
    return files


def _checked(path: Path) -> Record:
    try:
        certificate = read(path)
    except InputError as error:
        return {"file": str(path), "ok": False, "problem": problem_record(error.problem)}
    proofs = []
    for label, proof in certificate.proofs:
        complaints = _complaints(proof)
        proofs.append({"by": label, "statement": text(proof.question.statement), "rule": proof.rule, "accepted": not complaints,
                       "reasons": list(complaints)})  # fmt: skip
    ok = bool(proofs) and all(proof["accepted"] for proof in proofs)
    return {"file": str(path), "claim": certificate.claim, "ok": ok, "proofs": proofs}


def _complaints(proof: Any) -> tuple[str, ...]:
    """Why a proof is not accepted.  A proof on which the checker itself fails is not accepted either."""
    try:
        return tuple(recheck(proof))
    except Exception as error:
        return (f"the checker failed: {type(error).__name__}: {error}",)


def _lines(record: Record) -> list[str]:
    if "problem" in record:
        return [f"FAIL  {record['file']}", *indent(problem_lines(record["problem"]))]
    if record["ok"]:
        return [f"ok    {record['claim']}: {len(record['proofs'])} proofs accepted"]
    lines = [f"FAIL  {record['claim']}"]
    for proof in record["proofs"]:
        if not proof["accepted"]:
            lines += indent([f"not accepted: {proof['by']}", f"    {proof['statement']}", *indent(proof["reasons"])])
    return lines if len(lines) > 1 else [*lines, "    no proofs"]
