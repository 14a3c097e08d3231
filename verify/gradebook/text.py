"""Words and numbers as they may stand in a table or in Markdown, whoever wrote them."""

from __future__ import annotations

import re
import unicodedata

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


def rounded(value: float) -> float:
    """The number that `number_text` shows; a whole number is an int."""
    shown = round(value, DECIMALS)
    return int(shown) if shown == int(shown) else shown


def number_in(text: str) -> float | None:
    """The number in a cell, `7.5` or `7,5`; None for other words."""
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def remark(words: str, names: list[str], most: int = 20) -> list[str]:
    """`words: a, b, c`, and how many more there are; nothing if there are none."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return [f"{words}: {', '.join(names[:most])}{more}"] if names else []
