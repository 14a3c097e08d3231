"""The results of a run that is not finished: OUT.part, and OUT.part.json, which says what they are the results of.

An interrupted run leaves both, and a later one goes on behind the last line that is whole.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from verify.bulk.grading import Graded, graded
from verify.files import put_in_place
from verify.fuel import DEFAULT_LIMITS
from verify.problem import reject

_PACKAGES = ("derivation-verifier", "python-flint")
_MANIFEST_WORDS = {"rows": "other rows", "program": "another version of this program", "defaults": "other options"}


@dataclass(frozen=True)
class Part:
    """The unfinished results of `out`."""

    out: Path

    @property
    def results(self) -> Path:
        return self.out.with_name(f"{self.out.name}.part")

    @property
    def manifest(self) -> Path:
        return self.out.with_name(f"{self.out.name}.part.json")

    def begin(self, manifest: dict[str, str]) -> None:
        """No results yet, of what the manifest says.  What an earlier run left is lost."""
        self.results.unlink(missing_ok=True)
        self.manifest.write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
        self.results.touch()

    def check(self, manifest: dict[str, str]) -> None:
        """Raises InputError if the results are those of something else."""
        try:
            found = json.loads(self.manifest.read_text(encoding="utf-8"))
            names = [name for name in manifest if found[name] != manifest[name]]
        except (OSError, ValueError, LookupError, TypeError):
            raise reject("other-run", f"{self.manifest}, which says what the results are of, cannot be read",
                         help=_AGAIN) from None  # fmt: skip
        if names:
            raise reject("other-run", f"{self.results} was begun with {_MANIFEST_WORDS[names[0]]}", help=_AGAIN)

    def rows(self) -> int:
        """How many results there are."""
        try:
            with self.results.open("rb") as file:
                return sum(line.endswith(b"\n") for line in file)
        except OSError:
            return 0

    def kept(self) -> Iterator[Graded]:
        """The results in the file.  A torn end is cut off, once they have all been taken."""
        whole = 0
        with self.results.open("rb") as file:
            for line in file:
                result = _result(line)
                if result is None:
                    break
                whole += len(line)
                yield result
        os.truncate(self.results, whole)

    def finish(self) -> None:
        """The results are complete."""
        put_in_place(self.results, self.out)
        self.manifest.unlink(missing_ok=True)


_AGAIN = "without resuming, the run begins again"


def manifest_of(source: Path, defaults: Mapping[str, Any]) -> dict[str, str]:
    """What results depend on: the bytes of the rows, what holds for all of them, and the versions of program and arithmetic.

    Raises OSError if the rows cannot be read.
    """
    with source.open("rb") as file:
        rows = hashlib.file_digest(file, "sha256").hexdigest()
    program = " ".join((f"limits {DEFAULT_LIMITS.version}", *map(_version, _PACKAGES)))
    return {"rows": rows, "program": program, "defaults": json.dumps(defaults, sort_keys=True)}


def _version(package: str) -> str:
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return package


def _result(line: bytes) -> Graded | None:
    """What stands in a line; None for a torn one."""
    if not line.endswith(b"\n"):
        return None
    try:
        record = json.loads(line)
        return graded(record) if "id" in record else None
    except (ValueError, LookupError, TypeError, AttributeError):
        return None
