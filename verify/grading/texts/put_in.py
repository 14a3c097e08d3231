r"""Formulas with numbers in the places of their names: \frac{52-50}{10/\sqrt{100}} below \frac{\bar x-\mu_0}{\sigma/\sqrt n}.

A text is put in if it is another one with a number for each name, signs of products between numbers, and brackets round them.
A value of an unknown function, f'(x_0) or \max_{a'} Q(s', a'), is a name as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|[0-9]+(?:\.[0-9]+)?|\.[0-9]+|[A-Za-z]|\S")
_NOT_DRAWN = frozenset((*r"\left \right \, \; \: \! & ~ $ \quad \displaystyle \bigl \bigr".split(), "\\ "))
_SPELLINGS = {
    r"\dfrac": r"\frac", r"\tfrac": r"\frac", r"\times": r"\cdot", "*": r"\cdot", "·": r"\cdot", "×": r"\cdot",
    "[": "(", "]": ")",
}  # fmt: skip
_GREEK = frozenset(
    rf"\{letter}" for letter in (
        "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi rho sigma tau upsilon phi"
        " varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega ell"
    ).split()
)  # fmt: skip
_ACCENTS = frozenset((r"\bar", r"\hat", r"\tilde", r"\overline", r"\widehat", r"\dot", r"\mathrm", r"\mathit", r"\text", r"\vec"))
_COMMANDS = frozenset((r"\frac", r"\sqrt", r"\cdot", r"\ln", r"\log", r"\exp", r"\pi", r"\sin", r"\cos", r"\tan", r"\div"))
_ARGUMENTS = {r"\frac": 2, r"\sqrt": 1, "^": 1}
_CALLED = frozenset(("f", "g", "h", "F", "G", "H", "Q", "V", "J", "L", r"\phi", r"\psi", r"\sigma", r"\ell"))
_OPTIMA = frozenset((r"\max", r"\min"))
_OPENS, _CLOSES = ("(", "{"), (")", "}")
_NUMBER = re.compile(r"[0-9]*\.?[0-9]+")
_LONGEST = 1_000


@dataclass(frozen=True)
class Name:
    """What a number is put in for, as it is drawn; `function`, `primes` and `argument` of a call of one argument."""

    text: str
    function: str = ""
    primes: int = 0
    argument: str = ""


Token = str | Name


@dataclass(frozen=True)
class PutIn:
    """A formula, the numbers that stand in its place, and the value that each name has there."""

    formula: tuple[Token, ...]
    numbers: str
    values: Mapping[Name, str]

    @property
    def with_values(self) -> str:
        """The formula with the values for its names."""
        return " ".join(f"({self.values[token]})" if isinstance(token, Name) else token for token in self.formula)


def put_in(formula: str, numbers: str) -> PutIn | None:
    """How numbers are put into a formula, which has more than one name or sign; None if they are not."""
    if max(len(formula), len(numbers)) > _LONGEST:
        return None
    before, now = _tokens(formula), _tokens(numbers)
    is_numeric = not any(isinstance(token, Name) or (token[0] == "\\" and token not in _COMMANDS) for token in now)
    if len(before) < 2 or "," in before or not is_numeric or not any(isinstance(token, Name) for token in before):
        return None
    values = _matched(before, [token for token in now if isinstance(token, str)])
    return None if values is None else PutIn(tuple(before), numbers, values)


def names_of(text: str) -> set[Name]:
    """The names of a formula, those of calls without their arguments."""
    return {token for token in _tokens(text[:_LONGEST]) if isinstance(token, Name)}


def _tokens(text: str) -> list[Token]:
    """The tokens of a formula, its names whole, and braces round all arguments of commands and exponents."""
    plain = [_SPELLINGS.get(token, token) for token in _TOKEN.findall(text) if token not in _NOT_DRAWN]
    named = [*_named(plain)]
    return [*_braced(_calls(named))]


def _named(tokens: Sequence[str]) -> Iterator[Token]:
    r"""The tokens with \bar x, \mu_0 and x_{k+1} as names."""
    place = 0
    while place < len(tokens):
        token, begin = tokens[place], place
        if token in _ACCENTS:
            place = _end_of_argument(tokens, place + 1)
        elif token in _GREEK or (token.isalpha() and token != "e"):
            place += 1
        elif token in _OPTIMA and tokens[place + 1 : place + 2] == ["_"]:
            place = _end_of_argument(tokens, place + 2)
            yield "".join(tokens[begin:place])
            continue
        else:
            yield token
            place += 1
            continue
        base, primes = " ".join(tokens[begin:place]), 0
        while place < len(tokens):
            if tokens[place] == "_":
                place = _end_of_argument(tokens, place + 1)
            elif tokens[place] == "'":
                primes, place = primes + 1, place + 1
            elif tokens[place] == "^" and tokens[place + 1 : place + 2] in (["*"], [r"\cdot"], [r"\star"]):
                place += 2  # the star of x^*
            else:
                break
        text = base + "".join(tokens[begin + len(base.split()) : place])
        yield Name(text, base, primes)


def _calls(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens with values of functions as names; f(x) is one if f stands before brackets wherever it stands."""
    behind = (*tokens[1:], "")
    alone = {each.text for place, each in enumerate(tokens) if isinstance(each, Name) and behind[place] != "("}
    place = 0
    while place < len(tokens):
        token, begin = tokens[place], place
        is_optimum = isinstance(token, str) and token[:4] in _OPTIMA and "_" in token
        head = tokens[place + 1] if is_optimum and place + 1 < len(tokens) else token
        found = _call(tokens, place + is_optimum, alone) if isinstance(head, Name) else None
        if found is None:
            yield Name(token.text) if isinstance(token, Name) else token
            place += 1
            continue
        call, place = found
        whole = "".join(each.text if isinstance(each, Name) else each for each in tokens[begin:place])
        yield Name(whole) if is_optimum else call


