"""Checks of the rules that prove more than was asked: any numbers in place of sums, a new symbol in place of a compound."""

from __future__ import annotations

from verify.domain import conditions, conditions_of_sides
from verify.mathematics.definite import is_real, number_sort, on_circles
from verify.mathematics.matrix_calculus import matrix_derivative
from verify.mathematics.sum_facts import sum_facts
from verify.question import Proof, Question, with_new_symbol
from verify.recheck.kernels import is_real_term
from verify.recheck.operators import is_never_negative
from verify.recheck.parts import Check, asked, questions_of, unless
from verify.sort import NONNEGATIVE, POSITIVE, REAL, Scalar, Sequence, Tensor
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
    postorder,
    substitute,
    subtract,
)


def check_new_symbol(proof: Proof) -> str | None:
    """Under a < b, with k = g(s) for s = b - a: what holds for k = g(s) and every s > 0 holds; for a <= b, and every s >= 0."""
    place, hypotheses = proof.data.get("place"), proof.question.hypotheses
    name, new, value = (proof.data.get(key) for key in ("symbol", "new", "value"))
    if type(place) is not int or not 0 <= place < len(hypotheses) or hypotheses[place].op not in ("lt", "le"):
        return "no hypothesis a < b or a <= b"
    lesser, greater = hypotheses[place].args
    if lesser.shape or not (isinstance(name, Term) and isinstance(new, Term) and isinstance(value, Term)):
        return "no symbol to replace"
    compound = greater if lesser is ZERO else subtract(greater, lesser)
    sort = POSITIVE if hypotheses[place].op == "lt" else NONNEGATIVE
    if name.op != "symbol" or new.op != "symbol" or new.sort != sort or name in free_symbols(value):
        return "a new symbol that is not of the sign, or a value with the old one"
    if not isinstance(name.sort, Scalar) or name.sort.kind != "real":
        return "a symbol that is no real number"
    if any(new.name == other.name for other in proof.question.symbols) or not is_real_term(compound):
        return "a new symbol that is not new"
    there = substitute(value, {new: compound})
    wanted = (with_new_symbol(proof.question, name, value), *asked(proof, equal(there, name), *conditions(there)))
    return unless(questions_of(proof) == wanted, "the premises are not the changed question, and the way back, which has a value")


_RELATIONS = frozenset(("le", "lt", "eq", "ne"))


def check_generalisation(proof: Proof) -> str | None:
    """What holds for all numbers of a sign holds for the values of sums, entries and densities of that sign."""
    normal, atoms = proof.data.get("normal"), proof.data.get("atoms")
    relations = (proof.question.statement, *proof.question.hypotheses)
    if not isinstance(normal, tuple) or not isinstance(atoms, tuple) or len(normal) != len(relations):
        return "no normal forms"
    if any(relation.op not in _RELATIONS or relation.args[0].shape for relation in relations):
        return "a hypothesis that is no relation between numbers"
    replacement = dict(atoms)
    taken = {name.name for term in (*relations, *normal) for name in free_symbols(term)}
    names = [name.name for name in replacement.values()]
    if len(set(names)) != len(names) or any(name in taken for name in names):
        return "a new symbol that is not new"
    for atom, name in replacement.items():
        if not _may_be(atom, name.sort):
            return "a symbol for something that may have another sign"
    statements = [make(r.op, (ZERO, substitute(term, replacement))) for r, term in zip(relations, normal, strict=True)]
    facts = [substitute(fact, replacement) for fact in sum_facts(tuple(replacement))]
    wanted = [Question(statements[0], (*statements[1:], *facts))]
    known = conditions_of_sides(proof.question.statement)  # they hold wherever anything is claimed
    for relation, term in zip(relations, normal, strict=True):
        wanted.append(Question(equal(subtract(relation.args[1], relation.args[0]), term)))
        wanted += asked(proof, *(condition for condition in conditions(term) if condition not in known))
    return unless(questions_of(proof) == tuple(wanted), "the premises are not the general statement and the normal forms")


def _may_be(atom: Term, sort: object) -> bool:
    """Whether every value of the atom is a value of the sort: all reals, those that are not negative, the range of an entry."""
    if not isinstance(sort, Scalar) or not is_real_term(atom):
        return False
    if atom.op == "density":
        return sort in (REAL, NONNEGATIVE, POSITIVE)
    return sort == REAL or (sort == NONNEGATIVE and is_never_negative(atom)) or sort == _range_of_entry(atom)


