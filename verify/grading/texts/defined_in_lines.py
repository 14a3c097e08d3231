r"""Functions that the lines of a derivation define.

    L(w) = \sum_i (y_i - w x_i)^2
    L'(w) = -2 \sum_i x_i (y_i - w x_i)         or \frac{dL}{dw} = ..., \nabla L(w) = ..., \log L(w) = ...

L is a function by this definition, if nobody declared it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice

from verify.grading.lines.links import Link, links_of
from verify.grading.texts.labels import plain_text
from verify.grading.texts.rates import HEAD, takes_rate_of
from verify.read.names import GREEK_WORDS, canonical_name
from verify.read.naming import CONSTANTS, KNOWN_FUNCTIONS

_GREEK = "|".join(sorted(GREEK_WORDS - {"pi"}, key=len, reverse=True))
_NAME_IN_BODY = re.compile(
    rf"(?:(?<![A-Za-z\\])[A-Zabcf-hj-z](?![A-Za-z])|\\(?:{_GREEK})(?![A-Za-z])|(?<![A-Za-z\\])(?:{_GREEK})(?![A-Za-z]))(?:_(?:\w|\{{\w+\}}))?"
)
_RUN = re.compile(r"(?<![A-Za-z_])[A-Za-z]{2,}")
_FUNCTIONS_TOO = ("exp", "log", "ln", "sum", "sqrt", "int")
_COMMAND = re.compile(r"\\[A-Za-z]+")
_OF_CHANCE = frozenset(("P", "Pr", "E", "Var", "Cov", "p", "q", "KL", "Std", "Corr"))
_BOUNDS = frozenset(("le", "lt", "ge", "gt"))
_MOST = 3
LONGEST = 1_000


def heads_of(lines: Sequence[str], declared: Collection[str]) -> dict[str, list[tuple[Link, ...]]]:
    """The lines that begin with f(x) =, by this left side, for each f that nobody declared."""
    found: dict[str, list[tuple[Link, ...]]] = {}
    known = {canonical_name(name) for name in declared}
    for line in lines:
        links = links_of(line) if len(line) <= LONGEST else ()
        head = HEAD.fullmatch(links[0].formula) if len(links) > 1 and not links[0].relation else None
        if head is None or links[1].relation != "eq" or _is_product(head["name"], lines):
            continue
        name = canonical_name(head["name"])
        if name not in known and name not in KNOWN_FUNCTIONS and name not in CONSTANTS:
            found.setdefault(links[0].formula.strip(" $"), []).append(links)
    return found


def _is_product(name: str, lines: Sequence[str]) -> bool:
    """Whether the name before a bracket is a run of letters that may be factors: the xf of xf(x), beside f(x)."""
    if not name.isalpha() or not name.isascii() or len(name) < 2:
        return False
    is_of_function = any(re.search(rf"(?<![A-Za-z\\]){name[-1]}\s*'*\s*\(", line) for line in lines)
    alone = all(any(re.search(rf"(?<![A-Za-z\\]){letter}(?![A-Za-z])", line) for line in lines) for letter in name)
    return is_of_function or alone


def definitions_of(lines: Sequence[str], declared: Collection[str]) -> dict[str, str]:
    """Head -> formula for each function that a line defines by a formula of its argument without it."""
    found: dict[str, str] = {}
    known: set[str] = {canonical_name(name) for name in declared}
    for head, defining in islice(heads_of(lines, declared).items(), _MOST):
        parts = HEAD.fullmatch(head)
        assert parts is not None
        name, body = canonical_name(parts["name"]), defining[0][1].formula
        if name in _OF_CHANCE and not _is_of_one_argument(parts["name"], parts["arguments"], lines):
            continue
        base = name.partition("_")[0]
        is_derivative = (base != name and base in known) or (name[:1] in "Dd" and name[1:] in known)  # f_x and Df beside f
        known.add(name)
        plain = _COMMAND.sub(" ", body)
        has_arguments = all(
            token_of(each.strip()).search(body) or (len(each.strip()) == 1 and each.strip() in plain)
            for each in parts["arguments"].split(",")
        )
        is_formula = has_arguments and not is_derivative and not speaks_of(body, [parts["name"]])
        if is_formula and not _is_known_before(parts["name"], defining[0], lines) and not is_tied(head, body, lines):
            found[head] = body
    return found


def _is_of_one_argument(name: str, argument: str, lines: Sequence[str]) -> bool:
    r"""Whether p stands before (x) wherever it stands, so that it is not said of other things, too: p(y), p(x \mid z), E[X]."""
    text = "\n".join(lines)
    value = re.compile(rf"\s*'*\s*(?:\\left)?\(\s*{re.escape(argument.strip())}\s*(?:\\right)?\)")
    places = (found.end() for found in token_of(name).finditer(text) if found[0] == name)  # or of a rate, as dp
    return r"\mathbb" not in text and all(value.match(text, place) for place in places)


def are_doubtful(heads: Mapping[str, Sequence[tuple[Link, ...]]]) -> bool:
    r"""Whether a left side is defined twice, or by a chain: by another exercise, or by what is not said.

    In the chain of \ell(p) = \log L(p) = .., below L(p) = .., the logarithm is worked out.
    """
    names = [head.partition("(")[0].strip() for head in heads]
    return any(len(links) > 1 or (len(links[0]) > 2 and not speaks_of(links[0][1].formula, names)) for links in heads.values())


def may_be_tied(heads: Mapping[str, str], lines: Sequence[str]) -> bool:
    """Whether a line behind a derivative says what a name in the function is by its argument: y = 10 - x, for A(x) = x y."""
    for head, body in heads.items():
        found = HEAD.fullmatch(head)
        own = [each.strip() for each in found["arguments"].split(",")] if found is not None else names_in(body)
        names = [name for name in names_in(body) if found is None or name not in own]
        for line in lines:
            first, *rest = links_of(line)
            if first.formula.strip(" $&") in names and rest and rest[0].relation == "eq" and speaks_of(rest[0].formula, own):
                return True
    return False


def _is_known_before(name: str, defining: tuple[Link, ...], lines: Sequence[str]) -> bool:
    """Whether a line says something of a function before it is defined: f(x) = c x is to follow of f(x + y) = f(x) + f(y)."""
    value = re.compile(rf"{token_of(name).pattern}\s*(?:'|\^|\\left)*\s*\(")
    for line in lines:
        links = links_of(line)
        if links == defining:
            return False
        if len(links) > 1 and value.search(line):
            return True
    return False


def is_tied(head: str, body: str, lines: Sequence[str]) -> bool:
    """Whether a line without a sign says something of another name in the formula: y = 10 - x beside A(x) = x y.

    What such a line says of the argument itself is a solution: v = S/n.
    """
    found = HEAD.fullmatch(head)
    named = head if found is None else found["name"]
    own = [] if found is None else [each.strip() for each in found["arguments"].split(",")]
    names = [name for name in names_in(body) if name not in own]
    said: set[str] = set()
    heads = filter(None, (HEAD.fullmatch(links_of(line)[0].formula) for line in lines))
    functions = {named, *(each["name"] for each in heads)}
    for line in lines:
        if any(takes_rate_of(line, name) for name in functions):
            return False  # what comes behind a derivative is solved
        links = links_of(line)
        is_set_to_zero = plain_text(links[0].formula) in said and links[-1].formula.strip(" $") == "0"  # a derivative, above
        said.add(plain_text(links[-1].formula))
        if len(links) < 2 or links[0].relation or speaks_of(line, [named]) or is_set_to_zero:
            continue
        if len(names_in(line)) < 2 and all(link.relation in _BOUNDS for link in links[1:]):
            continue  # x > 0
        if _is_first_of_another(links, lines):
            continue  # \ell(p) = .., below L(p) = ..
        is_constraint = speaks_of(line, own) and speaks_of(line, names) and links[0].formula.strip(" $") not in own
        if speaks_of(links[0].formula, names) or is_constraint:
            return True
    return False


def _is_first_of_another(links: Sequence[Link], lines: Sequence[str]) -> bool:
    """Whether a line says by a formula what another function is, which no line above has."""
    head = HEAD.fullmatch(links[0].formula)
    if head is None or links[1].relation != "eq" or not speaks_of(links[-1].formula, head["arguments"].split(",")):
        return False
    first = next(line for line in lines if speaks_of(line, [head["name"]]))
    return links_of(first) == tuple(links)


def logarithms_meant(heads: Iterable[str]) -> list[tuple[str, str]]:
    r"""(\log L(p), \ell(p)) where both are defined: the second is the logarithm of the first to everyone."""
    by_name = {canonical_name(head.partition("(")[0].strip()): head for head in heads}
    logarithm = by_name.get("ell") or by_name.get("l")
    return [(rf"\log({by_name['L']})", logarithm)] if "L" in by_name and logarithm is not None else []


def names_in(body: str) -> list[str]:
    """The names in a formula, the letters of a product xy one by one."""
    found = dict.fromkeys(_NAME_IN_BODY.findall(body))
    for run in _RUN.findall(_COMMAND.sub(" ", body)):
        if run.lower() not in KNOWN_FUNCTIONS and run not in GREEK_WORDS and run not in _FUNCTIONS_TOO:
            found |= dict.fromkeys(letter for letter in run if letter not in "dei")
    return list(found)


def speaks_of(formula: str, names: Iterable[str]) -> bool:
    """Whether a formula has one of these names, as it is drawn."""
    return any(token_of(name).search(formula) for name in names)


def token_of(name: str) -> re.Pattern[str]:
    drawn = rf"(?<!\\){re.escape(name)}" if name.startswith("\\") else rf"(?<![A-Za-z\\])[d∂]?{re.escape(name)}"
    return re.compile(rf"{drawn}(?![A-Za-z_])")  # dL and d\ell speak of L and \ell
