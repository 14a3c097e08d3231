r"""Means of what nobody declared, as sums over any finite law.

    \mathbb{E}_{s'}[r(s, a) + \gamma V(s')]         \sum_i w_i (u + \gamma v_i)
    D_{KL}(q(z \mid x) \| p(z))                     \sum_i w_i (\log u_i - \log v_i)
    \mathbb{E}[\frac{\partial^2}{\partial\theta^2} \log p(X; \theta)]       \sum_i w_i v_i

A law is known by its index, and what is called in its brackets has any value for each outcome; it has one value only if the index
names an outcome that it does not speak of.  What is equal for all finite laws and all values is equal for every law.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from verify.grading.texts.brackets import closing
from verify.grading.texts.labels import plain_text
from verify.grading.texts.opaque_calls import ARGUMENTS, CALL, NO_NAMES, with_primes
from verify.read.names import GREEK_WORDS, canonical_name

_LONGEST = 1_000
_MEAN = re.compile(
    r"(?:\\mathbb\s*+(?:\{\s*+E\s*+\}|E(?![A-Za-z]))|\\operatorname\s*+\{\s*+E\s*+\}|(?<![A-Za-z\\_])E(?=\s*+[_\[]|\\left))\s*+"
)
_BRACKET = re.compile(r"\s*+(?P<size>\\left\s*+)?\[")
_OUTER = re.compile(
    r"\s*+\\(?P<which>min|max)\s*+_\s*+(?:\{\s*+(?P<braced>\\?[A-Za-z]+)\s*+\}|(?P<bare>[A-Za-z]))(?:\\[,;:! ]|\s)*+"
)
_DIVERGENCE = re.compile(
    r"(?:D|\\(?:mathrm|text|operatorname)\s*+\{D\})?_?\s*+\{?\s*+(?:\\(?:mathrm|text|operatorname)\s*+\{)?KL\}?\s*+\}?\s*+(?:\\left\s*+)?\("
)
_BETWEEN = re.compile(r"\s*+(?:\\\||\\parallel(?![A-Za-z])|\\Vert(?![A-Za-z])|\|\|)\s*+")
_LOGARITHM = r"(?:\\(?:log|ln)(?![A-Za-z])\s*+)?"
_RATE = re.compile(
    rf"\\nabla\s*+_\s*+(?:\\[A-Za-z]+|[a-z]|\{{\s*+\\?[A-Za-z]+\s*+\}})\s*+{_LOGARITHM}"
    rf"|\\frac\s*+\{{\s*+\\partial(?:\s*+\^\s*+\{{?2\}}?)?\s*+\}}\s*+\{{\s*+\\partial\s*+\\?[A-Za-z]+(?:\s*+\^\s*+\{{?2\}}?)?\s*+\}}\s*+{_LOGARITHM}"
)
_RATE_ABOVE = re.compile(rf"\\frac\s*+\{{\s*+\\partial(?P<times>\s*+\^\s*+\{{?2\}}?)?\s*+(?P<what>{_LOGARITHM})")
_BY = re.compile(r"\s*+\}\s*+\{\s*+\\partial\s*+(?P<name>\\?[A-Za-z]+)(?P<times>\s*+\^\s*+\{?2\}?)?\s*+\}")
_VARIABLE = re.compile(r"\s*+(?P<name>[abi-or-zX-Z]'?)\s*+(?:\\sim(?![A-Za-z])(?P<law>.+))?", re.DOTALL)
_OF_LAW = re.compile(r".*\(\s*+(?P<name>[a-z]'?)\s*+(?:\\mid(?![A-Za-z])|\\vert(?![A-Za-z])|\|).*\)\s*+", re.DOTALL)
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_LEFT = frozenset(
    "frac dfrac tfrac left right log ln exp cdot times bigl bigr Bigl Bigr big Big quad qquad sqrt".split()
)
_CONSTANTS = frozenset(("gamma", "alpha", "beta", "lambda", "pi"))
_WORD = re.compile(r"\\[A-Za-z]+|[A-Za-z](?:_(?:\{[^{}]*\}|\w))?'*")
_MID = re.compile(r"\\(?:mid|vert)(?![A-Za-z])")
_SIZES = re.compile(r"\\(?:left|right)(?![A-Za-z])")
_NEEDLESS_BRACES = re.compile(r"([_^])\s*+\{\s*+(\\?[A-Za-z]++|[0-9*])\s*+\}")
_SPACES = re.compile(r"\s|\\[,;:!]")
_LETTERS = "hgwvuzyxcbtkmn"
_INDEX = "l"
_VALUES = ("V", "Q", "U", "J")  # and not A, whose mean is 0
_PROBABILITIES = ("p", "q", "P", "pi")


@dataclass(frozen=True)
class Means:
    """Texts with sums for means, what each name stands for, and what is to be declared.

    `tied`: the same where laws are the probabilities that they are called; None where more may tie values together.
    """

    texts: tuple[str, ...]
    called: dict[str, str]
    symbols: dict[str, str]
    tied: Means | None
    note: str


class _NotUnderstood(Exception):
    """A text in which something else may be random, or bound."""


def with_sums_for_means(texts: Sequence[str], declared: Collection[str]) -> Means | None:
    """The texts with sums for the means in them; None without one, and where more may be meant."""
    sources = [with_primes(text) for text in texts]
    if sum(map(len, sources)) > _LONGEST or not any(map(_MEAN.search, sources)):
        return None
    outer = [_outer(source) for source in sources]
    if len({(which, bool(which) and _is_sum(body)) for which, body in outer}) != 1:
        return None  # \\max_a r(a) + c, of which c may stand outside
    sources = [_without_divergences(source) for _, source in outer]
    letters = {word for source in sources for word in re.findall(r"[A-Za-z]", source)}
    means = _Laws([letter for letter in _LETTERS if letter not in letters], declared)
    try:
        for source in sources:
            means.look(source)
        written = tuple(map(means.written, sources))
    except _NotUnderstood:
        return None
    which = outer[0][0]
    note = f"everything stands below {which}" if which else ""
    tied = None if which or not means.are_alike(len(written)) else means.tied(written)
    return Means(written, means.called, means.symbols(), tied, note)


def _outer(text: str) -> tuple[str, str]:
    """The operators before a text, and what stands below them."""
    found = []
    while (operator := _OUTER.match(text)) is not None:
        found.append(f"\\{operator['which']}_{operator['braced'] or operator['bare']}")
        text = text[operator.end() :]
    return "".join(found), text


def _is_sum(text: str) -> bool:
    """Whether a sign stands outside of all brackets."""
    depth = 0
    for place, character in enumerate(text):
        depth += (character in "([{") - (character in ")]}")
        if character in "+-" and not depth and text[:place].strip():
            return True
    return False


def _without_divergences(text: str) -> str:
    r"""\mathbb{E}_{q}[\log q - \log p] for D_{KL}(q \| p)."""
    while (divergence := _DIVERGENCE.search(text)) is not None:
        end = closing(text, divergence.end())
        sides = _BETWEEN.split(text[divergence.end() : (end or 1) - 1].rstrip().removesuffix("\\right"))
        if end is None or len(sides) != 2 or not all(_is_call(side) for side in sides):
            return text
        law, other = sides
        mean = rf"\left(\mathbb{{E}}_{{{law}}}\left[\log {law} - \log {other}\right]\right)"
        text = f"{text[: divergence.start()]}{mean}{text[end:]}"
    return text


def _is_call(text: str) -> bool:
    call = CALL.match(text.strip())
    return call is not None and closing(text.strip(), call.end()) == len(text.strip())


@dataclass(frozen=True)
class _Mean:
    start: int
    end: int
    law: str
    variable: str
    inside: str


@dataclass
class _Laws:
    free: list[str]
    declared: Collection[str]
    called: dict[str, str] = field(default_factory=dict)
    laws: dict[str, str] = field(default_factory=dict)
    variables: dict[str, set[str]] = field(default_factory=dict)
    names: dict[tuple[str, str], str] = field(default_factory=dict)
    seen: list[set[tuple[str, str]]] = field(default_factory=list)
    has_logarithms: bool = False

    def look(self, text: str) -> None:
        """Notes the laws of a text and what they are of."""
        self.has_logarithms = self.has_logarithms or re.search(r"\\(?:log|ln)(?![A-Za-z])", text) is not None
        for mean in _means(text):
            self.variables.setdefault(mean.law, set()).add(mean.variable)
            if mean.law not in self.laws:
                self.laws[mean.law] = self._letter()

    def _letter(self) -> str:
        if not self.free:
            raise _NotUnderstood
        return self.free.pop(0)

    def written(self, text: str) -> str:
        self.seen.append(set())
        pieces, end = [], 0
        for mean in _means(text):
            size = self._size(mean.law)
            inside = self._entered(mean.inside, mean.law)
            sum_ = rf"\sum_{{{_INDEX}=1}}^{{{size}}} {self.laws[mean.law]}_{{{_INDEX}}}"
            pieces += [self._entered(text[end : mean.start], ""), rf"\left({sum_} \left({inside}\right)\right)"]
            end = mean.end
        return "".join((*pieces, self._entered(text[end:], "")))

    def _size(self, law: str) -> str:
        return f"N_{[*self.laws].index(law) + 1}"

    def _entered(self, text: str, law: str) -> str:
        """A text outside of means, or one inside of a mean, with names for what is called in it."""
        pieces, end = [], 0
        for start, close, whole in _quantities(text, self.declared):
            if start < end:
                continue
            pieces += [self._names_in(text[end:start], law), f" {self._name(whole, law)} "]
            end = close
        pieces.append(self._names_in(text[end:], law))
        return "".join(pieces)

    def _name(self, whole: str, law: str) -> str:
        drawn = _drawn(whole)
        is_random = bool(law) and self._is_random(whole, law)
        key = (drawn, law if is_random else "")
        if any(other == drawn and of != key[1] for other, of in self.names):
            raise _NotUnderstood  # random in one place, and not in another
        if key not in self.names:
            self.names[key] = self._letter()
            self.called[self.names[key]] = whole.strip()
        self.seen[-1].add(key)
        return f"{self.names[key]}_{{{_INDEX}}}" if is_random else self.names[key]

    def _is_random(self, whole: str, law: str) -> bool:
        """Whether a quantity speaks of the outcome, or may."""
        variables = self.variables[law]
        words = [word.lower() for word in _WORD.findall(whole)]
        return "" in variables or any(
            word == variable or word.startswith(f"{variable[0]}_") for word in words for variable in map(str.lower, variables)
        )

    def _names_in(self, text: str, law: str) -> str:
        """A text between quantities; inside of a mean every name but those of constants may be random."""
        commands = {*_COMMAND.findall(text)}
        if not commands <= _LEFT | GREEK_WORDS or _MEAN.search(text) or "|" in text:
            raise _NotUnderstood

        def name(found: re.Match[str]) -> str:
            word = found[0]
            base = canonical_name(word)
            if word.startswith("\\") and word[1:] not in GREEK_WORDS:
                return word
            is_known = base in self.declared and (not law or "" not in self.variables[law])
            if (base in _CONSTANTS or is_known) and not any(_speaks_of(each, word) for each in self.laws):
                return word
            if not law:
                if any(other == base and of for other, of in self.names):
                    raise _NotUnderstood
                return word
            raise _NotUnderstood

        return _WORD.sub(name, text)

    def symbols(self) -> dict[str, str]:
        found = {}
        for law, letter in self.laws.items():
            found[self._size(law)] = "natural"
            found[letter] = f"distribution on 1..{self._size(law)}"
        for (_, law), letter in self.names.items():
            is_chance = _head(self.called[letter]) == "D" and self.has_logarithms
            kind = "in (0, 1)" if is_chance else "positive" if self._is_probability(letter) else "real"
            found[letter] = f"sequence {self._size(law)} of {kind}" if law else kind
        return found

    def _is_probability(self, letter: str) -> bool:
        return _head(self.called[letter]) in _PROBABILITIES

    def are_alike(self, count: int) -> bool:
        """Whether all texts speak of the same quantities, and have no rates of them."""
        return len(self.seen) == count and all(each == self.seen[0] for each in self.seen)

    def tied(self, written: tuple[str, ...]) -> Means | None:
        r"""The texts where q(z \mid x) is the law of that name, and p(z) a law, too; None for what other ties may be between."""
        symbols, texts = self.symbols(), written
        if rates := [letter for letter, whole in self.called.items() if CALL.match(whole) is None]:
            is_second = len(self.called) == 1 and r"\partial^2" in self.called[rates[0]]  # a first rate has the mean 0
            return Means(texts, self.called, symbols, None, "") if is_second else None
        quantities = [law for _, law in self.names]
        has_slopes = any("'" in whole.partition("(")[0] for whole in self.called.values())
        if len(self.laws) > 1 or has_slopes:
            return None
        if any("" in self.variables[law] and (quantities.count(law) > 1 or "," in law) for law in self.laws):
            return None  # f(x) g(y), where x and y may be independent
        heads = [_head(whole) for whole in self.called.values()]
        beside = [whole for whole in self.called.values() if _head(whole) in ("p", "q") and _drawn(whole) not in self.laws]
        has_joint = len(beside) > 1 and any("," in whole for whole in beside)
        if sum(head in _VALUES for head in heads) > 1 or len(beside) > 2 or has_joint:
            return None
        for (drawn, law), letter in self.names.items():
            head = _head(self.called[letter])
            is_law = law and head in ("p", "q")
            if not is_law and head not in (*_VALUES, "r", "R", "f", "g", "h"):
                return None
            variables = self.variables[law] if law else set()
            before = re.match(r"[^(]*\((?P<name>\w'?)[)|]", drawn)
            if is_law and drawn == law:
                texts = tuple(text.replace(f"{letter}_{{{_INDEX}}}", f"{self.laws[law]}_{{{_INDEX}}}") for text in texts)
            elif is_law and before is not None and variables == {before["name"]}:
                symbols[letter] = f"distribution on 1..{self._size(law)}"
        return Means(texts, self.called, symbols, None, "")


def _speaks_of(law: str, word: str) -> bool:
    """Whether a law has a name in its index, which may be an outcome."""
    return word in _WORD.findall(law)


def _head(whole: str) -> str:
    call = CALL.match(whole)
    return "" if call is None else canonical_name(call["name"]).partition("_")[0].partition("^")[0]


def _drawn(text: str) -> str:
    return _NEEDLESS_BRACES.sub(r"\1\2", plain_text(_SPACES.sub(" ", _SIZES.sub("", _MID.sub("|", text)))))


def _means(text: str) -> list[_Mean]:
    found: list[_Mean] = []
    for start in _MEAN.finditer(text):
        if found and start.start() < found[-1].end:
            raise _NotUnderstood  # a mean inside of another
        place, index = start.end(), ""
        if text[place : place + 1] == "_":
            rest = text[place + 1 :]
            place += 1 + len(rest) - len(rest.lstrip())
            if text[place : place + 1] == "{":
                close = closing(text, place + 1)
                if close is None:
                    raise _NotUnderstood
                index, place = text[place + 1 : close - 1], close
            else:
                single = re.match(r"\\[A-Za-z]+|[A-Za-z]", text[place:])
                if single is None:
                    raise _NotUnderstood
                index, place = single[0], place + single.end()
        bracket = _BRACKET.match(text, place)
        close = closing(text, bracket.end()) if bracket is not None else None
        if bracket is None or close is None:
            raise _NotUnderstood
        inside = text[bracket.end() : close - 1]
        inside = inside.rstrip().removesuffix("\\right") if bracket["size"] else inside
        variable, law = "", index
        if (named := _VARIABLE.fullmatch(index)) is not None:
            variable, law = named["name"], named["law"] or index
        if (of_law := _OF_LAW.fullmatch(law)) is not None:
            if variable not in ("", of_law["name"]):
                raise _NotUnderstood
            variable = of_law["name"]
        if index.count("\\sim") > 1 or "," in re.sub(r"\([^()]*\)", "", index):
            variable, law = "", index  # of several outcomes
        mean = _Mean(start.start(), close, _drawn(law), variable, inside)
        if ("\\nabla" in inside or "\\partial" in inside) and not _stands_apart(text, mean):
            raise _NotUnderstood  # a product of vectors
        found.append(mean)
    return found


def _stands_apart(text: str, mean: _Mean) -> bool:
    """Whether a mean is no factor but of numbers before it."""
    before, behind = text[: mean.start].rstrip(), text[mean.end :].lstrip()
    return before[-1:] not in (")", "]") and (not behind or behind[0] in "+-=)")


def _quantities(text: str, declared: Collection[str]) -> list[tuple[int, int, str]]:
    """Where values of functions stand, and rates of them, and what each is; a rate is written in one way."""
    found: list[tuple[int, int, str]] = []
    for rate in _RATE.finditer(text):
        call = CALL.match(text, rate.end())
        close = None if call is None else closing(text, call.end())
        if close is None:
            raise _NotUnderstood
        found.append((rate.start(), close, _rate_drawn(text[rate.start() : close])))
    for rate in _RATE_ABOVE.finditer(text):
        call = CALL.match(text, rate.end())
        close = None if call is None else closing(text, call.end())
        below = None if close is None else _BY.match(text, close)
        if below is None or close is None:
            continue
        times, of = (re.sub(r"[\s{}]", "", each or "") for each in (rate["times"], below["times"]))
        if times != of:
            raise _NotUnderstood
        what = f"\\frac{{\\partial{times}}}{{\\partial{below['name']}{of}}}{rate['what']}{text[rate.end() : close]}"
        found.append((rate.start(), below.end(), _rate_drawn(what)))
    for call in CALL.finditer(text):
        head, close = canonical_name(call["name"]), closing(text, call.end())
        base = head.partition("_")[0].partition("^")[0]
        if head in declared or (base in NO_NAMES and base not in ("E",)):
            continue
        if any(start <= call.start() < end for start, end, _ in found):
            continue
        if close is None or ARGUMENTS.fullmatch(text, call.end(), close) is None or base == "E" or base in _CONSTANTS - {"pi"}:
            continue
        found.append((call.start(), close, text[call.start() : close]))
    if sum(CALL.match(whole) is None for _, _, whole in found) > 1:
        raise _NotUnderstood  # rates are vectors, whose products have an order
    return sorted(found)


def _rate_drawn(text: str) -> str:
    """A rate without what is drawn in several ways."""
    return _NEEDLESS_BRACES.sub(r"\1\2", re.sub(r"\s|\\[,;:!]", "", _MID.sub("|", text)))
