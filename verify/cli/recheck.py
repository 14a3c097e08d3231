"""Check certificates, with a program that does not know the prover.

    verify check sigmoid-tanh --certificates proofs/
    verify recheck proofs/

Every proof and every counterexample is checked, and compared with the claim file of that id, if there is one.  A certificate is

    ok     accepted: each of its proofs and counterexamples was confirmed
    open   not refused, and not accepted: a counterexample is of a kind that this check cannot evaluate
    FAIL   refused: a proof is not right, a point refutes nothing, or the statement is none of the claim file

Only what is refused is a finding.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from verify.catalogue import Entry, entries, load
from verify.certificate import Certificate, read
from verify.check import Questions, questions
from verify.cli import COULD_NOT_RUN, FINDINGS, FINE
from verify.problem import InputError, reject
from verify.question import Question
from verify.recheck import recheck
from verify.recheck.refutation import check_refutation
from verify.render.formula import text
from verify.render.layout import Formula, columns_of, indent, laid_out
from verify.render.plain import problem_lines
from verify.render.record import problem_record

Record = dict[str, Any]

ACCEPTED, NOT_EVALUATED, REFUSED = "accepted", "not evaluated", "refused"
OUTCOMES = (REFUSED, NOT_EVALUATED, ACCEPTED)  # weakest first
_MARKS = {ACCEPTED: "ok  ", NOT_EVALUATED: "open", REFUSED: "FAIL"}
_OUTCOME_OF = {"confirmed": ACCEPTED, "unsupported": NOT_EVALUATED}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", type=Path, metavar="CERTIFICATES", help="files, or folders of .json files")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    files = _files(arguments.paths)
    known = {entry.id: entry for entry in entries()}
    records = [_checked(path, known) for path in files]
    if arguments.json:
        print(json.dumps({"certificates": records}, ensure_ascii=False, indent=1))
    else:
        for record in records:
            print("\n".join(laid_out(_lines(record), columns_of(sys.stdout))))
        print(_summary([record["outcome"] for record in records]))
    if any("problem" in record for record in records):
        return COULD_NOT_RUN
    return FINDINGS if any(record["outcome"] == REFUSED for record in records) else FINE


def _files(paths: list[Path]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        if not path.exists():
            raise reject("no-such-file", f"no file or folder {path}", help="the folder given to `verify check --certificates`")
        files += sorted(path.glob("*.json")) if path.is_dir() else [path]
    if not files:
        raise reject("no-certificates", f"no .json file in {paths[0]}", help="`verify check --certificates DIR` writes them")
    return files


def _checked(path: Path, known: dict[str, Entry]) -> Record:
    try:
        certificate = read(path)
    except InputError as error:
        return {"file": str(path), "outcome": REFUSED, "problem": problem_record(error.problem)}
    claim, asked = _claim_file(certificate, known)
    proofs = list(_proofs(certificate, asked))
    refutations = list(_refutations(certificate, asked))
    outcome = _weakest([row["outcome"] for row in proofs + refutations])
    return {"file": str(path), "claim": certificate.claim, "outcome": outcome, "claim_file": claim, "proofs": proofs,
            "refutations": refutations}  # fmt: skip


def _weakest(outcomes: list[str]) -> str:
    """Of nothing: refused, as nothing was shown."""
    return min(outcomes, key=OUTCOMES.index, default=REFUSED)


def _claim_file(certificate: Certificate, known: dict[str, Entry]) -> tuple[Record, Questions | None]:
    """What the claim file of this id asks, and how much of it the certificate answers."""
    entry = known.get(certificate.claim)
    if entry is None:
        return {"note": f"there is no claim file called {certificate.claim}: its statements were not compared"}, None
    try:
        asked = questions(load(entry))
    except InputError as error:
        return {"note": f"the claim file could not be read, and its statements were not compared: {error.problem.seen}"}, None
    answered = {proof.question for _, proof in certificate.proofs}
    answered |= {refutation.question for _, refutation in certificate.refutations}
    missing = sum(question not in answered for question in asked.steps)
    found: Record = {"steps": len(asked.steps), "without_certificate": missing}
    if missing:
        found["note"] = f"the claim file has {len(asked.steps)} steps, {missing} of them without a certificate"
    return found, asked


def _proofs(certificate: Certificate, asked: Questions | None) -> Iterator[Record]:
    for label, proof in certificate.proofs:
        complaints = [*_foreign(proof.question, asked), *_complaints(proof)]
        yield {"by": label, "statement": text(proof.question.statement), "rule": proof.rule,
               "outcome": REFUSED if complaints else ACCEPTED, "reasons": complaints}  # fmt: skip


def _refutations(certificate: Certificate, asked: Questions | None) -> Iterator[Record]:
    for label, refutation in certificate.refutations:
        finding = check_refutation(refutation.question, refutation.counterexample)
        foreign = list(_foreign(refutation.question, asked))
        yield {"by": label, "statement": text(refutation.question.statement), "point": dict(refutation.counterexample.point),
               "outcome": REFUSED if foreign else _OUTCOME_OF.get(finding.status, REFUSED),
               "reasons": [*foreign, *filter(None, [finding.reason])]}  # fmt: skip


def _foreign(question: Question, asked: Questions | None) -> Iterator[str]:
    if asked is not None and question not in asked.all:
        yield "this is no statement of the claim file"


def _complaints(proof: Any) -> tuple[str, ...]:
    """Why a proof is not accepted.  A proof on which the checker itself fails is not accepted either."""
    try:
        return tuple(recheck(proof))
    except Exception as error:
        return (f"the checker failed: {type(error).__name__}: {error}",)


def _lines(record: Record) -> list[str]:
    if "problem" in record:
        return [f"FAIL  {record['file']}", *indent(problem_lines(record["problem"]))]
    rows = record["proofs"] + record["refutations"]
    counts = [_counts(record, outcome) for outcome in reversed(OUTCOMES)]
    lines = [f"{_MARKS[record['outcome']]}  {record['claim']}: {'; '.join(filter(None, counts)) or 'no proofs'}"]
    for row in rows:
        if row["outcome"] != ACCEPTED:
            lines += indent([f"{row['outcome']}: {row['by']}", Formula(f"    {row['statement']}"), *indent(row["reasons"])])
    return lines + indent([record["claim_file"]["note"]] if "note" in record["claim_file"] else [])


def _counts(record: Record, outcome: str) -> str:
    """3 proofs and 1 counterexample accepted"""
    kinds = (("proofs", "proof"), ("refutations", "counterexample"))
    numbers = [(sum(row["outcome"] == outcome for row in record[rows]), noun) for rows, noun in kinds]
    words = " and ".join(_count(number, noun) for number, noun in numbers if number)
    return f"{words} {outcome}" if words else ""


def _summary(outcomes: list[str]) -> str:
    words = f"{outcomes.count(ACCEPTED)} of {_count(len(outcomes), 'certificate')} accepted"
    if NOT_EVALUATED in outcomes:
        words += f", {outcomes.count(NOT_EVALUATED)} with counterexamples that this check cannot evaluate"
    return words


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
