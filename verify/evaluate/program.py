"""Terms as flat programs: every distinct subterm is computed once, in a fixed order.

A program knows nothing of numbers; `balls`, `floats` and `quadrature` give its operations a meaning.  The body of a binder is a
program of its own, whose inputs are the free symbols of the body.  Derivatives are expanded when a program is made.
"""

from __future__ import annotations

import threading
import weakref
from dataclasses import dataclass, field
from typing import Any

from verify.domain import integer_valued
from verify.evaluate.differentiate import INTERNAL_OPERATIONS, CannotDifferentiate, differentiate
from verify.functions import indicator
from verify.sort import Scalar
from verify.term import (
    CONNECTIVES,
    INFINITY,
    MINUS_INFINITY,
    MINUS_ONE,
    RELATIONS,
    UNARY_FUNCTIONS,
    Term,
    free_symbols,
    make,
    relation,
)

SCALAR_OPERATIONS = (
    UNARY_FUNCTIONS | RELATIONS | CONNECTIVES | INTERNAL_OPERATIONS
    | frozenset(("add", "mul", "power", "max", "min", "polygamma", "piecewise", "pi", "imaginary", "true", "false", "is_member"))
)
LOOPS = frozenset(("sum", "product", "largest"))


class CannotEvaluate(Exception):
    """The term has a part that this leg has no numbers for; `reason` is one short sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Step:
    """One operation on slots.  `detail` is what is known before any number is: an exponent, the body of a binder."""

    op: str
    slots: tuple[int, ...]
    detail: Any = None


@dataclass(frozen=True)
class Body:
    """The body of a sum, product or integral: its program and where its inputs come from (slot; -1 is the bound symbol)."""

    program: Program
    sources: tuple[int, ...]


@dataclass(eq=False)
class Program:
    """Slots 0.. hold the inputs, then the numbers, then one result a step."""

    inputs: tuple[Term, ...]
    numbers: tuple[tuple[int, int], ...]
    steps: tuple[Step, ...]
    outputs: tuple[int, ...]
    prepared: dict[str, Any] = field(default_factory=dict)  # what an interpreter has made of the steps


_programs: weakref.WeakKeyDictionary[Term, Program] = weakref.WeakKeyDictionary()
_lock = threading.RLock()


def program_of(term: Term) -> Program:
    """The program of a term; of a relation, its outputs are both sides.  Raises CannotEvaluate."""
    with _lock:
        program = _programs.get(term)
        if program is None:
            program = compile_terms(term.args if term.op in RELATIONS else (term,))
            _programs[term] = program
        return program


def compile_terms(roots: tuple[Term, ...], leading: tuple[Term, ...] = ()) -> Program:
    """The program that computes `roots`; `leading` symbols are its first inputs, whether they occur or not."""
    return _Compiler(leading).compile(roots)


class _Compiler:
    def __init__(self, leading: tuple[Term, ...]) -> None:
        self.inputs: dict[Term, int] = dict.fromkeys(leading, 0)
        self.numbers: dict[Term, int] = {}
        self.order: list[Term] = []
        self.expanded: dict[Term, Term] = {}

    def compile(self, roots: tuple[Term, ...]) -> Program:
        self._visit(roots)
        slots: dict[Term, int] = {}
        for slot, term in enumerate((*self.inputs, *self.numbers)):
            slots[term] = slot
        steps: list[Step] = []
        for term in self.order:
            if term in self.expanded:
                slots[term] = slots[self.expanded[term]]
            elif term not in slots:
                slots[term] = len(self.inputs) + len(self.numbers) + len(steps)
                steps.append(self._step(term, slots))
        numbers = tuple(number.value for number in self.numbers)
        return Program(tuple(self.inputs), numbers, tuple(steps), tuple(slots[root] for root in roots))

    def _visit(self, roots: tuple[Term, ...]) -> None:
        seen: set[Term] = set()
        stack = [(root, False) for root in reversed(roots)]
        while stack:
            term, ready = stack.pop()
            if ready:
                self.order.append(term)
            elif term not in seen:
                seen.add(term)
                stack.append((term, True))
                stack.extend((needed, False) for needed in reversed(self._needed(term)) if needed not in seen)

    def _needed(self, term: Term) -> tuple[Term, ...]:
        """The terms whose values have to be known before that of `term`."""
        op = term.op
        if op == "symbol":
            if not isinstance(term.sort, Scalar):
                raise CannotEvaluate(f"{term.name} is not a number")
            self.inputs.setdefault(term, 0)
            return ()
        if op == "number":
            self.numbers.setdefault(term, 0)
            return ()
        if term.shape:
            raise CannotEvaluate("a matrix is not a number")
        if op in LOOPS or op == "integral":
            return self._binder_needs(term)
        if op == "derivative":
            return (self._expand(term),)
        if op == "delta":
            new = self.expanded[term] = indicator(relation("eq", *term.args))
            return (new,)
        if op not in SCALAR_OPERATIONS:
            raise CannotEvaluate(f"no numeric value of {op}")
        if op == "is_member":
            return self._membership(term)
        return term.args

    def _binder_needs(self, term: Term) -> tuple[Term, ...]:
        bound, lower, upper, body = term.args
        if not isinstance(bound.sort, Scalar) or bound.sort.is_complex:
            raise CannotEvaluate(f"{bound.name} does not run through numbers")
        for end in (lower, upper):
            if end.op == "space":
                raise CannotEvaluate("an abstract space")
        if (infinite(lower) or infinite(upper)) and term.op != "integral" and not (term.op == "sum" and infinite(upper) == 1):
            raise CannotEvaluate(f"an infinite {term.op}")
        if infinite(lower) and term.op == "sum":
            raise CannotEvaluate("a sum without a first term")
        finite = tuple(end for end in (lower, upper) if not infinite(end))
        return (*finite, *(name for name in free_symbols(body) if name is not bound))

    def _membership(self, term: Term) -> tuple[Term, ...]:
        element, collection = term.args
        if collection.op not in ("interval", "finite_set"):
            raise CannotEvaluate(f"membership in {collection.op}")
        return (element, *(part for part in collection.args if not infinite(part)))

    def _expand(self, term: Term) -> Term:
        """derivative(body, x, n), which exists only where the body does."""
        body, by = term.args
        try:
            value = body
            for _ in range(term.value or 1):
                value = differentiate(value, by)
        except CannotDifferentiate as problem:
            raise CannotEvaluate(problem.reason) from None
        new = make("given_defined", (value, body))
        self.expanded[term] = new
        return new

    def _step(self, term: Term, slots: dict[Term, int]) -> Step:
        op = term.op
        if op in LOOPS or op == "integral":
            return self._binder_step(term, slots)
        if op == "is_member":
            element, collection = term.args
            parts = tuple(slots[part] for part in collection.args if not infinite(part))
            ends = tuple(infinite(part) for part in collection.args)
            return Step(op, (slots[element], *parts), (collection.op, collection.value, ends))
        arguments = tuple(slots[arg] for arg in term.args)
        if op == "power":
            return _power_step(term, arguments)
        return Step(op, arguments, term.value)

    def _binder_step(self, term: Term, slots: dict[Term, int]) -> Step:
        bound, lower, upper, body = term.args
        program = compile_terms((body,), (bound,))
        sources = tuple(-1 if name is bound else slots[name] for name in program.inputs)
        ends = tuple(infinite(end) for end in (lower, upper))
        finite = tuple(slots[end] for end in (lower, upper) if not infinite(end))
        return Step(term.op, finite, (Body(program, sources), ends))


def _power_step(term: Term, slots: tuple[int, ...]) -> Step:
    exponent = term.args[1]
    if exponent.op == "number":
        return Step("power_literal", slots[:1], exponent.value)
    if not free_symbols(exponent):
        return Step("power_constant", slots)
    return Step("power_integer" if integer_valued(exponent) else "power_real", slots)


def read_by(step: Step) -> tuple[int, ...]:
    """The slots that a step reads; a loop reads those that its body does."""
    if step.op not in LOOPS and step.op != "integral":
        return step.slots
    return (*step.slots, *(source for source in step.detail[0].sources if source >= 0))


def depends_on_first(program: Program) -> list[bool]:
    """For each slot, whether it depends on the first input: the bound symbol of a body."""
    known: list[bool] | None = program.prepared.get("depends")
    if known is None:
        known = [slot == 0 for slot in range(len(program.inputs) + len(program.numbers))]
        for step in program.steps:
            known.append(any(known[slot] for slot in read_by(step)))
        program.prepared["depends"] = known
    return known


def infinite(term: Term) -> int:
    """1 or -1 for an infinite end of a range, else 0."""
    if term is INFINITY:
        return 1
    return -1 if term is MINUS_INFINITY or (term.op == "mul" and set(term.args) == {MINUS_ONE, INFINITY}) else 0
