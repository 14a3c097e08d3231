"""What is in a term: its parts, names and operations, and a digest of it all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from verify.sort import Parts, Random, Sequence, Sort, Tensor, terms_in
from verify.term.node import FLAGS, Term, mask_of
from verify.term.operations import BINDERS


def postorder(*roots: Term) -> list[Term]:
    """The distinct subterms, each after its arguments, in an order that depends on the structure only."""
    out: dict[Term, None] = {}
    for root in roots:
        path, pending = [root], [iter(root.args)]
        while path:
            for arg in pending[-1]:
                if arg in out:
                    continue
                if arg.args:
                    path.append(arg)
                    pending.append(iter(arg.args))
                    break
                out[arg] = None
            else:
                out[path.pop()] = None
                pending.pop()
    return list(out)


def free_symbols(term: Term) -> tuple[Term, ...]:
    """The free symbols in order of first occurrence, sizes inside of sorts included."""
    if term._free is None:
        found: dict[Term, None] = {}
        if term.op == "symbol":
            found[term] = None
            for inner in terms_in(term.sort):
                found.update(dict.fromkeys(free_symbols(inner)))
        elif term.op in BINDERS:
            bound = term.args[0]
            for inner in (*terms_in(bound.sort), *term.args[1:-1]):
                found.update(dict.fromkeys(free_symbols(inner)))
            found.update((name, None) for name in free_symbols(term.args[-1]) if name is not bound)
        elif len(term.args) == 1:
            term._free = free_symbols(term.args[0])
            return term._free
        else:
            for arg in term.args:
                found.update(dict.fromkeys(free_symbols(arg)))
        term._free = tuple(found)
    return term._free


def conjuncts(statement: Term) -> tuple[Term, ...]:
    """The parts of a conjunction, and of the conjunctions in it; another statement is its own only part."""
    if statement.op == "and":
        return tuple(part for arg in statement.args for part in conjuncts(arg))
    return (statement,)


def height(term: Term) -> int:
    """The length of the longest path from a term down to a term without arguments, both included."""
    return term._height


def size_bound(term: Term) -> int:
    """The number of subterms, one that occurs several times counted as often: at least that of the distinct ones."""
    return term._size


def contains(term: Term, operations: frozenset[str] | set[str]) -> bool:
    """Whether any subterm has one of these operations."""
    return bool(term._operations & mask_of(frozenset(operations)))


def consists_of(term: Term, operations: frozenset[str]) -> bool:
    """Whether every subterm has one of these operations."""
    return not term._operations & ~(mask_of(operations) | FLAGS)


def is_real_term(term: Term) -> bool:
    """Whether no complex number, infinity or abstract space occurs anywhere in a term."""
    return not term._operations & mask_of(_NOT_REAL)


_NOT_REAL = frozenset(("complex", "imaginary", "infinity", "space"))


def digest(term: Term) -> bytes:
    """16 bytes that depend on the structure only: equal in every process, so it can order and seed."""
    if term._digest is None:
        for inner in postorder(term) if any(arg._digest is None for arg in term.args) else (term,):
            if inner._digest is None:
                state = hashlib.blake2b(f"{inner.op}|{_value_text(inner)}".encode(), digest_size=16)
                for arg in inner.args:
                    state.update(arg._digest or b"")
                inner._digest = state.digest()
    assert term._digest is not None
    return term._digest


def _value_text(term: Term) -> str:
    return f"{term.name}|{sort_text(term.sort)}" if term.op == "symbol" else repr(term.value)


def sort_text(sort: Sort) -> str:
    """A text that two sorts share only if they are equal."""
    if isinstance(sort, (Tensor, Sequence, Random)):
        inner = ",".join(digest(term).hex() for term in terms_in(sort))
        element = "" if isinstance(sort, Random) else sort_text(sort.element)
        return f"{type(sort).__name__}({inner};{element};{getattr(sort, 'properties', '')})"
    if isinstance(sort, Parts):
        return f"Parts({digest(sort.matrix).hex()};{sort.kind})"
    return repr(sort)


def symbols_of_sort(terms: Iterable[Term], kind: type) -> Iterator[Term]:
    """The free symbols of the terms whose sort is an instance of `kind`, each once."""
    seen: set[Term] = set()
    for term in terms:
        for name in free_symbols(term):
            if name not in seen and isinstance(name.sort, kind):
                seen.add(name)
                yield name
