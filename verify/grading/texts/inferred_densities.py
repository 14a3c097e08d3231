r"""Densities that formulas declare by themselves.

    p(x \mid z) p(z)                                p: density of x, z, if x and z stand in densities only
    \sum_x p(x) \log q(x),  \mathbb{E}_p[f(x)]      p, q: density of x, if something is summed, integrated or meant over x
    D_{KL}(p \| q), H(p, q)                         p, q: density of x, or of what they are of elsewhere
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from verify.grading.texts.inferred_functions import SIZES, stands_alone
from verify.read.names import canonical_name

_NAME = r"(?:\\[A-Za-z]+|(?<![A-Za-z\\])[A-Za-z])(?:_(?:\{\s*\\?\w+\s*\}|\\[A-Za-z]+|\w))?"
_BAR = re.compile(r"\\(?:mid|vert|given)(?![A-Za-z])|\||;")
_DENSITY = re.compile(r"(?<![A-Za-z\\])(?P<name>[pq](?:_(?:\{\s*\\?\w+\s*\}|\\[A-Za-z]+|\w))?)\s*\((?P<inside>[^()]*)\)")
_ONE_NAME = re.compile(rf"\s*{_NAME}\s*\Z")
_SPACE = r"(?:\s|\\[,;:! ])*+"
_BOTH = rf"(?:\\(?:\||parallel(?![A-Za-z])|Vert(?![A-Za-z]))|\|\||‖|,|;){_SPACE}"
_DIVERGENCE = re.compile(
    r"(?:\b[DH]|\bKL|\\(?:mathrm|operatorname|text|mathbb|mathcal)\s*\{\s*(?:KL|H|D)\s*\})"
    r"(?:_(?:\{[^{}]*(?:\{[^{}]*\})?\}|\w))?(?:\\mathrm\{KL\})?"
    rf"{_SPACE}[(\[]{_SPACE}(?P<first>[pq]){_SPACE}(?:{_BOTH}(?P<second>[pq]){_SPACE})?[)\]]"
)
_MEAN = re.compile(
    r"(?:\\mathbb\s*\{?E\}?|\\operatorname\{E\}|\\mathrm\{E\}|(?<![A-Za-z\\])E)\s*_\s*"
    rf"(?:(?P<alone>[pq])(?![A-Za-z_])|\{{{_SPACE}(?:(?P<outcome>[a-z]){_SPACE}\\sim{_SPACE})?(?P<name>[pq]){_SPACE}(?:\([a-z]\){_SPACE})?\}})"
)
_TOTAL = re.compile(
    r"(?:\\sum(?:\\limits)?|(?<![A-Za-z\\])sum(?=_)|∑)\s*_\s*(?:\{\s*(?P<braced>[a-z])\s*\}|(?P<plain>[a-z])(?![A-Za-z]))"
    r"|\\int(?![A-Za-z])(?!\s*(?:\\limits\s*)?_)[^=]*?(?:\\mathrm\s*\{\s*d\s*\}|(?<![A-Za-z\\])d)\s*(?P<integrated>[a-z])(?![A-Za-z])"
)
_LOGARITHM = re.compile(r"(?:\\|(?<![A-Za-z]))(?:log|ln)(?![A-Za-z])")
_OF_KERNEL = re.compile(rf"{_DENSITY.pattern}[\s&]*(?=\\propto(?![A-Za-z])|∝)")  # p(\theta \mid x) is but a name there
_EXPONENT = re.compile(r"(?:\^\s*\{|\\exp)[^=]*?\\int")  # \mu = e^{\int p(x) dx}


def densities_of(text: str, declared: Iterable[str]) -> dict[str, str]:
    """The declarations of the densities p and q, if each of them is given nothing but names."""
    text = _OF_KERNEL.sub(" ", SIZES.sub("", text))
    known = {*declared}
    calls: dict[str, list[tuple[list[str], list[str]]]] = {}
    for call in _DENSITY.finditer(_DIVERGENCE.sub(" ", text)):
        parts = _BAR.split(call["inside"])
        groups = [[each.strip() for each in part.split(",")] for part in parts]
        if len(groups) > 2 or not all(_ONE_NAME.match(each) for group in groups for each in group):
            return {}
        calls.setdefault(canonical_name(call["name"]), []).append((groups[0], groups[1] if len(groups) > 1 else []))
    outcomes = {canonical_name(each) for groups in calls.values() for group in groups for names in group for each in names}
    is_conditional = any(given for groups in calls.values() for _, given in groups)
    outside = _DENSITY.sub(" ", _DIVERGENCE.sub(" ", text))
    if len({name[0] for name in calls}) < len(calls):  # p_\theta(x | z) p(z), where both may be of one density
        return {}
    if known & (outcomes | calls.keys()):
        return {}
    if not is_conditional and len(outcomes) > 1 and _is_of_chance(text, outcomes) and {*calls} <= {"p", "q"}:
        outside = _MEAN.sub(" ", outside)
        is_joint = not any(stands_alone(name, outside) or re.search(rf"(?<![A-Za-z\\]){name}\s*_", outside) for name in calls)
        return {name: _words(groups) for name, groups in calls.items()} if is_joint else {}
    if not is_conditional:
        return _of_one_variable(text, _MEAN.sub(" ", outside), known, {*calls}, outcomes)
    if any(stands_alone(name, outside) for name in calls):
        return {}
    return {name: _words(groups) for name, groups in calls.items()}


def _is_of_chance(text: str, outcomes: set[str]) -> bool:
    r"""Whether something is meant by a density, or summed over an outcome beside a logarithm: \sum_z q(z) \log p(x, z)."""
    totals = {found["braced"] or found["plain"] or found["integrated"] for found in _TOTAL.finditer(text)}
    is_summed = bool(totals & outcomes) and _LOGARITHM.search(text) is not None and _EXPONENT.search(text) is None
    return is_summed or _MEAN.search(text) is not None


def _of_one_variable(text: str, outside: str, known: set[str], called: set[str], outcomes: set[str]) -> dict[str, str]:
    """p and q, if something is summed, integrated or meant over the one variable that they are of."""
    divergences, means = list(_DIVERGENCE.finditer(text)), list(_MEAN.finditer(text))
    names = called | {found[part] for found in divergences for part in ("first", "second") if found[part]}
    names |= {found["alone"] or found["name"] for found in means}
    outcomes = outcomes | {found["outcome"] for found in means if found["outcome"]}
    is_of_chance = bool(divergences) or _is_of_chance(text, outcomes)
    if not is_of_chance or len(outcomes) > 1 or not names <= {"p", "q"} or names & known:
        return {}
    (variable,) = outcomes or {"x"}
    if variable in known or len(variable) != 1 or any(stands_alone(name, outside) for name in names):
        return {}
    if any(re.search(rf"(?<![A-Za-z\\]){name}\s*_", outside) for name in names):  # p_k
        return {}
    return dict.fromkeys(sorted(names), f"density of {variable}")


def _words(groups: list[tuple[list[str], list[str]]]) -> str:
    return f"density of {', '.join(dict.fromkeys(canonical_name(each) for group in groups for names in group for each in names))}"
