r"""Entropies of variables that nobody declared: H(X \mid Y) and I(X; Y) as sums of joint entropies, which are numbers by name.

    H(X | Y) = H(X, Y) - H(Y)        I(X; Y | Z) = H(X, Z) + H(Y, Z) - H(X, Y, Z) - H(Z)        so for h

What is equal is equal for all variables.  What is not may be for those that are meant, as independent ones.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from verify.grading.row import Row
from verify.read.names import canonical_name

_LONGEST = 2_000
# P and Q are distributions, and H(P, Q) a cross entropy, which no order of the two may change
_VARIABLE = r"[A-OR-Z](?:_(?:[0-9]|\{[0-9]\}))?"
_LIST = rf"{_VARIABLE}(?:\s*,\s*{_VARIABLE})*"
_BAR = r"(?:\||\\mid(?![A-Za-z])|\\vert(?![A-Za-z])|\\,?\||\\middle\s*\|)"
_SPACE = r"(?:\s|\\[,;:! ])*+"
_ENTROPY = re.compile(
    rf"(?<![A-Za-z\\_])(?:\\(?:mathrm|operatorname|mathbb|text|mathcal)\s*\{{(?P<upright>[HhI])\}}|(?P<letter>[HhI])){_SPACE}"
    rf"(?:\\left\s*)?[(\[]{_SPACE}(?P<first>{_LIST}){_SPACE}(?:[;:]{_SPACE}(?P<second>{_LIST}){_SPACE})?"
    rf"(?:{_BAR}{_SPACE}(?P<given>{_LIST}){_SPACE})?(?:\\right\s*)?[)\]]"
)
_SPACES = re.compile(_SPACE)
_NAMED = re.compile(rf"[\s$]*(?:{_ENTROPY.pattern})\s*=")
_JOINT = re.compile(r"(?<![A-Za-z])[HhI]_\{([A-Za-z]+)\}")
_WRITTEN_OUT = re.compile(r"\((?:[-+]?[Hh]_\{[A-Za-z]+\})+\)")
_DIGITS = str.maketrans("0123456789", "abcdefghij")


def with_joint_entropies(text: str) -> str:
    """The text with every entropy and mutual information as a sum of joint entropies."""
    return _ENTROPY.sub(_written_out, text) if len(text) <= _LONGEST else text


def joint_entropies(text: str) -> list[str]:
    """The names of the joint entropies in a text."""
    return [canonical_name(found[0]) for found in _JOINT.finditer(text)]


def of_independent(text: str) -> str:
    """The text with H_X + H_Y for every joint entropy H_XY."""
    return _JOINT.sub(lambda found: f"({' + '.join(f'{found[0][0]}_{{{letter}}}' for letter in found[1])})", text)


def special_joint_entropies(texts: Sequence[str]) -> list[list[str]]:
    """Texts about two variables for independent ones, for alike ones, and where one of them says what the other is.

    None for texts about more variables.
    """
    variables = sorted(speaks_of_variables(*texts))
    if len(variables) > 2:
        return []
    alike = [[_with_joint(dict.fromkeys(variables, variables[0]), text) for text in texts]]
    return [list(map(of_independent, texts)), *alike, *(_where_one_says_all(texts, variables, letter) for letter in variables)]


def likely_joint_entropies(texts: Sequence[str]) -> list[list[str]] | None:
    """Texts with joint entropies for independent X and Y, and where one of them says what the other is.

    No case in which something that the texts speak of is 0 is among them.  None for texts that are not about X and Y alone.
    """
    variables = sorted(speaks_of_variables(*texts))
    if len(variables) != 2:
        return None
    sums = [place[0] for text in texts for place in _WRITTEN_OUT.finditer(text)]
    cases = [(variables, list(map(of_independent, texts)))]
    cases += [([letter], _where_one_says_all(texts, variables, letter)) for letter in variables]
    return [special for parts, special in cases if not any(_is_nothing(each, "".join(variables), parts) for each in sums)]


def is_one_entropy(text: str) -> bool:
    """Whether a text with joint entropies is that for an entropy or a mutual information, and nothing else."""
    return _WRITTEN_OUT.fullmatch(text.strip(" $")) is not None


def _is_nothing(written_out: str, every: str, parts: Sequence[str]) -> bool:
    """Whether a sum of joint entropies is 0 where the one of all variables is the sum of those of `parts`."""
    counts = Counter[str]()
    for joint in _JOINT.finditer(written_out):
        for each in parts if joint[1] == every else (joint[1],):
            counts[each] += -1 if written_out[joint.start() - 1] == "-" else 1
    return not any(counts.values())


def _where_one_says_all(texts: Sequence[str], variables: Sequence[str], letter: str) -> list[str]:
    return [_with_joint({"".join(variables): letter}, text) for text in texts]


def _with_joint(names: Mapping[str, str], text: str) -> str:
    return _JOINT.sub(partial(_renamed, names), text)


def _renamed(names: Mapping[str, str], place: re.Match[str]) -> str:
    return f"{place[0][0]}_{{{names.get(place[1], place[1])}}}"


def speaks_of_variables(*texts: str) -> set[str]:
    """The variables in the joint entropies of some texts."""
    return {letter for text in texts for found in _JOINT.finditer(text) for letter in found[1]}


def row_of_entropies(row: Row) -> Row | None:
    r"""The row with joint entropies in its references; None if these have no entropies, or what they are of is declared.

    Nor where an entropy is but the name of what is asked for, H(X) = \log 2, and the answer has no others.
    """
    is_named = all(_NAMED.match(each.formula) for each in row.references)
    texts = (*row.asked, row.submitted or "", *row.lines)
    if is_named and len({_SPACES.sub("", place[0]) for text in texts for place in _ENTROPY.finditer(text[:_LONGEST])}) == 1:
        return None
    found = [place for each in row.references for place in _ENTROPY.finditer(each.formula[:_LONGEST])]
    if not found:
        return None
    heads = (head.partition("(")[0] for head in row.definitions)
    declared = set(map(canonical_name, (*row.symbols, *heads)))
    used = {name for place in found for name in _names_in(place)}
    if not declared.isdisjoint(used):
        return None
    return replace(row, references=tuple(replace(each, formula=with_joint_entropies(each.formula)) for each in row.references))


def _names_in(place: re.Match[str]) -> Iterator[str]:
    yield place["upright"] or place["letter"]
    for part in ("first", "second", "given"):
        for variable in _variables(place[part]):
            yield canonical_name(variable)


def _variables(text: str | None) -> list[str]:
    return re.findall(_VARIABLE, text) if text else []


def _written_out(place: re.Match[str]) -> str:
    kind = place["upright"] or place["letter"]
    first, second, given = (_variables(place[part]) for part in ("first", "second", "given"))
    if (kind == "I") != bool(second):
        return place[0]  # I(X), H(X; Y)
    letter = "H" if kind == "I" else kind
    terms = {1: [[*first, *given]], -1: [given]}
    if second:
        terms = {1: [[*first, *given], [*second, *given]], -1: [[*first, *second, *given], given]}
    signed = [(sign, _joint(letter, names)) for sign, joints in terms.items() for names in joints if names]
    return "(" + "".join(("-" if sign < 0 else "+") + name for sign, name in signed).removeprefix("+") + ")"


def _joint(letter: str, variables: list[str]) -> str:
    """H_{XY} for the entropy of X and Y, in whatever order they are written."""
    names = sorted({re.sub(r"[_{}]", "", variable).translate(_DIGITS) for variable in variables})
    return f"{letter}_{{{''.join(names)}}}"


def spellings(text: str) -> Mapping[str, str]:
    """What each entropy of a text is read as."""
    return {place[0]: _written_out(place) for place in _ENTROPY.finditer(text[:_LONGEST])}
