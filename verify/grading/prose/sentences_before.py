r"""Sentences before the first formula that say what its names stand for, or what the formula is taken from.

    Let x be the number of adult tickets.        Let $d$ be the distance in kilometres.        The whole trip takes 5 hours, so

They change nothing of what is right.  A number of things, or a length, is positive: a line beside them is wrong only if it is so
for positive integers, too.  What a trip takes may be what the lines use.
"""

from __future__ import annotations

import re

from verify.grading.prose.vocabulary import HEDGES, LIMITING, words_of

_NAME = r"(?:\$\s*+\\?[A-Za-z]+(?:_\w)?\s*+\$|\\?[A-Za-z](?:_\w)?)"
_THING = (
    r"(?:number|distance|time|length|width|height|depth|speed|velocity|price|cost|age|amount|mass|weight|volume|area|radius"
    r"|perimeter|duration|quantity|population|value|temperature|salary|money)"
)
_NAMES = re.compile(
    rf"(?:Let|We\s++let|Denote\s++by|Write)\s++{_NAME}\s++(?:be|denotes?|stands?\s++for|for)?\s*+(?:the|its|their)\s++"
    rf"(?P<which>(?:[a-z]++\s++){{0,2}}?){_THING}s?\b(?P<of>[A-Za-z ,'’-]*+)"
)
_LEADS = re.compile(r"(?:The|A|An|Both|Each|Every|Together|They|He|She|It)\s++[A-Za-z0-9 ,'’%.$€£-]*+")
_ENDS = re.compile(r"[\s,]*\b(?:so|hence|thus|therefore|then|gives|yields|we (?:have|get|obtain))\s*\Z")
_SENTENCE = re.compile(r"(?<=[a-z0-9$])\.\s++(?=[A-Z])")
_TELLS_MORE = frozenset(
    "such that which who where with equal equals twice half double if when more less least most than same times greater smaller"
    " larger bigger odd even consecutive digit digits prime integer integers negative opposite difference product sum mod modulo"
    " not no never nothing false wrong reversed inverse percent probability answer answers result results solution conclude"
    " approximately rounded".split()
)
_LONGEST = 500


def are_words_before(text: str) -> bool:
    """Whether a text is nothing but sentences that name things, or lead to the formula below it."""
    sentences = _sentences(text)
    return bool(sentences) and all(_names_things(each) or _leads(each) for each in sentences)


def only_names_things(text: str) -> bool:
    sentences = _sentences(text)
    return bool(sentences) and all(map(_names_things, sentences))


def _sentences(text: str) -> list[str]:
    pieces = _SENTENCE.split(" ".join(text.split())) if len(text) <= _LONGEST else []
    return [each.strip(" .:") for each in pieces if each.strip(" .:")]


def _names_things(sentence: str) -> bool:
    found = _NAMES.fullmatch(_ENDS.sub("", sentence))
    return found is not None and _says_no_more(f"{found['which']} {found['of']}")


def _leads(sentence: str) -> bool:
    """Whether a sentence of words and given numbers tells of something, and not of formulas."""
    rest = _ENDS.sub("", sentence)
    has_letter = re.search(r"(?<![A-Za-z'’])[B-Zb-z](?![A-Za-z])", rest) is not None
    return not has_letter and _LEADS.fullmatch(rest) is not None and _says_no_more(rest)


def _says_no_more(said: str) -> bool:
    words = words_of(said)
    return HEDGES.search(said) is None and _TELLS_MORE.isdisjoint(words) and LIMITING.isdisjoint(set(words) - {"in", "to", "for"})
