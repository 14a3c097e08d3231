r"""Where a formula ends and a reason begins: `= x^2 + 2x (by expanding)`, `&= x && \text{since } ...`, `= x, with equality at 0`.

A clause is a reason only if nothing in it can belong to the formula or change what is said.  It begins with `since`, `by`,
`using`, with what is done (`multiply by`, `expanding`) or with a theorem; it draws no conclusion of its own (`so the answer
is`), and has no relation but that of a fact behind `since`, `using` and their like.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise

from verify.grading.prose.vocabulary import (
    ALONE_VERBS,
    ALTERING,
    CONCLUSIONS,
    HEDGES,
    LIMITING,
    NEUTRAL,
    NOUNS,
    OPERATIONS,
    VERBS,
    WORD,
    is_participle,
    words_of,
)
from verify.read.names import canonical_name
from verify.read.naming import KNOWN_FUNCTIONS

TEXT = r"\\(?:text(?:rm|it|bf|sf|normal)?|mbox)\s*\{([^{}]*)\}"
OPENS_TEXT = r"\\(?:text(?:rm|it|bf|sf|normal)?|mbox)\s*\{"
SPACE = r"(?:\s|~|&|\\[,;:! ]|\\q?quad(?![A-Za-z])|\\hfill(?![A-Za-z]))"
IN_TEXT = re.compile(TEXT)
_TELLS_FACT = r"(?:since|because|as|using|use|recall(?:ing)?|note|noting|applying|given|where|with|plug(?:ging)?|choosing|put)"
_FACT = re.compile(rf"[\s(\[]*{_TELLS_FACT}\b", re.IGNORECASE)
_BECAUSE = re.compile(r"(?:by|since|because|using|due to|via|as|recall(?:ing)?|note|noting|applying|again by|follows from)\b")
_EQUALITY = re.compile(r"[\s(\[,]*(?:with\s+equality|equality\s+holds)\b", re.IGNORECASE)
_RELATION = re.compile(
    r"[<>=≤≥≠∈∝≈]|\\(?:leq?|geq?|neq?|in|propto|approx|sim|leqslant|geqslant|implies|iff|to|R?rightarrow)(?![A-Za-z])"
)
_SPACING = re.compile(rf"{SPACE}|\\(?:left|right|big[lr]?)(?![A-Za-z])")
_LIMIT = re.compile(r"\\to(?![A-Za-z])|→|->|\\infty|infinity|arrow")
_COLUMN = re.compile(r"(?<!\\)&")
_BEFORE_CLAUSE = re.compile(rf"(?:{SPACE}|[,;]|\(|\[|\\left\s*[(\[]|\\big[lr]?\s*[(\[])*+\Z")
_COMMENT = re.compile(r"(?:\s{2,}|\t)(?:#|//)\s*(?=[^\W\d_])")
_SIGN_BECAUSE = re.compile(r"\\because(?![A-Za-z])|∵")
_SUBSTITUTION = re.compile(
    rf"(?:\\q?quad|,|(?<!\s)\s{{2,}}+){SPACE}*+[(\[]\s*+(?:(?:let|with|put)\s++)?"
    r"(?P<said>(?P<name>\\?[A-Za-z]+)\s*(?::=|=)[^=<>\[\]]*)[)\]]\s*\Z"
)
_TYPED = re.compile(r"(?:\s*+,)?\s++(?=(?:by|since|because|using|due to|via|with equality)\s)")
_OPENS, _CLOSES = "([{", ")]}"


def is_closed(text: str) -> bool:
    """Whether all brackets of a text are closed in it."""
    depth = sum((character in _OPENS) - (character in _CLOSES) for character in text)
    return depth == 0 and text.count(r"\begin") == text.count(r"\end") and text.count("$") % 2 == 0


def end_of_formula(line: str, known: Collection[str]) -> int:
    """The place at which the reason behind a formula begins; the length of the line if it has none that is understood."""
    ends = (_comment(line), _column(line, known), _text(line, known), _sign(line), _typed(line, known), _bracket(line, known),
            _substitution(line))  # fmt: skip
    for found in ends:
        if found is not None and line[:found].strip(" &") and is_closed(line[:found]):
            return found
    return len(line)


def _substitution(line: str) -> int | None:
    r"""The place of (u = x^2), set apart behind an integral over u."""
    found = _SUBSTITUTION.search(line)
    over = found is not None and re.search(rf"(?<![A-Za-z\\])d\s*{re.escape(found['name'])}(?![A-Za-z])", line[: found.start()])
    return found.start() if found is not None and over else None


def substitution_said(line: str) -> str:
    r"""The u = x^2 of (u = x^2), set apart behind an integral over u; or ""."""
    found = _SUBSTITUTION.search(line) if _substitution(line) is not None else None
    return "" if found is None else found["said"]


def is_equality_case(clause: str) -> bool:
    return _EQUALITY.match(IN_TEXT.sub(lambda found: found[1], clause)) is not None


def is_reason(clause: str, known: Collection[str]) -> bool:
    """Whether a clause tells why a line follows, and neither what it is nor where it holds."""
    plain = _SPACING.sub(" ", IN_TEXT.sub(lambda found: f" {found[1]} ", clause)).strip(" ()[],;.")
    words = words_of(plain)
    if is_equality_case(clause):
        return True
    if not words or HEDGES.search(plain) or _CLAIMS.search(plain) or not CONCLUSIONS.isdisjoint(words) or words[0] in known:
        return False
    if words[0] == "as" and _LIMIT.search(plain):
        return False
    if words[0] in LIMITING or (_RELATION.search(plain) and _FACT.match(plain) is None and words[0] not in VERBS):
        return False
    if _BECAUSE.match(plain.lower()) is not None:
        return len(words) > 1 or _RELATION.search(plain) is not None
    if len(words) == 1:
        return words[0] in NOUNS or words[0] in ALONE_VERBS or is_participle(words[0])
    return words[0] in VERBS or is_participle(words[0]) or any(word in NOUNS for word in words) or all(
        word in NEUTRAL and word not in ALTERING for word in words
    )  # fmt: skip


def is_beside(clause: str, known: Collection[str], *, is_apart: bool = False) -> bool:
    """Whether a clause changes nothing of what is said beside it; `is_apart`: it stands in a column of reasons, in brackets."""
    plain = IN_TEXT.sub(lambda found: found[1], clause).strip(" ()[]")
    words = words_of(plain)
    if goes_on(clause) or _CLAIMS.search(plain):
        return False
    if is_apart and words:
        return HEDGES.search(plain) is None and not {words[0]} & (LIMITING | CONCLUSIONS)
    return is_reason(clause, known) or _says_why(clause)


def goes_on(said: str) -> bool:
    """Whether a relation or an operation in a clause goes on from the formula before: `by linearity = 3x`, `expanding - x`."""
    plain = IN_TEXT.sub(lambda found: f" {found[1]} {_END_OF_TEXT} ", said).replace("$", " ")
    for found in _GOES_ON.finditer(plain):
        word, sign = (found["word"] or "").lower(), found["sign"]
        if word and not (word in NEUTRAL or word in NOUNS or word in VERBS or is_participle(word) or _FACT.fullmatch(word)):
            continue
        if sign in ("-", "–") and (_RELATION.search(plain, found.end()) is not None or word in _BEFORE_FACTOR):
            continue
        return True
    return False


def changes(said: str, lines: Collection[str]) -> bool:
    """Whether words name an operation that none of the lines beside them shows: `= 2x (squaring)`."""
    plain, formulas = IN_TEXT.sub(lambda found: found[1], said), [IN_TEXT.sub(" ", line).replace(said, " ") for line in lines]
    return any(words.search(plain) and not any(shown.search(line) for line in formulas) for words, shown in OPERATIONS)


_CLAIMS = re.compile(r"\b(?:this|it|that|which|answer|result|value|total) (?:is|equals|becomes|gives)\b", re.IGNORECASE)
_END_OF_TEXT = "¦"
_GOES_ON = re.compile(
    rf"(?:\A[\s(\[#/,:&]*|(?<![\w\\])(?P<word>[A-Za-z][A-Za-z'’-]+)\b[.,:)]*|{_END_OF_TEXT}|\A[^\w\\]*{_END_OF_TEXT})"
    rf"(?:{SPACE}|{_END_OF_TEXT}|[,;:)])*(?P<sign>[<>=≤≥∝≈]|\\(?:leq?|geq?|approx|propto|leqslant|geqslant)(?![A-Za-z])|[+*/](?!/)|(?<![A-Za-z])[-–])"
)
_BEFORE_FACTOR = frozenset("by with of factor times using take taking pull pulling out multiply multiplying sign".split())


def _says_why(clause: str) -> bool:
    """Whether a clause that is set apart from its formula says something else than what the formula is, or where it holds."""
    plain = _SPACING.sub(" ", IN_TEXT.sub(lambda found: f" {found[1]} ; ", clause)).strip(" ()[],;.")
    words = words_of(_INDEPENDENT.sub(" ", plain))
    if HEDGES.search(plain) or not (CONCLUSIONS | ALTERING).isdisjoint(words) or _OPEN_RELATION.search(plain):
        return False
    return not words or words[0] not in LIMITING or (words[0] == "with" and _RELATION.search(plain) is not None)


_INDEPENDENT = re.compile(r"\b(?:does|do)\s+not\s+depend\b")
_OPEN_RELATION = re.compile(
    r"(?:\A|;)\s*(?:[<>=≤≥≠∝≈]|\\(?:leq?|geq?|neq?|propto|approx|implies|iff|to|R?rightarrow)(?![A-Za-z]))"
)


def _says_kind(clause: str) -> bool:
    """Whether a clause concludes what kind of thing the formula is, in words alone: so that f is concave."""
    plain = IN_TEXT.sub(lambda found: f" {found[1]} ", clause)
    words = words_of(plain)
    return words[:1] in (["so"], ["hence"], ["thus"]) and not _KINDS.isdisjoint(words) and (
        _RELATION.search(plain) is None and HEDGES.search(plain) is None and re.search(r"[0-9]", plain) is None
    )  # fmt: skip


_KINDS = frozenset(
    "concave convex increases increasing decreases decreasing bounded monotone unbiased consistent idempotent symmetric"
    " stationary optimal smooth lipschitz contraction".split()
)


def _comment(line: str) -> int | None:
    found = _COMMENT.search(line)
    clause = "" if found is None else line[found.end() :]
    if found is None or (len(words_of(clause)) < 2 and _RELATION.search(clause) is None):
        return None
    return found.start() if _says_why(clause.removeprefix("let ")) else None


def _column(line: str, known: Collection[str]) -> int | None:
    r"""The place of the second pair of columns of an align, `a &= b && \text{remark}`, if it is no second equation."""
    marks = [found.start() for found in _COLUMN.finditer(line) if is_closed(line[: found.start()])]
    pairs = [(one, two) for one, two in pairwise(marks) if not line[one + 1 : two].strip()]
    if not pairs or _COLUMN.search(line, pairs[0][1] + 1) is not None:
        return None
    clause = line[pairs[0][1] + 1 :].strip()
    is_cited = clause.startswith("(") and clause.rstrip(" .,").endswith(")")  # (\log(1 + u) \le u)
    is_set_apart = (is_cited or IN_TEXT.match(clause) is not None) and _says_why(clause)
    return pairs[0][0] if is_set_apart or (IN_TEXT.search(clause) is not None and is_reason(clause, known)) else None


def _text(line: str, known: Collection[str]) -> int | None:
    r"""The place of the first \text{..} outside of brackets, with the bracket before it, if a reason begins there."""
    for found in IN_TEXT.finditer(line):
        before = _BEFORE_CLAUSE.search(line[: found.start()])
        start = found.start() - (len(before[0]) if before is not None else 0)
        if line[:start].strip(" &") and is_closed(line[:start]):
            is_last = not line[found.end() :].strip(" .,&$")
            is_aside = is_last and _is_aside(found[1])
            is_because = is_reason(line[start:], known) and not goes_on(line[found.end() :])
            return start if is_aside or is_because or _says_kind(line[start:]) else None
    return None


def _is_aside(text: str) -> bool:
    """Whether words in brackets name a reason, and can be no part of what is said: (bilinearity), (exp is increasing)."""
    said = re.sub(r"\b(double|half)\s+angle", r"\1-angle", text.strip(" .,"))
    words = words_of(said)
    if not (said.startswith("(") and said.endswith(")")) or re.search(r"[0-9<>=≤≥+*/\\$^_]", said):
        return False
    return not _ASIDES.isdisjoint(words) and all(word in NOUNS or word in _ASIDES or word in _JOINING for word in words)


_ASIDES = frozenset(
    "bilinearity bilinear condition conditions increasing decreasing monotone monotonic map mle euler euler's factorise factorize"
    " double-angle half-angle angle convexity concavity concave convex symmetric definite invertible orthogonal".split()
)
_JOINING = frozenset("a an the of by is are and as log exp formula strictly function functions matrix positive".split())


def _sign(line: str) -> int | None:
    found = _SIGN_BECAUSE.search(line)
    return None if found is None else found.start()


def _typed(line: str, known: Collection[str]) -> int | None:
    """The place of ` since ...`, `, by ...` outside of brackets in typed text."""
    for found in _TYPED.finditer(line):
        first = WORD.match(line, found.end())
        if is_closed(line[: found.start()]) and first is not None and first[0] not in known:
            return found.start() if is_reason(line[found.end() :], known) else None
    return None


def _bracket(line: str, known: Collection[str]) -> int | None:
    """The place of a bracket with words that ends a line and stands apart: (chain rule), and not (x + 1)."""
    text = line.rstrip(" .,;")
    if not text or text[-1] not in ")]":
        return None
    depth, place = 0, len(text) - 1
    for place in range(len(text) - 1, -1, -1):
        depth += (text[place] in _CLOSES) - (text[place] in _OPENS)
        if depth == 0:
            break
    clause, spaces = text[place + 1 : -1], len(text[:place]) - len(text[:place].rstrip())
    first, words = WORD.match(clause.strip()), words_of(clause)
    of_no_name = sum(len(word) > 2 and word not in known for word in words)
    if spaces > 2 and of_no_name > 1 and (_says_why(clause) or _says_kind(clause)):
        return place
    if first is None or not spaces or canonical_name(first[0]) in known:
        return None
    if clause.strip()[first.end() :][:1] in ("_", "^", "(", "{") and first[0].rstrip(".") in KNOWN_FUNCTIONS:
        return None  # ( sum_{j=1}^d log s_j )
    all_neutral = all(word in NEUTRAL for word in words_of(clause))
    if spaces == 1 and all_neutral and not _begins_reason(clause):  # g (learning rate), a factor
        return None
    return place if is_reason(clause, known) else None


def _begins_reason(clause: str) -> bool:
    words = words_of(clause)
    begun = bool(words) and (words[0] in VERBS or is_participle(words[0]) or any(word in NOUNS for word in words))
    return begun or _BECAUSE.match(clause.strip().lower()) is not None
