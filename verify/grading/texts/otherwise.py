r"""Other things that names nobody declared may be, for which nothing is wrong that is right.

    \sum_{i=1}^n p_i \log x_i      x: positive; p: weights whose sum is 1; both
    f(x)/(1 - F(x))               f: the derivative of F; F: a distribution function
    r + gamma*Vn                  Vn: positive; a product of V and n
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from verify.grading.row import Row
from verify.grading.texts.inferred import PAIR, WORD
from verify.grading.texts.inferred_functions import SIGMOIDS
from verify.grading.texts.typed_words import factors_of
from verify.read.names import canonical_name

_SWITCH = re.compile(r"\^\s*[{(]\s*1\s*-\s*(?P<name>[a-z])\s*[})]")
_INTERVAL = "a < b"
_COMPLEMENT = re.compile(r"(?<![0-9A-Za-z.])1\s*-\s*(?P<name>\\?(?P<base>[A-Za-z]+)(?:1|_1|_\{\s*1\s*\}))(?![0-9])")
_LENGTH_OF_INTERVAL = re.compile(r"(?<![A-Za-z\\])b\s*-\s*a(?![A-Za-z])")
_OF_STEP = re.compile(r"\\(?:alpha|beta)\s*\}?\s*_\s*\{?\s*(?P<index>[a-z])(?![A-Za-z])")
_BEFORE_LOGARITHM = re.compile(r"(?<![A-Za-z\\])(?P<name>[ytz])\s*_\s*\{?\s*[a-z]\s*\}?\s*\\?(?:log|ln)(?![A-Za-z])")
_WEIGHTS = frozenset("p q w y pi alpha beta lambda gamma rho zeta t a theta phi r s P".split())


def other_declarations(written: Row, row: Row, answers: Sequence[str] = ()) -> Iterator[Row]:
    """The row with other declarations than those that its formulas were taken to make, one by one and together.

    A pair of letters is a name only if the answers have it, too: no ad - bc beside ab - cd.
    """
    taken = {name: words for name, words in row.symbols.items() if name not in written.symbols}
    positive = {name: words.replace("of real", "of positive") for name, words in taken.items()}
    weights = {name: f"distribution on 1..{_length(words)}" for name, words in taken.items() if _may_be_weights(name, words)}
    symmetric = {name: f"symmetric {words}" for name, words in taken.items() if _is_square(words)}
    words = {word for each in written.references for word in _pairs(each.formula)}
    pairs = {word for word in words if {*word} <= taken.keys() and any(word in text for text in answers)}
    single = {letter for word in pairs for letter in word}
    runs = {word: factors for word in sorted(row.taken - written.symbols.keys()) if (factors := factors_of(word))}
    products = {word: "*".join(factors) for word, factors in runs.items()}
    parts = {part if "(" not in part else part[-2] for factors in runs.values() for part in factors}
    ways = [
        _Otherwise({name: words for name, words in positive.items() if words != taken[name]}),
        _Otherwise(weights),
        _Otherwise(symmetric),
        _Otherwise(dict.fromkeys(sorted(pairs), "positive"), without=single),
        _Otherwise(dict.fromkeys(runs, "positive")),
        _Otherwise(dict.fromkeys(sorted(parts - {*row.symbols, "e"}), "real"), products, {*runs}),
        *_primitives(taken, row),
    ]
    together = _Otherwise({}, {}, set())
    for way in ways:
        if way != _Otherwise({}):
            together = together.beside(way)
            yield way.of(row)
    sigmoids = [_Otherwise({}, other, {"sigma"}) for other in SIGMOIDS if taken.get("sigma") == "function"]
    yield from (way.of(row) for way in sigmoids)
    if sum(way != _Otherwise({}) for way in (*ways, *sigmoids)) > 1:
        yield from (together.beside(way).of(row) for way in sigmoids or [_Otherwise({})])


def declarations_by_habit(written: Row, row: Row, texts: Sequence[str]) -> Iterator[Row]:
    r"""The row with y as 0 or 1 beside p^y (1-p)^{1-y}, with a < b beside b - a, with w_2 as 1 - w_1 beside 1 - w_1,
    and with one y_k that is not 0 beside y_k \log p_k."""
    text = "\n".join((*written.asked, *texts))
    declared = {*row.declared, *written.definitions}
    switches = {found["name"] for found in _SWITCH.finditer(text)} - declared
    if switches:
        yield replace(row, symbols={**row.symbols, **dict.fromkeys(sorted(switches), "in {0, 1}")})
    yield from (replace(row, definitions={**row.definitions, **ties}) for ties in _schedules(text, declared))
    if _LENGTH_OF_INTERVAL.search(text) and declared.isdisjoint("ab") and _INTERVAL not in row.assuming:
        yield replace(row, assuming=(*row.assuming, _INTERVAL))
    marks = {found["name"] for found in _BEFORE_LOGARITHM.finditer(text)} - {*written.symbols}
    yield from (_with_one_mark(row, name) for name in sorted(marks) if row.symbols.get(name, "").startswith("sequence"))
    weights = {found["name"] for found in _COMPLEMENT.finditer(text) if found["base"] in _WEIGHTS}
    others = {name.replace("1", "2"): f"1 - {name}" for name in weights}
    others = {name: body for name, body in others.items() if name in text and canonical_name(name) not in declared}
    if others:
        symbols = {name: words for name, words in row.symbols.items() if name not in others}
        yield replace(row, symbols=symbols, definitions={**row.definitions, **others})


def _with_one_mark(row: Row, name: str) -> Row:
    r"""The row with y as 1 in one place and 0 elsewhere, as -\sum_k y_k \log p_k has it, where y says the class."""
    length = _length(row.symbols[name])
    symbols = {**row.symbols, name: f"sequence {length} of in {{0, 1}}"}
    return replace(row, symbols=symbols, assuming=(*row.assuming, rf"\sum_{{l=1}}^{{{length}}} {name}_l = 1"))


def _schedules(text: str, declared: Collection[str]) -> list[dict[str, str]]:
    r"""What \bar\alpha_t and \beta_t are beside \alpha_t, as diffusion models have them; one by one and together."""
    found: list[dict[str, str]] = []
    for index in sorted({place["index"] for place in _OF_STEP.finditer(text)}):
        ties = {
            rf"\bar\alpha_{index}": rf"\alpha_{index}\bar\alpha_{{{index}-1}}",
            rf"\beta_{index}": rf"1-\alpha_{index}",
        }
        used = {head: body for head, body in ties.items() if _spelled(head).search(text) and canonical_name(head) not in declared}
        found += [{head: body} for head, body in used.items()]
        found += [used] if len(used) > 1 else []
    return found


def _spelled(head: str) -> re.Pattern[str]:
    r"""\bar\alpha_t as it may be spelled: \bar{\alpha}_{t}."""
    name, _, index = head.rpartition("_")
    letter = re.escape(name.removeprefix(r"\bar"))
    drawn = rf"\\bar\s*\{{?\s*{letter}\s*\}}?" if name.startswith(r"\bar") else rf"(?<!\\bar)(?<!\\bar\{{)(?<!\\bar ){letter}"
    return re.compile(rf"{drawn}\s*_\s*(?:{index}(?![A-Za-z])|\{{\s*{index}\s*\}})")


@dataclass(frozen=True)
class _Otherwise:
    """Other declarations and definitions of some names, and names that are declared no more."""

    symbols: dict[str, str]
    definitions: dict[str, str] = field(default_factory=dict)
    without: set[str] = field(default_factory=set)

    def beside(self, other: _Otherwise) -> _Otherwise:
        earlier = {head: body for head, body in self.definitions.items() if head not in other.definitions}  # f speaks of F
        definitions = {**other.definitions, **earlier}
        return _Otherwise({**self.symbols, **other.symbols}, definitions, self.without | other.without)

    def of(self, row: Row) -> Row:
        kept = {name: words for name, words in {**row.symbols, **self.symbols}.items() if name not in self.without}
        definitions = {**row.definitions, **self.definitions}
        return replace(row, symbols=kept, definitions=definitions, taken=row.taken - self.without)


def _primitives(taken: Mapping[str, str], row: Row) -> Iterator[_Otherwise]:
    """f as the derivative of F, and F as a distribution function between 0 and 1 whose density is f."""
    spare = next((letter for letter in "uvwz" if letter not in row.symbols and letter not in row.definitions), None)
    for density, primitive in (("f", "F"), ("g", "G")):
        if taken.get(density) == taken.get(primitive) == "function":
            derivative = {f"{density}(x)": rf"\frac{{d}}{{dx}}{primitive}(x)"}
            yield _Otherwise({}, derivative, {density})
            if spare is not None:
                distribution = {f"{primitive}(x)": rf"\frac{{1}}{{1+e^{{-{spare}(x)}}}}"}
                yield _Otherwise({spare: "function"}, {**distribution, **derivative}, {density, primitive})


def _pairs(source: str) -> set[str]:
    """The words of two letters in a typed question, which may be names: the sd of sd^2/n."""
    return set() if "\\" in source else {found[1] for found in WORD.finditer(source) if PAIR.fullmatch(found[1])}


def _may_be_weights(name: str, words: str) -> bool:
    """Whether a sequence may be one of probabilities, or of other weights whose sum is 1."""
    return words.startswith("sequence") and name.partition("_")[0] in _WEIGHTS


def tables_of_weights(written: Row, row: Row) -> list[str]:
    """The arrays with two indices that nobody declared, and that may be weights: r_{ik}, whose sum over k is 1."""
    taken = (name for name, words in row.symbols.items() if name not in written.symbols and words.startswith("matrix"))
    return [name for name in taken if name.partition("_")[0] in _WEIGHTS]


def _is_square(words: str) -> bool:
    return words.startswith("matrix") and len({*words.split()[1:]}) == 1


def _length(words: str) -> str:
    return words.split()[1]
