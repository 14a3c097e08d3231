r"""Ask whether two formulas, typed or in LaTeX, are equal.

    verify equal "x/x" "1" --let "x: positive"
    verify equal "\frac{1}{1+e^{-z}}" "(1+tanh(z/2))/2"
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from typing import Any

from verify.ask import each_occurs, equal
from verify.cli import FINDINGS, FINE
from verify.conventions import BY_NAME
from verify.problem import reject
from verify.read.declare import declared_with_conditions
from verify.read.formula import read_formula
from verify.read.text import Reading
from verify.render.colour import has_colour, paint
from verify.render.formula import text
from verify.render.layout import Formula, columns_of, indent, laid_out
from verify.render.plain import convention_lines, verdict_lines
from verify.render.record import verdict_record
from verify.term import CONNECTIVES, RELATIONS, Term
from verify.verdict import Verdict

Record = dict[str, Any]

_STYLES = {"proved": "good", "refuted": "bad"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("left", metavar="A", help="a formula, such as tanh(x)")
    parser.add_argument("right", metavar="B", help="a formula, such as 2/(1+exp(-2x)) - 1")
    parser.add_argument("--let", action="append", default=[], metavar="'x: DOMAIN'",
                        help="declare a symbol: 'x: positive', 'A: symmetric matrix n'; may be repeated")  # fmt: skip
    parser.add_argument("--assume", action="append", default=[], metavar="STATEMENT",
                        help="a condition under which they are to be equal: 'x < y'; may be repeated")  # fmt: skip
    parser.add_argument("--verbose", action="store_true", help="show how the formulas were read, and the conventions")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    words = declared(arguments.let)
    symbols = declared_with_conditions(words).symbols
    sides = tuple(_side(formula.strip(), symbols) for formula in (arguments.left, arguments.right))
    conditions = tuple(_condition(formula, symbols) for formula in arguments.assume)
    sources = (arguments.left, arguments.right, *arguments.assume)
    each_occurs(words, symbols, [reading.term for reading in (*sides, *conditions)], sources)
    verdict = equal(sides[0].term, sides[1].term, words, assuming=[reading.term for reading in conditions])
    record = {**verdict_record(verdict), **_reading_record(sides, conditions)}
    if arguments.json:
        print(json.dumps(record, ensure_ascii=False, indent=1))
    else:
        show = _everything if arguments.verbose else _findings
        verdict_line, *details = verdict_lines(record)
        print(_painted(verdict_line, verdict))
        for line in laid_out([*details, *indent(show(record))], None if arguments.verbose else columns_of(sys.stdout)):
            print(line)
    return FINE if verdict.truth == "proved" and verdict.domain != "mismatch" else FINDINGS


# ------------------------------------------------------------------------------------------------------------------- reading


def declared(declarations_given: list[str]) -> dict[str, str]:
    words: dict[str, str] = {}
    for given in declarations_given:
        name, colon, domain = given.partition(":")
        name, domain = name.strip(), domain.strip()
        if not colon or not name or not domain:
            raise reject("malformed-declaration", f"--let {given!r}", help="a name, a colon and a domain: --let 'x: positive'")
        if name in words:
            raise reject("duplicate-name", f"{name} is declared twice: as {words[name]}, and as {domain}", help="declare it once")
        words[name] = domain
    return words


def _side(formula: str, symbols: dict[str, Term]) -> Reading:
    if not formula:
        raise reject("empty-formula", "an empty formula", help='verify equal "tanh(x)" "2/(1+exp(-2x)) - 1"')
    reading = read_formula(formula, symbols)
    if reading.term.op in RELATIONS | CONNECTIVES:
        raise reject("not-a-value", f"a statement, {formula}, where a value is needed", help="give its two sides as A and B")
    return reading


def _condition(formula: str, symbols: dict[str, Term]) -> Reading:
    reading = read_formula(formula, symbols)
    if reading.term.op not in RELATIONS | CONNECTIVES:
        raise reject("not-a-statement", f"a value, {formula}, where a statement is needed", help="write it with =, <, <= ...")
    return reading


def _reading_record(sides: Iterable[Reading], conditions: Iterable[Reading]) -> Record:
    readings = (*sides, *conditions)
    return {
        "readings": [text(reading.term) for reading in readings],
        "choices": list(dict.fromkeys(choice for reading in readings for choice in reading.choices)),
        "undeclared": list(dict.fromkeys(name for reading in readings for name in reading.undeclared)),
    }


# --------------------------------------------------------------------------------------------------------------------- words


def _painted(line: str, verdict: Verdict) -> str:
    if not has_colour(sys.stdout):
        return line
    style = "open" if verdict.domain == "mismatch" else _STYLES.get(verdict.truth, "open")
    return paint(verdict.truth, style) + line[len(verdict.truth) :]


def _findings(record: Record) -> list[str]:
    """The choices of the reader, and, where it may matter, what was taken as real."""
    lines = list(record["choices"])
    if record["undeclared"] and (record["truth"] != "proved" or record["domain"] != "total"):
        lines.append(f"{', '.join(record['undeclared'])} not declared: taken as real")
    return lines


def _everything(record: Record) -> list[str]:
    left, right, *conditions = record["readings"]
    lines = [Formula(f"asked: {left} = {right}"), *(Formula(f"given {condition}") for condition in conditions)]
    names = record.get("conventions", [])
    rule = [f"proof by {record['rule']}"] if "rule" in record else []
    return [*lines, *_findings(record), *rule, *convention_lines(names, {name: BY_NAME[name].statement for name in names})]
