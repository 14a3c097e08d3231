r"""The raw tokens of LaTeX: commands, numbers, letters and operators, as TeX divides them; what is between dollars."""

from __future__ import annotations

import re

from verify.read.latex.dollars import MARKS, inside_of_delimiters, not_round_all
from verify.read.latex.ties import SPACES, check_tie
from verify.read.scan import Token, check_digits, problem, shown_character

_RAW = re.compile(
    r"""(?P<space>[ \t\r\n\u00a0~]+)
      | (?P<invisible>\\(?:left|right)\s*\.)
      | \\not\s*(?P<negated>=|\\(?:in|equiv)(?![A-Za-z]))
      | (?P<command>\\(?:[A-Za-z]+\*?|.))
      | (?P<number>(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+))
      | (?P<letter>[A-Za-zα-ωΑ-Ωϵϑϕ])
      | (?P<operator><=|>=|!=|:=|==|[-+*/^_=<>()\[\]{}|,;:!'&·×−≤≥≠≡∞±∈∉∪∩∅∫∑∏])""",
    re.VERBOSE,
)
_SCIENTIFIC = re.compile(r"e[-+]?[0-9]")  # of programs: 1e-3
_SPELLED = {"·": "*", "×": "*", "−": "-", "≤": "<=", "≥": ">=", "≠": "!=", ":=": "=", "==": "=", "≡": "=", "±": "pm",
            "∈": "in", "∉": "notin", "∪": "cup", "∩": "cap", "∅": "emptyset"}  # fmt: skip
_COMMANDS = {"∫": "int", "∑": "sum", "∏": "prod"}
_LINE_SPACE = re.compile(r"\*?\s*\[\s*-?(?:\d+\.?\d*|\.\d+)\s*(?:pt|em|ex|mm|cm|in|mu|pc|bp|sp|\\baselineskip)\s*\]")  # \\[4pt]


def raw_tokens(source: str) -> list[Token]:
    """Commands, numbers, letters and operators; after ^ and _ a number is one digit, as in TeX."""
    position, end = inside_of_delimiters(source)
    found: list[Token] = []
    tie: int | None = None  # the place of the ~ that only spaces follow so far
    while position < end:
        match = _RAW.match(source, position, end)
        if match is None:
            character = source[position]
            if character == "$":
                raise not_round_all(source, position, position + 1)
            raise problem("unexpected-character", f"unexpected {shown_character(character)}", source, position, position + 1,
                          "a formula of LaTeX's math mode")  # fmt: skip
        kind = match.lastgroup or ""
        position = match.end()
        if kind == "space":
            tie = source.index("~", match.start(), position) if "~" in match[0] else tie
            continue
        text, start = match[kind], match.start()
        if tie is not None and not (kind == "command" and text[1:] in SPACES):
            check_tie(source, found, tie, start)
            tie = None
        if kind == "number":
            if found and found[-1][0] in ("^", "_") and len(text) > 1:
                raise problem("ambiguous", f"{found[-1][0]}{text} without braces: TeX takes its first digit alone", source, start,
                              position, f"{found[-1][0]}{{{text}}}")  # fmt: skip
            check_digits(source, text, start, position)
            if _SCIENTIFIC.match(source, position, end):
                raise problem("ambiguous", f"{text}e.., a power of ten or a product with e", source, start, position + 1,
                              f"{text} \\cdot 10^{{-3}}")  # fmt: skip
        elif kind == "command":
            text = text[1:]
            if text in MARKS:
                raise not_round_all(source, start, position)
            if text == "\\" and (space := _LINE_SPACE.match(source, position, end)) is not None:
                position = space.end()
        elif kind == "negated":
            kind = text = "notin" if text == r"\in" else "!="
        elif kind == "operator":
            kind, text = ("command", _COMMANDS[text]) if text in _COMMANDS else (_SPELLED.get(text, text),) * 2
        found.append((kind, text, start, position))
    return found
