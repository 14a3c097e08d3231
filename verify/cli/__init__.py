"""The command line: `verify COMMAND ...`.

Exit codes: 0 everything is fine, 1 there are findings, 2 it could not run.  A command is one module of this package with
`add_arguments(parser)` and `run(arguments) -> int`; it is loaded only when it is called, so that `verify --help` is quick.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from importlib import import_module

from verify.collection import collect_seldom
from verify.problem import InputError, reject
from verify.render.problem import problem_text

FINE, FINDINGS, COULD_NOT_RUN = 0, 1, 2
INTERRUPTED = 130  # as a shell has it

COMMANDS = {
    "check": "check the catalogue of claims, or some of it",
    "list": "list the claims of the catalogue",
    "show": "show one claim: its statement, its proof, its mistakes",
    "equal": "ask whether two formulas are equal",
    "grade": "grade submitted formulas and derivations, row by row",
    "read": "show how a formula is read",
    "recheck": "check certificates with the independent checker",
}

# A submodule called `list` would hide the built-in function in this package.
_MODULES = {"list": "listing"}

_EPILOG = "exit codes: 0 everything is fine, 1 there are findings, 2 it could not run"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    collect_seldom()
    words = list(sys.argv[1:] if argv is None else argv)
    command = words[0] if words else ""
    try:
        if command in COMMANDS:
            return _run(command, words[1:])
        if command and not command.startswith("-"):
            raise _unknown(command)
        arguments = _top().parse_args(words)
        assert arguments is not None
        _top().print_help()
        return FINE if command else COULD_NOT_RUN
    except InputError as error:
        if "--json" in words:
            told = {name: value for name, value in asdict(replace(error.problem, sizes=())).items() if name != "sizes"}
            print(json.dumps({"problem": told}))
        print(f"verify: {problem_text(error.problem)}", file=sys.stderr)
        return COULD_NOT_RUN
    except BrokenPipeError:
        _drop_output()  # `verify list | head`: the reader has gone
        return FINE
    except OSError as error:
        _drop_output()
        print(f"verify: {error.filename or 'the output'}: {error.strerror or error}", file=sys.stderr)
        return COULD_NOT_RUN
    except KeyboardInterrupt:
        print("verify: interrupted", file=sys.stderr)
        return INTERRUPTED
    except Exception as error:
        print(f"verify: a bug of this program: {type(error).__name__}: {error}", file=sys.stderr)
        return COULD_NOT_RUN
    except SystemExit as stop:  # argparse: 0 after --help, 2 after a usage error
        return int(stop.code or 0)


def _run(command: str, words: list[str]) -> int:
    module = import_module(f"verify.cli.{_MODULES.get(command, command)}")
    parser = argparse.ArgumentParser(prog=f"verify {command}", description=module.__doc__, epilog=_EPILOG,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    module.add_arguments(parser)
    code: int = module.run(parser.parse_args(list(map(_as_an_argument, words))))
    sys.stdout.flush()
    return code


def _drop_output() -> None:
    """What could not be written is not written at exit either, where Python would complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _as_an_argument(word: str) -> str:
    """A formula such as -x is no option; argparse takes a word with a space for none."""
    return word if word in ("-h", "-o", "-") or not word.startswith("-") or word.startswith("--") else f" {word}"


def _top() -> argparse.ArgumentParser:
    width = max(map(len, COMMANDS))
    commands = "\n".join(f"  {name:<{width}}  {purpose}" for name, purpose in COMMANDS.items())
    return argparse.ArgumentParser(
        prog="verify",
        usage="verify COMMAND ...",
        description="A verifier of mathematical derivations: proved, refuted with a counterexample, or honestly undecided.",
        epilog=f"commands:\n{commands}\n\n  verify equal \"sqrt(x^2)\" \"x\"\n\n`verify COMMAND --help` says more.\n{_EPILOG}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def _unknown(command: str) -> InputError:
    # Not difflib: it takes longer to load than all of --help.
    near = [name for name in COMMANDS if name[0] == command[0] or set(command) <= set(name)]
    help = f"near it: {', '.join(near)}" if near else f"the commands are {', '.join(COMMANDS)}"
    return reject("unknown-command", f"no command called {command!r}", help=help)
