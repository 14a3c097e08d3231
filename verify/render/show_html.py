"""A claim as one self-contained page: MathML for the formulas, no script, no font, nothing fetched."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from verify.render.exposition import Exposition, Row, ShownMistake, ShownPart
from verify.render.show_text import measurement_words, mistake_words, outcome_words, verdict_words
from verify.render.to_mathml import mathml_of, relation_in_mathml
from verify.render.tree import Tree
from verify.verdict import Verdict

_STYLE = """
:root { color-scheme: light dark; --line: #8884; --soft: #8889; --good: #1a7f37; --bad: #b42318; --open: #9a6700 }
@media (prefers-color-scheme: dark) { :root { --good: #57c46f; --bad: #ff8a80; --open: #e3b341 } }
body { font: 17px/1.55 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1.2rem }
h1 { font-size: 1.5rem; line-height: 1.25; margin-bottom: .2rem } h2 { font-size: 1.1rem; margin: 2rem 0 .4rem }
h3 { font-size: .95rem; margin: 1.2rem 0 .3rem } .source, .by { color: color-mix(in srgb, currentColor 70%, transparent) }
.formula { overflow-x: auto; overflow-y: hidden; padding: .3rem 0 }
math { font-size: 1.08em; font-family: "Latin Modern Math", "STIX Two Math", "Cambria Math", math }
table { border-collapse: collapse; width: 100% } td { padding: .3rem .6rem; vertical-align: baseline }
tr + tr td { border-top: 1px solid var(--line) } td.relation { width: 1.5rem; text-align: right; padding-right: 0 }
td.verdict { white-space: nowrap; text-align: right } td.formula { min-width: 40% } td.wide { width: 65% }
.proved { color: var(--good) } .refuted { color: var(--bad) } .supported, .undecided { color: var(--open) }
.outcome { border-left: 4px solid; padding-left: .8rem; margin-top: 2rem }
.depth2 { padding-left: 1.5rem } .depth3 { padding-left: 3rem }
"""


def as_html(shown: Exposition) -> str:
    entry = shown.entry
    title = escape(entry.title or entry.id)
    body = [f"<h1>{title}</h1>"]
    body += [f'<p class="source">{escape(entry.source)}</p>'] if entry.source else []
    body += [f"<p>{escape(paragraph)}</p>" for paragraph in entry.remarks.split("\n\n") if paragraph]
    for part in shown.parts:
        body += _part(part, shown.is_true)
    if shown.legend:
        body += ["<h2>Where</h2>", *(_formula(row) for row in shown.legend)]
    if shown.measurements:
        rows = "".join(f"<li>{escape(measurement_words(each))}</li>" for each in shown.measurements)
        body += ["<h2>Measured on drawn data</h2>", f"<ul>{rows}</ul>"]
    if shown.report is not None:
        words = "<br>".join(map(escape, outcome_words(shown)))
        body.append(f'<p class="outcome {shown.report.verdict.truth}">{words}</p>')
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>'
    lines = ["<!doctype html>", f'<html lang="en"><head>{head}<style>{_STYLE}</style></head>', "<body>", *body, "</body></html>"]
    return "\n".join(lines) + "\n"


def _formula(tree: Tree) -> str:
    return f'<div class="formula">{mathml_of(tree)}</div>'


def _part(part: ShownPart, is_true: bool) -> Iterator[str]:
    yield f"<h2>{escape(part.label) or ('Statement' if is_true else 'False statement')}</h2>"
    yield f'<div class="formula">{mathml_of(part.statement, display=True)}</div>'
    if part.assuming:
        yield f"<p>Assuming {', '.join(map(mathml_of, part.assuming))}.</p>"
    if part.proof:
        yield f"<h3>{'Proof' if is_true else 'Refutation'}</h3>"
        yield f"<table>{''.join(map(_row, part.proof))}</table>"
    if part.mistakes:
        yield "<h3>Mistakes</h3>"
        yield f"<table>{''.join(map(_mistake, part.mistakes))}</table>"


def _row(row: Row) -> str:
    formula = mathml_of(row.formula) if row.formula is not None else ""
    if row.is_heading:
        return f'<tr><td class="depth{row.depth}" colspan="4"><b>{escape(row.words)}</b> {formula}</td></tr>'
    if not formula:
        return f'<tr><td class="depth{row.depth}" colspan="3">{escape(row.words)}</td>{_said(row.verdict)}</tr>'
    return (f'<tr><td class="relation depth{row.depth}">{relation_in_mathml(row.relation)}</td><td class="formula">{formula}</td>'
            f'<td class="by">{escape(row.words)}</td>{_said(row.verdict)}</tr>')  # fmt: skip


def _said(verdict: Verdict | None) -> str:
    return f'<td class="verdict {verdict.truth if verdict is not None else ""}">{verdict_words(verdict)}</td>'


def _mistake(mistake: ShownMistake) -> str:
    truth = mistake.verdict.truth if mistake.verdict is not None else ""
    return (f'<tr><td class="wide">{escape(mistake.label)}{_formula(mistake.formula)}</td>'
            f'<td class="{truth}">{escape(mistake_words(mistake))}</td></tr>')  # fmt: skip
