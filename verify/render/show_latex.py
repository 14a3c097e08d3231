r"""A claim as a complete LaTeX document: `pdflatex` needs nothing but amsmath and amssymb."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from verify.render.exposition import Exposition, Row, ShownPart
from verify.render.show_text import measurement_words, mistake_words, outcome_words, verdict_words
from verify.render.to_latex import escaped, latex_of, relation_in_latex

_HEAD = r"""\documentclass{article}
\usepackage[utf8]{inputenc}
\usepackage[T1]{fontenc}
\usepackage{amsmath,amssymb}
\allowdisplaybreaks
\begin{document}"""


def as_latex(shown: Exposition) -> str:
    entry = shown.entry
    lines = [_HEAD, rf"\section*{{{escaped(entry.title or entry.id)}}}"]
    lines += [rf"\emph{{{escaped(entry.source)}}}", ""] if entry.source else []
    lines += [escaped(entry.remarks), ""] if entry.remarks else []
    for part in shown.parts:
        lines += _part(part, shown.is_true)
    if shown.legend:
        lines += [r"\paragraph{Where}", *(rf"\[{latex_of(row)}\]" for row in shown.legend)]
    if shown.measurements:
        lines += _items(r"\paragraph{Measured on drawn data}", [escaped(measurement_words(each)) for each in shown.measurements])
    lines += [f"{escaped(words)}\n" for words in outcome_words(shown)]
    return "\n".join([*lines, r"\end{document}", ""])


def _items(head: str, rows: list[str]) -> list[str]:
    return [head, r"\begin{itemize}", *(rf"\item {row}" for row in rows), r"\end{itemize}"]


def _part(part: ShownPart, is_true: bool) -> Iterator[str]:
    yield rf"\paragraph{{{escaped(part.label) or ('Statement' if is_true else 'False statement')}}}"
    yield rf"\[{latex_of(part.statement)}\]"
    if part.assuming:
        yield "Assuming " + ", ".join(f"${latex_of(each)}$" for each in part.assuming) + "."
    if part.proof:
        yield rf"\paragraph{{{'Proof' if is_true else 'Refutation'}}}"
    for is_chain, group in groupby(part.proof, key=lambda row: row.formula is not None and not row.is_heading):
        rows = list(group)
        yield from _chain(rows) if is_chain else (f"{_remark(row)}\n" for row in rows)
    if part.mistakes:
        yield from _items(r"\paragraph{Mistakes}", [
            f"{escaped(each.label)}: ${latex_of(each.formula)}$"
            + (f" ({escaped(mistake_words(each))})" if each.verdict is not None else "")
            for each in part.mistakes
        ])  # fmt: skip


def _chain(rows: list[Row]) -> Iterator[str]:
    """The relations stand below each other, and each reason on a line of its own below its formula."""
    yield r"\begin{align*}"
    lines = []
    for row in rows:
        formula = latex_of(row.formula) if row.formula is not None else ""
        lines.append(f"{relation_in_latex(row.relation)} & {formula}" if row.relation else f"& {formula}")
        if row.words:
            lines.append(rf"& \qquad\text{{\small {_words(row)}}}")
    yield " \\\\\n".join(lines)
    yield r"\end{align*}"


def _remark(row: Row) -> str:
    formula = f" ${latex_of(row.formula)}$" if row.formula is not None else ""
    return rf"\emph{{{escaped(row.words)}{formula}}}:" if row.is_heading else _words(row)


def _words(row: Row) -> str:
    said = verdict_words(row.verdict)
    return escaped(row.words) + (f" [{said}]" if said else "")
