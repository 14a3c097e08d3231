"""Statements about numbers that are made of matrices: log det, norms, densities.

Determinants, traces and forms are brought to a normal form by matrix words, and then replaced by new symbols: log(det(c S))
becomes log(c^n u) with u > 0, and log(c^n u) = n log(c) + log(u) is a statement about numbers.
"""

from __future__ import annotations

from collections.abc import Callable

from verify.fuel import Fuel
from verify.mathematics.definite import is_real, number_sort
from verify.mathematics.manifest import Manifest
from verify.prove.rewriting import rewritten
from verify.prove.sign_rule import prove_by_sign
from verify.prove.word_letters import OutsideWords
from verify.prove.words import plainer, prove_words
from verify.question import Proof, Question, Unproved
from verify.term import (
    BINDERS,
    OPTIMA,
    ZERO,
    Term,
    contains,
    equal,
    free_symbols,
    is_shaped,
    make,
    mul,
    postorder,
    power,
    substitute,
    symbol,
)
from verify.vector_functions import sort_of_applied

Prover = Callable[[Question], Proof | Unproved]

_NUMBERS = frozenset(("determinant", "trace", "matmul"))
_SPEAK_OF_MORE = frozenset(
    ("derivative", "gradient", "expect", "density", "apply", "limit", "integral", "lambda")
) | OPTIMA
_APPLIED = frozenset(("apply",))
MOST_NUMBERS = 8
MOST_PAIRS = 6

NONE = Unproved("no numbers made of matrices")


def is_about_matrix_numbers(question: Question) -> bool:
    """Whether a relation between numbers speaks of determinants, traces or forms."""
    statement = question.statement
    if statement.args[0].shape or not is_shaped(statement):
        return False
    return contains(statement, _NUMBERS) or (contains(statement, _APPLIED) and any(map(sort_of_applied, postorder(statement))))


def has_multiples(statement: Term) -> bool:
    """Whether a form is made of multiples of matrices: (c g)'(d g) is c d g'g."""
    return any(
        inner.op == "mul" and inner.shape for number in _numbers(statement) for inner in postorder(number)
    )  # fmt: skip


def prove_by_any_numbers(question: Question, fuel: Fuel, prove: Prover, *, by_sign: bool = False) -> Proof | Unproved:
    """A proof for all numbers of the sorts of the determinants, traces and forms in a statement; `by_sign` without a search."""
    terms = (question.statement, *question.hypotheses)
    numbers = _numbers(*terms)
    if not numbers or len(numbers) > MOST_NUMBERS or not all(map(is_real, numbers)):
        return NONE
    atoms = {number: symbol(f"@{place + 1}", number_sort(number)) for place, number in enumerate(numbers)}
    statement, *hypotheses = (substitute(term, atoms) for term in terms)
    general = Question(statement, tuple(each for each in hypotheses if not is_shaped(each)))
    if is_shaped(statement) or any(contains(each, _SPEAK_OF_MORE) for each in (statement, *general.hypotheses)):
        return NONE
    taken = {name.name for name in question.symbols}
    if any(name.name in taken for name in atoms.values()):
        return NONE
    is_searched = not by_sign and _is_worth_a_search(general)
    found = prove(general) if is_searched else prove_by_sign(general, fuel) or NONE
    if isinstance(found, Unproved):
        return found
    return Proof("matrix numbers", question, (found,), {"atoms": tuple(atoms.items())})


def _is_worth_a_search(general: Question) -> bool:
    """Signs decide whether a sum is 0 or positive: a determinant of unknown sign is not searched for one."""
    op, (left, right) = general.statement.op, general.statement.args
    if op == "eq" or ZERO not in (left, right):
        return True
    manifest = Manifest(general.hypotheses)
    if op == "ne":
        return manifest.nonzero(right if left is ZERO else left)
    return left is ZERO and manifest.sign(right) in (((1, True),) if op == "lt" else ((1, True), (1, False)))


def prove_matrix_numbers(question: Question, fuel: Fuel, prove: Prover) -> Proof | Unproved:
    """As above, after each number has been brought to a plainer form, and equal ones to one form."""
    if contains(question.statement, _SPEAK_OF_MORE - {"lambda", "apply"}):
        return NONE
    found = _in_plainer_numbers(question, fuel, prove, updates=False)
    if isinstance(found, Unproved) and any(contains(number, {"inverse"}) for number in _numbers(question.statement)):
        taken_apart = _in_plainer_numbers(question, fuel, prove, updates=True)
        return taken_apart if isinstance(taken_apart, Proof) else found
    return found


