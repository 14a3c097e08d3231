"""Show one claim: its statement, its proof with the verdict on every step, its mistakes, its numbers.

    verify show sigmoid-tanh
    verify show sigmoid-tanh --html > sigmoid_tanh.html
    verify show soft-thresholding --plot soft_thresholding.svg
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from verify.catalogue import Entry, find, run_file
from verify.check import check
from verify.claim import Claim
from verify.cli import FINDINGS, FINE
from verify.problem import reject
from verify.render.exposition import Exposition, exposition
from verify.render.figure import draw
from verify.render.layout import columns_of
from verify.render.show_html import as_html
from verify.render.show_latex import as_latex
from verify.render.show_markdown import as_markdown
from verify.render.show_record import as_record
from verify.render.show_text import as_text
from verify.render.written import written_claim

_FORMATS: Mapping[str, Callable[[Exposition], str]] = {
    "json": lambda shown: json.dumps(as_record(shown), ensure_ascii=False, indent=1),
    "markdown": as_markdown,
    "latex": as_latex,
    "html": as_html,
    "text": lambda shown: "\n".join(as_text(shown, columns_of(sys.stdout))),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="the id of a claim, or the path of its file")
    formats = parser.add_mutually_exclusive_group()
    formats.add_argument("--json", dest="format", action="store_const", const="json", help="print one JSON object")
    formats.add_argument("--markdown", dest="format", action="store_const", const="markdown", help="Markdown with LaTeX formulas")
    formats.add_argument("--latex", dest="format", action="store_const", const="latex", help="a LaTeX document")
    formats.add_argument("--html", dest="format", action="store_const", const="html", help="a page that needs nothing else")
    parser.add_argument("--plot", type=Path, metavar="FILE", help="draw what the claim draws to FILE (.svg, .png or .pdf)")
    parser.set_defaults(format="text")


def run(arguments: argparse.Namespace) -> int:
    code = FINE
    for entry in find([arguments.id]):
        names = run_file(entry)
        claim: Claim = names["claim"]
        if arguments.plot is not None:
            _plot(entry, claim, arguments.plot)
        report = check(claim, seed=entry.id)
        shown = exposition(entry, claim, written_claim(entry.path, names), report)
        print(_FORMATS[arguments.format](shown).rstrip("\n"))
        code = code if report.ok else FINDINGS
    return code


def _plot(entry: Entry, claim: Claim, target: Path) -> None:
    if claim.plot is None:
        raise reject("nothing-to-draw", f"the claim {entry.id} draws nothing", help="a claim that does has plot=")
    draw(claim.plot, entry.id, target)
