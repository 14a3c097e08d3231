"""The catalogue: every file derivations/<subject>/<name>.py is a claim, and its id is the name in kebab case.

A claim is discovered by its path and registered nowhere.  Title and source are read from the docstring without running the file:

    \"\"\"Tanh is a rescaled sigmoid.

    tanh(x) = 2 sigma(2x) - 1        Deep-learning exam of 5 Feb 2018, 2.1 (ii)
    \"\"\"
"""

from __future__ import annotations

import ast
import re
import traceback
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from inspect import cleandoc
from pathlib import Path
from typing import Any

from verify.claim import Claim
from verify.problem import InputError, Problem, reject

_GAP = re.compile(r"^\s*(?P<formula>\S.*?)\s{4,}(?P<source>\S.*)$")
_FAR_RIGHT = " " * 20
_DOCSTRING = re.compile(r'\A(?:#[^\n]*\n|\s)*"""(.*?)"""\s*\n', re.DOTALL)


@dataclass(frozen=True)
class Entry:
    """A claim file, not yet run; `remarks` is what its docstring says below the formula."""

    id: str
    path: Path
    subject: str
    title: str
    formula: str
    source: str
    remarks: str = ""


def catalogue_folder() -> Path:
    """Where the package `derivations` lies."""
    spec = find_spec("derivations")
    if spec is None or not spec.submodule_search_locations:
        raise reject("no-catalogue", "the package derivations is not installed",
                     help="install derivation-verifier, or give a path")  # fmt: skip
    return Path(next(iter(spec.submodule_search_locations)))


def entries(folder: Path | None = None) -> tuple[Entry, ...]:
    """All claims, ordered by subject and name; InputError if two files have the same id."""
    folder = folder or catalogue_folder()
    found: dict[str, Entry] = {}
    for path in sorted(folder.glob("*/*.py")):
        if path.name.startswith("_"):
            continue
        entry = read_entry(path)
        if entry.id in found:
            raise reject("duplicate-id", f"two claims are called {entry.id}", where=f"{found[entry.id].path} and {path}",
                         help="rename one of the files")  # fmt: skip
        found[entry.id] = entry
    return tuple(found.values())


def left_out(folder: Path | None = None) -> tuple[tuple[str, str], ...]:
    """(question, why it is not in the catalogue), from `LEFT_OUT` in left_out.py beside the subjects; () without that file."""
    path = (folder or catalogue_folder()) / "left_out.py"
    if not path.is_file():
        return ()
    for statement in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(statement, ast.Assign) and getattr(statement.targets[0], "id", "") == "LEFT_OUT":
            return tuple(ast.literal_eval(statement.value))
    return ()


def read_entry(path: Path) -> Entry:
    """The entry of a file, from its name and docstring; a file that does not even parse has an empty title."""
    try:
        text = docstring_of(path.read_text(encoding="utf-8"))
    except (OSError, SyntaxError, ValueError):
        text = ""
    lines = [line for line in text.splitlines() if line.strip()]
    title = lines[0].strip() if lines else ""
    remarks = "\n\n".join(part.strip() for part in text.split("\n\n")[2:])
    formula, source = "", ""
    for line in lines[1:]:
        if source:
            break
        match = _GAP.match(line)
        if match:
            formula, source = f"{formula} {match['formula']}".strip(), match["source"]
        elif line.startswith(_FAR_RIGHT):
            source = line.strip()
        elif line.strip().startswith("Source:"):
            source = line.strip().removeprefix("Source:").strip()
        else:
            formula = f"{formula} {line.strip()}".strip()
    return Entry(path.stem.replace("_", "-"), path, path.parent.name, title, formula, source, remarks)


def docstring_of(source: str) -> str:
    """The docstring of a module; one in plain triple quotes is found without parsing what follows it."""
    plain = _DOCSTRING.match(source)
    if plain is not None and "\\" not in plain[1]:
        return cleandoc(plain[1])
    return ast.get_docstring(ast.parse(source)) or ""


def find(names: list[str]) -> tuple[Entry, ...]:
    """The entries with these ids, subjects or paths; all of them if there are none.  Unknown: InputError with the nearest ids."""
    if not names:
        return entries()
    known: tuple[Entry, ...] | None = None
    chosen: dict[Path, Entry] = {}
    for name in names:
        if name.endswith(".py"):
            found = [_from_path(name)]
        else:
            known = entries() if known is None else known
            found = [entry for entry in known if name in (entry.id, entry.subject)]
            if not found:
                raise _unknown(name, known)
        chosen.update((entry.path, entry) for entry in found)
    return tuple(chosen.values())


def _from_path(name: str) -> Entry:
    path = Path(name)
    if not path.is_file():
        raise reject("no-such-file", f"no file {name}", help="an id from `verify list`, or a path to a claim file")
    return read_entry(path.resolve())


def _unknown(name: str, known: tuple[Entry, ...]) -> InputError:
    names = [entry.id for entry in known] + sorted({entry.subject for entry in known})
    near = get_close_matches(name, names, n=4, cutoff=0.65)
    near += [each for each in names if name and name in each and each not in near][: 4 - len(near)]
    help = f"near it: {', '.join(near)}" if near else "`verify list` shows all ids"
    return reject("unknown-claim", f"no claim called {name!r}", help=help)


def load(entry: Entry) -> Claim:
    """The `claim` of a file; see `run_file`."""
    claim: Claim = run_file(entry)["claim"]
    return claim


def run_file(entry: Entry) -> dict[str, Any]:
    """The names that the file of a claim defines; whatever goes wrong in it is an InputError that names the line."""
    spec = spec_from_file_location(f"claim_{entry.path.stem}", entry.path)
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except InputError as error:
        problem = error.problem
        raise InputError(Problem(problem.kind, problem.seen, problem.where or _place(entry, error), problem.help)) from error
    except (Exception, SystemExit) as error:
        said = error.msg if isinstance(error, SyntaxError) else str(error)  # str of a SyntaxError repeats its place
        seen = f"the file could not be run: {type(error).__name__}: {said}"
        raise reject("claim-file-error", seen, where=_place(entry, error)) from error
    if not isinstance(getattr(module, "claim", None), Claim):
        raise reject("no-claim", "the file defines no `claim`", where=str(entry.path),
                     help="claim = Claim(statement=..., proof=...)")  # fmt: skip
    return vars(module)


def _place(entry: Entry, error: BaseException) -> str:
    """file:line of the deepest frame inside of the claim file."""
    if isinstance(error, SyntaxError) and error.lineno:
        return f"{entry.path}:{error.lineno}"
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(entry.path)]
    return f"{entry.path}:{lines[-1]}" if lines else str(entry.path)
