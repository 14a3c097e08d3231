r"""LaTeX into the tokens of typed formulas, within the same bounds.

Fonts, spacing and sizes are dropped; Greek letters, accents and simple subscripts become part of a name (`\hat{\mu}_1` is
mu_hat_1); what has arguments of its own (`\frac`, `\sum`, `\begin`) becomes a token of kind "command".  A character or command
that is not known is a problem with its place.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from verify.read.latex.names import Names
from verify.read.latex.raw import raw_tokens
from verify.read.latex.words import (
    BOLD,
    DROPPED,
    KNOWN,
    LATEX_FUNCTIONS,
    OPERATORS,
    ORNAMENTS,
    REPEATED,
    SPELLED_FUNCTIONS,
    SPELLED_WORDS,
    STRUCTURE,
    UPRIGHT,
)
from verify.read.names import ACCENTS, FONTS, GREEK_WORDS, nearest
from verify.read.scan import MAXIMAL_TOKENS, Token, check_length, problem

_ARG = re.compile(r"arg(?:\\[,;:! ]|\\thinspace|\s)*(?=min|max)")
_LONGEST_SCRIPT = 100  # tokens below a sum
_ASSEMBLED = frozenset(("letter", "command", "^", "invisible"))  # all else stands for itself
_RELATIONS = frozenset(("=", "!=", "<", "<=", ">", ">=", "in", "notin"))


def scan_latex(source: str, words: Collection[str] = (), in_any_font: Collection[str] = ()) -> list[Token]:
    r"""The tokens of a LaTeX formula, the last of kind `end`; raises InputError as `verify.read.scan.scan` does.

    Letters written together are one name each, unless they spell one of `words` (declared names) or a function.  The names
    `in_any_font` may stand in several fonts: A_{ij} beside \bm{A}, of which it is an entry.
    """
    check_length(source)
    raw = _without_primed_indices(raw_tokens(source), source)
    tokens = _Assembler(source, raw, words, in_any_font).run()
    if len(tokens) > MAXIMAL_TOKENS:
        raise problem("too-long", f"a formula of {len(tokens)} tokens", source, tokens[MAXIMAL_TOKENS][2], len(source),
                      f"at most {MAXIMAL_TOKENS} numbers, names and operators")  # fmt: skip
    end = len(source.rstrip())
    tokens.append(("end", "", end, end))
    return tokens


def _without_primed_indices(raw: list[Token], source: str) -> list[Token]:
    r"""The i' of \sum_{i'=1} as another letter, wherever i' stands."""
    if "'" not in source:
        return raw
    primed: dict[str, str] = {}
    unused = [letter for letter in "qrsvwzabcdefghjlmnoptuxy" if letter not in source]
    for place in range(len(raw) - 3):
        opened = place + 2 + (raw[place + 2][0] == "{")
        is_below = raw[place][:2] in (("command", "sum"), ("command", "prod")) and raw[place + 1][0] == "_"
        kinds = [token[0] for token in raw[opened : opened + 2]]
        if is_below and kinds == ["letter", "'"] and raw[opened][1] not in primed and unused:
            primed[raw[opened][1]] = unused.pop(0)
    if not primed:
        return raw
    found: list[Token] = []
    for token in raw:
        last = found[-1] if found else ("", "", 0, 0)
        if token[0] == "'" and last[0] == "letter" and last[1] in primed and last[3] == token[2]:
            found[-1] = ("letter", primed[last[1]], last[2], token[3])
        else:
            found.append(token)
    return found


def _offer(command: str) -> str:
    near = nearest(command, KNOWN)
    return f"did you mean {' or '.join(f'{chr(92)}{name}' for name in near)}?" if near else ""


def _is_relation(token: Token) -> bool:
    kind, text, _, _ = token
    return kind in _RELATIONS or (kind == "command" and OPERATORS.get(text) in _RELATIONS)


