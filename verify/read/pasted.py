"""What a text has from where it was copied: HTML, the slanted letters of a word processor, spaces of no width, long dashes.

Only what everybody who writes it means in one way: a long dash is a minus inside of brackets, behind a sign, and between two
quantities without spaces.
"""

from __future__ import annotations

import html
import re
import unicodedata
from itertools import accumulate

from verify.read.names import GREEK_WORDS

Edit = tuple[int, int, str]  # from, up to, and what stands there instead

_ENTITY = re.compile(
    r"&(?:nbsp|thinsp|ensp|emsp|lt|gt|le|ge|ne|equiv|amp|minus|plusmn|times|middot|sdot|divide|radic|infin|sup[123]|frac12|frac14"
    rf"|int|sum|prod|part|isin|rarr|{'|'.join(sorted(GREEK_WORDS))}|#[0-9]{{2,7}}|#[xX][0-9a-fA-F]{{2,6}});"
)
_TAG = re.compile(r"<(/?)(sup|sub|i|b|em|strong|span|p|div|br)(?:\s[^<>]*)?(/?)>", re.IGNORECASE)
_HIDDEN = re.compile(r"<!--.*?-->", re.DOTALL)
_BREAKS = frozenset(("p", "div", "br"))
_SCRIPTS = {"sup": "^{", "sub": "_{"}
_SPACE = re.compile(r"[\u200b\u2060\ufeff]|[\u2000-\u200a\u202f\u205f\u3000]")
_SLANTED = re.compile("[\U0001d434-\U0001d467\U0001d6e2-\U0001d71bℎ]")
_DASH = re.compile(r"(?<=[\w)\]}'!²³⁰-⁹])(\s*)—(\s*)(?=[\w(\[{√\\.])|(?P<sign>[=(\[{,^*/<>≤≥]\s*)—(?=[\w(\[{√\\.])")
_RELATION = re.compile(r"[=<>≤≥≠≡]|\\(?:leq?|geq?|neq?|equiv|approx)(?![A-Za-z])")
_ANY = re.compile("[&<—ℎ\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff\U0001d434-\U0001d71b]")


def edits_of_pasted(source: str) -> list[Edit]:
    """What is to be respelled in a text."""
    if (source.isascii() and "&" not in source and "<" not in source) or _ANY.search(source) is None:
        return []
    edits: list[Edit] = [(*found.span(), html.unescape(found[0])) for found in _ENTITY.finditer(source)]
    edits += [(*found.span(), "" if found[0] in "\u200b\u2060\ufeff" else " ") for found in _SPACE.finditer(source)]
    edits += [(*found.span(), "") for found in _HIDDEN.finditer(source)] if "-->" in source else []
    return [*edits, *_tags(source), *_slanted(source), *_dashes(source)]


def _tags(source: str) -> list[Edit]:
    """Tags that are closed as they are opened; x < i > y is none."""
    edits: list[Edit] = []
    opened: list[str] = []
    for found in _TAG.finditer(source):
        name = found[2].lower()
        if name == "br" or name in _BREAKS:
            edits.append((*found.span(), "\n"))
            continue
        if found[1]:
            if not opened or opened.pop() != name:
                return []
            edits.append((*found.span(), "}" if name in _SCRIPTS else ""))
        else:
            opened.append(name)
            edits.append((*found.span(), _SCRIPTS.get(name, "")))
    return [] if opened else edits


def _slanted(source: str) -> list[Edit]:
    """x for a slanted x, if no upright one stands beside it: it may be another quantity."""
    edits = [(*found.span(), unicodedata.normalize("NFKC", found[0])) for found in _SLANTED.finditer(source)]
    letters = {letter for _, _, letter in edits}
    return [] if any(re.search(rf"(?<![A-Za-z\\]){letter}(?![A-Za-z])", source) for letter in letters) else edits


def _dashes(source: str) -> list[Edit]:
    if "—" not in source:
        return []
    edits: list[Edit] = []
    relations = [found.start() for found in _RELATION.finditer(source)]
    depths = list(accumulate((character in "([{") - (character in ")]}") for character in source))
    for found in _DASH.finditer(source):
        place = source.index("—", found.start())
        is_range = source[place - 1 : place].isdigit() and source[place + 1 : place + 2].isdigit()
        is_tight = not (found[1] or found[2])
        joins_sides = bool(relations) and relations[0] < place < relations[-1]
        if found["sign"] or (not is_range and (depths[place] > 0 or (is_tight and not joins_sides))):
            edits.append((place, place + 1, "-"))
    return edits
