"""A claim as Markdown with LaTeX between dollars, for course notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verify.render.exposition import Exposition, Row, ShownPart
from verify.render.show_text import measurement_words, mistake_words, outcome_words, verdict_words
from verify.render.to_latex import latex_of, relation_in_latex

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|$])")


def as_markdown(shown: Exposition) -> str:
    entry = shown.entry
    lines = [f"## {escaped(entry.title or entry.id)}", ""]
    lines += [f"*{escaped(entry.source)}*", ""] if entry.source else []
    lines += [escaped(entry.remarks), ""] if entry.remarks else []
    for part in shown.parts:
        lines += [*_part(part, shown.is_true), ""]
    if shown.legend:
        lines += ["**Where**", "", *(f"- ${latex_of(row)}$" for row in shown.legend), ""]
    if shown.measurements:
        lines += ["**Measured on drawn data**", "", *(f"- {escaped(measurement_words(each))}" for each in shown.measurements), ""]
    lines += [f"**{escaped(words)}**\n" for words in outcome_words(shown)]
    return "\n".join(lines).rstrip() + "\n"


def escaped(words: str) -> str:
    """Plain words with what Markdown would read as markup made harmless."""
    return _SPECIAL.sub(r"\\\1", words)


def _part(part: ShownPart, is_true: bool) -> Iterator[str]:
    yield f"### {escaped(part.label)}" if part.label else f"**{'Statement' if is_true else 'False statement'}**"
    yield from ("", f"$$\n{latex_of(part.statement)}\n$$")
    if part.assuming:
        yield from ("", "Assuming " + ", ".join(f"${latex_of(each)}$" for each in part.assuming) + ".")
    if part.proof:
        yield from ("", f"**{'Proof' if is_true else 'Refutation'}**", "")
        yield from map(_row, part.proof)
    if part.mistakes:
        yield from ("", "**Mistakes**", "")
    for mistake in part.mistakes:
        said = f" ({escaped(mistake_words(mistake))})" if mistake.verdict is not None else ""
        yield f"- {escaped(mistake.label)}: ${latex_of(mistake.formula)}${said}"


def _row(row: Row) -> str:
    margin = "  " * (row.depth - 1)
    formula = f"${relation_in_latex(row.relation)} {latex_of(row.formula)}$".replace("$ ", "$") if row.formula is not None else ""
    said = f" *[{verdict_words(row.verdict)}]*" if row.verdict is not None else ""
    if row.is_heading:
        return f"{margin}- **{escaped(row.words)}**{f' {formula}' if formula else ''}"
    words = f" — {escaped(row.words)}" if formula and row.words else escaped(row.words)
    return f"{margin}- {formula}{words}{said}"
