"""What a check leaves behind, so that the next one has to check proofs and not to find them.

A claim whose file and engine have not changed is not believed: every proof goes through `verify.recheck` again, and every
counterexample is evaluated again.  A claim for which that cannot be done leaves nothing behind and is proved anew each time.
"""

from __future__ import annotations

import ast
import hashlib
import json
import os
import sys
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from verify.catalogue import Entry
from verify.certificate import Certificate, Refutation, from_json, to_json
from verify.check import ClaimReport
from verify.decide import at_a_glance
from verify.fuel import DEFAULT_LIMITS, Fuel
from verify.legs import is_abstract
from verify.problem import InputError
from verify.question import Counterexample, Question
from verify.recheck import recheck
from verify.recheck.refutation import check_refutation
from verify.refute import refute
from verify.refute.instances import refute_abstract
from verify.render.formula import text
from verify.sort import Scalar
from verify.term import Term, number, substitute

Record = dict[str, Any]

# A claim file that imports anything else may change without its text changing.
_LIBRARIES = frozenset(("__future__", "collections", "dataclasses", "fractions", "functools", "itertools", "math", "matplotlib",
                        "numpy", "scipy", "sympy", "typing", "verify", "derivations"))  # fmt: skip
_VERSIONED = ("sympy", "numpy", "python-flint", "z3-solver")


def default_folder() -> Path | None:
    """Where the evidence of earlier checks lies: in $XDG_CACHE_HOME, by default ~/.cache; None without a home."""
    try:
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "derivation-verifier"
    except RuntimeError:
        return None


def certificate_of(entry: Entry, report: ClaimReport) -> Certificate:
    """The accepted proof of every step, and every counterexample."""
    proofs = tuple((step.by, step.verdict.proof) for step in report.steps if step.verdict.proof is not None)
    return Certificate(entry.id, proofs, tuple(_refutations(report)))


def _refutations(report: ClaimReport) -> Iterator[tuple[str, Refutation]]:
    for step in report.steps:
        if step.verdict.counterexample is not None and step.question is not None:
            yield step.by, Refutation(step.question, step.verdict.counterexample)
    for mistake in report.mistakes:
        if mistake.verdict.counterexample is not None:
            yield mistake.label, Refutation(mistake.question, mistake.verdict.counterexample)


# ------------------------------------------------------------------------------------------------------------ writing, reading


def keep(entry: Entry, report: ClaimReport, record: Record, folder: Path) -> None:
    """Leave the evidence for a claim that came out in order, if every part of it can be checked again; else nothing."""
    key = key_of(entry)
    if key is None or not report.ok:
        return
    certificate = certificate_of(entry, report)
    if not covers(record, certificate) or not all(_is_refuted(refutation) for _, refutation in certificate.refutations):
        return
    data = json.dumps({"key": key, "record": record, "certificate": to_json(certificate)}, ensure_ascii=False)
    target = _file(entry, folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        draft = target.with_suffix(f".{os.getpid()}")
        draft.write_text(data, encoding="utf-8")
        draft.replace(target)
    except OSError:
        return  # a folder that cannot be written to costs time, and nothing else


def recall(entry: Entry, folder: Path) -> Record | None:
    """The record of an unchanged claim, after all of its evidence has been checked again; None where it has to be proved anew."""
    key = key_of(entry)
    try:
        data = json.loads(_file(entry, folder).read_text(encoding="utf-8"))
        if key is None or data["key"] != key:
            return None
        record, certificate = data["record"], from_json(data["certificate"])
        holds = covers(record, certificate) and is_accepted(certificate)
    except (OSError, ValueError, LookupError, TypeError, InputError):
        return None
    return {**record, "rechecked": True} if holds else None


def _file(entry: Entry, folder: Path) -> Path:
    place = hashlib.sha256(str(entry.path).encode()).hexdigest()[:12]
    return folder / f"{entry.id}-{place}.json"


def is_accepted(certificate: Certificate) -> bool:
    """Whether every proof passes the independent checker and every counterexample still refutes."""
    try:
        return not any(recheck(proof) for _, proof in certificate.proofs) and all(
            _is_refuted(refutation) for _, refutation in certificate.refutations
        )
    except Exception:  # a damaged file may hold anything
        return False


def covers(record: Record, certificate: Certificate) -> bool:
    """Whether each step and mistake of a record has its proof or counterexample in the certificate, for the same statement."""
    proofs = {(label, text(proof.question.statement)) for label, proof in certificate.proofs}
    refutations = {(label, text(each.question.statement)) for label, each in certificate.refutations}
    labels = {label for label, _ in certificate.refutations}
    for step in record["steps"]:
        if "measured" in step:
            continue
        found = refutations if step["truth"] == "refuted" else proofs
        if step["truth"] not in ("proved", "refuted") or (step["by"], step.get("statement", "")) not in found:
            return False
    return all(mistake["truth"] == "refuted" and mistake["label"] in labels for mistake in record["mistakes"])


def _is_refuted(refutation: Refutation) -> bool:
    """By the independent checker; where that does not know an operation, by rigorous evaluation of what was found before."""
    question, counterexample = refutation.question, refutation.counterexample
    finding = check_refutation(question, counterexample)
    if finding.status != "unsupported":
        return finding.status == "confirmed"
    if _fails_at(question, counterexample):
        return True
    search = refute_abstract if is_abstract(question) else refute
    # Both searches are the same each time.
    return at_a_glance(question) == counterexample or search(question, Fuel(DEFAULT_LIMITS)) == counterexample


def _fails_at(question: Question, counterexample: Counterexample) -> bool:
    values: dict[Term, Term] = {}
    given = dict(counterexample.point)
    for name in question.symbols:
        if not isinstance(name.sort, Scalar) or name.name not in given:
            return False
        try:
            value = Fraction(given[name.name])
        except ValueError:
            return False
        if not name.sort.contains(value):
            return False
        values[name] = number(value.numerator, value.denominator)
    try:
        ground = Question(substitute(question.statement, values), tuple(substitute(each, values) for each in question.hypotheses))
    except InputError:  # a derivative by a symbol that has a value
        return False
    return isinstance(refute(ground, Fuel(DEFAULT_LIMITS)), Counterexample)


# ------------------------------------------------------------------------------------------------------------------ the key


def key_of(entry: Entry) -> str | None:
    """A hash of all that a claim's record depends on; None for a file that imports what cannot be followed."""
    try:
        source = entry.path.read_bytes()
        modules = {name.split(".")[0] for name in _imports(ast.parse(source))}
    except (OSError, SyntaxError, ValueError):
        return None
    if not modules <= _LIBRARIES:
        return None
    return hashlib.sha256(b"\0".join((entry.id.encode(), source, _engine()))).hexdigest()


def _imports(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "?" if not node.level else "?"


@cache
def _engine() -> bytes:
    """A hash of the engine, of the notation that claims share, and of the libraries below them."""
    here = Path(__file__).parent
    files = sorted(path for path in here.rglob("*.py")) + sorted((here.parent / "derivations").glob("*.py"))
    total = hashlib.sha256(sys.version.encode())
    for name in _VERSIONED:
        total.update(f"{name} {_version(name)}\0".encode())
    for path in files:
        total.update(f"{path.relative_to(here.parent).as_posix()}\0".encode() + path.read_bytes())
    return total.digest()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
