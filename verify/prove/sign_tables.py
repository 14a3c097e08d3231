"""Statements about one real number by the table of their signs, in a kernel that is chosen here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from verify.fuel import Fuel
from verify.mathematics.linear_terms import linear
from verify.mathematics.sign_cuts import NoTable
from verify.mathematics.sign_kernels import Kernel, base_and_exponent
from verify.mathematics.sign_tables import OPERATIONS, Fails, decide_by_table
from verify.prove.kernels import scalar_sort
from verify.question import Proof, Question, Unproved
from verify.term import Term, consists_of, free_symbols, postorder

MOST_TERMS = 120

Prover = Callable[[Question], Proof | Unproved]


def has_table(question: Question) -> bool:
    """Whether a question is of the form of which a table of signs may tell."""
    names = question.symbols
    sort = scalar_sort(names[0]) if len(names) == 1 else None
    if sort is None or sort.kind != "real" or sort.values is not None:
        return False
    statements = (question.statement, *question.hypotheses)
    return all(consists_of(each, OPERATIONS) for each in statements) and len(postorder(*statements)) <= MOST_TERMS


def prove_by_table(question: Question, fuel: Fuel, prove: Prover) -> Proof | Unproved:
    """A proof by the signs between all roots, or Unproved."""
    if not has_table(question):
        return Unproved("no sign table")
    premises: dict[Term, Proof] = {}

    def is_known(statement: Term) -> bool:
        proof = prove(Question(statement))
        if isinstance(proof, Proof):
            premises[statement] = proof
        return isinstance(proof, Proof)

    for kernel in kernels(question):
        premises.clear()
        try:
            decide_by_table(question, kernel, is_known, fuel)
        except NoTable:
            continue
        except Fails as fails:
            return Unproved(str(fails))
        return Proof("sign table", question, tuple(premises.values()), {"kernel": kernel})
    return Unproved("no sign table")


def failing_number(question: Question, fuel: Fuel, prove: Prover) -> Term | None:
    """A number at which the question seems to fail, if a table of signs shows one that can be written."""
    for kernel in kernels(question) if has_table(question) else ():
        try:
            decide_by_table(question, kernel, lambda statement: isinstance(prove(Question(statement)), Proof), fuel)
        except NoTable:
            continue
        except Fails as fails:
            return fails.value
        return None
    return None


def kernels(question: Question) -> Iterator[Kernel]:
    """The kernel in which all of a question may be rational: the one that its functions of the number ask for."""
    (name,) = question.symbols
    exponents: dict[Fraction, list[Fraction]] = {}
    for term in postorder(question.statement, *question.hypotheses):
        if not free_symbols(term):
            continue
        if term.op == "log":
            yield Kernel("log")
            return
        if term.op == "exp" or (term.op == "power" and free_symbols(term.args[1])):
            base, argument = base_and_exponent(term)
            found = linear(argument, name)
            if found is None or base is None:
                return
            exponents.setdefault(base, []).append(abs(found[0]))
        elif term.op == "power" and term.args[1].op == "number" and term.args[1].value[1] == 2:
            found = linear(term.args[0], name)
            if found is None or not found[0]:
                return
            yield Kernel("root", found[0], Fraction(0), found[1])
            return
    if not exponents:
        yield Kernel()
    elif len(exponents) == 1 or 0 not in exponents:
        base = min(exponents, key=lambda each: each if each > 1 else 1 / each if each else each)
        rates = exponents[base] if len(exponents) == 1 else [each for rates in exponents.values() for each in rates]
        step = _common_step(rates)
        if step:
            yield Kernel("power", step, 1 / base if 0 < base < 1 else base)


def _common_step(rates: list[Fraction]) -> Fraction:
    """The greatest number of which all rates are multiples."""
    step = Fraction(0)
    for rate in rates:
        first, second = step, rate
        while second:
            first, second = second, first % second
        step = first
    return step
