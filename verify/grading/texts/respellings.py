r"""Other texts that people may have meant by what they wrote: √2π for √(2π), e^-x/2 for e^(-x/2), 2x (3) for 2x and its number.

Nothing is read by these.  An answer that is wrong as it is written, and right as one of them, is left to a person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import islice

from verify.grading.texts.marks import MARK_BEFORE, MARK_BEHIND, SPACE

_LONGEST = 1_000  # characters
MOST = 40
MOST_TRIED, RESPELLED_FUEL = 4, 60_000  # of an answer: texts that may be right, and the work for each
MOST_GROUPINGS = 3  # doubts about brackets in one text whose spellings are all tried
_MOST_PLACES = 4  # of one habit in one text

Respelling = Callable[[re.Match[str]], str | None]

_OPENS, _CLOSES = "([{", ")]}"
_DENOMINATOR, _FACTOR = " +-=<>,;≤≥≠", " +-*/=<>,;≤≥≠(√"
_PRODUCT, _QUOTIENT, _TERM, _SUM = " +-*/=<>,;≤≥≠", " +-*=<>,;≤≥≠", "+-=<>,;≤≥≠", "=<>,;≤≥≠"
_GROUP = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}"
_SCRIPTS = rf"(?:\s*\\limits)?(?:\s*[_^]\s*(?:{_GROUP}|\\[A-Za-z]+|\w|\([^()]*\)))*"
_UNIT = r"(?:bits?|nats?|px|pixels?|units?|steps?|rad)"
_LOG = r"\\?(?:log|ln)"
_FUNCTION = r"\\?(?:log|ln|exp|sinh?|cosh?|tanh?)"
_ATOM = r"(?:\\[A-Za-z]+|[0-9]*[A-Za-z](?:_\w+)?)"

_FRACTION = rf"\\[dt]?frac\s*(?:\w\w|{_GROUP}\s*{_GROUP})"
_ONE_ATOM = re.compile(r"-?(?:[0-9]+|[^\W\d_]|\([^()]*\))")
_ROOT = re.compile(r"(?:√|(?<![A-Za-z\\])sqrt)\s*(?=[^\s({\[])")
_POWER = re.compile(r"\^\s*(?=[-\w(√π])")
_BROKEN_POWER = re.compile(r"\^\s*(-?[0-9]+/[0-9]+)")
_TOTAL = re.compile(
    rf"(?:\\(?:sum|prod)(?![A-Za-z])|[∑Σ∏]|(?<![A-Za-z\\])(?:sum|prod)(?=_)){_SCRIPTS}\s*(?=[^\s_^(\[{{])"
)
_NUMBER_BELOW = re.compile(r"(?<=[0-9])/(?=[0-9]+\s+\()")
_DIVISION = re.compile(r"[/÷]\s*(?=[\w(√])")
_SHORT_ROOT = re.compile(r"√([0-9]+|[^\W\d_])([0-9]+|[^\W\d_])(?=\w)")
_BARE_FUNCTION = re.compile(rf"{_FUNCTION}(?![A-Za-z_^])\s*(?=[^\s({{^_])")
_ENDS_IN_NUMBER = re.compile(r"[-+]\s*[0-9]+\)")  # of sum_i a_i - m, m is nobody's summand
_LAST_LINE = re.compile(r"\\\\([^\\]*(?:\\(?!\\|end)[^\\]*)*)\\end\s*\{[a-z]+\*?\}\s*\Z")
_IN_RELATION = re.compile(
    r"[=<>≤≥≈∝⇒⇔→]|\\(?:leq?|geq?|lt|gt|approx|propto|equiv|sim|iff|implies|Rightarrow|Leftrightarrow|to)(?![A-Za-z])"
)
_RATE = re.compile(
    r"(?:\\[dt]?frac\s*\{\s*(?:d|\\partial)(?:\^\w)?\s*\}\s*\{\s*(?:d|\\partial)[^{}]*\}"
    r"|(?<![A-Za-z])(?:d|∂)/(?:d|∂)[^\W\d]\w*)\s*(?=[^\s(\[{])"
)


def respellings(source: str) -> Iterator[str]:
    """Other texts for a formula, each once, at most `MOST`."""
    if len(source) > _LONGEST:
        return
    seen = {source}
    for text in _all(source):
        if text not in seen:
            seen.add(text)
            yield text
            if len(seen) > MOST:
                return


def spells_brackets(source: str) -> bool:
    """Whether the other brackets of a formula are among its other texts."""
    return "\\" not in source and len(source) <= _LONGEST


def _all(source: str) -> Iterator[str]:
    bracketed = list(_bracketed(source))
    yield from bracketed
    if (below := _formula_below(source)) is not None:
        yield below
    yield from (text for text in _embraced(source, _TOTAL, _SUM) if _ENDS_IN_NUMBER.search(text))
    yield from _embraced(source, _RATE, _SUM)
    yield from _embraced(source, _BARE_FUNCTION, _SUM)
    characters = {*source}
    for needed, pattern, replacement in _HABITS:
        if not characters.issuperset(needed):
            continue
        places = list(islice(pattern.finditer(source), _MOST_PLACES))
        for found in places:
            text = replacement(found) if callable(replacement) else found.expand(replacement)
            if text is not None:
                yield source[: found.start()] + text + source[found.end() :]
        if places and not callable(replacement):
            yield pattern.sub(replacement, source)
    if spells_brackets(source):  # (-b+√b²+4ac)/2a: a root and a slash
        for text in dict.fromkeys(bracketed[:MOST]):
            yield from _bracketed(text) if text != source else ()


def _formula_below(source: str) -> str | None:
    """A formula below other lines, which may be the answer by itself; a line with a relation belongs to those before it."""
    below = _LAST_LINE.search(source)
    if below is None and "\n" not in source.strip():
        return None
    last = source.strip().splitlines()[-1].strip() if below is None else below[1].strip(" &\n")
    return None if _IN_RELATION.search(last) else last


def _bracketed(source: str) -> Iterator[str]:
    """The texts with brackets round what one habit leaves without."""
    for stop in (_PRODUCT, _QUOTIENT, _SUM) if "√" in source or "sqrt" in source else ():
        yield from _embraced(source, _ROOT, stop)
    if "\\" in source:
        return
    for stop in (_QUOTIENT, _PRODUCT) if "^" in source else ():
        yield from _embraced(source, _POWER, stop)
    if "/" in source or "÷" in source:
        for stop in (_DENOMINATOR, _TERM, _FACTOR):
            yield from _embraced(source, _DIVISION, stop)
        yield from _embraced(source, _NUMBER_BELOW, _SUM)
    if "^" in source:
        yield _BROKEN_POWER.sub(r"^(\1)", source)


def _embraced(source: str, operator: re.Pattern[str], stop: str) -> Iterator[str]:
    """What follows an operator in brackets up to a sign of `stop`: for each place, and for all of them."""
    everywhere = source
    texts = ((found.end(), _with_brackets(source, found.end(), stop)) for found in operator.finditer(source))
    places = list(islice((each for each in texts if each[1] != source), _MOST_PLACES))
    for place, text in reversed(places):
        yield text
        everywhere = _with_brackets(everywhere, place, stop)
    if len(places) > 1:
        yield everywhere


def _with_brackets(source: str, start: int, stop: str) -> str:
    end = start + (source[start : start + 1] == "-")
    depth = 0
    while end < len(source):
        character = source[end]
        if depth == 0 and (character in stop or character in _CLOSES):
            break
        depth += (character in _OPENS) - (character in _CLOSES)
        end += 1
    inside = source[start:end].rstrip()
    if not inside or _ONE_ATOM.fullmatch(inside):
        return source
    return f"{source[:start]}({inside}){source[start + len(inside) :]}"


def _is_latex(found: re.Match[str]) -> bool:
    return "\\" in found.string


def _joined(word: str) -> Respelling:
    return lambda found: rf" \text{{ {word} }} " if _is_latex(found) else f" {word} "


def _radians(found: re.Match[str]) -> str:
    return rf"({found[1]}/180\cdot\pi)" if _is_latex(found) else f"({found[1]}/180*pi)"


def _in_degrees(found: re.Match[str]) -> str:
    """The sine of 30 degrees."""
    return rf"{found[1]}({found[2]}\pi/180)" if _is_latex(found) else f"{found[1]}({found[2]}*pi/180)"


def _of_percent(found: re.Match[str]) -> str:
    """25 for 25 %, where the question asks for per cent."""
    return found[1] or found[2]


def _floor(found: re.Match[str]) -> str:
    return rf"\lfloor {found[1]}\rfloor" if _is_latex(found) else f"floor({found[1]})"


def _periodic(found: re.Match[str]) -> str:
    """0.1(6) as 1/6."""
    whole, fixed, period = found[1] or "0", found[2], found[3]
    value = Fraction(int(whole + fixed), 10 ** len(fixed)) + Fraction(int(period), (10 ** len(period) - 1) * 10 ** len(fixed))
    return f"({value.numerator}/{value.denominator})"


def _next_index(found: re.Match[str]) -> str:
    """v[1] as v[2], where indices begin at 0."""
    return f"{found[1]}[{','.join(str(int(index) + 1) for index in found[2].split(','))}]"


_SIDE_BY_SIDE = re.compile(
    rf"(?<!and)(?<!or)(?:{SPACE}|/|\\/|/\\|\^|\.\s)+(?:[vVuUoey]{SPACE}+)?(?=\\?[A-Za-z]\w*\s*(?:=|<|>|≤|≥|\\[lg]eq?))"
)

_WAVE_OF_DEGREES = re.compile(
    r"(\\?(?:sin|cos|tan|sec|csc|cot)(?![A-Za-z]))\s*\(?\s*((?:15|30|45|60|75|90|120|135|150|180|270|360)(?![0-9.]))\s*\)?"
)
_CHANGE_TO_A_POWER = re.compile(  # \Delta x^2 is the square of a step
    r"((?:\\[Dd]elta(?![A-Za-z_])|[Δδ]|\\(?:mathrm|text)\s*\{\s*d\s*\})\s*\\?[A-Za-z](?:_(?:\w|\{\w+\}))?)"
    rf"\s*\^\s*(\w|{_GROUP})"
)
# The characters that a text has to have for a habit, what is looked for, and what is written in its place.
_HABITS: tuple[tuple[str, re.Pattern[str], str | Respelling], ...] = (
    # labels and numbers of equations
    ("", MARK_BEFORE, ""),
    ("", MARK_BEHIND, ""),
    # units, and what stands for powers of ten
    ("", re.compile(rf"(?<=[0-9A-Za-z)\]}}]){SPACE}*[\[(]?(?:\\(?:text|mathrm|rm)\s*\{{)?\s*{_UNIT}\s*\}}?[\])]?\Z"), ""),
    # statements side by side
    ("", _SIDE_BY_SIDE, _joined("or")),
    ("", _SIDE_BY_SIDE, _joined("and")),
    (",", re.compile(rf"(?<!\\),{SPACE}*(?=\\?[A-Za-z][^,]*(?:=|<|>|≤|≥|\\[lgn]eq?(?![A-Za-z])))"), _joined("or")),
    # the end of a sentence
    ("!", re.compile(r"(?<=[0-9])!\s*\Z"), ""),
    # degrees
    ("", re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*(?:\^\s*\{?\s*(?:o|0|\\text\{o\}|\\mathrm\{o\})\s*\}?|o(?![A-Za-z]))"), _radians),
    ("", _WAVE_OF_DEGREES, _in_degrees),
    ("", re.compile(r"\A\(([0-9.]+)/100\)\Z|(?:\A|(?<==))\s*([0-9.]+)(?:\s|~|\\[,;:! ])*+(?:\\?%|percent)\s*\Z"), _of_percent),
    ("<-", re.compile(r"\A\s*(\\?[A-Za-z]\w*)\s*<-\s*(?=[0-9])"), r"\1 = "),  # an assignment
    # decimal commas, thousands, periods of decimals, powers of ten
    (",", re.compile(r"(?<![0-9.,])([0-9]+),([0-9]+)(?![0-9,])"), r"\1.\2"),
    ("{,}", re.compile(r"(?<![0-9.,}])([0-9]+)\{,\}([0-9]+)(?![0-9{])"), r"\1.\2"),
    ("", re.compile(r"(?<![0-9.,])([0-9]{1,3})[.,]([0-9]{3})(?![0-9])"), r"\1\2"),
    (".(", re.compile(r"(?<![0-9])([0-9]*)\.([0-9]*)\(([0-9]+)\)"), _periodic),
    ("e", re.compile(r"(?<![0-9A-Za-z.])([0-9]+)e([-+][0-9]+)"), r"\1*e\2"),
    # signs, powers, roots, factorials
    ("√", _SHORT_ROOT, r"√(\1\2)"),
    ("^", _CHANGE_TO_A_POWER, r"(\1)^\2"),
    ("", re.compile(r"([Δδ]\s*[A-Za-z])(?=[²³])"), r"(\1)"),
    ("^", re.compile(r"\^(\w)\s+(\w)(?!\w)"), r"^(\1 \2)"),
    ("-1^", re.compile(r"-\s*1\s*\^"), "(-1)^"),
    ("!", re.compile(r"(?<![\w.)])([0-9]+[A-Za-z]+)!"), r"(\1)!"),
    # functions without brackets
    ("1", re.compile(rf"({_LOG})\s*(1\s*[-+]\s*\\?[A-Za-z]+(?:_\w+)?)"), r"\1(\2)"),
    ("(^", re.compile(rf"({_LOG})\s*(\([^()]*\))\s*\^\s*(\([^()]*\)|\w+)"), r"\1(\2^\3)"),
    ("^", re.compile(rf"({_FUNCTION})\s*(\\[A-Za-z]+|[A-Za-z](?:_\w+)?)\s*\^\s*(\w|{_GROUP})"), r"(\1(\2))^\3"),
    ("", re.compile(rf"({_FUNCTION}){SPACE}+({_ATOM}|{_FRACTION})(?={SPACE}*(?:\\[A-Za-z]|\w))"), r"\1(\2) "),
    ("log(,)", re.compile(r"log\(\s*([^(),]+),\s*([^(),]+)\)"), r"log(\2,\1)"),
    ("\\Gam", re.compile(r"\\Gamma\s*(\\[A-Za-z]+|[A-Za-z])(?![A-Za-z(])"), r"\\Gamma(\1)"),
    ("\\frac", re.compile(rf"({_FUNCTION})\s*({_FRACTION})(?=\w)"), r"\1(\2)"),
    # a standard deviation for a variance
    ("=", re.compile(r"\A\s*\\?(?:hat\s*\{?\s*\\?)?(?:sigma|σ|std|sd|SD|s)\}?(?:_\w|\([^()]*\))?\s*=([^=]+)\Z"), r"(\1)^2"),
    # the probability of the other event
    ("P(=)", re.compile(r"\A\s*(?:P|Pr|\\mathbb\s*\{?P\}?|\\Pr)\s*\([^=]*\)\s*=([^=]+)\Z"), r"1-(\1)"),
    # indices
    ("_", re.compile(r"([A-Za-z]\w*)_([A-Za-z0-9])\s?([-+])\s?([0-9]+)(?![0-9.])"), r"\1_{\2\3\4}"),
    ("[]", re.compile(r"([A-Za-z]\w*)\[([0-9]+(?:,[0-9]+)?)\]"), _next_index),
    ("_", re.compile(r"_\{?[oO]\}?(?![A-Za-z])"), "_0"),
    # [x] for the floor of x, and a ring for the product entry by entry
    ("[]", re.compile(r"(?<![\w\])])\[([^\[\],;]+)\]"), _floor),
    ("\\circ", re.compile(r"\\circ(?![A-Za-z])"), r"\\cdot"),
)
