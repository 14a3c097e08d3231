r"""Values of functions and probabilities of which nothing is known.

    V(s')    Q(s, a)    \pi(a \mid s)    p_X(x)    P(X = 0)    \max_{a'} Q(s', a')

Each is taken for a number; the same text is the same number.  What is equal for all numbers is equal, whatever is called.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace

from verify.grading.texts.brackets import closing
from verify.grading.texts.labels import plain_text
from verify.grading.texts.new_names import is_indexed
from verify.read.latex.words import LATEX_FUNCTIONS, OPERATORS, STRUCTURE
from verify.read.names import GREEK_WORDS, canonical_name
from verify.read.naming import KNOWN_FUNCTIONS

LONGEST = 4_000
_GREEK = rf"\\(?:{'|'.join(sorted(GREEK_WORDS - {'pi'}, key=len, reverse=True))}|pi|ell)(?![A-Za-z])"
_FONT = (
    r"\\(?:mathbb|mathrm|operatorname|mathcal|mathbf|text|hat|tilde|bar|widehat)\s*+"
    r"(?:\{\s*+[A-Za-z]{1,3}\s*+\}|[A-Za-z](?![A-Za-z]))"
)
_SCRIPT = r"(?:['′]|[_^]\s*+(?:\{(?:[^{}]|\{[^{}]{1,10}\}){1,20}\}|\\[A-Za-z]++|[A-Za-z0-9*]))"
_LARGEST = (
    r"(?:(?:\\|(?<![A-Za-z\\]))(?:max|min)\s*+_\s*+(?:\{\s*+(?P<braced>[a-z]'?)\s*+\}|(?P<bound>[a-z]))(?:\s|\\[,;:!])*+)?"
)
CALL = re.compile(
    rf"{_LARGEST}(?P<name>(?:{_FONT}|{_GREEK}|\\Pr(?![A-Za-z])|(?<![A-Za-z\\])(?:Pr|[A-Za-z])){_SCRIPT}*+)"
    r"(?:\s|\\[,!])*+(?:\\(?:left|[bB]igg?l?)(?![A-Za-z])\s*+)?[(\[]"
)
_ENDS = re.compile(
    r"(?:\s|\\[,;:! ]|\\q?quad(?![A-Za-z]))*+"
    r"(?:[-+=,)\]}<>≤≥]|\\(?:right|leq?|geq?|leftarrow|gets)(?![A-Za-z])|\Z)"
)
ARGUMENTS = re.compile(  # names, and no sum of them
    r"(?:_\{[\w\s,+-]*\}|[\s\w,;|'\[\]()]|\\(?:mid|vert|right|[,;:! ])|\\[A-Za-z]++)*+"
)
_COMMAND = re.compile(r"\\([A-Za-z]++)")
_PLAIN_COMMANDS = GREEK_WORDS | {
    "frac", "dfrac", "tfrac", "left", "right", "cdot", "times", "quad", "qquad", "log", "ln", "exp", "le", "leq", "ge", "geq",
    "sqrt", "sin", "cos", "tan", "sinh", "cosh", "tanh", "arctan",
    "ell", "big", "Big", "bigl", "bigr", "Bigl", "Bigr", "bigg", "Bigg", "biggl", "biggr", "leftarrow", "gets", "mid",
}  # fmt: skip
_NEEDLESS_BRACES = re.compile(r"([_^]|\\(?:bar|hat|tilde))\s*+\{\s*+(\\?[A-Za-z]++|[0-9])\s*+\}")
_OF_SEVERAL = re.compile(r"(?:\\|(?<![A-Za-z\\]))(?:max|min)\s*(?:\\left\s*)?\(")  # \max(0, d(a, p))
_SIGNS = re.compile(r"['′∑∏∫∂∇√|]|(?<![A-Za-z\\])(?:d|sum|prod|int|diff|argmax|argmin|max|min|sup|inf|lim|E|Var|Cov)(?![A-Za-z])")
NO_NAMES = KNOWN_FUNCTIONS | {*LATEX_FUNCTIONS, *OPERATORS, *STRUCTURE, "E", "Var", "Cov", "d", "I", "e"}
NO_NAMES |= {"O", "o", "Theta", "Omega", "N", "U", "B"}  # orders and distributions: two of them are not the same number
_DENSITIES = ("p", "q")
_LAWS = frozenset("P p q f F g e E".split())  # that densities and distribution functions have, too
PRIME = re.compile(r"\^?\s*+\{?\\prime(?![A-Za-z])\}?")
_TYPED_LARGEST = re.compile(  # max(Q(s', a'), a'), where the largest value is over an argument
    r"(?<![A-Za-z\\])(?P<which>max|min)\(\s*+(?P<call>[A-Z](?:_\w)?\([^()]{0,40}?(?<![A-Za-z])(?P<over>[a-z]')[^()']{0,20}\))\s*+,"
    r"\s*+(?P=over)\s*+\)"
)
_BARE_FUNCTION = re.compile(r"(?:\\(?:log|ln|exp)|(?<![A-Za-z])(?:log|ln|exp))\s*\Z")
_LOGARITHM = re.compile(r"(?:\\|(?<![A-Za-z]))(?:log|ln)(?![A-Za-z])")
_POWER_OF_VALUE = re.compile(r"u_\{\d+\}[\s)}]*(?:\\right\s*\))?\s*\^")  # \frac12 \log(p(x)^2), of which p(x) may be negative
_OF_NUMBERS = re.compile(r"[\s0-9.]++\)")
_LETTER = re.compile(r"[A-Za-z0-9]'*")
_VALUES = frozenset("V Q A U J G v q u".split())
_ARGUMENT = r"[a-z](?:_\w)?'?"
_VALUE = re.compile(  # V(s), Q^\pi(s, a)
    r"(?P<head>[VQ])(?:[_^](?:\{[^{}]*\}|\\[A-Za-z]+|[A-Za-z*]))*\s*"
    rf"\(\s*(?P<state>{_ARGUMENT})\s*(?P<action>,\s*{_ARGUMENT}\s*)?\)\Z"
)


@dataclass(frozen=True)
class Opaque:
    """Texts with names in place of calls, what each name stands for, and what is to be declared and defined."""

    texts: tuple[str, ...]
    called: dict[str, str]
    symbols: dict[str, str]
    definitions: dict[str, str] = field(default_factory=dict)

    def bases(self) -> set[str]:
        r"""What is called, without indices: the pi of \pi_\theta(y \mid x)."""
        return {_head(call) for whole in self.called.values() if (call := CALL.match(whole)) is not None}

    def is_free(self) -> bool:
        r"""Whether they may be any numbers: none is a probability, none goes with another as V with Q or k(x, y) with k(y, x).

        The two values of one state, V(s) and Q(s, a), may be any: they are equal where nothing is to be learned.  Not so beside
        \pi(a \mid s), which is \exp(Q(s, a) - V(s)) where entropy is a reward.
        """
        calls = {name: CALL.match(whole) for name, whole in self.called.items()}
        laws = {name for name in calls if self.symbols.get(name, "distribution").startswith("distribution")}
        heads = {_head(call) for name, call in calls.items() if call and name not in laws}
        letters = [(call["name"], sorted(_LETTER.findall(call.string[call.end() :]))) for call in calls.values() if call]
        is_turned = any(letters.count(each) > 1 for each in letters)
        are_letters = all(len(head) == 1 or head == "pi" for head in heads)
        has_policy = "positive" in self.symbols.values()
        are_apart = len(heads & _VALUES) < 2 or (self.values_of_one_state() is not None and not has_policy)
        return are_apart and are_letters and (heads.isdisjoint(_LAWS) or self.are_densities_at_a_point()) and not is_turned

    def are_densities_at_a_point(self) -> bool:
        """Whether nothing is called but p or q, or two of their kind at one point: p_0(x) and p_1(x)."""
        if not {*self.symbols.values()} <= {"real", "positive"} or self.definitions:
            return False  # below a sum
        calls = [CALL.match(whole) for whole in self.called.values()]
        points = {plain_text(call.string[call.end() :]) for call in calls if call}
        return len(points) == 1 and len(calls) < 3 and all(call and _head(call) in _DENSITIES for call in calls)

    def of_chances(self) -> Opaque | None:
        """The same for densities that are chances, of which two have the sum 1; None if they are none."""
        if not self.are_densities_at_a_point():
            return None
        first, *others = self.called
        sums = dict.fromkeys(others, f"1 - {first}")
        symbols = {name: words for name, words in self.symbols.items() if name not in sums}
        return replace(self, symbols={**symbols, first: "in (0, 1)"}, definitions={**self.definitions, **sums})

    def values_of_one_state(self) -> tuple[str, str] | None:
        """The names of V(s) and Q(s, a), if no other values are called."""
        called = {name: (CALL.match(whole), _VALUE.match(whole)) for name, whole in self.called.items()}
        values = {name: value for name, (call, value) in called.items() if call and _head(call) in _VALUES}
        known = {name: value for name, value in values.items() if value and (value["head"] == "Q") == bool(value["action"])}
        found = {value["head"]: name for name, value in known.items()}
        states = {value["state"] for value in known.values()}
        return (found["V"], found["Q"]) if len(values) == len(found) == 2 and len(states) == 1 else None

    def with_mean_value(self) -> Opaque | None:
        r"""The same with V(s) = \sum_a \pi(a \mid s) Q(s, a); None where nothing says so."""
        pair = self.values_of_one_state()
        laws = [name for name, words in self.symbols.items() if words.startswith("distribution") and name in self.called]
        if pair is None or len(laws) != 1:
            return None
        value, of_action = pair
        size = self.symbols[laws[0]].rpartition("..")[2]
        index = next(letter for letter in "lpr" if letter not in self.symbols)
        if self.symbols[value] != "real" or self.symbols[of_action] != f"sequence {size} of real":
            return None
        mean = rf"\left(\sum_{{{index}=1}}^{{{size}}} {laws[0]}_{{{index}}} {of_action}_{{{index}}}\right)"
        whole = re.compile(rf"(?<![A-Za-z\\]){re.escape(value)}(?![A-Za-z_])")
        return replace(self, texts=tuple(whole.sub(lambda _: mean, text) for text in self.texts))


def _head(call: re.Match[str]) -> str:
    return canonical_name(call["name"]).partition("_")[0]


def with_opaque_calls(texts: Iterable[str], declared: Collection[str], *, of_anything: bool = False) -> Opaque | None:
    """The texts with a name for each call of what nobody declared; None where something may tie such values together, or binds a
    name in them: sums, integrals, derivatives, largest values of more than one of them.

    `of_anything`: e(x) and f(x + y) are calls, too, which may be products to others.
    """
    texts = tuple(texts)
    names: dict[str, str] = {}
    called: dict[str, str] = {}
    found: list[str] = []
    heads: set[str] = set()
    rest: list[str] = []
    bound: set[str] = set()
    inside: list[str] = []
    for text in map(with_primes, texts):
        pieces, end = [], 0
        for call in CALL.finditer(text[:LONGEST]):
            head = canonical_name(call["name"])
            close = closing(text, call.end())
            is_initial = close is not None and _OF_NUMBERS.fullmatch(text, call.end(), close) is not None and len(head) == 1
            is_known = head.partition("_")[0].partition("^")[0] in NO_NAMES and not (of_anything and head == "e")
            is_distance = head == "d" and close is not None and "," in text[call.end() : close]
            is_other = is_known and not is_distance and not (is_initial and head in "NUB")  # N(0), but no N(0, 1)
            if call.start() < end or head in declared or is_other:
                continue
            is_plain = head.isalpha() and head not in ("P", "Pr")
            if close is not None and is_plain and not of_anything and not ARGUMENTS.fullmatch(text, call.end(), close):
                continue
            letter = call["braced"] or call["bound"]
            is_argument = _BARE_FUNCTION.search(text[: call.start()]) is not None  # \log V(s) V(s)
            if close is None or ((letter or is_argument) and not _ENDS.match(text, close)):
                return None
            whole = text[call.start() : close]
            drawn = plain_text(_NEEDLESS_BRACES.sub(r"\1 \2", whole)).removeprefix("\\")
            name = names.setdefault(drawn, f"u_{{{len(names) + 1}}}")
            called.setdefault(name, whole)
            heads |= set() if is_initial else {head}  # y beside y(0)
            bound |= {letter} if letter else set()
            inside += [] if letter else [text[call.end() : close]]
            is_script = text[: call.start()].rstrip()[-1:] in ("^", "_")
            pieces += [text[end : call.start()], f"({name})" if is_script else f" {name} "]
            end = close
        found.append("".join((*pieces, text[end:])))
        rest.append("".join((*pieces, text[end:])))
    if not called or not all(map(_is_plain, rest)):
        return None
    beside = "\n".join(rest)
    is_bound_elsewhere = any(stands_in(letter, text) for letter in bound for text in (beside, *inside))
    is_factor = any(stands_in(head, beside) for head in heads)
    if is_bound_elsewhere or is_factor or is_indexed("u", texts):
        return None
    has_logarithms = any(map(_LOGARITHM.search, found)) and not any(map(_POWER_OF_VALUE.search, found))
    symbols = {name: "positive" if _is_probability(whole, has_logarithms) else "real" for name, whole in called.items()}
    return Opaque(tuple(found), called, symbols)


def _is_probability(call: str, has_logarithms: bool) -> bool:
    r"""\pi(a \mid s) and p(x | z), which have logarithms, and p(x) beside one, which may be a polynomial elsewhere."""
    head = CALL.match(call)
    name = "" if head is None else canonical_name(head["name"]).partition("_")[0]
    is_given = re.search(r"\||\\mid", call) is not None
    return name in (*_DENSITIES, "pi", "P", "Pr") and (is_given or (has_logarithms and name in _DENSITIES))


def with_primes(text: str) -> str:
    r"""s' for s^{\prime}, and \max_{a'} Q(s', a') for the typed max(Q(s', a'), a')."""
    return _TYPED_LARGEST.sub(r"\g<which>_{\g<over>} \g<call>", PRIME.sub("'", text))


def _is_plain(text: str) -> bool:
    """Whether a text has nothing but sums, products, quotients and powers, logarithms and relations."""
    text = _OF_SEVERAL.sub("(", text)
    return all(command in _PLAIN_COMMANDS for command in _COMMAND.findall(text)) and _SIGNS.search(text) is None


def stands_in(name: str, text: str) -> bool:
    return re.search(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z'])", text) is not None
