r"""The left side of `L(w) = ...`, `\frac{\partial L}{\partial w} = ...`, `P(y = 1 \mid x) = ...`: a name of what is computed.

    w    \hat w    w^{(t)}    W_2    \mathrm{FL}    (a, b)      names
    L(w)    H(X)    D_{KL}(q \| p)    \mathbb{E}[X]             and what they are of
    f'(x)    \frac{dL}{dw}    \nabla_w L    \Delta f            and changes of it
    \det\frac{\partial f}{\partial z}    \operatorname{tr} J         the determinant or trace of a Jacobian
    v^\top H v    \langle q, k \rangle                          an inner product, with a matrix that is new

Some may be formulas to be solved: W_2^2, \log p(x).  They are labels, but of what may not be what is asked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from verify.functions import BINDER_FUNCTIONS, FUNCTIONS, matrix_power
from verify.read.latex.words import OPERATORS
from verify.read.names import GREEK_WORDS, canonical_name
from verify.term import Shape, Term, log, number

_LONGEST = 200  # characters; what is longer names nothing
_SPACING = re.compile(r"\\(?:(?:left|right|[bB]igg?[lr]?|displaystyle|q?quad)(?![A-Za-z])|[,;:! ])|~")
_NEEDLESS_BRACES = re.compile(r"(?<=[_^])\{(\w|[+*-])\}")
_UPRIGHT = re.compile(
    r"\\(?:operatorname\*?|mathrm|text|mathbb|mathbf|mathsf|boldsymbol|bm)\s*(?:\{\s*(\w+)\s*\}|([A-Za-z])(?![A-Za-z]))"
)
_ACCENTED = re.compile(r"(\\(?:hat|bar|tilde|dot|ddot|vec|widehat|widetilde|overline))\{(\\?[A-Za-z]+)\}")
_OF_SQUARE = re.compile(r"(?<![A-Za-z])(E|Var|Cov|P)\[([^\[\]]*)\]")
_WITHOUT_INDEX_SIGN = re.compile(r"(?<![A-Za-z\\_^{])([A-Za-z])([0-9])(?![A-Za-z0-9])")
_SIGNS = {
    "≤": re.compile(r"\\(?:leq?|leqslant)(?![A-Za-z])|<="), "≥": re.compile(r"\\(?:geq?|geqslant)(?![A-Za-z])|>="),
    "|": re.compile(r"\\(?:mid|vert|given)(?![A-Za-z])"), "Var": re.compile(r"\\(?:Var|var)(?![A-Za-z])"),
    "P": re.compile(r"\\Pr(?![A-Za-z])|(?<![A-Za-z])Pr(?![A-Za-z])"), "‖": re.compile(r"\\\||\\(?:parallel|Vert)(?![A-Za-z])"),
}  # fmt: skip
_DIFFERENTIAL = r"(?:d|\\partial|∂|\\mathrm\s*\{\s*d\s*\})"
_ORDER = r"(?:\s*\^\s*(?:\w|\{[^{}]*\})|[²³])?"
_GROUP = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}"
_FRACTION = re.compile(rf"\\[dt]?frac\s*({_GROUP}|\w)\s*({_GROUP}|\w)\s*")
_ABOVE = re.compile(rf"\{{?\s*{_DIFFERENTIAL}{_ORDER}(?![A-Za-z]*\{{)\s*(.*?)\s*\}}?\Z", re.DOTALL)
_TYPED_RATE = re.compile(
    rf"(?:d|∂|\\partial(?![A-Za-z])){_ORDER}\s*(?P<above>[^\W\d]\w*)?\s*/\s*(?:d|∂|\\partial\s)\\?[^\W\d]\w*{_ORDER}\s*"
)
_SCRIPT = rf"(?:{_GROUP}|\([^()]*\)|\\?[A-Za-z]+|\w|[*+†])"
_GRADIENT = re.compile(
    rf"\\nabla(?![A-Za-z])\s*(?:[_^]\s*(?:{_GROUP}|\\[A-Za-z]+|\w)\s*)*|\\partial\s*_\s*(?:{_GROUP}|\\[A-Za-z]+|\w)\s*|(?:∇|grad(?![A-Za-z]))\s*(?:[_^]\s*{_SCRIPT}\s*|[²])*"
)
_CHANGE = re.compile(r"(?:\\Delta(?![A-Za-z])|Δ)\s*(?=[A-Za-z\\])")
_LOGARITHM = re.compile(r"\\?(?:log|ln)(?![A-Za-z_^])\s*(?=[A-Za-z\\])")
_JACOBIAN = re.compile(r"(?:\\det(?![A-Za-z])|\\(?:operatorname|mathrm)\{(?:det|tr)\})\s*(?=\\[dt]?frac|[A-Z](?![A-Za-z]))")
_FACTOR = r"(?:\\[A-Za-z]+|[A-Za-z]{1,3})(?:_(?:\{\w+\}|\w))?"
_INNER = re.compile(
    rf"\\langle\s*(?P<left>{_FACTOR})\s*,\s*(?P<right>{_FACTOR})\s*\\rangle"
    rf"|(?P<first>{_FACTOR})\s*\^\s*\{{?\s*\\top\s*\}}?\s*(?P<second>{_FACTOR})(?:\s+(?P<third>{_FACTOR}))?"
)
_FONTS = (
    r"mathrm|operatorname\*?|text|mathbb|mathcal|mathbf|mathsf|boldsymbol|bm|hat|bar|tilde|widehat|widetilde|overline|dot|ddot|vec"
)
_WORD = r"(?![½¼¾⅓⅔√∂])[^\W\d_](?:(?![²³¹⁰⁴⁵⁶⁷⁸⁹½¼¾⅓⅔])[^\W_])*"
_NAME = re.compile(rf"(?:\\(?:{_FONTS})\s*(?:{_GROUP}|\\?[A-Za-z]+)|\\[A-Za-z]+|{_WORD})")
_BOARD = re.compile(r"\\mathbb\s*\{?\s*([A-Za-z]+)\}?")
_SCRIPTS = re.compile(rf"\s*([_^])\s*({_SCRIPT})")
_PRIMES = re.compile(r"\s*(?:'+|′+|\^\s*\{\s*(?:\\prime\s*)+\}|\^\s*\\prime)")
_NO_POWER = re.compile(r"\{?\s*(?:[*+†]|\\(?:star|ast|dagger|mathrm|text|operatorname)|\([^()]*\)|[A-Za-z]{2,})")
_BARRED = re.compile(r"(?:\||\\l?vert(?![A-Za-z]))([^|]*?)(?:\||\\r?vert(?![A-Za-z]))\s*(?:\^\s*\{?2\}?)?")
_STAR = re.compile(r"[_^]\s*(?:\{\s*\*\s*\}|\*|\\(?:ast|star)(?![A-Za-z]))|\^\s*\\(?:top|mathrm\{T\})")
_COLUMN = re.compile(r"\\begin\s*\{([pbB]?matrix)\}([^&]*)\\end\s*\{\1\}")
_BREAK = re.compile(r"\\\\(?:\[[^\[\]]*\])?")
_EXPONENT = re.compile(r"\^\s*(?:\{\s*(-?[1-3])\s*\}|([2-3]))(?:\([^()]*\))?\Z")
_OPENS, _CLOSES = "([{", ")]}"
_VARIANCE = re.compile(  # the \hat\sigma^2 of \ell(\mu, \hat\sigma^2)
    r"\\?(?:hat|bar|tilde)?\s*\{?\s*\\?sigma\s*\}?(?:_\w|_\{\w+\})?\s*\^\s*\{?2\}?"
)
_STATISTICS = frozenset(("E", "Var", "Cov", "KL", "P", "Pr", "Std", "Corr"))
_NEGATIONS = frozenset(
    "not no never neither nor isnt wrong false incorrect forall exists nexists because therefore unlike".split()
)
_CONSTANTS = frozenset(("pi", "infty", "infinity"))  # \pi^2 = 3 names nothing
_OPERATORS = frozenset((  # \sum_k=1^n x is no sum_k that is called 1^n x
    "sum", "prod", "product", "coprod", "int", "iint", "iiint", "oint", "integral", "lim", "limit", "limsup", "liminf", "sup",
    "inf", "max", "min", "arg", "argmax", "argmin", "frac", "dfrac", "tfrac", "cfrac", "sqrt", "binom", "bigcup", "bigcap",
))  # fmt: skip
_BARE_OPERATOR = re.compile(rf"\\?([A-Za-z]+)(?:{_SCRIPTS.pattern})*")
_FORMULA = re.compile(r"[-+*/^]|\\[dt]?frac|\\cdot|\\times")


@dataclass(frozen=True)
class Label:
    """The canonical names that a label gives.

    `is_certain`: it can be nothing but the name of what follows.  `is_plain`: a name, or one with plain arguments, as it is.
    `is_changed`: a power, derivative or logarithm of what is named.  `is_of_chance`: E[X], P(A), p(x).
    """

    names: tuple[str, ...]
    is_certain: bool = True
    is_plain: bool = True
    argument: str = ""
    is_changed: bool = False
    is_of_chance: bool = False


def of_label(formula: str, named: Term) -> Term | None:
    r"""What w^2, w^{-1} or \log w stands for, if w is `named`; None for other labels."""
    text = _SPACING.sub(" ", formula).strip()
    if _LOGARITHM.match(text):
        return log(named) if not named.shape else None
    exponent = _EXPONENT.search(text)
    if exponent is None:
        return None
    return matrix_power(named, number(int(exponent[1] or exponent[2]))) if _is_square(named.shape) else None


def is_logarithm_of(formula: str, named: str) -> bool:
    r"""Whether a left side is the logarithm of another one: \log p(x) of p(x)."""
    text = plain_text(formula).removeprefix("\\")
    return text.removeprefix("log").removeprefix("ln").strip("()") == plain_text(named).strip("()") != text.strip("()")


def _is_square(shape: Shape) -> bool:
    return not shape or shape[0] is shape[1]


@lru_cache(maxsize=256)  # a reference is compared with every answer
def plain_text(formula: str) -> str:
    """The text without what is drawn in several ways, to see whether two left sides are the same."""
    text = _UPRIGHT.sub(lambda found: found[1] or found[2], _SPACING.sub(" ", formula))
    for sign, drawn in _SIGNS.items():
        text = drawn.sub(sign, text)
    text = _OF_SQUARE.sub(r"\1(\2)", _ACCENTED.sub(r"\1\2", "".join(text.split())))
    return _WITHOUT_INDEX_SIGN.sub(r"\1_\2", _NEEDLESS_BRACES.sub(r"\1", text))


def label_of(formula: str) -> Label | None:
    """The label that a left side is, or None for a formula that is none."""
    if len(formula) > _LONGEST:
        return None
    return _label(_SPACING.sub(" ", formula).strip())


def rate_of(formula: str) -> str | None:
    r"""What a left side is the derivative or gradient of: L, of \frac{dL}{dw}, \nabla_w L(w) and L'(w); None for others."""
    text = _SPACING.sub(" ", formula).strip(" $&")
    if len(text) > _LONGEST:
        return None
    gradient = _GRADIENT.match(text)
    rest = _rate(text) or ((text[gradient.end() :], True) if gradient is not None and gradient.end() < len(text) else None)
    name = _NAME.match(text if rest is None else rest[0].strip())
    if name is None or (rest is None and not _PRIMES.match(text, name.end())):
        return None
    return name[0] if label_of(formula) is not None else None


