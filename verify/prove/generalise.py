"""Inequalities of sums, entries and densities, as inequalities of numbers.

Both sides and the hypotheses are normalised, switches being kept as they are; then every canonical sum, entry and density is
replaced by a new symbol of which only the sign is kept, and of an entry its range.  What holds for all numbers holds for these.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from verify.domain import conditions, conditions_of_sides
from verify.fuel import Fuel
from verify.mathematics.algebra import Fraction2
from verify.mathematics.sum_facts import sum_facts
from verify.prove.kernels import atom_sign, scalar_sort
from verify.prove.normal_form import NormalForm, compute_with
from verify.prove.plausible import about_its_names
from verify.prove.signs import NeedSign
from verify.prove.special import opaque_value
from verify.prove.switches import SWITCHES
from verify.question import Proof, Question, Unproved
from verify.sort import REAL, Scalar
from verify.term import ZERO, Term, equal, make, substitute, subtract, symbol

Prover = Callable[[Question], Proof | Unproved]

_ATOMS = frozenset(("sum", "integral", "item", "density", "delta"))


class SwitchKeepingForm(NormalForm):
    """A normal form in which a switch of unknown sign is a function like any other."""

    def value_of(self, term: Term) -> Fraction2:
        if term.op not in SWITCHES or term.op == "piecewise":
            return super().value_of(term)
        try:
            return super().value_of(term)
        except NeedSign:
            return opaque_value(self, term)


def prove_generalised(question: Question, fuel: Fuel, prove: Prover) -> Proof | Unproved:
    """A proof of an inequality in which sums, entries and densities are any numbers of their signs."""
    if not _atoms((question.statement, *question.hypotheses)):
        return Unproved("an inequality of symbols that are no numbers")
    found = prove_normalised(question, fuel, prove)
    if isinstance(found, Unproved) and _are_relations(question):
        return _with_any_numbers(question, _differences(question), fuel, prove)  # log(1 - x_k) is not taken apart
    return found


def prove_normalised(question: Question, fuel: Fuel, prove: Prover) -> Proof | Unproved:
    """As `prove_generalised`, also for an inequality of numbers, which is brought to normal form."""
    if not _are_relations(question):
        return Unproved("a hypothesis that is no relation")
    differences = _differences(question)
    normal = compute_with(SwitchKeepingForm, (), fuel, lambda form: _normal_terms(form, differences))
    if normal is None:
        return Unproved("an inequality without a normal form")
    return _with_any_numbers(question, normal, fuel, prove)


def _are_relations(question: Question) -> bool:
    return all(relation.op in ("le", "lt", "eq", "ne") for relation in (question.statement, *question.hypotheses))


def _differences(question: Question) -> tuple[Term, ...]:
    """right - left of the statement and of each hypothesis."""
    return tuple(subtract(relation.args[1], relation.args[0]) for relation in (question.statement, *question.hypotheses))


def _with_any_numbers(question: Question, normal: tuple[Term, ...], fuel: Fuel, prove: Prover) -> Proof | Unproved:
    """The statement with new symbols in the differences `normal`."""
    relations = (question.statement, *question.hypotheses)
    atoms = {atom: _any_number(atom, place) for place, atom in enumerate(_atoms(normal))}
    statement, *hypotheses = (
        make(relation.op, (ZERO, substitute(term, atoms))) for relation, term in zip(relations, normal, strict=True)
    )
    facts = tuple(substitute(fact, atoms) for fact in sum_facts(tuple(atoms)))
    general = Question(statement, (*hypotheses, *facts))
    if any(not isinstance(name.sort, Scalar) for name in general.symbols):
        return Unproved("an inequality of symbols that are no numbers")
    premises: list[Proof | Unproved] = [_of_its_names(general, prove)]
    known = conditions_of_sides(question.statement)
    for difference, term in zip(_differences(question), normal, strict=True):
        identity = equal(difference, term)
        premises.append(_normal_form_proof(Question(identity), fuel))
        unknown = [condition for condition in conditions(term) if condition not in known]
        premises += [prove(Question(condition, question.hypotheses)) for condition in unknown]
    for premise in premises:
        if isinstance(premise, Unproved):
            return premise
    proofs = tuple(premise for premise in premises if isinstance(premise, Proof))
    return Proof("generalisation", question, proofs, {"atoms": tuple(atoms.items()), "normal": normal})


def _of_its_names(question: Question, prove: Prover) -> Proof | Unproved:
    """A proof without the hypotheses that have nothing to do with the names of the statement: where an index lies."""
    related = about_its_names(question)
    found = prove(related)
    if related == question or isinstance(found, Unproved):
        return found
    return Proof("weakening", question, (found,))


def _normal_terms(form: NormalForm, terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """The terms in canonical kernels."""
    return tuple(form.table.fraction_term(form.of(term)) for term in terms)


def _normal_form_proof(question: Question, fuel: Fuel) -> Proof | Unproved:
    left, right = question.statement.args
    if left is right:
        return Proof("identical", question)

    def evidence(form: NormalForm) -> Proof | Unproved:
        if form.fractions.is_zero(form.fractions.subtract(form.of(left), form.of(right))):
            return Proof("normal form", question, (), form.evidence())
        return Unproved("the normal form of the difference is not zero")

    found = compute_with(SwitchKeepingForm, (), fuel, evidence)
    return Unproved("an inequality without a normal form") if found is None else found


def _atoms(terms: tuple[Term, ...]) -> list[Term]:
    """The outermost sums, entries and densities, in order of first occurrence."""
    found: dict[Term, None] = {}
    pending = list(reversed(terms))
    while pending:
        term = pending.pop()
        if term.op in _ATOMS:
            found[term] = None
        else:
            pending.extend(reversed(term.args))
    return list(found)


def _any_number(atom: Term, place: int) -> Term:
    """A new symbol for an entry of a declared range, or for anything of its sign."""
    entry = scalar_sort(atom)
    if entry is not None and entry.kind == "real" and entry.values is None:
        return symbol(f"@{place + 1}", entry)
    known = atom_sign(atom)
    sort = REAL
    if known is not None and known[0] > 0:
        sort = Scalar(lower=Fraction(0), lower_open=known[1])
    return symbol(f"@{place + 1}", sort)


