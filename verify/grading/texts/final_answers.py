r"""The answer at the end of a text that tells how it was found.

    .. Hence the area is $\boxed{42}$.     what is boxed, behind words that introduce it, if nothing but a full stop follows
    <answer>42</answer>                    what stands between these
    #### 42                                what stands behind these, in the last line
"""

from __future__ import annotations

import re

from verify.grading.texts.brackets import closing

_LONGEST = 20_000
_BOX = re.compile(r"\\(?:boxed|fbox)\s*\{")
_TAGGED = re.compile(r"<answer>([^<]*)</answer>\s*\Z")
_MARKED = re.compile(r"(?:\A|\n)\s*####\s*([^\n]+?)\s*\Z")
_ENDS = re.compile(r"[\s$.,;!*)\]\\}]*")  # the end of a sentence, and of what stands round the box
_DOUBTS = re.compile(
    r"\b(?:not?|never|cannot|wrong|incorrect|false|doubt\w*|guess\w*|maybe|perhaps|mistake\w*)\b|n't\b", re.IGNORECASE
)
_OPENS = re.compile(r"(?:\$\$?|\\\[|\\\()\s*(?:\\displaystyle\s*)?\Z")
_MATH = re.compile(r"\$[^$]*\$|\\\([^$]*?\\\)|\\\[[^$]*?\\\]")
_SENTENCE = re.compile(r"[.!?]\s|\n")
_IS = re.compile(r"\s*(?:is|are|equals?|=|:|becomes|being)\b|\s*[:=]")
_NEAR = 300


def final_answer(text: str) -> str | None:
    r"""What a text says that its answer is, with the words that introduce it: `Hence the area is $42$`.

    None for a formula, and for what may be no answer, or one of several.
    """
    if len(text) > _LONGEST:
        return None
    for pattern in (_TAGGED, _MARKED):
        if (found := pattern.search(text)) is not None and found[1].strip():
            before = text[max(0, found.start() - _NEAR) : found.start()]
            return None if _DOUBTS.search(_last_sentence(before)) else found[1].strip()
    boxes = [*_BOX.finditer(text)]
    close = closing(text, boxes[0].end()) if len(boxes) == 1 else None
    if close is None or _ENDS.fullmatch(text, close) is None:
        return None
    answer = text[boxes[0].end() : close - 1].strip()
    before = _OPENS.sub("", text[max(0, boxes[0].start() - _NEAR) : boxes[0].start()])
    words = _introduction(_last_sentence(before))
    is_told = bool(words) or _SENTENCE.search(before.strip()) is not None
    return None if words is None or not answer or "$" in answer or not is_told else f"{words} ${answer}$".strip()


def _last_sentence(text: str) -> str:
    return _SENTENCE.split(text)[-1]


def _introduction(sentence: str) -> str | None:
    """The words of a sentence behind its last formula; None if a formula goes on into the box, or is said to be what is boxed."""
    words = sentence
    for place in _MATH.finditer(sentence):
        words = sentence[place.end() :]
    if words is not sentence and _IS.match(words):
        return None
    words = words.strip(" *,")
    return None if re.search(r"[^A-Za-z\s:,'-]", words) else words
