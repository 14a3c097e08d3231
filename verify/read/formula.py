"""A formula in either syntax, with the definitions that stand beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from verify.problem import InputError, Problem, reject
from verify.read.congruences import reject_congruences
from verify.read.declare import declared_with_conditions
from verify.read.decoration import without_decoration
from verify.read.definitions import NO_DEFINITIONS, Definition, Names, name_and_parameters
from verify.read.indexed import indexed_names
from verify.read.latex.parser import is_latex, read_latex
from verify.read.latex.words import KNOWN
from verify.read.loose_bounds import reject_loose_bounds
from verify.read.macros import Macros, macros_of
from verify.read.names import canonical_name
from verify.read.naming import KNOWN_FUNCTIONS
from verify.read.no_answers import reject_no_answers
from verify.read.operators import read_typed
from verify.read.order_of_definitions import in_order_of_use
from verify.read.outcomes import check_outcomes, with_abstract_outcomes
from verify.read.scan import problem
from verify.read.text import WORDS, Reading
from verify.sort import INTEGER, REAL, Function, Parts, Random, Scalar, Sequence, Tensor
from verify.term import BINDERS, Shape, Term, contains, free_symbols, make, postorder, symbol, symbols_of_sort

Syntax = Literal["auto", "latex", "text"]
SYNTAXES: tuple[Syntax, ...] = ("auto", "latex", "text")
MOST_DEFINITIONS = 50
_COMMAND = re.compile(r"\\([A-Za-z]{2,})")
_POWER_WITH_INDEX = re.compile(r"(?<![A-Za-z0-9_])([A-Za-z])\^([A-Za-z])_([A-Za-z0-9]+)")
_BETWEEN_BOUNDS = re.compile(r"\]\s*_")
_WORD_OF_LATEX = re.compile(
    r"(?<![^\W_])(?:sin|cos|tan|sinh|cosh|tanh|exp|ln|log|arctan|arcsin|pi|theta|alpha|beta|lambda)(?![^\W_])"
)
_BARE_WORD = re.compile(r"(?<![\\A-Za-z])(?:[A-Za-z]{2,}|[A-Za-z][0-9])")
_DIFFERENTIAL, _POWER_OF_DIGITS = re.compile(r"[A-Za-z]?d[a-z]"), re.compile(r"\^([0-9]{2,})")
_MOST_REMEMBERED = 100  # readings of one vocabulary
# Operators that LaTeX has only with a backslash: without one they are read as typed text, or not at all.
_TYPED_WORDS = re.compile(
    r"(?<![^\W_])(?:arg(?:min|max)|sup|sum|prod|product|int|integral|lim|limit|indicator|where)(?![^\W_])"
    r"|[∫∑∏]|\bd(?:\^\{?[0-9]+\}?|[²³])?/d[^\W\d_]"
)


def read_formula(
    source: str,
    symbols: Mapping[str, Term],
    syntax: Syntax = "auto",
    shape: Shape | None = None,
    wanted: str = "",
    definitions: Mapping[str, Definition] = NO_DEFINITIONS,
) -> Reading:
    """Read LaTeX or typed text; `shape` is that of the whole formula where it is known, to fit matrices without a size.

    `wanted` is "set" where a set is asked for: see `verify.read.set_notation`.  `definitions` are of names among `symbols`.

    `auto` takes a formula with a backslash or dollars for LaTeX, and one with braces for text if it can be read as that.
    a^n_1 is a_1^n in LaTeX and a^(n_1) in text: without a sign of either it is ambiguous, unless n_1 is declared.
    Raises InputError whose problem has the source and a span.
    """
    reject_no_answers(source, symbols)
    plain = without_decoration(source)
    if plain.text == source:
        return _read(source, symbols, syntax, shape, wanted, definitions)
    syntax = "latex" if syntax == "auto" and is_latex(source) else syntax
    try:
        return _read(plain.text, symbols, syntax, shape, wanted, definitions)
    except InputError as error:
        raise plain.at_source(error) from None


def _read(
    source: str,
    symbols: Mapping[str, Term],
    syntax: Syntax,
    shape: Shape | None,
    wanted: str,
    definitions: Mapping[str, Definition],
) -> Reading:
    if "=" in source:
        reject_loose_bounds(source)
    if "≡" in source or "equiv" in source or "mod" in source:
        reject_congruences(source, _called_with_brackets(symbols, definitions))
    if syntax == "text":
        return _typed(source, symbols, shape, wanted, definitions)
    if syntax == "latex" or is_latex(source):
        return read_latex(source, symbols, shape, wanted, definitions)
    _reject_power_with_index(source, symbols)
    if _BETWEEN_BOUNDS.search(source) and ("{" not in source or _TYPED_WORDS.search(source)):
        return _between_bounds(source, symbols, shape, wanted, definitions)
    if "{" in source or "\\" in source:
        return _text_or_latex(source, symbols, shape, wanted, definitions)
    return read_typed(source, symbols, shape, wanted, definitions)


def _typed(
    source: str, symbols: Mapping[str, Term], shape: Shape | None, wanted: str, definitions: Mapping[str, Definition]
) -> Reading:
    r"""Typed text; A\beta is inv(A) beta, and what cannot be read because of a command of LaTeX is said to have one."""
    try:
        return read_typed(source, symbols, shape, wanted, definitions)
    except InputError:
        command = next((found for found in _COMMAND.finditer(source) if found[1] in KNOWN), None)
        if command is None:
            raise
        help = "the syntax latex, or a formula without backslashes"
        raise problem("unsupported", f"{command[0]}, a command of LaTeX in typed text", source, *command.span(), help) from None


def _called_with_brackets(symbols: Mapping[str, Term], definitions: Mapping[str, Definition]) -> frozenset[str]:
    """The names before a bracket that holds an argument; `mod`, if it is declared as anything."""
    declared = {name for name, each in symbols.items() if not isinstance(each.sort, Scalar) or name == "mod"}
    return KNOWN_FUNCTIONS | declared | {*definitions}


def _text_or_latex(
    source: str, symbols: Mapping[str, Term], shape: Shape | None, wanted: str, definitions: Mapping[str, Definition]
) -> Reading:
    try:
        return read_typed(source, symbols, shape, wanted, definitions)
    except InputError as error:
        if "\\" not in source and (_TYPED_WORDS.search(source) or not {*WORDS.findall(source)} <= {*symbols}):
            raise  # a word is single letters to TeX
        try:
            return read_latex(source, symbols, shape, wanted, definitions)
        except InputError as other:
            raise (other if "^{" in source else error) from None


def _between_bounds(
    source: str, symbols: Mapping[str, Term], shape: Shape | None, wanted: str, definitions: Mapping[str, Definition]
) -> Reading:
    """[x e^x]_0^1 of typed text, which has no such notation, as LaTeX reads it if that has all its words as commands."""
    try:
        return read_typed(source, symbols, shape, wanted, definitions)
    except InputError as error:
        spelled = _POWER_OF_DIGITS.sub(r"^{\1}", _WORD_OF_LATEX.sub(r"\\\g<0>", source.replace("²", "^2").replace("³", "^3")))
        if any(not _DIFFERENTIAL.fullmatch(word) for word in _BARE_WORD.findall(spelled)):
            raise
        try:
            found = read_latex(spelled, symbols, shape, wanted, definitions)
        except InputError:
            raise error from None
        return replace(found, choices=(*found.choices, "[..] with two bounds behind it is read as in LaTeX"))


def _reject_power_with_index(source: str, symbols: Mapping[str, Term]) -> None:
    for found in _POWER_WITH_INDEX.finditer(source):
        base, exponent, index = found.groups()
        if base != "e" and f"{exponent}_{index}" not in symbols:
            help = f"write {base}_{index}^{exponent}, or {base}^({exponent}_{index})"
            raise InputError(Problem("ambiguous", repr(found[0]), "", help, source, found.span()))


@dataclass(frozen=True)
class Vocabulary:
    """What the names of a formula stand for: declared symbols, and definitions that are unfolded.

    `conditions` are what the declarations say beyond the sorts of the symbols: k <= n.  `macros` are written out in every
    formula.  `abstracted` are the variables of densities that are declared as numbers or vectors: see `verify.read.outcomes`.
    """

    symbols: Mapping[str, Term]
    definitions: tuple[Definition, ...] = ()
    syntax: Syntax = "auto"
    conditions: tuple[Term, ...] = ()
    macros: Macros = field(default_factory=Macros)
    abstracted: frozenset[str] = frozenset()
    _known: dict[str, Term] = field(default_factory=dict, init=False, repr=False)
    _defined: dict[str, Definition] = field(default_factory=dict, init=False, repr=False)
    _readings: dict[tuple[str, Shape | None, str], Reading] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._known.update(self.symbols)
        for each in self.definitions:
            self._known[each.name] = _placeholder(each)
            self._defined[each.name] = replace(each, with_variables=self._with_variables)

    def _with_variables(self, names: frozenset[str]) -> Names:
        """The names, and their definitions, for which some of the defined quantities are variables."""
        symbols = {**self.symbols, **{name: self._known[name] for name in names}}
        kept = [(each.head, each.source) for each in self.definitions if each.name not in names]
        found = replace(self, symbols=symbols, definitions=_definitions(kept, replace(self, symbols=symbols, definitions=())))
        return found._known, found._defined

    def defines(self, name: str) -> bool:
        """Whether a name is that of a definition, or of one for every index: m_k, m_1."""
        family = name.rpartition("_")[0]
        return any(each.name == (name if each.length is None else family) for each in self.definitions)

    def read(self, source: str, shape: Shape | None = None, wanted: str = "") -> Reading:
        """The reading of a formula with every definition unfolded; see `read_formula` for `shape` and `wanted`.

        It is remembered, as every way to judge an answer begins with it.
        """
        key = (source, shape, wanted)
        found = self._readings.get(key)
        if found is None:
            found = self._read(source, shape, wanted)
            if len(self._readings) >= _MOST_REMEMBERED:
                self._readings.clear()
            self._readings[key] = found
        return found

    def _read(self, source: str, shape: Shape | None, wanted: str) -> Reading:
        macros, start = self.macros.of_source(source)
        expanded = macros.expanded(source, start)
        has_macros = bool(macros.known)  # A\b may be one of them
        is_written_in_latex = self.syntax == "auto" and is_latex(source[start:], has_macros)  # also if only macros made it that
        syntax: Syntax = "latex" if is_written_in_latex else self.syntax
        try:
            reading = read_formula(expanded.text, self._known, syntax, shape, wanted, self._defined)
        except InputError as error:
            raise expanded.at_source(error) from None
        term = self.unfold(reading.term)
        if self.abstracted:
            return replace(reading, term=term, choices=(*reading.choices, *check_outcomes(term, self.abstracted, source)))
        return reading if term is reading.term else replace(reading, term=term)

    def unfold(self, term: Term) -> Term:
        """The term with every defined quantity written out; one under a sum over a name that it uses is a conflict."""
        if not self.definitions:
            return term
        for each in self.definitions:
            if each.length is not None and _placeholder(each) in free_symbols(term):
                raise reject("type-mismatch", f"{each.name} without an index", help=f"write {each.head}, or another index")
        quantities = {_placeholder(each): each for each in self.definitions if not each.parameters}
        used = {name: each.quantity for name, each in quantities.items() if name in free_symbols(term)}
        if not used:
            return term
        parts = postorder(term)
        bound = {part.args[0].name for part in parts if part.op in BINDERS}
        bound |= {name.name for name in symbols_of_sort(parts, Random)}
        for name, quantity in used.items():
            unit = next((letter for letter in "ij" if letter in bound), "") if contains(quantity, {"imaginary"}) else ""
            if unit:
                message = f"{unit} is bound where {name.name} is used, which speaks of the imaginary unit"
                raise reject("name-conflict", message, help="give the bound name another letter")
            for other in free_symbols(quantity):
                if other.name in bound:
                    message = f"{other.name} is bound where {name.name} is used, which speaks of another {other.name}"
                    raise reject("name-conflict", message, help="give the bound name another letter")
        unfolded: dict[Term, Term] = {}
        for part in parts:
            args = tuple(unfolded[arg] for arg in part.args)
            unfolded[part] = used.get(part) or (part if args == part.args else make(part.op, args, part.value))
        return unfolded[term]



def vocabulary(
    symbols: Mapping[str, str],
    definitions: Mapping[str, str] | None = None,
    syntax: Syntax = "auto",
    macros: Mapping[str, str] | str = "",
) -> Vocabulary:
    """The vocabulary of a row: domain words by name, and formulas by what they define (`S(x)`, `\\bar{x}`).

    A definition may use the others, in whatever order they stand.  Raises InputError for one that cannot be read.
    """
    written = macros_of(macros)
    words = declared_with_conditions({written.expanded(name).text: each for name, each in symbols.items()})
    declared, abstracted = with_abstract_outcomes(words.symbols, words.conditions)
    alone = Vocabulary(declared, (), syntax, words.conditions, written, abstracted)
    found = _definitions([*(definitions or {}).items()], alone)
    _check_indexed(declared, found)
    return replace(alone, definitions=found)


def _definitions(given: list[tuple[str, str]], alone: Vocabulary) -> tuple[Definition, ...]:
    """The definitions with these heads and bodies, each behind those that it uses, and else in the order of their places."""
    if len(given) > MOST_DEFINITIONS:
        raise reject("too-long", f"more than {MOST_DEFINITIONS} definitions")
    names: dict[str, str] = {}
    for head, _ in given:
        name = name_and_parameters(alone.macros.expanded(head).text)[0]
        if name in names:
            raise reject("malformed-definition", f"{head} is defined twice", where=head, help="define each name once")
        names[name] = head

    def read(head: str, body: str, found: tuple[Definition, ...], later: set[str]) -> Definition:
        known = replace(alone, definitions=found)
        return _for_every_index(head, body, known, later) or _definition(head, body, known, later)

    texts = [(alone.macros.expanded(head).text, body) for head, body in given]
    return in_order_of_use(dict(zip(names, texts, strict=True)), read)


def _for_every_index(head: str, body: str, known: Vocabulary, later: set[str]) -> Definition | None:
    """m_k = (p_k + q_k)/2 for all k, as far as p and q go; None for what is no such definition."""
    name, _, index = canonical_name(head).rpartition("_")
    if not name or len(index) != 1 or not index.islower() or name in known.symbols or not _may_be_index(known.symbols.get(index)):
        return None
    definition = Definition(head, name, (index,), lambda symbols: _body(body, symbols, known, later), body)
    try:
        read = definition.body((INTEGER,))
    except InputError:
        return None
    items = [part.args[0] for part in postorder(read.term) if part.op == "item" and part.args[1:] == read.parameters]
    sorts = {each.sort for each in items if each.op == "symbol" and isinstance(each.sort, (Sequence, Tensor))}
    lengths = {sort.length if isinstance(sort, Sequence) else sort.shape[0] for sort in sorts}
    if len(lengths) != 1 or read.term.shape or index in {each.name for each in (*read.binds, *free_symbols(*lengths))}:
        return None  # the n of x_n/sum(x_i, i, 1, n) is how many there are
    return replace(definition, length=lengths.pop())


def _may_be_index(found: Term | None) -> bool:
    return found is None or (isinstance(found.sort, Scalar) and found.sort.is_integer)


def _check_indexed(symbols: Mapping[str, Term], definitions: Iterable[Definition]) -> None:
    """Raises InputError for w_{k+1} as a name of its own beside w, of which it is an item."""
    named = {**symbols, **{each.name: _placeholder(each) for each in definitions}}
    for name in indexed_names(named):
        base = re.split(r"_\{|\^\{", name)[0]
        sort = symbols[base].sort if base in symbols else None
        is_item = "_{" in name and isinstance(sort, (Tensor, Random)) and not named[name].shape
        if isinstance(sort, (Sequence, Parts)) or is_item:
            help = f"an assumption on the items of {base}, or another letter"
            raise reject("duplicate-name", f"{name} beside {base}, of which it is an item", where=name, help=help)


def _definition(head: str, body: str, known: Vocabulary, later: set[str]) -> Definition:
    name, parameters = name_and_parameters(head)
    if name in known.symbols:
        raise reject("duplicate-name", f"{name} is declared and defined", where=head, help="give one of the two")
    definition = Definition(head, name, parameters, lambda symbols: _body(body, symbols, known, later), body)
    definition.check(known.symbols)
    return definition


def _body(source: str, parameters: tuple[Term, ...], known: Vocabulary, later: set[str]) -> tuple[Term, tuple[str, ...]]:
    """The right side of a definition, in which its parameters are names of their own, and what is doubtful about it."""
    own = {each.name: each for each in parameters}
    others = tuple(each for each in known.definitions if each.name not in own)  # the a of f(a) is no a that is defined
    reading = replace(known, symbols={**known.symbols, **own}, definitions=others).read(source)
    for name in reading.undeclared:
        if name in later:
            raise reject("malformed-definition", f"{name}, which is defined here or later", help="define it before it is used")
    return reading.term, reading.doubts


def _placeholder(definition: Definition) -> Term:
    """A symbol that stands for a definition while formulas are read."""
    if definition.length is not None:
        return symbol(definition.name, Sequence(definition.length, REAL))
    if definition.parameters:
        return symbol(definition.name, Function(len(definition.parameters)))
    shape = definition.quantity.shape
    return symbol(definition.name, Tensor(shape) if shape else REAL)
