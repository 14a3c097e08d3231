"""Forged proofs: real ones with one thing changed, in the question, in the evidence, or in both at once."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from flint import fmpz_mpoly

from tests.mutation import mutant
from verify.question import Proof, Question
from verify.term import Term, make

_KINDS = ("atom", "imaginary", "function", "log", "exp", "root", "abs", "turn", "hypothesis", "bound", "monomial")


def forged(proof: Proof, source: random.Random) -> Proof | None:
    """The proof with one random change, or None if the place chosen offers none."""
    change = source.choice(
        (_other_statement, _other_hypotheses, _other_data, _other_data, _other_data, _other_premises, _everywhere)
    )
    if change is _everywhere:
        return _everywhere(proof, source)
    path = _random_path(proof, source)
    return _changed_at(proof, path, lambda found: change(found, source))


def _random_path(proof: Proof, source: random.Random) -> tuple[int, ...]:
    path: list[int] = []
    while proof.premises and source.random() < 0.7:
        place = source.randrange(len(proof.premises))
        path.append(place)
        proof = proof.premises[place]
    return tuple(path)


def _changed_at(proof: Proof, path: tuple[int, ...], change: Callable[[Proof], Proof | None]) -> Proof | None:
    if not path:
        return change(proof)
    inner = _changed_at(proof.premises[path[0]], path[1:], change)
    if inner is None:
        return None
    premises = (*proof.premises[: path[0]], inner, *proof.premises[path[0] + 1 :])
    return replace(proof, premises=premises)


def _other_statement(proof: Proof, source: random.Random) -> Proof | None:
    side = source.randrange(2)
    args = list(proof.question.statement.args)
    changed = mutant(args[side], source, proof.question.symbols)
    if changed is None:
        return None
    args[side] = changed
    return replace(proof, question=Question(make("eq", tuple(args)), proof.question.hypotheses))


def _other_hypotheses(proof: Proof, source: random.Random) -> Proof | None:
    hypotheses = list(proof.question.hypotheses)
    if not hypotheses:
        return None
    place, chance = source.randrange(len(hypotheses)), source.random()
    if chance < 0.3:
        del hypotheses[place]
    elif chance < 0.6:
        hypotheses[place] = make(hypotheses[place].op, hypotheses[place].args[::-1])
    else:
        changed = mutant(hypotheses[place], source)
        if changed is None:
            return None
        hypotheses[place] = changed
    return replace(proof, question=Question(proof.question.statement, tuple(hypotheses)))


def _other_premises(proof: Proof, source: random.Random) -> Proof | None:
    premises = list(proof.premises)
    if not premises:
        return None
    place, chance = source.randrange(len(premises)), source.random()
    if chance < 0.4:
        del premises[place]
    elif chance < 0.6:
        premises.append(premises[place])
    elif chance < 0.8:
        premises[place] = premises[0]
    else:
        premises.reverse()
    return replace(proof, premises=tuple(premises))


def _other_data(proof: Proof, source: random.Random) -> Proof | None:
    if not proof.data:
        return None
    name = source.choice(list(proof.data))
    changed = other_value(proof.data[name], source)
    return replace(proof, data={**proof.data, name: changed})


def _everywhere(proof: Proof, source: random.Random) -> Proof | None:
    """One subterm is exchanged for another in every statement, hypothesis and piece of evidence."""
    target = source.choice(proof.question.statement.args)
    changed = mutant(target, source, proof.question.symbols)
    return None if changed is None else exchanged(proof, target, changed)


def exchanged(proof: Proof, old: Term, new: Term) -> Proof:
    """The proof with `new` in the place of `old`, wherever it stands in a question or in the data."""

    def renew(value: Any) -> Any:
        if isinstance(value, Term):
            return _with(value, old, new)
        if isinstance(value, tuple):
            return tuple(map(renew, value))
        return {key: renew(each) for key, each in value.items()} if isinstance(value, Mapping) else value

    question = Question(renew(proof.question.statement), renew(proof.question.hypotheses))
    premises = tuple(exchanged(premise, old, new) for premise in proof.premises)
    return Proof(proof.rule, question, premises, renew(dict(proof.data)))


def _with(term: Term, old: Term, new: Term) -> Term:
    if term is old:
        return new
    return make(term.op, tuple(_with(arg, old, new) for arg in term.args), term.value) if term.args else term


def other_value(value: Any, source: random.Random) -> Any:
    """The value with one random change inside."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, (int, Fraction)):
        return value + source.choice((-2, -1, 1, 2)) if source.random() < 0.7 else -value
    if isinstance(value, str):
        return source.choice(_KINDS)
    if isinstance(value, Term):
        return mutant(value, source) or value
    if isinstance(value, fmpz_mpoly):
        return other_polynomial(value, source)
    if isinstance(value, tuple) and value:
        place, chance = source.randrange(len(value)), source.random()
        if chance < 0.08:
            return value[:place] + value[place + 1 :]
        if chance < 0.14:
            return (*value, value[place])
        if chance < 0.2:
            other = source.randrange(len(value))
            swapped = list(value)
            swapped[place], swapped[other] = swapped[other], swapped[place]
            return tuple(swapped)
        return (*value[:place], other_value(value[place], source), *value[place + 1 :])
    return value


def other_polynomial(polynomial: fmpz_mpoly, source: random.Random) -> fmpz_mpoly:
    """Another coefficient, exponent or generator, or another term."""
    terms = [(list(map(int, exponents)), int(coefficient)) for exponents, coefficient in polynomial.terms()] or [([], 0)]
    size = polynomial.context().nvars()
    exponents, coefficient = source.choice(terms)
    exponents = exponents or [0] * size
    chance = source.random()
    terms = [pair for pair in terms if pair[0] != exponents]
    if chance < 0.4:
        coefficient = coefficient + source.choice((-2, -1, 1, 2)) if chance < 0.2 else -coefficient
    else:
        place = (
            source.choice([i for i, e in enumerate(exponents) if e] or range(size))
            if chance < 0.7
            else source.randrange(size - 6, size)
        )
        exponents = list(exponents)
        exponents[place] = max(0, exponents[place] + source.choice((-1, 1)))
    out = {tuple(exponents): coefficient}
    for others, value in terms:
        if others:
            out[tuple(others)] = out.get(tuple(others), 0) + value
    return polynomial.context().from_dict(out)
