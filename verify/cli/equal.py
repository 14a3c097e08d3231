"""Ask whether two formulas, in typed text, are equal.

    verify equal "x/x" "1" --let "x: positive"
    verify equal "sqrt(x^2)" "x"
"""

from __future__ import annotations

import argparse
import json

from verify.ask import equal
from verify.cli import FINDINGS, FINE
from verify.problem import reject
from verify.render.plain import verdict_lines
from verify.render.record import verdict_record


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("left", metavar="A", help="a formula, such as tanh(x)")
    parser.add_argument("right", metavar="B", help="a formula, such as 2/(1+exp(-2x)) - 1")
    parser.add_argument("--let", action="append", default=[], metavar="'x: DOMAIN'",
                        help="declare a symbol: 'x: positive', 'A: symmetric matrix n'; may be repeated")  # fmt: skip
    parser.add_argument("--assume", action="append", default=[], metavar="STATEMENT",
                        help="a condition under which they are to be equal: 'x < y'; may be repeated")  # fmt: skip
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    symbols = dict(_declaration(text) for text in arguments.let)
    verdict = equal(arguments.left, arguments.right, symbols, assuming=arguments.assume)
    record = verdict_record(verdict)
    print(json.dumps(record, ensure_ascii=False, indent=1) if arguments.json else "\n".join(verdict_lines(record)))
    return FINE if verdict.truth == "proved" and verdict.domain != "mismatch" else FINDINGS


def _declaration(text: str) -> tuple[str, str]:
    name, colon, words = text.partition(":")
    if not colon or not name.strip() or not words.strip():
        raise reject("malformed-declaration", f"--let {text!r}", help="a name, a colon and a domain: --let 'x: positive'")
    return name.strip(), words.strip()
