"""Typed text into tokens, within bounds, from an allow-list of characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from fractions import Fraction
from typing import Any

from verify.problem import InputError, Problem
from verify.read.names import GREEK_LETTERS

MAXIMAL_LENGTH = 4096
MAXIMAL_TOKENS = 1000
MAXIMAL_DIGITS = 400

_GREEK = "".join(GREEK_LETTERS)
_SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+", strict=True))
_LETTERS_ABOVE = {  # not those of a transpose, an adjoint, and of words such as 1st
    letter: unicodedata.normalize("NFKC", letter)
    for letter in "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵝᵞᵟᶿᵠᵡᴬᴮᴰᴱᴳᴵᴶᴷᴸᴹᴺᴼᴾᴿᵁⱽᵂ"
}
_BEHIND_EXPONENT = re.compile(r"\s*(?:\^|\*\*|!(?!=)|['′’ᵀ⊤_]|(?<!\s)\[|\.(?:\^|\*\*|T))")
_ORDINALS = ("ˢᵗ", "ⁿᵈ", "ʳᵈ", "ᵗʰ")
_SUBSCRIPTS = dict(zip("₀₁₂₃₄₅₆₇₈₉ᵢⱼₖₙₘₜₓ", "0123456789ijknmtx", strict=True))
_FRACTIONS = {character: unicodedata.normalize("NFKC", character).split("⁄") for character in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"}
_SPELLINGS = {
    "**": "^", "·": "*", "×": "*", "∗": "*", "⋅": "*", "÷": "/", "−": "-", "–": "-", "==": "=", "≡": "=", "≤": "<=", "≥": ">=",
    "≠": "!=", "′": "'", "’": "'", "⊤": "T", "=<": "<=", "⇒": "=>", "⇔": "<=>", "∧": "and", "∨": "or", "¬": "not",
    "±": "pm", "∈": "in", "∉": "notin", "∪": "cup", "∩": "cap", "∖": "setminus", "∅": "emptyset",
    "\\": "setminus", ".T": "'", "@": "*", "->": "to", "→": "to", "ℝ": "reals", "⊙": "hadamard", "ᵀ": "'", "𝟏": "𝟙", "𝕀": "𝟙",
    "...": "dots", "…": "dots", "⋯": "dots",
}  # fmt: skip

_LOOKS_LIKE = dict(  # Cyrillic and Greek letters, as Latin ones
    zip("асеһіјорѕухАВЕКМНОРЅСТХІЈοΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "acehijopsyxABEKMHOPSCTXIJoABEZHIKMNOPTYX", strict=True)
)
_MARKS = {"\u0302": "hat", "\u0304": "bar", "\u0305": "bar", "\u0303": "tilde", "\u0307": "dot"}
_MARKED = {  # ŷ and ȳ, which are one character
    unicodedata.normalize("NFC", letter + mark): letter + mark
    for mark in "\u0302\u0304\u0303\u0307" for letter in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    if len(unicodedata.normalize("NFC", letter + mark)) == 1
}  # fmt: skip

_LETTER = rf"(?:[A-Za-z{_GREEK}][{''.join(_MARKS)}]|[{''.join(_MARKED)}])"
_LETTERS = rf"(?:[A-Za-z]+(?![{''.join(_MARKS)}])|{_LETTER}|[{_GREEK}])"
_INDEX = rf"(?:[0-9]+|[A-Za-z]+[0-9]*|[{_GREEK}][0-9]*)"
_TOKEN = re.compile(
    rf"""[ \t\r\n\u00a0\u2009\u202f]*(?:
      (?P<module>(?:numpy|np|jnp|math|torch)\.(?:linalg\.)?[a-z][a-z0-9_]*)
    | (?P<number>(?:[0-9]+(?:\.(?!\*(?!\*)|[/^.])[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+(?![0-9A-Za-z_.]))?)
    | (?P<name>log1p(?![A-Za-z0-9_])|{_LETTERS}[0-9]*(?:_(?:{_INDEX}|\{{{_INDEX}\}}|\*(?!\*)))*|∞|√|_[{{(])
    | (?P<fraction>[{"".join(_FRACTIONS)}])
    | (?P<above>[{"".join(_SUPERSCRIPTS)}]*[{"".join(_LETTERS_ABOVE)}][{"".join((*_SUPERSCRIPTS, *_LETTERS_ABOVE))}]*)
    | (?P<super>[{"".join(_SUPERSCRIPTS)}]+)
    | (?P<sub>[{"".join(_SUBSCRIPTS)}]+)
    | (?P<operator>\.\.\.(?!\.)|\.T(?![A-Za-z0-9_])|\.(?:\*(?!\*)|[/^])|\.\.(?!\.)|[@~]|(?<=[∫∑∏∂ΣΠ∇])_
        |(?<=\|\|)_(?=[12F](?![0-9A-Za-z]))|(?<=[)\]])_\+|(?<=\))_(?=[A-Za-z0-9{{])|_(?=[-(−∞])|<=>|->|\*\*|!=|<=|>=|=>|==|=<
        |[-+*/^=<>()\[\]{{}}|,:!'·×∗⋅÷−–≤≥≠≡′’⊤⇒⇔∧∨¬±∈∉∪∩∖∅→∫∑∏∂ℝ∇⟨⟩⌊⌋⌈⌉⊙⊗ᵀ;𝟙𝟏𝕀…⋯\\])
    )""",
    re.VERBOSE,
)
_OF_NUMBERS = frozenset("._eE")  # what may make another number of the digits before it
_BASED = re.compile(r"0[xXbBoO][0-9A-Fa-f]")

# What the functions of NumPy, PyTorch and of Python's math are called here, where their arguments are the same.
_OF_MODULES = {
    **{name: name for name in (
        "log", "exp", "sqrt", "abs", "log1p", "expm1", "exp2", "log2", "log10", "cbrt", "sin", "cos", "tan", "sinh", "cosh",
        "tanh",
        "arcsin", "arccos", "arctan", "arcsinh", "arccosh", "arctanh", "asin", "acos", "atan", "asinh", "acosh", "atanh", "sign",
        "floor", "ceil", "pi", "e", "inf", "erf", "erfc", "gamma", "lgamma", "factorial", "trace", "sum", "sigmoid", "relu",
        "dot", "where", "outer", "matmul", "logsumexp",
    )},
    "maximum": "max", "minimum": "min", "fabs": "abs", "absolute": "abs", "comb": "binomial",
    "linalg.norm": "norm", "linalg.det": "det", "linalg.inv": "inv",
}  # fmt: skip

KEYWORDS = frozenset(("and", "or", "not", "implies", "iff", "if", "then", "else"))

# A token: its kind (`number`, `name`, `super`, `sub`, `end`, or an operator or keyword itself), its text, and where it stands.
Token = tuple[str, str, int, int]


def problem(
    kind: str, seen: str, source: str, start: int, end: int, help: str = "", sizes: tuple[tuple[Any, Any], ...] = ()
) -> InputError:
    """The exception for a place in a text; `sizes` are pairs that would have to be equal."""
    return InputError(Problem(kind, seen, "", help, source, (start, end), sizes))


def check_length(source: str) -> None:
    """Raises InputError for a text beyond the bounds."""
    if len(source) > MAXIMAL_LENGTH:
        seen = f"a formula of {len(source)} characters"
        raise InputError(Problem("too-long", seen, help=f"at most {MAXIMAL_LENGTH} characters"))


_SPACED_POWER = re.compile(r"(?<=[0-9])\s+(e)[-+]?[0-9]+(?![0-9.A-Za-z(^])")  # 2.5 e-4
_TIMES = re.compile(r"(?<=[0-9])\s*x\s*10\s*(?:\^|\*\*|[⁻⁰¹²³⁴-⁹])")  # 1x10^6


def scan(source: str, names: Collection[str] = ()) -> list[Token]:
    """The tokens of a typed formula, the last of kind `end`; `names` are declared.

    Raises InputError for a character outside of the allow-list and for a text, a number or a count of tokens beyond the
    bounds.
    """
    check_length(source)
    if "x" in source and (times := _TIMES.search(source)) is not None:
        raise problem("ambiguous", "x, the sign of times or a name", source, times.start(), times.end(), "1e6 or 1*10^6")
    if (power := _SPACED_POWER.search(source)) is not None:
        raise problem("ambiguous", "e, of a power of ten or a number", source, power.start(1), power.end(), "1e-3 or 1*e - 3")
    tokens: list[Token] = []
    position = 0
    match = _TOKEN.match
    end = len(source.rstrip(" \t\r\n\u00a0\u2009\u202f"))
    while position < end:
        found = match(source, position)
        if found is None:
            raise _unexpected(source, position)
        kind = found.lastgroup or ""
        start, position = found.span(kind)
        text = source[start:position]
        if kind == "operator":
            operator = _SPELLINGS.get(text, text)
            tokens.append((operator, text if operator in ("*", "dots") else operator, start, position))
        elif kind == "module":
            name = _OF_MODULES.get(text.partition(".")[2])
            if name is None:
                raise _unexpected(source, start + text.index("."))
            tokens.append(("name", name, start, position))
        elif kind == "fraction":
            tokens += _fraction(source, text, start, tokens[-1] if tokens else None)
        elif kind == "above":
            tokens += _exponent(source, text, start)
        else:
            if kind == "name" and not text.isascii():
                text = _with_words_for_marks(text)
            tokens.append((text if text in KEYWORDS else kind, text, start, position))
            if kind == "number":
                check_number(source, text, start, position, names)
    if len(tokens) > MAXIMAL_TOKENS:
        raise problem("too-long", f"a formula of {len(tokens)} tokens", source, tokens[MAXIMAL_TOKENS][2], end,
                      f"at most {MAXIMAL_TOKENS} numbers, names and operators")  # fmt: skip
    tokens.append(("end", "", end, end))
    return tokens


def _with_words_for_marks(name: str) -> str:
    """x_bar for x with a bar above it."""
    text = "".join(_MARKED.get(character, character) for character in name)
    return "".join(f"_{_MARKS[character]}" if character in _MARKS else character for character in text)


def _fraction(source: str, text: str, start: int, before: Token | None) -> list[Token]:
    """½ as (1/2); behind a number it may be a sum, and behind a name an argument."""
    if before is not None and before[0] in ("number", "name", ")", "]", "super", "sub", "'") and before[1] != "√":
        raise problem("ambiguous", f"{text} behind {before[1]!r}", source, start, start + 1, "1/2 with an operator before it")
    above, below = _FRACTIONS[text]
    parts = (("(", "("), ("number", above), ("/", "/"), ("number", below), (")", ")"))
    return [(kind, part, start, start + 1) for kind, part in parts]


def _exponent(source: str, text: str, start: int) -> list[Token]:
    """x²ⁿ⁺¹ as x^(2n+1)."""
    if text in _ORDINALS:
        raise problem("ambiguous", f"{text}, an exponent or the end of a word", source, start, start + len(text), "x^(n*d)")
    if (behind := _BEHIND_EXPONENT.match(source, start + len(text))) is not None:
        raise problem("ambiguous", "a second exponent", source, *behind.span(), "use brackets: (x^n)^3 or x^(n^3)")
    plain = "".join(_SUPERSCRIPTS.get(character) or _LETTERS_ABOVE[character] for character in text)
    found: list[Token] = [("^", "^", start, start), ("(", "(", start, start)]
    for piece in re.finditer(r"[0-9]+|.", plain):
        kind = "number" if piece[0].isdigit() else piece[0] if piece[0] in "+-" else "name"
        found.append((kind, piece[0], start + piece.start(), start + piece.end()))
    return [*found, (")", ")", start + len(text), start + len(text))]


def _unexpected(source: str, position: int) -> InputError:
    while source[position] in " \t\r\n\u00a0\u2009\u202f":
        position += 1
    character = source[position]
    return problem("unexpected-character", f"unexpected {shown_character(character)}", source, position, position + 1,
                   "a formula is written with letters, digits, + - * / ^ ( ) [ ] | , and relations")  # fmt: skip


def shown_character(character: str) -> str:
    """A character in quotes; what cannot be seen by its number, and what looks like a Latin letter by its name."""
    name = unicodedata.name(character, "control")
    if not character.isprintable() or unicodedata.combining(character):
        return f"character U+{ord(character):04X} ({name})"
    latin = _LOOKS_LIKE.get(character)
    return repr(character) if latin is None else f"{character!r}, the {name.capitalize()}, which looks like {latin}"


def check_digits(source: str, text: str, start: int, end: int) -> None:
    """Raises InputError for a number that is too long."""
    if len(text) > MAXIMAL_DIGITS + 10 or (len(text) > MAXIMAL_DIGITS and sum(map(str.isdigit, text)) > MAXIMAL_DIGITS):
        raise problem("too-large", f"a number of {len(text)} characters", source, start, end, f"at most {MAXIMAL_DIGITS} digits")


def check_number(source: str, text: str, start: int, end: int, names: Collection[str] = ()) -> None:
    """Raises InputError for a number that is too long, or followed by what makes another number of it.

    A declared E makes none: 2E is 2*E, and 2E+1 may be 20 or 2*E + 1.
    """
    check_digits(source, text, start, end)
    behind = source[end : end + 1]
    if text.isdigit() and text != "0" and behind not in _OF_NUMBERS and not behind.isdigit():
        return
    _, _, exponent = text.lower().partition("e")
    if exponent and exponent[0] in "+-" and (letter := "e" if "e" in text else "E") in names:
        factor = text.partition(letter)[0]
        raise problem("ambiguous", f"{text}, a power of ten or a product with {letter}", source, start, end,
                      f"{factor}*{letter} {exponent[0]} {exponent[1:]}, or {factor}*10^({exponent})")  # fmt: skip
    if exponent and abs(int(exponent)) > MAXIMAL_DIGITS:
        raise problem("too-large", f"the exponent of {text}", source, start, end, f"an exponent of at most {MAXIMAL_DIGITS}")
    if text == "0" and _BASED.match(source, start):
        raise problem("unsupported", "a number in another base", source, start, end + 1, "write it in decimal digits")
    following = source[end : end + 2]
    if following == ".." and source[end : end + 3] != "...":  # x = 0..1
        return
    if following in (".*", "./", ".^") and source[end : end + 3] != ".**":
        return
    if text == "1" and following in ("_{", "_("):  # an indicator, or refused where it is read
        return
    if (following and following[0] in "._") or following[:1].isdigit():
        raise problem("malformed-number", f"{source[start : end + 1]!r}", source, start, end + 1, "write one decimal point")
    ends = following[1:] == "" and (text == "1" or not text.isdigit())  # nobody writes 1 e or 0.5 e
    if following[:1] in ("e", "E") and _is_declared(following, names):
        return
    if following[:1] in ("e", "E") and (ends or following[1:2].isdigit() or following[1:2] in ("+", "-", "_", ".")):
        seen = f"{source[start : end + 1]!r}, which may be a power of ten"
        help = f"write {text}*{following[0]} for the {'number' if following[0] == 'e' else 'name'} {following[0]}"
        raise problem("malformed-number", seen, source, start, end + 1, help)


def _is_declared(following: str, names: Collection[str]) -> bool:
    """Whether an E behind a number, with the character behind it, is that of a declared name."""
    letter, behind = following[0], following[1:]
    if behind == "_":
        return any(name == letter or name.startswith(f"{letter}_") for name in names)
    return letter in names and not behind.isalnum()


def exact(text: str) -> Fraction:
    """The exact value of a literal."""
    return Fraction(text + "0" if text.endswith(".") else text)


def superscript(text: str) -> str:
    return "".join(_SUPERSCRIPTS[character] for character in text)


def subscript(text: str) -> str:
    return "".join(_SUBSCRIPTS[character] for character in text)
