"""Definitions in the order in which they can be read: each behind those that it uses."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping

from verify.problem import InputError, reject
from verify.read.definitions import Definition
from verify.read.names import ACCENTS, canonical_name

# A definition of a head and a body, beside those that were read before; what is defined later are no names of numbers.
Read = Callable[[str, str, tuple[Definition, ...], set[str]], Definition]

_WORD = re.compile(rf"(?:\\(?:{'|'.join(ACCENTS)})\s*(?:\{{\\?\w+\}}|\\?[^\W\d_])|\\?[^\W\d_]+)(?:_(?:\w+|\{{\w+\}}))?")
_FAMILY = re.compile(r".+_[a-z]")


def in_order_of_use(given: Mapping[str, tuple[str, str]], read: Read) -> tuple[Definition, ...]:
    """The definitions of these heads and bodies by their names, in the order of their places as far as that can be.

    Raises InputError for definitions that cannot be read, or that use each other.
    """
    waiting = dict(given)
    uses = {name: _names_in(body, given) for name, (_, body) in given.items()}
    found: list[Definition] = []
    problems: dict[str, InputError] = {}

    def succeeds(name: str) -> bool:
        try:
            found.append(read(*given[name], tuple(found), set(waiting)))
        except InputError as error:
            problems[name] = error
            return False
        del waiting[name]
        return True

    while waiting:
        problems.clear()
        free = [succeeds(name) for name in given if name in waiting and uses[name].isdisjoint(waiting.keys() - {name})]
        # A name that stands in a body may be bound there, or a letter of another word, so that others can be read as well.
        if not any(free) and not any(name not in problems and succeeds(name) for name in given if name in waiting):
            raise _first_problem({name: uses[name] & waiting.keys() for name in waiting}, problems)
    return tuple(found)


def _names_in(body: str, names: Collection[str]) -> frozenset[str]:
    """The names among these that stand in a text, also w_k for w_1, and L and a for La."""
    words = {canonical_name(word) for word in _WORD.findall(body)}
    letters = {letter for word in words if word not in names for letter in word.partition("_")[0]}
    families = {word.rpartition("_")[0] for word in words}
    return frozenset(
        name for name in names
        if name in words or name in letters or (_FAMILY.fullmatch(name) and name.rpartition("_")[0] in families)
    )


def _first_problem(uses: Mapping[str, frozenset[str]], problems: Mapping[str, InputError]) -> InputError:
    """What is wrong with definitions: with the first that uses none of the others, or that they use each other."""
    for name in uses:
        if uses[name] <= {name}:
            return problems[name]
    path = [next(iter(uses))]
    while path[-1] not in path[:-1]:
        path.append(next(name for name in uses if name in uses[path[-1]] and name != path[-1]))
    circle = path[path.index(path[-1]) :]
    return reject("malformed-definition", f"definitions in a circle: {', which uses '.join(circle)}",
                  where=f"the definition of {circle[0]}", help="write one of them without the others")  # fmt: skip
