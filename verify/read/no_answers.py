"""Texts that say that there is no answer, or are words: none, n/a, I don't know, no solution, banana."""

from __future__ import annotations

import re
from collections.abc import Collection

from verify.read.scan import problem

_LONGEST = 80
_ROUND = re.compile(r"\A(?:\s|\$|\\(?:text|textrm|mathrm|mbox)\s*\{)+|(?:\s|[$}.!])+\Z")
_DO_NOT = r"(?:do\s*n[o'’]?t|don\s*['’]?\s*t|dunno)"
_SAYS_NONE = re.compile(
    rf"[-–—?_]+|n\s*/\s*a|none|nothing|nil|null|nan|no|yes|idk|(?:i\s+)?{_DO_NOT}\s+know|(?:i\s+have\s+)?no\s+(?:idea|clue)"
    r"|no\s+(?:(?:real|such|unique)\s+)?(?:answers?|solutions?|values?)|not\s+(?:sure|possible|defined|applicable)"
    r"|(?:it\s+)?does\s*n[o'’]?t\s+exist"
    r"|dne|undefined|impossible|unknown|skip(?:ped)?|blank|empty|tbd|(?:it\s+)?(?:di|con)verge(?:s|nt)|infinite",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*(?:[\s,]+[A-Za-z]+(?:['’-][A-Za-z]+)*)*[?]?")
_FEWEST_LETTERS = 4  # of a word; three letters may be a product


def reject_no_answers(source: str, symbols: Collection[str]) -> None:
    """Raises InputError for a text that says that there is no answer; n/a is a quotient where n and a are declared."""
    if len(source) > _LONGEST:
        return
    said = _ROUND.sub("", source)
    if _SAYS_NONE.fullmatch(said) is None or said in symbols:
        return
    letters = re.findall("[A-Za-z]", said)
    if 0 < len(letters) <= 2 and all(letter in symbols for letter in letters):
        return
    start = source.index(said)
    raise problem("unsupported", f"{said!r}, which is no formula", source, start, start + len(said), "a formula")


def words_alone(source: str) -> str:
    """The words of a text that has no sign of a formula and a word as long as no product of letters is; or ""."""
    said = _ROUND.sub("", source) if len(source) <= _LONGEST else ""
    has_long_word = any(len(word) >= _FEWEST_LETTERS for word in re.findall("[A-Za-z]+", said))
    return said if has_long_word and _WORDS.fullmatch(said) else ""
