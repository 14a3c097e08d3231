"""A claim of the catalogue as a question: its right side is the reference, and its mistakes are known mistakes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from verify.ask import Reader
from verify.catalogue import entries, load
from verify.claim import Argmax, Argmin, Claim, Equivalent, GlobalMinimum, Relation, SetEquality, Tends
from verify.obligations import normal_statement
from verify.problem import InputError, reject
from verify.read.declare import declarations
from verify.read.names import offer
from verify.term import Term, free_symbols

_OPTIMA = (Argmin, Argmax, GlobalMinimum)


@dataclass(frozen=True)
class ClaimQuestion:
    """What a claim asks for: the right answer, the names it is written in, and the wrong answers that it warns of."""

    answer: Term
    names: Mapping[str, Term]
    hypotheses: tuple[Term, ...]
    mistakes: tuple[tuple[str, Term], ...]


def claim_question(name: str, part: str = "") -> ClaimQuestion:
    """The question of a claim by its id, or of one of its parts by its label.

    The answer is what stands right of the equation, the place of the optimum, the limit, or an inequality as a whole.
    Raises InputError for a claim or part that does not exist, and for a statement without a formula to compare with.
    """
    entry = next((each for each in entries() if each.id == name), None)  # an id only: the file of a claim is run as it is loaded
    if entry is None:
        raise reject("unknown-claim", f"no claim called {name!r}"[:120], help=offer(name, [each.id for each in entries()]))
    statement = _statement(load(entry), name, part)
    reader = Reader(declarations(dict(statement.symbols)))
    normal = normal_statement(statement.statement, reader)
    answer, whole = _answer(normal, reader, name)
    hypotheses = tuple(reader.statement(each) for each in statement.assuming)
    names = {symbol.name: symbol for term in (*whole, answer, *hypotheses) for symbol in free_symbols(term)}
    return ClaimQuestion(answer, {**reader.symbols, **names}, hypotheses, tuple(_mistakes(statement, reader, answer)))


def _statement(claim: Claim, name: str, part: str) -> Claim:
    statements = dict(claim.statements())
    if part:
        if part not in statements:
            raise reject("unknown-part", f"no part {part!r} of {name}"[:120],
                         help=offer(part, statements) or f"its parts are {'; '.join(statements)}")  # fmt: skip
        return statements[part]
    if len(statements) == 1:
        return next(iter(statements.values()))
    optima = [each for each in statements.values() if isinstance(each.statement, _OPTIMA)]
    if len(optima) == 1:
        return optima[0]
    raise reject("several-parts", f"{name} has {len(statements)} parts", help=f"choose one: {'; '.join(statements)}")


def _answer(statement: Any, reader: Reader, name: str) -> tuple[Term, tuple[Term, ...]]:
    """The formula to compare with, and all formulas whose names may occur in an answer."""
    if isinstance(statement, Term):
        return statement, ()
    if isinstance(statement, Relation):
        if statement.name != "eq":
            return reader.statement(statement), ()
        return reader.term(statement.right), (reader.term(statement.left),)
    if isinstance(statement, (Equivalent, SetEquality)):
        return reader.statement(statement.right), (reader.statement(statement.left),)
    if isinstance(statement, _OPTIMA) and not isinstance(statement.at, tuple):
        return reader.term(statement.at), (reader.term(statement.objective),)
    if isinstance(statement, Tends):
        return reader.term(statement.value), (reader.term(statement.function),)
    raise reject("no-answer", f"{name}, whose statement is {type(statement).__name__}",
                 help="a claim that states an equation, an inequality, an optimum or a limit")  # fmt: skip


def _mistakes(statement: Claim, reader: Reader, answer: Term) -> list[tuple[str, Term]]:
    """The mistakes that are formulas of the same kind as the answer."""
    found = []
    for label, formula in statement.mistakes.items():
        try:
            term = reader.term(formula)
        except InputError:
            continue  # a whole statement of the language of claims
        if term.shape == answer.shape:
            found.append((label, term))
    return found
