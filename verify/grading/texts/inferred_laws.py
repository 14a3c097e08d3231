r"""Random variables that formulas declare by themselves: the X and Y of E[X], \mathrm{Var}(X - Y) and \mathrm{Cov}(X, Y).

They have one law together, of which nothing is known.  What is right for every law is right; what is wrong for some may hold for
the one that is meant, of independent variables or of a known distribution.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from verify.grading.comparing.any_law import Spoken
from verify.grading.texts.brackets import closing
from verify.read.names import canonical_name

_VARIANCE = re.compile(r"Var\}?\s*(?:\\left\s*)?[(\[]([^()\[\]]*)[)\]]")
_COVARIANCE = re.compile(r"Cov\}?\s*(?:\\left\s*)?[(\[]([^()\[\]]*)[)\]]")
_VARIABLE = re.compile(r"(?<![A-Za-z\\])[A-Z](?![A-Za-z_])")
LAW = "law"
_OF = "density of "
_STATISTIC = re.compile(
    r"(?:\\(?:mathbb|mathrm|operatorname\*?|text|mathsf)\s*\{?\s*(?P<drawn>E|Var|Cov|V)\s*\}?|(?<![\\_])(?<![A-Z][A-Za-z])(?P<plain>E|Var|Cov)(?![A-Za-z]))"
    r"\s*(?P<index>_)?\s*(?:\\(?:left|[bB]igg?l?)(?![A-Za-z])\s*)?(?P<bracket>[\[(])"
)
_VARIABLE = re.compile(r"(?<![A-Za-z\\])([A-Z](?:_[A-Za-z0-9])?)(?![A-Za-z])")
_ONE_VARIABLE = re.compile(r"\s*(?:[0-9]+|[a-z])?\s*\*?\s*([A-Z](?:_[A-Za-z0-9])?)\s*")
_NO_COVARIANCE = re.compile(r"Cov\}?\s*(?:\\left\s*)?[(\[][^()\[\]]*[)\]]\s*&?\s*=\s*0")
_VARIABLES = frozenset("X Y Z U V W S R T".split())
_COMMAND = re.compile(r"\\(?:mathbb|mathrm|operatorname\*?|text|mathsf)\s*\{[^{}]*\}|(?<![A-Za-z\\])(?:E|Var|Cov)(?![A-Za-z])")
_SIGN = re.compile(r"[-+]")
_CAPITAL = re.compile(r"[A-Z](?:_[A-Za-z0-9])?")
_NOT_LINEAR = re.compile(r"[\^()\[\]{}|/]")
_DELIMITER = re.compile(r"\\[A-Za-z]+")
_PRODUCT = re.compile(r"(?<![A-Za-z\\_])[A-Za-z]{2,3}(?![A-Za-z_(\[])")  # aX, XY
_MOST = 4


def law_of(text: str, declared: Collection[str]) -> dict[str, str]:
    """The declaration of the law of all random variables, which stand in means, variances and covariances only."""
    inside, outside, is_certain = _statistics(text)
    if not inside or not is_certain or LAW in declared or "E" in declared:
        return {}
    names = _names_in(inside, declared)
    others = {canonical_name(name) for part in outside for name in _VARIABLE.findall(_COMMAND.sub(" ", part))}
    if not names or len(names) > _MOST or not names.isdisjoint(others):
        return {}
    if _names_in(inside, ()) & _VARIABLES & {*declared}:
        return {}  # one of them is declared, and may be random all the same
    return {LAW: f"{_OF}{', '.join(sorted(names))}"}


def variables_of(words: str) -> list[str]:
    """The random variables of a declaration of their law."""
    return words.removeprefix(_OF).split(", ")


def random_names(text: str) -> set[str]:
    """The names in means, variances and covariances that may be random variables."""
    return _names_in(_statistics(text)[0], ())


def spoken_of(reference: str, *others: str) -> Spoken:
    r"""What the formulas of the moments of variables speak of: each of means and of variances, the first of covariances.

    Beside \mathrm{Var}(X + Y) alone, which is asked for whatever X and Y are, the others: who writes E[X] E[Y] or
    \mathrm{Cov}(X, Y) for it does not mean variables for which that is 0.
    """
    texts = (reference, *others)
    is_general = _is_one_statistic(reference)
    means = frozenset.intersection(*(frozenset(_names_of_means(text)) for text in (others if is_general else texts)))
    variances = frozenset.intersection(*(frozenset(_names_in_brackets(_VARIANCE, text)) for text in texts))
    is_given = any(_NO_COVARIANCE.search(text) for text in others)
    speaking = texts if is_general and not is_given else (reference,)
    pairs = (found[1] for text in speaking for found in _COVARIANCE.finditer(text))
    return Spoken(means, variances, frozenset(filter(None, map(_two_variables, pairs))), is_general)


def _two_variables(pair: str) -> frozenset[str]:
    """X and Y of Cov(X, Y); nothing of Cov(X, X + Y), which is no 0 where Cov(X, Y) is."""
    names = [_ONE_VARIABLE.fullmatch(side) for side in pair.split(",")]
    found = frozenset(name[1] for name in names if name is not None)
    return found if len(names) == len(found) == 2 else frozenset()


def _is_one_statistic(text: str) -> bool:
    """Whether a text is a variance, a covariance or the mean of a sum; E[X^2] is the variance of an X whose mean is 0."""
    text = text.strip(" $&=\n")
    found = _STATISTIC.match(text)
    if found is None or found["index"] or closing(text, found.end()) != len(text):
        return False
    return "E" not in (found["drawn"], found["plain"]) or bool(_SIGN.search(text, found.end()))


def _names_of_means(text: str) -> Iterator[str]:
    """The variables in the means of linear expressions: X and Y of E[2X + Y]."""
    for found in _STATISTIC.finditer(text):
        close = closing(text, found.end())
        if close is None or found["index"] or "E" not in (found["drawn"], found["plain"]):
            continue
        names = [_CAPITAL.findall(term) for term in _SIGN.split(_DELIMITER.sub("", text[found.end() : close - 1]))]
        if all(len(each) < 2 for each in names) and not _NOT_LINEAR.search(text, found.end(), close - 1):
            yield from (canonical_name(name) for each in names for name in each)


def _names_in_brackets(statistic: re.Pattern[str], text: str) -> list[str]:
    return [name for found in statistic.finditer(text) for name in _VARIABLE.findall(found[1])]


def _statistics(text: str) -> tuple[list[str], list[str], bool]:
    """What stands inside and outside of the brackets of means, variances and covariances, and whether they are surely these."""
    inside, outside, is_certain = [], [], True
    end = 0
    for found in _STATISTIC.finditer(text):
        if found["index"] or found.start() < end:
            is_certain = is_certain and not found["index"]
            continue
        before = text[found.start() - 1 : found.start()]
        if found["plain"] and before.isupper() and not _stands_alone(before, text):
            continue  # the standard error SE[X], and no S beside E[X]
        close = closing(text, found.end())
        if close is None:
            return [], [], False
        outside.append(text[end : found.start()])
        inside.append(text[found.end() : close - 1])
        end = close
        is_certain = is_certain and (found["bracket"] == "[" or found["drawn"] is not None or found["plain"] != "E")
    return inside, [*outside, text[end:]], is_certain


def _stands_alone(letter: str, text: str) -> bool:
    return any(found[1] == letter for found in _VARIABLE.finditer(text))


def _names_in(inside: Iterable[str], declared: Collection[str]) -> set[str]:
    plain = [_COMMAND.sub(" ", part) for part in inside]
    names = {canonical_name(name) for part in plain for name in _VARIABLE.findall(part)} - {*declared}
    known = {*declared} | names
    return names | {letter for part in plain for run in _PRODUCT.findall(part) for letter in _variables_in(run, known)}


def _variables_in(run: str, known: set[str]) -> list[str]:
    """The capitals of a product with known letters, and those of aX and XY."""
    if len(run) == 2 and run[1].isupper() and run[0] != run[1]:
        return [letter for letter in run if letter.isupper() and letter not in known]
    capitals = [letter for letter in run if letter.isupper() and letter not in known]
    return capitals if len(capitals) < len(run) and all(letter in known for letter in run if letter not in capitals) else []
