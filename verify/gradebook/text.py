"""Words and numbers as they may stand in a table or in Markdown, whoever wrote them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

DECIMALS = 4
_NUMBER = re.compile(r"[-+]?\d{1,15}(?:[.,]\d{1,15})?")
_FORMULA_OF_A_SPREADSHEET = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_MARKUP = re.compile(r"[\\`*_{}\[\]#|$~!]|(?<=www)\.|:(?=//)")
_START_OF_A_BLOCK = re.compile(r"^(\d*)([-+=.)])")
_NO_FORMULA = re.compile(r"[$`%#]|\\(?:href|url|html|include|input|def|let|style|class|cssId|require|unicode)")
MOST_OF_A_FORMULA = 500


def visible(text: str) -> str:
    """One line, with every character that has no picture shown by its code: \\x1b, \\u202e."""
    return "".join(map(_shown, " ".join(text.split())))


def _shown(character: str) -> str:
    if unicodedata.category(character)[0] != "C":
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def cell(text: str) -> str:
    """Text for a table: what a spreadsheet would take for a formula begins with an apostrophe."""
    shown = visible(text)
    return f"'{shown}" if shown.startswith(_FORMULA_OF_A_SPREADSHEET) else shown


def in_markdown(text: str) -> str:
    """Plain words that stay plain words in Markdown: neither markup, nor HTML, nor formulas, nor links.

    `&lt;` and not `\\<`: the first is harmless in every Markdown.
    """
    shown = _MARKUP.sub(r"\\\g<0>", visible(text))
    shown = _START_OF_A_BLOCK.sub(r"\1\\\2", shown)
    return shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def formula_in_markdown(latex: str) -> str:
    """`$...$` with nothing in it that HTML or Markdown reads; "" for what cannot be shown in that way."""
    if not latex or len(latex) > MOST_OF_A_FORMULA or _NO_FORMULA.search(latex) or not latex.isprintable():
        return ""
    harmless = latex.replace("<", r"\lt ").replace(">", r"\gt ").replace("](", "] (")
    return f"${harmless}$"


def number_text(value: float) -> str:
    """At most four decimals, and no more than are needed: 3, 7.5, 0.3333."""
    shown = f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown


def points_text(value: float) -> str:
    """`3 points`, `1 point`."""
    shown = number_text(value)
    return f"{shown} point" if shown == "1" else f"{shown} points"


def points_are(value: float) -> str:
    """`3 points are`, `1 point is`; 0, of a question of which no points are known, is `its points are`."""
    shown = number_text(value)
    return "its points are" if shown == "0" else f"{points_text(value)} {'is' if shown == '1' else 'are'}"


def rounded(value: float) -> float:
    """The number that `number_text` shows; a whole number is an int."""
    shown = round(value, DECIMALS)
    return int(shown) if shown == int(shown) else shown


def number_in(text: str) -> float | None:
    """The number in a cell, `7.5` or `7,5`; None for other words."""
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


@dataclass(frozen=True)
class Remark:
    """What a person has to know: `words: a, b, c`."""

    words: str
    names: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.short(len(self.names))

    def short(self, most: int = 20) -> str:
        """With at most so many of the names, and the number of the others."""
        more = f" and {len(self.names) - most} more" if len(self.names) > most else ""
        return f"{self.words}: {', '.join(self.names[:most])}{more}" if self.names else self.words


def remark(words: str, names: Sequence[str]) -> list[Remark]:
    """What is to be said of these; nothing if there are none."""
    return [Remark(words, tuple(names))] if names else []
