r"""Words of the field that are commands in LaTeX, and indicators in either syntax, as rewritings of tokens.

    1[x > 0]   1{x > 0}   1(x > 0)   1_{x > 0}   I(x > 0)   𝟙[x > 0]   indicator(x > 0)   [x > 0]   an indicator
    (x > 0) * y   y * (x == 0)   where(x > 0, a, b)   If[x > 0, a, b]         the same, as programs have it
    N(x; m, v)   N(x | m, v)   KL(N(m, v) || N(a, b))   E_{x ~ N(m, v)}[..]   normal distributions

Only what can have no other meaning is rewritten: brackets after 1, after a word or alone hold a relation, and no declared name is
one of the words.  A round bracket beside a sign of multiplication holds an inequality or ==: an equation times a number is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from verify.problem import InputError
from verify.read.names import canonical_name
from verify.read.scan import Token
from verify.sort import Scalar
from verify.term import Term

Failure = Callable[..., InputError]

_RELATIONS = frozenset(("=", "!=", "<", "<=", ">", ">=", "in", "notin"))
_ALONE = frozenset(
    ("", "end", "and", "or", "not", "=>", "<=>", "implies", "iff", "(", ")", "{", "}", "[", "]", ",", r"\{", r"\}")
)
_INEQUALITIES = frozenset(("<", "<=", ">", ">=", "!="))
_CONDITIONAL = frozenset(("if", "then", "else"))
_PARTNER = {"(": ")", "[": "]", "{": "}", r"\{": r"\}"}
_CLOSES = frozenset(_PARTNER.values())
_SCRIPTS = ("_{", "_(")
_INDICATORS = frozenset(("I", "Ind", "ind", "indicator", "Indicator", "Iverson", "iverson"))
_CASTS = frozenset(("float", "int", "double"))
_CHOICES = frozenset(("where", "ifelse", "If", "IF", "if"))
_NORMAL = frozenset(("N", "Normal", "normal", "Gaussian", "gaussian"))
_MEANS = frozenset(("E", "Var", "Cov"))
SPREAD = re.compile(r"(?:sigma|σ|s|sd|std|stdev)[0-9]*(?:_\w+|_\{\w+\})?")
_NAMED_VARIANCE = re.compile(r"(?:v|var|V|variance|Sigma|Σ|sigma2|sigma_2)(?:_\w+|_\{\w+\})?")

_MATHEMATICA = {
    **{name.capitalize(): name for name in (
        "sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "exp", "log", "sqrt", "abs", "sign", "floor",
        "max", "min", "binomial", "det", "tr", "transpose", "erf", "sum", "product", "limit",
    )},
    "ArcSin": "asin", "ArcCos": "acos", "ArcTan": "atan", "Ceiling": "ceil", "Inverse": "inv", "Integrate": "integral",
    "D": "diff",
}  # fmt: skip
_ITERATORS = frozenset(("Sum", "Product", "Integrate", "D"))

# What a formula has that is rewritten here: a search is much faster than the rewriting, and few formulas have it.
WORDS = re.compile(
    r"[𝟙𝟏𝕀]|(?<![\w.])(?:1\s*[\[({]|1_|(?:I|[Ii]nd|[Ii]ndicator|[Ii]verson|float|int|double)\s*(?:[\[({]|_[({])|"
    r"(?:(?:np|numpy|jnp|torch)\.)?(?:where|ifelse|If|IF|if)\s*[(\[]|"
    r"(?:N|[Nn]ormal|[Gg]aussian)\s*\()|\[[^\[\]]{0,200}[<>=≤≥≠∈]|[<>=≤≥≠][^()]{0,200}\)+\s*\.?\*|\*\s*\([^()]{0,200}[<>=≤≥≠]"
    r"|(?<![\w.])(?:[A-Z][a-z]+(?:[A-Z][a-z]+)?|D)\[|(?<![\w.])(?:max|min)\s*[\[{]|\bchoose\b"
)


# The same in LaTeX, which has no words of programs.
WORDS_OF_LATEX = re.compile(
    r"\\(?:mathbf|mathds|mathbbm|bm|boldsymbol|mathrm|operatorname|text|textbf)\s*\{?\s*(?:[1IN]|[Ii]nd)"
    r"|(?<![\w\\])[1IN]\s*(?:_|\\?[\[({]|\\[lb])|\[[^\[\]]{0,200}(?:[<>=]|\\(?:[lgn]|in))"
)


def with_words(
    tokens: list[Token], symbols: Mapping[str, Term], choices: list[str], fail: Failure, is_typed: bool = True
) -> list[Token]:
    """The tokens with the words above as commands, whose brackets are round or braces; `fail` makes the problem at a token.

    In LaTeX there are no words of programs, and [x = 1] alone is an equation in brackets.
    """
    pass_ = _Pass(tokens, symbols, choices, fail, is_typed)
    place = 0
    while pass_.tokens[place][0] != "end":
        pass_.at(place)
        place += 1
    return pass_.tokens


class _Pass:
    """One pass over the tokens, which are changed in place: inside of what was rewritten there may be more."""

    def __init__(
        self, tokens: list[Token], symbols: Mapping[str, Term], choices: list[str], fail: Failure, is_typed: bool
    ) -> None:
        self.tokens = tokens
        self.is_typed = is_typed
        self.symbols = symbols
        self.choices = choices
        self.fail = fail

    def at(self, place: int) -> None:
        kind, text, _, _ = self.tokens[place]
        if (kind, text) in (("number", "1"), ("command", "ones")) or kind in ("𝟙", "name", "if"):
            self.word(place)
        elif kind == "[" and self.is_iverson(place):
            self.tokens.insert(place, ("command", "indicator", *self.tokens[place][2:]))
            self.round_brackets(place + 1)
        elif kind == "(" and self.tokens[place + 2 : place + 3] and self.tokens[place + 2][:2] == ("name", "choose"):
            self.infix_choose(place)
        elif kind == "(" and self.is_typed and self.is_comparison(place):
            self.choices.append(f"{self.words(place, self.closing(place))} beside * is read as 1 if it holds, else 0")
            self.tokens.insert(place, ("command", "indicator", *self.tokens[place][2:]))

    def word(self, place: int) -> None:
        """1, or a name that is not declared, before what may be its bracket."""
        kind, text, start, end = self.tokens[place]
        following, opening, begins, _ = self.tokens[place + 1]
        is_bracket = following in _PARTNER or opening in _SCRIPTS or following == "_"
        if not is_bracket or (kind == "name" and (text in self.symbols or canonical_name(text) in self.symbols)):
            return
        if kind == "name" and text not in _INDICATORS:
            self.other_word(place)
            return
        if kind == "if":
            self.choice(place)
            return
        before = self.tokens[place - 1][0] if place else ""
        if kind == "number" and (before in ("number", "^") or (following == "(" and begins != end)):
            return  # x^1 [..], and 1 (x > 0), a value and where it is meant
        if not self.holds_relation(place + 1) or (place and self.tokens[place - 1][:2] == ("command", "mathbb")):
            return
        self.tokens[place] = ("command", "indicator", start, end)
        if following in _PARTNER:
            self.round_brackets(place + 1)
        else:
            self.braced_script(place + 1)

    def other_word(self, place: int) -> None:
        _, text, start, end = self.tokens[place]
        following, opening, _, _ = self.tokens[place + 1]
        is_cast = self.is_typed and text in _CASTS and following == "("
        if is_cast and self.holds_relation(place + 1) and not self.commas(place + 1):
            self.tokens[place] = ("command", "indicator", start, end)
        elif self.is_typed and text in _CHOICES and following in ("(", "["):
            self.choice(place)
        elif text in _NORMAL and following == "(" and self.is_density(place + 1):
            if self.is_typed:
                self.check_spread(place)
            self.tokens[place] = ("command", "normal", start, end)
        elif not self.is_typed:
            return
        elif text in _MATHEMATICA and following == "[":
            self.function_of_mathematica(place)
        elif text in ("max", "min") and following in ("[", "{") and self.commas(place + 1):
            self.round_brackets(place + 1)
        elif text in _MEANS and opening == "_{":
            self.mean(place)
        elif text in ("KL", "D_KL") and following in ("(", "["):
            self.divergence(place)

    # ---------------------------------------------------------------------------------------------------------- indicators

    def is_iverson(self, place: int) -> bool:
        """Whether [x > 0] is an indicator: no index, no argument and no event, and the bracket holds a relation."""
        before, text, _, ends = self.tokens[place - 1] if place else ("", "", 0, 0)
        if before == "name":
            declared = self.symbols.get(text) or self.symbols.get(canonical_name(text))
            if ends == self.tokens[place][2] or declared is None or not isinstance(declared.sort, Scalar):
                return False
        if before in ("|", "command", "_", "]", "super", "'") or text in _SCRIPTS:
            return False
        if before == "}" and not self.is_typed:  # the bracket of \\mathbb{1}[..]
            return False
        if before == "number" and place > 1 and ends == self.tokens[place][2] and self.tokens[place - 2][0] == "^":  # x^1[..]
            return False
        if before == "number" and place > 1 and self.tokens[place - 2][:2] == ("command", "mathbb"):
            return False
        closed = self.closing(place)
        if closed is None or (not self.is_typed and {before, self.tokens[closed + 1][0]} <= _ALONE):
            return False
        return self.holds_relation(place) and not self.commas(place)

    def is_comparison(self, place: int) -> bool:
        """Whether (x > 0) is a factor: a sign of multiplication stands beside it, and it holds an inequality, or ==."""
        before = self.tokens[place - 1][0] if place else ""
        closed = self.closing(place)
        if before in ("name", "command", ")", "]", "}", "number", "_", "^", "|") or closed is None:
            return False
        if before not in ("*", ".*") and self.tokens[closed + 1][0] not in ("*", ".*"):
            return False
        inside = [token for token, depth in self.inside(place) if depth == 1]
        if any(token[0] in _CONDITIONAL for token in inside):
            return False
        compares = [token for token in inside if token[0] in _INEQUALITIES or (token[0] == "=" and token[3] - token[2] == 2)]
        relations = [token for token in inside if token[0] in _RELATIONS]
        return bool(relations) and len(compares) == len(relations) and not self.commas(place)

    def choice(self, place: int) -> None:
        """where(c, a, b), If[c, a, b]: a where c holds, else b."""
        _, _, start, end = self.tokens[place]
        commas = self.commas(place + 1)
        relations = [at for at, (token, depth) in enumerate(self.inside(place + 1), place + 2)
                     if depth == 1 and token[0] in _RELATIONS]  # fmt: skip
        if len(commas) == 2 and relations and relations[-1] < commas[0]:
            self.tokens[place] = ("command", "where", start, end)
            self.round_brackets(place + 1)

    # ----------------------------------------------------------------------------------------------------------- functions

    def function_of_mathematica(self, place: int) -> None:
        """Sin[x], Sum[f, {k, 1, n}], D[f, {x, 2}], Limit[f, x -> 0]; Log[b, x] has its base first, and is left."""
        _, text, start, end = self.tokens[place]
        commas = self.commas(place + 1)
        closed = self.closing(place + 1)
        if closed is None or (commas and text == "Log"):
            return
        if text == "Limit":
            inside = enumerate(self.inside(place + 1), place + 2)
            arrows = [at for at, (token, depth) in inside if depth == 1 and token[0] == "to"]
            if len(commas) != 1 or len(arrows) != 1:
                return
            self.tokens[arrows[0]] = (",", *self.tokens[arrows[0]][1:])
        self.tokens[place] = ("name", _MATHEMATICA[text], start, end)
        self.round_brackets(place + 1)
        lists = [at + 1 for at in commas if text in _ITERATORS and self.tokens[at + 1][0] == "{"]
        for at in reversed(lists):
            self.round_brackets(at)
            if text == "D" and (last := self.closing(at)) is not None:
                if self.tokens[at + 2][0] == "," and (self.tokens[at + 3][0] != "number" or last != at + 4):
                    raise self.fail("unsupported", "a derivative of an order that is no number", "D[f, {x, 2}]", at=at)
                del self.tokens[last], self.tokens[at]

    def infix_choose(self, place: int) -> None:
        """(n choose k) of two names or numbers."""
        opened, above, word, below, closed = (self.tokens[place : place + 5] + [("end", "", 0, 0)] * 5)[:5]
        is_plain = {above[0], below[0]} <= {"name", "number"} and closed[0] == ")"
        if is_plain and "choose" not in self.symbols and "(" not in below[1] and "{" not in below[1]:
            self.tokens[place : place + 5] = [word, opened, above, (",", ",", word[2], word[3]), below, closed]

    # ------------------------------------------------------------------------------------------------- normal distributions

    def is_density(self, opened: int) -> bool:
        """Whether a semicolon or a bar, and then a comma, stand in a bracket: (x; m, v)."""
        separators = [token[0] for token, depth in self.inside(opened) if depth == 1 and token[0] in (";", "|", ",")]
        return separators == [";", ","] or (separators[:1] == ["|"] and separators[-1] == "," and separators.count(",") == 1)

    def check_spread(self, place: int) -> None:
        """N(m, sigma) is of the variance sigma to some, and of the deviation sigma to others; N(m, sigma^2) is plain."""
        commas = self.commas(place + 1)
        closed = self.closing(place + 1)
        if not commas or closed is None:
            return
        text = self.words(commas[-1] + 1, closed - 1)
        alone = closed == commas[-1] + 2
        declared = self.symbols.get(text) or self.symbols.get(canonical_name(text))
        if not alone or text == "1" or (declared is not None and declared.shape):
            return
        if SPREAD.fullmatch(text) or (self.tokens[place][1] != "N" and not _NAMED_VARIANCE.fullmatch(text)):
            raise self.fail("ambiguous", f"{text}, the variance or the standard deviation", f"{text}^2, or a name as v",
                            at=commas[-1] + 1)  # fmt: skip
        self.choices.append(f"{text} is read as the variance")

    def parameters(self, place: int) -> None:
        """Make a command of the N(m, v) at a token."""
        kind, text, start, end = self.tokens[place]
        if kind == "name" and text in _NORMAL and text not in self.symbols and self.tokens[place + 1][0] == "(":
            self.check_spread(place)
            self.tokens[place] = ("command", "normal", start, end)

    def mean(self, place: int) -> None:
        """E_{x ~ N(m, v)}[..]."""
        names = [token[:2] for token in self.tokens[place + 2 : place + 5]]
        closed = self.closing(place + 1)
        if [each[0] for each in names] != ["name", "~", "name"] or names[2][1] not in _NORMAL or names[2][1] in self.symbols:
            return
        if closed is None or self.tokens[closed + 1][0] not in ("(", "["):
            return
        self.parameters(place + 4)
        _, _, start, end = self.tokens[place + 3]
        self.tokens[place + 3] = ("command", "sim", start, end)
        self.tokens[place] = ("command", *self.tokens[place][1:])
        self.round_brackets(closed + 1)

    def divergence(self, place: int) -> None:
        """KL(N(m, v) || N(a, b))."""
        kind, text, _, _ = self.tokens[place + 2]
        if kind != "name" or text not in _NORMAL or text in self.symbols or self.tokens[place + 3][0] != "(":
            return
        for at, (token, depth) in enumerate(self.inside(place + 1), place + 2):
            if depth == 1 and token[0] == "name":
                self.parameters(at)
        self.tokens[place] = ("command", "KL", *self.tokens[place][2:])
        self.round_brackets(place + 1)

    # ------------------------------------------------------------------------------------------------------------ brackets

    def inside(self, opened: int) -> list[tuple[Token, int]]:
        """The tokens between a bracket and its partner, each with how deep it stands;"""
        found: list[tuple[Token, int]] = []
        depth = 0
        for token in self.tokens[opened:]:
            depth -= token[0] in _CLOSES
            if depth == 0 and found:
                return found[1:]
            found.append((token, depth))
            depth += token[0] in _PARTNER or token[1] in _SCRIPTS
            if token[0] == "end":
                break
        return []

    def closing(self, opened: int) -> int | None:
        """The partner of a bracket."""
        depth = 0
        for place in range(opened, len(self.tokens)):
            kind, text, _, _ = self.tokens[place]
            depth += kind in _PARTNER or text in _SCRIPTS
            depth -= kind in _CLOSES
            if depth == 0:
                return place
        return None

    def commas(self, opened: int) -> list[int]:
        """The commas that stand in a bracket, and in none inside of it."""
        return [place for place, (token, depth) in enumerate(self.inside(opened), opened + 1) if depth == 1 and token[0] == ","]

    def holds_relation(self, opened: int) -> bool:
        opened += self.tokens[opened][0] == "_"
        depths = (1, 2) if self.tokens[opened + 1][0] == r"\{" else (1,)
        inside = [token[0] for token, depth in self.inside(opened) if depth in depths]
        holds = any(kind in _RELATIONS or kind in ("and", "or", "not") for kind in inside)
        return holds and not any(kind in _CONDITIONAL for kind in inside)

    def round_brackets(self, opened: int) -> None:
        closed = self.closing(opened)
        if closed is not None:
            for place, sign in ((opened, "("), (closed, ")")):
                self.tokens[place] = (sign, *self.tokens[place][1:])

    def braced_script(self, place: int) -> None:
        """_{..}, _(..) and _{\\{..\\}} as _ and braces."""
        _, text, start, end = self.tokens[place]
        closed = self.closing(place) if text in _SCRIPTS else self.closing(place + 1)
        if closed is None:
            return
        self.tokens[closed] = ("}", *self.tokens[closed][1:])
        if text in _SCRIPTS:
            self.tokens[place : place + 1] = [("_", "_", start, end), ("{", "{", end, end)]
        elif self.tokens[place + 2][0] == r"\{" and self.closing(place + 2) == closed - 1:
            del self.tokens[closed - 1], self.tokens[place + 2]

    def words(self, first: int, last: int | None) -> str:
        return "".join(token[1] for token in self.tokens[first : (first if last is None else last) + 1])
