"""A row: what was asked, what was submitted, and how the two are to be compared.

    {"id": "q3-ada", "reference": "\\\\frac{1}{1+e^{-z}}", "submitted": "(1+tanh(z/2))/2", "symbols": {"z": "real"},
     "definitions": {"S(x)": "1/(1+exp(-x))"}, "mode": "equal", "points": 2}
    {"id": "q5-ada", "lines": ["(x+1)^2 - 1", "x^2 + 2x"], "reference": "x^2 + 2x"}
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Any

from verify.problem import reject
from verify.read.formula import SYNTAXES, Syntax
from verify.read.names import canonical_name
from verify.read.usual_words import usual_words

FIELDS = (
    "id", "reference", "references", "claim", "part", "start", "submitted", "lines", "symbols", "definitions", "mistakes",
    "assuming", "mode", "form", "points", "rubric", "relation", "syntax", "macros",
)  # fmt: skip
ABOUT_THE_STUDENT = ("student", "question", "name", "email")
_NAMES = frozenset((*FIELDS, *ABOUT_THE_STUDENT))
MOST_LINES = 200
NO_ANSWER = "no-answer"  # the kind of the problem of a row in which nothing was handed in


@dataclass(frozen=True)
class Reference:
    """A right answer, or one that is worth part of the points, with what is then said."""

    formula: str
    credit: float = 1.0
    message: str = ""


@dataclass(frozen=True)
class Required:
    """A formula that has to stand in some line of a derivation, up to the order of its terms and factors."""

    formula: str
    points: float
    label: str = ""


@dataclass(frozen=True)
class Rubric:
    """What a derivation earns its points with.

    `lines`          points for the lines, shared equally among those that have to follow from the one before
    `required`       what has to stand in some line, each with points and a label
    `final`          points for a last line that is what was asked for
    `follow_through` the part of a line's points that it keeps if it follows from a line after the first wrong one
    """

    lines: float = 0.0
    required: tuple[Required, ...] = ()
    final: float = 0.0
    follow_through: float = 1.0

    @property
    def total(self) -> float:
        return self.lines + self.final + sum(each.points for each in self.required)


@dataclass(frozen=True)
class Row:
    """One submission; `lines` is a derivation, `submitted` a formula, or a derivation in one text.

    `start` is what a derivation has to begin with, where that is asked.
    `mistakes` are wrong answers by their labels, which are then named to whoever made them.  `macros` are those of the question:
    a mapping from a command to what it stands for, or a text of definitions.  `taken`: those of the `symbols` that formulas have,
    and nobody declared; they are numbers as other undeclared names are.
    """

    id: str
    references: tuple[Reference, ...] = ()
    claim: str = ""
    part: str = ""
    start: str = ""
    submitted: str | None = None
    lines: tuple[str, ...] = ()
    symbols: Mapping[str, str] = field(default_factory=dict)
    definitions: Mapping[str, str] = field(default_factory=dict)
    macros: Mapping[str, str] | str = ""
    mistakes: Mapping[str, str] = field(default_factory=dict)
    assuming: tuple[str, ...] = ()
    mode: str = "equal"
    form: str = ""
    syntax: Syntax = "auto"
    relation: str = ""
    rubric: Rubric | None = None
    points: float = 1.0
    taken: frozenset[str] = frozenset()

    @property
    def asked(self) -> tuple[str, ...]:
        """The formulas of the references."""
        return tuple(each.formula for each in self.references)

    def asking_for(self, formulas: Iterable[str], symbols: Mapping[str, str] | None = None) -> Row:
        """The row with other formulas in its references, and more declarations."""
        references = tuple(replace(each, formula=text) for each, text in zip(self.references, formulas, strict=False))
        return replace(self, references=references, symbols={**self.symbols, **(symbols or {})})

    @property
    def is_bare(self) -> bool:
        """Whether there is nothing beside an answer, declared symbols, and one reference at most."""
        has_more = self.rubric is not None or self.start or self.relation or self.form or self.claim or self.definitions
        return not has_more and len(self.references) <= 1 and self.mode in ("", "equal")

    @property
    def has_more_formulas(self) -> bool:
        """Whether it has formulas beside its references, its answer and known mistakes, which judge nothing."""
        return bool(self.definitions or self.assuming or self.start) or self.rubric is not None

    @property
    def declared(self) -> set[str]:
        """The names that somebody declared, or that are said to be something else than numbers."""
        return {canonical_name(name) for name, words in self.symbols.items() if name not in self.taken or words != "real"}


def row_of(data: Mapping[str, Any]) -> Row:
    """The row in a mapping; raises InputError for a field that is missing, misspelled or of the wrong kind.

    A field that resembles none of a row's is somebody else's, and ignored.
    """
    if not isinstance(data, Mapping):
        raise reject("malformed-row", "a row that is no object", help='{"id": .., "reference": .., "submitted": ..}')
    for name in data:
        near = get_close_matches(str(name), FIELDS, n=1, cutoff=0.75) if name not in _NAMES else []
        if near:
            raise reject("malformed-row", f"the field {name!r}"[:80], help=f"{near[0]}, or a name that resembles no field")
    submitted, lines = data.get("submitted"), data.get("lines") or ()
    if (submitted is None) == (not lines):
        help = "a formula in submitted, or a derivation in lines"
        raise reject("malformed-row", "submitted and lines", help=help) if lines else reject(NO_ANSWER, "no answer", help=help)
    if not isinstance(lines, (list, tuple)) or len(lines) > MOST_LINES or not all(isinstance(line, str) for line in lines):
        raise reject("malformed-row", "lines that are no list of texts", help=f"at most {MOST_LINES} lines")
    if submitted is not None and not isinstance(submitted, str):
        raise reject("malformed-row", f"submitted: {type(submitted).__name__}", help="a text")
    syntax = data.get("syntax", "auto")
    if syntax not in SYNTAXES:
        raise reject("malformed-row", f"syntax {syntax!r}"[:80], help=", ".join(SYNTAXES))
    rubric = _rubric(data.get("rubric"))
    return Row(
        id="" if data.get("id") is None else str(data["id"]), references=_references(data), claim=_text(data, "claim"),
        part=_text(data, "part"), start=_text(data, "start"), submitted=submitted, lines=tuple(lines),
        symbols=_declared(data), definitions=_words(data, "definitions"), mistakes=_words(data, "mistakes"),
        macros=data["macros"] if isinstance(data.get("macros"), str) else _words(data, "macros"),
        assuming=_texts(data, "assuming"), mode=_text(data, "mode") or "equal", form=_text(data, "form"), syntax=syntax,
        relation=_text(data, "relation"), rubric=rubric,
        points=_number(data, "points", rubric.total if rubric is not None else 1.0),
    )  # fmt: skip


def _rubric(data: Any) -> Rubric | None:
    if data is None:
        return None
    shape = '{"lines": 4, "required": [{"formula": .., "points": 2, "label": ..}], "final": 2, "follow_through": 0.5}'
    names, of_step = {"lines", "required", "final", "follow_through"}, {"formula", "points", "label"}
    if not isinstance(data, Mapping) or set(data) - names or not isinstance(data.get("required", []), (list, tuple)):
        raise reject("malformed-row", f"the rubric {data!r}"[:80], help=shape)
    required = []
    for each in data.get("required", []):
        if not isinstance(each, Mapping) or not isinstance(each.get("formula"), str) or set(each) - of_step:
            raise reject("malformed-row", f"the required step {each!r}"[:80], help=shape)
        required.append(Required(each["formula"], _number(each, "points", 1.0), _text(each, "label")))
    parts = (_number(data, name, default) for name, default in (("lines", 0.0), ("final", 0.0), ("follow_through", 1.0)))
    lines, final, follow_through = parts
    rubric = Rubric(lines, tuple(required), final, follow_through)
    if rubric.total <= 0 or rubric.follow_through > 1:
        raise reject("malformed-row", "a rubric without points" if rubric.total <= 0 else "follow_through above 1", help=shape)
    return rubric


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
    return Reference(data["formula"], credit, _text(data, "message"))


def _declared(data: Mapping[str, Any]) -> dict[str, str]:
    return {name: usual_words(name, words) for name, words in _words(data, "symbols").items()}


def _words(data: Mapping[str, Any], name: str) -> dict[str, str]:
    words = data.get(name) or {}
    if not isinstance(words, Mapping):
        raise reject("malformed-row", f"{name} that are no names with words", help='{"x": "positive"}')
    for key, text in words.items():
        if not (isinstance(key, str) and isinstance(text, str)):
            seen = f"{name}: {key!r} stands for {text!r}, which is no text"
            raise reject("malformed-row", seen[:120], help='{"x": "positive"}')
    return dict(words)


def _texts(data: Mapping[str, Any], name: str) -> tuple[str, ...]:
    found = data.get(name) or ()
    found = (found,) if isinstance(found, str) else found
    if not isinstance(found, (list, tuple)) or not all(isinstance(each, str) for each in found):
        raise reject("malformed-row", f"{name} that is no list of texts", help='["x < y"]')
    return tuple(found)


def _text(data: Mapping[str, Any], name: str) -> str:
    found = data.get(name) or ""
    if not isinstance(found, str):
        raise reject("malformed-row", f"{name}: {type(found).__name__}", help="a text")
    return found


def _number(data: Mapping[str, Any], name: str, default: float) -> float:
    found = data.get(name, default)
    if isinstance(found, bool) or not isinstance(found, (int, float)) or not 0 <= found < 1e9:
        raise reject("malformed-row", f"{name}: {found!r}"[:60], help="a number that is not negative")
    return float(found)
