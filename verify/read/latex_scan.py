r"""LaTeX into the tokens of typed formulas, within the same bounds.

Fonts, spacing and sizes are dropped; Greek letters, accents and simple subscripts become part of a name (`\hat{\mu}_1` is
mu_hat_1); what has arguments of its own (`\frac`, `\sum`, `\begin`) becomes a token of kind "command".  A character or command
that is not known is a problem with its place.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from verify.problem import InputError
from verify.read.names import ACCENTS, FONTS, GREEK_WORDS, accented, canonical_name, offer
from verify.read.scan import MAXIMAL_TOKENS, Token, check_digits, check_length, problem

_RAW = re.compile(
    r"""(?P<space>(?:[ \t\r\n\u00a0~]|%[^\n]*\n)+)
      | (?P<invisible>\\(?:left|right)\s*\.)
      | (?P<command>\\(?:[A-Za-z]+\*?|.))
      | (?P<number>(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+))
      | (?P<letter>[A-Za-zα-ωΑ-Ωϵϑϕ])
      | (?P<operator><=|>=|!=|:=|[-+*/^_=<>()\[\]{}|,;:!'&·×−≤≥≠∞±∈∉∪∩∅])""",
    re.VERBOSE,
)

_DROPPED = frozenset((
    "left", "right", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr", "biggl", "biggr", "Biggl", "Biggr", "middle",
    "displaystyle", "textstyle", "scriptstyle", "limits", "nolimits", "quad", "qquad", "enspace", "thinspace", ",", ";", ":", "!",
    " ", "\n", ">", "nonumber", "notag", "medspace", "hfill", "mathstrut", "bigm", "boxed", "fbox",
))  # fmt: skip
_OPERATORS = {
    "cdot": "*", "times": "*", "ast": "*", "div": "/", "le": "<=", "leq": "<=", "leqslant": "<=", "ge": ">=", "geq": ">=",
    "geqslant": ">=", "ne": "!=", "neq": "!=", "lt": "<", "gt": ">", "implies": "=>", "Rightarrow": "=>", "Longrightarrow": "=>",
    "iff": "<=>", "Leftrightarrow": "<=>", "Longleftrightarrow": "<=>", "land": "and", "wedge": "and", "lor": "or", "vee": "or",
    "neg": "not", "lnot": "not", "mid": "|", "vert": "|", "lvert": "|", "rvert": "|", "|": "norm", "Vert": "norm",
    "lVert": "norm", "rVert": "norm", "parallel": "norm", "lbrace": r"\{", "rbrace": r"\}", "{": r"\{", "}": r"\}", "lbrack": "[",
    "rbrack": "]", "lparen": "(", "rparen": ")", "prime": "'", "colon": ":", "top": "T", "intercal": "T", "in": "in",
    "odot": "hadamard", "circ": "hadamard", "backslash": "\\", "equiv": "=", "coloneqq": "=", "to": "to", "rightarrow": "to",
    "propto": "propto", "approx": "approx", "\\": "\\\\", "cr": "\\\\", "ldots": "dots", "dots": "dots", "cdots": "dots",
    "dotsc": "dots", "dotsb": "dots", "uparrow": "to", "notin": "notin", "cup": "cup", "cap": "cap", "setminus": "setminus",
    "emptyset": "emptyset", "varnothing": "emptyset", "pm": "pm",
}  # fmt: skip
_ARG = re.compile(r"arg(?:\\[,;:! ]|\\thinspace|\s)*(?=min|max)")
_STARS = (("command", "star"), ("command", "ast"), ("*", "*"))
_SPELLED = {"·": "*", "×": "*", "−": "-", "≤": "<=", "≥": ">=", "≠": "!=", ":=": "=", "±": "pm", "∈": "in", "∉": "notin",
            "∪": "cup", "∩": "cap", "∅": "emptyset"}  # fmt: skip
_UPRIGHT = frozenset(
    ("mathrm", "operatorname", "operatorname*", "text", "textrm", "textup", "mathop", "textit", "textbf", "mbox")
)
_FUNCTIONS = {
    **{name: name for name in ("exp", "log", "ln", "sin", "cos", "tan", "sinh", "cosh", "tanh", "cot", "sec", "csc", "coth",
                               "max", "min", "det")},
    "arcsin": "asin", "arccos": "acos", "arctan": "atan", "lg": "log10",
}  # fmt: skip
_STRUCTURE = frozenset((
    "frac", "dfrac", "tfrac", "cfrac", "sqrt", "binom", "dbinom", "tbinom", "sum", "prod", "int", "lim", "partial", "nabla",
    "begin", "end", "arg", "sup", "inf", "lfloor", "rfloor", "lceil", "rceil", "infty", "argmin", "argmax", "ell", "mathbb",
    "langle", "rangle", "sim",
))  # fmt: skip
_REPEATED = {"iint": 2, "iiint": 3}
SPELLED_FUNCTIONS = frozenset(
    (*_FUNCTIONS, "KL", "softmax", "sqrt", "softplus", "sigmoid", "relu", "erf", "erfc", "tr", "Var", "Cov", "sign")
)
KNOWN = frozenset((*_DROPPED, *_OPERATORS, *FONTS, *_UPRIGHT, *ACCENTS, *_FUNCTIONS, *_STRUCTURE, *_REPEATED, *GREEK_WORDS))
_WORDS = {"and": "and", "or": "or", "if": "if", "otherwise": "otherwise", "else": "otherwise", "for": "if", "when": "if",
          "where": "if", "not": "not", "iff": "<=>", "implies": "=>", "is": ""}  # fmt: skip
_LINE_SPACE = re.compile(r"\*?\s*\[\s*-?(?:\d+\.?\d*|\.\d+)\s*(?:pt|em|ex|mm|cm|in|mu|pc|bp|sp|\\baselineskip)\s*\]")  # \\[4pt]
_DELIMITED = re.compile(r"\A\s*(?:\$\$(.*)\$\$|\$(.*)\$|\\\((.*)\\\)|\\\[(.*)\\\])\s*\Z", re.DOTALL)


def inside_of_delimiters(source: str) -> tuple[int, int]:
    """Where the formula stands between $...$, \\(...\\) or \\[...\\]; the whole text without them."""
    found = _DELIMITED.match(source)
    if found is None:
        return 0, len(source)
    group = next(index for index in range(1, 5) if found[index] is not None)
    return found.span(group)


def scan_latex(source: str, words: Collection[str] = (), in_any_font: Collection[str] = ()) -> list[Token]:
    r"""The tokens of a LaTeX formula, the last of kind `end`; raises InputError as `verify.read.scan.scan` does.

    Letters written together are one name each, unless they spell one of `words` (declared names) or a function.  The names
    `in_any_font` may stand in several fonts: A_{ij} beside \bm{A}, of which it is an entry.
    """
    check_length(source)
    raw = _raw_tokens(source)
    tokens = _Assembler(source, raw, words, in_any_font).run()
    if len(tokens) > MAXIMAL_TOKENS:
        raise problem("too-long", f"a formula of {len(tokens)} tokens", source, tokens[MAXIMAL_TOKENS][2], len(source),
                      f"at most {MAXIMAL_TOKENS} numbers, names and operators")  # fmt: skip
    end = len(source.rstrip())
    tokens.append(("end", "", end, end))
    return tokens


def _raw_tokens(source: str) -> list[Token]:
    """Commands, numbers, letters and operators; after ^ and _ a number is one digit, as in TeX."""
    position, end = inside_of_delimiters(source)
    found: list[Token] = []
    while position < end:
        match = _RAW.match(source, position, end)
        if match is None:
            character = source[position]
            shown = repr(character) if character.isprintable() else f"the character U+{ord(character):04X}"
            raise problem("unexpected-character", f"unexpected {shown}", source, position, position + 1,
                          "a formula of LaTeX's math mode")  # fmt: skip
        kind = match.lastgroup or ""
        position = match.end()
        if kind == "space":
            continue
        text, start = match[kind], match.start()
        if kind == "number":
            if found and found[-1][0] in ("^", "_") and len(text) > 1:
                text, position = text[0], start + 1
            else:
                check_digits(source, text, start, position)
        elif kind == "command":
            text = text[1:]
            if text == "\\" and (space := _LINE_SPACE.match(source, position, end)) is not None:
                position = space.end()
        elif kind == "operator":
            kind = text = _SPELLED.get(text, text)
        found.append((kind, text, start, position))
    return found


_RELATIONS = frozenset(("=", "!=", "<", "<=", ">", ">=", "in", "notin"))


def _is_relation(token: Token) -> bool:
    kind, text, _, _ = token
    return kind in _RELATIONS or (kind == "command" and _OPERATORS.get(text) in _RELATIONS)


class _Assembler:
    """Turns raw tokens into those that the parser knows."""

    def __init__(self, source: str, raw: list[Token], words: Collection[str], in_any_font: Collection[str]) -> None:
        self.source = source
        self.words = words
        self.in_any_font = in_any_font
        self.raw = raw
        self.position = 0
        self.font = ""
        self.drawings: dict[str, str] = {}
        self.lefts: list[bool] = []  # of each open \\left: whether it is an invisible one
        self.out: list[Token] = []

    def run(self) -> list[Token]:
        while self.position < len(self.raw):
            self._one()
        return self.out

    def fail(self, kind: str, seen: str, help: str = "", at: Token | None = None) -> InputError:
        _, _, start, end = at or self.raw[min(self.position, len(self.raw) - 1)]
        return problem(kind, seen, self.source, start, end, help)

    def _one(self) -> None:
        token = self.raw[self.position]
        kind, text, start, end = token
        if kind == "letter":
            if not self._spelled_word():
                self._name()
        elif kind == "^" and (after := self._after_primes()) > self.position:
            marks = self.raw[self.position : after]
            self.out += [("'", "'", mark[2], mark[3]) for mark in marks if mark[1] == "prime"]
            self.position = after
        elif kind == "invisible":
            self._invisible(token)
        elif kind == "command" and text in ("mathbf", "boldsymbol", "bm") and (digit := self._bold_digit()):
            self.out.append(("command", {"0": "zeros", "1": "ones"}[digit], start, self.raw[self.position - 1][3]))
        elif kind == "command" and text == "mathcal" and self._is_normal():
            self.out.append(("command", "normal", start, self.raw[self.position - 1][3]))
        elif kind != "command":
            self.position += 1
            self.out.append(("name", "inf", start, end) if text == "∞" else token)
        elif text in GREEK_WORDS or text in FONTS or text in ACCENTS or text == "ell":
            self._name()
        elif text in _UPRIGHT:
            self._upright()
        else:
            self.position += 1
            self._command(token)

    def _command(self, token: Token) -> None:
        _, text, start, end = token
        if text in ("left", "right") and (self._closes_invisible(text, start) or self._bar(text, start)):
            return
        if text in _DROPPED:
            return
        operator = _OPERATORS.get(text)
        if operator is not None:
            self.out.append((operator, text, start, end))
        elif text in _FUNCTIONS:
            self.out.append(("name", _FUNCTIONS[text], start, end))
        elif text == "infty":
            self.out.append(("name", "inf", start, end))
        elif text in _STRUCTURE:
            self.out.append(("command", text, start, end))
        elif text in _REPEATED:
            self.out += [("command", "int", start, end)] * _REPEATED[text]
        else:
            raise self.fail("unknown-command", f"the command \\{text}", offer(text, KNOWN) or "spell it out, or declare a macro",
                            token)  # fmt: skip

    def _invisible(self, token: Token) -> None:
        r"""\left. opens what \right|_{x=a} closes; other invisible brackets have no partner."""
        _, text, start, end = token
        if text.startswith(r"\right"):
            raise self.fail("unsupported", "an invisible bracket", "write both brackets")
        self.position += 1
        self.lefts.append(True)
        self.out.append(("at(", text, start, end))

    def _closes_invisible(self, side: str, start: int) -> bool:
        r"""Step over the bar or bracket of a \right that closes \left."""
        if side == "left":
            self.lefts.append(False)
            return False
        if not self.lefts or not self.lefts.pop():
            return False
        kind, text, _, end = self.raw[self.position] if self.position < len(self.raw) else ("", "", 0, 0)
        if kind not in ("|", "]") and (kind != "command" or _OPERATORS.get(text) != "|"):
            raise self.fail("unsupported", "an invisible bracket", "write both brackets")
        self.position += 1
        self.out.append(("at)", text, start, end))
        return True

    def _bar(self, side: str, start: int) -> bool:
        r"""\left| opens and \right| closes, as \lvert and \rvert do: a plain bar may do either."""
        kind, text, _, end = self.raw[self.position] if self.position < len(self.raw) else ("", "", 0, 0)
        bar = "|" if kind == "|" else _OPERATORS.get(text, "") if kind == "command" else ""
        if bar not in ("|", "norm"):
            return False
        self.position += 1
        self.out.append((bar, f"{side[0]}{'vert' if bar == '|' else 'Vert'}", start, end))
        return True

    # --------------------------------------------------------------------------------------------------------------- names

    def _name(self) -> None:
        """A letter with its font, accent and simple subscripts."""
        first = self.raw[self.position]
        in_script = bool(self.out) and self.out[-1][0] in ("^", "_")  # a^b_c is a_c^b: the subscript is not that of b
        base = self._letter()
        end = self.raw[self.position - 1][3]
        base = base if in_script else self._with_late_subscript(base)
        while not in_script and self.position < len(self.raw) and self.raw[self.position][0] == "_":
            index = self._simple_index(self.position + 1)
            if index is None:
                break
            text, self.position = index
            base, end = f"{base}_{text}", self.raw[self.position - 1][3]
        if not in_script and self._is_star():
            self.position = self._after_star()
            base, end = f"{base}_star", self.raw[self.position - 1][3]
        self.out.append(("name", base, first[2], end))
        following = self.raw[self.position][0] if self.position < len(self.raw) else ""
        if not in_script and following == "_" and self._opens(self.position + 1):
            _, _, start, _ = self.raw[self.position]
            self.position += 2
            self.out.append(("name", "_{", start, self.raw[self.position - 1][3]))

    def _with_late_subscript(self, base: str) -> str:
        r"""\sigma^2_i is \sigma_i^2: a subscript after the exponent belongs to the letter before it."""
        here = self.position
        if here + 1 >= len(self.raw) or self.raw[here][0] != "^":
            return base
        after = here + 2 if not self._opens(here + 1) else self._closing(here + 1) + 1
        if after >= len(self.raw) or self.raw[after][0] != "_":
            return base
        index = self._simple_index(after + 1)
        if index is None:
            raise self.fail("unsupported", "a formula as a subscript after an exponent", "write the subscript first: x_{t+1}^2",
                            self.raw[after])  # fmt: skip
        del self.raw[after : index[1]]
        return f"{base}_{index[0]}"

    def _spelled_word(self) -> bool:
        """`sin` and `softplus` without a backslash, and declared names of several letters."""
        stop = self.position
        while stop < len(self.raw) and self.raw[stop][0] == "letter" and self.raw[stop][2] == self.raw[self.position][2] + (
            stop - self.position
        ):
            stop += 1
        word = "".join(token[1] for token in self.raw[self.position : stop])
        if word in ("and", "or") and not {word, *word} & set(self.words) and self._is_spaced(stop):
            if not self._is_between_relations(stop):
                raise self.fail("ambiguous", f"{word!r} between what are no two relations",
                                "t = 0 or t = 1, or brackets around a product")  # fmt: skip
            self.out.append((word, word, self.raw[self.position][2], self.raw[stop - 1][3]))
            self.position = stop
            return True
        if len(word) < 2 or (word not in self.words and word not in SPELLED_FUNCTIONS):
            return False
        start, end = self.raw[self.position][2], self.raw[stop - 1][3]
        self.position = stop
        self._piece(word, start, end, alone=True)
        return True

    def _is_spaced(self, stop: int) -> bool:
        """Whether the word up to here has a space on either side, as no product of letters has."""
        start, end = self.raw[self.position][2], self.raw[stop - 1][3]
        return self.source[start - 1 : start].isspace() and self.source[end : end + 1].isspace()

    def _is_between_relations(self, stop: int) -> bool:
        return all(any(_is_relation(token) for token in side) for side in (self.raw[: self.position], self.raw[stop:]))

    def _is_normal(self) -> bool:
        r"""Step over \mathcal{N} or \mathcal N if that is what stands here."""
        for shape in (("{", "N", "}"), ("N",)):
            following = self.raw[self.position + 1 : self.position + 1 + len(shape)]
            if tuple(token[1] for token in following) == shape:
                self.position += 1 + len(shape)
                return True
        return False

    def _bold_digit(self) -> str:
        r"""Step over \mathbf{1} or \mathbf 0 if that is what stands here."""
        for length, place in ((4, 2), (2, 1)):
            texts = [token[1] for token in self.raw[self.position : self.position + length]]
            if len(texts) == length and texts[place] in ("0", "1") and (length == 2 or (texts[1], texts[3]) == ("{", "}")):
                self.position += length
                return texts[place]
        return ""

    def _after_primes(self) -> int:
        r"""The position behind ^{\prime\prime} or ^\prime; the current one if something else stands here."""
        braces = self._opens(self.position + 1)
        end = first = self.position + 1 + braces
        while end < len(self.raw) and self.raw[end][:2] == ("command", "prime") and (braces or end == first):
            end += 1
        closed = not braces or (end < len(self.raw) and self.raw[end][0] == "}")
        return end + braces if end > first and closed else self.position

    def _letter(self) -> str:
        """The name of a letter, perhaps in a font or under an accent."""
        kind, text, _, _ = self.raw[self.position]
        self.position += 1
        if kind == "letter" or (kind == "command" and (text in GREEK_WORDS or text == "ell")):
            name = canonical_name(text)
            self._one_drawing(name, text, self.raw[self.position - 1])
            return name
        if kind == "command" and text in FONTS:
            self.font = text
            try:
                return self._argument_letter(text)
            finally:
                self.font = ""
        if kind == "command" and text in ACCENTS:
            return accented(self._argument_letter(text), text)
        self.position -= 1
        raise self.fail("unexpected-token", f"unexpected {text!r}", "a letter")

    def _one_drawing(self, name: str, text: str, at: Token) -> None:
        """A letter in two fonts, or drawn in two ways, in one formula: two names, or one of them by accident."""
        drawn = f"{self.font} {text}"
        if self.drawings.setdefault(name, drawn) != drawn and name not in self.in_any_font:
            raise self.fail("ambiguous", f"{name} in two fonts or forms", "one form for one quantity, or other letters", at)

    def _argument_letter(self, command: str) -> str:
        if self.position >= len(self.raw):
            raise self.fail("missing-operand", f"\\{command} without a letter", f"write \\{command}{{x}}")
        if not self._opens(self.position):
            return self._letter()
        opened = self.raw[self.position]
        self.position += 1
        name = self._letter() if self.position < len(self.raw) else ""
        while self.position < len(self.raw) and self.raw[self.position][0] in ("letter", "number", "_"):
            if self.raw[self.position][0] == "_":
                index = self._simple_index(self.position + 1)
                if index is None:
                    break
                name, self.position = f"{name}_{index[0]}", index[1]
            else:
                name += self.raw[self.position][1]
                self.position += 1
        if self.position >= len(self.raw) or self.raw[self.position][0] != "}":
            raise self.fail("unsupported", f"\\{command} over more than a name", "a name for what it stands for", opened)
        self.position += 1
        return name

    def _opens(self, position: int) -> bool:
        return position < len(self.raw) and self.raw[position][0] == "{"

    def _simple_index(self, position: int) -> tuple[str, int] | None:
        """The text of a subscript that is a word or number, and the position behind it; None for a formula."""
        if position >= len(self.raw):
            raise self.fail("missing-operand", "'_' without a subscript", "write x_1 or x_{t+1}", self.raw[position - 1])
        kind, text, _, _ = self.raw[position]
        if kind in ("letter", "number") or (kind == "command" and text in GREEK_WORDS):
            return text, position + 1
        if (kind, text) in _STARS:
            return "star", position + 1
        if kind == "command" and text in _UPRIGHT | FONTS and self._opens(position + 1):
            return self._word(position + 1)
        if kind != "{":
            return None
        return self._word(position)

    def _word(self, opened: int) -> tuple[str, int] | None:
        """The letters and digits between braces, without what makes a formula of them."""
        word, position, depth = "", opened + 1, 1
        while position < len(self.raw):
            kind, text, _, _ = self.raw[position]
            if kind == "}":
                depth -= 1
                if depth == 0:
                    return (word, position + 1) if word else None
            elif kind == "{":
                depth += 1
            elif kind in ("letter", "number") or (kind == "command" and text in GREEK_WORDS):
                if kind == "command" and word:
                    return None  # \alpha\beta is a product of two
                word += text
            elif kind == "command" and text in _FUNCTIONS and not word:
                word = text  # \theta_{\max}
            elif kind != "command" or text not in _UPRIGHT | FONTS | _DROPPED:
                return None
            position += 1
        return None

    def _is_star(self) -> bool:
        return self._after_star() > self.position

    def _after_star(self) -> int:
        """The position behind ^* or ^{*}; the current one without a star."""
        if self.position >= len(self.raw) or self.raw[self.position][0] != "^":
            return self.position
        shapes = (("^", "*"), ("^", "{", "*", "}"))
        for shape in shapes:
            following = self.raw[self.position : self.position + len(shape)]
            kinds = tuple("*" if token[:2] in (("command", "ast"), ("command", "star")) else token[0] for token in following)
            if kinds == shape:
                return self.position + len(shape)
        return self.position

    # --------------------------------------------------------------------------------------------------------------- words

    def _upright(self) -> None:
        """A word: a function, a constant, the name of something, `and`, `if`; spaces around it do not count."""
        start = self.raw[self.position][2]
        opened = self.position + 1
        if not self._opens(opened):
            if opened >= len(self.raw):
                raise self.fail("missing-operand", "a font without a letter", "write \\mathrm{x}")
            self.position += 1
            return self._name()
        closed = self._closing(opened)
        end = self.raw[closed][3]
        word = self.source[self.raw[opened][3] : self.raw[closed][2]].strip()
        self.position = closed + 1
        word = _ARG.sub("arg", word)
        pieces = [_WORDS.get(piece, piece) for piece in word.replace("\\", " ").replace(",", " ").split()]
        for piece in pieces:
            if piece == "":
                continue
            if not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*|=>|<=>", piece):
                raise self.fail("unsupported", f"the text {word!r}", "a formula", ("", "", start, end))
            if "-" in piece and piece.replace("-", "") not in SPELLED_FUNCTIONS | {"argmin", "argmax"}:
                raise self.fail("unsupported", f"the text {word!r}", "a formula outside of the text", ("", "", start, end))
            self._piece(piece.replace("-", ""), start, end, alone=len(pieces) == 1)
        return None

    def _piece(self, piece: str, start: int, end: int, *, alone: bool) -> None:
        if piece in _WORDS.values():
            self.out.append((piece, piece, start, end))
            return
        if not alone and len(piece) > 1:
            raise self.fail("unsupported", f"the word {piece!r}", "a formula without prose", ("", "", start, end))
        piece = {"argmin": "argmin", "argmax": "argmax"}.get(piece, piece)
        if piece in ("argmin", "argmax", "arg", "lim"):
            self.out.append(("command", piece, start, end))
            return
        while self.position < len(self.raw) and self.raw[self.position][0] == "_" and piece not in ("log", "max", "min"):
            index = self._simple_index(self.position + 1)
            if index is None:
                break
            piece, self.position = f"{piece}_{index[0]}", index[1]
            end = self.raw[self.position - 1][3]
        self.out.append(("name", piece, start, end))

    def _closing(self, opened: int) -> int:
        depth = 0
        for position in range(opened, len(self.raw)):
            depth += (self.raw[position][0] == "{") - (self.raw[position][0] == "}")
            if depth == 0:
                return position
        raise self.fail("unbalanced-bracket", "'{' is not closed", "add '}'", self.raw[opened])