class _Assembler(Names):
    """Turns raw tokens into those that the parser knows."""

    def __init__(self, source: str, raw: list[Token], words: Collection[str], in_any_font: Collection[str]) -> None:
        super().__init__(source, raw, words, in_any_font)
        self.lefts: list[bool] = []  # of each open \\left: whether it is an invisible one

    def run(self) -> list[Token]:
        while self.position < len(self.raw):
            self.next_token()
        return self.out

    def next_token(self) -> None:
        token = self.raw[self.position]
        kind, text, start, end = token
        if kind not in _ASSEMBLED:
            self.position += 1
            self.out.append(("name", "inf", start, end) if text == "∞" else token)
        elif kind == "letter":
            if not self.spelled_word():
                self.take_name()
        elif kind == "^" and (after := self.after_primes()) > self.position:
            marks = self.raw[self.position : after]
            self.out += [("'", "'", mark[2], mark[3]) for mark in marks if mark[1] == "prime"]
            self.position = after
        elif kind == "invisible":
            self.invisible(token)
        elif kind == "^":
            self.position += 1
            self.out.append(token)
        elif text in ("mathbf", "boldsymbol", "bm") and (digit := self.bold_digit()):
            self.out.append(("command", {"0": "zeros", "1": "ones"}[digit], start, self.raw[self.position - 1][3]))
        elif text in BOLD and (place := self.number_in_braces()) is not None:
            self.out.append(self.raw[place])
        elif text == "mathcal" and self.is_normal():
            self.out.append(("command", "normal", start, self.raw[self.position - 1][3]))
        elif text in GREEK_WORDS or text in FONTS or text in ACCENTS or text == "ell":
            self.take_name()
        elif text in UPRIGHT:
            self.upright()
        else:
            self.position += 1
            self.command(token)

    def command(self, token: Token) -> None:
        _, text, start, end = token
        if text in ("left", "right") and (self.closes_invisible(text, start) or self.bar(text, start)):
            return
        if text in DROPPED:
            return
        operator = OPERATORS.get(text)
        if operator is not None:
            self.out.append((operator, text, start, end))
        elif text in LATEX_FUNCTIONS:
            self.out.append(("name", LATEX_FUNCTIONS[text], start, end))
        elif text == "infty":
            self.out.append(("name", "inf", start, end))
        elif text in STRUCTURE:
            self.out.append(("command", text, start, end))
        elif text == "substack" and self.opens(self.position):
            self.lines_below()
        elif text in REPEATED:
            self.out += [("command", "int", start, end)] * REPEATED[text]
        else:
            help = "the formula without it" if text in ORNAMENTS else _offer(text) or "spell it out, or declare a macro"
            raise self.fail("unknown-command", f"the command \\{text}", help, token)

    def invisible(self, token: Token) -> None:
        r"""\left. opens what \right|_{x=a} closes; other invisible brackets have no partner."""
        _, text, start, end = token
        if text.startswith(r"\right"):
            raise self.fail("unsupported", "an invisible bracket", "write both brackets")
        self.position += 1
        self.lefts.append(True)
        self.out.append(("at(", text, start, end))

    def closes_invisible(self, side: str, start: int) -> bool:
        r"""Step over the bar or bracket of a \right that closes \left."""
        if side == "left":
            self.lefts.append(False)
            return False
        if not self.lefts or not self.lefts.pop():
            return False
        kind, text, _, end = self.raw[self.position] if self.position < len(self.raw) else ("", "", 0, 0)
        if kind not in ("|", "]") and (kind != "command" or OPERATORS.get(text) != "|"):
            raise self.fail("unsupported", "an invisible bracket", "write both brackets")
        self.position += 1
        self.out.append(("at)", text, start, end))
        return True

    def bar(self, side: str, start: int) -> bool:
        r"""\left| opens and \right| closes, as \lvert and \rvert do: a plain bar may do either."""
        kind, text, _, end = self.raw[self.position] if self.position < len(self.raw) else ("", "", 0, 0)
        bar = "|" if kind == "|" else OPERATORS.get(text, "") if kind == "command" else ""
        if bar not in ("|", "norm"):
            return False
        self.position += 1
        self.out.append((bar, f"{side[0]}{'vert' if bar == '|' else 'Vert'}", start, end))
        return True

    def lines_below(self) -> None:
        r"""The lines of \substack{i=1 \\ i \ne j} become parts between commas."""
        at, depth, last = self.position, 0, min(len(self.raw), self.position + _LONGEST_SCRIPT)
        while at < last:
            depth += (self.raw[at][0] == "{") - (self.raw[at][0] == "}")
            if depth == 0:
                break
            if depth == 1 and self.raw[at][:2] == ("command", "\\"):
                self.raw[at] = (",", ",", *self.raw[at][2:])
            at += 1
        if at < last:
            del self.raw[at], self.raw[self.position]

    def is_normal(self) -> bool:
        r"""Step over \mathcal{N} or \mathcal N if that is what stands here."""
        for shape in (("{", "N", "}"), ("N",)):
            following = self.raw[self.position + 1 : self.position + 1 + len(shape)]
            if tuple(token[1] for token in following) == shape:
                self.position += 1 + len(shape)
                return True
        return False

    def bold_digit(self) -> str:
        r"""Step over \mathbf{1} or \mathbf 0 if that is what stands here."""
        for length, place in ((4, 2), (2, 1)):
            texts = [token[1] for token in self.raw[self.position : self.position + length]]
            if len(texts) == length and texts[place] in ("0", "1") and (length == 2 or (texts[1], texts[3]) == ("{", "}")):
                self.position += length
                return texts[place]
        return ""

    def number_in_braces(self) -> int | None:
        r"""The place of the 864 in \mathbf{864}; steps over the braces."""
        kinds = [token[0] for token in self.raw[self.position + 1 : self.position + 4]]
        if kinds != ["{", "number", "}"]:
            return None
        self.position += 4
        return self.position - 2

    def after_primes(self) -> int:
        r"""The position behind ^{\prime\prime} or ^\prime; the current one if something else stands here."""
        braces = self.opens(self.position + 1)
        end = first = self.position + 1 + braces
        while end < len(self.raw) and self.raw[end][:2] == ("command", "prime") and (braces or end == first):
            end += 1
        closed = not braces or (end < len(self.raw) and self.raw[end][0] == "}")
        return end + braces if end > first and closed else self.position

    # --------------------------------------------------------------------------------------------------------------- words

    def spelled_word(self) -> bool:
        """`sin` and `softplus` without a backslash, and declared names of several letters."""
        stop, start = self.position + 1, self.raw[self.position][2]
        while (
            stop < len(self.raw) and self.raw[stop][0] == "letter" and self.raw[stop][2] == start + (stop - self.position)
        ):
            stop += 1
        if stop == self.position + 1:
            return False
        word = "".join(token[1] for token in self.raw[self.position : stop])
        if word in ("and", "or") and not {word, *word} & set(self.words) and self.is_spaced(stop):
            if not self.is_between_relations(stop):
                raise self.fail("ambiguous", f"{word!r} between what are no two relations",
                                "t = 0 or t = 1, or brackets around a product")  # fmt: skip
            self.out.append((word, word, self.raw[self.position][2], self.raw[stop - 1][3]))
            self.position = stop
            return True
        if word not in self.words and word not in SPELLED_FUNCTIONS:
            return False
        is_exponent = bool(self.out) and self.out[-1][0] in ("^", "_") and word not in self.words
        if is_exponent and (stop >= len(self.raw) or self.raw[stop][0] not in ("(", "[")):
            return False  # \gamma^tr is \gamma^t r
        start, end = self.raw[self.position][2], self.raw[stop - 1][3]
        self.position = stop
        self.add_piece(word, start, end, alone=True)
        return True

    def is_spaced(self, stop: int) -> bool:
        """Whether the word up to here has a space on either side, as no product of letters has."""
        start, end = self.raw[self.position][2], self.raw[stop - 1][3]
        return self.source[start - 1 : start].isspace() and self.source[end : end + 1].isspace()

    def is_between_relations(self, stop: int) -> bool:
        return all(any(_is_relation(token) for token in side) for side in (self.raw[: self.position], self.raw[stop:]))

    def upright(self) -> None:
        """A word: a function, a constant, the name of something, `and`, `if`; spaces around it do not count."""
        start = self.raw[self.position][2]
        opened = self.position + 1
        if not self.opens(opened):
            if opened >= len(self.raw):
                raise self.fail("missing-operand", "a font without a letter", "write \\mathrm{x}")
            self.position += 1
            return self.take_name()
        closed = self.closing(opened)
        end = self.raw[closed][3]
        word = self.source[self.raw[opened][3] : self.raw[closed][2]].strip()
        self.position = closed + 1
        word = _ARG.sub("arg", word)
        pieces = [SPELLED_WORDS.get(piece, piece) for piece in word.replace("\\", " ").replace(",", " ").split()]
        for piece in pieces:
            if piece == "":
                continue
            if not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*|=>|<=>", piece):
                raise self.fail("unsupported", f"the text {word!r}", "a formula", ("", "", start, end))
            if "-" in piece and piece.replace("-", "") not in SPELLED_FUNCTIONS | {"argmin", "argmax"}:
                raise self.fail("unsupported", f"the text {word!r}", "a formula outside of the text", ("", "", start, end))
            self.add_piece(piece.replace("-", ""), start, end, alone=len(pieces) == 1)
        return None

    def add_piece(self, piece: str, start: int, end: int, *, alone: bool) -> None:
        if piece in SPELLED_WORDS.values():
            self.out.append((piece, piece, start, end))
            return
        if not alone and len(piece) > 1:
            raise self.fail("unsupported", f"the word {piece!r}", "a formula without prose", ("", "", start, end))
        piece = {"argmin": "argmin", "argmax": "argmax"}.get(piece, piece)
        if piece in ("argmin", "argmax", "arg", "lim"):
            self.out.append(("command", piece, start, end))
            return
        while self.position < len(self.raw) and self.raw[self.position][0] == "_" and piece not in ("log", "max", "min"):
            index = self.simple_index(self.position + 1)
            if index is None:
                break
            piece, self.position = f"{piece}_{index[0]}", index[1]
            end = self.raw[self.position - 1][3]
        self.out.append(("name", piece, start, end))
        if any(word.startswith(f"{piece}_{{") for word in self.words):  # a declared SNR_{t-1}; \operatorname{E}_{x} is none
            self.take_formula_as_index()