def is_bare_operator(formula: str) -> bool:
    r"""Whether a left side is a command that lacks what it is of: the \sum_{k} of \sum_{k} = 0."""
    found = _BARE_OPERATOR.fullmatch(_SPACING.sub(" ", formula).strip())
    return found is not None and found[1].lower() in _OPERATORS


def _label(text: str) -> Label | None:
    changed = _rate(text) or _prefixed(text)
    if changed is not None:
        rest, is_certain = changed
        inner = _label(rest)
        return replace(inner, is_certain=inner.is_certain and is_certain, is_plain=False, is_changed=True) if inner else None
    column = _COLUMN.fullmatch(text)
    if column is not None or (text.startswith(("(", "[")) and _is_one_bracket(text)):
        pieces = _BREAK.split(column[2]) if column is not None else text[1:-1].split(",")
        parts = [_label(part.strip()) for part in pieces]
        names = tuple(name for part in parts if part is not None for name in part.names)
        is_known = {name.partition("_")[0] for name in names} <= {"x", "y", "z"} or len({name[0] for name in names}) == 1
        return Label(names, is_known) if len(parts) > 1 and len(names) == len(parts) and list(names) == sorted(names) else None
    inner_product = _INNER.fullmatch(text)
    if inner_product is not None:
        ends = inner_product["first"], inner_product["third"]
        is_form = ends[0] == ends[1] is not None
        factors = [inner_product["second"]] if is_form else [each for each in inner_product.groups() if each]
        named = tuple(dict.fromkeys(map(canonical_name, factors)))
        return Label(named, is_certain=False, is_plain=False)  # v^T H v, with a new name for H
    barred = _BARRED.fullmatch(text)
    if barred is not None and (inner := _name(barred[1].strip())) is not None and inner.argument:
        return Label(inner.names, inner.is_certain, is_plain=False)
    return _name(text.removeprefix(r"\#").strip())


