r"""Show how a formula, in LaTeX or typed, is read: as LaTeX, as text, and the choices that were made.

    verify read "1/2x"
    verify read "\sum_i x_i^2" --let "x: sequence n of real"
"""

from __future__ import annotations

import argparse
import json

from verify.ask import each_occurs
from verify.cli import FINE
from verify.cli.equal import declared
from verify.read.declare import declared_with_conditions
from verify.read.formula import SYNTAXES, read_formula
from verify.render.formula import text
from verify.render.to_latex import latex_of
from verify.render.tree_of_term import tree_of_term
from verify.term import Term


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("formula", metavar="FORMULA", help="LaTeX, or typed text")
    parser.add_argument("--let", action="append", default=[], metavar="NAME: WORDS", help='declare a name: --let "x: positive"')
    parser.add_argument("--syntax", choices=SYNTAXES, default="auto", help="how the formula is written (default: auto)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    words = declared(arguments.let)
    symbols = declared_with_conditions(words).symbols
    reading = read_formula(arguments.formula, symbols, arguments.syntax)
    each_occurs(words, symbols, [reading.term], [arguments.formula])
    record = {
        "text": text(reading.term), "latex": latex_of(tree_of_term(reading.term)), "tree": tree_lines(reading.term),
        "choices": list(reading.choices), "undeclared": list(reading.undeclared),
    }  # fmt: skip
    if arguments.json:
        print(json.dumps(record, ensure_ascii=False, indent=1))
        return FINE
    print(f"text    {record['text']}")
    print(f"LaTeX   {record['latex']}")
    print("tree    " + "\n        ".join(record["tree"]))
    for choice in reading.choices:
        print(f"choice  {choice}")
    for name in reading.undeclared:
        print(f"        {name} is not declared, and taken for a real number")
    return FINE


def tree_lines(term: Term, depth: int = 0) -> list[str]:
    """One line for each operation, its arguments further in."""
    own = text(term) if not term.args else term.op
    return [f"{'  ' * depth}{own}", *(line for arg in term.args for line in tree_lines(arg, depth + 1))]
