"""The tree of a formula as it is to be looked at: what is divided by what, not yet how a bar is drawn.

A tree is made of a term (`render.tree_of_term`) or of what the author of a claim typed (`render.tree_of_source`), and written as
text, LaTeX or MathML (`render.to_text`, `to_latex`, `to_mathml`), each of which knows for itself where it needs brackets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias, TypeGuard

from verify.read.names import GREEK_WORDS


@dataclass(frozen=True)
class Name:
    """A symbol or function by its canonical name: mu_1, theta_star, W."""

    name: str


@dataclass(frozen=True)
class Label:
    """A word that the author uses as a name: log_likelihood."""

    name: str


@dataclass(frozen=True)
class Number:
    """Digits, with a sign or a point if there is one."""

    digits: str


@dataclass(frozen=True)
class Sign:
    """A sign that stands for itself, by its word: infinity, pi, empty, ones."""

    word: str


@dataclass(frozen=True)
class Words:
    """Words, in the font of the text around the formula."""

    words: str


@dataclass(frozen=True)
class Sum:
    """terms[0] + terms[1] - ...; `minus` tells which are subtracted."""

    terms: tuple[Tree, ...]
    minus: tuple[bool, ...]


@dataclass(frozen=True)
class Product:
    """Factors side by side; `sign` is "" or the word of an operator, such as hadamard."""

    factors: tuple[Tree, ...]
    sign: str = ""


@dataclass(frozen=True)
class Quotient:
    top: Tree
    bottom: Tree


@dataclass(frozen=True)
class Power:
    base: Tree
    exponent: Tree


@dataclass(frozen=True)
class Entrywise:
    r"""The exponent of a power that is taken entry by entry: the \odot 2 of v^{\odot 2}."""

    exponent: Tree


@dataclass(frozen=True)
class Index:
    """base with indices below: x_{i,j}."""

    base: Tree
    indices: tuple[Tree, ...]


@dataclass(frozen=True)
class Root:
    body: Tree


@dataclass(frozen=True)
class Call:
    """function(arguments | given), in round or square brackets."""

    function: Tree
    arguments: tuple[Tree, ...]
    given: tuple[Tree, ...] = ()
    square: bool = False


INTERVALS = ("()", "(]", "[)", "[]")


@dataclass(frozen=True)
class Fence:
    """Something between a pair of strokes: abs, norm, floor, ceiling, set, tuple, and the brackets of an interval."""

    kind: str
    body: tuple[Tree, ...]


@dataclass(frozen=True)
class Big:
    """sum, product or integral of a body over a variable, between bounds if there are any."""

    kind: str
    variable: Tree
    lower: Tree | None
    upper: Tree | None
    body: Tree


@dataclass(frozen=True)
class Limit:
    variable: Tree
    point: Tree
    side: str
    body: Tree


@dataclass(frozen=True)
class Rate:
    """The derivative of a body, `order` times, by a variable."""

    body: Tree
    variable: Tree
    order: int = 1


@dataclass(frozen=True)
class Matrix:
    rows: tuple[tuple[Tree, ...], ...]


@dataclass(frozen=True)
class Branches:
    """value if condition, for each pair."""

    pairs: tuple[tuple[Tree, Tree], ...]


@dataclass(frozen=True)
class Relation:
    """left (sign) right; the sign by its word: eq ne lt le gt ge in maps and or implies iff bar parallel."""

    left: Tree
    sign: str
    right: Tree


@dataclass(frozen=True)
class Phrase:
    """Formulas and words in a row: f is convex in x."""

    parts: tuple[Tree, ...]


Tree: TypeAlias = (
    Name | Label | Number | Sign | Words | Sum | Product | Quotient | Power | Index | Root | Call | Fence | Big | Limit | Rate
    | Entrywise | Matrix | Branches | Relation | Phrase
)  # fmt: skip

# How tightly a tree holds together; a place asks for a level, and what holds less is put into brackets there.
LOGIC, RELATION, SUM, PRODUCT, POWER, ATOM = range(6)

_LEVELS = {
    Relation: RELATION, Sum: SUM, Big: SUM, Limit: SUM, Product: PRODUCT, Quotient: PRODUCT, Rate: PRODUCT,
    Power: POWER,
}  # fmt: skip
LOGICAL = frozenset(("and", "or", "implies", "iff", "maps"))


def level(tree: Tree) -> int:
    """The level of a tree written in one line."""
    if isinstance(tree, Number) and tree.digits.startswith("-"):
        return SUM
    if isinstance(tree, Sum) and len(tree.terms) == 1 and not tree.minus[0]:
        return level(tree.terms[0])
    if isinstance(tree, Relation) and tree.sign in LOGICAL:
        return LOGIC
    return _LEVELS.get(type(tree), ATOM)


def negative(tree: Tree) -> Tree:
    return Sum((tree,), (True,))


def is_negative(tree: Tree) -> TypeGuard[Sum]:
    """Whether a tree is -a, and no longer sum."""
    return isinstance(tree, Sum) and len(tree.terms) == 1 and tree.minus[0]


TRANSPOSED = Sign("transposed")


def transposed(tree: Tree) -> Tree:
    return Power(tree, TRANSPOSED)


def inverted(tree: Tree) -> Tree:
    return Power(tree, Number("-1"))


def split_name(name: str) -> tuple[str, tuple[str, ...], str]:
    """mu_1 is mu with the subscript 1, theta_star' is theta with star and a prime."""
    bare = name.rstrip("'")
    base, *subscripts = [part for part in bare.split("_") if part] or [bare]
    return base, tuple(subscripts), name[len(bare) :]


def author_name(name: str) -> Name | Label:
    """A name of a claim file: one letter with subscripts is shown like a symbol, a word like a word."""
    base = split_name(name)[0].rstrip("0123456789")
    return Name(name) if len(base) == 1 or base in GREEK_WORDS else Label(name)
