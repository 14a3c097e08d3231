"""The formulas of one line: its statements, a chain, and names of what is computed."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from verify.grading.comparing.compare import kind_of
from verify.grading.comparing.proportional import Proportional, UpToAFactorIn
from verify.grading.lines.families import has_open_integral
from verify.grading.lines.links import Link
from verify.grading.lines.state import CONNECTIVES, Derivation
from verify.grading.texts.labels import Label, label_of
from verify.grading.texts.same_names import name_the_same
from verify.problem import InputError
from verify.read.names import canonical_name
from verify.sort import Sequence, Tensor
from verify.term import Term, free_symbols

_BAR = re.compile(r"\\(?:mid|vert|given)(?![A-Za-z])|;|\\[,:;! ]|\\middle\s*\|")
_IS_NAME = re.compile(r"\w+")
_IS_NUMBER = re.compile(r"\s*(?:\\left)?\(\s*-?[0-9./]+\s*(?:\\right)?\)\s*")
_DOTS = re.compile(r"_d?dot\Z")
SIGNS = {"eq": "=", "lt": "<", "gt": ">", "le": "<=", "ge": ">=", "propto": "∝", "approx": "≈"}


def pieces_of_line(derivation: Derivation, place: int) -> tuple[tuple[Link, ...], bool]:
    """The formulas of a line, and whether they begin a chain; the sides of a statement are one formula."""
    links = derivation.lines[place]
    if len(links) == 1 or links[0].relation not in ("", *CONNECTIVES):
        return links, False
    if not any(link.relation in CONNECTIVES for link in links) and _is_chain(derivation, place):
        return links, True
    statements: list[Link] = []
    for link in links:
        if not statements or link.relation in CONNECTIVES:
            statements.append(link)
        else:
            whole = f"{statements[-1].formula} {SIGNS[link.relation]} {link.formula}"
            statements[-1] = Link(statements[-1].relation, whole)
    return tuple(statements), False


def _is_chain(derivation: Derivation, place: int) -> bool:
    """`f = a` begins a chain if the next line goes on with a relation, or if an expression is asked for in the end."""
    if any(link.relation in ("propto", "approx") for link in derivation.lines[place]):
        return True
    if len(derivation.lines) == 1 and not derivation.task.references:
        return True
    if has_open_integral(derivation, derivation.lines[place]):
        return True
    if place + 1 < len(derivation.lines):
        return derivation.lines[place + 1][0].relation not in ("", *CONNECTIVES)
    references = derivation.task.references
    asks_for_value = bool(references) and all(kind_of(term) != "statement" for _, term in references)
    return asks_for_value and (derivation.last is None or kind_of(derivation.last) == "expression")


def is_label(links: tuple[Link, ...], derivation: Derivation) -> bool:
    """Whether the left side of an equation only names what is computed: a new name that does not occur again."""
    formula = links[0].formula
    if derivation.task.is_left_side(formula):
        return True
    is_kernel = links[1].relation == "propto"
    label = label_of(formula) if is_kernel or links[1].relation in derivation.task.naming else None
    if label is None or _is_defined(label, derivation) or _may_be_product(label, derivation):
        return False
    if is_kernel:
        derivation.proportional = proportional_names(label.argument, derivation.task.vocabulary.symbols)
        if derivation.proportional is not None:
            derivation.choices.append(f"{formula} is taken for the name of what follows, up to a factor")
        return derivation.proportional is not None
    try:
        is_new = is_new_name(label, derivation) or derivation.task.read(formula).term.op == "symbol"
    except InputError:
        is_new = True  # without a meaning of its own, as L(q) where nothing is declared
    if not is_new or _occurs(label, links[1], derivation):
        return False
    derivation.choices.append(f"{formula} is taken for the name of what follows")
    return True


def says_again(derivation: Derivation, place: int) -> bool:
    r"""Whether the left side that names a chain is of something that a line before speaks of: z^2, below z = x + y.

    Not if it is that name itself, or what chance makes of it: E[X^2] below E[X].
    """
    formula = derivation.lines[place][0].formula
    label = label_of(formula)
    if label is None or derivation.task.is_left_side(formula):
        return False
    heads = [links[0].formula for links in derivation.lines[:place] if len(links) > 1 and not links[0].relation]
    if any(name_the_same(head, formula) for head in heads):
        return False
    labels = [found for head in heads if (found := label_of(head)) is not None]
    said = {name for found in labels for name in map(_base, found.names)}
    if not label.is_of_chance:
        said |= {_base(name.name) for term in derivation.terms for name in free_symbols(term)}
    if _is_product_of(said, label):
        return True  # ST, below S = 3 and T = 2
    is_value = label.is_of_chance and not label.is_changed and not _IS_NUMBER.fullmatch(label.argument)
    return not is_value and not said.isdisjoint(map(_base, label.names))


def _base(name: str) -> str:
    """s for s_dot, and for what else a mark makes of s."""
    return _DOTS.sub("", name)


def proportional_names(argument: str, symbols: Mapping[str, Term]) -> Proportional | None:
    r"""The names in (\theta \mid x), those before the bar apart; of data given parameters both may be meant."""
    left, _, right = _BAR.sub("|", argument.strip(" ()[]")).partition("|")
    before, behind = (
        [canonical_name(name.strip(" {}()")) for name in side.split(",") if name.strip()] for side in (left, right)
    )
    if not before or not all(_IS_NAME.fullmatch(name) for name in (*before, *behind)):
        return None
    is_posterior = not any(_is_of_data(name, symbols) for name in before) and any(_is_of_data(name, symbols) for name in behind)
    return Proportional(frozenset(before), frozenset(() if is_posterior else behind))


def only_names(derivation: Derivation) -> Proportional | None:
    """The names in which formulas can only be proportional: those of the mode, the outcomes of a conditional density with which
    they begin, or the one that is declared and stands in them."""
    task, first = derivation.task, derivation.terms[0]
    if isinstance(task.mode, UpToAFactorIn):
        return task.mode.proportional
    if first.op == "density" and len(first.args) > 1 + first.value:
        outcomes, given = (frozenset(each.name for each in side) for side in
                           (first.args[1 : 1 + first.value], first.args[1 + first.value :]))  # fmt: skip
        return Proportional(outcomes, given)
    names = {name for term in (*derivation.terms, *(term for _, term in task.references)) for name in free_symbols(term)}
    if len(names) != 1 or {*task.declared} != {name.name for name in names}:
        return None
    return Proportional(frozenset(task.declared), frozenset())


def _is_of_data(name: str, symbols: Mapping[str, Term]) -> bool:
    declared = symbols.get(name)
    return name[0] in "xyXYD" or (declared is not None and isinstance(declared.sort, (Sequence, Tensor)) and name[0] != "w")


def _is_defined(label: Label, derivation: Derivation) -> bool:
    return any(map(derivation.task.vocabulary.defines, label.names))


def is_new_name(label: Label | None, derivation: Derivation) -> bool:
    """Whether a left side is the name of something that is neither declared nor a product of letters that lines speak of."""
    if label is None or _is_defined(label, derivation):
        return False
    return not _may_be_product(label, derivation) and not any(name in derivation.task.vocabulary.symbols for name in label.names)


def _may_be_product(label: Label, derivation: Derivation) -> bool:
    """Whether a left side is a product of letters that are declared or defined: the ab of a and b."""
    vocabulary = derivation.task.vocabulary
    return _is_product_of({*vocabulary.symbols, *(each.name for each in vocabulary.definitions)}, label)


def _is_product_of(letters: Collection[str], label: Label) -> bool:
    return any(len(name) > 1 and name.isalpha() and set(name).issubset(letters) for name in label.names)


def _occurs(label: Label, link: Link, derivation: Derivation) -> bool:
    terms = [derivation.task.read(link.formula).term, *(term for _, term in derivation.task.references)]
    return any(each.name in label.names for term in terms for each in free_symbols(term))
