"""A formula in either syntax, with the definitions that stand beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from verify.problem import InputError, reject
from verify.read.declare import declarations
from verify.read.latex import is_latex, read_latex
from verify.read.names import canonical_name
from verify.read.text import Reading, read_text
from verify.sort import REAL, Function, Tensor
from verify.term import Term, free_symbols, postorder, substitute, symbol

Syntax = Literal["auto", "latex", "text"]
SYNTAXES: tuple[Syntax, ...] = ("auto", "latex", "text")
MOST_DEFINITIONS = 50


def read_formula(source: str, symbols: Mapping[str, Term], syntax: Syntax = "auto") -> Reading:
    """Read LaTeX or typed text; `auto` takes a formula with a backslash, a brace or a dollar for LaTeX.

    Raises InputError whose problem has the source and a span.
    """
    if syntax == "latex" or (syntax == "auto" and is_latex(source)):
        return read_latex(source, symbols)
    return read_text(source, symbols)


@dataclass(frozen=True)
class Definition:
    """name(parameters) = body; a quantity has no parameters."""

    name: str
    parameters: tuple[Term, ...]
    body: Term


@dataclass(frozen=True)
class Vocabulary:
    """What the names of a formula stand for: declared symbols, and definitions that are unfolded."""

    symbols: Mapping[str, Term]
    definitions: tuple[Definition, ...] = ()
    syntax: Syntax = "auto"
    _known: dict[str, Term] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        self._known.update(self.symbols)
        for each in self.definitions:
            self._known[each.name] = _placeholder(each)

    def read(self, source: str) -> Reading:
        """The reading of a formula with every definition unfolded."""
        reading = read_formula(source, self._known, self.syntax)
        return replace(reading, term=self.unfold(reading.term))

    def unfold(self, term: Term) -> Term:
        for each in reversed(self.definitions):
            term = _unfolded(term, each)
        return term


def vocabulary(symbols: Mapping[str, str], definitions: Mapping[str, str] | None = None, syntax: Syntax = "auto") -> Vocabulary:
    """The vocabulary of a row: domain words by name, and formulas by what they define (`S(x)`, `\\bar{x}`).

    A definition may use those before it.  Raises InputError for one that cannot be read.
    """
    declared = declarations(dict(symbols))
    found: list[Definition] = []
    for head, body in (definitions or {}).items():
        if len(found) >= MOST_DEFINITIONS:
            raise reject("too-long", f"more than {MOST_DEFINITIONS} definitions")
        found.append(_definition(head, body, Vocabulary(declared, tuple(found), syntax)))
    return Vocabulary(declared, tuple(found), syntax)


def _definition(head: str, body: str, known: Vocabulary) -> Definition:
    name, _, rest = head.partition("(")
    name = canonical_name(name)
    parameters: tuple[Term, ...] = ()
    if rest:
        if not rest.rstrip().endswith(")"):
            raise reject("malformed-definition", f"{head!r}", where=head, help="S(x), or a name")
        names = [canonical_name(each) for each in rest.rstrip()[:-1].split(",")]
        if not all(names):
            raise reject("malformed-definition", f"{head!r}", where=head, help="S(x, y): the parameters by name")
        parameters = tuple(known.symbols.get(each, symbol(each, REAL)) for each in names)
    if not name:
        raise reject("malformed-definition", f"{head!r}", where=head, help="S(x), or a name")
    if name in known.symbols:
        raise reject("duplicate-name", f"{name} is declared and defined", where=head, help="give one of the two")
    inside = replace(known, symbols={**known.symbols, **{each.name: each for each in parameters}})
    try:
        term = inside.read(body).term
    except InputError as error:
        problem = error.problem
        raise InputError(replace(problem, where=problem.where or f"the definition of {head}")) from None
    return Definition(name, parameters, term)


def _placeholder(definition: Definition) -> Term:
    """A symbol that stands for a definition while formulas are read."""
    if definition.parameters:
        return symbol(definition.name, Function(len(definition.parameters)))
    return symbol(definition.name, Tensor(definition.body.shape) if definition.body.shape else REAL)


def _unfolded(term: Term, definition: Definition) -> Term:
    stands_for = _placeholder(definition)
    if stands_for not in free_symbols(term):
        return term
    if not definition.parameters:
        return substitute(term, {stands_for: definition.body})
    call = _calls(term, stands_for)[0]  # an innermost one: what it stands in is unfolded after it
    value = substitute(definition.body, dict(zip(definition.parameters, call.args[1:], strict=True)))
    return _unfolded(substitute(term, {call: value}), definition)


def _calls(term: Term, function: Term) -> list[Term]:
    found = [each for each in postorder(term) if each.op == "apply" and each.args[0] is function]
    for each in found:
        if any(each.value or ()):
            raise reject("unsupported", f"a primed {function.name}, which is defined", help="write its derivative as diff(...)")
    return found
