r"""Names in LaTeX: a letter with its font, accent and simple subscripts, `\hat{\mu}_1`, as one token."""

from __future__ import annotations

from collections.abc import Collection

from verify.problem import InputError
from verify.read.latex.words import DROPPED, LATEX_FUNCTIONS, UPRIGHT
from verify.read.names import ACCENTS, FONTS, GREEK_WORDS, accented, canonical_name
from verify.read.scan import Token, problem

_STARS = (("command", "star"), ("command", "ast"), ("*", "*"))


class Names:
    """A cursor over raw tokens that makes one token of each name."""

    def __init__(self, source: str, raw: list[Token], words: Collection[str], in_any_font: Collection[str]) -> None:
        self.source = source
        self.words = words
        self.in_any_font = in_any_font
        self.raw = raw
        self.position = 0
        self.font = ""
        self.drawings: dict[str, str] = {}
        self.out: list[Token] = []

    def fail(self, kind: str, seen: str, help: str = "", at: Token | None = None) -> InputError:
        _, _, start, end = at or self.raw[min(self.position, len(self.raw) - 1)]
        return problem(kind, seen, self.source, start, end, help)

    def take_name(self) -> None:
        """A letter with its font, accent and simple subscripts."""
        first = self.raw[self.position]
        in_script = bool(self.out) and self.out[-1][0] in ("^", "_")  # a^b_c is a_c^b: the subscript is not that of b
        base = self.take_letter()
        end = self.raw[self.position - 1][3]
        following = self.raw[self.position][0] if self.position < len(self.raw) else ""
        if following not in ("_", "^"):
            self.out.append(("name", base, first[2], end))
            return
        base = base if in_script else self.with_late_subscript(base)
        while not in_script and self.position < len(self.raw) and self.raw[self.position][0] == "_":
            index = self.simple_index(self.position + 1)
            if index is None:
                break
            text, self.position = index
            base, end = f"{base}_{text}", self.raw[self.position - 1][3]
        if not in_script and self.is_star():
            self.position = self.after_star()
            base, end = f"{base}_star", self.raw[self.position - 1][3]
        self.out.append(("name", base, first[2], end))
        if not in_script:
            self.take_formula_as_index()

    def take_formula_as_index(self) -> None:
        """The `_{` behind a name, for an index that is a formula."""
        if self.position < len(self.raw) and self.raw[self.position][0] == "_" and self.opens(self.position + 1):
            _, _, start, _ = self.raw[self.position]
            self.position += 2
            self.out.append(("name", "_{", start, self.raw[self.position - 1][3]))

    def with_late_subscript(self, base: str) -> str:
        r"""\sigma^2_i is \sigma_i^2: a subscript after the exponent belongs to the letter before it."""
        here = self.position
        if here + 1 >= len(self.raw) or self.raw[here][0] != "^":
            return base
        after = here + 2 if not self.opens(here + 1) else self.closing(here + 1) + 1
        if after >= len(self.raw) or self.raw[after][0] != "_":
            return base
        index = self.simple_index(after + 1)
        if index is None:
            raise self.fail("unsupported", "a formula as a subscript after an exponent", "write the subscript first: x_{t+1}^2",
                            self.raw[after])  # fmt: skip
        del self.raw[after : index[1]]
        return f"{base}_{index[0]}"

    def take_letter(self) -> str:
        """The name of a letter, perhaps in a font or under an accent."""
        kind, text, _, _ = self.raw[self.position]
        self.position += 1
        if kind == "letter" or (kind == "command" and (text in GREEK_WORDS or text == "ell")):
            name = canonical_name(text)
            self.check_drawing(name, text, self.raw[self.position - 1])
            return name
        if kind == "command" and text in FONTS:
            self.font = text
            try:
                return self.argument_letter(text)
            finally:
                self.font = ""
        if kind == "command" and text in ACCENTS:
            return accented(self.argument_letter(text), text)
        self.position -= 1
        raise self.fail("unexpected-token", f"unexpected {text!r}", "a letter")

    def argument_letter(self, command: str) -> str:
        if self.position >= len(self.raw):
            raise self.fail("missing-operand", f"\\{command} without a letter", f"write \\{command}{{x}}")
        if not self.opens(self.position):
            return self.take_letter()
        opened = self.raw[self.position]
        self.position += 1
        name = self.take_letter() if self.position < len(self.raw) else ""
        while self.position < len(self.raw) and self.raw[self.position][0] in ("letter", "number", "_"):
            if self.raw[self.position][0] == "_":
                index = self.simple_index(self.position + 1)
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

    def check_drawing(self, name: str, text: str, at: Token) -> None:
        """A letter in two fonts, or drawn in two ways, in one formula: two names, or one of them by accident."""
        drawn = f"{self.font} {text}"
        if self.drawings.setdefault(name, drawn) != drawn and name not in self.in_any_font:
            raise self.fail("ambiguous", f"{name} in two fonts or forms", "one form for one quantity, or other letters", at)

    def simple_index(self, position: int) -> tuple[str, int] | None:
        """The text of a subscript that is a word or number, and the position behind it; None for a formula."""
        if position >= len(self.raw):
            raise self.fail("missing-operand", "'_' without a subscript", "write x_1 or x_{t+1}", self.raw[position - 1])
        kind, text, _, _ = self.raw[position]
        if kind in ("letter", "number") or (kind == "command" and text in GREEK_WORDS):
            return text, position + 1
        if (kind, text) in _STARS:
            return "star", position + 1
        if kind == "command" and text in UPRIGHT | FONTS and self.opens(position + 1):
            return self.word_in_braces(position + 1)
        if kind != "{":
            return None
        inside = self.raw[position + 1 : position + 4]
        if len(inside) > 1 and inside[0][:2] in _STARS and inside[1][0] == "}":
            return "star", position + 3  # k_{*}
        if len(inside) == 3 and inside[0][:2] in _STARS and inside[1][:2] in _STARS and inside[2][0] == "}":
            return "starstar", position + 4  # k_{**}
        return self.word_in_braces(position)

    def word_in_braces(self, opened: int) -> tuple[str, int] | None:
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
            elif kind == "command" and text in LATEX_FUNCTIONS and not word:
                word = text  # \theta_{\max}
            elif kind != "command" or text not in UPRIGHT | FONTS | DROPPED:
                return None
            position += 1
        return None

    def is_star(self) -> bool:
        return self.after_star() > self.position

    def after_star(self) -> int:
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

    def opens(self, position: int) -> bool:
        return position < len(self.raw) and self.raw[position][0] == "{"

    def closing(self, opened: int) -> int:
        depth = 0
        for position in range(opened, len(self.raw)):
            depth += (self.raw[position][0] == "{") - (self.raw[position][0] == "}")
            if depth == 0:
                return position
        raise self.fail("unbalanced-bracket", "'{' is not closed", "add '}'", self.raw[opened])