def _call(tokens: Sequence[Token], place: int, alone: set[str]) -> tuple[Name, int] | None:
    """The call at a place, and where it ends."""
    head = tokens[place]
    assert isinstance(head, Name)
    if tokens[place + 1 : place + 2] != ["("] or head.text in alone or ")" not in tokens[place:]:
        return None
    end = tokens.index(")", place)
    arguments, between = tokens[place + 2 : end : 2], tokens[place + 3 : end : 2]
    if not arguments or not all(isinstance(each, Name) for each in arguments) or {*between} - {","}:
        return None
    if len(arguments) == 1 and not head.primes and head.function not in _CALLED:
        return None
    drawn = [each.text for each in arguments if isinstance(each, Name)]
    text = f"{head.text}({','.join(drawn)})"
    is_plain = len(drawn) == 1 and head.text == head.function + "'" * head.primes
    call = Name(text, head.function, head.primes, drawn[0]) if is_plain else Name(text)
    return call, end + 1


def _braced(tokens: Iterator[Token]) -> Iterator[Token]:
    r"""The tokens with \frac{k}{n} for \frac kn, and x^{2} for x^2."""
    waiting = 0  # arguments that are to come
    depths: list[int] = []  # those that are to come behind each open brace
    rest = [*tokens][::-1]
    while rest:
        token = rest.pop()
        if waiting > 0 and token not in ("{", "("):
            if isinstance(token, str) and _NUMBER.fullmatch(token) and len(token) > 1:
                rest.append(token[1:])  # \frac12
                token = token[0]
            yield from ("{", token, "}")
            waiting -= 1
            continue
        yield token
        if token == "{":
            depths.append(max(waiting - 1, 0))
            waiting = 0
        elif token == "}":
            waiting = depths.pop() if depths else 0
        else:
            waiting = _ARGUMENTS.get(token, 0) if isinstance(token, str) else 0


def _end_of_argument(tokens: Sequence[str], place: int) -> int:
    """Where the braces that begin at a place, or the single token there, end."""
    if tokens[place : place + 1] != ["{"]:
        return min(place + 1, len(tokens))
    depth = 0
    for end in range(place, len(tokens)):
        depth += (tokens[end] == "{") - (tokens[end] == "}")
        if not depth:
            return end + 1
    return len(tokens)


def _matched(before: Sequence[Token], now: Sequence[str]) -> dict[Name, str] | None:
    """The value of each name, if the numbers stand where the names do."""
    values: dict[Name, str] = {}
    place = 0
    last: Token = ""
    for position, token in enumerate(before):
        next_ = before[position + 1] if position + 1 < len(before) else ""
        is_product = bool(last) and _ends(last) and _begins(token)
        if is_product and now[place : place + 1] == [r"\cdot"]:
            place += 1
        if not isinstance(token, Name):
            if token == r"\cdot" and now[place : place + 1] == ["("]:
                last = token
                continue
            if now[place : place + 1] != [token]:
                return None
            place, last = place + 1, token
            continue
        end = _end_of_value(now, place, is_whole=(last, next_) in (("{", "}"), ("(", ")")))
        if end is None:
            return None
        if now[place] == "(" and now[end - 1] == ")":
            inner = now[place + 1 : end - 1]
        else:
            inner = now[place:end]
        value = " ".join(inner)
        if values.setdefault(token, value) != value:
            return None
        place, last = end, token
    return values if place == len(now) else None


def _ends(token: Token) -> bool:
    """Whether a product may go on behind a token."""
    return isinstance(token, Name) or token in (*_CLOSES, "!", r"\pi", "e") or _NUMBER.fullmatch(token) is not None


def _begins(token: Token) -> bool:
    """Whether a factor may begin with a token."""
    if isinstance(token, Name):
        return True
    return token in ("(", "e") or (token in _COMMANDS and token != r"\cdot") or _NUMBER.fullmatch(token) is not None


def _end_of_value(tokens: Sequence[str], place: int, *, is_whole: bool) -> int | None:
    """Where the value that begins at a place ends: all between two braces, a bracket, a number with or without -, a fraction."""
    if place >= len(tokens):
        return None
    if is_whole:
        return _end_of_group(tokens, place)
    if tokens[place] == "(":
        end = _end_of_group(tokens, place + 1)
        return None if end is None else end + 1
    if _NUMBER.fullmatch(tokens[place]):
        return place + 1
    is_first = place == 0 or tokens[place - 1] in _OPENS
    if tokens[place] == "-" and is_first and place + 1 < len(tokens) and _NUMBER.fullmatch(tokens[place + 1]):
        return place + 2
    if tokens[place] == r"\frac" and tokens[place + 1 : place + 2] == ["{"]:
        middle = _end_of_group(tokens, place + 2)
        end = None if middle is None or tokens[middle + 1 : middle + 2] != ["{"] else _end_of_group(tokens, middle + 2)
        return None if end is None else end + 1
    return None


def _end_of_group(tokens: Sequence[str], place: int) -> int | None:
    """The place of the bracket that closes what is open at a place."""
    depth = 0
    for end in range(place, len(tokens)):
        depth += (tokens[end] in _OPENS) - (tokens[end] in _CLOSES)
        if depth < 0:
            return end if end > place else None
    return None
