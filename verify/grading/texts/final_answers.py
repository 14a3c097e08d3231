r"""The answer at the end of a text that tells how it was found.

    .. Hence the area is $\boxed{42}$.     what is boxed, if nothing else is, and nothing but a full stop follows
    <answer>42</answer>                    what stands between these
    #### 42                                what stands behind these, in the last line
"""

from __future__ import annotations

import re

from verify.grading.texts.brackets import closing

_LONGEST = 20_000
_BOX = re.compile(r"\\(?:boxed|fbox)\s*\{")
_TAGGED = re.compile(r"<answer>(.*?)</answer>\s*\Z", re.DOTALL)
_MARKED = re.compile(r"(?:\A|\n)\s*####\s*([^\n]+?)\s*\Z")
_ENDS = re.compile(r"[\s$.,;!*)\]\\}]*")  # the end of a sentence, and of what stands round the box
_DOUBTS = re.compile(
    r"\b(?:not?|never|cannot|neither|nor|wrong|incorrect|false|instead|unless|except|if|or|either|maybe|perhaps|guess\w*|about"
    r"|approx\w*|roughly|than|most|least|minus|negative|unlike|unlikely|would|should|rather|inverse|reciprocal)\b|n't\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"(?<![\\A-Za-z])[A-Za-z]{2,}(?![A-Za-z])")
_SENTENCE = re.compile(r"[.!?]\s|\n")
_ENDS_IN_WORD = re.compile(r"(?<![\\A-Za-z])[A-Za-z]+\Z|[,:;.]\Z")
_NEAR = 200


def final_answer(text: str) -> str | None:
    """What a text says that its answer is; None for a formula, and for what may be no answer or one of several."""
    if len(text) > _LONGEST:
        return None
    for pattern in (_TAGGED, _MARKED):
        if (found := pattern.search(text)) is not None and found[1].strip():
            return found[1].strip()
    boxes = [*_BOX.finditer(text)]
    if len(boxes) != 1:
        return None
    close = closing(text, boxes[0].end())
    if close is None or _ENDS.fullmatch(text, close) is None:
        return None
    before = _SENTENCE.split(text[max(0, boxes[0].start() - _NEAR) : boxes[0].start()])[-1]
    is_told = _WORD.search(before) is not None or len(_SENTENCE.split(text[: boxes[0].start()].strip())) > 1
    if not is_told or _DOUBTS.search(before) or _is_inside_of_formula(before):
        return None
    return text[boxes[0].end() : close - 1].strip() or None


def _is_inside_of_formula(before: str) -> bool:
    r"""Whether a formula goes on into the box: x = \boxed{3}, $2 + \boxed{3}$, \sin \boxed{x}."""
    rest = before.rstrip()
    if rest.count("$") % 2 == 1 and not rest.endswith("$"):
        return True
    words = rest.removesuffix("\\[").removesuffix("\\(").rstrip("$* ")
    return words != "" and _ENDS_IN_WORD.search(words) is None
