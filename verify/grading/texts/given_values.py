r"""Definitions that name no quantity and no function, but say a value.

    {"T(1)": "1"}, {"P(A)": "0.2", "P(B)": "0.3"}     the value stands for T(1), P(A) and P(B), and says nothing of other calls
    {"u^\top u": "1"}, {"\\mathbb{E}[X]": "0"}        an assumption, u^\top u = 1
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from verify.grading.row import Row
from verify.problem import reject
from verify.read.names import canonical_name

_NAME = re.compile(r"[^\W\d][\w']*")
_CALL = re.compile(r"\s*(?P<name>[^\s()\[\]{}|]+(?:\{[^{}]*\})?)\s*(?:\\left\s*)?\((?P<arguments>[^()]*?)(?:\\right\s*)?\)\s*")
_GIVEN = re.compile(r"\||\\(?:mid|vert)(?![A-Za-z])")
_OF_CHANCE = frozenset(("P", "Pr", "Prob"))
_MOMENT = re.compile(
    r"\\?(?:mathbb|mathrm|operatorname)?\s*\{?\s*(?:E|Var|Cov)\s*\}?\s*(?:\\left\s*)?(?:\[|\(\s*[A-Z]).*[\])]\s*", re.DOTALL
)
_EVENT = re.compile(r"[A-Z].*|\\(?:bar|neg|overline).*", re.DOTALL)
_FIRST = 71  # of the names c_71, c_72 ... of values
_NAMED = re.compile(r"c\s*_\s*\{?\s*7")
_INDEX = re.compile(r"_\s*\{[^{}]*\}|\^\s*\{\s*[(\[][^{}]*[)\]]\s*\}")
_FORMULA = re.compile(
    r"\^\s*\{?\s*(?:\\top(?![A-Za-z])|T(?![A-Za-z])|[0-9-])|\\\||\||!|[-+/](?!\s*\Z)|\*(?!\s*\}?\s*\Z)|\\(?:[dt]?frac|sqrt|cdot)(?![A-Za-z])"
    r"|\A\s*[0-9]|(?<![A-Za-z\\])[A-Za-z](?:_\w)?\s+\\?[A-Za-z](?![A-Za-z])"
)
_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\S")
_SPACE = r"(?:\s|\\[,;:! ])*"
_SPELLINGS = {
    "(": r"(?:\\left\s*)?\(", ")": r"(?:\\right\s*)?\)", "|": r"(?:\||\\(?:mid|vert)(?![A-Za-z]))",
    r"\mid": r"(?:\||\\(?:mid|vert)(?![A-Za-z]))", r"\left": "", r"\right": "",
}  # fmt: skip


@dataclass(frozen=True)
class GivenValues:
    """The calls of which values are given, each with its place among the names of values, and what is called."""

    calls: tuple[re.Pattern[str], ...]
    names: frozenset[str]

    def put_in(self, text: str) -> str:
        """The text with a name for each value."""
        for place, call in enumerate(self.calls):
            text = call.sub(f" {_name(place)} ", text)
        return text

    def are_named_in(self, texts: Iterable[str]) -> bool:
        """Whether a text has the name of a value, before it is put in."""
        return any(map(_NAMED.search, texts))

    def are_called_in(self, texts: Iterable[str]) -> bool:
        """Whether a text calls such a name with something else, of which nothing is known."""
        return any(re.search(rf"{re.escape(name)}\s*(?:\\left\s*)?[(\[]", text) for name in self.names for text in texts)


def with_given_values(row: Row) -> tuple[Row, GivenValues | None]:
    """The row with what its definitions say of single values in its formulas and assumptions, and these values."""
    calls = {head: found for head in row.definitions if (found := _CALL.fullmatch(head)) is not None}
    counts = Counter(canonical_name(call["name"]) for call in calls.values())
    values = {head: call for head, call in calls.items() if not _MOMENT.fullmatch(head) and _is_value(call, counts)}
    if values and any(map(_NAMED.search, row.asked)):
        raise reject("malformed-definition", f"{next(iter(values))!r} beside c_7..", help="another name for c_7..")
    facts = [head for head in row.definitions if head not in values and _is_fact(head)]
    if not values and not facts:
        return row, None
    definitions = {head: body for head, body in row.definitions.items() if head not in values and head not in facts}
    assuming = (*row.assuming, *(f"{head} = {row.definitions[head]}" for head in facts))
    row_of_facts = replace(row, assuming=assuming)
    if not values:
        return replace(row_of_facts, definitions=definitions), None
    given = GivenValues(tuple(map(_pattern, values)), frozenset(call["name"] for call in values.values()))
    asking = row_of_facts.asking_for(map(given.put_in, row.asked))
    named = {_name(place): row.definitions[head] for place, head in enumerate(values)}
    return replace(
        asking,
        definitions={head: given.put_in(body) for head, body in {**named, **definitions}.items()},
        assuming=tuple(map(given.put_in, assuming)),
        mistakes={label: given.put_in(formula) for label, formula in row.mistakes.items()},
        start=given.put_in(row.start),
    ), given


def _is_value(call: re.Match[str], counts: Counter[str]) -> bool:
    arguments = call["arguments"].split(",")
    is_given = _GIVEN.search(call["arguments"]) is not None
    name = canonical_name(call["name"])
    is_chance = name in _OF_CHANCE and _EVENT.match(call["arguments"].strip()) is not None
    return is_given or is_chance or counts[name] > 1 or not all(map(_is_name, arguments))


def _is_name(argument: str) -> bool:
    return _NAME.fullmatch(canonical_name(argument)) is not None


def _is_fact(head: str) -> bool:
    r"""Whether a head is a formula, \|u\| or x^2, or a moment."""
    return bool(_MOMENT.fullmatch(head)) or _FORMULA.search(_INDEX.sub("", head)) is not None


def _name(place: int) -> str:
    return f"c_{{{place + _FIRST}}}"


def _pattern(head: str) -> re.Pattern[str]:
    tokens = [_SPELLINGS.get(token, re.escape(token)) for token in _TOKEN.findall(head)]
    return re.compile(r"(?<![A-Za-z\\])" + _SPACE.join(token for token in tokens if token))
