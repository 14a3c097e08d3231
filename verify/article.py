"""The article before words, as it is said aloud: an orthogonal matrix, an n x 1 matrix, a 1 x n matrix, an 8 x 2 matrix."""

from __future__ import annotations

_VOWELS = frozenset("aeiouAEIOU")
_NAMED_WITH_A_VOWEL = frozenset("aefhilmnorsxAEFHILMNORSX")  # an n, a u
_SAID_WITH_A_VOWEL = frozenset(("11", "18"))


def with_article(words: str) -> str:
    """`an n x 1 matrix` of `n x 1 matrix`."""
    first = words.partition(" ")[0].strip("(")
    if first.isdigit():
        begins_with_vowel = first.startswith("8") or first in _SAID_WITH_A_VOWEL
    elif len(first.partition("_")[0]) == 1:
        begins_with_vowel = first[0] in _NAMED_WITH_A_VOWEL
    else:
        begins_with_vowel = first[:1] in _VOWELS
    return f"{'an' if begins_with_vowel else 'a'} {words}"
