"""A row: what was asked, what was submitted, and how the two are to be compared.

    {"id": "q3-ada", "reference": "\\\\frac{1}{1+e^{-z}}", "submitted": "(1+tanh(z/2))/2", "symbols": {"z": "real"},
     "definitions": {"S(x)": "1/(1+exp(-x))"}, "mode": "equal", "points": 2}
    {"id": "q5-ada", "lines": ["(x+1)^2 - 1", "x^2 + 2x"], "reference": "x^2 + 2x"}
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from verify.problem import reject
from verify.read.formula import SYNTAXES, Syntax

FIELDS = frozenset(("id", "reference", "references", "submitted", "lines", "symbols", "definitions", "mode", "points", "syntax",
                    "relation", "assuming"))  # fmt: skip
MOST_LINES = 200


@dataclass(frozen=True)
class Reference:
    """A right answer, or one that is worth part of the points, with what is then said."""

    formula: str
    credit: float = 1.0
    message: str = ""


@dataclass(frozen=True)
class Row:
    """One submission; `lines` is a derivation, `submitted` a formula."""

    id: str
    references: tuple[Reference, ...]
    submitted: str | None = None
    lines: tuple[str, ...] = ()
    symbols: Mapping[str, str] = field(default_factory=dict)
    definitions: Mapping[str, str] = field(default_factory=dict)
    assuming: tuple[str, ...] = ()
    mode: str = "equal"
    syntax: Syntax = "auto"
    points: float = 1.0


def row_of(data: Mapping[str, Any]) -> Row:
    """The row in a mapping; raises InputError for a field that is missing, unknown or of the wrong kind."""
    if not isinstance(data, Mapping):
        raise reject("malformed-row", "a row that is no object", help='{"id": .., "reference": .., "submitted": ..}')
    unknown = sorted(set(data) - FIELDS)
    if unknown:
        raise reject("malformed-row", f"the field {unknown[0]!r}", help=f"the fields are {', '.join(sorted(FIELDS))}")
    submitted, lines = data.get("submitted"), data.get("lines") or ()
    if (submitted is None) == (not lines):
        raise reject("malformed-row", "neither submitted nor lines" if not lines else "submitted and lines",
                     help="a formula in submitted, or a derivation in lines")  # fmt: skip
    if not isinstance(lines, (list, tuple)) or len(lines) > MOST_LINES or not all(isinstance(line, str) for line in lines):
        raise reject("malformed-row", "lines that are no list of texts", help=f"at most {MOST_LINES} lines")
    if submitted is not None and not isinstance(submitted, str):
        raise reject("malformed-row", f"submitted: {type(submitted).__name__}", help="a text")
    syntax = data.get("syntax", "auto")
    if syntax not in SYNTAXES:
        raise reject("malformed-row", f"syntax {syntax!r}", help=", ".join(SYNTAXES))
    references = _references(data)
    if not references and not lines:
        raise reject("malformed-row", "no reference", help="reference: the right answer")
    return Row(
        id=str(data.get("id", "")), references=references, submitted=submitted, lines=tuple(lines),
        symbols=_words(data, "symbols"), definitions=_words(data, "definitions"), assuming=_texts(data, "assuming"),
        mode=_text(data, "mode", "equal"), syntax=syntax, points=_number(data, "points", 1.0),
    )  # fmt: skip


def _references(data: Mapping[str, Any]) -> tuple[Reference, ...]:
    single = data.get("reference")
    several = data.get("references") or ()
    if single is not None:
        if several or not isinstance(single, str):
            raise reject("malformed-row", "reference and references" if several else "a reference that is no text",
                         help="one reference, or a list of references")  # fmt: skip
        return (Reference(single),)
    if not isinstance(several, (list, tuple)):
        raise reject("malformed-row", "references that are no list", help='[{"formula": .., "credit": 0.5, "message": ..}]')
    return tuple(_reference(each) for each in several)


def _reference(data: Any) -> Reference:
    if isinstance(data, str):
        return Reference(data)
    if not isinstance(data, Mapping) or not isinstance(data.get("formula"), str) or set(data) - {"formula", "credit", "message"}:
        raise reject("malformed-row", f"the reference {data!r}"[:80], help='{"formula": .., "credit": 0.5, "message": ..}')
    credit = _number(data, "credit", 1.0)
    if not 0 <= credit <= 1:
        raise reject("malformed-row", f"credit {credit}", help="a credit from 0 to 1")
    return Reference(data["formula"], credit, _text(data, "message", ""))


def _words(data: Mapping[str, Any], name: str) -> dict[str, str]:
    words = data.get(name) or {}
    if not isinstance(words, Mapping) or not all(isinstance(part, str) for pair in words.items() for part in pair):
        raise reject("malformed-row", f"{name} that are no names with words", help='{"x": "positive"}')
    return dict(words)


def _texts(data: Mapping[str, Any], name: str) -> tuple[str, ...]:
    found = data.get(name) or ()
    found = (found,) if isinstance(found, str) else found
    if not isinstance(found, (list, tuple)) or not all(isinstance(each, str) for each in found):
        raise reject("malformed-row", f"{name} that is no list of texts", help='["x < y"]')
    return tuple(found)


def _text(data: Mapping[str, Any], name: str, default: str) -> str:
    found = data.get(name, default)
    if not isinstance(found, str):
        raise reject("malformed-row", f"{name}: {type(found).__name__}", help="a text")
    return found


def _number(data: Mapping[str, Any], name: str, default: float) -> float:
    found = data.get(name, default)
    if isinstance(found, bool) or not isinstance(found, (int, float)) or not 0 <= found < 1e9:
        raise reject("malformed-row", f"{name}: {found!r}"[:60], help="a number that is not negative")
    return float(found)
