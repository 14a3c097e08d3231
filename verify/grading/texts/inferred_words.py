r"""Words that formulas use as names: TP, \\mathrm{FN}, precision, logvar, \\mathrm{Bias}; of others see `typed_words`.

A word that may be a product of letters is none: one whose letters stand alone elsewhere, or are those of another word, as ab and
ba.  Nor is one that may be a unit, a function or a word of a sentence: it has to stand between operators.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from verify.functions import BINDER_FUNCTIONS, FUNCTIONS
from verify.grading.texts.typed_words import may_be_call, typed_words
from verify.read.names import GREEK_WORDS

COMMAND = re.compile(r"\\(?:text|mathrm|operatorname|begin|end)\s*\{[^{}]*\}|\\[A-Za-z]+")
LONE = re.compile(r"(?<![A-Za-z_\\])[A-Za-z](?![A-Za-z(])")
_INDEXED = re.compile(r"(?<![A-Za-z\\])[A-Za-z]_(?:[0-9]|\{[0-9]+\})")  # F_1 is no F
_WORDS = frozenset(("pi", "inf", "oo", "if", "else", "then", "and", "or", "not", "in", "for", "true"))
_OF_SENTENCES = frozenset(
    "when where while with otherwise else false such that from each every some none there their then than this these those which"
    " have does will would could should must also only both either neither always never with without about since because hence"
    " thus therefore here into over under between within after before above below case cases line step steps answer result value"
    " values const constant undefined unknown exists exist given same other true equal equals".split()
)
_UPRIGHT = re.compile(r"\\(?:mathrm|text|operatorname|mathit|textrm)\s*\{\s*([A-Z]{2,5})\s*\}(?!\s*(?:\\left)?[(\[])")
_CAPITALS = re.compile(r"(?<![A-Za-z_\\])([A-Z]{2,5})(?![A-Za-z(_])")
_LONG_UPRIGHT = re.compile(r"\\(?:mathrm|text|mathit|textrm)\s*\{\s*([A-Za-z]{4,16})\s*\}(?!\s*(?:\\left)?[(\[])")
_LONG = re.compile(r"(?<![A-Za-z_\\])([a-z]{4,16}|lr)(?![A-Za-z(_'])")
_ANY_WORD = re.compile(r"(?<![A-Za-z_\\])[A-Za-z]{2,16}(?![A-Za-z])")
_VOWEL = re.compile(r"[aeiouyAEIOUY]")
_OPERATOR = r"[-+*/^=<>,;|&$)\]}]|\\(?:cdot|times|le|ge|leq|geq|right|frac)(?![A-Za-z])"
_BEFORE_OPERATOR = re.compile(rf"(?:\s|\\[,;:! ])*(?:{_OPERATOR}|\Z)")
_BEHIND_OPERATOR = re.compile(r"(?:\A|[-+*/^=<>,;|&$(\[{]|\\(?:cdot|times|leq?|geq?|left)(?![A-Za-z]))(?:\s|\\[,;:! ])*\Z")
_SPACES = re.compile(r"\\[,;:! ]|~|\\q?quad(?![A-Za-z])")
_NUMBERS = frozenset(
    "half third quarter twice zero three four five seven eight nine eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion dozen"
    " percent".split()
)


def abbreviations(sources: Sequence[str], asked: int) -> list[str]:
    """The words that are names, if none of their letters stands alone; those of four letters on may have some that do.

    The first sources, `asked` many, are questions: a long word of an answer alone may say anything, as `diverges` does.
    """
    short: dict[str, None] = {}
    long: dict[str, None] = {}
    alone: set[str] = set()
    for place, source in enumerate(sources):
        is_latex = "\\" in source
        short |= dict.fromkeys((_UPRIGHT if is_latex else _CAPITALS).findall(source))
        if place < asked:
            words = (_LONG_UPRIGHT if is_latex else _LONG).finditer(source)
            long |= dict.fromkeys(found[1] for found in words if _is_name(found))
        alone |= {*LONE.findall(_INDEXED.sub(" ", COMMAND.sub(" ", source)))}
    long |= dict.fromkeys(typed_words(sources[:asked], alone))
    every = {word for source in sources for word in _ANY_WORD.findall(source)}
    letters = [sorted(word) for word in {*every, *short, *long}]
    once = [word for word in (*short, *long) if not is_known(word) and letters.count(sorted(word)) == 1]  # AB and BA
    return [word for word in once if word in long or alone.isdisjoint(word)]


def _is_name(found: re.Match[str]) -> bool:
    """Whether a long word stands between operators, and is no word for a number, nor a function and what it is of: sinx."""
    before, behind = (_SPACES.sub(" ", text) for text in (found.string[: found.start()], found.string[found.end() :]))
    is_apart = _BEFORE_OPERATOR.match(behind) is not None and _BEHIND_OPERATOR.search(before[-16:]) is not None
    word = found[1].lower()
    is_alone = found.string.strip(" $") == found[0].strip()
    is_word = not is_alone and word not in _OF_SENTENCES | _NUMBERS and not word.endswith("pi") and not may_be_call(word)
    return is_word and is_apart and (_VOWEL.search(word) is not None or word == "lr")


def is_known(word: str) -> bool:
    """Whether a word has a meaning of its own."""
    return word in FUNCTIONS or word in BINDER_FUNCTIONS or word in GREEK_WORDS or word in _WORDS
