r"""Definitions that name no quantity and no function, but say a value.

    {"T(1)": "1"}, {"P(A)": "0.2", "P(B)": "0.3"}     the value stands for T(1), P(A) and P(B), and says nothing of other calls
    {"u^\top u": "1"}, {"\\mathbb{E}[X]": "0"}        an assumption, u^\top u = 1
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from verify.grading.row import Row
from verify.problem import reject
from verify.read.names import canonical_name

_NAME = re.compile(r"[^\W\d][\w']*")
_CALL = re.compile(r"\s*(?P<name>[^\s()\[\]{}|]+(?:\{[^{}]*\})?)\s*(?:\\left\s*)?\((?P<arguments>[^()]*?)(?:\\right\s*)?\)\s*")
_GIVEN = re.compile(r"\||\\(?:mid|vert)(?![A-Za-z])")
_KNOWN = frozenset("det tr Tr trace rank log ln exp sin cos tan sinh cosh tanh sqrt abs max min".split())
_OF_VARIABLES = frozenset("HIh")
_RUN = re.compile(r"\s*[A-Za-z]{2,4}\s*")
_BARE_FUNCTION = re.compile(r"(?:\\|(?<![A-Za-z\\]))(?:log|ln|exp|sin|cos|tan|sinh|cosh|tanh)\s*\Z")
_END = re.compile(r"\s*(?:[-+=,)\]}&|]|\\(?:right|le|ge|leq|geq|\\)|\Z)")
_OF_CHANCE = frozenset(("P", "Pr", "Prob"))
_MOMENT = re.compile(
    r"\\?(?:mathbb|mathrm|operatorname)?\s*\{?\s*(?:E|Var|Cov)\s*\}?\s*(?:\\left\s*)?(?:\[|\(\s*[A-Z]).*[\])]\s*", re.DOTALL
)
_EVENT = re.compile(r"[A-Z].*|\\(?:bar|neg|overline).*", re.DOTALL)
_FIRST = 71  # of the names c_71, c_72 ... of values
_NAMED = re.compile(r"c\s*_\s*\{?\s*7")
_INDEX = re.compile(r"_\s*\{[^{}]*\}|\^\s*\{\s*[(\[][^{}]*[)\]]\s*\}")
_FORMULA = re.compile(
    r"\^\s*\{?\s*(?:\\top(?![A-Za-z])|T|[0-9-])|\\\||\||!|[-+/](?!\s*\Z)|\*(?!\s*\}?\s*\Z)|\\(?:[dt]?frac|sqrt|cdot)(?![A-Za-z])"
    r"|\A\s*[0-9]|(?<![A-Za-z\\])[A-Za-z](?:_\w)?\s+\\?[A-Za-z](?![A-Za-z])|\A\s*e\s*\^|\\langle(?![A-Za-z])"
    r"|\A\s*\\?[A-Za-z]+_\w\s*\\?[A-Za-z]+(?:_\w)?\s*\Z|\A\s*\\(?:det|tr|Tr|log|ln|exp|sin|cos|tan|rank)(?![A-Za-z])"
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

    def cannot_be_put_in(self, texts: Collection[str]) -> bool:
        """Whether a text has the name of a value before it is put in, or a value that may be part of an argument."""
        return any(map(_NAMED.search, texts)) or self.are_behind_functions_in(texts)

    def are_called_in(self, texts: Iterable[str]) -> bool:
        """Whether a text calls such a name with something else, of which nothing is known."""
        return self._is_found(r"(?:'|\^\s*(?:\{[^{}]*\}|\S))*\s*", texts)

    def are_marked_in(self, texts: Iterable[str]) -> bool:
        """Whether a text calls such a name with a power, f^{-1}(4), which would be read as that of a factor."""
        return self._is_found(r"'*\s*\^\s*(?:\{[^{}]*\}|\S)\s*", texts)

    def _is_found(self, marks: str, texts: Iterable[str]) -> bool:
        written = "\n".join(texts)
        return any(re.search(rf"{re.escape(name)}{marks}(?:\\left\s*)?[(\[]", written) for name in self.names)

    def are_behind_functions_in(self, texts: Iterable[str]) -> bool:
        r"""Whether a function without brackets stands before a value, and more behind it: \log P(A) P(B)."""
        places = ((text, place) for call in self.calls for text in texts for place in call.finditer(text))
        return any(_BARE_FUNCTION.search(text[: place.start()]) and not _END.match(text, place.end()) for text, place in places)


def with_given_values(row: Row) -> tuple[Row, GivenValues | None]:
    """The row with what its definitions say of single values in its formulas and assumptions, and these values."""
    calls = {head: found for head in row.definitions if (found := _CALL.fullmatch(head)) is not None}
    counts = Counter(canonical_name(call["name"]) for call in calls.values())
    known = {head for head, call in calls.items() if _MOMENT.fullmatch(head) or _is_of_known(call)}
    values = {head: call for head, call in calls.items() if head not in known and _is_value(call, counts)}
    letters = {*row.declared, *re.findall(r"(?<![A-Za-z\\])[A-Za-z](?![A-Za-z])", "\n".join(row.asked))}
    facts = [head for head in row.definitions if head not in values and (head in known or _is_fact(head, letters))]
    if values and any(map(_NAMED.search, row.asked)):
        raise reject("malformed-definition", f"{next(iter(values))!r} beside c_7..", help="another name for c_7..")
    if not values and not facts:
        return row, None
    definitions = {head: body for head, body in row.definitions.items() if head not in values and head not in facts}
    assuming = (*row.assuming, *(f"{head} = {row.definitions[head]}" for head in facts))
    row_of_facts = replace(row, assuming=assuming)
    if not values:
        return replace(row_of_facts, definitions=definitions), None
    given = GivenValues(tuple(map(_pattern, values)), frozenset(call["name"].rstrip("'") for call in values.values()))
    if given.are_behind_functions_in(row.asked):
        raise reject("ambiguous", "a function without brackets before a value that is given", help="brackets: \\\\log(P(A))")
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


def _is_of_known(call: re.Match[str]) -> bool:
    """Whether a call is one of a known function, or an entropy: \\det(A) = 3 says nothing of \\det(B)."""
    name = re.sub(r"[\\{}\\s]|operatorname|mathrm|text", "", call["name"])
    return name in _KNOWN or (name in _OF_VARIABLES and _EVENT.match(call["arguments"].strip()) is not None)


def _is_name(argument: str) -> bool:
    return _NAME.fullmatch(canonical_name(argument)) is not None


def _is_fact(head: str, letters: Collection[str]) -> bool:
    r"""Whether a head is a formula, \|u\| or x^2, or a moment, or a product of what are names by themselves."""
    is_product = _RUN.fullmatch(head) is not None and {*head.strip()} <= {*letters} and head.strip() not in letters
    return is_product or bool(_MOMENT.fullmatch(head)) or _FORMULA.search(_INDEX.sub("", head)) is not None


def _name(place: int) -> str:
    return f"c_{{{place + _FIRST}}}"


def _pattern(head: str) -> re.Pattern[str]:
    tokens = [_SPELLINGS.get(token, re.escape(token)) for token in _TOKEN.findall(head)]
    return re.compile(r"(?<![A-Za-z\\])" + _SPACE.join(token for token in tokens if token))