def _in_plainer_numbers(question: Question, fuel: Fuel, prove: Prover, *, updates: bool) -> Proof | Unproved:
    def go_on(inner: Question) -> Proof | Unproved:
        """The statement after a replacement is carried on here; conditions are questions like any other."""
        is_condition = inner.statement.op != question.statement.op or not _numbers(inner.statement)
        return prove(inner) if is_condition else _in_plainer_numbers(inner, fuel, prove, updates=updates)

    for old in _numbers(question.statement):
        for new in _plainer(old, question, fuel, updates=updates):
            reason = _equation(old, new, question, fuel)
            if isinstance(reason, Proof):
                return rewritten(question, old, new, reason, go_on)
    return _with_equal_numbers(question, fuel, prove, go_on)


def prove_of_plainer_numbers(question: Question, fuel: Fuel, prove: Prover) -> Proof | Unproved:
    """A proof of what is said of the plainer numbers: of tr(D) for tr(V D V') with an orthogonal V, of det(L)^2 for det(L L')."""
    for old in _numbers(question.statement):
        for new in _plainer(old, question, fuel, updates=False):
            is_last = not any(_plainer(inner, question, fuel, updates=False) for inner in _numbers(new))
            if is_last and isinstance(reason := _equation(old, new, question, fuel), Proof):
                return rewritten(question, old, new, reason, prove)
    return NONE


def _with_equal_numbers(question: Question, fuel: Fuel, prove: Prover, go_on: Prover) -> Proof | Unproved:
    """A number of the left side that is equal to one of the right side is replaced by it."""
    left, right = (_numbers(side) for side in question.statement.args)
    pairs = [(old, new) for old in left if old not in right for new in right if new not in left]
    for old, new in pairs[:MOST_PAIRS] if question.statement.op == "eq" else ():
        reason = _equation(old, new, question, fuel)
        if isinstance(reason, Proof):
            return rewritten(question, old, new, reason, go_on)
    return prove_by_any_numbers(question, fuel, prove)


def _equation(old: Term, new: Term, question: Question, fuel: Fuel) -> Proof | Unproved:
    return prove_words(Question(equal(old, new), question.hypotheses), fuel)


def _numbers(*terms: Term) -> tuple[Term, ...]:
    """The outermost determinants, traces, forms and values of functions of columns, in order of first occurrence.

    What speaks of a bound name is no number.
    """
    found: dict[Term, None] = {}
    bound = {part.args[0] for term in terms if contains(term, BINDERS) for part in postorder(term) if part.op in BINDERS}
    pending = list(reversed(terms))
    while pending:
        term = pending.pop()
        if (term.op in _NUMBERS or sort_of_applied(term)) and not term.shape and bound.isdisjoint(free_symbols(term)):
            found[term] = None
        elif is_shaped(term):
            pending.extend(reversed(term.args))
    return tuple(found)


# ------------------------------------------------------------------------------------------------------------- plainer forms


def _plainer(number: Term, question: Question, fuel: Fuel, *, updates: bool) -> list[Term]:
    """What a number may be replaced by, the best first."""
    try:
        new = _settled(number, question, fuel, updates=updates)
    except OutsideWords:
        return []
    return [] if new is number else [new]


def _settled(number: Term, question: Question, fuel: Fuel, *, updates: bool) -> Term:
    """The normal form of a number, with det(inv(A)) as 1/det(A)."""
    term = plainer(_multiples_outside(number), question, fuel, updates=updates)
    inverses = [inner for inner in _numbers(term) if inner.op == "determinant" and inner.args[0].op == "inverse"]
    for inner in inverses:
        below = _settled(make("determinant", inner.args[0].args), question, fuel, updates=updates)
        term = substitute(term, {inner: power(below, -1)})
    return term


def _multiples_outside(root: Term) -> Term:
    """inv(c A) as inv(A)/c."""
    changed: dict[Term, Term] = {}
    for term in postorder(root):
        new = make(term.op, tuple(changed[arg] for arg in term.args), term.value) if term.args else term
        if new.op == "inverse" and new.args[0].op == "mul":
            scalars = [arg for arg in new.args[0].args if not arg.shape]
            matrix = next(arg for arg in new.args[0].args if arg.shape)
            new = mul(*(power(scalar, -1) for scalar in scalars), make("inverse", (matrix,)))
        changed[term] = new
    return changed[root]
