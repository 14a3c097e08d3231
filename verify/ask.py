r"""`equal` and `holds`: a question in one line.

    equal("tanh(x)", r"\frac{2}{1+e^{-2x}} - 1")                 typed text, LaTeX
    equal(sympy.log(x**2), 2*sympy.log(x), symbols={"x": "nonzero"})    SymPy
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from verify.claim import Relation
from verify.decide import can_be_met, decide
from verify.fuel import DEFAULT_LIMITS, Limits
from verify.problem import reject
from verify.question import Question
from verify.read.declare import declared_with_conditions
from verify.read.formula import read_formula
from verify.read.names import canonical_name, check_names, offer
from verify.render.formula import text
from verify.sort import Parts
from verify.term import RELATIONS, Term, free_symbols, postorder, relation
from verify.term import equal as equation
from verify.verdict import Verdict

_WRITTEN = re.compile(r"(?<![\w.])\\?[^\W\d_]+(?:_\w+)?")
_STATEMENTS = RELATIONS | {"and", "or", "not", "implies", "iff", "true", "false"}


@dataclass(frozen=True)
class Reader:
    """Reads formulas of one question, so that a name means the same in each of them."""

    symbols: Mapping[str, Term]
    _sympy: list[Any] = field(default_factory=list, init=False, repr=False)  # the one reader of SymPy, once there is one

    def term(self, formula: Any) -> Term:
        """A Term as it is, text by the readers of formulas, anything else by the reader of SymPy."""
        if isinstance(formula, Term):
            return formula
        if isinstance(formula, str):
            return read_formula(formula, self.symbols).term
        from verify.read.from_sympy import SympyReader  # lazily: SymPy takes longer to load than most questions to decide

        if not self._sympy:
            self._sympy.append(SympyReader(self.symbols))
        return self._sympy[0].read(formula)  # type: ignore[no-any-return]

    def statement(self, formula: Any) -> Term:
        """As `term`, for a statement; also a relation of the language of claims."""
        if isinstance(formula, Relation):
            return relation(formula.name, self.term(formula.left), self.term(formula.right))
        term = self.term(formula)
        if term.op not in _STATEMENTS:
            raise reject("not-a-statement", f"a value, {formula}, where a statement is needed", help="write it with =, <, <= ...")
        return term


def equal(
    lhs: Any,
    rhs: Any,
    symbols: Mapping[str, str] | None = None,
    *,
    assuming: Iterable[Any] = (),
    limits: Limits = DEFAULT_LIMITS,
) -> Verdict:
    """Whether lhs = rhs wherever the assumptions hold; both are SymPy expressions, typed text or LaTeX.

    `symbols` declares names by domain words ("positive", "in (0, 1)", "symmetric matrix n"); an undeclared scalar is real.
    Raises InputError for what cannot be read, and for what was proved of assumptions that no point was found to meet.
    """
    declared = declared_with_conditions(dict(symbols or {}))
    reader = Reader(declared.symbols)
    return _decided(equation(reader.term(lhs), reader.term(rhs)), reader, (*declared.conditions, *assuming), limits)


def holds(
    statement: Any,
    symbols: Mapping[str, str] | None = None,
    *,
    assuming: Iterable[Any] = (),
    limits: Limits = DEFAULT_LIMITS,
) -> Verdict:
    """Whether a statement (`x < y`, a SymPy relation) holds wherever the assumptions do; see `equal`."""
    declared = declared_with_conditions(dict(symbols or {}))
    reader = Reader(declared.symbols)
    return _decided(reader.statement(statement), reader, (*declared.conditions, *assuming), limits)


def each_occurs(
    names: Iterable[str], symbols: Mapping[str, Term], terms: Iterable[Term], sources: Iterable[str] = ()
) -> None:
    """Raises InputError for names that are declared and do not occur: those that were meant would be taken as real.

    The rows of a matrix occur where the matrix does, and what stands in the sources may cancel as they are read: h^{-1}(h(x)).
    """
    inner = [name for term in terms for name in (*free_symbols(term), *postorder(term)) if name.op == "symbol"]
    present = list(dict.fromkeys(name.name for name in inner))
    absent = [name for name in names if _where_it_occurs(symbols[canonical_name(name)]).name not in present]
    if absent:
        written = {canonical_name(word) for source in sources for word in _WRITTEN.findall(source)}
        absent = [name for name in absent if canonical_name(name) not in written]
    if absent:
        near = offer(canonical_name(absent[0]), present) or f"the names are {', '.join(present) or 'none'}"
        verb = "does" if len(absent) == 1 else "do"
        raise reject("unknown-name", f"a declaration of {' and '.join(absent)}, which {verb} not occur", help=near)


def _where_it_occurs(name: Term) -> Term:
    return name.sort.matrix if isinstance(name.sort, Parts) else name


def _decided(statement: Term, reader: Reader, assuming: Iterable[Any], limits: Limits) -> Verdict:
    hypotheses = tuple(reader.statement(each) for each in assuming)
    check_names(statement, *hypotheses)
    verdict = decide(Question(statement, hypotheses), limits)
    if verdict.truth == "proved" and hypotheses and not can_be_met(hypotheses, limits):
        shown = " and ".join(map(text, hypotheses))
        raise reject("about-nothing", f"no point was found that meets the assumptions {shown}", help="weaken the assumptions")
    return verdict
