"""The import rule: what may know of what, read from the sources."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# A module may import what stands in its own row or above, never what stands below.
ROWS = (
    ("sort",),
    ("article", "problem"),
    ("files",),
    ("fuel",),
    ("term",),
    ("complex_parts", "functions", "vector_functions"),
    ("formula",),  # verify/render/formula.py, with its notation: a term as text, which messages need everywhere
    ("question",),
    ("domain",),
    ("calculus",),  # a derivative at a place is worked out where it is read
    ("read",),
    ("evaluate",),
    ("refute",),
    ("collection", "conventions", "mathematics"),
    ("prove",),
    ("recheck",),
    ("certificate", "verdict"),
    ("definedness", "legs", "proven_values"),
    ("other_refutations",),
    ("decide",),
    ("ask", "claim"),
    ("obligations",),
    ("derivation", "measure"),
    ("check", "catalogue"),
    ("render",),
    ("evidence", "grading"),
    ("gradebook", "bulk"),
    ("worker",),
    ("cli",),
)
ROW = {name: row for row, names in enumerate(ROWS) for name in names}

# The two legs share no rewriting: a wrong rule must not refute its own claim.  The checker does not know the prover.
FORBIDDEN = {"prove": {"refute"}, "mathematics": {"refute"}, "recheck": {"prove", "refute"}}

# What a claim may import beside the language of claims: mathematics, and the tools of a comprehension.
PLAIN = ("__future__", "collections", "derivations", "fractions", "functools", "itertools", "math", "numpy", "sympy", "verify")

# Imported inside a function, because they take longer to load than most questions take to decide.
LAZY = {
    ("verify/ask.py", "verify.read.from_sympy"),
}

SOURCES = sorted(path.relative_to(ROOT).as_posix() for top in ("verify", "derivations") for path in ROOT.glob(f"{top}/**/*.py"))


def part_of(module: str) -> str:
    """verify.read.text and verify/read/text.py -> read"""
    words = module.removesuffix(".py").replace("/", ".").split(".")
    if words[1:] in (["render", "formula"], ["render", "notation"]):
        return "formula"
    if words[1:] in ([], ["__init__"], ["__main__"]):
        return "cli"
    return words[1]


def imports(name: str) -> Iterator[tuple[str, bool]]:
    """(module, whether it is imported inside a function) for each import; imports for types only do not count."""
    tree = ast.parse((ROOT / name).read_text(encoding="utf-8"))
    yield from _imports(tree, inside=False)


def _imports(node: ast.AST, inside: bool) -> Iterator[tuple[str, bool]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        if isinstance(child, ast.Import):
            yield from ((alias.name, inside) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, "relative import"
            yield from ((f"{child.module}.{alias.name}" if child.module == "verify" else str(child.module), inside)
                        for alias in child.names)  # fmt: skip
        else:
            yield from _imports(child, inside or isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)))


@pytest.mark.parametrize("name", [name for name in SOURCES if name.startswith("verify/")])
def test_a_module_imports_only_what_stands_above_it(name: str) -> None:
    own = part_of(name)
    for module, _ in imports(name):
        if module.split(".")[0] == "verify":
            other = part_of(module)
            assert ROW[other] <= ROW[own], f"{name} imports {module}"
            assert other not in FORBIDDEN.get(own, ()), f"{name} imports {module}"


@pytest.mark.parametrize("name", SOURCES)
def test_nothing_is_imported_inside_a_function_but_what_is_named_here(name: str) -> None:
    lazily = {(name, module) for module, inside in imports(name) if inside}
    if name.startswith("derivations/"):
        lazily.discard((name, "numpy"))  # the numbers of a claim are drawn only when it is checked
    assert lazily <= LAZY


@pytest.mark.parametrize("name", [name for name in SOURCES if name.startswith("derivations/")])
def test_derivations_import_the_language_of_claims_and_mathematics_only(name: str) -> None:
    for module, _ in imports(name):
        assert module.split(".")[0] in PLAIN


@pytest.mark.parametrize("name", [name for name in SOURCES if name.startswith("verify/")])
def test_verify_never_imports_the_derivations(name: str) -> None:
    assert not any(module.split(".")[0] == "derivations" for module, _ in imports(name))


@pytest.mark.parametrize("name", [name for name in SOURCES if name.startswith("verify/")])
def test_sympy_numpy_and_rich_are_imported_at_their_own_edges_only(name: str) -> None:
    edges = {
        "sympy": ("verify/read/",),
        "numpy": ("verify/evaluate/floats",),
        "rich": ("verify/render/terminal",),
    }
    for module, _ in imports(name):
        for library, places in edges.items():
            if module.split(".")[0] == library:
                assert name.startswith(places), f"{name} imports {module}"


def loaded_by(statement: str) -> set[str]:
    command = [sys.executable, "-c", f"import sys; {statement}; print(*sys.modules)"]
    return set(subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, env={}).stdout.split())


HEAVY = {"sympy", "rich", "numpy", "flint"}


@pytest.mark.parametrize(
    ("statement", "heavy"),
    [
        ("import verify", HEAVY),
        ("import verify.claim", HEAVY),
        ("import verify.cli", HEAVY | {"verify.decide"}),
        ("import verify.cli.listing", HEAVY),
        ("import verify.cli.equal", HEAVY - {"flint"}),
    ],
)
def test_loading_stays_light(statement: str, heavy: set[str]) -> None:
    assert not loaded_by(statement) & heavy
