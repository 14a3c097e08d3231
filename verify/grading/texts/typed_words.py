r"""Words of typed questions that are names by how they are written: pi1, var1, abar_t, Qmax, Vn, logits.

    pi1*p1 + (1 - pi1)*p2      pi1 is a number, and no pi times 1
    r + gamma*Vn               Vn is a number, unless n stands alone as well
    n + nlog2, x*cosx          calls
    Fn-1 + Fn-2, 50*Hz         indices, units

A word has to stand between operators wherever it stands, and to resemble no other name: nobody knows what sig2 is beside sigma.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from verify.functions import FUNCTIONS, SCALAR_FUNCTIONS
from verify.grading.texts.wording import is_physical
from verify.read.names import GREEK_WORDS, nearest
from verify.read.naming import CONSTANTS, KNOWN_FUNCTIONS

_WORD = re.compile(
    r"(?<![A-Za-z0-9_\\.])(?:(?P<numbered>[a-z]{2,8})[0-9]{1,2}|(?P<indexed>[a-z]{3,8})_(?:[A-Za-z]{1,4}|[0-9]{1,2})"
    r"|(?P<capital>[A-Z][a-z]{1,7})|(?P<plural>[a-z]{5,15})s)(?![A-Za-z0-9_])"
)
_NAME = re.compile(r"(?<![A-Za-z0-9_\\])[A-Za-z][A-Za-z0-9]*(?:_(?:[A-Za-z0-9]+|\{[^{}]*\}))?")
_BEFORE_OPERATOR = re.compile(r"\s*(?:[*/^=<>,;|)\]}]|[-+](?![0-9])|\Z)|\s+[-+]")  # Fn - 1, and no F_{n-1}
_BEHIND_OPERATOR = re.compile(r"(?:\A|[-+*/^=<>,;|(\[{])\s*\Z")
_EXPONENT = re.compile(r"(?:\^|(?<![A-Za-z])exp)[\s({\[-]*\Z")  # of e^(At), with a matrix A
_STEM = re.compile(r"[A-Za-z]+")
_FUNCTION_NAMES = tuple(name for name in SCALAR_FUNCTIONS if len(name) > 1 and name not in GREEK_WORDS)
_OTHER_MEANINGS = frozenset(("sup", "arg", "ess", "mod", "id", "pr", "const", "none", "yes", "true", "false"))
_FIRST = frozenset("01")  # pi1 beside pi2, but no pi2 alone
_ALIKE = 0.8  # how much a misspelling resembles what is meant
_PAIR, _SHORTEST_NUMBERED = 2, 3
_BEFORE_CALL, _NO_ARGUMENT = 2, 3  # letters that stand before a function in a run, and that are no argument in one


def typed_words(asked: Sequence[str], alone: Collection[str]) -> list[str]:
    """The words of some questions that are names; `alone` are the letters that stand alone, in an answer too."""
    sources = [source for source in asked if "\\" not in source]
    every = {name[0] for source in sources for name in _NAME.finditer(source)}
    places = [found for source in sources for found in _WORD.finditer(source)]
    refused = {found[0] for found in places if not _stands_between(found)}
    words = {found[0]: found for found in places if found[0] not in refused}
    return [word for word, found in words.items() if _is_name(found, every - {word}, alone)]


def may_be_call(word: str) -> bool:
    """Whether letters written together may be a function and what it is of: sinx, xlnx, nlogn."""
    places = [(name, word.find(name)) for name in FUNCTIONS if len(name) > 1]
    begun = [(name, at) for name, at in places if at == 0 or (name in _FUNCTION_NAMES and 0 < at <= _BEFORE_CALL)]
    rests = [word[at + len(name) :] for name, at in begun]
    return any(rest in GREEK_WORDS or 0 < len(rest) < _NO_ARGUMENT for rest in rests)


def factors_of(word: str) -> tuple[str, ...]:
    """What a word is a product of, if it is no name: V and n of Vn, logit(s) of logits; nothing for TP, pi1 and Qmax."""
    stem = stem_of(word)
    if word.endswith("s") and word[:-1] in SCALAR_FUNCTIONS:
        return (f"{word[:-1]}(s)",)
    is_whole = stem.isupper() or stem in GREEK_WORDS or any(map(stem.endswith, _FUNCTION_NAMES))
    return () if is_whole or len(stem) < _PAIR else (*stem[:-1], word[len(stem) - 1 :])


def stem_of(word: str) -> str:
    """pi of pi1, abar of abar_t."""
    found = _STEM.match(word)
    return "" if found is None else found[0]


def _stands_between(found: re.Match[str]) -> bool:
    before = found.string[: found.start()]
    if _BEFORE_OPERATOR.match(found.string, found.end()) is None or _BEHIND_OPERATOR.search(before) is None:
        return False
    return not found["capital"] or _EXPONENT.search(before) is None


def _is_name(found: re.Match[str], others: Collection[str], alone: Collection[str]) -> bool:
    word, stem = found[0], next(group for group in found.groups() if group)
    if found["plural"]:
        return stem in SCALAR_FUNCTIONS and "s" not in alone
    lower = stem.lower()
    has_meaning = word in KNOWN_FUNCTIONS or lower in _OTHER_MEANINGS or (lower in GREEK_WORDS and stem not in CONSTANTS)
    if has_meaning or is_physical(stem) or may_be_call(lower) or _is_misspelt(stem):
        return False
    if found["capital"]:
        is_product = len(word) == _PAIR and {*alone}.issuperset(word)
        is_spelt_otherwise = any(other.replace("_", "").lower() == lower for other in others)
        return bool(others) and not is_product and not is_spelt_otherwise and lower not in KNOWN_FUNCTIONS
    is_short = found["numbered"] and len(stem) < _SHORTEST_NUMBERED and stem not in CONSTANTS
    if is_short or any(map(lower.endswith, _FUNCTION_NAMES)) or any(_resembles(found, stem, other) for other in others):
        return False
    return stem not in CONSTANTS or any(each.removeprefix(stem) in _FIRST for each in (word, *others))


def _resembles(found: re.Match[str], stem: str, other: str) -> bool:
    """Whether another name may be tied to a word: sig and sigma to sig2, abar_prev to abar_t, but not pi2 to pi1."""
    letters = stem_of(other)
    if letters == stem:
        return bool(found["indexed"]) or not other[len(stem) :].isdigit()
    return letters.startswith(stem) and letters in GREEK_WORDS


def _is_misspelt(stem: str) -> bool:
    """Whether a word resembles a known one, and does not shorten a letter's: simga and sqr, but not sig."""
    known = (KNOWN_FUNCTIONS | GREEK_WORDS) - {stem}
    is_shortened = any(letter.startswith(stem) for letter in GREEK_WORDS)
    is_alike = any(each not in stem for each in nearest(stem, known, 1, _ALIKE))  # Qmax is no misspelt max
    return stem not in KNOWN_FUNCTIONS and not is_shortened and is_alike