def _rate(text: str) -> tuple[str, bool] | None:
    r"""L of \frac{dL}{dw}, and what follows \frac{d}{dw}."""
    found = _FRACTION.match(text)
    if found is not None:
        above, below = _ABOVE.match(found[1]), _ABOVE.match(found[2])
        if above is None or below is None:
            return None
        rest = text[found.end() :]
        return (f"{above[1]} {rest}".strip(), True) if not above[1] or not rest else (f"{above[1]}{rest}", False)
    typed = _TYPED_RATE.match(text)
    if typed is None:
        return None
    rest = text[typed.end() :]
    return ((typed["above"] or "") + rest, not (typed["above"] and rest))


def _prefixed(text: str) -> tuple[str, bool] | None:
    for pattern, is_certain in ((_GRADIENT, True), (_CHANGE, True), (_LOGARITHM, False), (_JACOBIAN, False)):
        found = pattern.match(text)
        if found is not None and found.end() < len(text):
            return text[found.end() :], is_certain
    return None


def _name(text: str) -> Label | None:
    """A letter or word with its scripts, and perhaps arguments in one pair of brackets."""
    found = _NAME.match(text)
    if found is None:
        return None
    end, is_certain, has_power = found.end(), True, False
    spelled = _BOARD.sub(r"\1", found[0])
    while True:
        primes = _PRIMES.match(text, end)
        script = None if primes is not None else _SCRIPTS.match(text, end)
        if primes is not None:
            end = primes.end()
        elif script is not None:
            is_name = script[1] == "_" or _NO_POWER.match(script[2]) is not None
            is_certain, has_power = is_certain and is_name, has_power or not is_name
            spelled += script[1] + script[2] if is_name else ""
            end = script.end()
        else:
            break
    rest = text[end:].strip()
    if found[0] == "e" and text[1:2] == "^":
        return None
    name = canonical_name(spelled)
    head = name.partition("_")[0]
    is_size = head in _STATISTICS and len(rest) > 2 and rest[0] == rest[-1] == "|" and rest.count("|") == 2  # E|X - Y|
    if rest and not (is_size or _is_one_bracket(rest)):
        return None
    if name in _CONSTANTS and not rest:
        return None
    is_letter = spelled.startswith("\\") and head in GREEK_WORDS
    is_command = found[0].startswith("\\") and found[0][1:] in {*OPERATORS, "not"}
    if is_command or head.lower() in _NEGATIONS or (head.lower() in _OPERATORS and (head.islower() or head != name)):
        return None
    if not is_letter and head not in _STATISTICS and "KL" not in name and (head in FUNCTIONS or name in BINDER_FUNCTIONS):
        return None
    plain = _VARIANCE.sub("", _STAR.sub("", rest))
    is_argument = not rest or head in _STATISTICS or "|" in rest or r"\mid" in rest or not _FORMULA.search(plain)
    if not is_argument:
        return None  # f(-x) = x^3 is no value of f at x
    is_plain = head not in _STATISTICS and "KL" not in name and not _PRIMES.search(text) and not re.search(r"[0-9|]", rest)
    is_of_chance = bool(rest) and (head in _STATISTICS or "KL" in name or head in ("p", "q", "f", "F", "H", "I", "h"))
    is_changed = _PRIMES.search(text[:end]) is not None or has_power
    return Label((name,), is_certain, is_plain, rest, is_changed, is_of_chance)


def _is_one_bracket(text: str) -> bool:
    """Whether the text is one pair of brackets with what is in it."""
    depth = 0
    for place, character in enumerate(text):
        depth += (character in _OPENS) - (character in _CLOSES)
        if depth == 0:
            return place == len(text) - 1 and character in _CLOSES
    return False