def _range_of_entry(atom: Term) -> object:
    """The sort that the entries of a declared tensor or sequence have; None for anything else."""
    if atom.op != "item" or atom.args[0].op != "symbol":
        return None
    sort: object = atom.args[0].sort
    if isinstance(sort, Tensor):
        return sort.entry(*atom.args[1:])
    for _ in atom.args[1:]:
        sort = sort.element if isinstance(sort, Sequence) else None
    return sort


_SPEAK_OF_MORE = frozenset(
    ("derivative", "gradient", "expect", "density", "apply", "limit", "integral", "lambda")
) | OPTIMA


def check_matrix_numbers(proof: Proof) -> str | None:
    """What holds for all numbers of a sort holds for determinants, traces, forms, sines and cosines with values of that sort.

    It would not below a derivative: that of det(K + v I) by v is not that of a number.
    """
    atoms, statement = proof.data.get("atoms"), proof.question.statement
    if not isinstance(atoms, tuple) or statement.op not in _RELATIONS or statement.args[0].shape:
        return "no numbers in a relation between numbers"
    replacement = dict(atoms)
    names = [name.name for name in replacement.values()]
    taken = {name.name for name in proof.question.symbols}
    if len(set(names)) != len(names) or any(name in taken for name in names):
        return "a new symbol that is not new"
    for atom, name in replacement.items():
        if atom.shape or not is_real(atom) or name.sort not in (REAL, number_sort(atom)):
            return "a symbol for something that may have another sign"
    hypotheses = [substitute(hypothesis, replacement) for hypothesis in proof.question.hypotheses]
    facts = (*(h for h in hypotheses if not is_shaped(h)), *on_circles(replacement))
    wanted = Question(substitute(statement, replacement), facts)
    if contains(wanted.statement, _SPEAK_OF_MORE) or any(contains(h, _SPEAK_OF_MORE) for h in wanted.hypotheses):
        return "numbers inside of what speaks of more than their values"
    return unless(questions_of(proof) == (wanted,), "the premise is not the statement about any numbers")


def check_new_vectors(proof: Proof) -> str | None:
    """What holds for every real vector holds for x - y; not below a derivative by x, nor where x is bound."""
    vectors = proof.data.get("vectors")
    if not isinstance(vectors, tuple) or not vectors or len(proof.premises) != 1:
        return "no new vectors"
    premise, back = proof.premises[0].question, dict(vectors)
    taken = {name.name for name in proof.question.symbols}
    if len({name.name for name in back}) < len(back) or any(name.op != "symbol" or name.name in taken for name in back):
        return "a new symbol that is not new"
    for name, vector in back.items():
        if not vector.shape or name.sort != Tensor(vector.shape) or not is_real_term(vector):
            return "a vector of another shape, or one that may be complex"
    if any(contains(term, _SPEAK_OF_MORE | BINDERS) for term in (premise.statement, *premise.hypotheses)):
        return "vectors inside of what speaks of more than their values"
    whole = Question(substitute(premise.statement, back), tuple(substitute(each, back) for each in premise.hypotheses))
    return unless(whole == proof.question, "the statement is no case of the premise")


def check_matrix_derivative(proof: Proof) -> str | None:
    """A derivative is its formula where that is defined, and has to stand where only its value counts."""
    old, statement = proof.data.get("old"), proof.question.statement
    if not isinstance(old, Term) or old.op not in ("gradient", "derivative") or statement.op not in _RELATIONS:
        return "no derivative in a relation"
    around = [inner for inner in postorder(statement) if inner.op in BINDERS or inner.op in ("gradient", "derivative", "expect")]
    if any(old in postorder(*inner.args) for inner in around):
        return "a derivative inside of what speaks of more than its value"
    formula, obligations = matrix_derivative(old)
    given = (*proof.question.hypotheses, *conditions_of_sides(statement))
    wanted = [*asked(proof, substitute(statement, {old: formula}))]
    wanted += [Question(condition, given) for condition in dict.fromkeys((*conditions(formula), *obligations))]
    return unless(questions_of(proof) == tuple(wanted), "the premises are not the statement with the formula, and its conditions")


RULES: dict[str, Check] = {
    "matrix derivative": check_matrix_derivative,
    "matrix numbers": check_matrix_numbers,
    "new vectors": check_new_vectors,
    "generalisation": check_generalisation,
    "new symbol": check_new_symbol,
}
