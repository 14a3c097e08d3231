"""Sums, products, integrals, limits and derivatives in typed text, as they are drawn.

    ∫_0^1 x^n dx     ∫ from 0 to 1 of x^n dx     int_0^1 x^n dx     ∫₀¹ x dx
    Σ_{i=1}^n x_i    ∑_(i=1)^(n-1) x_i           sum_{i=1}^n x_i    ∏_{k=1}^n k     sum from i=1 to n of x_i
    lim_{x->0} f     lim_(x→0⁺) f                lim x->0 f
    ∂/∂x (..)        ∂f/∂x                       ∂²f/∂x∂y           ∂_x f           d(..)/dx

Their tokens are rewritten into those of LaTeX, and read as there: the same scopes, and the same problems.  A bound without
brackets is one number or name; 1/2 and n-1 need brackets.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from verify.read.definitions import NO_DEFINITIONS, Definition
from verify.read.latex.commands import Commands
from verify.read.names import GREEK_WORDS, canonical_name
from verify.read.naming import KNOWN_FUNCTIONS
from verify.read.scan import MAXIMAL_LENGTH, Token, subscript, superscript
from verify.read.text import Parser, Reading, read_with
from verify.read.words import WORDS, with_words
from verify.term import Shape, Term

_DRAWN = re.compile(
    r"[∫∑∏∂∇⟨⌊⌈]|√(?=.*\^\{)|[ΣΠ]\s*(?:_\s*[({]|[a-z]_)|\bd\s*\([^=]*\)\s*/\s*d|\bd(?:\^\{?[0-9]+\}?|[²³])?\s*/\s*d(?=[^{]*\^\{)"
    r"|\bsum\s+[a-z]_|\b(?:sum|prod|product|int|integral|lim|limit)\s*(?:_|from\b|as\b|[^\W\d]\w*\s*(?:->|→))|(?:\b|arg)(?:min|max|sup|inf|grad|nabla)\s*_|\^\{.*√"
)
_HEADS = {
    "∫": "int", "int": "int", "integral": "int", "∑": "sum", "Σ": "sum", "sum": "sum", "∏": "prod", "Π": "prod", "prod": "prod",
    "product": "prod", "lim": "lim", "limit": "lim", "∇": "nabla", "nabla": "nabla", "grad": "nabla",
    **{word: word for word in ("argmin", "argmax", "min", "max", "sup", "inf")},
}  # fmt: skip
# A formula without a letter beyond ASCII has words only with one of these.
_OF_WORDS = ("<", ">", "=", ";", "|", "~", " in ", "[", "x{", "n{", " choose ")
_OPTIMA = frozenset(("argmin", "argmax", "min", "max", "sup", "inf"))
_GREEK_HEADS = {"Σ": "Sigma", "Π": "Pi"}
_OPENS, _CLOSES = ("(", "[", "{"), (")", "]", "}")
_INDEX_OPENS = ("_{", "_(")
_OVER = _OPTIMA | {"sum", "prod", "nabla"}
_DRAWN_BRACKETS = {"⟨": "langle", "⟩": "rangle", "⌊": "lfloor", "⌋": "rfloor", "⌈": "lceil", "⌉": "rceil"}
_CLOSING = frozenset(("rangle", "rfloor", "rceil"))
_SINGLE = re.compile(r"[^\W\d_]+[0-9]*")


def read_typed(
    source: str,
    symbols: Mapping[str, Term],
    shape: Shape | None = None,
    wanted: str = "",
    definitions: Mapping[str, Definition] = NO_DEFINITIONS,
) -> Reading:
    """Read a typed formula, in which sums, integrals, limits and derivatives may be drawn; see `read_text`."""
    return read_with(DrawnOperators if _is_drawn(source) else Parser, source, symbols, shape, wanted, definitions)


def _is_drawn(source: str) -> bool:
    hinted = not source.isascii() or "_" in source or "/d" in source or "/ d" in source or "->" in source or " from " in source
    if hinted and _DRAWN.search(source) is not None:  # the search is for few formulas
        return True
    worded = len(source) <= MAXIMAL_LENGTH and (not source.isascii() or any(sign in source for sign in _OF_WORDS))
    return worded and WORDS.search(source) is not None


class DrawnOperators(Commands):
    """Typed text whose operators have become commands."""

    def scanned(self) -> list[Token]:
        tokens = super().scanned()
        if WORDS.search(self.source):
            self.tokens = tokens
            tokens = with_words(tokens, self.symbols, self.choices, self.fail)
        return _Rewriting(self, tokens).run()

    def atom(self) -> Term:
        kind, text, _, _ = self.tokens[self.position]
        return self.command(text) if kind == "command" else super().atom()

    def starts_factor(self, kind: str) -> bool:
        if kind == "command":
            return self.tokens[self.position][1] not in _CLOSING
        return super().starts_factor(kind)

    def script(self) -> Term:
        """{...}, which the rewriting has put round every bound, or one number."""
        at = self.position
        if not self.step("{"):
            return self.quantity(self.atom(), at)
        term = self.quantity(self.statement(0), at)
        self.expect("}", at)
        return term

    def as_round_brackets(self) -> None:
        """Typed text has round brackets already."""


class _Rewriting:
    """One pass over the tokens of a formula, from left to right."""

    def __init__(self, parser: DrawnOperators, tokens: list[Token]) -> None:
        self.parser = parser
        self.tokens = tokens
        self.place = 0
        self.found: list[Token] = []
        self.has_integral = False
        parser.tokens = tokens  # what problems are shown at

    def run(self) -> list[Token]:
        before = list(self.tokens)
        while self.tokens[self.place][0] != "end":
            head = self.head()
            if head:
                self.operator(head)
            elif self.is_rate():
                self.rate()
            elif self.kind() in _DRAWN_BRACKETS:
                self.add("command", _DRAWN_BRACKETS[self.kind()])
                self.place += 1
            else:
                if self.kind() == "^" and self.kind(1) == "{":
                    self.group_exponent()
                self.found.append(self.tokens[self.place])
                self.place += 1
        self.found.append(self.tokens[self.place])
        is_drawn = any(token[0] == "command" or token[1] == "√" for token in self.found) or _has_rate(before)
        if self.tokens != before and not is_drawn:
            return before  # x^{2} alone is left to LaTeX, which reads it too
        return _with_differentials(self.found, self.parser.symbols) if self.has_integral else self.found

    def group_exponent(self) -> None:
        """Braces after ^ beside a drawn operator, which LaTeX would not know: e^{-x} is e^(-x)."""
        self.place += 1
        closing = self.closing()
        inside = self.tokens[self.place + 1 : closing]
        if len(inside) == 1:
            self.tokens[self.place : closing + 1] = inside
        elif inside and inside[0][0] != "(":  # x^{(t)} may be an index
            self.round_braces()
        self.place -= 1

    def round_braces(self) -> None:
        """Make round brackets of the braces at the cursor."""
        for place, bracket in ((self.closing(), ")"), (self.place, "(")):
            self.tokens[place] = (bracket, *self.tokens[place][1:])

    def add(self, kind: str, text: str = "") -> None:
        _, _, start, end = self.tokens[self.place]
        self.found.append((kind, text or kind, start, end))

    def kind(self, ahead: int = 0) -> str:
        return self.tokens[min(self.place + ahead, len(self.tokens) - 1)][0]

    def text(self, ahead: int = 0) -> str:
        return self.tokens[min(self.place + ahead, len(self.tokens) - 1)][1]

    def adjacent(self) -> bool:
        """Whether the current token follows the one before without a space."""
        return self.tokens[self.place][2] == self.tokens[self.place - 1][3]

    # ----------------------------------------------------------------------------------------------------------- operators

    def head(self) -> str:
        """The command of the operator at the cursor, or nothing."""
        kind, text, _, _ = self.tokens[self.place]
        if text == "arg" and "arg" not in self.parser.symbols and self.text(1).partition("_")[0] in ("min", "max"):
            _, word, _, end = self.tokens[self.place + 1]  # arg min_x
            self.tokens[self.place : self.place + 2] = [(kind, text + word, self.tokens[self.place][2], end)]
            return self.head()
        if kind in ("∫", "∑", "∏", "∇"):
            return _HEADS[kind]
        if kind != "name":
            return ""
        word, _, index = text.partition("_")
        name = _GREEK_HEADS.get(word, word)
        if word not in _HEADS or name in self.parser.symbols or text in self.parser.symbols:
            return ""
        if canonical_name(text) in self.parser.symbols:
            return ""
        if index:  # int_0^1 is scanned as a name, and so are min_x and sum_i
            is_bounded = _HEADS[word] == "int" and (self.kind(1) in ("^", "super"))
            is_over = _HEADS[word] in _OVER and _SINGLE.fullmatch(index.strip("{}")) and self.kind(1) not in ("^", "super")
            return _HEADS[word] if is_bounded or is_over else ""
        following = self.kind(1), self.text(1)
        if word in _OPTIMA | {"nabla", "grad"} and following[1] not in _INDEX_OPENS:
            return ""
        if following[0] == "_" or following[1] in _INDEX_OPENS or (following[1] == "from" and word not in _GREEK_HEADS):
            return _HEADS[word]
        if _HEADS[word] == "sum" and following[0] == "name" and "_" in following[1] and following[1] not in _INDEX_OPENS:
            return _HEADS[word]  # sum x_i
        is_arrow = following[1] == "as" or (following[0] == "name" and self.kind(2) == "to")
        return "lim" if _HEADS[word] == "lim" and is_arrow else ""

    def operator(self, command: str) -> None:
        """The head with its bounds, each of them in braces."""
        self.add("command", command)
        self.has_integral |= command == "int"
        _, text, start, end = self.tokens[self.place]
        word, _, index = text.partition("_")
        self.place += 1
        if index:
            index = index.strip("{}")
            self.found += [("_", "_", end, end), ("{", "{", end, end)]
            self.found += [("number" if index.isdigit() else "name", index, start + len(word) + 1, end), ("}", "}", end, end)]
        if command == "lim" and self.kind() == "name" and self.text() not in _INDEX_OPENS:
            self.approach()
        elif self.text() == "from":
            self.from_to()
        while self.kind() not in ("^", "super") or command not in _OPTIMA:
            if not self.scripted(command):
                break
        if command != "lim" and self.kind() in ("-", "+") and self.adjacent() == self.next_is_adjacent():
            raise self.parser.fail("ambiguous", "a sign after a bound, which may belong to it", "brackets round the bound",
                                   at=self.place)  # fmt: skip
        if self.kind() == "{":
            self.round_braces()

    def next_is_adjacent(self) -> bool:
        return self.tokens[self.place][3] == self.tokens[self.place + 1][2]

    def scripted(self, command: str) -> bool:
        """One bound at the cursor: _{..}, _(..), _a, ^{..}, ^(..), ^a, ₀ or ¹; False if there is none."""
        kind, text, _, _ = self.tokens[self.place]
        if kind in ("sub", "super"):
            digits = subscript(text) if kind == "sub" else superscript(text)
            self.add("_" if kind == "sub" else "^")
            self.add("{")
            if digits[0] in "+-":
                self.add(digits[0])
            self.add("number" if digits.lstrip("+-").isdigit() else "name", digits.lstrip("+-"))
            self.add("}")
            self.place += 1
            return True
        if text in _INDEX_OPENS:
            self.add("_")
        elif kind in ("_", "^"):
            self.add(kind)
            self.place += 1
        else:
            return False
        self.bound(command)
        return True

    def bound(self, command: str) -> None:
        """{..}, (..), or one number or name with its sign, in braces."""
        kind, text, _, _ = self.tokens[self.place]
        if kind in ("{", "(") or text in _INDEX_OPENS:
            closing = self.closing()
            self.add("{")
            inside = self.tokens[self.place + 1 : closing]
            self.found += _with_side(inside) if command == "lim" else inside
            self.place = closing
            self.add("}")
            self.place += 1
            return
        self.add("{")
        if kind in ("-", "+"):
            self.add(kind)
            self.place += 1
        if self.kind() not in ("number", "name"):
            raise self.parser.fail("unexpected-token", f"{self.text()!r} as a bound", "a number, a name or brackets",
                                   at=self.place)  # fmt: skip
        is_number = self.kind() == "number"
        self.found.append(self.tokens[self.place])
        self.add("}")
        self.place += 1
        is_joined = self.kind() == "number" or (is_number and self.kind() == "name" and self.text() not in _INDEX_OPENS)
        if self.adjacent() and is_joined:
            raise self.parser.fail("ambiguous", "what follows a bound without a space", "brackets round the bound", at=self.place)

    def closing(self) -> int:
        """Where the bracket at the cursor is closed."""
        depth = 0
        for place in range(self.place, len(self.tokens)):
            kind, text, _, _ = self.tokens[place]
            depth += kind in _OPENS or text in _INDEX_OPENS
            depth -= kind in _CLOSES
            if depth == 0:
                return place
        raise self.parser.fail("unbalanced-bracket", f"{self.text()!r} is not closed", "close it", at=self.place)

    def from_to(self) -> None:
        """from i=1 to n of, from 0 to 1 of."""
        end = next((place for place in range(self.place, len(self.tokens)) if self.tokens[place][1] == "to"), 0)
        if not end:
            raise self.parser.fail("missing-operand", "from without to", "from 0 to 1 of", at=self.place)
        self.add("_")
        self.add("{")
        self.found += self.tokens[self.place + 1 : end]
        self.place = end
        self.add("}")
        self.place += 1
        of = next((place for place in range(self.place, len(self.tokens)) if self.tokens[place][1] == "of"), 0)
        self.add("^")
        if not of:
            self.bound("")
            return
        self.add("{")
        self.found += self.tokens[self.place : of]
        self.place = of
        self.add("}")
        self.place += 1

    def approach(self) -> None:
        """x -> 0, after lim; also `as x -> 0 of`."""
        is_worded = self.text() == "as"
        self.place += is_worded
        self.add("_")
        self.add("{")
        self.found += self.tokens[self.place : self.place + 2]
        if self.kind(1) != "to":
            raise self.parser.fail("unexpected-token", "a limit without an arrow", "lim_{x->0} f", at=self.place)
        self.place += 2
        self.bound("")
        closing = self.found.pop()
        opened = max(place for place, token in enumerate(self.found) if token[0] == "{")
        del self.found[opened]
        if self.kind() in ("super", "-", "+") and self.adjacent():
            raise self.parser.fail("ambiguous", "a sign after the point of a limit", "lim_{x->0+} f", at=self.place)
        self.found.append(closing)
        self.place += self.text() == "of"

    # ---------------------------------------------------------------------------------------------------------- derivatives

    def is_rate(self) -> bool:
        """Whether ∂ is at the cursor, or d(..)/dx."""
        if self.kind() == "∂":
            return True
        if self.tokens[self.place][:2] != ("name", "d") or self.kind(1) != "(" or "d" in self.parser.symbols:
            return False
        back, self.place = self.place, self.place + 1
        closing = self.closing()
        self.place = back
        return self.tokens[closing + 1][0] == "/" and _variable_of(self.tokens[closing + 2], self.parser.symbols) is not None

    def rate(self) -> None:
        mark = ("command", "partial") if self.kind() == "∂" else ("name", "d")
        self.add("command", "frac")
        self.add("{")
        self.add(*mark)
        start = self.place
        self.place += 1
        if self.kind() == "_" and mark[1] == "partial":  # ∂_x f
            self.place += 1
            self.below_alone(mark)
            return
        self.order()
        if self.kind() != "/":
            self.numerator()
        if self.kind() != "/":
            raise self.parser.fail("unsupported", f"{self.tokens[start][1]} here", "∂f/∂x, or ∂/∂x (f)", at=start)
        self.add("}")
        self.place += 1
        self.add("{")
        brackets = self.kind() == "("
        self.place += brackets
        count = 0
        while self.is_differential(mark):
            self.differential(mark)
            count += 1
        if not count or (brackets and self.kind() != ")"):
            raise self.parser.fail("unsupported", f"{self.tokens[start][1]} here", "∂f/∂x, or ∂/∂x (f)", at=start)
        self.place -= not brackets
        self.add("}")
        self.place += 1

    def numerator(self) -> None:
        """A name, perhaps with its arguments, or what stands in brackets."""
        if self.kind() == "name" and self.text() not in _INDEX_OPENS:
            self.found.append(self.tokens[self.place])
            self.place += 1
        if self.kind() == "(":
            closing = self.closing()
            self.found += self.tokens[self.place : closing + 1]
            self.place = closing + 1

    def below_alone(self, mark: tuple[str, str]) -> None:
        self.add("}")
        self.add("{")
        self.add(*mark)
        if self.kind() != "name" or self.text() in _INDEX_OPENS:
            raise self.parser.fail("unsupported", "∂ with this index", "∂_x f, or ∂/∂x (f)", at=self.place)
        self.found.append(self.tokens[self.place])
        self.add("}")
        self.place += 1

    def is_differential(self, mark: tuple[str, str]) -> bool:
        if mark[1] == "partial":
            return self.kind() == "∂"
        return _variable_of(self.tokens[self.place], self.parser.symbols) is not None

    def differential(self, mark: tuple[str, str]) -> None:
        """∂x, ∂x^2, dx."""
        self.add(*mark)
        if mark[1] == "partial":
            self.place += 1
            variable: Token | None = self.tokens[self.place]
        else:
            variable = _variable_of(self.tokens[self.place], self.parser.symbols)
        if variable is None or variable[0] != "name" or variable[1] in _INDEX_OPENS:
            raise self.parser.fail("unexpected-token", f"{self.text()!r} as a variable", "∂/∂x (f)", at=self.place)
        self.found.append(variable)
        self.place += 1
        self.order()

    def order(self) -> None:
        """² and ^2 after ∂ and its variables."""
        if self.kind() == "super":
            self.add("^")
            self.add("number", superscript(self.text()))
            self.place += 1
        elif self.kind() == "^" and self.kind(1) == "number":
            self.found += self.tokens[self.place : self.place + 2]
            self.place += 2


def _has_rate(tokens: list[Token]) -> bool:
    """Whether d/dx or d^2/dx^2 is among the tokens."""
    return any(
        token[:2] == ("name", "d") and any(each[0] == "/" for each in tokens[place + 1 : place + 6])
        for place, token in enumerate(tokens)
    )


def _variable_of(token: Token, symbols: Mapping[str, Term]) -> Token | None:
    """The x of dx; None for what is no differential."""
    kind, text, start, end = token
    rest = text[1:]
    if kind != "name" or text[:1] != "d" or not rest or canonical_name(text) in symbols or text in KNOWN_FUNCTIONS:
        return None
    name = canonical_name(rest.strip("_"))
    stem = name.partition("_")[0].rstrip("0123456789")
    is_name = len(stem) == 1 or stem in GREEK_WORDS or name in symbols
    return ("name", name, start + 1, end) if is_name and rest[0].isalpha() else None


def _with_differentials(tokens: list[Token], symbols: Mapping[str, Term]) -> list[Token]:
    """dx as the two tokens d x, but for that of a derivative."""
    found: list[Token] = []
    for place, token in enumerate(tokens):
        variable = None if place and tokens[place - 1][0] == "/" else _variable_of(token, symbols)
        is_greek = bool(found) and found[-1][:2] == ("name", "d") and token[0] == "name" and not token[1].isascii()
        if variable is not None:
            found += [("name", "d", token[2], token[2] + 1), variable]
        elif is_greek and found[-1][3] == token[2]:
            found.append(("name", canonical_name(token[1]), token[2], token[3]))
        else:
            found.append(token)
    return found


def _with_side(tokens: list[Token]) -> list[Token]:
    """x -> 0+ and x -> 0⁺, whose last sign says from where, with a ^ before it."""
    if len(tokens) > 3 and tokens[-1][1] in ("+", "-", "⁺", "⁻"):
        _, text, start, end = tokens[-1]
        sign = superscript(text) if tokens[-1][0] == "super" else text
        return [*_named(tokens[:-1]), ("^", "^", start, end), (sign, sign, start, end)]
    return _named(tokens)


def _named(tokens: list[Token]) -> list[Token]:
    """The variable of a limit under its canonical name."""
    kind, text, start, end = tokens[0] if tokens else ("end", "", 0, 0)
    return [(kind, canonical_name(text), start, end), *tokens[1:]] if kind == "name" else tokens
