"""Monotone functions of both sides."""

from __future__ import annotations

from verify.mathematics.manifest import Manifest, unguarded
from verify.prove.inequalities.search import Search, order
from verify.question import Proof, Question
from verify.term import Term, exp, log, mul, power, relation, subtract

INCREASING = frozenset("exp log sinh tanh atan asinh erf asin atanh acosh".split())
DECREASING = frozenset(("acos", "erfc"))


def increasing(search: Search, question: Question, depth: int) -> Proof | None:
    """f(u) <= f(v) from u <= v."""
    left, right = question.statement.args
    if left.op != right.op:
        return None
    if left.op == "power":
        exponent = left.args[1]
        if exponent is not right.args[1] or exponent.op != "number" or exponent.fraction <= 0:
            return None
        if exponent.value[1] == 1 and exponent.value[0] % 2 == 0:
            return None
    elif left.op not in INCREASING and left.op not in DECREASING:
        return None
    pair = (left.args[0], right.args[0])
    if left.op in DECREASING:
        pair = pair[::-1]
    return search.step("increasing function", question, Question(relation(order(question), *pair), question.hypotheses), depth)


def logarithms(search: Search, question: Question, depth: int) -> Proof | None:
    """An exponential on one side: compare exponents before anything else."""
    left, right = question.statement.args
    facts = Manifest(question.hypotheses, fuel=search.fuel)
    if not (is_exponential(left) or is_exponential(right)) or depth > search.limit - 3:
        return None
    if not facts.sign(left) == (1, True) == facts.sign(right):
        return None
    inner = Question(relation(order(question), log(left), log(right)), question.hypotheses)
    return search.step("applied to both sides", question, inner, depth + 2, function="log")


def squares_of_sides(search: Search, question: Question, depth: int) -> Proof | None:
    """A multiple of a square root on one side: compare squares before anything else."""
    left, right = question.statement.args
    if not (_is_root(left) or _is_root(right)) or depth > search.limit - 3:
        return None
    facts = Manifest(question.hypotheses, fuel=search.fuel)
    signs = facts.sign(left), facts.sign(right)
    if any(sign is None or sign[0] < 0 for sign in signs):
        return None
    inner = Question(relation(order(question), power(left, 2), power(right, 2)), question.hypotheses)
    plain = Question(relation(order(question), _square(left), _square(right)), question.hypotheses)
    proof = search.prove(plain, depth + 2) if plain != inner else None
    if proof is not None:
        squared = search.rearranged(inner, subtract(*plain.statement.args[::-1]), proof)
        if squared is not None:
            return Proof("applied to both sides", question, (squared,), {"function": "square"})
    return search.step("applied to both sides", question, inner, depth + 2, function="square")


def _square(term: Term) -> Term:
    """The square of a product of roots and of other things, without the roots."""
    if term.op == "mul":
        return mul(*map(_square, term.args))
    if term.op == "power" and term.args[1].op == "number" and term.args[1].value[1] == 2:
        top = term.args[1].value[0]
        return term.args[0] if top == 1 else power(term.args[0], top)
    return power(term, 2)


def _is_root(term: Term) -> bool:
    parts = [part for part in term.args if part.op != "number"] if term.op == "mul" else [term]
    powers = all(part.op == "power" and part.args[1].op == "number" for part in parts)
    return bool(parts) and powers and all(part.args[1].value[1] == 2 for part in parts)


def is_exponential(term: Term) -> bool:
    """A product with a factor exp(u), or u^v for an exponent v that is no number."""
    if term.op == "mul":
        return any(map(is_exponential, term.args)) and not any(arg.op == "add" for arg in term.args)
    return term.op == "exp" or (term.op == "power" and term.args[1].op != "number")


def applied(search: Search, question: Question, depth: int) -> Proof | None:
    """Logarithms, exponentials or squares of both sides."""
    left, right = question.statement.args
    facts = Manifest(question.hypotheses, fuel=search.fuel)
    images: list[tuple[str, Term, Term]] = []
    heads = {part.op for side in (left, right) for part in unguarded(side)}
    positive = facts.sign(left) == (1, True) == facts.sign(right)
    if positive and (left.op, right.op) != ("exp", "exp") and heads & {"exp", "power", "cosh"}:
        images.append(("log", log(left), log(right)))
    if "log" in heads and (left.op, right.op) != ("log", "log"):
        images.append(("exp", exp(left), exp(right)))
    if _has_root(left, right) and (sign := facts.sign(right)) is not None and sign[0] >= 0:
        images.append(("square", power(left, 2), power(right, 2)))
    if depth > 5:
        return None
    for name, *sides in images:
        if all(side.op != part.op or name == "square" for side, part in zip(sides, (left, right), strict=True)):
            inner = Question(relation(order(question), *sides), question.hypotheses)
            found = search.step("applied to both sides", question, inner, depth + 2, function=name)
            if found is not None:
                return found
    return None


def _has_root(*sides: Term) -> bool:
    return any(
        part.op == "power" and part.args[1].op == "number" and part.args[1].value[1] == 2
        for side in sides
        for part in (*unguarded(side),)
    )
